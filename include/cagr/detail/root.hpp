// What it answers: (a/b)^(q/p), less one where asked, correctly rounded under any context.
// What it needs: ball.hpp and round.hpp.
// Example: rounded_root(growth, 8, 1, true, to).value   // the CAGR of a growth over 8 periods
//
// Proof sketch. The root is enclosed in a ball; where both ends of the ball round alike, that is the
// answer. Otherwise the ball holds one boundary t, a decimal with at most one digit more than the context.
// Root = t is possible only where a/b, in lowest terms, is a p-th power, which integers decide. Where it
// holds the result is t itself; where not, the root is at a positive distance from t, so that doubling
// the precision parts them in the end, and the loop stops.
#pragma once

#include <cagr/detail/ball.hpp>
#include <cagr/detail/round.hpp>

#include <cmath>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A positive rational number: numerator / denominator * 10^exponent.
struct positive_ratio {
    integer numerator;
    integer denominator;
    std::int64_t exponent = 0;
};

struct rounded {
    decimal value;
    bool exact = false;
};

inline double log2_of(const ball& x) {
    // Only ever the start of an iteration whose result is certified.
    return static_cast<double>(x.magnitude() - 63) + std::log2(static_cast<double>(x.top()));
}

inline ball ratio_ball(const positive_ratio& x, std::size_t size) {
    const bool word = size_of(x.denominator) == 1 && x.exponent == 0 && size_of(x.numerator) == 1;
    if (word) { // the common case, without a long division
        limb shifted[8];
        if (size + 2 <= std::size(shifted)) {
            for (std::size_t i = 0; i < size + 1; ++i) shifted[i] = 0;
            shifted[size + 1] = limbs_of(x.numerator)[0];
            const limb rest = divide_word(shifted, shifted, size + 2, word_divisor(limbs_of(x.denominator)[0]));
            ball out(shifted, significant(shifted, size + 2), -64 * static_cast<std::int64_t>(size + 1), size);
            if (rest != 0) out.widen(1);
            return out;
        }
    }
    return divide(scaled_ball(x.numerator, x.exponent, size), ball(x.denominator, 0, size));
}

/// |p - x| as a natural number of p's last units, with x brought there; p and x agree to a few bits.
struct defect {
    bool negative = false; // p below x
    integer magnitude;
    integer slack; // both radii
};

inline defect defect_of(const ball& p, const ball& x) {
    const std::int64_t exponent = std::min(p.exponent(), x.exponent());
    integer gap = (make_integer(p.data(), p.size()) << (p.exponent() - exponent)) - (make_integer(x.data(), x.size()) << (x.exponent() - exponent));
    defect out;
    out.negative = gap < 0;
    out.magnitude = out.negative ? integer(-gap) : gap;
    out.slack = (integer(p.radius()) << (p.exponent() - exponent)) + (integer(x.radius()) << (x.exponent() - exponent));
    return out;
}

