// The command `project`: a base grown period by period.
#include "arguments.hpp"
#include "claims_of_text.hpp"
#include "commands.hpp"
#include "dates.hpp"
#include "display.hpp"
#include "project_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

constexpr std::uint64_t most_row_digits = 10'000'000;

std::string one(const request& r, std::string_view option) { return argument_text(*r.text(option)); }

/// The last period: from --periods, the third argument or the window, whichever is given first.
period last_period(const request& r, const std::optional<period>& base, const std::optional<window>& told) {
    const auto periods = r.text("periods");
    const bool named = r.values.size() == 3;
    if (periods && named)
        detail::fail(errc::usage, "the end is given twice, as " + detail::in_quotes(r.values[2]) + " and as --periods " +
                                      detail::in_quotes(*periods) + "; one of them is enough");
    if (periods) {
        const std::uint64_t n = whole_number_option("periods", argument_text(*periods), limits::periods, errc::limit_periods);
        return base ? *base + n : period::ordinal(n);
    }
    if (!named && told && base) return told->to;
    if (!named && !told)
        detail::fail(errc::missing_fact, "the end of the projection is missing; name its last period, such as 2028, or --periods 8");
    const std::string text = named ? argument_text(r.values[2]) : to_string(told->to);
    const period last = period::parse(text);
    if (!base)
        detail::fail(errc::missing_fact, "the base has no period, so that nothing says how far " + detail::in_quotes(text) +
                                             " is; write the base as VALUE@PERIOD, such as 62.35B@2020, or use --periods N");
    return last;
}

void check_no_date(const figure& base) {
    if (base.when() && base.when()->kind() == period_kind::date)
        detail::fail(
            errc::period_day_count,
            "the base is dated " + to_string(*base.when()) +
                ", and a projection goes by whole periods; write its year, half, quarter or month, such as @2020, @2020Q1 or @2020-01");
}

rounding_policy policy_of(const request& r) {
    const auto policy = r.text("policy");
    if (!policy) return rounding_policy::final;
    const std::vector<std::string> names{"final", "each_year"};
    if (*policy != names[0] && *policy != names[1])
        detail::fail(errc::usage,
                     "--policy is " + detail::in_quotes(*policy) + "; " + listed(names) + " is allowed" + suggestion(*policy, names));
    return *policy == names[1] ? rounding_policy::each_year : rounding_policy::final;
}

/// What is assumed where the rate is told of other periods than those it is compounded over.
void note_assumptions(projected& a, const std::optional<period>& from, const std::optional<period>& to) {
    const forecast& f = a.what;
    const period start = f.estimate ? f.estimate_period.value_or(f.base_period + 1) : f.base_period;
    const std::string growth = to_string(a.growth);
    if (from && start < *from)
        a.notes.push_back(fmt::format("Assumed: {} holds from {} on; it is told from {}, which is not quoted.", growth, to_string(start),
                                      to_string(*from)));
    if (to && *to < f.target_period)
        a.notes.push_back(fmt::format("Assumed: {} goes on to {}; it is told to {}.", growth, to_string(f.target_period), to_string(*to)));
}

projected read_forecast(const request& r, const settings& s) {
    const figure base = parse_value(argument_text(r.values[0]), s.reading);
    const given_rate growth = parse_rate(argument_text(r.values[1]), s.reading);
    check_no_date(base);
    std::optional<window> told;
    if (const auto text = r.text("window")) told = parse_window(argument_text(*text));
    forecast out{.base = base,
                 .base_period = base.when() ? *base.when() : period::ordinal(0),
                 .growth = growth.stated,
                 .target_period = last_period(r, base.when(), told),
                 .shown = s.amounts};
    if (r.has("estimate")) {
        const figure estimate = parse_value(one(r, "estimate"), s.reading);
        static_cast<void>(common_basis({&base, &estimate}));
        out.estimate = estimate;
        out.estimate_period = estimate.when();
        if (estimate.when() && !base.when())
            detail::fail(errc::missing_fact, "the estimate has a period and the base has none; write the base as VALUE@PERIOD");
    }
    out.policy = policy_of(r);
    projected a{.what = std::move(out), .growth = growth.printed};
    if (told) note_assumptions(a, told->from, told->to);
    return a;
}

