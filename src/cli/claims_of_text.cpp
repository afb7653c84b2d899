#include "claims_of_text.hpp"

#include "arguments.hpp"
#include "input_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

/// A whole file, up to a byte more than a text may have.
std::string text_of(input_file& in) {
    std::string out;
    std::vector<char> buffer(std::size_t{64} << 10U);
    while (out.size() <= limits::claim_text) {
        const std::size_t got = in.read(buffer.data(), std::min(buffer.size(), limits::claim_text + 1 - out.size()));
        if (got == 0) break;
        out.append(buffer.data(), got);
    }
    if (out.size() > limits::claim_text)
        detail::fail(errc::parse_length,
                     fmt::format("{} has over {} bytes; at most that many are read as a text", in.named(), limits::claim_text));
    return out;
}

/// Line and column, from 1; the column in bytes, as messages count them.
std::pair<std::size_t, std::size_t> place_in(const text_source& from, std::size_t offset) {
    const auto next = std::upper_bound(from.lines.begin(), from.lines.end(), offset);
    return {static_cast<std::size_t>(next - from.lines.begin()), offset - *(next - 1) + 1};
}

std::string place_text(const text_source& from, std::size_t offset) {
    const auto [line, column] = place_in(from, offset);
    return fmt::format("{}:{}", line, column);
}

/// `base_period` as `base period`.
std::string name_of(claim_fact f) {
    std::string out(to_string(f));
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

} // namespace

text_source read_text_source(const request& r, const settings& s) {
    if (s.reading.marks)
        detail::fail(errc::usage, "--notation is for figures given by themselves; a text is read as its language is written (--language)");
    text_source out;
    if (const auto file = r.text("text")) {
        if (file->empty()) detail::fail(errc::usage, "--text names no file; a file name, or - for standard input, is needed");
        input_file in(*file);
        out.text = text_of(in);
        out.named = in.named();
    } else {
        out.text = argument_text(r.values.front());
        out.named = "the sentence";
    }
    if (out.text.find_first_not_of(" \t\r\n") == std::string::npos)
        detail::fail(errc::parse_empty,
                     out.named + " is empty; a sentence such as 'USD 62.35 billion in 2020, at a CAGR of 40.2%' is needed");
    out.lines.push_back(0);
    for (std::size_t at = out.text.find('\n'); at != std::string::npos; at = out.text.find('\n', at + 1)) out.lines.push_back(at + 1);
    out.claims = claim::from_text(out.text, s.reading.spoken.value_or(language{}));
    if (out.claims.empty())
        detail::fail(errc::missing_fact,
                     out.named + " makes no claim" + (s.reading.spoken ? "" : " in English (--language names another language)") +
                         "; a growth rate, or a later value, with what it grows from is needed",
                     out.text);
    return out;
}

std::vector<std::pair<std::size_t, read_claim>> chosen_claims(const text_source& from, const request& r) {
    std::vector<std::pair<std::size_t, read_claim>> out;
    if (const auto text = r.text("claim")) {
        const std::uint64_t n = whole_number_option("claim", *text, 1'000'000'000, errc::usage);
        if (n == 0 || n > from.claims.size())
            detail::fail(errc::usage, fmt::format("--claim is {}; {} makes {} claim{}, counted from 1", detail::in_quotes(*text),
                                                  from.named, from.claims.size(), from.claims.size() == 1 ? "" : "s"));
        out.emplace_back(n, from.claims[n - 1]);
        return out;
    }
    for (std::size_t i = 0; i < from.claims.size(); ++i) out.emplace_back(i + 1, from.claims[i]);
    return out;
}

std::vector<std::string> places_of(const text_source& from, const read_claim& c) {
    std::vector<std::string> out;
    for (const claim_place& each : c.places) {
        if (each.fact == claim_fact::currency && c.place(claim_fact::base) == each.where) continue; // said with the base
        const std::string_view said = std::string_view(from.text).substr(each.where.offset, each.where.length);
        out.push_back(fmt::format("{} {} ({}),", name_of(each.fact), detail::in_quotes(said), place_text(from, each.where.offset)));
    }
    if (!out.empty()) {
        out.back().pop_back();
        out.insert(out.begin(), "Read:");
    }
    return out;
}

std::vector<std::string> notes_of(const text_source& from, const read_claim& c) {
    std::vector<std::string> out;
    for (const claim_note& each : c.notes) {
        const std::string where = each.where.length == 0 ? "" : fmt::format(" ({})", place_text(from, each.where.offset));
        std::string kind(to_string(each.kind));
        std::replace(kind.begin(), kind.end(), '_', ' ');
        kind.front() = static_cast<char>(kind.front() - 'a' + 'A');
        out.push_back(fmt::format("{}{}: {}.", kind, where, each.text));
    }
    return out;
}

void add_places(json& out, const text_source& from, const read_claim& c) {
    out["read"] = json::array();
    for (const claim_place& each : c.places) {
        const auto [line, column] = place_in(from, each.where.offset);
        out["read"].push_back({{"fact", to_string(each.fact)},
                               {"text", from.text.substr(each.where.offset, each.where.length)},
                               {"line", line},
                               {"column", column}});
    }
    out["notes"] = json::array();
    for (const claim_note& each : c.notes) {
        json line{{"kind", to_string(each.kind)}, {"text", each.text}};
        if (each.where.length > 0) {
            const auto [at, column] = place_in(from, each.where.offset);
            line["line"] = at;
            line["column"] = column;
        }
        out["notes"].push_back(std::move(line));
    }
}

} // namespace cagr::cli
