// What it answers: how a real that lies between two proven bounds is rounded.
// What it needs: ball.hpp and round.hpp.
// Example: rounded_range(m, to, [](const boundary&) { return side::unknown; });   // nothing: more bits are needed
//
// Proof sketch. Where both bounds round alike, that is the answer. Otherwise a boundary lies between them, a decimal of at
// most one digit more than the context; where it is the only one and the side on which the real lies is known by other
// means (integers, an inequality), that settles it. Else the caller computes more bits.
#pragma once

#include <cagr/detail/ball.hpp>
#include <cagr/detail/round.hpp>
#include <cagr/detail/scaled_integer.hpp>

#include <optional>

namespace cagr {
inline namespace v0 {
namespace detail {

struct rounded {
    decimal value;
    bool exact = false;
};

/// A rounding boundary: halves / 2 * 10^-k, from one up (or down) where it is of y - 1.
struct boundary {
    integer halves;
    std::int64_t k = 0;
    bool less_one = false;
    bool negative = false;
};

/// The magnitude of a real between two bounds, in units of 2^exponent.
struct magnitude_range {
    bool negative = false;
    integer near;
    integer far;
    std::int64_t exponent = 0;
};

/// A real within `slack` of `middle`, both in units of 2^exponent, less a whole number.
inline magnitude_range magnitude_of(integer middle, integer slack, std::int64_t exponent, std::uint64_t less) {
    magnitude_range out;
    out.exponent = exponent;
    if (less != 0) {
        // The difference is a whole number of units of 2^exponent once the exponent is not positive.
        if (exponent > 0) {
            middle <<= exponent;
            slack <<= exponent;
            out.exponent = 0;
        }
        middle -= integer(less) << -out.exponent;
    }
    out.negative = middle < 0;
    if (out.negative) middle = -middle;
    out.near = middle - slack;
    out.far = middle + slack;
    return out;
}

/// floor(2 * magnitude * 2^exponent * 10^k): half units of the k-th decimal place; `whole` where nothing is cut.
inline integer half_units(const integer& magnitude, std::int64_t exponent, std::int64_t k, bool& whole) {
    const std::int64_t shift = exponent + 1;
    integer n = k > 0 ? integer(magnitude * ten_power(static_cast<std::uint64_t>(k))) : magnitude;
    if (shift > 0) n <<= shift;
    integer quotient;
    if (k >= 0 && shift < 0) {
        quotient = n >> -shift;
        whole = boost::multiprecision::lsb(n) >= static_cast<std::uint64_t>(-shift);
        return quotient;
    }
    integer divisor = k < 0 ? ten_power(static_cast<std::uint64_t>(-k)) : integer(1);
    if (shift < 0) divisor <<= -shift;
    integer rest;
    boost::multiprecision::divide_qr(n, divisor, quotient, rest);
    whole = rest.is_zero();
    return quotient;
}

/// The rounding of a short ball in limbs alone, where its two ends round alike; nothing where they may not,
/// or where the result is not of a common size.
inline std::optional<rounded> short_rounding(const ball& y, bool less_one, context to) {
    const std::size_t size = y.size();
    const std::int64_t point = -y.exponent(); // bits below the units
    if (size > 4 || to.digits > 60 || point < 2 || point >= static_cast<std::int64_t>(size + 1) * 64) return std::nullopt;
    limb near[6] = {};
    copy_limbs(near, y.data(), size);
    bool negative = false;
    if (less_one) {
        limb one[6] = {};
        one[point / 64] = limb{1} << (point % 64);
        negative = compare_limbs(near, size + 1, one, size + 1) < 0;
        subtract_limbs(near, negative ? one : near, size + 1, negative ? near : one, size + 1);
    }
    const limb radius = y.radius();
    const std::size_t near_size = significant(near, size + 1);
    if (near_size < 2) return std::nullopt; // too little known
    subtract_limbs(near, near, near_size, &radius, 1);
    const std::int64_t top = static_cast<std::int64_t>(bit_length(near, significant(near, near_size))) - 1 - point;
    std::int64_t k = to.digits - 1 - (top >= 0 ? top * 30103 / 100000 : -((-top * 30103 + 99999) / 100000));
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (k < 1 || k > inline_ten_exponent) return std::nullopt;
        const four_limbs& ten = ten_limbs[static_cast<std::size_t>(k)];
        limb scaled[11] = {};
        multiply_limbs(scaled, near, near_size, ten.limbs, ten.size);
        const std::size_t scaled_size = near_size + ten.size;
        limb width[5]; // both radii, scaled
        width[ten.size] = multiply_word(width, ten.limbs, ten.size, 2 * radius);
        limb far[11] = {};
        copy_limbs(far, scaled, scaled_size);
        (void)add_limbs(far, far, scaled_size, width, std::min(ten.size + 1, scaled_size));
        // The units start at bit `point`; the half is the bit below it.
        const std::size_t limbs = static_cast<std::size_t>((point - 1) / 64);
        const int bit = static_cast<int>((point - 1) % 64);
        if (limbs >= scaled_size) return std::nullopt;
        bool nothing_below = (scaled[limbs] & ((limb{1} << bit) - 1)) == 0;
        for (std::size_t i = 0; i < limbs; ++i) nothing_below &= scaled[i] == 0;
        if (nothing_below || (far[limbs] >> bit) != (scaled[limbs] >> bit)) return std::nullopt;
        for (std::size_t i = limbs + 1; i < scaled_size; ++i)
            if (far[i] != scaled[i]) return std::nullopt;
        limb units[6] = {};
        const std::size_t unit_limb = static_cast<std::size_t>(point / 64);
        const int unit_bit = static_cast<int>(point % 64);
        std::size_t unit_size = 0;
        for (std::size_t i = unit_limb; i < scaled_size && unit_size < 5; ++i, ++unit_size)
            units[unit_size] = (scaled[i] >> unit_bit) | (unit_bit != 0 && i + 1 < scaled_size ? scaled[i + 1] << (64 - unit_bit) : 0);
        unit_size = significant(units, unit_size);
        const four_limbs& beyond = ten_limbs[static_cast<std::size_t>(to.digits)];
        const four_limbs& least = ten_limbs[static_cast<std::size_t>(to.digits - 1)];
        if (compare_limbs(units, unit_size, beyond.limbs, beyond.size) >= 0) {
            --k;
            continue;
        }
        if (compare_limbs(units, unit_size, least.limbs, least.size) < 0) {
            ++k;
            continue;
        }
        const bool upper_half = ((scaled[limbs] >> bit) & 1U) != 0;
        if (rounds_away(to.mode, negative, (units[0] & 1U) != 0, upper_half ? cut::above_half : cut::below_half)) {
            const limb one = 1;
            units[unit_size] = add_limbs(units, units, unit_size, &one, 1);
            ++unit_size;
        }
        return rounded{decimal_access::make(units, unit_size, -k, negative), false};
    }
    return std::nullopt;
}

/// On which side of a boundary a magnitude lies, where that is known.
enum class side : std::uint8_t { unknown, below, at, above };

/// A magnitude within proven bounds, rounded to the context's digits; nothing where they are too far apart to tell. `side_of`
/// answers on which side of a boundary the magnitude lies, where it knows; it is asked only about a single one inside.
template <class SideOf>
inline std::optional<rounded> rounded_range(const magnitude_range& m, context to, bool less_one, const SideOf& side_of) {
    const std::int64_t digits = to.digits;
    if (m.near <= 0) return std::nullopt; // nearer to 0 than the slack
    // k decimal places give the near end `digits` whole digits: judged by bits, then corrected.
    const std::int64_t top = static_cast<std::int64_t>(bit_length(m.near)) - 1 + m.exponent;
    std::int64_t k = digits - 1 - (top >= 0 ? top * 30103 / 100000 : -((-top * 30103 + 99999) / 100000));
    bool low_is_whole = false;
    integer low = half_units(m.near, m.exponent, k, low_is_whole);
    for (;;) {
        const std::int64_t have = static_cast<std::int64_t>(digit_count(integer(low >> 1)));
        if (have == digits && low > 1) break;
        k += low > 1 ? digits - have : 1;
        low = half_units(m.near, m.exponent, k, low_is_whole);
    }
    bool ignored = false;
    const integer high = half_units(m.far, m.exponent, k, ignored);
    const auto result = [&](const integer& halves, cut part) {
        integer units = halves >> 1;
        std::int64_t places = k;
        if (part == cut::below_half && digit_count(units) > static_cast<std::uint64_t>(digits)) {
            units /= 10; // just above a power of ten that the near end is below: one place less has the digits
            --places;
        }
        if (rounds_away(to.mode, m.negative, boost::multiprecision::bit_test(units, 0), part)) ++units;
        return rounded{decimal_access::make(limbs_of(units), size_of(units), -places, m.negative), part == cut::nothing};
    };
    const bool upper_half = boost::multiprecision::bit_test(high, 0);
    if (low == high && !low_is_whole) return result(high, upper_half ? cut::above_half : cut::below_half);
    if (low != high && (low_is_whole || low + 1 != high)) return std::nullopt; // more than one boundary inside
    // One boundary, high / 2 units of 10^-k.
    switch (side_of(boundary{high, k, less_one, m.negative})) {
    case side::unknown: return std::nullopt;
    case side::below: return result(high - 1, upper_half ? cut::below_half : cut::above_half);
    case side::at: return result(high, upper_half ? cut::half : cut::nothing);
    case side::above: return result(high, upper_half ? cut::above_half : cut::below_half);
    }
    return std::nullopt;
}

/// y, less one where `less_one`, rounded to the context's digits; nothing where the ball is too wide to tell. `equals` answers
/// whether a boundary is what the ball encloses, exactly.
template <class Equals>
inline std::optional<rounded> rounded_ball(const ball& y, bool less_one, context to, const Equals& equals) {
    if (y.radius() >= ball::lost) return std::nullopt;
    if (std::optional<rounded> result = short_rounding(y, less_one, to)) return result;
    return rounded_range(
        magnitude_of(make_integer(y.data(), y.size()), y.radius(), y.exponent(), less_one ? 1 : 0), to, less_one, [&](const boundary& t) {
            if (equals(t)) return side::at;
            // A huge y that is a boundary itself leaves y - 1 just below it; a tiny one leaves 1 - y just below 1.
            const bool below_one = less_one && t.negative && t.k >= 0 && t.halves == 2 * ten_power(static_cast<std::uint64_t>(t.k));
            const bool below = below_one || (less_one && !t.negative && equals(boundary{t.halves, t.k, false, false}));
            return below ? side::below : side::unknown;
        });
}

/// The power of ten that divides d (not 0) and every boundary of its size, and of the next smaller: a value nearer to d than
/// that is on a known side of all of them.
inline std::int64_t unit_beside(const decimal& d, context to) {
    return std::min(unpack(d).exponent, d.adjusted_exponent() - to.digits - 1);
}

/// A value nearer to d (not 0) than 10^unit_beside, rounded: further from 0 where `outward`, so that one digit more, 1 or 9, stands
/// for it.
inline decimal rounded_beside(const decimal& d, bool outward, context to) {
    const scaled_integer s = unpack(d);
    const std::int64_t unit = unit_beside(d, to) - 1;
    const integer raised = s.magnitude * ten_power(static_cast<std::uint64_t>(s.exponent - unit));
    const integer moved = outward ? integer(raised + 1) : integer(raised - 1);
    const std::uint64_t dropped = digit_count(moved) - static_cast<std::uint64_t>(to.digits);
    const std::size_t size = size_of(moved);
    limb_buffer out(size + 1);
    const std::size_t out_size = round_coefficient(out.data(), limbs_of(moved), size, dropped, to.mode, s.negative);
    return decimal_access::make(out.data(), out_size, unit + static_cast<std::int64_t>(dropped), s.negative);
}

} // namespace detail
} // namespace v0
} // namespace cagr
