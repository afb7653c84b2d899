#include "support/catch.hpp"

#include <cagr/forecast.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

namespace {

std::string id_of(const std::function<void()>& body) {
    try {
        body();
    } catch (const exception& e) {
        CHECK_FALSE(e.error().message.empty());
        return std::string(e.error().id());
    }
    return "no error";
}

/// USD 62.35 billion in 2020, 40.2% a year, to 2028.
forecast seed() {
    return {.base = figure::parse("USD 62.35 billion"),
            .base_period = 2020y,
            .growth = stated_rate(figure::parse("40.2%")),
            .target_period = 2028y};
}

std::vector<std::string> texts(const projection& p) {
    std::vector<std::string> out;
    for (const auto& row : p.rows()) out.push_back(row.text());
    return out;
}

} // namespace

TEST_CASE("the seed market grows from 62.35 to 930.72 billion") {
    const projection p = project(seed());
    CHECK(texts(p) == std::vector<std::string>{"62.35", "87.41", "122.56", "171.82", "240.90", "337.74", "473.50", "663.85", "930.72"});
    CHECK(p.size() == 9);
    CHECK(p.periods() == 8);
    CHECK(p.growth() == 40.2_pct);
    CHECK(p.display_exponent() == 9);
    CHECK(p.convention() == convention::from_base);
    CHECK(p.policy() == rounding_policy::final);
    REQUIRE(p.source() != nullptr);
    CHECK(p.source()->target_period == period(2028y));
}

TEST_CASE("every row holds its period, role, exact value and shown value") {
    const projection p = project(seed());
    CHECK(p.front().when() == period(2020y));
    CHECK(p.front().role() == role::base);
    CHECK(p.front().exact() == 62.35_B);
    CHECK(p.back().when() == period(2028y));
    CHECK(p.back().role() == role::forecast);
    CHECK(p.back().exact() == scale10(decimal::parse("930.72325832871089269535292160"), 9));
    CHECK(p.back().shown() == 930.72_B);
    CHECK(p.at(2024y).index() == 4);
    CHECK(p.at(2024y).text() == "240.90");
    std::size_t k = 0;
    for (const auto& row : p.rows()) {
        CHECK(row.index() == k);
        CHECK(row.exact() == compound(62.35_B, 40.2_pct, k));
        ++k;
    }
    CHECK(k == p.rows().size());
}

TEST_CASE("growth, increase and multiple come from exact values") {
    const projection p = project(seed());
    CHECK(p.front().growth() == 0_pct);
    CHECK(p.front().increase() == 0);
    CHECK(p.front().multiple() == 1);
    CHECK(p[1].growth() == 40.2_pct);
    CHECK(p[1].increase() == 25.0647_B);
    CHECK(p[1].increase_text() == "25.06");
    CHECK(p[2].multiple() == pow(1.402_dec, 2));
    CHECK(p[8].multiple() == pow(1.402_dec, 8));
    CHECK(p[8].increase_text() == "266.87");
}

TEST_CASE("where shown figures do not subtract, the row says so and the projection has the footnote") {
    const projection p = project(seed());
    CHECK_FALSE(p[1].increase_differs());
    CHECK(p[2].increase_text() == "35.14");
    CHECK(p[2].increase_differs());
    CHECK(p.footnote() == "* from unrounded values; subtracting shown figures differs by 0.01");
    CHECK(project(100, 10_pct, 2).footnote().empty());
    CHECK(project(100, 10_pct, 0).footnote().empty());
}

TEST_CASE("1000 at 15 percent for 3 periods is 1520.875, shown 1520.88 half up and half even") {
    const projection up = project(1000, 15_pct, 3);
    CHECK(up.back().exact() == 1520.875_dec);
    CHECK(up.back().text() == "1520.88");
    CHECK(project(1000, 15_pct, 3, {.places = 2, .mode = rounding::half_even}).back().text() == "1520.88");
    CHECK(project(1000, 15_pct, 3, {.places = 2, .mode = rounding::half_down}).back().text() == "1520.87");
    CHECK(project(1000, 15_pct, 3, {.places = 0, .mode = rounding::floor}).back().text() == "1520");
    CHECK(project(1000, 15_pct, 3, {.places = 5}).back().text() == "1520.87500");
}

