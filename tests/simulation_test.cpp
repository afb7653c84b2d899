// Simulation: marginals against closed forms, correlations and persistence as stated, percentiles, threads, errors. Seeds are fixed, so
// that what holds within some standard errors holds in every run.
#include <cagr/detail/philox.hpp>
#include <cagr/simulation.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using Catch::Matchers::Contains;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

const pert_rate seed_growth{35_pct, 40.2_pct, 44_pct};

simulation seed_market() { return {.segments = {{"AI", 62.35_dec, seed_growth}}, .years = 8}; }

/// 1 grown for a year: its values are the factors drawn.
simulation one_year(const uncertain_rate& growth) {
    return {.segments = {{"one", 1, growth}}, .years = 1, .paths = 1'000'000, .percentiles = {0, 1, 5, 25, 50, 75, 95, 99, 100}};
}

/// So many standard deviations of a normal below which 84% and 16% of it lie.
constexpr double one_sigma_high = 84.134474606854293;
constexpr double one_sigma_low = 15.865525393145707;

/// A lognormal so narrow that values are linear in the latent normals: how they spread is how those do.
constexpr double narrow = 1e-5;
const lognormal_rate narrow_growth{0_pct, narrow};

/// The standard deviation of a fan's last year, in units of the narrow sigma, by two of its percentiles.
double spread_of(const simulated_fan& fan) {
    const std::vector<double>& ends = fan.years.back().percentiles;
    return (ends[1] - ends[0]) / 2 / narrow;
}

/// The spread of the sum of a and b times two segments.
double spread_of_sum(simulation asked, int a, int b) {
    asked.segments[0].base = a;
    asked.segments[1].base = b;
    return spread_of(simulate(asked).total);
}

error error_of(const simulation& asked) {
    const auto done = try_simulate(asked);
    REQUIRE_FALSE(done.has_value());
    return done.error();
}

} // namespace

TEST_CASE("philox gives the numbers that its authors publish") {
    // Random123's kat_vectors, philox4x32 with 10 rounds.
    using detail::philox;
    using block = detail::philox_block;
    CHECK(philox({0, 0, 0, 0}, 0) == block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, 0xffffffffffffffff) ==
          block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0x299f31d0a4093822) ==
          block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
    static_assert(philox({1, 0, 0, 0}, 0) != philox({0, 0, 0, 0}, 0));
}

TEST_CASE("a triangular rate has the mean, the deviation and the percentiles of its closed form") {
    const simulation asked = one_year(triangular_rate{10_pct, 20_pct, 50_pct});
    const simulated_year year = simulate(asked).total.years[1];
    const double deviation = std::sqrt((0.01 + 0.04 + 0.25 - 0.02 - 0.05 - 0.10) / 18); // (a^2 + m^2 + b^2 - am - ab - mb)/18
    CHECK(std::fabs(year.mean - (1 + 0.8 / 3)) < 4 * deviation / 1000);
    const auto quantile = [](double u) { return u < 0.25 ? 1.1 + std::sqrt(u * 0.4 * 0.1) : 1.5 - std::sqrt((1 - u) * 0.4 * 0.3); };
    for (std::size_t i = 1; i + 1 < asked.percentiles.size(); ++i) {
        const double u = asked.percentiles[i] / 100;
        const double density = u < 0.25 ? 2 * (quantile(u) - 1.1) / 0.04 : 2 * (1.5 - quantile(u)) / 0.12;
        CHECK(std::fabs(year.percentiles[i] - quantile(u)) < 4 * std::sqrt(u * (1 - u)) / density / 1000);
    }
    CHECK(year.percentiles.front() >= 1.1);
    CHECK(year.percentiles.back() <= 1.5);
}

TEST_CASE("a PERT rate has the mean of its closed form and stays between its ends") {
    const simulated_year year = simulate(one_year(seed_growth)).total.years[1];
    const double mean = 1 + (0.35 + 4 * 0.402 + 0.44) / 6;
    const double deviation = std::sqrt((mean - 1.35) * (1.44 - mean) / 7); // (mean - a)(b - mean)/7
    CHECK(std::fabs(year.mean - mean) < 4 * deviation / 1000);
    CHECK(year.percentiles.front() > 1.35);
    CHECK(year.percentiles.front() < 1.353);
    CHECK(year.percentiles.back() < 1.44);
    CHECK(year.percentiles.back() > 1.438);
}

