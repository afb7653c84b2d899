#include "command_line.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace cagr::cli {

namespace {

// CLI11 takes every word with a leading dash for an option and gives meaning to `[...]`, `{}` and `%%`.
// A word that is no option is marked before it sees it and unmarked afterwards.
constexpr char mark = '\x1f';

/// Options are `--name` and `-o`; `-5%`, `-.5%`, `--1`, `-$3bn` and `-` are values.
bool is_option(std::string_view word) {
    if (word == "--") return true;
    const std::size_t dashes = word.starts_with("--") ? 2 : word.starts_with("-") ? 1 : 0;
    if (dashes == 0 || word.size() == dashes) return false;
    const char first = word[dashes];
    return (first >= 'a' && first <= 'z') || (dashes == 1 ? first == 'h' : first >= 'A' && first <= 'Z');
}

std::string unmarked(std::string word) {
    if (!word.empty() && word.front() == mark) word.erase(0, 1);
    return word;
}

std::vector<std::string> dashed_names(std::string_view command) {
    std::vector<std::string> out;
    for (const option_info& each : options_of(command)) out.push_back("--" + std::string(each.name));
    return out;
}

[[noreturn]] void fail_option(const std::string& command, const std::string& word) {
    const std::string name = word.substr(0, word.find('='));
    const std::vector<std::string> names = dashed_names(command);
    std::string where = command.empty() ? "; other options follow a command, as in 'cagr project 62.35B@2020 40.2% 2028 --format csv'" : "";
    for (const command_info& other : all_commands()) {
        const std::vector<std::string> there = dashed_names(other.name);
        if (where.empty() && std::find(there.begin(), there.end(), name) != there.end())
            where = "; it belongs to 'cagr " + std::string(other.name) + "'";
    }
    const std::string hint = where.empty() ? suggestion(name, names) : where;
    detail::fail(errc::usage, "the option " + detail::in_quotes(name) + " is not one of 'cagr" + (command.empty() ? "" : " " + command) +
                                  "'" + hint + (hint.ends_with('?') ? " " : "; ") + listed(names, "and") + " are allowed");
}

/// CLI11's complaint begins with the option's name; it is worded anew from what the user wrote.
[[noreturn]] void fail_form(const std::string& complaint, const std::vector<std::string>& arguments) {
    const std::string option = complaint.substr(0, complaint.find(':'));
    const auto names = [&](const std::string& word) {
        const std::string name = word.substr(0, word.find('='));
        return name == option || (option == "--output" && name.starts_with("-o"));
    };
    const auto times = std::count_if(arguments.begin(), arguments.end(), names);
    if (times > 1) detail::fail(errc::usage, "the option " + option + " is given " + std::to_string(times) + " times; once is allowed");
    detail::fail(errc::usage,
                 "the options cannot be read: " + detail::in_quotes(complaint) + "; each option is given once, and a flag has no value");
}

/// The option of a command that a word names, by itself or with `=value`; `-oFILE` names `-o`.
const option_info* find_option(const std::vector<option_info>& known, std::string_view word) {
    const std::string_view name = word.substr(0, word.find('='));
    const auto found = std::find_if(known.begin(), known.end(), [&](const option_info& each) {
        if (name.starts_with("--")) return name.substr(2) == each.name;
        return each.letter != 0 && name.size() > 1 && name[1] == each.letter;
    });
    return found == known.end() ? nullptr : &*found;
}

/// Refuses a flag with a value, and an option without one: `--places=`, or another option where the value should stand.
void check_form(const option_info& option, const std::string& word, const std::string* next) {
    const bool is_long = word.starts_with("--");
    const std::size_t equals = is_long ? word.find('=') : std::string::npos;
    const bool joined = is_long ? equals != std::string::npos : word.size() > 2;
    const std::string name = "--" + std::string(option.name);
    if (option.value.empty()) {
        if (joined) detail::fail(errc::usage, "the option " + name + " takes no value; " + detail::in_quotes(word) + " gives it one");
        return;
    }
    const bool without = joined ? equals + 1 == word.size() : next == nullptr || is_option(*next);
    if (!without) return;
    const bool taken = !joined && next != nullptr && *next != "--";
    detail::fail(errc::usage, "the option " + name + " has no value" + (taken ? ": " + detail::in_quotes(*next) + " is an option" : "") +
                                  "; it is followed by one, as in " + name + " " + std::string(option.value));
}

[[noreturn]] void fail_command(const std::string& word) {
    std::vector<std::string> names;
    for (const command_info& each : all_commands()) names.emplace_back(each.name);
    const std::string hint = suggestion(word, names);
    detail::fail(errc::usage, "the command " + detail::in_quotes(word) + " is not known" + hint + (hint.empty() ? "; " : " ") +
                                  listed(names) + " is allowed, as in 'cagr project 62.35B@2020 40.2% 2028'");
}

void check_values(const command_info& command, const std::vector<std::string>& values, bool from_text) {
    const auto counted = [](std::size_t n) { return std::to_string(n) + (n == 1 ? " value" : " values"); };
    const std::string form = "'cagr " + std::string(command.name) +
                             (command.arguments.empty() ? " --base VALUE --rate RATE ..." : " " + std::string(command.arguments)) + "'";
    if (values.size() < command.least_values && !from_text)
        detail::fail(errc::missing_fact, form + " needs " + counted(command.least_values) + "; " + std::to_string(values.size()) +
                                             " given ('cagr " + std::string(command.name) + " --help' shows examples)");
    if (values.size() > command.most_values)
        detail::fail(errc::usage, detail::in_quotes(values[command.most_values]) + " is a value too many; " + form + " takes " +
                                      (command.most_values == 0 ? "options only" : "at most " + counted(command.most_values)) +
                                      " (a value with spaces is written in quotes)");
}

} // namespace

