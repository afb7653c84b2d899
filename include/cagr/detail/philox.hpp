// What it answers: the random bits of a seed and a counter, the same whoever asks and in whatever order.
// What it needs: config.hpp.
// Example: philox_block bits = philox({path, 0, segment, year / 2}, seed);
#pragma once

#include <cagr/detail/config.hpp>

#include <array>
#include <cstdint>

namespace cagr {
inline namespace v0 {
namespace detail {

using philox_block = std::array<std::uint32_t, 4>;

/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011): a keyed bijection of
/// counters that passes BigCrush. The key is the seed, its lower half first.
constexpr philox_block philox(philox_block counter, std::uint64_t key) noexcept {
    auto low_key = static_cast<std::uint32_t>(key);
    auto high_key = static_cast<std::uint32_t>(key >> 32);
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ low_key, static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ high_key, static_cast<std::uint32_t>(a)};
        low_key += 0x9E3779B9U;  // of the golden ratio
        high_key += 0xBB67AE85U; // sqrt(3) - 1
    }
    return counter;
}

/// A half of a block, as one number.
constexpr std::uint64_t philox_word(const philox_block& block, unsigned half) noexcept {
    return static_cast<std::uint64_t>(block[std::size_t{2} * half + 1]) << 32 | block[std::size_t{2} * half];
}

} // namespace detail
} // namespace v0
} // namespace cagr
