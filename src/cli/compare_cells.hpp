// What it answers: the texts of a comparison, one a cell, whatever it is written into.
// What it needs: compare_view.hpp, display.hpp, quotient_text.hpp.
// Example: const comparison_cells in(c); in.value(c.columns[1], k);
#pragma once

#include "compare_view.hpp"
#include "display.hpp"
#include "quotient_text.hpp"

#include <optional>
#include <string>

namespace cagr::cli {

/// The texts of one comparison, each rounded once from exact values.
class comparison_cells {
public:
    explicit comparison_cells(const compared& c) : c_(c), down_(scale10(decimal(1), -std::int64_t{c.unit.scale.exponent})) {}

    [[nodiscard]] fraction scaled(const fraction& amount) const { return amount * down_; }
    [[nodiscard]] std::string amount(const fraction& f) const { return to_string(scaled(f), c_.as.places, c_.as.mode); }
    [[nodiscard]] std::string value(const compared_column& of, std::size_t k) const {
        return of.values[k] ? amount(*of.values[k]) : std::string();
    }
    [[nodiscard]] std::string exact(const compared_column& of, std::size_t k) const {
        return of.values[k] ? to_string(scaled(*of.values[k])) : std::string();
    }
    [[nodiscard]] std::optional<fraction> gap(const compared_column& of, std::size_t k) const {
        const std::optional<fraction>& base = c_.columns.front().values[k];
        if (!of.values[k] || !base) return std::nullopt;
        return *of.values[k] - *base;
    }
    /// Less the first column, as an amount and in percent of it; nothing where one of the two has no value, or the first has 0.
    [[nodiscard]] std::string difference(const compared_column& of, std::size_t k) const {
        const auto less = gap(of, k);
        return less ? amount(*less) : std::string();
    }
    [[nodiscard]] std::string relative(const compared_column& of, std::size_t k) const {
        const auto less = gap(of, k);
        return less ? percent_text(*less, *c_.columns.front().values[k], c_.as.places, c_.as.mode) : std::string();
    }
    /// From the column's actual period to the k-th; nothing where that is no growth.
    [[nodiscard]] std::string cagr(const compared_column& of, std::size_t k) const {
        if (!of.values[k] || c_.periods[k] <= of.actual) return {};
        const auto growth = [&](context to) { return implied_rate(of.start, *of.values[k], c_.periods[k] - of.actual, to).percent(); };
        if (!detail::attempt([&] { return growth({.digits = 1}); })) return {};
        return rounded_once(growth, c_.as.places, c_.as.mode);
    }
    [[nodiscard]] std::string weight(const compared_column& of) const {
        return of.weight ? to_string(scale10(*of.weight, 2), c_.as.places, c_.as.mode) : std::string();
    }

private:
    const compared& c_;
    fraction down_;
};

[[nodiscard]] inline std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

/// `+117.22`: a difference tells its direction.
[[nodiscard]] inline std::string with_sign(const std::string& text) {
    if (text.empty()) return "-";
    const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
    return text.front() == '-' || is_zero ? text : "+" + text;
}

} // namespace cagr::cli
