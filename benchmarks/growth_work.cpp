// How cost grows: a projection's with its years, and correctly rounded results' with their digits. The inputs are such as markets
// have, of a few digits each; the peers keep their memory, and MPFR brings its result to decimal digits.
#include "projections.hpp"

#include <boost/version.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace bench {
namespace {

/// Fewer where one takes longer, so that a run over all of them stays short.
std::size_t inputs_at(std::size_t x, std::size_t work) { return std::clamp(work / x, std::size_t{3}, std::size_t{64}); }

void run_years(session& s) {
    const std::vector<growth_input> random = random_growth(s, 64);
    const std::string name = "project";
    if (!s.begin_growth(name, "years", {"GMP mpz", "cpp_dec_float_50"})) return;
    for (const std::size_t years : std::initializer_list<std::size_t>{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
        const std::vector<growth_input> inputs(random.begin(), random.begin() + static_cast<std::ptrdiff_t>(inputs_at(years, 2000)));
        gmp_projection gmp(years);
        boost_float_projection<boost::multiprecision::cpp_dec_float_50> boost(years);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const cagr::projection ours = cagr::project(inputs[i].base, inputs[i].growth, years);
            gmp.fill(inputs[i]);
            for (std::size_t k = 0; k <= years; ++k)
                expect_equal(ours[k].shown() == gmp.cents_value(k) && ours[k].exact() == gmp.exact_value(k), name, i);
        }
        const auto fill = [&inputs](auto& theirs) {
            return [&] {
                for (const growth_input& in : inputs) {
                    theirs.fill(in);
                    keep(theirs);
                }
            };
        };
        const auto ours = [&] {
            for (const growth_input& in : inputs) keep(cagr::project(in.base, in.growth, years));
        };
        s.at(years, inputs.size(), ours, {fill(gmp), fill(boost)});
    }
}

/// Two amounts in cents, a yearly growth in thousandths, a number of years, and an argument below 30 for exp, in thousandths.
struct digits_input {
    unsigned long begin;
    unsigned long end;
    unsigned long factor;
    unsigned long years;
    unsigned long argument;
    cagr::decimal our_begin;
    cagr::decimal our_end;
    cagr::rate our_growth;
    cagr::decimal our_argument;
};

std::vector<digits_input> random_digits(session& s, std::size_t how_many) {
    const auto scaled = [](std::uint64_t n, int places) { return cagr::decimal::from_scaled_int64(static_cast<std::int64_t>(n), places); };
    std::vector<digits_input> inputs;
    while (inputs.size() < how_many) {
        const std::uint64_t begin = s.number(100, 9'999'999);
        const std::uint64_t end = begin * s.number(1'100, 20'000) / 1000 + 1; // 1.1 to 20 times as much
        const std::uint64_t factor = s.number(1'010, 1'600);
        const std::uint64_t argument = s.number(1, 29'999);
        inputs.push_back({begin, end, factor, s.number(2, 30), argument, scaled(begin, 2), scaled(end, 2),
                          cagr::rate::from_factor(scaled(factor, 3)), scaled(argument, 3)});
    }
    return inputs;
}

/// MPFR's results at a precision below the last digit by a margin, brought to so many decimal digits.
class mpfr_results {
public:
    explicit mpfr_results(int digits)
        : x_(bits(digits)), y_(bits(digits)), digits_(static_cast<std::size_t>(digits)), text_(digits_ + 3, '\0') {}

    void rate(const digits_input& in) {
        quotient(x_, in.end, in.begin);
        mpfr_rootn_ui(x_.x, x_.x, in.years, MPFR_RNDN);
        mpfr_sub_ui(x_.x, x_.x, 1, MPFR_RNDN);
        to_decimal();
    }
    void periods(const digits_input& in) {
        quotient(x_, in.end, in.begin);
        quotient(y_, in.factor, 1000);
        mpfr_log(x_.x, x_.x, MPFR_RNDN);
        mpfr_log(y_.x, y_.x, MPFR_RNDN);
        mpfr_div(x_.x, x_.x, y_.x, MPFR_RNDN);
        to_decimal();
    }
    void exp(const digits_input& in) {
        quotient(x_, in.argument, 1000);
        mpfr_exp(x_.x, x_.x, MPFR_RNDN);
        to_decimal();
    }
    void ln(const digits_input& in) {
        quotient(x_, in.end, 100);
        mpfr_log(x_.x, x_.x, MPFR_RNDN);
        to_decimal();
    }

    [[nodiscard]] cagr::decimal value() const {
        return cagr::scale10(cagr::decimal::parse(text_.c_str()),
                             static_cast<std::int64_t>(exponent_) - static_cast<std::int64_t>(digits_));
    }

private:
    static mpfr_prec_t bits(int digits) { return static_cast<mpfr_prec_t>(std::ceil(digits * 3.321928095)) + 48; }

    static void quotient(mpfr_number& out, unsigned long a, unsigned long b) {
        mpfr_set_ui(out.x, a, MPFR_RNDN);
        mpfr_div_ui(out.x, out.x, b, MPFR_RNDN);
    }
    void to_decimal() { mpfr_get_str(text_.data(), &exponent_, 10, digits_, x_.x, MPFR_RNDN); }

    mpfr_number x_;
    mpfr_number y_;
    std::size_t digits_;
    std::string text_;
    mpfr_exp_t exponent_ = 0;
};

void run_digits(session& s, const std::vector<digits_input>& random, const std::string& name,
                cagr::decimal (*ours)(const digits_input&, int), void (mpfr_results::*theirs)(const digits_input&)) {
    if (!s.begin_growth(name, "digits", {"MPFR"})) return;
    for (const int digits : {10, 20, 34, 50, 100, 200, 500, 1000, 2000, 5000, 10'000}) {
        const std::size_t how_many = inputs_at(static_cast<std::size_t>(digits), 6400);
        const std::vector<digits_input> inputs(random.begin(), random.begin() + static_cast<std::ptrdiff_t>(how_many));
        mpfr_results mpfr(digits);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            (mpfr.*theirs)(inputs[i]);
            expect_equal(ours(inputs[i], digits) == mpfr.value(), name, i);
        }
        s.at(static_cast<std::uint64_t>(digits), inputs.size(),
             [&] {
                 for (const digits_input& in : inputs) keep(ours(in, digits));
             },
             {[&] {
                 for (const digits_input& in : inputs) {
                     (mpfr.*theirs)(in);
                     keep(mpfr);
                 }
             }});
    }
}

} // namespace

void run_growth(session& s) {
    run_years(s);
    const std::vector<digits_input> inputs = random_digits(s, 64);
    run_digits(
        s, inputs, "implied_rate",
        [](const digits_input& in, int digits) {
            return cagr::implied_rate(in.our_begin, in.our_end, in.years, {.digits = digits}).fraction();
        },
        &mpfr_results::rate);
    run_digits(
        s, inputs, "periods_to",
        [](const digits_input& in, int digits) { return cagr::periods_to(in.our_begin, in.our_end, in.our_growth, {.digits = digits}); },
        &mpfr_results::periods);
    run_digits(
        s, inputs, "exp", [](const digits_input& in, int digits) { return cagr::exp(in.our_argument, {.digits = digits}); },
        &mpfr_results::exp);
    run_digits(
        s, inputs, "ln", [](const digits_input& in, int digits) { return cagr::ln(in.our_end, {.digits = digits}); }, &mpfr_results::ln);
}

std::string peer_versions() {
    return std::string("GMP ") + gmp_version + ", MPFR " + mpfr_get_version() + ", Boost " + std::to_string(BOOST_VERSION / 100'000) + "." +
           std::to_string(BOOST_VERSION / 100 % 1000);
}

} // namespace bench
