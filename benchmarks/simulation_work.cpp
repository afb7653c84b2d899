// Simulation: a million paths of 8 years and 7 percentiles of each, one draw a path or one a year, on one thread.
#include "peers.hpp"

#include <cagr/simulation.hpp>

#include <algorithm>
#include <cmath>
#include <random>

namespace bench {
namespace {

using namespace cagr::literals;

constexpr std::size_t paths = 1'000'000;
constexpr std::size_t years = 8;
constexpr double sigma = 0.05;
constexpr std::size_t ranks[] = {50'000, 100'000, 250'000, 500'000, 750'000, 900'000, 950'000};

/// What one writes first: the standard library's engine and normal distribution, pow, and nth_element. Other bits with another
/// library or compiler.
class plain_simulation {
public:
    /// Returns the median of the last year.
    double run(bool yearly, std::uint64_t seed) {
        std::mt19937_64 engine(seed);
        std::normal_distribution<double> normal;
        for (std::size_t i = 0; i < paths; ++i) {
            double value = 62.35;
            const double factor = 1.402 * std::exp(sigma * normal(engine));
            for (std::size_t k = 0; k < years; ++k) {
                value = !yearly ? 62.35 * std::pow(factor, static_cast<double>(k + 1))
                                : value * (k == 0 ? factor : 1.402 * std::exp(sigma * normal(engine)));
                values_[k * paths + i] = value;
            }
        }
        double median = 0;
        for (std::size_t k = 0; k < years; ++k) {
            double* const first = values_.data() + k * paths;
            double* from = first;
            for (const std::size_t rank : ranks) {
                std::nth_element(from, first + rank, first + paths);
                from = first + rank;
                if (rank == paths / 2) median = first[rank];
            }
            keep(*from);
        }
        return median;
    }

private:
    std::vector<double> values_ = std::vector<double>(paths * years);
};

void run_simulation_of(session& s, const std::string& work, bool yearly) {
    if (!s.begin(work, paths * years)) return;
    const cagr::simulation asked{.segments = {{"AI", 62.35_dec, cagr::lognormal_rate{40.2_pct, sigma}}},
                                 .years = years,
                                 .paths = paths,
                                 .seed = s.number(0, UINT64_MAX - 1),
                                 .persistence = yearly ? 0.0 : 1.0};
    plain_simulation peer;
    const double ours = simulate(asked).total.years[years].percentiles[3];
    const double theirs = peer.run(yearly, asked.seed);
    if (std::fabs(ours / theirs - 1) > 0.01) throw std::runtime_error(work + ": the medians are apart");
    s.against(
        {"mt19937_64, normal, pow, nth_element"}, [&] { keep(simulate(asked)); }, [&] { keep(peer.run(yearly, asked.seed)); });
}

} // namespace

void run_simulation(session& s) {
    run_simulation_of(s, "simulate, 8 years, one draw", false);
    run_simulation_of(s, "simulate, 8 years, drawn yearly", true);
}

} // namespace bench
