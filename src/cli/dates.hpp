// What it answers: how many years lie between two dated values, by the day count that --days names; what --per and --window say.
// What it needs: options.hpp.
// Example: if (const auto years = years_by_days(request, begin, end)) use(*years);
#pragma once

#include "options.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace cagr::cli {

/// The years between two dates; nothing between two periods of another kind. Errors: E-period-day-count (dates without
/// --days), E-period-kind (two kinds), E-usage (--days where there are no dates).
[[nodiscard]] std::optional<ratio> years_by_days(const request& r, const period& from, const period& to);

/// Refuses --days where the values have no periods to count days between.
void refuse_days(const request& r);

/// How many of what --per names make a year: 1 without it. Errors: E-usage.
[[nodiscard]] std::int64_t steps_a_year(const request& r);

/// The two periods that growth is told of.
struct window {
    period from;
    period to;
};

/// `2021-2028`, `2021-28`, `FY2021-FY2028`, `2021Q1 to 2024Q4`. Errors: E-parse-period (no two periods of one kind), E-period-order (the
/// second lies before the first).
[[nodiscard]] window parse_window(std::string_view text);

} // namespace cagr::cli
