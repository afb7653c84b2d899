// Writes charts into a folder for tests/cli/charts.py: all that have a file, as SVG and text, and random ones.
//   chart_cases FOLDER RANDOM_CHARTS SEED
#include "chart_cases.hpp"

#include <fstream>
#include <iostream>

namespace {

void write(const std::string& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error("cannot write " + file);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    try {
        const std::string folder = std::string(argv[1]) + "/";
        for (const auto& [name, c] : chart_cases::all()) {
            write(folder + name + ".svg", cagr::cli::svg(c));
            write(folder + name + ".txt", cagr::cli::terminal_chart(c, 80, false));
        }
        std::mt19937_64 random(std::stoull(argv[3]));
        for (int i = 0, n = std::stoi(argv[2]); i < n; ++i) {
            const chart_cases::chart c = chart_cases::random_chart(random);
            const cagr::cli::svg_manner manner{.width = 400 + static_cast<int>(random() % 800),
                                               .height = 200 + static_cast<int>(random() % 500),
                                               .standalone = random() % 2 == 0,
                                               .id_prefix = "c" + std::to_string(i)};
            write(folder + "random_" + std::to_string(i) + ".svg", cagr::cli::svg(c, manner));
            write(folder + "random_" + std::to_string(i) + ".txt", cagr::cli::terminal_chart(c, 40 + random() % 100, false));
        }
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
    return 0;
}
