// Out-of-line definitions of cagr/sensitivity.hpp: what is varied, worked out, and put in order.
#pragma once

#include <cagr/impl/scenario.ipp>
#include <cagr/sensitivity.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A segment that only adds to the node looked at, so that it can be worked out without the rest.
struct separate_part {
    std::size_t segment = 0;
    model alone;    ///< the model with this segment only
    fraction worth; ///< what it adds as the model has it
};

/// One node of a model in one period, worked out again for each variant.
class varied_node {
public:
    varied_node(const model& m, std::string_view of, const std::optional<period>& when)
        : model_(m), base_(project(m)), node_(base_.at(of).number()), when_(when.value_or(m.last)), worth_(row().exact()), finder_(m) {}

    [[nodiscard]] const period& when() const noexcept { return when_; }
    [[nodiscard]] const fraction& worth() const noexcept { return worth_; }
    [[nodiscard]] const model& source() const noexcept { return model_; }
    [[nodiscard]] const model_projection& projection() const noexcept { return base_; }
    [[nodiscard]] const std::string& name() const { return base_[node_].name(); }
    [[nodiscard]] change_target find(std::string_view of) const { return finder_.find(of); }

    /// The part that a change is of, where it is one that only adds: a leaf with values of its own, under sums of parts up to the node.
    [[nodiscard]] std::optional<separate_part> part_of(const change_target& at) const;

    /// What the node comes to where its part is another.
    [[nodiscard]] fraction with(const separate_part& part, const fraction& worth) const { return worth_ - part.worth + worth; }
    /// What a part comes to with these changes.
    [[nodiscard]] fraction worth_of(const separate_part& part, std::vector<change> changes) const {
        const model m = changed(part.alone, {.name = {}, .changes = std::move(changes)});
        return project(m).at(m.segments.front().name).at(when_).exact();
    }
    /// What the node comes to in another model of the same segments.
    [[nodiscard]] fraction in(const model& m) const { return project(m).at(name()).at(when_).exact(); }
    [[nodiscard]] fraction with(std::vector<change> changes) const {
        return in(changed(model_, {.name = {}, .changes = std::move(changes)}));
    }

    /// Refuses to work the whole model out so many times, before it is done.
    void check_work(std::size_t times) const {
        const std::size_t values = base_.size() * base_.periods();
        if (times <= limits::varied_values / values) return;
        fail(errc::limit_rows, "the model of " + std::to_string(values) + " values is to be worked out " + std::to_string(times) +
                                   " times; at most " + std::to_string(limits::varied_values) + " values allowed");
    }

private:
    [[nodiscard]] model_projection::row row() const { return base_[node_].at(when_); }

    const model& model_;
    model_projection base_;
    std::size_t node_;
    period when_;
    fraction worth_;
    change_finder finder_;
};

CAGR_INLINE std::optional<separate_part> varied_node::part_of(const change_target& at) const {
    if (!at.segment || at.member == changed_member::share) return std::nullopt;
    const segment& s = model_.segments[*at.segment];
    auto node = base_.at(s.name);
    if (s.share || !node.is_leaf()) return std::nullopt;
    const fraction worth = node.at(when_).exact();
    while (node.number() != node_) {
        if (node.number() == 0) return std::nullopt; // no part of the node at all
        node = base_[node.parent()];
        const segment* const parent = node.source();
        if (parent != nullptr && (parent->base || !parent->values.empty() || parent->share || parent->growth)) return std::nullopt;
    }
    separate_part out{.segment = *at.segment,
                      .alone = {.unit = model_.unit,
                                .measure = model_.measure,
                                .first = model_.first,
                                .last = model_.last,
                                .actual = model_.actual,
                                .estimated = model_.estimated,
                                .shown = model_.shown,
                                .digits = model_.digits,
                                .segments = {s},
                                .inflation = model_.inflation,
                                .exchanges = model_.exchanges},
                      .worth = worth};
    out.alone.segments.front().parent.clear();
    return out;
}

/// The growth that `software.growth` or `inflation.growth` names.
inline const growth_path& growth_named(const model& m, const change_target& at, std::string_view of) {
    if (at.member != changed_member::growth)
        fail(errc::usage, in_quotes(of) + " is no growth; NAME.growth or inflation.growth is needed", of);
    if (!at.segment) return m.inflation->path;
    const segment& s = m.segments[*at.segment];
    if (!s.growth)
        fail(errc::usage, in_quotes(of) + ": the segment has no growth of its own; that of its parts, or of its parent, moves it", of);
    return *s.growth;
}

/// Refuses variants of several assumptions where those of one are needed.
inline void check_one_assumption(const change& a, const change& b, const char* of) {
    if (a.of != b.of)
        fail(errc::usage, std::string(of) + " varies " + in_quotes(a.of) + " and " + in_quotes(b.of) + "; variants of one are needed",
             b.of);
}

} // namespace detail

CAGR_INLINE driver shift_of(const model& m, std::string_view of, const decimal& percentage_points) {
    if (percentage_points.sign() <= 0)
        detail::fail(errc::usage,
                     "a shift by " + to_string(percentage_points) + " percentage points down and up; a number above 0 is needed");
    const growth_path& path = detail::growth_named(m, detail::change_finder(m).find(of), of);
    return detail::told_of(detail::in_quotes(of), [&] {
        return driver{.low = {.of = std::string(of), .growth = path.shifted(-percentage_points)},
                      .high = {.of = std::string(of), .growth = path.shifted(percentage_points)}};
    });
}

