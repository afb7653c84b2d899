// The chart in text: bars of `#`, parts and lines by their signs, in any number of columns.
#include "chart_text.hpp"
#include "display.hpp"
#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cagr::cli {

namespace {

constexpr std::size_t least_width = 40;
constexpr std::string_view part_signs = "#=+o:x%@"; // of stacked parts
constexpr std::string_view band_signs = "-=~:";     // of bands, the widest first
constexpr std::string_view several = "*";           // where lines meet

double columns_of(std::string_view text) { return static_cast<double>(display_width(text)); }

std::string fitted_columns(std::string_view text, std::size_t room) { return fitted(text, static_cast<double>(room), "...", columns_of); }

/// The chart's text, line by line.
class canvas {
public:
    canvas(const chart& c, std::size_t width, bool painted) : chart_(c), width_(std::max(width, least_width)), painted_(painted) {}

    std::string draw();

private:
    [[nodiscard]] std::string number(const decimal& value) const { return chart_number(value, chart_.places, chart_.mode); }
    [[nodiscard]] std::string number(const std::optional<decimal>& value) const { return value ? number(*value) : "-"; }
    void add_line(std::string text) {
        while (!text.empty() && text.back() == ' ') text.pop_back();
        out_ += text + "\n";
    }
    void add_wrapped(std::string_view text) {
        for (const std::string& line : fitted_lines(chart_label(text), static_cast<double>(width_), 8, "...", columns_of)) add_line(line);
    }
    /// The names in a column, each as wide.
    [[nodiscard]] static std::vector<std::string> column_of(const std::vector<std::string>& names, bool right, std::size_t most);
    [[nodiscard]] std::vector<std::string> categories() const { return column_of(chart_.categories, false, width_ / 4); }
    /// Beside the first of each role.
    [[nodiscard]] std::vector<std::string> roles() const;
    /// What the signs mean follows, with the last category's values.
    void add_key() {
        add_line({});
        add_wrapped(chart_label(chart_.categories.back()) + ":");
    }
    void bars();
    void stacked();
    void lines();
    void tornado();

    const chart& chart_;
    std::size_t width_;
    bool painted_;
    std::string out_;
};

/// The cell of a place from 0 to 1 among so many.
std::size_t cell_of(double place, std::size_t cells) {
    return std::min(static_cast<std::size_t>(std::lround(std::clamp(place, 0.0, 1.0) * static_cast<double>(cells))), cells);
}

/// From one place to another, at least one cell where the value is not zero.
void fill(std::string& row, double from, double to, char sign, bool at_least_one) {
    const std::size_t a = cell_of(std::min(from, to), row.size());
    const std::size_t b = cell_of(std::max(from, to), row.size());
    for (std::size_t i = a; i < b; ++i) row[i] = sign;
    if (a == b && at_least_one) row[to < from && a > 0 ? a - 1 : std::min(a, row.size() - 1)] = sign;
}

std::vector<std::string> canvas::column_of(const std::vector<std::string>& names, bool right, std::size_t most) {
    std::vector<std::string> out;
    std::size_t widest = 0;
    for (const std::string& name : names) {
        out.push_back(fitted_columns(chart_label(name), most));
        widest = std::max(widest, display_width(out.back()));
    }
    for (std::string& name : out) {
        name.insert(right ? 0 : name.size(), widest - display_width(name), ' ');
    }
    return out;
}

std::vector<std::string> canvas::roles() const {
    std::vector<std::string> names;
    const bool differ = std::adjacent_find(chart_.roles.begin(), chart_.roles.end(), std::not_equal_to<>()) != chart_.roles.end();
    constexpr std::size_t room_for_roles = 60;
    for (std::size_t i = 0; i < chart_.categories.size(); ++i) {
        const bool starts = differ && width_ >= room_for_roles && (i == 0 || chart_.roles[i] != chart_.roles[i - 1]);
        names.emplace_back(starts ? role_name(chart_.roles[i]) : std::string_view());
    }
    std::vector<std::string> out = column_of(names, false, width_);
    for (std::string& each : out)
        if (!each.empty()) each.insert(0, 2, ' ');
    return out;
}

void canvas::bars() {
    const std::vector<std::optional<decimal>>& values = chart_.series.front().values;
    std::vector<std::string> texts;
    std::vector<std::string> ranges;
    value_range range;
    range.add(0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i]) range.add(*values[i]);
        texts.push_back(number(values[i]));
        const bool has_range = !chart_.bands.empty() && chart_.bands[0].low[i] != chart_.bands[0].high[i];
        ranges.push_back(has_range ? "  " + number(chart_.bands[0].low[i]) + " - " + number(chart_.bands[0].high[i]) : std::string());
    }
    const std::vector<std::string> names = categories();
    const std::vector<std::string> kinds = roles();
    texts = column_of(texts, true, width_);
    ranges = column_of(ranges, false, width_);
    std::size_t taken = display_width(names[0] + kinds[0] + texts[0]) + 4;
    if (taken + display_width(ranges[0]) + 20 > width_) ranges.assign(ranges.size(), {});
    taken += display_width(ranges[0]);
    const chart_scale scale = chart_scale::exactly(range);
    std::string blank(std::max<std::size_t>(width_ - std::min(width_, taken), 8), ' ');
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::string row = blank;
        if (values[i]) fill(row, scale.at(0), scale.at(*values[i]), '#', values[i]->sign() != 0);
        add_line(names[i] + kinds[i] + "  " + texts[i] + ranges[i] + "  " + row);
    }
    if (!ranges[0].empty() && !chart_.bands[0].name.empty()) add_wrapped("a - b: " + chart_.bands[0].name);
}

