// What a model file says beside its segments: controls, inflation, exchange rates, published claims, scenarios.
#include "dates.hpp"
#include "model_file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

decimal fraction_of(const figure& percent) { return scale10(percent.value(), -2); }

/// The name and the member of `software.growth`.
struct changed_part {
    std::string of;
    std::string member;
};

changed_part parts_of(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) return {std::string(path), {}};
    return {std::string(path.substr(0, dot)), std::string(path.substr(dot + 1))};
}

} // namespace

/// [control] is of the total and [control.NAME] of a segment; [[control]] with `of` is of any.
void model_file_reader::read_controls(const toml::node& value) {
    if (const auto* const list = value.as_array()) {
        for (std::size_t i = 0; i < list->size(); ++i) {
            const std::string path = fmt::format("control[{}]", i + 1);
            if (const toml::table* const table = in_.table((*list)[i], path)) read_control(*table, path, "");
        }
        return;
    }
    const toml::table* const table = in_.table(value, "control");
    if (table == nullptr) return;
    for (const toml_entry& each : in_file_order(*table))
        if (is_control_of(each))
            read_control(*each.value->as_table(), "control." + std::string(each.key->str()), std::string(each.key->str()));
    const std::vector<toml_entry> all = in_file_order(*table);
    if (!std::all_of(all.begin(), all.end(), [&](const toml_entry& each) { return is_control_of(each); }))
        read_control(*table, "control", "");
}

/// Whether a key of [control] is a segment and not one of the control's own.
bool model_file_reader::is_control_of(const toml_entry& entry) const {
    const std::string_view name = entry.key->str();
    const bool is_own = name == "base" || name == "growth" || name == "tolerance" || name == "at" || name == "of";
    return !is_own && entry.value->is_table() && is_segment(std::string(name));
}

void model_file_reader::read_control(const toml::table& t, const std::string& path, std::string of) {
    // Of [control] itself, what is of single segments was read already.
    const bool is_whole = path == "control";
    for (const auto& [key, node] : t) {
        const std::string name(key.str());
        if (is_whole && is_control_of({&key, &node})) continue;
        const bool known = name == "base" || name == "growth" || name == "tolerance" || name == "at" || (of.empty() && name == "of");
        if (known) continue;
        std::vector<std::string> names{"base", "growth", "tolerance", "at"};
        if (of.empty()) names.emplace_back("of");
        if (is_whole && node.is_table()) {
            note_unknown(name, "segment", segment_names(), place_of(key));
            continue;
        }
        const std::string hint = suggestion(name, names);
        in_.add(errc::unknown_name,
                fmt::format("the key {} of {} is not known{} {} are allowed", detail::in_quotes(name), detail::made_visible(path),
                            hint.empty() ? ";" : hint, listed(names, "and")),
                place_of(key));
    }
    const bool has_own = t.contains("base") || t.contains("growth") || t.contains("tolerance") || t.contains("at") || t.contains("of");
    if (is_whole && !has_own && !t.empty()) return;
    if (const toml::node* const node = t.get("of"); node != nullptr && of.empty()) {
        const auto name = in_.label(*node, path + ".of");
        if (name && *name != "total") {
            of = *name;
            if (!is_segment(of)) note_unknown(of, "segment", segment_names(), place_of(*node));
        }
    }
    remember(fmt::format("control.{}", base().controls.size() + 1), place_of(t));
    const toml::node* const told = t.get("base");
    if (told == nullptr) {
        in_.add(errc::missing_fact,
                fmt::format("{}.base is missing; write base = \"62.35\", what the parts are to make", detail::made_visible(path)),
                place_of(t));
        return;
    }
    const auto printed = in_.amount(*told, path + ".base", base().unit);
    control into{.of = std::move(of), .base = printed.value_or(figure::exact(decimal(0)))};
    if (const toml::node* const node = t.get("growth"); node != nullptr && has_years_) {
        growth_frame over = frame();
        if (!into.base.currency().empty()) over.unit.currency = into.base.currency();
        into.growth = read_growth(in_, *node, path + ".growth", over);
    }
    if (const toml::node* const node = t.get("tolerance"))
        if (const auto percent = in_.percentage(*node, path + ".tolerance")) {
            into.tolerance = fraction_of(*percent);
            if (percent->value().sign() < 0)
                in_.add(errc::domain_amount, path + ".tolerance is below 0%; 0% or more is allowed", place_of(*node));
        }
    if (const toml::node* const node = t.get("at")) {
        const auto at = [&](const toml::node& one, const std::string& named) {
            const auto when = in_.when(one, named, has_years_ ? &base().first : nullptr);
            if (when && check_period(*when, named, place_of(one))) into.at.push_back(*when);
        };
        if (const auto* const list = node->as_array()) {
            for (std::size_t i = 0; i < list->size(); ++i) at((*list)[i], fmt::format("{}.at[{}]", path, i + 1));
        } else {
            at(*node, path + ".at");
        }
    }
    out_.what.base.controls.push_back(std::move(into));
}

