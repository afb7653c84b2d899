// What it answers: where everything on a chart's page stands: title, legend, the room to plot in, axes, notes; and its colors.
// What it needs: chart_text.hpp, svg.hpp.
// Example: chart_page p(c, manner, legend, {.left = 60, .right = 120}); p.value_axis(scale); ...; return p.finish();
#pragma once

#include "chart_text.hpp"
#include "svg.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

inline constexpr double label_size = 12;
inline constexpr double small_size = 11;
inline constexpr int least_svg_width = 480; // less has no room for names beside a plot

/// What a legend's sample looks like.
enum class chart_sample : std::uint8_t { area, whisker, rule };

/// An entry of the legend: a sample in the color of a class, and its name.
struct legend_entry {
    std::string style;
    std::string name;
    chart_sample sample = chart_sample::area;
    int layers = 1; ///< of an area that is transparent
};

/// The room that is kept free around the plot for tick labels and for names beside it, and how high the plot must be.
struct plot_room {
    double left = 0;
    double right = 0;
    double least_height = 180;
    double below = 0;             ///< between the plot and its categories, for values below bars
    bool marks_categories = true; ///< the categories on the axis below; otherwise values
};

/// Where the plot lies on the page, in pixels from its upper left corner.
struct plot_box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;

    [[nodiscard]] double width() const noexcept { return right - left; }
    [[nodiscard]] double height() const noexcept { return bottom - top; }
};

/// A text on the page: where its anchor stands, and how it is set.
struct page_text {
    double x = 0;
    double y = 0;
    std::string_view anchor = "start";
    double size = label_size;
    std::string_view style = "ink";
    bool bold = false;
};

/// A name beside the end of what it names.
struct end_label {
    double y = 0;      ///< where it belongs
    std::string style; ///< of the line that leads to it
    std::string name;
    std::string value;
    int rank = 0; ///< who goes first where there is no room for all
};

/// The page: written from top to bottom as it is asked for.
class chart_page {
public:
    chart_page(const chart& c, const svg_manner& manner, const std::vector<legend_entry>& legend, const plot_room& room);

    [[nodiscard]] const plot_box& plot() const noexcept { return plot_; }
    /// The height of a value in the plot.
    [[nodiscard]] double y_of(const chart_scale& scale, const decimal& value) const {
        return plot_.bottom - scale.at(value) * plot_.height();
    }
    /// The middle of a category's slot, and the slot's width.
    [[nodiscard]] double slot_middle(std::size_t category) const;
    [[nodiscard]] double slot() const;

    /// Lines and labels at the ticks, the values on the left.
    void value_axis(const chart_scale& scale);
    /// The categories below the plot, each at its place: thinned out where there is no room for all.
    void category_axis(const std::vector<double>& places);
    /// Names on the right of the plot: moved apart where they would overlap, the least important left out where there are too many.
    void end_labels(std::vector<end_label> labels);
    /// Values above (below, where negative) the places: all of them where there is room, else those that matter most.
    struct value_label {
        double x = 0;
        double y = 0;
        decimal value;
        int rank = 0;
    };
    void value_labels(const std::vector<value_label>& labels);

    void text(const page_text& at, std::string_view text);
    void rect(std::string_view style, const plot_box& where);
    void line(std::string_view style, const plot_box& from_to);
    void path(std::string_view style, std::string_view steps, double stroke = 0);
    void circle(std::string_view style, double x, double y, double radius);

    [[nodiscard]] std::string finish();

    /// How wide the tick labels of a scale are, and how wide names with values beside the plot are, at most.
    [[nodiscard]] static double width_of_ticks(const chart_scale& scale);
    [[nodiscard]] static double width_of_labels(const std::vector<end_label>& labels, double page_width);

private:
    [[nodiscard]] std::string class_of(std::string_view style) const { return prefix_ + "-" + std::string(style); }
    void write_style();
    void write_head(const std::vector<std::vector<legend_entry>>& legend);
    void write_legend(const std::vector<std::vector<legend_entry>>& rows);
    [[nodiscard]] double notes_height() const { return notes_.empty() ? 0 : 8 + 15 * static_cast<double>(notes_.size()); }
    void rotated_categories(const std::vector<double>& places);

    const chart& chart_;
    svg_manner manner_;
    std::string prefix_;
    double width_;
    bool room_for_categories_;
    double below_;
    double height_ = 0;
    plot_box plot_;
    std::vector<std::string> title_;
    std::vector<std::string> subtitle_;
    std::vector<std::string> notes_;
    bool rotated_ = false;
    double legend_top_ = 0;
    svg_writer out_;
};

} // namespace cagr::cli
