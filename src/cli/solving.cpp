#include "solving.hpp"

#include "display.hpp"

#include <algorithm>

namespace cagr::cli {

void fail_too_much(const std::string& what) {
    detail::fail(errc::usage,
                 what + "; leave out what is to be solved: three of base, rate, periods, target and increase decide the other two");
}

bool facts::is_solved(std::string_view name) const { return std::find(solved.begin(), solved.end(), name) != solved.end(); }

/// Two numbers that grow as base to target does.
std::pair<decimal, decimal> facts::ends() const {
    if (multiple_given && !(base && base->is_decimal())) return {multiple->under, multiple->over};
    return {base->over * target->under, target->over * base->under};
}

rate facts::growth_to(context digits) const {
    if (growth) return *growth;
    const auto [begin, end] = ends();
    return implied_rate(begin, end, *periods, digits);
}

decimal facts::time_to(context digits) const {
    const auto [begin, end] = ends();
    return periods_to(begin, end, *growth, digits);
}

namespace {

const decimal one(1);

std::uint64_t whole_periods(const facts& f) { return static_cast<std::uint64_t>(f.periods->numerator); }

/// Base and target (or their multiple) are known: the rate or the periods follow.
void choose_time_or_rate(facts& f) {
    if (f.growth && f.periods) fail_too_much("everything is given");
    if (!f.growth && !f.periods)
        detail::fail(errc::missing_fact, "rate and periods are both missing; one of them is needed (--rate 40.2% or --periods 8)");
    f.solved.insert(f.solved.begin(), f.growth ? "periods" : "rate");
}

/// The base from the increase and the target, or the multiple: I / (m - 1).
void find_base_from_ends(facts& f) {
    f.solved.emplace_back("base");
    if (f.target) {
        f.base = quotient{f.target->over - f.increase->over};
        return;
    }
    const decimal gained = f.multiple->over - one;
    if (gained.sign() == 0)
        detail::fail(errc::never_reached, "a target of 1x, the base itself, increases nothing; no base gains the increase of " +
                                              detail::in_quotes(to_string(f.increase->over)));
    f.base = quotient{f.increase->over, gained};
    f.target = quotient{f.increase->over * f.multiple->over, gained};
}

/// The base is known, and one of target, increase and multiple, or rate and periods.
void find_end(facts& f) {
    const bool target_given = f.target.has_value() || f.multiple_given;
    const bool increase_given = f.increase.has_value();
    const decimal& base = f.base->over; // a quotient only where the target is there too
    if (!f.target && f.multiple_given) f.target = quotient{base * f.multiple->over};
    if (!f.target && f.increase) f.target = quotient{base + f.increase->over};
    if (f.target) {
        choose_time_or_rate(f);
    } else {
        if (!f.growth || !f.periods)
            detail::fail(errc::missing_fact, std::string("with the base, two more of rate, periods, target and increase are needed; ") +
                                                 (f.growth    ? "the rate"
                                                  : f.periods ? "the periods"
                                                              : "nothing more") +
                                                 " is given");
        f.target = quotient{compound(base, *f.growth, whole_periods(f))};
    }
    if (!f.increase) f.increase = quotient{f.target->over - base};
    if (!f.multiple && base.sign() != 0) f.multiple = quotient{f.target->over, base};
    if (!target_given) f.solved.emplace_back("target");
    if (!increase_given) f.solved.emplace_back("increase");
}

/// The base from rate, periods and the target: T / g; or the increase: I / (g - 1).
void find_base_from_growth(facts& f) {
    if (!f.growth || !f.periods || (!f.target && !f.increase))
        detail::fail(errc::missing_fact, "too little is given; three of --base, --rate, --periods, --target and --increase are needed, "
                                         "such as --base 62.35B --rate 40.2% --periods 8");
    const decimal grown = pow(f.growth->factor(), whole_periods(f));
    const decimal gained = grown - one;
    f.multiple = quotient{grown};
    f.solved.emplace_back("base");
    if (f.target) {
        if (grown.sign() == 0)
            detail::fail(errc::never_reached, "a rate of -100% leaves 0 of every base; no base can be told from the target " +
                                                  detail::in_quotes(to_string(f.target->over)));
        f.base = quotient{f.target->over, grown};
        f.increase = quotient{f.target->over * gained, grown};
        f.solved.emplace_back("increase");
        return;
    }
    if (gained.sign() == 0)
        detail::fail(errc::never_reached, "a rate of " + to_string(*f.growth) + " over " + counted(whole_periods(f), "period") +
                                              " increases nothing; no base gains the increase");
    f.base = quotient{f.increase->over, gained};
    f.target = quotient{f.increase->over * grown, gained};
    f.solved.emplace_back("target");
}

} // namespace

void solve(facts& f) {
    const int ends = (f.target ? 1 : 0) + (f.increase ? 1 : 0) + (f.multiple_given ? 1 : 0);
    if (f.base && ends > 1) fail_too_much("with the base, one of target and increase is the other said again");
    if (f.base) return find_end(f);
    if (ends > 1) { // not of target and multiple: --target is one of them
        find_base_from_ends(f);
        if (!f.multiple && f.base->sign() != 0) f.multiple = quotient{f.target->over, f.base->over};
        return choose_time_or_rate(f);
    }
    if (f.multiple_given) return choose_time_or_rate(f);
    find_base_from_growth(f);
}

} // namespace cagr::cli
