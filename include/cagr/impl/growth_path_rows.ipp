// Out-of-line definitions of cagr/growth_path.hpp: the values of a path, period by period.
#pragma once

#include <cagr/detail/path_access.hpp>
#include <cagr/detail/s_curve.hpp>
#include <cagr/detail/scaled_integer.hpp>
#include <cagr/growth_path.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Walks along one path. What a row of each kind costs is foreseen where it can be, and counted in any case.
class path_walker {
public:
    path_walker(const path_start& start, const growth_path& path, std::uint64_t periods, context to)
        : start_(start), path_(path), periods_(periods), to_(to) {}

    std::vector<path_value> rows() {
        check_rows(row_weight);
        if (path_.sets_base()) return bass();
        switch (path_.kind()) {
        case path_kind::constant: return constant();
        case path_kind::yearly: return yearly();
        case path_kind::stages: return stages();
        case path_kind::fade: return fade();
        case path_kind::logistic: return logistic();
        case path_kind::continuous_logistic: return continuous_logistic();
        default: return gompertz();
        }
    }

private:
    static constexpr std::uint64_t most_row_digits = 10'000'000;
    static constexpr std::uint64_t row_weight = 50; // the digits that a short row counts for: it takes the room of them

    void check_rows(std::uint64_t digits) const {
        if (digits > most_row_digits || (periods_ + 1) * digits > most_row_digits)
            fail(errc::limit_rows, std::to_string(periods_ + 1) + " rows of " + std::to_string(digits) + " digits; rows times digits (" +
                                       std::to_string(row_weight) + " of a short one) may be at most " + std::to_string(most_row_digits));
    }

    static std::uint64_t bits_of(const decimal& d) {
        const integer magnitude = unpack(d).magnitude;
        return magnitude.is_zero() ? 0 : bit_length(magnitude) - 1;
    }

    /// Before the work: the last value will have so many bits, or a few less.
    void check_work(std::uint64_t bits) const {
        const std::uint64_t digits = least_digits(bits + 1);
        if (digits > static_cast<std::uint64_t>(limits::result_digits)) fail_digits(digits);
        check_rows(std::max(digits, row_weight));
    }

    std::vector<path_value> first_row() const {
        std::vector<path_value> out;
        out.reserve(periods_ + 1);
        out.push_back({start_.from, start_.base, how_of(start_.base)});
        return out;
    }

    [[nodiscard]] exactness how_of(const fraction& value) const {
        if (start_.how == exactness::rounded) return start_.how;
        return value.is_decimal() ? exactness::exact : exactness::rational;
    }

    void count(const fraction& value) {
        constexpr std::size_t limb_digits = 19;
        const std::size_t limbs =
            decimal_access::size(value.numerator()) + (value.is_decimal() ? 0 : decimal_access::size(value.denominator()));
        counted_ += std::max<std::uint64_t>(limbs * limb_digits, row_weight);
        if (counted_ > most_row_digits)
            fail(errc::limit_rows, "the " + std::to_string(periods_ + 1) + " rows have over " + std::to_string(most_row_digits) +
                                       " digits; at most that many are allowed");
    }

    void add(std::vector<path_value>& rows, fraction value, exactness how, std::optional<fraction> growth = std::nullopt) {
        count(value);
        rows.push_back({start_.from + rows.size(), std::move(value), how, std::move(growth)});
    }

    /// One period of a growth that the path names.
    void grow(std::vector<path_value>& rows, const fraction& factor, const fraction& growth) {
        fraction value = rows.back().value * factor;
        const exactness how = how_of(value);
        add(rows, std::move(value), how, growth);
    }

    std::vector<path_value> constant() {
        const rate& r = path_access::rates(path_).front();
        const fraction factor = r.factor();
        const fraction growth = r.fraction();
        check_work(bits_of(start_.base.numerator()) + bits_of(factor.numerator()) * periods_);
        std::vector<path_value> out = first_row();
        for (std::uint64_t k = 0; k < periods_; ++k) grow(out, factor, growth);
        return out;
    }

