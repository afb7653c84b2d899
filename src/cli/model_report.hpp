// What it answers: what a report of a model says: its forecast, segments, scenarios, sensitivity, checks and claims; and in each form.
// What it needs: the library's core, chart.hpp, document.hpp, model_file.hpp.
// Example: html_page(document_of(work_out(m, m.what.base, "market.toml"), settings));
#pragma once

#include "chart.hpp"
#include "document.hpp"
#include "model_file.hpp"
#include "options.hpp"

#include <cagr/cagr.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

/// A published claim beside the model, and what an audit finds; where it cannot be audited, why.
struct audited_claim {
    std::string name;
    std::optional<audit_report> report{};
    std::optional<error> failure{};
};

/// A model with everything that is worked out from it.
struct model_report {
    study what;
    comparison scenarios;                        ///< the model itself, `base`, first
    std::vector<finding> expectations{};         ///< those of the expectations, without those of controls
    std::optional<tornado_report> sensitivity{}; ///< each segment's growth by a percentage point; nothing where `unvaried` says why
    std::string unvaried{};
    std::vector<audited_claim> claims{};
    std::string file;

    [[nodiscard]] const model_projection& base() const { return scenarios.columns.front().projection; }
};

/// Worked out as the file says, and shown as `shown`, the same model with other places or another rounding. Expectations are of what the
/// file shows. Errors: those of compare and check, told with their places in the file.
[[nodiscard]] model_report work_out(const read_model& m, const model& shown, std::string file);

/// The whole report.
[[nodiscard]] document document_of(const model_report& r, const settings& s);

/// The names of the charts, and one of them. Errors: E-missing-fact (the model has no scenarios, or nothing to vary).
[[nodiscard]] const std::vector<std::string>& chart_names();
[[nodiscard]] chart chart_of(const model_report& r, std::string_view name);

/// Everything as one object.
[[nodiscard]] std::string json_of(const model_report& r, const settings& s);

} // namespace cagr::cli
