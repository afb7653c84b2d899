// What all writers of a document share, and those that write text: Markdown and the terminal.
#include "document.hpp"

#include "display.hpp"

#include <algorithm>
#include <numeric>

namespace cagr::cli {

namespace {

/// The title and the unit of a column in one line: `Growth (%)`.
std::string heading_of(const document_column& c) {
    if (c.unit.empty()) return detail::made_visible(c.title);
    return detail::made_visible(c.title.empty() ? c.unit : c.title + " (" + c.unit + ")");
}

/// Some of the columns as a plain table; parts of others are moved in by spaces, two a level, of which Markdown keeps none.
table plain_table(const document_table& t, const std::vector<std::size_t>& chosen, bool for_terminal) {
    std::vector<column> columns;
    columns.reserve(chosen.size());
    for (const std::size_t c : chosen) columns.push_back({heading_of(t.columns[c]), c == 0 ? side::left : t.columns[c].align});
    table out(std::move(columns));
    for (const document_row& row : t.rows) {
        const std::string indent = for_terminal ? std::string(2 * row.depth, ' ') : std::string();
        for (const std::size_t c : chosen) {
            std::string cell = c == 0 ? indent : std::string();
            if (c < row.cells.size()) cell += detail::made_visible(row.cells[c]);
            out.add(cell);
        }
    }
    return out;
}

/// The columns in as many parts as it takes to keep to a screen, each beginning with the first, which names the rows.
std::vector<std::vector<std::size_t>> column_parts(const document_table& t) {
    std::vector<std::vector<std::size_t>> out{{0}};
    for (std::size_t c = 1; c < t.columns.size(); ++c) {
        out.back().push_back(c);
        if (out.back().size() == 2 || plain_table(t, out.back(), true).width() <= screen_columns) continue;
        out.back().pop_back();
        out.push_back({0, c});
    }
    return out;
}

class text_writer {
public:
    explicit text_writer(bool painted) : painted_(painted) {}

    std::string page(const document& d) {
        line(d.title, true);
        sentence(d.subtitle);
        if (!d.headline.empty()) {
            out_ += "\n";
            sentence(d.headline);
        }
        for (const document_section& section : d.sections) {
            if (!section.heading.empty()) {
                out_ += "\n";
                line(section.heading, true);
            }
            for (const document_part& part : section.parts) {
                out_ += "\n";
                std::visit([&](const auto& each) { add(each); }, part);
            }
        }
        if (!d.notes.empty()) out_ += "\n";
        for (const std::string& each : d.notes) sentence(each);
        return std::move(out_);
    }

private:
    void line(const std::string& text, bool is_head) {
        if (!text.empty()) out_ += in_bold(detail::made_visible(text), painted_ && is_head) + "\n";
    }
    void sentence(const std::string& text) {
        if (!text.empty()) out_ += wrapped_words(detail::made_visible(text)) + "\n";
    }
    void add(const std::string& paragraph) { sentence(paragraph); }
    void add(const statement& s) { line(s.says, true); }
    void add(const document_table& t) {
        line(t.caption, false);
        for (const std::vector<std::size_t>& part : column_parts(t)) {
            if (part.size() > 1 && part[1] > 1) out_ += "\n";
            const std::string body = plain_table(t, part, true).text();
            const std::size_t head = body.find('\n');
            out_ += in_bold(std::string_view(body).substr(0, head), painted_) + body.substr(head);
        }
        for (const std::string& each : t.footnotes) sentence(each);
        if (t.assumptions.empty()) return;
        // Of many tables that rest on the same, one says it and the others that it is the same.
        sentence(t.assumptions == assumed_ ? "As the table above: " + t.assumptions.front() + "." : joined(t.assumptions, "; ") + ".");
        assumed_ = t.assumptions;
    }
    void add(const chart& c) { out_ += terminal_chart(c, screen_columns, painted_); }

    bool painted_;
    std::string out_;
    std::vector<std::string> assumed_; // of the table before
};

class markdown_writer {
public:
    std::string page(const document& d) {
        heading("#", d.title);
        paragraph(d.subtitle);
        if (!d.headline.empty()) out_ += "**" + markdown_line(detail::made_visible(d.headline)) + "**\n\n";
        for (const document_section& section : d.sections) {
            heading("##", section.heading);
            for (const document_part& part : section.parts) std::visit([&](const auto& each) { add(each); }, part);
        }
        for (const std::string& each : d.notes) paragraph(each);
        out_.pop_back(); // the empty line behind the last paragraph
        return std::move(out_);
    }

private:
    void heading(const char* mark, const std::string& text) {
        if (!text.empty()) out_ += std::string(mark) + " " + markdown_line(detail::made_visible(text)) + "\n\n";
    }
    void paragraph(const std::string& text) {
        if (!text.empty()) out_ += markdown_line(detail::made_visible(text)) + "\n\n";
    }
    void add(const std::string& text) { paragraph(text); }
    void add(const statement& s) { out_ += "**" + markdown_line(detail::made_visible(s.says)) + "**\n\n"; }
    void add(const document_table& t) {
        paragraph(t.caption);
        std::vector<std::size_t> all(t.columns.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        out_ += plain_table(t, all, false).markdown() + "\n";
        for (const std::string& each : t.footnotes) paragraph(each);
        if (!t.assumptions.empty()) paragraph(joined(t.assumptions, " | "));
    }
    static void add([[maybe_unused]] const chart& left_out) {}

    std::string out_;
};

} // namespace

std::string text_page(const document& d, bool painted) { return text_writer(painted).page(d); }

std::string markdown_page(const document& d) { return markdown_writer().page(d); }

document_table document_table_of(const table& rows, std::string caption) {
    document_table out{.caption = std::move(caption), .columns = {}};
    for (std::size_t c = 0; c < rows.columns(); ++c) out.columns.push_back({.title = rows.column(c).title, .align = rows.column(c).align});
    for (std::size_t r = 0; r < rows.rows(); ++r) {
        document_row row;
        for (std::size_t c = 0; c < rows.columns(); ++c) row.cells.emplace_back(rows.cell(r, c));
        out.rows.push_back(std::move(row));
    }
    return out;
}

} // namespace cagr::cli
