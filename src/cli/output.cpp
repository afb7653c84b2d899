#include "output.hpp"

#include <cagr/error.hpp>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace cagr::cli {

namespace {

constexpr std::size_t longest_line = std::size_t{1} << 20U;

/// The sentence for an errno; strerror depends on the locale only where a program sets one, which this does not.
[[noreturn]] void fail_io(const std::string& what, int number) { detail::fail(errc::input_output, what + ": " + std::strerror(number)); }

/// 0, or the errno of the first write that failed.
int write_all(int descriptor, std::string_view text) noexcept {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// The new file beside the old one: removed unless it took its place.
class temporary_file {
public:
    explicit temporary_file(const std::string& beside) : name_(beside + ".XXXXXX"), descriptor_(::mkostemp(name_.data(), O_CLOEXEC)) {
        if (descriptor_ < 0) fail_io("cannot write " + detail::in_quotes(beside), errno);
    }
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;
    ~temporary_file() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (!placed_) ::unlink(name_.c_str());
    }

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

    /// 0, or the errno; closing reports what a network file system could not store.
    [[nodiscard]] int close() noexcept {
        const int outcome = ::close(descriptor_) == 0 ? 0 : errno;
        descriptor_ = -1;
        return outcome;
    }
    [[nodiscard]] int take_place_of(const std::string& file) noexcept {
        if (::rename(name_.c_str(), file.c_str()) != 0) return errno;
        placed_ = true;
        return 0;
    }

private:
    std::string name_;
    int descriptor_;
    bool placed_ = false;
};

/// The file that a symbolic link leads to: the link stays, its target is replaced.
std::string resolved(const std::string& file) {
    std::error_code failed;
    const std::filesystem::path real = std::filesystem::canonical(file, failed);
    return failed ? file : real.string();
}

void write_special(const std::string& file, std::string_view text) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) fail_io("cannot write " + detail::in_quotes(file), errno);
    const int failed = write_all(descriptor, text);
    const int closed = ::close(descriptor) == 0 ? 0 : errno;
    if (failed == EPIPE) throw reader_gone{};
    if (failed != 0 || closed != 0) fail_io("cannot write " + detail::in_quotes(file), failed != 0 ? failed : closed);
}

void replace_file(const std::string& given, std::string_view text) {
    struct stat before {};
    const bool exists = ::stat(given.c_str(), &before) == 0;
    if (exists && S_ISDIR(before.st_mode)) fail_io("cannot write " + detail::in_quotes(given), EISDIR);
    if (exists && !S_ISREG(before.st_mode)) return write_special(given, text); // a device or a pipe has nothing to replace
    if (exists && ::access(given.c_str(), W_OK) != 0) fail_io("cannot write " + detail::in_quotes(given), errno);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    const std::string file = exists ? resolved(given) : given;
    temporary_file next(file);
    int failed = write_all(next.descriptor(), text);
    if (failed == 0 && ::fchmod(next.descriptor(), exists ? before.st_mode & 07777U : 0666U & ~mask) != 0) failed = errno;
    if (failed == 0 && ::fsync(next.descriptor()) != 0) failed = errno;
    if (failed == 0) failed = next.close();
    if (failed == 0) failed = next.take_place_of(file);
    if (failed != 0) fail_io("cannot write " + detail::in_quotes(given), failed);
}

} // namespace

void guard_standard_streams() {
    (void)::signal(SIGPIPE, SIG_IGN);
    for (int descriptor = 0; descriptor < 3; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
        // The lowest free descriptor is this one. Opened the wrong way round, it refuses what is asked of it.
        if (::open("/dev/null", descriptor == 1 ? O_RDONLY : O_WRONLY) != descriptor) return;
    }
}

void deliver(std::string_view text, const std::optional<std::string>& file) {
    if (file) return replace_file(*file, text);
    const int failed = write_all(STDOUT_FILENO, text);
    if (failed == EPIPE) throw reader_gone{};
    if (failed != 0) fail_io("cannot write standard output", failed);
}

void complain(std::string_view message) noexcept { static_cast<void>(write_all(STDERR_FILENO, message)); }

std::string next_input_line() {
    static std::string pending; // what was read beyond the line before
    for (;;) {
        const std::size_t end = pending.find('\n');
        if (end <= longest_line) { // npos, where there is no line yet, is beyond
            std::string line = pending.substr(0, end);
            pending.erase(0, end + 1);
            if (line.ends_with('\r')) line.pop_back();
            return line;
        }
        if (pending.size() > longest_line)
            detail::fail(errc::parse_length,
                         "a line of standard input is over " + std::to_string(longest_line) + " bytes; at most that many are allowed",
                         std::string_view(pending).substr(0, 240));
        char buffer[65536];
        const ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail_io("cannot read standard input", errno);
        if (count == 0) {
            if (pending.empty()) detail::fail(errc::parse_empty, "standard input has no line for '-'; one line for each '-' is needed");
            return std::exchange(pending, std::string());
        }
        pending.append(buffer, static_cast<std::size_t>(count));
    }
}

bool output_shows_color() {
    const char* const off = std::getenv("NO_COLOR");
    if (off != nullptr && *off != '\0') return false;
    const char* const terminal = std::getenv("TERM");
    if (terminal == nullptr || std::strcmp(terminal, "dumb") == 0) return false;
    return ::isatty(STDOUT_FILENO) == 1;
}

} // namespace cagr::cli
