// Figures: reading what is printed in English, the interval of the printed digits, printing back, refusals.
#include <cagr/figure.hpp>

#include "support/catch.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

using cagr::decimal;
using cagr::errc;
using cagr::figure;
using cagr::figure_kind;
using cagr::interval;
using cagr::magnitude;
using cagr::notation;
using cagr::period;
using cagr::qualifier;
using namespace cagr::literals;
using namespace std::chrono_literals;

namespace {

cagr::error refused(std::string_view text, std::optional<notation> marks = std::nullopt) {
    const auto read = figure::try_parse(text, marks);
    CAPTURE(text);
    REQUIRE_FALSE(read.has_value());
    return read.error();
}

interval of(std::string_view text) { return figure::parse(text).interval(); }

interval between(const decimal& low, const decimal& high) { return {low, high}; }

struct reading {
    std::string_view text;
    std::string_view printed; // as to_string prints it
};

} // namespace

TEST_CASE("every English form of a figure is read") {
    static constexpr std::array readings{
        reading{"62.35B", "62.35B"},
        reading{"62.35 billion", "62.35B"},
        reading{"62.35 Billion", "62.35B"},
        reading{"62.35bn", "62.35B"},
        reading{"56.5 Bn", "56.5B"},
        reading{"92b", "92B"},
        reading{"1t", "1T"},
        reading{"1.13 tn", "1.13T"},
        reading{"1.15 trillion", "1.15T"},
        reading{"6,762.2 Mn", "6762.2M"},
        reading{"4.2 mn", "4.2M"},
        reading{"4.2mm", "4.2M"},
        reading{"118,864.5 million", "118864.5M"},
        reading{"12 thousand", "12K"},
        reading{"12k", "12K"},
        reading{"14.00 billion", "14.00B"},
        reading{"USD 1,811.8 billion", "USD 1811.8B"},
        reading{"USD62.35bn", "USD 62.35B"},
        reading{"usd 5bn", "USD 5B"},
        reading{"$62.35bn", "USD 62.35B"},
        reading{"US$ 1,811.8 billion", "USD 1811.8B"},
        reading{"US $5bn", "USD 5B"},
        reading{"€12.5m", "EUR 12.5M"},
        reading{"EUR 4.2 mn", "EUR 4.2M"},
        reading{"£3.1 trillion", "GBP 3.1T"},
        reading{"¥500bn", "JPY 500B"},
        reading{"CN¥500bn", "CNY 500B"},
        reading{"RMB 500bn", "CNY 500B"},
        reading{"A$5bn", "AUD 5B"},
        reading{"HK$ 5bn", "HKD 5B"},
        reading{"62.35 billion USD", "USD 62.35B"},
        reading{"12.5 m€", "EUR 12.5M"},
        reading{"5 million dollars", "USD 5M"},
        reading{"5 billion US dollars", "USD 5B"},
        reading{"$5 billion USD", "USD 5B"},
        reading{"100USD", "USD 100"},
        reading{"Rs 1,200 crore", "INR 1200 crore"},
        reading{"Rs.1,200cr", "INR 1200 crore"},
        reading{"₹3 lakh crore", "INR 3 lakh crore"},
        reading{"3 lakh", "3 lakh"},
        reading{"12,34,567", "1234567"},
        reading{"1,23,45,678.9", "12345678.9"},
        reading{"1,234,567", "1234567"},
        reading{"434404", "434404"},
        reading{"0.5", "0.5"},
        reading{"62.35B@2020", "62.35B@2020"},
        reading{"62.35 billion @ FY2027-28", "62.35B@FY2027-28"},
        reading{"USD 5bn@2028Q3", "USD 5B@2028Q3"},
        reading{"40.2%@2021", "40.2%@2021"},
        reading{"40.2%", "40.2%"},
        reading{"40.2 %", "40.2%"},
        reading{"40.20 percent", "40.20%"},
        reading{"17 per cent", "17%"},
        reading{"17 per  cent", "17%"},
        reading{"40.2pct", "40.2%"},
        reading{"250bp", "2.50%"},
        reading{"250 bps", "2.50%"},
        reading{"3 basis points", "0.03%"},
        reading{"12.5bp", "0.125%"},
        reading{"10x", "10x"},
        reading{"2.5×", "2.5x"},
        reading{"9-fold", "9x"},
        reading{"9 fold", "9x"},
        reading{"3 times", "3x"},
        reading{"-5%", "-5%"},
        reading{"-.5%", "-0.5%"},
        reading{"+5%", "5%"},
        reading{"\u22125%", "-5%"},
        reading{"-$5bn", "USD -5B"},
        reading{"$-5bn", "USD -5B"},
        reading{"$.5bn", "USD 0.5B"},
        reading{"-0.0%", "0.0%"},
        reading{"over 6%", "at least 6%"},
        reading{"more than $5bn", "at least USD 5B"},
        reading{"At least 5 million units", "at least 5M units"},
        reading{"above 5", "at least 5"},
        reading{">= 5%", "at least 5%"},
        reading{"≥5%", "at least 5%"},
        reading{"no less than 5%", "at least 5%"},
        reading{"up to 5bn", "up to 5B"},
        reading{"under 5bn", "up to 5B"},
        reading{"no more than 5%", "up to 5%"},
        reading{"about 5bn", "about 5B"},
        reading{"~5bn", "about 5B"},
        reading{"close to 28%", "about 28%"},
        reading{"just under 6%", "about 6%"},
        reading{"nearly USD 5bn", "about USD 5B"},
        reading{"approx. 5bn", "about 5B"},
        reading{"exactly 5bn", "exactly 5B"},
        reading{"25%-30%", "25% to 30%"},
        reading{"25-30%", "25% to 30%"},
        reading{"25% to 30%", "25% to 30%"},
        reading{"25 \u2013 30 %", "25% to 30%"},
        reading{"between 25% and 30%", "25% to 30%"},
        reading{"between 25 and 30 percent", "25% to 30%"},
        reading{"from 25 to 30 billion", "25B to 30B"},
        reading{"$25-30bn", "USD 25B to 30B"},
        reading{"USD 25bn - USD 30bn", "USD 25B to 30B"},
        reading{"900 million to 1.2 billion", "900M to 1.2B"},
        reading{"200-300bp", "2.00% to 3.00%"},
        reading{"8-10-fold", "8x to 10x"},
        reading{"-5% to -3%", "-5% to -3%"},
        reading{"about 25-30%", "about 25% to 30%"},
        reading{"5 to 6 million tons", "5M to 6M tons"},
        reading{"65 million units", "65M units"},
        reading{"65 million  tons of CO2", "65M tons of CO2"},
        reading{"65 m2", "65 m2"},
        reading{"12 km/h", "12 km/h"},
        reading{"5 million e-bikes", "5M e-bikes"},
        reading{"12 sq. km", "12 sq. km"},
        reading{"USD 5 per tonne", "USD 5 per tonne"},
        reading{"5.0e3", "50e2"},
        reading{"1E+2", "1e2"},
        reading{"5e-3", "0.005"},
        reading{"62.35\u00A0billion", "62.35B"},
        reading{"62.35\u202Fbillion", "62.35B"},
        reading{"62.35\u2009%", "62.35%"},
        reading{"17 per\u00A0cent", "17%"},
        reading{"  62.35B\t", "62.35B"},
    };
    for (const reading& r : readings) {
        CAPTURE(r.text);
        const auto read = figure::try_parse(r.text);
        INFO((read ? std::string() : to_string(read.error())));
        REQUIRE(read.has_value());
        CHECK(to_string(*read) == r.printed);
        const figure again = figure::parse(to_string(*read));
        CHECK(again.interval() == read->interval());
        CHECK(again == *read);
    }
}

