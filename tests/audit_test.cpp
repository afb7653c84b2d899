// Audits: readings, verdicts, diagnoses, the unprinted estimate, the closing sentence; all claims of the data against an oracle.
#include <cagr/audit.hpp>

#include "support/catch.hpp"
#include "support/claims.hpp"

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

namespace {

figure f(std::string_view text) { return figure::parse(text, notation::point); }

claim seed() {
    return {.base = f("USD 62.35B@2020"), .rate = f("40.2%"), .window_from = 2021y, .window_to = 2028y, .target = f("USD 997.77B@2028")};
}

const reading& only(const audit_report& report, reading_kind k) {
    const reading* found = report.find(k);
    REQUIRE(found != nullptr);
    return *found;
}

std::vector<std::string> diagnoses(const audit_report& report) {
    std::vector<std::string> out;
    for (const diagnosis& d : report.diagnoses) out.emplace_back(to_string(d.kind));
    return out;
}

using names = std::vector<std::string>;

interval between(const decimal& low, const decimal& high) { return {low, high}; }

std::string percents(const rate_interval& r) {
    return to_string(r.low.percent(), 2, rounding::floor) + " " + (r.high ? to_string(r.high->percent(), 2, rounding::ceiling) : "open");
}

} // namespace

TEST_CASE("the seed is underdetermined: its rate runs from a year that is not given") {
    const audit_report report = audit(seed());
    CHECK(report.verdict == verdict::underdetermined);
    CHECK(report.missing.empty());
    CHECK(report.diagnoses.empty());
    CHECK(report.claim.base_period == 2020y);

    const reading& base = only(report, reading_kind::from_base);
    CHECK(base.periods == 8);
    CHECK(base.fits == false);
    CHECK_FALSE(base.vacuous);
    CHECK(rounded_outward(*base.implied_target, 0) == between(927'996'730'331_dec, 933'456'841'287_dec));
    CHECK(percents(*base.implied_rate) == "41.42 41.43");
    CHECK(rounded_outward_to_digits(*base.solved_periods, 4) == between(8.196_dec, 8.215_dec));
    CHECK(to_string(base.deviation->operator-(), 3, rounding::half_even) == "0.067");
    CHECK(to_string(*base.gap, 2, rounding::floor) == "1.17");
    CHECK(report.decisive() == &base);
    CHECK(report.find(reading_kind::from_estimate) == nullptr);

    REQUIRE(report.estimate);
    CHECK(report.estimate->when == 2021y);
    CHECK(report.estimate->plausible);
    CHECK(rounded_outward(report.estimate->value, 0) == between(93'477'733'985_dec, 93'946'564'572_dec));
    CHECK(percents(report.estimate->growth) == "49.91 50.69");
    CHECK(report.summary() ==
          "The quoted figures do not settle it: the rate runs from 2021, whose value is not given, and does not hold from "
          "USD 62.35B (2020); it would hold from 93.47-93.95B in 2021, 49.91-50.69% above the base.");
}

TEST_CASE("readings with the same anchor and number of periods are one, under all their names") {
    const audit_report report = audit(seed());
    REQUIRE(report.readings.size() == 3); // 8 from the base, 7 as window and short, 9 inclusive
    const reading& window = only(report, reading_kind::window);
    CHECK(&window == report.find(reading_kind::one_short));
    CHECK(window.kinds == std::vector{reading_kind::window, reading_kind::one_short});
    CHECK(window.periods == 7);
    CHECK_FALSE(window.conventional());
    claim c = seed();
    c.window_from = 2020y;
    const audit_report same = audit(c);
    CHECK(only(same, reading_kind::window).kinds == std::vector{reading_kind::from_base, reading_kind::window});
    CHECK(same.outcome(reading_kind::window) == "inconsistent");
    CHECK(same.verdict == verdict::inconsistent);
    CHECK_FALSE(same.estimate);
}

