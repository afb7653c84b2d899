// What it answers: what a report is made of, before anything is written: headline, figures, sections of text, tables and charts.
// What it needs: chart.hpp, table.hpp.
// Example: document d{.title = "AI market"}; d.sections.push_back({"Year by year", {table, chart}}); html_page(d);
#pragma once

#include "chart.hpp"
#include "table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cagr::cli {

/// A column: its title, what its numbers are in (`%`), and where its cells stand. The first column names the rows.
struct document_column {
    std::string title;
    std::string unit = {};
    side align = side::right;
};

/// A total is set off; a miss is what fails, in words and in color.
enum class row_kind : std::uint8_t { plain, total, miss };

/// A cell for each column; `depth` is how far the row's name is moved in, as a part of the row above.
struct document_row {
    std::vector<std::string> cells;
    row_kind kind = row_kind::plain;
    std::size_t depth = 0;
};

/// A table with what it rests on: the unit, the convention, the rounding, the basis and the source, a part each.
struct document_table {
    std::string caption;
    std::vector<document_column> columns;
    std::vector<document_row> rows = {};
    std::vector<std::string> footnotes = {};
    std::vector<std::string> assumptions = {};
};

/// A sentence that decides something: `good` and `bad` are colors beside its words.
enum class tone : std::uint8_t { plain, good, bad };
struct statement {
    std::string says;
    tone color = tone::plain;
};

/// One number to be seen first: what it is, how much, and what of.
struct key_figure {
    std::string label;
    std::string value;
    std::string note = {};
};

using document_part = std::variant<std::string, statement, document_table, chart>;

struct document_section {
    std::string heading; ///< nothing: it goes on under the one before
    std::vector<document_part> parts = {};
};

/// A report. Every text may hold anything: each writer makes it harmless and what is hidden in it visible.
struct document {
    std::string title;
    std::string subtitle = {};
    std::string headline = {}; ///< what it all comes to, in a sentence
    std::vector<key_figure> figures = {};
    std::vector<document_section> sections = {};
    std::vector<std::string> notes = {}; ///< at the end, a paragraph each
};

/// One self-contained page: nothing is fetched or run, its style and its charts are inside; light, dark and for paper.
[[nodiscard]] std::string html_page(const document& d);
/// The texts and tables as GitHub reads them; charts are left out.
[[nodiscard]] std::string markdown_page(const document& d);
/// Text for a terminal; charts as bars. Headings are bold where it is painted.
[[nodiscard]] std::string text_page(const document& d, bool painted);

/// The rows of a table that is shown elsewhere as text.
[[nodiscard]] document_table document_table_of(const table& rows, std::string caption = {});

} // namespace cagr::cli
