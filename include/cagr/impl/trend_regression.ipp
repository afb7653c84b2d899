// Least squares by exact sums, and by sums of logarithms with a bound on their error: a part of cagr/trend.hpp.
//
// Of points (x, y) let D = n Sum x^2 - (Sum x)^2, N = n Sum xy - Sum x Sum y, Q = n Sum y^2 - (Sum y)^2 and E = Q D - N^2. Then
//   slope = N / D,   R^2 = N^2 / (Q D),   residual variance = E / (n D (n-2)),   variance of the slope = E / (D^2 (n-2)).
//
// Logarithms are taken to P places, so that each y is off by less than u = 2 * 10^-P. sqrt(Q), |N| / sqrt(D) and sqrt(E / D) are
// seminorms of the vector of y (its distance from the constants, its part along x, what the line leaves), each at most sqrt(n) times its
// length; so each is off by at most sqrt(n) * sqrt(n) u = n u. From these three bounds all the others follow.
#pragma once

#include <cagr/detail/root.hpp>
#include <cagr/detail/student_t.hpp>
#include <cagr/trend.hpp>

#include <algorithm>
#include <numeric>

namespace cagr {
inline namespace v0 {
namespace detail {

/// sqrt(a / b), correctly rounded, exact where it is rational and fits; b above 0, a not below.
inline decimal root_of_ratio(const decimal& a, const decimal& b, context to) {
    if (a.sign() == 0) return decimal();
    const scaled_integer above = unpack(a);
    const scaled_integer below = unpack(b);
    return rounded_root({above.magnitude, below.magnitude, above.exponent - below.exponent}, 2, 1, false, to).value;
}

/// The exact sums of a regression.
struct regression_sums {
    decimal n, x, y, xx, xy, yy;

    void add(const decimal& at, const decimal& value) {
        n += 1;
        x += at;
        y += value;
        xx += at * at;
        xy += at * value;
        yy += value * value;
    }
    [[nodiscard]] decimal spread_x() const { return n * xx - x * x; }
    [[nodiscard]] decimal common() const { return n * xy - x * y; }
    [[nodiscard]] decimal spread_y() const { return n * yy - y * y; }
};

} // namespace detail

CAGR_INLINE regression linear_regression(std::span<const observation> data, context to) {
    using namespace detail;
    check_context(to);
    if (data.size() < 2)
        fail(errc::domain_empty,
             std::string("the regression of ") + (data.empty() ? "no pairs" : "one pair") + "; two at least are needed");
    regression_sums sums;
    for (const observation& each : data) sums.add(each.x, each.y);
    const decimal d = sums.spread_x();
    const decimal q = sums.spread_y();
    const decimal common = sums.common();
    if (d.sign() == 0)
        fail(errc::domain_division, "all x of a regression are " + in_quotes(to_string(data[0].x)) + "; two at least must differ");
    regression out;
    out.count = data.size();
    out.slope = divide(common, d, to);
    out.intercept = divide(sums.y * sums.xx - sums.x * sums.xy, d, to);
    if (q.sign() != 0) out.r_squared = divide(common * common, q * d, to);
    if (data.size() == 2) return out;
    const decimal rest = q * d - common * common;
    const decimal freedom = sums.n - 2;
    out.residual_deviation = root_of_ratio(rest, sums.n * d * freedom, to);
    out.slope_deviation = root_of_ratio(rest, d * d * freedom, to);
    out.intercept_deviation = root_of_ratio(rest * sums.xx, sums.n * d * d * freedom, to);
    return out;
}

namespace detail {

/// What a number lies between, both ends included.
struct decimal_bounds {
    decimal low;
    decimal high;
};

/// The line through the logarithms of a sorted series, enclosed; each figure is rounded where its bounds leave no doubt.
class log_line {
public:
    /// Points by period, values above 0. `per_year`: what the rates are of.
    log_line(std::span<const point> points, const trend_request& asked);

    [[nodiscard]] log_linear fitted();

private:
    [[nodiscard]] context down() const { return {.digits = to_.digits + 20, .mode = rounding::floor}; }
    [[nodiscard]] context up() const { return {.digits = to_.digits + 20, .mode = rounding::ceiling}; }
    [[nodiscard]] decimal_bounds quotient(const decimal_bounds& a, const decimal_bounds& b) const;
    [[nodiscard]] decimal_bounds root(const decimal& square) const;
    [[nodiscard]] decimal_bounds seminorm(const decimal& above, const decimal& below) const;
    [[nodiscard]] decimal_bounds growth_of(const decimal_bounds& exponent) const;

    void sum_logarithms();
    [[nodiscard]] bool refine();
    template <class Body>
    [[nodiscard]] decimal settled(context to, const Body& body);

    [[nodiscard]] decimal_bounds slope() const;
    [[nodiscard]] decimal_bounds slope_deviation() const;
    [[nodiscard]] decimal_bounds residual_deviation() const;
    [[nodiscard]] decimal_bounds r_squared() const;

    [[nodiscard]] bool is_geometric() const;
    void find_product();
    [[nodiscard]] decimal rate_fraction(context to);

    std::span<const point> points_;
    context to_;
    decimal confidence_;
    std::vector<std::int64_t> steps_; // from the first period
    ratio per_step_;                  // steps in what a rate is of: 4 quarters a year
    std::int64_t longest_ = 1;        // digits of a value
    bool constant_ = true;
    bool exact_ = false;    // every point lies on the line
    bool is_level_ = false; // the slope is 0, exactly
    // The rate's factor to the power `root_` is `product_` to the power `power_`, where that is small enough to be had.
    std::optional<positive_ratio> product_;
    std::uint64_t root_ = 1;
    std::uint64_t power_ = 1;

    int level_ = 0;
    int places_ = 0;
    decimal error_; // n u
    decimal spread_x_;
    decimal common_;
    decimal spread_y_;
};

inline log_line::log_line(std::span<const point> points, const trend_request& asked)
    : points_(points), to_(asked.to), confidence_(scale10(asked.confidence_percent, -2)), places_(asked.to.digits + 20) {
    const auto a_year = static_cast<std::int64_t>(v0::periods_per_year(points.front().when.kind()));
    const auto asked_a_year = static_cast<std::int64_t>(asked.rates_per_year);
    const std::int64_t common = std::gcd(a_year, asked_a_year);
    per_step_ = {a_year / common, asked_a_year / common};
    steps_.reserve(points.size());
    for (const point& each : points) {
        steps_.push_back(each.when - points.front().when);
        longest_ = std::max(longest_, each.value.digits());
        constant_ = constant_ && each.value == points.front().value;
    }
    sum_logarithms();
    exact_ = constant_ || (seminorm(spread_y_ * spread_x_ - common_ * common_, spread_x_).low.sign() == 0 && is_geometric());
    if (!exact_) find_product();
}

inline void log_line::sum_logarithms() {
    // A logarithm is below 10^7, so that this many digits have their last at P + 1 places.
    const context digits{.digits = places_ + 8};
    regression_sums sums;
    decimal first;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const decimal log = round_to_places(ln(points_[i].value, digits), places_, rounding::half_even);
        if (i == 0) first = log;
        sums.add(steps_[i], log - first);
    }
    spread_x_ = sums.spread_x();
    spread_y_ = sums.spread_y();
    common_ = sums.common();
    error_ = scale10(sums.n * 2, -places_);
}

/// More places, up to four times those asked for; then false.
inline bool log_line::refine() {
    if (level_ == 2) return false;
    ++level_;
    const std::int64_t more = std::int64_t{to_.digits + 20} * (level_ == 1 ? 2 : 4) + longest_ * level_;
    places_ = static_cast<int>(std::min<std::int64_t>(more, limits::context_digits - 8));
    sum_logarithms();
    return true;
}

template <class Body>
decimal log_line::settled(context to, const Body& body) {
    for (;;) {
        const decimal_bounds found = body();
        decimal low = round_to_digits(found.low, to);
        if (low == round_to_digits(found.high, to)) return low;
        if (refine()) continue;
        if (found.low.sign() < 0 && found.high.sign() > 0) return decimal();
        const decimal middle = (found.low + found.high) * scale10(decimal(5), -1);
        return round_to_digits(round_to_digits(middle, {.digits = to.digits + 1}), to);
    }
}

/// Of numbers that are not negative, b above 0.
inline decimal_bounds log_line::quotient(const decimal_bounds& a, const decimal_bounds& b) const {
    return {divide(a.low, b.high, down()), divide(a.high, b.low, up())};
}

inline decimal_bounds log_line::root(const decimal& square) const { return {sqrt(square, down()), sqrt(square, up())}; }

/// sqrt(above / below) of what is computed, widened by what it is off.
inline decimal_bounds log_line::seminorm(const decimal& above, const decimal& below) const {
    const decimal_bounds found = quotient(root(above), root(below));
    const decimal low = found.low - error_;
    return {low.sign() < 0 ? decimal() : low, found.high + error_};
}

/// b, in what the rates are of.
inline decimal_bounds log_line::slope() const {
    const decimal above = common_ * decimal(per_step_.numerator);
    const decimal below = spread_x_ * decimal(per_step_.denominator);
    const decimal off = divide(error_ * decimal(per_step_.numerator), sqrt(spread_x_, down()) * decimal(per_step_.denominator), up());
    return {divide(above, below, down()) - off, divide(above, below, up()) + off};
}

inline decimal_bounds log_line::residual_deviation() const {
    const decimal n(points_.size());
    return quotient(seminorm(spread_y_ * spread_x_ - common_ * common_, spread_x_), root(n * (n - 2)));
}

inline decimal_bounds log_line::slope_deviation() const {
    const decimal_bounds rest = seminorm(spread_y_ * spread_x_ - common_ * common_, spread_x_);
    const decimal up_by(per_step_.numerator);
    const decimal_bounds below = root(spread_x_ * decimal(points_.size() - 2));
    const decimal by(per_step_.denominator);
    return quotient({rest.low * up_by, rest.high * up_by}, {below.low * by, below.high * by});
}

inline decimal_bounds log_line::r_squared() const {
    const decimal_bounds along = seminorm(common_ * common_, spread_x_);
    const decimal_bounds all = seminorm(spread_y_, 1);
    if (all.low.sign() == 0) return {0, 1};
    const decimal_bounds r = quotient(along, all);
    return {r.low * r.low, std::min(r.high * r.high, decimal(1))};
}

/// e^x - 1.
inline decimal_bounds log_line::growth_of(const decimal_bounds& exponent) const {
    const auto grown = [&](const decimal& x, rounding mode) {
        if (x.sign() == 0) return decimal();
        const std::int64_t digits = to_.digits + 20;
        // A factor below every digit that is asked: the rate is just above -100%, and rounded as whatever is so near.
        if (x < -decimal(3 * digits)) return scale10(decimal(1), mode == rounding::floor ? -2 * digits : -digits) - 1;
        const std::int64_t lost = std::max<std::int64_t>(-x.adjusted_exponent(), 0);
        const std::int64_t enough = std::min<std::int64_t>(digits + lost, limits::context_digits);
        const decimal factor = exp(x, {.digits = static_cast<int>(enough), .mode = mode});
        // A factor far beyond its digits is not written out to take 1 from it: that is less than one of its last.
        if (factor.adjusted_exponent() > enough)
            return mode == rounding::floor ? factor - scale10(decimal(1), factor.adjusted_exponent() - enough + 1) : factor;
        return factor - 1;
    };
    return {grown(exponent.low, rounding::floor), grown(exponent.high, rounding::ceiling)};
}

/// Whether every value continues the growth before it, decided exactly; false where the powers would be too long to tell.
inline bool log_line::is_geometric() const {
    for (std::size_t i = 1; i + 1 < points_.size(); ++i) {
        const std::int64_t before = steps_[i] - steps_[i - 1];
        const std::int64_t after = steps_[i + 1] - steps_[i];
        const std::int64_t common = std::gcd(before, after);
        const std::int64_t both = (before + after) / common;
        constexpr std::int64_t most_digits = 20'000;
        if (both > most_digits / longest_) return false;
        const auto middle = try_pow(points_[i].value, both);
        const auto first = try_pow(points_[i - 1].value, after / common);
        const auto last = try_pow(points_[i + 1].value, before / common);
        if (!middle || !first || !last || *middle != *first * *last) return false;
    }
    return true;
}

/// e^b is a root of a product of powers of the values: with w = n x - Sum x, (prod value^w)^(1 / D). Where the product is short the rate is
/// rounded from it, ties and exact rates included.
inline void log_line::find_product() {
    constexpr std::int64_t most_points = 64;
    constexpr std::int64_t most_digits = 5'000;
    const auto n = static_cast<std::int64_t>(points_.size());
    if (n > most_points || steps_.back() > most_digits) return;
    // A factor far from 1 is left to the logarithms, which foresee what is beyond the limits.
    constexpr int far = 100;
    if (const decimal_bounds b = slope(); b.low < -far || b.high > far) return;
    const std::int64_t sum = std::accumulate(steps_.begin(), steps_.end(), std::int64_t{0});
    std::int64_t spread = -sum * sum;
    for (const std::int64_t step : steps_) spread += n * step * step;
    std::int64_t common = spread;
    for (const std::int64_t step : steps_) common = std::gcd(common, n * step - sum);
    std::int64_t power = per_step_.numerator;
    std::int64_t rooted = spread / common * per_step_.denominator;
    const std::int64_t shared = std::gcd(power, rooted);
    power /= shared;
    rooted /= shared;
    std::int64_t digits = 0;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const std::int64_t weight = n * steps_[i] - sum;
        digits += (weight < 0 ? -weight : weight) / common * points_[i].value.digits() * power;
    }
    if (digits > most_digits) return;
    positive_ratio product{1, 1, 0};
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const std::int64_t weight = (n * steps_[i] - sum) / common;
        const scaled_integer value = unpack(points_[i].value);
        const auto times = static_cast<unsigned>(weight < 0 ? -weight : weight);
        integer& side = weight < 0 ? product.denominator : product.numerator;
        side *= integer(boost::multiprecision::pow(value.magnitude, times));
        product.exponent += value.exponent * weight;
    }
    if (product.exponent > most_digits || product.exponent < -most_digits) return;
    const integer above =
        integer(product.numerator * (product.exponent > 0 ? ten_power(static_cast<std::uint64_t>(product.exponent)) : integer(1)));
    const integer below =
        integer(product.denominator * (product.exponent < 0 ? ten_power(static_cast<std::uint64_t>(-product.exponent)) : integer(1)));
    is_level_ = above == below;
    product_ = std::move(product);
    root_ = static_cast<std::uint64_t>(rooted);
    power_ = static_cast<std::uint64_t>(power);
}

