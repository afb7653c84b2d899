// Out-of-line definitions of cagr/model.hpp: how a model becomes a tree, and the tree values.
#pragma once

#include <cagr/detail/decimal_sum.hpp>
#include <cagr/detail/scaled_integer.hpp>
#include <cagr/detail/words.hpp>
#include <cagr/impl/forecast.ipp>
#include <cagr/impl/model_rates.ipp>
#include <cagr/model.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {

/// Works a model out: the tree from the names, then the values that are said from above down, then the sums from below up.
class model_builder {
public:
    explicit model_builder(const model& m) : state_(std::make_unique<model_projection::state>()), s_(*state_) { s_.source = m; }

    model_projection build() {
        check_facts();
        plant();
        read_rates();
        for (std::size_t node = 0; node < s_.places.size(); ++node) decide(node);
        s_.values.resize(s_.places.size() * s_.periods());
        s_.rounded.resize(s_.values.size());
        for (std::size_t node = 1; node < s_.places.size(); ++node) of_segment(node, [&] { fill(node); });
        for (std::size_t node = s_.places.size(); node-- > 0;)
            if (rules_[node] == rule::sum || rules_[node] == rule::split) of_segment(node, [&] { add_up(node); });
        for (const control& each : s_.source.controls) compare(each);
        return hand_over(std::move(state_));
    }

    static model_projection hand_over(std::unique_ptr<model_projection::state> state) {
        return model_projection({state.release(), [](const model_projection::state* s) noexcept { delete s; }});
    }

private:
    using state = model_projection::state;
    static constexpr std::uint64_t most_limbs = 10 * limits::model_values;

    /// What a node's values follow from: its parts; what it says itself; its part of the parent in each period; what it says itself in the
    /// actual period, which its parts divide, and from then on the parts.
    enum class rule : std::uint8_t { sum, own, share, split };

    [[nodiscard]] const segment& segment_of(std::size_t node) const { return s_.source.segments[s_.places[node].segment]; }
    [[nodiscard]] std::string named(std::size_t node) const {
        return node == 0 ? "the total" : "segment " + detail::in_quotes(s_.name(node));
    }
    /// What the body gives; of an error it is told which segment it is of.
    template <class Body>
    void of_segment(std::size_t node, const Body& body) const {
        try {
            body();
        } catch (const exception& failure) {
            error e = failure.error();
            e.message = named(node) + ": " + e.message;
            throw exception(std::move(e));
        }
    }
    [[nodiscard]] static bool has_share(const segment& s) noexcept { return s.share.has_value(); }
    [[nodiscard]] static bool is_diffusion(const segment& s) { return s.growth && s.growth->sets_base(); }
    [[nodiscard]] static bool has_value(const segment& s) { return s.base || !s.values.empty() || s.share || is_diffusion(s); }

    void check_facts();
    void check_rounded_work(std::uint64_t periods) const;
    static void check_name(const segment& s);
    void plant();
    void link_parts();
    void walk();
    [[noreturn]] void fail_cycle(const std::vector<bool>& reached) const;
    void read_rates();
    [[nodiscard]] bool grows_itself(std::size_t node) const;
    void decide(std::size_t node);
    void decide_divided(std::size_t node);
    void fill(std::size_t node);
    void fill_said(std::size_t node);
    void fill_shared(std::size_t node);
    void place_known(const segment& s);
    void grow(std::size_t node, const fraction& from, std::size_t at, const growth_path& path);
    void convert(std::size_t node, std::size_t until);
    void add_up(std::size_t node);
    [[nodiscard]] fraction sum_of_quotients(std::size_t node, std::size_t k);
    void compare(const control& c);
    void check_capacity(const growth_path& path, const fraction& base) const;
    void check_work(const decimal& base, const decimal& factor, std::size_t n) const;
    void check_size(std::size_t node);
    [[noreturn]] static void fail_size();

    std::unique_ptr<state> state_;
    state& s_;
    std::vector<std::size_t> node_of_; // of a segment
    std::vector<rule> rules_;
    std::vector<const figure*> known_; // of the segment being filled, by period
    detail::model_rates rates_;
    std::vector<detail::decimal_sum> sums_; // of the node being added up, by period
    std::vector<bool> quotients_;           // whether some of its parts are no decimals
    std::uint64_t limbs_ = 0;               // that the values take
};

