#include "chart_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace cagr::cli {

namespace {

constexpr double margin = 16;
constexpr double title_size = 18;
constexpr double subtitle_size = 13;
constexpr double rotated_room = 130; // pixels of a label along its slant

/// A class, the property it sets, and its color on light and on dark ground.
struct color {
    std::string_view style;
    std::string_view property;
    std::string_view light;
    std::string_view dark;
};

/// Series are in Okabe and Ito's colors, told apart with every usual kind of color blindness, with an indigo for their black;
/// names are never told by the color alone. On dark ground the dark ones are lighter.
constexpr std::array colors{
    color{"bg", "fill", "#ffffff", "#14181d"},        color{"ink", "fill", "#1f2933", "#e8ecf0"},
    color{"mute", "fill", "#56616d", "#a7b1bb"},      color{"grid", "stroke", "#e2e6ea", "#2d343c"},
    color{"axis", "stroke", "#7b8794", "#8793a0"},    color{"rule", "stroke", "#56616d", "#a7b1bb"},
    color{"whisker", "stroke", "#1f2933", "#e8ecf0"}, color{"historical", "fill", "#8a96a3", "#7d8996"},
    color{"base", "fill", "#0b3c66", "#b5dcfa"},      color{"forecast", "fill", "#2f80c2", "#4a9fe0"},
    color{"stripe", "stroke", "#2f80c2", "#4a9fe0"},  color{"gap", "stroke", "#ffffff", "#14181d"},
    color{"band", "fill", "#2f80c2", "#4a9fe0"},      color{"edge", "stroke", "#7fb0d9", "#5d93c2"},
    color{"main", "stroke", "#0b3c66", "#b5dcfa"},    color{"mainf", "fill", "#0b3c66", "#b5dcfa"},
    color{"low", "fill", "#d98200", "#f0b030"},       color{"high", "fill", "#0072b2", "#4aa8ea"},
    color{"halo", "fill", "#1f2933", "#e8ecf0"},      color{"halo", "stroke", "#ffffff", "#14181d"},
    color{"lx", "stroke", "#aab3bc", "#5d6873"},      color{"fx", "fill", "#aab3bc", "#5d6873"},
};

struct pair_of_colors {
    std::string_view light;
    std::string_view dark;
};
constexpr std::array<pair_of_colors, most_chart_colors> series_colors{{{"#0072b2", "#3b9fe0"},
                                                                       {"#e69f00", "#f0b030"},
                                                                       {"#009e73", "#2dbe91"},
                                                                       {"#cc79a7", "#e09ac4"},
                                                                       {"#56b4e9", "#8fd0f7"},
                                                                       {"#d55e00", "#f07b3f"},
                                                                       {"#5b4b9a", "#a99cf0"},
                                                                       {"#b5a800", "#e3da55"}}};

std::string rules(const std::string& prefix, bool dark) {
    std::string out;
    const auto rule = [&](std::string_view style, std::string_view property, std::string_view value) {
        out += fmt::format(".{}-{}{{{}:{}}}", prefix, style, property, value);
    };
    for (const color& each : colors) rule(each.style, each.property, dark ? each.dark : each.light);
    for (std::size_t i = 0; i < series_colors.size(); ++i) {
        const std::string_view value = dark ? series_colors.at(i).dark : series_colors.at(i).light;
        rule(fmt::format("f{}", i), "fill", value);
        rule(fmt::format("l{}", i), "stroke", value);
    }
    return out;
}

std::string only_id_characters(std::string_view text) {
    std::string out;
    for (const char c : text)
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (!out.empty() && ((c >= '0' && c <= '9') || c == '-'))) out += c;
    return out.empty() ? "cagr" : out;
}

double widest_of(const std::vector<std::string>& texts, double size) {
    double widest = 0;
    for (const std::string& text : texts) widest = std::max(widest, svg_text_width(text, size));
    return widest;
}

std::vector<std::string> labels_of(const std::vector<std::string>& categories) {
    std::vector<std::string> out;
    out.reserve(categories.size());
    for (const std::string& each : categories) out.push_back(svg_fitted(chart_label(each), label_size, rotated_room));
    return out;
}