TEST_CASE("known answers") {
    SECTION("an estimate alone, over 7 years") {
        const audit_report r = audit({.estimate = f("196.63 billion@2023"),
                                      .rate = f("37.3%"),
                                      .window_from = 2023y,
                                      .window_to = 2030y,
                                      .target = f("1,811.75 billion@2030")});
        CHECK(r.verdict == verdict::consistent);
        CHECK(r.decisive()->periods == 7);
        CHECK(r.decisive()->anchor == anchor::estimate);
        CHECK(percents(*r.decisive()->implied_rate) == "37.33 37.34");
        CHECK(r.decisive()->gap == decimal());
        CHECK(r.outcome(reading_kind::from_base).empty());
        CHECK(r.summary() == "The quoted figures agree: 196.63B (2023) grown 37.3% a year over 7 years gives 1803.95-1813.27B, and "
                             "1811.75B (2030) is printed.");
    }
    SECTION("from the estimate only") {
        const audit_report r = audit({.base = f("144.38 billion@2020"),
                                      .estimate = f("90.74 billion@2021"),
                                      .rate = f("32.1%"),
                                      .window_from = 2021y,
                                      .window_to = 2028y,
                                      .target = f("636.38 billion@2028")});
        CHECK(r.verdict == verdict::consistent);
        CHECK(r.outcome(reading_kind::from_base) == "inconsistent");
        CHECK(r.outcome(reading_kind::from_estimate) == "consistent");
        CHECK(r.decisive()->anchor == anchor::estimate);
        CHECK(r.diagnoses.empty());
    }
    SECTION("both ends counted") {
        const audit_report r = audit(
            {.base = f("USD 2.08B@2024"), .rate = f("17.05%"), .window_from = 2025y, .window_to = 2033y, .target = f("USD 10.06B@2033")});
        CHECK(r.verdict == verdict::inconsistent);
        CHECK(diagnoses(r) == names{"inclusive"});
        CHECK(r.diagnoses[0].periods == 10);
        CHECK(rounded_outward(*only(r, reading_kind::from_base).solved_periods, 2) == between(9.99_dec, 10.04_dec));
        REQUIRE(r.estimate);
        CHECK_FALSE(r.estimate->plausible); // 36.82% and more, over twice the rate
        CHECK(r.summary() ==
              "The quoted figures do not agree: from USD 2.08B (2024) to USD 10.06B (2033) it takes 19.10-19.18% a year over 9 years, at "
              "least 2.04 percentage points more than the 17.05% printed; they would agree if both 2024 and 2033 were counted (10 years).");
    }
}

