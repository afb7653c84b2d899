#include <cagr/batch.hpp>
#include <cagr/forecast.hpp>
#include <cagr/growth.hpp>

#include "support/decimals.hpp"

#include <cfenv>
#include <cstdint>
#if defined(__SSE2__)
#include <xmmintrin.h>
#endif
#include <limits>
#include <vector>

using namespace cagr;
using namespace cagr::literals;
using decimals::refused;

namespace {

using column = std::vector<std::int64_t>;

column values(const projected_columns& out, std::size_t k) {
    const auto of = out.values(k);
    return {of.begin(), of.end()};
}

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

} // namespace

TEST_CASE("a batch holds the values of project, period by period") {
    const column bases{6235, 14200, 13655}; // 62.35, 142.00, 136.55
    const column rates{402, 381, 373};      // 40.2%, 38.1%, 37.3%
    const projected_columns out =
        project(projection_batch{.bases = bases, .base_places = 2, .rates = rates, .rate_places = 3, .periods = 8});
    REQUIRE(out.rows() == 3);
    REQUIRE(out.periods() == 8);
    CHECK(out.refusals().empty());
    CHECK(out.values(8)[0] == 93072);
    for (std::size_t i = 0; i < bases.size(); ++i) {
        const projection one =
            project(decimal::from_scaled_int64(bases[i], 2), rate::from_fraction(decimal::from_scaled_int64(rates[i], 3)), 8);
        for (std::size_t k = 1; k <= 8; ++k) CHECK(out.values(k)[i] == one[k].shown().to_scaled_int64(2, rounding::half_up));
    }
}

TEST_CASE("a tie is rounded as the mode says, and only a tie") {
    const column bases{100, 300, -100, 101}; // at 50%, to the place of the base: 150 is 1.5 units of ten
    const column rates{5, 5, 5, 5};
    const auto rounded = [&](rounding mode) {
        return values(project(projection_batch{
                          .bases = bases, .base_places = 2, .rates = rates, .rate_places = 1, .periods = 1, .places = 0, .mode = mode}),
                      1);
    };
    // 1.5, 4.5, -1.5, 1.515
    CHECK(rounded(rounding::half_even) == column{2, 4, -2, 2});
    CHECK(rounded(rounding::half_up) == column{2, 5, -2, 2});
    CHECK(rounded(rounding::half_down) == column{1, 4, -1, 2});
    CHECK(rounded(rounding::up) == column{2, 5, -2, 2});
    CHECK(rounded(rounding::down) == column{1, 4, -1, 1});
    CHECK(rounded(rounding::ceiling) == column{2, 5, -1, 2});
    CHECK(rounded(rounding::floor) == column{1, 4, -2, 1});
}

TEST_CASE("a value that does not fit is refused with its row and its first period, and stands as no_value") {
    const column bases{most, most / 2, 1, -most, 0, std::numeric_limits<std::int64_t>::min()};
    const column rates{0, 1, 1, 1, 9, 0};
    const projected_columns out =
        project(projection_batch{.bases = bases, .base_places = 0, .rates = rates, .rate_places = 0, .periods = 2, .places = 0});
    CHECK(values(out, 1) == column{most, most - 1, 2, no_value, 0, no_value});
    CHECK(values(out, 2) == column{most, no_value, 4, no_value, 0, no_value});
    CHECK(out.refusals() == std::vector<batch_refusal>{{1, errc::domain_int64, 2}, {3, errc::domain_int64, 1}, {5, errc::domain_int64, 0}});
    // One that is too long for its places at first, and declines to fit.
    const column large{most / 10};
    const column half{-5};
    const projected_columns back =
        project(projection_batch{.bases = large, .base_places = 0, .rates = half, .rate_places = 1, .periods = 5, .places = 2});
    CHECK(back.refusals() == std::vector<batch_refusal>{{0, errc::domain_int64, 1}});
    CHECK(back.values(3)[0] == no_value);
    CHECK(back.values(4)[0] == (most / 10 * 100_dec * pow(0.5_dec, 4)).to_scaled_int64(0, rounding::half_up));
}