TEST_CASE("a lognormal rate has the mean, the median and the percentiles of its closed form") {
    const simulated_year year = simulate(one_year(lognormal_rate{40_pct, 0.25})).total.years[1];
    const double mean = 1.4 * std::exp(0.25 * 0.25 / 2);
    const double deviation = mean * std::sqrt(std::exp(0.25 * 0.25) - 1);
    CHECK(std::fabs(year.mean - mean) < 4 * deviation / 1000);
    // The standard error of a percentile: sqrt(u(1 - u)/paths) over the density.
    CHECK(std::fabs(year.percentiles[4] - 1.4) < 4 * 0.5 / (0.39894 / (1.4 * 0.25)) / 1000);
    const double high = 1.4 * std::exp(0.25 * 1.6448536269514722); // the 95th
    CHECK(std::fabs(year.percentiles[6] - high) < 4 * std::sqrt(0.05 * 0.95) / (0.10314 / (high * 0.25)) / 1000);
}

TEST_CASE("a fixed rate spreads nothing and compounds") {
    const simulation_report report = simulate({.segments = {{"sure", 100, fixed_rate{10_pct}}}, .years = 3, .paths = 1000});
    for (std::size_t k = 0; k <= 3; ++k) {
        const double value = compound(100, 10_pct, k).to_double();
        CHECK(report.total.years[k].mean == Approx(value).epsilon(1e-14));
        for (const double p : report.total.years[k].percentiles) CHECK(p == Approx(value).epsilon(1e-14));
    }
}

TEST_CASE("one draw a path makes the fan of the CAGR itself, year after year") {
    // Values are monotone in the one draw: percentiles of the last year are those of the first, compounded.
    const simulation_report report = simulate(seed_market());
    const std::vector<double>& first = report.total.years[1].percentiles;
    const std::vector<double>& last = report.total.years[8].percentiles;
    for (std::size_t i = 0; i < first.size(); ++i) CHECK(last[i] == Approx(62.35 * std::pow(first[i] / 62.35, 8)).epsilon(1e-9));
}

TEST_CASE("independent yearly draws make the fan over 8 years about 2.8 times narrower") {
    simulation asked = seed_market();
    asked.paths = 400'000;
    const auto width = [](const simulation_report& report) {
        return report.total.years[8].percentiles[6] - report.total.years[8].percentiles[0];
    };
    const double held = width(simulate(asked));
    asked.persistence = 0;
    const double yearly = width(simulate(asked));
    CHECK(held / yearly > 2.77);
    CHECK(held / yearly < 2.88);
}

TEST_CASE("persistence is the correlation of a year's latent normal with the one before") {
    // Over two years ln(value) is sigma (z1 + z2), whose deviation is sigma sqrt(2 + 2p); over three sigma sqrt(3 + 4p + 2p^2).
    for (const double p : {0.0, 0.3, 0.8, 1.0}) {
        simulation asked{.segments = {{"narrow", 1, narrow_growth}},
                         .years = 2,
                         .paths = 400'000,
                         .persistence = p,
                         .percentiles = {one_sigma_low, one_sigma_high}};
        CHECK(spread_of(simulate(asked).total) == Approx(std::sqrt(2 + 2 * p)).epsilon(0.01));
        asked.years = 3;
        CHECK(spread_of(simulate(asked).total) == Approx(std::sqrt(3 + 4 * p + 2 * p * p)).epsilon(0.01));
    }
}

TEST_CASE("the first year is the same whatever the persistence") {
    simulation asked = seed_market();
    std::vector<simulated_year> firsts;
    for (const double p : {0.0, 0.5, 1.0}) {
        asked.persistence = p;
        firsts.push_back(simulate(asked).total.years[1]);
    }
    CHECK(firsts[0] == firsts[1]);
    CHECK(firsts[0] == firsts[2]);
}

