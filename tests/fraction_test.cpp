// Exact quotients: one representation a value, arithmetic, order, rounding, text, rates between them, limits.
#include <cagr/fraction.hpp>

#include "support/catch.hpp"
#include "support/decimals.hpp"

#include <compare>
#include <string>
#include <type_traits>

using namespace cagr;
using namespace cagr::literals;
using decimals::all_roundings;
using decimals::d;
using decimals::refused;

namespace {

const fraction third = quotient(1, 3);
const fraction sixth = quotient(1, 6);

} // namespace

TEST_CASE("a quotient that a decimal can say is that decimal") {
    CHECK(quotient(24.00_dec, 8) == fraction(3));
    CHECK(quotient(1, 8) == fraction(0.125_dec));
    CHECK(quotient(1, 8).is_decimal());
    CHECK(quotient(third, third) == fraction(1));
    CHECK(quotient(7, 1) == fraction(7));
    CHECK(quotient(0, 7) == fraction());
    CHECK(quotient(3, 6).numerator() == 0.5_dec);
    CHECK(quotient(3, 6).denominator() == decimal(1));
    CHECK(fraction().is_decimal());
    CHECK(fraction(62.35_dec).numerator() == 62.35_dec);
    CHECK(quotient(1e40_dec, 5e-40_dec) == fraction(2e79_dec));
    CHECK_FALSE(third.is_decimal());
}

TEST_CASE("other quotients are in lowest terms, and the factors 2 and 5 are the numerator's") {
    CHECK(sixth.numerator() == 0.5_dec);
    CHECK(sixth.denominator() == decimal(3));
    CHECK(quotient(10, 30) == third);
    CHECK(quotient(-0.1_dec, 0.3_dec) == -third);
    CHECK(quotient(1, -3) == -third);
    CHECK(quotient(1, -3).denominator() == decimal(3));
    CHECK(quotient(2, 75).numerator() == 0.08_dec);
    CHECK(quotient(2, 75).denominator() == decimal(3));
    CHECK(quotient(1e-300_dec, 9e300_dec).numerator() == 1e-600_dec);
    CHECK(quotient(sixth, third) == fraction(0.5_dec));
    CHECK(third.sign() == 1);
    CHECK((-third).sign() == -1);
}

TEST_CASE("sums, differences and products are exact and in lowest terms") {
    CHECK(third + sixth == fraction(0.5_dec));
    CHECK(third - third == fraction());
    CHECK(third - sixth == sixth);
    CHECK(third + third == quotient(2, 3));
    CHECK(third + quotient(1, 7) == quotient(10, 21));
    CHECK(third + 1 == quotient(4, 3));
    CHECK(2.5_dec - third == quotient(13, 6));
    CHECK(third * 3 == fraction(1));
    CHECK(third * sixth == quotient(1, 18));
    CHECK(quotient(3, 7) * quotient(7, 3) == fraction(1));
    CHECK(third * 0 == fraction());
    CHECK(fraction(0.1_dec) * fraction(0.2_dec) == fraction(0.02_dec));
    fraction sum;
    for (int i = 1; i <= 6; ++i) sum += quotient(1, i * (i + 1));
    CHECK(sum == quotient(6, 7));
    sum -= quotient(6, 7);
    CHECK(sum == fraction());
    sum = 2;
    sum *= third;
    CHECK(sum == quotient(2, 3));
    CHECK(abs(-third) == third);
    CHECK(pow(quotient(-2, 3), 5) == quotient(-32, 243));
    CHECK(pow(third, 0) == fraction(1));
    CHECK(pow(fraction(1.1_dec), 2) == fraction(1.21_dec));
}

