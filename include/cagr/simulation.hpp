// What it answers: how far uncertain growth spreads - simulated paths of segments and their total, as percentiles a year.
// What it needs: growth.hpp; a leaf, not part of cagr.hpp. Statistical, in double: nothing here is exact.
// Example: cagr::simulate({.segments = {{"AI", 62.35_B, cagr::pert_rate{35_pct, 40.2_pct, 44_pct}}}, .years = 8}).total.years[8].mean;
// 8}).total.years[8].percentiles[3];
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/growth.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cagr {
inline namespace v0 {

namespace limits {
inline constexpr std::uint64_t simulation_paths = 10'000'000;
inline constexpr std::uint64_t simulation_years = 100;
inline constexpr std::uint64_t simulation_segments = 1'000;
inline constexpr std::uint64_t simulation_values = std::uint64_t{1} << 27; ///< kept at a time: paths x years x fans, a GiB of doubles
inline constexpr std::uint64_t simulation_work = 20'000'000'000; ///< steps: paths x years x segments, x (segments + 3)/2 if correlated
inline constexpr std::uint64_t simulation_threads = 256;
} // namespace limits

/// Growth that is certain: the same rate every year.
struct fixed_rate {
    rate value;

    friend bool operator==(const fixed_rate&, const fixed_rate&) = default;
};

/// A rate whose density rises in a line from low to the mode and falls in a line to high. low <= mode <= high.
/// Mean (low + mode + high)/3.
struct triangular_rate {
    rate low;
    rate mode;
    rate high;

    friend bool operator==(const triangular_rate&, const triangular_rate&) = default;
};

/// A rate that is beta distributed between low and high with alpha = 1 + 4(mode - low)/(high - low) and beta = 1 + 4(high - mode)/(high -
/// low) (Clark 1962, as PERT has it). low <= mode <= high. Mean (low + 4 mode + high)/6.
struct pert_rate {
    rate low;
    rate mode;
    rate high;

    friend bool operator==(const pert_rate&, const pert_rate&) = default;
};

/// A rate whose factor 1 + rate is lognormal: half of the draws are below the median rate, and sigma, 0 to 2, is the standard deviation of
/// ln(1 + rate), about that of the rate itself where both are small. Mean factor (1 + median) * exp(sigma^2/2).
struct lognormal_rate {
    rate median;
    double sigma = 0;

    friend bool operator==(const lognormal_rate&, const lognormal_rate&) = default;
};

/// How a year's growth is distributed.
using uncertain_rate = std::variant<fixed_rate, triangular_rate, pert_rate, lognormal_rate>;

/// A part of the market that is simulated.
struct simulated_segment {
    std::string name;
    /// In year 0, in any magnitude; all segments in the same one.
    decimal base;
    /// The growth of a year, or with a baseline the shift of it.
    uncertain_rate growth;
    /// A rate a year where growth changes over time: the draw is then added to each in percentage points, 2% to 30% making 32%.
    /// Empty, or one for each year.
    std::vector<rate> baseline{};
};

/// What is to be simulated. Growth is drawn by a Gaussian copula: every year of every segment has a latent normal z, which its
/// distribution's quantile turns into growth.
struct simulation {
    std::vector<simulated_segment> segments;
    whole_count years;           ///< periods after the base, 1 to 100
    whole_count paths = 100'000; ///< 1 to 10,000,000
    std::uint64_t seed = 1;
    /// How much of a year's z the next one keeps: z(t) = p z(t-1) + sqrt(1 - p^2) e(t). 1: one draw a path, held over all years, which is
    /// what an uncertain CAGR means. 0: independent years, whose fan over 8 of them is about 2.8 (the root of 8) times narrower.
    double persistence = 1;
    /// Between the z of any two segments, -1/(segments - 1) to 1. Where it is not stated it is 0, and the report says so.
    std::optional<double> correlation{};
    /// Instead of the one coefficient a whole matrix, row by row: symmetric, 1 on its diagonal, positive semidefinite.
    std::vector<double> correlations{};
    /// Percentiles that are reported, 0 to 100.
    std::vector<double> percentiles{5, 10, 25, 50, 75, 90, 95};
    /// Amounts of which it is asked how probably the total of the last year reaches them.
    std::vector<decimal> reaches{};
    /// Whether segments have fans too, and not the total alone.
    bool segment_fans = true;
    /// That share the paths, 1 to 256; the result is the same for any number.
    whole_count threads = 1;
    /// Called on the thread that simulates with the share done, from 0 to 1, some hundred times a second at most or once a block of paths.
    /// What it throws ends the simulation and is thrown on.
    std::function<void(double share)> progress{};
    /// Ends the simulation with E-cancelled soon after it becomes true.
    const std::atomic<bool>* cancel = nullptr;
};

/// One year of a fan: statistics over the paths, not exact values.
struct simulated_year {
    double mean = 0;
    /// One for each percentile asked, in that order: the linear interpolation of order statistics at (paths - 1) * p/100, counted
    /// from 0 (type 7 of Hyndman and Fan 1996, what spreadsheets' PERCENTILE does).
    std::vector<double> percentiles{};

    friend bool operator==(const simulated_year&, const simulated_year&) = default;
};

/// How one segment, or the total, spreads.
struct simulated_fan {
    std::string name; ///< empty for the total
    /// From year 0, where everything is the base.
    std::vector<simulated_year> years{};

    friend bool operator==(const simulated_fan&, const simulated_fan&) = default;
};

/// What was simulated, by statistics in double.
struct simulation_report {
    simulated_fan total{};
    /// In the order given; empty where none were asked.
    std::vector<simulated_fan> segments{};
    /// The percentiles that the fans have.
    std::vector<double> percentiles{};
    /// For each amount asked, the share of paths whose total of the last year is that or more.
    std::vector<double> reached{};
    /// What every table of these figures has to say, a sentence each: paths and seed, persistence, correlation (also where none
    /// was stated), what a percentile is.
    std::vector<std::string> assumptions{};

    friend bool operator==(const simulation_report&, const simulation_report&) = default;
};

/// Simulates. The same request gives the same bits with any compiler, processor and number of threads, where floating point rounds to the
/// nearest: Philox4x32-10 counters (Salmon et al. 2011) of seed, path, segment and year, and functions of our own of + - * / and sqrt.
/// Errors, naming the segment: E-domain-distribution (low, mode and high out of order, sigma), E-domain-rate (a baseline whose lowest
/// draw is below -100%), E-domain-correlation (persistence, coefficients, a matrix that is none), E-domain-percentile, E-domain-double
/// (NaN, infinity, or amounts that double cannot hold), E-domain-columns (a baseline of other years), E-domain-empty (no segments, paths or
/// years), E-domain-count, E-limit-periods, E-limit-rows (before the work), E-cancelled.
[[nodiscard]] simulation_report simulate(const simulation& asked);
[[nodiscard]] inline result<simulation_report> try_simulate(const simulation& asked) {
    return detail::attempt([&] { return simulate(asked); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/simulation.ipp>
#endif
