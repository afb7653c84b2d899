// Out-of-line definitions of cagr/claim.hpp: a claim in the making finished - its roles, its places, and what it does not say.
#pragma once

#include <cagr/impl/claim_text.ipp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Which amount is the base, the estimate, the target: by their years, or by the words where these say it.
inline void claim_collector::place_amounts(const claim_draft& d, read_claim& c) const {
    std::vector<told_amount> known = d.amounts;
    const auto later = [](const told_amount& a, const told_amount& b) {
        return a.when && b.when && a.when->calendar_year() < b.when->calendar_year();
    };
    // Amounts without a year stand where their role puts them.
    const auto rank = [](const told_amount& a) { return a.behind() ? 0 : a.ahead() ? 2 : 1; };
    sort_few(known, [&](const told_amount& a, const told_amount& b) { return rank(a) < rank(b); });
    const bool dated = std::all_of(known.begin(), known.end(), [](const told_amount& a) { return a.when.has_value(); });
    bool against = false; // the words say the later one was first
    if (dated && known.size() == 2) against = known[0].behind() && known[1].ahead() && later(known[1], known[0]);
    if (dated && !against) sort_few(known, later);
    const auto put = [&](const told_amount& a, std::optional<figure>& value, std::optional<period>& when, claim_fact fact,
                         claim_fact when_fact) {
        value = figure_of(a);
        c.places.push_back({fact, text_.tokens[a.token].where});
        when = a.when;
        if (a.when) c.places.push_back({when_fact, a.when_at});
    };
    const auto base = [&](const told_amount& a) { put(a, c.base, c.base_period, claim_fact::base, claim_fact::base_period); };
    const auto estimate = [&](const told_amount& a) {
        put(a, c.estimate, c.estimate_period, claim_fact::estimate, claim_fact::estimate_period);
    };
    const auto target = [&](const told_amount& a) { put(a, c.target, c.target_period, claim_fact::target, claim_fact::target_period); };
    const auto at_or_before_window = [&](const told_amount& a) {
        return a.when && d.from && a.when->calendar_year() <= d.from->calendar_year() &&
               (!d.to || a.when->calendar_year() < d.to->calendar_year());
    };
    if (d.increase) {
        target(*d.increase);
        c.target_is_increase = true;
        if (!known.empty()) base(known[0]);
        if (known.size() > 1) estimate(known[1]);
    } else if (known.size() == 1) {
        const told_amount& a = known[0];
        const bool end_of_window = a.when && d.to && a.when->calendar_year() >= d.to->calendar_year();
        if (a.ahead() || end_of_window) {
            if (at_or_before_window(a)) {
                estimate(a);
            } else {
                target(a);
            }
        } else {
            base(a);
        }
    } else if (known.size() == 2) {
        const bool both_ahead = known[0].role == told_as::future && !known[1].behind() && later(known[0], known[1]);
        if (at_or_before_window(known[1]) && later(known[0], known[1])) {
            base(known[0]);
            estimate(known[1]);
        } else if (both_ahead) {
            estimate(known[0]);
            target(known[1]);
        } else {
            base(known[0]);
            target(known[1]);
        }
    } else if (known.size() == 3) {
        base(known[0]);
        estimate(known[1]);
        target(known[2]);
    }
}

inline void claim_collector::say_missing(read_claim& c) {
    const auto missing = [&](const char* what) {
        c.notes.push_back({claim_note_kind::missing, "the text does not say " + std::string(what), {0, 0}});
    };
    if (!c.base && !c.estimate) missing("a base");
    if (c.base && !c.base_period) missing("the year of the base");
    if (!c.rate) missing("the rate");
    if (!c.target) missing("a target");
    if (c.target && !c.target_period && !c.window_to) missing("the year of the target");
}

/// A draft that says how something grows becomes a claim; any other leaves its notes to the next.
inline void claim_collector::close(claim_draft& d) {
    // "grew 15% in 2023" is growth of one year that is over, no rate.
    if (d.rate && d.rate->past && !d.rate->named) {
        note(d, claim_note_kind::set_aside, "growth of the past, " + quoted(d.rate->token) + ", is not the rate", d.rate->token);
        d.rate.reset();
    }
    const bool grows = (d.rate && !left_out(*d.rate)) || d.increase || d.amounts.size() >= 2 ||
                       (d.amounts.size() == 1 && (d.amounts[0].ahead() || (d.rate && left_out(*d.rate))));
    if (!grows) {
        if (!claims_.empty() && !d.empty())
            for (const told_amount& a : d.amounts)
                if (claims_.back().notes.size() < 64)
                    claims_.back().notes.push_back(
                        {claim_note_kind::set_aside, quoted(a.token) + " is told without growth", text_.tokens[a.token].where});
        for (claim_note& n : d.notes)
            if (waiting_.size() < 64) waiting_.push_back(std::move(n));
        return;
    }
    read_claim c;
    c.language = std::string(spoken_.tag());
    place_amounts(d, c);
    if (d.rate && !left_out(*d.rate)) {
        c.rate = text_.figures[text_.tokens[d.rate->token].figure];
        c.places.push_back({claim_fact::rate, text_.tokens[d.rate->token].where});
    }
    c.window_from = d.from;
    c.window_to = d.to;
    if (d.from) c.places.push_back({claim_fact::window_from, d.from_at});
    if (d.to) c.places.push_back({claim_fact::window_to, d.to_at});
    // The currency that all name, where the first names it.
    for (const auto& [value, fact] :
         {std::pair{&c.base, claim_fact::base}, std::pair{&c.estimate, claim_fact::estimate}, std::pair{&c.target, claim_fact::target}}) {
        if (!*value || (*value)->currency().empty()) continue;
        if (c.currency.empty()) {
            c.currency = std::string((*value)->currency());
            c.places.push_back({claim_fact::currency, *c.place(fact)});
        } else if (c.currency != (*value)->currency()) {
            c.currency.clear();
            std::erase_if(c.places, [](const claim_place& p) { return p.fact == claim_fact::currency; });
            break;
        }
    }
    sort_few(c.places, [](const claim_place& a, const claim_place& b) { return a.fact < b.fact; });
    std::size_t low = given_.size(), high = 0;
    for (const claim_place& p : c.places) {
        low = std::min(low, p.where.offset);
        high = std::max(high, p.where.offset + p.where.length);
    }
    c.where = {low, high - low};
    c.notes = std::move(d.notes);
    if (const auto whole = try_checked(static_cast<const claim&>(c)); !whole)
        c.notes.push_back({claim_note_kind::contradiction, std::string(whole.error().id()) + ": " + whole.error().message, c.where});
    say_missing(c);
    claims_.push_back(std::move(c));
    names_.push_back(std::move(d.names));
}

} // namespace detail
} // namespace v0
} // namespace cagr