TEST_CASE("an amount is absolute, and remembers its digits") {
    const figure f = figure::parse("USD 62.35 billion@2020");
    CHECK(f.kind() == figure_kind::amount);
    CHECK(f.value() == 62.35_B);
    CHECK(f.number() == 62.35_dec);
    CHECK(f.places() == 2);
    CHECK(f.magnitude() == magnitude::billion());
    CHECK(f.magnitude().exponent == 9);
    CHECK(f.magnitude().label() == "B");
    CHECK(f.magnitude().word() == "billion");
    CHECK(f.unit_of_last_digit() == 10'000'000);
    CHECK(f.currency() == "USD");
    CHECK(f.unit().empty());
    CHECK(f.qualifier() == qualifier::none);
    CHECK_FALSE(f.is_range());
    CHECK(f.low() == f.value());
    CHECK(f.high() == f.value());
    REQUIRE(f.when().has_value());
    CHECK(*f.when() == period(2020y));
    CHECK(figure::parse("65 million units").unit() == "units");
    CHECK(figure::parse("14.00 billion").unit_of_last_digit() == 10'000'000);
    CHECK(figure::parse("14.00 billion").places() == 2);
    CHECK_FALSE(figure::parse("5").when().has_value());
}

TEST_CASE("a percentage is in percent, basis points included, and a multiple is a multiple") {
    const figure percent = figure::parse("40.2%");
    CHECK(percent.kind() == figure_kind::percent);
    CHECK(percent.value() == 40.2_dec);
    CHECK(percent.unit_of_last_digit() == 0.1_dec);
    const figure points = figure::parse("250bp");
    CHECK(points.kind() == figure_kind::percent);
    CHECK(points.value() == 2.5_dec);
    CHECK(points.places() == 2);
    CHECK(points.unit_of_last_digit() == 0.01_dec);
    CHECK(figure::parse("10x").kind() == figure_kind::multiple);
    CHECK(figure::parse("10x").value() == 10);
    CHECK(figure::parse("5 percentage points").kind() == figure_kind::amount);
}

