// What it answers: what cagr computes for a case of the suite, brought into the case's precision and exponents.
// What it needs: cases.hpp and the library.
// Example: if (const auto got = dectest::compute(test_case)) CHECK(*got == expected);
#pragma once

#include "dectest/cases.hpp"

#include <cagr/decimal.hpp>

#include <optional>
#include <span>
#include <string>

namespace dectest {

/// The operations this test knows, in the order of its table.
[[nodiscard]] std::span<const std::string_view> operations();

/// The rounding of that name; none for `05up`, which cagr does not have.
[[nodiscard]] std::optional<cagr::rounding> rounding_of(std::string_view name);

/// The result of a case whose operands are numbers; nothing where it is infinite.
[[nodiscard]] std::optional<cagr::decimal> compute(const test_case& given);

} // namespace dectest
