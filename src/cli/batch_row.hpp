// What it answers: which columns of a CSV say what grows, and what one of its rows grows to.
// What it needs: arguments.hpp; csv_reader.hpp for the rows.
// Example: const batch_columns in(reader); const growth_of_row g = in.read(reader, settings.reading);
#pragma once

#include "arguments.hpp"
#include "csv_reader.hpp"

#include <cagr/cagr.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cagr::cli {

/// What a row says: its base in its own magnitude, which is `unit` (`B`).
struct growth_of_row {
    decimal base;
    std::string_view unit;
    rate growth;
    std::uint64_t periods;
    std::optional<period> from; // the period of the base
    bool bare_rate;             // it was told without %, and read as percent
};

/// Where the columns are: base, rate, and periods or to (with the year that it is counted from, base_year).
class batch_columns {
public:
    /// The columns of the header, the first row; the reader is left behind it, with the delimiter that separates them.
    /// Errors: E-parse-empty, E-missing-fact, E-usage (a column twice), E-parse-character, those of the reader.
    batch_columns(csv_reader& reader, const input_file& from);

    /// Errors, those of a cell beginning with its column's name: the row cannot be taken apart or has another number of
    /// fields; a cell says nothing that is needed; what library and arguments refuse.
    [[nodiscard]] growth_of_row read(const csv_reader& row, const manner& reading) const;

private:
    struct places {
        std::optional<std::size_t> base, base_year, rate, to, periods;

        [[nodiscard]] bool is_complete() const noexcept { return base && rate && (periods || to); }
        [[nodiscard]] int found() const noexcept {
            return static_cast<int>(base.has_value()) + static_cast<int>(rate.has_value()) + static_cast<int>(periods.has_value()) +
                   static_cast<int>(to.has_value()) + static_cast<int>(base_year.has_value());
        }
    };

    [[nodiscard]] static places find(const csv_reader& header);
    [[nodiscard]] std::optional<period> base_period(const csv_reader& row, std::optional<period> told) const;
    [[nodiscard]] std::uint64_t count(const csv_reader& row, const std::optional<period>& from) const;

    std::size_t width_ = 0; // before the places, which are found in the header that it is read from
    places at_;
};

/// Refuses a column of the header that the output adds. Errors: E-usage.
void check_free(const csv_reader& header, std::string_view name);

} // namespace cagr::cli
