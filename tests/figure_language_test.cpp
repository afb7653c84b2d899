// Figures in the words of each language: what they say, what they are counted in, and what is refused.
#include <cagr/figure.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>

using cagr::errc;
using cagr::figure;
using cagr::language;
using cagr::notation;
using namespace cagr::literals;

namespace {

/// What the text says in a language, as it is printed; printing it and reading that again changes nothing.
std::string read(std::string_view tag, std::string_view text) {
    const auto f = figure::try_parse(text, language::parse(tag));
    INFO(text << (f ? std::string() : "\n" + to_string(f.error())));
    REQUIRE(f.has_value());
    const figure again = figure::parse(to_string(*f));
    CHECK(again.interval() == f->interval());
    CHECK(again.value() == f->value());
    CHECK(again.currency() == f->currency());
    CHECK(again.unit() == f->unit());
    return to_string(*f);
}

cagr::error refused(std::string_view tag, std::string_view text) {
    const auto f = figure::try_parse(text, language::parse(tag));
    CAPTURE(text);
    REQUIRE_FALSE(f.has_value());
    return f.error();
}

cagr::error refused(std::string_view text) {
    const auto f = figure::try_parse(text);
    CAPTURE(text);
    REQUIRE_FALSE(f.has_value());
    return f.error();
}

cagr::interval of(std::string_view tag, std::string_view text) { return figure::parse(text, language::parse(tag)).interval(); }

} // namespace

TEST_CASE("Italian figures are read") {
    CHECK(read("it", "62,35 miliardi") == "62.35B");
    CHECK(read("it", "$62,35 miliardi") == "USD 62.35B");
    CHECK(read("it", "1.234,5 milioni di euro") == "EUR 1234.5M");
    CHECK(read("it", "€ 5,2 mld") == "EUR 5.2B");
    CHECK(read("it", "oltre 62,35 miliardi di dollari") == "at least USD 62.35B");
    CHECK(read("it", "più di 6 mld. di euro") == "at least EUR 6B");
    CHECK(read("it", "PIÙ DI 6 MLD DI EURO") == "at least EUR 6B");
    CHECK(read("it", "circa 65 milioni di unità") == "about 65M unità");
    CHECK(read("it", "quasi il 40%") == "about 40%");
    CHECK(read("it", "fino al 30 per cento") == "up to 30%");
    CHECK(read("it", "20 per cento o più") == "at least 20%");
    CHECK(read("it", "tra il 25% e il 30%") == "25% to 30%");
    CHECK(read("it", "da 25 a 30 miliardi di euro") == "EUR 25B to 30B");
    CHECK(read("it", "3 mila miliardi di dollari") == "USD 3T");
    CHECK(read("it", "1,2 bilioni") == "1.2T");
    CHECK(read("it", "50mila tonnellate") == "50K tonnellate");
    CHECK(read("it", "500 t") == "500 tonnes");
    CHECK(read("it", "3 volte") == "3x");
    CHECK(read("it", "25 punti base") == "0.25%");
    CHECK(read("it", "-3,5%") == "-3.5%");
    CHECK(read("it", "62,35 miliardi@2020") == "62.35B@2020");
}

TEST_CASE("German figures are read, a Billion being 10^12") {
    CHECK(read("de", "1.234,5 Mrd. EUR") == "EUR 1234.5B");
    CHECK(read("de", "1.234 Mrd.") == "1234B");
    CHECK(read("de", "244 Milliarden US-Dollar") == "USD 244B");
    CHECK(read("de", "90 Bill.") == "90T");
    CHECK(read("de", "knapp 1,27 Billionen Euro") == "about EUR 1.27T");
    CHECK(read("de", "rund 31 Prozent") == "about 31%");
    CHECK(read("de", "Über 6 %") == "at least 6%");
    CHECK(read("de", "mehr als 12,5 Mio. Euro") == "at least EUR 12.5M");
    CHECK(read("de", "bis zu 5 Mrd. Schweizer Franken") == "up to CHF 5B");
    CHECK(read("de", "zwischen 25 und 30 Prozent") == "25% to 30%");
    CHECK(read("de", "25 bis 30 Mio. Tonnen") == "25M to 30M Tonnen");
    CHECK(read("de", "17,5 Prozentpunkten") == "17.5 Prozentpunkten");
    CHECK(read("de", "9-fach") == "9x");
    CHECK(read("de", "2 Billiarden") == "2e15");
    CHECK(read("de-CH", "1\u2019234.50 Mio. Franken") == "CHF 1234.50M");
}

