// What it answers: in whose words and notation a printed figure is read.
// What it needs: error.hpp.
// Example: cagr::figure::parse("62,35 miliardi", cagr::language::parse("it"));
#pragma once

#include <cagr/error.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cagr {
inline namespace v0 {

/// Which mark stands before the decimals. `point`: 1,811.8, groups also by lakh and crore (12,34,567). `comma`:
/// 1.811,8, groups also by a space (plain, no-break, thin).
enum class notation : std::uint8_t { point, comma };

/// A language whose words are read: English, Italian, German, French, Spanish, Portuguese, Dutch, Chinese, Japanese,
/// Korean. Without a word of anyone's: English.
class language {
public:
    constexpr language() noexcept = default;

    /// By its BCP 47 tag, in either case: `it`, `pt-BR`, `zh-Hant-TW`. What is not told apart is that of the language
    /// (en-IN is en); where a region writes a decimal point, it is (de-CH, es-MX). Errors: E-parse-language.
    [[nodiscard]] static language parse(std::string_view tag);
    [[nodiscard]] static result<language> try_parse(std::string_view tag) {
        return detail::attempt([&] { return parse(tag); });
    }

    /// The tag it is known by, `it`.
    [[nodiscard]] std::string_view tag() const noexcept;
    /// Its English name, `Italian`.
    [[nodiscard]] std::string_view name() const noexcept;
    /// The notation that is usual in it.
    [[nodiscard]] notation marks() const noexcept;

    /// Its place in the list of languages.
    [[nodiscard]] constexpr std::size_t index() const noexcept { return index_; }

    friend bool operator==(const language&, const language&) = default;

private:
    constexpr explicit language(std::uint8_t index) noexcept : index_(index) {}

    std::uint8_t index_ = 0;
};

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/language.ipp>
#endif
