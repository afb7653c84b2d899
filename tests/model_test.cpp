// Models: segments in a tree, and what they come to. What of them is refused, model_refusals_test.cpp asks.
#include <cagr/model.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

using namespace models;

namespace {

std::string text(const std::optional<fraction>& value) { return value ? to_string(*value) : "nothing"; }

std::string texts(const model_projection& p, std::string_view name) {
    std::string out;
    const auto node = p.at(name);
    for (std::size_t k = 0; k < p.periods(); ++k) out += (k == 0 ? "" : " ") + to_string(node[k].exact());
    return out;
}

std::vector<std::string> percents(const std::vector<share_cell>& cells) {
    std::vector<std::string> out;
    for (const share_cell& each : cells) out.push_back(to_string(each.percent) + (each.moved ? "*" : ""));
    return out;
}

} // namespace

TEST_CASE("The AI market of three segments is 930.80 billion in 2028") {
    const model_projection p = project(ai_market());
    CHECK(p.total().back().text() == "930.80");
    CHECK(p.at("software").at(2028y).text() == "442.35");
    CHECK(p.total().at(2020y).exact() == fraction(62.35_B));
    CHECK(p.total().back().shown() == 930.80_B);

    model low = ai_market();
    low.segments[0].growth = 36_pct;
    low.segments[2].growth = 30_pct;
    CHECK(project(low).total().back().text() == "685.39");
    model high = ai_market();
    high.segments[1].growth = 45_pct;
    CHECK(project(high).total().back().text() == "1048.02");
}

TEST_CASE("Each node has its compound growth rate, correctly rounded and exact where it is") {
    const model_projection p = project(ai_market());
    CHECK(p.at("hardware").cagr() == 38_pct);
    CHECK(to_string(p.at("software").cagr(), 2, rounding::half_up) == "43.94%");
    CHECK(to_string(p.total().cagr(), 2, rounding::half_up) == "40.20%");
    CHECK(p.at("software").cagr(2020y, 2024y) == 48_pct);
    CHECK(to_string(p.at("software").cagr({.digits = 3})) == "43.9%");
    CHECK_THROWS_MATCHES(p.total().cagr(2024y, 2020y), exception, testing::ThrowsErrc("E-period-order"));
    CHECK_THROWS_MATCHES(p.total().cagr(2024y, 2024y), exception, testing::ThrowsErrc("E-domain-zero-periods"));
    CHECK_THROWS_MATCHES(p.total().cagr(2024y, 2029y), exception, testing::ThrowsErrc("E-period-order"));
}

TEST_CASE("The tree has the total first, then each parent before its parts, in the order given") {
    const model_projection p = project(three_years({{.name = "b1", .parent = "b", .base = f("1"), .growth = 0_pct},
                                                    {.name = "a", .label = "Alpha", .base = f("2"), .growth = 0_pct},
                                                    {.name = "b"},
                                                    {.name = "b2", .parent = "b", .base = f("3"), .growth = 0_pct}}));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < p.size(); ++i) names.push_back(p[i].name());
    CHECK(names == std::vector<std::string>{"total", "a", "b", "b1", "b2"});
    CHECK(p.total().parts() == std::vector<std::size_t>{1, 2});
    CHECK(p.at("b").parts() == std::vector<std::size_t>{3, 4});
    CHECK(p.at("b2").parent() == p.at("b").number());
    CHECK(p.total().parent() == 0);
    CHECK(p.at("b2").depth() == 2);
    CHECK(p.at("b2").is_leaf());
    CHECK_FALSE(p.at("b").is_leaf());
    CHECK(p.at("a").label() == "Alpha");
    CHECK(p.at("b").label() == "b");
    CHECK(p.total().label() == "Total");
    CHECK(p.total().source() == nullptr);
    CHECK(p.at("a").source()->label == "Alpha");
    CHECK(p.at("b").back().exact() == fraction(4));
    CHECK(p.total().back().exact() == fraction(6));
}

