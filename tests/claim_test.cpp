// Claims: what is filled in, and which facts contradict each other.
#include <cagr/claim.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <string>
#include <string_view>

using namespace cagr;
using namespace std::chrono_literals;

namespace {

figure f(std::string_view text) { return figure::parse(text); }

claim seed() {
    return {.base = f("62.35B"),
            .base_period = 2020y,
            .rate = f("40.2%"),
            .window_from = 2021y,
            .window_to = 2028y,
            .target = f("997.77B"),
            .target_period = 2028y};
}

/// The seed with one change.
template <class Change>
claim with(Change&& change) {
    claim c = seed();
    change(c);
    return c;
}

std::string message(const claim& c) {
    const auto r = try_checked(c);
    return r ? "no error" : to_string(r.error());
}

} // namespace

TEST_CASE("periods are taken from figures, from the base and from the window") {
    const claim c = checked({.base = f("62.35B@2020"),
                             .estimate = f("94B"),
                             .rate = f("40.2%"),
                             .window_from = 2021y,
                             .window_to = 2028y,
                             .target = f("997.77B")});
    CHECK(c.base_period == 2020y);
    CHECK(c.estimate_period == 2021y);
    CHECK(c.target_period == 2028y);
    CHECK(checked(c) == c);
    CHECK(checked(seed()) == seed());
    CHECK(checked({}) == claim{});
    CHECK(checked({.estimate = f("94B@2021")}).estimate_period == 2021y);
    CHECK_FALSE(checked({.estimate = f("94B")}).estimate_period);
    CHECK(checked({.target = f("94B@2028"), .target_period = 2028y}).target_period == 2028y);
}

TEST_CASE("what is not contradictory is a claim, however little it says") {
    CHECK(message({.market = "machine learning"}) == "no error");
    CHECK(message({.rate = f("over 6%")}) == "no error");
    CHECK(message({.rate = f("10x")}) == "no error");
    CHECK(message({.target = f("10x")}) == "no error");
    CHECK(message({.target = f("2.70 billion"), .target_is_increase = true}) == "no error");
    CHECK(message(with([](claim& c) { c.currency = "USD"; })) == "no error");
    CHECK(message(with([](claim& c) { c.base = f("USD 62.35B"); })) == "no error");
    CHECK(message(with([](claim& c) { c.window_to = 2030y; })) == "no error");
    // An estimate need not be that of the year after the base.
    CHECK(message({.base = f("90bn"),
                   .base_period = 2012y,
                   .estimate = f("166.5 bn"),
                   .estimate_period = 2015y,
                   .target = f("255 bn"),
                   .target_period = 2017y}) == "no error");
}

TEST_CASE("amounts are amounts above 0") {
    CHECK(message(with([](claim& c) { c.base = f("0B"); })) == "E-domain-amount: the base '0B' is 0; an amount above 0 is needed");
    CHECK(message(with([](claim& c) { c.base = f("-5B"); })) == "E-domain-amount: the base '-5B' is below 0; an amount above 0 is needed");
    CHECK(message(with([](claim& c) { c.estimate = f("0.0B"); })) ==
          "E-domain-amount: the estimate '0.0B' is 0; an amount above 0 is needed");
    CHECK(message(with([](claim& c) { c.target = f("-5B"); })) ==
          "E-domain-amount: the target '-5B' is below 0; an amount above 0 is needed");
    CHECK(message(with([](claim& c) { c.target = f("0x"); })) ==
          "E-domain-amount: the target '0x' is no multiple that a value grows to; one above 0 is needed");
    CHECK(message(with([](claim& c) { c.rate = f("0x"); })) ==
          "E-domain-amount: the rate '0x' is no multiple that a value grows to; one above 0 is needed");
    CHECK(message(with([](claim& c) { c.base = f("5%"); })) == "E-unit-mixed: the base '5%' is a percentage; an amount is needed");
    CHECK(message(with([](claim& c) { c.base = f("5x"); })) == "E-unit-mixed: the base '5x' is a multiple; an amount is needed");
    CHECK(message(with([](claim& c) { c.target = f("5%"); })) == "E-unit-mixed: the target '5%' is a percentage; an amount is needed");
    CHECK(message({.target = f("5x"), .target_is_increase = true}) ==
          "E-unit-mixed: the target '5x' is a multiple; an increase is an amount");
    CHECK(message(with([](claim& c) { c.rate = f("5B"); })) ==
          "E-parse-rate: the rate '5B' is an amount; a percentage such as 40.2% is needed");
    CHECK(message(with([](claim& c) { c.rate = f("-120%"); })).substr(0, 13) == "E-domain-rate");
}

TEST_CASE("amounts count one thing") {
    CHECK(message(with([](claim& c) { c.base = f("EUR 5B"), c.target = f("USD 9B"); })) ==
          "E-unit-mixed: the base 'EUR 5B' and the target 'USD 9B' are not in one currency or unit; all must be in one");
    CHECK(message(with([](claim& c) { c.estimate = f("5M units"), c.target = f("USD 9B"); })) ==
          "E-unit-mixed: the estimate '5M units' and the target 'USD 9B' are not in one currency or unit; all must be in one");
    CHECK(message(with([](claim& c) { c.base = f("EUR 5B"), c.currency = "USD"; })) ==
          "E-unit-mixed: the base 'EUR 5B' is not in 'USD', which the claim names; all must be in one");
    CHECK(message(with([](claim& c) { c.base = f("5M tons"), c.target = f("9M"), c.currency = "tons"; })) == "no error");
}

TEST_CASE("periods are in order and of one kind") {
    CHECK(message(with([](claim& c) { c.target_period = 2019y; })) ==
          "E-period-order: the target is of 2019, the base of 2020; the target must be of a later year");
    CHECK(message(with([](claim& c) { c.target_period = 2020y; })) ==
          "E-period-order: the target is of 2020, the base of 2020; the target must be of a later year");
    CHECK(message(with([](claim& c) { c.estimate = f("94B"), c.estimate_period = 2020y; })) ==
          "E-period-order: the estimate is of 2020, the base of 2020; the estimate must be of a later year");
    CHECK(message(with([](claim& c) { c.estimate = f("94B"), c.estimate_period = 2029y; })) ==
          "E-period-order: the target is of 2028, the estimate of 2029; the target must be of that year or later");
    CHECK(message(with([](claim& c) { c.window_from = 2029y; })) ==
          "E-period-order: the window's end is of 2028, the window's begin of 2029; the window's end must be of that year or later");
    CHECK(message(with([](claim& c) { c.base = f("62.35B@2019"); })) ==
          "E-period-order: the base '62.35B@2019' is of another period than 2020, which the claim names for it; both must be one");
    CHECK(message(with([](claim& c) { c.target_period = period::fiscal_year(2028); })).substr(0, 13) == "E-period-kind");
    CHECK(message({.base = f("5B@2020-01-31"), .target = f("9B@2028-01-31")}).substr(0, 18) == "E-period-day-count");
    CHECK(message({.base = f("5B@2020-01-31"), .estimate = f("9B")}).substr(0, 18) == "E-period-day-count");
    CHECK(message({.base = f("5B@2020Q1"), .target = f("9B@2028Q3")}) ==
          "E-domain-count: from 2020Q1 to 2028Q3 it is 17/2 years; a whole number of them is needed");
    CHECK(message({.base = f("5B@2020Q1"), .target = f("9B@2028Q1")}) == "no error");
}
