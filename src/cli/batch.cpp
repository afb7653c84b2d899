// The command `batch`: a CSV of any size, each row grown, row by row.
#include "batch_row.hpp"
#include "commands.hpp"
#include "csv_reader.hpp"
#include "output.hpp"
#include "progress.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <vector>

namespace cagr::cli {

namespace {

constexpr int exit_bad_input = 2;
constexpr std::size_t written_at_once = std::size_t{64} << 10U;
constexpr std::uint64_t most_row_places = 10'000'000;
constexpr std::size_t told_rows = 5; // bad rows that are told of where no file takes them

/// The rows that begin in these bytes of the file, and whether the header is among what is written.
struct part {
    std::uint64_t begin = 0;
    std::optional<std::uint64_t> end;
    bool has_header = true;
};

part part_of(const request& r, const input_file& in) {
    const auto text = r.text("shard");
    if (!text) return {};
    constexpr std::uint64_t most = 1'000'000;
    const std::size_t slash = text->find('/');
    if (slash == std::string::npos)
        detail::fail(errc::usage, "--shard is " + detail::in_quotes(*text) + "; K/N is needed, such as 1/4 for the first of four parts");
    const std::string_view given = *text;
    const std::uint64_t k = whole_number("the K of --shard K/N", given.substr(0, slash), most, errc::usage);
    const std::uint64_t n = whole_number("the N of --shard K/N", given.substr(slash + 1), most, errc::usage);
    if (k == 0 || k > n)
        detail::fail(errc::usage, "--shard is " + detail::in_quotes(*text) + "; K of K/N is 1 to N, for the K-th of N parts");
    if (in.is_standard_input() || !in.size())
        detail::fail(errc::usage, "--shard needs a file whose size is known, and " + in.named() +
                                      " is read as it comes; name a file, or let the one that writes it part it");
    __extension__ using wide = unsigned __int128;
    const auto cut = [&](std::uint64_t of) { return static_cast<std::uint64_t>(static_cast<wide>(*in.size()) * of / n); };
    return {.begin = cut(k - 1), .end = cut(k), .has_header = k == 1};
}

/// Rows of CSV on their way to a file: collected, and written a piece at a time.
class csv_writer {
public:
    csv_writer(const std::optional<std::string>& file, const csv_reader& like)
        : to_(file), delimiter_(like.delimiter()), special_(std::string("\"\r\n") + delimiter_),
          line_end_(like.line_end().empty() ? "\n" : like.line_end()) {}

    void add(std::string_view cell) {
        begin_cell();
        if (cell.find_first_of(special_) == std::string_view::npos) {
            text_ += cell;
            return;
        }
        text_ += '"';
        for (const char c : cell) {
            if (c == '"') text_ += '"';
            text_ += c;
        }
        text_ += '"';
    }
    /// The cells of a row as they were read: where nothing is quoted, they are the row itself.
    void add_row(const csv_reader& row) {
        if (row.problem().empty() && row.raw().find('"') == std::string_view::npos) {
            begin_cell();
            text_ += row.raw();
            return;
        }
        for (std::size_t i = 0; i < row.size(); ++i) add(row.field(i));
    }
    void end_row() {
        text_ += line_end_;
        at_begin_ = true;
        if (text_.size() >= written_at_once) flush();
    }
    void store() {
        flush();
        to_.store();
    }
    void finish() { to_.finish(); }

    [[nodiscard]] const output_stream& stream() const noexcept { return to_; }

private:
    void begin_cell() {
        if (!at_begin_) text_ += delimiter_;
        at_begin_ = false;
    }
    void flush() {
        to_.write(text_);
        text_.clear();
    }

    output_stream to_;
    char delimiter_;
    std::string special_;
    std::string line_end_;
    std::string text_;
    bool at_begin_ = true;
};

/// What the rows of one run came to.
struct tally {
    std::uint64_t rows = 0;
    std::uint64_t bad = 0;
    std::uint64_t bare_rates = 0;
    std::uint64_t first_bare_rate = 0; // its line
    std::vector<std::string> told;     // the first bad rows
};

class batch {
public:
    batch(const request& r, const settings& s)
        : settings_(s), each_(r.has("each-period")), strict_(r.has("strict")), in_(r.values[0]), reader_(in_), part_(part_of(r, in_)),
          columns_(reader_, in_) {
        const auto rejects = r.text("rejects");
        if (rejects && strict_)
            detail::fail(errc::usage, "--strict stops at the first bad row, and --rejects writes all of them; one of the two is needed");
        if (rejects && rejects->empty()) detail::fail(errc::usage, "--rejects names no file; a file name is needed");
        for (const std::string_view name : {"period", "value", "unit"})
            if (each_ || name != "period") check_free(reader_, name);
        out_.emplace(s.file, reader_);
        refuse_input(out_->stream(), s.file ? detail::in_quotes(*s.file) : "standard output");
        if (!rejects) return;
        rejects_.emplace(*rejects == "-" ? std::nullopt : rejects, reader_);
        refuse_input(rejects_->stream(), detail::in_quotes(*rejects));
        if (rejects_->stream().is_same_file(out_->stream()))
            detail::fail(errc::usage, "--rejects and the output are one file, " + detail::in_quotes(*rejects) + "; two are needed");
    }

