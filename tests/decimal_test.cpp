// The exact number: conversions, literals, comparison, exact arithmetic, copies, limits.
#include <cagr/decimal.hpp>

#include "support/decimals.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

using cagr::decimal;
using cagr::divide;
using cagr::divide_integer;
using cagr::errc;
using cagr::rounding;
using namespace cagr::literals;
using namespace decimals;

TEST_CASE("a decimal that nobody gave a value is zero") {
    STATIC_REQUIRE(decimal().sign() == 0);
    CHECK(decimal() == 0);
    CHECK(to_string(decimal()) == "0");
    CHECK(decimal().digits() == 1);
    CHECK(decimal().is_integer());
    CHECK(decimal().places() == 0);
    CHECK(decimal().adjusted_exponent() == 0);
    CHECK(decimal().to_double() == 0.0);
    CHECK_FALSE(std::signbit(decimal().to_double()));
}

TEST_CASE("integers of every type convert by themselves, and nothing else does") {
    const decimal from_int = -42;
    CHECK(from_int == d("-42"));
    CHECK(decimal(std::numeric_limits<std::int64_t>::min()) == d("-9223372036854775808"));
    CHECK(decimal(std::numeric_limits<std::int64_t>::max()) == d("9223372036854775807"));
    CHECK(decimal(std::numeric_limits<std::uint64_t>::max()) == d("18446744073709551615"));
    CHECK(decimal(std::int8_t{-128}) == d("-128"));
    CHECK(decimal(std::uint16_t{65535}) == d("65535"));
    CHECK(2 * d("1.5") + 1 == 4);
    STATIC_REQUIRE(std::is_convertible_v<long long, decimal>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<bool, decimal>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<char, decimal>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<char8_t, decimal>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<wchar_t, decimal>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<decimal, bool>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<decimal, char>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<decimal, float>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<decimal, double>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<decimal, long double>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<decimal, double>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<decimal, bool>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<decimal, long>);
}

TEST_CASE("a decimal takes 40 bytes and moves without failing") {
    STATIC_REQUIRE(sizeof(decimal) == 40);
    STATIC_REQUIRE(std::is_nothrow_move_constructible_v<decimal>);
    STATIC_REQUIRE(std::is_nothrow_move_assignable_v<decimal>);
    STATIC_REQUIRE(std::is_nothrow_swappable_v<decimal>);
    STATIC_REQUIRE(std::is_nothrow_default_constructible_v<decimal>);
}

TEST_CASE("literals are exact constants of the compiler") {
    constexpr decimal base = 62.35_dec;
    STATIC_REQUIRE(base.sign() == 1);
    CHECK(base == d("62.35"));
    CHECK(1.5_K == 1500);
    CHECK(62.35_M == 62350000);
    CHECK(62.35_B == d("62350000000"));
    CHECK(1_T == d("1e12"));
    CHECK(1e-7_dec == d("0.0000001"));
    CHECK(1'000'000_dec == 1000000);
    CHECK(.5_dec == d("0.5"));
    CHECK(0.000_dec == 0);
    CHECK(1E+3_dec == 1000);
    CHECK(1e100000_dec == d("1e100000"));
    CHECK(-62.35_dec == d("-62.35"));
    // The longest: 256 bits.
    CHECK(115792089237316195423570985008687907853269984665640564039457584007913129639935_dec == pow(2_dec, 256) - 1);
    STATIC_REQUIRE(abs(-1.5_dec).sign() == 1);
}

TEST_CASE("there is no negative zero") {
    const std::vector<decimal> zeros{d("-0"),
                                     d("-0.000"),
                                     d("-0e5"),
                                     -decimal(),
                                     -d("0.0"),
                                     d("1.5") - d("1.50"),
                                     decimal(-3) * 0,
                                     round_to_places(d("-0.4"), 0, rounding::half_up),
                                     round_to_places(d("-0.4"), 0, rounding::ceiling),
                                     d("-1e-30") * 0,
                                     divide(0, -7, {}),
                                     divide_integer(-1, 2),
                                     cagr::remainder(-4, 2),
                                     root(d("-0"), 3, {}),
                                     scale10(d("-0"), 7),
                                     decimal::from_double_exact(-0.0)};
    for (const decimal& zero : zeros) {
        CHECK(zero.sign() == 0);
        CHECK(zero == 0);
        CHECK(to_string(zero) == "0");
        CHECK(to_string(zero, 2, rounding::floor) == "0.00");
        CHECK(zero.hash() == decimal().hash());
        CHECK_FALSE(std::signbit(zero.to_double()));
    }
    CHECK(to_string(d("-0.004"), 2, rounding::half_up) == "0.00");
}