TEST_CASE("A row says its growth, increase, shares and contribution exactly") {
    const model_projection p =
        project(three_years({{.name = "a", .base = f("100"), .growth = 10_pct}, {.name = "b", .base = f("300"), .growth = 0_pct}}));
    const auto a = p.at("a");
    CHECK(text(a[0].growth()) == "nothing");
    CHECK(text(a[1].growth()) == "0.1");
    CHECK(text(p.total()[1].growth()) == "0.025");
    CHECK(a[0].increase() == fraction(0));
    CHECK(a[2].increase() == fraction(11));
    CHECK(a[2].cumulative_increase() == fraction(21));
    CHECK(text(a[1].share()) == "11/41");
    CHECK(text(p.total()[1].share()) == "1");
    CHECK(text(a[1].share_of_parent()) == "11/41");
    CHECK(text(a[1].contribution()) == "0.025");
    CHECK(text(a[0].contribution()) == "nothing");
    CHECK(text(a[1].share_of_increase()) == "1");
    CHECK(text(p.at("b")[1].share_of_increase()) == "0");
    CHECK(text(a[2].multiple()) == "1.21");
    CHECK(a[1].role() == model_role::forecast);
    CHECK(a[0].role() == model_role::base);
    CHECK(a[0].when() == period(2020y));
    CHECK(a.back().when() == period(2022y));
}

TEST_CASE("What would be divided by zero is nothing") {
    const model_projection p =
        project(three_years({{.name = "a", .base = f("0"), .growth = 10_pct}, {.name = "b", .base = f("0"), .growth = 0_pct}}));
    CHECK(text(p.at("a")[1].growth()) == "nothing");
    CHECK(text(p.at("a")[1].share()) == "nothing");
    CHECK(text(p.at("a")[1].contribution()) == "nothing");
    CHECK(text(p.at("a")[1].share_of_increase()) == "nothing");
    CHECK(text(p.at("a")[1].multiple()) == "nothing");
    CHECK(p.shares(0, 2020y, 1).empty());
}

TEST_CASE("Values are history, base and estimates, and growth goes on from the last") {
    const model_projection p = project(
        {.first = 2018y,
         .last = 2023y,
         .actual = 2020y,
         .estimated = 2021y,
         .segments = {{.name = "a", .base = f("12"), .values = {{2018y, f("10")}, {2019y, f("11")}, {2021y, f("20")}}, .growth = 50_pct}}});
    CHECK(texts(p, "total") == "10 11 12 20 30 45");
    CHECK(p.total()[0].role() == model_role::historical);
    CHECK(p.total()[2].role() == model_role::base);
    CHECK(p.total()[3].role() == model_role::estimated);
    CHECK(p.total()[4].role() == model_role::forecast);
    CHECK(p.actual_index() == 2);
    CHECK(text(p.total()[1].multiple()) == "11/12");
    CHECK(p.total()[1].cumulative_increase() == fraction(-1));
    // Values up to the last need no growth.
    CHECK(texts(project(three_years({{.name = "a", .values = {{2020y, f("1")}, {2021y, f("2")}, {2022y, f("3")}}}})), "a") == "1 2 3");
}

TEST_CASE("A parent that says its values is divided by the shares of its parts in every period") {
    const model_projection p = project(three_years({{.name = "market", .base = f("100"), .growth = 10_pct},
                                                    {.name = "a", .parent = "market", .share = f("62.5%")},
                                                    {.name = "b", .parent = "market", .share = f("37.5%")},
                                                    {.name = "b1", .parent = "b", .share = f("20%")},
                                                    {.name = "b2", .parent = "b", .share = f("80%")}}));
    CHECK(texts(p, "total") == "100 110 121");
    CHECK(texts(p, "a") == "62.5 68.75 75.625");
    CHECK(texts(p, "b2") == "30 33 36.3");
    CHECK(p.at("b1").back().exact() + p.at("b2").back().exact() == p.at("b").back().exact());
}

TEST_CASE("Parts with a growth of their own start from their share, and are added up") {
    const model_projection p = project(three_years({{.name = "market", .base = f("100")},
                                                    {.name = "a", .parent = "market", .share = f("60%"), .growth = 10_pct},
                                                    {.name = "b", .parent = "market", .share = f("40%")},
                                                    {.name = "b1", .parent = "b", .share = f("50%"), .growth = 0_pct},
                                                    {.name = "b2", .parent = "b", .share = f("50%"), .growth = 100_pct}}));
    CHECK(texts(p, "a") == "60 66 72.6");
    CHECK(texts(p, "b") == "40 60 100");
    CHECK(texts(p, "market") == "100 126 172.6");
    CHECK(texts(p, "total") == "100 126 172.6");
}

