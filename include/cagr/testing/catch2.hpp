// What it answers: whether a forecast is what a test expects, in Catch2's words (2.13 and 3).
// What it needs: Catch2; the core headers.
// Example: REQUIRE_THAT(market, Reaches(2028y, at_most(1000_B)) && HasCagr("40.2%"));
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/error.hpp>
#include <cagr/figure.hpp>
#include <cagr/forecast.hpp>
#include <cagr/fraction.hpp>
#include <cagr/growth.hpp>
#include <cagr/growth_path.hpp>
#include <cagr/model.hpp>
#include <cagr/period.hpp>
#include <cagr/scenario.hpp>

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers_templated.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace testing {
namespace detail {

/// A number as a message shows it: in full up to 40 digits, beyond that its leading 34.
[[nodiscard]] inline std::string number(const decimal& d) {
    return d.digits() <= 40 ? to_string(d) : "about " + to_string(round_to_digits(d, {.digits = 34}));
}

[[nodiscard]] inline std::string number(const fraction& f) {
    return f.is_decimal() ? number(f.numerator()) : "about " + to_string(round_to_digits(f, {.digits = 34}));
}

/// `2028`, or `period 3` where it has no date.
[[nodiscard]] inline std::string when(const period& p) {
    return p.kind() == period_kind::ordinal ? "period " + to_string(p) : to_string(p);
}

[[nodiscard]] inline std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

/// How far a value lies outside of two ends, either of which may be open: `, over by 3`; nothing inside.
[[nodiscard]] inline std::string miss(const fraction& value, const interval& allowed) {
    if (allowed.low && value < fraction(*allowed.low)) return ", short by " + number(fraction(*allowed.low) - value);
    if (allowed.high && value > fraction(*allowed.high)) return ", over by " + number(value - fraction(*allowed.high));
    return {};
}

/// `930.65 to 930.75`, `at least 6`, `at most 6`.
[[nodiscard]] inline std::string ends(const interval& allowed, const char* unit = "") {
    if (allowed.low && allowed.high) return number(*allowed.low) + unit + " to " + number(*allowed.high) + unit;
    if (allowed.low) return "at least " + number(*allowed.low) + unit;
    return allowed.high ? "at most " + number(*allowed.high) + unit : "any";
}

#if __has_include(<catch2/catch_all.hpp>)

using matcher_root = Catch::Matchers::MatcherGenericBase;

#else

/// Marks the matchers below, which combine with `&&`, `||` and `!` as Catch2 3 combines its generic matchers.
class matcher_root : public Catch::Matchers::Impl::MatcherUntypedBase {};

template <class Left, class Right>
class both final : public matcher_root {
public:
    both(Left left, Right right) : left_(std::move(left)), right_(std::move(right)) {}
    template <class Arg>
    [[nodiscard]] bool match(const Arg& arg) const {
        m_cachedToString.clear();
        return left_.match(arg) && right_.match(arg);
    }

protected:
    [[nodiscard]] std::string describe() const override { return "( " + left_.toString() + " and " + right_.toString() + " )"; }

private:
    Left left_;
    Right right_;
};

template <class Left, class Right>
class either final : public matcher_root {
public:
    either(Left left, Right right) : left_(std::move(left)), right_(std::move(right)) {}
    template <class Arg>
    [[nodiscard]] bool match(const Arg& arg) const {
        m_cachedToString.clear();
        return left_.match(arg) || right_.match(arg);
    }

protected:
    [[nodiscard]] std::string describe() const override { return "( " + left_.toString() + " or " + right_.toString() + " )"; }

private:
    Left left_;
    Right right_;
};

template <class Inner>
class negated final : public matcher_root {
public:
    explicit negated(Inner inner) : inner_(std::move(inner)) {}
    template <class Arg>
    [[nodiscard]] bool match(const Arg& arg) const {
        m_cachedToString.clear();
        return !inner_.match(arg);
    }

protected:
    [[nodiscard]] std::string describe() const override { return "not " + inner_.toString(); }

private:
    Inner inner_;
};

template <class T>
concept matcher_here = std::derived_from<T, matcher_root>;

template <matcher_here Left, matcher_here Right>
[[nodiscard]] both<Left, Right> operator&&(const Left& left, const Right& right) {
    return {left, right};
}
template <matcher_here Left, matcher_here Right>
[[nodiscard]] either<Left, Right> operator||(const Left& left, const Right& right) {
    return {left, right};
}
template <matcher_here Inner>
[[nodiscard]] negated<Inner> operator!(const Inner& inner) {
    return negated<Inner>(inner);
}

#endif

/// What every matcher here does: match() notes what it found, describe() says what was wanted and what
/// was found. Catch2 keeps a description once made, so each match drops the one before.
class noting_matcher : public matcher_root {
protected:
    bool note(bool matched, std::string found) const {
        m_cachedToString.clear();
        found_ = std::move(found);
        return matched;
    }
    [[nodiscard]] std::string describe() const override { return found_.empty() ? wanted() : wanted() + "; " + found_; }
    [[nodiscard]] virtual std::string wanted() const = 0;

private:
    mutable std::string found_;
};

} // namespace detail

/// What an amount may be, ends included: absolute amounts, 1000_B for a thousand billions.
using bound = interval;

[[nodiscard]] inline bound at_most(decimal amount) { return {.low = std::nullopt, .high = std::move(amount)}; }
[[nodiscard]] inline bound at_least(decimal amount) { return {.low = std::move(amount), .high = std::nullopt}; }
[[nodiscard]] inline bound exactly(const decimal& amount) { return {.low = amount, .high = amount}; }
/// The two ends in either order.
[[nodiscard]] inline bound between(const decimal& a, const decimal& b) { return {.low = std::min(a, b), .high = std::max(a, b)}; }

/// The exact value of a projection, or of a model's node, in a period is within the bound. A period that it does not have
/// throws (E-period-order), so that a negated match cannot pass for it.
class Reaches final : public detail::noting_matcher {
public:
    Reaches(const period& in, bound what) : when_(in), bound_(std::move(what)) {}

    [[nodiscard]] bool match(const projection& p) const {
        const decimal value = p.at(when_).exact();
        return note(bound_.contains(value), "it is " + detail::number(value) + detail::miss(value, bound_));
    }
    [[nodiscard]] bool match(const model_projection::node& n) const {
        const fraction& value = n.at(when_).exact();
        const std::string off = detail::miss(value, bound_);
        return note(off.empty(), "it is " + detail::number(value) + off);
    }

protected:
    [[nodiscard]] std::string wanted() const override {
        const bool one = bound_.low && bound_.high && *bound_.low == *bound_.high;
        return "reaches " + (one ? "exactly " + detail::number(*bound_.low) : detail::ends(bound_)) + " in " + detail::when(when_);
    }

private:
    period when_;
    bound bound_;
};

/// What is printed is exactly this text: of a row, of the last row of a projection or of a model's node (all in the display
/// magnitude, with the places shown), or of a decimal (in full).
class PrintsAs final : public detail::noting_matcher {
public:
    explicit PrintsAs(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] bool match(const decimal& d) const { return compare(to_string(d), ""); }
    [[nodiscard]] bool match(const projection::row& r) const { return compare(r.text(), " in " + detail::when(r.when())); }
    [[nodiscard]] bool match(const projection& p) const { return match(p.back()); }
    [[nodiscard]] bool match(const model_projection::row& r) const { return compare(r.text(), " in " + detail::when(r.when())); }
    [[nodiscard]] bool match(const model_projection::node& n) const { return match(n.back()); }

protected:
    [[nodiscard]] std::string wanted() const override { return "prints as " + detail::quoted(text_); }

private:
    [[nodiscard]] bool compare(const std::string& printed, const std::string& where) const {
        std::string found = "it prints as " + detail::quoted(printed) + where;
        const auto value = decimal::try_parse(printed);
        const auto wanted_value = decimal::try_parse(text_);
        if (value && wanted_value && *value != *wanted_value)
            found += ", " + detail::number(abs(*value - *wanted_value)) + (*value < *wanted_value ? " less" : " more");
        return note(printed == text_, std::move(found));
    }

    std::string text_;
};

/// The exact value lies within what the digits of a printed figure allow: `930.7 billion` is 930.65 to 930.75
/// billion. Of a decimal, a row, or a projection's last row. Throws on a text that is no amount (E-unit-mixed), and on a
/// row or projection whose forecast names another currency or unit than the text does.
class WithinPrinted final : public detail::noting_matcher {
public:
    explicit WithinPrinted(std::string_view printed) : printed_(printed), read_(figure::parse(printed)), allowed_(read_.interval()) {
        if (read_.kind() != figure_kind::amount) mixed(detail::quoted(printed) + " is no amount; WithinPrinted compares amounts");
    }

    [[nodiscard]] bool match(const decimal& d) const { return compare(d, ""); }
    [[nodiscard]] bool match(const projection::row& r) const {
        require_one_measure(r.of().currency(), r.of().unit());
        return compare(r.exact(), " in " + detail::when(r.when()));
    }
    [[nodiscard]] bool match(const projection& p) const { return match(p.back()); }

protected:
    [[nodiscard]] std::string wanted() const override {
        return "lies within " + detail::quoted(printed_) + " as printed, " + detail::ends(allowed_);
    }

private:
    [[noreturn]] static void mixed(const std::string& message) { throw exception(error{errc::unit_mixed, message, {}, {}}); }

    /// What one of the two leaves out, the other says.
    void require_one_measure(std::string_view currency, std::string_view unit) const {
        const auto differ = [](std::string_view a, std::string_view b) { return !a.empty() && !b.empty() && a != b; };
        const std::string_view ours = read_.currency().empty() ? read_.unit() : read_.currency();
        const std::string_view theirs = currency.empty() ? unit : currency;
        if (differ(read_.currency(), currency) || differ(read_.unit(), unit) || differ(ours, theirs))
            mixed(detail::quoted(printed_) + " is in " + std::string(ours) + ", the forecast in " + std::string(theirs));
    }

    [[nodiscard]] bool compare(const decimal& value, const std::string& where) const {
        return note(allowed_.contains(value), "it is " + detail::number(value) + where + detail::miss(value, allowed_));
    }

    std::string printed_;
    figure read_;
    interval allowed_;
};

/// A decimal is x to n decimal places: it differs by half a unit of the n-th place at most.
class WithinPlaces final : public detail::noting_matcher {
public:
    WithinPlaces(decimal x, whole_count places)
        : x_(std::move(x)),
          tolerance_(scale10(decimal(5),
                             -1 - static_cast<std::int64_t>(places.checked("the number of places", limits::periods, errc::limit_digits)))) {
    }

    [[nodiscard]] bool match(const decimal& value) const {
        const decimal difference = abs(value - x_);
        std::string found = "it is " + detail::number(value);
        if (difference.sign() != 0) found += ", " + detail::number(difference) + (value < x_ ? " less" : " more");
        return note(difference <= tolerance_, std::move(found));
    }

protected:
    [[nodiscard]] std::string wanted() const override { return "is " + detail::number(x_) + " within " + detail::number(tolerance_); }

private:
    decimal x_;
    decimal tolerance_;
};

/// A failure has this stable id: REQUIRE_THROWS_MATCHES(expression, cagr::exception, ThrowsErrc("E-parse-suffix")),
/// or REQUIRE_THAT on an `error` or on the `result` of a try_ function.
class ThrowsErrc final : public detail::noting_matcher {
public:
    explicit ThrowsErrc(std::string id) : id_(std::move(id)) {}
    explicit ThrowsErrc(errc code) : id_(v0::id(code)) {}

    [[nodiscard]] bool match(const error& e) const {
        return note(e.id() == id_, "it failed with " + std::string(e.id()) + ": " + e.message);
    }
    [[nodiscard]] bool match(const exception& e) const { return match(e.error()); }
    template <class T>
    [[nodiscard]] bool match(const result<T>& r) const {
        return r.has_value() ? note(false, "it succeeded") : match(r.error());
    }

protected:
    [[nodiscard]] std::string wanted() const override { return "fails with " + id_; }

private:
    std::string id_;
};

/// The values of a projection, from the row its growth starts in to the last, or of a model's node, from the actual period to the
/// last, have this compound growth rate: a `rate` exactly, a text (`40.2%`) within what its printed digits allow. Decided exactly.
class HasCagr final : public detail::noting_matcher {
public:
    explicit HasCagr(const rate& r) : printed_(to_string(r)), exact_(true), allowed_(exactly(r.percent())) {}
    explicit HasCagr(std::string_view printed) : printed_(printed), exact_(false) {
        const figure read = figure::parse(printed);
        if (read.kind() != figure_kind::percent) (void)stated_rate(read); // throws, saying that a percentage is needed
        allowed_ = read.interval();
    }

    [[nodiscard]] bool match(const projection& p) const {
        const std::uint64_t periods = p.periods();
        const projection::row first = p[p.size() - 1 - static_cast<std::size_t>(periods)];
        return compare({first.exact(), first.when()}, {p.back().exact(), p.back().when()}, periods);
    }
    [[nodiscard]] bool match(const model_projection::node& n) const {
        const std::size_t actual = n.of().actual_index();
        return compare({n[actual].exact(), n[actual].when()}, {n.back().exact(), n.back().when()}, n.of().periods() - 1 - actual);
    }

protected:
    [[nodiscard]] std::string wanted() const override {
        return exact_ ? "has a CAGR of exactly " + printed_ : "has a CAGR of " + printed_ + " as printed, " + detail::ends(allowed_, "%");
    }

private:
    struct end {
        fraction value;
        period when;
    };

    [[nodiscard]] bool compare(const end& first, const end& last, std::uint64_t periods) const {
        const rate found = implied_rate(first.value, last.value, periods, context{});
        // The rate found is rounded; whether the last value is reached is not.
        const fraction reached = abs(last.value);
        const auto grown = [&](const decimal& percent) {
            return abs(first.value) * fraction(pow(rate::from_percent(std::max(percent, decimal(-100))).factor(), periods));
        };
        const bool matched = !(allowed_.low && reached < grown(*allowed_.low)) && !(allowed_.high && reached > grown(*allowed_.high));
        std::string text = "it is " + detail::number(found.percent()) + "% over " + std::to_string(periods) +
                           (periods == 1 ? " period (" : " periods (") + detail::when(first.when) + " to " + detail::when(last.when) + ")";
        if (const std::string off = detail::miss(found.percent(), allowed_); !off.empty()) text += off + " percentage points";
        return note(matched, std::move(text));
    }

    std::string printed_;
    bool exact_;
    interval allowed_;
};

namespace detail {

/// How many of so many did not hold, and what each says of itself, on a line of its own.
[[nodiscard]] inline std::string missed(std::size_t all, const std::vector<std::string>& told) {
    if (told.empty()) return all == 1 ? "it holds" : "all " + std::to_string(all) + " hold";
    std::string out = std::to_string(told.size()) + " of " + std::to_string(all) + (told.size() == 1 ? " does not:" : " do not:");
    for (const std::string& each : told) out += "\n  " + each;
    return out;
}

} // namespace detail

/// All that a study expects holds in the scenarios it is expected in, and all controls of its model do; decided exactly. A failure tells
/// each that does not. Throws where nothing is expected and nothing controlled (E-domain-empty), and where a name or a period is not the
/// model's, so that a negated match cannot pass for it.
class MeetsExpectations final : public detail::noting_matcher {
public:
    [[nodiscard]] bool match(const study& s) const {
        const std::vector<finding> findings = check(s);
        std::vector<std::string> told;
        for (const finding& f : findings)
            if (!f.holds) told.push_back(f.scenario + ": " + f.wanted + "; " + f.found);
        return note(told.empty(), detail::missed(findings.size(), told));
    }

protected:
    [[nodiscard]] std::string wanted() const override { return "meets its expectations"; }
};

/// The parts of a model that was worked out make its controls, within their tolerances. Throws where it has none (E-domain-empty).
class HoldsControls final : public detail::noting_matcher {
public:
    [[nodiscard]] bool match(const model_projection& p) const {
        const std::vector<control_finding>& controls = p.controls();
        if (controls.empty())
            throw exception(error{errc::domain_empty, "the model has no control; HoldsControls needs one that could fail", {}, {}});
        std::vector<std::string> told;
        for (const control_finding& f : controls)
            if (!f.holds()) told.push_back(p.text_of(f));
        return note(told.empty(), detail::missed(controls.size(), told));
    }

protected:
    [[nodiscard]] std::string wanted() const override { return "holds its controls"; }
};

namespace detail {

/// `930.72 billion (2028)`.
[[nodiscard]] inline std::string row_text(const projection& p, const projection::row& r) {
    std::string magnitude;
    if (p.source() != nullptr && p.display_exponent() != 0) {
        const std::string_view word = p.source()->base.magnitude().word();
        magnitude = word.empty() ? "e" + std::to_string(p.display_exponent()) : " " + std::string(word);
    }
    return r.text() + magnitude + " (" + when(r.when()) + ")";
}

} // namespace detail
} // namespace testing
} // namespace v0
} // namespace cagr

