// What it answers: what a number written in decimal digits is, exactly, and rounded only by name.
// What it needs: error.hpp and count.hpp; Boost.Multiprecision behind the definitions only.
// Example: using namespace cagr::literals; auto v = 62.35_dec * cagr::pow(1.402_dec, 8);
#pragma once

#include <cagr/count.hpp>
#include <cagr/detail/limbs.hpp>
#include <cagr/error.hpp>

#include <bit>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace cagr {
inline namespace v0 {

/// How a result that does not fit is brought to one that does. `half_up` is away from zero.
enum class rounding : std::uint8_t { half_even, half_up, half_down, up, down, ceiling, floor };

/// The name of a rounding as the program spells it: `half_even`, `ceiling`, ...
[[nodiscard]] std::string_view to_string(rounding mode) noexcept;

/// Significant digits (1 to 10,000) and the rounding of a result that cannot be exact.
struct context {
    int digits = 34;
    rounding mode = rounding::half_even;
};

/// What the library accepts at most; everything is checked before the work.
namespace limits {
inline constexpr std::size_t number_text = 20'000;         ///< characters in a number's text
inline constexpr std::int64_t input_exponent = 100'000;    ///< |adjusted exponent| of a number read
inline constexpr std::int64_t result_digits = 100'000;     ///< coefficient digits of any result
inline constexpr std::int64_t result_exponent = 1'000'000; ///< |adjusted exponent| of any result
inline constexpr int context_digits = 10'000;              ///< significant digits asked of a rounded result
inline constexpr std::uint64_t periods = 1'000'000;        ///< compounding periods
} // namespace limits

namespace detail {
struct decimal_access;
} // namespace detail

/// An exact decimal number: sign, integer coefficient, power of ten. No NaN, infinity or -0.
/// Up to 256 coefficient bits (77 digits) live inside the object's 40 bytes; beyond, on the heap.
class decimal {
public:
    /// Zero.
    constexpr decimal() noexcept = default;

    /// The integer, exactly. bool, characters and floating point do not convert.
    template <whole_number I>
    constexpr decimal(I value) noexcept
        : words_{value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value), 0, 0, 0},
          size_(value == 0 ? 0 : 1), negative_(value < 0) {}

    template <std::floating_point F>
    decimal(F) = delete;

    constexpr decimal(const decimal& other)
        : words_{detail::alone(other.words_[0]), detail::alone(other.words_[1]), detail::alone(other.words_[2]),
                 detail::alone(other.words_[3])},
          exponent_(other.exponent_), size_(other.size_), negative_(other.negative_) {
        if (on_heap()) copy_heap(other);
    }

    constexpr decimal(decimal&& other) noexcept
        : words_{detail::alone(other.words_[0]), detail::alone(other.words_[1]), detail::alone(other.words_[2]),
                 detail::alone(other.words_[3])},
          exponent_(other.exponent_), size_(other.size_), negative_(other.negative_) {
        other.size_ = 0;
        other.negative_ = false;
        other.exponent_ = 0;
    }

    constexpr decimal& operator=(const decimal& other) {
        decimal copy(other);
        return *this = std::move(copy);
    }

    constexpr decimal& operator=(decimal&& other) noexcept {
        if (this == &other) return *this;
        if (on_heap()) release_heap();
        detail::copy_limbs(words_, other.words_, 4);
        exponent_ = std::exchange(other.exponent_, 0);
        size_ = std::exchange(other.size_, std::uint16_t{0});
        negative_ = std::exchange(other.negative_, false);
        return *this;
    }

    constexpr ~decimal() {
        if (on_heap()) release_heap();
    }

    constexpr void swap(decimal& other) noexcept {
        for (int i = 0; i < 4; ++i) std::swap(words_[i], other.words_[i]);
        std::swap(exponent_, other.exponent_);
        std::swap(size_, other.size_);
        std::swap(negative_, other.negative_);
    }

    /// Reads `[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?` and nothing else, exactly. Errors: E-parse-empty,
    /// E-parse-character, E-parse-suffix, E-parse-length (20,000 characters), E-limit-exponent (100,000).
    [[nodiscard]] static decimal parse(std::string_view text);
    [[nodiscard]] static result<decimal> try_parse(std::string_view text) {
        return detail::attempt([&] { return parse(text); });
    }

    /// The binary fraction a double holds, every digit of it (0.1 has 55). Errors: E-domain-double (NaN, infinity).
    [[nodiscard]] static decimal from_double_exact(double value);
    [[nodiscard]] static result<decimal> try_from_double_exact(double value) {
        return detail::attempt([&] { return from_double_exact(value); });
    }

    /// `units` of the last of `places` decimal places, exactly: from_scaled_int64(12345, 2) is 123.45.
    template <whole_number I>
    [[nodiscard]] static decimal from_scaled_int64(I units, whole_count places) {
        return from_scaled(decimal(units), places);
    }
    template <std::floating_point F>
    static decimal from_scaled_int64(F, whole_count) = delete;
    template <whole_number I>
    [[nodiscard]] static result<decimal> try_from_scaled_int64(I units, whole_count places) {
        return detail::attempt([&] { return from_scaled_int64(units, places); });
    }

    /// -1, 0 or 1.
    [[nodiscard]] constexpr int sign() const noexcept { return size_ == 0 ? 0 : negative_ ? -1 : 1; }

    /// Whether there is no fractional part.
    [[nodiscard]] bool is_integer() const;

    /// Digits of the coefficient without trailing zeros: 62.350 has 4, 100 has 1, 0 has 1.
    [[nodiscard]] std::int64_t digits() const;

    /// Decimal places needed to write it in full: 62.350 needs 2, 100 needs 0.
    [[nodiscard]] std::int64_t places() const;

    /// The power of ten of the leading digit: 62.35 has 1, 0.001 has -3, 0 has 0.
    [[nodiscard]] std::int64_t adjusted_exponent() const;

    /// The nearest double, ties to even; infinite where the value is beyond the largest.
    [[nodiscard]] double to_double() const;

    /// The integer, exactly. Errors: E-domain-integer (a fractional part), E-domain-int64 (too large).
    [[nodiscard]] std::int64_t to_int64() const;
    [[nodiscard]] result<std::int64_t> try_to_int64() const {
        return detail::attempt([&] { return to_int64(); });
    }

    /// The value in units of the last of `places` decimal places (cents: 2), rounded by `mode`.
    /// Errors: E-domain-int64 where the units do not fit.
    [[nodiscard]] std::int64_t to_scaled_int64(whole_count places, rounding mode) const;
    [[nodiscard]] result<std::int64_t> try_to_scaled_int64(whole_count places, rounding mode) const {
        return detail::attempt([&] { return to_scaled_int64(places, mode); });
    }

    [[nodiscard]] constexpr decimal operator-() const& {
        decimal negated(*this);
        negated.negative_ = size_ != 0 && !negative_;
        return negated;
    }
    [[nodiscard]] constexpr decimal operator+() const { return *this; }

    /// Exact; the only error is a result over 100,000 digits (E-limit-digits) or beyond 10^±1,000,000 (E-limit-exponent).
    [[nodiscard]] friend decimal operator+(const decimal& a, const decimal& b) { return sum(a, b, false); }
    [[nodiscard]] friend decimal operator-(const decimal& a, const decimal& b) { return sum(a, b, true); }
    [[nodiscard]] friend decimal operator*(const decimal& a, const decimal& b) { return product(a, b); }

    decimal& operator+=(const decimal& other) { return *this = sum(*this, other, false); }
    decimal& operator-=(const decimal& other) { return *this = sum(*this, other, true); }
    decimal& operator*=(const decimal& other);

    /// By value: 1.0, 1.00 and 1 are one number, and there is no -0.
    [[nodiscard]] friend bool operator==(const decimal& a, const decimal& b) { return compare(a, b) == 0; }
    [[nodiscard]] friend std::strong_ordering operator<=>(const decimal& a, const decimal& b) { return compare(a, b) <=> 0; }

    /// Equal values hash equally, however they were computed.
    [[nodiscard]] std::size_t hash() const;

private:
    friend struct detail::decimal_access;

    [[nodiscard]] constexpr bool on_heap() const noexcept { return size_ > 4; }
    [[nodiscard]] detail::limb* heap() const noexcept { return std::bit_cast<detail::limb*>(words_[0]); }
    void copy_heap(const decimal& other);
    void release_heap() noexcept;
    void make_room();
    detail::limb multiply_long(detail::limb factor);
    [[nodiscard]] static decimal from_scaled(const decimal& units, whole_count places);
    [[nodiscard]] static decimal sum(const decimal& a, const decimal& b, bool subtract);
    [[nodiscard]] static decimal product(const decimal& a, const decimal& b);
    [[nodiscard]] static int compare(const decimal& a, const decimal& b);

    // Four coefficient limbs, least significant first; or, for more than four, the address of the limbs in
    // words_[0] and for how many there is room in words_[1]. Trailing decimal zeros may be present: they
    // are stripped only where seen.
    std::uint64_t words_[4]{};
    std::int32_t exponent_ = 0;
    std::uint16_t size_ = 0; // 100,000 digits are 5,191 limbs
    bool negative_ = false;
};

