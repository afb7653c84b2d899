// A market of three segments under three scenarios: side by side, weighted, and checked against what is expected.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace cagr::literals;
using namespace std::chrono_literals;

int main() {
    using cagr::figure, cagr::growth_path;
    const cagr::study study{
        .base = {.title = "Artificial intelligence, world",
                 .unit = cagr::amount_unit::parse("USD billion"),
                 .first = 2020y,
                 .last = 2028y,
                 .segments = {{.name = "software",
                               .base = figure::parse("24.00"),
                               .growth = growth_path::stages({{48_pct, 2024y}, {40_pct, 2028y}})},
                              {.name = "hardware", .base = figure::parse("18.35"), .growth = 38_pct},
                              {.name = "services",
                               .base = figure::parse("20.00"),
                               .growth = growth_path::fade({.first_rate = 44_pct, .last_rate = 30_pct, .first = 2021y, .last = 2028y})}},
                 .controls = {{.base = figure::parse("62.35"), .growth = 40.2_pct, .tolerance = 0.001_dec}}},
        .scenarios = {{.name = "low",
                       .weight = 0.25_dec,
                       .changes = {{.of = "software.growth", .growth = 36_pct}, {.of = "services.growth", .growth = 30_pct}}},
                      {.name = "high", .weight = 0.15_dec, .changes = {{.of = "hardware.growth", .growth = 45_pct}}}},
        .expectations = {{.in = "base", .prints = "930.80"},
                         {.when = 2025y, .value = cagr::interval{270_B, 400_B}},
                         {.in = "base", .of = "software", .share = cagr::interval{45, 50}, .cagr = cagr::interval{43, 45}}},
    };
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

    fmt::print("\n");
    for (const auto& finding : check(study)) fmt::print("{} {}: {}\n", finding.holds ? "ok  " : "FAIL", finding.scenario, finding.wanted);
}
