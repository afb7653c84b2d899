#include "dates.hpp"

#include <array>

namespace cagr::cli {

std::optional<ratio> years_by_days(const request& r, const period& from, const period& to) {
    if (from.kind() != to.kind()) static_cast<void>(periods_between(from, to)); // throws, naming both kinds
    const auto days = r.text("days");
    if (from.kind() != period_kind::date) {
        if (days)
            detail::fail(errc::usage, "--days is for two dates such as 2020-03-31; " + to_string(from) + " and " + to_string(to) +
                                          " are of the kind " + std::string(to_string(from.kind())));
        return std::nullopt;
    }
    if (!days)
        detail::fail(errc::period_day_count,
                     "two dates need a day count that turns days into years; add --days act/365, act/365.25 or act/act");
    return years_between(from, to, parse_day_count(*days));
}

void refuse_days(const request& r) {
    if (r.has("days"))
        detail::fail(errc::usage, "--days is for two dates such as 2020-03-31, one in each value; the values given have none");
}

std::int64_t steps_a_year(const request& r) {
    const auto per = r.text("per");
    if (!per || *per == "year") return 1;
    if (*per == "quarter") return 4;
    if (*per == "month") return 12;
    const std::vector<std::string> names{"year", "quarter", "month"};
    detail::fail(errc::usage, "--per is " + detail::in_quotes(*per) + "; " + listed(names) + " is allowed" + suggestion(*per, names));
}

namespace {

std::string_view without_spaces(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// The two digits behind `2021-` as a year of the same century.
std::optional<period> short_end(std::string_view from, std::string_view to) {
    const auto are_digits = [](std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; };
    if (from.size() != 4 || to.size() != 2 || !are_digits(from) || !are_digits(to)) return std::nullopt;
    return period::parse(std::string(from.substr(0, 2)) + std::string(to));
}

} // namespace

window parse_window(std::string_view text) {
    if (text.empty()) detail::fail(errc::parse_empty, "the window is empty; two periods such as 2021-2028 are needed");
    constexpr std::size_t longest = 64; // no two periods are longer
    for (const std::string_view dash : std::array<std::string_view, 3>{"-", "\u2013", " to "}) {
        for (std::size_t at = text.find(dash); at != std::string_view::npos && text.size() <= longest; at = text.find(dash, at + 1)) {
            const std::string_view first = without_spaces(text.substr(0, at));
            const std::string_view second = without_spaces(text.substr(at + dash.size()));
            const result<period> from = period::try_parse(first);
            const std::optional<period> in_short = short_end(first, second);
            const result<period> to = in_short ? result<period>(*in_short) : period::try_parse(second);
            if (!from || !to || from->kind() != to->kind()) continue;
            if (*to < *from)
                detail::fail(errc::period_order,
                             "the window " + detail::in_quotes(text) + " ends before it begins; the later period comes second");
            return {*from, *to};
        }
    }
    detail::fail(errc::parse_period,
                 "the window " + detail::in_quotes(text) +
                     " is not two periods of one kind; write 2021-2028, FY2021-FY2028 or 2021Q1-2024Q4",
                 text, {0, text.size()});
}

} // namespace cagr::cli
