#include "sensitivity_view.hpp"

#include "choices.hpp"
#include "display.hpp"
#include "quotient_text.hpp"
#include "report.hpp"
#include "table.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t most_bars = 25; // drawn; CSV and JSON have all
constexpr std::size_t most_name = 26; // columns of a name

/// The texts that the three tables share.
class view {
public:
    view(const looked_at& at, const settings& s)
        : at_(at), p_(at.base), drawn_(s.format == output_format::table), painted_(paints(s)), places_(p_.source().shown.places),
          mode_(p_.source().shown.mode) {}

    [[nodiscard]] bool drawn() const noexcept { return drawn_; }
    [[nodiscard]] bool painted() const noexcept { return painted_; }
    [[nodiscard]] int places() const noexcept { return places_; }
    [[nodiscard]] rounding mode() const noexcept { return mode_; }
    [[nodiscard]] std::string amount(const fraction& f) const { return p_.text_of(f); }
    [[nodiscard]] fraction scaled(const fraction& f) const {
        return f * fraction(scale10(decimal(1), -std::int64_t{p_.unit().scale.exponent}));
    }
    [[nodiscard]] std::string exact(const fraction& f) const { return to_string(scaled(f)); }
    [[nodiscard]] std::string percent(const fraction& part, const fraction& whole) const {
        return percent_text(part, whole, places_, mode_);
    }
    [[nodiscard]] std::string line(const std::string& text) const {
        return drawn_ ? wrapped_words(text) + "\n" : markdown_line(text) + "  \n";
    }
    [[nodiscard]] std::string title(const period& when) const {
        const std::string node = at_.of == "total" ? "total" : detail::made_visible(p_.at(at_.of).label());
        std::string out = p_.source().title.empty() ? "" : detail::made_visible(p_.source().title) + " | ";
        if (at_.scenario != "base") out += "scenario " + detail::made_visible(at_.scenario) + " | ";
        return out + node + " in " + to_string(when);
    }
    [[nodiscard]] std::string head(const period& when) const {
        const std::string whole = title(when);
        std::string out = drawn_ ? in_bold(wrapped_words(whole), painted_) + "\n" : "## " + markdown_line(whole) + "\n\n";
        for (const std::string& each : p_.assumptions()) out += line(detail::made_visible(each));
        return out;
    }
    [[nodiscard]] std::string body(const table& t) const {
        if (!drawn_) return t.markdown();
        const std::string text = t.text();
        const std::size_t end = text.find('\n');
        return in_bold(std::string_view(text).substr(0, end), painted_) + text.substr(end);
    }
    [[nodiscard]] std::string name(const std::string& text, std::size_t room = most_name) const {
        return drawn_ ? cut_to(detail::made_visible(text), room) : detail::made_visible(text);
    }
    [[nodiscard]] std::string facts(const std::vector<fact>& lines) const {
        table t({{"Fact"}, {"Value"}});
        for (const fact& each : lines) {
            t.add(each.label);
            t.add(each.says);
        }
        if (!drawn_) return t.markdown();
        const std::string text = t.text();
        return text.substr(text.find('\n') + 1);
    }
    void add_basis(json& out, const period& when) const {
        out["title"] = text_or_null(p_.source().title);
        out["scenario"] = at_.scenario;
        out["of"] = at_.of;
        out["period"] = json_of(when);
        out["currency"] = text_or_null(p_.unit().currency);
        out["unit"] = to_string(p_.unit());
        out["scale"] = to_string(scale10(decimal(1), p_.unit().scale.exponent));
        out["rounding"] = to_string(mode_);
        out["places"] = places_;
        out["assumptions"] = p_.assumptions();
    }

private:
    const looked_at& at_;
    const model_projection& p_;
    bool drawn_;
    bool painted_;
    int places_;
    rounding mode_;
};