    int run() {
        const std::uint64_t end = part_.end.value_or(in_.size().value_or(0));
        const bool sized = end > part_.begin;
        progress bar(sized ? std::optional(end - part_.begin) : std::nullopt, !out_->stream().is_terminal());
        if (part_.has_header) write_headers();
        reader_.skip_to(part_.begin);
        tally seen;
        while (reader_.next() && (!part_.end || reader_.offset() < *part_.end)) {
            ++seen.rows;
            take_row(seen);
            if (bar.on_terminal()) bar.at(reader_.consumed() - std::min(part_.begin, reader_.consumed()), seen.rows);
        }
        // Both are on the disk before either takes its place.
        if (rejects_) rejects_->store();
        out_->store();
        if (rejects_) rejects_->finish();
        out_->finish();
        bar.clear();
        if (bar.on_terminal())
            complain(fmt::format("{} row{} in {:.1f} s, {} rejected\n", grouped(seen.rows), seen.rows == 1 ? "" : "s", bar.seconds(),
                                 grouped(seen.bad)));
        complain(report(seen));
        return seen.bad == 0 ? 0 : exit_bad_input;
    }

private:
    void refuse_input(const output_stream& stream, const std::string& named) const {
        if (stream.is_same_file(in_.status()))
            detail::fail(errc::usage, named + " is the input; what is written needs another file, since rows that are bad would be lost");
    }

    void write_headers() {
        out_->add_row(reader_);
        if (each_) out_->add("period");
        out_->add("value");
        out_->add("unit");
        out_->end_row();
        if (!rejects_) return;
        rejects_->add("line");
        rejects_->add("reason");
        rejects_->add_row(reader_);
        rejects_->end_row();
    }

    void take_row(tally& seen) {
        try {
            const growth_of_row row = columns_.read(reader_, settings_.reading);
            if (each_) {
                write_each_period(row);
            } else {
                const std::string value =
                    to_string(compound(row.base, row.growth, row.periods), settings_.amounts.places, settings_.amounts.mode);
                write_value(nullptr, value, row.unit);
            }
            if (row.bare_rate && ++seen.bare_rates == 1) seen.first_bare_rate = reader_.line();
        } catch (const exception& failure) {
            if (failure.error().code == errc::input_output) throw; // not the row's
            ++seen.bad;
            reject(failure.error(), seen);
        }
    }

    void write_value(const std::string* when, std::string_view value, std::string_view unit) {
        out_->add_row(reader_);
        if (when != nullptr) out_->add(*when);
        out_->add(value);
        out_->add(unit);
        out_->end_row();
    }

    void write_each_period(const growth_of_row& row) {
        // The limit of a projection counts exact digits; those shown may be more.
        const auto places = static_cast<std::uint64_t>(settings_.amounts.places);
        if (places > 0 && row.periods >= most_row_places / places)
            detail::fail(errc::limit_rows, fmt::format("{} rows of {} places; rows times places may be at most {}", row.periods + 1, places,
                                                       most_row_places));
        const projection p = project(row.base, row.growth, row.periods, settings_.amounts);
        const auto when = [&](std::uint64_t k) { return row.from ? to_string(*row.from + k) : std::to_string(k); };
        // Whatever can fail does so at the ends, and before anything is written.
        static_cast<void>(when(row.periods));
        static_cast<void>(p.front().text());
        static_cast<void>(p.back().text());
        for (std::size_t k = 0; k < p.size(); ++k) {
            const std::string label = when(k);
            write_value(&label, p[k].text(), row.unit);
        }
    }

    void reject(const error& why, tally& seen) {
        if (strict_) {
            error e = why;
            e.message = fmt::format("line {}: {}", reader_.line(), e.message);
            throw exception(std::move(e));
        }
        const std::string reason = fmt::format("{}: {}", why.id(), why.message);
        if (!rejects_) {
            if (seen.told.size() < told_rows) seen.told.push_back(fmt::format("  line {}: {}\n", reader_.line(), reason));
            return;
        }
        rejects_->add(std::to_string(reader_.line()));
        rejects_->add(reason);
        if (reader_.problem().empty()) {
            rejects_->add_row(reader_);
        } else {
            rejects_->add(reader_.raw());
        }
        rejects_->end_row();
    }

    [[nodiscard]] std::string report(const tally& seen) const {
        std::string out;
        if (seen.bad > 0) {
            out = fmt::format("cagr: {} of {} row{} {} bad and left out", grouped(seen.bad), grouped(seen.rows), seen.rows == 1 ? "" : "s",
                              seen.bad == 1 ? "is" : "are");
            out += rejects_ ? "; the rejects file has them, with their reasons\n" : " (--rejects FILE takes them, with their reasons):\n";
            for (const std::string& each : seen.told) out += each;
            if (!rejects_ && seen.bad > seen.told.size()) out += fmt::format("  and {} more\n", grouped(seen.bad - seen.told.size()));
        }
        if (seen.bare_rates > 0)
            out += fmt::format("note: {} rate{} without a unit {} read as percent; the first is in line {}\n", grouped(seen.bare_rates),
                               seen.bare_rates == 1 ? "" : "s", seen.bare_rates == 1 ? "was" : "were", seen.first_bare_rate);
        return out;
    }

    const settings& settings_;
    bool each_;
    bool strict_;
    input_file in_;
    csv_reader reader_;
    part part_;
    batch_columns columns_;
    std::optional<csv_writer> out_;
    std::optional<csv_writer> rejects_;
};

} // namespace

int run_batch(const request& r, const settings& s) { return batch(r, s).run(); }

} // namespace cagr::cli
