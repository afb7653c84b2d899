// Scenarios: changes of a model, side by side, weighted; what is expected of them, decided.
#include <cagr/scenario.hpp>

#include "support/ai_market.hpp"
#include "support/catch.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace cagr::testing;
using namespace std::chrono_literals;
using tests::ai_market;
using tests::ai_study;
using tests::printed;

namespace {

scenario one_change(change c) { return {.name = "variant", .changes = {std::move(c)}}; }

/// Why a change is refused: its id and message.
std::string refused(change c) {
    const auto r = try_changed(ai_market(), one_change(std::move(c)));
    return r ? "no error" : std::string(r.error().id()) + ": " + r.error().message;
}

std::string refused(const study& s) {
    const auto r = try_compare(s);
    return r ? "no error" : std::string(r.error().id()) + ": " + r.error().message;
}

std::string refused_check(const study& s) {
    const auto r = try_check(s);
    return r ? "no error" : std::string(r.error().id()) + ": " + r.error().message;
}

/// The AI market with these expectations and neither scenarios nor controls.
study expecting(std::vector<expectation> all) {
    study s{.base = ai_market(), .expectations = std::move(all)};
    s.base.controls.clear();
    return s;
}

/// What comes of one expectation of the AI market: `holds: wanted; found`.
std::string found(expectation e) {
    std::string out;
    for (const finding& f : check(expecting({std::move(e)})))
        out += (out.empty() ? "" : " | ") + std::string(f.holds ? "holds: " : "fails: ") + f.wanted + "; " + f.found;
    return out;
}

std::string in_2028(const comparison& c, std::string_view scenario) { return c.at(scenario).projection.total().at(2028y).text(); }

} // namespace

TEST_CASE("the AI market comes to its three totals, and all that is expected of it holds") {
    const comparison c = compare(ai_study());
    REQUIRE(c.columns.size() == 3);
    CHECK(c.columns[0].name == "base");
    CHECK(c.columns[1].name == "low");
    CHECK(in_2028(c, "base") == "930.80");
    CHECK(in_2028(c, "low") == "685.39");
    CHECK(in_2028(c, "high") == "1048.02");
    CHECK(c.is_weighted());
    CHECK(c.columns[0].weight == 0.6_dec);
    CHECK(c.columns[1].weight == 0.25_dec);

    const std::vector<finding> findings = check(ai_study());
    // 930.80; 270 to 400 in each of three scenarios; a share and a CAGR; the control in two years
    REQUIRE(findings.size() == 8);
    for (const finding& f : findings) {
        INFO(f.scenario << ": " << f.wanted << "; " << f.found);
        CHECK(f.holds);
    }
    CHECK(findings[0].wanted == "total prints 930.80 in 2028");
    CHECK(findings[0].found == "it prints 930.80");
    CHECK(findings[1].scenario == "base");
    CHECK(findings[2].scenario == "low");
    CHECK(findings[3].scenario == "high");
    CHECK(findings[3].expectation == 1);
    CHECK(findings[3].wanted == "total is 270 to 400 USD billion in 2025");
    CHECK(findings[4].wanted == "software has a share of 45% to 50% in 2028");
    CHECK(findings[5].wanted == "software has a CAGR of 43% to 45% from 2020 to 2028");
    CHECK(findings[6].expectation == 3);
    CHECK(findings[6].node == "total");
    CHECK(findings[6].when == 2020y);
    CHECK(findings[7].when == 2028y);
}

TEST_CASE("scenarios differ from base by an amount and a part of it, exactly") {
    const comparison c = compare(ai_study());
    const fraction base = c.at("base").projection.at("hardware").at(2028y).exact();
    const fraction high = c.at("high").projection.at("hardware").at(2028y).exact();
    CHECK(base == fraction(compound(18.35_B, 38_pct, 8)));
    CHECK(high == fraction(compound(18.35_B, 45_pct, 8)));
    CHECK(c.difference("high", "hardware", 2028y) == high - base);
    CHECK(c.difference("high", "total", 2028y) == high - base);
    CHECK(c.relative_difference("high", "hardware", 2028y) == quotient(high, base) - fraction(1));
    CHECK(c.difference("base", "total", 2028y) == fraction(0));
    CHECK(c.difference("low", "hardware", 2024y) == fraction(0));

    study from_nothing = ai_study();
    from_nothing.base.controls.clear();
    from_nothing.base.segments[1].base = printed("0.00");
    CHECK_FALSE(compare(from_nothing).relative_difference("high", "hardware", 2028y).has_value());
}

