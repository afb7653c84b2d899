// What it answers: which commands and options there are, and what the user asked for.
// What it needs: the library's core; one table of options feeds the parser, the help and the suggestions.
// Example: if (auto n = request.text("periods")) ...
#pragma once

#include <cagr/cagr.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

/// A command line, taken apart but not yet understood.
struct request {
    std::string command;             // empty where only --help or --version was asked for
    std::vector<std::string> values; // the arguments that are not options, in order
    std::map<std::string, std::string, std::less<>> given;

    [[nodiscard]] bool has(std::string_view option) const { return given.find(option) != given.end(); }
    [[nodiscard]] std::optional<std::string> text(std::string_view option) const {
        const auto found = given.find(option);
        return found == given.end() ? std::nullopt : std::optional<std::string>(found->second);
    }
};

/// One option: its long name without dashes, its letter (0: none), its value's placeholder (empty: a flag),
/// what it does, and the commands that take it (empty: all; `!batch !init`: all but those).
struct option_info {
    std::string_view name;
    char letter;
    std::string_view value;
    std::string_view about;
    std::string_view commands;
};

struct command_info {
    std::string_view name;
    std::string_view arguments;
    std::string_view about;
    std::size_t least_values;
    std::size_t most_values;
};

[[nodiscard]] std::span<const command_info> all_commands();
[[nodiscard]] const command_info* find_command(std::string_view name);
/// The options of one command; of the program itself where the name is empty.
[[nodiscard]] std::vector<option_info> options_of(std::string_view command);

enum class output_format { table, csv, json, markdown, plain, html, svg, xlsx };
enum class color_choice { automatic, always, never };

/// How what is read is written: in whose words, and with which mark before the decimals; each may be left open.
struct manner {
    std::optional<language> spoken{};
    std::optional<notation> marks{};

    /// The notation that is named, or the usual one of the language that is.
    [[nodiscard]] std::optional<notation> mark() const { return marks || !spoken ? marks : std::optional<notation>(spoken->marks()); }
};

/// What the options that every command shares come to.
struct settings {
    output_format format = output_format::table;
    context solved{};
    shown amounts{};
    manner reading{}; // of the figures
    std::optional<std::string> file;
    color_choice color = color_choice::automatic;
};

/// Reads the shared options. Errors: E-usage, E-parse-language, E-domain-count, E-limit-context, E-limit-digits, E-parse-character.
[[nodiscard]] settings settings_of(const request& r);

/// A whole number given to an option, 0 or more and at most `most`; beyond it the error is `over`.
[[nodiscard]] std::uint64_t whole_number_option(std::string_view option, std::string_view text, std::uint64_t most, errc over);
/// The same of any text, which messages call by the name.
[[nodiscard]] std::uint64_t whole_number(const std::string& name, std::string_view text, std::uint64_t most, errc over);

/// `; did you mean X?` where one of the names is close to what was typed, else nothing.
[[nodiscard]] std::string suggestion(std::string_view typed, std::span<const std::string> names);

/// `a, b or c`.
[[nodiscard]] std::string listed(std::span<const std::string> names, std::string_view last = "or");

} // namespace cagr::cli
