// The Portuguese words of printed figures, of Brazil (bilhão 10^9, trilhão 10^12) and of
// Portugal (mil milhões 10^9, bilião 10^12): where they differ, so do their spellings.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word portuguese_scales[] = {{"K", 3},
                                                   {"mil", 3},
                                                   {"milhar", 3},
                                                   {"milhares", 3},
                                                   {.text = "M", .exponent = 6, .capitals = true},
                                                   {.text = "MM", .exponent = 6, .capitals = true},
                                                   {"mi", 6},
                                                   {"mi.", 6},
                                                   {"mio", 6},
                                                   {"milhão", 6},
                                                   {"milhao", 6},
                                                   {"milhões", 6},
                                                   {"milhoes", 6},
                                                   {.text = "B", .exponent = 9, .capitals = true},
                                                   {"bi", 9},
                                                   {"bi.", 9},
                                                   {"mil milhões", 9},
                                                   {"mil milhoes", 9},
                                                   {"bilhão", 9},
                                                   {"bilhao", 9},
                                                   {"bilhões", 9},
                                                   {"bilhoes", 9},
                                                   {"mil M", 9},
                                                   {"tri", 12},
                                                   {"tri.", 12},
                                                   {"bilião", 12},
                                                   {"biliao", 12},
                                                   {"biliões", 12},
                                                   {"bilioes", 12},
                                                   {"trilhão", 12},
                                                   {"trilhao", 12},
                                                   {"trilhões", 12},
                                                   {"trilhoes", 12},
                                                   {"trilião", 18},
                                                   {"triliao", 18},
                                                   {"triliões", 18},
                                                   {"trilioes", 18}};

inline constexpr std::string_view portuguese_percent[] = {"%", "por cento", "porcento", "pct"};

inline constexpr std::string_view portuguese_basis_points[] = {"bp",         "bps",         "pb",         "p.b.",
                                                               "ponto-base", "pontos-base", "ponto base", "pontos base"};

inline constexpr std::string_view portuguese_multiple[] = {"x", "×", "vezes", "vez"};

inline constexpr std::string_view portuguese_exact[] = {"exatamente"};

inline constexpr std::string_view portuguese_about[] = {"cerca de",   "aproximadamente", "quase",          "por volta de",  "em torno de",
                                                        "à volta de", "perto de",        "próximo de",     "próximo a",     "uns",
                                                        "umas",       "aprox.",          "pouco menos de", "pouco mais de", "~",
                                                        "≈"};

inline constexpr std::string_view portuguese_at_least[] = {
    "mais de",      "mais do que", "mais que",     "acima de",     "acima dos", "pelo menos", "ao menos", "no mínimo", "superior a",
    "superiores a", "maior que",   "maior do que", "não menos de", "além de",   ">",          ">=",       "≥"};

inline constexpr std::string_view portuguese_at_most[] = {
    "até",        "ate",          "menos de",    "menos do que", "menos que", "abaixo de", "no máximo",
    "inferior a", "inferiores a", "não mais de", "não mais que", "<",         "<=",        "≤"};

inline constexpr std::string_view portuguese_about_after[] = {"aproximadamente"};

inline constexpr std::string_view portuguese_at_least_after[] = {"ou mais", "e mais", "no mínimo", "+"};

inline constexpr std::string_view portuguese_at_most_after[] = {"ou menos", "no máximo"};

inline constexpr range_words portuguese_ranges[] = {{"entre", "e"}, {"de", "a"},          {"", "a"},        {"de", "até"},
                                                    {"", "até"},    {"entre os", "e os"}, {"entre os", "e"}};

inline constexpr currency_word portuguese_currencies[] = {{"dólar", "USD"},
                                                          {"dólares", "USD"},
                                                          {"dolares", "USD"},
                                                          {"dólares americanos", "USD"},
                                                          {"dólares norte-americanos", "USD"},
                                                          {"dólares dos EUA", "USD"},
                                                          {"dólares estadunidenses", "USD"},
                                                          {"euro", "EUR"},
                                                          {"euros", "EUR"},
                                                          {"real", "BRL"},
                                                          {"reais", "BRL"},
                                                          {"iene", "JPY"},
                                                          {"ienes", "JPY"},
                                                          {"yuan", "CNY"},
                                                          {"yuans", "CNY"},
                                                          {"iuanes", "CNY"},
                                                          {"renminbi", "CNY"},
                                                          {"libras esterlinas", "GBP"},
                                                          {"libra esterlina", "GBP"},
                                                          {"francos suíços", "CHF"},
                                                          {"rúpias", "INR"},
                                                          {"rúpias indianas", "INR"},
                                                          {"rupias", "INR"},
                                                          {"wons", "KRW"},
                                                          {"dólares canadenses", "CAD"},
                                                          {"dólares canadianos", "CAD"},
                                                          {"dólares australianos", "AUD"}};

inline constexpr unit_word portuguese_units[] = {{"t", "tonnes"}, {"kt", "kilotonnes"}, {"Mt", "megatonnes"}};

inline constexpr std::string_view portuguese_links[] = {"de"};

inline constexpr std::string_view portuguese_unread_numbers[] = {"cem", "centenas", "quatrilhão", "quatrilhões"};

inline constexpr word_table portuguese_words{
    .name = "Portuguese",
    .scales = portuguese_scales,
    .percent = portuguese_percent,
    .basis_points = portuguese_basis_points,
    .multiple = portuguese_multiple,
    .exact = portuguese_exact,
    .about = portuguese_about,
    .at_least = portuguese_at_least,
    .at_most = portuguese_at_most,
    .about_after = portuguese_about_after,
    .at_least_after = portuguese_at_least_after,
    .at_most_after = portuguese_at_most_after,
    .ranges = portuguese_ranges,
    .currencies = portuguese_currencies,
    .units = portuguese_units,
    .unread_numbers = portuguese_unread_numbers,
    .links = portuguese_links,
};

} // namespace detail
} // namespace v0
} // namespace cagr
