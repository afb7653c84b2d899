// What it answers: which periods, node and scenario of a model the options --at, --of and --scenario name.
// What it needs: model_file.hpp.
// Example: const model m = scenario_model(file, request);
#pragma once

#include "model_file.hpp"
#include "options.hpp"

#include <cagr/cagr.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

/// The text of an option or of a part of it, without the spaces around it.
[[nodiscard]] std::string_view without_spaces(std::string_view text);
/// The parts of a list, without the spaces around them; a mark within double quotes separates nothing. Errors: E-usage (an empty part, a
/// quote that does not end).
[[nodiscard]] std::vector<std::string> list_parts(std::string_view option, std::string_view text, char mark);

/// `2025,2028`: each once. Errors: E-parse-period, E-usage.
[[nodiscard]] std::vector<period> listed_periods(std::string_view option, std::string_view text);

/// The node that --of names, by default the total. Errors: E-unknown-name, which suggests the nearest.
[[nodiscard]] std::string node_asked(const request& r, const model_projection& p);
/// Refuses a period that the model does not have. Errors: E-period-kind, E-period-order.
void check_in_model(std::string_view option, const period& when, const model_projection& p);

/// The model, with the changes of the scenario that --scenario names. Errors: E-unknown-name, which suggests the nearest; those of the
/// file.
[[nodiscard]] model scenario_model(const read_model& file, const request& r);

} // namespace cagr::cli
