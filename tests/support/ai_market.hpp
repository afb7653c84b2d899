// The model of the tests of scenarios: three segments of a market, of which each grows in another way.
#pragma once

#include <cagr/scenario.hpp>

#include <chrono>
#include <string_view>

namespace tests {

inline cagr::figure printed(std::string_view text) { return cagr::figure::parse(text, cagr::notation::point); }

inline cagr::rate percent(const cagr::decimal& p) { return cagr::rate::from_percent(p); }

/// Software in two stages, hardware constant, services fading: 62.35 in 2020, 930.80 in 2028, USD billion.
inline cagr::model ai_market() {
    using namespace cagr;
    const auto year = [](int y) { return period::year(y); };
    return {
        .title = "Artificial intelligence, world",
        .unit = amount_unit::parse("USD billion"),
        .measure = {.what = "revenue", .prices = price_basis::nominal, .fx = "constant 2020 average"},
        .first = year(2020),
        .last = year(2028),
        .segments = {{.name = "software",
                      .base = printed("24.00"),
                      .growth = growth_path::stages({{percent(48), year(2024)}, {percent(40), year(2028)}})},
                     {.name = "hardware", .base = printed("18.35"), .growth = percent(38)},
                     {.name = "services",
                      .base = printed("20.00"),
                      .growth = growth_path::fade(
                          {.first_rate = percent(44), .last_rate = percent(30), .first = year(2021), .last = year(2028)})}},
        .controls = {{.base = printed("62.35"), .growth = percent(cagr::decimal::parse("40.2")), .tolerance = decimal::parse("0.001")}}};
}

/// The same with low and high variants, weights, and expectations that hold.
inline cagr::study ai_study() {
    using namespace cagr;
    const auto billions = [](int n) { return scale10(decimal(n), 9); };
    return {
        .base = ai_market(),
        .scenarios = {{.name = "low",
                       .weight = decimal::parse("0.25"),
                       .changes = {{.of = "software.growth", .growth = percent(36)}, {.of = "services.growth", .growth = percent(30)}}},
                      {.name = "high", .weight = decimal::parse("0.15"), .changes = {{.of = "hardware.growth", .growth = percent(45)}}}},
        .expectations = {{.in = "base", .prints = "930.80"},
                         {.when = period::year(2025), .value = interval{billions(270), billions(400)}},
                         {.in = "base", .of = "software", .share = interval{45, 50}, .cagr = interval{43, 45}}}};
}

} // namespace tests
