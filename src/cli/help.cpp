// The help texts: each command by example first, then its options, from the one table of options.
#include "commands.hpp"

#include <fmt/format.h>

namespace cagr::cli {

namespace {

/// Lines that begin `  cagr ` are examples; each runs as it stands.
constexpr std::string_view program_examples = R"(Exact market forecasts from what publishers print.

  cagr project 62.35B@2020 40.2% 2028         year by year to 2028
  cagr rate 62.35B@2020 997.77B@2028          the growth rate between two values
  cagr years 62.35B@2020 40.2% 1T             when it reaches a trillion
  cagr solve --base 62.35B --rate 40.2% --periods 8    what is missing
  cagr audit --claims claims.csv              whether published figures agree
  cagr lineup claims.csv --at 2024,2028       publishers side by side
  cagr trend 10@2016 12@2017 15@2019          how a series has grown
  cagr batch markets.csv -o forecasts.csv     each row of a CSV of any size
  cagr model market.toml                      a market of segments
  cagr compare market.toml                    its scenarios side by side
  cagr check market.toml                      whether it is what is expected
  cagr sensitivity market.toml                which assumption moves it most
  cagr simulate 62.35B@2020 2028 --pert 35%,40.2%,44%    how far it spreads
  cagr report market.toml -o market.html      a model as a page to keep

)";

constexpr std::string_view project_examples = R"(Grows a base period by period, exactly; shows rounded values and what the
printed digits allow.

  cagr project 62.35B@2020 40.2% 2028
  cagr project 'USD 62.35 billion@2020' 40.2% 2028 --exact
  cagr project 62.35B 40.2% --periods 8       without years: rows 0 to 8
  cagr project 62.35B@2020 40.2% 2028 --estimate 93.7B@2021
  cagr project 62.35B@2020 40.2% --window 2021-2028
  cagr project --text article.txt             what a paragraph claims
  cagr project 120M@2024Q1 2.5% 2026Q4        quarters grow by the quarter
  cagr project 500M@FY2024 -.5% FY2030        a decline
  cagr project 62.35B@2020 40.2% 2028 --format csv
)";

constexpr std::string_view rate_examples = R"(The compound growth rate between two values, correctly rounded, and what their
printed digits allow. The earlier value is the begin.

  cagr rate 62.35B@2020 997.77B@2028
  cagr rate 100 121 --periods 2               exactly 10%
  cagr rate 120M@2024Q1 150M@2026Q3 --per quarter
  cagr rate 100M@2020-03-31 140M@2024-06-30 --days act/365
  cagr rate '1.234,5 billion@2020' 2.000,5B@2024 --notation comma
  cagr rate '62,35 miliardi@2020' '997,77 miliardi@2028' --language it
  cagr rate 62.35B@2020 997.77B@2028 --format plain --digits 10
)";

constexpr std::string_view years_examples = R"(How long growth takes to reach a target: an amount, a multiple of the base (5x)
or an increase over it (+300B).

  cagr years 62.35B@2020 40.2% 1T
  cagr years 62.35B@2020 40.2% 5x
  cagr years 62.35B@2020 40.2% +300B
  cagr years 80M@FY2024 -5% 40M               a decline to a smaller target
)";

constexpr std::string_view solve_examples = R"(Three of base, rate, periods, target and increase decide the other two.

  cagr solve --base 62.35B --rate 40.2% --periods 8
  cagr solve --rate 40.2% --periods 8 --target 930.72B
  cagr solve --base 62.35B --periods 8 --target 5x
  cagr solve --base 62.35B@2020 --target 997.77B@2028
  cagr solve --base 5M@2020-01-01 --target 8M@2024-03-01 --days act/365
  cagr solve --rate 7% --target 2x            how long until it doubles
  cagr solve --rate 12% --periods 5 --increase 300M
)";

constexpr std::string_view audit_examples = R"(Tells whether the figures of a published forecast agree with one another: over
how many years they do, or what would reconcile them. Decided exactly, by what
the printed digits allow.

  cagr audit --base 62.35B@2020 --rate 40.2% --window 2021-2028 --target 997.77B
  cagr audit --base 5B@2020 --estimate 6B@2021 --rate 7% --target 9.64B@2028
  cagr audit 'Worth USD 62.35 billion in 2020, it will grow at a CAGR of 40.2%
    from 2021 to 2028, to reach USD 997.77 billion.'
  cagr audit --text article.txt               each claim of a text
  cagr audit --claims claims.csv              each row, and the verdicts
  cagr audit --claims claims.csv -o audited.csv --strict

