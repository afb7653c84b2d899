// What a model file says of the model as a whole and of its segments; what stands beside them is in model_file_parts.cpp.
#include "model_file.hpp"

#include "model_file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cagr::cli {

namespace {

constexpr std::int64_t newest_format = 1;

const std::vector<std::string>& rounding_names() {
    static const std::vector<std::string> names{"half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"};
    return names;
}
constexpr std::array<rounding, 7> roundings{rounding::half_up, rounding::half_even, rounding::half_down, rounding::up,
                                            rounding::down,    rounding::ceiling,   rounding::floor};

} // namespace

file_place read_model::place(std::string_view path) const {
    for (;;) {
        if (const auto found = places.find(path); found != places.end()) return found->second;
        const std::size_t dot = path.rfind('.');
        if (dot == std::string_view::npos) return {};
        path = path.substr(0, dot);
    }
}

void model_file_reader::note_unknown(std::string_view name, std::string_view what, const std::vector<std::string>& names,
                                     const file_place& at) {
    const std::string_view near = detail::nearest_name(name, names);
    std::string hint;
    if (!near.empty()) {
        hint = fmt::format("; did you mean {}?", near);
    } else if (names.size() <= 12) {
        hint = "; there " + std::string(names.size() == 1 ? "is " : "are ") + detail::made_visible(listed(names, "and"));
    }
    in_.add(errc::unknown_name, fmt::format("no {} is named {}{}", what, detail::in_quotes(name), hint), at);
}

bool model_file_reader::check_name(const toml::key& key, std::string_view what) {
    const std::string_view name = key.str();
    if (name.empty()) {
        in_.add(errc::usage, fmt::format("a {}'s name is empty", what), place_of(key));
        return false;
    }
    if (name == "total" || name == "base") {
        in_.add(errc::usage,
                fmt::format("a {} is named {}, which stands for {}; another name is needed", what, detail::in_quotes(name),
                            name == "total" ? "the sum of all" : "the model as it is"),
                place_of(key));
        return false;
    }
    if (what == "segment" && name.find('.') != std::string_view::npos) {
        in_.add(errc::usage,
                fmt::format("the name {} has a point, which divides a name from what is said of it; use label for what is shown",
                            detail::in_quotes(name)),
                place_of(key));
        return false;
    }
    try {
        check_label(name);
        return true;
    } catch (const exception& failure) {
        in_.add(failure.error().code, fmt::format("the name {}: {}", detail::in_quotes(name), failure.error().message), place_of(key));
        return false;
    }
}

growth_frame model_file_reader::frame() const {
    return {.unit = base().unit, .base = base().actual.value_or(base().first), .last = base().last};
}

bool model_file_reader::check_period(const period& when, const std::string& path, const file_place& at) {
    if (!has_years_ || (when >= base().first && when <= base().last)) return true;
    in_.add(errc::period_order,
            fmt::format("{} is {}; the model has {} to {}", path, to_string(when), to_string(base().first), to_string(base().last)), at);
    return false;
}

std::vector<std::string> model_file_reader::segment_names() const { return {segments_.begin(), segments_.end()}; }

void model_file_reader::read(const toml::table& root) {
    // A newer form may have other keys: that it is newer is all that can be said.
    if (const toml::node* const format = root.get("format")) {
        const auto* const number = format->as_integer();
        if (number != nullptr && number->get() > newest_format) {
            in_.add(
                errc::usage,
                fmt::format("the file has format {}; this program reads format {}; a newer one is needed", number->get(), newest_format),
                place_of(*format));
            in_.found().fail_if_any();
        }
    }
    const known_keys keys(in_, root, "",
                          {"format", "title", "unit", "measure", "years", "actual", "estimated", "show", "digits", "source", "claim",
                           "segment", "control", "inflation", "exchange", "scenario", "simulation", "expect"});
    if (const toml::node* const format = keys.require(in_, "format", "format = 1"))
        static_cast<void>(in_.count(*format, "format", 1, newest_format));
    read_frame(keys);
    keys.with("exchange", [&](const toml::node& node, const std::string&) { read_exchanges(node); });
    if (const toml::node* const segments = keys.require(in_, "segment", "[segment.NAME] with a base and a growth for each part"))
        read_segments(*segments);
    check_tree();
    keys.with("inflation", [&](const toml::node& node, const std::string&) { read_inflation(node); });
    keys.with("control", [&](const toml::node& node, const std::string&) { read_controls(node); });
    keys.with("claim", [&](const toml::node& node, const std::string&) { read_claims(node); });
    keys.with("scenario", [&](const toml::node& node, const std::string&) { read_scenarios(node); });
    keys.with("simulation", [&](const toml::node& node, const std::string&) { read_simulation(node); });
    keys.with("expect", [&](const toml::node& node, const std::string&) { read_expectations(node); });
    in_.found().fail_if_any();
}

