#include "csv_header.hpp"

#include <algorithm>
#include <array>

namespace cagr::cli {

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::vector<std::size_t> columns_named(const csv_reader& header, std::string_view name) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const std::string_view title = trimmed(header.field(i));
        const bool same = std::equal(title.begin(), title.end(), name.begin(), name.end(),
                                     [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; });
        if (same) out.push_back(i);
    }
    return out;
}

std::string listed_columns(const csv_reader& header) {
    constexpr std::size_t most = 12;
    std::string out;
    for (std::size_t i = 0; i < std::min(header.size(), most); ++i) out += (i == 0 ? "" : ", ") + detail::in_quotes(header.field(i));
    return out + (header.size() > most ? ", ..." : "");
}

std::size_t read_header(csv_reader& reader, const input_file& from, std::string_view needed,
                        const std::function<int(const csv_reader&)>& found) {
    constexpr std::array<char, 3> delimiters{',', ';', '\t'};
    char best = delimiters.front();
    int most = -1;
    for (const char delimiter : delimiters) {
        if (delimiter != delimiters.front()) reader.begin_again(delimiter);
        int there = -1;
        try {
            if (!reader.next())
                detail::fail(errc::parse_empty, from.named() + " is empty; a header with " + std::string(needed) + " is needed");
            if (reader.problem().empty()) there = found(reader);
        } catch (const exception& failure) {
            // Only another delimiter tells where a quote belongs, and so where the header ends.
            if (failure.error().code != errc::parse_length || delimiter == delimiters.back()) throw;
        }
        if (there > most) {
            most = there;
            best = delimiter;
        }
    }
    if (best != delimiters.back()) {
        reader.begin_again(best);
        static_cast<void>(reader.next());
    }
    if (!reader.problem().empty())
        detail::fail(errc::parse_character,
                     "the header, line " + std::to_string(reader.line()) + " of " + from.named() + ": " + reader.problem());
    return reader.size();
}

void check_once(const csv_reader& header, std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
        const std::vector<std::size_t> found = columns_named(header, name);
        if (found.size() > 1)
            detail::fail(errc::usage, "the column " + std::string(name) + " is there " + std::to_string(found.size()) +
                                          " times, as columns " + std::to_string(found[0] + 1) + " and " + std::to_string(found[1] + 1) +
                                          "; once is allowed");
    }
}

void check_fields(const csv_reader& row, std::size_t width) {
    if (!row.problem().empty()) detail::fail(errc::parse_character, row.problem());
    if (row.size() == width) return;
    detail::fail(row.size() < width ? errc::missing_fact : errc::usage, "the row has " + std::to_string(row.size()) +
                                                                            (row.size() == 1 ? " field" : " fields") + "; " +
                                                                            std::to_string(width) + " are needed, as in the header");
}

} // namespace cagr::cli
