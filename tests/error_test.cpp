// Errors as values: ids, messages with a caret, results, exceptions, and what a message makes visible.
#include <cagr/decimal.hpp>
#include <cagr/error.hpp>

#include "support/catch.hpp"

#include <initializer_list>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

using cagr::decimal;
using cagr::errc;
using cagr::result;

namespace {

cagr::error parse_error(std::string_view text) {
    const auto read = decimal::try_parse(text);
    REQUIRE_FALSE(read.has_value());
    return read.error();
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Whether every byte may go to a terminal: nothing below a space but the line ends, no delete, well-formed UTF-8 assumed.
bool harmless(std::string_view text) {
    for (const char c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F) return false;
    return true;
}

} // namespace

TEST_CASE("every error code has an id of its own that begins with E-") {
    std::set<std::string> ids;
    for (int i = 0; i <= static_cast<int>(errc::input_output); ++i) {
        const std::string id(cagr::id(static_cast<errc>(i)));
        CAPTURE(i, id);
        CHECK(id.substr(0, 2) == "E-");
        CHECK(id != "E-unknown");
        CHECK(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-", 2) == std::string::npos);
        CHECK(ids.insert(id).second);
    }
    CHECK(cagr::id(static_cast<errc>(255)) == "E-unknown");
}

TEST_CASE("an error prints its id, its sentence and a caret under the place") {
    CHECK(to_string(parse_error("62.35abc")) == "E-parse-suffix: unexpected 'abc' at column 6; a number ends after its digits or exponent\n"
                                                "  62.35abc\n"
                                                "       ^^^");
    CHECK(to_string(parse_error("1.2.3")) == "E-parse-character: unexpected '.' at column 4; a number is digits with at most one point, "
                                             "such as 62.35 or 1.5e9\n"
                                             "  1.2.3\n"
                                             "     ^");
    CHECK(to_string(parse_error("")) == "E-parse-empty: an empty text is no number; a number such as 62.35 is needed");
}

TEST_CASE("a place inside a long input is shown in a window that fits a terminal") {
    const std::string text = to_string(parse_error(std::string(150, '7') + "x" + std::string(150, '8')));
    CAPTURE(text);
    const std::size_t second = text.find('\n') + 1;
    const std::size_t third = text.find('\n', second) + 1;
    const std::string shown = text.substr(second, third - second - 1);
    const std::string carets = text.substr(third);
    CHECK(shown.size() <= 80);
    CHECK(contains(shown, "..."));
    REQUIRE(carets.find('^') < shown.size());
    CHECK(shown[carets.find('^')] == 'x');
    CHECK(carets.size() <= 80);
}

TEST_CASE("an error keeps at most 240 bytes of the input, and no half characters") {
    CHECK(parse_error(std::string(10'000, '1') + "x").input.size() == 240);
    const std::string accents = [] {
        std::string text = "1";
        for (int i = 0; i < 300; ++i) text += "\u00E9";
        return text;
    }();
    const cagr::error e = parse_error(accents);
    CHECK(e.input.size() == 239);
    // The place may lie beyond what was kept: then no caret is drawn.
    CHECK_FALSE(contains(to_string(parse_error(std::string(10'000, '1') + "x")), "\n"));
}

TEST_CASE("a character of several bytes is shown whole with one caret") {
    CHECK(to_string(parse_error("1\uFF12\uFF13")) ==
          "E-parse-character: unexpected '\uFF12' (U+FF12) at column 2; a number is digits with at most one "
          "point, such as 62.35 or 1.5e9\n"
          "  1\uFF12\uFF13\n"
          "   ^");
    CHECK(parse_error("1\uFF12\uFF13").span == cagr::text_span{1, 3});
}

TEST_CASE("control, invisible and ill-formed characters are made visible and never echoed") {
    const std::string escape = to_string(parse_error("1\x1B[31m2"));
    CHECK(harmless(escape));
    CHECK(contains(escape, "U+001B"));
    CHECK(contains(to_string(parse_error("1\u202E23")), "U+202E"));
    CHECK_FALSE(contains(to_string(parse_error("1\u202E23")), "\u202E"));
    CHECK(contains(to_string(parse_error("1\u200B2")), "U+200B"));
    CHECK_FALSE(contains(to_string(parse_error("1\u200B2")), "\u200B"));
    CHECK(contains(to_string(parse_error("1\uFFFE2")), "U+FFFE"));
    CHECK_FALSE(contains(to_string(parse_error("1\uFFFE2")), "\uFFFE"));
    CHECK_FALSE(contains(to_string(parse_error("1\U000E00412")), "\U000E0041"));
    CHECK(contains(to_string(parse_error("1\xC3")), "0xC3"));
    CHECK_FALSE(contains(to_string(parse_error("1\xC3")), "\xC3"));
    CHECK(contains(to_string(parse_error("1\xED\xA0\x80")), "not UTF-8")); // a surrogate
    CHECK(contains(to_string(parse_error("1\xC0\xAF")), "not UTF-8"));     // an overlong form
    CHECK(contains(to_string(parse_error("1\xF5\x80\x80\x80")), "not UTF-8"));
    CHECK(contains(parse_error(std::string_view("12\0003", 4)).message, "U+0000"));
    CHECK(harmless(to_string(parse_error(std::string_view("12\0003", 4)))));
    CHECK(harmless(to_string(parse_error("1\t2"))));
    CHECK(harmless(to_string(parse_error("1\r\n2"))));
    CHECK(harmless(to_string(parse_error("1e5abc\x07"))));
}

TEST_CASE("a run of ill-formed bytes is an error like any other") {
    for (const std::size_t size : std::initializer_list<std::size_t>{1, 3, 71, 72, 73, 100, 239, 240, 241, 5000}) {
        CHECK(parse_error("1" + std::string(size, '\x80')).id() == "E-parse-character");
        CHECK(parse_error(std::string(size, '\x80')).id() == "E-parse-character");
        CHECK(parse_error(std::string(size, '1') + std::string(size, '\xBF')).id() == "E-parse-character");
    }
}

TEST_CASE("printing an error is safe whatever its place and its input") {
    for (const std::string& input :
         {std::string(), std::string("abc"), std::string(240, 'z'), std::string("\xE2\x82\xAC\xE2\x82"), std::string(100, '\x80')})
        for (const std::size_t offset : std::initializer_list<std::size_t>{0, 1, 2, 39, 40, 41, 43, 72, 239, 240, 1000})
            for (const std::size_t length : std::initializer_list<std::size_t>{0, 1, 2, 100, 10'000}) {
                const std::string text = to_string(cagr::error{errc::usage, "a sentence", input, {offset, length}});
                CHECK(contains(text, "E-usage: a sentence"));
                CHECK(harmless(text));
            }
}

TEST_CASE("a result holds a value or an error") {
    const result<decimal> good = decimal::try_parse("1.5");
    REQUIRE(good);
    CHECK(good.has_value());
    CHECK(*good == decimal::parse("1.5"));
    CHECK(good->sign() == 1);
    CHECK(good.value() == *good);
    const result<decimal> bad = decimal::try_parse("x");
    REQUIRE_FALSE(bad);
    CHECK(bad.error().code == errc::parse_character);
    CHECK_THROWS_AS(bad.value(), cagr::exception);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<result<decimal>, bool>);

    result<std::unique_ptr<int>> moved(std::make_unique<int>(7));
    const std::unique_ptr<int> taken = *std::move(moved);
    CHECK(*taken == 7);
    CHECK(*result<std::unique_ptr<int>>(std::make_unique<int>(8)).value() == 8);
    result<std::string> text(std::string("a"));
    *text += "b";
    text->push_back('c');
    CHECK(*text == "abc");
}

TEST_CASE("what is thrown is a runtime_error that carries the same error as the result") {
    STATIC_REQUIRE(std::is_base_of_v<std::runtime_error, cagr::exception>);
    try {
        (void)decimal::parse("62.35abc");
        FAIL("nothing was thrown");
    } catch (const std::exception& e) {
        CHECK(std::string(e.what()) == to_string(parse_error("62.35abc")));
    }
    try {
        (void)decimal::parse("62.35abc");
    } catch (const cagr::exception& e) {
        CHECK(e.error().code == errc::parse_suffix);
        CHECK(e.error().id() == "E-parse-suffix");
        CHECK(e.error().input == "62.35abc");
        CHECK(e.error().span == cagr::text_span{5, 3});
    }
}

TEST_CASE("a result is copied, moved and assigned as what it holds") {
    using texts = result<std::string>;
    const std::string long_text(100, 'x');
    const texts value(long_text);
    const texts failure(cagr::error{errc::parse_suffix, long_text, "12x", {2, 1}});
    for (const texts* from : {&value, &failure}) {
        for (const texts* onto : {&value, &failure}) {
            texts target(*onto);
            target = *from;
            CHECK(target.has_value() == from->has_value());
            texts& same = target;
            target = same;
            texts moved(std::move(target));
            target = *onto; // what was moved from takes a value again
            CHECK(target.has_value() == onto->has_value());
            CHECK((moved.has_value() ? *moved : moved.error().message) == long_text);
            target = std::move(moved);
            CHECK((target.has_value() ? *target : target.error().message) == long_text);
        }
    }
    struct move_only {
        move_only() = default;
        move_only(move_only&&) noexcept = default;
        move_only& operator=(move_only&&) noexcept = default;
    };
    STATIC_REQUIRE(std::is_copy_constructible_v<texts>);
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<result<move_only>>);
    STATIC_REQUIRE(std::is_nothrow_move_constructible_v<result<move_only>>);
    STATIC_REQUIRE(std::is_nothrow_move_assignable_v<texts>);
}
