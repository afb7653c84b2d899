// Line-ups: publishers on common years, each by its own reading; editions, windows, medians, currencies, errors.
#include <cagr/lineup.hpp>

#include "support/catch.hpp"
#include "support/claims.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

namespace {

figure f(std::string_view text) { return figure::parse(text, notation::point); }

/// 100 grown 10% a year from 2020 to 2023, which is consistent.
claim ten_percent(std::string publisher) {
    return {.base = f("100@2020"), .rate = f("10%"), .target = f("133@2023"), .publisher = std::move(publisher)};
}

claim printed(std::string_view base, std::string publisher) { return {.base = f(base), .publisher = std::move(publisher)}; }

claim seed() {
    return {.base = f("USD 62.35B@2020"),
            .rate = f("40.2%"),
            .window_from = 2021y,
            .window_to = 2028y,
            .target = f("USD 997.77B@2028"),
            .publisher = "Grand View Research"};
}

lineup_value printed_value(const decimal& value) { return {.value = value, .origin = lineup_origin::printed}; }
lineup_value grown(const decimal& value) { return {.value = value, .origin = lineup_origin::grown}; }
lineup_value extrapolated(const decimal& value) { return {.value = value, .origin = lineup_origin::extrapolated}; }

using values = std::vector<std::optional<lineup_value>>;

/// The claim of a row of the data, its figures in the row's language.
claim in_its_language(const claims_of_tests::row& row) {
    claims_of_tests::row without = row;
    for (const char* column : {"base_text", "estimate_text", "cagr_text", "target_text"}) without[column].clear();
    claim out = claims_of_tests::claim_of(without);
    const auto read = [&](const char* column) -> std::optional<figure> {
        if (row.at(column).empty()) return std::nullopt;
        return figure::parse(row.at(column), language::parse(row.at("language")));
    };
    out.base = read("base_text");
    out.estimate = read("estimate_text");
    out.rate = read("cagr_text");
    out.target = read("target_text");
    return out;
}

std::string failure(const lineup_request& asked) {
    const auto report = try_lineup(asked);
    return report ? "none" : std::string(report.error().id()) + ": " + report.error().message;
}

} // namespace

TEST_CASE("a claim is grown from its base through its own years, exactly") {
    const lineup_report report = lineup({.claims = {ten_percent("A")}, .at = {2020y, 2021y, 2022y}});
    REQUIRE(report.rows.size() == 1);
    const lineup_row& row = report.rows[0];
    CHECK(row.verdict == verdict::consistent);
    CHECK(row.is_settled());
    CHECK(row.reading == convention::from_base);
    CHECK(row.from == 2020y);
    CHECK(row.until == 2023y);
    CHECK(row.values == values{printed_value(100), grown(110), grown(121)});
    CHECK(report.currency.empty());
    CHECK(report.left_out.empty());
}

TEST_CASE("the year of the target is reached by the reading, and what the target prints is told beside it") {
    const lineup_report report = lineup({.claims = {ten_percent("A")}, .at = {2023y}});
    const std::optional<lineup_value>& last = report.rows[0].values[0];
    REQUIRE(last);
    CHECK(last->value == 133.1_dec);
    CHECK(last->origin == lineup_origin::grown);
    CHECK(last->target == 133_dec);

    claim exact = ten_percent("A");
    exact.target = f("133.1@2023");
    CHECK(lineup({.claims = {exact}, .at = {2023y}}).rows[0].values[0] == grown(133.1_dec));
    exact.target = f("1.331x");
    exact.target_period = 2023y;
    CHECK(lineup({.claims = {exact}, .at = {2023y}}).rows[0].values[0] == grown(133.1_dec));
    exact.target = f("33.1");
    exact.target_is_increase = true;
    CHECK(lineup({.claims = {exact}, .at = {2023y}}).rows[0].values[0] == grown(133.1_dec));
}

