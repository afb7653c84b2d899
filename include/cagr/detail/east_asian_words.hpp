// What Chinese, Japanese and Korean figures are written with whatever the language of the text around them: the
// characters alone tell what they mean.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A character for a power of ten. Those that follow one another in ascending order multiply: 3千億, 1万亿, 5百万.
struct unit_character {
    std::string_view text;
    int exponent;
};

inline constexpr unit_character unit_characters[] = {
    {"十", 1},  {"百", 2}, {"千", 3}, {"万", 4}, {"萬", 4}, {"亿", 8}, {"億", 8},  {"兆", 12},
    {"京", 16}, {"십", 1}, {"백", 2}, {"천", 3}, {"만", 4}, {"억", 8}, {"조", 12}, {"경", 16},
};

/// Units in which the first character is no power of ten, or another one: a megawatt is 兆瓦.
inline constexpr std::string_view east_asian_units[] = {"兆瓦", "兆赫", "兆帕", "兆焦", "兆欧", "兆字节", "兆比特", "百分点", "百分點"};

/// Dollars and yuan without a country are the US dollar and the yuan of China, as in English.
inline constexpr currency_word east_asian_currencies[] = {
    {"美元", "USD"},       {"美金", "USD"},         {"美圆", "USD"},        {"米ドル", "USD"},    {"ドル", "USD"},
    {"달러", "USD"},       {"미국 달러", "USD"},    {"미 달러", "USD"},     {"欧元", "EUR"},      {"歐元", "EUR"},
    {"ユーロ", "EUR"},     {"유로", "EUR"},         {"人民币", "CNY"},      {"人民幣", "CNY"},    {"人民元", "CNY"},
    {"中国元", "CNY"},     {"元人民币", "CNY"},     {"元人民幣", "CNY"},    {"元", "CNY", true},  {"위안", "CNY"},
    {"위안화", "CNY"},     {"日元", "JPY"},         {"日圆", "JPY"},        {"日圓", "JPY"},      {"日本円", "JPY"},
    {"円", "JPY"},         {"엔", "JPY"},           {"엔화", "JPY"},        {"韩元", "KRW"},      {"韓元", "KRW"},
    {"韓国ウォン", "KRW"}, {"ウォン", "KRW"},       {"원", "KRW"},          {"英镑", "GBP"},      {"英鎊", "GBP"},
    {"英ポンド", "GBP"},   {"파운드", "GBP"},       {"港元", "HKD"},        {"港币", "HKD"},      {"港幣", "HKD"},
    {"香港ドル", "HKD"},   {"홍콩달러", "HKD"},     {"新台币", "TWD"},      {"新臺幣", "TWD"},    {"新台幣", "TWD"},
    {"台湾ドル", "TWD"},   {"澳元", "AUD"},         {"豪ドル", "AUD"},      {"호주 달러", "AUD"}, {"加元", "CAD"},
    {"加币", "CAD"},       {"カナダドル", "CAD"},   {"캐나다 달러", "CAD"}, {"新加坡元", "SGD"},  {"新元", "SGD"},
    {"瑞士法郎", "CHF"},   {"スイスフラン", "CHF"}, {"印度卢比", "INR"},    {"卢比", "INR"},      {"インドルピー", "INR"},
    {"루피", "INR"},       {"루블", "RUB"},         {"卢布", "RUB"},        {"ルーブル", "RUB"},
};

} // namespace detail
} // namespace v0
} // namespace cagr
