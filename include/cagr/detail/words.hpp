// The words of printed figures as data: the shape of a language's table, and the currencies all languages share.
#pragma once

#include <span>
#include <string_view>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A word for a power of ten. `shared` marks those that languages with comma decimals write the same way:
/// beside them `1,234` stays ambiguous. `capitals`: only as it stands here, not in small letters.
/// `other` is a second power that the word is in use for: it is refused, naming both.
struct scale_word {
    std::string_view text;
    int exponent;
    bool indian = false;
    bool shared = false;
    bool capitals = false;
    int other = 0;
};

/// The words around a range: `between` 25% `and` 30%, 25%`から`30%`の間`. The first and the last may be empty, and the
/// last may be left out.
struct range_words {
    std::string_view opener;
    std::string_view joiner;
    std::string_view closer = {};
};

/// A name or sign of a currency, and its ISO 4217 code. `generic`: beside another currency it says nothing, 元 of 新台幣25.7億元.
struct currency_word {
    std::string_view text;
    std::string_view code;
    bool generic = false;
};

/// A unit that could be taken for a magnitude, and the name that it is kept by.
struct unit_word {
    std::string_view text;
    std::string_view name;
};

using word_list = std::span<const std::string_view>;

/// A language's words. All are matched without regard to the case of ASCII and Latin-1 letters, the longest first, and
/// a space in them stands for any run of spaces.
struct word_table {
    std::string_view name; // of the language, in English
    std::span<const scale_word> scales;
    word_list percent;
    word_list percent_before = {}; // 百分之25
    word_list basis_points;
    word_list multiple;
    word_list exact;
    word_list about; // these four before the number,
    word_list at_least;
    word_list at_most;
    word_list about_after = {}; // these at the end: 25%左右, 5 tons or more,
    word_list at_least_after = {};
    word_list at_most_after = {};
    word_list at_least_within = {}; // and these between number, magnitude and currency: 100余亿美元
    std::span<const range_words> ranges;
    std::span<const currency_word> currencies;
    std::span<const unit_word> units = {};
    word_list unread_numbers = {}; // number words and abbreviations that are not read, and would pass for a unit
    word_list links = {};          // between a magnitude and what it counts: miliardi di euro
};

/// Signs as they are printed, wherever one currency is meant by convention: `$` alone is the US dollar, `¥` the
/// yen, `Rs` the Indian rupee. Codes in lower case are taken where they are no English words.
inline constexpr currency_word currency_signs[] = {
    {"$", "USD"},    {"US$", "USD"},  {"US $", "USD"}, {"$US", "USD"}, {"USD$", "USD"}, {"U.S.$", "USD"}, {"U.S. $", "USD"},
    {"€", "EUR"},    {"£", "GBP"},    {"UK£", "GBP"},  {"¥", "JPY"},   {"￥", "JPY"},   {"JP¥", "JPY"},   {"CN¥", "CNY"},
    {"RMB", "CNY"},  {"RMB¥", "CNY"}, {"₹", "INR"},    {"Rs", "INR"},  {"Rs.", "INR"},  {"A$", "AUD"},    {"AU$", "AUD"},
    {"C$", "CAD"},   {"CA$", "CAD"},  {"HK$", "HKD"},  {"S$", "SGD"},  {"SG$", "SGD"},  {"NZ$", "NZD"},   {"NT$", "TWD"},
    {"MX$", "MXN"},  {"R$", "BRL"},   {"RM", "MYR"},   {"Rp", "IDR"},  {"KSh", "KES"},  {"₩", "KRW"},     {"₽", "RUB"},
    {"₺", "TRY"},    {"₫", "VND"},    {"₦", "NGN"},    {"₪", "ILS"},   {"₴", "UAH"},    {"₱", "PHP"},     {"฿", "THB"},
    {"₵", "GHS"},    {"₸", "KZT"},    {"₾", "GEL"},  {"zł", "PLN"},  {"Kč", "CZK"},   {"CAD$", "CAD"},  {"AUD$", "AUD"},
    {"$ US", "USD"}, {"US-$", "USD"}, {"$ CA", "CAD"}, {"$CA", "CAD"}, {"＄", "USD"},   {"￡", "GBP"},    {"usd", "USD"},
    {"eur", "EUR"},  {"gbp", "GBP"},  {"jpy", "JPY"},  {"cny", "CNY"}, {"inr", "INR"},  {"chf", "CHF"},   {"cad", "CAD"},
    {"aud", "AUD"},
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
