// What it answers: logarithms of quotients of words, and their quotients, correctly rounded, where the digits are few.
// What it needs: short_real.hpp and log_table.hpp.
// Example: if (auto n = short_log_ratio({2, 1}, {1402, 1000}, to)) use(*n);   // 2.05 years to double
//
// x = 2^e m for m in [1, 2). With i the nearest to 128 (m - 1) and a/2^14 the nearest to 1/(1 + i/128), m a/2^14 = 1 + u,
// |u| <= 2^-8 (1 + 2^-7); with j the nearest to 2^14 (u - u^2), |j| <= 65, (1 + u)(1 - j/2^14) = 1 + v, |v| < 2^-15 + 2^-22; with k the
// least above 2^21 v, |k| <= 65, (1 + v)(1 - k/2^21) = 1 - s, 0 <= s < 2^-20.98. m and u and v are cut to 49 bits, which takes less
// than 2^-47 off v, and that much is added again before k is chosen. The choice needs no trust: s is an exact fraction, made of
// whole numbers, and its bounds are checked. Then
//     ln x = e ln 2 - ln(a/2^14) - ln(1 - j/2^14) - ln(1 - k/2^21) + ln(1 - s),
//     -ln(1 - s) = s + s^2/2 + s^3/3 + ...
//
// Errors, in units of 2^-64K: the series less than 147 and the cut of its sum 1 (short_series.hpp; S = s * 2^20 < 0.516, which is
// checked, lacks less than 2^6 units of its own); the tables less than 1 each; ln 2 less than 1, e times. Together less than 152 + e.
#pragma once

#include <cagr/detail/log_table.hpp>
#include <cagr/detail/short_real.hpp>
#include <cagr/detail/short_series.hpp>

#include <numeric>
#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// above / below, both words and not 0.
struct word_ratio {
    limb above;
    limb below;
};

/// 2^14 / (1 + i/128), rounded.
inline constexpr auto log_factors = [] {
    std::array<std::uint16_t, 129> table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<std::uint16_t>(((1U << 22) + 128 + i) / (2 * (128 + i)));
    return table;
}();

inline constexpr limb log_slack = 152; ///< of a sum, and e more

/// A logarithm on its way. The steps are functions of their own so that two logarithms can take them in turn: each is a chain of
/// products that wait for one another, and the processor fills the waits of one with the other's.
template <std::size_t K>
class log_in_steps {
public:
    static_assert(K == 3 || K == 4);
    limb divisor;
    limb inverse;   // (2^127 - 1) / divisor, cut downwards
    wide numerator; // of S, over divisor * 2^64
    int e;
    std::size_t first; // indices into the tables
    std::size_t second;
    std::size_t third;
    limb s[K]; // S, then -ln(1 - s) * 2^20

    /// The three factors, and S as a fraction.
    [[gnu::always_inline]] void reduce(word_ratio x) noexcept {
        const int above_shift = leading_zeros(x.above);
        const int below_shift = leading_zeros(x.below);
        const limb n = x.above << above_shift;
        const limb d = x.below << below_shift;
        const int twice = n < d ? 1 : 0;
        e = below_shift - above_shift - twice;
        divisor = d;
        inverse = static_cast<limb>(((static_cast<wide>(1) << 127) - 1) / d);

        // m, m1 and m2 in 63 bits below the point.
        constexpr limb one = limb{1} << 63;
        const limb m = high_limb(n, inverse) << twice;
        first = (((m >> 55) + 1) >> 1) - 128;
        const limb a = log_factors[first];
        const limb m1 = (m >> 14) * a;
        const auto u = static_cast<std::int64_t>(m1 - one);
        const std::int64_t u_short = u >> 24;
        const std::int64_t j = (u - ((u_short * u_short) >> 15) + (std::int64_t{1} << 48)) >> 49;
        const limb b = (limb{1} << 14) - static_cast<limb>(j);
        const limb m2 = (m1 >> 14) * b;
        const std::int64_t k = ((static_cast<std::int64_t>(m2 - one) + (std::int64_t{1} << 16)) >> 42) + 1;
        const limb c = (limb{1} << 21) - static_cast<limb>(k);
        second = log_middle_2 + static_cast<std::size_t>(j);
        third = log_middle_3 + static_cast<std::size_t>(k);

        // s = N / (d * 2^49) for N = d * 2^49 - n * 2^twice * abc, and S = N * 2^35 / (d * 2^64).
        numerator = ((static_cast<wide>(d) << 49) - static_cast<wide>(n) * ((a * b * c) << twice)) << 35;
    }

    /// Whether s is in [0, 0.516 * 2^-20), without which nothing is proven.
    [[nodiscard]] bool is_reduced() const noexcept { return static_cast<limb>(numerator >> 64) < divisor / 2 + divisor / 64; }

