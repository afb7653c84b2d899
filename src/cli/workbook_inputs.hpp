// What it answers: which assumptions a model has, and in which cell of the inputs each stands, for each scenario.
// What it needs: workbook.hpp; the library's scenario.hpp.
// Example: const input_cells inputs(book, scenarios); inputs.cell(scenario, segment, "rate");   // 'Inputs'!$C$7
#pragma once

#include "workbook.hpp"

#include <cagr/cagr.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr::cli {

/// A number that a formula needs: what it is called in names (`rate_1`), on the sheet (`rate to 2024`), and its value.
struct input_value {
    std::string key;
    std::string label;
    double value = 0;
    style as = style::input_number;
    bool changed = true; ///< not simply that of the base scenario
};

/// What grows by itself: a segment, the top-down figure of a control, the level of prices; or a currency, whose rates are inputs.
struct grower {
    std::string name;
    std::string label;
    period start; ///< whence it grows
    std::optional<figure> base{};
    const std::vector<dated_figure>* values = nullptr;
    std::optional<figure> share{};
    std::optional<growth_path> growth{};
    const exchange* rates = nullptr;
    bool is_prices = false; ///< levels, which have no magnitude
};

/// The currency of a figure's own, where a model of that unit converts it.
[[nodiscard]] std::string converted_currency(const figure& f, const model& m);

/// The segments of a model in its order, then its controls, its inflation and its exchanges.
[[nodiscard]] std::vector<grower> growers_of(const model& m);

/// The nearest double of an amount in the model's magnitude, and of a quotient.
[[nodiscard]] double to_number(const fraction& f);

/// The sheet of inputs.
class input_cells {
public:
    input_cells(workbook& book, const comparison& scenarios);

    /// The cell of an input, as formulas of other sheets name it; empty where this scenario has none such.
    [[nodiscard]] std::string cell(std::size_t scenario, std::size_t grower, std::string_view key) const;
    /// The cell of a scenario's weight.
    [[nodiscard]] std::string weight(std::size_t scenario) const;

private:
    void write_weights(workbook& book, sheet& on, const comparison& scenarios);

    std::string sheet_;
    std::map<std::pair<std::size_t, std::string>, std::uint32_t> rows_; // of an input, by grower and key
    std::map<std::pair<std::size_t, std::uint32_t>, bool> there_;       // whether a scenario has it
    std::uint32_t next_row_;
    std::uint32_t weight_row_ = 0;
};

} // namespace cagr::cli