/// Steps at which periods are told, so that a year's first quarter or a decade's first year follows another.
std::vector<std::size_t> steps_of(std::string_view label) {
    const bool quarters = label.find('Q') != std::string_view::npos;
    const bool months = label.size() == 7 && label[4] == '-';
    if (quarters) return {1, 2, 4, 8, 12, 20, 40, 80, 200, 400};
    if (months) return {1, 2, 3, 6, 12, 24, 60, 120, 240, 600};
    return {1, 2, 5, 10, 20, 50, 100, 200, 500};
}

bool is_period_like(const std::vector<std::string>& labels) {
    return std::all_of(labels.begin(), labels.end(), [](const std::string& label) {
        return label.size() <= 12 && std::any_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
    });
}

} // namespace

double chart_page::width_of_ticks(const chart_scale& scale) { return widest_of(scale.labels(), label_size); }

namespace {
constexpr double leader = 24; // from the plot to a name beside it
constexpr double label_distance = 15;

std::string with_value(const end_label& label, double room) {
    const std::string value = label.value.empty() ? "" : " " + label.value;
    return svg_fitted(chart_label(label.name), label_size, std::max(room - svg_text_width(value, label_size), 2 * label_size)) + value;
}
} // namespace

double chart_page::width_of_labels(const std::vector<end_label>& labels, double page_width) {
    double widest = 0;
    for (const end_label& each : labels) widest = std::max(widest, svg_text_width(chart_label(each.name) + " " + each.value, label_size));
    return std::min(widest, page_width * 0.36) + leader;
}

chart_page::chart_page(const chart& c, const svg_manner& manner, const std::vector<legend_entry>& legend, const plot_room& room)
    : chart_(c), manner_(manner), prefix_(only_id_characters(manner.id_prefix)), width_(std::clamp(manner.width, least_svg_width, 4000)),
      room_for_categories_(room.marks_categories), below_(room.below) {
    const double inside = width_ - 2 * margin;
    constexpr std::size_t most_note_lines = 4;
    title_ = svg_lines(chart_label(c.title), title_size, inside, 2, true);
    subtitle_ = svg_lines(chart_label(c.subtitle), subtitle_size, inside, 2);
    for (const std::vector<std::string>& notes : {chart_remarks(c), c.notes})
        for (const std::string& note : notes)
            for (std::string& line : svg_lines(chart_label(note), small_size, inside, most_note_lines)) notes_.push_back(std::move(line));

    std::vector<std::vector<legend_entry>> rows;
    double taken = inside;
    for (legend_entry each : legend) {
        each.name = svg_fitted(chart_label(each.name), label_size, inside - 24);
        const double width = 18 + svg_text_width(each.name, label_size) + 20;
        if (taken + width > inside + 20) {
            rows.emplace_back();
            taken = 0;
        }
        taken += width;
        rows.back().push_back(std::move(each));
    }

    plot_.left = margin + room.left;
    plot_.right = width_ - margin - room.right;
    double head = margin - 3 + 23 * static_cast<double>(title_.size()) + 18 * static_cast<double>(subtitle_.size());
    if (!subtitle_.empty()) head += 4;
    legend_top_ = head + 8;
    if (!rows.empty()) head = legend_top_ + 20 * static_cast<double>(rows.size());
    if (!c.unit.empty() && room.marks_categories) head += 20;
    plot_.top = head + 24;

    double foot = 22 + margin + room.below;
    if (room.marks_categories) {
        const std::vector<std::string> labels = labels_of(c.categories);
        const double widest = widest_of(labels, label_size);
        rotated_ = widest + 8 > slot() && !is_period_like(labels) && labels.size() <= 30;
        if (rotated_) foot += std::min(widest, rotated_room) * 0.643 + 2;
    }
    if (!(room.marks_categories ? c.x_title : c.unit).empty()) foot += 20;
    if (!notes_.empty()) foot += notes_height();
    height_ = std::max<double>(std::clamp(manner.height, 0, 4000), plot_.top + room.least_height + foot);
    plot_.bottom = height_ - foot;
    write_head(rows);
}

double chart_page::slot() const { return plot_.width() / static_cast<double>(std::max<std::size_t>(chart_.categories.size(), 1)); }

double chart_page::slot_middle(std::size_t category) const { return plot_.left + slot() * (static_cast<double>(category) + 0.5); }

