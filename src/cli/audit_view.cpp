#include "audit_view.hpp"

#include "display.hpp"
#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

std::string undated(const figure& f) {
    std::string text = to_string(f);
    if (f.when()) text.resize(text.rfind('@'));
    return text;
}

/// The figure that says in what the amounts are shown: the first amount of the claim; a plain number where it has none.
figure first_amount(const claim& c) {
    for (const std::optional<figure>* each : {&c.base, &c.estimate, &c.target})
        if (*each && (*each)->kind() == figure_kind::amount) return **each;
    return figure::exact(decimal());
}

/// What the claim's amounts are in; what it says once for all of them is a currency where it is written as one.
basis basis_of(const claim& c) {
    basis out;
    for (const std::optional<figure>* each : {&c.base, &c.estimate, &c.target}) {
        if (!*each) continue;
        if (out.currency.empty()) out.currency = (*each)->currency();
        if (out.unit.empty()) out.unit = (*each)->unit();
    }
    if (out.currency.empty() && out.unit.empty() && !c.currency.empty()) {
        const bool is_code = figure::exact(decimal()).try_in_currency(c.currency).has_value();
        (is_code ? out.currency : out.unit) = c.currency;
    }
    return out;
}

/// `UNDERDETERMINED as quoted`.
std::string verdict_words(verdict v) {
    if (v == verdict::consistent_if_rounded) return "CONSISTENT only if trailing zeros are rounding";
    std::string out(to_string(v));
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return out + " as quoted";
}

/// One report in the making: its parts as text or as Markdown.
class audit_page {
public:
    audit_page(const audit_report& report, const settings& s)
        : report_(report), claim_(report.claim), in_(first_amount(report.claim), basis_of(report.claim), s), places_(s.amounts.places),
          drawn_(s.format == output_format::table), painted_(paints(s)) {}

    [[nodiscard]] std::string text(const std::vector<std::string>& source, const std::vector<std::string>& notes) {
        add_line(in_.title("ranges rounded outward to " + counted(static_cast<std::uint64_t>(places_), "place")), true);
        if (!source.empty()) add_parts(source, " ");
        end_part();
        add_printed();
        if (const table rows = readings(); rows.rows() > 0) add_table(rows);
        add_line(verdict_words(report_.verdict), true);
        for (const std::string& each : findings()) add_sentence(each);
        for (const std::string& each : notes) add_sentence(each);
        end_part();
        add_sentence(report_.summary());
        if (out_.ends_with("  \n")) out_.erase(out_.size() - 3, 2);
        return std::move(out_);
    }

    /// The same parts, the figures one below the other, as a page has them.
    [[nodiscard]] document_section section(std::string heading, const std::vector<std::string>& source,
                                           const std::vector<std::string>& notes) {
        document_section out{.heading = std::move(heading), .parts = {}};
        const verdict v = report_.verdict;
        const bool holds = v == verdict::consistent || v == verdict::consistent_if_rounded;
        out.parts.emplace_back(statement{verdict_words(v), holds ? tone::good : v == verdict::inconsistent ? tone::bad : tone::plain});
        out.parts.emplace_back(report_.summary());
        document_table facts = document_table_of(printed_below(), "What is printed, and what its digits allow");
        facts.assumptions = assumptions();
        if (!source.empty()) facts.assumptions.push_back(joined(source, " "));
        out.parts.emplace_back(std::move(facts));
        if (const table rows = readings(); rows.rows() > 0) {
            document_table shown = document_table_of(rows, "The readings, and what each would give");
            shown.footnotes = findings();
            shown.assumptions = assumptions();
            out.parts.emplace_back(std::move(shown));
        }
        for (const std::string& each : notes) out.parts.emplace_back(each);
        return out;
    }

private:
    [[nodiscard]] std::vector<std::string> assumptions() const {
        std::vector<std::string> out{"ranges rounded outward to " + counted(static_cast<std::uint64_t>(places_), "place")};
        if (const std::string heading = in_.heading(); !heading.empty()) out.insert(out.begin(), heading);
        out.emplace_back("a reading fits when what the printed digits allow meets");
        return out;
    }

    void add_line(const std::string& line, bool is_head) {
        out_ += drawn_ ? in_bold(line, painted_ && is_head) + "\n"
                       : (is_head ? "**" + markdown_line(line) + "**" : markdown_line(line)) + "  \n";
    }
    void add_parts(const std::vector<std::string>& parts, std::string_view between) {
        out_ += (drawn_ ? wrapped(parts, between, 2) : markdown_line(joined(parts, between))) + "\n";
    }
    /// A sentence on as many lines as it takes.
    void add_sentence(const std::string& sentence) {
        if (!drawn_) {
            out_ += markdown_line(sentence) + "  \n";
            return;
        }
        out_ += wrapped_words(sentence) + "\n";
    }
    void add_table(const table& rows) {
        if (!drawn_) {
            out_ += rows.markdown() + "\n";
            return;
        }
        const std::string body = rows.text();
        const std::size_t head = body.find('\n');
        out_ += in_bold(std::string_view(body).substr(0, head), painted_) + body.substr(head) + "\n";
    }
    void end_part() {
        while (out_.ends_with("  \n")) out_.erase(out_.size() - 3, 2);
        out_ += "\n";
    }

