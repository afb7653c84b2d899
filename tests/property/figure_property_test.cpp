// Random figures: printing one and reading it again keeps every part of it; the interval is checked against
// integers of GMP; random bytes never do worse than an error.
#include <cagr/figure.hpp>

#include "support/catch.hpp"

#include <gmpxx.h>

#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

using cagr::figure;

namespace {

unsigned long seed() {
    const char* given = std::getenv("CAGR_SEED");
    return given != nullptr ? std::strtoul(given, nullptr, 10) : 20280930UL;
}

class generator {
public:
    explicit generator(unsigned long from) : engine_(from) {}

    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
    bool one_in(std::size_t n) { return below(n) == 0; }

    template <std::size_t N>
    std::string_view any(const std::array<std::string_view, N>& of) {
        return of[below(N)];
    }

    std::string digits(std::size_t n) {
        std::string out;
        for (std::size_t i = 0; i < n; ++i) out += static_cast<char>('0' + below(10));
        return out;
    }

private:
    std::mt19937_64 engine_;
};

/// A printed number, and what it is in integers: coefficient times 10^-places.
struct printed {
    std::string text;
    mpz_class coefficient;
    std::size_t places = 0;
};

printed random_number(generator& random) {
    printed p;
    std::string whole = random.digits(1 + random.below(random.one_in(20) ? 300 : 7));
    if (whole.size() > 1 && whole[0] == '0') whole[0] = '4';
    const std::string part = random.one_in(2) ? random.digits(1 + random.below(random.one_in(20) ? 300 : 4)) : std::string();
    p.coefficient = mpz_class(whole + part, 10);
    p.places = part.size();
    const std::size_t grouping = random.below(3); // none, by three, by lakh and crore
    for (std::size_t i = whole.size(), run = 0; grouping != 0 && i-- > 1;) {
        ++run;
        if (run != (grouping == 2 && whole.find(',') != std::string::npos ? 2U : 3U)) continue;
        whole.insert(i, 1, ',');
        run = 0;
    }
    p.text = whole + (part.empty() ? "" : "." + part);
    return p;
}

struct scale {
    std::string_view text;
    int exponent;
};

constexpr std::array scales{scale{"", 0},         scale{"K", 3},           scale{" thousand", 3},  scale{"M", 6},
                            scale{" million", 6}, scale{"mn", 6},          scale{" billion", 9},   scale{"bn", 9},
                            scale{"B", 9},        scale{"T", 12},          scale{" trillion", 12}, scale{" lakh", 5},
                            scale{" crore", 7},   scale{" lakh crore", 12}};

/// A decimal as coefficient * 10^-places, both from its text.
mpq_class rational(const cagr::decimal& d) {
    const std::string text = to_string(d, d.places(), cagr::rounding::half_even);
    std::string digits;
    std::size_t places = 0;
    bool point = false;
    for (const char c : text) {
        if (c == '.') {
            point = true;
            continue;
        }
        digits += c;
        places += point ? 1 : 0;
    }
    mpz_class ten_power;
    mpz_ui_pow_ui(ten_power.get_mpz_t(), 10, places);
    mpq_class value(mpz_class(digits, 10), ten_power);
    value.canonicalize();
    return value;
}

mpq_class power_of_ten(long exponent) {
    mpz_class power;
    mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(exponent < 0 ? -exponent : exponent));
    return exponent < 0 ? mpq_class(1, power) : mpq_class(power);
}

void require_same(const figure& f) {
    const std::string shown = to_string(f);
    INFO("printed: " << shown);
    const auto again = figure::try_parse(shown);
    INFO((again ? std::string() : to_string(again.error())));
    REQUIRE(again.has_value());
    REQUIRE(again->interval() == f.interval());
    REQUIRE(*again == f);
    REQUIRE(to_string(*again) == shown);
}

} // namespace

TEST_CASE("random amounts have the interval that integers give, and survive printing and reading") {
    const unsigned long from = seed();
    INFO("CAGR_SEED=" << from);
    generator random(from);
    constexpr std::array<std::string_view, 6> currencies{"", "", "USD ", "$", "EUR ", "Rs "};
    constexpr std::array<std::string_view, 5> qualifiers{"", "", "about ", "over ", "up to "};
    constexpr std::array<std::string_view, 5> units{"", "", " units", " tons of CO2", " m2"};
    constexpr std::array<std::string_view, 5> periods{"", "", "@2020", "@FY28", " @ 2028Q3"};
    for (int i = 0; i < 8'000; ++i) {
        const printed number = random_number(random);
        const scale in = scales[random.below(scales.size())];
        const std::string_view qualifier = random.any(qualifiers);
        const bool negative = random.one_in(5);
        std::string text(qualifier);
        text.append(random.any(currencies)).append(negative ? "-" : "").append(number.text).append(in.text);
        text.append(random.any(units)).append(random.any(periods));
        CAPTURE(text);
        const auto read = figure::try_parse(text, cagr::notation::point);
        INFO((read ? std::string() : to_string(read.error())));
        REQUIRE(read.has_value());

        const long step = in.exponent - static_cast<long>(number.places);
        const mpq_class value = (negative ? -1 : 1) * mpq_class(number.coefficient) * power_of_ten(step);
        const mpq_class half = 5 * power_of_ten(step - 1);
        REQUIRE(rational(read->value()) == value);
        REQUIRE(rational(read->unit_of_last_digit()) == 2 * half);
        const cagr::interval open = read->interval();
        REQUIRE(open.low.has_value() == (qualifier != "up to "));
        REQUIRE(open.high.has_value() == (qualifier != "over "));
        const bool plain = open.low && open.high;
        if (open.low) REQUIRE(rational(*open.low) == (plain ? mpq_class(value - half) : value));
        if (open.high) REQUIRE(rational(*open.high) == (plain ? mpq_class(value + half) : value));
        require_same(*read);
    }
}

