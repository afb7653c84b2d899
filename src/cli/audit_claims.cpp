#include "audit_claims.hpp"

#include "audit_view.hpp"
#include "claim_row.hpp"
#include "display.hpp"
#include "output.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <memory>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t written_at_once = std::size_t{64} << 10U;

constexpr std::string_view legend = "yes, no: whether the reading fits; any: so do others; -: facts are missing\n";

/// Verdicts by place, the last for rows that cannot be read.
using verdict_counts = std::array<std::uint64_t, verdicts.size() + 1>;

struct reading_count {
    std::uint64_t fit = 0;
    std::uint64_t vacuous = 0;
    std::uint64_t tested = 0;
};

std::string verdict_name(std::size_t place) { return place < verdicts.size() ? std::string(to_string(verdicts[place])) : "unreadable"; }

std::uint64_t sum(const verdict_counts& counts) {
    std::uint64_t out = 0;
    for (const std::uint64_t each : counts) out += each;
    return out;
}

/// What the rows came to.
class summary {
public:
    void add(std::string_view publisher, const audit_report* report) {
        std::size_t place = verdicts.size();
        if (report != nullptr)
            place = static_cast<std::size_t>(std::find(verdicts.begin(), verdicts.end(), report->verdict) - verdicts.begin());
        ++all_[place];
        ++publishers_[std::string(publisher)][place];
        if (report == nullptr) return;
        bool tested = false;
        bool fits = false;
        for (std::size_t i = 0; i < reading_kinds.size(); ++i) {
            const std::string_view outcome = report->outcome(reading_kinds[i]);
            readings_[i].tested += outcome.empty() ? 0 : 1;
            readings_[i].fit += outcome == "consistent" ? 1 : 0;
            readings_[i].vacuous += outcome == "vacuous" ? 1 : 0;
            tested |= !outcome.empty();
            fits |= !outcome.empty() && outcome != "inconsistent";
        }
        testable_ += tested ? 1 : 0;
        fit_nothing_ += tested && !fits ? 1 : 0;
    }

    [[nodiscard]] const verdict_counts& all() const noexcept { return all_; }

    /// `2 claims: 1 consistent, 1 inconsistent`, in parts.
    [[nodiscard]] std::vector<std::string> verdict_parts() const {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (all_[i] > 0) parts.push_back(fmt::format("{} {},", all_[i], verdict_name(i)));
        if (!parts.empty()) parts.back().pop_back();
        parts.insert(parts.begin(), counted(sum(all_), "claim") + (parts.empty() ? "" : ":"));
        return parts;
    }
    [[nodiscard]] std::string testable_text() const {
        return fmt::format("{} can be tested; {} of them fit under no reading and no error pattern", testable_, fit_nothing_);
    }

    /// As a page, the rows of the table first.
    [[nodiscard]] document page(const table& rows, const std::string& source) const {
        document out{.title = "Audit of published claims",
                     .subtitle = "Read from " + source,
                     .headline = joined(verdict_parts(), " ") + ". " + testable_text() + "."};
        document_table claims = document_table_of(rows, "Each claim");
        for (document_row& row : claims.rows)
            if (row.cells[1] == "inconsistent" || row.cells[1] == "unreadable") row.kind = row_kind::miss;
        const std::vector<std::string> basis{"decided exactly, by what the printed digits allow", "source: " + source};
        document_table by_reading = document_table_of(readings_table(), "Claims by reading");
        document_table by_publisher = document_table_of(publishers_table(false), "Claims by publisher");
        for (document_table* const each : {&claims, &by_reading, &by_publisher}) each->assumptions = basis;
        out.sections.push_back({"", {std::move(by_reading), std::move(by_publisher), std::move(claims)}});
        return out;
    }

    [[nodiscard]] std::string text(bool drawn) const {
        const std::vector<std::string> parts = verdict_parts();
        std::string out = (drawn ? wrapped(parts, " ", 2) : joined(parts, " ")) + (drawn ? "\n" : "  \n") + testable_text() + "\n\n";
        const table by_reading = readings_table();
        const table by_publisher = publishers_table(drawn);
        return out + (drawn ? by_reading.text() : by_reading.markdown()) + "\n" + (drawn ? by_publisher.text() : by_publisher.markdown());
    }

