// What it answers: which model the columns of a spreadsheet make: one segment a row, by name, parent, base and rate.
// What it needs: options.hpp; csv_header.hpp behind the definition.
// Example: const read_model m = read_model_csv(request, settings);
#pragma once

#include "model_file.hpp"
#include "options.hpp"

#include <cagr/cagr.hpp>

namespace cagr::cli {

/// Whether the request's file is such a table, and not a model file: by its extension, or by an option that names a column.
[[nodiscard]] bool is_model_csv(const request& r);

/// Reads the segments of the file in `r.values`, and the rest from --from, --to and --unit. Errors: bad_file with the rows that are wrong,
/// each with its line and column; E-missing-fact, E-usage, E-input-output, those of the reader of CSV.
[[nodiscard]] read_model read_model_csv(const request& r, const settings& s);

} // namespace cagr::cli
