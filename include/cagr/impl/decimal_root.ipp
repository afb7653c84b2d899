// Out-of-line definitions of cagr/decimal.hpp: roots.
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/root.hpp>
#include <cagr/detail/scaled_integer.hpp>
#include <cagr/detail/short_root.hpp>

namespace cagr {
inline namespace v0 {

CAGR_INLINE decimal root(const decimal& d, whole_count n, context to) {
    using namespace detail;
    check_context(to);
    const std::uint64_t index = n.checked("the index of a root", limits::periods, errc::limit_periods);
    if (index == 0) fail(errc::domain_root, "the 0th root; an index of 1 or more is needed");
    if (d.sign() == 0) return d;
    const bool negative = d.sign() < 0;
    if (negative && index % 2 == 0)
        fail(errc::domain_root, "an even root (" + std::to_string(index) + ") of a negative number; a number of 0 or more is needed");
    if (!negative && decimal_access::size(d) == 1) {
        short_problem problem{.begin = 1, .end = decimal_access::limbs(d)[0], .n = index, .less_one = false};
        const std::int64_t exponent = decimal_access::exponent(d);
        if (raise_word(exponent > 0 ? problem.end : problem.begin, exponent > 0 ? exponent : -exponent))
            if (std::optional<decimal> found = short_root(problem, to)) return *std::move(found);
    }
    const scaled_integer s = unpack(d);
    // The ball works on magnitudes, so ceiling and floor change places for a negative number.
    context magnitude_context = to;
    if (negative && to.mode == rounding::ceiling) magnitude_context.mode = rounding::floor;
    if (negative && to.mode == rounding::floor) magnitude_context.mode = rounding::ceiling;
    const decimal magnitude = rounded_root({s.magnitude, 1, s.exponent}, index, 1, false, magnitude_context).value;
    return negative ? -magnitude : magnitude;
}

CAGR_INLINE decimal sqrt(const decimal& d, context to) { return root(d, 2, to); }

} // namespace v0
} // namespace cagr