TEST_CASE("the interval is half a unit of the last printed digit to either side") {
    CHECK(of("62.35B") == between(62.345_B, 62.355_B));
    CHECK(of("62.350B") == between(62.3495_B, 62.3505_B));
    CHECK(of("40.2%") == between(40.15_dec, 40.25_dec));
    CHECK(of("250bp") == between(2.495_dec, 2.505_dec));
    CHECK(of("8,950,000") == between(8949999.5_dec, 8950000.5_dec));
    CHECK(of("1 trillion") == between(0.5_T, 1.5_T));
    CHECK(of("about 28%") == between(27.5_dec, 28.5_dec));
    CHECK(of("-5%") == between(-5.5_dec, -4.5_dec));
    CHECK(of("0.0%") == between(-0.05_dec, 0.05_dec));
    CHECK(of("6.2e9") == between(6.15_B, 6.25_B));
    CHECK(of("3 lakh crore") == between(2.5_T, 3.5_T));
    CHECK(of("10x") == between(9.5_dec, 10.5_dec));
    CHECK(of("exactly 5bn") == between(5_B, 5_B));
    CHECK(figure::parse("exactly 5bn").unit_of_last_digit() == 0);
}

TEST_CASE("a one-sided figure is open to one side") {
    CHECK(of("over 6%") == interval{6_dec, std::nullopt});
    CHECK(of("at least USD 5bn") == interval{5_B, std::nullopt});
    CHECK(of("up to 5bn") == interval{std::nullopt, 5_B});
    CHECK(of("over -5%") == interval{decimal(-5), std::nullopt});
    CHECK(of("over 6%").contains(1_T));
    CHECK(of("over 6%").contains(6));
    CHECK_FALSE(of("over 6%").contains(5.99_dec));
    CHECK(of("up to 6%").contains(decimal(-1)));
    CHECK_FALSE(of("up to 6%").contains(6.01_dec));
}

