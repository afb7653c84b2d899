// What it answers: how a tornado, a grid and a break-even look in every format.
// What it needs: variations.hpp.
// Example: output << tornado_text({.of = "total", ...}, report, drivers, settings);
#pragma once

#include "variations.hpp"

#include <cagr/cagr.hpp>

#include <span>
#include <string>

namespace cagr::cli {

/// What is looked at, and from where.
struct looked_at {
    const model_projection& base;
    std::string of = "total";
    std::string scenario = "base";
    std::string by{}; ///< of a tornado: how much each growth moves, in words; empty where each driver says it
};

[[nodiscard]] std::string tornado_text(const looked_at& at, const tornado_report& found, std::span<const asked_driver> drivers,
                                       const settings& s);
[[nodiscard]] std::string grid_text(const looked_at& at, const grid_report& found, const grid_axes& axes, const settings& s);
[[nodiscard]] std::string break_even_text(const looked_at& at, const break_even_report& found, const break_even_request& asked,
                                          const settings& s);

} // namespace cagr::cli
