// Out-of-line definitions of cagr/batch.hpp: columns of projected values.
#pragma once

#include <cagr/batch.hpp>
#include <cagr/detail/batch_filter.hpp>
#include <cagr/detail/batch_rows.hpp>
#include <cagr/detail/round.hpp>
#include <cagr/impl/batch_rates.ipp>

#include <algorithm>
#include <bit>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A projection_batch whose columns match and are within the limits.
struct projection_plan {
    const std::int64_t* bases;
    const std::int64_t* rates;
    std::int64_t* values;
    std::size_t rows; // of the whole batch: from one column to the next
    int periods;
    int rate_places;
    int spare_places; // of a base over those of the result
    rounding mode;

    /// Decimal digits of the exact value after k periods that the result does not have; negative where it has more.
    [[nodiscard]] int dropped(int k) const noexcept { return spare_places + k * rate_places; }
    /// The factor 1, in units of the last of a rate's places.
    [[nodiscard]] limb one() const noexcept { return ten_words[static_cast<std::size_t>(rate_places)]; }
};

constexpr limb magnitude_of(std::int64_t value) noexcept {
    return value < 0 ? limb{0} - static_cast<limb>(value) : static_cast<limb>(value);
}

/// The units of a result by their magnitude; `no_value` where they do not fit.
constexpr std::int64_t units_of(limb magnitude, bool negative) noexcept {
    if (magnitude > static_cast<limb>(std::numeric_limits<std::int64_t>::max())) return no_value;
    const auto value = static_cast<std::int64_t>(magnitude);
    return negative ? -value : value;
}

/// The exact value of one row, from period to period.
class exact_row {
public:
    exact_row(limb base, limb factor, bool negative) noexcept : factor_(factor), size_(base != 0 ? 1 : 0), negative_(negative) {
        limbs_[0] = base;
    }

    void advance_to(int k) noexcept {
        for (; period_ < k; ++period_) {
            const limb carry = multiply_word(limbs_, limbs_, size_, factor_);
            if (carry != 0) limbs_[size_++] = carry;
        }
    }

    /// The value without its last `dropped` digits, rounded; `no_value` where it does not fit. `near` is what the filter found: mostly
    /// the result or beside it, so that a multiplication does for the division.
    [[nodiscard]] std::int64_t rounded(int dropped, rounding mode, std::int64_t near) const {
        std::size_t size = significant(limbs_, size_);
        if (size == 0) return 0;
        if (dropped <= 0) return scaled_up(-dropped);
        limb quotient = magnitude_of(near);
        if (size <= 2 && dropped <= two_limb_digits) {
            const four_limbs& ten = ten_limbs[static_cast<std::size_t>(dropped)];
            if (divide_near(quotient, static_cast<wide>(ten.limbs[1]) << 64 | ten.limbs[0], mode)) return units_of(quotient, negative_);
        }
        limb out[most_limbs + 1];
        size = round_coefficient(out, limbs_, size, static_cast<std::uint64_t>(dropped), mode, negative_);
        return size == 0 ? 0 : size == 1 ? units_of(out[0], negative_) : no_value;
    }

private:
    static constexpr std::size_t most_limbs = limits::batch_periods + 1; // one for the base and one a period
    static constexpr int two_limb_digits = 38;                           // 10^38 is the largest power of ten below 2^128

    [[nodiscard]] std::int64_t scaled_up(int digits) const noexcept {
        if (significant(limbs_, size_) > 1 || digits > word_digits) return no_value;
        const wide scaled = static_cast<wide>(limbs_[0]) * ten_words[static_cast<std::size_t>(digits)];
        return scaled >> 64 != 0 ? no_value : units_of(static_cast<limb>(scaled), negative_);
    }

