#include "compare_view.hpp"

#include "choices.hpp"
#include "compare_cells.hpp"
#include "display.hpp"
#include "quotient_text.hpp"
#include "report.hpp"
#include "table.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t most_label = 24;           // columns of a name in a drawn table
constexpr std::size_t most_markdown_columns = 8; // compared across in Markdown; more are rows

class comparison_writer {
public:
    comparison_writer(const compared& c, const settings& s)
        : c_(c), in_(c), drawn_(s.format == output_format::table), painted_(paints(s)), last_(c.periods.size() - 1) {
        for (const compared_column& each : c.columns) shown_.push_back(&each);
        if (c.expected) shown_.push_back(&*c.expected);
    }

    std::string text() {
        head();
        const table values = across(measure::value);
        const bool fits = drawn_ ? values.width() <= screen_columns && differences_across().width() <= screen_columns
                                 : shown_.size() <= most_markdown_columns;
        if (fits) {
            add(values);
            if (c_.absolute || c_.relative) {
                title(fmt::format("Less {}", label(c_.columns.front(), most_label)));
                add(differences_across());
            }
        } else {
            down(measure::value);
            if (c_.absolute) down(measure::difference);
            if (c_.relative) down(measure::relative);
        }
        notes();
        return std::move(out_);
    }

private:
    enum class measure : std::uint8_t { value, difference, relative };

    [[nodiscard]] std::string line(const std::string& text) const {
        return drawn_ ? wrapped_words(text) + "\n" : markdown_line(text) + "  \n";
    }

    void head() {
        const std::string whole = (c_.title.empty() ? "" : detail::made_visible(c_.title) + " | ") + c_.heading;
        out_ += drawn_ ? in_bold(wrapped_words(whole), painted_) + "\n" : "## " + markdown_line(whole) + "\n\n";
        for (const std::string& each : c_.assumptions) out_ += line(detail::made_visible(each));
        out_ += "\n";
    }

    void title(const std::string& text) { out_ += "\n" + (drawn_ ? text + "\n" : markdown_line(text) + "\n\n"); }

    void add(const table& t) {
        if (!drawn_) {
            out_ += t.markdown();
            return;
        }
        const std::string body = t.text();
        const std::size_t head = body.find('\n');
        out_ += in_bold(std::string_view(body).substr(0, head), painted_) + body.substr(head);
    }

    [[nodiscard]] std::string label(const compared_column& of, std::size_t room) const {
        const std::string whole = detail::made_visible(of.label);
        return drawn_ ? cut_to(whole, room) : whole;
    }

    [[nodiscard]] std::string cell(measure what, const compared_column& of, std::size_t k) const {
        switch (what) {
        case measure::value: return or_dash(in_.value(of, k));
        case measure::difference: return with_sign(in_.difference(of, k));
        case measure::relative: return with_sign(in_.relative(of, k));
        }
        return {};
    }

    [[nodiscard]] std::string period_title() const { return step_title(c_.periods.front().kind()); }
    [[nodiscard]] bool has_weights() const { return c_.columns.front().weight.has_value(); }
    [[nodiscard]] static constexpr std::string_view cagr_title() { return "CAGR %"; }
    [[nodiscard]] static constexpr std::string_view weight_title() { return "Weight %"; }

    /// The periods down, those compared across; their CAGR and weights at the end.
    [[nodiscard]] table across(measure what) const {
        std::vector<column> columns{{period_title()}};
        for (const compared_column* const each : shown_) columns.push_back({label(*each, most_label), side::right});
        table t(std::move(columns));
        for (std::size_t k = 0; k <= last_; ++k) {
            t.add(to_string(c_.periods[k]));
            for (const compared_column* const each : shown_) t.add(cell(what, *each, k));
        }
        t.add(cagr_title());
        for (const compared_column* const each : shown_) t.add(or_dash(in_.cagr(*each, last_)));
        if (!has_weights()) return t;
        t.add(weight_title());
        for (const compared_column* const each : shown_) t.add(in_.weight(*each));
        return t;
    }

