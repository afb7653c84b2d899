// Periods: reading and printing, kinds and order, counting between them, days over years.
#include <cagr/period.hpp>

#include "support/catch.hpp"

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

using cagr::day_count;
using cagr::errc;
using cagr::period;
using cagr::period_kind;
using cagr::ratio;
using namespace std::chrono_literals;

namespace {

/// The error of reading a text that must not be readable.
cagr::error refused(std::string_view text) {
    const auto read = period::try_parse(text);
    CAPTURE(text);
    REQUIRE_FALSE(read.has_value());
    return read.error();
}

template <class Body>
errc thrown(Body&& body) {
    try {
        (void)body();
    } catch (const cagr::exception& e) {
        CHECK_FALSE(e.error().message.empty());
        return e.error().code;
    }
    FAIL("nothing was thrown");
    return errc::usage;
}

template <class T>
concept makes_a_year = requires(T y) {
    period::year(y);
};
template <class T>
concept steps_a_period = requires(period p, T n) {
    p + n;
};

} // namespace

static_assert(std::is_trivially_copyable_v<period> && sizeof(period) == 8);
static_assert(std::is_convertible_v<std::chrono::year, period>);
static_assert(!std::is_convertible_v<int, period>, "2028 alone could be an ordinal or a year");
static_assert(makes_a_year<int> && makes_a_year<unsigned long long> && !makes_a_year<double> && !makes_a_year<bool>);
static_assert(steps_a_period<short> && !steps_a_period<float>);
static_assert(period(2028y) == period::year(2028));
static_assert(period::quarter(2028, 3) - period::quarter(2025, 1) == 14);
static_assert(period::date(2028, 2, 29).day() == 29);
static_assert(cagr::periods_per_year(period_kind::quarter) == 4);

TEST_CASE("every form of a period is read and printed back as written") {
    const auto text = GENERATE(as<std::string>{}, "2028", "0001", "9999", "FY2028", "FY2027-28", "FY28", "FY00", "FY99", "FY1999-00",
                               "FY9998-99", "2028H1", "2028H2", "2028Q1", "2028Q4", "2028-01", "2028-12", "2024-05", "2028-09-30",
                               "2028-02-29", "2000-02-29", "0001-01-01", "9999-12-31");
    CHECK(to_string(period::parse(text)) == text);
}

TEST_CASE("letters are read in either case and printed in capitals") {
    CHECK(to_string(period::parse("fy2028")) == "FY2028");
    CHECK(to_string(period::parse("Fy27")) == "FY27");
    CHECK(to_string(period::parse("2028q3")) == "2028Q3");
    CHECK(to_string(period::parse("2028h1")) == "2028H1");
}

TEST_CASE("the three labels of a fiscal year are one period") {
    const period full = period::parse("FY2028");
    CHECK(full == period::parse("FY28"));
    CHECK(full == period::parse("FY2027-28"));
    CHECK(full == period::fiscal_year(2028));
    CHECK(full.calendar_year() == 2028);
    CHECK((full <=> period::parse("FY28")) == std::partial_ordering::equivalent);
    CHECK(period::parse("FY1999-00") == period::fiscal_year(2000));
}

TEST_CASE("a period tells its parts") {
    const period year = 2028y;
    CHECK(year.kind() == period_kind::year);
    CHECK(year.calendar_year() == 2028);
    CHECK(year.part() == 0);
    CHECK(year.day() == 0);
    const period quarter = period::parse("2028Q3");
    CHECK(quarter.kind() == period_kind::quarter);
    CHECK(quarter.part() == 3);
    CHECK(period::parse("2028H2").kind() == period_kind::half);
    CHECK(period::parse("2028-09").kind() == period_kind::month);
    CHECK(period::parse("FY28").kind() == period_kind::fiscal_year);
    const period date = period::parse("2028-09-30");
    CHECK(date == period::date(2028y / std::chrono::September / 30));
    CHECK(date.part() == 9);
    CHECK(date.day() == 30);
    const period third = period::ordinal(3);
    CHECK(third.kind() == period_kind::ordinal);
    CHECK(third.ordinal_number() == 3);
    CHECK(third.calendar_year() == 0);
    CHECK(to_string(third) == "3");
    CHECK(to_string(period::ordinal(-2)) == "-2");
    CHECK(period() == period::ordinal(0));
}

TEST_CASE("periods order within their kind and not across kinds") {
    CHECK(period(2027y) < period(2028y));
    CHECK(period::parse("2027Q4") < period::parse("2028Q1"));
    CHECK(period::parse("2028-09-30") < period::parse("2028-10-01"));
    CHECK(period::parse("2027-12-31") < period::parse("2028-01-01"));
    CHECK(period::ordinal(-1) < period::ordinal(0));
    CHECK(period(2028y) != period::fiscal_year(2028));
    CHECK((period(2028y) <=> period::fiscal_year(2028)) == std::partial_ordering::unordered);
    CHECK_FALSE(period(2028y) < period::parse("2029Q1"));
    CHECK_FALSE(period(2028y) > period::parse("2029Q1"));
}

