// What it answers: what charts have in common, drawn or in text: labels, numbers, the axis of values, series put together.
// What it needs: chart.hpp.
// Example: const chart_scale s = chart_scale::with_ticks(lowest, highest, 6); s.at(value);   // 0 at its low end, 1 at its high end
#pragma once

#include "chart.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

/// Throws std::invalid_argument where the parts of a chart do not fit together, E-limit-rows where it has more than
/// `most_chart_categories`.
void check_chart(const chart& c);
inline constexpr std::size_t most_chart_categories = 1000;

/// A text of the user's as charts show it: visible, the first 1 KiB.
[[nodiscard]] std::string chart_label(std::string_view text);

/// A number as charts show it: thousands grouped by commas, as many places as asked; more where it would be shown as zero, none
/// where there would be more than 12 digits, and as a power of ten (`1.5e+30`) where neither does.
[[nodiscard]] std::string chart_number(const decimal& value, int places, rounding mode);

/// How wide a text is, in whatever the room is counted in.
using text_measure = std::function<double(std::string_view)>;

/// As much of the text as fits, with the ellipsis at its end where something was left out.
[[nodiscard]] std::string fitted(std::string_view text, double room, std::string_view ellipsis, const text_measure& width_of);
/// The text on lines that fit, at most so many.
[[nodiscard]] std::vector<std::string> fitted_lines(std::string_view text, double room, std::size_t most, std::string_view ellipsis,
                                                    const text_measure& width_of);

/// The lowest and the highest of some values.
class value_range {
public:
    void add(const decimal& value);
    [[nodiscard]] const decimal& low() const noexcept { return low_; }
    [[nodiscard]] const decimal& high() const noexcept { return high_; }

private:
    decimal low_;
    decimal high_;
    bool any_ = false;
};

/// An axis of values. Places on it are doubles, of exact values: 17 digits of their ratio, so that no value is too large for it.
class chart_scale {
public:
    /// From one round number to another (1, 2 or 5 times a power of ten apart), at most `most` steps between them.
    [[nodiscard]] static chart_scale with_ticks(const value_range& of, int most);
    /// From the lowest to the highest.
    [[nodiscard]] static chart_scale exactly(const value_range& of);

    /// 0 at the low end, 1 at the high end.
    [[nodiscard]] double at(const decimal& value) const;
    [[nodiscard]] const std::vector<decimal>& ticks() const noexcept { return ticks_; }
    /// The ticks, all with as many places as their distance needs.
    [[nodiscard]] std::vector<std::string> labels() const;

private:
    [[nodiscard]] decimal scaled(const decimal& value) const;

    std::int64_t shift_ = 0; // the power of ten of the largest value, which is taken out
    decimal low_;
    decimal high_ = 1;
    decimal step_;
    std::vector<decimal> ticks_;
};

/// The series of a stacked chart with their exact totals; more than eight are seven and the sum of the others, `other (5)`.
[[nodiscard]] std::vector<chart_series> grouped_series(const chart& c);
/// The exact sum of all series in each category.
[[nodiscard]] std::vector<decimal> chart_totals(const chart& c);
/// Drivers, the widest first.
[[nodiscard]] std::vector<chart_driver> sorted_drivers(const chart& c);

inline constexpr std::size_t most_chart_colors = 8;
inline constexpr std::size_t most_chart_drivers = 30;

/// `historical`, `base`, `estimate`, `forecast`.
[[nodiscard]] std::string_view role_name(chart_role r) noexcept;

/// The chart in a sentence or two, for who cannot see it.
[[nodiscard]] std::string chart_description(const chart& c);

/// What a chart leaves out or puts together, in a sentence each.
[[nodiscard]] std::vector<std::string> chart_remarks(const chart& c);

} // namespace cagr::cli
