// Languages by their BCP 47 tags, and the notation that is usual in each.
#include <cagr/language.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>

using cagr::language;
using cagr::notation;

TEST_CASE("a language is found by its tag, in either case, and a region counts as its language") {
    CHECK(language() == language::parse("en"));
    CHECK(language().name() == "English");
    CHECK(language::parse("it").tag() == "it");
    CHECK(language::parse("IT").name() == "Italian");
    CHECK(language::parse("en-IN") == language());
    CHECK(language::parse("pt-BR") == language::parse("pt"));
    CHECK(language::parse("pt_PT") == language::parse("pt"));
    CHECK(language::parse("zh-Hant-TW").name() == "Chinese");
    constexpr std::string_view tags[] = {"en", "it", "de", "fr", "es", "pt", "nl", "zh", "ja", "ko"};
    for (const std::string_view tag : tags) CHECK(language::parse(tag).tag() == tag);
}

TEST_CASE("decimals stand after a comma where that is usual, and after a point in some regions of the same language") {
    for (const char* tag : {"it", "de", "fr", "es", "pt", "nl", "de-AT", "es-ES"}) CHECK(language::parse(tag).marks() == notation::comma);
    for (const char* tag : {"en", "zh", "ja", "ko", "de-CH", "es-MX", "es-419"}) CHECK(language::parse(tag).marks() == notation::point);
    CHECK(language::parse("de-CH").name() == "German");
    CHECK(language::parse("de-CH").tag() == "de-CH");
}

TEST_CASE("a tag of no language that is read is refused, and those that are read are named") {
    const cagr::error e = language::try_parse("tlh").error();
    CHECK(e.id() == "E-parse-language");
    CHECK(e.message == "no language that is read has the tag 'tlh'; there are en, it, de, fr, es, pt, nl, zh, ja, ko");
    CHECK(e.span == cagr::text_span{0, 3});
    for (const char* tag : {"", "-", "e", "eng", "italian", "it-", "-it", "it--IT", "it-\xFF", "it IT", "it-123456789"})
        CHECK(language::try_parse(tag).error().code == cagr::errc::parse_language);
    CHECK(language::try_parse(std::string(1 << 20, 'a')).error().code == cagr::errc::parse_language);
}
