// What it answers: how a quotient of two exact values reads with so many places: shares, growth, contributions, by the hundred thousand.
// What it needs: fraction.hpp.
// Example: append_quotient(out, near_value(part), near_value(whole), {.times_ten_to = 2, .places = 2});   // appends 38.49, a percentage
#pragma once

#include <cagr/cagr.hpp>

#include <string>

namespace cagr::cli {

/// An exact value, which must outlive it, and a double near it.
class near_value {
public:
    explicit near_value(const fraction& exact);

    [[nodiscard]] const fraction& exact() const noexcept { return *exact_; }
    /// Off by at most 3 * 2^-53 of the value; infinite or 0 where doubles end.
    [[nodiscard]] double nearly() const noexcept { return nearly_; }

private:
    const fraction* exact_;
    double nearly_;
};

struct quotient_form {
    int times_ten_to = 0; ///< 2 for percent
    int places = 2;
    rounding mode = rounding::half_up;
};

/// Appends part / whole, rounded once and correctly; nothing where the whole is 0. The doubles only tell on which side of the next
/// boundary of a rounding the quotient lies, with a bound of their error; near one it is computed exactly.
void append_quotient(std::string& out, const near_value& part, const near_value& whole, const quotient_form& as);
/// The quotient in percent.
[[nodiscard]] std::string percent_text(const fraction& part, const fraction& whole, int places, rounding mode);

} // namespace cagr::cli
