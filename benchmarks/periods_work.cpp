// The periods that a yearly rate takes from one amount to another, rounded half even to significant digits.
#include "peers.hpp"

#include <boost/multiprecision/cpp_dec_float.hpp>

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#else
#include <arb.h>
#endif

#include <cmath>

namespace bench {
namespace {

using boost::multiprecision::cpp_dec_float_50;

struct periods_input {
    unsigned long begin_cents;
    unsigned long target_cents;
    unsigned long thousandths;
    cagr::decimal begin;
    cagr::decimal target;
    cagr::rate growth;
};

/// 1.1 to 20 times as much, at 0.1% to 60% a year.
std::vector<periods_input> random_targets(session& s, std::size_t how_many) {
    std::vector<periods_input> inputs;
    for (std::size_t i = 0; i < how_many; ++i) {
        const std::uint64_t begin = s.number(100, 9'999'999);
        const std::uint64_t target = begin * s.number(1'100, 20'000) / 1000 + 1;
        const std::uint64_t thousandths = s.number(1001, 1600);
        inputs.push_back({begin, target, thousandths, cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(begin), 2),
                          cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(target), 2),
                          cagr::rate::from_factor(cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(thousandths), 3))});
    }
    return inputs;
}

cagr::decimal our_periods(const periods_input& in, int digits) {
    return cagr::periods_to(in.begin, in.target, in.growth, {.digits = digits});
}

class mpfr_periods {
public:
    mpfr_periods(mpfr_prec_t bits, int digits) : x_(bits), f_(bits), digits_(digits) {}

    void divide(const periods_input& in) {
        mpfr_set_ui(x_.x, in.target_cents, MPFR_RNDN);
        mpfr_div_ui(x_.x, x_.x, in.begin_cents, MPFR_RNDN);
        mpfr_log(x_.x, x_.x, MPFR_RNDN);
        mpfr_set_ui(f_.x, in.thousandths, MPFR_RNDN);
        mpfr_div_ui(f_.x, f_.x, 1000, MPFR_RNDN);
        mpfr_log(f_.x, f_.x, MPFR_RNDN);
        mpfr_div(x_.x, x_.x, f_.x, MPFR_RNDN);
    }
    void digits() { digits_.take(x_.x); }

    [[nodiscard]] cagr::decimal value() const { return digits_.value(); }

private:
    mpfr_number x_;
    mpfr_number f_;
    decimal_digits digits_;
};

/// Balls; the middle goes to decimal by way of MPFR, which is quicker than Arb's own text, once the radius is seen to be small.
class arb_periods {
public:
    arb_periods(slong bits, int digits) : bits_(bits), middle_(bits), digits_(digits) {
        arb_init(x_);
        arb_init(f_);
    }
    ~arb_periods() {
        arb_clear(x_);
        arb_clear(f_);
    }
    arb_periods(const arb_periods&) = delete;
    arb_periods& operator=(const arb_periods&) = delete;

    void divide(const periods_input& in) {
        arb_set_ui(x_, in.target_cents);
        arb_div_ui(x_, x_, in.begin_cents, bits_);
        arb_log(x_, x_, bits_);
        arb_set_ui(f_, in.thousandths);
        arb_div_ui(f_, f_, 1000, bits_);
        arb_log(f_, f_, bits_);
        arb_div(x_, x_, f_, bits_);
    }
    void digits() {
        if (arb_rel_accuracy_bits(x_) < bits_ - 24) throw std::runtime_error("Arb's ball is wider than expected");
        arf_get_mpfr(middle_.x, arb_midref(x_), MPFR_RNDN);
        digits_.take(middle_.x);
    }

    [[nodiscard]] cagr::decimal value() const { return digits_.value(); }

private:
    slong bits_;
    arb_t x_;
    arb_t f_;
    mpfr_number middle_;
    decimal_digits digits_;
};

cpp_dec_float_50 boost_periods(const periods_input& in) {
    return log(cpp_dec_float_50(in.target_cents) / in.begin_cents) / log(cpp_dec_float_50(in.thousandths) / 1000);
}

double double_periods(const periods_input& in) {
    return std::log(static_cast<double>(in.target_cents) / static_cast<double>(in.begin_cents)) /
           std::log(static_cast<double>(in.thousandths) / 1000);
}

class periods_work {
public:
    periods_work(session& s, int digits)
        : session_(s), inputs_(random_targets(s, 256)), digits_(digits), name_("periods to " + std::to_string(digits) + " digits") {}

    void run() {
        if (!session_.begin(name_, inputs_.size())) return;
        // 2^-bits below the last digit by a margin, the bits that a logarithm near 0 loses included.
        const mpfr_prec_t bits = digits_ == 34 ? 160 : 224;
        const bool reach = digits_ == 34;
        mpfr_periods mpfr(bits, digits_);
        arb_periods arb(bits, digits_);
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            const cagr::decimal ours = our_periods(inputs_[i], digits_);
            mpfr.divide(inputs_[i]);
            mpfr.digits();
            arb.divide(inputs_[i]);
            arb.digits();
            expect_equal(ours == mpfr.value() && ours == arb.value(), name_, i);
        }
        against({"MPFR, " + std::to_string(bits) + " bits, to decimal", reach ? std::optional(12.0) : std::nullopt, 1.0},
                [&](const periods_input& in) {
                    mpfr.divide(in);
                    mpfr.digits();
                    keep(mpfr);
                });
        against({"Arb, " + std::to_string(bits) + " bits, to decimal", {}, 1.0}, [&](const periods_input& in) {
            arb.divide(in);
            arb.digits();
            keep(arb);
        });
        if (!reach) return;
        mpfr_periods binary(128, digits_);
        against({.name = "MPFR, 128 bits, left binary", .reach = 12.0}, [&](const periods_input& in) {
            binary.divide(in);
            keep(binary);
        });
        arb_periods binary_ball(128, digits_);
        against({.name = "Arb, 128 bits, left binary", .reach = 2.5}, [&](const periods_input& in) {
            binary_ball.divide(in);
            keep(binary_ball);
        });
        against({"Boost cpp_dec_float_50 log", {}, share_of_boost()}, [&](const periods_input& in) { keep(boost_periods(in)); });
        against({.name = "double log, 16 digits"}, [&](const periods_input& in) { keep(double_periods(in)); });
    }

private:
    template <class Each>
    void against(peer p, Each each) {
        session_.against(
            std::move(p),
            [&] {
                for (const periods_input& in : inputs_) keep(our_periods(in, digits_));
            },
            [&] {
                for (const periods_input& in : inputs_) each(in);
            });
    }

    double share_of_boost() const {
        std::size_t equal = 0;
        for (const periods_input& in : inputs_) {
            const auto theirs = cagr::decimal::parse(boost_periods(in).str(0, std::ios_base::scientific));
            equal += round_to_digits(theirs, {.digits = digits_}) == our_periods(in, digits_) ? 1 : 0;
        }
        return static_cast<double>(equal) / static_cast<double>(inputs_.size());
    }

    session& session_;
    std::vector<periods_input> inputs_;
    int digits_;
    std::string name_;
};

} // namespace

void run_periods(session& s) {
    periods_work(s, 34).run();
    periods_work(s, 50).run();
}

} // namespace bench
