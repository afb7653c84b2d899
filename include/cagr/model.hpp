// What it answers: what a market of many parts comes to: segments in a tree, each with its own growth, and their total.
// What it needs: forecast.hpp and growth_path.hpp.
// Example: project(model{.unit = amount_unit::parse("USD billion"), .first = 2020y, .last = 2028y, .segments =
// {...}}).total().at(2028y).text();
#pragma once

#include <cagr/detail/sealed.hpp>
#include <cagr/figure.hpp>
#include <cagr/forecast.hpp>
#include <cagr/fraction.hpp>
#include <cagr/growth_path.hpp>
#include <cagr/period.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {

namespace limits {
inline constexpr std::size_t model_segments = 100'000;   ///< segments of a model
inline constexpr std::size_t model_depth = 64;           ///< levels of its tree
inline constexpr std::uint64_t model_values = 5'000'000; ///< segments times periods
/// Values of irrational growth times `digits`; from 100 digits on, times their square over 100.
inline constexpr std::uint64_t model_rounded_work = 200'000'000;
inline constexpr std::size_t label = 1'024; ///< bytes in a name, label, title or source
} // namespace limits

/// What all amounts of a model are in: a currency or a thing counted, and the magnitude they are written in.
struct amount_unit {
    std::string currency{}; ///< an ISO 4217 code
    std::string counted{};  ///< `tons`, `units`; empty with a currency
    magnitude scale{};

    /// `USD billion`, `EUR`, `million tons`, `crore`; empty text is plain numbers. Errors: E-parse-currency, E-parse-suffix, E-unit-mixed.
    [[nodiscard]] static amount_unit parse(std::string_view text);
    [[nodiscard]] static result<amount_unit> try_parse(std::string_view text) {
        return detail::attempt([&] { return parse(text); });
    }
    /// As parse reads it.
    friend std::string to_string(const amount_unit& u);
    friend bool operator==(const amount_unit&, const amount_unit&) = default;
};

/// In what prices amounts are: those of their own year (nominal), or those of one year (real).
enum class price_basis : std::uint8_t { unstated, nominal, real };
/// `unstated`, `nominal`, `real`.
[[nodiscard]] std::string_view to_string(price_basis p) noexcept;

/// What amounts measure; every table repeats it.
struct measure {
    std::string what{}; ///< `revenue`, `shipments`
    price_basis prices = price_basis::unstated;
    std::optional<period> price_period{}; ///< of real prices: whose
    std::string fx{};                     ///< how currencies were converted, in words: `constant 2020 average`

    friend bool operator==(const measure&, const measure&) = default;
};

/// A value printed for a period.
struct dated_figure {
    period when;
    figure value;

    friend bool operator==(const dated_figure&, const dated_figure&) = default;
};

/// A part of the market. A figure without a magnitude and a currency of its own is in the model's unit; one with a currency that is not the
/// model's is converted by the model's exchange, period by period. What it is worth in the actual period: `base`, the entry of `values`, or
/// `share` of its parent; a segment with parts and none of these is their sum.
struct segment {
    std::string name;     ///< unique in the model; not `total`, not `base`; without a point
    std::string label{};  ///< what is shown; the name where empty
    std::string parent{}; ///< the name of the segment it is a part of; the total where empty
    std::optional<figure> base{};
    /// Printed values of single periods; with the base, without a gap from the model's first to the last of them, from where growth goes
    /// on.
    std::vector<dated_figure> values{};
    /// Percent of the parent, which says its own value. In every period where no part has a growth of its own: the parent is divided, its
    /// parts make it exactly. Where all have one (or parts that do), the parent has none: each starts from its share of the actual period,
    /// and they are added up. Shares of one parent's parts must make 100% exactly, before any rounding; all have one or none.
    std::optional<figure> share{};
    /// Of absolute amounts in the segment's own currency and prices: so are a capacity and a potential (`500_B`). A Bass diffusion says the
    /// base.
    std::optional<growth_path> growth{};
    /// Where its amounts are in other prices than the model's: needs the model's inflation.
    std::optional<price_basis> prices{};
    std::string source{};
};

/// A top-down figure that the parts must make, within a tolerance. Its base is of the actual period.
struct control {
    std::string of{}; ///< the name of a segment with parts; the total where empty
    figure base;
    std::optional<growth_path> growth{};
    /// What the parts may differ by, as a part of the control: 0.1% is 0.001.
    decimal tolerance{};
    /// Where they are compared; empty: the actual period, and the last one where there is a growth.
    std::vector<period> at{};
};

/// How prices change, and in whose prices real amounts are: a period of the model. The path starts from the model's first period.
struct inflation {
    growth_path path;
    period price_period;
};

/// Units of the model's currency for one of another: one rate for all periods (that of `fixed_period`), or a yearly average for each.
struct exchange {
    std::string currency;                 ///< the other one, ISO 4217
    std::optional<decimal> fixed{};       ///< one rate
    std::optional<period> fixed_period{}; ///< whose rate that is; stated in every table
    std::vector<point> averages{};        ///< or one for each period of the model
};

