// Where rounding happens changes the result: only for display, or every year as some contracts have it.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace cagr::literals;
using namespace std::chrono_literals;

int main() {
    cagr::forecast fee{
        .base = cagr::figure::parse("USD 1000.00"),
        .base_period = 2024y,
        .growth = 1.5_pct,
        .target_period = 2034y,
    };
    const auto at_the_end = project(fee);
    fee.policy = cagr::rounding_policy::each_year;
    const auto each_year = project(fee);

    fmt::print("Year  rounded to show  rounded each year\n");
    for (const auto row : at_the_end.rows()) fmt::print("{}  {:>15}  {:>17}\n", row.when(), row.text(), each_year.at(row.when()).text());
    fmt::print("2034 exactly: {}\n\n", at_the_end.back().exact());

    // The rounding itself has a name; half up, away from zero, is what displays use.
    fmt::print("2.345 to 2 places\n");
    for (const auto mode : {cagr::rounding::half_even, cagr::rounding::half_up, cagr::rounding::half_down, cagr::rounding::up,
                            cagr::rounding::down, cagr::rounding::ceiling, cagr::rounding::floor})
        fmt::print("  {:<9} {}  {:>5}\n", mode, to_string(2.345_dec, 2, mode), to_string(-2.345_dec, 2, mode));
}
