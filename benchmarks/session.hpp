// What it answers: how much longer a peer takes than cagr for the same work, measured side by side.
// What it needs: the standard library.
// Example: s.begin("parse, 10 digits", inputs); s.against({.name = "GMP"}, [&] { ours(); }, [&] { theirs(); });
//          s.begin_growth("project", "years", {"GMP"}); s.at(100, inputs, [&] { ours(); }, {[&] { theirs(); }});
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// Makes the compiler believe that the value is used, at no cost.
template <class T>
inline void keep(const T& value) {
    asm volatile("" : : "r"(&value) : "memory");
}

/// A peer of one work: its name, the ratio to reach against it, and which share of its results equal ours.
struct peer {
    std::string name;
    std::optional<double> reach{};
    std::optional<double> same{};
};

/// Medians over the rounds; the ratio is the peer's time over ours, taken within each round.
struct row {
    std::string work;
    peer against;
    double ours_ns;
    double peer_ns;
    double ratio;
    double lower_quartile;
    double upper_quartile;
};

/// What one work costs at one size: medians over the rounds, peers in their order.
struct growth_point {
    std::uint64_t x;
    double ours_ns;
    std::vector<double> peers_ns;
};

/// One work at growing sizes: years, or digits.
struct growth_curve {
    std::string work;
    std::string x_name;
    std::vector<std::string> peers;
    std::vector<growth_point> points{};
};

struct options {
    std::uint64_t seed = 20280402;
    int rounds = 15;
    std::string json{};
    std::string only{};
};

/// Runs the works in turn, prints each comparison as it is known, and keeps them for the JSON file.
class session {
public:
    explicit session(options given) : options_(std::move(given)), random_(options_.seed) {}

    /// A whole number in [least, most].
    [[nodiscard]] std::uint64_t number(std::uint64_t least, std::uint64_t most) { return least + random_() % (most - least + 1); }

    /// Starts a work; one run of it does `operations` of them. False where only other works are wanted.
    bool begin(std::string work, std::size_t operations);

    /// Times ours and the peer's run in alternating rounds.
    void against(peer p, const std::function<void()>& ours, const std::function<void()>& theirs);

    /// Starts a work that is timed at several sizes; it is selected as "growth, " and its name, or the beginning of that.
    bool begin_growth(std::string work, std::string x_name, std::vector<std::string> peers);

    /// Times ours and the peers' runs at size x, in alternating rounds; few of them where one takes long.
    void at(std::uint64_t x, std::size_t operations, const std::function<void()>& ours, const std::vector<std::function<void()>>& theirs);

    [[nodiscard]] const std::vector<growth_curve>& curves() const noexcept { return curves_; }
    [[nodiscard]] const std::vector<row>& rows() const noexcept { return rows_; }
    [[nodiscard]] const options& given() const noexcept { return options_; }

private:
    options options_;
    std::mt19937_64 random_;
    std::string work_;
    std::size_t operations_ = 1;
    std::vector<row> rows_;
    std::vector<growth_curve> curves_;
};

/// A peer's result that is not ours where both are exact: the benchmark stops.
inline void expect_equal(bool equal, std::string_view work, std::size_t input) {
    if (!equal) throw std::runtime_error(std::string(work) + ": the results for input " + std::to_string(input) + " differ");
}

void write_json(const session& s);
[[nodiscard]] std::string machine();
[[nodiscard]] std::string compiler();
[[nodiscard]] std::string peer_versions();

void run_project(session& s);
void run_operators(session& s);
void run_rate(session& s);
void run_periods(session& s);
void run_functions(session& s);
void run_text(session& s);
void run_batch(session& s);
void run_simulation(session& s);
void run_growth(session& s);
void run_model(session& s);

} // namespace bench
