// Out-of-line definitions of cagr/forecast.hpp: how a projection's one block of memory is laid out, filled and read.
#pragma once

#include <cagr/detail/fixed_point.hpp>
#include <cagr/detail/leading_bits.hpp>
#include <cagr/detail/round.hpp>
#include <cagr/detail/scaled_integer.hpp>
#include <cagr/forecast.hpp>

#include <algorithm>
#include <bit>
#include <optional>
#include <vector>

namespace cagr {
inline namespace v0 {

/// Lays out, fills and reads a projection's block.
struct projection_builder {
    using limb = detail::limb;
    using leading_bits = detail::leading_bits;

    static constexpr std::uint64_t most_row_digits = 10'000'000;
    static constexpr std::uint64_t most_word_steps = 4096; // see leading_bits

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
        if (static_cast<unsigned>(r.as.places) > static_cast<unsigned>(limits::context_digits)) [[unlikely]]
            refuse_places(r.as.places);
        projection out(r.growth, static_cast<std::size_t>(r.periods) + 1, r.lead != nullptr ? 1 : 0, r.as, r.display_exponent, r.policy,
                       r.start.sign() < 0);
        if (r.policy == rounding_policy::each_year) {
            fill_rounded(out, r);
        } else if (r.lead != nullptr || !fill_words(out, r.start, r.growth, r.periods)) {
            fill_exact(out, r);
        }
        return out;
    }

    [[noreturn]] static void refuse_places(int places) {
        using namespace detail;
        if (places < 0) fail(errc::domain_count, "shown with " + std::to_string(places) + " places; 0 or more is needed");
        fail(errc::limit_digits,
             "shown with " + std::to_string(places) + " places; at most " + std::to_string(limits::context_digits) + " are allowed");
    }

    static void check_work(std::size_t rows, std::uint64_t last_bits) {
        using namespace detail;
        const std::uint64_t digits = least_digits(last_bits == 0 ? 1 : last_bits);
        if (digits > static_cast<std::uint64_t>(limits::result_digits)) fail_digits(digits);
        if (rows * digits > most_row_digits)
            fail(errc::limit_rows, std::to_string(rows) + " rows, the last of " + std::to_string(digits) +
                                       " exact digits or more; rows times digits may be at most " + std::to_string(most_row_digits));
    }

    // A row is two words and the places for its limbs: the lowest word of the shown value; how many limbs the exact
    // value has (32 bits) and the shown one, if over one (32 bits); the exact limbs; and where shown values can exceed a
    // word, theirs. The shown value of a row that needs no rounding is the exact one, and is not stored.
    static constexpr std::size_t row_head = 2;

    static constexpr limb sizes(std::size_t exact, std::size_t shown) {
        return static_cast<limb>(exact) | (shown > 1 ? static_cast<limb>(shown) << 32 : 0);
    }

    /// The block for rows of at most `bits` bits.
    static limb* allocate(projection& out, std::uint64_t bits, bool wide_shown) {
        out.limbs_ = static_cast<std::size_t>(bits / 64 + 1);
        out.stride_ = row_head + out.limbs_ + (wide_shown ? out.limbs_ + 1 : 0);
        out.wide_shown_ = wide_shown;
        // Behind the last row is room for limbs that are written before it is known that they are not needed.
        return out.block_.allocate(out.size_ * out.stride_ + spare_limbs);
    }
    static constexpr std::size_t spare_limbs = 8;

    /// Whether a coefficient of `bits` bits at `exponent` can have a shown value of more than 61 bits.
    static bool is_wide(std::int64_t exponent, std::uint64_t bits, std::int64_t unit) {
        // Also where this row drops none: a declining value's later rows have more places, and do.
        return static_cast<std::int64_t>(bits) - (unit - exponent) * 3321 / 1000 > 61;
    }

    /// How far the rows have got.
    struct progress {
        limb* row;             // the one to write next
        std::size_t left;      // rows to write, this one included
        std::size_t size;      // limbs of its value, or of the one before it
        std::int64_t exponent; // their power of ten
    };

    /// Rounds the shown value of a row whose limbs stand in it, zeros at the top included.
    [[gnu::noinline]] static void round_row(const projection& out, limb* row, std::size_t size, std::int64_t exponent) {
        using namespace detail;
        const limb* const limbs = row + row_head;
        size = significant(limbs, size);
        row[0] = 0;
        row[1] = sizes(size, 0);
        const std::int64_t dropped = out.unit_ - exponent;
        if (dropped <= 0 || size == 0) return;
        limb_buffer narrow(out.wide_shown_ ? 0 : size + 1);
        limb* const rounded = out.wide_shown_ ? row + row_head + out.limbs_ : narrow.data();
        const std::size_t shown_size =
            round_coefficient(rounded, limbs, size, static_cast<std::uint64_t>(dropped), out.shown_.mode, out.negative_);
        row[0] = shown_size == 0 ? 0 : rounded[0];
        row[1] = sizes(size, shown_size);
    }

    /// The limbs of the next row stand in it: rounds the shown value and moves on.
    static void finish_row(const projection& out, progress& p) {
        round_row(out, p.row, p.size, p.exponent);
        p.row += out.stride_;
        --p.left;
    }

    /// Where rows compound by a factor of one word, most_word_steps of them at most.
    struct word_step {
        limb factor;
        std::int64_t exponent;
        leading_bits shown; // of the row before
        leading_bits by;    // of the factor
        limb halves;
        limb margin = leading_bits::first_margin;

        /// Whether a shown value of so many steps can have more than 61 bits. Leading bits of which nothing is known have a
        /// point of 0: as of a value of 64 bits.
        [[nodiscard]] bool is_wide(std::uint64_t steps) const noexcept {
            const std::int64_t growth_bits = std::max(64 - by.point, 0); // a step, at most
            return (64 - shown.point) + growth_bits * static_cast<std::int64_t>(steps) > 61;
        }
    };

    /// Up to `rows` rows whose values are certain to fit K limbs: all K are multiplied and stored, so that no branch
    /// depends on how long a value is. `word` is the value of the row before, where it is that short and at hand.
    template <std::size_t K>
    [[gnu::always_inline]] static void fill_fixed(const projection& out, progress& p, std::uint64_t rows, word_step& step, limb word = 0) {
        using namespace detail;
        const auto filled = static_cast<std::size_t>(std::min<std::uint64_t>(rows, p.left));
        if (filled == 0) return;
        const std::size_t stride = out.stride_;
        const limb factor = step.factor;
        const leading_bits by = step.by;
        const limb halves = step.halves;
        leading_bits shown = step.shown;
        limb* row = p.row;
        limb value[K];
        for (std::size_t i = 0; i < K; ++i) value[i] = word != 0 ? (i == 0 ? word : 0) : i < p.size ? row[row_head + i - stride] : 0;
        const limb stored = std::min(K, out.limbs_); // with zeros at the top, maybe; the next row lies over what is beyond
        std::size_t left = filled;
        for (;;) {
            const limb margin = step.margin;
            step.margin += leading_bits::steps_margin;
            const std::size_t steps = std::min<std::size_t>(leading_bits::steps, left);
            left -= steps;
            limb* const pause = row + steps * stride;
            // The point moves evenly: with the first and the last one all are in range.
            const int move = by.point - 64;
            const bool in_range =
                is_roundable_point(shown.point + move) && is_roundable_point(shown.point + static_cast<int>(steps) * move);
            do {
                (void)multiply_word<K>(value, factor);
                copy_limbs(row + row_head, value, K);
                row[1] = stored;
                shown.multiply(by);
                if (!in_range || !round_leading_bits(row[0], shown.bits, shown.point, margin, halves)) [[unlikely]]
                    round_row(out, row, K, p.exponent + step.exponent * ((row - p.row) / static_cast<std::ptrdiff_t>(stride) + 1));
                row += stride;
            } while (row != pause);
            if (left == 0) break;
            shown.normalise();
        }
        p = {row, p.left - filled, significant(value, K), p.exponent + step.exponent * static_cast<std::int64_t>(filled)};
        shown.normalise();
        step.shown = shown;
    }

    /// The rows that are left, where shown values have become long: they compound in fixed point beside the exact ones.
    [[gnu::noinline]] static void fill_wide(const projection& out, progress& p, const word_step& step) {
        using namespace detail;
        fixed_point shown;
        const bool started = step.exponent <= 0 && step.exponent >= -word_digits &&
                             shown.start(p.row + row_head - out.stride_, p.size, p.exponent - out.unit_,
                                         {step.factor, static_cast<int>(-step.exponent)}, p.left);
        limb narrow[3]; // for shown values of a word
        for (; p.left != 0; --p.left, p.row += out.stride_) {
            limb* const limbs = p.row + row_head;
            limbs[p.size] = multiply_word(limbs, limbs - out.stride_, p.size, step.factor);
            p.size += limbs[p.size] != 0 ? 1 : 0;
            p.exponent += step.exponent;
            if (started) shown.advance();
            limb* const rounded = out.wide_shown_ ? limbs + out.limbs_ : narrow;
            std::size_t size = 0;
            if (!started || !shown.round(rounded, size, step.halves)) {
                round_row(out, p.row, p.size, p.exponent);
                continue;
            }
            p.row[0] = size == 0 ? 0 : rounded[0];
            p.row[1] = sizes(p.size, size);
        }
    }

    /// Every row from the second on, the first one written.
    [[gnu::always_inline]] static void fill_by_word(const projection& out, progress& p, std::uint64_t first_bits, std::uint64_t step_bits,
                                                    word_step& step) {
        using namespace detail;
        // The rows certain to stay within so many bits: row k has at most first + k * step.
        const std::size_t total = p.left;
        const auto rows_within = [&](std::uint64_t bits) -> std::uint64_t {
            if (first_bits > bits) return 0;
            if (first_bits + step_bits * total <= bits) return p.left;
            return (bits - first_bits) / step_bits - (total - p.left);
        };
        fill_fixed<2>(out, p, rows_within(128), step);
        if (p.left == 0) return;
        if (p.size <= 4) fill_fixed<4>(out, p, rows_within(256), step);
        if (p.size <= 6) fill_fixed<6>(out, p, rows_within(384), step);
        for (; p.left != 0; --p.left, p.row += out.stride_) {
            // Beyond two words of a shown value, or of so many digits, round_row divides: from there on it takes longer.
            constexpr int two_words = 64 - 120;
            constexpr std::int64_t most_dropped = 600;
            if (step.shown.point < two_words || out.unit_ - p.exponent > most_dropped) return fill_wide(out, p, step);
            const limb* const before = p.row + row_head - out.stride_;
            limb* const limbs = p.row + row_head;
            limbs[p.size] = multiply_word(limbs, before, p.size, step.factor);
            p.size += limbs[p.size] != 0 ? 1 : 0;
            p.exponent += step.exponent;
            p.row[1] = p.size;
            step.shown.normalise(); // one step instead of eight: no more error than these
            step.shown.multiply(step.by);
            step.margin += leading_bits::steps_margin / leading_bits::steps;
            if (!is_roundable_point(step.shown.point) ||
                !round_leading_bits(p.row[0], step.shown.bits, step.shown.point, step.margin, step.halves))
                round_row(out, p.row, p.size, p.exponent);
        }
    }

    /// A coefficient of one word without trailing zeros.
    struct word_coefficient {
        limb word;
        std::int64_t exponent;

        void strip() noexcept {
            for (; word % 10 == 0; word /= 10) ++exponent; // of a word that is not 0
        }
        [[nodiscard]] std::uint64_t bits() const noexcept { return static_cast<std::uint64_t>(64 - detail::leading_zeros(word)); }
    };

    [[gnu::always_inline]] static word_step step_of(const projection& out, const word_coefficient& first, const word_coefficient& factor) {
        return {.factor = factor.word,
                .exponent = factor.exponent,
                .shown = detail::leading_word(first.word, first.exponent - out.unit_),
                .by = detail::leading_word(factor.word, factor.exponent),
                .halves = detail::clear_halves(out.shown_.mode, out.negative_)};
    }

    /// 1 + r as a word; 0 where that takes more, and of a loss of all.
    [[gnu::always_inline]] static word_coefficient factor_as_word(const rate& r) {
        using access = detail::decimal_access;
        const decimal& fraction = r.fraction();
        const std::int64_t exponent = access::exponent(fraction);
        if (access::size(fraction) > 1 || static_cast<std::uint64_t>(-exponent) > detail::word_digits) return {0, 0};
        const limb one = detail::ten_words[static_cast<std::size_t>(-exponent)];
        const limb part = access::size(fraction) == 0 ? 0 : access::limbs(fraction)[0];
        if (access::negative(fraction)) return {one - part, exponent};
        return {one + part >= one ? one + part : 0, exponent};
    }

    /// The common case: one-word base and factor, and a last value so short that no limit is near. False where it is not.
    static bool fill_words(projection& out, const decimal& start, const rate& growth, std::uint64_t periods) {
        using access = detail::decimal_access;
        constexpr std::uint64_t most_bits = most_word_steps; // 1,233 digits, less than 10^7 in all the rows
        constexpr std::int64_t far_exponent = 900'000;
        if (access::size(start) != 1) return false;
        word_coefficient factor = factor_as_word(growth);
        if (factor.word == 0) return false;
        word_coefficient first{access::limbs(start)[0], access::exponent(start)};
        first.strip();
        factor.strip();
        const std::uint64_t first_bits = first.bits();
        const std::uint64_t step_bits = factor.bits();
        if (periods > most_bits) return false;
        const std::uint64_t last_bits = first_bits + step_bits * periods;
        if (last_bits > most_bits || first.exponent > far_exponent || first.exponent < -far_exponent) return false;
        out.first_exponent_ = first.exponent;
        out.step_exponent_ = factor.exponent;
        word_step step = step_of(out, first, factor);
        limb* const row = allocate(out, last_bits, step.is_wide(periods));
        row[0] = 0;
        row[1] = 1;
        row[row_head] = first.word;
        if (first.exponent < out.unit_) round_row(out, row, 1, first.exponent);
        progress p{row + out.stride_, out.size_ - 1, 1, first.exponent};
        if (last_bits <= 128) {
            fill_fixed<2>(out, p, periods, step, first.word);
        } else {
            fill_by_word(out, p, first_bits, step_bits, step);
        }
        return true;
    }

    /// The coefficient and exponent of a number without trailing zeros, on the stack where it is short.
    struct coefficient {
        explicit coefficient(const decimal& d) : buffer(detail::decimal_access::size(d) + 1), size(detail::decimal_access::size(d)) {
            detail::copy_limbs(buffer.data(), detail::decimal_access::limbs(d), size);
            const detail::stripped s = detail::strip_zeros(buffer.data(), size);
            exponent = size == 0 ? 0 : detail::decimal_access::exponent(d) + s.zeros;
            size = s.size;
        }
        [[nodiscard]] const limb* limbs() noexcept { return buffer.data(); }
        [[nodiscard]] std::uint64_t bits() noexcept { return detail::bit_length(buffer.data(), size); }

        detail::limb_buffer buffer;
        std::size_t size;
        std::int64_t exponent;
    };

    static void fill_exact(projection& out, const request& r) {
        using namespace detail;
        coefficient first(r.start);
        coefficient factor(r.growth.factor());
        const std::uint64_t first_bits = first.bits();
        const std::uint64_t factor_bits = factor.bits();
        const std::uint64_t last_bits_least = first_bits == 0 || factor_bits == 0 ? 0 : first_bits - 1 + (factor_bits - 1) * r.periods + 1;
        check_work(out.size_, last_bits_least);
        const std::int64_t last_exponent = first.exponent + factor.exponent * static_cast<std::int64_t>(r.periods);
        const std::int64_t last_adjusted = last_exponent + static_cast<std::int64_t>(least_digits(last_bits_least + 1)) - 1;
        if (first_bits != 0 && factor_bits != 0 &&
            (last_adjusted > limits::result_exponent || last_adjusted < -limits::result_exponent - 1))
            fail_exponent(last_adjusted);
        out.first_exponent_ = first.exponent;
        out.step_exponent_ = factor.exponent;
        // A factor that is a power of ten adds no bits, and any factor of a base of 0 none, or a million rows would ask for the
        // memory of as many bits each.
        const std::uint64_t step_bits = factor_bits <= 1 || first_bits == 0 ? 0 : factor_bits;
        const std::uint64_t last_bits = first_bits + step_bits * r.periods;
        std::uint64_t most_bits = last_bits;
        bool wide_shown = is_wide(first.exponent, first_bits, out.unit_) || is_wide(last_exponent, last_bits, out.unit_);
        std::optional<coefficient> lead;
        if (r.lead != nullptr) {
            lead.emplace(*r.lead);
            most_bits = std::max(most_bits, lead->bits());
            wide_shown = wide_shown || is_wide(lead->exponent, lead->bits(), out.unit_);
        }
        progress p{allocate(out, most_bits, wide_shown), out.size_, 0, 0};
        if (lead) store_lead(out, p, *lead);
        p.size = first.size;
        p.exponent = first.exponent;
        copy_limbs(p.row + row_head, first.limbs(), first.size);
        finish_row(out, p);
        if (factor.size == 1 && first.size == 1 && r.periods <= most_word_steps) {
            word_step step = step_of(out, {first.limbs()[0], first.exponent}, {factor.limbs()[0], factor.exponent});
            return fill_by_word(out, p, first_bits, factor_bits, step);
        }
        limb_buffer product(out.limbs_ + factor.size); // a factor may be longer than the value, and the product have a zero at its top
        while (p.left != 0) {
            const limb* const before = p.row + row_head - out.stride_;
            limb* const limbs = p.row + row_head;
            if (p.size == 0 || factor.size == 0) {
                p.size = 0;
            } else {
                multiply_limbs(product.data(), before, p.size, factor.limbs(), factor.size);
                p.size = significant(product.data(), p.size + factor.size);
                copy_limbs(limbs, product.data(), p.size);
            }
            p.exponent += factor.exponent;
            finish_row(out, p);
        }
    }

    /// The base before an estimate, as the first row.
    static void store_lead(projection& out, progress& p, coefficient& lead) {
        detail::copy_limbs(p.row + row_head, lead.limbs(), lead.size);
        out.lead_exponent_ = lead.exponent;
        p.size = lead.size;
        p.exponent = lead.exponent;
        finish_row(out, p);
    }

    /// At least as much as |start| grown so often, each period rounded to at most one unit more: n units more at the start.
    static decimal most_after(const decimal& start, const decimal& factor, std::uint64_t periods, std::int64_t unit) {
        constexpr context up{.digits = 20, .mode = rounding::up};
        decimal most = round_to_digits(abs(start) + scale10(decimal(periods), unit), up);
        if (factor <= decimal(1)) return most;
        decimal power = round_to_digits(factor, up);
        for (std::uint64_t n = periods; n != 0; n >>= 1) {
            if ((n & 1U) != 0) most = round_to_digits(most * power, up);
            if (n > 1) power = round_to_digits(power * power, up);
        }
        return most;
    }

    /// Each period compounds the value shown: from the second row on, every row is a multiple of the shown unit. All are
    /// stored as multiples of one power of ten, that unit or the base's last digit.
    static void fill_rounded(projection& out, const request& r) {
        using namespace detail;
        const decimal multiplier = r.growth.factor();
        const std::int64_t last = std::min(out.unit_, -r.start.places());
        const std::int64_t digits = most_after(r.start, multiplier, r.periods, out.unit_).adjusted_exponent() - last + 1;
        const auto most_bits = static_cast<std::uint64_t>(std::max<std::int64_t>(digits, 1)) * 3322 / 1000 + 1;
        check_work(out.size_, most_bits);
        std::optional<coefficient> lead;
        if (r.lead != nullptr) lead.emplace(*r.lead);
        limb* const rows = allocate(out, lead ? std::max(most_bits, lead->bits()) : most_bits, last < out.unit_ || lead);
        out.first_exponent_ = last;
        out.step_exponent_ = 0;
        progress p{rows, out.size_, 0, 0};
        if (lead) store_lead(out, p, *lead);
        p.exponent = last;
        const auto store = [&](const decimal& value) {
            const scaled_integer s = unpack(value);
            const integer units =
                s.magnitude.is_zero() ? integer() : integer(s.magnitude * ten_power(static_cast<std::uint64_t>(s.exponent - last)));
            p.size = size_of(units);
            copy_limbs(p.row + row_head, limbs_of(units), p.size);
            finish_row(out, p);
        };
        store(r.start);
        decimal value = round_to_unit(r.start, out.unit_, r.as.mode);
        while (p.left != 0) {
            value = round_to_unit(value * multiplier, out.unit_, r.as.mode);
            store(value);
        }
    }

    static std::int64_t exponent_of(const projection& p, std::size_t k) {
        const std::size_t lead = p.size_ - p.compounding_;
        return k < lead ? p.lead_exponent_ : p.first_exponent_ + p.step_exponent_ * static_cast<std::int64_t>(k - lead);
    }

    static decimal exact_row(const projection& p, std::size_t k) {
        using access = detail::decimal_access;
        const limb* const row = p.block_.data() + k * p.stride_;
        const std::size_t size = static_cast<std::uint32_t>(row[1]);
        const std::int64_t exponent = exponent_of(p, k);
        if (size - 1 <= 1 && detail::within_limits(exponent)) {
            const detail::wide high = size == 2 ? row[row_head + 1] : 0;
            return access::of_wide(high << 64 | row[row_head], exponent, p.negative_);
        }
        return access::make(row + row_head, size, exponent, p.negative_);
    }

    static decimal shown_row(const projection& p, std::size_t k) {
        using access = detail::decimal_access;
        if (exponent_of(p, k) >= p.unit_) return exact_row(p, k);
        const limb* const row = p.block_.data() + k * p.stride_;
        const std::size_t size = row[1] >> 32; // 0 for one word at most
        if (size == 0 && detail::within_limits(p.unit_)) return access::of_wide(row[0], p.unit_, p.negative_);
        return access::make(size == 0 ? row : row + row_head + p.limbs_, size == 0 ? 1 : size, p.unit_, p.negative_);
    }
};

} // namespace v0
} // namespace cagr
