// Out-of-line definitions of cagr/claim.hpp: which year belongs to which amount of a sentence, and which percentage is the rate.
#pragma once

#include <cagr/impl/claim_text_scan.ipp>

#include <algorithm>
#include <optional>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// How a sentence speaks of an amount.
enum class told_as : std::uint8_t { nothing, past, present, future, from, to, increase };

struct told_amount {
    std::size_t token = 0;
    told_as role = told_as::nothing;
    std::optional<period> when{};
    text_span when_at{};
    bool aside = false; // a price, or too small for a market

    [[nodiscard]] bool ahead() const noexcept { return role == told_as::future || role == told_as::to; }
    [[nodiscard]] bool behind() const noexcept { return role == told_as::past || role == told_as::from || role == told_as::present; }
};

struct told_rate {
    std::size_t token = 0;
    bool named = false; // a CAGR, not just growth
    bool past = false;
    bool declines = false; // told of what shrinks, without a sign of its own
    std::optional<std::size_t> window{};
    std::optional<std::size_t> since{}; // years that stand alone
    std::optional<std::size_t> until{};
};

/// The facts of one sentence, from its tokens [begin, end).
class sentence_reader {
public:
    using piece = text_token::piece;

    sentence_reader(text_scanner& text, std::size_t begin, std::size_t end) : text_(text), t_(text.tokens), begin_(begin), end_(end) {}

    void read() {
        date_years();
        find_amounts();
        bind_years();
        find_rates();
        find_shares();
    }

    std::vector<told_amount> amounts;
    std::vector<told_rate> rates;
    std::vector<std::size_t> shares; // percentages that are no rate
    std::optional<std::size_t> spare_window{};
    bool has_horizon = false;
    bool has_segment = false;

private:
    [[nodiscard]] bool linking(std::size_t i) const noexcept {
        return t_[i].is(cue::link) || t_[i].is(cue::until) || t_[i].is(cue::year) || t_[i].is(piece::open);
    }
    void date_years();
    void find_amounts();
    void bind_years();
    void find_rates();
    void find_shares();
    [[nodiscard]] bool shared(std::size_t at) const noexcept;
    [[nodiscard]] bool declines(std::size_t at) const noexcept;

    text_scanner& text_;
    std::vector<text_token>& t_;
    std::size_t begin_, end_;
};

/// Two years with a word or dash between them become one window.
inline void join_windows(std::vector<text_token>& t) {
    using piece = text_token::piece;
    const auto passes = [&](std::size_t i) { return t[i].is(cue::link) || t[i].is(cue::year); };
    for (std::size_t i = 0; i + 2 < t.size(); ++i) {
        if (!t[i].is(piece::year)) continue;
        std::size_t j = i + 1;
        for (int n = 0; n < 2 && j < t.size() && passes(j); ++n) ++j;
        if (j >= t.size()) break;
        std::size_t opener = i;
        for (int n = 0; n < 3 && opener > 0 && t[opener - 1].is(cue::link); ++n) --opener;
        const bool between = opener > 0 && t[opener - 1].is(cue::between);
        const bool joins = t[j].is(piece::dash) || t[j].is(cue::to) || t[j].is(cue::until) || t[j].is(cue::join) ||
                           (t[j].is(cue::both) && between) || (t[j].is(cue::from) && t[j - 1].is(cue::year));
        // de 2021 à 2028: a small word that is more than one thing.
        const bool small_word = j == i + 2 && t[i + 1].is(cue::link) && t[j].is(piece::year) && t[j].when > t[i].when;
        if (!joins && !small_word) continue;
        std::size_t k = small_word ? j : j + 1;
        for (int n = 0; n < 3 && k < t.size() && (passes(k) || t[k].is(cue::until)); ++n) ++k;
        if (k >= t.size() || !t[k].is(piece::year)) continue;
        t[i].kind = piece::window;
        t[i].first = t[i].where;
        t[i].second = t[k].where;
        t[i].until = t[k].when;
        t[i].where.length = t[k].end() - t[i].where.offset;
        for (std::size_t n = i + 1; n <= k; ++n) {
            t[n].kind = piece::words;
            t[n].meaning = cue::link;
            t[n].used = true;
        }
        if (opener > 0 && (t[opener - 1].is(cue::from) || t[opener - 1].is(cue::between) || t[opener - 1].is(cue::since)))
            t[opener - 1].meaning = cue::link;
    }
}

