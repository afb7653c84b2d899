// Two files that both include everything become one program: no definition is there twice.
#include <cagr/cagr.hpp>

#include <cstdio>

std::string shown_by_the_other_file(const cagr::decimal& value);
cagr::errc failure_in_the_other_file();

int main() {
    using namespace cagr::literals;
    const cagr::decimal value = 62.35_dec * cagr::pow(1.402_dec, 8);
    const bool same_text = cagr::to_string(value) == shown_by_the_other_file(value);
    bool caught = false;
    try {
        static_cast<void>(cagr::decimal::parse("62.35abc"));
    } catch (const cagr::exception& failure) {
        caught = failure.error().code == failure_in_the_other_file();
    }
    std::printf("same text %d, same error %d\n", same_text ? 1 : 0, caught ? 1 : 0);
    return same_text && caught ? 0 : 1;
}
