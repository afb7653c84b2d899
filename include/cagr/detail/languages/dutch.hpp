// The Dutch words of printed figures. A miljard is 10^9, a biljoen 10^12.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word dutch_scales[] = {{"K", 3},
                                              {"duizend", 3},
                                              {"dzd.", 3},
                                              {.text = "M", .exponent = 6, .capitals = true},
                                              {"mln", 6},
                                              {"mln.", 6},
                                              {"mio", 6},
                                              {"mio.", 6},
                                              {"miljoen", 6},
                                              {"miljoenen", 6},
                                              {.text = "B", .exponent = 9, .capitals = true},
                                              {"mld", 9},
                                              {"mld.", 9},
                                              {"mrd", 9},
                                              {"mrd.", 9},
                                              {"md.", 9},
                                              {"miljard", 9},
                                              {"miljarden", 9},
                                              {"biljoen", 12},
                                              {"biljoenen", 12},
                                              {"biljard", 15},
                                              {"biljarden", 15},
                                              {"triljoen", 18},
                                              {"triljoenen", 18}};

inline constexpr std::string_view dutch_percent[] = {"%", "procent", "pct", "pct."};

inline constexpr std::string_view dutch_basis_points[] = {"bp", "bps", "basispunt", "basispunten"};

inline constexpr std::string_view dutch_multiple[] = {"x", "×", "keer", "maal", "-voudig", "voudig", "-voud", "voud"};

inline constexpr std::string_view dutch_exact[] = {"exact", "precies"};

inline constexpr std::string_view dutch_about[] = {
    "ongeveer", "circa",     "ca.",       "ca",        "bijna",           "rond",          "rond de",  "rond het",
    "ruwweg",   "zowat",     "zo’n",      "zo'n",      "om en nabij",     "krap",          "nagenoeg", "vrijwel",
    "tegen de", "dicht bij", "net onder", "net boven", "iets minder dan", "iets meer dan", "~",        "≈"};

inline constexpr std::string_view dutch_at_least[] = {"meer dan", "ruim",     "minstens",        "ten minste", "tenminste",  "minimaal",
                                                      "boven",    "boven de", "niet minder dan", "hoger dan",  "groter dan", ">",
                                                      ">=",       "≥"};

inline constexpr std::string_view dutch_at_most[] = {
    "tot",         "tot wel",       "onder",     "onder de",    "minder dan", "maximaal", "hoogstens",
    "ten hoogste", "niet meer dan", "lager dan", "kleiner dan", "<",          "<=",       "≤"};

inline constexpr std::string_view dutch_about_after[] = {"ongeveer"};

inline constexpr std::string_view dutch_at_least_after[] = {"of meer", "en meer", "+"};

inline constexpr std::string_view dutch_at_most_after[] = {"of minder"};

inline constexpr range_words dutch_ranges[] = {
    {"tussen", "en"}, {"tussen de", "en de"}, {"tussen de", "en"}, {"van", "tot"}, {"", "tot"}, {"", "à"}, {"", "a"}};

inline constexpr currency_word dutch_currencies[] = {{"dollar", "USD"},
                                                     {"dollars", "USD"},
                                                     {"Amerikaanse dollar", "USD"},
                                                     {"Amerikaanse dollars", "USD"},
                                                     {"US-dollar", "USD"},
                                                     {"US dollar", "USD"},
                                                     {"euro", "EUR"},
                                                     {"euro's", "EUR"},
                                                     {"euro’s", "EUR"},
                                                     {"yen", "JPY"},
                                                     {"Japanse yen", "JPY"},
                                                     {"yuan", "CNY"},
                                                     {"renminbi", "CNY"},
                                                     {"Chinese yuan", "CNY"},
                                                     {"pond sterling", "GBP"},
                                                     {"Britse pond", "GBP"},
                                                     {"Britse ponden", "GBP"},
                                                     {"Zwitserse frank", "CHF"},
                                                     {"roepie", "INR"},
                                                     {"roepies", "INR"},
                                                     {"Indiase roepie", "INR"},
                                                     {"Indiase roepies", "INR"},
                                                     {"won", "KRW"},
                                                     {"Canadese dollar", "CAD"},
                                                     {"Australische dollar", "AUD"}};

inline constexpr unit_word dutch_units[] = {{"t", "tonnes"}, {"kt", "kilotonnes"}, {"Mt", "megatonnes"}};

inline constexpr std::string_view dutch_unread_numbers[] = {"honderd", "honderden", "md", "quadriljoen"};

inline constexpr word_table dutch_words{
    .name = "Dutch",
    .scales = dutch_scales,
    .percent = dutch_percent,
    .basis_points = dutch_basis_points,
    .multiple = dutch_multiple,
    .exact = dutch_exact,
    .about = dutch_about,
    .at_least = dutch_at_least,
    .at_most = dutch_at_most,
    .about_after = dutch_about_after,
    .at_least_after = dutch_at_least_after,
    .at_most_after = dutch_at_most_after,
    .ranges = dutch_ranges,
    .currencies = dutch_currencies,
    .units = dutch_units,
    .unread_numbers = dutch_unread_numbers,
};

} // namespace detail
} // namespace v0
} // namespace cagr
