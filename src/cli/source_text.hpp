// What it answers: where in a text file something stands, and how what is wrong there is told: file:line:column and a caret.
// What it needs: the library's errors.
// Example: problems found(text); found.add(errc::usage, "the key 'bse' is not known", {.line = 3, .column = 1, .length = 3});
// found.fail_if_any();
#pragma once

#include <cagr/error.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace cagr::cli {

/// A stretch of one line, by characters; line and column count from 1, and line 0 is no place.
struct file_place {
    std::uint32_t line = 0;
    std::uint32_t column = 1;
    std::uint32_t length = 1;

    friend bool operator==(const file_place&, const file_place&) = default;
};

/// A file's text, and what it is called.
class source_text {
public:
    source_text() = default;
    /// A byte order mark in front is no part of it.
    source_text(std::string name, std::string text);

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    /// A line without its end, from 1; empty where there is none.
    [[nodiscard]] std::string_view line(std::size_t number) const noexcept;
    /// The text from a place on, to the end of its line.
    [[nodiscard]] std::string_view from(const file_place& at) const noexcept;
    /// The place of these bytes of a line's rest that begins at a place.
    [[nodiscard]] file_place within(const file_place& at, std::size_t offset, std::size_t length) const noexcept;

    /// `market.toml:3:8`, without a column where only the file is known.
    [[nodiscard]] std::string named(const file_place& at) const;
    /// `market.toml:3:8: E-usage: ...`, the line and a caret under the place.
    [[nodiscard]] std::string told(errc code, const std::string& message, const file_place& at) const {
        return told(code, message, at, at.line);
    }
    /// The same where the text is a part of a file, and the line has another number there.
    [[nodiscard]] std::string told(errc code, const std::string& message, const file_place& at, std::uint32_t line_of_file) const;

private:
    std::string name_;
    std::string text_;
    std::vector<std::size_t> lines_; // where each begins
};

/// Thrown where a file cannot be used: all that was found wrong, ready to be shown.
class bad_file : public std::exception {
public:
    explicit bad_file(std::string told) : told_(std::move(told)) {}
    [[nodiscard]] const char* what() const noexcept override { return told_.c_str(); }

private:
    std::string told_;
};

/// What is wrong with a file, in the order of its lines; 20 are told, the others counted.
class problems {
public:
    static constexpr std::size_t most_told = 20;

    explicit problems(const source_text& of) : of_(&of) {}

    void add(errc code, std::string message, const file_place& at);
    [[nodiscard]] bool any() const noexcept { return !found_.empty(); }
    /// Throws bad_file where there are any.
    void fail_if_any();

private:
    struct problem {
        errc code;
        std::string message;
        file_place at;
    };
    const source_text* of_;
    std::vector<problem> found_;
};

} // namespace cagr::cli
