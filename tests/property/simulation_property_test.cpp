// What a simulation is made of, against Arb and the standard library: exp, ln, normal and growth quantiles, order statistics.
#include <cagr/detail/growth_table.hpp>
#include <cagr/detail/order_statistics.hpp>
#include <cagr/detail/philox.hpp>
#include <cagr/simulation.hpp>

#include "support/catch.hpp"
#include "support/numbers.hpp"
#include "support/reals.hpp"

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace cagr::detail;
using numbers::source;
using enclosed = reals::ball; // the library has a ball of its own

namespace {

constexpr long bits = 256;

/// A double between the two.
double between(source& s, double low, double high) { return low + (high - low) * static_cast<double>(s.between(0, 1L << 52)) * 0x1p-52; }

enclosed of_double(double x) {
    enclosed out;
    arb_set_d(out.get(), x);
    return out;
}

double to_double(const enclosed& b) { return arf_get_d(arb_midref(b.get()), ARF_RND_NEAR); }

/// |given - exact| / |exact|.
double relative_error(double given, const enclosed& exact) {
    enclosed difference;
    arb_sub(difference.get(), of_double(given).get(), exact.get(), bits);
    arb_div(difference.get(), difference.get(), exact.get(), bits);
    return std::fabs(to_double(difference));
}

/// The share of a normal below z.
enclosed share_below(double z) {
    enclosed out;
    enclosed root;
    arb_sqrt_ui(root.get(), 2, bits);
    arb_div(out.get(), of_double(-z).get(), root.get(), bits);
    arb_hypgeom_erfc(out.get(), out.get(), bits);
    arb_mul_2exp_si(out.get(), out.get(), -1);
    return out;
}

/// The share of a beta distribution below x.
enclosed beta_below(const enclosed& alpha, const enclosed& beta, double x) {
    enclosed out;
    arb_hypgeom_beta_lower(out.get(), alpha.get(), beta.get(), of_double(x).get(), 1, bits);
    return out;
}

/// The normal of 64 random bits, by Newton's method on the C library's erfc.
long double normal_of(std::uint64_t word) {
    const long double share = (static_cast<long double>(word << 1 >> 12) + 0.5L) * 0x1p-53L;
    long double z = 0;
    for (int i = 0; i < 200; ++i) {
        const long double below = 0.5L * std::erfc(-z / std::sqrt(2.0L));
        const long double step = std::log(below / share) * below / (std::exp(-z * z / 2) * 0.39894228040143267794L); // of the logarithm
        z -= step;
        if (std::fabs(step) < 1e-15L) break;
    }
    return (word >> 63) != 0 ? -z : z;
}

bool is_less(const enclosed& a, const enclosed& b) { return arb_lt(a.get(), b.get()) != 0; }

} // namespace

TEST_CASE("exp and ln are within some units of the last place of Arb's") {
    source s(201);
    double worst_exp = 0;
    double worst_ln = 0;
    for (int i = 0; i < 20'000; ++i) {
        const double x = between(s, -600, 600) * (s.once_in(2) ? 1 : 1e-3);
        enclosed exact = of_double(x);
        arb_exp(exact.get(), exact.get(), bits);
        worst_exp = std::max(worst_exp, relative_error(steady_exp(x).value(), exact));
        const double y = std::ldexp(between(s, 1, 2), static_cast<int>(s.once_in(2) ? s.between(-900, 900) : s.between(-1, 0)));
        if (y == 1) continue;
        exact = of_double(y);
        arb_log(exact.get(), exact.get(), bits);
        worst_ln = std::max(worst_ln, relative_error(steady_ln(y).value(), exact));
    }
    CHECK(worst_exp < 4 * 0x1p-53);
    CHECK(worst_ln < 6 * 0x1p-53);
    CHECK(steady_exp(0).value() == 1);
    CHECK(steady_ln(1).value() == 0);
}

