// What it answers: which columns of a CSV say what publishers claim, and what one of its rows claims.
// What it needs: options.hpp; csv_reader.hpp for the rows.
// Example: const claim_columns in(reader, file); const claim c = in.read(reader, settings.reading);
#pragma once

#include "csv_reader.hpp"
#include "options.hpp"

#include <cagr/cagr.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cagr::cli {

/// Where the columns are: those of the figures must be there, of the others what is not there says nothing.
class claim_columns {
public:
    /// The columns of the header, the first row; the reader is left behind it, with the delimiter that separates them.
    /// Errors: E-parse-empty, E-missing-fact, E-usage (a column twice), E-parse-character, those of the reader.
    claim_columns(csv_reader& reader, const input_file& from);

    /// The claim of a row, checked. Its figures are in the language of the row where `reading` names none. Errors, those of a
    /// cell beginning with its column's name: the row cannot be taken apart, has another number of fields, or says what
    /// cannot be read, or what contradicts a cell before it.
    [[nodiscard]] claim read(const csv_reader& row, const manner& reading) const;

    /// What the row is called; empty where the file does not say, or the row cannot be taken apart.
    [[nodiscard]] std::string_view id(const csv_reader& row) const { return cell(row, column::id); }
    [[nodiscard]] std::string_view publisher(const csv_reader& row) const { return cell(row, column::publisher); }
    [[nodiscard]] std::string_view market(const csv_reader& row) const { return cell(row, column::market); }

private:
    enum class column : std::size_t {
        id,
        market,
        publisher,
        currency,
        base_text,
        base_year,
        estimate_text,
        estimate_year,
        cagr_text,
        cagr_from_year,
        cagr_to_year,
        target_text,
        target_year,
        language,
        source_address
    };
    static constexpr std::array<std::string_view, 15> names{
        "id",        "market",         "publisher",    "currency",    "base_text",   "base_year", "estimate_text", "estimate_year",
        "cagr_text", "cagr_from_year", "cagr_to_year", "target_text", "target_year", "language",  "source_address"};

    [[nodiscard]] std::string_view cell(const csv_reader& row, column which) const;
    [[nodiscard]] std::optional<figure> figure_in(const csv_reader& row, column which, const manner& reading) const;
    [[nodiscard]] std::optional<period> period_in(const csv_reader& row, column which) const;

    std::array<std::optional<std::size_t>, names.size()> at_{};
    std::size_t width_ = 0;
};

} // namespace cagr::cli
