// The command `solve`: what is missing of base, rate, periods, target and increase.
#include "arguments.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

/// What is given, and, once solved, what follows. `multiple` stands for a target where no base is known.
struct facts {
    std::optional<decimal> base;
    std::optional<rate> growth;
    std::optional<std::uint64_t> periods; // given, or between the dated base and target
    std::optional<decimal> time;          // solved periods, seldom whole
    std::optional<decimal> target;
    std::optional<decimal> increase;
    std::optional<decimal> multiple;
    std::vector<std::string> solved;
};

struct printed_facts {
    std::optional<figure> base;
    std::optional<figure> target;
    std::optional<figure> increase;

    /// The figure whose magnitude, currency and unit the answer is shown in.
    [[nodiscard]] const figure* first() const { return base ? &*base : target ? &*target : increase ? &*increase : nullptr; }
};

[[noreturn]] void fail_too_much(const std::string& what) {
    detail::fail(errc::usage,
                 what + "; leave out what is to be solved: three of base, rate, periods, target and increase decide the other two");
}

void read(const request& r, printed_facts& printed, facts& known) {
    if (const auto text = r.text("base")) {
        printed.base = parse_value(argument_text(*text));
        known.base = printed.base->value();
    }
    if (const auto text = r.text("rate")) known.growth = parse_rate(argument_text(*text)).value();
    if (const auto text = r.text("periods"))
        known.periods = whole_number_option("periods", argument_text(*text), limits::periods, errc::limit_periods);
    if (const auto text = r.text("increase")) printed.increase = parse_value(argument_text(*text));
    if (const auto text = r.text("target")) {
        const target_value target = parse_target(argument_text(*text));
        if (target.increase && printed.increase) fail_too_much("the increase is given twice, by --increase and by --target +...");
        if (target.increase) printed.increase = target.increase;
        if (target.value) printed.target = target.value;
        known.multiple = target.multiple;
    }
    if (printed.target) known.target = printed.target->value();
    if (printed.increase) known.increase = printed.increase->value();
    if (printed.base && printed.target && printed.base->when() && printed.target->when()) {
        if (known.periods) fail_too_much("base and target have periods and --periods is given as well");
        const std::int64_t n = *printed.target->when() - *printed.base->when();
        if (n < 0)
            detail::fail(errc::period_order, "the target's period " + to_string(*printed.target->when()) + " is before the base's, " +
                                                 to_string(*printed.base->when()) + "; it must be the same or later");
        known.periods = static_cast<std::uint64_t>(n);
    }
    for (const figure* one : {printed.target ? &*printed.target : nullptr, printed.increase ? &*printed.increase : nullptr})
        if (one != nullptr) require_one_unit(*printed.first(), *one);
}

void solve_time_or_rate(facts& f, const decimal& begin, const decimal& end, context to) {
    if (f.growth && f.periods) fail_too_much("everything is given");
    if (f.growth) {
        f.time = periods_to(begin, end, *f.growth, to);
        f.solved.insert(f.solved.begin(), "periods");
    } else if (f.periods) {
        f.growth = implied_rate(begin, end, *f.periods, to);
        f.solved.insert(f.solved.begin(), "rate");
    } else {
        detail::fail(errc::missing_fact, "rate and periods are both missing; one of them is needed (--rate 40.2% or --periods 8)");
    }
}

/// Where target, increase and multiple say more than one thing, the base follows from two of them.
void derive_base(facts& f, context to) {
    const int ends = (f.target ? 1 : 0) + (f.increase ? 1 : 0) + (f.multiple ? 1 : 0);
    if (f.base) {
        if (ends > 1) fail_too_much("with the base, one of target and increase is the other said again");
        return;
    }
    if (ends > 2) fail_too_much("target, increase and multiple are all given");
    if (ends < 2) return;
    f.base = f.target && f.increase ? *f.target - *f.increase
             : f.target             ? divide(*f.target, *f.multiple, to)
                                    : divide(*f.increase, *f.multiple - decimal(1), to);
    f.solved.emplace_back("base");
    if (f.multiple && f.target) f.increase = *f.target - *f.base;
    if (f.multiple && !f.target) f.target = *f.base + *f.increase;
    f.multiple.reset();
}

void solve(facts& f, context to) {
    derive_base(f, to);
    if (f.multiple && !f.base) return solve_time_or_rate(f, decimal(1), *f.multiple, to);
    if (f.base) {
        const bool target_given = f.target.has_value();
        const bool increase_given = f.increase.has_value();
        const bool multiple_given = f.multiple.has_value();
        if (multiple_given) f.target = *f.base * *f.multiple;
        if (!f.target && f.increase) f.target = *f.base + *f.increase;
        if (f.target) {
            f.increase = *f.target - *f.base;
            solve_time_or_rate(f, *f.base, *f.target, to);
        } else {
            if (!f.growth || !f.periods)
                detail::fail(errc::missing_fact, std::string("with the base, two more of rate, periods, target and increase are needed; ") +
                                                     (f.growth    ? "the rate"
                                                      : f.periods ? "the periods"
                                                                  : "nothing more") +
                                                     " is given");
            f.target = compound(*f.base, *f.growth, *f.periods);
            f.increase = *f.target - *f.base;
        }
        if (!target_given && !multiple_given) f.solved.emplace_back("target");
        if (!increase_given) f.solved.emplace_back("increase");
        return;
    }
    if (!f.growth || !f.periods || (!f.target && !f.increase))
        detail::fail(errc::missing_fact, "too little is given; three of --base, --rate, --periods, --target and --increase are needed, "
                                         "such as --base 62.35B --rate 40.2% --periods 8");
    f.solved.emplace_back("base");
    if (f.target) {
        f.base = discount(*f.target, *f.growth, *f.periods, to);
        f.increase = *f.target - *f.base;
        f.solved.emplace_back("increase");
    } else {
        const decimal gained = pow(f.growth->factor(), *f.periods) - decimal(1);
        if (gained.sign() == 0)
            detail::fail(errc::never_reached, "a rate of " + to_string(*f.growth) + " over " + counted(*f.periods, "period") +
                                                  " increases nothing; no base gains the increase");
        f.base = divide(*f.increase, gained, to);
        f.target = *f.base + *f.increase;
        f.solved.emplace_back("target");
    }
}

