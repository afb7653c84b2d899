// Random cases of what cagr rounds, each in all seven roundings, against integer certificates (roots, implied rates) and Arb balls
// (exponentials, logarithms, powers, periods): so many of either kind.
//     prove [--cases N] [--seed N] [--threads N]
// What is proven depends on the seed and the number of cases alone. Exit 1 where a result is wrong, a case is undecided or the
// certificate accepts a result one unit off.
#include "support/real_cases.hpp"
#include "support/root_cases.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using certificates::certified;
using numbers::source;

namespace {

constexpr long chunk_cases = 200; // of one source each, so that the threads may take them in any order
constexpr long probe_every = 50;  // cases whose certificate is also held against results one unit off
constexpr long most_shown = 20;

struct options {
    long cases = 1'000'000;
    std::optional<std::uint64_t> seed;
    long threads = std::max(1L, static_cast<long>(std::thread::hardware_concurrency()));
};

struct kind {
    std::string_view name;
    std::uint64_t salt;
    std::optional<certified> (*any)(source&, long);
};

constexpr std::array<kind, 2> kinds{
    {{"roots", std::uint64_t{1} << 40, [](source& random, long) { return certificates::any_root_case(random); }},
     {"reals", std::uint64_t{2} << 40, [](source& random, long i) { return certificates::any_real_case(random, i); }}}};

struct counts {
    long cases = 0;
    long exact = 0;
    long ties = 0;
    long neighbours = 0; // built beside a boundary, and neither exact nor a tie
    long refused = 0;    // results one unit off
    long undecided = 0;
    long failed = 0;

    void add(const counts& other) {
        cases += other.cases;
        exact += other.exact;
        ties += other.ties;
        neighbours += other.neighbours;
        refused += other.refused;
        undecided += other.undecided;
        failed += other.failed;
    }
};

using table = std::map<std::string, counts, std::less<>>;

/// The work of one kind, shared out in chunks.
class proof {
public:
    proof(const kind& of, std::uint64_t seed, long cases) : kind_(of), seed_(seed), cases_(cases) {}

    table run(long threads) {
        std::vector<std::thread> workers;
        for (long i = 0; i < threads; ++i) {
            workers.emplace_back([this] {
                try {
                    for (long chunk; (chunk = next_.fetch_add(1)) * chunk_cases < cases_;) work(chunk);
                } catch (...) {
                    const std::lock_guard lock(mutex_);
                    broken_ = std::current_exception();
                }
                flint_cleanup();
            });
        }
        for (std::thread& worker : workers) worker.join();
        if (broken_) std::rethrow_exception(broken_);
        if (shows_progress_) (void)std::fprintf(stderr, "\r%60s\r", "");
        return all_;
    }

private:
    void work(long chunk) {
        source random(seed_, kind_.salt + static_cast<std::uint64_t>(chunk));
        table found;
        const long wanted = std::min(chunk_cases, cases_ - chunk * chunk_cases);
        for (long i = 0, done = 0; done < wanted; ++i) {
            const auto next = kind_.any(random, i);
            if (!next) continue;
            judge(*next, done % probe_every == 0, found[std::string(next->function)]);
            ++done;
        }
        const std::lock_guard lock(mutex_);
        for (const auto& [function, n] : found) all_[function].add(n);
        done_ += wanted;
        if (shows_progress_) (void)std::fprintf(stderr, "\r%s: %ld of %ld", std::string(kind_.name).c_str(), done_, cases_);
    }

    void judge(const certified& c, bool probe, counts& n) {
        ++n.cases;
        try {
            const certificates::findings found = certificates::judge(c, probe);
            n.refused += found.refused;
            if (!found.fault.empty()) {
                ++n.failed;
                show("failed: " + found.fault);
                return;
            }
            n.exact += found.is_exact ? 1 : 0;
            n.ties += found.is_tie ? 1 : 0;
            n.neighbours += c.is_neighbour && !found.is_exact && !found.is_tie ? 1 : 0;
        } catch (const certificates::undecided&) {
            ++n.undecided;
            show("undecided: " + c.text({c.digits}));
        }
    }

