// The fixed-width logarithms against Arb: their tables, their proven slacks, and what is rounded by them in all seven modes.
#include <cagr/decimal.hpp>
#include <cagr/detail/logarithm.hpp>
#include <cagr/detail/short_log.hpp>
#include <cagr/detail/transcendental.hpp>
#include <cagr/growth.hpp>

#include "support/catch.hpp"
#include "support/reals.hpp"
#include "support/short_reals.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <utility>

using cagr::context;
using cagr::decimal;
using cagr::rate;
using cagr::rounding;
using cagr::detail::limb;
using cagr::detail::short_real;
using cagr::detail::word_ratio;
using namespace numbers;
using namespace reals;
using namespace short_reals;

namespace {

real logarithm_of(word_ratio x) { return logarithm_of_one_and(mpq_class(mpq_class(whole(x.above), whole(x.below)) - 1)); }

/// ln(x) / ln(f), whose rational values are told by whole powers of words.
real log_quotient_of(word_ratio x, word_ratio f) {
    mpq_class exact_x(whole(x.above), whole(x.below));
    mpq_class exact_f(whole(f.above), whole(f.below));
    exact_x.canonicalize();
    exact_f.canonicalize();
    return {[=](long bits) {
                ball out = logarithm_of_one_and(mpq_class(exact_x - 1)).enclose(bits);
                arb_div(out.get(), out.get(), logarithm_of_one_and(mpq_class(exact_f - 1)).enclose(bits).get(), bits);
                return out;
            },
            [=](const mpq_class& t) { // x^q == f^p for t = p/q; words are no higher powers than of 64
                if (t.get_den() > 64 || t.get_num() > 1'000'000) return false;
                const unsigned long q = t.get_den().get_ui();
                const unsigned long p = t.get_num().get_ui();
                return power(exact_x.get_num(), q) == power(exact_f.get_num(), p) &&
                       power(exact_x.get_den(), q) == power(exact_f.get_den(), p);
            }};
}

template <std::size_t K>
void check_logarithms(std::uint64_t salt, double most) {
    words random(salt);
    double worst = 0;
    long known = 0;
    constexpr long count = 20'000;
    for (long i = 0; i < count; ++i) {
        const word_ratio x = random.ratio();
        CAPTURE(x.above, x.below);
        short_real<K> found;
        if (!cagr::detail::log_of_words<K>(found, x)) continue;
        ++known;
        const double off = slacks_off(logarithm_of(x), found);
        REQUIRE(off < 1);
        worst = std::max(worst, off);
    }
    CHECK(worst < most); // what is proven leaves a margin to what is found
    CHECK(known > count * 8 / 10);
}

template <std::size_t K>
void check_quotients(std::uint64_t salt, double most) {
    words random(salt);
    double worst = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto some = [&] {
            short_real<K> out{};
            for (limb& word : out.m) word = random.next();
            out.m[K - 1] |= limb{1} << 63;
            if (random.below(8) == 0) out.m[K - 1] = random.below(2) == 0 ? limb{1} << 63 : ~limb{0};
            out.exponent = static_cast<int>(random.below(100)) - 300;
            return out;
        };
        const short_real<K> a = some();
        const short_real<K> b = some();
        const short_real<K> found = cagr::detail::quotient<K>(a, b);
        REQUIRE(found.m[K - 1] >> 63 == 1);
        const mpq_class exact = mpq_class(whole(a.m, K), whole(b.m, K)) * two_to(a.exponent - b.exponent);
        const double off = slacks_off<K>({[&](long bits) { return ball_of(exact, bits); }}, found);
        REQUIRE(off < 1);
        worst = std::max(worst, off);
    }
    CHECK(worst < most);
}

