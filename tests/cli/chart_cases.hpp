// What it answers: the charts that are compared with files, looked at and rendered, and random ones.
// What it needs: src/cli/chart.hpp.
// Example: for (const auto& [name, c] : chart_cases::all()) write(name, cagr::cli::svg(c));
#pragma once

#include "chart.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chart_cases {

using cagr::decimal;
using namespace cagr::cli;
using named_chart = std::pair<std::string, chart>;

inline decimal number(std::string_view text) { return decimal::parse(text); }

inline std::vector<decimal> numbers(std::initializer_list<std::string_view> texts) {
    std::vector<decimal> out;
    for (const std::string_view text : texts) out.push_back(number(text));
    return out;
}

inline chart_series series(std::string name, std::initializer_list<std::string_view> texts, bool is_main = false) {
    chart_series out{std::move(name), {}, is_main};
    for (const std::string_view text : texts) {
        out.values.emplace_back();
        if (!text.empty()) out.values.back() = number(text);
    }
    return out;
}

/// A series that grows by so much a step.
inline chart_series growing(std::string name, std::string_view from, std::string_view factor, std::size_t n, bool is_main = false) {
    chart_series out{std::move(name), {}, is_main};
    decimal value = number(from);
    for (std::size_t i = 0; i < n; ++i, value = round_to_digits(value * number(factor), {})) out.values.emplace_back(value);
    return out;
}

inline std::vector<decimal> plain(const chart_series& s) {
    std::vector<decimal> out;
    for (const auto& value : s.values) out.push_back(*value);
    return out;
}

inline std::vector<std::string> years(int from, std::size_t n) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < n; ++i) out.push_back(std::to_string(from + static_cast<int>(i)));
    return out;
}

inline std::vector<std::string> quarters(int from, std::size_t n) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < n; ++i) out.push_back(std::to_string(from + static_cast<int>(i / 4)) + "Q" + std::to_string(i % 4 + 1));
    return out;
}

inline chart bars() {
    chart c{.kind = chart_kind::bars,
            .title = "Artificial intelligence market, worldwide",
            .subtitle = "62.35 (2020) grown 40.2% a year, 8 periods from the base",
            .unit = "USD billion",
            .x_title = "Year",
            .categories = years(2018, 11)};
    c.series = {
        series("Value", {"31.20", "44.10", "62.35", "87.41", "122.56", "171.82", "240.90", "337.74", "473.51", "663.86", "930.72"})};
    c.bands = {{"range from the printed digits",
                numbers({"31.20", "44.10", "62.34", "87.37", "122.45", "171.61", "240.51", "337.08", "472.42", "652.10", "907.99"}),
                numbers({"31.20", "44.10", "62.36", "87.46", "122.66", "172.03", "241.28", "338.41", "474.61", "675.61", "953.46"})}};
    c.roles.assign(11, chart_role::forecast);
    c.roles[0] = c.roles[1] = chart_role::historical;
    c.roles[2] = chart_role::base;
    c.roles[3] = chart_role::estimated;
    c.notes = {"Rate from the base year, 8 periods; values rounded half up to 2 places. Range: rounding of the printed inputs only, not "
               "forecast uncertainty.",
               "Source: Grand View Research, Artificial Intelligence Market, 2021."};
    return c;
}

inline chart bars_quarters() {
    chart c{.kind = chart_kind::bars,
            .title = "A hundred quarters",
            .unit = "EUR million",
            .x_title = "Quarter",
            .categories = quarters(2010, 100)};
    c.series = {growing("Value", "1250.5", "1.021", 100)};
    c.roles.assign(100, chart_role::forecast);
    for (std::size_t i = 0; i < 60; ++i) c.roles[i] = chart_role::historical;
    c.roles[60] = chart_role::base;
    c.notes = {"Growth 2.1% a quarter."};
    return c;
}

inline chart bars_signs() {
    chart c{.kind = chart_kind::bars, .title = "Change on the year before", .unit = "percent", .categories = years(2015, 10)};
    c.series = {series("Change", {"4.1", "-2.35", "0", "12.6", "-18.05", "", "7.7", "3.2", "-0.4", "5.5"})};
    return c;
}

inline chart bars_names() {
    chart c{.kind = chart_kind::bars,
            .title = "Regions in 2028, by the names their publishers gave them, some of which are too long for any axis that a chart could "
                     "have on a page of this width, so that they are cut",
            .subtitle = "Names & <marks> \"quoted\" </script> 市場規模",
            .unit = "USD billion",
            .categories = {"North America", "Europe, the Middle East and Africa", "亚太地区", "Latin America & the Caribbean", "</script>",
                           "Rest \xE2\x80\xAE"
                           "of world",
                           "\x01\x1F"
                           "control",
                           "Greater China and Mongolia", "India", "Japan", "Korea", "ANZ"}};
    c.series = {series("Value", {"312.5", "250.25", "198", "45.1", "12", "8.5", "7.25", "150", "98.7", "88", "61.2", "20"})};
    return c;
}

