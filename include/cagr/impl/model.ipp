// Out-of-line definitions of cagr/model.hpp: units, nodes and their rows.
#pragma once

#include <cagr/detail/words.hpp>
#include <cagr/model.hpp>

#include <algorithm>
#include <map>

namespace cagr {
inline namespace v0 {

CAGR_INLINE std::string_view to_string(price_basis p) noexcept {
    return p == price_basis::nominal ? "nominal" : p == price_basis::real ? "real" : "unstated";
}

CAGR_INLINE std::string_view to_string(share_rounding s) noexcept {
    return s == share_rounding::independent ? "independent" : "largest_remainder";
}

CAGR_INLINE std::string_view to_string(model_role r) noexcept {
    switch (r) {
    case model_role::historical: return "historical";
    case model_role::base: return "base";
    case model_role::estimated: return "estimated";
    case model_role::forecast: return "forecast";
    }
    return "";
}

// --- units -----------------------------------------------------------------------------------------------

CAGR_INLINE amount_unit amount_unit::parse(std::string_view text) {
    std::string_view words = text;
    while (!words.empty() && words.front() == ' ') words.remove_prefix(1);
    while (!words.empty() && words.back() == ' ') words.remove_suffix(1);
    if (words.empty()) return {};
    const std::string form = "; a unit is a currency or what is counted, and how it is counted, such as USD billion or million tons";
    for (std::size_t i = 0; i < words.size(); ++i)
        if ((words[i] >= '0' && words[i] <= '9') || words[i] == '@')
            detail::fail(errc::parse_suffix, "the unit " + detail::in_quotes(text) + " has " + detail::describe_character(words, i) + form);
    // A figure of one of them says what all are in; the number follows the currency, where one is named.
    const std::string_view first = words.substr(0, words.find(' '));
    const bool currency_first = !detail::find_currency_code(first).empty();
    const std::string one =
        currency_first ? std::string(first) + " 1" + std::string(words.substr(first.size())) : "1 " + std::string(words);
    try {
        const figure of_one = figure::parse(one);
        if (of_one.kind() != figure_kind::amount || of_one.qualifier() != qualifier::none)
            detail::fail(errc::unit_mixed, "the unit " + detail::in_quotes(text) + " is none of amounts" + form);
        return {std::string(of_one.currency()), of_one.unit(), of_one.magnitude()};
    } catch (const exception& failure) {
        const errc code = failure.error().code;
        if (code == errc::unit_mixed || code == errc::parse_currency)
            detail::fail(code, "the unit " + detail::in_quotes(text) + " is not understood" + form);
        detail::fail(errc::parse_suffix, "the unit " + detail::in_quotes(text) + " is not understood" + form);
    }
}

CAGR_INLINE std::string to_string(const amount_unit& u) {
    std::string out = u.currency;
    const auto add = [&](std::string_view word) {
        if (word.empty()) return;
        if (!out.empty()) out += ' ';
        out += word;
    };
    const std::string_view word = u.scale.word();
    if (word.empty() && u.scale.exponent != 0) {
        add("10^" + std::to_string(u.scale.exponent));
    } else {
        add(word);
    }
    add(u.counted);
    return out;
}

// --- what a projection holds ---------------------------------------------------------------------------------

/// The model as it was asked, and what it comes to. Everything refers by number, so that a copy stands for itself.
struct model_projection::state {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    struct place {
        std::size_t segment = none; // of the model's; the total has none
        std::size_t parent = 0;
        std::size_t depth = 0;
        std::vector<std::size_t> parts{};
    };

    v0::model source;
    amount_unit unit;
    v0::measure measure;
    std::vector<period> whens;
    std::size_t actual = 0;
    std::vector<place> places;        // of the nodes in the tree
    std::vector<std::size_t> by_name; // nodes other than the total, in the order of their names
    std::vector<fraction> values;     // a node's periods one after the other
    std::vector<bool> rounded;        // as values
    std::vector<control_finding> findings;
    std::vector<std::string> conversions;                 // what was done to amounts, a sentence each
    std::map<std::size_t, std::vector<fraction>> factors; // of the nodes whose own amounts are in another currency or other prices
    std::string total_name = "total";
    std::string total_label = "Total";

    [[nodiscard]] std::size_t periods() const noexcept { return whens.size(); }
    [[nodiscard]] std::size_t cell(std::size_t node, std::size_t k) const noexcept { return node * whens.size() + k; }
    [[nodiscard]] const fraction& value(std::size_t node, std::size_t k) const { return values[cell(node, k)]; }
    [[nodiscard]] const std::string& name(std::size_t node) const {
        return places[node].segment == none ? total_name : source.segments[places[node].segment].name;
    }
    /// The node of this name; none where there is no such name.
    [[nodiscard]] std::size_t find(std::string_view wanted) const {
        if (wanted == total_name) return 0;
        const auto at = std::lower_bound(by_name.begin(), by_name.end(), wanted,
                                         [&](std::size_t node, std::string_view other) { return name(node) < other; });
        return at != by_name.end() && name(*at) == wanted ? *at : none;
    }
    [[nodiscard]] std::size_t index_of(const period& when) const {
        const std::int64_t k = when - whens.front();
        if (k < 0 || static_cast<std::uint64_t>(k) >= whens.size())
            detail::fail(errc::period_order, "the model has no " + to_string(when) + "; it runs from " + to_string(whens.front()) + " to " +
                                                 to_string(whens.back()));
        return static_cast<std::size_t>(k);
    }
    [[nodiscard]] std::vector<share_cell> shown_shares(std::size_t node, std::size_t k, std::int64_t kept) const;
    /// An amount in the magnitude that is shown.
    [[nodiscard]] fraction in_unit(const fraction& amount) const {
        if (amount.is_decimal()) return scale10(amount.numerator(), -std::int64_t{unit.scale.exponent});
        return amount * fraction(scale10(decimal(1), -std::int64_t{unit.scale.exponent}));
    }
    /// An amount rounded as shown, in the magnitude that is shown.
    [[nodiscard]] decimal shown_in_unit(const fraction& amount) const {
        const fraction scaled = in_unit(amount);
        if (scaled.is_decimal()) return round_to_places(scaled.numerator(), source.shown.places, source.shown.mode);
        return round_to_places(scaled, source.shown.places, source.shown.mode);
    }
    [[nodiscard]] std::string text(const fraction& amount) const {
        return to_string(shown_in_unit(amount), source.shown.places, source.shown.mode);
    }
};

namespace detail {

/// a / b, or nothing from 0.
inline std::optional<fraction> quotient_of(const fraction& a, const fraction& b) {
    return b.sign() == 0 ? std::nullopt : std::optional(quotient(a, b));
}

} // namespace detail

// --- rows ----------------------------------------------------------------------------------------------------

CAGR_INLINE period model_projection::row::when() const { return of_->state_.get()->whens[index_]; }

CAGR_INLINE model_role model_projection::row::role() const {
    const state& s = *of_->state_.get();
    if (index_ < s.actual) return model_role::historical;
    if (index_ == s.actual) return model_role::base;
    return s.source.estimated && s.whens[index_] <= *s.source.estimated ? model_role::estimated : model_role::forecast;
}

CAGR_INLINE const fraction& model_projection::row::exact() const { return of_->state_.get()->value(node_, index_); }

CAGR_INLINE exactness model_projection::row::how() const {
    const state& s = *of_->state_.get();
    if (s.rounded[s.cell(node_, index_)]) return exactness::rounded;
    return exact().is_decimal() ? exactness::exact : exactness::rational;
}

CAGR_INLINE decimal model_projection::row::shown() const {
    const state& s = *of_->state_.get();
    return scale10(s.shown_in_unit(exact()), s.unit.scale.exponent);
}

CAGR_INLINE std::string model_projection::row::text() const { return of_->state_.get()->text(exact()); }

CAGR_INLINE std::optional<fraction> model_projection::row::growth() const {
    if (index_ == 0) return std::nullopt;
    const fraction& before = of_->state_.get()->value(node_, index_ - 1);
    return detail::quotient_of(exact() - before, before);
}

CAGR_INLINE fraction model_projection::row::increase() const {
    return index_ == 0 ? fraction() : exact() - of_->state_.get()->value(node_, index_ - 1);
}

CAGR_INLINE fraction model_projection::row::cumulative_increase() const {
    const state& s = *of_->state_.get();
    return exact() - s.value(node_, s.actual);
}

CAGR_INLINE std::optional<fraction> model_projection::row::share() const {
    return detail::quotient_of(exact(), of_->state_.get()->value(0, index_));
}

CAGR_INLINE std::optional<fraction> model_projection::row::share_of_parent() const {
    const state& s = *of_->state_.get();
    return detail::quotient_of(exact(), s.value(s.places[node_].parent, index_));
}

CAGR_INLINE std::optional<fraction> model_projection::row::contribution() const {
    if (index_ == 0) return std::nullopt;
    return detail::quotient_of(increase(), of_->state_.get()->value(0, index_ - 1));
}

CAGR_INLINE std::optional<fraction> model_projection::row::share_of_increase() const {
    if (index_ == 0) return std::nullopt;
    return detail::quotient_of(increase(), of_->total()[index_].increase());
}

CAGR_INLINE std::optional<fraction> model_projection::row::multiple() const {
    const state& s = *of_->state_.get();
    return detail::quotient_of(exact(), s.value(node_, s.actual));
}

// --- nodes ---------------------------------------------------------------------------------------------------

CAGR_INLINE const std::string& model_projection::node::name() const { return of_->state_.get()->name(number_); }

CAGR_INLINE const std::string& model_projection::node::label() const {
    const segment* of = source();
    if (of == nullptr) return of_->state_.get()->total_label;
    return of->label.empty() ? of->name : of->label;
}

CAGR_INLINE std::size_t model_projection::node::depth() const { return of_->state_.get()->places[number_].depth; }

CAGR_INLINE bool model_projection::node::is_leaf() const { return parts().empty(); }

CAGR_INLINE std::size_t model_projection::node::parent() const { return of_->state_.get()->places[number_].parent; }

CAGR_INLINE const std::vector<std::size_t>& model_projection::node::parts() const { return of_->state_.get()->places[number_].parts; }

CAGR_INLINE const segment* model_projection::node::source() const {
    const state& s = *of_->state_.get();
    const std::size_t number = s.places[number_].segment;
    return number == state::none ? nullptr : &s.source.segments[number];
}

CAGR_INLINE model_projection::row model_projection::node::at(const period& when) const {
    return (*this)[of_->state_.get()->index_of(when)];
}

CAGR_INLINE model_projection::row model_projection::node::back() const { return (*this)[of_->periods() - 1]; }

CAGR_INLINE rate model_projection::node::cagr(context to) const {
    const state& s = *of_->state_.get();
    return cagr(s.whens[s.actual], s.whens.back(), to);
}

CAGR_INLINE rate model_projection::node::cagr(const period& from, const period& until, context to) const {
    const state& s = *of_->state_.get();
    const std::size_t begin = s.index_of(from);
    const std::size_t end = s.index_of(until);
    if (end < begin)
        detail::fail(errc::period_order, "growth from " + to_string(from) + " to " + to_string(until) + ", which is before it");
    return implied_rate(s.value(number_, begin), s.value(number_, end), end - begin, to);
}

// --- the projection --------------------------------------------------------------------------------------------

CAGR_INLINE std::size_t model_projection::size() const noexcept { return state_.get()->places.size(); }
CAGR_INLINE std::size_t model_projection::periods() const noexcept { return state_.get()->periods(); }
CAGR_INLINE period model_projection::when(std::size_t k) const { return state_.get()->whens[k]; }
CAGR_INLINE std::size_t model_projection::actual_index() const noexcept { return state_.get()->actual; }
CAGR_INLINE const model& model_projection::source() const noexcept { return state_.get()->source; }
CAGR_INLINE const amount_unit& model_projection::unit() const noexcept { return state_.get()->unit; }
CAGR_INLINE const measure& model_projection::measure() const noexcept { return state_.get()->measure; }
CAGR_INLINE const std::vector<control_finding>& model_projection::controls() const& noexcept { return state_.get()->findings; }
CAGR_INLINE std::vector<control_finding> model_projection::controls() && { return state_.get()->findings; }
CAGR_INLINE std::optional<fraction> model_projection::conversion(std::size_t number, std::size_t k) const {
    const auto found = state_.get()->factors.find(number);
    if (found == state_.get()->factors.end()) return std::nullopt;
    return found->second.at(k);
}

CAGR_INLINE std::string model_projection::text_of(const fraction& amount) const { return state_.get()->text(amount); }

CAGR_INLINE model_projection::node model_projection::at(std::string_view name) const {
    const state& s = *state_.get();
    const std::size_t found = s.find(name);
    if (found != state::none) return (*this)[found];
    detail::nearest search(name);
    search.consider(s.total_name);
    for (const segment& each : s.source.segments) search.consider(each.name);
    detail::fail(errc::unknown_name,
                 "no segment has the name " + detail::in_quotes(name) +
                     (search.name().empty() ? std::string() : "; did you mean " + detail::made_visible(search.name()) + "?"));
}

} // namespace v0
} // namespace cagr

#include <cagr/impl/model_build.ipp>
#include <cagr/impl/model_convert.ipp>
#include <cagr/impl/model_words.ipp>