std::string dumped(const json& out) { return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n"; }

std::string setting_of(const std::map<std::string, std::string>& settings, const std::string& label) {
    const auto found = settings.find(label);
    return found == settings.end() ? std::string() : found->second;
}

/// Bars on both sides of the base: `-` reaches to the result of the low setting, `+` to that of the high one.
class bar_drawer {
public:
    bar_drawer(const tornado_report& found, std::size_t half) : base_(found.base), half_(half) {
        for (const tornado_bar& each : found.bars)
            for (const fraction& end : {each.low, each.high}) widest_ = std::max(widest_, std::abs(off_base(end)));
    }

    [[nodiscard]] std::string bar(const tornado_bar& of) const {
        std::string out(2 * half_ + 1, ' ');
        const std::ptrdiff_t low = cells(of.low);
        const std::ptrdiff_t high = cells(of.high);
        const auto fill = [&](std::ptrdiff_t to, char with) {
            const auto middle = static_cast<std::ptrdiff_t>(half_);
            for (std::ptrdiff_t i = to < 0 ? to : 1; i <= (to < 0 ? -1 : to); ++i) out[static_cast<std::size_t>(middle + i)] = with;
        };
        // Of two on one side, the nearer lies over the farther.
        const bool low_first = std::abs(low) >= std::abs(high);
        fill(low_first ? low : high, low_first ? '-' : '+');
        fill(low_first ? high : low, low_first ? '+' : '-');
        out[half_] = '|';
        return out;
    }

private:
    /// Positions of characters only: never a value.
    [[nodiscard]] double off_base(const fraction& f) const { return round_to_digits(f - base_, {.digits = 17}).to_double(); }
    [[nodiscard]] std::ptrdiff_t cells(const fraction& f) const {
        return widest_ > 0 ? static_cast<std::ptrdiff_t>(std::lround(static_cast<double>(half_) * (off_base(f) / widest_))) : 0;
    }

    const fraction& base_;
    std::size_t half_;
    double widest_ = 0;
};

std::string centred(const std::string& text, std::size_t width) {
    const std::size_t room = width > text.size() ? width - text.size() : 0;
    return std::string(room / 2, ' ') + text;
}

std::string tornado_prose(const looked_at& at, const tornado_report& found, const std::map<std::string, std::string>& written,
                          const settings& s) {
    const view v(at, s);
    const std::size_t shown = std::min(found.bars.size(), v.drawn() ? most_bars : found.bars.size());
    std::vector<column> columns{{"Varied"}};
    if (at.by.empty()) columns.push_back({"from..to"});
    for (const char* const each : {"At low", "At high", "Spread"}) columns.push_back({each, side::right});
    const auto rows = [&](std::size_t half) {
        std::vector<column> all = columns;
        const std::string base = v.amount(found.base);
        if (half > 0) all.push_back({centred(base, 2 * half + 1)});
        table t(std::move(all));
        const bar_drawer draw(found, half);
        for (std::size_t i = 0; i < shown; ++i) {
            const tornado_bar& each = found.bars[i];
            t.add(v.name(each.label));
            if (at.by.empty()) t.add(v.name(setting_of(written, each.label), 20));
            t.add(v.amount(each.low));
            t.add(v.amount(each.high));
            t.add(v.amount(each.span()));
            if (half > 0) t.add(draw.bar(each));
        }
        return t;
    };
    std::string out = v.head(found.when);
    if (!at.by.empty()) out += v.line(at.by);
    out += v.line(fmt::format("Base: {}", v.amount(found.base))) + "\n";
    const table bare = rows(0);
    constexpr std::size_t least_half = 5;
    const std::size_t left = v.drawn() && bare.width() + 3 < screen_columns ? (screen_columns - bare.width() - 3) / 2 : 0;
    const bool bars = left >= least_half;
    out += v.body(bars ? rows(std::min<std::size_t>(left, 20)) : bare);
    if (!v.drawn()) out += "\n";
    if (shown < found.bars.size())
        out += v.line(fmt::format("And {} more, none with a spread over {}; --format csv has all.", found.bars.size() - shown,
                                  v.amount(found.bars[shown].span())));
    if (bars) out += v.line("Bars from the base: - the low setting, + the high one.");
    out += v.line("One varied at a time; all else stays. From exact values, each rounded once.");
    return out;
}

} // namespace

