// The loop a user writes by hand: v *= f, then the value rounded to cents, year by year.
#include "peers.hpp"

namespace bench {
namespace {

struct gmp_loop {
    explicit gmp_loop(std::size_t most_years) : powers(3 * most_years) {}

    template <class Each>
    void run(const growth_input& in, std::size_t years, Each each) {
        mpz_set_ui(value.z, in.cents);
        for (std::size_t k = 1; k <= years; ++k) {
            mpz_mul_ui(value.z, value.z, in.thousandths);
            powers.round(cents, value, 3 * k);
            each(k);
        }
    }

    gmp_integer value;
    gmp_integer cents;
    gmp_powers powers;
};

template <class Each>
void our_loop(const growth_input& in, std::size_t years, Each each) {
    cagr::decimal value = in.base;
    for (std::size_t k = 1; k <= years; ++k) {
        value *= in.factor;
        each(value, round_to_places(value, 2, cagr::rounding::half_up));
    }
}

} // namespace

void run_operators(session& s) {
    const std::vector<growth_input> inputs = random_growth(s, 256);
    for (const std::size_t years : {std::size_t{8}, std::size_t{30}, std::size_t{100}}) {
        const std::string name = "operators, " + std::to_string(years) + " years (v *= f; round_to_places)";
        if (!s.begin(name, inputs.size())) continue;
        gmp_loop theirs(years);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            std::vector<cagr::decimal> ours;
            our_loop(inputs[i], years, [&](const cagr::decimal& value, const cagr::decimal& cents) {
                ours.push_back(value);
                ours.push_back(cents);
            });
            theirs.run(inputs[i], years, [&](std::size_t k) {
                const bool same = ours[2 * k - 2] == exact_decimal(theirs.value, -2 - 3 * static_cast<long>(k)) &&
                                  ours[2 * k - 1] == exact_decimal(theirs.cents, -2);
                expect_equal(same, name, i);
            });
        }
        s.against(
            {"GMP mpz, in place",
             years == 8    ? 3.0
             : years == 30 ? 2.5
                           : 2.0,
             1.0},
            [&] {
                for (const growth_input& in : inputs)
                    our_loop(in, years, [](const cagr::decimal&, const cagr::decimal& cents) { keep(cents); });
            },
            [&] {
                for (const growth_input& in : inputs) theirs.run(in, years, [&](std::size_t) { keep(theirs.cents); });
            });
    }
}

} // namespace bench