TEST_CASE("a value that is beyond what the filter rounds is exact") {
    // Where a double is added to that turns it into an integer: what is left is near zero, of either sign.
    const column bases{-6755399441055745, -6755399441055743, -9007199254740993, -13510798882111489, 6755399441055745, -2251799813685249};
    const column rates(bases.size(), 0);
    for (const rounding mode : {rounding::half_up, rounding::floor, rounding::up}) {
        const projected_columns out = project(
            projection_batch{.bases = bases, .base_places = 2, .rates = rates, .rate_places = 3, .periods = 2, .places = 2, .mode = mode});
        CHECK(values(out, 2) == bases);
    }
}

TEST_CASE("a rate below -100% is refused, one of -100% leaves nothing") {
    const column bases{100, 100};
    const column rates{-1001, -1000};
    const projected_columns out =
        project(projection_batch{.bases = bases, .base_places = 0, .rates = rates, .rate_places = 3, .periods = 3, .mode = rounding::up});
    CHECK(out.refusals() == std::vector<batch_refusal>{{0, errc::domain_rate, 0}});
    for (int k = 1; k <= 3; ++k) CHECK(values(out, static_cast<std::size_t>(k)) == column{no_value, 0});
}

TEST_CASE("a hundred periods are exact to the last one") {
    const column bases{6235, -6235};
    const column rates{402, -3};
    const projected_columns out =
        project(projection_batch{.bases = bases, .base_places = 2, .rates = rates, .rate_places = 3, .periods = 100, .places = 3});
    for (int k = 1; k <= 100; ++k) {
        const decimal growing = 62.35_dec * pow(1.402_dec, k);
        const auto fits = growing.try_to_scaled_int64(3, rounding::half_up);
        CHECK(out.values(k)[0] == (fits ? *fits : no_value));
        CHECK(out.values(k)[1] == (-62.35_dec * pow(0.997_dec, k)).to_scaled_int64(3, rounding::half_up));
    }
    CHECK(out.refusals().size() == 1);
}

TEST_CASE("no rows and no periods are no columns") {
    const projected_columns none = project(projection_batch{.bases = {}, .base_places = 2, .rates = {}, .rate_places = 3, .periods = 8});
    CHECK(none.rows() == 0);
    CHECK(none.periods() == 8);
    CHECK(none.values(8).empty());
    CHECK(refused([&] { return none.values(9).size(); }) == "E-domain-columns");
    CHECK(none.refusals().empty());
    const column one{1};
    CHECK(project(projection_batch{.bases = one, .base_places = 2, .rates = one, .rate_places = 3, .periods = 0}).periods() == 0);
    CHECK(implied_rates(rate_batch{.begins = {}, .begin_places = 0, .ends = {}, .end_places = 0, .periods = {}}).values.empty());
}

TEST_CASE("a batch whose columns or sizes do not match is refused before the work") {
    const column two{1, 2};
    const column one{1};
    const auto batch = [&](whole_count base_places, whole_count rate_places, whole_count periods, whole_count places, whole_count threads) {
        return projection_batch{.bases = two,
                                .base_places = base_places,
                                .rates = two,
                                .rate_places = rate_places,
                                .periods = periods,
                                .places = places,
                                .threads = threads};
    };
    CHECK(refused([&] {
              return project(projection_batch{.bases = two, .base_places = 0, .rates = one, .rate_places = 0, .periods = 1});
          }) == "E-domain-columns");
    column room(3);
    CHECK(refused([&] { return project_into(batch(0, 0, 1, 0, 1), room); }) == "E-domain-columns");
    CHECK(refused([&] { return project(batch(0, 0, 101, 0, 1)); }) == "E-limit-periods");
    CHECK(refused([&] { return project(batch(0, 0, -1, 0, 1)); }) == "E-domain-count");
    CHECK(refused([&] { return project(batch(19, 0, 1, 0, 1)); }) == "E-limit-digits");
    CHECK(refused([&] { return project(batch(0, 19, 1, 0, 1)); }) == "E-limit-digits");
    CHECK(refused([&] { return project(batch(0, 0, 1, 19, 1)); }) == "E-limit-digits");
    CHECK(refused([&] { return project(batch(0, 0, 1, 0, 257)); }) == "E-limit-rows");
    const projected_columns out = project(batch(18, 18, 100, 18, 256));
    CHECK(out.periods() == 100);
    CHECK(refused([&] { return out.values(0).size(); }) == "E-domain-columns");
    CHECK(refused([&] { return out.values(101).size(); }) == "E-domain-columns");
    CHECK(try_project(batch(0, 0, 101, 0, 1)).error().code == errc::limit_periods);
    CHECK(refused([&] {
              return implied_rates(rate_batch{.begins = two, .begin_places = 0, .ends = one, .end_places = 0, .periods = two});
          }) == "E-domain-columns");
    CHECK(refused([&] {
              return implied_rates(rate_batch{.begins = two, .begin_places = 0, .ends = two, .end_places = 0, .periods = one});
          }) == "E-domain-columns");
    CHECK(refused([&] {
              return implied_rates_into(rate_batch{.begins = two, .begin_places = 0, .ends = two, .end_places = 0, .periods = two}, room);
          }) == "E-domain-columns");
}

