// What it answers: the values of the S-curves that are not rational: logistic of a continuous rate, Gompertz, Bass.
// What it needs: bounds.hpp, root.hpp and fraction.hpp.
// Example: const gompertz_curve curve(24, 500, decimal::parse("0.2")); curve.at(8, to);
//
// Each value is enclosed from its formula and its two bounds rounded; where they differ, the bits are doubled (Ziv). The loops end,
// since no value is a rounding boundary, all of which are rational:
//  - the continuous logistic and Bass are quotients of polynomials in e^x for a rational x other than 0, with rational coefficients
//    and not constant; e^x is transcendental (Lindemann), and a rational value would be an algebraic equation for it;
//  - Gompertz' K * x^(q^t) of rational x and q is algebraic, and rational only where x is the power of a rational that the denominator
//    of q^t asks for: that is found out by integers, and answered exactly.
// Values so near to a number of few digits (the capacity, the base) that it would take as many bits to tell them apart are rounded
// by an inequality instead (rounded_beside).
#pragma once

#include <cagr/detail/bounds.hpp>
#include <cagr/detail/root.hpp>
#include <cagr/fraction.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A power of ten above |d|, and one not above it.
inline std::int64_t tens_above(const decimal& d) { return d.adjusted_exponent() + 1; }
inline std::int64_t tens_below(const decimal& d) { return d.adjusted_exponent(); }

/// |x| up to which exponentials are computed. Beyond, e^-|x| is below 10^-3,470,000, further from 1 than all amounts within the limits
/// and their quotients are: it rounds what it is added to, and takes what it is multiplied with beyond the limits.
inline constexpr std::int64_t most_exponent = 8'000'000;

inline bool is_beyond(const decimal& x) { return abs(x) > decimal(most_exponent); }

/// A power of ten above e^x.
inline std::int64_t tens_above_exponential(const decimal& x) {
    const std::int64_t whole = is_beyond(x) ? x.sign() * most_exponent : fixed_from(unpack(x), 0).middle.convert_to<std::int64_t>();
    return whole < 0 ? -(-whole * 43429 / 100000) : whole * 43430 / 100000 + 2;
}

/// y(t) = K n / (n + g e^-rt) for a base n / d below the capacity, g = K d - n: dy/dt = r y (1 - y / K) (Verhulst 1838).
class logistic_curve {
public:
    // NOLINTNEXTLINE(modernize-pass-by-value): one copy, not a copy and a move
    logistic_curve(const fraction& base, const decimal& capacity, const decimal& rate)
        : base_(base.numerator()), is_decimal_(base.is_decimal()), capacity_(capacity), gap_(capacity * base.denominator() - base_),
          rate_(rate) {}

    /// The value after t periods, from 1.
    [[nodiscard]] decimal at(std::uint64_t t, context to) const {
        const decimal x = -(rate_ * decimal(t));
        // K - y = K g E / (n + g E) < K g E / n, E = e^x.
        const std::int64_t to_capacity = tens_above(capacity_) + tens_above(gap_) - tens_below(base_) + tens_above_exponential(x);
        if (to_capacity <= unit_beside(capacity_, to)) return rounded_beside(capacity_, false, to);
        if (is_beyond(x)) fail_beyond_limits(false); // x > 0: y < K n e^-x / g
        // |y - y0| < y0 (e^|x| - 1) < 2 y0 |x| for |x| < 1/10.
        if (is_decimal_ && x.adjusted_exponent() < -1 && tens_above(base_) + tens_above(x) + 1 <= unit_beside(base_, to))
            return rounded_beside(base_, rate_.sign() > 0, to);
        for (std::uint64_t bits = first_bits(to);; bits *= 2) {
            const bounds n = bounds_of(base_, bits);
            const bounds below = sum(n, product(bounds_of(gap_, bits), exponential_bounds(x, bits), bits), bits);
            if (auto found = rounded_bounds(quotient(product(bounds_of(capacity_, bits), n, bits), below, bits), to, bits))
                return *std::move(found);
        }
    }

private:
    decimal base_; // n
    bool is_decimal_;
    decimal capacity_;
    decimal gap_;
    decimal rate_;
};

