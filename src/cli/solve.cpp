// The command `solve`: what is missing of base, rate, periods, target and increase.
#include "arguments.hpp"
#include "commands.hpp"
#include "dates.hpp"
#include "display.hpp"
#include "report.hpp"
#include "solving.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

/// The facts as they were printed.
struct printed_facts {
    std::optional<figure> base;
    std::optional<figure> growth;
    std::optional<figure> target;
    std::optional<figure> increase;
    std::optional<figure> multiple;

    /// The figure whose magnitude the answer is shown in.
    [[nodiscard]] const figure* first() const { return base ? &*base : target ? &*target : increase ? &*increase : nullptr; }
};

/// The periods between a dated base and a dated target: their count, between dates the years.
ratio periods_between(const request& r, const period& base, const period& target) {
    const auto years = years_by_days(r, base, target);
    const ratio n = years ? *years : ratio{target - base, 1};
    if (n.numerator < 0)
        detail::fail(errc::period_order, "the target's period " + to_string(target) + " is before the base's, " + to_string(base) +
                                             "; it must be the same or later");
    return n;
}

void read(const request& r, const settings& s, printed_facts& printed, facts& known) {
    if (const auto text = r.text("base")) printed.base = parse_value(argument_text(*text), s.reading);
    if (const auto text = r.text("rate")) {
        const given_rate given = parse_rate(argument_text(*text), s.reading);
        printed.growth = given.printed;
        known.growth = given.stated.value();
    }
    if (const auto text = r.text("periods")) {
        const std::uint64_t n = whole_number_option("periods", argument_text(*text), limits::periods, errc::limit_periods);
        known.periods = ratio{static_cast<std::int64_t>(n), 1};
    }
    if (const auto text = r.text("increase")) printed.increase = parse_undated("the increase", argument_text(*text), s.reading);
    if (const auto text = r.text("target")) {
        const target_value target = parse_target(argument_text(*text), s.reading);
        if (target.increase && printed.increase) fail_too_much("the increase is given twice, by --increase and by --target +...");
        if (target.increase) printed.increase = target.increase;
        printed.target = target.value;
        printed.multiple = target.multiple;
    }
    if (printed.base) known.base = quotient{printed.base->value()};
    if (printed.target) known.target = quotient{printed.target->value()};
    if (printed.increase) known.increase = quotient{printed.increase->value()};
    if (printed.multiple) known.multiple = quotient{printed.multiple->value()};
    known.multiple_given = printed.multiple.has_value();
    if (printed.base && printed.target && printed.base->when() && printed.target->when()) {
        if (known.periods) fail_too_much("base and target have periods and --periods is given as well");
        known.periods = periods_between(r, *printed.base->when(), *printed.target->when());
    } else {
        refuse_days(r);
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
    const std::optional<period>& known = out.base ? out.base : out.target;
    // Years from a date lead to no date without a day count.
    if (!f.periods || !known || (out.base && out.target) || known->kind() == period_kind::date) return out;
    if (out.base) {
        out.target = *out.base + f.periods->numerator;
    } else {
        out.base = *out.target - f.periods->numerator;
    }
    return out;
}

quotient quotient_of(ratio n) { return {decimal(n.numerator), decimal(n.denominator)}; }

/// What the facts come to, in lines: a given one as it was printed, a solved one rounded once.
std::vector<fact> lines_of(const printed_facts& printed, const facts& f, const dates& when, const amounts& in, const std::string& step) {
    std::vector<fact> out;
    const auto mark = [&](std::string_view name) { return f.is_solved(name) ? "  (solved)" : ""; };
    const auto rounded = [&](const quotient& q) { return in.rounded([&](context to) { return q.to(to); }); };
    const auto amount = [&](const std::optional<figure>& given, const quotient& value, const std::optional<period>& at) {
        if (given) return in.point(at ? given->at(*at) : *given);
        return rounded(value) + (at ? " (" + to_string(*at) + ")" : "");
    };
    if (f.base) out.push_back({"Base", amount(printed.base, *f.base, when.base) + mark("base")});
    const auto growth = [&](context to) { return f.growth_to(to); };
    out.push_back({"Rate", (printed.growth ? to_string(*printed.growth) : in.percent(growth) + "%") + " a " + step + mark("rate")});
    const auto periods = [&](context to) { return f.periods ? quotient_of(*f.periods).to(to) : f.time_to(to); };
    const bool whole = f.periods && f.periods->denominator == 1;
    out.push_back({"Periods", (whole ? std::to_string(f.periods->numerator) : in.number(periods)) + mark("periods")});
    if (f.target) out.push_back({"Target", amount(printed.target, *f.target, when.target) + mark("target")});
    if (f.increase) {
        const bool plain = !printed.increase || printed.increase->qualifier() == qualifier::none;
        out.push_back({"Increase", (plain && f.increase->sign() >= 0 ? "+" : "") + amount(printed.increase, *f.increase, std::nullopt) +
                                       mark("increase")});
    }
    if (f.multiple)
        out.push_back({"Multiple",
                       printed.multiple ? to_string(*printed.multiple) : "x" + in.number([&](context to) { return f.multiple->to(to); })});
    return out;
}

bool any_loose(const printed_facts& printed) {
    const auto facts = {&printed.base, &printed.growth, &printed.target, &printed.increase, &printed.multiple};
    return std::any_of(facts.begin(), facts.end(), [](const std::optional<figure>* each) { return *each && is_loose(**each); });
}

} // namespace

