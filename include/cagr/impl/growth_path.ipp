// Out-of-line definitions of cagr/growth_path.hpp: the paths and what they say; grown() is in growth_path_rows.ipp.
#pragma once

#include <cagr/detail/path_access.hpp>
#include <cagr/growth_path.hpp>

namespace cagr {
inline namespace v0 {

CAGR_INLINE std::string_view to_string(exactness e) noexcept {
    switch (e) {
    case exactness::exact: return "exact";
    case exactness::rational: return "rational";
    case exactness::rounded: return "rounded";
    }
    return "unknown";
}

CAGR_INLINE std::string_view to_string(path_kind k) noexcept {
    switch (k) {
    case path_kind::constant: return "constant";
    case path_kind::yearly: return "yearly";
    case path_kind::stages: return "stages";
    case path_kind::fade: return "fade";
    case path_kind::logistic: return "logistic";
    case path_kind::continuous_logistic: return "continuous_logistic";
    case path_kind::gompertz: return "gompertz";
    case path_kind::bass: return "bass";
    }
    return "unknown";
}

namespace detail {

inline std::string stage_text(const rate& growth, const period& to) { return to_string(growth) + " to " + to_string(to); }

/// Stage i, as a message names it, counted from 1.
inline std::string stage_name(std::size_t i, const growth_stage& stage) {
    return "stage " + std::to_string(i + 1) + " (" +
           in_quotes(to_string(stage.growth) + (stage.from ? " from " + to_string(*stage.from) : std::string()) + " to " +
                     to_string(stage.to)) +
           ")";
}

inline void check_stage(const std::vector<growth_stage>& stages, std::size_t i) {
    const growth_stage& stage = stages[i];
    (void)periods_per_year(stage.to.kind()); // no dates
    if (stage.from && stage.to - *stage.from < 0)
        fail(errc::period_order, stage_name(i, stage) + " ends before it begins; it must end in its first period or later");
    if (i == 0) return;
    const growth_stage& before = stages[i - 1];
    const std::string both = stage_name(i, stage) + " after " + stage_name(i - 1, before);
    if (stage.to - before.to <= 0) fail(errc::period_order, both + " ends no later; stages follow each other in time");
    if (!stage.from) return;
    const std::int64_t step = *stage.from - before.to;
    if (step == 1) return;
    fail(errc::period_order, both + (step > 1 ? " leaves a gap" : " overlaps it") + "; it must begin in " + to_string(before.to + 1));
}

inline decimal checked_amount(const decimal& amount, const char* name, const char* path) {
    if (amount.sign() <= 0)
        fail(errc::domain_amount,
             std::string("the ") + name + " of " + path + " is " + in_quotes(to_string(amount)) + "; an amount above 0 is needed");
    return amount;
}

} // namespace detail

CAGR_INLINE growth_path::growth_path(const rate& r) : growth_path(path_kind::constant) { rates_.push_back(r); }

CAGR_INLINE growth_path growth_path::yearly(std::vector<rate> rates) {
    if (rates.empty()) detail::fail(errc::domain_empty, "a rate for each period, and no rates; at least one is needed");
    growth_path out(path_kind::yearly);
    out.rates_ = std::move(rates);
    return out;
}

CAGR_INLINE growth_path growth_path::stages(const std::vector<growth_stage>& stages) {
    if (stages.empty()) detail::fail(errc::domain_empty, "growth in stages, and no stages; at least one is needed");
    growth_path out(path_kind::stages);
    for (std::size_t i = 0; i < stages.size(); ++i) {
        detail::check_stage(stages, i);
        out.rates_.push_back(stages[i].growth);
        out.periods_.push_back(stages[i].to);
    }
    out.begins_ = stages.front().from;
    return out;
}

CAGR_INLINE growth_path growth_path::fade(const linear_fade& f) {
    if (f.last - f.first <= 0)
        detail::fail(errc::period_order,
                     "a fade from " + to_string(f.first) + " to " + to_string(f.last) + "; it must end after it begins");
    growth_path out(path_kind::fade);
    out.rates_ = {f.first_rate, f.last_rate};
    out.periods_ = {f.first, f.last};
    return out;
}

CAGR_INLINE growth_path growth_path::logistic(const logistic_growth& g) {
    growth_path out(path_kind::logistic);
    out.amounts_.push_back(detail::checked_amount(g.capacity, "capacity", "a logistic path"));
    out.rates_.push_back(g.unconstrained);
    return out;
}

CAGR_INLINE growth_path growth_path::continuous_logistic(const logistic_growth& g) {
    growth_path out(path_kind::continuous_logistic);
    out.amounts_.push_back(detail::checked_amount(g.capacity, "capacity", "a logistic path"));
    out.rates_.push_back(g.unconstrained);
    return out;
}

CAGR_INLINE growth_path growth_path::gompertz(const gompertz_growth& g) {
    growth_path out(path_kind::gompertz);
    out.amounts_.push_back(detail::checked_amount(g.capacity, "capacity", "a Gompertz path"));
    if (g.approach.fraction().sign() <= 0 || g.approach.fraction() >= decimal(1))
        detail::fail(errc::domain_rate, "a Gompertz path that closes " + detail::in_quotes(to_string(g.approach)) +
                                            " of its distance a period; above 0% and below 100% is needed");
    out.rates_.push_back(g.approach);
    return out;
}

CAGR_INLINE growth_path growth_path::bass(const bass_diffusion& b) {
    growth_path out(path_kind::bass);
    out.amounts_.push_back(detail::checked_amount(b.potential, "potential", "a Bass path"));
    out.amounts_.push_back(detail::checked_amount(b.innovation, "coefficient of innovation", "a Bass path"));
    if (b.imitation.sign() < 0)
        detail::fail(errc::domain_amount, "the coefficient of imitation of a Bass path is " + detail::in_quotes(to_string(b.imitation)) +
                                              "; 0 or more is needed");
    out.amounts_.push_back(b.imitation);
    out.launched_ = b.launched.checked("the number of periods since the launch", limits::periods, errc::limit_periods);
    return out;
}

CAGR_INLINE std::optional<rate> growth_path::constant_rate() const {
    if (kind_ != path_kind::constant) return std::nullopt;
    return rates_.front();
}

CAGR_INLINE std::optional<decimal> growth_path::capacity() const {
    if (kind_ == path_kind::bass || amounts_.empty()) return std::nullopt;
    return amounts_.front();
}

CAGR_INLINE growth_path growth_path::shifted(const decimal& percentage_points) const {
    if (kind_ == path_kind::bass || kind_ == path_kind::gompertz)
        detail::fail(errc::usage, "the path " + detail::in_quotes(to_string(*this)) + " has no rate of growth to move by " +
                                      detail::in_quotes(to_string(percentage_points)) + " percentage points; give it other parameters");
    growth_path out = *this;
    for (rate& r : out.rates_) r = rate::from_fraction(r.fraction() + scale10(percentage_points, -2));
    return out;
}

CAGR_INLINE std::optional<period> growth_path::until(const period& base_period) const {
    if (kind_ == path_kind::yearly) return base_period + rates_.size();
    if (kind_ == path_kind::stages) return periods_.back();
    return std::nullopt;
}

CAGR_INLINE std::string to_string(const growth_path& p) {
    constexpr std::size_t most_named = 12;
    std::string out;
    switch (p.kind_) {
    case path_kind::constant: return to_string(p.rates_.front());
    case path_kind::yearly:
    case path_kind::stages: {
        const std::size_t all = p.rates_.size();
        for (std::size_t i = 0; i < all; ++i) {
            if (all > most_named && i == most_named - 2) {
                out += ", ...";
                i = all - 1;
            }
            if (i > 0) out += ", ";
            out += p.kind_ == path_kind::stages ? detail::stage_text(p.rates_[i], p.periods_[i]) : to_string(p.rates_[i]);
        }
        return p.kind_ == path_kind::stages ? out : out + " in turn";
    }
    case path_kind::fade:
        return to_string(p.rates_[0]) + " (" + to_string(p.periods_[0]) + ") fading to " + to_string(p.rates_[1]) + " (" +
               to_string(p.periods_[1]) + ")";
    case path_kind::logistic:
    case path_kind::continuous_logistic:
        return std::string(p.kind_ == path_kind::logistic ? "logistic" : "continuous logistic") + " to " + to_string(p.amounts_[0]) + ", " +
               to_string(p.rates_[0]) + " unconstrained";
    case path_kind::gompertz: return "Gompertz to " + to_string(p.amounts_[0]) + ", approaching by " + to_string(p.rates_[0]);
    case path_kind::bass:
        out = "Bass of " + to_string(p.amounts_[0]) + ", p " + to_string(p.amounts_[1]) + ", q " + to_string(p.amounts_[2]);
        if (p.launched_ > 0) out += ", launched " + std::to_string(p.launched_) + (p.launched_ == 1 ? " period" : " periods") + " before";
        return out;
    }
    return out;
}

} // namespace v0
} // namespace cagr

#include <cagr/impl/growth_path_rows.ipp>
