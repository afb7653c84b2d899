// The English words of printed figures, international and Indian.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word english_scales[] = {
    {"K", 3, false, true},
    {"thousand", 3},
    {"thousands", 3},
    {"M", 6, false, true},
    {"MM", 6, false, true},
    {"mn", 6, false, true},
    {"mln", 6, false, true},
    {"million", 6, false, true},
    {"millions", 6, false, true},
    {"B", 9, false, true},
    {"bn", 9},
    {"bln", 9},
    {"billion", 9},
    {"billions", 9},
    {"T", 12, false, true},
    {"tn", 12},
    {"trn", 12},
    {"trillion", 12},
    {"trillions", 12},
    {"lakh", 5, true, false},
    {"lakhs", 5, true, false},
    {"crore", 7, true, false},
    {"crores", 7, true, false},
    {"cr", 7, true, false},
    {"lakh crore", 12, true, false},
    {"lakh crores", 12, true, false},
};

inline constexpr std::string_view english_percent[] = {"%", "percent", "per cent", "pct", "p.c."};

inline constexpr std::string_view english_basis_points[] = {"bp", "bps", "basis point", "basis points"};

inline constexpr std::string_view english_multiple[] = {"x", "×", "-fold", "\u2011fold", "fold", "times"};

inline constexpr std::string_view english_exact[] = {"exactly", "exact"};

inline constexpr std::string_view english_about[] = {
    "about",  "around",   "approximately", "approx.",      "approx",     "roughly",    "nearly",
    "almost", "close to", "just under",    "just over",    "just above", "just below", "some",
    "circa",  "c.",       "ca.",           "an estimated", "estimated",  "~",          "≈",
};

inline constexpr std::string_view english_at_least[] = {
    "over",          "more than",    "at least", "above",      "in excess of", "exceeding",  "upwards of", "no less than",
    "not less than", "greater than", "surpass",  "to surpass", "will surpass", "surpassing", "exceed",     "to exceed",
    "will exceed",   "cross",        "to cross", "to top",     "will top",     ">",          ">=",         "≥",
};

inline constexpr std::string_view english_at_most[] = {
    "up to", "under", "less than", "at most", "below", "no more than", "not more than", "fewer than", "<", "<=", "≤",
};

inline constexpr std::string_view english_about_after[] = {"approximately", "approx.", "approx", "or so"};

inline constexpr std::string_view english_at_least_after[] = {"or more", "and more", "plus", "+"};

inline constexpr std::string_view english_at_most_after[] = {"or less", "or fewer"};

inline constexpr range_words english_ranges[] = {{"between", "and"}, {"between", "-"}, {"between", "–"}, {"from", "to"},
                                                 {"from", "-"},      {"from", "–"},    {"", "to"}};

inline constexpr currency_word english_currencies[] = {
    {"dollar", "USD"},
    {"dollars", "USD"},
    {"US dollar", "USD"},
    {"US dollars", "USD"},
    {"U.S. dollar", "USD"},
    {"U.S. dollars", "USD"},
    {"euro", "EUR"},
    {"euros", "EUR"},
    {"yen", "JPY"},
    {"Japanese yen", "JPY"},
    {"yuan", "CNY"},
    {"renminbi", "CNY"},
    {"Chinese yuan", "CNY"},
    {"rupee", "INR"},
    {"rupees", "INR"},
    {"Indian rupees", "INR"},
    {"won", "KRW"},
    {"pounds sterling", "GBP"},
    {"British pounds", "GBP"},
    {"Swiss francs", "CHF"},
    {"Canadian dollars", "CAD"},
    {"Australian dollars", "AUD"},
    {"Singapore dollars", "SGD"},
    {"Hong Kong dollars", "HKD"},
};

inline constexpr std::string_view english_unread_numbers[] = {"hundred",     "hundreds",     "dozen",       "dozens",      "gazillion",
                                                              "quadrillion", "quadrillions", "quintillion", "quintillions"};

inline constexpr word_table english_words{
    .name = "English",
    .scales = english_scales,
    .percent = english_percent,
    .basis_points = english_basis_points,
    .multiple = english_multiple,
    .exact = english_exact,
    .about = english_about,
    .at_least = english_at_least,
    .at_most = english_at_most,
    .about_after = english_about_after,
    .at_least_after = english_at_least_after,
    .at_most_after = english_at_most_after,
    .ranges = english_ranges,
    .currencies = english_currencies,
    .unread_numbers = english_unread_numbers,
};

} // namespace detail
} // namespace v0
} // namespace cagr
