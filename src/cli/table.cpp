#include "table.hpp"

#include <cagr/decimal.hpp>

#include <algorithm>

namespace cagr::cli {

namespace {

void append_aligned(std::string& line, std::string_view cell, side align, std::size_t width) {
    const std::size_t taken = display_width(cell);
    const std::string padding(width > taken ? width - taken : 0, ' ');
    if (align == side::right) line += padding;
    line += cell;
    if (align == side::left) line += padding;
}

std::string escaped(std::string_view text, std::string_view special) {
    std::string out;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string markdown_cell(std::string_view text) { return escaped(text, "\\*_`<[|"); }

void end_line(std::string& out) {
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out += '\n';
}

} // namespace

void table::add(std::string_view cell) {
    cells_ += cell;
    ends_.push_back(cells_.size());
}

std::string_view table::cell(std::size_t row, std::size_t number) const noexcept {
    const std::size_t at = row * columns_.size() + number;
    const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
    return std::string_view(cells_).substr(begin, ends_[at] - begin);
}

std::vector<std::size_t> table::widths() const {
    std::vector<std::size_t> out;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        std::size_t widest = display_width(columns_[c].title);
        for (std::size_t r = 0; r < rows(); ++r) widest = std::max(widest, display_width(cell(r, c)));
        out.push_back(widest);
    }
    return out;
}

std::size_t table::width() const {
    std::size_t sum = 0;
    const std::vector<std::size_t> each = widths();
    for (std::size_t c = 0; c < each.size(); ++c) sum += each[c] + (c == 0 ? 0 : columns_[c].gap);
    return sum;
}

std::string table::text() const {
    const std::vector<std::size_t> wide = widths();
    std::string out;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (c > 0) out.append(columns_[c].gap, ' ');
        append_aligned(out, columns_[c].title, columns_[c].align, wide[c]);
    }
    end_line(out);
    for (std::size_t r = 0; r < rows(); ++r) {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (c > 0) out.append(columns_[c].gap, ' ');
            append_aligned(out, cell(r, c), columns_[c].align, wide[c]);
        }
        end_line(out);
    }
    return out;
}

std::string table::markdown() const {
    std::string out = "|";
    for (const cli::column& c : columns_) out += " " + markdown_cell(c.title) + " |";
    out += "\n|";
    for (const cli::column& c : columns_) out += c.align == side::right ? " ---: |" : " :--- |";
    out += "\n";
    for (std::size_t r = 0; r < rows(); ++r) {
        out += "|";
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            out += " ";
            out += markdown_cell(cell(r, c));
            out += " |";
        }
        out += "\n";
    }
    return out;
}

std::string table::csv() const {
    std::string out;
    for (std::size_t c = 0; c < columns_.size(); ++c) out += (c == 0 ? "" : ",") + csv_cell(columns_[c].title);
    out += "\n";
    for (std::size_t r = 0; r < rows(); ++r) {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (c > 0) out += ",";
            out += csv_cell(cell(r, c));
        }
        out += "\n";
    }
    return out;
}

std::size_t display_width(std::string_view text) noexcept {
    std::size_t columns = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) == 0x80U) continue;
        // U+1100 to U+115F, U+2E80 to U+9FFF, U+AC00 to U+D7A3, U+F900 to U+FAFF, U+FF00 to U+FF60, by lead bytes.
        const unsigned char next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        const bool wide = (byte == 0xE1 && next >= 0x84 && next <= 0x85) || (byte == 0xE2 && next >= 0xBA) ||
                          (byte >= 0xE3 && byte <= 0xE9) || (byte >= 0xEA && byte <= 0xEC && !(byte == 0xEA && next < 0xB0)) ||
                          (byte == 0xED && next < 0x9F) || (byte == 0xEF && next >= 0xA4 && next <= 0xAB) ||
                          (byte == 0xEF && (next == 0xBC || next == 0xBD)) || byte == 0xF0;
        columns += wide ? 2 : 1;
    }
    return columns;
}

std::string cut_to(std::string text, std::size_t room) {
    if (display_width(text) <= room) return text;
    while (display_width(text) + 3 > room && !text.empty()) {
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
        if (!text.empty()) text.pop_back();
    }
    return text + "...";
}

std::string csv_cell(std::string_view text) {
    std::string cell(text);
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos && !decimal::try_parse(text))
        cell.insert(cell.begin(), '\'');
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string markdown_line(std::string_view text) { return escaped(text, "\\*_`<["); }

} // namespace cagr::cli
