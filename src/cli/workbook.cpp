// Spreadsheets by libxlsxwriter, which writes files: a temporary one, that is read back, so that the caller replaces
// the user's file whole or not at all.
#include "workbook.hpp"

#include <cagr/cagr.hpp>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <set>

namespace cagr::cli {

namespace {

constexpr std::size_t most_sheet_name = 31;
constexpr std::size_t most_defined_name = 120; // the library takes 128 bytes, sheets 255 characters
constexpr time_t created = 1577836800;         // 2020-01-01T00:00:00Z

void check(lxw_error status, std::string_view what) {
    if (status != LXW_NO_ERROR)
        detail::fail(errc::input_output, fmt::format("the workbook cannot be written ({}): {}", what, lxw_strerror(status)));
}

std::string column_letters(std::uint16_t column) {
    std::string out;
    for (unsigned n = column + 1U; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
    return out;
}

std::string quoted_sheet(std::string_view sheet) {
    std::string out = "'";
    for (const char c : sheet) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

/// Spreadsheets compare names without regard to ASCII case.
std::string folded(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// The first `most` characters of UTF-8 text, none cut apart.
std::string first_characters(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size() && count < most; ++count) end += detail::character_length(text, end);
    return std::string(text.substr(0, end));
}

/// The name, numbered where it is taken, within the length allowed.
std::string free_name(const std::string& name, std::size_t most, std::set<std::string>& taken) {
    std::string out = first_characters(name, most);
    for (int n = 2; !taken.insert(folded(out)).second; ++n) {
        const std::string suffix = fmt::format("_{}", n);
        out = first_characters(name, most - suffix.size()) + suffix;
    }
    return out;
}

/// A temporary file that is gone with its owner.
class temporary_file {
public:
    temporary_file() {
        const char* folder = std::getenv("TMPDIR"); // NOLINT(concurrency-mt-unsafe): no thread sets the environment
        path_ = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/cagr-XXXXXX";
        const int descriptor = mkstemp(path_.data());
        if (descriptor < 0)
            detail::fail(errc::input_output, "a temporary file in " + detail::in_quotes(path_.substr(0, path_.rfind('/'))) +
                                                 " cannot be made; TMPDIR names another folder");
        close(descriptor);
    }
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;
    ~temporary_file() { unlink(path_.c_str()); }

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] std::string read() const {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path_.c_str(), "rb"), &std::fclose);
        if (!file) detail::fail(errc::input_output, "the workbook's temporary file cannot be read");
        std::string out;
        std::array<char, 65536> block{};
        while (const std::size_t n = std::fread(block.data(), 1, block.size(), file.get())) out.append(block.data(), n);
        if (std::ferror(file.get()) != 0) detail::fail(errc::input_output, "the workbook's temporary file cannot be read");
        return out;
    }

private:
    std::string path_;
};

} // namespace

std::string cell_name(cell_at c) { return column_letters(c.column) + std::to_string(c.row + 1); }
std::string fixed_cell_name(cell_at c) { return fmt::format("${}${}", column_letters(c.column), c.row + 1); }
std::string sheet_cell_name(std::string_view sheet, cell_at c) { return quoted_sheet(sheet) + "!" + fixed_cell_name(c); }
std::string sheet_range_name(std::string_view sheet, const cell_range& r) {
    return fmt::format("{}!{}:{}", quoted_sheet(sheet), fixed_cell_name(r.first), fixed_cell_name(r.last));
}

struct workbook::parts {
    temporary_file file;
    lxw_workbook* book = nullptr;
    std::array<lxw_format*, 18> formats{};
    std::string amounts;
    std::set<std::string> sheets;
    std::set<std::string> names;