TEST_CASE("equal values are equal, hash equally and order alike however they were computed") {
    const std::vector<std::vector<decimal>> families{
        {decimal(100), d("1e2"), d("100.000"), d("12.5") * 8, d("99.99") + d("0.01"), pow(decimal(10), 2), divide(1000, 10, {}), 100_dec},
        {d("0.5"), d("5e-1"), d("0.125") * 4, divide(1, 2, {}), sqrt(d("0.25"), {}), decimal::from_double_exact(0.5), -d("-0.500")},
        {pow(decimal(2), 300), pow(decimal(4), 150), d("2") * pow(decimal(2), 299), pow(decimal(2), 300) + d("0.00") * d("1e-9")},
        {d("1e300"), pow(decimal(10), 300), d("5e299") + d("5e299"), pow(decimal(5), 300) * pow(decimal(2), 300), cagr::scale10(1, 300)},
        {d("-7e77"), cagr::scale10(-7, 77), d("-7" + repeated(77, '0'))}};
    for (const auto& family : families)
        for (const decimal& a : family)
            for (const decimal& b : family) {
                CHECK(a == b);
                CHECK((a <=> b) == std::strong_ordering::equal);
                CHECK(std::hash<decimal>()(a) == std::hash<decimal>()(b));
                CHECK(to_string(a) == to_string(b));
                CHECK(a.digits() == b.digits());
                CHECK(a.places() == b.places());
                CHECK(a.adjusted_exponent() == b.adjusted_exponent());
            }
    std::unordered_set<decimal> seen;
    for (const auto& family : families) seen.insert(family.begin(), family.end());
    CHECK(seen.size() == families.size());
}

TEST_CASE("numbers are ordered by value") {
    const std::vector<decimal> rising{d("-1e100000"),
                                      d("-" + digits_text(100)),
                                      d("-1e40"),
                                      d("-1.01"),
                                      decimal(-1),
                                      d("-0.999"),
                                      d("-1e-100000"),
                                      decimal(),
                                      d("1e-100000"),
                                      d("1e-50"),
                                      d("0.999"),
                                      d("1"),
                                      d("1.0000000000000000000000000000000000001"),
                                      d("9.99"),
                                      d("10"),
                                      d("1e30"),
                                      d("1e30") + d("1e-30"),
                                      d(digits_text(100)),
                                      d("1e1000"),
                                      d("1e100000")};
    for (std::size_t i = 0; i < rising.size(); ++i)
        for (std::size_t j = 0; j < rising.size(); ++j) {
            CAPTURE(i, j);
            CHECK((rising[i] < rising[j]) == (i < j));
            CHECK((rising[i] == rising[j]) == (i == j));
        }
}

TEST_CASE("sums, differences and products are exact") {
    CHECK(d("0.1") + d("0.2") == d("0.3"));
    CHECK(d("62.35") - d("62.34") == d("0.01"));
    CHECK(d("1e50") + d("1e-50") == d("1" + repeated(50, '0') + "." + repeated(49, '0') + "1"));
    CHECK(d("1e50") + d("1e-50") - d("1e50") == d("1e-50"));
    CHECK(d("62.35") * pow(d("1.402"), 8) == d("930.7232583287108926953529216"));
    CHECK(d("-1.5") * d("-1.5") == d("2.25"));
    CHECK(-d("1.5") == d("-1.5"));
    CHECK(+d("1.5") == d("1.5"));
    CHECK(abs(d("-1.5")) == d("1.5"));
    decimal x = 10;
    x += d("0.5");
    x -= 1;
    x *= d("-2");
    CHECK(x == -19);
    CHECK(scale10(d("1.5"), 3) == 1500);
    CHECK(scale10(d("1500"), -3) == d("1.5"));
    CHECK(scale10(decimal(), 999'999'999) == 0);
    // Borrows and carries across every limb.
    const decimal top = pow(decimal(2), 256) - 1;
    CHECK(top + 1 == pow(decimal(2), 256));
    CHECK(pow(decimal(2), 256) - top == 1);
    CHECK(top * top == pow(decimal(2), 512) - pow(decimal(2), 257) + 1);
    CHECK(top * pow(decimal(10), 77) - top * pow(decimal(10), 77) == 0);
}

