// What it answers: where a real number lies - a binary middle of chosen precision and a radius that is proven.
// What it needs: limbs.hpp and integer.hpp.
// Example: const ball y = power(x, 8); // every real in x, to the 8th, lies in y
#pragma once

#include <cagr/detail/integer.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A positive real within `radius` units of the last bit of middle * 2^exponent. The middle has
/// `size` limbs and its top bit set, so a radius below 2^62 is a relative error below 2^(63 - 64*size).
class ball {
public:
    static constexpr limb lost = limb{1} << 62; ///< a radius at which nothing is known any more

    explicit ball(std::size_t size) : size_(size) {
        if (size > inline_.size()) heap_.resize(size);
    }

    /// A natural number (not zero), cut to `size` limbs where it is longer.
    ball(const limb* a, std::size_t a_size, std::int64_t exponent, std::size_t size) : ball(size) {
        const int shift = std::countl_zero(a[a_size - 1]);
        exponent_ = exponent + static_cast<std::int64_t>(a_size) * 64 - static_cast<std::int64_t>(size) * 64 - shift;
        bool cut = false;
        for (std::size_t i = 0; i < size; ++i) {
            // Limb i of the result is limb `from` of a, shifted up.
            const std::int64_t from = static_cast<std::int64_t>(i) + static_cast<std::int64_t>(a_size) - static_cast<std::int64_t>(size);
            const limb high = from >= 0 ? a[from] : 0;
            const limb low = from >= 1 ? a[from - 1] : 0;
            data()[i] = shift == 0 ? high : (high << shift) | (low >> (64 - shift));
        }
        if (a_size > size) {
            cut = shift != 0 && (a[a_size - size - 1] << shift) != 0;
            if (shift == 0) cut = a[a_size - size - 1] != 0;
            for (std::size_t i = 0; i + size + 1 < a_size; ++i) cut |= a[i] != 0;
        }
        radius_ = cut ? 1 : 0;
    }

    ball(const integer& a, std::int64_t exponent, std::size_t size) : ball(limbs_of(a), size_of(a), exponent, size) {}

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] limb* data() noexcept { return size_ > inline_.size() ? heap_.data() : inline_.data(); }
    [[nodiscard]] const limb* data() const noexcept { return size_ > inline_.size() ? heap_.data() : inline_.data(); }
    [[nodiscard]] std::int64_t exponent() const noexcept { return exponent_; }
    [[nodiscard]] limb radius() const noexcept { return radius_; }
    [[nodiscard]] limb top() const noexcept { return data()[size_ - 1]; }

    /// The power of two of the top bit.
    [[nodiscard]] std::int64_t magnitude() const noexcept { return exponent_ + static_cast<std::int64_t>(size_) * 64 - 1; }

    /// The same real by the upper `size` limbs: what is cut off, radius included, is less than 2 of the new units.
    [[nodiscard]] ball cut_to(std::size_t size) const {
        ball out(data() + (size_ - size), size, exponent_ + static_cast<std::int64_t>(size_ - size) * 64, size);
        out.radius_ = radius_ >= lost ? lost : 2;
        return out;
    }

    void set_exponent(std::int64_t exponent) noexcept { exponent_ = exponent; }
    void set_radius(limb radius) noexcept { radius_ = std::min(radius, lost); }
    void widen(limb radius) noexcept { radius_ = std::min(radius_ + std::min(radius, lost), lost); }

private:
    std::size_t size_;
    std::int64_t exponent_ = 0;
    limb radius_ = 0;
    std::array<limb, 6> inline_;
    std::vector<limb> heap_;
};

/// A working array for the product of two middles.
class product_buffer {
public:
    explicit product_buffer(std::size_t size) {
        if (2 * size > inline_.size()) heap_.resize(2 * size);
    }
    [[nodiscard]] limb* data() noexcept { return heap_.empty() ? inline_.data() : heap_.data(); }

private:
    std::array<limb, 12> inline_;
    std::vector<limb> heap_;
};

/// out (2 * size limbs) = a * b.
inline void multiply_middles(limb* out, const limb* a, const limb* b, std::size_t size) {
    switch (size) {
    case 2: return multiply_fixed<2>(out, a, b);
    case 3: return multiply_fixed<3>(out, a, b);
    case 4: return multiply_fixed<4>(out, a, b);
    default: break;
    }
    if (size <= 40) return multiply_limbs(out, a, size, b, size);
    const integer product = make_integer(a, size) * make_integer(b, size); // Karatsuba
    const std::size_t used = size_of(product);
    copy_limbs(out, limbs_of(product), used);
    std::fill(out + used, out + 2 * size, limb{0});
}

