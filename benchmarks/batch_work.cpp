// Columns: what 4,096 markets are worth in cents in each of 8 years, and the CAGR between two columns of amounts.
#include "peers.hpp"

#include <cagr/batch.hpp>

#include <cmath>

namespace bench {
namespace {

constexpr std::size_t rows = 4096;
constexpr std::size_t block = 512; // rows at a time, in both: their columns stay in the nearest cache
constexpr std::size_t years = 8;

using column = std::vector<std::int64_t>;

/// The plain loop in binary, cents rounded by adding a half: one column of doubles a year. A template, so that one text is compiled for
/// the processor everybody has, and for the vectors that this one has.
[[gnu::always_inline]] inline void double_columns(const double* values, const double* factors, double* out) {
    double now[block];
    for (std::size_t first = 0; first < rows; first += block) {
        for (std::size_t i = 0; i < block; ++i) now[i] = values[first + i];
        for (std::size_t k = 0; k < years; ++k) {
            double* const __restrict to = out + k * rows + first;
            const double* const __restrict factor = factors + first;
            for (std::size_t i = 0; i < block; ++i) {
                now[i] *= factor[i];
                to[i] = std::floor(now[i] * 100 + 0.5);
            }
        }
    }
}

#if defined(__x86_64__)
[[gnu::target_clones("avx512f", "avx2", "default")]] void widest_double(const double* values, const double* factors, double* out) {
    double_columns(values, factors, out);
}
#else
void widest_double(const double* values, const double* factors, double* out) { double_columns(values, factors, out); }
#endif

void plain_double(const double* values, const double* factors, double* out) { double_columns(values, factors, out); }

void run_values(session& s) {
    const std::string work = "batch, 8 years, cents";
    if (!s.begin(work, rows * years)) return;
    column bases(rows);
    column rates(rows);
    std::vector<double> values(rows);
    std::vector<double> factors(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        bases[i] = static_cast<std::int64_t>(s.number(100, 9'999'999));
        rates[i] = static_cast<std::int64_t>(s.number(1, 600));
        values[i] = static_cast<double>(bases[i]) / 100;
        factors[i] = 1 + static_cast<double>(rates[i]) / 1000;
    }
    const cagr::projection_batch batch{.bases = bases, .base_places = 2, .rates = rates, .rate_places = 3, .periods = years};
    column ours(rows * years);
    std::vector<double> theirs(rows * years);
    if (!project_into(batch, ours).empty()) throw std::runtime_error("the batch refused a row");
    plain_double(values.data(), factors.data(), theirs.data());
    std::size_t same = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) same += static_cast<double>(ours[i]) == theirs[i] ? 1 : 0;
    const double share = static_cast<double>(same) / static_cast<double>(ours.size());
    const auto our_run = [&] {
        (void)project_into(batch, ours);
        keep(ours);
    };
    const auto against = [&](peer p, void (*run)(const double*, const double*, double*)) {
        s.against(std::move(p), our_run, [&, run] {
            run(values.data(), factors.data(), theirs.data());
            keep(theirs);
        });
    };
    against({"double, compiled as here", {}, share}, plain_double);
    against({"double, widest vectors", 1 / 1.3, share}, widest_double);
}

void run_rates(session& s) {
    const std::string work = "batch, CAGR to 6 places";
    if (!s.begin(work, rows)) return;
    column begins(rows);
    column ends(rows);
    column periods(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::uint64_t begin = s.number(100, 9'999'999);
        begins[i] = static_cast<std::int64_t>(begin);
        ends[i] = static_cast<std::int64_t>(begin * s.number(200, 20'000) / 1000 + 1);
        periods[i] = static_cast<std::int64_t>(s.number(2, 30));
    }
    const cagr::rate_batch batch{.begins = begins, .begin_places = 2, .ends = ends, .end_places = 2, .periods = periods, .places = 6};
    column ours(rows);
    std::vector<double> theirs(rows);
    const auto their_run = [&] {
        for (std::size_t i = 0; i < rows; ++i)
            theirs[i] = std::floor(
                (std::pow(static_cast<double>(ends[i]) / static_cast<double>(begins[i]), 1 / static_cast<double>(periods[i])) - 1) * 1e6 +
                0.5);
        keep(theirs);
    };
    if (!implied_rates_into(batch, ours).empty()) throw std::runtime_error("the batch refused a row");
    their_run();
    std::size_t same = 0;
    for (std::size_t i = 0; i < rows; ++i) same += static_cast<double>(ours[i]) == theirs[i] ? 1 : 0;
    s.against(
        {"double pow", {}, static_cast<double>(same) / static_cast<double>(rows)},
        [&] {
            (void)implied_rates_into(batch, ours);
            keep(ours);
        },
        their_run);
}

} // namespace

void run_batch(session& s) {
    run_values(s);
    run_rates(s);
}

} // namespace bench
