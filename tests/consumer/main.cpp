// The program every consumer project builds: the README's first numbers.
#include <cagr/cagr.hpp>

#include <cstdio>

int main() {
    using namespace cagr::literals;
    const cagr::decimal value = 62.35_dec * cagr::pow(1.402_dec, 8);
    std::puts(to_string(value).c_str());
    std::puts(to_string(value, 2, cagr::rounding::half_up).c_str());
}
