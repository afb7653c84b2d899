// Out-of-line definitions of cagr/claim.hpp: a text taken apart into figures, years and the words that say what they are.
#pragma once

#include <cagr/claim.hpp>
#include <cagr/detail/characters.hpp>
#include <cagr/detail/east_asian_words.hpp>
#include <cagr/detail/languages.hpp>
#include <cagr/detail/sentences.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Phrases by their first byte, so that a place of a text is compared with few of them.
class phrase_index : figure_characters {
public:
    struct entry {
        std::string_view text;
        int meaning = 0;
        bool capitals = false;
    };
    struct match {
        std::size_t bytes = 0;
        int meaning = 0;
    };

    void add(std::string_view text, int meaning, bool capitals = false) {
        lists_[static_cast<unsigned char>(folded(text, 0))].push_back({text, meaning, capitals});
    }
    void add(word_list list, int meaning) {
        for (const std::string_view text : list) add(text, meaning);
    }

    /// The longest that stands at a place; of two as long, the one that was added first. Digits may follow where it is said.
    [[nodiscard]] match find(std::string_view text, std::size_t at, bool digits_may_follow) const noexcept {
        match best;
        if (at >= text.size()) return best;
        for (const entry& each : lists_[static_cast<unsigned char>(folded(text, at))]) {
            const std::size_t bytes = covered(each, text, at, digits_may_follow);
            if (bytes > best.bytes) best = {bytes, each.meaning};
        }
        return best;
    }

private:
    [[nodiscard]] static std::size_t covered(const entry& phrase, std::string_view text, std::size_t at, bool digits_may_follow) noexcept {
        const std::size_t from = at;
        for (std::size_t i = 0; i < phrase.text.size(); ++i) {
            if (phrase.text[i] == ' ') {
                std::size_t spaces = 0;
                for (std::size_t n = space(text.substr(at)); n != 0 && spaces < 8; n = space(text.substr(at)), ++spaces) at += n;
                if (spaces == 0) return 0;
            } else if (at < text.size() && (phrase.capitals ? text[at] == phrase.text[i] : folded(text, at) == folded(phrase.text, i))) {
                ++at;
            } else {
                return 0;
            }
        }
        const bool letters = latin(phrase.text.substr(phrase.text.size() - 1)) != 0 ||
                             (phrase.text.size() > 1 && latin(phrase.text.substr(phrase.text.size() - 2)) == 2);
        if (letters && latin(text.substr(at)) != 0) return 0;
        if (letters && !digits_may_follow && at < text.size() && is_digit(text[at])) return 0;
        return at - from;
    }

    std::array<std::vector<entry>, 256> lists_{};
};

/// Sorts the few elements of a claim, equal ones in their order. std::stable_sort warns of itself with clang 19 and libstdc++ 12.
template <class T, class Less>
void sort_few(std::vector<T>& few, Less less) {
    for (std::size_t i = 1; i < few.size(); ++i)
        for (std::size_t j = i; j > 0 && less(few[j], few[j - 1]); --j) std::swap(few[j], few[j - 1]);
}

/// A piece of a text.
struct text_token {
    enum class piece : std::uint8_t {
        word,
        comma,
        open, // a parenthesis, colon or quotation mark
        dash,
        stop,  // the end of a sentence
        words, // a cue
        year,
        window, // two years
        amount,
        percent,
        multiple,
        placeholder,
        unreadable,
        name // of a publisher
    };

    piece kind = piece::word;
    cue meaning = cue::none;
    text_span where{};
    std::size_t figure = 0; // among the figures, or the errors of the unreadable
    period when{};
    period until{};    // the end of a window
    text_span first{}; // the places of both years of a window
    text_span second{};
    bool dated = false; // a year that is no year of a value
    bool used = false;

    [[nodiscard]] bool is(piece k) const noexcept { return kind == k; }
    [[nodiscard]] bool is(cue c) const noexcept { return kind == piece::words && meaning == c; }
    [[nodiscard]] bool is_figure() const noexcept { return kind == piece::amount || kind == piece::percent || kind == piece::multiple; }
    [[nodiscard]] std::size_t end() const noexcept { return where.offset + where.length; }
};

