// project() against GMP integers: base B / 10^s grown by factor F / 10^t is B * F^k / 10^(s + t*k) in year k.
#include "support/catch.hpp"

#include <cagr/detail/leading_bits.hpp>
#include <cagr/forecast.hpp>

#include "support/numbers.hpp"

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

using namespace cagr;
using numbers::rounded;
using numbers::ten_to;

namespace {

constexpr rounding modes[] = {rounding::half_even, rounding::half_up, rounding::half_down, rounding::up,
                              rounding::down,      rounding::ceiling, rounding::floor};

std::uint64_t chosen_seed() {
    if (const char* given = std::getenv("CAGR_SEED")) return std::strtoull(given, nullptr, 10);
    return std::random_device{}();
}

/// value / 10^scale, scale of either sign, as a number of the library and digit by digit.
decimal over_ten_to(const mpz_class& value, std::int64_t scale) { return scale10(decimal::parse(value.get_str()), -scale); }

struct test_case {
    std::int64_t base;
    int base_places; // negative: trailing zeros
    std::uint64_t factor;
    int factor_places;
    int periods;
    shown as;
};

void check(const test_case& c) {
    const decimal base = scale10(decimal(c.base), -c.base_places);
    const decimal factor = scale10(decimal(c.factor), -c.factor_places);
    CAPTURE(to_string(base), to_string(factor), c.periods, c.as.places, to_string(c.as.mode));
    const projection p = project(base, rate::from_factor(factor), c.periods, c.as);
    REQUIRE(p.size() == static_cast<std::size_t>(c.periods) + 1);
    mpz_class value = mpz_class(std::to_string(c.base));
    const mpz_class step(std::to_string(c.factor));
    bool exact_agrees = true;
    bool shown_agrees = true;
    bool text_agrees = true;
    for (int k = 0; k <= c.periods; ++k) {
        const std::int64_t scale = c.base_places + std::int64_t{k} * c.factor_places;
        const std::int64_t dropped = scale - c.as.places;
        const auto row = p[static_cast<std::size_t>(k)];
        exact_agrees = exact_agrees && row.exact() == over_ten_to(value, scale);
        const mpz_class units = dropped > 0 ? rounded(value, ten_to(dropped), c.as.mode) : mpz_class(value * ten_to(-dropped));
        shown_agrees = shown_agrees && row.shown() == over_ten_to(units, c.as.places);
        std::string digits = mpz_class(abs(units)).get_str();
        const auto places = static_cast<std::size_t>(c.as.places);
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        if (places > 0) digits.insert(digits.size() - places, 1, '.');
        text_agrees = text_agrees && row.text() == (units < 0 ? "-" + digits : digits);
        value *= step;
    }
    CHECK(exact_agrees);
    CHECK(shown_agrees);
    CHECK(text_agrees);
    CHECK(p.back().exact() == compound(base, rate::from_factor(factor), c.periods));
}

class generator {
public:
    explicit generator(std::uint64_t seed) : engine_(seed) {}

    int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }
    rounding mode() { return modes[between(0, 6)]; }

    /// An integer of any length up to `bits` bits.
    std::uint64_t integer(int bits) { return engine_() >> (64 - between(1, bits)); }
    std::int64_t signed_integer(int bits) {
        const auto magnitude = static_cast<std::int64_t>(integer(bits));
        return between(0, 3) == 0 ? -magnitude : magnitude;
    }

private:
    std::mt19937_64 engine_;
};

} // namespace

TEST_CASE("projections of market figures agree with integers, exact and shown, in every rounding") {
    const std::uint64_t seed = chosen_seed();
    INFO("CAGR_SEED=" << seed);
    generator any(seed);
    for (int i = 0; i < 4000; ++i) {
        check({.base = any.signed_integer(24),
               .base_places = any.between(-3, 4),
               .factor = static_cast<std::uint64_t>(any.between(0, 3000)),
               .factor_places = 3,
               .periods = any.between(0, 12),
               .as = {.places = any.between(0, 4), .mode = any.mode()}});
    }
}

TEST_CASE("projections of any base, factor and length agree with integers") {
    const std::uint64_t seed = chosen_seed();
    INFO("CAGR_SEED=" << seed);
    generator any(seed);
    for (int i = 0; i < 2000; ++i) {
        check({.base = any.signed_integer(63),
               .base_places = any.between(-25, 25),
               .factor = any.integer(64),
               .factor_places = any.between(-3, 22),
               .periods = any.between(0, 40),
               .as = {.places = any.between(0, 30), .mode = any.mode()}});
    }
}

TEST_CASE("projections of hundreds of periods agree with integers") {
    const std::uint64_t seed = chosen_seed();
    INFO("CAGR_SEED=" << seed);
    generator any(seed);
    for (int i = 0; i < 60; ++i) {
        check({.base = any.signed_integer(40),
               .base_places = any.between(-3, 9),
               .factor = any.integer(i % 2 == 0 ? 11 : 30),
               .factor_places = i % 2 == 0 ? 3 : any.between(0, 9),
               .periods = any.between(100, 700),
               .as = {.places = any.between(0, 6), .mode = any.mode()}});
    }
}

