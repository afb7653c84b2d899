// What it answers: (e/b)^(1/n), less one where asked, correctly rounded, where e and b are words and the digits are few.
// What it needs: round.hpp.
// Example: if (auto r = short_root({.begin = 6235, .end = 99777, .n = 8, .less_one = true}, to)) use(*r);
//
// In fixed point of K limbs. A double gives y0, whose relative error |v| is computed, not believed; p = y0^n is
// computed in K limbs, cut downwards; u = 1 - p*b/e is exact but for one division, v = u/n, and by the binomial series
//     x^(1/n) = y0 * (1 - n*v)^(-1/n) = y0 * (1 + v*(1 + (n+1)/2 * v*(1 + (2n+1)/3 * v*(1 + (3n+1)/4 * v * ...)))).
//
// Errors, in y/y0, for n <= 512 and |v| <= 2^-48:
// - p: a square or product cut to K limbs loses less than c = (1 + 2^-60) * 2^(1-64K) of itself, so p loses less than (2n-2) * c
//   (by induction on n -> 2n, 2n+1), which is less than 2^(2-64K) in v. N is exact; V cuts less than 2 units of 2^-64K.
// - the series ends after v^3 for K = 3 and after v^4 for K = 4. What is left out is below its first term times 1.01:
//   (n+1)(2n+1)(3n+1)/24 * v^4 < 2^25.1 * 2^-192, and (n+1)...(4n+1)/120 * v^5 < 2^33.7 * 2^-240.
// - the inner factors are fractions of K-1 limbs, the outermost (n+1)/2 * v * (1 + ...) below 2^-39, with v cut to as many
//   limbs there: an error below 2^9 units of 2^-64(K-1). Times v that is below 2^(9-48-64(K-1)), and what v lacks of it in that
//   product is below 2^(-39-64(K-1)).
// Together less than 2^-165 for K = 3 and 2^-205 for K = 4; the last product and the subtraction add less than 4 units of
// 2^-64K. Where the rounded digit is not certain within that, there is no answer.
#pragma once

#include <cagr/detail/round.hpp>

#include <cmath>
#include <optional>

