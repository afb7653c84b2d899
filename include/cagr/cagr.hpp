// What it answers: everything of the core in one include; neither fmt nor iostream comes with it.
// What it needs: the core headers below.
// Example: #include <cagr/cagr.hpp>
#pragma once

#include <cagr/audit.hpp>
#include <cagr/claim.hpp>
#include <cagr/count.hpp>
#include <cagr/decimal.hpp>
#include <cagr/error.hpp>
#include <cagr/figure.hpp>
#include <cagr/forecast.hpp>
#include <cagr/fraction.hpp>
#include <cagr/growth.hpp>
#include <cagr/growth_interval.hpp>
#include <cagr/growth_path.hpp>
#include <cagr/language.hpp>
#include <cagr/lineup.hpp>
#include <cagr/model.hpp>
#include <cagr/period.hpp>
#include <cagr/scenario.hpp>
#include <cagr/sensitivity.hpp>
#include <cagr/trend.hpp>