TEST_CASE("French figures are read, grouped by spaces, a billion being 10^12") {
    CHECK(read("fr", "3 978 milliards d'euros") == "EUR 3978B");
    CHECK(read("fr", "3\u202F978,5 milliards d\u2019euros") == "EUR 3978.5B");
    CHECK(read("fr", "192,6 Md$") == "USD 192.6B");
    CHECK(read("fr", "12,5 M€") == "EUR 12.5M");
    CHECK(read("fr", "500 k€") == "EUR 500K");
    CHECK(read("fr", "près de 5 milliards de dollars US") == "about USD 5B");
    CHECK(read("fr", "plus de 6 pour cent") == "at least 6%");
    CHECK(read("fr", "jusqu'à 30 %") == "up to 30%");
    CHECK(read("fr", "jusqu\u2019à 30 %") == "up to 30%");
    CHECK(read("fr", "environ 65 millions d'unités") == "about 65M unités");
    CHECK(read("fr", "entre 25 % et 30 %") == "25% to 30%");
    CHECK(read("fr", "de 25 à 30 milliards de dollars") == "USD 25B to 30B");
    CHECK(read("fr", "1 billion d'euros") == "EUR 1T");
    CHECK(read("fr", "5 fois") == "5x");
}

TEST_CASE("Spanish figures are read, a billón being 10^12 and mil millones 10^9") {
    CHECK(read("es", "8.650 millones de dólares") == "USD 8650M");
    CHECK(read("es", "1,18 billones de euros") == "EUR 1.18T");
    CHECK(read("es", "1 billón") == "1T");
    CHECK(read("es", "38,2 mil millones") == "38.2B");
    CHECK(read("es", "MÁS DE 5 MILLONES DE DÓLARES") == "at least USD 5M");
    CHECK(read("es", "más del 6 por ciento") == "at least 6%");
    CHECK(read("es", "cerca del 30%") == "about 30%");
    CHECK(read("es", "hasta 30%") == "up to 30%");
    CHECK(read("es", "entre el 25% y el 30%") == "25% to 30%");
    CHECK(read("es", "5 mil toneladas") == "5K toneladas");
    CHECK(read("es", "5 millones de pesos mexicanos") == "MXN 5M");
    CHECK(read("es", "5 millones de pesos") == "5M pesos"); // of which country is not said
    CHECK(read("es-MX", "1.234 millones") == "1.234M");
}

TEST_CASE("Portuguese figures are read, bilhão being 10^9 and bilião 10^12") {
    CHECK(read("pt", "R$ 41,5 bilhões") == "BRL 41.5B");
    CHECK(read("pt", "mais de US$ 5 bi") == "at least USD 5B");
    CHECK(read("pt", "341.800 milhões") == "341800M");
    CHECK(read("pt", "50 mil milhões de euros") == "EUR 50B");
    CHECK(read("pt", "1,2 biliões de euros") == "EUR 1.2T");
    CHECK(read("pt", "3 trilhões de reais") == "BRL 3T");
    CHECK(read("pt", "até 30 por cento") == "up to 30%");
    CHECK(read("pt", "cerca de 10 MILHÕES de toneladas") == "about 10M toneladas");
    CHECK(read("pt", "entre 25% e 30%") == "25% to 30%");
}

TEST_CASE("Dutch figures are read") {
    CHECK(read("nl", "434,61 mln") == "434.61M");
    CHECK(read("nl", "€ 1.155,0 mln") == "EUR 1155.0M");
    CHECK(read("nl", "meer dan 25,31 biljoen") == "at least 25.31T");
    CHECK(read("nl", "ongeveer 5 miljard euro") == "about EUR 5B");
    CHECK(read("nl", "bijna 30 procent") == "about 30%");
    CHECK(read("nl", "tot 30 procent") == "up to 30%");
    CHECK(read("nl", "tussen 5 en 6 miljard dollar") == "USD 5B to 6B");
    CHECK(read("nl", "5 tot 6 procent") == "5% to 6%");
}

