#include "support/catch.hpp"

#include <cagr/format.hpp>

#include <string>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

TEST_CASE("a decimal prints in full") {
    CHECK(fmt::format("{}", 62.350_dec) == "62.35");
    CHECK(fmt::format("{}", -0.001_dec) == "-0.001");
    CHECK(fmt::format("{}", decimal()) == "0");
    CHECK(fmt::format("{}", 1e40_dec) == "1e+40");
    CHECK(fmt::format("{:}", 62.35_B) == "62350000000");
}

TEST_CASE("a decimal takes places, rounded half up") {
    CHECK(fmt::format("{:.2}", 930.7233_dec) == "930.72");
    CHECK(fmt::format("{:.2}", 1520.875_dec) == "1520.88");
    CHECK(fmt::format("{:.2}", -1520.865_dec) == "-1520.87");
    CHECK(fmt::format("{:.0}", 2.5_dec) == "3");
    CHECK(fmt::format("{:.3}", 5_dec) == "5.000");
    CHECK(fmt::format("{:.2}", 1e40_dec) == "1" + std::string(40, '0') + ".00");
}

TEST_CASE("a decimal aligns right, or as told, with any fill") {
    CHECK(fmt::format("{:8}|", 62.35_dec) == "   62.35|");
    CHECK(fmt::format("{:<8}|", 62.35_dec) == "62.35   |");
    CHECK(fmt::format("{:^8}|", 62.35_dec) == " 62.35  |");
    CHECK(fmt::format("{:*>8.1}|", 62.35_dec) == "****62.4|");
    CHECK(fmt::format("{:·^9}|", 62.35_dec) == "··62.35··|");
    CHECK(fmt::format("{:>>8}", 62.35_dec) == ">>>62.35");
    CHECK(fmt::format("{:3}", 62.35_dec) == "62.35");
}

TEST_CASE("a decimal takes a sign and padding with zeros") {
    CHECK(fmt::format("{:+}", 5_dec) == "+5");
    CHECK(fmt::format("{:+}", -5_dec) == "-5");
    CHECK(fmt::format("{: }", 5_dec) == " 5");
    CHECK(fmt::format("{:-}", 5_dec) == "5");
    CHECK(fmt::format("{:+.1}", decimal()) == "+0.0");
    CHECK(fmt::format("{:08.2}", -5_dec) == "-0005.00");
    CHECK(fmt::format("{:+08}", 5_dec) == "+0000005");
    CHECK(fmt::format("{:<08}|", 5_dec) == "5       |");
}

TEST_CASE("a value that rounds to zero has no minus") {
    CHECK(fmt::format("{:.2}", -0.004_dec) == "0.00");
    CHECK(fmt::format("{:+.2}", -0.004_dec) == "+0.00");
}

TEST_CASE("width and places can be arguments") {
    CHECK(fmt::format("{:{}}", 5_dec, 4) == "   5");
    CHECK(fmt::format("{:>{}.{}}", 930.7233_dec, 8, 2) == "  930.72");
    CHECK(fmt::format("{0:{2}.{1}}", 930.7233_dec, 1, 7) == "  930.7");
    CHECK(fmt::format("{:.{}}", 40.2_pct, 2) == "40.20%");
    CHECK(fmt::format("{:{}}|", period(2028y), 6U) == "2028  |");
    CHECK_THROWS_AS(fmt::format(fmt::runtime("{:{}}"), 5_dec, -1), fmt::format_error);
    CHECK_THROWS_AS(fmt::format(fmt::runtime("{:.{}}"), 5_dec, 1'000'000), fmt::format_error);
    CHECK_THROWS_AS(fmt::format(fmt::runtime("{:{}}"), 5_dec, "wide"), fmt::format_error);
    CHECK_THROWS_AS(fmt::format(fmt::runtime("{:{}}"), 5_dec), fmt::format_error);
}

TEST_CASE("a rate prints as percent") {
    CHECK(fmt::format("{}", 40.2_pct) == "40.2%");
    CHECK(fmt::format("{:.2}", 40.2_pct) == "40.20%");
    CHECK(fmt::format("{:+.1}", 1.25_pct) == "+1.3%");
    CHECK(fmt::format("{:>8}", -3_pct) == "     -3%");
    CHECK(fmt::format("{:8.1}", 250_bp) == "    2.5%");
}

TEST_CASE("a period prints as it is written and aligns left") {
    CHECK(fmt::format("{}", period(2028y)) == "2028");
    CHECK(fmt::format("{:<10}|", period::parse("FY2027-28")) == "FY2027-28 |");
    CHECK(fmt::format("{:8}|", period::quarter(2028, 3)) == "2028Q3  |");
    CHECK(fmt::format("{:>8}|", period::quarter(2028, 3)) == "  2028Q3|");
}

TEST_CASE("a figure prints with its currency and magnitude") {
    CHECK(fmt::format("{}", figure::parse("USD 62.35 billion")) == "USD 62.35B");
    CHECK(fmt::format("{:>12}", figure::parse("USD 62.35 billion")) == "  USD 62.35B");
    CHECK(fmt::format("{}", figure::parse("40.2%")) == "40.2%");
}

TEST_CASE("a rounding prints its name") {
    CHECK(fmt::format("{}", rounding::half_even) == "half_even");
    CHECK(fmt::format("{:_^9}", rounding::floor) == "__floor__");
}

TEST_CASE("a format that means nothing is an error") {
    for (const char* format : {"{:x}", "{:.}", "{:.2f}", "{:d}", "{:1000000}", "{:.200000}", "{:{x}}", "{:{0}{1}}", "{:#}", "{:++}"}) {
        CAPTURE(format);
        CHECK_THROWS_AS(fmt::format(fmt::runtime(format), 5_dec, 1), fmt::format_error);
    }
    for (const char* format : {"{:.2}", "{:+}", "{:x}"}) {
        CAPTURE(format);
        CHECK_THROWS_AS(fmt::format(fmt::runtime(format), period(2028y)), fmt::format_error);
    }
}

TEST_CASE("values print into any output and many to a line") {
    std::string out;
    fmt::format_to(std::back_inserter(out), "{:<6}{:>10.2}{:>9.1}", period(2028y), 930.7233_dec, 40.2_pct);
    CHECK(out == "2028      930.72    40.2%");
    char buffer[8];
    const auto end = fmt::format_to_n(buffer, sizeof buffer, "{:.2}", 930.7233_dec);
    CHECK(std::string(buffer, end.out) == "930.72");
}
