// fraction against GMP's rationals: arithmetic, order, lowest terms, every rounding at ties and beside them, rates.
#include <cagr/detail/integer.hpp>
#include <cagr/fraction.hpp>

#include "support/catch.hpp"
#include "support/numbers.hpp"

#include <string>

using cagr::decimal;
using cagr::fraction;
using cagr::quotient;
using numbers::is_rounded_to_digits;
using numbers::number;
using numbers::order_of;
using numbers::order_of_root;
using numbers::power;
using numbers::read;
using numbers::roundings;
using numbers::seed;
using numbers::source;
using numbers::ten_to;

namespace {

mpq_class rational(const fraction& f) {
    mpq_class out = numbers::as_mpq(f.numerator()) / numbers::as_mpq(f.denominator());
    out.canonicalize();
    return out;
}

fraction fraction_of(const mpq_class& q) { return quotient(number{q.get_num(), 0}.to_decimal(), number{q.get_den(), 0}.to_decimal()); }

/// A rational of mostly few digits, sides with many factors 2, 3 and 5 among them.
mpq_class some_rational(source& random, long most_digits) {
    mpq_class out = numbers::as_mpq(random.signed_number(most_digits, 12));
    mpz_class below = random.natural(random.digits(most_digits));
    if (random.once_in(3))
        below = power(2, static_cast<unsigned long>(random.between(0, 40))) * power(5, static_cast<unsigned long>(random.between(0, 20)));
    if (random.once_in(3)) below *= power(3, static_cast<unsigned long>(random.between(0, 20)));
    if (random.once_in(4)) below = 1;
    out /= below;
    out.canonicalize();
    return out;
}

/// Whether the sides are what the docs promise: whole and coprime to ten below, no factor shared, 1 below a decimal.
bool is_canonical(const fraction& f) {
    const number below = read(f.denominator());
    const number above = read(f.numerator());
    if (below.exponent < 0 || sgn(below.coefficient) <= 0) return false;
    const mpz_class denominator = below.coefficient * ten_to(below.exponent);
    if (gcd(denominator, mpz_class(10)) != 1 || gcd(denominator, above.coefficient) != 1) return f.sign() == 0 && denominator == 1;
    mpz_class rest = rational(f).get_den();
    for (const unsigned long factor : {2UL, 5UL})
        while (mpz_divisible_ui_p(rest.get_mpz_t(), factor) != 0) rest /= factor;
    return rest == denominator && f.is_decimal() == (rest == 1);
}

} // namespace

TEST_CASE("sums, differences, products, quotients, powers and order are those of rationals, in the one representation") {
    CAPTURE(seed());
    source random(101);
    for (int i = 0; i < 4000; ++i) {
        const long most = i % 100 == 0 ? 2000 : 40;
        const mpq_class x = some_rational(random, most);
        mpq_class y = some_rational(random, most);
        if (random.once_in(5)) { // one denominator
            y = mpq_class(random.natural(random.digits(20)), x.get_den());
            y.canonicalize();
        }
        const fraction a = fraction_of(x);
        const fraction b = fraction_of(y);
        CAPTURE(to_string(a), to_string(b));
        REQUIRE(rational(a) == x);
        REQUIRE(is_canonical(a));
        for (const auto& [found, expected] : {std::pair<fraction, mpq_class>{a + b, mpq_class(x + y)},
                                              {a - b, mpq_class(x - y)},
                                              {a * b, mpq_class(x * y)},
                                              {-a, mpq_class(-x)},
                                              {abs(a), mpq_class(abs(x))}}) {
            REQUIRE(rational(found) == expected);
            REQUIRE(is_canonical(found));
        }
        if (sgn(y) != 0) {
            const fraction q = quotient(a, b);
            REQUIRE(rational(q) == mpq_class(x / y));
            REQUIRE(is_canonical(q));
            REQUIRE(q * b == a);
        }
        const auto n = static_cast<unsigned long>(random.between(0, 9));
        const fraction raised = pow(a, n);
        mpq_class expected;
        mpz_pow_ui(expected.get_num_mpz_t(), x.get_num_mpz_t(), n);
        mpz_pow_ui(expected.get_den_mpz_t(), x.get_den_mpz_t(), n);
        REQUIRE(rational(raised) == expected);
        REQUIRE(is_canonical(raised));
        REQUIRE((a < b) == (x < y));
        REQUIRE((a == b) == (x == y));
        REQUIRE((a > b) == (x > y));
    }
}

