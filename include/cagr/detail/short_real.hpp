// What it answers: positive reals of K limbs with a proven slack: their quotient, and how they are rounded to decimal digits.
// What it needs: round.hpp.
// Example: return rounded_short<3>(quotient<3>(a, b), false, to);   // nothing where a boundary is too near
#pragma once

#include <cagr/detail/round.hpp>

#include <algorithm>
#include <optional>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A real within `slack` units of m * 2^exponent, a unit being the last place of m, whose top bit is set.
template <std::size_t K>
struct short_real {
    limb m[K];
    int exponent;
    limb slack;
};

/// The upper limb of a product.
[[gnu::always_inline]] constexpr limb high_limb(limb a, limb b) noexcept { return static_cast<limb>((static_cast<wide>(a) * b) >> 64); }

/// The upper N limbs of a * b, fewer than 2N units too low. Of the N products that reach into the result from below the upper limb
/// is taken, and less than one unit is lost each; those of the column below, N - 1, are less than one unit each, the rest far less.
template <std::size_t N>
[[gnu::always_inline]] inline void multiply_high(limb* out, const limb* a, const limb* b) noexcept {
    static_assert(N >= 1 && N <= 4);
    if constexpr (N == 1) {
        out[0] = high_limb(a[0], b[0]);
    } else if constexpr (N == 2) {
        // (2^64 - 1)^2 + 2 (2^64 - 1) is below 2^128.
        const wide sum = static_cast<wide>(a[1]) * b[1] + high_limb(a[1], b[0]) + high_limb(a[0], b[1]);
        out[0] = static_cast<limb>(sum);
        out[1] = static_cast<limb>(sum >> 64);
    } else if constexpr (N == 3) {
        const wide one = static_cast<wide>(a[2]) * b[1] + high_limb(a[2], b[0]) + high_limb(a[1], b[1]);
        const wide sum = one + (static_cast<wide>(a[1]) * b[2] + high_limb(a[0], b[2]));
        const wide top = static_cast<wide>(a[2]) * b[2] + static_cast<limb>(sum >> 64);
        out[0] = static_cast<limb>(sum);
        out[1] = static_cast<limb>(top);
        out[2] = static_cast<limb>(top >> 64) + static_cast<limb>(sum < one);
    } else {
        limb sum[N + 1] = {}; // rows, from the column of the upper limbs on
#pragma GCC unroll 8
        for (std::size_t j = 0; j < N; ++j) {
            limb carry = high_limb(a[N - 1 - j], b[j]);
#pragma GCC unroll 8
            for (std::size_t i = N - j; i < N; ++i) {
                const wide t = static_cast<wide>(a[i]) * b[j] + sum[i + j - N] + carry;
                sum[i + j - N] = static_cast<limb>(t);
                carry = static_cast<limb>(t >> 64);
            }
            sum[j] += carry;
            if (j + 1 < N) sum[j + 1] = static_cast<limb>(sum[j] < carry);
        }
#pragma GCC unroll 8
        for (std::size_t i = 0; i < N; ++i) out[i] = sum[i];
    }
}

/// The same of a square.
template <std::size_t N>
[[gnu::always_inline]] inline void square_high(limb* out, const limb* a) noexcept {
    if constexpr (N == 3) {
        const wide half = static_cast<wide>(a[2]) * a[1] + high_limb(a[2], a[0]);
        const limb middle = high_limb(a[1], a[1]);
        const wide sum = (half << 1) + middle;
        const wide top = static_cast<wide>(a[2]) * a[2] + static_cast<limb>(sum >> 64);
        out[0] = static_cast<limb>(sum);
        out[1] = static_cast<limb>(top);
        out[2] = static_cast<limb>(top >> 64) + static_cast<limb>(half >> 127) + static_cast<limb>(sum < middle);
    } else {
        multiply_high<N>(out, a, a);
    }
}

/// out = a >> Count over N limbs; out may be a.
template <std::size_t N, int Count>
[[gnu::always_inline]] inline void shift_down(limb* out, const limb* a) noexcept {
    static_assert(Count > 0 && Count < 64);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < N; ++i) out[i] = (a[i] >> Count) | (i + 1 < N ? a[i + 1] << (64 - Count) : 0);
}

/// out += a over N limbs, without the last carry.
template <std::size_t N>
[[gnu::always_inline]] inline void add_fixed(limb* out, const limb* a) noexcept {
    unsigned char carry = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < N; ++i) out[i] = add_with_carry(out[i], a[i], carry);
}

/// out -= a over N limbs, without the last borrow.
template <std::size_t N>
[[gnu::always_inline]] inline void subtract_fixed(limb* out, const limb* a) noexcept {
    unsigned char borrow = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < N; ++i) out[i] = subtract_with_borrow(out[i], a[i], borrow);
}

