// Out-of-line definitions of cagr/figure.hpp: what a figure means, and printing it.
#pragma once

#include <cagr/detail/words.hpp>
#include <cagr/figure.hpp>

#include <algorithm>
#include <utility>

namespace cagr {
inline namespace v0 {

CAGR_INLINE std::string_view to_string(qualifier q) noexcept {
    switch (q) {
    case qualifier::none: return "";
    case qualifier::exact: return "exactly";
    case qualifier::about: return "about";
    case qualifier::at_least: return "at least";
    case qualifier::at_most: return "up to";
    }
    return "";
}

CAGR_INLINE std::string_view magnitude::label() const noexcept {
    if (system == numbering::indian) return word();
    switch (exponent) {
    case 3: return "K";
    case 6: return "M";
    case 9: return "B";
    case 12: return "T";
    default: return "";
    }
}

CAGR_INLINE std::string_view magnitude::word() const noexcept {
    if (system == numbering::indian) return exponent == 5 ? "lakh" : exponent == 7 ? "crore" : exponent == 12 ? "lakh crore" : "";
    switch (exponent) {
    case 3: return "thousand";
    case 6: return "million";
    case 9: return "billion";
    case 12: return "trillion";
    default: return "";
    }
}

CAGR_INLINE figure figure::exact(const decimal& value, v0::magnitude in) {
    figure f;
    f.qualifier_ = v0::qualifier::exact;
    f.first_.scale = in;
    f.first_.number = scale10(value, -std::int64_t{in.exponent});
    f.first_.last_digit = -f.first_.number.places();
    return f;
}

CAGR_INLINE figure figure::at(const period& when) const {
    figure f = *this;
    f.when_ = when;
    return f;
}

CAGR_INLINE void figure::require_amount(std::string_view what) const {
    if (kind_ == figure_kind::amount) return;
    const std::string_view given = kind_ == figure_kind::percent ? "a percentage" : "a multiple";
    detail::fail(errc::unit_mixed, detail::in_quotes(text()) + " is " + std::string(given) + "; only an amount has a " + std::string(what));
}

CAGR_INLINE figure figure::in_currency(std::string_view code) const {
    require_amount("currency");
    figure f = *this;
    f.currency_ = detail::find_currency_code(code);
    if (f.currency_.empty())
        detail::fail(errc::parse_currency, detail::in_quotes(code) + " is no currency; an ISO 4217 code such as USD is needed", code,
                     {0, code.size()});
    return f;
}

CAGR_INLINE figure figure::in_magnitude(v0::magnitude m) const {
    require_amount("magnitude");
    figure f = *this;
    const auto recount = [&](printed& p) {
        const std::int64_t shift = std::int64_t{p.scale.exponent} - m.exponent;
        p.number = scale10(p.number, shift);
        p.last_digit += shift;
        p.scale = m;
    };
    recount(f.first_);
    if (f.second_) recount(*f.second_);
    return f;
}

CAGR_INLINE decimal figure::value() const {
    if (!second_) return first_.absolute();
    return (first_.absolute() + second_->absolute()) * scale10(5, -1);
}

CAGR_INLINE v0::interval figure::interval() const {
    const decimal lowest = low();
    const decimal highest = high();
    switch (qualifier_) {
    case v0::qualifier::exact: return {lowest, highest};
    case v0::qualifier::at_least: return {lowest, std::nullopt};
    case v0::qualifier::at_most: return {std::nullopt, highest};
    case v0::qualifier::none:
    case v0::qualifier::about: break;
    }
    return {lowest - first_.half_step(), highest + (second_ ? *second_ : first_).half_step()};
}

CAGR_INLINE decimal figure::number() const { return scale10(value(), -std::int64_t{magnitude().exponent}); }

CAGR_INLINE std::int64_t figure::places() const noexcept {
    const std::int64_t last = second_ ? std::min(first_.last_digit, second_->last_digit) : first_.last_digit;
    return std::max<std::int64_t>(-last, 0);
}

CAGR_INLINE decimal figure::unit_of_last_digit() const {
    if (qualifier_ == v0::qualifier::exact) return {};
    return second_ ? std::min(first_.step(), second_->step()) : first_.step();
}

/// The digits down to the last one printed, zeros included, and the magnitude. Where that would be too long to read
/// again, or the last printed digit stands before the point, an exponent says where it stands.
CAGR_INLINE std::string figure::printed::text(bool exact) const {
    const std::string_view label = scale.label();
    const std::int64_t last = last_digit + (label.empty() ? scale.exponent : 0);
    const decimal shown = label.empty() ? absolute() : number;
    std::string digits;
    const std::int64_t length = std::max<std::int64_t>(shown.adjusted_exponent(), 0) + std::max<std::int64_t>(-last, 0) + 2;
    const bool fits = length <= static_cast<std::int64_t>(limits::figure_number);
    if (exact && !fits) {
        digits = to_string(shown);
    } else if (last <= 0 && fits) {
        digits = to_string(shown, -last, rounding::half_even);
    } else {
        digits = to_string(scale10(shown, -last), 0, rounding::half_even) + "e" + std::to_string(last);
    }
    if (scale.system == numbering::indian && !label.empty()) digits += ' ';
    return digits + std::string(label);
}

CAGR_INLINE std::string figure::text() const {
    const bool exact = qualifier_ == v0::qualifier::exact;
    const std::string_view mark = kind_ == figure_kind::percent ? "%" : kind_ == figure_kind::multiple ? "x" : "";
    std::string out(to_string(qualifier_));
    if (!out.empty()) out += ' ';
    if (!currency_.empty()) out.append(currency_).append(" ");
    out.append(first_.text(exact)).append(mark);
    if (second_) out.append(" to ").append(second_->text(exact)).append(mark);
    if (!unit_.empty()) out.append(" ").append(unit_);
    if (when_ && when_->kind() != period_kind::ordinal) out.append("@").append(to_string(*when_)); // a bare n is not read back
    return out;
}

} // namespace v0
} // namespace cagr

#include <cagr/impl/figure_read.ipp>
