// growth_path against GMP's rationals and, where it is irrational, against Arb balls in all seven roundings.
#include <cagr/growth_path.hpp>

#include "support/catch.hpp"
#include "support/real_cases.hpp"

#include <string>
#include <vector>

using cagr::decimal;
using cagr::exactness;
using cagr::fraction;
using cagr::growth_path;
using cagr::path_value;
using cagr::period;
using cagr::rate;
using namespace certificates;
using numbers::number;
using numbers::power;
using numbers::seed;
using numbers::source;
using numbers::ten_to;

namespace {

mpq_class rational(const fraction& f) {
    mpq_class out = numbers::as_mpq(f.numerator()) / numbers::as_mpq(f.denominator());
    out.canonicalize();
    return out;
}

mpq_class rational_power(const mpq_class& base, unsigned long n) {
    mpq_class out;
    mpz_pow_ui(out.get_num_mpz_t(), base.get_num_mpz_t(), n);
    mpz_pow_ui(out.get_den_mpz_t(), base.get_den_mpz_t(), n);
    return out;
}

rate some_rate(source& random) {
    const decimal percent = number{random.natural(random.between(1, 4)), -random.between(1, 3)}.to_decimal();
    return rate::from_percent(random.once_in(4) ? -percent * decimal::parse("0.01") : percent);
}

/// A base below or at a capacity, both mostly short.
struct room {
    fraction base;
    decimal capacity;
};

room some_room(source& random) {
    room out;
    const decimal base = number{random.natural(random.digits(12)), random.between(-8, 2)}.to_decimal();
    out.base = random.once_in(4) ? quotient(base, 3 * random.natural(2).get_ui()) : fraction(base);
    const decimal above = base * number{random.natural(random.between(1, 5)), random.between(-6, 1)}.to_decimal();
    out.capacity = base + above;
    if (random.once_in(4)) out.capacity = base + scale10(decimal(1), base.adjusted_exponent() - random.between(10, 60));
    return out;
}

std::vector<path_value> from_0(const fraction& base, const growth_path& path, long n, cagr::context to = {}) {
    return grown({base, period::ordinal(0)}, path, n, to);
}

std::string described(const fraction& base, const growth_path& path, long n) {
    return "{" + to_string(base) + "}, " + to_string(path) + ", " + std::to_string(n);
}

/// Arb's ball of a rational, with precision to spare.
reals::ball ball_of(const mpq_class& q, long bits) { return reals::ball_of(q, bits + 64); }

reals::ball exponential_of(const mpq_class& x, long bits) { return reals::exponential(x).enclose(bits + 64); }

/// K / (1 + (K / y - 1) e^-rt), as it stands in the docs.
reals::real logistic_value(const mpq_class& y, const mpq_class& k, const mpq_class& r, long t) {
    reals::real out;
    out.enclose = [=](long bits) {
        reals::ball value = exponential_of(-r * t, bits);
        arb_mul(value.get(), value.get(), ball_of(mpq_class(k / y - 1), bits).get(), bits + 64);
        arb_add_ui(value.get(), value.get(), 1, bits + 64);
        arb_div(value.get(), ball_of(k, bits).get(), value.get(), bits);
        return value;
    };
    return out;
}

/// K (y / K)^w.
reals::real gompertz_value(const mpq_class& y, const mpq_class& k, const mpq_class& w) {
    reals::real out;
    out.enclose = [=](long bits) {
        reals::ball value = reals::logarithm_of_one_and(mpq_class(y / k - 1)).enclose(bits + 64);
        arb_mul(value.get(), value.get(), ball_of(w, bits).get(), bits + 64);
        arb_exp(value.get(), value.get(), bits + 64);
        arb_mul(value.get(), value.get(), ball_of(k, bits).get(), bits);
        return value;
    };
    return out;
}

/// m (F(n) - F(n-1)), as it stands in the docs: a difference, with the bits that it loses to spare.
reals::real bass_value(const mpq_class& m, const mpq_class& p, const mpq_class& q, long n) {
    reals::real out;
    out.enclose = [=](long bits) {
        const long more = bits + 400;
        const auto adopted = [&](long t) {
            const reals::ball e = exponential_of(-(p + q) * t, more);
            reals::ball above;
            arb_sub_ui(above.get(), e.get(), 1, more);
            arb_neg(above.get(), above.get());
            reals::ball below;
            arb_mul(below.get(), e.get(), ball_of(mpq_class(q / p), more).get(), more);
            arb_add_ui(below.get(), below.get(), 1, more);
            arb_div(above.get(), above.get(), below.get(), more);
            return above;
        };
        reals::ball value;
        arb_sub(value.get(), adopted(n).get(), adopted(n - 1).get(), more);
        arb_mul(value.get(), value.get(), ball_of(m, more).get(), more);
        return value;
    };
    return out;
}

certified case_of(const fraction& base, const growth_path& path, long n, int digits, reals::real value) {
    return certified{.function = "grown",
                     .arguments = [=] { return described(base, path, n); },
                     .compute =
                         [=](cagr::context to) {
                             const path_value last = from_0(base, path, n, to).back();
                             if (last.how != exactness::rounded) throw std::runtime_error("not rounded: " + to_string(last.value));
                             return last.value.numerator();
                         },
                     .order = order_of(std::move(value)),
                     .digits = digits};
}

int some_few_digits(source& random, int i) { return i % 40 == 0 ? 200 : static_cast<int>(random.between(1, 50)); }

} // namespace

