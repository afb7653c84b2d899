#include "source_text.hpp"

#include <algorithm>

namespace cagr::cli {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The byte that so many characters lead to.
std::size_t byte_of(std::string_view line, std::size_t characters) {
    std::size_t at = 0;
    while (at < line.size() && characters > 0) {
        ++at;
        while (at < line.size() && continues_character(line[at])) ++at;
        --characters;
    }
    return at;
}

std::uint32_t characters_in(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

} // namespace

source_text::source_text(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    if (text_.starts_with(byte_order_mark)) text_.erase(0, byte_order_mark.size());
    lines_.push_back(0);
    for (std::size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n', end + 1)) lines_.push_back(end + 1);
}

std::string_view source_text::line(std::size_t number) const noexcept {
    if (number == 0 || number > lines_.size()) return {};
    const std::size_t begin = lines_[number - 1];
    std::string_view out = std::string_view(text_).substr(begin, std::min(text_.find('\n', begin), text_.size()) - begin);
    if (out.ends_with('\r')) out.remove_suffix(1);
    return out;
}

std::string_view source_text::from(const file_place& at) const noexcept {
    const std::string_view whole = line(at.line);
    return whole.substr(byte_of(whole, at.column - 1));
}

file_place source_text::within(const file_place& at, std::size_t offset, std::size_t length) const noexcept {
    const std::string_view rest = from(at);
    const std::string_view before = rest.substr(0, std::min(offset, rest.size()));
    const std::string_view marked = rest.substr(before.size(), length);
    return {at.line, at.column + characters_in(before), std::max(characters_in(marked), std::uint32_t{1})};
}

std::string source_text::named(const file_place& at) const {
    const std::string shown = detail::in_quotes(name_);
    // As compilers write it, so that editors find the place; a name with hidden characters is spelled out.
    std::string out = shown == "'" + name_ + "'" || shown.ends_with("...'") ? name_ : shown;
    if (at.line > 0) out += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    return out;
}

std::string source_text::told(errc code, const std::string& message, const file_place& at, std::uint32_t line_of_file) const {
    // Of a long line, what is around the place is enough.
    constexpr std::size_t around = 120;
    error e{.code = code, .message = message, .input = {}, .span = {}};
    // Of a file that is not held, the place alone is told.
    if (const std::string_view whole = line(at.line); !whole.empty()) {
        const std::size_t begin = byte_of(whole, at.column - 1);
        std::size_t cut = begin > around ? begin - around : 0;
        while (cut < begin && continues_character(whole[cut])) ++cut;
        std::size_t length = byte_of(whole.substr(begin), at.length);
        std::string_view kept = whole.substr(cut, begin - cut + 4 * around);
        length = std::min(length, around / 2);
        // A place behind the last character, as of a line that breaks off, is shown as a space.
        e.input = std::string(kept) + (begin >= whole.size() ? " " : "");
        e.span = {begin - cut, std::max<std::size_t>(length, 1)};
    }
    return named({line_of_file, at.column, at.length}) + ": " + to_string(e) + "\n";
}

void problems::add(errc code, std::string message, const file_place& at) { found_.push_back({code, std::move(message), at}); }

void problems::fail_if_any() {
    if (found_.empty()) return;
    std::stable_sort(found_.begin(), found_.end(), [](const problem& a, const problem& b) {
        return a.at.line != b.at.line ? a.at.line < b.at.line : a.at.column < b.at.column;
    });
    std::string out;
    for (std::size_t i = 0; i < std::min(found_.size(), most_told); ++i) out += of_->told(found_[i].code, found_[i].message, found_[i].at);
    if (found_.size() > most_told)
        out += of_->named({}) + ": " + std::to_string(found_.size() - most_told) + " more of its lines are wrong\n";
    throw bad_file(std::move(out));
}

} // namespace cagr::cli