/// A short real at, or some of its slacks beside, a boundary of so many digits.
template <std::size_t K>
void check_roundings(std::uint64_t salt, int most_digits) {
    words random(salt);
    source numbers_of(salt);
    long decided = 0;
    long open = 0;
    for (int i = 0; i < 20'000; ++i) {
        const int digits = static_cast<int>(1 + random.below(static_cast<limb>(most_digits)));
        const long places = static_cast<long>(random.below(static_cast<limb>(digits + 12))) - 6;
        const mpq_class boundary = (2 * numbers_of.natural(digits) + random.below(2)) *
                                   (places < 0 ? mpq_class(ten_to(-places)) : mpq_class(1, ten_to(places))) / 2;
        short_real<K> v{};
        v.exponent = static_cast<int>(mpz_sizeinbase(boundary.get_num_mpz_t(), 2)) -
                     static_cast<int>(mpz_sizeinbase(boundary.get_den_mpz_t(), 2)) - 64 * static_cast<int>(K);
        v.slack = random.next(55);
        mpq_class units = boundary * two_to(-v.exponent);
        if (units >= two_to(64 * static_cast<long>(K))) {
            ++v.exponent;
            units /= 2;
        }
        mpz_class m = units.get_num() / units.get_den();
        mpz_class off = whole(v.slack) * static_cast<long>(random.below(60)) / 2 + static_cast<long>(random.below(3));
        if (random.below(2) == 0) off <<= random.below(100);
        m += random.below(2) == 0 ? off : mpz_class(-off);
        if (mpz_sizeinbase(m.get_mpz_t(), 2) != 64 * K) continue;
        mpz_export(v.m, nullptr, -1, sizeof(limb), 0, 0, m.get_mpz_t());
        const context to{digits, roundings[random.below(7)]};
        CAPTURE(boundary.get_str(), digits, to_string(to.mode), v.exponent, v.slack, m.get_str());
        const mpq_class low = (m - whole(v.slack)) * two_to(v.exponent);
        const mpq_class high = (m + whole(v.slack)) * two_to(v.exponent);
        const auto found = cagr::detail::rounded_short<K>(v, false, to);
        if (low <= boundary && boundary <= high) REQUIRE(!found);
        if (!found) {
            ++open;
            continue;
        }
        ++decided;
        for (const mpq_class& end : {low, high})
            REQUIRE(is_rounded_to_digits(*found, 1, to, [&](long k) { return order_of(end.get_num(), end.get_den(), k); }));
    }
    CHECK(open > 1000);
    CHECK(decided > 1000);
}

/// A problem of periods as the caller states it: values and a rate that lead to ln(x)/ln(f).
struct stated {
    decimal begin;
    decimal target;
    rate growth;
};

decimal of_word(limb word) { return decimal(word); }

stated state(word_ratio x, word_ratio f_over_ten, bool declines) {
    const decimal factor = of_word(f_over_ten.above) * decimal::parse("1e-" + std::to_string(whole(f_over_ten.below).get_str().size() - 1));
    stated out{of_word(x.below), of_word(x.above), rate::from_factor(factor)};
    if (declines) std::swap(out.begin, out.target);
    return out;
}

} // namespace

TEST_CASE("the tables of logarithms are cut from the true ones") {
    const auto is_cut = [](const cagr::detail::log_entry& entry, const mpq_class& x, long whole_part, bool inverse) {
        ball value = logarithm_of_one_and(mpq_class(x - 1)).enclose(500);
        if (inverse) arb_neg(value.get(), value.get());
        arb_sub_si(value.get(), value.get(), whole_part, 500);
        arb_mul_2exp_si(value.get(), value.get(), 256);
        arb_floor(value.get(), value.get(), 500);
        return arb_equal(value.get(), ball_of(whole(entry.limbs, 4)).get()) != 0;
    };
    namespace d = cagr::detail;
    CHECK(is_cut(d::fraction_of_ln_2, 2, 0, false));
    CHECK(is_cut(d::fraction_of_ln_10, 10, 2, false));
    for (unsigned i = 0; i <= 128; ++i) {
        CAPTURE(i);
        CHECK(is_cut(d::log_table_1[i], mpq_class(d::log_factors[i]) / two_to(14), 0, true));
    }
    for (long j = -75; j <= 75; ++j) {
        CAPTURE(j);
        CHECK(is_cut(d::log_table_2[d::log_middle_2 + static_cast<std::size_t>(j)], 1 - j * two_to(-14), j < 0 ? -1 : 0, true));
        if (j < -65 || j > 65) continue;
        CHECK(is_cut(d::log_table_3[d::log_middle_3 + static_cast<std::size_t>(j)], 1 - j * two_to(-21), j < 0 ? -1 : 0, true));
    }
}

TEST_CASE("logarithms of words in three and four limbs are within their slack of Arb's") {
    CAPTURE(seed());
    check_logarithms<3>(101, 0.7);
    check_logarithms<4>(102, 0.9);
}

TEST_CASE("quotients of three and four limbs are within their slack of the exact ones") {
    CAPTURE(seed());
    check_quotients<3>(103, 0.7);
    check_quotients<4>(104, 0.7);
}

TEST_CASE("a short real is rounded only where all reals within its slack round alike") {
    CAPTURE(seed());
    check_roundings<3>(107, 34);
    check_roundings<4>(108, 50);
}

