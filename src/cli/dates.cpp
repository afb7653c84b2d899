#include "dates.hpp"

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

} // namespace cagr::cli