TEST_CASE("a range reaches from its low end less half a unit to its high end plus half") {
    const figure f = figure::parse("25%-30.5%");
    CHECK(f.is_range());
    CHECK(f.low() == 25);
    CHECK(f.high() == 30.5_dec);
    CHECK(f.value() == 27.75_dec);
    CHECK(f.number() == 27.75_dec);
    CHECK(f.places() == 1);
    CHECK(f.unit_of_last_digit() == 0.1_dec);
    CHECK(f.interval() == between(24.5_dec, 30.55_dec));
    const figure mixed = figure::parse("900 million to 1.2 billion");
    CHECK(mixed.value() == 1.05_B);
    CHECK(mixed.number() == 1.05_dec);
    CHECK(mixed.magnitude() == magnitude::billion());
    CHECK(mixed.unit_of_last_digit() == 1_M);
    CHECK(mixed.interval() == between(899.5_M, 1.25_B));
    CHECK(of("exactly 25% to 30%") == between(25, 30));
}

TEST_CASE("without a notation, text that a comma could make another number is refused and both readings named") {
    const cagr::error e = refused("1,234");
    CHECK(e.code == errc::parse_ambiguous);
    CHECK(e.span == cagr::text_span{0, 5});
    CHECK(e.message == "'1,234' has two readings, 1234 where a comma groups digits and 1.234 where it stands before decimals, at column 1; "
                       "write 1234 or 1.234, or state the notation");
    CHECK(refused("USD 37,290 million").code == errc::parse_ambiguous);
    CHECK(refused("8,950 units").code == errc::parse_ambiguous);
    CHECK(figure::parse("1,234", notation::point).value() == 1234);
    CHECK(figure::parse("1,234", notation::comma).value() == 1.234_dec);
    CHECK(figure::parse("37,290 Million", notation::point).value() == 37.29_B);
    // English words, a point, or a second comma settle it.
    CHECK(figure::parse("1,234 billion").value() == 1.234_T);
    CHECK(figure::parse("over 1,234").value() == 1234);
    CHECK(figure::parse("1,234 percent").value() == 1234);
    CHECK(figure::parse("1,234.5").value() == 1234.5_dec);
    CHECK(figure::parse("1,234,567").value() == 1234567);
    CHECK(figure::parse("Rs 1,200 crore").value() == 12_B);
    CHECK(figure::parse("1.234").value() == 1.234_dec);
}

TEST_CASE("in comma notation the marks change places, and spaces may group") {
    const auto comma = [](std::string_view text) { return to_string(figure::parse(text, notation::comma)); };
    CHECK(comma("62,35 billion") == "62.35B");
    CHECK(comma("1.234,5") == "1234.5");
    CHECK(comma("1.234") == "1234");
    CHECK(comma("1.234.567,89") == "1234567.89");
    CHECK(comma("2 312,27") == "2312.27");
    CHECK(comma("2\u00A0312,27 million") == "2312.27M");
    CHECK(comma("1\u202F234\u202F567") == "1234567");
    CHECK(comma("40,2%") == "40.2%");
    CHECK(refused("12.34.567", notation::comma).code == errc::parse_grouping);
    CHECK(refused("1.234 567", notation::comma).code == errc::parse_grouping);
    CHECK(refused("1,5,5", notation::comma).code == errc::parse_grouping);
    CHECK(refused("1,234.5", notation::comma).code == errc::parse_grouping);
    CHECK(refused("2 31", notation::comma).code == errc::parse_grouping);
}

