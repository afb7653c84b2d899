#include "chart_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace cagr::cli {

namespace {

constexpr std::size_t longest_label = 1024; // bytes

/// Places from 0 to 1 are taken from so many digits behind the point of values below 10: double has no more.
constexpr int position_places = 20;

/// A power of ten with a few digits: `1.5e+30`.
std::string in_powers(const decimal& value, rounding mode) {
    const decimal few = round_to_digits(value, {.digits = 4, .mode = mode});
    const std::int64_t exponent = few.adjusted_exponent();
    return fmt::format("{}e{:+}", to_string(scale10(few, -exponent)), exponent);
}

std::string grouped_digits(std::string text) {
    const std::size_t first = text.front() == '-' ? 1 : 0;
    std::size_t at = std::min(text.find('.'), text.size());
    while (at > first + 3) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

[[noreturn]] void misfit(std::string_view what) { throw std::invalid_argument(fmt::format("a chart with {}", what)); }

} // namespace

void check_chart(const chart& c) {
    if (c.kind == chart_kind::tornado) {
        if (c.drivers.empty()) misfit("no drivers");
        return;
    }
    if (c.categories.empty()) misfit("no categories");
    if (c.categories.size() > most_chart_categories)
        detail::fail(errc::limit_rows,
                     fmt::format("a chart of {} categories; at most {} are drawn", c.categories.size(), most_chart_categories));
    if (c.series.empty() && c.bands.empty()) misfit("no series");
    if (c.kind == chart_kind::bars && c.series.size() != 1) misfit("bars of several series");
    if (c.kind == chart_kind::bars && c.bands.size() > 1) misfit("bars with several ranges");
    if (c.kind == chart_kind::stacked && c.series.empty()) misfit("nothing to stack");
    if (!c.roles.empty() && c.roles.size() != c.categories.size()) misfit("roles of another number than its categories");
    for (const chart_series& each : c.series)
        if (each.values.size() != c.categories.size()) misfit("a series of another length than its categories");
    for (const chart_band& each : c.bands)
        if (each.low.size() != c.categories.size() || each.high.size() != c.categories.size())
            misfit("a band of another length than its categories");
}

std::string chart_label(std::string_view text) {
    if (text.size() <= longest_label) return detail::made_visible(text);
    std::size_t end = 0;
    for (std::size_t next = 0; next <= longest_label; next += detail::character_length(text, next)) end = next;
    return detail::made_visible(text.substr(0, end)) + "...";
}

std::string chart_number(const decimal& value, int places, rounding mode) {
    constexpr std::int64_t most_digits = 12;
    constexpr std::int64_t most_zeros = 6;
    if (value.sign() == 0) return to_string(value, places, mode);
    const std::int64_t leading = value.adjusted_exponent();
    if (leading >= most_digits || leading < -most_zeros) return in_powers(value, mode);
    if (leading < -places) return to_string(value, -leading + 1, mode);
    return grouped_digits(to_string(value, leading + 1 + places <= most_digits ? places : 0, mode));
}

std::string fitted(std::string_view text, double room, std::string_view ellipsis, const text_measure& width_of) {
    if (width_of(text) <= room) return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = detail::character_length(text, i);
        const std::string longer = out + std::string(text.substr(i, length));
        if (width_of(longer + std::string(ellipsis)) > room) break;
        out = longer;
        i += length;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out + std::string(ellipsis);
}

std::vector<std::string> fitted_lines(std::string_view text, double room, std::size_t most, std::string_view ellipsis,
                                      const text_measure& width_of) {
    std::vector<std::string> lines;
    std::string line;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find(' ', from), text.size());
        std::string word(text.substr(from, end - from));
        from = end + 1;
        const std::string longer = line.empty() ? word : fmt::format("{} {}", line, word);
        if (width_of(longer) <= room) {
            line = longer;
            continue;
        }
        if (lines.size() + 1 == most) { // the last line takes what it can
            line = longer;
            if (end < text.size()) line += " " + std::string(text.substr(end + 1));
            break;
        }
        if (!line.empty()) lines.push_back(std::exchange(line, {}));
        // A word that no line has room for is broken where it must be.
        while (width_of(word) > room && lines.size() + 1 < most) {
            std::size_t taken = detail::character_length(word, 0);
            while (taken < word.size() && width_of(std::string_view(word).substr(0, taken + detail::character_length(word, taken))) <= room)
                taken += detail::character_length(word, taken);
            lines.push_back(word.substr(0, taken));
            word.erase(0, taken);
        }
        line = word;
    }
    if (!line.empty()) lines.push_back(fitted(line, room, ellipsis, width_of));
    return lines;
}

