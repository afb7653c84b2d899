// The languages whose sentences are read, by the tags of languages.hpp. A new one is a header in sentences/ and its lines here.
#pragma once

#include <cagr/detail/sentences/chinese.hpp>
#include <cagr/detail/sentences/dutch.hpp>
#include <cagr/detail/sentences/english.hpp>
#include <cagr/detail/sentences/french.hpp>
#include <cagr/detail/sentences/german.hpp>
#include <cagr/detail/sentences/italian.hpp>
#include <cagr/detail/sentences/japanese.hpp>
#include <cagr/detail/sentences/korean.hpp>
#include <cagr/detail/sentences/portuguese.hpp>
#include <cagr/detail/sentences/spanish.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

struct known_sentences {
    std::string_view tag;
    const sentence_table* words;
};

inline constexpr known_sentences all_sentences[] = {
    {"en", &english_sentences},  {"it", &italian_sentences},    {"de", &german_sentences}, {"fr", &french_sentences},
    {"es", &spanish_sentences},  {"pt", &portuguese_sentences}, {"nl", &dutch_sentences},  {"zh", &chinese_sentences},
    {"ja", &japanese_sentences}, {"ko", &korean_sentences},
};

/// The table for the tag of a known language, its regions included; English where there is none.
inline const sentence_table& sentences_of(std::string_view tag) noexcept {
    for (const known_sentences& each : all_sentences)
        if (tag.substr(0, 2) == each.tag) return *each.words;
    return english_sentences;
}

} // namespace detail
} // namespace v0
} // namespace cagr
