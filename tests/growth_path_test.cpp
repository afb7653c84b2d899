// Growth that changes: each path by its formula, what its rows say of themselves, text, refusals.
#include <cagr/growth_path.hpp>

#include "support/catch.hpp"
#include "support/decimals.hpp"

#include <string>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;
using decimals::d;
using decimals::refused;

namespace {

std::vector<path_value> from_24(const growth_path& path, int n) { return grown({24, 2020y}, path, n); }

/// Values rounded to two places, and how they stand: `24.00 exact, 35.52 exact`.
std::string text(const std::vector<path_value>& values) {
    std::string out;
    for (const path_value& v : values)
        out += (out.empty() ? "" : ", ") + to_string(v.value, 2, rounding::half_up) + " " + std::string(to_string(v.how));
    return out;
}

std::string message(auto&& body) {
    try {
        (void)body();
    } catch (const exception& e) {
        return std::string(e.error().id()) + ": " + e.error().message;
    }
    return "no error";
}

const growth_path staged = growth_path::stages({{48_pct, 2024y}, {40_pct, 2028y}});
const growth_path fading = growth_path::fade({44_pct, 30_pct, 2021y, 2028y});
const growth_path s_curve = growth_path::logistic({500, 40_pct});

} // namespace

TEST_CASE("a constant path compounds exactly") {
    const auto values = grown({62.35_dec, 2020y}, 40.2_pct, 8);
    REQUIRE(values.size() == 9);
    for (int k = 0; k <= 8; ++k) {
        CHECK(values[static_cast<std::size_t>(k)].value == fraction(compound(62.35_dec, 40.2_pct, k)));
        CHECK(values[static_cast<std::size_t>(k)].when == period(2020y) + k);
        CHECK(values[static_cast<std::size_t>(k)].how == exactness::exact);
    }
    CHECK_FALSE(values[0].growth.has_value());
    CHECK(values[1].growth == fraction(0.402_dec));
    CHECK(values == grown({62.35_dec, 2020y}, growth_path::constant(40.2_pct), 8));
    CHECK(grown({-3, period::ordinal(0)}, 0_pct, 2)[2].value == fraction(-3));
    CHECK(grown({quotient(1, 3), 2020y}, 50_pct, 1)[1] == path_value{2021y, 0.5_dec, exactness::exact, fraction(0.5_dec)});
    CHECK(grown({quotient(1, 3), 2020y}, 50_pct, 0)[0].how == exactness::rational);
    CHECK(grown({24, 2020y}, -100_pct, 2)[2].value == fraction());
}

TEST_CASE("a rate a year, and stages, hold in turn") {
    CHECK(text(from_24(growth_path::yearly({48_pct, 40_pct, -10_pct}), 3)) == "24.00 exact, 35.52 exact, 49.73 exact, 44.76 exact");
    CHECK(from_24(growth_path::yearly({48_pct, 40_pct}), 1).size() == 2);
    const auto values = from_24(staged, 8);
    CHECK(values[4].value == fraction(compound(24, 48_pct, 4)));
    CHECK(values[8].value == fraction(compound(compound(24, 48_pct, 4), 40_pct, 4)));
    CHECK(values[4].growth == fraction(0.48_dec));
    CHECK(values[5].growth == fraction(0.4_dec));
    CHECK(from_24(staged, 3).size() == 4);
    CHECK(from_24(growth_path::stages({{48_pct, 2024y, 2021y}, {40_pct, 2028y, 2025y}}), 8) == values);
    // A later base is in the middle of nothing: the first stage begins after the base.
    CHECK(grown({24, 2022y}, staged, 6)[6].value == fraction(compound(compound(24, 48_pct, 2), 40_pct, 4)));
}

