// Out-of-line definitions of cagr/claim.hpp: the facts of sentences put together into claims.
#pragma once

#include <cagr/claim.hpp>
#include <cagr/impl/claim_text_scan.ipp>
#include <cagr/impl/claim_text_sentence.ipp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A claim in the making: at most three amounts of different years, one rate, one window.
struct claim_draft {
    std::vector<told_amount> amounts{};
    std::optional<told_amount> increase{};
    std::optional<told_rate> rate{};
    std::optional<period> from{}, to{};
    text_span from_at{}, to_at{};
    std::vector<claim_note> notes{};
    std::vector<text_span> names{};
    std::string subject{};

    [[nodiscard]] bool empty() const noexcept { return amounts.empty() && !increase && !rate; }
    [[nodiscard]] std::size_t facts() const noexcept { return amounts.size() + (increase ? 1U : 0U) + (rate ? 1U : 0U); }
};

class claim_collector {
public:
    using piece = text_token::piece;

    claim_collector(std::string_view text, v0::language spoken) : given_(text), spoken_(spoken), text_(text, spoken) {}

    [[nodiscard]] std::vector<read_claim> collect();

private:
    void read_sentence(std::size_t begin, std::size_t end);
    [[nodiscard]] bool fits(const claim_draft& d, const told_amount& a, bool same_sentence) const;
    void add_amount(claim_draft& d, const told_amount& a);
    void add_window(claim_draft& d, std::size_t token);
    void add_rate(claim_draft& d, const told_rate& r);
    void close(claim_draft& d);
    void note(claim_draft& d, claim_note_kind kind, std::string text, std::size_t token);
    void note_rest(claim_draft& d, const sentence_reader& s, std::size_t begin, std::size_t end);
    void place_amounts(const claim_draft& d, read_claim& c) const;
    static void say_missing(read_claim& c);
    void name_publishers();
    [[nodiscard]] std::string subject(std::size_t begin, std::size_t end) const;
    [[nodiscard]] static bool differ(const std::string& a, const std::string& b);
    [[nodiscard]] const figure& figure_of(const told_amount& a) const { return text_.figures[text_.tokens[a.token].figure]; }
    [[nodiscard]] bool same(const told_amount& a, const told_amount& b) const;
    [[nodiscard]] std::string quoted(std::size_t token) const {
        return in_quotes(given_.substr(text_.tokens[token].where.offset, text_.tokens[token].where.length));
    }
    [[nodiscard]] figure_kind kind_of(const told_rate& r) const { return text_.figures[text_.tokens[r.token].figure].kind(); }
    [[nodiscard]] bool left_out(const told_rate& r) const noexcept { return text_.tokens[r.token].is(piece::placeholder); }

    std::string_view given_;
    v0::language spoken_;
    text_scanner text_;
    claim_draft main_;
    std::vector<claim_note> waiting_{}; // notes before the first claim
    std::vector<read_claim> claims_{};
    std::vector<std::vector<text_span>> names_{}; // of each claim
    std::vector<text_span> all_names_{};
};

inline void claim_collector::note(claim_draft& d, claim_note_kind kind, std::string text, std::size_t token) {
    constexpr std::size_t most = 64; // of one claim: a list of prices is no news
    if (d.notes.size() < most) d.notes.push_back({kind, std::move(text), text_.tokens[token].where});
}

inline bool claim_collector::same(const told_amount& a, const told_amount& b) const {
    const figure& x = figure_of(a);
    const figure& y = figure_of(b);
    return x.value() == y.value() && (x.currency() == y.currency() || x.currency().empty() || y.currency().empty());
}

