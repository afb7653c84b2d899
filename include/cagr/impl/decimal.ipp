// Out-of-line definitions of cagr/decimal.hpp: arithmetic, comparison and rounding.
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/detail/round.hpp>
#include <cagr/detail/scaled_integer.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Rounds magnitude (inexact: with something more below its last digit) to the context's digits.
inline decimal round_integer(const integer& magnitude, std::int64_t exponent, bool negative, bool inexact, context to) {
    const std::uint64_t digits = digit_count(magnitude);
    const std::uint64_t kept = static_cast<std::uint64_t>(to.digits);
    if (digits <= kept && !inexact) return pack(magnitude, exponent, negative);
    // One digit more, 1 or 0, stands for the part below: it decides like the part itself.
    const integer with_rest = inexact ? integer(magnitude * 10 + 1) : magnitude;
    const std::uint64_t dropped = digits > kept ? digits - kept + (inexact ? 1 : 0) : 1;
    const std::size_t size = size_of(with_rest);
    limb_buffer out(size + 1);
    const std::size_t out_size = round_coefficient(out.data(), limbs_of(with_rest), size, dropped, to.mode, negative);
    return decimal_access::make(out.data(), out_size, exponent - (inexact ? 1 : 0) + static_cast<std::int64_t>(dropped), negative);
}

/// Whether a coefficient of at most `limbs` limbs at this exponent is certain to lie within the limits.
inline bool within_limits(std::int64_t exponent, std::size_t limbs = decimal_access::inline_limbs) noexcept {
    constexpr std::size_t most_limbs = 5000; // below 96,330 digits
    constexpr std::int64_t most_limb_digits = 20;
    return exponent >= -limits::result_exponent && limbs <= most_limbs &&
           exponent + static_cast<std::int64_t>(limbs) * most_limb_digits <= limits::result_exponent;
}

CAGR_INLINE decimal decimal_access::make(const limb* given, std::size_t size, std::int64_t exponent, bool negative) {
    size = significant(given, size);
    if (size == 0) return decimal();
    limb_buffer buffer(size > inline_limbs ? size : 0);
    if (size > inline_limbs && may_strip(given, size)) {
        copy_limbs(buffer.data(), given, size);
        const stripped s = strip_zeros(buffer.data(), size);
        size = s.size;
        exponent += s.zeros;
        given = buffer.data();
    }
    decimal out;
    if (size <= inline_limbs) {
        copy_limbs(out.words_, given, size);
        if (!within_limits(exponent)) [[unlikely]] {
            const stripped s = strip_zeros(out.words_, size);
            size = s.size;
            exponent += s.zeros;
            const std::int64_t adjusted = exponent + static_cast<std::int64_t>(digit_count(out.words_, size)) - 1;
            if (adjusted > limits::result_exponent || adjusted < -limits::result_exponent) fail_exponent(adjusted);
        }
    } else {
        if (!within_limits(exponent, size)) {
            // The digits are counted exactly only where the bits leave a limit in doubt.
            const std::uint64_t bits = bit_length(given, size);
            const auto least = static_cast<std::int64_t>(least_digits(bits));
            const auto digits = least > limits::result_digits ? least : static_cast<std::int64_t>(digit_count(given, size));
            if (digits > limits::result_digits) fail_digits(static_cast<std::uint64_t>(digits));
            const std::int64_t adjusted = exponent + digits - 1;
            if (adjusted > limits::result_exponent || adjusted < -limits::result_exponent) fail_exponent(adjusted);
        }
        limb* const heap = new limb[size];
        copy_limbs(heap, given, size);
        out.words_[0] = std::bit_cast<std::uint64_t>(heap);
        out.words_[1] = size;
    }
    out.size_ = static_cast<std::uint16_t>(size);
    out.exponent_ = static_cast<std::int32_t>(exponent);
    out.negative_ = negative;
    return out;
}

} // namespace detail

