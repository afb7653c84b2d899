// Out-of-line definitions of cagr/model.hpp: shares as they are shown, and the sentences beside a table.
#pragma once

#include <cagr/model.hpp>

#include <algorithm>
#include <numeric>

namespace cagr {
inline namespace v0 {

CAGR_INLINE bool control_finding::holds() const { return abs(gap()) <= fraction(tolerance) * abs(control); }

CAGR_INLINE std::vector<share_cell> model_projection::shares(std::size_t of_node, const period& when, whole_count places) const {
    const state& s = *state_.get();
    const std::size_t k = s.index_of(when);
    const auto kept = static_cast<std::int64_t>(
        places.checked("the number of places", static_cast<std::uint64_t>(limits::context_digits), errc::limit_digits));
    const fraction& whole = s.value(of_node, k);
    std::vector<share_cell> out;
    if (whole.sign() == 0) return out;
    const std::vector<std::size_t>& parts = s.places[of_node].parts;
    out.reserve(parts.size());
    const fraction hundred = 100;
    for (const std::size_t part : parts) {
        share_cell cell{.node = part, .exact = quotient(s.value(part, k), whole), .percent = {}};
        cell.percent = round_to_places(cell.exact * hundred, kept, s.source.shown.mode);
        out.push_back(std::move(cell));
    }
    if (s.source.shares == share_rounding::independent) return out;

    // All down, and a unit more to those that lost most; the first of equals.
    const decimal unit = scale10(decimal(1), -kept);
    std::vector<decimal> rounded_alone;
    std::vector<fraction> lost;
    decimal missing = 100;
    for (share_cell& cell : out) {
        rounded_alone.push_back(cell.percent);
        const fraction percent = cell.exact * hundred;
        cell.percent = round_to_places(percent, kept, rounding::floor);
        lost.push_back(percent - fraction(cell.percent));
        missing -= cell.percent;
    }
    std::vector<std::size_t> order(out.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lost[a] == lost[b] ? a < b : lost[a] > lost[b]; });
    for (const std::size_t i : order) {
        if (missing.sign() <= 0) break;
        out[i].percent += unit;
        missing -= unit;
    }
    for (std::size_t i = 0; i < out.size(); ++i) out[i].moved = out[i].percent != rounded_alone[i];
    return out;
}

CAGR_INLINE std::string model_projection::text_of(const control_finding& f) const {
    const state& s = *state_.get();
    std::string out = "the parts of " + s.name(f.node) + " make " + s.text(f.parts) + " in " + to_string(f.when) + ", ";
    const fraction gap = f.gap();
    if (gap.sign() == 0) {
        out += "as the control says";
    } else {
        out += s.text(abs(gap));
        if (f.control.sign() != 0) {
            const fraction of_control = quotient(abs(gap), abs(f.control)) * fraction(100);
            out += " (" + to_string(of_control, 2, s.source.shown.mode) + "%)";
        }
        out += std::string(gap.sign() > 0 ? " more" : " less") + " than the control of " + s.text(f.control);
    }
    return out + "; the tolerance is " + to_string(scale10(f.tolerance, 2)) + "%";
}

CAGR_INLINE std::vector<std::string> model_projection::notes(whole_count share_places) const {
    const state& s = *state_.get();
    std::vector<std::string> out;
    decimal most; // that the parts miss their sum by, as shown
    bool shares_miss = false;
    bool shares_moved = false;
    for (std::size_t each = 0; each < s.places.size(); ++each) {
        const std::vector<std::size_t>& parts = s.places[each].parts;
        if (parts.empty()) continue;
        for (std::size_t k = 0; k < s.periods(); ++k) {
            decimal gap = s.shown_in_unit(s.value(each, k));
            for (const std::size_t part : parts) gap -= s.shown_in_unit(s.value(part, k));
            if (abs(gap) > most) most = abs(gap);
            if (shares_miss && s.source.shares == share_rounding::independent) continue;
            decimal sum;
            const std::vector<share_cell> cells = shares(each, s.whens[k], share_places);
            for (const share_cell& cell : cells) {
                sum += cell.percent;
                shares_moved |= cell.moved;
            }
            shares_miss |= !cells.empty() && sum != decimal(100);
        }
    }
    if (most.sign() != 0)
        out.push_back("totals are of unrounded values; adding shown figures differs by up to " +
                      to_string(most, s.source.shown.places, s.source.shown.mode));
    if (shares_miss) out.emplace_back("shares do not add to 100% because of rounding");
    if (shares_moved) out.emplace_back("marked shares are rounded the other way, so that all add to 100% (largest remainder)");
    for (const control_finding& f : s.findings)
        if (!f.holds()) out.push_back(text_of(f));
    return out;
}

CAGR_INLINE std::vector<std::string> model_projection::assumptions() const {
    const state& s = *state_.get();
    std::vector<std::string> out;
    std::string mode(to_string(s.source.shown.mode));
    std::replace(mode.begin(), mode.end(), '_', ' ');
    const std::string unit = to_string(s.unit);
    out.push_back((unit.empty() ? "plain numbers" : unit) + ", rounded " + mode + " to " + std::to_string(s.source.shown.places) +
                  (s.source.shown.places == 1 ? " place" : " places"));
    std::string what = s.measure.what;
    if (s.measure.prices != price_basis::unstated) {
        what += std::string(what.empty() ? "" : ", ") + "in " + std::string(to_string(s.measure.prices)) + " prices";
        if (s.measure.prices == price_basis::real && s.measure.price_period) what += " of " + to_string(*s.measure.price_period);
    }
    if (!what.empty()) out.push_back(what);
    if (!s.measure.fx.empty()) out.push_back("exchange rates: " + s.measure.fx);
    out.insert(out.end(), s.conversions.begin(), s.conversions.end());
    if (s.actual + 1 < s.periods()) out.push_back("growth compounds from " + to_string(s.whens[s.actual]) + ", the last period with data");
    out.emplace_back("totals are exact sums of their parts");
    if (std::find(s.rounded.begin(), s.rounded.end(), true) != s.rounded.end())
        out.push_back("values that no decimal or quotient says are rounded to " + std::to_string(s.source.digits.digits) + " digits");
    if (s.source.shares == share_rounding::largest_remainder) out.emplace_back("shares are rounded by largest remainder to make 100%");
    if (!s.source.source.empty()) out.push_back("source: " + s.source.source);
    return out;
}

} // namespace v0
} // namespace cagr
