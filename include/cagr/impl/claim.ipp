// Out-of-line definitions of cagr/claim.hpp.
#pragma once

#include <cagr/claim.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Whole years from one period to another of the same kind; negative where it lies before.
inline std::int64_t whole_years(const period& from, const period& to) {
    const ratio years = years_between(from, to);
    if (years.denominator != 1)
        fail(errc::domain_count, "from " + to_string(from) + " to " + to_string(to) + " it is " + std::to_string(years.numerator) + "/" +
                                     std::to_string(years.denominator) + " years; a whole number of them is needed");
    return years.numerator;
}

/// A fact of a claim with the name that messages give it.
struct named_figure {
    const char* name;
    const std::optional<figure>& said;

    [[nodiscard]] std::string text() const { return std::string(name) + " " + in_quotes(to_string(*said)); }
};

/// The period of a figure: told beside it, or its own; they are one where both are there.
inline void take_period(const named_figure& f, std::optional<period>& when) {
    if (!f.said || !f.said->when()) return;
    if (when && *when != *f.said->when())
        fail(errc::period_order,
             "the " + f.text() + " is of another period than " + to_string(*when) + ", which the claim names for it; both must be one");
    when = f.said->when();
}

inline void require_positive_amount(const named_figure& f) {
    if (!f.said) return;
    if (f.said->kind() != figure_kind::amount)
        fail(errc::unit_mixed, "the " + f.text() + " is " + (f.said->kind() == figure_kind::percent ? "a percentage" : "a multiple") +
                                   "; an amount is needed");
    if (f.said->value().sign() <= 0)
        fail(errc::domain_amount,
             "the " + f.text() + (f.said->value().sign() == 0 ? " is 0" : " is below 0") + "; an amount above 0 is needed");
}

inline void require_positive_multiple(const named_figure& f) {
    if (f.said->value().sign() <= 0)
        fail(errc::domain_amount, "the " + f.text() + " is no multiple that a value grows to; one above 0 is needed");
}

inline void check_rate(const named_figure& f) {
    if (!f.said) return;
    if (f.said->kind() == figure_kind::amount)
        fail(errc::parse_rate, "the " + f.text() + " is an amount; a percentage such as 40.2% is needed");
    if (f.said->kind() == figure_kind::multiple) {
        require_positive_multiple(f);
    } else {
        (void)stated_rate(*f.said);
    }
}

inline void check_target(const named_figure& f, bool is_increase) {
    if (!f.said || f.said->kind() != figure_kind::multiple) {
        require_positive_amount(f);
        return;
    }
    require_positive_multiple(f);
    if (is_increase) fail(errc::unit_mixed, "the " + f.text() + " is a multiple; an increase is an amount");
}

/// What an amount counts: its currency, else its unit, else nothing.
inline std::string_view measure_of(const figure& f) noexcept { return f.currency().empty() ? std::string_view(f.unit()) : f.currency(); }

/// Amounts that name what they count name the same thing; those that name nothing count what the others do.
inline void check_one_measure(const std::array<named_figure, 3>& amounts, std::string_view told) {
    const named_figure* first = nullptr;
    for (const named_figure& f : amounts) {
        if (!f.said || measure_of(*f.said).empty()) continue;
        const std::string_view measure = measure_of(*f.said);
        if (!told.empty() && measure != told)
            fail(errc::unit_mixed, "the " + f.text() + " is not in " + in_quotes(told) + ", which the claim names; all must be in one");
        if (first != nullptr && measure != measure_of(*first->said))
            fail(errc::unit_mixed,
                 "the " + first->text() + " and the " + f.text() + " are not in one currency or unit; all must be in one");
        if (first == nullptr) first = &f;
    }
}

/// Fails where the later period lies before the earlier one, or also where they are the same.
inline void check_order(const std::optional<period>& earlier, const char* earlier_name, const std::optional<period>& later,
                        const char* later_name, bool may_be_same) {
    if (!earlier || !later) return;
    const std::int64_t years = whole_years(*earlier, *later);
    if (years < 0 || (years == 0 && !may_be_same))
        fail(errc::period_order, "the " + std::string(later_name) + " is of " + to_string(*later) + ", the " + earlier_name + " of " +
                                     to_string(*earlier) + "; the " + later_name + " must be of " +
                                     (may_be_same ? "that year or later" : "a later year"));
}

} // namespace detail

CAGR_INLINE claim checked(claim c) {
    using namespace detail;
    const named_figure base{"base", c.base};
    const named_figure estimate{"estimate", c.estimate};
    const named_figure target{"target", c.target};
    require_positive_amount(base);
    require_positive_amount(estimate);
    check_target(target, c.target_is_increase);
    check_rate({"rate", c.rate});
    check_one_measure({base, estimate, target}, c.currency);

    take_period(base, c.base_period);
    take_period(estimate, c.estimate_period);
    take_period(target, c.target_period);
    if (c.estimate && !c.estimate_period && c.base_period) c.estimate_period = *c.base_period + 1;
    if (!c.target_period) c.target_period = c.window_to;
    check_order(c.base_period, "base", c.estimate_period, "estimate", false);
    check_order(c.base_period, "base", c.target_period, "target", false);
    check_order(c.estimate_period, "estimate", c.target_period, "target", true);
    check_order(c.window_from, "window's begin", c.window_to, "window's end", true);
    if (c.base_period && c.window_from) (void)whole_years(*c.base_period, *c.window_from);
    if (c.window_from && c.target_period) (void)whole_years(*c.window_from, *c.target_period);
    return c;
}

} // namespace v0
} // namespace cagr

#include <cagr/impl/claim_text.ipp>
