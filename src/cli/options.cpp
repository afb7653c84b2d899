#include "options.hpp"
#include "output.hpp"

#include <algorithm>
#include <array>

namespace cagr::cli {

namespace {

constexpr std::array<command_info, 15> commands{{
    {"project", "VALUE RATE [PERIOD]", "a base grown year by year", 2, 3},
    {"rate", "VALUE VALUE", "the growth rate between two values", 2, 2},
    {"years", "VALUE RATE TARGET", "how long growth takes to reach a target", 3, 3},
    {"solve", "", "what is missing of base, rate, periods, target, increase", 0, 0},
    {"audit", "[SENTENCE]", "whether published figures agree with one another", 0, 1},
    {"lineup", "FILE", "the claims of publishers on one market, in common years", 1, 1},
    {"trend", "FILE|VALUE@PERIOD...", "the growth of a series, between its ends and fitted", 1, 10'000},
    {"batch", "FILE", "each row of a CSV of any size grown", 1, 1},
    {"model", "FILE", "a market of segments year by year, from a model file", 1, 1},
    {"compare", "FILE...", "the scenarios of a model side by side, or several models", 1, 100},
    {"check", "FILE", "whether a model comes to what is expected of it", 1, 1},
    {"sensitivity", "FILE", "which assumption moves a model most, and break-even", 1, 1},
    {"simulate", "FILE | VALUE PERIOD", "how far uncertain growth spreads, as percentiles a year", 1, 2},
    {"report", "FILE", "a model worked out, with charts: a page to keep", 1, 1},
    {"init", "[FILE]", "a model file to begin with", 0, 1},
}};

constexpr std::array<option_info, 78> table{{
    {"periods", 0, "N", "compound N periods, where the values have no years", "project rate solve audit simulate"},
    {"estimate", 0, "VALUE", "printed value after the base; the growth runs from it", "project audit"},
    {"window", 0, "P1-P2", "the periods that the rate is told of, as 2021-2028", "project audit"},
    {"policy", 0, "POLICY", "final (default), or each_year: compound what is shown", "project"},
    {"exact", 0, "", "show every digit of every value", "project"},
    {"per", 0, "UNIT", "the rate per year (default), quarter or month", "rate trend"},
    {"days", 0, "COUNT", "years between two dates: act/365, act/365.25 or act/act", "rate solve"},
    {"base", 0, "VALUE", "the value at the start", "solve audit"},
    {"rate", 0, "RATE", "the growth a period", "solve audit"},
    {"target", 0, "TARGET", "the value at the end, a multiple 5x or an increase +300B", "solve audit"},
    {"increase", 0, "VALUE", "the end less the start", "solve"},
    {"text", 0, "FILE", "read the claims of a text; - is standard input", "audit project"},
    {"claim", 0, "N", "the N-th claim of the text alone (project: default 1)", "audit project"},
    {"claims", 0, "FILE", "audit each row of a CSV, and count the verdicts", "audit"},
    {"strict", 0, "", "exit with 1 where figures are inconsistent", "audit"},
    {"at", 0, "PERIODS", "the periods to bring the claims to, such as 2024,2028", "lineup"},
    {"market", 0, "NAME", "of a file on several markets, the one to line up", "lineup"},
    {"currency", 0, "NAME", "only claims in this currency or unit, such as USD", "lineup"},
    {"extrapolate", 0, "", "use a rate also past the window of its claim, marked *", "lineup"},
    {"window", 0, "N", "rolling rates over N periods, where both have a value", "trend"},
    {"confidence", 0, "PERCENT", "of the interval of the fitted rate (default 95%)", "trend"},
    {"period", 0, "NAME", "the column of the periods (default: period or year)", "trend"},
    {"value", 0, "NAME", "the column of the values (default: value)", "trend"},
    {"each-period", 0, "", "a row for each period from 0 on, not for the last alone", "batch"},
    {"rejects", 0, "FILE", "write the rows that are bad, with their line and reason", "batch"},
    {"strict", 0, "", "stop at the first bad row and write no file", "batch"},
    {"shard", 0, "K/N", "only the K-th of N parts; the parts joined are the whole", "batch"},
    {"scenario", 0, "NAME", "the model with the changes of one of its scenarios", "model simulate"},
    {"show", 0, "WHAT", "values, growth, shares, contribution or increase", "model"},
    {"total", 0, "", "the total alone", "model"},
    {"real", 0, "", "in the prices of the year that the inflation names", "model"},
    {"currency", 0, "CODE", "in another currency that the model has rates of", "model"},
    {"name", 0, "COLUMN", "of a CSV: the segments' names (default name)", "model"},
    {"parent", 0, "COLUMN", "of a CSV: what each is a part of (default parent)", "model"},
    {"base", 0, "COLUMN", "of a CSV: the values to grow from (default base)", "model"},
    {"rate", 0, "COLUMN", "of a CSV: the growth a period (default rate)", "model"},
    {"from", 0, "PERIOD", "of a CSV: when the values are of, where no title says it", "model"},
    {"to", 0, "PERIOD", "of a CSV: the last period", "model"},
    {"unit", 0, "UNIT", "of a CSV: what its numbers are in, as 'USD billion'", "model"},
    {"paths", 0, "N", "how often it is drawn, to 10M (default 100,000)", "simulate"},
    {"seed", 0, "N", "chooses the draws (default 1); the same for the same fan", "simulate"},
    {"persistence", 0, "P", "1 (default): one draw a path; 0: a draw each year", "simulate"},
    {"correlation", 0, "C", "between any two uncertain segments (default 0)", "simulate"},
    {"percentiles", 0, "LIST", "those that are shown (default 5,25,50,75,95)", "simulate"},
    {"reaches", 0, "TARGET", "how many paths reach it in the last period", "simulate"},
    {"segments", 0, "", "a fan of each uncertain segment too", "simulate"},
    {"pert", 0, "L,M,H", "one market: lowest, likeliest and highest rate, beta", "simulate"},
    {"triangular", 0, "L,M,H", "the same, with more weight towards the ends", "simulate"},
    {"lognormal", 0, "M,S", "median rate and the sigma of ln(1 + rate)", "simulate"},
    {"threads", 0, "N", "that share the paths (default: as many as processors)", "simulate"},
    {"junit", 0, "FILE", "write the results as JUnit XML, for build servers", "check"},
    {"strict", 0, "", "fail also where a claim of the file is inconsistent", "check"},
    {"chart", 0, "NAME", "of an SVG: total (default), segments, scenarios, tornado", "report"},
    {"of", 0, "NODE", "a segment (default total)", "compare sensitivity"},
    {"at", 0, "PERIODS", "only these periods, such as 2025,2028", "compare"},
    {"absolute", 0, "", "of the differences from base the amounts alone", "compare"},
    {"relative", 0, "", "of the differences from base the percentages alone", "compare"},
    {"at", 0, "PERIOD", "the period looked at (default the last)", "sensitivity"},
    {"scenario", 0, "NAME", "start from one of the file's scenarios", "sensitivity"},
    {"by", 0, "POINTS", "percentage points down and up (default 1)", "sensitivity"},
    {"vary", 0, "LIST", "what varies: 'a.growth=36%..48%; b.growth'", "sensitivity"},
    {"grid", 0, "LISTS", "two together: 'a.growth=36%,40%; b.growth=30%,37%'", "sensitivity"},
    {"equals", 0, "VALUE", "what the result is to be, for --solve", "sensitivity"},
    {"solve", 0, "NAME", "the growth to look for: a.growth, or growth for all", "sensitivity"},
    {"format", 0, "FORM", "table, csv, json, markdown, plain, html, svg or xlsx", "project compare report"},
    {"format", 0, "FORM", "table, csv, json, markdown, plain, html or xlsx", "audit"},
    {"format", 0, "FORM", "table, csv, json, markdown, plain or html", "rate years solve lineup"},
    {"format", 0, "FORM", "table, csv, json, markdown or plain", "trend model sensitivity simulate check"},
    {"language", 0, "TAG", "the words: en (default), it de fr es pt nl zh ja ko", "!init"},
    {"notation", 0, "MARK", "what is read has a point or a comma before its decimals", "!init"},
    {"digits", 0, "N", "significant digits of solved values (default 34)", "!batch !check !init"},
    {"places", 0, "N", "decimals of shown amounts and percents (default 2)", "!check !init"},
    {"rounding", 0, "MODE", "half_up, half_even, half_down, up, down, ceiling, floor", "!check !init"},
    {"output", 'o', "FILE", "write FILE, whole or not at all; form from its extension", "!batch !init"},
    {"output", 'o', "FILE", "write FILE, whole or not at all", "batch"},
    {"color", 0, "WHEN", "auto (default; respects NO_COLOR), always or never", "!batch !init"},
    {"help", 'h', "", "show this and end", ""},
    {"version", 0, "", "show the version and end", ""},
}};

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t space = std::min(text.find(' ', from), text.size());
        out.emplace_back(text.substr(from, space - from));
        from = space + 1;
    }
    return out;
}

/// The place of the text among an option's names, or an error that lists them.
std::size_t choice(std::string_view option, const std::string& text, std::span<const std::string> names) {
    const auto found = std::find(names.begin(), names.end(), text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    detail::fail(errc::usage, "--" + std::string(option) + " is " + detail::in_quotes(text) + "; " + listed(names) + " is allowed" +
                                  suggestion(text, names));
}

constexpr std::array<rounding, 7> roundings{rounding::half_up, rounding::half_even, rounding::half_down, rounding::up,
                                            rounding::down,    rounding::ceiling,   rounding::floor};

/// A form of output: its name, the extensions of files that mean it, and the commands that have it (empty: all).
struct format_info {
    output_format form;
    std::string_view name;
    std::string_view extensions;
    std::string_view commands;
};

/// The one place that knows them; what each is made of, the commands decide.
constexpr std::array<format_info, 8> formats{{
    {output_format::table, "table", "", ""},
    {output_format::csv, "csv", ".csv", ""},
    {output_format::json, "json", ".json", ""},
    {output_format::markdown, "markdown", ".md .markdown", ""},
    {output_format::plain, "plain", "", ""},
    {output_format::html, "html", ".html .htm", "project rate years solve audit lineup compare report"},
    {output_format::svg, "svg", ".svg", "project compare report"},
    {output_format::xlsx, "xlsx", ".xlsx", "project audit compare report"},
}};

bool ends_with_extension(std::string_view file, std::string_view extension) {
    if (file.size() <= extension.size()) return false;
    return std::equal(extension.rbegin(), extension.rend(), file.rbegin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b); });
}

