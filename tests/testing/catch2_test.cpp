#include "support/catch.hpp"

#include <cagr/testing/catch2.hpp>

#include <memory>
#include <string>

using namespace cagr;
using namespace cagr::literals;
using namespace cagr::testing;
using namespace std::chrono_literals;

namespace {

/// USD 62.35 billion in 2020, 40.2% a year, to 2028.
projection seed() {
    return project(forecast{.base = figure::parse("USD 62.35 billion"),
                            .base_period = 2020y,
                            .growth = stated_rate(figure::parse("40.2%")),
                            .target_period = 2028y});
}

/// What a test's failure prints after the value: the match is made first, as Catch2 does.
template <class Matcher, class Value>
std::string failure(const Matcher& matcher, const Value& value) {
    CHECK_FALSE(matcher.match(value));
    return matcher.toString();
}

} // namespace

TEST_CASE("a projection reaches an amount in a period") {
    const projection p = seed();
    REQUIRE_THAT(p, Reaches(2028y, at_most(1000_B)));
    REQUIRE_THAT(p, Reaches(2028y, at_least(930_B)));
    REQUIRE_THAT(p, Reaches(2028y, between(930_B, 931_B)));
    REQUIRE_THAT(p, Reaches(2028y, between(931_B, 930_B)));
    REQUIRE_THAT(p, Reaches(2021y, exactly(87.4147_B)));
    REQUIRE_THAT(p, !Reaches(2028y, at_least(1000_B)));
    REQUIRE_THAT(project(100, 10_pct, 2), Reaches(period::ordinal(2), exactly(121)));
}

TEST_CASE("a bound that is missed shows both numbers, the difference and the period") {
    const projection p = project(100, 10_pct, 2);
    const auto second = period::ordinal(2);
    CHECK(failure(Reaches(second, at_most(120)), p) == "reaches at most 120 in period 2; it is 121, over by 1");
    CHECK(failure(Reaches(second, at_least(125)), p) == "reaches at least 125 in period 2; it is 121, short by 4");
    CHECK(failure(Reaches(second, between(100, 120.5_dec)), p) == "reaches 100 to 120.5 in period 2; it is 121, over by 0.5");
    CHECK(failure(Reaches(second, exactly(121.01_dec)), p) == "reaches exactly 121.01 in period 2; it is 121, short by 0.01");
    CHECK(failure(Reaches(2028y, at_least(1000_B)), seed()) ==
          "reaches at least 1000000000000 in 2028; it is 930723258328.7108926953529216, short by 69276741671.2891073046470784");
    CHECK(failure(!Reaches(second, at_most(130)), p) == "not reaches at most 130 in period 2; it is 121");
}

TEST_CASE("a period that a projection does not have throws, so that a negation cannot pass for it") {
    CHECK_THROWS_MATCHES(Reaches(2031y, at_most(1)).match(seed()), exception, ThrowsErrc("E-period-order"));
    CHECK_THROWS_MATCHES((!Reaches(2031y, at_most(1))).match(seed()), exception, ThrowsErrc("E-period-order"));
}

TEST_CASE("numbers too long to read are cut in messages only") {
    const projection p = project(62.35_dec, 40.2_pct, 60);
    CHECK(failure(Reaches(period::ordinal(60), exactly(0)), p) ==
          "reaches exactly 0 in period 60; it is about 39784808837.27552270003366955982078, over by about "
          "39784808837.27552270003366955982078");
}

TEST_CASE("a projection, a row and a decimal print as a text") {
    const projection p = seed();
    REQUIRE_THAT(p, PrintsAs("930.72"));
    REQUIRE_THAT(p.at(2021y), PrintsAs("87.41"));
    REQUIRE_THAT(62.350_dec, PrintsAs("62.35"));
    REQUIRE_THAT(p, !PrintsAs("930.7"));
    CHECK(failure(PrintsAs("930.74"), p) == R"(prints as "930.74"; it prints as "930.72" in 2028, 0.02 less)");
    CHECK(failure(PrintsAs("87.40"), p[1]) == R"(prints as "87.40"; it prints as "87.41" in 2021, 0.01 more)");
    CHECK(failure(PrintsAs("930.720"), p) == R"(prints as "930.720"; it prints as "930.72" in 2028)");
    CHECK(failure(PrintsAs("n/a"), 5_dec) == R"(prints as "n/a"; it prints as "5")");
}