namespace cagr {
inline namespace v0 {
namespace detail {

struct short_problem {
    limb begin; // not 0
    limb end;   // not 0
    std::uint64_t n;
    bool less_one;
};

/// A number m * 2^exponent of N limbs with its top bit set.
template <std::size_t N>
struct fixed_float {
    limb m[N];
    int exponent;
};

/// The upper K of N limbs, shifted up by one bit where the top bit is not set (products of two top bits need no more).
template <std::size_t K, std::size_t N>
[[gnu::always_inline]] inline fixed_float<K> cut_to(const limb* full, int exponent) noexcept {
    fixed_float<K> out;
    const limb up = ~full[N - 1] >> 63;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < K; ++i) {
        const limb at = full[N - K + i];
        const limb below = N - K + i > 0 ? full[N - K + i - 1] : 0;
        out.m[i] = (at << up) | ((below >> 63) & up);
    }
    out.exponent = exponent + 64 * static_cast<int>(N - K) - static_cast<int>(up);
    return out;
}

/// full = a * a; of three limbs without what is below 2^130, which no limb above the cut sees but by a carry.
template <std::size_t K>
[[gnu::always_inline]] inline void square_to_cut(limb* full, const limb* a) noexcept {
    if constexpr (K == 3) {
        const auto times = [](limb b, limb c) { return static_cast<wide>(b) * c; };
        const wide second = times(a[2], a[0]) + (times(a[1], a[0]) >> 64); // of 2^128
        const wide third = times(a[2], a[1]) + (second >> 64);             // of 2^192
        const auto low = static_cast<limb>(second);
        const auto middle = static_cast<limb>(third);
        const auto high = static_cast<limb>(third >> 64);
        const wide below = static_cast<wide>((middle << 1) | (low >> 63)) << 64 | (low << 1);
        const wide above = static_cast<wide>(high >> 63) << 64 | ((high << 1) | (middle >> 63));
        const wide lower = below + times(a[1], a[1]);
        const wide upper = above + times(a[2], a[2]) + (lower < below ? 1 : 0);
        full[0] = full[1] = 0;
        full[2] = static_cast<limb>(lower);
        full[3] = static_cast<limb>(lower >> 64);
        full[4] = static_cast<limb>(upper);
        full[5] = static_cast<limb>(upper >> 64);
    } else {
        multiply_fixed<K>(full, a, a);
    }
}

/// y^n cut to K limbs, for a y of one limb.
template <std::size_t K>
inline fixed_float<K> power_of_word(limb y, int exponent, std::uint64_t n) noexcept {
    // Exact while it fits: y, y^2 and y^3; all of them in K limbs with zeros below.
    const int bits = 63 - std::countl_zero(n);
    fixed_float<K> out{};
    out.m[K - 1] = y;
    out.exponent = exponent - 64 * static_cast<int>(K - 1);
    for (int bit = bits - 1; bit >= 0; --bit) {
        limb full[2 * K + 1];
        if (bit == bits - 1) { // the square of one limb
            const wide square = static_cast<wide>(y) * y;
            for (std::size_t i = 0; i < 2 * K - 2; ++i) full[i] = 0;
            full[2 * K - 2] = static_cast<limb>(square);
            full[2 * K - 1] = static_cast<limb>(square >> 64);
        } else {
            square_to_cut<K>(full, out.m);
        }
        out = cut_to<K, 2 * K>(full, 2 * out.exponent);
        if (((n >> bit) & 1U) != 0) {
            full[K] = multiply_word(full, out.m, K, y);
            out = cut_to<K, K + 1>(full, out.exponent + exponent);
        }
    }
    return out;
}

/// a * b of two fractions of N limbs, the lower half cut off.
template <std::size_t N>
[[gnu::always_inline]] inline void multiply_fractions(limb* out, const limb* a, const limb* b) noexcept {
    limb full[2 * N];
    multiply_fixed<N>(full, a, b);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < N; ++i) out[i] = full[N + i];
}

/// out = a +- a * b, all fractions of N limbs.
template <std::size_t N>
[[gnu::always_inline]] inline void add_share(limb* out, const limb* a, const limb* b, bool subtract) noexcept {
    limb part[N];
    multiply_fractions<N>(part, a, b);
    if (subtract) {
        (void)subtract_fixed<N>(out, a, part);
    } else {
        (void)add_fixed<N>(out, a, part);
    }
}

/// a = -a modulo 2^64N where `negate` is 1, a where it is 0; without a branch, since a sign is a coin toss.
template <std::size_t N>
[[gnu::always_inline]] inline void negate_if(limb* a, limb negate) noexcept {
    const limb mask = limb{0} - negate;
    limb part[N];
    limb zero[N] = {};
    zero[0] = negate;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < N; ++i) part[i] = a[i] ^ mask;
    (void)add_fixed<N>(a, part, zero);
}

inline constexpr word_divisor by_two{2};
inline constexpr word_divisor by_three{3};
inline constexpr word_divisor by_four{4};

/// out = a * times / over, cut off, for a fraction of N limbs that stays far below 1.
template <std::size_t N>
[[gnu::always_inline]] inline void scale_fraction(limb* out, const limb* a, limb times, const word_divisor& over) noexcept {
    (void)multiply_word(out, a, N, times);
    (void)divide_word(out, out, N, over);
}

/// Whether a number of five limbs is below a power of ten.
[[gnu::always_inline]] inline bool are_less(const limb* a, const four_limbs& ten) noexcept {
    limb difference[4];
    return subtract_fixed<4>(difference, a, ten.limbs) > a[4];
}

