// The French words of printed figures. A billion is 10^12, a trillion 10^18.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word french_scales[] = {{"K", 3},
                                               {"mille", 3},
                                               {"milliers", 3},
                                               {.text = "M", .exponent = 6, .capitals = true},
                                               {"Mio", 6},
                                               {"Mio.", 6},
                                               {"million", 6},
                                               {"millions", 6},
                                               {.text = "B", .exponent = 9, .capitals = true},
                                               {"Md", 9},
                                               {"Mds", 9},
                                               {"Md.", 9},
                                               {"Mrd", 9},
                                               {"Mrds", 9},
                                               {"Mia", 9},
                                               {"milliard", 9},
                                               {"milliards", 9},
                                               {"mille milliards", 12},
                                               {"billion", 12},
                                               {"billions", 12},
                                               {"billiard", 15},
                                               {"billiards", 15},
                                               {"trillion", 18},
                                               {"trillions", 18}};

inline constexpr std::string_view french_percent[] = {"%", "pour cent", "p. cent", "p.cent", "p. 100", "p.100", "pct"};

inline constexpr std::string_view french_basis_points[] = {"bp", "bps", "pb", "pdb", "point de base", "points de base"};

inline constexpr std::string_view french_multiple[] = {"x", "×", "fois"};

inline constexpr std::string_view french_exact[] = {"exactement"};

inline constexpr std::string_view french_about[] = {"environ",
                                                    "près de",
                                                    "pres de",
                                                    "quelque",
                                                    "autour de",
                                                    "aux alentours de",
                                                    "à peu près",
                                                    "presque",
                                                    "approximativement",
                                                    "un peu moins de",
                                                    "un peu plus de",
                                                    "à peine",
                                                    "proche de",
                                                    "plus ou moins",
                                                    "env.",
                                                    "~",
                                                    "≈"};

inline constexpr std::string_view french_at_least[] = {"plus de",
                                                       "plus d'",
                                                       "plus d’",
                                                       "au moins",
                                                       "au-delà de",
                                                       "au-dessus de",
                                                       "supérieur à",
                                                       "supérieure à",
                                                       "supérieurs à",
                                                       "pas moins de",
                                                       "un minimum de",
                                                       "minimum",
                                                       ">",
                                                       ">=",
                                                       "≥"};

inline constexpr std::string_view french_at_most[] = {"jusqu'à",
                                                      "jusqu’à",
                                                      "moins de",
                                                      "moins d'",
                                                      "moins d’",
                                                      "au plus",
                                                      "au maximum",
                                                      "tout au plus",
                                                      "inférieur à",
                                                      "inférieure à",
                                                      "inférieurs à",
                                                      "pas plus de",
                                                      "sous",
                                                      "maximum",
                                                      "<",
                                                      "<=",
                                                      "≤"};

inline constexpr std::string_view french_about_after[] = {"environ"};

inline constexpr std::string_view french_at_least_after[] = {"ou plus", "et plus", "au moins", "au minimum", "+"};

inline constexpr std::string_view french_at_most_after[] = {"ou moins", "au plus", "au maximum"};

inline constexpr range_words french_ranges[] = {{"entre", "et"}, {"de", "à"}, {"", "à"}, {"compris entre", "et"}, {"comprise entre", "et"}};

inline constexpr currency_word french_currencies[] = {{"dollar", "USD"},
                                                      {"dollars", "USD"},
                                                      {"dollars US", "USD"},
                                                      {"dollars américains", "USD"},
                                                      {"dollar US", "USD"},
                                                      {"dollars des États-Unis", "USD"},
                                                      {"USD", "USD"},
                                                      {"euro", "EUR"},
                                                      {"euros", "EUR"},
                                                      {"yen", "JPY"},
                                                      {"yens", "JPY"},
                                                      {"yuan", "CNY"},
                                                      {"yuans", "CNY"},
                                                      {"renminbi", "CNY"},
                                                      {"renminbis", "CNY"},
                                                      {"livres sterling", "GBP"},
                                                      {"livre sterling", "GBP"},
                                                      {"francs suisses", "CHF"},
                                                      {"franc suisse", "CHF"},
                                                      {"roupies", "INR"},
                                                      {"roupies indiennes", "INR"},
                                                      {"wons", "KRW"},
                                                      {"dollars canadiens", "CAD"},
                                                      {"dollars australiens", "AUD"},
                                                      {"francs CFA", "XOF"}};

inline constexpr unit_word french_units[] = {{"t", "tonnes"}, {"kt", "kilotonnes"}, {"Mt", "megatonnes"}};

inline constexpr std::string_view french_links[] = {"de", "d'", "d’"};

inline constexpr std::string_view french_unread_numbers[] = {"centaines", "quadrillion", "quadrillions"};

inline constexpr word_table french_words{
    .name = "French",
    .scales = french_scales,
    .percent = french_percent,
    .basis_points = french_basis_points,
    .multiple = french_multiple,
    .exact = french_exact,
    .about = french_about,
    .at_least = french_at_least,
    .at_most = french_at_most,
    .about_after = french_about_after,
    .at_least_after = french_at_least_after,
    .at_most_after = french_at_most_after,
    .ranges = french_ranges,
    .currencies = french_currencies,
    .units = french_units,
    .unread_numbers = french_unread_numbers,
    .links = french_links,
};

} // namespace detail
} // namespace v0
} // namespace cagr
