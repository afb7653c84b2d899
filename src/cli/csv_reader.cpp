#include "csv_reader.hpp"

#include <cagr/error.hpp>

#include <algorithm>
#include <cstring>
#include <new>

namespace cagr::cli {

namespace {

constexpr std::size_t block = std::size_t{128} << 10U;
// A row that fills it is too long, so that there is always room for a block more.
constexpr std::size_t capacity = csv_reader::longest_row + 3 * block;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

int no_space(unsigned char) { return 0; } // spaces are a part of the field

} // namespace

csv_reader::csv_reader(input_file& from, bad_rows bad) : from_(&from), bad_(bad), buffer_(std::make_unique<char[]>(capacity)) {
    start_parser();
}

csv_reader::~csv_reader() { csv_free(&parser_); }

void csv_reader::start_parser() {
    csv_free(&parser_);
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc{};
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
    csv_set_space_func(&parser_, no_space);
    csv_set_blk_size(&parser_, 4096);
}

/// libcsv is C: an exception must not pass through it, so that a failure is noted here and thrown behind it.
void csv_reader::add_field(void* text, std::size_t size, void* reader) noexcept {
    auto& self = *static_cast<csv_reader*>(reader);
    try {
        self.text_.append(static_cast<const char*>(text), size);
        self.ends_.push_back(self.text_.size());
    } catch (const std::bad_alloc&) {
        self.out_of_memory_ = true;
    }
}

void csv_reader::end_row(int, void* reader) noexcept { static_cast<csv_reader*>(reader)->row_ended_ = true; }

void csv_reader::clear() noexcept {
    text_.clear();
    ends_.clear();
    problem_.clear();
    row_ended_ = false;
    open_ = false;
}

bool csv_reader::fill() {
    if (at_end_) return false;
    if (const std::size_t drop = first_ ? 0 : row_begin_; drop > 0 && capacity - filled_ < block) {
        std::memmove(buffer_.get(), buffer_.get() + drop, filled_ - drop);
        buffer_offset_ += drop;
        filled_ -= drop;
        for (std::size_t* const place : {&at_, &row_begin_, &row_end_}) *place -= std::min(drop, *place);
        line_feed_ = carriage_ = 0;
    }
    const std::size_t got = from_->read(buffer_.get() + filled_, std::min(block, capacity - filled_));
    filled_ += got;
    at_end_ = got == 0;
    return !at_end_;
}

/// The next such byte from at_ on; the end of what is filled where there is none. Each byte is looked at once.
std::size_t csv_reader::next_mark(std::size_t& known, char mark) const noexcept {
    if (known >= at_ && known < filled_ && buffer_[known] == mark) return known;
    const std::size_t from = std::max(known, at_);
    const void* const found = from < filled_ ? std::memchr(buffer_.get() + from, mark, filled_ - from) : nullptr;
    known = found == nullptr ? filled_ : static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.get());
    return known;
}

/// Behind the end of the line that at_ is in, its mark included; at_ itself at the end of the file; nothing where the row is
/// too long and that is no error.
std::optional<std::size_t> csv_reader::find_line_end() {
    for (;;) {
        const std::size_t feed = next_mark(line_feed_, '\n');
        const std::size_t carriage = next_mark(carriage_, '\r');
        const std::size_t end = std::min(feed, carriage);
        if (is_too_long(end)) {
            if (first_ || bad_ == bad_rows::take_their_lines) fail_length();
            return std::nullopt;
        }
        if (end < filled_) {
            if (buffer_[end] == '\n') return end + 1;
            // Whether a line feed follows must be known.
            if (end + 1 < filled_) return buffer_[end + 1] == '\n' ? end + 2 : end + 1;
        }
        if (!fill()) return filled_;
    }
}

bool csv_reader::is_too_long(std::size_t end) const noexcept {
    const std::size_t begin = first_ ? 0 : open_ ? row_begin_ : at_;
    return end - begin > longest_row;
}

void csv_reader::fail_length() const {
    const std::uint64_t line = open_ ? row_line_ : line_;
    detail::fail(errc::parse_length, "line " + std::to_string(line) + " of " + from_->named() + " begins a row over " +
                                         std::to_string(longest_row) + " bytes; at most that many are allowed" +
                                         (open_ ? " (a quote that it opens may not be closed)" : ""));
}

/// The row is what its first line is, and what follows is read anew: a line at a time, since a quote that is left open in one is
/// closed, or found to be wrong, by the next that has one.
void csv_reader::end_with_first_line() noexcept {
    at_ = row_end_ = row_begin_ + first_line_size_;
    line_feed_ = carriage_ = 0;
    line_ = row_line_;
    count_line(at_);
    text_.clear();
    ends_.clear();
}

csv_reader::step csv_reader::take_long_row() {
    if (open_) {
        problem_ = "a quote that the row opens is not closed within " + std::to_string(longest_row) + " bytes";
        start_parser();
        end_with_first_line();
        open_ = false;
        return step::row;
    }
    clear();
    row_line_ = line_;
    row_offset_ = buffer_offset_ + at_;
    pass_rest_of_line();
    row_begin_ = row_end_ = at_;
    problem_ = "the row is over " + std::to_string(longest_row) + " bytes; at most that many are allowed";
    return step::row;
}

