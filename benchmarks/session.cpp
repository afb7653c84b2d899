// Timing in alternating rounds, the table and the JSON file.
#include "session.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <limits>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr int most_blocks = 5;
constexpr int least_rounds = 3;

double nanoseconds(const std::function<void()>& run, int repeats) {
    const auto start = clock::now();
    for (int i = 0; i < repeats; ++i) run();
    return std::chrono::duration<double, std::nano>(clock::now() - start).count() / repeats;
}

// Long against the clock's step, short against a time slice, so that most blocks are not interrupted.
int repeats_for(const std::function<void()>& run) {
    constexpr double wanted = 2.5e5;
    run();
    const double once = std::min(nanoseconds(run, 1), nanoseconds(run, 2));
    return std::clamp(static_cast<int>(wanted / once), 1, 1'000'000);
}

/// The time of one operation of each run, round by round; all of them take about as long as the budget at most, where
/// three rounds do not already take longer.
std::vector<std::vector<double>> alternate(const std::vector<std::function<void()>>& runs, std::size_t operations, int rounds,
                                           double budget_ns) {
    std::vector<int> repeats;
    double once = 0;
    for (const auto& run : runs) {
        repeats.push_back(repeats_for(run));
        once += nanoseconds(run, repeats.back()) * repeats.back();
    }
    const int blocks = std::clamp(static_cast<int>(budget_ns / once / least_rounds), 1, most_blocks);
    rounds = std::clamp(static_cast<int>(budget_ns / once / blocks), std::min(least_rounds, rounds), rounds);
    std::vector<std::vector<double>> times(runs.size());
    for (int round = 0; round < rounds; ++round) {
        // A round is the best of a few short blocks of each, in turn: on a busy machine some are interrupted.
        std::vector<double> best(runs.size(), std::numeric_limits<double>::infinity());
        for (int block = 0; block < blocks; ++block)
            for (std::size_t i = 0; i < runs.size(); ++i) best[i] = std::min(best[i], nanoseconds(runs[i], repeats[i]));
        for (std::size_t i = 0; i < runs.size(); ++i) times[i].push_back(best[i] / static_cast<double>(operations));
    }
    return times;
}

double quantile(std::vector<double> values, double part) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5)];
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out;
}

std::string number_text(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

/// Nanoseconds with two decimals where they are few, and none where they are many.
std::string time_text(double value) {
    char text[40];
    std::snprintf(text, sizeof text, value < 10 ? "%.2f" : value < 1e4 ? "%.1f" : "%.0f", value);
    return text;
}

std::string number_text(std::optional<double> value) { return value ? number_text(*value) : "null"; }

std::string today() {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
    return text;
}

} // namespace

bool session::begin(std::string work, std::size_t operations) {
    work_ = std::move(work);
    operations_ = operations;
    return options_.only.empty() || work_.find(options_.only) != std::string::npos;
}

void session::against(peer p, const std::function<void()>& ours, const std::function<void()>& theirs) {
    constexpr double budget_ns = 4e9;
    const auto times = alternate({ours, theirs}, operations_, options_.rounds, budget_ns);
    const std::vector<double>& our_times = times[0];
    const std::vector<double>& their_times = times[1];
    std::vector<double> ratios;
    for (std::size_t round = 0; round < our_times.size(); ++round) ratios.push_back(their_times[round] / our_times[round]);
    if (rows_.empty() || rows_.back().work != work_)
        std::printf("\n%-56.56s ours %9s ns\n", work_.c_str(), time_text(quantile(our_times, 0.5)).c_str());
    const row r{work_,
                std::move(p),
                quantile(our_times, 0.5),
                quantile(their_times, 0.5),
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75)};
    std::string reach;
    if (r.against.reach) reach = number_text(*r.against.reach) + (r.ratio >= *r.against.reach ? "x met" : "x below");
    std::string same;
    if (r.against.same) same = *r.against.same == 1.0 ? "all" : number_text(*r.against.same * 100) + "%";
    std::printf("  %-29.29s %9s %7.2fx %6.2f-%-6.2f %-10s %s\n", r.against.name.c_str(), time_text(r.peer_ns).c_str(), r.ratio,
                r.lower_quartile, r.upper_quartile, reach.c_str(), same.c_str());
    std::fflush(stdout);
    rows_.push_back(r);
}

