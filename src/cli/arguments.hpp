// What it answers: what a VALUE, RATE, TARGET or PERIOD on the command line means.
// What it needs: the library's core; output.hpp for `-`, a line of standard input.
// Example: const figure base = parse_value("62.35B@2020");
#pragma once

#include <cagr/cagr.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace cagr::cli {

/// VALUE, `5x` (a multiple of the base) or `+300B` (an increase over it): one of the three is there.
struct target_value {
    std::optional<figure> value;
    std::optional<decimal> multiple;
    std::optional<figure> increase;
};

/// The argument, or a line of standard input where it is `-`.
[[nodiscard]] std::string argument_text(const std::string& argument);

/// An amount with or without its period. Errors of all three: those of figure.hpp, placed in the whole argument.
[[nodiscard]] figure parse_value(std::string_view text);
/// A percentage or basis points, named so. Errors also: E-parse-rate.
[[nodiscard]] stated_rate parse_rate(std::string_view text);
[[nodiscard]] target_value parse_target(std::string_view text);

/// Two values can be put in one calculation. Errors: E-unit-mixed.
void require_one_unit(const figure& a, const figure& b);

} // namespace cagr::cli