TEST_CASE("Chinese figures are read") {
    CHECK(read("zh", "25.7亿") == "2.57B");
    CHECK(read("zh", "25.7 亿美元") == "USD 2.57B");
    CHECK(read("zh", "约25.7亿美元") == "about USD 2.57B");
    CHECK(read("zh", "1万亿") == "1T");
    CHECK(read("zh", "5.9萬億元") == "CNY 5.9T");
    CHECK(read("zh", "人民币100亿元") == "CNY 10.0B");
    CHECK(read("zh", "超过6%") == "at least 6%");
    CHECK(read("zh", "将近40％") == "about 40%");
    CHECK(read("zh", "百分之25") == "25%");
    CHECK(read("zh", "百分之25至30") == "25% to 30%");
    CHECK(read("zh", "在25%至30%之间") == "25% to 30%");
    CHECK(read("zh", "5亿-6亿美元") == "USD 0.5B to 0.6B");
    CHECK(read("zh", "25.7亿美元以上") == "at least USD 2.57B");
    CHECK(read("zh", "100余亿元") == "at least CNY 10.0B");
    CHECK(read("zh", "65万台以上") == "at least 0.65M 台");
    CHECK(read("zh", "不超过5000吨") == "up to 5000 吨");
    CHECK(read("zh", "3倍") == "3x");
    CHECK(read("zh", "500兆瓦") == "500 兆瓦"); // a megawatt, not 10^12 of anything
    CHECK(read("zh-TW", "新台幣5兆") == "TWD 5T");
}

TEST_CASE("Japanese figures are read") {
    CHECK(read("ja", "94億9000万ドル") == "USD 9.49B");
    CHECK(read("ja", "約3千億円") == "about JPY 0.3T");
    CHECK(read("ja", "699兆") == "699T");
    CHECK(read("ja", "100億ドル超") == "at least USD 10.0B");
    CHECK(read("ja", "100億ドルを超える") == "at least USD 10.0B");
    CHECK(read("ja", "6％以上") == "at least 6%");
    CHECK(read("ja", "5億ユーロ以下") == "up to EUR 0.5B");
    CHECK(read("ja", "17.5パーセント") == "17.5%");
    CHECK(read("ja", "25%から30%の間") == "25% to 30%");
    CHECK(read("ja", "5〜6%") == "5% to 6%");
    CHECK(read("ja", "500万台程度") == "about 5.00M 台");
}

TEST_CASE("Korean figures are read") {
    CHECK(read("ko", "1조3452억") == "1.3452T");
    CHECK(read("ko", "약 1조 3452억 달러") == "about USD 1.3452T");
    CHECK(read("ko", "20억 8,000만 달러") == "USD 2.08B");
    CHECK(read("ko", "1502억원") == "KRW 150.2B");
    CHECK(read("ko", "6퍼센트 이상") == "at least 6%");
    CHECK(read("ko", "100억 달러를 넘는") == "at least USD 10.0B");
    CHECK(read("ko", "100억여 달러") == "at least USD 10.0B");
    CHECK(read("ko", "최대 30%") == "up to 30%");
    CHECK(read("ko", "5~6%") == "5% to 6%");
    CHECK(read("ko", "25%에서 30% 사이") == "25% to 30%");
    CHECK(read("ko", "5만 대") == "0.05M 대");
}

TEST_CASE("Chinese, Japanese and Korean units are read in any language, since their characters tell") {
    CHECK(to_string(figure::parse("25.7亿")) == "2.57B");
    CHECK(to_string(figure::parse("1조 3452억")) == "1.3452T");
    CHECK(to_string(figure::parse("94億9000万")) == "9.49B");
    CHECK(to_string(figure::parse("3千億")) == "0.3T");
    CHECK(to_string(figure::parse("USD 25.7亿@2020")) == "USD 2.57B@2020");
    CHECK(to_string(figure::parse("1,234亿")) == "123.4B"); // a comma groups wherever these are written
}