void chart_page::write_style() {
    const std::string fixed =
        fmt::format(".{0}{{font-family:\"Helvetica Neue\",Arial,\"Liberation Sans\",\"DejaVu Sans\",sans-serif}}.{0}-l{{fill:none}}"
                    ".{0}-band{{fill-opacity:.22}}.{0}-halo{{stroke-width:3px;stroke-linejoin:round;paint-order:stroke}}",
                    prefix_);
    std::string style = fixed + rules(prefix_, manner_.theme == chart_theme::dark);
    if (!manner_.standalone) style += fmt::format("svg.{}{{display:block;width:100%;max-width:{}px;height:auto}}", prefix_, width_);
    if (manner_.theme == chart_theme::automatic)
        style += fmt::format("@media screen and (prefers-color-scheme:dark){{{}}}", rules(prefix_, true));
    out_.element("style", {}, style);
}

void chart_page::write_head(const std::vector<std::vector<legend_entry>>& legend) {
    const std::string ids = fmt::format("{0}-title {0}-desc", prefix_);
    const std::string box = fmt::format("0 0 {} {}", svg_number(width_), svg_number(height_));
    if (manner_.standalone) {
        out_.declare();
        out_.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                          {"width", width_},
                          {"height", height_},
                          {"viewBox", box},
                          {"id", prefix_},
                          {"class", prefix_},
                          {"role", "img"},
                          {"aria-labelledby", ids}});
    } else {
        out_.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                          {"viewBox", box},
                          {"id", prefix_},
                          {"class", prefix_},
                          {"role", "img"},
                          {"aria-labelledby", ids}});
    }
    out_.element("title", {{"id", prefix_ + "-title"}}, chart_label(chart_.title));
    out_.element("desc", {{"id", prefix_ + "-desc"}}, chart_description(chart_));
    write_style();
    out_.open("defs", {});
    out_.open("pattern", {{"id", prefix_ + "-stripes"},
                          {"width", "6"},
                          {"height", "6"},
                          {"patternUnits", "userSpaceOnUse"},
                          {"patternTransform", "rotate(45)"}});
    out_.element("line", {{"class", class_of("stripe")}, {"x1", "2"}, {"y1", "0"}, {"x2", "2"}, {"y2", "6"}, {"stroke-width", "3"}});
    out_.close();
    out_.close();
    if (manner_.standalone) rect("bg", {0, 0, width_, height_});

    double y = margin - 5;
    for (const std::string& each : title_) text({.x = margin, .y = y += 23, .size = title_size, .bold = true}, each);
    y += 3;
    for (const std::string& each : subtitle_) text({.x = margin, .y = y += 18, .size = subtitle_size, .style = "mute"}, each);
    write_legend(legend);
    const std::string& below = room_for_categories_ ? chart_.x_title : chart_.unit;
    if (!below.empty())
        text({.x = (plot_.left + plot_.right) / 2, .y = height_ - margin - notes_height() - 2, .anchor = "middle", .style = "mute"},
             svg_fitted(chart_label(below), label_size, plot_.width()));
    y = height_ - margin - 15 * static_cast<double>(notes_.size());
    for (const std::string& each : notes_) text({.x = margin, .y = y += 15, .size = small_size, .style = "mute"}, each);
}

void chart_page::write_legend(const std::vector<std::vector<legend_entry>>& rows) {
    double y = legend_top_;
    for (const std::vector<legend_entry>& row : rows) {
        double x = margin;
        for (const legend_entry& each : row) {
            if (each.sample == chart_sample::area) {
                for (int layer = 0; layer < each.layers; ++layer) rect(each.style, {x, y + 2, x + 12, y + 14});
            } else if (each.sample == chart_sample::rule) {
                line(each.style, {x + 6, y + 1, x + 6, y + 15});
            } else {
                line(each.style, {x + 6, y + 2, x + 6, y + 14});
                line(each.style, {x + 2, y + 2, x + 10, y + 2});
                line(each.style, {x + 2, y + 14, x + 10, y + 14});
            }
            text({.x = x + 18, .y = y + 12}, each.name);
            x += 18 + svg_text_width(each.name, label_size) + 20;
        }
        y += 20;
    }
}

void chart_page::value_axis(const chart_scale& scale) {
    const std::vector<std::string> labels = scale.labels();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const double y = y_of(scale, scale.ticks()[i]);
        line(scale.ticks()[i].sign() == 0 ? "axis" : "grid", {plot_.left, y, plot_.right, y});
        text({.x = plot_.left - 8, .y = y + 4, .anchor = "end", .style = "mute"}, labels[i]);
    }
    if (!chart_.unit.empty())
        text({.x = margin, .y = plot_.top - 26, .style = "mute"}, svg_fitted(chart_label(chart_.unit), label_size, width_ - 2 * margin));
}

