// Random models, changed and weighted, against GMP's fractions: differences, expected values, tornados, grids, brackets of a break-even.
#include <cagr/sensitivity.hpp>

#include "support/catch.hpp"
#include "support/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace cagr;

namespace {

mpq_class to_the(const mpq_class& base, long n) {
    mpq_class out = 1;
    for (long i = 0; i < n; ++i) out *= base;
    return out;
}

/// A fraction whose denominator is a product of twos and fives.
decimal numbers_decimal(const mpq_class& value) {
    long places = 0;
    while (mpz_divisible_p(numbers::ten_to(places).get_mpz_t(), value.get_den().get_mpz_t()) == 0) ++places;
    return numbers::number{value.get_num() * (numbers::ten_to(places) / value.get_den()), -places}.to_decimal();
}

mpq_class rational(const fraction& f) { return numbers::as_mpq(f.numerator()) / numbers::as_mpq(f.denominator()); }

/// A segment as the reckoning keeps it: its base, and two stages of growth in percent, the first of so many periods.
struct plain_segment {
    mpq_class base, first, second;
    long first_periods = 0;

    [[nodiscard]] mpq_class at(long n) const {
        const long in_first = std::min(n, first_periods);
        return base * to_the(1 + first / 100, in_first) * to_the(1 + second / 100, n - in_first);
    }
};

struct plain_model {
    std::vector<plain_segment> segments;
    long periods = 0;
    model as_model{.first = period::year(2020), .last = period::year(2020)};

    [[nodiscard]] mpq_class total(long n) const {
        mpq_class sum;
        for (const plain_segment& s : segments) sum += s.at(n);
        return sum;
    }
};

decimal random_percent(numbers::source& random) { return scale10(decimal(random.between(-2000, 9000)), -random.between(2, 4)); }

growth_path path_of(const decimal& first, const decimal& second, long first_periods, long periods) {
    const rate a = rate::from_percent(first);
    const rate b = rate::from_percent(second);
    if (first_periods == 0 || first_periods == periods) return first_periods == 0 ? growth_path(b) : growth_path(a);
    return growth_path::stages({{a, period::year(2020 + first_periods)}, {b, period::year(2020 + periods)}});
}

std::string name(std::size_t i) { return "s" + std::to_string(i); }

plain_model random_model(numbers::source& random) {
    plain_model out;
    out.periods = random.between(1, 12);
    out.as_model.last = period::year(2020 + out.periods);
    const long size = random.between(1, 6);
    for (long i = 0; i < size; ++i) {
        const std::string base = to_string(scale10(decimal(random.between(1, 99'999'999)), -4), 4, rounding::half_even);
        const decimal first = random_percent(random);
        const decimal second = random_percent(random);
        const long first_periods = random.once_in(2) ? 0 : random.between(1, out.periods);
        out.segments.push_back({numbers::as_mpq(decimal::parse(base)), numbers::as_mpq(first), numbers::as_mpq(second), first_periods});
        out.as_model.segments.push_back({.name = name(static_cast<std::size_t>(i)),
                                         .base = figure::parse(base, notation::point),
                                         .growth = path_of(first, second, first_periods, out.periods)});
    }
    return out;
}

} // namespace

TEST_CASE("scenarios of random models are what fractions make of them") {
    numbers::source random(71);
    for (int n = 0; n < 300; ++n) {
        const plain_model plain = random_model(random);
        study s{.base = plain.as_model};
        std::vector<plain_model> variants;
        std::vector<mpq_class> weights;
        mpq_class rest = 1;
        const long scenarios = random.between(1, 4);
        for (long k = 0; k < scenarios; ++k) {
            plain_model variant = plain;
            scenario each{.name = "v" + std::to_string(k), .weight = scale10(decimal(random.between(0, 25)), -2)};
            for (std::size_t i = 0; i < plain.segments.size(); ++i) {
                if (random.once_in(2)) continue;
                const decimal percent = random_percent(random);
                each.changes.push_back({.of = name(i) + ".growth", .growth = rate::from_percent(percent)});
                variant.segments[i].first = variant.segments[i].second = numbers::as_mpq(percent);
            }
            weights.push_back(numbers::as_mpq(*each.weight));
            rest -= weights.back();
            variants.push_back(variant);
            s.scenarios.push_back(each);
        }
        const comparison c = compare(s);
        const long at = random.between(0, plain.periods);
        const period when = period::year(2020 + at);
        mpq_class expected = rest * plain.total(at);
        for (std::size_t k = 0; k < variants.size(); ++k) {
            const mpq_class difference = variants[k].total(at) - plain.total(at);
            REQUIRE(rational(c.difference(s.scenarios[k].name, "total", when)) == difference);
            REQUIRE(rational(*c.relative_difference(s.scenarios[k].name, "total", when)) == difference / plain.total(at));
            expected += weights[k] * variants[k].total(at);
        }
        REQUIRE(numbers::as_mpq(*c.columns[0].weight) == rest);
        REQUIRE(rational(c.expected("total", when)) == expected);
    }
}

