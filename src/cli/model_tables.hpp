// What it answers: which tables a report of a model has, each with what it rests on.
// What it needs: model_report.hpp.
// Example: for (document_table& each : value_tables(report)) section.parts.emplace_back(std::move(each));
#pragma once

#include "model_report.hpp"

#include <string>
#include <vector>

namespace cagr::cli {

/// The scenario's label, or its name.
[[nodiscard]] std::string label_of(const comparison::column& c);

/// Segments and their total period by period; as many tables as it takes for all periods.
[[nodiscard]] std::vector<document_table> value_tables(const model_report& r);
/// Growth, shares, contributions in percentage points and as parts of the increase, in the same way.
[[nodiscard]] std::vector<document_table> segment_tables(const model_report& r);
/// Scenarios period by period with what is expected of them all, and what each changes and comes to.
[[nodiscard]] std::vector<document_table> scenario_tables(const model_report& r);
[[nodiscard]] document_table sensitivity_table(const model_report& r);
[[nodiscard]] document_table expectation_table(const model_report& r);
[[nodiscard]] document_table control_table(const model_report& r);
/// What each segment starts from, and how it grows.
[[nodiscard]] document_table assumption_table(const model_report& r);

/// What every table and chart rests on: unit, measure, convention, rounding, source.
[[nodiscard]] std::vector<std::string> assumptions_of(const model_report& r);

} // namespace cagr::cli
