// A comparison as a page and as a chart: a line each, then the figures and what they differ by.
#include "compare_cells.hpp"
#include "display.hpp"
#include "document.hpp"

#include <fmt/format.h>

namespace cagr::cli {

namespace {

std::string label_of(const compared_column& each) { return each.label.empty() ? each.name : each.label; }

/// The columns as they are shown: those compared, then what is expected of them all.
std::vector<const compared_column*> shown_columns(const compared& c) {
    std::vector<const compared_column*> out;
    for (const compared_column& each : c.columns) out.push_back(&each);
    if (c.expected) out.push_back(&*c.expected);
    return out;
}

document_table frame_of(const compared& c, std::string caption) {
    return {.caption = std::move(caption), .columns = {{"Period"}}, .rows = {}, .footnotes = {}, .assumptions = c.assumptions};
}

document_table value_table(const compared& c) {
    const comparison_cells in(c);
    document_table out = frame_of(c, c.heading);
    for (const compared_column* each : shown_columns(c)) out.columns.push_back({label_of(*each), to_string(c.unit)});
    for (std::size_t k = 0; k < c.periods.size(); ++k) {
        document_row row{.cells = {to_string(c.periods[k])}};
        for (const compared_column* each : shown_columns(c)) row.cells.push_back(or_dash(in.value(*each, k)));
        out.rows.push_back(std::move(row));
    }
    const auto add = [&](std::string name, const auto& cell) {
        document_row row{.cells = {std::move(name)}, .kind = row_kind::total};
        for (const compared_column* each : shown_columns(c)) row.cells.push_back(or_dash(cell(*each)));
        out.rows.push_back(std::move(row));
    };
    add("CAGR %", [&](const compared_column& each) { return in.cagr(each, c.periods.size() - 1); });
    if (c.expected) add("Weight %", [&](const compared_column& each) { return &each == &*c.expected ? std::string() : in.weight(each); });
    return out;
}

document_table difference_table(const compared& c) {
    const comparison_cells in(c);
    document_table out = frame_of(c, "Less " + label_of(c.columns.front()));
    std::vector<const compared_column*> others = shown_columns(c);
    others.erase(others.begin());
    for (const compared_column* each : others) {
        if (c.absolute) out.columns.push_back({label_of(*each), to_string(c.unit)});
        if (c.relative) out.columns.push_back({label_of(*each), "%"});
    }
    for (std::size_t k = 0; k < c.periods.size(); ++k) {
        document_row row{.cells = {to_string(c.periods[k])}};
        for (const compared_column* each : others) {
            if (c.absolute) row.cells.push_back(with_sign(in.difference(*each, k)));
            if (c.relative) row.cells.push_back(with_sign(in.relative(*each, k)));
        }
        out.rows.push_back(std::move(row));
    }
    out.footnotes.emplace_back("Differences are of unrounded values; the shown ones may differ in the last place.");
    return out;
}

} // namespace

chart comparison_chart(const compared& c) {
    const comparison_cells in(c);
    chart out{.kind = chart_kind::lines, .title = c.title.empty() ? c.heading : c.title, .subtitle = c.title.empty() ? "" : c.heading};
    out.unit = to_string(c.unit);
    out.x_title = "Period";
    out.notes = {joined(c.assumptions, "; ") + "."};
    out.places = c.as.places;
    out.mode = c.as.mode;
    for (const period& when : c.periods) out.categories.push_back(to_string(when));
    for (const compared_column* each : shown_columns(c)) {
        chart_series line{.name = label_of(*each), .values = {}, .is_main = each == &c.columns.front()};
        for (const std::optional<fraction>& value : each->values)
            line.values.push_back(value ? std::optional(round_to_digits(in.scaled(*value), {.digits = c.digits})) : std::nullopt);
        out.series.push_back(std::move(line));
    }
    return out;
}

std::string comparison_page(const compared& c) {
    document out{.title = c.title.empty() ? c.heading : c.title, .subtitle = c.title.empty() ? "" : c.heading};
    const comparison_cells in(c);
    const std::size_t last = c.periods.size() - 1;
    for (const compared_column* each : shown_columns(c))
        out.figures.push_back(
            {fmt::format("{} in {}", label_of(*each), to_string(c.periods[last])), or_dash(in.value(*each, last)), to_string(c.unit)});
    document_section body{.heading = "", .parts = {}};
    constexpr std::size_t most_drawn = 1'000;
    if (c.periods.size() > 1 && c.periods.size() <= most_drawn) {
        chart drawn = comparison_chart(c);
        drawn.title = c.heading;
        drawn.subtitle.clear(); // the page's own title says it
        body.parts.emplace_back(std::move(drawn));
    }
    body.parts.emplace_back(value_table(c));
    if (c.columns.size() > 1 && (c.absolute || c.relative)) body.parts.emplace_back(difference_table(c));
    out.sections.push_back(std::move(body));
    out.notes = c.notes;
    return html_page(out);
}

} // namespace cagr::cli
