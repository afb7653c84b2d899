// The command `audit`: whether the figures of a published claim agree with one another.
#include "arguments.hpp"
#include "audit_claims.hpp"
#include "audit_view.hpp"
#include "claims_of_text.hpp"
#include "commands.hpp"
#include "dates.hpp"
#include "display.hpp"
#include "forecast_workbook.hpp"
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr int exit_inconsistent = 1;
constexpr int exit_bad_input = 2;

/// The claim that --base, --rate and the others state.
claim claim_of_options(const request& r, const settings& s) {
    claim out;
    if (const auto text = r.text("base")) out.base = parse_value(argument_text(*text), s.reading);
    if (const auto text = r.text("estimate")) out.estimate = parse_value(argument_text(*text), s.reading);
    if (const auto text = r.text("rate")) out.rate = parse_claimed_rate(argument_text(*text), s.reading);
    if (const auto text = r.text("window")) {
        const window told = parse_window(argument_text(*text));
        out.window_from = told.from;
        out.window_to = told.to;
    }
    if (const auto text = r.text("target")) {
        const target_value target = parse_target(argument_text(*text), s.reading);
        out.target = target.value ? target.value : target.multiple ? target.multiple : target.increase;
        out.target_is_increase = target.increase.has_value();
    }
    if (const auto text = r.text("periods")) {
        const std::uint64_t n = whole_number_option("periods", argument_text(*text), limits::periods, errc::limit_periods);
        if (out.window_to || (out.target && out.target->when()))
            detail::fail(errc::usage, "--periods is given, and the target's period as well; one of them is enough");
        const auto later = [n](const period& from) { return from + static_cast<std::int64_t>(n) * periods_per_year(from.kind()); };
        if (out.base && !out.base->when()) out.base_period = period::ordinal(0);
        if (out.base) {
            out.target_period = later(out.base->when().value_or(period::ordinal(0)));
        } else if (out.estimate) {
            if (!out.estimate->when()) out.estimate_period = period::ordinal(0);
            out.target_period = later(out.estimate->when().value_or(period::ordinal(0)));
        }
    }
    return out;
}

/// Whether the claim comes from options, a sentence, a text or a table: one of them.
std::string source_of(const request& r) {
    constexpr std::array<std::string_view, 6> facts{"base", "estimate", "rate", "window", "target", "periods"};
    std::vector<std::string> given;
    for (const std::string_view each : facts)
        if (r.has(each)) {
            given.push_back("--" + std::string(each));
            break;
        }
    if (!r.values.empty()) given.emplace_back("a sentence");
    for (const std::string_view each : {"text", "claims"})
        if (r.has(each)) given.push_back("--" + std::string(each));
    if (given.empty())
        detail::fail(errc::missing_fact,
                     "a claim is needed: --base 62.35B@2020 --rate 40.2% --window 2021-2028 --target 997.77B@2028, a sentence in "
                     "quotes, --text FILE or --claims FILE");
    if (given.size() > 1)
        detail::fail(errc::usage, listed(given, "and") + " are given; a claim comes from one of options, a sentence, --text and --claims");
    return given.front();
}

/// One audit on its way out.
struct finding {
    std::string id;
    std::optional<read_claim> read{}; // where it is of a text
    std::optional<audit_report> report{};
    std::optional<error> failure{}; // where the claim contradicts itself
};

json finding_json(const finding& f, const text_source* text, const settings& s) {
    json out;
    if (f.report) {
        out = audit_json(*f.report, s);
    } else {
        out["verdict"] = "unreadable";
        out["error"] = {{"id", f.failure->id()}, {"message", f.failure->message}};
    }
    if (text != nullptr) add_places(out, *text, *f.read);
    return out;
}

document page_of(const std::vector<finding>& found, const text_source* text, const settings& s) {
    document out{.title = found.size() == 1 ? "Audit of a published claim" : fmt::format("Audit of {} published claims", found.size())};
    if (text != nullptr) out.subtitle = "Read from " + text->named;
    for (const finding& f : found) {
        const std::vector<std::string> source = text == nullptr ? std::vector<std::string>() : places_of(*text, *f.read);
        const std::vector<std::string> notes = text == nullptr ? std::vector<std::string>() : notes_of(*text, *f.read);
        const std::string heading = found.size() == 1 ? "" : fmt::format("Claim {}", f.id);
        if (f.report) {
            out.sections.push_back(audit_section(*f.report, s, heading, source, notes));
        } else {
            out.sections.push_back({heading, {statement{"UNREADABLE", tone::bad}, f.failure->message, joined(source, " ")}});
        }
    }
    return out;
}