    std::vector<path_value> yearly() {
        const std::vector<rate>& rates = path_access::rates(path_);
        if (periods_ > rates.size())
            fail(errc::period_order, "growth into " + to_string(start_.from + (rates.size() + 1)) + ", period " +
                                         std::to_string(rates.size() + 1) + " after " + to_string(start_.from) + ", and " +
                                         std::to_string(rates.size()) + (rates.size() == 1 ? " rate" : " rates") +
                                         "; a rate for each period is needed");
        std::uint64_t bits = bits_of(start_.base.numerator());
        for (std::uint64_t k = 0; k < periods_; ++k) bits += bits_of(rates[k].factor());
        check_work(bits);
        std::vector<path_value> out = first_row();
        for (std::uint64_t k = 0; k < periods_; ++k) grow(out, rates[k].factor(), rates[k].fraction());
        return out;
    }

    std::vector<path_value> stages() {
        const std::vector<rate>& rates = path_access::rates(path_);
        const std::vector<period>& ends = path_access::periods(path_);
        const std::optional<period>& begins = path_access::begins(path_);
        const std::int64_t first = ends.front() - start_.from; // periods of the first stage
        if (begins && *begins - start_.from != 1)
            fail(errc::period_order, "the first stage begins in " + to_string(*begins) + ", and the base is of " + to_string(start_.from) +
                                         "; it must begin in " + to_string(start_.from + 1));
        if (first < 1 && periods_ > 0)
            fail(errc::period_order, "the first stage, " + stage_text(rates.front(), ends.front()) + ", ends before " +
                                         to_string(start_.from + 1) + ", the first period after the base; it must end there or later");
        const auto last = static_cast<std::uint64_t>(std::max<std::int64_t>(ends.back() - start_.from, 0));
        if (periods_ > last)
            fail(errc::period_order, "growth into " + to_string(start_.from + periods_) + ", and the last stage, " +
                                         stage_text(rates.back(), ends.back()) + ", ends before; stages up to there are needed");
        const auto walk = [&](const auto& step) {
            std::uint64_t k = 0;
            for (std::size_t i = 0; k < periods_; ++i) {
                const auto end = std::min(static_cast<std::uint64_t>(ends[i] - start_.from), periods_);
                step(rates[i], end - k);
                k = end;
            }
        };
        std::uint64_t bits = bits_of(start_.base.numerator());
        walk([&](const rate& r, std::uint64_t times) { bits += bits_of(r.factor()) * times; });
        check_work(bits);
        std::vector<path_value> out = first_row();
        walk([&](const rate& r, std::uint64_t times) {
            const fraction factor = r.factor();
            const fraction growth = r.fraction();
            for (; times > 0; --times) grow(out, factor, growth);
        });
        return out;
    }

    std::vector<path_value> fade() {
        const std::vector<rate>& rates = path_access::rates(path_);
        const std::vector<period>& ends = path_access::periods(path_);
        const std::int64_t length = ends[1] - ends[0];
        const std::int64_t offset = start_.from - ends[0]; // of the base after the fade's first period
        const decimal span = rates[1].fraction() - rates[0].fraction();
        std::vector<path_value> out = first_row();
        for (std::uint64_t k = 1; k <= periods_; ++k) {
            const std::int64_t step = std::clamp<std::int64_t>(offset + static_cast<std::int64_t>(k), 0, length);
            const fraction growth = step == 0        ? fraction(rates[0].fraction())
                                    : step == length ? fraction(rates[1].fraction())
                                                     : rates[0].fraction() + quotient(span * decimal(step), length);
            grow(out, growth + 1, growth);
        }
        return out;
    }

    /// Whether the base is the capacity, which stays. Errors: E-domain-amount, of a base that the path cannot start from.
    bool is_full() const {
        const std::string name = path_.kind() == path_kind::gompertz ? "Gompertz" : "logistic";
        const decimal& capacity = path_access::amounts(path_)[0];
        if (start_.base.sign() <= 0)
            fail(errc::domain_amount, "a " + name + " path from " + in_quotes(to_string(start_.base)) + "; a base above 0 is needed");
        const std::strong_ordering order = start_.base <=> fraction(capacity);
        if (std::is_gt(order))
            fail(errc::domain_amount, "the capacity " + in_quotes(to_string(capacity)) + " of a " + name + " path lies below its base " +
                                          in_quotes(to_string(start_.base)) + "; a capacity of the base or above is needed");
        return std::is_eq(order);
    }

