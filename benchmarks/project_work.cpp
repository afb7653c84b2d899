// Projections: the exact value and the cents, rounded half up, of every year. The peers keep their
// memory and their powers of ten from one projection to the next; ours starts from nothing each time.
#include "projections.hpp"

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <cmath>

namespace bench {
namespace {

using boost::multiprecision::cpp_dec_float_100;
using boost::multiprecision::cpp_dec_float_50;
using boost::multiprecision::cpp_int;

struct boost_projection {
    explicit boost_projection(std::size_t years) : exact(years + 1), cents(years + 1), ten(years + 1), half(years + 1) {
        for (std::size_t k = 0; k <= years; ++k) {
            ten[k] = pow(cpp_int(1000), static_cast<unsigned>(k));
            half[k] = ten[k] / 2;
        }
    }
    void fill(const growth_input& in) {
        exact[0] = in.cents;
        cents[0] = in.cents;
        for (std::size_t k = 1; k < exact.size(); ++k) {
            exact[k] = exact[k - 1] * in.thousandths;
            cents[k] = (exact[k] + half[k]) / ten[k];
        }
    }
    [[nodiscard]] cagr::decimal exact_value(std::size_t k) const {
        return cagr::scale10(cagr::decimal::parse(exact[k].str()), -2 - 3 * static_cast<long>(k));
    }
    [[nodiscard]] cagr::decimal cents_value(std::size_t k) const { return cagr::scale10(cagr::decimal::parse(cents[k].str()), -2); }
    std::vector<cpp_int> exact;
    std::vector<cpp_int> cents;
    std::vector<cpp_int> ten;
    std::vector<cpp_int> half;
};

struct intel_projection {
    explicit intel_projection(std::size_t years) : value(years + 1), cents(years + 1) {}
    void fill(const growth_input& in) {
        unsigned flags = 0;
        constexpr unsigned half_even = 0;
        constexpr unsigned half_away = 4;
        const BID_UINT128 factor = bid128_scalbn(bid128_from_uint64(in.thousandths), -3, half_even, &flags);
        value[0] = cents[0] = bid128_scalbn(bid128_from_uint64(in.cents), -2, half_even, &flags);
        const BID_UINT128 unit = value[0]; // quantize takes the exponent from it: hundredths
        for (std::size_t k = 1; k < value.size(); ++k) {
            value[k] = bid128_mul(value[k - 1], factor, half_even, &flags);
            cents[k] = bid128_quantize(value[k], unit, half_away, &flags);
        }
    }
    [[nodiscard]] cagr::decimal cents_value(std::size_t k) const {
        unsigned flags = 0;
        char text[64];
        bid128_to_string(text, cents[k], &flags);
        return cagr::decimal::parse(text);
    }
    std::vector<BID_UINT128> value;
    std::vector<BID_UINT128> cents;
};

struct double_projection {
    explicit double_projection(std::size_t years) : value(years + 1), cents(years + 1) {}
    void fill(const growth_input& in) {
        const double factor = static_cast<double>(in.thousandths) / 1000;
        value[0] = static_cast<double>(in.cents) / 100;
        cents[0] = static_cast<double>(in.cents);
        for (std::size_t k = 1; k < value.size(); ++k) {
            value[k] = value[k - 1] * factor;
            cents[k] = std::round(value[k] * 100);
        }
    }
    [[nodiscard]] cagr::decimal cents_value(std::size_t k) const { return cagr::scale10(cagr::decimal::from_double_exact(cents[k]), -2); }
    std::vector<double> value;
    std::vector<double> cents;
};

class project_work {
public:
    project_work(session& s, std::size_t years) : session_(s), years_(years), inputs_(random_growth(s, 256)) {
        name_ = "project, " + std::to_string(years) + " years";
    }

    void run() {
        if (!session_.begin(name_, inputs_.size())) return;
        using reach = std::optional<double>;
        against<gmp_projection>("GMP mpz", years_ == 100 ? 4.0 : 6.0);
        against<boost_projection>("Boost cpp_int", years_ == 8 ? reach(4.0) : std::nullopt);
        against<boost_float_projection<cpp_dec_float_50>>("Boost cpp_dec_float_50", years_ == 8 ? reach(120.0) : std::nullopt);
        against<boost_float_projection<cpp_dec_float_100>>("Boost cpp_dec_float_100", {});
        against<intel_projection>("Intel decimal128", {});
        against<double_projection>("double", {});
    }

private:
    template <class Peer>
    void against(std::string name, std::optional<double> reach) {
        Peer theirs(years_);
        const double same = check(theirs);
        session_.against(
            {std::move(name), reach, same},
            [&] {
                for (const growth_input& in : inputs_) keep(cagr::project(in.base, in.growth, years_));
            },
            [&] {
                for (const growth_input& in : inputs_) {
                    theirs.fill(in);
                    keep(theirs);
                }
            });
    }

    /// The share of the years whose cents are ours; where the peer is exact, everything must be ours.
    template <class Peer>
    double check(Peer& theirs) const {
        std::size_t equal = 0;
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            const cagr::projection ours = cagr::project(inputs_[i].base, inputs_[i].growth, years_);
            theirs.fill(inputs_[i]);
            for (std::size_t k = 0; k <= years_; ++k) {
                const bool same = ours[k].shown() == theirs.cents_value(k);
                equal += same ? 1 : 0;
                if constexpr (requires { theirs.exact_value(k); }) expect_equal(same && ours[k].exact() == theirs.exact_value(k), name_, i);
            }
        }
        return static_cast<double>(equal) / static_cast<double>(inputs_.size() * (years_ + 1));
    }

    session& session_;
    std::size_t years_;
    std::string name_;
    std::vector<growth_input> inputs_;
};

/// The same projection with every row taken out as decimals, against GMP's numbers, which are there as they are.
void run_rows_read(session& s) {
    constexpr std::size_t years = 8;
    const std::vector<growth_input> inputs = random_growth(s, 256);
    if (!s.begin("project, 8 years, and every row read", inputs.size())) return;
    gmp_projection theirs(years);
    s.against(
        {.name = "GMP mpz"},
        [&] {
            for (const growth_input& in : inputs) {
                const cagr::projection p = cagr::project(in.base, in.growth, years);
                for (const cagr::projection::row r : p.rows()) {
                    keep(r.exact());
                    keep(r.shown());
                }
            }
        },
        [&] {
            for (const growth_input& in : inputs) {
                theirs.fill(in);
                keep(theirs);
            }
        });
}

} // namespace

void run_project(session& s) {
    for (const std::size_t years : {std::size_t{8}, std::size_t{30}, std::size_t{100}}) project_work(s, years).run();
    run_rows_read(s);
}

} // namespace bench