/// As the operators, with the error as a value.
[[nodiscard]] inline result<decimal> try_add(const decimal& a, const decimal& b) {
    return detail::attempt([&] { return a + b; });
}
[[nodiscard]] inline result<decimal> try_subtract(const decimal& a, const decimal& b) {
    return detail::attempt([&] { return a - b; });
}
[[nodiscard]] inline result<decimal> try_multiply(const decimal& a, const decimal& b) {
    return detail::attempt([&] { return a * b; });
}

/// The magnitude, exactly.
[[nodiscard]] constexpr decimal abs(const decimal& d) { return d.sign() < 0 ? -d : d; }

/// d^n, exactly; pow(0, 0) is 1. Errors: E-domain-count (n negative), E-limit-periods (n over 1,000,000),
/// E-limit-digits and E-limit-exponent, both foreseen before any multiplication.
[[nodiscard]] decimal pow(const decimal& d, whole_count n);
[[nodiscard]] inline result<decimal> try_pow(const decimal& d, whole_count n) {
    return detail::attempt([&] { return pow(d, n); });
}

namespace detail {
/// d times 10^n for n within the limits or far beyond them alike.
[[nodiscard]] decimal shifted10(const decimal& d, std::int64_t n);
} // namespace detail

/// d times 10^n, exactly, n of either sign. Errors: E-limit-exponent.
template <whole_number I>
[[nodiscard]] decimal scale10(const decimal& d, I n) {
    return detail::shifted10(d, std::in_range<std::int64_t>(n) ? static_cast<std::int64_t>(n) : INT64_MAX);
}
template <std::floating_point F>
decimal scale10(const decimal&, F) = delete;
template <whole_number I>
[[nodiscard]] result<decimal> try_scale10(const decimal& d, I n) {
    return detail::attempt([&] { return scale10(d, n); });
}