void model_file_reader::read_frame(const known_keys& root) {
    model& into = out_.what.base;
    root.with("title", [&](const toml::node& node, const std::string& path) { into.title = in_.label(node, path).value_or(""); });
    root.with("source", [&](const toml::node& node, const std::string& path) { into.source = in_.label(node, path).value_or(""); });
    root.with("unit", [&](const toml::node& node, const std::string& path) {
        const auto text = in_.label(node, path);
        if (!text) return;
        const auto unit = amount_unit::try_parse(*text);
        remember("unit", place_of(node));
        if (unit) {
            into.unit = *unit;
        } else {
            in_.add(unit.error(), node, path);
        }
    });
    if (const toml::node* const node = root.require(in_, "years", "years = \"2020..2028\""))
        if (const auto years = in_.span(*node, "years")) {
            into.first = years->first;
            into.last = years->last;
            has_years_ = true;
            remember("years", place_of(*node));
        }
    const auto told_period = [&](std::optional<period>& to) {
        return [&](const toml::node& node, const std::string& path) {
            const auto when = in_.when(node, path, has_years_ ? &into.first : nullptr);
            if (when && check_period(*when, path, place_of(node))) to = *when;
            remember(path, place_of(node));
        };
    };
    root.with("actual", told_period(into.actual));
    root.with("estimated", told_period(into.estimated));
    root.with("measure", [&](const toml::node& node, const std::string& path) { read_measure(node, path); });
    root.with("show", [&](const toml::node& node, const std::string& path) { read_show(node, path); });
    root.with("digits", [&](const toml::node& node, const std::string& path) {
        if (const auto n = in_.count(node, path, 1, limits::context_digits)) into.digits.digits = static_cast<int>(*n);
    });
}

void model_file_reader::read_measure(const toml::node& value, const std::string& path) {
    const toml::table* const table = in_.table(value, path);
    if (table == nullptr) return;
    measure& into = out_.what.base.measure;
    const known_keys keys(in_, *table, path, {"what", "prices", "price_year", "fx"});
    keys.with("what", [&](const toml::node& node, const std::string& named) { into.what = in_.label(node, named).value_or(""); });
    keys.with("fx", [&](const toml::node& node, const std::string& named) { into.fx = in_.label(node, named).value_or(""); });
    keys.with("prices", [&](const toml::node& node, const std::string& named) {
        const std::vector<std::string> names{"nominal", "real"};
        if (const auto which = in_.choice(node, named, names)) into.prices = *which == 0 ? price_basis::nominal : price_basis::real;
    });
    keys.with("price_year", [&](const toml::node& node, const std::string& named) {
        into.price_period = in_.when(node, named, has_years_ ? &base().first : nullptr);
    });
    remember(path, place_of(value));
}

void model_file_reader::read_show(const toml::node& value, const std::string& path) {
    const toml::table* const table = in_.table(value, path);
    if (table == nullptr) return;
    model& into = out_.what.base;
    const known_keys keys(in_, *table, path, {"places", "rounding", "shares"});
    keys.with("places", [&](const toml::node& node, const std::string& named) {
        if (const auto n = in_.count(node, named, 0, limits::context_digits)) into.shown.places = static_cast<int>(*n);
    });
    keys.with("rounding", [&](const toml::node& node, const std::string& named) {
        if (const auto which = in_.choice(node, named, rounding_names())) into.shown.mode = roundings.at(*which);
    });
    keys.with("shares", [&](const toml::node& node, const std::string& named) {
        const std::vector<std::string> names{"independent", "largest_remainder"};
        if (const auto which = in_.choice(node, named, names))
            into.shares = *which == 0 ? share_rounding::independent : share_rounding::largest_remainder;
    });
}

void model_file_reader::read_segments(const toml::node& value) {
    const toml::table* const table = in_.table(value, "segment");
    if (table == nullptr) return;
    if (table->empty()) in_.add(errc::missing_fact, "segment is empty; [segment.NAME] with a base and a growth is needed", place_of(value));
    if (table->size() > limits::model_segments) {
        in_.add(errc::limit_rows, fmt::format("there are {} segments; at most {} are allowed", table->size(), limits::model_segments),
                place_of(value));
        return;
    }
    for (const auto& [key, node] : *table) segments_.emplace(key.str());
    out_.what.base.segments.reserve(table->size());
    for (const toml_entry& each : in_file_order(*table)) read_segment(each);
}

