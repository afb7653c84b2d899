#include "trend_view.hpp"

#include "display.hpp"
#include "report.hpp"
#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr std::uint64_t most_characters = 100'000'000; // of a table's cells

/// A trend and how it is shown.
class trend_view {
public:
    trend_view(const shown_trend& shown, trend_report report, const settings& s)
        : shown_(shown), report_(std::move(report)), in_(shown.first, shown.counted_in, s), settings_(s) {
        check_size();
    }

    [[nodiscard]] std::string prose() const;
    [[nodiscard]] std::string csv() const;
    [[nodiscard]] std::string json_text() const;

private:
    [[nodiscard]] const point& begin() const { return report_.rows.front().at; }
    [[nodiscard]] const point& end() const { return report_.rows.back().at; }
    [[nodiscard]] bool is_drawn() const { return settings_.format == output_format::table; }
    [[nodiscard]] std::string interval_name() const { return fmt::format("{}% interval", to_string(shown_.asked.confidence_percent)); }
    /// `3-year CAGR`, `4-quarter CAGR`.
    [[nodiscard]] std::string rolling_name() const {
        const period_kind kind = begin().when.kind();
        return fmt::format("{}-{} {} %", *shown_.asked.window, kind == period_kind::fiscal_year ? "year" : step_name(kind),
                           shown_.asked.rates_per_year == 1 ? "CAGR" : "rate");
    }

    void check_size() const {
        std::uint64_t characters = 0;
        for (const trend_row& row : report_.rows) {
            const decimal amount = in_.scaled(row.at.value);
            characters += static_cast<std::uint64_t>(std::max<std::int64_t>(amount.adjusted_exponent(), 0) + in_.as().places + 1);
        }
        if (characters > most_characters)
            detail::fail(errc::limit_rows, fmt::format("{} rows whose values have over {} characters together; at most that many are shown "
                                                       "(--format plain shows the rate alone)",
                                                       report_.rows.size(), most_characters));
    }

    [[nodiscard]] std::string percent(const rate& known, const std::function<rate(context)>& again) const;
    [[nodiscard]] rate rate_between(const point& from, const point& to, context digits) const;
    [[nodiscard]] const point& behind(const point& at) const;
    [[nodiscard]] std::string interval_text() const;
    [[nodiscard]] table rows() const;
    [[nodiscard]] table rates() const;
    [[nodiscard]] std::vector<std::string> echo() const;
    [[nodiscard]] std::vector<std::vector<std::string>> notes() const;
    [[nodiscard]] json fitted_json() const;

    const shown_trend& shown_;
    trend_report report_;
    amounts in_;
    const settings& settings_;
};

/// A rate in percent, rounded once: from the digits that are known where these decide, else from as many as it takes.
std::string trend_view::percent(const rate& known, const std::function<rate(context)>& again) const {
    const decimal& fraction = known.fraction();
    const decimal unit = scale10(decimal(1), fraction.adjusted_exponent() - shown_.asked.to.digits + 1);
    const auto at = [&](const decimal& value) { return to_string(scale10(value, 2), in_.as().places, in_.as().mode); };
    std::string text = at(fraction);
    constexpr std::int64_t longest = 30;
    if (fraction.adjusted_exponent() < longest && at(fraction - unit) == text && at(fraction + unit) == text) return text;
    return in_.percent(again);
}

/// The rate, per what is asked, from a point to a later one.
rate trend_view::rate_between(const point& from, const point& to, context digits) const {
    const ratio length{(to.when - from.when) * static_cast<std::int64_t>(shown_.asked.rates_per_year), periods_per_year(to.when.kind())};
    return implied_rate(from.value, to.value, length, digits);
}

/// The point that the rolling rate of another goes from.
const point& trend_view::behind(const point& at) const {
    const period when = at.when - *shown_.asked.window;
    return std::lower_bound(report_.rows.begin(), report_.rows.end(), when,
                            [](const trend_row& row, const period& p) { return row.at.when < p; })
        ->at;
}

/// Its ends are rounded outward already, so that rounding them so again changes nothing.
std::string trend_view::interval_text() const {
    const log_linear& fitted = report_.fitted;
    if (!fitted.low) return "-";
    const auto shown_end = [&](const rate& r, rounding outward) {
        constexpr std::int64_t most = 20; // digits of a rate in a line
        if (r.fraction().adjusted_exponent() > most) return to_string(round_to_digits(r.percent(), {.digits = 3, .mode = outward}));
        return to_string(r.percent(), in_.as().places, outward);
    };
    return fmt::format("{} to {}", shown_end(*fitted.low, rounding::floor),
                       fitted.high ? shown_end(*fitted.high, rounding::ceiling) : std::string("over 10^1000000"));
}

