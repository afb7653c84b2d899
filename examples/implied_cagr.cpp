// The growth rate that two published values imply, correctly rounded to as many digits as asked for.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace cagr::literals;
using namespace std::chrono_literals;

int main() {
    // 62.35 billion in 2020, 997.77 billion in 2028: the order of the points does not matter.
    const cagr::point base{2020y, 62.35_B};
    const cagr::point target{2028y, 997.77_B};
    fmt::print("62.35 to 997.77 in 8 years:  {:.2}\n", implied_rate(base, target, {}));
    fmt::print("  to 34 digits:              {}\n", implied_rate(base, target, {}));
    fmt::print("  to 5 digits, rounded down: {}\n", implied_rate(base, target, {.digits = 5, .mode = cagr::rounding::down}));

    // Exact where the root is exact.
    fmt::print("100 to 121 in 2 years:       {}\n", cagr::implied_rate(100, 121, 2, {}));

    // 18 months are 18/12 years.
    fmt::print("1 to 1.331 in 18 months:     {} a year\n", cagr::implied_rate(1, 1.331_dec, cagr::ratio{18, 12}, {}));

    // What has no rate is an error with a stable id, as a value or as an exception.
    const auto loss_to_profit = cagr::try_implied_rate(-5, 5, 3, {});
    fmt::print("-5 to 5 in 3 years:          {}\n", loss_to_profit.error().id());
}