TEST_CASE("a projection of a plain number counts undated periods in plain amounts") {
    const projection p = project(100, 10_pct, 3);
    CHECK(p.size() == 4);
    CHECK(p.display_exponent() == 0);
    CHECK(p.source() == nullptr);
    CHECK(p.back().when() == period::ordinal(3));
    CHECK(p.at(period::ordinal(2)).exact() == 121);
    CHECK(p.back().low() == p.back().exact());
    CHECK(p.back().high() == p.back().exact());
    CHECK(p.shown_as().places == 2);
    CHECK(p.shown_as().mode == rounding::half_up);
}

TEST_CASE("no periods leave the base alone") {
    const projection p = project(62.35_dec, 40.2_pct, 0);
    CHECK(p.size() == 1);
    CHECK(p.periods() == 0);
    CHECK(p.front().exact() == 62.35_dec);
    CHECK(p.back().index() == 0);
    forecast same = seed();
    same.target_period = 2020y;
    CHECK(texts(project(same)) == std::vector<std::string>{"62.35"});
}

TEST_CASE("rounding each year compounds the value shown") {
    forecast f{.base = figure::parse("1000.00"),
               .base_period = 2020y,
               .growth = 1.5_pct,
               .target_period = 2024y,
               .policy = rounding_policy::each_year};
    const projection p = project(f);
    CHECK(texts(p) == std::vector<std::string>{"1000.00", "1015.00", "1030.23", "1045.68", "1061.37"});
    CHECK(p.policy() == rounding_policy::each_year);
    decimal value = 1000;
    for (const auto& row : p.rows()) {
        if (row.index() != 0) value = round_to_places(value * 1.015_dec, 2, rounding::half_up);
        CHECK(row.exact() == value);
        CHECK(row.shown() == value);
        CHECK_FALSE(row.increase_differs());
    }
    CHECK(p.footnote().empty());
    f.policy = rounding_policy::final;
    CHECK(project(f).back().text() == "1061.36");
}

TEST_CASE("rounding each year works in the display magnitude") {
    forecast f = seed();
    f.policy = rounding_policy::each_year;
    const projection p = project(f);
    CHECK(p[1].exact() == 87.41_B);
    CHECK(p[2].exact() == 122.55_B); // 87.41 * 1.402 = 122.54882
    CHECK(p[2].growth() == implied_rate(87.41_dec, 122.55_dec, 1, {}));
}

TEST_CASE("with an estimate the growth compounds from it") {
    forecast f = seed();
    f.estimate = figure::parse("USD 93.53 billion");
    const projection p = project(f);
    CHECK(p.convention() == convention::from_estimate);
    CHECK(p.size() == 9);
    CHECK(p.periods() == 7);
    CHECK(p[0].role() == role::base);
    CHECK(p[1].role() == role::estimated);
    CHECK(p[2].role() == role::forecast);
    CHECK(p[0].exact() == 62.35_B);
    CHECK(p[1].exact() == 93.53_B);
    CHECK(p[1].growth() == implied_rate(62.35_dec, 93.53_dec, 1, {}));
    CHECK(p[2].growth() == 40.2_pct);
    CHECK(p.back().exact() == compound(93.53_B, 40.2_pct, 7));
    CHECK(p.back().when() == period(2028y));
    CHECK(p[1].multiple() == divide(93.53_dec, 62.35_dec, {}));
    CHECK(p.at(2021y).low() == 93.525_B);
    CHECK(p.at(2020y).high() == 62.355_B);
    CHECK(p.back().low() == compound(93.525_B, 40.15_pct, 7));
}

TEST_CASE("an estimate must fit the base") {
    forecast f = seed();
    f.estimate = figure::parse("EUR 93.53 billion");
    CHECK(id_of([&] { (void)project(f); }) == "E-unit-mixed");
    f.estimate = figure::parse("USD 93.53 billion");
    f.estimate_period = period(2022y);
    CHECK(id_of([&] { (void)project(f); }) == "E-period-order");
    f.estimate_period = period::fiscal_year(2021);
    CHECK(id_of([&] { (void)project(f); }) == "E-period-kind");
    f.estimate_period = period(2021y);
    f.target_period = 2020y;
    CHECK(id_of([&] { (void)project(f); }) == "E-period-order");
    f.target_period = 2021y;
    CHECK(project(f).back().role() == role::estimated);
}