TEST_CASE("A part that grows from its share may be divided itself") {
    const model_projection p = project(three_years({{.name = "market", .base = f("100")},
                                                    {.name = "a", .parent = "market", .share = f("100%"), .growth = 10_pct},
                                                    {.name = "a1", .parent = "a", .share = f("25%")},
                                                    {.name = "a2", .parent = "a", .share = f("75%")}}));
    CHECK(texts(p, "a1") == "25 27.5 30.25");
    CHECK(texts(p, "total") == "100 110 121");
}

TEST_CASE("Capacities and potentials are absolute amounts, as all decimals are") {
    model m =
        three_years({{.name = "a", .base = f("100"), .growth = growth_path::logistic({.capacity = 400_B, .unconstrained = 100_pct})}});
    m.unit = amount_unit::parse("USD billion");
    const model_projection p = project(m);
    CHECK(p.total()[1].exact() == fraction(160_B));
    CHECK(to_string(p.total()[2].exact()) == "1600000000000/7");
    CHECK(p.total()[2].how() == exactness::rational);
    CHECK(p.total()[2].text() == "228.57");
    CHECK(mentions(failure(three_years(
                       {{.name = "a", .base = f("100"), .growth = growth_path::logistic({.capacity = 50, .unconstrained = 100_pct})}})),
                   "E-domain-amount: segment 'a': the capacity '50' of a logistic path lies below its base '100'; "));
    // A capacity below the base is told in the unit of the segment.
    m.segments[0].growth = growth_path::gompertz({.capacity = 50_B, .approach = 10_pct});
    CHECK(mentions(failure(m), "the capacity '50 USD billion' of a Gompertz path lies below its base '100 USD billion'"));
    m.segments[0].base = f("EUR 100 billion");
    m.exchanges = {{.currency = "EUR", .fixed = 1.25_dec}};
    CHECK(mentions(failure(m), "the capacity '50 EUR billion' of a Gompertz path lies below its base '100 EUR billion'"));
    m.exchanges.clear();

    m.segments = {{.name = "b", .growth = growth_path::bass({.potential = 100_B, .innovation = 0.03_dec, .imitation = 0.38_dec})}};
    const model_projection bass = project(m);
    CHECK(bass.total()[0].text() == "3.58");
    CHECK(bass.total()[0].how() == exactness::rounded);
}

TEST_CASE("A figure is in the model's unit unless it says its own") {
    model m = three_years({{.name = "a", .base = f("24.00"), .growth = 0_pct},
                           {.name = "b", .base = f("500 million"), .growth = 0_pct},
                           {.name = "c", .base = f("USD 1.5 billion"), .growth = 0_pct},
                           {.name = "d", .base = figure::exact(2), .growth = 0_pct}});
    m.unit = amount_unit::parse("USD billion");
    CHECK(project(m).total().back().text() == "28.00");
    m.segments[0].base = f("USD 24.00");
    CHECK(fails(m, "E-parse-ambiguous", {"segment 'a': 'USD 24.00' has two readings in a model of USD billion", "name the magnitude"}));
    m = three_years({{.name = "a", .base = f("12 tons"), .growth = 0_pct}});
    m.unit = amount_unit::parse("tons");
    CHECK(project(m).total().back().text() == "12.00");
    m.unit = amount_unit::parse("million tons");
    CHECK(fails(m, "E-parse-ambiguous", {"segment 'a': '12 tons' has two readings in a model of million tons", "write the number alone"}));
    m.segments[0].base = f("12 thousand tons");
    CHECK(project(m).total().back().text() == "0.01");
}

