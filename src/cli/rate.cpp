// The command `rate`: the compound growth rate between two values.
#include "arguments.hpp"
#include "commands.hpp"
#include "dates.hpp"
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
    const auto counted_days = years_by_days(r, *begin.when(), *end.when());
    const ratio years = counted_days ? *counted_days : years_between(*begin.when(), *end.when());
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
/// `outward` says which end it is: an end that may be 0 may be beyond it, where no rate is, and the least that there is, is
/// the loss of all.
std::optional<rate> rate_between(const std::optional<decimal>& begin, const std::optional<decimal>& end, ratio n, context to,
                                 rounding outward) {
    if (!begin || !end) return std::nullopt;
    const auto found = try_implied_rate(*begin, *end, n, to);
    if (!found && found.error().code == errc::domain_sign_change && outward == rounding::floor) return rate::from_percent(-100);
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
    const figure a = parse_value(argument_text(r.values[0]), s.reading);
    const figure b = parse_value(argument_text(r.values[1]), s.reading);
    const basis counted_in = common_basis({&a, &b});
    const bool swapped = a.when() && b.when() && *b.when() < *a.when();
    const figure& begin = swapped ? b : a;
    const figure& end = swapped ? a : b;
    const auto [periods, step] = between(r, begin, end);
    const auto found = [&, n = periods](context to) { return implied_rate(begin.value(), end.value(), n, to); };
    const rate solved = found(s.solved);
    const bool exact = leads_back(begin, end, solved, periods);

    // Slowest: from the largest begin to the smallest end; of negative values, by magnitude.
    const bool negative = begin.value().sign() < 0;
    const interval from = begin.interval();
    const interval to = end.interval();
    const auto end_of_range = [&, n = periods](bool is_fastest, context digits) {
        const bool low_to_high = is_fastest != negative;
        return rate_between(low_to_high ? from.low : from.high, low_to_high ? to.high : to.low, n, digits,
                            is_fastest ? rounding::ceiling : rounding::floor);
    };

    const amounts in(begin, counted_in, s);
    const bool whole = periods.denominator == 1;
    const auto count_of_periods = [n = periods](context digits) { return divide(decimal(n.numerator), decimal(n.denominator), digits); };
    const auto slowest = end_of_range(false, {s.solved.digits, rounding::floor});
    const auto fastest = end_of_range(true, {s.solved.digits, rounding::ceiling});
    report out;
    if (is_prose(s)) {
        const auto shown_end = [&](bool is_fastest) {
            if (!(is_fastest ? fastest : slowest)) return std::string("open");
            return in.percent([&](context digits) { return *end_of_range(is_fastest, digits); },
                              is_fastest ? rounding::ceiling : rounding::floor) +
                   "%";
        };
        const std::string length = whole ? counted(static_cast<std::uint64_t>(periods.numerator), step)
                                         : rounded_once(count_of_periods, 2, rounding::half_up) + " " + step + "s";
        out.title = in.title();
        out.echo = {in.point(begin), fmt::format("to {},", in.point(end)), length};
        out.lines.push_back({"CAGR", fmt::format("{}% a {}", in.percent(found), step)});
        out.lines.push_back(
            {exact ? "Exactly" : fmt::format("To {}", counted(static_cast<std::uint64_t>(s.solved.digits), "digit")), to_string(solved)});
        out.lines.push_back({"Range from digits", shown_end(false) + " to " + shown_end(true)});
        const decimal increase = end.value() - begin.value();
        out.lines.push_back({"Increase", (increase.sign() < 0 ? "" : "+") + in.rounded(increase)});
        out.lines.push_back({"Multiple", "x" + in.number([&](context digits) { return divide(end.value(), begin.value(), digits); })});
        out.notes.emplace_back(range_note);
    }

    out.fields["rate"] = to_string(solved.fraction());
    out.fields["percent"] = to_string(solved.percent());
    out.fields["periods"] = whole ? json(periods.numerator) : json(to_string(count_of_periods(s.solved)));
    out.fields["is_exact"] = exact;
    out.fields["per"] = step;
    out.fields["low_percent"] = slowest ? json(to_string(slowest->percent())) : json(nullptr);
    out.fields["high_percent"] = fastest ? json(to_string(fastest->percent())) : json(nullptr);
    add_basis(out.fields, in);
    out.fields["begin"] = point_json(in, begin);
    out.fields["end"] = point_json(in, end);
    out.plain = to_string(solved.percent());
    return render(out, s);
}

} // namespace cagr::cli