    /// What each has less the first, with what that is in percent beside it.
    [[nodiscard]] table differences_across() const {
        std::vector<column> columns{{period_title()}};
        for (std::size_t i = 1; i < shown_.size(); ++i) {
            const std::string name = label(*shown_[i], most_label);
            if (c_.absolute) columns.push_back({name, side::right});
            if (c_.relative)
                columns.push_back({c_.absolute ? "%" : name + " %", side::right, c_.absolute ? std::size_t{1} : std::size_t{2}});
        }
        table t(std::move(columns));
        for (std::size_t k = 0; k <= last_; ++k) {
            t.add(to_string(c_.periods[k]));
            for (std::size_t i = 1; i < shown_.size(); ++i) {
                if (c_.absolute) t.add(cell(measure::difference, *shown_[i], k));
                if (c_.relative) t.add(cell(measure::relative, *shown_[i], k));
            }
        }
        return t;
    }

    /// Those compared down, and the periods across, in as many parts as it takes to keep to the width of a terminal.
    void down(measure what) {
        if (what == measure::difference) title("Less " + label(c_.columns.front(), most_label));
        if (what == measure::relative) title("Less " + label(c_.columns.front(), most_label) + ", %");
        std::vector<std::size_t> widths;
        for (std::size_t k = 0; k <= last_; ++k) {
            std::size_t widest = display_width(to_string(c_.periods[k]));
            for (const compared_column* const each : shown_) widest = std::max(widest, display_width(cell(what, *each, k)));
            widths.push_back(widest + 2);
        }
        std::size_t from = 0;
        while (from <= last_) {
            const bool with_facts = what == measure::value && from == 0;
            std::size_t to = from;
            if (drawn_) {
                std::size_t taken = part(what, from, from, with_facts).width();
                while (to <= last_ && (to == from || taken + widths[to] <= screen_columns)) taken += widths[to++];
            } else {
                to = last_ + 1;
            }
            if (from > 0) out_ += "\n";
            add(part(what, from, to, with_facts));
            from = to;
        }
    }

    [[nodiscard]] table part(measure what, std::size_t from, std::size_t to, bool with_facts) const {
        std::vector<column> columns{{"Compared"}};
        if (with_facts && has_weights()) columns.push_back({std::string(weight_title()), side::right});
        if (with_facts) columns.push_back({std::string(cagr_title()), side::right});
        for (std::size_t k = from; k < to; ++k) columns.push_back({to_string(c_.periods[k]), side::right});
        table t(std::move(columns));
        for (std::size_t i = what == measure::value ? 0 : 1; i < shown_.size(); ++i) {
            const compared_column& each = *shown_[i];
            t.add(label(each, most_label));
            if (with_facts && has_weights()) t.add(in_.weight(each));
            if (with_facts) t.add(or_dash(in_.cagr(each, last_)));
            for (std::size_t k = from; k < to; ++k) t.add(cell(what, each, k));
        }
        return t;
    }

    /// Whether a difference that is shown is not that of the values shown.
    [[nodiscard]] bool differs_from_shown() const {
        const auto rounded = [&](const fraction& f) { return round_to_places(in_.scaled(f), c_.as.places, c_.as.mode); };
        for (const compared_column* const each : shown_)
            for (std::size_t k = 0; k <= last_; ++k) {
                const auto less = in_.gap(*each, k);
                if (less && rounded(*each->values[k]) - rounded(*c_.columns.front().values[k]) != rounded(*less)) return true;
            }
        return false;
    }

    [[nodiscard]] std::string cagr_note() const {
        const auto span = [&](const compared_column& of) { return to_string(of.actual) + " to " + to_string(c_.periods[last_]); };
        const auto& all = c_.columns;
        if (std::all_of(all.begin(), all.end(), [&](const compared_column& each) { return each.actual == all.front().actual; }))
            return "CAGR: implied from " + span(all.front()) + ".";
        std::vector<std::string> each_span;
        each_span.reserve(all.size());
        for (const compared_column& each : all) each_span.push_back(detail::made_visible(each.label) + " from " + span(each));
        return "CAGR: implied; " + joined(each_span, ", ") + ".";
    }

