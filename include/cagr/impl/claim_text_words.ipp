// Out-of-line definitions of cagr/claim.hpp: the years, words, names and sentence ends of a text.
#pragma once

#include <cagr/impl/claim_text_scan.ipp>

#include <algorithm>

namespace cagr {
inline namespace v0 {
namespace detail {

/// The end of the letters, digits and inner marks that stand here.
inline std::size_t text_scanner::word_end(std::size_t at) const noexcept {
    const std::size_t start = at;
    for (;;) {
        if (const std::size_t n = latin(from(at)); n != 0) {
            at += n;
        } else if (digit(at) || (at > start && at + 1 < text_.size() && (text_[at] == '\'' || text_[at] == '-' || text_[at] == '+') &&
                                 latin(from(at + 1)) != 0)) {
            ++at;
        } else if (at > start && from(at).starts_with("\u2019") && latin(from(at + 3)) != 0) {
            at += 3;
        } else {
            return at;
        }
    }
}

/// Whether a word that begins here has a capital: ASCII, or À to Þ.
inline bool text_scanner::capital(std::size_t at) const noexcept {
    if (at >= text_.size()) return false;
    if (text_[at] >= 'A' && text_[at] <= 'Z') return true;
    return latin(from(at)) == 2 && at + 1 < text_.size() && folded(text_, at + 1) != text_[at + 1];
}

/// A full stop ends a sentence where what follows could begin one, unless it belongs to an abbreviation.
inline bool text_scanner::ends_sentence(std::size_t at) const noexcept {
    const std::size_t next = skip(at + 1, 8);
    if (next == at + 1) return next >= text_.size() || text_[next] == '\n' || text_[next] == '"' || from(next).starts_with("\u201D");
    if (!capital(next) && !digit(next) && latin(from(next)) != 0) return false;
    std::size_t word = at;
    while (word > 0 && at - word < 6 && is_ascii_letter(text_[word - 1])) --word;
    const std::string_view before = std::string_view(text_).substr(word, at - word);
    if (before.size() == 1) return false;
    constexpr std::string_view shortened[] = {"Ltd", "Co", "Corp", "vs", "No", "Mr", "Dr", "St", "bzw", "ca", "approx", "Nr"};
    return std::find(std::begin(shortened), std::end(shortened), before) == std::end(shortened) && (before != "Inc" || capital(next));
}

/// A number that is no figure: a year, the second of two years, or a word.
inline std::size_t text_scanner::scan_number(std::size_t at) {
    std::size_t end = number_end(at);
    const std::size_t plain = [&] {
        std::size_t i = at;
        while (i < end && digit(i)) ++i;
        return i;
    }();
    if (end - at > 6 && plain - at == 4 && spaced_digits_) end = plain;
    const char before = at == 0 ? ' ' : text_[at - 1];
    const bool joined = before == '/' || before == '.' || before == ',' || before == '\'' || from(end).starts_with('/');
    int value = 0;
    for (std::size_t i = at; i < plain && i < at + 4; ++i) value = value * 10 + (text_[i] - '0');
    text_token* const last = tokens.empty() ? nullptr : &tokens.back();
    const bool fiscal = last != nullptr && last->is(cue::fiscal);
    const bool after_dash = last != nullptr && last->is(piece::dash) && tokens.size() > 1 && tokens[tokens.size() - 2].is(piece::year);
    if (end == plain && !joined) {
        // 2024E, 2030F: estimated, forecast
        std::size_t letters = end;
        while (letters - end < 2 && latin(from(letters)) != 0) ++letters;
        const bool marked = letters - end == 1 && std::string_view("EFAPefap").find(text_[end]) != std::string_view::npos;
        const bool alone = latin(from(end)) == 0 || marked;
        if (plain - at == 4 && alone && value >= 1900 && value <= 2150) {
            push(piece::year, at, plain - at);
            text_token& t = tokens.back();
            t.when = fiscal ? period::fiscal_year(value) : period::year(value);
            if (fiscal && from(plain).starts_with('-') && digit(plain + 1) && digit(plain + 2) && !digit(plain + 3)) {
                if (const auto whole = period::try_parse("FY" + std::string(of({at, plain + 3 - at}))); whole) {
                    t.when = *whole;
                    t.where.length = plain + 3 - at;
                    return plain + 3;
                }
            }
            return marked ? letters : plain;
        }
        if (plain - at == 2 && latin(from(end)) == 0 && (fiscal || after_dash)) {
            const int year = fiscal ? 2000 + value : [&] {
                const int first = tokens[tokens.size() - 2].when.calendar_year();
                return first - first % 100 + value;
            }();
            const int first = fiscal ? 0 : tokens[tokens.size() - 2].when.calendar_year();
            if (fiscal || year > first + 1) {
                push(piece::year, at, plain - at);
                tokens.back().when = fiscal ? period::fiscal_year(year) : period::year(year);
                return plain;
            }
            if (year == first + 1) {
                // 2024-25 is a fiscal year, or two years.
                text_token& begin = tokens[tokens.size() - 2];
                const std::string given(of({begin.where.offset, plain - begin.where.offset}));
                begin.kind = piece::unreadable;
                begin.where.length = plain - begin.where.offset;
                begin.figure = errors.size();
                errors.push_back(period::try_parse(given).error());
                tokens.pop_back();
                return plain;
            }
        }
    }
    push(piece::word, at, end - at);
    return end;
}

/// A cue, or a word that is none.
inline std::size_t text_scanner::scan_word(std::size_t at) {
    const auto found = cues_.find(text_, at, true);
    const std::size_t letters = letter(from(at));
    if (found.bytes != 0) {
        const auto meaning = static_cast<cue>(found.meaning);
        // A word is not cut where a phrase without a letter at its end stops inside.
        push(piece::words, at, found.bytes, meaning);
        if (meaning == cue::said_by) {
            if (const text_span name = name_after(at + found.bytes); name.length != 0) {
                push(piece::name, name.offset, name.length);
                return at + found.bytes; // the name's own words may be cues: market
            }
        } else if (meaning == cue::says) {
            if (const text_span name = name_before(at); name.length != 0) push(piece::name, name.offset, name.length);
        }
        return at + found.bytes;
    }
    if (letters == 0) return 0;
    // l'anno, d'ici, dell'intelligenza: the article is a word of its own.
    if (latin(from(at)) != 0) {
        std::size_t mark = at;
        while (mark < at + 6 && latin(from(mark)) != 0) mark += latin(from(mark));
        const std::size_t bytes = from(mark).starts_with('\'') ? 1 : from(mark).starts_with("\u2019") ? 3 : 0;
        if (mark < at + 6 && bytes != 0 && latin(from(mark + bytes)) != 0) {
            push(piece::word, at, mark + bytes - at);
            return mark + bytes;
        }
    }
    const std::size_t end = latin(from(at)) != 0 ? std::max(word_end(at), at + letters) : at + letters;
    push(piece::word, at, end - at);
    return end;
}

inline std::size_t text_scanner::scan_mark(std::size_t at) {
    const std::string_view rest = from(at);
    const char c = rest[0];
    for (const std::string_view stop : {"\u3002", "\uFF01", "\uFF1F", "\uFF1B", "\uFF0E"})
        if (rest.starts_with(stop)) {
            push(piece::stop, at, stop.size());
            return at + stop.size();
        }
    for (const std::string_view comma : {"\uFF0C", "\u3001", "\u00B7", "\u30FB"})
        if (rest.starts_with(comma)) {
            push(piece::comma, at, comma.size());
            return at + comma.size();
        }
    for (const std::string_view open : {"\uFF08", "\uFF1A", "\u201C", "\u300C", "\uFF09", "\u201D", "\u300D", "\u300A", "\u300B"})
        if (rest.starts_with(open)) {
            push(piece::open, at, open.size());
            return at + open.size();
        }
    std::size_t n = dash(rest);
    if (rest.starts_with('~')) n = 1;
    if (rest.starts_with("\uFF5E") || rest.starts_with("\u301C") || rest.starts_with("\uFF0D")) n = 3;
    if (n != 0) {
        push(piece::dash, at, n);
        return at + n;
    }
    if (c == '\n' || c == '!' || c == '?' || c == ';' || (c == '.' && ends_sentence(at))) {
        push(piece::stop, at, 1);
    } else if (c == ',' || c == '|' || c == '/') {
        push(piece::comma, at, 1);
    } else if (c == '(' || c == ')' || c == ':' || c == '"' || c == '[' || c == ']' || c == '=') {
        push(piece::open, at, 1);
    } else if (static_cast<unsigned char>(c) >= 0xC0) {
        n = 1; // a character that means nothing here, with its continuation bytes
        while (n < 4 && at + n < text_.size() && (static_cast<unsigned char>(text_[at + n]) & 0xC0U) == 0x80U) ++n;
        return at + n;
    }
    return at + 1;
}

inline void text_scanner::scan() {
    tokens.reserve(text_.size() / 6 + 8);
    for (std::size_t at = 0; at < text_.size();) {
        if (const std::size_t n = space(from(at)); n != 0) {
            at += n;
            continue;
        }
        std::size_t end = scan_figure(at);
        if (end == 0 && (text_[at] == 'x' || text_[at] == 'X' || text_[at] == '$' || prefixes_.find(text_, at, true).meaning == money))
            end = scan_placeholder(at);
        if (end == 0 && digit(at)) end = scan_number(at);
        if (end == 0) end = scan_word(at);
        if (end == 0) end = scan_mark(at);
        at = std::max(end, at + 1);
    }
    push(piece::stop, text_.size(), 0);
}

/// A name is words with capitals of which one is no common word.
inline bool text_scanner::is_name(text_span s) const {
    if (s.length < 2 || s.length > 80) return false;
    const std::string lowered = small(of(s));
    const std::size_t last = lowered.find_last_of(' ');
    if (last == std::string::npos)
        for (const std::string_view each : sentences_.not_names)
            if (lowered == small(each)) return false;
    return std::none_of(sentences_.cues.begin(), sentences_.cues.end(), [&](const cue_word& each) {
        const bool common = each.meaning == cue::dated || each.meaning == cue::market || each.meaning == cue::titled;
        return common && last == std::string::npos && lowered == small(each.text);
    });
}

/// The publisher after "according to" or "a report by": its capitals, after at most eight small words.
inline text_span text_scanner::name_after(std::size_t at) const {
    std::size_t here = skip(at);
    for (int words = 0; words < 9; ++words) {
        const bool quoted = from(here).starts_with('"') || from(here).starts_with('(');
        if (quoted) here += 1;
        if (east_asian(from(here)) != 0) { // up to the word that names what was published
            std::size_t end = here;
            while (end < here + 60 && (letter(from(end)) != 0 || digit(end)) &&
                   cues_.find(text_, end, true).meaning != static_cast<int>(cue::link) &&
                   cues_.find(text_, end, true).meaning != static_cast<int>(cue::says) &&
                   cues_.find(text_, end, true).meaning != static_cast<int>(cue::titled))
                end += std::max<std::size_t>(letter(from(end)), 1);
            return end - here >= 6 && end - here <= 80 ? text_span{here, end - here} : text_span{};
        }
        if (capital(here) || (digit(here) && latin(from(word_end(here) - 1)) != 0)) {
            std::size_t end = here, good = here;
            for (int parts = 0; parts < 9; ++parts) {
                const std::size_t word = end == here ? here : skip(end, 1);
                std::size_t next = word_end(word);
                if (word != here && from(word).starts_with("& ")) next = word + 1;
                if (next == word) break;
                const bool small_link = !capital(word) && word != here &&
                                        std::any_of(sentences_.name_links.begin(), sentences_.name_links.end(), [&](std::string_view each) {
                                            return each == of({word, next - word});
                                        });
                if (!capital(word) && !digit(word) && !small_link) break;
                std::string_view name = of({word, next - word});
                if (name.ends_with("'s")) {
                    return is_name({here, next - 2 - here}) ? text_span{here, next - 2 - here} : text_span{};
                }
                if (name.ends_with("\u2019s")) return is_name({here, next - 4 - here}) ? text_span{here, next - 4 - here} : text_span{};
                end = next;
                if (!small_link) good = next;
                if (from(end).starts_with(", Inc") || from(end).starts_with(", LLC")) {
                    good = end = end + 5;
                    break;
                }
                if (from(end).starts_with(".com")) good = end = end + 4;
                if (space(from(end)) == 0) break;
            }
            const text_span name{here, good - here};
            if (is_name(name)) return name;
            end = good;
            here = skip(end);
            if (here == end) return {};
            continue;
        }
        const std::size_t next = word_end(here);
        if (next == here || digit(here)) return {};
        here = skip(next);
        if (here == next) {
            if (!from(next).starts_with("'") && !from(next).starts_with("\u2019")) return {};
            here = next + (text_[next] == '\'' ? 1U : 3U);
        }
    }
    return {};
}

/// The publisher before "estimates that".
inline text_span text_scanner::name_before(std::size_t at) const {
    std::size_t end = at;
    while (end > 0 && (text_[end - 1] == ' ')) --end;
    std::size_t start = end;
    std::size_t good = end;
    if (end == at && end >= 3 && east_asian(from(end - 3)) != 0) return {};
    for (int parts = 0; parts < 7 && start > 0; ++parts) {
        std::size_t word = start;
        while (word > 0 && start - word < 40 && text_[word - 1] != ' ' && text_[word - 1] != '\n' && text_[word - 1] != '(' &&
               text_[word - 1] != '"' && (text_[word - 1] != '.' || parts == 0) && text_[word - 1] != ',' && text_[word - 1] != ';' &&
               !(static_cast<unsigned char>(text_[word - 1]) >= 0x80 && east_asian(from(word >= 3 ? word - 3 : 0)) != 0))
            --word;
        if (word == start) break;
        const std::string_view given = of({word, start - word});
        const bool link =
            std::any_of(sentences_.name_links.begin(), sentences_.name_links.end(), [&](std::string_view each) { return each == given; });
        if (!capital(word) && !(link && parts != 0)) break;
        if (given.find('.') != std::string_view::npos && given.back() != '.' && given.find(".com") == std::string_view::npos) break;
        if (!link) good = word;
        start = word;
        if (start == 0 || text_[start - 1] != ' ') break;
        --start;
    }
    if (good == end) return {};
    const text_span name{good, end - good};
    return is_name(name) && from(good)[0] != ' ' ? name : text_span{};
}

} // namespace detail
} // namespace v0
} // namespace cagr