    /// Rounds value / divisor, of which `quotient` is a guess; false, and nothing known, where the guess is further off than 1.
    [[nodiscard]] bool divide_near(limb& quotient, wide divisor, rounding mode) const noexcept {
        const wide value = size_ == 1 ? limbs_[0] : static_cast<wide>(limbs_[1]) << 64 | limbs_[0];
        const wide low = static_cast<wide>(static_cast<limb>(divisor)) * quotient;
        const wide high = static_cast<wide>(static_cast<limb>(divisor >> 64)) * quotient + (low >> 64);
        if (high >> 64 != 0) return false;
        wide product = high << 64 | static_cast<limb>(low);
        if (product > value) {
            --quotient;
            product -= divisor;
        }
        if (product > value) return false;
        wide rest = value - product;
        if (rest >= divisor) {
            ++quotient;
            rest -= divisor;
        }
        if (rest >= divisor) return false;
        const wide half = divisor / 2; // of an even number
        const cut part = rest == 0 ? cut::nothing : rest == half ? cut::half : rest < half ? cut::below_half : cut::above_half;
        if (rounds_away(mode, negative_, (quotient & 1U) != 0, part)) ++quotient;
        return true;
    }

    limb limbs_[most_limbs]; // those in use are written
    limb factor_;
    std::size_t size_; // limbs in use
    int period_ = 0;
    bool negative_;
};

/// So many rows are worked on together that their columns stay in the processor's nearest cache.
class projection_block {
public:
    static constexpr std::size_t most_rows = 512;

    explicit projection_block(const projection_plan& plan) noexcept : plan_(plan), width_(widest()), certain_(filter_is_certain()) {}

    void run(std::size_t first, std::size_t rows, std::vector<batch_refusal>& refusals) {
        first_ = first;
        rows_ = rows;
        std::fill_n(missing_, rows, std::uint8_t{0});
        load();
        for (int done = 0; done < plan_.periods; done += doubt_bits) {
            const int until = std::min(plan_.periods, done + doubt_bits);
            std::fill_n(doubts_, rows, certain_ ? limb{0} : ~limb{0} >> (doubt_bits - (until - done)));
            for (int k = done + 1; k <= until; ++k)
                on_vectors(width_, filter_step{values_, factors_, is_directed() ? offsets_ : nullptr, doubts_, column(k), rows, k,
                                               limb{1} << (k - done - 1)});
            for (std::size_t i = 0; i < rows; ++i)
                if (doubts_[i] != 0) [[unlikely]]
                    settle(i, done);
        }
        for (std::size_t i = 0; i < rows; ++i)
            if (missing_[i] != 0) [[unlikely]]
                refuse(i, refusals);
    }

private:
    static constexpr int doubt_bits = 64;
    static constexpr std::uint8_t without_base = 254; // above any period
    static constexpr std::uint8_t without_rate = 255;

    [[nodiscard]] std::int64_t* column(int k) const noexcept {
        return plan_.values + static_cast<std::size_t>(k - 1) * plan_.rows + first_;
    }
    [[nodiscard]] bool is_directed() const noexcept { return clear_halves(plan_.mode, false) != 1 || clear_halves(plan_.mode, true) != 1; }

    void load() noexcept {
        const std::int64_t* const bases = plan_.bases + first_;
        const std::int64_t* const rates = plan_.rates + first_;
        const auto joined = [&](const std::int64_t* of, limb add) {
            limb bits = 0;
            on_vectors(width_, joined_bits{of, add, rows_, &bits});
            return bits;
        };
        const int up = -plan_.spare_places;
        const auto scale = static_cast<double>(ten_words[static_cast<std::size_t>(up < 0 ? -up : up)]); // up to 10^18: exact
        if (joined(bases, limb{1} << 51) >> 52 == 0) {
            on_vectors(width_, scaled_column{bases, 0, rows_, scale, up < 0, values_});
        } else {
            for (std::size_t i = 0; i < rows_; ++i) {
                if (bases[i] == no_value) missing_[i] = without_base;
                const auto whole = bases[i] == no_value ? 0 : static_cast<double>(bases[i]);
                values_[i] = up < 0 ? whole / scale : whole * scale;
            }
        }
        const limb one = plan_.one();
        if (joined(rates, one) >> 51 == 0) { // 1 + rate is then not negative either
            on_vectors(width_, scaled_column{rates, one, rows_, static_cast<double>(one), true, factors_});
        } else {
            for (std::size_t i = 0; i < rows_; ++i) {
                if (rates[i] < 0 && magnitude_of(rates[i]) > one) {
                    missing_[i] = without_rate;
                    values_[i] = factors_[i] = 0;
                } else {
                    factors_[i] = static_cast<double>(static_cast<limb>(rates[i]) + one) / static_cast<double>(one);
                }
            }
        }
        if (!is_directed()) return;
        const double offsets[] = {filter_offset(clear_halves(plan_.mode, false) == 2, false),
                                  filter_offset(clear_halves(plan_.mode, true) == 2, true)};
        for (std::size_t i = 0; i < rows_; ++i) // what is 0 is rounded by no mode
            offsets_[i] = values_[i] == 0 || factors_[i] == 0 ? 0 : offsets[values_[i] < 0 ? 1 : 0];
    }

