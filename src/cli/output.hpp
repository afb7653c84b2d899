// What it answers: how text leaves the program: to standard output, or to a file whole or not at all.
// What it needs: POSIX files; error.hpp.
// Example: deliver(text, settings.file);
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct stat;

namespace cagr::cli {

/// Thrown where the reader of standard output has gone (`| head -1`): a quiet end, not an error.
struct reader_gone {};

/// Makes descriptors 0 to 2 exist, so that no file opened later becomes one of them; a closed
/// standard output stays unwritable. Writes to a broken pipe or beyond a limit on files report instead of killing.
void guard_standard_streams();

/// Text that is written piece by piece, to the file or to standard output where none is named. A file is replaced by
/// `finish`, and left as it was where that is not reached, also by a signal; devices, pipes, descriptors (/dev/stdout)
/// and the file that standard output goes to are written to, not replaced. Errors of all: E-input-output; reader_gone.
class output_stream {
public:
    explicit output_stream(const std::optional<std::string>& file);
    output_stream(const output_stream&) = delete;
    output_stream& operator=(const output_stream&) = delete;
    ~output_stream();

    void write(std::string_view text);
    /// Everything is on the disk, so that little is left of `finish` that could fail: for several files, first of each.
    void store();
    void finish();

    /// Whether it is the regular file that was asked about, or is to replace it.
    [[nodiscard]] bool is_same_file(const struct stat& other) const;
    /// Whether both write to one place.
    [[nodiscard]] bool is_same_file(const output_stream& other) const;
    [[nodiscard]] bool is_terminal() const;

private:
    struct destination;
    std::unique_ptr<destination> to_;
};

/// Writes the text to the file, or to standard output where none is named. A file is replaced only by a complete one, as above.
void deliver(std::string_view text, const std::optional<std::string>& file);

/// Refuses a file to be written that is the one that is read, which would be lost. Errors: E-usage.
void refuse_input(const std::string& input, const std::optional<std::string>& file);

/// The message on standard error, one write; nothing can be done where that fails.
void complain(std::string_view message) noexcept;

/// The next line of standard input without its line end. Errors: E-input-output; E-parse-length (over 1 MiB);
/// E-parse-empty (no more lines).
[[nodiscard]] std::string next_input_line();

/// Whether standard output is a terminal, and one that shows colors.
[[nodiscard]] bool output_is_terminal();
[[nodiscard]] bool output_shows_color();

} // namespace cagr::cli
