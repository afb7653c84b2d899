// Out-of-line definitions of cagr/model.hpp: what brings amounts of other currencies and prices to the model's.
#pragma once

#include <cagr/detail/words.hpp>
#include <cagr/model.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

inline void check_label(std::string_view text, const std::string& of) {
    if (text.size() > limits::label)
        fail(errc::parse_length,
             of + " has a text of " + std::to_string(text.size()) + " bytes; at most " + std::to_string(limits::label) + " are allowed");
}

/// A price index by period, 1 in the first.
struct price_index {
    std::vector<fraction> levels;
    std::vector<bool> rounded;

    /// Whether the quotient of two levels is of one that is rounded; that of a level and itself is 1.
    [[nodiscard]] bool is_rounded(std::size_t k, std::size_t at) const { return k != at && (rounded[k] || rounded[at]); }

    price_index() = default;
    price_index(const inflation& prices, const std::vector<period>& whens, context digits) {
        try {
            if (prices.path.sets_base()) fail(errc::usage, "a Bass diffusion is no path of prices");
            std::vector<path_value> values = grown({.base = 1, .from = whens.front()}, prices.path, whens.size() - 1, digits);
            for (path_value& each : values) {
                rounded.push_back(each.how == exactness::rounded);
                levels.push_back(std::move(each.value));
            }
        } catch (const exception& failure) {
            error e = failure.error();
            e.message = "the inflation: " + e.message;
            throw exception(std::move(e));
        }
    }
};

/// The place of a period among those of a model.
inline std::size_t place_of(const period& when, const std::vector<period>& whens, const std::string& what) {
    const std::int64_t k = when - whens.front();
    if (k < 0 || static_cast<std::uint64_t>(k) >= whens.size())
        fail(errc::period_order,
             what + " is " + to_string(when) + "; the model runs from " + to_string(whens.front()) + " to " + to_string(whens.back()));
    return static_cast<std::size_t>(k);
}

/// What one unit of another currency is worth in each period; nothing where the exchange does not say.
struct exchange_rates {
    std::string currency;
    std::vector<std::optional<decimal>> rates;

    exchange_rates(const exchange& x, const std::vector<period>& whens) : currency(x.currency), rates(whens.size()) {
        const std::string name = "the exchange of " + in_quotes(x.currency);
        if (find_currency_code(x.currency).empty())
            fail(errc::parse_currency, in_quotes(x.currency) + " is no currency; an ISO 4217 code such as USD is needed");
        if (x.fixed && !x.averages.empty()) fail(errc::usage, name + " has both one rate and averages; one of them is needed");
        if (!x.fixed && x.averages.empty()) fail(errc::missing_fact, name + " has neither one rate nor averages; one of them is needed");
        const auto check = [&](const decimal& rate) {
            if (rate.sign() <= 0) fail(errc::domain_amount, name + " has a rate of " + to_string(rate) + "; one above 0 is needed");
        };
        if (x.fixed) {
            check(*x.fixed);
            std::fill(rates.begin(), rates.end(), x.fixed);
        }
        for (const point& each : x.averages) {
            check(each.value);
            if (each.when.kind() != whens.front().kind())
                fail(errc::period_kind, name + " has an average of " + to_string(each.when) + ", a " +
                                            std::string(to_string(each.when.kind())) + "; the model's periods are of the kind " +
                                            std::string(to_string(whens.front().kind())));
            const std::int64_t k = each.when - whens.front();
            if (k < 0 || static_cast<std::uint64_t>(k) >= whens.size()) continue; // of a period that is not needed
            std::optional<decimal>& at = rates[static_cast<std::size_t>(k)];
            if (at) fail(errc::usage, name + " has two averages of " + to_string(each.when) + "; one of them is needed");
            at = each.value;
        }
    }
};

/// `EUR at the constant rate of 2020, 1.1422 USD`, `EUR at the average of each period, in USD`.
inline std::string exchange_words(const exchange& x, const std::string& in) {
    if (!x.fixed) return x.currency + " at the average of each period, in " + in;
    return x.currency + " at the constant rate" + (x.fixed_period ? " of " + to_string(*x.fixed_period) : std::string()) + ", " +
           to_string(*x.fixed) + " " + in;
}

/// The exchanges and the inflation of a model, and what the segment at hand needs of them.
class model_rates {
public:
    model_rates() = default;
    model_rates(const model& m, const std::vector<period>& whens) : model_(&m), whens_(&whens) {
        for (const exchange& each : m.exchanges) {
            if (each.currency == m.unit.currency)
                fail(errc::usage,
                     "an exchange of " + in_quotes(each.currency) + ", which the model itself is in; other currencies need one");
            const bool twice =
                std::any_of(exchanges_.begin(), exchanges_.end(), [&](const exchange_rates& x) { return x.currency == each.currency; });
            if (twice) fail(errc::usage, "two exchanges of " + in_quotes(each.currency) + "; one of them is needed");
            exchanges_.emplace_back(each, whens);
        }
        if (!m.inflation) return;
        (void)place_of(m.inflation->price_period, whens, "the period whose prices real amounts are in");
        index_ = price_index(*m.inflation, whens, m.digits);
    }

