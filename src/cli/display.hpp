// What it answers: how amounts, rates, periods and ranges are worded in every command's output.
// What it needs: arguments.hpp and options.hpp.
// Example: amounts in(base, settings); in.shown(value); in.heading();   // "930.72", "USD billion"
#pragma once

#include "arguments.hpp"
#include "options.hpp"

#include <optional>
#include <string>

namespace cagr::cli {

/// How one command shows its amounts: in the magnitude, currency and unit of its base.
class amounts {
public:
    amounts(const figure& base, const settings& s);

    /// Rounded to the places shown, in the base's magnitude.
    [[nodiscard]] std::string rounded(const decimal& amount) const { return to_string(scaled(amount), as_.places, as_.mode); }
    [[nodiscard]] std::string rounded(const decimal& amount, rounding mode) const { return to_string(scaled(amount), as_.places, mode); }
    /// Every digit, in the base's magnitude.
    [[nodiscard]] std::string exact(const decimal& amount) const { return to_string(scaled(amount)); }
    [[nodiscard]] decimal scaled(const decimal& amount) const { return scale10(amount, -exponent_); }
    [[nodiscard]] decimal absolute(const decimal& amount) const { return scale10(amount, exponent_); }
    /// A percentage to the places shown.
    [[nodiscard]] std::string percent(const rate& r) const { return to_string(r.percent(), as_.places, as_.mode); }
    [[nodiscard]] std::string number(const decimal& d) const { return to_string(d, as_.places, as_.mode); }

    /// `USD billion`, `million tonnes`, or nothing for plain numbers.
    [[nodiscard]] std::string heading() const;
    /// `B`, `M`, ... or nothing.
    [[nodiscard]] std::string symbol() const { return std::string(magnitude_.label()); }
    [[nodiscard]] std::string scale() const { return to_string(scale10(decimal(1), exponent_)); }
    [[nodiscard]] const std::string& currency() const noexcept { return currency_; }
    [[nodiscard]] const std::string& unit() const noexcept { return unit_; }
    [[nodiscard]] const cagr::shown& as() const noexcept { return as_; }

    /// `62.35 (2020)`: as printed, in the base's magnitude, with its qualifier.
    [[nodiscard]] std::string point(const figure& value) const;
    /// `rounded half up to 2 places`.
    [[nodiscard]] std::string rounding_text() const;

private:
    int exponent_;
    magnitude magnitude_;
    std::string currency_;
    std::string unit_;
    cagr::shown as_;
};

/// `year`, `quarter`, `month`, ...: what one step is called; `period` without dates.
[[nodiscard]] std::string step_name(period_kind kind);
/// `Year`, ...
[[nodiscard]] std::string step_title(period_kind kind);
/// `1 year`, `8 periods`.
[[nodiscard]] std::string counted(std::uint64_t n, const std::string& name);
/// `2020-28`, `2025Q1 to 2028Q4`.
[[nodiscard]] std::string span_text(const period& from, const period& to);
/// `half up`.
[[nodiscard]] std::string words_of(rounding mode);

/// The period as JSON shows it: years and ordinals as integers, the others as text.
[[nodiscard]] bool is_number(const period& when);
[[nodiscard]] std::int64_t number_of(const period& when);

/// Whether the output gets terminal colors, and a line in bold where it does.
[[nodiscard]] bool paints(const settings& s);
[[nodiscard]] std::string in_bold(std::string_view text, bool painted);

inline constexpr std::string_view range_note = "Range: rounding of the printed inputs only, not forecast uncertainty.";

} // namespace cagr::cli