namespace {

/// A decimal at the number or beside it, by one unit of its sixth place at most.
decimal beside(numbers::source& random, double number) {
    return decimal::parse(std::to_string(number)) + scale10(decimal(random.between(-1, 1)), -6);
}

/// One end or both of an interval beside a number.
interval around(numbers::source& random, double number) {
    const decimal a = beside(random, number);
    const decimal b = random.once_in(2) ? a : beside(random, number);
    interval out{std::min(a, b), std::max(a, b)};
    if (random.once_in(3)) out.low.reset();
    if (out.low && random.once_in(3)) out.high.reset();
    return out;
}

bool lies_in(const mpq_class& value, const interval& i) {
    return (!i.low || numbers::as_mpq(*i.low) <= value) && (!i.high || value <= numbers::as_mpq(*i.high));
}

} // namespace

TEST_CASE("expectations of random models are decided as fractions decide them") {
    numbers::source random(72);
    int held = 0;
    int failed = 0;
    for (int n = 0; n < 500; ++n) {
        const plain_model plain = random_model(random);
        const long at = random.between(1, plain.periods);
        const auto i = static_cast<std::size_t>(random.between(0, static_cast<long>(plain.segments.size()) - 1));
        const plain_segment& segment = plain.segments[i];
        const mpq_class value = segment.at(at);
        const mpq_class share = 100 * value / plain.total(at);
        const mpq_class growth = 100 * (value / segment.at(at - 1) - 1);
        const mpq_class multiple = value / segment.base;
        const double cagr = 100 * (std::pow(multiple.get_d(), 1.0 / static_cast<double>(at)) - 1);

        expectation e{.of = name(i), .when = period::year(2020 + at)};
        e.value = around(random, value.get_d());
        e.share = around(random, share.get_d());
        e.cagr = around(random, cagr);
        e.growth = around(random, growth.get_d());
        const auto grown = [&](const decimal& percent) { return to_the(1 + numbers::as_mpq(percent) / 100, at); };
        const bool cagr_holds = (!e.cagr->low || grown(*e.cagr->low) <= multiple) && (!e.cagr->high || multiple <= grown(*e.cagr->high));
        const std::vector<bool> expected{lies_in(value, *e.value), lies_in(share, *e.share), cagr_holds, lies_in(growth, *e.growth)};

        const std::vector<finding> findings = check({.base = plain.as_model, .expectations = {e}});
        REQUIRE(findings.size() == expected.size());
        for (std::size_t k = 0; k < expected.size(); ++k) {
            INFO(findings[k].wanted << "; " << findings[k].found);
            REQUIRE(findings[k].holds == expected[k]);
            (expected[k] ? held : failed) += 1;
        }
    }
    CHECK(held > 200);
    CHECK(failed > 200);
}

TEST_CASE("tornados and grids of random models are what fractions make of them") {
    numbers::source random(73);
    for (int n = 0; n < 200; ++n) {
        const plain_model plain = random_model(random);
        const long at = random.between(0, plain.periods);
        const auto with = [&](const std::vector<std::pair<std::size_t, decimal>>& percents) {
            plain_model variant = plain;
            for (const auto& [i, percent] : percents) variant.segments[i].first = variant.segments[i].second = numbers::as_mpq(percent);
            return variant.total(at);
        };
        const auto growth = [](std::size_t i, const decimal& percent) {
            return change{.of = name(i) + ".growth", .growth = rate::from_percent(percent)};
        };
        tornado_request asked{.base = plain.as_model, .when = period::year(2020 + at)};
        std::vector<std::pair<decimal, decimal>> ends;
        for (std::size_t i = 0; i < plain.segments.size(); ++i) {
            ends.emplace_back(random_percent(random), random_percent(random));
            asked.drivers.push_back({.low = growth(i, ends[i].first), .high = growth(i, ends[i].second)});
        }
        const tornado_report report = tornado(asked);
        REQUIRE(rational(report.base) == plain.total(at));
        for (const tornado_bar& bar : report.bars) {
            const std::size_t i = std::stoul(bar.label.substr(1));
            REQUIRE(rational(bar.low) == with({{i, ends[i].first}}));
            REQUIRE(rational(bar.high) == with({{i, ends[i].second}}));
        }
        for (std::size_t k = 0; k + 1 < report.bars.size(); ++k)
            REQUIRE(rational(report.bars[k].span()) >= rational(report.bars[k + 1].span()));

        if (plain.segments.size() < 2) continue;
        const grid_report cells = grid({.base = plain.as_model,
                                        .rows = {growth(0, ends[0].first), growth(0, ends[0].second)},
                                        .columns = {growth(1, ends[1].first), growth(1, ends[1].second)},
                                        .when = period::year(2020 + at)});
        REQUIRE(rational(cells.values[0][1]) == with({{0, ends[0].first}, {1, ends[1].second}}));
        REQUIRE(rational(cells.values[1][0]) == with({{0, ends[0].second}, {1, ends[1].first}}));
    }
}

