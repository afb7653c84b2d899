// What it answers: a standard normal for 64 random bits, by the inverse of its distribution.
// What it needs: steady.hpp.
// Example: double z = normal_quantiles().draw(bits);
#pragma once

#include <cagr/detail/steady.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A cubic over a step of a table, in t from 0 to 1.
struct cubic {
    double c0, c1, c2, c3;

    [[nodiscard]] [[gnu::always_inline]] steady at(steady t) const noexcept { return ((steady(c3) * t + c2) * t + c1) * t + c0; }
};

/// The cubic with these values at its ends, and these slopes times its width.
inline cubic hermite(steady from, steady from_slope, steady to, steady to_slope) noexcept {
    const steady rise = to - from;
    return {from.value(), from_slope.value(), (rise * 3 - from_slope * 2 - to_slope).value(), (from_slope + to_slope - rise * 2).value()};
}

/// The normal density.
inline steady normal_density(steady z) noexcept { return steady_exp(-(z * z) / 2) * 0.3989422804014327; }

/// The share of a normal distribution below z, for z of 0 or less, to some 10^-14 of itself.
inline steady normal_below(steady z) noexcept {
    const steady x = -z;
    if (x < 2.5) { // 1/2 - density * (x + x^3/3 + x^5/15 + ...)
        steady term = x;
        steady sum = x;
        for (int i = 3; i < 90; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return steady(0.5) - normal_density(z) * sum;
    }
    steady fraction = x; // Laplace's continued fraction: density / (x + 1/(x + 2/(x + ...)))
    for (int i = 60; i > 0; --i) fraction = x + steady(i) / fraction;
    return normal_density(z) / fraction;
}

/// The z of 0 or less below which the share p lies, from a guess near it.
inline steady normal_quantile_near(steady p, steady z) noexcept {
    for (int i = 0; i < 8; ++i) { // Halley's method: each step triples the digits
        const steady step = (normal_below(z) - p) / normal_density(z);
        const steady less = step / (steady(1) + z * step / 2);
        z = z - less;
        if (z > 0) z = 0;
        if (less < 1e-12 && less > -1e-12) break;
    }
    return z;
}

/// The inverse of the normal distribution by cubics, 64 to each halving of the tail, to 10^-9.
class normal_table {
public:
    normal_table() noexcept {
        steady to = 0; // at 1/2, going down
        steady to_slope = steady(1) / normal_density(to);
        for (std::size_t i = steps; i-- > 0;) {
            const double p = std::bit_cast<double>(least + (static_cast<std::uint64_t>(i) << cut));
            const double next = std::bit_cast<double>(least + (static_cast<std::uint64_t>(i + 1) << cut));
            const steady width = next - p; // exact: of one binade
            const steady from = normal_quantile_near(p, to - to_slope * width);
            const steady from_slope = steady(1) / normal_density(from);
            cubics_[i] = hermite(from, from_slope * width, to, to_slope * width);
            to = from;
            to_slope = from_slope;
        }
    }

    /// The normal of a share p in [2^-54, 1/2).
    [[nodiscard]] [[gnu::always_inline]] steady lower(double p) const noexcept {
        const std::uint64_t bits = std::bit_cast<std::uint64_t>(p) - least;
        const std::uint64_t rest = bits & ((std::uint64_t{1} << cut) - 1);
        return cubics_[bits >> cut].at(static_cast<double>(static_cast<std::int64_t>(rest)) * 0x1p-46);
    }

    /// A bit for the sign, 52 for the share: (j + 1/2) / 2^53. Between -8.3 and 8.3, and as often z as -z.
    [[nodiscard]] [[gnu::always_inline]] double draw(std::uint64_t bits) const noexcept {
        const double z = lower((static_cast<double>(static_cast<std::int64_t>(bits << 1 >> 12)) + 0.5) * 0x1p-53).value();
        return std::bit_cast<double>(std::bit_cast<std::uint64_t>(z) ^ (bits & std::uint64_t{1} << 63));
    }

private:
    static constexpr int cut = 52 - 6; // what tells of the step are the exponent and six bits
    static constexpr std::size_t steps = std::size_t{53} * 64;
    static constexpr std::uint64_t least = std::bit_cast<std::uint64_t>(0x1p-54);

    std::array<cubic, steps> cubics_;
};

/// The one table: made when first needed, never changed.
inline const normal_table& normal_quantiles() noexcept {
    static const normal_table table;
    return table;
}

} // namespace detail
} // namespace v0
} // namespace cagr
