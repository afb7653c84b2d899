// The command `compare`: the scenarios of a model file side by side, or the models of several files.
#include "choices.hpp"
#include "commands.hpp"
#include "compare_view.hpp"
#include "display.hpp"
#include "model_file.hpp"
#include "model_workbook.hpp"
#include "output.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace cagr::cli {

namespace {

/// What a node is worth in the periods that the projection has.
compared_column column_of(const model_projection& p, std::string_view node_name, const std::vector<period>& periods) {
    const model_projection::node node = p.at(node_name);
    const period first = p.when(0);
    const period last = p.when(p.periods() - 1);
    compared_column out{.name = {}, .label = {}, .actual = p.when(p.actual_index()), .start = node[p.actual_index()].exact()};
    out.values.reserve(periods.size());
    for (const period& when : periods) {
        if (when < first || last < when) {
            out.values.emplace_back();
            continue;
        }
        const model_projection::row row = node.at(when);
        out.values.emplace_back(row.exact());
        out.how = std::max(out.how, row.how());
    }
    return out;
}

/// The table of a node of a projection, without those compared yet.
compared frame_of(const model_projection& p, const std::string& node, std::string_view compared_by, const request& r) {
    compared out;
    out.title = p.source().title;
    out.of = node;
    out.heading = fmt::format("{} by {}", node == "total" ? "total" : detail::made_visible(p.at(node).label()), compared_by);
    if (out.title.empty()) out.heading.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.heading.front())));
    out.unit = p.unit();
    out.as = p.source().shown;
    out.digits = p.source().digits.digits;
    out.assumptions = p.assumptions();
    const bool both = r.has("absolute") == r.has("relative");
    out.absolute = both || r.has("absolute");
    out.relative = both || r.has("relative");
    return out;
}

std::vector<period> sorted(std::vector<period> periods) {
    std::sort(periods.begin(), periods.end());
    return periods;
}

std::vector<period> periods_of(const model_projection& p) {
    std::vector<period> out;
    for (std::size_t k = 0; k < p.periods(); ++k) out.push_back(p.when(k));
    return out;
}

compared scenarios_side_by_side(const comparison& c, const request& r) {
    const model_projection& base = c.columns.front().projection;
    const std::string node = node_asked(r, base);
    compared out = frame_of(base, node, "scenario", r);
    if (const auto at = r.text("at")) {
        out.periods = sorted(listed_periods("at", *at));
        for (const period& when : out.periods) check_in_model("at", when, base);
    } else {
        out.periods = periods_of(base);
    }
    for (const comparison::column& each : c.columns) {
        compared_column column = column_of(each.projection, node, out.periods);
        column.name = each.name;
        column.label = each.label;
        column.weight = each.weight;
        out.columns.push_back(std::move(column));
    }
    if (!c.is_weighted()) return out;
    compared_column expected{.name = "expected", .label = "Expected", .actual = base.when(base.actual_index()), .start = {}};
    expected.start = c.expected(node, expected.actual);
    for (const period& when : out.periods) expected.values.emplace_back(c.expected(node, when));
    for (const compared_column& each : out.columns) expected.how = std::max(expected.how, each.how);
    out.expected = std::move(expected);
    return out;
}

/// A model beside others.
struct opened_model {
    read_model file;
    std::string name;
    model_projection worked_out;
};

std::string stem_of(const std::string& file) {
    const std::size_t slash = file.rfind('/');
    std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
    constexpr std::string_view extension = ".toml";
    if (name.size() > extension.size() && name.ends_with(extension)) name.resize(name.size() - extension.size());
    return name;
}

std::vector<opened_model> opened(const request& r, const settings& s) {
    std::vector<opened_model> out;
    std::set<std::string> files;
    std::set<std::string> names;
    bool distinct = true;
    for (const std::string& name : r.values) {
        if (!files.insert(name).second)
            detail::fail(errc::usage, fmt::format("the file {} is given twice; once is enough", detail::in_quotes(name)));
        read_model file = read_model_file(name, s.reading);
        show_as_asked(file.what.base, r, s);
        model_projection p = in_file(file, [&] { return project(file.what.base); });
        std::string shown = stem_of(file.text.name());
        out.push_back({std::move(file), std::move(shown), std::move(p)});
        distinct &= names.insert(out.back().name).second;
    }
    if (!distinct)
        for (std::size_t i = 0; i < out.size(); ++i) out[i].name = r.values[i];
    return out;
}

