#include "support/catch.hpp"

#include <cagr/ostream.hpp>

#include <iomanip>
#include <locale>
#include <sstream>
#include <string>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

namespace {

template <class T>
std::string printed(const T& value) {
    std::ostringstream os;
    os << value;
    return os.str();
}

/// Groups digits and has a comma for a point, as German locales do.
struct grouping : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

} // namespace

TEST_CASE("each value prints what to_string gives") {
    CHECK(printed(62.350_dec) == "62.35");
    CHECK(printed(-1e40_dec) == "-1e+40");
    CHECK(printed(40.2_pct) == "40.2%");
    CHECK(printed(period(2028y)) == "2028");
    CHECK(printed(period::parse("FY2027-28")) == "FY2027-28");
    CHECK(printed(figure::parse("USD 62.35 billion")) == "USD 62.35B");
    CHECK(printed(rounding::half_up) == "half_up");
}

TEST_CASE("an error prints its id, its message and the place") {
    const auto failed = decimal::try_parse("62.35abc");
    REQUIRE_FALSE(failed.has_value());
    CHECK(printed(failed.error()) == to_string(failed.error()));
    CHECK(printed(failed.error()).substr(0, 16) == "E-parse-suffix: ");
}

TEST_CASE("width, fill and alignment are the stream's") {
    std::ostringstream os;
    os << std::setw(8) << 62.35_dec << '|' << std::left << std::setw(8) << 40.2_pct << '|' << std::setfill('.') << std::setw(6)
       << period(2028y) << '|' << 5_dec;
    CHECK(os.str() == "   62.35|40.2%   |2028..|5");
}

TEST_CASE("the stream's precision and locale change nothing") {
    std::ostringstream os;
    os.imbue(std::locale(std::locale::classic(), new grouping));
    os << std::fixed << std::setprecision(1) << std::showpos << 62350.25_dec << ' ' << 1234.5_pct;
    CHECK(os.str() == "62350.25 1234.5%");
}