/// Whether each share is rounded by itself (they may then miss 100%, and a note says so), or by largest remainder (Hamilton): all down, and
/// the units that are missing to the parts that lost most, which are marked.
enum class share_rounding : std::uint8_t { independent, largest_remainder };
/// `independent`, `largest_remainder`.
[[nodiscard]] std::string_view to_string(share_rounding s) noexcept;

/// A market of parts over the periods first to last, known up to `actual` (the first where not named).
struct model {
    std::string title{};
    amount_unit unit{};
    v0::measure measure{};
    period first;
    period last;
    std::optional<period> actual{};    ///< the last period with data: the base
    std::optional<period> estimated{}; ///< up to which, after `actual`, values are estimates; only the roles tell
    v0::shown shown{};
    share_rounding shares = share_rounding::independent;
    context digits{}; ///< of what is irrational
    std::vector<segment> segments{};
    std::vector<v0::control> controls{};
    std::optional<v0::inflation> inflation{};
    std::vector<exchange> exchanges{};
    std::string source{};
};

/// What a period is in a model: history, the base, an estimate or a forecast.
enum class model_role : std::uint8_t { historical, base, estimated, forecast };
/// `historical`, `base`, `estimated`, `forecast`.
[[nodiscard]] std::string_view to_string(model_role r) noexcept;

/// A share as it is shown.
struct share_cell {
    std::size_t node = 0; ///< its number in the projection
    fraction exact;       ///< of 1
    decimal percent;      ///< rounded to the places shown
    bool moved = false;   ///< largest remainder gave it another unit than rounding it by itself would
};

/// What a control found in a period.
struct control_finding {
    std::size_t node = 0;
    period when;
    fraction parts;
    fraction control;
    decimal tolerance; ///< as a part of the control
    /// parts - control, as an absolute amount: above 0 where the parts make too much.
    [[nodiscard]] fraction gap() const { return parts - control; }
    [[nodiscard]] bool holds() const;
    /// `the parts of total make 62.30 in 2020, 0.05 (0.08%) less than the control of 62.35; the tolerance is 0.1%`, in a projection's unit.
};

/// A model worked out: every node in every period, exactly. Node 0 is the total; then the tree, each parent before its parts, in the order
/// given. Views of it must not outlive it.
class model_projection {
public:
    class node;

    /// One node in one period.
    class row {
    public:
        [[nodiscard]] period when() const;
        [[nodiscard]] model_role role() const;
        /// Absolute amounts, every digit.
        [[nodiscard]] const fraction& exact() const;
        [[nodiscard]] exactness how() const;
        /// Rounded as shown, once; and as text in the model's magnitude, such as `930.80`.
        [[nodiscard]] decimal shown() const;
        [[nodiscard]] std::string text() const;
        /// Growth over the period before, of 1; nothing in the first period and from 0.
        [[nodiscard]] std::optional<fraction> growth() const;
        /// Yearly incremental growth: the value less that of the period before; 0 in the first.
        [[nodiscard]] fraction increase() const;
        /// Cumulative incremental growth: the value less that of the actual period.
        [[nodiscard]] fraction cumulative_increase() const;
        /// Of the total, and of the parent, of 1; nothing where that is 0.
        [[nodiscard]] std::optional<fraction> share() const;
        [[nodiscard]] std::optional<fraction> share_of_parent() const;
        /// Contribution to the total's growth: growth times the weight in the period before, which is the increase over the total of the
        /// period before. Of 1 (0.05 is 5 percentage points); those of the total's parts sum to its growth. Nothing in the first period and
        /// from a total of 0.
        [[nodiscard]] std::optional<fraction> contribution() const;
        /// The part of the total's increase that is this node's; sums to 1. Nothing in the first period and where the total stands still.
        [[nodiscard]] std::optional<fraction> share_of_increase() const;
        /// The value as a multiple of that in the actual period; nothing from 0.
        [[nodiscard]] std::optional<fraction> multiple() const;

    private:
        friend class model_projection;
        row(const model_projection& of, std::size_t node, std::size_t index) noexcept : of_(&of), node_(node), index_(index) {}
        const model_projection* of_;
        std::size_t node_;
        std::size_t index_;
    };

