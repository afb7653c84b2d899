// Three S-curves from one base: what each formula is, and how its values stand to it.
#include <cagr/cagr.hpp>
#include <cagr/format.hpp>

using namespace cagr::literals;
using namespace std::chrono_literals;
using cagr::growth_path;

namespace {

void print(const char* what, const cagr::decimal& base, const growth_path& path) {
    fmt::print("{}: {}\n", what, to_string(path));
    cagr::fraction before;
    for (const cagr::path_value& v : grown({base, 2024y}, path, 8)) {
        fmt::print("  {}  {:>7}", v.when, to_string(v.value, 2, cagr::rounding::half_up));
        if (before.sign() == 0) {
            fmt::print("         -  {}\n", to_string(v.how));
        } else {
            fmt::print("  {:>8}  {}\n", to_string(implied_rate(before, v.value, 1, {}), 2, cagr::rounding::half_up), to_string(v.how));
        }
        before = v.value;
    }
}

} // namespace

int main() {
    // Towards 500 million users from 31.25: exactly, but in no finite number of decimals. No year grows by the 60% itself.
    print("Users (M)", 31.25_dec, growth_path::logistic({.capacity = 500, .unconstrained = 60_pct}));

    // The same ceiling, each year halving the logarithmic distance to it. 31.25 is 500/16, so its roots are exact for two years.
    print("\nRevenue (M)", 31.25_dec, growth_path::gompertz({.capacity = 500, .approach = 50_pct}));

    // First purchases of a product of which 500 million will be bought: the curve says itself what its first year sells.
    print("\nFirst purchases (M)", 0, growth_path::bass({.potential = 500, .innovation = 0.03_dec, .imitation = 0.38_dec}));

    // A capacity that the base has passed is a mistake in one of the two.
    const auto failed = cagr::try_grown({.base = 600, .from = 2024y}, growth_path::logistic({.capacity = 500, .unconstrained = 60_pct}), 1);
    fmt::print("\nA base of 600 with a capacity of 500: {}\n", failed.error().id());
}
