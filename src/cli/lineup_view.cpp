#include "lineup_view.hpp"

#include "display.hpp"
#include "document.hpp"
#include "report.hpp"
#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

/// The publisher's name; without one, what the claim is called.
std::string publisher_of(const shown_lineup& l, const claim& c, std::size_t index) {
    return c.publisher.empty() ? fmt::format("({})", l.names[index]) : c.publisher;
}

/// The magnitude that most of the claims are printed in; the first of those that are equally many.
magnitude common_magnitude(const lineup_report& report) {
    std::vector<std::pair<magnitude, int>> counts;
    for (const lineup_row& row : report.rows)
        for (const std::optional<figure>* each : {&row.claim.base, &row.claim.estimate, &row.claim.target}) {
            if (!*each || (*each)->kind() != figure_kind::amount) continue;
            const magnitude in = (*each)->magnitude();
            const auto found = std::find_if(counts.begin(), counts.end(), [&](const auto& count) { return count.first == in; });
            if (found == counts.end()) {
                counts.emplace_back(in, 1);
            } else {
                ++found->second;
            }
        }
    const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? magnitude{} : most->first;
}

amounts amounts_of(const lineup_report& report, const settings& s) {
    const figure like = figure::exact(decimal(1), common_magnitude(report));
    const bool is_money = like.try_in_currency(report.currency).has_value();
    return {like, is_money ? basis{report.currency, {}} : basis{{}, report.currency}, s};
}

std::string_view anchor_name(const lineup_row& row) { return *row.reading == convention::from_base ? "base" : "estimate"; }

/// `base 2020`, `estimate 2021`: what is compounded; nothing where nothing is.
std::string reading_text(const lineup_row& row) {
    if (!row.reading) return {};
    return fmt::format("{} {}", anchor_name(row), to_string(*row.from));
}

std::string rate_text(const lineup_row& row) {
    if (!row.reading) return {};
    const figure& said = *row.claim.rate;
    const std::string_view open = said.qualifier() == qualifier::at_least ? ">= " : said.qualifier() == qualifier::at_most ? "<= " : "";
    return fmt::format("{}{}%", open, to_string(said.number()));
}

/// A reading that the claim's own figures do not decide.
bool is_marked(const lineup_row& row) { return row.reading && !row.is_settled(); }