    class node {
    public:
        [[nodiscard]] std::size_t number() const noexcept { return number_; }
        /// The projection it is a node of.
        [[nodiscard]] const model_projection& of() const noexcept { return *of_; }
        /// `total`, or the segment's.
        [[nodiscard]] const std::string& name() const;
        [[nodiscard]] const std::string& label() const;
        /// 0 of the total, 1 of its parts, ...
        [[nodiscard]] std::size_t depth() const;
        [[nodiscard]] bool is_leaf() const;
        /// The number of its parent; of the total its own.
        [[nodiscard]] std::size_t parent() const;
        /// The numbers of its parts, in their order.
        [[nodiscard]] const std::vector<std::size_t>& parts() const;
        /// The segment it is; null for the total.
        [[nodiscard]] const segment* source() const;
        /// The k-th period, 0 the model's first.
        [[nodiscard]] row operator[](std::size_t k) const noexcept { return {*of_, number_, k}; }
        [[nodiscard]] row at(const period& when) const; ///< Errors: E-period-order, E-period-kind.
        [[nodiscard]] row back() const;
        /// The implied CAGR from the actual period to the last, or between two; correctly rounded, exact where the root is. Errors: as
        /// implied_rate; E-period-order.
        [[nodiscard]] rate cagr(context to = {}) const;
        [[nodiscard]] rate cagr(const period& from, const period& until, context to = {}) const;

    private:
        friend class model_projection;
        node(const model_projection& of, std::size_t number) noexcept : of_(&of), number_(number) {}
        const model_projection* of_;
        std::size_t number_;
    };

    /// Nodes, the total included; periods.
    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] std::size_t periods() const noexcept;
    [[nodiscard]] period when(std::size_t k) const;
    [[nodiscard]] std::size_t actual_index() const noexcept;
    [[nodiscard]] node operator[](std::size_t number) const noexcept { return {*this, number}; }
    [[nodiscard]] node total() const noexcept { return {*this, 0}; }
    /// By name, `total` included. Errors: E-unknown-name, which suggests the nearest.
    [[nodiscard]] node at(std::string_view name) const;

    /// What was worked out.
    [[nodiscard]] const model& source() const noexcept;
    /// The model's unit and measure, or those it was converted to.
    [[nodiscard]] const amount_unit& unit() const noexcept;
    [[nodiscard]] const v0::measure& measure() const noexcept;
    /// An absolute amount in the unit's magnitude, rounded as shown, with its decimals.
    [[nodiscard]] std::string text_of(const fraction& amount) const;

    /// The shares of a node's parts in a period, of that node, rounded as the model says to so many places of percent.
    [[nodiscard]] std::vector<share_cell> shares(std::size_t of_node, const period& when, whole_count places) const;
    /// What each control found, in the order of the controls and of their periods; and one of them as a sentence.
    [[nodiscard]] const std::vector<control_finding>& controls() const& noexcept;
    /// Of a projection that nothing holds, a copy: `for (const auto& finding : project(m).controls())`.
    [[nodiscard]] std::vector<control_finding> controls() &&;
    [[nodiscard]] std::string text_of(const control_finding& f) const;
    /// What a node's own amounts were multiplied by in the k-th period to be in the model's currency and prices; nothing where they were so
    /// already.
    [[nodiscard]] std::optional<fraction> conversion(std::size_t number, std::size_t k) const;
    /// The notes a table of shown values needs: parts that do not add up as shown, shares with so many places that miss 100% or were moved
    /// to make it, controls that do not hold.
    [[nodiscard]] std::vector<std::string> notes(whole_count share_places = 2) const;
    /// The assumptions, one a line: unit, measure and prices, convention (compounded from the actual period), rounding, conversions,
    /// source.
    [[nodiscard]] std::vector<std::string> assumptions() const;

    /// Nominal amounts in the prices of the inflation's price period, or real ones in those of each period. Exact. Errors: E-unit-mixed
    /// (they are so already, or the model does not say), E-domain-division.
    [[nodiscard]] model_projection in_real_terms(const inflation& prices) const;
    [[nodiscard]] model_projection in_nominal_terms(const inflation& prices) const;
    /// In another currency: divided by the rate of each period. Exact. Errors: E-unit-mixed, E-missing-fact (a period without a rate).
    [[nodiscard]] model_projection in_currency(const exchange& rates) const;

private:
    friend class model_builder;
    struct state; // the model, its nodes and all their values in one store, node by node
    explicit model_projection(detail::sealed<state> worked_out) noexcept : state_(std::move(worked_out)) {}

    detail::sealed<state> state_;
};

/// Works the model out; totals are exact sums of the parts. Parts that are quotients are added as such while the sum's denominator has at
/// most 2,000 digits; beyond, they are taken rounded to `digits`, and the row says `rounded`. Errors, naming the segment: E-unknown-name (a
/// parent, or what a control is of); E-usage (a name that is empty, reserved or given twice; a part of itself; a value, or a growth, that
/// is said in two ways); E-missing-fact (no value, a gap in the values, no growth, a period without an exchange rate); E-share-sum;
/// E-unit-mixed (currency, unit, prices); E-parse-ambiguous (a currency without the magnitude); E-period-kind, E-period-order;
/// E-domain-amount, E-domain-empty; E-limit-rows, E-parse-length; those of growth paths.
[[nodiscard]] model_projection project(const model& m);
[[nodiscard]] inline result<model_projection> try_project(const model& m) {
    return detail::attempt([&] { return project(m); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/model.ipp>
#endif
