// What it answers: what a value of a TOML file means - an amount, a rate, a period, a label - or what is wrong with it, and where.
// What it needs: toml_file.hpp; options.hpp for how figures are written.
// Example: if (auto base = values.amount(*node, "segment.software.base", unit)) s.base = *base;
#pragma once

#include "options.hpp"
#include "source_text.hpp"
#include "toml_file.hpp"

#include <cagr/cagr.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

/// Two periods as `2020..2028` or in another form of dates.hpp.
struct period_span {
    period first;
    period last;
};

/// Refuses what a label may not be. Errors: E-parse-length (over 1 KiB), E-parse-character (control and direction characters, no
/// UTF-8).
void check_label(std::string_view text);

/// Reads the values of one file. Each function gives nothing where the value is wrong, after noting why; `path` is what messages
/// call the value, such as `segment.software.base`.
class value_reader {
public:
    value_reader(const source_text& text, manner reading) : text_(&text), reading_(reading), found_(text) {}

    [[nodiscard]] problems& found() noexcept { return found_; }
    [[nodiscard]] const source_text& source() const noexcept { return *text_; }

    [[nodiscard]] std::optional<std::string> label(const toml::node& value, std::string_view path);
    /// One amount, in the unit or in another magnitude; in another currency only where the model has an exchange rate of it, and what
    /// the amount is for is converted by it.
    [[nodiscard]] std::optional<figure> amount(const toml::node& value, std::string_view path, const amount_unit& unit,
                                               bool converts = true);
    /// One percentage, as printed.
    [[nodiscard]] std::optional<figure> percentage(const toml::node& value, std::string_view path);
    /// A figure of a published claim: whatever it says.
    [[nodiscard]] std::optional<figure> printed(const toml::node& value, std::string_view path);
    [[nodiscard]] std::optional<rate> growth(const toml::node& value, std::string_view path);
    /// A plain number in quotes, such as a coefficient.
    [[nodiscard]] std::optional<decimal> number(const toml::node& value, std::string_view path);
    /// A whole number from `least` to `most`, without quotes.
    [[nodiscard]] std::optional<std::int64_t> count(const toml::node& value, std::string_view path, std::int64_t least, std::int64_t most);
    /// `2028` without quotes, or a text such as "FY2028"; of the kind that `like` is of.
    [[nodiscard]] std::optional<period> when(const toml::node& value, std::string_view path, const period* like = nullptr);
    [[nodiscard]] std::optional<period> when(const toml::key& key, std::string_view path, const period* like);
    [[nodiscard]] std::optional<period_span> span(const toml::node& value, std::string_view path);
    /// The place of the text among the names.
    [[nodiscard]] std::optional<std::size_t> choice(const toml::node& value, std::string_view path, std::span<const std::string> names);
    [[nodiscard]] const toml::table* table(const toml::node& value, std::string_view path);
    [[nodiscard]] const toml::array* list(const toml::node& value, std::string_view path);

    /// Amounts in this currency can be converted.
    void allow_currency(std::string code) { convertible_.push_back(std::move(code)); }

    /// Notes the error of a text's part at its place in the file.
    void add(const error& e, const toml::node& value, std::string_view path);
    void add(errc code, const std::string& message, const file_place& at) { found_.add(code, message, at); }

private:
    [[nodiscard]] std::optional<std::string> quoted(const toml::node& value, std::string_view path, std::string_view like);
    [[nodiscard]] std::optional<figure> read(const toml::node& value, std::string_view path, std::string_view like);
    [[nodiscard]] bool is_one_number(const figure& read, const toml::node& value, std::string_view path);
    [[nodiscard]] std::optional<period> checked(const period& read, std::string_view path, const period* like, const file_place& at);

    const source_text* text_;
    manner reading_;
    problems found_;
    std::vector<std::string> convertible_;
};

/// The keys of one table: those that are not known are noted at once, with the nearest that is.
class known_keys {
public:
    known_keys(value_reader& in, const toml::table& t, std::string path, std::initializer_list<std::string_view> known);

    [[nodiscard]] const toml::node* find(std::string_view key) const { return table_->get(key); }
    [[nodiscard]] std::string path(std::string_view key) const { return path_.empty() ? std::string(key) : path_ + "." + std::string(key); }
    [[nodiscard]] const toml::table& table() const noexcept { return *table_; }

    /// Calls `read` with the value and its path where the key is there.
    template <class Read>
    void with(std::string_view key, const Read& read) const {
        if (const toml::node* const value = find(key)) read(*value, path(key));
    }
    /// The value of a key that must be there; null after noting that it is not.
    [[nodiscard]] const toml::node* require(value_reader& in, std::string_view key, std::string_view like) const;

private:
    const toml::table* table_;
    std::string path_;
};

} // namespace cagr::cli
