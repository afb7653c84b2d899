// Out-of-line definitions of cagr/figure.hpp: reading a printed figure.
#pragma once

#include <cagr/detail/characters.hpp>
#include <cagr/detail/east_asian_words.hpp>
#include <cagr/detail/languages.hpp>
#include <cagr/figure.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr std::string_view figure_forms =
    "a figure is a number such as 62.35 billion, USD 62.35B, 40.2%, 250bp or 10x, with a currency or a qualifier before it";

inline constexpr std::string_view figure_exponents = "10^-100,000 to 10^100,000 is allowed";

inline constexpr std::string_view suffix_forms =
    "directly after a number may stand K, M, B, T, a word such as billion or crore, %, bp, x or a currency; other units follow a space";

/// Reads one figure in one pass; a failure names the offending place. The words come from the table alone.
class figure_reader : figure_characters {
public:
    figure_reader(std::string_view text, const word_table& words, std::optional<notation> marks)
        : text_(text), words_(words), marks_(marks) {}

    [[nodiscard]] figure read();

private:
    /// A number, with the currency and the suffix printed with it.
    struct end {
        decimal number;
        std::int64_t last_digit = 0;
        magnitude scale;
        figure_kind kind = figure_kind::amount;
        int shift = 0; // of basis points, which count in hundredths of a percent
        bool has_suffix = false;
        bool prefixed = false; // the percent mark stands before it
        text_span place;

        [[nodiscard]] decimal absolute() const { return scale10(number, scale.exponent); }
        [[nodiscard]] figure::printed as_printed() const;
    };

    /// The power of ten of 百万: 2 within its group of four digits, times 4 of the group.
    struct unit_power {
        int within = 0;
        int of_group = 0;

        [[nodiscard]] int exponent() const noexcept { return within + of_group; }
    };

    /// A number of groups of four digits, as it is read part by part.
    struct myriads {
        decimal total; // of the groups that are read,
        decimal group; // and of the one that its character is still to come of
        std::optional<int> total_unit{};
        std::optional<int> group_unit{};

        [[nodiscard]] bool add(const decimal& number, unit_power power);
    };

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
    [[nodiscard]] std::size_t placeholder() const noexcept;

    /// Bytes of the text that a phrase covers from here; 0 where it is not what stands here. A phrase that ends in a
    /// letter must end where the word does, and before a digit only where `digits_may_follow`.
    [[nodiscard]] static bool ends_in_latin(std::string_view phrase) noexcept;
    [[nodiscard]] std::size_t covered(std::string_view phrase, bool digits_may_follow) const noexcept;
    [[nodiscard]] std::size_t longest(word_list phrases, bool digits_may_follow) const noexcept;
    void take(std::size_t bytes) noexcept {
        settled_ = settled_ || is_ascii_letter(text_[at_]);
        at_ += bytes;
    }

    struct qualifier_words {
        word_list phrases;
        qualifier meaning;
    };
    /// The qualifier of the longest phrase that stands here, and its bytes.
    [[nodiscard]] std::pair<std::size_t, qualifier> find_qualifier(std::span<const qualifier_words> lists) const noexcept;
    void read_qualifier();
    [[nodiscard]] bool read_qualifier_after();
    void read_qualifier_within();
    void qualify(qualifier meaning, text_span place);
    [[nodiscard]] const range_words* read_opener();
    [[nodiscard]] bool read_joiner(const range_words* opened);
    void read_closer();
    bool read_currency(bool before_number);
    void set_currency(std::string_view code, text_span place);
    [[nodiscard]] end read_end();
    void read_number(end& e);
    void check_exponent(const end& e, int shift) const;
    void check_groups(const std::vector<std::size_t>& groups, text_span place, bool mixed);
    [[nodiscard]] std::int64_t read_exponent();
    void read_suffix(end& e);
    [[nodiscard]] std::size_t find_scale(const word_table& words, const scale_word*& scale) const noexcept;
    [[nodiscard]] bool read_unit_characters(end& e);
    [[nodiscard]] unit_power take_unit_characters() noexcept;
    void refuse_spoken(const end& e, const end& last, const decimal& before, unit_power power) const;
    void read_link();
    void read_unit(figure& f);
    void read_unit_words(figure& f);
    void refuse_foreign(std::string_view unit, std::size_t from) const;
    void refuse_unprintable(const figure& f, std::size_t from) const;
    void refuse_misspelt(text_span word) const;
    void refuse_number_word() const;
    void refuse_currency_in_unit(std::string_view unit, std::size_t from) const;
    void settle_range(end& low, end& high) const;
    void read_when(figure& f);