/// Years of dates and of reports are none of values.
inline void sentence_reader::date_years() {
    for (std::size_t i = begin_; i < end_; ++i) {
        if (t_[i].is(cue::horizon)) has_horizon = true;
        if (t_[i].is(cue::segment)) has_segment = true;
        if (!t_[i].is(piece::year)) continue;
        std::size_t before = i;
        for (int n = 0; n < 3 && before > begin_ &&
                        (t_[before - 1].is(piece::comma) || t_[before - 1].is(piece::word) || t_[before - 1].is(cue::link));
             ++n) {
            // Only the day of a month may stand between: June 15, 2021.
            if (t_[before - 1].is(piece::word) && (t_[before - 1].where.length > 4 || text_.of(t_[before - 1].where)[0] > '9')) break;
            --before;
        }
        t_[i].dated = before > begin_ && t_[before - 1].is(cue::dated);
        std::size_t after = i + 1;
        while (after < end_ && after < i + 3 && (t_[after].is(cue::year) || (t_[after].is(piece::word) && t_[after].where.length <= 2)))
            ++after;
        if (after < end_ && t_[after].is(cue::titled)) t_[i].dated = true;
    }
}

inline void sentence_reader::find_amounts() {
    told_as role = told_as::nothing;
    constexpr std::size_t never = static_cast<std::size_t>(-1);
    std::size_t near = never; // from or to
    std::size_t priced = never;
    for (std::size_t i = begin_; i < end_; ++i) {
        const text_token& t = t_[i];
        if (t.is(piece::words)) {
            switch (t.meaning) {
            case cue::past: role = told_as::past; break;
            case cue::present:
                if (role != told_as::future) role = told_as::present;
                break;
            case cue::future: role = told_as::future; break;
            case cue::increase: role = told_as::increase; break;
            case cue::from:
            case cue::to: near = i; break;
            case cue::price: priced = i; break;
            default: break;
            }
            continue;
        }
        if (t.is_figure() && !t.is(piece::amount)) {
            if (!t.is(piece::multiple)) near = never;
            continue;
        }
        if (!t.is(piece::amount)) continue;
        if (text_.opening_of(t.where) == cue::future) role = told_as::future;
        told_amount a;
        a.token = i;
        const bool close_by = near != never && i - near <= 4;
        a.role = close_by && t_[near].is(cue::from) ? told_as::from : close_by && role != told_as::past ? told_as::to : role;
        if (role == told_as::increase && a.role == told_as::to) a.role = role;
        const figure& f = text_.figures[t.figure];
        const bool bare = !f.currency().empty() && f.magnitude().exponent == 0 && f.value() < 1'000'000;
        bool paid = priced != never && i - priced <= 12;
        for (std::size_t j = i + 1; j < end_ && j < i + 4 && !t_[j].is_figure(); ++j) paid = paid || t_[j].is(cue::price);
        a.aside = bare || paid || f.value().sign() <= 0;
        // USD 34.8 billion (EUR 32 billion): the same in another currency.
        if (i > begin_ + 1 && t_[i - 1].is(piece::open) && t_[i - 2].is(piece::amount)) {
            const std::string_view other = text_.figures[t_[i - 2].figure].currency();
            if (!other.empty() && !f.currency().empty() && other != f.currency()) a.aside = t_[i].used = true;
        }
        amounts.push_back(a);
        role = told_as::nothing;
        near = never;
        priced = never;
    }
}

