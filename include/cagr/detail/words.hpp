// The words of printed figures as data: the shape of a language's table, and the currencies all languages share.
#pragma once

#include <span>
#include <string_view>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A word for a power of ten. `shared` marks those that languages with comma decimals write the same way:
/// beside them `1,234` stays ambiguous.
struct scale_word {
    std::string_view text;
    int exponent;
    bool indian;
    bool shared;
};

/// The two words around a range: `between` 25% `and` 30%. The opener may be empty.
struct range_words {
    std::string_view opener;
    std::string_view joiner;
};

/// A name or sign of a currency, and its ISO 4217 code.
struct currency_word {
    std::string_view text;
    std::string_view code;
};

using word_list = std::span<const std::string_view>;

/// A language's words. All are matched without regard to ASCII case, the longest first, and a space in them
/// stands for any run of spaces.
struct word_table {
    std::span<const scale_word> scales;
    word_list percent;
    word_list basis_points;
    word_list multiple;
    word_list exact;
    word_list about;
    word_list at_least;
    word_list at_most;
    std::span<const range_words> ranges;
    std::span<const currency_word> currencies;
};

/// Signs as they are printed, wherever one currency is meant by convention: `$` alone is the US dollar, `¥` the
/// yen, `Rs` the Indian rupee. Codes in lower case are taken where they are no English words.
inline constexpr currency_word currency_signs[] = {
    {"$", "USD"},    {"US$", "USD"}, {"US $", "USD"}, {"$US", "USD"}, {"USD$", "USD"}, {"U.S.$", "USD"}, {"U.S. $", "USD"}, {"€", "EUR"},
    {"£", "GBP"},    {"UK£", "GBP"}, {"¥", "JPY"},    {"￥", "JPY"},  {"JP¥", "JPY"},  {"CN¥", "CNY"},   {"RMB", "CNY"},    {"RMB¥", "CNY"},
    {"₹", "INR"},    {"Rs", "INR"},  {"Rs.", "INR"},  {"A$", "AUD"},  {"AU$", "AUD"},  {"C$", "CAD"},    {"CA$", "CAD"},    {"HK$", "HKD"},
    {"S$", "SGD"},   {"SG$", "SGD"}, {"NZ$", "NZD"},  {"NT$", "TWD"}, {"MX$", "MXN"},  {"R$", "BRL"},    {"RM", "MYR"},     {"Rp", "IDR"},
    {"KSh", "KES"},  {"₩", "KRW"},   {"₽", "RUB"},  {"₺", "TRY"},   {"₫", "VND"},    {"₦", "NGN"},     {"₪", "ILS"},      {"₴", "UAH"},
    {"₱", "PHP"},    {"฿", "THB"},   {"₵", "GHS"},    {"₸", "KZT"},   {"₾", "GEL"},  {"zł", "PLN"},    {"Kč", "CZK"},     {"CAD$", "CAD"},
    {"AUD$", "AUD"}, {"usd", "USD"}, {"eur", "EUR"},  {"gbp", "GBP"}, {"jpy", "JPY"},  {"cny", "CNY"},   {"inr", "INR"},    {"chf", "CHF"},
    {"cad", "CAD"},  {"aud", "AUD"},
};

/// The ISO 4217 codes of national currencies, in order, three letters each; matched in capitals only, since in
/// small letters some are words (all, top, try).
inline constexpr std::string_view currency_codes =
    "AEDAFNALLAMDANGAOAARSAUDAWGAZNBAMBBDBDTBGNBHDBIFBMDBNDBOBBRLBSDBTNBWPBYNBZDCADCDFCHFCLFCLP"
    "CNYCOPCRCCUPCVECZKDJFDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGNFGTQGYDHKDHNLHTGHUFIDRILSINR"
    "IQDIRRISKJMDJODJPYKESKGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKRLRDLSLLYDMADMDLMGAMKDMMKMNTMOPMRUMURMVR"
    "MWKMXNMYRMZNNADNGNNIONOKNPRNZDOMRPABPENPGKPHPPKRPLNPYGQARRONRSDRUBRWFSARSBDSCRSDGSEKSGDSHPSLE"
    "SOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTNDTOPTRYTTDTWDTZSUAHUGXUSDUYUUZSVESVNDVUVWSTXAFXCDXCGXOFXPFYER"
    "ZARZMWZWG";

/// The code as the table holds it (so it may be kept), or nothing.
inline constexpr std::string_view find_currency_code(std::string_view code) noexcept {
    if (code.size() != 3) return {};
    for (std::size_t i = 0; i < currency_codes.size(); i += 3)
        if (currency_codes.substr(i, 3) == code) return currency_codes.substr(i, 3);
    return {};
}

} // namespace detail
} // namespace v0
} // namespace cagr
