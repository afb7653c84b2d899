// The command `project`: a base grown period by period.
#include "arguments.hpp"
#include "claims_of_text.hpp"
#include "commands.hpp"
#include "dates.hpp"
#include "display.hpp"
#include "report.hpp"
#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr std::uint64_t most_row_digits = 10'000'000;

std::string one(const request& r, std::string_view option) { return argument_text(*r.text(option)); }

/// What is to be projected, the rate as it was printed, and what there is to say: what is assumed, and where it was read.
struct asked {
    forecast what;
    figure growth;
    std::vector<std::string> notes{};
    std::vector<std::string> source{};
};

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
void note_assumptions(asked& a, const std::optional<period>& from, const std::optional<period>& to) {
    const forecast& f = a.what;
    const period start = f.estimate ? f.estimate_period.value_or(f.base_period + 1) : f.base_period;
    const std::string growth = to_string(a.growth);
    if (from && start < *from)
        a.notes.push_back(fmt::format("Assumed: {} holds from {} on; it is told from {}, which is not quoted.", growth, to_string(start),
                                      to_string(*from)));
    if (to && *to < f.target_period)
        a.notes.push_back(fmt::format("Assumed: {} goes on to {}; it is told to {}.", growth, to_string(f.target_period), to_string(*to)));
}

asked read_forecast(const request& r, const settings& s) {
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
    asked a{.what = std::move(out), .growth = growth.printed};
    if (told) note_assumptions(a, told->from, told->to);
    return a;
}

