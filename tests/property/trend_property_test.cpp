// Regressions of random data against GMP's fractions, lines through random logarithms against Arb, Student's t against Arb's incomplete
// beta function.
#include <cagr/trend.hpp>

#include "support/catch.hpp"
#include "support/numbers.hpp"
#include "support/reals.hpp"

#include <cagr/detail/student_t.hpp>

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace cagr;
using numbers::as_mpq;

namespace {

/// How a number, or the root of one, lies to half units.
numbers::half_unit_order fraction_order(const mpq_class& q, long k, bool is_root) {
    const mpq_class unit = k >= 0 ? mpq_class(1, 2 * numbers::ten_to(k)) : mpq_class(numbers::ten_to(-k), 2);
    return [=](const mpz_class& halves) {
        const mpq_class t = halves * unit;
        return sgn(is_root ? mpq_class(q - t * t) : mpq_class(q - t));
    };
}

bool is_fraction(const decimal& given, const mpq_class& q, context to, bool is_root = false) {
    return numbers::is_rounded_to_digits(given, sgn(q), to, [&](long k) { return fraction_order(q, k, is_root); });
}

/// The sums of a regression, by GMP or by Arb.
struct exact_sums {
    mpq_class n, x, y, xx, xy, yy;

    [[nodiscard]] mpq_class d() const { return n * xx - x * x; }
    [[nodiscard]] mpq_class common() const { return n * xy - x * y; }
    [[nodiscard]] mpq_class q() const { return n * yy - y * y; }
};

enum class asked_of { slope, slope_deviation, residual_deviation, r_squared, rate, low, high };

/// A figure of the line through logarithms, as Arb encloses it. `per`: steps in what a rate is of.
reals::real figure_of(const std::vector<mpq_class>& values, const std::vector<long>& steps, const mpq_class& per, asked_of what,
                      const mpq_class& t = 0) {
    return {[=](long asked_bits) {
        const long bits = asked_bits + 256;
        using reals::ball;
        const auto n = static_cast<long>(values.size());
        ball y, yy, xy;
        long x = 0;
        long xx = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            ball log = reals::ball_of(values[i], bits);
            arb_log(log.get(), log.get(), bits);
            arb_add(y.get(), y.get(), log.get(), bits);
            arb_addmul(yy.get(), log.get(), log.get(), bits);
            arb_addmul_si(xy.get(), log.get(), steps[i], bits);
            x += steps[i];
            xx += steps[i] * steps[i];
        }
        const long spread = n * xx - x * x;
        ball common;
        arb_mul_si(common.get(), xy.get(), n, bits);
        arb_submul_si(common.get(), y.get(), x, bits);
        ball q;
        arb_mul_si(q.get(), yy.get(), n, bits);
        arb_submul(q.get(), y.get(), y.get(), bits);
        ball slope;
        arb_div_si(slope.get(), common.get(), spread, bits);
        arb_mul(slope.get(), slope.get(), reals::ball_of(per, bits).get(), bits);
        ball rest; // E = Q D - N^2
        arb_mul_si(rest.get(), q.get(), spread, bits);
        arb_submul(rest.get(), common.get(), common.get(), bits);
        ball deviation;
        arb_div_si(deviation.get(), rest.get(), n - 2, bits);
        arb_sqrt(deviation.get(), deviation.get(), bits);
        arb_div_si(deviation.get(), deviation.get(), spread, bits);
        arb_mul(deviation.get(), deviation.get(), reals::ball_of(per, bits).get(), bits);
        ball out = slope;
        switch (what) {
        case asked_of::slope: break;
        case asked_of::slope_deviation: out = deviation; break;
        case asked_of::residual_deviation:
            arb_div_si(out.get(), rest.get(), n * spread, bits);
            arb_div_si(out.get(), out.get(), n - 2, bits);
            arb_sqrt(out.get(), out.get(), bits);
            break;
        case asked_of::r_squared:
            arb_mul(out.get(), common.get(), common.get(), bits);
            arb_div(out.get(), out.get(), q.get(), bits);
            arb_div_si(out.get(), out.get(), spread, bits);
            break;
        case asked_of::low:
            arb_submul(out.get(), deviation.get(), reals::ball_of(t, bits).get(), bits);
            arb_expm1(out.get(), out.get(), bits);
            break;
        case asked_of::high:
            arb_addmul(out.get(), deviation.get(), reals::ball_of(t, bits).get(), bits);
            arb_expm1(out.get(), out.get(), bits);
            break;
        case asked_of::rate: arb_expm1(out.get(), out.get(), bits); break;
        }
        return out;
    }};
}

