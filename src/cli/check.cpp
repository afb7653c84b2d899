// The command `check`: whether a model comes to what its file expects, printed like a test runner.
#include "commands.hpp"
#include "display.hpp"
#include "junit.hpp"
#include "model_file.hpp"
#include "model_view.hpp"
#include "output.hpp"
#include "report.hpp"
#include "table.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr int exit_failed = 1;
constexpr std::size_t mark_width = 8; // `FAILED  `

/// A finding, and where in the file it is asked for.
struct checked_line {
    finding found;
    bool is_control = false;
    std::string place; // market.toml:42
};

/// An audited claim beside the model.
struct claim_line {
    std::string name;
    std::string verdict;
    std::string text;
};

std::vector<checked_line> lines_of(const read_model& m, std::vector<finding> found) {
    std::vector<checked_line> out;
    const std::size_t expected = m.what.expectations.size();
    for (finding& each : found) {
        checked_line line{.found = std::move(each), .is_control = false, .place = {}};
        line.is_control = line.found.expectation >= expected;
        if (!line.is_control) {
            line.place = m.what.expectations[line.found.expectation].source;
        } else if (const auto at = control_place(m, line.found.expectation - expected); at.line > 0) {
            line.place = m.text.name() + ":" + std::to_string(at.line);
        }
        out.push_back(std::move(line));
    }
    return out;
}

std::string summary_of(std::size_t passed, std::size_t failed) { return fmt::format("{} passed, {} failed", passed, failed); }

/// A sentence behind the 8 columns of a mark, on as many lines as it takes.
std::string indented_words(std::string_view sentence) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < sentence.size();) {
        const std::size_t space = std::min(sentence.find(' ', from), sentence.size());
        words.emplace_back(sentence.substr(from, space - from));
        from = space + 1;
    }
    // The first line begins at column 8 as well.
    if (!words.empty()) words.front().insert(0, mark_width, ' ');
    return wrapped(words, " ", mark_width).substr(words.empty() ? 0 : mark_width);
}

std::string as_table(const std::vector<checked_line>& lines, const std::vector<claim_line>& claims, const read_model& m, bool painted,
                     std::size_t failed) {
    const auto colored = [&](const char* code, const std::string& text) {
        return painted ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
    };
    std::string out;
    if (!m.what.base.title.empty()) out += in_bold(detail::made_visible(m.what.base.title), painted) + "\n";
    for (const checked_line& each : lines) {
        const std::string scenario = m.what.scenarios.empty() ? "" : detail::made_visible(each.found.scenario) + ": ";
        out += (each.found.holds ? colored("32", "ok    ") : colored("31", "FAILED")) + "  " +
               indented_words(scenario + detail::made_visible(each.found.wanted)) + "\n";
        if (each.found.holds) continue;
        out += "        " + indented_words(detail::made_visible(each.found.found)) + "\n";
        if (!each.place.empty()) out += "        " + detail::made_visible(each.place) + "\n";
    }
    for (const claim_line& each : claims) out += fmt::format("claim   {}: {}\n", detail::made_visible(each.name), each.verdict);
    return out + summary_of(lines.size() - failed, failed) + "\n";
}

std::string as_rows(const std::vector<checked_line>& lines, const std::vector<claim_line>& claims, bool markdown) {
    table t({{"kind"}, {"scenario"}, {"node"}, {"period"}, {"result"}, {"wanted"}, {"found"}, {"place"}});
    const auto add = [&](const std::string& text) { t.add(markdown ? detail::made_visible(text) : text); };
    for (const checked_line& each : lines) {
        add(each.is_control ? "control" : "expectation");
        add(each.found.scenario);
        add(each.found.node);
        add(to_string(each.found.when));
        add(each.found.holds ? "ok" : "failed");
        add(each.found.wanted);
        add(each.found.found);
        add(each.place);
    }
    for (const claim_line& each : claims) {
        add("claim");
        add("");
        add(each.name);
        add("");
        add(each.verdict);
        add("");
        add(each.text);
        add("");
    }
    return markdown ? t.markdown() : t.csv();
}

json as_json(const std::vector<checked_line>& lines, const std::vector<claim_line>& claims, const read_model& m, std::size_t failed) {
    json out;
    out["title"] = text_or_null(m.what.base.title);
    out["passed"] = lines.size() - failed;
    out["failed"] = failed;
    out["checks"] = json::array();
    for (const checked_line& each : lines)
        out["checks"].push_back({{"kind", each.is_control ? "control" : "expectation"},
                                 {"scenario", each.found.scenario},
                                 {"node", each.found.node},
                                 {"period", json_of(each.found.when)},
                                 {"holds", each.found.holds},
                                 {"wanted", each.found.wanted},
                                 {"found", each.found.found},
                                 {"place", text_or_null(each.place)}});
    out["claims"] = json::array();
    for (const claim_line& each : claims) out["claims"].push_back({{"name", each.name}, {"verdict", each.verdict}, {"summary", each.text}});
    return out;
}

void write_junit(const std::string& file, const read_model& m, const std::vector<checked_line>& lines) {
    std::vector<junit_case> cases;
    cases.reserve(lines.size());
    for (const checked_line& each : lines)
        cases.push_back({.group = m.text.name() + "." + each.found.scenario,
                         .name = each.found.wanted,
                         .place = each.place,
                         .failure = each.found.holds ? "" : each.found.found});
    deliver(junit_text(m.what.base.title.empty() ? m.text.name() : m.what.base.title, cases), file);
}

} // namespace

int run_check(const request& r, const settings& s) {
    refuse_input(r.values[0], s.file);
    refuse_input(r.values[0], r.text("junit"));
    const read_model m = read_model_file(r.values[0], s.reading);
    if (m.what.expectations.empty() && m.what.base.controls.empty())
        throw bad_file(
            m.text.told(errc::domain_empty,
                        "nothing is expected: write [[expect]] with total = { year = 2028, prints = \"930.80\" }, or a [control]", {}));
    const std::vector<checked_line> lines = lines_of(m, in_file(m, [&] { return check(m.what); }));
    const auto failed =
        static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](const checked_line& each) { return !each.found.holds; }));
    std::vector<claim_line> claims;
    bool inconsistent = false;
    for (const named_claim& each : m.claims) {
        const auto report = try_audit(each.said, s.solved.digits);
        inconsistent |= report && report->verdict == verdict::inconsistent;
        claims.push_back({each.name, report ? std::string(to_string(report->verdict)) : "unreadable",
                          report ? report->summary() : report.error().message});
    }
    std::string out;
    switch (s.format) {
    case output_format::csv: out = as_rows(lines, claims, false); break;
    case output_format::markdown: out = as_rows(lines, claims, true) + "\n" + summary_of(lines.size() - failed, failed) + "\n"; break;
    case output_format::json: out = as_json(lines, claims, m, failed).dump(2, ' ', false, json::error_handler_t::replace) + "\n"; break;
    case output_format::plain: out = summary_of(lines.size() - failed, failed) + "\n"; break;
    default: out = as_table(lines, claims, m, paints(s), failed); // no other form comes here
    }
    if (const auto file = r.text("junit")) write_junit(*file, m, lines);
    deliver(out, s.file);
    return failed > 0 || (inconsistent && r.has("strict")) ? exit_failed : 0;
}

} // namespace cagr::cli