/// The one claim as a workbook. Errors: E-usage (several), and that of a claim that cannot be audited.
std::string workbook_of(const std::vector<finding>& found, const text_source* text) {
    if (found.size() != 1)
        detail::fail(errc::usage, fmt::format("a workbook holds one claim, and there are {}; --claim N names it", found.size()));
    const finding& f = found.front();
    if (!f.report) throw exception(*f.failure);
    const claim& c = f.report->claim;
    std::vector<std::string> notes;
    if (text != nullptr) {
        notes.push_back("Read from " + text->named);
        for (const std::string& each : places_of(*text, *f.read)) notes.push_back(each);
        for (const std::string& each : notes_of(*text, *f.read)) notes.push_back(each);
    }
    const std::optional<figure>& first = c.base ? c.base : c.estimate ? c.estimate : c.target;
    const std::string in = c.currency.empty() && first ? std::string(first->currency()) : c.currency;
    const std::string word = first ? std::string(first->magnitude().word()) : std::string();
    return audit_workbook(*f.report, {.title = c.market.empty() ? "Audit" : "Audit: " + c.market,
                                      .unit = in + (in.empty() || word.empty() ? "" : " ") + word,
                                      .notes = std::move(notes)});
}

std::string rendered(const std::vector<finding>& found, const text_source* text, const settings& s) {
    const auto verdict_of = [](const finding& f) { return f.report ? std::string(to_string(f.report->verdict)) : "unreadable"; };
    std::string out;
    switch (s.format) {
    case output_format::plain:
        for (const finding& f : found) out += verdict_of(f) + "\n";
        return out;
    case output_format::csv: {
        table rows(audit_columns());
        for (const finding& f : found)
            for (const std::string& cell : audit_cells(f.id, f.report ? &*f.report : nullptr)) rows.add(cell);
        return rows.csv();
    }
    case output_format::json: {
        if (found.size() == 1) return finding_json(found.front(), text, s).dump(2, ' ', false, json::error_handler_t::replace) + "\n";
        json all;
        all["claims"] = json::array();
        for (const finding& f : found) all["claims"].push_back(finding_json(f, text, s));
        return all.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
    }
    case output_format::html: return html_page(page_of(found, text, s));
    case output_format::xlsx: return workbook_of(found, text);
    default: break;
    }
    for (const finding& f : found) {
        if (!out.empty()) out += s.format == output_format::table ? "\n" + std::string(screen_columns, '-') + "\n\n" : "\n---\n\n";
        std::vector<std::string> source;
        std::vector<std::string> notes;
        if (text != nullptr) {
            source = places_of(*text, *f.read);
            if (found.size() > 1) source.insert(source.begin(), fmt::format("Claim {} of {}:", f.id, found.size()));
            notes = notes_of(*text, *f.read);
        }
        out += f.report ? audit_text(*f.report, s, source, notes)
                        : fmt::format("{}\nUNREADABLE: {}\n", joined(source, " "), f.failure->message);
    }
    return out;
}

int finish(const std::vector<finding>& found, const text_source* text, const request& r, const settings& s) {
    deliver(rendered(found, text, s), s.file);
    bool unreadable = false;
    bool inconsistent = false;
    for (const finding& f : found) {
        unreadable |= !f.report;
        inconsistent |= f.report && f.report->verdict == verdict::inconsistent;
        if (f.failure) complain(fmt::format("cagr: {}: claim {}: {}\n", f.failure->id(), f.id, f.failure->message));
    }
    return unreadable ? exit_bad_input : inconsistent && r.has("strict") ? exit_inconsistent : 0;
}

int audit_text_source(const request& r, const settings& s) {
    const text_source text = read_text_source(r, s);
    std::vector<finding> found;
    for (const auto& [number, claim] : chosen_claims(text, r)) {
        finding f{.id = std::to_string(number), .read = claim};
        if (auto report = try_audit(claim, s.solved.digits)) {
            f.report = *std::move(report);
        } else {
            f.failure = report.error();
        }
        found.push_back(std::move(f));
    }
    const bool none = std::none_of(found.begin(), found.end(), [](const finding& f) { return f.report.has_value(); });
    if (none) throw exception(*found.front().failure);
    return finish(found, &text, r, s);
}

} // namespace

int run_audit(const request& r, const settings& s) {
    const std::string source = source_of(r);
    if (r.has("claim") && (r.has("claims") || source.starts_with("--") == (source != "--text")))
        detail::fail(errc::usage, "--claim chooses one of the claims of a text; it goes with a sentence or --text");
    if (source == "--claims") {
        const tally_of_claims seen = audit_claims(*r.text("claims"), s);
        return seen.unreadable > 0 ? exit_bad_input : seen.inconsistent > 0 && r.has("strict") ? exit_inconsistent : 0;
    }
    if (source == "--text" || source == "a sentence") return audit_text_source(r, s);
    std::vector<finding> found(1);
    found.front().report = audit(claim_of_options(r, s), s.solved.digits);
    return finish(found, nullptr, r, s);
}

} // namespace cagr::cli
