// What it answers: a decimal as an integer and a power of ten, and the failures that all arithmetic shares.
// What it needs: decimal.hpp, round.hpp and integer.hpp.
// Example: const scaled_integer s = unpack(d); pack(s.magnitude * 2, s.exponent, s.negative);
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/integer.hpp>
#include <cagr/detail/round.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

[[noreturn]] inline void fail_exponent(std::int64_t adjusted) {
    fail(errc::limit_exponent, "the result is about 10^" + std::to_string(adjusted) + "; results from 10^-" +
                                   std::to_string(limits::result_exponent) + " to 10^" + std::to_string(limits::result_exponent) +
                                   " are allowed");
}

/// Of a result so far beyond the limits that its exponent is not told.
[[noreturn]] inline void fail_beyond_limits(bool large) {
    fail(errc::limit_exponent, std::string("the result is ") + (large ? "above 10^" : "nearer to 0 than 10^-") +
                                   std::to_string(limits::result_exponent) + "; results from 10^-" +
                                   std::to_string(limits::result_exponent) + " to 10^" + std::to_string(limits::result_exponent) +
                                   " are allowed");
}

/// Of a result with at least so many digits.
[[noreturn]] inline void fail_digits(std::uint64_t least) {
    fail(errc::limit_digits, "the exact result has " + std::to_string(least) + " digits or more; at most " +
                                 std::to_string(limits::result_digits) + " are allowed");
}

inline void check_context(context to) {
    if (to.digits < 1 || to.digits > limits::context_digits)
        fail(errc::limit_context,
             "a context of " + std::to_string(to.digits) + " digits; 1 to " + std::to_string(limits::context_digits) + " are allowed");
}

/// A number as an integer and a power of ten, trailing zeros stripped: the form of the slower paths.
struct scaled_integer {
    integer magnitude;
    std::int64_t exponent = 0;
    bool negative = false;
};

inline scaled_integer unpack(const decimal& d) {
    using access = decimal_access;
    scaled_integer out;
    const std::size_t size = access::size(d);
    limb_buffer buffer(size);
    copy_limbs(buffer.data(), access::limbs(d), size);
    const stripped s = strip_zeros(buffer.data(), size);
    out.magnitude = make_integer(buffer.data(), s.size);
    out.exponent = size == 0 ? 0 : access::exponent(d) + s.zeros;
    out.negative = access::negative(d);
    return out;
}

inline decimal pack(const integer& magnitude, std::int64_t exponent, bool negative) {
    return decimal_access::make(limbs_of(magnitude), size_of(magnitude), exponent, negative);
}

} // namespace detail
} // namespace v0
} // namespace cagr
