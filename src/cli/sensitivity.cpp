// The command `sensitivity`: which assumption of a model moves a result most, two varied together, and what one must be for a result.
#include "choices.hpp"
#include "commands.hpp"
#include "csv_header.hpp"
#include "model_file.hpp"
#include "output.hpp"
#include "sensitivity_view.hpp"
#include "variations.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

void refuse_together(const request& r, std::string_view a, std::string_view b) {
    if (r.has(a) && r.has(b)) detail::fail(errc::usage, fmt::format("--{} and --{} are given together; one of them is allowed", a, b));
}

void check_options(const request& r) {
    refuse_together(r, "vary", "grid");
    refuse_together(r, "vary", "equals");
    refuse_together(r, "grid", "equals");
    refuse_together(r, "by", "grid");
    refuse_together(r, "by", "equals");
    if (r.has("equals") && !r.has("solve"))
        detail::fail(errc::missing_fact,
                     "--equals needs what to solve for: --solve software.growth, or --solve growth to move all together");
    if (r.has("solve") && !r.has("equals"))
        detail::fail(errc::missing_fact,
                     fmt::format("--solve needs what the {} must come to: --equals 1T", r.text("of").value_or("total")));
}

std::string tornado_asked(const request& r, const settings& s, looked_at at, const model& m, const std::optional<period>& when) {
    const decimal points = points_asked(r);
    const auto vary = r.text("vary");
    const std::vector<asked_driver> drivers = vary ? drivers_asked(*vary, m, points, s.reading) : drivers_of_growth(m, points);
    if (drivers.empty())
        detail::fail(errc::domain_empty,
                     "no segment has a growth with rates to move; --vary names what else varies, as in --vary software.base=20..28");
    if (!vary)
        at.by =
            fmt::format("Each segment's growth {} percentage point{} lower and higher", to_string(points), points == decimal(1) ? "" : "s");
    tornado_request asked{.base = m, .drivers = {}, .of = at.of, .when = when};
    for (const asked_driver& each : drivers) asked.drivers.push_back(each.what);
    return tornado_text(at, tornado(asked), drivers, s);
}

std::string break_even_asked(const request& r, const settings& s, const looked_at& at, const model& m, const std::optional<period>& when) {
    break_even_request asked{.base = m, .by = *r.text("solve"), .of = at.of, .when = when, .equals = {}};
    asked.equals = amount_asked(*r.text("equals"), m.unit, s.reading);
    if (r.has("places")) asked.places = s.amounts.places;
    return break_even_text(at, break_even(asked), asked, s);
}

} // namespace

void run_sensitivity(const request& r, const settings& s) {
    check_options(r);
    read_model file = read_model_file(r.values.front(), s.reading);
    show_as_asked(file.what.base, r, s);
    const model m = scenario_model(file, r);
    // What the file itself has wrong is told with its place; what is varied then is the command line's.
    const model_projection base = in_file(file, [&] { return project(m); });
    const looked_at at{.base = base, .of = node_asked(r, base), .scenario = r.text("scenario").value_or("base")};
    std::optional<period> when;
    if (const auto text = r.text("at")) {
        when = in_column("--at", [&] { return period::parse(without_spaces(*text)); });
        check_in_model("at", *when, base);
    }
    std::string out;
    if (const auto text = r.text("grid")) {
        const grid_axes axes = grid_asked(*text, s.reading);
        out = grid_text(at, grid({.base = m, .rows = axes.rows.variants, .columns = axes.columns.variants, .of = at.of, .when = when}),
                        axes, s);
    } else {
        out = r.has("equals") ? break_even_asked(r, s, at, m, when) : tornado_asked(r, s, at, m, when);
    }
    deliver(out, s.file);
}

} // namespace cagr::cli