TEST_CASE("an operation may have its own result among its operands") {
    for (const std::string& text : {std::string("1.5"), digits_text(300)}) {
        decimal x = d(text);
        const decimal one = d(text);
        x += x;
        CHECK(x == one * 2);
        const decimal& itself = x;
        x -= itself;
        CHECK(x == 0);
        x = one;
        x *= x;
        CHECK(x == pow(one, 2));
    }
}

TEST_CASE("numbers copy, move and swap, in the object and on the heap") {
    const std::vector<std::string> texts{"62.35", digits_text(77), digits_text(200), digits_text(5000), "0"};
    for (const std::string& text : texts) {
        const decimal value = d(text);
        decimal copy(value);
        CHECK(copy == value);
        copy += 1;
        CHECK(copy == value + 1);
        CHECK(to_string(value) == text);
        decimal moved(std::move(copy));
        CHECK(moved == value + 1);
        CHECK(copy == 0); // NOLINT(bugprone-use-after-move): a moved-from number is zero
        decimal& self = moved;
        moved = self;
        CHECK(moved == value + 1);
        moved = std::move(self);
        CHECK(moved == value + 1);
        for (const std::string& other_text : texts) {
            decimal a = value;
            decimal b = d(other_text);
            using std::swap;
            swap(a, b);
            CHECK(to_string(a) == other_text);
            CHECK(to_string(b) == text);
            a.swap(b);
            CHECK(to_string(a) == text);
            a = b;
            CHECK(to_string(a) == other_text);
            b = d(text);
            a = std::move(b);
            CHECK(to_string(a) == text);
        }
    }
    std::vector<decimal> many;
    for (int i = 0; i < 100; ++i) many.push_back(pow(decimal(7), 10 * i));
    for (int i = 0; i < 100; ++i) CHECK(many[static_cast<std::size_t>(i)] == pow(decimal(7), 10 * i));
}