table trend_view::rows() const {
    const bool pads = !report_.gaps.empty() && is_drawn();
    const bool rolls = shown_.asked.window.has_value();
    std::vector<column> columns{{step_title(begin().when.kind())}, {"Value", side::right}, {"Growth %", side::right}};
    if (rolls) columns.push_back({rolling_name(), side::right});
    table out(std::move(columns));
    const point* before = nullptr;
    for (const trend_row& row : report_.rows) {
        out.add(to_string(row.at.when));
        out.add(in_.rounded(row.at.value));
        const auto growth = [&](context to) { return implied_rate(before->value, row.at.value, row.periods, to); };
        out.add((row.growth ? percent(*row.growth, growth) : "-") + (row.is_after_gap() ? "~" : pads ? " " : ""));
        const auto rolling = [&](context to) { return rate_between(behind(row.at), row.at, to); };
        if (rolls) out.add(row.rolling ? percent(*row.rolling, rolling) : "-");
        before = &row.at;
    }
    return out;
}

/// The two rates, side by side.
table trend_view::rates() const {
    const log_linear& fitted = report_.fitted;
    table out({{"Rate"}, {fmt::format("% a {}", shown_.step), side::right}, {interval_name(), side::right}, {"R squared", side::right}});
    const auto endpoint = [&](context to) { return rate_between(begin(), end(), to); };
    const auto again = [&](context to) {
        trend_request asked = shown_.asked;
        asked.to = to;
        return log_linear_trend(asked).growth;
    };
    constexpr int places = 4;
    const std::string explained = fitted.r_squared ? to_string(*fitted.r_squared, places, in_.as().mode) : "-";
    for (const std::string& cell :
         {std::string("CAGR, first to last"), percent(report_.endpoint, endpoint), std::string("-"), std::string("-"),
          std::string("Log-linear, all values"), percent(fitted.growth, again), interval_text(), explained})
        out.add(cell);
    return out;
}

std::vector<std::string> trend_view::echo() const {
    const auto years = [&](context to) { return divide(decimal(report_.periods), periods_per_year(begin().when.kind()), to); };
    const period_kind kind = begin().when.kind();
    const std::string length =
        counted(static_cast<std::uint64_t>(report_.periods), kind == period_kind::fiscal_year ? "year" : step_name(kind));
    std::vector<std::string> out{fmt::format("{} ({})", in_.rounded(begin().value), to_string(begin().when)),
                                 fmt::format("to {} ({}),", in_.rounded(end().value), to_string(end().when)),
                                 fmt::format("{} over {}", counted(report_.rows.size(), "value"), length)};
    if (periods_per_year(kind) > 1) out.back() += fmt::format(" ({} years)", rounded_once(years, 2, rounding::half_up));
    return out;
}

/// Sentences below the tables, each in parts between which it may be broken.
std::vector<std::vector<std::string>> trend_view::notes() const {
    std::vector<std::vector<std::string>> out;
    if (!report_.gaps.empty()) {
        constexpr std::size_t most = 20;
        std::vector<std::string> note{"No value for"};
        for (const trend_gap& gap : report_.gaps) {
            if (note.size() == most + 1) {
                note.push_back(fmt::format("and {} other gaps.", report_.gaps.size() - most));
                break;
            }
            const bool last = &gap == &report_.gaps.back();
            note.push_back((gap.count == 1 ? to_string(gap.first) : span_text(gap.first, gap.last)) + (last ? "." : ","));
        }
        out.push_back(std::move(note));
        const period_kind kind = begin().when.kind();
        out.push_back({"~ over a gap:",
                       fmt::format("the rate a {} that leads across it", kind == period_kind::fiscal_year ? "year" : step_name(kind))});
    }
    if (shown_.is_loose) out.push_back({"A range counts as its middle,", "a figure that is open to one side", "as the number printed."});
    const log_linear& fitted = report_.fitted;
    std::vector<std::string> line{"Log-linear:", "least squares of ln(value)", "on the time itself"};
    if (fitted.residual_deviation) {
        line.back() += ",";
        line.push_back("residual standard error " +
                       to_string(round_to_digits(*fitted.residual_deviation, {.digits = 4, .mode = in_.as().mode})) + ".");
    } else {
        line.back() += ";";
        line.emplace_back("an interval needs three values.");
    }
    out.push_back(std::move(line));
    if (fitted.t_quantile) {
        const std::size_t freedom = report_.rows.size() - 2;
        out.push_back({"Interval:",
                       fmt::format("of the fitted rate, by Student's t on {} of freedom;",
                                   freedom == 1 ? std::string("1 degree") : fmt::format("{} degrees", freedom)),
                       "statistical,", "no range of a forecast."});
    }
    return out;
}

std::string trend_view::prose() const {
    const bool painted = paints(settings_);
    std::string out = is_drawn() ? in_bold(in_.title(), painted) + "\n" + wrapped(echo(), " ", 2)
                                 : markdown_line(in_.title()) + "  \n" + markdown_line(joined(echo(), " "));
    out += "\n\n";
    const auto add = [&](const table& part) {
        const std::string text = is_drawn() ? part.text() : part.markdown();
        const std::size_t head = text.find('\n');
        out += in_bold(std::string_view(text).substr(0, head), painted) + text.substr(head) + "\n";
    };
    add(rows());
    add(rates());
    const std::vector<std::vector<std::string>> all = notes();
    for (const std::vector<std::string>& note : all)
        out += is_drawn() ? wrapped(note, " ", 2) + "\n" : markdown_line(joined(note, " ")) + (&note == &all.back() ? "\n" : "  \n");
    return out;
}