TEST_CASE("weights give what is expected on average, base having the rest") {
    const comparison c = compare(ai_study());
    const auto value = [&](const char* scenario) { return c.at(scenario).projection.total().at(2028y).exact(); };
    CHECK(c.expected("total", 2028y) ==
          fraction(0.6_dec) * value("base") + fraction(0.25_dec) * value("low") + fraction(0.15_dec) * value("high"));
    CHECK(c.at("base").projection.text_of(c.expected("total", 2028y)) == "887.03");

    study all_told = ai_study();
    all_told.scenarios[0].weight = 0.85_dec;
    CHECK(compare(all_told).columns[0].weight == 0_dec);
    study plain = ai_study();
    plain.scenarios[0].weight.reset();
    plain.scenarios[1].weight.reset();
    CHECK_FALSE(compare(plain).is_weighted());
    CHECK_FALSE(compare(study{.base = ai_market()}).is_weighted());
    CHECK_THROWS_MATCHES(compare(plain).expected("total", 2028y), exception, ThrowsErrc("E-missing-fact"));
}

TEST_CASE("each member of a model's parts can change") {
    model m = ai_market();
    m.segments[2].base.reset();
    m.segments[2].values = {{2019y, printed("14.00")}, {2020y, printed("20.00")}};
    m.first = 2019y;
    m.actual = 2020y;
    m.segments[0].values = {{2019y, printed("17.00")}};
    m.segments[1].values = {{2019y, printed("13.00")}};
    m.inflation = inflation{.path = 2_pct, .price_period = 2020y};

    const model grown = changed(m, one_change({.of = "hardware.growth", .growth = 45_pct}));
    CHECK(grown.segments[1].growth == growth_path(45_pct));
    CHECK(grown.segments[0].growth == m.segments[0].growth);
    const model based = changed(m, one_change({.of = "hardware.base", .base = printed("19.00")}));
    CHECK(based.segments[1].base == printed("19.00"));
    const model printed_base = changed(m, one_change({.of = "services.base", .base = printed("21.00")}));
    CHECK_FALSE(printed_base.segments[2].base.has_value());
    CHECK(printed_base.segments[2].values[0].value == printed("14.00"));
    CHECK(printed_base.segments[2].values[1].value == printed("21.00"));
    const model shared = changed(m, one_change({.of = "services.share", .share = printed("30%")}));
    CHECK(shared.segments[2].share == printed("30%"));
    const model inflated = changed(m, one_change({.of = "inflation.growth", .growth = 3_pct}));
    CHECK(inflated.inflation->path == growth_path(3_pct));
    CHECK(inflated.controls.size() == 1);
}

TEST_CASE("a change of what is not there suggests what is near") {
    const auto growth = [](const char* of) { return change{.of = of, .growth = 36_pct}; };
    CHECK(refused(growth("sofware.growth")) ==
          "E-unknown-name: 'sofware.growth' is of a segment that the model does not have; did you mean 'software.growth'?");
    CHECK(refused(growth("software.grwoth")) ==
          "E-unknown-name: 'software.grwoth' is no member; growth, base or share of a segment can change; did you mean 'software.growth'?");
    CHECK(refused(growth("software")) ==
          "E-unknown-name: 'software' names no member; NAME.growth, NAME.base, NAME.share or inflation.growth "
          "is needed; did you mean 'software.growth'?");
    CHECK(refused(growth("quantum.growth")) == "E-unknown-name: 'quantum.growth' is of a segment that the model does not have");
    CHECK(refused(growth("total.growth")) == "E-unknown-name: 'total.growth' is of the total, which is the sum of its parts; change those");
    CHECK(refused(growth("inflation.growth")) == "E-unknown-name: 'inflation.growth' is of prices; the model has no inflation");
    CHECK(refused(growth("")).starts_with("E-unknown-name: '' names no member"));
    CHECK(refused(growth(".growth")).starts_with("E-unknown-name: '.growth' is of a segment"));
    CHECK(refused(growth("software.")).starts_with("E-unknown-name: 'software.' is no member"));

    model m = ai_market();
    m.inflation = inflation{.path = 2_pct, .price_period = 2020y};
    const auto r = try_changed(m, one_change({.of = "inflation.base", .base = printed("1")}));
    REQUIRE_FALSE(r.has_value());
    CHECK(r.error().message == "'inflation.base' is no member of prices; did you mean 'inflation.growth'?");
    CHECK(r.error().input == "inflation.base");
    CHECK(r.error().span == text_span{10, 4});

    m.segments[1].name = "inflation";
    const auto either = try_changed(m, one_change(growth("inflation.growth")));
    REQUIRE_FALSE(either.has_value());
    CHECK(to_string(either.error()).starts_with("E-usage: 'inflation.growth' is of prices and of a segment; "));
    m.inflation.reset();
    CHECK(changed(m, one_change(growth("inflation.growth"))).segments[1].growth == growth_path(36_pct));
}

