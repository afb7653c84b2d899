// What it answers: what a printed number says - its value, and the interval that its last digit leaves open.
// What it needs: decimal.hpp, period.hpp and language.hpp.
// Example: auto f = cagr::figure::parse("USD 62.35 billion");   // f.interval().low is 62345000000
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/error.hpp>
#include <cagr/language.hpp>
#include <cagr/period.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cagr {
inline namespace v0 {

/// An amount (of money or of anything counted), a percentage, or a multiple such as 10x.
enum class figure_kind : std::uint8_t { amount, percent, multiple };

/// What a figure says beside its digits. `exact`: the value and nothing else. `about` (around, nearly, almost, close
/// to, just under): as plain. `at_least` (over, more than, above): the value or more. `at_most` (up to, under): or less.
enum class qualifier : std::uint8_t { none, exact, about, at_least, at_most };

/// The word a qualifier is printed with: `exactly`, `about`, `at least`, `up to`, or nothing.
[[nodiscard]] std::string_view to_string(qualifier q) noexcept;

/// How large numbers are named: thousand, million, billion, trillion; or lakh (10^5), crore (10^7), lakh crore (10^12).
enum class numbering : std::uint8_t { international, indian };

/// The power of ten a figure is counted in: 9 for billions.
struct magnitude {
    int exponent = 0;
    numbering system = numbering::international;

    [[nodiscard]] static constexpr magnitude thousand() noexcept { return {3, numbering::international}; }
    [[nodiscard]] static constexpr magnitude million() noexcept { return {6, numbering::international}; }
    [[nodiscard]] static constexpr magnitude billion() noexcept { return {9, numbering::international}; }
    [[nodiscard]] static constexpr magnitude trillion() noexcept { return {12, numbering::international}; }
    [[nodiscard]] static constexpr magnitude lakh() noexcept { return {5, numbering::indian}; }
    [[nodiscard]] static constexpr magnitude crore() noexcept { return {7, numbering::indian}; }
    [[nodiscard]] static constexpr magnitude lakh_crore() noexcept { return {12, numbering::indian}; }

    /// `K`, `M`, `B`, `T`, `lakh`, `crore`, `lakh crore`; empty for plain numbers and for powers without a name.
    [[nodiscard]] std::string_view label() const noexcept;
    /// `thousand`, `million`, `billion`, `trillion`, `lakh`, ...; empty as above.
    [[nodiscard]] std::string_view word() const noexcept;

    friend bool operator==(const magnitude&, const magnitude&) = default;
};

/// A closed interval; an end that is missing is open to infinity.
struct interval {
    std::optional<decimal> low;
    std::optional<decimal> high;

    /// Whether the value lies within, ends included.
    [[nodiscard]] bool contains(const decimal& value) const { return (!low || *low <= value) && (!high || value <= *high); }

    friend bool operator==(const interval&, const interval&) = default;
};

namespace limits {
inline constexpr std::size_t figure_number = 1'000; ///< characters in a figure's number
inline constexpr std::size_t figure_text = 4'096;   ///< bytes in a figure's text
inline constexpr std::size_t figure_unit = 64;      ///< bytes in a figure's unit
} // namespace limits

namespace detail {
class figure_reader;
}

/// A number as it was printed: its digits, its magnitude, what it counts, and how sure it claims to be.
/// Amounts are absolute (62.35B is 62350000000); percentages are in percent (40.2% is 40.2).
class figure {
public:
    /// Reads an English figure: `62.35B`, `USD 1,811.8 billion`, `$62.35bn`, `Rs 1,200 crore`, `65 million units`,
    /// `over 6%`, `250bp` (is 2.50%), `between 25% and 30%`, `10x`, `62.35B@2020`. Without a notation, decimals have a
    /// point, and text that a comma could make another number (`1,234`) is refused, unless English words settle it.
    /// Errors: E-parse-empty, E-parse-character, E-parse-suffix, E-parse-length (number 1,000 characters, text 4,096,
    /// unit 64), E-parse-grouping, E-parse-ambiguous, E-parse-leading-point (a bare `.5`), E-parse-range,
    /// E-parse-currency, E-parse-placeholder (`XX%`), E-unit-mixed, E-limit-exponent; after `@` those of period::parse.
    /// Numbers with Chinese, Japanese or Korean units are read in any language: `25.7亿` (is 2.57B), `1조 3452억`.
    [[nodiscard]] static figure parse(std::string_view text, std::optional<notation> marks = std::nullopt);
    [[nodiscard]] static result<figure> try_parse(std::string_view text, std::optional<notation> marks = std::nullopt) {
        return detail::attempt([&] { return parse(text, marks); });
    }

    /// Reads a figure in the words of a language, and in its usual notation where none is named: `62,35 miliardi di euro`,
    /// `rund 1,27 Billionen US-Dollar`, `8.650 millones`, `约25.7亿美元`. A number that has no reading in the usual decimal
    /// comma is read with a point (`37.5 miliardi`). Errors also: E-parse-ambiguous (a word for two powers of ten).
    [[nodiscard]] static figure parse(std::string_view text, language spoken, std::optional<notation> marks = std::nullopt);
    [[nodiscard]] static result<figure> try_parse(std::string_view text, language spoken, std::optional<notation> marks = std::nullopt) {
        return detail::attempt([&] { return parse(text, spoken, marks); });
    }

    /// A computed amount: its interval is the point itself. `in` is what it is shown in.
    [[nodiscard]] static figure exact(const decimal& value, v0::magnitude in = {});

    /// The same figure, said of a period.
    [[nodiscard]] figure at(const period& when) const;
    /// The same amount in a currency, by its ISO 4217 code. Errors: E-parse-currency, E-unit-mixed (no amount).
    [[nodiscard]] figure in_currency(std::string_view code) const;
    [[nodiscard]] result<figure> try_in_currency(std::string_view code) const {
        return detail::attempt([&] { return in_currency(code); });
    }
    /// The same amount and interval counted in another magnitude. Errors: E-unit-mixed (no amount).
    [[nodiscard]] figure in_magnitude(v0::magnitude m) const;
    [[nodiscard]] result<figure> try_in_magnitude(v0::magnitude m) const {
        return detail::attempt([&] { return in_magnitude(m); });
    }

    /// The value, exactly; of a range, its exact middle.
    [[nodiscard]] decimal value() const;

    /// What the printed digits allow: half a unit of the last digit to either side, ends included; from the value up, or
    /// up to it, where a qualifier says so; for a range, from its lower number less half a unit to its higher plus half.
    [[nodiscard]] v0::interval interval() const;

    [[nodiscard]] figure_kind kind() const noexcept { return kind_; }
    [[nodiscard]] v0::qualifier qualifier() const noexcept { return qualifier_; }
    /// The ISO 4217 code; empty where no currency was printed.
    [[nodiscard]] std::string_view currency() const noexcept { return currency_; }
    /// What is counted where that is no currency: `units`, `tons`; else empty.
    [[nodiscard]] const std::string& unit() const noexcept { return unit_; }
    /// The period after `@`.
    [[nodiscard]] const std::optional<period>& when() const noexcept { return when_; }

    /// The number in its magnitude, 62.35 of 62.35B; of a range, its middle in the magnitude of its second number.
    [[nodiscard]] decimal number() const;
    /// The magnitude it is printed in, or of those in tens of thousands the next that English names (B of 25.7亿); of a
    /// range, that of its second number.
    [[nodiscard]] v0::magnitude magnitude() const noexcept { return (second_ ? *second_ : first_).scale; }
    /// Decimal places printed; of a range, the more of its two numbers.
    [[nodiscard]] std::int64_t places() const noexcept;
    /// What one step of the last printed digit is worth: 10000000 for 62.35B; of a range, the smaller of its two
    /// numbers' steps; 0 where the figure is exact.
    [[nodiscard]] decimal unit_of_last_digit() const;

    [[nodiscard]] bool is_range() const noexcept { return second_.has_value(); }
    /// The printed number, or the lower and the higher one of a range, as absolute amounts.
    [[nodiscard]] decimal low() const { return first_.absolute(); }
    [[nodiscard]] decimal high() const { return (second_ ? *second_ : first_).absolute(); }

    /// The same text of the same figure, part for part.
    [[nodiscard]] friend bool operator==(const figure&, const figure&) = default;

    /// `USD 62.35B@2020`, `at least 6%`, `25% to 30%`: reading it again gives the same interval.
    [[nodiscard]] friend std::string to_string(const figure& f) { return f.text(); }

private:
    friend class detail::figure_reader;

    /// A number as printed, the power of ten of its last digit, and its magnitude.
    struct printed {
        decimal number;
        std::int64_t last_digit = 0;
        v0::magnitude scale;

        [[nodiscard]] decimal absolute() const { return scale10(number, scale.exponent); }
        [[nodiscard]] decimal step() const { return scale10(1, last_digit + scale.exponent); }
        [[nodiscard]] decimal half_step() const { return scale10(5, last_digit + scale.exponent - 1); }
        [[nodiscard]] std::string text(bool exact) const;

        friend bool operator==(const printed&, const printed&) = default;
    };

    figure() = default;

    void require_amount(std::string_view what) const;
    [[nodiscard]] std::string text() const;

    printed first_;
    std::optional<printed> second_;
    std::string_view currency_; // into the table of codes
    std::string unit_;
    std::optional<period> when_;
    figure_kind kind_ = figure_kind::amount;
    v0::qualifier qualifier_ = v0::qualifier::none;
};

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/figure.ipp>
#endif