void canvas::stacked() {
    const std::vector<chart_series> series = grouped_series(chart_);
    const std::vector<decimal> totals = chart_totals(chart_);
    const std::size_t n = totals.size();
    value_range range;
    range.add(0);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < n; ++i) {
        decimal up;
        decimal down;
        for (const chart_series& each : series)
            if (each.values[i]) (each.values[i]->sign() < 0 ? down : up) += *each.values[i];
        range.add(up);
        range.add(down);
        texts.push_back(number(totals[i]));
    }
    const std::vector<std::string> names = categories();
    texts = column_of(texts, true, width_);
    const std::size_t taken = display_width(names[0] + texts[0]) + 4;
    const chart_scale scale = chart_scale::exactly(range);
    const std::string blank(std::max<std::size_t>(width_ - std::min(width_, taken), 8), ' ');
    for (std::size_t i = 0; i < n; ++i) {
        std::string row = blank;
        decimal up;
        decimal down;
        for (std::size_t s = 0; s < series.size(); ++s) {
            const decimal value = series[s].values[i].value_or(decimal());
            decimal& at = value.sign() < 0 ? down : up;
            const double from = scale.at(at);
            at += value;
            fill(row, from, scale.at(at), part_signs[s], false);
        }
        add_line(names[i] + "  " + texts[i] + "  " + row);
    }
    add_key();
    for (std::size_t s = 0; s < series.size(); ++s)
        add_wrapped(fmt::format("{} {} {}", part_signs[s], chart_label(series[s].name), number(series[s].values.back())));
}