    void show(const std::string& line) {
        const std::lock_guard lock(mutex_);
        if (shown_++ < most_shown) std::printf("%s\n", line.c_str());
    }

    const kind& kind_;
    std::uint64_t seed_;
    long cases_;
    bool shows_progress_ = isatty(STDERR_FILENO) != 0;
    std::atomic<long> next_{0};
    std::mutex mutex_; // of what follows
    table all_;
    std::exception_ptr broken_; // what stopped a thread; it is no finding
    long done_ = 0;
    long shown_ = 0;
};

void print(std::string_view name, const counts& n) {
    std::printf("%-14s %9ld %9ld %9ld %11ld %9ld %10ld %7ld\n", std::string(name).c_str(), n.cases, n.exact, n.ties, n.neighbours,
                n.refused, n.undecided, n.failed);
}

/// Whether everything held; prints the table of a kind.
bool prove(const kind& of, std::uint64_t seed, const options& given) {
    const auto start = std::chrono::steady_clock::now();
    const table found = proof(of, seed, given.cases).run(given.threads);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start).count();
    std::printf("\n%-14s %9s %9s %9s %11s %9s %10s %7s\n", std::string(of.name).c_str(), "cases", "exact", "ties", "neighbours", "refused",
                "undecided", "failed");
    counts all;
    for (const auto& [function, n] : found) {
        print(function, n);
        all.add(n);
    }
    print("total", all);
    std::printf("%lld s\n", static_cast<long long>(seconds));
    const bool is_hard = of.name != "roots" || given.cases < 1000 || (all.exact + all.ties + all.neighbours) * 10 >= all.cases;
    if (!is_hard) std::printf("fewer than a tenth of the cases were ties, exact or beside those\n");
    return all.failed == 0 && all.undecided == 0 && is_hard;
}

options read(int argc, char** argv) {
    options out;
    for (int i = 1; i < argc; i += 2) {
        const std::string_view name = argv[i];
        if (i + 1 == argc) throw std::invalid_argument(std::string(name) + " needs a number");
        char* end = nullptr;
        const unsigned long long value = std::strtoull(argv[i + 1], &end, 10);
        if (*end != '\0' || argv[i + 1][0] < '0' || argv[i + 1][0] > '9')
            throw std::invalid_argument(std::string("no number: ") + argv[i + 1]);
        if (name == "--seed") {
            out.seed = value;
        } else if (name == "--cases" && value >= 1 && value <= 1'000'000'000) {
            out.cases = static_cast<long>(value);
        } else if (name == "--threads" && value >= 1 && value <= 1024) {
            out.threads = static_cast<long>(value);
        } else {
            throw std::invalid_argument("usage: prove [--cases N] [--seed N] [--threads N]");
        }
    }
    return out;
}

} // namespace

int main(int argc, char** argv) {
    try {
        const options given = read(argc, argv);
        (void)std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ); // what is found is seen, whatever ends the run
        const std::uint64_t seed = given.seed ? *given.seed : numbers::seed();
        std::printf("seed %llu: prove --cases %ld --seed %llu repeats this; every case in all seven roundings\n",
                    static_cast<unsigned long long>(seed), given.cases, static_cast<unsigned long long>(seed));
        bool holds = true;
        for (const kind& each : kinds) holds = prove(each, seed, given) && holds;
        std::printf("%s\n", holds ? "proven" : "NOT PROVEN");
        return holds ? 0 : 1;
    } catch (const std::invalid_argument& e) {
        (void)std::fprintf(stderr, "prove: %s\n", e.what());
        return 2;
    } catch (const std::exception& e) {
        (void)std::fprintf(stderr, "prove: %s\n", e.what());
        return 1;
    }
}