bool session::begin_growth(std::string work, std::string x_name, std::vector<std::string> peers) {
    const std::string name = "growth, " + work;
    if (!name.starts_with(options_.only)) return false;
    std::printf("\n%-29.29s %9s %16s", name.c_str(), x_name.c_str(), "ours, ns");
    for (const std::string& peer_name : peers) std::printf(" %16.16s", peer_name.c_str());
    std::puts("");
    curves_.push_back({std::move(work), std::move(x_name), std::move(peers)});
    return true;
}

void session::at(std::uint64_t x, std::size_t operations, const std::function<void()>& ours,
                 const std::vector<std::function<void()>>& theirs) {
    constexpr double budget_ns = 5e8;
    std::vector<std::function<void()>> runs{ours};
    runs.insert(runs.end(), theirs.begin(), theirs.end());
    std::vector<double> medians;
    for (const auto& times : alternate(runs, operations, options_.rounds, budget_ns)) medians.push_back(quantile(times, 0.5));
    std::printf("%39llu", static_cast<unsigned long long>(x));
    for (const double median : medians) std::printf(" %16s", time_text(median).c_str());
    std::puts("");
    std::fflush(stdout);
    curves_.back().points.push_back({x, medians[0], {medians.begin() + 1, medians.end()}});
}

void write_json(const session& s) {
    std::string text = "{\n  \"date\": \"" + today() + "\",\n  \"machine\": \"" + escaped(machine()) + "\",\n  \"compiler\": \"" +
                       escaped(compiler()) + "\",\n  \"peers\": \"" + escaped(peer_versions()) +
                       "\",\n  \"seed\": " + std::to_string(s.given().seed) + ",\n  \"rounds\": " + std::to_string(s.given().rounds) +
                       ",\n  \"rows\": [";
    const char* separator = "\n";
    for (const row& r : s.rows()) {
        text += separator;
        text += "    {\"work\": \"" + escaped(r.work) + "\", \"peer\": \"" + escaped(r.against.name) +
                "\", \"ours_ns\": " + number_text(r.ours_ns) + ", \"peer_ns\": " + number_text(r.peer_ns) +
                ", \"ratio\": " + number_text(r.ratio) + ", \"ratio_quartiles\": [" + number_text(r.lower_quartile) + ", " +
                number_text(r.upper_quartile) + "], \"reach\": " + number_text(r.against.reach) +
                ", \"same\": " + number_text(r.against.same) + "}";
        separator = ",\n";
    }
    text += "\n  ],\n  \"growth\": [";
    separator = "\n";
    for (const growth_curve& curve : s.curves()) {
        for (const growth_point& point : curve.points) {
            text += separator;
            text += "    {\"work\": \"" + escaped(curve.work) + "\", \"x_name\": \"" + escaped(curve.x_name) +
                    "\", \"x\": " + std::to_string(point.x) + ", \"ours_ns\": " + number_text(point.ours_ns) + ", \"peers\": {";
            for (std::size_t i = 0; i < curve.peers.size(); ++i)
                text += (i == 0 ? "\"" : ", \"") + escaped(curve.peers[i]) + "\": " + number_text(point.peers_ns[i]);
            text += "}}";
            separator = ",\n";
        }
    }
    text += "\n  ]\n}\n";
    std::ofstream file(s.given().json, std::ios::binary);
    file << text;
    file.close();
    if (!file) throw std::runtime_error("cannot write " + s.given().json);
}

std::string machine() {
    std::ifstream information("/proc/cpuinfo");
    for (std::string line; std::getline(information, line);) {
        if (line.rfind("model name", 0) != 0) continue;
        const std::size_t colon = line.find(": ");
        if (colon != std::string::npos) return line.substr(colon + 2);
    }
    return "unknown";
}

std::string compiler() {
#if defined(__clang__)
    return std::string("clang ") + __clang_version__;
#else
    return std::string("g++ ") + __VERSION__;
#endif
}

} // namespace bench
