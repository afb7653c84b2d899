// Intervals of growth and audits against GMP's fractions: corners, outward ends, readings, vacuity, one-point contacts.
#include <cagr/audit.hpp>
#include <cagr/growth_interval.hpp>

#include "support/catch.hpp"
#include "support/numbers.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

using namespace cagr;
using numbers::as_mpq;

namespace {

mpq_class to_the(const mpq_class& base, unsigned long n) {
    mpq_class out;
    mpz_pow_ui(out.get_num_mpz_t(), base.get_num_mpz_t(), n);
    mpz_pow_ui(out.get_den_mpz_t(), base.get_den_mpz_t(), n);
    return out;
}

/// Printed figures: an amount of a few digits, a percentage between the bounds (in hundredths), each as text.
std::string amount(numbers::source& random, long most) {
    const long places = random.between(0, 3);
    const decimal value = scale10(decimal(random.between(1, most)), -places);
    return to_string(value, places, rounding::half_even);
}

std::string percent(numbers::source& random, long least, long most) {
    const long places = random.between(0, 2);
    const decimal value = round_to_places(scale10(decimal(random.between(least, most)), -2), places, rounding::half_even);
    return to_string(value, places, rounding::half_even) + "%";
}

struct fractions {
    mpq_class base_low, base_high, rate_low, rate_high, target_low, target_high;

