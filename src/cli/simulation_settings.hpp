// What it answers: which growth is uncertain and how it is simulated, as a model file's [simulation] or the command line says it.
// What it needs: the library's simulation.hpp.
// Example: text_of({.of = "software", .growth = pert_rate{...}, .is_shift = true});   // "shifted by PERT -5pp, 0pp, 4pp"
#pragma once

#include <cagr/cagr.hpp>
#include <cagr/simulation.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

/// How one segment's growth is distributed: the growth itself, or what is added to it each period, in percentage points.
struct uncertain_growth {
    std::string of;
    uncertain_rate growth;
    bool is_shift = false;
};

/// What is said of two segments.
struct stated_correlation {
    std::string one;
    std::string other;
    double coefficient;
};

struct simulation_settings {
    std::optional<std::uint64_t> paths{};
    std::optional<std::uint64_t> seed{};
    std::optional<double> persistence{};
    std::optional<double> correlation{};            ///< of any two
    std::vector<stated_correlation> correlations{}; ///< or of pairs, the others' being 0
    std::vector<double> percentiles{};              ///< in rising order; the usual ones where empty
    std::vector<uncertain_growth> growth{};
};

inline constexpr std::uint64_t most_seed = 999'999'999'999'999'999;
inline constexpr std::size_t most_percentiles = 99;

/// The name of a distribution's kind: `triangular`, `pert`, `lognormal`.
[[nodiscard]] std::string_view kind_name(const uncertain_rate& growth);
/// `PERT 36%, 38%, 42%`, `lognormal around 44%, sigma 0.08`, `shifted by triangular -5pp, 0pp, 4pp`.
[[nodiscard]] std::string text_of(const uncertain_growth& g);
/// The shortest decimal that reads back as the same double.
[[nodiscard]] std::string text_of(double x);

/// From `least` to `most`, which NaN is not. Errors: `code`, calling it `name`.
void check_number(double x, double least, double most, errc code, const std::string& name);
/// 1 to 10,000,000. Errors: E-domain-count, E-limit-rows.
void check_paths(const decimal& paths, const std::string& name);
/// low <= mode <= high, or a sigma of 0 to 2. Errors: E-domain-distribution.
void check_distribution(const uncertain_growth& g, const std::string& name);
/// Puts them in order. Errors: E-domain-percentile (out of 0 to 100), E-domain-empty, E-usage (one twice), E-limit-rows (over 99).
[[nodiscard]] std::vector<double> ordered_percentiles(std::vector<double> percentiles, const std::string& name);

/// A percentage, or where it is a shift percentage points (`-5pp`), as a rate. Errors: those of figures; E-parse-rate (no percentage, no
/// percentage points), E-parse-range (no one number), E-domain-rate.
[[nodiscard]] rate parse_growth(std::string_view text, bool is_shift, const std::function<figure(std::string_view)>& read);

} // namespace cagr::cli
