// Out-of-line definitions of cagr/audit.hpp: how a claim is read, and the verdict. Its words stand in audit_words.ipp.
#pragma once

#include <cagr/audit.hpp>
#include <cagr/impl/claim.ipp>
#include <cagr/impl/growth_interval.ipp>

#include <algorithm>
#include <array>
#include <utility>

namespace cagr {
inline namespace v0 {

CAGR_INLINE bool reading::is(reading_kind k) const noexcept { return std::find(kinds.begin(), kinds.end(), k) != kinds.end(); }

CAGR_INLINE const reading* audit_report::find(reading_kind k) const noexcept {
    for (const reading& r : readings)
        if (r.is(k)) return &r;
    return nullptr;
}

CAGR_INLINE std::string_view audit_report::outcome(reading_kind k) const noexcept {
    const reading* r = find(k);
    if (r == nullptr || !r->fits) return {};
    return !*r->fits ? "inconsistent" : r->vacuous ? "vacuous" : "consistent";
}

CAGR_INLINE const reading* audit_report::decisive() const noexcept {
    const reading* best = nullptr;
    const auto rank = [](const reading& r) { return r.supports() ? 3 : r.fits.value_or(false) ? 2 : r.fits_if_rounded ? 1 : 0; };
    for (const reading& r : readings) {
        if (!r.conventional()) continue;
        if (best == nullptr || rank(r) > rank(*best) || (rank(r) == rank(*best) && r.gap && best->gap && abs(*r.gap) < abs(*best->gap)))
            best = &r;
    }
    return best;
}

namespace detail {

/// The facts of a claim as intervals, under one way of taking the printed digits.
struct claim_facts {
    std::array<std::optional<interval>, 2> anchors{}; // by `anchor`
    std::optional<rate_interval> rate{};
    std::optional<interval> target{};
    bool target_is_multiple = false;
    bool target_is_increase = false;
    // The end of that side is no value of its own: digits cut off leave 62.35 to below 62.36.
    bool least_growth_open = false;
    bool most_growth_open = false;

    [[nodiscard]] std::optional<interval>& of(anchor a) { return anchors[static_cast<std::size_t>(a)]; }
    [[nodiscard]] const std::optional<interval>& of(anchor a) const { return anchors[static_cast<std::size_t>(a)]; }

    /// What is reached as an amount: of a multiple or an increase, that of the base.
    [[nodiscard]] std::optional<interval> reached() const {
        if (!target || !(target_is_multiple || target_is_increase)) return target;
        const std::optional<interval>& base = of(anchor::base);
        if (!base) return std::nullopt;
        const auto joined = [&](const std::optional<decimal>& a, const std::optional<decimal>& b) -> std::optional<decimal> {
            if (!a || !b) return std::nullopt;
            return target_is_multiple ? *a * *b : *a + *b;
        };
        return interval{joined(base->low, target->low), joined(base->high, target->high)};
    }

    /// The growth from an anchor to the target; nothing where either was not printed.
    [[nodiscard]] std::optional<growth_span> growth_from(anchor a) const {
        const std::optional<interval>& begin = of(a);
        const std::optional<interval> end = reached();
        if (!begin || !end) return std::nullopt;
        growth_span out = span_between(*begin, *end);
        if (a != anchor::base) return out;
        // A multiple or an increase is told of the same base: its own uncertainty counts once.
        if (target_is_multiple) {
            out.low = target->low && target->low->sign() > 0 ? std::optional(growth_pair{1, *target->low}) : std::nullopt;
            out.high = target->high ? std::optional(growth_pair{1, *target->high}) : std::nullopt;
        } else if (target_is_increase) {
            // The more the base is, the less an increase is of it: of one without a highest value, next to nothing.
            const decimal least = target->low && target->low->sign() > 0 ? *target->low : decimal();
            out.low = begin->high ? growth_pair{*begin->high, *begin->high + least} : growth_pair{1, 1};
            const bool most = target->high && begin->low && begin->low->sign() > 0;
            out.high = most ? std::optional(growth_pair{*begin->low, *begin->low + *target->high}) : std::nullopt;
        }
        return out;
    }

    [[nodiscard]] bool fits(const growth_span& growth, const grown_factors& by) const {
        if (!reaches(growth, by)) return false;
        if (least_growth_open && growth.low && by.high && growth.low->begin * *by.high == growth.low->end) return false;
        return !most_growth_open || !growth.high || growth.high->begin * by.low != growth.high->end;
    }
};

/// How the digits of an amount are taken.
enum class digits_taken : std::uint8_t { rounded, zeros_rounded, cut_off };

/// Trailing zeros of a whole amount as rounding: 500 million is 450 to 550. Amounts with decimals printed all their digits.
inline interval zeros_as_rounding(const figure& f) {
    const bool plain = f.qualifier() == qualifier::none || f.qualifier() == qualifier::about;
    if (f.kind() != figure_kind::amount || !plain || f.is_range() || f.places() != 0) return f.interval();
    const decimal value = f.value();
    const decimal last_unit = scale10(1, value.adjusted_exponent() - (value.digits() - 1));
    if (last_unit <= f.unit_of_last_digit()) return f.interval();
    const decimal half = last_unit * scale10(5, -1);
    return {value - half, value + half};
}

inline bool has_rounded_zeros(const figure& f) { return zeros_as_rounding(f) != f.interval(); }

/// Digits cut off instead of rounded: from what is printed to below the next unit, away from 0. The open end is `claim_facts`'s to know.
inline interval digits_cut_off(const figure& f) {
    const bool plain = f.qualifier() == qualifier::none || f.qualifier() == qualifier::about;
    if (!plain) return f.interval();
    const decimal step = f.unit_of_last_digit();
    return f.value().sign() < 0 ? interval{f.low() - step, f.high()} : interval{f.low(), f.high() + step};
}

inline interval taken(const figure& f, digits_taken how) {
    return how == digits_taken::rounded ? f.interval() : how == digits_taken::zeros_rounded ? zeros_as_rounding(f) : digits_cut_off(f);
}

inline rate_interval rates_of_percent(const interval& percent) {
    const auto end = [](const decimal& p) { return rate::from_percent(p < decimal(-100) ? decimal(-100) : p); };
    rate_interval out{.low = end(percent.low ? *percent.low : decimal(-100))};
    if (percent.high) out.high = end(*percent.high);
    return out;
}

inline bool is_annual_rate(const std::optional<figure>& f) { return f && f->kind() == figure_kind::percent; }

inline bool is_one_sided(const figure& f) {
    const interval i = f.interval();
    return !i.low || !i.high;
}

inline claim_facts facts_of(const claim& c, digits_taken amounts = digits_taken::rounded) {
    claim_facts out{.target_is_increase = c.target_is_increase};
    if (c.base) out.of(anchor::base) = taken(*c.base, amounts);
    if (c.estimate) out.of(anchor::estimate) = taken(*c.estimate, amounts);
    if (is_annual_rate(c.rate)) out.rate = rates_of_percent(c.rate->interval());
    if (c.target) {
        out.target = taken(*c.target, amounts);
        out.target_is_multiple = c.target->kind() == figure_kind::multiple;
    }
    return out;
}

/// Whether facts fit over n periods, and no other number of periods: exactly.
inline bool supported(const claim_facts& facts, anchor from, std::uint64_t periods) {
    const std::optional<growth_span> growth = facts.growth_from(from);
    return growth && facts.rate && facts.fits(*growth, factors_over(*facts.rate, periods)) && !has_several_periods(*growth, *facts.rate);
}

/// Puts an audit together.
class auditor {
public:
    auditor(const v0::claim& c, int digits)
        : digits_(digits), report_{.claim = checked(c)}, claim_(report_.claim), facts_(facts_of(claim_)),
          if_rounded_(facts_of(claim_, digits_taken::zeros_rounded)),
          one_sided_(is_annual_rate(claim_.rate) && is_one_sided(*claim_.rate)) {
        check_context({.digits = digits});
    }
    // The report is what the members refer to.
    auditor(const auditor&) = delete;
    auditor& operator=(const auditor&) = delete;
    ~auditor() = default;

    audit_report report() {
        read();
        judge();
        return std::move(report_);
    }

private:
    void read();
    void add(reading_kind kind, anchor from, std::int64_t periods);
    void fill(reading& r) const;
    void judge();
    void find_missing();
    void estimate_missing();
    void diagnose();
    void diagnose_shifted();
    void diagnose_cut_off();
    void diagnose_magnitude();
    void diagnose_multiple();
    void explain(diagnosis_kind kind, anchor from, std::uint64_t periods, std::string text);
    [[nodiscard]] std::optional<decimal> deviation(anchor from, std::uint64_t periods) const;
    [[nodiscard]] const std::optional<figure>& printed(anchor a) const { return a == anchor::base ? claim_.base : claim_.estimate; }

    int digits_;
    audit_report report_;
    const v0::claim& claim_;
    claim_facts facts_;
    claim_facts if_rounded_;
    bool one_sided_;
};

inline void auditor::read() {
    const std::optional<period>& end = claim_.target_period;
    if (!end) return;
    const auto years_from = [&](const std::optional<period>& from) { return whole_years(*from, *end); };
    const bool from_base = claim_.base && claim_.base_period;
    if (from_base) add(reading_kind::from_base, anchor::base, years_from(claim_.base_period));
    if (claim_.estimate && claim_.estimate_period) add(reading_kind::from_estimate, anchor::estimate, years_from(claim_.estimate_period));
    if (claim_.base && claim_.window_from) add(reading_kind::window, anchor::base, years_from(claim_.window_from));
    if (from_base) add(reading_kind::inclusive, anchor::base, years_from(claim_.base_period) + 1);
    if (from_base) add(reading_kind::one_short, anchor::base, years_from(claim_.base_period) - 1);
}

inline void auditor::add(reading_kind kind, anchor from, std::int64_t periods) {
    if (periods < 1) return;
    const auto n = static_cast<std::uint64_t>(periods);
    for (reading& r : report_.readings)
        if (r.anchor == from && r.periods == n) {
            r.kinds.push_back(kind);
            return;
        }
    reading r;
    r.kinds.push_back(kind);
    r.anchor = from;
    r.periods = n;
    fill(r);
    report_.readings.push_back(std::move(r));
}

inline void auditor::fill(reading& r) const {
    const std::optional<growth_span> growth = facts_.growth_from(r.anchor);
    if (growth) r.implied_rate = rates_over(*growth, r.periods, digits_);
    if (!facts_.rate) return;
    const grown_factors by = factors_over(*facts_.rate, r.periods);
    r.implied_target = compounded(*facts_.of(r.anchor), by);
    r.vacuous = one_sided_;
    if (!growth) return;
    r.fits = facts_.fits(*growth, by);
    r.vacuous = one_sided_ || has_several_periods(*growth, *facts_.rate);
    r.solved_periods = periods_over(*growth, *facts_.rate, digits_);
    r.deviation = deviation(r.anchor, r.periods);
    r.gap = decimal();
    if (facts_.rate->high && r.implied_rate->low > *facts_.rate->high) r.gap = r.implied_rate->low.percent() - facts_.rate->high->percent();
    if (r.implied_rate->high && *r.implied_rate->high < facts_.rate->low)
        r.gap = r.implied_rate->high->percent() - facts_.rate->low.percent();
    if (*r.fits) return;
    const std::optional<growth_span> wider = if_rounded_.growth_from(r.anchor);
    r.fits_if_rounded = !one_sided_ && if_rounded_.fits(*wider, by) && !has_several_periods(*wider, *facts_.rate);
}

inline std::optional<decimal> auditor::deviation(anchor from, std::uint64_t periods) const {
    decimal reached = claim_.target->value();
    if (facts_.target_is_multiple) reached *= claim_.base->value();
    if (facts_.target_is_increase) reached += claim_.base->value();
    const decimal grown = compound(printed(from)->value(), rate::from_percent(claim_.rate->value()), periods);
    return divide(grown - reached, reached, {.digits = digits_});
}

inline void auditor::judge() {
    int supporting = 0;
    bool tested = false;
    bool fitting = false;
    bool fitting_if_rounded = false;
    for (const reading& r : report_.readings) {
        if (!r.conventional() || !r.fits) continue;
        tested = true;
        supporting += r.supports() ? 1 : 0;
        fitting |= *r.fits;
        fitting_if_rounded |= r.fits_if_rounded;
    }
    report_.verdict = verdict::underdetermined;
    if (!tested) find_missing();
    if (supporting > 0) {
        report_.verdict = supporting == 1 ? verdict::consistent : verdict::ambiguous;
        return;
    }
    if (fitting) return;
    if (fitting_if_rounded) {
        report_.verdict = verdict::consistent_if_rounded;
        return;
    }
    diagnose();
    if (!tested) return;
    estimate_missing();
    if (!report_.estimate || !report_.estimate->plausible) report_.verdict = verdict::inconsistent;
}

inline void auditor::find_missing() {
    const auto miss = [&](fact f) { report_.missing.push_back(f); };
    if (!claim_.base && !claim_.estimate) miss(fact::start);
    const bool dated = (claim_.base && claim_.base_period) || (claim_.estimate && claim_.estimate_period);
    if ((claim_.base || claim_.estimate) && !dated) miss(fact::start_period);
    if (!facts_.rate) miss(fact::rate);
    if (!claim_.target) miss(fact::target);
    if (claim_.target && claim_.estimate && !facts_.reached()) miss(fact::base); // a multiple or an increase of a base that is not there
    if (!claim_.target_period) miss(fact::target_period);
    if (report_.missing.empty()) miss(fact::start); // an estimate of the target's own period is none
}

/// The rate starts after the base: what it would have to start from, and the growth that leads there.
inline void auditor::estimate_missing() {
    if (claim_.estimate || !claim_.base || !claim_.base_period || !claim_.window_from || !facts_.rate) return;
    const std::int64_t before = whole_years(*claim_.base_period, *claim_.window_from);
    const std::int64_t after = whole_years(*claim_.window_from, *claim_.target_period);
    const std::optional<interval> reached = facts_.reached();
    const std::optional<growth_span> whole = facts_.growth_from(anchor::base);
    if (before < 1 || after < 1 || !whole) return;
    const rate_interval& rates = *facts_.rate;
    if (rates.high && rates.high->factor().sign() == 0) return; // after the loss of all nothing leads to a target
    missing_estimate out{
        .when = *claim_.window_from, .value = discount(*reached, rates, after, digits_), .growth = {.low = rate::from_fraction(-1)}};
    // Growth over both stretches at once: decided by products, as a reading is.
    const grown_factors by = factors_over(rates, after);
    growth_span first;
    if (whole->low && by.high) first.low = growth_pair{whole->low->begin * *by.high, whole->low->end};
    if (whole->high && by.low.sign() > 0) first.high = growth_pair{whole->high->begin * by.low, whole->high->end};
    out.growth = rates_over(first, before, digits_);
    // Between 0 and twice the rate, or twice the decline: with the same rate on both sides, the ends decide.
    const auto doubled = [](const rate& r) {
        const decimal twice = r.fraction() * 2;
        return rate::from_fraction(twice < decimal(-1) ? decimal(-1) : twice);
    };
    const rate none = rate::from_fraction(0);
    rate_interval between{.low = rates.low < none ? doubled(rates.low) : none};
    if (rates.high) between.high = *rates.high > none ? doubled(*rates.high) : none;
    out.plausible = reaches(first, factors_over(between, before));
    report_.estimate = std::move(out);
}

inline void auditor::explain(diagnosis_kind kind, anchor from, std::uint64_t periods, std::string text) {
    report_.diagnoses.push_back({.kind = kind, .anchor = from, .periods = periods, .text = std::move(text)});
}

} // namespace detail

CAGR_INLINE audit_report audit(const claim& c, int digits) { return detail::auditor(c, digits).report(); }

} // namespace v0
} // namespace cagr

#include <cagr/impl/audit_diagnoses.ipp>
#include <cagr/impl/audit_words.ipp>