TEST_CASE("text that is no figure is refused at the offending place") {
    struct bad {
        std::string_view text;
        errc code;
        std::size_t offset;
        std::size_t length;
    };
    static constexpr std::string_view nul("5\0B", 3);
    static constexpr std::array cases{
        bad{"", errc::parse_empty, 0, 0},
        bad{" \t", errc::parse_empty, 0, 0},
        bad{"62.35abc", errc::parse_suffix, 5, 3},
        bad{"62.35 bilion", errc::parse_suffix, 6, 6},
        bad{"62.35 billoin", errc::parse_suffix, 6, 7},
        bad{"62.35 milllion", errc::parse_suffix, 6, 8},
        bad{"62.35 pecent", errc::parse_suffix, 6, 6},
        bad{"65 thousand million", errc::parse_suffix, 12, 7},
        bad{"0x1F", errc::parse_suffix, 1, 3},
        bad{"10x5", errc::parse_suffix, 2, 2},
        bad{"40.2% a year", errc::parse_suffix, 6, 1},
        bad{"62.35 billion in 2020", errc::parse_suffix, 17, 4},
        bad{".35bn", errc::parse_leading_point, 0, 1},
        bad{"over .35bn", errc::parse_leading_point, 5, 1},
        bad{"25 to .5%", errc::parse_leading_point, 6, 1},
        bad{".", errc::parse_leading_point, 0, 1},
        bad{"NaN", errc::parse_character, 0, 3},
        bad{"nan%", errc::parse_character, 0, 3},
        bad{"inf", errc::parse_character, 0, 3},
        bad{"-infinity", errc::parse_character, 1, 8},
        bad{"XX%", errc::parse_placeholder, 0, 2},
        bad{"USD XX.X billion", errc::parse_placeholder, 4, 4},
        bad{"62.XX billion", errc::parse_placeholder, 3, 2},
        bad{"1.2.3", errc::parse_character, 3, 1},
        bad{"62.", errc::parse_character, 2, 1},
        bad{"62.B", errc::parse_character, 2, 1},
        bad{"--1", errc::parse_character, 1, 1},
        bad{"+-1", errc::parse_character, 1, 1},
        bad{"-$-1", errc::parse_character, 2, 1},
        bad{"-", errc::parse_character, 1, 0},
        bad{"USD", errc::parse_character, 3, 0},
        bad{"hello 5", errc::parse_character, 0, 5},
        bad{"1_000", errc::parse_character, 1, 1},
        bad{"1'000", errc::parse_character, 1, 1},
        bad{"５", errc::parse_character, 0, 3},
        bad{"5５", errc::parse_character, 1, 3},
        bad{"٣", errc::parse_character, 0, 2},
        bad{"5½", errc::parse_character, 1, 2},
        bad{"5 billion.", errc::parse_character, 9, 1},
        bad{"2.70 billion (incremental)", errc::parse_character, 13, 1},
        bad{nul, errc::parse_character, 1, 1},
        bad{"5\xFF", errc::parse_character, 1, 1},
        bad{"5\n", errc::parse_character, 1, 1},
        bad{"5 \u202Eunits", errc::parse_character, 2, 3},
        bad{"1,23,4", errc::parse_grouping, 0, 6},
        bad{"62,35 billion", errc::parse_grouping, 0, 5},
        bad{"1234,567", errc::parse_grouping, 0, 8},
        bad{"0,123", errc::parse_grouping, 0, 5},
        bad{"1.234,5", errc::parse_grouping, 5, 1},
        bad{"1,", errc::parse_grouping, 1, 1},
        bad{"2 312", errc::parse_grouping, 2, 3},
        bad{"XYZ 5bn", errc::parse_currency, 0, 3},
        bad{"XYZ5bn", errc::parse_currency, 0, 3},
        bad{"5bn USD EUR", errc::unit_mixed, 8, 3},
        bad{"$5bn EUR", errc::unit_mixed, 5, 3},
        bad{"$40%", errc::unit_mixed, 3, 1},
        bad{"5%-3bn", errc::unit_mixed, 0, 4},
        bad{"30%-25%", errc::parse_range, 0, 6},
        bad{"25%-30", errc::parse_range, 4, 2},
        bad{"25 billion to 30", errc::parse_range, 14, 2},
        bad{"between 25 to 30%", errc::parse_range, 11, 1},
        bad{"from 25%", errc::parse_range, 8, 0},
        bad{"over 25-30%", errc::parse_range, 5, 5},
        bad{"25-", errc::parse_character, 3, 0},
        bad{"62.35B@", errc::parse_empty, 7, 0},
        bad{"62.35B@20x8", errc::parse_period, 9, 1},
        bad{"62.35B@2024-25", errc::parse_ambiguous, 7, 7},
        bad{"62.35B@10000", errc::period_range, 7, 5},
        bad{"1e999999999", errc::limit_exponent, 1, 10},
        bad{"1e-999999999999999999999", errc::limit_exponent, 1, 23},
        bad{"1.5e-100000", errc::limit_exponent, 0, 11},
        bad{"0e999999", errc::limit_exponent, 1, 7},
        bad{"1e-90000 to 1e90000", errc::limit_digits, 0, 19},
    };
    for (const bad& b : cases) {
        CAPTURE(b.text);
        const cagr::error e = refused(b.text);
        INFO(to_string(e));
        CHECK(e.code == b.code);
        CHECK(e.span.offset == b.offset);
        CHECK(e.span.length == b.length);
    }
    CHECK(refused("５").message.find("U+FF15") != std::string::npos);
    CHECK(refused(nul).message.find("U+0000") != std::string::npos);
    CHECK(refused("XX%").message.find("placeholder") != std::string::npos);
    CHECK(refused("62.35 bilion").message.find("'billion' may be meant") != std::string::npos);
    CHECK(refused("62.35abc").message.find("K, M, B, T") != std::string::npos);
    CHECK(refused(".35bn").message.find("in double quotes the shell turns $6.35bn into .35bn") != std::string::npos);
}