    [[nodiscard]] json as_json() const {
        json out;
        out["claims"] = sum(all_);
        out["verdicts"] = counts_json(all_);
        for (std::size_t i = 0; i < reading_kinds.size(); ++i)
            out["readings"][std::string(to_string(reading_kinds[i]))] = {
                {"tested", readings_[i].tested}, {"consistent", readings_[i].fit}, {"vacuous", readings_[i].vacuous}};
        out["testable"] = testable_;
        out["fit_nothing"] = fit_nothing_;
        out["publishers"] = json::array();
        for (const auto& [name, counts] : sorted())
            out["publishers"].push_back({{"publisher", *name}, {"claims", sum(*counts)}, {"verdicts", counts_json(*counts)}});
        return out;
    }

private:
    using named_counts = std::pair<const std::string*, const verdict_counts*>;

    static json counts_json(const verdict_counts& counts) {
        json out;
        for (std::size_t i = 0; i < counts.size(); ++i) out[verdict_name(i)] = counts[i];
        return out;
    }

    /// Those of most claims first.
    [[nodiscard]] std::vector<named_counts> sorted() const {
        std::vector<named_counts> out;
        for (const auto& [name, counts] : publishers_) out.emplace_back(&name, &counts);
        std::stable_sort(out.begin(), out.end(),
                         [](const named_counts& a, const named_counts& b) { return sum(*a.second) > sum(*b.second); });
        return out;
    }

    [[nodiscard]] table readings_table() const {
        table out({{"Reading"}, {"tested", side::right}, {"fit", side::right}, {"vacuous", side::right}});
        for (std::size_t i = 0; i < reading_kinds.size(); ++i) {
            out.add(to_string(reading_kinds[i]));
            for (const std::uint64_t each : {readings_[i].tested, readings_[i].fit, readings_[i].vacuous}) out.add(std::to_string(each));
        }
        return out;
    }

    /// Publishers of one claim are one line together.
    [[nodiscard]] table publishers_table(bool drawn) const {
        table out({{"Publisher"},
                   {"claims", side::right, 1},
                   {"cons.", side::right, 1},
                   {"rounded", side::right, 1},
                   {"ambig.", side::right, 1},
                   {"underd.", side::right, 1},
                   {"incons.", side::right, 1},
                   {"unread.", side::right, 1}});
        verdict_counts others{};
        std::uint64_t how_many = 0;
        const auto add = [&](const std::string& name, const verdict_counts& counts) {
            out.add(name);
            out.add(std::to_string(sum(counts)));
            for (const std::uint64_t each : counts) out.add(each == 0 ? "-" : std::to_string(each));
        };
        for (const auto& [name, counts] : sorted()) {
            if (sum(*counts) > 1) {
                add(name->empty() ? "(not named)" : shortened(*name, drawn), *counts);
                continue;
            }
            ++how_many;
            for (std::size_t i = 0; i < counts->size(); ++i) others[i] += (*counts)[i];
        }
        if (how_many > 0) add(fmt::format("({} of one claim each)", how_many), others);
        return out;
    }

    /// As much of a name as there is room for, by characters; on paper all of it.
    static std::string shortened(const std::string& name, bool drawn) {
        constexpr std::size_t room = 28;
        const std::string shown = detail::in_quotes(name); // what is hidden, or moves a terminal's cursor, is spelled out
        std::string out = shown.substr(1, shown.size() - 2);
        if (!drawn || display_width(out) <= room) return out;
        while (display_width(out) > room - 3) {
            while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0U) == 0x80) out.pop_back();
            out.pop_back();
        }
        return out + "...";
    }

    verdict_counts all_{};
    std::array<reading_count, reading_kinds.size()> readings_{};
    std::map<std::string, verdict_counts> publishers_;
    std::uint64_t testable_ = 0;
    std::uint64_t fit_nothing_ = 0;
};

/// The rows of one run on their way to a file.
class claims_run {
public:
    claims_run(const std::string& file, const settings& s)
        : settings_(s), in_(file), reader_(in_, csv_reader::bad_rows::end_with_their_line), columns_(reader_, in_), out_(s.file),
          rows_(shown_columns(s)), source_(file) {
        if (out_.is_same_file(in_.status()))
            detail::fail(errc::usage,
                         (s.file ? detail::in_quotes(*s.file) : "standard output") + " is the input; what is written needs another file");
    }

    tally_of_claims run() {
        begin();
        while (reader_.next()) take_row();
        end();
        out_.write(text_);
        out_.finish();
        return tally_;
    }

private:
    /// The table on a screen has room for short names alone.
    static std::vector<column> shown_columns(const settings& s) {
        if (s.format != output_format::table) return audit_columns();
        return {{"id"}, {"verdict"}, {"base"}, {"est."}, {"window"}, {"incl."}, {"short"}, {"diagnosis"}};
    }

