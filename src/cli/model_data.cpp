// A report of a model for other programs: all of it in JSON.
#include "audit_view.hpp"
#include "model_report.hpp"
#include "model_rows.hpp"
#include "model_tables.hpp"
#include "model_words.hpp"
#include "report.hpp"

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

json scenario_json(const comparison::column& c) {
    const model_words in(c.projection);
    json out;
    out["name"] = c.name;
    out["label"] = label_of(c);
    out["weight_percent"] = c.weight ? json(to_string(scale10(*c.weight, 2))) : json(nullptr);
    const std::string growth = in.cagr(c.projection.total());
    out["cagr_percent"] = growth == "-" ? json(nullptr) : json(growth);
    out["nodes"] = model_nodes_json(c.projection, {.scenario = c.name});
    return out;
}

json expected_json(const model_report& r) {
    if (!r.scenarios.is_weighted()) return nullptr;
    const model_words in(r.base());
    json out = json::array();
    for (std::size_t k = 0; k < r.base().periods(); ++k) {
        const fraction value = r.scenarios.expected("total", r.base().when(k));
        out.push_back({{"period", json_of(r.base().when(k))}, {"value", in.amount(value)}, {"exact", in.exact(value)}});
    }
    return out;
}

json sensitivity_json(const model_report& r) {
    if (!r.sensitivity) return nullptr;
    const model_words in(r.base());
    json out;
    out["period"] = json_of(r.sensitivity->when);
    out["base"] = in.amount(r.sensitivity->base);
    out["points"] = "1";
    out["bars"] = json::array();
    for (const tornado_bar& each : r.sensitivity->bars)
        out["bars"].push_back({{"driver", each.label},
                               {"low", in.amount(each.low)},
                               {"high", in.amount(each.high)},
                               {"exact", json::array({in.exact(each.low), in.exact(each.high)})}});
    return out;
}

json controls_json(const model_report& r) {
    const model_words in(r.base());
    json out = json::array();
    for (const control_finding& each : r.base().controls())
        out.push_back({{"node", r.base()[each.node].name()},
                       {"period", json_of(each.when)},
                       {"parts", in.amount(each.parts)},
                       {"control", in.amount(each.control)},
                       {"gap", in.amount(each.gap())},
                       {"tolerance_percent", to_string(scale10(each.tolerance, 2))},
                       {"holds", each.holds()}});
    return out;
}

json claims_json(const model_report& r, const settings& s) {
    json out = json::array();
    for (const audited_claim& each : r.claims) {
        json line;
        line["name"] = each.name;
        if (each.report) {
            line.update(audit_json(*each.report, s));
        } else {
            line["verdict"] = "unreadable";
            line["error"] = {{"id", each.failure->id()}, {"message", each.failure->message}};
        }
        out.push_back(std::move(line));
    }
    return out;
}

} // namespace

std::string json_of(const model_report& r, const settings& s) {
    const model& m = r.what.base;
    const model_words in(r.base());
    json out;
    out["title"] = text_or_null(m.title);
    out["file"] = r.file;
    out["currency"] = text_or_null(r.base().unit().currency);
    out["unit"] = in.unit();
    out["scale"] = to_string(scale10(decimal(1), r.base().unit().scale.exponent));
    out["measure"] = text_or_null(m.measure.what);
    out["prices"] = to_string(m.measure.prices);
    out["first"] = json_of(r.base().when(0));
    out["actual"] = json_of(r.base().when(r.base().actual_index()));
    out["last"] = json_of(r.base().when(in.last()));
    out["rounding"] = to_string(in.mode());
    out["places"] = in.places();
    out["assumptions"] = assumptions_of(r);
    out["notes"] = r.base().notes(in.places());
    out["scenarios"] = json::array();
    for (const comparison::column& each : r.scenarios.columns) out["scenarios"].push_back(scenario_json(each));
    out["expected"] = expected_json(r);
    out["sensitivity"] = sensitivity_json(r);
    out["expectations"] = json::array();
    for (const finding& each : r.expectations)
        out["expectations"].push_back({{"scenario", each.scenario},
                                       {"node", each.node},
                                       {"period", json_of(each.when)},
                                       {"wanted", each.wanted},
                                       {"found", each.found},
                                       {"holds", each.holds}});
    out["controls"] = controls_json(r);
    out["claims"] = claims_json(r, s);
    return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace cagr::cli
