// What it answers: how decimal digits are read and written eight at a time.
// What it needs: powers_of_ten.hpp.
// Example: char text[40]; char* begin = write_digits(text + 32, 6235); // "6235" up to text + 32
#pragma once

#include <cagr/detail/powers_of_ten.hpp>

#include <cstring>
#include <string_view>

namespace cagr {
inline namespace v0 {
namespace detail {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Eight characters as a word, the first of them lowest.
inline limb load_eight(const char* text) noexcept {
    limb word;
    std::memcpy(&word, text, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
}

inline void store_eight(char* text, limb word) noexcept {
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    std::memcpy(text, &word, sizeof word);
}

inline limb load_four(const char* text) noexcept {
    std::uint32_t word;
    std::memcpy(&word, text, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap32(word);
    return word;
}

inline constexpr limb eight_zeros = 0x3030303030303030;

/// The high bit of each byte that was no digit, of characters whose 0x30 is taken out by exclusive or: a digit is then
/// 0 to 9. A byte over 0x7F may mark the one above it too; it is always marked itself.
constexpr limb no_digits(limb bytes) noexcept { return ((bytes + 0x7676767676767676) | bytes) & 0x8080808080808080; }

/// The number of eight bytes 0 to 9, the lowest byte leading: two digits in each byte, four in each half, all.
constexpr limb eight_digits(limb bytes) noexcept {
    const limb pairs = (bytes * 10 + (bytes >> 8)) & 0x00FF00FF00FF00FF;
    const limb fours = (pairs * 100 + (pairs >> 16)) & 0x0000FFFF0000FFFF;
    return (fours * 10000 + (fours >> 32)) & 0xFFFFFFFF;
}

/// Digits with at most one point among them, 16 characters at most, as a word and its decimal places. False where
/// the text is anything else, also where it is only longer.
inline bool read_short(std::string_view text, limb& word, int& places) noexcept {
    const std::size_t size = text.size();
    const char* const begin = text.data();
    const char* const end = begin + size;
    if (size - 1 > 15) return false;
    // The characters, right-aligned behind zeros; `first` holds those before the last eight.
    limb first = 0;
    limb last;
    if (size >= 8) {
        last = load_eight(end - 8) ^ eight_zeros;
        const int absent = static_cast<int>(16 - size) * 8; // bits
        if (absent < 64) first = (load_eight(begin) ^ eight_zeros) << absent;
    } else if (size >= 4) {
        const int absent = static_cast<int>(8 - size) * 8;
        last = (((load_four(begin) ^ eight_zeros) << absent) & 0xFFFFFFFF) | ((load_four(end - 4) ^ 0x30303030) << 32);
    } else {
        last = 0;
        for (const char* c = begin; c != end; ++c) last = (last >> 8) | (static_cast<limb>(static_cast<unsigned char>(*c) ^ 0x30U) << 56);
    }
    const limb marks_first = no_digits(first);
    const limb marks_last = no_digits(last);
    places = 0;
    if ((marks_first | marks_last) != 0) {
        constexpr limb point = '.' ^ 0x30;
        const bool late = marks_last != 0;
        const limb marks = late ? marks_last : marks_first;
        const int at = std::countr_zero(marks) - 7; // the first bit of the point's byte
        const limb part = late ? last : first;
        if ((marks & (marks - 1)) != 0 || (late && marks_first != 0) || ((part >> at) & 0xFF) != point || size == 1) return false;
        // What stands before the point moves up into its place.
        const limb before = part & ((limb{1} << at) - 1);
        const limb after = part & ~((limb{0xFF} << at) | ((limb{1} << at) - 1));
        places = (64 - 8 - at) / 8 + (late ? 0 : 8);
        if (late) {
            last = after | (before << 8) | (first >> 56);
            first <<= 8;
        } else {
            first = after | (before << 8);
        }
    }
    word = eight_digits(first) * 100'000'000 + eight_digits(last);
    return true;
}

/// Digits with at most one point among them, 9 to 8 * N characters, as three limbs and its decimal places. False where the text is
/// anything else.
template <std::size_t N>
[[gnu::always_inline]] inline bool read_eights(std::string_view text, limb* limbs, int& places) noexcept {
    static_assert(N == 3 || N == 6);
    const std::size_t size = text.size();
    const char* const end = text.data() + size;
    // The characters, right-aligned behind zeros, the last eight first; what would lie before the text is read at its begin.
    limb part[N + 1] = {};
    limb marks = 0;
    limb all_marks = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < N; ++i) {
        const std::size_t before = 8 * (i + 1); // characters from here to the end
        const std::size_t absent = before > size ? before - size : 0;
        const limb eight = load_eight(absent == 0 ? end - before : text.data()) ^ eight_zeros;
        part[i] = absent < 8 ? eight << (8 * absent) : 0;
        const limb found = no_digits(part[i]);
        all_marks += found != 0 ? 1 : 0;
        marks |= found;
    }
    places = 0;
    if (marks != 0) {
        constexpr limb point = '.' ^ 0x30;
        const int at = std::countr_zero(marks) - 7; // the first bit of the point's byte
        if (all_marks != 1 || (marks & (marks - 1)) != 0) return false;
        // What stands before the point moves up into its place.
        const limb before = (limb{1} << at) - 1;
        bool passed = false;
#pragma GCC unroll 8
        for (std::size_t i = 0; i < N; ++i) {
            const limb here = part[i];
            const limb moved = here << 8 | part[i + 1] >> 56;
            const bool marked = no_digits(here) != 0;
            if (marked && ((here >> at) & 0xFF) != point) return false;
            places += passed || marked ? 0 : 8;
            const limb keep = passed ? 0 : marked ? ~(before << 8 | 0xFF) : ~limb{0};
            part[i] = (here & keep) | (moved & ~keep);
            passed = passed || marked;
        }
        places += (56 - at) / 8;
    }
    const auto sixteen = [&](std::size_t i) { return eight_digits(part[i + 1]) * 100'000'000 + eight_digits(part[i]); };
    constexpr limb ten_to_16 = 10'000'000'000'000'000;
    if constexpr (N == 3) {
        const wide all = static_cast<wide>(eight_digits(part[2])) * ten_to_16 + sixteen(0);
        limbs[0] = static_cast<limb>(all);
        limbs[1] = static_cast<limb>(all >> 64);
        limbs[2] = 0;
    } else {
        const wide high = static_cast<wide>(sixteen(4)) * ten_to_16 + sixteen(2); // below 10^32
        limbs[0] = static_cast<limb>(high);
        limbs[1] = static_cast<limb>(high >> 64);
        limbs[2] = multiply_word<2>(limbs, ten_to_16);
        limbs[0] += sixteen(0);
        const limb carry = limbs[0] < sixteen(0) ? 1 : 0;
        limbs[1] += carry;
        limbs[2] += limbs[1] < carry ? 1 : 0;
    }
    return true;
}

/// The same of 17 to 48 characters; false also where there are fewer or more.
inline bool read_medium(std::string_view text, limb* limbs, int& places) noexcept {
    if (text.size() - 17 <= 24 - 17) return read_eights<3>(text, limbs, places);
    return text.size() - 25 <= 48 - 25 && read_eights<6>(text, limbs, places);
}

/// The digits of a number below 10^8 as bytes 0 to 9, the lowest leading. Each quotient is by a multiplication that is exact in
/// its range: x * 10486 >> 20 is x / 100 below 10,000, x * 103 >> 10 is x / 10 below 100.
constexpr limb digit_bytes(std::uint32_t number) noexcept {
    const limb fours = number / 10000 | static_cast<limb>(number % 10000) << 32;
    const limb hundreds = ((fours * 10486) >> 20) & 0x0000007F0000007F;
    const limb pairs = hundreds | (fours - hundreds * 100) << 16;
    const limb tens = ((pairs * 103) >> 10) & 0x000F000F000F000F;
    return tens | (pairs - tens * 10) << 8;
}

/// Nineteen digits of a word below 10^19, leading zeros included, ending at `end`; writes up to 24 bytes before it.
inline char* write_nineteen(char* end, limb word) noexcept {
    const limb low = word % 10'000'000'000'000'000;
    store_eight(end - 24, digit_bytes(static_cast<std::uint32_t>(word / 10'000'000'000'000'000)) + eight_zeros);
    store_eight(end - 16, digit_bytes(static_cast<std::uint32_t>(low / 100'000'000)) + eight_zeros);
    store_eight(end - 8, digit_bytes(static_cast<std::uint32_t>(low % 100'000'000)) + eight_zeros);
    return end - 19;
}

/// The digits of a word without leading zeros, ending at `end`; writes up to 24 bytes before it. "0" for zero.
inline char* write_digits(char* end, limb word) noexcept {
    while (word >= 100'000'000) {
        end -= 8;
        store_eight(end, digit_bytes(static_cast<std::uint32_t>(word % 100'000'000)) + eight_zeros);
        word /= 100'000'000;
    }
    const limb bytes = digit_bytes(static_cast<std::uint32_t>(word));
    store_eight(end - 8, bytes + eight_zeros);
    const int zeros = std::countr_zero(bytes | limb{1} << 56) / 8; // of a zero the last digit stays
    return end - 8 + zeros;
}

/// The digits of a coefficient without leading zeros, ending at `end`; consumes the limbs. Writes up to 24 bytes more
/// than there are digits before it.
inline char* write_digits(char* end, limb* a, std::size_t size) noexcept {
    while (size > 1) {
        const limb group = divide_word(a, a, size, ten_divisors[word_digits]);
        size = significant(a, size);
        if (size == 0) return write_digits(end, group);
        end = write_nineteen(end, group);
    }
    return write_digits(end, size == 0 ? 0 : a[0]);
}

} // namespace detail
} // namespace v0
} // namespace cagr