TEST_CASE("constant, yearly, staged and fading growth is the product of its factors") {
    CAPTURE(seed());
    source random(111);
    for (int i = 0; i < 500; ++i) {
        const fraction base = random.once_in(3) ? quotient(random.signed_number(10, 5).to_decimal(), random.between(1, 99))
                                                : fraction(random.signed_number(10, 5).to_decimal());
        const long n = random.between(0, 12);
        const std::vector<rate> rates{some_rate(random), some_rate(random), some_rate(random)};
        const long first = random.between(1, 5);
        const long second = first + random.between(1, 6);
        const std::vector<growth_path> paths{
            growth_path(rates[0]), growth_path::yearly(std::vector<rate>(12, rates[1])),
            growth_path::stages({{rates[0], period::ordinal(first)}, {rates[1], period::ordinal(second)}, {rates[2], period::ordinal(12)}}),
            growth_path::fade({rates[0], rates[1], period::ordinal(first), period::ordinal(second)})};
        for (const growth_path& path : paths) {
            const auto growth_into = [&](long t) -> mpq_class {
                const auto of = [](const rate& r) { return numbers::as_mpq(r.fraction()); };
                switch (path.kind()) {
                case cagr::path_kind::constant: return of(rates[0]);
                case cagr::path_kind::yearly: return of(rates[1]);
                case cagr::path_kind::stages: return of(rates[t <= first ? 0 : t <= second ? 1 : second >= 12 ? 1 : 2]);
                default: {
                    mpq_class part(std::min(std::max(t, first), second) - first, second - first);
                    part.canonicalize();
                    return of(rates[0]) + (of(rates[1]) - of(rates[0])) * part;
                }
                }
            };
            const auto values = from_0(base, path, n);
            CAPTURE(described(base, path, n));
            mpq_class expected = rational(base);
            for (std::size_t t = 1; t < values.size(); ++t) {
                const mpq_class growth = growth_into(static_cast<long>(t));
                expected *= 1 + growth;
                REQUIRE(rational(values[t].value) == expected);
                REQUIRE(rational(values[t].growth.value()) == growth);
                REQUIRE(values[t].how == (values[t].value.is_decimal() ? exactness::exact : exactness::rational));
            }
        }
    }
}

TEST_CASE("a logistic is its discrete form, exactly") {
    CAPTURE(seed());
    source random(112);
    for (int i = 0; i < 500; ++i) {
        const room r = some_room(random);
        const rate unconstrained = some_rate(random);
        const growth_path path = growth_path::logistic({r.capacity, unconstrained});
        const auto values = from_0(r.base, path, 10);
        CAPTURE(described(r.base, path, 10));
        const mpq_class k = numbers::as_mpq(r.capacity);
        const mpq_class factor = numbers::as_mpq(unconstrained.factor());
        mpq_class y = rational(r.base);
        for (const path_value& v : values) {
            REQUIRE(rational(v.value) == y);
            REQUIRE(v.how == (v.value.is_decimal() ? exactness::exact : exactness::rational));
            y = factor * y / (1 + (factor - 1) * y / k);
        }
    }
}

TEST_CASE("a logistic of a continuous rate is what Arb encloses, in all seven modes") {
    CAPTURE(seed());
    source random(113);
    for (int i = 0; i < 400; ++i) {
        const room r = some_room(random);
        const rate unconstrained =
            rate::from_fraction(scale10(some_rate(random).fraction(), -random.between(0, random.once_in(4) ? 60 : 2)));
        const long t = random.between(1, random.once_in(8) ? 200 : 12);
        const growth_path path = growth_path::continuous_logistic({r.capacity, unconstrained});
        const findings found =
            judge(case_of(r.base, path, t, some_few_digits(random, i),
                          logistic_value(rational(r.base), numbers::as_mpq(r.capacity), numbers::as_mpq(unconstrained.fraction()), t)));
        REQUIRE(found.fault == "");
    }
}