/// Takes a text apart in one pass. The words come from the tables alone; a figure is read by figure::parse once its extent is known.
class text_scanner : figure_characters {
public:
    using piece = text_token::piece;

    text_scanner(std::string_view text, v0::language spoken);

    void scan();

    std::vector<text_token> tokens;
    std::vector<figure> figures;
    std::vector<error> errors;

    [[nodiscard]] std::string_view of(text_span s) const noexcept { return std::string_view(text_).substr(s.offset, s.length); }
    [[nodiscard]] const sentence_table& sentences() const noexcept { return sentences_; }
    /// What the words say that a figure begins with: to surpass USD 5 billion.
    [[nodiscard]] cue opening_of(text_span s) const noexcept {
        const auto found = cues_.find(text_, s.offset, true);
        return found.bytes == 0 ? cue::none : static_cast<cue>(found.meaning);
    }
    /// A word in small letters.
    [[nodiscard]] static std::string small(std::string_view word);

private:
    /// What may stand before a number, and after it.
    enum prefix { qualifying = 1, money, percents, opening };
    enum suffix { scaled = 1, percented, multiplied, minted, counted, linked, within, after };

    struct extent {
        std::size_t end = 0; // 0: no number
        std::size_t digits = 0;
        bool has_scale = false, has_percent = false, has_multiple = false, has_money = false, has_count = false;

        [[nodiscard]] bool means() const noexcept { return has_scale || has_percent || has_multiple || has_money || has_count; }
    };

    void index_words();
    void tidy_lines();
    [[nodiscard]] std::size_t skip(std::size_t at, std::size_t most = 3) const noexcept;
    [[nodiscard]] bool digit(std::size_t at) const noexcept { return at < text_.size() && is_digit(text_[at]); }
    [[nodiscard]] std::string_view from(std::size_t at) const noexcept {
        return std::string_view(text_).substr(std::min(at, text_.size()));
    }
    [[nodiscard]] std::size_t number_end(std::size_t at) const noexcept;
    [[nodiscard]] std::size_t units_end(std::size_t at) const noexcept;
    [[nodiscard]] extent scan_end(std::size_t at, bool money_before) const noexcept;
    [[nodiscard]] std::size_t scan_figure(std::size_t at);
    [[nodiscard]] std::size_t scan_placeholder(std::size_t at);
    [[nodiscard]] std::size_t scan_number(std::size_t at);
    [[nodiscard]] std::size_t scan_word(std::size_t at);
    [[nodiscard]] std::size_t scan_mark(std::size_t at);
    [[nodiscard]] bool ends_sentence(std::size_t at) const noexcept;
    [[nodiscard]] text_span name_after(std::size_t at) const;
    [[nodiscard]] text_span name_before(std::size_t at) const;
    [[nodiscard]] bool is_name(text_span s) const;
    [[nodiscard]] std::size_t word_end(std::size_t at) const noexcept;
    [[nodiscard]] bool capital(std::size_t at) const noexcept;
    void push(piece kind, std::size_t at, std::size_t length, cue meaning = cue::none);

    std::string text_; // with line ends as spaces, those of a paragraph as \n
    v0::language spoken_;
    const word_table& words_;
    const sentence_table& sentences_;
    phrase_index cues_, prefixes_, suffixes_, joiners_;
    bool spaced_digits_ = false;
};

inline text_scanner::text_scanner(std::string_view text, v0::language spoken)
    : text_(text), spoken_(spoken), words_(*known_languages[spoken.index()].words), sentences_(sentences_of(spoken.tag())),
      spaced_digits_(spoken.marks() == notation::comma) {
    tidy_lines();
    index_words();
}

inline std::string text_scanner::small(std::string_view word) {
    std::string out(word);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = folded(word, i);
    return out;
}

inline void text_scanner::push(piece kind, std::size_t at, std::size_t length, cue meaning) {
    text_token t;
    t.kind = kind;
    t.where = {at, length};
    t.meaning = meaning;
    tokens.push_back(t);
}