/// A year that follows an amount with nothing but small words between is its own; then the one before it; then the next.
inline void sentence_reader::bind_years() {
    const auto bind = [&](told_amount& a, std::size_t year) {
        t_[year].used = true;
        a.when = t_[year].when;
        a.when_at = t_[year].where;
        std::size_t before = year;
        for (int n = 0; n < 2 && before > begin_ && t_[before - 1].is(cue::link); ++n) --before;
        const bool ahead = before > begin_ && t_[before - 1].is(cue::until);
        if (ahead && (a.role == told_as::nothing || a.role == told_as::present)) a.role = told_as::future;
    };
    const auto free_year = [&](std::size_t i) { return t_[i].is(piece::year) && !t_[i].used && !t_[i].dated; };
    // "5 and 9 billion in 2022 and 2030, respectively": as many years as amounts, in their order.
    const bool respectively = std::any_of(t_.begin() + static_cast<std::ptrdiff_t>(begin_), t_.begin() + static_cast<std::ptrdiff_t>(end_),
                                          [](const text_token& t) { return t.is(cue::respectively); });
    if (respectively) {
        std::vector<std::size_t> years;
        for (std::size_t i = begin_; i < end_; ++i)
            if (free_year(i)) years.push_back(i);
        if (years.size() == amounts.size()) {
            for (std::size_t i = 0; i < years.size(); ++i) bind(amounts[i], years[i]);
            return;
        }
    }
    // Market size in 2024 | USD 4.51 billion: the label of an amount names its year.
    const auto labels = [&](std::size_t i) {
        const std::string_view mark = text_.of(t_[i].where);
        return mark == "|" || mark == ":" || mark == "=" || mark == "\uFF1A";
    };
    for (told_amount& a : amounts)
        if (a.token > begin_ + 1 && labels(a.token - 1) && free_year(a.token - 2)) bind(a, a.token - 2);
    for (told_amount& a : amounts) {
        if (a.when || (a.aside && t_[a.token].used)) continue;
        std::size_t i = a.token + 1;
        int words = 0;
        while (i < end_ &&
               (linking(i) || (t_[i].is(piece::word) && ++words <= 1) || t_[i].is(cue::market) || (t_[i].is(piece::amount) && t_[i].used)))
            ++i;
        if (i < end_ && free_year(i)) bind(a, i);
    }
    std::size_t previous = begin_; // the amount before
    for (told_amount& a : amounts) {
        if (!a.when && !a.aside) {
            for (std::size_t i = a.token; i > previous; --i) {
                if (t_[i - 1].is_figure()) break;
                if (!free_year(i - 1)) continue;
                bind(a, i - 1);
                break;
            }
        }
        previous = a.token + 1;
    }
    for (std::size_t n = 0; n < amounts.size(); ++n) {
        if (amounts[n].when || amounts[n].aside) continue;
        const std::size_t stop = n + 1 < amounts.size() ? amounts[n + 1].token : end_;
        for (std::size_t i = amounts[n].token + 1; i < stop; ++i) {
            if (t_[i].is(piece::window)) break;
            if (!free_year(i)) continue;
            bind(amounts[n], i);
            break;
        }
    }
}

/// Whether a percentage is said to be of something: a share of 38%, 38% of the market.
inline bool sentence_reader::shared(std::size_t at) const noexcept {
    for (std::size_t i = at + 1; i < end_ && i < at + 5; ++i) {
        if (t_[i].is_figure() || t_[i].is(piece::comma) || t_[i].is(cue::rate)) break;
        if (t_[i].is(cue::share)) return true;
    }
    for (std::size_t i = at; i > begin_ && i + 6 > at; --i) {
        if (t_[i - 1].is_figure() || t_[i - 1].is(cue::rate) || t_[i - 1].is(cue::growth)) break;
        if (t_[i - 1].is(cue::share)) return true;
    }
    return false;
}

/// Whether a percentage is told of what shrinks: "will decline at a CAGR of 5.8%".
inline bool sentence_reader::declines(std::size_t at) const noexcept {
    bool comma = false, amount = false;
    for (std::size_t i = at; i > begin_; --i) {
        const text_token& t = t_[i - 1];
        if (t.is(piece::percent) || t.is(piece::placeholder) || t.is(cue::growth) || t.is(cue::past_growth)) return false;
        if (t.is(piece::amount)) amount = true;
        if (t.is(piece::comma)) {
            comma = true;
            amount = false;
        }
        // Of another clause only where that names amounts, unlike "despite a decline in 2023, ...".
        if (t.is(cue::decline)) return amount || !comma;
    }
    return false;
}

