#include "output.hpp"

#include <cagr/error.hpp>

#include <cerrno>
#include <charconv>
#include <climits>
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

/// The temporary files that are there, for the signal that ends the program while a long input is worked through: a
/// handler may neither allocate nor ask an object.
constexpr std::size_t most_temporary_files = 4;
char temporary_names[most_temporary_files][PATH_MAX];
volatile std::sig_atomic_t temporary_in_use[most_temporary_files];

extern "C" void remove_temporary_files(int signal_number) {
    for (std::size_t i = 0; i < most_temporary_files; ++i)
        if (temporary_in_use[i] != 0) ::unlink(temporary_names[i]);
    (void)::signal(signal_number, SIG_DFL);
    (void)::raise(signal_number);
}

/// All that people and batch systems end a program with, time limits (ulimit -t) included. Those that a parent has told to
/// ignore (nohup) stay ignored.
void remove_temporary_files_on_signals() {
    for (const int each : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGUSR1, SIGUSR2}) {
        struct sigaction now {};
        if (::sigaction(each, nullptr, &now) != 0 || now.sa_handler != SIG_DFL) continue;
        now.sa_handler = remove_temporary_files;
        now.sa_flags = 0;
        (void)::sigaction(each, &now, nullptr);
    }
}

/// The new file beside the old one: removed unless it took its place.
class temporary_file {
public:
    explicit temporary_file(const std::string& beside) : name_(beside + ".XXXXXX"), descriptor_(make()) {
        if (descriptor_ < 0) fail_io("cannot write " + detail::in_quotes(beside), errno);
    }
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;
    ~temporary_file() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (!placed_) ::unlink(name_.c_str());
        if (slot_ < most_temporary_files) temporary_in_use[slot_] = 0;
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
    /// The descriptor, or -1 and errno. No signal ends the program between making the file and noting its name.
    int make() noexcept {
        remove_temporary_files_on_signals();
        sigset_t all;
        sigset_t before;
        ::sigfillset(&all);
        (void)::sigprocmask(SIG_BLOCK, &all, &before);
        const int made = ::mkostemp(name_.data(), O_CLOEXEC);
        const int failed = errno;
        if (made >= 0) note_name();
        (void)::sigprocmask(SIG_SETMASK, &before, nullptr);
        errno = failed;
        return made;
    }
    void note_name() noexcept {
        if (name_.size() >= PATH_MAX) return;
        slot_ = 0;
        while (slot_ < most_temporary_files && temporary_in_use[slot_] != 0) ++slot_;
        if (slot_ == most_temporary_files) return;
        std::memcpy(temporary_names[slot_], name_.c_str(), name_.size() + 1);
        temporary_in_use[slot_] = 1;
    }

    std::string name_;
    std::size_t slot_ = most_temporary_files;
    int descriptor_; // the last to be made, since that notes the name
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

/// Where the text goes until it is complete: a descriptor that was open before, one of a device or pipe, or a new file.
struct output_stream::destination {
    destination() = default;
    destination(const destination&) = delete;
    destination& operator=(const destination&) = delete;
    ~destination() {
        if (owned >= 0) ::close(owned);
    }

