#include "svg.hpp"

#include "chart_text.hpp"

#include <fmt/format.h>
#include <tinyxml2.h>

#include <array>
#include <cmath>

namespace cagr::cli {

struct svg_writer::printer {
    tinyxml2::XMLPrinter xml;
};

svg_writer::svg_writer() : to_(std::make_unique<printer>()) {}

svg_writer::~svg_writer() = default;

svg_attribute::svg_attribute(const char* named, double number) : name(named), value(svg_number(number)) {}

std::string svg_number(double pixels) {
    std::string out = fmt::format("{:.2f}", pixels);
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
    return out == "-0" ? "0" : out;
}

void svg_writer::declare() { to_->xml.PushHeader(false, true); }

void svg_writer::open(const char* name, std::initializer_list<svg_attribute> attributes) {
    to_->xml.OpenElement(name);
    for (const svg_attribute& each : attributes) to_->xml.PushAttribute(each.name, detail::made_visible(each.value).c_str());
}

void svg_writer::close() { to_->xml.CloseElement(); }

void svg_writer::element(const char* name, std::initializer_list<svg_attribute> attributes, std::string_view text) {
    open(name, attributes);
    if (!text.empty()) to_->xml.PushText(detail::made_visible(text).c_str());
    close();
}

std::string svg_writer::document() const { return {to_->xml.CStr(), static_cast<std::size_t>(to_->xml.CStrSize() - 1)}; }

namespace {

/// Advance widths of DejaVu Sans from U+0020 to U+007E, in 2048ths of the font size.
constexpr std::array<std::uint16_t, 95> advances{
    651,  821,  942,  1716, 1303, 1946, 1597, 563,  799,  799,  1024, 1716, 651,  739,  651,  690,  1303, 1303, 1303,
    1303, 1303, 1303, 1303, 1303, 1303, 1303, 690,  690,  1716, 1716, 1716, 1087, 2048, 1401, 1405, 1430, 1577, 1294,
    1178, 1587, 1540, 604,  604,  1343, 1141, 1767, 1532, 1612, 1235, 1612, 1423, 1300, 1251, 1499, 1401, 2025, 1403,
    1251, 1403, 799,  690,  799,  1716, 1024, 1024, 1255, 1300, 1126, 1300, 1260, 721,  1300, 1298, 569,  569,  1186,
    569,  1995, 1298, 1253, 1300, 1300, 842,  1067, 803,  1298, 1212, 1675, 1212, 1212, 1075, 1303, 690,  1303, 1716};

constexpr std::string_view ellipsis = "\u2026";

text_measure measure(double font_size, bool bold) {
    return [=](std::string_view text) { return svg_text_width(text, font_size, bold); };
}

} // namespace

double svg_text_width(std::string_view text, double font_size, bool bold) noexcept {
    double ems = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        // A character beyond ASCII is counted by its lead byte: letters of two bytes, signs and CJK of three, pictures of four.
        if (byte >= 0x20 && byte < 0x7F)
            ems += advances.at(byte - 0x20U) / 2048.0;
        else if (byte >= 0xF0)
            ems += 1.4;
        else if (byte >= 0xE0)
            ems += 1.0;
        else if (byte >= 0xC0)
            ems += 0.8;
    }
    return ems * font_size * (bold ? 1.12 : 1.0);
}

std::string svg_fitted(std::string_view text, double font_size, double room, bool bold) {
    return fitted(text, room, ellipsis, measure(font_size, bold));
}

std::vector<std::string> svg_lines(std::string_view text, double font_size, double room, std::size_t most, bool bold) {
    return fitted_lines(text, room, most, ellipsis, measure(font_size, bold));
}

} // namespace cagr::cli
