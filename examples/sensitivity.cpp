// Which growth moves a market most, a percentage point each, and which one would make it a trillion.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace cagr::literals;
using namespace std::chrono_literals;

int main() {
    using cagr::figure, cagr::growth_path;
    const cagr::model market{
        .title = "Artificial intelligence, world",
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
    };
    const cagr::model_projection base = project(market);
    fmt::print("{}, {}\nTotal in 2028, each growth moved by a percentage point\n", market.title, to_string(market.unit));
    for (const auto& bar : cagr::tornado({.base = market}).bars)
        fmt::print("{:<16} {:>7} to {:>7}, {:>5} apart\n", bar.label, base.text_of(bar.low), base.text_of(bar.high),
                   base.text_of(bar.span()));

    const auto billions = [](const cagr::fraction& amount) {
        return to_string(amount * cagr::fraction(scale10(1_dec, -9)), 4, cagr::rounding::half_up);
    };
    fmt::print("\nWhich growth makes it a trillion\n");
    const auto software = cagr::break_even({.base = market, .by = "software.growth", .equals = 1_T});
    fmt::print("software {:+.4} points: {}, {:+.4} points: {}\n", software.low, billions(software.at_low), software.high,
               billions(software.at_high));
    const auto hardware = cagr::break_even({.base = market, .by = "hardware.growth", .equals = 1_T});
    fmt::print("hardware {:.4}%: {}, {:.4}%: {}\n", hardware.low, billions(hardware.at_low), hardware.high, billions(hardware.at_high));
}