    std::string_view text_;
    const word_table& words_;
    std::optional<notation> marks_;
    std::size_t at_ = 0;
    qualifier qualifier_ = qualifier::none;
    std::string_view currency_;
    std::size_t glued_currency_ = 0;     // the end of a currency whose characters need no space after them
    bool is_printed_ = false;            // the text comes from a figure, to see whether it is read back
    bool is_checked_ = false;            // and its unit has been found to be English
    bool settled_ = false;               // words or other numbers show what the comma means
    std::optional<text_span> ambiguous_; // a number that has two readings until then
};

/// Whether the phrase ends in a letter after which no other may stand.
inline bool figure_reader::ends_in_latin(std::string_view phrase) noexcept {
    const bool diacritic = phrase.size() > 1 && latin(phrase.substr(phrase.size() - 2)) == 2;
    return diacritic || is_ascii_letter(phrase.back());
}

inline std::size_t figure_reader::covered(std::string_view phrase, bool digits_may_follow) const noexcept {
    std::size_t at = at_;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        if (phrase[i] == ' ') {
            const std::size_t from = at;
            for (std::size_t n = space(text_.substr(at)); n != 0; n = space(text_.substr(at))) at += n;
            if (at == from) return 0;
        } else if (at < text_.size() && folded(text_, at) == folded(phrase, i)) {
            ++at;
        } else {
            return 0;
        }
    }
    if (ends_in_latin(phrase) && (latin(text_.substr(at)) != 0 || (!digits_may_follow && digit_at(at)))) return 0;
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

inline const range_words* figure_reader::read_opener() {
    const range_words* opened = nullptr;
    std::size_t most = 0;
    for (const range_words& words : words_.ranges) {
        const std::size_t bytes = words.opener.empty() ? 0 : covered(words.opener, false);
        if (bytes <= most) continue;
        most = bytes;
        opened = &words;
    }
    if (opened != nullptr) take(most);
    (void)skip_spaces();
    return opened;
}

/// The word or dash between the numbers of a range; an opened range must have its own.
inline bool figure_reader::read_joiner(const range_words* opened) {
    const std::size_t from = at_;
    (void)skip_spaces();
    for (const range_words& words : words_.ranges) {
        if (words.opener != (opened != nullptr ? opened->opener : std::string_view())) continue;
        const std::size_t bytes = covered(words.joiner, false);
        if (bytes == 0) continue;
        take(bytes);
        (void)skip_spaces();
        return true;
    }
    if (opened != nullptr)
        refuse(errc::parse_range, "'" + std::string(opened->opener) + "' is not followed by '" + std::string(opened->joiner) + "'",
               "a range is written between 25% and 30%, from 25% to 30%, or 25%-30%", {at_, done() ? 0 : character_length(text_, at_)});
    if (const std::size_t bytes = dash(rest()); bytes != 0) {
        at_ += bytes;
        (void)skip_spaces();
        return true;
    }
    at_ = from;
    return false;
}

/// The word after the numbers of a range, where the language has one; it may be left out.
inline void figure_reader::read_closer() {
    const std::size_t from = at_;
    (void)skip_spaces();
    std::size_t most = 0;
    for (const range_words& words : words_.ranges)
        if (!words.closer.empty()) most = std::max(most, covered(words.closer, false));
    at_ = most != 0 ? at_ + most : from;
}

inline void figure_reader::set_currency(std::string_view code, text_span place) {
    if (!currency_.empty() && currency_ != code)
        refuse(errc::unit_mixed, in_quotes(of(place)) + " is " + std::string(code) + " beside " + std::string(currency_),
               "a figure has one currency", place);
    currency_ = code;
}

/// A sign, code or word of a currency, the longest that fits.
inline bool figure_reader::read_currency(bool before_number) {
    std::size_t most = 0;
    std::string_view code;
    bool generic = false;
    const auto consider = [&](const currency_word& word) {
        const std::size_t bytes = covered(word.text, before_number);
        if (bytes <= most) return;
        most = bytes;
        code = find_currency_code(word.code);
        generic = word.generic;
    };
    for (const currency_word& word : words_.currencies) consider(word); // before the signs: ¥ is the yuan in Chinese
    for (const currency_word& word : currency_signs) consider(word);
    if (east_asian(rest()) != 0)
        for (const currency_word& word : east_asian_currencies) consider(word);
    const std::string_view letters = rest().substr(0, 3);
    if (most < 3 && latin(rest().substr(letters.size())) == 0 && (before_number || !digit_at(at_ + 3))) {
        if (const std::string_view known = find_currency_code(letters); !known.empty()) {
            most = 3;
            code = known;
            generic = false;
        }
    }
    if (most == 0) return false;
    if (!generic || currency_.empty()) set_currency(code, {at_, most});
    const bool glues = east_asian(rest()) != 0;
    at_ += most;
    if (glues) glued_currency_ = at_;
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
    if (const std::size_t bytes = longest(words_.percent_before, true); bytes != 0) {
        at_ += bytes;
        e.kind = figure_kind::percent;
        e.has_suffix = e.prefixed = true;
    }
    const std::string_view next = rest();
    if (next.starts_with('.') && signs == 0 && !money) {
        refuse(errc::parse_leading_point, "a figure that begins with a bare point",
               "write 0.35, or where a currency stood before it USD or single quotes: in double quotes the shell turns $6.35bn into .35bn",
               {at_, 1});
    }
    const char mark = marks_ == notation::comma ? ',' : '.';
    if (!digit_at(at_) && !(next.starts_with(mark) && digit_at(at_ + 1))) refuse_start();
    read_number(e);
    if (e.prefixed) {
        if (money)
            refuse(errc::unit_mixed, "a percentage of " + std::string(currency_), "a percentage or a multiple has no currency", e.place);
    } else {
        read_suffix(e);
    }
    if (negative) e.number = -e.number;
    return e;
}

