// Every figure of the 249 published claims, in its row's language, against an independent reading of the same texts.
#include <cagr/figure.hpp>

#include "support/catch.hpp"

#include <fstream>
#include <map>
#include <string>
#include <vector>

using cagr::decimal;
using cagr::figure;

namespace {

/// The fields of a line of CSV; only those with commas are quoted, and no quote stands in one.
std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    return out;
}

std::vector<std::vector<std::string>> rows(const std::string& name) {
    std::ifstream file(std::string(CAGR_TEST_DATA "/") + name);
    std::vector<std::vector<std::string>> out;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) out.push_back(fields(line));
    REQUIRE(out.size() > 1);
    return out;
}

std::string text_of(const std::optional<decimal>& d) { return d ? to_string(*d) : std::string(); }

/// In the row's language, or as English where that is none of those read.
cagr::result<figure> read(const std::string& tag, const std::string& text) {
    const auto spoken = cagr::language::try_parse(tag);
    return spoken ? figure::try_parse(text, *spoken) : figure::try_parse(text);
}

std::string_view kind_of(const figure& f) {
    switch (f.kind()) {
    case cagr::figure_kind::amount: return "amount";
    case cagr::figure_kind::percent: return "percent";
    case cagr::figure_kind::multiple: break;
    }
    return "multiple";
}

} // namespace

TEST_CASE("every figure of the published claims is read as an independent reader has it, or is listed with the reason") {
    const auto expected = rows("claims_figures.csv");
    std::map<std::string, int> read_in; // by language
    int unread = 0;
    for (std::size_t i = 1; i < expected.size(); ++i) {
        const std::vector<std::string>& row = expected[i];
        REQUIRE(row.size() == 10);
        const std::string& text = row[3];
        CAPTURE(row[0], row[1], row[2], text);
        const auto got = read(row[2], text);
        if (!row[9].empty()) {
            CHECK_FALSE(got.has_value());
            ++unread;
            continue;
        }
        INFO((got ? std::string() : to_string(got.error())));
        REQUIRE(got.has_value());
        CHECK(kind_of(*got) == row[4]);
        CHECK(to_string(got->value()) == row[5]);
        CHECK(text_of(got->interval().low) == row[6]);
        CHECK(text_of(got->interval().high) == row[7]);
        CHECK(got->unit() == row[8]);
        const figure again = figure::parse(to_string(*got));
        CHECK(again.interval() == got->interval());
        CHECK(again.unit() == got->unit());
        ++read_in[row[2]];
    }
    int total = 0;
    std::string counts;
    for (const auto& [tag, count] : read_in) {
        total += count;
        counts += " " + tag + " " + std::to_string(count);
    }
    INFO("read:" << counts);
    CHECK(total == 638);
    CHECK(unread == 10);
}

TEST_CASE("the independent reading covers every text of the claims") {
    const auto claims = rows("claims.csv");
    const auto figures = rows("claims_figures.csv");
    std::size_t next = 1;
    for (std::size_t i = 1; i < claims.size(); ++i) {
        REQUIRE(claims[i].size() == 15);
        for (const std::size_t column : {4U, 6U, 8U, 11U}) {
            if (claims[i][column].empty()) continue;
            REQUIRE(next < figures.size());
            CHECK(figures[next][0] == claims[i][0]);
            CHECK(figures[next][3] == claims[i][column]);
            ++next;
        }
    }
    CHECK(claims.size() == 250);
    CHECK(next == figures.size());
}
