#include "support/catch.hpp"

#include <cagr/growth.hpp>

#include <functional>
#include <string>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

namespace {

constexpr context digits_34{};

std::string id_of(const std::function<void()>& body) {
    try {
        body();
    } catch (const exception& e) {
        CHECK_FALSE(e.error().message.empty());
        return std::string(e.error().id());
    }
    return "no error";
}

/// (2X-1)^n * B <= E * (2*10^d)^n <= (2X+1)^n * B in integers, where X = factor * 10^d: the factor is
/// (end/begin)^(1/n) rounded to d places. begin and end are integers.
bool certified(const decimal& factor, int places, const decimal& begin, const decimal& end, int n) {
    const decimal x = scale10(factor, places);
    REQUIRE(x.is_integer());
    const decimal middle = end * pow(scale10(2, places), n);
    return pow(x * 2 - 1, n) * begin <= middle && middle <= pow(x * 2 + 1, n) * begin;
}

} // namespace

TEST_CASE("a rate is one value however it is given") {
    const rate r = rate::from_percent(40.2_dec);
    CHECK(r == rate::from_fraction(0.402_dec));
    CHECK(r == rate::from_factor(1.402_dec));
    CHECK(r == rate::from_basis_points(4020));
    CHECK(r == 40.2_pct);
    CHECK(r == 4020_bp);
    CHECK(r.percent() == 40.2_dec);
    CHECK(r.fraction() == 0.402_dec);
    CHECK(r.factor() == 1.402_dec);
    CHECK(r.basis_points() == 4020);
}

TEST_CASE("rates are ordered by growth and print as percent") {
    CHECK(-3_pct < 0_pct);
    CHECK(2.5_pct == 250_bp);
    CHECK(10_pct > 9.99_pct);
    CHECK(to_string(40.2_pct) == "40.2%");
    CHECK(to_string(-3_pct) == "-3%");
    CHECK(to_string(40.2_pct, 2, rounding::half_up) == "40.20%");
    CHECK(to_string(rate::from_fraction(0.40238901_dec), 2, rounding::half_up) == "40.24%");
}

