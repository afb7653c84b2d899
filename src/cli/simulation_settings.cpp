#include "simulation_settings.hpp"

#include "display.hpp"
#include "progress.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

constexpr double most_sigma = 2;

std::string percent_of(const rate& r, bool is_shift) { return to_string(r.percent()) + (is_shift ? "pp" : "%"); }

} // namespace

std::string_view kind_name(const uncertain_rate& growth) {
    if (std::holds_alternative<triangular_rate>(growth)) return "triangular";
    if (std::holds_alternative<pert_rate>(growth)) return "pert";
    return std::holds_alternative<lognormal_rate>(growth) ? "lognormal" : "fixed";
}

std::string text_of(double x) { return fmt::format("{}", x); }

std::string text_of(const uncertain_growth& g) {
    const std::string lead = g.is_shift ? "shifted by " : "";
    const auto three = [&](std::string_view name, const auto& d) {
        return fmt::format("{}{} {}, {}, {}", lead, name, percent_of(d.low, g.is_shift), percent_of(d.mode, g.is_shift),
                           percent_of(d.high, g.is_shift));
    };
    if (const auto* const d = std::get_if<triangular_rate>(&g.growth)) return three("triangular", *d);
    if (const auto* const d = std::get_if<pert_rate>(&g.growth)) return three("PERT", *d);
    if (const auto* const d = std::get_if<lognormal_rate>(&g.growth))
        return fmt::format("{}lognormal around {}, sigma {}", lead, percent_of(d->median, g.is_shift), text_of(d->sigma));
    return lead + percent_of(std::get<fixed_rate>(g.growth).value, g.is_shift);
}

void check_number(double x, double least, double most, errc code, const std::string& name) {
    if (x >= least && x <= most) return;
    detail::fail(code, fmt::format("{} is {}; {} to {} is allowed", name, text_of(x), text_of(least), text_of(most)));
}

void check_paths(const decimal& paths, const std::string& name) {
    if (paths > decimal(limits::simulation_paths))
        detail::fail(errc::limit_rows,
                     fmt::format("{} is {}; at most {} paths are simulated", name, to_string(paths), grouped(limits::simulation_paths)));
    if (paths.sign() <= 0 || !paths.is_integer())
        detail::fail(errc::domain_count, fmt::format("{} is {}; a whole number of paths from 1 to {} is needed", name, to_string(paths),
                                                     grouped(limits::simulation_paths)));
}

void check_distribution(const uncertain_growth& g, const std::string& name) {
    const auto in_order = [&](const auto& d) {
        if (d.low <= d.mode && d.mode <= d.high) return;
        detail::fail(errc::domain_distribution,
                     fmt::format("{} has the low {}, the mode {} and the high {}; they must rise in this order", name,
                                 percent_of(d.low, g.is_shift), percent_of(d.mode, g.is_shift), percent_of(d.high, g.is_shift)));
    };
    if (const auto* const d = std::get_if<triangular_rate>(&g.growth)) in_order(*d);
    if (const auto* const d = std::get_if<pert_rate>(&g.growth)) in_order(*d);
    if (const auto* const d = std::get_if<lognormal_rate>(&g.growth))
        check_number(d->sigma, 0, most_sigma, errc::domain_distribution, "the sigma of " + name);
}

std::vector<double> ordered_percentiles(std::vector<double> percentiles, const std::string& name) {
    if (percentiles.empty()) detail::fail(errc::domain_empty, name + " names none; write them as in 5, 50, 95");
    if (percentiles.size() > most_percentiles)
        detail::fail(errc::limit_rows, fmt::format("{} names too many; at most {} are allowed", name, most_percentiles));
    for (const double p : percentiles) check_number(p, 0, 100, errc::domain_percentile, "a percentile of " + name);
    std::sort(percentiles.begin(), percentiles.end());
    const auto twice = std::adjacent_find(percentiles.begin(), percentiles.end());
    if (twice != percentiles.end()) detail::fail(errc::usage, fmt::format("{} names {} twice; once is enough", name, text_of(*twice)));
    return percentiles;
}

rate parse_growth(std::string_view text, bool is_shift, const std::function<figure(std::string_view)>& read) {
    std::string_view number = text;
    const bool has_points = number.ends_with("pp");
    if (has_points) {
        number.remove_suffix(2);
        while (number.ends_with(' ')) number.remove_suffix(1);
    }
    if (has_points != is_shift)
        detail::fail(errc::parse_rate,
                     fmt::format("{} is {}; {}", detail::in_quotes(text), has_points ? "in percentage points" : "not in percentage points",
                                 is_shift ? "a shift of growth is, as in -5pp" : "growth is a percentage such as 40.2%"),
                     text, {0, text.size()});
    const figure printed = read(is_shift ? std::string(number) + "%" : std::string(number));
    if (printed.kind() != figure_kind::percent || printed.when())
        detail::fail(errc::parse_rate, detail::in_quotes(text) + " is no percentage; write it as 40.2%", text, {0, text.size()});
    if (is_loose(printed))
        detail::fail(errc::parse_range, detail::in_quotes(text) + " is not one number; a distribution needs one each", text,
                     {0, text.size()});
    return rate::from_percent(printed.value());
}

} // namespace cagr::cli
