// What it answers: the 64 leading bits of a value that compounds, with a margin that is proven.
// What it needs: powers_of_ten.hpp.
// Example: leading_bits v = leading_word(6235, -2); v.multiply(leading_word(1402, -3)); round_leading_bits(out, v.bits, ...);
#pragma once

#include <cagr/detail/powers_of_ten.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A positive real t that is multiplied step by step, by leading bits: t in [bits, bits + margin) * 2^-point.
///
/// Of the first value and of the factor g the top bit is set and the error below 5 units (see leading_word). A step
/// m -> floor(m * g / 2^64) loses at most one leading bit and cuts less than 1 unit, so of eight steps that start with the
/// top bit set, the j-th adds a relative error below 2^(j-63), and g's own one below 5 * 2^-63: all eight less than
/// 552 * 2^-63, and c times as much after c times eight (with the products of errors below 2^-40 of that). In units of m,
/// which is below 2^64, the error before them is below 10 + 1104c, and the steps since add less than 8 * 10 + 8.
struct leading_bits {
    static constexpr std::size_t steps = 8; // before the top bit is to be set again
    static constexpr limb first_margin = 128;
    static constexpr limb steps_margin = 1112;

    limb bits = 0; // 0 where nothing is known, which no rounding takes for certain
    int point = 0;

    void multiply(const leading_bits& by) noexcept {
        bits = static_cast<limb>((static_cast<wide>(bits) * by.bits) >> 64);
        point += by.point - 64;
    }

    /// Sets the top bit.
    void normalise() noexcept {
        const int up = bits == 0 ? 0 : std::countl_zero(bits);
        bits <<= up;
        point += up;
    }
};

/// word * 10^exponent by its leading bits: by a power of ten less than 1 unit is cut off; by a reciprocal less than 1 of
/// the product and 1 + 2^-50 by the reciprocal's own error, twice that where the product is shifted up to its top bit.
[[gnu::always_inline]] inline leading_bits leading_word(limb word, std::int64_t exponent) noexcept {
    const int shift = leading_zeros(word);
    leading_bits out{word << shift, shift};
    if (exponent <= 0 && exponent >= -static_cast<std::int64_t>(reciprocal_exponents)) [[likely]] {
        const ten_reciprocal& reciprocal = ten_reciprocals[static_cast<std::size_t>(-exponent)];
        out.multiply({reciprocal.high, reciprocal.scale - 64});
    } else if (exponent > 0 && exponent <= word_digits) {
        const limb power = ten_words[static_cast<std::size_t>(exponent)];
        const int zeros = leading_zeros(power);
        out.multiply({power << zeros, zeros});
    } else {
        return {};
    }
    const int up = out.bits >> 63 == 0 ? 1 : 0; // of two top bits
    return {out.bits << up, out.point + up};
}

} // namespace detail
} // namespace v0
} // namespace cagr
