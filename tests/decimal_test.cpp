// The exact number: conversions, literals, text, arithmetic, rounding, division, roots, limits, copies.
#include <cagr/decimal.hpp>

#include "support/catch.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

using cagr::context;
using cagr::decimal;
using cagr::divide;
using cagr::divide_integer;
using cagr::errc;
using cagr::rounding;
using namespace cagr::literals;

namespace {

constexpr std::array all_roundings{rounding::half_even, rounding::half_up, rounding::half_down, rounding::up,
                                   rounding::down,      rounding::ceiling, rounding::floor};

decimal d(std::string_view text) { return decimal::parse(text); }

/// The id of the error that a body reports.
template <class Body>
std::string refused(Body&& body) {
    try {
        (void)body();
    } catch (const cagr::exception& e) {
        CHECK_FALSE(e.error().message.empty());
        return std::string(e.error().id());
    }
    return "no error";
}

cagr::error parse_error(std::string_view text) {
    const auto read = decimal::try_parse(text);
    CAPTURE(text.substr(0, 60));
    REQUIRE_FALSE(read.has_value());
    return read.error();
}

/// 1234...: a coefficient of so many digits that ends in 7, so that nothing is stripped.
std::string digits_text(std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i + 1 < size; ++i) text += static_cast<char>('1' + i % 9);
    return text + '7';
}

std::chrono::milliseconds time_of(const auto& body) {
    const auto start = std::chrono::steady_clock::now();
    body();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

std::string repeated(std::size_t times, char c) { return std::string(times, c); }

} // namespace

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

TEST_CASE("text that is a number is read exactly") {
    const std::vector<std::pair<std::string, std::string>> cases{{"0", "0"},
                                                                 {"62.35", "62.35"},
                                                                 {"+62.35", "62.35"},
                                                                 {"-62.350", "-62.35"},
                                                                 {".5", "0.5"},
                                                                 {"5.", "5"},
                                                                 {"-.5", "-0.5"},
                                                                 {"007", "7"},
                                                                 {"0123", "123"},
                                                                 {"1e3", "1000"},
                                                                 {"1E3", "1000"},
                                                                 {"1.5e+2", "150"},
                                                                 {"125e-2", "1.25"},
                                                                 {"0e999999999", "0"},
                                                                 {"1e0000000000000003", "1000"},
                                                                 {"1.e2", "100"},
                                                                 {".5e1", "5"},
                                                                 {"-0.0e-5", "0"},
                                                                 {"0.10", "0.1"},
                                                                 {"18446744073709551616", "18446744073709551616"},
                                                                 {"9999999999999999999", "9999999999999999999"},
                                                                 {"10000000000000000000", "10000000000000000000"}};
    for (const auto& [text, shown] : cases) {
        CAPTURE(text);
        CHECK(to_string(d(text)) == shown);
    }
}

TEST_CASE("text that is no number is refused with an id and the place") {
    struct refusal {
        std::string text;
        std::string id;
        std::size_t offset;
        std::size_t length;
    };
    const std::vector<refusal> cases{
        {"", "E-parse-empty", 0, 0},
        {".", "E-parse-character", 1, 0},
        {"-", "E-parse-character", 1, 0},
        {"+.", "E-parse-character", 2, 0},
        {"--1", "E-parse-character", 1, 1},
        {"+-1", "E-parse-character", 1, 1},
        {"1.2.3", "E-parse-character", 3, 1},
        {"62.35abc", "E-parse-suffix", 5, 3},
        {"62.35B", "E-parse-suffix", 5, 1},
        {"0x10", "E-parse-suffix", 1, 3},
        {"1_000", "E-parse-character", 1, 1},
        {"1,000", "E-parse-character", 1, 1},
        {"1'000", "E-parse-character", 1, 1},
        {" 1", "E-parse-character", 0, 1},
        {"1 ", "E-parse-character", 1, 1},
        {"1\n", "E-parse-character", 1, 1},
        {"NaN", "E-parse-character", 0, 1},
        {"inf", "E-parse-character", 0, 1},
        {"-Infinity", "E-parse-character", 1, 1},
        {"1e", "E-parse-character", 2, 0},
        {"1e+", "E-parse-character", 3, 0},
        {"e5", "E-parse-character", 0, 1},
        {"1e5.0", "E-parse-character", 3, 1},
        {"1e5e5", "E-parse-suffix", 3, 2},
        {"5%", "E-parse-character", 1, 1},
    };
    for (const refusal& c : cases) {
        CAPTURE(c.text);
        const cagr::error e = parse_error(c.text);
        CHECK(e.id() == c.id);
        CHECK(e.span == cagr::text_span{c.offset, c.length});
        CHECK(e.input == c.text);
        CHECK_FALSE(e.message.empty());
        CHECK_THROWS_AS(decimal::parse(c.text), cagr::exception);
    }
}

