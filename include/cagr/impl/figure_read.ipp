// Out-of-line definitions of cagr/figure.hpp: reading a printed figure.
#pragma once

#include <cagr/detail/english_words.hpp>
#include <cagr/figure.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr std::string_view figure_forms = "a figure is a number such as 62.35 billion, USD 62.35B, 40.2%, 250bp or 10x, with a currency or a qualifier before it";

inline constexpr std::string_view suffix_forms =
    "directly after a number may stand K, M, B, T, a word such as billion or crore, %, bp, x or a currency; other units follow a space";

/// Characters of printed text, wherever they come from: only what the words and marks of figures need.
struct figure_characters {
    static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    static constexpr bool is_ascii_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
    static constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

    /// Bytes of the space that begins here: plain, tab, no-break (U+00A0), figure (U+2007), thin (U+2009), narrow
    /// no-break (U+202F); 0 where none does.
    static constexpr std::size_t space(std::string_view text) noexcept {
        if (text.starts_with(' ') || text.starts_with('\t')) return 1;
        if (text.starts_with("\u00A0")) return 2;
        if (text.starts_with("\u2007") || text.starts_with("\u2009") || text.starts_with("\u202F")) return 3;
        return 0;
    }

    /// Bytes of the letter that begins here: ASCII, or Latin with a diacritic (U+00C0 to U+024F, the signs × and ÷
    /// excepted); 0 where none does.
    static constexpr std::size_t letter(std::string_view text) noexcept {
        if (text.empty()) return 0;
        if (is_ascii_letter(text[0])) return 1;
        const auto lead = static_cast<unsigned char>(text[0]);
        if (lead < 0xC3 || lead > 0xC9 || text.size() < 2 || (static_cast<unsigned char>(text[1]) & 0xC0U) != 0x80U) return 0;
        return text.starts_with("×") || text.starts_with("÷") ? 0 : 2;
    }

    /// Bytes of the sign that begins here: `-`, `+` or U+2212.
    static constexpr std::size_t sign(std::string_view text) noexcept {
        if (text.starts_with('-') || text.starts_with('+')) return 1;
        return text.starts_with("\u2212") ? 3 : 0;
    }

    /// Bytes of the hyphen or dash (U+2010 to U+2015) that begins here.
    static constexpr std::size_t dash(std::string_view text) noexcept {
        if (text.starts_with('-')) return 1;
        const bool general = text.size() > 2 && text.starts_with("\xE2\x80");
        return general && static_cast<unsigned char>(text[2]) >= 0x90 && static_cast<unsigned char>(text[2]) <= 0x95 ? 3 : 0;
    }

    /// Bytes of the whole character that begins here, whatever it is.
    static constexpr std::size_t any(std::string_view text) noexcept {
        std::size_t length = 1;
        while (length < text.size() && length < 4 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
        return length;
    }
};

/// Reads one figure in one pass; a failure names the offending place. The words come from the table alone.
class figure_reader : figure_characters {
public:
    figure_reader(std::string_view text, const word_table& words, std::optional<notation> marks) : text_(text), words_(words), marks_(marks) {}

    [[nodiscard]] figure read();

private:
    /// A number, with the currency and the suffix printed with it.
    struct end {
        decimal number;
        std::int64_t last_digit = 0;
        magnitude scale;
        figure_kind kind = figure_kind::amount;
        bool has_suffix = false;
        text_span place;
    };

    // --- places and failures (figure_read.ipp), words, then the grammar from the inside out
    [[nodiscard]] bool done() const noexcept { return at_ == text_.size(); }
    [[nodiscard]] std::string_view rest() const noexcept { return text_.substr(at_); }
    [[nodiscard]] bool digit_at(std::size_t i) const noexcept { return i < text_.size() && is_digit(text_[i]); }
    [[nodiscard]] std::string_view of(text_span s) const noexcept { return text_.substr(s.offset, s.length); }

    std::size_t skip_spaces() noexcept {
        const std::size_t from = at_;
        for (std::size_t n = space(rest()); n != 0; n = space(rest())) at_ += n;
        return at_ - from;
    }

    [[noreturn]] void refuse(errc code, const std::string& given, std::string_view allowed, text_span place) const {
        fail(code, given + " at column " + std::to_string(place.offset + 1) + "; " + std::string(allowed), text_, place);
    }
    [[noreturn]] void refuse_rest(bool after_number) const;
    [[noreturn]] void refuse_start() const;
    [[nodiscard]] text_span word_here() const noexcept;

