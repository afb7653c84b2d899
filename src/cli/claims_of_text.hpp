// What it answers: which claims a sentence or a file makes, where it says each fact, and what there is to say of them.
// What it needs: options.hpp; the library's claim.hpp.
// Example: const text_source text = read_text_source(request, settings); for (auto& [number, claim] : chosen_claims(text, request)) ...
#pragma once

#include "options.hpp"

#include <cagr/cagr.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr::cli {

/// A text and the claims that it makes, at least one.
struct text_source {
    std::string text;
    std::string named; // `the text`, or the file in quotes
    std::vector<read_claim> claims;
    std::vector<std::size_t> lines; // where each begins
};

/// The text of --text FILE, or else of the argument. Errors: E-input-output, E-usage (--notation: a text is read as its language is
/// written), E-parse-empty, E-parse-length (over 16 MiB), E-missing-fact (it makes no claim).
[[nodiscard]] text_source read_text_source(const request& r, const settings& s);

/// All claims with their numbers, from 1; with --claim N that one. Errors: E-usage (there is none of that number).
[[nodiscard]] std::vector<std::pair<std::size_t, read_claim>> chosen_claims(const text_source& from, const request& r);

/// `base 'USD 62.35 billion' 1:34,`: what was read, with its line and column, in parts.
[[nodiscard]] std::vector<std::string> places_of(const text_source& from, const read_claim& c);
/// What there is to say of it, a sentence each.
[[nodiscard]] std::vector<std::string> notes_of(const text_source& from, const read_claim& c);
/// Both as `read` and `notes`.
void add_places(nlohmann::ordered_json& out, const text_source& from, const read_claim& c);

} // namespace cagr::cli