request parse_command_line(const std::vector<std::string>& arguments) {
    request out;
    std::vector<std::string> rest = arguments;
    if (!rest.empty() && !is_option(rest.front())) {
        out.command = rest.front();
        rest.erase(rest.begin());
        if (find_command(out.command) == nullptr) fail_command(out.command);
    }

    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::vector<std::string> values;
    app.add_option("values", values)->expected(0, -1);
    for (const option_info& each : options_of(out.command)) {
        const std::string name(each.name);
        const std::string spelled = (each.letter != 0 ? std::string("-") + each.letter + "," : std::string()) + "--" + name;
        if (each.value.empty()) {
            app.add_flag_callback(spelled, [&out, name] { out.given.emplace(name, ""); })
                ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        } else {
            app.add_option_function<std::string>(
                spelled, [&out, name](const std::string& text) { out.given.insert_or_assign(name, unmarked(text)); });
        }
    }

    bool values_only = false;
    const std::vector<option_info> known = options_of(out.command);
    std::vector<std::string> backwards; // CLI11 takes the words last to first
    for (std::size_t i = 0; i < rest.size(); ++i) {
        std::string& word = rest[i];
        const bool option = !values_only && is_option(word);
        if (option && word == "--") {
            values_only = true;
            continue;
        }
        if (option) {
            const option_info* const found = find_option(known, word);
            if (found == nullptr) fail_option(out.command, word);
            const std::string* const next = i + 1 < rest.size() ? &rest[i + 1] : nullptr;
            if (next != nullptr && *next != "--" && is_option(*next) && find_option(known, *next) == nullptr)
                fail_option(out.command, *next);
            check_form(*found, word, next);
        }
        backwards.push_back(option ? std::move(word) : mark + std::move(word));
    }
    std::reverse(backwards.begin(), backwards.end());
    try {
        app.parse(std::move(backwards));
    } catch (const CLI::ParseError& failure) {
        fail_form(failure.what(), arguments);
    }
    for (const std::string& value : values) out.values.push_back(unmarked(value));

    if (out.has("help") || out.has("version")) return out;
    const command_info* const command = find_command(out.command);
    if (command == nullptr) {
        std::vector<std::string> names;
        for (const command_info& each : all_commands()) names.emplace_back(each.name);
        detail::fail(errc::usage, "a command is needed first: " + listed(names) +
                                      ", as in 'cagr project 62.35B@2020 40.2% 2028' ('cagr --help' shows more)");
    }
    check_values(*command, out.values, out.has("text"));
    return out;
}

} // namespace cagr::cli
