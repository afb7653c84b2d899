// Out-of-line definitions of cagr/simulation.hpp: what may be simulated, and what is said of it.
#pragma once

#include <cagr/impl/simulation_paths.ipp>
#include <cagr/simulation.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

inline std::string shortest_text(double x) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, x).ptr};
}

/// 1000000 as 1,000,000.
inline std::string grouped_text(std::uint64_t n) {
    std::string out = std::to_string(n);
    for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, 1, ',');
    return out;
}

inline std::string segment_text(const simulation& asked, std::size_t i) {
    const std::string_view name = asked.segments[i].name;
    return name.empty() ? "segment " + std::to_string(i + 1) : "the segment " + in_quotes(name);
}

/// Refuses what is not between the ends, NaN by a code of its own.
inline void check_between(double x, double least, double most, errc code, const std::string& what) {
    if (x != x)
        fail(errc::domain_double, what + " is NaN; a number from " + shortest_text(least) + " to " + shortest_text(most) + " is needed");
    if (x < least || x > most)
        fail(code, what + " is " + shortest_text(x) + "; it must be " + shortest_text(least) + " to " + shortest_text(most));
}

/// low <= mode <= high of a distribution, and the rate that it cannot fall below.
template <class Distribution>
const rate& check_order(const Distribution& d, const char* name, const std::string& of) {
    if (d.low > d.mode || d.mode > d.high)
        fail(errc::domain_distribution, std::string("the ") + name + " growth of " + of + " has low " + to_string(d.low) + ", mode " +
                                            to_string(d.mode) + " and high " + to_string(d.high) + "; they must be in this order");
    return d.low;
}

/// Checks a distribution; returns its lowest rate as a fraction.
inline decimal least_growth(const uncertain_rate& growth, const std::string& of) {
    if (const auto* const d = std::get_if<fixed_rate>(&growth)) return d->value.fraction();
    if (const auto* const d = std::get_if<triangular_rate>(&growth)) return check_order(*d, "triangular", of).fraction();
    if (const auto* const d = std::get_if<pert_rate>(&growth)) return check_order(*d, "PERT", of).fraction();
    check_between(std::get<lognormal_rate>(growth).sigma, 0, 2, errc::domain_distribution, "the sigma of the lognormal growth of " + of);
    return -1;
}

inline growth_table table_of(const uncertain_rate& growth) {
    const auto in_double = [](const rate& r) { return r.fraction().to_double(); };
    if (const auto* const d = std::get_if<fixed_rate>(&growth)) return growth_table::fixed(in_double(d->value));
    if (const auto* const d = std::get_if<triangular_rate>(&growth))
        return growth_table::triangular(in_double(d->low), in_double(d->mode), in_double(d->high));
    if (const auto* const d = std::get_if<pert_rate>(&growth))
        return growth_table::pert(in_double(d->low), in_double(d->mode), in_double(d->high));
    const auto& d = std::get<lognormal_rate>(growth);
    return growth_table::lognormal(in_double(d.median), d.sigma);
}

inline void check_rows(std::uint64_t given, std::uint64_t most, const std::string& what) {
    if (given > most) fail(errc::limit_rows, what + " are " + grouped_text(given) + "; at most " + grouped_text(most) + " are allowed");
}

/// The segment in doubles. Fails where they cannot hold what it may come to.
inline segment_plan plan_segment(const simulation& asked, std::size_t i, std::size_t years) {
    const simulated_segment& segment = asked.segments[i];
    const std::string of = segment_text(asked, i);
    const decimal least = least_growth(segment.growth, of);
    if (!segment.baseline.empty() && segment.baseline.size() != years)
        fail(errc::domain_columns, "the baseline of " + of + " has " + std::to_string(segment.baseline.size()) + " rates for " +
                                       std::to_string(years) + " years; it needs one for each, or none");
    segment_plan plan{.base = segment.base.to_double(), .starts = std::vector<double>(years, 1)};
    for (std::size_t k = 0; k < segment.baseline.size(); ++k) {
        const rate& of_year = segment.baseline[k];
        if (of_year.fraction() + least < -1)
            fail(errc::domain_rate, "the baseline of " + of + " is " + to_string(of_year) + " in year " + std::to_string(k + 1) +
                                        " and the lowest shift of it " + to_string(scale10(least, 2)) +
                                        "%; together they must be -100% or more");
        plan.starts[k] = of_year.factor().to_double();
    }
    // The same distribution has the same table.
    for (std::size_t j = 0; j < i && plan.same_as == own_table; ++j)
        if (asked.segments[j].growth == segment.growth) plan.same_as = j;
    if (plan.same_as == own_table) plan.growth = table_of(segment.growth);
    return plan;
}

