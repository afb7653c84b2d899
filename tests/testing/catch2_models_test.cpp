// The matchers of models and studies: what is expected of them holds, or each that does not is told.
#include "support/ai_market.hpp"
#include "support/catch.hpp"

#include <cagr/testing/catch2.hpp>

#include <string>

using namespace cagr;
using namespace cagr::literals;
using namespace cagr::testing;
using namespace std::chrono_literals;
using tests::ai_market;
using tests::ai_study;

namespace {

/// What a test's failure prints after the value: the match is made first, as Catch2 does.
template <class Matcher, class Value>
std::string failure(const Matcher& matcher, const Value& value) {
    CHECK_FALSE(matcher.match(value));
    return matcher.toString();
}

} // namespace

TEST_CASE("a study meets its expectations, or tells each that it misses") {
    REQUIRE_THAT(ai_study(), MeetsExpectations());
    study s = ai_study();
    s.expectations[0].prints = "930.72";
    s.expectations[1].value = interval{280_B, 400_B};
    REQUIRE_THAT(s, !MeetsExpectations());
    CHECK(failure(MeetsExpectations(), s) == "meets its expectations; 2 of 8 do not:\n"
                                             "  base: total prints 930.72 in 2028; it prints 930.80, 0.08 more\n"
                                             "  low: total is 280 to 400 USD billion in 2025; it is 277.76 USD billion, short by 2.24");
    CHECK(failure(!MeetsExpectations(), ai_study()) == "not meets its expectations; all 8 hold");
}

TEST_CASE("a study of which nothing is expected throws, so that a negation cannot pass for it") {
    study s = ai_study();
    s.expectations.clear();
    REQUIRE_THAT(s, MeetsExpectations()); // its control
    s.base.controls.clear();
    CHECK_THROWS_MATCHES(MeetsExpectations().match(s), exception, ThrowsErrc("E-domain-empty"));
    s.expectations = {{.of = "sofware", .prints = "1.00"}};
    CHECK_THROWS_MATCHES((!MeetsExpectations()).match(s), exception, ThrowsErrc("E-unknown-name"));
}

TEST_CASE("a model holds its controls, or tells what the parts make") {
    model m = ai_market();
    REQUIRE_THAT(project(m), HoldsControls());
    m.controls[0].tolerance = 0.00005_dec;
    const std::string told = failure(HoldsControls(), project(m));
    CHECK(told.starts_with("holds its controls; 1 of 2 does not:\n  "));
    CHECK(told.find("930.80") != std::string::npos);
    m.controls.clear();
    CHECK_THROWS_MATCHES(HoldsControls().match(project(m)), exception, ThrowsErrc("E-domain-empty"));
}

TEST_CASE("models and studies print what they are") {
    CHECK(Catch::Detail::stringify(project(ai_market())) == "total 62.35 (2020) to 930.80 (2028), USD billion");
    CHECK(Catch::Detail::stringify(ai_study()) == "a study of 3 segments, 2 scenarios and 3 expectations");
}
