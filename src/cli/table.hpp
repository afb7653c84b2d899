// What it answers: how rows of cells look as aligned text, as Markdown and as CSV.
// What it needs: the standard library.
// Example: table t({{"Year"}, {"Value", side::right}}); t.add("2021"); t.add("87.41"); t.text();
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

enum class side { left, right };

/// A column: its title, where its cells stand, and the spaces before it in text.
struct column {
    std::string title;
    side align = side::left;
    std::size_t gap = 2;
};

/// Rows of cells, kept in one string: a million rows are cheap.
class table {
public:
    explicit table(std::vector<cli::column> columns) : columns_(std::move(columns)) {}

    /// The next cell; a row is complete when each column has one.
    void add(std::string_view cell);

    [[nodiscard]] std::size_t rows() const noexcept { return ends_.size() / columns_.size(); }
    [[nodiscard]] std::size_t columns() const noexcept { return columns_.size(); }
    [[nodiscard]] const cli::column& column(std::size_t number) const noexcept { return columns_[number]; }
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t number) const noexcept;

    /// Aligned lines, the titles first, no spaces at line ends.
    [[nodiscard]] std::string text() const;
    /// A table as GitHub reads it.
    [[nodiscard]] std::string markdown() const;
    /// RFC 4180 with line feeds; text that a spreadsheet would take for a formula gets an apostrophe.
    [[nodiscard]] std::string csv() const;
    /// Terminal columns of the widest line of `text()`.
    [[nodiscard]] std::size_t width() const;

private:
    [[nodiscard]] std::vector<std::size_t> widths() const;

    std::vector<cli::column> columns_;
    std::string cells_;
    std::vector<std::size_t> ends_;
};

/// Terminal columns of well-formed UTF-8: CJK and full-width characters take two.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

/// As much of a text as there are terminal columns for, by whole characters, then `...`.
[[nodiscard]] std::string cut_to(std::string text, std::size_t room);

/// One CSV cell: quoted where it must be, defused where it is text that begins like a formula.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// Text that Markdown shows as it is, outside a table.
[[nodiscard]] std::string markdown_line(std::string_view text);

} // namespace cagr::cli