CAGR_INLINE std::string_view to_string(rounding mode) noexcept {
    switch (mode) {
    case rounding::half_even: return "half_even";
    case rounding::half_up: return "half_up";
    case rounding::half_down: return "half_down";
    case rounding::up: return "up";
    case rounding::down: return "down";
    case rounding::ceiling: return "ceiling";
    case rounding::floor: return "floor";
    }
    return "unknown";
}

[[gnu::noinline]] CAGR_INLINE void decimal::copy_heap(const decimal& other) {
    detail::limb* const copy = new detail::limb[size_];
    detail::copy_limbs(copy, other.heap(), size_);
    words_[0] = std::bit_cast<std::uint64_t>(copy);
    words_[1] = size_;
}

[[gnu::noinline]] CAGR_INLINE void decimal::release_heap() noexcept { delete[] heap(); }

CAGR_INLINE decimal decimal::product(const decimal& a, const decimal& b) {
    using namespace detail;
    if (a.size_ == 0 || b.size_ == 0) return decimal();
    const std::int64_t exponent = static_cast<std::int64_t>(a.exponent_) + b.exponent_;
    const bool negative = a.negative_ != b.negative_;
    if (a.size_ == 1 && b.size_ == 1 && within_limits(exponent)) [[likely]]
        return decimal_access::of_wide(static_cast<wide>(a.words_[0]) * b.words_[0], exponent, negative);
    const std::size_t size = std::size_t{a.size_} + b.size_;
    const decimal& longer = a.size_ >= b.size_ ? a : b;
    const decimal& shorter = a.size_ >= b.size_ ? b : a;
    constexpr std::size_t schoolbook = 40; // beyond, Boost's Karatsuba is faster
    if (longer.size_ <= schoolbook) {
        limb_buffer out(size);
        multiply_limbs(out.data(), decimal_access::limbs(longer), longer.size_, decimal_access::limbs(shorter), shorter.size_);
        return decimal_access::make(out.data(), size, exponent, negative);
    }
    // Two operands within the limits give at most twice the digits allowed: make() has the last word.
    const integer magnitude = make_integer(decimal_access::limbs(a), a.size_) * make_integer(decimal_access::limbs(b), b.size_);
    return pack(magnitude, exponent, negative);
}

/// Room for one limb more in a full heap block, the value unchanged. A coefficient sheds its zeros first, so that a
/// loop of products cannot gather them without bound.
[[gnu::noinline]] CAGR_INLINE void decimal::make_room() {
    using namespace detail;
    if (may_strip(heap(), size_)) *this = decimal_access::make(heap(), size_, exponent_, negative_);
    if (!on_heap()) return;
    const std::size_t room = 2 * std::size_t{size_};
    limb* const more = new limb[room];
    copy_limbs(more, heap(), size_);
    release_heap();
    words_[0] = std::bit_cast<std::uint64_t>(more);
    words_[1] = room;
}

/// By one word of a value of four limbs or more, in place; what allocates comes before what changes. Returns the limb carried.
[[gnu::noinline]] CAGR_INLINE detail::limb decimal::multiply_long(detail::limb factor) {
    using namespace detail;
    if (on_heap() && size_ == words_[1]) make_room();
    if (on_heap()) {
        const limb carry = multiply_word(heap(), heap(), size_, factor);
        heap()[size_] = carry;
        return carry;
    }
    limb longer[5] = {};
    const limb carry = multiply_word(longer, words_, size_, factor);
    longer[size_] = carry;
    const bool outgrown = size_ == 4 && carry != 0;
    limb* const block = outgrown ? new limb[8] : words_;
    copy_limbs(block, longer, outgrown ? 5 : 4);
    if (outgrown) {
        words_[0] = std::bit_cast<std::uint64_t>(block);
        words_[1] = 8;
    }
    return carry;
}

