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

// case: C++17
// expect: cagr needs C\+\+20
// flags: -std=c++17
// compiles:
cagr::errc code();
