// What it answers: where a positive real lies that sums, products and quotients of others make: between two bounds.
// What it needs: enclosure.hpp and transcendental.hpp.
// Example: const bounds y = quotient(a, sum(a, b, bits), bits);   // each step cuts outward to about `bits` bits
//
// Every operation bounds its result by those of its operands, and cuts the lower bound down and the upper one up: no error is
// estimated, so none can be wrong. A step widens the range by a few units of 2^-bits of the value.
#pragma once

#include <cagr/detail/enclosure.hpp>
#include <cagr/detail/transcendental.hpp>

#include <algorithm>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A real of 0 or more between low and high, in units of 2^exponent; high is above 0.
struct bounds {
    integer low;
    integer high;
    std::int64_t exponent = 0;
};

/// The power of two that the real lies below.
inline std::int64_t top_of(const bounds& x) { return static_cast<std::int64_t>(bit_length(x.high)) + x.exponent; }

/// The same by units of 2^exponent, cut outward where these are larger.
inline bounds moved(const bounds& x, std::int64_t exponent) {
    const std::int64_t longer = exponent - x.exponent;
    if (longer <= 0) return {integer(x.low << -longer), integer(x.high << -longer), exponent};
    if (longer > static_cast<std::int64_t>(bit_length(x.high))) return {0, 1, exponent};
    return {integer(x.low >> longer), integer((x.high >> longer) + 1), exponent};
}

/// The same cut outward to about so many bits.
inline bounds cut_short(const bounds& x, std::uint64_t bits) {
    const std::int64_t exponent = top_of(x) - static_cast<std::int64_t>(bits);
    return exponent > x.exponent ? moved(x, exponent) : x;
}

inline bounds product(const bounds& a, const bounds& b, std::uint64_t bits) {
    return cut_short({a.low * b.low, a.high * b.high, a.exponent + b.exponent}, bits);
}

/// a / b; b is known to be above 0.
inline bounds quotient(const bounds& a, const bounds& b, std::uint64_t bits) {
    const std::int64_t raise =
        std::max<std::int64_t>(static_cast<std::int64_t>(bits + bit_length(b.high)) - static_cast<std::int64_t>(bit_length(a.high)) + 2, 0);
    return cut_short({integer((a.low << raise) / b.high), integer((a.high << raise) / b.low + 1), a.exponent - b.exponent - raise}, bits);
}

inline bounds sum(const bounds& a, const bounds& b, std::uint64_t bits) {
    const std::int64_t last = std::max(top_of(a), top_of(b)) - static_cast<std::int64_t>(bits);
    const std::int64_t exponent = std::max(std::min(a.exponent, b.exponent), last);
    const bounds x = moved(a, exponent);
    const bounds y = moved(b, exponent);
    return {x.low + y.low, x.high + y.high, exponent};
}

/// 1 - x for an x of at most 1.
inline bounds one_less(const bounds& x, std::uint64_t bits) {
    const bounds y = moved(x, -static_cast<std::int64_t>(bits));
    const integer one = integer(1) << bits;
    return {y.high < one ? integer(one - y.high) : integer(0), integer(one - y.low), y.exponent};
}

inline bounds power(const bounds& x, std::uint64_t n, std::uint64_t bits) {
    bounds out = x;
    for (int bit = 62 - std::countl_zero(n); bit >= 0; --bit) {
        out = product(out, out, bits);
        if (((n >> bit) & 1U) != 0) out = product(out, x, bits);
    }
    return out;
}

/// 10^n.
inline bounds bounds_of_tens(std::int64_t n, std::uint64_t bits) {
    if (n == 0) return {1, 1, 0};
    const bounds fives = power({5, 5, 0}, static_cast<std::uint64_t>(n < 0 ? -n : n), bits);
    bounds out = n > 0 ? fives : quotient({1, 1, 0}, fives, bits);
    out.exponent += n;
    return out;
}

/// A decimal above 0.
inline bounds bounds_of(const decimal& d, std::uint64_t bits) {
    const scaled_integer s = unpack(d);
    return product(cut_short({s.magnitude, s.magnitude, 0}, bits), bounds_of_tens(s.exponent, bits), bits);
}

/// e^x of a fixed-point x within 2^23 of 0.
inline bounds exponential_bounds(const fixed_range& x) {
    const scaled_power y = exponential(x, false);
    return {integer(y.value.middle - y.value.slack), integer(y.value.middle + y.value.slack),
            y.twos - static_cast<std::int64_t>(y.value.bits)};
}

/// e^x of a decimal within 2^23 of 0.
inline bounds exponential_bounds(const decimal& x, std::uint64_t bits) {
    if (x.sign() == 0) return {1, 1, 0};
    return exponential_bounds(fixed_from(unpack(x), bits));
}

/// The real rounded to the context's digits, where its bounds round alike; it is no rounding boundary itself. A power of ten is
/// taken out of what is far from 1, so that none has to be written out.
inline std::optional<decimal> rounded_bounds(bounds x, context to, std::uint64_t bits) {
    constexpr std::int64_t far = 4000;
    const std::int64_t top = top_of(x);
    const std::int64_t tens = top > far || top < -far ? top * 30103 / 100000 : 0;
    if (tens != 0) x = product(x, bounds_of_tens(-tens, bits), bits);
    if (x.low <= 0) return std::nullopt;
    const auto found = rounded_range({false, x.low, x.high, x.exponent}, to, false, [](const boundary&) { return side::unknown; });
    if (!found) return std::nullopt;
    return tens == 0 ? found->value : scale10(found->value, tens);
}

} // namespace detail
} // namespace v0
} // namespace cagr
