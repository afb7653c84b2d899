// The languages that are read. A new one is a header in languages/ and its lines here.
#pragma once

#include <cagr/detail/characters.hpp>
#include <cagr/detail/languages/chinese.hpp>
#include <cagr/detail/languages/dutch.hpp>
#include <cagr/detail/languages/english.hpp>
#include <cagr/detail/languages/french.hpp>
#include <cagr/detail/languages/german.hpp>
#include <cagr/detail/languages/italian.hpp>
#include <cagr/detail/languages/japanese.hpp>
#include <cagr/detail/languages/korean.hpp>
#include <cagr/detail/languages/portuguese.hpp>
#include <cagr/detail/languages/spanish.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A language by its BCP 47 tag: its words, and whether its decimals stand after a comma.
struct known_language {
    std::string_view tag;
    const word_table* words;
    bool comma_decimals;
};

/// English first: it is the one that is read where none is named. Regions stand here where their decimals differ.
inline constexpr known_language known_languages[] = {
    {"en", &english_words, false},    {"it", &italian_words, true},      {"de", &german_words, true},      {"fr", &french_words, true},
    {"es", &spanish_words, true},     {"pt", &portuguese_words, true},   {"nl", &dutch_words, true},       {"zh", &chinese_words, false},
    {"ja", &japanese_words, false},   {"ko", &korean_words, false},      {"de-CH", &german_words, false},  {"de-LI", &german_words, false},
    {"it-CH", &italian_words, false}, {"es-419", &spanish_words, false}, {"es-MX", &spanish_words, false}, {"es-US", &spanish_words, false},
    {"es-PR", &spanish_words, false}, {"es-DO", &spanish_words, false},  {"es-GT", &spanish_words, false}, {"es-HN", &spanish_words, false},
    {"es-NI", &spanish_words, false}, {"es-PA", &spanish_words, false},  {"es-PE", &spanish_words, false}, {"es-SV", &spanish_words, false},
};

} // namespace detail
} // namespace v0
} // namespace cagr
