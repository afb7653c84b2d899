// growth against GMP: implied rates by the integer certificate, compounding, whole and fractional periods, mean growth.
#include <cagr/detail/root.hpp>
#include <cagr/detail/short_root.hpp>
#include <cagr/growth.hpp>

#include "support/catch.hpp"
#include "support/root_cases.hpp"

#include <numeric>
#include <string>
#include <utility>
#include <vector>

using cagr::context;
using cagr::decimal;
using cagr::rate;
using cagr::rounding;
using namespace certificates;
using namespace numbers;

namespace {

mpq_class rational_power(const mpq_class& base, unsigned long n) {
    mpq_class out;
    mpz_pow_ui(out.get_num_mpz_t(), base.get_num_mpz_t(), n);
    mpz_pow_ui(out.get_den_mpz_t(), base.get_den_mpz_t(), n);
    return out;
}

/// Whether a rate is (end/begin)^(q/p) - 1 in so many digits of its fraction.
bool is_implied(const rate& found, const mpq_class& growth, unsigned long p, unsigned long q, context to) {
    const int sign = cmp(growth, 1);
    if (sign == 0) return found.fraction().sign() == 0;
    return is_rounded_to_digits(found.fraction(), sign, to,
                                [&](long k) { return order_of_root(growth.get_num(), growth.get_den(), p, q, true, k); });
}

} // namespace

TEST_CASE("implied rates pass the integer certificate in all seven modes, ties and exact rates included") {
    CAPTURE(seed());
    source random(21);
    long decided_apart = 0;
    for (int i = 0; i < 1500; ++i) {
        const auto n = static_cast<unsigned long>(i % 4 == 0 ? random.between(1, 60) : random.between(1, 20));
        const auto c = implied_rate_case(random, n, 1, static_cast<int>(random.once_in(3) ? random.between(1, 8) : random.between(1, 50)));
        if (!c) continue;
        const findings found = judge(*c);
        REQUIRE(found.fault == "");
        decided_apart += found.is_exact || found.is_tie ? 1 : 0;
    }
    CHECK(decided_apart > 150);
}

TEST_CASE("roots pass the integer certificate in all seven modes, ties and exact roots included") {
    CAPTURE(seed());
    source random(29);
    for (int i = 0; i < 1500; ++i) {
        const auto n = static_cast<unsigned long>(random.once_in(3) ? 2 : random.between(1, 60));
        const auto c = root_case(random, n, static_cast<int>(random.once_in(3) ? random.between(1, 8) : random.between(1, 60)));
        if (c) REQUIRE(judge(*c).fault == "");
    }
}

TEST_CASE("a certificate refuses what is one unit off in the last digit, in every rounding") {
    CAPTURE(seed());
    source random(99);
    for (int i = 0; i < 500; ++i) {
        const auto c = any_root_case(random);
        if (!c) continue;
        const findings found = judge(*c, true);
        REQUIRE(found.fault == "");
        REQUIRE(found.refused == 14);
        // As a fault of the library it is told with what was given, got and expected.
        certified wrong = *c;
        wrong.compute = [&](context to) { return c->compute(to) + c->sign * last_unit(c->compute(to), to.digits); };
        const std::string fault = judge(wrong).fault;
        REQUIRE(fault.starts_with(std::string(c->function) + "("));
        REQUIRE(fault.ends_with(", expected " + to_string(c->compute({c->digits}))));
    }
}

TEST_CASE("implied rates over many orders of magnitude pass the integer certificate") {
    CAPTURE(seed());
    source random(27);
    for (int i = 0; i < 400; ++i) {
        // Factors at, or one unit beside, a power of ten, less one or not: y and y - 1 both lie beside boundaries.
        const auto n = static_cast<unsigned long>(random.between(1, 6));
        const long orders = random.between(0, 120);
        mpz_class factor = ten_to(orders) * random.between(1, 2) + random.between(-1, 2);
        if (factor <= 0) factor = 1;
        number end{numbers::power(factor, n), 0};
        if (random.once_in(3)) end.coefficient += random.between(-1, 1);
        if (sgn(end.coefficient) <= 0) continue;
        number begin{1, 0};
        if (random.once_in(2)) std::swap(begin, end);
        mpq_class growth = as_mpq(end) / as_mpq(begin);
        growth.canonicalize();
        const int digits = static_cast<int>(random.between(1, 12));
        for (const rounding mode : roundings) {
            CAPTURE(begin.text(), end.text(), n, digits, to_string(mode));
            const context to{digits, mode};
            REQUIRE(is_implied(implied_rate(begin.to_decimal(), end.to_decimal(), n, to), growth, n, 1, to));
        }
    }
}