void value_range::add(const decimal& value) {
    if (!any_ || value < low_) low_ = value;
    if (!any_ || value > high_) high_ = value;
    any_ = true;
}

decimal chart_scale::scaled(const decimal& value) const {
    return round_to_places(scale10(value, -shift_), position_places, rounding::half_even);
}

chart_scale chart_scale::exactly(const value_range& of) {
    chart_scale out;
    const decimal largest = std::max(abs(of.low()), abs(of.high()));
    if (largest.sign() == 0) return out;
    out.shift_ = largest.adjusted_exponent();
    out.low_ = out.scaled(of.low());
    out.high_ = out.scaled(of.high());
    if (out.low_ == out.high_) { // one value: zero is the other end
        if (out.low_.sign() > 0)
            out.low_ = 0;
        else
            out.high_ = 0;
    }
    return out;
}

chart_scale chart_scale::with_ticks(const value_range& of, int most) {
    chart_scale out = exactly(of);
    const decimal least_step = divide(out.high_ - out.low_, std::max(most, 1), {.digits = 3, .mode = rounding::up});
    const auto steps = [&](const decimal& value, rounding mode) {
        return round_to_places(divide(value, out.step_, {.digits = 40, .mode = mode}), 0, mode);
    };
    decimal low;
    decimal high;
    // Round ends may be a step further apart than the values are: then the next larger step has fewer.
    for (std::int64_t exponent = least_step.adjusted_exponent(); out.ticks_.empty(); ++exponent) {
        for (const int digit : {1, 2, 5}) {
            out.step_ = scale10(decimal(digit), exponent);
            if (out.step_ < least_step) continue;
            low = steps(out.low_, rounding::floor);
            high = steps(out.high_, rounding::ceiling);
            if (high - low > std::max(most, 2)) continue;
            for (decimal k = low; k <= high; k += 1) out.ticks_.push_back(scale10(k * out.step_, out.shift_));
            break;
        }
    }
    out.low_ = low * out.step_;
    out.high_ = high * out.step_;
    return out;
}

double chart_scale::at(const decimal& value) const { return divide(scaled(value) - low_, high_ - low_, {.digits = 17}).to_double(); }

std::vector<std::string> chart_scale::labels() const {
    const decimal step = scale10(step_, shift_);
    const std::int64_t places = step.places();
    const bool long_ones = places > 6 || shift_ >= 12;
    std::vector<std::string> out;
    for (const decimal& tick : ticks_) {
        if (tick.sign() == 0)
            out.emplace_back("0");
        else if (long_ones)
            out.push_back(in_powers(tick, rounding::half_even));
        else
            out.push_back(grouped_digits(to_string(tick, places, rounding::half_even)));
    }
    return out;
}

std::vector<decimal> chart_totals(const chart& c) {
    std::vector<decimal> out(c.categories.size());
    for (const chart_series& each : c.series)
        for (std::size_t i = 0; i < out.size(); ++i)
            if (each.values[i]) out[i] += *each.values[i];
    return out;
}

std::vector<chart_series> grouped_series(const chart& c) {
    if (c.series.size() <= most_chart_colors) return c.series;
    // The largest keep their names, in the order given.
    std::vector<std::pair<decimal, std::size_t>> sizes;
    for (std::size_t s = 0; s < c.series.size(); ++s) {
        decimal size;
        for (const auto& value : c.series[s].values)
            if (value) size += abs(*value);
        sizes.emplace_back(-size, s);
    }
    std::sort(sizes.begin(), sizes.end());
    sizes.resize(most_chart_colors - 1);
    std::vector<chart_series> out;
    chart_series others{fmt::format("other ({})", c.series.size() - sizes.size()),
                        std::vector<std::optional<decimal>>(c.categories.size())};
    for (std::size_t s = 0; s < c.series.size(); ++s) {
        if (std::any_of(sizes.begin(), sizes.end(), [&](const auto& kept) { return kept.second == s; })) {
            out.push_back(c.series[s]);
            continue;
        }
        for (std::size_t i = 0; i < others.values.size(); ++i) {
            const std::optional<decimal>& value = c.series[s].values[i];
            if (value) others.values[i] = others.values[i] ? *others.values[i] + *value : *value;
        }
    }
    out.push_back(std::move(others));
    return out;
}

