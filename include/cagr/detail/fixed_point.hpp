// What it answers: how a value of several words that compounds is rounded year after year without its exact digits.
// What it needs: leading_bits.hpp and integer.hpp.
// Example: fixed_point v; if (v.start(limbs, 2, -2, {1402, 3}, 1000)) { v.advance(); v.round(out, size, halves); }
#pragma once

#include <cagr/detail/integer.hpp>
#include <cagr/detail/leading_bits.hpp>

#include <bit>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A positive real t in fixed point: t in [w, w + m) * 2^-64f for the words w, f of them behind the point.
///
/// A step is w -> floor(w * F / 10^p) for the factor g = F / 10^p: it cuts less than 1, so that m grows to at most g * m + 1. The first
/// w lacks less than 2. Hence after k steps m <= (k + 2) * max(1, g^k), and g^k < 2^(65 - point) by its leading bits (whose margin is less
/// than the number itself). As long as that is below 2^(64(f - 1)), adding m changes the highest word behind the point by 1 at most.
class fixed_point {
public:
    struct step {
        limb factor;
        int places; // 0 to 19
    };

    /// limbs * 10^exponent, to be multiplied `steps` times at most. False where the point cannot be placed for that.
    bool start(const limb* limbs, std::size_t size, std::int64_t exponent, const step& by, std::uint64_t steps) {
        constexpr std::int64_t farthest = 4000;
        by_ = by;
        power_ = leading_word(1, 0);
        growth_ = leading_word(by.factor, -by.places);
        if (exponent < -farthest || exponent > farthest || growth_.bits == 0) return false;
        leading_bits last = power_;
        for (std::uint64_t k = 0; k < steps; ++k) {
            last.multiply(growth_);
            last.normalise();
        }
        point_ = static_cast<std::size_t>(margin_bits(last, steps)) / 64 + 2;
        words_.assign(point_ + size + 1, 0);
        copy_limbs(words_.data() + point_, limbs, size);
        size_ = point_ + size;
        for (std::int64_t left = exponent < 0 ? -exponent : exponent; left > 0; left -= word_digits) {
            const auto digits = static_cast<std::size_t>(left < word_digits ? left : word_digits);
            if (exponent < 0) {
                divide(digits);
            } else {
                multiply(ten_words[digits]);
            }
        }
        return true;
    }

    void advance() {
        multiply(by_.factor);
        if (by_.places > 0) divide(static_cast<std::size_t>(by_.places));
        power_.multiply(growth_);
        power_.normalise();
        ++steps_;
    }

    /// The words of t rounded by `halves` (see clear_halves) into `out`, which has a word more than they are. False, and nothing known,
    /// where a whole number or a half may lie within the margin.
    bool round(limb* out, std::size_t& out_size, limb halves) const noexcept {
        if (size_ < point_ || margin_bits(power_, steps_) > 64 * (static_cast<int>(point_) - 1)) return false;
        const limb part = words_[point_ - 1];
        if ((part << 1) == 0 || ((part + 1) << 1) == 0) return false; // 0 or a half, or next below one
        const limb more = (halves + (part >> 63)) >> 1;
        const std::size_t size = size_ - point_;
        if (size == 0) {
            out[0] = more;
        } else {
            out[size] = add_limbs(out, words_.data() + point_, size, &more, 1);
        }
        out_size = significant(out, size + 1);
        return true;
    }

private:
    /// m < 2^that after so many steps.
    static int margin_bits(const leading_bits& power, std::uint64_t steps) noexcept {
        return static_cast<int>(std::bit_width(steps + 2)) + (power.point < 65 ? 65 - power.point : 0);
    }

    void multiply(limb factor) {
        const limb carry = multiply_word(words_.data(), words_.data(), size_, factor);
        if (carry == 0) return;
        if (size_ == words_.size()) words_.push_back(0);
        words_[size_++] = carry;
    }

    void divide(std::size_t digits) noexcept {
        (void)divide_word(words_.data(), words_.data(), size_, ten_divisors[digits]);
        size_ = significant(words_.data(), size_);
    }

    std::vector<limb> words_;
    std::size_t size_ = 0;
    std::size_t point_ = 0; // words behind the point
    step by_{};
    leading_bits growth_; // of a step
    leading_bits power_;  // of all so far
    std::uint64_t steps_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace cagr
