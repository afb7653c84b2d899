# What cagr is built from. Nothing is downloaded: each dependency is an installed package.

# Boost.Multiprecision (headers only) computes what exceeds 256 bits. Only the directory of its headers
# is wanted, so that headers unpacked without Boost's package configuration do as well.
if(CAGR_BOOST_INCLUDE_DIR)
  set(cagr_boost_headers "${CAGR_BOOST_INCLUDE_DIR}")
else()
  if(POLICY CMP0167)
    cmake_policy(SET CMP0167 NEW) # Boost's own package configuration, not CMake's removed module
  endif()
  find_package(Boost 1.74 QUIET)
  if(TARGET Boost::headers)
    get_target_property(cagr_boost_headers Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
  else()
    find_path(CAGR_FOUND_BOOST boost/multiprecision/cpp_int.hpp)
    set(cagr_boost_headers "${CAGR_FOUND_BOOST}")
  endif()
endif()
if(NOT EXISTS "${cagr_boost_headers}/boost/multiprecision/cpp_int.hpp")
  message(FATAL_ERROR "No boost/multiprecision/cpp_int.hpp in '${cagr_boost_headers}': "
                      "install Boost 1.74 or later (Debian: libboost-dev) or set CAGR_BOOST_INCLUDE_DIR")
endif()

# fmt 9 or later: only <cagr/format.hpp> and the program need it.
if(NOT TARGET fmt::fmt-header-only)
  find_package(fmt QUIET)
endif()

# Catch2 2.13 or 3: only <cagr/testing/catch2.hpp> and cagr's own tests need it.
if(NOT TARGET Catch2::Catch2)
  find_package(Catch2 QUIET)
endif()
