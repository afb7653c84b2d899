// Trends: growth between the ends of a series, by the line through its logarithms, period by period; gaps, windows, errors.
#include <cagr/trend.hpp>

#include "support/decimals.hpp"

#include <cagr/detail/student_t.hpp>

#include <chrono>
#include <cstddef>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;
using decimals::d;
using decimals::refused;

namespace {

/// The two columns of a small file of the tests, without its header.
std::vector<std::pair<std::string, std::string>> rows_of(std::string_view name) {
    std::ifstream file(std::string(CAGR_TEST_DATA) + "/" + std::string(name));
    std::vector<std::pair<std::string, std::string>> out;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) out.emplace_back(line.substr(0, line.find(',')), line.substr(line.find(',') + 1));
    return out;
}

std::string message(const trend_request& asked) {
    const auto done = try_trend(asked);
    return done ? "no error" : std::string(done.error().id()) + ": " + done.error().message;
}

trend_request series(std::vector<point> points) { return {.points = std::move(points)}; }

/// So many years from 2000 on, whose values do not lie on a line.
std::vector<point> many_years(int n) {
    std::vector<point> out;
    for (int i = 0; i < n; ++i) out.push_back({period::ordinal(i), decimal(1000 + i * 3 + i % 7)});
    return out;
}

std::string text(const std::optional<rate>& r, int places = 2) { return r ? to_string(*r, places, rounding::half_up) : "-"; }

} // namespace

TEST_CASE("a regression has every digit that NIST certifies of Norris") {
    std::vector<observation> data;
    for (const auto& [y, x] : rows_of("norris.csv")) data.push_back({.x = d(x), .y = d(y)});
    REQUIRE(data.size() == 36);
    std::map<std::string, std::string> certified;
    for (const auto& [figure, value] : rows_of("norris_certified.csv")) certified[figure] = value;
    REQUIRE(certified.size() == 6);
    const regression fitted = linear_regression(data, {.digits = 15});
    CHECK(fitted.count == 36);
    CHECK(to_string(fitted.slope) == certified["slope"]);
    CHECK(to_string(fitted.intercept) == certified["intercept"]);
    CHECK(to_string(fitted.slope_deviation.value()) == certified["slope_deviation"]);
    CHECK(to_string(fitted.intercept_deviation.value()) == certified["intercept_deviation"]);
    CHECK(to_string(fitted.residual_deviation.value()) == certified["residual_deviation"]);
    CHECK(to_string(fitted.r_squared.value()) == certified["r_squared"]);
}

TEST_CASE("a regression through points of a line is exact") {
    const std::vector<observation> line{{1, 5}, {2, 7}, {10, 23}};
    const regression fitted = linear_regression(line, {});
    CHECK(fitted.slope == 2);
    CHECK(fitted.intercept == 3);
    CHECK(fitted.residual_deviation == decimal(0));
    CHECK(fitted.slope_deviation == decimal(0));
    CHECK(fitted.intercept_deviation == decimal(0));
    CHECK(fitted.r_squared == decimal(1));
    const std::vector<observation> flat{{1, 5}, {2, 5}, {10, 5}};
    CHECK(linear_regression(flat, {}).slope == 0);
    CHECK_FALSE(linear_regression(flat, {}).r_squared.has_value());
    const std::vector<observation> two{{1, 5}, {2, 7}};
    CHECK(linear_regression(two, {}).slope == 2);
    CHECK_FALSE(linear_regression(two, {}).slope_deviation.has_value());
    CHECK_FALSE(linear_regression(two, {}).residual_deviation.has_value());
}

TEST_CASE("a regression needs two pairs and two x") {
    const std::vector<observation> one{{1, 5}};
    const std::vector<observation> upright{{1, 5}, {1, 6}, {1, 7}};
    CHECK(refused([&] { return linear_regression({}, {}); }) == "E-domain-empty");
    CHECK(refused([&] { return linear_regression(one, {}); }) == "E-domain-empty");
    CHECK(refused([&] { return linear_regression(upright, {}); }) == "E-domain-division");
    CHECK(refused([&] { return linear_regression(upright, {.digits = 0}); }) == "E-limit-context");
    CHECK(try_linear_regression(one, {}).error().message == "the regression of one pair; two at least are needed");
}

