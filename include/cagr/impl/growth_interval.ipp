// Out-of-line definitions of cagr/growth_interval.hpp.
#pragma once

#include <cagr/detail/scaled_integer.hpp>
#include <cagr/growth_interval.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace cagr {
inline namespace v0 {

CAGR_INLINE bool meets(const interval& a, const interval& b) {
    return (!a.low || !b.high || *a.low <= *b.high) && (!b.low || !a.high || *b.low <= *a.high);
}

namespace detail {

template <class Round>
interval outward(const interval& i, Round&& round) {
    interval out;
    if (i.low) out.low = round(*i.low, rounding::floor);
    if (i.high) out.high = round(*i.high, rounding::ceiling);
    return out;
}

} // namespace detail

CAGR_INLINE interval rounded_outward(const interval& i, whole_count places) {
    return detail::outward(i, [&](const decimal& d, rounding mode) { return round_to_places(d, places, mode); });
}

CAGR_INLINE interval rounded_outward_to_digits(const interval& i, int digits) {
    return detail::outward(i, [&](const decimal& d, rounding mode) { return round_to_digits(d, {.digits = digits, .mode = mode}); });
}

namespace detail {

/// The factors over n periods: (1 + r)^n at both ends of the rates.
struct grown_factors {
    decimal low;
    std::optional<decimal> high{}; // open: no highest
};

inline grown_factors factors_over(const rate_interval& r, whole_count n) {
    const std::uint64_t periods = n.checked("the number of periods", limits::periods, errc::limit_periods);
    grown_factors out{.low = pow(r.low.factor(), periods)};
    if (periods == 0) {
        out.high = decimal(1);
    } else if (r.high) {
        out.high = *r.high == r.low ? out.low : pow(r.high->factor(), periods);
    }
    return out;
}

/// An amount below 0 shrinks towards 0, one above grows: each end goes to its own side by the factor that takes it there.
inline interval compounded(const interval& base, const grown_factors& by) {
    const auto end = [&](const std::optional<decimal>& from, bool upper) -> std::optional<decimal> {
        const bool all_lost = by.high && by.high->sign() == 0;
        if (!from) return all_lost ? std::optional(decimal()) : std::nullopt;
        if (from->sign() == 0) return *from;
        const bool faster = upper == (from->sign() > 0);
        if (!faster) return *from * by.low;
        return by.high ? std::optional(*from * *by.high) : std::nullopt;
    };
    return {end(base.low, false), end(base.high, true)};
}

/// One value and what it grows to: both 0 or more, the first above.
struct growth_pair {
    decimal begin;
    decimal end;
};

/// How much growth there is from begins to ends: least and most. Without a low end it can be the loss of all,
/// without a high end it has no most.
struct growth_span {
    std::optional<growth_pair> low{};
    std::optional<growth_pair> high{};
};

inline void refuse_below_zero(const interval& i) {
    if (i.high && i.high->sign() < 0)
        fail(errc::domain_amount, "an interval up to " + in_quotes(to_string(*i.high)) + "; amounts of 0 or more are needed");
}

inline growth_span span_between(const interval& begin, const interval& end) {
    refuse_below_zero(begin);
    refuse_below_zero(end);
    if (begin.high && begin.high->sign() == 0)
        fail(errc::domain_from_zero, "growth from 0 has no rate; some value above 0 is needed to begin with");
    growth_span out;
    if (end.low && end.low->sign() > 0 && begin.high) out.low = growth_pair{*begin.high, *end.low};
    if (end.high && begin.low && begin.low->sign() > 0) out.high = growth_pair{*begin.low, *end.high};
    return out;
}

/// Whether some growth of the span is one of these factors: exactly, by products alone.
inline bool reaches(const growth_span& s, const grown_factors& by) {
    if (s.low && by.high && s.low->begin * *by.high < s.low->end) return false;
    return !s.high || s.high->begin * by.low <= s.high->end;
}

inline rate_interval rates_over(const growth_span& s, whole_count n, int digits) {
    check_context({.digits = digits});
    const auto end = [&](const growth_pair& p, rounding mode) { return implied_rate(p.begin, p.end, n, {.digits = digits, .mode = mode}); };
    rate_interval out{.low = s.low ? end(*s.low, rounding::floor) : rate::from_fraction(-1)};
    if (s.high) out.high = end(*s.high, rounding::ceiling);
    return out;
}

/// The periods n >= 0 of a span: those with begin * (1 + low)^n <= end of its most growth and begin * (1 + high)^n >= end of its
/// least. Either condition bounds n to one side, or not at all, or cannot be met. Since the least growth is below the most and
/// the low rate below the high one, a bound from below is never above one from above.
template <class Solve>
std::optional<interval> bounds_of_periods(const growth_span& s, const rate_interval& r, Solve&& solve) {
    std::optional<decimal> low;
    std::optional<decimal> high;
    if (s.high) {
        const int growth = r.low.fraction().sign();
        const bool falls = s.high->end < s.high->begin;
        if (growth >= 0 && falls) return std::nullopt;
        if (growth > 0) high = solve(*s.high, r.low, true);
        if (growth < 0 && falls && r.low.factor().sign() > 0) {
            if (s.high->end.sign() == 0) return std::nullopt; // a decline that never ends at 0
            low = solve(*s.high, r.low, false);
        }
    }
    if (s.low && r.high) {
        const int growth = r.high->fraction().sign();
        const bool rises = s.low->end > s.low->begin;
        if (growth <= 0 && rises) return std::nullopt;
        if (growth > 0 && rises) low = solve(*s.low, *r.high, false);
        if (growth < 0) {
            if (r.high->factor().sign() > 0) {
                high = solve(*s.low, *r.high, true);
            } else {
                high = decimal(); // all is lost at once: no period has passed
            }
        }
    }
    return interval{std::move(low), std::move(high)};
}

inline std::optional<interval> periods_over(const growth_span& s, const rate_interval& r, int digits) {
    check_context({.digits = digits});
    std::optional<interval> bounds = bounds_of_periods(s, r, [&](const growth_pair& p, const rate& by, bool upper) {
        return periods_to(p.begin, p.end, by, {.digits = digits, .mode = upper ? rounding::ceiling : rounding::floor});
    });
    if (bounds && !bounds->low) bounds->low = decimal();
    return bounds;
}

/// The whole number at or above the time to a target, or at or below it, exactly (beyond 2^63 the time to 34 digits).
inline decimal whole_bound(const growth_pair& p, const rate& by, bool upper) {
    decimal time = periods_to(p.begin, p.end, by, {.mode = rounding::floor});
    if (time.adjusted_exponent() > 17) return time;
    // The floor of 34 digits is the time itself, or below it and then below every whole number that the time is below.
    const decimal next = whole_periods_to(p.begin, p.end, by);
    return upper && time != next ? next - 1 : next;
}

/// Whether more than one whole number of periods, from 1 on, leads from one to the other.
inline bool has_several_periods(const growth_span& s, const rate_interval& r) {
    const std::optional<interval> bounds = bounds_of_periods(s, r, whole_bound);
    if (!bounds) return false;
    const decimal first = bounds->low && *bounds->low > decimal(1) ? *bounds->low : decimal(1);
    return !bounds->high || first < *bounds->high;
}

} // namespace detail

CAGR_INLINE interval compound(const interval& base, const rate_interval& r, whole_count n) {
    return detail::compounded(base, detail::factors_over(r, n));
}

CAGR_INLINE interval discount(const interval& value, const rate_interval& r, whole_count n, int digits) {
    detail::refuse_below_zero(value);
    const std::uint64_t periods = n.checked("the number of periods", limits::periods, errc::limit_periods);
    interval out{decimal(), std::nullopt};
    if (value.low && value.low->sign() > 0 && (r.high || periods == 0))
        out.low = discount(*value.low, periods == 0 ? r.low : *r.high, periods, {.digits = digits, .mode = rounding::floor});
    if (value.high && (r.low.factor().sign() > 0 || periods == 0))
        out.high = discount(*value.high, r.low, periods, {.digits = digits, .mode = rounding::ceiling});
    return out;
}

CAGR_INLINE rate_interval implied_rate(const interval& begin, const interval& end, whole_count n, int digits) {
    return detail::rates_over(detail::span_between(begin, end), n, digits);
}

CAGR_INLINE std::optional<interval> periods_to(const interval& begin, const interval& target, const rate_interval& r, int digits) {
    return detail::periods_over(detail::span_between(begin, target), r, digits);
}

} // namespace v0
} // namespace cagr