/// What the name of a file asks for; a table where it has none of the extensions.
output_format format_of_file(std::string_view file) {
    for (const format_info& each : formats)
        for (const std::string& extension : words(each.extensions))
            if (ends_with_extension(file, extension)) return each.form;
    return output_format::table;
}

output_format format_of_name(const std::string& name) {
    std::vector<std::string> names;
    names.reserve(formats.size());
    for (const format_info& each : formats) names.emplace_back(each.name);
    return formats[choice("format", name, names)].form;
}

/// Refuses a form that the command does not have, naming those it has.
void check_has_format(const request& r, output_format form) {
    std::vector<std::string> names;
    std::string_view refused;
    for (const format_info& each : formats) {
        const std::vector<std::string> takers = words(each.commands);
        const bool has = takers.empty() || std::find(takers.begin(), takers.end(), r.command) != takers.end();
        if (has && each.form == form) return;
        if (has) names.emplace_back(each.name);
        if (each.form == form) refused = each.name;
    }
    const std::vector<std::string> of_models = words("model check compare sensitivity simulate");
    const bool has_model = std::find(of_models.begin(), of_models.end(), r.command) != of_models.end();
    detail::fail(errc::usage, "'cagr " + r.command + "' has no form " + detail::in_quotes(refused) +
                                  (form == output_format::svg && !has_model ? ", since it draws no chart; " : "; ") + listed(names) +
                                  " is allowed" + (has_model ? " ('cagr report' has pages and charts of models)" : ""));
}

} // namespace