/// Reads on to the end of the line and keeps nothing of it.
void csv_reader::pass_rest_of_line() {
    for (;;) {
        const std::size_t end = std::min(next_mark(line_feed_, '\n'), next_mark(carriage_, '\r'));
        const bool is_whole = end < filled_ && (buffer_[end] == '\n' || end + 1 < filled_ || at_end_);
        if (is_whole) {
            at_ = end + (buffer_[end] == '\r' && end + 1 < filled_ && buffer_[end + 1] == '\n' ? 2 : 1);
            count_line(at_);
            return;
        }
        const std::size_t kept = filled_ - end; // a carriage return whose line feed may be to come
        if (kept > 0) buffer_[0] = buffer_[end];
        buffer_offset_ += end;
        filled_ = kept;
        at_ = row_begin_ = row_end_ = line_feed_ = carriage_ = 0;
        if (!fill() && filled_ == 0) return;
    }
}

void csv_reader::count_line(std::size_t end) noexcept {
    if (end > 0 && buffer_[end - 1] == '\n') {
        ++line_;
    } else if (end > 0 && buffer_[end - 1] == '\r') {
        // A lone CR is a line end where the first one is: in other files editors count by line feeds.
        if (line_ == 1) carriage_ends_line_ = true;
        if (carriage_ends_line_) ++line_;
    }
}

/// Passes over the byte order mark; refuses UTF-16, which would otherwise fail with odd characters.
void csv_reader::read_mark() {
    while (filled_ < byte_order_mark.size() && fill()) {
    }
    const std::string_view begin(buffer_.get(), filled_);
    if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF"))
        detail::fail(errc::parse_character, from_->named() + " is UTF-16; save it as UTF-8");
    if (begin.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
}

void csv_reader::fail_quote(std::size_t at) {
    const std::string place = "byte " + std::to_string(at - at_ + 1) + (row_line_ == line_ ? "" : " of line " + std::to_string(line_));
    if (buffer_[at] == '"') {
        problem_ = "a quote at " + place + " inside a field that does not begin with one; quote the whole field and double the quote";
    } else {
        problem_ = detail::describe_character({buffer_.get(), filled_}, at) + " at " + place +
                   " follows a closing quote; a delimiter or the end of the line is needed, and a quote in quotes is doubled";
    }
}

csv_reader::step csv_reader::take_line(std::size_t end) {
    const std::size_t begin = at_;
    if (!open_) {
        clear();
        row_begin_ = begin;
        row_line_ = line_;
        row_offset_ = buffer_offset_ + begin;
        const std::string_view line(buffer_.get() + begin, end - begin);
        const bool empty = line.find_first_not_of("\r\n") == std::string_view::npos;
        // Without a quote a line is a row, whatever is before it.
        if (empty || (row_offset_ < skip_to_ && std::memchr(line.data(), '"', line.size()) == nullptr)) {
            count_line(end);
            at_ = end;
            if (!first_) row_begin_ = end;
            return step::more;
        }
        open_ = true;
        first_line_size_ = end - begin;
    }
    const std::size_t taken = csv_parse(&parser_, buffer_.get() + begin, end - begin, add_field, end_row, this);
    if (out_of_memory_ || csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc{};
    if (taken < end - begin) {
        fail_quote(begin + taken);
        start_parser(); // and go on with the next line
        row_ended_ = true;
        if (bad_ == bad_rows::end_with_their_line && begin > row_begin_) {
            end_with_first_line();
            open_ = false;
            return step::row;
        }
    }
    count_line(end);
    at_ = end;
    row_end_ = end;
    if (!row_ended_) return step::more;
    while (row_end_ > row_begin_ && (buffer_[row_end_ - 1] == '\n' || buffer_[row_end_ - 1] == '\r') && end - row_end_ < 2) --row_end_;
    open_ = false;
    return step::row;
}

/// What is left where the file ends without a line end.
csv_reader::step csv_reader::take_end() {
    if (!open_) return step::none;
    if (csv_fini(&parser_, add_field, end_row, this) != 0) {
        if (csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc{};
        problem_ = "a quote that the row opens is not closed before the file ends";
        start_parser();
        if (bad_ == bad_rows::end_with_their_line && row_begin_ + first_line_size_ < at_) {
            end_with_first_line();
            open_ = false;
            return step::row;
        }
    }
    if (out_of_memory_) throw std::bad_alloc{};
    row_end_ = at_;
    open_ = false;
    return step::row;
}

bool csv_reader::next() {
    if (filled_ == 0 && !at_end_) read_mark();
    if (row_line_ > 0) {
        first_ = false;
        row_begin_ = row_end_ = at_;
    }
    for (;;) {
        const std::optional<std::size_t> end = find_line_end();
        const step done = !end ? take_long_row() : *end > at_ ? take_line(*end) : take_end();
        if (done == step::none) return false;
        if (done == step::row && row_offset_ >= skip_to_) return true;
    }
}

void csv_reader::begin_again(char delimiter) {
    delimiter_ = delimiter;
    start_parser();
    clear();
    at_ = row_begin_ = row_end_ = line_feed_ = carriage_ = 0;
    if (std::string_view(buffer_.get(), filled_).starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    line_ = 1;
    carriage_ends_line_ = false;
    row_line_ = 0;
}

} // namespace cagr::cli