TEST_CASE("Other currencies are converted at one rate or at the average of each period") {
    model m{.unit = amount_unit::parse("USD million"),
            .first = 2020y,
            .last = 2022y,
            .segments = {{.name = "europe", .base = f("EUR 100 million"), .growth = 10_pct},
                         {.name = "america", .base = f("50"), .growth = 0_pct}},
            .exchanges = {{.currency = "EUR", .fixed = 1.25_dec, .fixed_period = 2020y}}};
    const model_projection fixed = project(m);
    CHECK(texts(fixed, "europe") == "125000000 137500000 151250000");
    CHECK(fixed.total().back().text() == "201.25");
    CHECK(fixed.assumptions()[1] == "EUR at the constant rate of 2020, 1.25 USD");

    m.exchanges = {{.currency = "EUR", .averages = {{2020y, 1.25_dec}, {2021y, 1.5_dec}, {2022y, 1}}}};
    const model_projection averages = project(m);
    CHECK(texts(averages, "europe") == "125000000 165000000 121000000");
    CHECK(averages.assumptions()[1] == "EUR at the average of each period, in USD");

    m.exchanges[0].averages.pop_back();
    CHECK(fails(m, "E-missing-fact", {"segment 'europe'", "no average of 2022"}));
    m.exchanges.clear();
    CHECK(fails(m, "E-unit-mixed", {"segment 'europe'", "an exchange of EUR is needed"}));
}

TEST_CASE("Segments in other prices than the model's are brought to them by its inflation") {
    model m{.unit = amount_unit::parse("USD million"),
            .measure = {.prices = price_basis::nominal},
            .first = 2020y,
            .last = 2022y,
            .segments = {{.name = "a", .base = f("100"), .growth = 0_pct, .prices = price_basis::real}},
            .inflation = inflation{.path = 10_pct, .price_period = 2020y}};
    CHECK(texts(project(m), "a") == "100000000 110000000 121000000");
    m.inflation->price_period = 2021y;
    CHECK(texts(project(m), "a") == "1000000000/11 100000000 110000000");
    m.measure = {.prices = price_basis::real, .price_period = 2021y};
    m.segments[0].prices = price_basis::nominal;
    CHECK(texts(project(m), "a") == "110000000 100000000 1000000000/11");
    m.inflation.reset();
    CHECK(fails(m, "E-unit-mixed", {"segment 'a'", "an inflation is needed"}));
    m.measure = {};
    CHECK(fails(m, "E-unit-mixed", {"segment 'a'", "unstated"}));
}

TEST_CASE("A control is compared where it says, and decides exactly") {
    model m = ai_market();
    const model_projection p = project(m);
    REQUIRE(p.controls().size() == 2);
    CHECK(p.controls()[0].holds());
    CHECK(p.controls()[0].gap() == fraction(0));
    CHECK(p.text_of(p.controls()[0]) == "the parts of total make 62.35 in 2020, as the control says; the tolerance is 0.1%");
    CHECK(p.controls()[1].holds());
    CHECK(p.text_of(p.controls()[1]) ==
          "the parts of total make 930.80 in 2028, 0.08 (0.01%) more than the control of 930.72; the tolerance is 0.1%");
    m.controls[0].base = f("62.30");
    m.controls[0].tolerance = 0.0001_dec;
    m.controls[0].at = {};
    const model_projection off = project(m);
    REQUIRE(off.controls().size() == 2);
    CHECK_FALSE(off.controls()[0].holds());
    CHECK(off.controls()[1].when == period(2028y));
    CHECK(off.notes().back() ==
          "the parts of total make 930.80 in 2028, 0.83 (0.09%) more than the control of 929.98; the tolerance is 0.01%");

    // At the tolerance it holds, and not beyond it.
    m = three_years({{.name = "a", .base = f("99"), .growth = 0_pct}});
    m.controls = {{.of = "total", .base = f("100"), .tolerance = 0.01_dec}};
    CHECK(project(m).controls().at(0).holds());
    m.controls[0].tolerance = 0.0099999999999999999999_dec;
    CHECK_FALSE(project(m).controls().at(0).holds());
    CHECK(project(m).controls().size() == 1); // without a growth, in the actual period only
}

