// What it answers: e^x, ln, log10 and d^y of decimals, correctly rounded under any context.
// What it needs: logarithm.hpp, exponential.hpp and enclosure.hpp.
// Example: rounded_power(decimal::parse("2.25"), decimal::parse("1.5"), to)   // 3.375
//
// Proof sketch. Each value is enclosed in fixed point and its two bounds rounded (enclosure.hpp); where they differ, the bits are
// doubled. The loop ends, since no value lies on a boundary unless that is found out:
//  - e^x and ln of rationals but 0 and 1 are transcendental (Lindemann), and boundaries are rational;
//  - log10(d) = p/q means d^q = 10^p, so that d is a power of ten, which is answered apart; a whole number k that only
//    lies near is told from log10(d) by comparing d with 10^k;
//  - d^y = t for a boundary t means t = d^(p/q), a relation that the prime factors decide. Where there is one, y is compared
//    with p/q, which says also on which side of t a d^y lies that is only near it.
// Values beside 0 or 1, where the bits would be those of 1e-1000000, are rounded by an inequality instead (rounded_beside).
#pragma once

#include <cagr/detail/enclosure.hpp>
#include <cagr/detail/exponential.hpp>
#include <cagr/detail/logarithm.hpp>

#include <numeric>

namespace cagr {
inline namespace v0 {
namespace detail {

/// The bits a first attempt has below the leading digit: it fails about once in 2^40.
inline std::uint64_t first_bits(context to) { return static_cast<std::uint64_t>(to.digits) * 3322 / 1000 + 64; }

/// About log2|d|, from below and off by less than 5 for |exponents| within the limits.
inline std::int64_t rough_log2(const decimal& d) {
    const std::int64_t lead = d.adjusted_exponent();
    return lead >= 0 ? lead * 33219 / 10000 : -(-lead * 33220 / 10000) - 1;
}

/// magnitude * 10^exponent, signed, cut towards zero.
inline fixed_range fixed_from(const scaled_integer& s, std::uint64_t bits) {
    const integer raised = s.exponent < 0 ? integer((s.magnitude << bits) / ten_power(static_cast<std::uint64_t>(-s.exponent)))
                                          : integer((s.magnitude * ten_power(static_cast<std::uint64_t>(s.exponent))) << bits);
    return {s.negative ? integer(-raised) : raised, 1, bits};
}

/// e^x = value * 2^twos * 10^tens.
struct scaled_power {
    fixed_range value;
    std::int64_t twos = 0;
    std::int64_t tens = 0;
};

/// x less as many whole multiples of a positive log as it holds (rounded down), of which there are fewer than 2^23.
inline std::int64_t reduce(fixed_range& x, const fixed_range& log) {
    integer times = x.middle / log.middle;
    if (x.middle < 0 && times * log.middle != x.middle) --times;
    x.middle -= times * log.middle;
    x.slack += log.slack * abs(times);
    return times.convert_to<std::int64_t>();
}

/// e^x for |x| below 16, without a logarithm: e^(|x|/32), squared five times, and turned over for a negative x. Each step takes
/// the slack along: (y + s)^2 - y^2 and 1/(y - s) - 1/y, with more than the cut of the middle.
inline fixed_range short_exponential(const fixed_range& x) {
    const integer magnitude = abs(x.middle);
    fixed_range y = exponential_below_two({magnitude, x.slack, x.bits + 5});
    for (int i = 0; i < 5; ++i) {
        y.slack = (((2 * y.middle + y.slack) * y.slack) >> y.bits) + 2;
        y.middle = (y.middle * y.middle) >> y.bits;
    }
    if (x.middle < 0) {
        const integer inverse = (integer(1) << (2 * y.bits)) / y.middle;
        y.slack = (inverse * y.slack) / (y.middle - y.slack) + 2;
        y.middle = inverse;
    }
    return y;
}

/// e^x for |x| below 2^23. Large ones where `by_tens` go by powers of ten, so that none of 2 has to be made decimal. All is taken
/// at 24 bits more than x has, so that the multiples of the logarithms and a small e^x keep a slack of a few units.
inline scaled_power exponential(const fixed_range& given, bool by_tens) {
    scaled_power out;
    fixed_range x{given.middle << 24, given.slack << 24, given.bits + 24};
    const integer one = integer(1) << x.bits;
    if (abs(x.middle) < 16 * one) {
        out.value = short_exponential(x);
        return out;
    }
    if (by_tens && abs(x.middle) > 64 * one) out.tens = reduce(x, logarithm(positive_ratio{10, 1, 0}, x.bits));
    out.twos = reduce(x, log_of_quotient(2, 1, x.bits));
    out.value = exponential_below_two(x);
    return out;
}

inline magnitude_range magnitude_of(const scaled_power& y, bool less_one) {
    return magnitude_of(y.value.middle, y.value.slack, y.twos - static_cast<std::int64_t>(y.value.bits), less_one ? 1 : 0);
}

/// e^x, or e^x - 1 where `less_one`, for x not 0.
inline decimal rounded_exponential(const decimal& x, bool less_one, context to) {
    const std::int64_t lead = x.adjusted_exponent();
    if (lead >= 7) {
        if (less_one && x.sign() < 0) return rounded_beside(decimal(-1), false, to);
        fail_beyond_limits(x.sign() > 0);
    }
    // |e^x - 1 - x| < x^2 and |e^x - 1| < 2|x| for |x| <= 1/2.
    if (less_one && lead < -1 && 2 * (lead + 1) <= unit_beside(x, to)) return rounded_beside(x, x.sign() > 0, to);
    if (!less_one && lead + 2 <= unit_beside(decimal(1), to)) return rounded_beside(decimal(1), x.sign() > 0, to);
    // log10(e^x) is x * 0.4343, give or take one: beyond the limits, and e^x below all digits of 1, before the work.
    const std::int64_t tens = fixed_from(unpack(x), 0).middle.convert_to<std::int64_t>() * 43429 / 100000;
    if (less_one && tens + 2 <= unit_beside(decimal(-1), to)) return rounded_beside(decimal(-1), false, to);
    if (tens > limits::result_exponent + 200 || tens < -limits::result_exponent - 200) fail_exponent(tens);
    const scaled_integer s = unpack(x);
    for (std::uint64_t bits = first_bits(to) + static_cast<std::uint64_t>(less_one && lead < 0 ? -rough_log2(x) : 0);; bits *= 2) {
        const bool one_is_lost = less_one && 3 * tens > static_cast<std::int64_t>(bits); // below a unit of the result
        const scaled_power y = exponential(fixed_from(s, bits), !less_one || one_is_lost);
        magnitude_range m = magnitude_of(y, less_one && !one_is_lost);
        if (one_is_lost) m.near -= 1;
        if (const auto found = rounded_range(m, to, less_one, [](const boundary&) { return side::unknown; }))
            return scale10(found->value, y.tens);
    }
}

/// A positive number in the form its logarithm is best taken in, near 1 without tens; and the bits it shares with 1.
struct log_argument {
    positive_ratio x;
    std::uint64_t near = 0;
    int sign = 0; // of the logarithm
};

/// 1 + h, which may have more digits than a decimal.
inline log_argument one_and(const scaled_integer& h) {
    const integer one = ten_power(static_cast<std::uint64_t>(std::max<std::int64_t>(-h.exponent, 0)));
    const integer part = h.magnitude * ten_power(static_cast<std::uint64_t>(std::max<std::int64_t>(h.exponent, 0)));
    const std::uint64_t near = bit_length(one) - std::min(bit_length(one), bit_length(part));
    return {{h.negative ? integer(one - part) : integer(one + part), one, 0}, near, h.negative ? -1 : 1};
}

inline log_argument log_argument_of(const decimal& d) {
    const std::int64_t lead = d.adjusted_exponent();
    if (lead == 0 || lead == -1) return one_and(unpack(d - decimal(1)));
    const scaled_integer s = unpack(d);
    return {{s.magnitude, 1, s.exponent}, 0, lead > 0 ? 1 : -1};
}

/// ln of an argument that is not 1, its relative error below 2^-bits times a few thousand.
inline fixed_range logarithm(const log_argument& a, std::uint64_t bits) { return logarithm(a.x, bits + a.near); }

/// ln of an argument that is not 1.
inline decimal rounded_logarithm(const log_argument& a, context to) {
    for (std::uint64_t bits = first_bits(to);; bits *= 2) {
        const fixed_range y = logarithm(a, bits);
        const magnitude_range m = magnitude_of(y.middle, y.slack, -static_cast<std::int64_t>(y.bits), 0);
        if (const auto found = rounded_range(m, to, false, [](const boundary&) { return side::unknown; })) return found->value;
    }
}

/// h - ln(1 + h) lies between 0 and h^2 for 0 < |h| <= 1/2: whether that rounds ln(1 + h).
inline bool logarithm_is_beside(const decimal& h, context to) {
    return h.adjusted_exponent() < -1 && 2 * (h.adjusted_exponent() + 1) <= unit_beside(h, to);
}

inline decimal boundary_value(const boundary& t) { return pack(t.halves * 5, -t.k - 1, t.negative); }

/// log10(d) for d > 0, no power of ten.
inline decimal rounded_log10(const decimal& d, context to) {
    const log_argument a = log_argument_of(d);
    const auto side_of = [&](const boundary& t) {
        const decimal k = boundary_value(t);
        if (!k.is_integer()) return side::unknown;
        // d against 10^k, without writing that out.
        const decimal moved = scale10(d, -k.to_int64());
        return (moved > decimal(1)) == (a.sign > 0) ? side::above : side::below;
    };
    for (std::uint64_t bits = first_bits(to);; bits *= 2) {
        const fixed_range x = logarithm(a, bits);
        const fixed_range ten = logarithm(positive_ratio{10, 1, 0}, bits);
        const magnitude_range top = magnitude_of(x.middle, x.slack, -static_cast<std::int64_t>(x.bits), 0);
        if (top.near <= 0) continue;
        magnitude_range m;
        m.negative = top.negative;
        m.near = (top.near << bits) / (ten.middle + ten.slack);
        m.far = (top.far << bits) / (ten.middle - ten.slack) + 1;
        m.exponent = -static_cast<std::int64_t>(x.bits);
        if (const auto found = rounded_range(m, to, false, side_of)) return found->value;
    }
}

/// A number as 2^twos * 5^fives * rest, the rest coprime to 10.
struct factored {
    std::int64_t twos = 0;
    std::int64_t fives = 0;
    integer rest;
};

inline factored factored_magnitude(const decimal& d) {
    const scaled_integer s = unpack(d);
    factored out{s.exponent, s.exponent, s.magnitude};
    out.twos += take_twos(out.rest);
    out.fives += take_fives(out.rest);
    return out;
}

/// A rational exponent, numerator / denominator.
struct rational_exponent {
    integer numerator;
    integer denominator;
};

/// The r with t = d^r, positive decimals and d not 1, where it is rational. Then the prime factors of t are those of d, each r
/// times as often: 2 and 5 are counted, what is left must be powers of one integer.
inline std::optional<rational_exponent> exponent_between(const decimal& t, const decimal& d) {
    const factored a = factored_magnitude(t);
    const factored b = factored_magnitude(d);
    if (b.twos == 0 && b.fives == 0) {
        if (a.twos != 0 || a.fives != 0) return std::nullopt;
        if (a.rest == 1) return rational_exponent{0, 1};
        const exponents e = common_exponents({a.rest, 1}, {b.rest, 1});
        if (!e.dependent) return std::nullopt;
        return rational_exponent{e.of_x, e.of_f};
    }
    if (a.twos * b.fives != a.fives * b.twos) return std::nullopt;
    std::int64_t numerator = b.twos != 0 ? a.twos : a.fives;
    std::int64_t denominator = b.twos != 0 ? b.twos : b.fives;
    const std::int64_t common = std::gcd(numerator, denominator);
    numerator /= denominator < 0 ? -common : common;
    denominator /= denominator < 0 ? -common : common;
    if (a.rest == 1 && b.rest == 1) return rational_exponent{numerator, denominator};
    if (a.rest == 1 || b.rest == 1 || numerator <= 0) return std::nullopt;
    if (!is_rational_power(a.rest, static_cast<std::uint64_t>(denominator), b.rest, static_cast<std::uint64_t>(numerator)))
        return std::nullopt;
    return rational_exponent{numerator, denominator};
}

/// The sign of y - r, for |r| between 10^-20 and 10^20 or 0.
inline int compare_exponents(const decimal& y, const rational_exponent& r) {
    const int sign = r.numerator < 0 ? -1 : r.numerator.is_zero() ? 0 : 1;
    if (y.sign() != sign) return y.sign() < sign ? -1 : 1;
    if (sign == 0) return 0;
    const std::int64_t lead = y.adjusted_exponent();
    if (lead > 20 || lead < -20) return lead > 0 ? sign : -sign;
    const scaled_integer s = unpack(y);
    integer left = s.magnitude * r.denominator;
    integer right = abs(r.numerator);
    if (s.exponent > 0) left *= ten_power(static_cast<std::uint64_t>(s.exponent));
    if (s.exponent < 0) right *= ten_power(static_cast<std::uint64_t>(-s.exponent));
    return sign * left.compare(right);
}

/// y * x in units of 2^-bits.
inline fixed_range times(const fixed_range& x, const scaled_integer& y, std::uint64_t bits) {
    fixed_range out{x.middle * y.magnitude, x.slack * y.magnitude, x.bits};
    const integer tens = ten_power(static_cast<std::uint64_t>(y.exponent < 0 ? -y.exponent : y.exponent));
    if (y.exponent > 0) {
        out.middle *= tens;
        out.slack *= tens;
    } else if (y.exponent < 0) {
        out.middle /= tens;
        out.slack = out.slack / tens + 2;
    }
    if (y.negative) out.middle = -out.middle;
    return rescaled(out, bits);
}

/// d^y for d > 0 and not 1 and y not 0.
inline decimal rounded_power(const decimal& d, const decimal& y, context to) {
    const decimal one(1);
    const std::int64_t lead = d.adjusted_exponent();
    // 10^(size - 1) < |ln d| < 10^(size + 1), by |h|/2 < |ln(1 + h)| < 2|h| for |h| <= 1/2 and ln 10 to ln 10^1000000 elsewhere.
    const bool near_one = lead == 0 || lead == -1;
    const decimal h = near_one ? d - decimal(1) : decimal(1);
    const bool far = !near_one || h.adjusted_exponent() >= -1;
    const std::int64_t low = far ? -2 : h.adjusted_exponent() - 1;
    const std::int64_t high = far ? 7 : h.adjusted_exponent() + 2;
    const bool grows = (d > decimal(1)) == (y.sign() > 0);
    if (low + y.adjusted_exponent() >= 7) fail_beyond_limits(grows);
    if (high + y.adjusted_exponent() + 2 <= unit_beside(one, to)) return rounded_beside(one, grows, to);
    const log_argument a = log_argument_of(d);
    const scaled_integer s = unpack(y);
    // ln d needs as many bits more as y ln d has before the point, of a relative precision; y tells them with ln d's size.
    const auto log_bits = [&](std::uint64_t bits) {
        const std::int64_t before = rough_log2(y) + 8 + (far ? 23 : -static_cast<std::int64_t>(a.near));
        return bits + static_cast<std::uint64_t>(std::max<std::int64_t>(before, 0)) + 16;
    };
    const auto exponent = [&](std::uint64_t bits) { return times(logarithm(a, log_bits(bits)), s, bits); };
    const auto check_order = [&](const fixed_range& e) {
        const integer whole = shifted(e.middle, -static_cast<std::int64_t>(e.bits));
        if (bit_length(whole) > 40) fail_beyond_limits(grows);
        const std::int64_t tens = whole.convert_to<std::int64_t>() * 43429 / 100000;
        if (tens > limits::result_exponent + 200 || tens < -limits::result_exponent - 200) fail_exponent(tens);
    };
    constexpr int few_digits = 200; // up to which there is little work to be spared
    if (to.digits > few_digits) check_order(exponent(64));
    for (std::uint64_t bits = first_bits(to);; bits *= 2) {
        const fixed_range e = exponent(bits);
        if (to.digits <= few_digits) check_order(e);
        const scaled_power value = exponential(e, true);
        const auto found = rounded_range(magnitude_of(value, false), to, false, [&](const boundary& t) {
            const decimal at = scale10(boundary_value(t), value.tens);
            const std::optional<rational_exponent> r = exponent_between(at, d);
            if (!r) return side::unknown;
            const int order = compare_exponents(y, *r) * (d > decimal(1) ? 1 : -1);
            return order == 0 ? side::at : order < 0 ? side::below : side::above;
        });
        if (found) return scale10(found->value, value.tens);
    }
}

} // namespace detail
} // namespace v0
} // namespace cagr
