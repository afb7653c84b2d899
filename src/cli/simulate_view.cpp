#include "simulate_view.hpp"

#include "display.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "table.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view statistical = "simulated: statistics in binary floating point";

/// How doubles and exact amounts of the market are shown.
class fan_texts {
public:
    explicit fan_texts(const simulated_market& m) : m_(m), as_(m.model.source().shown) {}

    [[nodiscard]] std::string amount(double x) const { return to_string(decimal::from_double_exact(x), as_.places, as_.mode); }
    [[nodiscard]] std::string amount(const decimal& x) const { return to_string(x, as_.places, as_.mode); }
    [[nodiscard]] std::string model(std::size_t node, std::size_t k) const { return m_.model[node][m_.first + k].text(); }
    [[nodiscard]] std::string when(std::size_t k) const { return to_string(m_.model.when(m_.first + k)); }
    [[nodiscard]] static double median(const simulated_year& year) { return year.percentiles.back(); }

private:
    const simulated_market& m_;
    cagr::shown as_;
};

std::string percentile_name(double p) { return "P" + text_of(p); }

/// A share of the paths in percent: what more places would show is chance.
std::string share_text(double share) { return fmt::format("{:.1f}%", share * 100); }

struct column_range {
    std::size_t from;
    std::size_t to;
};

/// Some of the percentiles as a table; the first has the model and the mean too.
table fan_table(const simulated_market& m, const simulated_column& of, column_range shown) {
    const fan_texts texts(m);
    std::vector<column> columns{{step_title(m.model.when(0).kind())}};
    if (shown.from == 0)
        for (const char* name : {"Model", "Mean"}) columns.push_back({name, side::right});
    for (std::size_t i = shown.from; i < shown.to; ++i) columns.push_back({percentile_name(m.percentiles[i]), side::right});
    table out(std::move(columns));
    for (std::size_t k = 0; k < of.years.size(); ++k) {
        out.add(texts.when(k));
        if (shown.from == 0) {
            out.add(texts.model(of.node, k));
            out.add(texts.amount(of.years[k].mean));
        }
        for (std::size_t i = shown.from; i < shown.to; ++i) out.add(texts.amount(of.years[k].percentiles[i]));
    }
    return out;
}

/// The table in as many parts as it takes to keep to the width of a terminal.
std::string drawn_table(const simulated_market& m, const simulated_column& of) {
    std::string out;
    for (std::size_t from = 0; from < m.percentiles.size();) {
        std::size_t to = m.percentiles.size();
        while (to > from + 1 && fan_table(m, of, {from, to}).width() > screen_columns) --to;
        if (from > 0) out += "\n";
        out += fan_table(m, of, {from, to}).text();
        from = to;
    }
    return out;
}

/// A line for each period, from the lowest percentile to the highest: where half of the paths are, thick.
class fan_drawing {
public:
    fan_drawing(const simulated_market& m, const simulated_column& of)
        : m_(m), of_(of), low_(fan_texts::median(of.years.front())), high_(low_) {
        const auto between = [&](double p) { return p >= 25 && p <= 75; };
        const std::vector<double>& all = m.percentiles;
        inner_ = static_cast<std::size_t>(std::find_if(all.begin(), all.end(), between) - all.begin());
        inner_end_ =
            static_cast<std::size_t>(std::find_if_not(all.begin() + static_cast<std::ptrdiff_t>(inner_), all.end(), between) - all.begin());
        for (const simulated_year& year : of.years)
            for (const double x : year.percentiles) {
                low_ = std::min(low_, x);
                high_ = std::max(high_, x);
            }
    }

    [[nodiscard]] std::string text() const {
        const fan_texts texts(m_);
        std::size_t label = 0;
        for (std::size_t k = 0; k < of_.years.size(); ++k) label = std::max(label, texts.when(k).size());
        const std::size_t room = screen_columns - label - 2;
        std::string out;
        for (std::size_t k = 0; k < of_.years.size(); ++k) {
            const std::string when = texts.when(k);
            out += when + std::string(label - when.size() + 2, ' ') + line(of_.years[k], room) + "\n";
        }
        return out + std::string(label + 2, ' ') + legend(texts) + "\n";
    }

private:
    [[nodiscard]] std::size_t column_of(double x, std::size_t room) const {
        if (!(high_ > low_)) return 0;
        return std::min(static_cast<std::size_t>((x - low_) / (high_ - low_) * static_cast<double>(room)), room - 1);
    }

