// Random trees of segments against GMP's fractions: values, totals, contributions, shares, prices and currencies.
#include <cagr/model.hpp>

#include "support/catch.hpp"
#include "support/numbers.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

using namespace cagr;

namespace {

mpq_class q(const fraction& f) { return numbers::as_mpq(f.numerator()) / numbers::as_mpq(f.denominator()); }

mpq_class percent(const rate& r) { return numbers::as_mpq(r.fraction()); }

/// What a tree comes to by recursion over GMP's fractions.
class reckoning {
public:
    explicit reckoning(const model& m) : m_(m), n_(static_cast<std::size_t>(m.last - m.first) + 1) {
        for (const segment& each : m.segments) {
            parts_[each.parent].push_back(&each);
            by_name_[each.name] = &each;
        }
    }

    [[nodiscard]] std::vector<mpq_class> values(const std::string& name) const {
        const segment* s = name.empty() ? nullptr : by_name_.at(name);
        std::vector<mpq_class> out(n_);
        const bool divided = s != nullptr && (s->growth || (s->share && !has_parts_that_grow(name)));
        if (s == nullptr || (!divided && parts_.count(name) != 0)) {
            for (const segment* part : parts_.at(name)) {
                const std::vector<mpq_class> of_part = values(part->name);
                for (std::size_t k = 0; k < n_; ++k) out[k] += of_part[k];
            }
            return out;
        }
        if (s->share && !s->growth) {
            out = values(s->parent);
            for (mpq_class& each : out) each *= share(*s);
            return out;
        }
        out[0] = base(*s);
        for (std::size_t k = 1; k < n_; ++k) out[k] = next(*s->growth, k, out[k - 1]);
        return out;
    }

private:
    [[nodiscard]] static mpq_class share(const segment& s) { return numbers::as_mpq(s.share->value()) / 100; }

    [[nodiscard]] bool has_parts_that_grow(const std::string& name) const {
        const auto parts = parts_.find(name);
        return parts != parts_.end() && (parts->second.front()->growth || has_parts_that_grow(parts->second.front()->name));
    }

    [[nodiscard]] mpq_class base(const segment& s) const {
        if (s.share) return share(s) * base(*by_name_.at(s.parent));
        return numbers::as_mpq(s.base->value()) * numbers::as_mpq(scale10(decimal(1), m_.unit.scale.exponent));
    }

    [[nodiscard]] mpq_class next(const growth_path& path, std::size_t k, const mpq_class& before) const {
        const std::vector<rate> rates = path.rates();
        const mpq_class first = percent(rates.front());
        switch (path.kind()) {
        case path_kind::constant: return before * (1 + first);
        case path_kind::yearly: return before * (1 + percent(rates[k - 1]));
        case path_kind::fade: // from the period after the first to the last
            return before * (1 + first + (percent(rates[1]) - first) * static_cast<long>(k - 1) / static_cast<long>(n_ - 2));
        default: { // logistic
            const mpq_class capacity = numbers::as_mpq(*path.capacity());
            return (1 + first) * before / (1 + first * before / capacity);
        }
        }
    }

    const model& m_;
    std::size_t n_;
    std::map<std::string, std::vector<const segment*>> parts_;
    std::map<std::string, const segment*> by_name_;
};

class random_model {
public:
    explicit random_model(numbers::source& random) : random_(random) {
        m_.first = period::year(2020);
        m_.last = period::year(2020 + random.between(2, 9));
        m_.unit.scale.exponent = static_cast<int>(random.between(0, 2)) * 3;
        add_parts("", 0);
    }
    [[nodiscard]] const model& get() const { return m_; }

private:
    rate some_rate() { return rate::from_percent(scale10(decimal(random_.between(-90, 300)), -random_.between(0, 2))); }

    growth_path some_path(bool with_logistic) {
        const std::int64_t periods = m_.last - m_.first;
        switch (random_.between(0, with_logistic ? 3 : 2)) {
        case 0: return some_rate();
        case 1: {
            std::vector<rate> rates;
            for (std::int64_t k = 0; k < periods; ++k) rates.push_back(some_rate());
            return growth_path::yearly(rates);
        }
        case 2: return growth_path::fade({.first_rate = some_rate(), .last_rate = some_rate(), .first = m_.first + 1, .last = m_.last});
        default:
            return growth_path::logistic({.capacity = scale10(decimal(random_.between(1000, 9000)), 9),
                                          .unconstrained = rate::from_percent(random_.between(1, 90))});
        }
    }

