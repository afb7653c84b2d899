#include "arguments.hpp"

#include "output.hpp"

namespace cagr::cli {

std::string argument_text(const std::string& argument) { return argument == "-" ? next_input_line() : argument; }

figure parse_value(std::string_view text) {
    figure read = figure::parse(text);
    if (read.kind() != figure_kind::amount)
        detail::fail(errc::parse_suffix,
                     detail::in_quotes(text) + " is " + (read.kind() == figure_kind::percent ? "a percentage" : "a multiple") +
                         "; an amount such as 62.35B or 'USD 62.35 billion' is needed",
                     text, {0, text.size()});
    return read;
}

stated_rate parse_rate(std::string_view text) {
    // A leading point is refused in a figure, where the shell may have eaten `$62`; a rate has no currency.
    const std::size_t sign = !text.empty() && (text.front() == '-' || text.front() == '+') ? 1 : 0;
    if (text.size() > sign + 1 && text[sign] == '.' && text[sign + 1] >= '0' && text[sign + 1] <= '9') {
        const std::string padded = std::string(text.substr(0, sign)) + "0" + std::string(text.substr(sign));
        try {
            return parse_rate(padded);
        } catch (const exception& failure) {
            error moved = failure.error();
            if (moved.span.offset > sign) --moved.span.offset;
            detail::fail(moved.code, std::move(moved.message), text, moved.span);
        }
    }
    const figure read = figure::parse(text);
    if (read.kind() != figure_kind::percent)
        detail::fail(errc::parse_rate, "the rate " + detail::in_quotes(text) + " has no unit; write 40.2% (or 40.2pct, or 4020bp)", text,
                     {text.size() - 1, 1});
    return stated_rate(read);
}

target_value parse_target(std::string_view text) {
    target_value out;
    if (text.starts_with('+')) {
        try {
            out.increase = parse_value(text.substr(1));
        } catch (const exception& failure) {
            error moved = failure.error();
            if (moved.span.length != 0) ++moved.span.offset;
            detail::fail(moved.code, std::move(moved.message), text, moved.span);
        }
        return out;
    }
    const figure read = figure::parse(text);
    if (read.kind() == figure_kind::multiple) {
        out.multiple = read.value();
    } else {
        out.value = parse_value(text);
    }
    return out;
}

void require_one_unit(const figure& a, const figure& b) {
    const bool currencies_differ = !a.currency().empty() && !b.currency().empty() && a.currency() != b.currency();
    const bool units_differ = !a.unit().empty() && !b.unit().empty() && a.unit() != b.unit();
    if (currencies_differ || units_differ)
        detail::fail(errc::unit_mixed, detail::in_quotes(to_string(a)) + " and " + detail::in_quotes(to_string(b)) + " differ in " +
                                           (currencies_differ ? "currency" : "unit") + "; both must be in one");
}

} // namespace cagr::cli
