// What it answers: how the audit of a claim looks: as a report to read, in JSON, and as a row of a table of audits.
// What it needs: display.hpp; nlohmann-json.
// Example: out += audit_text(audit(c), settings);
#pragma once

#include "document.hpp"
#include "options.hpp"
#include "table.hpp"

#include <cagr/cagr.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

inline constexpr std::array<reading_kind, 5> reading_kinds{reading_kind::from_base, reading_kind::from_estimate, reading_kind::window,
                                                           reading_kind::inclusive, reading_kind::one_short};
inline constexpr std::array<verdict, 5> verdicts{verdict::consistent, verdict::consistent_if_rounded, verdict::ambiguous,
                                                 verdict::underdetermined, verdict::inconsistent};

/// The report, as text or as Markdown: what is printed and what its digits allow, each reading, the verdict, what would explain it,
/// and last one sentence of plain English. Where it was read, `source`, stands above it, in parts; `notes` are sentences of their own.
[[nodiscard]] std::string audit_text(const audit_report& report, const settings& s, const std::vector<std::string>& source = {},
                                     const std::vector<std::string>& notes = {});

/// The same as a section of a page, under a heading.
[[nodiscard]] document_section audit_section(const audit_report& report, const settings& s, std::string heading,
                                             const std::vector<std::string>& source = {}, const std::vector<std::string>& notes = {});

/// The same as an object. Amounts are in the magnitude of the claim's first one, rates are fractions, both to the digits of `s`.
[[nodiscard]] nlohmann::ordered_json audit_json(const audit_report& report, const settings& s);

/// `inclusive shifted_year`: the names of what would explain it, each once.
[[nodiscard]] std::string diagnosis_names(const audit_report& report);

/// The columns of a table of audits, and the cells of one: of a row that cannot be read `report` is null.
[[nodiscard]] std::vector<column> audit_columns();
[[nodiscard]] std::vector<std::string> audit_cells(std::string_view id, const audit_report* report);

} // namespace cagr::cli
