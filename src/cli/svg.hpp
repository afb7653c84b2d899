// What it answers: how elements become a well-formed SVG document, and how wide its texts are drawn at most.
// What it needs: tinyxml2 behind the definitions only.
// Example: svg_writer w; w.open("svg", {{"width", "720"}}); w.element("text", {{"x", "16"}}, "A & B"); w.close(); w.document();
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr::cli {

/// An attribute of an element; a number is written with at most two decimals, the same in every locale.
struct svg_attribute {
    svg_attribute(const char* named, std::string_view text) : name(named), value(text) {}
    svg_attribute(const char* named, std::string text) : name(named), value(std::move(text)) {}
    svg_attribute(const char* named, const char* text) : name(named), value(text) {}
    svg_attribute(const char* named, double number);

    const char* name;
    std::string value;
};

/// A coordinate in pixels as SVG writes it: `12`, `12.5`, `-0.25`; nothing but digits, a minus and a point.
[[nodiscard]] std::string svg_number(double pixels);

/// Writes elements one after another. Texts and values are escaped, and what XML cannot hold is made visible.
class svg_writer {
public:
    svg_writer();
    svg_writer(const svg_writer&) = delete;
    svg_writer& operator=(const svg_writer&) = delete;
    ~svg_writer();

    /// `<?xml version="1.0" encoding="UTF-8"?>`, before everything else.
    void declare();
    void open(const char* name, std::initializer_list<svg_attribute> attributes);
    void close();
    /// An element without others inside.
    void element(const char* name, std::initializer_list<svg_attribute> attributes, std::string_view text = {});
    /// Everything so far; whole once each element is closed.
    [[nodiscard]] std::string document() const;

private:
    struct printer;
    std::unique_ptr<printer> to_;
};

/// How wide a text is drawn at most, in pixels, with the usual sans-serif fonts: none is measured, so that the same picture
/// comes out everywhere. Widths are those of DejaVu Sans, the widest of them.
[[nodiscard]] double svg_text_width(std::string_view text, double font_size, bool bold = false) noexcept;

/// As much of the text as fits the room, ending in an ellipsis where something was left out.
[[nodiscard]] std::string svg_fitted(std::string_view text, double font_size, double room, bool bold = false);

/// The text on at most `most` lines that fit the room, broken between words where it can be, with an ellipsis where it is too long.
[[nodiscard]] std::vector<std::string> svg_lines(std::string_view text, double font_size, double room, std::size_t most, bool bold = false);

} // namespace cagr::cli