TEST_CASE("segments are correlated as stated, by one coefficient or by a matrix") {
    simulation asked{.segments = {{"a", 1, narrow_growth}, {"b", 1, narrow_growth}},
                     .years = 1,
                     .paths = 400'000,
                     .percentiles = {one_sigma_low, one_sigma_high}};
    SECTION("not at all, where nothing is stated") {
        CHECK(spread_of_sum(asked, 1, 1) == Approx(std::sqrt(2.0)).epsilon(0.01));
        CHECK(spread_of_sum(asked, 1, -1) == Approx(std::sqrt(2.0)).epsilon(0.01));
    }
    SECTION("by one coefficient") {
        for (const double c : {-0.7, 0.4, 0.9}) {
            asked.correlation = c;
            CHECK(spread_of_sum(asked, 1, 1) == Approx(std::sqrt(2 + 2 * c)).epsilon(0.01));
            CHECK(spread_of_sum(asked, 1, -1) == Approx(std::sqrt(2 - 2 * c)).epsilon(0.01));
        }
    }
    SECTION("wholly: one takes away what the other adds") {
        asked.correlation = 1;
        CHECK(spread_of_sum(asked, 1, -1) == Approx(0).margin(1e-9));
        asked.correlation = -1;
        CHECK(spread_of_sum(asked, 1, 1) == Approx(0).margin(1e-4)); // the square of the narrow sigma is left
    }
    SECTION("by a matrix, which persistence leaves as it is") {
        asked.segments.push_back({"c", 0, narrow_growth});
        asked.correlations = {1, 0.5, -0.3, 0.5, 1, 0.6, -0.3, 0.6, 1};
        const auto between = [&](std::size_t i, std::size_t j) {
            simulation pair = asked;
            for (std::size_t s = 0; s < 3; ++s) pair.segments[s].base = s == i || s == j ? 1 : 0;
            const double spread = spread_of(simulate(pair).total);
            return spread * spread / 2 - 1;
        };
        CHECK(between(0, 1) == Approx(0.5).margin(0.02));
        CHECK(between(0, 2) == Approx(-0.3).margin(0.02));
        CHECK(between(1, 2) == Approx(0.6).margin(0.02));
        asked.persistence = 0;
        asked.years = 4;
        const double spread = spread_of_sum(asked, 1, 1);
        CHECK(spread * spread / 4 == Approx(3).epsilon(0.02));
    }
    SECTION("one coefficient is the matrix that has it everywhere") {
        asked.correlation = 0.4;
        const simulation_report common = simulate(asked);
        asked.correlation.reset();
        asked.correlations = {1, 0.4, 0.4, 1};
        CHECK(simulate(asked).total == common.total);
    }
}

TEST_CASE("the same request gives the same bits with any number of threads") {
    simulation asked = seed_market();
    asked.segments.push_back({"services", 20, triangular_rate{5_pct, 12_pct, 30_pct}});
    asked.segments.push_back({"chips", 15.5_dec, lognormal_rate{20_pct, 0.2}, std::vector<rate>(8, 3_pct)});
    asked.correlation = 0.3;
    asked.persistence = 0.6;
    asked.paths = 20'001;
    asked.reaches = {1200};
    const simulation_report one = simulate(asked);
    for (const int threads : {0, 2, 7, 200}) {
        asked.threads = threads;
        CHECK(simulate(asked) == one);
    }
    asked.seed = 2;
    CHECK(simulate(asked).total.years[8] != one.total.years[8]);
}

TEST_CASE("a path does not depend on how many there are") {
    simulation asked = seed_market();
    asked.percentiles = {0};
    asked.paths = 1;
    const double first = simulate(asked).total.years[8].mean;
    asked.paths = 2;
    const simulated_year two = simulate(asked).total.years[8];
    const double second = 2 * two.mean - first;
    CHECK(std::fmin(first, second) == Approx(two.percentiles[0]).epsilon(1e-14));
}

TEST_CASE("a draw shifts a baseline by percentage points") {
    const simulation_report report = simulate(
        {.segments = {{"staged", 100, fixed_rate{2_pct}, {30_pct, 20_pct, -2_pct}}}, .years = 3, .paths = 10, .percentiles = {50}});
    CHECK(report.total.years[1].mean == Approx(132).epsilon(1e-14));
    CHECK(report.total.years[2].mean == Approx(132 * 1.22).epsilon(1e-14));
    CHECK(report.total.years[3].mean == Approx(132 * 1.22).epsilon(1e-14));
    // Around a shift of 0 the median is the baseline's own value: each path keeps its shift.
    const simulation_report around =
        simulate({.segments = {{"staged", 100, triangular_rate{-5_pct, 0_pct, 5_pct}, {30_pct, 20_pct}}}, .years = 2});
    CHECK(around.total.years[2].percentiles[3] == Approx(156).epsilon(0.001));
    CHECK(around.total.years[2].percentiles[0] > 125 * 1.15);
}

