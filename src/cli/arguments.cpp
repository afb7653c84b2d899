#include "arguments.hpp"

#include "output.hpp"

#include <algorithm>
#include <vector>

namespace cagr::cli {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Throws the error of a changed copy of the text as one of the text itself: `back` finds a place of the copy in it, for
/// the caret and for the column that the message names.
template <class Back>
[[noreturn]] void fail_in(error e, std::string_view text, const Back& back) {
    const text_span there{back(e.span.offset), e.span.length};
    const std::string named = " at column " + std::to_string(e.span.offset + 1);
    const std::size_t at = e.message.rfind(named);
    const std::size_t end = at + named.size();
    if (at != std::string::npos && (end == e.message.size() || !is_digit(e.message[end])))
        e.message.replace(at, named.size(), " at column " + std::to_string(there.offset + 1));
    detail::fail(e.code, std::move(e.message), text, there);
}

/// A bare decimal mark before the digits of an amount: the shell may have eaten what stood before it.
[[noreturn]] void fail_bare_mark(std::string_view text, std::size_t at) {
    const std::string given(text.substr(at, std::min(text.find_first_of(" @", at), text.size()) - at));
    const bool is_signed = at > 0 && (text[at - 1] == '-' || text[at - 1] == '+');
    const std::string sign(is_signed ? text.substr(at - 1, 1) : "");
    detail::fail(errc::parse_leading_point,
                 std::string("an amount that begins with a bare ") + (text[at] == ',' ? "comma" : "point") + " at column " +
                     std::to_string(at + 1) + "; write " + detail::in_quotes(sign + "0" + given) +
                     ", or where a currency stood before it USD or single quotes: in double quotes the shell turns $6.35bn into .35bn",
                 text, {at, 1});
}

/// The figure; where it is ambiguous, or in another language, the message names the option that settles it.
figure read_figure(std::string_view text, const manner& reading) {
    try {
        return reading.spoken ? figure::parse(text, *reading.spoken, reading.marks) : figure::parse(text, reading.marks);
    } catch (const exception& failure) {
        error e = failure.error();
        if (e.code == errc::parse_leading_point && e.span.offset < text.size()) fail_bare_mark(text, e.span.offset);
        constexpr std::string_view advice = "; name the language, ";
        if (const std::size_t at = e.message.find(advice); at != std::string::npos) {
            const std::string rest = e.message.substr(at + advice.size()); // `it for Italian`
            e.message.resize(at + advice.size() - 2);
            e.message += ": --language " + rest.substr(0, rest.find(' '));
            detail::fail(e.code, std::move(e.message), text, e.span);
        }
        if (!e.message.ends_with("state the notation")) throw;
        e.message += ": --notation point or --notation comma";
        detail::fail(e.code, std::move(e.message), text, e.span);
    }
}

/// Where a decimal mark has a digit after it and none before: the `.` of `.5`.
std::vector<std::size_t> bare_marks(std::string_view text, char mark) {
    std::vector<std::size_t> out;
    for (std::size_t i = text.find(mark); i != std::string_view::npos && i + 1 < text.size(); i = text.find(mark, i + 1))
        if (is_digit(text[i + 1]) && (i == 0 || !is_digit(text[i - 1]))) out.push_back(i);
    return out;
}

bool is_sign_before(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    return before.ends_with('-') || before.ends_with('+') || before.ends_with("\u2212");
}

/// A rate may begin with a bare point, which a figure may not: each gets its 0 and is read again.
figure read_rate_figure(std::string_view text, const manner& reading) {
    const std::vector<std::size_t> points = reading.mark() == notation::comma ? std::vector<std::size_t>() : bare_marks(text, '.');
    if (points.empty()) return read_figure(text, reading);
    std::string padded(text);
    std::for_each(points.rbegin(), points.rend(), [&](std::size_t at) { padded.insert(at, 1, '0'); });
    try {
        return read_figure(padded, reading);
    } catch (const exception& failure) {
        fail_in(failure.error(), text, [&](std::size_t place) {
            std::size_t zeros = 0;
            while (zeros < points.size() && points[zeros] + zeros < place) ++zeros;
            return place - zeros;
        });
    }
}

/// A number and nothing else.
bool is_bare(const figure& read) {
    return read.kind() == figure_kind::amount && read.currency().empty() && read.unit().empty() && read.magnitude().exponent == 0 &&
           !read.when();
}

std::string_view kind_name(figure_kind kind) { return kind == figure_kind::percent ? "a percentage" : "a multiple"; }

/// `read` is what `text` says, and an amount. A bare point is refused where the shell may have eaten the digits before it.
void check_amount(const figure& read, std::string_view text, const manner& reading) {
    const char mark = reading.mark() == notation::comma ? ',' : '.';
    if (read.kind() != figure_kind::amount)
        detail::fail(errc::unit_mixed,
                     detail::in_quotes(text) + " is " + std::string(kind_name(read.kind())) +
                         "; an amount such as 62.35B or 'USD 62.35 billion' is needed",
                     text, {0, text.size()});
    for (const std::size_t at : bare_marks(text, mark)) {
        const bool begins = at == 0 || is_sign_before(text, at) || (text[at - 1] == ' ' && read.currency().empty());
        if (begins) fail_bare_mark(text, at);
    }
}

void check_undated(const figure& read, std::string_view name, std::string_view text) {
    if (!read.when()) return;
    const std::size_t at = text.rfind('@');
    detail::fail(errc::usage, std::string(name) + " has a period, " + to_string(*read.when()) + "; write it without", text,
                 {at, text.size() - at});
}

} // namespace

