// What must not compile with growth.hpp, forecast.hpp, period.hpp and figure.hpp; see tests/compile_fail.py.
#include <cagr/cagr.hpp>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

// case: a rate has no default
// expect: no matching function|no default|deleted|could not convert|no matching constructor
// compiles:
const rate growth = rate::from_percent(0);
// does not compile:
const rate growth;

// case: nor inside an aggregate that leaves it out
// expect: no matching function|could not convert|deleted|no default|no matching constructor
// compiles:
struct assumption {
    rate growth = 40.2_pct;
};
const assumption assumed{};
// does not compile:
struct assumption {
    rate growth;
};
const assumption assumed{};

// case: a number is not a rate: percent, fraction or factor has to be said
// expect: no matching function|could not convert|conversion from|no viable|private
// compiles:
const rate growth = rate::from_fraction(0.402_dec);
// does not compile:
const rate growth = 0.402_dec;

// case: a number is not a rate in an argument either
// expect: no matching function|could not convert|invalid initialization|cannot convert|no viable
// compiles:
const decimal later = compound(62.35_dec, 40.2_pct, 8);
// does not compile:
const decimal later = compound(62.35_dec, 40.2_dec, 8);

// case: a rate is not a number
// expect: no matching function|could not convert|conversion from|no viable|cannot convert
// compiles:
const decimal fraction = (40.2_pct).fraction();
// does not compile:
const decimal fraction = 40.2_pct;

// case: percent are not a double
// expect: deleted
// compiles:
const rate growth = rate::from_percent(40.2_dec);
// does not compile:
const rate growth = rate::from_percent(40.2);

// case: a base is not a double
// expect: deleted
// compiles:
const decimal later = compound(62.35_dec, 40.2_pct, 8);
// does not compile:
const decimal later = compound(62.35, 40.2_pct, 8);

// case: a fractional number of periods is not cut to an integer
// expect: deleted
// compiles:
const decimal later = compound(62.35_dec, 40.2_pct, 8);
// does not compile:
const decimal later = compound(62.35_dec, 40.2_pct, 8.5);

// case: nor in a discount
// expect: deleted
// compiles:
const decimal earlier = discount(62.35_dec, 40.2_pct, 8, {});
// does not compile:
const decimal earlier = discount(62.35_dec, 40.2_pct, 8.0, {});

// case: nor in a projection
// expect: deleted
// compiles:
const projection rows = project(62.35_dec, 40.2_pct, 8);
// does not compile:
const projection rows = project(62.35_dec, 40.2_pct, 8.0F);

// case: nor in a projection with the periods given as bool
// expect: no matching function|could not convert|cannot convert|no viable
// compiles:
const projection rows = project(62.35_dec, 40.2_pct, 1);
// does not compile:
const projection rows = project(62.35_dec, 40.2_pct, true);

// case: a rate that is solved for takes its digits and rounding
// expect: no matching function|too few arguments
// compiles:
const rate growth = implied_rate(100, 121, 2, {});
// does not compile:
const rate growth = implied_rate(100, 121, 2);

// case: fractional periods are a ratio, not a double
// expect: no matching function|could not convert|deleted|ambiguous|no viable
// compiles:
const rate growth = implied_rate(100, 121, ratio{3, 2}, {});
// does not compile:
const rate growth = implied_rate(100, 121, 1.5, {});

// case: the periods to a target take digits and rounding
// expect: too few arguments|no matching function
// compiles:
const decimal wait = periods_to(100, 121, 10_pct, {});
// does not compile:
const decimal wait = periods_to(100, 121, 10_pct);

// case: real growth says which rate is which
// expect: no matching function|could not convert|invalid initialization|no viable
// compiles:
const rate real = real_rate({.nominal = 7_pct, .inflation = 3_pct}, {});
// does not compile:
const rate real = real_rate(7_pct, 3_pct, {});

// case: a monthly rate takes digits and rounding
// expect: no matching function|too few arguments
// compiles:
const rate monthly = per_period(40.2_pct, 12, {});
// does not compile:
const rate monthly = per_period(40.2_pct, 12);

// case: a rate literal is digits
// expect: constant expression|not a constant
// compiles:
const rate growth = 16_pct;
// does not compile:
const rate growth = 0x10_pct;

// case: rates are not added: growth compounds
// expect: operator\+|invalid operands
// compiles:
const rate two_years[] = {10_pct, 10_pct};
const rate both = cumulative_growth(two_years);
// does not compile:
const rate both = 10_pct + 10_pct;

// case: rates are not multiplied by a number
// expect: operator\*|invalid operands
// compiles:
const rate twice = rate::from_fraction((10_pct).fraction() * 2);
// does not compile:
const rate twice = 10_pct * 2;

// case: an integer is not a period: 2028 may be a year or a count
// expect: no matching function|could not convert|conversion from|no viable|cannot convert
// compiles:
const period when = 2028y;
const period last = period::year(2028);
// does not compile:
const period when = 2028;

// case: text becomes a period by name
// expect: no matching function|could not convert|conversion from|no viable|cannot convert
// compiles:
const period when = period::parse("2028Q3");
// does not compile:
const period when = "2028Q3";

// case: periods are not added up
// expect: operator\+|no matching|constraint|invalid operands
// compiles:
const period later = period::year(2020) + 8;
// does not compile:
const period later = period::year(2020) + period::year(8);

// case: a step of half a period
// expect: operator\+|no matching|constraint|invalid operands
// compiles:
const period later = period::quarter(2020, 1) + 2;
// does not compile:
const period later = period::quarter(2020, 1) + 2.5;

// case: text becomes a figure by name
// expect: no matching function|could not convert|conversion from|no viable|cannot convert
// compiles:
const figure base = figure::parse("USD 62.35 billion");
// does not compile:
const figure base = "USD 62.35 billion";

// case: a figure of a printed number is no exact number
// expect: no matching function|could not convert|conversion from|no viable|cannot convert
// compiles:
const decimal value = figure::parse("62.35B").value();
// does not compile:
const decimal value = figure::parse("62.35B");

// case: a figure has no default
// expect: private|no matching|deleted
// compiles:
const figure base = figure::exact(62.35_B, magnitude::billion());
// does not compile:
const figure base;

// case: a projection that is not kept
// expect: nodiscard|unused-result|ignoring return value
// flags: -Werror=unused-result
// compiles:
void reads() { static_cast<void>(project(62.35_dec, 40.2_pct, 8)); }
// does not compile:
void reads() { project(62.35_dec, 40.2_pct, 8); }