TEST_CASE("Shares are rounded each by itself, or by largest remainder with the moved ones marked") {
    model m = three_years({{.name = "a", .base = f("1"), .growth = 0_pct},
                           {.name = "b", .base = f("1"), .growth = 0_pct},
                           {.name = "c", .base = f("1"), .growth = 0_pct}});
    const model_projection independent = project(m);
    CHECK(percents(independent.shares(0, 2020y, 1)) == std::vector<std::string>{"33.3", "33.3", "33.3"});
    CHECK(independent.notes(1) == std::vector<std::string>{"shares do not add to 100% because of rounding"});
    m.shares = share_rounding::largest_remainder;
    const model_projection largest = project(m);
    // The first of equal remainders takes the unit.
    CHECK(percents(largest.shares(0, 2020y, 1)) == std::vector<std::string>{"33.4*", "33.3", "33.3"});
    CHECK(percents(largest.shares(0, 2020y, 0)) == std::vector<std::string>{"34*", "33", "33"});
    CHECK(largest.shares(0, 2020y, 1)[0].exact == quotient(1, 3));
    CHECK(largest.notes(1) ==
          std::vector<std::string>{"marked shares are rounded the other way, so that all add to 100% (largest remainder)"});
    // A share of nothing is 0 in every rounding.
    for (const rounding mode : {rounding::up, rounding::ceiling}) {
        model with_nothing =
            three_years({{.name = "a", .base = f("0"), .growth = 0_pct}, {.name = "b", .base = f("168"), .growth = 0_pct}});
        with_nothing.shown.mode = mode;
        CHECK(percents(project(with_nothing).shares(0, 2020y, 0)) == std::vector<std::string>{"0", "100"});
    }
    // Rounded by themselves, 16.67 + 16.67 + 66.67 is too much.
    m.segments[2].base = f("4");
    CHECK(percents(project(m).shares(0, 2020y, 2)) == std::vector<std::string>{"16.67", "16.67", "66.66*"});
}

TEST_CASE("Largest remainder leaves shares that make 100% as they are, and tells equal ones apart by their place") {
    model m = three_years({{.name = "a", .base = f("0.5"), .growth = 0_pct},
                           {.name = "b", .base = f("1.5"), .growth = 0_pct},
                           {.name = "c", .base = f("98"), .growth = 0_pct}});
    m.shares = share_rounding::largest_remainder;
    m.shown.mode = rounding::half_even; // by themselves 0 and 2: the first of the two equal remainders takes the unit instead
    CHECK(percents(project(m).shares(0, 2020y, 0)) == std::vector<std::string>{"1*", "1*", "98"});
    m.shown.mode = rounding::half_up;
    CHECK(percents(project(m).shares(0, 2020y, 0)) == std::vector<std::string>{"1", "1*", "98"});
    m.segments[1].base = f("1.6");
    m.segments[2].base = f("97.9");
    m.shown.mode = rounding::half_down;
    CHECK(percents(project(m).shares(0, 2020y, 0)) == std::vector<std::string>{"0", "2", "98"});
    m.segments[0].base = f("-0.5"); // of 99: -0.505..., 1.616..., 98.89 make 100 by themselves, and so they do rounded down
    for (const rounding mode :
         {rounding::half_up, rounding::half_even, rounding::half_down, rounding::up, rounding::down, rounding::ceiling, rounding::floor}) {
        m.shown.mode = mode;
        decimal sum;
        for (const share_cell& each : project(m).shares(0, 2020y, 0)) sum += each.percent;
        CHECK(sum == decimal(100));
    }
}

