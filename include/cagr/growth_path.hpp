// What it answers: how a value grows where its growth changes: by year, in stages, fading, or towards a capacity.
// What it needs: fraction.hpp and growth.hpp.
// Example: grown(24, period::year(2020), growth_path::stages({{48_pct, period::year(2024)}, {40_pct, period::year(2028)}}), 8, {});
#pragma once

#include <cagr/fraction.hpp>
#include <cagr/growth.hpp>
#include <cagr/period.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cagr {
inline namespace v0 {

namespace detail {
struct path_access;
}

/// How a value stands to what its formula says. `exact`: every digit of it. `rational`: exact as a quotient whose decimals do not
/// end. `rounded`: irrational, and correctly rounded to the context that was stated (or a sum with such a part).
enum class exactness : std::uint8_t { exact, rational, rounded };
/// `exact`, `rational`, `rounded`.
[[nodiscard]] std::string_view to_string(exactness e) noexcept;

/// Which formula a path follows.
enum class path_kind : std::uint8_t { constant, yearly, stages, fade, logistic, continuous_logistic, gompertz, bass };
/// `constant`, `yearly`, `stages`, `fade`, `logistic`, `continuous_logistic`, `gompertz`, `bass`.
[[nodiscard]] std::string_view to_string(path_kind k) noexcept;

/// A rate up to and with a period. The first stage begins with the period after the base, each other after the one before it; where
/// `from` is given it must say so.
struct growth_stage {
    rate growth;
    period to;
    std::optional<period> from{};

    friend bool operator==(const growth_stage&, const growth_stage&) = default;
};

/// Rates on a straight line: `first_rate` is that of the growth into the period `first`, `last_rate` that into `last`. Before and
/// after, the nearer of the two holds.
struct linear_fade {
    rate first_rate;
    rate last_rate;
    period first;
    period last;

    friend bool operator==(const linear_fade&, const linear_fade&) = default;
};

/// A ceiling, and the growth a period that a value far below it would have: no value ever grows by that much.
struct logistic_growth {
    decimal capacity;
    rate unconstrained;

    friend bool operator==(const logistic_growth&, const logistic_growth&) = default;
};

/// A ceiling, and the part of the logarithmic distance to it that each period closes: above 0%, below 100%.
struct gompertz_growth {
    decimal capacity;
    rate approach;

    friend bool operator==(const gompertz_growth&, const gompertz_growth&) = default;
};

/// First purchases of a new product: all who will ever buy (`potential`, in the value's unit), the coefficients p of innovation and q of
/// imitation a period, and how many periods before the base period it was launched: the base period is its (launched + 1)-th.
struct bass_diffusion {
    decimal potential;
    decimal innovation;
    decimal imitation;
    whole_count launched = 0;
};

/// Growth over time from a base. Immutable; equal where the same formula has the same parameters.
class growth_path {
public:
    /// The same rate each period: y(t) = y(0) * (1 + r)^t. Exact.
    growth_path(const rate& r);
    [[nodiscard]] static growth_path constant(const rate& r) { return r; }
    /// A rate for each period after the base, in order: y(t) = y(t-1) * (1 + r(t)). Exact. Errors: E-domain-empty.
    [[nodiscard]] static growth_path yearly(std::vector<rate> rates);
    /// Rates that hold in turn, the first from the period after the base. Exact. Errors: E-domain-empty; E-period-order (stages that
    /// overlap, leave a gap or do not go on in time, naming both); E-period-kind, E-period-day-count.
    [[nodiscard]] static growth_path stages(const std::vector<growth_stage>& stages);
    /// A linear fade: r(t) = first + (last - first) * (t - t_first) / (t_last - t_first). Exact, rational where the step's decimals do not
    /// end. Errors: E-period-order (last not after first), E-period-kind.
    [[nodiscard]] static growth_path fade(const linear_fade& f);
    /// A logistic (Verhulst 1838) at whole periods: y(t) = K / (1 + (K / y(0) - 1) * R^-t), R = 1 + r with r the unconstrained rate; which
    /// is, exactly, the discrete form (Beverton and Holt 1957) y(t) = R * y(t-1) / (1 + (R - 1) * y(t-1) / K). Exact as a quotient. A
    /// negative r leads away from K, to 0. Errors: E-domain-amount (K not above 0).
    [[nodiscard]] static growth_path logistic(const logistic_growth& g);
    /// The same with the unconstrained rate continuous: R = e^r. Correctly rounded. Errors: E-domain-amount.
    [[nodiscard]] static growth_path continuous_logistic(const logistic_growth& g);
    /// Gompertz (1825): y(t) = K * (y(0) / K)^(q^t), q = 1 - approach. Exact where that is rational, else correctly rounded. Errors:
    /// E-domain-amount, E-domain-rate (approach not between 0% and 100%).
    [[nodiscard]] static growth_path gompertz(const gompertz_growth& g);
    /// Bass (1969): first purchases of the n-th period, m * (F(n) - F(n-1)), F(t) = (1 - e^-(p+q)t) / (1 + (q/p) * e^-(p+q)t). They rise,
    /// peak and fall; it is F that goes to 1. The base follows from it, and none is given. Correctly rounded. Errors: E-domain-amount (m or
    /// p not above 0; q below 0), E-domain-count, E-limit-periods.
    [[nodiscard]] static growth_path bass(const bass_diffusion& b);

    [[nodiscard]] path_kind kind() const noexcept { return kind_; }
    /// Whether the formula itself says what the base is (Bass).
    [[nodiscard]] bool sets_base() const noexcept { return kind() == path_kind::bass; }
    /// The rate of a constant path; nothing of the others.
    [[nodiscard]] std::optional<rate> constant_rate() const;
    /// The ceiling of a logistic or Gompertz path; nothing of the others.
    [[nodiscard]] std::optional<decimal> capacity() const;
    /// The rates named, in their order: one, one a period, one a stage, the two of a fade, the unconstrained one, the approach; none of
    /// Bass.
    [[nodiscard]] std::vector<rate> rates() const { return rates_; }
    /// The last period of each stage, or the two that a fade goes between; none of the others.
    [[nodiscard]] const std::vector<period>& named_periods() const noexcept { return periods_; }
    /// The capacity of a logistic or Gompertz path; of Bass its potential, innovation and imitation; none of the others.
    [[nodiscard]] const std::vector<decimal>& amounts() const noexcept { return amounts_; }
    /// Of Bass: how many periods before the base it was launched; 0 of the others.
    [[nodiscard]] std::uint64_t launched() const noexcept { return launched_; }
    /// The same path with its rates moved by so many percentage points. Errors: E-domain-rate; E-usage of a path without rates (Bass), or
    /// whose rate is no growth (Gompertz).
    [[nodiscard]] growth_path shifted(const decimal& percentage_points) const;
    /// The last period that the path's own rates say something of (yearly, counted from the base, and stages); nothing where it is open.
    [[nodiscard]] std::optional<period> until(const period& base_period) const;

    [[nodiscard]] friend bool operator==(const growth_path&, const growth_path&) = default;

private:
    friend struct detail::path_access;
    explicit growth_path(path_kind kind) noexcept : kind_(kind) {}
    friend std::string to_string(const growth_path& p);

    path_kind kind_;
    std::uint64_t launched_ = 0;     // of Bass
    std::vector<rate> rates_{};      // those that rates() names
    std::vector<period> periods_{};  // the last of each stage; the two of a fade
    std::optional<period> begins_{}; // the first stage, where it says so
    std::vector<decimal> amounts_{}; // the capacity; potential, innovation and imitation
};

/// `40.2%`, `48% to 2024, 40% to 2028`, `44% (2021) fading to 30% (2028)`, `logistic to 500, 40% unconstrained`, ...
[[nodiscard]] std::string to_string(const growth_path& p);

/// One period of a value that grows.
struct path_value {
    period when;
    /// Exact, or a decimal of the context's digits where `how` is rounded.
    fraction value;
    exactness how = exactness::exact;
    /// The growth into this period where the path itself names it exactly (as a fraction of 1: 0.402); nothing in the first, and where it
    /// follows from the values only.
    std::optional<fraction> growth{};

    friend bool operator==(const path_value&, const path_value&) = default;
};

/// What is to grow. The base of a path with a capacity is above 0 and at most that, where it stays; that of Bass is 0, left out. From a
/// base that is itself rounded, every value is.
struct path_start {
    fraction base{};
    period from;
    exactness how = exactness::exact;
};

/// The base and n periods of growth along the path, base first: n + 1 values. Rounded values are each rounded once, from their formula.
/// Errors: E-period-order (the path says nothing of a period asked: rates too few, stages that begin later or end before), E-period-kind,
/// E-period-day-count (dates), E-domain-amount (a capacity below the base, or a base not above 0, of a logistic or Gompertz path), E-usage
/// (a base given to Bass), E-limit-periods, E-limit-digits, E-limit-rows (rows times digits over 10,000,000, a row being 50 or more),
/// E-limit-context.
[[nodiscard]] std::vector<path_value> grown(const path_start& start, const growth_path& path, whole_count n, context to = {});
[[nodiscard]] inline result<std::vector<path_value>> try_grown(const path_start& start, const growth_path& path, whole_count n,
                                                               context to = {}) {
    return detail::attempt([&] { return grown(start, path, n, to); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/growth_path.ipp>
#endif