    [[nodiscard]] std::string line(const simulated_year& year, std::size_t room) const {
        std::string out(room, ' ');
        const auto fill = [&](std::size_t first, std::size_t last, char with) {
            const std::size_t from = column_of(year.percentiles[first], room);
            const std::size_t to = column_of(year.percentiles[last], room);
            std::fill(out.begin() + static_cast<std::ptrdiff_t>(from), out.begin() + static_cast<std::ptrdiff_t>(to) + 1, with);
        };
        fill(0, m_.percentiles.size() - 1, '-');
        if (has_inner()) fill(inner_, inner_end_ - 1, '=');
        out[column_of(fan_texts::median(year), room)] = '|';
        out.erase(out.find_last_not_of(' ') + 1);
        return out;
    }

    [[nodiscard]] bool has_inner() const { return inner_end_ > inner_ + 1; }

    [[nodiscard]] std::string legend(const fan_texts& texts) const {
        const auto range = [&](std::size_t first, std::size_t last) {
            return percentile_name(m_.percentiles[first]) + " to " + percentile_name(m_.percentiles[last]);
        };
        std::string out = "| median";
        if (has_inner()) out += ", = " + range(inner_, inner_end_ - 1);
        if (m_.percentiles.size() > 1) out += ", - " + range(0, m_.percentiles.size() - 1);
        return out + fmt::format("; from {} to {}", texts.amount(low_), texts.amount(high_));
    }

    const simulated_market& m_;
    const simulated_column& of_;
    std::size_t inner_ = 0;
    std::size_t inner_end_ = 0;
    double low_;
    double high_;
};

/// The title, where there is one, and what the figures are.
std::vector<std::string> titles_of(const simulated_market& m) {
    std::vector<std::string> out;
    if (const std::string& title = m.model.source().title; !title.empty()) out.push_back(detail::made_visible(title));
    const std::string unit = to_string(m.model.unit());
    out.push_back((unit.empty() ? "" : unit + " | ") + std::string(statistical));
    return out;
}

std::string correlation_text(const simulated_market& m) {
    if (m.growth.size() < 2) return {};
    if (m.correlation) return "correlation " + text_of(*m.correlation);
    if (m.correlations.empty()) return "correlation 0 (not stated)";
    constexpr std::size_t most_told = 3;
    if (m.correlations.size() > most_told) return fmt::format("correlations of {} pairs", m.correlations.size());
    std::string out = "correlation";
    for (const stated_correlation& each : m.correlations)
        out += fmt::format("{} {} and {} {}", &each == &m.correlations.front() ? "" : ",", detail::made_visible(each.one),
                           detail::made_visible(each.other), text_of(each.coefficient));
    return out;
}

/// What was simulated, in parts.
std::vector<std::string> echo(const simulated_market& m) {
    std::vector<std::string> out{fmt::format("{} path{},", grouped(m.paths), m.paths == 1 ? "" : "s"), fmt::format("seed {},", m.seed),
                                 fmt::format("persistence {}", text_of(m.persistence))};
    if (const std::string correlated = correlation_text(m); !correlated.empty()) {
        out.back() += ",";
        out.push_back(correlated);
    }
    if (m.scenario != "base") {
        out.back() += ",";
        out.push_back("scenario " + detail::made_visible(m.scenario));
    }
    return out;
}

/// What each segment's growth is, a line each.
std::vector<std::string> growth_lines(const simulated_market& m) {
    std::vector<std::string> out;
    std::size_t widest = 0;
    for (const uncertain_growth& each : m.growth) widest = std::max(widest, display_width(detail::made_visible(each.of)));
    const std::string step = step_name(m.model.when(0).kind());
    for (const uncertain_growth& each : m.growth) {
        const std::string name = detail::made_visible(each.of);
        out.push_back(m.is_one_market ? fmt::format("{} grows each {} by {}", m.model.total()[m.first].text(), step, text_of(each))
                                      : name + std::string(widest - display_width(name) + 2, ' ') + text_of(each));
    }
    return out;
}

