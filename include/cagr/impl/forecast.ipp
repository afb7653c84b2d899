// Out-of-line definitions of cagr/forecast.hpp.
#pragma once

#include <cagr/detail/round.hpp>
#include <cagr/detail/scaled_integer.hpp>
#include <cagr/forecast.hpp>

namespace cagr {
inline namespace v0 {

CAGR_INLINE std::string_view to_string(role r) noexcept {
    return r == role::base ? "base" : r == role::estimated ? "estimated" : "forecast";
}

CAGR_INLINE std::string_view to_string(convention c) noexcept { return c == convention::from_base ? "from_base" : "from_estimate"; }

namespace detail {

inline rate percent_or_loss_of_all(const std::optional<decimal>& percent, const rate& otherwise) {
    if (!percent) return otherwise;
    return rate::from_percent(*percent < decimal(-100) ? decimal(-100) : *percent);
}

inline rate printed_percentage(const figure& printed) {
    if (printed.kind() != figure_kind::percent)
        fail(errc::parse_rate,
             "the growth " + in_quotes(to_string(printed)) + " is not a percentage; a rate such as 40.2% or 250bp is needed");
    return rate::from_percent(printed.value());
}

} // namespace detail

CAGR_INLINE stated_rate::stated_rate(const figure& printed)
    : value_(detail::printed_percentage(printed)), low_(detail::percent_or_loss_of_all(printed.interval().low, value_)),
      high_(detail::percent_or_loss_of_all(printed.interval().high, value_)) {}

/// Lays out and fills a projection's block.
struct projection_builder {
    static constexpr std::uint16_t as_exact = 0xFFFF; // the shown value is the exact one
    static constexpr std::uint64_t most_row_digits = 10'000'000;

    struct request {
        const decimal* lead = nullptr; // a base that stands before the row the growth compounds from
        const decimal& start;
        const rate& growth;
        std::uint64_t periods;
        shown as;
        int display_exponent;
        rounding_policy policy;
    };

    static projection build(const request& r) {
        using namespace detail;
        if (r.as.places < 0) fail(errc::domain_count, "shown with " + std::to_string(r.as.places) + " places; 0 or more is needed");
        if (r.as.places > limits::context_digits)
            fail(errc::limit_digits, "shown with " + std::to_string(r.as.places) + " places; at most " +
                                         std::to_string(limits::context_digits) + " are allowed");
        projection out(r.growth);
        out.compounding_ = static_cast<std::size_t>(r.periods) + 1;
        out.size_ = out.compounding_ + (r.lead != nullptr ? 1 : 0);
        out.display_exponent_ = r.display_exponent;
        out.unit_ = static_cast<std::int64_t>(r.display_exponent) - r.as.places;
        out.shown_ = r.as;
        out.policy_ = r.policy;
        out.negative_ = r.start.sign() < 0;
        out.rounded_each_period_ = r.policy == rounding_policy::each_year;
        if (out.rounded_each_period_) {
            fill_rounded(out, r);
        } else {
            fill_exact(out, r);
        }
        return out;
    }

    // Row k's entry: the shown word, then offset (32 bits), limbs of the exact and of the shown value (16 each).
    static std::uint64_t packed(std::size_t offset, std::size_t exact_size, std::size_t shown_size) {
        return static_cast<std::uint64_t>(offset) | (static_cast<std::uint64_t>(exact_size) << 32) |
               (static_cast<std::uint64_t>(shown_size) << 48);
    }
    static std::size_t offset_of(std::uint64_t entry) { return static_cast<std::uint32_t>(entry); }
    static std::size_t exact_size_of(std::uint64_t entry) { return static_cast<std::uint16_t>(entry >> 32); }
    static std::size_t shown_size_of(std::uint64_t entry) { return static_cast<std::uint16_t>(entry >> 48); }

    static void check_work(std::size_t rows, std::uint64_t last_bits) {
        using namespace detail;
        const std::uint64_t digits = least_digits(last_bits == 0 ? 1 : last_bits);
        if (digits > static_cast<std::uint64_t>(limits::result_digits)) fail_digits(digits);
        if (rows * digits > most_row_digits)
            fail(errc::limit_rows, std::to_string(rows) + " rows of up to " + std::to_string(digits) +
                                       " exact digits; rows times digits may be at most " + std::to_string(most_row_digits));
    }

    /// The coefficient and exponent of a number without trailing zeros, on the stack where it is short.
    struct coefficient {
        explicit coefficient(const decimal& d) : buffer(detail::decimal_access::size(d) + 1), size(detail::decimal_access::size(d)) {
            detail::copy_limbs(buffer.data(), detail::decimal_access::limbs(d), size);
            const detail::stripped s = detail::strip_zeros(buffer.data(), size);
            exponent = size == 0 ? 0 : detail::decimal_access::exponent(d) + s.zeros;
            size = s.size;
        }
        detail::limb_buffer buffer;
        std::size_t size;
        std::int64_t exponent;
    };

    static void fill_exact(projection& out, const request& r) {
        using namespace detail;
        coefficient first(r.start);
        coefficient factor(r.growth.factor());
        const limb* const f = factor.buffer.data();
        const std::uint64_t first_bits = bit_length(first.buffer.data(), first.size);
        const std::uint64_t factor_bits = bit_length(f, factor.size);
        const std::uint64_t last_bits_least = first_bits == 0 || factor_bits == 0 ? 0 : first_bits - 1 + (factor_bits - 1) * r.periods + 1;
        check_work(out.size_, last_bits_least);
        const std::int64_t last_adjusted = first.exponent + factor.exponent * static_cast<std::int64_t>(r.periods) +
                                           static_cast<std::int64_t>(least_digits(last_bits_least + 1)) - 1;
        if (first_bits != 0 && factor_bits != 0 &&
            (last_adjusted > limits::result_exponent || last_adjusted < -limits::result_exponent - 1))
            fail_exponent(last_adjusted);
        out.first_exponent_ = first.exponent;
        out.step_exponent_ = factor.exponent;
        // Row k has at most first + k * factor bits: the sum over the rows, and a limb a row for the cut. A shown
        // value over one word is never longer than the exact one and a carry.
        const std::uint64_t rows = out.compounding_;
        // A factor that is a power of ten adds none, or a million rows of it would ask for the memory of as many bits each.
        const std::uint64_t step_bits = factor_bits <= 1 ? 0 : factor_bits;
        const std::uint64_t exact_limbs = (first_bits * rows + step_bits * (rows * (rows - 1) / 2)) / 64 + 2 * rows;
        const std::uint64_t lead_limbs = r.lead != nullptr ? 2 * decimal_access::size(*r.lead) + 4 : 0;
        const bool wide_shown =
            is_wide(first.exponent, first_bits, out.unit_) ||
            is_wide(first.exponent + factor.exponent * static_cast<std::int64_t>(r.periods), first_bits + step_bits * r.periods, out.unit_);
        const std::uint64_t total =
            2 * out.size_ + lead_limbs + exact_limbs * (wide_shown ? 2 : 1) + rows + (first_bits + step_bits * r.periods) / 64 + 4;
        out.block_.reset(new std::uint64_t[total]);
        std::size_t next = 2 * out.size_;
        std::size_t entry = 0;
        if (r.lead != nullptr) next = store(out, entry++, next, coefficient(*r.lead));
        limb* const block = out.block_.get();
        const std::size_t lead = entry;
        copy_limbs(block + next, first.buffer.data(), first.size);
        progress p{0, 0, next, first.size, first.exponent};
        p.next = finish_row(out, entry, next, p.size, p.exponent);
        if (factor.size == 1 && p.size == 1) fill_short<1>(out, p, lead, r.periods, factor.exponent, f[0]);
        while (p.period < r.periods) {
            limb* const here = block + p.next;
            const limb* const value = block + p.at;
            if (p.size == 0 || factor.size == 0) {
                p.size = 0;
            } else if (factor.size == 1) {
                here[p.size] = multiply_word(here, value, p.size, f[0]);
                p.size += here[p.size] != 0 ? 1 : 0;
            } else {
                multiply_limbs(here, value, p.size, f, factor.size);
                p.size = significant(here, p.size + factor.size);
            }
            p.at = p.next;
            p.exponent += factor.exponent;
            p.next = finish_row(out, lead + ++p.period, p.at, p.size, p.exponent);
        }
    }

    /// Whether a coefficient of `bits` bits at `exponent` can have a shown value of more than 61 bits.
    static bool is_wide(std::int64_t exponent, std::uint64_t bits, std::int64_t unit) {
        // Also where this row drops none: a declining value's later rows have more places, and do.
        return static_cast<std::int64_t>(bits) - (unit - exponent) * 3321 / 1000 > 61;
    }

    /// The limbs of row `entry` stand at `next`: rounds the shown value and writes the entry. Returns the next free place.
    static std::size_t finish_row(projection& out, std::size_t entry, std::size_t next, std::size_t size, std::int64_t exponent) {
        using namespace detail;
        limb* const block = out.block_.get();
        const std::int64_t dropped = out.unit_ - exponent;
        if (dropped <= 0 || size == 0) {
            block[2 * entry] = 0;
            block[2 * entry + 1] = packed(next, size, as_exact);
            return next + size;
        }
        if (const auto decided = decide_by_leading_bits(block + next, size, static_cast<std::uint64_t>(dropped))) {
            block[2 * entry] = decided->rounded(out.shown_.mode, out.negative_);
            block[2 * entry + 1] = packed(next, size, 1);
            return next + size;
        }
        // Rounded behind the exact limbs, where there is room for one value more; kept there if it is long.
        limb* const rounded = block + next + size;
        const std::size_t shown_size =
            round_coefficient(rounded, block + next, size, static_cast<std::uint64_t>(dropped), out.shown_.mode, out.negative_);
        block[2 * entry] = shown_size == 0 ? 0 : rounded[0];
        block[2 * entry + 1] = packed(next, size, shown_size == 0 ? 1 : shown_size);
        return next + size + (shown_size > 1 ? shown_size : 0);
    }

    /// Where the rows that a one-limb factor compounds have got to.
    struct progress {
        std::uint64_t period; // of the row written last
        std::size_t next;     // free place after it
        std::size_t at;       // its limbs
        std::size_t size;
        std::int64_t exponent; // its power of ten
    };

    /// The rows while their values have `size` limbs, without a loop over these; then those with one more.
    template <std::size_t size>
    static void fill_short(projection& out, progress& p, std::size_t lead, std::uint64_t periods, std::int64_t step, std::uint64_t factor) {
        using namespace detail;
        limb* const block = out.block_.get();
        limb value[size];
        for (std::size_t i = 0; i < size; ++i) value[i] = block[p.at + i];
        const rounding mode = out.shown_.mode;
        const bool negative = out.negative_;
        while (p.period < periods) {
            const limb carry = multiply_word(value, value, size, factor);
            limb* const here = block + p.next;
            for (std::size_t i = 0; i < size; ++i) here[i] = value[i];
            p.at = p.next;
            p.exponent += step;
            const std::size_t entry = lead + ++p.period;
            if (carry != 0) {
                here[size] = carry;
                p.size = size + 1;
                p.next = finish_row(out, entry, p.at, p.size, p.exponent);
                if constexpr (size < 4) fill_short<size + 1>(out, p, lead, periods, step, factor);
                return;
            }
            const std::int64_t dropped = out.unit_ - p.exponent;
            const auto decided = dropped <= 0 ? std::nullopt
                                              : decide_by_leading_bits(value[size - 1], size > 1 ? value[size - 2] : 0, size,
                                                                       static_cast<std::uint64_t>(dropped));
            if (decided) {
                block[2 * entry] = decided->rounded(mode, negative);
                block[2 * entry + 1] = packed(p.at, size, 1);
                p.next += size;
            } else {
                p.next = finish_row(out, entry, p.at, size, p.exponent);
            }
        }
    }

    static std::size_t store(projection& out, std::size_t entry, std::size_t next, coefficient&& c) {
        detail::copy_limbs(out.block_.get() + next, c.buffer.data(), c.size);
        out.lead_exponent_ = c.exponent;
        return finish_row(out, entry, next, c.size, c.exponent);
    }

    /// Each period compounds the value shown: every row is a multiple of the shown unit, so rows share one exponent.
    static void fill_rounded(projection& out, const request& r) {
        using namespace detail;
        const rate& growth = r.growth;
        // A growing value is at most as long as the exact one and a carry a period; foreseen before any row.
        const std::uint64_t growth_bits = bit_length(unpack(round_to_unit(growth.factor(), 0, rounding::ceiling)).magnitude);
        const decimal start = round_to_unit(r.start, out.unit_, r.as.mode);
        const std::int64_t start_digits = std::max<std::int64_t>(1, start.adjusted_exponent() - out.unit_ + 1);
        const std::uint64_t last_bits = static_cast<std::uint64_t>(start_digits) * 3322 / 1000 + growth_bits * r.periods;
        check_work(out.size_, last_bits);
        std::vector<decimal> values;
        values.reserve(out.size_);
        if (r.lead != nullptr) values.push_back(*r.lead);
        values.push_back(start);
        const decimal multiplier = growth.factor();
        for (std::uint64_t k = 0; k < r.periods; ++k) values.push_back(round_to_unit(values.back() * multiplier, out.unit_, r.as.mode));
        std::uint64_t total = 2 * out.size_ + 4 + last_bits / 64 + 8;
        for (const decimal& v : values)
            total += 2 * decimal_access::size(v) + 8 +
                     static_cast<std::uint64_t>(std::max<std::int64_t>(0, decimal_access::exponent(v) - out.unit_)) / 19;
        out.block_.reset(new std::uint64_t[total]);
        out.first_exponent_ = out.unit_;
        out.step_exponent_ = 0;
        std::size_t next = 2 * out.size_;
        std::size_t entry = 0;
        if (r.lead != nullptr) next = store(out, entry++, next, coefficient(values[0]));
        for (; entry < values.size(); ++entry) {
            const scaled_integer s = unpack(values[entry]);
            const integer units =
                s.magnitude.is_zero() ? integer() : integer(s.magnitude * ten_power(static_cast<std::uint64_t>(s.exponent - out.unit_)));
            const std::size_t size = size_of(units);
            copy_limbs(out.block_.get() + next, limbs_of(units), size);
            next = finish_row(out, entry, next, size, out.unit_);
        }
    }

    static decimal exact_row(const projection& p, std::size_t k) {
        using namespace detail;
        const std::uint64_t entry = p.block_[2 * k + 1];
        const std::size_t lead = p.size_ - p.compounding_;
        const std::int64_t exponent =
            k < lead ? p.lead_exponent_ : p.first_exponent_ + p.step_exponent_ * static_cast<std::int64_t>(k - lead);
        return decimal_access::make(p.block_.get() + offset_of(entry), exact_size_of(entry), exponent, p.negative_);
    }

    static decimal shown_row(const projection& p, std::size_t k) {
        using namespace detail;
        const std::uint64_t entry = p.block_[2 * k + 1];
        const std::size_t size = shown_size_of(entry);
        if (size == as_exact) return exact_row(p, k);
        const limb* const limbs = size <= 1 ? p.block_.get() + 2 * k : p.block_.get() + offset_of(entry) + exact_size_of(entry);
        return decimal_access::make(limbs, size, p.unit_, p.negative_);
    }

    static void attach(projection& p, std::shared_ptr<const forecast> source) {
        p.first_period_ = source->base_period;
        p.source_ = std::move(source);
    }
};

CAGR_INLINE projection project(const decimal& base, const rate& r, count n, shown as) {
    const std::uint64_t periods = n.checked("the number of periods", limits::periods, errc::limit_periods);
    return projection_builder::build(
        {.start = base, .growth = r, .periods = periods, .as = as, .display_exponent = 0, .policy = rounding_policy::final});
}

CAGR_INLINE projection project(const forecast& f) {
    const auto periods_from = [&](const period& from) {
        const std::int64_t n = f.target_period - from;
        if (n < 0)
            detail::fail(errc::period_order, "the forecast ends in " + to_string(f.target_period) + ", before " + to_string(from) +
                                                 "; it must end there or later");
        return static_cast<std::uint64_t>(n);
    };
    auto source = std::make_shared<const forecast>(f);
    const decimal base = f.base.value();
    const rate& growth = f.growth.value();
    const int exponent = f.base.magnitude().exponent;
    const std::uint64_t from_base = periods_from(f.base_period);
    if (from_base > limits::periods)
        detail::fail(errc::limit_periods, "a forecast of " + std::to_string(from_base) + " periods; at most " +
                                              std::to_string(limits::periods) + " are allowed");
    if (!f.estimate) {
        projection out = projection_builder::build(
            {.start = base, .growth = growth, .periods = from_base, .as = f.shown, .display_exponent = exponent, .policy = f.policy});
        projection_builder::attach(out, std::move(source));
        return out;
    }
    if (f.estimate->currency() != f.base.currency() || f.estimate->unit() != f.base.unit())
        detail::fail(errc::unit_mixed, "the base " + detail::in_quotes(to_string(f.base)) + " and the estimate " +
                                           detail::in_quotes(to_string(*f.estimate)) + " differ in currency or unit; both must be in one");
    const period when = f.estimate_period ? *f.estimate_period : f.base_period + 1;
    if (when - f.base_period != 1)
        detail::fail(errc::period_order, "the estimate is for " + to_string(when) + "; the period after the base, " +
                                             to_string(f.base_period + 1) + ", is needed");
    const decimal start = f.estimate->value();
    if (start.sign() * base.sign() < 0)
        detail::fail(errc::domain_sign_change, "the base and the estimate have different signs; both must have one");
    projection out = projection_builder::build({.lead = &base,
                                                .start = start,
                                                .growth = growth,
                                                .periods = periods_from(when),
                                                .as = f.shown,
                                                .display_exponent = exponent,
                                                .policy = f.policy});
    projection_builder::attach(out, std::move(source));
    return out;
}

CAGR_INLINE period projection::row::when() const { return of_->first_period_ + static_cast<std::int64_t>(index_); }

CAGR_INLINE role projection::row::role() const {
    if (index_ == 0) return v0::role::base;
    return index_ == 1 && of_->size_ != of_->compounding_ ? v0::role::estimated : v0::role::forecast;
}

CAGR_INLINE decimal projection::row::exact() const { return projection_builder::exact_row(*of_, index_); }

CAGR_INLINE decimal projection::row::shown() const { return projection_builder::shown_row(*of_, index_); }

CAGR_INLINE std::string projection::text_of(const decimal& amount) const {
    return to_string(scale10(amount, -display_exponent_), shown_.places, shown_.mode);
}

CAGR_INLINE std::string projection::row::text() const { return of_->text_of(shown()); }

CAGR_INLINE rate projection::row::growth() const {
    if (index_ == 0) return rate::from_fraction(0);
    const bool compounded = index_ >= of_->size_ - of_->compounding_ + 1;
    if (compounded && !of_->rounded_each_period_) return of_->growth_;
    return implied_rate((*of_)[index_ - 1].exact(), exact(), 1, context{});
}

CAGR_INLINE decimal projection::row::increase() const {
    if (index_ == 0) return decimal();
    return exact() - (*of_)[index_ - 1].exact();
}

CAGR_INLINE std::string projection::row::increase_text() const { return of_->text_of(increase()); }

CAGR_INLINE bool projection::row::increase_differs() const {
    if (index_ == 0) return false;
    return detail::round_to_unit(increase(), of_->unit_, of_->shown_.mode) != shown() - (*of_)[index_ - 1].shown();
}

CAGR_INLINE decimal projection::row::multiple() const {
    const bool from_base = of_->size_ == of_->compounding_;
    if (from_base && !of_->rounded_each_period_ && of_->front().exact().sign() != 0) return pow(of_->growth_.factor(), index_);
    return divide(exact(), of_->front().exact(), context{});
}

namespace detail {

/// The lower or upper end of what a row can be: the nearer end of the figure compounded by that of the rate;
/// for a negative figure the rate's other end.
inline std::optional<decimal> compounded_end(const figure& from, const stated_rate& growth, std::uint64_t periods, bool upper) {
    const std::optional<decimal> end = upper ? from.interval().high : from.interval().low;
    if (!end) return std::nullopt;
    const bool faster = upper == (end->sign() >= 0);
    return compound(*end, faster ? growth.high() : growth.low(), periods);
}

} // namespace detail

CAGR_INLINE std::optional<decimal> projection::row::low() const {
    if (of_->source_ == nullptr) return exact();
    const std::size_t lead = of_->size_ - of_->compounding_;
    const bool before = index_ < lead;
    return detail::compounded_end(lead != 0 && !before ? *of_->source_->estimate : of_->source_->base, of_->source_->growth,
                                  before ? 0 : index_ - lead, false);
}

CAGR_INLINE std::optional<decimal> projection::row::high() const {
    if (of_->source_ == nullptr) return exact();
    const std::size_t lead = of_->size_ - of_->compounding_;
    const bool before = index_ < lead;
    return detail::compounded_end(lead != 0 && !before ? *of_->source_->estimate : of_->source_->base, of_->source_->growth,
                                  before ? 0 : index_ - lead, true);
}

CAGR_INLINE projection::row projection::at(const period& when) const {
    const std::int64_t k = when - first_period_;
    if (k < 0 || static_cast<std::uint64_t>(k) >= size_)
        detail::fail(errc::period_order, "the projection has no " + to_string(when) + "; it runs from " + to_string(front().when()) +
                                             " to " + to_string(back().when()));
    return (*this)[static_cast<std::size_t>(k)];
}

CAGR_INLINE std::string projection::footnote() const {
    for (const row& r : rows())
        if (r.increase_differs()) {
            decimal most;
            for (const row& s : rows()) {
                if (s.index() == 0) continue;
                const decimal gap =
                    abs(detail::round_to_unit(s.increase(), unit_, shown_.mode) - (s.shown() - (*this)[s.index() - 1].shown()));
                if (gap > most) most = gap;
            }
            return "* from unrounded values; subtracting shown figures differs by " + text_of(most);
        }
    return {};
}

} // namespace v0
} // namespace cagr