TEST_CASE("verdicts") {
    SECTION("two different readings fit") {
        const audit_report r = audit({.base = f("4.9B@2022"), .estimate = f("6B@2023"), .rate = f("22.48%"), .target = f("37.23B@2032")});
        CHECK(r.verdict == verdict::ambiguous);
        CHECK(r.summary() == "The quoted figures agree both ways: over 10 years from the base, and over 9 years from the estimate.");
    }
    SECTION("trailing zeros of whole amounts as rounding") {
        const audit_report r = audit({.base = f("229 billion@2019"), .rate = f("22.3%"), .target = f("500 billion@2023")});
        CHECK(r.verdict == verdict::consistent_if_rounded);
        CHECK(r.find(reading_kind::from_base)->fits == false);
        CHECK(r.find(reading_kind::from_base)->fits_if_rounded);
        CHECK(r.summary() ==
              "The quoted figures agree only if 500B is taken as rounded: as printed, 229B (2019) grown 22.3% a year over 4 years gives "
              "510.36-514.28B, and 500B (2023) is printed.");
        CHECK(audit({.base = f("229 billion@2019"), .rate = f("22.3%"), .target = f("500.0 billion@2023")}).verdict ==
              verdict::inconsistent);
        CHECK(audit({.base = f("229 billion@2019"), .rate = f("22.3%"), .target = f("501 billion@2023")}).verdict == verdict::inconsistent);
        const audit_report both = audit({.base = f("1,200@2019"), .rate = f("50%"), .target = f("1,700@2020")});
        CHECK(both.verdict == verdict::consistent_if_rounded);
        CHECK(both.summary().find("only if 1200 and 1700 are taken as rounded") != std::string::npos);
    }
    SECTION("vacuous readings support nothing") {
        const audit_report open = audit({.base = f("35 billion@2023"), .rate = f("over 6%"), .target = f("240 billion@2036")});
        CHECK(open.verdict == verdict::underdetermined);
        CHECK(open.outcome(reading_kind::from_base) == "vacuous");
        CHECK_FALSE(open.find(reading_kind::from_base)->supports());
        CHECK(open.summary() ==
              "The quoted figures cannot be tested: a rate of at least 6% is open to one side, and fits without saying anything.");
        const audit_report wide = audit({.base = f("1 trillion@2013"), .rate = f("7.2%"), .target = f("2.1 trillion@2024")});
        CHECK(wide.verdict == verdict::underdetermined);
        CHECK(wide.outcome(reading_kind::from_base) == "vacuous");
        CHECK(wide.summary() ==
              "The quoted figures are too wide to be tested: 1T (2013) and 2.1T (2024) at 7.2% fit more than one number of years.");
        CHECK(audit({.base = f("5B@2020"), .rate = f("0.0%"), .target = f("5B@2024")}).outcome(reading_kind::from_base) == "vacuous");
        CHECK(audit({.base = f("35B@2023"), .rate = f("over 6%"), .target = f("20B@2036")}).verdict == verdict::inconsistent);
        CHECK(audit({.base = f("35B@2023"), .rate = f("6.00%"), .target = f("over 40B@2036")}).outcome(reading_kind::from_base) ==
              "vacuous");
    }
    SECTION("missing facts") {
        CHECK(audit({}).missing == std::vector{fact::start, fact::rate, fact::target, fact::target_period});
        CHECK(
            audit({}).summary() ==
            "The quoted figures cannot be tested: a base or an estimate, an annual rate, a target and the year of the target are missing.");
        CHECK(audit({}).decisive() == nullptr);
        const audit_report no_rate = audit({.base = f("158bn@2023"), .target = f("355bn@2027")});
        CHECK(no_rate.verdict == verdict::underdetermined);
        CHECK(no_rate.missing == std::vector{fact::rate});
        CHECK_FALSE(no_rate.find(reading_kind::from_base)->fits);
        CHECK(percents(*no_rate.find(reading_kind::from_base)->implied_rate) == "22.29 22.58");
        const audit_report no_target =
            audit({.base = f("20.25 billion@2023"), .rate = f("14.6%"), .window_from = 2024y, .window_to = 2030y});
        CHECK(no_target.missing == std::vector{fact::target});
        CHECK(no_target.find(reading_kind::from_base)->implied_target);
        CHECK(no_target.outcome(reading_kind::from_base).empty());
        const audit_report no_year = audit(
            {.base = f("1.15 trillion"), .rate = f("16.33%"), .window_from = 2025y, .window_to = 2030y, .target = f("2.45 trillion@2030")});
        CHECK(no_year.missing == std::vector{fact::start_period});
        CHECK(no_year.outcome(reading_kind::window) == "consistent");
        CHECK(no_year.summary() ==
              "The quoted figures cannot be tested: the year of the base is missing; they would agree if the base were compounded over "
              "the window from 2025 (5 years).");
    }
    SECTION("a printed estimate leaves none to be found") {
        claim c = seed();
        c.estimate = f("USD 91B@2021");
        const audit_report r = audit(c);
        CHECK(r.verdict == verdict::inconsistent);
        CHECK_FALSE(r.estimate);
    }
}