TEST_CASE("the length of number, unit and text is bounded") {
    const std::string long_number(1000, '7');
    CHECK(figure::parse(long_number).value().digits() == 1000);
    CHECK(refused(long_number + "7").code == errc::parse_length);
    CHECK(refused("0." + std::string(999, '7')).code == errc::parse_length);
    CHECK(figure::parse("5 " + std::string(64, 'u')).unit().size() == 64);
    CHECK(refused("5 " + std::string(65, 'u')).code == errc::parse_length);
    CHECK(figure::parse("5" + std::string(4094, ' ') + "B").value() == 5_B);
    CHECK(refused("5" + std::string(4095, ' ') + "B").code == errc::parse_length);
    CHECK(refused(std::string(1 << 20, '9')).code == errc::parse_length);
    CHECK(refused(std::string(1 << 20, '9')).input.size() == 240);
    CHECK(refused(std::string(4096, ',')).code == errc::parse_character);
    CHECK(refused("1" + std::string(2000, ',') + "1").code == errc::parse_grouping);
}

TEST_CASE("a computed figure is exact and prints so that reading it keeps it so") {
    const figure f = figure::exact(62.35_B, magnitude::billion());
    CHECK(f.value() == 62.35_B);
    CHECK(f.number() == 62.35_dec);
    CHECK(f.places() == 2);
    CHECK(f.interval() == between(62.35_B, 62.35_B));
    CHECK(f.qualifier() == qualifier::exact);
    CHECK(f.unit_of_last_digit() == 0);
    CHECK(to_string(f) == "exactly 62.35B");
    CHECK(figure::parse(to_string(f)) == f);
    CHECK(to_string(figure::exact(0)) == "exactly 0");
    CHECK(to_string(figure::exact(-1200, magnitude::crore())) == "exactly -0.00012 crore");
    const figure large = figure::exact(decimal::parse("1e5000"));
    CHECK(to_string(large) == "exactly 1e+5000");
    CHECK(figure::parse(to_string(large)).interval() == large.interval());
}

