// What it answers: e^x and d^y of words, correctly rounded, where the digits are few.
// What it needs: short_log.hpp.
// Example: if (auto y = short_exponential(decimal::parse("0.402"), to)) use(*y);
//
// e^x = 2^n e^-r with 0 <= r < ln 2 + 2^-40: n by a product of leading bits. The factors of the logarithm's tables serve again,
//     e^-r = a/2^14 (1 - j/2^14) (1 - k/2^21) e^t,  t = -ln(a/2^14) - ln(1 - j/2^14) - ln(1 - k/2^21) - r,
// chosen so that 0 <= t < 2^-20.98: i, which tells a, by a table over the ten leading bits of r, which leaves at most the half of
// its cells, 2^-11, and of the distance of two logarithms, 2^-8 (1 + 2^-7), so that |j| <= 74; j is the nearest to 2^14 times what
// v - v^2/2 says of what is left, k the least above 2^21 times the rest, both in 64 bits. t is computed exactly but for the tables'
// cuts, and its bounds are checked. Then e^t = 1 + (t + t^2/2! + t^3/3! + ...), and the product of the three factors is a word.
//
// Errors, in units of 2^-64K of r, and so of the result with its top bit set at most (it is below 2^64K of them): x has its
// slack; n ln 2 and the tables are cut by less than n and 3; the series by less than 147 (short_series.hpp), the sum with 1, the product
// and the shift up to the top bit by less than 4. Together less than the slack + n + 155.
#pragma once

#include <cagr/detail/short_log.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

/// The first factor's index for a cell of r, r * 2^10 cut off: that of the logarithm nearest to the cell's middle.
inline constexpr auto exp_cells = [] {
    std::array<std::uint8_t, 711> table{};
    std::size_t i = 0;
    for (std::size_t cell = 0; cell < table.size(); ++cell) {
        const limb middle = (static_cast<limb>(cell) << 54) | (limb{1} << 53);
        const auto distance = [middle](std::size_t at) {
            const limb log = log_table_1[at].limbs[3];
            return log > middle ? log - middle : middle - log;
        };
        while (i < 128 && distance(i + 1) < distance(i)) ++i;
        table[cell] = static_cast<std::uint8_t>(i);
    }
    return table;
}();

/// e^x or e^-x for x >= 0, of one limb above the point, below 2^7, and K below, off by at most `slack` units of 2^-64K, which is
/// below 2^60; false where the proof does not hold.
template <std::size_t K>
[[gnu::always_inline]] inline bool exp_of_fixed(short_real<K>& out, const limb* x, bool negative, limb slack) noexcept {
    // x / ln 2 in 56 bits below the point, off by a few units; n so that r is not negative, and at most 2^-47 above ln 2.
    const limb top = (x[K] << 57) | (x[K - 1] >> 7);
    const limb quotient = high_limb(top, 0xB8AA3B295C17F0BBU);
    const limb near = limb{1} << 8;
    const limb times = negative ? (quotient - std::min(quotient, near)) >> 56 : ((quotient + near) >> 56) + 1;
    limb r[K + 1];
    r[K] = multiply_word(r, fraction_of_ln_2.limbs + 4 - K, K, times);
    limb given[K + 1];
#pragma GCC unroll 8
    for (std::size_t i = 0; i <= K; ++i) given[i] = x[i];
    if (negative) {
        subtract_fixed<K + 1>(given, r);
#pragma GCC unroll 8
        for (std::size_t i = 0; i <= K; ++i) r[i] = given[i];
    } else {
        subtract_fixed<K + 1>(r, given);
    }
    const std::size_t cell = r[K - 1] >> 54;
    if (r[K] != 0 || cell >= exp_cells.size()) return false;

    const std::size_t first = exp_cells[cell];
    const auto left = static_cast<std::int64_t>(r[K - 1] - log_table_1[first].limbs[3]);
    const std::int64_t left_short = left >> 26; // below 2^31
    const std::int64_t j = (left - ((left_short * left_short) >> 13) + (std::int64_t{1} << 49)) >> 50;
    const std::size_t second = log_middle_2 + static_cast<std::size_t>(j);
    const auto rest = static_cast<std::int64_t>(static_cast<limb>(left) - log_table_2[second].limbs[3]);
    const std::int64_t k = ((rest + 8) >> 43) + 1;
    const std::size_t third = log_middle_3 + static_cast<std::size_t>(k);

    // t, which is so small that whole ones do not matter.
    limb t[K] = {};
    const auto add = [&](const log_entry& entry) __attribute__((always_inline)) { add_fixed<K>(t, entry.limbs + 4 - K); };
    add(log_table_1[first]);
    add(log_table_2[second]);
    add(log_table_3[third]);
    subtract_fixed<K>(t, r);
    if (t[K - 1] >= (limb{1} << 43) + (limb{1} << 38)) return false; // 2^-20.95
#pragma GCC unroll 8
    for (std::size_t i = K - 1; i > 0; --i) t[i] = (t[i] << series_scale) | (t[i - 1] >> (64 - series_scale));
    t[0] <<= series_scale;
    sum_series<K>(t, inverse_factorials);

    // 1 + t with its top bit set, and the three factors likewise.
    shift_down<K, series_scale + 1>(t, t);
    t[K - 1] |= limb{1} << 63;
    const limb factors = limb{log_factors[first]} * ((limb{1} << 14) - static_cast<limb>(j)) * ((limb{1} << 21) - static_cast<limb>(k));
    const int factors_up = leading_zeros(factors);
    limb product[K + 1];
    product[K] = multiply_word(product, t, K, factors << factors_up);
    const int up = leading_zeros(product[K]); // 0 or 1
#pragma GCC unroll 8
    for (std::size_t i = 0; i < K; ++i) out.m[i] = (product[i + 1] << up) | (product[i] >> 1 >> (63 - up));
    const int n = negative ? -static_cast<int>(times) : static_cast<int>(times);
    // product = 2^(64K - 1) (1 + t) * factors * 2^factors_up, and e^-r = factors * 2^-49 (1 + t); m is product * 2^(up - 64).
    out.exponent = n - 49 - factors_up - 64 * static_cast<int>(K) + 1 - up + 64;
    out.slack = slack + times + 156;
    return true;
}

