// What it answers: what several publishers say of one market, each by its own reading, in the same years.
// What it needs: audit.hpp.
// Example: lineup({.claims = claims, .at = {2024y, 2028y}}).columns[0].median;
#pragma once

#include <cagr/audit.hpp>
#include <cagr/claim.hpp>
#include <cagr/decimal.hpp>
#include <cagr/forecast.hpp>
#include <cagr/period.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cagr {
inline namespace v0 {

/// What is to be lined up.
struct lineup_request {
    /// Claims on one market. Several of one publisher are its editions: only the newest counts.
    std::vector<claim> claims{};
    /// The periods that they are brought to, a column each, in this order.
    std::vector<period> at{};
    /// Whether rates are also used past the last period that their claims tell them of.
    bool extrapolate = false;
};

/// Where a value comes from.
///   printed: the claim's own figure of that period.
///   grown: the base or the estimate, compounded within what the claim tells its rate of.
///   extrapolated: the same, compounded beyond.
enum class lineup_origin : std::uint8_t { printed, grown, extrapolated };
/// `printed`, `grown`, `extrapolated`.
[[nodiscard]] std::string_view to_string(lineup_origin o) noexcept;

/// What a claim comes to in one period.
struct lineup_value {
    /// An absolute amount, exactly: a figure's printed number (of a range its middle), or that times (1 + rate)^years.
    decimal value;
    lineup_origin origin = lineup_origin::printed;
    /// The target that the claim prints for this period, where that is another amount than its rate leads to.
    std::optional<decimal> target{};

    friend bool operator==(const lineup_value&, const lineup_value&) = default;
};

/// One publisher: the claim that counts, how it is read, and what that comes to.
struct lineup_row {
    /// The claim as it was checked, its periods filled in.
    v0::claim claim;
    /// Its place among the claims given, from 0.
    std::size_t index = 0;
    v0::verdict verdict = v0::verdict::underdetermined;
    /// What the rate is compounded from: the reading that the audit speaks of. Of a claim that cannot be tested, the estimate
    /// where the window begins with it, else the base, else the estimate. Nothing where no rate, or nothing to grow, was printed.
    std::optional<convention> reading{};
    /// The period of what is compounded, and the last one that the claim tells its rate of: the end of its window, else the
    /// period of its target; nothing where it tells neither.
    std::optional<period> from{};
    std::optional<period> until{};
    /// One for each period asked. Nothing before the first figure printed, past `until` unless that was asked, or where nothing
    /// grows and no figure of that very period is printed.
    std::vector<std::optional<lineup_value>> values{};

    /// Whether the claim's own figures decide how it is read: it is consistent, be it with zeros taken as rounding.
    [[nodiscard]] bool is_settled() const noexcept {
        return verdict == v0::verdict::consistent || verdict == v0::verdict::consistent_if_rounded;
    }

    friend bool operator==(const lineup_row&, const lineup_row&) = default;
};

/// What the publishers come to together in one period; all of it exact.
struct lineup_column {
    period when;
    /// How many of them have a value; the others do not count.
    std::size_t count = 0;
    /// Of an even number, the mean of the two in the middle.
    std::optional<decimal> median{};
    std::optional<decimal> low{};
    std::optional<decimal> high{};

    /// high / low - 1 in percent, correctly rounded: by how much the highest exceeds the lowest. Nothing for fewer than two values,
    /// or from 0. Errors: E-limit-context.
    [[nodiscard]] std::optional<decimal> spread_percent(context to = {}) const;

    friend bool operator==(const lineup_column&, const lineup_column&) = default;
};

/// A claim that a newer edition of its publisher replaces.
struct lineup_edition {
    v0::claim claim;
    std::size_t index = 0;
    /// The row that counts in its place.
    std::size_t row = 0;

    friend bool operator==(const lineup_edition&, const lineup_edition&) = default;
};

/// Publishers as rows, periods as columns.
struct lineup_report {
    /// In the order given, an edition that counts in the place of its publisher's first.
    std::vector<lineup_row> rows{};
    std::vector<lineup_column> columns{};
    std::vector<lineup_edition> left_out{};
    /// What all amounts are in, a currency or a unit; empty where no claim says.
    std::string currency{};

    friend bool operator==(const lineup_report&, const lineup_report&) = default;
};

/// Brings the claims to common periods. Rates compound by the year and forwards only: a value before the base is never made up.
/// A publisher is known by its name in either case, without what stands in parentheses behind it (`IDC (as cited)` is IDC). One without a
/// name, or with nothing but a note (`(as cited)`), is another each time. Of its editions that with the latest base year counts (without
/// a base, the estimate's year), then that with the latest estimate, then the latest target, then the first given.
/// Errors, naming the claim by its place from 1: those of `audit`; E-unit-mixed (two currencies or units; one that is not told is
/// the others'); E-period-kind, E-period-day-count, E-domain-count (periods that are not whole years apart); E-domain-empty (no claims, no
/// periods); E-limit-rows (values of over 10,000,000 digits together), before the work.
[[nodiscard]] lineup_report lineup(const lineup_request& asked);
[[nodiscard]] inline result<lineup_report> try_lineup(const lineup_request& asked) {
    return detail::attempt([&] { return lineup(asked); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/lineup.ipp>
#endif