Columns of a table of claims, found by their names in either case; the figures
as they are printed, in the language that the row names; empty says nothing.
  id,publisher,currency,base_text,base_year,estimate_text,estimate_year,
  cagr_text,cagr_from_year,cagr_to_year,target_text,target_year,language
)";

constexpr std::string_view lineup_examples = R"(Several publishers on one market, each by the reading of its own figures, in the
same years; their median, the lowest, the highest, and how far apart they are.

  cagr lineup claims.csv --at 2024,2028
  cagr lineup claims.csv --at 2024,2028 --market 'edge computing'
  cagr lineup claims.csv --at 2024,2030 --extrapolate    past their windows
  cagr lineup claims.csv --at 2024 --currency USD --format csv

Columns, found by their names in either case: publisher, base_text, base_year,
cagr_text, target_text, target_year; also estimate_text, estimate_year,
cagr_from_year, cagr_to_year, market, currency, language, id. What is not there
or empty is not stated. Figures are written as they were printed.

Of several editions of one publisher the newest base year counts. No rate is
used past its claim's own window, nor before the base year. Bad rows are told of
and left out, and the exit status is then 2. FILE is - for standard input.

)";

constexpr std::string_view trend_examples = R"(How fast a series has grown: the CAGR between its ends, and beside it the rate
of the line through its logarithms, in which every value has a part, with its
interval by Student's t; growth from row to row, and over gaps.

  cagr trend 10@2016 12@2017 15@2019
  cagr trend 62.35B@2020 93.5B@2021 136.6B@2022 --confidence 90%
  cagr trend 120M@2024Q1 125M@2024Q2 131M@2024Q3 --per quarter
  cagr trend history.csv --window 3           rolling rates over 3 years
  cagr trend history.csv --period year --value value --format csv

FILE is a CSV (comma, semicolon or tab; - is standard input) with a row for each
period and the columns period (or year) and value, in any order; what other
columns it has does not matter. Values are above 0. Years are counted, so gaps
have their length; they are listed, and nothing is made up for them.
The interval is of the rate of the past, as far as the values scatter evenly
about their line; it is no range of a forecast. --format plain prints the CAGR
between the ends, in percent.

)";

constexpr std::string_view batch_examples = R"(Grows each row of a CSV of any size and adds what it comes to, exactly, rounded
once, as the columns value and unit (B, M, ...). All other columns and the order
of the rows stay.

  cagr batch markets.csv                      each row, value and unit
  cagr batch markets.csv -o forecasts.csv --rejects bad.csv
  cagr batch markets.csv --each-period        rows for the periods 0 to n
  cagr batch markets.csv --strict -o forecasts.csv
  cagr batch markets.csv --shard 2/8 -o 2.csv    the second of 8 parts

Columns, found by their names in either case, the others kept:
  base,rate,periods            62.35B,40.2%,8
  base,base_year,rate,to       62.35B,2020,40.2%,2028
A rate without a unit is in percent. Fields are separated by comma, semicolon or
tab. FILE is - for standard input; output goes to standard output without -o.
Bad rows are left out, counted and told of, and the exit status is then 2.

)";

constexpr std::string_view report_examples = R"(A model file worked out: forecast, segments, scenarios, sensitivity, checks and
the audits of its claims, as one page with charts, or in another form.

  cagr report market.toml                     to read here
  cagr report market.toml -o market.html      one page, with charts
  cagr report market.toml -o market.svg --chart scenarios
  cagr report market.toml -o market.md        for a repository
  cagr report market.toml -o market.csv       every value, in long form
  cagr report market.toml --format json

The page needs nothing else: no network, no script; light, dark and for paper.
Every table says what it rests on. FILE is - for standard input.

)";

