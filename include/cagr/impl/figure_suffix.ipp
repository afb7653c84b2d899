// Out-of-line definitions of cagr/figure.hpp: what stands around the number of a figure - qualifiers, magnitudes, units.
#pragma once

#include <cagr/impl/figure_read.ipp>

#include <algorithm>
#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Magnitudes without an English name that a figure is written in, of tens of thousands: shown in the next that has one.
inline figure::printed figure_reader::end::as_printed() const {
    figure::printed p{scale10(number, shift), last_digit + shift, scale};
    if (scale.exponent % 3 == 0 || scale.exponent > 12 || scale.system == numbering::indian) return p;
    const int up = 3 - scale.exponent % 3;
    p.number = scale10(p.number, -up);
    p.last_digit -= up;
    p.scale.exponent += up;
    return p;
}

inline std::pair<std::size_t, qualifier> figure_reader::find_qualifier(std::span<const qualifier_words> lists) const noexcept {
    std::pair<std::size_t, qualifier> found{0, qualifier::none};
    for (const qualifier_words& list : lists)
        if (const std::size_t bytes = longest(list.phrases, true); bytes > found.first) found = {bytes, list.meaning};
    return found;
}

inline void figure_reader::read_qualifier() {
    const qualifier_words lists[] = {{words_.exact, qualifier::exact},
                                     {words_.about, qualifier::about},
                                     {words_.at_least, qualifier::at_least},
                                     {words_.at_most, qualifier::at_most}};
    const auto [bytes, meaning] = find_qualifier(lists);
    if (bytes != 0) take(bytes);
    qualifier_ = meaning;
    (void)skip_spaces();
}

/// A second qualifier sharpens what is about, and contradicts everything else.
inline void figure_reader::qualify(qualifier meaning, text_span place) {
    if (meaning == qualifier::about && qualifier_ != qualifier::none && qualifier_ != qualifier::exact) return;
    if (qualifier_ != qualifier::none && qualifier_ != qualifier::about && qualifier_ != meaning)
        refuse(errc::parse_suffix, "unexpected " + in_quotes(of(place)),
               "the figure is already said to be " + std::string(v0::to_string(qualifier_)) + " its number", place);
    qualifier_ = meaning;
}

/// A qualifier at the end of the figure: `25%以上`, `5 million units or more`.
inline bool figure_reader::read_qualifier_after() {
    const qualifier_words lists[] = {
        {words_.about_after, qualifier::about}, {words_.at_least_after, qualifier::at_least}, {words_.at_most_after, qualifier::at_most}};
    const auto [bytes, meaning] = find_qualifier(lists);
    if (bytes == 0) return false;
    const std::size_t from = at_;
    at_ += bytes;
    (void)skip_spaces();
    if (!done() && text_[at_] != '@') {
        at_ = from;
        return false;
    }
    qualify(meaning, {from, bytes});
    return true;
}

/// 10多亿, 100億余ドル, 100억여 달러: more than the number.
inline void figure_reader::read_qualifier_within() {
    const std::size_t bytes = longest(words_.at_least_within, false);
    if (bytes == 0) return;
    qualify(qualifier::at_least, {at_, bytes});
    at_ += bytes;
}

/// The bytes of the longest word for a power of ten that stands here.
inline std::size_t figure_reader::find_scale(const word_table& words, const scale_word*& scale) const noexcept {
    std::size_t most = 0;
    for (const scale_word& word : words.scales) {
        const std::size_t bytes = covered(word.text, false);
        if (bytes <= most || (word.capitals && !rest().starts_with(word.text))) continue;
        most = bytes;
        scale = &word;
    }
    return most;
}

