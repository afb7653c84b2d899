#include "model_tables.hpp"

#include "model_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

namespace cagr::cli {

namespace {

/// Periods side by side that a sheet of paper has room for.
constexpr std::size_t most_periods = 10;
/// Segments that a page shows; all are in the CSV.
constexpr std::size_t most_segments = 200;

struct stretch {
    std::size_t from;
    std::size_t to; ///< one past the last
};

/// The periods in stretches of about the same length.
std::vector<stretch> stretches(std::size_t from, std::size_t to) {
    const std::size_t count = to - from;
    const std::size_t parts = count == 0 ? 0 : (count + most_periods - 1) / most_periods;
    std::vector<stretch> out;
    for (std::size_t i = 0; i < parts; ++i) out.push_back({from + count * i / parts, from + count * (i + 1) / parts});
    return out;
}

fraction size_of(const fraction& f) { return f.sign() < 0 ? -f : f; }

/// The numbers of the segments to show, in their order: all, or the largest of the last period.
std::vector<std::size_t> shown_segments(const model_projection& p) {
    std::vector<std::size_t> out(p.size() - 1);
    std::iota(out.begin(), out.end(), std::size_t{1});
    if (out.size() <= most_segments) return out;
    const auto largest = [&](std::size_t a, std::size_t b) { return size_of(p[a].back().exact()) > size_of(p[b].back().exact()); };
    std::stable_sort(out.begin(), out.end(), largest);
    out.resize(most_segments);
    std::sort(out.begin(), out.end());
    return out;
}

/// What a cell of a node and a period says.
using cell_text = std::function<std::string(const model_projection::node&, std::size_t)>;

struct node_table {
    std::string caption;
    std::string unit;
    std::size_t first = 0; ///< the first period that has a cell
    cell_text cell;
    cell_text last_cell = {}; ///< of a column behind the last period, where there is one
    document_column last_column = {};
    std::vector<std::string> footnotes = {};
};

/// Nodes below one another, the total last, periods side by side.
std::vector<document_table> tables_of(const model_report& r, const node_table& of) {
    const model_projection& p = r.base();
    const std::vector<std::size_t> segments = shown_segments(p);
    std::vector<document_table> out;
    const std::vector<stretch> all = stretches(of.first, p.periods());
    for (const stretch& part : all) {
        const bool is_last = part.to == p.periods();
        document_table t{.caption = of.caption, .columns = {{"Segment"}}, .assumptions = assumptions_of(r)};
        if (all.size() > 1) t.caption += fmt::format(", {} to {}", to_string(p.when(part.from)), to_string(p.when(part.to - 1)));
        if (!of.unit.empty()) t.caption += " (" + of.unit + ")";
        for (std::size_t k = part.from; k < part.to; ++k) t.columns.push_back({to_string(p.when(k))});
        if (is_last && of.last_cell) t.columns.push_back(of.last_column);
        const auto add = [&](const model_projection::node& n, row_kind kind) {
            document_row row{.cells = {n.label()}, .kind = kind, .depth = n.depth() == 0 ? 0 : n.depth() - 1};
            for (std::size_t k = part.from; k < part.to; ++k) row.cells.push_back(of.cell(n, k));
            if (is_last && of.last_cell) row.cells.push_back(of.last_cell(n, 0));
            t.rows.push_back(std::move(row));
        };
        for (const std::size_t number : segments) add(p[number], row_kind::plain);
        add(p.total(), row_kind::total);
        t.rows.back().cells.front() = "Total";
        if (segments.size() + 1 < p.size())
            t.footnotes.push_back(
                fmt::format("The {} largest segments in {} of {}.", segments.size(), to_string(p.when(p.periods() - 1)), p.size() - 1));
        if (is_last)
            for (const std::string& each : of.footnotes) t.footnotes.push_back(each);
        out.push_back(std::move(t));
    }
    return out;
}

/// The value of each scenario's total, the expected one last where there are weights.
std::vector<document_table> scenario_values(const model_report& r) {
    const model_words in(r.base());
    const model_projection& p = r.base();
    std::vector<document_table> out;
    const std::vector<stretch> all = stretches(p.actual_index(), p.periods());
    for (const stretch& part : all) {
        document_table t{.caption = "Total by scenario", .columns = {{"Scenario"}}, .assumptions = assumptions_of(r)};
        if (!in.unit().empty()) t.caption += " (" + in.unit() + ")";
        if (r.scenarios.is_weighted()) t.columns.push_back({"Weight", "%"});
        for (std::size_t k = part.from; k < part.to; ++k) t.columns.push_back({to_string(p.when(k))});
        for (const comparison::column& each : r.scenarios.columns) {
            document_row row{.cells = {label_of(each)}};
            if (r.scenarios.is_weighted()) row.cells.push_back(each.weight ? to_string(scale10(*each.weight, 2)) : "-");
            for (std::size_t k = part.from; k < part.to; ++k) row.cells.push_back(each.projection.total()[k].text());
            t.rows.push_back(std::move(row));
        }
        if (r.scenarios.is_weighted()) {
            document_row row{.cells = {"Expected", "100"}, .kind = row_kind::total};
            for (std::size_t k = part.from; k < part.to; ++k) row.cells.push_back(in.amount(r.scenarios.expected("total", p.when(k))));
            t.rows.push_back(std::move(row));
            t.footnotes.emplace_back("Expected: the sum of weight times value, exact, rounded once.");
        }
        out.push_back(std::move(t));
    }
    return out;
}

/// `Software growth 36%`.
std::string change_text(const change& c) {
    if (c.growth) return c.of + " = " + to_string(*c.growth);
    if (c.base) return c.of + " = " + to_string(*c.base);
    return c.of + (c.share ? " = " + to_string(*c.share) : "");
}

document_table scenario_differences(const model_report& r) {
    const model_words in(r.base());
    const period when = r.base().when(in.last());
    document_table t{.caption = "Scenarios against base in " + to_string(when),
                     .columns = {{"Scenario"},
                                 {"Changes", "", side::left},
                                 {"Total", in.unit()},
                                 {"Difference", in.unit()},
                                 {"Difference", "%"},
                                 {"CAGR " + in.span(), "%"}},
                     .assumptions = assumptions_of(r)};
    for (std::size_t c = 0; c < r.scenarios.columns.size(); ++c) {
        const comparison::column& each = r.scenarios.columns[c];
        std::vector<std::string> changes;
        if (c > 0)
            for (const change& one : r.what.scenarios[c - 1].changes) changes.push_back(change_text(one));
        const auto total = each.projection.total();
        document_row row{.cells = {label_of(each), changes.empty() ? "-" : joined(changes, ", "), total[in.last()].text()}};
        row.cells.push_back(c == 0 ? "-" : in.difference(r.scenarios.difference(each.name, "total", when)));
        row.cells.push_back(c == 0 ? "-" : in.percent_difference(r.scenarios.relative_difference(each.name, "total", when)));
        row.cells.push_back(model_words(each.projection).cagr(total));
        t.rows.push_back(std::move(row));
    }
    return t;
}

/// What the projection says of its shown shares, or of everything else.
std::vector<std::string> notes_of(const model_report& r, bool of_shares) {
    std::vector<std::string> out;
    for (std::string& each : r.base().notes(r.base().source().shown.places))
        if ((each.find("shares") != std::string::npos) == of_shares) out.push_back(std::move(each));
    return out;
}

std::string held(bool holds) { return holds ? "holds" : "fails"; }

} // namespace

std::vector<std::string> assumptions_of(const model_report& r) {
    std::vector<std::string> out = r.base().assumptions();
    if (!r.file.empty() && r.file != "-") out.push_back("model file " + r.file);
    return out;
}

std::vector<document_table> value_tables(const model_report& r) {
    const model_words in(r.base());
    node_table of{.caption = "Values by segment",
                  .unit = in.unit(),
                  .cell = [](const model_projection::node& n, std::size_t k) { return n[k].text(); },
                  .footnotes = notes_of(r, false)};
    if (r.base().actual_index() < in.last()) {
        of.last_cell = [&](const model_projection::node& n, std::size_t) { return in.cagr(n); };
        of.last_column = {"CAGR " + in.span(), "%"};
    }
    return tables_of(r, of);
}

std::vector<document_table> segment_tables(const model_report& r) {
    const model_words in(r.base());
    const model_projection& p = r.base();
    std::vector<document_table> out;
    const auto add = [&](const node_table& of) {
        for (document_table& each : tables_of(r, of)) out.push_back(std::move(each));
    };
    add({.caption = "Growth over the period before", .unit = "%", .first = 1, .cell = [&](const model_projection::node& n, std::size_t k) {
             return in.percent(n[k].growth());
         }});
    // As the model says that shares are rounded: those of one parent together.
    std::vector<std::vector<std::string>> shares(p.size(), std::vector<std::string>(p.periods(), "-"));
    bool moved = false;
    for (std::size_t k = 0; k < p.periods(); ++k) {
        if (p.total()[k].exact().sign() != 0) shares[0][k] = to_string(decimal(100), in.places(), in.mode());
        for (std::size_t n = 0; n < p.size(); ++n) {
            if (p[n].is_leaf()) continue;
            for (const share_cell& cell : p.shares(n, p.when(k), in.places())) {
                shares[cell.node][k] = to_string(cell.percent, in.places(), in.mode()) + (cell.moved ? "*" : "");
                moved = moved || cell.moved;
            }
        }
    }
    node_table of_shares{.caption = "Shares of the total", .unit = "%", .cell = [&](const model_projection::node& n, std::size_t k) {
                             return shares[n.number()][k];
                         }};
    const bool is_tree = std::any_of(shares.begin(), shares.end(),
                                     [&](const auto& each) { return p[static_cast<std::size_t>(&each - shares.data())].depth() > 1; });
    if (is_tree) of_shares.caption = "Shares of the segment above";
    for (const std::string& each : notes_of(r, true)) of_shares.footnotes.push_back(moved ? "* " + each : each);
    add(of_shares);
    add({.caption = "Contribution to the total's growth",
         .unit = "percentage points",
         .first = 1,
         .cell = [&](const model_projection::node& n, std::size_t k) { return in.percent(n[k].contribution()); },
         .footnotes = {"Growth times the weight in the period before; the parts add up to the total's growth, from exact values."}});
    add({.caption = "Share of the total's increase", .unit = "%", .first = 1, .cell = [&](const model_projection::node& n, std::size_t k) {
             return in.percent(n[k].share_of_increase());
         }});
    return out;
}

std::vector<document_table> scenario_tables(const model_report& r) {
    std::vector<document_table> out = scenario_values(r);
    out.push_back(scenario_differences(r));
    return out;
}

document_table sensitivity_table(const model_report& r) {
    const model_words in(r.base());
    const tornado_report& found = *r.sensitivity;
    document_table t{
        .caption = "Total in " + to_string(found.when) + " where a segment's growth is a percentage point off",
        .columns = {{"Growth of"}, {"1 point less", in.unit()}, {"As it is", in.unit()}, {"1 point more", in.unit()}, {"Span", in.unit()}},
        .assumptions = assumptions_of(r)};
    for (const tornado_bar& each : found.bars)
        t.rows.push_back({{each.label, in.amount(each.low), in.amount(found.base), in.amount(each.high), in.amount(each.span())}});
    return t;
}

document_table expectation_table(const model_report& r) {
    document_table t{.caption = "Expectations",
                     .columns = {{"Scenario"}, {"Expected", "", side::left}, {"Found", "", side::left}, {"Result", "", side::left}},
                     .assumptions = assumptions_of(r)};
    for (const finding& each : r.expectations)
        t.rows.push_back({{each.scenario, each.wanted, each.found, held(each.holds)}, each.holds ? row_kind::plain : row_kind::miss});
    return t;
}

document_table control_table(const model_report& r) {
    const model_words in(r.base());
    document_table t{.caption = "Controls: the parts against the whole",
                     .columns = {{"Node"},
                                 {in.step(), "", side::left},
                                 {"Parts", in.unit()},
                                 {"Control", in.unit()},
                                 {"Gap", in.unit()},
                                 {"Gap", "%"},
                                 {"Tolerance", "%"},
                                 {"Result", "", side::left}},
                     .assumptions = assumptions_of(r)};
    for (const control_finding& each : r.base().controls()) {
        const std::optional<fraction> part =
            each.control.sign() == 0 ? std::nullopt : std::optional<fraction>(quotient(each.gap(), each.control));
        const model_projection::node node = r.base()[each.node];
        t.rows.push_back(
            {{node.depth() == 0 ? "Total" : node.label(), to_string(each.when), in.amount(each.parts), in.amount(each.control),
              in.difference(each.gap()), in.percent_difference(part), to_string(scale10(each.tolerance, 2)), held(each.holds())},
             each.holds() ? row_kind::plain : row_kind::miss});
    }
    return t;
}

document_table assumption_table(const model_report& r) {
    const model_projection& p = r.base();
    document_table t{.caption = "What each segment starts from, and how it grows",
                     .columns = {{"Segment"},
                                 {"In " + to_string(p.when(p.actual_index())), to_string(p.unit())},
                                 {"Growth", "", side::left},
                                 {"Source", "", side::left}},
                     .assumptions = assumptions_of(r)};
    for (const std::size_t number : shown_segments(p)) {
        const auto node = p[number];
        const segment* const from = node.source();
        const std::string growth = from->growth ? to_string(*from->growth) : node.is_leaf() ? "of its parent" : "of its parts";
        t.rows.push_back({.cells = {node.label(), node[p.actual_index()].text(), growth, from->source.empty() ? "-" : from->source},
                          .depth = node.depth() - 1});
    }
    return t;
}

} // namespace cagr::cli
