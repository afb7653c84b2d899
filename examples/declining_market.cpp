// A market that shrinks: negative growth, when it has halved, and a rate of change over uneven years.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

#include <vector>

using namespace cagr::literals;
using namespace std::chrono_literals;

int main() {
    const cagr::rate decline = -7.5_pct;
    const auto market = cagr::project({
        .base = cagr::figure::parse("USD 8.4 billion"),
        .base_period = 2023y,
        .growth = decline,
        .target_period = 2028y,
    });
    for (const auto row : market.rows()) fmt::print("{}  {:>5} billion  {:>6}\n", row.when(), row.text(), row.increase_text());

    fmt::print("halves in {:.2} years\n", halving_time(decline, {}));
    fmt::print("below 5 billion in {}\n", cagr::period(2023y) + whole_periods_to(8.4_B, 5_B, decline));

    // Three uneven years, and the one rate that leads to the same place.
    const std::vector<cagr::rate> years{-12_pct, 3_pct, -9.5_pct};
    fmt::print("together {}, {:.2} a year\n", cumulative_growth(years), mean_growth(years, {}));

    // Nothing loses more than all of itself.
    fmt::print("{}\n", cagr::rate::try_from_percent(-101).error().message);
}
