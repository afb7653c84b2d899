// What it answers: e^x in fixed point, enclosed.
// What it needs: integer.hpp and scaled_integer.hpp.
// Example: const fixed_range y = exponential_below_two({x, 1, 200});   // 0 <= x <= ln 2
//
// Method: R. P. Brent and P. Zimmermann, Modern Computer Arithmetic (2010), 4.3.1 and 4.4.3: the argument is halved s times,
// the series is summed with about 2 sqrt(N) long products for N terms (Paterson and Stockmeyer; Smith), and its sum is
// squared s times. The bounds stand beside the steps.
#pragma once

#include <cagr/detail/scaled_integer.hpp>

#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A real within `slack` units of middle, both in units of 2^-bits.
struct fixed_range {
    integer middle;
    integer slack;
    std::uint64_t bits = 0;
};

/// a * 2^n, cut towards zero, for n of either sign.
inline integer shifted(const integer& a, std::int64_t n) { return n >= 0 ? integer(a << n) : integer(a / (integer(1) << -n)); }

/// The range in units of 2^-bits: cut downwards by less than one of them.
inline fixed_range rescaled(const fixed_range& x, std::uint64_t bits) {
    if (bits >= x.bits) return {x.middle << (bits - x.bits), x.slack << (bits - x.bits), bits};
    return {shifted(x.middle, -static_cast<std::int64_t>(x.bits - bits)), (x.slack >> (x.bits - bits)) + 2, bits};
}

/// About the square root, from below: only ever a choice of how many terms to take.
inline std::uint64_t rough_root(std::uint64_t n) {
    std::uint64_t root = 1;
    while ((root + 1) * (root + 1) <= n) ++root;
    return root;
}

/// e^t - 1 of t * 2^-bits in [0, 2^-halvings), halvings of 2 or more, within 16 units from below. With n counting down,
/// A(n) = (t^j + A(n+1)) / n for the place j of n in its block of m terms, A(n+1) times t^m where a block ends; A(1) is
/// t + t^2/2! + ... Cut downwards throughout: a power t^j lacks less than 2 units (its error e gives e * 2^-halvings + 1), a
/// block's end leaves at most 16/4 + 2 * 2 + 1 = 9, and each (9 or 16 + 2) / n + 1 stays below 16, at n = 1 too, where the A(2)
/// before it lacks at most 10. The terms left out are below one unit together.
inline integer exponential_series(const integer& t, std::uint64_t halvings, std::uint64_t bits) {
    std::uint64_t terms = 1;
    std::uint64_t gained = 0; // log2 of 1 / (t^terms / terms!), from below
    while (gained <= bits + 1) {
        ++terms;
        gained += halvings + static_cast<std::uint64_t>(std::bit_width(terms)) - 1;
    }
    const std::uint64_t block = std::max<std::uint64_t>(2, rough_root(terms));
    std::vector<integer> powers(block + 1);
    powers[0] = integer(1) << bits;
    powers[1] = t;
    for (std::uint64_t j = 2; j <= block; ++j)
        powers[j] = (j % 2 == 0 ? powers[j / 2] * powers[j / 2] : powers[j - 1] * t) >> bits; // a square's error: 2 e 2^-halvings + 1
    integer sum;
    for (std::uint64_t n = terms; n >= 1; --n) {
        if ((n + 1) % block == 0 && !sum.is_zero()) sum = (sum * powers[block]) >> bits;
        sum = (sum + powers[n % block]) / n;
    }
    return sum;
}

/// e^x for x.middle in [0, 0.7] and a slack below 2^-4. The series lacks at most 17 units; a squaring takes an error d to
/// 2 * e^(x/2) * d + 1 at most, and all of them together multiply it by less than 2^halvings * 2.1. That of x itself
/// changes e^x < 2.02 by less than 3 times as much.
inline fixed_range exponential_below_two(const fixed_range& x) {
    const std::uint64_t halvings = 2 + rough_root(x.bits) / 4;
    const std::uint64_t bits = x.bits + halvings + 16;
    integer y = (integer(1) << bits) + exponential_series((x.middle << (bits - x.bits)) >> halvings, halvings, bits);
    // A cut of t by less than one unit changes e^t by less than 2: 19 with the 17.
    for (std::uint64_t i = 0; i < halvings; ++i) y = (y * y) >> bits;
    const integer slack = (integer(3 * (19 + halvings)) << halvings) + ((3 * x.slack) << (bits - x.bits));
    return rescaled({y, slack, bits}, x.bits);
}

} // namespace detail
} // namespace v0
} // namespace cagr