    parts(std::string_view title, int places) : amounts("#,##0") {
        if (places > 0) amounts += "." + std::string(static_cast<std::size_t>(std::min(places, 30)), '0');
        book = workbook_new(file.path().c_str());
        if (book == nullptr)
            detail::fail(errc::input_output, "the workbook cannot be begun: out of memory, or no room for its temporary file");
        std::string named(title);
        std::string author = "cagr";
        lxw_doc_properties properties{};
        properties.title = named.data();
        properties.author = author.data();
        properties.created = created;
        check(workbook_set_properties(book, &properties), "its properties");
        make_formats();
    }
    parts(const parts&) = delete;
    parts& operator=(const parts&) = delete;
    ~parts() {
        if (book != nullptr) lxw_workbook_free(book);
    }

    lxw_format*& format(style s) { return formats.at(static_cast<std::size_t>(s)); }

    void make_formats() {
        for (lxw_format*& each : formats) each = workbook_add_format(book);
        constexpr lxw_color_t input_blue = 0x1F3FBF; // inputs in blue, formulas in black: the habit of financial models
        constexpr lxw_color_t input_ground = 0xFFF9E5;
        const std::string percents = "0.00%";
        for (const style s : {style::input_amount, style::input_percent, style::input_number}) {
            format_set_font_color(format(s), input_blue);
            format_set_bg_color(format(s), input_ground);
        }
        for (const style s : {style::amount, style::total_amount, style::input_amount}) format_set_num_format(format(s), amounts.c_str());
        for (const style s : {style::percent, style::total_percent, style::input_percent})
            format_set_num_format(format(s), percents.c_str());
        for (const style s : {style::total_amount, style::total_percent, style::total_label}) {
            format_set_bold(format(s));
            format_set_top(format(s), LXW_BORDER_THIN);
        }
        for (const style s : {style::heading, style::heading_right}) {
            format_set_bold(format(s));
            format_set_bottom(format(s), LXW_BORDER_THIN);
        }
        for (const style s : {style::heading_right, style::text_right}) format_set_align(format(s), LXW_ALIGN_RIGHT);
        const std::string fine = amounts + (amounts.find('.') == std::string::npos ? ".00" : "00");
        format_set_num_format(format(style::fine_amount), fine.c_str());
        format_set_bold(format(style::title));
        format_set_font_size(format(style::title), 14);
        format_set_text_wrap(format(style::note));
        format_set_align(format(style::note), LXW_ALIGN_VERTICAL_TOP);
        format_set_font_color(format(style::key), LXW_COLOR_GRAY);
    }
};

workbook::workbook(std::string_view title, int places)
    : parts_(std::make_unique<parts>(first_characters(detail::made_visible(title), 255), places)) {}
workbook::~workbook() = default;

const std::string& workbook::amount_format() const noexcept { return parts_->amounts; }

sheet workbook::add(std::string_view name) {
    std::string allowed = detail::made_visible(name);
    for (char& c : allowed)
        if (std::string_view("[]:*?/\\").find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20) c = '_';
    // No apostrophe at either end, wherever the name is cut; and no History, which spreadsheets keep for themselves.
    if (!allowed.empty() && allowed.front() == '\'') allowed.front() = '_';
    allowed = first_characters(allowed, most_sheet_name);
    if (!allowed.empty() && allowed.back() == '\'') allowed.back() = '_';
    if (folded(allowed) == "history") allowed += '_';
    const std::string free = free_name(allowed.empty() ? "Sheet" : allowed, most_sheet_name, parts_->sheets);
    lxw_worksheet* raw = workbook_add_worksheet(parts_->book, free.c_str());
    if (raw == nullptr) detail::fail(errc::input_output, "the workbook takes no sheet named " + detail::in_quotes(free));
    worksheet_set_landscape(raw);
    worksheet_set_paper(raw, 9); // A4
    worksheet_fit_to_pages(raw, 1, 0);
    return {*this, raw, free};
}