/// y(t) = K (y0 / K)^(q^t) for a base n / d below the capacity, q = 1 - approach (Gompertz 1825).
class gompertz_curve {
public:
    gompertz_curve(const fraction& base, const decimal& capacity, const decimal& approach)
        : base_(base), capacity_(capacity), approach_(approach), kept_(decimal(1) - approach),
          gap_(capacity * base.denominator() - base.numerator()), start_(quotient(base, capacity)) {
        const factored above = factored_magnitude(start_.numerator());
        twos_ = above.twos;
        fives_ = above.fives;
        above_ = above.rest;
        below_ = whole(start_.denominator());
        const factored q = factored_magnitude(kept_);
        const auto down = [](std::int64_t n) { return n < 0 ? static_cast<std::uint64_t>(-n) : 0; };
        root_twos_ = down(q.twos);
        root_fives_ = down(q.fives);
    }

    /// The value after t periods, where it is rational.
    [[nodiscard]] std::optional<fraction> rational_at(std::uint64_t t) const {
        const std::uint64_t root = root_at(t);
        if (root == 0) return std::nullopt;
        const auto times = static_cast<std::int64_t>(root);
        if (twos_ % times != 0 || fives_ % times != 0) return std::nullopt;
        const auto root_of = [root](const integer& a) -> std::optional<integer> {
            if (a == 1) return a;
            if (bit_length(a) <= root) return std::nullopt; // below 2^root
            integer c = floor_root(a, root);
            if (!is_power(c, root, a)) return std::nullopt;
            return c;
        };
        const std::optional<integer> above = root_of(above_);
        if (!above) return std::nullopt;
        const std::optional<integer> below = root_of(below_);
        if (!below) return std::nullopt;
        // start^(1/root) to the power of q^t * root, which is below root.
        const decimal power = pow(kept_, t) * decimal(root);
        const fraction two = twos_ < 0 ? fraction(decimal::parse("0.5")) : fraction(2);
        const fraction five = fives_ < 0 ? fraction(decimal::parse("0.2")) : fraction(5);
        const fraction base = quotient(pack(*above, 0, false), pack(*below, 0, false)) * pow(two, std::abs(twos_ / times)) *
                              pow(five, std::abs(fives_ / times));
        return pow(base, power.to_int64()) * capacity_;
    }

    /// The value after t periods, from 1; it is not rational.
    [[nodiscard]] decimal at(std::uint64_t t, context to) const {
        // L = ln(K / y0) is below g / n, and below 10^7 as all logarithms of numbers within the limits; y = K e^-Lw, w = q^t.
        const std::int64_t log_above = std::min<std::int64_t>(tens_above(gap_) - tens_below(base_.numerator()), 7);
        const bounds rough = power(bounds_of(kept_, 64), t, 64);
        const std::int64_t top = top_of(rough);
        const std::int64_t w_above = top > 0 ? 1 : -(-top * 30102 / 100000);
        // K - y < K L w.
        if (tens_above(capacity_) + log_above + w_above <= unit_beside(capacity_, to)) return rounded_beside(capacity_, false, to);
        // y - y0 = y0 (e^(L (1 - w)) - 1) < 2 y0 L t approach, where that is small.
        const std::int64_t moved = log_above + tens_above(approach_) + tens_above(decimal(t));
        if (base_.is_decimal() && moved < -1 && tens_above(base_.numerator()) + moved + 1 <= unit_beside(base_.numerator(), to))
            return rounded_beside(base_.numerator(), true, to);
        for (std::uint64_t bits = first_bits(to);; bits *= 2) {
            const bounds w = cut_short(power(bounds_of(kept_, bits), t, bits), bits);
            const bounds x = product(logarithm_at(bits), w, bits);
            // -x in fixed point, between its bounds.
            const bounds fixed = detail::moved(x, -static_cast<std::int64_t>(bits));
            const integer middle = (fixed.low + fixed.high) / 2;
            const bounds y = exponential_bounds(fixed_range{integer(-middle), integer(fixed.high - middle + 1), bits});
            if (auto found = rounded_bounds(product(y, bounds_of(capacity_, bits), bits), to, bits)) return *std::move(found);
        }
    }

private:
    static integer whole(const decimal& d) { return unpack(d).magnitude * ten_power(static_cast<std::uint64_t>(unpack(d).exponent)); }

    /// The denominator of q^t; 0 where it is beyond all exponents of a number within the limits.
    [[nodiscard]] std::uint64_t root_at(std::uint64_t t) const {
        constexpr std::uint64_t most = 4'000'000; // 2^most is beyond 10^1,200,000
        std::uint64_t root = 1;
        const auto times = [&root](std::uint64_t factor, std::uint64_t n) {
            for (; n > 0 && root <= most; --n) root *= factor;
        };
        if (root_twos_ > most || root_fives_ > most) return 0;
        times(2, root_twos_ * t);
        times(5, root_fives_ * t);
        return root > most ? 0 : root;
    }

