// Out-of-line definitions of cagr/decimal.hpp: reading and writing decimal text.
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/digits.hpp>
#include <cagr/detail/round.hpp>
#include <cagr/detail/scaled_integer.hpp>

#include <algorithm>
#include <cstring>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

constexpr bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

[[noreturn]] inline void fail_number(std::string_view text, std::size_t at, bool number_before) {
    const std::string column = " at column " + std::to_string(at + 1);
    if (at >= text.size())
        fail(errc::parse_character,
             "the number " + in_quotes(text) + " ends" + column +
                 " where a digit is needed; a number is digits with at most one point, such as 62.35 or 1.5e9",
             text, {at, 0});
    if (number_before && is_letter(text[at]))
        fail(errc::parse_suffix, "unexpected " + in_quotes(text.substr(at)) + column + "; a number ends after its digits or exponent", text,
             {at, text.size() - at});
    fail(errc::parse_character,
         "unexpected " + describe_character(text, at) + column + "; a number is digits with at most one point, such as 62.35 or 1.5e9",
         text, {at, character_length(text, at)});
}

/// Digits gathered up to nineteen at a time into limbs.
class digit_collector {
public:
    void add(char digit) {
        if (pending_ == word_digits) flush();
        word_ = word_ * 10 + static_cast<limb>(digit - '0');
        ++pending_;
    }

    /// Takes the digits that `text` begins with and returns how many.
    std::size_t take(std::string_view text) {
        std::size_t i = 0;
        for (; text.size() - i >= 8; i += 8) {
            const limb bytes = load_eight(text.data() + i) ^ eight_zeros;
            if (no_digits(bytes) != 0) break;
            if (pending_ + 8 > word_digits) flush();
            word_ = word_ * 100'000'000 + eight_digits(bytes);
            pending_ += 8;
        }
        for (; i < text.size() && is_digit(text[i]); ++i) add(text[i]);
        return i;
    }

    /// All the digits seen as limbs; the size into `size`.
    const limb* finish(std::size_t& size) {
        if (pending_ > 0) flush();
        size = size_;
        return heap_.empty() ? inline_ : heap_.data();
    }

private:
    void flush() {
        limb* const data = heap_.empty() ? inline_ : heap_.data();
        const limb carry = multiply_word(data, data, size_, ten_words[static_cast<std::size_t>(pending_)], word_);
        word_ = 0;
        pending_ = 0;
        if (carry == 0) return;
        if (heap_.empty() && size_ == std::size(inline_)) heap_.assign(inline_, inline_ + size_);
        if (!heap_.empty()) {
            heap_.push_back(carry);
        } else {
            inline_[size_] = carry;
        }
        ++size_;
    }

    limb inline_[8];
    std::vector<limb> heap_;
    std::size_t size_ = 0;
    limb word_ = 0;
    int pending_ = 0;
};

