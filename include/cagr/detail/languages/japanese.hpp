// The Japanese words of printed figures; its powers of ten and currencies are in
// east_asian_words.hpp.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word japanese_scales[] = {{"K", 3},
                                                 {.text = "M", .exponent = 6, .capitals = true},
                                                 {"ミリオン", 6},
                                                 {.text = "B", .exponent = 9, .capitals = true},
                                                 {"bn", 9},
                                                 {"ビリオン", 9},
                                                 {.text = "T", .exponent = 12, .capitals = true},
                                                 {"トリリオン", 12}};

inline constexpr std::string_view japanese_percent[] = {"%", "％", "パーセント", "㌫"};

inline constexpr std::string_view japanese_basis_points[] = {"bp", "bps", "ベーシスポイント", "ベーシス・ポイント"};

inline constexpr std::string_view japanese_multiple[] = {"x", "×", "倍"};

inline constexpr std::string_view japanese_exact[] = {"ちょうど", "丁度"};

inline constexpr std::string_view japanese_about[] = {"約",       "およそ", "おおよそ", "凡そ", "ほぼ", "概ね",
                                                      "おおむね", "推定",   "推計",     "~",    "〜",   "≈"};

inline constexpr std::string_view japanese_at_least[] = {"少なくとも", "最低", "最低でも", ">", ">=", "≥", "＞"};

inline constexpr std::string_view japanese_at_most[] = {"最大", "最大で", "最大でも", "最高", "最高で", "多くとも", "<", "<=", "≤", "＜"};

inline constexpr std::string_view japanese_about_after[] = {"前後", "程度", "ほど",   "近く",   "近い",
                                                            "強",   "弱",   "ぐらい", "くらい", "あまり"};

inline constexpr std::string_view japanese_at_least_after[] = {"以上",     "超",     "超え", "を超える", "を超え", "を上回る",
                                                               "を上回り", "を突破", "余り", "余",       "+"};

inline constexpr std::string_view japanese_at_most_after[] = {"以下", "未満", "以内", "を下回る", "まで"};

inline constexpr std::string_view japanese_at_least_within[] = {"余", "余り", "超"};

inline constexpr range_words japanese_ranges[] = {{"", "から", "の間"}, {"", "～", "の間"}, {"", "〜", "の間"}, {"", "~", "の間"},
                                                  {"", "ないし"},       {"", "乃至"},       {"", "―"}};

inline constexpr currency_word japanese_currencies[] = {{"アメリカドル", "USD"}, {"米国ドル", "USD"}, {"USドル", "USD"}};

inline constexpr word_table japanese_words{
    .name = "Japanese",
    .scales = japanese_scales,
    .percent = japanese_percent,
    .basis_points = japanese_basis_points,
    .multiple = japanese_multiple,
    .exact = japanese_exact,
    .about = japanese_about,
    .at_least = japanese_at_least,
    .at_most = japanese_at_most,
    .about_after = japanese_about_after,
    .at_least_after = japanese_at_least_after,
    .at_most_after = japanese_at_most_after,
    .at_least_within = japanese_at_least_within,
    .ranges = japanese_ranges,
    .currencies = japanese_currencies,
};

} // namespace detail
} // namespace v0
} // namespace cagr
