// Models: all exact values of so many segments and their exact totals, over 10 and 30 years. The peer keeps its values from one model to
// the next, and knows that all have three decimals a year more; ours starts from nothing, names included.
#include "projections.hpp"

#include <cagr/model.hpp>

#include <initializer_list>

namespace bench {
namespace {

cagr::model model_of(const std::vector<growth_input>& inputs, std::size_t segments, std::size_t years) {
    cagr::model out{.first = cagr::period::year(2020), .last = cagr::period::year(2020 + years)};
    for (std::size_t i = 0; i < segments; ++i) {
        const growth_input& in = inputs[i % inputs.size()];
        out.segments.push_back({.name = "segment " + std::to_string(i), .base = cagr::figure::exact(in.base), .growth = in.growth});
    }
    return out;
}

/// The values in powers of 1/1000 of a cent, segment by segment, and their totals.
struct gmp_model {
    gmp_model(std::size_t segments, std::size_t years) : values(segments * (years + 1)), totals(years + 1) {}
    void fill(const std::vector<growth_input>& inputs) {
        const std::size_t rows = totals.size();
        for (std::size_t k = 0; k < rows; ++k) mpz_set_ui(totals[k].z, 0);
        for (std::size_t i = 0; i * rows < values.size(); ++i) {
            const growth_input& in = inputs[i % inputs.size()];
            mpz_set_ui(values[i * rows].z, in.cents);
            for (std::size_t k = 1; k < rows; ++k) mpz_mul_ui(values[i * rows + k].z, values[i * rows + k - 1].z, in.thousandths);
            for (std::size_t k = 0; k < rows; ++k) mpz_add(totals[k].z, totals[k].z, values[i * rows + k].z);
        }
    }
    std::vector<gmp_integer> values;
    std::vector<gmp_integer> totals;
};

void run_over(session& s, const std::vector<growth_input>& inputs, std::size_t years) {
    const std::string name = "model, " + std::to_string(years) + " years";
    if (!s.begin_growth(name, "segments", {"GMP mpz"})) return;
    for (const std::size_t segments : std::initializer_list<std::size_t>{1'000, 3'000, 10'000}) {
        const cagr::model ours = model_of(inputs, segments, years);
        gmp_model theirs(segments, years);
        theirs.fill(inputs);
        const cagr::model_projection worked_out = cagr::project(ours);
        for (std::size_t k = 0; k <= years; ++k)
            expect_equal(worked_out.total()[k].exact() == cagr::fraction(exact_decimal(theirs.totals[k], -2 - 3 * static_cast<long>(k))),
                         name, k);
        s.at(segments, 1, [&] { keep(cagr::project(ours)); }, {[&] {
                 theirs.fill(inputs);
                 keep(theirs);
             }});
    }
}

} // namespace

void run_model(session& s) {
    const std::vector<growth_input> inputs = random_growth(s, 256);
    run_over(s, inputs, 10);
    run_over(s, inputs, 30);
}

} // namespace bench
