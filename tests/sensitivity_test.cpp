// Sensitivity: which assumption moves a result most, two of them in a grid, and what one has to be for a result.
#include <cagr/sensitivity.hpp>

#include "support/ai_market.hpp"
#include "support/catch.hpp"
#include "support/decimals.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;
using tests::ai_market;
using tests::printed;

namespace {

/// What a node of the model comes to with these changes, the whole of it worked out.
fraction outcome(const model& m, std::vector<change> changes, std::string_view of = "total", const period& when = 2028y) {
    return project(changed(m, {.name = {}, .changes = std::move(changes)})).at(of).at(when).exact();
}

change growth(std::string of, const rate& r) { return {.of = std::move(of), .growth = r}; }

template <class T>
std::string failure(const result<T>& r) {
    return r ? "no error" : std::string(r.error().id()) + ": " + r.error().message;
}

/// Whether the report's neighbours have the value between them, the whole model worked out at both by another path than the search's.
void check_bracket(const break_even_request& asked, const std::function<model(const decimal&)>& at) {
    const break_even_report found = break_even(asked);
    const fraction low = project(at(found.low)).at(asked.of).at(found.when).exact();
    const fraction high = project(at(found.high)).at(asked.of).at(found.when).exact();
    CHECK(found.at_low == low);
    CHECK(found.at_high == high);
    if (found.is_exact()) {
        CHECK(low == fraction(asked.equals));
        return;
    }
    CHECK(found.high - found.low == scale10(1_dec, -asked.places));
    CHECK(((low < fraction(asked.equals) && fraction(asked.equals) < high) ||
           (high < fraction(asked.equals) && fraction(asked.equals) < low)));
}

/// Parents, shares, prices, a logistic path: what moves more than itself, and what only adds.
model regions() {
    model m{.unit = amount_unit::parse("USD million"),
            .measure = {.prices = price_basis::nominal},
            .first = 2020y,
            .last = 2025y,
            .segments = {
                {.name = "europe"},
                {.name = "germany", .parent = "europe", .base = printed("40.0"), .growth = 5_pct},
                {.name = "france", .parent = "europe", .base = printed("30.0"), .growth = 4_pct},
                {.name = "asia", .base = printed("120.0"), .growth = 9_pct},
                {.name = "japan", .parent = "asia", .share = printed("30%")},
                {.name = "china", .parent = "asia", .share = printed("70%")},
                {.name = "africa", .base = printed("9.0"), .growth = growth_path::logistic({.capacity = 60_M, .unconstrained = 30_pct})}}};
    m.inflation = inflation{.path = 2_pct, .price_period = 2020y};
    m.segments[2].prices = price_basis::real;
    return m;
}

} // namespace

TEST_CASE("a tornado puts the assumption that moves most first, exactly") {
    const model m = ai_market();
    const tornado_report report = tornado({.base = m});
    CHECK(report.when == 2028y);
    CHECK(report.base == outcome(m, {}));
    REQUIRE(report.bars.size() == 3);
    CHECK(report.bars[0].label == "software.growth");
    CHECK(report.bars[1].label == "services.growth");
    CHECK(report.bars[2].label == "hardware.growth");
    for (const tornado_bar& bar : report.bars) {
        const driver d = shift_of(m, bar.label, 1);
        CHECK(bar.low == outcome(m, {d.low}));
        CHECK(bar.high == outcome(m, {d.high}));
        CHECK(bar.span() == bar.high - bar.low);
    }
    CHECK(report.bars[2].low == report.base - fraction(compound(18.35_B, 38_pct, 8)) + fraction(compound(18.35_B, 37_pct, 8)));
}

TEST_CASE("drivers are anything that can change, of any node and period") {
    const model m = regions();
    const std::vector<driver> drivers{
        {.label = "Asia's base",
         .low = {.of = "asia.base", .base = printed("110.0")},
         .high = {.of = "asia.base", .base = printed("130.0")}},
        shift_of(m, "germany.growth", 2),
        shift_of(m, "africa.growth", 5),
        shift_of(m, "asia.growth", 0.5_dec),
        shift_of(m, "inflation.growth", 1),
        {.low = growth("france.growth", 0_pct), .high = growth("france.growth", 8_pct)},
    };
    for (const char* of : {"total", "europe", "germany", "japan", "africa"}) {
        for (const period& when : {period::year(2020), period::year(2023), period::year(2025)}) {
            const tornado_report report = tornado({.base = m, .drivers = drivers, .of = of, .when = when});
            REQUIRE(report.bars.size() == drivers.size());
            for (std::size_t i = 0; i + 1 < report.bars.size(); ++i) CHECK(report.bars[i].span() >= report.bars[i + 1].span());
            for (const tornado_bar& bar : report.bars) {
                INFO(of << " " << to_string(when) << " " << bar.label);
                for (const driver& d : drivers) {
                    if ((d.label.empty() ? d.low.of : d.label) != bar.label) continue;
                    CHECK(bar.low == outcome(m, {d.low}, of, when));
                    CHECK(bar.high == outcome(m, {d.high}, of, when));
                }
            }
        }
    }
}

