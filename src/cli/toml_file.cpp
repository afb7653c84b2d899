#include "toml_file.hpp"

#include "input_file.hpp"

#include <algorithm>

namespace cagr::cli {

namespace {

/// Finds nesting that would exhaust the stack, by brackets and by dots in keys, before anything is built from it. Strings and
/// comments are passed over; what is no TOML otherwise is left to the parser.
class nesting_check {
public:
    explicit nesting_check(const source_text& of) : of_(of), text_(of.text()) {}

    void run() {
        while (at_ < text_.size()) step();
    }

private:
    void step() {
        const char c = text_[at_];
        if (c == '\n') {
            ++line_;
            begin_ = at_ + 1;
            dots_ = 0;
        }
        if (c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
            return;
        }
        if (c == '"' || c == '\'') {
            pass_string(c);
            return;
        }
        if (c == '[' || c == '{') {
            if (++depth_ > deepest_nesting) fail("brackets are nested over");
            dots_ = 0;
        } else if (c == ']' || c == '}') {
            if (depth_ > 0) --depth_;
            dots_ = 0;
        } else if (c == '=' || c == ',') {
            dots_ = 0;
        } else if (c == '.' && ++dots_ >= deepest_nesting) {
            fail("a key has over");
        }
        ++at_;
    }

    void pass_string(char quote) {
        const std::string triple(3, quote);
        const bool multiline = text_.substr(at_).starts_with(triple);
        at_ += multiline ? 3 : 1;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\\' && quote == '"') {
                at_ += 2;
                continue;
            }
            if (c == '\n') {
                if (!multiline) return; // wrong, which the parser says
                ++line_;
                begin_ = at_ + 1;
            }
            if (c == quote && (!multiline || text_.substr(at_).starts_with(triple))) {
                at_ += multiline ? 3 : 1;
                return;
            }
            ++at_;
        }
    }

    [[noreturn]] void fail(const std::string& what) const {
        const file_place begin{line_, 1, 1};
        problems found(of_);
        found.add(errc::parse_length, what + " " + std::to_string(deepest_nesting) + " levels; at most that many are allowed",
                  of_.within(begin, at_ - begin_, 1));
        found.fail_if_any();
        throw bad_file({}); // not reached
    }

    const source_text& of_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0; // of the line
    std::uint32_t line_ = 1;
    std::size_t depth_ = 0;
    std::size_t dots_ = 0;
};

file_place placed(const toml::source_region& region) {
    file_place out{region.begin.line, std::max<std::uint32_t>(region.begin.column, 1), 1};
    if (region.begin.line == region.end.line && region.end.column > region.begin.column)
        out.length = region.end.column - region.begin.column;
    if (region.begin.line < region.end.line) out.length = 1;
    return out;
}

} // namespace

source_text read_source(const std::string& name) {
    input_file in(name);
    const auto refuse = [&] {
        detail::fail(errc::parse_length, in.named() + " is over " + std::to_string(longest_file) + " bytes; at most that many are allowed");
    };
    if (in.size() && *in.size() > longest_file) refuse();
    std::string text;
    if (in.size()) text.reserve(static_cast<std::size_t>(*in.size()));
    constexpr std::size_t block = std::size_t{64} << 10U;
    for (;;) {
        const std::size_t before = text.size();
        text.resize(before + block);
        const std::size_t got = in.read(text.data() + before, block);
        text.resize(before + got);
        if (got == 0) return {name == "-" ? "standard input" : name, std::move(text)};
        if (text.size() > longest_file) refuse();
    }
}

toml::table parse_toml(const source_text& text) {
    nesting_check(text).run();
    try {
        return toml::parse(text.text());
    } catch (const toml::parse_error& failure) {
        std::string said(failure.description());
        std::replace(said.begin(), said.end(), '\n', ' ');
        const bool twice = said.find("redefine") != std::string::npos || said.find("existing") != std::string::npos;
        const bool is_utf8 = said.find("utf-8") != std::string::npos;
        problems found(text);
        found.add(twice ? errc::usage : errc::parse_character,
                  (is_utf8 ? "the text is no UTF-8: "
                   : twice ? "a key is there twice: "
                           : "this is no TOML: ") +
                      said,
                  placed(failure.source()));
        found.fail_if_any();
        throw; // not reached
    }
}

file_place place_of(const toml::node& value) { return placed(value.source()); }
file_place place_of(const toml::key& key) { return placed(key.source()); }

std::vector<toml_entry> in_file_order(const toml::table& t) {
    std::vector<toml_entry> out;
    out.reserve(t.size());
    // NOLINTNEXTLINE(modernize-loop-convert): the addresses of key and value are kept, which a range of pairs would copy
    for (auto it = t.cbegin(); it != t.cend(); ++it) out.push_back({&it->first, &it->second});
    std::stable_sort(out.begin(), out.end(), [](const toml_entry& a, const toml_entry& b) {
        const toml::source_position& x = a.key->source().begin;
        const toml::source_position& y = b.key->source().begin;
        return x.line != y.line ? x.line < y.line : x.column < y.column;
    });
    return out;
}

std::string_view kind_of(const toml::node& value) {
    switch (value.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "a list";
    case toml::node_type::string: return "text";
    case toml::node_type::integer:
    case toml::node_type::floating_point: return "a number without quotes";
    case toml::node_type::boolean: return "true or false";
    default: return "a date or time without quotes";
    }
}

} // namespace cagr::cli