std::string run_solve(const request& r, const settings& s) {
    printed_facts printed;
    facts f;
    read(r, s, printed, f);
    const auto pointer = [](const std::optional<figure>& given) { return given ? &*given : nullptr; };
    const basis counted_in = common_basis({pointer(printed.base), pointer(printed.target), pointer(printed.increase)});
    solve(f);
    const rate growth = f.growth_to(s.solved);
    const std::optional<decimal> time = f.periods ? std::nullopt : std::optional(f.time_to(s.solved));
    const dates when = dates_of(printed, f);
    const amounts in(printed.first() != nullptr ? *printed.first() : figure::exact(decimal(1)), counted_in, s);
    const std::string step = step_name(when.base ? when.base->kind() : when.target ? when.target->kind() : period_kind::ordinal);
    const auto solved_amount = [&](const quotient& q) { return to_string(in.scaled(q.to(s.solved))); };

    const std::string& first = f.solved.front();
    const std::string bare = first == "base"      ? solved_amount(*f.base)
                             : first == "rate"    ? to_string(growth.percent())
                             : first == "target"  ? solved_amount(*f.target)
                             : first == "periods" ? to_string(*time)
                                                  : solved_amount(*f.increase);
    report out;
    if (is_prose(s)) {
        out.title = in.title();
        out.echo = {"solved for " + listed(f.solved, "and")};
        out.lines = lines_of(printed, f, when, in, step);
        std::string label = first;
        label.front() = static_cast<char>(label.front() - 'a' + 'A');
        out.lines.push_back({fmt::format("{} to {}", label, counted(static_cast<std::uint64_t>(s.solved.digits), "digit")),
                             bare + (first == "rate" ? "%" : "")});
        if (any_loose(printed)) out.notes.emplace_back("Ranges count by their middle, open figures by the number that is printed.");
    }

    // What is solved has the digits asked; what is given has its own.
    const auto amount_json = [&](std::string_view name, const std::optional<quotient>& q) {
        if (!q) return json(nullptr);
        return json(f.is_solved(name) || !q->is_decimal() ? solved_amount(*q) : in.exact(q->over));
    };
    out.fields["solved"] = f.solved;
    out.fields["base"] = amount_json("base", f.base);
    out.fields["rate"] = to_string(growth.fraction());
    out.fields["percent"] = to_string(growth.percent());
    out.fields["periods"] = time                          ? json(to_string(*time))
                            : f.periods->denominator == 1 ? json(f.periods->numerator)
                                                          : json(to_string(quotient_of(*f.periods).to(s.solved)));
    out.fields["target"] = amount_json("target", f.target);
    out.fields["increase"] = amount_json("increase", f.increase);
    out.fields["multiple"] = !f.multiple ? json(nullptr) : json(to_string(f.multiple_given ? f.multiple->over : f.multiple->to(s.solved)));
    out.fields["base_period"] = json_of(when.base);
    out.fields["target_period"] = json_of(when.target);
    add_basis(out.fields, in);
    out.plain = bare;
    return render(out, s);
}

} // namespace cagr::cli