void model_file_reader::read_inflation(const toml::node& value) {
    const toml::table* const table = in_.table(value, "inflation");
    if (table == nullptr) return;
    remember("inflation", place_of(value));
    const known_keys keys(in_, *table, "inflation", {"growth", "price_year"});
    const toml::node* const growth = keys.require(in_, "growth", "growth = \"2%\"");
    const toml::node* const year = keys.require(in_, "price_year", "price_year = 2020, in whose prices real amounts are");
    if (growth == nullptr || year == nullptr || !has_years_) return;
    growth_frame over = frame();
    over.base = base().first;
    auto path = read_growth(in_, *growth, "inflation.growth", over);
    const auto when = in_.when(*year, "inflation.price_year", &base().first);
    if (path && when && check_period(*when, "inflation.price_year", place_of(*year)))
        out_.what.base.inflation = inflation{.path = *std::move(path), .price_period = *when};
}

void model_file_reader::read_exchanges(const toml::node& value) {
    const toml::table* const table = in_.table(value, "exchange");
    if (table == nullptr) return;
    for (const toml_entry& each : in_file_order(*table)) {
        const std::string path = "exchange." + detail::made_visible(each.key->str());
        const toml::table* const one = in_.table(*each.value, path);
        if (one == nullptr) continue;
        const known_keys keys(in_, *one, path, {"fixed", "fixed_year", "averages"});
        exchange into{.currency = std::string(each.key->str())};
        if (const auto known = figure::exact(decimal(1)).try_in_currency(into.currency); !known)
            in_.add(errc::parse_currency, fmt::format("{}: {}", path, known.error().message), place_of(*each.key));
        const auto above_zero = [&](const toml::node& node, const std::string& named) {
            auto rate = in_.number(node, named);
            if (!rate || rate->sign() > 0) return rate;
            in_.add(errc::domain_amount, fmt::format("{} is {}; an exchange rate is above 0", named, to_string(*rate)), place_of(node));
            return std::optional<decimal>();
        };
        keys.with("fixed", [&](const toml::node& node, const std::string& named) { into.fixed = above_zero(node, named); });
        keys.with("fixed_year", [&](const toml::node& node, const std::string& named) {
            into.fixed_period = in_.when(node, named, has_years_ ? &base().first : nullptr);
        });
        keys.with("averages", [&](const toml::node& node, const std::string& named) {
            const toml::table* const averages = in_.table(node, named);
            if (averages == nullptr) return;
            for (const toml_entry& year : in_file_order(*averages)) {
                const std::string of = named + "." + detail::made_visible(year.key->str());
                const auto when = in_.when(*year.key, of, has_years_ ? &base().first : nullptr);
                const auto rate = above_zero(*year.value, of);
                if (when && rate) into.averages.push_back({*when, *rate});
            }
            std::sort(into.averages.begin(), into.averages.end(), [](const point& a, const point& b) { return a.when < b.when; });
        });
        if (keys.find("fixed") == nullptr && keys.find("averages") == nullptr)
            in_.add(errc::missing_fact,
                    path + R"( has no rate; write fixed = "1.14" and fixed_year = 2020, or averages = { 2020 = "1.14", ... })",
                    place_of(*each.key));
        if (keys.find("fixed") != nullptr && keys.find("averages") != nullptr)
            in_.add(errc::usage, path + " has both fixed and averages; one of them is enough", place_of(*each.key));
        if (keys.find("fixed") != nullptr && keys.find("fixed_year") == nullptr)
            in_.add(errc::missing_fact, path + ".fixed_year is missing; write fixed_year = 2020, whose rate it is", place_of(*each.key));
        remember("exchange." + into.currency, place_of(*each.key));
        in_.allow_currency(into.currency);
        out_.what.base.exchanges.push_back(std::move(into));
    }
}