TEST_CASE("Student's t is that of the printed tables") {
    struct entry {
        std::uint64_t freedom;
        const char* confidence;
        const char* t;
    };
    // Two-sided, to three places: the table of critical values in the NIST/SEMATECH e-Handbook, 1.3.6.7.2.
    for (const auto& [freedom, confidence, t] :
         {entry{1, "0.90", "6.314"},   {1, "0.95", "12.706"}, {1, "0.99", "63.657"}, {2, "0.95", "4.303"},  {2, "0.998", "22.327"},
          entry{3, "0.95", "3.182"},   {4, "0.99", "4.604"},  {5, "0.80", "1.476"},  {6, "0.95", "2.447"},  {7, "0.98", "2.998"},
          entry{8, "0.95", "2.306"},   {9, "0.99", "3.250"},  {10, "0.95", "2.228"}, {15, "0.95", "2.131"}, {20, "0.99", "2.845"},
          entry{29, "0.95", "2.045"},  {30, "0.90", "1.697"}, {40, "0.95", "2.021"}, {60, "0.95", "2.000"}, {100, "0.95", "1.984"},
          entry{100, "0.998", "3.174"}})
        CHECK(to_string(detail::student_t(d(confidence), freedom), 3, rounding::half_up) == t);
    // In closed form: of one degree tan(pi p / 2), of two p sqrt(2 / (1 - p^2)).
    CHECK(round_to_digits(detail::student_t(d("0.5"), 1), {.digits = 60}) == 1);
    const decimal p = d("0.95");
    const decimal of_two = p * sqrt(divide(2, decimal(1) - p * p, {.digits = 60}), {.digits = 60});
    CHECK(round_to_digits(detail::student_t(p, 2), {.digits = 45}) == round_to_digits(of_two, {.digits = 45}));
}

TEST_CASE("the ends of a series and the line through its logarithms are told side by side") {
    const trend_report report = trend(series({{2016y, 10}, {2017y, 12}, {2019y, 15}}));
    CHECK(report.periods == 3);
    CHECK(report.endpoint == implied_rate(10, 15, 3, {}));
    // By hand: t of 0, 1, 3 gives b = (ln 15 * 5 - ln 12 - ln 10 * 4) / 14, so e^b = (15^5 / (12 * 10^4))^(1/14).
    CHECK(report.fitted.growth == implied_rate(120'000, 759'375, 14, {}));
    CHECK(report.fitted.slope == divide(ln(d("6.328125"), {.digits = 60}), 14, {}));
    CHECK(text(report.fitted.low) == "-8.67%");
    CHECK(text(report.fitted.high) == "42.51%");
    CHECK(to_string(*report.fitted.r_squared, 4, rounding::half_up) == "0.9827");
}

TEST_CASE("growth over a gap is the rate that leads across it") {
    const trend_report report = trend(series({{2016y, 100}, {2017y, 110}, {2020y, d("146.41")}, {2021y, 150}, {2023y, 160}}));
    REQUIRE(report.rows.size() == 5);
    CHECK_FALSE(report.rows[0].growth.has_value());
    CHECK(report.rows[0].periods == 0);
    CHECK(report.rows[1].growth == 10_pct);
    CHECK_FALSE(report.rows[1].is_after_gap());
    CHECK(report.rows[2].growth == implied_rate(110, d("146.41"), 3, {}));
    CHECK(report.rows[2].periods == 3);
    CHECK(report.rows[2].is_after_gap());
    CHECK(report.gaps == std::vector<trend_gap>{{2018y, 2019y, 2}, {2022y, 2022y, 1}});
}