TEST_CASE("fractions are ordered by value, whatever their lengths") {
    CHECK(sixth < third);
    CHECK(-sixth > -third);
    CHECK(-third < third);
    CHECK(third < 0.34_dec);
    CHECK(third > 0.33_dec);
    CHECK(third > fraction());
    CHECK(std::is_eq(third <=> quotient(2, 6)));
    CHECK(quotient(1e-100_dec, 3) < quotient(1e100_dec, 7));
    // Products of these would have over 100,000 digits.
    const decimal long_one = d("1." + decimals::digits_text(19'000)) * scale10(decimal(1), 900'000);
    const fraction one_third = quotient(long_one, 3);
    const fraction one_seventh = quotient(long_one, 7);
    CHECK(one_seventh < one_third);
    CHECK(-one_third < -one_seventh);
    const fraction longest = pow(d("1." + decimals::digits_text(19'000)), 5); // 1.79 in 95,000 digits
    CHECK(longest < quotient(d("2" + decimals::digits_text(18'999)), d("1" + decimals::digits_text(18'999))));
}

TEST_CASE("a fraction is rounded once, in every rounding, ties too") {
    const auto all = [](const fraction& f, int places) {
        std::string out;
        for (const rounding mode : all_roundings) out += (out.empty() ? "" : " ") + to_string(round_to_places(f, places, mode));
        return out;
    };
    // half_even, half_up, half_down, up, down, ceiling, floor
    CHECK(all(quotient(2, 3), 2) == "0.67 0.67 0.67 0.67 0.66 0.67 0.66");
    CHECK(all(quotient(-2, 3), 2) == "-0.67 -0.67 -0.67 -0.67 -0.66 -0.66 -0.67");
    CHECK(all(quotient(1, 3), 0) == "0 0 0 1 0 1 0");
    CHECK(all(fraction(0.125_dec), 2) == "0.12 0.13 0.12 0.13 0.12 0.13 0.12");
    CHECK(all(quotient(1e-30_dec, 3), 2) == "0 0 0 0.01 0 0.01 0");
    CHECK(all(quotient(-1e-30_dec, 3), 2) == "0 0 0 -0.01 0 0 -0.01");
    // 0.005 and a third of a digit that is never seen: no tie
    CHECK(all(fraction(0.005_dec) + quotient(1e-60_dec, 3), 2) == "0.01 0.01 0.01 0.01 0 0.01 0");
    CHECK(all(fraction(0.005_dec) - quotient(1e-60_dec, 3), 2) == "0 0 0 0.01 0 0.01 0");
    CHECK(round_to_digits(quotient(200, 3), {3, rounding::half_up}) == 66.7_dec);
    CHECK(round_to_digits(quotient(2, 3), {}) == d("0.6666666666666666666666666666666667"));
    CHECK(round_to_digits(fraction(62.35_dec), {3, rounding::half_even}) == 62.4_dec);
}

TEST_CASE("text is the decimal, or whole numbers in lowest terms") {
    CHECK(to_string(fraction(62.350_dec)) == "62.35");
    CHECK(to_string(third) == "1/3");
    CHECK(to_string(-sixth) == "-1/6");
    CHECK(to_string(quotient(24.00_dec, 62.35_dec)) == "480/1247");
    CHECK(to_string(quotient(1e50_dec, 3)) == "1e+50/3");
    CHECK(to_string(quotient(1e-2000_dec, 3)) == "1e-2000/3");
    CHECK(to_string(quotient(2, 3), 2, rounding::half_up) == "0.67");
    CHECK(to_string(fraction(2), 2, rounding::half_up) == "2.00");
    CHECK(to_string(quotient(1, 300), 2, rounding::half_up) == "0.00");
}

TEST_CASE("the rate between fractions is the rate between their values") {
    CHECK(implied_rate(third, quotient(121, 300), 2, {}) == 10_pct);
    CHECK(implied_rate(third, 0.3_dec, 1, {}) == -10_pct);
    CHECK(implied_rate(2, quotient(8, 3), 1, {.digits = 3}).fraction() == 0.333_dec);
    CHECK(implied_rate(third, fraction(), 2, {}) == -100_pct);
    CHECK(try_implied_rate(third, sixth, 1, {}).value() == -50_pct);
    CHECK(refused([] { return implied_rate(fraction(), third, 2, {}); }) == "E-domain-from-zero");
    CHECK(refused([] { return implied_rate(-third, sixth, 2, {}); }) == "E-domain-sign-change");
    CHECK(refused([] { return implied_rate(third, sixth, 0, {}); }) == "E-domain-zero-periods");
    // Whole numbers given as arguments stay decimals.
    CHECK(cagr::implied_rate(100, 121, 2, {}) == 10_pct);
    CHECK(cagr::pow(2, 3) == decimal(8));
}

TEST_CASE("what cannot be said is refused, with its reason") {
    CHECK(try_quotient(third, 0).error().message == "the quotient of '1/3' and 0; the divisor must not be 0");
    CHECK(refused([] { return quotient(1, 0); }) == "E-domain-division");
    CHECK(refused([] { return pow(third, -1); }) == "E-domain-count");
    CHECK(refused([] { return pow(third, 50'000); }) == "E-limit-digits");
    CHECK(refused([] { return round_to_places(third, -1, rounding::down); }) == "E-domain-count");
    CHECK(refused([] { return round_to_places(third, 200'000, rounding::down); }) == "E-limit-digits");
    CHECK(refused([] { return round_to_places(third, 1'000'001, rounding::down); }) == "E-limit-exponent");
    CHECK(refused([] { return round_to_digits(third, {.digits = 0}); }) == "E-limit-context");
    CHECK(refused([] { return quotient(1, scale10(decimal(3), 1'000'000)) * quotient(1, 1e10_dec); }) == "E-limit-exponent");
    CHECK(refused([] { return quotient(1, 1e99999_dec + 1); }) == "E-limit-digits");          // 100,000 digits of a denominator
    CHECK(refused([] { return quotient(1, pow(decimal(2), 330'000)); }) == "E-limit-digits"); // 5^330000
}

TEST_CASE("the longest sides take a moment, no more") {
    const decimal a = d("1" + decimals::digits_text(19'998));
    const decimal b = d("3" + decimals::digits_text(19'998)) + 2;
    fraction q;
    CHECK(decimals::time_of([&] { q = quotient(a, b); }).count() < 2000);
    CHECK(q * b == fraction(a));
    CHECK(refused([&] { return q * q; }) == "E-limit-digits");
}

static_assert(std::is_convertible_v<int, fraction>);
static_assert(std::is_convertible_v<decimal, fraction>);
static_assert(!std::is_convertible_v<double, fraction>);
static_assert(!std::is_convertible_v<fraction, decimal>);