/// A line end within a paragraph is a space; that before an empty line or an item of a list ends the sentence.
inline void text_scanner::tidy_lines() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (text_[i] == '\r' || text_[i] == '\v' || text_[i] == '\f') text_[i] = ' ';
        if (text_[i] != '\n') continue;
        std::size_t j = i + 1;
        while (j < text_.size() && (text_[j] == ' ' || text_[j] == '\t' || text_[j] == '\r')) ++j;
        const bool item = j < text_.size() && (text_[j] == '*' || text_[j] == '#' || text_[j] == '|' || from(j).starts_with("\u2022") ||
                                               from(j).starts_with("- ") || from(j).starts_with("> "));
        const bool ends = j == text_.size() || text_[j] == '\n' || item;
        if (!ends) text_[i] = ' ';
        i = j - 1;
        if (ends && j < text_.size() && text_[j] == '\n') {
            while (i + 1 < text_.size() && (text_[i + 1] == '\n' || text_[i + 1] == ' ' || text_[i + 1] == '\r' || text_[i + 1] == '\t'))
                ++i;
        }
    }
}

inline void text_scanner::index_words() {
    for (const cue_word& each : sentences_.cues) cues_.add(each.text, static_cast<int>(each.meaning));
    for (const word_list list : {words_.exact, words_.about, words_.at_least, words_.at_most}) prefixes_.add(list, qualifying);
    prefixes_.add(words_.percent_before, percents);
    const auto starts_growth = [&](std::string_view opener) {
        return std::any_of(sentences_.cues.begin(), sentences_.cues.end(),
                           [&](const cue_word& each) { return each.meaning == cue::from && small(each.text) == small(opener); });
    };
    for (const range_words& each : words_.ranges) {
        if (!each.opener.empty() && !starts_growth(each.opener)) prefixes_.add(each.opener, opening);
        joiners_.add(each.joiner, each.opener.empty() ? 0 : 1);
    }
    for (const scale_word& each : words_.scales) suffixes_.add(each.text, scaled, each.capitals);
    suffixes_.add(words_.percent, percented);
    suffixes_.add(words_.basis_points, percented);
    suffixes_.add(words_.multiple, multiplied);
    suffixes_.add(words_.links, linked);
    suffixes_.add(words_.at_least_within, within);
    suffixes_.add(sentences_.counted, counted);
    for (const word_list list : {words_.about_after, words_.at_least_after, words_.at_most_after}) suffixes_.add(list, after);
    const auto add_money = [&](const currency_word& each) {
        prefixes_.add(each.text, money);
        suffixes_.add(each.text, minted);
    };
    for (const currency_word& each : currency_signs) add_money(each);
    for (const currency_word& each : words_.currencies) add_money(each);
    for (const currency_word& each : east_asian_currencies) add_money(each);
    for (std::size_t i = 0; i < currency_codes.size(); i += 3) {
        prefixes_.add(currency_codes.substr(i, 3), money, true);
        suffixes_.add(currency_codes.substr(i, 3), minted, true);
    }
}

inline std::size_t text_scanner::skip(std::size_t at, std::size_t most) const noexcept {
    for (std::size_t n = space(from(at)); n != 0 && most != 0; n = space(from(at)), --most) at += n;
    return at;
}

/// The end of the digits that begin here, with the marks and groups inside; `at` where none begin.
inline std::size_t text_scanner::number_end(std::size_t at) const noexcept {
    while (digit(at)) {
        while (digit(at)) ++at;
        const std::string_view next = from(at);
        if ((next.starts_with('.') || next.starts_with(',') || next.starts_with('\'')) && digit(at + 1)) {
            ++at;
        } else if (next.starts_with("\u2019") && digit(at + 3)) {
            at += 3;
        } else if (const std::size_t gap = spaced_digits_ ? space(next) : 0;
                   gap != 0 && digit(at + gap) && digit(at + gap + 1) && digit(at + gap + 2) && !digit(at + gap + 3)) {
            std::size_t group = at;
            while (group > 0 && is_digit(text_[group - 1]) && at - group < 4) --group;
            if (at - group > 3) break; // a year before a number
            at += gap;
        } else {
            break;
        }
    }
    return at;
}

