// Out-of-line definitions of cagr/growth.hpp: rates of one kind as rates of another.
//
// Every rate near 0 is nearly the same in all kinds: for |x| <= 1/2, between x and x + x^2 (effective from nominal or
// continuous, where it is convex) or between x - x^2 and x (the way back). Where no boundary lies there, that rounds it.
#pragma once

#include <cagr/detail/root.hpp>
#include <cagr/detail/transcendental.hpp>
#include <cagr/growth.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline std::uint64_t checked_parts(whole_count parts) {
    const std::uint64_t m = parts.checked("the number of periods a year", limits::periods, errc::limit_periods);
    if (m == 0) fail(errc::domain_zero_periods, "a year of 0 periods; at least one period a year is needed");
    return m;
}

/// Whether x +- x^2 is beside x, |x| below 1/10 (see the head of this file).
inline bool is_beside_itself(const decimal& x, context to) { return logarithm_is_beside(x, to); }

/// Whether (t + less) / m is x^(1/m), exactly, for a boundary t.
inline bool equals_scaled_root(const boundary& t, const positive_ratio& x, std::uint64_t m, std::uint64_t less) {
    const auto tens = [](std::int64_t n) { return ten_power(static_cast<std::uint64_t>(std::max<std::int64_t>(n, 0))); };
    const integer one = 2 * tens(t.k);
    const integer halves = t.halves * tens(-t.k);
    const integer u = (t.negative ? integer(-halves) : halves) + one * less;
    const integer v = one * m;
    if (u <= 0 || !may_be_equal(rest_of(u), rest_of(v), x, m, 1)) return false;
    const integer common = common_divisor(u, v);
    return equal_powers(u / common, v / common, x.numerator * tens(x.exponent), x.denominator * tens(-x.exponent), m, 1);
}

/// m * ((1 + h)^(1/m) - 1) for m above 1, its boundaries decided as those of rounded_root. What is huge, or all but a loss of m, lies too
/// near some for any precision; there 0 < (1 + h)^(1/m) < 1 + h^(1/m) tells that it is below them.
inline decimal rounded_nominal(const decimal& h, std::uint64_t m, context to) {
    const scaled_integer s = unpack(h);
    const log_argument a = one_and(s);
    const positive_ratio& x = a.x;
    const auto side_of = [&](const boundary& t) {
        if (equals_scaled_root(t, x, m, m)) return side::at;
        const bool is_m = t.negative && t.k >= 0 && t.halves == 2 * m * ten_power(static_cast<std::uint64_t>(t.k));
        const bool below = is_m || (!t.negative && equals_scaled_root(t, {s.magnitude, 1, s.exponent}, m, 0));
        return below ? side::below : side::unknown;
    };
    const std::uint64_t bits = first_bits(to) + a.near + 24;
    for (std::size_t size = static_cast<std::size_t>(bits / 64 + 1);; size *= 2) {
        const ball y = root_ball(ratio_ball(x, size), m);
        if (y.radius() >= ball::lost) continue;
        const magnitude_range range = magnitude_of(make_integer(y.data(), y.size()) * m, integer(y.radius()) * m, y.exponent(), m);
        if (const auto found = rounded_range(range, to, true, side_of)) return found->value;
    }
}

/// (1 + j/m)^m - 1 for m above 1 and j not 0, its boundaries decided as those of rounded_root. What is huge lies too near some
/// for any precision; there (1 + j/m)^m - 1 > (j/m)^m tells that it is above them.
inline decimal rounded_effective(const scaled_integer& j, const positive_ratio& x, std::uint64_t m, context to) {
    const auto side_of = [&](const boundary& t) {
        if (equals_root(t, x, 1, m)) return side::at;
        if (t.negative) return side::unknown;
        return equals_root({t.halves, t.k, false, false}, {j.magnitude, m, j.exponent}, 1, m) ? side::above : side::unknown;
    };
    const std::uint64_t difference = bit_length(j.negative ? integer(x.denominator - x.numerator) : integer(x.numerator - x.denominator));
    const std::uint64_t near_one = bit_length(x.denominator) - std::min(bit_length(x.denominator), difference);
    for (std::size_t size = static_cast<std::size_t>((first_bits(to) + near_one) / 64 + 1);; size *= 2) {
        const ball y = power(ratio_ball(x, size), m);
        if (y.radius() >= ball::lost) continue;
        if (const auto found = short_rounding(y, true, to)) return found->value;
        const magnitude_range range = magnitude_of(make_integer(y.data(), y.size()), integer(y.radius()), y.exponent(), 1);
        if (const auto found = rounded_range(range, to, true, side_of)) return found->value;
    }
}

} // namespace detail