inline decimal parse_long(std::string_view text) {
    if (text.empty()) fail(errc::parse_empty, "an empty text is no number; a number such as 62.35 is needed");
    if (text.size() > limits::number_text)
        fail(errc::parse_length,
             "a number of " + std::to_string(text.size()) + " characters; at most " + std::to_string(limits::number_text) + " are allowed",
             text);
    const bool negative = text[0] == '-';
    std::size_t i = negative || text[0] == '+' ? 1 : 0;
    digit_collector digits;
    std::int64_t exponent = 0;
    std::size_t digit_total = digits.take(text.substr(i));
    i += digit_total;
    if (i < text.size() && text[i] == '.') {
        const std::size_t places = digits.take(text.substr(++i));
        i += places;
        exponent = -static_cast<std::int64_t>(places);
        digit_total += places;
    }
    if (digit_total == 0) fail_number(text, i, false);
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        const std::size_t letter = i++;
        const bool below = i < text.size() && text[i] == '-';
        if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
        const std::size_t exponent_first = i;
        std::int64_t given = 0;
        constexpr std::int64_t beyond = 10 * limits::result_exponent;
        for (; i < text.size() && is_digit(text[i]); ++i) given = std::min(given * 10 + (text[i] - '0'), beyond);
        if (i == exponent_first) fail_number(text, i == text.size() || !is_letter(text[letter]) ? i : letter, i < text.size());
        exponent += below ? -given : given;
    }
    if (i != text.size()) fail_number(text, i, true);
    std::size_t size = 0;
    const limb* const limbs = digits.finish(size);
    if (size == 0) return decimal();
    const std::int64_t adjusted = exponent + static_cast<std::int64_t>(least_digits(bit_length(limbs, size))) - 1;
    // Near the limit the exact digit count decides.
    if (adjusted > limits::input_exponent - 2 || adjusted < -limits::input_exponent) {
        const std::int64_t exact = exponent + static_cast<std::int64_t>(digit_count(limbs, size)) - 1;
        if (exact > limits::input_exponent || exact < -limits::input_exponent)
            fail(errc::limit_exponent,
                 "the number " + in_quotes(text) + " is beyond the limit; from 10^-" + std::to_string(limits::input_exponent) + " to 10^" +
                     std::to_string(limits::input_exponent) + " is allowed",
                 text, {0, text.size()});
    }
    return decimal_access::make(limbs, size, exponent, negative);
}

} // namespace detail

CAGR_INLINE decimal decimal::parse(std::string_view text) {
    using access = detail::decimal_access;
    const bool is_signed = !text.empty() && (text[0] == '-' || text[0] == '+');
    const std::string_view digits = text.substr(is_signed ? 1 : 0);
    std::uint64_t word = 0;
    int places = 0;
    if (detail::read_short(digits, word, places)) return access::of_wide(word, -places, text[0] == '-');
    std::uint64_t words[3];
    if (detail::read_medium(digits, words, places)) {
        const detail::wide low = static_cast<detail::wide>(words[1]) << 64 | words[0];
        return words[2] == 0 ? access::of_wide(low, -places, text[0] == '-') : access::make(words, 3, -places, text[0] == '-');
    }
    return detail::parse_long(text);
}

namespace detail {

/// The digits of a coefficient; consumes the limbs. "0" for zero.
inline std::string digit_text(limb* a, std::size_t size) {
    constexpr std::size_t spare = 24;
    std::string text(static_cast<std::size_t>(most_digits(bit_length(a, size))) + spare, '0');
    char* const end = text.data() + text.size();
    return text.substr(static_cast<std::size_t>(write_digits(end, a, size) - text.data()));
}

inline constexpr std::int64_t text_room = 32; ///< zeros and decimals that short_text has room for

/// A coefficient of at most four limbs (consumed) times 10^exponent in full, with `places` decimals, at least as many
/// as the exponent asks; exponent and places are within text_room.
inline std::string short_text(limb* a, std::size_t size, std::int64_t exponent, std::int64_t places, bool negative) {
    constexpr std::size_t digits = 78; // of 256 bits
    constexpr std::size_t spare = 24;  // that the writers touch
    char buffer[digits + 3 * static_cast<std::size_t>(text_room) + 2 * spare];
    char* end = buffer + spare + text_room + digits;
    char* begin = write_digits(end, a, size);
    for (std::int64_t zeros = exponent + places; zeros > 0; --zeros) *end++ = '0';
    if (places > 0) {
        // Zeros lead a number below 1, and the decimals move up to make room for the point.
        while (end - begin <= places) *--begin = '0';
        char* const point = end - places;
        if (places <= 8) {
            const limb moved = load_eight(point);
            store_eight(point + 1, moved);
        } else {
            std::memmove(point + 1, point, static_cast<std::size_t>(places));
        }
        *point = '.';
        ++end;
    }
    if (negative) *--begin = '-';
    return {begin, end};
}

/// Digits (no leading zeros) times 10^exponent, written in full.
inline std::string plain_text(const std::string& digits, std::int64_t exponent, bool negative) {
    std::string text = negative ? "-" : "";
    const std::int64_t whole = static_cast<std::int64_t>(digits.size()) + exponent;
    if (exponent >= 0) {
        text += digits;
        text.append(static_cast<std::size_t>(exponent), '0');
    } else if (whole > 0) {
        text.append(digits, 0, static_cast<std::size_t>(whole));
        text += '.';
        text.append(digits, static_cast<std::size_t>(whole), std::string::npos);
    } else {
        text += "0.";
        text.append(static_cast<std::size_t>(-whole), '0');
        text += digits;
    }
    return text;
}

} // namespace detail

