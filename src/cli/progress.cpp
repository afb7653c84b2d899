#include "progress.hpp"

#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>

namespace cagr::cli {

namespace {

using namespace std::chrono_literals;

constexpr auto quiet_at_first = 500ms;
constexpr auto between_drawings = 200ms;
constexpr std::size_t bar_columns = 20;

/// `0:12`, `1:02:03`.
std::string time_text(double seconds) {
    constexpr double longest = 359999; // 99:59:59
    const auto whole = static_cast<std::uint64_t>(std::clamp(seconds, 0.0, longest));
    if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

} // namespace

progress::progress(std::optional<std::uint64_t> total, bool wanted, std::string_view what)
    : total_(total), wanted_(wanted && ::isatty(STDERR_FILENO) == 1), what_(what), begin_(clock::now()), next_(begin_ + quiet_at_first) {}

void progress::draw(std::uint64_t bytes, std::uint64_t rows, clock::time_point now) {
    if (now < next_) return;
    next_ = now + between_drawings;
    const double passed = std::chrono::duration<double>(now - begin_).count();
    std::string text;
    if (total_ && *total_ > 0) {
        const double part = std::min(static_cast<double>(bytes) / static_cast<double>(*total_), 1.0);
        const auto filled = static_cast<std::size_t>(part * bar_columns);
        text =
            fmt::format("[{}{}] {:3}%  ", std::string(filled, '#'), std::string(bar_columns - filled, '.'), static_cast<int>(part * 100));
        text += fmt::format("{} {}  {} {}/s", grouped(rows), what_, grouped(static_cast<std::uint64_t>(static_cast<double>(rows) / passed)),
                            what_);
        if (part > 0) text += fmt::format("  {} left", time_text(passed * (1 - part) / part));
    } else {
        text = fmt::format("{} {}  {} {}/s  {}", grouped(rows), what_,
                           grouped(static_cast<std::uint64_t>(static_cast<double>(rows) / passed)), what_, time_text(passed));
    }
    // Spaces take away what a longer line left: every terminal knows them.
    const std::size_t columns = text.size();
    if (columns < drawn_) text.append(drawn_ - columns, ' ');
    drawn_ = columns;
    complain("\r" + text);
}

void progress::clear() noexcept {
    if (drawn_ == 0) return;
    complain("\r");
    constexpr std::string_view spaces =
        "                                                                                                    ";
    complain(spaces.substr(0, drawn_));
    complain("\r");
    drawn_ = 0;
}

std::string grouped(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
    return digits;
}

} // namespace cagr::cli
