// What it answers: how a worked out model looks in long form: one row for each node and period, as CSV and as JSON.
// What it needs: output.hpp; nlohmann-json.
// Example: model_rows(out, {.name = "base"}).add(projection);
#pragma once

#include "output.hpp"

#include <cagr/cagr.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace cagr::cli {

/// What is said of each row beside what the projection says.
struct row_choice {
    std::string scenario = "base";
    bool total_only = false;
};

/// `scenario,node,label,...`: the header of the rows.
[[nodiscard]] std::string_view model_rows_header();

/// Writes the rows of a projection as they are made, however many there are.
void write_model_rows(output_stream& to, const model_projection& p, const row_choice& as);

/// The same as JSON: the nodes, each with its rows.
[[nodiscard]] nlohmann::ordered_json model_nodes_json(const model_projection& p, const row_choice& as);

} // namespace cagr::cli
