// The chart as SVG: each kind's marks on its page.
#include "chart_page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

constexpr int most_steps = 7; // of the axis of values
constexpr double tick_gap = 10;
constexpr double widest_bar = 88;
constexpr double below_bars = 16;

std::string point_text(double x, double y) { return fmt::format("{} {}", svg_number(x), svg_number(y)); }

plot_box upright(double left, double right, double one, double other) { return {left, std::min(one, other), right, std::max(one, other)}; }

/// What the last category's value is called beside the plot.
std::string last_value(const chart& c, const std::optional<decimal>& value) {
    return value ? chart_number(*value, c.places, c.mode) : std::string();
}

// --- bars -----------------------------------------------------------------------------------------------------------

std::string_view style_of(chart_role r) {
    switch (r) {
    case chart_role::historical: return "historical";
    case chart_role::base: return "base";
    case chart_role::estimated: return "estimated";
    case chart_role::forecast: break;
    }
    return "forecast";
}

int rank_of(const chart& c, std::size_t category) {
    if (category + 1 == c.categories.size()) return 0;
    if (!c.roles.empty() ? c.roles[category] == chart_role::base : category == 0) return 1;
    return category == 0 ? 2 : 3;
}

std::vector<legend_entry> legend_of_bars(const chart& c) {
    std::vector<legend_entry> out;
    for (const chart_role r : {chart_role::historical, chart_role::base, chart_role::estimated, chart_role::forecast})
        if (std::find(c.roles.begin(), c.roles.end(), r) != c.roles.end())
            out.push_back({std::string(style_of(r)), std::string(role_name(r))});
    if (out.size() == 1) out.clear();
    for (const chart_band& each : c.bands) out.push_back({"whisker", each.name, chart_sample::whisker});
    return out;
}

std::string bars(const chart& c, const svg_manner& manner) {
    const std::vector<std::optional<decimal>>& values = c.series.front().values;
    value_range range;
    range.add(0);
    for (const auto& value : values)
        if (value) range.add(*value);
    for (const chart_band& each : c.bands)
        for (const auto* ends : {&each.low, &each.high})
            for (const decimal& end : *ends) range.add(end);
    const chart_scale scale = chart_scale::with_ticks(range, most_steps);
    chart_page page(c, manner, legend_of_bars(c),
                    {.left = chart_page::width_of_ticks(scale) + tick_gap, .below = range.low().sign() < 0 ? below_bars : 0});
    page.value_axis(scale);
    const double half = std::clamp(page.slot() * 0.36, 0.5, widest_bar / 2);
    const double zero = page.y_of(scale, 0);
    std::vector<double> places;
    std::vector<chart_page::value_label> labels;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = page.slot_middle(i);
        places.push_back(x);
        if (!values[i]) continue;
        double y = page.y_of(scale, *values[i]);
        page.rect(c.roles.empty() ? "forecast" : style_of(c.roles[i]), upright(x - half, x + half, y, zero));
        if (!c.bands.empty()) {
            const double low = page.y_of(scale, c.bands.front().low[i]);
            const double high = page.y_of(scale, c.bands.front().high[i]);
            const double cap = std::min(half * 0.6, 6.0);
            if (low - high > 2) { // what is less cannot be told from the end of the bar
                page.line("whisker", {x, low, x, high});
                page.line("whisker", {x - cap, low, x + cap, low});
                page.line("whisker", {x - cap, high, x + cap, high});
            }
            y = values[i]->sign() < 0 ? std::max(y, low) : std::min(y, high);
        }
        labels.push_back({x, y, *values[i], rank_of(c, i)});
    }
    page.value_labels(labels);
    page.category_axis(places);
    return page.finish();
}

// --- lines and fans -------------------------------------------------------------------------------------------------

std::string style_of_line(const chart& c, std::size_t s) {
    if (c.kind == chart_kind::fan && (c.series[s].is_main || c.series.size() == 1)) return "main";
    return s < most_chart_colors ? fmt::format("l{}", s) : "lx";
}

value_range range_of_lines(const chart& c) {
    value_range out;
    for (const chart_series& each : c.series)
        for (const auto& value : each.values)
            if (value) out.add(*value);
    for (const chart_band& each : c.bands)
        for (const auto* ends : {&each.low, &each.high})
            for (const decimal& end : *ends) out.add(end);
    // From zero, unless all values lie far from it.
    if (out.low() * 2 <= out.high() && out.high() * 2 >= out.low()) out.add(0);
    return out;
}