TEST_CASE("all of it may be lost, and no more") {
    const simulation_report report =
        simulate({.segments = {{"lost", 100, fixed_rate{-0.1_pct}, {-99.9_pct, 50_pct}}}, .years = 2, .paths = 3, .percentiles = {50}});
    CHECK(report.total.years[1].percentiles[0] >= 0);
    CHECK(report.total.years[1].percentiles[0] < 1e-12);
    CHECK(report.total.years[2].percentiles[0] >= 0);
}

TEST_CASE("the total is the segments' sum, path by path") {
    simulation asked = seed_market();
    asked.segments.push_back({"other", 10, seed_growth});
    asked.correlation = 1;
    asked.percentiles = {0, 50, 100};
    const simulation_report report = simulate(asked);
    REQUIRE(report.segments.size() == 2);
    CHECK(report.segments[1].name == "other");
    for (std::size_t k = 0; k <= 8; ++k) {
        for (std::size_t i = 0; i < 3; ++i)
            CHECK(report.total.years[k].percentiles[i] ==
                  Approx(report.segments[0].years[k].percentiles[i] + report.segments[1].years[k].percentiles[i]).epsilon(1e-9));
        CHECK(report.total.years[k].mean == Approx(report.segments[0].years[k].mean + report.segments[1].years[k].mean).epsilon(1e-12));
    }
    asked.segment_fans = false;
    const simulation_report alone = simulate(asked);
    CHECK(alone.segments.empty());
    CHECK(alone.total == report.total);
}

TEST_CASE("how probably an amount is reached agrees with the percentiles") {
    simulation asked = seed_market();
    asked.reaches = {0, 930.72_dec, 5000};
    simulation_report report = simulate(asked);
    CHECK(report.reached[0] == 1);
    CHECK(report.reached[2] == 0);
    asked.percentiles = {100 * (1 - report.reached[1])};
    report = simulate(asked);
    CHECK(report.total.years[8].percentiles[0] == Approx(930.72).epsilon(1e-4));
}

TEST_CASE("progress is told up to 1, and what it throws is thrown on") {
    simulation asked = seed_market();
    asked.threads = 2;
    std::vector<double> told;
    asked.progress = [&](double share) { told.push_back(share); };
    const simulation_report report = simulate(asked);
    REQUIRE(told.size() > 2);
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK(told.front() > 0);
    CHECK(told.back() == 1);
    asked.progress = [](double) { throw std::runtime_error("enough"); };
    CHECK_THROWS_WITH(simulate(asked), "enough");
    asked.progress = nullptr;
    CHECK(simulate(asked) == report);
}

TEST_CASE("a simulation ends when its flag is set") {
    std::atomic<bool> cancel = false;
    simulation asked = seed_market();
    asked.cancel = &cancel;
    asked.threads = 2;
    int calls = 0;
    asked.progress = [&](double) { cancel = ++calls == 3; };
    const error stopped = error_of(asked);
    CHECK(stopped.id() == "E-cancelled");
    CHECK(calls == 3);
}

TEST_CASE("a report says what was assumed") {
    simulation asked = seed_market();
    asked.paths = 1000;
    const auto said = [&] {
        std::string all;
        for (const std::string& line : simulate(asked).assumptions) all += line + "\n";
        return all;
    };
    CHECK_THAT(said(), Contains("1,000 simulated paths in double, seed 1") && Contains("One draw a path") && !Contains("correlat"));
    asked.persistence = 0;
    CHECK_THAT(said(), Contains("anew each year (persistence 0)"));
    asked.persistence = 0.25;
    CHECK_THAT(said(), Contains("(persistence 0.25)"));
    asked.segments.push_back(asked.segments[0]);
    CHECK_THAT(said(), Contains("no correlation was stated, so that it is 0"));
    asked.correlation = 0.5;
    CHECK_THAT(said(), Contains("between any two segments is 0.5, as stated"));
    asked.correlation.reset();
    asked.correlations = {1, 0, 0, 1};
    CHECK_THAT(said(), Contains("as stated, by a matrix"));
}

