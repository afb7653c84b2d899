// What it answers: how a spreadsheet is put together: sheets of text, numbers, formulas with their values, named cells, charts.
// What it needs: libxlsxwriter behind the definitions.
// Example: workbook book("AI market"); sheet s = book.add("Projection"); s.number({0, 0}, 62.35, style::input); deliver(book.bytes(),
// file);
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct lxw_worksheet;

namespace cagr::cli {

/// How a cell looks: amounts and shares to the places of the workbook, percentages with their sign.
enum class style : std::uint8_t {
    text,
    title,
    heading,
    heading_right,
    text_right,
    note,
    label,
    total_label,
    input_amount,
    input_percent,
    input_number,
    amount,
    total_amount,
    fine_amount, ///< two places more: for ends of ranges, which rounding would close
    percent,
    total_percent,
    number,
    key
};

/// Row and column, from 0.
struct cell_at {
    std::uint32_t row = 0;
    std::uint16_t column = 0;
};

/// A rectangle of cells of one sheet, both ends included.
struct cell_range {
    cell_at first;
    cell_at last;
};

/// `D5`, `$D$5`, `'Scenario low'!$D$5`.
[[nodiscard]] std::string cell_name(cell_at c);
[[nodiscard]] std::string fixed_cell_name(cell_at c);
[[nodiscard]] std::string sheet_cell_name(std::string_view sheet, cell_at c);
[[nodiscard]] std::string sheet_range_name(std::string_view sheet, const cell_range& r);

class workbook;

/// One sheet; refers to its workbook.
class sheet {
public:
    [[nodiscard]] const std::string& name() const noexcept { return name_; }

    /// Text is a string whatever it begins with; hidden characters are spelled out.
    void text(cell_at at, std::string_view says, style as);
    void number(cell_at at, double value, style as);
    /// `=A1*B1` and the value that it has now. Functions younger than the file format take the prefix `_xlfn.`.
    void formula(cell_at at, const std::string& expression, double value, style as);
    void width(std::uint16_t first_column, std::uint16_t last_column, double characters);
    /// Rows above and columns left of the cell stay in view, and are repeated on every printed page.
    void freeze(cell_at at);

private:
    friend class workbook;
    sheet(workbook& in, lxw_worksheet* raw, std::string name) : in_(&in), raw_(raw), name_(std::move(name)) {}

    workbook* in_;
    lxw_worksheet* raw_;
    std::string name_;
};

/// What a chart of a sheet shows: series by row, their names in one column, the periods in one row.
struct sheet_chart {
    enum class form : std::uint8_t { columns, stacked_columns, lines };
    form drawn = form::columns;
    std::string title;
    std::string x_title;
    std::string y_title;
    std::string number_format;
    struct series {
        std::string name; ///< `='Sheet'!$C$7`
        std::string categories;
        std::string values;
    };
    std::vector<series> rows{};
};

/// A workbook that is being written. Errors of all: E-input-output, with what libxlsxwriter says.
class workbook {
public:
    /// Amounts have so many decimal places; the date of creation is always the same, so that equal input gives equal bytes.
    workbook(std::string_view title, int places);
    workbook(const workbook&) = delete;
    workbook& operator=(const workbook&) = delete;
    ~workbook();

    /// A sheet of this name, cut to what spreadsheets allow (31 characters, none of []:*?/\) and numbered where it was there before.
    [[nodiscard]] sheet add(std::string_view name);
    /// Names a cell by the nearest name that spreadsheets allow; what it is called then.
    std::string define(std::string_view name, const sheet& in, cell_at at);
    void draw(const sheet_chart& chart, const sheet& in, cell_at at);
    /// The number format of amounts: `#,##0.00`.
    [[nodiscard]] const std::string& amount_format() const noexcept;

    /// The finished file. Nothing can be added then.
    [[nodiscard]] std::string bytes();

private:
    friend class sheet;
    struct parts;
    std::unique_ptr<parts> parts_;
};

} // namespace cagr::cli
