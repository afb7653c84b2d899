// What it answers: which year, fiscal year, half, quarter, month or date; how many lie between two.
// What it needs: error.hpp and count.hpp.
// Example: auto n = cagr::period::parse("2028Q3") - cagr::period::quarter(2025, 1);   // 14
#pragma once

#include <cagr/count.hpp>
#include <cagr/error.hpp>

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace cagr {
inline namespace v0 {

/// What a period is. An `ordinal` is the n-th period of a series without dates.
enum class period_kind : std::uint8_t { ordinal, year, fiscal_year, half, quarter, month, date };

/// The name of a kind in a sentence: `fiscal year`, `ordinal period`, ...
[[nodiscard]] std::string_view to_string(period_kind kind) noexcept;

/// How the days between two dates become years; see `years_between`.
enum class day_count : std::uint8_t { act_365, act_365_25, act_act };

/// The name of a day count as the program spells it: `act/365`, `act/365.25`, `act/act`.
[[nodiscard]] std::string_view to_string(day_count by) noexcept;

/// Reads such a name, in either case. Errors: E-period-day-count.
[[nodiscard]] day_count parse_day_count(std::string_view text);
[[nodiscard]] inline result<day_count> try_parse_day_count(std::string_view text) {
    return detail::attempt([&] { return parse_day_count(text); });
}

namespace detail {
struct period_access;
}

/// A stretch of time: a year, fiscal year, half, quarter, month or date of the years 1 to 9999, or an
/// undated n-th period. Eight bytes; only periods of one kind compare, order and subtract.
class period {
public:
    /// The undated period 0.
    constexpr period() noexcept = default;

    /// A calendar year: `2028y` works wherever a period does. Errors: E-period-range.
    constexpr period(std::chrono::year y) : period(period_kind::year, checked_year(static_cast<int>(y)), 0, 0) {}

    /// Reads `2028`, `FY2028` (also `FY28`, `FY2027-28`: one period, each printed as it was written), `2028H1`,
    /// `2028Q3`, `2028-09` or `2028-09-30`, in either case. FY28 is 2028: two digits mean 2000 to 2099.
    /// Errors: E-parse-empty, E-parse-period, E-parse-ambiguous (`2024-25`), E-period-range.
    [[nodiscard]] static period parse(std::string_view text);
    [[nodiscard]] static result<period> try_parse(std::string_view text) {
        return detail::attempt([&] { return parse(text); });
    }

    /// The undated n-th period, -1,000,000 to 1,000,000; 0 is the base. Errors: E-period-range.
    template <whole_number I>
    [[nodiscard]] static constexpr period ordinal(I n) {
        return period(period_kind::ordinal, checked_ordinal(widened(n)), 0, 0);
    }
    /// The calendar year y. Errors, as of all that follow: E-period-range.
    template <whole_number I>
    [[nodiscard]] static constexpr period year(I y) {
        return period(period_kind::year, checked_year(widened(y)), 0, 0);
    }
    /// The fiscal year that is named after y, the calendar year it ends in.
    template <whole_number I>
    [[nodiscard]] static constexpr period fiscal_year(I y) {
        return period(period_kind::fiscal_year, checked_year(widened(y)), 0, 0);
    }
    /// Half 1 or 2 of the year y.
    template <whole_number I, whole_number J>
    [[nodiscard]] static constexpr period half(I y, J h) {
        return period(period_kind::half, checked_year(widened(y)), checked_part(period_kind::half, widened(h)), 0);
    }
    /// Quarter 1 to 4 of the year y.
    template <whole_number I, whole_number J>
    [[nodiscard]] static constexpr period quarter(I y, J q) {
        return period(period_kind::quarter, checked_year(widened(y)), checked_part(period_kind::quarter, widened(q)), 0);
    }
    /// Month 1 to 12 of the year y.
    template <whole_number I, whole_number J>
    [[nodiscard]] static constexpr period month(I y, J m) {
        return period(period_kind::month, checked_year(widened(y)), checked_part(period_kind::month, widened(m)), 0);
    }
    /// A day of the proleptic Gregorian calendar; it must exist.
    template <whole_number I, whole_number J, whole_number K>
    [[nodiscard]] static constexpr period date(I y, J m, K d) {
        return checked_date(widened(y), widened(m), widened(d));
    }
    /// The same, as the standard library writes it.
    [[nodiscard]] static constexpr period date(std::chrono::year_month_day d) {
        return checked_date(static_cast<int>(d.year()), static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
    }

    [[nodiscard]] constexpr period_kind kind() const noexcept { return kind_; }

    /// The year, 1 to 9999; of a fiscal year, the one it ends in; 0 of an ordinal.
    [[nodiscard]] constexpr int calendar_year() const noexcept { return kind_ == period_kind::ordinal ? 0 : number_; }

    /// Which half, quarter or month of the year, from 1; of a date, its month; 0 of the other kinds.
    [[nodiscard]] constexpr int part() const noexcept { return part_; }

    /// The day of the month of a date, from 1; 0 of the other kinds.
    [[nodiscard]] constexpr int day() const noexcept { return day_; }

    /// The n of an ordinal; 0 of the other kinds.
    [[nodiscard]] constexpr int ordinal_number() const noexcept { return kind_ == period_kind::ordinal ? number_ : 0; }

    /// Same kind and same stretch of time: FY28 equals FY2028, and never equals 2028.
    [[nodiscard]] friend constexpr bool operator==(const period& a, const period& b) noexcept {
        return a.kind_ == b.kind_ && a.key() == b.key();
    }
    /// By time within one kind; periods of different kinds are unordered.
    [[nodiscard]] friend constexpr std::partial_ordering operator<=>(const period& a, const period& b) noexcept {
        if (a.kind_ != b.kind_) return std::partial_ordering::unordered;
        return a.key() <=> b.key();
    }

    /// How many periods a lies after b (negative: before it). Errors: E-period-kind where the kinds differ,
    /// E-period-day-count for dates: `years_between` takes the day count they need.
    [[nodiscard]] friend constexpr std::int64_t operator-(const period& a, const period& b) { return distance(b, a); }

    /// The period n later (n negative: earlier), its label in the same style. Errors: E-period-range,
    /// E-period-day-count for dates, since no unit says what one step is.
    template <whole_number I>
    [[nodiscard]] friend constexpr period operator+(const period& p, I n) {
        return p.moved(widened(n));
    }
    template <whole_number I>
    [[nodiscard]] friend constexpr period operator-(const period& p, I n) {
        return p.moved(negated(widened(n)));
    }

    /// As it is written: `2028`, `FY2027-28`, `2028H1`, `2028-09-30`; an ordinal is its plain number.
    [[nodiscard]] friend std::string to_string(const period& p) { return p.text(); }

private:
    // How a fiscal year was written, so that it prints back the same; no part of its value.
    enum class fiscal_label : std::uint8_t { full, brief, span };

    friend struct detail::period_access;

    constexpr period(period_kind kind, int number, int part, int day) noexcept
        : number_(number), part_(static_cast<std::uint8_t>(part)), day_(static_cast<std::uint8_t>(day)), kind_(kind) {}

    /// Any integer as an int64; what does not fit becomes the nearest, which no range here contains.
    template <whole_number I>
    [[nodiscard]] static constexpr std::int64_t widened(I n) noexcept {
        if constexpr (std::numeric_limits<I>::digits > 63) {
            if (n > static_cast<I>(std::numeric_limits<std::int64_t>::max())) return std::numeric_limits<std::int64_t>::max();
        }
        return static_cast<std::int64_t>(n);
    }
    [[nodiscard]] static constexpr std::int64_t negated(std::int64_t n) noexcept {
        return n == std::numeric_limits<std::int64_t>::min() ? std::numeric_limits<std::int64_t>::max() : -n;
    }

    /// Halves, quarters or months in a year; 1 for kinds without parts.
    [[nodiscard]] static constexpr int parts_per_year(period_kind kind) noexcept {
        return kind == period_kind::half ? 2 : kind == period_kind::quarter ? 4 : kind == period_kind::month ? 12 : 1;
    }

    [[nodiscard]] static constexpr int checked_year(std::int64_t y) {
        if (y < 1 || y > 9999) fail_year(y);
        return static_cast<int>(y);
    }
    [[nodiscard]] static constexpr int checked_ordinal(std::int64_t n) {
        if (n < -1'000'000 || n > 1'000'000) fail_ordinal(n);
        return static_cast<int>(n);
    }
    [[nodiscard]] static constexpr int checked_part(period_kind kind, std::int64_t part) {
        if (part < 1 || part > parts_per_year(kind)) fail_part(kind, part);
        return static_cast<int>(part);
    }
    [[nodiscard]] static constexpr period checked_date(std::int64_t y, std::int64_t m, std::int64_t d) {
        const int year = checked_year(y);
        const int month = checked_part(period_kind::month, m);
        const std::chrono::year_month_day_last last{std::chrono::year(year),
                                                    std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month)))};
        const int days = static_cast<int>(static_cast<unsigned>(last.day()));
        if (d < 1 || d > days) fail_day(year, month, d, days);
        return period(period_kind::date, year, month, static_cast<int>(d));
    }

    [[noreturn]] static void fail_year(std::int64_t y);
    [[noreturn]] static void fail_ordinal(std::int64_t n);
    [[noreturn]] static void fail_part(period_kind kind, std::int64_t part);
    [[noreturn]] static void fail_day(int y, int m, std::int64_t d, int days);
    [[noreturn]] static void fail_kinds(const period& a, const period& b);
    [[noreturn]] static void fail_dates(const char* what);
    [[noreturn]] static void fail_moved(const period& from, std::int64_t n);

    /// Where the period stands among those of its kind; for dates, the order only.
    [[nodiscard]] constexpr std::int64_t key() const noexcept {
        if (kind_ == period_kind::date) return (number_ * std::int64_t{16} + part_) * 32 + day_;
        const int parts = parts_per_year(kind_);
        return parts == 1 ? number_ : std::int64_t{number_} * parts + part_ - 1;
    }

    [[nodiscard]] static constexpr std::int64_t distance(const period& from, const period& to) {
        if (from.kind_ != to.kind_) fail_kinds(from, to);
        if (from.kind_ == period_kind::date) fail_dates("the time between two dates");
        return to.key() - from.key();
    }

    [[nodiscard]] constexpr period moved(std::int64_t n) const {
        if (kind_ == period_kind::date) fail_dates("a step from one date to another");
        constexpr std::int64_t far = 10'000'000;
        if (n < -far || n > far) fail_moved(*this, n);
        const std::int64_t key_there = key() + n;
        period there = *this;
        if (kind_ == period_kind::ordinal) {
            if (key_there < -1'000'000 || key_there > 1'000'000) fail_moved(*this, n);
            there.number_ = static_cast<std::int32_t>(key_there);
            return there;
        }
        const int parts = parts_per_year(kind_);
        if (key_there < parts || key_there >= std::int64_t{10'000} * parts) fail_moved(*this, n);
        there.number_ = static_cast<std::int32_t>(key_there / parts);
        if (parts > 1) there.part_ = static_cast<std::uint8_t>(key_there % parts + 1);
        return there;
    }

    [[nodiscard]] std::string text() const;

    std::int32_t number_ = 0; // the year, or the n of an ordinal
    std::uint8_t part_ = 0;
    std::uint8_t day_ = 0;
    period_kind kind_ = period_kind::ordinal;
    fiscal_label label_ = fiscal_label::full;
};

/// How many periods of a kind make a year: 1, 2, 4 or 12; 1 for ordinals, whose rate is per period.
/// Errors: E-period-day-count for dates.
[[nodiscard]] constexpr int periods_per_year(period_kind kind) {
    if (kind == period_kind::date) detail::fail(errc::period_day_count, "dates have no fixed number in a year: name a day count");
    return kind == period_kind::half ? 2 : kind == period_kind::quarter ? 4 : kind == period_kind::month ? 12 : 1;
}

/// How many periods `to` lies after `from`, as `to - from`. Errors: E-period-kind, E-period-day-count.
[[nodiscard]] constexpr std::int64_t periods_between(const period& from, const period& to) { return to - from; }
[[nodiscard]] inline result<std::int64_t> try_periods_between(const period& from, const period& to) {
    return detail::attempt([&] { return periods_between(from, to); });
}

/// The period n later, as `p + n`. Errors: E-period-range, E-period-day-count.
template <whole_number I>
[[nodiscard]] result<period> try_advance(const period& p, I n) {
    return detail::attempt([&] { return p + n; });
}

/// Years from one period to another of the same kind, exactly and in lowest terms: six quarters are 3/2.
/// Errors: E-period-kind; E-period-day-count for dates.
[[nodiscard]] ratio years_between(const period& from, const period& to);
[[nodiscard]] inline result<ratio> try_years_between(const period& from, const period& to) {
    return detail::attempt([&] { return years_between(from, to); });
}

/// Years from one date to another, exactly and in lowest terms. act/365: days over 365 (ISDA 2006, 4.16(d), "Actual/365
/// (Fixed)"). act/365.25: days over the Julian year, 365.25. act/act: the days in each calendar year over that year's
/// own 365 or 366 (ISDA 2006, 4.16(b), "Actual/Actual"). Other kinds ignore the day count. Errors: E-period-kind.
[[nodiscard]] ratio years_between(const period& from, const period& to, day_count by);
[[nodiscard]] inline result<ratio> try_years_between(const period& from, const period& to, day_count by) {
    return detail::attempt([&] { return years_between(from, to, by); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/period.ipp>
#endif
