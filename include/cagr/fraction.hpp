// What it answers: what one exact number is of another where no decimal says it: 1/3, a share, a logistic value.
// What it needs: decimal.hpp and growth.hpp (for the rate between two).
// Example: const fraction share = quotient(24.00_dec, 62.35_dec); round_to_places(share * 100, 2, rounding::half_up);
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/growth.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <utility>

namespace cagr {
inline namespace v0 {

namespace limits {
inline constexpr std::int64_t fraction_digits = 20'000; ///< of a numerator and of a denominator that is not 1
} // namespace limits

class fraction;

namespace detail {
struct fraction_access;
[[nodiscard]] fraction power_of(const fraction& f, whole_count n);
[[nodiscard]] decimal rounded_to_places(const fraction& f, whole_count places, rounding mode);
[[nodiscard]] std::string text_of(const fraction& f);
[[nodiscard]] rate implied_between(const fraction& begin, const fraction& end, whole_count n, context to);
} // namespace detail

/// An exact quotient of two decimals. One representation per value: lowest terms, and whatever a decimal can say has the
/// denominator 1. Errors of all that computes: E-limit-digits (20,000 a side; of a decimal its own limit), E-limit-exponent.
class fraction {
public:
    /// Zero.
    fraction() = default;
    /// The decimal, exactly.
    fraction(decimal value) : numerator_(std::move(value)) {}
    template <whole_number I>
    fraction(I value) : numerator_(value) {}
    template <std::floating_point F>
    fraction(F) = delete;

    /// A decimal that shares no factor with the denominator, the factors 2 and 5 of the quotient in it: 1/6 is 0.5/3.
    [[nodiscard]] const decimal& numerator() const noexcept { return numerator_; }
    /// Whole, above 0, and without the factors 2 and 5, which decimals express.
    [[nodiscard]] const decimal& denominator() const noexcept { return denominator_; }
    /// Whether a decimal says it in full.
    [[nodiscard]] bool is_decimal() const noexcept {
        using access = detail::decimal_access;
        return access::size(denominator_) == 1 && access::limbs(denominator_)[0] == 1;
    }
    [[nodiscard]] int sign() const noexcept { return numerator_.sign(); }

    [[nodiscard]] fraction operator-() const { return {-numerator_, denominator_}; }
    [[nodiscard]] friend fraction operator+(const fraction& a, const fraction& b) { return sum(a, b, false); }
    [[nodiscard]] friend fraction operator-(const fraction& a, const fraction& b) { return sum(a, b, true); }
    [[nodiscard]] friend fraction operator*(const fraction& a, const fraction& b) { return product(a, b); }
    fraction& operator+=(const fraction& other) { return *this = sum(*this, other, false); }
    fraction& operator-=(const fraction& other) { return *this = sum(*this, other, true); }
    fraction& operator*=(const fraction& other) { return *this = product(*this, other); }

    [[nodiscard]] friend bool operator==(const fraction& a, const fraction& b) {
        return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
    }
    /// By value; never fails.
    [[nodiscard]] friend std::strong_ordering operator<=>(const fraction& a, const fraction& b) { return compare(a, b) <=> 0; }

private:
    friend struct detail::fraction_access;

    fraction(decimal numerator, decimal denominator) : numerator_(std::move(numerator)), denominator_(std::move(denominator)) {}

    [[nodiscard]] static fraction sum(const fraction& a, const fraction& b, bool subtract);
    [[nodiscard]] static fraction product(const fraction& a, const fraction& b);
    [[nodiscard]] static int compare(const fraction& a, const fraction& b);

    decimal numerator_;
    decimal denominator_ = 1; // in one limb where it fits, its exponent 0
};

/// a / b, exactly. Errors: E-domain-division (b is 0).
[[nodiscard]] fraction quotient(const fraction& a, const fraction& b);
[[nodiscard]] inline result<fraction> try_quotient(const fraction& a, const fraction& b) {
    return detail::attempt([&] { return quotient(a, b); });
}

/// The magnitude, exactly.
template <std::same_as<fraction> F>
[[nodiscard]] fraction abs(const F& f) {
    return f.sign() < 0 ? -f : f;
}

// What decimals have under the same name is a template here, so that whole numbers given as arguments stay decimals.

/// f^n, exactly; pow(0, 0) is 1. Errors: as pow of decimals.
template <std::same_as<fraction> F>
[[nodiscard]] fraction pow(const F& f, whole_count n) {
    return detail::power_of(f, n);
}

/// Rounded once to decimal places, correctly. Errors: E-limit-digits, E-limit-exponent.
template <std::same_as<fraction> F>
[[nodiscard]] decimal round_to_places(const F& f, whole_count places, rounding mode) {
    return detail::rounded_to_places(f, places, mode);
}

/// Rounded once to significant digits, correctly. Errors: E-limit-context.
template <std::same_as<fraction> F>
[[nodiscard]] decimal round_to_digits(const F& f, context to) {
    return divide(f.numerator(), f.denominator(), to);
}

/// The decimal where it is one, else `1/3`, in lowest terms.
template <std::same_as<fraction> F>
[[nodiscard]] std::string to_string(const F& f) {
    return detail::text_of(f);
}

/// Rounded and padded: to_string(quotient(2, 3), 2, rounding::half_up) is `0.67`. Errors: E-limit-digits.
template <std::same_as<fraction> F>
[[nodiscard]] std::string to_string(const F& f, whole_count places, rounding mode) {
    return to_string(detail::rounded_to_places(f, places, mode), places, mode);
}

/// The compound growth rate between two exact quotients: as implied_rate of decimals, and with its errors.
template <class A, class B>
requires((std::same_as<A, fraction> && std::convertible_to<const B&, fraction>) ||
         (std::same_as<B, fraction> && std::convertible_to<const A&, fraction>)) [[nodiscard]] rate
    implied_rate(const A& begin, const B& end, whole_count n, context to) {
    return detail::implied_between(begin, end, n, to);
}
template <class A, class B>
requires((std::same_as<A, fraction> && std::convertible_to<const B&, fraction>) ||
         (std::same_as<B, fraction> && std::convertible_to<const A&, fraction>))
    [[nodiscard]] result<rate> try_implied_rate(const A& begin, const B& end, whole_count n, context to) {
    return detail::attempt([&] { return implied_rate(begin, end, n, to); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/fraction.ipp>
#endif
