// The program cagr: exit 0 done, 1 a check failed or figures are inconsistent (audit --strict), 2 bad input, 4 input/output or resource.
// Results go to standard output, messages to standard error.
#include "command_line.hpp"
#include "commands.hpp"
#include "output.hpp"
#include "source_text.hpp"

#include <cagr/cagr.hpp>

#include <exception>
#include <new>
#include <stdexcept>

namespace {

using namespace cagr::cli;

constexpr int exit_bad_input = 2;
constexpr int exit_input_output = 4;

std::string run(const request& r, const settings& s) {
    if (r.has("help")) return help_text(r.command);
    if (r.has("version")) return "cagr " CAGR_VERSION "\n";
    if (r.command == "project") return run_project(r, s);
    if (r.command == "rate") return run_rate(r, s);
    if (r.command == "years") return run_years(r, s);
    if (r.command == "trend") return run_trend(r, s);
    if (r.command == "simulate") return run_simulate(r, s);
    return run_solve(r, s);
}

} // namespace

int main(int argc, char** argv) {
    guard_standard_streams();
    try {
        const request asked = parse_command_line(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
        const settings chosen = settings_of(asked);
        const bool is_run = !asked.has("help") && !asked.has("version");
        if (is_run && asked.command == "audit") return run_audit(asked, chosen);
        if (is_run && asked.command == "batch") return run_batch(asked, chosen);
        if (is_run && asked.command == "lineup") return run_lineup(asked, chosen);
        if (is_run && asked.command == "check") return run_check(asked, chosen);
        if (is_run && asked.command == "report") {
            run_report(asked, chosen);
            return 0;
        }
        if (is_run && (asked.command == "compare" || asked.command == "sensitivity")) {
            (asked.command == "compare" ? run_compare : run_sensitivity)(asked, chosen);
            return 0;
        }
        if (is_run && (asked.command == "model" || asked.command == "init")) {
            if (asked.command == "model") run_model(asked, chosen);
            if (asked.command == "init") run_init(asked);
            return 0;
        }
        deliver(run(asked, chosen), chosen.file);
        return 0;
    } catch (const reader_gone&) {
        return 0;
    } catch (const bad_file& failure) {
        complain(failure.what());
        return exit_bad_input;
    } catch (const cagr::exception& failure) {
        complain("cagr: " + to_string(failure.error()) + "\n");
        return failure.error().code == cagr::errc::input_output ? exit_input_output : exit_bad_input;
    } catch (const std::bad_alloc&) {
        complain("cagr: E-input-output: not enough memory for the result; fewer rows or digits need less\n");
        return exit_input_output;
    } catch (const std::exception& failure) {
        complain(std::string("cagr: E-input-output: ") + failure.what() + "\n");
        return exit_input_output;
    }
}