std::string workbook::define(std::string_view name, const sheet& in, cell_at at) {
    std::string allowed;
    for (std::size_t i = 0; i < name.size();) {
        const std::size_t length = detail::character_length(name, i);
        const char c = name[i];
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        allowed += plain ? c : '_';
        i += length;
    }
    // Neither a digit first, nor what could be a cell: every name here ends in a word behind an underscore.
    if (allowed.empty() || (allowed.front() >= '0' && allowed.front() <= '9')) allowed.insert(0, "_");
    std::string free = free_name(allowed, most_defined_name, parts_->names);
    check(workbook_define_name(parts_->book, free.c_str(), ("=" + sheet_cell_name(in.name(), at)).c_str()), "the name " + free);
    return free;
}

void workbook::draw(const sheet_chart& chart, const sheet& in, cell_at at) {
    // The library takes a text for a formula where it begins with an equals sign.
    const auto literal = [](const std::string& text) { return text.starts_with('=') ? " " + text : text; };
    using form = sheet_chart::form;
    const std::uint8_t kind = chart.drawn == form::lines             ? static_cast<std::uint8_t>(LXW_CHART_LINE)
                              : chart.drawn == form::stacked_columns ? static_cast<std::uint8_t>(LXW_CHART_COLUMN_STACKED)
                                                                     : static_cast<std::uint8_t>(LXW_CHART_COLUMN);
    lxw_chart* raw = workbook_add_chart(parts_->book, kind);
    if (raw == nullptr) detail::fail(errc::input_output, "the workbook takes no chart");
    for (const sheet_chart::series& each : chart.rows) {
        lxw_chart_series* series = chart_add_series(raw, each.categories.c_str(), each.values.c_str());
        if (series == nullptr) detail::fail(errc::input_output, "the workbook's chart takes no series");
        chart_series_set_name(series, each.name.c_str());
    }
    chart_title_set_name(raw, literal(chart.title).c_str());
    chart_axis_set_name(raw->x_axis, literal(chart.x_title).c_str());
    chart_axis_set_name(raw->y_axis, literal(chart.y_title).c_str());
    chart_axis_set_num_format(raw->y_axis, chart.number_format.c_str());
    if (chart.rows.size() == 1) {
        chart_legend_set_position(raw, LXW_CHART_LEGEND_NONE);
    } else {
        chart_legend_set_position(raw, LXW_CHART_LEGEND_BOTTOM);
    }
    lxw_chart_options size{};
    size.x_scale = 1.5;
    size.y_scale = 1.3;
    check(worksheet_insert_chart_opt(in.raw_, at.row, at.column, raw, &size), "a chart");
}

std::string workbook::bytes() {
    lxw_workbook* book = std::exchange(parts_->book, nullptr);
    check(workbook_close(book), "its end"); // frees the book, too
    return parts_->file.read();
}

void sheet::text(cell_at at, std::string_view says, style as) {
    const std::string shown = detail::made_visible(says);
    check(worksheet_write_string(raw_, at.row, at.column, shown.c_str(), in_->parts_->format(as)), "a text");
}

void sheet::number(cell_at at, double value, style as) {
    check(worksheet_write_number(raw_, at.row, at.column, value, in_->parts_->format(as)), "a number");
}

void sheet::formula(cell_at at, const std::string& expression, double value, style as) {
    check(worksheet_write_formula_num(raw_, at.row, at.column, expression.c_str(), in_->parts_->format(as), value), "a formula");
}

void sheet::width(std::uint16_t first_column, std::uint16_t last_column, double characters) {
    check(worksheet_set_column(raw_, first_column, last_column, characters, nullptr), "the width of a column");
}

void sheet::freeze(cell_at at) {
    worksheet_freeze_panes(raw_, at.row, at.column);
    if (at.row > 0) check(worksheet_repeat_rows(raw_, at.row - 1, at.row - 1), "the repeated rows");
    if (at.column > 0) check(worksheet_repeat_columns(raw_, 0, static_cast<lxw_col_t>(at.column - 1)), "the repeated columns");
}

} // namespace cagr::cli