/// The powers of ten of the characters that stand here, 3 and 8 of 千億; none where there is no such character.
inline figure_reader::unit_power figure_reader::take_unit_characters() noexcept {
    unit_power power;
    if (longest(east_asian_units, false) != 0) return power;
    for (int last = 0;;) {
        const auto* const found = std::find_if(std::begin(unit_characters), std::end(unit_characters),
                                               [&](const unit_character& c) { return c.exponent > last && rest().starts_with(c.text); });
        if (found == std::end(unit_characters)) return power;
        last = found->exponent;
        (last < 4 ? power.within : power.of_group) += last;
        at_ += found->text.size();
    }
}

/// Adds a part of the number; false where it is not smaller than what stands before it.
inline bool figure_reader::myriads::add(const decimal& number, unit_power power) {
    const decimal part = scale10(number, power.within);
    if (group_unit && (power.within >= *group_unit || part >= scale10(1, *group_unit))) return false;
    group += part;
    group_unit = power.within;
    const decimal value = scale10(group, power.of_group);
    if (total_unit && (power.exponent() >= *total_unit || value >= scale10(1, *total_unit))) return false;
    if (power.of_group == 0) return true;
    total += value;
    group = decimal();
    group_unit.reset();
    total_unit = power.exponent();
    return true;
}

/// 2万5 is spoken for 25000, and written for 20005.
inline void figure_reader::refuse_spoken(const end& e, const end& last, const decimal& before, unit_power power) const {
    if (last.place.length != 1 || power.exponent() < 2 || last.number.sign() == 0) return;
    const text_span both{e.place.offset, at_ - e.place.offset};
    const std::string written = to_string(before + last.number);
    const std::string spoken = to_string(before + scale10(last.number, power.exponent() - 1));
    refuse(errc::parse_ambiguous, in_quotes(of(both)) + " has two readings, " + written + " and " + spoken + ",",
           "write " + written + " or " + spoken, both);
}

/// Digits and unit characters in turn, 94億9000万, 12억3천4백만: the last digit that says something is the last that is not zero.
inline bool figure_reader::read_unit_characters(end& e) {
    unit_power power = take_unit_characters();
    if (power.exponent() == 0) return false;
    settled_ = true; // these languages have decimal points
    const int first = power.within;
    int first_group = power.of_group;
    e.has_suffix = true;
    read_qualifier_within();
    myriads sum;
    bool whole = e.last_digit >= 0;
    bool adds_up = sum.add(e.number, power);
    bool composite = false;
    for (;;) {
        const std::size_t from = at_;
        const bool spaced = skip_spaces() != 0;
        end part;
        if (digit_at(at_)) read_number(part);
        const unit_power next = part.place.length == 0 ? unit_power{} : take_unit_characters();
        if (part.place.length == 0 || (spaced && next.exponent() == 0)) {
            at_ = from;
            break;
        }
        if (!spaced && next.exponent() == 0) refuse_spoken(e, part, sum.total + sum.group, power);
        const text_span both{e.place.offset, at_ - e.place.offset};
        adds_up = adds_up && whole && part.last_digit <= 0 && sum.add(part.number, next);
        if (!adds_up)
            refuse(errc::parse_grouping, "the parts of " + in_quotes(of(both)) + " do not add up to a number",
                   "each part is smaller than the unit before it, as in 94億9000万, and only the last has decimals", both);
        if (first_group == 0) first_group = next.of_group;
        e.place.length = both.length;
        composite = true;
        whole = part.last_digit == 0;
        read_qualifier_within();
        if (!whole || next.exponent() == 0) break;
        power = next;
    }
    e.scale = {first + first_group, numbering::international};
    e.number = scale10(sum.total + sum.group, -e.scale.exponent);
    if (composite && e.number.sign() != 0) e.last_digit = e.number.adjusted_exponent() - e.number.digits() + 1;
    check_exponent(e, e.scale.exponent);
    return true;
}

/// `di` in miliardi di euro.
inline void figure_reader::read_link() {
    const std::size_t from = at_;
    (void)skip_spaces();
    const std::size_t bytes = longest(words_.links, true);
    at_ += bytes;
    if (bytes != 0) (void)skip_spaces();
    if (bytes != 0 && (done() || text_[at_] == '@'))
        refuse(errc::parse_suffix, "nothing follows " + in_quotes(text_.substr(from, at_ - from)), "a currency or a unit does",
               {from, bytes});
    if (bytes == 0) at_ = from;
}