/// r * m / 2^64n rounded up, for a middle with this top limb; r is below 2^63.
inline limb scaled_radius(limb radius, limb top) noexcept {
    return radius == 0 ? 0 : static_cast<limb>((static_cast<wide>(radius) * top + radius) >> 64) + 1;
}

/// a * b, of one size n >= 2. In units of the result's last bit each factor's radius counts once, times the other's
/// middle (below 2^64n), and twice where the product is shifted up by one bit; the product of two radii below 2^62 is less
/// than 1 unit, and the cut less than 1.
inline ball multiply(const ball& a, const ball& b) {
    const std::size_t size = a.size();
    ball out(size);
    product_buffer buffer(size);
    limb* const full = buffer.data();
    multiply_middles(full, a.data(), b.data(), size);
    const bool shifted = (full[2 * size - 1] >> 63) == 0;
    limb* const middle = out.data();
    if (shifted) {
        for (std::size_t i = 0; i < size; ++i) middle[i] = (full[size + i] << 1) | (full[size + i - 1] >> 63);
    } else {
        copy_limbs(middle, full + size, size);
    }
    out.set_exponent(a.exponent() + b.exponent() + static_cast<std::int64_t>(size) * 64 - (shifted ? 1 : 0));
    const limb larger = std::max(a.radius(), b.radius());
    out.set_radius(larger >= (limb{1} << 60)
                       ? ball::lost
                       : (scaled_radius(a.radius(), b.top()) + scaled_radius(b.radius(), a.top())) * (shifted ? 2 : 1) + 2);
    return out;
}

/// a / b, of one size n >= 2. Relative errors add up; a unit of one middle is at most two units of
/// another, and the second-order terms and the cut stay below 4 for radii below 2^59.
inline ball divide(const ball& a, const ball& b) {
    const std::size_t size = a.size();
    const std::int64_t bits = static_cast<std::int64_t>(size) * 64;
    const integer quotient = (make_integer(a.data(), size) << (bits + 1)) / make_integer(b.data(), size);
    ball out(quotient, a.exponent() - b.exponent() - bits - 1, size);
    const limb larger = std::max(a.radius(), b.radius());
    out.set_radius(larger >= (limb{1} << 59) ? ball::lost : 2 * (a.radius() + b.radius()) + 4);
    return out;
}

/// x^n for n of 1 or more, by squaring. The relative error of a power is n times that of its base, and that of each
/// squaring up to then: for a large n one limb more, cut off again, keeps it below the last bits of the result.
inline ball power(const ball& x, std::uint64_t n) {
    constexpr std::uint64_t large = 1024;
    if (n > large) {
        const ball longer(x.data(), x.size(), x.exponent(), x.size() + 1);
        ball out = longer;
        for (int bit = 62 - std::countl_zero(n); bit >= 0; --bit) {
            out = multiply(out, out);
            if (((n >> bit) & 1U) != 0) out = multiply(out, longer);
        }
        // That of x itself, if any: n times, doubled for the product of errors, in units that a power's middle may halve.
        const wide own = static_cast<wide>(x.radius()) * n * 4;
        const bool lost = out.radius() >= ball::lost || own >= ball::lost;
        out = out.cut_to(x.size());
        out.widen(lost ? ball::lost : static_cast<limb>(own));
        return out;
    }
    ball out = x;
    for (int bit = 62 - std::countl_zero(n); bit >= 0; --bit) {
        out = multiply(out, out);
        if (((n >> bit) & 1U) != 0) out = multiply(out, x);
    }
    return out;
}

/// magnitude * 10^exponent as a ball.
inline ball scaled_ball(const integer& magnitude, std::int64_t exponent, std::size_t size) {
    ball coefficient(magnitude, 0, size);
    if (exponent == 0) return coefficient;
    const limb five = 5;
    const std::uint64_t times = static_cast<std::uint64_t>(exponent < 0 ? -exponent : exponent);
    const ball fives = power(ball(&five, 1, 0, size), times);
    ball out = exponent > 0 ? multiply(coefficient, fives) : divide(coefficient, fives);
    out.set_exponent(out.exponent() + exponent); // the twos of the power of ten
    return out;
}

} // namespace detail
} // namespace v0
} // namespace cagr