TEST_CASE("the leading bits of a row enclose its value, step after step, within the margin that the proof gives") {
    const std::uint64_t seed = chosen_seed();
    INFO("CAGR_SEED=" << seed);
    generator any(seed);
    using leading = cagr::detail::leading_bits;
    mpz_class worst_used; // in 2^-20 of the margin
    for (int i = 0; i < 400; ++i) {
        // The worst steps are those just above a power of two, which lose a leading bit each.
        std::uint64_t factor = any.integer(64) | 1;
        if (i % 2 == 0) factor = (std::uint64_t{1} << any.between(1, 63)) + any.integer(20);
        const std::uint64_t word = any.integer(64) | 1;
        const int factor_exponent = any.between(-19, 3);
        const int word_exponent = any.between(-30, 19);
        leading value = cagr::detail::leading_word(word, word_exponent);
        const leading step = cagr::detail::leading_word(factor, factor_exponent);
        std::uint64_t margin = leading::first_margin;
        mpz_class exact(std::to_string(word));
        long tens = word_exponent;
        for (int k = 1; k <= 200; ++k) {
            if (k % static_cast<int>(leading::steps) == 1 && k > 1) {
                value.normalise();
                margin += leading::steps_margin;
            }
            value.multiply(step);
            exact *= mpz_class(std::to_string(factor));
            tens += factor_exponent;
            // exact * 10^tens * 2^point against bits and bits + margin, in integers.
            mpz_class left = exact;
            mpz_class low(std::to_string(value.bits));
            mpz_class width(std::to_string(margin));
            mpz_class ten;
            mpz_ui_pow_ui(ten.get_mpz_t(), 10, static_cast<unsigned long>(tens < 0 ? -tens : tens));
            if (tens >= 0) left *= ten;
            if (tens < 0) low *= ten;
            if (tens < 0) width *= ten;
            if (value.point >= 0) left <<= static_cast<unsigned>(value.point);
            if (value.point < 0) low <<= static_cast<unsigned>(-value.point);
            if (value.point < 0) width <<= static_cast<unsigned>(-value.point);
            CAPTURE(word, word_exponent, factor, factor_exponent, k);
            REQUIRE(low <= left);
            REQUIRE(left < low + width);
            const mpz_class used = ((left - low) << 20) / width;
            if (used > worst_used) worst_used = used;
        }
    }
    CHECK(worst_used > (1 << 20) / 20); // the cases come within a twentieth of the margin: the bound is not an idle one
}

TEST_CASE("shown values at and beside ties agree with integers") {
    const std::uint64_t seed = chosen_seed();
    INFO("CAGR_SEED=" << seed);
    generator any(seed);
    // 1.5^k and 0.5^k of an even or odd number of thousands end in 5 at place k: ties of every row's shown value.
    for (int i = 0; i < 2000; ++i) {
        const int places = any.between(0, 6);
        const std::uint64_t factor = any.between(0, 1) == 0 ? 5 : static_cast<std::uint64_t>(5 + 10 * any.between(0, 9));
        const std::int64_t beside = any.between(-1, 1);
        check({.base = (2 * any.signed_integer(30) + 1) * 1'000'000 + beside,
               .base_places = 6,
               .factor = factor,
               .factor_places = 1,
               .periods = places + 2,
               .as = {.places = places, .mode = any.mode()}});
    }
}

TEST_CASE("rounding each year agrees with integers rounded year by year") {
    const std::uint64_t seed = chosen_seed();
    INFO("CAGR_SEED=" << seed);
    generator any(seed);
    for (int i = 0; i < 2000; ++i) {
        const std::int64_t cents = any.signed_integer(40);
        const auto factor = static_cast<std::uint64_t>(any.between(1, 3000));
        const shown as{.places = 2, .mode = any.mode()};
        const int periods = any.between(0, 20);
        CAPTURE(cents, factor, to_string(as.mode), periods);
        const projection p = project(forecast{.base = figure::exact(scale10(decimal(cents), -2)),
                                              .base_period = period::year(2020),
                                              .growth = rate::from_factor(scale10(decimal(factor), -3)),
                                              .target_period = period::year(2020 + periods),
                                              .shown = as,
                                              .policy = rounding_policy::each_year});
        mpz_class units(std::to_string(cents));
        bool agrees = true;
        for (const auto& row : p.rows()) {
            const decimal expected = over_ten_to(units, 2);
            agrees = agrees && row.exact() == expected && row.shown() == expected;
            units = rounded(mpz_class(units * mpz_class(std::to_string(factor))), 1000, as.mode);
        }
        CHECK(agrees);
    }
}