void model_file_reader::read_claims(const toml::node& value) {
    const toml::table* const table = in_.table(value, "claim");
    if (table == nullptr) return;
    for (const toml_entry& each : in_file_order(*table)) read_claim_of(each);
}

/// A claim may be in another unit than the model, and has its own years: it drives nothing.
void model_file_reader::read_claim_of(const toml_entry& entry) {
    const std::string name(entry.key->str());
    const std::string path = "claim." + detail::made_visible(name);
    try {
        check_label(name);
    } catch (const exception& failure) {
        in_.add(failure.error().code, "a claim's name: " + failure.error().message, place_of(*entry.key));
        return;
    }
    const toml::table* const table = in_.table(*entry.value, path);
    if (table == nullptr) return;
    const known_keys keys(in_, *table, path,
                          {"publisher", "market", "source", "base", "base_year", "estimate", "estimate_year", "rate", "window", "target",
                           "target_year", "target_is_increase", "currency"});
    claim into;
    const auto label = [&](std::string_view key, std::string& to) {
        keys.with(key, [&](const toml::node& node, const std::string& named) { to = in_.label(node, named).value_or(""); });
    };
    label("publisher", into.publisher);
    label("market", into.market);
    label("source", into.source);
    label("currency", into.currency);
    const auto printed = [&](std::string_view key, std::optional<figure>& to) {
        keys.with(key, [&](const toml::node& node, const std::string& named) { to = in_.printed(node, named); });
    };
    printed("base", into.base);
    printed("estimate", into.estimate);
    printed("rate", into.rate);
    printed("target", into.target);
    const auto when = [&](std::string_view key, std::optional<period>& to) {
        keys.with(key, [&](const toml::node& node, const std::string& named) { to = in_.when(node, named); });
    };
    when("base_year", into.base_period);
    when("estimate_year", into.estimate_period);
    when("target_year", into.target_period);
    keys.with("window", [&](const toml::node& node, const std::string& named) {
        if (const auto told = in_.span(node, named)) {
            into.window_from = told->first;
            into.window_to = told->last;
        }
    });
    keys.with("target_is_increase", [&](const toml::node& node, const std::string& named) {
        if (const auto* const told = node.as_boolean()) {
            into.target_is_increase = told->get();
        } else {
            in_.add(errc::usage, fmt::format("{} is {}; true or false is allowed", named, kind_of(node)), place_of(node));
        }
    });
    auto whole = try_checked(into);
    if (!whole) in_.add(whole.error().code, path + ": " + whole.error().message, place_of(*entry.key));
    remember("claim." + name, place_of(*entry.key));
    out_.claims.push_back({name, whole ? *std::move(whole) : std::move(into)});
}

void model_file_reader::read_scenarios(const toml::node& value) {
    const toml::table* const table = in_.table(value, "scenario");
    if (table == nullptr) return;
    for (const toml_entry& each : in_file_order(*table)) read_scenario(each);
    check_weights();
}

void model_file_reader::read_scenario(const toml_entry& entry) {
    const std::string name(entry.key->str());
    const std::string path = "scenario." + name;
    const bool named = check_name(*entry.key, "scenario");
    remember(path, place_of(*entry.key));
    const toml::table* const table = in_.table(*entry.value, detail::made_visible(path));
    if (table == nullptr) return;
    const known_keys keys(in_, *table, detail::made_visible(path), {"label", "weight", "change"});
    scenario into{.name = name};
    keys.with("label", [&](const toml::node& node, const std::string& told) { into.label = in_.label(node, told).value_or(""); });
    keys.with("weight", [&](const toml::node& node, const std::string& told) {
        remember(path + ".weight", place_of(node));
        const auto percent = in_.percentage(node, told);
        if (!percent) return;
        if (percent->value().sign() < 0 || percent->value() > decimal(100))
            in_.add(errc::domain_amount, fmt::format("{} is {}; 0% to 100% is allowed", told, to_string(*percent)), place_of(node));
        into.weight = fraction_of(*percent);
    });
    keys.with("change", [&](const toml::node& node, const std::string& told) { read_changes(node, told, into); });
    if (named) out_.what.scenarios.push_back(std::move(into));
}