TEST_CASE("a linear fade goes in even steps, and is rational where these do not end") {
    const auto values = grown({24, 2019y}, fading, 11);
    const std::vector<decimal> growth{0.44_dec, 0.44_dec, 0.42_dec, 0.40_dec, 0.38_dec, 0.36_dec,
                                      0.34_dec, 0.32_dec, 0.30_dec, 0.30_dec, 0.30_dec};
    fraction value = 24;
    for (std::size_t k = 1; k <= 11; ++k) {
        CHECK(values[k].growth == fraction(growth[k - 1]));
        value *= fraction(growth[k - 1] + 1);
        CHECK(values[k].value == value);
    }
    const auto thirds = grown({27, 2020y}, growth_path::fade({20_pct, 10_pct, 2021y, 2024y}), 4);
    CHECK(thirds[2].growth == quotient(1, 6));
    CHECK(to_string(thirds[2].value) == "37.8");
    CHECK(thirds[2].how == exactness::exact);
    CHECK(grown({24, 2020y}, growth_path::fade({20_pct, 10_pct, 2021y, 2024y}), 3)[3].how == exactness::exact);
    CHECK(grown({10, 2020y}, growth_path::fade({20_pct, 10_pct, 2021y, 2024y}), 3)[3].how == exactness::rational);
    CHECK(grown({10, 2020y}, growth_path::fade({20_pct, 10_pct, 2021y, 2024y}), 3)[3].value == 12 * quotient(7, 6) * quotient(17, 15));
    // A base after the fade grows by its last rate.
    CHECK(grown({10, 2030y}, fading, 1)[1].value == fraction(13));
}

TEST_CASE("a logistic is rational, and its closed form the discrete form") {
    const auto values = from_24(s_curve, 30);
    CHECK(text({values.begin(), values.begin() + 4}) == "24.00 exact, 32.97 rational, 44.97 rational, 60.77 rational");
    CHECK(to_string(values[1].value) == "3000/91");
    for (std::size_t k = 1; k < values.size(); ++k) {
        const fraction y = values[k - 1].value;
        CHECK(values[k].value == quotient(y * 1.4_dec, 1 + 0.4_dec * quotient(y, 500)));
        CHECK_FALSE(values[k].growth.has_value());
        CHECK(values[k].value < 500);
        CHECK(values[k].value > y);
        CHECK(quotient(values[k].value, y) < 1.4_dec); // never by the unconstrained rate
    }
    CHECK(from_24(growth_path::logistic({24, 40_pct}), 3)[3] == path_value{2023y, 24, exactness::exact, {}});
    CHECK(from_24(growth_path::logistic({500, 0_pct}), 3)[3].value == fraction(24));
    CHECK(from_24(growth_path::logistic({500, -50_pct}), 1)[1].value == quotient(6000, 488));
    CHECK(from_24(growth_path::logistic({500, -100_pct}), 2)[2].value == fraction());
    CHECK(grown({quotient(1, 3), 2020y}, growth_path::logistic({1, 100_pct}), 1)[1] == path_value{2021y, 0.5_dec, exactness::exact, {}});
}

TEST_CASE("a logistic of a continuous rate is correctly rounded, and 500/(1 + (476/24) e^-0.4t)") {
    const auto values = grown({24, 2020y}, growth_path::continuous_logistic({500, 40_pct}), 3);
    // By mpmath at 60 digits, as those below.
    CHECK(values[0] == path_value{2020y, 24, exactness::exact, {}});
    CHECK(values[1].value.is_decimal());
    CHECK(values[1].how == exactness::rounded);
    CHECK(to_string(values[1].value, 20, rounding::half_even) == "34.97804554307189947777");
    CHECK(to_string(values[3].value, 20, rounding::half_even) == "71.69810300445717822565");
    CHECK(grown({24, 2020y}, growth_path::continuous_logistic({500, 0_pct}), 3)[3] == path_value{2023y, 24, exactness::exact, {}});
    CHECK(grown({500, 2020y}, growth_path::continuous_logistic({500, 40_pct}), 3)[3] == path_value{2023y, 500, exactness::exact, {}});
    CHECK(grown({24, 2020y}, growth_path::continuous_logistic({500, -40_pct}), 1)[1].value < 24);
}