    /// Bytes of the text that a phrase covers from here; 0 where it is not what stands here. A phrase that ends in a
    /// letter must end where the word does, and before a digit only where `digits_may_follow`.
    [[nodiscard]] std::size_t covered(std::string_view phrase, bool digits_may_follow) const noexcept;
    [[nodiscard]] std::size_t longest(word_list phrases, bool digits_may_follow) const noexcept;
    void take(std::size_t bytes) noexcept {
        settled_ = settled_ || is_ascii_letter(text_[at_]);
        at_ += bytes;
    }

    void read_qualifier();
    [[nodiscard]] const range_words* read_opener();
    [[nodiscard]] bool read_joiner(const range_words* opened);
    bool read_currency(bool before_number);
    void set_currency(std::string_view code, text_span place);
    [[nodiscard]] end read_end();
    void read_number(end& e);
    void check_groups(const std::vector<std::size_t>& groups, text_span place, bool spaces);
    [[nodiscard]] std::int64_t read_exponent();
    void read_suffix(end& e);
    void read_unit(figure& f);
    void refuse_misspelt(text_span word) const;
    void settle_range(end& low, end& high) const;
    void read_when(figure& f);

    std::string_view text_;
    const word_table& words_;
    std::optional<notation> marks_;
    std::size_t at_ = 0;
    qualifier qualifier_ = qualifier::none;
    std::string_view currency_;
    bool settled_ = false;               // words or other numbers show what the comma means
    std::optional<text_span> ambiguous_; // a number that has two readings until then
};

inline std::size_t figure_reader::covered(std::string_view phrase, bool digits_may_follow) const noexcept {
    std::size_t at = at_;
    for (const char c : phrase) {
        if (c == ' ') {
            const std::size_t from = at;
            for (std::size_t n = space(text_.substr(at)); n != 0; n = space(text_.substr(at))) at += n;
            if (at == from) return 0;
        } else if (at < text_.size() && lower(text_[at]) == lower(c)) {
            ++at;
        } else {
            return 0;
        }
    }
    if (is_ascii_letter(phrase.back()) && (letter(text_.substr(at)) != 0 || (!digits_may_follow && digit_at(at)))) return 0;
    return at - at_;
}

inline std::size_t figure_reader::longest(word_list phrases, bool digits_may_follow) const noexcept {
    std::size_t most = 0;
    for (const std::string_view phrase : phrases) most = std::max(most, covered(phrase, digits_may_follow));
    return most;
}

/// The run of letters, digits and marks that stands here, as a message quotes it.
inline text_span figure_reader::word_here() const noexcept {
    std::size_t i = at_;
    while (i < text_.size() && text_[i] != '@' && space(text_.substr(i)) == 0) {
        const std::size_t n = letter(text_.substr(i));
        if (n == 0 && !is_digit(text_[i]) && text_[i] != '.' && text_[i] != '/' && text_[i] != '-' && text_[i] != '_') break;
        i += n == 0 ? 1 : n;
    }
    return {at_, i - at_};
}

/// What stands after a whole number or figure and does not belong there.
inline void figure_reader::refuse_rest(bool after_number) const {
    const text_span word = word_here();
    const std::string_view next = rest();
    if (letter(next) != 0) {
        if (next.find_first_not_of("xX") == std::string_view::npos || next.starts_with("XX"))
            refuse(errc::parse_character, in_quotes(of(word)) + " is a placeholder, not a number", figure_forms, word);
        refuse(errc::parse_suffix, "unexpected " + in_quotes(of(word)), suffix_forms, word);
    }
    const text_span character{at_, any(next)};
    if (after_number && next[0] == ',')
        refuse(errc::parse_grouping, "unexpected ','",
               marks_ == notation::comma ? "a number has one decimal comma" : "a comma groups digits by three (1,234,567), or by lakh and crore (12,34,567)",
               character);
    if (after_number && next[0] == '.')
        refuse(marks_ == notation::comma ? errc::parse_grouping : errc::parse_character, "unexpected '.'",
               marks_ == notation::comma ? "a point groups digits by three (1.234.567)" : "a number has one decimal point, before its decimals", character);
    if (is_digit(next[0])) refuse(errc::parse_grouping, "unexpected " + in_quotes(of(word)), "a space does not group digits here, and a figure has one number", word);
    refuse(errc::parse_character, "unexpected " + describe_character(text_, at_), after_number ? suffix_forms : "nothing may follow a figure but @ and its period",
           character);
}

/// What stands where a number should begin.
inline void figure_reader::refuse_start() const {
    if (done()) refuse(errc::parse_character, "the figure " + in_quotes(text_) + " ends where a number is needed", figure_forms, {at_, 0});
    const text_span word = word_here();
    const std::string_view given = of(word);
    if (letter(rest()) != 0) {
        if (given.find_first_not_of("xX.") == std::string_view::npos)
            refuse(errc::parse_character, in_quotes(given) + " is a placeholder, not a number", "the publisher left the figure out", word);
        for (const std::string_view name : {"nan", "inf", "infinity"})
            if (covered(name, true) != 0) refuse(errc::parse_character, in_quotes(given) + " is not a number", figure_forms, word);
        const bool capitals = given.size() >= 3 && std::all_of(given.begin(), given.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; });
        if (capitals && (given.size() == 3 || is_digit(given[3])))
            refuse(errc::parse_currency, in_quotes(given.substr(0, 3)) + " is no currency", "ISO 4217 codes such as USD and signs such as € are", {at_, 3});
        refuse(errc::parse_character, "unexpected " + in_quotes(given), figure_forms, word);
    }
    refuse(errc::parse_character, "unexpected " + describe_character(text_, at_), figure_forms, {at_, any(rest())});
}

