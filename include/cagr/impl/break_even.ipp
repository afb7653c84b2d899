// Out-of-line definitions of cagr/sensitivity.hpp: the percentage that leads to a value, bracketed by neighbours.
#pragma once

#include <cagr/impl/sensitivity.ipp>
#include <cagr/sensitivity.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A percentage that was tried, what it leads to, and how far that is from what is wanted: exactly, and as interpolation takes it.
struct break_even_trial {
    decimal at;
    fraction value;
    int side = 0; ///< the sign of value less what is wanted
    decimal off;  ///< the same, to 25 digits
};

/// Finds two neighbours of a grid of percentages between which a function passes a value. Interpolation only proposes where to look; which
/// side a percentage is on is decided exactly.
template <class Function>
class break_even_search {
public:
    break_even_search(const Function& f, const fraction& wanted, int places, decimal lowest, decimal highest)
        : f_(f), wanted_(wanted), places_(places), step_(scale10(decimal(1), -places)), lowest_(std::move(lowest)),
          highest_(std::move(highest)) {}

    struct bracket {
        break_even_trial low;
        break_even_trial high;
    };

    /// From a percentage near the solution, or any, looking so far to either side at first. Nothing where the value is not passed.
    std::optional<bracket> run(const decimal& start, const decimal& first_reach) {
        const break_even_trial a = tried(std::clamp(on_grid(start), lowest_, highest_));
        if (a.side == 0 && moves(a)) return bracket{a, a};
        const auto b = on_other_side(a, first_reach);
        return b ? std::optional(narrowed(a, *b)) : std::nullopt;
    }

private:
    [[nodiscard]] decimal on_grid(const decimal& percent) const { return round_to_places(percent, places_, rounding::half_even); }

    /// The places to try a percentage with in a bracket so wide: ten digits of the width, since values of short percentages are worked out
    /// sooner.
    [[nodiscard]] int places_within(const decimal& width) const {
        return static_cast<int>(std::clamp<std::int64_t>(10 - width.adjusted_exponent(), 0, places_));
    }

    break_even_trial tried(const decimal& percent) {
        break_even_trial out{.at = percent, .value = f_(percent), .side = 0, .off = {}};
        const fraction off = out.value - wanted_;
        out.side = off.sign();
        out.off = round_to_digits(off, {.digits = 25});
        return out;
    }

    /// Whether another percentage leads to another value at all: a neighbour, or else an end.
    bool moves(const break_even_trial& a) {
        const std::array<decimal, 4> others{std::min(highest_, a.at + step_), std::max(lowest_, a.at - step_), lowest_, highest_};
        return std::any_of(others.begin(), others.end(), [&](const decimal& at) { return at != a.at && f_(at) != a.value; });
    }

    /// A percentage with a value on the other side of what is wanted, or on it: ever farther away, first where values come nearer.
    std::optional<break_even_trial> on_other_side(const break_even_trial& a, const decimal& first_reach) {
        const break_even_trial up = tried(std::min(highest_, a.at + first_reach));
        if (up.side != a.side) return up;
        const break_even_trial down = tried(std::max(lowest_, a.at - first_reach));
        if (down.side != a.side) return down;
        const bool upwards = abs(up.off) < abs(down.off) || down.at == lowest_;
        if (auto found = upwards ? above(up, a.at, first_reach) : below(down, a.at, first_reach)) return found;
        return upwards ? below(down, a.at, first_reach) : above(up, a.at, first_reach);
    }

    std::optional<break_even_trial> above(const break_even_trial& first, const decimal& start, decimal reach) {
        for (break_even_trial t = first; t.at < highest_;) {
            reach *= decimal(16);
            t = tried(std::min(highest_, start + reach));
            if (t.side != first.side) return t;
        }
        return std::nullopt;
    }
    std::optional<break_even_trial> below(const break_even_trial& first, const decimal& start, decimal reach) {
        for (break_even_trial t = first; t.at > lowest_;) {
            reach *= decimal(16);
            t = tried(std::max(lowest_, start - reach));
            if (t.side != first.side) return t;
        }
        return std::nullopt;
    }

