// What it answers: whether the figures of a claim agree with one another, under which reading, or what would reconcile them.
// What it needs: claim.hpp and growth_interval.hpp.
// Example: if (audit(c).verdict == verdict::inconsistent) std::puts(audit(c).summary().c_str());
#pragma once

#include <cagr/claim.hpp>
#include <cagr/figure.hpp>
#include <cagr/growth.hpp>
#include <cagr/growth_interval.hpp>
#include <cagr/period.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cagr {
inline namespace v0 {

/// How the figures of a claim stand to one another.
///   consistent: one conventional reading fits.
///   consistent_if_rounded: one fits where trailing zeros of whole amounts are taken as rounding, 500 million as 450 to 550.
///   ambiguous: two different readings fit.
///   underdetermined: a fact is missing, the figures are too wide to tell, or an unprinted estimate would plausibly reconcile them.
///   inconsistent: none of these.
enum class verdict : std::uint8_t { consistent, consistent_if_rounded, ambiguous, underdetermined, inconsistent };
/// `consistent`, `consistent_if_rounded`, ...
[[nodiscard]] std::string_view to_string(verdict v) noexcept;

/// Over how many periods the rate is taken to compound. Conventional: from the base to the target, from the estimate to the
/// target. Error patterns, all from the base: as many as the window has (`window`), one too many (`inclusive`: both ends counted), one too
/// few
/// (`one_short`).
enum class reading_kind : std::uint8_t { from_base, from_estimate, window, inclusive, one_short };
/// `from_base`, `from_estimate`, `window`, `inclusive`, `short`.
[[nodiscard]] std::string_view to_string(reading_kind k) noexcept;

/// Which printed value is compounded.
enum class anchor : std::uint8_t { base, estimate };
/// `base`, `estimate`.
[[nodiscard]] std::string_view to_string(anchor a) noexcept;

/// One way to read a claim, and what comes of it. Readings with the same anchor and number of periods are one reading of several
/// kinds. All intervals hold whatever the printed digits allow.
struct reading {
    std::vector<reading_kind> kinds; ///< the first names it
    v0::anchor anchor = v0::anchor::base;
    std::uint64_t periods = 0;
    /// Whether [anchor] * (1 + [rate])^periods meets [target], decided exactly; nothing where no rate or no target was printed.
    std::optional<bool> fits{};
    /// The same with trailing zeros of whole amounts taken as rounding, and not vacuous then.
    bool fits_if_rounded = false;
    /// The figures would fit more than one whole number of periods, or the rate is open to one side: a fit says nothing.
    bool vacuous = false;
    /// What the anchor grows to, exactly; nothing without a rate.
    std::optional<interval> implied_target{};
    /// The rate that leads to the target, rounded outward; nothing without a target.
    std::optional<rate_interval> implied_rate{};
    /// Over how many periods the rate leads to the target, rounded outward; nothing without both, or where it never does.
    std::optional<interval> solved_periods{};
    /// How far the value of the printed numbers is from the target, as a fraction of it: -0.067 is 6.7% short.
    std::optional<decimal> deviation{};
    /// By how many percentage points the printed rates at least miss those that lead to the target: positive where more growth is
    /// needed than printed; 0 where they meet.
    std::optional<decimal> gap{};

    /// Whether it is (also) this kind of reading.
    [[nodiscard]] bool is(reading_kind k) const noexcept;
    /// Whether it is one of the two conventional readings.
    [[nodiscard]] bool conventional() const noexcept { return is(reading_kind::from_base) || is(reading_kind::from_estimate); }
    /// Whether it fits and says something.
    [[nodiscard]] bool supports() const noexcept { return fits.value_or(false) && !vacuous; }

    friend bool operator==(const reading&, const reading&) = default;
};

/// The value that the rate would have to start from where it starts after the base and none was printed.
struct missing_estimate {
    period when;
    /// What it would have to be, rounded outward.
    interval value;
    /// The growth from the base to it, a period, rounded outward.
    rate_interval growth;
    /// Whether some of that growth lies between 0 and twice the rate.
    bool plausible = false;

    friend bool operator==(const missing_estimate&, const missing_estimate&) = default;
};

/// What would explain that no conventional reading fits.
///   inclusive, one_short, window: the error pattern of that name fits.
///   shifted_year: it fits if a value were of another year.
///   truncated: it fits if digits were cut off instead of rounded.
///   factor_1000: it fits if a magnitude were a thousand times more or less.
///   multiple: the rate is the growth, or the multiple, of all periods together.
enum class diagnosis_kind : std::uint8_t { inclusive, one_short, window, shifted_year, truncated, factor_1000, multiple };
/// `inclusive`, `short`, `window`, `shifted_year`, `truncated`, `factor_1000`, `multiple`.
[[nodiscard]] std::string_view to_string(diagnosis_kind k) noexcept;

struct diagnosis {
    diagnosis_kind kind = diagnosis_kind::inclusive;
    v0::anchor anchor = v0::anchor::base;
    /// Over so many periods it fits.
    std::uint64_t periods = 0;
    /// One clause of plain English: `counting both 2024 and 2033 (10 periods)`.
    std::string text;

    friend bool operator==(const diagnosis&, const diagnosis&) = default;
};

/// A fact that a claim lacks.
enum class fact : std::uint8_t { start, base, start_period, rate, target, target_period };
/// `a base or an estimate`, `the year of the base`, ...: as a sentence names it.
[[nodiscard]] std::string_view to_string(fact f) noexcept;

/// All that an audit found.
struct audit_report {
    /// The claim as it was checked, its periods filled in.
    v0::claim claim;
    v0::verdict verdict = v0::verdict::underdetermined;
    /// Conventional readings first, then the error patterns.
    std::vector<reading> readings{};
    /// Only where no conventional reading fits.
    std::vector<diagnosis> diagnoses{};
    /// Only where the rate starts after the base, no estimate was printed and no conventional reading fits.
    std::optional<missing_estimate> estimate{};
    /// Only where the claim cannot be tested for want of them.
    std::vector<fact> missing{};

    /// The reading of this kind; nothing where its facts are missing.
    [[nodiscard]] const reading* find(reading_kind k) const noexcept;
    /// The reading the verdict speaks of: the one that fits, else the conventional one that misses least; nothing where there is none.
    [[nodiscard]] const reading* decisive() const noexcept;
    /// `consistent`, `inconsistent`, `vacuous`, or nothing where facts are missing: the cell of a table.
    [[nodiscard]] std::string_view outcome(reading_kind k) const noexcept;
    /// The verdict in plain English, of the quoted figures only.
    [[nodiscard]] std::string summary() const;
};

/// Reads the claim in every way and judges. Solved values have so many significant digits, rounded outward; the decisions are exact
/// whatever the digits. Errors: those of `checked`; E-limit-digits, E-limit-periods, E-limit-exponent, E-limit-context.
[[nodiscard]] audit_report audit(const claim& c, int digits = 34);
[[nodiscard]] inline result<audit_report> try_audit(const claim& c, int digits = 34) {
    return detail::attempt([&] { return audit(c, digits); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/audit.ipp>
#endif