template <>
struct Catch::StringMaker<cagr::decimal> {
    static std::string convert(const cagr::decimal& d) { return cagr::testing::detail::number(d); }
};
template <>
struct Catch::StringMaker<cagr::fraction> {
    static std::string convert(const cagr::fraction& f) { return cagr::testing::detail::number(f); }
};
template <>
struct Catch::StringMaker<cagr::rate> {
    static std::string convert(const cagr::rate& r) { return cagr::testing::detail::number(r.percent()) + "%"; }
};
template <>
struct Catch::StringMaker<cagr::period> {
    static std::string convert(const cagr::period& p) { return cagr::testing::detail::when(p); }
};
template <>
struct Catch::StringMaker<cagr::figure> {
    static std::string convert(const cagr::figure& f) { return to_string(f); }
};
template <>
struct Catch::StringMaker<cagr::growth_path> {
    static std::string convert(const cagr::growth_path& p) { return to_string(p); }
};
template <>
struct Catch::StringMaker<cagr::rounding> {
    static std::string convert(cagr::rounding mode) { return std::string(to_string(mode)); }
};
template <>
struct Catch::StringMaker<cagr::error> {
    static std::string convert(const cagr::error& e) { return to_string(e); }
};
template <class T>
struct Catch::StringMaker<cagr::result<T>> {
    static std::string convert(const cagr::result<T>& r) {
        return r.has_value() ? ::Catch::Detail::stringify(*r) : ::Catch::Detail::stringify(r.error());
    }
};
/// A row prints what it shows, in the display magnitude, and its period: `930.72 (2028)`.
template <>
struct Catch::StringMaker<cagr::projection::row> {
    static std::string convert(const cagr::projection::row& r) { return r.text() + " (" + cagr::testing::detail::when(r.when()) + ")"; }
};
/// A model prints its total: `total 62.35 (2020) to 930.80 (2028), USD billion`; a study its size.
template <>
struct Catch::StringMaker<cagr::model_projection> {
    static std::string convert(const cagr::model_projection& p) {
        const auto value = [](const cagr::model_projection::row& r) { return r.text() + " (" + to_string(r.when()) + ")"; };
        const std::string unit = to_string(p.unit());
        return "total " + value(p.total()[p.actual_index()]) + " to " + value(p.total().back()) + (unit.empty() ? "" : ", " + unit);
    }
};
template <>
struct Catch::StringMaker<cagr::study> {
    static std::string convert(const cagr::study& s) {
        return "a study of " + std::to_string(s.base.segments.size()) + " segments, " + std::to_string(s.scenarios.size()) +
               " scenarios and " + std::to_string(s.expectations.size()) + " expectations";
    }
};
template <>
struct Catch::StringMaker<cagr::model_projection::row> {
    static std::string convert(const cagr::model_projection::row& r) {
        return r.text() + " (" + cagr::testing::detail::when(r.when()) + ")";
    }
};
/// A model's node prints its name, first and last row: `software, 24.00 (2020) to 442.35 (2028)`.
template <>
struct Catch::StringMaker<cagr::model_projection::node> {
    static std::string convert(const cagr::model_projection::node& n) {
        return n.name() + ", " + ::Catch::Detail::stringify(n[0]) + " to " + ::Catch::Detail::stringify(n.back());
    }
};
template <>
struct Catch::StringMaker<cagr::projection> {
    static std::string convert(const cagr::projection& p) {
        using cagr::testing::detail::row_text;
        return row_text(p, p.front()) + " to " + row_text(p, p.back()) + " at " + ::Catch::Detail::stringify(p.growth());
    }
};
