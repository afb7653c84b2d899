// The charts of a report of a model.
#include "model_report.hpp"
#include "model_tables.hpp"
#include "model_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

chart_role chart_role_of(model_role r) {
    switch (r) {
    case model_role::historical: return chart_role::historical;
    case model_role::base: return chart_role::base;
    case model_role::estimated: return chart_role::estimated;
    case model_role::forecast: break;
    }
    return chart_role::forecast;
}

/// What all charts share; the notes are the assumptions of the tables.
chart frame_of(const model_report& r, chart_kind kind, const std::string& what) {
    const model_words in(r.base());
    chart out{.kind = kind, .title = what, .unit = in.unit(), .x_title = in.step(), .places = in.places(), .mode = in.mode()};
    out.notes.push_back(joined(assumptions_of(r), "; ") + ".");
    return out;
}

void add_periods(chart& c, const model_report& r, std::size_t from) {
    for (std::size_t k = from; k < r.base().periods(); ++k) {
        c.categories.push_back(to_string(r.base().when(k)));
        c.roles.push_back(chart_role_of(r.base().total()[k].role()));
    }
}

chart_series series_of(const model_words& in, const std::string& name, const model_projection::node& n, std::size_t from) {
    chart_series out{.name = name, .values = {}};
    for (std::size_t k = from; k < in.of().periods(); ++k) out.values.emplace_back(in.drawn(n[k].exact()));
    return out;
}

chart total_chart(const model_report& r) {
    const model_words in(r.base());
    chart out = frame_of(r, chart_kind::bars, "Total by " + step_name(r.base().when(0).kind()));
    if (const std::string growth = in.cagr(r.base().total()); growth != "-") out.subtitle = fmt::format("CAGR {}% {}", growth, in.span());
    add_periods(out, r, 0);
    out.series.push_back(series_of(in, "total", r.base().total(), 0));
    return out;
}

/// The total's parts; the parts of the only one where it has one.
chart segments_chart(const model_report& r) {
    const model_words in(r.base());
    const model_projection& p = r.base();
    chart out = frame_of(r, chart_kind::stacked, "Segments of the total");
    add_periods(out, r, 0);
    std::size_t whole = 0;
    while (p[whole].parts().size() == 1 && !p[p[whole].parts().front()].is_leaf()) whole = p[whole].parts().front();
    for (const std::size_t part : p[whole].parts()) out.series.push_back(series_of(in, p[part].label(), p[part], 0));
    return out;
}

/// A line each, from the actual period on, and a band from the lowest to the highest.
chart scenarios_chart(const model_report& r) {
    const std::vector<comparison::column>& columns = r.scenarios.columns;
    if (columns.size() < 2) detail::fail(errc::missing_fact, "the model has no scenarios, so that there is no chart of them");
    const std::size_t from = r.base().actual_index();
    chart out = frame_of(r, chart_kind::lines, "Total by scenario");
    add_periods(out, r, from);
    for (const comparison::column& each : columns) {
        out.series.push_back(series_of(model_words(each.projection), label_of(each), each.projection.total(), from));
        out.series.back().is_main = &each == &columns.front();
    }
    const model_words in(r.base());
    if (r.scenarios.is_weighted()) {
        chart_series expected{.name = "expected", .values = {}};
        for (std::size_t k = from; k < r.base().periods(); ++k)
            expected.values.emplace_back(in.drawn(r.scenarios.expected("total", r.base().when(k))));
        out.series.push_back(std::move(expected));
        out.notes.emplace_back("Expected: the sum of weight times value.");
    }
    chart_band band{.name = "lowest to highest scenario", .low = {}, .high = {}};
    for (std::size_t k = 0; k < out.categories.size(); ++k) {
        decimal low = *out.series.front().values[k];
        decimal high = low;
        for (std::size_t c = 1; c < columns.size(); ++c) {
            low = std::min(low, *out.series[c].values[k]);
            high = std::max(high, *out.series[c].values[k]);
        }
        band.low.push_back(low);
        band.high.push_back(high);
    }
    out.bands.push_back(std::move(band));
    return out;
}

chart tornado_chart(const model_report& r) {
    if (!r.sensitivity) detail::fail(errc::missing_fact, "there is no chart of the sensitivity: " + r.unvaried);
    const model_words in(r.base());
    chart out = frame_of(r, chart_kind::tornado, "Sensitivity of the total in " + to_string(r.sensitivity->when));
    out.subtitle = "The total where the growth of one segment is a percentage point lower or higher in every period";
    out.x_title = "";
    out.base = in.drawn(r.sensitivity->base);
    out.base_name = "as it is";
    for (const tornado_bar& each : r.sensitivity->bars)
        out.drivers.push_back({.name = each.label,
                               .at_low = in.drawn(each.low),
                               .at_high = in.drawn(each.high),
                               .low_setting = "-1 point",
                               .high_setting = "+1 point"});
    return out;
}

} // namespace

const std::vector<std::string>& chart_names() {
    static const std::vector<std::string> names{"total", "segments", "scenarios", "tornado"};
    return names;
}

chart chart_of(const model_report& r, std::string_view name) {
    if (name == "segments") return segments_chart(r);
    if (name == "scenarios") return scenarios_chart(r);
    if (name == "tornado") return tornado_chart(r);
    return total_chart(r);
}

} // namespace cagr::cli