std::span<const command_info> all_commands() { return commands; }

const command_info* find_command(std::string_view name) {
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const command_info& c) { return c.name == name; });
    return found == commands.end() ? nullptr : &*found;
}

std::vector<option_info> options_of(std::string_view command) {
    std::vector<option_info> out;
    for (const option_info& each : table) {
        const std::vector<std::string> takers = words(each.commands);
        const bool refused = std::find(takers.begin(), takers.end(), "!" + std::string(command)) != takers.end();
        const bool everywhere = (takers.empty() || each.commands.starts_with('!')) && !refused &&
                                (!command.empty() || each.name == "help" || each.name == "version");
        if (everywhere || std::find(takers.begin(), takers.end(), command) != takers.end()) out.push_back(each);
    }
    return out;
}

std::string listed(std::span<const std::string> names, std::string_view last) {
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out += i + 1 == names.size() ? " " + std::string(last) + " " : ", ";
        out += names[i];
    }
    return out;
}

std::string suggestion(std::string_view typed, std::span<const std::string> names) {
    const std::string_view nearest = detail::nearest_name(typed, names);
    return nearest.empty() ? std::string() : "; did you mean " + std::string(nearest) + "?";
}

std::uint64_t whole_number_option(std::string_view option, std::string_view text, std::uint64_t most, errc over) {
    return whole_number("--" + std::string(option), text, most, over);
}

