// What it answers: x + x^2/2 + c(3) x^3 + c(4) x^4 + ... of an x below 2^-20.95 in K limbs: the end of a logarithm or an exponential.
// What it needs: short_real.hpp.
// Example: sum_series<3>(x, reciprocals);   // -ln(1 - x), both 2^20 times as large
//
// The sum is x + x^2/2 + x^3 Q3 with Qn = c(n) + x Q(n+1), up to n = 3K - 1, for coefficients c(n) of at most 1/n.
//
// Errors, in units of 2^-64K, with X = x * 2^20 < 0.52 in K limbs:
// - Qn in M limbs, three of each M from 1 to K - 1: c(n) and the shift are cut by less than one unit of 2^-64M each, the product by
//   2M + 1 units of 2^-20 of that; and 2^-20.94 of what Q(n+1) lacks, after a change of M 2^64 times as much. So the three
//   of an M lack less than 2^44.1, 2^23.2 and 6.6 units (2.1 for M = 1).
// - X Q3 lacks less than 2(K - 1) + 0.4 + 0.52 * 6.6 < 10 units of 2^-64(K-1), X^2 times it less than 2(K - 1) + 0.2 + 0.27 * 10 < 9,
//   which at x^3 = X^3 * 2^-60 are less than 144.
// - x^2/2 and its shift: less than 1. The terms left out, below x^(3K) / (3K) * 1.01: less than 2.
// Together less than 147, all downwards.
#pragma once

#include <cagr/detail/short_real.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Fractions of 192 bits by n, cut downwards, least significant limb first.
using series_table = std::array<std::array<limb, 3>, 12>;

/// 1/n, or 1/n!, for n from 3 on.
constexpr series_table series_coefficients(bool factorials) noexcept {
    series_table table{};
    for (limb n = 3; n < table.size(); ++n) {
        limb divisor = n;
        for (limb below = n - 1; factorials && below > 1; --below) divisor *= below;
        limb rest = 1;
        for (std::size_t i = 3; i-- > 0;) {
            const wide part = static_cast<wide>(rest) << 64;
            table[n][i] = static_cast<limb>(part / divisor);
            rest = static_cast<limb>(part % divisor);
        }
    }
    return table;
}

inline constexpr series_table reciprocals = series_coefficients(false);
inline constexpr series_table inverse_factorials = series_coefficients(true);

inline constexpr int series_scale = 20; ///< of X: x * 2^20

/// q = c + x q in M limbs, for X in M limbs.
template <std::size_t M>
[[gnu::always_inline]] inline void series_step(limb* q, const limb* x, const std::array<limb, 3>& c) noexcept {
    limb product[M];
    multiply_high<M>(product, x, q);
    shift_down<M, series_scale>(product, product);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < M; ++i) q[i] = c[3 - M + i];
    add_fixed<M>(q, product);
}

/// Three steps in M limbs, from n down, and all in more limbs after them, for X in K limbs; q has one limb less before.
template <std::size_t M, std::size_t K>
[[gnu::always_inline]] inline void series_steps(limb* q, const limb* x, const series_table& c, std::size_t n) noexcept {
    if constexpr (M == 1) {
        q[0] = c[n][2];
    } else {
#pragma GCC unroll 8
        for (std::size_t i = M - 1; i > 0; --i) q[i] = q[i - 1];
        q[0] = 0;
        series_step<M>(q, x + K - M, c[n]);
    }
    series_step<M>(q, x + K - M, c[n - 1]);
    series_step<M>(q, x + K - M, c[n - 2]);
    if constexpr (M + 1 < K) series_steps<M + 1, K>(q, x, c, n - 3);
}

/// X becomes the sum, 2^20 times as large too: X + X^2 * 2^-21 + X^2 * (X Q3) * 2^-40.
template <std::size_t K>
[[gnu::always_inline]] inline void sum_series(limb* x, const series_table& c) noexcept {
    limb q[K];
    series_steps<1, K>(q, x, c, 3 * K - 1);
    limb inner[K];
    multiply_high<K - 1>(inner, x + 1, q);
    limb square[K];
    square_high<K>(square, x);
    limb outer[K];
    multiply_high<K - 1>(outer, square + 1, inner);
    shift_down<K, series_scale + 1>(square, square);
    add_fixed<K>(x, square);
    // Of 2^-64(K-1) * 2^-40, in K limbs.
#pragma GCC unroll 8
    for (std::size_t i = K - 1; i > 0; --i)
        inner[i] = (i < K - 1 ? outer[i] << (64 - 2 * series_scale) : 0) | (outer[i - 1] >> (2 * series_scale));
    inner[0] = outer[0] << (64 - 2 * series_scale);
    add_fixed<K>(x, inner);
}

} // namespace detail
} // namespace v0
} // namespace cagr