TEST_CASE("rolling rates go over whole windows whose first period has a value") {
    trend_request asked = series({{2016y, 100}, {2017y, 110}, {2018y, 121}, {2020y, 150}, {2021y, 160}});
    asked.window = 2;
    const trend_report report = trend(asked);
    CHECK_FALSE(report.rows[0].rolling.has_value());
    CHECK_FALSE(report.rows[1].rolling.has_value());
    CHECK(report.rows[2].rolling == 10_pct);
    CHECK(report.rows[3].rolling == implied_rate(121, 150, 2, {}));
    CHECK_FALSE(report.rows[4].rolling.has_value()); // nothing in 2019
    asked.window = 5;
    CHECK(trend(asked).rows[4].rolling == trend(asked).endpoint);
    asked.window = std::uint64_t{1} << 63;
    CHECK_FALSE(trend(asked).rows[4].rolling.has_value());
    CHECK_FALSE(trend(series(asked.points)).rows[2].rolling.has_value());
}

TEST_CASE("parts of a year give rates a year, or of what is asked") {
    std::vector<point> quarters;
    for (int i = 0; i < 8; ++i) quarters.push_back({period::quarter(2024, 1) + i, pow(d("1.02"), i)});
    trend_request asked = series(quarters);
    asked.window = 4;
    CHECK(trend(asked).endpoint == annualized(2_pct, 4));
    CHECK(trend(asked).fitted.growth == annualized(2_pct, 4));
    CHECK(trend(asked).rows[1].growth == 2_pct);
    CHECK(trend(asked).rows[4].rolling == annualized(2_pct, 4));
    asked.rates_per_year = 4;
    CHECK(trend(asked).endpoint == 2_pct);
    CHECK(trend(asked).fitted.growth == 2_pct);
    asked.rates_per_year = 12;
    CHECK(trend(asked).endpoint == per_period(2_pct, 3, {}));

    quarters[3].value = 1;
    asked = series(quarters);
    const trend_report of_years = trend(asked);
    asked.rates_per_year = 4;
    const trend_report of_quarters = trend(asked);
    CHECK(round_to_digits(of_quarters.fitted.slope * 4, {.digits = 32}) == round_to_digits(of_years.fitted.slope, {.digits = 32}));
    CHECK(of_quarters.fitted.r_squared == of_years.fitted.r_squared);
    CHECK(of_quarters.fitted.residual_deviation == of_years.fitted.residual_deviation);
}

TEST_CASE("the order in which points are given does not matter, and labels are kept") {
    const trend_report sorted = trend(series({{period::parse("FY2020-21"), 10}, {period::parse("FY22"), 12}, {period::parse("FY24"), 11}}));
    const trend_report shuffled =
        trend(series({{period::parse("FY24"), 11}, {period::parse("FY2020-21"), 10}, {period::parse("FY22"), 12}}));
    CHECK(shuffled.fitted.growth == sorted.fitted.growth);
    CHECK(shuffled.endpoint == sorted.endpoint);
    CHECK(to_string(shuffled.rows[0].at.when) == "FY2020-21");
    CHECK(to_string(shuffled.gaps.at(0).first) == "FY23");
}

TEST_CASE("a series of one growth lies on its line") {
    const trend_report report = trend(series({{2016y, 100}, {2017y, 110}, {2020y, d("146.41")}}));
    CHECK(report.fitted.growth == 10_pct);
    CHECK(report.fitted.low == 10_pct);
    CHECK(report.fitted.high == 10_pct);
    CHECK(report.fitted.slope == ln(d("1.1"), {}));
    CHECK(report.fitted.r_squared == decimal(1));
    CHECK(report.fitted.residual_deviation == decimal(0));
    CHECK(report.fitted.slope_deviation == decimal(0));
    const log_linear doubled = trend({.points = {{2016y, 1}, {2018y, 2}, {2020y, 4}}, .to = {.digits = 3}}).fitted;
    CHECK(doubled.low == rate::from_percent(d("41.4"))); // sqrt(2) - 1, outward
    CHECK(doubled.high == rate::from_percent(d("41.5")));
    // Off by the 300th digit, it does not.
    const decimal off = d("146.41") + scale10(decimal(1), -300);
    const log_linear beside = trend(series({{2016y, 100}, {2017y, 110}, {2020y, off}})).fitted;
    CHECK(beside.residual_deviation->sign() > 0);
    CHECK(beside.residual_deviation->adjusted_exponent() == -303);
}