TEST_CASE("a value lies within what a printed figure allows") {
    const projection p = seed();
    REQUIRE_THAT(p, WithinPrinted("930.7 billion"));
    REQUIRE_THAT(p[1], WithinPrinted("USD 87.41bn"));
    REQUIRE_THAT(930.65_B, WithinPrinted("930.7 billion"));
    REQUIRE_THAT(930.75_B, WithinPrinted("930.7 billion"));
    REQUIRE_THAT(p, WithinPrinted("over 900 billion"));
    REQUIRE_THAT(p, !WithinPrinted("930.8 billion"));
    CHECK(failure(WithinPrinted("930.7 billion"), 930_B) ==
          R"(lies within "930.7 billion" as printed, 930650000000 to 930750000000; it is 930000000000, short by 650000000)");
    CHECK(failure(WithinPrinted("over 90 billion"), p[1]) ==
          R"(lies within "over 90 billion" as printed, at least 90000000000; it is 87414700000 in 2021, short by 2585300000)");
    CHECK(failure(WithinPrinted("up to 60 billion"), p[0]) ==
          R"(lies within "up to 60 billion" as printed, at most 60000000000; it is 62350000000 in 2020, over by 2350000000)");
    CHECK_THROWS_AS(WithinPrinted("plenty"), exception);
}

TEST_CASE("a decimal is another within some places") {
    REQUIRE_THAT(40.2389_dec, WithinPlaces(40.24_dec, 2));
    REQUIRE_THAT(40.245_dec, WithinPlaces(40.24_dec, 2));
    REQUIRE_THAT(7_dec, WithinPlaces(7, 1000));
    REQUIRE_THAT(40.2451_dec, !WithinPlaces(40.24_dec, 2));
    CHECK(failure(WithinPlaces(40.24_dec, 2), 40.2_dec) == "is 40.24 within 0.005; it is 40.2, 0.04 less");
    CHECK(failure(WithinPlaces(7, 0), 8_dec) == "is 7 within 0.5; it is 8, 1 more");
    CHECK_THROWS_MATCHES(WithinPlaces(1, -1), exception, ThrowsErrc("E-domain-count"));
}

TEST_CASE("a failure has a stable id") {
    REQUIRE_THROWS_MATCHES(decimal::parse("62.35abc"), exception, ThrowsErrc("E-parse-suffix"));
    REQUIRE_THROWS_MATCHES(rate::from_percent(-101), exception, ThrowsErrc(errc::domain_rate));
    REQUIRE_THAT(decimal::try_parse(""), ThrowsErrc("E-parse-empty"));
    REQUIRE_THAT(decimal::try_parse("").error(), ThrowsErrc("E-parse-empty"));
    REQUIRE_THAT(decimal::try_parse("5"), !ThrowsErrc("E-parse-empty"));
    CHECK(failure(ThrowsErrc("E-parse-empty"), decimal::try_parse("5")) == "fails with E-parse-empty; it succeeded");
    const error wrong{.code = errc::parse_suffix, .message = "unexpected \"abc\"", .input = {}, .span = {}};
    CHECK(failure(ThrowsErrc("E-parse-empty"), wrong) == "fails with E-parse-empty; it failed with E-parse-suffix: unexpected \"abc\"");
    CHECK(failure(ThrowsErrc("E-parse-empty"), exception(wrong)) ==
          "fails with E-parse-empty; it failed with E-parse-suffix: unexpected \"abc\"");
}

