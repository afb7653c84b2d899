// Quarterly revenue grown quarter by quarter, and what its last quarter amounts to in a year.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace cagr::literals;

int main() {
    const auto revenue = cagr::project({
        .base = cagr::figure::parse("EUR 12.5 million"),
        .base_period = cagr::period::quarter(2024, 3),
        .growth = 4.5_pct,
        .target_period = cagr::period::quarter(2025, 4),
        .shown = {.places = 3},
    });

    for (const auto row : revenue.rows()) fmt::print("{}  EUR {:>6} million\n", row.when(), row.text());

    const int quarters = periods_per_year(cagr::period_kind::quarter);
    const cagr::decimal run_rate = revenue.back().exact() * quarters;
    fmt::print("run rate: EUR {} million a year\n", revenue.text_of(run_rate));

    // Four quarters of 4.5% compound to more than 18% a year.
    const cagr::rate a_year = cagr::rate::from_factor(pow((4.5_pct).factor(), quarters));
    fmt::print("4.5% a quarter is {} a year\n", a_year);
}
