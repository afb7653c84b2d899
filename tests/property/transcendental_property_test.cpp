// exp, ln, log10 and pow against Arb balls, in all seven roundings, arguments built beside boundaries included.
#include <cagr/decimal.hpp>
#include <cagr/detail/transcendental.hpp>

#include "support/catch.hpp"
#include "support/real_cases.hpp"

#include <string>

using cagr::context;
using cagr::decimal;
using namespace certificates;
using namespace numbers;

TEST_CASE("the exponential is rounded as its Arb ball says, beside boundaries too") {
    CAPTURE(seed());
    source random(91);
    for (int i = 0; i < 1500; ++i)
        if (const auto c = exponential_case(random, i)) REQUIRE(judge(*c).fault == "");
}

TEST_CASE("the natural and the decimal logarithm are rounded as their Arb balls say, beside boundaries too") {
    CAPTURE(seed());
    source random(92);
    for (int i = 0; i < 1500; ++i)
        if (const auto c = logarithm_case(random, i)) REQUIRE(judge(*c).fault == "");
}

TEST_CASE("powers with a fraction are rounded as their Arb balls and integers say: rational ones, ties and their neighbours too") {
    CAPTURE(seed());
    source random(93);
    long rational = 0;
    for (int i = 0; i < 2000; ++i) {
        const auto c = power_case(random, i);
        if (!c) continue;
        const findings found = judge(*c);
        REQUIRE(found.fault == "");
        rational += found.is_exact || found.is_tie ? 1 : 0;
    }
    CHECK(rational > 50);
}

TEST_CASE("periods to a target and doubling times are rounded as their Arb balls and integers say") {
    CAPTURE(seed());
    source random(98);
    long rational = 0;
    for (int i = 0; i < 1500; ++i) {
        const auto c = i % 2 == 0 ? periods_case(random, i) : doubling_case(random, i);
        if (!c) continue;
        const findings found = judge(*c);
        REQUIRE(found.fault == "");
        rational += found.is_exact || found.is_tie ? 1 : 0;
    }
    CHECK(rational > 20);
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
