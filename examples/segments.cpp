// The AI market by its segments: each with its own growth, their exact total, shares, contributions, and what the total was printed to be.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace std::chrono_literals;
using namespace cagr::literals;

namespace {

const cagr::model market{
    .title = "Artificial intelligence, world (segments are illustrative)",
    .unit = cagr::amount_unit::parse("USD billion"),
    .measure = {.what = "revenue", .prices = cagr::price_basis::nominal, .fx = "constant 2020 average"},
    .first = 2020y,
    .last = 2028y,
    .segments = {{.name = "software",
                  .base = cagr::figure::parse("24.00"),
                  .growth = cagr::growth_path::stages({{48_pct, 2024y}, {40_pct, 2028y}})},
                 {.name = "hardware", .base = cagr::figure::parse("18.35"), .growth = 38_pct},
                 {.name = "services",
                  .base = cagr::figure::parse("20.00"),
                  .growth = cagr::growth_path::fade({.first_rate = 44_pct, .last_rate = 30_pct, .first = 2021y, .last = 2028y})}},
    .controls = {{.base = cagr::figure::parse("62.35"), .growth = 40.2_pct, .tolerance = 0.001_dec}},
};

/// A part of 1 in percent, with one place.
std::string percent(const std::optional<cagr::fraction>& part) {
    return part ? to_string(*part * cagr::fraction(100), 1, cagr::rounding::half_up) : "-";
}

} // namespace

int main() {
    const cagr::model_projection p = project(market);
    fmt::print("{}\n", market.title);
    for (const std::string& each : p.assumptions()) fmt::print("  {}\n", each);

    const auto line = [&](const std::string& label, const std::string& last, const auto& cell) {
        fmt::print("{:<9}", label);
        for (std::size_t k = 0; k < p.periods(); ++k) fmt::print("{:>7}", cell(k));
        fmt::print("{}\n", last);
    };
    line("\nYear     ", "    CAGR", [&](std::size_t k) { return to_string(p.when(k)); });
    for (std::size_t i = 0; i < p.size(); ++i)
        line(p[i].label(), " " + to_string(p[i].cagr(), 2, cagr::rounding::half_up), [&](std::size_t k) { return p[i][k].text(); });
    fmt::print("share of the total, %\n");
    for (const std::size_t i : p.total().parts()) line(p[i].label(), "", [&](std::size_t k) { return percent(p[i][k].share()); });
    fmt::print("contribution to the total's growth, percentage points\n");
    for (const std::size_t i : p.total().parts()) line(p[i].label(), "", [&](std::size_t k) { return percent(p[i][k].contribution()); });
    line("Total", "", [&](std::size_t k) { return percent(p.total()[k].growth()); });

    for (const std::string& note : p.notes(1)) fmt::print("* {}\n", note);
    for (const cagr::control_finding& each : p.controls())
        fmt::print("control of {} in {}: {}\n", p.text_of(each.control), to_string(each.when), each.holds() ? "holds" : p.text_of(each));
}
