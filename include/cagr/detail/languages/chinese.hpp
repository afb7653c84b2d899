// The Chinese words of printed figures, simplified and traditional; its powers of ten and
// currencies are in east_asian_words.hpp.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word chinese_scales[] = {{"K", 3},
                                                {.text = "M", .exponent = 6, .capitals = true},
                                                {.text = "B", .exponent = 9, .capitals = true},
                                                {"bn", 9},
                                                {.text = "T", .exponent = 12, .capitals = true}};

inline constexpr std::string_view chinese_percent[] = {"%", "％"};

inline constexpr std::string_view chinese_percent_before[] = {"百分之", "百分之约"};

inline constexpr std::string_view chinese_basis_points[] = {"bp", "bps", "个基点", "基点", "個基點", "基點"};

inline constexpr std::string_view chinese_multiple[] = {"x", "×", "倍"};

inline constexpr std::string_view chinese_exact[] = {"正好", "恰好", "刚好"};

inline constexpr std::string_view chinese_about[] = {"约",     "約",     "约为", "約為", "大约",   "大約", "近",   "将近",
                                                     "將近",   "接近",   "大概", "左右", "差不多", "几乎", "幾乎", "略低于",
                                                     "略高于", "略超过", "估计", "估計", "~",      "～",   "≈"};

inline constexpr std::string_view chinese_at_least[] = {"超过",   "超過",   "超",     "逾",     "高于", "高於", "至少",
                                                        "不低于", "不低於", "不少于", "不少於", "大于", "大於", "多于",
                                                        "多於",   "突破",   "最少",   ">",      ">=",   "≥",    "＞"};

inline constexpr std::string_view chinese_at_most[] = {"不超过", "不超過", "最多", "至多", "高达", "高達", "低于",
                                                       "低於",   "少于",   "少於", "小于", "小於", "不足", "不到",
                                                       "不高于", "不高於", "最高", "<",    "<=",   "≤",    "＜"};

inline constexpr std::string_view chinese_about_after[] = {"左右", "上下", "前后", "前後", "出头", "出頭"};

inline constexpr std::string_view chinese_at_least_after[] = {"以上", "之上", "及以上", "或以上", "或更多", "+"};

inline constexpr std::string_view chinese_at_most_after[] = {"以下", "之下", "以内", "以內", "及以下", "或以下", "或更少"};

inline constexpr std::string_view chinese_at_least_within[] = {"多", "余", "餘"};

inline constexpr range_words chinese_ranges[] = {{"介于", "和", "之间"},
                                                 {"介于", "与", "之间"},
                                                 {"介于", "至", "之间"},
                                                 {"介於", "和", "之間"},
                                                 {"介於", "與", "之間"},
                                                 {"介於", "至", "之間"},
                                                 {"在", "和", "之间"},
                                                 {"在", "与", "之间"},
                                                 {"在", "至", "之间"},
                                                 {"在", "到", "之间"},
                                                 {"在", "和", "之間"},
                                                 {"在", "與", "之間"},
                                                 {"从", "到"},
                                                 {"從", "到"},
                                                 {"", "至", "之间"},
                                                 {"", "到", "之间"},
                                                 {"", "至", "之間"},
                                                 {"", "~"},
                                                 {"", "～"},
                                                 {"", "〜"},
                                                 {"", "—"}};

inline constexpr currency_word chinese_currencies[] = {{"¥", "CNY"}, {"￥", "CNY"}, {"美国元", "USD"}, {"印度盧比", "INR"}};

inline constexpr word_table chinese_words{
    .name = "Chinese",
    .scales = chinese_scales,
    .percent = chinese_percent,
    .percent_before = chinese_percent_before,
    .basis_points = chinese_basis_points,
    .multiple = chinese_multiple,
    .exact = chinese_exact,
    .about = chinese_about,
    .at_least = chinese_at_least,
    .at_most = chinese_at_most,
    .about_after = chinese_about_after,
    .at_least_after = chinese_at_least_after,
    .at_most_after = chinese_at_most_after,
    .at_least_within = chinese_at_least_within,
    .ranges = chinese_ranges,
    .currencies = chinese_currencies,
};

} // namespace detail
} // namespace v0
} // namespace cagr