/// x^(1/n) enclosed. Newton's step from y with power p = y^n and defect d = p/x - 1 is y * (1 - d/n); by
/// Taylor the root is y * (1+d)^(-1/n) = y * (1 - d/n + e) with 0 <= e <= d^2 * (n+1)/(2n^2) * (1-|d|)^-3,
/// which is below d^2 for |d| <= 1/4. The defect is known within the radii, so the last step's error is proven.
inline ball root_ball(const ball& x, std::uint64_t n) {
    if (n == 1) return x;
    const std::size_t size = x.size();
    const std::int64_t bits = static_cast<std::int64_t>(size) * 64;
    // The start: 2^(log2(x)/n) as a double, its exponent kept apart.
    const double logarithm = log2_of(x) / static_cast<double>(n);
    const double whole = std::floor(logarithm);
    const limb start = static_cast<limb>(std::ldexp(std::exp2(logarithm - whole), 62));
    ball y(&start, 1, static_cast<std::int64_t>(whole) - 62, size);
    for (int step = 0; step < 64; ++step) {
        const ball p = power(y, n);
        const defect d = defect_of(p, x);
        const std::int64_t unit = std::min(p.exponent(), x.exponent()); // the defect's
        const std::int64_t x_bits = x.magnitude() - unit + 1;
        // |d| is below 2^(2 - known), its middle and its slack taken together.
        const std::int64_t known = x_bits - static_cast<std::int64_t>(std::max(bit_length(d.magnitude), bit_length(d.slack)));
        if (known < 4) break; // |d| could be above 1/4: this precision cannot carry the power
        const integer correction = (d.magnitude << bits) / ((make_integer(x.data(), size) << (x.exponent() - unit)) * n);
        const integer middle = make_integer(y.data(), size);
        const integer change = (middle * correction) >> bits;
        const std::int64_t exponent = y.exponent();
        y = ball(d.negative ? integer(middle + change) : integer(middle - change), exponent, size);
        // In units of y's last bit, as powers of two: the series cut off, and the slack's share of d/n
        // (doubled, since the true x divides). The divisions above lose less than 3, doubled by a shift.
        const std::int64_t series = bits - 2 * known + 4;
        const std::int64_t slack = bits + static_cast<std::int64_t>(bit_length(d.slack)) - x_bits + 3 - static_cast<std::int64_t>(std::bit_width(n));
        if (series <= 3 || series <= slack) {
            const auto units = [](std::int64_t log2) { return log2 >= 61 ? ball::lost : limb{1} << std::max<std::int64_t>(log2, 0); };
            y.set_radius(6);
            y.widen(units(series + 1));
            y.widen(units(slack + 1));
            return y;
        }
        y.set_radius(0); // the next step takes this middle as it is
    }
    y.set_radius(ball::lost);
    return y;
}

/// The floor of a^(1/n), by Newton's descent from above.
inline integer floor_root(const integer& a, std::uint64_t n) {
    const std::uint64_t bits = bit_length(a);
    if (n >= bits) return 1;
    integer x = integer(1) << (bits / n + 1);
    for (;;) {
        const integer power = boost::multiprecision::pow(x, static_cast<unsigned>(n - 1));
        const integer next = ((n - 1) * x + a / power) / n;
        if (next >= x) return x;
        x = next;
    }
}

/// Whether a^n == b, foreseen by size before any power is computed.
inline bool is_power(const integer& a, std::uint64_t n, const integer& b) {
    const std::uint64_t a_bits = bit_length(a);
    const std::uint64_t b_bits = bit_length(b);
    if (b_bits < (a_bits - 1) * n + 1 || b_bits > a_bits * n) return false;
    return boost::multiprecision::pow(a, static_cast<unsigned>(n)) == b;
}

/// Whether u^p == a^q for coprime p and q: both are then powers of one integer, a = c^p and u = c^q.
inline bool is_rational_power(const integer& u, std::uint64_t p, const integer& a, std::uint64_t q) {
    if (u == 1 || a == 1) return u == a;
    if (q == 1) return is_power(u, p, a);
    const integer c = floor_root(a, p);
    return is_power(c, p, a) && is_power(c, q, u);
}

/// Whether (u/v)^p == x^q, exactly.
inline bool equals_root(integer u, integer v, const positive_ratio& x, std::uint64_t p, std::uint64_t q) {
    integer numerator = x.numerator;
    integer denominator = x.denominator;
    if (x.exponent > 0) numerator *= ten_power(static_cast<std::uint64_t>(x.exponent));
    if (x.exponent < 0) denominator *= ten_power(static_cast<std::uint64_t>(-x.exponent));
    const integer common = boost::multiprecision::gcd(numerator, denominator);
    numerator /= common;
    denominator /= common;
    const integer shared = boost::multiprecision::gcd(u, v);
    u /= shared;
    v /= shared;
    return is_rational_power(u, p, numerator, q) && is_rational_power(v, p, denominator, q);
}

/// What a ball says of the magnitude of y, or of y - 1: its middle and slack in units of 2^exponent.
struct magnitude_range {
    bool negative = false;
    integer near;
    integer far;
    std::int64_t exponent = 0;
};

inline magnitude_range magnitude_of(const ball& y, bool less_one) {
    magnitude_range out;
    out.exponent = y.exponent();
    integer middle = make_integer(y.data(), y.size());
    integer slack(y.radius());
    if (less_one) {
        // y - 1 is a whole number of units of 2^exponent once the exponent is not positive.
        if (out.exponent > 0) {
            middle <<= out.exponent;
            slack <<= out.exponent;
            out.exponent = 0;
        }
        middle -= integer(1) << -out.exponent;
    }
    out.negative = middle < 0;
    if (out.negative) middle = -middle;
    out.near = middle - slack;
    out.far = middle + slack;
    return out;
}