TEST_CASE("a change gives the one member that it names, once") {
    CHECK(refused({.of = "software.growth", .base = printed("25.00")}) ==
          "E-usage: the change of 'software.growth' gives a base; it must give a growth");
    CHECK(refused({.of = "software.base", .growth = 36_pct}) ==
          "E-usage: the change of 'software.base' gives a growth; it must give a base");
    CHECK(refused({.of = "software.share"}) == "E-usage: the change of 'software.share' gives nothing; it must give a share");
    CHECK(refused({.of = "software.growth", .growth = 36_pct, .base = printed("25.00")}) ==
          "E-usage: the change of 'software.growth' gives a growth and a base; it must give a growth");
    const scenario twice{.name = "low",
                         .changes = {{.of = "software.growth", .growth = 36_pct}, {.of = "software.growth", .growth = 35_pct}}};
    const auto r = try_changed(ai_market(), twice);
    REQUIRE_FALSE(r.has_value());
    CHECK(r.error().id() == "E-usage");
    CHECK(r.error().message == "'software.growth' is changed twice; once is needed");
}

TEST_CASE("scenarios have names of their own and weights that fit") {
    const auto named = [](const char* name) { return study{.base = ai_market(), .scenarios = {{.name = name}}}; };
    CHECK(refused(named("base")) == "E-usage: the scenario 'base' has the name of the model as it is; it needs another");
    CHECK(refused(named("total")) == "E-usage: the scenario 'total' has the name of the sum of all segments; it needs another");
    CHECK(refused(named("")) == "E-usage: a scenario without a name; each needs one of its own");
    CHECK(refused(named(std::string(1025, 'x').c_str())).starts_with("E-parse-length: "));
    study labelled = named("low");
    labelled.scenarios[0].label = std::string(1025, 'x');
    CHECK(refused(labelled).starts_with("E-parse-length: "));
    study s = ai_study();
    s.scenarios[1].name = "low";
    CHECK(refused(s) == "E-usage: the scenario 'low' is there twice; each needs a name of its own");

    const auto weighted = [](std::optional<decimal> low, std::optional<decimal> high) {
        study out = ai_study();
        out.scenarios[0].weight = std::move(low);
        out.scenarios[1].weight = std::move(high);
        return refused(out);
    };
    CHECK(weighted(0.6_dec, 0.5_dec) == "E-usage: the scenarios have weights of 110% together; they may have 100%, and base has the rest");
    CHECK(weighted(0.5_dec, 0.5_dec) == "no error");
    CHECK(weighted(-0.1_dec, 0.5_dec) == "E-usage: the scenario 'low' has a weight of -10%; 0% or more is needed");
    CHECK(weighted(std::nullopt, 0.5_dec) ==
          "E-missing-fact: the scenario 'low' has no weight, while 'high' has one; tell it of all (0% is one) or of none");
}

TEST_CASE("errors of a scenario name it") {
    study s = ai_study();
    s.scenarios[0].changes[0].of = "sofware.growth";
    CHECK(refused(s).starts_with("E-unknown-name: scenario 'low': 'sofware.growth' is of a segment"));
    s = ai_study();
    s.scenarios[1].changes = {{.of = "hardware.base", .base = printed("EUR 18.35 billion")}};
    CHECK(refused(s).starts_with("E-unit-mixed: scenario 'high': "));
    const comparison c = compare(ai_study());
    CHECK_THROWS_MATCHES(c.at("hihg"), exception, ThrowsErrc("E-unknown-name"));
    CHECK(try_compare(ai_study()).has_value());
    try {
        (void)c.at("hihg");
    } catch (const exception& e) {
        CHECK(e.error().message == "'hihg' is no scenario; did you mean 'high'?");
    }
    CHECK_THROWS_MATCHES(c.difference("high", "sofware", 2028y), exception, ThrowsErrc("E-unknown-name"));
    CHECK_THROWS_MATCHES(c.difference("high", "total", 2031y), exception, ThrowsErrc("E-period-order"));
}

