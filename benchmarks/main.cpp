// The benchmark program: cagr_bench [--json FILE] [--seed N] [--rounds N] [--only WORD]
#include "session.hpp"

#include <charconv>
#include <cstdio>
#include <cstring>
#include <exception>

namespace {

template <class T>
bool read_number(const char* text, T least, T most, T& out) {
    const char* const end = text + std::strlen(text);
    const auto [stop, status] = std::from_chars(text, end, out);
    return status == std::errc() && stop == end && out >= least && out <= most;
}

bool read_arguments(int argc, char** argv, bench::options& out) {
    for (int i = 1; i < argc; i += 2) {
        const std::string_view name = argv[i];
        if (i + 1 == argc) return false;
        const char* const value = argv[i + 1];
        if (name == "--json") {
            out.json = value;
        } else if (name == "--only") {
            out.only = value;
        } else if (name == "--seed") {
            if (!read_number(value, std::uint64_t{0}, UINT64_MAX, out.seed)) return false;
        } else if (name == "--rounds") {
            if (!read_number(value, 1, 10'000, out.rounds)) return false;
        } else {
            return false;
        }
    }
    return true;
}

} // namespace

int main(int argc, char** argv) {
    bench::options given;
    if (!read_arguments(argc, argv, given)) {
        std::fputs("usage: cagr_bench [--json FILE] [--seed N] [--rounds N] [--only WORD]\n"
                   "  --only WORD   the works whose name contains WORD: project, operators, CAGR, periods, ln, exp, pow, parse,\n"
                   "                 format, batch, simulate, growth; \"growth, model\" for models alone\n",
                   stderr);
        return 2;
    }
    try {
        bench::session s(given);
        std::printf("%s, %s\n", bench::machine().c_str(), bench::compiler().c_str());
        std::printf("seed %llu, %d rounds; medians; ratio = peer's time / ours, with its quartiles\n",
                    static_cast<unsigned long long>(given.seed), given.rounds);
        std::printf("\n  %-29s %9s %8s %-13s %-10s %s\n", "Peer", "ns", "ratio", " quartiles", "reach", "same");
        bench::run_project(s);
        bench::run_operators(s);
        bench::run_rate(s);
        bench::run_periods(s);
        bench::run_functions(s);
        bench::run_text(s);
        bench::run_batch(s);
        bench::run_simulation(s);
        bench::run_growth(s);
        bench::run_model(s);
        std::puts("\nsame: the peer's results equal to ours, compared on every input before timing.\n"
                  "Peers with less than all round on their way; ours and the exact ones do not.");
        if (!given.json.empty()) bench::write_json(s);
        return 0;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "cagr_bench: %s\n", e.what());
        return 1;
    }
}