void model_file_reader::read_segment(const toml_entry& entry) {
    const std::string name(entry.key->str());
    const std::string path = "segment." + name;
    const bool named = check_name(*entry.key, "segment");
    remember(path, place_of(*entry.key));
    const toml::table* const table = in_.table(*entry.value, path);
    if (table == nullptr) return;
    for (const auto& [key, node] : *table)
        if (node.is_table() && (node.as_table()->contains("growth") || node.as_table()->contains("base")))
            in_.add(errc::usage,
                    fmt::format("{} holds another segment, {}; parts are written [segment.{}] with parent = \"{}\"",
                                detail::made_visible(path), detail::in_quotes(key.str()), detail::made_visible(key.str()),
                                detail::made_visible(name)),
                    place_of(key));
    const known_keys keys(in_, *table, detail::made_visible(path),
                          {"label", "parent", "base", "values", "share", "growth", "prices", "source"});
    segment into{.name = name};
    keys.with("label", [&](const toml::node& node, const std::string& told) { into.label = in_.label(node, told).value_or(""); });
    keys.with("source", [&](const toml::node& node, const std::string& told) { into.source = in_.label(node, told).value_or(""); });
    keys.with("parent", [&](const toml::node& node, const std::string& told) {
        const auto parent = in_.label(node, told);
        remember(path + ".parent", place_of(node));
        if (!parent || *parent == "total") return;
        if (!is_segment(*parent)) note_unknown(*parent, "segment", segment_names(), place_of(node));
        into.parent = *parent;
    });
    keys.with("base", [&](const toml::node& node, const std::string& told) {
        into.base = in_.amount(node, told, base().unit);
        remember(path + ".base", place_of(node));
    });
    keys.with("share", [&](const toml::node& node, const std::string& told) {
        into.share = in_.percentage(node, told);
        remember(path + ".share", place_of(node));
    });
    keys.with("prices", [&](const toml::node& node, const std::string& told) {
        const std::vector<std::string> names{"nominal", "real"};
        if (const auto which = in_.choice(node, told, names)) into.prices = *which == 0 ? price_basis::nominal : price_basis::real;
        remember(path + ".prices", place_of(node));
    });
    keys.with("values", [&](const toml::node& node, const std::string& told) {
        read_values(node, told, into);
        remember(path + ".values", place_of(node));
    });
    keys.with("growth", [&](const toml::node& node, const std::string& told) {
        remember(path + ".growth", place_of(node));
        if (!has_years_) return;
        growth_frame over = frame();
        const std::optional<figure>& own = into.base             ? into.base
                                           : into.values.empty() ? into.base
                                                                 : std::optional(into.values.back().value);
        if (own && !own->currency().empty()) over.unit.currency = own->currency();
        if (!into.values.empty())
            over.base = std::max(over.base, into.values.back().when, [](const period& a, const period& b) { return a < b; });
        into.growth = read_growth(in_, node, told, over);
    });
    if (named) out_.what.base.segments.push_back(std::move(into));
}

void model_file_reader::read_values(const toml::node& value, const std::string& path, segment& into) {
    const toml::table* const table = in_.table(value, path);
    if (table == nullptr) return;
    for (const toml_entry& each : in_file_order(*table)) {
        const std::string named = path + "." + detail::made_visible(each.key->str());
        const auto when = in_.when(*each.key, named, has_years_ ? &base().first : nullptr);
        const auto printed = in_.amount(*each.value, named, base().unit);
        if (!when || !printed || !check_period(*when, named, place_of(*each.key))) continue;
        const bool twice =
            std::any_of(into.values.begin(), into.values.end(), [&](const dated_figure& other) { return other.when == *when; });
        if (twice) in_.add(errc::usage, fmt::format("{} is there twice", named), place_of(*each.key));
        into.values.push_back({*when, *printed});
    }
    std::stable_sort(into.values.begin(), into.values.end(), [](const dated_figure& a, const dated_figure& b) { return a.when < b.when; });
}

/// A segment that is, over its parents, a part of itself; each such ring is told once.
void model_file_reader::check_tree() {
    const std::vector<segment>& all = base().segments;
    std::map<std::string_view, std::size_t> number;
    for (std::size_t i = 0; i < all.size(); ++i) number.emplace(all[i].name, i);
    enum class state : std::uint8_t { unseen, on_the_way, done };
    std::vector<state> seen(all.size(), state::unseen);
    for (std::size_t start = 0; start < all.size(); ++start) {
        std::vector<std::size_t> way;
        std::size_t at = start;
        while (seen[at] == state::unseen) {
            seen[at] = state::on_the_way;
            way.push_back(at);
            const auto parent = number.find(all[at].parent);
            if (all[at].parent.empty() || parent == number.end()) break;
            at = parent->second;
        }
        if (seen[at] == state::on_the_way && !(way.back() == at && (all[at].parent.empty() || !number.contains(all[at].parent)))) {
            std::string ring = detail::made_visible(all[at].name);
            for (std::size_t next = number.at(all[at].parent); next != at; next = number.at(all[next].parent)) {
                if (ring.size() > 200) {
                    ring += " < ...";
                    break;
                }
                ring += " < " + detail::made_visible(all[next].name);
            }
            in_.add(errc::usage,
                    fmt::format("segment {} is a part of itself: {} < {}", detail::in_quotes(all[at].name), ring,
                                detail::made_visible(all[at].name)),
                    out_.place("segment." + all[at].name + ".parent"));
        }
        for (const std::size_t each : way) seen[each] = state::done;
    }
}

