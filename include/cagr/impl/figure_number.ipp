// Out-of-line definitions of cagr/figure.hpp: reading the number in a figure, and saying what cannot be read.
#pragma once

#include <cagr/impl/figure_read.ipp>

#include <algorithm>

namespace cagr {
inline namespace v0 {
namespace detail {

inline std::int64_t figure_reader::read_exponent() {
    std::size_t i = at_ + 1;
    const bool negative = i < text_.size() && text_[i] == '-';
    if (i < text_.size() && (text_[i] == '-' || text_[i] == '+')) ++i;
    if ((!rest().starts_with('e') && !rest().starts_with('E')) || !digit_at(i)) return 0;
    const std::size_t from = at_;
    std::int64_t exponent = 0;
    for (; digit_at(i); ++i) exponent = std::min(exponent * 10 + (text_[i] - '0'), limits::input_exponent + 1);
    at_ = i;
    if (exponent > limits::input_exponent)
        refuse(errc::limit_exponent, "the exponent " + in_quotes(text_.substr(from, i - from)) + " is beyond the limit", figure_exponents,
               {from, i - from});
    return negative ? -exponent : exponent;
}

/// Digits grouped and with decimals as the notation says, and an exponent.
inline void figure_reader::read_number(end& e) {
    const bool comma = marks_ == notation::comma;
    const char decimal_mark = comma ? ',' : '.';
    const char group_mark = comma ? '.' : ',';
    constexpr std::string_view apostrophe = "\u2019"; // groups digits in either notation, as in Switzerland
    const std::size_t from = at_;
    std::string digits;
    std::vector<std::size_t> groups;
    bool spaces = false;
    bool marks = false;
    bool primes = false;
    for (std::size_t in_group = 0;;) {
        for (; digit_at(at_); ++at_, ++in_group)
            if (digits.size() <= limits::figure_number) digits += text_[at_];
        groups.push_back(in_group);
        in_group = 0;
        const std::size_t gap = comma ? space(rest()) : 0;
        const bool spaced =
            gap != 0 && digit_at(at_ + gap) && digit_at(at_ + gap + 1) && digit_at(at_ + gap + 2) && !digit_at(at_ + gap + 3);
        const bool marked = rest().starts_with(group_mark) && digit_at(at_ + 1);
        const bool primed = rest().starts_with(apostrophe) && digit_at(at_ + apostrophe.size());
        if (!spaced && !marked && !primed) break;
        spaces = spaces || spaced;
        marks = marks || marked;
        primes = primes || primed;
        at_ += spaced ? gap : primed ? apostrophe.size() : 1;
    }
    const bool point = rest().starts_with(decimal_mark);
    if (point) {
        digits += '.';
        ++at_;
        const std::size_t first = at_;
        for (; digit_at(at_); ++at_)
            if (digits.size() <= limits::figure_number) digits += text_[at_];
        if (at_ == first && (rest().starts_with('x') || rest().starts_with('X'))) refuse_rest(true);
        if (at_ == first)
            refuse(errc::parse_character, "no digit follows the decimal mark", "leave the mark out, or write its digits", {at_ - 1, 1});
        e.last_digit = -static_cast<std::int64_t>(at_ - first);
    }
    if (at_ - from > limits::figure_number)
        refuse(errc::parse_length, "a number of " + std::to_string(at_ - from) + " characters", "at most 1,000 are allowed",
               {from, at_ - from});
    const text_span place{from, at_ - from};
    const bool mixed = (spaces ? 1 : 0) + (marks ? 1 : 0) + (primes ? 1 : 0) > 1;
    if (groups.size() > 1) check_groups(groups, place, mixed);
    if (!marks_ && groups.size() == 2 && !point && marks) ambiguous_ = place;
    settled_ = settled_ || point || primes || groups.size() > 2;
    const std::int64_t exponent = read_exponent();
    e.number = scale10(decimal::parse(digits), exponent);
    e.last_digit += exponent;
    e.place = {from, at_ - from};
    check_exponent(e, 0);
}

/// A number is within the limits, also with the digits that its suffix shifts it by.
inline void figure_reader::check_exponent(const end& e, int shift) const {
    const std::int64_t leading = e.number.adjusted_exponent() + shift;
    if (leading > limits::input_exponent || leading < -limits::input_exponent || e.last_digit + shift < -limits::input_exponent)
        refuse(errc::limit_exponent, "the number " + in_quotes(of(e.place)) + " is beyond the limit", figure_exponents, e.place);
}

inline void figure_reader::check_groups(const std::vector<std::size_t>& groups, text_span place, bool mixed) {
    const std::size_t last = groups.back();
    const bool inner_threes = std::all_of(groups.begin() + 1, groups.end(), [](std::size_t n) { return n == 3; });
    const bool inner_twos = std::all_of(groups.begin() + 1, groups.end() - 1, [](std::size_t n) { return n == 2; });
    const bool international = inner_threes && groups.front() >= 1 && groups.front() <= 3;
    const bool indian = marks_ != notation::comma && last == 3 && inner_twos && groups.front() >= 1 && groups.front() <= 2;
    if ((international || indian) && !mixed && text_[place.offset] != '0') return;
    if (marks_ == notation::comma)
        refuse(errc::parse_grouping, "the digits of " + in_quotes(of(place)) + " are not grouped by three", "write 1.234.567 or 1 234 567",
               place);
    refuse(errc::parse_grouping, "the digits of " + in_quotes(of(place)) + " are not grouped by three, or by lakh and crore",
           "write 1,234,567 or 12,34,567; decimals follow a point", place);
}

inline constexpr std::string_view left_out = "the publisher left the figure out";

/// Bytes of the letters X with their marks, `XX.X`, that stand here in place of digits; 0 where none do.
inline std::size_t figure_reader::placeholder() const noexcept {
    const auto is_x = [&](std::size_t i) { return i < text_.size() && (text_[i] == 'x' || text_[i] == 'X'); };
    std::size_t i = at_;
    while (is_x(i) || (i > at_ && i < text_.size() && (text_[i] == '.' || text_[i] == ',') && is_x(i + 1))) ++i;
    return digit_at(i) || latin(text_.substr(i)) != 0 ? 0 : i - at_;
}

/// What stands after a whole number or figure and does not belong there.
inline void figure_reader::refuse_rest(bool after_number) const {
    const text_span word = word_here();
    const std::string_view next = rest();
    if (letter(next) != 0) {
        if (const std::size_t bytes = placeholder(); bytes != 0)
            refuse(errc::parse_placeholder, "the placeholder " + in_quotes(next.substr(0, bytes)) + " in place of digits", left_out,
                   {at_, bytes});
        refuse(errc::parse_suffix, "unexpected " + in_quotes(of(word)), suffix_forms, word);
    }
    const text_span character{at_, character_length(text_, at_)};
    if (after_number && next[0] == ',')
        refuse(errc::parse_grouping, "unexpected ','",
               marks_ == notation::comma ? "a number has one decimal comma"
                                         : "a comma groups digits by three (1,234,567), or by lakh and crore (12,34,567)",
               character);
    if (after_number && next[0] == '.')
        refuse(marks_ == notation::comma ? errc::parse_grouping : errc::parse_character, "unexpected '.'",
               marks_ == notation::comma ? "a point groups digits by three (1.234.567)"
                                         : "a number has one decimal point, before its decimals",
               character);
    if (is_digit(next[0]))
        refuse(errc::parse_grouping, "unexpected " + in_quotes(of(word)), "a space does not group digits here, and a figure has one number",
               word);
    refuse(errc::parse_character, "unexpected " + describe_character(text_, at_),
           after_number ? suffix_forms : "nothing may follow a figure but @ and its period", character);
}

/// What stands where a number should begin.
inline void figure_reader::refuse_start() const {
    if (done()) refuse(errc::parse_character, "the figure " + in_quotes(text_) + " ends where a number is needed", figure_forms, {at_, 0});
    const text_span word = word_here();
    const std::string_view given = of(word);
    if (letter(rest()) != 0) {
        if (const std::size_t bytes = placeholder(); bytes != 0)
            refuse(errc::parse_placeholder, "the placeholder " + in_quotes(text_.substr(at_, bytes)) + " in place of a number", left_out,
                   {at_, bytes});
        for (const std::string_view name : {"nan", "inf", "infinity"})
            if (covered(name, true) != 0) refuse(errc::parse_character, "no number but " + in_quotes(given), figure_forms, word);
        const bool capitals =
            given.size() >= 3 && std::all_of(given.begin(), given.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; });
        const std::string_view code = find_currency_code(given.substr(0, 3));
        if (capitals && !currency_.empty() && !code.empty())
            refuse(errc::unit_mixed, in_quotes(code) + " beside " + std::string(currency_), "a figure has one currency", {at_, 3});
        if (capitals && (given.size() == 3 || is_digit(given[3])))
            refuse(errc::parse_currency, "the unknown currency " + in_quotes(given.substr(0, 3)),
                   "a currency is an ISO 4217 code such as USD, or a sign such as €", {at_, 3});
        refuse(errc::parse_character, "unexpected " + in_quotes(given), figure_forms, word);
    }
    refuse(errc::parse_character, "unexpected " + describe_character(text_, at_), figure_forms, {at_, character_length(text_, at_)});
}

} // namespace detail
} // namespace v0
} // namespace cagr
