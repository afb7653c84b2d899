// What it answers: what went wrong, with a stable id, what was given and where it stands.
// What it needs: nothing but the standard library.
// Example: if (auto d = cagr::decimal::try_parse("62.35abc"); !d) std::puts(to_string(d.error()).c_str());
#pragma once

#include <cagr/detail/config.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace cagr {
inline namespace v0 {

/// Every failure the library can report. Each has a stable id (`id`) and an entry in docs/errors.md.
enum class errc : std::uint8_t {
    // text that cannot be read
    parse_empty,
    parse_character,
    parse_suffix,
    parse_length,
    parse_grouping,
    parse_ambiguous,
    parse_placeholder,
    parse_leading_point,
    parse_range,
    parse_period,
    parse_currency,
    parse_rate,
    parse_language,
    // limits, checked before the work
    limit_exponent,
    limit_digits,
    limit_context,
    limit_periods,
    limit_rows,
    // arguments outside a function's domain
    domain_count,
    domain_division,
    domain_root,
    domain_logarithm,
    domain_power,
    domain_integer,
    domain_int64,
    domain_double,
    domain_rate,
    domain_zero_periods,
    domain_from_zero,
    domain_sign_change,
    domain_amount,
    domain_empty,
    domain_columns,
    domain_distribution,
    domain_correlation,
    domain_percentile,
    // periods that do not fit together
    period_range,
    period_kind,
    period_day_count,
    period_order,
    // growth that never arrives
    target_behind,
    never_reached,
    // facts that contradict each other
    unit_mixed,
    missing_fact,
    share_sum,
    // names that stand for nothing
    unknown_name,
    // work that was given up when that was asked
    cancelled,
    // the program's own
    usage,
    input_output,
};

/// The stable id of an error code, such as `E-parse-suffix`: the name to search docs/errors.md for.
[[nodiscard]] std::string_view id(errc code) noexcept;

/// A stretch of the input, in bytes from 0; length 0 means that no place applies.
struct text_span {
    std::size_t offset = 0;
    std::size_t length = 0;

    friend bool operator==(const text_span&, const text_span&) = default;
};

/// A failure as a value: code, sentence (what was given, what is allowed), the input (its first
/// 240 bytes) and the place in it. `id()` is the code's stable name.
struct error {
    errc code = errc::parse_empty;
    std::string message;
    std::string input;
    text_span span;

    [[nodiscard]] std::string_view id() const noexcept { return v0::id(code); }
};

/// One line `E-id: message`, then the input with a caret under the offending place where one is known.
[[nodiscard]] std::string to_string(const error& e);

/// What every throwing function throws; `.error()` is the same value its `try_` twin returns.
class exception : public std::runtime_error {
public:
    explicit exception(v0::error e);

    [[nodiscard]] const v0::error& error() const noexcept { return error_; }

private:
    v0::error error_;
};

// NOLINTBEGIN(cppcoreguidelines-pro-type-union-access): has_value_ guards the union.

/// Either a value or an `error`: the subset of std::expected that the library needs. (Of its own: <variant> and one for each T would be
/// a fifth of what including cagr costs.)
template <class T>
class [[nodiscard]] result {
public:
    result(T value) : value_(std::move(value)), has_value_(true) {}
    result(v0::error e) : error_(std::move(e)), has_value_(false) {}
    result(const result& other) requires std::is_copy_constructible_v<T> : has_value_(other.has_value_) { take(other); }
    result(result&& other) noexcept(std::is_nothrow_move_constructible_v<T>) : has_value_(other.has_value_) { take(std::move(other)); }
    result& operator=(result other) noexcept(std::is_nothrow_move_constructible_v<T>) {
        release();
        has_value_ = other.has_value_;
        take(std::move(other));
        return *this;
    }
    ~result() { release(); }

    [[nodiscard]] bool has_value() const noexcept { return has_value_; }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value_; }

    /// The value, unchecked; undefined where there is none, as with std::expected.
    [[nodiscard]] const T& operator*() const& noexcept { return value_; }
    [[nodiscard]] T& operator*() & noexcept { return value_; }
    [[nodiscard]] T&& operator*() && noexcept { return std::move(value_); }
    [[nodiscard]] const T* operator->() const noexcept { return &value_; }
    [[nodiscard]] T* operator->() noexcept { return &value_; }

    /// The value; throws `exception` with the error where there is none.
    [[nodiscard]] const T& value() const& {
        require_value();
        return value_;
    }
    [[nodiscard]] T&& value() && {
        require_value();
        return std::move(value_);
    }

    /// The error, unchecked; undefined where there is a value.
    [[nodiscard]] const v0::error& error() const noexcept { return error_; }

private:
    void require_value() const {
        if (!has_value_) throw exception(error_);
    }

    template <class Other>
    void take(Other&& other) {
        if (has_value_) {
            ::new (static_cast<void*>(&value_)) T(std::forward<Other>(other).value_);
        } else {
            ::new (static_cast<void*>(&error_)) v0::error(std::forward<Other>(other).error_);
        }
    }
    void release() noexcept {
        if (has_value_) {
            value_.~T();
        } else {
            error_.~error();
        }
    }

    union {
        T value_;
        v0::error error_;
    };
    bool has_value_;
};

// NOLINTEND(cppcoreguidelines-pro-type-union-access)

namespace detail {

/// Throws `exception`; keeps at most the first 240 bytes of the input, whatever its size.
[[noreturn]] void fail(errc code, std::string message, std::string_view input = {}, text_span span = {});

/// A character as a message shows it: quoted where printable ASCII, else its code point (`U+FF11`).
[[nodiscard]] std::string describe_character(std::string_view input, std::size_t at);

/// The bytes of the character at `at`: 1 where it is ASCII or ill-formed.
[[nodiscard]] std::size_t character_length(std::string_view input, std::size_t at) noexcept;

/// The text with every hidden (control, bidi-override, zero-width) or ill-formed character replaced by its name: `<U+202E>`.
[[nodiscard]] std::string made_visible(std::string_view text);

/// A piece of input as a message quotes it: at most 40 bytes, unprintable ones made visible.
[[nodiscard]] std::string in_quotes(std::string_view input);

/// The error of a part that begins at byte `at` of the whole input, told of the whole: place, column and quoted input.
[[nodiscard]] error placed_in(const error& of_part, std::string_view whole, std::size_t at);

/// Which of the names considered is nearest to one that is not known: by the fewest letters put in, left out, exchanged or swapped,
/// at most 2 and fewer than half of the longer name.
class nearest {
public:
    explicit nearest(std::string_view given) noexcept : given_(given) {}
    void consider(std::string_view name);
    /// Empty where none is near.
    [[nodiscard]] std::string_view name() const noexcept { return name_; }

private:
    std::string_view given_;
    std::string_view name_;
    std::size_t edits_ = 3;
};

/// The nearest of these names, which must outlive it; empty where none is near.
template <class Names>
[[nodiscard]] std::string_view nearest_name(std::string_view given, const Names& names) {
    nearest search(given);
    for (const auto& each : names) search.consider(each);
    return search.name();
}

/// Runs one throwing body and hands its outcome over as a `result`: every `try_` function is this.
template <class Body>
[[nodiscard]] auto attempt(Body&& body) -> result<decltype(body())> {
    try {
        return body();
    } catch (const exception& failure) {
        return failure.error();
    }
}

} // namespace detail
} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/error.ipp>
#endif
