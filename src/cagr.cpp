// The compiled form: with CAGR_COMPILED the headers leave their definitions out and CAGR_INLINE is
// empty, so that every definition is here once.
#include <cagr/error.hpp>
#include <cagr/decimal.hpp>

#include <cagr/impl/error.ipp>
#if __has_include(<cagr/impl/decimal.ipp>)
#include <cagr/impl/decimal.ipp>
#endif
#if __has_include(<cagr/impl/period.ipp>)
#include <cagr/period.hpp>
#include <cagr/impl/period.ipp>
#endif
#if __has_include(<cagr/impl/figure.ipp>)
#include <cagr/figure.hpp>
#include <cagr/impl/figure.ipp>
#endif
#if __has_include(<cagr/impl/growth.ipp>)
#include <cagr/growth.hpp>
#include <cagr/impl/growth.ipp>
#endif
#if __has_include(<cagr/impl/forecast.ipp>)
#include <cagr/forecast.hpp>
#include <cagr/impl/forecast.ipp>
#endif
#if __has_include(<cagr/impl/ostream.ipp>)
#include <cagr/ostream.hpp>
#include <cagr/impl/ostream.ipp>
#endif
