// What it answers: what --vary, --grid and --equals vary of a model, and towards what.
// What it needs: options.hpp; the library's sensitivity.hpp.
// Example: const grid_axes axes = grid_asked("software.growth=36%,40%; services.growth=30%,37%", reading);
#pragma once

#include "options.hpp"

#include <cagr/cagr.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr::cli {

/// A driver and what it was asked to be: `36%..48%`, or `-1..+1 points`.
struct asked_driver {
    driver what;
    std::string setting;
};

/// Percentage points above 0. Errors: those of decimals; E-usage.
[[nodiscard]] decimal points_asked(const request& r);

/// `software.growth=36%..48%; hardware.growth; software.base=20..28`: a range, or so many points down and up where there is none. Errors:
/// E-usage (a range that is none or is reversed, an assumption twice), E-unknown-name; those of rates and amounts.
[[nodiscard]] std::vector<asked_driver> drivers_asked(std::string_view text, const model& m, const decimal& points, const manner& reading);
/// The growth of each segment that has one with rates, so many points down and up.
[[nodiscard]] std::vector<asked_driver> drivers_of_growth(const model& m, const decimal& points);

/// Variants of one assumption, and how each was written.
struct grid_axis {
    std::string of;
    std::vector<change> variants{};
    std::vector<std::string> settings{};
};
struct grid_axes {
    grid_axis rows;
    grid_axis columns;
};
/// `software.growth=36%,40%,44% ; services.growth=30%,37%`: rows, then columns. Where decimals have a comma, values are separated by |.
/// Errors as above; E-usage (not two), E-limit-rows.
[[nodiscard]] grid_axes grid_asked(std::string_view text, const manner& reading);

/// The absolute amount that --equals names, a bare number in the model's unit. Errors: E-usage (not one number), E-unit-mixed; those of
/// amounts.
[[nodiscard]] decimal amount_asked(std::string_view text, const amount_unit& unit, const manner& reading);

} // namespace cagr::cli
