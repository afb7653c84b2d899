// What it answers: the rows of tests/data/*.csv, and the claims that those of claims.csv make.
// What it needs: claim.hpp; files that are well-formed CSV.
// Example: for (const auto& row : claim_rows("claims.csv")) audit(claim_of(row));
#pragma once

#include <cagr/claim.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace claims_of_tests {

using row = std::map<std::string, std::string>;

/// The fields of every line; a quoted field has no line end in these files.
inline std::vector<row> claim_rows(const std::string& name) {
    const std::filesystem::path path = std::filesystem::path(__FILE__).parent_path().parent_path() / "data" / name;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::vector<std::string> header;
    std::vector<row> rows;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::vector<std::string> fields(1);
        bool quoted = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
                fields.back() += line[++i];
            } else if (line[i] == '"') {
                quoted = !quoted;
            } else if (line[i] == ',' && !quoted) {
                fields.emplace_back();
            } else {
                fields.back() += line[i];
            }
        }
        if (header.empty()) {
            header = fields;
            continue;
        }
        row r;
        for (std::size_t i = 0; i < header.size(); ++i) r[header[i]] = fields.at(i);
        rows.push_back(r);
    }
    return rows;
}

/// The claim of a row of claims.csv; throws where a figure is not read.
inline cagr::claim claim_of(const row& r) {
    constexpr const char* incremental = " (incremental)";
    const auto figure_in = [&](const char* column) -> std::optional<cagr::figure> {
        std::string text = r.at(column);
        if (text.empty()) return std::nullopt;
        if (const std::size_t at = text.find(incremental); at != std::string::npos) text.erase(at);
        // A tag that has no words of its own here (Thai, Swahili) is read as English.
        return cagr::figure::parse(text, cagr::language::try_parse(r.at("language")) ? cagr::language::parse(r.at("language"))
                                                                                     : cagr::language());
    };
    const auto year_in = [&](const char* column) -> std::optional<cagr::period> {
        return r.at(column).empty() ? std::nullopt : std::optional(cagr::period::parse(r.at(column)));
    };
    return {.base = figure_in("base_text"),
            .base_period = year_in("base_year"),
            .estimate = figure_in("estimate_text"),
            .estimate_period = year_in("estimate_year"),
            .rate = figure_in("cagr_text"),
            .window_from = year_in("cagr_from_year"),
            .window_to = year_in("cagr_to_year"),
            .target = figure_in("target_text"),
            .target_period = year_in("target_year"),
            .target_is_increase = r.at("target_text").find(incremental) != std::string::npos,
            .currency = r.at("currency"),
            .market = r.at("market"),
            .publisher = r.at("publisher"),
            .source = r.at("source_address"),
            .language = r.at("language")};
}

} // namespace claims_of_tests