TEST_CASE("a reading that the figures do not settle is named and marked") {
    const lineup_report report = lineup({.claims = {seed()}, .at = {2028y}});
    const lineup_row& row = report.rows[0];
    CHECK(row.verdict == verdict::underdetermined);
    CHECK_FALSE(row.is_settled());
    CHECK(row.reading == convention::from_base);
    REQUIRE(row.values[0]);
    CHECK(row.values[0]->value == compound(62.35_B, 40.2_pct, 8));
    CHECK(row.values[0]->target == 997.77_B);
    CHECK(report.currency == "USD");

    claim wrong = ten_percent("B");
    wrong.target = f("200@2023");
    const lineup_report inconsistent = lineup({.claims = {wrong}, .at = {2023y}});
    CHECK(inconsistent.rows[0].verdict == verdict::inconsistent);
    CHECK_FALSE(inconsistent.rows[0].is_settled());
    CHECK(inconsistent.rows[0].reading == convention::from_base);
    CHECK(inconsistent.rows[0].values[0]->value == 133.1_dec);
}

TEST_CASE("from the estimate where that is what fits; the base keeps its own year") {
    const claim c{.base = f("144.38 billion@2020"),
                  .estimate = f("90.74 billion@2021"),
                  .rate = f("32.1%"),
                  .window_from = 2021y,
                  .window_to = 2028y,
                  .target = f("636.38 billion@2028"),
                  .publisher = "A"};
    const lineup_report report = lineup({.claims = {c}, .at = {2019y, 2020y, 2021y, 2022y}});
    CHECK(report.rows[0].reading == convention::from_estimate);
    CHECK(report.rows[0].is_settled());
    CHECK(report.rows[0].from == 2021y);
    CHECK(report.rows[0].values == values{std::nullopt, printed_value(144.38_B), printed_value(90.74_B), grown(90.74_B * 1.321_dec)});
}

TEST_CASE("a claim that cannot be tested grows from the estimate where its window begins there, else from the base") {
    claim c{.base = f("100@2020"), .estimate = f("120@2021"), .rate = f("10%"), .window_from = 2021y, .window_to = 2025y};
    lineup_report report = lineup({.claims = {c}, .at = {2022y}});
    CHECK(report.rows[0].verdict == verdict::underdetermined);
    CHECK(report.rows[0].reading == convention::from_estimate);
    CHECK(report.rows[0].values == values{grown(132)});
    c.window_from = 2020y;
    report = lineup({.claims = {c}, .at = {2022y}});
    CHECK(report.rows[0].reading == convention::from_base);
    CHECK(report.rows[0].values == values{grown(121)});
    c.base.reset();
    CHECK(lineup({.claims = {c}, .at = {2022y}}).rows[0].reading == convention::from_estimate);
}

TEST_CASE("no rate is used past the window of its claim, unless that is asked for and then marked") {
    lineup_request asked{.claims = {ten_percent("A")}, .at = {2023y, 2024y}};
    CHECK(lineup(asked).rows[0].values[1] == std::nullopt);
    CHECK(lineup(asked).columns[1].count == 0);
    asked.extrapolate = true;
    CHECK(lineup(asked).rows[0].values[1] == extrapolated(146.41_dec));
    CHECK(lineup(asked).rows[0].values[0]->origin == lineup_origin::grown);

    SECTION("the window's end counts, also before the target, which is printed for its own year") {
        asked.claims[0].window_to = 2022y;
        asked.at = {2022y, 2023y};
        CHECK(lineup(asked).rows[0].until == 2022y);
        CHECK(lineup(asked).rows[0].values[1]->origin == lineup_origin::extrapolated);
        asked.extrapolate = false;
        CHECK(lineup(asked).rows[0].values == values{grown(121), printed_value(133)});
    }
    SECTION("a rate that is told of no period is used in none") {
        asked.claims[0].target.reset();
        asked.at = {2020y, 2021y};
        CHECK(lineup(asked).rows[0].until == std::nullopt);
        CHECK(lineup(asked).rows[0].values == values{printed_value(100), extrapolated(110)});
        asked.extrapolate = false;
        CHECK(lineup(asked).rows[0].values == values{printed_value(100), std::nullopt});
    }
}