TEST_CASE("a rate of -100% is allowed and nothing below it") {
    CHECK(rate::from_percent(-100).factor() == 0);
    CHECK(rate::from_factor(0) == -100_pct);
    CHECK(id_of([] { (void)rate::from_percent(-100.01_dec); }) == "E-domain-rate");
    CHECK(id_of([] { (void)rate::from_factor(-1); }) == "E-domain-rate");
    CHECK(id_of([] { (void)-101_pct; }) == "E-domain-rate");
    CHECK(rate::try_from_fraction(-2).error().id() == "E-domain-rate");
    CHECK(rate::try_from_basis_points(-10'001).error().id() == "E-domain-rate");
    CHECK(rate::try_from_factor(1.402_dec).value() == 40.2_pct);
}

TEST_CASE("compound is exact") {
    CHECK(compound(62.35_dec, 40.2_pct, 8) == decimal::parse("930.72325832871089269535292160"));
    CHECK(compound(1000, 15_pct, 3) == 1520.875_dec);
    CHECK(compound(100, 10_pct, 0) == 100);
    CHECK(compound(100, -100_pct, 1) == 0);
    CHECK(compound(100, -100_pct, 0) == 100);
    CHECK(compound(-100, 10_pct, 2) == -121);
    CHECK(compound(0, 10_pct, 5) == 0);
    CHECK(id_of([] { (void)compound(1, 10_pct, -1); }) == "E-domain-count");
    CHECK(id_of([] { (void)compound(1, 10_pct, 1'000'000'000); }) == "E-limit-periods");
    CHECK(try_compound(1, 12.3456789_pct, 1'000'000).error().id() == "E-limit-digits");
}

TEST_CASE("discount undoes compound") {
    CHECK(discount(121, 10_pct, 2, digits_34) == 100);
    CHECK(discount(decimal::parse("930.72325832871089269535292160"), 40.2_pct, 8, digits_34) == 62.35_dec);
    CHECK(discount(100, 5_pct, 0, digits_34) == 100);
    CHECK(discount(1, 200_pct, 1, {.digits = 5, .mode = rounding::up}) == 0.33334_dec);
    CHECK(discount(1, 200_pct, 1, {.digits = 5, .mode = rounding::down}) == 0.33333_dec);
    CHECK(try_discount(1, -100_pct, 1, digits_34).error().id() == "E-domain-division");
    CHECK(try_discount(1, 5_pct, -1, digits_34).error().id() == "E-domain-count");
}

TEST_CASE("from 100 to 121 in 2 periods is exactly 10 percent") {
    CHECK(implied_rate(100, 121, 2, digits_34) == 10_pct);
    CHECK(implied_rate(100, 121, 2, {.digits = 1, .mode = rounding::up}) == 10_pct);
    CHECK(implied_rate(121, 100, 1, {.digits = 6}) == rate::from_fraction(-0.173554_dec));
}

TEST_CASE("the seed market's published target needs 41.42 percent a year from its base") {
    const rate r = implied_rate(62.35_dec, 997.77_dec, 8, digits_34);
    CHECK(to_string(r) == "41.42436844640548416740645592591222%");
    CHECK(r.fraction().digits() == 34);
    CHECK(certified(r.factor(), 34, 6235, 99777, 8));
    const decimal last_place = scale10(1, -34);
    CHECK_FALSE(certified(r.factor() + last_place, 34, 6235, 99777, 8));
    CHECK_FALSE(certified(r.factor() - last_place, 34, 6235, 99777, 8));
}

TEST_CASE("from 93.53 to 997.77 over 7 periods is 40.238901444 percent") {
    const rate r = implied_rate(93.53_dec, 997.77_dec, 7, digits_34);
    CHECK(to_string(r).substr(0, 12) == "40.238901444");
    CHECK(certified(r.factor(), 34, 9353, 99777, 7));
}

TEST_CASE("a growth that is a power of a decimal rate gives that rate exactly") {
    CHECK(implied_rate(1, pow(1.402_dec, 40), 40, digits_34) == 40.2_pct);
    CHECK(implied_rate(1, pow(0.97_dec, 25), 25, digits_34) == -3_pct);
    CHECK(implied_rate(62.35_dec, compound(62.35_dec, 40.2_pct, 8), 8, {.digits = 3, .mode = rounding::floor}) == 40.2_pct);
}

TEST_CASE("digits count from the first non-zero digit of the fraction") {
    CHECK(implied_rate(1'000'000, 1'000'003, 2, {.digits = 13}).fraction() == 0.000001499998875002_dec);
}

TEST_CASE("an unchanged value grew by nothing, whatever the number of periods") {
    CHECK(implied_rate(5, 5, 7, digits_34) == 0_pct);
    CHECK(implied_rate(-5, -5, 1, digits_34) == 0_pct);
}

TEST_CASE("to zero is exactly -100 percent, from zero there is no rate") {
    CHECK(implied_rate(5, 0, 3, digits_34) == -100_pct);
    CHECK(implied_rate(-5, 0, 3, digits_34) == -100_pct);
    CHECK(id_of([] { (void)implied_rate(0, 5, 3, digits_34); }) == "E-domain-from-zero");
    CHECK(id_of([] { (void)implied_rate(0, 0, 3, digits_34); }) == "E-domain-from-zero");
}

TEST_CASE("two negative values grow by their magnitudes, a change of sign has no rate") {
    CHECK(implied_rate(-100, -121, 2, digits_34) == 10_pct);
    CHECK(implied_rate(-121, -100, 2, {.digits = 10}) == implied_rate(121, 100, 2, {.digits = 10}));
    CHECK(id_of([] { (void)implied_rate(-5, 5, 3, digits_34); }) == "E-domain-sign-change");
    CHECK(id_of([] { (void)implied_rate(5, -5, 3, digits_34); }) == "E-domain-sign-change");
}

TEST_CASE("no periods, too many periods and unusable contexts are errors") {
    CHECK(id_of([] { (void)implied_rate(1, 2, 0, digits_34); }) == "E-domain-zero-periods");
    CHECK(id_of([] { (void)implied_rate(1, 1, 0, digits_34); }) == "E-domain-zero-periods");
    CHECK(id_of([] { (void)implied_rate(1, 2, -3, digits_34); }) == "E-domain-count");
    CHECK(id_of([] { (void)implied_rate(1, 2, 1'000'001, digits_34); }) == "E-limit-periods");
    CHECK(id_of([] { (void)implied_rate(1, 2, 3, {.digits = 0}); }) == "E-limit-context");
    CHECK(id_of([] { (void)implied_rate(1, 2, 3, {.digits = 10'001}); }) == "E-limit-context");
}

TEST_CASE("periods may be a ratio, such as 18 months of a year") {
    CHECK(implied_rate(100, 133.1_dec, ratio{36, 12}, digits_34) == 10_pct);
    CHECK(implied_rate(1, 1.331_dec, ratio{3, 2}, digits_34) == 21_pct);
    CHECK(implied_rate(1, 1.331_dec, ratio{18, 12}, digits_34) == 21_pct);
    CHECK(implied_rate(100, 110, ratio{1, 2}, digits_34) == 21_pct);
    CHECK(implied_rate(100, 121, ratio{2, 1}, digits_34) == implied_rate(100, 121, 2, digits_34));
    CHECK(id_of([] { (void)implied_rate(1, 2, ratio{0, 5}, digits_34); }) == "E-domain-zero-periods");
    CHECK(id_of([] { (void)implied_rate(1, 2, ratio{1, 0}, digits_34); }) == "E-domain-count");
    CHECK(id_of([] { (void)implied_rate(1, 2, ratio{-1, 2}, digits_34); }) == "E-domain-count");
    CHECK(try_implied_rate(1, 2, ratio{1, -2}, digits_34).error().id() == "E-domain-count");
}

TEST_CASE("between two points the earlier one is the begin") {
    const point first{2020y, 100};
    const point last{2022y, 121};
    CHECK(implied_rate(first, last, digits_34) == 10_pct);
    CHECK(implied_rate(last, first, digits_34) == 10_pct);
    CHECK(implied_rate({period::quarter(2024, 1), 100}, {period::quarter(2024, 3), 121}, digits_34) == 10_pct);
    CHECK(try_implied_rate(first, point{2020y, 121}, digits_34).error().id() == "E-domain-zero-periods");
    CHECK(try_implied_rate(first, point{period::fiscal_year(2022), 121}, digits_34).error().id() == "E-period-kind");
}

TEST_CASE("between two dates the day count makes the years") {
    const point first{period::date(2021, 1, 1), 100};
    const point two_years{period::date(2023, 1, 1), 121};
    CHECK(implied_rate(first, two_years, day_count::act_365, digits_34) == 10_pct);
    CHECK(implied_rate(two_years, first, day_count::act_365, digits_34) == 10_pct);
    CHECK(implied_rate(first, two_years, day_count::act_act, digits_34) == 10_pct);
    CHECK(implied_rate(first, two_years, day_count::act_365_25, {.digits = 6}) == implied_rate(100, 121, ratio{2920, 1461}, {.digits = 6}));
    CHECK(try_implied_rate(first, two_years, digits_34).error().id() == "E-period-day-count");
    CHECK(try_implied_rate(first, point{2023y, 121}, day_count::act_365, digits_34).error().id() == "E-period-kind");
    CHECK(try_implied_rate(first, point{period::date(2021, 1, 1), 121}, day_count::act_365, digits_34).error().id() ==
          "E-domain-zero-periods");
}

TEST_CASE("periods to a target are exact where they are rational") {
    CHECK(periods_to(1, 1.331_dec, 10_pct, digits_34) == 3);
    CHECK(periods_to(4, 8, 300_pct, digits_34) == 0.5_dec);
    CHECK(periods_to(8, 4, -75_pct, digits_34) == 0.5_dec);
    CHECK(periods_to(-1, -1.331_dec, 10_pct, digits_34) == 3);
    CHECK(periods_to(62.35_dec, compound(62.35_dec, 40.2_pct, 8), 40.2_pct, {.digits = 1}) == 8);
    CHECK(periods_to(1, 2, 700_pct, {.digits = 5}) == 0.33333_dec);
    CHECK(periods_to(1, 2, 700_pct, {.digits = 5, .mode = rounding::ceiling}) == 0.33334_dec);
}

TEST_CASE("periods to a target are correctly rounded where they are not") {
    CHECK(periods_to(62.35_dec, 997.77_dec, 40.2_pct, {.digits = 8}) == 8.2058622_dec);
    CHECK(doubling_time(10_pct, digits_34) == decimal::parse("7.272540897341719083319903674960022"));
    CHECK(halving_time(-50_pct, digits_34) == 1);
    CHECK(doubling_time(100_pct, digits_34) == 1);
    CHECK(halving_time(-10_pct, {.digits = 10}) == 6.578813479_dec);
}

TEST_CASE("equal values are 0 periods apart whatever the rate") {
    for (const rate& r : {0_pct, 10_pct, -10_pct, -100_pct}) {
        CHECK(periods_to(5, 5, r, digits_34) == 0);
        CHECK(whole_periods_to(5, 5, r) == 0);
    }
    CHECK(periods_to(0, 0, 10_pct, digits_34) == 0);
}

TEST_CASE("a target behind the direction of growth is an error of its own") {
    CHECK(id_of([] { (void)periods_to(10, 5, 10_pct, digits_34); }) == "E-target-behind");
    CHECK(id_of([] { (void)periods_to(5, 10, -10_pct, digits_34); }) == "E-target-behind");
    CHECK(id_of([] { (void)periods_to(-10, -5, 10_pct, digits_34); }) == "E-target-behind");
    CHECK(try_whole_periods_to(10, 5, 10_pct).error().id() == "E-target-behind");
    CHECK(id_of([] { (void)doubling_time(-5_pct, digits_34); }) == "E-target-behind");
    CHECK(id_of([] { (void)halving_time(5_pct, digits_34); }) == "E-target-behind");
}

TEST_CASE("a target that is never reached is an error of its own") {
    CHECK(id_of([] { (void)periods_to(5, 10, 0_pct, digits_34); }) == "E-never-reached");
    CHECK(id_of([] { (void)periods_to(5, 0, -10_pct, digits_34); }) == "E-never-reached");
    CHECK(id_of([] { (void)periods_to(10, 5, -100_pct, digits_34); }) == "E-never-reached");
    CHECK(try_whole_periods_to(5, 10, 0_pct).error().id() == "E-never-reached");
    CHECK(try_periods_to(0, 10, 5_pct, digits_34).error().id() == "E-domain-from-zero");
    CHECK(try_periods_to(-1, 10, 5_pct, digits_34).error().id() == "E-domain-sign-change");
    CHECK(periods_to(5, 0, -100_pct, digits_34) == 1);
}

TEST_CASE("whole periods count to the first one at or beyond the target") {
    CHECK(whole_periods_to(62.35_dec, 1000, 40.2_pct) == 9);
    CHECK(whole_periods_to(1, 1.331_dec, 10_pct) == 3);
    CHECK(whole_periods_to(1, 1.3310000001_dec, 10_pct) == 4);
    CHECK(whole_periods_to(1, 1.3309999999_dec, 10_pct) == 3);
    CHECK(whole_periods_to(100, 81, -10_pct) == 2);
    CHECK(whole_periods_to(100, 80.99_dec, -10_pct) == 3);
    CHECK(whole_periods_to(10, 5, -100_pct) == 1);
    CHECK(whole_periods_to(-1, -1.331_dec, 10_pct) == 3);
    CHECK(whole_periods_to(1, pow(1.402_dec, 40), 40.2_pct) == 40);
    CHECK(whole_periods_to(1, pow(1.402_dec, 40) + scale10(1, -120), 40.2_pct) == 41);
}

TEST_CASE("cumulative growth is the product of the factors") {
    const std::vector<rate> rates{10_pct, 20_pct, -25_pct};
    CHECK(cumulative_growth(rates) == -1_pct);
    CHECK(cumulative_growth({}) == 0_pct);
    const std::vector<rate> lost{10_pct, -100_pct};
    CHECK(cumulative_growth(lost) == -100_pct);
}

TEST_CASE("mean growth is the rate that leads to the same place") {
    const std::vector<rate> rates{21_pct, 0_pct};
    CHECK(mean_growth(rates, digits_34) == 10_pct);
    const std::vector<rate> same(40, 40.2_pct);
    CHECK(mean_growth(same, digits_34) == 40.2_pct);
    const std::vector<rate> back{100_pct, -50_pct};
    CHECK(mean_growth(back, digits_34) == 0_pct);
    const std::vector<rate> lost{10_pct, -100_pct};
    CHECK(mean_growth(lost, digits_34) == -100_pct);
    CHECK(id_of([] { (void)mean_growth({}, digits_34); }) == "E-domain-empty");
}

TEST_CASE("points compare by period and value") {
    CHECK(point{2020y, 5} == point{period::year(2020), 5.0_dec});
    CHECK_FALSE(point{2020y, 5} == point{2021y, 5});
}

TEST_CASE("rates between the largest and the smallest numbers are rounded beside a power of ten without its digits") {
    const cagr::decimal largest = cagr::scale10(1, 400'000);
    const cagr::decimal smallest = cagr::scale10(1, -400'000);
    const auto fraction = [](const cagr::decimal& from, const cagr::decimal& to, int n, cagr::rounding mode) {
        return cagr::implied_rate(from, to, n, {.digits = 3, .mode = mode}).fraction();
    };
    CHECK(fraction(smallest, largest, 1, cagr::rounding::half_even) == cagr::scale10(1, 800'000));
    CHECK(fraction(smallest, largest, 1, cagr::rounding::down) == cagr::scale10(999, 799'997));
    CHECK(fraction(smallest, largest, 2, cagr::rounding::ceiling) == cagr::scale10(1, 400'000));
    CHECK(fraction(largest, smallest, 1, cagr::rounding::down) == cagr::decimal::parse("-0.999"));
    CHECK(fraction(largest, smallest, 1, cagr::rounding::floor) == -1);
    CHECK(fraction(largest, smallest, 7, cagr::rounding::half_up) == -1);
}

TEST_CASE("A rate next to nothing is answered or refused, never waited for") {
    const cagr::rate tiny = cagr::rate::from_fraction(cagr::decimal::parse("1e-90000"));
    // ln(2) / ln(1 + 1e-90000) is ln(2) * 1e90000 to far more digits than these.
    CHECK(to_string(cagr::periods_to(1, 2, tiny, {})) == "6.931471805599453094172321214581766e+89999");
    CHECK(cagr::try_whole_periods_to(1, 2, tiny).error().id() == "E-limit-periods");
    CHECK(to_string(cagr::periods_to(cagr::scale10(1, -1000000), cagr::scale10(1, 1000000), cagr::rate::from_percent(3), {})) ==
          "155796914.51487846848308332041144");
}

TEST_CASE("the rate over any ratio of periods that is accepted is found, at once") {
    // The digits are those of 1.21^(1/n) - 1, by exp and log1p of 60 digits.
    CHECK(to_string(implied_rate(100, 121, ratio{100'000'000, 1}, {})) == "0.0000001906203597903303276899990107296207%");
    CHECK(to_string(implied_rate(100, 121, ratio{16'777'215, 133'589}, {.digits = 20})) == "0.15189719195116080415%");
    CHECK(implied_rate(100, 121, ratio{std::int64_t{1} << 32, 1}, {}).fraction() > decimal());
    const point first{period::parse("0408-09-22"), 100};
    const point last{period::parse("7125-04-06"), 121};
    CHECK(to_string(implied_rate(first, last, day_count::act_act, {.digits = 20})) == "0.0028381156309444719726%");
}

TEST_CASE("a rate beyond the limits is refused before it is computed, one below every digit asked for not computed at all") {
    CHECK(try_implied_rate(1, 1e10_dec, ratio{1, 1'000'000}, {}).error().id() == "E-limit-exponent");
    CHECK(try_implied_rate(scale10(1, -1'000'000), scale10(1, 1'000'000), 1, {}).error().id() == "E-limit-exponent");
    const decimal almost_nothing = scale10(1, -100);
    CHECK(implied_rate(1, almost_nothing, ratio{1, 999'999}, {}) == -100_pct);
    CHECK(implied_rate(1, almost_nothing, ratio{1, 999'999}, {.digits = 3, .mode = rounding::down}).fraction() == -(0.999_dec));
    CHECK(implied_rate(1, almost_nothing, ratio{1, 999'999}, {.digits = 3, .mode = rounding::ceiling}).fraction() == -(0.999_dec));
    CHECK(implied_rate(1, almost_nothing, ratio{1, 999'999}, {.digits = 3, .mode = rounding::floor}) == -100_pct);
    CHECK(implied_rate(1, scale10(1, -36), 1, {}).fraction() == -(1_dec));
    CHECK(implied_rate(1, scale10(1, -34), 1, {}).fraction() == scale10(1, -34) - 1);
}

TEST_CASE("messages quote long numbers by their beginning") {
    CHECK(try_implied_rate(0, pow(3_dec, 200'000), 1, {}).error().message.size() < 200);
    const rate long_rate = rate::from_fraction(scale10(pow(7_dec, 10'000), -9000));
    CHECK(try_whole_periods_to(2, 1, long_rate).error().message.size() < 300);
}

TEST_CASE("a discounted value is found also where the growth to it has more digits than a result may") {
    // 1000000 / 1.0001^30000 and 1.0001^-1000000, by division of 40 digits.
    CHECK(discount(1'000'000, rate::from_percent(0.01_dec), 30'000, {.digits = 20}) == 49794.536490343623508_dec);
    CHECK(discount(1, rate::from_percent(0.01_dec), 1'000'000, {.digits = 20}) == decimal::parse("3.7387216883018872958e-44"));
    CHECK(discount(1, 900_pct, 1'000'000, {}) == scale10(1, -1'000'000));
    CHECK(try_discount(1, 1100_pct, 1'000'000, {}).error().id() == "E-limit-exponent");
    CHECK(discount(1, -50_pct, 3, {}) == 8);
    CHECK(discount(-7, 10_pct, 2, {.digits = 3, .mode = rounding::floor}) == -(5.79_dec));
    CHECK(discount(-7, 10_pct, 2, {.digits = 3, .mode = rounding::ceiling}) == -(5.78_dec));
    CHECK(discount(decimal::parse("1.5125"), 10_pct, 2, {.digits = 2}) == 1.2_dec); // 1.25, a tie
}

TEST_CASE("an annual rate and those of its parts lead to one another") {
    CHECK(annualized(1_pct, 12) == rate::from_fraction(decimal::parse("0.126825030131969720661201")));
    CHECK(per_period(annualized(1_pct, 12), 12, digits_34) == 1_pct);
    CHECK(per_period(21_pct, 2, {.digits = 1}) == 10_pct);
    CHECK(per_period(40.2_pct, 4, {.digits = 6}) == rate::from_fraction(0.0881456_dec));
    CHECK(annualized(5_pct, 0) == 0_pct);
    // From a quarter to a month by way of the year, which is exact.
    CHECK(per_period(annualized(3.0301_pct, 4), 12, digits_34) == 1_pct);
    CHECK(per_period(-100_pct, 12, digits_34) == -100_pct);
    CHECK(try_per_period(5_pct, 0, digits_34).error().id() == "E-domain-zero-periods");
    CHECK(try_annualized(5_pct, -1).error().id() == "E-domain-count");
}

TEST_CASE("a nominal rate is effective by what is credited within the year") {
    CHECK(effective_from_nominal(12_pct, 12, digits_34) == annualized(1_pct, 12));
    CHECK(effective_from_nominal(10_pct, 12, {.digits = 8}) == rate::from_fraction(0.10471307_dec));
    CHECK(effective_from_nominal(7_pct, 1, digits_34) == 7_pct);
    CHECK(effective_from_nominal(0_pct, 12, digits_34) == 0_pct);
    CHECK(effective_from_nominal(-100_pct, 1, digits_34) == -100_pct);
    CHECK(effective_from_nominal(-100_pct, 2, digits_34) == -75_pct);
    CHECK(nominal_from_effective(annualized(1_pct, 12), 12, digits_34) == 12_pct);
    CHECK(nominal_from_effective(21_pct, 2, {.digits = 1, .mode = rounding::up}) == 20_pct);
    CHECK(nominal_from_effective(10_pct, 12, {.digits = 8}) == rate::from_fraction(0.095689685_dec));
    CHECK(nominal_from_effective(7_pct, 1, digits_34) == 7_pct);
    CHECK(nominal_from_effective(0_pct, 4, digits_34) == 0_pct);
    CHECK(try_nominal_from_effective(-99_pct, 12, digits_34).error().id() == "E-domain-rate");
    CHECK(try_nominal_from_effective(-100_pct, 12, digits_34).error().id() == "E-domain-rate");
    CHECK(try_effective_from_nominal(5_pct, 0, digits_34).error().id() == "E-domain-zero-periods");
    CHECK(try_effective_from_nominal(rate::from_fraction(scale10(1, 100)), 1'000'000, digits_34).error().id() == "E-limit-exponent");
}

TEST_CASE("continuous rates are logarithms of factors") {
    CHECK(effective_from_continuous(10_pct, digits_34) == rate::from_fraction(decimal::parse("0.1051709180756476248117078264902467")));
    CHECK(continuous_from_effective(10_pct, digits_34) == rate::from_fraction(decimal::parse("0.09531017980432486004395212328076509")));
    CHECK(effective_from_continuous(0_pct, digits_34) == 0_pct);
    CHECK(continuous_from_effective(0_pct, digits_34) == 0_pct);
    CHECK(effective_from_continuous(rate::from_fraction(1000), {.digits = 5}) == rate::from_fraction(scale10(19701, 430)));
    CHECK(try_continuous_from_effective(-100_pct, digits_34).error().id() == "E-domain-logarithm");
    CHECK(try_continuous_from_effective(-70_pct, digits_34).error().id() == "E-domain-rate");
    CHECK(try_effective_from_continuous(rate::from_fraction(3'000'000), digits_34).error().id() == "E-limit-exponent");
}

TEST_CASE("rates next to nothing are rounded in every kind without their digits") {
    const rate tiny = rate::from_fraction(scale10(1, -900'000));
    const context up{.digits = 3, .mode = rounding::up};
    const context down{.digits = 3, .mode = rounding::down};
    const decimal above = scale10(101, -900'002);
    const decimal below = scale10(999, -900'003);
    CHECK(effective_from_nominal(tiny, 12, up).fraction() == above);
    CHECK(nominal_from_effective(tiny, 12, down).fraction() == below);
    CHECK(effective_from_continuous(tiny, up).fraction() == above);
    CHECK(continuous_from_effective(tiny, down).fraction() == below);
    const rate falling = rate::from_fraction(-scale10(1, -900'000));
    CHECK(effective_from_continuous(falling, down).fraction() == -below);
    CHECK(continuous_from_effective(falling, up).fraction() == -above);
    CHECK(effective_from_continuous(tiny, down) == tiny);
}

TEST_CASE("huge rates are rounded beside the power that they all but are") {
    const rate huge = rate::from_fraction(scale10(1, 400'000));
    CHECK(effective_from_nominal(huge, 2, {.digits = 3}).fraction() == scale10(25, 799'998));
    CHECK(effective_from_nominal(huge, 2, {.digits = 3, .mode = rounding::up}).fraction() == scale10(251, 799'997));
    CHECK(nominal_from_effective(huge, 2, {.digits = 3}).fraction() == scale10(2, 200'000));
    CHECK(nominal_from_effective(huge, 2, {.digits = 3, .mode = rounding::down}).fraction() == scale10(199, 199'998));
}

TEST_CASE("real growth takes the growth of prices out") {
    CHECK(real_rate({.nominal = 21_pct, .inflation = 10_pct}, digits_34) == 10_pct);
    CHECK(real_rate({.nominal = 7_pct, .inflation = 3_pct}, {.digits = 6}) == rate::from_fraction(0.0388350_dec));
    CHECK(real_rate({.nominal = 2_pct, .inflation = 2_pct}, digits_34) == 0_pct);
    CHECK(real_rate({.nominal = -100_pct, .inflation = 2_pct}, digits_34) == -100_pct);
    CHECK(try_real_rate({.nominal = 2_pct, .inflation = -100_pct}, digits_34).error().id() == "E-domain-division");
    const std::vector<rate> back{10_pct, 10_pct};
    CHECK(cumulative_growth(back) == 21_pct);
}
