// Out-of-line definitions of cagr/growth.hpp.
#pragma once

#include <cagr/detail/logarithm.hpp>
#include <cagr/detail/root.hpp>
#include <cagr/detail/short_log.hpp>
#include <cagr/detail/short_root.hpp>
#include <cagr/growth.hpp>

#include <numeric>

namespace cagr {
inline namespace v0 {

CAGR_INLINE rate rate::from_fraction(const decimal& fraction) {
    if (fraction < decimal(-1))
        detail::fail(errc::domain_rate, "a rate of " + detail::in_quotes(to_string(scale10(fraction, 2)) + "%") +
                                            "; -100% or more is needed, nothing loses more than all of itself");
    return rate(fraction);
}

CAGR_INLINE rate rate::from_percent(const decimal& percent) { return from_fraction(scale10(percent, -2)); }

CAGR_INLINE rate rate::from_basis_points(const decimal& points) { return from_fraction(scale10(points, -4)); }

CAGR_INLINE rate rate::from_factor(const decimal& factor) { return from_fraction(factor - decimal(1)); }

CAGR_INLINE std::string to_string(const rate& r) { return to_string(r.percent()) + "%"; }

CAGR_INLINE std::string to_string(const rate& r, whole_count places, rounding mode) { return to_string(r.percent(), places, mode) + "%"; }

namespace detail {

inline decimal growth_over(const rate& r, whole_count n) {
    return pow(r.factor(), n.checked("the number of periods", limits::periods, errc::limit_periods));
}

} // namespace detail

CAGR_INLINE decimal compound(const decimal& base, const rate& r, whole_count n) { return base * detail::growth_over(r, n); }

CAGR_INLINE decimal discount(const decimal& value, const rate& r, whole_count n, context to) {
    using namespace detail;
    check_context(to);
    const std::uint64_t periods = n.checked("the number of periods", limits::periods, errc::limit_periods);
    const decimal factor = r.factor();
    if (periods == 0) return round_to_digits(value, to);
    if (factor.sign() == 0) fail(errc::domain_division, "a value discounted by -100%, which leaves nothing; a rate above it is needed");
    if (value.sign() == 0) return value;
    const scaled_integer x = unpack(value);
    const scaled_integer f = unpack(factor);
    // What lies beyond the limits is told before the work: two limbs say where the leading digit is, give or take one.
    const ball rough = divide(scaled_ball(x.magnitude, x.exponent, 2), power(scaled_ball(f.magnitude, f.exponent, 2), periods));
    const std::int64_t lead = rough.magnitude() * 30103 / 100000;
    if (lead > limits::result_exponent + 1 || lead < -limits::result_exponent - 2) fail_exponent(lead);
    if (x.negative && to.mode == rounding::ceiling) to.mode = rounding::down;
    if (x.negative && to.mode == rounding::floor) to.mode = rounding::up;
    const decimal magnitude = rounded_quotient({x.magnitude, 1, x.exponent}, {f.magnitude, 1, f.exponent}, periods, to).value;
    return x.negative ? -magnitude : magnitude;
}

namespace detail {

/// |end / begin|, checked to be a growth: neither is zero, and both have one sign.
inline positive_ratio checked_growth(const decimal& begin, const decimal& end) {
    if (begin.sign() == 0)
        fail(errc::domain_from_zero, "growth from 0 to " + in_quotes(to_string(end)) + " has no rate; the begin must not be 0");
    if (begin.sign() * end.sign() < 0)
        fail(errc::domain_sign_change, "growth from " + in_quotes(to_string(begin)) + " to " + in_quotes(to_string(end)) +
                                           " changes sign and has no rate; both must have one sign");
    const scaled_integer b = unpack(begin);
    const scaled_integer e = unpack(end);
    return {e.magnitude, b.magnitude, e.exponent - b.exponent};
}

/// The rate of a factor that is positive and below 10^-(digits + 1): a loss of all but less than any digit asked for.
inline rate almost_all_lost(context to) {
    const bool away = rounds_away(to.mode, true, true, cut::above_half);
    return rate_access::unchecked(away ? decimal(-1) : scale10(decimal(1), -to.digits) - decimal(1));
}

/// The common case: words, few periods, few digits. Nothing where it is not, or where a boundary is too near.
inline std::optional<rate> short_rate(const decimal& begin, const decimal& end, std::uint64_t periods, context to) {
    using access = decimal_access;
    if (access::size(begin) != 1 || access::size(end) != 1 || access::negative(begin) != access::negative(end)) return std::nullopt;
    limb from = access::limbs(begin)[0];
    limb into = access::limbs(end)[0];
    const std::int64_t raise = access::exponent(end) - access::exponent(begin);
    if (!raise_word(raise > 0 ? into : from, raise > 0 ? raise : -raise) || from == into) return std::nullopt;
    std::optional<decimal> found = short_root({.begin = from, .end = into, .n = periods, .less_one = true}, to);
    if (!found) return std::nullopt;
    return rate_access::unchecked(*std::move(found));
}

inline rate rate_between(const decimal& begin, const decimal& end, std::uint64_t periods, std::uint64_t per, context to) {
    if (per == 1)
        if (std::optional<rate> found = short_rate(begin, end, periods, to)) return *std::move(found);
    check_context(to);
    if (periods == 0) fail(errc::domain_zero_periods, "growth over 0 periods has no rate; at least one period must lie between the values");
    const positive_ratio growth = checked_growth(begin, end);
    if (end.sign() == 0) return rate_access::unchecked(decimal(-1));
    if (begin == end) return rate_access::unchecked(decimal());
    // The factor is between 10^((leads - 1) * per / periods) and 10^((leads + 1) * per / periods): what lies beyond the limits
    // is told before the work, and what lies below every digit asked for is not computed.
    const std::int64_t leads = end.adjusted_exponent() - begin.adjusted_exponent();
    const auto raised = [&](std::int64_t lead) { return lead * static_cast<std::int64_t>(per) / static_cast<std::int64_t>(periods); };
    if (raised(leads - 1) > limits::result_exponent + 1) fail_exponent(raised(leads - 1));
    if (raised(leads + 1) < -(std::int64_t{to.digits} + 2)) return almost_all_lost(to);
    return rate_access::unchecked(rounded_root(growth, periods, per, true, to).value);
}

} // namespace detail

CAGR_INLINE rate implied_rate(const decimal& begin, const decimal& end, whole_count n, context to) {
    return detail::rate_between(begin, end, n.checked("the number of periods", limits::periods, errc::limit_periods), 1, to);
}

CAGR_INLINE rate implied_rate(const decimal& begin, const decimal& end, ratio n, context to) {
    const std::string given = std::to_string(n.numerator) + "/" + std::to_string(n.denominator);
    if (n.numerator < 0 || n.denominator <= 0)
        detail::fail(errc::domain_count, given + " periods; 0 or more over a positive denominator is needed");
    const std::int64_t common = std::gcd(n.numerator, n.denominator);
    const auto periods = static_cast<std::uint64_t>(n.numerator / common);
    const auto per = static_cast<std::uint64_t>(n.denominator / common);
    constexpr auto most = static_cast<std::uint64_t>(1) << 32; // act/act years come in 365 * 366 parts
    if (periods > most || per > limits::periods)
        detail::fail(errc::limit_periods, given + " periods; in lowest terms at most " + std::to_string(most) + "/" +
                                              std::to_string(limits::periods) + " is allowed");
    return detail::rate_between(begin, end, periods, per, to);
}

CAGR_INLINE rate implied_rate(const point& a, const point& b, context to) {
    const std::int64_t n = b.when - a.when;
    return n >= 0 ? implied_rate(a.value, b.value, n, to) : implied_rate(b.value, a.value, -n, to);
}

CAGR_INLINE rate implied_rate(const point& a, const point& b, day_count by, context to) {
    const bool in_order = !(b.when < a.when);
    const point& first = in_order ? a : b;
    const point& last = in_order ? b : a;
    return implied_rate(first.value, last.value, years_between(first.when, last.when, by), to);
}

namespace detail {

struct log_problem {
    positive_ratio growth; // above 1
    positive_ratio factor; // above 1
    bool trivial = false;  // equal values: 0 periods
    bool at_once = false;  // a fall of all: the first period passes every target below
};

inline log_problem checked_target(const decimal& begin, const decimal& target, const rate& r) {
    log_problem out;
    if (begin == target) {
        out.trivial = true;
        return out;
    }
    const auto never = [&](const std::string& why) {
        fail(errc::never_reached, in_quotes(to_string(target)) + " is never reached from " + in_quotes(to_string(begin)) + " at " +
                                      in_quotes(to_string(r)) + ": " + why);
    };
    const positive_ratio growth = checked_growth(begin, target);
    const int direction = r.fraction().sign();
    if (direction == 0) never("a rate of 0% changes nothing");
    const bool grows = abs(target) > abs(begin);
    if (grows != (direction > 0))
        fail(errc::target_behind, "the target " + in_quotes(to_string(target)) + " lies behind " + in_quotes(to_string(begin)) + " at " +
                                      in_quotes(to_string(r)) + "; a " + (direction > 0 ? "growing" : "declining") +
                                      " value needs a target " + (direction > 0 ? "above" : "below") + " it");
    const decimal factor = r.factor();
    if (factor.sign() == 0) {
        out.at_once = true;
        return out;
    }
    if (target.sign() == 0) never("a decline of less than 100% never ends at 0");
    const scaled_integer f = unpack(factor);
    out.factor = {f.magnitude, 1, f.exponent};
    out.growth = growth;
    if (!grows) {
        out.factor = inverse(out.factor);
        out.growth = inverse(out.growth);
    }
    return out;
}

/// target / begin and 1 + r, or the inverse of both for a decline, as ratios of words above 1; false where they are none.
inline bool as_short_growth(word_ratio& growth, word_ratio& factor, const decimal& begin, const decimal& target, const rate& r) noexcept {
    if (begin.sign() != target.sign() || !as_word_ratio(growth, target, begin) || !as_word_ratio_of_one_and(factor, r.fraction()))
        return false;
    if (factor.above < factor.below) {
        std::swap(factor.above, factor.below);
        std::swap(growth.above, growth.below);
    }
    return growth.above > growth.below; // else the target is behind, or reached already
}

} // namespace detail

CAGR_INLINE decimal periods_to(const decimal& begin, const decimal& target, const rate& r, context to) {
    if (detail::word_ratio growth, factor; detail::as_short_growth(growth, factor, begin, target, r))
        if (std::optional<decimal> found = detail::short_log_ratio(growth, factor, to)) return *std::move(found);
    detail::check_context(to);
    const detail::log_problem problem = detail::checked_target(begin, target, r);
    if (problem.trivial) return decimal();
    if (problem.at_once) {
        if (target.sign() == 0) return decimal(1);
        detail::fail(errc::never_reached,
                     "at -100% the value is 0 after one period and never equals " + detail::in_quotes(to_string(target)));
    }
    return detail::rounded_log_ratio(problem.growth, problem.factor, to).value;
}

CAGR_INLINE std::uint64_t whole_periods_to(const decimal& begin, const decimal& target, const rate& r) {
    if (detail::word_ratio growth, factor; detail::as_short_growth(growth, factor, begin, target, r))
        if (const std::optional<std::uint64_t> found = detail::short_ceiling(growth, factor)) return *found;
    const detail::log_problem problem = detail::checked_target(begin, target, r);
    if (problem.trivial) return 0;
    if (problem.at_once) return 1;
    const detail::integer periods = detail::ceiling_log_ratio(problem.growth, problem.factor);
    if (detail::bit_length(periods) > 63)
        detail::fail(errc::limit_periods,
                     "the target takes over 2^63 periods at " + detail::in_quotes(to_string(r)) + "; at most 2^63 can be told");
    return detail::limbs_of(periods)[0];
}

CAGR_INLINE decimal doubling_time(const rate& r, context to) { return periods_to(1, 2, r, to); }

CAGR_INLINE decimal halving_time(const rate& r, context to) { return periods_to(2, 1, r, to); }

namespace detail {

inline decimal product_of_factors(std::span<const rate> rates) {
    decimal product(1);
    for (const rate& r : rates) product *= r.factor();
    return product;
}

} // namespace detail

CAGR_INLINE rate cumulative_growth(std::span<const rate> rates) { return rate::from_factor(detail::product_of_factors(rates)); }

CAGR_INLINE rate mean_growth(std::span<const rate> rates, context to) {
    if (rates.empty()) detail::fail(errc::domain_empty, "the mean growth of no rates; at least one rate is needed");
    return implied_rate(decimal(1), detail::product_of_factors(rates), rates.size(), to);
}

} // namespace v0
} // namespace cagr

#include <cagr/impl/growth_convert.ipp>
