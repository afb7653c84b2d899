// What it answers: (a/b)^(q/p), less one where asked, correctly rounded under any context.
// What it needs: ball.hpp and enclosure.hpp.
// Example: rounded_root(growth, 8, 1, true, to).value   // the CAGR of a growth over 8 periods
//
// Proof sketch. The root is enclosed in a ball; where both ends of the ball round alike, that is the
// answer. Otherwise the ball holds one boundary t, a decimal with at most one digit more than the context.
// Root = t is possible only where a/b, in lowest terms, is a p-th power, which integers decide. Where it
// holds the result is t itself; where not, the root is at a positive distance from t, so that doubling
// the precision parts them in the end, and the loop stops.
#pragma once

#include <cagr/detail/ball.hpp>
#include <cagr/detail/enclosure.hpp>

#include <cmath>
#include <optional>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A positive rational number: numerator / denominator * 10^exponent.
struct positive_ratio {
    integer numerator;
    integer denominator;
    std::int64_t exponent = 0;
};

inline double log2_of(const ball& x) {
    // Only ever the start of an iteration whose result is certified.
    return static_cast<double>(x.magnitude() - 63) + std::log2(static_cast<double>(x.top()));
}

/// One word over one word, the power of ten multiplied in: the common case, without a long division.
inline std::optional<ball> word_ratio_ball(const positive_ratio& x, std::size_t size) {
    if (size_of(x.numerator) != 1 || size_of(x.denominator) != 1 || x.exponent > word_digits || x.exponent < -word_digits || size > 4)
        return std::nullopt;
    const limb raise = ten_words[static_cast<std::size_t>(x.exponent < 0 ? -x.exponent : x.exponent)];
    const wide numerator = static_cast<wide>(limbs_of(x.numerator)[0]) * (x.exponent > 0 ? raise : 1);
    const wide denominator = static_cast<wide>(limbs_of(x.denominator)[0]) * (x.exponent < 0 ? raise : 1);
    if ((numerator >> 64) != 0 || (denominator >> 64) != 0) return std::nullopt;
    limb shifted[6] = {};
    shifted[size + 1] = static_cast<limb>(numerator);
    const limb rest = divide_word(shifted, shifted, size + 2, word_divisor(static_cast<limb>(denominator)));
    ball out(shifted, significant(shifted, size + 2), -64 * static_cast<std::int64_t>(size + 1), size);
    if (rest != 0) out.widen(1);
    return out;
}

inline ball ratio_ball(const positive_ratio& x, std::size_t size) {
    if (const std::optional<ball> out = word_ratio_ball(x, size)) return *out;
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
    integer gap =
        (make_integer(p.data(), p.size()) << (p.exponent() - exponent)) - (make_integer(x.data(), x.size()) << (x.exponent() - exponent));
    defect out;
    out.negative = gap < 0;
    out.magnitude = out.negative ? integer(-gap) : gap;
    out.slack = (integer(p.radius()) << (p.exponent() - exponent)) + (integer(x.radius()) << (x.exponent() - exponent));
    return out;
}

/// What one Newton step knows of its own errors, as powers of two in units of y's last bit.
struct step_errors {
    std::int64_t shrinking = 0; // falls with every further step
    std::int64_t lasting = 0;   // that of the power and of x: no step mends it
};

