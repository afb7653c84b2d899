// Random numbers and an independent judge of roundings for the property tests, on GMP's integers.
#pragma once

#include <cagr/decimal.hpp>

#include <gmpxx.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>

namespace numbers {

inline constexpr std::array roundings{cagr::rounding::half_even, cagr::rounding::half_up, cagr::rounding::half_down, cagr::rounding::up,
                                      cagr::rounding::down,      cagr::rounding::ceiling, cagr::rounding::floor};

/// The seed of this run: fresh each time, printed, and repeated by setting CAGR_SEED.
inline std::uint64_t seed() {
    static const std::uint64_t value = [] {
        const char* const given = std::getenv("CAGR_SEED");
        const std::uint64_t chosen =
            given != nullptr ? std::strtoull(given, nullptr, 10) : (std::uint64_t{std::random_device()()} << 16) ^ std::random_device()();
        std::printf("CAGR_SEED=%llu repeats this run\n", static_cast<unsigned long long>(chosen));
        return chosen;
    }();
    return value;
}

/// An exact number that cagr had no part in: coefficient * 10^exponent.
struct number {
    mpz_class coefficient;
    long exponent = 0;

    [[nodiscard]] std::string text() const { return coefficient.get_str() + "e" + std::to_string(exponent); }
    [[nodiscard]] cagr::decimal to_decimal() const { return cagr::decimal::parse(text()); }
};

inline mpz_class power(const mpz_class& base, unsigned long n) {
    mpz_class out;
    mpz_pow_ui(out.get_mpz_t(), base.get_mpz_t(), n);
    return out;
}

inline mpz_class ten_to(long n) { return power(10, static_cast<unsigned long>(n)); }

inline mpq_class as_mpq(const number& n) {
    mpq_class out = n.exponent >= 0 ? mpq_class(n.coefficient * ten_to(n.exponent)) : mpq_class(n.coefficient, ten_to(-n.exponent));
    out.canonicalize();
    return out;
}

/// What a decimal prints, read by nothing but this function and GMP.
inline number read(const cagr::decimal& d) {
    std::string text = to_string(d);
    number out;
    if (const std::size_t e = text.find('e'); e != std::string::npos) {
        out.exponent = std::stol(text.substr(e + 1));
        text.resize(e);
    }
    if (const std::size_t point = text.find('.'); point != std::string::npos) {
        out.exponent -= static_cast<long>(text.size() - point - 1);
        text.erase(point, 1);
    }
    out.coefficient = mpz_class(text, 10);
    return out;
}

inline mpq_class as_mpq(const cagr::decimal& d) { return as_mpq(read(d)); }

/// numerator / denominator (positive), rounded to an integer.
inline mpz_class rounded(const mpz_class& numerator, const mpz_class& denominator, cagr::rounding mode) {
    mpz_class quotient;
    mpz_class left;
    mpz_fdiv_qr(quotient.get_mpz_t(), left.get_mpz_t(), numerator.get_mpz_t(), denominator.get_mpz_t());
    if (left == 0) return quotient;
    const bool negative = numerator < 0;
    const int half = cmp(mpz_class(2 * left), denominator); // of the way up from the floor
    bool upwards = half > 0;
    switch (mode) {
    case cagr::rounding::half_even: upwards = half > 0 || (half == 0 && mpz_odd_p(quotient.get_mpz_t()) != 0); break;
    case cagr::rounding::half_up: upwards = half > 0 || (half == 0 && !negative); break;
    case cagr::rounding::half_down: upwards = half > 0 || (half == 0 && negative); break;
    case cagr::rounding::up: upwards = !negative; break;
    case cagr::rounding::down: upwards = negative; break;
    case cagr::rounding::ceiling: upwards = true; break;
    case cagr::rounding::floor: upwards = false; break;
    }
    return upwards ? mpz_class(quotient + 1) : quotient;
}

/// Random choices, all from one seed; the salt keeps the tests apart.
class source {
public:
    explicit source(std::uint64_t salt) : source(seed(), salt) {}
    source(std::uint64_t seed, std::uint64_t salt) : engine_(seed + salt * 0x9E3779B97F4A7C15ULL) {}

    long between(long low, long high) { return std::uniform_int_distribution<long>(low, high)(engine_); }
    bool once_in(long n) { return between(1, n) == 1; }

    /// A natural number of exactly so many digits, a third of them with long runs of 0 or 9.
    mpz_class natural(long digits) {
        std::string text(static_cast<std::size_t>(digits), '0');
        const long style = between(0, 5);
        char run = '0';
        long left = 0;
        for (char& c : text) {
            if (style < 4) {
                c = static_cast<char>('0' + between(0, 9));
                continue;
            }
            if (left-- <= 0) {
                left = between(1, 40);
                run = once_in(3) ? static_cast<char>('0' + between(0, 9)) : style == 4 ? '0' : '9';
            }
            c = run;
        }
        if (text[0] == '0') text[0] = static_cast<char>('1' + between(0, 8));
        return mpz_class(text, 10);
    }

