// The CAGR between two amounts over 2 to 30 periods, its fraction rounded half even to significant digits.
#include "peers.hpp"

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <cmath>

namespace bench {
namespace {

using boost::multiprecision::cpp_dec_float_50;

struct rate_input {
    unsigned long begin_cents;
    unsigned long end_cents;
    unsigned long periods;
    cagr::decimal begin;
    cagr::decimal end;
};

std::vector<rate_input> random_rates(session& s, std::size_t how_many) {
    std::vector<rate_input> inputs;
    while (inputs.size() < how_many) {
        const std::uint64_t begin = s.number(100, 9'999'999);
        const std::uint64_t end = begin * s.number(200, 20'000) / 1000 + 1; // a fifth to twenty times as much
        if (end * 100 > begin * 99 && end * 100 < begin * 101) continue;    // a fraction of at least 10^-4, for the integer root's scale
        inputs.push_back({begin, end, s.number(2, 30), cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(begin), 2),
                          cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(end), 2)});
    }
    return inputs;
}

cagr::decimal our_rate(const rate_input& in, int digits) {
    return cagr::implied_rate(in.begin, in.end, in.periods, {.digits = digits}).fraction();
}

/// The root in binary, brought to decimal digits by MPFR's own correctly rounded conversion.
class mpfr_rate {
public:
    mpfr_rate(mpfr_prec_t bits, int digits) : x_(bits), digits_(digits) {}

    void root(const rate_input& in) {
        mpfr_set_ui(x_.x, in.end_cents, MPFR_RNDN);
        mpfr_div_ui(x_.x, x_.x, in.begin_cents, MPFR_RNDN);
        mpfr_rootn_ui(x_.x, x_.x, in.periods, MPFR_RNDN);
        mpfr_sub_ui(x_.x, x_.x, 1, MPFR_RNDN);
    }
    void digits() { mpfr_get_str(text_, &exponent_, 10, static_cast<std::size_t>(digits_), x_.x, MPFR_RNDN); }

    [[nodiscard]] cagr::decimal value() const {
        return cagr::scale10(cagr::decimal::parse(text_), static_cast<std::int64_t>(exponent_) - digits_);
    }

private:
    mpfr_number x_;
    int digits_;
    mpfr_exp_t exponent_ = 0;
    char text_[128] = "0";
};

/// floor((end * 10^(n * places) / begin)^(1/n)) - 10^places, rounded to digits; what is cut off decides ties.
class gmp_rate {
public:
    explicit gmp_rate(int digits) : digits_(static_cast<std::size_t>(digits)), places_(digits_ + 4), powers_(30 * places_) {}

    void compute(const rate_input& in) {
        mpz_mul_ui(x_.z, powers_.ten(in.periods * places_), in.end_cents);
        const bool divided = mpz_tdiv_q_ui(x_.z, x_.z, in.begin_cents) != 0;
        const bool rooted = mpz_root(x_.z, x_.z, in.periods) == 0;
        const bool rest = divided || rooted;
        mpz_sub(x_.z, x_.z, powers_.ten(places_));
        const bool negative = mpz_sgn(x_.z) < 0;
        mpz_abs(x_.z, x_.z);
        if (negative && rest) mpz_sub_ui(x_.z, x_.z, 1); // the magnitude's floor
        std::size_t length = mpz_sizeinbase(x_.z, 10);
        if (mpz_cmp(x_.z, powers_.ten(length - 1)) < 0) --length;
        dropped_ = length > digits_ ? length - digits_ : 0;
        mpz_tdiv_qr(x_.z, cut_.z, x_.z, powers_.ten(dropped_));
        mpz_mul_2exp(cut_.z, cut_.z, 1);
        const int side = mpz_cmp(cut_.z, powers_.ten(dropped_));
        if (side > 0 || (side == 0 && (rest || mpz_odd_p(x_.z) != 0))) mpz_add_ui(x_.z, x_.z, 1);
        if (negative) mpz_neg(x_.z, x_.z);
    }

    [[nodiscard]] cagr::decimal value() const { return exact_decimal(x_, static_cast<long>(dropped_) - static_cast<long>(places_)); }

private:
    std::size_t digits_;
    std::size_t places_;
    gmp_powers powers_;
    gmp_integer x_;
    gmp_integer cut_;
    std::size_t dropped_ = 0;
};

cpp_dec_float_50 boost_rate(const rate_input& in) {
    return pow(cpp_dec_float_50(in.end_cents) / in.begin_cents, cpp_dec_float_50(1) / in.periods) - 1;
}

double double_rate(const rate_input& in) {
    return std::pow(static_cast<double>(in.end_cents) / static_cast<double>(in.begin_cents), 1 / static_cast<double>(in.periods)) - 1;
}

class rate_work {
public:
    rate_work(session& s, int digits)
        : session_(s), inputs_(random_rates(s, 256)), digits_(digits), name_("CAGR to " + std::to_string(digits) + " digits") {}

    void run() {
        if (!session_.begin(name_, inputs_.size())) return;
        // 2^-bits below the last digit by a margin, a fraction of 10^-4 included.
        const mpfr_prec_t bits = digits_ == 34 ? 160 : 224;
        mpfr_rate mpfr(bits, digits_);
        gmp_rate gmp(digits_);
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            const cagr::decimal ours = our_rate(inputs_[i], digits_);
            mpfr.root(inputs_[i]);
            mpfr.digits();
            gmp.compute(inputs_[i]);
            expect_equal(ours == mpfr.value() && ours == gmp.value(), name_, i);
        }
        against({"MPFR, " + std::to_string(bits) + " bits, to decimal", digits_ == 34 ? 8.0 : 4.0, 1.0}, [&](const rate_input& in) {
            mpfr.root(in);
            mpfr.digits();
            keep(mpfr);
        });
        against({"GMP integer root", digits_ == 34 ? std::optional(4.0) : std::nullopt, 1.0}, [&](const rate_input& in) {
            gmp.compute(in);
            keep(gmp);
        });
        if (digits_ != 34) return;
        mpfr_rate binary(128, digits_);
        against({.name = "MPFR, 128 bits, left binary"}, [&](const rate_input& in) {
            binary.root(in);
            keep(binary);
        });
        against({"Boost cpp_dec_float_50 pow", 250.0, share_of_boost()}, [&](const rate_input& in) { keep(boost_rate(in)); });
        against({.name = "double pow, 16 digits"}, [&](const rate_input& in) { keep(double_rate(in)); });
    }

private:
    template <class Each>
    void against(peer p, Each each) {
        session_.against(
            std::move(p),
            [&] {
                for (const rate_input& in : inputs_) keep(our_rate(in, digits_));
            },
            [&] {
                for (const rate_input& in : inputs_) each(in);
            });
    }

    double share_of_boost() const {
        std::size_t equal = 0;
        for (const rate_input& in : inputs_) {
            const auto theirs = cagr::decimal::parse(boost_rate(in).str(0, std::ios_base::scientific));
            equal += round_to_digits(theirs, {.digits = digits_}) == our_rate(in, digits_) ? 1 : 0;
        }
        return static_cast<double>(equal) / static_cast<double>(inputs_.size());
    }

    session& session_;
    std::vector<rate_input> inputs_;
    int digits_;
    std::string name_;
};

} // namespace

void run_rate(session& s) {
    rate_work(s, 34).run();
    rate_work(s, 50).run();
}

} // namespace bench
