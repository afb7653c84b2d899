// What it answers: which rows a CSV file of any size has, one at a time, and where each stands in it.
// What it needs: libcsv, which takes quoted fields apart; input_file.hpp.
// Example: csv_reader in(file); while (in.next()) use(in.field(0), in.line());
#pragma once

#include "input_file.hpp"

#include <csv.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

/// Reads RFC 4180, with any delimiter, line ends of LF, CRLF or CR, and a byte order mark in front. A quote stands
/// around a field or doubled in a quoted one, and nowhere else; spaces belong to the field. Lines without anything are
/// passed over. What a row holds is there until the next one is read.
class csv_reader {
public:
    static constexpr std::size_t longest_row = std::size_t{1} << 20U; // bytes

    /// What becomes of a row behind the header that is over 1 MiB, or whose wrong quotes take in further lines: it is an error and
    /// takes those lines with it; or it has a `problem` and ends with its first line, and the next line is a row of its own.
    enum class bad_rows : std::uint8_t { take_their_lines, end_with_their_line };

    /// The file must outlive the reader.
    explicit csv_reader(input_file& from, bad_rows bad = bad_rows::take_their_lines);
    csv_reader(const csv_reader&) = delete;
    csv_reader& operator=(const csv_reader&) = delete;
    ~csv_reader();

    /// Reads the next row; false at the end. Errors: E-input-output, E-parse-length (a row over 1 MiB, unless bad rows end with
    /// their line), E-parse-character (UTF-16).
    [[nodiscard]] bool next();

    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::string_view field(std::size_t i) const noexcept {
        const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(text_).substr(begin, ends_[i] - begin);
    }
    /// Why the row cannot be taken apart; empty where it can.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
    /// The row as it stands in the file, without its line end.
    [[nodiscard]] std::string_view raw() const noexcept { return {buffer_.get() + row_begin_, row_end_ - row_begin_}; }
    /// Its line end; empty where the file ends without one.
    [[nodiscard]] std::string_view line_end() const noexcept { return {buffer_.get() + row_end_, at_ - row_end_}; }
    /// The line that the row begins in, from 1, and the byte of the file, from 0.
    [[nodiscard]] std::uint64_t line() const noexcept { return row_line_; }
    [[nodiscard]] std::uint64_t offset() const noexcept { return row_offset_; }
    /// How many bytes have been read and worked through.
    [[nodiscard]] std::uint64_t consumed() const noexcept { return buffer_offset_ + at_; }
    [[nodiscard]] char delimiter() const noexcept { return delimiter_; }

    /// Reads the first row again, with another delimiter: only while it is the one read last.
    void begin_again(char delimiter);
    /// Passes over the rows that begin before this byte.
    void skip_to(std::uint64_t offset) noexcept { skip_to_ = offset; }

private:
    enum class step { more, row, none };

    [[nodiscard]] bool fill();
    [[nodiscard]] std::optional<std::size_t> find_line_end();
    [[nodiscard]] std::size_t next_mark(std::size_t& known, char mark) const noexcept;
    [[nodiscard]] bool is_too_long(std::size_t end) const noexcept;
    [[noreturn]] void fail_length() const;
    [[nodiscard]] step take_long_row();
    void pass_rest_of_line();
    void end_with_first_line() noexcept;
    void read_mark();
    [[nodiscard]] step take_line(std::size_t end);
    [[nodiscard]] step take_end();
    void count_line(std::size_t end) noexcept;
    void fail_quote(std::size_t at);
    void start_parser();
    void clear() noexcept;

    static void add_field(void* text, std::size_t size, void* reader) noexcept;
    static void end_row(int mark, void* reader) noexcept;

    input_file* from_;
    bad_rows bad_;
    csv_parser parser_{};
    std::unique_ptr<char[]> buffer_;
    std::uint64_t buffer_offset_ = 0; // of its first byte in the file
    std::size_t filled_ = 0;
    std::size_t at_ = 0;        // what is before it has been taken
    std::size_t line_feed_ = 0; // the next of each, where at_ or beyond; else not known
    std::size_t carriage_ = 0;
    std::size_t row_begin_ = 0;
    std::size_t row_end_ = 0;
    std::size_t first_line_size_ = 0; // of the row, its line end included
    std::uint64_t row_line_ = 0;
    std::uint64_t row_offset_ = 0;
    std::uint64_t line_ = 1; // of at_
    std::uint64_t skip_to_ = 0;
    char delimiter_ = ',';
    bool first_ = true;   // nothing is dropped before the first row is settled
    bool at_end_ = false; // all has been read from the file
    bool open_ = false;   // a row has begun and not ended
    bool row_ended_ = false;
    bool out_of_memory_ = false;
    bool carriage_ends_line_ = false; // the file's line ends are CR alone
    std::string text_;                // the fields, one after the other
    std::vector<std::size_t> ends_;
    std::string problem_;
};

} // namespace cagr::cli
