// What charts promise that no picture shows: exact numbers, round ticks, escaped texts, refusals.
#include "chart_cases.hpp"
#include "chart_text.hpp"
#include "svg.hpp"

#include "support/catch.hpp"

#include <cmath>
#include <stdexcept>

namespace {

using namespace cagr::cli;
using cagr::decimal;
using cagr::rounding;
using chart_cases::number;
using chart_cases::series;

value_range between(std::string_view low, std::string_view high) {
    value_range out;
    out.add(number(low));
    out.add(number(high));
    return out;
}

using labels = std::vector<std::string>;

/// U+202E, which turns what follows around.
const std::string override_mark{'\xE2', '\x80', '\xAE'};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

/// The values of an attribute in the elements that begin so.
std::vector<double> all_of(const std::string& svg, const std::string& begins, const std::string& attribute) {
    std::vector<double> out;
    for (std::size_t at = svg.find(begins); at != std::string::npos; at = svg.find(begins, at + 1)) {
        const std::size_t from = svg.find(" " + attribute + "=\"", at) + attribute.size() + 3;
        out.push_back(decimal::parse(svg.substr(from, svg.find('"', from) - from)).to_double());
    }
    return out;
}

} // namespace

TEST_CASE("the axis of values has round ticks, 1, 2 or 5 times a power of ten apart") {
    CHECK(chart_scale::with_ticks(between("0", "930.72"), 6).labels() == labels{"0", "200", "400", "600", "800", "1,000"});
    CHECK(chart_scale::with_ticks(between("0", "1287.24"), 7).labels() ==
          labels{"0", "200", "400", "600", "800", "1,000", "1,200", "1,400"});
    CHECK(chart_scale::with_ticks(between("-18.05", "12.6"), 5).labels() == labels{"-20", "-10", "0", "10", "20"});
    CHECK(chart_scale::with_ticks(between("0.041", "0.049"), 5).labels() == labels{"0.040", "0.042", "0.044", "0.046", "0.048", "0.050"});
    CHECK(chart_scale::with_ticks(between("0", "0"), 5).labels() == labels{"0", "0.2", "0.4", "0.6", "0.8", "1.0"});
    CHECK(chart_scale::with_ticks(between("0", "1e30"), 2).labels() == labels{"0", "5e+29", "1e+30"});
    CHECK(chart_scale::with_ticks(between("7", "7"), 4).labels() == labels{"0", "2", "4", "6", "8"});
}

TEST_CASE("places on the axis are those of the exact values, however far apart these are") {
    const chart_scale scale = chart_scale::exactly(between("1e-90000", "1e90000"));
    CHECK(scale.at(number("1e90000")) == 1.0);
    CHECK(scale.at(number("1e-90000")) == 0.0);
    CHECK(scale.at(number("25e89998")) == 0.25);
    CHECK(chart_scale::exactly(between("-3", "1")).at(0) == 0.75);
}

TEST_CASE("numbers have grouped thousands, and as many digits as can be read") {
    CHECK(chart_number(number("1248.025"), 2, rounding::half_up) == "1,248.03");
    CHECK(chart_number(number("-1234567.5"), 0, rounding::half_even) == "-1,234,568");
    CHECK(chart_number(number("999"), 2, rounding::half_up) == "999.00");
    CHECK(chart_number(number("0.00041"), 2, rounding::half_up) == "0.00041");
    CHECK(chart_number(number("98765432109.87"), 2, rounding::half_up) == "98,765,432,110");
    CHECK(chart_number(number("1.23456e40"), 2, rounding::half_up) == "1.235e+40");
    CHECK(chart_number(number("5e-30"), 2, rounding::half_up) == "5e-30");
    CHECK(chart_number(0, 2, rounding::half_up) == "0.00");
}