TEST_CASE("values are not written over the columns that they come from") {
    column memory{100, 105, 110, 115, 120};
    const column five(5, 1);
    const std::span<std::int64_t> all(memory);
    const auto grow = [&](std::span<const std::int64_t> bases, std::span<const std::int64_t> rates, std::span<std::int64_t> into) {
        return refused([&] {
            return project_into(projection_batch{.bases = bases, .base_places = 2, .rates = rates, .rate_places = 1, .periods = 1}, into);
        });
    };
    CHECK(grow(all, five, all) == "E-domain-columns");
    CHECK(grow(five, all, all) == "E-domain-columns");
    CHECK(grow(all.first(2), all.first(2), all.subspan(1, 2)) == "E-domain-columns");
    CHECK(grow(all.last(2), all.last(2), all.subspan(2, 2)) == "E-domain-columns");
    CHECK(memory == column{100, 105, 110, 115, 120});
    CHECK(grow(all.first(2), all.first(2), all.subspan(2, 2)) == "no error"); // beside one another
    const auto imply = [&](std::span<const std::int64_t> begins, std::span<const std::int64_t> ends,
                           std::span<const std::int64_t> periods) {
        return refused([&] {
            return implied_rates_into(rate_batch{.begins = begins, .begin_places = 2, .ends = ends, .end_places = 2, .periods = periods},
                                      all);
        });
    };
    CHECK(imply(all, five, five) == "E-domain-columns");
    CHECK(imply(five, all, five) == "E-domain-columns");
    CHECK(imply(five, five, all) == "E-domain-columns");
}

TEST_CASE("rates of columns are those of implied_rate, to decimal places of the fraction") {
    const column begins{6235, 100, 100, -100, 100, 4, 100};
    const column ends{99777, 121, 100, -121, 0, 8, 33};
    const column periods{8, 2, 5, 2, 3, 1, 1};
    const rate_column out =
        implied_rates(rate_batch{.begins = begins, .begin_places = 2, .ends = ends, .end_places = 2, .periods = periods, .places = 6});
    CHECK(out.refusals.empty());
    CHECK(out.values == column{414244, 100000, 0, 100000, -1000000, 1000000, -670000});
}

TEST_CASE("a directed rounding of a rate knows an exact root from what lies beside it") {
    const column begins{1'000'000, 1'000'000, 1'000'000};
    const column ends{1'210'000, 1'210'001, 1'209'999};
    const column periods{2, 2, 2};
    const auto rates = [&](rounding mode) {
        return implied_rates(
                   rate_batch{
                       .begins = begins, .begin_places = 0, .ends = ends, .end_places = 0, .periods = periods, .places = 2, .mode = mode})
            .values;
    };
    CHECK(rates(rounding::floor) == column{10, 10, 9});
    CHECK(rates(rounding::ceiling) == column{10, 11, 10});
    CHECK(rates(rounding::down) == column{10, 10, 9});
    CHECK(rates(rounding::up) == column{10, 11, 10});
    CHECK(rates(rounding::half_even) == column{10, 10, 10});
}

