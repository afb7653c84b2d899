// What it answers: which of two neighbours a cut-off coefficient is rounded to.
// What it needs: powers_of_ten.hpp and integer.hpp; the seven roundings of decimal.hpp.
// Example: rounded_coefficient q = round_coefficient(limbs, size, 3, rounding::half_even, false, out);
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/integer.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Where the part cut off lies: nothing, below half a unit, exactly half, or above.
enum class cut : std::uint8_t { nothing, below_half, half, above_half };

/// Whether the magnitude moves up to the next unit: the one place that knows what the roundings mean.
constexpr bool rounds_away(rounding mode, bool negative, bool odd, cut part) noexcept {
    if (part == cut::nothing) return false;
    switch (mode) {
    case rounding::half_even: return part == cut::above_half || (part == cut::half && odd);
    case rounding::half_up: return part != cut::below_half;
    case rounding::half_down: return part == cut::above_half;
    case rounding::up: return true;
    case rounding::down: return false;
    case rounding::ceiling: return !negative;
    case rounding::floor: return negative;
    }
    return false;
}

constexpr cut compare_with_half(limb rest, limb divisor, bool more_below) noexcept {
    const limb half = divisor / 2; // divisors are even powers of ten, or 1
    if (rest == 0 && !more_below) return cut::nothing;
    if (rest != half) return rest < half ? cut::below_half : cut::above_half;
    return more_below ? cut::above_half : cut::half;
}

/// clear_halves by mode and sign.
inline constexpr auto clear_half_table = [] {
    std::array<std::uint8_t, 14> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        for (const cut part : {cut::above_half, cut::below_half})
            if (rounds_away(static_cast<rounding>(i / 2), i % 2 != 0, false, part)) ++out[i];
    return out;
}();

/// Where the part cut off is neither nothing nor a half, a quotient told in halves is rounded by adding so many and halving:
/// 0 towards zero, 1 to the nearest, 2 away from zero. Arithmetic, since the side is a coin toss that a branch would guess wrong.
constexpr limb clear_halves(rounding mode, bool negative) noexcept {
    return clear_half_table[2 * static_cast<std::size_t>(mode) + (negative ? 1 : 0)];
}

/// The points that rounding by leading bits can be asked for.
constexpr bool is_roundable_point(int point) noexcept { return static_cast<unsigned>(point - 1) <= 63; }

/// A real in [bits, bits + margin) * 2^-point, bits not 0, rounded to a whole number by `halves` (clear_halves); the point
/// is 1 to 64. False, and nothing known, where a whole number or a half could lie in it or just below.
[[gnu::always_inline]] constexpr bool round_leading_bits(limb& out, limb bits, int point, limb margin, limb halves) noexcept {
    const int below = point - 1; // bits below the halves
    const limb low = (bits - 1) >> below;
    out = (low + halves) >> 1;
    return low == (bits + margin) >> below; // also false where the sum wraps
}

/// Rounds by 64 leading bits where they suffice: false, and nothing known, where they do not. The 64 leading bits c of
/// the coefficient and the high word r of 10^-s give P = c * r, and coefficient * 10^-s * 2^w = (c + e)(r + d)
/// = P + c*d + r*e + d*e with 0 <= e < 1 and 0 <= d < 1 + 2^-50, so it lies in [P, P + 2^66), and in [H, H + 5) * 2^64
/// for the high word H of P. The coefficient has `size` limbs with these two at its top; top is not zero; s is the digits
/// dropped, 1 or more.
[[gnu::always_inline]] constexpr bool round_by_word(limb& out, limb top, limb below, std::size_t size, std::int64_t dropped,
                                                    limb halves) noexcept {
    if (static_cast<std::uint64_t>(dropped - 1) >= reciprocal_exponents) [[unlikely]]
        return false;
    const int shift = leading_zeros(top);
    const limb leading = (top << shift) | (below >> 1 >> (63 - shift));
    const ten_reciprocal& reciprocal = ten_reciprocals[static_cast<std::size_t>(dropped)];
    const limb high = static_cast<limb>((static_cast<wide>(leading) * reciprocal.high) >> 64);
    // coefficient = (c + e) * 2^(64*size - 64 - shift), so w = scale - 64 - that exponent, of which H has 64 less.
    const int point = reciprocal.scale - 64 + shift - static_cast<int>(size) * 64;
    return is_roundable_point(point) && round_leading_bits(out, high, point, 5, halves);
}

/// The high half of the product of two 128-bit numbers.
constexpr wide high_product(wide a, wide b) noexcept {
    const limb a1 = static_cast<limb>(a >> 64);
    const limb a0 = static_cast<limb>(a);
    const limb b1 = static_cast<limb>(b >> 64);
    const limb b0 = static_cast<limb>(b);
    const wide low = static_cast<wide>(a1) * b0 + ((static_cast<wide>(a0) * b0) >> 64); // (2^64-1)^2 + 2^64 - 2 < 2^128
    const wide middle = static_cast<wide>(a0) * b1 + static_cast<limb>(low);
    return static_cast<wide>(a1) * b1 + (low >> 64) + (middle >> 64);
}

