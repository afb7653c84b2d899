// Intervals of growth: exact corners, outward rounding, open ends, declines, total losses, refusals.
#include <cagr/growth_interval.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>

using namespace cagr;
using namespace cagr::literals;

namespace {

interval between(const decimal& low, const decimal& high) { return {low, high}; }
interval from(const decimal& low) { return {low, std::nullopt}; }
interval up_to(const decimal& high) { return {std::nullopt, high}; }

const interval base = between(62.345_dec, 62.355_dec);
const rate_interval printed{40.15_pct, 40.25_pct};
const interval target = between(997.765_dec, 997.775_dec);

template <class T>
std::string id_of(const result<T>& r) {
    return r ? "no error" : std::string(r.error().id());
}

} // namespace

TEST_CASE("bases compound to an interval that is exact at both ends") {
    const interval reached = compound(base, printed, 8);
    CHECK(reached.low == compound(62.345_dec, 40.15_pct, 8));
    CHECK(reached.high == compound(62.355_dec, 40.25_pct, 8));
    CHECK(rounded_outward(reached, 2) == between(927.99_dec, 933.46_dec));
    CHECK(compound(base, printed, 0) == base);
    CHECK(try_compound(base, printed, 8).value() == reached);
    CHECK(id_of(try_compound(base, printed, -1)) == "E-domain-count");
    CHECK(id_of(try_compound(base, printed, 1'000'001)) == "E-limit-periods");
    CHECK(id_of(try_compound(base, printed, 1'000'000)) == "E-limit-digits");
}

TEST_CASE("open ends and losses of all stay what they are") {
    CHECK(compound(from(5), printed, 2) == from(5 * compound(1, 40.15_pct, 2)));
    CHECK(compound(up_to(5), printed, 2) == up_to(5 * compound(1, 40.25_pct, 2)));
    CHECK(compound(base, {6_pct}, 2) == from(compound(62.345_dec, 6_pct, 2)));
    CHECK(compound(base, {6_pct}, 0) == base);
    CHECK(compound(between(-2, 3), {-50_pct, 100_pct}, 1) == between(-4, 6));
    CHECK(compound(between(-4, -2), {-50_pct, 100_pct}, 1) == between(-8, -1));
    CHECK(compound(between(-4, -2), {-50_pct}, 1) == up_to(-1));
    CHECK(compound(between(0, 3), {-100_pct, -100_pct}, 2) == between(0, 0));
    CHECK(compound(from(3), {-100_pct, -100_pct}, 2) == between(0, 0));
    CHECK(compound(between(0, 0), {6_pct}, 2) == between(0, 0));
}

TEST_CASE("implied rates are rounded outward from exact corners") {
    const rate_interval needed = implied_rate(base, target, 8, 6);
    CHECK(needed == rate_interval{rate::from_fraction(0.414228_dec), rate::from_fraction(0.414259_dec)});
    CHECK(implied_rate(between(100, 100), between(121, 121), 2) == rate_interval{10_pct, 10_pct});
    CHECK(implied_rate(between(100, 100), between(64, 81), 2) == rate_interval{-20_pct, -10_pct});
    CHECK(implied_rate(between(100, 100), from(121), 2) == rate_interval{10_pct});
    CHECK(implied_rate(between(100, 100), up_to(121), 2) == rate_interval{-100_pct, 10_pct});
    CHECK(implied_rate(from(100), between(100, 121), 2) == rate_interval{-100_pct, 10_pct});
    CHECK(implied_rate(up_to(100), between(121, 144), 2) == rate_interval{10_pct});
    CHECK(implied_rate(between(0, 100), between(121, 144), 2) == rate_interval{10_pct});
    CHECK(implied_rate(between(50, 100), between(-1, 0), 2) == rate_interval{-100_pct, -100_pct});
    CHECK(id_of(try_implied_rate(base, target, 0)) == "E-domain-zero-periods");
    CHECK(id_of(try_implied_rate(between(0, 0), target, 1)) == "E-domain-from-zero");
    CHECK(id_of(try_implied_rate(between(-2, -1), target, 1)) == "E-domain-amount");
    CHECK(id_of(try_implied_rate(base, between(-2, -1), 1)) == "E-domain-amount");
    CHECK(id_of(try_implied_rate(base, target, 1, 0)) == "E-limit-context");
    CHECK(needed.contains(rate::from_fraction(0.41424_dec)));
    CHECK_FALSE(needed.contains(printed.low));
    CHECK(rate_interval{10_pct}.contains(1000_pct));
}

