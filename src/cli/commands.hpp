// What it answers: what each command prints, whole, before anything is written; `batch` alone writes itself.
// What it needs: options.hpp.
// Example: deliver(run_project(request, settings), settings.file);
#pragma once

#include "options.hpp"

#include <string>

namespace cagr::cli {

[[nodiscard]] std::string run_project(const request& r, const settings& s);
[[nodiscard]] std::string run_rate(const request& r, const settings& s);
[[nodiscard]] std::string run_years(const request& r, const settings& s);
[[nodiscard]] std::string run_solve(const request& r, const settings& s);

/// Writes as it reads, since its input has any size. The exit status: 2 where a row was bad.
[[nodiscard]] int run_batch(const request& r, const settings& s);

/// The help of one command; of the program where the name is empty.
[[nodiscard]] std::string help_text(std::string_view command);

} // namespace cagr::cli
