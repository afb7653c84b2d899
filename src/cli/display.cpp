#include "display.hpp"

#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

amounts::amounts(const figure& base, const settings& s)
    : exponent_(base.magnitude().exponent), magnitude_(base.magnitude()), currency_(base.currency()), unit_(base.unit()), as_(s.amounts) {}

std::string amounts::heading() const {
    std::string out = currency_;
    for (const std::string_view word : {magnitude_.word(), std::string_view(unit_)}) {
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
        return to_string(number, std::max(places, number.places()), rounding::half_even);
    };
    std::string out = value.is_range() ? printed(value.low()) + " to " + printed(value.high()) : printed(value.value());
    const std::string_view said = to_string(value.qualifier());
    if (!said.empty()) out = fmt::format("{} {}", said, out);
    return value.when() ? fmt::format("{} ({})", out, to_string(*value.when())) : out;
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