    /// Chandrupatla's method (1997): inverse quadratic interpolation where the last three trials let it be trusted, else halving; and
    /// halving alone after 48 trials, so that it ends.
    bracket narrowed(break_even_trial a, break_even_trial b) {
        constexpr context digits{.digits = 20};
        decimal part = divide(a.off, a.off - b.off, digits);
        for (int trials = 0; b.side != 0 && abs(b.at - a.at) > step_; ++trials) {
            const decimal width = b.at - a.at;
            const int places = places_within(width);
            const decimal unit = scale10(decimal(1), -places);
            const decimal nearest = divide(unit, abs(width), digits);
            part = std::clamp(part, nearest, decimal(1) - nearest);
            const decimal low = std::min(a.at, b.at) + unit;
            const decimal high = std::max(a.at, b.at) - unit;
            const break_even_trial next = tried(std::clamp(round_to_places(a.at + part * width, places, rounding::half_even), low, high));
            if (next.side == 0) return {next, next};
            const break_even_trial before = next.side == a.side ? a : b;
            if (next.side != a.side) b = a;
            a = next;
            part = trials < 48 ? interpolated(a, b, before) : scale10(decimal(5), -1);
        }
        if (b.side == 0) return {b, b};
        return a.at < b.at ? bracket{a, b} : bracket{b, a};
    }

    /// Where between a and b the value is looked for, as a part of the way from a.
    static decimal interpolated(const break_even_trial& a, const break_even_trial& b, const break_even_trial& before) {
        constexpr context digits{.digits = 20};
        const auto over = [&](const decimal& x, const decimal& y) { return divide(x, y, digits); };
        const decimal along = over(a.at - b.at, before.at - b.at);
        const decimal risen = over(a.off - b.off, before.off - b.off);
        const decimal one = 1;
        if (risen * risen >= along || (one - risen) * (one - risen) >= one - along) return scale10(decimal(5), -1);
        return over(a.off, b.off - a.off) * over(before.off, b.off - before.off) +
               over(before.at - a.at, b.at - a.at) * over(a.off, before.off - a.off) * over(b.off, before.off - b.off);
    }

    const Function& f_;
    const fraction& wanted_;
    int places_;
    decimal step_;
    decimal lowest_;
    decimal highest_;
};

/// Solves for one percentage in one model.
class break_even_solver {
public:
    explicit break_even_solver(const break_even_request& asked)
        : asked_(asked), node_(asked.base, asked.of, asked.when), wanted_(asked.equals),
          places_(
              static_cast<int>(whole_count(asked.places).checked("the number of places", limits::break_even_places, errc::limit_context))) {
        if (asked.by == "growth") {
            prepare_all();
        } else {
            prepare_one();
        }
    }

    break_even_report report() {
        const auto wholly = [this](const decimal& percent) { return node_.in(with(percent)); };
        lowest_ = first_that_works(wholly);
        if (part_) {
            const auto alone = [this](const decimal& percent) {
                return node_.with(*part_, node_.worth_of(*part_, {{.of = asked_.by, .growth = path_at(percent)}}));
            };
            // The neighbours that the part alone leads to are tried with the whole model.
            const auto [start, is_guess] = first_guess();
            auto found = search(alone, start, is_guess ? step() : decimal(1));
            if (found && is_certified(*found, wholly)) return told(*found);
            if (found) start_ = found->low;
        }
        const auto found = search(wholly, start_, decimal(1));
        if (!found) never_reached(wholly);
        return told(*found);
    }

private:
    struct pair {
        decimal low;
        decimal high;
        fraction at_low;
        fraction at_high;
    };

    void prepare_all() {
        std::optional<decimal> least;
        for (const segment& s : asked_.base.segments)
            if (s.growth) take_least(*s.growth, in_quotes(s.name), least);
        if (!least) fail(errc::usage, "no segment has a growth; there is nothing to shift");
        is_shift_ = true;
        set_lowest(*least);
    }

    void prepare_one() {
        at_ = node_.find(asked_.by);
        path_ = growth_named(asked_.base, *at_, asked_.by);
        part_ = node_.part_of(*at_);
        if (const auto constant = path_->constant_rate()) {
            start_ = constant->percent();
            lowest_ = -100;
            return;
        }
        is_shift_ = true;
        std::optional<decimal> least;
        take_least(*path_, in_quotes(asked_.by), least);
        set_lowest(*least);
    }

    /// Refuses a path without rates that can be shifted; else takes its least rate, in percent.
    static void take_least(const growth_path& path, const std::string& of, std::optional<decimal>& least) {
        told_of(of, [&] { (void)path.shifted(0); });
        for (const rate& r : path.rates())
            if (!least || r.percent() < *least) least = r.percent();
    }

    void set_lowest(const decimal& least_rate) { lowest_ = round_to_places(decimal(-100) - least_rate, places_, rounding::ceiling); }

    [[nodiscard]] decimal step() const { return scale10(decimal(1), -places_); }
    [[nodiscard]] growth_path path_at(const decimal& percent) const {
        return is_shift_ ? path_->shifted(percent) : growth_path(rate::from_percent(percent));
    }

