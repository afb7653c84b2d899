// What it answers: how the two delivery forms differ, and what no form may be built with.
// What it needs: nothing.
// Example: CAGR_INLINE std::string to_string(const decimal& d) { ... }   // in impl/*.ipp
#pragma once

#if __cplusplus < 202002L
#error "cagr needs C++20: build with -std=c++20 or later"
#endif

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "cagr certifies its results with IEEE arithmetic: build without -ffast-math and -ffinite-math-only"
#endif

#if !defined(__SIZEOF_INT128__)
#error "cagr needs a 64-bit compiler with unsigned __int128 (g++ 12, clang 14 or later)"
#endif

// The compiled form (CAGR_COMPILED, set by the cagr::cagr target) defines each .ipp once, in
// src/cagr.cpp; the header-only form defines it inline wherever it is included.
#if defined(CAGR_COMPILED)
#define CAGR_INLINE
#else
#define CAGR_INLINE inline
#endif
