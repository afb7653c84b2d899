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

inline rate printed_percentage(const figure& printed) {
    if (printed.kind() != figure_kind::percent)
        fail(errc::parse_rate,
             "the growth " + in_quotes(to_string(printed)) + " is not a percentage; a rate such as 40.2% or 250bp is needed");
    return rate::from_percent(printed.value());
}

inline rate percent_or_loss_of_all(const std::optional<decimal>& percent) {
    return rate::from_percent(!percent || *percent < decimal(-100) ? decimal(-100) : *percent);
}

} // namespace detail

CAGR_INLINE stated_rate::stated_rate(const figure& printed)
    : value_(detail::printed_percentage(printed)), low_(detail::percent_or_loss_of_all(printed.interval().low)) {
    if (const auto high = printed.interval().high) high_ = detail::percent_or_loss_of_all(high);
}

struct projection::origin {
    v0::forecast asked;
    std::optional<projection> low{};
    std::optional<projection> high{};
};

CAGR_INLINE const forecast* projection::source() const noexcept { return source_.get() == nullptr ? nullptr : &source_.get()->asked; }

CAGR_INLINE std::string_view projection::currency() const noexcept {
    if (source_.get() == nullptr) return {};
    const v0::forecast& f = source_.get()->asked;
    return f.base.currency().empty() && f.estimate ? f.estimate->currency() : f.base.currency();
}

CAGR_INLINE std::string_view projection::unit() const noexcept {
    if (source_.get() == nullptr) return {};
    const v0::forecast& f = source_.get()->asked;
    return f.base.unit().empty() && f.estimate ? f.estimate->unit() : f.base.unit();
}

CAGR_INLINE projection project(const decimal& base, const rate& r, whole_count n, shown as) {
    const std::uint64_t periods = n.checked("the number of periods", limits::periods, errc::limit_periods);
    return projection_builder::build(
        {.start = base, .growth = r, .periods = periods, .as = as, .display_exponent = 0, .policy = rounding_policy::final});
}

namespace detail {

/// An amount, said of no other period than this.
inline void check_point(const figure& f, const char* name, const period& when) {
    if (f.kind() != figure_kind::amount)
        fail(errc::unit_mixed, "the " + std::string(name) + " " + in_quotes(to_string(f)) + " is " +
                                   (f.kind() == figure_kind::percent ? "a percentage" : "a multiple") + "; an amount is needed");
    if (f.when() && *f.when() != when)
        fail(errc::period_order, "the " + std::string(name) + " " + in_quotes(to_string(f)) + " is of another period than " +
                                     to_string(when) + ", which the forecast names for it; both must be one");
}

inline void check_one_unit(const figure& base, const figure& estimate) {
    const bool currencies_differ = !base.currency().empty() && !estimate.currency().empty() && base.currency() != estimate.currency();
    const bool units_differ = !base.unit().empty() && !estimate.unit().empty() && base.unit() != estimate.unit();
    const bool money_and_things = base.currency().empty() != estimate.currency().empty() &&
                                  base.unit().empty() != estimate.unit().empty() && base.currency().empty() != base.unit().empty();
    if (currencies_differ || units_differ || money_and_things)
        fail(errc::unit_mixed, "the base " + in_quotes(to_string(base)) + " and the estimate " + in_quotes(to_string(estimate)) +
                                   " differ in " + (currencies_differ ? "currency" : "unit") + "; both must be in one");
}

/// The rate that takes a value of this sign to the upper (or lower) end: the faster one takes a positive value up.
inline std::optional<rate> rate_to_end(const stated_rate& growth, int sign, bool upper) {
    const bool faster = upper == (sign >= 0);
    return faster ? growth.high() : growth.low();
}

} // namespace detail

