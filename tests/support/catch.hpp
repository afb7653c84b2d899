// The test framework, in whichever of its two supported versions is installed.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

// How Catch2 prints the library's values must be one thing in all files of a test program.
#include <cagr/testing/catch2.hpp>