TEST_CASE("a level series has no growth, and nothing that a line could explain") {
    const log_linear level = trend(series({{2016y, 5}, {2017y, 5}, {2019y, 5}})).fitted;
    CHECK(level.growth == 0_pct);
    CHECK(level.low == 0_pct);
    CHECK(level.high == 0_pct);
    CHECK(level.slope == 0);
    CHECK(level.residual_deviation == decimal(0));
    CHECK_FALSE(level.r_squared.has_value());
    // One that comes back is level too, but not on its line.
    const log_linear back = trend(series({{2016y, 1}, {2017y, 5}, {2018y, 1}})).fitted;
    CHECK(back.growth == 0_pct);
    CHECK(back.slope == 0);
    CHECK(back.r_squared == decimal(0));
    CHECK(back.low < 0_pct);
    CHECK(back.high > 0_pct);
}

TEST_CASE("two points have a rate and no interval") {
    const trend_report report = trend(series({{2016y, 100}, {2018y, 144}}));
    CHECK(report.fitted.growth == 20_pct);
    CHECK(report.fitted.growth == report.endpoint);
    CHECK_FALSE(report.fitted.low.has_value());
    CHECK_FALSE(report.fitted.high.has_value());
    CHECK_FALSE(report.fitted.r_squared.has_value());
    CHECK_FALSE(report.fitted.slope_deviation.has_value());
    CHECK_FALSE(report.fitted.residual_deviation.has_value());
    CHECK_FALSE(report.fitted.t_quantile.has_value());
}

TEST_CASE("a fitted rate that is exact is exact in every rounding") {
    for (const rounding mode : decimals::all_roundings) {
        trend_request asked = series({{2016y, 1}, {2017y, 5}, {2018y, 4}}); // sqrt(4 / 1)
        asked.to = {.digits = 3, .mode = mode};
        CHECK(trend(asked).fitted.growth == 100_pct);
        CHECK(log_linear_trend(asked).growth == 100_pct);
    }
    trend_request tie = series({{2016y, 1}, {2017y, 5}, {2018y, d("1.265625")}}); // 1.125^2
    tie.to = {.digits = 2, .mode = rounding::half_up};
    CHECK(trend(tie).fitted.growth == 13_pct);
    tie.to.mode = rounding::half_down;
    CHECK(trend(tie).fitted.growth == 12_pct);
}

TEST_CASE("the interval widens with the confidence") {
    trend_request asked = series({{2016y, 10}, {2017y, 12}, {2018y, 13}, {2019y, 17}, {2020y, 19}});
    rate low = 100_pct;
    rate high = -100_pct;
    for (const char* confidence : {"0.000000000001", "50", "90", "95", "99", "99.999999999999"}) {
        asked.confidence_percent = d(confidence);
        const log_linear fitted = trend(asked).fitted;
        CHECK(*fitted.low < low);
        CHECK(*fitted.high > high);
        CHECK(*fitted.low < fitted.growth);
        CHECK(*fitted.high > fitted.growth);
        low = *fitted.low;
        high = *fitted.high;
    }
}