TEST_CASE("a projection has a compound growth rate") {
    const projection p = seed();
    REQUIRE_THAT(p, HasCagr(40.2_pct));
    REQUIRE_THAT(p, HasCagr("40.2%"));
    REQUIRE_THAT(p, HasCagr("40%"));
    REQUIRE_THAT(p, HasCagr("over 40%"));
    REQUIRE_THAT(p, !HasCagr(rate::from_percent(decimal::parse("40.2000000000000000000000000000000000000000001"))));
    REQUIRE_THAT(project(-100, -3_pct, 25), HasCagr(-3_pct));
    REQUIRE_THAT(project(100, -100_pct, 2), HasCagr("-100%"));
    CHECK(failure(HasCagr(41.42_pct), p) ==
          "has a CAGR of exactly 41.42%; it is 40.2% over 8 periods (2020 to 2028), short by 1.22 percentage points");
    CHECK(failure(HasCagr("39.5%"), p) ==
          "has a CAGR of 39.5% as printed, 39.45% to 39.55%; it is 40.2% over 8 periods (2020 to 2028), over by 0.65 percentage points");
    CHECK(failure(HasCagr(9_pct), project(100, 10_pct, 1)) ==
          "has a CAGR of exactly 9%; it is 10% over 1 period (period 0 to period 1), over by 1 percentage points");
    CHECK_THROWS_MATCHES(HasCagr("62.35 billion"), exception, ThrowsErrc("E-parse-rate"));
    CHECK_THROWS_MATCHES(HasCagr(5_pct).match(project(0, 5_pct, 2)), exception, ThrowsErrc("E-domain-from-zero"));
}

TEST_CASE("growth that is rounded each year or starts at an estimate is judged by its values") {
    forecast f{.base = figure::parse("10"),
               .base_period = 2020y,
               .growth = 1.4_pct,
               .target_period = 2030y,
               .shown = {.places = 1},
               .policy = rounding_policy::each_year};
    REQUIRE_THAT(project(f), !HasCagr(1.4_pct) && Reaches(2030y, exactly(11.2_dec)) && HasCagr("1.1%"));
    f.policy = rounding_policy::final;
    f.estimate = figure::parse("12");
    REQUIRE_THAT(project(f), HasCagr(1.4_pct));
}

TEST_CASE("matchers combine, each telling what it found") {
    const projection p = project(100, 10_pct, 2);
    REQUIRE_THAT(p, Reaches(period::ordinal(1), exactly(110)) && PrintsAs("121.00") && HasCagr("10%"));
    REQUIRE_THAT(p, PrintsAs("120.00") || PrintsAs("121.00"));
    REQUIRE_THAT(p, !(PrintsAs("120.00") && HasCagr(10_pct)));
    CHECK(
        failure(PrintsAs("120.00") || HasCagr(9_pct), p) ==
        R"(( prints as "120.00"; it prints as "121.00" in period 2, 1 more or has a CAGR of exactly 9%; it is 10% over 2 periods (period 0 to period 2), over by 1 percentage points ))");
}

TEST_CASE("a matcher owns its operands and describes its latest match") {
    const auto make = [] {
        const std::string text = "a text that is too long to live within a string object: 121.00";
        return PrintsAs(text.substr(text.size() - 6));
    };
    const PrintsAs matcher = make();
    CHECK(matcher.match(project(100, 10_pct, 2)));
    CHECK(matcher.toString() == R"(prints as "121.00"; it prints as "121.00" in period 2)");
    CHECK_FALSE(matcher.match(project(100, 10_pct, 3)));
    CHECK(matcher.toString() == R"(prints as "121.00"; it prints as "133.10" in period 3, 12.1 more)");
    CHECK(PrintsAs("5").toString() == R"(prints as "5")");
}