inline chart lines() {
    chart c{.kind = chart_kind::lines,
            .title = "Scenarios of the AI market",
            .subtitle = "Total of all segments, 2020 to 2028",
            .unit = "USD billion",
            .x_title = "Year",
            .categories = years(2020, 9)};
    c.series = {growing("Base case", "62.35", "1.402", 9, true), growing("High", "62.35", "1.423", 9),
                growing("Regulation", "62.35", "1.395", 9), growing("Low", "62.35", "1.349", 9),
                growing("Chip shortage until the end of the decade in all regions", "62.35", "1.347", 9)};
    c.bands = {{"low to high", plain(growing("", "62.35", "1.349", 9)), plain(growing("", "62.35", "1.423", 9))}};
    c.roles.assign(9, chart_role::forecast);
    c.roles[0] = chart_role::base;
    c.notes = {"Convention: from the base year. Source: model file ai-market.toml."};
    return c;
}

inline chart lines_many() {
    chart c{.kind = chart_kind::lines, .title = "Eleven publishers", .unit = "USD billion", .categories = years(2020, 11)};
    for (int i = 0; i < 11; ++i) c.series.push_back(growing("Publisher " + std::to_string(i + 1), "100", i < 6 ? "1.1" : "1.12", 11));
    c.series[2].values[4].reset();
    return c;
}

inline chart stacked() {
    chart c{.kind = chart_kind::stacked,
            .title = "AI market by segment",
            .unit = "USD billion",
            .x_title = "Year",
            .categories = years(2020, 9)};
    c.series = {growing("Software", "28.5", "1.42", 9), growing("Hardware", "20.1", "1.36", 9), growing("Services", "13.75", "1.41", 9)};
    c.notes = {"Segments add up exactly; figures are rounded half up to 2 places."};
    return c;
}

inline chart stacked_many() {
    chart c{.kind = chart_kind::stacked, .title = "Twelve segments", .unit = "EUR million", .categories = years(2020, 6)};
    for (int i = 0; i < 12; ++i)
        c.series.push_back(
            growing("Segment " + std::string(1, static_cast<char>('A' + i)), std::to_string(10 + 7 * ((i * 5) % 12)), "1.08", 6));
    return c;
}

inline chart stacked_signs() {
    chart c{.kind = chart_kind::stacked, .title = "Contributions to growth", .unit = "percentage points", .categories = years(2021, 6)};
    c.series = {series("Software", {"4.5", "3.1", "2.2", "-1.4", "3.3", "5"}),
                series("Hardware", {"-1.5", "-2.2", "1.0", "-3.1", "0.2", "1"}),
                series("Services", {"0.5", "1.1", "0", "0.6", "0.9", "-0.8"})};
    return c;
}

inline chart tornado() {
    chart c{.kind = chart_kind::tornado,
            .title = "What the 2028 total depends on",
            .subtitle = "Each driver alone, the others as in the base case",
            .unit = "USD billion",
            .base = number("930.80")};
    c.drivers = {{"Hardware rate", number("871.2"), number("998.4"), "33%", "39%"},
                 {"Software rate", number("685.39"), number("1248.02"), "35%", "47%"},
                 {"Services rate", number("902"), number("960.5"), "39%", "43%"},
                 {"Price of chips, landed, with duties and insurance", number("980"), number("890.1"), "-10%", "+10%"},
                 {"Regulation", number("905.4"), number("918.25"), "light", "strict"}};
    c.notes = {"Break-even and base from the model file; values rounded half up to 2 places."};
    return c;
}

inline chart fan() {
    chart c{.kind = chart_kind::fan,
            .title = "Simulated market, a million paths",
            .subtitle = "One uncertain CAGR a path: triangular, 30% to 50%",
            .unit = "USD billion",
            .x_title = "Year",
            .categories = years(2018, 11)};
    c.series = {growing("Median", "31.72", "1.402", 11, true)};
    const auto band = [](std::string_view low, std::string_view high) {
        std::vector<decimal> l = plain(growing("", "62.35", low, 9));
        std::vector<decimal> h = plain(growing("", "62.35", high, 9));
        for (const std::string_view year : {"44.47", "31.72"}) {
            l.insert(l.begin(), number(year));
            h.insert(h.begin(), number(year));
        }
        return std::pair(l, h);
    };
    const auto [l90, h90] = band("1.34", "1.46");
    const auto [l50, h50] = band("1.38", "1.42");
    c.bands = {{"5th to 95th percentile", l90, h90, "P5", "P95"}, {"25th to 75th percentile", l50, h50, "P25", "P75"}};
    c.roles.assign(11, chart_role::forecast);
    c.roles[0] = c.roles[1] = chart_role::historical;
    c.roles[2] = chart_role::base;
    c.notes = {"Statistical: computed in double from seed 1; not exact."};
    return c;
}

