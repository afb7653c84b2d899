// A document as one page of HTML that needs nothing else: no network, no script, the charts inside.
#include "document.hpp"
#include "html_style.hpp"

#include <fmt/format.h>
#include <tinyxml2.h>

#include <algorithm>
#include <initializer_list>

namespace cagr::cli {

namespace {

/// tinyxml2's printer, which escapes texts and attributes, with what HTML asks beyond XML: elements without content are closed by a
/// tag of their own, and what is markup already is taken as it is. Elements stand close together: spaces would be seen.
class html_printer : public tinyxml2::XMLPrinter {
public:
    html_printer() : XMLPrinter(nullptr, true) {}

    void raw(std::string_view markup) {
        SealElementIfJustOpened();
        Write(markup.data(), markup.size());
    }
    /// A line between parts of the page, for people who read its source.
    void line() { raw("\n"); }
    void text(std::string_view says) {
        SealElementIfJustOpened();
        if (!says.empty()) PushText(detail::made_visible(says).c_str());
    }
};

struct attribute {
    const char* name;
    std::string value;
};

/// A number in a cell with its thousands parted, as charts show them: `1,048.02`, `-62,350`. What is no number stays.
std::string grouped(const std::string& cell) {
    const std::size_t first = cell.find_first_of("0123456789");
    const bool is_number = first <= 1 && (first == 0 || cell.find_first_of("+-") == 0);
    if (!is_number) return cell;
    const std::size_t end = std::min(cell.find_first_not_of("0123456789", first), cell.size());
    std::size_t rest = end;
    if (rest < cell.size() && cell[rest] == '.') rest = std::min(cell.find_first_not_of("0123456789", rest + 1), cell.size());
    const std::string_view tail = std::string_view(cell).substr(rest);
    if (!tail.empty() && tail != "%") return cell;
    std::string out = cell;
    for (std::size_t at = end; at > first + 3;) out.insert(at -= 3, 1, ',');
    return out;
}

/// A sentence with the thousands of its amounts parted: of numbers with decimals, since the others may be years.
std::string with_grouped_amounts(const std::string& sentence) {
    constexpr std::string_view digits = "0123456789";
    std::string out;
    for (std::size_t i = 0; i < sentence.size();) {
        const std::size_t end = std::min(sentence.find_first_not_of(digits, i), sentence.size());
        if (end == i) {
            out += sentence[i++];
            continue;
        }
        const bool has_decimals =
            sentence.find('.', end) == end && end + 1 < sentence.size() && digits.find(sentence[end + 1]) != std::string_view::npos;
        const bool is_whole = i == 0 || sentence[i - 1] == ' ' || sentence[i - 1] == '-';
        const std::string number = sentence.substr(i, end - i);
        out += has_decimals && is_whole ? grouped(number) : number;
        i = end;
    }
    return out;
}

class page_writer {
public:
    std::string page(const document& d) {
        out_.PushUnknown("DOCTYPE html");
        out_.line();
        open("html", {{"lang", "en"}});
        out_.line();
        head(d.title);
        open("body");
        out_.line();
        open("main");
        out_.line();
        header(d);
        for (const document_section& section : d.sections) add(section);
        if (!d.notes.empty()) {
            open("footer");
            for (const std::string& note : d.notes) element("p", {}, note);
            close();
            out_.line();
        }
        close();
        close();
        out_.line();
        close();
        return std::string(out_.CStr()) + "\n";
    }

private:
    void open(const char* name, std::initializer_list<attribute> attributes = {}) {
        out_.OpenElement(name, true);
        for (const attribute& each : attributes)
            if (!each.value.empty()) out_.PushAttribute(each.name, detail::made_visible(each.value).c_str());
    }
    void close() { out_.CloseElement(true); }
    /// An element with text alone; without any, it is closed by its own tag all the same.
    void element(const char* name, std::initializer_list<attribute> attributes, std::string_view text) {
        open(name, attributes);
        out_.text(text);
        close();
    }
    /// An element that has no content in HTML.
    void lone(const char* name, std::initializer_list<attribute> attributes) {
        open(name, attributes);
        close();
    }