/// What one number of a range leaves out, the other says: `25-30%`, `25 to 30 billion`.
inline void figure_reader::settle_range(end& low, end& high) const {
    const text_span both{low.place.offset, high.place.offset + high.place.length - low.place.offset};
    if (!low.has_suffix) {
        low.scale = high.scale;
        low.shift = high.shift;
        low.kind = high.kind;
    } else if (low.prefixed && !high.has_suffix) {
        high.kind = low.kind;
    } else if (!high.has_suffix) {
        refuse(errc::parse_range, "the second number of the range, " + in_quotes(of(high.place)) + ", has no magnitude or percent sign",
               "write it beside the second number, or beside both", high.place);
    }
    if (low.kind != high.kind)
        refuse(errc::unit_mixed, "the range " + in_quotes(of(both)) + " mixes a percentage, a multiple or an amount",
               "both numbers must be of one kind", both);
    if (scale10(low.absolute(), low.shift) > scale10(high.absolute(), high.shift))
        refuse(errc::parse_range, "the range " + in_quotes(of(both)) + " begins above its end",
               "write the lower number first, each with its own magnitude", both);
    if (!try_add(low.absolute(), high.absolute()))
        refuse(errc::limit_digits, "the range " + in_quotes(of(both)) + " is too wide for an exact middle",
               "at most 100,000 digits are allowed", both);
}

inline void figure_reader::read_when(figure& f) {
    (void)skip_spaces();
    if (done()) return;
    if (text_[at_] != '@') refuse_rest(false);
    ++at_;
    (void)skip_spaces();
    const auto when = period::try_parse(rest());
    if (!when) {
        const error e = placed_in(when.error(), text_, at_);
        fail(e.code, "in the period after '@': " + e.message, text_, e.span);
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
        read_closer();
    }
    f.kind_ = first.kind;
    f.first_ = first.as_printed();
    if (second) f.second_ = second->as_printed();
    read_unit(f);
    f.qualifier_ = qualifier_;
    if (second && (qualifier_ == qualifier::at_least || qualifier_ == qualifier::at_most)) {
        const text_span both{first.place.offset, second->place.offset + second->place.length - first.place.offset};
        refuse(errc::parse_range, "the range " + in_quotes(of(both)) + " is said to be open",
               "a range has two ends: leave the qualifier or one number out", both);
    }
    read_when(f);
    if (ambiguous_ && !settled_) {
        const std::string given(of(*ambiguous_));
        std::string grouped = given;
        grouped.erase(grouped.find(','), 1);
        std::string decimals = given;
        decimals.replace(decimals.find(','), 1, ".");
        refuse(errc::parse_ambiguous,
               in_quotes(given) + " has two readings, " + grouped + " where a comma groups digits and " + decimals +
                   " where it stands before decimals,",
               "write " + grouped + " or " + decimals + ", or state the notation", *ambiguous_);
    }
    return f;
}

} // namespace detail

CAGR_INLINE figure figure::parse(std::string_view text, std::optional<notation> marks) {
    return detail::figure_reader(text, detail::english_words, marks).read();
}

CAGR_INLINE figure figure::parse(std::string_view text, language spoken, std::optional<notation> marks) {
    const detail::word_table& words = *detail::known_languages[spoken.index()].words;
    const auto read = [&](notation n) { return detail::attempt([&] { return detail::figure_reader(text, words, n).read(); }); };
    result<figure> usual = read(marks.value_or(spoken.marks()));
    if (usual || marks || spoken.marks() == notation::point || usual.error().code != errc::parse_grouping) return std::move(usual).value();
    // Digits that no one groups so, 37.5 or 1,234.5: the decimals follow a point, as in what is translated from English.
    result<figure> other = read(notation::point);
    const bool farther = other || other.error().span.offset > usual.error().span.offset;
    return std::move(farther ? other : usual).value();
}

} // namespace v0
} // namespace cagr

#include <cagr/impl/figure_number.ipp>
#include <cagr/impl/figure_suffix.ipp>