TEST_CASE("Notes of ten thousand equal segments take no time, by largest remainder too") {
    model m = three_years({});
    m.last = 2049y;
    m.shares = share_rounding::largest_remainder;
    for (int i = 0; i < 10'000; ++i) m.segments.push_back({.name = "s" + std::to_string(i), .base = f("10.37"), .growth = 40.2_pct});
    const model_projection p = project(m);
    const auto begin = std::chrono::steady_clock::now();
    CHECK(p.notes().size() == 1);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    CHECK(taken.count() < 5); // a tenth of a second
}

TEST_CASE("Notes and assumptions say what a table of the model needs") {
    const model_projection p = project(ai_market());
    CHECK(p.notes() == std::vector<std::string>{"totals are of unrounded values; adding shown figures differs by up to 0.01",
                                                "shares do not add to 100% because of rounding"});
    CHECK(p.assumptions() == std::vector<std::string>{"USD billion, rounded half up to 2 places", "revenue, in nominal prices",
                                                      "exchange rates: constant 2020 average",
                                                      "growth compounds from 2020, the last period with data",
                                                      "totals are exact sums of their parts"});
    CHECK(project(three_years({{.name = "a", .base = f("1"), .growth = 0_pct}})).notes().empty());
    model m = three_years({{.name = "a", .base = f("1"), .growth = growth_path::gompertz({.capacity = 3, .approach = 20_pct})}});
    m.source = "own estimate";
    m.shown.places = 1;
    m.shares = share_rounding::largest_remainder;
    CHECK(project(m).assumptions() ==
          std::vector<std::string>{"plain numbers, rounded half up to 1 place", "growth compounds from 2020, the last period with data",
                                   "totals are exact sums of their parts",
                                   "values that no decimal or quotient says are rounded to 34 digits",
                                   "shares are rounded by largest remainder to make 100%", "source: own estimate"});
}

TEST_CASE("Real and nominal terms turn into each other exactly") {
    const model_projection nominal = project(ai_market());
    const inflation prices{.path = growth_path::stages({{3_pct, 2024y}, {2.5_pct, 2028y}}), .price_period = 2020y};
    const model_projection real = nominal.in_real_terms(prices);
    CHECK(real.measure().prices == price_basis::real);
    CHECK(real.measure().price_period == period(2020y));
    CHECK(real.total().at(2020y).exact() == nominal.total().at(2020y).exact());
    CHECK(real.total().at(2021y).exact() * fraction(1.03_dec) == nominal.total().at(2021y).exact());
    CHECK(real.total().back().text() == "749.23");
    CHECK(real.controls()[1].parts == real.total().back().exact());
    const model_projection back = real.in_nominal_terms(prices);
    CHECK(back.total().back().exact() == nominal.total().back().exact());
    CHECK(back.measure().prices == price_basis::nominal);
    CHECK_FALSE(back.measure().price_period);

    CHECK_THROWS_MATCHES(real.in_real_terms(prices), exception, testing::ThrowsErrc("E-unit-mixed"));
    CHECK_THROWS_MATCHES(nominal.in_nominal_terms(prices), exception, testing::ThrowsErrc("E-unit-mixed"));
    CHECK_THROWS_MATCHES(real.in_nominal_terms({.path = 3_pct, .price_period = 2021y}), exception, testing::ThrowsErrc("E-unit-mixed"));
    CHECK_THROWS_MATCHES(nominal.in_real_terms({.path = 3_pct, .price_period = 2019y}), exception, testing::ThrowsErrc("E-period-order"));
    CHECK_THROWS_MATCHES(nominal.in_real_terms({.path = -100_pct, .price_period = 2020y}), exception,
                         testing::ThrowsErrc("E-domain-division"));
}

TEST_CASE("Prices that are rounded round what is brought to them, except in the period whose prices they are") {
    const growth_path prices = growth_path::continuous_logistic({.capacity = 2, .unconstrained = 10_pct});
    const auto hows = [](const model_projection& p) {
        std::vector<exactness> out;
        for (std::size_t k = 0; k < p.periods(); ++k) out.push_back(p.total()[k].how());
        return out;
    };
    const std::vector<exactness> around{exactness::rounded, exactness::exact, exactness::rounded};
    model m = three_years({{.name = "a", .base = f("10"), .growth = 10_pct}});
    m.measure.prices = price_basis::nominal;
    CHECK(hows(project(m).in_real_terms({.path = prices, .price_period = 2021y})) == around);
    m.measure.prices = price_basis::real;
    CHECK(hows(project(m).in_nominal_terms({.path = prices, .price_period = 2021y})) == around);
    m.segments[0].prices = price_basis::nominal;
    m.inflation = inflation{.path = prices, .price_period = 2021y};
    CHECK(hows(project(m)) == around);
}

TEST_CASE("What the controls of a passing projection found may be gone through") {
    static_assert(!std::is_reference_v<decltype(project(ai_market()).controls())>);
    std::size_t held = 0;
    for (const control_finding& each : project(ai_market()).controls()) held += each.holds() ? 1 : 0;
    CHECK(held == 2);
}

TEST_CASE("A projection in another currency says how it was converted") {
    const model_projection p = project(ai_market());
    const model_projection euros = p.in_currency({.currency = "EUR", .fixed = 1.25_dec, .fixed_period = 2020y});
    CHECK(euros.unit().currency == "EUR");
    CHECK(to_string(euros.unit()) == "EUR billion");
    CHECK(euros.measure().fx == "USD at the constant rate of 2020, 1.25 USD for 1 EUR");
    CHECK(euros.total().at(2020y).text() == "49.88");
    // What the model says of its own exchange rates is kept, and each step of several.
    CHECK(euros.assumptions()[3] == "before that, exchange rates: constant 2020 average");
    const std::vector<std::string> twice = euros.in_currency({.currency = "GBP", .fixed = 1.1_dec}).assumptions();
    CHECK(twice[2] == "exchange rates: EUR at the constant rate, 1.1 EUR for 1 GBP");
    CHECK(twice[4] == "before that, exchange rates: USD at the constant rate of 2020, 1.25 USD for 1 EUR");
    CHECK(euros.total().cagr() == p.total().cagr());
    CHECK(euros.source().unit.currency == "USD");
    CHECK_THROWS_MATCHES(p.in_currency({.currency = "USD", .fixed = 1}), exception, testing::ThrowsErrc("E-unit-mixed"));
    CHECK_THROWS_MATCHES(p.in_currency({.currency = "EUR", .averages = {{2020y, 1.2_dec}}}), exception,
                         testing::ThrowsErrc("E-missing-fact"));
    CHECK_THROWS_MATCHES(p.in_currency({.currency = "EUR", .fixed = 0}), exception, testing::ThrowsErrc("E-domain-amount"));
}

TEST_CASE("Sums of quotients are exact until their denominators grow too long") {
    const auto thirds = [](std::vector<decimal> capacities) {
        std::vector<segment> out;
        for (std::size_t i = 0; i < capacities.size(); ++i)
            out.push_back({.name = "s" + std::to_string(i),
                           .base = f("1"),
                           .growth = growth_path::logistic(
                               {.capacity = capacities[i], .unconstrained = rate::from_percent(decimal(static_cast<int>(i) + 30))})});
        return out;
    };
    const model_projection few = project(three_years(thirds({7, 11})));
    CHECK(few.total().back().how() == exactness::rational);
    CHECK(few.total().back().exact() == few.at("s0").back().exact() + few.at("s1").back().exact());
    model many{.first = 2020y, .last = 2050y, .segments = thirds(std::vector<decimal>(60, 97))};
    const model_projection p = project(many);
    CHECK(p.total()[1].how() == exactness::rational);
    CHECK(p.total().back().how() == exactness::rounded);
    CHECK(p.at("s5").back().how() == exactness::rational);
    decimal sum;
    for (std::size_t i = 1; i < p.size(); ++i) sum += round_to_digits(p[i].back().exact(), context{});
    CHECK(p.total().back().exact() == fraction(sum));
}

TEST_CASE("A unit is a currency or what is counted, with its magnitude") {
    CHECK(amount_unit::parse("USD billion") == amount_unit{.currency = "USD", .scale = magnitude::billion()});
    CHECK(amount_unit::parse("EUR") == amount_unit{.currency = "EUR"});
    CHECK(amount_unit::parse("million tons") == amount_unit{.counted = "tons", .scale = magnitude::million()});
    CHECK(amount_unit::parse("crore") == amount_unit{.scale = magnitude::crore()});
    CHECK(amount_unit::parse("") == amount_unit{});
    for (const char* unit : {"USD billion", "EUR", "million tons", "INR lakh crore", "units", ""})
        CHECK(to_string(amount_unit::parse(unit)) == unit);
    CHECK_THAT(amount_unit::try_parse("USD bilion"), testing::ThrowsErrc("E-parse-suffix"));
    CHECK_THAT(amount_unit::try_parse("USD 5 billion"), testing::ThrowsErrc("E-parse-suffix"));
    CHECK_THAT(amount_unit::try_parse("%"), testing::ThrowsErrc("E-unit-mixed"));
}
