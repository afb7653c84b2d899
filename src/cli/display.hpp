// What it answers: how amounts, rates, periods and ranges are worded in every command's output.
// What it needs: arguments.hpp and options.hpp.
// Example: amounts in(base, settings); in.shown(value); in.heading();   // "930.72", "USD billion"
#pragma once

#include "arguments.hpp"
#include "options.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

/// A value that can be had to any digits, correctly rounded.
using value_to = std::function<decimal(context)>;

/// Such a value to so many places, rounded once: not from digits that were rounded before. Errors: E-limit-context
/// where the places need more significant digits than a context may have.
[[nodiscard]] std::string rounded_once(const value_to& value, int places, rounding mode);

/// How one command shows its amounts: in the magnitude of its first figure, in the currency and unit of all.
class amounts {
public:
    amounts(const figure& first, basis counted_in, const settings& s);

    /// Rounded to the places shown, in the base's magnitude.
    [[nodiscard]] std::string rounded(const decimal& amount) const { return to_string(scaled(amount), as_.places, as_.mode); }
    [[nodiscard]] std::string rounded(const decimal& amount, rounding mode) const { return to_string(scaled(amount), as_.places, mode); }
    /// Every digit, in the base's magnitude.
    [[nodiscard]] std::string exact(const decimal& amount) const { return to_string(scaled(amount)); }
    [[nodiscard]] decimal scaled(const decimal& amount) const { return scale10(amount, -exponent_); }
    /// An amount that is computed, a number and a percentage to the places shown, each rounded once.
    [[nodiscard]] std::string rounded(const value_to& amount) const;
    [[nodiscard]] std::string number(const value_to& value) const { return rounded_once(value, as_.places, as_.mode); }
    [[nodiscard]] std::string percent(const std::function<rate(context)>& growth) const { return percent(growth, as_.mode); }
    [[nodiscard]] std::string percent(const std::function<rate(context)>& growth, rounding mode) const;

    /// `USD billion`, `million tonnes`, or nothing for plain numbers.
    [[nodiscard]] std::string heading() const;
    /// The heading and what the amounts below are: `USD billion | rounded half up to 2 places`.
    [[nodiscard]] std::string title(const std::string& shown_how) const;
    [[nodiscard]] std::string title() const { return title(rounding_text()); }
    /// `B`, `M`, ... or nothing.
    [[nodiscard]] std::string symbol() const { return std::string(magnitude_.label()); }
    [[nodiscard]] std::string scale() const { return to_string(scale10(decimal(1), exponent_)); }
    [[nodiscard]] const std::string& currency() const noexcept { return basis_.currency; }
    [[nodiscard]] const std::string& unit() const noexcept { return basis_.unit; }
    [[nodiscard]] const cagr::shown& as() const noexcept { return as_; }

    /// `62.35 (2020)`: as printed, in the base's magnitude, with its qualifier.
    [[nodiscard]] std::string point(const figure& value) const;
    /// `rounded half up to 2 places`.
    [[nodiscard]] std::string rounding_text() const;

private:
    int exponent_;
    magnitude magnitude_;
    basis basis_;
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

/// Whether a figure says more or less than one number: a range, or open to one side.
[[nodiscard]] bool is_loose(const figure& f);

/// The parts in one line.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between);
/// The parts on lines of at most 80 columns, broken only between parts; all but the first begin with `indent` spaces.
[[nodiscard]] std::string wrapped(const std::vector<std::string>& parts, std::string_view between, std::size_t indent);

/// A sentence on lines of at most 80 columns.
[[nodiscard]] std::string wrapped_words(std::string_view sentence);

/// The period as JSON shows it: years and ordinals as integers, the others as text.
[[nodiscard]] bool is_number(const period& when);
[[nodiscard]] std::int64_t number_of(const period& when);

/// Whether the output gets terminal colors, and a line in bold where it does.
[[nodiscard]] bool paints(const settings& s);
[[nodiscard]] std::string in_bold(std::string_view text, bool painted);

inline constexpr std::size_t screen_columns = 80;
inline constexpr std::string_view range_note = "Range: rounding of the printed inputs only, not forecast uncertainty.";

} // namespace cagr::cli