    /// The whole model at a percentage.
    [[nodiscard]] model with(const decimal& percent) const {
        model out = asked_.base;
        if (path_) {
            make_change(out, {.of = asked_.by, .growth = path_at(percent)}, *at_);
            return out;
        }
        for (segment& s : out.segments)
            if (s.growth) s.growth = s.growth->shifted(percent);
        return out;
    }

    /// The lowest percentage, or next to it where a decline of 100% leaves the model without values (a division by prices of 0).
    template <class Function>
    decimal first_that_works(const Function& wholly) const {
        try {
            (void)wholly(lowest_);
        } catch (const exception& failure) {
            if (!failure.error().id().starts_with("E-domain-")) throw;
            return lowest_ + step();
        }
        return lowest_;
    }

    /// For a part with constant growth from the actual period: the rate between its two values, told to be a guess; else where it is now.
    [[nodiscard]] std::pair<decimal, bool> first_guess() const {
        const std::size_t actual = node_.projection().actual_index();
        const period from = node_.projection().when(actual);
        const fraction begin = node_.projection().at(asked_.base.segments[part_->segment].name)[actual].exact();
        const fraction end = wanted_ - node_.worth() + part_->worth;
        if (is_shift_ || node_.when() <= from || begin.sign() == 0 || begin.sign() * end.sign() < 0) return {start_, false};
        const auto periods = static_cast<std::uint64_t>(node_.when() - from);
        return {implied_rate(begin, end, periods, {.digits = places_ + 10}).percent(), true};
    }

    template <class Function>
    std::optional<pair> search(const Function& f, const decimal& start, const decimal& reach) const {
        break_even_search<Function> in(f, wanted_, places_, lowest_, decimal(limits::break_even_percent));
        const auto found = in.run(start, reach);
        if (!found) return std::nullopt;
        return pair{found->low.at, found->high.at, found->low.value, found->high.value};
    }

    /// Whether the whole model, worked out at both, has the value between them too, or at one of them; what it has there is then told.
    template <class Function>
    bool is_certified(pair& found, const Function& wholly) const {
        found.at_low = wholly(found.low);
        found.at_high = found.low == found.high ? found.at_low : wholly(found.high);
        if (found.at_low == wanted_) found = {found.low, found.low, found.at_low, found.at_low};
        if (found.at_high == wanted_) found = {found.high, found.high, found.at_high, found.at_high};
        return found.at_low == wanted_ || (found.at_low < wanted_) == (wanted_ < found.at_high);
    }

    [[nodiscard]] break_even_report told(const pair& found) const {
        return {.when = node_.when(),
                .is_shift = is_shift_,
                .low = found.low,
                .high = found.high,
                .at_low = found.at_low,
                .at_high = found.at_high};
    }

    template <class Function>
    [[noreturn]] void never_reached(const Function& wholly) const {
        const decimal highest = limits::break_even_percent;
        const fraction low = wholly(lowest_);
        const fraction high = wholly(highest);
        const std::string in_period = " in " + to_string(node_.when());
        if (low == high)
            fail(errc::usage,
                 in_quotes(asked_.by) + " does not move " + made_visible(node_.name()) + in_period +
                     "; an assumption that it depends on is needed",
                 asked_.by);
        const std::string unit = made_visible(to_string(asked_.base.unit));
        const auto amount = [&](const fraction& absolute) {
            const decimal scaled =
                round_to_digits(absolute * fraction(scale10(decimal(1), -asked_.base.unit.scale.exponent)), {.digits = 9});
            const std::int64_t exponent = scaled.adjusted_exponent();
            const std::string number =
                exponent < 15 ? to_string(scaled) : to_string(scale10(scaled, -exponent)) + "e+" + std::to_string(exponent);
            return number + (unit.empty() ? unit : ' ' + unit);
        };
        const std::string of = is_shift_ ? " percentage points" : "%";
        fail(errc::never_reached, "no " + std::string(is_shift_ ? "shift" : "rate") + " of " + in_quotes(asked_.by) + " makes " +
                                      made_visible(node_.name()) + ' ' + amount(wanted_) + in_period + ": " + to_string(lowest_) + of +
                                      " makes it " + amount(low) + ", " + to_string(highest) + of + " makes it " + amount(high));
    }

    const break_even_request& asked_;
    varied_node node_;
    fraction wanted_;
    int places_;
    std::optional<change_target> at_;   // one growth
    std::optional<growth_path> path_;   // as the model has it; nothing where all are shifted
    std::optional<separate_part> part_; // what alone moves the node, where it is one
    bool is_shift_ = false;
    decimal start_;
    decimal lowest_;
};

} // namespace detail

CAGR_INLINE break_even_report break_even(const break_even_request& asked) { return detail::break_even_solver(asked).report(); }

} // namespace v0
} // namespace cagr