    /// `62.345-62.355`: the ends as they are, every digit.
    [[nodiscard]] static std::string exact_range(const interval& i, const std::function<std::string(const decimal&)>& end) {
        if (i.low && i.high) {
            const std::string low = end(*i.low);
            const std::string high = end(*i.high);
            return low == high ? low : low + (low.starts_with('-') || high.starts_with('-') ? " to " : "-") + high;
        }
        return i.low ? ">= " + end(*i.low) : i.high ? "<= " + end(*i.high) : "open";
    }
    [[nodiscard]] std::string amount_range(const interval& i) const {
        return exact_range({i.low ? std::optional(round_to_places(in_.scaled(*i.low), places_, rounding::floor)) : std::nullopt,
                            i.high ? std::optional(round_to_places(in_.scaled(*i.high), places_, rounding::ceiling)) : std::nullopt},
                           [&](const decimal& d) { return to_string(d, places_, rounding::half_even); });
    }
    [[nodiscard]] std::string percent_range(const rate_interval& r) const {
        interval i{.low = round_to_places(r.low.percent(), places_, rounding::floor), .high = std::nullopt};
        if (r.high) i.high = round_to_places(r.high->percent(), places_, rounding::ceiling);
        return exact_range(i, [&](const decimal& d) { return to_string(d, places_, rounding::half_even); }) + "%";
    }
    [[nodiscard]] static std::string dated(const std::string& text, const std::optional<period>& when) {
        return when && when->kind() != period_kind::ordinal ? fmt::format("{} ({})", text, to_string(*when)) : text;
    }
    [[nodiscard]] std::string amount_text(const figure& f, const std::optional<period>& when) const {
        if (f.kind() != figure_kind::amount) return dated(undated(f), when);
        return f.when() ? in_.point(f) : dated(in_.point(f), when);
    }

    struct printed_fact {
        std::string name;
        std::string says;
        std::string read_as;
    };

    [[nodiscard]] std::vector<printed_fact> printed() const {
        std::vector<printed_fact> out;
        const auto plain = [](const decimal& d) { return to_string(d); };
        const auto amount = [&](const char* name, const std::optional<figure>& f, const std::optional<period>& when, const char* before) {
            if (!f) return;
            const bool is_amount = f->kind() == figure_kind::amount;
            out.push_back({name, before + amount_text(*f, when),
                           exact_range(f->interval(), [&](const decimal& d) { return is_amount ? in_.exact(d) : plain(d) + "x"; })});
        };
        amount("base", claim_.base, claim_.base_period, "");
        amount("estimate", claim_.estimate, claim_.estimate_period, "");
        const std::string window = claim_.window_from && claim_.window_to
                                       ? fmt::format("{}-{}", to_string(*claim_.window_from), to_string(*claim_.window_to))
                                   : claim_.window_from ? "from " + to_string(*claim_.window_from)
                                   : claim_.window_to   ? "to " + to_string(*claim_.window_to)
                                                        : "";
        if (claim_.rate) {
            const std::string unit = claim_.rate->kind() == figure_kind::percent ? "%" : "x";
            out.push_back({"rate", fmt::format("CAGR {}{}{}", undated(*claim_.rate), window.empty() ? "" : ", ", window),
                           exact_range(claim_.rate->interval(), [&](const decimal& d) { return to_string(d) + unit; })});
        } else if (!window.empty()) {
            out.push_back({"window", window, "-"});
        }
        amount("target", claim_.target, claim_.target_period, claim_.target_is_increase ? "+" : "");
        return out;
    }

    /// The figures side by side; one below the other where that is too wide for a screen.
    void add_printed() {
        const std::vector<printed_fact> facts = printed();
        std::vector<column> columns{{"Printed"}};
        for (const printed_fact& each : facts) columns.push_back({each.says});
        table across(columns);
        across.add("Read as");
        for (const printed_fact& each : facts) across.add(each.read_as);
        add_table(across.width() <= screen_columns ? across : printed_below());
    }
    [[nodiscard]] table printed_below() const {
        table down({{"Fact"}, {"Printed"}, {"Read as"}});
        for (const printed_fact& each : printed())
            for (const std::string* const cell : {&each.name, &each.says, &each.read_as}) down.add(*cell);
        return down;
    }