    [[nodiscard]] mpq_class reached(bool upper, unsigned long n) const {
        return (upper ? base_high : base_low) * to_the(1 + (upper ? rate_high : rate_low) / 100, n);
    }
    [[nodiscard]] bool fits(unsigned long n) const { return reached(false, n) <= target_high && reached(true, n) >= target_low; }
};

fractions fractions_of(const claim& c) {
    return {as_mpq(*c.base->interval().low),  as_mpq(*c.base->interval().high),  as_mpq(*c.rate->interval().low),
            as_mpq(*c.rate->interval().high), as_mpq(*c.target->interval().low), as_mpq(*c.target->interval().high)};
}

/// A claim whose target is near what some number of years leads to.
claim random_claim(numbers::source& random) {
    const figure base = figure::parse(amount(random, 99'999), notation::point);
    const figure rate_printed = figure::parse(percent(random, -4'000, 9'000));
    const long years = random.between(1, 12);
    const decimal near = compound(base.value(), rate::from_percent(rate_printed.value()), random.between(1, 12));
    const int digits = static_cast<int>(random.between(1, 5));
    const decimal target = round_to_digits(near, {.digits = digits});
    const std::int64_t places = target.adjusted_exponent() >= digits ? 0 : digits - 1 - target.adjusted_exponent();
    return {.base = base,
            .base_period = period::year(2020),
            .rate = rate_printed,
            .window_from = period::year(2020 + random.between(-1, 3)),
            .target = figure::parse(to_string(target, places, rounding::half_even), notation::point),
            .target_period = period::year(2020 + years)};
}

} // namespace

TEST_CASE("readings of random claims fit, and are vacuous, exactly where fractions say so") {
    CAPTURE(numbers::seed());
    numbers::source random(401);
    int fitting = 0;
    int vacuous = 0;
    for (int i = 0; i < 1500; ++i) {
        const claim c = random_claim(random);
        CAPTURE(to_string(*c.base), to_string(*c.rate), to_string(*c.target), to_string(*c.target_period));
        const auto asked = try_audit(c);
        if (!asked) {
            REQUIRE(asked.error().id() == "E-period-order"); // the window begins after the target
            continue;
        }
        const fractions exact = fractions_of(c);
        int several = 0;
        for (unsigned long n = 1; n <= 60; ++n) several += exact.fits(n) ? 1 : 0;
        for (std::size_t k = 0; k < asked->readings.size(); ++k) {
            const reading& r = asked->readings[k];
            REQUIRE(r.fits == exact.fits(r.periods));
            if (*r.fits) REQUIRE(r.vacuous == (several > 1));
            if (several > 1) REQUIRE(r.vacuous);
            REQUIRE_FALSE((r.vacuous && r.supports()));
            // Exact corners.
            REQUIRE(as_mpq(*r.implied_target->low) == exact.reached(false, r.periods));
            REQUIRE(as_mpq(*r.implied_target->high) == exact.reached(true, r.periods));
            // Whole periods that fit lie in the solved interval, others do not.
            for (unsigned long n = 1; n <= 20; ++n)
                REQUIRE(exact.fits(n) == (r.solved_periods.has_value() && r.solved_periods->contains(decimal(n))));
            // The printed and the needed rates meet where the reading fits.
            REQUIRE((r.gap->sign() == 0) == *r.fits);
            fitting += *r.fits ? 1 : 0;
            vacuous += *r.fits && r.vacuous ? 1 : 0;
            for (std::size_t other = 0; other < k; ++other)
                REQUIRE((asked->readings[other].anchor != r.anchor || asked->readings[other].periods != r.periods));
        }
        const reading& base = *asked->find(reading_kind::from_base);
        REQUIRE((asked->verdict == verdict::consistent) == base.supports());
        if (*base.fits && base.vacuous) REQUIRE(asked->verdict == verdict::underdetermined);
        REQUIRE_FALSE(asked->summary().empty());
    }
    CHECK(fitting > 100);
    CHECK(vacuous > 20);
}

TEST_CASE("solved rates and discounted values are the narrowest that hold the exact ones") {
    CAPTURE(numbers::seed());
    numbers::source random(402);
    for (int i = 0; i < 1000; ++i) {
        const claim c = random_claim(random);
        const fractions exact = fractions_of(c);
        const auto n = static_cast<unsigned long>(random.between(1, 12));
        const int digits = static_cast<int>(random.between(1, 40));
        CAPTURE(to_string(*c.base), to_string(*c.rate), to_string(*c.target), n, digits);
        const interval base = c.base->interval();
        const interval target = c.target->interval();
        const rate_interval rates{rate::from_percent(*c.rate->interval().low), rate::from_percent(*c.rate->interval().high)};

        const rate_interval needed = implied_rate(base, target, n, digits);
        const auto factor = [](const rate& r) { return as_mpq(r.factor()); };
        REQUIRE(to_the(factor(needed.low), n) * exact.base_high <= exact.target_low);
        REQUIRE(to_the(factor(*needed.high), n) * exact.base_low >= exact.target_high);
        const auto step = [&](const rate& r) {
            const decimal& f = r.fraction();
            return f.sign() == 0 ? decimal() : scale10(1, f.adjusted_exponent() - digits + 1);
        };
        if (needed.low.fraction().sign() != 0) {
            const mpq_class next = factor(needed.low) + as_mpq(step(needed.low));
            REQUIRE(to_the(next, n) * exact.base_high > exact.target_low);
        }
        if (needed.high->fraction().sign() != 0) {
            const mpq_class next = factor(*needed.high) - as_mpq(step(*needed.high));
            REQUIRE((next <= 0 || to_the(next, n) * exact.base_low < exact.target_high));
        }

        const interval before = discount(target, rates, n, digits);
        const mpq_class low = exact.target_low / to_the(1 + exact.rate_high / 100, n);
        const mpq_class high = exact.target_high / to_the(1 + exact.rate_low / 100, n);
        REQUIRE(as_mpq(*before.low) <= low);
        REQUIRE(as_mpq(*before.high) >= high);
        REQUIRE(as_mpq(*before.low + scale10(1, before.low->adjusted_exponent() - digits + 1)) > low);
        REQUIRE(as_mpq(*before.high - scale10(1, before.high->adjusted_exponent() - digits + 1)) < high);
    }
}

TEST_CASE("a target that meets what the base reaches in one point fits, and one that is moved away by anything does not") {
    CAPTURE(numbers::seed());
    numbers::source random(403);
    for (int i = 0; i < 500; ++i) {
        const claim c = random_claim(random);
        const rate_interval rates{rate::from_percent(*c.rate->interval().low), rate::from_percent(*c.rate->interval().high)};
        const interval reached = compound(c.base->interval(), rates, random.between(1, 12));
        const decimal least = scale10(1, -random.between(0, 400));
        CHECK(meets(reached, {*reached.high, *reached.high + 5}));
        CHECK_FALSE(meets(reached, {*reached.high + least, *reached.high + least + 5}));
        CHECK(meets({*reached.low - 5, *reached.low}, reached));
        CHECK_FALSE(meets({*reached.low - least - 5, *reached.low - least}, reached));
        // Figures that end where the base reaches: the ends of what is reached end in 5, half a unit of the digit before it.
        const auto fits = [&](const decimal& value, std::int64_t places) {
            claim touching = c;
            touching.target = figure::parse(to_string(value, places, rounding::half_even), notation::point);
            const auto report = try_audit(touching);
            return report && *report->find(reading_kind::from_base)->fits;
        };
        const interval ends = compound(c.base->interval(), rates, *c.target_period - *c.base_period);
        const std::int64_t places = ends.high->places() - 1;
        if (places < 0 || places > 400) continue;
        const decimal half = scale10(5, -places - 1);
        if (!try_audit(c)) continue;
        REQUIRE(fits(*ends.high + half, places));
        REQUIRE_FALSE(fits(*ends.high + 3 * half, places));
    }
}

TEST_CASE("what fits still fits when any figure is printed with fewer digits, and growth is monotone in its ends") {
    CAPTURE(numbers::seed());
    numbers::source random(404);
    for (int i = 0; i < 500; ++i) {
        const claim c = random_claim(random);
        const auto n = static_cast<unsigned long>(random.between(1, 12));
        const rate_interval rates{rate::from_percent(*c.rate->interval().low), rate::from_percent(*c.rate->interval().high)};
        const auto wider = [&](const interval& x) {
            interval out = x;
            if (random.once_in(2)) out.low = *out.low * scale10(random.between(1, 10), -1);
            if (random.once_in(2)) out.high = *out.high * scale10(random.between(10, 20), -1);
            if (random.once_in(8)) out.low.reset();
            if (random.once_in(8)) out.high.reset();
            return out;
        };
        const interval base = c.base->interval();
        const interval target = c.target->interval();
        const interval more = wider(base);
        const interval reached = compound(base, rates, n);
        const interval reached_by_more = compound(more, rates, n);
        CHECK((!reached_by_more.low || *reached_by_more.low <= *reached.low));
        CHECK((!reached_by_more.high || *reached_by_more.high >= *reached.high));
        const rate_interval needed = implied_rate(base, target, n);
        const rate_interval needed_by_more = implied_rate(more, wider(target), n);
        CHECK(needed_by_more.low <= needed.low);
        CHECK((!needed_by_more.high || *needed_by_more.high >= *needed.high));
        const std::optional<interval> solved = periods_to(base, target, rates);
        const std::optional<interval> solved_by_more = periods_to(more, wider(target), rates);
        if (solved) {
            REQUIRE(solved_by_more);
            CHECK(*solved_by_more->low <= *solved->low);
            CHECK((!solved_by_more->high || (solved->high && *solved_by_more->high >= *solved->high)));
        }
    }
}

TEST_CASE("rates that are open to one side never support a claim") {
    CAPTURE(numbers::seed());
    numbers::source random(405);
    for (int i = 0; i < 500; ++i) {
        claim c = random_claim(random);
        c.rate = figure::parse((random.once_in(2) ? "over " : "up to ") + to_string(*c.rate));
        const auto report = try_audit(c);
        if (!report) continue;
        CHECK((report->verdict == verdict::underdetermined || report->verdict == verdict::inconsistent));
        for (const reading& r : report->readings) CHECK(r.vacuous);
        CHECK_FALSE(report->summary().empty());
    }
}