    std::string named;
    std::string file; // what the new one replaces
    std::optional<temporary_file> next;
    mode_t mode = 0;
    int descriptor = -1;
    int owned = -1; // a device or pipe, closed here
    bool stored = false;
};

output_stream::output_stream(const std::optional<std::string>& file) : to_(std::make_unique<destination>()) {
    destination& to = *to_;
    if (!file) {
        to.named = "standard output";
        to.descriptor = STDOUT_FILENO;
        return;
    }
    const std::string& given = *file;
    to.named = detail::in_quotes(given);
    const std::string plain = std::filesystem::path(given).lexically_normal().string(); // also //dev/stdout
    if (to.descriptor = descriptor_named(plain); to.descriptor >= 0) return;
    struct stat before {};
    const bool exists = ::stat(given.c_str(), &before) == 0;
    if (exists && S_ISDIR(before.st_mode)) fail_io("cannot write " + to.named, EISDIR);
    if (exists)
        if (to.descriptor = descriptor_of(before); to.descriptor >= 0) return;
    // A device or a pipe has nothing to replace.
    if (is_special_name(plain) || (exists && !S_ISREG(before.st_mode))) {
        to.owned = ::open(given.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
        if (to.owned < 0) fail_io("cannot write " + to.named, errno);
        to.descriptor = to.owned;
        return;
    }
    if (exists && ::access(given.c_str(), W_OK) != 0) fail_io("cannot write " + to.named, errno);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    to.mode = exists ? before.st_mode & 07777U : 0666U & ~mask;
    to.file = resolved(given);
    to.next.emplace(to.file);
    to.descriptor = to.next->descriptor();
}

output_stream::~output_stream() = default;

void output_stream::write(std::string_view text) {
    const int failed = write_all(to_->descriptor, text);
    if (failed == EPIPE) throw reader_gone{};
    if (failed != 0) fail_io("cannot write " + to_->named, failed);
}

void output_stream::store() {
    destination& to = *to_;
    int failed = 0;
    if (to.next) {
        if (::fchmod(to.descriptor, to.mode) != 0) failed = errno;
        if (failed == 0 && ::fsync(to.descriptor) != 0) failed = errno;
        if (failed == 0) failed = to.next->close();
    } else if (to.owned >= 0) {
        failed = ::close(std::exchange(to.owned, -1)) == 0 ? 0 : errno;
    }
    to.stored = true;
    if (failed != 0) fail_io("cannot write " + to.named, failed);
}

void output_stream::finish() {
    if (!to_->stored) store();
    if (!to_->next) return;
    if (const int failed = to_->next->take_place_of(to_->file); failed != 0) fail_io("cannot write " + to_->named, failed);
}

bool output_stream::is_same_file(const struct stat& other) const {
    // Of a file that is to be replaced, the one that is there now.
    struct stat here {};
    const bool known = to_->next ? ::stat(to_->file.c_str(), &here) == 0 : ::fstat(to_->descriptor, &here) == 0;
    return known && S_ISREG(here.st_mode) && here.st_dev == other.st_dev && here.st_ino == other.st_ino;
}

bool output_stream::is_same_file(const output_stream& other) const {
    const destination& a = *to_;
    const destination& b = *other.to_;
    if (a.next && b.next) {
        struct stat there {};
        std::error_code failed;
        const auto whole = [&](const std::string& file) {
            const std::filesystem::path named = std::filesystem::absolute(file, failed);
            return std::filesystem::weakly_canonical(named.parent_path(), failed) / named.filename();
        };
        return whole(a.file) == whole(b.file) || (::stat(b.file.c_str(), &there) == 0 && is_same_file(there));
    }
    struct stat open {};
    return a.descriptor == b.descriptor || (::fstat(b.descriptor, &open) == 0 && !b.next && is_same_file(open));
}

bool output_stream::is_terminal() const { return ::isatty(to_->descriptor) == 1; }

void deliver(std::string_view text, const std::optional<std::string>& file) {
    output_stream out(file);
    out.write(text);
    out.finish();
}

void refuse_input(const std::string& input, const std::optional<std::string>& file) {
    struct stat in {};
    struct stat out {};
    if (!file || ::stat(input.c_str(), &in) != 0 || ::stat(file->c_str(), &out) != 0 || !S_ISREG(in.st_mode)) return;
    if (in.st_dev == out.st_dev && in.st_ino == out.st_ino)
        detail::fail(errc::usage, detail::in_quotes(*file) + " is the input; what is written needs another file");
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

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

bool output_shows_color() {
    const char* const off = std::getenv("NO_COLOR");
    if (off != nullptr && *off != '\0') return false;
    const char* const terminal = std::getenv("TERM");
    if (terminal == nullptr || std::strcmp(terminal, "dumb") == 0) return false;
    return output_is_terminal();
}

} // namespace cagr::cli
