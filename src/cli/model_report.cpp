// A model worked out for a report, and the parts of the report in their order.
#include "model_report.hpp"

#include "audit_view.hpp"
#include "model_tables.hpp"
#include "model_words.hpp"

#include <fmt/format.h>

namespace cagr::cli {

namespace {

/// Beyond so many segments each change takes too long to try, and nobody reads the picture.
constexpr std::size_t most_varied = 1000;

/// Each segment's growth by a percentage point, the segments called as they are shown.
void vary(model_report& r) {
    const model& m = r.what.base;
    if (m.segments.size() > most_varied) {
        r.unvaried = fmt::format("the model has {} segments; a report varies at most {}", m.segments.size(), most_varied);
        return;
    }
    tornado_request asked{.base = m};
    for (const segment& each : m.segments) {
        if (!each.growth || each.growth->rates().empty()) continue;
        auto shifted = detail::attempt([&] { return shift_of(m, each.name + ".growth", decimal(1)); });
        if (!shifted) continue; // its growth is no rate, or would fall below -100%
        shifted->label = each.label.empty() ? each.name : each.label;
        asked.drivers.push_back(*std::move(shifted));
    }
    if (asked.drivers.empty()) {
        r.unvaried = "no segment has a growth that could be moved by a percentage point";
        return;
    }
    auto varied = detail::attempt([&] { return tornado(asked); });
    if (varied) {
        r.sensitivity = *std::move(varied);
    } else {
        r.unvaried = varied.error().message;
    }
}

/// What it comes to, in a sentence.
std::string headline(const model_report& r) {
    const model_words in(r.base());
    const auto total = r.base().total();
    const std::size_t actual = r.base().actual_index();
    std::string out = fmt::format("From {} ({}) to {} ({})", total[actual].text(), to_string(r.base().when(actual)),
                                  total[in.last()].text(), in.last_period());
    if (!in.unit().empty()) out += " " + in.unit();
    if (const std::string growth = in.cagr(total); growth != "-") out += fmt::format(", a CAGR of {}%", growth);
    out += ".";
    if (r.scenarios.columns.size() < 2) return out;
    const auto value = [&](std::size_t c) { return r.scenarios.columns[c].projection.total()[in.last()].exact(); };
    std::size_t low = 0;
    std::size_t high = 0;
    for (std::size_t c = 1; c < r.scenarios.columns.size(); ++c) {
        if (value(c) < value(low)) low = c;
        if (value(c) > value(high)) high = c;
    }
    return out + fmt::format(" Scenarios lead from {} ({}) to {} ({}).", in.amount(value(low)), label_of(r.scenarios.columns[low]),
                             in.amount(value(high)), label_of(r.scenarios.columns[high]));
}

std::vector<key_figure> figures(const model_report& r) {
    const model_words in(r.base());
    const auto total = r.base().total();
    std::vector<key_figure> out;
    const std::size_t actual = r.base().actual_index();
    if (actual != in.last()) out.push_back({"Total in " + to_string(r.base().when(actual)), total[actual].text(), in.unit()});
    out.push_back({"Total in " + in.last_period(), total[in.last()].text(), in.unit()});
    if (const std::string growth = in.cagr(total); growth != "-") out.push_back({"CAGR " + in.span(), growth + "%"});
    if (r.scenarios.is_weighted())
        out.push_back({"Expected in " + in.last_period(), in.amount(r.scenarios.expected("total", r.base().when(in.last()))),
                       "weighted over the scenarios"});
    std::size_t failed = 0;
    for (const finding& each : r.expectations) failed += each.holds ? 0 : 1;
    for (const control_finding& each : r.base().controls()) failed += each.holds() ? 0 : 1;
    const std::size_t checks = r.expectations.size() + r.base().controls().size();
    if (checks > 0)
        out.push_back({"Checks", failed == 0 ? fmt::format("{} hold", checks) : fmt::format("{} of {} fail", failed, checks),
                       "expectations and controls"});
    return out;
}

document_section claim_section(const audited_claim& c, const settings& s) {
    const std::string heading = "Published claim: " + c.name;
    if (c.report) {
        std::vector<std::string> source;
        for (const std::string& each : {c.report->claim.publisher, c.report->claim.source})
            if (!each.empty()) source.push_back((source.empty() ? "source: " : "") + each);
        return audit_section(*c.report, s, heading, source);
    }
    return {heading, {statement{"UNREADABLE", tone::bad}, c.failure->message}};
}

} // namespace

std::string label_of(const comparison::column& c) { return c.label.empty() ? c.name : c.label; }

model_report work_out(const read_model& m, const model& shown, std::string file) {
    study what = m.what;
    what.base = shown;
    model_report out{.what = what, .scenarios = in_file(m, [&] { return compare(what); }), .file = std::move(file)};
    if (!m.what.expectations.empty())
        for (finding& each : in_file(m, [&] { return check(m.what); }))
            if (each.expectation < m.what.expectations.size()) out.expectations.push_back(std::move(each));
    vary(out);
    for (const named_claim& each : m.claims) {
        audited_claim found{.name = each.name};
        if (auto report = try_audit(each.said)) {
            found.report = *std::move(report);
        } else {
            found.failure = report.error();
        }
        out.claims.push_back(std::move(found));
    }
    return out;
}

document document_of(const model_report& r, const settings& s) {
    const model& m = r.what.base;
    const model_words in(r.base());
    document out{.title = m.title.empty() ? "Forecast" : m.title, .headline = headline(r), .figures = figures(r)};
    const auto named = [](const std::string& what, const std::string& text) { return text.empty() ? std::string() : what + text; };
    for (const std::string& each :
         {in.unit(), m.measure.what,
          named("", m.measure.prices == price_basis::unstated ? "" : std::string(to_string(m.measure.prices)) + " prices"),
          fmt::format("{} to {}", to_string(r.base().when(0)), in.last_period())})
        if (!each.empty()) out.subtitle += (out.subtitle.empty() ? "" : ", ") + each;

    document_section forecast{.heading = "Forecast", .parts = {chart_of(r, "total")}};
    for (document_table& each : value_tables(r)) forecast.parts.emplace_back(std::move(each));
    out.sections.push_back(std::move(forecast));

    if (r.base().size() > 2) {
        document_section segments{.heading = "Segments", .parts = {chart_of(r, "segments")}};
        for (document_table& each : segment_tables(r)) segments.parts.emplace_back(std::move(each));
        out.sections.push_back(std::move(segments));
    }
    if (r.scenarios.columns.size() > 1) {
        document_section scenarios{.heading = "Scenarios", .parts = {chart_of(r, "scenarios")}};
        for (document_table& each : scenario_tables(r)) scenarios.parts.emplace_back(std::move(each));
        out.sections.push_back(std::move(scenarios));
    }
    if (r.sensitivity) {
        out.sections.push_back({"Sensitivity", {chart_of(r, "tornado"), sensitivity_table(r)}});
    } else {
        out.sections.push_back({"Sensitivity", {"Left out: " + r.unvaried + "."}});
    }
    document_section checks{.heading = "Checks"};
    if (!r.expectations.empty()) checks.parts.emplace_back(expectation_table(r));
    if (!r.base().controls().empty()) checks.parts.emplace_back(control_table(r));
    if (!checks.parts.empty()) out.sections.push_back(std::move(checks));
    for (const audited_claim& each : r.claims) out.sections.push_back(claim_section(each, s));
    out.sections.push_back({"Assumptions and sources", {assumption_table(r), "All figures: " + joined(assumptions_of(r), "; ") + "."}});
    out.notes.emplace_back("Exact arithmetic, rounded once for display; a projection of what was assumed, not a prediction.");
    return out;
}

} // namespace cagr::cli