/// Rounded to `places` decimal places; a number with no more than that is unchanged.
[[nodiscard]] decimal round_to_places(const decimal& d, whole_count places, rounding mode);
[[nodiscard]] inline result<decimal> try_round_to_places(const decimal& d, whole_count places, rounding mode) {
    return detail::attempt([&] { return round_to_places(d, places, mode); });
}

/// Rounded to the context's significant digits. Errors: E-limit-context (digits not 1 to 10,000).
[[nodiscard]] decimal round_to_digits(const decimal& d, context to);
[[nodiscard]] inline result<decimal> try_round_to_digits(const decimal& d, context to) {
    return detail::attempt([&] { return round_to_digits(d, to); });
}

/// a / b correctly rounded: exact where the quotient fits the context. Errors: E-domain-division (b is 0), E-limit-context.
[[nodiscard]] decimal divide(const decimal& a, const decimal& b, context to);
[[nodiscard]] inline result<decimal> try_divide(const decimal& a, const decimal& b, context to) {
    return detail::attempt([&] { return divide(a, b, to); });
}

/// The integer part of a / b, towards zero, exactly. Errors: E-domain-division, E-limit-digits.
[[nodiscard]] decimal divide_integer(const decimal& a, const decimal& b);
[[nodiscard]] inline result<decimal> try_divide_integer(const decimal& a, const decimal& b) {
    return detail::attempt([&] { return divide_integer(a, b); });
}