std::string tornado_text(const looked_at& at, const tornado_report& found, std::span<const asked_driver> drivers, const settings& s) {
    std::map<std::string, std::string> written;
    for (const asked_driver& each : drivers) written.emplace(each.what.low.of, each.setting);
    if (s.format == output_format::table || s.format == output_format::markdown) return tornado_prose(at, found, written, s);
    const view v(at, s);
    if (s.format == output_format::plain) {
        std::string out;
        for (const tornado_bar& each : found.bars) out += to_string(round_to_digits(v.scaled(each.span()), s.solved)) + "\n";
        return out;
    }
    if (s.format == output_format::json) {
        json out;
        v.add_basis(out, found.when);
        out["base"] = {{"value", v.amount(found.base)}, {"exact", v.exact(found.base)}};
        out["drivers"] = json::array();
        for (const tornado_bar& each : found.bars)
            out["drivers"].push_back({{"driver", each.label},
                                      {"setting", setting_of(written, each.label)},
                                      {"low", v.amount(each.low)},
                                      {"high", v.amount(each.high)},
                                      {"spread", v.amount(each.span())},
                                      {"spread_percent", text_or_null(v.percent(each.span(), found.base))},
                                      {"exact_low", v.exact(each.low)},
                                      {"exact_high", v.exact(each.high)}});
        return dumped(out);
    }
    table t({{"driver"},
             {"setting"},
             {"node"},
             {"period"},
             {"unit"},
             {"base"},
             {"low"},
             {"high"},
             {"spread"},
             {"spread_percent"},
             {"exact_low"},
             {"exact_high"}});
    const std::string unit = to_string(at.base.unit());
    for (const tornado_bar& each : found.bars)
        for (const std::string& cell :
             {each.label, setting_of(written, each.label), at.of, to_string(found.when), unit, v.amount(found.base), v.amount(each.low),
              v.amount(each.high), v.amount(each.span()), v.percent(each.span(), found.base), v.exact(each.low), v.exact(each.high)})
            t.add(cell);
    return t.csv();
}

namespace {

std::string grid_prose(const looked_at& at, const grid_report& found, const grid_axes& axes, const settings& s) {
    const view v(at, s);
    const std::size_t count = axes.columns.settings.size();
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < count; ++c) {
        std::size_t widest = display_width(axes.columns.settings[c]);
        for (const std::vector<fraction>& row : found.values) widest = std::max(widest, v.amount(row[c]).size());
        widths.push_back(widest + 2);
    }
    const auto part = [&](std::size_t from, std::size_t to) {
        std::vector<column> columns{{v.name(axes.rows.of)}};
        for (std::size_t c = from; c < to; ++c) columns.push_back({axes.columns.settings[c], side::right});
        table t(std::move(columns));
        for (std::size_t r = 0; r < found.values.size(); ++r) {
            t.add(axes.rows.settings[r]);
            for (std::size_t c = from; c < to; ++c) t.add(v.amount(found.values[r][c]));
        }
        return t;
    };
    std::string out = v.head(found.when);
    out += v.line(fmt::format("Base: {}", v.amount(found.base)));
    out += v.line(fmt::format("Down: {}. Across: {}.", detail::made_visible(axes.rows.of), detail::made_visible(axes.columns.of))) + "\n";
    std::size_t from = 0;
    while (from < count) {
        std::size_t to = from;
        std::size_t taken = part(from, from).width();
        while (to < count && (!v.drawn() || to == from || taken + widths[to] <= screen_columns)) taken += widths[to++];
        if (from > 0) out += "\n";
        out += v.body(part(from, to));
        from = to;
    }
    if (!v.drawn()) out += "\n";
    return out + v.line("All else stays. From exact values, each rounded once.");
}

} // namespace