TEST_CASE("distributions that are none are refused by the segment's name") {
    simulation asked = seed_market();
    asked.segments[0].growth = pert_rate{35_pct, 45_pct, 44_pct};
    CHECK(error_of(asked).id() == "E-domain-distribution");
    CHECK_THAT(error_of(asked).message, Contains("PERT") && Contains("'AI'") && Contains("low 35%, mode 45% and high 44%"));
    asked.segments[0].growth = triangular_rate{50_pct, 45_pct, 60_pct};
    CHECK_THAT(error_of(asked).message, Contains("triangular growth of the segment 'AI'"));
    asked.segments[0].growth = lognormal_rate{40_pct, -0.1};
    CHECK(error_of(asked).id() == "E-domain-distribution");
    asked.segments[0].growth = lognormal_rate{40_pct, not_a_number};
    CHECK(error_of(asked).id() == "E-domain-double");
    CHECK_THAT(error_of(asked).message, Contains("sigma") && Contains("NaN"));
    asked.segments[0].name = "";
    CHECK_THAT(error_of(asked).message, Contains("segment 1"));
    asked.segments[0].name = "two\nlines";
    CHECK(error_of(asked).message.find('\n') == std::string::npos);
}

TEST_CASE("ends that meet are a fixed rate, and one-sided ones are allowed") {
    for (const uncertain_rate& growth : {uncertain_rate(triangular_rate{10_pct, 10_pct, 10_pct}),
                                         uncertain_rate(pert_rate{10_pct, 10_pct, 10_pct}), uncertain_rate(lognormal_rate{10_pct, 0})}) {
        const simulated_year year = simulate(one_year(growth)).total.years[1];
        CHECK(year.percentiles.front() == 1.1);
        CHECK(year.percentiles.back() == 1.1);
    }
    CHECK(simulate(one_year(triangular_rate{0_pct, 0_pct, 30_pct})).total.years[1].mean == Approx(1.1).epsilon(0.001));
    CHECK(simulate(one_year(triangular_rate{0_pct, 30_pct, 30_pct})).total.years[1].mean == Approx(1.2).epsilon(0.001));
    CHECK(simulate(one_year(pert_rate{0_pct, 0_pct, 30_pct})).total.years[1].mean == Approx(1.05).epsilon(0.001));
    CHECK(simulate(one_year(pert_rate{0_pct, 30_pct, 30_pct})).total.years[1].mean == Approx(1.25).epsilon(0.001));
    CHECK(simulate(one_year(triangular_rate{-100_pct, -100_pct, -100_pct})).total.years[1].mean == 0);
}

TEST_CASE("baselines of other years, or below -100% with their lowest shift, are refused") {
    simulation asked = seed_market();
    asked.segments[0].baseline = {30_pct, 20_pct};
    CHECK(error_of(asked).id() == "E-domain-columns");
    CHECK_THAT(error_of(asked).message, Contains("2 rates for 8 years"));
    asked.years = 2;
    asked.segments[0].growth = triangular_rate{-30_pct, 0_pct, 30_pct};
    asked.segments[0].baseline = {30_pct, -75_pct};
    CHECK(error_of(asked).id() == "E-domain-rate");
    CHECK_THAT(error_of(asked).message, Contains("'AI' is -75% in year 2") && Contains("-30%"));
    asked.segments[0].growth = lognormal_rate{0_pct, 0.1};
    CHECK(error_of(asked).id() == "E-domain-rate");
    asked.segments[0].baseline = {30_pct, 0_pct};
    CHECK(try_simulate(asked).has_value());
}

TEST_CASE("persistence and correlations that cannot be are refused") {
    simulation asked = seed_market();
    const auto id_of = [&] { return std::string(error_of(asked).id()); };
    SECTION("persistence") {
        for (const double p : {-0.01, 1.01, std::numeric_limits<double>::infinity()}) {
            asked.persistence = p;
            CHECK(id_of() == "E-domain-correlation");
        }
        asked.persistence = not_a_number;
        CHECK(id_of() == "E-domain-double");
    }
    SECTION("one coefficient") {
        asked.segments.push_back(asked.segments[0]);
        asked.segments.push_back(asked.segments[0]);
        for (const double c : {-1.01, 1.01, -0.51}) {
            asked.correlation = c;
            CHECK(id_of() == "E-domain-correlation");
        }
        asked.correlation = not_a_number;
        CHECK(id_of() == "E-domain-double");
        asked.correlation = -0.5;
        CHECK(try_simulate(asked).has_value()); // singular, and possible
    }
    SECTION("a matrix") {
        asked.segments.push_back(asked.segments[0]);
        asked.segments.push_back({"third", 1, seed_growth});
        const auto refused = [&](std::vector<double> matrix, const char* why) {
            asked.correlations = std::move(matrix);
            CHECK(id_of() == "E-domain-correlation");
            CHECK_THAT(error_of(asked).message, Contains(why));
        };
        refused({1, 0, 0, 1}, "has 4 coefficients; it needs 9");
        refused({1, 0.5, 0, 0.4, 1, 0, 0, 0, 1}, "symmetric");
        refused({1, 0, 0, 0, 0.9, 0, 0, 0, 1}, "row 2, column 2 is 0.9; on the diagonal it must be 1");
        refused({1, 2, 0, 2, 1, 0, 0, 0, 1}, "row 2, column 1 is 2");
        refused({1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1}, "not positive semidefinite: no growth of the segment 'third'");
        refused({1, 1, 0.5, 1, 1, 0.4, 0.5, 0.4, 1}, "not positive semidefinite"); // beside a pivot of 0
        asked.correlations = {1, not_a_number, 0, not_a_number, 1, 0, 0, 0, 1};
        CHECK(id_of() == "E-domain-double");
        asked.correlations = {1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1};
        CHECK(try_simulate(asked).has_value());
        asked.correlation = 0.5;
        CHECK(id_of() == "E-domain-correlation");
    }
}