TEST_CASE("values as far apart as there are numbers have a trend") {
    const log_linear peak = trend(series({{2016y, 1}, {2017y, d("1e100000")}, {2018y, 1}})).fitted;
    CHECK(peak.growth == 0_pct);
    CHECK(peak.low == -100_pct);
    CHECK(peak.high->fraction().adjusted_exponent() == 733'593);
    trend_request sure = series({{2016y, 1}, {2017y, d("1e100000")}, {2018y, 1}});
    sure.confidence_percent = 99;
    CHECK(trend(sure).fitted.low == -100_pct);
    CHECK_FALSE(trend(sure).fitted.high.has_value()); // beyond 10^1,000,000
    const trend_report fall = trend(series({{2016y, d("1e100000")}, {2017y, 7}, {2018y, d("1e-100000")}}));
    CHECK(fall.endpoint == -100_pct);
    CHECK(fall.fitted.growth == -100_pct);
    trend_request steep = series({{2016y, d("1e100000")}, {2017y, 7}, {2018y, d("1e-100000")}});
    steep.to = {.digits = 5, .mode = rounding::ceiling}; // something is left
    CHECK(trend(steep).fitted.growth == rate::from_percent(d("-99.999")));
    CHECK(trend(steep).endpoint == rate::from_percent(d("-99.999")));
    const trend_report beside = trend(series({{2016y, 1}, {2017y, d("1.") + scale10(decimal(1), -900)}, {2018y, 1}}));
    CHECK(beside.fitted.growth == 0_pct);
    CHECK(beside.fitted.residual_deviation->adjusted_exponent() == -901);
}

TEST_CASE("a value that has no logarithm is an error with its place") {
    CHECK(message(series({{2016y, 10}, {2017y, 12}, {2018y, 0}})) ==
          "E-domain-logarithm: point 3 (2018) is '0'; a value above 0 is needed, others have no growth rate and no logarithm");
    CHECK(message(series({{2018y, 10}, {2016y, -12}, {2017y, 0}})).starts_with("E-domain-logarithm: point 2 (2016) is '-12'"));
}

TEST_CASE("points that make no series are refused by name") {
    CHECK(message({}) == "E-domain-empty: the trend of no points; two at least are needed");
    CHECK(message(series({{2016y, 10}})) == "E-domain-empty: the trend of one point; two at least are needed");
    CHECK(message(series({{2018y, 10}, {2016y, 12}, {2018y, 11}})) ==
          "E-period-order: point 1 (2018) and point 3 (2018) are of one period; one value of each is needed");
    CHECK(message(series({{period::parse("FY20"), 10}, {period::parse("FY2019-20"), 12}})) ==
          "E-period-order: point 1 (FY20) and point 2 (FY2019-20) are of one period; one value of each is needed");
    CHECK(message(series({{2016y, 10}, {period::parse("FY2017"), 12}})) ==
          "E-period-kind: point 1 (2016) is a year and point 2 (FY2017) a fiscal year; all must be of one kind");
    CHECK(message(series({{period::date(2016, 1, 1), 10}, {period::date(2017, 1, 1), 12}}))
              .starts_with("E-period-day-count: point 1 (2016-01-01)"));
}

TEST_CASE("what is asked of a series is checked") {
    const std::vector<point> points{{2016y, 10}, {2017y, 12}};
    CHECK(message({.points = points, .window = 0}).starts_with("E-domain-zero-periods"));
    for (const char* confidence : {"0", "-5", "100", "120", "95.0000000000001"})
        CHECK(message({.points = points, .confidence_percent = d(confidence)}).starts_with("E-domain-rate: a confidence of"));
    CHECK(message({.points = points, .rates_per_year = 0}).starts_with("E-domain-count"));
    CHECK(message({.points = points, .rates_per_year = 367}).starts_with("E-domain-count"));
    CHECK(message({.points = points, .to = {.digits = 0}}).starts_with("E-limit-context"));
    CHECK(message({.points = points, .to = {.digits = 1001}}) == "E-limit-context: a trend to 1001 digits; at most 1000 are allowed");
    CHECK(message(series({{2016y, 10}, {2017y, d(decimals::digits_text(1001))}}))
              .starts_with("E-limit-digits: point 2 (2017) has 1001 digits"));
    CHECK(message({.points = many_years(5001), .to = {.digits = 1000}}).starts_with("E-limit-rows: 5001 points to 1000 digits"));
    CHECK(refused([&] { return log_linear_trend({.points = {{2016y, 10}}}); }) == "E-domain-empty");
    CHECK(try_log_linear_trend({.points = points}).value().growth == 20_pct);
}