TEST_CASE("rounding to places and to digits is correct in all seven modes, ties and their neighbours included") {
    CAPTURE(seed());
    source random(102);
    long ties = 0;
    for (int i = 0; i < 3000; ++i) {
        mpq_class x = some_rational(random, 30);
        const long places = random.between(0, 20);
        if (random.once_in(2)) { // a tie, or just beside one
            x = mpq_class(2 * random.natural(random.between(1, 15)) + 1, 2 * ten_to(places));
            if (random.once_in(2)) x += mpq_class(random.between(-1, 1), 3 * ten_to(random.between(1, 60)));
            if (random.once_in(2)) x = -x;
            x.canonicalize();
        }
        const fraction f = fraction_of(x);
        CAPTURE(to_string(f), places);
        for (const cagr::rounding mode : roundings) {
            CAPTURE(to_string(mode));
            const mpz_class units = numbers::rounded(mpz_class(x.get_num() * ten_to(places)), x.get_den(), mode);
            mpq_class expected(units, ten_to(places));
            expected.canonicalize();
            REQUIRE(numbers::as_mpq(round_to_places(f, places, mode)) == expected);
            if (f.sign() == 0) continue;
            const cagr::context to{static_cast<int>(random.between(1, 40)), mode};
            REQUIRE(
                is_rounded_to_digits(round_to_digits(f, to), sgn(x), to, [&](long k) { return order_of(x.get_num(), x.get_den(), k); }));
        }
        const mpq_class doubled = 2 * x * ten_to(places);
        ties += doubled.get_den() == 1 && mpz_odd_p(doubled.get_num_mpz_t()) != 0 ? 1 : 0;
    }
    CHECK(ties > 500);
}

TEST_CASE("the text of a fraction is a pair of whole numbers in lowest terms") {
    CAPTURE(seed());
    source random(103);
    for (int i = 0; i < 1000; ++i) {
        const mpq_class x = some_rational(random, 20);
        const fraction f = fraction_of(x);
        if (f.is_decimal()) {
            REQUIRE(to_string(f) == to_string(f.numerator()));
        } else if (to_string(f).find('e') == std::string::npos) { // else a side with over 30 zeros
            REQUIRE(mpq_class(to_string(f), 10) == x);
            REQUIRE(to_string(f) == x.get_str());
        }
    }
}

TEST_CASE("rates between fractions pass the integer certificate") {
    CAPTURE(seed());
    source random(104);
    for (int i = 0; i < 1000; ++i) {
        const mpq_class x = abs(some_rational(random, 12));
        const mpq_class y = abs(some_rational(random, 12));
        if (sgn(x) == 0 || sgn(y) == 0) continue;
        const mpq_class growth = y / x;
        const auto n = static_cast<unsigned long>(random.between(1, 12));
        const cagr::context to{static_cast<int>(random.between(1, 40)), random.rounding()};
        const cagr::rate found = implied_rate(fraction_of(x), fraction_of(y), n, to);
        CAPTURE(x.get_str(), y.get_str(), n, to.digits, to_string(to.mode), to_string(found));
        if (growth == 1) {
            REQUIRE(found.fraction().sign() == 0);
            continue;
        }
        REQUIRE(is_rounded_to_digits(found.fraction(), cmp(growth, 1), to,
                                     [&](long k) { return order_of_root(growth.get_num(), growth.get_den(), n, 1, true, k); }));
    }
}

TEST_CASE("common divisors are those that GMP finds, of one length and of several, next to each other and far apart") {
    CAPTURE(seed());
    source random(105);
    const auto integer_of = [](const mpz_class& n) { return cagr::detail::integer("0x" + n.get_str(16)); };
    for (int i = 0; i < 4000; ++i) {
        const long most = i % 50 == 0 ? 3000 : 120;
        mpz_class a = random.natural(random.digits(most));
        mpz_class b = random.once_in(4) ? mpz_class(a + random.between(-9, 9)) : random.natural(random.digits(most));
        const auto n = static_cast<unsigned long>(random.between(1, 2000));
        if (random.once_in(8)) mpz_fib2_ui(a.get_mpz_t(), b.get_mpz_t(), n); // every quotient 1
        if (random.once_in(8)) a = power(2, n) - 1;                          // limbs of ones
        if (random.once_in(8)) b = power(2, n) - random.between(0, 1);
        if (random.once_in(3)) {
            const mpz_class common = random.natural(random.digits(most));
            a *= common;
            b *= common;
        }
        CAPTURE(a.get_str(), b.get_str());
        REQUIRE(cagr::detail::common_divisor(integer_of(abs(a)), integer_of(abs(b))) == integer_of(gcd(a, b)));
    }
}
