// What it answers: how the bytes of a long input come in, piece by piece.
// What it needs: POSIX files; error.hpp.
// Example: input_file in("markets.csv"); std::size_t got = in.read(buffer, sizeof buffer);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

struct stat;

namespace cagr::cli {

/// A file, or standard input where its name is `-`.
class input_file {
public:
    /// Errors of all: E-input-output.
    explicit input_file(const std::string& name);
    input_file(const input_file&) = delete;
    input_file& operator=(const input_file&) = delete;
    ~input_file();

    /// At least one byte, at most `room`; 0 at the end.
    [[nodiscard]] std::size_t read(char* into, std::size_t room);

    /// `standard input`, or the file in quotes: as messages name it.
    [[nodiscard]] const std::string& named() const noexcept { return named_; }
    /// How many bytes are to come, where that is known: of a regular file.
    [[nodiscard]] std::optional<std::uint64_t> size() const noexcept { return size_; }
    [[nodiscard]] bool is_standard_input() const noexcept { return !owned_; }
    /// The file that is read; nothing where it is no regular one.
    [[nodiscard]] struct stat status() const;

private:
    std::string named_;
    int descriptor_ = -1;
    bool owned_ = false;
    std::optional<std::uint64_t> size_;
};

} // namespace cagr::cli