CAGR_INLINE std::string to_string(const decimal& d) {
    using namespace detail;
    using access = decimal_access;
    constexpr std::int64_t most_zeros = 30;
    std::size_t size = access::size(d);
    std::int64_t exponent = access::exponent(d);
    limb_buffer buffer(size + 1);
    limb* const limbs = buffer.data();
    copy_limbs(limbs, access::limbs(d), size);
    // A whole number of one word is written the same whether its zeros stand in the coefficient or not.
    const bool few_zeros = size <= 1 && exponent >= 0 && exponent + word_digits <= most_zeros;
    if (!few_zeros) {
        const stripped s = strip_zeros(limbs, size);
        size = s.size;
        exponent += s.zeros;
    }
    const bool negative = access::negative(d);
    // With fewer decimals than that no number below 1 has more zeros than are written.
    if (size <= access::inline_limbs && exponent <= most_zeros && exponent > -most_zeros)
        return short_text(limbs, size, exponent, exponent < 0 ? -exponent : 0, negative);
    const std::string digits = digit_text(limbs, size);
    const std::int64_t whole = static_cast<std::int64_t>(digits.size()) + exponent;
    const std::int64_t zeros = exponent > 0 ? exponent : whole <= 0 ? 1 - whole : 0;
    if (zeros <= most_zeros) return plain_text(digits, exponent, negative);
    std::string text = negative ? "-" : "";
    text += digits[0];
    if (digits.size() > 1) text.append(".").append(digits, 1, std::string::npos);
    const std::int64_t power = whole - 1;
    text += power < 0 ? "e-" : "e+";
    return text + std::to_string(power < 0 ? -power : power);
}

CAGR_INLINE std::string to_string(const decimal& d, whole_count places, rounding mode) {
    using namespace detail;
    using access = decimal_access;
    const auto shown = static_cast<std::int64_t>(
        places.checked("the number of places", static_cast<std::uint64_t>(limits::result_digits), errc::limit_digits));
    if (shown > text_room || access::exponent(d) > text_room || access::size(d) > access::inline_limbs) {
        const std::int64_t length = std::max<std::int64_t>(d.adjusted_exponent(), 0) + 1 + shown;
        if (length > limits::result_digits) fail_digits(static_cast<std::uint64_t>(length));
    }
    const decimal rounded = round_to_unit(d, -shown, mode);
    const std::size_t size = access::size(rounded);
    const std::int64_t exponent = size == 0 ? -shown : access::exponent(rounded); // never below -shown
    limb_buffer buffer(size + 1);
    copy_limbs(buffer.data(), access::limbs(rounded), size);
    if (size <= access::inline_limbs && shown <= text_room && exponent + shown <= text_room)
        return short_text(buffer.data(), size, exponent, shown, access::negative(rounded));
    std::string digits = digit_text(buffer.data(), size);
    if (size == 0) digits.assign(static_cast<std::size_t>(shown) + 1, '0');
    digits.append(static_cast<std::size_t>(exponent + shown), '0');
    return plain_text(digits, -shown, access::negative(rounded));
}

} // namespace v0
} // namespace cagr