std::string argument_text(const std::string& argument) { return argument == "-" ? next_input_line() : argument; }

figure parse_value(std::string_view text, const manner& reading) {
    figure read = read_figure(text, reading);
    check_amount(read, text, reading);
    return read;
}

figure parse_undated(std::string_view name, std::string_view text, const manner& reading) {
    figure read = parse_value(text, reading);
    check_undated(read, name, text);
    return read;
}

given_rate parse_rate_or_percent(std::string_view text, const manner& reading, bool& bare) {
    bare = is_bare(read_rate_figure(text, reading));
    return parse_rate(bare ? std::string(text) + "%" : std::string(text), reading);
}

given_rate parse_rate(std::string_view text, const manner& reading) {
    const figure read = read_rate_figure(text, reading);
    if (read.kind() != figure_kind::percent) {
        const bool bare = is_bare(read);
        const std::string_view said = read.kind() == figure_kind::multiple ? "is a multiple" : bare ? "has no unit" : "is an amount";
        detail::fail(errc::parse_rate,
                     "the rate " + detail::in_quotes(text) + " " + std::string(said) + "; write 40.2% (or 40.2pct, or 4020bp)", text,
                     {text.size() - 1, 1});
    }
    if (read.when()) {
        const std::size_t at = text.rfind('@');
        detail::fail(errc::parse_rate, "the rate " + detail::in_quotes(text) + " has a period; it holds for every one, so write it without",
                     text, {at, text.size() - at});
    }
    return {read, stated_rate(read)};
}

figure parse_claimed_rate(std::string_view text, const manner& reading) {
    figure read = read_rate_figure(text, reading);
    if (read.kind() != figure_kind::multiple) return parse_rate(text, reading).printed;
    check_undated(read, "the rate", text);
    return read;
}

target_value parse_target(std::string_view text, const manner& reading) {
    target_value out;
    if (text.starts_with('+')) {
        const std::string_view amount = text.substr(1);
        try {
            out.increase = read_figure(amount, reading);
        } catch (const exception& failure) {
            throw exception(detail::placed_in(failure.error(), text, 1));
        }
        check_amount(*out.increase, text, reading);
        check_undated(*out.increase, "the increase", text);
        return out;
    }
    const figure read = read_figure(text, reading);
    if (read.kind() == figure_kind::multiple) {
        check_undated(read, "the multiple", text);
        out.multiple = read;
        return out;
    }
    check_amount(read, text, reading);
    out.value = read;
    return out;
}

basis common_basis(std::initializer_list<const figure*> given) {
    basis out;
    const figure* money = nullptr; // the first that has a currency
    const figure* thing = nullptr; // the first that has a unit
    for (const figure* const each : given) {
        if (each == nullptr) continue;
        const bool currencies_differ = money != nullptr && !each->currency().empty() && each->currency() != money->currency();
        const bool units_differ = thing != nullptr && !each->unit().empty() && each->unit() != thing->unit();
        if (currencies_differ || units_differ)
            detail::fail(errc::unit_mixed, detail::in_quotes(to_string(currencies_differ ? *money : *thing)) + " and " +
                                               detail::in_quotes(to_string(*each)) + " differ in " +
                                               (currencies_differ ? "currency" : "unit") + "; both must be in one");
        if (money == nullptr && !each->currency().empty()) money = each;
        if (thing == nullptr && !each->unit().empty()) thing = each;
    }
    if (money != nullptr && thing != nullptr && money->unit().empty() && thing->currency().empty())
        detail::fail(errc::unit_mixed, detail::in_quotes(to_string(*money)) + " is money and " + detail::in_quotes(to_string(*thing)) +
                                           " is not; both must be in one currency or unit");
    if (money != nullptr) out.currency = money->currency();
    if (thing != nullptr) out.unit = thing->unit();
    return out;
}

} // namespace cagr::cli
