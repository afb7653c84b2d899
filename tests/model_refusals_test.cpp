// Models: what of them is refused, by which error, naming what.
#include <cagr/model.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;
using namespace models;

TEST_CASE("A name that no segment has suggests the nearest") {
    const model_projection p = project(ai_market());
    const auto message = [&](std::string_view name) {
        try {
            return p.at(name).name();
        } catch (const exception& e) {
            return std::string(e.error().id()) + ": " + e.error().message;
        }
    };
    CHECK(message("software") == "software");
    CHECK(message("sofware") == "E-unknown-name: no segment has the name 'sofware'; did you mean software?");
    CHECK(message("totl") == "E-unknown-name: no segment has the name 'totl'; did you mean total?");
    CHECK(message("chips") == "E-unknown-name: no segment has the name 'chips'");
    // What is suggested is shown as it is, hidden characters too.
    model hidden = three_years({{.name = "chi\x1Bps", .base = f("1"), .growth = 0_pct}});
    const auto absent = [](const model& m) { return project(m).at("chips").name(); };
    CHECK_THROWS_MATCHES(absent(hidden), exception,
                         Catch::Matchers::Message("E-unknown-name: no segment has the name 'chips'; did you mean chi<U+001B>ps?"));
    hidden.controls = {{.of = "chips", .base = f("1")}};
    CHECK(mentions(failure(hidden), "did you mean chi<U+001B>ps?"));
    hidden.segments.push_back({.name = "part", .parent = "chips"});
    CHECK(mentions(failure(hidden), "did you mean chi<U+001B>ps?"));
    CHECK_THROWS_MATCHES(p.total().at(2029y), exception, testing::ThrowsErrc("E-period-order"));
    CHECK_THROWS_MATCHES(p.total().at(period::fiscal_year(2028)), exception, testing::ThrowsErrc("E-period-kind"));
}