/// One step y -> y * (1 - d/n), d = p/x - 1, with p and x at one exponent and of at most 4 limbs: the defect is
/// exact in limbs, its quotient by x is taken to one word. Nothing where the exponents differ or d is too large.
inline std::optional<step_errors> short_step(ball& y, const ball& p, const ball& x, const word_divisor& by_x, std::uint64_t n) {
    const std::size_t size = y.size();
    if (size > 4 || p.exponent() != x.exponent()) return std::nullopt;
    const bool negative = compare_limbs(p.data(), size, x.data(), size) < 0;
    limb gap[4];
    subtract_limbs(gap, negative ? x.data() : p.data(), size, negative ? p.data() : x.data(), size);
    const std::size_t gap_size = significant(gap, size);
    const std::int64_t bits = static_cast<std::int64_t>(size) * 64;
    const std::int64_t gap_bits = static_cast<std::int64_t>(bit_length(gap, gap_size));
    const limb slack = p.radius() + x.radius();
    const auto slack_bits = static_cast<std::int64_t>(std::bit_width(slack));
    const std::int64_t known = bits - std::max(gap_bits, slack_bits);
    if (known < 4) return std::nullopt;
    if (gap_size != 0) {
        // The leading word G of the gap, X of x, Y of y: the change is G/X * Y/n * 2^shift, each cut
        // downwards by at most 2^-62 of it, four times.
        const int up = std::countl_zero(gap[gap_size - 1]);
        const limb leading = (gap[gap_size - 1] << up) | (up != 0 && gap_size > 1 ? gap[gap_size - 2] >> (64 - up) : 0);
        const limb scaled = static_cast<limb>((static_cast<wide>(leading) * y.top()) >> 64) >> 1; // below 2^63 <= X
        limb ignored = 0;
        const limb quotient = by_x.step(scaled, 0, ignored); // G * Y / X * 2^-1, of 62 bits at least
        const limb change = quotient / n;
        // quotient = gap * y / x in units of 2^shift of y's last bit
        const std::int64_t shift = gap_bits - 64 + 1;
        limb moved[5] = {};
        if (shift >= 0) {
            const std::size_t limbs = static_cast<std::size_t>(shift / 64);
            const int rest = static_cast<int>(shift % 64);
            moved[limbs] = change << rest;
            if (rest != 0) moved[limbs + 1] = change >> (64 - rest);
        } else {
            moved[0] = shift > -64 ? change >> -shift : 0;
        }
        limb next[5];
        next[size] = 0;
        copy_limbs(next, y.data(), size);
        if (negative) {
            next[size] = add_limbs(next, next, size, moved, size);
        } else {
            subtract_limbs(next, next, size, moved, size);
        }
        y = ball(next, significant(next, size + 1), y.exponent(), size);
    }
    const auto log_n = static_cast<std::int64_t>(std::bit_width(n)) - 1;
    // quotient / n is cut by less than one unit of 2^shift: with the cuts before it, 2^(gap_bits - 58) at most.
    return step_errors{std::max(bits - 2 * known + 4, gap_bits - 58), slack_bits + 3 - log_n};
}

/// The same step for any size and any exponents, in integers.
inline std::optional<step_errors> long_step(ball& y, const ball& p, const ball& x, std::uint64_t n) {
    const std::int64_t bits = static_cast<std::int64_t>(y.size()) * 64;
    const defect d = defect_of(p, x);
    const std::int64_t unit = std::min(p.exponent(), x.exponent()); // the defect's
    const std::int64_t x_bits = x.magnitude() - unit + 1;
    const std::int64_t slack_bits = static_cast<std::int64_t>(bit_length(d.slack));
    const std::int64_t known = x_bits - std::max(static_cast<std::int64_t>(bit_length(d.magnitude)), slack_bits);
    if (known < 4) return std::nullopt;
    const integer correction = (d.magnitude << bits) / ((make_integer(x.data(), x.size()) << (x.exponent() - unit)) * n);
    const integer middle = make_integer(y.data(), y.size());
    const integer change = (middle * correction) >> bits; // less than 3 units lost with the division above
    y = ball(d.negative ? integer(middle + change) : integer(middle - change), y.exponent(), y.size());
    return step_errors{bits - 2 * known + 4, bits + slack_bits - x_bits + 3 - static_cast<std::int64_t>(std::bit_width(n)) + 1};
}

inline ball root_ball(const ball& x, std::uint64_t n);

/// Where Newton's iteration begins, and no more than that: a long root at a shorter one, a short root at a double.
inline ball root_start(const ball& x, std::uint64_t n) {
    constexpr std::size_t short_size = 16;
    if (x.size() > short_size) {
        const std::size_t half = x.size() / 2 + 1;
        const ball y = root_ball(ball(x.data(), x.size(), x.exponent(), half), n);
        if (y.radius() < ball::lost) return {y.data(), half, y.exponent(), x.size()};
    }
    // 2^(log2(x)/n) with its exponent kept apart.
    const double logarithm = log2_of(x) / static_cast<double>(n);
    const double whole = std::floor(logarithm);
    const limb start = static_cast<limb>(std::ldexp(std::exp2(logarithm - whole), 62));
    return {&start, 1, static_cast<std::int64_t>(whole) - 62, x.size()};
}