/// The end of the characters for powers of ten that stand here.
inline std::size_t text_scanner::units_end(std::size_t at) const noexcept {
    for (bool found = true; found;) {
        found = false;
        for (const unit_character& each : unit_characters)
            if (from(at).starts_with(each.text)) {
                at += each.text.size();
                found = true;
                break;
            }
    }
    return at;
}

/// A number and what belongs to it, up to the longest that a figure can have.
inline text_scanner::extent text_scanner::scan_end(std::size_t at, bool money_before) const noexcept {
    extent e;
    const std::size_t digits_end = number_end(at);
    if (digits_end == at || digits_end - at > limits::figure_number) return e;
    e.end = digits_end;
    e.digits = digits_end - at;
    std::size_t here = units_end(digits_end);
    if (here != digits_end) {
        e.has_scale = true;
        for (int parts = 0; parts < 6; ++parts) {
            const std::size_t next = skip(here, 1);
            const std::size_t next_end = number_end(next);
            const std::size_t unit_end = units_end(next_end);
            if (next_end == next || next_end - next > 16 || unit_end == next_end) break;
            here = unit_end;
        }
        e.end = here;
    } else {
        std::size_t word = skip(digits_end);
        if (word == digits_end && from(word).starts_with('-') && suffixes_.find(text_, word + 1, false).meaning == scaled) ++word;
        const phrase_index::match found = suffixes_.find(text_, word, false);
        // The year 2022 before a word of one letter counts nothing.
        const bool yearly = e.digits == 4 && !money_before && found.bytes == 1 && word != digits_end;
        const bool single = found.bytes == 1 && word != digits_end && !money_before && is_ascii_letter(text_[word]);
        if (found.meaning == scaled && !yearly && !single) e.has_scale = true;
        if (found.meaning == percented) e.has_percent = true;
        if (found.meaning == multiplied && (word == digits_end || found.bytes > 2)) e.has_multiple = true;
        if (!e.has_scale && !e.has_percent && !e.has_multiple) {
            here = digits_end;
        } else {
            here = e.end = word + found.bytes;
        }
    }
    if (e.has_percent || e.has_multiple) {
        if (const auto m = suffixes_.find(text_, skip(here, 1), true); m.meaning == after) e.end = skip(here, 1) + m.bytes;
        return e;
    }
    if (e.has_scale)
        if (const auto m = suffixes_.find(text_, here, false); m.meaning == within) here = e.end = here + m.bytes;
    std::size_t word = skip(here);
    phrase_index::match found = suffixes_.find(text_, word, true);
    if (e.has_scale && found.meaning == linked) {
        const std::size_t past = skip(word + found.bytes);
        const phrase_index::match linked_to = suffixes_.find(text_, past, false);
        if (linked_to.meaning == minted || linked_to.meaning == counted) {
            word = past;
            found = linked_to;
        }
    }
    if (found.meaning == minted && (e.has_scale || e.digits != 4 || word == here)) {
        e.has_money = true;
        here = e.end = word + found.bytes;
    } else if (found.meaning == counted && !money_before) {
        e.has_count = true;
        here = e.end = word + found.bytes;
    }
    if (e.means() || money_before)
        if (const auto m = suffixes_.find(text_, skip(here, 1), true); m.meaning == after) e.end = skip(here, 1) + m.bytes;
    return e;
}