/// a - b * divide_integer(a, b), exactly: it has the sign of a. Errors: E-domain-division, E-limit-digits.
[[nodiscard]] decimal remainder(const decimal& a, const decimal& b);
[[nodiscard]] inline result<decimal> try_remainder(const decimal& a, const decimal& b) {
    return detail::attempt([&] { return remainder(a, b); });
}

/// The square root, correctly rounded, exact where it is rational and fits. Errors: E-domain-root (d negative), E-limit-context.
[[nodiscard]] decimal sqrt(const decimal& d, context to);
[[nodiscard]] inline result<decimal> try_sqrt(const decimal& d, context to) {
    return detail::attempt([&] { return sqrt(d, to); });
}

/// The real n-th root, correctly rounded; of a negative number for odd n only.
/// Errors: E-domain-count, E-domain-root (n is 0; even root of a negative), E-limit-periods, E-limit-context.
[[nodiscard]] decimal root(const decimal& d, whole_count n, context to);
[[nodiscard]] inline result<decimal> try_root(const decimal& d, whole_count n, context to) {
    return detail::attempt([&] { return root(d, n, to); });
}

/// e^d, correctly rounded; exp(0) is 1. Errors: E-limit-exponent (beyond 10^±1,000,000, foreseen), E-limit-context.
[[nodiscard]] decimal exp(const decimal& d, context to);
[[nodiscard]] inline result<decimal> try_exp(const decimal& d, context to) {
    return detail::attempt([&] { return exp(d, to); });
}

/// The natural logarithm, correctly rounded; ln(1) is 0. Errors: E-domain-logarithm (d not above 0), E-limit-context.
[[nodiscard]] decimal ln(const decimal& d, context to);
[[nodiscard]] inline result<decimal> try_ln(const decimal& d, context to) {
    return detail::attempt([&] { return ln(d, to); });
}

/// The decimal logarithm, correctly rounded, exact of powers of ten. Errors: E-domain-logarithm, E-limit-context.
[[nodiscard]] decimal log10(const decimal& d, context to);
[[nodiscard]] inline result<decimal> try_log10(const decimal& d, context to) {
    return detail::attempt([&] { return log10(d, to); });
}

/// d^y, correctly rounded, exact where it is rational and fits: pow(2.25, 1.5) is 3.375. d^0 is 1, also of 0. A negative d needs
/// a whole y. Errors: E-domain-power (that; 0 to a negative power), E-limit-exponent (foreseen), E-limit-context.
[[nodiscard]] decimal pow(const decimal& d, const decimal& y, context to);
[[nodiscard]] inline result<decimal> try_pow(const decimal& d, const decimal& y, context to) {
    return detail::attempt([&] { return pow(d, y, to); });
}

/// In full (`0.001`, `62350000000`) unless that takes over 30 zeros that are not coefficient digits, then `1e+40`.
/// Reading it again gives the same value.
[[nodiscard]] std::string to_string(const decimal& d);

/// In full with exactly `places` decimals, rounded or padded. Errors: E-limit-digits (text over 100,000 digits).
[[nodiscard]] std::string to_string(const decimal& d, whole_count places, rounding mode);
[[nodiscard]] inline result<std::string> try_to_string(const decimal& d, whole_count places, rounding mode) {
    return detail::attempt([&] { return to_string(d, places, mode); });
}

namespace detail {

/// Reads a literal's digits at compile time; anything it cannot hold inline is not a constant, so it does not compile.
struct decimal_access {
    static constexpr std::size_t inline_limbs = 4;