/// The first claim of a text, or the one that --claim names.
asked read_claimed_forecast(const request& r, const settings& s) {
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
    asked a{.what = {.base = base.when() ? base : base.at(*when),
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

/// Decimal places that the value has before trailing zeros are dropped: those of the base and of each factor.
std::int64_t natural_places(const projection& p, const amounts& in, const decimal& value, std::size_t index) {
    const std::int64_t needed = in.scaled(value).places();
    if (p.policy() != rounding_policy::final) return std::max<std::int64_t>(needed, p.shown_as().places);
    const std::size_t lead = p.size() - static_cast<std::size_t>(p.periods()) - 1;
    const std::size_t from = index < lead ? 0 : lead;
    return std::max(needed, in.scaled(p[from].exact()).places() + static_cast<std::int64_t>(index - from) * p.growth().factor().places());
}

std::string exact_text(const projection& p, const amounts& in, const projection::row& row) {
    const decimal value = row.exact();
    return to_string(in.scaled(value), natural_places(p, in, value, row.index()), rounding::down);
}

std::string title(const amounts& in, const forecast& f, bool exact) {
    const std::string step = step_name(f.base_period.kind());
    if (f.policy == rounding_policy::final) return exact ? in.title("every digit") : in.title();
    return in.title(exact ? fmt::format("every digit; amounts {} each {}", in.rounding_text(), step)
                          : fmt::format("{}, and so compounded each {}", in.rounding_text(), step));
}

/// What was read, in parts.
std::vector<std::string> echo(const amounts& in, const asked& a, const projection& p) {
    const forecast& f = a.what;
    std::vector<std::string> out{in.point(f.base) + (f.estimate ? "," : "")};
    if (f.estimate) out.push_back(fmt::format("then {}", in.point(f.estimate->at(p[1].when()))));
    out.push_back(fmt::format("grown {} a {},", to_string(a.growth), step_name(f.base_period.kind())));
    out.push_back(fmt::format("{} from the {}", counted(p.periods(), "period"), f.estimate ? "estimate" : "base"));
    return out;
}

/// `doubles every 2.05 years`: the pace in words, nothing where the value stands still or is lost at once.
std::string pace(const rate& r, const std::string& step) {
    if (r.fraction().sign() == 0 || r.factor().sign() == 0) return {};
    constexpr context three{.digits = 3, .mode = rounding::half_up};
    const bool grows = r.fraction().sign() > 0;
    const decimal time = grows ? doubling_time(r, three) : halving_time(r, three);
    const std::int64_t places = std::max<std::int64_t>(0, three.digits - 1 - time.adjusted_exponent());
    return fmt::format("{} every {} {}s", grows ? "doubles" : "halves", to_string(time, places, three.mode), step);
}

/// What the rows come to from first to last, in parts; nothing for one row.
std::vector<std::string> footer(const amounts& in, const projection& p) {
    if (p.size() < 2) return {};
    const decimal first = p.front().exact();
    const decimal last = p.back().exact();
    std::vector<std::string> out{span_text(p.front().when(), p.back().when())};
    const bool constant = p.convention() == convention::from_base && p.policy() == rounding_policy::final;
    const auto overall = [&](context to) { return constant ? p.growth() : implied_rate(first, last, p.size() - 1, to); };
    const bool grows = first.sign() != 0 && (constant || first.sign() * last.sign() >= 0);
    if (grows) out.push_back(fmt::format("CAGR {}%", in.percent(overall)));
    const decimal increase = last - first;
    out.push_back((increase.sign() < 0 ? "" : "+") + in.rounded(increase));
    if (first.sign() != 0) out.push_back("x" + in.number([&](context to) { return p.back().multiple(to); }));
    if (const std::string said = grows ? pace(overall(context{}), step_name(p.front().when().kind())) : ""; !said.empty())
        out.push_back(said);
    return out;
}

struct row_texts {
    std::string when, role, value, growth, increase, multiple, low, high, exact;
};

/// A row's fields as text; empty where a field has no value.
row_texts texts(const projection& p, const amounts& in, const projection::row& row) {
    row_texts out;
    out.when = to_string(row.when());
    out.role = to_string(row.role());
    out.value = row.text();
    const bool first = row.index() == 0;
    const decimal before = first ? decimal() : p[row.index() - 1].exact();
    if (!first && before.sign() != 0 && before.sign() * row.exact().sign() >= 0)
        out.growth = in.percent([&](context to) { return row.growth(to); });
    if (!first) out.increase = row.increase_text();
    if (p.front().exact().sign() != 0) out.multiple = in.number([&](context to) { return row.multiple(to); });
    if (const auto low = row.low()) out.low = in.rounded(*low, rounding::floor);
    if (const auto high = row.high()) out.high = in.rounded(*high, rounding::ceiling);
    out.exact = in.exact(row.exact());
    return out;
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

std::string when_cell(const projection::row& row) { return to_string(row.when()) + (row.role() == role::estimated ? " est." : ""); }

std::string padded(const std::string& text, std::size_t width) {
    return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

/// One bar a row, the longest value the whole width, rounded half up, never nothing for something.
std::vector<std::string> bars(const projection& p, std::size_t width) {
    decimal most;
    for (const auto& row : p.rows()) most = std::max(most, abs(row.exact()));
    std::vector<std::string> out;
    for (const auto& row : p.rows()) {
        const decimal value = abs(row.exact());
        if (value.sign() == 0) {
            out.emplace_back();
            continue;
        }
        const decimal part = divide(value * decimal(width), most, context{.digits = 6, .mode = rounding::half_up});
        const auto length = static_cast<std::size_t>(round_to_places(part, 0, rounding::half_up).to_int64());
        out.emplace_back(std::max<std::size_t>(length, 1), '#');
    }
    return out;
}

table shown_table(const projection& p, const amounts& in, bool drawn) {
    std::vector<row_texts> rows;
    bool any_differs = false;
    std::size_t low_width = 0;
    std::size_t high_width = 0;
    std::string_view dash = " - ";
    for (const auto& row : p.rows()) {
        rows.push_back(texts(p, in, row));
        any_differs = any_differs || row.increase_differs();
        low_width = std::max(low_width, or_dash(rows.back().low).size());
        if (rows.back().low.starts_with('-') || rows.back().high.starts_with('-')) dash = " to ";
        high_width = std::max(high_width, or_dash(rows.back().high).size());
    }
    const auto build = [&](const std::vector<std::string>& bar, std::size_t spare) {
        std::vector<column> columns{{step_title(p.front().when().kind())},
                                    {"Value", side::right, 2 + 2 * spare},
                                    {"Growth %", side::right},
                                    {"Increase", side::right},
                                    {"x base", side::right, 2 + spare},
                                    {"Range from digits", side::right, 2 + spare}};
        if (!bar.empty()) columns.push_back({""});
        table out(std::move(columns));
        for (std::size_t k = 0; k < rows.size(); ++k) {
            const row_texts& row = rows[k];
            out.add(when_cell(p[k]));
            out.add(row.value);
            out.add(or_dash(row.growth));
            const bool starred = any_differs && p[k].increase_differs();
            out.add(or_dash(row.increase) + (starred ? "*" : any_differs && drawn ? " " : ""));
            out.add(or_dash(row.multiple));
            const std::string range = row.low.empty()    ? (row.high.empty() ? "open" : "<= " + row.high)
                                      : row.high.empty() ? ">= " + row.low
                                                         : padded(row.low, low_width) + std::string(dash) + padded(row.high, high_width);
            out.add(drawn ? range : row.low.empty() || row.high.empty() ? range : row.low + std::string(dash) + row.high);
            if (!bar.empty()) out.add(bar[k]);
        }
        return out;
    };
    table plain = build({}, 1);
    if (!drawn) return plain;
    constexpr std::size_t longest_bar = 12;
    constexpr std::size_t shortest_bar = 5;
    const std::size_t taken = plain.width() + 2;
    if (p.size() > 1 && taken + shortest_bar <= screen_columns) return build(bars(p, std::min(longest_bar, screen_columns - taken)), 1);
    return plain.width() <= screen_columns ? plain : build({}, 0);
}

table exact_table(const projection& p, const amounts& in, bool drawn) {
    std::vector<std::string> values;
    std::size_t widest = 0;
    const auto whole_part = [](const std::string& text) { return std::min(text.find('.'), text.size()); };
    for (const auto& row : p.rows()) {
        values.push_back(exact_text(p, in, row));
        widest = std::max(widest, whole_part(values.back()));
    }
    table out({{step_title(p.front().when().kind())}, {"Exact value"}});
    for (std::size_t k = 0; k < values.size(); ++k) {
        out.add(when_cell(p[k]));
        out.add(drawn ? std::string(widest - whole_part(values[k]), ' ') + values[k] : values[k]);
    }
    return out;
}

std::string as_text(const asked& a, const projection& p, const amounts& in, bool exact, bool drawn, bool painted) {
    const forecast& f = a.what;
    const table rows = exact ? exact_table(p, in, drawn) : shown_table(p, in, drawn);
    const std::string_view line_end = drawn ? "\n" : "  \n";
    std::string out = drawn ? in_bold(title(in, f, exact), painted) : markdown_line(title(in, f, exact));
    out += line_end;
    const std::vector<std::string> read = echo(in, a, p);
    out += drawn ? wrapped(read, " ", 2) : markdown_line(joined(read, " "));
    out += "\n";
    if (!a.source.empty()) out += drawn ? wrapped(a.source, " ", 2) + "\n" : "\n" + markdown_line(joined(a.source, " ")) + "\n";
    for (const std::string& each : a.notes) out += drawn ? wrapped_words(each) + "\n" : "\n" + markdown_line(each) + "\n";
    out += "\n";
    if (drawn) {
        const std::string body = rows.text();
        const std::size_t head = body.find('\n');
        out += in_bold(std::string_view(body).substr(0, head), painted) + body.substr(head);
        if (const std::string last = wrapped(footer(in, p), "  ", 2); !last.empty()) out += last + "\n";
    } else {
        out += rows.markdown() + "\n";
        if (const std::string last = joined(footer(in, p), "  "); !last.empty()) out += markdown_line(last) + "\n";
    }
    if (exact) return out;
    const std::string note = p.footnote();
    if (!note.empty()) out += (drawn ? note : "\n" + markdown_line(note)) + "\n";
    return out + (drawn ? "" : "\n") + std::string(range_note) + "\n";
}

std::string as_csv(const projection& p, const amounts& in) {
    table out({{"period"}, {"role"}, {"unit"}, {"value"}, {"growth_percent"}, {"increase"}, {"multiple"}, {"low"}, {"high"}, {"exact"}});
    const std::string unit = in.symbol();
    for (const auto& row : p.rows()) {
        const row_texts t = texts(p, in, row);
        for (const std::string* cell : {&t.when, &t.role, &unit, &t.value, &t.growth, &t.increase, &t.multiple, &t.low, &t.high, &t.exact})
            out.add(*cell);
    }
    return out.csv();
}

std::string as_json(const asked& a, const projection& p, const amounts& in) {
    const forecast& f = a.what;
    json head;
    add_basis(head, in);
    head["convention"] = to_string(p.convention());
    if (!a.notes.empty()) head["note"] = joined(a.notes, " ");
    head["rounding"] = to_string(in.as().mode);
    head["places"] = in.as().places;
    head["policy"] = f.policy == rounding_policy::final ? "final" : "each_year";
    head["rate_percent"] = to_string(p.growth().percent());
    head["periods"] = p.periods();
    // The rows are written one by one: a line each, and no second copy of them all in memory.
    std::string out = head.dump(2);
    out.resize(out.size() - 2);
    out += ",\n  \"rows\": [\n";
    for (const auto& row : p.rows()) {
        const row_texts t = texts(p, in, row);
        json line;
        line["period"] = is_number(row.when()) ? json(number_of(row.when())) : json(t.when);
        line["role"] = t.role;
        line["unit"] = in.symbol();
        line["value"] = t.value;
        line["growth_percent"] = text_or_null(t.growth);
        line["increase"] = text_or_null(t.increase);
        line["multiple"] = text_or_null(t.multiple);
        line["low"] = text_or_null(t.low);
        line["high"] = text_or_null(t.high);
        line["exact"] = t.exact;
        out += "    " + line.dump() + (row.index() + 1 == p.size() ? "\n" : ",\n");
    }
    return out + "  ]\n}\n";
}

} // namespace

std::string run_project(const request& r, const settings& s) {
    if (r.has("claim") && !r.has("text")) detail::fail(errc::usage, "--claim chooses one of the claims of a text; it goes with --text");
    const asked a = r.has("text") ? read_claimed_forecast(r, s) : read_forecast(r, s);
    const forecast& f = a.what;
    const projection p = project(f);
    const amounts in(f.base, {std::string(p.currency()), std::string(p.unit())}, s);
    const bool exact = r.has("exact");
    if (s.format == output_format::plain) {
        return (exact ? exact_text(p, in, p.back()) : to_string(round_to_digits(in.scaled(p.back().exact()), s.solved))) + "\n";
    }
    const bool ranged = !exact || s.format == output_format::csv || s.format == output_format::json;
    // Rounded each year, the ends are as short as the values, and project() has checked them.
    if (ranged && f.policy == rounding_policy::final) check_range_work(f, p);
    if (s.format == output_format::csv) return as_csv(p, in);
    if (s.format == output_format::json) return as_json(a, p, in);
    return as_text(a, p, in, exact, s.format == output_format::table, paints(s));
}

} // namespace cagr::cli
