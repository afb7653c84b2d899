// When a growing market reaches a target: the first whole year, decided exactly, and the time to the digit.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace cagr::literals;
using namespace std::chrono_literals;

int main() {
    const cagr::period base_year = 2020y;
    const cagr::decimal base = 62.35_B;
    const cagr::rate growth = 40.2_pct;

    for (const cagr::decimal& target : {100_B, 500_B, 1_T}) {
        const auto whole = whole_periods_to(base, target, growth);
        fmt::print("{:>4} billion: {:.4} years, so in {} ({:.2} billion)\n", scale10(target, -9), periods_to(base, target, growth, {}),
                   base_year + whole, scale10(compound(base, growth, whole), -9));
    }
    fmt::print("doubles every {:.2} years\n", doubling_time(growth, {}));

    // A time that is rational is exact: at 300% a year a value doubles in half a year.
    fmt::print("at 300%: {} years\n", doubling_time(300_pct, {}));

    // A target that growth leads away from is an error, not a negative number of years.
    if (const auto behind = try_whole_periods_to(base, 50_B, growth); !behind) fmt::print("50 billion: {}\n", behind.error().id());
}
