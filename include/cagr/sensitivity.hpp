// What it answers: which assumption moves a result most, by how much, and what it would have to be for a result.
// What it needs: scenario.hpp.
// Example: tornado({.base = market, .when = 2028y, .drivers = {shift_of(market, "software.growth", 5)}});
#pragma once

#include <cagr/scenario.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cagr {
inline namespace v0 {

namespace limits {
inline constexpr std::size_t grid_cells = 10'000;             ///< cells of a grid
inline constexpr std::size_t varied_values = 20'000'000;      ///< values worked out anew by a tornado or a grid
inline constexpr int break_even_places = 30;                  ///< decimal places of the percentage solved for
inline constexpr std::int64_t break_even_percent = 1'000'000; ///< the highest percentage it is looked for at
} // namespace limits

/// One assumption with a low and a high variant, which are of the same; all else stays.
struct driver {
    std::string label{}; ///< what the changes are of where empty
    change low;
    change high;
};

/// A driver that moves a growth (`software.growth`, `inflation.growth`) by so many percentage points down and up. Errors: E-unknown-name,
/// E-domain-rate (a rate below -100%); E-usage (no growth there, a path without rates, points not above 0).
[[nodiscard]] driver shift_of(const model& m, std::string_view of, const decimal& percentage_points);

/// What is varied, and what is looked at.
struct tornado_request {
    model base;
    std::vector<driver> drivers{}; ///< empty: the growth of each segment that has one with rates, by 1 percentage point
    std::string of = "total";
    std::optional<period> when{}; ///< the last where not named
};

/// What one driver does to the result.
struct tornado_bar {
    std::string label;
    fraction low;  ///< the result with the low variant, an absolute amount; which may be the higher result
    fraction high; ///< with the high one
    /// How far they are apart, 0 or more.
    [[nodiscard]] fraction span() const { return low < high ? high - low : low - high; }
};

struct tornado_report {
    period when;
    fraction base;
    std::vector<tornado_bar> bars{}; ///< the widest first; equal ones in the order given
};
/// One-way sensitivity: each driver by itself. Exact: what `changed` and `project` make of it, though a part that only adds to the result
/// is worked out alone. (A total whose denominator outgrows the model's limit is rounded there, and not here.) Errors: those of `changed`
/// and `project`, naming the driver; E-usage (variants of two assumptions), E-domain-empty (nothing to vary), E-limit-rows (varied_values).
[[nodiscard]] tornado_report tornado(const tornado_request& asked);
[[nodiscard]] inline result<tornado_report> try_tornado(const tornado_request& asked) {
    return detail::attempt([&] { return tornado(asked); });
}

/// Two assumptions varied together: every pair of variants, exactly.
struct grid_request {
    model base;
    std::vector<change> rows{};    ///< variants of one assumption
    std::vector<change> columns{}; ///< variants of another
    std::string of = "total";
    std::optional<period> when{};
};
struct grid_report {
    period when;
    fraction base;
    std::vector<std::vector<fraction>> values{}; ///< [row][column]
};
/// Exact, as a tornado is. Errors: those of `changed` and `project`, naming the cell; E-usage (rows or columns of two assumptions, or both
/// of one), E-domain-empty (no rows, no columns), E-limit-rows (grid_cells, varied_values).
[[nodiscard]] grid_report grid(const grid_request& asked);
[[nodiscard]] inline result<grid_report> try_grid(const grid_request& asked) {
    return detail::attempt([&] { return grid(asked); });
}

/// What makes a node equal a value in a period: a constant growth of a segment (or of prices), or a shift of all rates of a path that
/// changes.
struct break_even_request {
    model base;
    std::string by; ///< `software.growth`; `growth` shifts that of all segments together, by one number of percentage points
    std::string of = "total";
    std::optional<period> when{};
    decimal equals; ///< an absolute amount
    int places = 4; ///< decimal places of the percentage that is solved for, at most 30
};
struct break_even_report {
    period when;
    /// Whether the solution is a shift in percentage points, not a rate.
    bool is_shift = false;
    /// Two neighbours of so many places, in percent or percentage points, with the value between what they lead to; equal where it is met
    /// exactly. Certified by exact comparisons with the whole model worked out at both, not by an iteration's tolerance.
    decimal low;
    decimal high;
    fraction at_low;
    fraction at_high;
    [[nodiscard]] bool is_exact() const { return low == high; }
};
/// Looked for from the least percentage that leaves no rate below -100% (next to it where the model cannot be worked out there) up to
/// 1,000,000; at most some 250 evaluations, a few as a rule. Where growth moves a result to and fro, one of the solutions between two
/// values that were tried. Errors: E-unknown-name; E-never-reached, telling what the ends make; E-usage (no growth there, a path without
/// rates, one that does not move the node), E-domain-count, E-limit-context (places); those of `project`.
[[nodiscard]] break_even_report break_even(const break_even_request& asked);
[[nodiscard]] inline result<break_even_report> try_break_even(const break_even_request& asked) {
    return detail::attempt([&] { return break_even(asked); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/sensitivity.ipp>
#endif
