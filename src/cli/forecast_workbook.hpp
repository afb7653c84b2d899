// What it answers: one forecast, and one audit, as a spreadsheet that goes on working: inputs in named cells, formulas of them.
// What it needs: workbook.hpp; the library's forecast.hpp and audit.hpp.
// Example: deliver(forecast_workbook(p, {.title = "AI market", .unit = "USD billion", .notes = notes}), "forecast.xlsx");
#pragma once

#include <cagr/cagr.hpp>

#include <string>
#include <vector>

namespace cagr::cli {

/// What stands around the figures.
struct workbook_words {
    std::string title;
    std::string unit;               ///< `USD billion`; empty for plain numbers
    std::vector<std::string> notes; ///< convention, rounding, source
};

/// The bytes of an XLSX file: the forecast year by year, with a chart, its inputs and its notes. Errors: E-input-output, E-limit-rows (over
/// 100,000 rows).
[[nodiscard]] std::string forecast_workbook(const projection& p, const workbook_words& words);

/// The same of an audit: what was printed and what its digits allow, and for each reading what it leads to and which rate it needs.
[[nodiscard]] std::string audit_workbook(const audit_report& report, const workbook_words& words);

} // namespace cagr::cli
