#include "batch_row.hpp"

#include "csv_header.hpp"
#include "options.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cagr::cli {

namespace {

constexpr std::string_view needed = "base, rate, periods or base, base_year, rate, to";

/// A number that every reader of figures understands alike, without a figure around it: digits, a point, digits. Under
/// `comma` a point groups, so that only digits are alike.
std::optional<decimal> plain_number(std::string_view text, const manner& reading) {
    constexpr std::size_t longest = 60;
    const std::string_view number = text.starts_with('-') ? text.substr(1) : text;
    if (number.empty() || number.size() > longest) return std::nullopt;
    std::size_t points = 0;
    for (const char c : number) {
        if (c == '.') {
            ++points;
        } else if (c < '0' || c > '9') {
            return std::nullopt;
        }
    }
    if (points > 1 || number.front() == '.' || number.back() == '.' || (points == 1 && reading.mark() == notation::comma))
        return std::nullopt;
    return decimal::parse(text);
}

struct given_base {
    decimal number;
    std::string_view unit;
    std::optional<period> when;
};

/// An amount; where it begins with a bare point, no shell has been at it.
figure parse_cell(std::string_view text, const manner& reading) {
    try {
        return parse_value(text, reading);
    } catch (const exception& failure) {
        error e = failure.error();
        if (e.code != errc::parse_leading_point) throw;
        e.message.resize(std::min(e.message.size(), e.message.find(", or where")));
        throw exception(std::move(e));
    }
}

given_base read_base(std::string_view text, const manner& reading) {
    if (auto number = plain_number(text, reading)) return {*std::move(number), {}, std::nullopt};
    const figure read = parse_cell(text, reading);
    const magnitude in = read.magnitude();
    return {scale10(read.value(), -in.exponent), in.label(), read.when()};
}

rate read_rate(std::string_view text, const manner& reading, bool& bare) {
    bare = !text.ends_with('%');
    if (const auto percent = plain_number(bare ? text : trimmed(text.substr(0, text.size() - 1)), reading))
        return rate::from_percent(*percent);
    return parse_rate_or_percent(text, reading, bare).stated.value();
}

} // namespace

batch_columns::places batch_columns::find(const csv_reader& header) {
    const auto one = [&](std::string_view name) -> std::optional<std::size_t> {
        const std::vector<std::size_t> found = columns_named(header, name);
        return found.empty() ? std::nullopt : std::optional<std::size_t>(found.front());
    };
    places out{.base = one("base"), .base_year = one("base_year"), .rate = one("rate"), .to = one("to"), .periods = one("periods")};
    // Beside periods, and with nothing that it could be counted from, `to` is a column like any other.
    if (out.periods && !out.base_year) out.to.reset();
    return out;
}

batch_columns::batch_columns(csv_reader& reader, const input_file& from)
    : width_(read_header(reader, from, needed, [](const csv_reader& header) { return find(header).found(); })), at_(find(reader)) {
    constexpr std::array<std::string_view, 5> names{"base", "base_year", "rate", "to", "periods"};
    check_once(reader, names);
    if (at_.is_complete()) return;
    const std::string_view missing = !at_.base ? "base" : !at_.rate ? "rate" : at_.base_year ? "to" : "periods or to";
    detail::fail(errc::missing_fact, from.named() + " has no column " + std::string(missing) + "; its columns are " +
                                         listed_columns(reader) + "; " + std::string(needed) + " are needed");
}

void check_free(const csv_reader& header, std::string_view name) {
    if (const std::vector<std::size_t> found = columns_named(header, name); !found.empty())
        detail::fail(errc::usage, "the output adds a column " + std::string(name) + ", and the input has one, column " +
                                      std::to_string(found.front() + 1) + "; rename it");
}

/// The cell before the @ of a base and the cell of its own must not contradict.
std::optional<period> batch_columns::base_period(const csv_reader& row, std::optional<period> told) const {
    if (!at_.base_year) return told;
    const std::string_view text = trimmed(row.field(*at_.base_year));
    if (text.empty()) return told;
    const period own = in_column("base_year", [&] { return period::parse(text); });
    if (told && *told != own)
        detail::fail(errc::usage,
                     "base_year: it is " + to_string(own) + " and the base is of " + to_string(*told) + "; one of them is enough");
    return own;
}

std::uint64_t batch_columns::count(const csv_reader& row, const std::optional<period>& from) const {
    const std::string_view periods = at_.periods ? trimmed(row.field(*at_.periods)) : std::string_view();
    const std::string_view to = at_.to ? trimmed(row.field(*at_.to)) : std::string_view();
    std::optional<std::uint64_t> counted;
    if (!periods.empty())
        counted =
            in_column("periods", [&] { return whole_number("the number of periods", periods, limits::periods, errc::limit_periods); });
    if (to.empty()) {
        if (counted) return *counted;
        const std::string name = at_.periods ? "periods" : "to";
        detail::fail(errc::missing_fact, name + ": it is empty, so that nothing says how far the base grows; " +
                                             (at_.periods ? "a count such as 8 is needed" : "a period such as 2028 is needed"));
    }
    const period last = in_column("to", [&] { return period::parse(to); });
    if (!from) {
        const std::string name = at_.base_year ? "base_year" : "base";
        detail::fail(errc::missing_fact,
                     name + ": nothing says which period the base is of; " +
                         (at_.base_year ? "a period such as 2020 is needed" : "write it as VALUE@PERIOD, such as 62.35B@2020"));
    }
    const std::int64_t between = in_column("to", [&] { return last - *from; });
    if (between < 0)
        detail::fail(errc::period_order, "to: " + to_string(last) + " lies before the base of " + to_string(*from) + "; it must not");
    const auto n = static_cast<std::uint64_t>(between);
    if (counted && *counted != n)
        detail::fail(errc::usage, "periods: it is " + std::to_string(*counted) + ", and from " + to_string(*from) + " to " +
                                      to_string(last) + " there are " + std::to_string(n) + "; one of them is enough");
    return n;
}

growth_of_row batch_columns::read(const csv_reader& row, const manner& reading) const {
    check_fields(row, width_);
    const std::string_view base_text = trimmed(row.field(*at_.base));
    const std::string_view rate_text = trimmed(row.field(*at_.rate));
    given_base base = in_column("base", [&] { return read_base(base_text, reading); });
    bool bare = false;
    rate growth = in_column("rate", [&] { return read_rate(rate_text, reading, bare); });
    const std::optional<period> from = base_period(row, base.when);
    const std::uint64_t periods = count(row, from);
    return {std::move(base.number), base.unit, std::move(growth), periods, from, bare};
}

} // namespace cagr::cli
