// What it answers: whether a result is the correctly rounded one, in all seven roundings, told by integers or Arb alone.
// What it needs: numbers.hpp.
// Example: CHECK(certificates::judge(certificates::exponential_case(random, i).value()).fault == "");
#pragma once

#include "support/numbers.hpp"

#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace certificates {

/// How a value lies to half units of 10^-k, for each k.
using order_at = std::function<numbers::half_unit_order(long)>;

/// Something to compute, and what is known of its value without cagr.
struct certified {
    std::string_view function;
    std::function<std::string()> arguments; ///< as in a call, the decimals in full
    std::function<cagr::decimal(cagr::context)> compute;
    order_at order;
    int sign = 1;
    int digits = 34;
    bool is_neighbour = false; ///< built a little beside a boundary

    [[nodiscard]] std::string text(cagr::context to) const {
        return std::string(function) + "(" + arguments() + ", {.digits = " + std::to_string(to.digits) +
               ", .mode = rounding::" + std::string(to_string(to.mode)) + "})";
    }
};

/// What Arb could not decide; no fault of a result, and no proof of one.
class undecided : public std::exception {};

/// The order with its answers kept: the seven roundings ask the same few questions.
inline order_at remembered(order_at asked) {
    struct unit {
        numbers::half_unit_order order;
        std::map<mpz_class, int> answers;
    };
    const auto units = std::make_shared<std::map<long, unit>>();
    return [units, asked = std::move(asked)](long k) -> numbers::half_unit_order {
        unit& at = (*units)[k];
        if (!at.order) at.order = asked(k);
        return [units, &at](const mpz_class& halves) {
            if (const auto known = at.answers.find(halves); known != at.answers.end()) return known->second;
            const int answer = at.order(halves);
            at.answers.emplace(halves, answer);
            return answer;
        };
    };
}

/// The order of the negative of a value.
inline order_at negated(order_at of) {
    return [of = std::move(of)](long k) -> numbers::half_unit_order {
        return [order = of(k)](const mpz_class& halves) { return -order(mpz_class(-halves)); };
    };
}

/// One unit of the last of a result's significant digits.
inline cagr::decimal last_unit(const cagr::decimal& result, int digits) {
    return scale10(cagr::decimal(1), result.adjusted_exponent() - digits + 1);
}

/// The certified result beside a wrong one, for a message.
inline std::string expected_beside(const certified& c, cagr::context to, const cagr::decimal& wrong) {
    // In tenths of its unit, for results that carried into another digit.
    for (int i = -200; i <= 200; ++i)
        if (const cagr::decimal other = wrong + i * last_unit(wrong, to.digits + 1);
            numbers::is_rounded_to_digits(other, c.sign, to, c.order))
            return to_string(other);
    return "something over 20 units away";
}

struct findings {
    std::string fault;     ///< empty where all seven results are right
    bool is_exact = false; ///< the value has no more digits than were asked
    bool is_tie = false;   ///< it lies half-way between two results
    int refused = 0;       ///< results one unit off that the certificate refused, where it was asked to
};

/// The seven results against the certificate. `probe` also holds results one unit off against it, each of which it must refuse.
inline findings judge(certified c, bool probe = false) {
    findings found;
    c.order = remembered(std::move(c.order));
    for (const cagr::rounding mode : numbers::roundings) {
        const cagr::context to{c.digits, mode};
        cagr::decimal result;
        try {
            result = c.compute(to);
        } catch (const std::exception& e) {
            found.fault = c.text(to) + " got " + e.what();
            return found;
        }
        if (!numbers::is_rounded_to_digits(result, c.sign, to, c.order)) {
            found.fault = c.text(to) + " got " + to_string(result) + ", expected " + expected_beside(c, to, result);
            return found;
        }
        if (mode == cagr::rounding::down) { // no carry: the leading digit is the value's own
            const long k = to.digits - 1 - static_cast<long>(result.adjusted_exponent());
            const numbers::number n = numbers::read(result);
            const long raise = n.exponent + k;
            const mpz_class halves =
                raise >= 0 ? mpz_class(2 * n.coefficient * numbers::ten_to(raise)) : mpz_class(2 * n.coefficient / numbers::ten_to(-raise));
            found.is_exact = c.order(k)(halves) == 0;
            found.is_tie = c.order(k)(mpz_class(halves + c.sign)) == 0;
        }
        if (!probe) continue;
        for (const int off : {-1, 1}) {
            const cagr::decimal wrong = result + off * last_unit(result, to.digits);
            if (numbers::is_rounded_to_digits(wrong, c.sign, to, c.order)) {
                found.fault = c.text(to) + ": the certificate accepts " + to_string(wrong) + " beside " + to_string(result);
                return found;
            }
            ++found.refused;
        }
    }
    return found;
}

} // namespace certificates
