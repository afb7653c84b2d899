// What it answers: random exponentials, logarithms, powers and periods, beside boundaries too, with the Arb balls that certify them.
// What it needs: certificates.hpp, reals.hpp and growth.hpp.
// Example: auto c = certificates::power_case(random, i); if (c) CHECK(certificates::judge(*c).fault == "");
#pragma once

#include "support/certificates.hpp"
#include "support/reals.hpp"

#include <cagr/growth.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace certificates {

using cagr::decimal;
using cagr::scale10;
using numbers::number;
using numbers::source;

inline int some_digits(source& random, long i) {
    return static_cast<int>(i % 50 == 0 ? random.between(60, 500) : random.once_in(3) ? random.between(1, 8) : random.between(1, 60));
}

/// A number at a boundary of so many digits: they, or they and a 5.
inline mpq_class boundary_of(source& random, int digits, long least_exponent, long most_exponent) {
    mpz_class whole = random.natural(digits);
    long exponent = random.between(least_exponent, most_exponent) - digits;
    if (random.once_in(2)) {
        whole = whole * 10 + 5;
        --exponent;
    }
    return as_mpq(number{whole, exponent});
}

/// A real cut to so many digits, as a decimal.
inline decimal cut(const reals::real& value, long digits) { return decimal::parse(value.enclose(digits * 4 + 128).text(digits)); }

/// How many digits an argument beside a boundary has: enough to be a little beside it, or far more.
inline long close_digits(source& random, int digits) { return digits + random.between(1, random.once_in(4) ? 120 : 30); }

/// A random number of mostly few digits, its first at the power of ten given.
inline decimal some_number(source& random, long most_digits, long leading) {
    const decimal x = number{random.natural(random.digits(most_digits)), 0}.to_decimal();
    return scale10(x, leading - static_cast<long>(x.adjusted_exponent()));
}

/// A real's order, with what Arb leaves open told apart.
inline order_at order_of(reals::real value) {
    return [value = std::move(value)](long k) -> numbers::half_unit_order {
        return [order = value.order_at(k)](const mpz_class& halves) {
            try {
                return order(halves);
            } catch (const std::runtime_error&) {
                throw undecided();
            }
        };
    };
}

inline std::optional<certified> exponential_case(source& random, long i) {
    const int digits = some_digits(random, i);
    const long style = random.between(0, 5);
    decimal x;
    if (style <= 2) {
        x = some_number(random, 40, random.between(-70, 6));
        if (random.once_in(2)) x = -x;
    } else {
        // ln of a boundary, or of one just beside 1.
        mpq_class t = boundary_of(random, digits, style == 5 ? 1 : -30, style == 5 ? 1 : 30);
        if (style == 4) t = 1 + (random.once_in(2) ? 1 : -1) * mpq_class(random.between(1, 99), 2 * numbers::ten_to(digits));
        if (t == 1 || sgn(t) <= 0) return std::nullopt;
        x = cut(reals::logarithm_of_one_and(mpq_class(t - 1)), close_digits(random, digits));
    }
    if (x.sign() == 0 || abs(x) > decimal(2'000'000)) return std::nullopt;
    return certified{.function = "exp",
                     .arguments = [x] { return to_string(x); },
                     .compute = [x](cagr::context to) { return exp(x, to); },
                     .order = order_of(reals::exponential(numbers::as_mpq(x))),
                     .digits = digits,
                     .is_neighbour = style > 2};
}

