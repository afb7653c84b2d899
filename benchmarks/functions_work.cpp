// ln, exp and powers with a fraction, of short numbers, rounded half even to 34 digits.
#include "peers.hpp"

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <utility>

namespace bench {
namespace {

using boost::multiprecision::cpp_dec_float_50;

constexpr int digits = 34;

struct function_input {
    unsigned long cents;
    unsigned long thousandths;
    cagr::decimal value;
    cagr::decimal small;
};

/// A value from 1.01 to 99,999.99, and one from 0.001 to 9.999.
std::vector<function_input> random_inputs(session& s, std::size_t how_many) {
    std::vector<function_input> inputs;
    for (std::size_t i = 0; i < how_many; ++i) {
        const std::uint64_t cents = s.number(101, 9'999'999);
        const std::uint64_t thousandths = s.number(1, 1'000) * 10 - 1;
        inputs.push_back({cents, thousandths, cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(cents), 2),
                          cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(thousandths), 3)});
    }
    return inputs;
}

/// A work of the given name: ours, MPFR's and Boost's function of an input.
template <class Ours, class Mpfr, class Boost>
void run_function(session& s, const std::string& name, Ours ours, Mpfr mpfr, Boost boost) {
    const std::vector<function_input> inputs = random_inputs(s, 256);
    if (!s.begin(name, inputs.size())) return;
    constexpr mpfr_prec_t bits = 160;
    mpfr_number x(bits);
    mpfr_number y(bits);
    decimal_digits text(digits);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        mpfr(x.x, y.x, inputs[i]);
        text.take(x.x);
        expect_equal(text.value() == ours(inputs[i]), name, i);
    }
    const auto all = [&](auto each) {
        return [&inputs, each] {
            for (const function_input& in : inputs) each(in);
        };
    };
    const auto ours_all = all([&](const function_input& in) { keep(ours(in)); });
    s.against({"MPFR, 160 bits, to decimal", {}, 1.0}, ours_all, all([&](const function_input& in) {
                  mpfr(x.x, y.x, in);
                  text.take(x.x);
                  keep(text);
              }));
    mpfr_number short_x(128);
    mpfr_number short_y(128);
    s.against({.name = "MPFR, 128 bits, left binary"}, ours_all, all([&](const function_input& in) {
                  mpfr(short_x.x, short_y.x, in);
                  keep(short_x);
              }));
    s.against({.name = "Boost cpp_dec_float_50"}, ours_all, all([&](const function_input& in) { keep(boost(in)); }));
}

void set(mpfr_t& out, unsigned long units, unsigned long scale) {
    mpfr_set_ui(out, units, MPFR_RNDN);
    mpfr_div_ui(out, out, scale, MPFR_RNDN);
}

} // namespace

void run_functions(session& s) {
    run_function(
        s, "ln to 34 digits", [](const function_input& in) { return ln(in.value, {.digits = digits}); },
        [](mpfr_t& x, mpfr_t&, const function_input& in) {
            set(x, in.cents, 100);
            mpfr_log(x, x, MPFR_RNDN);
        },
        [](const function_input& in) { return log(cpp_dec_float_50(in.cents) / 100); });
    run_function(
        s, "exp to 34 digits", [](const function_input& in) { return exp(in.small, {.digits = digits}); },
        [](mpfr_t& x, mpfr_t&, const function_input& in) {
            set(x, in.thousandths, 1000);
            mpfr_exp(x, x, MPFR_RNDN);
        },
        [](const function_input& in) { return exp(cpp_dec_float_50(in.thousandths) / 1000); });
    run_function(
        s, "pow to 34 digits", [](const function_input& in) { return pow(in.value, in.small, {.digits = digits}); },
        [](mpfr_t& x, mpfr_t& y, const function_input& in) {
            set(x, in.cents, 100);
            set(y, in.thousandths, 1000);
            mpfr_pow(x, x, y, MPFR_RNDN);
        },
        [](const function_input& in) { return pow(cpp_dec_float_50(in.cents) / 100, cpp_dec_float_50(in.thousandths) / 1000); });
}

} // namespace bench
