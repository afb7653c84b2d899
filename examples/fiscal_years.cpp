// Fiscal years keep the label they were written with, and never mix with calendar years.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace cagr::literals;

int main() {
    const auto sales = cagr::project({
        .base = cagr::figure::parse("Rs 1,200 crore"),
        .base_period = cagr::period::parse("FY2023-24"),
        .growth = 12_pct,
        .target_period = cagr::period::parse("FY2026-27"),
    });
    for (const auto row : sales.rows()) fmt::print("{}  Rs {:>7} crore\n", row.when(), row.text());

    // One period, however it is written.
    fmt::print("FY27 is FY2026-27: {}\n", cagr::period::parse("FY27") == cagr::period::parse("FY2026-27"));

    // Which calendar year a fiscal year is cannot be guessed: there is no difference to count.
    const auto mixed = cagr::try_periods_between(cagr::period::parse("FY27"), cagr::period::parse("2030"));
    fmt::print("{}: {}\n", mixed.error().id(), mixed.error().message);

    // Nor is a bare 2026-27 read as one of the things it may be.
    const auto bare = cagr::period::try_parse("2026-27");
    fmt::print("{}: {}\n", bare.error().id(), bare.error().message);
}