/// ln or log10.
inline std::optional<certified> logarithm_case(source& random, long i) {
    const int digits = some_digits(random, i);
    const bool is_decimal = random.once_in(2);
    const long style = random.between(0, 6);
    decimal x;
    if (style <= 1) {
        x = some_number(random, 40, random.between(-70, 70));
    } else if (style == 2) { // beside 1
        x = 1 + some_number(random, 40, -random.between(1, 90)) * random.between(-1, 1);
    } else if (style == 3) { // beside a power of ten
        x = scale10(1 + scale10(random.between(-9, 9), -random.between(1, 200)), random.between(-500, 500));
    } else { // a power of a boundary
        const mpq_class t = boundary_of(random, digits, style == 4 ? -20 : 0, 3) * (random.once_in(2) ? 1 : -1);
        x = cut(is_decimal ? reals::power_of_one_and(9, t) : reals::exponential(t), close_digits(random, digits));
    }
    if (x.sign() <= 0 || x == 1) return std::nullopt;
    const mpq_class exact = numbers::as_mpq(x);
    certified out{.function = is_decimal ? "log10" : "ln",
                  .arguments = [x] { return to_string(x); },
                  .compute = [=](cagr::context to) { return is_decimal ? log10(x, to) : ln(x, to); },
                  .order = {},
                  .sign = x > decimal(1) ? 1 : -1,
                  .digits = digits,
                  .is_neighbour = style > 2};
    const auto leading = static_cast<long>(x.adjusted_exponent());
    if (is_decimal && scale10(x, -leading) == 1) {
        out.is_neighbour = false;
        out.order = [leading](long k) { return numbers::order_of(leading, 1, k); };
    } else {
        out.order = order_of(is_decimal ? reals::decimal_logarithm(exact) : reals::logarithm_of_one_and(mpq_class(exact - 1)));
    }
    return out;
}

