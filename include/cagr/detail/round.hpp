// What it answers: which of two neighbours a cut-off coefficient is rounded to.
// What it needs: powers_of_ten.hpp and integer.hpp; the seven roundings of decimal.hpp.
// Example: rounded_coefficient q = round_coefficient(limbs, size, 3, rounding::half_even, false, out);
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/integer.hpp>

#include <optional>

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

/// rounds_away where the part cut off is neither nothing nor a half, by mode, sign and side: the side is a
/// coin toss that a branch would guess wrong.
inline constexpr auto clear_roundings = [] {
    std::array<std::array<std::array<limb, 2>, 2>, 7> table{};
    for (std::size_t mode = 0; mode < table.size(); ++mode)
        for (std::size_t negative = 0; negative < 2; ++negative)
            for (std::size_t above = 0; above < 2; ++above)
                table[mode][negative][above] =
                    rounds_away(static_cast<rounding>(mode), negative != 0, false, above != 0 ? cut::above_half : cut::below_half) ? 1 : 0;
    return table;
}();

/// A decision that leading bits alone can make. The 64 leading bits c of the coefficient and the 64
/// leading bits r of 10^-s give P = c * r, and coefficient * 10^-s * 2^w = (c + e)(r + d) = P + c*d + r*e + d*e
/// with 0 <= e < 1 and 0 <= d < 1 + 2^-50, so it lies in [P, P + 2^66), and in [H, H + 5) * 2^64 for the high word H
/// of P. Where adding 5 to H changes neither the quotient nor the side of one half, and H is not just on
/// one of these boundaries, the answer is certain; else there is none.
struct leading_decision {
    limb quotient; // below 2^58
    bool above_half;

    [[nodiscard]] constexpr limb rounded(rounding mode, bool negative) const noexcept {
        return quotient + clear_roundings[static_cast<std::size_t>(mode)][negative ? 1 : 0][above_half ? 1 : 0];
    }
};

/// Of a coefficient of `size` limbs with these two at its top; top is not zero.
constexpr std::optional<leading_decision> decide_by_leading_bits(limb top, limb below, std::size_t size, std::uint64_t dropped) noexcept {
    if (dropped > static_cast<std::uint64_t>(reciprocal_exponents)) [[unlikely]]
        return std::nullopt;
    const int shift = std::countl_zero(top);
    const limb leading = (top << shift) | (below >> 1 >> (63 - shift));
    const ten_reciprocal& reciprocal = ten_reciprocals[dropped];
    // coefficient = (c + e) * 2^(64*size - 64 - shift), so w = scale - that exponent, of which H has 64 less.
    const std::int64_t bits = reciprocal.scale + shift - static_cast<std::int64_t>(size) * 64;
    if (bits < 6 || bits > 63) [[unlikely]]
        return std::nullopt;
    const limb high = static_cast<limb>((static_cast<wide>(leading) * reciprocal.mantissa) >> 64);
    const limb half = limb{1} << (bits - 1);
    const limb beyond = high & (half - 1); // over the last boundary
    if (beyond - 1 > half - 6) [[unlikely]]
        return std::nullopt;
    return leading_decision{high >> bits, (high & half) != 0};
}

inline std::optional<leading_decision> decide_by_leading_bits(const limb* a, std::size_t size, std::uint64_t dropped) noexcept {
    return decide_by_leading_bits(a[size - 1], size > 1 ? a[size - 2] : 0, size, dropped);
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

/// out (size + 1 limbs) = the coefficient with its last `dropped` decimal digits (1 or more) rounded
/// off; returns the number of limbs. Exact: decided by leading bits where they suffice, else by division.
inline std::size_t round_coefficient(limb* out, const limb* a, std::size_t size, std::uint64_t dropped, rounding mode, bool negative) {
    size = significant(a, size);
    if (size == 0) return 0;
    if (const auto decided = decide_by_leading_bits(a, size, dropped)) [[likely]] {
        out[0] = decided->rounded(mode, negative);
        return out[0] != 0 ? 1 : 0;
    }
    return round_by_division(out, a, size, dropped, mode, negative);
}

/// The trailing decimal zeros of a coefficient taken off in place; returns how many, and the new size.
struct stripped {
    std::size_t size;
    std::int64_t zeros;
};

inline stripped strip_zeros(limb* a, std::size_t size) {
    stripped out{size, 0};
    if (size == 0) return out;
    if (size == 1) {
        for (; (a[0] & 1U) == 0 && a[0] % 5 == 0; ++out.zeros) a[0] /= 10;
        return out;
    }
    while ((a[0] & 1U) == 0 && modulo_five(a, out.size) == 0) {
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
