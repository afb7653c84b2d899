// What it answers: what each command prints, whole, before anything is written; `audit`, `batch` and others write themselves.
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
[[nodiscard]] std::string run_trend(const request& r, const settings& s);

/// Writes what it found itself, of a table row by row. The exit status: 2 where a row could not be read, 1 with --strict where
/// figures are inconsistent.
[[nodiscard]] int run_audit(const request& r, const settings& s);

/// What the rows of a file come to together. The exit status: 2 where a row was bad.
[[nodiscard]] int run_lineup(const request& r, const settings& s);

/// Writes as it reads, since its input has any size. The exit status: 2 where a row was bad.
[[nodiscard]] int run_batch(const request& r, const settings& s);

/// A market of segments, from a model file or the columns of a spreadsheet; writes itself, since it may be long.
void run_model(const request& r, const settings& s);

/// A model file worked out with its scenarios, sensitivity, checks and claims, in any form; writes itself.
void run_report(const request& r, const settings& s);

/// Whether a model file comes to what it expects. The exit status: 1 where it does not.
[[nodiscard]] int run_check(const request& r, const settings& s);

/// How far uncertain growth spreads, of a model file or of one market.
[[nodiscard]] std::string run_simulate(const request& r, const settings& s);

/// Writes a model file to begin with; never over another file.
void run_init(const request& r);

/// The scenarios of a model file, or several files, side by side; and what moves a model most. Both write themselves, also a workbook.
void run_compare(const request& r, const settings& s);
void run_sensitivity(const request& r, const settings& s);

/// The help of one command; of the program where the name is empty.
[[nodiscard]] std::string help_text(std::string_view command);

} // namespace cagr::cli
