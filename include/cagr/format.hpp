// What it answers: how the library's values print through fmt, with width, fill, alignment, sign and places.
// What it needs: fmt 9 or later; decimal.hpp, figure.hpp, growth.hpp and period.hpp.
// Example: fmt::print("{:>12.2} {:+.1}\n", 930.7233_dec, 40.2_pct);   //       930.72 +40.2%
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/figure.hpp>
#include <cagr/growth.hpp>
#include <cagr/period.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cagr {
inline namespace v0 {
namespace detail {

/// What stands after the colon of a replacement field: `[[fill]align][sign][0][width][.places]`, width and
/// places also as `{}`. A text takes fill, alignment and width only. Anything else is a format error,
/// at compile time where fmt checks there.
class format_spec {
public:
    static constexpr int most_width = 100'000; // the longest number is as long

    template <class ParseContext>
    constexpr const char* parse(ParseContext& ctx, bool is_number) {
        const char* at = ctx.begin();
        const char* const end = ctx.end();
        at = parse_alignment(at, end);
        if (is_number) {
            if (at != end && (*at == '+' || *at == '-' || *at == ' ')) sign_ = *at++;
            if (at != end && *at == '0') {
                // As in std::format, an alignment overrules the padding with zeros.
                zeros_ = align_ == '\0';
                ++at;
            }
        }
        at = parse_number(at, end, ctx, width_, width_argument_);
        if (at != end && *at == '.') {
            if (!is_number) throw fmt::format_error("only numbers have places");
            ++at;
            if (at == end || (*at != '{' && !is_digit(*at))) throw fmt::format_error("a number of places is needed after the point");
            places_ = 0;
            at = parse_number(at, end, ctx, places_, places_argument_);
        }
        if (at != end && *at != '}') throw fmt::format_error("a format of [[fill]align][sign][0][width][.places] is needed");
        return at;
    }

    /// `text_with(places)` gives the text, places -1 asking for all of it.
    template <class TextWith, class FormatContext>
    auto write(bool is_number, const TextWith& text_with, FormatContext& ctx) const {
        const int width = width_argument_ < 0 ? width_ : argument(ctx, width_argument_);
        const int places = places_argument_ < 0 ? places_ : argument(ctx, places_argument_);
        std::string text = text_with(places);
        if (is_number && sign_ != '-' && text[0] != '-') text.insert(text.begin(), sign_);
        std::size_t characters = 0;
        for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1 : 0;
        const std::size_t padding = static_cast<std::size_t>(width) > characters ? static_cast<std::size_t>(width) - characters : 0;
        if (zeros_) text.insert(text[0] == '-' || text[0] == '+' || text[0] == ' ' ? 1 : 0, padding, '0');
        const char align = align_ != '\0' ? align_ : is_number ? '>' : '<';
        const std::size_t before = zeros_ || align == '<' ? 0 : align == '^' ? padding / 2 : padding;
        auto out = ctx.out();
        for (std::size_t i = 0; i < before; ++i) out = copied({fill_, fill_size_}, out);
        out = copied(text, out);
        for (std::size_t i = zeros_ ? padding : before; i < padding; ++i) out = copied({fill_, fill_size_}, out);
        return out;
    }

private:
    [[nodiscard]] static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    [[nodiscard]] static constexpr bool is_align(char c) noexcept { return c == '<' || c == '>' || c == '^'; }

    constexpr const char* parse_alignment(const char* at, const char* end) {
        if (at == end) return at;
        const auto lead = static_cast<unsigned char>(*at);
        const std::ptrdiff_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; // of a UTF-8 character
        if (end - at > size && is_align(at[size])) {
            if (*at == '{' || *at == '}') throw fmt::format_error("a brace cannot fill");
            for (std::ptrdiff_t i = 0; i < size; ++i) fill_[i] = at[i];
            fill_size_ = static_cast<std::size_t>(size);
            align_ = at[size];
            return at + size + 1;
        }
        if (is_align(*at)) align_ = *at++;
        return at;
    }

    template <class ParseContext>
    static constexpr const char* parse_number(const char* at, const char* end, ParseContext& ctx, int& value, int& argument_id) {
        if (at != end && *at == '{') {
            ++at;
            if (at != end && *at == '}') {
                argument_id = ctx.next_arg_id();
                return at + 1;
            }
            int id = 0;
            at = parse_digits(at, end, id);
            if (at == end || *at != '}') throw fmt::format_error("an argument's number is needed between the braces");
            ctx.check_arg_id(id);
            argument_id = id;
            return at + 1;
        }
        if (at != end && is_digit(*at)) return parse_digits(at, end, value);
        return at;
    }

    static constexpr const char* parse_digits(const char* at, const char* end, int& value) {
        if (at == end || !is_digit(*at)) throw fmt::format_error("a digit is needed");
        value = 0;
        for (; at != end && is_digit(*at); ++at) {
            value = value * 10 + (*at - '0');
            if (value > most_width) throw fmt::format_error("a width or number of places is at most 100000");
        }
        return at;
    }

    struct integer_of {
        template <class T>
        int operator()(const T& value) const {
            if constexpr (whole_number<T>) {
                if (value < T{0} || static_cast<unsigned long long>(value) > static_cast<unsigned long long>(most_width))
                    throw fmt::format_error("a width or number of places is 0 to 100000");
                return static_cast<int>(value);
            } else {
                throw fmt::format_error("a width or number of places is an integer");
            }
        }
    };

    template <class FormatContext>
    static int argument(FormatContext& ctx, int id) {
        auto given = ctx.arg(id);
        // fmt 9 has only the free function, fmt 12 only the member.
        if constexpr (requires { given.visit(integer_of{}); }) {
            return given.visit(integer_of{});
        } else {
            return visit_format_arg(integer_of{}, given);
        }
    }

    template <class Out>
    static Out copied(std::string_view text, Out out) {
        for (const char c : text) *out++ = c;
        return out;
    }

    char fill_[4] = {' ', '\0', '\0', '\0'};
    std::size_t fill_size_ = 1;
    char align_ = '\0';
    char sign_ = '-';
    bool zeros_ = false;
    int width_ = 0;
    int places_ = -1;
    int width_argument_ = -1;
    int places_argument_ = -1;
};

} // namespace detail
} // namespace v0
} // namespace cagr