TEST_CASE("low and high are what the printed digits allow") {
    const projection p = project(seed());
    CHECK(p.front().low() == 62.345_B);
    CHECK(p.front().high() == 62.355_B);
    CHECK(p.back().low() == compound(62.345_B, 40.15_pct, 8));
    CHECK(p.back().high() == compound(62.355_B, 40.25_pct, 8));
    CHECK(p.text_of(*p.back().low()) == "928.00"); // 927.9967: outward rounding is for whoever prints an interval
    CHECK(p.text_of(*p.back().high()) == "933.46");
    forecast exact_rate = seed();
    exact_rate.growth = 40.2_pct;
    CHECK(project(exact_rate).back().high() == compound(62.355_B, 40.2_pct, 8));
}

TEST_CASE("a negative base has its low end at the faster growth") {
    forecast f = seed();
    f.base = figure::parse("-62.35 billion");
    const projection p = project(f);
    CHECK(p.back().text() == "-930.72");
    CHECK(p.back().low() == compound(-62.355_B, 40.25_pct, 8));
    CHECK(p.back().high() == compound(-62.345_B, 40.15_pct, 8));
}

TEST_CASE("a stated rate is a percentage of -100 or more") {
    const stated_rate printed(figure::parse("40.2%"));
    CHECK(printed.value() == 40.2_pct);
    CHECK(printed.low() == 40.15_pct);
    CHECK(printed.high() == 40.25_pct);
    const stated_rate exact = 40.2_pct;
    CHECK(exact.low() == exact.high());
    CHECK(id_of([] { (void)stated_rate(figure::parse("62.35 billion")); }) == "E-parse-rate");
    CHECK(stated_rate(figure::parse("-100%")).low() == -100_pct);
}

TEST_CASE("declines, losses of all and zero bases project") {
    CHECK(texts(project(100, -10_pct, 3)) == std::vector<std::string>{"100.00", "90.00", "81.00", "72.90"});
    CHECK(project(100, -10_pct, 3)[3].increase() == -8.1_dec);
    CHECK(texts(project(100, -100_pct, 2)) == std::vector<std::string>{"100.00", "0.00", "0.00"});
    CHECK(texts(project(0, 10_pct, 2)) == std::vector<std::string>{"0.00", "0.00", "0.00"});
    CHECK(texts(project(-100, 10_pct, 2)) == std::vector<std::string>{"-100.00", "-110.00", "-121.00"});
    CHECK(texts(project(-2.5_dec, 0_pct, 1, {.places = 0})) == std::vector<std::string>{"-3", "-3"});
    CHECK(texts(project(-0.004_dec, 0_pct, 1)) == std::vector<std::string>{"0.00", "0.00"});
    CHECK(id_of([] { (void)project(0, 10_pct, 2).back().multiple(); }) == "E-domain-division");
}

TEST_CASE("fiscal years, quarters and months step by their own kind") {
    forecast f{.base = figure::parse("10.0 million"),
               .base_period = period::parse("FY2023-24"),
               .growth = 10_pct,
               .target_period = period::parse("FY2025-26"),
               .shown = {.places = 1}};
    projection p = project(f);
    CHECK(to_string(p.back().when()) == "FY2025-26");
    CHECK(texts(p) == std::vector<std::string>{"10.0", "11.0", "12.1"});
    f.base_period = period::quarter(2024, 3);
    f.target_period = period::quarter(2025, 1);
    p = project(f);
    CHECK(to_string(p[2].when()) == "2025Q1");
    f.target_period = 2025y;
    CHECK(id_of([&] { (void)project(f); }) == "E-period-kind");
    f.base_period = period::date(2024, 1, 1);
    f.target_period = period::date(2025, 1, 1);
    CHECK(id_of([&] { (void)project(f); }) == "E-period-day-count");
}

TEST_CASE("a period outside of a projection is an error that names its range") {
    const projection p = project(seed());
    CHECK(id_of([&] { (void)p.at(2019y); }) == "E-period-order");
    CHECK(id_of([&] { (void)p.at(2029y); }) == "E-period-order");
    CHECK(id_of([&] { (void)p.at(period::fiscal_year(2024)); }) == "E-period-kind");
    forecast back = seed();
    back.target_period = 2019y;
    CHECK(try_project(back).error().id() == "E-period-order");
}