CAGR_INLINE decimal& decimal::operator*=(const decimal& other) {
    using namespace detail;
    const std::int64_t exponent = static_cast<std::int64_t>(exponent_) + other.exponent_;
    if (other.size_ != 1 || size_ == 0 || !within_limits(exponent, std::size_t{size_} + 1)) [[unlikely]]
        return *this = product(*this, other);
    const limb factor = other.words_[0];
    const std::int32_t raised = other.exponent_;
    const bool negative = negative_ != other.negative_;
    limb carry = 0;
    if (size_ == 1) {
        carry = words_[1] = multiply_word<1>(words_, factor);
    } else if (size_ == 2) {
        carry = words_[2] = multiply_word<2>(words_, factor);
    } else if (size_ == 3) {
        carry = words_[3] = multiply_word<3>(words_, factor);
    } else {
        carry = multiply_long(factor);
    }
    size_ = static_cast<std::uint16_t>(size_ + (carry != 0 ? 1 : 0));
    exponent_ += raised; // a long coefficient may have shed zeros on the way
    negative_ = negative;
    return *this;
}

CAGR_INLINE decimal decimal::sum(const decimal& a, const decimal& b, bool subtract) {
    using namespace detail;
    if (b.size_ == 0) return a;
    if (a.size_ == 0) return subtract ? -b : b;
    const bool b_negative = (b.negative_) != subtract;
    const bool a_lower = a.exponent_ <= b.exponent_;
    const decimal& low = a_lower ? a : b;
    const decimal& high = a_lower ? b : a;
    const bool low_negative = a_lower ? a.negative_ : b_negative;
    const bool high_negative = a_lower ? b_negative : a.negative_;
    const std::int64_t raise = static_cast<std::int64_t>(high.exponent_) - low.exponent_;
    if (low.size_ == 1 && high.size_ == 1 && raise <= word_digits && within_limits(low.exponent_)) [[likely]] {
        const wide raised = static_cast<wide>(high.words_[0]) * ten_words[static_cast<std::size_t>(raise)];
        const wide other = low.words_[0];
        if (low_negative == high_negative) return decimal_access::of_wide(raised + other, low.exponent_, low_negative); // below 2^128
        return raised >= other ? decimal_access::of_wide(raised - other, low.exponent_, high_negative)
                               : decimal_access::of_wide(other - raised, low.exponent_, low_negative);
    }
    if (raise <= inline_ten_exponent && low.size_ <= 4 && high.size_ <= 4) {
        limb raised[9];
        std::size_t raised_size = high.size_;
        if (raise == 0) {
            copy_limbs(raised, high.words_, raised_size);
        } else {
            const four_limbs& power = ten_limbs[static_cast<std::size_t>(raise)];
            multiply_limbs(raised, high.words_, high.size_, power.limbs, power.size);
            raised_size = significant(raised, high.size_ + power.size);
        }
        limb out[9];
        const int order = compare_limbs(raised, raised_size, low.words_, low.size_);
        const limb* const larger = order >= 0 ? raised : low.words_;
        const limb* const smaller = order >= 0 ? low.words_ : raised;
        const std::size_t larger_size = order >= 0 ? raised_size : low.size_;
        const std::size_t smaller_size = order >= 0 ? low.size_ : raised_size;
        const bool negative = order >= 0 ? high_negative : low_negative;
        if (low_negative == high_negative) {
            out[larger_size] = add_limbs(out, larger, larger_size, smaller, smaller_size);
            return decimal_access::make(out, larger_size + 1, low.exponent_, negative);
        }
        subtract_limbs(out, larger, larger_size, smaller, smaller_size);
        return decimal_access::make(out, larger_size, low.exponent_, negative);
    }
    scaled_integer x = unpack(low);
    scaled_integer y = unpack(high);
    x.negative = low_negative;
    y.negative = high_negative;
    if (x.exponent > y.exponent) std::swap(x, y);
    const std::uint64_t digits = static_cast<std::uint64_t>(y.exponent - x.exponent) + digit_count(y.magnitude);
    // One digit more than the limit can still be rescued by a cancellation; beyond there is none.
    if (digits > static_cast<std::uint64_t>(limits::result_digits) + 1) fail_digits(digits);
    integer total = y.magnitude * ten_power(static_cast<std::uint64_t>(y.exponent - x.exponent));
    if (y.negative) total = -total;
    total += x.negative ? integer(-x.magnitude) : x.magnitude;
    const bool negative = total < 0;
    return pack(negative ? integer(-total) : total, x.exponent, negative);
}

