// What it answers: what a model comes to when parts of it change, side by side, and whether it comes to what was expected.
// What it needs: model.hpp.
// Example: compare({.base = market, .scenarios = {{.name = "low", .changes = {{.of = "software.growth", .growth = 36_pct}}}}});
#pragma once

#include <cagr/model.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cagr {
inline namespace v0 {

namespace limits {
inline constexpr std::size_t comparison_cells = 10'000'000; ///< values of all scenarios of a comparison together
} // namespace limits

/// One override: `of` is `NAME.growth`, `NAME.base` or `NAME.share` of a segment, or `inflation.growth`; what it becomes is the
/// member of that name. A base replaces the value of the actual period, also where that stands among the segment's `values`.
struct change {
    std::string of;
    std::optional<growth_path> growth{};
    std::optional<figure> base{};
    std::optional<figure> share{};
};

/// A variant of the model; all else stays. The model itself is the scenario `base`.
struct scenario {
    std::string name; ///< unique; not `base`, not `total`
    std::string label{};
    std::optional<decimal> weight{}; ///< of 1, told of all scenarios or of none; `base` has what is left
    std::vector<change> changes{};
};

/// What is expected of one node, in one scenario or in each. Ends of intervals are included; all is decided exactly, but for
/// `prints`, which is compared with the text that is shown.
struct expectation {
    std::string in{};                 ///< a scenario, or `base`; each where empty
    std::string of = "total";         ///< a segment, or the total
    std::optional<period> when{};     ///< the last where not named
    std::string prints{};             ///< its text as shown, such as `1048.02`; commas between thousands are passed over
    std::optional<interval> value{};  ///< absolute amounts
    std::optional<interval> share{};  ///< percent of the total
    std::optional<interval> cagr{};   ///< percent a period, from the actual period to `when`
    std::optional<interval> growth{}; ///< percent, over the period before
    std::string source{};             ///< where it is written, for reports: `model.toml:42`
};

/// A model, its variants, and what is expected of them.
struct study {
    model base;
    std::vector<scenario> scenarios{};
    std::vector<expectation> expectations{};
};

/// The model with the scenario's changes made; all else stays, its controls too. Errors: E-unknown-name (suggests the nearest), E-usage (a
/// change twice, or one that gives another member than it names, several or none).
[[nodiscard]] model changed(const model& m, const scenario& s);
[[nodiscard]] inline result<model> try_changed(const model& m, const scenario& s) {
    return detail::attempt([&] { return changed(m, s); });
}

/// The scenarios side by side, `base` first.
struct comparison {
    struct column {
        std::string name;
        std::string label;
        std::optional<decimal> weight{}; ///< of 1; nothing where none is told
        model_projection projection;
    };
    std::vector<column> columns{};

    /// The column of this name. Errors: E-unknown-name.
    [[nodiscard]] const column& at(std::string_view name) const;
    /// value - base's value, and that as a part of base's, of 1 (nothing where base has 0); exact. Errors: E-unknown-name, E-period-order.
    [[nodiscard]] fraction difference(std::string_view scenario, std::string_view node, const period& when) const;
    [[nodiscard]] std::optional<fraction> relative_difference(std::string_view scenario, std::string_view node, const period& when) const;
    /// Whether weights are told; the sum of weight times value, exact. Errors: E-missing-fact (no weights).
    [[nodiscard]] bool is_weighted() const noexcept;
    [[nodiscard]] fraction expected(std::string_view node, const period& when) const;
};

/// Errors, naming the scenario: those of `changed` and of `project`; E-usage (a name that is empty, twice, `base` or `total`; weights below
/// 0 or over 100% together), E-missing-fact (a scenario without a weight where another has one), E-limit-rows (comparison_cells).
[[nodiscard]] comparison compare(const study& s);
[[nodiscard]] inline result<comparison> try_compare(const study& s) {
    return detail::attempt([&] { return compare(s); });
}

/// What came of one thing that is expected (a `prints`, an interval) in one scenario, or of a control in one period.
struct finding {
    std::size_t expectation = 0; ///< its place among them, from 0; the controls' findings are numbered on
    std::string scenario;
    std::string node;
    period when;
    std::string wanted; ///< `total prints 930.80 in 2028`, `total is 270 to 400 USD billion in 2025`
    std::string found;  ///< `it prints 930.79, 0.01 less`, `it is 401.23 USD billion, over by 1.23`
    bool holds = false;
};

/// Each expectation in each scenario it is of, and then each control in `base` (a scenario may well leave it). What has no share, growth or
/// CAGR holds none. Errors, naming the expectation: E-domain-empty (nothing is expected and nothing controlled), E-unknown-name,
/// E-period-order (a period outside the model, or without one before it), E-usage (`prints` that is no number as shown, or has more places
/// than are shown; an interval without ends, or whose low end is the higher; an expectation of nothing); those of `compare`.
[[nodiscard]] std::vector<finding> check(const study& s);
[[nodiscard]] inline result<std::vector<finding>> try_check(const study& s) {
    return detail::attempt([&] { return check(s); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/scenario.ipp>
#endif
