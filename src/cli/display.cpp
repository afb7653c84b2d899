#include "display.hpp"

#include "output.hpp"
#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

std::string rounded_once(const value_to& value, int places, rounding mode) {
    const std::int64_t leading = value({.digits = 1, .mode = rounding::down}).adjusted_exponent();
    // One digit more than is shown, from both sides: no boundary of a rounding lies between two neighbours there, so that
    // whatever is between them is rounded as the value is.
    const std::int64_t digits = std::max<std::int64_t>(leading + places + 2, 1);
    if (digits > limits::context_digits)
        detail::fail(errc::limit_context, fmt::format("--places {} shows {} significant digits of a computed value; at most {} are allowed",
                                                      places, digits - 1, limits::context_digits - 1));
    const decimal below = value({.digits = static_cast<int>(digits), .mode = rounding::down});
    const decimal above = value({.digits = static_cast<int>(digits), .mode = rounding::up});
    const decimal half = scale10(decimal(5), -1);
    return to_string(below == above ? below : (below + above) * half, places, mode);
}

amounts::amounts(const figure& first, basis counted_in, const settings& s)
    : exponent_(first.magnitude().exponent), magnitude_(first.magnitude()), basis_(std::move(counted_in)), as_(s.amounts) {}

std::string amounts::rounded(const value_to& amount) const {
    return number([&](context to) { return scaled(amount(to)); });
}

std::string amounts::percent(const std::function<rate(context)>& growth, rounding mode) const {
    return rounded_once([&](context to) { return growth(to).percent(); }, as_.places, mode);
}

std::string amounts::heading() const {
    std::string out = basis_.currency;
    for (const std::string_view word : {magnitude_.word(), std::string_view(basis_.unit)}) {
        if (word.empty()) continue;
        if (!out.empty()) out += ' ';
        out += word;
    }
    return out;
}

std::string amounts::point(const figure& value) const {
    const auto printed = [&](const decimal& amount) {
        const std::int64_t places = value.places() + exponent_ - value.magnitude().exponent;
        const decimal number = scaled(amount);
        constexpr std::int64_t longest = 60; // digits on one line; what is longer is written as a power of ten
        if (std::max(places, number.places()) > longest || number.adjusted_exponent() > longest) return to_string(number);
        return to_string(number, std::max(places, number.places()), rounding::half_even);
    };
    std::string out = printed(value.low());
    if (value.is_range()) {
        // Not `60 to 65`: what follows may be `to 90`.
        const std::string_view form = value.low().sign() < 0 ? "between {} and {}" : "{}-{}";
        out = fmt::format(fmt::runtime(form), out, printed(value.high()));
    }
    const std::string_view said = to_string(value.qualifier());
    if (!said.empty()) out = fmt::format("{} {}", said, out);
    return value.when() ? fmt::format("{} ({})", out, to_string(*value.when())) : out;
}

std::string amounts::title(const std::string& shown_how) const {
    const std::string what = heading();
    return what.empty() ? shown_how : what + " | " + shown_how;
}

std::string amounts::rounding_text() const {
    return fmt::format("rounded {} to {}", words_of(as_.mode), counted(static_cast<std::uint64_t>(as_.places), "place"));
}

std::string step_name(period_kind kind) {
    switch (kind) {
    case period_kind::year: return "year";
    case period_kind::fiscal_year: return "fiscal year";
    case period_kind::half: return "half-year";
    case period_kind::quarter: return "quarter";
    case period_kind::month: return "month";
    case period_kind::date: return "year";
    case period_kind::ordinal: break;
    }
    return "period";
}

std::string step_title(period_kind kind) {
    std::string name = kind == period_kind::date ? "date" : step_name(kind);
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

std::string counted(std::uint64_t n, const std::string& name) { return fmt::format("{} {}{}", n, name, n == 1 ? "" : "s"); }

std::string span_text(const period& from, const period& to) {
    const std::string first = to_string(from);
    const std::string last = to_string(to);
    if (from.kind() == period_kind::year && first.size() == 4 && last.size() == 4 && first.substr(0, 2) == last.substr(0, 2))
        return first + "-" + last.substr(2);
    if (from.kind() == period_kind::year || from.kind() == period_kind::ordinal) return first + "-" + last;
    return first + " to " + last;
}

bool is_loose(const figure& f) { return f.is_range() || f.qualifier() == qualifier::at_least || f.qualifier() == qualifier::at_most; }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const std::string& part : parts) {
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

std::string wrapped(const std::vector<std::string>& parts, std::string_view between, std::size_t indent) {
    std::string out;
    std::size_t taken = 0;
    for (const std::string& part : parts) {
        const std::size_t width = display_width(part);
        if (out.empty()) {
            taken = width;
        } else if (taken + between.size() + width <= screen_columns) {
            out += between;
            taken += between.size() + width;
        } else {
            out += "\n" + std::string(indent, ' ');
            taken = indent + width;
        }
        out += part;
    }
    return out;
}

std::string wrapped_words(std::string_view sentence) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < sentence.size();) {
        const std::size_t space = std::min(sentence.find(' ', from), sentence.size());
        words.emplace_back(sentence.substr(from, space - from));
        from = space + 1;
    }
    return wrapped(words, " ", 0);
}

std::string words_of(rounding mode) {
    std::string out(to_string(mode));
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

bool is_number(const period& when) { return when.kind() == period_kind::year || when.kind() == period_kind::ordinal; }

std::int64_t number_of(const period& when) { return when.kind() == period_kind::year ? when.calendar_year() : when.ordinal_number(); }

bool paints(const settings& s) {
    if (s.format != output_format::table || s.color == color_choice::never) return false;
    return s.color == color_choice::always || (!s.file && output_shows_color());
}

std::string in_bold(std::string_view text, bool painted) { return painted ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text); }

} // namespace cagr::cli
