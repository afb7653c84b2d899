// What it answers: integers of any size, for the paths where exactness matters more than nanoseconds.
// What it needs: Boost.Multiprecision; included by definitions only, never by a public header.
// Example: const integer n = make_integer(limbs, size) * ten_power(40);
#pragma once

#include <cagr/detail/powers_of_ten.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <cstring>
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

/// The greatest common divisor. Boost's goes bit by bit: a number longer than the other is brought to its length first.
inline integer common_divisor(integer a, integer b) {
    if (bit_length(a) < bit_length(b)) a.swap(b);
    while (!b.is_zero() && size_of(a) > size_of(b)) {
        a %= b;
        a.swap(b);
    }
    return integer(boost::multiprecision::gcd(a, b));
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