CAGR_INLINE rate annualized(const rate& per_period, whole_count periods_per_year) {
    return rate::from_factor(compound(decimal(1), per_period, periods_per_year));
}

CAGR_INLINE rate per_period(const rate& annual, whole_count periods_per_year, context to) {
    return detail::rate_between(decimal(1), annual.factor(), detail::checked_parts(periods_per_year), 1, to);
}

CAGR_INLINE rate effective_from_nominal(const rate& nominal, whole_count periods_per_year, context to) {
    using namespace detail;
    check_context(to);
    const std::uint64_t m = checked_parts(periods_per_year);
    const decimal& j = nominal.fraction();
    if (j.sign() == 0) return nominal;
    if (m == 1) return rate_access::unchecked(round_to_digits(j, to));
    if (is_beside_itself(j, to)) return rate_access::unchecked(rounded_beside(j, j.sign() > 0, to));
    const scaled_integer s = unpack(j);
    const integer one = m * ten_power(static_cast<std::uint64_t>(std::max<std::int64_t>(-s.exponent, 0)));
    const integer part = s.magnitude * ten_power(static_cast<std::uint64_t>(std::max<std::int64_t>(s.exponent, 0)));
    const positive_ratio x{s.negative ? integer(one - part) : integer(one + part), one, 0}; // 1 + j/m, which j >= -1 leaves positive
    const std::int64_t lead = power(ratio_ball(x, 2), m).magnitude() * 30103 / 100000;      // give or take one
    if (lead > limits::result_exponent + 1) fail_exponent(lead);
    if (lead + 2 <= unit_beside(decimal(-1), to)) return rate_access::unchecked(rounded_beside(decimal(-1), false, to));
    return rate_access::unchecked(rounded_effective(s, x, m, to));
}

CAGR_INLINE rate nominal_from_effective(const rate& effective, whole_count periods_per_year, context to) {
    using namespace detail;
    check_context(to);
    const std::uint64_t m = checked_parts(periods_per_year);
    const decimal& h = effective.fraction();
    if (h.sign() == 0) return effective;
    if (m == 1) return rate_access::unchecked(round_to_digits(h, to));
    if (is_beside_itself(h, to)) return rate_access::unchecked(rounded_beside(h, h.sign() < 0, to));
    if (h == decimal(-1)) return rate::from_fraction(-decimal(m));
    return rate::from_fraction(rounded_nominal(h, m, to));
}

CAGR_INLINE rate effective_from_continuous(const rate& continuous, context to) {
    detail::check_context(to);
    if (continuous.fraction().sign() == 0) return continuous;
    return detail::rate_access::unchecked(detail::rounded_exponential(continuous.fraction(), true, to));
}

CAGR_INLINE rate continuous_from_effective(const rate& effective, context to) {
    using namespace detail;
    if (word_ratio factor; as_word_ratio_of_one_and(factor, effective.fraction()))
        if (const std::optional<decimal> found = short_log(factor, false, to)) return rate::from_fraction(*found);
    check_context(to);
    const decimal& h = effective.fraction();
    if (h.sign() == 0) return effective;
    if (h == decimal(-1))
        fail(errc::domain_logarithm, "a rate of -100% is no continuous rate: the logarithm of 0; a rate above it is needed");
    if (logarithm_is_beside(h, to)) return rate_access::unchecked(rounded_beside(h, h.sign() < 0, to));
    return rate::from_fraction(rounded_logarithm(one_and(unpack(h)), to));
}

CAGR_INLINE rate real_rate(const growth_in_prices& growth, context to) {
    using namespace detail;
    check_context(to);
    if (growth.inflation.factor().sign() == 0)
        fail(errc::domain_division, "inflation of -100%, after which nothing has a price; a rate above it is needed");
    return rate_access::unchecked(divide(growth.nominal.fraction() - growth.inflation.fraction(), growth.inflation.factor(), to));
}

} // namespace v0
} // namespace cagr
