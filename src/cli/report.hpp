// What it answers: how an answer of a few facts (a rate, a time, a solved value) looks in every format.
// What it needs: options.hpp; nlohmann-json.
// Example: return render({.title = ..., .lines = {{"CAGR", "41.42% a year"}}, .fields = json, .plain = "41.42"}, s);
#pragma once

#include "display.hpp"
#include "options.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace cagr::cli {

/// A line of the table form: what it is called, what it says.
struct fact {
    std::string label;
    std::string says;
};

/// One answer: `fields` feeds JSON and, flattened, CSV; `plain` is the bare number. The others are for table and
/// Markdown alone; `echo` is in parts, between which a long line is broken.
struct report {
    std::string title;
    std::vector<std::string> echo;
    std::vector<fact> lines;
    std::vector<std::string> notes;
    nlohmann::ordered_json fields;
    std::string plain;
};

/// Whether the answer is read by people: what is for them alone need not be computed otherwise.
[[nodiscard]] inline bool is_prose(const settings& s) {
    return s.format == output_format::table || s.format == output_format::markdown || s.format == output_format::html;
}

[[nodiscard]] std::string render(const report& answer, const settings& s);

/// What the amounts are counted in, as every command's JSON says it.
void add_basis(nlohmann::ordered_json& fields, const amounts& in);

/// Text, or null where there is none.
[[nodiscard]] inline nlohmann::ordered_json text_or_null(const std::string& text) {
    return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text);
}

/// A period: years and ordinals as integers, the others as text, none as null.
[[nodiscard]] nlohmann::ordered_json json_of(const std::optional<period>& when);

} // namespace cagr::cli