    void begin() {
        if (settings_.format == output_format::csv) text_ = table(audit_columns()).csv();
        if (settings_.format == output_format::json) text_ = "{\n  \"claims\": [";
    }

    void take_row() {
        std::optional<audit_report> report;
        std::optional<error> failure;
        try {
            report = audit(columns_.read(reader_, settings_.reading), settings_.solved.digits);
        } catch (const exception& e) {
            failure = e.error();
        }
        ++tally_.rows;
        const audit_report* const found = report ? &*report : nullptr;
        if (found == nullptr) {
            ++tally_.unreadable;
            failure->message = fmt::format("line {}: {}", reader_.line(), failure->message);
            failure->input.clear(); // one line a row: the message has what is wrong, and where
            complain("cagr: " + to_string(*failure) + "\n");
        } else if (found->verdict == verdict::inconsistent) {
            ++tally_.inconsistent;
        }
        if (settings_.format != output_format::csv && settings_.format != output_format::plain)
            summary_.add(columns_.publisher(reader_), found);
        write_row(found, failure);
    }

    void write_row(const audit_report* report, const std::optional<error>& failure) {
        const std::string_view named = columns_.id(reader_);
        const std::string id = named.empty() ? fmt::format("line {}", reader_.line()) : std::string(named);
        switch (settings_.format) {
        case output_format::csv: {
            std::string line;
            for (const std::string& cell : audit_cells(id, report)) line += (line.empty() ? "" : ",") + csv_cell(cell);
            text_ += line + "\n";
            break;
        }
        case output_format::plain: text_ += (report == nullptr ? "unreadable" : std::string(to_string(report->verdict))) + "\n"; break;
        case output_format::json: {
            json line;
            line["id"] = id;
            if (report != nullptr) {
                line.update(audit_json(*report, settings_));
            } else {
                line["verdict"] = "unreadable";
                line["error"] = {{"id", failure->id()}, {"message", failure->message}};
            }
            text_ += (tally_.rows == 1 ? "\n    " : ",\n    ") + line.dump(-1, ' ', false, json::error_handler_t::replace);
            break;
        }
        default: add_to_table(id, report);
        }
        if (text_.size() < written_at_once) return;
        out_.write(text_);
        text_.clear();
    }

    void add_to_table(const std::string& id, const audit_report* report) {
        std::vector<std::string> cells = audit_cells(id, report);
        const std::string shown = detail::in_quotes(cells.front());
        cells.front() = shown.substr(1, shown.size() - 2);
        if (settings_.format == output_format::table) {
            for (std::string& cell : cells) {
                if (cell == "consistent" && &cell != &cells[1]) cell = "yes";
                if (cell == "inconsistent" && &cell != &cells[1]) cell = "no";
                if (cell == "vacuous") cell = "any";
                if (cell.empty()) cell = "-";
            }
            const std::size_t space = cells.back().find(' ');
            if (space != std::string::npos) cells.back() = cells.back().substr(0, space) + ", ...";
        }
        for (const std::string& cell : cells) rows_.add(cell);
    }

    void end() {
        if (settings_.format == output_format::json) {
            std::string last = summary_.as_json().dump(2, ' ', false, json::error_handler_t::replace);
            for (std::size_t at = last.find('\n'); at != std::string::npos; at = last.find('\n', at + 3)) last.insert(at + 1, "  ");
            text_ += (tally_.rows == 0 ? "],\n" : "\n  ],\n") + ("  \"summary\": " + last) + "\n}\n";
        }
        if (settings_.format == output_format::html) text_ = html_page(summary_.page(rows_, source_));
        const bool drawn = settings_.format == output_format::table;
        if (drawn || settings_.format == output_format::markdown)
            text_ =
                drawn ? rows_.text() + std::string(legend) + "\n" + summary_.text(drawn) : rows_.markdown() + "\n" + summary_.text(drawn);
    }

    const settings& settings_;
    input_file in_;
    csv_reader reader_;
    claim_columns columns_;
    output_stream out_;
    table rows_;
    std::string source_;
    summary summary_;
    tally_of_claims tally_;
    std::string text_;
};

} // namespace

tally_of_claims audit_claims(const std::string& file, const settings& s) {
    if (s.format == output_format::xlsx)
        detail::fail(errc::usage, "a workbook holds one claim, and --claims names a table of them; -o FILE.csv is read by spreadsheets");
    return claims_run(file, s).run();
}

} // namespace cagr::cli
