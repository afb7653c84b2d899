// What it answers: what a base grows to, period by period, exactly and as it is shown.
// What it needs: growth.hpp and figure.hpp.
// Example: for (auto row : cagr::project(62.35_dec, 40.2_pct, 8).rows()) use(row.when(), row.shown());
#pragma once

#include <cagr/detail/sealed.hpp>
#include <cagr/detail/word_block.hpp>
#include <cagr/figure.hpp>
#include <cagr/growth.hpp>
#include <cagr/period.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cagr {
inline namespace v0 {

/// How amounts are shown: decimal places of the display magnitude, and the rounding to them. Half up, as
/// spreadsheets show. Exact values are never touched by it.
struct shown {
    int places = 2;
    rounding mode = rounding::half_up;
};

/// What the next period compounds: the exact value (`final`: rounding is for display only), or the
/// value shown (`each_year`, as some contracts round).
enum class rounding_policy : std::uint8_t { final, each_year };

/// What a row's period is in a forecast: the last one with data, the estimate beside it, or a forecast.
enum class role : std::uint8_t { base, estimated, forecast };
[[nodiscard]] std::string_view to_string(role r) noexcept;

/// From where the rate compounds: from the base year, or from the estimated year that follows it.
enum class convention : std::uint8_t { from_base, from_estimate };
[[nodiscard]] std::string_view to_string(convention c) noexcept;

/// A growth rate with what its printed digits allow: 40.2% as printed is 40.15% to 40.25%. A `rate` is exact.
class stated_rate {
public:
    stated_rate(const rate& r) : value_(r), low_(r), high_(r) {}
    /// A printed percentage. Errors: E-parse-rate (not a percentage), E-domain-rate (below -100%).
    explicit stated_rate(const figure& printed);
    [[nodiscard]] static result<stated_rate> try_from(const figure& printed) {
        return detail::attempt([&] { return stated_rate(printed); });
    }

    [[nodiscard]] const rate& value() const noexcept { return value_; }
    /// The least it can be; -100% where it is open below (`up to 6%`).
    [[nodiscard]] const rate& low() const noexcept { return low_; }
    /// The most it can be; nothing where it is open above (`over 6%`).
    [[nodiscard]] const std::optional<rate>& high() const noexcept { return high_; }

private:
    rate value_;
    rate low_;
    std::optional<rate> high_;
};

/// A constant-growth forecast from a figure: its base period, its growth a period, its last period. An
/// estimate for a later period than the base, where there is one, is what the growth compounds from.
struct forecast {
    figure base;
    period base_period;
    stated_rate growth;
    period target_period;
    std::optional<figure> estimate{};
    std::optional<period> estimate_period{};
    v0::shown shown{};
    rounding_policy policy = rounding_policy::final;
};

/// The rows of a forecast, base first. One block of memory holds every exact and every shown value; the
/// values are absolute amounts, the display magnitude (billions, say) is that of the base figure.
class projection {
public:
    class owned_rows;

    /// One period of a projection; refers to it, so it must not outlive it.
    class row {
    public:
        /// The period; of a projection without periods, the number of periods from the base.
        [[nodiscard]] period when() const;
        [[nodiscard]] v0::role role() const;
        [[nodiscard]] std::size_t index() const noexcept { return index_; }
        /// The projection it is a row of.
        [[nodiscard]] const projection& of() const noexcept { return *of_; }

        /// The value, every digit of it, as an absolute amount.
        [[nodiscard]] decimal exact() const;
        /// The value rounded as shown, as an absolute amount.
        [[nodiscard]] decimal shown() const;
        /// What is printed: the shown value in the display magnitude with its decimals, such as `930.72`.
        [[nodiscard]] std::string text() const;

        /// Growth over the period before, from the exact values; exact where the forecast's own rate, else to the digits asked.
        /// The first row has none before it and answers 0%. Errors: E-domain-from-zero (the row before is 0 and this one is not).
        [[nodiscard]] rate growth(context to = {}) const;
        /// Exact increase over the row before; 0 in the first row.
        [[nodiscard]] decimal increase() const;
        /// The increase in the display magnitude, rounded once from the exact one.
        [[nodiscard]] std::string increase_text() const;
        /// Whether subtracting the shown figures gives another increase than the one shown.
        [[nodiscard]] bool increase_differs() const;
        /// The value as a multiple of the base, exact where all compounds from it, else to the digits asked. Errors: E-domain-division
        /// (base 0).
        [[nodiscard]] decimal multiple(context to = {}) const;

        /// What the printed digits of base (or estimate) and rate allow, as absolute amounts; nothing where open. Where each
        /// period compounds the value shown, so do these ends.
        [[nodiscard]] std::optional<decimal> low() const;
        [[nodiscard]] std::optional<decimal> high() const;

    private:
        friend class projection;
        row(const projection& of, std::size_t index) noexcept : of_(&of), index_(index) {}

        [[nodiscard]] std::optional<decimal> end(bool upper) const;

        const projection* of_;
        std::size_t index_;
    };

    /// Rows by number, base first; a range-for gives each row.
    class row_range {
    public:
        class iterator {
        public:
            using iterator_category = std::input_iterator_tag;
            using value_type = row;
            using difference_type = std::ptrdiff_t;
            using pointer = void;
            using reference = row;

            iterator() = default;
            [[nodiscard]] row operator*() const { return (*of_)[index_]; }
            iterator& operator++() {
                ++index_;
                return *this;
            }
            iterator operator++(int) {
                iterator before = *this;
                ++index_;
                return before;
            }
            [[nodiscard]] friend bool operator==(const iterator&, const iterator&) = default;

        private:
            friend class row_range;
            iterator(const projection* of, std::size_t index) noexcept : of_(of), index_(index) {}

            const projection* of_ = nullptr;
            std::size_t index_ = 0;
        };

        [[nodiscard]] iterator begin() const { return {of_, 0}; }
        [[nodiscard]] iterator end() const { return {of_, of_->size()}; }
        [[nodiscard]] std::size_t size() const { return of_->size(); }

    private:
        friend class projection;
        explicit row_range(const projection& of) noexcept : of_(&of) {}

        const projection* of_;
    };

    /// Rows, the base included: periods + 1 (and one more for a base before an estimate).
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// The ISO 4217 code of the forecast's amounts, and what they count where that is no currency; empty where none was printed.
    [[nodiscard]] std::string_view currency() const noexcept;
    [[nodiscard]] std::string_view unit() const noexcept;
    /// Row k, 0 being the base; undefined beyond the last, as with std::vector.
    [[nodiscard]] row operator[](std::size_t k) const noexcept { return row(*this, k); }
    [[nodiscard]] row front() const noexcept { return row(*this, 0); }
    [[nodiscard]] row back() const noexcept { return row(*this, size_ - 1); }
    [[nodiscard]] row_range rows() const& noexcept { return row_range(*this); }
    /// Of a projection that nothing holds, the rows hold it: `for (auto row : project(62.35_dec, 40.2_pct, 8).rows())`.
    [[nodiscard]] owned_rows rows() &&;
    /// The row of a period. Errors: E-period-order (not in the projection), E-period-kind (another kind).
    [[nodiscard]] row at(const period& when) const;
    [[nodiscard]] result<row> try_at(const period& when) const {
        return detail::attempt([&] { return at(when); });
    }

    /// The growth a period that the rows compound by.
    [[nodiscard]] const rate& growth() const noexcept { return growth_; }
    /// Periods the growth compounds over, from the base or from the estimate.
    [[nodiscard]] std::uint64_t periods() const noexcept { return compounding_ - 1; }
    [[nodiscard]] v0::convention convention() const noexcept {
        return size_ == compounding_ ? v0::convention::from_base : v0::convention::from_estimate;
    }
    [[nodiscard]] v0::shown shown_as() const noexcept { return shown_; }
    [[nodiscard]] rounding_policy policy() const noexcept { return policy_; }
    /// The power of ten amounts are shown in: 9 for billions, 0 for plain amounts.
    [[nodiscard]] int display_exponent() const noexcept { return display_exponent_; }
    /// The forecast this projects; nothing where a plain number was projected.
    [[nodiscard]] const v0::forecast* source() const noexcept;

    /// An absolute amount as this projection shows amounts: in its magnitude, with its decimals.
    [[nodiscard]] std::string text_of(const decimal& amount) const;

    /// `* from unrounded values; ...` where some row's shown increase is not the difference of shown values; else empty.
    [[nodiscard]] std::string footnote() const;

private:
    friend struct projection_builder;
    friend projection project(const v0::forecast& f);
    struct origin; // the forecast, and where each period compounds the value shown the ends that its digits allow

    /// A projection yet without its rows: `lead` of them before those that compound.
    // NOLINTNEXTLINE(modernize-pass-by-value): one copy, not a copy and a move
    projection(const rate& growth, std::size_t compounding, std::size_t lead, v0::shown as, int display_exponent, rounding_policy policy,
               bool negative)
        : size_(compounding + lead), compounding_(compounding), unit_(std::int64_t{display_exponent} - as.places),
          display_exponent_(display_exponent), negative_(negative), shown_(as), policy_(policy), growth_(growth) {}

    // Rows of one length, one after the other: the shown value and the limbs of the exact one.
    detail::word_block block_;
    std::size_t stride_; // words a row
    std::size_t limbs_;  // of which limbs of the exact value, at most
    detail::moving_count size_;
    detail::moving_count compounding_; // rows that compound: all, or all but a base before an estimate
    std::int64_t lead_exponent_ = 0;   // of a base before an estimate
    std::int64_t first_exponent_;
    std::int64_t step_exponent_;
    std::int64_t unit_; // the power of ten of the last digit shown
    int display_exponent_;
    bool negative_;
    bool wide_shown_ = false; // shown values can exceed a word
    v0::shown shown_;
    rounding_policy policy_;
    period first_period_ = period::ordinal(0);
    rate growth_;
    detail::sealed<origin> source_;
};

/// The rows of a projection, and the projection.
class projection::owned_rows {
public:
    [[nodiscard]] row_range::iterator begin() const { return row_range(of_).begin(); }
    [[nodiscard]] row_range::iterator end() const { return row_range(of_).end(); }
    [[nodiscard]] std::size_t size() const noexcept { return of_.size(); }

private:
    friend class projection;
    explicit owned_rows(projection&& of) noexcept : of_(std::move(of)) {}

    projection of_;
};

inline projection::owned_rows projection::rows() && { return owned_rows(std::move(*this)); }

/// base grown n times by r, exactly, in plain amounts. Errors: E-domain-count, E-limit-periods (1,000,000),
/// E-limit-digits, E-limit-exponent, E-limit-rows (rows times digits over 10,000,000), all before the work.
[[nodiscard]] projection project(const decimal& base, const rate& r, whole_count n, shown as = {});
[[nodiscard]] inline result<projection> try_project(const decimal& base, const rate& r, whole_count n, shown as = {}) {
    return detail::attempt([&] { return project(base, r, n, as); });
}

/// The forecast period by period. Errors also: E-period-order (target before base, a figure's own period not that of the
/// forecast), E-period-kind, E-period-day-count (dates), E-unit-mixed (a base or estimate that is no amount; both in
/// different currencies or units: what one leaves out, the other says).
[[nodiscard]] projection project(const forecast& f);
[[nodiscard]] inline result<projection> try_project(const forecast& f) {
    return detail::attempt([&] { return project(f); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/forecast.ipp>
#endif
