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
    if (times == 1 && complaint.find("missing") != std::string::npos)
        detail::fail(errc::usage, "the option " + option + " has no value; it is followed by one, as in " + option + " VALUE");
    detail::fail(errc::usage, "the options cannot be read: " + complaint + "; each option is given once, and a flag has no value");
}

[[noreturn]] void fail_command(const std::string& word) {
    std::vector<std::string> names;
    for (const command_info& each : all_commands()) names.emplace_back(each.name);
    const std::string hint = suggestion(word, names);
    detail::fail(errc::usage, "the command " + detail::in_quotes(word) + " is not known" + hint + (hint.empty() ? "; " : " ") +
                                  listed(names) + " is allowed, as in 'cagr project 62.35B@2020 40.2% 2028'");
}

void check_values(const command_info& command, const std::vector<std::string>& values) {
    const auto counted = [](std::size_t n) { return std::to_string(n) + (n == 1 ? " value" : " values"); };
    const std::string form = "'cagr " + std::string(command.name) +
                             (command.arguments.empty() ? " --base VALUE --rate RATE ..." : " " + std::string(command.arguments)) + "'";
    if (values.size() < command.least_values)
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
    std::vector<std::string> unknown;
    const std::vector<option_info> known = options_of(out.command);
    std::vector<std::string> backwards; // CLI11 takes the words last to first
    for (std::string& word : rest) {
        const bool option = !values_only && is_option(word);
        if (option && word != "--") {
            const std::string name = word.substr(0, word.find('='));
            const auto found = std::find_if(known.begin(), known.end(), [&](const option_info& each) {
                return name == "--" + std::string(each.name) || (each.letter != 0 && !name.starts_with("--") && name[1] == each.letter);
            });
            if (found == known.end()) fail_option(out.command, word);
            if (found->value.empty() && word.size() > (name.starts_with("--") ? name.size() : 2))
                detail::fail(errc::usage,
                             "the option --" + std::string(found->name) + " takes no value; " + detail::in_quotes(word) + " gives it one");
        }
        if (option && word == "--") {
            values_only = true;
            continue;
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
    check_values(*command, out.values);
    return out;
}

} // namespace cagr::cli