TEST_CASE("characters that only look like digits are named by their code points") {
    CHECK(parse_error("\uFF11\uFF12").message.find("U+FF11") != std::string::npos); // full width
    CHECK(parse_error("1\u0662").message.find("U+0662") != std::string::npos);      // Arabic
    CHECK(parse_error("\u22125").message.find("U+2212") != std::string::npos);      // minus sign: a figure's, not a number's
    CHECK(parse_error("1\u00A0000").message.find("U+00A0") != std::string::npos);
    CHECK(parse_error(std::string_view("1\0"
                                       "2",
                                       3))
              .message.find("U+0000") != std::string::npos);
    CHECK(parse_error("1\xFF").message.find("0xFF") != std::string::npos);
}

TEST_CASE("a number is at most 20,000 characters and 10 to the 100,000") {
    CHECK(d(repeated(20'000, '9')).digits() == 20'000);
    CHECK(parse_error(repeated(20'001, '9')).id() == "E-parse-length");
    CHECK(parse_error(repeated(1'000'000, '9')).id() == "E-parse-length");
    CHECK(parse_error(repeated(1'000'000, '9')).input.size() <= 240);
    CHECK(d("1e100000").adjusted_exponent() == 100'000);
    CHECK(d("9.99e100000").adjusted_exponent() == 100'000);
    CHECK(d("1e-100000").adjusted_exponent() == -100'000);
    CHECK(d("1000e-100003").adjusted_exponent() == -100'000);
    CHECK(d("0.001e100003") == d("1e100000"));
    CHECK(d(repeated(19'000, '7') + "e81001").adjusted_exponent() == 100'000);
    CHECK(parse_error("1e100001").id() == "E-limit-exponent");
    CHECK(parse_error("10e100000").id() == "E-limit-exponent");
    CHECK(parse_error("-99999e99997").id() == "E-limit-exponent");
    CHECK(parse_error("1e-100001").id() == "E-limit-exponent");
    CHECK(parse_error("999e-100004").message.find("100000") != std::string::npos);
    CHECK(parse_error(repeated(19'000, '7') + "e81002").id() == "E-limit-exponent");
    CHECK(time_of([] {
              CHECK(parse_error("1e999999999").id() == "E-limit-exponent");
              CHECK(parse_error("1e-99999999999999999999999999").id() == "E-limit-exponent");
              CHECK(parse_error("-1e9223372036854775808").id() == "E-limit-exponent");
              CHECK(parse_error("1e18446744073709551617").id() == "E-limit-exponent");
          }).count() < 100);
}

TEST_CASE("a number is written plainly unless that takes more than 30 zeros that are no digits of it") {
    CHECK(to_string(d("0.001")) == "0.001");
    CHECK(to_string(d("62350000000")) == "62350000000");
    CHECK(to_string(d("1e30")) == "1" + repeated(30, '0'));
    CHECK(to_string(d("1e31")) == "1e+31");
    CHECK(to_string(d("12e30")) == "12" + repeated(30, '0'));
    CHECK(to_string(d("12e31")) == "1.2e+32");
    CHECK(to_string(d("1e-30")) == "0." + repeated(29, '0') + "1"); // with the zero before the point: 30
    CHECK(to_string(d("1e-31")) == "1e-31");
    CHECK(to_string(d("-1.25e-31")) == "-1.25e-31");
    CHECK(to_string(d("1e40")) == "1e+40");
    CHECK(to_string(d("1e-100000")) == "1e-100000");
    CHECK(to_string(d("1" + repeated(60, '0') + "1")) == "1" + repeated(60, '0') + "1"); // zeros that are digits of it
    CHECK(to_string(d("1." + repeated(60, '0') + "1")) == "1." + repeated(60, '0') + "1");
    CHECK(to_string(d("-100.50")) == "-100.5");
}

TEST_CASE("a number is written with the places asked, rounded or padded") {
    CHECK(to_string(d("62.35"), 4, rounding::half_up) == "62.3500");
    CHECK(to_string(d("62.345"), 2, rounding::half_up) == "62.35");
    CHECK(to_string(d("62.345"), 2, rounding::half_even) == "62.34");
    CHECK(to_string(d("-62.345"), 2, rounding::floor) == "-62.35");
    CHECK(to_string(d("62.35"), 0, rounding::half_up) == "62");
    CHECK(to_string(d("99.999"), 2, rounding::half_up) == "100.00");
    CHECK(to_string(d("1e40"), 1, rounding::half_up) == "1" + repeated(40, '0') + ".0");
    CHECK(to_string(d("1e-40"), 2, rounding::half_up) == "0.00");
    CHECK(to_string(d("1e-40"), 2, rounding::up) == "0.01");
    CHECK(to_string(d("-1e-40"), 2, rounding::floor) == "-0.01");
    CHECK(to_string(decimal(), 3, rounding::up) == "0.000");
    CHECK(to_string(d("0.05"), 1, rounding::half_up) == "0.1");
    CHECK(to_string(d("1520.875"), 2, rounding::half_up) == "1520.88");
    CHECK(to_string(d("1520.875"), 2, rounding::half_even) == "1520.88");
    CHECK(refused([] { return to_string(d("1e100000"), 2, rounding::up); }) == "E-limit-digits");
    CHECK(refused([] { return to_string(d("1"), 100'000, rounding::up); }) == "E-limit-digits");
    CHECK(to_string(d("1"), 99'999, rounding::up).size() == 100'001);
    CHECK(refused([] { return to_string(d("1"), -1, rounding::up); }) == "E-domain-count");
    CHECK(refused([] { return to_string(d("1"), 10'000'000'000, rounding::up); }) == "E-limit-digits");
}

TEST_CASE("trailing zeros of the working form do not show") {
    const decimal computed = d("1.25") * 8; // 1000 hundredths inside
    CHECK(computed == 10);
    CHECK(computed.digits() == 2 - 1);
    CHECK(computed.places() == 0);
    CHECK(computed.is_integer());
    CHECK(computed.adjusted_exponent() == 1);
    CHECK(to_string(computed) == "10");
    CHECK(to_string(computed, 1, rounding::down) == "10.0");
    CHECK(computed.to_int64() == 10);
    CHECK(d("62.350").places() == 2);
    CHECK(d("62.350").digits() == 4);
    CHECK(decimal(100).digits() == 1);
    CHECK(d("1e5").digits() == 1);
    CHECK(d("0.001").adjusted_exponent() == -3);
    CHECK(d("2.50").is_integer() == false);
    CHECK(d("25e-1").is_integer() == false);
    CHECK(d("250e-1").is_integer());
    CHECK(to_string(d("0." + repeated(50, '0') + "1") * d("1e51")) == "1");
    CHECK(to_string(d("5e-200") * d("2e200")) == "10");
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

TEST_CASE("every text of up to twenty characters is read as its digits say, at each place of the point") {
    const std::string digits = "98765432109876543210";
    for (std::size_t length = 1; length <= digits.size(); ++length) {
        for (std::size_t point = 0; point <= length; ++point) {
            std::string text = digits.substr(0, length);
            text.insert(point, ".");
            const auto places = static_cast<std::int64_t>(length - point);
            CAPTURE(text);
            CHECK(d(text) == scale10(d(digits.substr(0, length)), -places));
            CHECK(d("-" + text) == -d(text));
            for (const std::string wrong : {"x", ".", " ", "\xFF", "/", ":", "-"}) {
                std::string broken = text;
                broken.insert(length / 2, wrong);
                if (wrong == "." || broken[0] != '-') CHECK_FALSE(decimal::try_parse(broken).has_value());
            }
        }
    }
    CHECK_FALSE(decimal::try_parse(".").has_value());
    CHECK(d("5.") == 5);
    CHECK(d(".5") == 0.5_dec);
}

TEST_CASE("an end of text where a digit is needed is told with its column") {
    CHECK(decimal::try_parse("1e").error().message ==
          "the number '1e' ends at column 3 where a digit is needed; a number is digits with at most one point, such as 62.35 or 1.5e9");
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
