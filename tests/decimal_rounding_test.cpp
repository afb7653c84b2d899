// The exact number rounded: places, digits, quotients, roots, exponentials, logarithms, powers.
#include <cagr/decimal.hpp>

#include "support/decimals.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using cagr::context;
using cagr::decimal;
using cagr::divide;
using cagr::divide_integer;
using cagr::rounding;
using namespace cagr::literals;
using namespace decimals;

TEST_CASE("the seven roundings differ on ties and on signs as their names say") {
    struct row {
        std::string given;
        std::array<std::string, 7> rounded; // in the order of the enumeration
    };
    const std::vector<row> rows{
        //         half_even half_up half_down  up    down  ceiling floor
        {"2.5", {"2", "3", "2", "3", "2", "3", "2"}},
        {"3.5", {"4", "4", "3", "4", "3", "4", "3"}},
        {"-2.5", {"-2", "-3", "-2", "-3", "-2", "-2", "-3"}},
        {"-3.5", {"-4", "-4", "-3", "-4", "-3", "-3", "-4"}},
        {"2.4", {"2", "2", "2", "3", "2", "3", "2"}},
        {"2.6", {"3", "3", "3", "3", "2", "3", "2"}},
        {"-2.4", {"-2", "-2", "-2", "-3", "-2", "-2", "-3"}},
        {"-2.6", {"-3", "-3", "-3", "-3", "-2", "-2", "-3"}},
        {"2.5000000000000000000000000000000000001", {"3", "3", "3", "3", "2", "3", "2"}},
        {"2.4999999999999999999999999999999999999", {"2", "2", "2", "3", "2", "3", "2"}},
        {"0.5", {"0", "1", "0", "1", "0", "1", "0"}},
        {"-0.5", {"0", "-1", "0", "-1", "0", "0", "-1"}},
        {"1e-100000", {"0", "0", "0", "1", "0", "1", "0"}},
        {"-1e-100000", {"0", "0", "0", "-1", "0", "0", "-1"}},
        {"9.5", {"10", "10", "9", "10", "9", "10", "9"}},
        {"7", {"7", "7", "7", "7", "7", "7", "7"}},
        {"0", {"0", "0", "0", "0", "0", "0", "0"}},
    };
    for (const row& r : rows)
        for (std::size_t i = 0; i < all_roundings.size(); ++i) {
            CAPTURE(r.given, to_string(all_roundings[i]));
            CHECK(to_string(round_to_places(d(r.given), 0, all_roundings[i])) == r.rounded[i]);
            CHECK(to_string(d(r.given), 0, all_roundings[i]) == r.rounded[i]);
            CHECK(divide(d(r.given) * 3, 3, {.digits = 60, .mode = all_roundings[i]}) == d(r.given));
        }
    CHECK(to_string(rounding::half_even) == "half_even");
    CHECK(to_string(rounding::floor) == "floor");
}

TEST_CASE("rounding to places keeps what has no more places") {
    CHECK(round_to_places(d("62.35"), 2, rounding::up) == d("62.35"));
    CHECK(round_to_places(d("62.35"), 1'000'000, rounding::up) == d("62.35"));
    CHECK(round_to_places(d("1e100000"), 0, rounding::up) == d("1e100000"));
    CHECK(round_to_places(d("62.3500001"), 2, rounding::up) == d("62.36"));
    CHECK(refused([] { return cagr::round_to_places(1, -1, rounding::up); }) == "E-domain-count");
    CHECK(refused([] { return cagr::round_to_places(1, 1'000'001, rounding::up); }) == "E-limit-exponent");
    CHECK(refused([] { return cagr::round_to_places(1, std::numeric_limits<std::int64_t>::min(), rounding::up); }) == "E-domain-count");
    CHECK(refused([] { return cagr::round_to_places(1, std::numeric_limits<std::uint64_t>::max(), rounding::up); }) == "E-limit-exponent");
}

