// Out-of-line definitions of cagr/period.hpp.
#pragma once

#include <cagr/period.hpp>

#include <array>
#include <cstddef>
#include <numeric>

namespace cagr {
inline namespace v0 {

CAGR_INLINE std::string_view to_string(period_kind kind) noexcept {
    switch (kind) {
    case period_kind::ordinal: return "ordinal period";
    case period_kind::year: return "year";
    case period_kind::fiscal_year: return "fiscal year";
    case period_kind::half: return "half";
    case period_kind::quarter: return "quarter";
    case period_kind::month: return "month";
    case period_kind::date: return "date";
    }
    return "period";
}

CAGR_INLINE std::string_view to_string(day_count by) noexcept {
    switch (by) {
    case day_count::act_365: return "act/365";
    case day_count::act_365_25: return "act/365.25";
    case day_count::act_act: return "act/act";
    }
    return "day count";
}

namespace detail {

inline constexpr std::string_view period_forms =
    "a period is written 2028, FY2028 (or FY28, FY2027-28), 2028H1, 2028Q3, 2028-09 or 2028-09-30";

inline std::string padded(int number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

inline char upper_ascii(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// One pass over the text of a period; every failure names the first offending place.
struct period_access {
    std::string_view text;
    std::size_t at = 0;

    [[nodiscard]] bool done() const noexcept { return at == text.size(); }
    [[nodiscard]] char here() const noexcept { return done() ? '\0' : upper_ascii(text[at]); }

    /// What was given, where, and what is allowed.
    [[noreturn]] void refuse(errc code, const std::string& given, std::string_view allowed, std::size_t offset, std::size_t length) const {
        fail(code, given + " at column " + std::to_string(offset + 1) + "; " + std::string(allowed), text, {offset, length});
    }

    /// The place where reading stopped does not belong to any form of a period.
    [[noreturn]] void refuse_here() const {
        if (done()) refuse(errc::parse_period, "the period " + in_quotes(text) + " ends too early", period_forms, at, 0);
        refuse(errc::parse_period, "unexpected " + describe_character(text, at) + " in a period", period_forms, at,
               character_length(text, at));
    }

    void require_end() const {
        if (!done()) refuse_here();
    }

    struct digit_run {
        std::size_t offset;
        std::size_t length;
        int value;
    };

    /// The digits that stand here; their value counts for up to nine of them only.
    [[nodiscard]] digit_run digits() {
        digit_run run{at, 0, 0};
        for (; !done() && text[at] >= '0' && text[at] <= '9'; ++at, ++run.length)
            if (run.length < 9) run.value = run.value * 10 + (text[at] - '0');
        if (run.length == 0) refuse_here();
        return run;
    }

    [[nodiscard]] std::string given(const digit_run& run) const { return in_quotes(text.substr(run.offset, run.length)); }

    [[nodiscard]] int year_of(const digit_run& run) const {
        if (run.length > 4 || run.value == 0)
            refuse(errc::period_range, "the year " + given(run) + " is out of range", "years are 0001 to 9999", run.offset, run.length);
        // A stray character inside the year is the fault to name, not the digits before it.
        if (run.length != 4 && !done() && here() != 'H' && here() != 'Q' && here() != '-') refuse_here();
        if (run.length != 4) refuse(errc::parse_period, given(run) + " is no year of four digits", period_forms, run.offset, run.length);
        return run.value;
    }

    /// The year's half, quarter, month or day: a number of exactly `width` digits in 1 to `most`.
    [[nodiscard]] int part_of(const digit_run& run, std::size_t width, int most, const std::string& what) const {
        if (run.length != width) {
            const std::string digits = width == 1 ? "one digit" : "two digits";
            refuse(errc::parse_period, given(run) + " is no " + what + ", which has " + digits, period_forms, run.offset, run.length);
        }
        if (run.value < 1 || run.value > most)
            refuse(errc::period_range, "there is no " + what + " " + given(run), "they are 1 to " + std::to_string(most), run.offset,
                   run.length);
        return run.value;
    }

    [[nodiscard]] period fiscal() {
        const digit_run first = digits();
        if (first.length == 2) {
            require_end();
            return labelled(2000 + first.value, period::fiscal_label::brief);
        }
        const int year = year_of(first);
        if (done()) return labelled(year, period::fiscal_label::full);
        if (here() != '-') refuse_here();
        ++at;
        const digit_run second = digits();
        require_end();
        if (second.length != 2 || second.value != (year + 1) % 100) {
            refuse(errc::parse_period, in_quotes(text) + " is not one fiscal year: unexpected " + given(second),
                   "FY" + padded(year, 4) + "-" + padded((year + 1) % 100, 2) + " is", second.offset, second.length);
        }
        if (year == 9999) refuse(errc::period_range, "fiscal year 10000 is out of range", "years are 0001 to 9999", 0, text.size());
        return labelled(year + 1, period::fiscal_label::span);
    }

    [[nodiscard]] static period labelled(int year, period::fiscal_label label) {
        period p = period::fiscal_year(year);
        p.label_ = label;
        return p;
    }

    [[nodiscard]] period after_hyphen(int year) {
        const digit_run second = digits();
        if (done() && second.length == 4) {
            refuse(errc::parse_period, in_quotes(text) + " is a span of years, not one period",
                   "a fiscal year is written FY" + padded(year, 4) + "-" + padded((year + 1) % 100, 2), 0, text.size());
        }
        if (done() && second.length == 2 && second.value != 0 && second.value > 12 && second.value <= 99) refuse_pair(year, second);
        if (done() && second.length == 2 && second.value == 0 && (year + 1) % 100 == 0) refuse_pair(year, second);
        const int month = part_of(second, 2, 12, "month");
        if (done()) return period::month(year, month);
        if (here() != '-') refuse_here();
        ++at;
        const digit_run day = digits();
        require_end();
        const std::chrono::year_month_day_last last{std::chrono::year(year),
                                                    std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month)))};
        const int days = static_cast<int>(static_cast<unsigned>(last.day()));
        return period::date(year, month, part_of(day, 2, days, "day of " + padded(year, 4) + "-" + padded(month, 2)));
    }

    /// `2024-25` is printed for a fiscal year and for a span of years alike; it is never a month.
    [[noreturn]] void refuse_pair(int year, const digit_run& second) const {
        const std::string from = padded(year, 4);
        const std::string pair(text.substr(second.offset, second.length));
        const int span_end = year / 100 * 100 + second.value + (second.value <= year % 100 ? 100 : 0);
        if (second.value == (year + 1) % 100) {
            refuse(errc::parse_ambiguous,
                   in_quotes(text) + " has two readings, the fiscal year FY" + from + "-" + pair + " and the span from " + from + " to " +
                       padded(span_end, 4) + ",",
                   "write FY" + from + "-" + pair + " for the first, or give two periods", 0, text.size());
        }
        refuse(errc::period_range, "there is no month " + given(second),
               "they are 01 to 12, and a fiscal year is written FY" + from + "-" + padded((year + 1) % 100, 2), second.offset,
               second.length);
    }

    [[nodiscard]] period read() {
        if (text.empty()) fail(errc::parse_empty, "an empty text is no period; " + std::string(period_forms));
        if (here() == 'F') {
            ++at;
            if (here() != 'Y') refuse_here();
            ++at;
            return fiscal();
        }
        const int year = year_of(digits());
        if (done()) return period::year(year);
        const char mark = here();
        if (mark != 'H' && mark != 'Q' && mark != '-') refuse_here();
        ++at;
        if (mark == '-') return after_hyphen(year);
        const bool half = mark == 'H';
        const digit_run run = digits();
        require_end();
        const int part = part_of(run, 1, half ? 2 : 4, half ? "half" : "quarter");
        return half ? period::half(year, part) : period::quarter(year, part);
    }
};

inline std::chrono::sys_days day_of(const period& date) {
    return std::chrono::sys_days(std::chrono::year_month_day(std::chrono::year(date.calendar_year()),
                                                             std::chrono::month(static_cast<unsigned>(date.part())),
                                                             std::chrono::day(static_cast<unsigned>(date.day()))));
}

inline ratio lowest_terms(std::int64_t numerator, std::int64_t denominator) {
    const std::int64_t common = std::gcd(numerator, denominator);
    return {numerator / common, denominator / common};
}

/// Where a date stands in years by act/act, in units of 1 / (365 * 366) of a year, so that differences are exact.
inline std::int64_t act_act_position(const period& date) {
    const std::chrono::year year(date.calendar_year());
    const std::int64_t unit = year.is_leap() ? 365 : 366;
    const std::int64_t day_of_year =
        (day_of(date) - std::chrono::sys_days(std::chrono::year_month_day(year, std::chrono::January, std::chrono::day(1)))).count();
    return std::int64_t{365} * 366 * date.calendar_year() + day_of_year * unit;
}

} // namespace detail

CAGR_INLINE day_count parse_day_count(std::string_view text) {
    for (const day_count by : {day_count::act_365, day_count::act_365_25, day_count::act_act}) {
        const std::string_view name = to_string(by);
        bool same = name.size() == text.size();
        for (std::size_t i = 0; same && i < name.size(); ++i) same = detail::upper_ascii(name[i]) == detail::upper_ascii(text[i]);
        if (same) return by;
    }
    detail::fail(errc::period_day_count, detail::in_quotes(text) + " is not a day count; they are act/365, act/365.25 and act/act", text,
                 {0, text.size()});
}

CAGR_INLINE period period::parse(std::string_view text) { return detail::period_access{text}.read(); }

CAGR_INLINE void period::fail_year(std::int64_t y) {
    detail::fail(errc::period_range, "the year " + std::to_string(y) + " is out of range; years are 1 to 9999");
}

CAGR_INLINE void period::fail_ordinal(std::int64_t n) {
    detail::fail(errc::period_range, "the ordinal period " + std::to_string(n) + " is out of range; they are -1,000,000 to 1,000,000");
}

CAGR_INLINE void period::fail_part(period_kind kind, std::int64_t part) {
    detail::fail(errc::period_range, "there is no " + std::string(to_string(kind)) + " " + std::to_string(part) + ": they are 1 to " +
                                         std::to_string(parts_per_year(kind)));
}

CAGR_INLINE void period::fail_day(int y, int m, std::int64_t d, int days) {
    detail::fail(errc::period_range, "there is no day " + std::to_string(d) + " of " + detail::padded(y, 4) + "-" + detail::padded(m, 2) +
                                         ": they are 1 to " + std::to_string(days));
}

CAGR_INLINE void period::fail_kinds(const period& a, const period& b) {
    detail::fail(errc::period_kind, to_string(a) + " (" + std::string(to_string(a.kind())) + ") and " + to_string(b) + " (" +
                                        std::string(to_string(b.kind())) +
                                        ") are of different kinds; only periods of one kind are counted between");
}

CAGR_INLINE void period::fail_dates(const char* what) {
    detail::fail(errc::period_day_count, std::string(what) + " needs a day count: years_between takes act/365, act/365.25 or act/act");
}

CAGR_INLINE void period::fail_moved(const period& from, std::int64_t n) {
    detail::fail(errc::period_range,
                 std::to_string(n) + " periods from " + to_string(from) + " is out of range; " +
                     (from.kind() == period_kind::ordinal ? "ordinals are -1,000,000 to 1,000,000" : "years are 1 to 9999"));
}

CAGR_INLINE std::string period::text() const {
    std::string year = detail::padded(number_, 4);
    switch (kind_) {
    case period_kind::ordinal: return std::to_string(number_);
    case period_kind::year: return year;
    case period_kind::fiscal_year:
        // A label that cannot hold the year (FY28 moved to 1999) gives way to the full one.
        if (label_ == fiscal_label::brief && number_ >= 2000 && number_ < 2100) return "FY" + detail::padded(number_ % 100, 2);
        if (label_ == fiscal_label::span && number_ > 1)
            return "FY" + detail::padded(number_ - 1, 4) + "-" + detail::padded(number_ % 100, 2);
        return "FY" + year;
    case period_kind::half: return year + "H" + std::to_string(part_);
    case period_kind::quarter: return year + "Q" + std::to_string(part_);
    case period_kind::month: return year + "-" + detail::padded(part_, 2);
    case period_kind::date: return year + "-" + detail::padded(part_, 2) + "-" + detail::padded(day_, 2);
    }
    return year;
}

CAGR_INLINE ratio years_between(const period& from, const period& to) {
    const std::int64_t count = periods_between(from, to);
    return detail::lowest_terms(count, periods_per_year(from.kind()));
}

CAGR_INLINE ratio years_between(const period& from, const period& to, day_count by) {
    if (from.kind() != period_kind::date || to.kind() != period_kind::date) return years_between(from, to);
    const std::int64_t days = (detail::day_of(to) - detail::day_of(from)).count();
    switch (by) {
    case day_count::act_365: return detail::lowest_terms(days, 365);
    case day_count::act_365_25: return detail::lowest_terms(days * 4, 1461);
    case day_count::act_act: break;
    }
    return detail::lowest_terms(detail::act_act_position(to) - detail::act_act_position(from), std::int64_t{365} * 366);
}

} // namespace v0
} // namespace cagr
