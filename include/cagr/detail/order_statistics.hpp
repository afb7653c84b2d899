// What it answers: the percentiles of many values, without sorting them.
// What it needs: steady.hpp.
// Example: std::vector<double> five = percentiles_of(values, std::vector<double>{5, 25, 50, 75, 95});
#pragma once

#include <cagr/detail/steady.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Where a percentile lies among sorted values: at `below`, and so far towards the next one.
struct percentile_place {
    std::size_t below;
    double towards;

    percentile_place(double percentile, std::size_t count) noexcept {
        const steady at = steady(static_cast<double>(count - 1)) * percentile / 100;
        below = std::min(static_cast<std::size_t>(at.value()), count - 1);
        towards = below + 1 < count ? (at - static_cast<double>(below)).value() : 0;
    }
};

/// A number that orders as the double does, which is none of NaN.
inline std::uint64_t order_key(double x) noexcept {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    constexpr std::uint64_t sign = std::uint64_t{1} << 63;
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

/// The percentiles of the values, of which there is one at least, by the linear interpolation of order statistics (type 7). The values are
/// counted by their leading bits; only those that share them with an order statistic are sorted. Leaves the values in disorder.
inline std::vector<double> percentiles_of(std::span<double> values, std::span<const double> percentiles) {
    constexpr std::size_t buckets = 4096;
    const std::size_t count = values.size();
    std::uint64_t least = ~std::uint64_t{0};
    std::uint64_t most = 0;
    for (const double x : values) {
        const std::uint64_t key = order_key(x);
        least = std::min(least, key);
        most = std::max(most, key);
    }
    int shift = 0;
    while ((most - least) >> shift >= buckets) ++shift;
    const auto bucket_of = [&](double x) { return static_cast<std::size_t>((order_key(x) - least) >> shift); };
    std::vector<std::size_t> starts(buckets + 1); // how many values are in the buckets before
    for (const double x : values) ++starts[bucket_of(x) + 1];
    for (std::size_t i = 0; i < buckets; ++i) starts[i + 1] += starts[i];

    // Which buckets hold what is asked, and how many values are then left out before each.
    std::vector<std::uint8_t> is_wanted(buckets);
    const auto bucket_at = [&](std::size_t rank) {
        return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), rank) - starts.begin() - 1);
    };
    for (const double p : percentiles) {
        const percentile_place place(p, count);
        is_wanted[bucket_at(place.below)] = 1;
        is_wanted[bucket_at(std::min(place.below + 1, count - 1))] = 1;
    }
    std::vector<std::size_t> skipped(buckets);
    std::size_t missing = 0;
    for (std::size_t i = 0; i < buckets; ++i) {
        skipped[i] = missing;
        if (is_wanted[i] == 0) missing += starts[i + 1] - starts[i];
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double x = values[i];
        values[kept] = x;
        kept += is_wanted[bucket_of(x)];
    }
    std::sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept));

    const auto sorted = [&](std::size_t rank) { return steady(values[rank - skipped[bucket_at(rank)]]); };
    std::vector<double> out;
    out.reserve(percentiles.size());
    for (const double p : percentiles) {
        const percentile_place place(p, count);
        const steady low = sorted(place.below);
        const steady high = sorted(std::min(place.below + 1, count - 1));
        out.push_back(place.towards > 0 ? (low + (high - low) * place.towards).value() : low.value());
    }
    return out;
}

} // namespace detail
} // namespace v0
} // namespace cagr
