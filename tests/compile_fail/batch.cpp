// What must not compile with batch.hpp; see tests/compile_fail.py.
#include <cagr/batch.hpp>

using namespace cagr;

// case: a column of doubles is no column
// expect: no matching function|could not convert|no viable|cannot convert
// compiles:
const std::vector<std::int64_t> bases{6235};
const projected_columns out = project(projection_batch{.bases = bases, .base_places = 2, .rates = bases, .rate_places = 3, .periods = 8});
// does not compile:
const std::vector<double> bases{62.35};
const projected_columns out = project(projection_batch{.bases = bases, .base_places = 2, .rates = bases, .rate_places = 3, .periods = 8});

// case: the places of a column have no default
// expect: no matching function|could not convert|no default|no matching constructor
// compiles:
const projection_batch batch{.bases = {}, .base_places = 2, .rates = {}, .rate_places = 3, .periods = 8};
// does not compile:
const projection_batch batch{.bases = {}, .rates = {}, .periods = 8};

// case: a number of periods is whole
// expect: deleted
// compiles:
const projection_batch batch{.bases = {}, .base_places = 2, .rates = {}, .rate_places = 3, .periods = 8};
// does not compile:
const projection_batch batch{.bases = {}, .base_places = 2, .rates = {}, .rate_places = 3, .periods = 8.0};

// case: a column does not outlive the result it is part of
// expect: deleted
// compiles:
const projected_columns out = project(projection_batch{.bases = {}, .base_places = 2, .rates = {}, .rate_places = 3, .periods = 8});
const std::size_t size = out.values(8).size();
// does not compile:
const std::size_t size =
    project(projection_batch{.bases = {}, .base_places = 2, .rates = {}, .rate_places = 3, .periods = 8}).values(8).size();