void chart_page::rotated_categories(const std::vector<double>& places) {
    const std::vector<std::string> labels = labels_of(chart_.categories);
    double free_from = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (places[i] < free_from) continue;
        free_from = places[i] + label_size * 1.6;
        const std::string at = fmt::format("{} {}", svg_number(places[i] + 4), svg_number(plot_.bottom + below_ + 14));
        // What would begin left of the page is shorter.
        const std::string label = svg_fitted(labels[i], label_size, std::max((places[i] - 4) / 0.766, 24.0));
        out_.element("text",
                     {{"class", class_of("mute")},
                      {"font-size", label_size},
                      {"text-anchor", "end"},
                      {"transform", fmt::format("translate({}) rotate(-40)", at)}},
                     label);
    }
}

void chart_page::category_axis(const std::vector<double>& places) {
    if (rotated_) {
        rotated_categories(places);
    } else {
        const std::vector<std::string> labels = labels_of(chart_.categories);
        const double widest = widest_of(labels, label_size);
        const double distance =
            places.size() > 1 ? (places.back() - places.front()) / static_cast<double>(places.size() - 1) : plot_.width();
        std::size_t step = labels.size();
        for (const std::size_t each : steps_of(labels.front()))
            if (each < step && static_cast<double>(each) * distance >= widest + 10) step = each;
        for (std::size_t i = 0; i < labels.size(); i += step) {
            const double half = svg_text_width(labels[i], label_size) / 2;
            const double x = std::clamp(places[i], half + 4, std::max(width_ - half - 4, half + 4));
            text({.x = x, .y = plot_.bottom + below_ + 18, .anchor = "middle", .style = "mute"}, labels[i]);
            if (step > 1) line("axis", {places[i], plot_.bottom, places[i], plot_.bottom + 4});
        }
    }
}

void chart_page::end_labels(std::vector<end_label> labels) {
    // Where there is no room for all, the last in rank go.
    const auto most = static_cast<std::size_t>(std::max(plot_.height() / label_distance, 1.0)) + 1;
    if (labels.size() > most) {
        std::stable_sort(labels.begin(), labels.end(), [](const end_label& a, const end_label& b) { return a.rank < b.rank; });
        labels.resize(most);
    }
    std::stable_sort(labels.begin(), labels.end(), [](const end_label& a, const end_label& b) { return a.y < b.y; });
    // Labels that touch form a block around the middle of where they belong; blocks that touch become one.
    struct block {
        double middle_sum;
        std::size_t count;
        [[nodiscard]] double height() const { return static_cast<double>(count) * label_distance; }
    };
    std::vector<block> blocks;
    const auto top_of = [&](const block& b) {
        const double top = b.middle_sum / static_cast<double>(b.count) - b.height() / 2;
        return std::clamp(top, plot_.top - label_distance / 2,
                          std::max(plot_.bottom + label_distance / 2 - b.height(), plot_.top - label_distance / 2));
    };
    for (const end_label& each : labels) {
        blocks.push_back({each.y, 1});
        while (blocks.size() > 1) {
            const block last = blocks.back();
            const block before = blocks[blocks.size() - 2];
            if (top_of(before) + before.height() <= top_of(last)) break;
            blocks.pop_back();
            blocks.back() = {before.middle_sum + last.middle_sum, before.count + last.count};
        }
    }
    std::size_t next = 0;
    for (const block& b : blocks) {
        const double first = top_of(b) + label_distance / 2;
        for (std::size_t i = 0; i < b.count; ++i, ++next) {
            const double y = first + label_distance * static_cast<double>(i);
            const end_label& each = labels[next];
            const std::string steps = fmt::format("M{} {}L{} {}L{} {}", svg_number(plot_.right + 4), svg_number(each.y),
                                                  svg_number(plot_.right + 12), svg_number(y), svg_number(plot_.right + 19), svg_number(y));
            path(each.style, steps, 2);
            text({.x = plot_.right + leader, .y = y + 4}, with_value(each, width_ - plot_.right - leader - 4));
        }
    }
}

