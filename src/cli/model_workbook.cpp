// A model as a workbook: one sheet a scenario, whose formulas follow the model's own rules from the cells of the inputs.
#include "model_workbook.hpp"
#include "workbook_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace cagr::cli {

namespace {

constexpr std::uint64_t most_formulas = 2'000'000;
constexpr std::size_t most_periods = 16'000; // a sheet has 16,384 columns
constexpr std::size_t most_drawn = 30;       // series in a chart
constexpr std::uint16_t first_period = 3;    // number, part of, segment stand before
constexpr std::uint32_t first_line = 5;      // below title, unit and headings

/// What a block of rows shows of each node.
enum class block : std::uint8_t { values, growth, shares, contribution, increment };

class scenario_sheet {
public:
    scenario_sheet(workbook& book, const comparison& scenarios, const input_cells& inputs, std::size_t scenario)
        : column_(scenarios.columns[scenario]), p_(column_.projection), m_(p_.source()), inputs_(inputs), scenario_(scenario),
          on_(book.add(column_.label.empty() ? column_.name : column_.label)), growers_(growers_of(m_)),
          first_conversion_(m_.segments.size() + m_.controls.size()), conversion_line_(static_cast<std::uint32_t>(first_line + p_.size())),
          control_line_(static_cast<std::uint32_t>(conversion_line_ + growers_.size() - first_conversion_)),
          next_(control_line_ + static_cast<std::uint32_t>(2 * m_.controls.size()) + 1) {
        head(book);
        write_values();
        write_conversions();
        write_controls();
        write_block(block::growth, "Growth");
        write_block(block::shares, "Share of the total");
        write_block(block::contribution, "Contribution to growth, points");
        write_block(block::increment, "Share of the increase");
        draw(book);
    }

    [[nodiscard]] const std::string& name() const noexcept { return on_.name(); }
    [[nodiscard]] static cell_at total(std::size_t k) { return {first_line, static_cast<std::uint16_t>(first_period + k)}; }

private:
    [[nodiscard]] static cell_at value_cell(std::size_t node, std::size_t k) {
        return {static_cast<std::uint32_t>(first_line + node), static_cast<std::uint16_t>(first_period + k)};
    }
    [[nodiscard]] cell_at growth_cell(std::size_t node, std::size_t k) const {
        return {static_cast<std::uint32_t>(control_line_ + 2 * m_.controls.size() + 2 + node),
                static_cast<std::uint16_t>(first_period + k)};
    }
    [[nodiscard]] double in_unit(const fraction& amount) const {
        return to_number(amount * fraction(scale10(decimal(1), -p_.unit().scale.exponent)));
    }
    [[nodiscard]] std::string input(std::size_t grower, std::string_view key) const { return inputs_.cell(scenario_, grower, key); }
    [[nodiscard]] std::size_t grower_of(std::size_t node) const { return static_cast<std::size_t>(p_[node].source() - m_.segments.data()); }

    void head(workbook& book) {
        on_.text({0, 0}, m_.title.empty() ? "Projection" : m_.title, style::title);
        std::string unit = to_string(p_.unit());
        on_.text({1, 0}, fmt::format("{}; scenario: {}", unit.empty() ? "plain numbers" : unit, column_.name), style::text);
        on_.text({2, 0}, "Shown rounded; computed by the spreadsheet in binary floating point, about 15 digits.", style::text);
        on_.text({first_line - 1, 0}, "No.", style::heading);
        on_.text({first_line - 1, 1}, "Part of", style::heading);
        on_.text({first_line - 1, 2}, "Segment", style::heading);
        for (std::size_t k = 0; k < p_.periods(); ++k)
            on_.text({first_line - 1, static_cast<std::uint16_t>(first_period + k)}, to_string(p_.when(k)), style::heading_right);
        if (has_cagr()) on_.text({first_line - 1, static_cast<std::uint16_t>(first_period + p_.periods())}, "CAGR", style::heading_right);
        on_.width(0, 1, 7);
        on_.width(2, 2, 28);
        on_.width(first_period, static_cast<std::uint16_t>(first_period + p_.periods()), 11);
        on_.freeze({first_line, first_period});
        static_cast<void>(book);
    }

    [[nodiscard]] bool has_cagr() const { return p_.actual_index() + 1 < p_.periods(); }