std::string spread_of(const lineup_column& column, const amounts& in) {
    if (!column.spread_percent({.digits = 1})) return {};
    return in.number([&](context to) { return *column.spread_percent(to); });
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

bool any_value(const lineup_report& report, lineup_origin origin) {
    for (const lineup_row& row : report.rows)
        for (const std::optional<lineup_value>& value : row.values)
            if (value && value->origin == origin) return true;
    return false;
}

bool any_missing(const lineup_report& report) {
    return std::any_of(report.columns.begin(), report.columns.end(), [&](const lineup_column& c) { return c.count < report.rows.size(); });
}

/// Some of the periods as a table; `with_readings` also what each publisher's values come from.
table table_of(const shown_lineup& l, const amounts& in, std::size_t from, std::size_t to, bool with_readings, std::size_t room,
               bool drawn) {
    const lineup_report& report = l.report;
    std::vector<column> columns{{"Publisher"}};
    if (with_readings) {
        columns.push_back({"Rate", side::right});
        columns.push_back({"from"});
    }
    for (std::size_t k = from; k < to; ++k) columns.push_back({to_string(report.columns[k].when), side::right});
    table out(std::move(columns));
    const bool stars = any_value(report, lineup_origin::extrapolated);
    const auto begin = [&](const std::string& name) {
        const std::string shown = detail::made_visible(name);
        out.add(drawn ? cut_to(shown, room) : shown);
    };
    for (const lineup_row& row : report.rows) {
        begin(publisher_of(l, row.claim, row.index));
        if (with_readings) {
            out.add(or_dash(rate_text(row)));
            out.add(or_dash(reading_text(row)) + (is_marked(row) ? " ?" : ""));
        }
        for (std::size_t k = from; k < to; ++k) {
            const std::optional<lineup_value>& value = row.values[k];
            const bool starred = value && value->origin == lineup_origin::extrapolated;
            out.add((value ? in.rounded(value->value) : "-") + (starred ? "*" : stars && drawn ? " " : ""));
        }
    }
    if (drawn)
        for (std::size_t c = 0; c < out.columns(); ++c) out.add("");
    const auto sum = [&](const std::string& name, const auto& text) {
        out.add(name);
        for (int i = 0; i < (with_readings ? 2 : 0); ++i) out.add("");
        for (std::size_t k = from; k < to; ++k) out.add(or_dash(text(report.columns[k])) + (stars && drawn ? " " : ""));
    };
    const auto amount = [&](const std::optional<decimal>& value) { return value ? in.rounded(*value) : std::string(); };
    sum("Median", [&](const lineup_column& c) { return amount(c.median); });
    sum("Low", [&](const lineup_column& c) { return amount(c.low); });
    sum("High", [&](const lineup_column& c) { return amount(c.high); });
    sum("Spread %", [&](const lineup_column& c) { return spread_of(c, in); });
    sum("Publishers", [](const lineup_column& c) { return std::to_string(c.count); });
    return out;
}

/// The table in as many parts as it takes to keep to the width of a terminal.
std::string drawn_table(const shown_lineup& l, const amounts& in, bool painted) {
    constexpr std::size_t most_room = 32;
    constexpr std::size_t least_room = 22;
    std::string out;
    std::size_t from = 0;
    while (from < l.report.columns.size()) {
        const bool first = from == 0;
        std::size_t to = from + 1;
        while (to < l.report.columns.size() && table_of(l, in, from, to + 1, first, least_room, true).width() <= screen_columns) ++to;
        std::size_t room = most_room;
        while (room > least_room && table_of(l, in, from, to, first, room, true).width() > screen_columns) --room;
        const std::string body = table_of(l, in, from, to, first, room, true).text();
        const std::size_t head = body.find('\n');
        out += (first ? "" : "\n") + in_bold(std::string_view(body).substr(0, head), painted) + body.substr(head);
        from = to;
    }
    return out;
}

/// Sentences below the table, each in parts between which it may be broken.
std::vector<std::vector<std::string>> notes_of(const shown_lineup& l, const amounts& in) {
    const lineup_report& report = l.report;
    std::vector<std::vector<std::string>> out;
    for (const lineup_row& row : report.rows) {
        if (!is_marked(row)) continue;
        std::vector<std::string> note{fmt::format("? {}:", detail::made_visible(publisher_of(l, row.claim, row.index))),
                                      fmt::format("{},", to_string(row.verdict)),
                                      fmt::format("read from the {} of {}", anchor_name(row), to_string(*row.from))};
        for (std::size_t k = 0; k < row.values.size(); ++k) {
            if (!row.values[k] || !row.values[k]->target) continue;
            note.back() += ";";
            note.push_back(fmt::format("{} is printed for {}", in.rounded(*row.values[k]->target), to_string(report.columns[k].when)));
        }
        out.push_back(std::move(note));
    }
    if (any_value(report, lineup_origin::extrapolated))
        out.push_back({"* extrapolated: past the last period that the claim tells its rate of"});
    if (any_missing(report))
        out.push_back({"- no value:", "before the first year printed,", l.extrapolated ? "or no rate" : "past the claim's own window,",
                       l.extrapolated ? "" : "or no rate"});
    if (!out.empty() && out.back().back().empty()) out.back().pop_back();
    if (!report.left_out.empty()) {
        std::vector<std::string> note{"Left out,", report.left_out.size() == 1 ? "an older edition:" : "older editions:"};
        for (const lineup_edition& each : report.left_out) {
            const claim& c = each.claim;
            const std::optional<period> when = c.base && c.base_period ? c.base_period : c.estimate ? c.estimate_period : std::nullopt;
            const bool last = &each == &report.left_out.back();
            note.push_back(fmt::format("{} ({}{}){}", detail::made_visible(publisher_of(l, c, each.index)), l.names[each.index],
                                       when ? ", of " + to_string(*when) : ", of no year", last ? "" : ","));
        }
        out.push_back(std::move(note));
    }
    out.push_back({"Spread: by how much the highest exceeds the lowest."});
    return out;
}

/// What is lined up, in parts.
std::vector<std::string> echo(const shown_lineup& l) {
    std::vector<std::string> out;
    if (!l.market.empty()) out.push_back(detail::made_visible(l.market) + ":");
    out.push_back(fmt::format("{},", counted(l.report.rows.size(), "publisher")));
    out.emplace_back("each by the reading of its own figures");
    return out;
}

std::string as_text(const shown_lineup& l, const amounts& in, const settings& s) {
    const bool drawn = s.format == output_format::table;
    const bool painted = paints(s);
    std::string out = drawn ? in_bold(in.title(), painted) + "\n" + wrapped(echo(l), " ", 2)
                            : markdown_line(in.title()) + "  \n" + markdown_line(joined(echo(l), " "));
    out += "\n\n";
    out += drawn ? drawn_table(l, in, painted) : table_of(l, in, 0, l.report.columns.size(), true, 0, false).markdown();
    out += "\n";
    const std::vector<std::vector<std::string>> notes = notes_of(l, in);
    for (const std::vector<std::string>& note : notes)
        out += drawn ? wrapped(note, " ", 2) + "\n" : markdown_line(joined(note, " ")) + (&note == &notes.back() ? "\n" : "  \n");
    return out;
}

std::string as_page(const shown_lineup& l, const amounts& in) {
    document out{.title = l.market.empty() ? "Publishers side by side" : l.market, .subtitle = joined(echo(l), " ")};
    document_table rows = document_table_of(table_of(l, in, 0, l.report.columns.size(), true, 0, false), in.heading());
    for (std::size_t r = l.report.rows.size(); r < rows.rows.size(); ++r) rows.rows[r].kind = row_kind::total;
    for (const std::vector<std::string>& note : notes_of(l, in)) rows.footnotes.push_back(joined(note, " "));
    rows.assumptions = {in.title()};
    out.sections.push_back({"", {std::move(rows)}});
    return html_page(out);
}

std::string as_csv(const shown_lineup& l, const amounts& in) {
    table out({{"row"},
               {"id"},
               {"publisher"},
               {"verdict"},
               {"reading"},
               {"rate_percent"},
               {"period"},
               {"unit"},
               {"value"},
               {"origin"},
               {"exact"}});
    const std::string unit = in.symbol();
    const auto add = [&](std::initializer_list<std::string> cells) {
        for (const std::string& cell : cells) out.add(cell);
    };
    const lineup_report& report = l.report;
    for (const lineup_row& row : report.rows)
        for (std::size_t k = 0; k < row.values.size(); ++k) {
            const std::optional<lineup_value>& value = row.values[k];
            add({"publisher", l.names[row.index], row.claim.publisher, std::string(to_string(row.verdict)),
                 row.reading ? std::string(to_string(*row.reading)) : "", row.reading ? to_string(row.claim.rate->value()) : "",
                 to_string(report.columns[k].when), unit, value ? in.rounded(value->value) : "",
                 value ? std::string(to_string(value->origin)) : "", value ? in.exact(value->value) : ""});
        }
    for (const lineup_column& column : report.columns) {
        const std::string when = to_string(column.when);
        const auto amount = [&](const char* name, const std::optional<decimal>& value) {
            add({name, "", "", "", "", "", when, unit, value ? in.rounded(*value) : "", "", value ? in.exact(*value) : ""});
        };
        amount("median", column.median);
        amount("low", column.low);
        amount("high", column.high);
        add({"spread_percent", "", "", "", "", "", when, "", spread_of(column, in), "", ""});
        add({"count", "", "", "", "", "", when, "", std::to_string(column.count), "", std::to_string(column.count)});
    }
    for (const lineup_edition& each : report.left_out)
        add({"left_out", l.names[each.index], each.claim.publisher, "", "", "",
             each.claim.base_period ? to_string(*each.claim.base_period) : "", "", "", "", ""});
    return out.csv();
}

json amount_json(const amounts& in, const std::optional<decimal>& value) {
    return value ? json{{"value", in.rounded(*value)}, {"exact", in.exact(*value)}} : json(nullptr);
}

json row_json(const shown_lineup& l, const lineup_row& row, const amounts& in) {
    json out;
    out["id"] = l.names[row.index];
    out["publisher"] = text_or_null(row.claim.publisher);
    out["verdict"] = to_string(row.verdict);
    out["settled"] = row.is_settled();
    out["reading"] = row.reading ? json(to_string(*row.reading)) : json(nullptr);
    out["rate_percent"] = row.reading ? json(to_string(row.claim.rate->value())) : json(nullptr);
    out["from"] = json_of(row.from);
    out["until"] = json_of(row.until);
    out["values"] = json::array();
    for (std::size_t k = 0; k < row.values.size(); ++k) {
        const std::optional<lineup_value>& value = row.values[k];
        json cell;
        cell["period"] = json_of(l.report.columns[k].when);
        cell["value"] = value ? json(in.rounded(value->value)) : json(nullptr);
        cell["origin"] = value ? json(to_string(value->origin)) : json(nullptr);
        cell["target"] = value && value->target ? json(in.exact(*value->target)) : json(nullptr);
        cell["exact"] = value ? json(in.exact(value->value)) : json(nullptr);
        out["values"].push_back(std::move(cell));
    }
    return out;
}

std::string as_json(const shown_lineup& l, const amounts& in, const settings& s) {
    const lineup_report& report = l.report;
    json out;
    out["market"] = text_or_null(l.market);
    add_basis(out, in);
    out["rounding"] = to_string(in.as().mode);
    out["places"] = in.as().places;
    out["extrapolated"] = l.extrapolated;
    out["publishers"] = json::array();
    for (const lineup_row& row : report.rows) out["publishers"].push_back(row_json(l, row, in));
    out["columns"] = json::array();
    for (const lineup_column& column : report.columns) {
        json each;
        each["period"] = json_of(column.when);
        each["count"] = column.count;
        each["median"] = amount_json(in, column.median);
        each["low"] = amount_json(in, column.low);
        each["high"] = amount_json(in, column.high);
        const auto spread = column.spread_percent(s.solved);
        each["spread_percent"] = spread ? json(to_string(*spread)) : json(nullptr);
        out["columns"].push_back(std::move(each));
    }
    out["left_out"] = json::array();
    for (const lineup_edition& each : report.left_out)
        out["left_out"].push_back({{"id", l.names[each.index]},
                                   {"publisher", text_or_null(each.claim.publisher)},
                                   {"base_period", json_of(each.claim.base_period)},
                                   {"instead", l.names[report.rows[each.row].index]}});
    return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace

std::string lineup_text(const shown_lineup& shown, const settings& s) {
    const amounts in = amounts_of(shown.report, s);
    switch (s.format) {
    case output_format::csv: return as_csv(shown, in);
    case output_format::json: return as_json(shown, in, s);
    case output_format::html: return as_page(shown, in);
    case output_format::plain: {
        const lineup_column& last = shown.report.columns.back();
        if (!last.median)
            detail::fail(errc::missing_fact, "no publisher has a value for " + to_string(last.when) +
                                                 (shown.extrapolated ? "" : "; --extrapolate uses rates past their own window"));
        return to_string(round_to_digits(in.scaled(*last.median), s.solved)) + "\n";
    }
    default: return as_text(shown, in, s);
    }
}

} // namespace cagr::cli