/// A power of ten, a percent or multiple mark, glued or after spaces; then, for amounts, a currency.
inline void figure_reader::read_suffix(end& e) {
    read_qualifier_within();
    const std::size_t after_number = at_;
    const bool spaced = skip_spaces() != 0;
    const scale_word* scale = nullptr;
    const std::size_t most = find_scale(words_, scale);
    const std::size_t percent = longest(words_.percent, false);
    const std::size_t basis = longest(words_.basis_points, false);
    const std::size_t multiple = longest(words_.multiple, false);
    if (const std::size_t mark = std::max({percent, basis, multiple}); mark > most) {
        if (!currency_.empty())
            refuse(errc::unit_mixed, in_quotes(text_.substr(at_, mark)) + " after an amount of " + std::string(currency_),
                   "a percentage or a multiple has no currency", {at_, mark});
        e.kind = multiple == mark ? figure_kind::multiple : figure_kind::percent;
        e.shift = basis == mark ? -2 : 0;
        check_exponent(e, e.shift);
        e.has_suffix = true;
        settled_ = settled_ || (percent == mark && is_ascii_letter(text_[at_]));
        at_ += mark;
        return;
    }
    bool counted = scale != nullptr;
    if (counted) {
        if (scale->other != 0)
            refuse(errc::parse_ambiguous,
                   in_quotes(of({at_, most})) + " has two readings, 10^" + std::to_string(scale->exponent) + " and 10^" +
                       std::to_string(scale->other) + ",",
                   "write the number with a smaller word", {at_, most});
        e.scale = {scale->exponent, scale->indian ? numbering::indian : numbering::international};
        e.has_suffix = true;
        settled_ = settled_ || !scale->shared;
        at_ += most;
        read_qualifier_within();
        read_link();
    } else {
        counted = east_asian(rest()) != 0 && read_unit_characters(e);
    }
    const std::size_t before_currency = at_;
    (void)skip_spaces();
    const bool money = read_currency(false);
    if (!money) at_ = counted ? before_currency : after_number;
    if (counted || money || spaced || done() || rest()[0] == '@' || dash(rest()) != 0 || east_asian(rest()) != 0) return;
    // What is glued to the number and no suffix is no unit either.
    const std::size_t from = at_;
    if ((latin(rest()) == 0 && read_joiner(nullptr)) || read_qualifier_after()) {
        at_ = from;
        return;
    }
    refuse_rest(true);
}

/// What is counted, and a qualifier at the very end.
inline void figure_reader::read_unit(figure& f) {
    (void)skip_spaces();
    f.currency_ = currency_;
    if (read_qualifier_after() || f.kind_ != figure_kind::amount) return;
    while (read_currency(false)) (void)skip_spaces(); // a second one is the same, or refused
    f.currency_ = currency_;
    const std::size_t from = at_;
    if (read_qualifier_after() || letter(rest()) == 0) return;
    if (from == glued_currency_ && east_asian(rest()) != 0) refuse_rest(false);
    const scale_word* scale = nullptr;
    if (const std::size_t bytes = find_scale(words_, scale); bytes != 0)
        refuse(errc::parse_suffix, "unexpected " + in_quotes(text_.substr(at_, bytes)), "a figure has one magnitude, before its currency",
               {at_, bytes});
    if (longest(words_.percent, false) + longest(words_.basis_points, false) + longest(words_.multiple, false) != 0) refuse_rest(false);
    refuse_number_word();
    refuse_misspelt(word_here());
    for (const unit_word& known : words_.units) {
        const std::size_t bytes = rest().starts_with(known.text) ? covered(known.text, false) : 0;
        if (bytes == 0 || (at_ + bytes != text_.size() && text_[at_ + bytes] != '@' && space(text_.substr(at_ + bytes)) == 0)) continue;
        f.unit_ = known.name;
        at_ += bytes;
        break;
    }
    read_unit_words(f);
    if (f.unit_.empty()) return;
    if (!is_checked_) refuse_foreign(f.unit_, from);
    refuse_currency_in_unit(f.unit_, from);
    refuse_unprintable(f, from);
}

