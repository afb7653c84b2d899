#include "quotient_text.hpp"

#include <cmath>
#include <cstdint>

namespace cagr::cli {

namespace {

constexpr int most_places = 9;
constexpr double most_scaled = 1e12;

void append_scaled(std::string& out, std::int64_t scaled, int places, bool negative) {
    if (negative && scaled != 0) out += '-';
    const std::string digits = std::to_string(scaled);
    const auto kept = static_cast<std::size_t>(places);
    if (digits.size() <= kept) {
        out += places > 0 ? "0." : "0";
        out.append(kept - digits.size(), '0');
        out += digits;
        return;
    }
    out.append(digits, 0, digits.size() - kept);
    if (kept > 0) {
        out += '.';
        out.append(digits, digits.size() - kept);
    }
}

/// How a magnitude that lies between whole + 0 and whole + 1, on a known side of the middle, is rounded to a whole number.
std::int64_t rounded_whole(std::int64_t whole, bool above_middle, bool negative, rounding mode) {
    switch (mode) {
    case rounding::half_even:
    case rounding::half_up:
    case rounding::half_down: return whole + (above_middle ? 1 : 0);
    case rounding::up: return whole + 1;
    case rounding::down: return whole;
    case rounding::ceiling: return whole + (negative ? 0 : 1);
    case rounding::floor: return whole + (negative ? 1 : 0);
    }
    return whole;
}

} // namespace

near_value::near_value(const fraction& exact) : exact_(&exact), nearly_(exact.numerator().to_double()) {
    if (!exact.is_decimal()) nearly_ /= exact.denominator().to_double();
}

void append_quotient(std::string& out, const near_value& part, const near_value& whole, const quotient_form& as) {
    if (whole.exact().sign() == 0) return;
    if (as.places <= most_places) {
        double scale = 1;
        for (int i = 0; i < as.places + as.times_ten_to; ++i) scale *= 10; // exact
        const double x = std::fabs(part.nearly() / whole.nearly()) * scale;
        if (x > 0 && x < most_scaled) { // also: neither infinite nor none
            const double below = std::floor(x);
            const double rest = x - below;
            // At most 8 roundings of 2^-53 each lie between x and the quotient.
            const double bound = x * 0x1p-49 + 0x1p-1000;
            if (rest > bound && rest < 1 - bound && std::fabs(rest - 0.5) > bound) {
                const bool negative = (part.exact().sign() < 0) != (whole.exact().sign() < 0);
                append_scaled(out, rounded_whole(static_cast<std::int64_t>(below), rest > 0.5, negative, as.mode), as.places, negative);
                return;
            }
        }
    }
    out += to_string(quotient(part.exact(), whole.exact()) * fraction(scale10(decimal(1), as.times_ten_to)), as.places, as.mode);
}

std::string percent_text(const fraction& part, const fraction& whole, int places, rounding mode) {
    std::string out;
    append_quotient(out, near_value(part), near_value(whole), {.times_ten_to = 2, .places = places, .mode = mode});
    return out;
}

} // namespace cagr::cli
