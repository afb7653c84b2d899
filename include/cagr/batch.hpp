// What it answers: what columns of bases and rates grow to, and which rates lie between columns of values, exactly rounded.
// What it needs: decimal.hpp; a leaf, not part of cagr.hpp.
// Example: auto out = cagr::project(cagr::projection_batch{.bases = cents, .base_places = 2, .rates = r, .rate_places = 3, .periods = 8});
#pragma once

#include <cagr/decimal.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace cagr {
inline namespace v0 {

namespace limits {
inline constexpr std::uint64_t batch_periods = 100; ///< periods that a batch projects
inline constexpr std::uint64_t batch_places = 18;   ///< decimal places of any of its columns
inline constexpr std::uint64_t batch_threads = 256; ///< threads that it may be given
} // namespace limits

/// What stands in a column where a row has no value: the row is then among the refusals. Never a value itself: a base, begin or end
/// that is none is refused (E-domain-int64), so that results can be columns again.
inline constexpr std::int64_t no_value = std::numeric_limits<std::int64_t>::min();

/// A row without a value, or without some of its values.
struct batch_refusal {
    std::size_t row = 0;
    errc code = errc::domain_int64; ///< why: E-domain-int64 where a value does not fit, E-domain-rate, ...
    std::uint64_t period = 0;       ///< the first period without a value; 0 where the row has none at all

    friend bool operator==(const batch_refusal&, const batch_refusal&) = default;
};

/// Rows to project, one base and one rate each. Columns are scaled integers: 12345 at 2 places is 123.45.
struct projection_batch {
    std::span<const std::int64_t> bases;
    whole_count base_places;             ///< 0 to 18
    std::span<const std::int64_t> rates; ///< as fractions: 402 at 3 places is 40.2%
    whole_count rate_places;             ///< 0 to 18
    whole_count periods;                 ///< 0 to 100
    whole_count places = 2;              ///< of the values, 0 to 18
    rounding mode = rounding::half_up;
    whole_count threads = 1; ///< that share the rows, 1 to 256; the result is the same for any number
};

/// A column of values a period, in the order of the batch's rows.
class projected_columns {
public:
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t periods() const noexcept { return periods_; }

    /// The values after k periods, k from 1 to periods(), in units of the last of the places; `no_value` where there is none.
    /// Errors: E-domain-columns (no such k).
    [[nodiscard]] std::span<const std::int64_t> values(whole_count k) const&;
    std::span<const std::int64_t> values(whole_count k) && = delete;

    /// The rows that lack a value, in their order; empty where every value is there.
    [[nodiscard]] const std::vector<batch_refusal>& refusals() const noexcept { return refusals_; }

private:
    friend projected_columns project(const projection_batch& batch);
    projected_columns(std::size_t rows, std::size_t periods) : rows_(rows), periods_(periods), values_(rows * periods) {}

    std::size_t rows_;
    std::size_t periods_;
    std::vector<std::int64_t> values_;
    std::vector<batch_refusal> refusals_;
};

/// base * (1 + rate)^k for every row and k = 1 to periods, each the exact value rounded once by the mode. A value beyond
/// ±(2^63 - 1) units is refused (E-domain-int64), a rate below -100% too (E-domain-rate). Errors: E-domain-columns (columns
/// that do not match), E-domain-count, E-limit-periods, E-limit-digits (places), E-limit-rows (threads).
[[nodiscard]] projected_columns project(const projection_batch& batch);
[[nodiscard]] inline result<projected_columns> try_project(const projection_batch& batch) {
    return detail::attempt([&] { return project(batch); });
}

/// The same into the caller's memory, one column after the other: the value of row i after k periods at (k - 1) * rows + i.
/// Returns the refusals. Errors: as project; E-domain-columns where `values` has another size than rows times periods, or overlaps
/// the bases or rates.
std::vector<batch_refusal> project_into(const projection_batch& batch, std::span<std::int64_t> values);
[[nodiscard]] inline result<std::vector<batch_refusal>> try_project_into(const projection_batch& batch, std::span<std::int64_t> values) {
    return detail::attempt([&] { return project_into(batch, values); });
}

/// Rows whose rate is asked for: from a begin to an end over a number of periods.
struct rate_batch {
    std::span<const std::int64_t> begins;
    whole_count begin_places; ///< 0 to 18
    std::span<const std::int64_t> ends;
    whole_count end_places;                ///< 0 to 18
    std::span<const std::int64_t> periods; ///< of each row, 1 to 1,000,000
    whole_count places = 4;                ///< of the rates as fractions, 0 to 18: at 4 they are in basis points
    rounding mode = rounding::half_even;
    whole_count threads = 1;
};

/// A rate a row, as a fraction in units of the last of the places; `no_value` where there is none.
struct rate_column {
    std::vector<std::int64_t> values;
    std::vector<batch_refusal> refusals;
};

/// (end/begin)^(1/n) - 1 of every row, correctly rounded to decimal places of the fraction. Refused are the rows that
/// implied_rate refuses, with its codes, and rates that do not fit (E-domain-int64). Errors: as project.
[[nodiscard]] rate_column implied_rates(const rate_batch& batch);
[[nodiscard]] inline result<rate_column> try_implied_rates(const rate_batch& batch) {
    return detail::attempt([&] { return implied_rates(batch); });
}

/// The same into the caller's memory, which has one place a row and overlaps none of the columns. Returns the refusals.
std::vector<batch_refusal> implied_rates_into(const rate_batch& batch, std::span<std::int64_t> values);
[[nodiscard]] inline result<std::vector<batch_refusal>> try_implied_rates_into(const rate_batch& batch, std::span<std::int64_t> values) {
    return detail::attempt([&] { return implied_rates_into(batch, values); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/batch.ipp>
#endif