/// A figure that begins here, with its qualifier and currency; the end of it, or 0.
inline std::size_t text_scanner::scan_figure(std::size_t at) {
    const phrase_index::match first = prefixes_.find(text_, at, true);
    std::size_t here = at;
    bool opened = false, qualified = false, paid = false, percent_first = false;
    phrase_index::match m = first;
    for (int i = 0; i < 4 && m.bytes != 0; ++i) {
        if (m.meaning == opening) {
            if (opened || qualified || paid) return 0;
            opened = true;
        } else if (m.meaning == qualifying) {
            if (paid || qualified) return 0;
            qualified = true;
        } else if (m.meaning == money) {
            if (paid) return 0;
            paid = true;
        } else {
            percent_first = true;
        }
        here = skip(here + m.bytes);
        m = prefixes_.find(text_, here, true);
    }
    std::size_t number = here;
    if (const std::size_t n = sign(from(here)); n != 0 && (at == 0 || !(is_digit(text_[at - 1]) || latin(from(at - 1)) != 0))) number += n;
    extent e = scan_end(number, paid);
    if (e.end == 0) return 0;
    if (percent_first) e.has_percent = true;
    // The second number of a range: 25-30%, between 25% and 30%, USD 5-6 billion.
    bool ranged = false;
    {
        std::size_t joint = skip(e.end);
        std::size_t bytes = dash(from(joint));
        bool worded = false;
        if (bytes == 0) {
            const auto j = joiners_.find(text_, joint, true);
            bytes = j.bytes;
            worded = bytes != 0;
        }
        if (bytes != 0) {
            std::size_t second = skip(joint + bytes);
            const auto p = prefixes_.find(text_, second, true);
            const bool paid_again = p.meaning == money;
            if (paid_again) second = skip(second + p.bytes);
            const extent other = scan_end(second, paid_again || paid);
            const bool percents_both = other.has_percent && (e.has_percent || !e.means()) && !paid;
            const bool amounts = other.has_scale && !other.has_percent && (opened || !worded) && (e.has_scale || paid || e.digits <= 3);
            if (other.end != 0 && (percents_both || amounts) && !(worded && !opened && !percents_both)) {
                ranged = true;
                e.end = other.end;
                e.has_percent = other.has_percent;
                e.has_scale = other.has_scale;
                e.has_money = e.has_money || other.has_money || paid_again;
            }
        }
    }
    if (opened && !ranged) return 0;
    if (!paid && !e.means()) return 0;
    std::string given(of({at, e.end - at}));
    std::replace(given.begin(), given.end(), '\n', ' ');
    for (std::size_t i = 1; i + 1 < given.size(); ++i)
        if (given[i] == '-' && is_digit(given[i - 1]) && is_ascii_letter(given[i + 1])) given[i] = ' ';
    if (given.size() > limits::figure_text) return 0;
    result<figure> read = figure::try_parse(given, spoken_);
    if (!read) {
        push(piece::unreadable, at, e.end - at);
        tokens.back().figure = errors.size();
        errors.push_back(read.error());
        return e.end;
    }
    push(read->kind() == figure_kind::amount    ? piece::amount
         : read->kind() == figure_kind::percent ? piece::percent
                                                : piece::multiple,
         at, e.end - at);
    tokens.back().figure = figures.size();
    figures.push_back(std::move(read).value());
    return e.end;
}

/// XX.X in place of digits, with what a figure has around it.
inline std::size_t text_scanner::scan_placeholder(std::size_t at) {
    std::size_t here = at;
    const auto m = prefixes_.find(text_, at, true);
    const bool paid = m.meaning == money;
    if (paid) here = skip(here + m.bytes);
    const auto is_x = [&](std::size_t i) { return i < text_.size() && (text_[i] == 'x' || text_[i] == 'X'); };
    const std::size_t start = here;
    constexpr std::size_t longest = 12;
    while (here - start <= longest &&
           (is_x(here) || (here > start && here < text_.size() && (text_[here] == '.' || text_[here] == ',') && is_x(here + 1))))
        ++here;
    if (here - start > longest) return 0;
    if (here - start < 2 && !(paid && here != start)) return 0;
    if (latin(from(here)) != 0 && suffixes_.find(text_, here, false).meaning != scaled) return 0;
    const std::size_t word = skip(here);
    const auto s = suffixes_.find(text_, word, false);
    if (!paid && s.meaning != scaled && s.meaning != percented) return 0;
    if (s.meaning == scaled || s.meaning == percented) here = word + s.bytes;
    push(piece::placeholder, at, here - at, s.meaning == percented ? cue::rate : cue::none);
    return here;
}

} // namespace detail
} // namespace v0
} // namespace cagr

#include <cagr/impl/claim_text_words.ipp>