namespace detail {

/// The growth of each segment that has one with rates, a percentage point down and up.
inline std::vector<driver> drivers_of_growth(const model& m) {
    std::vector<driver> out;
    for (const segment& s : m.segments) {
        if (!s.growth || s.growth->rates().empty() || s.growth->kind() == path_kind::gompertz) continue;
        const std::string of = s.name + ".growth";
        out.push_back(told_of(in_quotes(of), [&] {
            return driver{.low = {.of = of, .growth = s.growth->shifted(-1)}, .high = {.of = of, .growth = s.growth->shifted(1)}};
        }));
    }
    return out;
}

} // namespace detail

CAGR_INLINE tornado_report tornado(const tornado_request& asked) {
    const detail::varied_node node(asked.base, asked.of, asked.when);
    const std::vector<driver> drivers = asked.drivers.empty() ? detail::drivers_of_growth(asked.base) : asked.drivers;
    if (drivers.empty()) detail::fail(errc::domain_empty, "no segment has a growth with rates; a driver that is varied is needed");
    tornado_report out{.when = node.when(), .base = node.worth()};
    out.bars.reserve(drivers.size());
    std::size_t whole = 0;
    for (const driver& d : drivers) {
        const std::string label = d.label.empty() ? d.low.of : d.label;
        detail::told_of("driver " + detail::in_quotes(label), [&] {
            detail::check_one_assumption(d.low, d.high, "it");
            if (const auto part = node.part_of(node.find(d.low.of))) {
                out.bars.push_back({.label = label,
                                    .low = node.with(*part, node.worth_of(*part, {d.low})),
                                    .high = node.with(*part, node.worth_of(*part, {d.high}))});
                return;
            }
            node.check_work(whole += 2);
            out.bars.push_back({.label = label, .low = node.with({d.low}), .high = node.with({d.high})});
        });
    }
    // By numbers, each span taken once; std::stable_sort warns of itself with clang 19 and libstdc++ 12.
    using entry = std::pair<fraction, std::size_t>;
    std::vector<entry> order;
    order.reserve(out.bars.size());
    for (const tornado_bar& bar : out.bars) order.emplace_back(bar.span(), order.size());
    std::sort(order.begin(), order.end(),
              [](const entry& a, const entry& b) { return a.first == b.first ? a.second < b.second : a.first > b.first; });
    std::vector<tornado_bar> sorted;
    sorted.reserve(out.bars.size());
    for (const auto& each : order) sorted.push_back(std::move(out.bars[each.second]));
    out.bars = std::move(sorted);
    return out;
}

CAGR_INLINE grid_report grid(const grid_request& asked) {
    if (asked.rows.empty() || asked.columns.empty())
        detail::fail(errc::domain_empty, "a grid without rows or without columns; at least one variant of each is needed");
    if (asked.columns.size() > limits::grid_cells / asked.rows.size())
        detail::fail(errc::limit_rows, "a grid of " + std::to_string(asked.rows.size()) + " rows and " +
                                           std::to_string(asked.columns.size()) + " columns; at most " +
                                           std::to_string(limits::grid_cells) + " cells allowed");
    const change& row = asked.rows.front();
    const change& column = asked.columns.front();
    for (const change& c : asked.rows) detail::check_one_assumption(row, c, "the grid's side");
    for (const change& c : asked.columns) detail::check_one_assumption(column, c, "the grid's head");
    if (row.of == column.of)
        detail::fail(errc::usage, "the grid varies " + detail::in_quotes(row.of) + " in rows and columns; two assumptions are needed",
                     row.of);

    const detail::varied_node node(asked.base, asked.of, asked.when);
    const auto row_part = node.part_of(node.find(row.of));
    const auto column_part = node.part_of(node.find(column.of));
    const bool one_part = row_part && column_part && row_part->segment == column_part->segment;
    const bool separate = row_part && column_part && !one_part;
    if (!separate && !one_part) node.check_work(asked.rows.size() * asked.columns.size());

    const auto told_of_cell = [](std::size_t r, std::size_t c, const auto& body) {
        return detail::told_of("row " + std::to_string(r + 1) + ", column " + std::to_string(c + 1), body);
    };
    grid_report out{.when = node.when(), .base = node.worth()};
    // Parts that only add are worked out once a variant, not once a cell.
    std::vector<fraction> by_column;
    if (separate)
        for (std::size_t c = 0; c < asked.columns.size(); ++c)
            by_column.push_back(told_of_cell(0, c, [&] { return node.worth_of(*column_part, {asked.columns[c]}) - column_part->worth; }));
    for (std::size_t r = 0; r < asked.rows.size(); ++r) {
        std::vector<fraction>& cells = out.values.emplace_back();
        const fraction by_row =
            separate ? told_of_cell(r, 0, [&] { return node.with(*row_part, node.worth_of(*row_part, {asked.rows[r]})); }) : fraction();
        for (std::size_t c = 0; c < asked.columns.size(); ++c) {
            cells.push_back(told_of_cell(r, c, [&] {
                if (separate) return by_row + by_column[c];
                if (one_part) return node.with(*row_part, node.worth_of(*row_part, {asked.rows[r], asked.columns[c]}));
                return node.with({asked.rows[r], asked.columns[c]});
            }));
        }
    }
    return out;
}

} // namespace v0
} // namespace cagr

#include <cagr/impl/break_even.ipp>
