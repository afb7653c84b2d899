// What must not compile with fraction.hpp and growth_path.hpp; see tests/compile_fail.py.
#include <cagr/cagr.hpp>

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

// case: a double is no fraction
// expect: deleted
// compiles:
const fraction half = 0.5_dec;
// does not compile:
const fraction half = 0.5;

// case: nor is one side of a quotient
// expect: deleted
// compiles:
const fraction third = quotient(1, 3);
// does not compile:
const fraction third = quotient(1.0, 3);

// case: a fraction becomes a decimal by a rounding that is named
// expect: conversion from|no viable conversion
// compiles:
const decimal third = round_to_places(quotient(1, 3), 2, rounding::half_up);
// does not compile:
const decimal third = quotient(1, 3);

// case: there is no operator that divides fractions
// expect: no match for|invalid operands
// compiles:
const fraction half = quotient(fraction(1), fraction(2));
// does not compile:
const fraction half = fraction(1) / fraction(2);

// case: a power of a fraction is a whole one
// expect: deleted
// compiles:
const fraction ninth = pow(quotient(1, 3), 2);
// does not compile:
const fraction ninth = pow(quotient(1, 3), 2.5);

// case: a number is not a path: which rate it is has to be said
// expect: conversion from|no viable conversion|could not convert
// compiles:
const growth_path path = 40.2_pct;
// does not compile:
const growth_path path = 0.402_dec;

// case: a capacity is not a double
// expect: deleted
// compiles:
const growth_path path = growth_path::logistic({.capacity = 500, .unconstrained = 40_pct});
// does not compile:
const growth_path path = growth_path::logistic({.capacity = 500.0, .unconstrained = 40_pct});

// case: what a path starts from is not a double
// expect: deleted
// compiles:
const auto values = grown({.base = 24, .from = 2020y}, 40_pct, 8);
// does not compile:
const auto values = grown({.base = 24.0, .from = 2020y}, 40_pct, 8);
