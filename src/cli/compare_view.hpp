// What it answers: how variants of a market, or several markets, look side by side: values, differences, CAGR, weights.
// What it needs: options.hpp; the library's core.
// Example: output << comparison_text(side_by_side(compare(study), "total", {}), settings);
#pragma once

#include "chart.hpp"
#include "options.hpp"

#include <cagr/cagr.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cagr::cli {

/// One of those compared: what the node is worth in each period, nothing where it has none.
struct compared_column {
    std::string name;
    std::string label;
    std::optional<decimal> weight{}; ///< of 1
    std::vector<std::optional<fraction>> values{};
    period actual; ///< from where its CAGR is
    fraction start;
    exactness how = exactness::exact;
};

/// The periods shown of one node; the first column is what the others are compared with.
struct compared {
    std::string title;
    std::string of;
    std::string heading; ///< what is compared: `Total by scenario`
    amount_unit unit;
    shown as;
    int digits = 34;
    std::vector<period> periods{};
    std::vector<compared_column> columns{};
    std::optional<compared_column> expected{};
    std::vector<std::string> assumptions{};
    std::vector<std::string> notes{};
    bool absolute = true; ///< which differences people see
    bool relative = true;
};

/// In the format of the settings.
[[nodiscard]] std::string comparison_text(const compared& c, const settings& s);
/// The same as a page, and as a chart of a line each.
[[nodiscard]] std::string comparison_page(const compared& c);
[[nodiscard]] chart comparison_chart(const compared& c);

} // namespace cagr::cli