std::vector<std::string> findings(const simulated_market& m) {
    const fan_texts texts(m);
    const std::size_t last = m.total.years.size() - 1;
    std::vector<std::string> out{fmt::format("{}: the median is {}; the model has {}, which {} of the paths reach.", texts.when(last),
                                             texts.amount(fan_texts::median(m.total.years[last])), texts.model(0, last),
                                             share_text(m.reaches_model))};
    if (m.reached)
        out.push_back(fmt::format("{} or more in {}: {} of the paths.", texts.amount(m.reached->amount), texts.when(last),
                                  share_text(m.reached->share)));
    return out;
}

std::vector<std::string> notes_of(const simulated_market& m) {
    std::vector<std::string> out;
    if (!m.certain.empty()) {
        constexpr std::size_t most_named = 6;
        std::vector<std::string> names;
        for (const std::string& each : m.certain)
            if (names.size() < most_named) names.push_back(detail::made_visible(each));
        if (m.certain.size() > most_named) names.push_back(fmt::format("{} others", m.certain.size() - most_named));
        out.push_back("Certain, along the model: " + listed(names, "and") + ".");
    }
    out.insert(out.end(), m.assumptions.begin(), m.assumptions.end());
    const std::vector<std::string> exact = m.model.assumptions();
    if (m.is_one_market) {
        out.push_back(fmt::format("Model: {} each {}, exact; {}.", to_string(*m.model.source().segments.front().growth),
                                  step_name(m.model.when(0).kind()), exact.front()));
    } else {
        out.push_back("Model: without uncertainty, exact; " + joined(exact, "; ") + ".");
    }
    return out;
}

std::string heading_of(const simulated_column& c) { return c.label.empty() ? detail::made_visible(c.name) : detail::made_visible(c.label); }

std::string as_text(const simulated_market& m, const settings& s) {
    const bool painted = paints(s);
    std::string out;
    for (const std::string& title : titles_of(m)) out += in_bold(title, painted) + "\n";
    out += wrapped(echo(m), " ", 2) + "\n";
    for (const std::string& line : growth_lines(m)) out += "  " + line + "\n";
    out += "\n" + drawn_table(m, m.total) + "\n" + fan_drawing(m, m.total).text() + "\n";
    for (const simulated_column& each : m.segments)
        out += in_bold(heading_of(each), painted) + "\n" + drawn_table(m, each) + "\n" + fan_drawing(m, each).text() + "\n";
    for (const std::string& sentence : findings(m)) out += wrapped_words(sentence) + "\n";
    for (const std::string& sentence : notes_of(m)) out += wrapped_words(sentence) + "\n";
    return out;
}

std::string as_markdown(const simulated_market& m) {
    std::string out;
    for (const std::string& title : titles_of(m)) out += markdown_line(title) + "  \n";
    out += markdown_line(joined(echo(m), " "));
    for (const std::string& line : growth_lines(m)) out += "  \n" + markdown_line(line);
    const column_range all{0, m.percentiles.size()};
    out += "\n\n" + fan_table(m, m.total, all).markdown() + "\n";
    for (const simulated_column& each : m.segments)
        out += markdown_line(heading_of(each)) + "\n\n" + fan_table(m, each, all).markdown() + "\n";
    std::vector<std::string> sentences = findings(m);
    for (std::string& note : notes_of(m)) sentences.push_back(std::move(note));
    for (const std::string& sentence : sentences) out += markdown_line(sentence) + (&sentence == &sentences.back() ? "\n" : "  \n");
    return out;
}

std::string as_csv(const simulated_market& m) {
    std::vector<column> columns{{"scenario"}, {"node"}, {"period"}, {"unit"}, {"model"}, {"mean"}};
    for (const double p : m.percentiles) columns.push_back({"p" + text_of(p)});
    table out(std::move(columns));
    const fan_texts texts(m);
    const std::string unit = to_string(m.model.unit());
    const auto add = [&](const simulated_column& of) {
        for (std::size_t k = 0; k < of.years.size(); ++k) {
            for (const std::string& cell :
                 {m.scenario, of.name, texts.when(k), unit, texts.model(of.node, k), texts.amount(of.years[k].mean)})
                out.add(cell);
            for (std::size_t i = 0; i < m.percentiles.size(); ++i) out.add(texts.amount(of.years[k].percentiles[i]));
        }
    };
    add(m.total);
    for (const simulated_column& each : m.segments) add(each);
    return out.csv();
}

