// What it answers: what the header of a CSV calls its columns, what separates them, and whether a row has them all.
// What it needs: csv_reader.hpp; the library's errors.
// Example: width = read_header(reader, in, "base, rate", [](const csv_reader& h) { return columns_named(h, "base").empty() ? 0 : 1; });
#pragma once

#include "csv_reader.hpp"

#include <cagr/cagr.hpp>

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr::cli {

/// Without the spaces and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// The columns of this name, in either case, from 0.
[[nodiscard]] std::vector<std::size_t> columns_named(const csv_reader& header, std::string_view name);

/// The names of the header in quotes, the first dozen of them.
[[nodiscard]] std::string listed_columns(const csv_reader& header);

/// Reads the header, the first row, with the delimiter that makes most of the columns that `found` counts: comma, semicolon
/// or tab; says how many there are. The reader is left behind it. Errors: E-parse-empty (no header; `needed` says what one has),
/// E-parse-character, those of the reader.
[[nodiscard]] std::size_t read_header(csv_reader& reader, const input_file& from, std::string_view needed,
                                      const std::function<int(const csv_reader&)>& found);

/// Errors: E-usage (a column of one of these names is there twice).
void check_once(const csv_reader& header, std::span<const std::string_view> names);

/// Errors: E-parse-character (the row cannot be taken apart), E-missing-fact, E-usage (it has another number of fields).
void check_fields(const csv_reader& row, std::size_t width);

/// What the body gives; of an error it is told in which column it is.
template <class Body>
auto in_column(std::string_view name, const Body& body) {
    try {
        return body();
    } catch (const exception& failure) {
        error e = failure.error();
        e.message = std::string(name) + ": " + e.message;
        throw exception(std::move(e));
    }
}

} // namespace cagr::cli