inline chart one_year() {
    chart c{.kind = chart_kind::bars, .title = "One year", .unit = "USD billion", .categories = {"2020"}};
    c.series = {series("Value", {"62.35"})};
    return c;
}

inline chart zeros() {
    chart c{.kind = chart_kind::lines, .title = "Nothing yet", .unit = "USD billion", .categories = years(2020, 4)};
    c.series = {series("Nothing", {"0", "0", "0", "0"})};
    return c;
}

inline chart huge_ratio() {
    chart c{.kind = chart_kind::bars, .title = "From 1e-30 to 1e30", .unit = "USD", .categories = years(2020, 4)};
    c.series = {series("Value", {"1e-30", "1", "1e15", "1e30"})};
    return c;
}

/// Every chart that has its file.
inline std::vector<named_chart> all() {
    return {{"bars", bars()},
            {"bars_quarters", bars_quarters()},
            {"bars_signs", bars_signs()},
            {"bars_names", bars_names()},
            {"lines", lines()},
            {"lines_many", lines_many()},
            {"stacked", stacked()},
            {"stacked_many", stacked_many()},
            {"tornado", tornado()},
            {"fan", fan()},
            {"stacked_signs", stacked_signs()},
            {"one_year", one_year()},
            {"zeros", zeros()},
            {"huge_ratio", huge_ratio()}};
}

/// A text of what labels should not hold: control, bidi and markup characters, and bytes that are no UTF-8.
inline std::string random_text(std::mt19937_64& random) {
    static const std::vector<std::string> bits{"<",
                                               ">",
                                               "&",
                                               "\"",
                                               "'",
                                               "]]>",
                                               "</script>",
                                               "\xE2\x80\xAE",
                                               "\xE2\x81\xA6",
                                               "\xFF",
                                               "\xC3",
                                               "市",
                                               "\xEF\xBF\xBE",
                                               " ",
                                               "\xEF\xBF\xBF",
                                               "\xED\xA0\x80",
                                               "é",
                                               "\xF0\x9F\x93\x88",
                                               "<!--",
                                               "&#0;",
                                               "\xF4\x90\x80\x80"};
    std::string out;
    for (std::uint64_t n = random() % 40; n > 0; --n) {
        if (random() % 3 == 0)
            out += bits[random() % bits.size()];
        else
            out += static_cast<char>(random() % 128);
    }
    return out;
}

/// A number from 1e-30 to 1e30 of either sign, or 0.
inline decimal random_number(std::mt19937_64& random, bool wild) {
    const decimal digits(static_cast<std::int64_t>(random() % 20'001) - 10'000);
    return wild ? scale10(digits, static_cast<int>(random() % 61) - 30) : scale10(digits, -2);
}

/// A chart of any kind with such texts.
inline chart random_chart(std::mt19937_64& random) {
    chart c{.kind = static_cast<chart_kind>(random() % 5), .title = random_text(random), .subtitle = random_text(random)};
    c.unit = random_text(random);
    c.x_title = random_text(random);
    c.base_name = random_text(random);
    const bool wild = random() % 3 == 0;
    const std::size_t n = 1 + random() % 30;
    const bool odd_names = random() % 2 == 0;
    for (std::size_t i = 0; i < n; ++i) c.categories.push_back(odd_names ? random_text(random) : std::to_string(2020 + i));
    const std::size_t many = c.kind == chart_kind::bars ? 1 : 1 + random() % 12;
    for (std::size_t s = 0; s < many; ++s) {
        chart_series each{random_text(random), {}, s == 0};
        for (std::size_t i = 0; i < n; ++i) {
            each.values.emplace_back();
            if (random() % 8 != 0) each.values.back() = random_number(random, wild);
        }
        c.series.push_back(std::move(each));
    }
    for (std::uint64_t b = c.kind == chart_kind::bars ? random() % 2 : random() % 4; b > 0; --b) {
        chart_band each{random_text(random), {}, {}, random_text(random), random_text(random)};
        for (std::size_t i = 0; i < n; ++i) {
            each.low.push_back(random_number(random, wild));
            each.high.push_back(each.low.back() + abs(random_number(random, wild)));
        }
        c.bands.push_back(std::move(each));
    }
    if (random() % 2 == 0)
        for (std::size_t i = 0; i < n; ++i) c.roles.push_back(static_cast<chart_role>(i < 4 ? i : 3));
    c.base = random_number(random, wild);
    for (std::size_t d = 0; d < many; ++d)
        c.drivers.push_back(
            {random_text(random), random_number(random, wild), random_number(random, wild), random_text(random), random_text(random)});
    for (std::uint64_t k = random() % 3; k > 0; --k) c.notes.push_back(random_text(random));
    return c;
}

} // namespace chart_cases
