// What it answers: integers of any size, for the paths where exactness matters more than nanoseconds.
// What it needs: Boost.Multiprecision; included by definitions only, never by a public header.
// Example: const integer n = make_integer(limbs, size) * ten_power(40);
#pragma once

#include <cagr/detail/powers_of_ten.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <cstring>
#include <numeric>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Unbounded, without expression templates (so that `auto` holds a value), 768 bits before any allocation.
using integer_backend =
    boost::multiprecision::cpp_int_backend<768, 0, boost::multiprecision::signed_magnitude, boost::multiprecision::unchecked,
                                           std::allocator<boost::multiprecision::limb_type>>;
using integer = boost::multiprecision::number<integer_backend, boost::multiprecision::et_off>;

static_assert(sizeof(boost::multiprecision::limb_type) == sizeof(limb), "cagr needs Boost's 64-bit limbs");

inline integer make_integer(const limb* a, std::size_t size) {
    integer out;
    if (size == 0) return out;
    out.backend().resize(static_cast<unsigned>(size), static_cast<unsigned>(size));
    std::memcpy(out.backend().limbs(), a, size * sizeof(limb));
    out.backend().normalize();
    return out;
}

inline const limb* limbs_of(const integer& a) noexcept { return reinterpret_cast<const limb*>(a.backend().limbs()); }

/// 0 for zero.
inline std::size_t size_of(const integer& a) noexcept {
    const std::size_t size = a.backend().size();
    return size == 1 && limbs_of(a)[0] == 0 ? 0 : size;
}

inline std::uint64_t bit_length(const integer& a) noexcept { return bit_length(limbs_of(a), size_of(a)); }

/// 10^n.
inline integer ten_power(std::uint64_t n) {
    if (n <= static_cast<std::uint64_t>(inline_ten_exponent)) return make_integer(ten_limbs[n].limbs, ten_limbs[n].size);
    return integer(boost::multiprecision::pow(integer(5), static_cast<unsigned>(n))) << n;
}

/// Several divisions of Euclid's algorithm at once: a, b become p a + q b, r a + s b. In each of the two one factor is negative (or
/// both are 1 and 0), and in the second it is the other one.
struct euclid_step {
    std::int64_t p = 1;
    std::int64_t q = 0;
    std::int64_t r = 0;
    std::int64_t s = 1;
};

/// The divisions that the leading words of a and b (62 bits, a's top bit set) are certain to have in common with the numbers: those
/// where both ways of being cut off give one quotient. No factor exceeds 2^62. (Lehmer 1938; Knuth, TAOCP 2, 4.5.2, algorithm L.)
inline euclid_step leading_divisions(std::int64_t a, std::int64_t b) noexcept {
    euclid_step out;
    while (b + out.r != 0 && b + out.s != 0) {
        const std::int64_t quotient = (a + out.p) / (b + out.r);
        if (quotient != (a + out.q) / (b + out.s)) break;
        out = {out.r, out.s, out.p - quotient * out.r, out.q - quotient * out.s};
        a = std::exchange(b, a - quotient * b);
    }
    return out;
}

/// Takes the step with numbers of one length; what they become is 0 or more and no longer.
inline void take_step(limb* a, limb* b, std::size_t size, const euclid_step& step) noexcept {
    __extension__ using signed_wide = __int128;
    const bool even = step.q < 0; // p a - |q| b and s b - |r| a, else q b - |p| a and r a - |s| b
    const auto magnitude = [](std::int64_t factor) { return static_cast<limb>(factor < 0 ? -factor : factor); };
    const limb plus = magnitude(even ? step.p : step.q);
    const limb minus = magnitude(even ? step.q : step.p);
    const limb next_plus = magnitude(even ? step.s : step.r);
    const limb next_minus = magnitude(even ? step.r : step.s);
    const limb* const x = even ? a : b;
    const limb* const y = even ? b : a;
    signed_wide first = 0;
    signed_wide second = 0;
    for (std::size_t i = 0; i < size; ++i) { // products below 2^126
        const limb x_word = x[i];
        const limb y_word = y[i];
        first += static_cast<signed_wide>(static_cast<wide>(plus) * x_word) - static_cast<signed_wide>(static_cast<wide>(minus) * y_word);
        second += static_cast<signed_wide>(static_cast<wide>(next_plus) * y_word) -
                  static_cast<signed_wide>(static_cast<wide>(next_minus) * x_word);
        a[i] = static_cast<limb>(first);
        b[i] = static_cast<limb>(second);
        first >>= 64;
        second >>= 64;
    }
}

/// The greatest common divisor. (Boost's, of version 1.74, goes bit by bit, which is the quickest up to two limbs.)
inline integer common_divisor(integer a, integer b) {
    if (a < b) a.swap(b);
    while (size_of(b) > 1) {
        const std::size_t size = size_of(a);
        if (size <= 2) return boost::multiprecision::gcd(a, b);
        euclid_step step;
        if (size_of(b) == size) {
            const auto leading = [size, shift = leading_zeros(limbs_of(a)[size - 1])](const integer& x) {
                const limb high = limbs_of(x)[size - 1] << shift;
                return static_cast<std::int64_t>((high | (shift == 0 ? 0 : limbs_of(x)[size - 2] >> (64 - shift))) >> 2);
            };
            step = leading_divisions(leading(a), leading(b));
        }
        if (step.q == 0) { // lengths apart, or a quotient that the leading bits do not tell
            a %= b;
            a.swap(b);
            continue;
        }
        take_step(reinterpret_cast<limb*>(a.backend().limbs()), reinterpret_cast<limb*>(b.backend().limbs()), size, step);
        a.backend().normalize();
        b.backend().normalize();
    }
    if (b.is_zero()) return a;
    const limb last = limbs_of(b)[0];
    limb rest = 0; // of a by the last word
    for (std::size_t i = size_of(a); i-- > 0;) rest = static_cast<limb>(((static_cast<wide>(rest) << 64) | limbs_of(a)[i]) % last);
    return std::gcd(rest, last);
}

/// Decimal digits; 1 for zero.
inline std::uint64_t digit_count(const limb* a, std::size_t size) {
    if (size == 0) return 1;
    const std::uint64_t bits = bit_length(a, size);
    const std::uint64_t least = least_digits(bits);
    if (least == most_digits(bits)) return least;
    // The bits leave two candidates (three for over 100,000 bits): compare with the powers between.
    std::uint64_t digits = least;
    for (; digits < most_digits(bits); ++digits) {
        if (digits <= static_cast<std::uint64_t>(inline_ten_exponent)) {
            if (compare_limbs(a, size, ten_limbs[digits].limbs, ten_limbs[digits].size) < 0) break;
        } else {
            const integer power = ten_power(digits);
            if (compare_limbs(a, size, limbs_of(power), size_of(power)) < 0) break;
        }
    }
    return digits;
}

inline std::uint64_t digit_count(const integer& a) { return digit_count(limbs_of(a), size_of(a)); }

/// A short array of limbs: on the stack up to 16, else on the heap.
class limb_buffer {
public:
    explicit limb_buffer(std::size_t size) : data_(inline_) {
        if (size > std::size(inline_)) {
            heap_.resize(size);
            data_ = heap_.data();
        }
    }
    limb_buffer(const limb_buffer&) = delete;
    limb_buffer& operator=(const limb_buffer&) = delete;

    [[nodiscard]] limb* data() noexcept { return data_; }

private:
    limb inline_[16];
    std::vector<limb> heap_;
    limb* data_;
};

} // namespace detail
} // namespace v0
} // namespace cagr
