// Counts and ratios given as arguments: which types convert, and which numbers are accepted.
#include <cagr/count.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>

using cagr::errc;
using cagr::ratio;
using cagr::whole_count;

namespace {

cagr::error refusal(whole_count given, std::uint64_t most, errc over_limit) {
    try {
        (void)given.checked("the number of periods", most, over_limit);
    } catch (const cagr::exception& e) {
        return e.error();
    }
    FAIL("the count was accepted");
    return {};
}

} // namespace

TEST_CASE("every integer type converts to a count") {
    CHECK(whole_count(3).checked("n", 10, errc::limit_periods) == 3);
    CHECK(whole_count(std::int8_t{127}).checked("n", 1000, errc::limit_periods) == 127);
    CHECK(whole_count(std::uint16_t{65535}).checked("n", 100'000, errc::limit_periods) == 65535);
    CHECK(whole_count(std::size_t{0}).checked("n", 0, errc::limit_periods) == 0);
    CHECK(whole_count(std::numeric_limits<std::uint64_t>::max())
              .checked("n", std::numeric_limits<std::uint64_t>::max(), errc::limit_periods) == std::numeric_limits<std::uint64_t>::max());
    STATIC_REQUIRE(std::is_convertible_v<long, whole_count>);
    STATIC_REQUIRE(std::is_convertible_v<unsigned char, whole_count>);
}

TEST_CASE("floating point, bool and characters do not convert to a count") {
    STATIC_REQUIRE_FALSE(std::is_constructible_v<whole_count, double>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<whole_count, float>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<whole_count, long double>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<whole_count, bool>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<whole_count, char>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<whole_count, char32_t>);
}

TEST_CASE("nor does an integer of more than 64 bits, which would be cut") {
    __extension__ using wide = __int128;
    __extension__ using unsigned_wide = unsigned __int128;
    STATIC_REQUIRE_FALSE(cagr::whole_number<wide>); // an integral type only under -std=gnu++20
    STATIC_REQUIRE_FALSE(cagr::whole_number<unsigned_wide>);
}

TEST_CASE("a negative count is a domain error that says what was given") {
    const cagr::error e = refusal(-3, 10, errc::limit_periods);
    CHECK(e.id() == "E-domain-count");
    CHECK(e.message == "the number of periods is -3; it must be 0 or more");
    CHECK(refusal(std::numeric_limits<std::int64_t>::min(), 10, errc::limit_periods).message ==
          "the number of periods is -9223372036854775808; it must be 0 or more");
}

TEST_CASE("a count over the limit is an error of the kind its function names") {
    const cagr::error e = refusal(11, 10, errc::limit_periods);
    CHECK(e.id() == "E-limit-periods");
    CHECK(e.message == "the number of periods is 11; at most 10 allowed");
    CHECK(refusal(std::numeric_limits<std::uint64_t>::max(), 10, errc::limit_digits).id() == "E-limit-digits");
}

TEST_CASE("ratios are compared as written") {
    STATIC_REQUIRE(ratio{18, 12} == ratio{18, 12});
    STATIC_REQUIRE(ratio{18, 12} != ratio{3, 2});
    STATIC_REQUIRE(ratio{5}.denominator == 1);
}