TEST_CASE("Gompertz is correctly rounded, and exact where it is rational") {
    const auto values = grown({24, 2020y}, growth_path::gompertz({500, 20_pct}), 8);
    CHECK(to_string(values[8].value, 20, rounding::half_even) == "300.41319085966443361894");
    CHECK(values[8].how == exactness::rounded);
    // y0/K = 1/16 and q = 1/2: the square root, the fourth root, then no longer rational.
    CHECK(text(grown({25, 2020y}, growth_path::gompertz({400, 50_pct}), 3)) == "25.00 exact, 100.00 exact, 200.00 exact, 282.84 rounded");
    CHECK(grown({1, 2020y}, growth_path::gompertz({9, 50_pct}), 1)[1] == path_value{2021y, 3, exactness::exact, {}});
    CHECK(grown({1, 2020y}, growth_path::gompertz({4, 50_pct}), 1)[1].value == fraction(2));
    CHECK(grown({quotient(4, 9), 2020y}, growth_path::gompertz({1, 50_pct}), 1)[1] ==
          path_value{2021y, quotient(2, 3), exactness::rational, {}});
    CHECK(grown({pow(0.3_dec, 5), 2020y}, growth_path::gompertz({1, 40_pct}), 1)[1].value == fraction(0.027_dec)); // q = 3/5
    CHECK(grown({pow(0.3_dec, 5), 2020y}, growth_path::gompertz({1, 40_pct}), 2)[2].how == exactness::rounded);
    CHECK(grown({1e-16_dec, 2020y}, growth_path::gompertz({1, 50_pct}), 4)[4].value == fraction(0.1_dec));
    CHECK(grown({500, 2020y}, growth_path::gompertz({500, 20_pct}), 2)[2] == path_value{2022y, 500, exactness::exact, {}});
}

TEST_CASE("Bass yields first purchases, which rise, peak and fall") {
    const growth_path path = growth_path::bass({500, 0.03_dec, 0.38_dec});
    CHECK(path.sets_base());
    const auto values = grown({0, 2020y}, path, 30);
    REQUIRE(values.size() == 31);
    CHECK(to_string(values[0].value, 20, rounding::half_even) == "17.87908212822081306946");
    CHECK(to_string(values[6].value, 20, rounding::half_even) == "54.88726189243900033908");
    std::size_t peak = 0;
    fraction total;
    for (std::size_t k = 0; k < values.size(); ++k) {
        CHECK(values[k].how == exactness::rounded);
        total += values[k].value;
        if (values[k].value > values[peak].value) peak = k;
    }
    CHECK(peak == 6); // ln(q/p)/(p+q) = 6.2 periods after the launch
    CHECK(total < 500);
    CHECK(total > 499.9_dec);
    // Launched two periods before: the same curve from its third period.
    const auto later = grown({0, 2020y}, growth_path::bass({500, 0.03_dec, 0.38_dec, 2}), 3);
    CHECK(later[0].value == values[2].value);
    CHECK(later[3].value == values[5].value);
    CHECK(grown({0, 2020y}, growth_path::bass({500, 0.5_dec, 0}), 0)[0].value.numerator() ==
          d("196.7346701436832881981002325044098")); // 500 (1 - e^-0.5)
}

TEST_CASE("a rounded base rounds what grows from it") {
    for (const auto& v : grown({24, 2020y, exactness::rounded}, 40_pct, 2)) CHECK(v.how == exactness::rounded);
    for (const auto& v : grown({quotient(1, 3), 2020y, exactness::rounded}, s_curve, 2)) CHECK(v.how == exactness::rounded);
}

