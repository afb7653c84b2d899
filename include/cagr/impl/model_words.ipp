// Out-of-line definitions of cagr/model.hpp: shares as they are shown, and the sentences beside a table.
#pragma once

#include <cagr/impl/fraction.ipp>
#include <cagr/model.hpp>

#include <algorithm>
#include <numeric>

namespace cagr {
inline namespace v0 {

CAGR_INLINE bool control_finding::holds() const { return abs(gap()) <= fraction(tolerance) * abs(control); }

namespace detail {

inline std::int64_t checked_places(whole_count places) {
    return static_cast<std::int64_t>(
        places.checked("the number of places", static_cast<std::uint64_t>(limits::context_digits), errc::limit_digits));
}

/// 100 a / b (b above 0) for rounding alone: it may not be in lowest terms, since finding these takes most of a quotient's time.
inline fraction percentage(const fraction& a, const fraction& b) {
    if (a.sign() == 0) return {}; // 0 over something is no fraction: rounding would take it for a number just above 0
    const fraction hundredfold = a * 100;
    if (!a.is_decimal() || !b.is_decimal()) return quotient(hundredfold, b);
    const scaled_integer whole = unpack(b.numerator());
    return fraction_access::make(scale10(hundredfold.numerator(), -whole.exponent), whole_decimal(whole.magnitude));
}

/// Whether shares rounded by themselves are those by largest remainder already: they make 100%, none is below 0, and what is rounded up
/// is what lost most (half_even tells equal remainders apart by the digit before).
inline bool makes_whole(const std::vector<share_cell>& cells, rounding mode) {
    if (mode == rounding::half_even) return false;
    decimal sum;
    for (const share_cell& cell : cells) {
        if (cell.percent.sign() < 0) return false;
        sum += cell.percent;
    }
    return sum == decimal(100);
}

} // namespace detail

/// The shares of a node's parts as they are shown; `exact` is left at 0.
CAGR_INLINE std::vector<share_cell> model_projection::state::shown_shares(std::size_t node, std::size_t k, std::int64_t kept) const {
    std::vector<share_cell> out;
    const fraction& whole = value(node, k);
    if (whole.sign() == 0) return out;
    const fraction size = abs(whole);
    const auto part_of = [&](std::size_t part) { return whole.sign() < 0 ? -value(part, k) : value(part, k); };
    out.reserve(places[node].parts.size());
    for (const std::size_t part : places[node].parts)
        out.push_back({.node = part,
                       .exact = {},
                       .percent = detail::rounded_to_places(detail::percentage(part_of(part), size), kept, source.shown.mode)});
    if (source.shares == share_rounding::independent || detail::makes_whole(out, source.shown.mode)) return out;

    // All down, and a unit more to those that lost most; the first of equals.
    const decimal step = scale10(decimal(1), -kept);
    std::vector<fraction> lost; // times the whole
    decimal missing = 100;
    std::vector<decimal> alone;
    for (share_cell& cell : out) {
        alone.push_back(cell.percent);
        cell.percent = detail::rounded_to_places(detail::percentage(part_of(cell.node), size), kept, rounding::floor);
        lost.push_back(part_of(cell.node) * 100 - size * cell.percent);
        missing -= cell.percent;
    }
    std::vector<std::size_t> order(out.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // Each lost less than a unit, so that fewer units are missing than there are parts.
    const auto units = static_cast<std::ptrdiff_t>(scale10(missing, kept).to_int64());
    if (units > 0)
        std::nth_element(order.begin(), order.begin() + units, order.end(),
                         [&](std::size_t a, std::size_t b) { return lost[a] == lost[b] ? a < b : lost[a] > lost[b]; });
    for (std::ptrdiff_t i = 0; i < units; ++i) out[order[static_cast<std::size_t>(i)]].percent += step;
    for (std::size_t i = 0; i < out.size(); ++i) out[i].moved = out[i].percent != alone[i];
    return out;
}

CAGR_INLINE std::vector<share_cell> model_projection::shares(std::size_t of_node, const period& when, whole_count places) const {
    const state& s = *state_.get();
    const std::size_t k = s.index_of(when);
    std::vector<share_cell> out = s.shown_shares(of_node, k, detail::checked_places(places));
    for (share_cell& cell : out) cell.exact = quotient(s.value(cell.node, k), s.value(of_node, k));
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
    const std::int64_t kept = detail::checked_places(share_places);
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
            if (shares_miss || shares_moved) continue; // once is enough to be told
            decimal sum;
            const std::vector<share_cell> cells = s.shown_shares(each, k, kept);
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
