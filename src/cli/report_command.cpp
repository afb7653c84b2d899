// The command `report`: a model file worked out, in the form that its output's name asks for.
#include "commands.hpp"
#include "display.hpp"
#include "model_report.hpp"
#include "model_rows.hpp"
#include "model_words.hpp"
#include "model_workbook.hpp"
#include "output.hpp"

#include <algorithm>

namespace cagr::cli {

namespace {

/// The name of the chart that is asked for. Errors: E-usage.
std::string chart_name(const request& r, const settings& s) {
    const auto asked = r.text("chart");
    if (!asked) return chart_names().front();
    if (s.format != output_format::svg)
        detail::fail(errc::usage, "--chart is given, and it chooses the one that an SVG has; write the report with -o FILE.svg");
    if (std::find(chart_names().begin(), chart_names().end(), *asked) == chart_names().end())
        detail::fail(errc::usage, "--chart is " + detail::in_quotes(*asked) + "; " + listed(chart_names()) + " is allowed" +
                                      suggestion(*asked, chart_names()));
    return *asked;
}

/// A chart that is a file of its own says of what it is.
std::string picture(const model_report& found, const std::string& name) {
    chart c = chart_of(found, name);
    if (const std::string& title = found.what.base.title; !title.empty()) {
        c.subtitle = c.subtitle.empty() ? c.title : c.title + "; " + c.subtitle;
        c.title = title;
    }
    return svg(c);
}

/// What stands beside the sheets of figures: where they were read, and the published claims with what an audit finds.
std::vector<std::string> workbook_notes(const model_report& found) {
    std::vector<std::string> out{"Model file: " + found.file};
    for (const audited_claim& each : found.claims)
        out.push_back("Claim " + each.name +
                      (each.report ? ": " + std::string(to_string(each.report->verdict)) + ". " + each.report->summary()
                                   : ": it cannot be audited; " + each.failure->message));
    return out;
}

} // namespace

void run_report(const request& r, const settings& s) {
    const std::string name = chart_name(r, s);
    refuse_input(r.values.front(), s.file);
    const read_model m = read_model_file(r.values.front(), s.reading);
    model shown = m.what.base;
    show_as_asked(shown, r, s);
    const model_report found = work_out(m, shown, r.values.front());
    output_stream out(s.file);
    switch (s.format) {
    case output_format::csv:
        out.write(model_rows_header());
        for (const comparison::column& each : found.scenarios.columns) write_model_rows(out, each.projection, {.scenario = each.name});
        break;
    case output_format::json: out.write(json_of(found, s)); break;
    case output_format::html: out.write(html_page(document_of(found, s))); break;
    case output_format::svg: out.write(picture(found, name)); break;
    case output_format::xlsx: out.write(model_workbook(found.scenarios, workbook_notes(found))); break;
    case output_format::markdown: out.write(markdown_page(document_of(found, s))); break;
    case output_format::plain: {
        const model_words in(found.base());
        out.write(to_string(round_to_digits(in.drawn(found.base().total()[in.last()].exact()), s.solved)) + "\n");
        break;
    }
    case output_format::table: out.write(text_page(document_of(found, s), paints(s)));
    }
    out.finish();
}

} // namespace cagr::cli