TEST_CASE("a year before the base stays empty, whatever is asked") {
    for (const bool extrapolate : {false, true}) {
        const lineup_report report = lineup({.claims = {ten_percent("A")}, .at = {2019y}, .extrapolate = extrapolate});
        CHECK(report.rows[0].values == values{std::nullopt});
        CHECK(report.columns[0].median == std::nullopt);
    }
}

TEST_CASE("without an annual rate a claim says what it prints, and no more") {
    claim c{.base = f("100@2020"), .target = f("200@2024"), .publisher = "A"};
    const lineup_report report = lineup({.claims = {c}, .at = {2020y, 2022y, 2024y, 2025y}, .extrapolate = true});
    CHECK(report.rows[0].reading == std::nullopt);
    CHECK(report.rows[0].from == std::nullopt);
    CHECK(report.rows[0].values == values{printed_value(100), std::nullopt, printed_value(200), std::nullopt});
    c.rate = f("10x"); // a multiple of all years together
    CHECK(lineup({.claims = {c}, .at = {2022y}}).rows[0].values == values{std::nullopt});
    c.target = f("2.5x@2024");
    CHECK(lineup({.claims = {c}, .at = {2024y}}).rows[0].values == values{printed_value(250)});
    c.base.reset(); // of nothing
    CHECK(lineup({.claims = {c}, .at = {2024y}}).rows[0].values == values{std::nullopt});
    const claim target_only{.rate = f("40.2%"), .window_from = 2021y, .window_to = 2028y, .target = f("997.77B@2028")};
    CHECK(lineup({.claims = {target_only}, .at = {2027y, 2028y}}).rows[0].values == values{std::nullopt, printed_value(997.77_B)});
}

TEST_CASE("the median is the middle one, or the mean of the two in the middle, of those that have a value") {
    lineup_request asked{.claims = {printed("30@2024", "A"), printed("10@2024", "B"), printed("20.5@2024", "C"), printed("7@2023", "D")},
                         .at = {2024y}};
    lineup_column column = lineup(asked).columns[0];
    CHECK(column.when == 2024y);
    CHECK(column.count == 3);
    CHECK(column.median == 20.5_dec);
    CHECK(column.low == 10_dec);
    CHECK(column.high == 30_dec);
    asked.claims.push_back(printed("13@2024", "E"));
    column = lineup(asked).columns[0];
    CHECK(column.count == 4);
    CHECK(column.median == 16.75_dec);
}

TEST_CASE("the spread is by how much the highest exceeds the lowest, in percent") {
    lineup_request asked{.claims = {printed("30@2024", "A"), printed("20@2024", "B")}, .at = {2024y}};
    CHECK(lineup(asked).columns[0].spread_percent() == 50_dec);
    asked.claims[1] = printed("70@2024", "B");
    CHECK(lineup(asked).columns[0].spread_percent({.digits = 5}) == 133.33_dec);
    CHECK(lineup(asked).columns[0].spread_percent({.digits = 5, .mode = rounding::up}) == 133.34_dec);

    asked.claims.pop_back();
    CHECK(lineup(asked).columns[0].spread_percent() == std::nullopt); // one alone has none
    claim lost = ten_percent("C");
    lost.rate = f("-100%");
    asked.claims.push_back(lost);
    asked.claims.push_back(ten_percent("D"));
    asked.at = {2022y};
    CHECK(lineup(asked).columns[0].low == 0_dec);
    CHECK(lineup(asked).columns[0].spread_percent() == std::nullopt); // nor does any from 0
}

