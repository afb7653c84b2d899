#include "model_csv.hpp"

#include "arguments.hpp"
#include "csv_header.hpp"
#include "csv_reader.hpp"
#include "source_text.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>
#include <utility>

namespace cagr::cli {

namespace {

constexpr std::array<std::string_view, 4> roles{"name", "parent", "base", "rate"};
enum class role : std::size_t { name, parent, base, rate };

/// The bytes that the i-th field of a row takes, quotes included.
text_span place_of_field(std::string_view row, char delimiter, std::size_t i) {
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t at = 0; at <= row.size(); ++at) {
        if (at < row.size() && row[at] == '"') quoted = !quoted;
        if (at < row.size() && (quoted || row[at] != delimiter)) continue;
        if (i == 0) return {begin, at - begin};
        --i;
        begin = at + 1;
    }
    return {row.size(), 0};
}

/// The last word of a title that is a period: 2024 of `Revenue 2024`.
std::optional<period> period_in(std::string_view title) {
    std::string word;
    std::optional<period> found;
    for (std::size_t i = 0; i <= title.size(); ++i) {
        const char c = i < title.size() ? title[i] : ' ';
        const bool part = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
        if (part) {
            word += c;
            continue;
        }
        if (word.size() >= 4)
            if (const auto when = period::try_parse(word)) found = *when;
        word.clear();
    }
    return found;
}

std::string folded(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// A table of segments: each row is one, in the order of the file.
class segment_table {
public:
    segment_table(const request& r, const settings& s) : request_(r), settings_(s), in_(r.values[0]), reader_(in_) {
        for (std::size_t i = 0; i < roles.size(); ++i) {
            const auto named = r.text(roles[i]);
            names_.at(i) = named ? std::string(trimmed(*named)) : std::string(roles[i]);
            told_.at(i) = named.has_value();
        }
    }

    model read() {
        width_ =
            read_header(reader_, in_, "the columns " + names_[0] + ", " + names_[2] + " and " + names_[3], [&](const csv_reader& header) {
                int found = 0;
                for (std::size_t i = 0; i < roles.size(); ++i) found += columns_of(header, i).empty() ? 0 : 1;
                return found;
            });
        find_columns();
        model out = frame();
        out.segments.reserve(1024);
        while (reader_.next()) take_row(out);
        if (out.segments.empty() && told_count_ == 0)
            detail::fail(errc::missing_fact, in_.named() + " has no segments; a row for each is needed");
        link(out);
        std::stable_sort(told_text_.begin(), told_text_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::string all;
        for (const auto& [line, text] : told_text_) all += text;
        if (told_count_ > problems::most_told)
            all += fmt::format("{}: {} more of its rows are wrong\n", file_name(), told_count_ - problems::most_told);
        if (told_count_ > 0) throw bad_file(std::move(all));
        return out;
    }

    /// In which line each segment stands, for what the library finds wrong in the whole.
    void remember_places(read_model& m) const {
        m.text = source_text(file_name(), {});
        for (std::size_t i = 0; i < rows_.size(); ++i)
            m.places.emplace("segment." + m.what.base.segments[i].name, file_place{static_cast<std::uint32_t>(rows_[i].line), 1, 1});
    }

private:
    struct row_of {
        std::string name; // as in the file
        std::string parent;
        std::uint64_t line;
        bool has_parent_cell;
    };

    [[nodiscard]] std::string file_name() const { return in_.is_standard_input() ? "standard input" : request_.values[0]; }
    [[nodiscard]] const std::string& name_of(role r) const { return names_.at(static_cast<std::size_t>(r)); }
    [[nodiscard]] std::optional<std::size_t> column_of(role r) const { return at_.at(static_cast<std::size_t>(r)); }

    /// The columns of this name; where none was named, also those that begin with the word, such as `base 2024` and `rate %`.
    [[nodiscard]] std::vector<std::size_t> columns_of(const csv_reader& header, std::size_t i) const {
        std::vector<std::size_t> out = columns_named(header, folded(names_.at(i)));
        if (told_.at(i) || !out.empty()) return out;
        for (std::size_t c = 0; c < header.size(); ++c)
            if (folded(trimmed(header.field(c))).starts_with(names_.at(i) + " ")) out.push_back(c);
        return out;
    }

    void find_columns() {
        for (std::size_t i = 0; i < roles.size(); ++i) {
            const std::vector<std::size_t> found = columns_of(reader_, i);
            if (found.size() > 1)
                detail::fail(errc::usage, fmt::format("the column {} is there {} times in {}; once is needed", detail::in_quotes(names_[i]),
                                                      found.size(), in_.named()));
            if (!found.empty()) at_.at(i) = found.front();
            const bool optional = roles.at(i) == "parent" && !told_.at(i);
            if (found.empty() && !optional)
                detail::fail(errc::missing_fact, fmt::format("{} has no column {}; its columns are {}; name one with --{}", in_.named(),
                                                             detail::in_quotes(names_[i]), listed_columns(reader_), roles.at(i)));
        }
        percent_column_ = reader_.field(*column_of(role::rate)).find('%') != std::string_view::npos ||
                          folded(reader_.field(*column_of(role::rate))).find("percent") != std::string::npos;
    }

    [[nodiscard]] model frame() const {
        model out;
        const auto option = [&](std::string_view name) {
            const std::string text = *request_.text(name);
            return in_column("--" + std::string(name), [&] { return period::parse(text); });
        };
        const auto told = period_in(reader_.field(*column_of(role::base)));
        if (request_.has("from")) {
            out.first = option("from");
            if (told && told->kind() == out.first.kind() && *told != out.first)
                detail::fail(errc::usage,
                             fmt::format("--from is {}, and the column {} says {}; leave one of them out", to_string(out.first),
                                         detail::in_quotes(trimmed(reader_.field(*column_of(role::base)))), to_string(*told)));
        } else if (told) {
            out.first = *told;
        } else {
            detail::fail(errc::missing_fact, fmt::format("of when the values in {} are is not told; name it as in --from 2024, or in the "
                                                         "column's title, such as 'base 2024'",
                                                         detail::in_quotes(name_of(role::base))));
        }
        if (!request_.has("to")) detail::fail(errc::missing_fact, "the last period is missing; name it as in --to 2030");
        out.last = option("to");
        if (out.first.kind() != out.last.kind())
            detail::fail(errc::period_kind, fmt::format("{} is a {} and --to {} a {}; both must be of one kind", to_string(out.first),
                                                        to_string(out.first.kind()), to_string(out.last), to_string(out.last.kind())));
        if (out.last < out.first)
            detail::fail(errc::period_order, fmt::format("--to is {}, before the values of {}; a later period is needed",
                                                         to_string(out.last), to_string(out.first)));
        if (const auto unit = request_.text("unit")) out.unit = in_column("--unit", [&] { return amount_unit::parse(*unit); });
        out.shown = settings_.amounts;
        out.digits = settings_.solved;
        return out;
    }

    [[nodiscard]] std::string_view cell(role which) const {
        const auto at = column_of(which);
        return at && *at < reader_.size() ? trimmed(reader_.field(*at)) : std::string_view();
    }

    void note(errc code, const std::string& message, std::optional<role> which) {
        if (++told_count_ > problems::most_told) return;
        const std::string_view row = reader_.raw();
        text_span at{0, 0};
        if (which && column_of(*which) && reader_.problem().empty()) at = place_of_field(row, reader_.delimiter(), *column_of(*which));
        note_at(code, message, reader_.line(), row.substr(0, row.find('\n')), at);
    }

    void note_at(errc code, const std::string& message, std::uint64_t line, std::string_view row, text_span at) {
        const source_text text(file_name(), std::string(row.substr(0, std::size_t{1} << 16U)));
        const file_place place = text.within({1, 1, 1}, at.offset, at.length);
        told_text_.emplace_back(line, text.told(code, message, place, static_cast<std::uint32_t>(line)));
    }

    void take_row(model& into) {
        if (!reader_.problem().empty() || reader_.size() != width_) {
            try {
                check_fields(reader_, width_);
            } catch (const exception& failure) {
                note(failure.error().code, failure.error().message, std::nullopt);
            }
            return;
        }
        const std::string_view name = cell(role::name);
        if (name.empty() && cell(role::base).empty() && cell(role::rate).empty()) return; // an empty line of a spreadsheet
        if (into.segments.size() == limits::model_segments)
            detail::fail(errc::limit_rows,
                         fmt::format("{} has over {} segments; at most that many are allowed", in_.named(), limits::model_segments));
        segment s;
        try {
            s = segment_of(name, into);
        } catch (const std::pair<error, role>& wrong) {
            note(wrong.first.code, name_of(wrong.second) + ": " + wrong.first.message, wrong.second);
            return;
        }
        const std::string parent(cell(role::parent));
        if (!numbers_.emplace(std::string(name), into.segments.size()).second) {
            note(errc::usage, fmt::format("the segment {} is there a second time; each has one row", detail::in_quotes(name)), role::name);
            return;
        }
        rows_.push_back({std::string(name), folded(parent) == "total" ? std::string() : parent, reader_.line(), true});
        raws_.emplace_back(rows_.back().parent.empty() ? std::string_view() : reader_.raw());
        into.segments.push_back(std::move(s));
    }

    /// What the body gives; its error comes with the column it is of.
    template <class Body>
    static auto of(role which, const Body& body) {
        try {
            return body();
        } catch (const exception& failure) {
            throw std::pair<error, role>(failure.error(), which);
        }
    }

    [[nodiscard]] segment segment_of(std::string_view name, const model& into) const {
        segment out;
        of(role::name, [&] {
            if (name.empty()) detail::fail(errc::parse_empty, "it is empty; each segment needs a name");
            check_label(name);
            if (folded(name) == "total")
                detail::fail(errc::usage, "the total is computed from its parts, and a row of it would count twice; leave the row out");
        });
        out.label = std::string(name);
        out.name = std::string(name);
        // A point divides a name from what is said of it in model files; the label keeps it.
        std::replace(out.name.begin(), out.name.end(), '.', '_');
        if (out.name == "base") out.name = "base_";
        if (const std::string_view base = cell(role::base); !base.empty())
            out.base = of(role::base, [&] {
                figure read = parse_undated("it", base, settings_.reading);
                if (!read.currency().empty() && read.currency() != into.unit.currency)
                    detail::fail(errc::unit_mixed,
                                 fmt::format("{} is in {}; the unit is {}, which --unit names", detail::in_quotes(base), read.currency(),
                                             to_string(into.unit).empty() ? "none" : to_string(into.unit)));
                return read;
            });
        if (const std::string_view rate = cell(role::rate); !rate.empty())
            out.growth = of(role::rate, [&] { return growth_path::constant(rate_of(rate)); });
        return out;
    }

    [[nodiscard]] cagr::rate rate_of(std::string_view text) const {
        bool bare = false;
        const given_rate given =
            percent_column_ ? parse_rate_or_percent(text, settings_.reading, bare) : parse_rate(text, settings_.reading);
        if (given.printed.is_range() || given.printed.qualifier() == qualifier::at_least || given.printed.qualifier() == qualifier::at_most)
            detail::fail(errc::parse_range, detail::in_quotes(text) + " is no single rate; one is needed");
        return given.stated.value();
    }

    /// Parents may come after their parts, so that they are looked for last.
    void link(model& into) {
        std::unordered_map<std::string, std::size_t> taken;
        for (std::size_t i = 0; i < into.segments.size(); ++i) {
            std::string& name = into.segments[i].name;
            while (!taken.emplace(name, i).second) name += '_';
        }
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (rows_[i].parent.empty()) continue;
            const auto found = numbers_.find(rows_[i].parent);
            if (found != numbers_.end()) {
                into.segments[i].parent = into.segments[found->second].name;
                continue;
            }
            if (++told_count_ > problems::most_told) continue;
            detail::nearest search(rows_[i].parent);
            for (const row_of& other : rows_) search.consider(other.name);
            const std::string near(search.name());
            note_at(errc::unknown_name,
                    fmt::format("{}: no segment is named {}{}", name_of(role::parent), detail::in_quotes(rows_[i].parent),
                                near.empty() ? "; each parent has a row of its own" : "; did you mean " + near + "?"),
                    rows_[i].line, raws_[i], place_of_field(raws_[i], reader_.delimiter(), *column_of(role::parent)));
        }
    }

    const request& request_;
    const settings& settings_;
    input_file in_;
    csv_reader reader_;
    std::array<std::string, roles.size()> names_;
    std::array<bool, roles.size()> told_{};
    std::array<std::optional<std::size_t>, roles.size()> at_{};
    std::size_t width_ = 0;
    bool percent_column_ = false; // its title says that rates are in percent
    std::vector<row_of> rows_;
    std::vector<std::string> raws_; // the rows that name a parent
    std::unordered_map<std::string, std::size_t> numbers_;
    std::vector<std::pair<std::uint64_t, std::string>> told_text_; // by line
    std::size_t told_count_ = 0;
};

} // namespace

bool is_model_csv(const request& r) {
    for (const std::string_view each : {"name", "parent", "base", "rate", "from", "to", "unit"})
        if (r.has(each)) return true;
    const std::string file = folded(r.values[0]);
    return file.ends_with(".csv") || file.ends_with(".tsv") || file.ends_with(".tab");
}

read_model read_model_csv(const request& r, const settings& s) {
    segment_table table(r, s);
    read_model out;
    out.what.base = table.read();
    table.remember_places(out);
    return out;
}

} // namespace cagr::cli
