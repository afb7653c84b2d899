#include "input_file.hpp"

#include <cagr/error.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cagr::cli {

namespace {

[[noreturn]] void fail_reading(const std::string& named, int number) {
    detail::fail(errc::input_output, "cannot read " + named + ": " + std::strerror(number));
}

} // namespace

input_file::input_file(const std::string& name)
    : named_(name == "-" ? "standard input" : detail::in_quotes(name)), descriptor_(STDIN_FILENO), owned_(name != "-") {
    if (owned_) descriptor_ = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor_ < 0) fail_reading(named_, errno);
    const struct stat about = status();
    const bool is_folder = S_ISDIR(about.st_mode);
    if (S_ISREG(about.st_mode)) {
        const off_t at = ::lseek(descriptor_, 0, SEEK_CUR); // a shell may have read the first lines
        if (at >= 0 && at <= about.st_size) size_ = static_cast<std::uint64_t>(about.st_size - at);
    }
    if (!is_folder) return;
    if (owned_) ::close(descriptor_);
    fail_reading(named_, EISDIR);
}

input_file::~input_file() {
    if (owned_) ::close(descriptor_);
}

std::size_t input_file::read(char* into, std::size_t room) {
    for (;;) {
        const ssize_t count = ::read(descriptor_, into, room);
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) fail_reading(named_, errno);
    }
}

struct stat input_file::status() const {
    struct stat out {};
    if (::fstat(descriptor_, &out) != 0) out = {};
    return out;
}

} // namespace cagr::cli