json growth_json(const uncertain_growth& g) {
    json out{{"segment", g.of}, {"distribution", kind_name(g.growth)}, {"is_shift", g.is_shift}};
    const auto percent = [](const rate& r) { return to_string(r.percent()); };
    const auto three = [&](const auto& d) {
        out["low_percent"] = percent(d.low);
        out["mode_percent"] = percent(d.mode);
        out["high_percent"] = percent(d.high);
    };
    if (const auto* const d = std::get_if<triangular_rate>(&g.growth)) three(*d);
    if (const auto* const d = std::get_if<pert_rate>(&g.growth)) three(*d);
    if (const auto* const d = std::get_if<lognormal_rate>(&g.growth)) {
        out["median_percent"] = percent(d->median);
        out["sigma"] = text_of(d->sigma);
    }
    return out;
}

json fan_json(const simulated_market& m, const simulated_column& of) {
    const fan_texts texts(m);
    json out{{"node", of.name}, {"rows", json::array()}};
    for (std::size_t k = 0; k < of.years.size(); ++k) {
        json row;
        row["period"] = json_of(m.model.when(m.first + k));
        row["model"] = texts.model(of.node, k);
        row["mean"] = texts.amount(of.years[k].mean);
        row["percentiles"] = json::array();
        for (std::size_t i = 0; i < m.percentiles.size(); ++i) row["percentiles"].push_back(texts.amount(of.years[k].percentiles[i]));
        out["rows"].push_back(std::move(row));
    }
    return out;
}

std::string as_json(const simulated_market& m) {
    const fan_texts texts(m);
    const model& source = m.model.source();
    json out;
    out["title"] = text_or_null(source.title);
    out["scenario"] = m.scenario;
    out["currency"] = text_or_null(m.model.unit().currency);
    out["unit"] = to_string(m.model.unit());
    out["scale"] = to_string(scale10(decimal(1), m.model.unit().scale.exponent));
    out["rounding"] = to_string(source.shown.mode);
    out["places"] = source.shown.places;
    out["statistical"] = true;
    out["paths"] = m.paths;
    out["seed"] = m.seed;
    out["persistence"] = text_of(m.persistence);
    out["correlation"] = m.correlation ? json(text_of(*m.correlation)) : json(nullptr);
    out["correlations"] = json::array();
    for (const stated_correlation& each : m.correlations)
        out["correlations"].push_back({{"segments", {each.one, each.other}}, {"coefficient", text_of(each.coefficient)}});
    out["growth"] = json::array();
    for (const uncertain_growth& each : m.growth) out["growth"].push_back(growth_json(each));
    out["certain"] = m.certain;
    out["percentiles"] = json::array();
    for (const double p : m.percentiles) out["percentiles"].push_back(text_of(p));
    out["fans"] = json::array();
    out["fans"].push_back(fan_json(m, m.total));
    for (const simulated_column& each : m.segments) out["fans"].push_back(fan_json(m, each));
    const simulated_year& last = m.total.years.back();
    out["median"] = texts.amount(fan_texts::median(last));
    out["reaches_model"] = text_of(m.reaches_model);
    out["reached"] = m.reached ? json{{"amount", to_string(m.reached->amount)}, {"share", text_of(m.reached->share)}} : json(nullptr);
    out["assumptions"] = m.assumptions;
    out["model_assumptions"] = m.model.assumptions();
    return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace

std::string simulated_text(const simulated_market& m, const settings& s) {
    switch (s.format) {
    case output_format::csv: return as_csv(m);
    case output_format::json: return as_json(m);
    case output_format::markdown: return as_markdown(m);
    case output_format::plain: {
        if (m.reached) return to_string(scale10(decimal::parse(text_of(m.reached->share)), 2)) + "\n";
        constexpr int double_digits = 17;
        const decimal median = decimal::from_double_exact(fan_texts::median(m.total.years.back()));
        return to_string(round_to_digits(median, {.digits = std::min(s.solved.digits, double_digits), .mode = s.solved.mode})) + "\n";
    }
    default: return as_text(m, s);
    }
}

} // namespace cagr::cli