TEST_CASE("rounding to digits counts from the first that is not zero") {
    CHECK(round_to_digits(d("0.0012345"), {.digits = 3, .mode = rounding::half_up}) == d("0.00123"));
    CHECK(round_to_digits(d("0.0012355"), {.digits = 4, .mode = rounding::half_up}) == d("0.001236"));
    CHECK(round_to_digits(d("99.96"), {.digits = 3, .mode = rounding::half_up}) == 100);
    CHECK(round_to_digits(d("12345"), {.digits = 2, .mode = rounding::up}) == 13000);
    CHECK(round_to_digits(d("12345"), {.digits = 5, .mode = rounding::up}) == 12345);
    CHECK(round_to_digits(d("12345"), {.digits = 10'000, .mode = rounding::up}) == 12345);
    CHECK(round_to_digits(decimal(), {.digits = 1}) == 0);
    CHECK(round_to_digits(d("1e-100000"), {.digits = 1}) == d("1e-100000"));
    CHECK(refused([] { return cagr::round_to_digits(1, {.digits = 0}); }) == "E-limit-context");
    CHECK(refused([] { return cagr::round_to_digits(1, {.digits = -1}); }) == "E-limit-context");
    CHECK(refused([] { return cagr::round_to_digits(0, {.digits = 10'001}); }) == "E-limit-context");
    CHECK(context{}.digits == 34);
    CHECK(context{}.mode == rounding::half_even);
}

TEST_CASE("a quotient is rounded once, to the digits and by the rounding given") {
    CHECK(divide(1, 3, {.digits = 5}) == d("0.33333"));
    CHECK(divide(2, 3, {.digits = 5}) == d("0.66667"));
    CHECK(divide(-2, 3, {.digits = 5, .mode = rounding::down}) == d("-0.66666"));
    CHECK(divide(-2, 3, {.digits = 5, .mode = rounding::floor}) == d("-0.66667"));
    CHECK(divide(1, 8, {.digits = 3}) == d("0.125"));
    CHECK(divide(1, 8, {.digits = 2}) == d("0.12"));
    CHECK(divide(1, 8, {.digits = 2, .mode = rounding::half_up}) == d("0.13"));
    CHECK(divide(3, 8, {.digits = 2}) == d("0.38"));
    CHECK(divide(d("1e100000"), d("1e-100000"), {}) == cagr::scale10(1, 200'000));
    CHECK(divide(1, d("3e-50"), {.digits = 1}) == d("3e49"));
    CHECK(divide(99, 100, {.digits = 1}) == 1);
    CHECK(divide(pow(decimal(7), 900), pow(decimal(7), 899), {.digits = 1}) == 7);
    CHECK(divide(pow(decimal(7), 900) + 1, pow(decimal(7), 899), {.digits = 1, .mode = rounding::up}) == 8);
    CHECK(divide(0, 3, {}) == 0);
    CHECK(divide(1, 3, {.digits = 10'000}).digits() == 10'000);
    CHECK(refused([] { return divide(1, 0, {}); }) == "E-domain-division");
    CHECK(refused([] { return divide(0, 0, {}); }) == "E-domain-division");
    CHECK(refused([] { return divide(1, 3, {.digits = 10'001}); }) == "E-limit-context");
    CHECK(refused([] { return divide(cagr::scale10(1, 1'000'000), d("0.1"), {}); }) == "E-limit-exponent");
    CHECK(refused([] { return divide(cagr::scale10(1, -1'000'000), d("1e100000"), {}); }) == "E-limit-exponent");
}

TEST_CASE("whole division cuts towards zero and the remainder has the sign of the dividend") {
    for (const auto& [a, b, q, r] : std::vector<std::array<std::string, 4>>{{"7", "2", "3", "1"},
                                                                            {"-7", "2", "-3", "-1"},
                                                                            {"7", "-2", "-3", "1"},
                                                                            {"-7", "-2", "3", "-1"},
                                                                            {"7.5", "0.2", "37", "0.1"},
                                                                            {"1", "3", "0", "1"},
                                                                            {"1e30", "7", "142857142857142857142857142857", "1"},
                                                                            {"1e-30", "1e30", "0", "1e-30"},
                                                                            {"100", "1e1", "10", "0"},
                                                                            {"0", "5", "0", "0"}}) {
        CAPTURE(a, b);
        CHECK(divide_integer(d(a), d(b)) == d(q));
        CHECK(remainder(d(a), d(b)) == d(r));
    }
    CHECK(refused([] { return divide_integer(1, 0); }) == "E-domain-division");
    CHECK(refused([] { return cagr::remainder(0, 0); }) == "E-domain-division");
    CHECK(divide_integer(d("1e99999"), 1) == d("1e99999"));
    CHECK(divide_integer(d("1e100000"), 3).digits() == 100'000);
    CHECK(refused([] { return divide_integer(cagr::scale10(1, 100'001), 3); }) == "E-limit-digits");
    CHECK(refused([] { return divide_integer(cagr::scale10(1, 1'000'000), cagr::scale10(1, -1'000'000)); }) == "E-limit-digits");
}

TEST_CASE("roots are correctly rounded, and exact where they are rational") {
    CHECK(sqrt(decimal(144), {}) == 12);
    CHECK(sqrt(d("0.25"), {}) == d("0.5"));
    CHECK(sqrt(decimal(2), {}) == d("1.414213562373095048801688724209698"));
    CHECK(sqrt(decimal(2), {.digits = 1, .mode = rounding::up}) == 2);
    CHECK(sqrt(d("1e100000"), {}) == d("1e50000"));
    CHECK(sqrt(d("2.25"), {.digits = 1}) == 2); // 1.5: a tie
    CHECK(sqrt(d("2.25"), {.digits = 1, .mode = rounding::half_down}) == 1);
    CHECK(sqrt(d("6.25"), {.digits = 1}) == 2);
    CHECK(sqrt(d("6.25"), {.digits = 1, .mode = rounding::half_up}) == 3);
    CHECK(sqrt(d("2.25") + d("1e-200"), {.digits = 1, .mode = rounding::half_down}) == 2);
    CHECK(sqrt(d("2.25") - d("1e-200"), {.digits = 1}) == 1);
    CHECK(sqrt(decimal(4) + d("1e-2000"), {.digits = 1, .mode = rounding::up}) == 3);
    CHECK(sqrt(decimal(4) - d("1e-2000"), {.digits = 1, .mode = rounding::down}) == 1);
    CHECK(root(decimal(27), 3, {}) == 3);
    CHECK(root(decimal(-27), 3, {}) == -3);
    CHECK(root(d("-0.001"), 3, {}) == d("-0.1"));
    CHECK(root(decimal(-2), 3, {.digits = 5, .mode = rounding::ceiling}) == d("-1.2599"));
    CHECK(root(decimal(-2), 3, {.digits = 5, .mode = rounding::floor}) == d("-1.2600"));
    CHECK(root(decimal(-2), 3, {.digits = 5, .mode = rounding::down}) == d("-1.2599"));
    CHECK(root(decimal(-2), 3, {.digits = 5, .mode = rounding::up}) == d("-1.2600"));
    CHECK(root(d("62.35"), 1, {.digits = 3}) == d("62.4"));
    CHECK(root(d("62.35"), 1, {.digits = 3, .mode = rounding::half_down}) == d("62.3"));
    CHECK(root(d("62.35"), 1, {}) == d("62.35"));
    CHECK(root(d("-62.35"), 1, {}) == d("-62.35"));
    CHECK(root(pow(d("1.402"), 40), 40, {}) == d("1.402"));
    CHECK(root(decimal(1), 1'000'000, {}) == 1);
    CHECK(root(decimal(2), 1'000'000, {.digits = 10}) == d("1.000000693"));
    CHECK(root(decimal(), 5, {}) == 0);
    CHECK(root(decimal(1), 2, {.digits = 10'000}) == 1);
    CHECK(refused([] { return sqrt(decimal(-1), {}); }) == "E-domain-root");
    CHECK(refused([] { return root(decimal(-1), 4, {}); }) == "E-domain-root");
    CHECK(refused([] { return root(decimal(2), 0, {}); }) == "E-domain-root");
    CHECK(refused([] { return root(decimal(2), -1, {}); }) == "E-domain-count");
    CHECK(refused([] { return root(decimal(2), 1'000'001, {}); }) == "E-limit-periods");
    CHECK(refused([] { return root(decimal(2), 2, {.digits = 0}); }) == "E-limit-context");
}

TEST_CASE("roots of the largest and the longest numbers take no longer than a blink") {
    CHECK(time_of([] {
              CHECK(sqrt(cagr::scale10(1, 1'000'000), {}) == cagr::scale10(1, 500'000));
              CHECK(sqrt(cagr::scale10(1, -1'000'000), {}) == cagr::scale10(1, -500'000));
              CHECK(root(cagr::scale10(1, 999'999), 3, {}) == cagr::scale10(1, 333'333));
              CHECK(root(cagr::scale10(1, 1'000'000), 1'000'000, {}) == 10);
              CHECK(sqrt(d("1e99998") - 1, {.mode = rounding::up}) == d("1e49999"));
              CHECK(sqrt(d("1e99998") - 1, {.digits = 1, .mode = rounding::down}) == d("9e49998"));
          }).count() < 10'000);
}

TEST_CASE("the exponential is rounded, and exact at 0 alone") {
    CHECK(exp(d("0"), {}) == 1);
    CHECK(exp(d("1"), {}) == d("2.718281828459045235360287471352662"));
    CHECK(exp(d("-1"), {.digits = 20}) == d("0.36787944117144232160"));
    CHECK(exp(d("1"), {.digits = 1, .mode = rounding::up}) == 3);
    CHECK(exp(d("2302585"), {.digits = 10}) == d("9.111989258") * cagr::scale10(1, 999'999));
    CHECK(cagr::try_exp(3'000'000, {}).error().id() == "E-limit-exponent");
    CHECK(cagr::try_exp(-3'000'000, {}).error().id() == "E-limit-exponent");
    CHECK(cagr::try_exp(d("1e100000"), {}).error().id() == "E-limit-exponent");
    CHECK(cagr::try_exp(1, {.digits = 0}).error().id() == "E-limit-context");
}

TEST_CASE("an exponential next to 1 is rounded from there, to the known side") {
    const decimal tiny = d("1e-50000");
    const auto rounded = [](const decimal& x, rounding mode) { return exp(x, {.digits = 3, .mode = mode}); };
    for (const rounding mode : all_roundings) {
        CHECK(rounded(tiny, mode) == (mode == rounding::up || mode == rounding::ceiling ? d("1.01") : d("1")));
        CHECK(rounded(-tiny, mode) == (mode == rounding::down || mode == rounding::floor ? d("0.999") : d("1")));
    }
    CHECK(exp(cagr::scale10(1, -1'000'000), {.mode = rounding::up}) == d("1.000000000000000000000000000000001"));
    CHECK(exp(d("0.0005"), {.digits = 4}) == d("1.001")); // just above the tie 1.0005
    CHECK(exp(d("-0.00005"), {.digits = 4}) == d("1.000"));
}

TEST_CASE("logarithms are rounded, and exact only of 1 and of powers of ten") {
    CHECK(ln(d("1"), {}) == 0);
    CHECK(ln(d("2"), {}) == d("0.6931471805599453094172321214581766"));
    CHECK(ln(d("0.5"), {.digits = 10, .mode = rounding::floor}) == d("-0.6931471806"));
    CHECK(ln(d("0.5"), {.digits = 10, .mode = rounding::ceiling}) == d("-0.6931471805"));
    CHECK(ln(d("1e100000"), {.digits = 12}) == d("230258.509299"));
    CHECK(log10(d("1000"), {}) == 3);
    CHECK(log10(d("1"), {}) == 0);
    CHECK(log10(d("0.001"), {}) == -3);
    CHECK(log10(d("1e12345"), {.digits = 3, .mode = rounding::down}) == d("12300"));
    CHECK(log10(d("2"), {}) == d("0.3010299956639811952137388947244930"));
    CHECK(cagr::try_ln(0, {}).error().id() == "E-domain-logarithm");
    CHECK(cagr::try_ln(d("-2"), {}).error().id() == "E-domain-logarithm");
    CHECK(cagr::try_log10(d("-2"), {}).error().id() == "E-domain-logarithm");
    CHECK(cagr::try_log10(2, {.digits = 10'001}).error().id() == "E-limit-context");
}

TEST_CASE("logarithms beside a boundary are told from it, however near") {
    const decimal near_one = 1 + d("1e-90000");
    CHECK(ln(near_one, {.digits = 3, .mode = rounding::down}) == d("9.99e-90001"));
    CHECK(ln(near_one, {.digits = 3, .mode = rounding::up}) == d("1e-90000"));
    CHECK(ln(1 - d("1e-90000"), {.digits = 3, .mode = rounding::up}) == d("-1.01e-90000"));
    CHECK(log10(1000 + d("1e-90000"), {.digits = 3, .mode = rounding::up}) == d("3.01"));
    CHECK(log10(1000 - d("1e-90000"), {.digits = 3, .mode = rounding::down}) == d("2.99"));
    CHECK(log10(d("0.001") + d("1e-90000"), {.digits = 3, .mode = rounding::down}) == d("-2.99"));
    CHECK(log10(1000 + d("1e-90000"), {}) == 3);
}

TEST_CASE("a power with a fraction is rounded, and exact where it is rational") {
    CHECK(pow(d("2.25"), d("1.5"), {}) == d("3.375"));
    CHECK(pow(d("2.25"), d("1.5"), {.digits = 3}) == d("3.38"));
    CHECK(pow(d("2.25"), d("1.5"), {.digits = 3, .mode = rounding::half_down}) == d("3.37"));
    CHECK(pow(d("32"), d("0.2"), {.digits = 1, .mode = rounding::up}) == 2);
    CHECK(pow(d("4"), d("-0.5"), {}) == d("0.5"));
    CHECK(pow(d("1.402"), d("2.5"), {}) == d("2.327394662903572097989016841642934"));
    CHECK(pow(d("2"), d("0.3010299956639812"), {.digits = 20}) == d("1.2320236886890061206"));
    CHECK(pow(d("1e-100000"), d("0.00001"), {}) == d("0.1"));
    CHECK(pow(d("1.5"), 100'000, {.digits = 5}) == d("1.3363e17609"));
    CHECK(pow(d("3"), -2, {.digits = 5}) == d("0.11111"));
    CHECK(pow(d("1"), d("123.456"), {}) == 1);
    CHECK(pow(d("7.5"), 0, {}) == 1);
    CHECK(pow(d("7.25"), 1, {.digits = 2}) == d("7.2"));
}

TEST_CASE("powers of zero and of negative numbers are those of whole exponents") {
    CHECK(pow(d("0"), d("0.5"), {}) == 0);
    CHECK(pow(d("0"), 0, {}) == 1);
    CHECK(pow(d("-2"), 3, {}) == -8);
    CHECK(pow(d("-2"), -3, {}) == d("-0.125"));
    CHECK(pow(d("-2"), 100, {.digits = 4, .mode = rounding::floor}) == d("1.267e30"));
    CHECK(pow(d("-3"), 100'001, {.digits = 5, .mode = rounding::ceiling}) == d("-4.0049e47712"));
    CHECK(pow(d("-3"), 100'001, {.digits = 5, .mode = rounding::floor}) == d("-4.0050e47712"));
    CHECK(pow(d("-1"), d("1e100000"), {}) == 1);
    CHECK(pow(d("-1"), d("1e60") + 1, {}) == -1);
    CHECK(cagr::try_pow(0, -1, {}).error().id() == "E-domain-power");
    CHECK(cagr::try_pow(-2, d("0.5"), {}).error().id() == "E-domain-power");
}

TEST_CASE("powers beyond the limits are refused before the work, those beside a boundary told from it") {
    CHECK(cagr::try_pow(10, d("1000001.5"), {}).error().id() == "E-limit-exponent");
    CHECK(cagr::try_pow(10, d("1e100000"), {}).error().id() == "E-limit-exponent");
    CHECK(cagr::try_pow(d("0.1"), d("1e100000"), {}).error().id() == "E-limit-exponent");
    CHECK(pow(1 + d("1e-60000"), d("3.5"), {.digits = 3, .mode = rounding::up}) == d("1.01"));
    CHECK(pow(1 - d("1e-60000"), d("3.5"), {.digits = 3, .mode = rounding::down}) == d("0.999"));
    CHECK(pow(1 + d("1e-60000"), d("1e60000"), {}) == d("2.718281828459045235360287471352662"));
    CHECK(pow(d("2.5"), 1 + d("1e-90000"), {.digits = 3, .mode = rounding::up}) == d("2.51"));
    CHECK(pow(d("2.25"), d("1.5") - d("1e-90000"), {.digits = 3}) == d("3.37"));
    CHECK(pow(d("2.25"), d("1.5") + d("1e-90000"), {.digits = 4, .mode = rounding::down}) == d("3.375"));
    CHECK(pow(10, 2 + d("1e-90000"), {.digits = 3, .mode = rounding::up}) == 101);
    CHECK(pow(d("0.1"), 2 + d("1e-90000"), {.digits = 3, .mode = rounding::down}) == d("0.00999"));
    CHECK(log10(d("1e10") + d("1e-90000"), {.digits = 3, .mode = rounding::up}) == d("10.1"));
    CHECK(pow(d("0.4"), d("2") + d("1e-90000"), {.digits = 2, .mode = rounding::down}) == d("0.15"));
}

TEST_CASE("ten thousand digits of a power, a logarithm and an exponential are there at once") {
    const context most{.digits = 10'000};
    CHECK(time_of([&] {
              const decimal e = exp(1, most);
              CHECK(e.digits() >= 9'990);
              CHECK(round_to_digits(ln(e, most), {.digits = 9'990}) == 1);
              CHECK(pow(d("1.402"), d("2.50001"), most).digits() >= 9'990);
          }).count() < 5'000);
}