void canvas::lines() {
    value_range range;
    for (const chart_series& each : chart_.series)
        for (const auto& value : each.values)
            if (value) range.add(*value);
    for (const chart_band& each : chart_.bands)
        for (const auto* ends : {&each.low, &each.high})
            for (const decimal& end : *ends) range.add(end);
    if (range.low().sign() >= 0) range.add(0);
    const chart_scale scale = chart_scale::exactly(range);
    const std::vector<std::string> names = categories();
    const std::size_t taken = display_width(names[0]) + 2;
    const std::size_t room = std::max<std::size_t>(width_ - std::min(width_, taken), 8);
    // The ends of the axis above, where they fit.
    const std::string low = number(range.low());
    const std::string high = number(range.high());
    if (low.size() + high.size() + 2 <= room)
        add_line(std::string(taken, ' ') + low + std::string(room - low.size() - high.size(), ' ') + high);
    const auto sign_of = [](std::size_t s) { return s < 26 ? static_cast<char>('A' + s) : '.'; };
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string row(room, ' ');
        for (std::size_t b = 0; b < chart_.bands.size(); ++b)
            fill(row, scale.at(chart_.bands[b].low[i]), scale.at(chart_.bands[b].high[i]), band_signs[std::min(b, band_signs.size() - 1)],
                 true);
        for (std::size_t s = chart_.series.size(); s-- > 0;) {
            if (!chart_.series[s].values[i]) continue;
            char& cell = row[cell_of(scale.at(*chart_.series[s].values[i]), room - 1)];
            const bool is_taken = (cell >= 'A' && cell <= 'Z') || cell == '.' || cell == several.front();
            cell = is_taken ? several.front() : sign_of(s);
        }
        add_line(names[i] + "  " + row);
    }
    add_key();
    for (std::size_t s = 0; s < chart_.series.size(); ++s)
        add_wrapped(fmt::format("{} {} {}", sign_of(s), chart_label(chart_.series[s].name), number(chart_.series[s].values.back())));
    if (chart_.series.size() > 1) add_line("* several");
    for (std::size_t b = 0; b < chart_.bands.size(); ++b)
        add_wrapped(fmt::format("{} {} {} to {}", band_signs[std::min(b, band_signs.size() - 1)], chart_label(chart_.bands[b].name),
                                number(chart_.bands[b].low.back()), number(chart_.bands[b].high.back())));
}

void canvas::tornado() {
    const std::vector<chart_driver> drivers = sorted_drivers(chart_);
    value_range range;
    range.add(chart_.base);
    std::vector<std::string> names;
    std::vector<std::string> lows;
    std::vector<std::string> highs;
    for (const chart_driver& each : drivers) {
        range.add(each.at_low);
        range.add(each.at_high);
        const bool has_settings = !each.low_setting.empty() || !each.high_setting.empty();
        names.push_back(each.name + (has_settings ? ": " + each.low_setting + " to " + each.high_setting : ""));
        lows.push_back(number(std::min(each.at_low, each.at_high)));
        highs.push_back(number(std::max(each.at_low, each.at_high)));
    }
    names = column_of(names, false, width_ * 2 / 5);
    lows = column_of(lows, true, width_);
    highs = column_of(highs, true, width_);
    const chart_scale scale = chart_scale::exactly(range);
    const std::size_t taken = display_width(names[0] + lows[0] + highs[0]) + 6;
    const std::size_t room = std::max<std::size_t>(width_ - std::min(width_, taken), 8);
    const double middle = scale.at(chart_.base);
    for (std::size_t d = 0; d < drivers.size(); ++d) {
        std::string row(room, ' ');
        std::string other(room, ' ');
        fill(row, middle, scale.at(drivers[d].at_low), '-', drivers[d].at_low != chart_.base);
        fill(other, middle, scale.at(drivers[d].at_high), '+', drivers[d].at_high != chart_.base);
        for (std::size_t i = 0; i < room; ++i)
            if (other[i] != ' ') row[i] = row[i] == ' ' ? other[i] : several.front();
        row[cell_of(middle, room - 1)] = '|';
        add_line(names[d] + "  " + lows[d] + "  " + row + "  " + highs[d]);
    }
    add_wrapped(fmt::format("| {} {}   - driver low   + driver high   * both", chart_label(chart_.base_name), number(chart_.base)));
}

std::string canvas::draw() {
    for (const std::string& line : fitted_lines(chart_label(chart_.title), static_cast<double>(width_), 3, "...", columns_of))
        out_ += in_bold(line, painted_) + "\n";
    add_wrapped(chart_.subtitle);
    add_wrapped(chart_.unit);
    out_ += "\n";
    switch (chart_.kind) {
    case chart_kind::bars: bars(); break;
    case chart_kind::stacked: stacked(); break;
    case chart_kind::tornado: tornado(); break;
    case chart_kind::lines:
    case chart_kind::fan: lines(); break;
    }
    std::vector<std::string> notes = chart_remarks(chart_);
    notes.insert(notes.end(), chart_.notes.begin(), chart_.notes.end());
    if (!notes.empty()) add_line({});
    for (const std::string& note : notes) add_wrapped(note);
    return out_;
}

} // namespace

std::string terminal_chart(const chart& c, std::size_t width, bool painted) {
    check_chart(c);
    return canvas(c, width, painted).draw();
}

} // namespace cagr::cli
