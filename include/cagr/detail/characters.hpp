// Characters of printed text: the spaces, letters, signs and dashes that figures are written with.
#pragma once

#include <cstddef>
#include <string_view>

namespace cagr {
inline namespace v0 {
namespace detail {

/// What begins at a place of a UTF-8 text, in bytes; no locale has a say in it.
struct figure_characters {
    static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    static constexpr bool is_ascii_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
    static constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

    /// Bytes of the space that begins here: plain, tab, no-break (U+00A0), figure (U+2007), thin (U+2009), narrow
    /// no-break (U+202F); 0 where none does.
    static constexpr std::size_t space(std::string_view text) noexcept {
        if (text.starts_with(' ') || text.starts_with('\t')) return 1;
        if (text.starts_with("\u00A0")) return 2;
        if (text.starts_with("\u2007") || text.starts_with("\u2009") || text.starts_with("\u202F")) return 3;
        return 0;
    }

    /// A byte as it compares without regard to case: ASCII letters, and the Latin-1 letters À to Þ after their lead.
    static constexpr char folded(std::string_view text, std::size_t at) noexcept {
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool upper = byte >= 0x80 && byte <= 0x9E && byte != 0x97 && at > 0 && static_cast<unsigned char>(text[at - 1]) == 0xC3;
        return upper ? static_cast<char>(byte + 0x20) : lower(text[at]);
    }

    /// Bytes of the Latin letter that begins here: ASCII, or with a diacritic (U+00C0 to U+024F, the signs × and ÷
    /// excepted); 0 where none does.
    static constexpr std::size_t latin(std::string_view text) noexcept {
        if (text.empty()) return 0;
        if (is_ascii_letter(text[0])) return 1;
        const auto lead = static_cast<unsigned char>(text[0]);
        if (lead < 0xC3 || lead > 0xC9 || text.size() < 2 || (static_cast<unsigned char>(text[1]) & 0xC0U) != 0x80U) return 0;
        return text.starts_with("×") || text.starts_with("÷") ? 0 : 2;
    }

    /// Bytes of the letter that begins here of those that are written without spaces: kana, ideographs, Hangul syllables.
    static constexpr std::size_t east_asian(std::string_view text) noexcept {
        if (text.size() < 3) return 0;
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
        if (byte(0) < 0xE3 || byte(0) > 0xED || (byte(1) & 0xC0U) != 0x80U || (byte(2) & 0xC0U) != 0x80U) return 0;
        const unsigned code = ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
        const bool kana = (code >= 0x3041 && code <= 0x3096) || (code >= 0x30A1 && code <= 0x30FA) || code == 0x30FC;
        const bool ideograph = (code >= 0x3400 && code <= 0x4DBF) || (code >= 0x4E00 && code <= 0x9FFF);
        return kana || ideograph || (code >= 0xAC00 && code <= 0xD7A3) ? 3 : 0;
    }

    static constexpr std::size_t letter(std::string_view text) noexcept {
        const std::size_t n = latin(text);
        return n != 0 ? n : east_asian(text);
    }

    /// Bytes of the sign that begins here: `-`, `+` or U+2212.
    static constexpr std::size_t sign(std::string_view text) noexcept {
        if (text.starts_with('-') || text.starts_with('+')) return 1;
        return text.starts_with("\u2212") ? 3 : 0;
    }

    /// Bytes of the hyphen or dash (U+2010 to U+2015) that begins here.
    static constexpr std::size_t dash(std::string_view text) noexcept {
        if (text.starts_with('-')) return 1;
        const bool general = text.size() > 2 && text.starts_with("\xE2\x80");
        return general && static_cast<unsigned char>(text[2]) >= 0x90 && static_cast<unsigned char>(text[2]) <= 0x95 ? 3 : 0;
    }
};

} // namespace detail
} // namespace v0
} // namespace cagr