TEST_CASE("of the editions of one publisher the newest counts, and the others are named") {
    claim newer = ten_percent("IDC");
    newer.base = f("150@2021");
    newer.target = f("200@2024");
    const lineup_request asked{.claims = {ten_percent("IDC"), printed("90@2021", "Statista"), newer, printed("1@2019", "IDC")},
                               .at = {2021y}};
    const lineup_report report = lineup(asked);
    REQUIRE(report.rows.size() == 2);
    CHECK(report.rows[0].index == 2);
    CHECK(report.rows[0].claim.base_period == 2021y);
    CHECK(report.rows[1].claim.publisher == "Statista");
    CHECK(report.columns[0].count == 2);
    REQUIRE(report.left_out.size() == 2);
    CHECK(report.left_out[0].index == 0);
    CHECK(report.left_out[0].row == 0);
    CHECK(report.left_out[0].claim.base_period == 2020y);
    CHECK(report.left_out[1].index == 3);
}

TEST_CASE("a publisher is known by its name, without notes behind it") {
    const auto publishers = [](const std::string& a, const std::string& b) {
        return lineup({.claims = {printed("1@2020", a), printed("2@2021", b)}, .at = {2021y}}).rows.size();
    };
    CHECK(publishers("IDC", "IDC") == 1);
    CHECK(publishers("IDC", " idc ") == 1);
    CHECK(publishers("IDC", "IDC (as cited)") == 1);
    CHECK(publishers("IDC (2019) (as cited)", "IDC(2020)") == 1);
    CHECK(publishers("IDC", "IDC Europe") == 2);
    CHECK(publishers("(as cited)", "(as cited)") == 2); // whoever they are
    CHECK(publishers("(gitnux) (2020)", " (gitnux)") == 2);
    CHECK(publishers("(unattributed)", "(another)") == 2);
    CHECK(publishers("", "") == 2);
    CHECK(publishers("(", ")") == 2);
}

TEST_CASE("editions of the same base year: a later estimate, then a later target, then the first") {
    claim plain = printed("100@2020", "A");
    claim estimate = plain;
    estimate.estimate = f("110@2021");
    claim target = plain;
    target.target = f("200@2028");
    const auto chosen = [](const claim& a, const claim& b) { return lineup({.claims = {a, b}, .at = {2020y}}).rows[0].index; };
    CHECK(chosen(plain, estimate) == 1);
    CHECK(chosen(estimate, plain) == 0);
    CHECK(chosen(target, estimate) == 1);
    CHECK(chosen(plain, target) == 1);
    CHECK(chosen(plain, plain) == 0);
    const claim estimate_alone{.estimate = f("5@2021"), .estimate_period = 2021y, .publisher = "A"};
    CHECK(chosen(plain, estimate_alone) == 1); // its only year is the later one
    const claim target_alone{.target = f("300@2030"), .publisher = "A"};
    CHECK(chosen(target_alone, plain) == 1);
}

TEST_CASE("one currency or unit: what one claim leaves out the others say, two are refused by name") {
    claim euros = printed("EUR 5@2024", "Bain");
    claim dollars = printed("USD 6@2024", "IDC");
    claim silent = printed("7@2024", "Statista");
    CHECK(lineup({.claims = {silent, dollars}, .at = {2024y}}).currency == "USD");
    CHECK(failure({.claims = {silent, dollars, euros}, .at = {2024y}}) ==
          "E-unit-mixed: claim 2 ('IDC') is in 'USD' and claim 3 ('Bain') in 'EUR'; a line-up is of one currency or unit");
    silent.currency = "tons";
    CHECK(failure({.claims = {euros, silent}, .at = {2024y}}) ==
          "E-unit-mixed: claim 1 ('Bain') is in 'EUR' and claim 2 ('Statista') in 'tons'; a line-up is of one currency or unit");
    CHECK(lineup({.claims = {silent}, .at = {2024y}}).currency == "tons");
    CHECK(lineup({.claims = {printed("5 million units@2024", "A")}, .at = {2024y}}).currency == "units");
}

TEST_CASE("a claim that cannot be read is named by its place") {
    claim bad = ten_percent("IDC");
    bad.target = f("133@2019");
    CHECK(failure({.claims = {ten_percent("A"), bad}, .at = {2024y}}).find("E-period-order: claim 2 ('IDC'): the target is of 2019") == 0);
    bad = ten_percent("");
    bad.base = f("100@FY2020");
    bad.target = f("133@FY2023");
    CHECK(failure({.claims = {bad}, .at = {2024y}}).find("E-period-kind: claim 1: FY2020") == 0);
    CHECK(failure({.claims = {ten_percent("A")}, .at = {2024y, period::parse("2024Q1")}}).find("E-period-kind: claim 1 ('A')") == 0);
}

