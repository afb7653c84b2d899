// Out-of-line definitions of cagr/scenario.hpp.
#pragma once

#include <cagr/scenario.hpp>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// What the body gives; of an error it is told what it came of.
template <class Body>
auto told_of(const std::string& what, const Body& body) {
    try {
        return body();
    } catch (const exception& failure) {
        error e = failure.error();
        e.message = what + ": " + e.message;
        throw exception(std::move(e));
    }
}

enum class changed_member : std::uint8_t { growth, base, share };
inline constexpr std::array<std::string_view, 3> changed_members{"growth", "base", "share"};

/// Where a change applies: a member of a segment, or, where there is none, of the model's prices.
struct change_target {
    std::optional<std::size_t> segment;
    changed_member member = changed_member::growth;
};

/// Finds what changes are of. The first of a name counts: that there is one only, `project` checks.
class change_finder {
public:
    explicit change_finder(const model& m) : of_(m) {
        segments_.reserve(m.segments.size());
        for (std::size_t i = 0; i < m.segments.size(); ++i) segments_.emplace(m.segments[i].name, i);
    }

    [[nodiscard]] change_target find(std::string_view of) const {
        const std::size_t dot = of.rfind('.');
        if (dot == std::string_view::npos)
            refuse(of, {0, of.size()}, "names no member; NAME.growth, NAME.base, NAME.share or inflation.growth is needed",
                   segments_.contains(of) ? std::string(of) + ".growth" : std::string());
        const std::string_view name = of.substr(0, dot);
        const std::string_view member = of.substr(dot + 1);
        change_target out;
        if (const auto found = segments_.find(name); found != segments_.end()) {
            if (name == "inflation" && of_.inflation)
                fail(errc::usage, in_quotes(of) + " is of prices and of a segment; the segment needs another name", of, {0, dot});
            out.segment = found->second;
        } else if (name == "total") {
            refuse(of, {0, dot}, "is of the total, which is the sum of its parts; change those", {});
        } else if (name != "inflation") {
            std::vector<std::string_view> names{"inflation"};
            for (const segment& s : of_.segments) names.push_back(s.name);
            const std::string close(nearest_name(name, names));
            refuse(of, {0, dot}, "is of a segment that the model does not have", close.empty() ? close : close + "." + std::string(member));
        } else if (!of_.inflation) {
            refuse(of, {0, dot}, "is of prices; the model has no inflation", {});
        }
        for (std::size_t i = 0; i < changed_members.size(); ++i) {
            if (member != changed_members[i]) continue;
            out.member = static_cast<changed_member>(i);
            if (!out.segment && out.member != changed_member::growth)
                refuse(of, {dot + 1, member.size()}, "is no member of prices", "inflation.growth");
            return out;
        }
        const std::string close(nearest_name(member, changed_members));
        refuse(of, {dot + 1, member.size()}, "is no member; growth, base or share of a segment can change",
               close.empty() ? close : std::string(name) + "." + close);
    }

private:
    [[noreturn]] static void refuse(std::string_view of, text_span at, const char* why, const std::string& close) {
        fail(errc::unknown_name, in_quotes(of) + " " + why + (close.empty() ? "" : "; did you mean " + in_quotes(close) + "?"), of, at);
    }

    const model& of_;
    std::unordered_map<std::string_view, std::size_t> segments_;
};

/// Refuses a change that gives another member than the one it names, several or none.
inline void check_given(const change& c, changed_member wanted) {
    const std::array<bool, 3> given{c.growth.has_value(), c.base.has_value(), c.share.has_value()};
    std::string found;
    for (std::size_t i = 0; i < given.size(); ++i)
        if (given[i]) found += (found.empty() ? "a " : " and a ") + std::string(changed_members[i]);
    const std::string needed = "a " + std::string(changed_members[static_cast<std::size_t>(wanted)]);
    if (found != needed)
        fail(errc::usage, "the change of " + in_quotes(c.of) + " gives " + (found.empty() ? "nothing" : found) + "; it must give " + needed,
             c.of);
}

inline void make_change(model& m, const change& c, const change_target& at) {
    if (!at.segment) {
        m.inflation->path = *c.growth;
        return;
    }
    segment& s = m.segments[*at.segment];
    switch (at.member) {
    case changed_member::growth: s.growth = c.growth; return;
    case changed_member::share: s.share = c.share; return;
    case changed_member::base: break;
    }
    const period actual = m.actual.value_or(m.first);
    for (dated_figure& value : s.values) {
        if (value.when != actual) continue;
        value.value = *c.base;
        return;
    }
    s.base = c.base;
}

} // namespace detail

CAGR_INLINE model changed(const model& m, const scenario& s) {
    model out = m;
    const detail::change_finder finder(m);
    std::set<std::string_view> seen;
    for (const change& c : s.changes) {
        const detail::change_target at = finder.find(c.of);
        if (!seen.insert(c.of).second) detail::fail(errc::usage, detail::in_quotes(c.of) + " is changed twice; once is needed", c.of);
        detail::check_given(c, at.member);
        detail::make_change(out, c, at);
    }
    return out;
}

