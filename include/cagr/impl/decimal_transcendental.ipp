// Out-of-line definitions of cagr/decimal.hpp: exponential, logarithms and powers with a fraction.
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/short_exp.hpp>
#include <cagr/detail/short_log.hpp>
#include <cagr/detail/transcendental.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

[[noreturn]] inline void fail_logarithm(const decimal& d) {
    fail(errc::domain_logarithm, "the logarithm of " + in_quotes(to_string(d)) + "; a number above 0 is needed");
}

/// Whether a whole number is odd.
inline bool is_odd(const decimal& whole) {
    const scaled_integer s = unpack(whole);
    return s.exponent == 0 && boost::multiprecision::bit_test(s.magnitude, 0);
}

/// The logarithm of a positive word times a power of ten, to few digits; nothing where the general way is needed.
inline std::optional<decimal> short_logarithm(const decimal& d, bool by_ten, context to) {
    word_ratio x;
    if (d.sign() <= 0 || !as_word_ratio(x, d, decimal(1))) return std::nullopt;
    return short_log(x, by_ten, to);
}

/// d^y where that is a short power, quotient or root; nothing where the general way is needed. y = p/q in lowest terms.
inline std::optional<decimal> short_power(const decimal& d, const decimal& y, context to) {
    if (decimal_access::size(y) != 1 || y.adjusted_exponent() > 6 || y.places() > 6) return std::nullopt;
    const auto scaled = static_cast<std::uint64_t>(abs(scale10(y, 6)).to_int64());
    const std::uint64_t common = std::gcd(scaled, std::uint64_t{1'000'000});
    const std::uint64_t p = scaled / common;
    const std::uint64_t q = 1'000'000 / common;
    const scaled_integer s = unpack(d);
    constexpr std::uint64_t short_bits = 8192;
    if (bit_length(s.magnitude) * p > short_bits || q > 1000) return std::nullopt;
    if (y.sign() > 0 && q == 1) return round_to_digits(pow(d, p), to);
    if (y.sign() < 0 && q == 1) return divide(decimal(1), pow(d, p), to);
    const positive_ratio x{s.magnitude, 1, s.exponent};
    return rounded_root(y.sign() > 0 ? x : inverse(x), q, p, false, to).value;
}

} // namespace detail

CAGR_INLINE decimal exp(const decimal& d, context to) {
    detail::check_context(to);
    if (d.sign() == 0) return decimal(1);
    if (std::optional<decimal> found = detail::short_exponential(d, to)) return *std::move(found);
    return detail::rounded_exponential(d, false, to);
}

CAGR_INLINE decimal ln(const decimal& d, context to) {
    using namespace detail;
    if (std::optional<decimal> found = short_logarithm(d, false, to)) return *std::move(found);
    check_context(to);
    if (d.sign() <= 0) fail_logarithm(d);
    const std::int64_t lead = d.adjusted_exponent();
    if (lead == 0 || lead == -1) {
        const decimal h = d - decimal(1);
        if (h.sign() == 0) return decimal();
        if (logarithm_is_beside(h, to)) return rounded_beside(h, h.sign() < 0, to);
    }
    return rounded_logarithm(log_argument_of(d), to);
}

CAGR_INLINE decimal log10(const decimal& d, context to) {
    using namespace detail;
    if (std::optional<decimal> found = short_logarithm(d, true, to)) return *std::move(found);
    check_context(to);
    if (d.sign() <= 0) fail_logarithm(d);
    if (d.digits() == 1 && unpack(d).magnitude == 1) return round_to_digits(decimal(d.adjusted_exponent()), to);
    return rounded_log10(d, to);
}

CAGR_INLINE decimal pow(const decimal& d, const decimal& y, context to) {
    using namespace detail;
    check_context(to);
    if (y.sign() == 0) return decimal(1);
    if (d.sign() == 0) {
        if (y.sign() > 0) return d;
        fail(errc::domain_power, "0 to the power of " + in_quotes(to_string(y)) + " is a division by zero; a power of 0 or more is needed");
    }
    if (d.sign() < 0 && !y.is_integer())
        fail(errc::domain_power, in_quotes(to_string(d)) + " to the power of " + in_quotes(to_string(y)) +
                                     " is no real number; a negative number needs a whole power");
    const bool negative = d.sign() < 0 && is_odd(y);
    const decimal magnitude = abs(d);
    if (magnitude == decimal(1)) return negative ? d : magnitude;
    if (y == decimal(1)) return round_to_digits(d, to);
    context of_magnitude = to;
    if (negative && to.mode == rounding::ceiling) of_magnitude.mode = rounding::down;
    if (negative && to.mode == rounding::floor) of_magnitude.mode = rounding::up;
    const auto finish = [negative](decimal found) { return negative ? -std::move(found) : std::move(found); };
    // Short of whole exponents, whose powers are exact or nearly so, most powers are not rational, and quicker without that question.
    const bool may_be_whole = decimal_access::exponent(y) >= 0;
    if (!may_be_whole)
        if (std::optional<decimal> found = short_exponential_power(magnitude, y, of_magnitude)) return finish(*std::move(found));
    if (std::optional<decimal> found = short_power(magnitude, y, of_magnitude)) return finish(*std::move(found));
    if (may_be_whole)
        if (std::optional<decimal> found = short_exponential_power(magnitude, y, of_magnitude)) return finish(*std::move(found));
    return finish(rounded_power(magnitude, y, of_magnitude));
}

} // namespace v0
} // namespace cagr
