#include "variations.hpp"

#include "arguments.hpp"
#include "choices.hpp"
#include "csv_header.hpp"
#include "display.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace cagr::cli {

namespace {

/// `NAME.growth=VALUES`, taken apart; no values where there is no `=`.
struct assignment {
    std::string of;
    std::string values;
    bool has_values = false;
};

assignment assignment_in(const std::string& text) {
    assignment out;
    const std::size_t equals = text.rfind('=');
    out.has_values = equals != std::string::npos && text.find('"', equals) == std::string::npos;
    out.of = without_spaces(std::string_view(text).substr(0, out.has_values ? equals : text.size()));
    if (out.has_values) out.values = without_spaces(std::string_view(text).substr(equals + 1));
    out.of.erase(std::remove(out.of.begin(), out.of.end(), '"'), out.of.end());
    if (out.of.empty())
        detail::fail(errc::usage, fmt::format("{} names nothing to vary; NAME.growth is written first", detail::in_quotes(text)));
    return out;
}

/// The change of what is named to the value that the text says; its number, by which two are compared.
struct variant {
    change what;
    decimal number;
};

variant variant_of(std::string_view option, const std::string& of, std::string_view text, const manner& reading) {
    return in_column(fmt::format("--{}: {}", option, of), [&]() -> variant {
        const auto refuse_loose = [&](const figure& said) {
            if (is_loose(said))
                detail::fail(errc::usage, fmt::format("{} is not one number; a single one is needed", detail::in_quotes(text)), text);
        };
        const std::string_view member = std::string_view(of).substr(std::min(of.rfind('.'), of.size()));
        if (member == ".base") {
            const figure said = parse_undated("a base", text, reading);
            refuse_loose(said);
            return {{.of = of, .base = said}, said.value()};
        }
        if (member == ".growth" || member == ".share") {
            const given_rate said = parse_rate(text, reading);
            refuse_loose(said.printed);
            const rate r = rate::from_percent(said.printed.value());
            if (member == ".growth") return {{.of = of, .growth = growth_path(r)}, r.percent()};
            return {{.of = of, .share = said.printed}, r.percent()};
        }
        detail::fail(errc::unknown_name,
                     detail::in_quotes(of) + " names no member; NAME.growth, NAME.base, NAME.share or inflation.growth is needed", of);
    });
}

std::string shift_text(const decimal& points) { return fmt::format("-{0}..+{0} points", to_string(points)); }

} // namespace

decimal points_asked(const request& r) {
    const auto text = r.text("by");
    if (!text) return 1;
    decimal points = in_column("--by", [&] { return decimal::parse(*text); });
    if (points.sign() <= 0)
        detail::fail(errc::usage,
                     fmt::format("--by is {}; a number of percentage points above 0 is needed, as in --by 2.5", detail::in_quotes(*text)));
    return points;
}

std::vector<asked_driver> drivers_asked(std::string_view text, const model& m, const decimal& points, const manner& reading) {
    std::vector<asked_driver> out;
    std::set<std::string> seen;
    for (const std::string& part : list_parts("vary", text, ';')) {
        const assignment a = assignment_in(part);
        if (!seen.insert(a.of).second)
            detail::fail(errc::usage, fmt::format("--vary varies {} twice; once is enough", detail::in_quotes(a.of)));
        if (!a.has_values) {
            out.push_back(in_column("--vary", [&] { return asked_driver{shift_of(m, a.of, points), shift_text(points)}; }));
            continue;
        }
        constexpr std::string_view between = "..";
        const std::size_t dots = a.values.find(between);
        if (dots == std::string::npos)
            detail::fail(errc::usage, fmt::format("--vary has {}; a low and a high value are needed, as in {}=36%..48%",
                                                  detail::in_quotes(part), detail::made_visible(a.of)));
        const variant low = variant_of("vary", a.of, without_spaces(std::string_view(a.values).substr(0, dots)), reading);
        const variant high = variant_of("vary", a.of, without_spaces(std::string_view(a.values).substr(dots + between.size())), reading);
        if (low.number >= high.number)
            detail::fail(errc::usage, fmt::format("--vary has {}, whose low end is not below the high one; write the lower first",
                                                  detail::in_quotes(part)));
        out.push_back({{.low = low.what, .high = high.what}, a.values});
    }
    return out;
}

std::vector<asked_driver> drivers_of_growth(const model& m, const decimal& points) {
    std::vector<asked_driver> out;
    for (const segment& s : m.segments) {
        if (!s.growth || s.growth->rates().empty() || s.growth->kind() == path_kind::gompertz) continue;
        const std::string of = s.name + ".growth";
        driver moved{.low = {.of = of}, .high = {.of = of}};
        in_column(detail::in_quotes(of), [&] {
            moved.low.growth = s.growth->shifted(-points);
            moved.high.growth = s.growth->shifted(points);
        });
        out.push_back({std::move(moved), shift_text(points)});
    }
    return out;
}

grid_axes grid_asked(std::string_view text, const manner& reading) {
    constexpr std::string_view form = "software.growth=36%,40%,44% ; services.growth=30%,37%";
    const std::vector<std::string> parts = list_parts("grid", text, ';');
    if (parts.size() != 2)
        detail::fail(errc::usage, fmt::format("--grid has {}; two are needed, the rows and then the columns, as in \"{}\"",
                                              counted(parts.size(), "assumption"), form));
    const auto axis = [&](const std::string& part) {
        const assignment a = assignment_in(part);
        if (!a.has_values)
            detail::fail(errc::usage,
                         fmt::format("--grid has {} without values; they follow a =, as in \"{}\"", detail::in_quotes(part), form));
        grid_axis out{.of = a.of};
        const char mark = reading.mark() == notation::comma ? '|' : ',';
        for (const std::string& value : list_parts("grid", a.values, mark)) {
            if (out.variants.size() == limits::grid_cells)
                detail::fail(errc::limit_rows, fmt::format("--grid has over {} values of {}; at most that many cells are allowed",
                                                           limits::grid_cells, detail::in_quotes(a.of)));
            if (std::find(out.settings.begin(), out.settings.end(), value) != out.settings.end())
                detail::fail(errc::usage,
                             fmt::format("--grid has {} of {} twice; once is enough", detail::in_quotes(value), detail::in_quotes(a.of)));
            out.variants.push_back(variant_of("grid", a.of, value, reading).what);
            out.settings.push_back(value);
        }
        return out;
    };
    return {axis(parts[0]), axis(parts[1])};
}

decimal amount_asked(std::string_view text, const amount_unit& unit, const manner& reading) {
    return in_column("--equals", [&] {
        const figure said = parse_undated("an amount", text, reading);
        if (is_loose(said))
            detail::fail(errc::usage, fmt::format("{} is not one number; a single one is needed", detail::in_quotes(text)), text);
        const bool other_currency = !said.currency().empty() && said.currency() != unit.currency;
        const bool other_thing = !said.unit().empty() && said.unit() != unit.counted;
        if (other_currency || other_thing)
            detail::fail(errc::unit_mixed,
                         fmt::format("{} is in {}; the model's amounts are {}", detail::in_quotes(text),
                                     other_currency ? said.currency() : std::string_view(said.unit()),
                                     to_string(unit).empty() ? "plain numbers" : "in " + to_string(unit)),
                         text);
        const bool is_bare = said.currency().empty() && said.magnitude().exponent == 0;
        return is_bare ? scale10(said.value(), unit.scale.exponent) : said.value();
    });
}

} // namespace cagr::cli