CAGR_INLINE int decimal::compare(const decimal& a, const decimal& b) {
    using namespace detail;
    const int a_sign = a.sign();
    const int b_sign = b.sign();
    if (a_sign != b_sign) return a_sign < b_sign ? -1 : 1;
    if (a_sign == 0) return 0;
    const limb* const a_limbs = decimal_access::limbs(a);
    const limb* const b_limbs = decimal_access::limbs(b);
    if (a.exponent_ == b.exponent_) return a_sign * compare_limbs(a_limbs, a.size_, b_limbs, b.size_);
    if (a.size_ == 1 && b.size_ == 1) {
        const std::int64_t raise = static_cast<std::int64_t>(a.exponent_) - b.exponent_;
        if (raise <= word_digits && raise >= -word_digits) {
            const wide x = static_cast<wide>(a.words_[0]) * ten_words[static_cast<std::size_t>(raise > 0 ? raise : 0)];
            const wide y = static_cast<wide>(b.words_[0]) * ten_words[static_cast<std::size_t>(raise > 0 ? 0 : -raise)];
            return x == y ? 0 : (x < y ? -a_sign : a_sign);
        }
    }
    // Magnitudes that bits alone tell apart are never brought to one exponent.
    const auto least = [](const decimal& d, const limb* limbs) {
        return d.exponent_ + static_cast<std::int64_t>(least_digits(bit_length(limbs, d.size_)));
    };
    const auto most = [](const decimal& d, const limb* limbs) {
        return d.exponent_ + static_cast<std::int64_t>(most_digits(bit_length(limbs, d.size_)));
    };
    if (most(a, a_limbs) < least(b, b_limbs)) return -a_sign;
    if (most(b, b_limbs) < least(a, a_limbs)) return a_sign;
    const bool a_lower = a.exponent_ < b.exponent_;
    const decimal& low = a_lower ? a : b;
    const decimal& high = a_lower ? b : a;
    const std::uint64_t raise = static_cast<std::uint64_t>(static_cast<std::int64_t>(high.exponent_) - low.exponent_);
    int order = 0; // of high against low
    if (raise <= static_cast<std::uint64_t>(inline_ten_exponent) && high.size_ <= 4) {
        limb raised[8];
        const four_limbs& power = ten_limbs[raise];
        multiply_limbs(raised, high.words_, high.size_, power.limbs, power.size);
        order = compare_limbs(raised, significant(raised, high.size_ + power.size), decimal_access::limbs(low), low.size_);
    } else {
        const integer raised = make_integer(decimal_access::limbs(high), high.size_) * ten_power(raise);
        order = compare_limbs(limbs_of(raised), size_of(raised), decimal_access::limbs(low), low.size_);
    }
    return a_lower ? -order * a_sign : order * a_sign;
}

CAGR_INLINE std::size_t decimal::hash() const {
    const detail::scaled_integer s = detail::unpack(*this);
    // FNV-1a over limbs, each spread by a multiplication, so that close values land apart.
    std::uint64_t h = 0xCBF29CE484222325ULL;
    const auto mix = [&h](std::uint64_t word) {
        h ^= word * 0x9E3779B97F4A7C15ULL;
        h = (h ^ (h >> 29)) * 0x100000001B3ULL;
    };
    for (std::size_t i = 0; i < detail::size_of(s.magnitude); ++i) mix(detail::limbs_of(s.magnitude)[i]);
    mix(static_cast<std::uint64_t>(s.exponent) * 2 + (s.negative ? 1 : 0));
    return static_cast<std::size_t>(h ^ (h >> 32));
}

