// Line-ups of random claims against GMP's fractions: readings, windows, editions, values, medians and spreads.
#include <cagr/lineup.hpp>

#include "support/catch.hpp"
#include "support/numbers.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace cagr;
using numbers::as_mpq;

namespace {

mpq_class to_the(const mpq_class& base, long n) {
    mpq_class out = 1;
    for (long i = 0; i < n; ++i) out *= base;
    return out;
}

/// A claim as the reckoning keeps it: printed numbers as fractions, years as integers.
struct plain_claim {
    std::string publisher;
    mpq_class base, rate;
    long base_year = 0, until = 0;
    std::optional<mpq_class> estimate;
    mpq_class target;
    claim as_claim;
};

std::string printed(const decimal& value, long places) { return to_string(value, places, rounding::half_even); }

mpq_class number(const std::string& text) { return as_mpq(decimal::parse(text)); }

/// Half a unit of the last digit that is printed.
mpq_class half_step(const std::string& text) {
    const std::size_t point = text.find('.');
    const std::size_t places = point == std::string::npos ? 0 : text.size() - point - 1;
    return mpq_class(1, 2) / to_the(10, static_cast<long>(places));
}

plain_claim random_claim(numbers::source& random) {
    plain_claim out;
    out.publisher = std::string(1, static_cast<char>('A' + random.between(0, 7)));
    out.base_year = random.between(2018, 2023);
    out.until = out.base_year + random.between(2, 8);
    const long places = random.between(0, 2);
    const std::string base = printed(scale10(decimal(random.between(1000, 99'999)), -places), places);
    const std::string rate_text = printed(scale10(decimal(random.between(-300, 600)), -1), 1);
    out.base = number(base);
    out.rate = number(rate_text) / 100;
    const rate growth = rate::from_percent(decimal::parse(rate_text));
    const long years = out.until - out.base_year;
    // From the base, from the estimate, or from neither.
    decimal near = compound(decimal::parse(base), growth, years);
    claim& c = out.as_claim;
    if (random.between(0, 2) == 0) {
        const std::string estimate = printed(scale10(decimal(random.between(1000, 99'999)), -places), places);
        out.estimate = number(estimate);
        c.estimate = figure::parse(estimate, notation::point);
        if (random.between(0, 1) == 0) near = compound(decimal::parse(estimate), growth, years - 1);
    }
    if (random.between(0, 4) == 0) near *= decimal(2);
    const std::string target = printed(near, places);
    out.target = number(target);
    if (out.target <= 0) return random_claim(random);
    c.base = figure::parse(base, notation::point);
    c.base_period = period::year(out.base_year);
    c.rate = figure::parse(rate_text + "%", notation::point);
    c.target = figure::parse(target, notation::point);
    c.target_period = period::year(out.until);
    c.publisher = out.publisher;
    return out;
}

/// Whether [anchor] (1 + [rate])^n meets [target], each with what its digits allow.
bool fits(const plain_claim& c, const mpq_class& anchor, const std::optional<figure>& anchor_text, long n) {
    const auto bare = [](const std::optional<figure>& f) { return to_string(*f); };
    std::string rate_text = bare(c.as_claim.rate);
    rate_text.pop_back();
    const mpq_class a = half_step(bare(anchor_text));
    const mpq_class r = half_step(rate_text) / 100;
    const mpq_class t = half_step(bare(c.as_claim.target));
    return (anchor - a) * to_the(1 + c.rate - r, n) <= c.target + t && (anchor + a) * to_the(1 + c.rate + r, n) >= c.target - t;
}

} // namespace

TEST_CASE("line-ups of random claims are those of fractions") {
    CAPTURE(numbers::seed());
    numbers::source random(407);
    int grown_values = 0;
    int extrapolated_values = 0;
    int from_estimates = 0;
    int replaced = 0;
    for (int i = 0; i < 300; ++i) {
        std::vector<plain_claim> claims;
        lineup_request asked;
        for (long n = random.between(1, 12); n > 0; --n) claims.push_back(random_claim(random));
        for (const plain_claim& c : claims) asked.claims.push_back(c.as_claim);
        asked.extrapolate = random.between(0, 1) == 0;
        for (long year = 2017; year <= 2034; year += random.between(1, 4)) asked.at.push_back(period::year(year));
        const lineup_report report = lineup(asked);

        // The newest edition: by base year, by having an estimate, by target year, by place.
        std::map<std::string, std::size_t> newest;
        for (std::size_t k = 0; k < claims.size(); ++k) {
            const auto [found, added] = newest.try_emplace(claims[k].publisher, k);
            const plain_claim& best = claims[found->second];
            const auto key = [](const plain_claim& c) { return std::vector<long>{c.base_year, c.estimate ? c.base_year + 1 : 0, c.until}; };
            if (!added && key(claims[k]) > key(best)) found->second = k;
        }
        REQUIRE(report.rows.size() == newest.size());
        REQUIRE(report.rows.size() + report.left_out.size() == claims.size());
        replaced += static_cast<int>(report.left_out.size());
        for (const lineup_edition& edition : report.left_out) {
            const lineup_row& instead = report.rows[edition.row];
            REQUIRE(edition.index != instead.index);
            REQUIRE(claims[edition.index].publisher == claims[instead.index].publisher);
        }

        std::vector<std::vector<mpq_class>> columns(asked.at.size());
        for (const lineup_row& row : report.rows) {
            const plain_claim& c = claims[row.index];
            REQUIRE(newest.at(c.publisher) == row.index);
            const bool by_base = fits(c, c.base, c.as_claim.base, c.until - c.base_year);
            const bool by_estimate =
                c.estimate && c.until > c.base_year + 1 && fits(c, *c.estimate, c.as_claim.estimate, c.until - c.base_year - 1);
            REQUIRE(row.reading);
            if (by_base != by_estimate) REQUIRE(*row.reading == (by_base ? convention::from_base : convention::from_estimate));
            if (!c.estimate) REQUIRE(*row.reading == convention::from_base);
            const bool from_estimate = *row.reading == convention::from_estimate;
            from_estimates += from_estimate ? 1 : 0;
            const long from = c.base_year + (from_estimate ? 1 : 0);
            for (std::size_t k = 0; k < asked.at.size(); ++k) {
                CAPTURE(to_string(*c.as_claim.base), to_string(*c.as_claim.rate), to_string(asked.at[k]));
                const long year = asked.at[k].calendar_year();
                std::optional<mpq_class> expected;
                if (year >= from && (year <= c.until || asked.extrapolate))
                    expected = (from_estimate ? *c.estimate : c.base) * to_the(1 + c.rate, year - from);
                else if (year == c.base_year)
                    expected = c.base;
                REQUIRE(row.values[k].has_value() == expected.has_value());
                if (!expected) continue;
                REQUIRE(as_mpq(row.values[k]->value) == *expected);
                const bool is_printed = year == from || year == c.base_year;
                REQUIRE(row.values[k]->origin == (is_printed        ? lineup_origin::printed
                                                  : year <= c.until ? lineup_origin::grown
                                                                    : lineup_origin::extrapolated));
                grown_values += year > from && year <= c.until ? 1 : 0;
                extrapolated_values += year > c.until ? 1 : 0;
                const bool differs = year == c.until && *expected != c.target;
                REQUIRE(row.values[k]->target.has_value() == differs);
                if (differs) REQUIRE(as_mpq(*row.values[k]->target) == c.target);
                columns[k].push_back(*expected);
            }
        }

        for (std::size_t k = 0; k < columns.size(); ++k) {
            std::vector<mpq_class>& values = columns[k];
            const lineup_column& column = report.columns[k];
            REQUIRE(column.count == values.size());
            REQUIRE(column.median.has_value() == !values.empty());
            if (values.empty()) continue;
            std::sort(values.begin(), values.end());
            const mpq_class middle = (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
            REQUIRE(as_mpq(*column.median) == middle);
            REQUIRE(as_mpq(*column.low) == values.front());
            REQUIRE(as_mpq(*column.high) == values.back());
            REQUIRE(column.spread_percent().has_value() == (values.size() > 1));
            if (values.size() < 2) continue;
            // Rounded down and up it encloses the exact one, no wider than a unit of its last digit.
            const mpq_class exact = (values.back() / values.front() - 1) * 100;
            const decimal below = *column.spread_percent({.digits = 12, .mode = rounding::down});
            const decimal above = *column.spread_percent({.digits = 12, .mode = rounding::up});
            REQUIRE(as_mpq(below) <= exact);
            REQUIRE(exact <= as_mpq(above));
            REQUIRE((above - below) * scale10(decimal(1), 11) <= abs(above));
        }
    }
    CHECK(grown_values > 1000);
    CHECK(extrapolated_values > 300);
    CHECK(from_estimates > 100);
    CHECK(replaced > 300);
}