TEST_CASE("texts are made visible and cut") {
    CHECK(chart_label("a\x01" + override_mark + "b\xFF" + "c") == "a<U+0001><U+202E>b\\xFFc");
    CHECK(chart_label("\xEF\xBF\xBE\xEF\xBF\xBF") == "<U+FFFE><U+FFFF>");
    CHECK(chart_label(std::string_view("\0", 1)) == "<U+0000>");
    CHECK(chart_label("a\nb") == "a<U+000A>b");
    CHECK(chart_label(std::string(1024, 'x')).size() == 1024);
    CHECK(chart_label(std::string(5000, 'x')) == std::string(1024, 'x') + "...");
    CHECK(svg_fitted("Europe, the Middle East", 12, 86) == "Europe, the\u2026");
    CHECK(svg_fitted("Europe", 12, 80) == "Europe");
    const auto lines = svg_lines("one two three four " + std::string(200, 'w') + " five", 12, 100, 3);
    CHECK(lines.size() == 3);
    for (const std::string& line : lines) CHECK(svg_text_width(line, 12) <= 100);
}

TEST_CASE("a document escapes what it is given") {
    svg_writer w;
    w.open("svg", {{"id", "a\"<b>&"}});
    w.element("text", {{"x", 1.0 / 3}, {"y", -0.001}}, "</script> & \"quoted\"");
    w.close();
    CHECK(contains(w.document(), "id=\"a&quot;&lt;b&gt;&amp;\""));
    CHECK(contains(w.document(), "x=\"0.33\" y=\"0\""));
    CHECK(contains(w.document(), "&lt;/script&gt; &amp; "));
}

TEST_CASE("bars are as high as their values") {
    const chart_cases::chart c = chart_cases::bars();
    chart alike = c;
    alike.roles.clear();
    const std::vector<double> heights = all_of(svg(alike), "<rect class=\"cagr-forecast\"", "height");
    REQUIRE(heights.size() == 11);
    const decimal highest = *c.series[0].values[10];
    for (std::size_t i = 0; i < 11; ++i)
        CHECK(std::abs(heights[i] - heights[10] * divide(*c.series[0].values[i], highest, {}).to_double()) < 0.02);
}

TEST_CASE("parts of a stack are as high as their values, and the smallest of more than eight are summed exactly") {
    const chart c = chart_cases::stacked_many();
    const std::vector<chart_series> grouped = grouped_series(c);
    REQUIRE(grouped.size() == 8);
    CHECK(grouped.back().name == "other (5)");
    chart small = c;
    small.series = grouped;
    CHECK(chart_totals(small) == chart_totals(c));
    const std::string drawn = svg(c);
    const std::vector<double> others = all_of(drawn, "<rect class=\"cagr-fx\"", "height");
    const std::vector<double> firsts = all_of(drawn, "<rect class=\"cagr-f0\"", "height");
    REQUIRE(others.size() == 6);
    const double ratio = divide(*grouped.back().values[5], *grouped.front().values[5], {}).to_double();
    CHECK(std::abs(others[5] / firsts[5] - ratio) < 0.002 * ratio);
    CHECK(contains(drawn, "Other: the sum of the 5 smallest of 12 parts."));
}

TEST_CASE("a tornado has its widest driver first") {
    const std::vector<chart_driver> drivers = sorted_drivers(chart_cases::tornado());
    REQUIRE(drivers.size() == 5);
    CHECK(drivers[0].name == "Software rate");
    CHECK(drivers[1].name == "Hardware rate");
    CHECK(drivers[4].name == "Regulation");
    const std::string drawn = svg(chart_cases::tornado());
    CHECK(drawn.find("Software rate<") < drawn.find("Hardware rate<"));
}

TEST_CASE("an inlined chart has no declaration and no ground, and its own names") {
    const std::string drawn = svg(chart_cases::bars(), {.standalone = false, .id_prefix = "c7 <x>"});
    CHECK(drawn.rfind("<svg ", 0) == 0);
    CHECK(contains(drawn, "id=\"c7x\""));
    CHECK(!contains(drawn, "cagr"));
    CHECK(!contains(drawn, "class=\"c7x-bg\""));
    CHECK(svg(chart_cases::bars()).rfind("<?xml", 0) == 0);
}

