// Out-of-line definitions of cagr/scenario.hpp: expectations and controls decided.
#pragma once

#include <cagr/scenario.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A number with so many places; where these say 0 of what is not, its first two digits.
inline std::string telling(const fraction& number, std::int64_t places, rounding mode) {
    const decimal rounded = round_to_places(number, places, mode);
    if (rounded.sign() == 0 && number.sign() != 0) return to_string(round_to_digits(number, {.digits = 2}));
    return to_string(rounded, places, mode);
}

/// How far a number lies outside of two ends, told with so many places: `, over by 1.23`; nothing inside.
inline std::string miss(const fraction& number, const interval& allowed, std::int64_t places) {
    constexpr rounding mode = rounding::half_up;
    if (allowed.low && number < fraction(*allowed.low)) return ", short by " + telling(fraction(*allowed.low) - number, places, mode);
    if (allowed.high && number > fraction(*allowed.high)) return ", over by " + telling(number - fraction(*allowed.high), places, mode);
    return {};
}

inline bool holds(const fraction& number, const interval& allowed) {
    return (!allowed.low || fraction(*allowed.low) <= number) && (!allowed.high || number <= fraction(*allowed.high));
}

/// `270 to 400`, `at least 270`, `45%`.
inline std::string ends_text(const interval& allowed, const std::string& unit) {
    if (allowed.low && allowed.high && *allowed.low == *allowed.high) return to_string(*allowed.low) + unit;
    const bool percent = unit == "%";
    if (allowed.low && allowed.high) return to_string(*allowed.low) + (percent ? unit : "") + " to " + to_string(*allowed.high) + unit;
    return allowed.low ? "at least " + to_string(*allowed.low) + unit : "at most " + to_string(*allowed.high) + unit;
}

/// The places to tell a percentage with: two, or as many as the ends have, within reason.
inline std::int64_t percent_places(const interval& allowed) {
    std::int64_t places = 2;
    for (const std::optional<decimal>* end : {&allowed.low, &allowed.high})
        if (*end) places = std::max(places, std::min<std::int64_t>((*end)->places(), 10));
    return places;
}

/// Refuses an interval that is open on both sides, or holds nothing.
inline void check_interval(const interval& i, const char* of) {
    if (!i.low && !i.high) fail(errc::usage, "the " + std::string(of) + " has neither a low nor a high end; one is needed");
    if (i.low && i.high && *i.low > *i.high)
        fail(errc::usage, "the " + std::string(of) + " is to be " + to_string(*i.low) + " to " + to_string(*i.high) +
                              "; the low end must not be above the high one");
}

/// A number as a table shows it, without commas between thousands: those must stand where they group. Refuses what no table shows.
inline std::string as_printed(const std::string& prints, int places) {
    const auto refuse = [&](const char* why) {
        fail(errc::usage, "prints " + in_quotes(prints) + ' ' + why + "; a number as it is shown is needed, such as 1048.02 or 1,048.02",
             prints);
    };
    const std::size_t sign = prints.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(prints.find('.'), prints.size());
    const bool grouped = prints.find(',') != std::string::npos;
    if (grouped && (point - sign) % 4 == 0) refuse("has commas that do not group thousands");
    std::string out(prints, 0, sign);
    for (std::size_t i = sign; i < prints.size(); ++i) {
        const char c = prints[i];
        const bool between_thousands = i > sign && i < point && (point - i) % 4 == 0;
        if (grouped && i <= point && (c == ',') != between_thousands) refuse("has commas that do not group thousands");
        if (c == ',' && i < point) continue;
        if ((c < '0' || c > '9') && (i != point || i == sign || i + 1 == prints.size())) refuse("is no number");
        out += c;
    }
    if (out.size() == sign) refuse("is no number");
    const std::size_t digits_after = point == prints.size() ? 0 : prints.size() - point - 1;
    if (std::cmp_greater(digits_after, places))
        fail(errc::usage,
             "prints " + in_quotes(prints) + " has " + std::to_string(digits_after) + " decimal places; the model shows " +
                 std::to_string(places),
             prints);
    return out;
}

/// Decides what one expectation says of one scenario.
class expectation_check {
public:
    expectation_check(const expectation& e, std::size_t number, const comparison::column& in, std::vector<finding>& out)
        : e_(e), p_(in.projection), node_(p_.at(e.of)), when_(e.when.value_or(p_.source().last)), row_(node_.at(when_)), number_(number),
          scenario_(in.name), out_(out) {}

    void run() {
        if (!e_.prints.empty()) check_prints();
        if (e_.value) check_value();
        if (e_.share) check_percentage(*e_.share, "share", row_.share(), "has a share of ", "it has no share: the total is 0");
        if (e_.cagr) check_cagr();
        if (e_.growth) {
            if (when_ == p_.when(0))
                fail(errc::period_order, "growth in " + to_string(when_) + ", the model's first period; one before it is needed");
            check_percentage(*e_.growth, "growth", row_.growth(), "grows ", "it has no growth: it is 0 in the period before");
        }
    }

private:
    void note(std::string wanted, std::string found, bool holds) {
        out_.push_back({.expectation = number_,
                        .scenario = scenario_,
                        .node = node_.name(),
                        .when = when_,
                        .wanted = node_.name() + ' ' + std::move(wanted),
                        .found = std::move(found),
                        .holds = holds});
    }
    [[nodiscard]] std::string in_period() const { return " in " + to_string(when_); }

    void check_prints() {
        const std::string wanted = as_printed(e_.prints, p_.source().shown.places);
        const std::string text = row_.text();
        std::string found = "it prints " + text;
        const decimal difference = decimal::parse(text) - decimal::parse(wanted);
        if (difference.sign() != 0) {
            found +=
                ", " + telling(abs(difference), p_.source().shown.places, rounding::half_up) + (difference.sign() < 0 ? " less" : " more");
        } else if (text != wanted) {
            found += ", with other decimal places";
        }
        note("prints " + e_.prints + in_period(), std::move(found), text == wanted);
    }