std::vector<end_label> labels_of_lines(const chart& c) {
    std::vector<end_label> out;
    for (std::size_t s = 0; s < std::min(c.series.size(), most_chart_colors); ++s) {
        const chart_series& each = c.series[s];
        const bool is_main = each.is_main || c.series.size() == 1;
        out.push_back({0, style_of_line(c, s), each.name, last_value(c, each.values.back()), is_main ? 0 : 3});
    }
    if (c.kind != chart_kind::fan) return out;
    int rank = 1;
    for (const chart_band& each : c.bands) {
        out.push_back({0, "edge", each.high_name.empty() ? each.name : each.high_name, last_value(c, each.high.back()), rank});
        out.push_back({0, "edge", each.low_name.empty() ? each.name : each.low_name, last_value(c, each.low.back()), rank});
        rank = 2;
    }
    return out;
}

std::vector<legend_entry> legend_of_lines(const chart& c) {
    std::vector<legend_entry> out;
    int layers = 0;
    for (const chart_band& each : c.bands) {
        ++layers;
        if (!each.name.empty()) out.push_back({"band", each.name, chart_sample::area, c.kind == chart_kind::fan ? layers : 1});
    }
    const auto first = std::find(c.roles.begin(), c.roles.end(), chart_role::forecast);
    if (first != c.roles.end() && first != c.roles.begin())
        out.push_back({"rule", "forecast from " + c.categories[static_cast<std::size_t>(first - c.roles.begin())], chart_sample::rule});
    return out;
}

void draw_band(chart_page& page, const chart_scale& scale, const chart_band& band, const std::vector<double>& places) {
    if (places.size() == 1) {
        page.rect("band", upright(places[0] - 12, places[0] + 12, page.y_of(scale, band.low[0]), page.y_of(scale, band.high[0])));
        return;
    }
    std::string steps;
    for (std::size_t i = 0; i < places.size(); ++i) steps += (i == 0 ? "M" : "L") + point_text(places[i], page.y_of(scale, band.high[i]));
    for (std::size_t i = places.size(); i-- > 0;) steps += "L" + point_text(places[i], page.y_of(scale, band.low[i]));
    page.path("band", steps + "Z");
}

void draw_line(chart_page& page, const chart_scale& scale, const chart_series& series, const std::string& style,
               const std::vector<double>& places) {
    std::string steps;
    const auto drawn = [&](std::size_t i) { return i < places.size() && series.values[i].has_value(); };
    const std::string dot = style == "main" ? "mainf" : "f" + style.substr(1);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!drawn(i)) continue;
        const bool follows = i > 0 && drawn(i - 1);
        const double y = page.y_of(scale, *series.values[i]);
        steps += (follows ? "L" : "M") + point_text(places[i], y);
        // A dot where the line ends, and where it is nothing else.
        if (i + 1 == places.size() || (!follows && !drawn(i + 1))) page.circle(dot, places[i], y, 3);
    }
    if (steps.find('L') != std::string::npos) page.path(style, steps, series.is_main ? 3 : style == "lx" ? 1 : 2);
}

std::string lines(const chart& c, const svg_manner& manner) {
    const chart_scale scale = chart_scale::with_ticks(range_of_lines(c), most_steps);
    std::vector<end_label> labels = labels_of_lines(c);
    chart_page page(c, manner, legend_of_lines(c),
                    {.left = chart_page::width_of_ticks(scale) + tick_gap,
                     .right = chart_page::width_of_labels(labels, std::max(manner.width, least_svg_width))});
    page.value_axis(scale);
    std::vector<double> places;
    const std::size_t n = c.categories.size();
    constexpr double inset = 8;
    for (std::size_t i = 0; i < n; ++i)
        places.push_back(n == 1 ? (page.plot().left + page.plot().right) / 2
                                : page.plot().left + inset +
                                      (page.plot().width() - inset) * static_cast<double>(i) / static_cast<double>(n - 1));
    for (const chart_band& each : c.bands) draw_band(page, scale, each, places);
    const auto first = std::find(c.roles.begin(), c.roles.end(), chart_role::forecast);
    if (first != c.roles.end() && first != c.roles.begin()) {
        const auto at = static_cast<std::size_t>(first - c.roles.begin());
        const double x = (places[at - 1] + places[at]) / 2;
        page.line("rule", {x, page.plot().top, x, page.plot().bottom});
    }
    // The grey ones below, the main one above all.
    for (std::size_t s = c.series.size(); s-- > 0;)
        if (!c.series[s].is_main) draw_line(page, scale, c.series[s], style_of_line(c, s), places);
    for (std::size_t s = 0; s < c.series.size(); ++s)
        if (c.series[s].is_main) draw_line(page, scale, c.series[s], style_of_line(c, s), places);
    const auto end_of = [&](const std::vector<std::optional<decimal>>& values) {
        const auto last = std::find_if(values.rbegin(), values.rend(), [](const auto& value) { return value.has_value(); });
        return last == values.rend() ? page.plot().bottom : page.y_of(scale, **last);
    };
    for (std::size_t k = 0; k < labels.size(); ++k) {
        const std::size_t named = std::min(c.series.size(), most_chart_colors);
        if (k < named) {
            labels[k].y = end_of(c.series[k].values);
        } else {
            const chart_band& band = c.bands[(k - named) / 2];
            labels[k].y = page.y_of(scale, (k - named) % 2 == 0 ? band.high.back() : band.low.back());
        }
    }
    page.end_labels(std::move(labels));
    page.category_axis(places);
    return page.finish();
}