TEST_CASE("too many values are refused before they are made") {
    study s{.base = ai_market()};
    // 36 values a scenario
    for (int i = 0; i < 300'000; ++i) s.scenarios.push_back({.name = std::to_string(i)});
    CHECK(refused(s).starts_with("E-limit-rows: 300000 scenarios and base, each of 36 values"));
}

TEST_CASE("prints is compared with the text that is shown") {
    CHECK(found({.prints = "930.80"}) == "holds: total prints 930.80 in 2028; it prints 930.80");
    CHECK(found({.prints = "930.81"}) == "fails: total prints 930.81 in 2028; it prints 930.80, 0.01 less");
    CHECK(found({.prints = "930.72"}) == "fails: total prints 930.72 in 2028; it prints 930.80, 0.08 more");
    CHECK(found({.prints = "930.8"}) == "fails: total prints 930.8 in 2028; it prints 930.80, with other decimal places");
    CHECK(found({.of = "software", .when = 2020y, .prints = "24.00"}) == "holds: software prints 24.00 in 2020; it prints 24.00");

    const auto of_high = [](std::string prints) {
        study s = ai_study();
        s.expectations = {{.in = "high", .prints = std::move(prints)}};
        return check(s).front().holds;
    };
    CHECK(of_high("1048.02"));
    CHECK(of_high("1,048.02"));
    CHECK_FALSE(of_high("1,048.03"));
}

TEST_CASE("prints that no table of the model shows is refused") {
    const auto refused_prints = [](const char* prints) { return refused_check(expecting({{.prints = prints}})); };
    CHECK(refused_prints("930.805") == "E-usage: expectation 1: prints '930.805' has 3 decimal places; the model shows 2");
    CHECK(refused_prints("USD 930.80").starts_with("E-usage: expectation 1: prints 'USD 930.80' is no number"));
    for (const char* wrong :
         {"930.80 billion", "9,30.80", "1048,02", "1,0480.02", "1,2345678,901.00", "12,345678.00", "1234,567.00", ",123.00", "-,123.00",
          "1.048,02", "930.", ".80", "-", "--1", "1.2.3", "1,048.0,2", "9e2", "+930.80", " 930.80"}) {
        INFO(wrong);
        CHECK(refused_prints(wrong).starts_with("E-usage: expectation 1: prints "));
    }
    for (const char* right : {"1,234,567.00", "12,345", "123", "-1,234.5", "-12"}) {
        INFO(right);
        CHECK(refused_prints(right) == "no error");
    }
}

TEST_CASE("values are decided with their ends, and a miss is told in the model's unit") {
    CHECK(found({.when = 2025y, .value = interval{270_B, 400_B}}).starts_with("holds: total is 270 to 400 USD billion in 2025; it is "));
    CHECK(found({.of = "hardware", .when = 2021y, .value = interval{25.323_B, 25.323_B}}) ==
          "holds: hardware is 25.323 USD billion in 2021; it is 25.32 USD billion");
    CHECK(found({.of = "hardware", .when = 2021y, .value = interval{25.33_B, std::nullopt}}) ==
          "fails: hardware is at least 25.33 USD billion in 2021; it is 25.32 USD billion, short by 0.01");
    CHECK(found({.of = "hardware", .when = 2021y, .value = interval{std::nullopt, 20_B}}) ==
          "fails: hardware is at most 20 USD billion in 2021; it is 25.32 USD billion, over by 5.32");
    // less than what is shown, and told
    CHECK(found({.of = "hardware", .when = 2021y, .value = interval{25.3230001_B, std::nullopt}}) ==
          "fails: hardware is at least 25.3230001 USD billion in 2021; it is 25.32 USD billion, short by 0.0000001");
}

TEST_CASE("shares and growth are decided exactly") {
    // 24.00 of 62.35 is 38.4923817...%
    CHECK(found({.of = "software", .when = 2020y, .share = interval{38.4923_dec, 38.4924_dec}}) ==
          "holds: software has a share of 38.4923% to 38.4924% in 2020; it is 38.4924%");
    CHECK(found({.of = "software", .when = 2020y, .share = interval{40, std::nullopt}}) ==
          "fails: software has a share of at least 40% in 2020; it is 38.49%, short by 1.51 percentage points");
    CHECK(found({.of = "hardware", .when = 2025y, .growth = interval{38, 38}}) == "holds: hardware grows 38% in 2025; it is 38.00%");
    CHECK(found({.of = "software", .when = 2025y, .growth = interval{std::nullopt, 39}}) ==
          "fails: software grows at most 39% in 2025; it is 40.00%, over by 1.00 percentage points");
    CHECK(refused_check(expecting({{.when = 2020y, .growth = interval{1, 2}}})) ==
          "E-period-order: expectation 1: growth in 2020, the model's first period; one before it is needed");
}

TEST_CASE("a CAGR is decided by powers, not by a rounded rate") {
    CHECK(found({.of = "hardware", .cagr = interval{38, 38}}) == "holds: hardware has a CAGR of 38% from 2020 to 2028; it is 38.00%");
    // Software's is the eighth root of 1.48^4 * 1.4^4, less 1: the square root of 2.072, less 1; 43.9444...%
    CHECK(found({.of = "software", .cagr = interval{43, 43.9_dec}}) ==
          "fails: software has a CAGR of 43% to 43.9% from 2020 to 2028; it is 43.94%, over by 0.04 percentage points");
    const decimal below = round_to_digits(sqrt(2.072_dec, {.digits = 60}) - 1_dec, {.digits = 50, .mode = rounding::floor});
    const decimal above = below + scale10(1_dec, below.adjusted_exponent() - 49);
    CHECK(found({.of = "software", .cagr = interval{scale10(below, 2), scale10(above, 2)}}).starts_with("holds: "));
    CHECK(found({.of = "software", .cagr = interval{scale10(above, 2), std::nullopt}}).starts_with("fails: "));
    CHECK(found({.of = "software", .cagr = interval{std::nullopt, scale10(below, 2)}}).starts_with("fails: "));
    CHECK(found({.of = "software", .cagr = interval{-250, std::nullopt}}).starts_with("holds: "));
    CHECK(found({.of = "software", .cagr = interval{-250, -150}}).starts_with("fails: "));
    CHECK(refused_check(expecting({{.when = 2020y, .cagr = interval{1, 2}}})) ==
          "E-period-order: expectation 1: a CAGR from 2020 to 2020; a period after the actual one is needed");
}

TEST_CASE("what has no share, growth or CAGR holds none") {
    study s = expecting({{.of = "hardware", .share = interval{0, 100}, .cagr = interval{0, 100}, .growth = interval{0, 100}}});
    for (segment& each : s.base.segments) each.base = printed("0.00");
    const std::vector<finding> findings = check(s);
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].found == "it has no share: the total is 0");
    CHECK(findings[1].found == "it has none: it is 0 in 2020");
    CHECK(findings[2].found == "it has no growth: it is 0 in the period before");
    for (const finding& f : findings) CHECK_FALSE(f.holds);
}