void chart_page::value_labels(const std::vector<value_label>& labels) {
    const auto written = [&](const value_label& label, int places) { return chart_number(label.value, places, chart_.mode); };
    const auto put = [&](const value_label& label, const std::string& text_of, double y) {
        const double half = svg_text_width(text_of, label_size) / 2;
        const double x = std::clamp(label.x, plot_.left + half, std::max(plot_.right - half, plot_.left + half));
        text({.x = x, .y = y + (label.value.sign() < 0 ? 15 : -6), .anchor = "middle", .style = "halo"}, text_of);
    };
    for (int places = chart_.places; places >= 0; --places) {
        const bool fits = std::all_of(labels.begin(), labels.end(), [&](const value_label& each) {
            return svg_text_width(written(each, places), label_size) <= slot() - 3;
        });
        if (!fits) continue;
        for (const value_label& each : labels) put(each, written(each, places), each.y);
        return;
    }
    std::vector<value_label> in_turn = labels;
    std::stable_sort(in_turn.begin(), in_turn.end(), [](const value_label& a, const value_label& b) { return a.rank < b.rank; });
    struct span {
        double from;
        double to;
    };
    std::vector<span> taken;
    for (const value_label& each : in_turn) {
        if (each.rank > 2) break;
        const std::string text_of = written(each, chart_.places);
        const double half = svg_text_width(text_of, label_size) / 2 + 6;
        const double x = std::clamp(each.x, plot_.left + half - 6, std::max(plot_.right - half + 6, plot_.left + half - 6));
        if (std::any_of(taken.begin(), taken.end(), [&](const span& s) { return x - half < s.to && s.from < x + half; })) continue;
        taken.push_back({x - half, x + half});
        double y = each.y; // beyond every bar that the text stands over
        for (const value_label& other : labels)
            if (other.x > x - half - slot() / 2 && other.x < x + half + slot() / 2)
                y = each.value.sign() < 0 ? std::max(y, other.y) : std::min(y, other.y);
        put(each, text_of, y);
    }
}

void chart_page::text(const page_text& at, std::string_view text) {
    if (at.bold)
        out_.element("text", {{"class", class_of(at.style)}, {"x", at.x}, {"y", at.y}, {"font-size", at.size}, {"font-weight", "bold"}},
                     text);
    else if (at.anchor == "start")
        out_.element("text", {{"class", class_of(at.style)}, {"x", at.x}, {"y", at.y}, {"font-size", at.size}}, text);
    else
        out_.element("text", {{"class", class_of(at.style)}, {"x", at.x}, {"y", at.y}, {"font-size", at.size}, {"text-anchor", at.anchor}},
                     text);
}

void chart_page::rect(std::string_view style, const plot_box& where) {
    if (style == "estimated") {
        out_.element("rect", {{"class", class_of("stripe")},
                              {"x", where.left},
                              {"y", where.top},
                              {"width", where.width()},
                              {"height", where.height()},
                              {"fill", "url(#" + prefix_ + "-stripes)"}});
        return;
    }
    out_.element("rect",
                 {{"class", class_of(style)}, {"x", where.left}, {"y", where.top}, {"width", where.width()}, {"height", where.height()}});
}

void chart_page::line(std::string_view style, const plot_box& from_to) {
    if (style == "rule")
        out_.element("line", {{"class", class_of(style)},
                              {"x1", from_to.left},
                              {"y1", from_to.top},
                              {"x2", from_to.right},
                              {"y2", from_to.bottom},
                              {"stroke-dasharray", "4 3"}});
    else
        out_.element(
            "line", {{"class", class_of(style)}, {"x1", from_to.left}, {"y1", from_to.top}, {"x2", from_to.right}, {"y2", from_to.bottom}});
}

void chart_page::path(std::string_view style, std::string_view steps, double stroke) {
    if (stroke == 0)
        out_.element("path", {{"class", class_of(style)}, {"d", steps}});
    else
        out_.element("path",
                     {{"class", class_of(style)}, {"d", steps}, {"fill", "none"}, {"stroke-width", stroke}, {"stroke-linejoin", "round"}});
}

void chart_page::circle(std::string_view style, double x, double y, double radius) {
    out_.element("circle", {{"class", class_of(style)}, {"cx", x}, {"cy", y}, {"r", radius}});
}

std::string chart_page::finish() {
    out_.close();
    return out_.document();
}

} // namespace cagr::cli
