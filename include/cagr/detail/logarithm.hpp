// What it answers: ln(x)/ln(f) for positive rationals, correctly rounded; and whether it is rational.
// What it needs: root.hpp (positive_ratio) and exponential.hpp.
// Example: rounded_log_ratio({2, 1, 0}, {1402, 1000, 0}, context{}).value   // 2.05 years to double
//
// Proof sketch. ln is enclosed in fixed point; the quotient of two enclosures is one. Where its ends round
// alike, that is the answer. A rational quotient p/q means x = c^p and f = c^q for one rational c, which
// repeated division finds exactly; that case is divided as integers. Otherwise the quotient is irrational,
// no boundary equals it, and doubling the precision parts the two in the end.
#pragma once

#include <cagr/detail/exponential.hpp>
#include <cagr/detail/root.hpp>

#include <cmath>

namespace cagr {
inline namespace v0 {
namespace detail {

/// 2 * atanh(n/d) for 0 <= n/d <= 1/3 as 2 * sum z^(2i+1)/(2i+1): every term is cut downwards by less than
/// 3 units, and the terms left out are less than the last one kept, which is 0 units.
inline fixed_range twice_atanh(const integer& n, const integer& d, std::uint64_t bits) {
    integer z = (n << bits) / d;
    const bool words = size_of(n) <= 1 && size_of(d) <= 1 && n < (integer(1) << 32) && d < (integer(1) << 32);
    const integer n2 = words ? integer(n * n) : integer();
    const integer d2 = words ? integer(d * d) : integer();
    const integer z2 = words ? integer() : integer((z * z) >> bits);
    integer sum;
    std::uint64_t i = 0;
    for (; !z.is_zero(); ++i) {
        sum += z / (2 * i + 1);
        z = words ? integer((z * n2) / d2) : integer((z * z2) >> bits);
    }
    return {sum << 1, integer(6 * (i + 1)), bits};
}

/// ln(n/d) for 1 <= n/d <= 2. Short ones, and those near 1, by their series; the others from y, the same to a third of the
/// bits and E = e^y: with z = (v - E)/(v + E), ln v = y + 2 atanh(z), of which 2z is taken. |z| is below the slack of y,
/// at most 2^12 units of 2^-(bits/3 + 32), so that what 2z lacks, 2z^3/3 and less, is below one unit. A unit of v or of E moves
/// 2z by little more than one; v lacks one by the division and two by the cuts of n and d.
inline fixed_range log_of_quotient(integer n, integer d, std::uint64_t bits) {
    constexpr std::uint64_t by_series = 512; // bits
    constexpr std::uint64_t few_terms = 40;
    const std::uint64_t guarded = bits + 32;
    if (bit_length(d) > guarded + 3) {
        const std::uint64_t longer = bit_length(d) - guarded - 3;
        n >>= longer;
        d >>= longer;
    }
    const integer difference = n - d;
    if (difference.is_zero()) return {0, 8, bits};
    const std::uint64_t near = bit_length(d) - std::min(bit_length(d), bit_length(difference));
    if (bits <= by_series || bits < few_terms * 2 * near) {
        fixed_range out = twice_atanh(difference, n + d, bits);
        out.slack += 1; // the cuts of n and d
        return out;
    }
    const fixed_range y = log_of_quotient(n, d, bits / 3 + 32);
    const integer start = y.middle << (guarded - y.bits);
    const fixed_range e = exponential_below_two({start, 0, guarded});
    const integer v = (n << guarded) / d;
    const integer z = ((v - e.middle) << guarded) / (v + e.middle);
    return rescaled({start + 2 * z, 2 * e.slack + 12, guarded}, bits);
}

/// ln of numerator/denominator * 10^exponent: a power of two, a remainder in [2/3, 4/3] and the tens apart.
inline fixed_range logarithm(const positive_ratio& x, std::uint64_t bits) {
    integer n = x.numerator;
    integer d = x.denominator;
    std::int64_t tens = x.exponent;
    const auto raise = static_cast<std::uint64_t>(tens < 0 ? -tens : tens);
    if (4 * raise <= bits) { // short enough to be written out, which spares a logarithm
        if (tens > 0) n *= ten_power(raise);
        if (tens < 0) d *= ten_power(raise);
        tens = 0;
    }
    std::int64_t twos = static_cast<std::int64_t>(bit_length(n)) - static_cast<std::int64_t>(bit_length(d));
    integer slack = 0;
    // Numbers longer than the precision are cut to it: a relative error below 2^(1-bits), two units.
    const auto shorten = [&](integer& a) {
        const std::int64_t longer = static_cast<std::int64_t>(bit_length(a)) - static_cast<std::int64_t>(bits) - 2;
        if (longer <= 0) return;
        a >>= longer;
        slack += 2;
    };
    shorten(n);
    shorten(d);
    const std::int64_t apart = static_cast<std::int64_t>(bit_length(n)) - static_cast<std::int64_t>(bit_length(d));
    if (apart > 0) d <<= apart;
    if (apart < 0) n <<= -apart;
    // Now n/d lies in (1/2, 2); halving or doubling brings it into [2/3, 4/3].
    if (3 * n > 4 * d) {
        d <<= 1;
        ++twos;
    } else if (3 * n < 2 * d) {
        n <<= 1;
        --twos;
    }
    const bool below = n < d;
    // Only short numbers gain from lowest terms: their series then goes by words.
    if (size_of(n) <= 4) {
        const integer common = common_divisor(n, d);
        n /= common;
        d /= common;
    }
    const fixed_range near_one = below ? log_of_quotient(d, n, bits) : log_of_quotient(n, d, bits);
    fixed_range out{below ? integer(-near_one.middle) : near_one.middle, near_one.slack + slack, bits};
    const auto add = [&](std::int64_t times, const integer& numerator, const integer& denominator) {
        if (times == 0) return;
        const fixed_range each = log_of_quotient(numerator, denominator, bits);
        out.middle += each.middle * times;
        out.slack += each.slack * (times < 0 ? -times : times);
    };
    add(twos + 3 * tens, 2, 1); // 10 = 2^3 * 5/4
    add(tens, 5, 4);
    return out;
}

/// A rational above 1 in lowest terms.
struct reduced_ratio {
    integer numerator;
    integer denominator;
};

inline reduced_ratio reduced(const positive_ratio& x) {
    reduced_ratio out{x.numerator, x.denominator};
    if (x.exponent > 0) out.numerator *= ten_power(static_cast<std::uint64_t>(x.exponent));
    if (x.exponent < 0) out.denominator *= ten_power(static_cast<std::uint64_t>(-x.exponent));
    if (out.numerator == 1 || out.denominator == 1) return out;
    // The same divisor as of the pair itself, and near 1 the difference is short: the long one is cut to it first.
    const integer difference = out.numerator - out.denominator;
    const integer common = common_divisor(difference, integer(out.denominator % difference));
    out.numerator /= common;
    out.denominator /= common;
    return out;
}

struct exponents {
    integer of_x;
    integer of_f;
    bool dependent = false;
};

/// x = c^p and f = c^q for one rational c: Euclid's algorithm on the unknown exponents. Each division must
/// come out exactly in numerator and denominator, since c^j divides c^i there for i >= j.
inline exponents common_exponents(reduced_ratio x, reduced_ratio f) {
    // The steps taken, to run the exponents back up: x /= f^times, or a swap of the two (times 0).
    std::vector<std::uint64_t> steps;
    const auto is_less = [](const reduced_ratio& a, const reduced_ratio& b) {
        return a.numerator * b.denominator < b.numerator * a.denominator;
    };
    for (;;) {
        if (x.numerator == f.numerator && x.denominator == f.denominator) break;
        if (is_less(x, f)) {
            std::swap(x, f);
            steps.push_back(0);
        }
        if (x.numerator % f.numerator != 0 || x.denominator % f.denominator != 0) return {}; // the usual answer, and cheap
        // Sizes suggest how often f goes into x; too few is made up for by the next step, exactness is checked here.
        const std::uint64_t times = std::max<std::uint64_t>(1, (bit_length(x.numerator) - 1) / bit_length(f.numerator));
        const integer n = boost::multiprecision::pow(f.numerator, static_cast<unsigned>(times));
        const integer d = boost::multiprecision::pow(f.denominator, static_cast<unsigned>(times));
        integer rest;
        integer quotient;
        boost::multiprecision::divide_qr(x.numerator, n, quotient, rest);
        if (!rest.is_zero()) return {};
        x.numerator = quotient;
        boost::multiprecision::divide_qr(x.denominator, d, quotient, rest);
        if (!rest.is_zero()) return {};
        x.denominator = quotient;
        if (x.numerator <= x.denominator) return {}; // c^i over fewer c^j stays above 1
        steps.push_back(times);
    }
    exponents out{1, 1, true};
    for (std::size_t i = steps.size(); i-- > 0;) {
        if (steps[i] == 0) {
            std::swap(out.of_x, out.of_f);
        } else {
            out.of_x += out.of_f * steps[i];
        }
    }
    return out;
}

inline positive_ratio inverse(const positive_ratio& x) { return {x.denominator, x.numerator, -x.exponent}; }

/// How many leading bits x, above 1, shares with 1: those its logarithm loses.
inline std::uint64_t bits_near_one(const reduced_ratio& x) {
    const std::uint64_t all = bit_length(x.denominator);
    const std::uint64_t differing = bit_length(integer(x.numerator - x.denominator));
    return all > differing ? all - differing : 0;
}

/// x in the form its logarithm is quickest in: near 1 written out, since the tens would only cancel; else as it is.
inline positive_ratio without_tens(const positive_ratio& x, const reduced_ratio& plain) {
    if (bits_near_one(plain) == 0) return x;
    return {plain.numerator, plain.denominator, 0};
}

struct log_quotient {
    integer low;  // floor of the quotient's lower end times 2 * 10^k
    integer high; // of its upper end
};

/// 2 * 10^k * ln(x)/ln(f), both logarithms positive; empty where the precision does not even show that.
inline std::optional<log_quotient> quotient_range(const fixed_range& x, const fixed_range& f, std::int64_t k) {
    const integer x_low = x.middle - x.slack;
    const integer f_low = f.middle - f.slack;
    if (x_low <= 0 || f_low <= 0) return std::nullopt;
    integer up = 2 * (k > 0 ? ten_power(static_cast<std::uint64_t>(k)) : integer(1));
    integer down = k < 0 ? ten_power(static_cast<std::uint64_t>(-k)) : integer(1);
    // Each logarithm has the precision it needs: one near 0 has more bits below the point.
    if (f.bits > x.bits) up <<= f.bits - x.bits;
    if (x.bits > f.bits) down <<= x.bits - f.bits;
    return log_quotient{(x_low * up) / ((f.middle + f.slack) * down), ((x.middle + x.slack) * up) / (f_low * down)};
}

/// ln(x)/ln(f) for x and f above 1, rounded to the context's digits.
inline rounded rounded_log_ratio(const positive_ratio& x, const positive_ratio& f, context to) {
    const reduced_ratio plain_x = reduced(x);
    const reduced_ratio plain_f = reduced(f);
    const exponents e = common_exponents(plain_x, plain_f);
    if (e.dependent) {
        const decimal value = divide(pack(e.of_x, 0, false), pack(e.of_f, 0, false), to);
        return {value, value * pack(e.of_f, 0, false) == pack(e.of_x, 0, false)};
    }
    const std::int64_t digits = to.digits;
    for (std::uint64_t bits = static_cast<std::uint64_t>(digits) * 3322 / 1000 + 80;; bits *= 2) {
        const fixed_range log_x = logarithm(without_tens(x, plain_x), bits + bits_near_one(plain_x));
        const fixed_range log_f = logarithm(without_tens(f, plain_f), bits + bits_near_one(plain_f));
        if (log_x.middle <= log_x.slack || log_f.middle <= log_f.slack) continue;
        // The quotient lies between 2^(top-1) and 2^(top+1): a first k, then the one that gives the digits.
        const std::int64_t top = static_cast<std::int64_t>(bit_length(log_x.middle)) - static_cast<std::int64_t>(bit_length(log_f.middle)) +
                                 static_cast<std::int64_t>(log_f.bits) - static_cast<std::int64_t>(log_x.bits);
        std::int64_t k = digits - (top >= 0 ? top * 30103 / 100000 : -(-top * 30103 / 100000));
        std::optional<log_quotient> q = quotient_range(log_x, log_f, k);
        while (q) {
            const std::int64_t have = q->low < 2 ? 0 : static_cast<std::int64_t>(digit_count(integer(q->low >> 1)));
            if (have == digits) break;
            k += digits - have;
            q = quotient_range(log_x, log_f, k);
        }
        // Irrational: never on a boundary, so two ends with one floor settle it.
        if (!q || q->low != q->high) continue;
        integer units = q->low >> 1;
        const bool odd = boost::multiprecision::bit_test(units, 0);
        if (rounds_away(to.mode, false, odd, boost::multiprecision::bit_test(q->low, 0) ? cut::above_half : cut::below_half)) ++units;
        return {pack(units, -k, false), false};
    }
}

/// The least whole number at or above ln(x)/ln(f), for x and f above 1; beyond 2^64 some number that is beyond it too.
inline integer ceiling_log_ratio(const positive_ratio& x, const positive_ratio& f) {
    const reduced_ratio plain_x = reduced(x);
    const reduced_ratio plain_f = reduced(f);
    const exponents e = common_exponents(plain_x, plain_f);
    if (e.dependent) return (e.of_x + e.of_f - 1) / e.of_f;
    for (std::uint64_t bits = 128;; bits *= 2) {
        const std::optional<log_quotient> q = quotient_range(logarithm(without_tens(x, plain_x), bits + bits_near_one(plain_x)),
                                                             logarithm(without_tens(f, plain_f), bits + bits_near_one(plain_f)), 0);
        if (!q) continue;
        if (bit_length(q->low) > 65 || (q->low >> 1) == (q->high >> 1)) return (q->low >> 1) + 1;
    }
}

} // namespace detail
} // namespace v0
} // namespace cagr
