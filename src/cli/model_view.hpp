// What it answers: how a worked out model looks to people: tables of years and segments, the last year taken apart, and the notes.
// What it needs: display.hpp, table.hpp, model_file.hpp.
// Example: out += model_text({.of = projection, .scenario = "base"}, settings);
#pragma once

#include "model_file.hpp"
#include "options.hpp"

#include <cagr/cagr.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace cagr::cli {

/// What a table of nodes and periods shows.
enum class model_measure : std::uint8_t { values, growth, shares, contribution, increase };

struct shown_model {
    const model_projection& of;
    std::string scenario = "base";
    /// One measure in all periods; nothing: the values, and the last period taken apart.
    std::optional<model_measure> measure{};
    bool total_only = false;
    std::vector<std::string> claims{}; ///< a line for each claim beside the model
};

/// As text or as Markdown.
[[nodiscard]] std::string model_text(const shown_model& m, const settings& s);

/// The audits of a file's claims, a line each.
[[nodiscard]] std::vector<std::string> claim_lines(const read_model& m, const settings& s);

} // namespace cagr::cli