    /// S in K limbs. For three of them, with r = 2^127 - divisor * inverse, which is at most the divisor,
    ///     1/divisor = inverse * 2^-127 * (1 + r * 2^-127 + r^2 * 2^-254 + ...),
    /// the sum taken to 2^-191 of itself (r is below 2^64 - 2, so that it fits), leaves out less than 2^-188.9 of S, and the
    /// products lack less than 4 + 2 units of 2^-190: less than 2^6 units of 2^-192. For four each limb is divided.
    [[gnu::always_inline]] void divide() noexcept {
        if constexpr (K == 3) {
            const limb rest = limb{0} - divisor * inverse;
            const wide more = (static_cast<wide>(rest) << 64) + ((static_cast<wide>(rest) * rest) >> 63);
            const limb above[2] = {static_cast<limb>(more), static_cast<limb>(more >> 64)};
            limb product[3];
            const wide low = static_cast<wide>(static_cast<limb>(numerator)) * inverse;
            const wide high = static_cast<wide>(static_cast<limb>(numerator >> 64)) * inverse + static_cast<limb>(low >> 64);
            product[0] = static_cast<limb>(low);
            product[1] = static_cast<limb>(high);
            product[2] = static_cast<limb>(high >> 64);
            limb share[3];
            multiply_high<2>(share, product + 1, above);
            share[2] = share[1] >> 63;
            share[1] = (share[1] << 1) | (share[0] >> 63);
            share[0] <<= 1;
            add_fixed<3>(product, share); // S / 2
            s[0] = product[0] << 1;
            s[1] = (product[1] << 1) | (product[0] >> 63);
            s[2] = (product[2] << 1) | (product[1] >> 63);
        } else {
            const word_divisor by(divisor);
            limb rest = static_cast<limb>(numerator >> 64);
            s[K - 1] = by.step(rest, static_cast<limb>(numerator), rest);
            for (std::size_t i = K - 1; i-- > 0;) s[i] = by.step(rest, 0, rest);
        }
    }

    /// -ln(1 - s) instead of s.
    [[gnu::always_inline]] void take_series() noexcept { sum_series<K>(s, reciprocals); }

    /// The logarithms put together, in units of 2^-64K.
    [[gnu::always_inline]] void finish(limb* sum) const noexcept {
        sum[K] = multiply_word(sum, fraction_of_ln_2.limbs + 4 - K, K, static_cast<limb>(e));
        add_entry(sum, log_table_1[first]);
        add_entry(sum, log_table_2[second]);
        add_entry(sum, log_table_3[third]);
        // Entries of negative logarithms are one too high.
        sum[K] -= static_cast<limb>(second < log_middle_2) + static_cast<limb>(third < log_middle_3);
        limb part[K + 1];
        shift_down<K, series_scale>(part, s);
        part[K] = 0;
        subtract_fixed<K + 1>(sum, part);
    }

    /// The same as a short real; false where it is too near 0.
    [[gnu::always_inline]] bool finish(short_real<K>& out) const noexcept {
        limb sum[K + 1];
        finish(sum);
        return normalise<K>(out, sum, slack());
    }

    [[nodiscard]] limb slack() const noexcept { return log_slack + static_cast<limb>(e); }

private:
    [[gnu::always_inline]] static void add_entry(limb* sum, const log_entry& entry) noexcept {
        unsigned char carry = 0;
#pragma GCC unroll 8
        for (std::size_t i = 0; i < K; ++i) sum[i] = add_with_carry(sum[i], entry.limbs[4 - K + i], carry);
        sum[K] = add_with_carry(sum[K], 0, carry);
    }
};

/// ln(x) for x above 1; false, and nothing known, where it is too near 0.
template <std::size_t K>
inline bool log_of_words(short_real<K>& out, word_ratio x) noexcept {
    log_in_steps<K> log;
    log.reduce(x);
    if (!log.is_reduced()) return false;
    log.divide();
    log.take_series();
    return log.finish(out);
}

/// ln(x) / ln(f), rounded to the context's digits, for x and f above 1; nothing where a boundary is too near.
template <std::size_t K>
[[gnu::noinline]] inline std::optional<decimal> log_ratio_in_limbs(word_ratio x, word_ratio f, bool negative, context to) {
    log_in_steps<K> of_x;
    log_in_steps<K> of_f;
    of_x.reduce(x);
    of_f.reduce(f);
    if (!of_x.is_reduced() || !of_f.is_reduced()) return std::nullopt;
    of_x.divide();
    of_f.divide();
    of_x.take_series();
    of_f.take_series();
    short_real<K> log_x;
    short_real<K> log_f;
    if (!of_x.finish(log_x) || !of_f.finish(log_f)) return std::nullopt;
    return rounded_short<K>(quotient<K>(log_x, log_f), negative, to);
}

/// The least whole number above ln(x)/ln(f) where that is not whole, and no whole number is too near to tell. What 34 digits
/// rounded down leave open is nearer to a boundary of theirs, and to 10^18 all whole numbers are boundaries.
inline std::optional<std::uint64_t> short_ceiling(word_ratio x, word_ratio f) {
    const std::optional<decimal> found = log_ratio_in_limbs<3>(x, f, false, {.digits = 34, .mode = rounding::down});
    if (!found || found->adjusted_exponent() > 17) return std::nullopt;
    return static_cast<std::uint64_t>(found->to_scaled_int64(0, rounding::down)) + 1;
}