/// P(|T| <= t) by Arb.
reals::ball confidence_of(const decimal& t, std::uint64_t freedom, long bits) {
    const mpq_class square = as_mpq(t) * as_mpq(t);
    const mpq_class n(freedom);
    reals::ball out;
    arb_hypgeom_beta_lower(out.get(), reals::ball_of(mpq_class(1, 2), bits).get(), reals::ball_of(mpq_class(n / 2), bits).get(),
                           reals::ball_of(mpq_class(square / (n + square)), bits).get(), 1, bits);
    return out;
}

/// Whether t is within 10^-45 of itself of the quantile: the confidence there is below p on one side and above it on the other.
bool is_quantile(const decimal& t, const decimal& p, std::uint64_t freedom) {
    constexpr long bits = 640;
    const decimal off = scale10(t, -45);
    const auto sign_at = [&](const decimal& at) {
        reals::ball difference = confidence_of(at, freedom, bits);
        arb_sub(difference.get(), difference.get(), reals::ball_of(as_mpq(p), bits).get(), bits);
        return arb_is_positive(difference.get()) != 0 ? 1 : arb_is_negative(difference.get()) != 0 ? -1 : 0;
    };
    return sign_at(t - off) < 0 && sign_at(t + off) > 0;
}

} // namespace

TEST_CASE("each figure of a random regression is the rounded fraction or root") {
    numbers::source random(numbers::seed());
    for (int i = 0; i < 300; ++i) {
        const long n = random.between(3, 40);
        const long x_scale = random.between(-30, 30);
        const long y_scale = random.between(-300, 300);
        const bool nearly_straight = random.between(0, 3) == 0;
        std::vector<observation> data;
        exact_sums sums;
        for (long k = 0; k < n; ++k) {
            const decimal x = scale10(decimal(k * 1000 + random.between(-400, 400)), x_scale);
            const long off = random.between(-9, 9);
            const decimal y =
                scale10(nearly_straight ? decimal(k) * scale10(decimal(7), 40) + off : decimal(random.between(-99'999, 99'999)), y_scale);
            data.push_back({x, y});
            const mpq_class at = as_mpq(x);
            const mpq_class value = as_mpq(y);
            sums.n += 1;
            sums.x += at;
            sums.y += value;
            sums.xx += at * at;
            sums.xy += at * value;
            sums.yy += value * value;
        }
        const context to{.digits = static_cast<int>(random.between(1, 50)), .mode = numbers::roundings[static_cast<std::size_t>(i) % 7]};
        const regression fitted = linear_regression(data, to);
        const mpq_class d = sums.d();
        const mpq_class rest = sums.q() * d - sums.common() * sums.common();
        const mpq_class freedom = sums.n - 2;
        INFO("case " << i << ", " << to.digits << " digits " << to_string(to.mode));
        CHECK(is_fraction(fitted.slope, sums.common() / d, to));
        CHECK(is_fraction(fitted.intercept, (sums.y * sums.xx - sums.x * sums.xy) / d, to));
        CHECK(is_fraction(fitted.r_squared.value(), sums.common() * sums.common() / (sums.q() * d), to));
        CHECK(is_fraction(fitted.residual_deviation.value(), rest / (sums.n * d * freedom), to, true));
        CHECK(is_fraction(fitted.slope_deviation.value(), rest / (d * d * freedom), to, true));
        CHECK(is_fraction(fitted.intercept_deviation.value(), rest * sums.xx / (sums.n * d * d * freedom), to, true));
    }
}