inline void model_builder::check_facts() {
    const model& m = s_.source;
    detail::check_context(m.digits);
    if (static_cast<unsigned>(m.shown.places) > static_cast<unsigned>(limits::context_digits))
        projection_builder::refuse_places(m.shown.places);
    for (const std::string* text : {&m.title, &m.source, &m.measure.what, &m.measure.fx, &m.unit.counted})
        detail::check_label(*text, "a text of the model");
    if (!m.unit.currency.empty()) {
        if (detail::find_currency_code(m.unit.currency).empty())
            detail::fail(errc::parse_currency,
                         detail::in_quotes(m.unit.currency) + " is no currency; an ISO 4217 code such as USD is needed");
        if (!m.unit.counted.empty())
            detail::fail(errc::unit_mixed, "the model's unit is both " + m.unit.currency + " and " + detail::in_quotes(m.unit.counted) +
                                               "; one of them is needed");
    }
    const std::int64_t periods = m.last - m.first;
    if (periods < 0)
        detail::fail(errc::period_order, "the model runs from " + to_string(m.first) + " to " + to_string(m.last) + ", which is before it");
    if (m.segments.empty()) detail::fail(errc::domain_empty, "a model without segments; at least one is needed");
    if (m.segments.size() > limits::model_segments)
        detail::fail(errc::limit_rows, "a model of " + std::to_string(m.segments.size()) + " segments; at most " +
                                           std::to_string(limits::model_segments) + " are allowed");
    if ((static_cast<std::uint64_t>(periods) + 1) * (m.segments.size() + 1) > limits::model_values)
        detail::fail(errc::limit_rows, "a model of " + std::to_string(m.segments.size()) + " segments over " + std::to_string(periods + 1) +
                                           " periods; segments times periods may be at most " + std::to_string(limits::model_values));
    check_rounded_work(static_cast<std::uint64_t>(periods) + 1);
    for (std::int64_t k = 0; k <= periods; ++k) s_.whens.push_back(m.first + k);
    if (m.actual) s_.actual = s_.index_of(*m.actual);
    if (m.estimated && s_.index_of(*m.estimated) <= s_.actual)
        detail::fail(errc::period_order, "values are said to be estimates up to " + to_string(*m.estimated) + "; they can be so after " +
                                             to_string(s_.whens[s_.actual]) + ", the last period with data");
    s_.unit = m.unit;
    s_.measure = m.measure;
}

/// Foresees the time that irrational values take, which grows with the square of their digits.
inline void model_builder::check_rounded_work(std::uint64_t periods) const {
    const model& m = s_.source;
    const auto is_irrational = [](const std::optional<growth_path>& path) {
        return path && (path->kind() == path_kind::continuous_logistic || path->kind() == path_kind::gompertz || path->sets_base());
    };
    std::uint64_t paths = m.inflation && is_irrational(m.inflation->path) ? 1 : 0;
    for (const segment& each : m.segments) paths += is_irrational(each.growth) ? 1 : 0;
    for (const control& each : m.controls) paths += is_irrational(each.growth) ? 1 : 0;
    const auto digits = static_cast<std::uint64_t>(m.digits.digits);
    const std::uint64_t work = digits <= 100 ? digits : digits * digits / 100;
    if (paths * periods > limits::model_rounded_work / work)
        detail::fail(errc::limit_rows, std::to_string(paths * periods) + " values of S-curves to " + std::to_string(digits) +
                                           " digits; at most " + std::to_string(limits::model_rounded_work / work) +
                                           " are allowed of so many digits");
}

inline void model_builder::check_name(const segment& s) {
    if (s.name.empty()) detail::fail(errc::usage, "a segment without a name; each needs one");
    for (const std::string* text : {&s.name, &s.label, &s.parent, &s.source})
        if (text->size() > limits::label) detail::check_label(*text, "segment " + detail::in_quotes(s.name));
    if (s.name == "total" || s.name == "base")
        detail::fail(errc::usage,
                     "a segment has the name " + detail::in_quotes(s.name) + ", which stands for the model's own; another is needed");
    if (s.name.find('.') != std::string::npos)
        detail::fail(errc::usage, "segment " + detail::in_quotes(s.name) +
                                      " has a point in its name, which divides a name from what is said of it; another is needed");
}

/// The tree: the total, then each part before its own parts.
inline void model_builder::plant() {
    const std::vector<segment>& segments = s_.source.segments;
    for (const segment& each : segments) check_name(each);
    // Until the nodes are known, the segments stand for themselves, one after the other.
    s_.places.resize(segments.size() + 1);
    std::vector<std::pair<std::string_view, std::size_t>> names;
    names.reserve(segments.size());
    for (std::size_t i = 0; i < segments.size(); ++i) {
        s_.places[i + 1].segment = i;
        names.emplace_back(segments[i].name, i + 1);
    }
    std::sort(names.begin(), names.end());
    s_.by_name.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0 && names[i].first == names[i - 1].first)
            detail::fail(errc::usage, "two segments have the name " + detail::in_quotes(names[i].first) + "; each needs its own");
        s_.by_name.push_back(names[i].second);
    }
    link_parts();
    walk();
}