    void label(std::uint32_t row, std::size_t node) {
        const auto n = p_[node];
        on_.number({row, 0}, static_cast<double>(node), style::key);
        if (node != 0) on_.number({row, 1}, static_cast<double>(n.parent()), style::key);
        const std::size_t indent = std::min<std::size_t>(n.depth(), 12) * 2;
        on_.text({row, 2}, node == 0 ? "Total" : std::string(indent, ' ') + n.label(), node == 0 ? style::total_label : style::label);
    }

    /// What grows in one period, from the period before: a formula of cells. Empty where the path names no such formula.
    [[nodiscard]] std::string step(std::size_t grower, const growth_path& path, const std::string& before, const std::string& growth,
                                   std::size_t k) const {
        const auto in = [&](std::string_view key) { return input(grower, key); };
        switch (path.kind()) {
        case path_kind::logistic: return fmt::format("(1+{0})*{1}/(1+{0}*{1}/{2})", in("rate"), before, in("capacity"));
        case path_kind::continuous_logistic:
            return fmt::format("EXP({0})*{1}/(1+(EXP({0})-1)*{1}/{2})", in("rate"), before, in("capacity"));
        case path_kind::gompertz: return fmt::format("{0}*({1}/{0})^(1-{2})", in("capacity"), before, in("approach"));
        case path_kind::bass: return bass(grower, k);
        case path_kind::constant:
        case path_kind::yearly:
        case path_kind::stages:
        case path_kind::fade: break;
        }
        return fmt::format("{}*(1+{})", before, growth);
    }

    [[nodiscard]] std::string bass(std::size_t grower, std::size_t k) const {
        const std::string p = input(grower, "innovation");
        const std::string q = input(grower, "imitation");
        const auto after = static_cast<std::int64_t>(k) - static_cast<std::int64_t>(p_.actual_index());
        const auto adopted = [&](std::int64_t more) {
            const std::string n = fmt::format("({}{:+})", input(grower, "launched"), more);
            return fmt::format("(1-EXP(-({0}+{1})*{2}))/(1+{1}/{0}*EXP(-({0}+{1})*{2}))", p, q, n);
        };
        return fmt::format("{}*({}-{})", input(grower, "potential"), adopted(after + 1), adopted(after));
    }

    /// Where growth begins, which may be at an estimate after the actual period.
    [[nodiscard]] std::size_t start_of(std::size_t grower) const { return static_cast<std::size_t>(growers_[grower].start - p_.when(0)); }

    /// The growth that the path names for a period, as a formula of inputs; empty where growth follows from the values.
    [[nodiscard]] std::string named_growth(std::size_t grower, const growth_path& path, std::size_t k) const {
        const period when = p_.when(k);
        switch (path.kind()) {
        case path_kind::constant: return input(grower, "rate");
        case path_kind::yearly: return input(grower, fmt::format("rate_{}", k - start_of(grower)));
        case path_kind::stages: {
            const std::vector<period>& ends = path.named_periods();
            const auto stage = std::find_if(ends.begin(), ends.end(), [&](const period& end) { return when <= end; }) - ends.begin();
            return input(grower, fmt::format("rate_{}", stage + 1));
        }
        case path_kind::fade: {
            const period& first = path.named_periods()[0];
            const period& last = path.named_periods()[1];
            const std::int64_t length = last - first;
            const std::int64_t at = std::clamp<std::int64_t>(when - first, 0, length);
            return fmt::format("{0}+({1}-{0})*{2}/{3}", input(grower, "rate_first"), input(grower, "rate_last"), at, length);
        }
        case path_kind::logistic:
        case path_kind::continuous_logistic:
        case path_kind::gompertz:
        case path_kind::bass: break;
        }
        return {};
    }

    /// The same as a number, where a value of 0 does not tell it.
    [[nodiscard]] std::optional<fraction> named_rate(std::size_t grower, const growth_path& path, std::size_t k) const {
        const std::vector<rate> rates = path.rates();
        const std::vector<period>& named = path.named_periods();
        const period when = p_.when(k);
        if (path.kind() == path_kind::yearly) return fraction(rates[k - start_of(grower) - 1].fraction());
        if (path.kind() == path_kind::stages)
            return fraction(rates[static_cast<std::size_t>(std::lower_bound(named.begin(), named.end(), when) - named.begin())].fraction());
        const fraction first(rates.front().fraction());
        if (path.kind() == path_kind::constant) return first;
        if (path.kind() != path_kind::fade) return std::nullopt;
        const std::int64_t length = named[1] - named[0];
        const std::int64_t at = std::clamp<std::int64_t>(when - named[0], 0, length);
        return first + (fraction(rates.back().fraction()) - first) * quotient(fraction(at), fraction(length));
    }

