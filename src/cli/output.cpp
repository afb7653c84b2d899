#include "output.hpp"

#include <cagr/error.hpp>

#include <cerrno>
#include <charconv>
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

/// The file that symbolic links lead to, there or not: the links stay, the file is replaced or made.
std::string resolved(const std::string& given) {
    namespace fs = std::filesystem;
    constexpr int most_links = 40; // as many as Linux follows
    fs::path file = given;
    std::error_code failed;
    for (int links = 0; fs::is_symlink(fs::symlink_status(file, failed)); ++links) {
        if (links == most_links) fail_io("cannot write " + detail::in_quotes(given), ELOOP);
        const fs::path target = fs::read_symlink(file, failed);
        if (failed) fail_io("cannot write " + detail::in_quotes(given), failed.value());
        file = target.is_absolute() ? target : file.parent_path() / target;
    }
    return file.string();
}

void write_to(int descriptor, const std::string& named, std::string_view text) {
    const int failed = write_all(descriptor, text);
    if (failed == EPIPE) throw reader_gone{};
    if (failed != 0) fail_io("cannot write " + named, failed);
}

void write_special(const std::string& file, std::string_view text) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) fail_io("cannot write " + detail::in_quotes(file), errno);
    const int failed = write_all(descriptor, text);
    const int closed = ::close(descriptor) == 0 ? 0 : errno;
    if (failed == EPIPE) throw reader_gone{};
    if (failed != 0 || closed != 0) fail_io("cannot write " + detail::in_quotes(file), failed != 0 ? failed : closed);
}

/// The open descriptor that a name such as /dev/stdout or /dev/fd/3 stands for; -1 where it is another name. Opening
/// such a name again would begin at the start of a file that the shell has half written.
int descriptor_named(std::string_view file) {
    if (file == "/dev/stdout") return STDOUT_FILENO;
    if (file == "/dev/stderr") return STDERR_FILENO;
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/"}) {
        if (!file.starts_with(folder)) continue;
        int number = -1;
        const char* const end = file.data() + file.size();
        const auto [stopped, failed] = std::from_chars(file.data() + folder.size(), end, number);
        return failed == std::errc() && stopped == end && number >= 0 ? number : -1;
    }
    return -1;
}

/// Whether a name is a device's or another process's descriptor: written to as it is, never replaced. Files in
/// /dev/shm are files like any other.
bool is_special_name(std::string_view file) {
    if (file.starts_with("/dev/")) return !file.starts_with("/dev/shm/");
    return file.starts_with("/proc/");
}

/// Standard output or error, where the file is the one it goes to: replaced, what is in it would be lost.
int descriptor_of(const struct stat& file) {
    for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
        struct stat open {};
        if (::fstat(descriptor, &open) == 0 && S_ISREG(open.st_mode) && open.st_dev == file.st_dev && open.st_ino == file.st_ino)
            return descriptor;
    }
    return -1;
}

void replace_file(const std::string& given, std::string_view text) {
    const std::string named = std::filesystem::path(given).lexically_normal().string(); // also //dev/stdout
    if (const int descriptor = descriptor_named(named); descriptor >= 0) return write_to(descriptor, detail::in_quotes(given), text);
    struct stat before {};
    const bool exists = ::stat(given.c_str(), &before) == 0;
    if (exists && S_ISDIR(before.st_mode)) fail_io("cannot write " + detail::in_quotes(given), EISDIR);
    if (exists)
        if (const int descriptor = descriptor_of(before); descriptor >= 0) return write_to(descriptor, detail::in_quotes(given), text);
    // A device or a pipe has nothing to replace.
    if (is_special_name(named) || (exists && !S_ISREG(before.st_mode))) return write_special(given, text);
    if (exists && ::access(given.c_str(), W_OK) != 0) fail_io("cannot write " + detail::in_quotes(given), errno);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    const std::string file = resolved(given);
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
    (void)::signal(SIGXFSZ, SIG_IGN); // a file past its limit is a failed write, and the temporary file is removed
    for (int descriptor = 0; descriptor < 3; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
        // The lowest free descriptor is this one. Opened the wrong way round, it refuses what is asked of it.
        if (::open("/dev/null", descriptor == 1 ? O_RDONLY : O_WRONLY) != descriptor) return;
    }
}

void deliver(std::string_view text, const std::optional<std::string>& file) {
    if (file) return replace_file(*file, text);
    write_to(STDOUT_FILENO, "standard output", text);
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
