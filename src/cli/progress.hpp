// What it answers: how far a long run has come, on a terminal, and how long it takes yet.
// What it needs: POSIX terminals.
// Example: progress bar(file_size, true); bar.at(bytes, rows);
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cagr::cli {

/// A line on standard error, drawn over and over; gone at the end. Nothing is drawn of short runs, or where standard
/// error is no terminal.
class progress {
public:
    using clock = std::chrono::steady_clock;

    /// `total` bytes are to come, where that is known; `what` is counted beside them.
    progress(std::optional<std::uint64_t> total, bool wanted, std::string_view what = "rows");
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() { clear(); }

    /// So many bytes are done, and so many rows of them.
    void at(std::uint64_t bytes, std::uint64_t rows) {
        if (wanted_) draw(bytes, rows, clock::now());
    }
    void clear() noexcept;

    [[nodiscard]] bool on_terminal() const noexcept { return wanted_; }
    [[nodiscard]] double seconds() const { return std::chrono::duration<double>(clock::now() - begin_).count(); }

private:
    void draw(std::uint64_t bytes, std::uint64_t rows, clock::time_point now);

    std::optional<std::uint64_t> total_;
    bool wanted_;
    std::string_view what_;
    clock::time_point begin_;
    clock::time_point next_; // time to draw
    std::size_t drawn_ = 0;  // columns
};

/// `1,234,567`.
[[nodiscard]] std::string grouped(std::uint64_t n);

} // namespace cagr::cli
