// A forecast checked by a unit test in Catch2: what it reaches and when, what it prints, which growth it has.
#include <cagr/cagr.hpp>

// Catch2 2 is one header with a main function to ask for; Catch2 3 has it in a library.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif
#include <cagr/testing/catch2.hpp>

#include <iostream>

using namespace cagr::literals;
using namespace cagr::testing;
using namespace std::chrono_literals;

namespace {

cagr::projection plan() {
    return cagr::project({
        .base = cagr::figure::parse("USD 62.35 billion"),
        .base_period = 2020y,
        .growth = 40.2_pct,
        .target_period = 2028y,
    });
}

} // namespace

TEST_CASE("the plan for the AI market holds") {
    REQUIRE_THAT(plan(), HasCagr(40.2_pct));
    REQUIRE_THAT(plan(), Reaches(2024y, between(240_B, 241_B)));
    REQUIRE_THAT(plan(), Reaches(2028y, at_most(1000_B)));
    REQUIRE_THAT(plan(), PrintsAs("930.72"));
    REQUIRE_THAT(plan(), WithinPrinted("930.7 billion") && !WithinPrinted("997.77 billion"));
}

TEST_CASE("the target printed elsewhere needs another rate") {
    REQUIRE_THAT(cagr::implied_rate(62.35_B, 997.77_B, 8, {}).percent(), WithinPlaces(41.42_dec, 2));
}

TEST_CASE("text that is no number is refused by name") {
    REQUIRE_THROWS_MATCHES(cagr::decimal::parse("62.35abc"), cagr::exception, ThrowsErrc("E-parse-suffix"));
}

int main(int argc, char* argv[]) {
    // What a test would print that asks for too much.
    const Reaches wish(2028y, at_least(1000_B));
    if (!wish.match(plan())) std::cout << "The plan " << wish.toString() << "\n\n";
    return Catch::Session().run(argc, argv);
}