TEST_CASE("growth of a segment in another currency is varied in its own") {
    model m{.unit = amount_unit::parse("USD million"),
            .first = 2020y,
            .last = 2028y,
            .segments = {{.name = "home", .base = printed("40.0"), .growth = 5_pct},
                         {.name = "europe", .base = printed("EUR 30.0 million"), .growth = 4_pct}}};
    m.exchanges.push_back({.currency = "EUR", .fixed = decimal::parse("1.14"), .fixed_period = 2020y});
    const tornado_report report = tornado({.base = m});
    REQUIRE(report.bars.size() == 2);
    for (const tornado_bar& bar : report.bars) {
        CHECK(bar.low == outcome(m, {growth(bar.label, bar.label == "home.growth" ? 4_pct : 3_pct)}));
        CHECK(bar.high == outcome(m, {growth(bar.label, bar.label == "home.growth" ? 6_pct : 5_pct)}));
    }
}

TEST_CASE("bars of one span stay in the order given") {
    const model m = ai_market();
    const driver d = shift_of(m, "hardware.growth", 1);
    const auto labelled = [&](const char* label) { return driver{.label = label, .low = d.low, .high = d.high}; };
    const tornado_report report = tornado({.base = m, .drivers = {labelled("first"), labelled("second"), labelled("third")}});
    CHECK(report.bars[0].label == "first");
    CHECK(report.bars[1].label == "second");
    CHECK(report.bars[2].label == "third");
}

TEST_CASE("a segment in another currency is varied at the model's exchange") {
    model m = ai_market();
    m.segments[1].base = figure::parse("EUR 15 billion");
    m.exchanges = {{.currency = "EUR", .fixed = 1.25_dec}};
    const auto at = [&](const rate& r) { return outcome(m, {growth("hardware.growth", r)}); };
    const tornado_report found = tornado({.base = m, .drivers = {shift_of(m, "hardware.growth", 1)}});
    CHECK(found.bars.at(0).low == at(37_pct));
    CHECK(found.bars.at(0).high == at(39_pct));
    const grid_report cells = grid({.base = m,
                                    .rows = {growth("hardware.growth", 37_pct), growth("hardware.growth", 39_pct)},
                                    .columns = {growth("software.growth", 40_pct)}});
    CHECK(cells.values.at(1).at(0) == outcome(m, {growth("hardware.growth", 39_pct), growth("software.growth", 40_pct)}));
    const break_even_report solved = break_even({.base = m, .by = "hardware.growth", .equals = 1000_B});
    CHECK(solved.at_low == at(rate::from_percent(solved.low)));
    CHECK(solved.at_low < fraction(1000_B));
    CHECK(fraction(1000_B) < solved.at_high);
}

TEST_CASE("what cannot be varied is refused, naming the driver") {
    const model m = ai_market();
    const auto shift = [&](const char* of, const decimal& points) {
        return failure(detail::attempt([&] { return shift_of(m, of, points); }));
    };
    CHECK(shift("sofware.growth", 1).starts_with("E-unknown-name: 'sofware.growth' is of a segment"));
    CHECK(shift("software.base", 1) == "E-usage: 'software.base' is no growth; NAME.growth or inflation.growth is needed");
    CHECK(shift("software.growth", 0) == "E-usage: a shift by 0 percentage points down and up; a number above 0 is needed");
    CHECK(shift("software.growth", -1).starts_with("E-usage: a shift by -1 "));
    CHECK(shift("hardware.growth", 138.5_dec).starts_with("E-domain-rate: 'hardware.growth': "));

    const change low = growth("hardware.growth", 30_pct);
    const change other = growth("software.growth", 30_pct);
    CHECK(failure(try_tornado({.base = m, .drivers = {{.low = low, .high = other}}})) ==
          "E-usage: driver 'hardware.growth': it varies 'hardware.growth' and 'software.growth'; variants of one are needed");
    CHECK(failure(try_tornado({.base = m, .drivers = {{.label = "Chips", .low = {.of = "hardware.growth"}, .high = low}}})) ==
          "E-usage: driver 'Chips': the change of 'hardware.growth' gives nothing; it must give a growth");
    CHECK(failure(try_tornado({.base = m, .of = "sofware"})).starts_with("E-unknown-name: "));
    CHECK(failure(try_tornado({.base = m, .when = 2031y})).starts_with("E-period-order: "));

    model parents = regions();
    CHECK(failure(detail::attempt([&] { return shift_of(parents, "europe.growth", 1); })).starts_with("E-usage: 'europe.growth': "));
    parents.segments = {{.name = "a", .growth = growth_path::bass({100_M, 0.03_dec, 0.38_dec, 2})}};
    CHECK(failure(try_tornado({.base = parents})) ==
          "E-domain-empty: no segment has a growth with rates; a driver that is varied is needed");
}