TEST_CASE("The nearest name is the one with the fewest slips, if there are few") {
    const std::vector<std::string> names{"hardware", "software", "services"};
    CHECK(detail::nearest_name("hradware", names) == "hardware");
    CHECK(detail::nearest_name("softwar", names) == "software");
    CHECK(detail::nearest_name("servies", names) == "services");
    CHECK(detail::nearest_name("harware2", names) == "hardware");
    CHECK(detail::nearest_name("silverware", names).empty());
    CHECK(detail::nearest_name("", names).empty());
    CHECK(detail::nearest_name(std::string(100'000, 'x'), names).empty());
}

TEST_CASE("Names that cannot be told apart from others are refused") {
    const auto named = [](std::string name) { return three_years({{.name = std::move(name), .base = f("1"), .growth = 0_pct}}); };
    CHECK(fails(named(""), "E-usage", {"without a name"}));
    CHECK(fails(named("total"), "E-usage", {"'total'"}));
    CHECK(fails(named("base"), "E-usage", {"'base'"}));
    CHECK(fails(named("a.growth"), "E-usage", {"'a.growth'", "point"}));
    CHECK(fails(named(std::string(1025, 'n')), "E-parse-length", {"1025 bytes"}));
    model counted = named("a");
    counted.unit.counted = std::string(1025, 'n');
    CHECK(fails(counted, "E-parse-length", {"1025 bytes"}));
    CHECK(fails(three_years({{.name = "a", .base = f("1"), .growth = 0_pct}, {.name = "a", .base = f("2"), .growth = 0_pct}}), "E-usage",
                {"two segments", "'a'"}));
    // Control characters of a name are made visible in what is said of it.
    CHECK(fails(named("a\x1b[31m.b"), "E-usage", {"'a<U+001B>[31m.b'"}));
}

TEST_CASE("A tree that hangs on nothing is refused") {
    CHECK(fails(three_years({{.name = "software", .base = f("1"), .growth = 0_pct},
                             {.name = "a", .parent = "sofware", .base = f("1"), .growth = 0_pct}}),
                "E-unknown-name", {"segment 'a'", "'sofware'", "did you mean software?"}));
    CHECK(fails(three_years({{.name = "a", .parent = "a", .base = f("1"), .growth = 0_pct}}), "E-usage",
                {"segment 'a' is a part of itself"}));
    CHECK(fails(three_years({{.name = "ok", .base = f("1"), .growth = 0_pct},
                             {.name = "leaf", .parent = "a", .base = f("1"), .growth = 0_pct},
                             {.name = "a", .parent = "b"},
                             {.name = "b", .parent = "a"}}),
                "E-usage", {"is a part of itself, by way of"}));
    CHECK(fails(three_years({}), "E-domain-empty", {"without segments"}));
    std::vector<segment> deep;
    for (int i = 0; i < 65; ++i) deep.push_back({.name = "s" + std::to_string(i), .parent = i == 0 ? "" : "s" + std::to_string(i - 1)});
    deep.back().base = f("1");
    deep.back().growth = 0_pct;
    CHECK(fails(three_years(deep), "E-limit-rows", {"segment 's64'", "level 65"}));
    deep.pop_back();
    deep.back().base = f("1");
    deep.back().growth = 0_pct;
    CHECK(failure(three_years(deep)) == "none");
}

TEST_CASE("Models too large to work out are refused before the work") {
    std::vector<segment> many(100'001, segment{.name = "s", .base = f("1"), .growth = 0_pct});
    CHECK(fails(three_years(many), "E-limit-rows", {"100001 segments"}));
    many.resize(10'000);
    model long_one{.first = 1001y, .last = 2000y, .segments = many};
    CHECK(fails(long_one, "E-limit-rows", {"over 1000 periods"}));
    CHECK(fails(
        {.first = period::ordinal(0), .last = period::ordinal(1'000'000), .segments = {{.name = "a", .base = f("1"), .growth = 3.333_pct}}},
        "E-limit-digits", {"segment 'a'"}));
    // Values that are rounded to 10,000 digits take a tenth of a second each.
    model rounded = three_years({{.name = "a", .base = f("1"), .growth = growth_path::gompertz({.capacity = 3, .approach = 20_pct})}});
    rounded.last = 2220y;
    rounded.digits.digits = 10'000;
    CHECK(fails(rounded, "E-limit-rows", {"201 values of S-curves to 10000 digits; at most 200 are allowed"}));
    rounded.digits.digits = 100;
    CHECK(project(rounded).total().back().how() == exactness::rounded);
}

TEST_CASE("A value or a growth that is said in two ways is refused") {
    CHECK(
        fails(three_years({{.name = "p", .base = f("1"), .growth = 0_pct}, {.name = "a", .parent = "p", .base = f("1"), .growth = 0_pct}}),
              "E-usage", {"segment 'p'", "'a'", "into a control"}));
    CHECK(fails(three_years({{.name = "p", .growth = 0_pct}, {.name = "a", .parent = "p", .base = f("1"), .growth = 0_pct}}), "E-usage",
                {"segment 'p'", "'a'", "into a control"}));
    CHECK(fails(three_years({{.name = "a", .base = f("1"), .values = {{2020y, f("1")}}, .growth = 0_pct}}), "E-usage",
                {"segment 'a'", "2020"}));
    CHECK(fails(three_years({{.name = "a", .values = {{2020y, f("1")}, {2021y, f("1")}, {2021y, f("2")}}, .growth = 0_pct}}), "E-usage",
                {"segment 'a'", "two values for 2021"}));
    CHECK(fails(
        three_years({{.name = "p", .base = f("1"), .growth = 0_pct}, {.name = "a", .parent = "p", .base = f("1"), .share = f("100%")}}),
        "E-usage", {"segment 'a'", "as a share"}));
    CHECK(fails(
        three_years({{.name = "a", .base = f("1"), .growth = growth_path::bass({.potential = 1, .innovation = 0.1_dec, .imitation = 0})}}),
        "E-usage", {"segment 'a'", "Bass"}));
    CHECK(fails(
        three_years({{.name = "p", .base = f("1"), .growth = 0_pct}, {.name = "a", .parent = "p", .share = f("100%"), .growth = 0_pct}}),
        "E-usage", {"segment 'p'", "'a'", "into a control"}));
    CHECK(fails(three_years({{.name = "p", .values = {{2020y, f("1")}, {2021y, f("1")}}},
                             {.name = "a", .parent = "p", .share = f("100%"), .growth = 0_pct}}),
                "E-usage", {"segment 'p'", "values beside"}));
    CHECK(fails(three_years({{.name = "p", .base = f("1"), .growth = 0_pct},
                             {.name = "a", .parent = "p", .values = {{2021y, f("1")}}, .share = f("100%")}}),
                "E-usage", {"segment 'a'", "values"}));
}

TEST_CASE("A value or a growth that is missing is named") {
    CHECK(fails(three_years({{.name = "a"}}), "E-missing-fact", {"segment 'a'", "neither a base nor values nor a share"}));
    CHECK(fails(three_years({{.name = "a", .base = f("1")}}), "E-missing-fact", {"segment 'a'", "no growth"}));
    CHECK(fails(three_years({{.name = "a", .base = f("1"), .values = {{2022y, f("2")}}}}), "E-missing-fact",
                {"segment 'a'", "no value for 2021"}));
    model m = three_years(
        {{.name = "a", .values = {{2020y, f("1")}, {2021y, f("2")}}, .growth = 0_pct}, {.name = "b", .base = f("1"), .growth = 0_pct}});
    m.actual = 2021y;
    CHECK(fails(m, "E-missing-fact", {"segment 'b'", "no value for 2020"}));
}

TEST_CASE("Shares that do not make the whole are refused") {
    const auto shared = [](std::optional<figure> a, std::optional<figure> b) {
        return three_years({{.name = "p", .base = f("1"), .growth = 0_pct},
                            {.name = "a", .parent = "p", .share = a},
                            {.name = "b", .parent = "p", .share = b}});
    };
    CHECK(failure(shared(f("33.3%"), f("66.7%"))) == "none");
    CHECK(fails(shared(f("33.3%"), f("66.6%")), "E-share-sum", {"segment 'p'", "make 99.9%"}));
    CHECK(fails(shared(f("33.3%"), std::nullopt), "E-share-sum", {"segment 'p'", "'b' has none"}));
    CHECK(fails(shared(f("0.5"), f("0.5")), "E-unit-mixed", {"segment 'a'", "percentage"}));
    CHECK(fails(shared(f("-10%"), f("110%")), "E-domain-amount", {"segment 'a'", "-10%"}));
    CHECK(fails(three_years({{.name = "a", .share = f("100%"), .growth = 0_pct}}), "E-usage", {"'a' has a share of the total"}));
    CHECK(fails(three_years({{.name = "p"}, {.name = "a", .parent = "p", .share = f("100%"), .growth = 0_pct}}), "E-usage",
                {"'a' has a share of segment 'p'"}));
    model mixed = shared(f("50%"), f("50%"));
    mixed.segments[0].growth.reset();
    mixed.segments[1].growth = 0_pct;
    CHECK(fails(mixed, "E-usage", {"segment 'p'", "'a' has a growth", "'b' has none"}));
}

TEST_CASE("Units that do not go together are refused") {
    model m = three_years({{.name = "a", .base = f("40%"), .growth = 0_pct}});
    CHECK(fails(m, "E-unit-mixed", {"segment 'a'", "percentage"}));
    m.segments[0].base = f("10x");
    CHECK(fails(m, "E-unit-mixed", {"segment 'a'", "multiple"}));
    m.segments[0].base = f("USD 10");
    CHECK(fails(m, "E-unit-mixed", {"segment 'a'", "money"}));
    m.unit = amount_unit::parse("million tons");
    m.segments[0].base = f("10 units");
    CHECK(fails(m, "E-unit-mixed", {"segment 'a'", "'units'", "'tons'"}));
    m.segments[0].base = f("10 million tons");
    CHECK(failure(m) == "none");
    m.unit = {.currency = "USD", .counted = "tons"};
    CHECK(fails(m, "E-unit-mixed", {"USD", "'tons'"}));
    m.unit = {.currency = "XXQ"};
    CHECK(fails(m, "E-parse-currency", {"'XXQ'"}));
    m = three_years({{.name = "a", .base = f("EUR 1"), .values = {{2021y, f("GBP 1")}}, .growth = 0_pct}});
    m.unit.currency = "USD";
    m.exchanges = {{.currency = "EUR", .fixed = 1}, {.currency = "GBP", .fixed = 1}};
    CHECK(fails(m, "E-unit-mixed", {"segment 'a'", "EUR and GBP"}));
    m.exchanges = {{.currency = "EUR", .fixed = 1}, {.currency = "EUR", .fixed = 1}};
    CHECK(fails(m, "E-usage", {"two exchanges of 'EUR'"}));
    m.exchanges = {{.currency = "EUR", .fixed = 1, .averages = {{2020y, 1}}}};
    CHECK(fails(m, "E-usage", {"'EUR'", "both one rate and averages"}));
    m.exchanges = {{.currency = "EUR"}};
    CHECK(fails(m, "E-missing-fact", {"'EUR'"}));
}

TEST_CASE("Periods of another kind, or beyond the model's, are refused") {
    model m = three_years({{.name = "a", .base = f("1"), .values = {{period::fiscal_year(2021), f("1")}}, .growth = 0_pct}});
    CHECK(fails(m, "E-period-kind", {"segment 'a'"}));
    m.segments = {{.name = "a", .base = f("1"), .values = {{2023y, f("1")}}, .growth = 0_pct}};
    CHECK(fails(m, "E-period-order", {"segment 'a'", "2023"}));
    m.segments = {{.name = "a", .base = f("1"), .growth = growth_path::stages({{1_pct, 2023y}})}};
    CHECK(fails(m, "E-period-order", {"segment 'a'", "2023"}));
    m.segments = {{.name = "a", .base = f("1"), .growth = growth_path::stages({{1_pct, 2021y}})}};
    CHECK(fails(m, "E-period-order", {"segment 'a'", "2022"}));
    m.segments = {{.name = "a", .base = f("1"), .growth = growth_path::stages({{1_pct, period::fiscal_year(2022)}})}};
    CHECK(fails(m, "E-period-kind", {"segment 'a'"}));
    m.segments = {{.name = "a", .base = f("1@2021"), .growth = 0_pct}};
    CHECK(fails(m, "E-period-order", {"segment 'a'", "another period than 2020"}));
    m.segments = {{.name = "a", .base = f("1"), .growth = 0_pct}};
    m.last = period::fiscal_year(2022);
    CHECK(fails(m, "E-period-kind", {}));
    m.last = 2019y;
    CHECK(fails(m, "E-period-order", {"2020 to 2019"}));
    m.last = 2022y;
    m.actual = 2023y;
    CHECK(fails(m, "E-period-order", {"2023"}));
    m.actual = 2021y;
    m.estimated = 2021y;
    CHECK(fails(m, "E-period-order", {"estimates up to 2021"}));
}

TEST_CASE("Controls that cannot be compared are refused") {
    model m = three_years({{.name = "software", .base = f("1"), .growth = 0_pct}});
    const auto with = [&](const control& c) {
        m.controls = {c};
        return m;
    };
    CHECK(fails(with({.of = "sofware", .base = f("1")}), "E-unknown-name", {"control", "did you mean software?"}));
    CHECK(fails(with({.of = "software", .base = f("1")}), "E-usage", {"control of segment 'software'", "no parts"}));
    CHECK(fails(with({.base = f("1"), .tolerance = -1}), "E-domain-amount", {"control of the total", "-100%"}));
    CHECK(fails(with({.base = f("1"), .at = {2022y}}), "E-missing-fact", {"control of the total", "no growth"}));
    CHECK(fails(with({.base = f("1"), .growth = 0_pct, .at = {2023y}}), "E-period-order", {"control of the total", "2023"}));
    CHECK(fails(with({.base = f("1%")}), "E-unit-mixed", {"control of the total"}));
}