void model_file_reader::read_changes(const toml::node& value, const std::string& path, scenario& into) {
    const toml::table* const table = in_.table(value, path);
    if (table == nullptr) return;
    for (const toml_entry& each : in_file_order(*table)) {
        const std::string key(each.key->str());
        const std::string named = path + "." + detail::made_visible(key);
        // software.growth = "36%" without quotes around the key is a table in TOML, and as clear.
        const bool nested = each.value->is_table() && (is_segment(key) || key == "inflation");
        if (!nested) {
            read_change(*each.key, *each.value, named, key, into);
            continue;
        }
        for (const toml_entry& member : in_file_order(*each.value->as_table()))
            read_change(*member.key, *member.value, named + "." + detail::made_visible(member.key->str()),
                        key + "." + std::string(member.key->str()), into);
    }
}

void model_file_reader::read_change(const toml::key& key, const toml::node& value, const std::string& path, std::string of,
                                    scenario& into) {
    const auto [name, member] = parts_of(of);
    const bool of_inflation = name == "inflation" && !is_segment(name);
    if (member.empty()) {
        in_.add(errc::unknown_name,
                fmt::format(R"(a change of {} names no part; write "{}.growth", "{}.base" or "{}.share")", detail::in_quotes(of),
                            detail::made_visible(of), detail::made_visible(of), detail::made_visible(of)),
                place_of(key));
        return;
    }
    if (!of_inflation && !is_segment(name)) {
        note_unknown(name, "segment", segment_names(), place_of(key));
        return;
    }
    const std::vector<std::string> members =
        of_inflation ? std::vector<std::string>{"growth"} : std::vector<std::string>{"growth", "base", "share"};
    if (std::find(members.begin(), members.end(), member) == members.end()) {
        in_.add(errc::unknown_name,
                fmt::format("{} of {} cannot be changed; {} can{}", detail::in_quotes(member), detail::in_quotes(name), listed(members),
                            suggestion(member, members)),
                place_of(key));
        return;
    }
    if (of_inflation && !base().inflation) {
        in_.add(errc::missing_fact, "a change of the inflation needs the model's own, [inflation]", place_of(key));
        return;
    }
    const bool twice = std::any_of(into.changes.begin(), into.changes.end(), [&](const change& other) { return other.of == of; });
    if (twice) in_.add(errc::usage, fmt::format("{} is changed twice", detail::in_quotes(of)), place_of(key));
    change out{.of = std::move(of)};
    if (member == "base") out.base = in_.amount(value, path, base().unit);
    if (member == "share") out.share = in_.percentage(value, path);
    if (member == "growth" && has_years_) {
        growth_frame over = frame();
        if (of_inflation) over.base = base().first;
        for (const segment& each : base().segments) {
            if (each.name != name) continue;
            if (!each.values.empty() && each.values.back().when > over.base) over.base = each.values.back().when;
            const std::optional<figure> own = each.base             ? each.base
                                              : each.values.empty() ? std::nullopt
                                                                    : std::optional(each.values.back().value);
            if (own && !own->currency().empty()) over.unit.currency = own->currency();
        }
        out.growth = read_growth(in_, value, path, over);
    }
    into.changes.push_back(std::move(out));
}

void model_file_reader::check_weights() {
    const std::vector<scenario>& all = out_.what.scenarios;
    const bool weighted = std::any_of(all.begin(), all.end(), [](const scenario& each) { return each.weight.has_value(); });
    decimal sum;
    bool told = false;
    for (const scenario& each : out_.what.scenarios) {
        if (weighted && !each.weight)
            in_.add(errc::missing_fact,
                    fmt::format("scenario {} has no weight, and others have one; write weight = \"0%\" or more in each",
                                detail::in_quotes(each.name)),
                    out_.place("scenario." + each.name));
        if (!each.weight) continue;
        sum += *each.weight;
        if (told || sum <= decimal(1)) continue;
        told = true;
        in_.add(errc::usage,
                fmt::format("the weights up to scenario {} are {}% together; at most 100% is allowed, and base has what is left",
                            detail::in_quotes(each.name), to_string(scale10(sum, 2))),
                out_.place("scenario." + each.name + ".weight"));
    }
}

} // namespace cagr::cli