TEST_CASE("an earlier value is discounted outward") {
    CHECK(rounded_outward(discount(target, printed, 7), 2) == between(93.47_dec, 93.95_dec));
    CHECK(discount(between(121, 144), {10_pct, 20_pct}, 2) ==
          between(decimal::parse("84.02777777777777777777777777777777"), decimal::parse("119.0082644628099173553719008264463")));
    CHECK(discount(between(121, 144), {10_pct, 10_pct}, 0) == between(121, 144));
    CHECK(discount(between(121, 121), {10_pct}, 2) == between(0, 100));
    CHECK(discount(between(121, 121), {-100_pct, 10_pct}, 2) == from(100));
    CHECK(discount(from(121), {10_pct, 10_pct}, 2) == from(100));
    CHECK(discount(between(-5, 121), {10_pct, 10_pct}, 2) == between(0, 100));
    CHECK(id_of(try_discount(between(-2, -1), printed, 1)) == "E-domain-amount");
}

TEST_CASE("solved periods hold every number of periods that leads to the target") {
    const std::optional<interval> solved = periods_to(base, target, printed, 4);
    REQUIRE(solved);
    CHECK(*solved == between(8.196_dec, 8.215_dec));
    const interval one = between(100, 100);
    CHECK(periods_to(one, between(121, 121), {10_pct, 10_pct}) == between(2, 2));
    CHECK(periods_to(one, one, {10_pct, 10_pct}) == between(0, 0));
    CHECK(periods_to(one, one, {0_pct, 0_pct}) == from(0));
    CHECK(periods_to(one, between(90, 121), {10_pct, 10_pct}) == between(0, 2));
    CHECK(periods_to(one, between(110, 121), {10_pct, 10_pct}) == between(1, 2));
    CHECK(periods_to(one, from(121), {10_pct, 10_pct}) == from(2));
    CHECK(periods_to(one, up_to(121), {10_pct, 10_pct}) == between(0, 2));
    CHECK(periods_to(one, between(121, 121), {10_pct}) == between(0, 2));
    CHECK(periods_to(one, between(121, 121), {-5_pct, 10_pct}) == from(2));
    CHECK(periods_to(one, between(64, 81), {-20_pct, -10_pct}, 3) == between(0.944_dec, 4.24_dec));
    CHECK(periods_to(one, between(81, 81), {-10_pct, -10_pct}) == between(2, 2));
    CHECK(periods_to(one, between(81, 81), {-100_pct, -10_pct}) == between(0, 2));
    CHECK(periods_to(one, between(-1, 0), {-100_pct, -10_pct}) == from(0));
    CHECK(periods_to(one, between(0, 100), {-100_pct, -100_pct}) == from(0));
    CHECK(periods_to(one, between(50, 100), {-100_pct, -100_pct}) == between(0, 0));
    CHECK_FALSE(periods_to(one, between(81, 81), {10_pct, 20_pct}));
    CHECK_FALSE(periods_to(one, between(121, 121), {-20_pct, -10_pct}));
    CHECK_FALSE(periods_to(one, between(121, 121), {0_pct, 0_pct}));
    CHECK_FALSE(periods_to(one, between(0, 0), {-20_pct, -10_pct}));
    CHECK(id_of(try_periods_to(between(0, 0), one, printed)) == "E-domain-from-zero");
}

TEST_CASE("intervals meet where they share one end") {
    CHECK(meets(between(1, 2), between(2, 3)));
    CHECK(meets(between(2, 3), between(1, 2)));
    CHECK_FALSE(meets(between(1, 2), between(2.0000001_dec, 3)));
    CHECK(meets(from(2), up_to(2)));
    CHECK_FALSE(meets(from(2), up_to(1)));
    CHECK(meets(from(2), from(100)));
    CHECK(meets(interval{}, between(1, 1)));
}

TEST_CASE("intervals are rounded outward to places and to digits") {
    CHECK(rounded_outward(between(-1.231_dec, 1.231_dec), 2) == between(-1.24_dec, 1.24_dec));
    CHECK(rounded_outward(between(1.23_dec, 1.23_dec), 2) == between(1.23_dec, 1.23_dec));
    CHECK(rounded_outward(from(1.239_dec), 1) == from(1.2_dec));
    CHECK(rounded_outward_to_digits(between(12345, 12345), 3) == between(12300, 12400));
    CHECK(rounded_outward_to_digits(up_to(0.00012345_dec), 3) == up_to(0.000124_dec));
}