/// Whether the draft has room for an amount: a year of its own, and a place in the order that the words give it.
inline bool claim_collector::fits(const claim_draft& d, const told_amount& a, bool same_sentence) const {
    if (a.role == told_as::increase) return !d.increase;
    for (const told_amount& b : d.amounts) {
        if (same(a, b) && (!a.when || !b.when || *a.when == *b.when)) return true;
        if (a.when && b.when && *a.when == *b.when) return false;
        if (!figure_of(a).currency().empty() && !figure_of(b).currency().empty() && figure_of(a).currency() != figure_of(b).currency() &&
            !same_sentence)
            return false;
    }
    if (d.amounts.size() == 3) return false;
    if (same_sentence) return true;
    std::size_t behind = 0, ahead = 0;
    for (const told_amount& b : d.amounts) {
        behind += b.behind() ? 1U : 0U;
        ahead += b.ahead() ? 1U : 0U;
    }
    if (a.role == told_as::past || a.role == told_as::from || a.role == told_as::present) {
        if (behind == 0) return true;
        // An estimate: what is later than the base and of the present, or of the year after it.
        const bool open = !d.rate && d.amounts.size() == 1;
        if (open && a.role == told_as::present && a.when && d.amounts[0].when &&
            a.when->calendar_year() > d.amounts[0].when->calendar_year())
            return true;
        return a.when && std::any_of(d.amounts.begin(), d.amounts.end(), [&](const told_amount& b) {
                   return b.behind() && b.when && b.when->kind() == a.when->kind() &&
                          a.when->calendar_year() == b.when->calendar_year() + 1;
               });
    }
    if (a.ahead()) {
        if (ahead == 0) return true;
        // The one before was the estimate, the year after the base.
        for (const told_amount& b : d.amounts)
            for (const told_amount& base : d.amounts)
                if (b.ahead() && base.behind() && b.when && base.when && a.when &&
                    b.when->calendar_year() == base.when->calendar_year() + 1 && a.when->calendar_year() > b.when->calendar_year() &&
                    !d.rate)
                    return true;
        return false;
    }
    return d.amounts.size() < 2 && a.when.has_value();
}

inline void claim_collector::add_amount(claim_draft& d, const told_amount& a) {
    if (a.role == told_as::increase) {
        d.increase = a;
        return;
    }
    for (told_amount& b : d.amounts) {
        if (!same(a, b) || (a.when && b.when && *a.when != *b.when)) continue;
        if (!b.when) {
            b.when = a.when;
            b.when_at = a.when_at;
        }
        if (b.role == told_as::nothing) b.role = a.role;
        return;
    }
    d.amounts.push_back(a);
}

inline void claim_collector::add_window(claim_draft& d, std::size_t token) {
    const text_token& w = text_.tokens[token];
    if (d.from || d.to) {
        if ((d.from && *d.from != w.when) || (d.to && *d.to != w.until)) {
            if (d.from && d.to)
                note(d, claim_note_kind::set_aside, "another period, " + quoted(token) + ", is not that of the rate", token);
            if (d.from && d.to) return;
        } else if (d.from && d.to) {
            return;
        }
    }
    d.from = w.when;
    d.to = w.until;
    d.from_at = w.first;
    d.to_at = w.second;
}

inline void claim_collector::add_rate(claim_draft& d, const told_rate& r) {
    // What the sign would be is not printed, and a figure is taken as it stands or not at all.
    if (r.declines) {
        note(d, claim_note_kind::set_aside, quoted(r.token) + " is told of a decline, without a sign; it is not taken for growth", r.token);
        if (r.window) add_window(d, *r.window);
        return;
    }
    const bool repeated = d.rate && !left_out(r) && !left_out(*d.rate) &&
                          text_.figures[text_.tokens[r.token].figure].value() == text_.figures[text_.tokens[d.rate->token].figure].value();
    if (!d.rate || (r.named && !d.rate->named) || (d.rate->past && !r.past) || (left_out(*d.rate) && !left_out(r))) {
        if (d.rate && !repeated) {
            note(d, claim_note_kind::set_aside,
                 std::string(d.rate->past ? "growth of the past, " : "other growth, ") + quoted(d.rate->token) + ", is not the rate",
                 d.rate->token);
            if (d.rate->past) {
                d.from.reset();
                d.to.reset();
            }
        }
        d.rate = r;
    } else if (!repeated) {
        if (r.past || !r.named) {
            note(d, claim_note_kind::set_aside,
                 std::string(r.past ? "growth of the past, " : "other growth, ") + quoted(r.token) + ", is not the rate", r.token);
        } else {
            note(d, claim_note_kind::contradiction, "a second rate, " + quoted(r.token) + ", beside " + quoted(d.rate->token), r.token);
        }
        return;
    }
    if (r.window) {
        add_window(d, *r.window);
    } else {
        const text_token* const since = r.since ? &text_.tokens[*r.since] : nullptr;
        const text_token* const until = r.until ? &text_.tokens[*r.until] : nullptr;
        if (since != nullptr && !d.from) {
            d.from = since->when;
            d.from_at = since->where;
        }
        if (until != nullptr && !d.to) {
            d.to = until->when;
            d.to_at = until->where;
        }
    }
}