/// Words of letters, with digits and a few marks inside, up to `@` or the end.
inline void figure_reader::read_unit_words(figure& f) {
    const std::size_t from = at_;
    while (!done() && text_[at_] != '@') {
        const std::size_t gap = skip_spaces();
        if (done() || text_[at_] == '@') break;
        const bool begins = gap != 0 || at_ == from;
        if ((begins || east_asian(rest()) != 0) && read_qualifier_after()) break;
        if (gap != 0) f.unit_ += ' ';
        std::size_t n = letter(rest());
        if (n == 0 && !begins) {
            const bool last = at_ + 1 == text_.size() || text_[at_ + 1] == '@';
            if (is_digit(text_[at_]) || text_[at_] == '/' || text_[at_] == '\'' || (!last && (text_[at_] == '-' || text_[at_] == '.')))
                n = 1;
            if (rest().starts_with("²") || rest().starts_with("³")) n = 2;
        }
        if (n == 0 && begins && is_digit(text_[at_]))
            refuse(errc::parse_suffix, "unexpected " + in_quotes(of(word_here())),
                   "a unit is words; the period of a figure follows @, as in 62.35B@2020", word_here());
        if (n == 0) refuse_rest(false);
        f.unit_.append(rest().substr(0, n));
        at_ += n;
        if (f.unit_.size() > limits::figure_unit)
            refuse(errc::parse_length, "a unit of over 64 bytes", "at most 64 are allowed", {from, at_ - from});
    }
}

/// A word that counts in another language would be a unit here, and the figure quietly another one: in front of what is
/// counted a number word (62 miliardi), behind it a qualifier (5台以上).
inline void figure_reader::refuse_foreign(std::string_view unit, std::size_t from) const {
    const auto stands_at_end = [&](std::string_view word) {
        if (word.size() < 3 || !unit.ends_with(word)) return false;
        return !ends_in_latin(word) || word.size() == unit.size() || unit[unit.size() - word.size() - 1] == ' ';
    };
    const auto ending = [&](const word_table& words) {
        std::size_t most = 0;
        for (const word_list list : {words.about_after, words.at_least_after, words.at_most_after})
            for (const std::string_view word : list)
                if (word.back() == unit.back() && stands_at_end(word)) most = std::max(most, word.size());
        return most;
    };
    figure_reader begin(text_, words_, marks_);
    begin.at_ = from;
    const char first = folded(text_, from); // most words differ here already
    for (const known_language& each : known_languages) {
        if (each.words == &words_ || each.tag.size() != 2) continue; // a region has its language's words
        const word_table& words = *each.words;
        text_span place{from, 0};
        for (const scale_word& word : words.scales)
            if (word.text.size() > (currency_.empty() ? 2 : 1) && folded(word.text, 0) == first)
                place.length = std::max(place.length, begin.covered(word.text, false));
        for (const word_list list : {words.percent, words.multiple})
            for (const std::string_view word : list)
                if (word.size() > 2 && folded(word, 0) == first && word != "pct" && word != "％")
                    place.length = std::max(place.length, begin.covered(word, false));
        if (const std::size_t bytes = ending(words); place.length == 0 && bytes != 0) {
            const std::size_t at = text_.substr(0, at_).rfind(unit.substr(unit.size() - bytes));
            place = at != std::string_view::npos ? text_span{at, bytes} : text_span{from, at_ - from};
        }
        if (place.length == 0) continue;
        const std::string named(words.name);
        refuse(errc::parse_suffix, "unexpected " + in_quotes(of(place)) + ", which is " + named,
               "name the language, " + std::string(each.tag) + " for " + named, place);
    }
}