inline decimal log_line::rate_fraction(context to) {
    if (constant_ || is_level_) return decimal();
    if (exact_) {
        const ratio length{steps_.back() * per_step_.denominator, per_step_.numerator};
        return implied_rate(points_.front().value, points_.back().value, length, to).fraction();
    }
    if (product_) return rounded_root(*product_, root_, power_, true, to).value;
    return settled(to, [&] { return growth_of(slope()); });
}

inline log_linear log_line::fitted() {
    const bool enough = points_.size() > 2;
    const auto figure = [&](bool is_zero, const auto& body) { return is_zero ? decimal() : settled(to_, body); };
    log_linear out{.growth = rate_access::unchecked(rate_fraction(to_))};
    const bool level = constant_ || is_level_;
    out.slope = figure(level, [&] { return slope(); });
    if (!enough) return out;
    out.slope_deviation = figure(exact_, [&] { return slope_deviation(); });
    out.residual_deviation = figure(exact_, [&] { return residual_deviation(); });
    if (!constant_) out.r_squared = exact_ ? decimal(1) : level ? decimal() : settled(to_, [&] { return r_squared(); });
    constexpr int most_digits = 30; // of an interval, and 15 fewer than t is known to
    const int digits = std::min(to_.digits, most_digits);
    const context least{.digits = digits, .mode = rounding::floor};
    const context most{.digits = digits, .mode = rounding::ceiling};
    const decimal t = student_t(confidence_, points_.size() - 2);
    out.t_quantile = round_to_digits(t, {.digits = digits, .mode = to_.mode});
    if (exact_) {
        out.low = rate_access::unchecked(rate_fraction(least));
        out.high = rate_access::unchecked(rate_fraction(most));
        return out;
    }
    const auto end_of = [&](int side) {
        return rate_access::unchecked(settled(side < 0 ? least : most, [&] {
            const decimal_bounds middle = slope();
            const decimal_bounds deviation = slope_deviation();
            const decimal_bounds reach{deviation.low * t, deviation.high * t};
            if (side < 0) return growth_of({middle.low - reach.high, middle.high - reach.low});
            return growth_of({middle.low + reach.low, middle.high + reach.high});
        }));
    };
    out.low = end_of(-1);
    try {
        out.high = end_of(1);
    } catch (const exception& failure) {
        if (failure.error().code != errc::limit_exponent) throw;
    }
    return out;
}

} // namespace detail
} // namespace v0
} // namespace cagr