TEST_CASE("the interval of a composite number is half a unit of its last digit that is not zero") {
    CHECK(of("ja", "94億9000万") == cagr::interval{9'485'000'000, 9'495'000'000});
    CHECK(of("ko", "1조 3452억") == cagr::interval{1'345'150'000'000, 1'345'250'000'000});
    CHECK(of("ko", "17조4000억") == cagr::interval{17'350'000'000'000, 17'450'000'000'000});
    CHECK(of("ko", "20억 8,000만") == cagr::interval{2'075'000'000, 2'085'000'000});
    CHECK(of("ja", "1万2345") == cagr::interval{12344.5_dec, 12345.5_dec});
    CHECK(of("ja", "1億2000万500") == cagr::interval{120'000'450, 120'000'550});
    // Of a single unit, of the last digit that is printed.
    CHECK(of("zh", "25.70亿") == cagr::interval{2'569'500'000, 2'570'500'000});
    CHECK(of("zh", "100亿") == cagr::interval{9'950'000'000, 10'050'000'000});
    CHECK(of("ja", "3千億") == cagr::interval{250'000'000'000, 350'000'000'000});
}

TEST_CASE("parts of a composite number that do not add up are refused") {
    CHECK(refused("ko", "3452억 1조").code == errc::parse_grouping);
    CHECK(refused("ko", "1조 20000억").code == errc::parse_grouping);
    CHECK(refused("ko", "1.5조2000억").code == errc::parse_grouping);
    CHECK(refused("ja", "5億5億").code == errc::parse_grouping);
    CHECK(refused("zh", "5亿 2020").code == errc::parse_grouping);
}

TEST_CASE("thousands, hundreds and tens add up within a group of four digits") {
    CHECK(of("ko", "62억3천5백만 달러") == cagr::interval{6'234'500'000, 6'235'500'000});
    CHECK(of("ko", "2조 3천5백억") == cagr::interval{2'345'000'000'000, 2'355'000'000'000});
    CHECK(of("ja", "12億3千4百万円") == cagr::interval{1'233'500'000, 1'234'500'000});
    CHECK(of("ja", "3千5百") == cagr::interval{3'450, 3'550});
    CHECK(of("ko", "3천 5백만") == cagr::interval{34'500'000, 35'500'000});
    CHECK(of("zh", "1千亿5000万") == cagr::interval{100'045'000'000, 100'055'000'000});
    CHECK(read("ko", "62억 3천5백만 달러") == "USD 6.235B");
    CHECK(refused("ko", "5백3천만").code == errc::parse_grouping);
    CHECK(refused("ko", "3천50백만").code == errc::parse_grouping);
    CHECK(refused("ko", "1만 3천5백만").code == errc::parse_grouping);
    CHECK(refused("ko", "3.5천5백만").code == errc::parse_grouping);
}

TEST_CASE("one digit after a unit is refused, as it is spoken otherwise than it is written") {
    const cagr::error e = refused("zh", "2万5");
    CHECK(e.code == errc::parse_ambiguous);
    CHECK(e.message == "'2万5' has two readings, 20005 and 25000, at column 1; write 20005 or 25000");
    CHECK(read("zh", "2万5千") == "0.025M");
    CHECK(refused("ja", "1億5円").code == errc::parse_ambiguous);
}

TEST_CASE("signs and words of a currency are those of the language, and 元 beside another says nothing") {
    CHECK(read("zh", "¥25.7亿") == "CNY 2.57B");
    CHECK(read("ja", "¥25.7億") == "JPY 2.57B");
    CHECK(read("zh-TW", "新台幣25.7億元") == "TWD 2.57B");
    CHECK(read("zh", "HK$25.7億元") == "HKD 2.57B");
    CHECK(read("zh", "25.7亿元") == "CNY 2.57B");
    CHECK(refused("zh", "25.7亿元 EUR").code == errc::unit_mixed);
    CHECK(read("ko", "미화 15억 달러") == "USD 1.5B");
    CHECK(read("ja", "62億3,500万米国ドル") == "USD 6.235B");
}