std::vector<chart_driver> sorted_drivers(const chart& c) {
    std::vector<std::pair<decimal, std::size_t>> widths;
    for (std::size_t d = 0; d < c.drivers.size(); ++d) {
        value_range ends;
        for (const decimal& end : {c.base, c.drivers[d].at_low, c.drivers[d].at_high}) ends.add(end);
        widths.emplace_back(ends.low() - ends.high(), d);
    }
    std::sort(widths.begin(), widths.end());
    if (widths.size() > most_chart_drivers) widths.resize(most_chart_drivers);
    std::vector<chart_driver> out;
    out.reserve(widths.size());
    for (const auto& [width, d] : widths) out.push_back(c.drivers[d]);
    return out;
}

std::string_view role_name(chart_role r) noexcept {
    switch (r) {
    case chart_role::historical: return "historical";
    case chart_role::base: return "base";
    case chart_role::estimated: return "estimate";
    case chart_role::forecast: break;
    }
    return "forecast";
}

std::string chart_description(const chart& c) {
    const auto number = [&](const decimal& value) { return chart_number(value, c.places, c.mode); };
    const std::string unit = c.unit.empty() ? "" : " " + chart_label(c.unit);
    if (c.kind == chart_kind::tornado) {
        const chart_driver widest = sorted_drivers(c).front();
        return fmt::format("Tornado of {} driver{}: {} {}{}; widest {}, {} to {}.", c.drivers.size(), c.drivers.size() == 1 ? "" : "s",
                           chart_label(c.base_name), number(c.base), unit, chart_label(widest.name), number(widest.at_low),
                           number(widest.at_high));
    }
    constexpr std::size_t most_named = 12;
    const char* const kind = c.kind == chart_kind::bars ? "Bars" : c.kind == chart_kind::stacked ? "Stacked bars" : "Lines";
    std::string out = fmt::format("{} from {} to {}.", kind, chart_label(c.categories.front()), chart_label(c.categories.back()));
    for (std::size_t s = 0; s < std::min(c.series.size(), most_named); ++s) {
        const chart_series& each = c.series[s];
        out += fmt::format(" {}: {} to {}{}.", each.name.empty() ? "Values" : chart_label(each.name),
                           each.values.front() ? number(*each.values.front()) : "none",
                           each.values.back() ? number(*each.values.back()) : "none", unit);
    }
    if (c.series.size() > most_named) out += fmt::format(" And {} more.", c.series.size() - most_named);
    return out;
}

std::vector<std::string> chart_remarks(const chart& c) {
    std::vector<std::string> out;
    if (c.kind == chart_kind::stacked && c.series.size() > most_chart_colors)
        out.push_back(
            fmt::format("Other: the sum of the {} smallest of {} parts.", c.series.size() - most_chart_colors + 1, c.series.size()));
    if ((c.kind == chart_kind::lines || c.kind == chart_kind::fan) && c.series.size() > most_chart_colors)
        out.push_back(fmt::format("Grey, without a name: {} more lines.", c.series.size() - most_chart_colors));
    if (c.kind == chart_kind::tornado && c.drivers.size() > most_chart_drivers)
        out.push_back(fmt::format("{} drivers with less effect are not shown.", c.drivers.size() - most_chart_drivers));
    if (c.kind == chart_kind::stacked)
        for (const chart_series& each : c.series)
            if (std::any_of(each.values.begin(), each.values.end(), [](const auto& v) { return v && v->sign() < 0; })) {
                out.emplace_back("Negative parts are stacked below zero; what is written out is the sum of all.");
                break;
            }
    return out;
}

} // namespace cagr::cli
