// What it answers: what `cagr audit --claims FILE` prints: each row of a CSV audited, then how many came to which verdict.
// What it needs: options.hpp.
// Example: const tally_of_claims seen = audit_claims("claims.csv", settings);
#pragma once

#include "options.hpp"

#include <cstdint>
#include <string>

namespace cagr::cli {

struct tally_of_claims {
    std::uint64_t rows = 0;
    std::uint64_t unreadable = 0;
    std::uint64_t inconsistent = 0;
};

/// Reads the rows one by one; CSV, JSON and plain are written as they come. Of each row that cannot be read standard error is told,
/// with its line and column. Errors: those of the file as a whole.
[[nodiscard]] tally_of_claims audit_claims(const std::string& file, const settings& s);

} // namespace cagr::cli
