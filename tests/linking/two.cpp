#include <cagr/cagr.hpp>

std::string shown_by_the_other_file(const cagr::decimal& value);
cagr::errc failure_in_the_other_file();

std::string shown_by_the_other_file(const cagr::decimal& value) { return cagr::to_string(value); }

cagr::errc failure_in_the_other_file() { return cagr::decimal::try_parse("62.35abc").error().code; }