TEST_CASE("a grid varies two assumptions together, exactly") {
    const model m = regions();
    const std::vector<change> germany{growth("germany.growth", 3_pct), growth("germany.growth", 5_pct), growth("germany.growth", 7_pct)};
    const std::vector<change> africa{{.of = "africa.base", .base = printed("8.0")}, {.of = "africa.base", .base = printed("10.0")}};
    const std::vector<change> asia{growth("asia.growth", 8_pct), growth("asia.growth", 10_pct)};
    const std::vector<change> base{{.of = "germany.base", .base = printed("39.0")}, {.of = "germany.base", .base = printed("41.0")}};
    const std::vector<change> prices{growth("inflation.growth", 1_pct), growth("inflation.growth", 4_pct)};
    // Parts that only add, both of one part, one that has parts, prices.
    for (const std::vector<change>* columns : {&africa, &asia, &base, &prices}) {
        for (const char* of : {"total", "europe", "asia"}) {
            const grid_report report = grid({.base = m, .rows = germany, .columns = *columns, .of = of, .when = 2024y});
            CHECK(report.when == 2024y);
            CHECK(report.base == outcome(m, {}, of, 2024y));
            REQUIRE(report.values.size() == 3);
            for (std::size_t r = 0; r < germany.size(); ++r) {
                REQUIRE(report.values[r].size() == 2);
                for (std::size_t c = 0; c < columns->size(); ++c)
                    CHECK(report.values[r][c] == outcome(m, {germany[r], (*columns)[c]}, of, 2024y));
            }
        }
    }
}

TEST_CASE("a grid of one assumption, of several, of none or of too many cells is refused") {
    const model m = ai_market();
    const change a = growth("hardware.growth", 30_pct);
    const change b = growth("software.growth", 30_pct);
    CHECK(failure(try_grid({.base = m, .rows = {a}, .columns = {a}})) ==
          "E-usage: the grid varies 'hardware.growth' in rows and columns; two assumptions are needed");
    CHECK(failure(try_grid({.base = m, .rows = {a, b}, .columns = {a}})).starts_with("E-usage: the grid's side varies "));
    CHECK(failure(try_grid({.base = m, .rows = {a}, .columns = {b, a}})).starts_with("E-usage: the grid's head varies "));
    CHECK(failure(try_grid({.base = m, .rows = {}, .columns = {b}})).starts_with("E-domain-empty: "));
    CHECK(failure(try_grid({.base = m, .rows = {a}, .columns = {growth("softwar.growth", 1_pct)}})).starts_with("E-unknown-name: "));
    const std::vector<change> many(101, a);
    CHECK(failure(try_grid({.base = m, .rows = many, .columns = std::vector<change>(100, b)})) ==
          "E-limit-rows: a grid of 101 rows and 100 columns; at most 10000 cells allowed");
}

TEST_CASE("work on a whole model is bounded before it is done") {
    model m = ai_market();
    m.inflation = inflation{.path = 2_pct, .price_period = 2020y};
    m.segments[0].prices = price_basis::real;
    m.controls.clear();
    for (int i = 0; i < 3000; ++i) m.segments.push_back({.name = "s" + std::to_string(i), .base = printed("1.00"), .growth = 1_pct});
    const std::vector<change> prices(30, growth("inflation.growth", 1_pct));
    const std::vector<change> others(30, growth("hardware.growth", 1_pct));
    CHECK(
        failure(try_grid({.base = m, .rows = prices, .columns = others})).starts_with("E-limit-rows: the model of 27036 values is to be"));
}