/// The same by 128 bits, out of two words. There 0 <= d <= 2s, so the value lies in [H, H + 2s + 4) of the high half H of
/// P. size is not 0.
constexpr bool round_by_two_words(limb* out, const limb* a, std::size_t size, std::int64_t dropped, limb halves) noexcept {
    if (static_cast<std::uint64_t>(dropped - 1) >= reciprocal_exponents) return false;
    const limb first = a[size - 1];
    const limb second = size > 1 ? a[size - 2] : 0;
    const limb third = size > 2 ? a[size - 3] : 0;
    const int shift = std::countl_zero(first);
    wide leading = (static_cast<wide>(first) << 64) | second;
    if (shift != 0) leading = (leading << shift) | (third >> (64 - shift));
    const ten_reciprocal& reciprocal = ten_reciprocals[static_cast<std::size_t>(dropped)];
    const int below = reciprocal.scale + shift - static_cast<int>(size) * 64 - 1;
    if (below < 0 || below > 127) return false;
    const wide high = high_product(leading, (static_cast<wide>(reciprocal.high) << 64) | reciprocal.low);
    const wide low = (high - 1) >> below;
    const wide rounded = (low + halves) >> 1;
    out[0] = static_cast<limb>(rounded);
    out[1] = static_cast<limb>(rounded >> 64);
    return low == (high + static_cast<limb>(2 * dropped + 4)) >> below;
}

/// As round_coefficient, by division: where leading bits do not decide. size is not 0.
inline std::size_t round_by_division(limb* out, const limb* a, std::size_t size, std::uint64_t dropped, rounding mode, bool negative) {
    const auto finish = [&](std::size_t quotient_size, cut part) {
        if (rounds_away(mode, negative, quotient_size != 0 && (out[0] & 1U) != 0, part)) {
            const limb one = 1;
            if (quotient_size == 0 || add_limbs(out, out, quotient_size, &one, 1) != 0) out[quotient_size++] = 1;
        }
        return quotient_size;
    };
    const std::uint64_t bits = bit_length(a, size);
    if (dropped > most_digits(bits)) return finish(0, cut::below_half); // below a tenth of a unit
    if (size == 1 && dropped <= static_cast<std::uint64_t>(word_digits)) {
        const limb divisor = ten_words[dropped];
        out[0] = a[0] / divisor;
        const limb rest = a[0] - out[0] * divisor;
        return finish(out[0] != 0 ? 1 : 0, compare_with_half(rest, divisor, false));
    }
    if (dropped <= 200) {
        // Word by word: the last word cut decides, with what was cut before it.
        copy_limbs(out, a, size);
        std::size_t quotient_size = size;
        bool more_below = false;
        std::uint64_t left = dropped;
        for (; left > static_cast<std::uint64_t>(word_digits); left -= word_digits) {
            more_below |= divide_word(out, out, quotient_size, ten_divisors[word_digits]) != 0;
            quotient_size = significant(out, quotient_size);
        }
        const limb rest = divide_word(out, out, quotient_size, ten_divisors[left]);
        return finish(significant(out, quotient_size), compare_with_half(rest, ten_words[left], more_below));
    }
    const integer divisor = ten_power(dropped);
    integer quotient;
    integer rest;
    boost::multiprecision::divide_qr(make_integer(a, size), divisor, quotient, rest);
    const std::size_t quotient_size = size_of(quotient);
    copy_limbs(out, limbs_of(quotient), quotient_size);
    const int side = rest.is_zero() ? -2 : (rest << 1).compare(divisor);
    return finish(quotient_size, side == -2 ? cut::nothing : side < 0 ? cut::below_half : side == 0 ? cut::half : cut::above_half);
}

/// out (size + 1 limbs) = the coefficient with its last `dropped` decimal digits (1 or more) rounded off; returns the
/// number of limbs. Exact: decided by leading bits where they suffice, else by division.
inline std::size_t round_coefficient(limb* out, const limb* a, std::size_t size, std::uint64_t dropped, rounding mode, bool negative) {
    size = significant(a, size);
    if (size == 0) return 0;
    const auto digits = static_cast<std::int64_t>(dropped);
    const limb halves = clear_halves(mode, negative);
    if (round_by_word(out[0], a[size - 1], size > 1 ? a[size - 2] : 0, size, digits, halves)) [[likely]]
        return out[0] != 0 ? 1 : 0;
    if (size > 1 && round_by_two_words(out, a, size, digits, halves)) return significant(out, 2);
    return round_by_division(out, a, size, dropped, mode, negative);
}

/// The trailing decimal zeros of a coefficient taken off in place; returns how many, and the new size.
struct stripped {
    std::size_t size;
    std::int64_t zeros;
};

/// Whether 10 divides a coefficient, which is not 0.
constexpr bool may_strip(const limb* a, std::size_t size) noexcept { return (a[0] & 1U) == 0 && modulo_five(a, size) == 0; }

inline stripped strip_zeros(limb* a, std::size_t size) {
    stripped out{size, 0};
    if (size == 0) return out;
    if (size == 1) {
        limb word = a[0];
        for (; (word & 1U) == 0 && word % 5 == 0; ++out.zeros) word /= 10;
        a[0] = word;
        return out;
    }
    while (may_strip(a, out.size)) {
        // As many digits at once as the trailing binary zeros allow, up to a word.
        int digits = a[0] == 0 ? word_digits : std::countr_zero(a[0]);
        if (digits > word_digits) digits = word_digits;
        limb_buffer buffer(out.size);
        limb* const quotient = buffer.data();
        const limb rest = divide_word(quotient, a, out.size, ten_divisors[static_cast<std::size_t>(digits)]);
        if (rest != 0) {
            digits = 0;
            for (limb left = rest; left % 10 == 0; left /= 10) ++digits;
            (void)divide_word(quotient, a, out.size, ten_divisors[static_cast<std::size_t>(digits)]);
        }
        copy_limbs(a, quotient, out.size);
        out.size = significant(a, out.size);
        out.zeros += digits;
    }
    return out;
}

} // namespace detail
} // namespace v0
} // namespace cagr