/// The periods of base and target: given ones, and those that follow from the other and whole periods.
struct dates {
    std::optional<period> base;
    std::optional<period> target;
};

dates dates_of(const printed_facts& printed, const facts& f) {
    dates out;
    if (printed.base) out.base = printed.base->when();
    if (printed.target) out.target = printed.target->when();
    if (f.periods && out.base && !out.target) out.target = *out.base + *f.periods;
    if (f.periods && out.target && !out.base) out.base = *out.target - *f.periods;
    return out;
}

bool is_solved(const facts& f, std::string_view name) { return std::find(f.solved.begin(), f.solved.end(), name) != f.solved.end(); }

} // namespace

std::string run_solve(const request& r, const settings& s) {
    printed_facts printed;
    facts f;
    read(r, printed, f);
    solve(f, s.solved);
    const dates when = dates_of(printed, f);
    const amounts in(printed.first() != nullptr ? *printed.first() : figure::exact(decimal(1)), s);
    const std::string step = step_name(when.base ? when.base->kind() : when.target ? when.target->kind() : period_kind::ordinal);
    const auto digits_of = [&](const decimal& d) { return to_string(round_to_digits(d, s.solved)); };
    const auto mark = [&](std::string_view name) { return is_solved(f, name) ? "  (solved)" : ""; };
    const auto dated = [](const std::string& text, const std::optional<period>& p) {
        return p ? fmt::format("{} ({})", text, to_string(*p)) : text;
    };
    if (!f.multiple && f.base && f.target && f.base->sign() != 0) f.multiple = divide(*f.target, *f.base, context{});

    report out;
    const std::string heading = in.heading();
    out.title = heading.empty() ? in.rounding_text() : heading + " | " + in.rounding_text();
    out.echo = "solved for " + listed(f.solved, "and");
    if (f.base) out.lines.push_back({"Base", dated(printed.base ? in.exact(*f.base) : in.rounded(*f.base), when.base) + mark("base")});
    out.lines.push_back(
        {"Rate", (is_solved(f, "rate") ? in.percent(*f.growth) + "%" : to_string(*f.growth)) + " a " + step + mark("rate")});
    out.lines.push_back({"Periods", (f.time ? in.number(*f.time) : std::to_string(*f.periods)) + mark("periods")});
    if (f.target)
        out.lines.push_back({"Target", dated(printed.target ? in.exact(*f.target) : in.rounded(*f.target), when.target) + mark("target")});
    if (f.increase) out.lines.push_back({"Increase", (f.increase->sign() < 0 ? "" : "+") + in.rounded(*f.increase) + mark("increase")});
    if (f.multiple) out.lines.push_back({"Multiple", "x" + in.number(*f.multiple)});
    const std::string& first = f.solved.front();
    const std::string bare = first == "base"      ? digits_of(in.scaled(*f.base))
                             : first == "rate"    ? to_string(f.growth->percent())
                             : first == "target"  ? digits_of(in.scaled(*f.target))
                             : first == "periods" ? to_string(*f.time)
                                                  : digits_of(in.scaled(*f.increase));
    std::string label = first;
    label.front() = static_cast<char>(label.front() - 'a' + 'A');
    out.lines.push_back({fmt::format("{} to {}", label, counted(static_cast<std::uint64_t>(s.solved.digits), "digit")),
                         bare + (first == "rate" ? "%" : "")});

    out.fields["solved"] = f.solved;
    const auto amount_json = [&](const std::optional<decimal>& d) { return d ? json(in.exact(*d)) : json(nullptr); };
    out.fields["base"] = amount_json(f.base);
    out.fields["rate"] = to_string(f.growth->fraction());
    out.fields["percent"] = to_string(f.growth->percent());
    out.fields["periods"] = f.time ? json(to_string(*f.time)) : json(*f.periods);
    out.fields["target"] = amount_json(f.target);
    out.fields["increase"] = amount_json(f.increase);
    out.fields["multiple"] = f.multiple ? json(digits_of(*f.multiple)) : json(nullptr);
    out.fields["base_period"] = json_of(when.base);
    out.fields["target_period"] = json_of(when.target);
    out.fields["currency"] = text_or_null(in.currency());
    out.fields["unit"] = in.symbol();
    out.fields["scale"] = in.scale();
    out.plain = bare;
    return render(out, s);
}

} // namespace cagr::cli
