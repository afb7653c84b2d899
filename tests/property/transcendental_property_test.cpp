// exp, ln, log10 and pow against Arb balls, in all seven roundings, arguments built beside boundaries included.
#include <cagr/decimal.hpp>
#include <cagr/detail/transcendental.hpp>

#include "support/catch.hpp"
#include "support/reals.hpp"

#include <algorithm>
#include <string>

using cagr::context;
using cagr::decimal;
using cagr::rounding;
using cagr::scale10;
using namespace numbers;
using namespace reals;

namespace {

int some_digits(source& random, int i) {
    return static_cast<int>(i % 50 == 0 ? random.between(60, 500) : random.once_in(3) ? random.between(1, 8) : random.between(1, 60));
}

/// A number at a boundary of so many digits: they, or they and a 5.
mpq_class boundary_of(source& random, int digits, long least_exponent, long most_exponent) {
    mpz_class whole = random.natural(digits);
    long exponent = random.between(least_exponent, most_exponent) - digits;
    if (random.once_in(2)) {
        whole = whole * 10 + 5;
        --exponent;
    }
    return fraction(number{whole, exponent});
}

/// A real cut to so many digits, as a decimal.
decimal cut(const real& value, long digits) { return decimal::parse(value.enclose(digits * 4 + 128).text(digits)); }

/// How many digits an argument beside a boundary has: enough to be a little beside it, or far more.
long close_digits(source& random, int digits) { return digits + random.between(1, random.once_in(4) ? 120 : 30); }

} // namespace

TEST_CASE("the exponential is rounded as its Arb ball says, beside boundaries too") {
    CAPTURE(seed());
    source random(91);
    for (int i = 0; i < 1500; ++i) {
        const int digits = some_digits(random, i);
        decimal x = number{random.natural(random.digits(40)), 0}.to_decimal();
        const long style = random.between(0, 5);
        if (style <= 2) {
            x = scale10(x, random.between(-70, 6) - static_cast<long>(x.adjusted_exponent()));
            if (random.once_in(2)) x = -x;
        } else {
            // ln of a boundary, or of one just beside 1.
            mpq_class t = boundary_of(random, digits, style == 5 ? 1 : -30, style == 5 ? 1 : 30);
            if (style == 4) t = 1 + (random.once_in(2) ? 1 : -1) * mpq_class(random.between(1, 99), 2 * ten_to(digits));
            if (t == 1 || sgn(t) <= 0) continue;
            x = cut(logarithm_of_one_and(mpq_class(t - 1)), close_digits(random, digits));
        }
        if (x.sign() == 0 || abs(x) > decimal(2'000'000)) continue;
        const real value = exponential(fraction(x));
        for (const rounding mode : roundings) {
            CAPTURE(to_string(x), digits, to_string(mode));
            const context to{digits, mode};
            REQUIRE(value.is_rounded_to(exp(x, to), 1, to));
        }
    }
}

TEST_CASE("the natural and the decimal logarithm are rounded as their Arb balls say, beside boundaries too") {
    CAPTURE(seed());
    source random(92);
    for (int i = 0; i < 1500; ++i) {
        const int digits = some_digits(random, i);
        const bool decimal_one = random.once_in(2);
        decimal x = number{random.natural(random.digits(40)), 0}.to_decimal();
        const long style = random.between(0, 6);
        if (style <= 1) {
            x = scale10(x, random.between(-70, 70) - static_cast<long>(x.adjusted_exponent()));
        } else if (style == 2) { // beside 1
            x = 1 + scale10(x, -random.between(1, 90) - static_cast<long>(x.adjusted_exponent())) * random.between(-1, 1);
        } else if (style == 3) { // beside a power of ten
            x = scale10(1 + scale10(random.between(-9, 9), -random.between(1, 200)), random.between(-500, 500));
        } else { // a power of a boundary
            const mpq_class t = boundary_of(random, digits, style == 4 ? -20 : 0, 3) * (random.once_in(2) ? 1 : -1);
            const real power = decimal_one ? power_of_one_and(9, t) : exponential(t);
            x = cut(power, close_digits(random, digits));
        }
        if (x.sign() <= 0 || x == 1) continue;
        const mpq_class exact = fraction(x);
        const bool power_of_ten = x.digits() == 1 && scale10(x, -x.adjusted_exponent()) == 1;
        const int sign = x > decimal(1) ? 1 : -1;
        for (const rounding mode : roundings) {
            CAPTURE(to_string(x), digits, to_string(mode), decimal_one);
            const context to{digits, mode};
            if (!decimal_one) {
                REQUIRE(logarithm_of_one_and(mpq_class(exact - 1)).is_rounded_to(ln(x, to), sign, to));
            } else if (power_of_ten) {
                REQUIRE(log10(x, to) == round_to_digits(decimal(x.adjusted_exponent()), to));
            } else {
                REQUIRE(decimal_logarithm(exact).is_rounded_to(log10(x, to), sign, to));
            }
        }
    }
}