    [[gnu::noinline]] void settle(std::size_t i, int done) {
        if (missing_[i] >= without_base) return;
        const std::int64_t base = plan_.bases[first_ + i];
        exact_row exact(magnitude_of(base), static_cast<limb>(plan_.rates[first_ + i]) + plan_.one(), base < 0);
        for (limb left = doubts_[i]; left != 0; left &= left - 1) {
            const int k = done + 1 + std::countr_zero(left);
            exact.advance_to(k);
            std::int64_t& value = column(k)[i];
            value = exact.rounded(plan_.dropped(k), plan_.mode, value);
            if (value == no_value && missing_[i] == 0) missing_[i] = static_cast<std::uint8_t>(k);
        }
    }

    void refuse(std::size_t i, std::vector<batch_refusal>& refusals) const {
        if (missing_[i] < without_base) {
            refusals.push_back({first_ + i, errc::domain_int64, missing_[i]});
            return;
        }
        for (int k = 1; k <= plan_.periods; ++k) column(k)[i] = no_value;
        refusals.push_back({first_ + i, missing_[i] == without_base ? errc::domain_int64 : errc::domain_rate, 0});
    }

    const projection_plan& plan_;
    vector_width width_;
    bool certain_;
    std::size_t first_ = 0;
    std::size_t rows_ = 0;
    double values_[most_rows];
    double factors_[most_rows];
    double offsets_[most_rows];
    limb doubts_[most_rows];
    std::uint8_t missing_[most_rows]; // the first period without a value; 0 where all have one
};

inline std::vector<batch_refusal> project_columns(const projection_batch& batch, std::span<std::int64_t> values) {
    const std::size_t rows = batch.bases.size();
    check_columns("bases", rows, "rates", batch.rates.size());
    const auto periods = static_cast<int>(batch.periods.checked("the number of periods", limits::batch_periods, errc::limit_periods));
    check_columns("values to write", values.size(), "values in its rows and periods", rows * static_cast<std::size_t>(periods));
    check_apart("bases", batch.bases, values);
    check_apart("rates", batch.rates, values);
    const projection_plan plan{batch.bases.data(),
                               batch.rates.data(),
                               values.data(),
                               rows,
                               periods,
                               checked_places(batch.rate_places, "the number of places of the rates"),
                               checked_places(batch.base_places, "the number of places of the bases") -
                                   checked_places(batch.places, "the number of places of the values"),
                               batch.mode};
    return for_rows(rows, batch.threads, [&](std::size_t first, std::size_t last, std::vector<batch_refusal>& refusals) {
        projection_block block(plan);
        for (; first < last; first += projection_block::most_rows)
            block.run(first, std::min(projection_block::most_rows, last - first), refusals);
    });
}

} // namespace detail

CAGR_INLINE std::span<const std::int64_t> projected_columns::values(whole_count k) const& {
    const std::uint64_t period = k.checked("the period", periods(), errc::domain_columns);
    if (period == 0) detail::fail(errc::domain_columns, "the period is 0; the columns of a batch begin with period 1");
    return std::span(values_).subspan((period - 1) * rows_, rows_);
}

CAGR_INLINE std::vector<batch_refusal> project_into(const projection_batch& batch, std::span<std::int64_t> values) {
    return detail::project_columns(batch, values);
}

CAGR_INLINE projected_columns project(const projection_batch& batch) {
    const std::uint64_t periods = batch.periods.checked("the number of periods", limits::batch_periods, errc::limit_periods);
    detail::check_columns("bases", batch.bases.size(), "rates", batch.rates.size()); // before room is made for the values
    projected_columns out(batch.bases.size(), static_cast<std::size_t>(periods));
    out.refusals_ = detail::project_columns(batch, out.values_);
    return out;
}

} // namespace v0
} // namespace cagr