    [[nodiscard]] std::string name_of(const reading& r) const {
        const auto year = [](const std::optional<period>& when) {
            return when && when->kind() != period_kind::ordinal ? " " + to_string(*when) : std::string();
        };
        switch (r.kinds.front()) {
        case reading_kind::from_base: return "from base" + year(claim_.base_period);
        case reading_kind::from_estimate: return "from" + year(claim_.estimate_period) + " estimate";
        case reading_kind::window: return "base over window from" + year(claim_.window_from);
        case reading_kind::inclusive: return "both ends counted";
        case reading_kind::one_short: break;
        }
        return "one year less";
    }

    [[nodiscard]] std::string fit_of(const reading& r) const {
        if (!r.fits) return claim_.target ? claim_.rate ? "no annual rate" : "no rate printed" : "no target printed";
        if (*r.fits) return r.vacuous ? "yes, as others do" : "yes";
        if (r.fits_if_rounded) return "if zeros are rounding";
        if (!r.deviation || r.deviation->sign() == 0) return "no";
        const decimal percent = abs(*r.deviation) * decimal(100);
        if (percent > decimal(1000)) return "no, over ten times";
        return fmt::format("no, {}% {}", to_string(round_to_digits(percent, {.digits = 2, .mode = rounding::down})),
                           r.deviation->sign() < 0 ? "short" : "over");
    }

    /// The conventional readings, and those error patterns that fit.
    [[nodiscard]] table readings() const {
        const std::string target =
            claim_.target_period && claim_.target_period->kind() != period_kind::ordinal ? " for " + to_string(*claim_.target_period) : "";
        table rows({{"Reading"}, {"n", side::right, 2}, {"gives" + target}, {"rate needed"}, {"fits"}});
        const auto add = [&](const reading& r) {
            rows.add(name_of(r));
            rows.add(std::to_string(r.periods));
            rows.add(r.implied_target ? amount_range(*r.implied_target) : "-");
            rows.add(r.implied_rate ? percent_range(*r.implied_rate) : "-");
            rows.add(fit_of(r));
        };
        for (const reading& r : report_.readings)
            if (r.conventional()) add(r);
        add_unquoted_estimate(rows);
        for (const reading& r : report_.readings)
            if (!r.conventional() && r.supports()) add(r);
        return rows;
    }

    /// The reading that the window speaks of, from a value that is not there.
    void add_unquoted_estimate(table& rows) const {
        if (claim_.estimate || !claim_.base_period || !claim_.window_from || !claim_.target_period) return;
        if (*claim_.window_from <= *claim_.base_period || *claim_.target_period <= *claim_.window_from) return;
        const std::string from = to_string(*claim_.window_from);
        rows.add("from " + from + " estimate");
        const ratio years = years_between(*claim_.window_from, *claim_.target_period);
        rows.add(std::to_string(years.numerator / years.denominator));
        rows.add("-");
        rows.add("-");
        rows.add((claim_.window_from->kind() == period_kind::year ? from + " " : "") + "not quoted");
    }

    [[nodiscard]] std::vector<std::string> findings() const {
        std::vector<std::string> out;
        const reading* const r = report_.decisive();
        if (report_.estimate) {
            const missing_estimate& e = *report_.estimate;
            const std::string growth = percent_range(e.growth);
            out.push_back(fmt::format("{}: a {} value of {}, that is {} growth{} in {}, {}.",
                                      e.plausible ? "Would reconcile" : "Would take", to_string(e.when), amount_range(e.value), growth,
                                      years_between(*claim_.base_period, e.when) == ratio{1, 1} ? "" : " a year",
                                      span_text(*claim_.base_period, e.when), beside_rate(e.growth)));
        }
        if (r != nullptr && r->solved_periods && !r->fits.value_or(false) && r->solved_periods->low && r->solved_periods->high) {
            const interval shown = rounded_outward(*r->solved_periods, 3);
            const decimal first_whole = round_to_places(*shown.low, 0, rounding::ceiling);
            out.push_back(fmt::format("Solved periods from the {}: {}{}.", to_string(r->anchor),
                                      exact_range(shown, [](const decimal& d) { return to_string(d, 3, rounding::half_even); }),
                                      first_whole > *shown.high ? ", not whole" : ""));
        }
        return out;
    }

    /// `above the 40.2% that follows`.
    [[nodiscard]] std::string beside_rate(const rate_interval& growth) const {
        const stated_rate said(*claim_.rate);
        const std::string follows = fmt::format("the {} that follows", undated(*claim_.rate));
        if (said.high() && growth.low > *said.high()) return "above " + follows;
        if (growth.high && *growth.high < said.low()) return "below " + follows;
        return "about " + follows;
    }

