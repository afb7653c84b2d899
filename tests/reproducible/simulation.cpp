// Every bit of some simulations, for tests/reproducible.py: any compiler, processor and number of threads prints simulation.expected.
#include <cagr/simulation.hpp>

#include <cstdio>

using namespace cagr;
using namespace cagr::literals;

namespace {

void print(const char* name, const simulated_fan& fan) {
    for (std::size_t k = 1; k < fan.years.size(); ++k) {
        std::printf("%s %zu %a", name, k, fan.years[k].mean);
        for (const double p : fan.years[k].percentiles) std::printf(" %a", p);
        std::printf("\n");
    }
}

void run(const char* name, simulation asked) {
    asked.paths = 3'000;
    const simulation_report report = simulate(asked);
    print(name, report.total);
    for (const simulated_fan& fan : report.segments) print(fan.name.c_str(), fan);
    for (const double share : report.reached) std::printf("%a\n", share);
    for (const int threads : {2, 7}) {
        asked.threads = threads;
        if (simulate(asked) != report) std::printf("%s differs on %d threads\n", name, threads);
    }
}

} // namespace

int main() {
    const simulated_segment ai{.name = "ai", .base = 62.35_dec, .growth = pert_rate{35_pct, 40.2_pct, 44_pct}};
    const simulated_segment chips{.name = "chips", .base = 20, .growth = triangular_rate{-5_pct, 12.5_pct, 30_pct}};
    const simulated_segment services{.name = "services",
                                     .base = 7.1_dec,
                                     .growth = lognormal_rate{1.5_pct, 0.3},
                                     .baseline = {30_pct, 22.2_pct, 14.1_pct, 6_pct, 0_pct}};
    run("one", {.segments = {ai}, .years = 5});
    run("yearly", {.segments = {ai}, .years = 5, .seed = 0xfedcba9876543210, .persistence = 0});
    run("independent", {.segments = {ai, chips, services}, .years = 5, .persistence = 0.7, .reaches = {400}});
    run("common", {.segments = {ai, chips, services}, .years = 5, .persistence = 0.35, .correlation = 0.4, .percentiles = {1, 33.3, 99.9}});
    run("matrix", {.segments = {ai, chips, services}, .years = 5, .correlations = {1, 0.6, -0.2, 0.6, 1, 0.1, -0.2, 0.1, 1}});
}