TEST_CASE("powers with a fraction are rounded as their Arb balls and integers say: rational ones, ties and their neighbours too") {
    CAPTURE(seed());
    source random(93);
    long rational = 0;
    for (int i = 0; i < 2000; ++i) {
        int digits = some_digits(random, i);
        const long style = random.between(0, 7);
        decimal d = number{random.natural(random.digits(20)), random.between(-30, 10)}.to_decimal();
        decimal y = number{random.natural(random.between(1, 12)), 0}.to_decimal();
        y = scale10(y, random.between(-6, 2) - static_cast<long>(y.adjusted_exponent()));
        if (style == 1) d = 1 + scale10(d, -random.between(1, 60) - static_cast<long>(d.adjusted_exponent())) * random.between(-1, 1);
        if (style == 2 || style == 3) {
            // t = d^(p/q) for a short base of both, at or near a boundary: y is that exponent, or one beside it.
            static constexpr long denominators[] = {1, 2, 4, 5, 8, 10};
            const long q = denominators[random.between(0, 5)];
            const long p = random.between(1, 12);
            const number base{random.natural(random.between(1, 4)) * (random.once_in(2) ? 10 : 1) + 5, random.between(-6, 1)};
            d = pow(base.to_decimal(), q);
            const long length = static_cast<long>(pow(base.to_decimal(), p).digits());
            if (random.once_in(2)) digits = static_cast<int>(std::max(1L, length - random.between(0, 1))); // exact, or mostly a tie
            y = divide(decimal(p), decimal(q), {});
            if (style == 3) y += scale10(random.between(-3, 3), -random.between(2, 200));
        }
        if (style >= 5) { // the exponent that leads to a boundary, cut
            const mpq_class t = boundary_of(random, digits, -10, 10);
            if (d == 1 || t == 1) continue;
            const mpq_class exact = fraction(d);
            y = cut({[&](long bits) {
                        ball out = logarithm_of_one_and(mpq_class(t - 1)).enclose(bits);
                        const ball below = logarithm_of_one_and(mpq_class(exact - 1)).enclose(bits);
                        arb_div(out.get(), out.get(), below.get(), bits);
                        return out;
                    }},
                    close_digits(random, digits));
        } else if (random.once_in(3)) {
            y = -y;
        }
        if (d.sign() <= 0 || d == 1 || y.sign() == 0) continue;
        const real value = power_of_one_and(mpq_class(fraction(d) - 1), fraction(y));
        if (auto order = log10(d, {.digits = 3}) * y; abs(order) > decimal(900'000)) continue;
        for (const rounding mode : roundings) {
            CAPTURE(to_string(d), to_string(y), digits, to_string(mode));
            const context to{digits, mode};
            const decimal found = pow(d, y, to);
            REQUIRE(value.is_rounded_to(found, 1, to));
        }
        if (value.equals(fraction(pow(d, y, {.digits = 500})))) ++rational;
    }
    CHECK(rational > 100);
}

TEST_CASE("the general way to a power answers as the short ones do") {
    CAPTURE(seed());
    source random(94);
    for (int i = 0; i < 1500; ++i) {
        const decimal d = number{random.natural(random.between(1, 10)), random.between(-12, 6)}.to_decimal();
        const decimal y = number{mpz_class(random.between(-400, 400)), -random.between(0, 3)}.to_decimal();
        if (d == 1 || y.sign() == 0) continue;
        const context to{static_cast<int>(random.between(1, 50)), random.rounding()};
        CAPTURE(to_string(d), to_string(y), to.digits, to_string(to.mode));
        REQUIRE(pow(d, y, to) == cagr::detail::rounded_power(d, y, to));
        if (y.is_integer() && y.sign() > 0) REQUIRE(pow(-d, y, to) == round_to_digits(pow(-d, y.to_int64()), to));
    }
}