CAGR_INLINE projection project(const forecast& f) {
    const auto periods_from = [&](const period& from) {
        const std::int64_t n = f.target_period - from;
        if (n < 0)
            detail::fail(errc::period_order, "the forecast ends in " + to_string(f.target_period) + ", before " + to_string(from) +
                                                 "; it must end there or later");
        return static_cast<std::uint64_t>(n);
    };
    detail::check_point(f.base, "base", f.base_period);
    const std::uint64_t from_base = periods_from(f.base_period);
    if (from_base > limits::periods)
        detail::fail(errc::limit_periods, "a forecast of " + std::to_string(from_base) + " periods; at most " +
                                              std::to_string(limits::periods) + " are allowed");
    std::uint64_t periods = from_base;
    if (f.estimate) {
        const period when = f.estimate_period ? *f.estimate_period : f.base_period + 1;
        if (when - f.base_period != 1)
            detail::fail(errc::period_order, "the estimate is for " + to_string(when) + "; the period after the base, " +
                                                 to_string(f.base_period + 1) + ", is needed");
        detail::check_point(*f.estimate, "estimate", when);
        detail::check_one_unit(f.base, *f.estimate);
        periods = periods_from(when);
        if (f.estimate->value().sign() * f.base.value().sign() < 0)
            detail::fail(errc::domain_sign_change, "the base and the estimate have different signs; both must have one");
    }
    const auto build = [&](const decimal& base, const decimal& start, const rate& growth) {
        return projection_builder::build({.lead = f.estimate ? &base : nullptr,
                                          .start = start,
                                          .growth = growth,
                                          .periods = periods,
                                          .as = f.shown,
                                          .display_exponent = f.base.magnitude().exponent,
                                          .policy = f.policy});
    };
    const figure& from = f.estimate ? *f.estimate : f.base;
    projection out = build(f.base.value(), from.value(), f.growth.value());
    std::optional<projection> low;
    std::optional<projection> high;
    if (f.policy == rounding_policy::each_year) {
        // Rounding is monotone: the ends, rounded as the value is, stay around it.
        const auto end = [&](bool upper) -> std::optional<projection> {
            const auto value = upper ? from.interval().high : from.interval().low;
            const auto growth = value ? detail::rate_to_end(f.growth, value->sign(), upper) : std::nullopt;
            return growth ? std::optional(build(f.base.value(), *value, *growth)) : std::nullopt;
        };
        low = end(false);
        high = end(true);
    }
    out.first_period_ = f.base_period;
    out.source_ = {new projection::origin{.asked = f, .low = std::move(low), .high = std::move(high)},
                   [](const projection::origin* source) noexcept { delete source; }};
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

CAGR_INLINE rate projection::row::growth(context to) const {
    if (index_ == 0) return rate::from_fraction(0);
    const bool compounded = index_ >= of_->size_ - of_->compounding_ + 1;
    if (compounded && of_->policy_ == rounding_policy::final) return of_->growth_;
    const decimal before = (*of_)[index_ - 1].exact();
    const decimal value = exact();
    return before == value ? rate::from_fraction(0) : implied_rate(before, value, 1, to);
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

CAGR_INLINE decimal projection::row::multiple(context to) const {
    const decimal base = of_->front().exact();
    const bool from_base = of_->size_ == of_->compounding_;
    if (from_base && of_->policy_ == rounding_policy::final && base.sign() != 0) return pow(of_->growth_.factor(), index_);
    return divide(exact(), base, to);
}

namespace detail {

/// The lower or upper end of what a figure grown by a stated rate can be; nothing where it is open.
inline std::optional<decimal> compounded_end(const figure& from, const stated_rate& growth, std::uint64_t periods, bool upper) {
    std::optional<decimal> end = upper ? from.interval().high : from.interval().low;
    if (!end || periods == 0 || end->sign() == 0) return end;
    const std::optional<rate> by = rate_to_end(growth, end->sign(), upper);
    return by ? std::optional(compound(*end, *by, periods)) : std::nullopt;
}

} // namespace detail

CAGR_INLINE std::optional<decimal> projection::row::end(bool upper) const {
    if (of_->source_.get() == nullptr) return exact();
    const origin& source = *of_->source_.get();
    const std::size_t lead = of_->size_ - of_->compounding_;
    if (index_ < lead) return detail::compounded_end(source.asked.base, source.asked.growth, 0, upper);
    const figure& from = lead != 0 ? *source.asked.estimate : source.asked.base;
    if (of_->policy_ == rounding_policy::final || index_ == lead)
        return detail::compounded_end(from, source.asked.growth, index_ - lead, upper);
    const std::optional<projection>& ends = upper ? source.high : source.low;
    return ends ? std::optional((*ends)[index_].exact()) : std::nullopt;
}

CAGR_INLINE std::optional<decimal> projection::row::low() const { return end(false); }

CAGR_INLINE std::optional<decimal> projection::row::high() const { return end(true); }

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