    figure some_base() {
        const decimal value = scale10(decimal(random_.between(1, 99'999)), -2);
        return figure::parse(to_string(value, 2, rounding::half_even), notation::point);
    }

    std::string add(const std::string& parent) {
        std::string name = "s" + std::to_string(m_.segments.size());
        m_.segments.push_back({.name = name, .parent = parent});
        return name;
    }

    void add_parts(const std::string& parent, int depth) {
        const long parts = random_.between(1, 4);
        for (long i = 0; i < parts; ++i) {
            const std::string name = add(parent);
            segment& s = m_.segments.back();
            const long kind = depth < 3 ? random_.between(0, 4) : 4;
            if (kind == 0) {
                add_parts(name, depth + 1);
            } else if (kind == 1) {
                s.base = some_base();
                s.growth = some_path(true);
                divide(name, depth + 1, false);
            } else if (kind == 2) {
                s.base = some_base();
                divide(name, depth + 1, true);
            } else {
                s.base = some_base();
                s.growth = some_path(true);
            }
        }
    }

    /// Parts by shares, which grow by themselves or do not.
    void divide(const std::string& parent, int depth, bool growing) {
        const long parts = random_.between(1, 4);
        long left = 1000;
        for (long i = 0; i < parts; ++i) {
            const long tenths = i + 1 == parts ? left : random_.between(0, left);
            left -= tenths;
            const std::string name = add(parent);
            segment& s = m_.segments.back();
            s.share = figure::parse(to_string(scale10(decimal(tenths), -1), 1, rounding::half_even) + "%", notation::point);
            const bool deeper = depth < 3 && random_.between(0, 2) == 0;
            const bool by_parts = growing && deeper && random_.between(0, 1) == 0;
            if (growing && !by_parts) s.growth = some_path(false);
            if (deeper) divide(name, depth + 1, by_parts);
        }
    }

    numbers::source& random_;
    model m_;
};

} // namespace

TEST_CASE("Random trees come to what GMP's fractions say, and their parts to the whole") {
    numbers::source random(501);
    for (int i = 0; i < 300; ++i) {
        const random_model made(random);
        const model& m = made.get();
        CAPTURE(i, m.segments.size());
        const model_projection p = project(m);
        const reckoning by_hand(m);
        REQUIRE(p.size() == m.segments.size() + 1);
        for (std::size_t node = 0; node < p.size(); ++node) {
            CAPTURE(p[node].name());
            const std::vector<mpq_class> expected = by_hand.values(node == 0 ? "" : p[node].name());
            for (std::size_t k = 0; k < p.periods(); ++k) {
                REQUIRE(q(p[node][k].exact()) == expected[k]);
                REQUIRE(p[node][k].how() == (p[node][k].exact().is_decimal() ? exactness::exact : exactness::rational));
            }
            if (p[node].is_leaf()) continue;
            for (std::size_t k = 1; k < p.periods(); ++k) {
                fraction sum;
                fraction contributions;
                fraction of_increase;
                bool counted = true;
                for (const std::size_t part : p[node].parts()) {
                    const auto row = p[part][k];
                    sum += row.exact();
                    if (!row.contribution() || !row.share_of_increase()) counted = false;
                    if (!counted) continue;
                    contributions += *row.contribution();
                    of_increase += *row.share_of_increase();
                }
                REQUIRE(sum == p[node][k].exact());
                if (!counted) continue;
                REQUIRE(contributions == *p[node][k].contribution());
                REQUIRE(of_increase == *p[node][k].share_of_increase());
                if (node == 0) REQUIRE(contributions == *p.total()[k].growth());
                if (node == 0) REQUIRE(of_increase == fraction(1));
            }
        }
    }
}

TEST_CASE("Shares by largest remainder make 100 exactly, and none is a unit off") {
    numbers::source random(502);
    for (int i = 0; i < 200; ++i) {
        model m{.first = period::year(2020), .last = period::year(2020), .shares = share_rounding::largest_remainder};
        const auto parts = random.between(1, 12);
        for (long s = 0; s < parts; ++s)
            m.segments.push_back({.name = "s" + std::to_string(s), .base = figure::exact(random.between(s == 0 ? 1 : 0, 40))});
        const model_projection p = project(m);
        const long places = random.between(0, 3);
        const decimal unit = scale10(decimal(1), -places);
        decimal sum;
        for (const share_cell& cell : p.shares(0, m.first, places)) {
            sum += cell.percent;
            const mpq_class exact = q(cell.exact) * 100;
            REQUIRE(exact == 100 * q(p[cell.node].back().exact()) / q(p.total().back().exact()));
            REQUIRE(abs(mpq_class(exact - numbers::as_mpq(cell.percent))) < numbers::as_mpq(unit));
            REQUIRE(cell.moved == (cell.percent != round_to_places(cell.exact * fraction(100), places, m.shown.mode)));
        }
        REQUIRE(sum == decimal(100));
    }
}

TEST_CASE("Prices and currencies change amounts by exactly their factors, and back") {
    numbers::source random(503);
    for (int i = 0; i < 40; ++i) {
        const random_model made(random);
        model m = made.get();
        m.unit.currency = "USD";
        m.measure.prices = price_basis::nominal;
        const model_projection p = project(m);
        const rate r = rate::from_percent(scale10(decimal(random.between(-20, 90)), -1));
        const auto at = random.between(0, static_cast<long>(p.periods()) - 1);
        const inflation prices{.path = r, .price_period = m.first + at};
        const model_projection real = p.in_real_terms(prices);
        const model_projection back = real.in_nominal_terms(prices);
        exchange euro{.currency = "EUR"};
        for (std::size_t k = 0; k < p.periods(); ++k) euro.averages.push_back({p.when(k), scale10(decimal(random.between(80, 150)), -2)});
        const model_projection euros = p.in_currency(euro);
        mpq_class level = 1;
        for (long k = 0; k < at; ++k) level /= 1 + percent(r);
        for (std::size_t k = 0; k < p.periods(); ++k) {
            for (std::size_t node = 0; node < p.size(); ++node) {
                REQUIRE(q(real[node][k].exact()) * level == q(p[node][k].exact()));
                REQUIRE(back[node][k].exact() == p[node][k].exact());
                REQUIRE(q(euros[node][k].exact()) * numbers::as_mpq(euro.averages[k].value) == q(p[node][k].exact()));
            }
            level *= 1 + percent(r);
        }
    }
}