CAGR_INLINE std::int64_t decimal::digits() const { return static_cast<std::int64_t>(detail::digit_count(detail::unpack(*this).magnitude)); }

CAGR_INLINE std::int64_t decimal::places() const {
    const std::int64_t exponent = exponent_ >= 0 ? 0 : detail::unpack(*this).exponent;
    return exponent < 0 ? -exponent : 0;
}

CAGR_INLINE bool decimal::is_integer() const { return places() == 0; }

CAGR_INLINE std::int64_t decimal::adjusted_exponent() const {
    if (size_ == 0) return 0;
    return exponent_ + static_cast<std::int64_t>(detail::digit_count(detail::decimal_access::limbs(*this), size_)) - 1;
}

CAGR_INLINE decimal detail::shifted10(const decimal& d, std::int64_t n) {
    if (d.sign() == 0) return d;
    constexpr std::int64_t far = 4 * limits::result_exponent;
    if (n > far || n < -far) fail_exponent(n);
    using access = decimal_access;
    return access::make(access::limbs(d), access::size(d), access::exponent(d) + n, access::negative(d));
}

CAGR_INLINE decimal pow(const decimal& d, whole_count n) {
    using namespace detail;
    const std::uint64_t times = n.checked("the exponent of a power", limits::periods, errc::limit_periods);
    if (times == 0) return decimal(1);
    if (d.sign() == 0 || times == 1) return d;
    const bool negative = d.sign() < 0 && times % 2 == 1;
    using access = decimal_access;
    // The result foreseen: trailing zeros apart, n times as long, since a coefficient that 10 does
    // not divide has no power that 10 divides.
    const scaled_integer base = unpack(d);
    const std::uint64_t bits = bit_length(base.magnitude);
    const std::int64_t exponent = base.exponent * static_cast<std::int64_t>(times);
    const std::uint64_t least = least_digits((bits - 1) * times + 1);
    if (least > static_cast<std::uint64_t>(limits::result_digits)) fail_digits(least);
    const std::int64_t least_adjusted = exponent + static_cast<std::int64_t>(least) - 1;
    const std::int64_t most_adjusted = exponent + static_cast<std::int64_t>(most_digits(bits * times));
    if (least_adjusted > limits::result_exponent) fail_exponent(least_adjusted);
    if (most_adjusted < -limits::result_exponent) fail_exponent(most_adjusted);
    if (bits * times <= 512) {
        // Left-to-right squaring on the stack.
        limb value[8];
        limb next[17];
        std::size_t size = size_of(base.magnitude);
        copy_limbs(value, limbs_of(base.magnitude), size);
        for (int bit = 62 - std::countl_zero(times); bit >= 0; --bit) {
            multiply_limbs(next, value, size, value, size);
            size = significant(next, 2 * size);
            if (((times >> bit) & 1U) != 0) {
                limb product[17];
                multiply_limbs(product, next, size, limbs_of(base.magnitude), size_of(base.magnitude));
                size = significant(product, size + size_of(base.magnitude));
                copy_limbs(value, product, size);
            } else {
                copy_limbs(value, next, size);
            }
        }
        return access::make(value, size, exponent, negative);
    }
    return pack(integer(boost::multiprecision::pow(base.magnitude, static_cast<unsigned>(times))), exponent, negative);
}

