// Out-of-line definitions of cagr/batch.hpp: a column of rates.
#pragma once

#include <cagr/batch.hpp>
#include <cagr/detail/batch_filter.hpp>
#include <cagr/detail/batch_rows.hpp>
#include <cagr/detail/round.hpp>
#include <cagr/growth.hpp>

#include <cmath>
#include <optional>

namespace cagr {
inline namespace v0 {
namespace detail {

/// x^n by squaring. A product's factors bring their relative errors with them, and it adds one rounding: for any order of the
/// products, x^n has less than (n - 1)u more of it than n times that of x (u = 2^-53, to first order).
inline double whole_power(double x, std::uint64_t n) noexcept {
    double out = 1;
    while (n != 0) {
        if ((n & 1U) != 0) out *= x;
        x *= x;
        n >>= 1;
    }
    return out;
}

/// A rate_batch whose columns match and are within the limits.
struct rate_plan {
    const rate_batch& batch;
    int begin_places;
    int end_places;
    int places;
    bool certain;
};

/// The rate in units of its last place, where doubles are certain of it: they guess it, and then prove that the growth lies between
/// the powers of the two factors between which everything is rounded to the guess.
///
/// The growth q = (end * 10^s) / begin: two conversions, a product or a quotient by an exact power of ten, and a quotient lose 4u. A
/// factor l / (2 * 10^places), l an integer below 2^53: one quotient, u. Its power: n * u + (n - 1)u, less than 2nu. So where the power
/// l^n, as computed, is below q by more than (2n + 8)u of either, l is below the root, and likewise above; (3n + 16)u are demanded,
/// which covers the products of errors for n * u < 2^-20. A power that overflows is above any growth, as q < 2^187, and one
/// that underflows below; its comparison fails on the other side.
inline std::optional<std::int64_t> certain_rate(const rate_plan& plan, std::int64_t begin, std::int64_t end, std::uint64_t n) noexcept {
    const auto tens = [](int exponent) { return static_cast<double>(ten_words[static_cast<std::size_t>(exponent)]); };
    const int up = plan.begin_places - plan.end_places;
    const double into = std::fabs(static_cast<double>(end));
    const double growth = (up < 0 ? into / tens(-up) : into * tens(up)) / std::fabs(static_cast<double>(begin));
    const double one = tens(plan.places);
    const double guess = (std::pow(growth, 1 / static_cast<double>(n)) - 1) * one;
    if (!(std::fabs(guess) < 0x1p51 - 2 * 1e15) || plan.places > 15) return std::nullopt; // 2 * 10^places + 2 * guess < 2^53
    const bool negative = guess < 0;
    const double away = static_cast<double>(clear_halves(plan.batch.mode, negative)); // 0 towards zero, 1 to the nearest, 2 away
    const double magnitude = std::floor(std::fabs(guess) + away / 2);
    // A magnitude m is the rounding of what lies between m - away/2 and m + 1 - away/2, and 0 that on both sides of zero, each as far
    // as the mode goes there: of what is below zero, floor has none.
    double low = 2 * magnitude - away;
    double high = low + 2;
    if (magnitude == 0) {
        const auto away_below = static_cast<double>(clear_halves(plan.batch.mode, true));
        const auto away_above = static_cast<double>(clear_halves(plan.batch.mode, false));
        low = away_below - 2;
        high = 2 - away_above;
    } else if (negative) {
        low = -(low + 2);
        high = low + 2;
    }
    const double error = (3 * static_cast<double>(n) + 16) * (DBL_EPSILON / 2);
    const double scale = 2 * one;
    const bool above = scale + low <= 0 || whole_power((scale + low) / scale, n) * (1 + error) < growth;
    const bool below = growth < whole_power((scale + high) / scale, n) * (1 - error);
    if (!above || !below) return std::nullopt;
    return static_cast<std::int64_t>(negative ? -magnitude : magnitude);
}

/// Exactly: where the root is rational it is found so; else it lies between two neighbours of 60 digits, and so does their mean, with no
/// boundary of at most 18 places between (a growth is below 10^37, so that they have more places than that).
inline std::int64_t exact_rate(const rate_plan& plan, std::int64_t begin, std::int64_t end, std::uint64_t n) {
    const decimal from = decimal::from_scaled_int64(begin, plan.begin_places);
    const decimal into = decimal::from_scaled_int64(end, plan.end_places);
    const decimal low = implied_rate(from, into, n, {.digits = 60, .mode = rounding::floor}).fraction();
    const decimal high = implied_rate(from, into, n, {.digits = 60, .mode = rounding::ceiling}).fraction();
    const decimal mean = (low + high) * decimal::from_scaled_int64(5, 1);
    const result<std::int64_t> units = mean.try_to_scaled_int64(plan.places, plan.batch.mode);
    return units ? *units : no_value;
}

/// Why implied_rate would refuse the row; nothing where it would not.
inline std::optional<errc> rate_refusal(std::int64_t begin, std::int64_t end, std::int64_t n) noexcept {
    if (begin == no_value || end == no_value) return errc::domain_int64;
    if (n < 0) return errc::domain_count;
    if (n > static_cast<std::int64_t>(limits::periods)) return errc::limit_periods;
    if (n == 0) return errc::domain_zero_periods;
    if (begin == 0) return errc::domain_from_zero;
    if ((begin < 0 && end > 0) || (begin > 0 && end < 0)) return errc::domain_sign_change;
    return std::nullopt;
}

inline std::vector<batch_refusal> rate_columns(const rate_batch& batch, std::span<std::int64_t> values) {
    const std::size_t rows = batch.begins.size();
    check_columns("begins", rows, "ends", batch.ends.size());
    check_columns("begins", rows, "numbers of periods", batch.periods.size());
    check_columns("values to write", values.size(), "rows", rows);
    check_apart("begins", batch.begins, values);
    check_apart("ends", batch.ends, values);
    check_apart("numbers of periods", batch.periods, values);
    const rate_plan plan{batch, checked_places(batch.begin_places, "the number of places of the begins"),
                         checked_places(batch.end_places, "the number of places of the ends"),
                         checked_places(batch.places, "the number of places of the rates"), filter_is_certain()};
    return for_rows(rows, batch.threads, [&](std::size_t first, std::size_t last, std::vector<batch_refusal>& refusals) {
        for (std::size_t i = first; i < last; ++i) {
            const std::int64_t begin = batch.begins[i];
            const std::int64_t end = batch.ends[i];
            const std::optional<errc> refusal = rate_refusal(begin, end, batch.periods[i]);
            if (refusal) {
                values[i] = no_value;
                refusals.push_back({i, *refusal, 0});
                continue;
            }
            const auto n = static_cast<std::uint64_t>(batch.periods[i]);
            const std::optional<std::int64_t> certain = plan.certain ? certain_rate(plan, begin, end, n) : std::nullopt;
            values[i] = certain ? *certain : exact_rate(plan, begin, end, n);
            if (values[i] == no_value) refusals.push_back({i, errc::domain_int64, 0});
        }
    });
}

} // namespace detail

CAGR_INLINE std::vector<batch_refusal> implied_rates_into(const rate_batch& batch, std::span<std::int64_t> values) {
    return detail::rate_columns(batch, values);
}

CAGR_INLINE rate_column implied_rates(const rate_batch& batch) {
    rate_column out;
    out.values.resize(batch.begins.size());
    out.refusals = detail::rate_columns(batch, out.values);
    return out;
}

} // namespace v0
} // namespace cagr
