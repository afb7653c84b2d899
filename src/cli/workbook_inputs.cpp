// The sheet of inputs: a row for each assumption, a column for each scenario. What a scenario leaves as it is refers to the
// base's cell, so that a change there reaches all of them.
#include "workbook_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

constexpr std::uint32_t first_row = 4;
constexpr std::uint16_t first_scenario = 3; // segment, input and name stand before

double percent_of(const rate& r) { return to_number(fraction(r.fraction())); }

std::string nth(std::string_view key, std::size_t n) { return fmt::format("{}_{}", key, n + 1); }

void add_growth(std::vector<input_value>& out, const growth_path& path, int exponent, const period& start, bool changed) {
    const std::vector<rate> rates = path.rates();
    const auto percent = [&](std::string key, std::string label, const rate& r) {
        out.push_back({std::move(key), std::move(label), percent_of(r), style::input_percent, changed});
    };
    const auto amount = [&](std::string key, std::string label, const decimal& d) {
        out.push_back({std::move(key), std::move(label), to_number(fraction(scale10(d, -exponent))), style::input_amount, changed});
    };
    const auto number = [&](std::string key, std::string label, double value) {
        out.push_back({std::move(key), std::move(label), value, style::input_number, changed});
    };
    switch (path.kind()) {
    case path_kind::constant: percent("rate", "growth a period", rates.front()); break;
    case path_kind::yearly:
        for (std::size_t i = 0; i < rates.size(); ++i) percent(nth("rate", i), "growth " + to_string(start + (i + 1)), rates[i]);
        break;
    case path_kind::stages:
        for (std::size_t i = 0; i < rates.size(); ++i) percent(nth("rate", i), "growth to " + to_string(path.named_periods()[i]), rates[i]);
        break;
    case path_kind::fade:
        percent("rate_first", "growth " + to_string(path.named_periods()[0]), rates[0]);
        percent("rate_last", "growth " + to_string(path.named_periods()[1]), rates[1]);
        break;
    case path_kind::logistic:
        percent("rate", "unconstrained growth a period", rates.front());
        amount("capacity", "capacity", path.amounts().front());
        break;
    case path_kind::continuous_logistic:
        percent("rate", "unconstrained continuous growth a period", rates.front());
        amount("capacity", "capacity", path.amounts().front());
        break;
    case path_kind::gompertz:
        percent("approach", "part of the log distance closed a period", rates.front());
        amount("capacity", "capacity", path.amounts().front());
        break;
    case path_kind::bass:
        amount("potential", "first purchases in all (m)", path.amounts()[0]);
        number("innovation", "innovation (p)", to_number(fraction(path.amounts()[1])));
        number("imitation", "imitation (q)", to_number(fraction(path.amounts()[2])));
        number("launched", "periods since launch", static_cast<double>(path.launched()));
        break;
    }
}

/// A figure as an amount of the model's magnitude, in its own currency.
double amount_of(const figure& f, const model& m) {
    const bool bare = f.magnitude().exponent == 0 && f.currency().empty() && f.unit().empty();
    return to_number(fraction(bare ? f.value() : scale10(f.value(), -m.unit.scale.exponent)));
}

/// What one unit of a currency is worth: once, or in each period.
void add_rates(std::vector<input_value>& out, const exchange& x, const model& m, bool changed) {
    const auto add = [&](std::string key, const std::string& of, const decimal& rate) {
        out.push_back({std::move(key), fmt::format("{} for 1 {}{}", m.unit.currency, x.currency, of), to_number(fraction(rate)),
                       style::input_number, changed});
    };
    if (x.fixed) return add("fixed", x.fixed_period ? ", " + to_string(*x.fixed_period) : std::string(), *x.fixed);
    for (const point& each : x.averages) {
        if (each.when < m.first || m.last < each.when) continue;
        const std::string when = to_string(m.first + (each.when - m.first));
        add("average_" + when, ", average " + when, each.value);
    }
}

/// The inputs of one grower in one scenario, against those of the base scenario.
std::vector<input_value> inputs_of(const grower& g, const grower& base, const model& m, bool is_base) {
    std::vector<input_value> out;
    if (g.base)
        out.push_back({"base", "base " + to_string(m.actual.value_or(m.first)), amount_of(*g.base, m), style::input_amount,
                       is_base || !(g.base == base.base)});
    if (g.values != nullptr)
        for (const dated_figure& each : *g.values) {
            // A fiscal year has several labels: the model's own, by which the sheets ask for it.
            const std::string when = to_string(m.first + (each.when - m.first));
            out.push_back({"value_" + when, "value " + when, amount_of(each.value, m), style::input_amount, is_base});
        }
    if (g.share)
        out.push_back({"share", "share of its parent", to_number(fraction(scale10(g.share->value(), -2))), style::input_percent,
                       is_base || !(g.share == base.share)});
    if (g.growth) add_growth(out, *g.growth, g.is_prices ? 0 : m.unit.scale.exponent, g.start, is_base || !(g.growth == base.growth));
    if (g.rates != nullptr) add_rates(out, *g.rates, m, is_base);
    return out;
}

} // namespace

double to_number(const fraction& f) { return round_to_digits(f, {.digits = 20}).to_double(); }

std::string converted_currency(const figure& f, const model& m) {
    const std::string own(f.currency());
    return own == m.unit.currency ? std::string() : own;
}

