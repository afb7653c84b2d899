// Out-of-line definitions of cagr/fraction.hpp.
#pragma once

#include <cagr/detail/root.hpp>
#include <cagr/detail/scaled_integer.hpp>
#include <cagr/fraction.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

struct fraction_access {
    static fraction make(decimal numerator, decimal denominator) { return {std::move(numerator), std::move(denominator)}; }

    /// ±numerator * 10^exponent / denominator, which share no factor; the denominator has no factor 2 or 5.
    static fraction lowest(const integer& numerator, std::int64_t exponent, bool negative, const integer& denominator) {
        if (numerator.is_zero()) return {};
        if (denominator == 1) return pack(numerator, exponent, negative);
        check_side(numerator, "numerator");
        check_side(denominator, "denominator");
        return {pack(numerator, exponent, negative), pack(denominator, 0, false)};
    }

    /// The same of a numerator that may share factors with the denominator.
    static fraction reduced(const decimal& numerator, const integer& denominator) {
        if (numerator.sign() == 0) return {};
        const scaled_integer n = unpack(numerator);
        const integer common = common_divisor(n.magnitude, denominator);
        if (common == 1) return lowest(n.magnitude, n.exponent, n.negative, denominator);
        return lowest(n.magnitude / common, n.exponent, n.negative, denominator / common);
    }

private:
    static void check_side(const integer& side, const char* name) {
        const std::uint64_t bits = bit_length(side);
        constexpr auto most = static_cast<std::uint64_t>(limits::fraction_digits);
        if (most_digits(bits) <= most || digit_count(side) <= most) return;
        fail(errc::limit_digits, std::string("the exact ") + name + " has " + std::to_string(least_digits(bits)) +
                                     " digits or more; at most " + std::to_string(most) + " are allowed on a side of a fraction");
    }
};

/// Of a denominator, or the coefficient of a decimal that is whole by its limbs.
inline integer whole_of(const decimal& d) { return make_integer(decimal_access::limbs(d), decimal_access::size(d)); }

inline decimal whole_decimal(const integer& n) { return pack(n, 0, false); }

} // namespace detail

CAGR_INLINE fraction fraction::sum(const fraction& a, const fraction& b, bool subtract) {
    using namespace detail;
    const auto added = [subtract](const decimal& x, const decimal& y) { return subtract ? x - y : x + y; };
    const bool decimals = a.is_decimal() && b.is_decimal();
    if (decimals) return added(a.numerator_, b.numerator_);
    if (a.denominator_ == b.denominator_) return fraction_access::reduced(added(a.numerator_, b.numerator_), whole_of(a.denominator_));
    const integer below_a = whole_of(a.denominator_);
    const integer below_b = whole_of(b.denominator_);
    const integer common = common_divisor(below_a, below_b);
    if (common == 1) { // then a/b + c/d = (ad + cb) / bd is in lowest terms already (Knuth, TAOCP 2, 4.5.1)
        const scaled_integer n = unpack(added(a.numerator_ * b.denominator_, b.numerator_ * a.denominator_));
        return fraction_access::lowest(n.magnitude, n.exponent, n.negative, below_a * below_b);
    }
    // The other factors of the denominators are those of no numerator: only `common` can cancel.
    const integer rest_b = below_b / common;
    const decimal total = added(a.numerator_ * whole_decimal(rest_b), b.numerator_ * whole_decimal(below_a / common));
    if (total.sign() == 0) return {};
    const scaled_integer n = unpack(total);
    const integer cancelled = common_divisor(n.magnitude, common);
    return fraction_access::lowest(n.magnitude / cancelled, n.exponent, n.negative, (below_a / cancelled) * rest_b);
}