    /// Whether the node is the sum of its parts in this period.
    [[nodiscard]] bool is_sum(std::size_t node, std::size_t k) const {
        const auto n = p_[node];
        if (n.is_leaf()) return false;
        const segment* s = n.source();
        if (s == nullptr || (!s->base && s->values.empty() && !s->share)) return true;
        const auto& first = *p_[n.parts().front()].source();
        const bool top_down = first.share && !first.growth;
        return !top_down && k > p_.actual_index();
    }

    /// The parts below a node follow it, level by level; those that say its number in the second column are its own.
    [[nodiscard]] std::string sum_formula(std::size_t node, std::size_t k) const {
        const std::vector<std::size_t>& parts = p_[node].parts();
        const cell_at first = value_cell(node + 1, k);
        const bool leaves = std::all_of(parts.begin(), parts.end(), [&](std::size_t part) { return p_[part].is_leaf(); });
        const std::size_t end = last_below(node);
        const cell_at last = value_cell(end, k);
        if (leaves) return fmt::format("SUM({}:{})", cell_name(first), cell_name(last));
        const std::uint32_t top = first.row + 1;
        return fmt::format("SUMIF($B{0}:$B{1},$A{2},{3}:{4})", top, last.row + 1, value_cell(node, k).row + 1, cell_name(first),
                           cell_name(last));
    }

    [[nodiscard]] std::size_t last_below(std::size_t node) const {
        std::size_t last = node;
        while (!p_[last].is_leaf()) last = p_[last].parts().back();
        return last;
    }

    /// The value of a node in a period as a formula.
    [[nodiscard]] std::string value_formula(std::size_t node, std::size_t k) const {
        if (is_sum(node, k)) return sum_formula(node, k);
        const auto n = p_[node];
        const segment& s = *n.source();
        const std::size_t g = grower_of(node);
        if (const std::string printed = input(g, "value_" + to_string(p_.when(k))); !printed.empty()) return scaled(node, printed, k);
        const std::size_t actual = p_.actual_index();
        const std::string parent = cell_name(value_cell(n.parent(), k));
        if (s.share && (k <= actual || !s.growth)) return fmt::format("{}*{}", parent, input(g, "share"));
        if (s.growth && s.growth->sets_base()) return scaled(node, bass(g, k), k);
        if (k == actual) return scaled(node, input(g, "base"), k);
        const std::string before = cell_name(value_cell(node, k - 1));
        if (!is_converted(node)) return step(g, *s.growth, before, cell_name(growth_cell(node, k)), k);
        return scaled(node, step(g, *s.growth, fmt::format("({}/{})", before, factor(node, k - 1)), named_growth(g, *s.growth, k), k), k);
    }

    // A segment in another currency or other prices grows in its own; the model's are a factor away.
    [[nodiscard]] bool is_converted(std::size_t node) const { return p_.conversion(node, 0).has_value(); }
    [[nodiscard]] cell_at conversion_cell(std::size_t g, std::size_t k) const {
        return {static_cast<std::uint32_t>(conversion_line_ + g - first_conversion_), static_cast<std::uint16_t>(first_period + k)};
    }
    /// What a unit of the figure's currency is worth, and where; nothing of the model's own.
    [[nodiscard]] std::optional<std::size_t> exchange_of(const figure& f) const {
        const std::string currency = converted_currency(f, m_);
        for (std::size_t g = first_conversion_; g < growers_.size(); ++g)
            if (growers_[g].rates != nullptr && growers_[g].rates->currency == currency) return g;
        return std::nullopt;
    }
    [[nodiscard]] std::string factor(std::size_t node, std::size_t k) const {
        const segment& s = *p_[node].source();
        std::string out;
        const std::optional<figure> known = s.base ? s.base : s.values.empty() ? std::nullopt : std::optional(s.values.back().value);
        if (const auto g = known ? exchange_of(*known) : std::nullopt) out = cell_name(conversion_cell(*g, k));
        const price_basis own = s.prices.value_or(m_.measure.prices);
        if (own != m_.measure.prices) {
            const bool to_real = own == price_basis::nominal;
            const period& when = to_real && m_.measure.price_period ? *m_.measure.price_period : m_.inflation->price_period;
            const std::string there = cell_name(conversion_cell(first_conversion_, static_cast<std::size_t>(when - p_.when(0))));
            const std::string here = cell_name(conversion_cell(first_conversion_, k));
            out += fmt::format("{}{}/{}", out.empty() ? "" : "*", to_real ? there : here, to_real ? here : there);
        }
        return "(" + out + ")";
    }
    [[nodiscard]] std::string scaled(std::size_t node, const std::string& own, std::size_t k) const {
        return is_converted(node) ? fmt::format("({})*{}", own, factor(node, k)) : own;
    }