inline void model_builder::link_parts() {
    for (std::size_t i = 1; i < s_.places.size(); ++i) {
        const segment& s = segment_of(i);
        const std::size_t parent = s.parent.empty() ? 0 : s_.find(s.parent);
        if (parent == state::none) {
            detail::nearest search(s.parent);
            for (const segment& each : s_.source.segments)
                if (each.name != s.name) search.consider(each.name);
            detail::fail(errc::unknown_name,
                         named(i) + " is a part of " + detail::in_quotes(s.parent) + ", and no segment has this name" +
                             (search.name().empty() ? std::string() : "; did you mean " + detail::made_visible(search.name()) + "?"));
        }
        s_.places[i].parent = parent;
        s_.places[parent].parts.push_back(i);
    }
}

/// Puts the nodes in the order of the tree, and finds what hangs on nothing.
inline void model_builder::walk() {
    std::vector<std::size_t> order;
    std::vector<std::size_t> depths;
    order.reserve(s_.places.size());
    std::vector<std::pair<std::size_t, std::size_t>> ahead{{0, 0}}; // a place, and its depth
    std::vector<bool> reached(s_.places.size());
    while (!ahead.empty()) {
        const auto [at, depth] = ahead.back();
        ahead.pop_back();
        if (depth > limits::model_depth)
            detail::fail(errc::limit_rows, named(at) + " is at level " + std::to_string(depth) + " of the tree; at most " +
                                               std::to_string(limits::model_depth) + " levels are allowed");
        reached[at] = true;
        order.push_back(at);
        depths.push_back(depth);
        const std::vector<std::size_t>& parts = s_.places[at].parts;
        for (std::size_t i = parts.size(); i-- > 0;) ahead.emplace_back(parts[i], depth + 1);
    }
    if (order.size() < s_.places.size()) fail_cycle(reached);

    std::vector<std::size_t> node_of(order.size()); // of a place
    for (std::size_t node = 0; node < order.size(); ++node) node_of[order[node]] = node;
    std::vector<state::place> places(order.size());
    for (std::size_t node = 0; node < order.size(); ++node) {
        state::place& from = s_.places[order[node]];
        state::place& to = places[node];
        to.segment = from.segment;
        to.depth = depths[node];
        to.parent = node_of[from.parent];
        to.parts = std::move(from.parts);
        for (std::size_t& part : to.parts) part = node_of[part];
    }
    s_.places = std::move(places);
    for (std::size_t& each : s_.by_name) each = node_of[each];
}

inline void model_builder::fail_cycle(const std::vector<bool>& reached) const {
    // Whatever is not reached leads into a cycle: after as many steps as there are places it is in it.
    auto at = static_cast<std::size_t>(std::find(reached.begin(), reached.end(), false) - reached.begin());
    for (std::size_t i = 0; i < s_.places.size(); ++i) at = s_.places[at].parent;
    const std::size_t parent = s_.places[at].parent;
    detail::fail(errc::usage, named(at) + " is a part of itself" +
                                  (parent == at ? std::string() : ", by way of " + detail::in_quotes(s_.name(parent))) +
                                  "; parts lead to the total");
}

inline void model_builder::read_rates() {
    const model& m = s_.source;
    rates_ = detail::model_rates(m, s_.whens);
    for (const exchange& each : m.exchanges) s_.conversions.push_back(detail::exchange_words(each, m.unit.currency));
    if (m.inflation)
        s_.conversions.push_back("inflation of " + to_string(m.inflation->path) + ", prices of " + to_string(m.inflation->price_period));
}

/// Whether a part of a divided parent goes its own way from its share on.
inline bool model_builder::grows_itself(std::size_t node) const {
    std::size_t at = node;
    for (;;) { // of parts that are divided themselves, the first tells
        const segment& s = segment_of(at);
        if (s.growth) return true;
        if (s_.places[at].parts.empty()) return false;
        at = s_.places[at].parts.front();
        if (!has_share(segment_of(at))) return false;
    }
}

