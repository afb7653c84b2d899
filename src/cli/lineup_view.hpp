// What it answers: how a line-up looks in every format.
// What it needs: options.hpp; the library's lineup.hpp.
// Example: deliver(lineup_text({.report = lineup(asked), .lines = lines, .market = "AI"}, settings), settings.file);
#pragma once

#include "options.hpp"

#include <cagr/cagr.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace cagr::cli {

/// A line-up, and where its claims stand in the file.
struct shown_lineup {
    lineup_report report;
    /// What each of the claims given is called: its id, or its line.
    std::vector<std::string> names;
    /// Empty where the file names none.
    std::string market;
    bool extrapolated = false;
};

/// The line-up in the format asked. Errors: E-missing-fact (plain, where the last period has no value).
[[nodiscard]] std::string lineup_text(const shown_lineup& shown, const settings& s);

} // namespace cagr::cli
