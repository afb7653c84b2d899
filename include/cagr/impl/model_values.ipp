// The values of a model's nodes: what segments say, how it grows, what is brought into the model's currency and prices, and sums.
#pragma once

#include <cagr/impl/model_build.ipp>

namespace cagr {
inline namespace v0 {

// --- values that are said --------------------------------------------------------------------------------------

inline void model_builder::fill(std::size_t node) {
    switch (rules_[node]) {
    case rule::sum: return;
    case rule::share: fill_shared(node); return;
    case rule::own:
    case rule::split: fill_said(node); return;
    }
}

/// Its part of the parent, in every period.
inline void model_builder::fill_shared(std::size_t node) {
    const segment& s = segment_of(node);
    if (!s.values.empty())
        detail::fail(errc::usage, "it has values beside a share without a growth, which says what it is worth in every period");
    const std::size_t parent = s_.places[node].parent;
    const fraction of_parent = scale10(s.share->value(), -2);
    for (std::size_t k = 0; k < s_.periods(); ++k) {
        s_.values[s_.cell(node, k)] = s_.value(parent, k) * of_parent;
        s_.rounded[s_.cell(node, k)] = s_.rounded[s_.cell(parent, k)];
    }
    check_size(node);
}

/// The figures a segment says, each at its period.
inline void model_builder::place_known(const segment& s) {
    known_.assign(s_.periods(), nullptr);
    for (const dated_figure& each : s.values) {
        const std::size_t k = s_.index_of(each.when);
        if (known_[k] != nullptr) detail::fail(errc::usage, "it has two values for " + to_string(each.when) + "; one of them is needed");
        detail::check_point(each.value, "value", each.when);
        known_[k] = &each.value;
    }
    if (!s.base) return;
    const period& when = s_.whens[s_.actual];
    if (known_[s_.actual] != nullptr)
        detail::fail(errc::usage, "it has a base, and a value for the same period, " + to_string(when) + "; one of them is needed");
    detail::check_point(*s.base, "base", when);
    known_[s_.actual] = &*s.base;
}

inline void model_builder::fill_said(std::size_t node) {
    const segment& s = segment_of(node);
    place_known(s);
    const bool started = s.share || is_diffusion(s); // at the actual period, by something other than a figure
    std::size_t last = s_.actual;
    for (std::size_t k = 0; k < s_.periods(); ++k)
        if (known_[k] != nullptr && k > last) last = k;
    rates_.enter(s, known_);
    for (std::size_t k = rules_[node] == rule::split ? s_.actual : 0; k <= last; ++k) {
        if (known_[k] != nullptr) {
            s_.values[s_.cell(node, k)] = rates_.amount(*known_[k]);
        } else if (k != s_.actual || !started) {
            detail::fail(errc::missing_fact, "it has no value for " + to_string(s_.whens[k]) + "; values are needed from " +
                                                 to_string(s_.whens.front()) + " to " + to_string(s_.whens[last]) + ", without a gap");
        }
    }
    // Its own figures are in its own currency and prices, and so is what grows from them; a share is in the model's.
    if (s.share) {
        if (last != s_.actual) detail::fail(errc::usage, "it has values after the period in which it has a share; one of them is needed");
        convert(node, s_.actual);
        const std::size_t parent = s_.places[node].parent;
        s_.values[s_.cell(node, s_.actual)] = s_.value(parent, s_.actual) * fraction(scale10(s.share->value(), -2));
        s_.rounded[s_.cell(node, s_.actual)] = s_.rounded[s_.cell(parent, s_.actual)];
    }
    if (rules_[node] != rule::split && last + 1 < s_.periods()) {
        if (!s.growth)
            detail::fail(errc::missing_fact, "it has a value for " + to_string(s_.whens[last]) + " and none of " +
                                                 to_string(s_.whens[last + 1]) + ", and no growth; one of them is needed");
        grow(node, s_.value(node, last), last, *s.growth);
    } else if (is_diffusion(s) && rules_[node] != rule::split) {
        grow(node, {}, last, *s.growth);
    }
    if (!s.share) convert(node, s_.periods());
    check_size(node);
}

inline void model_builder::grow(std::size_t node, const fraction& from, std::size_t at, const growth_path& path) {
    const std::size_t n = s_.periods() - 1 - at;
    if (const std::optional<rate> constant = path.constant_rate(); constant && from.is_decimal()) {
        const decimal factor = constant->factor();
        check_work(from.numerator(), factor, n);
        decimal value = from.numerator();
        for (std::size_t k = at + 1; k <= at + n; ++k) {
            value *= factor;
            s_.values[s_.cell(node, k)] = value;
            s_.rounded[s_.cell(node, k)] = s_.rounded[s_.cell(node, at)];
        }
        return;
    }
    if (const std::optional<period> until = path.until(s_.whens[at]); until && *until > s_.whens.back())
        detail::fail(errc::period_order,
                     "its growth goes on to " + to_string(*until) + "; the model ends in " + to_string(s_.whens.back()));
    check_capacity(path, from);
    const exactness how = s_.rounded[s_.cell(node, at)] ? exactness::rounded : exactness::exact;
    std::vector<path_value> values = grown({.base = from, .from = s_.whens[at], .how = how}, path, n, s_.source.digits);
    for (std::size_t i = path.sets_base() ? 0 : 1; i < values.size(); ++i) {
        s_.values[s_.cell(node, at + i)] = std::move(values[i].value);
        s_.rounded[s_.cell(node, at + i)] = values[i].how == exactness::rounded;
    }
}

/// Refuses a capacity below the base in the unit the segment is told in; the path would name absolute amounts.
inline void model_builder::check_capacity(const growth_path& path, const fraction& base) const {
    const std::optional<decimal> capacity = path.capacity();
    if (!capacity || base <= fraction(*capacity)) return;
    amount_unit unit = s_.unit;
    unit.currency = rates_.currency();
    const auto told = [&](const fraction& amount) {
        const std::string words = to_string(unit);
        return detail::in_quotes(to_string(s_.in_unit(amount)) + (words.empty() ? words : ' ' + words));
    };
    detail::fail(errc::domain_amount, "the capacity " + told(*capacity) + " of a " +
                                          (path.kind() == path_kind::gompertz ? "Gompertz" : "logistic") + " path lies below its base " +
                                          told(base) + "; a capacity of the base or above is needed");
}

/// Brings a segment's own amounts into the model's currency and prices, up to a period.
inline void model_builder::convert(std::size_t node, std::size_t until) {
    if (!rates_.converts()) return;
    std::vector<fraction>& factors = s_.factors[node];
    factors.assign(s_.periods(), fraction(1));
    for (std::size_t k = 0; k < until; ++k) {
        factors[k] = rates_.factor(k);
        s_.values[s_.cell(node, k)] = s_.value(node, k) * factors[k];
        if (rates_.is_rounded(k)) s_.rounded[s_.cell(node, k)] = true;
    }
}

/// Foresees the digits that a constant growth leads to.
inline void model_builder::check_work(const decimal& base, const decimal& factor, std::size_t n) const {
    const auto bits = [](const decimal& d) {
        const std::uint64_t length = detail::bit_length(detail::unpack(d).magnitude);
        return length == 0 ? 0 : length - 1;
    };
    const std::uint64_t last = bits(base) + bits(factor) * n; // or a few more
    const std::uint64_t digits = detail::least_digits(last + 1);
    if (digits > static_cast<std::uint64_t>(limits::result_digits)) detail::fail_digits(digits);
    if (limbs_ + n * (last / 128) > most_limbs) fail_size();
}

/// Keeps the memory that a model takes within bounds.
inline void model_builder::check_size(std::size_t node) {
    for (std::size_t k = 0; k < s_.periods(); ++k) {
        const fraction& value = s_.value(node, k);
        limbs_ += detail::decimal_access::size(value.numerator()) + detail::decimal_access::size(value.denominator());
    }
    if (limbs_ > most_limbs) fail_size();
}

inline void model_builder::fail_size() {
    detail::fail(errc::limit_rows, "the exact values of the model have over " + std::to_string(most_limbs * 19) +
                                       " digits together; at most that many are allowed");
}

// --- sums ------------------------------------------------------------------------------------------------------

/// The parts one after the other, as they lie in memory, into a sum for each period.
inline void model_builder::add_up(std::size_t node) {
    const std::vector<std::size_t>& parts = s_.places[node].parts;
    const std::size_t first = s_.cell(node, 0);
    for (std::size_t k = 0; k < s_.periods(); ++k) s_.rounded[first + k] = false;
    if (parts.size() == 1) {
        for (std::size_t k = 0; k < s_.periods(); ++k) {
            s_.values[first + k] = s_.value(parts.front(), k);
            s_.rounded[first + k] = s_.rounded[s_.cell(parts.front(), k)];
        }
        check_size(node);
        return;
    }
    sums_.resize(s_.periods());
    quotients_.assign(s_.periods(), false);
    for (const std::size_t part : parts)
        for (std::size_t k = 0; k < s_.periods(); ++k) {
            const fraction& value = s_.value(part, k);
            if (value.is_decimal()) {
                sums_[k].add(value.numerator());
            } else {
                quotients_[k] = true;
            }
            if (s_.rounded[s_.cell(part, k)]) s_.rounded[first + k] = true;
        }
    for (std::size_t k = 0; k < s_.periods(); ++k) {
        fraction quotients;
        if (quotients_[k]) quotients = sum_of_quotients(node, k);
        const fraction decimals = sums_[k].take();
        s_.values[first + k] = quotients.sign() == 0 ? decimals : decimals + quotients;
    }
    check_size(node);
}

/// The sum of those parts that are quotients; where it grows too long, the parts go to the decimals, rounded.
inline fraction model_builder::sum_of_quotients(std::size_t node, std::size_t k) {
    constexpr std::int64_t most_digits = 2'000; // of the denominator
    const std::vector<std::size_t>& parts = s_.places[node].parts;
    fraction sum;
    for (const std::size_t part : parts) {
        const fraction& value = s_.value(part, k);
        if (value.is_decimal()) continue;
        if (value.denominator().digits() <= most_digits) sum += value;
        if (value.denominator().digits() <= most_digits && sum.denominator().digits() <= most_digits) continue;
        for (const std::size_t each : parts)
            if (const fraction& v = s_.value(each, k); !v.is_decimal()) sums_[k].add(round_to_digits(v, s_.source.digits));
        s_.rounded[s_.cell(node, k)] = true;
        return {};
    }
    return sum;
}

// --- controls ----------------------------------------------------------------------------------------------------

inline void model_builder::compare(const control& c) {
    const std::size_t node = c.of.empty() ? 0 : s_.find(c.of);
    if (node == state::none) {
        detail::nearest search(c.of);
        search.consider(s_.total_name);
        for (const segment& each : s_.source.segments) search.consider(each.name);
        detail::fail(errc::unknown_name,
                     "a control of " + detail::in_quotes(c.of) + ", and no segment has this name" +
                         (search.name().empty() ? std::string() : "; did you mean " + detail::made_visible(search.name()) + "?"));
    }
    try {
        if (s_.places[node].parts.empty()) detail::fail(errc::usage, "it has no parts that could make it");
        if (c.tolerance.sign() < 0)
            detail::fail(errc::domain_amount, "the tolerance is " + to_string(scale10(c.tolerance, 2)) + "%; 0% or more is needed");
        if (c.growth && c.growth->sets_base())
            detail::fail(errc::usage, "its growth is a Bass diffusion, which says what the base is; another is needed");
        const period& actual = s_.whens[s_.actual];
        detail::check_point(c.base, "base", actual);
        std::vector<period> at = c.at;
        if (at.empty()) at.push_back(actual);
        if (c.at.empty() && c.growth && s_.whens.back() != actual) at.push_back(s_.whens.back());
        std::size_t last = s_.actual;
        for (const period& when : at) {
            const std::size_t k = s_.index_of(when);
            if (k < s_.actual)
                detail::fail(errc::period_order, "it is to be compared in " + to_string(when) + "; it begins in " + to_string(actual));
            if (k > s_.actual && !c.growth)
                detail::fail(errc::missing_fact, "it is to be compared in " + to_string(when) + ", and has no growth");
            last = std::max(last, k);
        }
        const segment as_segment{.name = s_.name(node), .base = c.base};
        known_.assign(s_.periods(), nullptr);
        known_[s_.actual] = &c.base;
        rates_.enter(as_segment, known_);
        std::vector<path_value> values;
        const fraction base = rates_.amount(c.base);
        if (c.growth) {
            check_capacity(*c.growth, base);
            values = grown({.base = base, .from = actual}, *c.growth, last - s_.actual, s_.source.digits);
        } else {
            values.push_back({.when = actual, .value = base});
        }
        for (const period& when : at) {
            const std::size_t k = s_.index_of(when);
            fraction value = values[k - s_.actual].value;
            if (rates_.converts()) value = value * rates_.factor(k);
            s_.findings.push_back(
                {.node = node, .when = s_.whens[k], .parts = s_.value(node, k), .control = std::move(value), .tolerance = c.tolerance});
        }
    } catch (const exception& failure) {
        error e = failure.error();
        e.message = "the control of " + named(node) + ": " + e.message;
        throw exception(std::move(e));
    }
}

} // namespace v0
} // namespace cagr
