// Out-of-line definitions of cagr/lineup.hpp.
#pragma once

#include <cagr/impl/audit.ipp>
#include <cagr/impl/claim.ipp>
#include <cagr/lineup.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

namespace cagr {
inline namespace v0 {

CAGR_INLINE std::string_view to_string(lineup_origin o) noexcept {
    switch (o) {
    case lineup_origin::printed: return "printed";
    case lineup_origin::grown: return "grown";
    case lineup_origin::extrapolated: return "extrapolated";
    }
    return "";
}

CAGR_INLINE std::optional<decimal> lineup_column::spread_percent(context to) const {
    if (count < 2 || low->sign() <= 0) return std::nullopt;
    return divide(scale10(*high - *low, 2), *low, to);
}

namespace detail {

inline std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// By what the editions of a publisher are known as its own: `GRAND VIEW RESEARCH` of "Grand View Research (as cited)"; empty where no
/// name is given.
inline std::string publisher_key(std::string_view name) {
    name = without_spaces(name);
    for (;;) {
        const std::size_t open = name.ends_with(')') ? name.rfind('(') : std::string_view::npos;
        if (open == std::string_view::npos) break;
        const std::string_view before = without_spaces(name.substr(0, open));
        if (before.empty()) return {}; // nothing but a note: who it is, it does not say
        name = before;
    }
    std::string key(name);
    for (char& c : key)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return key;
}

/// `claim 3 (IDC)`: as messages name it.
inline std::string claim_name(const claim& c, std::size_t index) {
    const std::string place = "claim " + std::to_string(index + 1);
    return c.publisher.empty() ? place : place + " (" + in_quotes(c.publisher) + ")";
}

/// What the body gives; of an error it is told which claim it is of.
template <class Body>
auto of_claim(const claim& c, std::size_t index, const Body& body) {
    try {
        return body();
    } catch (const exception& failure) {
        error e = failure.error();
        e.message = claim_name(c, index) + ": " + e.message;
        throw exception(std::move(e));
    }
}

/// What the claim's amounts are in; empty where it does not say.
inline std::string_view measure_of(const claim& c) noexcept {
    if (!c.currency.empty()) return c.currency;
    for (const std::optional<figure>* f : {&c.base, &c.estimate, &c.target})
        if (*f && (*f)->kind() == figure_kind::amount && !measure_of(**f).empty()) return measure_of(**f);
    return {};
}

/// Which of two editions is the newer, by the year of what they grow from.
inline bool is_newer(const claim& a, const claim& b) {
    const auto start = [](const claim& c) {
        return c.base && c.base_period ? c.base_period : c.estimate ? c.estimate_period : std::nullopt;
    };
    const auto estimate = [](const claim& c) { return c.estimate ? c.estimate_period : std::nullopt; };
    const auto compare = [](const std::optional<period>& x, const std::optional<period>& y) {
        if (!x || !y) return static_cast<int>(x.has_value()) - static_cast<int>(y.has_value());
        return *x > *y ? 1 : *x < *y ? -1 : 0;
    };
    for (const int order : {compare(start(a), start(b)), compare(estimate(a), estimate(b)), compare(a.target_period, b.target_period)})
        if (order != 0) return order > 0;
    return false;
}

/// Puts a line-up together.
class lineup_maker {
public:
    explicit lineup_maker(const lineup_request& asked) : asked_(asked) {}

    lineup_report report() {
        if (asked_.claims.empty()) fail(errc::domain_empty, "a line-up of no claims; at least one claim is needed");
        if (asked_.at.empty()) fail(errc::domain_empty, "a line-up at no periods; at least one period is needed");
        take_editions();
        check_one_measure();
        for (lineup_row& row : out_.rows) of_claim(row.claim, row.index, [&] { read(row); });
        check_work();
        for (lineup_row& row : out_.rows) of_claim(row.claim, row.index, [&] { fill(row); });
        for (std::size_t k = 0; k < asked_.at.size(); ++k) sum_up(k);
        return std::move(out_);
    }

private:
    void take_editions();
    void check_one_measure();
    static void read(lineup_row& row);
    void check_work() const;
    void fill(lineup_row& row) const;
    void sum_up(std::size_t column);
    [[nodiscard]] static const figure& anchor_of(const lineup_row& row) {
        return *row.reading == convention::from_base ? *row.claim.base : *row.claim.estimate;
    }
    /// Over how many years the value of that period is compounded; nothing where it is not.
    [[nodiscard]] std::optional<std::int64_t> years_grown(const lineup_row& row, const period& when) const;

    const lineup_request& asked_;
    lineup_report out_;
};

inline void lineup_maker::take_editions() {
    std::map<std::string, std::size_t> places; // of the publishers' rows
    for (std::size_t i = 0; i < asked_.claims.size(); ++i) {
        claim c = of_claim(asked_.claims[i], i, [&] {
            claim ready = checked(asked_.claims[i]);
            // Kinds that cannot be brought together are refused before an edition is left out for it.
            for (const std::optional<period>* when : {&ready.base_period, &ready.estimate_period, &ready.window_to, &ready.target_period})
                if (*when) (void)whole_years(**when, asked_.at.front());
            return ready;
        });
        const std::string key = publisher_key(c.publisher);
        const std::size_t place = key.empty() ? out_.rows.size() : places.try_emplace(key, out_.rows.size()).first->second;
        if (place == out_.rows.size()) {
            lineup_row row;
            row.claim = std::move(c);
            row.index = i;
            out_.rows.push_back(std::move(row));
            continue;
        }
        lineup_row& row = out_.rows[place];
        lineup_edition older{.claim = std::move(c), .index = i, .row = place};
        if (is_newer(older.claim, row.claim)) {
            std::swap(older.claim, row.claim);
            std::swap(older.index, row.index);
        }
        out_.left_out.push_back(std::move(older));
    }
    std::sort(out_.left_out.begin(), out_.left_out.end(),
              [](const lineup_edition& a, const lineup_edition& b) { return a.index < b.index; });
}

inline void lineup_maker::check_one_measure() {
    const lineup_row* first = nullptr;
    for (const lineup_row& row : out_.rows) {
        const std::string_view measure = measure_of(row.claim);
        if (measure.empty()) continue;
        if (first != nullptr && measure != out_.currency)
            fail(errc::unit_mixed, claim_name(first->claim, first->index) + " is in " + in_quotes(out_.currency) + " and " +
                                       claim_name(row.claim, row.index) + " in " + in_quotes(measure) +
                                       "; a line-up is of one currency or unit");
        if (first == nullptr) out_.currency = measure;
        if (first == nullptr) first = &row;
    }
}

/// Decides what the rate is compounded from, and how far.
inline void lineup_maker::read(lineup_row& row) {
    const audit_report audited = audit(row.claim);
    const claim& c = row.claim;
    row.verdict = audited.verdict;
    row.until = c.window_to ? c.window_to : c.target_period;
    if (!c.rate || c.rate->kind() != figure_kind::percent) return;
    const bool from_base = c.base && c.base_period;
    const bool from_estimate = c.estimate && c.estimate_period;
    if (!from_base && !from_estimate) return;
    const reading* decisive = audited.decisive();
    const bool tested = decisive != nullptr && decisive->fits;
    const bool begins_there = from_estimate && c.window_from == c.estimate_period;
    const bool by_estimate = tested ? decisive->anchor == anchor::estimate : begins_there || !from_base;
    row.reading = by_estimate ? convention::from_estimate : convention::from_base;
    row.from = by_estimate ? c.estimate_period : c.base_period;
}

inline std::optional<std::int64_t> lineup_maker::years_grown(const lineup_row& row, const period& when) const {
    if (!row.reading) return std::nullopt;
    const std::int64_t years = whole_years(*row.from, when);
    if (years < 0) return std::nullopt;
    const bool within = years == 0 || (row.until && when <= *row.until);
    return within || asked_.extrapolate ? std::optional(years) : std::nullopt;
}

inline void lineup_maker::check_work() const {
    constexpr std::uint64_t most = 10'000'000;
    std::uint64_t digits = 0;
    for (const lineup_row& row : out_.rows)
        for (const period& when : asked_.at) {
            digits += 1;
            const std::optional<std::int64_t> years = of_claim(row.claim, row.index, [&] { return years_grown(row, when); });
            if (!years) continue;
            const auto of_factor = static_cast<std::uint64_t>(rate::from_percent(row.claim.rate->value()).factor().digits());
            digits += static_cast<std::uint64_t>(anchor_of(row).value().digits()) + of_factor * static_cast<std::uint64_t>(*years);
            if (digits > most)
                fail(errc::limit_rows, "a line-up of " + std::to_string(out_.rows.size()) + " claims at " +
                                           std::to_string(asked_.at.size()) + " periods has over " + std::to_string(most) +
                                           " digits; at most that many are allowed");
        }
}

inline void lineup_maker::fill(lineup_row& row) const {
    const claim& c = row.claim;
    // What the target says as an amount: a multiple or an increase says it of the base.
    std::optional<decimal> reached;
    const bool of_base = c.target && (c.target->kind() == figure_kind::multiple || c.target_is_increase);
    if (c.target && !of_base) reached = c.target->value();
    if (of_base && c.base) reached = c.target_is_increase ? c.base->value() + c.target->value() : c.base->value() * c.target->value();

    struct printed_value {
        const std::optional<period>& when;
        std::optional<decimal> value;
    };
    const std::array<printed_value, 3> printed{{{c.base_period, c.base ? std::optional(c.base->value()) : std::nullopt},
                                                {c.estimate_period, c.estimate ? std::optional(c.estimate->value()) : std::nullopt},
                                                {c.target_period, reached}}};
    for (const period& when : asked_.at) {
        std::optional<lineup_value> value;
        if (const std::optional<std::int64_t> years = years_grown(row, when)) {
            value = lineup_value{compound(anchor_of(row).value(), rate::from_percent(c.rate->value()), *years)};
            if (*years > 0) value->origin = row.until && when <= *row.until ? lineup_origin::grown : lineup_origin::extrapolated;
            if (*years > 0 && reached && c.target_period == when && *reached != value->value) value->target = reached;
        } else {
            for (const printed_value& each : printed)
                if (!value && each.value && each.when == when) value = lineup_value{*each.value};
        }
        row.values.push_back(std::move(value));
    }
}

inline void lineup_maker::sum_up(std::size_t column) {
    std::vector<decimal> values;
    for (const lineup_row& row : out_.rows)
        if (row.values[column]) values.push_back(row.values[column]->value);
    std::sort(values.begin(), values.end());
    lineup_column sum;
    sum.when = asked_.at[column];
    sum.count = values.size();
    if (!values.empty()) {
        const std::size_t half = values.size() / 2;
        sum.low = values.front();
        sum.high = values.back();
        sum.median = values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) * scale10(decimal(5), -1);
    }
    out_.columns.push_back(std::move(sum));
}

} // namespace detail

CAGR_INLINE lineup_report lineup(const lineup_request& asked) { return detail::lineup_maker(asked).report(); }

} // namespace v0
} // namespace cagr