TEST_CASE("implied rates over rational periods pass the integer certificate") {
    CAPTURE(seed());
    source random(22);
    for (int i = 0; i < 1000; ++i) {
        const auto numerator = static_cast<unsigned long>(random.between(1, 40));
        const auto denominator = static_cast<unsigned long>(random.between(1, 24));
        const unsigned long common = std::gcd(numerator, denominator);
        const auto c = implied_rate_case(random, numerator / common, denominator / common, static_cast<int>(random.between(1, 40)));
        if (c) REQUIRE(judge(*c).fault == "");
    }
}

TEST_CASE("growth compounded at an exact rate gives that rate back, whatever the periods") {
    CAPTURE(seed());
    source random(23);
    for (int i = 0; i < 1500; ++i) {
        const number f{random.natural(random.between(1, 12)) * (random.once_in(3) ? -1 : 1), -random.between(12, 16)};
        const number base{random.natural(random.between(1, 15)), random.between(-5, 5)};
        const long n = random.between(1, 60);
        CAPTURE(f.text(), base.text(), n);
        const rate r = rate::from_fraction(f.to_decimal());
        if (r.factor().sign() == 0) continue;
        const decimal end = compound(base.to_decimal(), r, n);
        REQUIRE(as_mpq(end) == as_mpq(base) * rational_power(mpq_class(1 + as_mpq(f)), static_cast<unsigned long>(n)));
        for (const rounding mode : roundings) REQUIRE(implied_rate(base.to_decimal(), end, n, {.digits = 20, .mode = mode}) == r);
        REQUIRE(periods_to(base.to_decimal(), end, r, {}) == n);
        REQUIRE(whole_periods_to(base.to_decimal(), end, r) == static_cast<std::uint64_t>(n));
        REQUIRE(discount(end, r, n, {.digits = 15}) == base.to_decimal());
    }
}

TEST_CASE("whole periods end at the first power that reaches the target") {
    CAPTURE(seed());
    source random(24);
    for (int i = 0; i < 3000; ++i) {
        const bool falls = random.once_in(3);
        const number f{random.natural(random.between(1, 5)) * (falls ? -1 : 1), -6};
        const rate r = rate::from_fraction(f.to_decimal());
        const mpq_class factor = 1 + as_mpq(f);
        const long n = random.between(1, 60);
        const mpz_class base = random.natural(random.between(1, 9));
        // A target on, just above or just below the n-th value.
        const decimal exact = compound(decimal::parse(base.get_str()), r, n);
        const number at = read(exact);
        const long zeros = random.between(0, 60);
        const number target{at.coefficient * ten_to(zeros) + random.between(-1, 1), at.exponent - zeros};
        const mpq_class goal = as_mpq(target);
        const mpq_class begin(base);
        if (falls ? goal >= begin || sgn(goal) <= 0 : goal <= begin) continue;
        CAPTURE(f.text(), base.get_str(), n, target.text());
        const auto found = static_cast<unsigned long>(whole_periods_to(decimal::parse(base.get_str()), target.to_decimal(), r));
        REQUIRE(found >= 1);
        const mpq_class last = begin * rational_power(factor, found);
        const mpq_class before = begin * rational_power(factor, found - 1);
        REQUIRE((falls ? last <= goal : last >= goal));
        REQUIRE((falls ? before > goal : before < goal));
    }
}

TEST_CASE("periods of few digits pass the certificate in whole powers") {
    CAPTURE(seed());
    source random(25);
    for (int i = 0; i < 400; ++i) {
        const bool falls = random.once_in(3);
        const mpz_class percent = random.between(1, 99);
        const mpq_class factor(falls ? mpz_class(100 - percent) : mpz_class(100 + percent), 100);
        mpq_class growth(random.between(101, 5000), 100);
        const mpz_class begin = falls ? growth.get_num() : growth.get_den();
        const mpz_class end = falls ? growth.get_den() : growth.get_num();
        if (falls) growth = 1 / growth;
        growth.canonicalize();
        if (begin == end) continue;
        const int digits = static_cast<int>(random.between(1, 3));
        for (const rounding mode : roundings) {
            CAPTURE(factor.get_str(), begin.get_str(), end.get_str(), digits, to_string(mode));
            const context to{digits, mode};
            const decimal found =
                periods_to(decimal::parse(begin.get_str()), decimal::parse(end.get_str()),
                           rate::from_percent(decimal::parse(mpz_class(falls ? mpz_class(-percent) : percent).get_str())), to);
            // n against h/2 units of 10^-k: growth^(2 * 10^k) against factor^h, turned round where both decline.
            const auto order_at = [&](long k) {
                return half_unit_order([&, k](const mpz_class& halves) {
                    const mpz_class unit = k >= 0 ? mpz_class(2 * ten_to(k)) : mpz_class(2);
                    const mpz_class h = k >= 0 ? halves : mpz_class(halves * ten_to(-k));
                    if (sgn(h) <= 0) return 1;
                    const int order = cmp(rational_power(growth, unit.get_ui()), rational_power(factor, h.get_ui()));
                    return falls ? -order : order;
                });
            };
            REQUIRE(is_rounded_to_digits(found, 1, to, order_at));
        }
    }
}

