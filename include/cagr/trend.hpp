// What it answers: how fast a series of values has grown: between its ends, by the line through its logarithms, period by period.
// What it needs: growth.hpp.
// Example: trend({.points = {{2016y, 10}, {2017y, 12}, {2019y, 15}}}).fitted.growth;
#pragma once

#include <cagr/growth.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace cagr {
inline namespace v0 {

namespace limits {
inline constexpr std::size_t trend_points = 1'000'000; ///< points of a series
inline constexpr int trend_digits = 1'000;             ///< digits of each value, and of each result
inline constexpr std::uint64_t trend_work =
    50'000'000; ///< points times the digits asked for; from 100 digits on, times their square over 100
} // namespace limits

/// A pair of a regression: y is explained by x.
struct observation {
    decimal x;
    decimal y;
};

/// The straight line y = intercept + slope * x of least squares, each figure correctly rounded.
struct regression {
    std::size_t count = 0;
    decimal slope{};
    decimal intercept{};
    /// The standard deviations of both, on count - 2 degrees of freedom; nothing of two pairs, which any line fits.
    std::optional<decimal> slope_deviation{};
    std::optional<decimal> intercept_deviation{};
    /// sqrt(residual sum of squares / (count - 2)); nothing of two pairs.
    std::optional<decimal> residual_deviation{};
    /// The part of the variation of y that the line explains; nothing where all y are equal.
    std::optional<decimal> r_squared{};
};

/// Ordinary least squares by exact sums: every figure is a ratio of them, or the root of one, rounded once. Checked against NIST's
/// certified values. Errors: E-domain-empty (fewer than two pairs), E-domain-division (all x equal), E-limit-context, E-limit-digits.
[[nodiscard]] regression linear_regression(std::span<const observation> data, context to);
[[nodiscard]] inline result<regression> try_linear_regression(std::span<const observation> data, context to) {
    return detail::attempt([&] { return linear_regression(data, to); });
}

/// A series, and what is asked of it.
struct trend_request {
    /// Values above 0 at periods of one kind, in any order, gaps allowed: at least two.
    std::vector<point> points{};
    /// Over how many periods the rolling rate of each row goes; nothing for none.
    std::optional<std::uint64_t> window{};
    /// How sure the interval is, in percent: above 0, below 100, with at most 12 decimals.
    decimal confidence_percent = 95;
    /// What the rates are of: 1 is a year, 4 a quarter, 12 a month. Ordinal periods are taken for years. 1 to 366.
    std::uint64_t rates_per_year = 1;
    /// Significant digits of each result, at most 1,000.
    context to{};
};

/// A point and what led to it.
struct trend_row {
    point at;
    /// Growth a period (of the series' kind: a year, a quarter) since the row before; over a gap the rate that leads across it.
    std::optional<rate> growth{};
    /// Periods since the row before: 1, more over a gap, 0 in the first row.
    std::int64_t periods = 0;
    /// The rate, per what is asked, since `window` periods before; nothing where the series has no value there.
    std::optional<rate> rolling{};

    [[nodiscard]] bool is_after_gap() const noexcept { return periods > 1; }
};

/// Periods without a value between two that have one.
struct trend_gap {
    period first;
    period last;
    std::int64_t count = 1;

    friend bool operator==(const trend_gap&, const trend_gap&) = default;
};

/// The line through the logarithms: ln(value) = a + b * t by least squares, t the time itself, so that gaps count.
/// Statistics of the sample: how sure they are rests on the usual assumptions (independent, equal, normal deviations of the logs).
struct log_linear {
    /// e^b - 1.
    rate growth;
    /// e^(b -+ t s) - 1: Student's t of the confidence on n - 2 degrees of freedom, s the standard deviation of b; to at most 30
    /// digits, rounded outward. Nothing of two points; `high` is also nothing beyond 10^1,000,000.
    std::optional<rate> low{};
    std::optional<rate> high{};
    /// b, and its standard deviation; the second is nothing of two points.
    decimal slope{};
    std::optional<decimal> slope_deviation{};
    /// On the logarithms; nothing where all values are equal, and of two points, which any line fits.
    std::optional<decimal> r_squared{};
    /// Of the logarithms from the line, on n - 2 degrees of freedom; nothing of two points.
    std::optional<decimal> residual_deviation{};
    /// Student's t, to at most 30 digits; nothing of two points.
    std::optional<decimal> t_quantile{};
};

/// What a series comes to.
struct trend_report {
    /// The points by period.
    std::vector<trend_row> rows{};
    std::vector<trend_gap> gaps{};
    /// From the first period to the last.
    std::int64_t periods = 0;
    /// The rate from the first value to the last, which no value between them changes.
    rate endpoint;
    log_linear fitted;
};

/// The growth of a series. Endpoint, growth and rolling rates are `implied_rate`s. What is fitted is enclosed from logarithms with an
/// error bound that is carried through, and is correctly rounded; only where at four times the digits it cannot be told from a number
/// that is just representable (and no exact comparison is cheap) is it taken for that number.
/// Errors, naming a point by its place from 1: E-domain-empty (fewer than two), E-domain-logarithm (a value not above 0),
/// E-period-kind (two kinds), E-period-day-count (dates), E-period-order (two values of one period), E-domain-zero-periods (a window
/// of 0), E-domain-rate (the confidence), E-domain-count (rates_per_year), E-limit-rows, E-limit-digits, E-limit-context, E-limit-exponent.
[[nodiscard]] trend_report trend(const trend_request& asked);
[[nodiscard]] inline result<trend_report> try_trend(const trend_request& asked) {
    return detail::attempt([&] { return trend(asked); });
}

/// The log-linear rate alone: what `trend` has as `fitted.growth`, to other digits. Errors: as `trend`.
[[nodiscard]] log_linear log_linear_trend(const trend_request& asked);
[[nodiscard]] inline result<log_linear> try_log_linear_trend(const trend_request& asked) {
    return detail::attempt([&] { return log_linear_trend(asked); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/trend.ipp>
#endif
