// What it answers: what the tests of decimal share: reading, the seven roundings, what a failing body reports.
// What it needs: decimal.hpp and Catch2.
// Example: CHECK(refused([] { return d("1e999999999"); }) == "E-limit-exponent");
#pragma once

#include <cagr/decimal.hpp>

#include "support/catch.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace decimals {

inline constexpr std::array all_roundings{cagr::rounding::half_even, cagr::rounding::half_up, cagr::rounding::half_down, cagr::rounding::up,
                                          cagr::rounding::down,      cagr::rounding::ceiling, cagr::rounding::floor};

inline cagr::decimal d(std::string_view text) { return cagr::decimal::parse(text); }

/// The id of the error that a body reports.
template <class Body>
std::string refused(Body&& body) {
    try {
        (void)body();
    } catch (const cagr::exception& e) {
        CHECK_FALSE(e.error().message.empty());
        return std::string(e.error().id());
    }
    return "no error";
}

inline cagr::error parse_error(std::string_view text) {
    const auto read = cagr::decimal::try_parse(text);
    CAPTURE(text.substr(0, 60));
    REQUIRE_FALSE(read.has_value());
    return read.error();
}

/// 1234...: a coefficient of so many digits that ends in 7, so that nothing is stripped.
inline std::string digits_text(std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i + 1 < size; ++i) text += static_cast<char>('1' + i % 9);
    return text + '7';
}

inline std::chrono::milliseconds time_of(const auto& body) {
    const auto start = std::chrono::steady_clock::now();
    body();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

inline std::string repeated(std::size_t times, char c) { return std::string(times, c); }

} // namespace decimals
