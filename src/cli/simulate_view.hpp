// What it answers: how a simulated market looks in every format: the fan of its total, what was uncertain, and what is assumed.
// What it needs: simulation_settings.hpp; nlohmann-json and table.hpp behind the definition.
// Example: deliver(simulated_text(shown, settings), settings.file);
#pragma once

#include "options.hpp"
#include "simulation_settings.hpp"

#include <cagr/cagr.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cagr::cli {

/// The median and the values of the percentiles asked, over the paths; amounts are in the model's unit.
struct simulated_column {
    std::string name; ///< `total`, or the segment's
    std::string label;
    std::size_t node; ///< of the deterministic projection
    std::vector<simulated_year> years;
};

/// An amount asked for, and the share of the paths whose total of the last period is that or more.
struct reached_amount {
    decimal amount;
    double share;
};

struct simulated_market {
    const model_projection& model;
    std::string scenario = "base";
    bool is_one_market = false; ///< from the command line, without a file
    std::vector<uncertain_growth> growth{};
    std::vector<std::string> certain{}; ///< what grows along its own path
    std::size_t first = 0;              ///< the period that is the base
    std::uint64_t paths = 0;
    std::uint64_t seed = 0;
    double persistence = 1;
    std::optional<double> correlation{};
    std::vector<stated_correlation> correlations{};
    std::vector<double> percentiles{}; ///< asked; the median follows them in each year
    simulated_column total{};
    std::vector<simulated_column> segments{}; ///< empty where they are not asked for
    double reaches_model = 0;                 ///< the share of the paths that make what the model does, or more
    std::optional<reached_amount> reached{};
    std::vector<std::string> assumptions{};
};

/// What the command prints. The settings' places and rounding are the model's.
[[nodiscard]] std::string simulated_text(const simulated_market& m, const settings& s);

} // namespace cagr::cli