    static consteval decimal literal(const char* text, int scale) {
        decimal value;
        std::int64_t exponent = scale;
        bool digit_seen = false;
        bool point_seen = false;
        const char* c = text;
        for (; *c != '\0' && *c != 'e' && *c != 'E'; ++c) {
            if (*c == '\'') continue;
            if (*c == '.' && !point_seen) {
                point_seen = true;
                continue;
            }
            if (*c < '0' || *c > '9') throw "a decimal literal has digits, one point and an exponent only";
            digit_seen = true;
            if (point_seen) --exponent;
            wide carry = static_cast<unsigned>(*c - '0');
            for (std::uint64_t& word : value.words_) {
                carry += static_cast<wide>(word) * 10;
                word = static_cast<std::uint64_t>(carry);
                carry >>= 64;
            }
            if (carry != 0) throw "a decimal literal holds at most 256 bits (77 digits): use decimal::parse";
        }
        if (!digit_seen) throw "a decimal literal needs a digit";
        if (*c != '\0') {
            ++c;
            const bool negative = *c == '-';
            if (*c == '-' || *c == '+') ++c;
            if (*c == '\0') throw "a decimal literal's exponent needs a digit";
            std::int64_t given = 0;
            for (; *c != '\0'; ++c) {
                if (*c < '0' || *c > '9') throw "a decimal literal's exponent has digits only";
                given = given * 10 + (*c - '0');
                if (given > limits::input_exponent) throw "a decimal literal's exponent is at most 100,000";
            }
            exponent += negative ? -given : given;
        }
        std::uint16_t size = 4;
        while (size > 0 && value.words_[size - 1] == 0) size = static_cast<std::uint16_t>(size - 1);
        value.size_ = size;
        value.exponent_ = size == 0 ? 0 : static_cast<std::int32_t>(exponent);
        return value;
    }

    // What the definitions see of a number: its limbs (least significant first), size, sign, exponent.
    static const std::uint64_t* limbs(const decimal& d) noexcept {
        return d.on_heap() ? std::bit_cast<const std::uint64_t*>(d.words_[0]) : d.words_;
    }
    static std::size_t size(const decimal& d) noexcept { return d.size_; }
    static std::int64_t exponent(const decimal& d) noexcept { return d.exponent_; }
    static bool negative(const decimal& d) noexcept { return d.negative_; }

    /// ±magnitude * 10^exponent, for exponents certain to be within the limits.
    static decimal of_wide(detail::wide magnitude, std::int64_t exponent, bool negative) noexcept {
        decimal out;
        out.words_[0] = static_cast<std::uint64_t>(magnitude);
        out.words_[1] = static_cast<std::uint64_t>(magnitude >> 64);
        const bool some = magnitude != 0;
        out.size_ = static_cast<std::uint16_t>((some ? 1 : 0) + (out.words_[1] != 0 ? 1 : 0));
        out.exponent_ = some ? static_cast<std::int32_t>(exponent) : 0;
        out.negative_ = some && negative;
        return out;
    }

    /// ±limbs * 10^exponent: leading zero limbs are dropped; fails where a limit is passed.
    static decimal make(const std::uint64_t* given, std::size_t size, std::int64_t exponent, bool negative);
};

} // namespace detail

namespace literals {

/// An exact decimal constant: `62.35_dec`. Malformed or over 256 bits does not compile.
[[nodiscard]] consteval decimal operator""_dec(const char* text) { return detail::decimal_access::literal(text, 0); }
/// Thousands, exactly: `1.5_K` is 1500.
[[nodiscard]] consteval decimal operator""_K(const char* text) { return detail::decimal_access::literal(text, 3); }
/// Millions, exactly.
[[nodiscard]] consteval decimal operator""_M(const char* text) { return detail::decimal_access::literal(text, 6); }
/// Billions (10^9), exactly: `62.35_B` is 62350000000.
[[nodiscard]] consteval decimal operator""_B(const char* text) { return detail::decimal_access::literal(text, 9); }
/// Trillions (10^12), exactly.
[[nodiscard]] consteval decimal operator""_T(const char* text) { return detail::decimal_access::literal(text, 12); }

} // namespace literals
} // namespace v0
} // namespace cagr

template <>
struct std::hash<cagr::decimal> {
    std::size_t operator()(const cagr::decimal& d) const { return d.hash(); }
};

#if !defined(CAGR_COMPILED)
#include <cagr/impl/decimal.ipp>
#endif