TEST_CASE("mean growth is the root of the cumulative growth") {
    CAPTURE(seed());
    source random(26);
    for (int i = 0; i < 600; ++i) {
        std::vector<rate> rates;
        mpq_class product = 1;
        const long n = random.between(1, 12);
        for (long k = 0; k < n; ++k) {
            const number f{mpz_class(random.between(-900, 3000)), -3};
            rates.push_back(rate::from_fraction(f.to_decimal()));
            product *= 1 + as_mpq(f);
        }
        product.canonicalize();
        const rounding mode = random.rounding();
        const context to{static_cast<int>(random.between(1, 40)), mode};
        CAPTURE(product.get_str(), n, to.digits, to_string(mode));
        REQUIRE(as_mpq(cagr::cumulative_growth(rates).fraction()) == product - 1);
        REQUIRE(is_implied(cagr::mean_growth(rates, to), product, static_cast<unsigned long>(n), 1, to));
    }
}

TEST_CASE("a discounted value is the quotient by the exact power, in every rounding, ties and exact results included") {
    CAPTURE(seed());
    source random(77);
    for (int i = 0; i < 4000; ++i) {
        const decimal factor = number{random.natural(random.between(1, 8)) + 1, random.between(-9, 2)}.to_decimal();
        const rate r = rate::from_factor(factor);
        const long n = random.between(0, i % 20 == 0 ? 400 : 40);
        const int digits = static_cast<int>(random.between(1, i % 20 == 0 ? 120 : 40));
        decimal value = random.signed_number(30, 12).to_decimal();
        if (random.once_in(2)) { // at, or just beside, a boundary of the digits asked
            const number q{random.natural(digits) * 10 + (random.once_in(2) ? 5 : 0), random.between(-20, 5)};
            value = q.to_decimal() * pow(factor, n);
            if (random.once_in(2)) value += scale10(decimal(random.between(-1, 1)), random.between(-90, -40));
        }
        if (value.sign() == 0) continue;
        for (const rounding mode : roundings) {
            CAPTURE(to_string(value), to_string(factor), n, digits, to_string(mode));
            REQUIRE(discount(value, r, n, {digits, mode}) == divide(value, pow(factor, n), {digits, mode}));
        }
    }
}

TEST_CASE("roots in a few limbs are answered only as the long way answers them, beside boundaries too") {
    CAPTURE(seed());
    source random(78);
    long answered = 0;
    for (int i = 0; i < 40'000; ++i) {
        cagr::detail::short_problem x{
            .begin = 1, .end = 1, .n = static_cast<std::uint64_t>(random.between(2, i % 2 == 0 ? 30 : 520)), .less_one = random.once_in(2)};
        const auto word = [&] { return static_cast<cagr::detail::limb>(random.between(1, 1L << random.between(1, 60))); };
        x.begin = word();
        x.end = word();
        context to{.digits = static_cast<int>(random.between(1, 50)), .mode = roundings[static_cast<std::size_t>(random.between(0, 6))]};
        if (i % 4 == 0) { // a power of a short factor or beside one, so that the root has few digits and a boundary is near
            const mpz_class factor = random.between(101, i % 8 == 0 ? 199 : 2999);
            const auto places = static_cast<unsigned long>(i % 8 == 0 ? 2 : 3);
            x.n = static_cast<std::uint64_t>(random.between(2, i % 8 == 0 ? 8 : 5));
            const mpz_class begin = power(10, places * x.n);
            const mpz_class end = power(factor, x.n) + random.between(-1, 1);
            if (!begin.fits_ulong_p() || !end.fits_ulong_p()) continue;
            x.begin = begin.get_ui();
            x.end = end.get_ui();
            to.digits = static_cast<int>(random.between(1, 24));
        }
        if (x.begin == x.end) continue;
        const auto found = cagr::detail::short_root(x, to);
        if (!found) continue;
        ++answered;
        using cagr::detail::integer;
        CAPTURE(x.begin, x.end, x.n, x.less_one, to.digits, to_string(to.mode));
        REQUIRE(*found == cagr::detail::rounded_root({integer(x.end), integer(x.begin), 0}, x.n, 1, x.less_one, to).value);
    }
    CHECK(answered > 20'000);
}