TEST_CASE("a directed rounding of a rate knows which side of zero it is on, where doubles see no growth") {
    const column begins{1'000'000'000'000'000'001, 1'000'000'000'000'000'000, -1'000'000'000'000'000'001, 7};
    const column ends{1'000'000'000'000'000'000, 1'000'000'000'000'000'001, -1'000'000'000'000'000'000, 7};
    const column periods{1, 1, 3, 3};
    const auto rates = [&](rounding mode) {
        return implied_rates(
                   rate_batch{.begins = begins, .begin_places = 2, .ends = ends, .end_places = 2, .periods = periods, .mode = mode})
            .values;
    };
    CHECK(rates(rounding::floor) == column{-1, 0, -1, 0});
    CHECK(rates(rounding::ceiling) == column{0, 1, 0, 0});
    CHECK(rates(rounding::down) == column{0, 0, 0, 0});
    CHECK(rates(rounding::up) == column{-1, 1, -1, 0});
    CHECK(rates(rounding::half_even) == column{0, 0, 0, 0});
}

TEST_CASE("what has no value has none when it is a column again") {
    const column bases{no_value, 100, no_value};
    const column rates{5, 5, -11};
    const projected_columns out = project(
        projection_batch{.bases = bases, .base_places = 2, .rates = rates, .rate_places = 1, .periods = 1, .mode = rounding::floor});
    CHECK(values(out, 1) == column{no_value, 150, no_value});
    CHECK(out.refusals() == std::vector<batch_refusal>{{0, errc::domain_int64, 0}, {2, errc::domain_rate, 0}});
    const column periods{1, 1, 1};
    const rate_column found =
        implied_rates(rate_batch{.begins = bases, .begin_places = 2, .ends = rates, .end_places = 2, .periods = periods});
    CHECK(found.values == column{no_value, -9500, no_value});
    CHECK(found.refusals == std::vector<batch_refusal>{{0, errc::domain_int64, 0}, {2, errc::domain_int64, 0}});
}

TEST_CASE("rows without a rate are refused as implied_rate refuses them") {
    const column begins{0, -5, 5, 1, 1, 1, 1};
    const column ends{5, 5, -5, 2, 2, 2, most};
    const column periods{1, 1, 1, 0, -1, 1'000'001, 1};
    const rate_column out =
        implied_rates(rate_batch{.begins = begins, .begin_places = 18, .ends = ends, .end_places = 0, .periods = periods, .places = 4});
    CHECK(out.values == column(7, no_value));
    CHECK(out.refusals == std::vector<batch_refusal>{{0, errc::domain_from_zero, 0},
                                                     {1, errc::domain_sign_change, 0},
                                                     {2, errc::domain_sign_change, 0},
                                                     {3, errc::domain_zero_periods, 0},
                                                     {4, errc::domain_count, 0},
                                                     {5, errc::limit_periods, 0},
                                                     {6, errc::domain_int64, 0}});
}

TEST_CASE("a batch is exact while the processor rounds another way") {
    const column bases{6235, 100, 777};
    const column rates{402, 5, -250};
    const column periods{8, 3, 2};
    const auto both = [&] {
        column out = values(project(projection_batch{.bases = bases, .base_places = 2, .rates = rates, .rate_places = 3, .periods = 8}), 8);
        const column found =
            implied_rates(rate_batch{.begins = bases, .begin_places = 2, .ends = rates, .end_places = 2, .periods = periods}).values;
        out.insert(out.end(), found.begin(), found.end());
        return out;
    };
    const column expected = both();
    for (const int direction : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
        std::fesetround(direction);
        const column found = both();
        std::fesetround(FE_TONEAREST);
        CHECK(found == expected);
    }
}

#if defined(__SSE2__)
TEST_CASE("a batch is exact where only the processor's vector unit rounds another way, which fegetround does not tell") {
    const column bases(20, 88104);
    column rates;
    for (std::int64_t i = 0; i < 20; ++i) rates.push_back(52376175262393 + i);
    const auto grown = [&] {
        return values(
            project(projection_batch{
                .bases = bases, .base_places = 2, .rates = rates, .rate_places = 18, .periods = 64, .places = 10, .mode = rounding::up}),
            64);
    };
    const column expected = grown();
    for (const unsigned direction : {_MM_ROUND_UP, _MM_ROUND_DOWN, _MM_ROUND_TOWARD_ZERO}) {
        _MM_SET_ROUNDING_MODE(direction);
        const column found = grown();
        _MM_SET_ROUNDING_MODE(_MM_ROUND_NEAREST);
        CHECK(found == expected);
    }
}
#endif