std::vector<grower> growers_of(const model& m) {
    const period actual = m.actual.value_or(m.first);
    std::vector<grower> out;
    for (const segment& s : m.segments) {
        out.push_back({.name = s.name,
                       .label = s.label.empty() ? s.name : s.label,
                       .start = s.values.empty() ? actual : s.values.back().when,
                       .base = s.base,
                       .values = s.values.empty() ? nullptr : &s.values,
                       .share = s.share,
                       .growth = s.growth});
    }
    for (const control& c : m.controls) {
        const std::string of = c.of.empty() ? "total" : c.of;
        out.push_back({.name = "control_" + of, .label = "Control of " + of, .start = actual, .base = c.base, .growth = c.growth});
    }
    // All of them, used or not: scenarios may differ in what they use, and have the same rows.
    if (m.inflation)
        out.push_back({.name = "inflation", .label = "Level of prices", .start = m.first, .growth = m.inflation->path, .is_prices = true});
    for (const exchange& x : m.exchanges)
        out.push_back({.name = "exchange_" + x.currency, .label = m.unit.currency + " for 1 " + x.currency, .start = m.first, .rates = &x});
    return out;
}

input_cells::input_cells(workbook& book, const comparison& scenarios) : next_row_(first_row) {
    sheet on = book.add("Inputs");
    sheet_ = on.name();
    on.text({0, 0}, "Inputs", style::title);
    on.text({1, 0}, "Change what is blue; every other sheet follows. A scenario's black cells are those of the base.", style::text);
    std::uint16_t column = 0;
    for (const char* heading : {"Segment", "Input", "Name"}) on.text({first_row - 1, column++}, heading, style::heading);
    for (const comparison::column& each : scenarios.columns)
        on.text({first_row - 1, column++}, each.label.empty() ? each.name : each.label, style::heading_right);
    on.width(0, 0, 24);
    on.width(1, 1, 34);
    on.width(2, 2, 28);
    on.width(first_scenario, static_cast<std::uint16_t>(first_scenario + scenarios.columns.size() - 1), 14);
    on.freeze({first_row, first_scenario});

    std::vector<std::vector<grower>> growers;
    for (const comparison::column& each : scenarios.columns) growers.push_back(growers_of(each.projection.source()));
    for (std::size_t g = 0; g < growers.front().size(); ++g) {
        for (std::size_t s = 0; s < growers.size(); ++s) {
            const model& m = scenarios.columns[s].projection.source();
            for (const input_value& each : inputs_of(growers[s][g], growers.front()[g], m, s == 0)) {
                const auto [place, is_new] = rows_.try_emplace({g, each.key}, next_row_);
                const std::uint32_t row = place->second;
                const auto at = static_cast<std::uint16_t>(first_scenario + s);
                if (is_new) {
                    ++next_row_;
                    on.text({row, 0}, growers[s][g].label, style::label);
                    on.text({row, 1}, each.label, style::text);
                    const std::string name = growers[s][g].name + "_" + each.key;
                    on.text({row, 2}, book.define(s == 0 ? name : scenarios.columns[s].name + "_" + name, on, {row, at}), style::key);
                } else if (each.changed) {
                    static_cast<void>(book.define(scenarios.columns[s].name + "_" + growers[s][g].name + "_" + each.key, on, {row, at}));
                }
                there_[{s, row}] = true;
                if (s > 0 && !each.changed && there_.contains({0, row})) {
                    const style plain = each.as == style::input_amount    ? style::amount
                                        : each.as == style::input_percent ? style::percent
                                                                          : style::number;
                    on.formula({row, at}, "=" + fixed_cell_name({row, first_scenario}), each.value, plain);
                } else {
                    on.number({row, at}, each.value, each.as);
                }
            }
        }
    }
    if (scenarios.is_weighted()) write_weights(book, on, scenarios);
}

void input_cells::write_weights(workbook& book, sheet& on, const comparison& scenarios) {
    weight_row_ = next_row_++;
    on.text({weight_row_, 0}, "All", style::label);
    on.text({weight_row_, 1}, "weight", style::text);
    std::string others;
    for (std::size_t s = 0; s < scenarios.columns.size(); ++s) {
        const cell_at at{weight_row_, static_cast<std::uint16_t>(first_scenario + s)};
        const double value = to_number(fraction(scenarios.columns[s].weight.value_or(decimal())));
        if (s == 0) continue;
        on.number(at, value, style::input_percent);
        static_cast<void>(book.define(scenarios.columns[s].name + "_weight", on, at));
        others += "-" + fixed_cell_name(at);
    }
    const double rest = to_number(fraction(scenarios.columns.front().weight.value_or(decimal())));
    on.formula({weight_row_, first_scenario}, "=1" + others, rest, style::percent);
}

std::string input_cells::cell(std::size_t scenario, std::size_t grower, std::string_view key) const {
    const auto found = rows_.find({grower, std::string(key)});
    if (found == rows_.end() || !there_.contains({scenario, found->second})) return {};
    return sheet_cell_name(sheet_, {found->second, static_cast<std::uint16_t>(first_scenario + scenario)});
}

std::string input_cells::weight(std::size_t scenario) const {
    return sheet_cell_name(sheet_, {weight_row_, static_cast<std::uint16_t>(first_scenario + scenario)});
}

} // namespace cagr::cli