/// A positive number below 64 in units of 2^-64K - a limb above the point and K below - and off by at most `slack` of them, which is
/// below 256. False where it is below 2^-49: too little is known of it.
template <std::size_t K>
[[gnu::always_inline]] inline bool normalise(short_real<K>& out, const limb* a, limb slack) noexcept {
    const limb top = (a[K] << 57) | (a[K - 1] >> 7);
    if (top < (limb{1} << 8)) [[unlikely]]
        return false;
    limb from[K + 2];
    from[0] = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i <= K; ++i) from[i + 1] = alone(a[i]);
    const int up = leading_zeros(top); // 0 to 55
    const int shift = 57 + up;         // of the number in K + 1 limbs
    const limb* const at = from + 1 - shift / 64;
    const int bits = shift % 64;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < K; ++i) out.m[i] = (at[i + 1] << bits) | (at[i] >> 1 >> (63 - bits));
    out.exponent = 7 - up - 64 * static_cast<int>(K);
    out.slack = ((slack << up) >> 7) + 2; // rounded up, and the cut
    return true;
}

/// a / b. With y = 2^127 / (top limb of b + 1), cut downwards, e = 1 - b * y * 2^-(64K + 63) lies in [0, 2^-62], and
///     a / b = a * y * 2^-(64K + 63) * (1 + e + e^2 + e^3 + ...).
/// Errors: what the series leaves out is below 1.01 * 2^-248 of the quotient. e * (e + e^2) is made of e' = e * 2^61 <= 1/2, cut to
/// 128 bits: e' + e'^2 * 2^-61 lacks less than 2 units of 2^-128, and the product less than 5, which in e * 2^61 are 5 * 2^-(128 + 61)
/// and in the sum less than 2^-247. The last product lacks less than 2K + 1 units, of 2^-61 of the quotient's each. So, and with
/// the cut at the end, less than 2 units for K = 3 and 2^10 for K = 4, of the at least 2^(64K - 1) that the result has.
/// The slacks, at most twice as large relative to the quotient, are added; their products are below 2^-60 of that.
template <std::size_t K>
[[gnu::always_inline]] inline short_real<K> quotient(const short_real<K>& a, const short_real<K>& b) noexcept {
    static_assert(K == 3 || K == 4);
    const limb lead = b.m[K - 1];
    const limb y = lead == ~limb{0} ? limb{1} << 63 : static_cast<limb>((static_cast<wide>(1) << 127) / (lead + 1));
    limb product[K + 1];
    product[K] = multiply_word(product, b.m, K, y);
    // 2^(64K + 63) less the product is at most 2^(64K + 1); a quarter of it is e' in K limbs.
    limb e[K + 1] = {};
    e[K] = limb{1} << 63;
    subtract_fixed<K + 1>(e, product);
    shift_down<K + 1, 2>(e, e);
    const wide inner = ((static_cast<wide>(e[K - 1]) << 64) | e[K - 2]) + ((static_cast<wide>(e[K - 1]) * e[K - 1]) >> 61);
    const limb inner_limbs[2] = {static_cast<limb>(inner), static_cast<limb>(inner >> 64)};
    limb share[2];
    multiply_high<2>(share, e + K - 2, inner_limbs);
    // 2^-61 times as much, in K limbs.
    limb moved[K + 1] = {};
    moved[K - 3] = share[0] << 3;
    moved[K - 2] = (share[1] << 3) | (share[0] >> 61);
    moved[K - 1] = share[1] >> 61;
    add_fixed<K>(e, moved);

    limb q[K + 1];
    q[K] = multiply_word(q, a.m, K, y);
    limb more[K];
    multiply_high<K>(more, q + 1, e);
    // 2^-61 times as much, and a limb higher.
    moved[0] = more[0] << 3;
#pragma GCC unroll 8
    for (std::size_t i = 1; i < K; ++i) moved[i] = (more[i] << 3) | (more[i - 1] >> 61);
    moved[K] = more[K - 1] >> 61;
    add_fixed<K + 1>(q, moved);
    short_real<K> out;
    const limb up = ~q[K] >> 63;
    const int bits = static_cast<int>(up);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < K; ++i) out.m[i] = (q[i + 1] << bits) | (q[i] >> 1 >> (63 - bits));
    out.exponent = a.exponent - b.exponent - 64 * static_cast<int>(K) + 1 - bits;
    out.slack = 2 * (a.slack + b.slack) + (K == 3 ? 4 : 1030);
    return out;
}

/// floor(log10(v)) of a v with this leading limb, its top bit 2^top, or one less where the limbs below decide.
inline int leading_ten(limb lead, int top) noexcept {
    const int guess = (top * 1233) >> 12; // for |top| up to 256
    const int next = guess + 1;           // 10^next is compared by its leading limb
    limb high = 0;
    int next_top = 0;
    if (next > 0) {
        if (next > word_digits) return guess;
        const int zeros = leading_zeros(ten_words[static_cast<std::size_t>(next)]);
        high = ten_words[static_cast<std::size_t>(next)] << zeros;
        next_top = 63 - zeros;
    } else {
        const ten_reciprocal& reciprocal = ten_reciprocals[static_cast<std::size_t>(-next)];
        high = reciprocal.high;
        next_top = 127 - reciprocal.scale;
    }
    return guess + static_cast<int>(top > next_top || (top == next_top && lead > high));
}

