// Real numbers that Arb encloses, for the property tests: on which side of a half unit they lie, whatever precision that takes.
#pragma once

#include "support/numbers.hpp"

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#else
#include <arb.h>
#endif

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace reals {

using numbers::number;

/// An Arb ball as a value.
class ball {
public:
    ball() { arb_init(value_); }
    ball(const ball& other) : ball() { arb_set(value_, other.value_); }
    ball& operator=(const ball& other) {
        arb_set(value_, other.value_);
        return *this;
    }
    ~ball() { arb_clear(value_); }

    [[nodiscard]] arb_ptr get() { return value_; }
    [[nodiscard]] arb_srcptr get() const { return value_; }

    /// About so many digits of the middle.
    [[nodiscard]] std::string text(long digits) const {
        char* const raw = arb_get_str(value_, digits, ARB_STR_NO_RADIUS);
        std::string out(raw);
        flint_free(raw);
        return out;
    }

private:
    arb_t value_;
};

inline ball ball_of(const mpz_class& n) {
    ball out;
    fmpz_t whole;
    fmpz_init(whole);
    fmpz_set_mpz(whole, n.get_mpz_t());
    arb_set_fmpz(out.get(), whole);
    fmpz_clear(whole);
    return out;
}

inline ball ball_of(const mpq_class& q, long bits) {
    ball out = ball_of(q.get_num());
    arb_div(out.get(), out.get(), ball_of(q.get_den()).get(), bits);
    return out;
}

/// A real number: how to enclose it to so many bits, and whether it is a rational, where it can be one.
struct real {
    std::function<ball(long bits)> enclose;
    std::function<bool(const mpq_class&)> equals = [](const mpq_class&) { return false; };

    /// The sign of it less h/2 units of 10^-k. What half a million bits leave open is undecided, which fails the test.
    [[nodiscard]] numbers::half_unit_order order_at(long k) const {
        const mpq_class unit = k >= 0 ? mpq_class(1, 2 * numbers::ten_to(k)) : mpq_class(numbers::ten_to(-k), 2);
        const auto known = std::make_shared<std::pair<long, ball>>(256, enclose(256));
        return [self = *this, unit, known](const mpz_class& halves) {
            const mpq_class t = halves * unit;
            for (bool asked = false;;) {
                ball difference;
                arb_sub(difference.get(), known->second.get(), ball_of(t, known->first).get(), known->first);
                if (arb_is_positive(difference.get())) return 1;
                if (arb_is_negative(difference.get())) return -1;
                if (!std::exchange(asked, true) && self.equals(t)) return 0;
                if (known->first > 500'000) throw std::runtime_error("undecided by Arb");
                known->first *= 2;
                known->second = self.enclose(known->first);
            }
        };
    }

    /// Whether `given` is this number, of the sign given, rounded to the context.
    [[nodiscard]] bool is_rounded_to(const cagr::decimal& given, int sign, cagr::context to) const {
        return numbers::is_rounded_to_digits(given, sign, to, [this](long k) { return order_at(k); });
    }
};

inline real exponential(const mpq_class& x, bool less_one = false) {
    return {[=](long bits) {
        ball out = ball_of(x, bits + 64);
        less_one ? arb_expm1(out.get(), out.get(), bits) : arb_exp(out.get(), out.get(), bits);
        return out;
    }};
}

/// ln(1 + h).
inline real logarithm_of_one_and(const mpq_class& h) {
    return {[=](long bits) {
        ball out = ball_of(h, bits + 64);
        arb_log1p(out.get(), out.get(), bits);
        return out;
    }};
}

/// A decimal logarithm; rational for powers of ten only, which the caller answers.
inline real decimal_logarithm(const mpq_class& x) {
    return {[=](long bits) {
        ball out = ball_of(mpq_class(x - 1), bits + 64);
        arb_log1p(out.get(), out.get(), bits);
        ball ten;
        arb_const_log10(ten.get(), bits);
        arb_div(out.get(), out.get(), ten.get(), bits);
        return out;
    }};
}

/// (1 + h)^y, times m and less `less`; y as a short fraction tells the rational ones.
inline real power_of_one_and(const mpq_class& h, const mpq_class& y, long m = 1, long less = 0) {
    real out;
    out.enclose = [=](long bits) {
        ball value = ball_of(h, bits + 64);
        arb_log1p(value.get(), value.get(), bits + 64);
        arb_mul(value.get(), value.get(), ball_of(y, bits + 64).get(), bits + 64);
        if (less == m) { // nothing lost to the subtraction
            arb_expm1(value.get(), value.get(), bits);
            arb_mul_si(value.get(), value.get(), m, bits);
            return value;
        }
        arb_exp(value.get(), value.get(), bits);
        arb_mul_si(value.get(), value.get(), m, bits);
        arb_sub_si(value.get(), value.get(), less, bits);
        return value;
    };
    out.equals = [=](const mpq_class& t) {
        // ((t + less) / m)^p == (1 + h)^q for y = q/p; what is too long to be written out is no short boundary.
        const mpq_class base = 1 + h;
        const mpq_class power = (t + less) / m;
        if (!y.get_num().fits_slong_p() || !y.get_den().fits_ulong_p()) return false;
        const unsigned long p = y.get_den().get_ui();
        const unsigned long q = mpz_class(abs(y.get_num())).get_ui();
        const auto length = [](const mpq_class& a) { return mpz_sizeinbase(a.get_num_mpz_t(), 2) + mpz_sizeinbase(a.get_den_mpz_t(), 2); };
        if (static_cast<double>(length(power)) * static_cast<double>(p) > 1e7 ||
            static_cast<double>(length(base)) * static_cast<double>(q) > 1e7)
            return false;
        const mpz_class top = numbers::power(base.get_num(), q);
        const mpz_class bottom = numbers::power(base.get_den(), q);
        const mpz_class left = numbers::power(power.get_num(), p);
        const mpz_class right = numbers::power(power.get_den(), p);
        return sgn(y) > 0 ? mpz_class(left * bottom) == mpz_class(right * top) : mpz_class(left * top) == mpz_class(right * bottom);
    };
    return out;
}

/// ln(growth) / ln(factor): the periods in which a factor makes up a growth. Rational where powers of the two are equal.
inline real periods_between(const mpq_class& growth, const mpq_class& factor) {
    real out;
    out.enclose = [=](long bits) {
        ball value = logarithm_of_one_and(mpq_class(growth - 1)).enclose(bits);
        const ball below = logarithm_of_one_and(mpq_class(factor - 1)).enclose(bits);
        arb_div(value.get(), value.get(), below.get(), bits);
        return value;
    };
    out.equals = [=](const mpq_class& t) { return power_of_one_and(mpq_class(factor - 1), t).equals(growth); };
    return out;
}

} // namespace reals
