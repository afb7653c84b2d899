// What it answers: projections as the peers make them, for the works that time them.
// What it needs: GMP, Boost.Multiprecision, cagr.
// Example: gmp_projection theirs(8); theirs.fill(input); theirs.cents_value(8);
#pragma once

#include "peers.hpp"

#include <boost/multiprecision/cpp_dec_float.hpp>

namespace bench {

/// The exact values in powers of 1/1000 of a cent, and the cents.
struct gmp_projection {
    explicit gmp_projection(std::size_t years) : exact(years + 1), cents(years + 1), powers(3 * years) {}
    void fill(const growth_input& in) {
        mpz_set_ui(exact[0].z, in.cents);
        mpz_set_ui(cents[0].z, in.cents);
        for (std::size_t k = 1; k < exact.size(); ++k) {
            mpz_mul_ui(exact[k].z, exact[k - 1].z, in.thousandths);
            powers.round(cents[k], exact[k], 3 * k);
        }
    }
    [[nodiscard]] cagr::decimal exact_value(std::size_t k) const { return exact_decimal(exact[k], -2 - 3 * static_cast<long>(k)); }
    [[nodiscard]] cagr::decimal cents_value(std::size_t k) const { return exact_decimal(cents[k], -2); }
    std::vector<gmp_integer> exact;
    std::vector<gmp_integer> cents;
    gmp_powers powers;
};

/// Values to as many digits as Float keeps, and the cents.
template <class Float>
struct boost_float_projection {
    explicit boost_float_projection(std::size_t years) : value(years + 1), cents(years + 1) {}
    void fill(const growth_input& in) {
        const Float factor = Float(in.thousandths) / 1000;
        value[0] = Float(in.cents) / 100;
        cents[0] = value[0];
        for (std::size_t k = 1; k < value.size(); ++k) {
            value[k] = value[k - 1] * factor;
            cents[k] = round(value[k] * 100) / 100;
        }
    }
    [[nodiscard]] cagr::decimal cents_value(std::size_t k) const {
        return round_to_places(cagr::decimal::parse(cents[k].str(0, std::ios_base::fixed)), 2, cagr::rounding::half_even);
    }
    std::vector<Float> value;
    std::vector<Float> cents;
};

} // namespace bench
