// What it answers: between which multiples of its standard deviation a mean lies, at a confidence: Student's t.
// What it needs: decimal.hpp, whose arithmetic is the same everywhere; no floating point.
// Example: student_t(decimal::parse("0.95"), 8)   // 2.30600413520417...
//
// With y = n / (n + t^2), x = 1 - y and b = n / 2, P(|T| <= t) = I_x(1/2, b) and P(|T| > t) = I_y(b, 1/2) (Abramowitz and Stegun 26.7.1,
// 26.5.2). Both have series of positive terms (26.5.4 by Euler's transformation), so that nothing cancels:
//   I_x(1/2, b) = 2 w sum (n+1)(n+3).../(3)(5)... x^j,   I_y(b, 1/2) = 2 w / n sum (n+1)(n+3).../(n+2)(n+4)... y^j,
//   w = sqrt(x) y^b / B(1/2, b),   and the derivative by t is 2 w / t.
// The one whose argument is at most 1/2 is summed. P is concave for t > 0, so that Newton's steps from 0 rise to the root. Each
// figure has 70 digits and each sum under 1,000 terms: the relative error is below 10^-60, and where the confidence is within 10^-14
// of 1, below 10^-45.
#pragma once

#include <cagr/decimal.hpp>

#include <array>
#include <cstdint>

namespace cagr {
inline namespace v0 {
namespace detail {

class student {
public:
    explicit student(std::uint64_t freedom) : n_(freedom), half_(scale10(decimal(5 * freedom), -1)), beta_(beta_of(freedom)) {}

    /// t with P(|T| <= t) = confidence, which is above 0 and below 1.
    [[nodiscard]] decimal quantile(const decimal& confidence) const {
        // The derivative at 0 is 2 / (sqrt(n) B).
        decimal t = divide(confidence * beta_ * sqrt(n_, near), 2, near);
        constexpr int most_steps = 400; // below 64 for every confidence that is allowed
        for (int i = 0; i < most_steps; ++i) {
            const decimal square = t * t;
            const decimal whole = round_to_digits(n_ + square, near);
            const decimal x = divide(square, whole, near);
            const decimal y = divide(n_, whole, near);
            const decimal weight = round_to_digits(divide(sqrt(x, near) * pow(y, half_, near), beta_, near) * 2, near);
            const bool is_central = x <= y;
            const decimal sum = round_to_digits(weight * series(is_central ? x : y, is_central), near);
            const decimal lacking = is_central ? confidence - sum : divide(sum, n_, near) - (decimal(1) - confidence);
            const decimal step = divide(lacking * t, weight, near);
            t = round_to_digits(t + step, near);
            if (abs(step) <= scale10(t, -56)) break;
        }
        return t;
    }

private:
    static constexpr context near{.digits = 70};

    /// The sum over j of a product of (n+1+2i) / (3+2i), or over (n+2+2i), times a power of the argument, which is at most 1/2.
    [[nodiscard]] decimal series(const decimal& argument, bool is_central) const {
        decimal above = n_ + 1;
        decimal below = is_central ? decimal(3) : n_ + 2;
        decimal term(1);
        decimal sum(1);
        while (term.adjusted_exponent() > sum.adjusted_exponent() - 72) {
            term = divide(term * argument * above, below, near);
            sum = round_to_digits(sum + term, near);
            above += 2;
            below += 2;
        }
        return sum;
    }

    /// B(1/2, n/2), from B(1/2, 1/2) = pi or B(1/2, 1) = 2 by B(1/2, b + 1) = B(1/2, b) b / (b + 1/2); of many degrees by Stirling.
    [[nodiscard]] static decimal beta_of(std::uint64_t freedom) {
        constexpr std::uint64_t many = 2'000;
        const decimal pi = decimal::parse("3.1415926535897932384626433832795028841971693993751058209749445923078164062862089986");
        if (freedom > many) return stirling(scale10(decimal(5 * freedom), -1), pi);
        decimal beta = freedom % 2 == 1 ? pi : decimal(2);
        for (std::uint64_t k = freedom % 2 == 1 ? 1 : 2; k < freedom; k += 2)
            beta = divide(beta * decimal(k), decimal(k + 1), {.digits = 76});
        return beta;
    }

    /// exp(lnGamma(1/2) + lnGamma(b) - lnGamma(b + 1/2)) by Stirling's series (Abramowitz and Stegun 6.1.41), b over 1,000.
    [[nodiscard]] static decimal stirling(const decimal& b, const decimal& pi) {
        constexpr context digits{.digits = 90}; // the logarithms' common part, up to 10^7, cancels
        const decimal half = scale10(decimal(5), -1);
        const decimal c = b + half;
        const decimal log = half * ln(pi, digits) + (b - half) * ln(b, digits) - b * ln(c, digits) + half + tail(b) - tail(c);
        return exp(log, near);
    }

    /// The sum of B_2j / (2j (2j-1) z^(2j-1)); its error is below the first term left out, 10^-80.
    [[nodiscard]] static decimal tail(const decimal& z) {
        constexpr std::array<std::array<std::int64_t, 2>, 14> terms{{{1, 12},
                                                                     {-1, 360},
                                                                     {1, 1260},
                                                                     {-1, 1680},
                                                                     {1, 1188},
                                                                     {-691, 360360},
                                                                     {1, 156},
                                                                     {-3617, 122400},
                                                                     {43867, 244188},
                                                                     {-174611, 125400},
                                                                     {77683, 5796},
                                                                     {-236364091, 1506960},
                                                                     {657931, 300},
                                                                     {-3392780147, 93960}}};
        constexpr context digits{.digits = 90};
        const decimal square = z * z;
        decimal power = z;
        decimal sum;
        for (const auto& [above, below] : terms) {
            sum += divide(decimal(above), power * decimal(below), digits);
            power = round_to_digits(power * square, digits);
        }
        return sum;
    }

    decimal n_;
    decimal half_;
    decimal beta_;
};

/// t with P(|T| <= t) = confidence on so many degrees of freedom (1 or more); its relative error is below 10^-45 where the confidence is
/// at least 10^-14 from 0 and from 1.
inline decimal student_t(const decimal& confidence, std::uint64_t freedom) { return student(freedom).quantile(confidence); }

} // namespace detail
} // namespace v0
} // namespace cagr