    /// Mostly short, sometimes up to `most` digits.
    long digits(long most) {
        const long style = between(0, 9);
        return style < 5 ? between(1, std::min(most, 20L)) : style < 8 ? between(1, std::min(most, 100L)) : between(1, most);
    }

    number signed_number(long most_digits, long most_exponent) {
        number out{natural(digits(most_digits)), between(-most_exponent, most_exponent)};
        if (once_in(40)) out.coefficient = 0;
        if (once_in(2)) out.coefficient = -out.coefficient;
        return out;
    }

    cagr::rounding rounding() { return roundings[static_cast<std::size_t>(between(0, 6))]; }

private:
    std::mt19937_64 engine_;
};

/// The sign of v - h/2 units, for a value v that only integers know.
using half_unit_order = std::function<int(const mpz_class&)>;

/// Whether `units` is v correctly rounded to an integer: every rounding by its definition, v of the sign given.
inline bool is_rounded(const mpz_class& units, int sign, cagr::rounding mode, const half_unit_order& order) {
    const mpz_class doubled = 2 * units;
    const int to_units = order(doubled) * sign; // > 0: v is further from zero than the units
    if (to_units == 0) return true;
    const bool cut = to_units > 0 && order(doubled + 2 * sign) * sign < 0;
    const bool raised = to_units < 0 && order(doubled - 2 * sign) * sign > 0;
    switch (mode) {
    case cagr::rounding::up: return raised;
    case cagr::rounding::down: return cut;
    case cagr::rounding::ceiling: return sign > 0 ? raised : cut;
    case cagr::rounding::floor: return sign > 0 ? cut : raised;
    default: break;
    }
    const int to_half = to_units > 0 ? order(doubled + sign) * sign : -order(doubled - sign) * sign;
    if (to_half != 0) return to_half < 0; // nearer than half a unit
    switch (mode) {
    case cagr::rounding::half_even: return mpz_even_p(units.get_mpz_t()) != 0;
    case cagr::rounding::half_up: return raised;
    default: return cut;
    }
}

/// The same for v rounded to so many significant digits, given as a decimal: finds the unit, checks that it is v's, then judges.
/// `order_at(k)` compares v with half units of 10^-k.
inline bool is_rounded_to_digits(const cagr::decimal& given, int sign, cagr::context to,
                                 const std::function<half_unit_order(long)>& order_at) {
    const number result = read(given);
    if (sgn(result.coefficient) != sign) return false;
    // The unit by the result's own leading digit; where a carry made it, v has one digit less before it.
    const long leading = static_cast<long>(given.adjusted_exponent());
    for (const long top : {leading, leading - 1}) {
        const long k = to.digits - 1 - top;
        const half_unit_order order = order_at(k);
        const mpz_class least = 2 * ten_to(to.digits - 1);
        if (order(sign * least) * sign < 0 || order(sign * least * 10) * sign >= 0) continue;
        const long raise = result.exponent + k;
        if (raise >= 0) return is_rounded(result.coefficient * ten_to(raise), sign, to.mode, order);
        const mpz_class divisor = ten_to(-raise);
        if (mpz_divisible_p(result.coefficient.get_mpz_t(), divisor.get_mpz_t()) == 0) return false; // more digits than asked
        return is_rounded(result.coefficient / divisor, sign, to.mode, order);
    }
    return false;
}

/// Half units of 10^-k against a fraction, by cross multiplication.
inline half_unit_order order_of(const mpz_class& numerator, const mpz_class& denominator, long k) {
    mpz_class scaled_numerator = 2 * numerator;
    mpz_class scaled_denominator = denominator;
    (k >= 0 ? scaled_numerator : scaled_denominator) *= ten_to(k >= 0 ? k : -k);
    return [scaled_numerator, scaled_denominator](const mpz_class& halves) {
        return sgn(mpz_class(scaled_numerator - halves * scaled_denominator));
    };
}

/// Half units of 10^-k against (numerator / denominator)^(q/p), less one where asked: the integer certificate of a root.
inline half_unit_order order_of_root(const mpz_class& numerator, const mpz_class& denominator, unsigned long p, unsigned long q,
                                     bool less_one, long k) {
    const mpz_class one = k >= 0 ? mpz_class(2 * ten_to(k)) : mpz_class(2); // the half units' denominator
    const mpz_class left = power(numerator, q) * power(one, p);
    const mpz_class right = power(denominator, q);
    const mpz_class raise = k < 0 ? ten_to(-k) : mpz_class(1);
    return [=](const mpz_class& halves) {
        const mpz_class boundary = less_one ? mpz_class(halves * raise + one) : mpz_class(halves * raise);
        if (sgn(boundary) <= 0) return 1;
        return sgn(mpz_class(left - power(boundary, p) * right));
    };
}

} // namespace numbers