TEST_CASE("multiples and increases are told of the base") {
    CHECK(audit({.base = f("62.35B@2020"), .rate = f("40.2%"), .target = f("15x@2028")}).verdict == verdict::consistent);
    CHECK(audit({.base = f("62.35B@2020"), .rate = f("40.2%"), .target = f("16x@2028")}).verdict == verdict::inconsistent);
    // A multiple is of whatever the base is: how surely the base is known does not matter.
    CHECK(audit({.base = f("10 to 90B@2020"), .rate = f("40.2%"), .target = f("14.93x@2028")}).verdict == verdict::consistent);
    const audit_report r = audit({.base = f("100.0B@2020"), .rate = f("10.0%"), .target = f("21.0B@2022"), .target_is_increase = true});
    CHECK(r.verdict == verdict::consistent);
    CHECK(percents(*r.decisive()->implied_rate) == "9.97 10.03");
    CHECK(audit({.base = f("100.0B@2020"), .rate = f("10.0%"), .target = f("121.0B@2022"), .target_is_increase = true}).verdict ==
          verdict::inconsistent);
    CHECK(audit({.rate = f("3.09%"), .target = f("2.70B@2026"), .target_is_increase = true}).missing == std::vector{fact::start});
    const audit_report no_base = audit({.estimate = f("5B@2021"), .rate = f("7.0%"), .target = f("9x@2026")});
    CHECK(no_base.missing == std::vector{fact::base});
    CHECK(no_base.summary() == "The quoted figures cannot be tested: the base that the target is told of is missing.");
    // Beside an estimate too, an increase is over the base.
    CHECK(audit({.base = f("100.0B@2020"),
                 .estimate = f("110.0B@2021"),
                 .rate = f("10.0%"),
                 .target = f("21.0B@2022"),
                 .target_is_increase = true})
              .verdict == verdict::ambiguous);
    // The base's own uncertainty counts once in the unprinted estimate too: it would take 20.3% to 20.4% at first, over twice the rate.
    const audit_report first = audit({.base = f("10B@2020"), .rate = f("10.00%"), .window_from = 2021y, .target = f("1.324x@2022")});
    CHECK(first.verdict == verdict::inconsistent);
    CHECK(percents(first.estimate->growth) == "20.31 20.42");
    // An increase of a base that is open to one side: 36.8 more are at most 59.4% of 62, and no fall.
    const auto added = [](const char* base, const char* rate) {
        return audit({.base = f(base), .rate = f(rate), .target = f("36.8B@2028"), .target_is_increase = true}).verdict;
    };
    CHECK(added("over 62.0B@2020", "20.0%") == verdict::inconsistent);
    CHECK(added("over 62.0B@2020", "-5.0%") == verdict::inconsistent);
    CHECK(added("over 62.0B@2020", "5.0%") == verdict::underdetermined);
    CHECK(added("up to 62.0B@2020", "1.0%") == verdict::inconsistent);
    CHECK(added("up to 62.0B@2020", "20.0%") == verdict::underdetermined);
    CHECK(audit({.base = f("62.0B@2020"), .rate = f("1.0%"), .target = f("36.8B@2028"), .target_is_increase = true}).summary() ==
          "The quoted figures do not agree: from 62.0B (2020) to reach an increase of 36.8B (2028) it takes 5.98-6.01% a year over 8 "
          "years, at "
          "least 4.93 percentage points more than the 1.0% printed.");
    const audit_report tenfold = audit({.base = f("3 bn@2020"), .rate = f("10x"), .target = f("~30 bn@2030")});
    CHECK(tenfold.verdict == verdict::underdetermined);
    CHECK(tenfold.missing == std::vector{fact::rate});
    CHECK(diagnoses(tenfold) == names{"multiple"});
}

TEST_CASE("an estimate of the target's own year is no start") {
    const audit_report r = audit({.estimate = f("65.7B@2028"), .rate = f("6.0%"), .target = f("98.8B@2028")});
    CHECK(r.verdict == verdict::underdetermined);
    CHECK(r.readings.empty());
    CHECK(r.missing == std::vector{fact::start});
    CHECK(r.summary() == "The quoted figures cannot be tested: a value of an earlier year is missing.");
    CHECK(audit({.estimate = f("65.7B"), .rate = f("6.0%"), .target = f("98.8B@2028")}).summary() ==
          "The quoted figures cannot be tested: the year of the estimate is missing.");
}

TEST_CASE("a rate that is open to one side is named as a sentence names it, and the loss of all has no estimate") {
    CHECK(audit({.base = f("62.0B@2020"), .rate = f("up to 6%"), .target = f("100B@2028")}).summary() ==
          "The quoted figures do not agree: from 62.0B (2020) to 100B (2028) it takes 6.08-6.24% a year over 8 years, at least 0.08 "
          "percentage points more than the rate of up to 6% printed.");
    const audit_report lost = audit({.base = f("62.0B@2020"), .rate = f("up to -100%"), .window_from = 2021y, .target = f("98.8B@2028")});
    CHECK(lost.verdict == verdict::inconsistent);
    CHECK_FALSE(lost.estimate);
}