std::uint64_t whole_number(const std::string& name, std::string_view text, std::uint64_t most, errc over) {
    if (text.empty()) detail::fail(errc::parse_empty, name + " is empty; a whole number is needed");
    std::string_view digits = text;
    const bool negative = digits.front() == '-';
    if (negative || digits.front() == '+') digits.remove_prefix(1);
    const std::size_t skipped = text.size() - digits.size();
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (digits[i] < '0' || digits[i] > '9')
            detail::fail(errc::parse_character,
                         name + " has " + detail::describe_character(text, i + skipped) + " at column " + std::to_string(i + skipped + 1) +
                             "; a whole number has digits only",
                         text, {i + skipped, 1});
        if (value <= most) value = value * 10 + static_cast<std::uint64_t>(digits[i] - '0');
    }
    if (digits.empty()) detail::fail(errc::parse_empty, name + " is " + detail::in_quotes(text) + "; a whole number is needed");
    if (negative && value != 0) detail::fail(errc::domain_count, name + " is " + detail::in_quotes(text) + "; it must be 0 or more");
    if (value > most) detail::fail(over, name + " is " + detail::in_quotes(text) + "; at most " + std::to_string(most) + " is allowed");
    return value;
}

settings settings_of(const request& r) {
    settings out;
    if (const auto file = r.text("output")) {
        if (file->empty()) detail::fail(errc::usage, "-o names no file; a file name, or - for standard output, is needed");
        if (*file != "-") {
            out.file = *file;
            out.format = format_of_file(*file);
        }
    }
    if (const auto form = r.text("format")) out.format = format_of_name(*form);
    if (r.command == "batch") out.format = output_format::csv; // whatever its file is called
    check_has_format(r, out.format);
    if (out.format == output_format::xlsx && !out.file && output_is_terminal())
        detail::fail(errc::usage, "a workbook is no text for a terminal; -o FILE.xlsx writes it to a file");
    if (const auto mark = r.text("notation")) {
        const std::vector<std::string> names{"point", "comma"};
        out.reading.marks = choice("notation", *mark, names) == 0 ? notation::point : notation::comma;
    }
    if (const auto tag = r.text("language")) {
        const auto spoken = language::try_parse(*tag);
        if (!spoken) detail::fail(spoken.error().code, "--language: " + spoken.error().message);
        out.reading.spoken = *spoken;
    }
    if (const auto when = r.text("color")) {
        const std::vector<std::string> names{"auto", "always", "never"};
        out.color = static_cast<color_choice>(choice("color", *when, names));
    }
    if (const auto mode = r.text("rounding")) {
        std::vector<std::string> names;
        names.reserve(roundings.size());
        for (const rounding each : roundings) names.emplace_back(to_string(each));
        out.amounts.mode = roundings[choice("rounding", *mode, names)];
        out.solved.mode = out.amounts.mode;
    }
    if (const auto digits = r.text("digits")) {
        out.solved.digits = static_cast<int>(
            whole_number_option("digits", *digits, static_cast<std::uint64_t>(limits::context_digits), errc::limit_context));
        if (out.solved.digits == 0)
            detail::fail(errc::limit_context,
                         "--digits is 0; 1 to " + std::to_string(limits::context_digits) + " significant digits are allowed");
    }
    if (const auto places = r.text("places"))
        out.amounts.places = static_cast<int>(
            whole_number_option("places", *places, static_cast<std::uint64_t>(limits::context_digits), errc::limit_digits));
    return out;
}

} // namespace cagr::cli
