// Random figures in the words of every language: the value is what integers give, and printing a figure and reading it
// again, as English, keeps its value, interval, currency and unit. Random pieces never do worse than an error.
#include <cagr/figure.hpp>

#include "support/catch.hpp"

#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using cagr::decimal;
using cagr::figure;
using cagr::language;
using cagr::notation;

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
    template <class T>
    const T& any(const std::vector<T>& of) {
        return of[below(of.size())];
    }
    std::string digits(std::size_t n) {
        std::string out;
        for (std::size_t i = 0; i < n; ++i) out += static_cast<char>('0' + below(10));
        return out;
    }

private:
    std::mt19937_64 engine_;
};

struct word {
    std::string_view text;
    int exponent;
};

struct money {
    std::string_view text;
    std::string_view code;
};

enum class bound { plain, low, high };

struct hedge {
    std::string_view text;
    bound meaning;
};

/// What a language writes, with the spaces where it has them.
struct forms {
    std::string_view tag;
    std::vector<word> scales;
    std::vector<hedge> hedges;
    std::vector<money> currencies; // after the magnitude, with the word between
    std::vector<std::string_view> units;
    std::vector<std::string_view> percents;
};

const std::vector<forms>& languages() {
    static const std::vector<forms> all{
        {"en",
         {{" billion", 9}, {"M", 6}, {" lakh crore", 12}, {" thousand", 3}},
         {{"over ", bound::low}, {"about ", bound::plain}, {"up to ", bound::high}},
         {{" US dollars", "USD"}, {" euros", "EUR"}},
         {" units", " tons of CO2"},
         {"%", " per cent", " percent"}},
        {"it",
         {{" miliardi", 9}, {" mln", 6}, {" mila miliardi", 12}, {"mila", 3}},
         {{"oltre ", bound::low}, {"circa ", bound::plain}, {"fino a ", bound::high}, {"più di ", bound::low}},
         {{" di dollari", "USD"}, {" di euro", "EUR"}, {" €", "EUR"}},
         {" di unità", " tonnellate"},
         {"%", " per cento"}},
        {"de",
         {{" Mrd.", 9}, {" Milliarden", 9}, {" Mio.", 6}, {" Billionen", 12}, {" Billiarden", 15}},
         {{"über ", bound::low}, {"rund ", bound::plain}, {"bis zu ", bound::high}},
         {{" US-Dollar", "USD"}, {" Euro", "EUR"}, {" EUR", "EUR"}},
         {" Tonnen", " t"},
         {" %", " Prozent"}},
        {"fr",
         {{" milliards", 9}, {" Md", 9}, {" millions", 6}, {" billions", 12}},
         {{"plus de ", bound::low}, {"environ ", bound::plain}, {"jusqu'à ", bound::high}},
         {{" de dollars", "USD"}, {" d'euros", "EUR"}, {" €", "EUR"}},
         {" de tonnes", " d'unités"},
         {" %", " pour cent"}},
        {"es",
         {{" mil millones", 9}, {" millones", 6}, {" billones", 12}, {" mil", 3}},
         {{"más de ", bound::low}, {"cerca de ", bound::plain}, {"hasta ", bound::high}},
         {{" de dólares", "USD"}, {" de euros", "EUR"}},
         {" de toneladas", " de pesos"},
         {" %", " por ciento"}},
        {"pt",
         {{" bilhões", 9}, {" mil milhões", 9}, {" milhões", 6}, {" trilhões", 12}, {" biliões", 12}},
         {{"mais de ", bound::low}, {"cerca de ", bound::plain}, {"até ", bound::high}},
         {{" de dólares", "USD"}, {" de reais", "BRL"}},
         {" de toneladas"},
         {"%", " por cento"}},
        {"nl",
         {{" miljard", 9}, {" mln", 6}, {" biljoen", 12}},
         {{"meer dan ", bound::low}, {"ongeveer ", bound::plain}, {"tot ", bound::high}},
         {{" dollar", "USD"}, {" euro", "EUR"}},
         {" ton"},
         {"%", " procent"}},
        {"zh",
         {{"亿", 8}, {"万亿", 12}, {"万", 4}, {"千万", 7}, {"萬億", 12}},
         {{"超过", bound::low}, {"约", bound::plain}, {"不超过", bound::high}},
         {{"美元", "USD"}, {"元", "CNY"}, {"元人民币", "CNY"}},
         {"台", "吨"},
         {"%", "％"}},
        {"ja",
         {{"億", 8}, {"兆", 12}, {"万", 4}, {"百万", 6}, {"千億", 11}},
         {{"少なくとも", bound::low}, {"約", bound::plain}, {"最大", bound::high}},
         {{"ドル", "USD"}, {"円", "JPY"}},
         {"台", "トン"},
         {"%", "パーセント"}},
        {"ko",
         {{"억", 8}, {"조", 12}, {"만", 4}, {" 만", 4}},
         {{"최소 ", bound::low}, {"약 ", bound::plain}, {"최대 ", bound::high}},
         {{" 달러", "USD"}, {"원", "KRW"}},
         {" 대", "톤"},
         {"%", " 퍼센트"}},
    };
    return all;
}

struct printed {
    std::string text;
    decimal value;
    std::int64_t places = 0;
};

printed random_number(generator& random, notation marks) {
    std::string whole = random.digits(1 + random.below(random.one_in(20) ? 200 : 6));
    if (whole.size() > 1 && whole[0] == '0') whole[0] = '4';
    const std::string part = random.one_in(2) ? random.digits(1 + random.below(4)) : std::string();
    printed out;
    out.value = decimal::parse(whole + (part.empty() ? "" : "." + part));
    out.places = static_cast<std::int64_t>(part.size());
    if (random.one_in(2))
        for (std::size_t i = whole.size(); i > 3;) whole.insert(i -= 3, 1, marks == notation::comma ? '.' : ',');
    out.text = whole + (part.empty() ? "" : (marks == notation::comma ? "," : ".") + part);
    return out;
}

