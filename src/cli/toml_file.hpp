// What it answers: what a TOML file says, or where it is no TOML.
// What it needs: source_text.hpp; toml++.
// Example: const toml_file file(read_source("market.toml")); file.root();
#pragma once

#include "source_text.hpp"

#include <toml++/toml.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

inline constexpr std::size_t longest_file = std::size_t{16} << 20U; // bytes
inline constexpr std::size_t deepest_nesting = 64;

/// A file, or standard input where its name is `-`, whole. Errors: E-input-output, E-parse-length (over 16 MiB).
[[nodiscard]] source_text read_source(const std::string& name);

/// Reads the text as TOML 1.0. Errors: bad_file (no TOML, no UTF-8, a key twice; nesting over 64, before it costs anything).
[[nodiscard]] toml::table parse_toml(const source_text& text);

/// Where a value, or a key, stands.
[[nodiscard]] file_place place_of(const toml::node& value);
[[nodiscard]] file_place place_of(const toml::key& key);

/// One key of a table and its value.
struct toml_entry {
    const toml::key* key;
    const toml::node* value;
};
/// The keys of a table in the order of the file: toml++ keeps them by name.
[[nodiscard]] std::vector<toml_entry> in_file_order(const toml::table& t);

/// `text`, `a number`, `a table`: what a value is, as a message says it.
[[nodiscard]] std::string_view kind_of(const toml::node& value);

} // namespace cagr::cli
