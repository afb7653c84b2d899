// What it answers: the same bits of double arithmetic, exp and ln from every compiler, whatever its optimisation and processor.
// What it needs: config.hpp.
// Example: steady y = (steady(a) * x + b) / c;   // a rounding at each step, never fused
#pragma once

#include <cagr/detail/config.hpp>

#include <bit>
#include <cmath>
#include <cstdint>

namespace cagr {
inline namespace v0 {
namespace detail {

/// The value as a register has it, at no cost: the compiler cannot see through, and so neither fuses what leads to it with what follows
/// (-ffp-contract) nor reorders it. Pragmas do not do: g++ has none for contraction, and clang's yield to -ffp-contract=fast.
[[gnu::always_inline]] inline double settled(double x) noexcept {
#if defined(__x86_64__)
    asm("" : "+x"(x));
#elif defined(__aarch64__)
    asm("" : "+w"(x));
#else
    asm("" : "+m"(x));
#endif
    return x;
}

/// A double whose + - * / and sqrt are each rounded to the nearest, as IEEE has it, and so the same everywhere.
class steady {
public:
    constexpr steady(double value = 0) noexcept : value_(value) {}
    [[nodiscard]] constexpr double value() const noexcept { return value_; }

    [[gnu::always_inline]] friend steady operator+(steady a, steady b) noexcept { return settled(a.value_ + b.value_); }
    [[gnu::always_inline]] friend steady operator-(steady a, steady b) noexcept { return settled(a.value_ - b.value_); }
    [[gnu::always_inline]] friend steady operator*(steady a, steady b) noexcept { return settled(a.value_ * b.value_); }
    [[gnu::always_inline]] friend steady operator/(steady a, steady b) noexcept { return settled(a.value_ / b.value_); }
    [[gnu::always_inline]] friend steady operator-(steady a) noexcept { return -a.value_; }
    steady& operator+=(steady b) noexcept { return *this = *this + b; }
    steady& operator-=(steady b) noexcept { return *this = *this - b; }
    steady& operator*=(steady b) noexcept { return *this = *this * b; }
    steady& operator/=(steady b) noexcept { return *this = *this / b; }
    friend bool operator<(steady a, steady b) noexcept { return a.value_ < b.value_; }
    friend bool operator>(steady a, steady b) noexcept { return a.value_ > b.value_; }

private:
    double value_;
};

inline steady steady_sqrt(steady x) noexcept { return settled(std::sqrt(x.value())); }

// ln 2 in two parts, the first of 32 bits: its products with exponents are exact.
inline constexpr double ln2_high = 0x1.62e42feep-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

/// e^x to a few units of the last place, for |x| up to 700; beyond, that of 700.
inline steady steady_exp(steady x) noexcept {
    if (x > 700) x = 700;
    if (x < -700) x = -700;
    const double halves = (x * 1.4426950408889634).value();
    const auto power = static_cast<std::int64_t>(halves < 0 ? settled(halves - 0.5) : settled(halves + 0.5));
    const auto k = static_cast<double>(power);
    const steady r = (x - steady(k) * ln2_high) - steady(k) * ln2_low; // at most 0.35
    steady sum = 1;
    for (int i = 14; i > 0; --i) sum = sum * r / i + 1; // 0.35^15 / 15! is below 2^-60
    return sum * std::bit_cast<double>(static_cast<std::uint64_t>(power + 1023) << 52);
}

/// ln x to a few units of the last place, for normal positive doubles.
inline steady steady_ln(steady x) noexcept {
    const auto bits = std::bit_cast<std::uint64_t>(x.value());
    auto power = static_cast<std::int64_t>(bits >> 52) - 1023;
    double mantissa = std::bit_cast<double>((bits & 0xfffffffffffffU) | 0x3ff0000000000000U);
    if (mantissa > 1.4142135623730951) {
        mantissa /= 2;
        ++power;
    }
    const steady s = steady(mantissa - 1) / (steady(mantissa) + 1); // at most 0.172: 2 atanh(s) is the mantissa's logarithm
    const steady square = s * s;
    steady sum = 0;
    for (int i = 23; i > 1; i -= 2) sum = (sum + steady(1) / i) * square;
    const auto k = static_cast<double>(power);
    return steady(k) * ln2_high + (s * 2 + (s * 2 * sum + steady(k) * ln2_low));
}

} // namespace detail
} // namespace v0
} // namespace cagr
