// Out-of-line definitions of cagr/decimal.hpp: to and from binary numbers and scaled integers.
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/round.hpp>
#include <cagr/detail/scaled_integer.hpp>

#include <cmath>
#include <limits>

namespace cagr {
inline namespace v0 {

CAGR_INLINE decimal decimal::from_double_exact(double value) {
    if (!std::isfinite(value))
        detail::fail(errc::domain_double,
                     std::isnan(value) ? "NaN is no number; a finite double is needed" : "an infinite double; a finite one is needed");
    if (value == 0) return decimal();
    // value = mantissa * 2^power with an integer mantissa of 53 bits: both steps are exact.
    int power = 0;
    auto mantissa = static_cast<std::int64_t>(std::ldexp(std::frexp(value, &power), 53));
    power -= 53;
    const int zeros = std::countr_zero(static_cast<std::uint64_t>(mantissa));
    mantissa /= std::int64_t{1} << zeros;
    power += zeros;
    // m * 2^-k = m * 5^k * 10^-k.
    return power >= 0 ? decimal(mantissa) * pow(decimal(2), power) : scale10(decimal(mantissa) * pow(decimal(5), -power), power);
}

CAGR_INLINE decimal decimal::from_scaled(const decimal& units, whole_count places) {
    const auto n = places.checked("the number of places", static_cast<std::uint64_t>(limits::result_exponent), errc::limit_exponent);
    return scale10(units, -static_cast<std::int64_t>(n));
}

CAGR_INLINE std::int64_t decimal::to_int64() const {
    using namespace detail;
    if (!is_integer()) fail(errc::domain_integer, "the value has a fractional part; an integer is needed");
    return to_scaled_int64(0, rounding::half_even);
}

CAGR_INLINE std::int64_t decimal::to_scaled_int64(whole_count places, rounding mode) const {
    using namespace detail;
    const auto n = places.checked("the number of places", static_cast<std::uint64_t>(limits::result_exponent), errc::limit_exponent);
    const auto too_large = [] {
        fail(errc::domain_int64, "the value in these units does not fit 64 bits; at most 9223372036854775807 units are allowed");
    };
    if (size_ != 0 && adjusted_exponent() + static_cast<std::int64_t>(n) > 19) too_large();
    const decimal units = scale10(round_to_places(*this, n, mode), static_cast<std::int64_t>(n));
    if (units.size_ == 0) return 0;
    // A raised exponent is multiplied out here: it is at most 19.
    const scaled_integer s = unpack(units);
    const integer magnitude = s.magnitude * ten_power(static_cast<std::uint64_t>(s.exponent));
    constexpr std::uint64_t top = std::uint64_t{1} << 63;
    if (bit_length(magnitude) > 64) too_large();
    const limb word = limbs_of(magnitude)[0];
    if (word > top || (word == top && !s.negative)) too_large();
    return static_cast<std::int64_t>(s.negative ? std::uint64_t{0} - word : word);
}

CAGR_INLINE double decimal::to_double() const {
    using namespace detail;
    if (size_ == 0) return 0.0;
    const double sign = negative_ ? -1.0 : 1.0;
    const std::int64_t adjusted = adjusted_exponent();
    if (adjusted > 309) return sign * std::numeric_limits<double>::infinity();
    if (adjusted < -330) return sign * 0.0;
    // The value as an integer of at least 66 bits times a power of two, with a sticky last bit: the
    // one rounding is then to the bits the double has (fewer for subnormal numbers), ties to even.
    const scaled_integer s = unpack(*this);
    integer numerator = s.magnitude;
    integer denominator = 1;
    if (s.exponent >= 0) {
        numerator *= ten_power(static_cast<std::uint64_t>(s.exponent));
    } else {
        denominator = ten_power(static_cast<std::uint64_t>(-s.exponent));
    }
    std::int64_t shift = 66 + static_cast<std::int64_t>(bit_length(denominator)) - static_cast<std::int64_t>(bit_length(numerator));
    if (shift > 0) numerator <<= shift;
    if (shift < 0) denominator <<= -shift;
    integer quotient;
    integer rest;
    boost::multiprecision::divide_qr(numerator, denominator, quotient, rest);
    // value = quotient * 2^-shift; the double's last bit has weight 2^unit.
    const std::int64_t top = static_cast<std::int64_t>(bit_length(quotient)) - 1 - shift;
    const std::int64_t unit = std::max<std::int64_t>(top - 52, -1074);
    const std::int64_t cut_bits = unit + shift;
    const integer kept = quotient >> cut_bits;
    const integer below = quotient - (kept << cut_bits);
    const integer half = integer(1) << (cut_bits - 1);
    const bool above = below > half || (below == half && !rest.is_zero());
    const bool tie = below == half && rest.is_zero();
    std::uint64_t mantissa = size_of(kept) == 0 ? 0 : limbs_of(kept)[0];
    if (above || (tie && (mantissa & 1U) != 0)) ++mantissa;
    return sign * std::ldexp(static_cast<double>(mantissa), static_cast<int>(unit));
}

} // namespace v0
} // namespace cagr
