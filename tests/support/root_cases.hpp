// What it answers: random roots and implied rates, exact ones, ties and their neighbours among them, with their integer certificate.
// What it needs: certificates.hpp and growth.hpp.
// Example: auto c = certificates::root_case(random, 10, 34); if (c) CHECK(certificates::judge(*c).fault == "");
//
// The certificate of a root X in d digits is (2X-1)^n * B <= E * (2*10^d)^n <= (2X+1)^n * B, and with X-1, X or X+1 for 2X-1 and 2X+1
// where the rounding is a directed one: numbers::order_of_root compares, numbers::is_rounded asks it where each rounding turns.
#pragma once

#include "support/certificates.hpp"

#include <cagr/growth.hpp>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace certificates {

using numbers::number;
using numbers::source;

/// Two values whose growth is random, exactly a power of a short factor, or a neighbour of one.
struct values {
    number begin;
    number end;
    bool is_neighbour = false;
};

inline values random_values(source& random, unsigned long p, unsigned long q, int digits) {
    const long longest = random.once_in(3) ? 40 : 12;
    values out{{random.natural(random.between(1, longest)), random.between(-6, 6)},
               {random.natural(random.between(1, longest)), random.between(-6, 6)}};
    const long style = random.between(0, 5);
    if (style <= 1) return out;
    if (style == 2) { // growth of very little
        const long zeros = random.between(1, 60);
        out.end = {out.begin.coefficient * numbers::ten_to(zeros) + random.between(-9, 9), out.begin.exponent - zeros};
        return out;
    }
    // (1 + f)^p = growth^q for a fraction f at a boundary: `digits` of them, or one more that is 5.
    mpz_class f = random.natural(std::min(digits, 12));
    long places = random.between(0, 8) + static_cast<long>(f.get_str().size());
    if (digits <= 12 && random.once_in(2)) {
        f = f * 10 + 5;
        ++places;
    }
    const mpz_class one = numbers::ten_to(places);
    const mpz_class factor = random.once_in(4) && f < one ? mpz_class(one - f) : mpz_class(one + f);
    out.end.coefficient = out.begin.coefficient * numbers::power(factor, p);
    out.end.exponent = out.begin.exponent - places * static_cast<long>(p);
    if (q > 1) { // begin and end as q-th powers keep the root rational
        out.begin = {1, 0};
        out.end = {numbers::power(factor, p), -places * static_cast<long>(p)};
    }
    if (style == 5) {
        const long zeros = random.between(0, 80);
        const long off = random.between(-1, 1);
        out.end.coefficient = out.end.coefficient * numbers::ten_to(zeros) + off;
        out.end.exponent -= zeros;
        out.is_neighbour = off != 0;
    }
    return out;
}

/// (end/begin)^(q/p) - 1 as implied_rate gives it, over p periods or ratio{p, q} of them; nothing where there is no growth.
inline std::optional<certified> implied_rate_case(source& random, unsigned long p, unsigned long q, int digits) {
    const values built = random_values(random, p, q, digits);
    if (sgn(built.end.coefficient) <= 0) return std::nullopt;
    mpq_class growth = as_mpq(built.end) / as_mpq(built.begin);
    growth.canonicalize();
    if (growth == 1) return std::nullopt;
    const bool negative = random.once_in(4); // two negative values grow by their magnitudes
    const cagr::decimal begin = negative ? -built.begin.to_decimal() : built.begin.to_decimal();
    const cagr::decimal end = negative ? -built.end.to_decimal() : built.end.to_decimal();
    const long multiple = random.once_in(4) ? random.between(2, 6) : 1; // 18/12 and 3/1 are as good as 3/2 and 3
    const cagr::ratio n{static_cast<std::int64_t>(p) * multiple, static_cast<std::int64_t>(q) * multiple};
    const bool is_whole = n.denominator == 1;
    certified out{.function = "implied_rate", .arguments = {}, .compute = {}, .order = {}, .digits = digits};
    out.arguments = [=] {
        const std::string top = std::to_string(n.numerator);
        return to_string(begin) + ", " + to_string(end) + ", " +
               (is_whole ? top : "ratio{" + top + ", " + std::to_string(n.denominator) + "}");
    };
    out.compute = [=](cagr::context to) {
        return (is_whole ? implied_rate(begin, end, p, to) : implied_rate(begin, end, n, to)).fraction();
    };
    out.order = [=](long k) { return numbers::order_of_root(growth.get_num(), growth.get_den(), p, q, true, k); };
    out.sign = cmp(growth, 1) > 0 ? 1 : -1;
    out.is_neighbour = built.is_neighbour;
    return out;
}

/// The n-th root of a random number, of the n-th power of a boundary, or of a neighbour of one; sqrt for n = 2 now and then.
inline std::optional<certified> root_case(source& random, unsigned long n, int digits) {
    number radicand{random.natural(random.between(1, 40)), random.between(-60, 60)};
    bool is_neighbour = false;
    if (random.once_in(2)) {
        const bool is_short = static_cast<unsigned long>(digits) * n <= 1200; // the power of the whole boundary can be written out
        mpz_class boundary = random.natural(is_short ? digits : std::min(digits, 12));
        if (is_short && random.once_in(2)) boundary = boundary * 10 + 5;
        radicand = {numbers::power(boundary, n), random.between(-40, 40) * static_cast<long>(n)};
        if (random.once_in(3)) {
            const long zeros = random.between(0, 80);
            radicand.coefficient = radicand.coefficient * numbers::ten_to(zeros) + (random.once_in(2) ? 1 : -1);
            radicand.exponent -= zeros;
            is_neighbour = true;
        }
    }
    if (sgn(radicand.coefficient) == 0) return std::nullopt;
    const mpq_class exact = as_mpq(radicand);
    const bool negative = n % 2 == 1 && random.once_in(4);
    const bool is_square = n == 2 && random.once_in(2);
    const cagr::decimal d = negative ? -radicand.to_decimal() : radicand.to_decimal();
    certified out{.function = is_square ? "sqrt" : "root",
                  .arguments = [=] { return to_string(d) + (is_square ? "" : ", " + std::to_string(n)); },
                  .compute = [=](cagr::context to) { return is_square ? sqrt(d, to) : root(d, n, to); },
                  .order = [=](long k) { return numbers::order_of_root(exact.get_num(), exact.get_den(), n, 1, false, k); },
                  .digits = digits,
                  .is_neighbour = is_neighbour};
    if (negative) {
        out.order = negated(std::move(out.order));
        out.sign = -1;
    }
    return out;
}

/// Any of these: periods and degrees 1 to 60, at times up to 500 or a ratio, and 1 to 60 digits.
inline std::optional<certified> any_root_case(source& random) {
    const auto n =
        static_cast<unsigned long>(random.once_in(100) ? random.between(61, 500) : random.between(1, random.once_in(2) ? 60 : 12));
    const int digits = static_cast<int>(random.once_in(3) ? random.between(1, 8) : random.between(1, 60));
    switch (random.between(0, 9)) {
    case 0: return root_case(random, 2, digits);
    case 1:
    case 2:
    case 3: return root_case(random, n, digits);
    case 4: {
        const auto q = static_cast<unsigned long>(random.between(1, 24));
        const auto p = static_cast<unsigned long>(random.between(1, 40));
        const unsigned long common = std::gcd(p, q);
        return implied_rate_case(random, p / common, q / common, std::min(digits, 40));
    }
    default: return implied_rate_case(random, n, 1, digits);
    }
}

} // namespace certificates