/// x^(1/n) enclosed. Newton's step from y with power p = y^n and defect d = p/x - 1 is y * (1 - d/n); by
/// Taylor the root is y * (1+d)^(-1/n) = y * (1 - d/n + e) with 0 <= e <= d^2 * (n+1)/(2n^2) * (1-|d|)^-3, below
/// d^2 for |d| <= 1/4. |d| is below 2^(2 - known), its middle and its slack taken together; the slack's share of
/// d/n is below 2^(1 + slack - x) / n, doubled since the true x divides. So the last step's error is proven.
inline ball root_ball(const ball& x, std::uint64_t n) {
    if (n == 1) return x;
    ball y = root_start(x, n);
    const word_divisor by_x(x.top());
    constexpr std::int64_t negligible = 30; // of at least 58 bits beyond the digits asked
    for (int step = 0; step < 64; ++step) {
        const ball p = power(y, n);
        if (p.radius() >= ball::lost) break;
        std::optional<step_errors> errors = short_step(y, p, x, by_x, n);
        if (!errors) errors = long_step(y, p, x, n);
        if (!errors) break; // |d| could be above 1/4: this precision cannot carry the power
        if (errors->shrinking <= negligible || errors->shrinking <= errors->lasting) {
            // A unit of the middle may have become two by the shift up.
            const auto units = [](std::int64_t log2) { return log2 >= 60 ? ball::lost : limb{1} << std::max<std::int64_t>(log2 + 1, 0); };
            y.set_radius(8);
            y.widen(units(errors->shrinking));
            y.widen(units(errors->lasting));
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
    const integer c = floor_root(a, p);
    return is_power(c, p, a) && is_power(c, q, u);
}

/// Rests modulo the prime 2^61 - 1: numbers that leave different ones are not equal, whatever their sizes.
inline constexpr limb rest_prime = (limb{1} << 61) - 1;

inline limb rest_of(const integer& a) {
    limb_buffer quotient(size_of(a));
    return divide_word(quotient.data(), limbs_of(a), size_of(a), word_divisor(rest_prime));
}

constexpr limb rest_of_product(limb a, limb b) noexcept { return static_cast<limb>(static_cast<wide>(a) * b % rest_prime); }

constexpr limb rest_of_power(limb base, std::uint64_t n) noexcept {
    limb out = 1;
    for (; n != 0; n >>= 1, base = rest_of_product(base, base))
        if ((n & 1U) != 0) out = rest_of_product(out, base);
    return out;
}

/// 10^n, or 1 for a negative n.
constexpr limb rest_of_tens(std::int64_t n) noexcept { return rest_of_power(10, static_cast<std::uint64_t>(std::max<std::int64_t>(n, 0))); }

/// Whether (u/v)^p and x^q may be equal, u, v as rests.
inline bool may_be_equal(limb u, limb v, const positive_ratio& x, std::uint64_t p, std::uint64_t q) {
    const limb left =
        rest_of_product(rest_of_power(u, p), rest_of_power(rest_of_product(rest_of(x.denominator), rest_of_tens(-x.exponent)), q));
    return left == rest_of_product(rest_of_power(v, p), rest_of_power(rest_of_product(rest_of(x.numerator), rest_of_tens(x.exponent)), q));
}

/// Whether boundary^p and x^q may be equal.
inline bool may_equal_root(const boundary& t, const positive_ratio& x, std::uint64_t p, std::uint64_t q) {
    limb u = rest_of_product(rest_of(t.halves), rest_of_tens(-t.k));
    const limb v = rest_of_product(2, rest_of_tens(t.k));
    if (t.less_one) u = (t.negative ? v + rest_prime - u : v + u) % rest_prime;
    return may_be_equal(u, v, x, p, q);
}

/// Takes every factor 5 out of a (not zero); returns how many.
inline std::int64_t take_fives(integer& a) {
    constexpr limb many = 7450580596923828125; // 5^27
    std::int64_t taken = 0;
    limb_buffer buffer(size_of(a));
    limb* const whole = buffer.data();
    std::size_t size = size_of(a);
    copy_limbs(whole, limbs_of(a), size);
    limb_buffer next(size);
    for (const auto& [power, fives] : {std::pair<limb, int>{many, 27}, std::pair<limb, int>{5, 1}})
        for (const word_divisor divisor(power); modulo_five(whole, size) == 0 && divide_word(next.data(), whole, size, divisor) == 0;
             taken += fives) {
            copy_limbs(whole, next.data(), size);
            size = significant(whole, size);
        }
    a = make_integer(whole, size);
    return taken;
}

/// Takes every factor 2 out of a (not zero); returns how many.
inline std::int64_t take_twos(integer& a) {
    const auto taken = static_cast<std::int64_t>(boost::multiprecision::lsb(a));
    a >>= taken;
    return taken;
}

/// Whether (u/v)^p == x^q, exactly, u and v in lowest terms and x without its power of ten.
inline bool equal_powers(const integer& u, const integer& v, const integer& numerator, const integer& denominator, std::uint64_t p,
                         std::uint64_t q) {
    if (q == 1) {
        // u^p divides the numerator and v^p the denominator: sizes mostly answer at once.
        const auto can_divide = [p](const integer& a, const integer& b) { return (bit_length(a) - 1) * p < bit_length(b); };
        if (!can_divide(u, numerator) || !can_divide(v, denominator)) return false;
        const auto times = static_cast<unsigned>(p);
        return boost::multiprecision::pow(u, times) * denominator == boost::multiprecision::pow(v, times) * numerator;
    }
    const integer common = common_divisor(numerator, denominator);
    return is_rational_power(u, p, integer(numerator / common), q) && is_rational_power(v, p, integer(denominator / common), q);
}

/// Whether the boundary is x^(q/p), exactly. Twos and fives are compared by how many there are, so that
/// no power of ten is ever written out.
inline bool equals_root(const boundary& t, const positive_ratio& x, std::uint64_t p, std::uint64_t q) {
    if (t.halves.is_zero() || !may_equal_root(t, x, p, q)) return false;
    integer u = t.halves;
    std::int64_t twos = -1 - t.k;
    std::int64_t fives = -t.k;
    if (t.less_one) {
        // halves / 2 * 10^-k + 1 as an integer over 2 * 10^k, or over 2.
        const integer one = 2 * ten_power(static_cast<std::uint64_t>(std::max<std::int64_t>(t.k, 0)));
        if (t.k < 0) u *= ten_power(static_cast<std::uint64_t>(-t.k));
        u = t.negative ? integer(one - u) : integer(one + u);
        if (u <= 0) return false;
        twos = -1 - std::max<std::int64_t>(t.k, 0);
        fives = -std::max<std::int64_t>(t.k, 0);
    }
    integer numerator = x.numerator;
    integer denominator = x.denominator;
    twos += take_twos(u);
    fives += take_fives(u);
    const auto count_in = [&](const auto& take) { return take(numerator) - take(denominator) + x.exponent; };
    const std::int64_t x_twos = count_in(take_twos);
    const std::int64_t x_fives = count_in(take_fives);
    const auto agree = [p, q](std::int64_t ours, std::int64_t theirs) {
        return ours * static_cast<std::int64_t>(p) == theirs * static_cast<std::int64_t>(q);
    };
    return agree(twos, x_twos) && agree(fives, x_fives) && equal_powers(u, 1, numerator, denominator, p, q);
}

/// x^(q/p), less one where `less_one` (then x is not 1), rounded to the context's digits; p and q coprime, from 1.
inline rounded rounded_root(const positive_ratio& x, std::uint64_t p, std::uint64_t q, bool less_one, context to) {
    std::int64_t bits = std::int64_t{to.digits} * 33220 / 10000 + 58;
    if (less_one && x.exponent == 0) {
        // A growth near 1 loses its leading bits to the subtraction: they are foreseen, not found by doubling.
        const integer gap = x.numerator > x.denominator ? integer(x.numerator - x.denominator) : integer(x.denominator - x.numerator);
        bits +=
            std::max<std::int64_t>(0, static_cast<std::int64_t>(bit_length(x.denominator)) - static_cast<std::int64_t>(bit_length(gap)));
    }
    for (std::size_t size = std::max<std::size_t>(2, static_cast<std::size_t>(bits / 64 + 1));; size *= 2) {
        const ball argument = ratio_ball(x, size);
        const ball y = root_ball(q == 1 ? argument : power(argument, q), p);
        if (auto result = rounded_ball(y, less_one, to, [&](const boundary& t) { return equals_root(t, x, p, q); }))
            return *std::move(result);
    }
}

/// Whether t * f^n == x for natural numbers f and x and a boundary t of no difference. Twos and fives are compared by how many
/// there are; what is left of f must divide what is left of x so often, which sizes mostly rule out.
inline bool equals_quotient(const boundary& t, const positive_ratio& x, const positive_ratio& f, std::uint64_t n) {
    if (t.halves.is_zero()) return false;
    integer u = t.halves;
    integer factor = f.numerator;
    integer whole = x.numerator;
    const auto times = static_cast<std::int64_t>(n);
    const std::int64_t twos = take_twos(u) - 1 - t.k + times * (take_twos(factor) + f.exponent);
    const std::int64_t fives = take_fives(u) - t.k + times * (take_fives(factor) + f.exponent);
    if (twos != take_twos(whole) + x.exponent || fives != take_fives(whole) + x.exponent) return false;
    if (factor == 1) return u == whole;
    if ((bit_length(factor) - 1) * n + bit_length(u) > bit_length(whole) + 1) return false;
    return u * boost::multiprecision::pow(factor, static_cast<unsigned>(n)) == whole;
}

/// x / f^n for natural numbers times powers of ten, rounded to the context's digits. The quotient is enclosed at a precision that
/// doubles; where it is a boundary itself, which integers decide, that is the answer, and else the ball parts from it in the end.
inline rounded rounded_quotient(const positive_ratio& x, const positive_ratio& f, std::uint64_t n, context to) {
    const std::int64_t bits = std::int64_t{to.digits} * 33220 / 10000 + 58;
    for (std::size_t size = std::max<std::size_t>(2, static_cast<std::size_t>(bits / 64 + 1));; size *= 2) {
        const ball y = divide(scaled_ball(x.numerator, x.exponent, size), power(scaled_ball(f.numerator, f.exponent, size), n));
        if (auto result = rounded_ball(y, false, to, [&](const boundary& t) { return equals_quotient(t, x, f, n); }))
            return *std::move(result);
    }
}

} // namespace detail
} // namespace v0
} // namespace cagr
