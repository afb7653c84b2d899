// What it answers: how a projection looks: as text, Markdown, CSV, JSON, a page with a chart, and the chart alone.
// What it needs: display.hpp.
// Example: return shown_projection(read, project(read.what), settings);
#pragma once

#include "display.hpp"
#include "options.hpp"

#include <cagr/cagr.hpp>

#include <string>
#include <vector>

namespace cagr::cli {

/// What is to be projected, the rate as it was printed, what there is to say (what is assumed, and where it was read), and whether
/// every digit is shown.
struct projected {
    forecast what;
    figure growth;
    std::vector<std::string> notes{};
    std::vector<std::string> source{};
    bool exact = false;
};

/// The last value alone.
[[nodiscard]] std::string plain_projection(const projected& a, const projection& p, const settings& s);
/// Whether the form that is asked for has what the printed digits allow.
[[nodiscard]] bool shows_range(const projected& a, const settings& s);
/// In the form that is asked for. Errors: E-limit-rows (a chart of more than 1,000 periods).
[[nodiscard]] std::string shown_projection(const projected& a, const projection& p, const settings& s);

} // namespace cagr::cli