    std::vector<path_value> unchanged() {
        std::vector<path_value> out = first_row();
        for (std::uint64_t k = 0; k < periods_; ++k) add(out, start_.base, out.front().how);
        return out;
    }

    /// K n R^t / (K d - n + n R^t) for a base of n / d: one reduction a row.
    std::vector<path_value> logistic() {
        const decimal& capacity = path_access::amounts(path_)[0];
        const decimal factor = path_access::rates(path_)[0].factor();
        if (is_full() || factor == decimal(1)) return unchanged();
        decimal grown = start_.base.numerator();
        const decimal gap = capacity * start_.base.denominator() - grown;
        check_work(2 * (bits_of(grown) + bits_of(factor) * periods_));
        std::vector<path_value> out = first_row();
        for (std::uint64_t k = 0; k < periods_; ++k) {
            grown *= factor;
            fraction value = quotient(capacity * grown, gap + grown);
            const exactness how = how_of(value);
            add(out, std::move(value), how);
        }
        return out;
    }

    /// What a rounded row costs grows with the digits asked, and with those of what it is computed from, its zeros too.
    void check_rounded() const {
        const auto length = [](const decimal& d) { return static_cast<std::uint64_t>(d.digits() + std::abs(d.adjusted_exponent())); };
        std::uint64_t given = length(start_.base.numerator()) + length(start_.base.denominator());
        for (const decimal& amount : path_access::amounts(path_)) given += length(amount);
        for (const rate& r : path_access::rates(path_)) given += length(r.fraction());
        check_rows(std::max({given, static_cast<std::uint64_t>(to_.digits), row_weight}));
    }

    std::vector<path_value> continuous_logistic() {
        const decimal& rate = path_access::rates(path_)[0].fraction();
        if (is_full() || rate.sign() == 0) return unchanged();
        check_rounded();
        const logistic_curve curve(start_.base, path_access::amounts(path_)[0], rate);
        std::vector<path_value> out = first_row();
        for (std::uint64_t k = 1; k <= periods_; ++k) add(out, curve.at(k, to_), exactness::rounded);
        return out;
    }

    std::vector<path_value> gompertz() {
        if (is_full()) return unchanged();
        check_rounded();
        const gompertz_curve curve(start_.base, path_access::amounts(path_)[0], path_access::rates(path_)[0].fraction());
        std::vector<path_value> out = first_row();
        for (std::uint64_t k = 1; k <= periods_; ++k) {
            if (std::optional<fraction> value = curve.rational_at(k)) {
                const exactness how = how_of(*value);
                add(out, *std::move(value), how);
            } else {
                add(out, curve.at(k, to_), exactness::rounded);
            }
        }
        return out;
    }

    std::vector<path_value> bass() {
        if (start_.base.sign() != 0)
            fail(errc::usage, "a base of " + in_quotes(to_string(start_.base)) + " for the path " + in_quotes(to_string(path_)) +
                                  ", which says itself what it starts with; leave the base out, or 0");
        check_rounded();
        const std::vector<decimal>& given = path_access::amounts(path_);
        const bass_curve curve(given[0], given[1], given[2]);
        const std::uint64_t launched = path_access::launched(path_);
        std::vector<path_value> out;
        out.reserve(periods_ + 1);
        for (std::uint64_t k = 0; k <= periods_; ++k) add(out, curve.at(launched + k + 1, to_), exactness::rounded);
        return out;
    }

    const path_start& start_;
    const growth_path& path_;
    std::uint64_t periods_;
    context to_;
    std::uint64_t counted_ = 0;
};

} // namespace detail

CAGR_INLINE std::vector<path_value> grown(const path_start& start, const growth_path& path, whole_count n, context to) {
    detail::check_context(to);
    const std::uint64_t periods = n.checked("the number of periods", limits::periods, errc::limit_periods);
    return detail::path_walker(start, path, periods, to).rows();
}

} // namespace v0
} // namespace cagr