TEST_CASE("values print readably in failing assertions") {
    const auto text = [](const auto& value) { return Catch::Detail::stringify(value); };
    CHECK(text(62.35_dec) == "62.35");
    CHECK(text(pow(1.1_dec, 60)) == "about 304.4816395414180995744492953602788");
    CHECK(text(40.2_pct) == "40.2%");
    CHECK(text(period(2028y)) == "2028");
    CHECK(text(period::ordinal(3)) == "period 3");
    CHECK(text(figure::parse("USD 62.35 billion")) == "USD 62.35B");
    CHECK(text(rounding::half_up) == "half_up");
    CHECK(text(decimal::try_parse("5")) == "5");
    CHECK(text(decimal::try_parse("")).substr(0, 15) == "E-parse-empty: ");
    const projection p = seed();
    CHECK(text(p) == "62.35 billion (2020) to 930.72 billion (2028) at 40.2%");
    CHECK(text(p[1]) == "87.41 (2021)");
    CHECK(text(project(100, 10_pct, 2)) == "100.00 (period 0) to 121.00 (period 2) at 10%");
}

TEST_CASE("a printed figure of another currency, unit or kind is a mistake, not a mismatch") {
    const projection p = seed();
    REQUIRE_THAT(p, WithinPrinted("USD 930.7 billion") && WithinPrinted("930.7 billion"));
    CHECK_THROWS_MATCHES(WithinPrinted("40%"), exception, ThrowsErrc("E-unit-mixed"));
    CHECK_THROWS_MATCHES(WithinPrinted("930.7x"), exception, ThrowsErrc("E-unit-mixed"));
    CHECK_THROWS_MATCHES(WithinPrinted("EUR 930.7 billion").match(p), exception, ThrowsErrc("E-unit-mixed"));
    CHECK_THROWS_MATCHES(WithinPrinted("930.7 billion tonnes").match(p.back()), exception, ThrowsErrc("E-unit-mixed"));
}

TEST_CASE("a model's node reaches, prints and grows as a projection does") {
    const model_projection p = project({.unit = amount_unit::parse("USD billion"),
                                        .first = 2019y,
                                        .last = 2022y,
                                        .actual = 2020y,
                                        .segments = {{.name = "a",
                                                      .values = {{2019y, figure::parse("50")}, {2020y, figure::parse("100")}},
                                                      .growth = growth_path::yearly({21_pct, 0_pct})},
                                                     {.name = "b",
                                                      .values = {{2019y, figure::parse("1")}, {2020y, figure::parse("100")}},
                                                      .growth = growth_path::logistic({.capacity = 400_B, .unconstrained = 100_pct})}}});
    REQUIRE_THAT(p.at("a"), Reaches(2022y, exactly(121_B)) && HasCagr(10_pct) && PrintsAs("121.00"));
    REQUIRE_THAT(p.at("b"), Reaches(2022y, between(228.57_B, 228.58_B)) && !HasCagr(51.18_pct) && HasCagr("51.19%"));
    REQUIRE_THAT(p.at("b")[3], PrintsAs("228.57"));
    CHECK(failure(Reaches(2022y, at_most(228_B)), p.at("b")) ==
          "reaches at most 228000000000 in 2022; it is about 228571428571.4285714285714285714286, over by about "
          "571428571.4285714285714285714285714");
    CHECK(failure(PrintsAs("120.00"), p.at("a")) == R"(prints as "120.00"; it prints as "121.00" in 2022, 1 more)");
    CHECK(failure(HasCagr(11_pct), p.at("a")) ==
          "has a CAGR of exactly 11%; it is 10% over 2 periods (2020 to 2022), short by 1 percentage points");
    CHECK_THROWS_MATCHES(Reaches(2023y, at_most(1)).match(p.total()), exception, ThrowsErrc("E-period-order"));
    CHECK(Catch::Detail::stringify(p.at("a")) == "a, 50.00 (2019) to 121.00 (2022)");
    CHECK(Catch::Detail::stringify(p.at("a")[1]) == "100.00 (2020)");
    CHECK(Catch::Detail::stringify(p.at("b").back().exact()) == "about 228571428571.4285714285714285714286");
}