    /// The level of prices, 1 in the first period, and what other currencies are worth: what the factors of segments are made of.
    void write_conversions() {
        for (std::size_t g = first_conversion_; g < growers_.size(); ++g) {
            const grower& each = growers_[g];
            on_.text({conversion_cell(g, 0).row, 2}, each.label, style::label);
            if (each.is_prices) {
                write_prices(g);
            } else {
                write_rates(g);
            }
        }
    }

    void write_prices(std::size_t g) {
        const growth_path& path = *growers_[g].growth;
        const std::vector<path_value> levels = grown({fraction(1), p_.when(0)}, path, p_.periods() - 1, m_.digits);
        on_.number(conversion_cell(g, 0), 1, style::number);
        for (std::size_t k = 1; k < levels.size(); ++k)
            on_.formula(conversion_cell(g, k), "=" + step(g, path, cell_name(conversion_cell(g, k - 1)), named_growth(g, path, k), k),
                        to_number(levels[k].value), style::number);
    }

    [[nodiscard]] std::optional<decimal> worth_of(const exchange& x, std::size_t k) const {
        if (x.fixed) return x.fixed;
        const auto average = std::find_if(x.averages.begin(), x.averages.end(), [&](const point& a) { return a.when == p_.when(k); });
        return average == x.averages.end() ? std::nullopt : std::optional(average->value);
    }

    void write_rates(std::size_t g) {
        const exchange& x = *growers_[g].rates;
        for (std::size_t k = 0; k < p_.periods(); ++k) {
            const std::string from = input(g, x.fixed ? "fixed" : "average_" + to_string(p_.when(k)));
            if (from.empty()) continue; // not needed, or the model would not have been worked out
            on_.formula(conversion_cell(g, k), "=" + from, to_number(fraction(*worth_of(x, k))), style::number);
        }
    }

    void write_values() {
        for (std::size_t node = 0; node < p_.size(); ++node) {
            const auto row = static_cast<std::uint32_t>(first_line + node);
            label(row, node);
            const style as = node == 0 ? style::total_amount : style::amount;
            for (std::size_t k = 0; k < p_.periods(); ++k)
                on_.formula(value_cell(node, k), "=" + value_formula(node, k), in_unit(p_[node][k].exact()), as);
            if (has_cagr()) write_cagr(node, row);
        }
    }

    void write_cagr(std::size_t node, std::uint32_t row) {
        const std::size_t from = p_.actual_index();
        const std::size_t last = p_.periods() - 1;
        const cell_at at{row, static_cast<std::uint16_t>(first_period + p_.periods())};
        if (p_[node][from].exact().sign() <= 0 || p_[node][last].exact().sign() <= 0) return on_.text(at, "-", style::text_right);
        on_.formula(at,
                    fmt::format("=_xlfn.RRI({},{},{})", last - from, cell_name(value_cell(node, from)), cell_name(value_cell(node, last))),
                    to_number(fraction(p_[node].cagr({.digits = 20}).fraction())), node == 0 ? style::total_percent : style::percent);
    }

