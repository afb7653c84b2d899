// Timing in alternating rounds, the table and the JSON file.
#include "session.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr int blocks = 5;

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

/// Nanoseconds with two decimals where they are few.
std::string time_text(double value) {
    char text[40];
    std::snprintf(text, sizeof text, value < 10 ? "%.2f" : "%.1f", value);
    return text;
}

std::string number_text(std::optional<double> value) { return value ? number_text(*value) : "null"; }

} // namespace

bool session::begin(std::string work, std::size_t operations) {
    work_ = std::move(work);
    operations_ = operations;
    return options_.only.empty() || work_.find(options_.only) != std::string::npos;
}

void session::against(peer p, const std::function<void()>& ours, const std::function<void()>& theirs) {
    const int our_repeats = repeats_for(ours);
    const int their_repeats = repeats_for(theirs);
    const double operations = static_cast<double>(operations_);
    std::vector<double> our_times;
    std::vector<double> their_times;
    std::vector<double> ratios;
    for (int round = 0; round < options_.rounds; ++round) {
        // A round is the best of a few short blocks of each, in turn: on a busy machine some are interrupted.
        double our_time = nanoseconds(ours, our_repeats);
        double their_time = nanoseconds(theirs, their_repeats);
        for (int block = 1; block < blocks; ++block) {
            our_time = std::min(our_time, nanoseconds(ours, our_repeats));
            their_time = std::min(their_time, nanoseconds(theirs, their_repeats));
        }
        our_times.push_back(our_time / operations);
        their_times.push_back(their_time / operations);
        ratios.push_back(their_time / our_time);
    }
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
    std::printf("  %-29.29s %9s %7.2fx %6.2f-%-6.2f %-9s %s\n", r.against.name.c_str(), time_text(r.peer_ns).c_str(), r.ratio,
                r.lower_quartile, r.upper_quartile, reach.c_str(), same.c_str());
    std::fflush(stdout);
    rows_.push_back(r);
}

void write_json(const session& s) {
    std::string text = "{\n  \"machine\": \"" + escaped(machine()) + "\",\n  \"compiler\": \"" + escaped(compiler()) +
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