TEST_CASE("periods of words are rounded as their Arb balls say, rational ones and their neighbours too") {
    CAPTURE(seed());
    words random(105);
    long rational = 0;
    for (int i = 0; i < 3000; ++i) {
        const bool declines = random.below(3) == 0;
        const int places = static_cast<int>(random.below(19));
        word_ratio f{0, cagr::detail::ten_words[static_cast<std::size_t>(places)]};
        f.above = declines ? f.below - std::min(random.next(1 + places * 3), f.below - 1) : f.below + random.next(40);
        if (f.above == f.below) continue;
        word_ratio x = random.ratio();
        if (random.below(3) == 0) {
            // x = f^n as long as both are words, or beside that by one.
            x = {random.next(8), 0};
            x.below = x.above;
            for (limb n = random.below(20) + 1; n > 0; --n) {
                const cagr::detail::wide above = static_cast<cagr::detail::wide>(x.above) * std::max(f.above, f.below);
                const cagr::detail::wide below = static_cast<cagr::detail::wide>(x.below) * std::min(f.above, f.below);
                if (above >> 64 != 0 || below >> 64 != 0) break;
                x = {static_cast<limb>(above), static_cast<limb>(below)};
            }
            if (random.below(2) == 0) x.above += random.below(3) - 1;
        }
        if (x.above <= x.below) continue;
        const stated in = state(x, f, declines);
        if (declines) std::swap(f.above, f.below);
        const real value = log_quotient_of(x, f);
        const int digits = static_cast<int>(random.below(3) == 0 ? 1 + random.below(6) : 1 + random.below(50));
        for (const rounding mode : roundings) {
            CAPTURE(to_string(in.begin), to_string(in.target), to_string(in.growth), digits, to_string(mode));
            const context to{digits, mode};
            const decimal found = periods_to(in.begin, in.target, in.growth, to);
            REQUIRE(value.is_rounded_to(found, 1, to));
        }
        if (value.equals(as_mpq(periods_to(in.begin, in.target, in.growth, {.digits = 50})))) ++rational;
    }
    CHECK(rational > 50);
}

TEST_CASE("the short ways to periods and logarithms answer as the general ones do") {
    CAPTURE(seed());
    words random(106);
    long answered = 0;
    constexpr long count = 6000;
    namespace d = cagr::detail;
    for (long i = 0; i < count; ++i) {
        const word_ratio x = random.ratio();
        const word_ratio f = random.ratio();
        const context to{static_cast<int>(1 + random.below(50)), roundings[random.below(7)]};
        const auto general = [](word_ratio a) { return d::positive_ratio{d::make_integer(&a.above, 1), d::make_integer(&a.below, 1), 0}; };
        CAPTURE(x.above, x.below, f.above, f.below, to.digits, to_string(to.mode));
        if (const auto found = d::short_log_ratio(x, f, to)) {
            ++answered;
            REQUIRE(*found == d::rounded_log_ratio(general(x), general(f), to).value);
            if (const auto whole_periods = d::short_ceiling(x, f))
                REQUIRE(d::make_integer(&*whole_periods, 1) == d::ceiling_log_ratio(general(x), general(f)));
        }
        // A decimal of the same digits: the logarithms of it, and of it as a rate.
        const decimal value = cagr::scale10(decimal(x.above), -static_cast<long>(random.below(20)));
        word_ratio as_words{};
        if (value == 1 || !d::as_word_ratio(as_words, value, decimal(1))) continue;
        if (const auto found = d::short_log(as_words, false, to)) {
            REQUIRE(*found == d::rounded_logarithm(d::log_argument_of(value), to));
            REQUIRE(ln(value, to) == *found);
            if (*found >= decimal(-1)) REQUIRE(continuous_from_effective(rate::from_factor(value), to).fraction() == *found);
        }
        const bool power_of_ten = value.digits() == 1 && cagr::scale10(value, -value.adjusted_exponent()) == 1;
        if (power_of_ten) continue;
        if (const auto found = d::short_log(as_words, true, to)) {
            REQUIRE(*found == d::rounded_log10(value, to));
            REQUIRE(log10(value, to) == *found);
        }
    }
    CHECK(answered > count / 2);
}

TEST_CASE("words that are powers of one rational tell the exponents") {
    using cagr::detail::common_word_exponents;
    CHECK(common_word_exponents({8, 1}, {4, 1}).of_x == 3);
    CHECK(common_word_exponents({8, 1}, {4, 1}).of_f == 2);
    CHECK(common_word_exponents({133'100, 100'000}, {110, 100}).of_x == 3);
    CHECK(common_word_exponents({limb{1} << 63, 1}, {2, 1}).of_x == 63);
    CHECK(common_word_exponents({12'157'665'459'056'928'801U, 1}, {27, 1}).of_x == 40); // 3^40
    CHECK(common_word_exponents({6, 1}, {36, 2}).of_f == 0);
    CHECK(common_word_exponents({8, 3}, {4, 3}).of_f == 0);
    CHECK(common_word_exponents({~limb{0}, ~limb{0} - 1}, {~limb{0}, 1}).of_f == 0);
}