/// A unit that is read as something else in English (m as million) could not be printed so that it is read again.
inline void figure_reader::refuse_unprintable(const figure& f, std::size_t from) const {
    if (is_printed_) return;
    const std::string printed = f.text();
    figure_reader reader(printed, english_words, std::nullopt);
    reader.is_printed_ = true;
    reader.is_checked_ = &words_ == &english_words;
    const auto again = attempt([&] { return reader.read(); });
    if (again && again->unit_ == f.unit_ && again->interval() == f.interval() && again->currency_ == f.currency_) return;
    refuse(errc::parse_suffix, "the unit " + in_quotes(f.unit_) + " would not be read back from " + in_quotes(printed),
           "write its name in full", {from, at_ - from});
}

/// 5 hundred million, 2 quadrillion: kept as a unit they would make the figure quietly another one.
inline void figure_reader::refuse_number_word() const {
    if (const std::size_t bytes = longest(words_.unread_numbers, false); bytes != 0)
        refuse(errc::parse_suffix, "unexpected " + in_quotes(text_.substr(at_, bytes)),
               "it is no magnitude that is read; write the number in digits, or with another word", {at_, bytes});
}

/// What stands between a number and its currency is a magnitude: 3 Bio EUR, 62 MUSD.
inline void figure_reader::refuse_currency_in_unit(std::string_view unit, std::size_t from) const {
    const std::size_t head = std::min(unit.find(' '), unit.size());
    const std::string_view mark = unit.substr(0, head < 3 ? 0 : head - 3);
    const bool counts = mark.size() <= 2 ? mark.find_first_not_of("kKmMbBtTgGn") == std::string_view::npos
                                         : std::any_of(words_.scales.begin(), words_.scales.end(),
                                                       [&](const scale_word& word) { return word.text == mark; });
    bool named = head == unit.size() && !mark.empty() && counts && !find_currency_code(unit.substr(mark.size())).empty();
    for (std::size_t i = head; i < unit.size() && !named; i = std::min(unit.find(' ', i + 1), unit.size())) {
        figure_reader end_of(unit, words_, marks_);
        end_of.at_ = i + 1;
        named = end_of.read_currency(false) && end_of.done();
    }
    if (named)
        refuse(errc::parse_suffix, "unexpected " + in_quotes(of({from, at_ - from})),
               "between a number and its currency only a magnitude may stand, such as M, B or T", {from, at_ - from});
}

/// Words near enough to a power of ten that the unit they would make is a misspelling.
inline void figure_reader::refuse_misspelt(text_span word) const {
    const std::string_view given = of(word);
    const auto near = [&](std::string_view known) {
        if (known.size() < 7 || given.size() + 1 < known.size() || given.size() > known.size() + 1) return false;
        std::size_t head = 0;
        while (head < given.size() && head < known.size() && lower(given[head]) == known[head]) ++head;
        std::size_t tail = 0;
        while (tail < given.size() - head && tail < known.size() - head &&
               lower(given[given.size() - 1 - tail]) == known[known.size() - 1 - tail])
            ++tail;
        const std::size_t left = given.size() - head - tail;
        const std::size_t right = known.size() - head - tail;
        const bool swapped = left == 2 && right == 2 && lower(given[head]) == known[head + 1] && lower(given[head + 1]) == known[head];
        return swapped || (left <= 1 && right <= 1);
    };
    for (const scale_word& known : words_.scales)
        if (near(known.text))
            refuse(errc::parse_suffix, "unexpected " + in_quotes(given), "'" + std::string(known.text) + "' may be meant", word);
    for (const std::string_view known : words_.percent)
        if (near(known)) refuse(errc::parse_suffix, "unexpected " + in_quotes(given), "'" + std::string(known) + "' may be meant", word);
}

} // namespace detail
} // namespace v0
} // namespace cagr