TEST_CASE("break-evens of random models lie between neighbours, by integers") {
    numbers::source random(74);
    int solved = 0;
    int out_of_reach = 0;
    int exact = 0;
    for (int n = 0; n < 400; ++n) {
        const plain_model plain = random_model(random);
        const long at = random.between(1, plain.periods);
        const bool all = random.once_in(3);
        const auto i = static_cast<std::size_t>(random.between(0, static_cast<long>(plain.segments.size()) - 1));
        const bool is_shift = all || plain.as_model.segments[i].growth->kind() != path_kind::constant;
        const auto with = [&](const decimal& percent) {
            plain_model variant = plain;
            const mpq_class p = numbers::as_mpq(percent);
            for (std::size_t k = 0; k < variant.segments.size(); ++k) {
                if (!all && k != i) continue;
                plain_segment& s = variant.segments[k];
                s.first = is_shift ? mpq_class(s.first + p) : p;
                s.second = is_shift ? mpq_class(s.second + p) : p;
            }
            return variant.total(at);
        };
        const int places = static_cast<int>(random.between(0, random.once_in(4) ? 30 : 8));
        // What some percentage leads to, met exactly where it has no more places than are asked; or anything.
        const decimal secret = scale10(decimal(random.between(0, 30'000)), -random.between(0, 4));
        const decimal equals = random.once_in(3)
                                   ? decimal(random.between(1, 1'000'000))
                                   : round_to_places(numbers_decimal(with(secret)), random.once_in(2) ? 400 : 3, rounding::half_even);
        const break_even_request asked{.base = plain.as_model,
                                       .by = all ? "growth" : name(i) + ".growth",
                                       .when = period::year(2020 + at),
                                       .equals = equals,
                                       .places = places};
        const mpq_class wanted = numbers::as_mpq(equals);
        const auto report = try_break_even(asked);
        if (!report) {
            INFO(report.error().message);
            REQUIRE(report.error().id() == "E-never-reached");
            decimal lowest = -100;
            if (is_shift) {
                std::optional<decimal> least;
                for (const segment& s : plain.as_model.segments) {
                    if (!all && s.name != name(i)) continue;
                    for (const rate& r : s.growth->rates()) least = least ? std::min(*least, r.percent()) : r.percent();
                }
                lowest = round_to_places(lowest - *least, places, rounding::ceiling);
            }
            const bool out_of_the_ends = wanted < with(lowest) || with(decimal(limits::break_even_percent)) < wanted;
            REQUIRE(out_of_the_ends);
            ++out_of_reach;
            continue;
        }
        ++solved;
        REQUIRE(report->is_shift == is_shift);
        REQUIRE(rational(report->at_low) == with(report->low));
        REQUIRE(rational(report->at_high) == with(report->high));
        if (report->is_exact()) {
            ++exact;
            REQUIRE(with(report->low) == wanted);
        } else {
            REQUIRE(numbers::as_mpq(report->high) - numbers::as_mpq(report->low) == mpq_class(1, numbers::ten_to(places)));
            REQUIRE(with(report->low) < wanted);
            REQUIRE(wanted < with(report->high));
        }
        REQUIRE(numbers::as_mpq(round_to_places(report->low, places, rounding::down)) == numbers::as_mpq(report->low));
    }
    CHECK(solved > 200);
    CHECK(exact > 20);
    CHECK(out_of_reach > 0);
}