inline void sentence_reader::find_rates() {
    std::vector<std::size_t> found;
    for (std::size_t i = begin_; i < end_; ++i) {
        const bool percent = t_[i].is(piece::percent) || (t_[i].is(piece::placeholder) && t_[i].meaning == cue::rate);
        if (!percent || shared(i)) continue;
        told_rate r;
        r.token = i;
        bool grown = false;
        // Its name before it, with no other figure between;
        for (std::size_t j = i; j > begin_ && i - j < 14; --j) {
            const text_token& t = t_[j - 1];
            if (t.is(piece::percent) || t.is(piece::amount) || t.is(piece::placeholder)) break;
            if (t.is(cue::rate)) r.named = true;
            if (t.is(cue::growth) || t.is(cue::increase)) grown = true;
            if (t.is(cue::past_growth)) r.past = grown = true;
            if (r.named) break;
        }
        // or after it, when it has no other percentage of its own.
        for (std::size_t j = i + 1; !r.named && j < end_ && j < i + 6; ++j) {
            const text_token& t = t_[j];
            if (t.is_figure() || t.is(piece::comma) || t.is(piece::dash)) break;
            if (t.is(cue::yearly) && grown) r.named = true;
            if (t.is(cue::yearly)) grown = true;
            if (t.is(cue::growth)) grown = true;
            if (!t.is(cue::rate)) continue;
            std::size_t k = j + 1;
            while (k < end_ && k < j + 4 && linking(k)) ++k;
            r.named = !(k < end_ && t_[k].is(piece::percent) && k != j + 1);
        }
        // Growth that was: "grew at a CAGR of".
        for (std::size_t j = i; j > begin_ && i - j < 14; --j) {
            if (t_[j - 1].is_figure() || t_[j - 1].is(cue::future)) break;
            if (t_[j - 1].is(cue::past_growth)) r.past = true;
        }
        // Growth over one year only: "up 16% compared to the previous year".
        for (std::size_t j = i + 1; !r.named && j < end_ && j < i + 5; ++j) {
            if (t_[j].is_figure() || t_[j].is(piece::comma)) break;
            if (t_[j].is(cue::past_growth)) r.past = true;
        }
        r.declines = text_.figures.size() > t_[i].figure && t_[i].is(piece::percent) && declines(i) &&
                     text_.figures[t_[i].figure].value().sign() > 0;
        if (!r.named && !grown && !r.declines) continue;
        found.push_back(i);
        rates.push_back(r);
    }
    // Each rate takes the window after it, else the one before it.
    for (std::size_t n = 0; n < rates.size(); ++n) {
        const std::size_t stop = n + 1 < rates.size() ? rates[n + 1].token : end_;
        for (std::size_t i = rates[n].token + 1; i < stop && !rates[n].window; ++i) {
            if ((t_[i].is(piece::amount) && i > rates[n].token + 6) || t_[i].is(piece::placeholder)) break;
            if (t_[i].is(piece::window) && !t_[i].used) rates[n].window = i;
            if (!t_[i].is(piece::year) || t_[i].used || t_[i].dated) continue;
            if (i > begin_ && (t_[i - 1].is(cue::until) || (t_[i - 1].is(cue::link) && i > begin_ + 1 && t_[i - 2].is(cue::until)))) {
                if (!rates[n].until) rates[n].until = i;
            } else if (t_[i - 1].is(cue::since) || t_[i - 1].is(cue::from)) {
                if (!rates[n].since) rates[n].since = i;
            }
        }
        const std::size_t start = n == 0 ? begin_ : rates[n - 1].token + 1;
        for (std::size_t i = rates[n].token; i > start && !rates[n].window; --i)
            if (t_[i - 1].is(piece::window) && !t_[i - 1].used) rates[n].window = i - 1;
        if (rates[n].window) t_[*rates[n].window].used = true;
    }
    for (std::size_t i = begin_; i < end_; ++i)
        if (t_[i].is(piece::window) && !t_[i].used && !spare_window) spare_window = i;
}

inline void sentence_reader::find_shares() {
    std::size_t next = 0;
    for (std::size_t i = begin_; i < end_; ++i) {
        while (next < rates.size() && rates[next].token < i) ++next;
        if (t_[i].is(piece::percent) && !(next < rates.size() && rates[next].token == i)) shares.push_back(i);
    }
}

} // namespace detail
} // namespace v0
} // namespace cagr