/// word * 10^exponent times K + 1 limbs of fixed point, cut off; false where that is 2^7 or more, or of an uncommon exponent.
/// `slack` becomes what it is times that, and the cut.
template <std::size_t K>
[[gnu::always_inline]] inline bool times_decimal(limb* out, limb& slack, const limb* a, limb word, std::int64_t exponent) noexcept {
    if (exponent < -word_digits || exponent > word_digits) return false;
    if (exponent > 0 && !raise_word(word, exponent)) return false;
    limb product[K + 2];
    product[K + 1] = multiply_word(product, a, K + 1, word);
    wide wider = static_cast<wide>(slack) * word;
    if (exponent < 0) {
        (void)divide_word(product, product, K + 2, ten_divisors[static_cast<std::size_t>(-exponent)]);
        wider /= ten_words[static_cast<std::size_t>(-exponent)];
    }
    if (product[K + 1] != 0 || product[K] >= 128 || (wider >> 58) != 0) return false;
#pragma GCC unroll 8
    for (std::size_t i = 0; i <= K; ++i) out[i] = product[i];
    slack = static_cast<limb>(wider) + 2;
    return true;
}

/// e^x, rounded; nothing where a boundary is too near, or x is no short number.
template <std::size_t K>
[[gnu::noinline]] inline std::optional<decimal> exp_in_limbs(const decimal& x, context to) {
    limb one[K + 1] = {};
    one[K] = 1;
    limb slack = 0;
    limb fixed[K + 1];
    short_real<K> y;
    if (!times_decimal<K>(fixed, slack, one, decimal_access::limbs(x)[0], decimal_access::exponent(x)) ||
        !exp_of_fixed<K>(y, fixed, x.sign() < 0, slack))
        return std::nullopt;
    return rounded_short<K>(y, false, to);
}

/// d^y likewise, d as a ratio of words above 1, or its inverse where `inverted`.
template <std::size_t K>
[[gnu::noinline]] inline std::optional<decimal> power_in_limbs(word_ratio d, bool inverted, const decimal& y, context to) {
    log_in_steps<K> log;
    log.reduce(d);
    if (!log.is_reduced()) return std::nullopt;
    log.divide();
    log.take_series();
    limb fixed[K + 1];
    log.finish(fixed);
    limb slack = log.slack();
    short_real<K> out;
    if (!times_decimal<K>(fixed, slack, fixed, decimal_access::limbs(y)[0], decimal_access::exponent(y)) ||
        !exp_of_fixed<K>(out, fixed, (y.sign() < 0) != inverted, slack))
        return std::nullopt;
    return rounded_short<K>(out, false, to);
}

/// e^x in as many limbs as the digits take; x is not 0.
inline std::optional<decimal> short_exponential(const decimal& x, context to) {
    if (decimal_access::size(x) != 1 || to.digits < 1 || to.digits > 50) return std::nullopt;
    if (to.digits <= 34)
        if (std::optional<decimal> found = exp_in_limbs<3>(x, to)) return found;
    return exp_in_limbs<4>(x, to);
}

/// d^y likewise, for d above 0 and not 1 and y not 0.
inline std::optional<decimal> short_exponential_power(const decimal& d, const decimal& y, context to) {
    word_ratio x;
    if (decimal_access::size(y) != 1 || to.digits < 1 || to.digits > 50 || !as_word_ratio(x, d, decimal(1))) return std::nullopt;
    const bool inverted = x.above < x.below;
    if (inverted) std::swap(x.above, x.below);
    if (x.above == x.below) return std::nullopt;
    if (to.digits <= 34)
        if (std::optional<decimal> found = power_in_limbs<3>(x, inverted, y, to)) return found;
    return power_in_limbs<4>(x, inverted, y, to);
}

} // namespace detail
} // namespace v0
} // namespace cagr
