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
    if (target.multiple) return base.value() * *target.multiple;
    if (target.increase) {
        require_one_unit(base, *target.increase);
        return base.value() + target.increase->value();
    }
    require_one_unit(base, *target.value);
    if (target.value->when())
        detail::fail(errc::usage, "the target has a period, " + to_string(*target.value->when()) +
                                      ", and when it is reached is what 'cagr years' answers; give the amount alone, or ask 'cagr rate' "
                                      "for the rate that gets there");
    return target.value->value();
}

struct time_range {
    std::optional<decimal> low;
    std::optional<decimal> high;
};

/// The least and the most time over the ends of base and rate: from the base's end nearest to the target at the fastest
/// rate, and from the farthest at the slowest. An end that is open, or from which the target is never reached, leaves
/// the time open too: nothing is the least, and there is no most.
time_range range_of(const figure& base, const stated_rate& growth, const decimal& target, int solved_digits) {
    const int digits = std::min(solved_digits, context{}.digits); // ends of thousands of digits would take seconds
    const int direction = growth.value().fraction().sign();
    time_range out{.low = decimal(), .high = std::nullopt};
    if (direction == 0) return out;
    const interval bases = base.interval();
    const bool upwards = (direction > 0) == (base.value().sign() >= 0); // a negative value grows downwards
    const std::optional<decimal>& nearest = upwards ? bases.high : bases.low;
    const std::optional<decimal>& farthest = upwards ? bases.low : bases.high;
    const std::optional<rate> least = growth.low();
    const std::optional<rate>& fastest = direction > 0 ? growth.high() : least;
    const std::optional<rate>& slowest = direction > 0 ? least : growth.high();
    if (nearest && fastest)
        if (const auto time = try_periods_to(*nearest, target, *fastest, {digits, rounding::floor})) out.low = *time;
    if (farthest && slowest && slowest->fraction().sign() == direction) {
        const auto time = try_periods_to(*farthest, target, *slowest, {digits, rounding::ceiling});
        if (time) out.high = *time;
        if (!time && time.error().code == errc::target_behind) out.high = decimal(); // all of the base is there already
    }
    return out;
}

} // namespace

std::string run_years(const request& r, const settings& s) {
    const figure base = parse_value(argument_text(r.values[0]));
    const stated_rate growth = parse_rate(argument_text(r.values[1]));
    const target_value goal = parse_target(argument_text(r.values[2]));
    const decimal target = amount_of(goal, base);
    const decimal periods = periods_to(base.value(), target, growth.value(), s.solved);
    const std::uint64_t whole = whole_periods_to(base.value(), target, growth.value());
    const time_range range = range_of(base, growth, target, s.solved.digits);

    // Past the year 9999, and between dates, there is no period to name.
    std::optional<period> reached;
    if (base.when() && base.when()->kind() != period_kind::date) {
        if (const auto there = try_advance(*base.when(), whole)) reached = *there;
    }
    const std::string step = step_name(base.when() ? base.when()->kind() : period_kind::ordinal);
    const amounts in(base, s);
    const auto value_after = [&](std::uint64_t n) {
        const auto value = n <= limits::periods ? try_compound(base.value(), growth.value(), n) : result<decimal>(error{});
        return value ? in.rounded(*value) : std::string();
    };

    report out;
    out.title = in.heading();
    out.echo = fmt::format("{} grown {} a {} to {}", in.point(base), to_string(growth.value()), step, in.exact(target));
    const std::string plural = step + "s";
    out.lines.push_back({"Time", fmt::format("{} {}", in.number(periods), plural)});
    out.lines.push_back({fmt::format("To {}", counted(static_cast<std::uint64_t>(s.solved.digits), "digit")), to_string(periods)});
    const auto range_end = [&](const std::optional<decimal>& end, rounding outward) {
        return end ? to_string(*end, s.amounts.places, outward) : std::string("open");
    };
    out.lines.push_back({"Range from digits", range_end(range.low, rounding::floor) + " to " + range_end(range.high, rounding::ceiling)});
    out.lines.push_back({"Reached after", counted(whole, "whole " + step) + (reached ? ", in " + to_string(*reached) : "")});
    if (const std::string value = value_after(whole); !value.empty())
        out.lines.push_back({reached ? "Value in " + to_string(*reached) : "Value then", value});
    if (whole > 0) {
        if (const std::string value = value_after(whole - 1); !value.empty())
            out.lines.push_back({reached ? "Value in " + to_string(*reached - 1) : "One " + step + " earlier", value});
    }
    out.note = range_note;

    out.fields["periods"] = to_string(periods);
    out.fields["whole_periods"] = whole;
    out.fields["period"] = json_of(reached);
    out.fields["low"] = range.low ? json(to_string(*range.low)) : json(nullptr);
    out.fields["high"] = range.high ? json(to_string(*range.high)) : json(nullptr);
    out.fields["currency"] = text_or_null(in.currency());
    out.fields["unit"] = in.symbol();
    out.fields["scale"] = in.scale();
    out.fields["base"] = {{"value", in.exact(base.value())}, {"period", json_of(base.when())}};
    out.fields["rate_percent"] = to_string(growth.value().percent());
    out.fields["target"] = in.exact(target);
    out.plain = to_string(periods);
    return render(out, s);
}

} // namespace cagr::cli
