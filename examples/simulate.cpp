// How uncertain a CAGR makes a market: 200,000 simulated paths, as percentiles a year. Statistics in double, with a fixed seed.
#include <cagr/format.hpp>
#include <cagr/simulation.hpp>

#include <fmt/format.h>

using namespace cagr::literals;

int main() {
    cagr::simulation asked{
        .segments = {{.name = "AI", .base = 62.35_dec, .growth = cagr::pert_rate{.low = 35_pct, .mode = 40.2_pct, .high = 44_pct}}},
        .years = 8,
        .paths = 200'000,
        .percentiles = {5, 25, 50, 75, 95},
        .reaches = {900, 997.77_dec},
        .threads = 2,
    };
    // One draw a path: which CAGR it will be is uncertain, not how the years differ.
    const auto held = cagr::simulate(asked);

    fmt::print("USD billion   mean");
    for (const double p : held.percentiles) fmt::print("{:>8}", fmt::format("P{}", p));
    fmt::print("\n");
    const auto row = [](auto name, const cagr::simulated_year& year) {
        fmt::print("{:<10}{:8.2f}", name, year.mean);
        for (const double value : year.percentiles) fmt::print("{:8.2f}", value);
        fmt::print("\n");
    };
    for (std::size_t k = 0; k < held.total.years.size(); ++k) row(2020 + k, held.total.years[k]);

    for (std::size_t i = 0; i < asked.reaches.size(); ++i)
        fmt::print("{} or more in 2028: {:.1f}% of the paths\n", asked.reaches[i], 100 * held.reached[i]);
    for (const auto& assumption : held.assumptions) fmt::print("{}\n", assumption);

    // Were each year drawn anew, good and bad ones would cancel.
    asked.persistence = 0;
    const auto yearly = cagr::simulate(asked);
    const auto width = [](const cagr::simulation_report& report) {
        return report.total.years.back().percentiles.back() - report.total.years.back().percentiles.front();
    };
    fmt::print("\nDrawn anew each year\n");
    row(2028, yearly.total.years.back());
    fmt::print("P5 to P95 is {:.1f} times narrower.\n", width(held) / width(yearly));
}