TEST_CASE("dark colors follow the reader, or are the only ones, or there are none") {
    const chart c = chart_cases::lines();
    CHECK(contains(svg(c), "@media screen and (prefers-color-scheme:dark)"));
    const std::string dark = svg(c, {.theme = chart_theme::dark});
    CHECK(!contains(dark, "@media"));
    CHECK(contains(dark, ".cagr-bg{fill:#14181d}"));
    const std::string light = svg(c, {.theme = chart_theme::light});
    CHECK(!contains(light, "@media"));
    CHECK(contains(light, ".cagr-bg{fill:#ffffff}"));
}

TEST_CASE("long notes and many drivers make the page higher, no less") {
    chart c = chart_cases::tornado();
    for (int i = 0; i < 40; ++i) c.drivers.push_back({"Driver " + std::to_string(i), number("930"), number("931")});
    const std::string drawn = svg(c);
    CHECK(all_of(drawn, "<svg", "height")[0] > 1000);
    CHECK(contains(drawn, "15 drivers with less effect are not shown."));
    CHECK(all_of(svg(chart_cases::bars(), {.height = 900}), "<svg", "height")[0] == 900);
}

TEST_CASE("charts whose parts do not fit together are refused") {
    chart c{.kind = chart_kind::bars, .title = "x", .categories = {"2020", "2021"}};
    CHECK_THROWS_AS(svg(c), std::invalid_argument);
    c.series = {series("Value", {"1"})};
    CHECK_THROWS_AS(svg(c), std::invalid_argument);
    c.series = {series("Value", {"1", "2"})};
    CHECK_NOTHROW(svg(c));
    c.roles = {chart_role::base};
    CHECK_THROWS_AS(terminal_chart(c, 80, false), std::invalid_argument);
    c.roles.clear();
    c.bands = {{"range", {1}, {1, 2}}};
    CHECK_THROWS_AS(terminal_chart(c, 80, false), std::invalid_argument);
    CHECK_THROWS_AS(svg({.kind = chart_kind::tornado, .title = "x"}), std::invalid_argument);
    chart many{.kind = chart_kind::bars, .title = "x", .categories = chart_cases::years(1000, 1001)};
    many.series = {chart_cases::growing("Value", "1", "1", 1001)};
    try {
        static_cast<void>(svg(many));
        FAIL("1001 categories were drawn");
    } catch (const cagr::exception& refused) {
        CHECK(refused.error().id() == "E-limit-rows");
        CHECK(refused.error().message == "a chart of 1001 categories; at most 1000 are drawn");
    }
}

TEST_CASE("in text, bars are as long as their values, in the columns given") {
    chart c{.kind = chart_kind::bars, .title = "Market", .categories = {"2020", "2021", "2022"}};
    c.series = {series("Value", {"25", "50", "100"})};
    const std::string text = terminal_chart(c, 54, false);
    CHECK(contains(text, "2020   25.00  " + std::string(10, '#') + "\n"));
    CHECK(contains(text, "2021   50.00  " + std::string(20, '#') + "\n"));
    CHECK(contains(text, "2022  100.00  " + std::string(40, '#') + "\n"));
    CHECK(text.rfind("Market\n", 0) == 0);
    CHECK(terminal_chart(c, 54, true).rfind("\x1b[1mMarket\x1b[0m\n", 0) == 0);
    CHECK(count(terminal_chart(c, 54, true), "\x1b") == 2);
}

TEST_CASE("in text, nothing that is hidden reaches the terminal") {
    const std::string text = terminal_chart(chart_cases::bars_names(), 80, false);
    CHECK(!contains(text, "\x01"));
    CHECK(!contains(text, override_mark));
    CHECK(contains(text, "<U+0001>"));
}
