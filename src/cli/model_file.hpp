// What it answers: which model, scenarios, expectations and published claims a TOML file holds, and where in it each stands.
// What it needs: source_text.hpp; the library's core.
// Example: read_model m = read_model_file("market.toml", settings.reading); compare(m.what);
#pragma once

#include "options.hpp"
#include "simulation_settings.hpp"
#include "source_text.hpp"

#include <cagr/cagr.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr::cli {

/// A published claim beside the model: audited, never a part of what it computes.
struct named_claim {
    std::string name;
    claim said;
};

/// A file as it was read. `what` can be worked out; an error that the library then has is told by `in_file`.
struct read_model {
    study what;
    std::vector<named_claim> claims{};
    simulation_settings simulated{};
    source_text text{};
    /// Where keys stand, by their paths: `segment.software`, `segment.software.growth`, `scenario.low`, `control.1`, `expect.2`, ...
    std::map<std::string, file_place, std::less<>> places{};

    /// The place of the path, or of the nearest table around it that has one.
    [[nodiscard]] file_place place(std::string_view path) const;
};

/// Reads a file of TOML; `-` is standard input. Figures are in the notation that `reading` names. Errors: bad_file with all that is wrong,
/// each with its place; E-input-output, E-parse-length.
[[nodiscard]] read_model read_model_file(const std::string& name, const manner& reading);

/// The error of the library about a part of the model, told at the place of that part, which its message names.
[[nodiscard]] bad_file placed(const read_model& m, const error& e);

/// What the body makes of a model that was read; its errors are told with their places.
template <class Body>
auto in_file(const read_model& m, const Body& body) {
    try {
        return body();
    } catch (const exception& failure) {
        if (failure.error().code == errc::input_output) throw;
        throw placed(m, failure.error());
    }
}

/// Where the control stands that a finding is of, by its place among all findings of controls.
[[nodiscard]] file_place control_place(const read_model& m, std::size_t finding);

/// Shows amounts as the command line asks for, where it does: --places, --rounding, --digits.
void show_as_asked(model& m, const request& r, const settings& s);

} // namespace cagr::cli
