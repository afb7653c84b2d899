// Several publishers on one market: each claim by its own reading, in the same years, and how far apart they are.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

#include <vector>

using namespace std::chrono_literals;

int main() {
    const auto figure = [](const char* text) { return cagr::figure::parse(text, cagr::notation::point); };
    const std::vector<cagr::claim> claims{
        {.base = figure("62.35 billion@2020"),
         .rate = figure("40.2%"),
         .window_from = 2021y,
         .window_to = 2028y,
         .target = figure("997.77 billion@2028"),
         .currency = "USD",
         .market = "artificial intelligence",
         .publisher = "Grand View Research"},
        {.base = figure("136.55 billion@2022"),
         .rate = figure("37.3%"),
         .window_from = 2023y,
         .window_to = 2030y,
         .target = figure("1,811.8 billion@2030"),
         .currency = "USD",
         .publisher = "Grand View Research"},
        {.base = figure("241bn@2023"), .rate = figure("17%"), .target = figure("511.3bn@2027"), .publisher = "AltIndex.com / Statista"},
        {.base = figure("119 billion@2022"),
         .rate = figure("38%"),
         .target = figure("1.5 trillion@2030"),
         .publisher = "Precedence Research"},
        {.base = figure("81.3 billion@2022"), .rate = figure("21.4%"), .target = figure("383.3 billion@2030"), .publisher = "GlobalData"},
    };
    const auto market = cagr::lineup({.claims = claims, .at = {2024y, 2028y}});

    // Values are absolute and exact; they are rounded once, here.
    const auto billions = [](const cagr::decimal& amount) { return to_string(scale10(amount, -9), 2, cagr::rounding::half_up); };
    fmt::print("{:<25}", market.currency + " billion");
    for (const auto& column : market.columns) fmt::print("{:>9}", to_string(column.when));
    fmt::print("\n");
    for (const auto& row : market.rows) {
        fmt::print("{:<25}", row.claim.publisher);
        for (const auto& value : row.values) fmt::print("{:>9}", value ? billions(value->value) : "-");
        fmt::print("  from the {} of {}, {}\n", row.reading == cagr::convention::from_base ? "base" : "estimate", to_string(*row.from),
                   to_string(row.verdict));
    }
    for (const auto& column : market.columns)
        fmt::print("{}: {} publishers, {} to {}, median {}, spread {}%\n", to_string(column.when), column.count, billions(*column.low),
                   billions(*column.high), billions(*column.median), to_string(*column.spread_percent({.digits = 4})));
    for (const auto& edition : market.left_out)
        fmt::print("left out: {} of {}\n", edition.claim.publisher, to_string(*edition.claim.base_period));
}