/// ln(x), or log10(x) where `by_ten`, likewise.
template <std::size_t K>
[[gnu::noinline]] inline std::optional<decimal> log_in_limbs(word_ratio x, bool by_ten, bool negative, context to) {
    short_real<K> log_x;
    if (!log_of_words<K>(log_x, x)) return std::nullopt;
    if (!by_ten) return rounded_short<K>(log_x, negative, to);
    limb ten[K + 1];
    copy_limbs(ten, fraction_of_ln_10.limbs + 4 - K, K);
    ten[K] = 2;
    short_real<K> log_ten;
    if (!normalise<K>(log_ten, ten, 1)) return std::nullopt;
    return rounded_short<K>(quotient<K>(log_x, log_ten), negative, to);
}

/// x = c^p and f = c^q for one rational c, by Euclid's algorithm on the exponents as in common_exponents (logarithm.hpp): each
/// division must come out exactly. 0 and 0 where there is none.
struct word_exponents {
    unsigned of_x = 0;
    unsigned of_f = 0;
};

inline word_exponents common_word_exponents(word_ratio x, word_ratio f) noexcept {
    const auto reduced = [](word_ratio a) {
        const limb common = std::gcd(a.above, a.below);
        return word_ratio{a.above / common, a.below / common};
    };
    const word_ratio whole_x = reduced(x);
    const word_ratio whole_f = reduced(f);
    word_ratio a = whole_x;
    word_ratio b = whole_f;
    while (a.above != b.above || a.below != b.below) {
        if (static_cast<wide>(a.above) * b.below < static_cast<wide>(b.above) * a.below) std::swap(a, b);
        if (a.above % b.above != 0 || a.below % b.below != 0) return {};
        a = {a.above / b.above, a.below / b.below};
        if (a.above <= a.below) return {}; // c^i over fewer c^j stays above 1
    }
    const auto exponent = [&](limb power) { // c is above 1, so its numerator is 2 or more
        unsigned out = 0;
        for (; power != 1; power /= a.above) ++out;
        return out;
    };
    return {exponent(whole_x.above), exponent(whole_f.above)};
}

/// ln(x) / ln(f) in as many limbs as the digits take: three to 34 of them, four to 50 and where three leave it open. What is
/// rational, and so on a boundary more often than not, is found out before more limbs are tried in vain.
inline std::optional<decimal> short_log_ratio(word_ratio x, word_ratio f, context to) {
    if (to.digits < 1 || to.digits > 50) return std::nullopt;
    const bool few = to.digits <= 34;
    if (std::optional<decimal> found = few ? log_ratio_in_limbs<3>(x, f, false, to) : log_ratio_in_limbs<4>(x, f, false, to)) return found;
    const word_exponents e = common_word_exponents(x, f);
    if (e.of_f != 0) return divide(decimal(e.of_x), decimal(e.of_f), to);
    return few ? log_ratio_in_limbs<4>(x, f, false, to) : std::nullopt;
}

/// ln(x), or log10(x) where `by_ten`, likewise, for any x but 1.
inline std::optional<decimal> short_log(word_ratio x, bool by_ten, context to) {
    if (to.digits < 1 || to.digits > 50 || x.above == x.below) return std::nullopt;
    const bool negative = x.above < x.below;
    if (negative) std::swap(x.above, x.below);
    if (to.digits <= 34)
        if (std::optional<decimal> found = log_in_limbs<3>(x, by_ten, negative, to)) return found;
    return log_in_limbs<4>(x, by_ten, negative, to);
}

/// |a| / |b| as a ratio of words; false where it is none, or 0.
inline bool as_word_ratio(word_ratio& out, const decimal& a, const decimal& b) noexcept {
    using access = decimal_access;
    if (access::size(a) != 1 || access::size(b) != 1) return false;
    out = {access::limbs(a)[0], access::limbs(b)[0]};
    const std::int64_t raise = access::exponent(a) - access::exponent(b);
    return raise >= 0 ? raise_word(out.above, raise) : raise_word(out.below, -raise);
}

/// |1 + h| likewise.
inline bool as_word_ratio_of_one_and(word_ratio& out, const decimal& h) noexcept {
    using access = decimal_access;
    const std::int64_t exponent = access::exponent(h);
    if (access::size(h) != 1 || exponent < -word_digits) return false;
    limb part = access::limbs(h)[0];
    if (exponent > 0 && !raise_word(part, exponent)) return false;
    const limb one = exponent < 0 ? ten_words[static_cast<std::size_t>(-exponent)] : 1;
    const bool negative = access::negative(h);
    out = {negative ? one - part : one + part, one};
    return negative ? part < one : out.above > one;
}

} // namespace detail
} // namespace v0
} // namespace cagr
