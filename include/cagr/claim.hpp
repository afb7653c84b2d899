// What it answers: what a publisher claims - base, estimate, rate, window, target - as far as it was printed.
// What it needs: forecast.hpp.
// Example: claim{.base = figure::parse("62.35B@2020"), .rate = figure::parse("40.2%"), .target = figure::parse("997.77B@2028")};
#pragma once

#include <cagr/figure.hpp>
#include <cagr/forecast.hpp>
#include <cagr/period.hpp>

#include <optional>
#include <string>
#include <utility>

namespace cagr {
inline namespace v0 {

/// A published claim. Whatever was not printed is left out; nothing is invented. A figure's own period (`62.35B@2020`) serves
/// where none is given beside it.
struct claim {
    /// The value the growth is told of, an amount above 0.
    std::optional<figure> base{};
    std::optional<period> base_period{};
    /// The value of a later period, from which the rate may run. Without a period it is that after the base.
    std::optional<figure> estimate{};
    std::optional<period> estimate_period{};
    /// The growth a year: a percentage. A multiple (`10x`) is kept as printed; it is no annual rate.
    std::optional<figure> rate{};
    /// The periods that the rate is said of, as in "from 2021 to 2028".
    std::optional<period> window_from{};
    std::optional<period> window_to{};
    /// What it is to reach: an amount, or a multiple of the base (`10x`). Without a period it is that of the window's end.
    std::optional<figure> target{};
    std::optional<period> target_period{};
    /// The target amount is what is added to the base, not what is reached.
    bool target_is_increase = false;

    /// What all amounts are in where it is told once: an ISO 4217 code, or what is counted (`units`, `tons`).
    std::string currency{};
    std::string market{};
    std::string publisher{};
    std::string source{};
    /// The tag of the language it was printed in, such as `en` or `it`.
    std::string language{};

    friend bool operator==(const claim&, const claim&) = default;
};

/// The claim with what its facts say of one another filled in (the periods; what a figure's own period is), or the error that
/// they contradict each other: E-period-order (a target not after the base or the estimate, an estimate not after the base, a window that
/// ends before it begins, a figure of two periods), E-period-kind, E-period-day-count (dates), E-domain-amount (an amount not above 0),
/// E-domain-count (no whole number of years between), E-unit-mixed (two currencies or units; a percentage for an amount),
/// E-parse-rate (an amount for the rate), E-domain-rate (below -100%). What is merely missing is no error.
[[nodiscard]] claim checked(claim c);
[[nodiscard]] inline result<claim> try_checked(claim c) {
    return detail::attempt([&] { return checked(std::move(c)); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/claim.ipp>
#endif