    /// Each control: its own figure over time, and what the parts make more or less, as a part of it.
    void write_controls() {
        std::uint32_t row = control_line_;
        for (std::size_t c = 0; c < m_.controls.size(); ++c, row += 2) {
            const std::size_t g = m_.segments.size() + c;
            const control& top = m_.controls[c];
            const std::size_t node = p_.at(top.of.empty() ? "total" : top.of).number();
            on_.text({row, 2}, growers_[g].label, style::label);
            on_.text({row + 1, 2}, "  parts over the control", style::label);
            const std::size_t actual = p_.actual_index();
            const std::vector<path_value> values = control_values(top);
            const auto other = exchange_of(top.base); // it grows in its own currency
            for (std::size_t k = actual; k < actual + values.size(); ++k) {
                const auto at = static_cast<std::uint16_t>(first_period + k);
                fraction own = values[k - actual].value;
                std::string before = cell_name({row, static_cast<std::uint16_t>(at - 1)});
                if (other && k > actual) before = fmt::format("({}/{})", before, cell_name(conversion_cell(*other, k - 1)));
                std::string formula = k == actual ? input(g, "base") : step(g, *top.growth, before, named_growth(g, *top.growth, k), k);
                if (other) {
                    const std::optional<decimal> worth = worth_of(*growers_[*other].rates, k);
                    if (!worth) break;
                    own = own * fraction(*worth);
                    formula = fmt::format("({})*{}", formula, cell_name(conversion_cell(*other, k)));
                }
                on_.formula({row, at}, "=" + formula, in_unit(own), style::amount);
                const double over = own.sign() == 0 ? 0 : to_number(quotient(p_[node][k].exact() - own, own));
                on_.formula({row + 1, at}, fmt::format("=IF({0}=0,0,{1}/{0}-1)", cell_name({row, at}), cell_name(value_cell(node, k))),
                            over, style::percent);
            }
        }
    }

    [[nodiscard]] std::vector<path_value> control_values(const control& top) const {
        const bool bare = top.base.magnitude().exponent == 0 && top.base.currency().empty() && top.base.unit().empty();
        const fraction base = bare ? scale10(top.base.value(), m_.unit.scale.exponent) : top.base.value();
        const std::size_t n = top.growth ? p_.periods() - 1 - p_.actual_index() : 0;
        return grown({base, p_.when(p_.actual_index())}, top.growth.value_or(growth_path(rate::from_percent(0))), n, m_.digits);
    }

    void write_block(block what, const char* heading) {
        const std::uint32_t head_row = next_;
        on_.text({head_row, 2}, heading, style::heading);
        for (std::size_t k = 0; k < p_.periods(); ++k)
            on_.text({head_row, static_cast<std::uint16_t>(first_period + k)}, to_string(p_.when(k)), style::heading_right);
        for (std::size_t node = 0; node < p_.size(); ++node) {
            const auto row = static_cast<std::uint32_t>(head_row + 1 + node);
            label(row, node);
            for (std::size_t k = what == block::shares ? 0 : 1; k < p_.periods(); ++k) write_block_cell(what, node, k, row);
        }
        next_ = static_cast<std::uint32_t>(head_row + p_.size() + 2);
    }

    void write_block_cell(block what, std::size_t node, std::size_t k, std::uint32_t row) {
        const cell_at at{row, static_cast<std::uint16_t>(first_period + k)};
        const auto r = p_[node][k];
        const std::string value = cell_name(value_cell(node, k));
        const auto show = [&](const std::string& formula, const std::optional<fraction>& now) {
            const style as = node == 0 ? style::total_percent : style::percent;
            if (now) return on_.formula(at, "=" + formula, to_number(*now), as);
            on_.text(at, "-", style::text_right);
        };
        switch (what) {
        case block::growth: {
            const segment* s = p_[node].source();
            const bool leaf_rate = s != nullptr && s->growth && k > p_.actual_index() && !is_sum(node, k) &&
                                   input(grower_of(node), "value_" + to_string(p_.when(k))).empty() && !is_converted(node);
            const std::string named = leaf_rate ? named_growth(grower_of(node), *s->growth, k) : std::string();
            // The rate itself where the path names one: the value above is computed from it.
            if (!named.empty()) return show(named, r.growth() ? r.growth() : named_rate(grower_of(node), *s->growth, k));
            return show(fmt::format("{}/{}-1", value, cell_name(value_cell(node, k - 1))), r.growth());
        }
        case block::shares: return show(fmt::format("{}/{}", value, cell_name(value_cell(0, k))), r.share());
        case block::contribution:
            return show(fmt::format("({}-{})/{}", value, cell_name(value_cell(node, k - 1)), cell_name(value_cell(0, k - 1))),
                        r.contribution());
        case block::increment:
            return show(fmt::format("({0}-{1})/({2}-{3})", value, cell_name(value_cell(node, k - 1)), cell_name(value_cell(0, k)),
                                    cell_name(value_cell(0, k - 1))),
                        r.share_of_increase());
        case block::values: break;
        }
    }