// --- stacked segments -------------------------------------------------------------------------------------------------

std::string stacked(const chart& c, const svg_manner& manner) {
    const std::vector<chart_series> series = grouped_series(c);
    const std::vector<decimal> totals = chart_totals(c);
    const std::size_t n = c.categories.size();
    std::vector<decimal> above(n);
    std::vector<decimal> below(n);
    value_range range;
    range.add(0);
    for (std::size_t i = 0; i < n; ++i) {
        for (const chart_series& each : series)
            if (each.values[i]) (each.values[i]->sign() < 0 ? below : above)[i] += *each.values[i];
        range.add(above[i]);
        range.add(below[i]);
    }
    const chart_scale scale = chart_scale::with_ticks(range, most_steps);
    std::vector<end_label> names;
    for (std::size_t s = 0; s < series.size(); ++s)
        names.push_back({0, series.size() < c.series.size() && s + 1 == series.size() ? "lx" : fmt::format("l{}", s), series[s].name,
                         last_value(c, series[s].values.back()), 0});
    chart_page page(c, manner, {},
                    {.left = chart_page::width_of_ticks(scale) + tick_gap,
                     .right = chart_page::width_of_labels(names, std::max(manner.width, least_svg_width)),
                     .below = range.low().sign() < 0 ? below_bars : 0});
    page.value_axis(scale);
    const double half = std::clamp(page.slot() * 0.38, 0.5, widest_bar / 2);
    std::vector<double> places;
    std::vector<chart_page::value_label> labels;
    for (std::size_t i = 0; i < n; ++i) {
        const double x = page.slot_middle(i);
        places.push_back(x);
        decimal up;
        decimal down;
        for (std::size_t s = 0; s < series.size(); ++s) {
            const decimal value = series[s].values[i].value_or(decimal());
            decimal& at = value.sign() < 0 ? down : up;
            const double from = page.y_of(scale, at);
            at += value;
            const double to = page.y_of(scale, at);
            if (i + 1 == n) names[s].y = (from + to) / 2;
            if (value.sign() != 0) page.rect("f" + names[s].style.substr(1), upright(x - half, x + half, from, to));
            // A thin gap between parts, where there is something to divide.
            if (std::abs(from - to) > 2) page.line("gap", {x - half, to, x + half, to});
        }
        labels.push_back({x, page.y_of(scale, totals[i].sign() < 0 ? below[i] : above[i]), totals[i], rank_of(c, i)});
    }
    page.value_labels(labels);
    page.end_labels(std::move(names));
    page.category_axis(places);
    return page.finish();
}

// --- tornado ----------------------------------------------------------------------------------------------------------

std::string settings_of(const chart_driver& d) {
    if (d.low_setting.empty() && d.high_setting.empty()) return {};
    return chart_label(d.low_setting) + " to " + chart_label(d.high_setting);
}

