// The Italian words of printed figures. A bilione is 10^12; for a trilione dictionaries have 10^18 and newspapers 10^12.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word italian_scales[] = {{"K", 3},
                                                {"mila", 3},
                                                {"migliaia", 3},
                                                {.text = "M", .exponent = 6, .capitals = true},
                                                {"mln", 6},
                                                {"mln.", 6},
                                                {"mio", 6},
                                                {"mio.", 6},
                                                {"milione", 6},
                                                {"milioni", 6},
                                                {.text = "B", .exponent = 9, .capitals = true},
                                                {"mld", 9},
                                                {"mld.", 9},
                                                {"mrd", 9},
                                                {"mrd.", 9},
                                                {"miliardo", 9},
                                                {"miliardi", 9},
                                                {"mila miliardi", 12},
                                                {"bilione", 12},
                                                {"bilioni", 12},
                                                {.text = "trilione", .exponent = 18, .other = 12},
                                                {.text = "trilioni", .exponent = 18, .other = 12}};

inline constexpr std::string_view italian_percent[] = {"%", "per cento", "percento", "p.c.", "pct"};

inline constexpr std::string_view italian_basis_points[] = {"bp", "bps", "pb", "punto base", "punti base"};

inline constexpr std::string_view italian_multiple[] = {"x", "×", "volte", "volta"};

inline constexpr std::string_view italian_exact[] = {"esattamente"};

inline constexpr std::string_view italian_about[] = {"circa",
                                                     "circa il",
                                                     "circa i",
                                                     "intorno a",
                                                     "intorno al",
                                                     "intorno ai",
                                                     "attorno a",
                                                     "attorno al",
                                                     "attorno ai",
                                                     "quasi",
                                                     "quasi il",
                                                     "pressappoco",
                                                     "approssimativamente",
                                                     "all'incirca",
                                                     "vicino a",
                                                     "vicino al",
                                                     "prossimo a",
                                                     "prossimo al",
                                                     "poco meno di",
                                                     "poco meno del",
                                                     "poco più di",
                                                     "poco più del",
                                                     "appena sotto",
                                                     "appena sotto il",
                                                     "ca.",
                                                     "ca",
                                                     "~",
                                                     "≈"};

inline constexpr std::string_view italian_at_least[] = {
    "superare",        "superare i",   "supererà",    "supererà i",  "superando",    "superando i",
    "oltre",           "oltre il",     "oltre i",     "più di",      "più del",      "più dei",
    "piu di",          "piu del",      "almeno",      "almeno il",   "non meno di",  "non meno del",
    "superiore a",     "superiore al", "superiori a", "maggiore di", "maggiore del", "al di sopra di",
    "al di sopra del", "sopra",        "sopra il",    ">",           ">=",           "≥"};

inline constexpr std::string_view italian_at_most[] = {"fino a",        "fino al",     "fino ai",   "sotto",        "sotto il",
                                                       "sotto i",       "meno di",     "meno del",  "meno dei",     "al massimo",
                                                       "al massimo il", "non più di",  "non oltre", "non oltre il", "inferiore a",
                                                       "inferiore al",  "inferiori a", "<",         "<=",           "≤"};

inline constexpr std::string_view italian_about_after[] = {"circa"};

inline constexpr std::string_view italian_at_least_after[] = {"o più", "e oltre", "e più", "o oltre", "+"};

inline constexpr std::string_view italian_at_most_after[] = {"o meno"};

inline constexpr range_words italian_ranges[] = {{"tra", "e"},
                                                 {"fra", "e"},
                                                 {"tra il", "e il"},
                                                 {"fra il", "e il"},
                                                 {"tra i", "e i"},
                                                 {"fra i", "e i"},
                                                 {"tra il", "e l'"},
                                                 {"tra il", "e l’"},
                                                 {"fra il", "e l'"},
                                                 {"fra il", "e l’"},
                                                 {"compreso tra il", "e l'"},
                                                 {"compreso tra il", "e l’"},
                                                 {"compreso fra il", "e l'"},
                                                 {"compreso fra il", "e l’"},
                                                 {"tra l'", "e il"},
                                                 {"fra l'", "e il"},
                                                 {"tra l’", "e il"},
                                                 {"fra l’", "e il"},
                                                 {"da", "a"},
                                                 {"dal", "al"},
                                                 {"dai", "ai"},
                                                 {"", "a"},
                                                 {"compreso tra", "e"},
                                                 {"compreso fra", "e"},
                                                 {"compreso tra il", "e il"},
                                                 {"compreso fra il", "e il"},
                                                 {"tra il", "e"},
                                                 {"fra il", "e"}};

inline constexpr currency_word italian_currencies[] = {{"dollaro", "USD"},
                                                       {"dollari", "USD"},
                                                       {"dollaro USA", "USD"},
                                                       {"dollari USA", "USD"},
                                                       {"dollari statunitensi", "USD"},
                                                       {"dollari americani", "USD"},
                                                       {"dollari US", "USD"},
                                                       {"euro", "EUR"},
                                                       {"yen", "JPY"},
                                                       {"yen giapponesi", "JPY"},
                                                       {"yuan", "CNY"},
                                                       {"renminbi", "CNY"},
                                                       {"yuan cinesi", "CNY"},
                                                       {"sterline", "GBP"},
                                                       {"sterlina", "GBP"},
                                                       {"sterline inglesi", "GBP"},
                                                       {"sterline britanniche", "GBP"},
                                                       {"franchi svizzeri", "CHF"},
                                                       {"rupie", "INR"},
                                                       {"rupie indiane", "INR"},
                                                       {"won", "KRW"},
                                                       {"real brasiliani", "BRL"},
                                                       {"reais", "BRL"},
                                                       {"dollari canadesi", "CAD"},
                                                       {"dollari australiani", "AUD"}};

inline constexpr unit_word italian_units[] = {{"t", "tonnes"}, {"kt", "kilotonnes"}, {"Mt", "megatonnes"}};

inline constexpr std::string_view italian_links[] = {"di", "d'", "d’"};

inline constexpr std::string_view italian_unread_numbers[] = {"cento", "centinaia", "quadrilione", "quadrilioni"};

inline constexpr word_table italian_words{
    .name = "Italian",
    .scales = italian_scales,
    .percent = italian_percent,
    .basis_points = italian_basis_points,
    .multiple = italian_multiple,
    .exact = italian_exact,
    .about = italian_about,
    .at_least = italian_at_least,
    .at_most = italian_at_most,
    .about_after = italian_about_after,
    .at_least_after = italian_at_least_after,
    .at_most_after = italian_at_most_after,
    .ranges = italian_ranges,
    .currencies = italian_currencies,
    .units = italian_units,
    .unread_numbers = italian_unread_numbers,
    .links = italian_links,
};

} // namespace detail
} // namespace v0
} // namespace cagr