    void draw(workbook& book) {
        sheet_chart chart{.drawn = sheet_chart::form::stacked_columns,
                          .title = detail::made_visible(m_.title.empty() ? "Projection" : m_.title),
                          .x_title = "Period",
                          .y_title = to_string(p_.unit()),
                          .number_format = book.amount_format()};
        const auto row_range = [&](std::uint32_t row) {
            return sheet_range_name(on_.name(), {{row, first_period}, {row, static_cast<std::uint16_t>(first_period + p_.periods() - 1)}});
        };
        const std::vector<std::size_t>& parts = p_.total().parts();
        const bool by_part = parts.size() > 1 && parts.size() <= most_drawn;
        const auto add = [&](std::size_t node) {
            const auto row = static_cast<std::uint32_t>(first_line + node);
            chart.rows.push_back({"=" + sheet_cell_name(on_.name(), {row, 2}), "=" + row_range(first_line - 1), "=" + row_range(row)});
        };
        if (by_part) {
            std::for_each(parts.begin(), parts.end(), add);
        } else {
            chart.drawn = sheet_chart::form::columns;
            add(0);
        }
        book.draw(chart, on_, {next_ + 1, 2});
    }

    const comparison::column& column_;
    const model_projection& p_;
    const model& m_;
    const input_cells& inputs_;
    std::size_t scenario_;
    sheet on_;
    std::vector<grower> growers_;
    std::size_t first_conversion_; // of the growers: levels of prices and rates of currencies
    std::uint32_t conversion_line_;
    std::uint32_t control_line_;
    std::uint32_t next_;
};

/// Totals of the scenarios side by side, what they differ by from the base, and what weights make of them.
void write_comparison(workbook& book, const comparison& c, const input_cells& inputs, const std::vector<std::string>& sheets) {
    sheet on = book.add("Compare");
    const model_projection& base = c.columns.front().projection;
    const auto in_unit = [&](const fraction& amount) {
        return to_number(amount * fraction(scale10(decimal(1), -base.unit().scale.exponent)));
    };
    on.text({0, 0}, "Scenarios compared: total", style::title);
    on.text({1, 0}, to_string(base.unit()), style::text);
    const std::uint16_t weight_column = 1;
    const std::uint16_t first = 2;
    const auto head = [&](std::uint32_t row, const char* what) {
        on.text({row, 0}, what, style::heading);
        if (c.is_weighted() && row == 3) on.text({row, weight_column}, "Weight", style::heading_right);
        for (std::size_t k = 0; k < base.periods(); ++k)
            on.text({row, static_cast<std::uint16_t>(first + k)}, to_string(base.when(k)), style::heading_right);
    };
    const auto count = static_cast<std::uint32_t>(c.columns.size());
    head(3, "Total");
    for (std::uint32_t s = 0; s < count; ++s) {
        const std::uint32_t row = 4 + s;
        on.text({row, 0}, c.columns[s].label.empty() ? c.columns[s].name : c.columns[s].label, style::label);
        if (c.is_weighted())
            on.formula({row, weight_column}, "=" + inputs.weight(s), to_number(fraction(c.columns[s].weight.value_or(decimal()))),
                       style::percent);
        for (std::size_t k = 0; k < base.periods(); ++k)
            on.formula({row, static_cast<std::uint16_t>(first + k)}, "=" + sheet_cell_name(sheets[s], scenario_sheet::total(k)),
                       in_unit(c.columns[s].projection.total()[k].exact()), style::amount);
    }
    std::uint32_t row = 4 + count;
    if (c.is_weighted()) {
        on.text({row, 0}, "Weighted", style::total_label);
        for (std::size_t k = 0; k < base.periods(); ++k) {
            const auto at = static_cast<std::uint16_t>(first + k);
            on.formula({row, at},
                       fmt::format("=SUMPRODUCT($B$5:$B${0},{1}:{2})", 4 + count, cell_name({4, at}), cell_name({3 + count, at})),
                       in_unit(c.expected("total", base.when(k))), style::total_amount);
        }
        ++row;
    }
    for (const bool relative : {false, true}) {
        ++row;
        head(row, relative ? "Difference from base, relative" : "Difference from base");
        for (std::uint32_t s = 1; s < count; ++s) {
            ++row;
            on.text({row, 0}, c.columns[s].label.empty() ? c.columns[s].name : c.columns[s].label, style::label);
            for (std::size_t k = 0; k < base.periods(); ++k) {
                const auto at = static_cast<std::uint16_t>(first + k);
                const std::string own = cell_name({4 + s, at});
                const std::string of = cell_name({4, at});
                const auto part = c.relative_difference(c.columns[s].name, "total", base.when(k));
                if (!relative) {
                    on.formula({row, at}, fmt::format("={}-{}", own, of), in_unit(c.difference(c.columns[s].name, "total", base.when(k))),
                               style::amount);
                } else if (part) {
                    on.formula({row, at}, fmt::format("={}/{}-1", own, of), to_number(*part), style::percent);
                } else {
                    on.text({row, at}, "-", style::text_right);
                }
            }
        }
        ++row;
    }
    on.width(0, 0, 28);
    on.width(1, static_cast<std::uint16_t>(first + base.periods()), 11);
    on.freeze({4, first});
    sheet_chart chart{.drawn = sheet_chart::form::lines,
                      .title = "Total by scenario",
                      .x_title = "Period",
                      .y_title = to_string(base.unit()),
                      .number_format = book.amount_format()};
    const auto across = [&](std::uint32_t r) {
        return "=" + sheet_range_name(on.name(), {{r, first}, {r, static_cast<std::uint16_t>(first + base.periods() - 1)}});
    };
    for (std::uint32_t s = 0; s < count && s < most_drawn; ++s)
        chart.rows.push_back({"=" + sheet_cell_name(on.name(), {4 + s, 0}), across(3), across(4 + s)});
    book.draw(chart, on, {row + 1, 0});
}

void write_notes(workbook& book, const comparison& c, const std::vector<std::string>& notes) {
    sheet on = book.add("Notes");
    on.width(0, 0, 110);
    std::uint32_t row = 0;
    on.text({row, 0}, "Notes", style::title);
    const auto add = [&](std::string_view says) { on.text({++row, 0}, says, style::note); };
    for (const std::string& each : c.columns.front().projection.assumptions()) add(each);
    for (const comparison::column& column : c.columns)
        for (const std::string& each : column.projection.notes()) add(column.name + ": " + each);
    for (const std::string& each : notes) add(each);
    add("Blue cells on the sheet Inputs are assumptions, each a named cell; all other numbers are formulas of them. The values stored "
        "with the formulas are exact ones, rounded to a spreadsheet's numbers; recalculated they differ in the 15th digit or so.");
    add("Contribution to growth is a segment's growth times its weight in the period before: the points of percent sum to the growth of "
        "the total. Share of "
        "the increase is its part of what the total gained, and sums to 100%.");
    add("Growth compounds from the actual period: each value is the one before times 1 plus the growth into its period. CAGR is RRI from "
        "the actual "
        "to the last period.");
}

} // namespace

