#include "claim_row.hpp"

#include "csv_header.hpp"

#include <algorithm>

namespace cagr::cli {

namespace {

constexpr std::string_view needed = "base_text, cagr_text, target_text";

/// The note of a collector behind an amount that it is growth, not size.
constexpr std::string_view incremental = "(incremental)";

/// Refuses text that is no UTF-8 at its first byte that is none: what is copied from a table leads to a terminal, or into JSON.
void check_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t size = lead < 0x80                   ? 1
                                 : lead >= 0xC2 && lead < 0xE0 ? 2
                                 : (lead & 0xF0U) == 0xE0      ? 3
                                 : lead >= 0xF0 && lead < 0xF5 ? 4
                                                               : 0;
        bool whole = size > 0 && text.size() - i >= size;
        for (std::size_t k = 1; whole && k < size; ++k) whole = (static_cast<unsigned char>(text[i + k]) & 0xC0U) == 0x80;
        if (whole && size > 2) { // neither longer than need be, nor a surrogate, nor beyond U+10FFFF
            const auto second = static_cast<unsigned char>(text[i + 1]);
            whole = !((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) || (lead == 0xF0 && second < 0x90) ||
                      (lead == 0xF4 && second >= 0x90));
        }
        if (!whole)
            detail::fail(errc::parse_character,
                         detail::describe_character(text, i) + " at column " + std::to_string(i + 1) + "; UTF-8 is needed", text, {i, 1});
        i += size;
    }
}

/// One fact of a claim, and the column that says it.
struct told_fact {
    std::string_view column;
    void (*copy)(claim& to, const claim& from);
};

constexpr std::array<told_fact, 9> told_facts{{
    {"base_text", [](claim& to, const claim& from) { to.base = from.base; }},
    {"base_year", [](claim& to, const claim& from) { to.base_period = from.base_period; }},
    {"estimate_text", [](claim& to, const claim& from) { to.estimate = from.estimate; }},
    {"estimate_year", [](claim& to, const claim& from) { to.estimate_period = from.estimate_period; }},
    {"cagr_text", [](claim& to, const claim& from) { to.rate = from.rate; }},
    {"target_text",
     [](claim& to, const claim& from) {
         to.target = from.target;
         to.target_is_increase = from.target_is_increase;
     }},
    {"target_year", [](claim& to, const claim& from) { to.target_period = from.target_period; }},
    {"cagr_from_year", [](claim& to, const claim& from) { to.window_from = from.window_from; }},
    {"cagr_to_year", [](claim& to, const claim& from) { to.window_to = from.window_to; }},
}};

/// The claim as it is checked. Where it contradicts itself, the column is named that contradicts those before it.
claim checked_by_column(const claim& whole) {
    auto done = try_checked(whole);
    if (done) return *std::move(done);
    claim so_far{.currency = whole.currency};
    for (const told_fact& each : told_facts) {
        each.copy(so_far, whole);
        in_column(each.column, [&] { static_cast<void>(checked(so_far)); });
    }
    throw exception(done.error());
}

} // namespace

claim_columns::claim_columns(csv_reader& reader, const input_file& from)
    : width_(read_header(reader, from, needed, [](const csv_reader& header) {
          return static_cast<int>(
              std::count_if(names.begin(), names.end(), [&](std::string_view name) { return !columns_named(header, name).empty(); }));
      })) {
    check_once(reader, names);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (const std::vector<std::size_t> found = columns_named(reader, names[i]); !found.empty()) at_[i] = found.front();
    for (const column each : {column::base_text, column::cagr_text, column::target_text})
        if (!at_[static_cast<std::size_t>(each)])
            detail::fail(errc::missing_fact, from.named() + " has no column " + std::string(names[static_cast<std::size_t>(each)]) +
                                                 "; its columns are " + listed_columns(reader) + "; " + std::string(needed) +
                                                 " are needed, and base_year, target_year and others are read");
}

std::string_view claim_columns::cell(const csv_reader& row, column which) const {
    const std::optional<std::size_t> at = at_[static_cast<std::size_t>(which)];
    return at && *at < row.size() ? trimmed(row.field(*at)) : std::string_view();
}

std::optional<figure> claim_columns::figure_in(const csv_reader& row, column which, const manner& reading) const {
    const std::string_view text = cell(row, which);
    if (text.empty()) return std::nullopt;
    return in_column(names[static_cast<std::size_t>(which)], [&] {
        return reading.spoken ? figure::parse(text, *reading.spoken, reading.marks) : figure::parse(text, reading.marks);
    });
}

std::optional<period> claim_columns::period_in(const csv_reader& row, column which) const {
    const std::string_view text = cell(row, which);
    if (text.empty()) return std::nullopt;
    return in_column(names[static_cast<std::size_t>(which)], [&] { return period::parse(text); });
}

claim claim_columns::read(const csv_reader& row, const manner& reading) const {
    check_fields(row, width_);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (at_[i]) in_column(names[i], [&] { check_utf8(row.field(*at_[i])); });
    manner as = reading;
    if (const std::string_view tag = cell(row, column::language); !as.spoken && !tag.empty())
        as.spoken = in_column("language", [&] { return language::parse(tag); });

    claim out{.base = figure_in(row, column::base_text, as),
              .base_period = period_in(row, column::base_year),
              .estimate = figure_in(row, column::estimate_text, as),
              .estimate_period = period_in(row, column::estimate_year),
              .rate = figure_in(row, column::cagr_text, as),
              .window_from = period_in(row, column::cagr_from_year),
              .window_to = period_in(row, column::cagr_to_year),
              .target_period = period_in(row, column::target_year),
              .currency = std::string(cell(row, column::currency)),
              .market = std::string(cell(row, column::market)),
              .publisher = std::string(cell(row, column::publisher)),
              .source = std::string(cell(row, column::source_address)),
              .language = std::string(cell(row, column::language))};
    std::string_view target = cell(row, column::target_text);
    if (target.ends_with(incremental)) {
        target = trimmed(target.substr(0, target.size() - incremental.size()));
        out.target_is_increase = true;
    }
    if (!target.empty())
        out.target = in_column("target_text",
                               [&] { return as.spoken ? figure::parse(target, *as.spoken, as.marks) : figure::parse(target, as.marks); });
    return checked_by_column(out);
}

} // namespace cagr::cli
