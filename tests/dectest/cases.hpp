// What it answers: what stands in a file of the General Decimal Arithmetic test suite (.decTest).
// What it needs: decimal.hpp.
// Example: for (const dectest::test_case& c : dectest::read("add.decTest")) run(c);
#pragma once

#include <cagr/decimal.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dectest {

/// What the directives above a case say.
struct environment {
    std::int64_t precision = 9;
    std::int64_t max_exponent = 999'999'999;
    std::int64_t min_exponent = -999'999'999;
    std::string rounding = "half_up";
    bool extended = true;
};

/// `addx001 add 1 1 -> 2 Inexact Rounded`, without the quotes.
struct test_case {
    std::string file;
    int line = 0;
    std::string id;
    std::string operation;
    std::vector<std::string> operands;
    std::string expected;
    std::vector<std::string> conditions;
    environment in;

    [[nodiscard]] bool has_condition(std::string_view name) const;
    /// The line again, with its place and its directives.
    [[nodiscard]] std::string text() const;
};

[[nodiscard]] std::vector<test_case> read(const std::filesystem::path& file);

/// What an operand or a result is, by its text alone.
enum class kind {
    number,
    beyond,         ///< a number with an exponent beyond ±100,000
    special,        ///< an infinity, a NaN, or a result that the suite leaves open
    representation, ///< the bits of a format (`#A2300...`)
    other,
};

[[nodiscard]] kind kind_of(std::string_view text);

/// The exponent of a number's last digit as it is written: -3 of `1.200`, 5 of `0E+5`.
[[nodiscard]] std::int64_t written_exponent(std::string_view number);

} // namespace dectest