TEST_CASE("a break-even lies between two neighbours, or is met exactly") {
    const model m = ai_market();
    const break_even_report hardware = break_even({.base = m, .by = "hardware.growth", .equals = 1000_B});
    CHECK_FALSE(hardware.is_shift);
    CHECK(hardware.when == 2028y);
    CHECK(hardware.high - hardware.low == 0.0001_dec);
    CHECK(hardware.at_low < fraction(1000_B));
    CHECK(hardware.at_high > fraction(1000_B));
    CHECK(hardware.at_low == outcome(m, {growth("hardware.growth", rate::from_percent(hardware.low))}));
    CHECK(hardware.at_high == outcome(m, {growth("hardware.growth", rate::from_percent(hardware.high))}));

    const break_even_report exact =
        break_even({.base = m, .by = "hardware.growth", .of = "hardware", .equals = compound(18.35_B, 41.25_pct, 8)});
    CHECK(exact.is_exact());
    CHECK(exact.low == 41.25_dec);
    CHECK(exact.at_low == exact.at_high);
    const break_even_report as_it_is = break_even({.base = m, .by = "hardware.growth", .equals = outcome(m, {}).numerator()});
    CHECK(as_it_is.is_exact());
    CHECK(as_it_is.low == 38_dec);
    const break_even_report lost = break_even({.base = m, .by = "hardware.growth", .of = "hardware", .equals = 0});
    CHECK(lost.is_exact());
    CHECK(lost.low == -100_dec);
}

TEST_CASE("a path that changes is shifted as a whole") {
    const model m = ai_market();
    const auto shifted = [&](const decimal& points) {
        model out = m;
        out.segments[0].growth = m.segments[0].growth->shifted(points);
        return out;
    };
    for (const decimal& equals : {1000_B, 931_B, 200_B, 412_B, 50_T}) {
        const break_even_request asked{.base = m, .by = "software.growth", .of = equals == 412_B ? "software" : "total", .equals = equals};
        if (equals == 200_B) {
            // The other two alone make more than that.
            CHECK(failure(try_break_even(asked)).starts_with("E-never-reached: "));
            continue;
        }
        CHECK(break_even(asked).is_shift);
        check_bracket(asked, shifted);
    }
}

TEST_CASE("growth of all segments together is shifted by one number") {
    const model m = ai_market();
    const auto shifted = [&](const decimal& points) {
        model out = m;
        for (segment& s : out.segments) s.growth = s.growth->shifted(points);
        return out;
    };
    for (const int places : {0, 1, 4, 12, 30}) check_bracket({.base = m, .by = "growth", .equals = 1000_B, .places = places}, shifted);
    check_bracket({.base = m, .by = "growth", .when = 2021y, .equals = 85_B}, shifted);
    check_bracket({.base = m, .by = "growth", .equals = 10_K, .places = 2}, shifted);
    // The lowest of all rates, 30%, may fall to -100%, not further.
    CHECK(failure(try_break_even({.base = m, .by = "growth", .equals = -1})).find("-130 percentage points makes it") != std::string::npos);
}

TEST_CASE("what moves by shares, prices, parents or a ceiling has its break-even too") {
    const model m = regions();
    const auto with = [&](const char* of, const auto& path) {
        return [&m, of, path](const decimal& p) { return changed(m, {.name = {}, .changes = {{.of = of, .growth = path(p)}}}); };
    };
    const auto constant = [](const decimal& p) { return growth_path(rate::from_percent(p)); };
    check_bracket({.base = m, .by = "asia.growth", .equals = 300_M, .places = 6}, with("asia.growth", constant));
    check_bracket({.base = m, .by = "asia.growth", .of = "japan", .equals = 50_M}, with("asia.growth", constant));
    check_bracket({.base = m, .by = "germany.growth", .of = "europe", .when = 2022y, .equals = 99_M}, with("germany.growth", constant));
    check_bracket({.base = m, .by = "inflation.growth", .equals = 350_M}, with("inflation.growth", constant));
    check_bracket({.base = m, .by = "france.growth", .of = "europe", .equals = 100_M}, with("france.growth", constant));
    check_bracket({.base = m, .by = "africa.growth", .equals = 310_M},
                  with("africa.growth", [&](const decimal& p) { return m.segments[6].growth->shifted(p); }));
}