constexpr std::string_view model_examples = R"(A market of segments, each with its own growth: year by year, exactly, with the
total, shares and contributions. From a model file, or a spreadsheet's columns.

  cagr model market.toml
  cagr model market.toml --scenario low       with the changes of a scenario
  cagr model market.toml --show growth        one measure in all years
  cagr model market.toml --total              the total alone
  cagr model market.toml -o market.csv        a row for each segment and year
  cagr model segments.csv --name Segment --parent Group --base 'Revenue 2024'
    --rate CAGR --to 2030 --unit 'USD million'

A model file is TOML: `cagr init` writes one to begin with, docs/model-files.md
has every key. A table has a row for each segment; one with parts needs no base
and no rate. Its columns are found by their names in either case; fields are
separated by comma, semicolon or tab. The year of the values is in the title of
their column or named by --from; rates have a %, in the cells or in the title.
FILE is - for standard input. Columns of the CSV that is written:
  scenario,node,label,parent,depth,period,role,unit,value,exactness,
  growth_percent,increase,share_percent,contribution_points,
  increment_share_percent,exact

)";

constexpr std::string_view check_examples = R"(Tests a model file: each [[expect]] of it in each scenario that it is of, and
each control. Decided exactly. Published claims in the file are audited beside;
they fail a check only with --strict.

  cagr check market.toml
  cagr check market.toml --junit results.xml   for build servers
  cagr check market.toml --format csv
  cagr check market.toml --format plain       the counts alone

A file that expects nothing and controls nothing is an error. FILE is - for
standard input.

)";

constexpr std::string_view compare_examples = R"(The scenarios of a model file side by side: values, what each has less base as
an amount and in percent, CAGR, weights and the value expected by them. Exact.

  cagr compare market.toml
  cagr compare market.toml --at 2025,2028
  cagr compare market.toml --of software --relative
  cagr compare market.toml -o cases.csv       a row for each scenario and period
  cagr compare market.toml -o cases.xlsx      a workbook with live formulas
  cagr compare market.toml other.toml         the models of several files

Several files are compared as they are, without their scenarios, with the first
as base, in its unit; currency, prices and kind of period must agree. FILE is -
for standard input. Columns of the CSV (weight is of 1, cagr_percent from the
model's actual period to the row's):
  scenario,weight,node,period,unit,value,difference,relative_percent,
  cagr_percent,exact

)";

constexpr std::string_view sensitivity_examples = R"(What moves the result of a model: each growth a point down and up, one at a
time; two assumptions together; or what one must be for a result. Exact.

  cagr sensitivity market.toml
  cagr sensitivity market.toml --by 2.5 --at 2025 --of software
  cagr sensitivity market.toml --scenario low
  cagr sensitivity market.toml --vary 'software.growth=36%..48%;services.growth'
  cagr sensitivity market.toml --grid 'software.growth=36%,40%;hardware.base=17'
  cagr sensitivity market.toml --equals 1T --solve software.growth
  cagr sensitivity market.toml --equals 1000 --solve growth --places 8

What varies is NAME.growth, NAME.base or NAME.share of a segment, in double
quotes where NAME has a ; or a =, or inflation.growth. A growth that is named
replaces the segment's whole path by that rate; one without values moves all
rates of its path by the points of --by. Of a grid the first is down, the second
across; with --notation comma its values are separated by |. --solve growth
moves the rates of all segments together. A break-even is two neighbouring
percentages of so many --places (4), the result between theirs, or one that is
exact. FILE is - for standard input.

)";

constexpr std::string_view init_examples = R"(Writes a small model file, with a comment on each key: it can be worked out and
checked as it stands. A file that is there already stays as it is.

  cagr init                                   model.toml
  cagr init phones.toml
  cagr init ./phones.toml
  cagr init -                                 prints it

)";

constexpr std::string_view simulate_examples = R"(Draws uncertain growth many times, of one market or of a model file's segments,
and shows how far it spreads: percentiles a year. Statistical, in binary
floating point; the same seed gives the same figures on any machine.

  cagr simulate 62.35B@2020 2028 --pert 35%,40.2%,44%
  cagr simulate 62.35B@2020 2028 --triangular 35%,40.2%,44% --reaches 1T
  cagr simulate 62.35B@2020 2028 --lognormal 40.2%,0.03 --persistence 0
  cagr simulate market.toml                   as its [simulation] says
  cagr simulate market.toml --segments --paths 1M --seed 42
  cagr simulate market.toml --scenario low --percentiles 10,50,90
  cagr simulate market.toml -o fan.csv        a row for each year