/// Fails where a value may be too large for doubles.
inline void check_growth(const segment_plan& plan, double most_growth, const std::string& of) {
    steady most = std::fabs(plan.base);
    for (const double start : plan.starts) {
        const steady factor = steady(start) + most_growth;
        if (factor > 1) most *= factor;
        if (!(most < 1e300))
            fail(errc::domain_double,
                 of + " could grow beyond 1e+300, which leaves doubles no room; take a base or growth that is smaller");
    }
}

/// The matrix asked, row by row; empty where the segments are independent.
inline std::vector<double> correlation_matrix(const simulation& asked) {
    const std::size_t n = asked.segments.size();
    if (asked.correlations.empty()) {
        const double c = asked.correlation.value_or(0);
        check_between(c, -1, 1, errc::domain_correlation, "the correlation between the segments");
        if (c == 0 || n == 1) return {};
        std::vector<double> matrix(n * n, c);
        for (std::size_t i = 0; i < n; ++i) matrix[i * n + i] = 1;
        return matrix;
    }
    if (asked.correlation)
        fail(errc::domain_correlation, "a correlation and a matrix of correlations are given; there must be one of them");
    if (asked.correlations.size() != n * n)
        fail(errc::domain_correlation, "the correlation matrix of " + std::to_string(n) + " segments has " +
                                           std::to_string(asked.correlations.size()) + " coefficients; it needs " + std::to_string(n * n) +
                                           ", row by row");
    bool is_diagonal = true;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            const double c = asked.correlations[i * n + j];
            const std::string what = "the correlation in row " + std::to_string(i + 1) + ", column " + std::to_string(j + 1);
            check_between(c, -1, 1, errc::domain_correlation, what);
            if (i == j && c != 1) fail(errc::domain_correlation, what + " is " + shortest_text(c) + "; on the diagonal it must be 1");
            if (c != asked.correlations[j * n + i])
                fail(errc::domain_correlation, what + " is " + shortest_text(c) + " and that in row " + std::to_string(j + 1) +
                                                   ", column " + std::to_string(i + 1) + " " +
                                                   shortest_text(asked.correlations[j * n + i]) + "; the matrix must be symmetric");
            if (i != j && c != 0) is_diagonal = false;
        }
    }
    return is_diagonal ? std::vector<double>() : asked.correlations;
}

/// The lower triangle L with L * L^T = matrix, in its place (Cholesky). A pivot of 0 is allowed, where its column is 0 too.
inline std::vector<double> cholesky(std::vector<double> matrix, const simulation& asked) {
    constexpr double nothing = 1e-12;       // a pivot so small is 0,
    constexpr double nothing_beside = 1e-6; // and what is then beside it is below its root
    const std::size_t n = asked.segments.size();
    const auto refuse = [&](std::size_t i) {
        fail(errc::domain_correlation, (asked.correlations.empty() ? "the correlation " + shortest_text(*asked.correlation) + " between " +
                                                                         std::to_string(n) + " segments"
                                                                   : std::string("the correlation matrix")) +
                                           " is not positive semidefinite: no growth of " + segment_text(asked, i) +
                                           " could be correlated so with that of those before it");
    };
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            steady rest = matrix[i * n + j];
            for (std::size_t k = 0; k < j; ++k) rest -= steady(matrix[i * n + k]) * matrix[j * n + k];
            const double pivot = matrix[j * n + j];
            steady entry = 0;
            if (j == i) {
                if (rest < -nothing) refuse(i);
                if (rest > nothing) entry = steady_sqrt(rest);
            } else if (pivot > 0) {
                entry = rest / pivot;
            } else if (rest > nothing_beside || rest < -nothing_beside) {
                refuse(i);
            }
            matrix[i * n + j] = entry.value();
        }
    }
    return matrix;
}

