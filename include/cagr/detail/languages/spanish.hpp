// The Spanish words of printed figures. Mil millones are 10^9, a billón is 10^12.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word spanish_scales[] = {{"K", 3},
                                                {"mil", 3},
                                                {"miles", 3},
                                                {.text = "M", .exponent = 6, .capitals = true},
                                                {.text = "MM", .exponent = 6, .capitals = true},
                                                {"mill.", 6},
                                                {"mio", 6},
                                                {"mio.", 6},
                                                {"millón", 6},
                                                {"millon", 6},
                                                {"millones", 6},
                                                {.text = "B", .exponent = 9, .capitals = true},
                                                {"mil millones", 9},
                                                {"mil mill.", 9},
                                                {"millardo", 9},
                                                {"millardos", 9},
                                                {"billón", 12},
                                                {"billon", 12},
                                                {"billones", 12},
                                                {"trillón", 18},
                                                {"trillon", 18},
                                                {"trillones", 18}};

inline constexpr std::string_view spanish_percent[] = {"%", "por ciento", "por cien", "por 100", "pct"};

inline constexpr std::string_view spanish_basis_points[] = {
    "bp", "bps", "pb", "pbs", "punto básico", "puntos básicos", "puntos basicos", "puntos base"};

inline constexpr std::string_view spanish_multiple[] = {"x", "×", "veces", "vez"};

inline constexpr std::string_view spanish_exact[] = {"exactamente"};

inline constexpr std::string_view spanish_about[] = {
    "cerca de",   "alrededor de",  "alrededor del", "aproximadamente", "casi",         "casi un",    "casi el",   "unos",       "unas",
    "en torno a", "en torno al",   "aprox.",        "aprox",           "próximo a",    "próximo al", "cercano a", "cercana al", "cercana a",
    "cercano al", "poco menos de", "poco más de",   "poco menos del",  "poco más del", "cerca del",  "~",         "≈"};

inline constexpr std::string_view spanish_at_least[] = {"más de",
                                                        "más del",
                                                        "mas de",
                                                        "mas del",
                                                        "más de un",
                                                        "por encima de",
                                                        "por encima del",
                                                        "al menos",
                                                        "al menos un",
                                                        "como mínimo",
                                                        "superior a",
                                                        "superior al",
                                                        "superiores a",
                                                        "mayor que",
                                                        "mayor de",
                                                        "no menos de",
                                                        "no menos del",
                                                        "por lo menos",
                                                        ">",
                                                        ">=",
                                                        "≥"};

inline constexpr std::string_view spanish_at_most[] = {
    "hasta",       "hasta un",  "hasta el",   "menos de",    "menos del",    "por debajo de", "por debajo del",
    "como máximo", "a lo sumo", "inferior a", "inferior al", "inferiores a", "no más de",     "no más del",
    "<",           "<=",        "≤"};

inline constexpr std::string_view spanish_about_after[] = {"aproximadamente"};

inline constexpr std::string_view spanish_at_least_after[] = {"o más", "o mas", "y más", "+"};

inline constexpr std::string_view spanish_at_most_after[] = {"o menos"};

inline constexpr range_words spanish_ranges[] = {
    {"entre", "y"}, {"entre el", "y el"}, {"entre los", "y los"}, {"de", "a"},       {"del", "al"},
    {"", "a"},      {"desde", "hasta"},   {"entre un", "y un"},   {"entre el", "y"}, {"de un", "a un"}};

inline constexpr currency_word spanish_currencies[] = {{"dólar", "USD"},
                                                       {"dólares", "USD"},
                                                       {"dolares", "USD"},
                                                       {"dólares estadounidenses", "USD"},
                                                       {"dólares americanos", "USD"},
                                                       {"dólares de EE. UU.", "USD"},
                                                       {"dólares de EE.UU.", "USD"},
                                                       {"dólares de Estados Unidos", "USD"},
                                                       {"dólares EE.UU.", "USD"},
                                                       {"euro", "EUR"},
                                                       {"euros", "EUR"},
                                                       {"yen", "JPY"},
                                                       {"yenes", "JPY"},
                                                       {"yuan", "CNY"},
                                                       {"yuanes", "CNY"},
                                                       {"renminbi", "CNY"},
                                                       {"libras esterlinas", "GBP"},
                                                       {"libra esterlina", "GBP"},
                                                       {"francos suizos", "CHF"},
                                                       {"rupias", "INR"},
                                                       {"rupias indias", "INR"},
                                                       {"wones", "KRW"},
                                                       {"pesos mexicanos", "MXN"},
                                                       {"pesos argentinos", "ARS"},
                                                       {"pesos chilenos", "CLP"},
                                                       {"pesos colombianos", "COP"},
                                                       {"soles", "PEN"},
                                                       {"reales brasileños", "BRL"},
                                                       {"reales", "BRL"},
                                                       {"dólares canadienses", "CAD"},
                                                       {"dólares australianos", "AUD"}};

inline constexpr unit_word spanish_units[] = {{"t", "tonnes"}, {"kt", "kilotonnes"}, {"Mt", "megatonnes"}};

inline constexpr std::string_view spanish_links[] = {"de"};

inline constexpr std::string_view spanish_unread_numbers[] = {"cien", "cientos", "centenares", "mdd",         "mmdd",
                                                              "mdp",  "mmdp",    "cuatrillón", "cuatrillones"};

inline constexpr word_table spanish_words{
    .name = "Spanish",
    .scales = spanish_scales,
    .percent = spanish_percent,
    .basis_points = spanish_basis_points,
    .multiple = spanish_multiple,
    .exact = spanish_exact,
    .about = spanish_about,
    .at_least = spanish_at_least,
    .at_most = spanish_at_most,
    .about_after = spanish_about_after,
    .at_least_after = spanish_at_least_after,
    .at_most_after = spanish_at_most_after,
    .ranges = spanish_ranges,
    .currencies = spanish_currencies,
    .units = spanish_units,
    .unread_numbers = spanish_unread_numbers,
    .links = spanish_links,
};

} // namespace detail
} // namespace v0
} // namespace cagr