/// The last word before `market`, or the first after it where the language has it so, in small letters.
inline std::string claim_collector::subject(std::size_t begin, std::size_t end) const {
    const sentence_table& table = text_.sentences();
    const auto plain = [&](std::string_view word) {
        return std::any_of(table.plain_subjects.begin(), table.plain_subjects.end(), [&](std::string_view each) { return each == word; });
    };
    for (std::size_t i = begin; i < end; ++i) {
        if (!text_.tokens[i].is(cue::market)) continue;
        if (table.subject_follows) {
            for (std::size_t j = i + 1; j < end && j < i + 5; ++j) {
                if (text_.tokens[j].is(piece::comma) || text_.tokens[j].is(piece::open) || text_.tokens[j].is_figure()) break;
                if (!text_.tokens[j].is(piece::word)) continue;
                std::string word = text_scanner::small(text_.of(text_.tokens[j].where));
                if (word.size() > 2 && !plain(word) && word.back() != '\'' && !word.ends_with("\u2019")) return word;
            }
        } else if (i > begin && text_.tokens[i - 1].is(piece::word)) {
            const std::string_view word = text_.of(text_.tokens[i - 1].where);
            const bool acronym = word.size() < 5 && std::all_of(word.begin(), word.end(),
                                                                [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
            const std::string lowered = text_scanner::small(word);
            if (!plain(lowered)) return acronym ? std::string(word) : lowered;
        }
    }
    return {};
}

/// Two subjects that are not one: an acronym may stand for what ends in its last letter's word.
inline bool claim_collector::differ(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty() || text_scanner::small(a) == text_scanner::small(b)) return false;
    const auto acronym = [](const std::string& s) { return s[0] >= 'A' && s[0] <= 'Z'; };
    if (acronym(a) != acronym(b)) {
        const std::string& letters = acronym(a) ? a : b;
        const std::string& word = acronym(a) ? b : a;
        return static_cast<char>(letters.back() - 'A' + 'a') != word[0];
    }
    return a.ends_with('s') == b.ends_with('s') || (a + "s" != b && b + "s" != a);
}

/// What the sentence says beside the facts.
inline void claim_collector::note_rest(claim_draft& d, const sentence_reader& s, std::size_t begin, std::size_t end) {
    for (const std::size_t i : s.shares) note(d, claim_note_kind::set_aside, quoted(i) + " is not said to be a growth rate", i);
    for (const told_amount& a : s.amounts)
        if (a.aside)
            note(d, claim_note_kind::set_aside,
                 quoted(a.token) + " is no size of a market: a price, a small sum, or the same in another currency", a.token);
    for (std::size_t i = begin; i < end; ++i) {
        const text_token& t = text_.tokens[i];
        if (t.is(piece::placeholder)) note(d, claim_note_kind::placeholder, "the publisher left a figure out: " + quoted(i), i);
        if (t.is(piece::unreadable))
            note(d, claim_note_kind::unreadable, text_.errors[t.figure].id().data() + (": " + text_.errors[t.figure].message), i);
    }
}

inline void claim_collector::read_sentence(std::size_t begin, std::size_t end) {
    sentence_reader s(text_, begin, end);
    s.read();
    std::vector<text_span> names;
    for (std::size_t i = begin; i < end; ++i)
        if (text_.tokens[i].is(piece::name)) names.push_back(text_.tokens[i].where);
    all_names_.insert(all_names_.end(), names.begin(), names.end());

    const std::string about = subject(begin, end);
    const bool says = !s.rates.empty() || std::any_of(s.amounts.begin(), s.amounts.end(), [](const told_amount& a) { return !a.aside; });
    claim_draft side;
    const bool apart = s.has_segment && !main_.empty() && says;
    if (!apart && says && !main_.empty()) {
        // A sentence of another market, or with a rate of its own beside amounts of its own, begins a new claim.
        const bool other_rate =
            main_.rate && !main_.rate->past && !s.rates.empty() && s.rates[0].named && !s.rates[0].past && !left_out(s.rates[0]) &&
            !left_out(*main_.rate) &&
            text_.figures[text_.tokens[s.rates[0].token].figure].value() != text_.figures[text_.tokens[main_.rate->token].figure].value();
        const bool own_amounts = std::any_of(s.amounts.begin(), s.amounts.end(), [&](const told_amount& a) {
            return !a.aside && std::none_of(main_.amounts.begin(), main_.amounts.end(), [&](const told_amount& b) { return same(a, b); });
        });
        if ((other_rate && own_amounts) || (differ(main_.subject, about) && main_.facts() >= 1 && (own_amounts || other_rate))) {
            close(main_);
            main_ = {};
        }
    }
    claim_draft& d = apart ? side : main_;
    if (d.empty() && !apart) {
        d.notes.insert(d.notes.end(), waiting_.begin(), waiting_.end());
        waiting_.clear();
    }
    if (d.subject.empty()) d.subject = about;
    // Amounts and rates in the order of the text; a contradiction begins a new claim.
    const bool fresh = d.empty();
    std::size_t rate = 0;
    std::size_t in_this = 0;
    const auto take_rates = [&](std::size_t before) {
        for (; rate < s.rates.size() && s.rates[rate].token < before; ++rate) {
            const told_rate& r = s.rates[rate];
            if (d.rate && !fresh && r.named && d.rate->named && !r.past && !d.rate->past && rate + 1 <= s.rates.size() && in_this > 1 &&
                d.rate->token > begin && !left_out(r) &&
                text_.figures[text_.tokens[r.token].figure].value() != text_.figures[text_.tokens[d.rate->token].figure].value()) {
                note(d, claim_note_kind::contradiction, "a second rate, " + quoted(r.token) + ", beside " + quoted(d.rate->token), r.token);
                continue;
            }
            add_rate(d, r);
        }
    };
    for (const told_amount& a : s.amounts) {
        take_rates(a.token);
        if (a.aside) continue;
        bool sentence_has = false; // a fact of this sentence in the draft
        for (const told_amount& b : d.amounts) sentence_has = sentence_has || b.token >= begin;
        const bool room = fits(d, a,
                               d.empty() || (sentence_has && std::all_of(d.amounts.begin(), d.amounts.end(),
                                                                         [&](const told_amount& b) { return b.token >= begin; })));
        const bool whole = sentence_has && d.rate && d.rate->token >= begin && d.rate->named && a.token > d.rate->token &&
                           a.role != told_as::from && a.role != told_as::future && a.role != told_as::to && d.amounts.size() >= 2;
        if (!room || whole) {
            if (apart) {
                note(side, claim_note_kind::set_aside, quoted(a.token) + " is another figure of a segment", a.token);
                continue;
            }
            // In one sentence, two values of one year and one role contradict each other or are of two markets; it cannot be known.
            bool clash = false;
            for (const told_amount& b : d.amounts)
                clash = clash || (a.when && b.when && *a.when == *b.when && !same(a, b) && b.token >= begin && !d.rate);
            if (clash) {
                note(d, claim_note_kind::contradiction, "a second value of " + to_string(*a.when) + ", " + quoted(a.token), a.token);
                continue;
            }
            close(main_);
            main_ = {};
            main_.subject = about;
        }
        add_amount(d, a);
        ++in_this;
    }
    take_rates(end);
    if (s.spare_window && !d.empty()) {
        bool past_rate = !s.rates.empty() && s.rates.back().past;
        if (!past_rate && !(d.from && d.to)) add_window(d, *s.spare_window);
    } else if (s.spare_window && s.has_horizon && !d.from) {
        add_window(d, *s.spare_window);
    }
    note_rest(d, s, begin, end);
    d.names.insert(d.names.end(), names.begin(), names.end());
    if (d.empty() && !apart) {
        waiting_.insert(waiting_.end(), d.notes.begin(), d.notes.end());
        if (waiting_.size() > 64) waiting_.resize(64);
        d.notes.clear();
    }
    if (!apart) return;
    // A segment is a claim of its own where it says enough; else its figures are beside the market's.
    if (side.facts() >= 2 && (side.rate || side.amounts.size() >= 2)) {
        close(side);
        return;
    }
    for (const told_amount& a : side.amounts)
        note(main_, claim_note_kind::set_aside, quoted(a.token) + " is of a segment or region", a.token);
    if (side.increase)
        note(main_, claim_note_kind::set_aside, quoted(side.increase->token) + " is of a segment or region", side.increase->token);
    if (side.rate) note(main_, claim_note_kind::set_aside, quoted(side.rate->token) + " is of a segment or region", side.rate->token);
    for (claim_note& n : side.notes)
        if (main_.notes.size() < 64) main_.notes.push_back(std::move(n));
    main_.names.insert(main_.names.end(), names.begin(), names.end());
}

/// The publisher that a claim's own sentences name first; or the only one of the text.
inline void claim_collector::name_publishers() {
    bool one = !all_names_.empty();
    for (const text_span& n : all_names_) one = one && text_.of(n) == text_.of(all_names_[0]);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
        const text_span* name = !names_[i].empty() ? names_[i].data() : one ? all_names_.data() : nullptr;
        if (name == nullptr) continue;
        claims_[i].publisher = std::string(text_.of(*name));
        claims_[i].places.push_back({claim_fact::publisher, *name});
    }
}