inline std::vector<std::string> assumptions_of(const simulation& asked, std::uint64_t paths) {
    std::vector<std::string> out;
    out.push_back("Statistical: " + grouped_text(paths) + (paths == 1 ? " simulated path" : " simulated paths") + " in double, seed " +
                  std::to_string(asked.seed) + ".");
    if (asked.persistence == 1) {
        out.emplace_back("One draw a path: uncertain growth is held over all years (persistence 1).");
    } else if (asked.persistence == 0) {
        out.emplace_back("Growth is drawn anew each year (persistence 0), so that good and bad years cancel: over n years the fan is about "
                         "the root of n "
                         "narrower than with one draw a path.");
    } else {
        out.push_back("Growth is drawn each year, correlated with that of the year before (persistence " +
                      shortest_text(asked.persistence) + ").");
    }
    if (asked.segments.size() > 1) {
        if (!asked.correlations.empty()) {
            out.emplace_back("Correlations between the segments are as stated, by a matrix.");
        } else if (asked.correlation) {
            out.push_back("The correlation between any two segments is " + shortest_text(*asked.correlation) + ", as stated.");
        } else {
            out.emplace_back("Segments are drawn independently: no correlation was stated, so that it is 0. Segments that move together "
                             "make the total less certain.");
        }
    }
    out.emplace_back("Percentiles are of each year by itself, interpolated linearly between the paths; no single path need follow one.");
    return out;
}

} // namespace detail

CAGR_INLINE simulation_report simulate(const simulation& asked) {
    const std::size_t n = asked.segments.size();
    if (n == 0) detail::fail(errc::domain_empty, "a simulation of no segments; at least one is needed");
    detail::check_rows(n, limits::simulation_segments, "the simulated segments");
    const auto years = static_cast<std::size_t>(asked.years.checked("the number of years", limits::simulation_years, errc::limit_periods));
    if (years == 0) detail::fail(errc::domain_empty, "a simulation of no years; at least one is needed");
    const auto paths = static_cast<std::size_t>(asked.paths.checked("the number of paths", limits::simulation_paths, errc::limit_rows));
    if (paths == 0) detail::fail(errc::domain_empty, "a simulation of no paths; at least one is needed");
    const auto threads =
        static_cast<std::size_t>(asked.threads.checked("the number of threads", limits::simulation_threads, errc::limit_rows));
    detail::check_between(asked.persistence, 0, 1, errc::domain_correlation, "the persistence");
    for (const double p : asked.percentiles) detail::check_between(p, 0, 100, errc::domain_percentile, "a percentile");
    detail::check_rows(asked.percentiles.size(), limits::simulation_segments, "the percentiles");
    detail::check_rows(asked.reaches.size(), limits::simulation_segments, "the amounts to reach");
    std::vector<double> matrix = detail::correlation_matrix(asked);
    const std::size_t fans = asked.segment_fans && n > 1 ? n + 1 : 1;
    detail::check_rows(std::uint64_t{paths} * years * fans, limits::simulation_values, "the simulated values of all paths, years and fans");
    const std::uint64_t each = matrix.empty() ? n : std::uint64_t{n} * (n + 3) / 2;
    detail::check_rows(std::uint64_t{paths} * years * each, limits::simulation_work,
                       "the simulated draws of all paths, years and segments");

    detail::simulation_plan plan{.paths = paths,
                                 .years = years,
                                 .fans = fans,
                                 .threads = threads,
                                 .seed = asked.seed,
                                 .persistence = asked.persistence,
                                 .percentiles = asked.percentiles,
                                 .progress = asked.progress,
                                 .cancel = asked.cancel};
    plan.segments.reserve(n);
    for (std::size_t i = 0; i < n; ++i) {
        plan.segments.push_back(detail::plan_segment(asked, i, years));
        detail::check_growth(plan.segments[i], plan.growth_of(i).most(), detail::segment_text(asked, i));
    }
    if (!matrix.empty()) plan.triangle = detail::cholesky(std::move(matrix), asked);
    for (const decimal& amount : asked.reaches) {
        plan.reaches.push_back(amount.to_double());
        if (std::isinf(plan.reaches.back())) detail::fail(errc::domain_double, "an amount to reach is beyond the largest double, 1.8e+308");
    }

    detail::simulated_figures figures = detail::path_simulation(plan).run();
    simulation_report out;
    out.total.years = std::move(figures.fans[0]);
    if (asked.segment_fans) {
        for (std::size_t i = 0; i < n; ++i)
            out.segments.push_back({asked.segments[i].name, n > 1 ? std::move(figures.fans[i + 1]) : out.total.years});
    }
    out.percentiles = asked.percentiles;
    out.reached = std::move(figures.reached);
    out.assumptions = detail::assumptions_of(asked, paths);
    return out;
}

} // namespace v0
} // namespace cagr