std::string model_workbook(const comparison& scenarios, const std::vector<std::string>& notes) {
    const model_projection& base = scenarios.columns.front().projection;
    const std::uint64_t formulas = 5 * std::uint64_t{base.size()} * base.periods() * scenarios.columns.size();
    if (formulas > most_formulas)
        detail::fail(errc::limit_rows,
                     fmt::format("{} nodes, {} periods and {} scenarios make {} formulas; a workbook takes at most {} (CSV takes all)",
                                 base.size(), base.periods(), scenarios.columns.size(), formulas, most_formulas));
    if (base.periods() > most_periods)
        detail::fail(errc::limit_rows,
                     fmt::format("{} periods; a workbook takes at most {}, a column each (CSV takes all)", base.periods(), most_periods));
    workbook book(base.source().title.empty() ? "Model" : base.source().title, base.source().shown.places);
    const input_cells inputs(book, scenarios);
    std::vector<std::string> sheets;
    for (std::size_t s = 0; s < scenarios.columns.size(); ++s) sheets.push_back(scenario_sheet(book, scenarios, inputs, s).name());
    if (scenarios.columns.size() > 1) write_comparison(book, scenarios, inputs, sheets);
    write_notes(book, scenarios, notes);
    return book.bytes();
}

} // namespace cagr::cli