std::string trend_view::csv() const {
    table out({{"row"}, {"period"}, {"unit"}, {"value"}, {"growth_percent"}, {"periods"}, {"rolling_percent"}, {"exact"}});
    const auto percent_or_nothing = [](const std::optional<rate>& r) { return r ? to_string(r->percent()) : std::string(); };
    const auto add = [&](std::initializer_list<std::string> cells) {
        for (const std::string& cell : cells) out.add(cell);
    };
    const std::string unit = in_.symbol();
    for (const trend_row& row : report_.rows)
        add({"value", to_string(row.at.when), unit, in_.rounded(row.at.value), percent_or_nothing(row.growth),
             row.periods == 0 ? "" : std::to_string(row.periods), percent_or_nothing(row.rolling), in_.exact(row.at.value)});
    const log_linear& fitted = report_.fitted;
    const auto sum = [&](const char* name, const std::string& growth, const std::string& exact) {
        add({name, "", "", "", growth, "", "", exact});
    };
    const auto or_nothing = [](const std::optional<decimal>& value) { return value ? to_string(*value) : std::string(); };
    sum("endpoint", to_string(report_.endpoint.percent()), "");
    sum("log_linear", to_string(fitted.growth.percent()), "");
    sum("log_linear_low", percent_or_nothing(fitted.low), "");
    sum("log_linear_high", percent_or_nothing(fitted.high), "");
    sum("r_squared", "", or_nothing(fitted.r_squared));
    sum("residual_standard_error", "", or_nothing(fitted.residual_deviation));
    return out.csv();
}

json number_or_null(const std::optional<decimal>& value) { return value ? json(to_string(*value)) : json(nullptr); }

json percent_or_null(const std::optional<rate>& r) { return r ? json(to_string(r->percent())) : json(nullptr); }

json trend_view::fitted_json() const {
    const log_linear& fitted = report_.fitted;
    json out;
    out["rate"] = to_string(fitted.growth.fraction());
    out["percent"] = to_string(fitted.growth.percent());
    out["confidence_percent"] = to_string(shown_.asked.confidence_percent);
    out["low_percent"] = percent_or_null(fitted.low);
    out["high_percent"] = percent_or_null(fitted.high);
    out["slope"] = to_string(fitted.slope);
    out["slope_standard_error"] = number_or_null(fitted.slope_deviation);
    out["r_squared"] = number_or_null(fitted.r_squared);
    out["residual_standard_error"] = number_or_null(fitted.residual_deviation);
    out["degrees_of_freedom"] = report_.rows.size() - 2;
    out["t"] = number_or_null(fitted.t_quantile);
    return out;
}

std::string trend_view::json_text() const {
    json out;
    add_basis(out, in_);
    out["rounding"] = to_string(in_.as().mode);
    out["places"] = in_.as().places;
    out["per"] = shown_.step;
    out["count"] = report_.rows.size();
    out["periods"] = report_.periods;
    out["endpoint"] = {{"rate", to_string(report_.endpoint.fraction())}, {"percent", to_string(report_.endpoint.percent())}};
    out["log_linear"] = fitted_json();
    out["window"] = shown_.asked.window ? json(*shown_.asked.window) : json(nullptr);
    out["rows"] = json::array();
    for (const trend_row& row : report_.rows)
        out["rows"].push_back({{"period", json_of(row.at.when)},
                               {"value", in_.rounded(row.at.value)},
                               {"growth_percent", percent_or_null(row.growth)},
                               {"periods", row.growth ? json(row.periods) : json(nullptr)},
                               {"over_gap", row.is_after_gap()},
                               {"rolling_percent", percent_or_null(row.rolling)},
                               {"exact", in_.exact(row.at.value)}});
    out["gaps"] = json::array();
    for (const trend_gap& gap : report_.gaps)
        out["gaps"].push_back({{"first", json_of(gap.first)}, {"last", json_of(gap.last)}, {"count", gap.count}});
    return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace

std::string trend_text(shown_trend shown, const settings& s) {
    if (is_prose(s)) {
        // Enough that a shown figure is seldom computed again; --digits does not change it.
        constexpr int enough = 34;
        shown.asked.to = {.digits = enough, .mode = rounding::half_even};
    }
    trend_report report = trend(shown.asked);
    if (s.format == output_format::plain) return to_string(report.endpoint.percent()) + "\n";
    const trend_view view(shown, std::move(report), s);
    return s.format == output_format::csv ? view.csv() : s.format == output_format::json ? view.json_text() : view.prose();
}

} // namespace cagr::cli
