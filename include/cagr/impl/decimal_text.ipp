// Out-of-line definitions of cagr/decimal.hpp: reading and writing decimal text.
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/round.hpp>
#include <cagr/detail/scaled_integer.hpp>

#include <algorithm>
#include <cstring>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

[[noreturn]] inline void fail_number(std::string_view text, std::size_t at, bool number_before) {
    const std::string column = " at column " + std::to_string(at + 1);
    if (at >= text.size()) fail(errc::parse_character, "the number " + in_quotes(text) + " ends where a digit is needed", text, {at, 0});
    if (number_before && is_letter(text[at]))
        fail(errc::parse_suffix, "unexpected " + in_quotes(text.substr(at)) + column + "; a number ends after its digits or exponent", text,
             {at, text.size() - at});
    fail(errc::parse_character,
         "unexpected " + describe_character(text, at) + column + "; a number is digits with at most one point, such as 62.35 or 1.5e9",
         text, {at, character_length(text, at)});
}

/// Digits gathered nineteen at a time into limbs.
class digit_collector {
public:
    void add(char digit) {
        word_ = word_ * 10 + static_cast<limb>(digit - '0');
        if (++pending_ == word_digits) flush();
    }

    /// All the digits seen as limbs; the size into `size`.
    const limb* finish(std::size_t& size) {
        if (size_ == 0 && heap_.empty()) {
            inline_[0] = word_;
            size = word_ != 0 ? 1 : 0;
            return inline_;
        }
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

    limb inline_[8]{};
    std::vector<limb> heap_;
    std::size_t size_ = 0;
    limb word_ = 0;
    int pending_ = 0;
};

} // namespace detail

CAGR_INLINE decimal decimal::parse(std::string_view text) {
    using namespace detail;
    if (text.empty()) fail(errc::parse_empty, "an empty text is no number; a number such as 62.35 is needed");
    if (text.size() > limits::number_text)
        fail(errc::parse_length,
             "a number of " + std::to_string(text.size()) + " characters; at most " + std::to_string(limits::number_text) + " are allowed",
             text);
    std::size_t i = 0;
    const bool negative = text[0] == '-';
    if (negative || text[0] == '+') ++i;
    digit_collector digits;
    std::int64_t exponent = 0;
    const std::size_t first = i;
    for (; i < text.size() && is_digit(text[i]); ++i) digits.add(text[i]);
    std::size_t digit_total = i - first;
    if (i < text.size() && text[i] == '.') {
        const std::size_t point = i++;
        for (; i < text.size() && is_digit(text[i]); ++i) digits.add(text[i]);
        exponent = -static_cast<std::int64_t>(i - point - 1);
        digit_total += i - point - 1;
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

namespace detail {

/// Two digits at a time: the decimal text of a word, without leading zeros, ending at `end`.
inline char* write_word(char* end, limb value) noexcept {
    constexpr auto pairs = [] {
        std::array<char, 200> table{};
        for (std::size_t i = 0; i < 100; ++i) {
            table[2 * i] = static_cast<char>('0' + i / 10);
            table[2 * i + 1] = static_cast<char>('0' + i % 10);
        }
        return table;
    }();
    while (value >= 100) {
        end -= 2;
        std::memcpy(end, &pairs[2 * static_cast<std::size_t>(value % 100)], 2);
        value /= 100;
    }
    if (value >= 10) {
        end -= 2;
        std::memcpy(end, &pairs[2 * static_cast<std::size_t>(value)], 2);
    } else {
        *--end = static_cast<char>('0' + value);
    }
    return end;
}

/// The digits of a coefficient; consumes the limbs. "0" for zero.
inline std::string digit_text(limb* a, std::size_t size) {
    if (size <= 1) {
        char text[20];
        char* const begin = write_word(text + 20, size == 0 ? 0 : a[0]);
        return {begin, text + 20};
    }
    std::string text(static_cast<std::size_t>(most_digits(bit_length(a, size))) + word_digits, '0');
    char* end = text.data() + text.size();
    while (size > 1) {
        const limb word = divide_word(a, a, size, ten_divisors[word_digits]);
        size = significant(a, size);
        (void)write_word(end, word); // leading zeros of the group are there already
        end -= word_digits;
    }
    char* const begin = a[0] == 0 && size <= 1 ? end : write_word(end, a[0]);
    std::size_t leading = static_cast<std::size_t>(begin - text.data());
    leading = std::min(text.find_first_not_of('0', leading), text.size() - 1);
    return text.substr(leading);
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

struct digits_and_exponent {
    std::string digits;
    std::int64_t exponent;
};

inline digits_and_exponent stripped_digits(const decimal& d) {
    using access = decimal_access;
    const std::size_t size = access::size(d);
    limb_buffer buffer(size + 1);
    copy_limbs(buffer.data(), access::limbs(d), size);
    const stripped s = strip_zeros(buffer.data(), size);
    return {digit_text(buffer.data(), s.size), size == 0 ? 0 : access::exponent(d) + s.zeros};
}

} // namespace detail

CAGR_INLINE std::string to_string(const decimal& d) {
    constexpr std::int64_t most_zeros = 30;
    const auto [digits, exponent] = detail::stripped_digits(d);
    const std::int64_t whole = static_cast<std::int64_t>(digits.size()) + exponent;
    const std::int64_t zeros = exponent > 0 ? exponent : whole <= 0 ? 1 - whole : 0;
    if (zeros <= most_zeros) return detail::plain_text(digits, exponent, d.sign() < 0);
    std::string text = d.sign() < 0 ? "-" : "";
    text += digits[0];
    if (digits.size() > 1) text.append(".").append(digits, 1, std::string::npos);
    const std::int64_t power = whole - 1;
    text += power < 0 ? "e-" : "e+";
    return text + std::to_string(power < 0 ? -power : power);
}

CAGR_INLINE std::string to_string(const decimal& d, count places, rounding mode) {
    using namespace detail;
    const auto shown = static_cast<std::int64_t>(
        places.checked("the number of places", static_cast<std::uint64_t>(limits::result_digits), errc::limit_digits));
    const std::int64_t length = std::max<std::int64_t>(d.adjusted_exponent(), 0) + 1 + shown;
    if (length > limits::result_digits) fail_digits(static_cast<std::uint64_t>(length));
    const decimal rounded = round_to_places(d, shown, mode);
    using access = decimal_access;
    const std::size_t size = access::size(rounded);
    if (size == 0) return plain_text(std::string(static_cast<std::size_t>(shown) + 1, '0'), -shown, false);
    limb_buffer buffer(size + 1);
    copy_limbs(buffer.data(), access::limbs(rounded), size);
    std::int64_t exponent = access::exponent(rounded);
    std::size_t kept = size;
    if (exponent < -shown) { // more trailing zeros than the places asked
        const stripped s = strip_zeros(buffer.data(), size);
        kept = s.size;
        exponent += s.zeros;
    }
    std::string digits = digit_text(buffer.data(), kept);
    if (exponent > -shown) digits.append(static_cast<std::size_t>(exponent + shown), '0');
    return plain_text(digits, -shown, rounded.sign() < 0);
}

} // namespace v0
} // namespace cagr