TEST_CASE("periods of one kind subtract to a whole count") {
    CHECK(period(2028y) - period(2020y) == 8);
    CHECK(period(2020y) - period(2028y) == -8);
    CHECK(period::parse("FY28") - period::parse("FY2019-20") == 8);
    CHECK(period::parse("2028H1") - period::parse("2026H2") == 3);
    CHECK(period::parse("2028Q1") - period::parse("2027Q4") == 1);
    CHECK(period::parse("2028-01") - period::parse("2027-11") == 2);
    CHECK(period::ordinal(8) - period::ordinal(0) == 8);
    CHECK(cagr::periods_between(2020y, 2028y) == 8);
}

TEST_CASE("mixed kinds do not subtract, and dates need a day count") {
    const auto mixed = cagr::try_periods_between(2028y, period::fiscal_year(2029));
    REQUIRE_FALSE(mixed.has_value());
    CHECK(mixed.error().code == errc::period_kind);
    CHECK(mixed.error().message ==
          "2028 (year) and FY2029 (fiscal year) are of different kinds; only periods of one kind are counted between");
    const auto dates = cagr::try_periods_between(period::parse("2028-01-01"), period::parse("2029-01-01"));
    REQUIRE_FALSE(dates.has_value());
    CHECK(dates.error().code == errc::period_day_count);
    CHECK(dates.error().message == "the time between two dates needs a day count: years_between takes act/365, act/365.25 or act/act");
    CHECK(thrown([] { return period::parse("2028-01-01") + 1; }) == errc::period_day_count);
    CHECK(thrown([] { return cagr::periods_per_year(period_kind::date); }) == errc::period_day_count);
}

TEST_CASE("a step keeps the kind and the label's style, and carries into the next year") {
    CHECK(period(2020y) + 8 == period(2028y));
    CHECK(period(2028y) - 8 == period(2020y));
    CHECK(to_string(period::parse("2027Q4") + 1) == "2028Q1");
    CHECK(to_string(period::parse("2027Q4") + -4) == "2026Q4");
    CHECK(to_string(period::parse("2028H1") - 1) == "2027H2");
    CHECK(to_string(period::parse("2027-12") + 13) == "2029-01");
    CHECK(to_string(period::parse("FY28") + 2) == "FY30");
    CHECK(to_string(period::parse("FY2027-28") + 2) == "FY2029-30");
    CHECK(to_string(period::parse("FY28") - 29) == "FY1999");
    CHECK(to_string(period::parse("FY0001-02") - 1) == "FY0001");
    CHECK(to_string(period::ordinal(0) + 8) == "8");
}

TEST_CASE("a step beyond the calendar is refused, however far") {
    CHECK(thrown([] { return period(9999y) + 1; }) == errc::period_range);
    CHECK(thrown([] { return period::year(1) - 1; }) == errc::period_range);
    CHECK(thrown([] { return period::quarter(9999, 4) + 1; }) == errc::period_range);
    CHECK(thrown([] { return period::month(1, 1) - 1; }) == errc::period_range);
    CHECK(thrown([] { return period(2028y) + std::numeric_limits<std::int64_t>::max(); }) == errc::period_range);
    CHECK(thrown([] { return period(2028y) - std::numeric_limits<std::int64_t>::min(); }) == errc::period_range);
    CHECK(thrown([] { return period(2028y) + std::numeric_limits<std::uint64_t>::max(); }) == errc::period_range);
    CHECK(thrown([] { return period::ordinal(0) + 1'000'001; }) == errc::period_range);
    CHECK(cagr::try_advance(2028y, 1).value() == period(2029y));
    CHECK_FALSE(cagr::try_advance(9999y, 1).has_value());
}