TEST_CASE("the share of a normal below z is Arb's, far into the tail") {
    source s(202);
    double worst = 0;
    for (int i = 0; i < 5'000; ++i) {
        const double z = between(s, -11, 0);
        worst = std::max(worst, relative_error(normal_below(z).value(), share_below(z)));
    }
    CHECK(worst < 2e-13);
}

TEST_CASE("the normal drawn is the inverse of Arb's normal distribution to 10^-9") {
    source s(203);
    int wrong = 0;
    for (int i = 0; i < 20'000; ++i) {
        // Shares of every size, so that the tail is tried as often as the middle.
        std::uint64_t j = static_cast<std::uint64_t>(s.between(0, (1L << 52) - 1)) >> s.between(0, 51);
        if (i < 2) j = i == 0 ? 0 : (std::uint64_t{1} << 52) - 1;
        const double z = normal_quantiles().draw(j << 11);
        enclosed share = of_double(static_cast<double>(j) + 0.5);
        arb_mul_2exp_si(share.get(), share.get(), -53);
        if (!is_less(share_below(z - 1e-9), share) || !is_less(share, share_below(z + 1e-9))) ++wrong;
        if (normal_quantiles().draw(j << 11 | std::uint64_t{1} << 63) != -z) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("a PERT rate is the inverse of Arb's incomplete beta function to 10^-9 of its width") {
    source s(204);
    int wrong = 0;
    for (int i = 0; i < 60; ++i) {
        const double low = between(s, -1, 0.5);
        const double width = between(s, 0.01, 2);
        const double mode = low + width * (i < 4 ? (i % 2 == 0 ? 0 : 1) : between(s, 0, 1));
        const double high = std::max(low + width, mode);
        const growth_table table = growth_table::pert(low, mode, high);
        // alpha = 1 + 4(mode - low)/(high - low), exactly so of these doubles
        enclosed range;
        arb_sub(range.get(), of_double(high).get(), of_double(low).get(), bits);
        enclosed alpha;
        arb_sub(alpha.get(), of_double(mode).get(), of_double(low).get(), bits);
        arb_div(alpha.get(), alpha.get(), range.get(), bits);
        arb_mul_2exp_si(alpha.get(), alpha.get(), 2);
        arb_add_ui(alpha.get(), alpha.get(), 1, bits);
        enclosed beta = of_double(6);
        arb_sub(beta.get(), beta.get(), alpha.get(), bits);
        for (int k = 0; k < 40; ++k) {
            const double z = between(s, -8.3, 8.3);
            const double x = (table(z) - low) / (high - low);
            const enclosed share = share_below(z);
            const double tolerance = 1e-9;
            if (x - tolerance > 0 && !is_less(beta_below(alpha, beta, x - tolerance), share)) ++wrong;
            if (x + tolerance < 1 && !is_less(share, beta_below(alpha, beta, x + tolerance))) ++wrong;
            if (table(z) < low || table(z) > high) ++wrong;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("a triangular rate is the closed form's, also beside its mode and ends") {
    source s(205);
    double worst = 0;
    for (int i = 0; i < 500; ++i) {
        const double low = between(s, -1, 0.5);
        const double width = between(s, 0.01, 2);
        const double share = i < 10 ? i % 2 : s.once_in(4) ? between(s, 0, 1e-6) : between(s, 0, 1);
        const double mode = low + width * share;
        const double high = std::max(low + width, mode);
        const growth_table table = growth_table::triangular(low, mode, high);
        for (int k = 0; k < 100; ++k) {
            const double z = between(s, -8.3, 8.3);
            const auto below = 0.5L * std::erfc(static_cast<long double>(-z) / std::sqrt(2.0L));
            const auto above = 0.5L * std::erfc(static_cast<long double>(z) / std::sqrt(2.0L));
            const long double range = static_cast<long double>(high) - low;
            const long double left = static_cast<long double>(mode) - low;
            const long double right = static_cast<long double>(high) - mode;
            const long double exact =
                below * range < left ? low + std::sqrt(below * range * left) : high - std::sqrt(above * range * right);
            worst = std::max(worst, static_cast<double>(std::fabs(table(z) - exact) / range));
        }
    }
    CHECK(worst < 1e-8);
}

TEST_CASE("a lognormal rate is the closed form's") {
    source s(206);
    double worst = 0;
    for (int i = 0; i < 2'000; ++i) {
        const double median = between(s, -0.9, 1);
        const double sigma = between(s, 0.001, 2);
        const double z = between(s, -8.3, 8.3);
        const double exact = (1 + median) * std::exp(sigma * z);
        if (i % 10 == 0) CHECK(growth_table::lognormal(median, sigma).is_fixed() == false);
        worst = std::max(worst, std::fabs(growth_table::lognormal(median, sigma)(z) + 1 - exact) / std::max(exact, 1e-3));
    }
    CHECK(worst < 1e-8);
}

TEST_CASE("growth rises with its latent normal") {
    source s(207);
    int falls = 0;
    for (int i = 0; i < 40; ++i) {
        const double low = between(s, -1, 0.5);
        const double high = low + between(s, 0.01, 2);
        const double mode = between(s, low, high);
        const double sigma = between(s, 0.01, 2);
        for (const growth_table& table :
             {growth_table::pert(low, mode, high), growth_table::triangular(low, mode, high), growth_table::lognormal(low, sigma)}) {
            double before = table(-12);
            for (int k = -6000; k <= 6000; ++k) {
                const double now = table(k / 500.0);
                if (now < before - 1e-15) ++falls;
                before = now;
            }
        }
    }
    CHECK(falls == 0);
}

TEST_CASE("percentiles are those of sorted values, whatever the values") {
    source s(208);
    int wrong = 0;
    for (int i = 0; i < 400; ++i) {
        const auto count = static_cast<std::size_t>(s.between(1, s.once_in(20) ? 50'000 : 300));
        const long style = s.between(0, 4);
        std::vector<double> values(count);
        for (double& x : values) {
            switch (style) {
            case 0: x = between(s, -1, 1); break;
            case 1: x = between(s, 100, 101); break;
            case 2: x = std::ldexp(between(s, -1, 1), static_cast<int>(s.between(-300, 300))); break;
            case 3: x = static_cast<double>(s.between(-2, 2)); break; // ties
            default: x = 62.35; break;
            }
        }
        std::vector<double> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        std::vector<double> asked{0, 100, 50, between(s, 0, 100), 5, 97.5, 5};
        const std::vector<double> found = percentiles_of(values, asked);
        for (std::size_t k = 0; k < asked.size(); ++k) {
            const long double at = static_cast<long double>(count - 1) * asked[k] / 100;
            const auto below = std::min(static_cast<std::size_t>(at), count - 1);
            const std::size_t next = std::min(below + 1, count - 1);
            const long double exact =
                sorted[below] + (at - static_cast<long double>(below)) * (static_cast<long double>(sorted[next]) - sorted[below]);
            const long double scale =
                std::fabs(static_cast<long double>(sorted[next])) + std::fabs(static_cast<long double>(sorted[below]));
            if (std::fabs(found[k] - exact) > scale * 1e-10L) ++wrong; // the place is rounded to 2^-37 of 50,000 at most
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("simulations are what their definition says, path by path") {
    source s(209);
    int wrong = 0;
    for (int trial = 0; trial < 40; ++trial) {
        const auto segments = static_cast<std::size_t>(s.between(1, 3));
        const auto years = static_cast<std::size_t>(s.between(1, 6));
        const auto paths = static_cast<std::size_t>(s.between(1, 700));
        const double persistence = s.once_in(3) ? 1 : s.once_in(3) ? 0 : between(s, 0, 1);
        const double correlation = s.once_in(2) ? 0 : between(s, -0.45, 1);
        const std::uint64_t seed = static_cast<std::uint64_t>(s.between(0, 1L << 62)) * 5;
        cagr::simulation asked{
            .segments = {}, .years = years, .paths = paths, .seed = seed, .persistence = persistence, .threads = s.between(1, 3)};
        if (correlation != 0) asked.correlation = correlation;
        std::vector<double> sigmas;
        std::vector<long> medians;
        std::vector<std::vector<long>> baselines(segments);
        for (std::size_t i = 0; i < segments; ++i) {
            sigmas.push_back(between(s, 0.01, 0.5));
            medians.push_back(s.between(-40, 60));
            cagr::simulated_segment segment{"part", s.between(1, 1000),
                                            cagr::lognormal_rate{cagr::rate::from_percent(medians[i]), sigmas[i]}};
            if (s.once_in(3)) {
                for (std::size_t k = 0; k < years; ++k) {
                    baselines[i].push_back(s.between(0, 50));
                    segment.baseline.push_back(cagr::rate::from_percent(baselines[i].back()));
                }
            }
            asked.segments.push_back(segment);
        }
        const cagr::simulation_report report = simulate(asked);

        // Cholesky of a matrix with one coefficient, in long double.
        std::vector<std::vector<long double>> lower(segments, std::vector<long double>(segments));
        for (std::size_t i = 0; i < segments; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                long double rest = i == j ? 1 : correlation;
                for (std::size_t k = 0; k < j; ++k) rest -= lower[i][k] * lower[j][k];
                lower[i][j] = i == j ? std::sqrt(rest) : rest / lower[j][j];
            }
        }
        std::vector<std::vector<long double>> totals(years, std::vector<long double>(paths));
        for (std::size_t path = 0; path < paths; ++path) {
            std::vector<long double> z(segments);
            std::vector<long double> value;
            for (const cagr::simulated_segment& segment : asked.segments) value.push_back(segment.base.to_double());
            for (std::size_t year = 0; year < years; ++year) {
                std::vector<long double> drawn;
                for (std::size_t i = 0; i < segments; ++i)
                    drawn.push_back(normal_of(philox_word(
                        philox({static_cast<std::uint32_t>(path), 0, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(year / 2)},
                               seed),
                        year % 2)));
                for (std::size_t i = 0; i < segments; ++i) {
                    long double e = 0;
                    for (std::size_t j = 0; j <= i; ++j) e += lower[i][j] * drawn[j];
                    z[i] = year == 0 ? e : persistence * z[i] + std::sqrt(1 - static_cast<long double>(persistence) * persistence) * e;
                    const long double growth = (1 + medians[i] / 100.0L) * std::exp(sigmas[i] * z[i]) - 1;
                    value[i] *= 1 + (baselines[i].empty() ? 0 : baselines[i][year] / 100.0L) + growth;
                    totals[year][path] += value[i];
                }
            }
        }
        for (std::size_t year = 0; year < years; ++year) {
            std::vector<long double>& sorted = totals[year];
            std::sort(sorted.begin(), sorted.end());
            long double sum = 0;
            for (const long double x : sorted) sum += x;
            const cagr::simulated_year& found = report.total.years[year + 1];
            if (std::fabs(found.mean / (sum / static_cast<long double>(paths)) - 1) > 1e-7L) ++wrong;
            for (std::size_t i = 0; i < report.percentiles.size(); ++i) {
                const long double at = static_cast<long double>(paths - 1) * report.percentiles[i] / 100;
                const auto below = static_cast<std::size_t>(at);
                const std::size_t next = std::min(below + 1, paths - 1);
                const long double exact = sorted[below] + (at - static_cast<long double>(below)) * (sorted[next] - sorted[below]);
                if (std::fabs(found.percentiles[i] / exact - 1) > 1e-7L) ++wrong;
            }
        }
    }
    CHECK(wrong == 0);
}
