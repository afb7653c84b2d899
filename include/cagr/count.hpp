// What it answers: how many - a whole number of things (whole_count), or a rational number of them (ratio).
// What it needs: error.hpp.
// Example: cagr::compound(100, 10_pct, 3);  cagr::implied_rate(100, 121, cagr::ratio{18, 12}, {});
#pragma once

#include <cagr/error.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>

namespace cagr {
inline namespace v0 {

/// Integer types that stand for numbers: every integral type of at most 64 bits but bool and the character types.
template <class T>
concept whole_number = std::integral<T> && sizeof(T) <= sizeof(std::uint64_t) && !std::same_as<std::remove_cv_t<T>, bool> &&
                       !std::same_as<std::remove_cv_t<T>, char> && !std::same_as<std::remove_cv_t<T>, wchar_t> &&
                       !std::same_as<std::remove_cv_t<T>, char8_t> && !std::same_as<std::remove_cv_t<T>, char16_t> &&
                       !std::same_as<std::remove_cv_t<T>, char32_t>;

/// A whole number given as an argument: any integral type converts, a floating one does not
/// compile, a negative one is reported as `E-domain-count` by the function that receives it.
class whole_count {
public:
    template <whole_number I>
    constexpr whole_count(I value) noexcept
        : magnitude_(value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value)),
          negative_(value < 0) {}

    template <std::floating_point F>
    whole_count(F) = delete;

    /// The number, where it is not negative and at most `most`; else an error that names it as `what`.
    [[nodiscard]] std::uint64_t checked(const char* what, std::uint64_t most, errc over_limit) const {
        if (negative_ || magnitude_ > most) [[unlikely]]
            refuse(what, most, over_limit);
        return magnitude_;
    }

private:
    [[noreturn, gnu::cold, gnu::noinline]] void refuse(const char* what, std::uint64_t most, errc over_limit) const {
        if (negative_)
            detail::fail(errc::domain_count, std::string(what) + " is -" + std::to_string(magnitude_) + "; it must be 0 or more");
        detail::fail(over_limit,
                     std::string(what) + " is " + std::to_string(magnitude_) + "; at most " + std::to_string(most) + " allowed");
    }

    std::uint64_t magnitude_;
    bool negative_;
};

/// A rational number of periods, such as 18 months as a part of 12: `ratio{18, 12}`.
/// Domain where used as periods: numerator 0 or more, denominator positive.
struct ratio {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    friend bool operator==(const ratio&, const ratio&) = default;
};

} // namespace v0
} // namespace cagr
