// Out-of-line definitions of cagr/audit.hpp: what would explain that no conventional reading fits.
#pragma once

#include <cagr/impl/audit.ipp>

#include <array>
#include <cstdint>
#include <string>

namespace cagr {
inline namespace v0 {
namespace detail {

inline std::string years_counted(std::uint64_t n) { return " (" + std::to_string(n) + (n == 1 ? " year)" : " years)"); }

inline void auditor::diagnose() {
    for (const reading& r : report_.readings) {
        if (r.conventional() || !r.supports()) continue;
        switch (r.kinds.front()) {
        case reading_kind::window:
            explain(diagnosis_kind::window, r.anchor, r.periods,
                    "if the base were compounded over the window from " + to_string(*claim_.window_from) + years_counted(r.periods));
            break;
        case reading_kind::inclusive:
            explain(diagnosis_kind::inclusive, r.anchor, r.periods,
                    "if both " + to_string(*claim_.base_period) + " and " + to_string(*claim_.target_period) + " were counted" +
                        years_counted(r.periods));
            break;
        default: explain(diagnosis_kind::one_short, r.anchor, r.periods, "if one year less were counted" + years_counted(r.periods)); break;
        }
    }
    diagnose_shifted();
    diagnose_cut_off();
    diagnose_magnitude();
    diagnose_multiple();
}

/// A value of a year or two before or after; one year from the base is an inclusive or a short count.
inline void auditor::diagnose_shifted() {
    if (one_sided_) return;
    for (const reading& r : report_.readings) {
        if (!r.conventional()) continue;
        const bool base = r.anchor == anchor::base;
        const period& when = base ? *claim_.base_period : *claim_.estimate_period;
        for (const std::int64_t shift : {-2, -1, 1, 2}) {
            const std::int64_t periods = static_cast<std::int64_t>(r.periods) - shift;
            if (periods < 1 || (base && (shift == 1 || shift == -1))) continue;
            const auto n = static_cast<std::uint64_t>(periods);
            if (!supported(facts_, r.anchor, n)) continue;
            const period moved = when + shift * periods_per_year(when.kind());
            explain(diagnosis_kind::shifted_year, r.anchor, n,
                    "if the " + std::string(to_string(r.anchor)) + " were of " + to_string(moved) + years_counted(n));
        }
    }
}

/// Digits of the target, of the rate, of the anchor or of all of them cut off instead of rounded.
inline void auditor::diagnose_cut_off() {
    if (one_sided_ || !facts_.rate) return;
    for (const reading& r : report_.readings) {
        if (!r.conventional() || !r.fits) continue;
        const std::string from(to_string(r.anchor));
        const std::array<std::string, 4> named{"the target", "the rate", "the " + from, "all figures"};
        for (std::size_t which = 0; which < named.size(); ++which) {
            const bool all = which == 3;
            claim_facts cut = facts_;
            if (all || which == 0) {
                cut.target = digits_cut_off(*claim_.target);
                cut.most_growth_open = true;
            }
            if (all || which == 1) {
                cut.rate = rates_of_percent(digits_cut_off(*claim_.rate));
                // Of a decline the digits are cut off on the other side.
                (claim_.rate->value().sign() < 0 ? cut.most_growth_open : cut.least_growth_open) = true;
            }
            if (all || which == 2) {
                cut.of(r.anchor) = digits_cut_off(*printed(r.anchor));
                cut.least_growth_open = true;
            }
            if (!supported(cut, r.anchor, r.periods)) continue;
            explain(diagnosis_kind::truncated, r.anchor, r.periods,
                    "if " + named[which] + " were cut off, not rounded, after the last digit");
            break;
        }
    }
}

/// A value in the wrong magnitude: millions for billions.
inline void auditor::diagnose_magnitude() {
    if (one_sided_ || !facts_.rate || facts_.target_is_multiple) return;
    for (const reading& r : report_.readings) {
        if (!r.conventional() || !r.fits) continue;
        for (const int power : {3, -3}) {
            claim_facts scaled = facts_;
            interval& begin = *scaled.of(r.anchor);
            if (begin.low) begin.low = scale10(*begin.low, power);
            if (begin.high) begin.high = scale10(*begin.high, power);
            if (supported(scaled, r.anchor, r.periods))
                explain(diagnosis_kind::factor_1000, r.anchor, r.periods,
                        "if the " + std::string(to_string(r.anchor)) + " were a thousand times " + (power > 0 ? "as much" : "less"));
        }
    }
}

/// The rate is that of all periods together: as growth, or as the multiple itself (350% for 3.5 times).
inline void auditor::diagnose_multiple() {
    const anchor from = claim_.base ? anchor::base : anchor::estimate;
    const std::optional<growth_span> growth = facts_.growth_from(from);
    if (!growth || !claim_.rate || is_one_sided(*claim_.rate)) return;
    const std::string printed_rate = to_string(*claim_.rate);
    const interval said = claim_.rate->interval();
    const auto factors = [&](int power, const decimal& plus) {
        return grown_factors{.low = scale10(*said.low, power) + plus, .high = scale10(*said.high, power) + plus};
    };
    if (!facts_.rate) {
        if (reaches(*growth, factors(0, 0)))
            explain(diagnosis_kind::multiple, from, 1, "if " + printed_rate + " were the multiple of all years together");
        return;
    }
    for (const reading& r : report_.readings)
        if (r.conventional() && r.anchor == from && r.periods == 1) return; // then the rate of all years is that of one
    if (said.low->sign() <= 0) return;
    if (reaches(*growth, factors(-2, 1)))
        explain(diagnosis_kind::multiple, from, 1, "if " + printed_rate + " were the growth of all years together");
    if (reaches(*growth, factors(-2, 0)))
        explain(diagnosis_kind::multiple, from, 1,
                "if " + printed_rate + " were what the " + std::string(to_string(from)) + " is multiplied by over all years");
}

} // namespace detail
} // namespace v0
} // namespace cagr