/// (n+1)/2 * v * (1 +- (2n+1)/3 * v * ...) as a fraction of K - 1 limbs, with an error below 2^9 units; v is positive here, `grows` tells
/// whether the terms add up.
template <std::size_t K>
[[gnu::always_inline]] inline void series_factor(limb* out, const limb* v, std::uint64_t n, bool grows) noexcept {
    if constexpr (K == 3) {
        // Words do, since v < 2^-48: (2n+1)/3 * v is below 2^-39 and told in units of 2^-101, 3 of which it lacks at most; (n+1)/2 * v in
        // units of 2^-128, of which it lacks 258 at most, as v lacks one; and their product lacks 2.
        const limb top = (v[2] << 48) | (v[1] >> 16); // v in units of 2^-112
        const limb third = static_cast<limb>((static_cast<wide>(top) * (2 * n + 1)) >> 11) / 3;
        const wide second = ((static_cast<wide>(v[2]) << 64 | v[1]) * (n + 1)) >> 1;
        const wide product = (static_cast<wide>(static_cast<limb>(second >> 24)) * third) >> 77;
        const wide sum = grows ? second + product : second - product;
        out[0] = static_cast<limb>(sum);
        out[1] = static_cast<limb>(sum >> 64);
    } else {
        constexpr std::size_t inner = K - 1;
        limb factor[inner];
        scale_fraction<inner>(factor, v + 1, 2 * n + 1, by_three);
        scale_fraction<inner>(out, v + 1, 3 * n + 1, by_four);
        add_share<inner>(factor, factor, out, !grows);
        scale_fraction<inner>(out, v + 1, n + 1, by_two);
        add_share<inner>(out, out, factor, !grows);
    }
}