    /// Takes a segment up; its known figures say the currency.
    void enter(const segment& s, const std::vector<const figure*>& known) {
        exchange_ = nullptr;
        currency_ = {};
        for (const figure* each : known)
            if (each != nullptr) take_currency(*each);
        prices_ = price_basis::unstated;
        const price_basis own = s.prices.value_or(model_->measure.prices);
        if (own == model_->measure.prices) return;
        if (own == price_basis::unstated || model_->measure.prices == price_basis::unstated)
            fail(errc::unit_mixed, "its prices are " + std::string(to_string(own)) + ", and those of the model " +
                                       std::string(to_string(model_->measure.prices)) + "; both must say what they are in");
        if (!model_->inflation)
            fail(errc::unit_mixed, "its prices are " + std::string(to_string(own)) + ", and those of the model " +
                                       std::string(to_string(model_->measure.prices)) + "; an inflation is needed to bring them together");
        if (s.share) fail(errc::unit_mixed, "it has prices of its own beside a share, which is of its parent's");
        prices_ = own;
    }

    /// A figure as an absolute amount in the currency of its own.
    [[nodiscard]] decimal amount(const figure& f) const {
        const amount_unit& unit = model_->unit;
        if (!f.unit().empty() && (f.unit() != unit.counted))
            fail(errc::unit_mixed, in_quotes(to_string(f)) + " counts " + in_quotes(f.unit()) + ", and the model " +
                                       (unit.counted.empty() ? unit.currency.empty() ? std::string("plain numbers") : unit.currency
                                                             : in_quotes(unit.counted)) +
                                       "; both must count one thing");
        if (f.magnitude().exponent != 0) return f.value();
        if (f.currency().empty() && f.unit().empty()) return scale10(f.value(), std::int64_t{unit.scale.exponent});
        if (unit.scale.exponent != 0)
            fail(errc::parse_ambiguous, in_quotes(to_string(f)) + " has two readings in a model of " + made_visible(to_string(unit)) +
                                            ", " + to_string(f) + " itself and " + to_string(f) + " " + std::string(unit.scale.word()) +
                                            "; name the magnitude, or write the number alone");
        return f.value();
    }

    /// What the amounts of the segment at hand are in; empty where that is no currency.
    [[nodiscard]] const std::string& currency() const noexcept {
        return exchange_ != nullptr ? exchange_->currency : model_->unit.currency;
    }
    /// Whether amounts of the segment at hand are brought to the model's, and by what factor.
    [[nodiscard]] bool converts() const noexcept { return exchange_ != nullptr || prices_ != price_basis::unstated; }
    [[nodiscard]] fraction factor(std::size_t k) const {
        fraction out = 1;
        if (exchange_ != nullptr) {
            const std::optional<decimal>& rate = exchange_->rates[k];
            if (!rate)
                fail(errc::missing_fact,
                     "it is in " + exchange_->currency + ", whose exchange has no average of " + to_string((*whens_)[k]));
            out = *rate;
        }
        if (prices_ == price_basis::unstated) return out;
        const fraction& there = index_.levels[price_place()];
        return out * (prices_ == price_basis::nominal ? quotient(there, index_.levels[k]) : quotient(index_.levels[k], there));
    }
    [[nodiscard]] bool is_rounded(std::size_t k) const { return prices_ != price_basis::unstated && index_.is_rounded(k, price_place()); }

private:
    /// Real amounts of a segment are in the prices of the inflation's period, those of a model in its own where it says so.
    [[nodiscard]] std::size_t price_place() const {
        const model& m = *model_;
        const bool to_real = prices_ == price_basis::nominal;
        const period& when = to_real && m.measure.price_period ? *m.measure.price_period : m.inflation->price_period;
        return place_of(when, *whens_, "the period whose prices real amounts are in");
    }

    void take_currency(const figure& f) {
        const std::string& own = model_->unit.currency;
        const std::string_view of = f.currency().empty() ? std::string_view(own) : f.currency();
        if (!f.currency().empty() && own.empty())
            fail(errc::unit_mixed, in_quotes(to_string(f)) + " is money, and the model is of " +
                                       (model_->unit.counted.empty() ? std::string("plain numbers") : in_quotes(model_->unit.counted)) +
                                       "; both must be in one unit");
        if (currency_ && *currency_ != of)
            fail(errc::unit_mixed,
                 "its values are in " + std::string(*currency_) + " and " + std::string(of) + "; all must be in one currency");
        currency_ = of;
        if (of == own) return;
        const auto found = std::find_if(exchanges_.begin(), exchanges_.end(), [&](const exchange_rates& x) { return x.currency == of; });
        if (found == exchanges_.end())
            fail(errc::unit_mixed, in_quotes(to_string(f)) + " is in " + std::string(of) + ", and the model in " + own +
                                       "; an exchange of " + std::string(of) + " is needed to bring them together");
        exchange_ = &*found;
    }

    const model* model_ = nullptr;
    const std::vector<period>* whens_ = nullptr;
    std::vector<exchange_rates> exchanges_;
    price_index index_;
    std::optional<std::string_view> currency_;
    const exchange_rates* exchange_ = nullptr;
    price_basis prices_ = price_basis::unstated; // the segment's, where they are others than the model's
};

} // namespace detail
} // namespace v0
} // namespace cagr
