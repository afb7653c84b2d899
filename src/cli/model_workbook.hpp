// What it answers: a model as a spreadsheet that goes on working: inputs in named cells, every value a live formula of them.
// What it needs: workbook.hpp; the library's scenario.hpp.
// Example: deliver(model_workbook(compare(study), {"Source: ..."}), "model.xlsx");
#pragma once

#include <cagr/cagr.hpp>

#include <string>
#include <vector>

namespace cagr::cli {

/// The bytes of an XLSX file: a sheet of values, growth, shares and contributions for each scenario, one that compares them, one of inputs,
/// one of notes, with charts. Cells hold our values until a spreadsheet computes them anew, in its binary floating point. Errors:
/// E-limit-rows (over 2,000,000 formulas); E-input-output.
[[nodiscard]] std::string model_workbook(const comparison& scenarios, const std::vector<std::string>& notes);

} // namespace cagr::cli