read_model read_model_file(const std::string& name, const manner& reading) {
    read_model out;
    out.text = read_source(name);
    const toml::table root = parse_toml(out.text);
    if (root.empty()) {
        problems found(out.text);
        found.add(errc::parse_empty, "the file says nothing; 'cagr init' writes a model to begin with", {});
        found.fail_if_any();
    }
    model_file_reader(out, reading).read(root);
    return out;
}

namespace {

/// Where the control, the inflation, the exchange or the estimates stand that a message begins with; nothing of other messages.
file_place place_beside_segments(const read_model& m, std::string_view said) {
    const std::vector<control>& all = m.what.base.controls;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string of = all[i].of.empty() ? "the total" : "segment " + detail::in_quotes(all[i].of);
        if (said.starts_with("the control of " + of + ":")) return m.place(fmt::format("control.{}", i + 1));
    }
    if (said.starts_with("the model's unit ")) return m.place("unit");
    if (said.starts_with("the inflation:")) return m.place("inflation");
    for (const exchange& x : m.what.base.exchanges)
        if (said.find("exchange of " + detail::in_quotes(x.currency)) <= 4) return m.place("exchange." + x.currency); // the, an, two
    return said.starts_with("values are said to be estimates") ? m.place("estimated") : file_place{};
}

} // namespace

bad_file placed(const read_model& m, const error& e) {
    // The library names what it speaks of in quotes: the first that the file has is it.
    const std::string& said = e.message;
    if (const file_place at = place_beside_segments(m, said); at.line > 0) return bad_file(m.text.told(e.code, said, at));
    if (constexpr std::string_view expected = "expectation "; said.starts_with(expected)) {
        const std::string path =
            "expect." + said.substr(expected.size(), said.find_first_not_of("0123456789", expected.size()) - expected.size());
        if (m.places.contains(path)) return bad_file(m.text.told(e.code, said, m.place(path)));
    }
    const auto speaks_of = [&](std::string_view words) { return said.find(words) != std::string::npos; };
    const std::string_view member = e.code == errc::share_sum                                          ? ".share"
                                    : speaks_of("growth of its own")                                   ? ".growth"
                                    : speaks_of("prices are")                                          ? ".prices"
                                    : e.code == errc::unit_mixed || speaks_of("value of its own, and") ? ".base"
                                    : e.code == errc::period_order || e.code == errc::domain_amount    ? ".growth"
                                                                                                       : "";
    for (const std::string_view kind : {"scenario", "segment"}) {
        for (std::size_t from = said.find('\''); from != std::string::npos; from = said.find('\'', from + 1)) {
            const std::size_t end = said.find('\'', from + 1);
            if (end == std::string::npos) break;
            const std::string_view name = std::string_view(said).substr(from + 1, end - from - 1);
            std::string path = fmt::format("{}.{}", kind, name);
            if (!m.places.contains(path)) continue;
            // Shares are said by the parts of what the message names.
            if (e.code == errc::share_sum)
                for (const segment& each : m.what.base.segments)
                    if (each.parent == name && each.share) {
                        path = "segment." + each.name;
                        break;
                    }
            return bad_file(m.text.told(e.code, said, m.place(path + std::string(member))));
        }
    }
    return bad_file(m.text.told(e.code, said, m.place(e.code == errc::share_sum ? "" : "years")));
}

file_place control_place(const read_model& m, std::size_t finding) {
    const model& base = m.what.base;
    for (std::size_t i = 0; i < base.controls.size(); ++i) {
        const control& c = base.controls[i];
        const bool goes_on = c.growth && base.actual.value_or(base.first) != base.last;
        const std::size_t count = c.at.empty() ? (goes_on ? 2 : 1) : c.at.size();
        if (finding < count) return m.place(fmt::format("control.{}", i + 1));
        finding -= count;
    }
    return {};
}

void show_as_asked(model& m, const request& r, const settings& s) {
    if (r.has("places")) m.shown.places = s.amounts.places;
    if (r.has("rounding")) m.shown.mode = s.amounts.mode;
    if (r.has("digits")) m.digits.digits = s.solved.digits;
    if (r.has("rounding")) m.digits.mode = s.solved.mode;
}

} // namespace cagr::cli
