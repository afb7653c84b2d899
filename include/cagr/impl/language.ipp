// Out-of-line definitions of cagr/language.hpp: finding a language by its tag.
#pragma once

#include <cagr/detail/languages.hpp>
#include <cagr/language.hpp>

#include <string>

namespace cagr {
inline namespace v0 {

namespace detail {

/// `known` is the tag, or its head up to a hyphen; an underscore counts as one, and case does not.
inline bool is_head_of_tag(std::string_view known, std::string_view tag) noexcept {
    if (tag.size() < known.size()) return false;
    for (std::size_t i = 0; i < known.size(); ++i) {
        const char c = tag[i] == '_' ? '-' : tag[i];
        if (figure_characters::lower(c) != figure_characters::lower(known[i])) return false;
    }
    return tag.size() == known.size() || tag[known.size()] == '-' || tag[known.size()] == '_';
}

/// Subtags of one to eight letters and digits, as BCP 47 has them.
inline bool is_language_tag(std::string_view tag) noexcept {
    std::size_t subtag = 0;
    for (const char c : tag) {
        const bool joins = c == '-' || c == '_';
        if (joins ? subtag == 0 : !figure_characters::is_ascii_letter(c) && !figure_characters::is_digit(c)) return false;
        subtag = joins ? 0 : subtag + 1;
        if (subtag > 8) return false;
    }
    return subtag != 0;
}

} // namespace detail

CAGR_INLINE language language::parse(std::string_view tag) {
    const detail::known_language* found = nullptr;
    if (detail::is_language_tag(tag))
        for (const detail::known_language& each : detail::known_languages)
            if (detail::is_head_of_tag(each.tag, tag) && (found == nullptr || found->tag.size() < each.tag.size())) found = &each;
    if (found != nullptr) return language(static_cast<std::uint8_t>(found - detail::known_languages));
    std::string known;
    for (const detail::known_language& each : detail::known_languages)
        if (each.tag.find('-') == std::string_view::npos) known.append(known.empty() ? "" : ", ").append(each.tag);
    detail::fail(errc::parse_language, "no language that is read has the tag " + detail::in_quotes(tag) + "; there are " + known, tag,
                 {0, tag.size()});
}

CAGR_INLINE std::string_view language::tag() const noexcept { return detail::known_languages[index_].tag; }

CAGR_INLINE std::string_view language::name() const noexcept { return detail::known_languages[index_].words->name; }

CAGR_INLINE notation language::marks() const noexcept {
    return detail::known_languages[index_].comma_decimals ? notation::comma : notation::point;
}

} // namespace v0
} // namespace cagr