    const audit_report& report_;
    const claim& claim_;
    amounts in_;
    int places_;
    bool drawn_;
    bool painted_;
    std::string out_;
};

json pair_of(const std::optional<decimal>& low, const std::optional<decimal>& high) {
    return json::array({low ? json(to_string(*low)) : json(nullptr), high ? json(to_string(*high)) : json(nullptr)});
}

json rates_of(const rate_interval& r) { return pair_of(r.low.fraction(), r.high ? std::optional(r.high->fraction()) : std::nullopt); }

json figure_json(const std::optional<figure>& f) { return f ? json(undated(*f)) : json(nullptr); }

} // namespace

std::string audit_text(const audit_report& report, const settings& s, const std::vector<std::string>& source,
                       const std::vector<std::string>& notes) {
    return audit_page(report, s).text(source, notes);
}

document_section audit_section(const audit_report& report, const settings& s, std::string heading, const std::vector<std::string>& source,
                               const std::vector<std::string>& notes) {
    return audit_page(report, s).section(std::move(heading), source, notes);
}

std::string diagnosis_names(const audit_report& report) {
    std::vector<std::string> out;
    for (const diagnosis& d : report.diagnoses)
        if (std::string name(to_string(d.kind)); std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
    return joined(out, " ");
}

json audit_json(const audit_report& report, const settings& s) {
    const claim& c = report.claim;
    const amounts in(first_amount(c), basis_of(c), s);
    const auto scaled = [&](const interval& i) {
        const interval shown = rounded_outward_to_digits(i, s.solved.digits);
        return pair_of(shown.low ? std::optional(in.scaled(*shown.low)) : std::nullopt,
                       shown.high ? std::optional(in.scaled(*shown.high)) : std::nullopt);
    };
    json out;
    out["verdict"] = to_string(report.verdict);
    out["readings"] = json::array();
    for (const reading& r : report.readings) {
        json line;
        line["reading"] = to_string(r.kinds.front());
        line["also"] = json::array();
        for (std::size_t i = 1; i < r.kinds.size(); ++i) line["also"].push_back(to_string(r.kinds[i]));
        line["anchor"] = to_string(r.anchor);
        line["periods"] = r.periods;
        line["fits"] = r.fits ? json(*r.fits) : json(nullptr);
        line["vacuous"] = r.vacuous;
        line["implied_rate"] = r.implied_rate ? rates_of(*r.implied_rate) : json(nullptr);
        line["solved_periods"] = r.solved_periods ? pair_of(r.solved_periods->low, r.solved_periods->high) : json(nullptr);
        line["implied_target"] = r.implied_target ? scaled(*r.implied_target) : json(nullptr);
        out["readings"].push_back(std::move(line));
    }
    out["diagnoses"] = json::array();
    out["explanations"] = json::array();
    for (const diagnosis& d : report.diagnoses) {
        out["diagnoses"].push_back(to_string(d.kind));
        out["explanations"].push_back(d.text);
    }
    out["estimate"] = nullptr;
    if (report.estimate) {
        const missing_estimate& e = *report.estimate;
        out["estimate"] = {
            {"period", json_of(e.when)}, {"value", scaled(e.value)}, {"growth", rates_of(e.growth)}, {"plausible", e.plausible}};
    }
    out["missing"] = json::array();
    for (const cagr::fact f : report.missing) out["missing"].push_back(to_string(f));
    add_basis(out, in);
    json& said = out["claim"];
    said["base"] = figure_json(c.base);
    said["base_period"] = json_of(c.base_period);
    said["estimate"] = figure_json(c.estimate);
    said["estimate_period"] = json_of(c.estimate_period);
    said["rate"] = figure_json(c.rate);
    said["window"] = json::array({json_of(c.window_from), json_of(c.window_to)});
    said["target"] = figure_json(c.target);
    said["target_period"] = json_of(c.target_period);
    said["target_is_increase"] = c.target_is_increase;
    if (!c.publisher.empty()) said["publisher"] = c.publisher;
    out["summary"] = report.summary();
    return out;
}

std::vector<column> audit_columns() {
    std::vector<column> out{{"id"}, {"verdict"}};
    for (const reading_kind each : reading_kinds) out.push_back({std::string(to_string(each))});
    out.push_back({"diagnosis"});
    return out;
}

std::vector<std::string> audit_cells(std::string_view id, const audit_report* report) {
    std::vector<std::string> out{std::string(id), std::string(report == nullptr ? "unreadable" : to_string(report->verdict))};
    for (const reading_kind each : reading_kinds) out.emplace_back(report == nullptr ? std::string_view() : report->outcome(each));
    out.push_back(report == nullptr ? "" : diagnosis_names(*report));
    return out;
}

} // namespace cagr::cli
