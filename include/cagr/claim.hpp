// What it answers: what a publisher claims - base, estimate, rate, window, target - as far as it was printed.
// What it needs: forecast.hpp.
// Example: claim{.base = figure::parse("62.35B@2020"), .rate = figure::parse("40.2%"), .target = figure::parse("997.77B@2028")};
#pragma once

#include <cagr/figure.hpp>
#include <cagr/forecast.hpp>
#include <cagr/language.hpp>
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

struct read_claim;

namespace limits {
inline constexpr std::size_t claim_text = 16'777'216; ///< bytes of a text that claims are looked for in
} // namespace limits

/// A published claim. Whatever was not printed is left out; nothing is invented. A figure's own period (`62.35B@2020`) serves
/// where none is given beside it.
struct claim {
    /// The value the growth is told of, an amount above 0.
    std::optional<figure> base{};
    std::optional<period> base_period{};
    /// The value of a later period, from which the rate may run. Without a period it is that after the base.
    std::optional<figure> estimate{};
    std::optional<period> estimate_period{};
    /// The growth a year: a percentage. A multiple (`10x`) is kept as printed; it is no annual rate.
    std::optional<figure> rate{};
    /// The periods that the rate is said of, as in "from 2021 to 2028".
    std::optional<period> window_from{};
    std::optional<period> window_to{};
    /// What it is to reach: an amount, or a multiple of the base (`10x`). Without a period it is that of the window's end.
    std::optional<figure> target{};
    std::optional<period> target_period{};
    /// The target amount is what is added to the base, not what is reached.
    bool target_is_increase = false;

    /// What all amounts are in where it is told once: an ISO 4217 code, or what is counted (`units`, `tons`).
    std::string currency{};
    std::string market{};
    std::string publisher{};
    std::string source{};
    /// The tag of the language it was printed in, such as `en` or `it`.
    std::string language{};

    /// The claims that a text makes, in its order, each with the place of every fact and with what is missing or contradictory.
    /// A claim is a growth rate or a later value, with what else is said of it; a text without one has none. No fact is
    /// made up, and none is taken from one claim into another. Bytes that are no UTF-8 are passed over. Errors: E-parse-length
    /// (over 16 MiB).
    [[nodiscard]] static std::vector<read_claim> from_text(std::string_view text, v0::language spoken = {});
    [[nodiscard]] static result<std::vector<read_claim>> try_from_text(std::string_view text, v0::language spoken = {});

    friend bool operator==(const claim&, const claim&) = default;
};

/// A fact of a claim that a text says.
enum class claim_fact : std::uint8_t {
    base,
    base_period,
    estimate,
    estimate_period,
    rate,
    window_from,
    window_to,
    target,
    target_period,
    currency,
    publisher
};
/// `base`, `base_period`, ...
[[nodiscard]] std::string_view to_string(claim_fact f) noexcept;

/// Where a text says a fact: text.substr(where.offset, where.length), in bytes.
struct claim_place {
    claim_fact fact = claim_fact::base;
    text_span where{};

    friend bool operator==(const claim_place&, const claim_place&) = default;
};

/// What there is to say of a claim as it was read.
///   missing: the text does not say it (the note names it; its place is empty).
///   placeholder: the publisher left the figure out (`XX%`).
///   contradiction: the text says two things of one fact, or facts that cannot hold together.
///   set_aside: a figure beside the claim that was not taken for a fact of it: a share, the past, a segment, a price.
///   unreadable: a figure that has no one reading (E-parse-ambiguous and its like).
enum class claim_note_kind : std::uint8_t { missing, placeholder, contradiction, set_aside, unreadable };
/// `missing`, `placeholder`, ...
[[nodiscard]] std::string_view to_string(claim_note_kind k) noexcept;

struct claim_note {
    claim_note_kind kind = claim_note_kind::missing;
    /// One sentence of plain English, without a full stop.
    std::string text;
    text_span where{};

    friend bool operator==(const claim_note&, const claim_note&) = default;
};

/// A claim and where it was read. It is a claim: `audit(claim::from_text(text)[0])`.
struct read_claim : claim {
    /// The place of each fact that is there, in the order of `claim_fact`; of what is said twice, the first.
    std::vector<claim_place> places{};
    std::vector<claim_note> notes{};
    /// From its first fact to the end of its last.
    text_span where{};

    /// Where a fact is said; nothing where the claim does not have it.
    [[nodiscard]] std::optional<text_span> place(claim_fact f) const noexcept;

    friend bool operator==(const read_claim&, const read_claim&) = default;
};

inline result<std::vector<read_claim>> claim::try_from_text(std::string_view text, v0::language spoken) {
    return detail::attempt([&] { return from_text(text, spoken); });
}

/// The claim with what its facts say of one another filled in (the periods; what a figure's own period is), or the error that
/// they contradict each other: E-period-order (a target not after the base or before the estimate, an estimate not after the base, a window
/// that ends before it begins, a figure of two periods), E-period-kind, E-period-day-count (dates), E-domain-amount (one not above 0),
/// E-domain-count (no whole number of years between), E-unit-mixed (two currencies or units; a percentage for an amount),
/// E-parse-rate (an amount for the rate), E-domain-rate (below -100%). What is merely missing is no error.
[[nodiscard]] claim checked(claim c);
[[nodiscard]] inline result<claim> try_checked(claim c) {
    return detail::attempt([&] { return checked(std::move(c)); });
}

} // namespace v0
} // namespace cagr

#if !defined(CAGR_COMPILED)
#include <cagr/impl/claim.ipp>
#endif
