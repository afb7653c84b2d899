// What it answers: what a chart of a forecast is, before anything is drawn: its kind, numbers, names and notes.
// What it needs: cagr/decimal.hpp.
// Example: chart c{.kind = chart_kind::bars, .title = "Market", .unit = "USD billion", .categories = {"2020", "2021"}};
#pragma once

#include <cagr/decimal.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cagr::cli {

/// `bars`: one value a category, with a range where `bands` has one. `lines`: one line a series, bands behind them. `stacked`: the
/// series on one another, those below zero below it. `tornado`: what each driver does to one result. `fan`: as lines, with the
/// edges of the bands named (percentiles).
enum class chart_kind : std::uint8_t { bars, lines, stacked, tornado, fan };

/// What a category's value is: bars of different roles look different, and so does the axis where the forecast begins.
enum class chart_role : std::uint8_t { historical, base, estimated, forecast };

/// A named row of values, one a category; none where there is a gap.
struct chart_series {
    std::string name;
    std::vector<std::optional<decimal>> values;
    bool is_main = false; ///< drawn thicker: the base case, the median
};

/// From a low to a high value in each category. The names of its edges are shown by `fan` alone: P10, P90.
struct chart_band {
    std::string name;
    std::vector<decimal> low;
    std::vector<decimal> high;
    std::string low_name = {};
    std::string high_name = {};
};

/// A bar pair of a tornado: the result where the driver is low and where it is high, and what these settings are (`35%`).
struct chart_driver {
    std::string name;
    decimal at_low;
    decimal at_high;
    std::string low_setting = {};
    std::string high_setting = {};
};

/// A chart. Values are exact, in the magnitude that `unit` names; all text may hold anything. Longest band first.
struct chart {
    chart_kind kind = chart_kind::bars;
    std::string title;
    std::string subtitle = {};
    std::string unit = {};    ///< title of the value axis: `USD billion`
    std::string x_title = {}; ///< title of the other axis: `Year`
    std::vector<std::string> categories = {};
    std::vector<chart_role> roles = {}; ///< of the categories, or none: all alike
    std::vector<chart_series> series = {};
    std::vector<chart_band> bands = {};
    std::vector<chart_driver> drivers = {}; ///< of a tornado, in any order: the widest is drawn first
    decimal base = {};                      ///< of a tornado: the result with every driver as it is
    std::string base_name = "base";
    std::vector<std::string> notes = {}; ///< source, basis and assumptions, a paragraph each
    int places = 2;                      ///< of values that are written out; fewer are shown where there is no room
    rounding mode = rounding::half_up;
};

/// Which scheme of colors: by the reader's preference (light where paper or a program knows none), or always one.
enum class chart_theme : std::uint8_t { automatic, light, dark };

/// How an SVG is made. `width` is 480 to 4,000; `height` is the least: long notes and many drivers make it higher. Standalone is a file of
/// its own, with a background; otherwise it is to stand in an HTML page, where `id_prefix` (letters, digits, hyphens; a letter first) keeps
/// its ids and classes apart from those of other charts.
struct svg_manner {
    int width = 720;
    int height = 420;
    bool standalone = true;
    std::string id_prefix = "cagr";
    chart_theme theme = chart_theme::automatic;
};

/// The chart as SVG 1.1, well-formed whatever its texts hold, the same bytes everywhere. Errors: std::invalid_argument where its
/// parts do not fit together (a series of another length than the categories), which is the caller's mistake.
[[nodiscard]] std::string svg(const chart& c, const svg_manner& manner = {});

/// The chart in text of at most `width` (40 or more) columns, in ASCII but for its own texts; the title in bold where `painted`.
/// Errors: as above.
[[nodiscard]] std::string terminal_chart(const chart& c, std::size_t width, bool painted);

} // namespace cagr::cli
