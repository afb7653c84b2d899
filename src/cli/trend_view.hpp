// What it answers: how the trend of a series looks in every format.
// What it needs: options.hpp and arguments.hpp; the library's trend.hpp.
// Example: deliver(trend_text({.asked = asked, .first = figure, .counted_in = basis}, settings), settings.file);
#pragma once

#include "arguments.hpp"
#include "options.hpp"

#include <cagr/cagr.hpp>

#include <string>

namespace cagr::cli {

/// A series to tell the trend of.
struct shown_trend {
    /// The digits asked are left to what is shown.
    trend_request asked;
    /// The value of the earliest period, whose magnitude all are shown in, and what they are counted in.
    figure first;
    basis counted_in;
    /// What a rate is of: year, quarter, month.
    std::string step;
    /// Whether some value is a range, or open to one side.
    bool is_loose = false;
};

/// The trend in the format asked. Errors: those of `trend`; E-limit-rows where what is shown would be too long, E-limit-context.
[[nodiscard]] std::string trend_text(shown_trend shown, const settings& s);

} // namespace cagr::cli