/// How a rounding went.
enum class fit : std::uint8_t { done, too_long, too_short, open };

/// v rounded with k places into `units`: K limbs, or two for K = 3. Too long and too short are the digits that these places give;
/// open is it where a boundary lies within the slack.
template <std::size_t K>
[[gnu::always_inline]] inline fit round_at(limb* units, const short_real<K>& v, limb halves, int digits, int k) noexcept {
    constexpr std::size_t most = K == 3 ? 2 : 4; // limbs of 10^k
    int point = -v.exponent;                     // bits below the units, 64 or more for a k of 0 or more, which few units go with
    limb scaled[K + most + 4] = {};
    if (k >= 0) [[likely]] {
        const limb* const ten = ten_limbs[static_cast<std::size_t>(k)].limbs;
#pragma GCC unroll 8
        for (std::size_t j = 0; j < most; ++j) {
            limb carry = 0;
#pragma GCC unroll 8
            for (std::size_t i = 0; i < K; ++i) {
                const wide t = static_cast<wide>(v.m[i]) * ten[j] + scaled[i + j] + carry;
                scaled[i + j] = static_cast<limb>(t);
                carry = static_cast<limb>(t >> 64);
            }
            scaled[K + j] = carry;
        }
    } else {
        copy_limbs(scaled + 1, v.m, K); // with a limb more below, that the cut is less than a unit far below those of m
        (void)divide_word(scaled, scaled, K + 1, ten_divisors[static_cast<std::size_t>(-k)]);
        point += 64;
    }
    // The units, and 64 bits below them.
    const limb* const from = scaled + static_cast<std::size_t>(point - 64) / 64;
    const int bits = point % 64;
    limb whole[most + 1];
#pragma GCC unroll 8
    for (std::size_t i = 0; i <= most; ++i) whole[i] = (from[i] >> bits) | (from[i + 1] << 1 << (63 - bits));
    const limb part = whole[0];
    // The slack times 10^k, below 2^(bits of both), in units of the 64 bits below, and one each for what is cut off there and before.
    const int margin_bits = static_cast<int>(std::bit_width(v.slack)) + k * 3322 / 1000 + 1 + v.exponent + 64;
    const limb margin = (limb{1} << (margin_bits & 63 & ~(margin_bits >> 31))) + 2;
    const bool certain = margin_bits <= 60 && part >= margin && part <= ~margin && ((part - margin) ^ (part + margin)) >> 63 == 0;
    const limb more = (halves + (part >> 63)) >> 1;
    const four_limbs& beyond = ten_limbs[static_cast<std::size_t>(digits)];
    const four_limbs& least = ten_limbs[static_cast<std::size_t>(digits - 1)];
    if constexpr (K == 3) {
        const auto as_wide = [](const limb* a) { return (static_cast<wide>(a[1]) << 64) | a[0]; };
        const wide all = as_wide(whole + 1);
        if (all >= as_wide(beyond.limbs)) return fit::too_long;
        if (all < as_wide(least.limbs)) return fit::too_short;
        units[0] = static_cast<limb>(all + more);
        units[1] = static_cast<limb>((all + more) >> 64);
    } else {
        const std::size_t size = significant(whole + 1, most);
        if (compare_limbs(whole + 1, size, beyond.limbs, beyond.size) >= 0) return fit::too_long;
        if (compare_limbs(whole + 1, size, least.limbs, least.size) < 0) return fit::too_short;
        copy_limbs(units, whole + 1, most); // below 10^50, so that nothing is carried out
        (void)add_limbs(units, units, most, &more, 1);
    }
    return certain ? fit::done : fit::open;
}

/// Rounded to the context's digits, at most 34 for K = 3 and 50 for K = 4; nothing where a boundary lies within the slack, or the
/// number is not of a common size.
template <std::size_t K>
inline std::optional<decimal> rounded_short(const short_real<K>& v, bool negative, context to) {
    const int top = 64 * static_cast<int>(K) - 1 + v.exponent;
    if (top > 190 || top < (K == 3 ? -62 : -126)) return std::nullopt;
    int k = to.digits - 1 - leading_ten(v.m[K - 1], top);
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (k < -word_digits || k > (K == 3 ? 38 : inline_ten_exponent)) return std::nullopt;
        limb units[K];
        switch (round_at<K>(units, v, clear_halves(to.mode, negative), to.digits, k)) {
        case fit::open: return std::nullopt;
        case fit::too_long: --k; break;
        case fit::too_short: ++k; break;
        case fit::done:
            if constexpr (K == 3) {
                return decimal_access::of_wide((static_cast<wide>(units[1]) << 64) | units[0], -k, negative);
            } else {
                return decimal_access::make(units, K, -k, negative);
            }
        }
    }
    return std::nullopt;
}

} // namespace detail
} // namespace v0
} // namespace cagr