TEST_CASE("factories refuse what does not exist") {
    CHECK(thrown([] { return period::year(0); }) == errc::period_range);
    CHECK(thrown([] { return period::year(10'000); }) == errc::period_range);
    CHECK(thrown([] { return period(std::chrono::year(0)); }) == errc::period_range);
    CHECK(thrown([] { return period::year(std::numeric_limits<std::uint64_t>::max()); }) == errc::period_range);
    CHECK(thrown([] { return period::half(2028, 3); }) == errc::period_range);
    CHECK(thrown([] { return period::quarter(2028, 0); }) == errc::period_range);
    CHECK(thrown([] { return period::month(2028, 13); }) == errc::period_range);
    CHECK(thrown([] { return period::date(2027, 2, 29); }) == errc::period_range);
    CHECK(thrown([] { return period::date(1900, 2, 29); }) == errc::period_range);
    CHECK(thrown([] { return period::date(2028y / 4 / 31); }) == errc::period_range);
    CHECK(thrown([] { return period::ordinal(1'000'001); }) == errc::period_range);
}

TEST_CASE("a bare 2024-25 is ambiguous and the error names both readings") {
    const cagr::error e = refused("2024-25");
    CHECK(e.code == errc::parse_ambiguous);
    CHECK(e.message == "'2024-25' has two readings, the fiscal year FY2024-25 and the span from 2024 to 2025, at column 1; "
                       "write FY2024-25 for the first, or give two periods");
    CHECK(refused("1999-00").code == errc::parse_ambiguous);
    CHECK(refused("2024-30").code == errc::period_range);
    CHECK(refused("2024-30").message == "there is no month '30' at column 6; they are 01 to 12, and a fiscal year is written FY2024-25");
    CHECK(refused("2024-2025").code == errc::parse_period);
    CHECK(period::parse("2024-05").kind() == period_kind::month);
    CHECK(period::parse("2008-09") == period::month(2008, 9));
}

TEST_CASE("text that is no period is refused at the offending place") {
    struct bad {
        std::string_view text;
        errc code;
        std::size_t offset;
        std::size_t length;
    };
    static constexpr std::string_view nul("20\00028", 5);
    static constexpr std::array cases{
        bad{"", errc::parse_empty, 0, 0},
        bad{" 2028", errc::parse_period, 0, 1},
        bad{"2028 ", errc::parse_period, 4, 1},
        bad{"28", errc::parse_period, 0, 2},
        bad{"10000", errc::period_range, 0, 5},
        bad{"99999999999999999999999999", errc::period_range, 0, 26},
        bad{"0000", errc::period_range, 0, 4},
        bad{"-2028", errc::parse_period, 0, 1},
        bad{"2028x", errc::parse_period, 4, 1},
        bad{"2028Q", errc::parse_period, 5, 0},
        bad{"2028Q5", errc::period_range, 5, 1},
        bad{"2028Q12", errc::parse_period, 5, 2},
        bad{"2028Q1x", errc::parse_period, 6, 1},
        bad{"2028H3", errc::period_range, 5, 1},
        bad{"2028H0", errc::period_range, 5, 1},
        bad{"2028-", errc::parse_period, 5, 0},
        bad{"2028-9", errc::parse_period, 5, 1},
        bad{"2028-00", errc::period_range, 5, 2},
        bad{"2028-13", errc::period_range, 5, 2},
        bad{"2028-13-01", errc::period_range, 5, 2},
        bad{"2028-09-31", errc::period_range, 8, 2},
        bad{"2027-02-29", errc::period_range, 8, 2},
        bad{"2028-09-3", errc::parse_period, 8, 1},
        bad{"2028-09-30T", errc::parse_period, 10, 1},
        bad{"2028-09x", errc::parse_period, 7, 1},
        bad{"FY", errc::parse_period, 2, 0},
        bad{"F2028", errc::parse_period, 1, 1},
        bad{"FY 2028", errc::parse_period, 2, 1},
        bad{"FY028", errc::parse_period, 2, 3},
        bad{"FY10000", errc::period_range, 2, 5},
        bad{"FY2027-29", errc::parse_period, 7, 2},
        bad{"FY2027-2028", errc::parse_period, 7, 4},
        bad{"FY2027/28", errc::parse_period, 6, 1},
        bad{"FY9999-00", errc::period_range, 0, 9},
        bad{"Q3 2028", errc::parse_period, 0, 1},
        bad{nul, errc::parse_period, 2, 1},
        bad{"２０２８", errc::parse_period, 0, 3},
        bad{"2028\xC2\xA0", errc::parse_period, 4, 2},
        bad{"2028\xFF", errc::parse_period, 4, 1},
    };
    for (const bad& b : cases) {
        CAPTURE(b.text);
        const cagr::error e = refused(b.text);
        INFO(to_string(e));
        CHECK(e.code == b.code);
        CHECK(e.span == cagr::text_span{b.offset, b.length});
        CHECK(e.input == b.text);
    }
    CHECK(refused(nul).message.find("U+0000") != std::string::npos);
    CHECK(refused("２０２８").message.find("U+FF12") != std::string::npos);
}

TEST_CASE("a megabyte of digits is refused at once, with its first bytes only") {
    const cagr::error e = refused(std::string(1 << 20, '9'));
    CHECK(e.code == errc::period_range);
    CHECK(e.input.size() == 240);
    CHECK(e.message.size() < 200);
}

TEST_CASE("years between periods of a kind are exact fractions") {
    CHECK(cagr::years_between(2020y, 2028y) == ratio{8, 1});
    CHECK(cagr::years_between(period::parse("2027Q1"), period::parse("2028Q3")) == ratio{3, 2});
    CHECK(cagr::years_between(period::parse("2028-01"), period::parse("2027-09")) == ratio{-1, 3});
    CHECK(cagr::years_between(period::parse("2028H1"), period::parse("2028H1")) == ratio{0, 1});
    CHECK(cagr::years_between(2020y, 2028y, day_count::act_365) == ratio{8, 1});
    CHECK(cagr::try_years_between(2020y, period::parse("2028Q1")).error().code == errc::period_kind);
    CHECK(cagr::try_years_between(period::parse("2028-01-01"), period::parse("2028-01-02")).error().code == errc::period_day_count);
    CHECK(cagr::try_years_between(period::parse("2028-01-01"), 2028y, day_count::act_365).error().code == errc::period_kind);
}

TEST_CASE("days become years by the named day count, exactly") {
    const period from = period::parse("2019-07-01");
    const period to = period::parse("2020-07-01"); // 366 days, 184 of them in 2019
    CHECK(cagr::years_between(from, to, day_count::act_365) == ratio{366, 365});
    CHECK(cagr::years_between(from, to, day_count::act_365_25) == ratio{488, 487});
    // 184/365 + 182/366
    CHECK(cagr::years_between(from, to, day_count::act_act) == ratio{66887, 66795});
    CHECK(cagr::years_between(to, from, day_count::act_act) == ratio{-66887, 66795});
    // The example of ISDA's 1999 memorandum: 2003-11-01 to 2004-05-01 is 61/365 + 121/366.
    const ratio isda = cagr::years_between(period::parse("2003-11-01"), period::parse("2004-05-01"), day_count::act_act);
    CHECK(isda.numerator * (365 * 366) == (61 * 366 + 121 * 365) * isda.denominator);
    for (const day_count by : {day_count::act_365, day_count::act_365_25, day_count::act_act})
        CHECK(cagr::years_between(from, from, by) == ratio{0, 1});
    CHECK(cagr::years_between(period::parse("2020-01-01"), period::parse("2028-01-01"), day_count::act_act) == ratio{8, 1});
    CHECK(cagr::years_between(period::parse("2020-01-01"), period::parse("2024-01-01"), day_count::act_365_25) == ratio{4, 1});
    CHECK(cagr::years_between(period::parse("0001-01-01"), period::parse("9999-12-31"), day_count::act_365) == ratio{3652058, 365});
}

TEST_CASE("act/act adds up year by year over every boundary") {
    // Straight from the definition: the days that fall in each calendar year over that year's length.
    const std::array<period, 6> dates{period::parse("1999-12-31"), period::parse("2000-02-29"), period::parse("2000-12-31"),
                                      period::parse("2001-01-01"), period::parse("2004-03-15"), period::parse("2023-07-04")};
    constexpr std::int64_t unit = 365 * 366;
    for (const period& from : dates) {
        for (const period& to : dates) {
            if (!(from <= to)) continue;
            std::int64_t sum = 0;
            for (int y = from.calendar_year(); y <= to.calendar_year(); ++y) {
                const auto first = std::chrono::sys_days(std::chrono::year(y) / 1 / 1);
                const auto next = std::chrono::sys_days(std::chrono::year(y + 1) / 1 / 1);
                const auto day = [](const period& p) {
                    return std::chrono::sys_days(std::chrono::year(p.calendar_year()) / p.part() / p.day());
                };
                const auto low = y == from.calendar_year() ? day(from) : first;
                const auto high = y == to.calendar_year() ? day(to) : next;
                sum += (high - low).count() * unit / (next - first).count();
            }
            const ratio got = cagr::years_between(from, to, day_count::act_act);
            CAPTURE(to_string(from), to_string(to));
            CHECK(got.numerator * unit == sum * got.denominator);
        }
    }
}

TEST_CASE("kinds and day counts have names, and day counts are read by them") {
    CHECK(to_string(period_kind::fiscal_year) == "fiscal year");
    CHECK(to_string(period_kind::ordinal) == "ordinal period");
    for (const day_count by : {day_count::act_365, day_count::act_365_25, day_count::act_act})
        CHECK(cagr::parse_day_count(to_string(by)) == by);
    CHECK(cagr::parse_day_count("ACT/365.25") == day_count::act_365_25);
    const auto bad = cagr::try_parse_day_count("30/360");
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().code == errc::period_day_count);
    CHECK(bad.error().message == "'30/360' is not a day count; they are act/365, act/365.25 and act/act");
    CHECK_FALSE(cagr::try_parse_day_count("").has_value());
    CHECK(cagr::periods_per_year(period_kind::ordinal) == 1);
    CHECK(cagr::periods_per_year(period_kind::fiscal_year) == 1);
    CHECK(cagr::periods_per_year(period_kind::half) == 2);
    CHECK(cagr::periods_per_year(period_kind::month) == 12);
}
