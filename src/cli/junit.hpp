// What it answers: how the results of a check read as JUnit XML, which build servers show.
// What it needs: tinyxml2 behind the definition.
// Example: deliver(junit_text("market.toml", cases), file);
#pragma once

#include <string>
#include <vector>

namespace cagr::cli {

struct junit_case {
    std::string group; ///< `market.base`
    std::string name;
    std::string place;   ///< `market.toml:42`; may be empty
    std::string failure; ///< why it failed; empty where it holds
};

/// One suite with these cases. Characters that XML cannot hold are spelled out.
[[nodiscard]] std::string junit_text(const std::string& suite, const std::vector<junit_case>& cases);

} // namespace cagr::cli