TEST_CASE("Gompertz is what Arb encloses, in all seven modes") {
    CAPTURE(seed());
    source random(114);
    for (int i = 0; i < 400; ++i) {
        const room r = some_room(random);
        decimal approach = number{random.natural(random.between(1, 4)), -5}.to_decimal();
        if (random.once_in(5)) approach = scale10(approach, -random.between(1, 60));
        if (random.once_in(5)) approach = 1 - scale10(approach, -random.between(1, 20));
        const long t = random.between(1, random.once_in(8) ? 100 : 8);
        const growth_path path = growth_path::gompertz({r.capacity, rate::from_fraction(approach)});
        if (from_0(r.base, path, t).back().how != exactness::rounded) continue; // the test below has these
        const findings found =
            judge(case_of(r.base, path, t, some_few_digits(random, i),
                          gompertz_value(rational(r.base), numbers::as_mpq(r.capacity),
                                         rational_power(mpq_class(1 - numbers::as_mpq(approach)), static_cast<unsigned long>(t)))));
        REQUIRE(found.fault == "");
    }
}

TEST_CASE("Gompertz is exact where the base is a power of the capacity's share that its exponent asks for, and only there") {
    CAPTURE(seed());
    source random(115);
    struct exponent {
        long above;
        long below;
    };
    static constexpr exponent kept[] = {{1, 2}, {1, 5}, {2, 5}, {3, 5}, {4, 5}, {1, 10}, {3, 10}, {3, 4}, {1, 4}};
    long rational_ones = 0;
    for (int i = 0; i < 600; ++i) {
        const auto [above, below] = kept[random.between(0, 8)];
        const long t = random.between(1, 3);
        const auto up = static_cast<unsigned long>(power(above, static_cast<unsigned long>(t)).get_ui());
        const auto root = static_cast<unsigned long>(power(below, static_cast<unsigned long>(t)).get_ui());
        mpq_class share(random.natural(random.between(1, 2)), random.natural(2) + 100);
        if (random.once_in(3)) share = mpq_class(1, ten_to(random.between(1, 3)));
        share.canonicalize();
        // share^root of the capacity, or half of that, whose root is not rational.
        const bool spoilt = random.once_in(3);
        const mpq_class start = rational_power(share, root) / (spoilt ? 2 : 1);
        if (mpz_sizeinbase(start.get_den_mpz_t(), 10) > 15'000) continue;
        const decimal capacity = number{random.natural(random.between(1, 4)), random.between(-2, 2)}.to_decimal();
        const fraction base = quotient(number{start.get_num(), 0}.to_decimal(), number{start.get_den(), 0}.to_decimal()) * capacity;
        const rate approach = rate::from_fraction(1 - divide(decimal(above), decimal(below), {}));
        const path_value last = from_0(base, growth_path::gompertz({capacity, approach}), t).back();
        CAPTURE(share.get_str(), above, below, t, spoilt, to_string(capacity));
        // Half of it may be a power too: 2^-1 where the root is that of 2, as root 1 would be; roots are 2 and more here.
        const mpq_class expected = numbers::as_mpq(capacity) * rational_power(share, up);
        if (!spoilt) {
            REQUIRE(last.how != exactness::rounded);
            REQUIRE(rational(last.value) == expected);
            ++rational_ones;
        } else {
            REQUIRE(last.how == exactness::rounded);
        }
    }
    CHECK(rational_ones > 100);
}

TEST_CASE("Bass is what Arb encloses, in all seven modes, and the exact differences of F add up") {
    CAPTURE(seed());
    source random(116);
    for (int i = 0; i < 400; ++i) {
        const decimal m = number{random.natural(random.digits(8)), random.between(-3, 9)}.to_decimal();
        const bool tiny = random.once_in(5);
        const decimal p = some_number(random, 4, -random.between(0, tiny ? 60 : 4));
        const decimal q = random.once_in(5) ? decimal() : random.once_in(8) ? p : some_number(random, 4, -random.between(0, tiny ? 60 : 3));
        const long n = random.between(1, random.once_in(8) ? 200 : 15);
        const long launched = random.between(0, n - 1);
        const growth_path path = growth_path::bass({m, p, q, launched});
        if (p + q > decimal(100)) continue;
        const findings found = judge(case_of(fraction(), path, n - launched - 1, some_few_digits(random, i),
                                             bass_value(numbers::as_mpq(m), numbers::as_mpq(p), numbers::as_mpq(q), n)));
        REQUIRE(found.fault == "");
    }
    // The sales of n periods are m F(n), to the digits that rounding leaves them.
    const growth_path path = growth_path::bass({500, decimal::parse("0.03"), decimal::parse("0.38")});
    fraction total;
    long n = 0;
    for (const path_value& v : from_0(fraction(), path, 40, {.digits = 60})) {
        total += v.value;
        ++n;
        // m F(n) = the first period's sales of a launch whose periods are n as long
        const growth_path whole = growth_path::bass({500, decimal::parse("0.03") * decimal(n), decimal::parse("0.38") * decimal(n)});
        REQUIRE(abs(total - from_0(fraction(), whole, 0, {.digits = 60}).front().value) < decimal::parse("1e-55"));
    }
}