TEST_CASE("each figure of a random line through logarithms is rounded as Arb says") {
    numbers::source random(numbers::seed());
    for (int i = 0; i < 200; ++i) {
        const long n = random.between(3, 90); // from 65 points on by logarithms alone
        const long per = random.between(0, 2);
        const bool is_calm = random.between(0, 1) == 0;
        const bool is_wide = random.between(0, 4) == 0;
        trend_request asked;
        std::vector<mpq_class> values;
        std::vector<long> steps;
        long step = random.between(1, 400);
        const long first = step;
        for (long k = 0; k < n; ++k) {
            const long spread = is_calm ? 3 : 40'000;
            const decimal value =
                scale10(decimal(100'000 + k * 2'000 + random.between(-spread, spread)), is_wide ? random.between(-300, 300) : 3);
            asked.points.push_back({period::quarter(1500, 1) + step, value});
            values.push_back(as_mpq(value));
            steps.push_back(step - first);
            step += random.between(0, 3) == 0 ? random.between(1, 30) : 1;
        }
        asked.rates_per_year = per == 0 ? 1 : per == 1 ? 4 : 12;
        asked.confidence_percent = decimal(random.between(1, 99));
        asked.to = {.digits = static_cast<int>(random.between(1, 45)), .mode = numbers::roundings[static_cast<std::size_t>(i) % 7]};
        const log_linear fitted = log_linear_trend(asked);
        const mpq_class scale = mpq_class(4) / asked.rates_per_year;
        const int end_digits = std::min(asked.to.digits, 30);
        const mpq_class t = as_mpq(detail::student_t(scale10(asked.confidence_percent, -2), static_cast<std::uint64_t>(n - 2)));
        INFO("case " << i << ", " << n << " points, " << asked.to.digits << " digits " << to_string(asked.to.mode));
        const auto agrees = [&](const decimal& given, asked_of what, context to) {
            return figure_of(values, steps, scale, what, t).is_rounded_to(given, given.sign(), to);
        };
        CHECK(agrees(fitted.growth.fraction(), asked_of::rate, asked.to));
        CHECK(agrees(fitted.slope, asked_of::slope, asked.to));
        CHECK(agrees(fitted.slope_deviation.value(), asked_of::slope_deviation, asked.to));
        CHECK(agrees(fitted.residual_deviation.value(), asked_of::residual_deviation, asked.to));
        CHECK(agrees(fitted.r_squared.value(), asked_of::r_squared, asked.to));
        CHECK(agrees(fitted.low.value().fraction(), asked_of::low, {end_digits, rounding::floor}));
        CHECK(agrees(fitted.high.value().fraction(), asked_of::high, {end_digits, rounding::ceiling}));
    }
}

TEST_CASE("Student's t is within 10^-45 of what Arb's incomplete beta function says") {
    numbers::source random(numbers::seed());
    for (const char* const p : {"0.00000000000001", "0.5", "0.9", "0.95", "0.99", "0.999", "0.99999999999999"})
        for (const std::uint64_t freedom : {1U, 2U, 3U, 4U, 5U, 8U, 29U, 30U, 98U, 1999U, 2000U, 2001U, 2002U, 50'000U, 999'998U}) {
            INFO("confidence " << p << ", " << freedom << " degrees");
            CHECK(is_quantile(detail::student_t(decimal::parse(p), freedom), decimal::parse(p), freedom));
        }
    for (int i = 0; i < 60; ++i) {
        const decimal p = scale10(decimal(random.between(1, 9'999)), -4);
        const auto freedom = static_cast<std::uint64_t>(random.between(1, i % 2 == 0 ? 60 : 6'000));
        INFO("confidence " << to_string(p) << ", " << freedom << " degrees");
        CHECK(is_quantile(detail::student_t(p, freedom), p, freedom));
    }
    // The judge is no judge if it accepts what is off.
    CHECK_FALSE(is_quantile(detail::student_t(decimal::parse("0.95"), 9) * decimal::parse("1.0000000000000000000000000000000000000000001"),
                            decimal::parse("0.95"), 9));
}
