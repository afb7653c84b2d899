// The command `years`: how long growth takes to reach a target.
#include "arguments.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

decimal amount_of(const target_value& target, const figure& base) {
    if (target.multiple) return base.value() * target.multiple->value();
    if (target.increase) return base.value() + target.increase->value();
    if (target.value->when())
        detail::fail(errc::usage, "the target has a period, " + to_string(*target.value->when()) +
                                      ", and when it is reached is what 'cagr years' answers; give the amount alone, or ask 'cagr rate' "
                                      "for the rate that gets there");
    return target.value->value();
}

const figure& printed(const target_value& target) {
    return target.value ? *target.value : target.multiple ? *target.multiple : *target.increase;
}

/// The target as it was read, and the amount that it comes to.
std::string target_text(const amounts& in, const target_value& target, const decimal& amount) {
    if (target.value) return in.point(*target.value);
    const std::string read = target.multiple ? to_string(*target.multiple) : "an increase of " + in.point(*target.increase);
    return fmt::format("{}, that is {}", read, in.exact(amount));
}

/// One end of the time over the ends of base and rate: open, or the time from an end of the base at an end of the rate;
/// none where the least time is nothing.
struct time_end {
    bool open = false;
    std::optional<decimal> from{};
    std::optional<rate> growth{};

    [[nodiscard]] decimal to(const decimal& target, context digits) const {
        return from ? periods_to(*from, target, *growth, digits) : decimal();
    }
};

struct time_range {
    time_end low;
    time_end high{.open = true};
};

/// The least and the most time: from the base's end nearest to the target at the fastest rate, and from the farthest at
/// the slowest. An end that is open, or from which the target is never reached, leaves the time open too: nothing is the
/// least, and there is no most.
time_range range_of(const figure& base, const stated_rate& growth, const decimal& target) {
    constexpr context one{.digits = 1, .mode = rounding::down}; // whether there is a time, not which
    const int direction = growth.value().fraction().sign();
    time_range out;
    if (direction == 0) return out;
    const interval bases = base.interval();
    const bool upwards = (direction > 0) == (base.value().sign() >= 0); // a negative value grows downwards
    const std::optional<decimal>& nearest = upwards ? bases.high : bases.low;
    const std::optional<decimal>& farthest = upwards ? bases.low : bases.high;
    const std::optional<rate> least = growth.low();
    const std::optional<rate>& fastest = direction > 0 ? growth.high() : least;
    const std::optional<rate>& slowest = direction > 0 ? least : growth.high();
    if (nearest && fastest && try_periods_to(*nearest, target, *fastest, one)) out.low = {.from = nearest, .growth = fastest};
    if (farthest && slowest && slowest->fraction().sign() == direction) {
        const auto time = try_periods_to(*farthest, target, *slowest, one);
        if (time) out.high = {.from = farthest, .growth = slowest};
        if (!time && time.error().code == errc::target_behind) out.high.open = false; // all of the base is there already
    }
    return out;
}

} // namespace

std::string run_years(const request& r, const settings& s) {
    const figure base = parse_value(argument_text(r.values[0]), s.reading);
    const given_rate given = parse_rate(argument_text(r.values[1]), s.reading);
    const target_value goal = parse_target(argument_text(r.values[2]), s.reading);
    const stated_rate& growth = given.stated;
    const basis counted_in = goal.multiple ? common_basis({&base}) : common_basis({&base, &printed(goal)});
    const decimal target = amount_of(goal, base);
    // First: it refuses at once what takes long to tell to many digits.
    const std::uint64_t whole = whole_periods_to(base.value(), target, growth.value());
    const auto time = [&](context to) { return periods_to(base.value(), target, growth.value(), to); };
    const decimal periods = time(s.solved);
    const time_range range = range_of(base, growth, target);

    // Past the year 9999, and between dates, there is no period to name.
    std::optional<period> reached;
    if (base.when() && base.when()->kind() != period_kind::date) {
        if (const auto there = try_advance(*base.when(), whole)) reached = *there;
    }
    const std::string step = step_name(base.when() ? base.when()->kind() : period_kind::ordinal);
    const amounts in(base, counted_in, s);

    report out;
    if (is_prose(s)) {
        const auto value_after = [&](std::uint64_t n) {
            const auto value = n <= limits::periods ? try_compound(base.value(), growth.value(), n) : result<decimal>(error{});
            return value ? in.rounded(*value) : std::string();
        };
        const auto range_end = [&](const time_end& end, rounding outward) {
            if (end.open) return std::string("open");
            return rounded_once([&](context to) { return end.to(target, to); }, s.amounts.places, outward);
        };
        out.title = in.title();
        out.echo = {in.point(base), fmt::format("grown {} a {}", to_string(given.printed), step), "to " + target_text(in, goal, target)};
        out.lines.push_back({"Time", fmt::format("{} {}s", in.number(time), step)});
        out.lines.push_back({fmt::format("To {}", counted(static_cast<std::uint64_t>(s.solved.digits), "digit")), to_string(periods)});
        out.lines.push_back(
            {"Range from digits", range_end(range.low, rounding::floor) + " to " + range_end(range.high, rounding::ceiling)});
        out.lines.push_back({"Reached after", counted(whole, "whole " + step) + (reached ? ", in " + to_string(*reached) : "")});
        if (const std::string value = value_after(whole); !value.empty())
            out.lines.push_back({reached ? "Value in " + to_string(*reached) : "Value then", value});
        if (whole > 0) {
            if (const std::string value = value_after(whole - 1); !value.empty())
                out.lines.push_back({reached ? "Value in " + to_string(*reached - 1) : "One " + step + " earlier", value});
        }
        out.notes.push_back(fmt::format("Target: taken as exactly {}{}.", in.exact(target),
                                        printed(goal).is_range() ? ", from the middle of its range" : ""));
        out.notes.emplace_back(range_note);
    }

    // Ends of thousands of digits would take seconds.
    const int digits = std::min(s.solved.digits, context{}.digits);
    const auto end_json = [&](const time_end& end, rounding outward) {
        return end.open ? json(nullptr) : json(to_string(end.to(target, {digits, outward})));
    };
    out.fields["periods"] = to_string(periods);
    out.fields["whole_periods"] = whole;
    out.fields["period"] = json_of(reached);
    out.fields["low"] = end_json(range.low, rounding::floor);
    out.fields["high"] = end_json(range.high, rounding::ceiling);
    add_basis(out.fields, in);
    out.fields["base"] = {{"value", in.exact(base.value())}, {"period", json_of(base.when())}};
    out.fields["rate_percent"] = to_string(growth.value().percent());
    out.fields["target"] = in.exact(target);
    out.plain = to_string(periods);
    return render(out, s);
}

} // namespace cagr::cli