    void notes() {
        std::vector<std::string> all{cagr_note()};
        if (c_.expected) all.emplace_back("Expected: the sum of weight times value; its CAGR is that of these values.");
        if (c_.absolute && differs_from_shown())
            all.emplace_back("Differences are of unrounded values; the shown ones may differ in the last place.");
        std::vector<std::string> rounded;
        for (const compared_column& each : c_.columns)
            if (each.how == exactness::rounded) rounded.push_back(detail::made_visible(each.label));
        if (!rounded.empty())
            all.push_back(fmt::format("Irrational, correctly rounded to {} digits: {}.", c_.digits, joined(rounded, ", ")));
        all.insert(all.end(), c_.notes.begin(), c_.notes.end());
        if (!drawn_) out_ += "\n";
        for (const std::string& each : all) out_ += line(each);
    }

    const compared& c_;
    comparison_cells in_;
    bool drawn_;
    bool painted_;
    std::size_t last_;
    std::vector<const compared_column*> shown_;
    std::string out_;
};

std::string as_csv(const compared& c) {
    const comparison_cells in(c);
    table t({{"scenario"},
             {"weight"},
             {"node"},
             {"period"},
             {"unit"},
             {"value"},
             {"difference"},
             {"relative_percent"},
             {"cagr_percent"},
             {"exact"}});
    const std::string unit = to_string(c.unit);
    const auto add = [&](const compared_column& of) {
        for (std::size_t k = 0; k < c.periods.size(); ++k) {
            if (!of.values[k]) continue;
            for (const std::string& each : {of.name, of.weight ? to_string(*of.weight) : "", c.of, to_string(c.periods[k]), unit,
                                            in.value(of, k), in.difference(of, k), in.relative(of, k), in.cagr(of, k), in.exact(of, k)})
                t.add(each);
        }
    };
    for (const compared_column& each : c.columns) add(each);
    if (c.expected) add(*c.expected);
    return t.csv();
}

std::string as_json(const compared& c) {
    const comparison_cells in(c);
    const auto column = [&](const compared_column& of) {
        json out;
        out["name"] = of.name;
        out["label"] = of.label;
        out["weight"] = of.weight ? json(to_string(*of.weight)) : json(nullptr);
        out["exactness"] = to_string(of.how);
        out["rows"] = json::array();
        for (std::size_t k = 0; k < c.periods.size(); ++k) {
            if (!of.values[k]) continue;
            out["rows"].push_back({{"period", json_of(c.periods[k])},
                                   {"value", in.value(of, k)},
                                   {"difference", text_or_null(in.difference(of, k))},
                                   {"relative_percent", text_or_null(in.relative(of, k))},
                                   {"cagr_percent", text_or_null(in.cagr(of, k))},
                                   {"exact", in.exact(of, k)}});
        }
        return out;
    };
    json out;
    out["title"] = text_or_null(c.title);
    out["of"] = c.of;
    out["currency"] = text_or_null(c.unit.currency);
    out["unit"] = to_string(c.unit);
    out["scale"] = to_string(scale10(decimal(1), c.unit.scale.exponent));
    out["rounding"] = to_string(c.as.mode);
    out["places"] = c.as.places;
    out["assumptions"] = c.assumptions;
    out["scenarios"] = json::array();
    for (const compared_column& each : c.columns) out["scenarios"].push_back(column(each));
    out["expected"] = c.expected ? column(*c.expected) : json(nullptr);
    return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

/// The last period's values, one a line.
std::string as_plain(const compared& c, const settings& s) {
    const comparison_cells in(c);
    std::string out;
    for (const compared_column& each : c.columns) {
        const std::optional<fraction>& last = each.values.back();
        out += (last ? to_string(round_to_digits(in.scaled(*last), s.solved)) : std::string()) + "\n";
    }
    return out;
}

} // namespace

std::string comparison_text(const compared& c, const settings& s) {
    switch (s.format) {
    case output_format::csv: return as_csv(c);
    case output_format::json: return as_json(c);
    case output_format::plain: return as_plain(c, s);
    case output_format::html: return comparison_page(c);
    case output_format::svg: return svg(comparison_chart(c));
    default: return comparison_writer(c, s).text();
    }
}

} // namespace cagr::cli