TEST_CASE("controls are found in base only, which alone they are of") {
    study s = ai_study();
    s.expectations.clear();
    std::vector<finding> findings = check(s);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].expectation == 0);
    CHECK(findings[1].scenario == "base");
    CHECK(findings[1].wanted == "the parts of total make 930.72 in 2028, within 0.1%");
    CHECK(findings[1].holds);
    s.base.controls[0].tolerance = decimal();
    findings = check(s);
    CHECK(findings[0].holds);
    CHECK_FALSE(findings[1].holds);
}

TEST_CASE("an expectation that says nothing, or names what is not there, is an error") {
    CHECK(refused_check(expecting({})) ==
          "E-domain-empty: nothing is expected and nothing controlled; a check needs an expectation or a control");
    CHECK(refused_check(expecting({{.of = "software"}})) ==
          "E-usage: expectation 1: nothing is expected; prints, value, share, cagr or growth is needed");
    CHECK(refused_check(expecting({{.prints = "930.80"}, {.of = "sofware", .prints = "1.00", .source = "model.toml:42"}}))
              .starts_with("E-unknown-name: expectation 2 ('model.toml:42'): "));
    CHECK(refused_check(expecting({{.in = "low", .prints = "930.80"}})) == "E-unknown-name: expectation 1: 'low' is no scenario");
    CHECK(refused_check(expecting({{.when = 2031y, .prints = "930.80"}})).starts_with("E-period-order: expectation 1: "));
    CHECK(refused_check(expecting({{.value = interval{}}})) ==
          "E-usage: expectation 1: the value has neither a low nor a high end; one is needed");
    CHECK(refused_check(expecting({{.share = interval{50, 45}}})) ==
          "E-usage: expectation 1: the share is to be 50 to 45; the low end must not be above the high one");
}