TEST_CASE("a comma language reads digits that nobody groups so with a point, and a named notation decides") {
    CHECK(read("it", "37.5 miliardi") == "37.5B");
    CHECK(read("pt", "6.09 Bilhões") == "6.09B");
    CHECK(read("es", "1,234.5 millones") == "1234.5M");
    CHECK(read("it", "37.500 miliardi") == "37500B");
    CHECK(refused("it", "1.5 miliardi o 2").code == errc::parse_suffix);
    CHECK(figure::parse("37.500 miliardi", language::parse("it"), notation::point).value() == 37.5_B);
    CHECK(figure::try_parse("37.5 miliardi", language::parse("it"), notation::comma).error().code == errc::parse_grouping);
    CHECK(figure::parse("1,234", language()).value() == 1234);
    CHECK(refused("en", "62,35 billion").code == errc::parse_grouping);
}

TEST_CASE("a word that counts in another language is refused, not taken for a unit") {
    CHECK(refused("62 miliardi").message == "unexpected 'miliardi', which is Italian at column 4; name the language, it for Italian");
    CHECK(refused("31 Prozent").code == errc::parse_suffix);
    CHECK(refused("5万台以上").code == errc::parse_suffix);
    CHECK(refused("5万台以上\u00A0@2020").span == cagr::text_span{7, 6});
    CHECK(refused("5 tons oder  mehr").span == cagr::text_span{2, 15});
    CHECK(refused("401 US dollars조").code == errc::parse_suffix);
    CHECK(read("en", "5 thermocirca") == "5 thermocirca");
    CHECK(refused("it", "62,35 billion").code == errc::parse_suffix);
    CHECK(refused("de", "5 crore").code == errc::parse_suffix);
    CHECK(figure::parse("5 million", language()).value() == 5_M);
}

TEST_CASE("ranges are read as they are said, with the article once, and with a dash after between") {
    CHECK(read("en", "between 25%-30%") == "25% to 30%");
    CHECK(read("en", "from 25 – 30%") == "25% to 30%");
    CHECK(read("it", "tra il 25 e 30%") == "25% to 30%");
    CHECK(read("it", "fra il 25% e 30%") == "25% to 30%");
    CHECK(read("es", "entre un 25% y un 30%") == "25% to 30%");
    CHECK(read("es", "entre el 25% y 30%") == "25% to 30%");
    CHECK(read("es", "de un 25% a un 30%") == "25% to 30%");
    CHECK(read("pt", "entre os 25% e 30%") == "25% to 30%");
    CHECK(read("nl", "tussen de 25 en 30%") == "25% to 30%");
    CHECK(refused("en", "between -5% 3%").code == errc::parse_range);
}

TEST_CASE("a number word that is not read is refused, not taken for a unit") {
    const cagr::error e = refused("5 hundred million");
    CHECK(e.code == errc::parse_suffix);
    CHECK(e.message ==
          "unexpected 'hundred' at column 3; it is no magnitude that is read; write the number in digits, or with another word");
    CHECK(refused("2.5 quadrillion").code == errc::parse_suffix);
    CHECK(refused("es", "62,35 mdd").code == errc::parse_suffix);
    CHECK(refused("de", "3 Bio").code == errc::parse_suffix);
    CHECK(refused("de", "62,35 billion USD").code == errc::parse_suffix); // English, 10^9
    CHECK(read("de", "1 Billion US-Dollar") == "USD 1T");
    CHECK(refused("US$ 62.35 bi").message == "unexpected 'bi', which is Portuguese at column 11; name the language, pt for Portuguese");
}

TEST_CASE("what stands between a number and its currency is a magnitude, not a unit") {
    const cagr::error e = refused("62 MUSD");
    CHECK(e.code == errc::parse_suffix);
    CHECK(e.message == "unexpected 'MUSD' at column 4; between a number and its currency only a magnitude may stand, such as M, B or T");
    for (const char* text : {"62 TEUR", "62 kEUR", "62 T EUR", "62 foo euro", "62 foo EUR@2020"}) {
        CAPTURE(text);
        CHECK(refused("de", text).code == errc::parse_suffix);
    }
    CHECK(refused("es", "2 bn de euros").code == errc::parse_suffix);
    CHECK(read("en", "65 million units") == "65M units");
    CHECK(refused("de", "62 MioEUR").code == errc::parse_suffix);
    CHECK(read("en", "5 EURO5 engines") == "5 EURO5 engines");
    CHECK(read("en", "5 million WAVES") == "5M WAVES"); // VES is a currency, WA no magnitude
}

