// A market of three segments under three scenarios: side by side, weighted, what moves it most, and what would make it a trillion.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

#include <string_view>

using namespace cagr::literals;
using namespace std::chrono_literals;

namespace {

cagr::figure figure(std::string_view text) { return cagr::figure::parse(text, cagr::notation::point); }

cagr::study ai_market() {
    using cagr::growth_path;
    return {
        .base =
            {.title = "Artificial intelligence, world",
             .unit = cagr::amount_unit::parse("USD billion"),
             .first = 2020y,
             .last = 2028y,
             .segments = {{.name = "software", .base = figure("24.00"), .growth = growth_path::stages({{48_pct, 2024y}, {40_pct, 2028y}})},
                          {.name = "hardware", .base = figure("18.35"), .growth = 38_pct},
                          {.name = "services",
                           .base = figure("20.00"),
                           .growth = growth_path::fade({.first_rate = 44_pct, .last_rate = 30_pct, .first = 2021y, .last = 2028y})}},
             .controls = {{.base = figure("62.35"), .growth = 40.2_pct, .tolerance = 0.001_dec}}},
        .scenarios = {{.name = "low",
                       .weight = 0.25_dec,
                       .changes = {{.of = "software.growth", .growth = 36_pct}, {.of = "services.growth", .growth = 30_pct}}},
                      {.name = "high", .weight = 0.15_dec, .changes = {{.of = "hardware.growth", .growth = 45_pct}}}},
        .expectations = {{.in = "base", .prints = "930.80"},
                         {.when = 2025y, .value = cagr::interval{270_B, 400_B}},
                         {.in = "base", .of = "software", .share = cagr::interval{45, 50}, .cagr = cagr::interval{43, 45}}},
    };
}

} // namespace

int main() {
    const cagr::study study = ai_market();
    const auto comparison = compare(study);
    const auto& base = comparison.at("base").projection;
    const auto percent = [](const cagr::fraction& part) { return to_string(part * cagr::fraction(100), 2, cagr::rounding::half_up); };

    fmt::print("{}, {}\n", study.base.title, to_string(study.base.unit));
    fmt::print("{:<10}", "");
    for (const auto& column : comparison.columns) fmt::print("{:>10}", column.label);
    fmt::print("{:>10}\n{:<10}", "expected", "weight");
    for (const auto& column : comparison.columns) fmt::print("{:>9}%", to_string(scale10(*column.weight, 2)));
    fmt::print("\n");
    for (std::size_t k = 0; k < base.periods(); k += 4) {
        const auto when = base.when(k);
        fmt::print("{:<10}", to_string(when));
        for (const auto& column : comparison.columns) fmt::print("{:>10}", column.projection.total().at(when).text());
        fmt::print("{:>10}\n", base.text_of(comparison.expected("total", when)));
    }
    for (const char* scenario : {"low", "high"})
        fmt::print("{:<5} {:>8} or {:>6}% of base in 2028\n", scenario, base.text_of(comparison.difference(scenario, "total", 2028y)),
                   percent(*comparison.relative_difference(scenario, "total", 2028y)));

    fmt::print("\nTotal in 2028, each growth moved by a percentage point\n");
    for (const auto& bar : cagr::tornado({.base = study.base}).bars)
        fmt::print("{:<16} {:>7} to {:>7}, {:>5} apart\n", bar.label, base.text_of(bar.low), base.text_of(bar.high),
                   base.text_of(bar.span()));

    const auto needed = cagr::break_even({.base = study.base, .by = "software.growth", .equals = 1_T});
    const auto billions = [](const cagr::fraction& amount) {
        return to_string(amount * cagr::fraction(scale10(1_dec, -9)), 4, cagr::rounding::half_up);
    };
    fmt::print("\nWhich growth of software makes it a trillion\n");
    fmt::print("{:+.4} points make it {}, {:+.4} points {}\n", needed.low, billions(needed.at_low), needed.high, billions(needed.at_high));

    fmt::print("\n");
    for (const auto& finding : check(study)) fmt::print("{} {}: {}\n", finding.holds ? "ok  " : "FAIL", finding.scenario, finding.wanted);
}
