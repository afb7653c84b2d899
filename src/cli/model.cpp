// The command `model`: a model file, or the columns of a spreadsheet, worked out year by year.
#include "commands.hpp"
#include "display.hpp"
#include "model_csv.hpp"
#include "model_file.hpp"
#include "model_rows.hpp"
#include "model_view.hpp"
#include "output.hpp"
#include "report.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

std::optional<model_measure> measure_asked(const request& r) {
    const auto text = r.text("show");
    if (!text) return std::nullopt;
    const std::vector<std::string> names{"values", "growth", "shares", "contribution", "increase"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == *text) return static_cast<model_measure>(i);
    detail::fail(errc::usage, "--show is " + detail::in_quotes(*text) + "; " + listed(names) + " is allowed" + suggestion(*text, names));
}

/// The scenario that --scenario names; null for the model as it is.
const scenario* scenario_asked(const read_model& m, const std::string& name) {
    if (name == "base") return nullptr;
    for (const scenario& each : m.what.scenarios)
        if (each.name == name) return &each;
    std::vector<std::string> names{"base"};
    for (const scenario& each : m.what.scenarios) names.push_back(each.name);
    const std::string hint = suggestion(name, names);
    detail::fail(errc::unknown_name, fmt::format("--scenario is {}; the file has {}{}", detail::in_quotes(name),
                                                 detail::made_visible(listed(names, "and")), hint));
}

model_projection in_currency_asked(const model_projection& p, const std::string& code) {
    std::vector<std::string> names;
    for (const exchange& each : p.source().exchanges) {
        if (each.currency == code) return p.in_currency(each);
        names.push_back(each.currency);
    }
    detail::fail(errc::unknown_name, fmt::format("--currency is {}; the model has {}", detail::in_quotes(code),
                                                 names.empty() ? "no exchange rates; write [exchange.EUR] with its rates"
                                                               : "exchange rates of " + listed(names, "and")));
}

/// The projection in the prices and the currency that are asked for.
model_projection converted(model_projection p, const request& r) {
    if (r.has("real")) {
        if (!p.source().inflation)
            detail::fail(errc::missing_fact, "--real needs the model's inflation; write [inflation] with growth and price_year");
        p = p.in_real_terms(*p.source().inflation);
    }
    if (const auto code = r.text("currency")) return in_currency_asked(p, *code);
    return p;
}

json model_json(const shown_model& m, const row_choice& rows, const std::vector<named_claim>& claims, int digits) {
    const model_projection& p = m.of;
    const model& source = p.source();
    json out;
    out["title"] = text_or_null(source.title);
    out["scenario"] = m.scenario;
    out["currency"] = text_or_null(p.unit().currency);
    out["unit"] = to_string(p.unit());
    out["scale"] = to_string(scale10(decimal(1), p.unit().scale.exponent));
    out["measure"] = {{"what", text_or_null(p.measure().what)},
                      {"prices", to_string(p.measure().prices)},
                      {"price_period", json_of(p.measure().price_period)},
                      {"fx", text_or_null(p.measure().fx)}};
    out["first"] = json_of(p.when(0));
    out["actual"] = json_of(p.when(p.actual_index()));
    out["last"] = json_of(p.when(p.periods() - 1));
    out["rounding"] = to_string(source.shown.mode);
    out["places"] = source.shown.places;
    out["assumptions"] = p.assumptions();
    out["nodes"] = model_nodes_json(p, rows);
    out["controls"] = json::array();
    const fraction scale = scale10(decimal(1), -std::int64_t{p.unit().scale.exponent});
    for (const control_finding& f : p.controls())
        out["controls"].push_back({{"node", p[f.node].name()},
                                   {"period", json_of(f.when)},
                                   {"holds", f.holds()},
                                   {"parts", to_string(f.parts * scale)},
                                   {"control", to_string(f.control * scale)},
                                   {"gap", to_string(f.gap() * scale)},
                                   {"text", p.text_of(f)}});
    out["claims"] = json::array();
    for (const named_claim& each : claims) {
        const auto report = try_audit(each.said, digits);
        out["claims"].push_back({{"name", each.name}, {"verdict", report ? std::string(to_string(report->verdict)) : "unreadable"}});
    }
    out["notes"] = p.notes(source.shown.places);
    return out;
}

std::string plain_total(const model_projection& p, const settings& s) {
    const fraction total = p.total().back().exact() * fraction(scale10(decimal(1), -std::int64_t{p.unit().scale.exponent}));
    return to_string(round_to_digits(total, s.solved)) + "\n";
}

void print(const shown_model& m, const read_model& file, const settings& s) {
    output_stream out(s.file);
    const row_choice rows{.scenario = m.scenario, .total_only = m.total_only};
    switch (s.format) {
    case output_format::csv:
        out.write(model_rows_header());
        write_model_rows(out, m.of, rows);
        break;
    case output_format::json:
        out.write(model_json(m, rows, file.claims, s.solved.digits).dump(2, ' ', false, json::error_handler_t::replace) + "\n");
        break;
    case output_format::plain: out.write(plain_total(m.of, s)); break;
    default: out.write(model_text(m, s));
    }
    out.finish();
}

} // namespace

void run_model(const request& r, const settings& s) {
    const std::string scenario = r.text("scenario").value_or("base");
    const auto measure = measure_asked(r);
    refuse_input(r.values[0], s.file);
    read_model file;
    if (is_model_csv(r)) {
        if (scenario != "base") detail::fail(errc::usage, "--scenario needs a model file; a table of segments has none");
        file = read_model_csv(r, s);
    } else {
        file = read_model_file(r.values[0], s.reading);
        show_as_asked(file.what.base, r, s);
    }
    const cagr::scenario* const asked = scenario_asked(file, scenario);
    const auto worked_out = [&] { return project(asked == nullptr ? file.what.base : changed(file.what.base, *asked)); };
    const model_projection p = converted(in_file(file, worked_out), r);
    print({.of = p, .scenario = scenario, .measure = measure, .total_only = r.has("total"), .claims = claim_lines(file, s)}, file, s);
}

} // namespace cagr::cli