inline void figure_reader::read_qualifier() {
    const std::pair<word_list, qualifier> lists[] = {{words_.exact, qualifier::exact},
                                                     {words_.about, qualifier::about},
                                                     {words_.at_least, qualifier::at_least},
                                                     {words_.at_most, qualifier::at_most}};
    std::size_t most = 0;
    for (const auto& [phrases, meaning] : lists) {
        const std::size_t bytes = longest(phrases, true);
        if (bytes <= most) continue;
        most = bytes;
        qualifier_ = meaning;
    }
    if (most != 0) take(most);
    (void)skip_spaces();
}

inline const range_words* figure_reader::read_opener() {
    for (const range_words& words : words_.ranges) {
        const std::size_t bytes = words.opener.empty() ? 0 : covered(words.opener, false);
        if (bytes == 0) continue;
        take(bytes);
        (void)skip_spaces();
        return &words;
    }
    return nullptr;
}

/// The word or dash between the numbers of a range; an opened range must have its own.
inline bool figure_reader::read_joiner(const range_words* opened) {
    const std::size_t from = at_;
    (void)skip_spaces();
    for (const range_words& words : words_.ranges) {
        if (opened != nullptr ? &words != opened : !words.opener.empty()) continue;
        const std::size_t bytes = covered(words.joiner, false);
        if (bytes == 0) continue;
        take(bytes);
        (void)skip_spaces();
        return true;
    }
    if (opened != nullptr)
        refuse(errc::parse_range, "'" + std::string(opened->opener) + "' is not followed by '" + std::string(opened->joiner) + "'",
               "a range is written between 25% and 30%, from 25% to 30%, or 25%-30%", {at_, done() ? 0 : any(rest())});
    if (const std::size_t bytes = dash(rest()); bytes != 0) {
        at_ += bytes;
        (void)skip_spaces();
        return true;
    }
    at_ = from;
    return false;
}

inline void figure_reader::set_currency(std::string_view code, text_span place) {
    if (!currency_.empty() && currency_ != code)
        refuse(errc::unit_mixed, in_quotes(of(place)) + " is " + std::string(code) + " beside " + std::string(currency_), "a figure has one currency", place);
    currency_ = code;
}

/// A sign, code or (after the number) word of a currency, the longest that fits.
inline bool figure_reader::read_currency(bool before_number) {
    std::size_t most = 0;
    std::string_view code;
    const auto consider = [&](const currency_word& word) {
        const std::size_t bytes = covered(word.text, before_number);
        if (bytes <= most) return;
        most = bytes;
        code = find_currency_code(word.code);
    };
    for (const currency_word& word : currency_signs) consider(word);
    if (!before_number) std::for_each(words_.currencies.begin(), words_.currencies.end(), consider);
    const std::string_view letters = rest().substr(0, 3);
    if (most < 3 && letter(rest().substr(letters.size())) == 0 && (before_number || !digit_at(at_ + 3))) {
        if (const std::string_view known = find_currency_code(letters); !known.empty()) {
            most = 3;
            code = known;
        }
    }
    if (most == 0) return false;
    set_currency(code, {at_, most});
    at_ += most;
    return true;
}

