// decimal against GMP: arithmetic, comparison, rounding, division, roots, text and doubles on random and adversarial numbers.
#include <cagr/decimal.hpp>
#include <cagr/detail/round.hpp>

#include "support/catch.hpp"
#include "support/numbers.hpp"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

using cagr::context;
using cagr::decimal;
using cagr::rounding;
using namespace numbers;

namespace {

/// coefficient * 10^exponent rounded to a multiple of 10^-places, against the definition.
bool rounds_to_places(const number& given, long places, rounding mode) {
    const decimal rounded = round_to_places(given.to_decimal(), places, mode);
    const number result = read(rounded);
    const long raise = result.exponent + places;
    if (raise < 0) return false;
    const mpz_class numerator = given.exponent >= 0 ? mpz_class(given.coefficient * ten_to(given.exponent)) : given.coefficient;
    const mpz_class denominator = given.exponent >= 0 ? mpz_class(1) : ten_to(-given.exponent);
    if (sgn(given.coefficient) == 0) return rounded.sign() == 0;
    return is_rounded(result.coefficient * ten_to(raise), sgn(given.coefficient), mode, order_of(numerator, denominator, places));
}

bool rounds_to_digits(const number& given, context to) {
    const mpz_class numerator = given.exponent >= 0 ? mpz_class(given.coefficient * ten_to(given.exponent)) : given.coefficient;
    const mpz_class denominator = given.exponent >= 0 ? mpz_class(1) : ten_to(-given.exponent);
    return is_rounded_to_digits(round_to_digits(given.to_decimal(), to), sgn(given.coefficient), to,
                                [&](long k) { return order_of(numerator, denominator, k); });
}

/// q * 10^s + part, where part is 0, half of 10^s or 10^s, give or take a few units or a few random low digits: beside a boundary.
mpz_class beside_boundary(source& random, const mpz_class& q, long s) {
    const mpz_class unit = ten_to(s);
    mpz_class value = q * unit;
    const long where = random.between(0, 4);
    if (where >= 2) value += unit / 2;
    switch (random.between(0, 4)) {
    case 0: break;
    case 1: value += random.between(-3, 3); break;
    case 2: value += random.natural(random.between(1, s)) / 20; break;
    case 3: value -= random.natural(random.between(1, s)) / 20; break;
    default: value += random.between(0, 1) == 0 ? 1 : -1; break;
    }
    return value;
}

} // namespace

TEST_CASE("sums, differences, products and comparisons agree with GMP's rationals") {
    CAPTURE(seed());
    source random(1);
    for (int i = 0; i < 6000; ++i) {
        const long most = i % 40 == 0 ? 3000 : 120;
        number a = random.signed_number(most, i % 3 == 0 ? 300 : 30);
        number b = random.signed_number(most, i % 3 == 0 ? 300 : 30);
        if (random.once_in(4)) { // nearly equal, so that sums cancel
            b = a;
            b.coefficient = -b.coefficient;
            if (!random.once_in(3)) b.coefficient += random.between(-2, 2);
            if (random.once_in(2)) {
                const long zeros = random.between(1, 90);
                b.coefficient *= ten_to(zeros);
                b.exponent -= zeros;
            }
        }
        CAPTURE(a.text(), b.text());
        const decimal x = a.to_decimal();
        const decimal y = b.to_decimal();
        const mpq_class p = as_mpq(a);
        const mpq_class q = as_mpq(b);
        REQUIRE(as_mpq(x + y) == p + q);
        REQUIRE(as_mpq(x - y) == p - q);
        REQUIRE(as_mpq(x * y) == p * q);
        REQUIRE(as_mpq(-x) == -p);
        const int order = cmp(p, q);
        REQUIRE((x < y) == (order < 0));
        REQUIRE((x == y) == (order == 0));
        REQUIRE((x > y) == (order > 0));
        REQUIRE((-x > -y) == (order < 0));
        if (order == 0) REQUIRE(x.hash() == y.hash());
        REQUIRE(x - y + y == x);
        REQUIRE((x - y + y).hash() == x.hash());
    }
}