TEST_CASE("limits are checked before the work") {
    CHECK(id_of([] { (void)project(1, 10_pct, -1); }) == "E-domain-count");
    CHECK(id_of([] { (void)project(1, 10_pct, 1'000'000'000); }) == "E-limit-periods");
    CHECK(id_of([] { (void)project(62.35_dec, 40.2_pct, 100'000); }) == "E-limit-digits");
    CHECK(id_of([] { (void)project(62.35_dec, 40.2_pct, 20'000); }) == "E-limit-rows");
    CHECK(id_of([] { (void)project(1, 10_pct, 1, {.places = -1}); }) == "E-domain-count");
    CHECK(id_of([] { (void)project(1, 10_pct, 1, {.places = 10'001}); }) == "E-limit-digits");
    CHECK(try_project(62.35_dec, 40.2_pct, 1'000'000).error().id() == "E-limit-digits");
    CHECK(try_project(10, 900_pct, 1'000'000).error().id() == "E-limit-exponent");
}

TEST_CASE("a million periods are few digits where the factor is a power of ten") {
    CHECK(project(1, 0_pct, 1'000'000).back().exact() == 1);
    CHECK(project(1, 900_pct, 1'000'000).back().exact() == scale10(1, 1'000'000));
    CHECK(project(1, -90_pct, 1'000'000).back().exact() == scale10(1, -1'000'000));
    CHECK(project(1, -90_pct, 1'000'000).back().text() == "0.00");
}

TEST_CASE("a decline from a number with trailing zeros has room for its shown values") {
    const decimal base = scale10(3, 30);
    const projection p = project(base, -1.5_pct, 30);
    for (const auto& row : p.rows()) CHECK(row.shown() == round_to_places(compound(base, -1.5_pct, row.index()), 2, rounding::half_up));
}

TEST_CASE("long projections agree with compound") {
    const projection p = project(62.35_dec, 40.2_pct, 1500);
    for (const std::size_t k : {1U, 30U, 77U, 78U, 255U, 1499U, 1500U}) {
        const decimal exact = compound(62.35_dec, 40.2_pct, k);
        CHECK(p[k].exact() == exact);
        CHECK(p[k].shown() == round_to_places(exact, 2, rounding::half_up));
    }
    const decimal huge = scale10(7, 90'000);
    CHECK(project(huge, 10_pct, 2).back().exact() == huge * 1.21_dec);
    CHECK(project(huge, 10_pct, 2).back().shown() == huge * 1.21_dec);
    const decimal tiny = scale10(7, -90'000);
    CHECK(project(tiny, 10_pct, 2).back().exact() == tiny * 1.21_dec);
    CHECK(project(tiny, 10_pct, 2).back().text() == "0.00");
    CHECK(project(tiny, 10_pct, 2, {.places = 2, .mode = rounding::up}).back().text() == "0.01");
}

TEST_CASE("a projection moves without losing its rows") {
    projection first = project(seed());
    const projection second = std::move(first);
    CHECK(second.back().text() == "930.72");
    CHECK(second.size() == 9);
}

TEST_CASE("roles and conventions have names") {
    CHECK(to_string(role::base) == "base");
    CHECK(to_string(role::estimated) == "estimated");
    CHECK(to_string(role::forecast) == "forecast");
    CHECK(to_string(convention::from_base) == "from_base");
    CHECK(to_string(convention::from_estimate) == "from_estimate");
}

TEST_CASE("a rate that is printed open keeps its open end") {
    const stated_rate over(figure::parse("over 6%"));
    CHECK(over.low() == 6_pct);
    CHECK_FALSE(over.high());
    const stated_rate up_to(figure::parse("up to 6%"));
    CHECK(up_to.low() == -100_pct);
    CHECK(up_to.high() == 6_pct);
    forecast f = seed();
    f.growth = over;
    CHECK(project(f).back().low() == compound(62.345_B, 6_pct, 8));
    CHECK_FALSE(project(f).back().high());
    CHECK(project(f).front().high() == 62.355_B);
    f.growth = up_to;
    CHECK(project(f).back().low() == decimal(0));
    CHECK(project(f).back().high() == compound(62.355_B, 6_pct, 8));
    f.base = figure::parse("-62.35B");
    f.growth = over;
    CHECK_FALSE(project(f).back().low());
    CHECK(project(f).back().high() == compound(-62.345_B, 6_pct, 8));
}

TEST_CASE("values rounded each year lie within ends that are rounded each year too") {
    const forecast f{.base = figure::exact(12.50_dec),
                     .base_period = 2024y,
                     .growth = 3_pct,
                     .target_period = 2034y,
                     .policy = rounding_policy::each_year};
    const projection p = project(f);
    CHECK(p.back().exact() == 16.82_dec);
    for (const auto& row : p.rows()) {
        CHECK(row.low() == row.exact());
        CHECK(row.high() == row.exact());
    }
    forecast printed = f;
    printed.base = figure::parse("12.50");
    printed.growth = stated_rate(figure::parse("3%"));
    const projection q = project(printed);
    CHECK(q.front().low() == 12.495_dec);
    CHECK(q.back().low() < q.back().exact());
    CHECK(q.back().high() > q.back().exact());
}

TEST_CASE("a base with more digits than are shown keeps them in its own row, also where each year is rounded") {
    const projection p = project(forecast{.base = figure::parse("62.345B"),
                                          .base_period = 2020y,
                                          .growth = 10_pct,
                                          .target_period = 2022y,
                                          .policy = rounding_policy::each_year});
    CHECK(p.front().exact() == 62.345_B);
    CHECK(p.front().shown() == 62.35_B);
    CHECK(p[1].exact() == 68.59_B); // 62.35 * 1.1 = 68.585
    CHECK(p[1].shown() == 68.59_B);
    CHECK(texts(p) == std::vector<std::string>{"62.35", "68.59", "75.45"});
}

TEST_CASE("rounding each year is refused for the digits its values have, not for those of exact growth") {
    forecast f{.base = figure::parse("1000.00"),
               .base_period = period::ordinal(0),
               .growth = rate::from_percent(0.01_dec),
               .target_period = period::ordinal(5000),
               .policy = rounding_policy::each_year};
    CHECK(project(f).size() == 5001);
    f.growth = rate::from_percent(-(0.01_dec));
    f.target_period = period::ordinal(20'000);
    CHECK(project(f).back().exact() < 1000);
    f.growth = 0_pct;
    f.target_period = period::ordinal(1'000'000);
    CHECK(project(f).back().exact() == 1000);
    f.growth = 40_pct;
    CHECK(id_of([&] { (void)project(f); }) == "E-limit-digits");
    f.growth = 1_pct;
    CHECK(id_of([&] { (void)project(f); }) == "E-limit-rows");
}

TEST_CASE("base and estimate are amounts of their own periods, in one currency and unit") {
    forecast f = seed();
    f.estimate = figure::parse("93.53B");
    CHECK(project(f).currency() == "USD");
    f.base = figure::parse("62.35B");
    f.estimate = figure::parse("USD 93.53B@2021");
    CHECK(project(f).currency() == "USD");
    f.estimate = figure::parse("93%");
    CHECK(id_of([&] { (void)project(f); }) == "E-unit-mixed");
    f.estimate = figure::parse("10x");
    CHECK(id_of([&] { (void)project(f); }) == "E-unit-mixed");
    f.estimate = figure::parse("93.53B@2022");
    CHECK(id_of([&] { (void)project(f); }) == "E-period-order");
    f.estimate.reset();
    f.base = figure::parse("40.2%");
    CHECK(id_of([&] { (void)project(f); }) == "E-unit-mixed");
    f.base = figure::parse("62.35B@2019");
    CHECK(id_of([&] { (void)project(f); }) == "E-period-order");
}

TEST_CASE("rows of a projection that nothing else holds can be walked") {
    std::size_t rows = 0;
    for (const auto row : project(62.35_dec, 40.2_pct, 8).rows()) rows += row.shown().sign() > 0 ? 1 : 0;
    CHECK(rows == 9);
    CHECK(project(62.35_dec, 40.2_pct, 30).rows().size() == 31);
}

TEST_CASE("a projection that was moved from has no rows") {
    for (const int periods : {3, 300}) {
        projection p = project(62.35_dec, 40.2_pct, periods);
        const decimal last = p.back().exact();
        const projection q = std::move(p);
        CHECK(p.size() == 0); // NOLINT(bugprone-use-after-move): what it is left as
        CHECK(p.rows().begin() == p.rows().end());
        CHECK(q.back().exact() == last);
        projection r = project(1, 1_pct, 1);
        r = project(62.35_dec, 40.2_pct, periods);
        CHECK(r.back().exact() == last);
    }
}

TEST_CASE("growth from a row of 0 to 0 is none, and to anything else has no rate") {
    forecast f{.base = figure::parse("0.01"),
               .base_period = 2020y,
               .growth = -60_pct,
               .target_period = 2023y,
               .policy = rounding_policy::each_year};
    const projection p = project(f);
    CHECK(p[2].exact() == decimal(0));
    CHECK(p[3].growth() == 0_pct);
    f.base = figure::parse("0");
    f.policy = rounding_policy::final;
    f.estimate = figure::parse("5");
    CHECK(id_of([&] { (void)project(f)[1].growth(); }) == "E-domain-from-zero");
}