std::string tornado(const chart& c, const svg_manner& manner) {
    const std::vector<chart_driver> drivers = sorted_drivers(c);
    const auto number = [&](const decimal& value) { return chart_number(value, c.places, c.mode); };
    value_range range;
    range.add(c.base);
    double names = 0;
    double numbers = 0;
    for (const chart_driver& each : drivers) {
        for (const decimal* end : {&each.at_low, &each.at_high}) {
            range.add(*end);
            numbers = std::max(numbers, svg_text_width(number(*end), label_size));
        }
        names = std::max({names, svg_text_width(chart_label(each.name), label_size), svg_text_width(settings_of(each), small_size)});
    }
    const double width = std::max(manner.width, least_svg_width);
    names = std::min({names, width * 0.3, width - 2 * numbers - 120});
    constexpr double row = 36;
    chart_page page(c, manner, {{"low", "driver low"}, {"high", "driver high"}},
                    {.left = names + 8, .least_height = row * static_cast<double>(drivers.size()) + 6, .marks_categories = false});
    // The values written at the ends of the widest bars stay within the plot.
    const double left = page.plot().left + numbers + 8;
    const double room = std::max(page.plot().right - numbers - 8 - left, 40.0);
    const chart_scale scale = chart_scale::exactly(range);
    const auto x_of = [&](const decimal& value) { return left + scale.at(value) * room; };
    const plot_box& plot = page.plot();
    int steps = most_steps;
    chart_scale marks = chart_scale::with_ticks(range, steps);
    while (steps > 1 && (chart_page::width_of_ticks(marks) + 14) * static_cast<double>(marks.ticks().size()) > room)
        marks = chart_scale::with_ticks(range, --steps);
    const std::vector<std::string> ticks = marks.labels();
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const double at = x_of(marks.ticks()[i]);
        const double reach = svg_text_width(ticks[i], label_size) / 2;
        if (at - reach < plot.left || at + reach > plot.right + 4) continue;
        page.line("grid", {at, plot.top, at, plot.bottom});
        page.text({.x = at, .y = plot.bottom + 18, .anchor = "middle", .style = "mute"}, ticks[i]);
    }
    const double middle = x_of(c.base);
    const double distance = plot.height() / static_cast<double>(drivers.size());
    double y = plot.top;
    for (const chart_driver& each : drivers) {
        const double low = x_of(each.at_low);
        const double high = x_of(each.at_high);
        const bool one_side = (low - middle) * (high - middle) > 0;
        const double top = y + distance / 2 - 11;
        page.rect("low", {std::min(low, middle), top, std::max(low, middle), one_side ? top + 11 : top + 22});
        page.rect("high", {std::min(high, middle), one_side ? top + 11 : top, std::max(high, middle), top + 22});
        const bool low_left = one_side ? low < middle : low <= high;
        const bool high_left = one_side ? high < middle : !low_left;
        const auto put = [&](const decimal& value, double x, bool on_left, double at) {
            page.text({.x = x + (on_left ? -5 : 5), .y = at, .anchor = on_left ? "end" : "start", .style = "halo"}, number(value));
        };
        put(each.at_low, low, low_left, one_side ? top + 8 : top + 15.5);
        put(each.at_high, high, high_left, one_side ? top + 21 : top + 15.5);
        const std::string settings = settings_of(each);
        const double baseline = y + distance / 2 + (settings.empty() ? 4 : -2);
        page.text({.x = plot.left - 8, .y = baseline, .anchor = "end"}, svg_fitted(chart_label(each.name), label_size, names));
        if (!settings.empty())
            page.text({.x = plot.left - 8, .y = baseline + 14, .anchor = "end", .size = small_size, .style = "mute"},
                      svg_fitted(settings, small_size, names));
        y += distance;
    }
    page.line("axis", {middle, plot.top - 4, middle, plot.bottom});
    const std::string value = " " + number(c.base);
    const double value_width = svg_text_width(value, label_size);
    const std::string base = svg_fitted(chart_label(c.base_name), label_size, plot.width() / 2 - value_width) + value;
    const double half = svg_text_width(base, label_size) / 2;
    const double center = std::clamp(middle, plot.left + half, std::max(plot.right - half, plot.left + half));
    page.text({.x = center, .y = plot.top - 8, .anchor = "middle"}, base);
    return page.finish();
}

} // namespace

std::string svg(const chart& c, const svg_manner& manner) {
    check_chart(c);
    switch (c.kind) {
    case chart_kind::bars: return bars(c, manner);
    case chart_kind::stacked: return stacked(c, manner);
    case chart_kind::tornado: return tornado(c, manner);
    case chart_kind::lines:
    case chart_kind::fan: break;
    }
    return lines(c, manner);
}

} // namespace cagr::cli