TEST_CASE("a number and itself with zeros appended cannot be told apart") {
    CAPTURE(seed());
    source random(2);
    for (int i = 0; i < 3000; ++i) {
        const number a = random.signed_number(200, 100);
        const long zeros = random.between(1, 120);
        const number padded{a.coefficient * ten_to(zeros), a.exponent - zeros};
        CAPTURE(a.text(), zeros);
        const decimal x = a.to_decimal();
        const decimal y = padded.to_decimal();
        REQUIRE(x == y);
        REQUIRE(x.hash() == y.hash());
        REQUIRE(to_string(x) == to_string(y));
        REQUIRE(x.digits() == y.digits());
        REQUIRE(x.places() == y.places());
        REQUIRE(x.is_integer() == y.is_integer());
        REQUIRE(x.adjusted_exponent() == y.adjusted_exponent());
        REQUIRE(x + 1 == y + 1);
        REQUIRE((x <=> y) == std::strong_ordering::equal);
    }
}

TEST_CASE("integer powers agree with GMP") {
    CAPTURE(seed());
    source random(3);
    for (int i = 0; i < 1500; ++i) {
        number a = random.signed_number(i % 20 == 0 ? 300 : 30, 20);
        const long n = random.between(0, i % 20 == 0 ? 30 : 60);
        CAPTURE(a.text(), n);
        REQUIRE(as_mpq(pow(a.to_decimal(), n)) == as_mpq(number{power(a.coefficient, static_cast<unsigned long>(n)), a.exponent * n}));
    }
    for (int i = 0; i < 60; ++i) { // long ones
        const number a = {mpz_class(random.between(2, 99)), 0};
        const long n = random.between(1000, 20'000);
        CAPTURE(a.text(), n);
        REQUIRE(read(pow(a.to_decimal(), n)).coefficient * ten_to(read(pow(a.to_decimal(), n)).exponent) ==
                power(a.coefficient, static_cast<unsigned long>(n)));
    }
}

TEST_CASE("rounding to places follows its definition in all seven modes") {
    CAPTURE(seed());
    source random(4);
    for (int i = 0; i < 4000; ++i) {
        const number a = random.signed_number(i % 20 == 0 ? 3000 : 120, 150);
        const long places = random.between(0, 160);
        for (const rounding mode : roundings) {
            CAPTURE(a.text(), places, to_string(mode));
            REQUIRE(rounds_to_places(a, places, mode));
        }
    }
}

TEST_CASE("rounding beside a boundary is decided by the last digit, however far down it is") {
    CAPTURE(seed());
    source random(5);
    for (int i = 0; i < 12'000; ++i) {
        const long s = i % 50 == 0 ? random.between(200, 2500) : random.between(1, 160);
        const mpz_class q = random.once_in(8) ? mpz_class(random.between(0, 3)) : random.natural(random.between(1, i % 50 == 1 ? 500 : 40));
        number a{beside_boundary(random, q, s), random.between(-200, 50)};
        if (random.once_in(2)) a.coefficient = -a.coefficient;
        if (sgn(a.coefficient) == 0) continue;
        const long places = -(a.exponent + s);
        const long kept = static_cast<long>(mpz_class(abs(a.coefficient)).get_str().size()) - s;
        for (const rounding mode : roundings) {
            CAPTURE(a.text(), s, to_string(mode));
            if (places >= 0) REQUIRE(rounds_to_places(a, places, mode));
            if (kept >= 1) REQUIRE(rounds_to_digits(a, {static_cast<int>(kept), mode}));
        }
    }
}

TEST_CASE("leading bits decide a rounding only where long division decides the same") {
    CAPTURE(seed());
    source random(6);
    long by_word = 0;
    long by_two_words = 0;
    for (int i = 0; i < 60'000; ++i) {
        const long s = random.between(1, i % 10 == 0 ? 645 : 80);
        const mpz_class unit = ten_to(s);
        // Coefficients around boundaries at every distance from 1 to 2^-50 of a unit: the filter's doubtful zone and both its edges.
        const mpz_class q = random.natural(random.between(1, i % 3 == 0 ? 36 : 19));
        mpz_class distance = (random.natural(40) * unit) / ten_to(40);
        mpz_fdiv_q_2exp(distance.get_mpz_t(), distance.get_mpz_t(), static_cast<mp_bitcnt_t>(random.between(0, 130)));
        mpz_class value = q * unit + (random.once_in(2) ? mpz_class(unit / 2) : mpz_class(0));
        value += random.once_in(2) ? distance : mpz_class(-distance);
        if (sgn(value) <= 0) continue;
        std::array<cagr::detail::limb, 64> limbs{};
        std::size_t size = 0;
        mpz_export(limbs.data(), &size, -1, sizeof(limbs[0]), 0, 0, value.get_mpz_t());
        // In halves and towards zero: the quotient, twice, without what is cut off.
        mpz_class quotient;
        mpz_class rest;
        mpz_tdiv_qr(quotient.get_mpz_t(), rest.get_mpz_t(), value.get_mpz_t(), unit.get_mpz_t());
        const int side = cmp(mpz_class(2 * rest), unit);
        CAPTURE(value.get_str(), s);
        for (const cagr::detail::limb halves : {0U, 1U, 2U}) {
            const mpz_class expected = quotient + (halves == 2 || (halves == 1 && side > 0) ? 1 : 0);
            cagr::detail::limb word = 0;
            if (cagr::detail::round_by_word(word, limbs[size - 1], size > 1 ? limbs[size - 2] : 0, size, s, halves)) {
                ++by_word;
                REQUIRE(expected == mpz_class(std::to_string(word), 10));
                REQUIRE((sgn(rest) != 0 && side != 0));
            }
            std::array<cagr::detail::limb, 2> words{};
            if (cagr::detail::round_by_two_words(words.data(), limbs.data(), size, s, halves)) {
                ++by_two_words;
                const mpz_class high(std::to_string(words[1]), 10);
                REQUIRE(expected == mpz_class((high << 64) + mpz_class(std::to_string(words[0]), 10)));
                REQUIRE((sgn(rest) != 0 && side != 0));
            }
        }
    }
    CHECK(by_word > 15'000); // the filters are worth testing only where they decide
    CHECK(by_two_words > 15'000);
}

TEST_CASE("rounding to digits follows its definition in all seven modes") {
    CAPTURE(seed());
    source random(7);
    for (int i = 0; i < 4000; ++i) {
        const number a = random.signed_number(i % 20 == 0 ? 3000 : 120, 150);
        if (sgn(a.coefficient) == 0) continue;
        const int digits = static_cast<int>(random.between(1, i % 20 == 0 ? 2500 : 60));
        for (const rounding mode : roundings) {
            CAPTURE(a.text(), digits, to_string(mode));
            REQUIRE(rounds_to_digits(a, {digits, mode}));
        }
    }
}

TEST_CASE("division follows its definition in all seven modes, exact quotients and ties included") {
    CAPTURE(seed());
    source random(8);
    for (int i = 0; i < 5000; ++i) {
        const long most = i % 40 == 0 ? 3000 : 90;
        number b = random.signed_number(most, 60);
        if (sgn(b.coefficient) == 0) b.coefficient = 1;
        number a = random.signed_number(most, 60);
        int digits = static_cast<int>(random.between(1, i % 40 == 0 ? 1000 : 60));
        if (random.once_in(3)) { // b times a number at or beside a boundary of the digits asked
            mpz_class q = random.natural(digits);
            q = q * 10 + (random.once_in(2) ? 5 : 0);
            a.coefficient = q * b.coefficient;
            if (random.once_in(2)) {
                const long zeros = random.between(1, 80);
                a.coefficient *= ten_to(zeros);
                a.exponent -= zeros;
                a.coefficient += random.between(-2, 2);
            }
        }
        if (sgn(a.coefficient) == 0) continue;
        const decimal x = a.to_decimal();
        const decimal y = b.to_decimal();
        mpq_class exact = as_mpq(a) / as_mpq(b);
        exact.canonicalize();
        for (const rounding mode : roundings) {
            CAPTURE(a.text(), b.text(), digits, to_string(mode));
            const context to{digits, mode};
            REQUIRE(is_rounded_to_digits(divide(x, y, to), sgn(exact), to,
                                         [&](long k) { return order_of(exact.get_num(), exact.get_den(), k); }));
        }
    }
}

TEST_CASE("whole quotient and remainder make up the dividend") {
    CAPTURE(seed());
    source random(9);
    for (int i = 0; i < 6000; ++i) {
        const long most = i % 40 == 0 ? 3000 : 90;
        const number a = random.signed_number(most, 60);
        number b = random.signed_number(most, 60);
        if (sgn(b.coefficient) == 0) b.coefficient = 7;
        CAPTURE(a.text(), b.text());
        const decimal x = a.to_decimal();
        const decimal y = b.to_decimal();
        const decimal q = divide_integer(x, y);
        const decimal r = remainder(x, y);
        REQUIRE(q.is_integer());
        REQUIRE(q * y + r == x);
        REQUIRE(abs(r) < abs(y));
        REQUIRE((r.sign() == 0 || r.sign() == x.sign()));
        const mpq_class exact = as_mpq(a) / as_mpq(b);
        REQUIRE(as_mpq(q) == mpz_class(exact.get_num() / exact.get_den())); // GMP's operator/ cuts towards zero too
    }
}

TEST_CASE("roots pass the integer certificate in all seven modes, exact roots, ties and their neighbours included") {
    CAPTURE(seed());
    source random(10);
    for (int i = 0; i < 2500; ++i) {
        const long n = i % 3 == 0 ? 2 : random.between(1, 40);
        const int digits = static_cast<int>(random.between(1, 60));
        number a{random.natural(random.digits(80)), random.between(-100, 100)};
        if (random.once_in(2)) { // the power of a number at a boundary, or a neighbour of it
            const long more = random.between(-1, 1);
            mpz_class x = random.natural(std::max<long>(1, digits + more));
            if (more == 1 && random.once_in(2)) x = x / 10 * 10 + 5;
            a.coefficient = power(x, static_cast<unsigned long>(n));
            a.exponent = n * random.between(-20, 20);
            if (random.once_in(2)) {
                const long zeros = random.between(0, 150);
                a.coefficient *= ten_to(zeros);
                a.exponent -= zeros;
                a.coefficient += random.between(-1, 1);
            }
        }
        if (sgn(a.coefficient) <= 0) continue;
        const bool negative = n % 2 == 1 && random.once_in(3);
        const decimal x = negative ? -a.to_decimal() : a.to_decimal();
        const mpq_class exact = as_mpq(a);
        for (const rounding mode : roundings) {
            CAPTURE(a.text(), negative, n, digits, to_string(mode));
            const context to{digits, mode};
            const decimal found = n == 2 ? sqrt(x, to) : root(x, n, to);
            const auto order_at = [&](long k) {
                const half_unit_order order = order_of_root(exact.get_num(), exact.get_den(), static_cast<unsigned long>(n), 1, false, k);
                return half_unit_order([order, negative](const mpz_class& halves) { return negative ? -order(-halves) : order(halves); });
            };
            REQUIRE(is_rounded_to_digits(found, negative ? -1 : 1, to, order_at));
        }
    }
}

TEST_CASE("long roots and roots of long numbers pass the integer certificate") {
    CAPTURE(seed());
    source random(11);
    for (int i = 0; i < 120; ++i) {
        const long n = random.between(2, 12);
        const int digits = static_cast<int>(random.between(60, 800));
        const number a{random.natural(random.between(1, 2000)), random.between(-3000, 3000)};
        const rounding mode = random.rounding();
        CAPTURE(a.text(), n, digits, to_string(mode));
        const context to{digits, mode};
        const mpq_class exact = as_mpq(a);
        REQUIRE(is_rounded_to_digits(root(a.to_decimal(), n, to), 1, to, [&](long k) {
            return order_of_root(exact.get_num(), exact.get_den(), static_cast<unsigned long>(n), 1, false, k);
        }));
    }
}

TEST_CASE("text agrees with GMP's and reads back as the same number") {
    CAPTURE(seed());
    source random(12);
    for (int i = 0; i < 5000; ++i) {
        mpz_class n = random.natural(i % 50 == 0 ? random.between(1, 15'000) : random.digits(200));
        if (random.once_in(4)) n = power(2, static_cast<unsigned long>(random.between(0, 700))) + random.between(-1, 1);
        if (random.once_in(2)) n = -n;
        const std::string text = n.get_str();
        CAPTURE(text);
        std::string digits = text;
        while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
        if (text.size() - digits.size() <= 30) REQUIRE(to_string(decimal::parse(text)) == text);
        const number a{n, random.between(-300, 300)};
        const decimal x = a.to_decimal();
        REQUIRE(as_mpq(x) == as_mpq(a));
        REQUIRE(decimal::parse(to_string(x)) == x);
        const long places = random.between(0, 40);
        const std::string padded = to_string(x, places, rounding::half_even);
        REQUIRE(decimal::parse(padded) == round_to_places(x, places, rounding::half_even));
        const std::size_t point = padded.find('.');
        REQUIRE((point == std::string::npos ? 0 : padded.size() - point - 1) == static_cast<std::size_t>(places));
    }
}

TEST_CASE("a double is the one that strtod reads from the same text") {
    CAPTURE(seed());
    source random(13);
    const auto same = [](double a, double b) { return a == b && std::signbit(a) == std::signbit(b); };
    for (int i = 0; i < 12'000; ++i) {
        number a = random.signed_number(i % 40 == 0 ? 900 : 40, 350);
        if (i % 3 == 0)
            a.exponent = -random.between(300, 345) - static_cast<long>(a.coefficient.get_str().size()) + 10; // near and below the smallest
        CAPTURE(a.text());
        if (sgn(a.coefficient) == 0) continue;
        REQUIRE(same(a.to_decimal().to_double(), std::strtod(a.text().c_str(), nullptr)));
    }
    for (int i = 0; i < 6000; ++i) { // midpoints between two doubles and their neighbours
        const double low = std::ldexp(static_cast<double>(random.between(0, (1L << 53) - 1)), static_cast<int>(random.between(-1074, 960)));
        const double high = std::nextafter(low, std::numeric_limits<double>::infinity());
        if (std::isinf(high)) continue;
        const decimal middle = (decimal::from_double_exact(low) + decimal::from_double_exact(high)) * decimal::parse("0.5");
        REQUIRE(decimal::from_double_exact(low).to_double() == low);
        for (const char* const shift : {"0", "1e-1500", "-1e-1500"}) {
            const decimal x = middle + decimal::parse(shift);
            const number exact = read(x);
            REQUIRE(same(x.to_double(), std::strtod(exact.text().c_str(), nullptr)));
            REQUIRE(same((-x).to_double(), std::strtod(("-" + exact.text()).c_str(), nullptr)));
        }
    }
}

TEST_CASE("scaled integers agree with GMP") {
    CAPTURE(seed());
    source random(14);
    const mpz_class most("9223372036854775807");
    for (int i = 0; i < 6000; ++i) {
        number a = random.signed_number(25, 15);
        const long places = random.between(0, 12);
        if (random.once_in(3)) a = {most + random.between(-2, 2), -places}; // at the edge, and its mirror below
        if (random.once_in(3)) a = {a.coefficient * 10 + random.between(-9, 9), a.exponent - 1};
        if (random.once_in(2)) a.coefficient = -a.coefficient;
        if (sgn(a.coefficient) == 0) continue;
        for (const rounding mode : roundings) {
            CAPTURE(a.text(), places, to_string(mode));
            const auto units = a.to_decimal().try_to_scaled_int64(places, mode);
            const mpq_class exact = as_mpq(a);
            if (units) {
                REQUIRE(is_rounded(mpz_class(std::to_string(*units), 10), sgn(a.coefficient), mode,
                                   order_of(exact.get_num(), exact.get_den(), places)));
            } else {
                // Refused: the rounded value is out of range, that is, the nearest in-range integer is not its rounding.
                const mpz_class edge = sgn(a.coefficient) > 0 ? most : mpz_class(-most - 1);
                const auto order = order_of(exact.get_num(), exact.get_den(), places);
                REQUIRE(order(2 * edge) * sgn(a.coefficient) > 0);
                REQUIRE_FALSE(is_rounded(edge, sgn(a.coefficient), mode, order));
            }
        }
    }
}
