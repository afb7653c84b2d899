// Rates of one kind as rates of another, against Arb balls and integers, in all seven roundings, exact ones and ties included.
#include <cagr/growth.hpp>

#include "support/catch.hpp"
#include "support/reals.hpp"

#include <string>

using cagr::context;
using cagr::decimal;
using cagr::rate;
using cagr::rounding;
using cagr::scale10;
using namespace numbers;
using namespace reals;

namespace {

int some_digits(source& random, int i) {
    return static_cast<int>(i % 50 == 0 ? random.between(60, 300) : random.once_in(3) ? random.between(1, 8) : random.between(1, 50));
}

/// A fraction of either sign and many sizes, above -1.
decimal some_fraction(source& random) {
    decimal f = number{random.natural(random.digits(30)), 0}.to_decimal();
    f = scale10(f, (random.once_in(4) ? random.between(-60, 3) : random.between(-3, -1)) - static_cast<long>(f.adjusted_exponent()));
    return random.once_in(2) && f < decimal(1) ? -f : f;
}

} // namespace

TEST_CASE("rates a part of a year and nominal rates are rounded as Arb and integers say") {
    CAPTURE(seed());
    source random(95);
    long exact = 0;
    for (int i = 0; i < 1500; ++i) {
        const int digits = some_digits(random, i);
        static constexpr long parts[] = {1, 2, 3, 4, 5, 12, 52, 365};
        const long m = parts[random.between(0, 7)];
        decimal h = some_fraction(random);
        if (random.once_in(2) && m <= 12) {
            // (1 + j/m)^m - 1 for a j that is a boundary, or beside such a rate.
            const decimal j = scale10(number{random.natural(std::min(digits, 5)) * 10 + 5, 0}.to_decimal(), -random.between(6, 8)) * m;
            h = pow(1 + divide(j, m, {.digits = 200}), m) - 1;
            if (random.once_in(2)) h += scale10(decimal(random.between(-2, 2)), -random.between(40, 150));
        }
        if (h.sign() == 0 || h <= decimal(-1)) continue;
        const rate effective = rate::from_fraction(h);
        const int sign = h.sign();
        const mpq_class fraction_of_h = as_mpq(h);
        for (const rounding mode : roundings) {
            CAPTURE(to_string(h), m, digits, to_string(mode));
            const context to{digits, mode};
            const mpq_class part(1, m);
            REQUIRE(power_of_one_and(fraction_of_h, part, 1, 1).is_rounded_to(per_period(effective, m, to).fraction(), sign, to));
            const real nominal = power_of_one_and(fraction_of_h, part, m, m);
            if (const auto found = try_nominal_from_effective(effective, m, to)) {
                REQUIRE(nominal.is_rounded_to(found->fraction(), sign, to));
                exact += nominal.equals(as_mpq(found->fraction())) ? 1 : 0;
            } else {
                REQUIRE(found.error().id() == "E-domain-rate");
                REQUIRE(nominal.order_at(0)(-1) < 0); // below -1/2 at least, and refused as below -1
            }
        }
    }
    CHECK(exact > 100);
}

TEST_CASE("effective rates of nominal and of continuous ones are rounded as Arb and integers say") {
    CAPTURE(seed());
    source random(96);
    for (int i = 0; i < 1500; ++i) {
        const int digits = some_digits(random, i);
        const long m = random.once_in(2) ? 12 : random.between(1, 400);
        const decimal j = some_fraction(random);
        const rate given = rate::from_fraction(j);
        const mpq_class each = as_mpq(j) / m;
        for (const rounding mode : roundings) {
            CAPTURE(to_string(j), m, digits, to_string(mode));
            const context to{digits, mode};
            REQUIRE(power_of_one_and(each, m, 1, 1).is_rounded_to(effective_from_nominal(given, m, to).fraction(), j.sign(), to));
            REQUIRE(exponential(as_mpq(j), true).is_rounded_to(effective_from_continuous(given, to).fraction(), j.sign(), to));
            if (const auto found = try_continuous_from_effective(given, to)) {
                REQUIRE(logarithm_of_one_and(as_mpq(j)).is_rounded_to(found->fraction(), j.sign(), to));
            } else {
                REQUIRE(j < decimal::parse("-0.6"));
            }
        }
    }
}

TEST_CASE("real growth is the quotient of the factors") {
    CAPTURE(seed());
    source random(97);
    for (int i = 0; i < 3000; ++i) {
        const decimal nominal = some_fraction(random);
        const decimal inflation = some_fraction(random);
        if (nominal == inflation) continue;
        const context to{some_digits(random, i), random.rounding()};
        CAPTURE(to_string(nominal), to_string(inflation), to.digits, to_string(to.mode));
        mpq_class real = (as_mpq(nominal) - as_mpq(inflation)) / (1 + as_mpq(inflation));
        real.canonicalize();
        const rate found = real_rate({.nominal = rate::from_fraction(nominal), .inflation = rate::from_fraction(inflation)}, to);
        REQUIRE(is_rounded_to_digits(found.fraction(), sgn(real), to, [&](long k) { return order_of(real.get_num(), real.get_den(), k); }));
    }
}