namespace detail {

/// Refuses names that tell no scenario from another, and weights that are none.
inline void check_scenarios(const std::vector<scenario>& scenarios) {
    std::set<std::string_view> seen;
    decimal together;
    const scenario* weighted = nullptr;
    const scenario* unweighted = nullptr;
    for (const scenario& s : scenarios) {
        if (s.name.empty()) fail(errc::usage, "a scenario without a name; each needs one of its own");
        const std::string name = "the scenario " + in_quotes(s.name);
        if (s.name.size() > limits::label)
            fail(errc::parse_length, name + " has a name of " + std::to_string(s.name.size()) + " bytes; at most " +
                                         std::to_string(limits::label) + " allowed");
        if (s.label.size() > limits::label)
            fail(errc::parse_length, name + " has a label of " + std::to_string(s.label.size()) + " bytes; at most " +
                                         std::to_string(limits::label) + " allowed");
        if (s.name == "base") fail(errc::usage, name + " has the name of the model as it is; it needs another", s.name);
        if (s.name == "total") fail(errc::usage, name + " has the name of the sum of all segments; it needs another", s.name);
        if (!seen.insert(s.name).second) fail(errc::usage, name + " is there twice; each needs a name of its own", s.name);
        if (!s.weight) {
            unweighted = &s;
            continue;
        }
        weighted = &s;
        if (s.weight->sign() < 0)
            fail(errc::usage, name + " has a weight of " + to_string(scale10(*s.weight, 2)) + "%; 0% or more is needed");
        together += *s.weight;
    }
    if (together > decimal(1))
        fail(errc::usage,
             "the scenarios have weights of " + to_string(scale10(together, 2)) + "% together; they may have 100%, and base has the rest");
    if (weighted != nullptr && unweighted != nullptr)
        fail(errc::missing_fact, "the scenario " + in_quotes(unweighted->name) + " has no weight, while " + in_quotes(weighted->name) +
                                     " has one; tell it of all (0% is one) or of none");
}

} // namespace detail

CAGR_INLINE comparison compare(const study& s) {
    detail::check_scenarios(s.scenarios);
    comparison out;
    out.columns.reserve(s.scenarios.size() + 1);
    out.columns.push_back({.name = "base", .label = "base", .projection = project(s.base)});
    const model_projection& base = out.columns.front().projection;
    if (s.scenarios.size() + 1 > limits::comparison_cells / (base.size() * base.periods()))
        detail::fail(errc::limit_rows, std::to_string(s.scenarios.size()) + " scenarios and base, each of " +
                                           std::to_string(base.size() * base.periods()) + " values; at most " +
                                           std::to_string(limits::comparison_cells) + " allowed together");
    for (const scenario& each : s.scenarios)
        out.columns.push_back(
            {.name = each.name,
             .label = each.label.empty() ? each.name : each.label,
             .weight = each.weight,
             .projection = detail::told_of("scenario " + detail::in_quotes(each.name), [&] { return project(changed(s.base, each)); })});
    if (s.scenarios.empty() || !s.scenarios.front().weight) return out;
    decimal rest = 1;
    for (const scenario& each : s.scenarios) rest = rest - *each.weight;
    out.columns.front().weight = rest;
    return out;
}

CAGR_INLINE const comparison::column& comparison::at(std::string_view name) const {
    for (const column& c : columns)
        if (c.name == name) return c;
    std::vector<std::string_view> names;
    for (const column& c : columns) names.push_back(c.name);
    const std::string_view close = detail::nearest_name(name, names);
    detail::fail(errc::unknown_name,
                 detail::in_quotes(name) + " is no scenario" + (close.empty() ? "" : "; did you mean " + detail::in_quotes(close) + "?"),
                 name, {0, name.size()});
}

CAGR_INLINE fraction comparison::difference(std::string_view scenario, std::string_view node, const period& when) const {
    return at(scenario).projection.at(node).at(when).exact() - at("base").projection.at(node).at(when).exact();
}

CAGR_INLINE std::optional<fraction> comparison::relative_difference(std::string_view scenario, std::string_view node,
                                                                    const period& when) const {
    const fraction difference_there = difference(scenario, node, when);
    const fraction base = at("base").projection.at(node).at(when).exact();
    if (base.sign() == 0) return std::nullopt;
    return quotient(difference_there, base);
}

CAGR_INLINE bool comparison::is_weighted() const noexcept { return !columns.empty() && columns.front().weight.has_value(); }

CAGR_INLINE fraction comparison::expected(std::string_view node, const period& when) const {
    if (!is_weighted()) detail::fail(errc::missing_fact, "the scenarios have no weights; without them nothing is expected on average");
    fraction sum;
    for (const column& c : columns) sum += fraction(*c.weight) * c.projection.at(node).at(when).exact();
    return sum;
}

} // namespace v0
} // namespace cagr

#include <cagr/impl/scenario_check.ipp>