TEST_CASE("sizes are checked before the work") {
    simulation asked = seed_market();
    const auto id_of = [&] { return std::string(error_of(asked).id()); };
    SECTION("no segments") {
        asked.segments.clear();
        CHECK(id_of() == "E-domain-empty");
    }
    SECTION("no years") {
        asked.years = 0;
        CHECK(id_of() == "E-domain-empty");
    }
    SECTION("no paths") {
        asked.paths = 0;
        CHECK(id_of() == "E-domain-empty");
    }
    SECTION("a negative count") {
        asked.paths = -1;
        CHECK(id_of() == "E-domain-count");
    }
    SECTION("too many years") {
        asked.years = 101;
        CHECK(id_of() == "E-limit-periods");
    }
    SECTION("too many paths") {
        asked.paths = 10'000'001;
        CHECK(id_of() == "E-limit-rows");
    }
    SECTION("too many threads") {
        asked.threads = 257;
        CHECK(id_of() == "E-limit-rows");
    }
    SECTION("too much memory") {
        asked.paths = 10'000'000;
        asked.years = 14;
        CHECK(id_of() == "E-limit-rows");
        CHECK_THAT(error_of(asked).message, Contains("140,000,000; at most 134,217,728"));
    }
    SECTION("too much work") {
        asked.segments.resize(1000, asked.segments[0]);
        asked.segment_fans = false;
        asked.paths = 10'000'000;
        CHECK(id_of() == "E-limit-rows");
        asked.segments.resize(1001, asked.segments[0]);
        CHECK_THAT(error_of(asked).message, Contains("segments are 1,001"));
    }
    SECTION("percentiles") {
        asked.percentiles = {50, 100.5};
        CHECK(id_of() == "E-domain-percentile");
        asked.percentiles = {-1};
        CHECK(id_of() == "E-domain-percentile");
        asked.percentiles = {not_a_number};
        CHECK(id_of() == "E-domain-double");
    }
}

TEST_CASE("amounts that doubles cannot hold are refused") {
    simulation asked = seed_market();
    asked.segments[0].base = decimal::parse("1e400");
    CHECK(error_of(asked).id() == "E-domain-double");
    asked.segments[0].base = decimal::parse("1e299");
    CHECK(error_of(asked).id() == "E-domain-double");
    CHECK_THAT(error_of(asked).message, Contains("'AI'"));
    asked.segments[0].base = 1;
    asked.reaches = {decimal::parse("1e400")};
    CHECK(error_of(asked).id() == "E-domain-double");
}

TEST_CASE("percentiles are those of type 7") {
    // Two paths: a percentile lies between them in its proportion.
    simulation asked = seed_market();
    asked.paths = 2;
    asked.percentiles = {0, 25, 50, 100, 75};
    const std::vector<double> p = simulate(asked).total.years[8].percentiles;
    CHECK(p[0] < p[3]);
    CHECK(p[1] == Approx(p[0] + (p[3] - p[0]) / 4).epsilon(1e-14));
    CHECK(p[2] == Approx((p[0] + p[3]) / 2).epsilon(1e-14));
    CHECK(p[4] == Approx(p[0] + (p[3] - p[0]) * 3 / 4).epsilon(1e-14));
    asked.percentiles.clear();
    CHECK(simulate(asked).total.years[8].percentiles.empty());
}