    void head(const std::string& title) {
        open("head");
        out_.line();
        lone("meta", {{"charset", "utf-8"}});
        out_.line();
        lone("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
        out_.line();
        lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
        out_.line();
        lone("meta", {{"name", "generator"}, {"content", "cagr " CAGR_VERSION}});
        out_.line();
        element("title", {}, title);
        out_.line();
        open("style");
        out_.raw(html_style);
        close();
        out_.line();
        close();
        out_.line();
    }

    void header(const document& d) {
        open("header");
        out_.line();
        element("h1", {}, d.title);
        if (!d.subtitle.empty()) element("p", {{"class", "subtitle"}}, d.subtitle);
        if (!d.headline.empty()) element("p", {{"class", "headline"}}, with_grouped_amounts(d.headline));
        if (!d.figures.empty()) {
            out_.line();
            open("dl", {{"class", "figures"}});
            for (const key_figure& each : d.figures) {
                open("div");
                element("dt", {}, each.label);
                element("dd", {}, grouped(each.value));
                if (!each.note.empty()) element("dd", {{"class", "note"}}, each.note);
                close();
            }
            close();
        }
        out_.line();
        close();
        out_.line();
    }

    void add(const document_section& section) {
        open("section");
        out_.line();
        if (!section.heading.empty()) element("h2", {}, section.heading);
        for (const document_part& part : section.parts) {
            std::visit([&](const auto& each) { add(each); }, part);
            out_.line();
        }
        close();
        out_.line();
    }

    void add(const std::string& paragraph) { element("p", {}, paragraph); }

    void add(const statement& s) {
        const char* const color = s.color == tone::good ? "statement good" : s.color == tone::bad ? "statement bad" : "statement";
        element("p", {{"class", color}}, s.says);
    }

    void add(const chart& c) {
        ++charts_;
        chart drawn = c;
        drawn.notes.clear(); // the caption has them, in the page's own words and size
        open("figure", {{"class", "chart"}});
        // A picture that is made smaller has letters that nobody reads: a narrow screen gets one that is drawn narrow.
        for (const bool wide : {true, false}) {
            open("div", {{"class", wide ? "wide" : "narrow"}});
            out_.raw(svg(drawn, {.width = wide ? 920 : 480,
                                 .height = c.kind == chart_kind::tornado ? 160
                                           : wide                        ? 440
                                                                         : 420,
                                 .standalone = false,
                                 .id_prefix = fmt::format("chart{}{}", charts_, wide ? "w" : "n")}));
            close();
        }
        open("figcaption");
        element("span", {{"class", "number"}}, fmt::format("Figure {}.", charts_));
        std::string caption;
        for (const std::string& each : c.notes) caption += " " + each;
        out_.text(caption.empty() ? " " + c.title : caption);
        close();
        close();
    }

    void add(const document_table& t) {
        ++tables_;
        constexpr std::size_t short_table = 24; // rows that a sheet of paper has room for, whole
        const std::string name = fmt::format("title{}", tables_);
        open("figure", {{"class", t.rows.size() <= short_table ? "table short" : "table"}});
        open("p", {{"class", "title"}, {"id", name}});
        element("span", {{"class", "number"}}, fmt::format("Table {}.", tables_));
        if (!t.caption.empty()) out_.text(" " + t.caption);
        close();
        open("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-labelledby", name}});
        open("table", {{"aria-labelledby", name}});
        out_.line();
        open("thead");
        open("tr");
        for (const document_column& each : t.columns) {
            open("th", {{"scope", "col"}, {"class", &each != &t.columns.front() && each.align == side::right ? "n" : ""}});
            out_.text(each.title);
            if (!each.unit.empty()) element("span", {{"class", "unit"}}, each.unit);
            close();
        }
        close();
        close();
        out_.line();
        open("tbody");
        out_.line();
        for (const document_row& row : t.rows) add(t, row);
        close();
        close();
        close();
        for (const std::string& each : t.footnotes) element("p", {{"class", "footnote"}}, each);
        if (!t.assumptions.empty()) element("p", {{"class", "assumptions"}}, fmt::format("{}", fmt::join(t.assumptions, " \u00b7 ")));
        close();
    }

    void add(const document_table& t, const document_row& row) {
        constexpr std::size_t deepest = 4; // levels that are moved in
        open("tr", {{"class", row.kind == row_kind::total ? "total" : row.kind == row_kind::miss ? "miss" : ""}});
        for (std::size_t c = 0; c < t.columns.size(); ++c) {
            const std::string cell = c < row.cells.size() ? row.cells[c] : std::string();
            if (c == 0) {
                open("th", {{"scope", "row"}, {"class", row.depth == 0 ? "" : fmt::format("d{}", std::min(row.depth, deepest))}});
                out_.text(cell);
            } else if (t.columns[c].align == side::right) {
                const bool starred = cell.size() > 1 && cell.back() == '*';
                open("td", {{"class", "n"}});
                out_.text(cell == "-" ? "\u2013" : grouped(starred ? cell.substr(0, cell.size() - 1) : cell));
                if (starred) element("span", {{"class", "mark"}}, "*"); // stands out of the column, so that digits stay in line
            } else {
                open("td");
                out_.text(cell == "-" ? "\u2013" : cell);
            }
            close();
        }
        close();
        out_.line();
    }

    html_printer out_;
    std::size_t charts_ = 0;
    std::size_t tables_ = 0;
};

} // namespace

std::string html_page(const document& d) { return page_writer().page(d); }

} // namespace cagr::cli
