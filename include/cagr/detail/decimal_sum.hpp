// What it answers: what many decimals come to together, in a fraction of the time that adding one to another takes.
// What it needs: decimal.hpp and limbs.hpp.
// Example: decimal_sum s; for (const decimal& d : parts) s.add(d); const decimal total = s.take();
#pragma once

#include <cagr/decimal.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// An exact sum. Coefficients of one exponent and sign are added in place, limb by limb; only the few sums that this gives are brought to
/// one exponent, each of which takes a long multiplication.
class decimal_sum {
public:
    void add(const decimal& d) {
        if (d.sign() == 0) return;
        const std::int64_t exponent = decimal_access::exponent(d);
        const bool negative = decimal_access::negative(d);
        for (std::size_t i = 0; i < used_; ++i)
            if (sums_[i].exponent == exponent && sums_[i].negative == negative) {
                add_limbs_to(sums_[i].limbs, d);
                return;
            }
        if (used_ == most) {
            rest_ += d;
            return;
        }
        if (used_ == sums_.size()) sums_.emplace_back();
        of_exponent& sum = sums_[used_++];
        sum.exponent = exponent;
        sum.negative = negative;
        sum.limbs.assign(decimal_access::limbs(d), decimal_access::limbs(d) + decimal_access::size(d));
    }

    /// The sum up to here; the next begins at 0. Errors: those of decimals.
    [[nodiscard]] decimal take() {
        decimal out = std::exchange(rest_, decimal());
        for (std::size_t i = 0; i < used_; ++i) {
            const of_exponent& sum = sums_[i];
            out += decimal_access::make(sum.limbs.data(), sum.limbs.size(), sum.exponent, sum.negative);
        }
        used_ = 0;
        return out;
    }

private:
    static constexpr std::size_t most = 32; // sums kept apart: beyond, looking one up costs more than it saves

    struct of_exponent {
        std::int64_t exponent = 0;
        bool negative = false;
        std::vector<limb> limbs{};
    };

    static void add_limbs_to(std::vector<limb>& sum, const decimal& d) {
        const limb* const limbs = decimal_access::limbs(d);
        const std::size_t size = decimal_access::size(d);
        if (sum.size() < size) sum.resize(size);
        const limb carry = add_limbs(sum.data(), sum.data(), sum.size(), limbs, size);
        if (carry != 0) sum.push_back(carry);
    }

    std::vector<of_exponent> sums_; // the first used_ of them
    std::size_t used_ = 0;
    decimal rest_;
};

} // namespace detail
} // namespace v0
} // namespace cagr