CAGR_INLINE fraction fraction::product(const fraction& a, const fraction& b) {
    using namespace detail;
    if (a.is_decimal() && b.is_decimal()) return a.numerator_ * b.numerator_;
    if (a.sign() == 0 || b.sign() == 0) return {};
    scaled_integer x = unpack(a.numerator_);
    scaled_integer y = unpack(b.numerator_);
    integer below_a = whole_of(a.denominator_);
    integer below_b = whole_of(b.denominator_);
    const auto cancel = [](integer& above, integer& below) {
        if (below == 1) return;
        const integer common = common_divisor(above, below);
        if (common == 1) return;
        above /= common;
        below /= common;
    };
    cancel(x.magnitude, below_b);
    cancel(y.magnitude, below_a);
    return fraction_access::lowest(x.magnitude * y.magnitude, x.exponent + y.exponent, x.negative != y.negative, below_a * below_b);
}

CAGR_INLINE int fraction::compare(const fraction& a, const fraction& b) {
    using namespace detail;
    if (a.denominator_ == b.denominator_ || a.sign() != b.sign()) {
        const std::strong_ordering order = a.numerator_ <=> b.numerator_;
        return std::is_lt(order) ? -1 : std::is_gt(order) ? 1 : 0;
    }
    // Crosswise, in integers, which have no limit: first where the leading digits stand.
    const scaled_integer n = unpack(a.numerator_);
    const scaled_integer m = unpack(b.numerator_);
    integer x = n.magnitude * whole_of(b.denominator_);
    integer y = m.magnitude * whole_of(a.denominator_);
    const std::int64_t x_lead = static_cast<std::int64_t>(digit_count(x)) + n.exponent;
    const std::int64_t y_lead = static_cast<std::int64_t>(digit_count(y)) + m.exponent;
    if (x_lead != y_lead) return (x_lead < y_lead) == (a.sign() > 0) ? -1 : 1;
    if (n.exponent > m.exponent) x *= ten_power(static_cast<std::uint64_t>(n.exponent - m.exponent));
    if (m.exponent > n.exponent) y *= ten_power(static_cast<std::uint64_t>(m.exponent - n.exponent));
    const int order = x.compare(y);
    return a.sign() * (order < 0 ? -1 : order > 0 ? 1 : 0);
}

CAGR_INLINE fraction quotient(const fraction& a, const fraction& b) {
    using namespace detail;
    if (b.sign() == 0) fail(errc::domain_division, "the quotient of " + in_quotes(to_string(a)) + " and 0; the divisor must not be 0");
    if (a.sign() == 0) return {};
    if (b.is_decimal() && b.numerator() == decimal(1)) return a;
    scaled_integer x = unpack(a.numerator());
    scaled_integer y = unpack(b.numerator());
    integer below_a = whole_of(a.denominator());
    integer below_b = whole_of(b.denominator());
    const auto cancel = [](integer& above, integer& below) {
        if (above == 1 || below == 1) return;
        const integer common = common_divisor(above, below);
        if (common == 1) return;
        above /= common;
        below /= common;
    };
    cancel(x.magnitude, y.magnitude);
    cancel(below_b, below_a);
    // 1 / (2^i * 5^j) is 2^(k-i) * 5^(k-j) * 10^-k for the larger k of the two, one of which is 0.
    const std::int64_t twos = take_twos(y.magnitude);
    const std::int64_t fives = take_fives(y.magnitude);
    const std::int64_t tens = std::max(twos, fives);
    const auto raise_twos = static_cast<std::uint64_t>(tens - twos);
    const auto raise_fives = static_cast<std::uint64_t>(tens - fives);
    const std::uint64_t least = least_digits(raise_twos + raise_fives * 2321 / 1000 + 1);
    if (least > static_cast<std::uint64_t>(limits::result_digits)) fail_digits(least);
    integer above = x.magnitude * below_b;
    if (raise_fives > 0) above *= boost::multiprecision::pow(integer(5), static_cast<unsigned>(raise_fives));
    above <<= raise_twos;
    return fraction_access::lowest(above, x.exponent - y.exponent - tens, x.negative != y.negative, y.magnitude * below_a);
}