/// Refuses models whose amounts or periods do not stand beside one another.
void check_comparable(const opened_model& a, const opened_model& b) {
    const auto refuse = [&](errc code, std::string_view what, const std::string& of_a, const std::string& of_b) {
        detail::fail(code, fmt::format("{} has {} {}, and {} has {}; what is compared must agree", detail::made_visible(b.file.text.name()),
                                       what, of_b, detail::made_visible(a.file.text.name()), of_a));
    };
    const amount_unit& unit_a = a.worked_out.unit();
    const amount_unit& unit_b = b.worked_out.unit();
    const auto unit_name = [](const amount_unit& unit) {
        const std::string text = to_string(unit);
        return text.empty() ? std::string("plain numbers") : text;
    };
    if (unit_a.currency != unit_b.currency || unit_a.counted != unit_b.counted)
        refuse(errc::unit_mixed, "amounts in", unit_name(unit_a), unit_name(unit_b));
    const period& when_a = a.worked_out.when(0);
    const period& when_b = b.worked_out.when(0);
    if (when_a.kind() != when_b.kind()) refuse(errc::unit_mixed, "periods such as", to_string(when_a), to_string(when_b));
    const measure& measure_a = a.worked_out.measure();
    const measure& measure_b = b.worked_out.measure();
    const auto prices = [](const measure& m) {
        return fmt::format("{}{}", to_string(m.prices), m.price_period ? " of " + to_string(*m.price_period) : "");
    };
    const bool both_told = measure_a.prices != price_basis::unstated && measure_b.prices != price_basis::unstated;
    if (both_told && prices(measure_a) != prices(measure_b)) refuse(errc::unit_mixed, "prices", prices(measure_a), prices(measure_b));
}

/// The models as they are, without their scenarios; amounts in the unit of the first.
compared files_side_by_side(const std::vector<opened_model>& models, const request& r) {
    const model_projection& first = models.front().worked_out;
    for (const opened_model& each : models) check_comparable(models.front(), each);
    const std::string node = node_asked(r, first);
    compared out = frame_of(first, node, "file", r);
    out.title.clear();
    out.heading = fmt::format("{} by file", node == "total" ? "Total" : detail::made_visible(first.at(node).label()));
    if (const auto at = r.text("at")) out.periods = sorted(listed_periods("at", *at));
    std::set<period> all;
    for (const opened_model& each : models)
        for (const period& when : periods_of(each.worked_out)) all.insert(when);
    if (out.periods.empty()) out.periods.assign(all.begin(), all.end());
    for (const period& when : out.periods) {
        if (all.contains(when)) continue;
        // One of another kind, or outside all: the first says which it has.
        check_in_model("at", when, first);
    }
    std::vector<std::string> assumptions;
    for (const opened_model& each : models) {
        const model_projection& p = each.worked_out;
        compared_column column = in_file(each.file, [&] { return column_of(p, node, out.periods); });
        column.name = each.name;
        column.label = each.name;
        out.columns.push_back(std::move(column));
        const std::string front = each.name + ": ";
        if (!p.source().title.empty()) assumptions.push_back(front + p.source().title);
        for (const std::string& said : p.assumptions()) {
            const bool is_of_first = std::find(out.assumptions.begin(), out.assumptions.end(), said) != out.assumptions.end();
            if (!is_of_first) assumptions.push_back(front + said);
        }
    }
    out.assumptions.insert(out.assumptions.end(), assumptions.begin(), assumptions.end());
    return out;
}

} // namespace

void run_compare(const request& r, const settings& s) {
    const bool is_workbook = s.format == output_format::xlsx;
    if (r.values.size() > 1) {
        if (is_workbook) detail::fail(errc::usage, "a workbook is of one model; several files are compared in the other formats");
        deliver(comparison_text(files_side_by_side(opened(r, s), r), s), s.file);
        return;
    }
    read_model file = read_model_file(r.values.front(), s.reading);
    show_as_asked(file.what.base, r, s);
    if (file.what.scenarios.empty())
        throw bad_file(
            file.text.told(errc::domain_empty,
                           "there is no scenario to compare: write [scenario.low] with change = { \"NAME.growth\" = \"5%\" }, or name "
                           "another file beside this one",
                           {}));
    const comparison all = in_file(file, [&] { return compare(file.what); });
    if (is_workbook)
        for (const std::string_view option : {"of", "at", "absolute", "relative"})
            if (r.has(option))
                detail::fail(errc::usage,
                             fmt::format("a workbook has every segment and period; --{} chooses what the other formats show", option));
    deliver(is_workbook ? model_workbook(all, {}) : comparison_text(scenarios_side_by_side(all, r), s), s.file);
}

} // namespace cagr::cli
