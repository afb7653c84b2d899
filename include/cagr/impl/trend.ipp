// Out-of-line definitions of cagr/trend.hpp.
#pragma once

#include <cagr/impl/growth.ipp>
#include <cagr/impl/trend_regression.ipp>
#include <cagr/trend.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// `point 3 (2018)`: as messages name it.
inline std::string point_name(std::span<const point> points, std::size_t index) {
    return "point " + std::to_string(index + 1) + " (" + to_string(points[index].when) + ")";
}

inline void check_trend_request(const trend_request& asked) {
    check_context(asked.to);
    if (asked.to.digits > limits::trend_digits)
        fail(errc::limit_context,
             "a trend to " + std::to_string(asked.to.digits) + " digits; at most " + std::to_string(limits::trend_digits) + " are allowed");
    constexpr std::int64_t most_places = 12;
    const decimal& sure = asked.confidence_percent;
    if (sure.sign() <= 0 || sure >= 100 || sure.places() > most_places)
        fail(errc::domain_rate, "a confidence of " + in_quotes(to_string(sure) + "%") + "; above 0% and below 100%, with at most " +
                                    std::to_string(most_places) + " decimals, is needed");
    constexpr std::uint64_t most_rates = 366;
    if (asked.rates_per_year == 0 || asked.rates_per_year > most_rates)
        fail(errc::domain_count, "a rate of which " + std::to_string(asked.rates_per_year) + " make a year; 1 to " +
                                     std::to_string(most_rates) + " is allowed");
    if (asked.window == std::uint64_t{0}) fail(errc::domain_zero_periods, "a rolling rate over 0 periods; 1 at least is needed");
}

/// The points by period, each checked as the one it was given as.
inline std::vector<point> checked_series(const trend_request& asked) {
    const std::vector<point>& points = asked.points;
    check_trend_request(asked);
    const std::size_t n = points.size();
    if (n < 2) fail(errc::domain_empty, std::string("the trend of ") + (n == 0 ? "no points" : "one point") + "; two at least are needed");
    const auto digits = static_cast<std::uint64_t>(asked.to.digits);
    const std::uint64_t work = digits <= 100 ? digits : digits * digits / 100;
    if (n > limits::trend_points || n > limits::trend_work / work)
        fail(errc::limit_rows, std::to_string(n) + " points to " + std::to_string(digits) + " digits; at most " +
                                   std::to_string(std::min<std::uint64_t>(limits::trend_points, limits::trend_work / work)) +
                                   " are allowed of so many digits");
    for (std::size_t i = 0; i < n; ++i) {
        const point& each = points[i];
        if (each.when.kind() == period_kind::date)
            fail(errc::period_day_count,
                 point_name(points, i) + " is a date; a trend needs years, fiscal years, halves, quarters or months");
        if (each.when.kind() != points[0].when.kind())
            fail(errc::period_kind, point_name(points, 0) + " is a " + std::string(to_string(points[0].when.kind())) + " and " +
                                        point_name(points, i) + " a " + std::string(to_string(each.when.kind())) +
                                        "; all must be of one kind");
        if (each.value.sign() <= 0)
            fail(errc::domain_logarithm, point_name(points, i) + " is " + in_quotes(to_string(each.value)) +
                                             "; a value above 0 is needed, others have no growth rate and no logarithm");
        if (each.value.digits() > limits::trend_digits)
            fail(errc::limit_digits, point_name(points, i) + " has " + std::to_string(each.value.digits()) + " digits; at most " +
                                         std::to_string(limits::trend_digits) + " are allowed");
    }
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    // Those of one period, which are refused, in the order given; std::stable_sort warns of itself with clang 19 and libstdc++ 12.
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return points[a].when < points[b].when || (a < b && points[a].when == points[b].when); });
    const auto same =
        std::adjacent_find(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return points[a].when == points[b].when; });
    if (same != order.end())
        fail(errc::period_order,
             point_name(points, *same) + " and " + point_name(points, *(same + 1)) + " are of one period; one value of each is needed");
    std::vector<point> out;
    out.reserve(n);
    for (const std::size_t i : order) out.push_back(points[i]);
    return out;
}

/// The rate, per what is asked, from one point to a later one.
inline rate rate_across(const point& from, const point& to, const trend_request& asked) {
    const auto a_year = static_cast<std::int64_t>(periods_per_year(from.when.kind()));
    return implied_rate(from.value, to.value, ratio{(to.when - from.when) * static_cast<std::int64_t>(asked.rates_per_year), a_year},
                        asked.to);
}

/// Fills in the rolling rates: a second place in the rows follows the first, `window` periods behind.
inline void roll(std::vector<trend_row>& rows, const trend_request& asked) {
    constexpr std::uint64_t longest = 10'000'000; // beyond every period
    if (!asked.window || *asked.window > longest) return;
    const auto window = static_cast<std::int64_t>(*asked.window);
    std::size_t behind = 0;
    for (trend_row& row : rows) {
        while (row.at.when - rows[behind].at.when > window) ++behind;
        if (row.at.when - rows[behind].at.when == window) row.rolling = rate_across(rows[behind].at, row.at, asked);
    }
}

} // namespace detail

CAGR_INLINE log_linear log_linear_trend(const trend_request& asked) {
    const std::vector<point> points = detail::checked_series(asked);
    return detail::log_line(points, asked).fitted();
}

CAGR_INLINE trend_report trend(const trend_request& asked) {
    const std::vector<point> points = detail::checked_series(asked);
    trend_report out{.periods = points.back().when - points.front().when,
                     .endpoint = detail::rate_across(points.front(), points.back(), asked),
                     .fitted = detail::log_line(points, asked).fitted()};
    out.rows.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        trend_row row{.at = points[i]};
        if (i > 0) {
            row.periods = points[i].when - points[i - 1].when;
            row.growth = implied_rate(points[i - 1].value, points[i].value, row.periods, asked.to);
            if (row.is_after_gap()) out.gaps.push_back({points[i - 1].when + 1, points[i].when - 1, row.periods - 1});
        }
        out.rows.push_back(std::move(row));
    }
    detail::roll(out.rows, asked);
    return out;
}

} // namespace v0
} // namespace cagr