inline std::vector<read_claim> claim_collector::collect() {
    text_.scan();
    join_windows(text_.tokens);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text_.tokens.size(); ++i) {
        if (!text_.tokens[i].is(piece::stop)) continue;
        if (i > begin) read_sentence(begin, i);
        begin = i + 1;
    }
    close(main_);
    if (!claims_.empty())
        for (claim_note& n : waiting_)
            if (claims_.back().notes.size() < 128) claims_.back().notes.push_back(std::move(n));
    name_publishers();
    // Segments were told of within the claim of their market.
    sort_few(claims_, [](const read_claim& a, const read_claim& b) { return a.where.offset < b.where.offset; });
    return std::move(claims_);
}

} // namespace detail

CAGR_INLINE std::vector<read_claim> claim::from_text(std::string_view text, v0::language spoken) {
    if (text.size() > limits::claim_text)
        detail::fail(errc::parse_length, "a text of " + std::to_string(text.size()) + " bytes; at most 16,777,216 (16 MiB) are allowed");
    return detail::claim_collector(text, spoken).collect();
}

CAGR_INLINE std::optional<text_span> read_claim::place(claim_fact f) const noexcept {
    for (const claim_place& p : places)
        if (p.fact == f) return p.where;
    return std::nullopt;
}

CAGR_INLINE std::string_view to_string(claim_fact f) noexcept {
    switch (f) {
    case claim_fact::base: return "base";
    case claim_fact::base_period: return "base_period";
    case claim_fact::estimate: return "estimate";
    case claim_fact::estimate_period: return "estimate_period";
    case claim_fact::rate: return "rate";
    case claim_fact::window_from: return "window_from";
    case claim_fact::window_to: return "window_to";
    case claim_fact::target: return "target";
    case claim_fact::target_period: return "target_period";
    case claim_fact::currency: return "currency";
    case claim_fact::publisher: break;
    }
    return "publisher";
}

CAGR_INLINE std::string_view to_string(claim_note_kind k) noexcept {
    switch (k) {
    case claim_note_kind::missing: return "missing";
    case claim_note_kind::placeholder: return "placeholder";
    case claim_note_kind::contradiction: return "contradiction";
    case claim_note_kind::set_aside: return "set_aside";
    case claim_note_kind::unreadable: break;
    }
    return "unreadable";
}

} // namespace v0
} // namespace cagr

#include <cagr/impl/claim_text_close.ipp>