TEST_CASE("diagnoses explain what does not fit") {
    const auto of = [](const claim& c) { return diagnoses(audit(c)); };
    const decimal grown = compound(62.35_dec, 40.2_pct, 8);
    const auto target = [&](const decimal& value) { return figure::parse(to_string(value, 2, rounding::half_even) + "B@2028"); };
    const auto printed = [&](const decimal& value) {
        return claim{.base = f("62.35B@2020"), .rate = f("40.20%"), .target = target(value)};
    };
    CHECK(of(printed(grown)).empty());
    CHECK(of(printed(compound(62.35_dec, 40.2_pct, 7))) == names{"short"});
    CHECK(of(printed(compound(62.35_dec, 40.2_pct, 9))) == names{"inclusive"});
    CHECK(of(printed(compound(62.35_dec, 40.2_pct, 10))) == names{"shifted_year"});
    CHECK(of(printed(compound(62.35_dec, 40.2_pct, 6))) == names{"shifted_year"});
    CHECK(of(printed(grown * 1000)) == names{"factor_1000"});
    CHECK(of(printed(scale10(grown, -3))) == names{"factor_1000"});
    CHECK(of(printed(compound(62.35_dec, 40.2_pct, 1))) == names{"multiple"});
    CHECK(of({.base = f("240B"), .rate = f("350 %"), .target = f("840B@2030")}) == names{"multiple"});
    claim c = printed(compound(62.35_dec, 40.2_pct, 5));
    c.window_from = 2023y;
    // Growth of nothing before the window reconciles it too: the verdict says so, and the pattern is named beside it.
    CHECK(of(c) == names{"window"});
    CHECK(audit(c).verdict == verdict::underdetermined);
    c.window_from = 2018y;
    c.target = target(compound(62.35_dec, 40.2_pct, 10));
    CHECK(of(c) == names{"window", "shifted_year"});
    CHECK(audit(c).verdict == verdict::inconsistent);
    CHECK(audit(c).diagnoses[0].text == "if the base were compounded over the window from 2018 (10 years)");
    CHECK(audit(c).diagnoses[1].text == "if the base were of 2018 (10 years)");
    CHECK(of({.estimate = f("100.0B@2021"), .rate = f("10.0%"), .target = f("146.4B@2026")}) == names{"shifted_year"});
}

TEST_CASE("digits cut off reach up to the next unit, which is no part of them") {
    // 10.0% cut off is below 10.1%: from 100 exactly in a year, 110.1 is out of reach, and what is just below is not.
    const auto verdict_of = [](const char* target) {
        return audit({.base = figure::exact(100).at(2020y), .rate = f("10.0%"), .target = figure::exact(decimal::parse(target)).at(2021y)});
    };
    CHECK(verdict_of("110.05").verdict == verdict::consistent);
    CHECK(diagnoses(verdict_of("110.050000001")) == names{"truncated"});
    CHECK(diagnoses(verdict_of("110.099999999")) == names{"truncated"});
    CHECK(diagnoses(verdict_of("110.1")).empty());
    CHECK(audit({.base = f("8.1 trillion@2022"), .rate = f("8.2%"), .target = f("8.85 trillion@2023")}).diagnoses.at(0).text ==
          "if the base were cut off, not rounded, after the last digit");
}

TEST_CASE("a target that is touched in one point fits, and one unit of its last digit away does not") {
    // The base reaches up to 62.355 * 1.4025^8, all digits of which are printed here, less or more half a unit of the last.
    const decimal most = compound(62.355_dec, 40.25_pct, 8);
    const decimal least = compound(62.345_dec, 40.15_pct, 8);
    const decimal unit = scale10(1, -most.places() + 1); // both end in 5: the edge of a figure of one place less
    const auto fits = [](const decimal& value) {
        const figure printed = figure::parse("USD " + to_string(value) + "@2028");
        return *audit({.base = f("USD 62.35@2020"), .rate = f("40.2%"), .target = printed}).find(reading_kind::from_base)->fits;
    };
    const decimal half = unit * 0.5_dec;
    CHECK(fits(most + half));
    CHECK_FALSE(fits(most + half + unit));
    CHECK(fits(least - half));
    CHECK_FALSE(fits(least - half - unit));
}