TEST_CASE("far ends take no time: what is next to the capacity or the base is rounded by an inequality") {
    const auto last = [](const growth_path& path, int n, const fraction& base, context to) {
        return grown({base, period::ordinal(0)}, path, n, to).back().value.numerator();
    };
    const auto elapsed = decimals::time_of([&] {
        CHECK(last(growth_path::continuous_logistic({500, rate::from_fraction(1e50_dec)}), 2, 24, {34, rounding::down}) ==
              d("499." + std::string(31, '9')));
        CHECK(last(growth_path::continuous_logistic({500, rate::from_fraction(1e50_dec)}), 2, 24, {34, rounding::half_up}) == decimal(500));
        CHECK(last(growth_path::continuous_logistic({500, rate::from_fraction(1e-50_dec)}), 2, 24, {3, rounding::up}) == 24.1_dec);
        CHECK(last(growth_path::continuous_logistic({500, rate::from_fraction(-1e-50_dec)}), 2, 24, {3, rounding::down}) == 23.9_dec);
        CHECK(last(growth_path::continuous_logistic({1e90000_dec, 40_pct}), 1, 24, {3, rounding::down}) == 35.8_dec);
        CHECK(last(growth_path::gompertz({500, 20_pct}), 10'000, 24, {3, rounding::ceiling}) == decimal(500));
        CHECK(last(growth_path::gompertz({500, 20_pct}), 10'000, 24, {3, rounding::floor}) == decimal(499));
        CHECK(last(growth_path::gompertz({500, rate::from_fraction(1e-5000_dec)}), 10, 24, {3, rounding::ceiling}) == 24.1_dec);
        CHECK(last(growth_path::bass({500, 1e-5000_dec, 0}), 3, 0, {3, rounding::down}) == 4.99e-4998_dec);
        CHECK(last(growth_path::bass({500, 1e-5000_dec, 1e-4000_dec}), 3, 0, {3, rounding::up}) == 5.01e-4998_dec);
        CHECK(last(growth_path::bass({500, 1e5000_dec, 1}), 0, 0, {3, rounding::down}) == decimal(499));
        CHECK(last(growth_path::bass({500, 1e5_dec, 1}), 2, 0, {3, rounding::down}).adjusted_exponent() == -86858);
    });
    CHECK(elapsed.count() < 5000);
    CHECK(refused([&] { return last(growth_path::bass({500, 1e50_dec, 1}), 2, 0, {}); }) == "E-limit-exponent");
    CHECK(refused([&] { return last(growth_path::continuous_logistic({500, rate::from_fraction(-1)}), 1'000, 24, {}); }) == "no error");
}

TEST_CASE("a path says what it is") {
    CHECK(to_string(growth_path(40.2_pct)) == "40.2%");
    CHECK(to_string(growth_path::yearly({48_pct, 40_pct})) == "48%, 40% in turn");
    CHECK(to_string(growth_path::yearly(std::vector<rate>(30, 40_pct))) ==
          "40%, 40%, 40%, 40%, 40%, 40%, 40%, 40%, 40%, 40%, ..., 40% in turn");
    CHECK(cagr::to_string(staged) == "48% to 2024, 40% to 2028");
    CHECK(to_string(fading) == "44% (2021) fading to 30% (2028)");
    CHECK(to_string(s_curve) == "logistic to 500, 40% unconstrained");
    CHECK(to_string(growth_path::continuous_logistic({500, 40_pct})) == "continuous logistic to 500, 40% unconstrained");
    CHECK(to_string(growth_path::gompertz({500, 20_pct})) == "Gompertz to 500, approaching by 20%");
    CHECK(to_string(growth_path::bass({500, 0.03_dec, 0.38_dec})) == "Bass of 500, p 0.03, q 0.38");
    CHECK(to_string(growth_path::bass({500, 0.03_dec, 0.38_dec, 1})) == "Bass of 500, p 0.03, q 0.38, launched 1 period before");
    CHECK(to_string(growth_path::bass({500, 0.03_dec, 0.38_dec, 2})) == "Bass of 500, p 0.03, q 0.38, launched 2 periods before");
    CHECK(to_string(path_kind::continuous_logistic) == "continuous_logistic");
    CHECK(to_string(staged.kind()) == "stages");
    CHECK(to_string(exactness::rational) == "rational");
}

TEST_CASE("a path tells its parts, and is equal to one of the same parts") {
    CHECK(growth_path(40.2_pct).constant_rate() == 40.2_pct);
    CHECK_FALSE(staged.constant_rate().has_value());
    CHECK(s_curve.capacity() == decimal(500));
    CHECK_FALSE(growth_path::bass({500, 1, 0}).capacity().has_value());
    CHECK_FALSE(fading.capacity().has_value());
    CHECK(staged.rates() == std::vector<rate>{48_pct, 40_pct});
    CHECK(fading.rates() == std::vector<rate>{44_pct, 30_pct});
    CHECK(growth_path::bass({500, 1, 0}).rates().empty());
    CHECK(staged.until(2020y) == period(2028y));
    CHECK(growth_path::yearly({48_pct, 40_pct}).until(2020y) == period(2022y));
    CHECK_FALSE(fading.until(2020y).has_value());
    CHECK(growth_path(40_pct) == growth_path::constant(40.0_pct));
    CHECK_FALSE(growth_path(40_pct) == growth_path::yearly({40_pct}));
    CHECK_FALSE(s_curve == growth_path::continuous_logistic({500, 40_pct}));
    CHECK_FALSE(growth_path::bass({500, 1, 0}) == growth_path::bass({500, 1, 0, 1}));
}

TEST_CASE("a shifted path has every rate moved by as many percentage points") {
    CHECK(growth_path(40.2_pct).shifted(-1.2_dec) == growth_path(39_pct));
    CHECK(staged.shifted(2) == growth_path::stages({{50_pct, 2024y}, {42_pct, 2028y}}));
    CHECK(fading.shifted(1) == growth_path::fade({45_pct, 31_pct, 2021y, 2028y}));
    CHECK(s_curve.shifted(5) == growth_path::logistic({500, 45_pct}));
    CHECK(refused([] { return staged.shifted(-141); }) == "E-domain-rate");
    CHECK(message([] {
              return growth_path::gompertz({500, 20_pct}).shifted(1);
          }) == "E-usage: the path 'Gompertz to 500, approaching by 20%' has no rate of growth to move by '1' percentage points; give it "
                "other parameters");
    CHECK(refused([] { return growth_path::bass({500, 1, 0}).shifted(1); }) == "E-usage");
}

TEST_CASE("stages that do not follow each other name both") {
    CHECK(refused([] { return growth_path::stages({}); }) == "E-domain-empty");
    CHECK(refused([] { return growth_path::yearly({}); }) == "E-domain-empty");
    CHECK(message([] {
              return growth_path::stages({{48_pct, 2024y}, {40_pct, 2028y, 2026y}});
          }) == "E-period-order: stage 2 ('40% from 2026 to 2028') after stage 1 ('48% to 2024') leaves a gap; it must begin in 2025");
    CHECK(message([] {
              return growth_path::stages({{48_pct, 2024y}, {40_pct, 2028y, 2024y}});
          }) == "E-period-order: stage 2 ('40% from 2024 to 2028') after stage 1 ('48% to 2024') overlaps it; it must begin in 2025");
    CHECK(message([] {
              return growth_path::stages({{48_pct, 2024y}, {40_pct, 2023y}});
          }) == "E-period-order: stage 2 ('40% to 2023') after stage 1 ('48% to 2024') ends no later; stages follow each other in time");
    CHECK(refused([] { return growth_path::stages({{48_pct, 2024y, 2025y}}); }) == "E-period-order");
    CHECK(refused([] { return growth_path::stages({{48_pct, 2024y}, {40_pct, period::quarter(2028, 1)}}); }) == "E-period-kind");
    CHECK(refused([] { return growth_path::stages({{48_pct, period::date(2024, 1, 1)}}); }) == "E-period-day-count");
    CHECK(refused([] { return growth_path::fade({44_pct, 30_pct, 2028y, 2028y}); }) == "E-period-order");
    CHECK(refused([] { return growth_path::fade({44_pct, 30_pct, 2021y, period::fiscal_year(2028)}); }) == "E-period-kind");
}

TEST_CASE("growth into a period that a path says nothing of is refused") {
    CHECK(message([] {
              return from_24(growth_path::yearly({48_pct, 40_pct}), 3);
          }) == "E-period-order: growth into 2023, period 3 after 2020, and 2 rates; a rate for each period is needed");
    CHECK(message([] { return from_24(staged, 9); }) ==
          "E-period-order: growth into 2029, and the last stage, 40% to 2028, ends before; stages up to there are needed");
    CHECK(message([] {
              return grown({24, 2024y}, staged, 1);
          }) ==
          "E-period-order: the first stage, 48% to 2024, ends before 2025, the first period after the base; it must end there or later");
    CHECK(message([] {
              return grown({24, 2019y}, growth_path::stages({{48_pct, 2024y, 2021y}}), 1);
          }) == "E-period-order: the first stage begins in 2021, and the base is of 2019; it must begin in 2020");
    CHECK(refused([] { return grown({24, period::fiscal_year(2020)}, staged, 1); }) == "E-period-kind");
    CHECK(refused([] { return grown({24, period::ordinal(0)}, fading, 1); }) == "E-period-kind");
    CHECK(refused([] { return grown({24, period::year(9998)}, 40_pct, 2); }) == "E-period-range");
    CHECK(refused([] { return grown({24, period::date(2020, 1, 1)}, 40_pct, 2); }) == "E-period-day-count");
}

TEST_CASE("amounts that a curve cannot start from or go to are refused") {
    CHECK(message([] {
              return from_24(growth_path::logistic({20, 40_pct}), 1);
          }) ==
          "E-domain-amount: the capacity '20' of a logistic path lies below its base '24'; a capacity of the base or above is needed");
    CHECK(refused([] { return from_24(growth_path::logistic({20, -40_pct}), 1); }) == "E-domain-amount");
    CHECK(refused([] { return from_24(growth_path::continuous_logistic({20, 40_pct}), 1); }) == "E-domain-amount");
    CHECK(refused([] { return from_24(growth_path::gompertz({20, 40_pct}), 1); }) == "E-domain-amount");
    CHECK(refused([] { return grown({0, 2020y}, s_curve, 1); }) == "E-domain-amount");
    CHECK(refused([] { return grown({-1, 2020y}, growth_path::gompertz({20, 40_pct}), 1); }) == "E-domain-amount");
    CHECK(message([] {
              return growth_path::logistic({-5, 40_pct});
          }) == "E-domain-amount: the capacity of a logistic path is '-5'; an amount above 0 is needed");
    CHECK(refused([] { return growth_path::continuous_logistic({0, 40_pct}); }) == "E-domain-amount");
    CHECK(refused([] { return growth_path::gompertz({0, 40_pct}); }) == "E-domain-amount");
    CHECK(message([] {
              return growth_path::gompertz({500, 100_pct});
          }) == "E-domain-rate: a Gompertz path that closes '100%' of its distance a period; above 0% and below 100% is needed");
    CHECK(refused([] { return growth_path::gompertz({500, 0_pct}); }) == "E-domain-rate");
    CHECK(refused([] { return growth_path::bass({0, 1, 1}); }) == "E-domain-amount");
    CHECK(refused([] { return growth_path::bass({500, 0, 1}); }) == "E-domain-amount");
    CHECK(refused([] { return growth_path::bass({500, 1, -1}); }) == "E-domain-amount");
    CHECK(refused([] { return growth_path::bass({500, 1, 1, -1}); }) == "E-domain-count");
    CHECK(refused([] { return growth_path::bass({500, 1, 1, 1'000'001}); }) == "E-limit-periods");
    CHECK(message([] {
              return grown({24, 2020y}, growth_path::bass({500, 1, 1}), 1);
          }) ==
          "E-usage: a base of '24' for the path 'Bass of 500, p 1, q 1', which says itself what it starts with; leave the base out, or 0");
}

TEST_CASE("the limits of a growth path are checked before the work") {
    const auto at_0 = [](const growth_path& path, auto n, context to = {}) { return grown({24, period::ordinal(0)}, path, n, to); };
    const auto elapsed = decimals::time_of([&] {
        CHECK(refused([&] { return at_0(40_pct, -1); }) == "E-domain-count");
        CHECK(refused([&] { return at_0(40_pct, 1'000'001); }) == "E-limit-periods");
        CHECK(refused([&] { return at_0(40_pct, 1'000'000); }) == "E-limit-rows");
        CHECK(refused([&] { return at_0(0_pct, 200'000); }) == "E-limit-rows");
        CHECK(at_0(0_pct, 100'000).size() == 100'001);
        CHECK(refused([&] { return at_0(rate::from_percent(d("1." + std::string(15'000, '3'))), 100); }) == "E-limit-digits");
        CHECK(refused([&] { return at_0(growth_path::yearly(std::vector<rate>(5000, 12.3456789_pct)), 5000); }) == "E-limit-rows");
        CHECK(refused([&] { return at_0(growth_path::logistic({500, 40.2_pct}), 3000); }) == "E-limit-rows");
        CHECK(refused([&] { return at_0(growth_path::gompertz({500, 40.2_pct}), 2000, {10'000}); }) == "E-limit-rows");
        CHECK(refused([&] {
                  return at_0(growth_path::fade({44_pct, 30_pct, period::ordinal(1), period::ordinal(7919)}), 7919);
              }) == "E-limit-rows");
        CHECK(refused([&] { return at_0(40_pct, 1, {.digits = 0}); }) == "E-limit-context");
    });
    CHECK(elapsed.count() < 10'000);
    CHECK(try_grown({24, 2020y}, 40_pct, -1).error().code == errc::domain_count);
    CHECK(try_grown({24, 2020y}, 40_pct, 1).value().size() == 2);
}

TEST_CASE("ten thousand constant paths of thirty years are quick") {
    const growth_path path(40.2_pct);
    std::size_t rows = 0;
    CHECK(decimals::time_of([&] {
              for (int i = 0; i < 10'000; ++i) rows += grown({62.35_dec, 2020y}, path, 30).size();
          }).count() < 2000); // 20 ms at -O2 on the machine that it was written on
    CHECK(rows == 310'000);
}
