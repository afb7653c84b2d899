// How fast a series has grown: between its ends, by the line through its logarithms, from year to year, over gaps.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

#include <optional>

using namespace std::chrono_literals;
using namespace cagr::literals;

int main() {
    // A market's size in billions; nobody printed 2021.
    const auto report = cagr::trend(
        {.points = {{2017y, 21.5_dec}, {2018y, 24.9_dec}, {2019y, 27.1_dec}, {2020y, 36.2_dec}, {2022y, 41.8_dec}}, .window = 3});

    const auto percent = [](const std::optional<cagr::rate>& r) { return r ? to_string(*r, 2, cagr::rounding::half_up) : "-"; };
    fmt::print("year  value   growth  over 3 years\n");
    for (const auto& row : report.rows)
        fmt::print("{}   {} {:>7}{} {:>12}\n", to_string(row.at.when), to_string(row.at.value), percent(row.growth),
                   row.is_after_gap() ? '~' : ' ', percent(row.rolling));
    for (const auto& gap : report.gaps) fmt::print("no value from {} to {}\n", to_string(gap.first), to_string(gap.last));

    // The ends alone, and the line that every value has a part in.
    fmt::print("first to last  {}\n", percent(report.endpoint));
    fmt::print("log-linear     {}, 95% interval {} to {}\n", percent(report.fitted.growth), percent(report.fitted.low),
               percent(report.fitted.high));
    fmt::print("R squared      {}\n", to_string(*report.fitted.r_squared, 4, cagr::rounding::half_up));

    // A year without a market has no rate: the error says which.
    fmt::print("{}\n", cagr::try_trend({.points = {{2017y, 21.5_dec}, {2018y, 0}}}).error().message);
}
