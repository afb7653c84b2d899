// A market as it is published - USD 62.35 billion in 2020, growing 40.2% a year to 2028 - year by year, exactly.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace cagr::literals;
using namespace std::chrono_literals;

int main() {
    const auto market = cagr::project({
        .base = cagr::figure::parse("USD 62.35 billion"),
        .base_period = 2020y,
        .growth = 40.2_pct,
        .target_period = 2028y,
    });

    fmt::print("Year  USD billion  Increase   x base\n");
    for (const auto row : market.rows())
        fmt::print("{}  {:>11}  {:>8}{} {:>7.2}\n", row.when(), row.text(), row.increase_text(), row.increase_differs() ? '*' : ' ',
                   row.multiple());
    if (!market.footnote().empty()) fmt::print("{}\n", market.footnote());

    // Every digit: amounts are absolute, so billions are nine places to the left.
    fmt::print("2028 exactly: {} billion\n", scale10(market.back().exact(), -9));
}