CAGR_INLINE fraction detail::power_of(const fraction& f, whole_count n) {
    if (f.is_decimal()) return pow(f.numerator(), n);
    // Powers of what shares no factor share none; the denominator's length is foreseen.
    const std::uint64_t times = n.checked("the exponent of a power", limits::periods, errc::limit_periods);
    if (times == 0) return 1;
    const std::uint64_t least = least_digits((bit_length(whole_of(f.denominator())) - 1) * times + 1);
    if (least > static_cast<std::uint64_t>(limits::fraction_digits))
        fail(errc::limit_digits, "the exact denominator has " + std::to_string(least) + " digits or more; at most " +
                                     std::to_string(limits::fraction_digits) + " are allowed on a side of a fraction");
    const scaled_integer above = unpack(pow(f.numerator(), n));
    return fraction_access::lowest(above.magnitude, above.exponent, above.negative, whole_of(pow(f.denominator(), n)));
}

CAGR_INLINE decimal detail::rounded_to_places(const fraction& f, whole_count places, rounding mode) {
    if (f.is_decimal()) return round_to_places(f.numerator(), places, mode);
    const auto kept = places.checked("the number of places", static_cast<std::uint64_t>(limits::result_exponent), errc::limit_exponent);
    const scaled_integer n = unpack(f.numerator());
    integer below = whole_of(f.denominator());
    const std::int64_t raise = n.exponent + static_cast<std::int64_t>(kept);
    // The quotient in units of the last place lies below 10^(lead + 1), and above 10^(lead - 1).
    const std::int64_t lead = static_cast<std::int64_t>(digit_count(n.magnitude)) - static_cast<std::int64_t>(digit_count(below)) + raise;
    if (lead > limits::result_digits + 1) fail_digits(static_cast<std::uint64_t>(lead));
    integer units;
    cut part = cut::below_half;
    if (lead >= -1) {
        integer above = n.magnitude;
        if (raise > 0) above *= ten_power(static_cast<std::uint64_t>(raise));
        if (raise < 0) below *= ten_power(static_cast<std::uint64_t>(-raise));
        integer rest;
        boost::multiprecision::divide_qr(above, below, units, rest);
        const int side = rest.is_zero() ? -2 : integer(rest << 1).compare(below);
        part = side == -2 ? cut::nothing : side < 0 ? cut::below_half : side == 0 ? cut::half : cut::above_half;
    }
    if (rounds_away(mode, n.negative, !units.is_zero() && boost::multiprecision::bit_test(units, 0), part)) ++units;
    return pack(units, -static_cast<std::int64_t>(kept), n.negative);
}

CAGR_INLINE std::string detail::text_of(const fraction& f) {
    if (f.is_decimal()) return to_string(f.numerator());
    const std::int64_t places = f.numerator().places();
    constexpr std::int64_t written_out = 1000; // beyond, the numerator keeps its decimals
    if (places == 0 || places > written_out) return to_string(f.numerator()) + "/" + to_string(f.denominator());
    const scaled_integer n = unpack(f.numerator());
    const integer tens = ten_power(static_cast<std::uint64_t>(places));
    const integer common = common_divisor(n.magnitude, tens);
    return to_string(pack(n.magnitude / common, 0, n.negative)) + "/" +
           to_string(whole_decimal(whole_of(f.denominator()) * (tens / common)));
}

CAGR_INLINE rate detail::implied_between(const fraction& begin, const fraction& end, whole_count n, context to) {
    if (begin.denominator() == end.denominator()) return implied_rate(begin.numerator(), end.numerator(), n, to);
    if (begin.sign() == 0)
        fail(errc::domain_from_zero, "growth from 0 to " + in_quotes(to_string(end)) + " has no rate; the begin must not be 0");
    if (begin.sign() * end.sign() < 0)
        fail(errc::domain_sign_change, "growth from " + in_quotes(to_string(begin)) + " to " + in_quotes(to_string(end)) +
                                           " changes sign and has no rate; both must have one sign");
    return implied_rate(begin.numerator() * end.denominator(), end.numerator() * begin.denominator(), n, to);
}

} // namespace v0
} // namespace cagr
