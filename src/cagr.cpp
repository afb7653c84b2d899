// The compiled form: with CAGR_COMPILED the headers leave their definitions out and CAGR_INLINE is
// empty, so that every definition is here once.
#include <cagr/impl/audit.ipp>
#include <cagr/impl/batch.ipp>
#include <cagr/impl/claim.ipp>
#include <cagr/impl/decimal.ipp>
#include <cagr/impl/error.ipp>
#include <cagr/impl/figure.ipp>
#include <cagr/impl/forecast.ipp>
#include <cagr/impl/fraction.ipp>
#include <cagr/impl/growth.ipp>
#include <cagr/impl/growth_interval.ipp>
#include <cagr/impl/growth_path.ipp>
#include <cagr/impl/language.ipp>
#include <cagr/impl/lineup.ipp>
#include <cagr/impl/model.ipp>
#include <cagr/impl/period.ipp>
#include <cagr/impl/scenario.ipp>
#include <cagr/impl/sensitivity.ipp>
#include <cagr/impl/simulation.ipp>
#include <cagr/impl/trend.ipp>
