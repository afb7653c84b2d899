#include "project_view.hpp"

#include "document.hpp"
#include "forecast_workbook.hpp"
#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

/// More are no picture: a page has the table alone.
constexpr std::size_t most_drawn_periods = 200;

amounts amounts_of(const projected& a, const projection& p, const settings& s) {
    return {a.what.base, {std::string(p.currency()), std::string(p.unit())}, s};
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
std::vector<std::string> echo(const amounts& in, const projected& a, const projection& p) {
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

/// What the rows come to from first to last; empty where there is nothing to say, all of it for one row.
struct outcome {
    std::string span, cagr, increase, multiple, pace;
};

outcome outcome_of(const amounts& in, const projection& p) {
    if (p.size() < 2) return {};
    const decimal first = p.front().exact();
    const decimal last = p.back().exact();
    outcome out{.span = span_text(p.front().when(), p.back().when()), .cagr = {}, .increase = {}, .multiple = {}, .pace = {}};
    const bool constant = p.convention() == convention::from_base && p.policy() == rounding_policy::final;
    const auto overall = [&](context to) { return constant ? p.growth() : implied_rate(first, last, p.size() - 1, to); };
    const bool grows = first.sign() != 0 && (constant || first.sign() * last.sign() >= 0);
    if (grows) out.cagr = in.percent(overall) + "%";
    const decimal increase = last - first;
    out.increase = (increase.sign() < 0 ? "" : "+") + in.rounded(increase);
    if (first.sign() != 0) out.multiple = "x" + in.number([&](context to) { return p.back().multiple(to); });
    if (grows) out.pace = pace(overall(context{}), step_name(p.front().when().kind()));
    return out;
}

/// The same in parts of a line.
std::vector<std::string> footer(const amounts& in, const projection& p) {
    const outcome o = outcome_of(in, p);
    std::vector<std::string> out;
    for (const std::string& each : {o.span, o.cagr.empty() ? o.cagr : "CAGR " + o.cagr, o.increase, o.multiple, o.pace})
        if (!each.empty()) out.push_back(each);
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

std::string as_text(const projected& a, const projection& p, const amounts& in, bool exact, bool drawn, bool painted) {
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

std::string as_json(const projected& a, const projection& p, const amounts& in) {
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

/// `Forecast 2020 to 2028`; without years `Forecast over 8 periods`.
std::string name_of(const projection& p) {
    const period& from = p.front().when();
    if (from.kind() == period_kind::ordinal) return fmt::format("Forecast over {}", counted(p.size() - 1, "period"));
    return p.size() < 2 ? "Forecast " + to_string(from) : fmt::format("Forecast {} to {}", to_string(from), to_string(p.back().when()));
}

chart_role chart_role_of(role r) {
    switch (r) {
    case role::base: return chart_role::base;
    case role::estimated: return chart_role::estimated;
    case role::forecast: break;
    }
    return chart_role::forecast;
}

/// `from_base` in words, with what is assumed and read: what every table and chart of it carries.
std::vector<std::string> assumptions_of(const projected& a, const projection& p, const amounts& in) {
    std::vector<std::string> out;
    if (const std::string heading = in.heading(); !heading.empty()) out.push_back(heading);
    const std::string_view anchor = p.convention() == convention::from_base ? "base" : "estimate";
    out.push_back(fmt::format("compounded from the {} of {}", anchor,
                              to_string(p.convention() == convention::from_base || p.size() < 2 ? p.front().when() : p[1].when())));
    out.push_back(in.rounding_text() + (a.what.policy == rounding_policy::each_year ? ", and so compounded" : ", once, from exact values"));
    if (!a.source.empty()) out.push_back(joined(a.source, " "));
    return out;
}

/// A bar a period; whiskers where the printed digits leave a range in every one.
chart chart_of(const projected& a, const projection& p, const amounts& in) {
    const std::string words = joined(echo(in, a, p), " ");
    chart out{.kind = chart_kind::bars,
              .title = name_of(p),
              .subtitle = words,
              .unit = in.heading(),
              .x_title = step_title(p.front().when().kind()),
              .places = in.as().places,
              .mode = in.as().mode};
    chart_series values{.name = "value", .values = {}};
    chart_band range{.name = "range from digits", .low = {}, .high = {}};
    for (const auto& row : p.rows()) {
        out.categories.push_back(to_string(row.when()));
        out.roles.push_back(chart_role_of(row.role()));
        values.values.emplace_back(in.scaled(row.exact()));
        if (const auto low = row.low()) range.low.push_back(in.scaled(*low));
        if (const auto high = row.high()) range.high.push_back(in.scaled(*high));
    }
    out.series.push_back(std::move(values));
    const bool ranged = range.low.size() == p.size() && range.high.size() == p.size();
    if (ranged) out.bands.push_back(std::move(range));
    out.notes.push_back(joined(assumptions_of(a, p, in), "; ") + ".");
    if (ranged) out.notes.emplace_back(range_note);
    return out;
}

document_table rows_table(const projected& a, const projection& p, const amounts& in) {
    const std::string unit = in.heading();
    document_table out{.caption = fmt::format("{} by {}", p.size() < 2 ? "Value" : "Values", step_name(p.front().when().kind())),
                       .columns = {{step_title(p.front().when().kind())},
                                   {"Role", "", side::left},
                                   {"Value", unit},
                                   {"Growth", "%"},
                                   {"Increase", unit},
                                   {"Multiple", "x base"},
                                   {"Low", "from digits"},
                                   {"High", "from digits"}},
                       .assumptions = assumptions_of(a, p, in)};
    if (a.exact) out.columns.push_back({"Exact value", unit});
    for (const auto& row : p.rows()) {
        const row_texts t = texts(p, in, row);
        const std::string increase = or_dash(t.increase) + (row.increase_differs() ? "*" : "");
        document_row cells{{t.when, t.role, t.value, or_dash(t.growth), increase, or_dash(t.multiple), t.low.empty() ? "open" : t.low,
                            t.high.empty() ? "open" : t.high}};
        if (a.exact) cells.cells.push_back(exact_text(p, in, row));
        out.rows.push_back(std::move(cells));
    }
    if (const std::string note = p.footnote(); !note.empty()) out.footnotes.push_back(note);
    out.footnotes.emplace_back(range_note);
    return out;
}

document document_of(const projected& a, const projection& p, const amounts& in) {
    document out{.title = name_of(p), .subtitle = joined(echo(in, a, p), " ")};
    const outcome o = outcome_of(in, p);
    out.figures.push_back({"Value in " + to_string(p.back().when()), p.back().text(), in.heading()});
    if (!o.cagr.empty()) out.figures.push_back({"CAGR " + o.span, o.cagr, o.pace});
    if (!o.increase.empty()) out.figures.push_back({"Increase " + o.span, o.increase, in.heading()});
    if (!o.multiple.empty()) out.figures.push_back({"Multiple of the base", o.multiple});
    document_section body{.heading = "", .parts = {}};
    for (const std::string& each : a.notes) body.parts.emplace_back(each);
    if (p.size() > 1 && p.size() <= most_drawn_periods) {
        chart c = chart_of(a, p, in);
        c.title = "Value by " + step_name(p.front().when().kind());
        c.subtitle.clear(); // the page's own title says it
        body.parts.emplace_back(std::move(c));
    }
    body.parts.emplace_back(rows_table(a, p, in));
    out.sections.push_back(std::move(body));
    return out;
}

/// What the page says around its table, for a sheet of its own.
std::vector<std::string> workbook_notes(const projected& a, const projection& p, const amounts& in) {
    std::vector<std::string> out{joined(echo(in, a, p), " ")};
    for (const std::string& each : assumptions_of(a, p, in)) out.push_back(each);
    out.insert(out.end(), a.notes.begin(), a.notes.end());
    if (!a.source.empty()) out.push_back(joined(a.source, " "));
    out.emplace_back(range_note);
    return out;
}

} // namespace

std::string plain_projection(const projected& a, const projection& p, const settings& s) {
    const amounts in = amounts_of(a, p, s);
    return (a.exact ? exact_text(p, in, p.back()) : to_string(round_to_digits(in.scaled(p.back().exact()), s.solved))) + "\n";
}

bool shows_range(const projected& a, const settings& s) { return !a.exact || !is_prose(s) || s.format == output_format::html; }

std::string shown_projection(const projected& a, const projection& p, const settings& s) {
    const amounts in = amounts_of(a, p, s);
    switch (s.format) {
    case output_format::csv: return as_csv(p, in);
    case output_format::json: return as_json(a, p, in);
    case output_format::html: return html_page(document_of(a, p, in));
    case output_format::svg: return svg(chart_of(a, p, in));
    case output_format::xlsx: return forecast_workbook(p, {.title = name_of(p), .unit = in.heading(), .notes = workbook_notes(a, p, in)});
    default: return as_text(a, p, in, a.exact, s.format == output_format::table, paints(s));
    }
}

} // namespace cagr::cli
