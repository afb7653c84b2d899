// Out-of-line definitions of cagr/model.hpp: a projection in other prices or another currency.
#pragma once

#include <cagr/impl/model_build.ipp>
#include <cagr/impl/model_rates.ipp>
#include <cagr/model.hpp>

#include <memory>
#include <string>
#include <utility>

namespace cagr {
inline namespace v0 {

namespace detail {

/// A copy of what a projection holds, each period's amounts times its factor.
template <class State, class IsRounded>
std::unique_ptr<State> scaled_by_period(const State& from, const std::vector<fraction>& factors, const IsRounded& is_rounded) {
    auto out = std::make_unique<State>(from);
    const std::size_t periods = from.periods();
    for (std::size_t i = 0; i < out->values.size(); ++i) {
        out->values[i] = out->values[i] * factors[i % periods];
        if (is_rounded(i % periods)) out->rounded[i] = true;
    }
    for (control_finding& each : out->findings) {
        const fraction& factor = factors[from.index_of(each.when)];
        each.parts = each.parts * factor;
        each.control = each.control * factor;
    }
    return out;
}

inline void require_prices(const measure& m, price_basis wanted) {
    if (m.prices != wanted)
        fail(errc::unit_mixed,
             "amounts in " + std::string(to_string(m.prices)) + " prices; " + std::string(to_string(wanted)) + " prices are needed here");
}

} // namespace detail

CAGR_INLINE model_projection model_projection::in_real_terms(const inflation& prices) const {
    const state& s = *state_.get();
    detail::require_prices(s.measure, price_basis::nominal);
    const std::size_t at = detail::place_of(prices.price_period, s.whens, "the period whose prices real amounts are in");
    const detail::price_index index(prices, s.whens, s.source.digits);
    std::vector<fraction> factors;
    for (const fraction& level : index.levels) factors.push_back(quotient(index.levels[at], level));
    auto out = detail::scaled_by_period(s, factors, [&](std::size_t k) { return index.is_rounded(k, at); });
    out->measure.prices = price_basis::real;
    out->measure.price_period = prices.price_period;
    out->conversions.push_back("real from nominal by an inflation of " + to_string(prices.path));
    return model_builder::hand_over(std::move(out));
}

CAGR_INLINE model_projection model_projection::in_nominal_terms(const inflation& prices) const {
    const state& s = *state_.get();
    detail::require_prices(s.measure, price_basis::real);
    if (s.measure.price_period && *s.measure.price_period != prices.price_period)
        detail::fail(errc::unit_mixed, "amounts in prices of " + to_string(*s.measure.price_period) + ", and an inflation from those of " +
                                           to_string(prices.price_period) + "; both must be of one period");
    const std::size_t at = detail::place_of(prices.price_period, s.whens, "the period whose prices real amounts are in");
    const detail::price_index index(prices, s.whens, s.source.digits);
    std::vector<fraction> factors;
    for (const fraction& level : index.levels) factors.push_back(quotient(level, index.levels[at]));
    auto out = detail::scaled_by_period(s, factors, [&](std::size_t k) { return index.is_rounded(k, at); });
    out->measure.prices = price_basis::nominal;
    out->measure.price_period.reset();
    out->conversions.push_back("nominal from real, prices of " + to_string(prices.price_period) + ", by an inflation of " +
                               to_string(prices.path));
    return model_builder::hand_over(std::move(out));
}

CAGR_INLINE model_projection model_projection::in_currency(const exchange& rates) const {
    const state& s = *state_.get();
    if (s.unit.currency.empty() || s.unit.currency == rates.currency)
        detail::fail(errc::unit_mixed, "amounts in " + (s.unit.currency.empty() ? std::string("no currency") : s.unit.currency) +
                                           " cannot be brought into " + detail::in_quotes(rates.currency) + "; another currency is needed");
    const detail::exchange_rates worth(rates, s.whens);
    std::vector<fraction> factors;
    for (std::size_t k = 0; k < s.periods(); ++k) {
        if (!worth.rates[k])
            detail::fail(errc::missing_fact,
                         "the exchange of " + detail::in_quotes(rates.currency) + " has no average of " + to_string(s.whens[k]));
        factors.push_back(quotient(1, *worth.rates[k]));
    }
    auto out = detail::scaled_by_period(s, factors, [](std::size_t) { return false; });
    if (!s.measure.fx.empty()) out->conversions.push_back("before that, exchange rates: " + s.measure.fx);
    out->measure.fx = s.unit.currency + (rates.fixed ? " at the constant rate" : " at the average of each period") +
                      (rates.fixed && rates.fixed_period ? " of " + to_string(*rates.fixed_period) : std::string()) +
                      (rates.fixed ? ", " + to_string(*rates.fixed) + " " + s.unit.currency + " for 1 " + rates.currency : std::string());
    out->unit.currency = rates.currency;
    return model_builder::hand_over(std::move(out));
}

} // namespace v0
} // namespace cagr
