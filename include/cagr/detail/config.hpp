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

// g++ tells of the parts of -ffast-math too, which -funsafe-math-optimizations turns on; clang of none.
#if defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__)
#error                                                                                                                                     \
    "cagr certifies its results with IEEE arithmetic: build without -fassociative-math, -freciprocal-math and -funsafe-math-optimizations"
#endif

#if defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ == 2
#error "cagr certifies its results with doubles that are rounded at each step: build without -mfpmath=387"
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