TEST_CASE("integer powers are exact") {
    CHECK(pow(decimal(), 0) == 1);
    CHECK(pow(d("-2.5"), 0) == 1);
    CHECK(pow(decimal(), 5) == 0);
    CHECK(pow(d("-2.5"), 1) == d("-2.5"));
    CHECK(pow(d("-2.5"), 3) == d("-15.625"));
    CHECK(pow(d("-2.5"), 4) == d("39.0625"));
    CHECK(pow(d("10.4256"), 7) == d("13387744.2727035250029958208931495936"));
    CHECK(pow(decimal(-1), 999'999) == -1);
    CHECK(pow(decimal(10), 1'000'000) == cagr::scale10(1, 1'000'000));
    CHECK(pow(d("0.1"), 1'000'000) == cagr::scale10(1, -1'000'000));
    CHECK(pow(d("1.05"), std::uint8_t{2}) == d("1.1025"));
    STATIC_REQUIRE_FALSE(std::is_constructible_v<cagr::whole_count, double>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<cagr::whole_count, float>);
}

TEST_CASE("results past the limits are refused before the work") {
    const decimal huge = cagr::scale10(1, 1'000'000);
    const decimal tiny = cagr::scale10(1, -1'000'000);
    CHECK(time_of([&] {
              CHECK(refused([&] { return huge * 10; }) == "E-limit-exponent");
              CHECK(refused([&] { return tiny * d("0.1"); }) == "E-limit-exponent");
              CHECK(refused([&] { return huge + tiny; }) == "E-limit-digits");
              CHECK(refused([&] { return huge - 1; }) == "E-limit-digits");
              CHECK(refused([&] { return cagr::scale10(1, 1'000'001); }) == "E-limit-exponent");
              CHECK(refused([&] { return cagr::scale10(1, -1'000'001); }) == "E-limit-exponent");
              CHECK(refused([&] { return cagr::scale10(1, std::numeric_limits<std::int64_t>::max()); }) == "E-limit-exponent");
              CHECK(refused([&] { return cagr::scale10(1, std::numeric_limits<std::int64_t>::min()); }) == "E-limit-exponent");
              CHECK(refused([&] { return pow(decimal(2), 400'000); }) == "E-limit-digits");
              CHECK(refused([&] { return pow(d("1.000001"), 1'000'000); }) == "E-limit-digits");
              CHECK(refused([&] { return pow(d("1e11"), 100'000); }) == "E-limit-exponent");
              CHECK(refused([&] { return pow(d("1e-11"), 100'000); }) == "E-limit-exponent");
              CHECK(refused([&] { return pow(decimal(2), 1'000'001); }) == "E-limit-periods");
              CHECK(refused([&] { return pow(decimal(2), std::numeric_limits<std::uint64_t>::max()); }) == "E-limit-periods");
              CHECK(refused([&] { return pow(decimal(2), -1); }) == "E-domain-count");
              CHECK(refused([&] { return pow(decimal(), -1); }) == "E-domain-count");
          }).count() < 300);
    CHECK(huge * 9 == cagr::scale10(9, 1'000'000)); // the leading digit's exponent is what counts
    CHECK(huge + huge == cagr::scale10(2, 1'000'000));
    CHECK(refused([&] { return huge * 5 + huge * 5; }) == "E-limit-exponent");
    CHECK((huge - huge) == 0);
    CHECK(huge * tiny == 1);
    CHECK(d("1e100000") - 1 == pow(decimal(10), 100'000) - 1);
    CHECK((d("1e100000") - 1).digits() == 100'000);
    CHECK(refused([] { return d("1e100000") + 1; }) == "E-limit-digits");
    CHECK(pow(decimal(2), 332'192).digits() == 100'000);
    CHECK(refused([] { return pow(decimal(2), 332'193); }) == "E-limit-digits");
    CHECK(refused([] {
              const decimal half_limit = pow(decimal(2), 200'000);
              return half_limit * half_limit;
          }) == "E-limit-digits");
    // A failed operation leaves its target as it was.
    decimal kept = huge;
    CHECK(refused([&] { return kept *= 10; }) == "E-limit-exponent");
    CHECK(kept == huge);
    CHECK(refused([&] { return kept += 1; }) == "E-limit-digits");
    CHECK(kept == huge);
}

TEST_CASE("every try_ function hands over the value or the error of its twin") {
    CHECK(*decimal::try_parse("1.5") == d("1.5"));
    CHECK(cagr::try_add(1, 2).value() == 3);
    CHECK(cagr::try_subtract(1, 2).value() == -1);
    CHECK(cagr::try_multiply(3, 2).value() == 6);
    CHECK(cagr::try_multiply(cagr::scale10(1, 1'000'000), 10).error().code == errc::limit_exponent);
    CHECK(cagr::try_pow(2, 10).value() == 1024);
    CHECK(cagr::try_pow(2, -10).error().code == errc::domain_count);
    CHECK(cagr::try_scale10(2, 3).value() == 2000);
    CHECK(cagr::try_round_to_places(d("1.25"), 1, rounding::half_even).value() == d("1.2"));
    CHECK(cagr::try_round_to_digits(d("1.25"), {.digits = 2}).value() == d("1.2"));
    CHECK(cagr::try_divide(1, 0, {}).error().code == errc::domain_division);
    CHECK(cagr::try_divide_integer(7, 2).value() == 3);
    CHECK(cagr::try_remainder(7, 2).value() == 1);
    CHECK(cagr::try_sqrt(-1, {}).error().code == errc::domain_root);
    CHECK(cagr::try_root(8, 3, {}).value() == 2);
    CHECK(decimal::try_from_double_exact(std::nan("")).error().code == errc::domain_double);
    CHECK(d("1.5").try_to_int64().error().code == errc::domain_integer);
    CHECK(d("1.5").try_to_scaled_int64(1, rounding::down).value() == 15);
}

TEST_CASE("a double is the nearest one, ties to even, subnormal and infinite ones included") {
    CHECK(d("0.1").to_double() == 0.1);
    CHECK(d("-62.35").to_double() == -62.35);
    CHECK(d("9007199254740993").to_double() == 9007199254740992.0); // a tie
    CHECK(d("9007199254740993.00000000000000000000000000000001").to_double() == 9007199254740994.0);
    CHECK(d("9007199254740995").to_double() == 9007199254740996.0);
    CHECK(d("1.7976931348623157e308").to_double() == std::numeric_limits<double>::max());
    CHECK(d("1.7976931348623158e308").to_double() == std::numeric_limits<double>::max());
    CHECK(d("1.797693134862315907e308").to_double() == std::numeric_limits<double>::infinity());
    CHECK(d("-1e309").to_double() == -std::numeric_limits<double>::infinity());
    CHECK(d("1e100000").to_double() == std::numeric_limits<double>::infinity());
    CHECK(d("2.2250738585072014e-308").to_double() == std::numeric_limits<double>::min());
    CHECK(d("2.2250738585072011e-308").to_double() == 2.2250738585072011e-308);
    CHECK(d("4.9406564584124654e-324").to_double() == std::numeric_limits<double>::denorm_min());
    CHECK(d("2.4703282292062328e-324").to_double() == std::numeric_limits<double>::denorm_min());
    CHECK(d("2.4703282292062327e-324").to_double() == 0.0);
    CHECK(scale10(pow(decimal(5), 1075), -1075).to_double() == 0.0); // 2^-1075, half the smallest: to even
    CHECK((scale10(pow(decimal(5), 1075), -1075) + d("1e-2000")).to_double() == std::numeric_limits<double>::denorm_min());
    CHECK(std::signbit(d("-1e-400").to_double()));
    CHECK(d("1e-100000").to_double() == 0.0);
}

TEST_CASE("a double is taken over with every digit it has") {
    CHECK(decimal::from_double_exact(0.1) == d("0.1000000000000000055511151231257827021181583404541015625"));
    CHECK(decimal::from_double_exact(0.1).digits() == 55);
    CHECK(decimal::from_double_exact(-2.5) == d("-2.5"));
    CHECK(decimal::from_double_exact(1e300).to_double() == 1e300);
    CHECK(decimal::from_double_exact(std::numeric_limits<double>::max()) == pow(decimal(2), 1024) - pow(decimal(2), 971));
    CHECK(decimal::from_double_exact(std::numeric_limits<double>::denorm_min()) == scale10(pow(decimal(5), 1074), -1074));
    CHECK(decimal::from_double_exact(-std::numeric_limits<double>::denorm_min()).sign() == -1);
    CHECK(refused([] { return decimal::from_double_exact(std::numeric_limits<double>::infinity()); }) == "E-domain-double");
    CHECK(refused([] { return decimal::from_double_exact(std::nan("")); }) == "E-domain-double");
}

TEST_CASE("an integer of 64 bits comes out where the value is one") {
    CHECK(d("42.0").to_int64() == 42);
    CHECK(d("-4.2e1").to_int64() == -42);
    CHECK(decimal().to_int64() == 0);
    CHECK(d("9223372036854775807").to_int64() == std::numeric_limits<std::int64_t>::max());
    CHECK(d("-9223372036854775808").to_int64() == std::numeric_limits<std::int64_t>::min());
    CHECK(d("9e18").to_int64() == 9'000'000'000'000'000'000);
    CHECK(refused([] { return d("9223372036854775808").to_int64(); }) == "E-domain-int64");
    CHECK(refused([] { return d("-9223372036854775809").to_int64(); }) == "E-domain-int64");
    CHECK(refused([] { return d("18446744073709551616").to_int64(); }) == "E-domain-int64");
    CHECK(refused([] { return d("1e100000").to_int64(); }) == "E-domain-int64");
    CHECK(refused([] { return d("0.5").to_int64(); }) == "E-domain-integer");
    CHECK(refused([] { return d("1e30").to_int64(); }) == "E-domain-int64");
    CHECK(refused([] { return (d("1e30") + d("0.1")).to_int64(); }) == "E-domain-integer");
}

TEST_CASE("cents go in and out as integers") {
    CHECK(decimal::from_scaled_int64(12345, 2) == d("123.45"));
    CHECK(decimal::from_scaled_int64(std::numeric_limits<std::int64_t>::min(), 2) == d("-92233720368547758.08"));
    CHECK(decimal::from_scaled_int64(0, 1'000'000) == 0);
    CHECK(decimal::from_scaled_int64(-1, 1'000'000) == cagr::scale10(-1, -1'000'000));
    CHECK(d("123.45").to_scaled_int64(2, rounding::half_up) == 12345);
    CHECK(d("123.455").to_scaled_int64(2, rounding::half_even) == 12346);
    CHECK(d("-123.455").to_scaled_int64(2, rounding::half_down) == -12345);
    CHECK(d("5").to_scaled_int64(2, rounding::down) == 500);
    CHECK(d("1e-100000").to_scaled_int64(2, rounding::up) == 1);
    CHECK(d("-1e-100000").to_scaled_int64(2, rounding::floor) == -1);
    CHECK(cagr::scale10(7, -1'000'000).to_scaled_int64(1'000'000, rounding::floor) == 7);
    CHECK(d("92233720368547758.07").to_scaled_int64(2, rounding::down) == std::numeric_limits<std::int64_t>::max());
    CHECK(d("92233720368547758.074").to_scaled_int64(2, rounding::half_up) == std::numeric_limits<std::int64_t>::max());
    CHECK(refused([] { return d("92233720368547758.075").to_scaled_int64(2, rounding::half_up); }) == "E-domain-int64");
    CHECK(d("-92233720368547758.08").to_scaled_int64(2, rounding::down) == std::numeric_limits<std::int64_t>::min());
    CHECK(refused([] { return d("-92233720368547758.08001").to_scaled_int64(2, rounding::up); }) == "E-domain-int64");
    CHECK(refused([] { return d("1e17").to_scaled_int64(2, rounding::up); }) == "E-domain-int64");
    CHECK(refused([] { return d("1").to_scaled_int64(-2, rounding::up); }) == "E-domain-count");
    CHECK(refused([] { return d("1").to_scaled_int64(1'000'001, rounding::up); }) == "E-limit-exponent");
    CHECK(refused([] { return decimal::from_scaled_int64(1, -1); }) == "E-domain-count");
    CHECK(refused([] { return decimal::from_scaled_int64(1, 1'000'001); }) == "E-limit-exponent");
}

TEST_CASE("powers of ten to shift by are whole numbers of either sign, however large") {
    CHECK(scale10(1_dec, std::uint8_t{2}) == 100);
    CHECK(scale10(1_dec, -2) == 0.01_dec);
    CHECK(try_scale10(1_dec, std::numeric_limits<std::uint64_t>::max()).error().id() == "E-limit-exponent");
    CHECK(try_scale10(1_dec, std::numeric_limits<std::int64_t>::min()).error().id() == "E-limit-exponent");
    CHECK(decimal::from_scaled_int64(std::numeric_limits<std::uint64_t>::max(), 2) == d("184467440737095516.15"));
}

TEST_CASE("multiplying in place is multiplying, at every length, by itself and with zeros to shed") {
    decimal grown = 1.5_dec;
    decimal power(1);
    for (int i = 0; i < 700; ++i) {
        power *= grown;
        REQUIRE(power == pow(1.5_dec, i + 1));
    }
    const decimal copy = power;
    power *= 10_dec;
    CHECK(power == scale10(copy, 1));
    for (int i = 0; i < 300; ++i) power *= 1000_dec; // zeros that are not kept
    CHECK(power == scale10(copy, 901));
    CHECK(power.digits() == copy.digits());
    grown *= grown;
    CHECK(grown == 2.25_dec);
    decimal wide = pow(3_dec, 300);
    wide *= wide;
    CHECK(wide == pow(3_dec, 600));
    wide *= decimal(0);
    CHECK(wide == 0);
    decimal far = scale10(1_dec, 1'000'000);
    CHECK(refused([&] { return far *= 10_dec; }) == "E-limit-exponent");
    CHECK(far == scale10(1_dec, 1'000'000));
}
