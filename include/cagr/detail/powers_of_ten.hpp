// What it answers: powers of ten as limbs, as prepared divisors and as certified reciprocals.
// What it needs: limbs.hpp.
// Example: divide_word(q, a, size, ten_divisors[2]);   // a / 100
#pragma once

#include <cagr/detail/limbs.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr int word_digits = 19; ///< 10^19 is the largest power of ten below 2^64

inline constexpr std::array<limb, word_digits + 1> ten_words = [] {
    std::array<limb, word_digits + 1> table{};
    table[0] = 1;
    for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * 10;
    return table;
}();

inline constexpr std::array<word_divisor, word_digits + 1> ten_divisors = [] {
    std::array<word_divisor, word_digits + 1> table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = word_divisor(ten_words[i]);
    return table;
}();

/// word *= 10^exponent, exponent not negative, where that stays a word; false, and nothing done, where it does not.
inline bool raise_word(limb& word, std::int64_t exponent) noexcept {
    if (exponent == 0) return true;
    if (exponent > word_digits) return false;
    const wide product = static_cast<wide>(word) * ten_words[static_cast<std::size_t>(exponent)];
    if ((product >> 64) != 0) return false;
    word = static_cast<limb>(product);
    return true;
}

inline constexpr int inline_ten_exponent = 77; ///< 10^77 is the largest power of ten below 2^256

struct four_limbs {
    limb limbs[4];
    std::size_t size;
};

inline constexpr std::array<four_limbs, inline_ten_exponent + 1> ten_limbs = [] {
    std::array<four_limbs, inline_ten_exponent + 1> table{};
    table[0] = {{1, 0, 0, 0}, 1};
    for (std::size_t i = 1; i < table.size(); ++i) {
        multiply_word(table[i].limbs, table[i - 1].limbs, 4, 10);
        table[i].size = significant(table[i].limbs, 4);
    }
    return table;
}();

/// 10^-s = (m + d) * 2^-scale, m the 128-bit mantissa (high, low) with its top bit set and 0 <= d <= 2s; and
/// with the high word alone 10^-s = (high + d) * 2^-(scale - 64), 0 <= d < 1 + 2^-50.
struct ten_reciprocal {
    limb high;
    limb low;
    int scale;
};

inline constexpr std::size_t reciprocal_exponents = 640;

// Each mantissa is the one before it, times a power of two, over ten, cut off: a cut is at most 2^-127 of it,
// always downwards, so s of them are at most s * 2^-127 of a mantissa below 2^128, 2s units of its last place.
// Of the high word that is less than 1280 * 2^-64 < 2^-50, and cutting the low word off loses less than 1 more.
inline constexpr std::array<ten_reciprocal, reciprocal_exponents + 1> ten_reciprocals = [] {
    std::array<ten_reciprocal, reciprocal_exponents + 1> table{};
    wide value = static_cast<wide>(1) << 127;
    int scale = 127;
    for (ten_reciprocal& entry : table) {
        entry = {static_cast<limb>(value >> 64), static_cast<limb>(value), scale};
        wide quotient = value / 10;
        wide rest = value % 10;
        while ((quotient >> 127) == 0) {
            rest *= 2;
            quotient = quotient * 2 + rest / 10;
            rest %= 10;
            ++scale;
        }
        value = quotient;
    }
    return table;
}();

/// Decimal digits of a number of `bits` bits (1 to 6 * 10^11): at least this many ...
constexpr std::uint64_t least_digits(std::uint64_t bits) noexcept { return (bits - 1) * 30102999 / 100000000 + 1; }
/// ... and at most this many; 0.30102999 < log10(2) < 0.30103000.
constexpr std::uint64_t most_digits(std::uint64_t bits) noexcept { return bits * 30103000 / 100000000 + 1; }

} // namespace detail
} // namespace v0
} // namespace cagr
