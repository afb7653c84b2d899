// Out-of-line definitions of cagr/forecast.hpp.
#pragma once

#include <cagr/detail/round.hpp>
#include <cagr/detail/scaled_integer.hpp>
#include <cagr/forecast.hpp>
#include <cagr/impl/forecast_rows.ipp>

namespace cagr {
inline namespace v0 {

CAGR_INLINE std::string_view to_string(role r) noexcept {
    return r == role::base ? "base" : r == role::estimated ? "estimated" : "forecast";
}

CAGR_INLINE std::string_view to_string(convention c) noexcept { return c == convention::from_base ? "from_base" : "from_estimate"; }

namespace detail {

inline rate percent_or_loss_of_all(const std::optional<decimal>& percent, const rate& otherwise) {
    if (!percent) return otherwise;
    return rate::from_percent(*percent < decimal(-100) ? decimal(-100) : *percent);
}

inline rate printed_percentage(const figure& printed) {
    if (printed.kind() != figure_kind::percent)
        fail(errc::parse_rate,
             "the growth " + in_quotes(to_string(printed)) + " is not a percentage; a rate such as 40.2% or 250bp is needed");
    return rate::from_percent(printed.value());
}

} // namespace detail

CAGR_INLINE stated_rate::stated_rate(const figure& printed)
    : value_(detail::printed_percentage(printed)), low_(detail::percent_or_loss_of_all(printed.interval().low, value_)),
      high_(detail::percent_or_loss_of_all(printed.interval().high, value_)) {}

CAGR_INLINE projection project(const decimal& base, const rate& r, count n, shown as) {
    const std::uint64_t periods = n.checked("the number of periods", limits::periods, errc::limit_periods);
    return projection_builder::build(
        {.start = base, .growth = r, .periods = periods, .as = as, .display_exponent = 0, .policy = rounding_policy::final});
}

CAGR_INLINE projection project(const forecast& f) {
    const auto periods_from = [&](const period& from) {
        const std::int64_t n = f.target_period - from;
        if (n < 0)
            detail::fail(errc::period_order, "the forecast ends in " + to_string(f.target_period) + ", before " + to_string(from) +
                                                 "; it must end there or later");
        return static_cast<std::uint64_t>(n);
    };
    auto source = std::make_shared<const forecast>(f);
    const decimal base = f.base.value();
    const rate& growth = f.growth.value();
    const int exponent = f.base.magnitude().exponent;
    const std::uint64_t from_base = periods_from(f.base_period);
    if (from_base > limits::periods)
        detail::fail(errc::limit_periods, "a forecast of " + std::to_string(from_base) + " periods; at most " +
                                              std::to_string(limits::periods) + " are allowed");
    if (!f.estimate) {
        projection out = projection_builder::build(
            {.start = base, .growth = growth, .periods = from_base, .as = f.shown, .display_exponent = exponent, .policy = f.policy});
        projection_builder::attach(out, std::move(source));
        return out;
    }
    if (f.estimate->currency() != f.base.currency() || f.estimate->unit() != f.base.unit())
        detail::fail(errc::unit_mixed, "the base " + detail::in_quotes(to_string(f.base)) + " and the estimate " +
                                           detail::in_quotes(to_string(*f.estimate)) + " differ in currency or unit; both must be in one");
    const period when = f.estimate_period ? *f.estimate_period : f.base_period + 1;
    if (when - f.base_period != 1)
        detail::fail(errc::period_order, "the estimate is for " + to_string(when) + "; the period after the base, " +
                                             to_string(f.base_period + 1) + ", is needed");
    const decimal start = f.estimate->value();
    if (start.sign() * base.sign() < 0)
        detail::fail(errc::domain_sign_change, "the base and the estimate have different signs; both must have one");
    projection out = projection_builder::build({.lead = &base,
                                                .start = start,
                                                .growth = growth,
                                                .periods = periods_from(when),
                                                .as = f.shown,
                                                .display_exponent = exponent,
                                                .policy = f.policy});
    projection_builder::attach(out, std::move(source));
    return out;
}

CAGR_INLINE period projection::row::when() const { return of_->first_period_ + static_cast<std::int64_t>(index_); }

CAGR_INLINE role projection::row::role() const {
    if (index_ == 0) return v0::role::base;
    return index_ == 1 && of_->size_ != of_->compounding_ ? v0::role::estimated : v0::role::forecast;
}

CAGR_INLINE decimal projection::row::exact() const { return projection_builder::exact_row(*of_, index_); }

CAGR_INLINE decimal projection::row::shown() const { return projection_builder::shown_row(*of_, index_); }

CAGR_INLINE std::string projection::text_of(const decimal& amount) const {
    return to_string(scale10(amount, -display_exponent_), shown_.places, shown_.mode);
}

CAGR_INLINE std::string projection::row::text() const { return of_->text_of(shown()); }

CAGR_INLINE rate projection::row::growth() const {
    if (index_ == 0) return rate::from_fraction(0);
    const bool compounded = index_ >= of_->size_ - of_->compounding_ + 1;
    if (compounded && of_->policy_ == rounding_policy::final) return of_->growth_;
    return implied_rate((*of_)[index_ - 1].exact(), exact(), 1, context{});
}

CAGR_INLINE decimal projection::row::increase() const {
    if (index_ == 0) return decimal();
    return exact() - (*of_)[index_ - 1].exact();
}

CAGR_INLINE std::string projection::row::increase_text() const { return of_->text_of(increase()); }

CAGR_INLINE bool projection::row::increase_differs() const {
    if (index_ == 0) return false;
    return detail::round_to_unit(increase(), of_->unit_, of_->shown_.mode) != shown() - (*of_)[index_ - 1].shown();
}

CAGR_INLINE decimal projection::row::multiple() const {
    const bool from_base = of_->size_ == of_->compounding_;
    if (from_base && of_->policy_ == rounding_policy::final && of_->front().exact().sign() != 0) return pow(of_->growth_.factor(), index_);
    return divide(exact(), of_->front().exact(), context{});
}

namespace detail {

/// The lower or upper end of what a row can be: the nearer end of the figure compounded by that of the rate;
/// for a negative figure the rate's other end.
inline std::optional<decimal> compounded_end(const figure& from, const stated_rate& growth, std::uint64_t periods, bool upper) {
    const std::optional<decimal> end = upper ? from.interval().high : from.interval().low;
    if (!end) return std::nullopt;
    const bool faster = upper == (end->sign() >= 0);
    return compound(*end, faster ? growth.high() : growth.low(), periods);
}

} // namespace detail

CAGR_INLINE std::optional<decimal> projection::row::low() const {
    if (of_->source_ == nullptr) return exact();
    const std::size_t lead = of_->size_ - of_->compounding_;
    const bool before = index_ < lead;
    return detail::compounded_end(lead != 0 && !before ? *of_->source_->estimate : of_->source_->base, of_->source_->growth,
                                  before ? 0 : index_ - lead, false);
}

CAGR_INLINE std::optional<decimal> projection::row::high() const {
    if (of_->source_ == nullptr) return exact();
    const std::size_t lead = of_->size_ - of_->compounding_;
    const bool before = index_ < lead;
    return detail::compounded_end(lead != 0 && !before ? *of_->source_->estimate : of_->source_->base, of_->source_->growth,
                                  before ? 0 : index_ - lead, true);
}

CAGR_INLINE projection::row projection::at(const period& when) const {
    const std::int64_t k = when - first_period_;
    if (k < 0 || static_cast<std::uint64_t>(k) >= size_)
        detail::fail(errc::period_order, "the projection has no " + to_string(when) + "; it runs from " + to_string(front().when()) +
                                             " to " + to_string(back().when()));
    return (*this)[static_cast<std::size_t>(k)];
}

CAGR_INLINE std::string projection::footnote() const {
    for (const row& r : rows())
        if (r.increase_differs()) {
            decimal most;
            for (const row& s : rows()) {
                if (s.index() == 0) continue;
                const decimal gap =
                    abs(detail::round_to_unit(s.increase(), unit_, shown_.mode) - (s.shown() - (*this)[s.index() - 1].shown()));
                if (gap > most) most = gap;
            }
            return "* from unrounded values; subtracting shown figures differs by " + text_of(most);
        }
    return {};
}

} // namespace v0
} // namespace cagr