    [[nodiscard]] bounds logarithm_at(std::uint64_t bits) const {
        const scaled_integer k = unpack(capacity_);
        const scaled_integer n = unpack(base_.numerator());
        const fixed_range y = logarithm(positive_ratio{k.magnitude * below_base(), n.magnitude, k.exponent - n.exponent}, bits);
        return {y.middle > y.slack ? integer(y.middle - y.slack) : integer(0), integer(y.middle + y.slack),
                -static_cast<std::int64_t>(y.bits)};
    }
    [[nodiscard]] integer below_base() const { return whole(base_.denominator()); }

    fraction base_;
    decimal capacity_;
    decimal approach_;
    decimal kept_; // q
    decimal gap_;  // K d - n
    fraction start_;
    // start_ = 2^twos * 5^fives * above / below
    std::int64_t twos_ = 0;
    std::int64_t fives_ = 0;
    integer above_;
    integer below_;
    // q's denominator is 2^root_twos * 5^root_fives
    std::uint64_t root_twos_ = 0;
    std::uint64_t root_fives_ = 0;
};

/// m (F(n) - F(n-1)) = m p s u (1 - E) / ((p + q u) (p + q u E)) with s = p + q, E = e^-s, u = E^(n-1): nothing cancels (Bass 1969).
class bass_curve {
public:
    // NOLINTNEXTLINE(modernize-pass-by-value): one copy, not a copy and a move
    bass_curve(const decimal& potential, const decimal& innovation, const decimal& imitation)
        : m_(potential), p_(innovation), q_(imitation), s_(innovation + imitation) {}

    /// First purchases of the n-th period, from 1.
    [[nodiscard]] decimal at(std::uint64_t n, context to) const {
        const decimal x = -(s_ * decimal(n - 1));
        if (is_beyond(x)) fail_beyond_limits(false);
        // The first period: m F(1), and m - m F(1) = m s E / (p + q E) < m s E / p.
        if (n == 1) {
            const std::int64_t to_all = tens_above(m_) + tens_above(s_) - tens_below(p_) + tens_above_exponential(-s_);
            if (to_all <= unit_beside(m_, to)) return rounded_beside(m_, false, to);
        }
        if (is_beyond(s_)) fail_beyond_limits(false);
        if (auto found = beside_start(n, to)) return *std::move(found);
        const std::uint64_t lost = s_.adjusted_exponent() < 0 ? static_cast<std::uint64_t>(-rough_log2(s_)) : 0; // 1 - E is about s
        for (std::uint64_t bits = first_bits(to) + lost;; bits *= 2) {
            const bounds p = bounds_of(p_, bits);
            const bounds e = exponential_bounds(-s_, bits);
            const bounds u = exponential_bounds(x, bits);
            const auto with_imitation = [&](const bounds& part) {
                return q_.sign() == 0 ? p : sum(p, product(bounds_of(q_, bits), part, bits), bits);
            };
            const bounds above = product(product(product(bounds_of(m_, bits), p, bits), product(bounds_of(s_, bits), u, bits), bits),
                                         one_less(e, bits), bits);
            const bounds below = product(with_imitation(u), with_imitation(product(u, e, bits)), bits);
            if (auto found = rounded_bounds(quotient(above, below, bits), to, bits)) return *std::move(found);
        }
    }

private:
    /// Beside m p, where s is tiny: F' = (p + q F) (1 - F), so that F'(t) - p = F (q - p - q F), F(t) <= s t, and
    /// |value - m p| < m s^2 n. Below for q <= p; above where q F < q - p up to n.
    [[nodiscard]] std::optional<decimal> beside_start(std::uint64_t n, context to) const {
        const decimal periods(n);
        const std::int64_t off = tens_above(m_) + 2 * tens_above(s_) + tens_above(periods);
        if (s_.adjusted_exponent() > -2 || off > tens_below(m_) + tens_below(p_) - to.digits) return std::nullopt;
        const decimal start = m_ * p_;
        if (off > unit_beside(start, to)) return std::nullopt;
        if (q_ <= p_) return rounded_beside(start, false, to);
        if (q_ * s_ * periods < q_ - p_) return rounded_beside(start, true, to);
        return std::nullopt;
    }

    decimal m_;
    decimal p_;
    decimal q_;
    decimal s_;
};

} // namespace detail
} // namespace v0
} // namespace cagr
