// What must not compile whatever the source: flags under which the library's certificates would not hold.
#include <cagr/error.hpp>

// case: -ffast-math
// expect: ffast-math
// flags: -ffast-math
// compiles:
cagr::errc code();

// case: -Ofast, which contains it
// expect: ffast-math
// flags: -Ofast
// compiles:
cagr::errc code();

// case: -ffinite-math-only
// expect: ffinite-math-only
// flags: -ffinite-math-only
// compiles:
cagr::errc code();

// case: -fassociative-math or -funsafe-math-optimizations, as g++ tells of them
// expect: funsafe-math-optimizations
// flags: -D__ASSOCIATIVE_MATH__=1
// compiles:
cagr::errc code();

// case: -freciprocal-math, as g++ tells of it
// expect: freciprocal-math
// flags: -D__RECIPROCAL_MATH__=1
// compiles:
cagr::errc code();

// case: -mfpmath=387, as g++ tells of it
// expect: mfpmath=387
// flags: -U__FLT_EVAL_METHOD__ -D__FLT_EVAL_METHOD__=2
// compiles:
cagr::errc code();

// case: C++17
// expect: cagr needs C\+\+20
// flags: -std=c++17
// compiles:
cagr::errc code();