TEST_CASE("a figure takes a period, a currency or another magnitude, and keeps its interval") {
    const figure f = figure::parse("62,350 million", notation::point);
    CHECK(to_string(f.at(2020y).in_currency("USD")) == "USD 62350M@2020");
    const figure billions = f.in_magnitude(magnitude::billion());
    CHECK(to_string(billions) == "62.350B");
    CHECK(billions.interval() == f.interval());
    CHECK(billions.places() == 3);
    CHECK(to_string(figure::parse("62B").in_magnitude(magnitude::million())) == "62e3M");
    CHECK(figure::parse("62e3M").interval() == of("62B"));
    CHECK(to_string(figure::parse("25-30bn").in_magnitude(magnitude::trillion())) == "0.025T to 0.030T");
    // A power of ten without a name is printed through the exponent.
    CHECK(to_string(figure::parse("62.35B").in_magnitude({.exponent = 8})) == "6235e7");
    CHECK(figure::parse("6235e7").interval() == of("62.35B"));
    CHECK(to_string(f.at(period::ordinal(3))) == "62350M");
    const auto code = [](const auto& body) {
        try {
            (void)body();
        } catch (const cagr::exception& e) {
            return e.error().code;
        }
        return errc::usage;
    };
    CHECK(code([&] { return f.in_currency("usd"); }) == errc::parse_currency);
    CHECK(code([&] { return f.in_currency(""); }) == errc::parse_currency);
    CHECK(code([&] { return figure::parse("5%").in_currency("USD"); }) == errc::unit_mixed);
    CHECK(code([&] { return figure::parse("5x").in_magnitude(magnitude::billion()); }) == errc::unit_mixed);
}

TEST_CASE("magnitudes have a label and a word") {
    CHECK(magnitude::thousand().label() == "K");
    CHECK(magnitude::million().word() == "million");
    CHECK(magnitude::trillion().label() == "T");
    CHECK(magnitude::lakh().label() == "lakh");
    CHECK(magnitude::crore().word() == "crore");
    CHECK(magnitude::lakh_crore().word() == "lakh crore");
    CHECK(magnitude{}.label().empty());
    CHECK(magnitude{.exponent = 4}.word().empty());
    CHECK(magnitude::lakh_crore() != magnitude::trillion());
}

TEST_CASE("an apostrophe groups digits, and settles what a comma could not") {
    CHECK(figure::parse("1\u2019234\u2019567.50").value() == 1234567.50_dec);
    CHECK(figure::parse("1\u2019234").value() == 1234);
    CHECK(figure::parse("1\u2019234,50", notation::comma).value() == 1234.50_dec);
    CHECK(figure::try_parse("1\u201923").error().id() == "E-parse-grouping");
    CHECK(figure::try_parse("1,234\u2019567").error().id() == "E-parse-grouping");
}

TEST_CASE("numbers reach as far in a figure as anywhere, basis points with the two digits they shift by") {
    CHECK(figure::parse("1e99999").value() == cagr::scale10(1, 99'999));
    CHECK(figure::parse("1e100000").value() == cagr::scale10(1, 100'000));
    CHECK(figure::try_parse("1e100001").error().id() == "E-limit-exponent");
    CHECK(figure::try_parse("1e-99999bp").error().id() == "E-limit-exponent");
    CHECK(figure::parse("1e-99998bp").value() == cagr::scale10(1, -100'000));
}

TEST_CASE("a second currency is told for what it is, and a place after @ by its column in the whole") {
    CHECK(figure::try_parse("USD EUR 62B").error().id() == "E-unit-mixed");
    const cagr::error e = figure::try_parse("62.35B@20200").error();
    CHECK(e.message == "in the period after '@': the year '20200' is out of range at column 8; years are 0001 to 9999");
    CHECK(e.span.offset == 7);
    CHECK(figure::try_parse("62.35B@2020-13").error().message ==
          "in the period after '@': there is no month '13' at column 13; they are 01 to 12, and a fiscal year is written FY2020-21");
}