TEST_CASE("a total that is rounded is met as the whole model has it") {
    model m{.first = 2020y, .last = 2028y, .digits = {.digits = 20}};
    for (int i = 0; i < 100; ++i)
        m.segments.push_back({.name = "s" + std::to_string(i),
                              .base = printed("7.00"),
                              .growth = growth_path::logistic({.capacity = decimal(1009 + 2 * i), .unconstrained = 31.7_pct})});
    m.segments.push_back({.name = "rest", .base = printed("50.00"), .growth = 11_pct});
    const auto at = [&](const decimal& p) { return changed(m, {.name = {}, .changes = {growth("rest.growth", rate::from_percent(p))}}); };
    const model_projection there = project(at(12.34_dec));
    const auto total = there.total().back();
    REQUIRE(total.how() == exactness::rounded);
    const break_even_request asked{.base = m, .by = "rest.growth", .equals = total.exact().numerator()};
    CHECK(break_even(asked).is_exact());
    CHECK(break_even(asked).low == 12.34_dec);
    check_bracket({.base = m, .by = "rest.growth", .equals = total.exact().numerator() + 0.01_dec, .places = 12}, at);
}

TEST_CASE("what no percentage reaches says what the ends make") {
    const model m = ai_market();
    CHECK(failure(try_break_even({.base = m, .by = "hardware.growth", .equals = 100_B})) ==
          "E-never-reached: no rate of 'hardware.growth' makes total 100 USD billion in 2028: -100% makes it 689.440751 USD billion, "
          "1000000% "
          "makes it 1.83646851e+33 USD billion");
    CHECK(failure(try_break_even({.base = m, .by = "hardware.growth", .equals = decimal::parse("1e99")})).starts_with("E-never-reached: "));
    // A logistic path never passes its capacity.
    CHECK(failure(try_break_even({.base = regions(), .by = "africa.growth", .of = "africa", .equals = 61_M}))
              .starts_with("E-never-reached: "));
}

TEST_CASE("what does not move the node is refused, not solved") {
    const model m = ai_market();
    CHECK(failure(try_break_even({.base = m, .by = "hardware.growth", .of = "software", .equals = 100_B})) ==
          "E-usage: 'hardware.growth' does not move software in 2028; an assumption that it depends on is needed");
    model hidden = m;
    hidden.segments[0].name = "soft\x1Bware";
    CHECK(failure(try_break_even({.base = hidden, .by = "hardware.growth", .of = "soft\x1Bware", .equals = 100_B})) ==
          "E-usage: 'hardware.growth' does not move soft<U+001B>ware in 2028; an assumption that it depends on is needed");
    CHECK(failure(try_break_even({.base = m, .by = "hardware.growth", .when = 2020y, .equals = 62.35_B})).starts_with("E-usage: "));
    CHECK(failure(try_break_even({.base = m, .by = "growth", .when = 2020y, .equals = 62.35_B})).starts_with("E-usage: "));
    CHECK(failure(try_break_even({.base = m, .by = "hardware.base", .equals = 1})).starts_with("E-usage: 'hardware.base' is no growth"));
    CHECK(failure(try_break_even({.base = m, .by = "hardwar.growth", .equals = 1})).starts_with("E-unknown-name: "));
    CHECK(failure(try_break_even({.base = m, .by = "hardware.growth", .equals = 1, .places = 31})).starts_with("E-limit-context: "));
    CHECK(failure(try_break_even({.base = m, .by = "hardware.growth", .equals = 1, .places = -1})).starts_with("E-domain-count: "));
    model bass = regions();
    bass.segments[0] = {.name = "europe", .growth = growth_path::bass({100_M, 0.03_dec, 0.38_dec, 2})};
    bass.segments.erase(bass.segments.begin() + 1, bass.segments.begin() + 3);
    CHECK(failure(try_break_even({.base = bass, .by = "growth", .equals = 1})).starts_with("E-usage: 'europe': "));
}

TEST_CASE("a model of 10,000 segments has its tornado and break-even in seconds") {
    model m{.first = 2020y, .last = 2050y};
    for (int i = 0; i < 10'000; ++i)
        m.segments.push_back({.name = "s" + std::to_string(i),
                              .base = printed(std::to_string(i + 1) + ".00"),
                              .growth = rate::from_percent(decimal(i % 50))});
    const auto took = decimals::time_of([&] {
        const fraction wanted = project(m).total().back().exact() + fraction(1_B);
        const break_even_report one = break_even({.base = m, .by = "s77.growth", .equals = wanted.numerator(), .places = 12});
        CHECK(one.at_low < wanted);
        CHECK(wanted < one.at_high);
        const break_even_report all = break_even({.base = m, .by = "growth", .equals = wanted.numerator()});
        CHECK(all.at_low < wanted);
        CHECK(wanted < all.at_high);
        const tornado_report report = tornado({.base = m});
        CHECK(report.bars.size() == 10'000);
        CHECK(report.bars[0].label == "s9999.growth");
    });
    INFO("10,000 segments: " << took.count() << " ms");
    CHECK(took.count() < 120'000);
}
