// What it answers: what a VALUE, RATE, TARGET or PERIOD on the command line means.
// What it needs: the library's core; output.hpp for `-`, a line of standard input.
// Example: const figure base = parse_value("62.35B@2020", {});
#pragma once

#include "options.hpp"

#include <cagr/cagr.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace cagr::cli {

/// A rate as it was printed, and the growth that it states.
struct given_rate {
    figure printed;
    stated_rate stated;
};

/// VALUE, `5x` (a multiple of the base) or `+300B` (an increase over it): one of the three is there.
struct target_value {
    std::optional<figure> value;
    std::optional<figure> multiple;
    std::optional<figure> increase;
};

/// What amounts are counted in beside their magnitude; empty where none of them says.
struct basis {
    std::string currency;
    std::string unit;
};

/// The argument, or a line of standard input where it is `-`.
[[nodiscard]] std::string argument_text(const std::string& argument);

/// An amount with or without its period. Errors of all four: those of figure.hpp, placed in the whole argument;
/// E-unit-mixed (no amount), E-parse-leading-point also after a sign.
[[nodiscard]] figure parse_value(std::string_view text, const manner& reading);
/// An amount that belongs to no period, such as an increase. Errors also: E-usage.
[[nodiscard]] figure parse_undated(std::string_view name, std::string_view text, const manner& reading);
/// A percentage or basis points, named so, which may begin with a bare point. Errors also: E-parse-rate.
[[nodiscard]] given_rate parse_rate(std::string_view text, const manner& reading);
/// The same of a number in a table of rates: without a unit it is in percent, and `bare` is set.
[[nodiscard]] given_rate parse_rate_or_percent(std::string_view text, const manner& reading, bool& bare);
/// The rate of a claim: the same, or a multiple such as 10x.
[[nodiscard]] figure parse_claimed_rate(std::string_view text, const manner& reading);
/// Errors also: E-usage (a multiple or an increase of a period).
[[nodiscard]] target_value parse_target(std::string_view text, const manner& reading);

/// What the amounts are counted in together: what one leaves out, another says. Errors: E-unit-mixed.
[[nodiscard]] basis common_basis(std::initializer_list<const figure*> given);

} // namespace cagr::cli
