// What it answers: what the peers need to be used well: owned GMP and MPFR numbers, and random growth inputs.
// What it needs: GMP, MPFR, cagr.
// Example: gmp_integer a; mpz_set_ui(a.z, 6235); exact_decimal(a, -2) == 62.35_dec;
#pragma once

#include "session.hpp"

#include <cagr/forecast.hpp>

#include <gmp.h>
#include <mpfr.h>

#include <string>
#include <vector>

namespace bench {

struct gmp_integer {
    gmp_integer() { mpz_init(z); }
    ~gmp_integer() { mpz_clear(z); }
    gmp_integer(const gmp_integer&) = delete;
    gmp_integer& operator=(const gmp_integer&) = delete;
    mpz_t z;
};

struct mpfr_number {
    explicit mpfr_number(mpfr_prec_t bits) { mpfr_init2(x, bits); }
    ~mpfr_number() { mpfr_clear(x); }
    mpfr_number(const mpfr_number&) = delete;
    mpfr_number& operator=(const mpfr_number&) = delete;
    mpfr_t x;
};

/// A binary number brought to decimal digits by MPFR's own correctly rounded conversion.
class decimal_digits {
public:
    explicit decimal_digits(int digits) : digits_(digits) {}

    void take(const mpfr_t& x) { mpfr_get_str(text_, &exponent_, 10, static_cast<std::size_t>(digits_), x, MPFR_RNDN); }

    [[nodiscard]] cagr::decimal value() const {
        return cagr::scale10(cagr::decimal::parse(text_), static_cast<std::int64_t>(exponent_) - digits_);
    }

private:
    int digits_;
    mpfr_exp_t exponent_ = 0;
    char text_[128] = "0";
};

/// z * 10^exponent as ours.
inline cagr::decimal exact_decimal(const gmp_integer& number, long exponent) {
    std::vector<char> text(mpz_sizeinbase(number.z, 10) + 2);
    return cagr::scale10(cagr::decimal::parse(mpz_get_str(text.data(), 10, number.z)), exponent);
}

/// A base in cents (1.00 to 99,999.99) and a yearly factor in thousandths (0.1% to 60% growth), as ours too.
struct growth_input {
    unsigned long cents;
    unsigned long thousandths;
    cagr::decimal base;
    cagr::decimal factor;
    cagr::rate growth;
};

inline std::vector<growth_input> random_growth(session& s, std::size_t how_many) {
    std::vector<growth_input> inputs;
    for (std::size_t i = 0; i < how_many; ++i) {
        // As many short numbers as long ones.
        std::uint64_t most = 999;
        for (std::uint64_t longer = s.number(0, 4); longer > 0; --longer) most = most * 10 + 9;
        const std::uint64_t cents = s.number(100, most);
        const std::uint64_t thousandths = s.number(1001, 1600);
        const auto factor = cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(thousandths), 3);
        inputs.push_back(growth_input{cents, thousandths, cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(cents), 2), factor,
                                      cagr::rate::from_factor(factor)});
    }
    return inputs;
}

/// 10^k and half of it, up to 10^most, made once.
class gmp_powers {
public:
    explicit gmp_powers(std::size_t most) : ten_(most + 1), half_(most + 1) {
        for (std::size_t k = 0; k <= most; ++k) {
            mpz_ui_pow_ui(ten_[k].z, 10, k);
            mpz_tdiv_q_2exp(half_[k].z, ten_[k].z, 1);
        }
    }

    [[nodiscard]] const mpz_t& ten(std::size_t k) const { return ten_[k].z; }

    /// out = number / 10^dropped, rounded half up: by a word where the power is one.
    void round(gmp_integer& out, const gmp_integer& number, std::size_t dropped) const {
        mpz_add(out.z, number.z, half_[dropped].z);
        if (dropped <= 19) {
            mpz_tdiv_q_ui(out.z, out.z, mpz_get_ui(ten_[dropped].z));
        } else {
            mpz_tdiv_q(out.z, out.z, ten_[dropped].z);
        }
    }

private:
    std::vector<gmp_integer> ten_;
    std::vector<gmp_integer> half_;
};

} // namespace bench