/// The first claim of a text, or the one that --claim names.
projected read_claimed_forecast(const request& r, const settings& s) {
    for (const std::string_view each : {"estimate", "window"})
        if (r.has(each))
            detail::fail(errc::usage, "--" + std::string(each) + " is given, and --text as well; the text says what is projected");
    if (!r.values.empty())
        detail::fail(errc::usage, detail::in_quotes(r.values.front()) + " is given, and --text as well; the text says what is projected");
    const text_source text = read_text_source(r, s);
    const auto chosen = chosen_claims(text, r);
    const auto& [number, read] = chosen.front();
    const claim c = checked(read);
    const std::string named = text.claims.size() == 1 ? text.named : fmt::format("claim {} of {}", number, text.named);
    const auto need = [&](bool there, const std::string& what) {
        if (!there) detail::fail(errc::missing_fact, named + " says no " + what + ", so that nothing can be projected from it");
    };
    need(c.base || c.estimate, "base");
    // An estimate that is not of the year after the base leaves years between that no rate covers: it is the base then.
    const bool follows =
        c.base && c.base_period && c.estimate && *c.estimate_period == *c.base_period + periods_per_year(c.base_period->kind());
    const bool from_estimate_alone = c.estimate && !follows;
    const figure& base = from_estimate_alone ? *c.estimate : *c.base;
    const std::optional<period>& when = from_estimate_alone ? c.estimate_period : c.base_period;
    need(when.has_value(), from_estimate_alone ? "year of its estimate" : "year of its base");
    need(c.rate && c.rate->kind() == figure_kind::percent, "annual rate");
    const bool has_end = r.has("periods") || c.target_period;
    need(has_end, "year in which the growth ends (--periods N names how far it goes)");
    check_no_date(base.at(*when));
    projected a{.what = {.base = base.when() ? base : base.at(*when),
                         .base_period = *when,
                         .growth = stated_rate(*c.rate),
                         .target_period = r.has("periods") ? last_period(r, when, std::nullopt) : *c.target_period,
                         .shown = s.amounts,
                         .policy = policy_of(r)},
                .growth = *c.rate};
    if (follows) {
        a.what.estimate = c.estimate;
        a.what.estimate_period = c.estimate_period;
    }
    note_assumptions(a, c.window_from, c.window_to);
    if (c.target && c.target_period)
        a.notes.push_back(
            fmt::format("Printed for {}: {}; 'cagr audit' tells whether that agrees.", to_string(*c.target_period), to_string(*c.target)));
    if (text.claims.size() > 1 && !r.has("claim"))
        a.notes.push_back(fmt::format("The first of {} claims in the text; --claim N projects another.", text.claims.size()));
    a.source = places_of(text, read);
    return a;
}

/// The ends of the range have more digits than the values: their limit is checked before any is computed.
void check_range_work(const forecast& f, const projection& p) {
    const auto least_digits = [&](const rate& r) -> std::uint64_t {
        constexpr std::uint64_t sample = 64; // digits of the 64th power: those that one period adds, 64 times
        const decimal factor = r.factor();
        return factor.sign() == 0 ? 1 : 1 + static_cast<std::uint64_t>(pow(factor, sample).digits() - 1) * p.periods() / sample;
    };
    const std::uint64_t digits = std::max(least_digits(f.growth.low()), least_digits(f.growth.high().value_or(f.growth.low())));
    if (digits > most_row_digits / p.size())
        detail::fail(
            errc::limit_rows,
            fmt::format(
                "{} rows, their range of up to {} digits; rows times digits may be at most {} (--format plain shows the last value alone)",
                p.size(), digits, most_row_digits));
}

} // namespace

std::string run_project(const request& r, const settings& s) {
    if (r.has("claim") && !r.has("text")) detail::fail(errc::usage, "--claim chooses one of the claims of a text; it goes with --text");
    projected a = r.has("text") ? read_claimed_forecast(r, s) : read_forecast(r, s);
    a.exact = r.has("exact");
    const forecast& f = a.what;
    const projection p = project(f);
    if (s.format == output_format::plain) return plain_projection(a, p, s);
    // Rounded each year, the ends are as short as the values, and project() has checked them.
    if (shows_range(a, s) && f.policy == rounding_policy::final) check_range_work(f, p);
    return shown_projection(a, p, s);
}

} // namespace cagr::cli
