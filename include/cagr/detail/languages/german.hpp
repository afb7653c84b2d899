// The German words of printed figures. Million, Milliarde, Billion, Billiarde, Trillion: a thousand of one is the next.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word german_scales[] = {{"K", 3},
                                               {"Tausend", 3},
                                               {"Tsd", 3},
                                               {"Tsd.", 3},
                                               {.text = "M", .exponent = 6, .capitals = true},
                                               {"Mio", 6},
                                               {"Mio.", 6},
                                               {"Mill.", 6},
                                               {"Million", 6},
                                               {"Millionen", 6},
                                               {.text = "B", .exponent = 9, .capitals = true},
                                               {"Mrd", 9},
                                               {"Mrd.", 9},
                                               {"Md.", 9},
                                               {"Mia", 9},
                                               {"Mia.", 9},
                                               {"Milliarde", 9},
                                               {"Milliarden", 9},
                                               {"Bio.", 12},
                                               {"Bill.", 12},
                                               {.text = "Billion", .exponent = 12, .capitals = true}, // billion is English, 10^9
                                               {"Billionen", 12},
                                               {"Billiarde", 15},
                                               {"Billiarden", 15},
                                               {.text = "Trillion", .exponent = 18, .capitals = true},
                                               {"Trillionen", 18}};

inline constexpr std::string_view german_percent[] = {"%", "Prozent", "v.H.", "vH", "pct"};

inline constexpr std::string_view german_basis_points[] = {"bp", "bps", "Bp.", "Basispunkt", "Basispunkte", "Basispunkten"};

inline constexpr std::string_view german_multiple[] = {"x", "×", "-fach", "fach", "-fache", "fache", "-faches", "faches", "-mal", "mal"};

inline constexpr std::string_view german_exact[] = {"exakt", "genau"};

inline constexpr std::string_view german_about[] = {
    "rund",      "etwa", "ungefähr", "ca.",    "ca",     "circa",   "zirka",           "knapp", "fast",    "nahezu", "beinahe",
    "annähernd", "gut",  "um",       "um die", "an die", "in etwa", "schätzungsweise", "nahe",  "nahe an", "~",      "≈"};

inline constexpr std::string_view german_at_least[] = {
    "über",      "ueber",        "mehr als", "mindestens", "wenigstens", "nicht weniger als", "oberhalb von", "größer als",
    "höher als", "jenseits von", ">",        ">=",         "≥"};

inline constexpr std::string_view german_at_most[] = {
    "bis zu", "bis", "unter", "weniger als", "höchstens", "maximal", "nicht mehr als", "unterhalb von", "kleiner als", "<", "<=", "≤"};

inline constexpr std::string_view german_at_least_after[] = {"oder mehr", "und mehr", "+"};

inline constexpr std::string_view german_at_most_after[] = {"oder weniger"};

inline constexpr range_words german_ranges[] = {{"zwischen", "und"}, {"von", "bis"}, {"", "bis"}, {"", "bis zu"}};

inline constexpr currency_word german_currencies[] = {{"Dollar", "USD"},
                                                      {"US-Dollar", "USD"},
                                                      {"US Dollar", "USD"},
                                                      {"USDollar", "USD"},
                                                      {"Dollars", "USD"},
                                                      {"amerikanische Dollar", "USD"},
                                                      {"Euro", "EUR"},
                                                      {"Euros", "EUR"},
                                                      {"Yen", "JPY"},
                                                      {"japanische Yen", "JPY"},
                                                      {"Yuan", "CNY"},
                                                      {"Renminbi", "CNY"},
                                                      {"chinesische Yuan", "CNY"},
                                                      {"Pfund Sterling", "GBP"},
                                                      {"britische Pfund", "GBP"},
                                                      {"Franken", "CHF"},
                                                      {"Schweizer Franken", "CHF"},
                                                      {"Fr.", "CHF"},
                                                      {"Rupien", "INR"},
                                                      {"indische Rupien", "INR"},
                                                      {"Won", "KRW"},
                                                      {"kanadische Dollar", "CAD"},
                                                      {"australische Dollar", "AUD"},
                                                      {"Hongkong-Dollar", "HKD"}};

inline constexpr unit_word german_units[] = {{"t", "tonnes"}, {"kt", "kilotonnes"}, {"Mt", "megatonnes"}};

inline constexpr std::string_view german_unread_numbers[] = {"billion", "trillion", "hundert",     "Hunderte",     "Dutzend",
                                                             "Bio",     "Bill",     "Quadrillion", "Quadrillionen"};

inline constexpr word_table german_words{
    .name = "German",
    .scales = german_scales,
    .percent = german_percent,
    .basis_points = german_basis_points,
    .multiple = german_multiple,
    .exact = german_exact,
    .about = german_about,
    .at_least = german_at_least,
    .at_most = german_at_most,
    .at_least_after = german_at_least_after,
    .at_most_after = german_at_most_after,
    .ranges = german_ranges,
    .currencies = german_currencies,
    .units = german_units,
    .unread_numbers = german_unread_numbers,
};

} // namespace detail
} // namespace v0
} // namespace cagr
