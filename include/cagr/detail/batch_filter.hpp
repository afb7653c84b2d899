// What it answers: which of a column's values binary floating point rounds for certain, many rows at a time.
// What it needs: config.hpp.
// Example: on_vectors(widest(), filter_step{x, f, nullptr, doubts, column, rows, k, bit});
#pragma once

#include <cagr/detail/config.hpp>

#include <bit>
#include <cfloat>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace cagr {
inline namespace v0 {
namespace detail {

// Loops that are written once for every processor: the compiler makes vectors of them, and on_vectors chooses how wide.

/// How wide the vectors are that a processor has.
enum class vector_width : std::uint8_t { portable, avx2, avx512 };

#if defined(__x86_64__)
template <class Loop>
[[gnu::target("avx2")]] void run_avx2(const Loop& loop) noexcept {
    loop();
}
template <class Loop>
#if defined(__clang__)
[[gnu::target("avx512f,avx512dq")]]
#else
[[gnu::target("avx512f,avx512dq,prefer-vector-width=512")]]
#endif
void run_avx512(const Loop& loop) noexcept {
    loop();
}

inline bool has_vectors(vector_width width) noexcept {
    switch (width) {
    case vector_width::portable: return true;
    case vector_width::avx2: return __builtin_cpu_supports("avx2") != 0;
    case vector_width::avx512: return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0;
    }
    return false;
}
#else
inline bool has_vectors(vector_width width) noexcept { return width == vector_width::portable; }
#endif

inline vector_width widest() noexcept {
    if (has_vectors(vector_width::avx512)) return vector_width::avx512;
    return has_vectors(vector_width::avx2) ? vector_width::avx2 : vector_width::portable;
}

/// Runs a loop with vectors that the processor has (see has_vectors).
template <class Loop>
void on_vectors(vector_width width, const Loop& loop) noexcept {
#if defined(__x86_64__)
    if (width == vector_width::avx512) return run_avx512(loop);
    if (width == vector_width::avx2) return run_avx2(loop);
#endif
    static_cast<void>(width);
    loop();
}

inline constexpr double filter_magic = 6755399441055744.0; // 1.5 * 2^52: what is added to it is rounded to an integer

/// Or of all (column + add): whether every sum is below a power of two.
struct joined_bits {
    const std::int64_t* column;
    std::uint64_t add;
    std::size_t rows;
    std::uint64_t* joined;

    [[gnu::always_inline]] void operator()() const noexcept {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < rows; ++i) bits |= static_cast<std::uint64_t>(column[i]) + add;
        *joined = bits;
    }
};

/// out = (column + add) * scale, or / scale: an integer and a power of ten up to 10^22, which double has exactly. The sums are in
/// [-2^51, 2^51): then every processor converts them by their bits.
struct scaled_column {
    const std::int64_t* column;
    std::uint64_t add;
    std::size_t rows;
    double scale;
    bool divide;
    double* out;

    [[gnu::always_inline]] void operator()() const noexcept {
        const std::uint64_t shift = add + std::bit_cast<std::uint64_t>(filter_magic);
        const std::int64_t* const __restrict in = column;
        double* const __restrict to = out;
        const auto whole = [&](std::size_t i) { return std::bit_cast<double>(static_cast<std::uint64_t>(in[i]) + shift) - filter_magic; };
        if (divide) {
            for (std::size_t i = 0; i < rows; ++i) to[i] = whole(i) / scale;
        } else {
            for (std::size_t i = 0; i < rows; ++i) to[i] = whole(i) * scale;
        }
    }
};

/// Rounding to the nearest after adding so much is the directed rounding, but where that changes its mind: there it is in doubt.
constexpr double filter_offset(bool away, bool negative) noexcept { return away == negative ? -0.5 : 0.5; }

/// E of the period k, in the test that accepts a rounding.
///
/// Let u = 2^-53, what a rounding to the nearest double loses at most, relatively, and t = B * 10^s * (F / 10^p)^k the true value in
/// units of the result. x starts as an integer converted to double (1 rounding) and multiplied or divided by an exact power of ten
/// (1); f is an integer converted (1) and divided by such a power (1); and each step is a product (1): x = t * (1 + e) with
/// |e| <= (1 + u)^(3k + 2) - 1 < (3k + 3)u, since (3k + 3)^2 * u < 1/2 for k <= 100.
///
/// y = x + offset loses u(|x| + 1/2) at most. |y| < 2^51, so that y + 1.5 * 2^52 has the unit 1 and r, the sum less 1.5 * 2^52, is y
/// rounded to the nearest integer, exactly; and y - r, at most 1/2 and a multiple of y's unit, is exact too. Hence
///     |t + offset - r| <= |y - r| + (3k + 3)u|x| + u(|x| + 1/2) <= d + (3k + 4)u|x| + u/2,
/// and where that is below 1/2, r is the only nearest integer to t + offset: the rounding. Tested is
///     d + E|x| < 1/2 - 2E,   E = (3k + 8)u,
/// whose own roundings lose less than 2u, which 2E - u/2 is. Where a compiler fuses a product and a sum into one operation, x or y has
/// one rounding less, or y - r one more of at most u/2: covered alike.
///
/// |x| >= 2^49 fails the test, as E >= 11u; so |y| < 2^51 wherever it holds. Infinity and NaN fail it. Where x underflows its
/// error is not relative, but then t and x are both below 2^-900: the nearest is 0, and with an offset it is in doubt.
constexpr double filter_error(int period) noexcept { return (3 * period + 8) * (DBL_EPSILON / 2); }

/// Whether the processor rounds to the nearest here and now: where it does not, no filter is certain of anything. Its arithmetic is
/// asked: on x86, std::fegetround tells of another unit than the one that adds doubles.
inline bool filter_is_certain() noexcept {
    const volatile double one = 1;
    const volatile double little = 0x1p-60;
    return one + little == 1 && one - little == 1;
}

/// One period of compounding: multiplies values by factors and rounds them into `out`. Sets the bit in the doubts of rows whose
/// rounding is not certain: what stands there is then beside it, or where |x| is large, nothing.
struct filter_step {
    double* values;        ///< x: of the period before, then of this one, in units of the result
    const double* factors; ///< f
    const double* offsets; ///< null to round to the nearest, else see filter_offset
    std::uint64_t* doubts; ///< of each row the periods in doubt, as bits
    std::int64_t* out;
    std::size_t rows;
    int period;
    std::uint64_t bit;

    [[gnu::always_inline]] void operator()() const noexcept {
        if (offsets != nullptr) return round<true>();
        round<false>();
    }

    template <bool offset>
    [[gnu::always_inline]] void round() const noexcept {
#if defined(__clang__)
#pragma clang fp reassociate(off) // no macro tells of -fassociative-math, which would take filter_magic away
#endif
        const double error = filter_error(period);
        const double limit = 0.5 - 2 * error;
        const std::uint64_t here = bit;
        const std::size_t last = rows;
        double* const __restrict x = values;
        const double* const __restrict f = factors;
        const double* const __restrict shift = offsets;
        std::uint64_t* const __restrict doubt = doubts;
        std::int64_t* const __restrict to = out;
        for (std::size_t i = 0; i < last; ++i) {
            const double value = x[i] * f[i];
            x[i] = value;
            double y = value;
            if constexpr (offset) y += shift[i];
            const double shifted = y + filter_magic;
            const double distance = std::fabs(y - (shifted - filter_magic));
            to[i] = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(shifted) - std::bit_cast<std::uint64_t>(filter_magic));
            doubt[i] |= distance + std::fabs(value) * error < limit ? 0 : here;
        }
    }
};

} // namespace detail
} // namespace v0
} // namespace cagr
