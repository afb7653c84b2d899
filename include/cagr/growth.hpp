// What it answers: how a value compounds, which rate leads from one value to another, and how long it takes.
// What it needs: decimal.hpp, figure.hpp (for its layer) and period.hpp.
// Example: cagr::implied_rate(100, 121, 2, {}) == 10_pct;
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/figure.hpp>
#include <cagr/period.hpp>

#include <compare>
#include <cstdint>
#include <span>
#include <string>

namespace cagr {
inline namespace v0 {

namespace detail {
struct rate_access;
}

/// Growth per period, exactly: 40.2% is a fraction of 0.402 and a factor of 1.402. Never below -100%.
/// There is no default: a rate that nobody named is a mistake.
class rate {
public:
    /// 40.2 is 40.2%. Errors of all four: E-domain-rate (below -100%).
    [[nodiscard]] static rate from_percent(const decimal& percent);
    /// 0.402 is 40.2%.
    [[nodiscard]] static rate from_fraction(const decimal& fraction);
    /// 1.402 is 40.2%.
    [[nodiscard]] static rate from_factor(const decimal& factor);
    /// 4020 is 40.2%.
    [[nodiscard]] static rate from_basis_points(const decimal& points);

    [[nodiscard]] static result<rate> try_from_percent(const decimal& percent) {
        return detail::attempt([&] { return from_percent(percent); });
    }
    [[nodiscard]] static result<rate> try_from_fraction(const decimal& fraction) {
        return detail::attempt([&] { return from_fraction(fraction); });
    }
    [[nodiscard]] static result<rate> try_from_factor(const decimal& factor) {
        return detail::attempt([&] { return from_factor(factor); });
    }
    [[nodiscard]] static result<rate> try_from_basis_points(const decimal& points) {
        return detail::attempt([&] { return from_basis_points(points); });
    }

    [[nodiscard]] decimal percent() const { return scale10(fraction_, 2); }
    [[nodiscard]] const decimal& fraction() const noexcept { return fraction_; }
    [[nodiscard]] decimal factor() const { return fraction_ + decimal(1); }
    [[nodiscard]] decimal basis_points() const { return scale10(fraction_, 4); }

    /// The opposite rate: -3_pct is a decline of 3% a period. Errors: E-domain-rate (of a rate over 100%).
    [[nodiscard]] rate operator-() const { return from_fraction(-fraction_); }

    [[nodiscard]] friend bool operator==(const rate&, const rate&) = default;
    [[nodiscard]] friend std::strong_ordering operator<=>(const rate&,
                                                          const rate&) = default; // NOLINT(modernize-use-nullptr): the 0 is the compiler's

private:
    friend struct detail::rate_access;
    constexpr explicit rate(decimal fraction) : fraction_(std::move(fraction)) {}

    decimal fraction_;
};

/// As percent, in full: `40.2%`.
[[nodiscard]] std::string to_string(const rate& r);
/// As percent with exactly `places` decimals: `40.20%`.
[[nodiscard]] std::string to_string(const rate& r, whole_count places, rounding mode);

/// A value at a period.
struct point {
    period when;
    decimal value;

    friend bool operator==(const point&, const point&) = default;
};

/// base * (1 + r)^n, exactly. Errors: E-domain-count, E-limit-periods, E-limit-digits, E-limit-exponent.
[[nodiscard]] decimal compound(const decimal& base, const rate& r, whole_count n);
[[nodiscard]] inline result<decimal> try_compound(const decimal& base, const rate& r, whole_count n) {
    return detail::attempt([&] { return compound(base, r, n); });
}

/// value / (1 + r)^n, correctly rounded: what must be there n periods earlier. Errors: E-domain-count, E-limit-periods,
/// E-limit-exponent, E-domain-division at -100%.
[[nodiscard]] decimal discount(const decimal& value, const rate& r, whole_count n, context to);
[[nodiscard]] inline result<decimal> try_discount(const decimal& value, const rate& r, whole_count n, context to) {
    return detail::attempt([&] { return discount(value, r, n, to); });
}

/// The compound growth rate (end/begin)^(1/n) - 1, its fraction correctly rounded to the context's significant
/// digits and exact where the root is. Two negative values grow by their magnitudes; to zero is -100%.
/// Errors: E-domain-zero-periods, E-domain-from-zero, E-domain-sign-change, E-domain-count, E-limit-*.
[[nodiscard]] rate implied_rate(const decimal& begin, const decimal& end, whole_count n, context to);
/// The same over a rational number of periods, such as ratio{18, 12} years.
[[nodiscard]] rate implied_rate(const decimal& begin, const decimal& end, ratio n, context to);
/// The same between two points, the earlier of which is the begin; per period of their kind.
/// Errors also: E-period-kind, E-period-day-count (dates: say which day count).
[[nodiscard]] rate implied_rate(const point& a, const point& b, context to);
/// The rate a year between two dated points, the years counted by `by`.
[[nodiscard]] rate implied_rate(const point& a, const point& b, day_count by, context to);

[[nodiscard]] inline result<rate> try_implied_rate(const decimal& begin, const decimal& end, whole_count n, context to) {
    return detail::attempt([&] { return implied_rate(begin, end, n, to); });
}
[[nodiscard]] inline result<rate> try_implied_rate(const decimal& begin, const decimal& end, ratio n, context to) {
    return detail::attempt([&] { return implied_rate(begin, end, n, to); });
}
[[nodiscard]] inline result<rate> try_implied_rate(const point& a, const point& b, context to) {
    return detail::attempt([&] { return implied_rate(a, b, to); });
}
[[nodiscard]] inline result<rate> try_implied_rate(const point& a, const point& b, day_count by, context to) {
    return detail::attempt([&] { return implied_rate(a, b, by, to); });
}

/// ln(target/begin) / ln(1+r), correctly rounded, exact where it is rational: the periods until the target.
/// Equal values: 0 whatever the rate. Errors: E-domain-from-zero, E-domain-sign-change, E-target-behind, E-never-reached.
[[nodiscard]] decimal periods_to(const decimal& begin, const decimal& target, const rate& r, context to);
[[nodiscard]] inline result<decimal> try_periods_to(const decimal& begin, const decimal& target, const rate& r, context to) {
    return detail::attempt([&] { return periods_to(begin, target, r, to); });
}

/// The first whole period at or beyond the target (at or below it, when declining), decided exactly.
/// Errors: as periods_to; E-limit-periods beyond 2^63.
[[nodiscard]] std::uint64_t whole_periods_to(const decimal& begin, const decimal& target, const rate& r);
[[nodiscard]] inline result<std::uint64_t> try_whole_periods_to(const decimal& begin, const decimal& target, const rate& r) {
    return detail::attempt([&] { return whole_periods_to(begin, target, r); });
}

/// The periods in which a value doubles: ln(2) / ln(1+r), correctly rounded. Errors: E-target-behind, E-never-reached.
[[nodiscard]] decimal doubling_time(const rate& r, context to);
[[nodiscard]] inline result<decimal> try_doubling_time(const rate& r, context to) {
    return detail::attempt([&] { return doubling_time(r, to); });
}
/// The periods in which a declining value halves: ln(1/2) / ln(1+r), correctly rounded.
[[nodiscard]] decimal halving_time(const rate& r, context to);
[[nodiscard]] inline result<decimal> try_halving_time(const rate& r, context to) {
    return detail::attempt([&] { return halving_time(r, to); });
}

/// The growth over all the given periods together, exactly: the product of the factors, less one.
[[nodiscard]] rate cumulative_growth(std::span<const rate> rates);
[[nodiscard]] inline result<rate> try_cumulative_growth(std::span<const rate> rates) {
    return detail::attempt([&] { return cumulative_growth(rates); });
}
/// The one rate that grows as much over as many periods (geometric mean), correctly rounded. Errors: E-domain-empty.
[[nodiscard]] rate mean_growth(std::span<const rate> rates, context to);
[[nodiscard]] inline result<rate> try_mean_growth(std::span<const rate> rates, context to) {
    return detail::attempt([&] { return mean_growth(rates, to); });
}

/// The rate a year of one that compounds so often a year: (1 + r)^n - 1, exactly. Errors: as compound.
[[nodiscard]] rate annualized(const rate& per_period, whole_count periods_per_year);
[[nodiscard]] inline result<rate> try_annualized(const rate& per_period, whole_count periods_per_year) {
    return detail::attempt([&] { return annualized(per_period, periods_per_year); });
}
/// The rate a quarter (4), month (12) or other part of a year that compounds to the annual one: (1 + r)^(1/n) - 1, correctly
/// rounded, exact where the root is. Errors: E-domain-zero-periods, E-domain-count, E-limit-periods, E-limit-context.
[[nodiscard]] rate per_period(const rate& annual, whole_count periods_per_year, context to);
[[nodiscard]] inline result<rate> try_per_period(const rate& annual, whole_count periods_per_year, context to) {
    return detail::attempt([&] { return per_period(annual, periods_per_year, to); });
}

/// The effective annual rate of a nominal one that is credited in m parts: (1 + j/m)^m - 1, correctly rounded, exact where it fits.
/// Errors: E-domain-zero-periods (m is 0), E-domain-count, E-limit-periods, E-limit-exponent, E-limit-context.
[[nodiscard]] rate effective_from_nominal(const rate& nominal, whole_count periods_per_year, context to);
[[nodiscard]] inline result<rate> try_effective_from_nominal(const rate& nominal, whole_count periods_per_year, context to) {
    return detail::attempt([&] { return effective_from_nominal(nominal, periods_per_year, to); });
}
/// The nominal annual rate, credited in m parts, of an effective one: m((1 + r)^(1/m) - 1), correctly rounded, exact where it is
/// rational and fits. Errors: as effective_from_nominal; E-domain-rate where it would be below -100%.
[[nodiscard]] rate nominal_from_effective(const rate& effective, whole_count periods_per_year, context to);
[[nodiscard]] inline result<rate> try_nominal_from_effective(const rate& effective, whole_count periods_per_year, context to) {
    return detail::attempt([&] { return nominal_from_effective(effective, periods_per_year, to); });
}

/// The effective rate of one that compounds continuously: e^r - 1, correctly rounded. Errors: E-limit-exponent, E-limit-context.
[[nodiscard]] rate effective_from_continuous(const rate& continuous, context to);
[[nodiscard]] inline result<rate> try_effective_from_continuous(const rate& continuous, context to) {
    return detail::attempt([&] { return effective_from_continuous(continuous, to); });
}
/// The continuous rate (log growth) of an effective one: ln(1 + r), correctly rounded.
/// Errors: E-domain-logarithm (at -100%), E-domain-rate (below 1/e - 1 the result would be under -100%), E-limit-context.
[[nodiscard]] rate continuous_from_effective(const rate& effective, context to);
[[nodiscard]] inline result<rate> try_continuous_from_effective(const rate& effective, context to) {
    return detail::attempt([&] { return continuous_from_effective(effective, to); });
}

/// Growth in money, and that of prices over the same periods.
struct growth_in_prices {
    rate nominal;
    rate inflation;
};

/// Growth in volume: (1 + nominal) / (1 + inflation) - 1 (Fisher), correctly rounded. Errors: E-domain-division (inflation of
/// -100%), E-limit-context. The way back, exactly: cumulative_growth of the real rate and inflation.
[[nodiscard]] rate real_rate(const growth_in_prices& growth, context to);
[[nodiscard]] inline result<rate> try_real_rate(const growth_in_prices& growth, context to) {
    return detail::attempt([&] { return real_rate(growth, to); });
}

namespace detail {
struct rate_access {
    static consteval rate literal(const char* text, int scale) { return rate(decimal_access::literal(text, scale)); }
    static rate unchecked(decimal fraction) { return rate(std::move(fraction)); }
};
} // namespace detail

namespace literals {
/// A rate in percent: `40.2_pct`. A decline is written with a minus: `-3_pct`.
[[nodiscard]] consteval rate operator""_pct(const char* text) { return detail::rate_access::literal(text, -2); }
/// A rate in basis points, hundredths of a percent: `250_bp` is 2.5%.
[[nodiscard]] consteval rate operator""_bp(const char* text) { return detail::rate_access::literal(text, -4); }
} // namespace literals
} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/growth.ipp>
#endif