/// The root in fixed point of K limbs; nothing where the problem is not so short, or a boundary is too near to tell.
template <std::size_t K>
inline std::optional<decimal> root_in_limbs(const short_problem& x, context to) {
    static_assert(K == 3 || K == 4);
    constexpr std::uint64_t most_n = 512;
    constexpr int bits = 64 * static_cast<int>(K);
    const wide times_n = static_cast<wide>(x.end) * x.n;
    if (x.n < 2 || x.n > most_n || (times_n >> 64) != 0) return std::nullopt;

    // y0 = y * 2^exponent.
    const double start = std::pow(static_cast<double>(x.end) / static_cast<double>(x.begin), 1.0 / static_cast<double>(x.n));
    const auto start_bits = std::bit_cast<std::uint64_t>(start);
    const limb y = (start_bits << 11) | (limb{1} << 63);
    const int y_exponent = static_cast<int>(start_bits >> 52) - 1023 - 63;
    if (y_exponent < -63 - 40 || y_exponent > -63 + 40) return std::nullopt;

    // N = e' * 2^(t - p's exponent) - b' * p, with e' and b' shifted up to their top bits and x = e'/b' * 2^t.
    const fixed_float<K> p = power_of_word<K>(y, y_exponent, x.n);
    const int begin_shift = std::countl_zero(x.begin);
    const int end_shift = std::countl_zero(x.end);
    limb product[K + 1];
    product[K] = multiply_word(product, p.m, K, x.begin << begin_shift);
    const int raise = begin_shift - end_shift - p.exponent - bits; // 0 or -1 where y0 is near
    if (raise != 0 && raise != -1) return std::nullopt;
    limb target[K + 1] = {};
    target[K] = raise == 0 ? x.end << end_shift : (x.end << end_shift) >> 1;
    target[K - 1] = raise == 0 ? 0 : x.end << end_shift << 63;
    limb gap[K + 1];
    const limb over = subtract_fixed<K + 1>(gap, target, product);
    const bool low = over == 0; // y0 is not above the root
    negate_if<K + 1>(gap, over);

    // V = |v| * 2^64K = |N| * 2^-raise / (e' * n), and e' * n is the divisor shifted up by end_shift less its own shift.
    const word_divisor by(static_cast<limb>(times_n));
    if (gap[K] >= (limb{1} << 40)) return std::nullopt;
    limb v[K];
    limb rest = gap[K];
    for (std::size_t i = K; i-- > 0;) v[i] = by.step(rest, gap[i], rest);
    const int down = end_shift - by.shift + raise; // 0 to 10: n is 2 or more
    if (down > 0) {
        for (std::size_t i = 0; i + 1 < K; ++i) v[i] = (v[i] >> down) | (v[i + 1] << (64 - down));
        v[K - 1] >>= down;
    }
    if (v[K - 1] >= (limb{1} << 16)) return std::nullopt; // |v| <= 2^-48, or the proof does not hold

    constexpr std::size_t inner = K - 1;
    limb next[inner];
    series_factor<K>(next, v, x.n, low);
    limb share[2 * inner];
    multiply_fixed<inner>(share, v + 1, next);
    // v and v * next, whose limbs from `inner` on are those of the same weights.
    if (low) {
        (void)add_fixed<K>(v, v, share + inner - 1);
    } else {
        (void)subtract_fixed<K>(v, v, share + inner - 1);
    }

    // y0 and y0 * v in units of 2^-64K; K + 1 limbs.
    limb moved[K + 3] = {};
    copy_limbs(moved, v, K);
    moved[K] = multiply_word<K>(moved, y);                                  // y * v * 2^64K, and y0 is y * 2^y_exponent
    const std::size_t skipped = static_cast<std::size_t>(-y_exponent) / 64; // 0 or 1: of 23 to 103
    const int part_down = -y_exponent % 64;
#pragma GCC unroll 8
    for (std::size_t i = 0; i <= K; ++i) moved[i] = (moved[i + skipped] >> part_down) | (moved[i + skipped + 1] << 1 << (63 - part_down));
    limb root[K + 1] = {};
    const int place = bits + y_exponent; // of y's lowest bit; at least 64 * 3 - 103
    root[place / 64] = y << (place % 64);
    if (place % 64 != 0) root[place / 64 + 1] = y >> (64 - place % 64);
    if (low) {
        (void)add_fixed<K + 1>(root, root, moved);
    } else {
        (void)subtract_fixed<K + 1>(root, root, moved);
    }
    bool negative = false;
    if (x.less_one) {
        negative = root[K] == 0;
        --root[K];
        negate_if<K + 1>(root, negative ? 1 : 0);
    }

    // `digits` whole digits of root * 10^k, and what is cut off.
    const int top = static_cast<int>(bit_length(root, significant(root, K + 1))) - 1 - bits;
    if (top < -40) return std::nullopt;         // too little is left of it
    constexpr int error = K == 3 ? -165 : -205; // of y/y0, as a power of two
    const int y_top = y_exponent + 64;          // y is below 2^that
    int k = to.digits - 1 - (top >= 0 ? top * 30103 / 100000 : -((-top * 30103 + 99999) / 100000));
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (k < 1 || k > inline_ten_exponent) return std::nullopt;
        const four_limbs& ten = ten_limbs[static_cast<std::size_t>(k)];
        limb scaled[K + 5] = {};
        if (ten.size <= 2) {
            multiply_fixed<K + 1, 2>(scaled, root, ten.limbs);
        } else {
            multiply_limbs(scaled, root, K + 1, ten.limbs, ten.size);
        }
        const limb* const whole = scaled + K;
        const four_limbs& beyond = ten_limbs[static_cast<std::size_t>(to.digits)];
        const four_limbs& least = ten_limbs[static_cast<std::size_t>(to.digits - 1)];
        if (!are_less(whole, beyond)) {
            --k;
            continue;
        }
        if (are_less(whole, least)) {
            ++k;
            continue;
        }
        // In 2^-64: the error of y times 10^k, 10^k below 2^(64 * size); and of the rest what 4 units come to, less.
        const int ten_bits = static_cast<int>(bit_length(ten.limbs, ten.size));
        const int margin_bits = std::max(y_top + error + ten_bits + 64, 4 + ten_bits - bits + 64) + 1;
        if (margin_bits > 60) return std::nullopt;
        const limb margin = margin_bits < 1 ? 2 : (limb{1} << margin_bits) + 1;
        const limb part = scaled[K - 1];
        if (part < margin || part > ~margin || (part - margin) >> 63 != (part + margin) >> 63) return std::nullopt;
        const limb more = (clear_halves(to.mode, negative) + (part >> 63)) >> 1;
        if constexpr (K == 3) return decimal_access::of_wide((static_cast<wide>(whole[1]) << 64 | whole[0]) + more, -k, negative);
        limb units[4];
        const limb one[4] = {more, 0, 0, 0};
        (void)add_fixed<4>(units, whole, one);
        return decimal_access::make(units, 4, -k, negative);
    }
    return std::nullopt;
}

/// The same in as many limbs as the digits take: three to 34 of them, four to 50.
inline std::optional<decimal> short_root(const short_problem& x, context to) {
    if (to.digits < 1 || to.digits > 50) return std::nullopt;
    return to.digits <= 34 ? root_in_limbs<3>(x, to) : root_in_limbs<4>(x, to);
}

} // namespace detail
} // namespace v0
} // namespace cagr
