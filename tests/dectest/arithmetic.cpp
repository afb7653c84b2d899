#include "dectest/arithmetic.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace dectest {

using cagr::context;
using cagr::decimal;
using cagr::rounding;

namespace {

/// A real number, by what it is when rounded to a context.
using real = std::function<decimal(context)>;

constexpr std::array<std::string_view, 14> known{"add",     "subtract",   "multiply", "divide", "divideint", "remainder", "quantize",
                                                 "compare", "squareroot", "power",    "exp",    "ln",        "log10",     "tosci"};

real exact(decimal value) {
    return [v = std::move(value)](context to) { return round_to_digits(v, to); };
}

/// A number that cagr refuses to write out, being beyond 10^±1,000,000: one of that size stands for it.
real guarded(const real& value, int sign, bool is_small) {
    return [=](context to) {
        try {
            return value(to);
        } catch (const cagr::exception& e) {
            if (e.error().code != cagr::errc::limit_exponent) throw;
            return round_to_digits(scale10(decimal(sign), is_small ? -999'999 : 999'999), to);
        }
    };
}

/// The value rounded once to a whole number of units of 10^exponent, fewer than ten of them.
decimal in_units(const real& value, std::int64_t exponent, rounding mode) {
    const decimal leading = value({.digits = 1, .mode = rounding::down});
    decimal units = scale10(leading, -exponent);
    // Whatever follows the first digit is told by one digit in its place: no boundary lies between.
    if (value({.digits = 1, .mode = rounding::up}) != leading) units += scale10(decimal(leading.sign()), units.adjusted_exponent() - 1);
    return scale10(round_to_places(units, 0, mode), exponent);
}

/// The value in a format of that precision and those exponents, rounded once; nothing where it overflows to infinity.
std::optional<decimal> fitted(const real& value, const environment& in, rounding mode) {
    const decimal leading = value({.digits = 1, .mode = rounding::down});
    if (leading.sign() == 0) return leading;
    const std::int64_t least = in.min_exponent - (in.precision - 1); // the exponent of the last digit there is
    // Below the normal numbers the digits get fewer.
    const std::int64_t digits = std::min(in.precision, leading.adjusted_exponent() - least + 1);
    if (digits < 1) return in_units(value, least, mode);
    const decimal rounded = value({.digits = static_cast<int>(std::min<std::int64_t>(digits, cagr::limits::context_digits)), .mode = mode});
    if (rounded.adjusted_exponent() <= in.max_exponent) return rounded;
    const bool stays = mode == rounding::down || mode == (rounded.sign() > 0 ? rounding::floor : rounding::ceiling);
    if (!stays) return std::nullopt;
    return scale10(scale10(decimal(1), in.precision) - 1, in.max_exponent - in.precision + 1) * rounded.sign();
}

decimal quantized(const decimal& value, std::int64_t exponent, rounding mode) {
    if (exponent <= 0) return round_to_places(value, -exponent, mode);
    return scale10(round_to_places(scale10(value, -exponent), 0, mode), exponent);
}

/// A power, by the general way; that of a short whole exponent also exactly, and both must agree.
real power_of(const decimal& base, const decimal& exponent) {
    const bool is_small = base.sign() != 0 && (abs(base) < decimal(1)) == (exponent.sign() > 0);
    const bool is_odd = exponent.is_integer() && remainder(exponent, 2).sign() != 0;
    const real general = [=](context to) {
        decimal found = pow(base, exponent, to);
        if (exponent.is_integer() && exponent.sign() >= 0 && exponent <= decimal(400) &&
            found != round_to_digits(pow(base, exponent.to_int64()), to))
            throw std::runtime_error("pow(d, n) and pow(d, y, context) disagree");
        return found;
    };
    return guarded(general, base.sign() < 0 && is_odd ? -1 : 1, is_small);
}

/// The remainder of base^exponent, by squaring: what Python's copy of the suite has as a power of three operands.
decimal power_modulo(decimal base, decimal exponent, const decimal& modulus) {
    const auto power = [&](decimal x, decimal n) {
        decimal result = 1;
        for (; n.sign() > 0; n = divide_integer(n, 2)) {
            if (remainder(n, 2).sign() != 0) result = remainder(result * x, modulus);
            x = remainder(x * x, modulus);
        }
        return remainder(result, modulus);
    };
    // An exponent may end in thousands of zeros, each of them a tenth power.
    base = remainder(base, modulus);
    while (exponent.sign() > 0 && exponent.adjusted_exponent() >= exponent.digits()) {
        exponent = scale10(exponent, -1);
        base = power(base, 10);
    }
    return power(base, exponent);
}

} // namespace

std::span<const std::string_view> operations() { return known; }

std::optional<rounding> rounding_of(std::string_view name) {
    for (const rounding mode :
         {rounding::half_even, rounding::half_up, rounding::half_down, rounding::up, rounding::down, rounding::ceiling, rounding::floor})
        if (to_string(mode) == name) return mode;
    return std::nullopt;
}

std::optional<decimal> compute(const test_case& given) {
    std::vector<decimal> operands;
    for (const std::string& text : given.operands) operands.push_back(decimal::parse(text));
    const std::string_view name = given.operation;
    const bool two = name != "tosci" && name != "squareroot" && name != "exp" && name != "ln" && name != "log10";
    if (name == "power" && operands.size() == 3) return power_modulo(operands[0], operands[1], operands[2]);
    if (operands.size() != (two ? 2 : 1)) throw std::runtime_error("a wrong number of operands");
    const decimal& a = operands.front();
    const decimal& b = operands.back();
    const rounding mode = rounding_of(given.in.rounding).value();

    const auto fit = [&](const real& value) { return fitted(value, given.in, mode); };
    // The suite rounds these half to even, whatever the mode.
    const auto fit_even = [&](const real& value) { return fitted(value, given.in, rounding::half_even); };
    if (name == "tosci") return fit(exact(a));
    if (name == "add") return fit(exact(a + b));
    if (name == "subtract") return fit(exact(a - b));
    if (name == "multiply") return fit(exact(a * b));
    if (name == "divide") return fit([&](context to) { return divide(a, b, to); });
    if (name == "divideint") return fit(exact(divide_integer(a, b)));
    if (name == "remainder") return fit(exact(remainder(a, b)));
    if (name == "compare") return a < b ? decimal(-1) : decimal(a > b ? 1 : 0);
    if (name == "quantize") return quantized(a, written_exponent(given.operands.back()), mode);
    if (name == "power") return fit(power_of(a, b));
    if (name == "squareroot") return fit_even([&](context to) { return sqrt(a, to); });
    if (name == "exp") return fit_even(guarded([&](context to) { return exp(a, to); }, 1, a.sign() < 0));
    if (name == "ln") return fit_even([&](context to) { return ln(a, to); });
    if (name == "log10") return fit_even([&](context to) { return log10(a, to); });
    throw std::runtime_error("an operation this test does not know");
}

} // namespace dectest
