// Out-of-line definitions of cagr/error.hpp.
#pragma once

#include <cagr/error.hpp>

#include <algorithm>
#include <array>

namespace cagr {
inline namespace v0 {

CAGR_INLINE std::string_view id(errc code) noexcept {
    switch (code) {
    case errc::parse_empty: return "E-parse-empty";
    case errc::parse_character: return "E-parse-character";
    case errc::parse_suffix: return "E-parse-suffix";
    case errc::parse_length: return "E-parse-length";
    case errc::parse_grouping: return "E-parse-grouping";
    case errc::parse_ambiguous: return "E-parse-ambiguous";
    case errc::parse_placeholder: return "E-parse-placeholder";
    case errc::parse_leading_point: return "E-parse-leading-point";
    case errc::parse_range: return "E-parse-range";
    case errc::parse_period: return "E-parse-period";
    case errc::parse_currency: return "E-parse-currency";
    case errc::parse_rate: return "E-parse-rate";
    case errc::parse_language: return "E-parse-language";
    case errc::limit_exponent: return "E-limit-exponent";
    case errc::limit_digits: return "E-limit-digits";
    case errc::limit_context: return "E-limit-context";
    case errc::limit_periods: return "E-limit-periods";
    case errc::limit_rows: return "E-limit-rows";
    case errc::domain_count: return "E-domain-count";
    case errc::domain_division: return "E-domain-division";
    case errc::domain_root: return "E-domain-root";
    case errc::domain_logarithm: return "E-domain-logarithm";
    case errc::domain_power: return "E-domain-power";
    case errc::domain_integer: return "E-domain-integer";
    case errc::domain_int64: return "E-domain-int64";
    case errc::domain_double: return "E-domain-double";
    case errc::domain_rate: return "E-domain-rate";
    case errc::domain_zero_periods: return "E-domain-zero-periods";
    case errc::domain_from_zero: return "E-domain-from-zero";
    case errc::domain_sign_change: return "E-domain-sign-change";
    case errc::domain_amount: return "E-domain-amount";
    case errc::domain_empty: return "E-domain-empty";
    case errc::domain_columns: return "E-domain-columns";
    case errc::domain_distribution: return "E-domain-distribution";
    case errc::domain_correlation: return "E-domain-correlation";
    case errc::domain_percentile: return "E-domain-percentile";
    case errc::period_range: return "E-period-range";
    case errc::period_kind: return "E-period-kind";
    case errc::period_day_count: return "E-period-day-count";
    case errc::period_order: return "E-period-order";
    case errc::target_behind: return "E-target-behind";
    case errc::never_reached: return "E-never-reached";
    case errc::unit_mixed: return "E-unit-mixed";
    case errc::missing_fact: return "E-missing-fact";
    case errc::share_sum: return "E-share-sum";
    case errc::unknown_name: return "E-unknown-name";
    case errc::cancelled: return "E-cancelled";
    case errc::usage: return "E-usage";
    case errc::input_output: return "E-input-output";
    }
    return "E-unknown";
}

namespace detail {

inline constexpr std::size_t kept_input_bytes = 240;

struct decoded_character {
    char32_t code_point = 0;
    std::size_t length = 1;
    bool valid = false;
};

/// One UTF-8 character; an ill-formed byte comes back as itself, marked invalid.
inline decoded_character decode_utf8(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 1;
    if (length == 1 || at + length > text.size()) return {lead, 1, false};
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {lead, 1, false};
        value = (value << 6U) | (byte(at + i) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    if (value < smallest[length] || value > 0x10FFFF || surrogate) return {lead, 1, false};
    return {value, length, true};
}

inline std::string hexadecimal(char32_t value, int width) {
    std::string digits;
    for (; value != 0 || width > 0; value >>= 4U, --width) digits.insert(digits.begin(), "0123456789ABCDEF"[value & 0xFU]);
    return digits;
}

/// Control, bidi-override and other invisible characters, tags and noncharacters, which no XML may hold, among them: never echoed to a
/// terminal as they came.
inline bool is_hidden_character(char32_t c) noexcept {
    if ((c & 0xFFFEU) == 0xFFFEU || (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xE0000 && c <= 0xE007F)) return true;
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

/// Terminal columns of well-formed text, counting every character as one.
inline std::size_t column_count(std::string_view text) noexcept {
    std::size_t columns = 0;
    for (const char c : text) columns += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return columns;
}

/// At most `bytes` (4 or more) bytes of the text, never cutting a character in two.
inline std::string_view clipped(std::string_view text, std::size_t bytes) noexcept {
    if (text.size() <= bytes) return text;
    // A character's lead stands at most 3 bytes back; where none does, the bytes are ill-formed anyway.
    for (std::size_t at = bytes; at + 3 >= bytes; --at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) return text.substr(0, at);
    return text.substr(0, bytes);
}

CAGR_INLINE std::size_t character_length(std::string_view input, std::size_t at) noexcept { return decode_utf8(input, at).length; }

CAGR_INLINE std::string describe_character(std::string_view input, std::size_t at) {
    const decoded_character c = decode_utf8(input, at);
    if (!c.valid) return "byte 0x" + hexadecimal(c.code_point, 2) + " (not UTF-8)";
    if (c.code_point > 0x20 && c.code_point < 0x7F) return "'" + std::string(1, static_cast<char>(c.code_point)) + "'";
    std::string name = "U+" + hexadecimal(c.code_point, 4);
    if (c.code_point == ' ') return "a space (" + name + ")";
    if (is_hidden_character(c.code_point)) return name;
    return "'" + std::string(input.substr(at, c.length)) + "' (" + name + ")";
}

CAGR_INLINE std::string made_visible(std::string_view text) {
    const auto is_plain = [](char c) { return c >= 0x20 && c < 0x7F; };
    if (std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const decoded_character c = decode_utf8(text, i);
        if (!c.valid) {
            out += "\\x" + hexadecimal(c.code_point, 2);
        } else if (is_hidden_character(c.code_point)) {
            out += "<U+" + hexadecimal(c.code_point, 4) + ">";
        } else {
            out.append(text.substr(i, c.length));
        }
        i += c.length;
    }
    return out;
}

CAGR_INLINE std::string in_quotes(std::string_view input) {
    const std::string_view kept = clipped(input, 40);
    return "'" + made_visible(kept) + (kept.size() < input.size() ? "...'" : "'");
}

CAGR_INLINE error placed_in(const error& of_part, std::string_view whole, std::size_t at) {
    error out = of_part;
    const std::string before = " at column " + std::to_string(of_part.span.offset + 1);
    if (const std::size_t told = out.message.find(before); told != std::string::npos)
        out.message.replace(told, before.size(), " at column " + std::to_string(of_part.span.offset + at + 1));
    out.input = std::string(clipped(whole, kept_input_bytes));
    out.span.offset += at;
    return out;
}

/// Letters put in, left out, exchanged or swapped with the next that make b of a, both of at most 64.
inline std::size_t edit_distance(std::string_view a, std::string_view b) noexcept {
    std::array<std::array<std::size_t, 65>, 3> rows{}; // the row before the last, the last one, this one
    for (std::size_t i = 0; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            if (i == 0) {
                row[j] = j;
                continue;
            }
            row[j] = std::min({above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), above[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a.size() % 3][b.size()];
}

CAGR_INLINE void nearest::consider(std::string_view name) {
    constexpr std::size_t longest = 64; // a slip of the hand in a longer name is not looked for
    const std::size_t longer = std::max(given_.size(), name.size());
    if (longer > longest || longer - std::min(given_.size(), name.size()) >= edits_) return;
    const std::size_t edits = edit_distance(given_, name);
    if (edits >= edits_ || edits * 2 >= longer) return;
    edits_ = edits;
    name_ = name;
}

CAGR_INLINE void fail(errc code, std::string message, std::string_view input, text_span span) {
    throw exception(v0::error{code, std::move(message), std::string(clipped(input, kept_input_bytes)), span});
}

} // namespace detail

CAGR_INLINE std::string to_string(const error& e) {
    std::string text = std::string(e.id()) + ": " + e.message;
    if (e.span.length == 0 || e.span.offset >= e.input.size()) return text;
    // The caret line is measured on the text as shown, so that it stays aligned when a control
    // character is spelled out. Only a window around the place is shown: terminals wrap at 80 columns.
    constexpr std::size_t lead = 40;
    constexpr std::size_t window = 72;
    std::string_view input = e.input;
    std::size_t offset = e.span.offset;
    std::string prefix;
    if (offset > lead) {
        std::size_t cut = offset - lead;
        while (cut < offset && (static_cast<unsigned char>(input[cut]) & 0xC0U) == 0x80U) ++cut;
        input.remove_prefix(cut);
        offset -= cut;
        prefix = "...";
    }
    const std::string_view kept = detail::clipped(input, window);
    const std::string before = prefix + detail::made_visible(kept.substr(0, offset));
    // A place that begins in a character of several bytes covers it whole.
    const std::size_t length = offset < kept.size() ? std::max(e.span.length, detail::character_length(kept, offset)) : 0;
    const std::string_view at = kept.substr(offset, length);
    const std::string marked = detail::made_visible(at);
    const std::string after = detail::made_visible(kept.substr(offset + at.size()));
    text += "\n  " + before + marked + after + (kept.size() < input.size() ? "..." : "");
    text += "\n  " + std::string(detail::column_count(before), ' ');
    const std::size_t carets = detail::column_count(marked);
    text += std::string(carets == 0 ? 1 : carets, '^');
    return text;
}

CAGR_INLINE exception::exception(v0::error e) : std::runtime_error(to_string(e)), error_(std::move(e)) {}

} // namespace v0
} // namespace cagr