std::string grid_text(const looked_at& at, const grid_report& found, const grid_axes& axes, const settings& s) {
    if (s.format == output_format::table || s.format == output_format::markdown) return grid_prose(at, found, axes, s);
    const view v(at, s);
    if (s.format == output_format::plain) {
        std::string out;
        for (const std::vector<fraction>& row : found.values)
            for (std::size_t c = 0; c < row.size(); ++c)
                out += to_string(round_to_digits(v.scaled(row[c]), s.solved)) + (c + 1 == row.size() ? "\n" : " ");
        return out;
    }
    if (s.format == output_format::json) {
        json out;
        v.add_basis(out, found.when);
        out["base"] = {{"value", v.amount(found.base)}, {"exact", v.exact(found.base)}};
        out["rows"] = {{"of", axes.rows.of}, {"settings", axes.rows.settings}};
        out["columns"] = {{"of", axes.columns.of}, {"settings", axes.columns.settings}};
        out["values"] = json::array();
        out["exact"] = json::array();
        for (const std::vector<fraction>& row : found.values) {
            json values = json::array();
            json exact = json::array();
            for (const fraction& each : row) {
                values.push_back(v.amount(each));
                exact.push_back(v.exact(each));
            }
            out["values"].push_back(std::move(values));
            out["exact"].push_back(std::move(exact));
        }
        return dumped(out);
    }
    table t({{"row"},
             {"row_setting"},
             {"column"},
             {"column_setting"},
             {"node"},
             {"period"},
             {"unit"},
             {"value"},
             {"difference"},
             {"relative_percent"},
             {"exact"}});
    const std::string unit = to_string(at.base.unit());
    for (std::size_t r = 0; r < found.values.size(); ++r)
        for (std::size_t c = 0; c < found.values[r].size(); ++c) {
            const fraction& value = found.values[r][c];
            const fraction less = value - found.base;
            for (const std::string& cell :
                 {axes.rows.of, axes.rows.settings[r], axes.columns.of, axes.columns.settings[c], at.of, to_string(found.when), unit,
                  v.amount(value), v.amount(less), v.percent(less, found.base), v.exact(value)})
                t.add(cell);
        }
    return t.csv();
}

std::string break_even_text(const looked_at& at, const break_even_report& found, const break_even_request& asked, const settings& s) {
    const view v(at, s);
    const fraction target = v.scaled(asked.equals);
    const fraction low = v.scaled(found.at_low);
    const fraction high = v.scaled(found.at_high);
    // As many decimals as tell the neighbours' results from the target.
    int places = v.places();
    constexpr int most_more = 40;
    const auto apart = [&](const fraction& f, int to) {
        return f == target || round_to_places(f, to, v.mode()) != round_to_places(target, to, v.mode());
    };
    for (const int most = places + most_more; places < most && !(apart(low, places) && apart(high, places)); ++places) {
    }
    const auto amount = [&](const fraction& f) { return to_string(f, places, v.mode()); };
    const std::string_view unit = found.is_shift ? " points" : "%";
    const auto percentage = [&](const decimal& d) {
        const std::string text = to_string(d, asked.places, rounding::half_even); // it has no more
        return (found.is_shift && d.sign() > 0 ? "+" + text : text) + std::string(unit);
    };
    constexpr std::size_t most_solved = 40;
    const std::string by = v.name(asked.by, most_solved);
    std::vector<fact> lines{{"To equal", amount(target)}};
    std::string note;
    if (found.is_exact()) {
        lines.push_back({by, percentage(found.low) + ", exactly"});
    } else {
        lines.push_back({by, "between"});
        lines.push_back({"  " + percentage(found.low), "makes " + amount(low)});
        lines.push_back({"  " + percentage(found.high), "makes " + amount(high)});
        note = fmt::format("Two neighbours of {}, certified by exact comparison; --places gives more.",
                           counted(static_cast<std::uint64_t>(asked.places), "decimal place"));
    }
    if (is_prose(s)) {
        if (found.is_shift) note = "Points: percentage points that all rates are moved by." + (note.empty() ? std::string() : " " + note);
        lines.insert(lines.begin(), {"Base", v.amount(at.base.at(at.of).at(found.when).exact())});
        return v.head(found.when) + "\n" + v.facts(lines) + (note.empty() ? "" : (v.drawn() ? "" : "\n") + v.line(note));
    }
    report out;
    v.add_basis(out.fields, found.when);
    if (s.format == output_format::csv) out.fields.erase("assumptions"); // a row of facts has no room for sentences
    out.fields["equals"] = to_string(target);
    out.fields["solve"] = asked.by;
    out.fields["is_shift"] = found.is_shift;
    out.fields["is_exact"] = found.is_exact();
    out.fields["low_percent"] = to_string(found.low);
    out.fields["high_percent"] = to_string(found.high);
    out.fields["at_low"] = to_string(low);
    out.fields["at_high"] = to_string(high);
    out.plain = to_string(found.low) + (found.is_exact() ? "" : "\n" + to_string(found.high));
    return render(out, s);
}

} // namespace cagr::cli
