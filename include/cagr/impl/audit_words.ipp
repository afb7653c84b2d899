// Out-of-line definitions of cagr/audit.hpp: the words of an audit, all in this place.
#pragma once

#include <cagr/impl/audit.ipp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace cagr {
inline namespace v0 {

CAGR_INLINE std::string_view to_string(verdict v) noexcept {
    switch (v) {
    case verdict::consistent: return "consistent";
    case verdict::consistent_if_rounded: return "consistent_if_rounded";
    case verdict::ambiguous: return "ambiguous";
    case verdict::underdetermined: return "underdetermined";
    case verdict::inconsistent: return "inconsistent";
    }
    return "";
}

CAGR_INLINE std::string_view to_string(reading_kind k) noexcept {
    switch (k) {
    case reading_kind::from_base: return "from_base";
    case reading_kind::from_estimate: return "from_estimate";
    case reading_kind::window: return "window";
    case reading_kind::inclusive: return "inclusive";
    case reading_kind::one_short: return "short";
    }
    return "";
}

CAGR_INLINE std::string_view to_string(anchor a) noexcept { return a == anchor::base ? "base" : "estimate"; }

CAGR_INLINE std::string_view to_string(diagnosis_kind k) noexcept {
    switch (k) {
    case diagnosis_kind::inclusive: return "inclusive";
    case diagnosis_kind::one_short: return "short";
    case diagnosis_kind::window: return "window";
    case diagnosis_kind::shifted_year: return "shifted_year";
    case diagnosis_kind::truncated: return "truncated";
    case diagnosis_kind::factor_1000: return "factor_1000";
    case diagnosis_kind::multiple: return "multiple";
    }
    return "";
}

CAGR_INLINE std::string_view to_string(fact f) noexcept {
    switch (f) {
    case fact::start: return "a base or an estimate";
    case fact::base: return "the base that the target is told of";
    case fact::start_period: return "the year of the base";
    case fact::rate: return "an annual rate";
    case fact::target: return "a target";
    case fact::target_period: return "the year of the target";
    }
    return "";
}

namespace detail {

/// A figure with its period, each said once: `USD 62.35B (2020)`. Periods that are only counted are not told.
inline std::string said_of(const figure& f, const std::optional<period>& when) {
    std::string text = to_string(f);
    if (f.when()) text = text.substr(0, text.rfind('@'));
    return when && when->kind() != period_kind::ordinal ? text + " (" + to_string(*when) + ")" : text;
}

inline std::string years_of(std::uint64_t n) { return std::to_string(n) + (n == 1 ? " year" : " years"); }

/// An interval in a figure's magnitude, rounded outward to its places (two at least): `93.47-93.95B`.
inline std::string range_like(const interval& i, const figure& like) {
    const std::int64_t places = std::max<std::int64_t>(like.places(), 2);
    const magnitude in = like.magnitude().label().empty() ? magnitude{} : like.magnitude();
    const auto end = [&](const decimal& d, rounding mode) { return to_string(scale10(d, -in.exponent), places, mode); };
    const std::string unit = (in.system == numbering::indian ? " " : "") + std::string(in.label());
    if (i.low && i.high) {
        const std::string low = end(*i.low, rounding::floor);
        const std::string high = end(*i.high, rounding::ceiling);
        return (low == high ? low : low + "-" + high) + unit;
    }
    if (i.low) return "at least " + end(*i.low, rounding::floor) + unit;
    return i.high ? "up to " + end(*i.high, rounding::ceiling) + unit : "anything";
}

/// `49.91-50.69%`: rounded outward to two places.
inline std::string percent_range(const rate_interval& r) {
    const std::string low = to_string(r.low.percent(), 2, rounding::floor);
    if (!r.high) return "at least " + low + "%";
    const std::string high = to_string(r.high->percent(), 2, rounding::ceiling);
    const bool below_zero = r.low.fraction().sign() < 0 || r.high->fraction().sign() < 0;
    return low == high ? low + "%" : low + (below_zero ? "% to " : "-") + high + "%";
}

class audit_words {
public:
    explicit audit_words(const audit_report& report) : report_(report), claim_(report.claim) {}

    [[nodiscard]] std::string summary() const {
        switch (report_.verdict) {
        case verdict::consistent: return "The quoted figures agree: " + grown(*report_.decisive()) + ".";
        case verdict::ambiguous: return "The quoted figures agree both ways: " + ways() + ".";
        case verdict::consistent_if_rounded:
            return "The quoted figures agree only if " + rounded_figures() + " taken as rounded: as printed, " +
                   grown(*report_.decisive()) + ".";
        case verdict::underdetermined: return undecided();
        case verdict::inconsistent: return "The quoted figures do not agree: " + needed(*report_.decisive()) + would_agree() + ".";
        }
        return {};
    }

private:
    [[nodiscard]] std::string start_of(const reading& r) const {
        return r.anchor == anchor::base ? said_of(*claim_.base, claim_.base_period) : said_of(*claim_.estimate, claim_.estimate_period);
    }
    [[nodiscard]] std::string rate_said() const { return said_of(*claim_.rate, std::nullopt); }
    [[nodiscard]] std::string target_said() const {
        return (claim_.target_is_increase ? "an increase of " : "") + said_of(*claim_.target, claim_.target_period);
    }
    /// The figure whose magnitude the results are told in.
    [[nodiscard]] const figure& like(const reading& r) const {
        if (claim_.target->kind() == figure_kind::amount) return *claim_.target;
        return r.anchor == anchor::base ? *claim_.base : *claim_.estimate;
    }

    /// `USD 2.08B (2024) grown 17.05% a year over 9 years gives 8.55-8.61B, and USD 10.06B (2033) is printed`.
    [[nodiscard]] std::string grown(const reading& r) const {
        return start_of(r) + " grown " + rate_said() + " a year over " + years_of(r.periods) + " gives " +
               range_like(*r.implied_target, like(r)) + ", and " + target_said() + " is printed";
    }

    /// `from USD 2.08B (2024) to USD 10.06B (2033) it takes 19.10-19.18% a year over 9 years, at least 2.04 percentage points more than
    /// the 17.05% printed`.
    [[nodiscard]] std::string needed(const reading& r) const {
        std::string out = "from " + start_of(r) + (claim_.target_is_increase ? " to reach " : " to ") + target_said() + " it takes " +
                          percent_range(*r.implied_rate) + " a year over " + years_of(r.periods) + ", ";
        if (r.gap && r.gap->sign() != 0) {
            const std::string points = to_string(abs(*r.gap), 2, rounding::floor);
            out += (points == "0.00" ? "less than 0.01" : "at least " + points) + " percentage points " +
                   (r.gap->sign() > 0 ? "more" : "less") + " than";
        } else {
            out += "not";
        }
        return out + (claim_.rate->qualifier() == qualifier::none ? " the " : " the rate of ") + rate_said() + " printed";
    }

    [[nodiscard]] std::string ways() const {
        std::string out;
        for (const reading& r : report_.readings)
            if (r.conventional() && r.supports())
                out += (out.empty() ? "over " : ", and over ") + years_of(r.periods) + " from the " + std::string(to_string(r.anchor));
        return out;
    }

    [[nodiscard]] std::string rounded_figures() const {
        std::string out;
        int count = 0;
        const auto name = [&](const std::optional<figure>& f) {
            if (!f || !has_rounded_zeros(*f)) return;
            out += (count++ == 0 ? "" : " and ") + said_of(*f, std::nullopt);
        };
        const reading& r = *report_.decisive();
        name(r.anchor == anchor::base ? claim_.base : claim_.estimate);
        name(claim_.target);
        return out + (count == 1 ? " is" : " are");
    }

    [[nodiscard]] std::string would_agree() const {
        std::string out;
        for (const diagnosis& d : report_.diagnoses) out += (out.empty() ? "; they would " : ", or ") + d.text;
        if (!out.empty()) out.insert(out.find("would ") + 6, "agree ");
        return out;
    }

    /// A missing fact, where an estimate alone was printed told of it.
    [[nodiscard]] std::string lacking(fact f) const {
        if (f == fact::start && claim_.estimate) return "a value of an earlier year";
        if (f == fact::start_period && !claim_.base) return "the year of the estimate";
        return std::string(to_string(f));
    }

    [[nodiscard]] std::string undecided() const {
        if (!report_.missing.empty()) {
            std::string out;
            for (std::size_t i = 0; i < report_.missing.size(); ++i)
                out += (i == 0 ? "" : i + 1 < report_.missing.size() ? ", " : " and ") + lacking(report_.missing[i]);
            return "The quoted figures cannot be tested: " + out + (report_.missing.size() == 1 ? " is missing" : " are missing") +
                   would_agree() + ".";
        }
        const reading* r = report_.decisive();
        if (report_.estimate && report_.estimate->plausible && claim_.target) {
            const missing_estimate& e = *report_.estimate;
            const bool next_year = whole_years(*claim_.base_period, e.when) == 1;
            return "The quoted figures do not settle it: the rate runs from " + to_string(e.when) +
                   ", whose value is not given, and does not hold from " + start_of(*r) + "; it would hold from " +
                   range_like(e.value, *claim_.base) + " in " + to_string(e.when) + ", " + percent_range(e.growth) +
                   (next_year ? "" : " a year") + " above the base" + would_agree() + ".";
        }
        const interval said = claim_.rate->interval();
        if (!said.low || !said.high)
            return "The quoted figures cannot be tested: a rate of " + rate_said() +
                   " is open to one side, and fits without saying anything.";
        return "The quoted figures are too wide to be tested: " + start_of(*r) + " and " + target_said() + " at " + rate_said() +
               " fit more than one number of years.";
    }

    const audit_report& report_;
    const claim& claim_;
};

} // namespace detail

CAGR_INLINE std::string audit_report::summary() const { return detail::audit_words(*this).summary(); }

} // namespace v0
} // namespace cagr
