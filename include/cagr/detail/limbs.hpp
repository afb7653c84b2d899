// What it answers: how natural numbers of a few 64-bit limbs (least significant first) are computed with.
// What it needs: nothing but a 64-bit compiler with unsigned __int128.
// Example: const limb top = multiply_word(out, a, size, 1402); if (top != 0) out[size++] = top;
#pragma once

#include <cagr/detail/config.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace cagr {
inline namespace v0 {
namespace detail {

using limb = std::uint64_t;
__extension__ using wide = unsigned __int128;

/// std::countl_zero of a limb that is not 0, without the question whether it is.
constexpr int leading_zeros(limb a) noexcept { return __builtin_clzll(a); }

/// The number of limbs without leading zeros.
constexpr std::size_t significant(const limb* a, std::size_t size) noexcept {
    while (size > 0 && a[size - 1] == 0) --size;
    return size;
}

/// The number of bits; 0 for zero. The top limb is not zero.
constexpr std::uint64_t bit_length(const limb* a, std::size_t size) noexcept {
    return size == 0 ? 0 : size * 64 - static_cast<std::uint64_t>(std::countl_zero(a[size - 1]));
}

/// -1, 0 or 1; both without leading zeros.
constexpr int compare_limbs(const limb* a, std::size_t a_size, const limb* b, std::size_t b_size) noexcept {
    if (a_size != b_size) return a_size < b_size ? -1 : 1;
    for (std::size_t i = a_size; i-- > 0;)
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    return 0;
}

/// The same word, in a register of its own: a vectorised load of words just written one by one stalls the
/// processor, and this keeps the compiler from putting copies of several words together into one.
constexpr limb alone(limb word) noexcept {
    if (!std::is_constant_evaluated()) asm("" : "+r"(word));
    return word;
}

/// Copies one limb at a time.
constexpr void copy_limbs(limb* out, const limb* a, std::size_t size) noexcept {
    for (std::size_t i = 0; i < size; ++i) out[i] = alone(a[i]);
}

/// a + b + carry, and the carry out of it: one instruction of a chain where the compiler has a name for it. (Not constexpr.)
[[gnu::always_inline]] inline limb add_with_carry(limb a, limb b, unsigned char& carry) noexcept {
#if defined(__clang__)
    unsigned long long out_carry = 0;
    const limb out = __builtin_addcll(a, b, carry, &out_carry);
    carry = static_cast<unsigned char>(out_carry);
    return out;
#elif defined(__x86_64__)
    unsigned long long out = 0;
    carry = __builtin_ia32_addcarryx_u64(carry, a, b, &out);
    return out;
#else
    const wide t = static_cast<wide>(a) + b + carry;
    carry = static_cast<unsigned char>(t >> 64);
    return static_cast<limb>(t);
#endif
}

/// a - b - borrow, and the borrow out of it.
[[gnu::always_inline]] inline limb subtract_with_borrow(limb a, limb b, unsigned char& borrow) noexcept {
#if defined(__clang__)
    unsigned long long out_borrow = 0;
    const limb out = __builtin_subcll(a, b, borrow, &out_borrow);
    borrow = static_cast<unsigned char>(out_borrow);
    return out;
#elif defined(__x86_64__)
    unsigned long long out = 0;
    borrow = __builtin_ia32_sbb_u64(borrow, a, b, &out);
    return out;
#else
    const wide t = static_cast<wide>(a) - b - borrow;
    borrow = static_cast<unsigned char>((t >> 64) & 1);
    return static_cast<limb>(t);
#endif
}

/// out = a * factor + addend; returns the limb carried out. out may be a.
constexpr limb multiply_word(limb* out, const limb* a, std::size_t size, limb factor, limb addend = 0) noexcept {
    limb carry = addend;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < size; ++i) {
        const wide t = static_cast<wide>(a[i]) * factor + carry;
        out[i] = static_cast<limb>(t);
        carry = static_cast<limb>(t >> 64);
    }
    return carry;
}

/// a *= factor over K limbs, without a loop; returns the limb carried out.
template <std::size_t K>
[[gnu::always_inline]] constexpr limb multiply_word(limb* a, limb factor) noexcept {
    limb carry = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < K; ++i) {
        const wide t = static_cast<wide>(a[i]) * factor + carry;
        a[i] = static_cast<limb>(t);
        carry = static_cast<limb>(t >> 64);
    }
    return carry;
}

/// out += a * factor over `size` limbs; returns the limb carried out.
constexpr limb add_multiple(limb* out, const limb* a, std::size_t size, limb factor) noexcept {
    limb carry = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const wide t = static_cast<wide>(a[i]) * factor + out[i] + carry;
        out[i] = static_cast<limb>(t);
        carry = static_cast<limb>(t >> 64);
    }
    return carry;
}

/// out (a_size + b_size limbs, overlapping neither) = a * b, by the schoolbook; b_size is at least 1.
constexpr void multiply_limbs(limb* out, const limb* a, std::size_t a_size, const limb* b, std::size_t b_size) noexcept {
    out[a_size] = multiply_word(out, a, a_size, b[0]);
    for (std::size_t j = 1; j < b_size; ++j) out[a_size + j] = add_multiple(out + j, a, a_size, b[j]);
}

/// out (N + M limbs, not overlapping) = a * b of N and M limbs, without a loop.
template <std::size_t N, std::size_t M = N>
[[gnu::always_inline]] constexpr void multiply_fixed(limb* out, const limb* a, const limb* b) noexcept {
    limb carry = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < N; ++i) {
        const wide t = static_cast<wide>(a[i]) * b[0] + carry;
        out[i] = static_cast<limb>(t);
        carry = static_cast<limb>(t >> 64);
    }
    out[N] = carry;