inline figure_reader::end figure_reader::read_end() {
    end e;
    std::size_t signs = sign(rest());
    bool negative = signs != 0 && text_[at_] != '+';
    at_ += signs;
    const bool money = read_currency(true);
    if (money) (void)skip_spaces();
    if (money && signs == 0) {
        signs = sign(rest());
        negative = signs != 0 && text_[at_] != '+';
        at_ += signs;
    }
    const std::string_view next = rest();
    if (next.starts_with('.') && signs == 0 && !money) {
        refuse(errc::parse_leading_point, "a figure that begins with a bare point",
               "write 0.35, or quote it with '...' or as USD 62.35bn: in double quotes the shell takes the $62 of $62.35bn for a variable", {at_, 1});
    }
    const char mark = marks_ == notation::comma ? ',' : '.';
    if (!digit_at(at_) && !(next.starts_with(mark) && digit_at(at_ + 1))) refuse_start();
    read_number(e);
    if (negative) e.number = -e.number;
    read_suffix(e);
    return e;
}

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
        refuse(errc::limit_exponent, "the exponent " + in_quotes(text_.substr(from, i - from)) + " is beyond the limit", "10^-100000 to 10^100000 is allowed",
               {from, i - from});
    return negative ? -exponent : exponent;
}

/// Digits grouped and with decimals as the notation says, and an exponent.
inline void figure_reader::read_number(end& e) {
    const bool comma = marks_ == notation::comma;
    const char decimal_mark = comma ? ',' : '.';
    const char group_mark = comma ? '.' : ',';
    const std::size_t from = at_;
    std::string digits;
    std::vector<std::size_t> groups;
    bool spaces = false;
    bool marks = false;
    for (std::size_t in_group = 0;;) {
        for (; digit_at(at_); ++at_, ++in_group)
            if (digits.size() <= limits::figure_number) digits += text_[at_];
        groups.push_back(in_group);
        in_group = 0;
        const std::size_t gap = comma ? space(rest()) : 0;
        const bool spaced = gap != 0 && digit_at(at_ + gap) && digit_at(at_ + gap + 1) && digit_at(at_ + gap + 2) && !digit_at(at_ + gap + 3);
        const bool marked = rest().starts_with(group_mark) && digit_at(at_ + 1);
        if (!spaced && !marked) break;
        spaces = spaces || spaced;
        marks = marks || marked;
        at_ += spaced ? gap : 1;
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
        refuse(errc::parse_length, "a number of " + std::to_string(at_ - from) + " characters", "at most 1,000 are allowed", {from, at_ - from});
    const text_span place{from, at_ - from};
    if (groups.size() > 1) check_groups(groups, place, spaces && marks);
    if (!marks_ && groups.size() == 2 && !point) ambiguous_ = place;
    settled_ = settled_ || point || groups.size() > 2;
    const std::int64_t exponent = read_exponent();
    e.number = scale10(decimal::parse(digits), exponent);
    e.last_digit += exponent;
    e.place = {from, at_ - from};
}

inline void figure_reader::check_groups(const std::vector<std::size_t>& groups, text_span place, bool mixed) {
    const std::size_t last = groups.back();
    const bool inner_threes = std::all_of(groups.begin() + 1, groups.end(), [](std::size_t n) { return n == 3; });
    const bool inner_twos = std::all_of(groups.begin() + 1, groups.end() - 1, [](std::size_t n) { return n == 2; });
    const bool international = inner_threes && groups.front() >= 1 && groups.front() <= 3;
    const bool indian = marks_ != notation::comma && last == 3 && inner_twos && groups.front() >= 1 && groups.front() <= 2;
    if ((international || indian) && !mixed && text_[place.offset] != '0') return;
    if (marks_ == notation::comma)
        refuse(errc::parse_grouping, "the digits of " + in_quotes(of(place)) + " are not grouped by three", "write 1.234.567 or 1 234 567", place);
    refuse(errc::parse_grouping, "the digits of " + in_quotes(of(place)) + " are not grouped by three, or by lakh and crore",
           "write 1,234,567 or 12,34,567; decimals follow a point", place);
}

/// A power of ten, a percent or multiple mark, glued or after spaces; then, for amounts, a currency.
inline void figure_reader::read_suffix(end& e) {
    const std::size_t after_number = at_;
    const bool spaced = skip_spaces() != 0;
    const scale_word* scale = nullptr;
    std::size_t most = 0;
    for (const scale_word& word : words_.scales) {
        const std::size_t bytes = covered(word.text, false);
        if (bytes <= most) continue;
        most = bytes;
        scale = &word;
    }
    const std::size_t percent = longest(words_.percent, false);
    const std::size_t basis = longest(words_.basis_points, false);
    const std::size_t multiple = longest(words_.multiple, false);
    if (const std::size_t mark = std::max({percent, basis, multiple}); mark > most) {
        if (!currency_.empty())
            refuse(errc::unit_mixed, in_quotes(text_.substr(at_, mark)) + " after an amount of " + std::string(currency_),
                   "a percentage or a multiple has no currency", {at_, mark});
        e.kind = multiple == mark ? figure_kind::multiple : figure_kind::percent;
        if (basis == mark) {
            e.number = scale10(e.number, -2);
            e.last_digit -= 2;
        }
        e.has_suffix = true;
        settled_ = settled_ || (mark > 3 && multiple != mark);
        at_ += mark;
        return;
    }
    if (scale != nullptr) {
        e.scale = {scale->exponent, scale->indian ? numbering::indian : numbering::international};
        e.has_suffix = true;
        settled_ = settled_ || !scale->shared;
        at_ += most;
    }
    const std::size_t before_currency = at_;
    (void)skip_spaces();
    const bool money = read_currency(false);
    if (!money) at_ = scale != nullptr ? before_currency : after_number;
    // What is glued to the number and no suffix is no unit either.
    if (scale == nullptr && !money && !spaced && !done() && rest()[0] != '@' && dash(rest()) == 0) refuse_rest(true);
}

/// Words near enough to a power of ten that the unit they would make is a misspelling.
inline void figure_reader::refuse_misspelt(text_span word) const {
    const std::string_view given = of(word);
    const auto near = [&](std::string_view known) {
        if (known.size() < 7 || given.size() + 1 < known.size() || given.size() > known.size() + 1) return false;
        std::size_t head = 0;
        while (head < given.size() && head < known.size() && lower(given[head]) == known[head]) ++head;
        std::size_t tail = 0;
        while (tail < given.size() - head && tail < known.size() - head && lower(given[given.size() - 1 - tail]) == known[known.size() - 1 - tail]) ++tail;
        const std::size_t left = given.size() - head - tail;
        const std::size_t right = known.size() - head - tail;
        const bool swapped = left == 2 && right == 2 && lower(given[head]) == known[head + 1] && lower(given[head + 1]) == known[head];
        return swapped || (left <= 1 && right <= 1);
    };
    for (const scale_word& known : words_.scales)
        if (near(known.text)) refuse(errc::parse_suffix, "unexpected " + in_quotes(given), "'" + std::string(known.text) + "' may be meant", word);
    for (const std::string_view known : words_.percent)
        if (near(known)) refuse(errc::parse_suffix, "unexpected " + in_quotes(given), "'" + std::string(known) + "' may be meant", word);
}

/// What is counted: words of letters, with digits and a few marks inside, up to `@` or the end.
inline void figure_reader::read_unit(figure& f) {
    const std::size_t from = at_;
    if (f.kind_ != figure_kind::amount || letter(rest()) == 0) return;
    for (const scale_word& word : words_.scales)
        if (const std::size_t bytes = covered(word.text, false); bytes != 0)
            refuse(errc::parse_suffix, "unexpected " + in_quotes(text_.substr(at_, bytes)), "a figure has one magnitude, before its currency", {at_, bytes});
    if (longest(words_.percent, false) + longest(words_.basis_points, false) + longest(words_.multiple, false) != 0) refuse_rest(false);
    refuse_misspelt(word_here());
    while (!done() && text_[at_] != '@') {
        const std::size_t gap = skip_spaces();
        if (done() || text_[at_] == '@') break;
        if (gap != 0) f.unit_ += ' ';
        const bool begins = gap != 0 || at_ == from;
        std::size_t n = letter(rest());
        if (n == 0 && !begins) {
            const bool last = at_ + 1 == text_.size() || space(text_.substr(at_ + 1)) != 0;
            if (is_digit(text_[at_]) || text_[at_] == '/' || text_[at_] == '\'' || (!last && (text_[at_] == '-' || text_[at_] == '.'))) n = 1;
            if (rest().starts_with("²") || rest().starts_with("³")) n = 2;
        }
        if (n == 0 && begins && is_digit(text_[at_]))
            refuse(errc::parse_suffix, "unexpected " + in_quotes(of(word_here())), "a unit is words; the period of a figure follows @, as in 62.35B@2020", word_here());
        if (n == 0) refuse_rest(false);
        f.unit_.append(rest().substr(0, n));
        at_ += n;
        if (f.unit_.size() > limits::figure_unit)
            refuse(errc::parse_length, "a unit of over 64 bytes", "at most 64 are allowed", {from, at_ - from});
    }
}

/// What one number of a range leaves out, the other says: `25-30%`, `25 to 30 billion`.
inline void figure_reader::settle_range(end& low, end& high) const {
    const text_span both{low.place.offset, high.place.offset + high.place.length - low.place.offset};
    if (!low.has_suffix) {
        low.scale = high.scale;
        if (high.kind == figure_kind::percent && high.has_suffix) {
            // 250-300bp: the first number was read before its unit was known.
            const std::size_t after = high.place.offset + high.place.length;
            figure_reader suffix(text_, words_, marks_);
            suffix.at_ = after;
            (void)suffix.skip_spaces();
            if (suffix.longest(words_.basis_points, false) != 0) {
                low.number = scale10(low.number, -2);
                low.last_digit -= 2;
            }
        }
        low.kind = high.kind;
    } else if (!high.has_suffix) {
        refuse(errc::parse_range, "the second number of the range, " + in_quotes(of(high.place)) + ", has no magnitude or percent sign",
               "write it beside the second number, or beside both", high.place);
    }
    if (low.kind != high.kind)
        refuse(errc::unit_mixed, "the range " + in_quotes(of(both)) + " mixes a percentage, a multiple or an amount", "both numbers must be of one kind", both);
    if (scale10(low.number, low.scale.exponent) > scale10(high.number, high.scale.exponent))
        refuse(errc::parse_range, "the range " + in_quotes(of(both)) + " begins above its end", "write the lower number first, each with its own magnitude", both);
    if (qualifier_ == qualifier::at_least || qualifier_ == qualifier::at_most)
        refuse(errc::parse_range, "the range " + in_quotes(of(both)) + " is said to be open", "a range has two ends: leave the qualifier or one number out", both);
}

inline void figure_reader::read_when(figure& f) {
    (void)skip_spaces();
    if (done()) return;
    if (text_[at_] != '@') refuse_rest(false);
    ++at_;
    (void)skip_spaces();
    const auto when = period::try_parse(rest());
    if (!when) {
        const error& e = when.error();
        fail(e.code, "in the period after '@': " + e.message, text_, {at_ + e.span.offset, e.span.length});
    }
    f.when_ = *when;
}

inline figure figure_reader::read() {
    if (text_.size() > limits::figure_text)
        fail(errc::parse_length, "a figure of " + std::to_string(text_.size()) + " bytes; at most 4,096 are allowed", text_);
    while (!text_.empty() && (text_.back() == ' ' || text_.back() == '\t')) text_.remove_suffix(1);
    (void)skip_spaces();
    if (done()) fail(errc::parse_empty, "an empty text is no figure; " + std::string(figure_forms), text_);
    read_qualifier();
    const range_words* const opened = read_opener();
    figure f;
    end first = read_end();
    std::optional<end> second;
    if (read_joiner(opened)) {
        second = read_end();
        settle_range(first, *second);
    }
    f.kind_ = first.kind;
    f.qualifier_ = qualifier_;
    f.first_ = {std::move(first.number), first.last_digit, first.scale};
    if (second) f.second_ = figure::printed{std::move(second->number), second->last_digit, second->scale};
    f.currency_ = currency_;
    (void)skip_spaces();
    read_unit(f);
    read_when(f);
    if (ambiguous_ && !settled_) {
        const std::string given(of(*ambiguous_));
        std::string grouped = given;
        grouped.erase(grouped.find(','), 1);
        std::string decimals = given;
        decimals.replace(decimals.find(','), 1, ".");
        refuse(errc::parse_ambiguous, in_quotes(given) + " has two readings, " + grouped + " where a comma groups digits and " + decimals + " where it stands before decimals,",
               "write " + grouped + " or " + decimals + ", or state the notation", *ambiguous_);
    }
    return f;
}

} // namespace detail

CAGR_INLINE figure figure::parse(std::string_view text, std::optional<notation> marks) {
    return detail::figure_reader(text, detail::english_words, marks).read();
}

} // namespace v0
} // namespace cagr
