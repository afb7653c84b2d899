// What it answers: which of base, rate, periods, target and increase is missing, and what it is, exactly.
// What it needs: the library's core.
// Example: facts f{.base = {{62350000000}}, .growth = 40.2_pct, .periods = {{8}}}; solve(f); f.target->to({});
#pragma once

#include <cagr/cagr.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr::cli {

/// An exact quotient, rounded only where it is shown.
struct quotient {
    decimal over;
    decimal under = decimal(1);

    [[nodiscard]] decimal to(context digits) const { return divide(over, under, digits); }
    [[nodiscard]] int sign() const { return over.sign() * under.sign(); }
    /// Whether it is a decimal as it stands, with no division left to do.
    [[nodiscard]] bool is_decimal() const { return under == decimal(1); }
};

/// What is given and, once solved, what follows. Amounts and multiple are exact; the rate and the time, seldom either,
/// are computed to the digits that are asked. The multiple is known where target and base are, or where it is given.
struct facts {
    std::optional<quotient> base;
    std::optional<rate> growth;   // given
    std::optional<ratio> periods; // given, or between the dated base and target
    std::optional<quotient> target;
    std::optional<quotient> increase;
    std::optional<quotient> multiple;
    bool multiple_given = false;
    std::vector<std::string> solved; // in the order in which they are told

    [[nodiscard]] bool is_solved(std::string_view name) const;
    /// The rate that is given, or the one from base to target in the periods.
    [[nodiscard]] rate growth_to(context digits) const;
    /// The periods from base to target at the rate.
    [[nodiscard]] decimal time_to(context digits) const;

private:
    [[nodiscard]] std::pair<decimal, decimal> ends() const;
};

/// Finds what is missing. Errors: E-usage (more is given than can be used), E-missing-fact, E-never-reached (nothing
/// solves it), E-limit-*.
void solve(facts& f);

[[noreturn]] void fail_too_much(const std::string& what);

} // namespace cagr::cli
