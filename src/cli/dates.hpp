// What it answers: how many years lie between two dated values, by the day count that --days names.
// What it needs: options.hpp.
// Example: if (const auto years = years_by_days(request, begin, end)) use(*years);
#pragma once

#include "options.hpp"

#include <optional>

namespace cagr::cli {

/// The years between two dates; nothing between two periods of another kind. Errors: E-period-day-count (dates without
/// --days), E-period-kind (two kinds), E-usage (--days where there are no dates).
[[nodiscard]] std::optional<ratio> years_by_days(const request& r, const period& from, const period& to);

/// Refuses --days where the values have no periods to count days between.
void refuse_days(const request& r);

} // namespace cagr::cli