TEST_CASE("fiscal years and quarters compound by the year") {
    claim c{.base = f("100@FY2023-24"), .rate = f("10%"), .target = f("121@FY2025-26")};
    CHECK(lineup({.claims = {c}, .at = {period::parse("FY26")}}).rows[0].values == values{grown(121)});
    c.base = f("100@2023Q1");
    c.target = f("121@2025Q1");
    CHECK(lineup({.claims = {c}, .at = {period::parse("2024Q1")}}).rows[0].values == values{grown(110)});
    CHECK(failure({.claims = {c}, .at = {period::parse("2024Q2")}}).find("E-domain-count: claim 1") == 0);
    CHECK(failure({.claims = {c}, .at = {period::parse("2024-01-01")}}).find("E-period-kind: claim 1") == 0);
}

TEST_CASE("nothing to line up, or more digits than are allowed, is refused before the work") {
    CHECK(failure({.claims = {}, .at = {2024y}}) == "E-domain-empty: a line-up of no claims; at least one claim is needed");
    CHECK(failure({.claims = {ten_percent("A")}, .at = {}}) == "E-domain-empty: a line-up at no periods; at least one period is needed");
    lineup_request asked{.claims = {}, .at = {9999y, 9998y, 9997y}, .extrapolate = true};
    for (int i = 0; i < 300; ++i) {
        asked.claims.push_back(ten_percent(""));
        asked.claims.back().rate = f("10.25%");
    }
    CHECK(failure(asked).find("E-limit-rows: a line-up of 300 claims at 3 periods has over 10000000 digits") == 0);
}

TEST_CASE("the artificial intelligence market of the data: nine publishers on common years") {
    std::vector<claim> ai;
    std::vector<std::string> ids;
    for (const auto& row : claims_of_tests::claim_rows("claims.csv")) {
        // C213 prints percentage points for its rate.
        if (row.at("market") != "artificial intelligence" || row.at("currency") != "USD" || row.at("id") == "C213") continue;
        ids.push_back(row.at("id"));
        ai.push_back(in_its_language(row));
    }
    REQUIRE(ai.size() == 13);
    const lineup_report report = lineup({.claims = ai, .at = {2024y, 2028y}});
    CHECK(report.currency == "USD");
    std::vector<std::string> counted;
    for (const lineup_row& row : report.rows) counted.push_back(ids[row.index]);
    CHECK(counted == std::vector<std::string>{"C068", "C002", "C004", "C054", "C057", "C204", "C214", "C304", "C343"});
    std::vector<std::string> left_out;
    for (const lineup_edition& edition : report.left_out) left_out.push_back(ids[edition.index]);
    CHECK(left_out == std::vector<std::string>{"C001", "C003", "C051", "C059"});

    const auto at = [&](std::size_t row, std::size_t column) { return report.rows[row].values[column]; };
    CHECK(at(0, 1) == grown(compound(196_B, 21.6_pct, 5)));
    CHECK(at(1, 0) == grown(142_B * 1.381_dec * 1.381_dec));
    CHECK(at(2, 1) == std::nullopt); // told to 2027
    CHECK(at(3, 0)->value == compound(156.5_B, 17.1_pct, 4));
    CHECK(at(3, 0)->target == 300_B);
    CHECK(at(4, 0) == printed_value(184_B));
    CHECK(at(5, 1) == grown(compound(150.2_B, 36.8_pct, 5)));
    CHECK(at(7, 0) == std::nullopt); // no rate is printed, and 2024 is neither the base nor the target
    CHECK(report.columns[0].count == 8);
    CHECK(report.columns[0].median == (compound(119_B, 38_pct, 2) + compound(196_B, 21.6_pct, 1)) * 0.5_dec);
}
