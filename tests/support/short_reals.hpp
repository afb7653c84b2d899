// What the tests of fixed-width numbers share: how far one is from an Arb real, in its slacks, and words to try them with.
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/short_log.hpp>

#include "support/reals.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace short_reals {

using cagr::detail::limb;
using cagr::detail::short_real;
using cagr::detail::word_ratio;
using reals::ball;
using reals::ball_of;
using reals::real;

inline mpz_class whole(const limb* limbs, std::size_t size) {
    mpz_class out;
    mpz_import(out.get_mpz_t(), size, -1, sizeof(limb), 0, 0, limbs);
    return out;
}

inline mpz_class whole(limb word) { return whole(&word, 1); }

inline mpq_class two_to(long n) {
    mpz_class power;
    mpz_ui_pow_ui(power.get_mpz_t(), 2, static_cast<unsigned long>(n < 0 ? -n : n));
    return n < 0 ? mpq_class(1, power) : mpq_class(power);
}

/// How far a real is from the middle of a short one, in its slacks; an upper bound.
template <std::size_t K>
double slacks_off(const real& value, const short_real<K>& found) {
    constexpr long bits = 700;
    ball off = value.enclose(bits);
    const mpq_class middle = whole(found.m, K) * two_to(found.exponent);
    arb_sub(off.get(), off.get(), ball_of(middle, bits).get(), bits);
    const mpq_class slack = whole(found.slack) * two_to(found.exponent);
    arb_div(off.get(), off.get(), ball_of(slack, bits).get(), bits);
    arf_t most;
    arf_init(most);
    arb_get_abs_ubound_arf(most, off.get(), 64);
    const double out = arf_get_d(most, ARF_RND_UP);
    arf_clear(most);
    return out;
}

/// Words of all lengths, with long runs of zeros or ones among them.
class words {
public:
    explicit words(std::uint64_t salt) : engine_(numbers::seed() + salt) {}

    limb next(int bits = 64) {
        limb out = engine_();
        if (engine_() % 4 == 0) out &= engine_() & engine_() & engine_();
        if (engine_() % 4 == 0) out |= engine_() | engine_() | engine_();
        return std::max<limb>(1, out >> (64 - bits + static_cast<int>(engine_() % static_cast<limb>(bits))));
    }
    limb below(limb n) { return engine_() % n; }

    /// A ratio above 1: of any words, near 1, at or beside the bounds of the tables' intervals, or a rate's factor.
    word_ratio ratio() {
        word_ratio out{next(), next()};
        switch (below(6)) {
        case 0: out.below = out.above - std::min(next(), out.above - 1); break;
        case 1: out.below = out.above - std::min<limb>(below(100), out.above - 1); break;
        case 2: {
            const limb scale = below(2) == 0 ? 256 : 128 * 128;
            out.below = next(64 - 16);
            out.above = static_cast<limb>(static_cast<cagr::detail::wide>(out.below) * (scale + below(scale + 1)) / scale) + below(3);
            break;
        }
        case 3:
            out.below = cagr::detail::ten_words[below(19)];
            out.above = out.below + below(10'000) * (out.below / 1000);
            break;
        case 4: out = {limb{1} << below(64), limb{1} << below(64)}; break;
        default: break;
        }
        if (out.above == out.below) out = {2, 1};
        if (out.above < out.below) std::swap(out.above, out.below);
        return out;
    }

private:
    std::mt19937_64 engine_;
};

} // namespace short_reals