/// Powers with a fraction: rational ones, ties and their neighbours too.
inline std::optional<certified> power_case(source& random, long i) {
    int digits = some_digits(random, i);
    const long style = random.between(0, 7);
    bool is_neighbour = style >= 5;
    decimal d = number{random.natural(random.digits(20)), random.between(-30, 10)}.to_decimal();
    decimal y = some_number(random, 12, random.between(-6, 2));
    if (style == 1) d = 1 + scale10(d, -random.between(1, 60) - static_cast<long>(d.adjusted_exponent())) * random.between(-1, 1);
    if (style == 2 || style == 3) {
        // t = d^(p/q) for a short base of both, at or near a boundary: y is that exponent, or one beside it.
        static constexpr long denominators[] = {1, 2, 4, 5, 8, 10};
        const long q = denominators[random.between(0, 5)];
        const long p = random.between(1, 12);
        const number base{random.natural(random.between(1, 4)) * (random.once_in(2) ? 10 : 1) + 5, random.between(-6, 1)};
        d = pow(base.to_decimal(), q);
        const auto length = static_cast<long>(pow(base.to_decimal(), p).digits());
        if (random.once_in(2)) digits = static_cast<int>(std::max(1L, length - random.between(0, 1))); // exact, or mostly a tie
        y = divide(decimal(p), decimal(q), {});
        if (style == 3) {
            const long off = random.between(-3, 3);
            y += scale10(off, -random.between(2, 200));
            is_neighbour = off != 0;
        }
    }
    if (style >= 5) { // the exponent that leads to a boundary, cut
        const mpq_class t = boundary_of(random, digits, -10, 10);
        if (d == 1 || t == 1) return std::nullopt;
        y = cut(reals::periods_between(t, numbers::as_mpq(d)), close_digits(random, digits));
    } else if (random.once_in(3)) {
        y = -y;
    }
    if (d.sign() <= 0 || d == 1 || y.sign() == 0) return std::nullopt;
    if (abs(log10(d, {.digits = 3}) * y) > decimal(900'000)) return std::nullopt;
    return certified{.function = "pow",
                     .arguments = [=] { return to_string(d) + ", " + to_string(y); },
                     .compute = [=](cagr::context to) { return pow(d, y, to); },
                     .order = order_of(reals::power_of_one_and(mpq_class(numbers::as_mpq(d) - 1), numbers::as_mpq(y))),
                     .digits = digits,
                     .is_neighbour = is_neighbour};
}

/// Periods to a target: rational ones, and targets a little beside those that a boundary of periods leads to.
inline std::optional<certified> periods_case(source& random, long i) {
    int digits = some_digits(random, i);
    const long style = random.between(0, 7);
    bool is_neighbour = style >= 5;
    decimal begin = number{random.natural(random.between(1, 20)), random.between(-10, 10)}.to_decimal();
    decimal factor = 1 + some_number(random, 12, -random.between(0, random.once_in(3) ? 40 : 3)) * (random.once_in(3) ? -1 : 1);
    decimal target = begin * (1 + some_number(random, 20, random.between(-30, 6)));
    if (style == 3 || style == 4) {
        // base^q a period and base^p in all: p/q periods, exact or mostly a tie in one or two digits; or a target beside it.
        const number base{random.natural(random.between(1, 5)) + 1, -random.between(0, 5)};
        static constexpr long denominators[] = {1, 2, 4, 5, 8, 10, 3, 7};
        const long p = random.between(1, 60);
        factor = pow(base.to_decimal(), denominators[random.between(0, 7)]);
        target = begin * pow(base.to_decimal(), p);
        if (random.once_in(2)) digits = static_cast<int>(random.between(1, 4));
        if (style == 4) {
            target += scale10(decimal(random.once_in(2) ? 1 : -1), target.adjusted_exponent() - random.between(1, 120));
            is_neighbour = true;
        }
    }
    if (factor.sign() <= 0 || factor == 1) return std::nullopt;
    if (style >= 5) { // the target that a boundary of periods leads to, cut
        begin = 1;
        const mpq_class t = boundary_of(random, digits, -3, 3);
        target = cut(reals::power_of_one_and(mpq_class(numbers::as_mpq(factor) - 1), t), close_digits(random, digits));
    }
    if (target.sign() <= 0 || target == begin || (target > begin) != (factor > decimal(1))) return std::nullopt;
    mpq_class growth = numbers::as_mpq(target) / numbers::as_mpq(begin);
    growth.canonicalize();
    const cagr::rate r = cagr::rate::from_factor(factor);
    return certified{
        .function = "periods_to",
        .arguments = [=] { return to_string(begin) + ", " + to_string(target) + ", rate::from_factor(" + to_string(factor) + ")"; },
        .compute = [=](cagr::context to) { return periods_to(begin, target, r, to); },
        .order = order_of(reals::periods_between(growth, numbers::as_mpq(factor))),
        .digits = digits,
        .is_neighbour = is_neighbour};
}

/// Doubling and halving times; also exact ones, and of rates a little beside those that a boundary leads to.
inline std::optional<certified> doubling_case(source& random, long i) {
    const int digits = some_digits(random, i);
    const bool doubles = random.once_in(2);
    const mpq_class growth = doubles ? mpq_class(2) : mpq_class(1, 2);
    const long style = random.between(0, 3);
    decimal factor = 1 + some_number(random, 12, -random.between(doubles ? 0 : 1, random.once_in(3) ? 60 : 3)) * (doubles ? 1 : -1);
    if (style == 0 && random.once_in(4)) { // 2^p a period
        factor = pow(doubles ? decimal(2) : decimal::parse("0.5"), random.between(1, 40));
    } else if (style >= 2) {
        const mpq_class t = boundary_of(random, digits, 0, 4);
        factor = cut(reals::power_of_one_and(mpq_class(growth - 1), mpq_class(1 / t)), close_digits(random, digits));
    }
    if (factor.sign() <= 0 || factor == 1) return std::nullopt;
    const cagr::rate r = cagr::rate::from_factor(factor);
    return certified{.function = doubles ? "doubling_time" : "halving_time",
                     .arguments = [=] { return "rate::from_factor(" + to_string(factor) + ")"; },
                     .compute = [=](cagr::context to) { return doubles ? doubling_time(r, to) : halving_time(r, to); },
                     .order = order_of(reals::periods_between(growth, numbers::as_mpq(factor))),
                     .digits = digits,
                     .is_neighbour = style >= 2};
}

/// Any of these: the i-th of them, each function in its turn.
inline std::optional<certified> any_real_case(source& random, long i) {
    switch (i % 6) {
    case 0: return exponential_case(random, i / 6);
    case 1:
    case 2: return logarithm_case(random, i / 6);
    case 3: return power_case(random, i / 6);
    case 4: return periods_case(random, i / 6);
    default: return doubling_case(random, i / 6);
    }
}

} // namespace certificates