    void check_value() {
        check_interval(*e_.value, "value");
        const int scale = p_.unit().scale.exponent;
        const auto scaled = [&](const std::optional<decimal>& end) {
            return end ? std::optional<decimal>(scale10(*end, -scale)) : std::nullopt;
        };
        const interval allowed{scaled(e_.value->low), scaled(e_.value->high)};
        const fraction amount = row_.exact() * fraction(scale10(decimal(1), -scale));
        const std::string unit = to_string(p_.unit());
        const std::string behind = unit.empty() ? unit : ' ' + unit;
        const v0::shown as = p_.source().shown;
        note("is " + ends_text(allowed, behind) + in_period(),
             "it is " + telling(amount, as.places, as.mode) + behind + miss(amount, allowed, as.places), detail::holds(amount, allowed));
    }

    void check_percentage(const interval& allowed, const char* of, const std::optional<fraction>& part, const char* wanted,
                          const char* if_none) {
        check_interval(allowed, of);
        const std::string all_wanted = wanted + ends_text(allowed, "%") + in_period();
        if (!part) return note(all_wanted, if_none, false);
        const fraction percent = *part * fraction(100);
        note(all_wanted, percent_found(percent, allowed), detail::holds(percent, allowed));
    }

    static std::string percent_found(const fraction& percent, const interval& allowed) {
        const std::int64_t places = percent_places(allowed);
        const std::string off = miss(percent, allowed, places);
        return "it is " + telling(percent, places, rounding::half_up) + '%' + (off.empty() ? off : off + " percentage points");
    }

    /// By the powers of the ends: the rate itself, which may be irrational, is only told.
    void check_cagr() {
        check_interval(*e_.cagr, "CAGR");
        const period from = p_.when(p_.actual_index());
        if (when_ <= from)
            fail(errc::period_order,
                 "a CAGR from " + to_string(from) + " to " + to_string(when_) + "; a period after the actual one is needed");
        const auto periods = static_cast<std::uint64_t>(when_ - from);
        const fraction begin = node_.at(from).exact();
        const fraction end = row_.exact();
        const std::string wanted = "has a CAGR of " + ends_text(*e_.cagr, "%") + " from " + to_string(from) + " to " + to_string(when_);
        if (begin.sign() == 0) return note(wanted, "it has none: it is 0 in " + to_string(from), false);
        if (begin.sign() * end.sign() < 0) return note(wanted, "it has none: its sign changes", false);
        const auto magnitude = [](const fraction& f) { return f.sign() < 0 ? -f : f; };
        const auto grown = [&](const decimal& percent) {
            return magnitude(begin) * fraction(pow(decimal(1) + scale10(percent, -2), periods));
        };
        const decimal least = -100;
        const fraction reached = magnitude(end);
        const bool low_holds = !e_.cagr->low || *e_.cagr->low <= least || grown(*e_.cagr->low) <= reached;
        const bool high_holds = !e_.cagr->high || (*e_.cagr->high >= least && reached <= grown(*e_.cagr->high));
        const bool holds = low_holds && high_holds;
        const fraction found(implied_rate(begin, end, periods, context{}).percent());
        std::string text = percent_found(found, *e_.cagr);
        // A rate nearer to an end than its digits tell is decided by the powers alone.
        if (!holds && detail::holds(found, *e_.cagr)) text += low_holds ? ", a little over" : ", a little short";
        note(wanted, std::move(text), holds);
    }

    const expectation& e_;
    const model_projection& p_;
    model_projection::node node_;
    period when_;
    model_projection::row row_;
    std::size_t number_;
    std::string scenario_;
    std::vector<finding>& out_;
};

/// `expectation 3 (model.toml:42)`: as messages name it.
inline std::string expectation_name(const expectation& e, std::size_t number) {
    const std::string place = "expectation " + std::to_string(number + 1);
    return e.source.empty() ? place : place + " (" + in_quotes(e.source) + ")";
}

inline void check_controls(const model_projection& base, std::size_t number, std::vector<finding>& out) {
    for (const control_finding& f : base.controls()) {
        const std::string& node = base[f.node].name();
        out.push_back({.expectation = number++,
                       .scenario = "base",
                       .node = node,
                       .when = f.when,
                       .wanted = "the parts of " + node + " make " + base.text_of(f.control) + " in " + to_string(f.when) + ", within " +
                                 to_string(scale10(f.tolerance, 2)) + "%",
                       .found = base.text_of(f),
                       .holds = f.holds()});
    }
}

} // namespace detail

CAGR_INLINE std::vector<finding> check(const study& s) {
    if (s.expectations.empty() && s.base.controls.empty())
        detail::fail(errc::domain_empty, "nothing is expected and nothing controlled; a check needs an expectation or a control");
    const comparison all = compare(s);
    std::vector<finding> out;
    for (std::size_t i = 0; i < s.expectations.size(); ++i) {
        const expectation& e = s.expectations[i];
        detail::told_of(detail::expectation_name(e, i), [&] {
            if (e.prints.empty() && !e.value && !e.share && !e.cagr && !e.growth)
                detail::fail(errc::usage, "nothing is expected; prints, value, share, cagr or growth is needed");
            const comparison::column* const only = e.in.empty() ? nullptr : &all.at(e.in);
            for (const comparison::column& c : all.columns)
                if (only == nullptr || only == &c) detail::expectation_check(e, i, c, out).run();
        });
    }
    detail::check_controls(all.columns.front().projection, s.expectations.size(), out);
    return out;
}

} // namespace v0
} // namespace cagr