TEST_CASE("a word in use for two powers of ten is refused, and both are named") {
    const cagr::error e = refused("it", "5 trilioni di dollari");
    CHECK(e.code == errc::parse_ambiguous);
    CHECK(e.message == "'trilioni' has two readings, 10^18 and 10^12, at column 3; write the number with a smaller word");
    CHECK(e.span == cagr::text_span{2, 8});
}

TEST_CASE("a unit that English takes for a magnitude is refused or kept by its name") {
    CHECK(refused("it", "500 m").code == errc::parse_suffix);
    CHECK(read("fr", "12 kt") == "12 kilotonnes");
    CHECK(read("de", "5 Mio. t@2020") == "5M tonnes@2020");
}

TEST_CASE("a placeholder in place of digits is an error that says so") {
    for (const char* text :
         {"XX%", "USD XX billion", "$XX.X Bn", "xx.x", "X.X million", "over XX%", "USD XX.XX", "62.XX billion", "XX亿美元"}) {
        CAPTURE(text);
        CHECK(refused(text).id() == "E-parse-placeholder");
    }
    const cagr::error e = refused("it", "oltre XX,X miliardi");
    CHECK(e.code == errc::parse_placeholder);
    CHECK(e.message == "the placeholder 'XX,X' in place of a number at column 7; the publisher left the figure out");
    CHECK(e.span == cagr::text_span{6, 4});
    CHECK(refused("de", "XX Mrd. Euro").code == errc::parse_placeholder);
    CHECK(refused("Xerox 5").code == errc::parse_character);
}

TEST_CASE("qualifiers at the end are read, and two that contradict are refused") {
    CHECK(read("en", "5 million tons or more") == "at least 5M tons");
    CHECK(read("en", "$5bn+") == "at least USD 5B");
    CHECK(read("en", "$1 trillion plus") == "at least USD 1T");
    CHECK(read("en", "USD 62.35 billion approximately") == "about USD 62.35B");
    CHECK(read("en", "20%+@2020") == "at least 20%@2020");
    CHECK(read("zh", "约5亿以上") == "at least 0.5B");
    CHECK(refused("en", "over 5 or less").code == errc::parse_suffix);
    CHECK(refused("zh", "超过5亿以下").code == errc::parse_suffix);
    CHECK(refused("ja", "25%から30%以上").code == errc::parse_range);
}

TEST_CASE("full-width and Arabic digits and bytes that are no UTF-8 are refused in every language") {
    for (const char* tag : {"en", "it", "de", "fr", "es", "pt", "nl", "zh", "ja", "ko"}) {
        CHECK(refused(tag, "２５亿").message.find("U+FF12") != std::string::npos);
        CHECK(refused(tag, "5２亿").message.find("U+FF12") != std::string::npos);
        CHECK(refused(tag, "٣٥").message.find("U+0663") != std::string::npos);
        CHECK(refused(tag, "5 \xE4\xBA").message.find("0xE4") != std::string::npos);
        CHECK(refused(tag, "5亿\xFF").message.find("0xFF") != std::string::npos);
        CHECK(refused(tag, "二十亿").code == errc::parse_character);
    }
}

TEST_CASE("a megabyte of digits, brackets or words is refused before it is read, and the longest text in no time") {
    constexpr std::string_view pieces[] = {"9", "(", "亿", "miliardi ", "1亿", "5 ", "oltre ", "XX", "."};
    for (const char* tag : {"en", "it", "zh"}) {
        for (const std::string_view piece : pieces) {
            std::string text;
            while (text.size() < (1U << 20U)) text += piece;
            CHECK(refused(tag, text).code == errc::parse_length);
            text.resize(4096 / piece.size() * piece.size());
            CHECK(figure::try_parse(text, language::parse(tag)).has_value() == false);
        }
    }
}