/// floor(2 * magnitude * 2^exponent * 10^k): half units of the k-th decimal place; `whole` where nothing is cut.
inline integer half_units(const integer& magnitude, std::int64_t exponent, std::int64_t k, bool& whole) {
    const std::int64_t shift = exponent + 1;
    integer n = k > 0 ? integer(magnitude * ten_power(static_cast<std::uint64_t>(k))) : magnitude;
    if (shift > 0) n <<= shift;
    integer quotient;
    if (k >= 0 && shift < 0) {
        quotient = n >> -shift;
        whole = boost::multiprecision::lsb(n) >= static_cast<std::uint64_t>(-shift);
        return quotient;
    }
    integer divisor = k < 0 ? ten_power(static_cast<std::uint64_t>(-k)) : integer(1);
    if (shift < 0) divisor <<= -shift;
    integer rest;
    boost::multiprecision::divide_qr(n, divisor, quotient, rest);
    whole = rest.is_zero();
    return quotient;
}

/// x^(q/p), less one where `less_one`, rounded to the context's digits; p and q coprime, p >= 1, q >= 1.
inline rounded rounded_root(const positive_ratio& x, std::uint64_t p, std::uint64_t q, bool less_one, context to) {
    const std::int64_t digits = to.digits;
    for (std::size_t size = static_cast<std::size_t>((digits * 33220 / 10000 + 58) / 64 + 1);; size *= 2) {
        size = std::max<std::size_t>(size, 2);
        const ball argument = ratio_ball(x, size);
        const ball y = root_ball(q == 1 ? argument : power(argument, q), p);
        if (y.radius() >= ball::lost) continue;
        const magnitude_range m = magnitude_of(y, less_one);
        if (m.near <= 0) {
            // Nearer to 1 than the radius: exactly 1, or a result too small for this precision.
            if (less_one && equals_root(1, 1, x, p, q)) return {decimal(), true};
            continue;
        }
        // k decimal places give the near end `digits` whole digits: judged by bits, then corrected.
        const std::int64_t top = static_cast<std::int64_t>(bit_length(m.near)) - 1 + m.exponent;
        std::int64_t k = digits - 1 - (top >= 0 ? top * 30103 / 100000 : -((-top * 30103 + 99999) / 100000));
        bool low_is_whole = false;
        integer low = half_units(m.near, m.exponent, k, low_is_whole);
        for (;;) {
            const std::int64_t have = static_cast<std::int64_t>(digit_count(integer(low >> 1)));
            if (have == digits && low > 1) break;
            k += low > 1 ? digits - have : 1;
            low = half_units(m.near, m.exponent, k, low_is_whole);
        }
        bool ignored = false;
        const integer high = half_units(m.far, m.exponent, k, ignored);
        const auto result = [&](const integer& halves, cut part) {
            integer units = halves >> 1;
            if (rounds_away(to.mode, m.negative, boost::multiprecision::bit_test(units, 0), part)) ++units;
            return rounded{decimal_access::make(limbs_of(units), size_of(units), -k, m.negative), part == cut::nothing};
        };
        const bool upper_half = boost::multiprecision::bit_test(high, 0);
        if (low == high && !low_is_whole) return result(high, upper_half ? cut::above_half : cut::below_half);
        if (low != high && (low_is_whole || low + 1 != high)) continue; // more than one boundary inside
        // One boundary, high / 2 units of 10^-k: as a fraction, with the one put back.
        integer u = high;
        integer v = 2;
        if (k >= 0) {
            v *= ten_power(static_cast<std::uint64_t>(k));
        } else {
            u *= ten_power(static_cast<std::uint64_t>(-k));
        }
        if (less_one) u = m.negative ? integer(v - u) : integer(v + u);
        if (equals_root(u, v, x, p, q)) return result(high, upper_half ? cut::half : cut::nothing);
    }
}

} // namespace detail
} // namespace v0
} // namespace cagr