TEST_CASE("other kinds of periods count whole years") {
    CHECK(audit({.base = f("100.0@FY2020"), .rate = f("10.0%"), .target = f("121.0@FY2022")}).verdict == verdict::consistent);
    CHECK(audit({.base = f("100.0@2020Q3"), .rate = f("10.0%"), .target = f("121.0@2022Q3")}).verdict == verdict::consistent);
    CHECK(audit({.base = f("100.0@2020Q3"), .rate = f("10.0%"), .target = f("146.4@2022Q3")}).diagnoses.at(0).text ==
          "if the base were of 2018Q3 (4 years)");
}

TEST_CASE("a claim of absurd length is refused, not computed") {
    const claim far{.base = f("62.35B@0001"), .rate = f("40.2000000000000000001%"), .target = f("997.77B@9999")};
    CHECK(try_audit(far).error().id() == "E-limit-digits");
    const claim close{.base = f("62.35B@0001"), .rate = f("0.2%"), .target = f("997.77B@9999")};
    CHECK(audit(close).verdict == verdict::inconsistent);
    CHECK(audit({.base = f("5B@2020"), .rate = figure::parse("0." + std::string(900, '0') + "1%"), .target = f("7B@2030")}).verdict ==
          verdict::inconsistent);
    CHECK(try_audit(seed(), 0).error().id() == "E-limit-context");
    CHECK(try_audit({.base = f("0B@2020")}).error().id() == "E-domain-amount");
    CHECK(audit(seed(), 3).find(reading_kind::from_base)->implied_rate == rate_interval{41.4_pct, 41.5_pct});
}

TEST_CASE("names") {
    CHECK(to_string(verdict::consistent_if_rounded) == "consistent_if_rounded");
    CHECK(to_string(verdict::ambiguous) == "ambiguous");
    CHECK(to_string(reading_kind::one_short) == "short");
    CHECK(to_string(anchor::estimate) == "estimate");
    CHECK(to_string(diagnosis_kind::factor_1000) == "factor_1000");
    CHECK(to_string(static_cast<verdict>(99)).empty());
    CHECK(to_string(static_cast<reading_kind>(99)).empty());
    CHECK(to_string(static_cast<diagnosis_kind>(99)).empty());
    CHECK(to_string(static_cast<fact>(99)).empty());
}

TEST_CASE("every claim of the data is judged as the oracle in exact fractions judges it") {
    const auto rows = claims_of_tests::claim_rows("claims.csv");
    const auto expected = claims_of_tests::claim_rows("claims_expected.csv");
    REQUIRE(rows.size() == 249);
    REQUIRE(expected.size() == rows.size());
    static constexpr std::pair<const char*, reading_kind> columns[] = {{"from_base", reading_kind::from_base},
                                                                       {"from_estimate", reading_kind::from_estimate},
                                                                       {"window", reading_kind::window},
                                                                       {"inclusive", reading_kind::inclusive},
                                                                       {"short", reading_kind::one_short}};
    std::map<std::string, int> verdicts;
    int unread = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(rows[i].at("id"));
        REQUIRE(rows[i].at("id") == expected[i].at("id"));
        result<audit_report> report = detail::attempt([&] { return audit(claims_of_tests::claim_of(rows[i])); });
        if (!report) {
            // One is of a target before its base; the others are in languages without words here.
            const bool contradicts = expected[i].at("verdict") == "unreadable";
            CHECK(contradicts == (report.error().id() == "E-period-order"));
            if (!contradicts) CHECK(report.error().id().substr(0, 8) == "E-parse-");
            (contradicts ? verdicts["unreadable"] : unread) += 1;
            continue;
        }
        CHECK(to_string(report->verdict) == expected[i].at("verdict"));
        verdicts[std::string(to_string(report->verdict))] += 1;
        for (const auto& [column, kind] : columns) {
            CAPTURE(column);
            CHECK(report->outcome(kind) == expected[i].at(column));
        }
        CHECK(report->summary().back() == '.');
    }
    std::printf("%zu claims, %d of languages without words not read:", rows.size(), unread);
    for (const auto& [name, count] : verdicts) std::printf(" %d %s", count, name.c_str());
    std::printf("\n");
    CHECK(verdicts["unreadable"] == 1);
    CHECK(unread <= 6);
}
