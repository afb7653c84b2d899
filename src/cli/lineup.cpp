// The command `lineup`: the claims of a file on one market, brought to common years.
#include "choices.hpp"
#include "claim_row.hpp"
#include "commands.hpp"
#include "csv_header.hpp"
#include "lineup_view.hpp"
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace cagr::cli {

namespace {

constexpr int exit_bad_input = 2;
constexpr std::size_t most_claims = 100'000;
constexpr std::size_t named_markets = 5; // in a message

std::vector<period> periods_asked(const request& r) {
    const auto text = r.text("at");
    if (!text) detail::fail(errc::missing_fact, "the periods to line up are missing; name them as in --at 2024,2028");
    return listed_periods("at", *text);
}

std::string folded(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

/// What a claim's amounts are in: its column says it, or its figures.
std::string measure_of(const claim& c) {
    if (!c.currency.empty()) return c.currency;
    for (const std::optional<figure>* each : {&c.base, &c.estimate, &c.target})
        if (*each && (*each)->kind() == figure_kind::amount && (!(*each)->currency().empty() || !(*each)->unit().empty()))
            return (*each)->currency().empty() ? (*each)->unit() : std::string((*each)->currency());
    return {};
}

/// The claims of a file on one market, and what became of its other rows.
class market_reader {
public:
    market_reader(const request& r, const std::vector<period>& at, const settings& s)
        : settings_(s), at_(at), market_(r.text("market")), currency_(r.text("currency")), in_(r.values[0]),
          reader_(in_, csv_reader::bad_rows::end_with_their_line), columns_(reader_, in_) {
        if (market_) market_ = std::string(trimmed(*market_));
        if (currency_) currency_ = std::string(trimmed(*currency_));
        for (const auto& [option, text] : {std::pair{"market", &market_}, std::pair{"currency", &currency_}})
            if (*text && (*text)->empty()) detail::fail(errc::usage, "--" + std::string(option) + " is empty; a name is needed");
    }

    /// The claims on the market. Errors: those of the file as a whole; E-usage (several markets and none named), E-missing-fact (none).
    std::vector<claim> read() {
        while (reader_.next()) take_row();
        if (!market_ && markets_.size() > 1)
            detail::fail(errc::usage, in_.named() + " has claims on " + listed_markets() + "; name one with --market");
        if (claims_.empty() && told_.empty()) fail_empty();
        return std::move(claims_);
    }

    [[nodiscard]] std::vector<std::string> names() const { return names_; }
    [[nodiscard]] std::string market() const { return markets_.empty() ? std::string() : markets_.begin()->second; }
    /// Rows that cannot be read, each as a line for standard error.
    [[nodiscard]] const std::string& told() const noexcept { return told_; }

private:
    void take_row() {
        const std::string_view market = columns_.market(reader_);
        const bool whole = reader_.problem().empty();
        const bool asked = !whole || !market_ || folded(market) == folded(*market_);
        if (whole && !market.empty() && (asked || markets_.size() < most_claims))
            (asked ? markets_ : others_).emplace(folded(market), market);
        // What is not to be lined up anyway need not be read.
        if (!asked || (!market_ && markets_.size() > 1)) return;
        std::optional<claim> c;
        try {
            c = columns_.read(reader_, settings_.reading);
            check_alone(*c);
        } catch (const exception& failure) {
            error e = failure.error();
            e.message = fmt::format("line {}: {}", reader_.line(), e.message);
            e.input.clear(); // one line a row
            told_ += "cagr: " + to_string(e) + "\n";
            return;
        }
        const std::string measure = measure_of(*c);
        if (currency_ && !measure.empty() && folded(measure) != folded(*currency_)) {
            left_in_ = measure;
            return;
        }
        if (claims_.size() == most_claims)
            detail::fail(errc::limit_rows,
                         fmt::format("{} has over {} claims on one market; at most that many are lined up", in_.named(), most_claims));
        const std::string_view id = columns_.id(reader_);
        names_.push_back(id.empty() ? fmt::format("line {}", reader_.line()) : std::string(id));
        claims_.push_back(*std::move(c));
    }

    /// A row that cannot be brought to these periods is bad by itself, and no reason to refuse the others.
    void check_alone(claim c) const {
        c.publisher.clear(); // the line is named, not the claim
        const auto brought = try_lineup({.claims = {std::move(c)}, .at = at_});
        if (brought) return;
        error e = brought.error();
        if (constexpr std::string_view first = "claim 1: "; e.message.starts_with(first)) e.message.erase(0, first.size());
        throw exception(std::move(e));
    }

    [[nodiscard]] std::string listed_markets() const {
        std::vector<std::string> some;
        const std::map<std::string, std::string>& from = markets_.empty() ? others_ : markets_;
        for (const auto& [key, name] : from)
            if (some.size() < named_markets) some.push_back(detail::in_quotes(name));
        return fmt::format("{} market{}, {}{}", from.size(), from.size() == 1 ? "" : "s", from.size() > some.size() ? "among them " : "",
                           listed(some, "and"));
    }

    [[noreturn]] void fail_empty() const {
        if (!left_in_.empty())
            detail::fail(errc::missing_fact,
                         fmt::format("{} has no claims in {}{}; there are some in {}", in_.named(), detail::in_quotes(*currency_),
                                     market_ ? " on this market" : "", detail::in_quotes(left_in_)));
        if (others_.empty()) detail::fail(errc::missing_fact, in_.named() + " has no claims; a row for each is needed");
        std::vector<std::string> names;
        for (const auto& [key, name] : others_) names.push_back(key);
        std::string hint = suggestion(folded(*market_), names);
        detail::fail(errc::missing_fact, in_.named() + " has no claims on the market " + detail::in_quotes(*market_) +
                                             (hint.empty() ? "; it has claims on " + listed_markets() : hint));
    }

    const settings& settings_;
    const std::vector<period>& at_;
    std::optional<std::string> market_;
    std::optional<std::string> currency_;
    input_file in_;
    csv_reader reader_;
    claim_columns columns_;
    std::vector<claim> claims_;
    std::vector<std::string> names_;
    std::map<std::string, std::string> markets_; // lined up, as first written; by their names in lower case
    std::map<std::string, std::string> others_;  // and not
    std::string left_in_;                        // what claims are in that --currency leaves out
    std::string told_;
};

} // namespace

int run_lineup(const request& r, const settings& s) {
    lineup_request asked{.at = periods_asked(r), .extrapolate = r.has("extrapolate")};
    market_reader rows(r, asked.at, s);
    asked.claims = rows.read();
    if (!asked.claims.empty()) {
        auto report = try_lineup(asked);
        if (!report) {
            error e = report.error();
            if (e.code == errc::unit_mixed) e.message += "; --currency takes those in one, as in --currency USD";
            throw exception(std::move(e));
        }
        const shown_lineup shown{
            .report = *std::move(report), .names = rows.names(), .market = rows.market(), .extrapolated = asked.extrapolate};
        deliver(lineup_text(shown, s), s.file);
    }
    if (rows.told().empty()) return 0;
    complain(rows.told());
    return exit_bad_input;
}

} // namespace cagr::cli