namespace detail {

/// Where 64 leading bits do not decide.
[[gnu::noinline]] inline decimal round_to_unit_long(const decimal& d, std::int64_t unit, rounding mode) {
    using access = decimal_access;
    const std::size_t size = access::size(d);
    limb_buffer out(size + 1);
    const auto dropped = static_cast<std::uint64_t>(unit - access::exponent(d));
    const std::size_t out_size = round_coefficient(out.data(), access::limbs(d), size, dropped, mode, access::negative(d));
    return access::make(out.data(), out_size, unit, access::negative(d));
}

/// d to the power of ten `unit`: a multiple of 10^unit, rounded.
inline decimal round_to_unit(const decimal& d, std::int64_t unit, rounding mode) {
    using access = decimal_access;
    const std::size_t size = access::size(d);
    if (access::exponent(d) >= unit || size == 0) return d;
    const limb* const limbs = access::limbs(d);
    const bool negative = access::negative(d);
    limb word = 0;
    if (round_by_word(word, limbs[size - 1], size > 1 ? limbs[size - 2] : 0, size, unit - access::exponent(d),
                      clear_halves(mode, negative)) &&
        within_limits(unit)) [[likely]]
        return access::of_wide(word, unit, negative);
    return round_to_unit_long(d, unit, mode);
}

} // namespace detail

CAGR_INLINE decimal round_to_places(const decimal& d, whole_count places, rounding mode) {
    const auto kept = places.checked("the number of places", static_cast<std::uint64_t>(limits::result_exponent), errc::limit_exponent);
    return detail::round_to_unit(d, -static_cast<std::int64_t>(kept), mode);
}

CAGR_INLINE decimal round_to_digits(const decimal& d, context to) {
    detail::check_context(to);
    if (d.sign() == 0) return d;
    return detail::round_to_unit(d, d.adjusted_exponent() - to.digits + 1, to.mode);
}

CAGR_INLINE decimal divide(const decimal& a, const decimal& b, context to) {
    using namespace detail;
    check_context(to);
    if (b.sign() == 0) fail(errc::domain_division, "division by zero; the divisor must not be 0");
    if (a.sign() == 0) return a;
    scaled_integer x = unpack(a);
    scaled_integer y = unpack(b);
    // Enough digits before the division that the integer quotient has at least the digits asked.
    const std::int64_t wanted =
        to.digits + 1 - static_cast<std::int64_t>(digit_count(x.magnitude)) + static_cast<std::int64_t>(digit_count(y.magnitude));
    const std::int64_t raise = std::max<std::int64_t>(wanted, 0);
    integer quotient;
    integer rest;
    boost::multiprecision::divide_qr(integer(x.magnitude * ten_power(static_cast<std::uint64_t>(raise))), y.magnitude, quotient, rest);
    return round_integer(quotient, x.exponent - y.exponent - raise, x.negative != y.negative, !rest.is_zero(), to);
}

namespace detail {

struct whole_division {
    decimal quotient;
    decimal rest;
};

inline whole_division divide_whole(const decimal& a, const decimal& b) {
    if (b.sign() == 0) fail(errc::domain_division, "division by zero; the divisor must not be 0");
    if (abs(a) < abs(b)) return {decimal(), a};
    const std::int64_t whole_digits = a.adjusted_exponent() - b.adjusted_exponent() + 1;
    if (whole_digits > limits::result_digits + 1) fail_digits(static_cast<std::uint64_t>(whole_digits));
    const scaled_integer x = unpack(a);
    const scaled_integer y = unpack(b);
    const std::int64_t exponent = std::min(x.exponent, y.exponent);
    integer quotient;
    integer rest;
    boost::multiprecision::divide_qr(integer(x.magnitude * ten_power(static_cast<std::uint64_t>(x.exponent - exponent))),
                                     integer(y.magnitude * ten_power(static_cast<std::uint64_t>(y.exponent - exponent))), quotient, rest);
    return {pack(quotient, 0, x.negative != y.negative), pack(rest, exponent, x.negative)};
}

} // namespace detail

CAGR_INLINE decimal divide_integer(const decimal& a, const decimal& b) { return detail::divide_whole(a, b).quotient; }

CAGR_INLINE decimal remainder(const decimal& a, const decimal& b) { return detail::divide_whole(a, b).rest; }

} // namespace v0
} // namespace cagr

#include <cagr/impl/decimal_convert.ipp>
#include <cagr/impl/decimal_root.ipp>
#include <cagr/impl/decimal_text.ipp>
#include <cagr/impl/decimal_transcendental.ipp>
