// The Korean words of printed figures; its powers of ten and currencies are in
// east_asian_words.hpp.
#pragma once

#include <cagr/detail/words.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr scale_word korean_scales[] = {
    {"K", 3},      {.text = "M", .exponent = 6, .capitals = true}, {"밀리언", 6}, {.text = "B", .exponent = 9, .capitals = true}, {"bn", 9},
    {"빌리언", 9}, {.text = "T", .exponent = 12, .capitals = true}};

inline constexpr std::string_view korean_percent[] = {"%", "％", "퍼센트", "프로"};

inline constexpr std::string_view korean_basis_points[] = {"bp", "bps", "베이시스포인트", "베이시스 포인트"};

inline constexpr std::string_view korean_multiple[] = {"x", "×", "배"};

inline constexpr std::string_view korean_exact[] = {"정확히"};

inline constexpr std::string_view korean_about[] = {"약", "대략", "거의", "대체로", "어림잡아", "추정", "~", "～", "≈"};

inline constexpr std::string_view korean_at_least[] = {"최소", "적어도", "최소한", ">", ">=", "≥", "＞"};

inline constexpr std::string_view korean_at_most[] = {"최대", "많아야", "<", "<=", "≤", "＜"};

inline constexpr std::string_view korean_about_after[] = {"정도",   "가량",      "안팎",      "내외", "가까이",
                                                          "가까운", "에 가까운", "에 달하는", "쯤",   "수준"};

inline constexpr std::string_view korean_at_least_after[] = {"이상",        "초과",        "넘는",    "넘게",      "을 넘는",
                                                             "를 넘는",     "이 넘는",     "가 넘는", "을 웃도는", "를 웃도는",
                                                             "을 상회하는", "를 상회하는", "+"};

inline constexpr std::string_view korean_at_most_after[] = {"이하", "미만", "이내", "까지", "을 밑도는", "를 밑도는"};

inline constexpr std::string_view korean_at_least_within[] = {"여"};

inline constexpr range_words korean_ranges[] = {{"", "에서", "사이"}, {"", "부터", "까지"}, {"", "~", "사이"},
                                                {"", "～", "사이"},   {"", "〜", "사이"},   {"", "내지"}};

inline constexpr currency_word korean_currencies[] = {{"US달러", "USD"},    {"미화", "USD"},    {"미국달러", "USD"},   {"불", "USD"},
                                                      {"중국 위안", "CNY"}, {"일본 엔", "JPY"}, {"영국 파운드", "GBP"}};

inline constexpr word_table korean_words{
    .name = "Korean",
    .scales = korean_scales,
    .percent = korean_percent,
    .basis_points = korean_basis_points,
    .multiple = korean_multiple,
    .exact = korean_exact,
    .about = korean_about,
    .at_least = korean_at_least,
    .at_most = korean_at_most,
    .about_after = korean_about_after,
    .at_least_after = korean_at_least_after,
    .at_most_after = korean_at_most_after,
    .at_least_within = korean_at_least_within,
    .ranges = korean_ranges,
    .currencies = korean_currencies,
};

} // namespace detail
} // namespace v0
} // namespace cagr
