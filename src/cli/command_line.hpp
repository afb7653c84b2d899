// What it answers: what a command line asks for, or what is wrong with it.
// What it needs: options.hpp; CLI11 behind the definition only.
// Example: const request r = parse_command_line({argv + 1, argv + argc});
#pragma once

#include "options.hpp"

namespace cagr::cli {

/// Takes a command line apart. Errors: E-usage, naming what is allowed.
[[nodiscard]] request parse_command_line(const std::vector<std::string>& arguments);

} // namespace cagr::cli