In a model file:
  [simulation]                       # each may be left out
  paths       = 100_000
  seed        = 1
  persistence = 1                    # 1: one draw a path; 0: one a year
  correlation = 0.4                  # or pairs: { software.hardware = 0.4 }
  percentiles = [5, 25, 50, 75, 95]
  [simulation.growth]                # segments that are not named are certain
  hardware = { triangular = ["34%", "38%", "42%"] }    # or pert, or
  services = { lognormal = { median = "30%", sigma = 0.05 } }
  software = { shift = { pert = ["-6pp", "0pp", "4pp"] } }
A shift is added to the growth of each year, also where that changes. Growth is
that of amounts in the model's currency and prices.
)";

constexpr std::string_view values_text = R"(VALUE   62.35B, 62.35B@2020, 'USD 62.35 billion@2020', 500M@FY2024, 120M@2024Q1
RATE    40.2%, 250bp, -3%, .5%
In double quotes the shell turns "$62.35bn" into 2.35bn: write USD or use single
quotes. So a VALUE begins with a digit, never with a bare point. `-` in place of
an argument reads it from a line of standard input.
)";

constexpr std::string_view exits = "Exit status: 0 done, 2 bad input, 4 input/output or resource.\n";
constexpr std::string_view program_exits = "Exit status: 0 done, 1 a check failed, 2 bad input, 4 input/output or resource.\n";
constexpr std::string_view audit_exits = "Exit status: 0 done, 1 inconsistent (--strict), 2 bad input, 4 input/output or\nresource.\n";
constexpr std::string_view check_exits = "Exit status: 0 all hold, 1 one does not, 2 bad input, 4 input/output or\nresource.\n";

std::string_view examples_of(std::string_view command) {
    if (command == "project") return project_examples;
    if (command == "rate") return rate_examples;
    if (command == "years") return years_examples;
    if (command == "audit") return audit_examples;
    if (command == "lineup") return lineup_examples;
    if (command == "trend") return trend_examples;
    if (command == "batch") return batch_examples;
    if (command == "report") return report_examples;
    if (command == "model") return model_examples;
    if (command == "check") return check_examples;
    if (command == "compare") return compare_examples;
    if (command == "sensitivity") return sensitivity_examples;
    if (command == "init") return init_examples;
    if (command == "simulate") return simulate_examples;
    return solve_examples;
}

std::string options_text(std::string_view command) {
    std::string out = "Options:\n";
    for (const option_info& each : options_of(command)) {
        const std::string letter = each.letter != 0 ? fmt::format("-{}, ", each.letter) : "";
        const std::string value = each.value.empty() ? "" : fmt::format(" {}", each.value);
        out += fmt::format("  {:<21} {}\n", fmt::format("{}--{}{}", letter, each.name, value), each.about);
    }
    return out;
}

} // namespace

std::string help_text(std::string_view command) {
    const command_info* const found = find_command(command);
    if (found != nullptr) {
        const std::string arguments = found->arguments.empty() ? "" : fmt::format(" {}", found->arguments);
        // What is written in a table needs no quoting, and is not read from lines of standard input.
        const bool reads_table = command == "batch" || command == "lineup" || command == "model" || command == "check" ||
                                 command == "init" || command == "report" || command == "compare" || command == "sensitivity";
        command == "compare" || command == "sensitivity" || command == "init";
        const std::string values = reads_table ? std::string() : fmt::format("\n{}\n", values_text);
        return fmt::format("cagr {}{} [OPTIONS]\n\n{}{}{}\n{}", command, arguments, examples_of(command), values, options_text(command),
                           command == "audit"   ? audit_exits
                           : command == "check" ? check_exits
                                                : exits);
    }
    std::string commands = "Commands (cagr COMMAND --help shows each by example):\n";
    for (const command_info& each : all_commands()) commands += fmt::format("  {:<13} {}\n", each.name, each.about);
    return fmt::format("cagr COMMAND ARGUMENTS [OPTIONS]\n\n{}{}\n{}\n{}\n{}", program_examples, commands, values_text, options_text(""),
                       program_exits);
}

} // namespace cagr::cli