inline void model_builder::decide(std::size_t node) {
    if (node == 0) {
        rules_.assign(s_.places.size(), rule::sum);
    } else {
        const segment& s = segment_of(node);
        if (s.share &&
            (s.base || std::any_of(s.values.begin(), s.values.end(), [&](const dated_figure& v) { return v.when == s_.whens[s_.actual]; })))
            detail::fail(errc::usage, named(node) + " says its value in " + to_string(s_.whens[s_.actual]) +
                                          " both by itself and as a share; one of them is needed");
        if (is_diffusion(s) && (s.base || s.share))
            detail::fail(errc::usage,
                         named(node) + " has a base beside a Bass diffusion, which says what the base is; one of them is needed");
    }
    const std::vector<std::size_t>& parts = s_.places[node].parts;
    if (parts.empty()) {
        const segment& s = segment_of(node);
        if (!has_value(s))
            detail::fail(errc::missing_fact,
                         named(node) + " has no parts, and neither a base nor values nor a share; one of them is needed");
        rules_[node] = s.share && !s.growth ? rule::share : rule::own;
        return;
    }
    const auto shared =
        static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), [&](std::size_t part) { return has_share(segment_of(part)); }));
    if (shared != 0) {
        decide_divided(node);
        return;
    }
    if (node == 0) return;
    const segment& s = segment_of(node);
    const std::string& first = s_.name(parts.front());
    if (has_value(s))
        detail::fail(errc::usage, named(node) + " has a value of its own, and its part " + detail::in_quotes(first) +
                                      " has none of it by a share: move the value of " + detail::in_quotes(s.name) +
                                      " into a control of it, or give its parts shares");
    if (s.growth)
        detail::fail(errc::usage, named(node) + " has a growth of its own, and parts that grow, such as " + detail::in_quotes(first) +
                                      ": move the growth of " + detail::in_quotes(s.name) + " into a control of it");
}

/// A node whose parts have shares of it.
inline void model_builder::decide_divided(std::size_t node) {
    const std::vector<std::size_t>& parts = s_.places[node].parts;
    decimal sum;
    for (const std::size_t part : parts) {
        const segment& s = segment_of(part);
        if (!s.share)
            detail::fail(errc::share_sum, "of the parts of " + named(node) + ", some have shares and " + detail::in_quotes(s.name) +
                                              " has none; all need one, or none has one");
        if (s.share->kind() != figure_kind::percent)
            detail::fail(errc::unit_mixed, named(part) + " has the share " + detail::in_quotes(to_string(*s.share)) +
                                               ", which is no percentage; a share such as 25% is needed");
        const decimal percent = s.share->value();
        if (percent.sign() < 0)
            detail::fail(errc::domain_amount, named(part) + " has a share of " + to_string(percent) + "%; 0% or more is needed");
        sum += percent;
    }
    if (sum != decimal(100))
        detail::fail(errc::share_sum, "the shares of the parts of " + named(node) + " make " + to_string(sum) +
                                          "%; they must make 100% exactly, before any rounding");
    const std::string& first = s_.name(parts.front());
    if (node == 0 || !has_value(segment_of(node)))
        detail::fail(errc::usage, "segment " + detail::in_quotes(first) + " has a share of " + named(node) +
                                      ", which says no value of its own; a base, or a segment with one as its parent, is needed");
    const segment& s = segment_of(node);
    const auto growing =
        static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), [&](std::size_t p) { return grows_itself(p); }));
    if (growing == 0) {
        rules_[node] = s.share && !s.growth ? rule::share : rule::own;
        return;
    }
    if (growing != parts.size()) {
        const auto still = std::find_if(parts.begin(), parts.end(), [&](std::size_t p) { return !grows_itself(p); });
        const auto moving = std::find_if(parts.begin(), parts.end(), [&](std::size_t p) { return grows_itself(p); });
        detail::fail(errc::usage, "of the parts of " + named(node) + ", " + detail::in_quotes(s_.name(*moving)) + " has a growth and " +
                                      detail::in_quotes(s_.name(*still)) + " has none; all need one, or none has one");
    }
    if (s.growth)
        detail::fail(errc::usage, named(node) + " has a growth of its own, and so has its part " + detail::in_quotes(first) +
                                      ": move the growth of " + detail::in_quotes(s.name) +
                                      " into a control of it, or take it from its parts");
    if (std::any_of(s.values.begin(), s.values.end(), [&](const dated_figure& v) { return v.when != s_.whens[s_.actual]; }))
        detail::fail(errc::usage, named(node) + " has values beside that of " + to_string(s_.whens[s_.actual]) +
                                      ", from which its parts grow by themselves; theirs are needed");
    rules_[node] = rule::split;
}

CAGR_INLINE model_projection project(const model& m) { return model_builder(m).build(); }

} // namespace v0
} // namespace cagr

#include <cagr/impl/model_values.ipp>