void require_same(const figure& f) {
    const std::string shown = to_string(f);
    INFO("printed: " << shown);
    const auto again = figure::try_parse(shown);
    INFO((again ? std::string() : to_string(again.error())));
    REQUIRE(again.has_value());
    REQUIRE(again->interval() == f.interval());
    REQUIRE(again->value() == f.value());
    REQUIRE(again->currency() == f.currency());
    REQUIRE(again->unit() == f.unit());
    REQUIRE(again->kind() == f.kind());
    REQUIRE(to_string(*again) == shown);
}

} // namespace

TEST_CASE("random figures of every language have the value and the interval of their digits, and survive printing and reading") {
    const unsigned long from = seed();
    INFO("CAGR_SEED=" << from);
    generator random(from);
    for (int i = 0; i < 10'000; ++i) {
        const forms& in = random.any(languages());
        const language spoken = language::parse(in.tag);
        const printed number = random_number(random, spoken.marks());
        const bool hedged = random.one_in(3);
        const hedge& hedging = random.any(in.hedges);
        std::string text = (hedged ? std::string(hedging.text) : std::string()) + number.text;
        std::int64_t exponent = 0;
        std::string_view code;
        const bool percent = random.one_in(4);
        if (percent) {
            text += random.any(in.percents);
        } else {
            const word& scale = random.any(in.scales);
            exponent = scale.exponent;
            text += scale.text;
            if (random.one_in(2)) {
                const money& currency = random.any(in.currencies);
                text += currency.text;
                code = currency.code;
            } else if (random.one_in(2)) {
                text += random.any(in.units);
            }
        }
        CAPTURE(in.tag, text);
        const auto read = figure::try_parse(text, spoken);
        INFO((read ? std::string() : to_string(read.error())));
        REQUIRE(read.has_value());
        const decimal value = scale10(number.value, exponent);
        const decimal half = cagr::scale10(5, exponent - number.places - 1);
        REQUIRE(read->value() == value);
        REQUIRE(read->currency() == code);
        REQUIRE((read->kind() == cagr::figure_kind::percent) == percent);
        const bound meaning = hedged ? hedging.meaning : bound::plain;
        if (meaning == bound::plain) REQUIRE(read->interval() == cagr::interval{value - half, value + half});
        if (meaning == bound::low) REQUIRE(read->interval() == cagr::interval{value, std::nullopt});
        if (meaning == bound::high) REQUIRE(read->interval() == cagr::interval{std::nullopt, value});
        require_same(*read);
    }
}

TEST_CASE("random composite numbers add up, with half a unit of their last digit that is not zero") {
    const unsigned long from = seed();
    INFO("CAGR_SEED=" << from);
    generator random(from);
    const std::vector<std::array<std::string_view, 3>> units{
        {"兆", "億", "万"}, {"万亿", "亿", "万"}, {"조", "억", "만"}, {"兆", "億", "萬"}};
    for (int i = 0; i < 5'000; ++i) {
        const auto& unit = random.any(units);
        std::string text;
        decimal value;
        for (std::size_t part = random.below(2); part < 3; ++part) {
            if (!text.empty() && random.one_in(4)) continue;
            const std::size_t n = random.below(9999);
            const std::string gap = !text.empty() && random.one_in(2) ? " " : "";
            text += gap + std::to_string(n) + std::string(unit[part]);
            value += cagr::scale10(decimal(n), 12 - 4 * static_cast<std::int64_t>(part));
        }
        CAPTURE(text);
        const auto read = figure::try_parse(text);
        INFO((read ? std::string() : to_string(read.error())));
        REQUIRE(read.has_value());
        REQUIRE(read->value() == value);
        require_same(*read);
    }
}

TEST_CASE("random pieces of every language are read or refused, and what is read survives printing and reading") {
    const unsigned long from = seed();
    INFO("CAGR_SEED=" << from);
    generator random(from);
    const std::vector<std::string_view> marks{"1",    "62.35", "1,5", "1.234", ",",   ".",        "-",        "+",  " ",     " ",
                                              "%",    "％",    "x",   "XX",    "to ", "between ", "bis ",     "至", "から",  "에서",
                                              "以上", "이상",  "여",  "多",    "余",  "之间",     "tra ",     "e ", "@2020", "USD",
                                              "$",    "€",     "t",   "m",     "B",   "Mio",      "\xE4\xBA", "５", "\u00A0"};
    int read_count = 0;
    for (int i = 0; i < 30'000; ++i) {
        const forms& in = random.any(languages());
        std::string text = random.one_in(4) ? "" : random_number(random, language::parse(in.tag).marks()).text;
        for (std::size_t n = 1 + random.below(5); n > 0; --n) {
            const forms& other = random.one_in(6) ? random.any(languages()) : in;
            switch (random.below(7)) {
            case 0: text += random.any(other.scales).text; break;
            case 1: text += random.any(other.hedges).text; break;
            case 2: text += random.any(other.currencies).text; break;
            case 3: text += random.any(other.units); break;
            case 4: text += random.any(other.percents); break;
            default: text += random.any(marks); break;
            }
        }
        CAPTURE(in.tag, text);
        const auto read = figure::try_parse(text, language::parse(in.tag));
        if (read) {
            ++read_count;
            require_same(*read);
            continue;
        }
        REQUIRE(read.error().span.offset + read.error().span.length <= text.size());
        REQUIRE_FALSE(read.error().message.empty());
        REQUIRE_FALSE(to_string(read.error()).empty());
    }
    CHECK(read_count > 1500);
}