#pragma GCC unroll 8
    for (std::size_t j = 1; j < M; ++j) {
        carry = 0;
#pragma GCC unroll 8
        for (std::size_t i = 0; i < N; ++i) {
            const wide t = static_cast<wide>(a[i]) * b[j] + out[i + j] + carry;
            out[i + j] = static_cast<limb>(t);
            carry = static_cast<limb>(t >> 64);
        }
        out[N + j] = carry;
    }
}

/// out (a_size limbs) = a + b, a_size >= b_size; returns the carry. out may be either.
constexpr limb add_limbs(limb* out, const limb* a, std::size_t a_size, const limb* b, std::size_t b_size) noexcept {
    limb carry = 0;
    for (std::size_t i = 0; i < b_size; ++i) {
        const wide t = static_cast<wide>(a[i]) + b[i] + carry;
        out[i] = static_cast<limb>(t);
        carry = static_cast<limb>(t >> 64);
    }
    for (std::size_t i = b_size; i < a_size; ++i) {
        out[i] = a[i] + carry;
        carry = out[i] < carry ? 1 : 0;
    }
    return carry;
}

/// out (a_size limbs) = a - b, a >= b. out may be either.
constexpr void subtract_limbs(limb* out, const limb* a, std::size_t a_size, const limb* b, std::size_t b_size) noexcept {
    limb borrow = 0;
    for (std::size_t i = 0; i < b_size; ++i) {
        const wide t = static_cast<wide>(a[i]) - b[i] - borrow;
        out[i] = static_cast<limb>(t);
        borrow = static_cast<limb>(t >> 64) & 1U;
    }
    for (std::size_t i = b_size; i < a_size; ++i) {
        const limb given = a[i];
        out[i] = given - borrow;
        borrow = given < borrow ? 1 : 0;
    }
}

/// out = a + b over N limbs, without a loop; returns the carry. out may be either.
template <std::size_t N>
[[gnu::always_inline]] inline limb add_fixed(limb* out, const limb* a, const limb* b) noexcept {
    unsigned char carry = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < N; ++i) out[i] = add_with_carry(a[i], b[i], carry);
    return carry;
}

/// out = a - b over N limbs, without a loop; returns the borrow. out may be either.
template <std::size_t N>
[[gnu::always_inline]] inline limb subtract_fixed(limb* out, const limb* a, const limb* b) noexcept {
    unsigned char borrow = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < N; ++i) out[i] = subtract_with_borrow(a[i], b[i], borrow);
    return borrow;
}

/// A divisor below 2^64 prepared for division by multiplication (Möller and Granlund, "Improved
/// division by invariant integers", 2011, algorithm 4): normalised, with its 64-bit reciprocal.
struct word_divisor {
    limb normalised = 0;
    limb reciprocal = 0;
    int shift = 0;

    constexpr word_divisor() = default;
    constexpr explicit word_divisor(limb divisor) noexcept
        : normalised(divisor << std::countl_zero(divisor)), reciprocal(reciprocal_of(normalised)), shift(std::countl_zero(divisor)) {}

    /// floor((2^128 - 1) / d) - 2^64, for a d with its top bit set.
    static constexpr limb reciprocal_of(limb d) noexcept {
#if defined(__x86_64__)
        if (!std::is_constant_evaluated()) { // the one division that it is; a compiler calls a function for the general one
            limb quotient = ~limb{0};
            limb high = ~d; // below d, so that the quotient is one word
            asm("divq %2" : "+a"(quotient), "+d"(high) : "r"(d) : "cc");
            return quotient;
        }
#endif
        return static_cast<limb>(~static_cast<wide>(0) / d - (static_cast<wide>(1) << 64));
    }

    /// The quotient of (high, low), already shifted and with high < normalised; the remainder into `rest`.
    constexpr limb step(limb high, limb low, limb& rest) const noexcept {
        const wide estimate = static_cast<wide>(reciprocal) * high + ((static_cast<wide>(high) << 64) | low);
        limb quotient = static_cast<limb>(estimate >> 64) + 1;
        limb left = low - quotient * normalised;
        if (left > static_cast<limb>(estimate)) {
            --quotient;
            left += normalised;
        }
        if (left >= normalised) [[unlikely]] {
            ++quotient;
            left -= normalised;
        }
        rest = left;
        return quotient;
    }
};

/// out = a / divisor, returns the remainder; out may be a.
constexpr limb divide_word(limb* out, const limb* a, std::size_t size, const word_divisor& divisor) noexcept {
    if (size == 0) return 0;
    const int shift = divisor.shift;
    limb rest = shift == 0 ? 0 : a[size - 1] >> (64 - shift);
    for (std::size_t i = size; i-- > 0;) {
        const limb below = shift == 0 || i == 0 ? 0 : a[i - 1] >> (64 - shift);
        out[i] = divisor.step(rest, (a[i] << shift) | below, rest);
    }
    return rest >> shift;
}

/// a modulo 5: 2^64 leaves 1, so the limbs need only be added up, and what they carry added again.
constexpr unsigned modulo_five(const limb* a, std::size_t size) noexcept {
    wide sum = 0;
    for (std::size_t i = 0; i < size; ++i) sum += a[i];
    const wide folded = (sum >> 64) + static_cast<limb>(sum);
    return static_cast<unsigned>((static_cast<limb>(folded >> 64) + static_cast<limb>(folded) % 5) % 5);
}

} // namespace detail
} // namespace v0
} // namespace cagr