/// `{}` prints every digit. `{:.2}` prints 2 places, rounded half up (away from zero) as displays round: name another
/// rounding with `to_string(d, places, rounding)`. Numbers align right.
template <>
struct fmt::formatter<cagr::decimal> {
    constexpr const char* parse(fmt::format_parse_context& ctx) { return spec_.parse(ctx, true); }
    template <class FormatContext>
    auto format(const cagr::decimal& d, FormatContext& ctx) const {
        return spec_.write(
            true, [&](int places) { return places < 0 ? to_string(d) : to_string(d, places, cagr::rounding::half_up); }, ctx);
    }

private:
    cagr::detail::format_spec spec_;
};

/// `{}` prints the percentage in full (`40.2%`), `{:.2}` with 2 places, rounded half up (`40.20%`).
template <>
struct fmt::formatter<cagr::rate> {
    constexpr const char* parse(fmt::format_parse_context& ctx) { return spec_.parse(ctx, true); }
    template <class FormatContext>
    auto format(const cagr::rate& r, FormatContext& ctx) const {
        return spec_.write(
            true, [&](int places) { return places < 0 ? to_string(r) : to_string(r, places, cagr::rounding::half_up); }, ctx);
    }

private:
    cagr::detail::format_spec spec_;
};

/// The period as it is written; texts align left.
template <>
struct fmt::formatter<cagr::period> {
    constexpr const char* parse(fmt::format_parse_context& ctx) { return spec_.parse(ctx, false); }
    template <class FormatContext>
    auto format(const cagr::period& p, FormatContext& ctx) const {
        return spec_.write(
            false, [&](int) { return to_string(p); }, ctx);
    }

private:
    cagr::detail::format_spec spec_;
};

/// The figure as it is printed, with its currency and magnitude.
template <>
struct fmt::formatter<cagr::figure> {
    constexpr const char* parse(fmt::format_parse_context& ctx) { return spec_.parse(ctx, false); }
    template <class FormatContext>
    auto format(const cagr::figure& f, FormatContext& ctx) const {
        return spec_.write(
            false, [&](int) { return std::string(to_string(f)); }, ctx);
    }

private:
    cagr::detail::format_spec spec_;
};

/// The name of the rounding: `half_even`, `ceiling`, ...
template <>
struct fmt::formatter<cagr::rounding> {
    constexpr const char* parse(fmt::format_parse_context& ctx) { return spec_.parse(ctx, false); }
    template <class FormatContext>
    auto format(const cagr::rounding& mode, FormatContext& ctx) const {
        return spec_.write(
            false, [&](int) { return std::string(to_string(mode)); }, ctx);
    }

private:
    cagr::detail::format_spec spec_;
};
