// The command `rate`: the compound growth rate between two values.
#include "arguments.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

/// How many periods, and what one of them is called.
struct span_of_time {
    ratio periods;
    std::string step;
};

std::int64_t steps_a_year(const request& r) {
    const auto per = r.text("per");
    if (!per || *per == "year") return 1;
    if (*per == "quarter") return 4;
    if (*per == "month") return 12;
    const std::vector<std::string> names{"year", "quarter", "month"};
    detail::fail(errc::usage, "--per is " + detail::in_quotes(*per) + "; " + listed(names) + " is allowed" + suggestion(*per, names));
}

span_of_time undated(const request& r, const figure& a, const figure& b) {
    const auto periods = r.text("periods");
    if (!periods) {
        const figure& without = a.when() ? b : a;
        detail::fail(errc::missing_fact, detail::in_quotes(to_string(without)) +
                                             " has no period, so that the time between the values is not known; write "
                                             "VALUE@PERIOD, such as 62.35B@2020, or use --periods N");
    }
    if (r.has("per") || r.has("days"))
        detail::fail(errc::usage, "--per and --days are for dated values such as 62.35B@2020Q1; --periods N counts periods of any length");
    return {{static_cast<std::int64_t>(whole_number_option("periods", argument_text(*periods), limits::periods, errc::limit_periods)), 1},
            "period"};
}

span_of_time between(const request& r, const figure& begin, const figure& end) {
    if (!begin.when() || !end.when()) return undated(r, begin, end);
    if (r.has("periods")) detail::fail(errc::usage, "both values have a period and --periods is given as well; one of them is enough");
    const bool dates = begin.when()->kind() == period_kind::date && end.when()->kind() == period_kind::date;
    const auto days = r.text("days");
    if (dates && !days)
        detail::fail(errc::period_day_count,
                     "two dates need a day count that turns days into years; add --days act/365, act/365.25 or act/act");
    if (!dates && days) detail::fail(errc::usage, "--days is for two dates such as 2020-03-31; these values have none");
    ratio years = dates ? years_between(*begin.when(), *end.when(), parse_day_count(*days)) : years_between(*begin.when(), *end.when());
    const std::int64_t steps = steps_a_year(r);
    const std::int64_t common = std::gcd(years.numerator * steps, years.denominator);
    return {{years.numerator * steps / common, years.denominator / common}, steps == 1 ? "year" : steps == 4 ? "quarter" : "month"};
}

/// Whether the rate leads back to the end without any rounding: begin^q (1+r)^p = end^q. Where the power is past
/// the limit of digits it cannot equal an end of few.
bool leads_back(const figure& begin, const figure& end, const rate& r, ratio n) {
    const auto grown = try_pow(r.factor(), n.numerator);
    if (!grown) return false;
    const auto first = try_pow(begin.value(), n.denominator);
    const auto last = try_pow(end.value(), n.denominator);
    if (!first || !last) return false;
    const auto reached = try_multiply(*first, *grown);
    return reached && *reached == *last;
}

/// The rate between two ends of intervals, where both are there and it exists.
std::optional<rate> rate_between(const std::optional<decimal>& begin, const std::optional<decimal>& end, ratio n, context to) {
    if (!begin || !end) return std::nullopt;
    const auto found = try_implied_rate(*begin, *end, n, to);
    // An end that may be 0 may be beyond it, where no rate is: the least that there is, is the loss of all.
    if (!found && found.error().code == errc::domain_sign_change && to.mode == rounding::floor) return rate::from_percent(-100);
    return found ? std::optional<rate>(*found) : std::nullopt;
}

json point_json(const amounts& in, const figure& f) {
    json out;
    out["value"] = in.exact(f.value());
    out["period"] = json_of(f.when());
    return out;
}

} // namespace

std::string run_rate(const request& r, const settings& s) {
    const figure a = parse_value(argument_text(r.values[0]));
    const figure b = parse_value(argument_text(r.values[1]));
    require_one_unit(a, b);
    const bool swapped = a.when() && b.when() && *b.when() < *a.when();
    const figure& begin = swapped ? b : a;
    const figure& end = swapped ? a : b;
    const auto [periods, step] = between(r, begin, end);
    const rate found = implied_rate(begin.value(), end.value(), periods, s.solved);
    const bool exact = leads_back(begin, end, found, periods);

    // Slowest: from the largest begin to the smallest end; of negative values, by magnitude.
    const bool negative = begin.value().sign() < 0;
    const interval from = begin.interval();
    const interval to = end.interval();
    const auto slowest =
        rate_between(negative ? from.low : from.high, negative ? to.high : to.low, periods, {s.solved.digits, rounding::floor});
    const auto fastest =
        rate_between(negative ? from.high : from.low, negative ? to.low : to.high, periods, {s.solved.digits, rounding::ceiling});
    const auto shown_end = [&](const std::optional<rate>& end_of_range, rounding outward) {
        return end_of_range ? to_string(*end_of_range, s.amounts.places, outward) : std::string("open");
    };

    const amounts in(begin, s);
    const bool whole = periods.denominator == 1;
    const decimal count_of_periods = divide(decimal(periods.numerator), decimal(periods.denominator), s.solved);
    const std::string length = whole ? counted(static_cast<std::uint64_t>(periods.numerator), step)
                                     : to_string(count_of_periods, 2, rounding::half_up) + " " + step + "s";
    report out;
    out.title = in.heading();
    out.echo = fmt::format("{} to {}, {}", in.point(begin), in.point(end), length);
    out.lines.push_back({"CAGR", fmt::format("{}% a {}", in.percent(found), step)});
    out.lines.push_back(
        {exact ? "Exactly" : fmt::format("To {}", counted(static_cast<std::uint64_t>(s.solved.digits), "digit")), to_string(found)});
    out.lines.push_back({"Range from digits", shown_end(slowest, rounding::floor) + " to " + shown_end(fastest, rounding::ceiling)});
    const decimal increase = end.value() - begin.value();
    out.lines.push_back({"Increase", (increase.sign() < 0 ? "" : "+") + in.rounded(increase)});
    out.lines.push_back({"Multiple", "x" + in.number(divide(end.value(), begin.value(), context{}))});
    out.note = range_note;

    out.fields["rate"] = to_string(found.fraction());
    out.fields["percent"] = to_string(found.percent());
    out.fields["periods"] = whole ? json(periods.numerator) : json(to_string(count_of_periods));
    out.fields["is_exact"] = exact;
    out.fields["per"] = step;
    out.fields["low_percent"] = slowest ? json(to_string(slowest->percent())) : json(nullptr);
    out.fields["high_percent"] = fastest ? json(to_string(fastest->percent())) : json(nullptr);
    out.fields["currency"] = text_or_null(in.currency());
    out.fields["unit"] = in.symbol();
    out.fields["scale"] = in.scale();
    out.fields["begin"] = point_json(in, begin);
    out.fields["end"] = point_json(in, end);
    out.plain = to_string(found.percent());
    return render(out, s);
}

} // namespace cagr::cli
