// What it answers: how far the printed digits of base, rate and target leave growth open.
// What it needs: growth.hpp.
// Example: cagr::compound(figure::parse("62.35B").interval(), {40.15_pct, 40.25_pct}, 8);   // 927.99 to 933.46 billion
#pragma once

#include <cagr/figure.hpp>
#include <cagr/growth.hpp>

#include <optional>

namespace cagr {
inline namespace v0 {

/// A closed interval of rates: 40.2% as printed is 40.15% to 40.25%. Without a high end there is no highest rate.
struct rate_interval {
    rate low;
    std::optional<rate> high{};

    /// Whether the rate lies within, ends included.
    [[nodiscard]] bool contains(const rate& r) const { return low <= r && (!high || r <= *high); }

    friend bool operator==(const rate_interval&, const rate_interval&) = default;
};

/// Whether the two share a value, be it one end.
[[nodiscard]] bool meets(const interval& a, const interval& b);

/// The narrowest interval around this one whose ends have so many places, or significant digits, at most.
[[nodiscard]] interval rounded_outward(const interval& i, whole_count places);
[[nodiscard]] interval rounded_outward_to_digits(const interval& i, int digits);

/// What the bases grow to, base * (1 + r)^n, exactly at both ends. Errors: as compound of a number.
[[nodiscard]] interval compound(const interval& base, const rate_interval& r, whole_count n);
[[nodiscard]] inline result<interval> try_compound(const interval& base, const rate_interval& r, whole_count n) {
    return detail::attempt([&] { return compound(base, r, n); });
}

/// What must be there n periods earlier, value / (1 + r)^n, rounded outward to the digits. A rate of -100% leaves the high end
/// open. Errors: as discount of a number; E-domain-amount (values below 0).
[[nodiscard]] interval discount(const interval& value, const rate_interval& r, whole_count n, int digits = 34);
[[nodiscard]] inline result<interval> try_discount(const interval& value, const rate_interval& r, whole_count n, int digits = 34) {
    return detail::attempt([&] { return discount(value, r, n, digits); });
}

/// The rates that lead from one to the other in n periods, rounded outward to the digits. Amounts are 0 or more: an end below is
/// taken as 0. Errors: as implied_rate of numbers; E-domain-amount (all values below 0).
[[nodiscard]] rate_interval implied_rate(const interval& begin, const interval& end, whole_count n, int digits = 34);
[[nodiscard]] inline result<rate_interval> try_implied_rate(const interval& begin, const interval& end, whole_count n, int digits = 34) {
    return detail::attempt([&] { return implied_rate(begin, end, n, digits); });
}

/// The numbers of periods, 0 or more and not only whole ones, over which some begin grows to some target at some of the rates,
/// rounded outward to the digits; nothing where there are none. Errors: E-domain-amount, E-domain-from-zero, E-limit-context.
[[nodiscard]] std::optional<interval> periods_to(const interval& begin, const interval& target, const rate_interval& r, int digits = 34);
[[nodiscard]] inline result<std::optional<interval>> try_periods_to(const interval& begin, const interval& target, const rate_interval& r,
                                                                    int digits = 34) {
    return detail::attempt([&] { return periods_to(begin, target, r, digits); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/growth_interval.ipp>
#endif
