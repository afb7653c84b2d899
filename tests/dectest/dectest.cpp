// The cases of the General Decimal Arithmetic suite (.decTest) whose operands and result are finite, by value:
//     dectest DIRECTORY SKIPS
// SKIPS lists the ids whose expected value is not the one that cagr owes, with the reason; nothing else is skipped.
#include "dectest/arithmetic.hpp"
#include "dectest/cases.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using cagr::decimal;
using dectest::kind;
using dectest::test_case;

namespace {

constexpr std::size_t most_skips = 200;
constexpr std::size_t most_shown = 20;

/// Why a case is not counted, by rule.
enum class outside { no, not_finite, beyond, mode, representation, subset };
constexpr std::array<std::string_view, 6> outside_names{
    "", "infinity, NaN or no result", "exponent beyond 100,000", "rounding 05up", "bits of a format", "extended: 0"};

struct counts {
    long passed = 0;
    long refused = 0; // text that is no number, and that cagr refuses
    long skipped = 0;
    long failed = 0;
    std::array<long, outside_names.size()> outside{};

    [[nodiscard]] long all_outside() const {
        long sum = 0;
        for (const long n : outside) sum += n;
        return sum;
    }
    void add(const counts& other) {
        passed += other.passed;
        refused += other.refused;
        skipped += other.skipped;
        failed += other.failed;
        for (std::size_t i = 0; i < outside.size(); ++i) outside[i] += other.outside[i];
    }
};

struct listed {
    std::string reason;
    bool seen = false;
};

std::map<std::string, listed> read_skips(const char* path) {
    std::ifstream stream(path);
    if (!stream) throw std::runtime_error(std::string("cannot read ") + path);
    std::map<std::string, listed> skips;
    std::string line;
    while (std::getline(stream, line)) {
        if (line.empty() || line[0] == '#') continue;
        const std::size_t space = line.find(' ');
        if (space == std::string::npos) throw std::runtime_error("a skip without a reason: " + line);
        if (!skips.emplace(line.substr(0, space), listed{line.substr(space + 1)}).second)
            throw std::runtime_error("a skip listed twice: " + line);
    }
    if (skips.size() > most_skips) throw std::runtime_error("more than 200 skips");
    return skips;
}

outside rule_for(const test_case& c) {
    std::vector<kind> kinds{dectest::kind_of(c.expected)};
    for (const std::string& operand : c.operands) kinds.push_back(dectest::kind_of(operand));
    const auto any = [&](kind k) { return std::find(kinds.begin(), kinds.end(), k) != kinds.end(); };
    if (any(kind::representation)) return outside::representation;
    if (any(kind::special)) return outside::not_finite;
    if (any(kind::beyond)) return outside::beyond;
    if (any(kind::other)) throw std::runtime_error("neither a number nor a word of the suite: " + c.text());
    if (!c.in.extended) return outside::subset;
    if (!dectest::rounding_of(c.in.rounding)) return outside::mode;
    return outside::no;
}

/// What is wrong with cagr's result; empty where nothing is.
std::string fault_of(const test_case& c) {
    try {
        const auto got = dectest::compute(c);
        if (got && *got == decimal::parse(c.expected)) return {};
        return "got " + (got ? to_string(*got) : "an infinity");
    } catch (const cagr::exception& e) {
        return "got " + std::string(e.error().id()) + ": " + e.what();
    } catch (const std::exception& e) {
        return std::string("got an exception: ") + e.what();
    }
}

class run {
public:
    explicit run(std::map<std::string, listed> skips) : skips_(std::move(skips)) {}

    void take(const test_case& c) {
        counts& to = by_operation_[c.operation];
        // Of text that is no number the refusal is the result; infinities and NaN are refused by cagr alone.
        const kind text = dectest::kind_of(c.operands[0]);
        if (c.has_condition("conversion_syntax") && c.operation == "tosci" && text != kind::special && text != kind::representation) {
            if (!decimal::try_parse(c.operands[0])) {
                ++to.refused;
            } else {
                fail(to, c, "it was read as a number");
            }
            return;
        }
        const outside rule = rule_for(c);
        if (rule != outside::no) {
            ++to.outside[static_cast<std::size_t>(rule)];
            return;
        }
        const std::string fault = fault_of(c);
        if (const auto skip = skips_.find(c.id); skip != skips_.end()) {
            skip->second.seen = true;
            if (fault.empty()) {
                fail(to, c, "it is listed as to be skipped, and passes");
            } else {
                ++to.skipped;
            }
            return;
        }
        if (fault.empty()) {
            ++to.passed;
        } else {
            fail(to, c, fault);
        }
    }

    /// Prints the table; the exit status.
    int finish() {
        counts all;
        std::printf("%-12s %8s %8s %8s %8s %8s\n", "operation", "passed", "refused", "skipped", "outside", "failed");
        for (const std::string_view name : dectest::operations()) {
            print(name, by_operation_[std::string(name)]);
            all.add(by_operation_[std::string(name)]);
        }
        print("total", all);
        for (std::size_t i = 1; i < outside_names.size(); ++i)
            std::printf("outside by rule, %s: %ld\n", std::string(outside_names[i]).c_str(), all.outside[i]);
        bool is_sound = all.failed == 0;
        for (const auto& [id, skip] : skips_) {
            if (skip.seen) continue;
            std::printf("listed as to be skipped, and no case counted: %s\n", id.c_str());
            is_sound = false;
        }
        for (const std::string_view name : dectest::operations()) {
            if (by_operation_[std::string(name)].passed > 0) continue;
            std::printf("no case of %s passed: is this the whole suite?\n", std::string(name).c_str());
            is_sound = false;
        }
        return is_sound ? 0 : 1;
    }

private:
    static void print(std::string_view name, const counts& n) {
        std::printf("%-12s %8ld %8ld %8ld %8ld %8ld\n", std::string(name).c_str(), n.passed, n.refused, n.skipped, n.all_outside(),
                    n.failed);
    }

    void fail(counts& to, const test_case& c, const std::string& fault) {
        ++to.failed;
        if (shown_++ < most_shown) std::printf("failed: %s\n        %s\n", c.text().c_str(), fault.c_str());
    }

    std::map<std::string, listed> skips_;
    std::map<std::string, counts> by_operation_;
    std::size_t shown_ = 0;
};

int run_all(const std::filesystem::path& directory, const char* skips) {
    if (!std::filesystem::is_directory(directory)) {
        std::printf("the .decTest files are not there (%s): install Debian's package libpython3.11-testsuite\n",
                    directory.string().c_str());
        return 1;
    }
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(directory))
        if (entry.path().extension() == ".decTest") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    run all(read_skips(skips));
    const auto known = dectest::operations();
    for (const auto& file : files)
        for (const test_case& c : dectest::read(file))
            if (std::find(known.begin(), known.end(), c.operation) != known.end()) all.take(c);
    return all.finish();
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        (void)std::fputs("usage: dectest DIRECTORY SKIPS\n", stderr);
        return 2;
    }
    try {
        return run_all(argv[1], argv[2]);
    } catch (const std::exception& e) {
        std::printf("dectest: %s\n", e.what());
        return 1;
    }
}
