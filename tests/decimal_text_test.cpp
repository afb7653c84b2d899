// The exact number as text: what is read, what is refused, what is written.
#include <cagr/decimal.hpp>

#include "support/decimals.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using cagr::decimal;
using cagr::rounding;
using namespace cagr::literals;
using namespace decimals;

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