TEST_CASE("random percentages, multiples and ranges survive printing and reading") {
    const unsigned long from = seed();
    INFO("CAGR_SEED=" << from);
    generator random(from);
    constexpr std::array<std::string_view, 7> marks{"%", " percent", " per cent", "pct", "bp", "x", "-fold"};
    constexpr std::array<std::string_view, 4> joiners{" to ", "-", " – ", " - "};
    int ranges = 0;
    for (int i = 0; i < 8'000; ++i) {
        const printed low = random_number(random);
        const printed high = random_number(random);
        const std::string_view mark = random.any(marks);
        std::string text;
        if (random.one_in(2)) {
            text = (random.one_in(3) ? "-" : "") + low.text + std::string(mark);
        } else if (random.one_in(2)) {
            text = low.text + std::string(random.one_in(2) ? mark : "") + std::string(random.any(joiners)) + high.text + std::string(mark);
        } else {
            text = "between " + low.text + " and " + high.text + std::string(scales[random.below(scales.size())].text);
        }
        CAPTURE(text);
        const auto read = figure::try_parse(text, cagr::notation::point);
        if (!read) {
            // The only fault of these texts is that the numbers may stand in the wrong order.
            REQUIRE(read.error().code == cagr::errc::parse_range);
            continue;
        }
        ranges += read->is_range() ? 1 : 0;
        REQUIRE(read->interval().contains(read->value()));
        REQUIRE(read->low() <= read->high());
        require_same(*read);
    }
    CHECK(ranges > 1000);
}

TEST_CASE("figures moved to another magnitude or made exact survive printing and reading") {
    const unsigned long from = seed();
    INFO("CAGR_SEED=" << from);
    generator random(from);
    constexpr std::array magnitudes{cagr::magnitude{},           cagr::magnitude::thousand(), cagr::magnitude::million(),
                                    cagr::magnitude::trillion(), cagr::magnitude::crore(),    cagr::magnitude{.exponent = 8}};
    for (int i = 0; i < 2'000; ++i) {
        const figure f =
            figure::parse(random_number(random).text + std::string(scales[random.below(scales.size())].text), cagr::notation::point);
        const figure moved = f.in_magnitude(magnitudes[random.below(magnitudes.size())]);
        CAPTURE(to_string(f), to_string(moved));
        REQUIRE(moved.interval() == f.interval());
        REQUIRE(figure::parse(to_string(moved)).interval() == f.interval());
        const figure exact = figure::exact(f.value(), moved.magnitude());
        REQUIRE(figure::parse(to_string(exact)).interval() == exact.interval());
    }
}

TEST_CASE("random text is read or refused, and an error points into it") {
    const unsigned long from = seed();
    INFO("CAGR_SEED=" << from);
    generator random(from);
    constexpr std::array<std::string_view, 44> pieces{
        "1",      "62.35",    ",",    ".",      "-",    "+",   " ",     "%",     "bp",     "x",        "B",
        "bn",     " million", "lakh", " crore", "USD",  "$",   "€",     "over ", "up to ", "between ", " and ",
        " to ",   "from ",    "@",    "2020",   "FY28", "e",   "E9",    "1e9",   "\u2212", "\u2013",   "\u00A0",
        "\u202F", "５",       "\xFF", "\xC3",   "XX",   "nan", "units", "tons ", "'",      "(",        "/"};
    int read_count = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (std::size_t n = 1 + random.below(8); n > 0; --n) {
            if (random.one_in(25)) {
                text += static_cast<char>(random.below(256));
            } else {
                text += random.any(pieces);
            }
        }
        CAPTURE(text);
        const bool comma = random.one_in(4);
        const auto read = comma ? figure::try_parse(text, cagr::notation::comma) : figure::try_parse(text);
        if (read) {
            ++read_count;
            require_same(*read);
            continue;
        }
        REQUIRE(read.error().span.offset + read.error().span.length <= text.size());
        REQUIRE_FALSE(read.error().message.empty());
        REQUIRE_FALSE(to_string(read.error()).empty());
    }
    CHECK(read_count > 400);
}
