// What it answers: which growth path a value of a model file says: "40.2%", a list, stages, { fade = ... }, { logistic = ... } ...
// What it needs: toml_values.hpp.
// Example: s.growth = read_growth(values, *node, "segment.software.growth", frame);
#pragma once

#include "toml_values.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cagr::cli {

/// What the model says around a path: the unit that capacities are in, and the periods that it grows over.
struct growth_frame {
    amount_unit unit{};
    period base; ///< the growth begins with the period after it
    period last;
};

/// Errors are noted: what is no path; stages with a gap or an overlap, or that lie beyond the periods; rates too few or too many.
[[nodiscard]] std::optional<growth_path> read_growth(value_reader& in, const toml::node& value, const std::string& path,
                                                     const growth_frame& frame);

} // namespace cagr::cli
