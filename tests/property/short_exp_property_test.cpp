// The fixed-width exponential against Arb: its proven slack, and the powers that are rounded by it in all seven modes.
#include <cagr/decimal.hpp>
#include <cagr/detail/short_exp.hpp>
#include <cagr/detail/transcendental.hpp>

#include "support/catch.hpp"
#include "support/reals.hpp"
#include "support/short_reals.hpp"

#include <algorithm>
#include <string>

using cagr::context;
using cagr::decimal;
using cagr::rounding;
using cagr::scale10;
using namespace numbers;
using namespace reals;
using namespace short_reals;

namespace {

/// x of one limb above the point, below 128: of any size, or beside a multiple of ln 2 or a bound of the first table's cells.
template <std::size_t K>
void some_fixed(limb* x, words& random) {
    for (std::size_t i = 0; i < K; ++i) x[i] = random.next();
    x[K] = random.below(2) == 0 ? 0 : random.below(128);
    switch (random.below(4)) {
    case 0: x[K] = cagr::detail::multiply_word(x, cagr::detail::fraction_of_ln_2.limbs + 4 - K, K, random.below(185)); break;
    case 1: x[K - 1] = random.below(1024) << 54; break;
    default: break;
    }
    const limb small = random.below(3);
    if (random.below(4) == 0) (void)cagr::detail::add_limbs(x, x, K + 1, &small, 1);
    x[K] %= 128;
}

template <std::size_t K>
void check_exponentials(std::uint64_t salt, double most) {
    words random(salt);
    double worst = 0;
    for (int i = 0; i < 20'000; ++i) {
        limb x[K + 1];
        some_fixed<K>(x, random);
        const bool negative = random.below(2) == 0;
        const mpq_class exact = (negative ? -1 : 1) * whole(x, K + 1) * two_to(-64 * static_cast<long>(K));
        CAPTURE(exact.get_str());
        short_real<K> found;
        REQUIRE(cagr::detail::exp_of_fixed<K>(found, x, negative, 0));
        REQUIRE(found.m[K - 1] >> 63 == 1);
        const double off = slacks_off(exponential(exact), found);
        REQUIRE(off < 1);
        worst = std::max(worst, off);
    }
    CHECK(worst < most); // what is proven leaves a margin to what is found
}

/// A short number: a word and a power of ten.
decimal some_decimal(words& random, long least_lead, long most_lead) {
    const decimal out(random.next());
    const long lead = least_lead + static_cast<long>(random.below(static_cast<limb>(most_lead - least_lead + 1)));
    return scale10(out, lead - static_cast<long>(out.adjusted_exponent()));
}

} // namespace

TEST_CASE("exponentials in three and four limbs are within their slack of Arb's") {
    CAPTURE(seed());
    check_exponentials<3>(111, 0.9);
    check_exponentials<4>(112, 0.95);
}

TEST_CASE("short exponentials are rounded as their Arb balls say, and as the general way rounds them") {
    CAPTURE(seed());
    words random(113);
    long answered = 0;
    for (int i = 0; i < 2000; ++i) {
        decimal x = some_decimal(random, -12, 2);
        if (random.below(2) == 0) x = -x;
        const int digits = static_cast<int>(1 + random.below(50));
        const real value = exponential(as_mpq(x));
        for (const rounding mode : roundings) {
            CAPTURE(to_string(x), digits, to_string(mode));
            const context to{digits, mode};
            REQUIRE(value.is_rounded_to(exp(x, to), 1, to));
            const std::optional<decimal> found = cagr::detail::short_exponential(x, to);
            if (!found) continue;
            ++answered;
            REQUIRE(*found == cagr::detail::rounded_exponential(x, false, to));
        }
    }
    CHECK(answered > 2000);
}

TEST_CASE("short powers are rounded as their Arb balls say, rational ones and their neighbours too") {
    CAPTURE(seed());
    words random(114);
    long answered = 0;
    for (int i = 0; i < 3000; ++i) {
        decimal d = some_decimal(random, -3, 4);
        decimal y = some_decimal(random, -5, 1);
        int digits = static_cast<int>(1 + random.below(50));
        switch (random.below(5)) {
        case 0: d = 1 + scale10(some_decimal(random, 0, 0), -static_cast<long>(2 + random.below(17))); break;
        case 1: { // a rational power, or one beside it
            static constexpr int denominators[] = {2, 4, 5, 8};
            const int q = denominators[random.below(4)];
            d = scale10(pow(decimal(2 + random.below(12)), q), -q * static_cast<long>(random.below(3)));
            y = divide(decimal(1 + random.below(9)), decimal(q), {});
            digits = static_cast<int>(1 + random.below(12));
            if (random.below(2) == 0) y += scale10(decimal(1), -static_cast<long>(8 + random.below(9)));
            break;
        }
        default: break;
        }
        if (random.below(3) == 0) y = -y;
        if (d == 1 || abs(log10(d, {.digits = 5}) * y) > 90) continue;
        const real value = power_of_one_and(mpq_class(as_mpq(d) - 1), as_mpq(y));
        for (const rounding mode : roundings) {
            CAPTURE(to_string(d), to_string(y), digits, to_string(mode));
            const context to{digits, mode};
            REQUIRE(value.is_rounded_to(pow(d, y, to), 1, to));
            const std::optional<decimal> found = cagr::detail::short_exponential_power(d, y, to);
            if (!found) continue;
            ++answered;
            REQUIRE(*found == pow(d, y, to));
        }
    }
    CHECK(answered > 3000);
}
