#include "dectest/cases.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <utility>

namespace dectest {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The words of a line up to a comment; a quote of either kind stands in itself by being doubled.
std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    std::size_t i = 0;
    while (i < line.size()) {
        if (std::isspace(static_cast<unsigned char>(line[i])) != 0) {
            ++i;
            continue;
        }
        if (line.substr(i, 2) == "--") break;
        std::string word;
        if (const char quote = line[i]; quote == '\'' || quote == '"') {
            for (++i; i < line.size(); ++i) {
                if (line[i] == quote && (++i == line.size() || line[i] != quote)) break;
                word += line[i];
            }
        } else {
            while (i < line.size() && std::isspace(static_cast<unsigned char>(line[i])) == 0) word += line[i++];
        }
        words.push_back(std::move(word));
    }
    return words;
}

/// Whether the line was a directive; one that changes how cases are meant changes `in`.
bool read_directive(const std::vector<std::string>& words, environment& in) {
    // `precision: 9`, `precision : 9` or `precision:9`.
    const std::size_t colon = words[0].find(':');
    const bool apart = words.size() > 1 && words[1] == ":";
    if (colon == std::string::npos && !apart) return false;
    const std::string name = lower(words[0].substr(0, colon));
    const bool inside = !apart && colon + 1 < words[0].size();
    const std::size_t at = inside ? 0 : apart ? 2 : 1;
    if (at >= words.size()) throw std::runtime_error("a directive without a value: " + name);
    const std::string value = lower(inside ? words[0].substr(colon + 1) : words[at]);
    if (name == "precision") {
        in.precision = std::stoll(value);
    } else if (name == "maxexponent") {
        in.max_exponent = std::stoll(value);
    } else if (name == "minexponent") {
        in.min_exponent = std::stoll(value);
    } else if (name == "rounding") {
        in.rounding = value;
    } else if (name == "extended") {
        in.extended = value != "0";
    } else if (name != "version" && name != "dectest" && name != "clamp") { // clamp moves zeros about, never a value
        throw std::runtime_error("a directive this reader does not know: " + name);
    }
    return true;
}

/// A number's text in parts; nothing where it is none.
struct parts {
    bool is_zero = true;
    std::int64_t leading = 0;  // the power of ten of the first digit that is not 0; of a zero the same as below
    std::int64_t exponent = 0; // that of the last digit
};

std::optional<parts> parts_of(std::string_view text) {
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
    parts out;
    std::int64_t digits = 0;
    std::int64_t after_point = 0;
    std::int64_t significant = 0;
    bool point = false;
    std::size_t i = 0;
    for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !point)); ++i) {
        if (text[i] == '.') {
            point = true;
            continue;
        }
        ++digits;
        after_point += point ? 1 : 0;
        if (text[i] != '0') out.is_zero = false;
        significant += out.is_zero ? 0 : 1;
    }
    if (digits == 0) return std::nullopt;
    if (i < text.size()) {
        if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
        ++i;
        const bool negative = i < text.size() && text[i] == '-';
        if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
        if (i == text.size()) return std::nullopt;
        for (; i < text.size(); ++i) {
            if (!is_digit(text[i])) return std::nullopt;
            // As good as infinite from there on.
            if (out.exponent < 1'000'000'000'000) out.exponent = out.exponent * 10 + (text[i] - '0');
        }
        if (negative) out.exponent = -out.exponent;
    }
    out.exponent -= after_point;
    out.leading = out.is_zero ? out.exponent : out.exponent + significant - 1;
    return out;
}

} // namespace

bool test_case::has_condition(std::string_view name) const {
    return std::any_of(conditions.begin(), conditions.end(), [&](const std::string& c) { return lower(c) == name; });
}

std::string test_case::text() const {
    std::string out = file + ":" + std::to_string(line) + ": " + id + " " + operation;
    for (const std::string& operand : operands) out += " '" + operand + "'";
    return out + " -> '" + expected + "'  (precision " + std::to_string(in.precision) + ", " + in.rounding + ", exponents " +
           std::to_string(in.min_exponent) + " to " + std::to_string(in.max_exponent) + ")";
}

std::vector<test_case> read(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    std::vector<test_case> cases;
    environment in;
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        const std::vector<std::string> words = words_of(line);
        if (words.empty()) continue;
        const auto arrow = std::find(words.begin(), words.end(), "->");
        if (arrow == words.end()) {
            if (!read_directive(words, in))
                throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": neither case nor directive");
            continue;
        }
        if (arrow - words.begin() < 3 || words.end() - arrow < 2)
            throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": not a whole case");
        cases.push_back({.file = file.filename().string(),
                         .line = number,
                         .id = lower(words[0]),
                         .operation = lower(words[1]),
                         .operands = {words.begin() + 2, arrow},
                         .expected = arrow[1],
                         .conditions = {arrow + 2, words.end()},
                         .in = in});
    }
    return cases;
}

kind kind_of(std::string_view text) {
    if (text.find('#') != std::string_view::npos) return kind::representation;
    if (const auto number = parts_of(text)) {
        return number->leading >= -100'000 && number->leading <= 100'000 ? kind::number : kind::beyond;
    }
    std::string word = lower(text);
    if (!word.empty() && (word[0] == '+' || word[0] == '-')) word.erase(0, 1);
    if (word == "?" || word == "inf" || word == "infinity") return kind::special;
    if (word.starts_with("s")) word.erase(0, 1);
    if (word.starts_with("nan") && std::all_of(word.begin() + 3, word.end(), is_digit)) return kind::special;
    return kind::other;
}

std::int64_t written_exponent(std::string_view number) { return parts_of(number).value().exponent; }

} // namespace dectest
