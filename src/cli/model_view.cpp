#include "model_view.hpp"

#include "display.hpp"
#include "quotient_text.hpp"
#include "table.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace cagr::cli {

namespace {

constexpr std::size_t most_label = 28; // columns of a label in a drawn table

class model_text_writer {
public:
    model_text_writer(const shown_model& m, const settings& s)
        : m_(m), p_(m.of), drawn_(s.format == output_format::table), painted_(paints(s)), places_(p_.source().shown.places),
          mode_(p_.source().shown.mode), nodes_(m.total_only ? 1 : p_.size()) {}

    std::string text() {
        head();
        over_time();
        if (!m_.measure && nodes_ > 1 && p_.periods() > 1) last_period();
        notes();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string line(const std::string& text) const {
        return drawn_ ? wrapped_words(text) + "\n" : markdown_line(text) + "  \n";
    }

    void head() {
        std::string title = p_.source().title;
        if (m_.scenario != "base") title += fmt::format("{}scenario {}", title.empty() ? "" : " | ", detail::made_visible(m_.scenario));
        if (!title.empty()) out_ += drawn_ ? in_bold(wrapped_words(title), painted_) + "\n" : "## " + markdown_line(title) + "\n\n";
        for (const std::string& each : p_.assumptions()) out_ += line(detail::made_visible(each));
        out_ += "\n";
    }

    [[nodiscard]] std::string label(std::size_t node, bool indented) const {
        const std::string text = node == 0 ? std::string("Total") : detail::made_visible(p_[node].label());
        std::string indent;
        for (std::size_t d = 1; indented && d < p_[node].depth(); ++d)
            indent += drawn_ ? "  " : "\u00A0\u00A0"; // Markdown drops plain spaces
        return drawn_ ? cut_to(indent + text, most_label) : indent + text;
    }

    [[nodiscard]] static std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

    [[nodiscard]] std::string percent(const fraction& part, const fraction& whole) const {
        return or_dash(percent_text(part, whole, places_, mode_));
    }

    [[nodiscard]] std::string cell(model_measure what, std::size_t node, std::size_t k) {
        const model_projection::row row = p_[node][k];
        switch (what) {
        case model_measure::values: return row.text();
        case model_measure::growth: return k == 0 ? "-" : percent(row.increase(), p_[node][k - 1].exact());
        case model_measure::shares: return share(node, k);
        case model_measure::contribution: return k == 0 ? "-" : percent(row.increase(), p_.total()[k - 1].exact());
        case model_measure::increase: return k == 0 ? "-" : p_.text_of(row.increase());
        }
        return {};
    }

    /// Of the total. By largest remainder those of its own parts make 100%, and what was moved for it is marked.
    [[nodiscard]] std::string share(std::size_t node, std::size_t k) {
        if (p_.source().shares == share_rounding::independent || node == 0 || p_[node].depth() != 1)
            return percent(p_[node][k].exact(), p_.total()[k].exact());
        if (shares_of_ != k) {
            shares_ = p_.shares(0, p_.when(k), places_);
            shares_of_ = k;
        }
        for (const share_cell& each : shares_)
            if (each.node == node) {
                moved_ |= each.moved;
                return to_string(each.percent, places_, mode_) + (each.moved ? "^" : "");
            }
        return "-";
    }

    [[nodiscard]] std::string cagr_text(std::size_t node) const {
        if (p_.actual_index() + 1 >= p_.periods()) return "-";
        const auto whole = detail::attempt([&] { return p_[node].cagr({.digits = 1}); });
        if (!whole) return "-";
        return rounded_once([&](context to) { return p_[node].cagr(to).percent(); }, places_, mode_);
    }
    [[nodiscard]] static std::string cagr_title() { return "CAGR %"; }

    void add(const table& t, bool bold_last = false) {
        if (!drawn_) {
            out_ += t.markdown();
            return;
        }
        std::string text = t.text();
        if (painted_ && bold_last) {
            const std::size_t begin = text.rfind('\n', text.size() - 2) + 1;
            text = text.substr(0, begin) + in_bold(text.substr(begin, text.size() - begin - 1), true) + "\n";
        }
        out_ += text;
    }

    [[nodiscard]] static std::string_view name_of(model_measure what) {
        switch (what) {
        case model_measure::values: return "";
        case model_measure::growth: return "Growth over the period before, %";
        case model_measure::shares: return "Share of the total, %";
        case model_measure::contribution: return "Contribution to the total's growth, percentage points";
        case model_measure::increase: return "Increase over the period before";
        }
        return "";
    }

    /// The periods down and the nodes across where that fits; else the nodes down, as a tree, and the periods across, in parts.
    void over_time() {
        const model_measure what = m_.measure.value_or(model_measure::values);
        if (const std::string_view name = name_of(what); !name.empty()) out_ += line(std::string(name)) + (drawn_ ? "" : "\n");
        const std::vector<std::size_t> order = shown_order();
        bool deep = false;
        for (const std::size_t n : order) deep |= p_[n].depth() > 1;
        if (!deep && nodes_ <= 12) {
            const table t = periods_down(what, order);
            if (!drawn_ || t.width() <= screen_columns) {
                add(t);
                return;
            }
        }
        nodes_down(what, order);
    }

    /// The parts in their order, then the total.
    [[nodiscard]] std::vector<std::size_t> shown_order() const {
        std::vector<std::size_t> out;
        for (std::size_t n = 1; n < nodes_; ++n) out.push_back(n);
        out.push_back(0);
        return out;
    }

    table periods_down(model_measure what, const std::vector<std::size_t>& order) {
        std::vector<column> columns{{step_title(p_.when(0).kind())}};
        for (const std::size_t n : order) columns.push_back({label(n, false), side::right});
        const bool with_growth = what == model_measure::values;
        if (with_growth) columns.push_back({"Growth %", side::right});
        table t(std::move(columns));
        for (std::size_t k = 0; k < p_.periods(); ++k) {
            t.add(to_string(p_.when(k)) + role_mark(k));
            for (const std::size_t n : order) t.add(cell(what, n, k));
            if (with_growth) t.add(cell(model_measure::growth, 0, k));
        }
        if (what == model_measure::values && p_.actual_index() + 1 < p_.periods()) {
            t.add(cagr_title());
            for (const std::size_t n : order) t.add(cagr_text(n));
            t.add("");
        }
        return t;
    }

    void nodes_down(model_measure what, const std::vector<std::size_t>& order) {
        const bool with_cagr = what == model_measure::values && p_.actual_index() + 1 < p_.periods();
        const auto part = [&](std::size_t from, std::size_t to) {
            std::vector<column> columns{{"Segment"}};
            for (std::size_t k = from; k < to; ++k) columns.push_back({to_string(p_.when(k)) + role_mark(k), side::right});
            const bool last = to == p_.periods();
            if (last && with_cagr) columns.push_back({cagr_title(), side::right});
            table t(std::move(columns));
            for (const std::size_t n : order) {
                t.add(label(n, true));
                for (std::size_t k = from; k < to; ++k) t.add(cell(what, n, k));
                if (last && with_cagr) t.add(cagr_text(n));
            }
            return t;
        };
        if (!drawn_) {
            add(part(0, p_.periods()));
            return;
        }
        std::size_t from = 0;
        while (from < p_.periods()) {
            // The widths are known once the cells are: as many periods as fit, at least one.
            std::size_t to = p_.periods();
            if (widths_.empty()) measure_widths(what, order);
            std::size_t width = label_width_;
            for (std::size_t k = from; k < p_.periods(); ++k) {
                width += 2 + widths_[k];
                const std::size_t more = k + 1 == p_.periods() && with_cagr ? 2 + cagr_width_ : 0;
                if (width + more > screen_columns && k > from) {
                    to = k;
                    break;
                }
            }
            if (from > 0) out_ += "\n";
            add(part(from, to));
            from = to;
        }
    }

    void measure_widths(model_measure what, const std::vector<std::size_t>& order) {
        label_width_ = std::string_view("Segment").size();
        cagr_width_ = cagr_title().size();
        widths_.resize(p_.periods());
        for (std::size_t k = 0; k < p_.periods(); ++k) widths_[k] = (to_string(p_.when(k)) + role_mark(k)).size();
        for (const std::size_t n : order) {
            label_width_ = std::max(label_width_, display_width(label(n, true)));
            for (std::size_t k = 0; k < p_.periods(); ++k) widths_[k] = std::max(widths_[k], display_width(cell(what, n, k)));
            if (what == model_measure::values) cagr_width_ = std::max(cagr_width_, cagr_text(n).size());
        }
    }

    /// `e` behind what is an estimate, as in publishers' tables.
    [[nodiscard]] std::string role_mark(std::size_t k) const {
        if (p_.total()[k].role() != model_role::estimated) return {};
        return "e";
    }

    /// The last period by node: value, share, growth; and what each adds. In two tables where one is too wide.
    void last_period() {
        const table whole = last_table(true, true);
        contributed_ = true;
        out_ += "\n";
        if (!drawn_ || whole.width() <= screen_columns) {
            add(whole, true);
            return;
        }
        add(last_table(true, false), true);
        out_ += "\n";
        add(last_table(false, true), true);
    }

    table last_table(bool with_value, bool with_increase) {
        const std::size_t last = p_.periods() - 1;
        std::vector<column> columns{{"In " + to_string(p_.when(last))}};
        const auto title = [&](bool wanted, std::initializer_list<const char*> names) {
            if (!wanted) return;
            for (const char* const each : names) columns.push_back({each, side::right});
        };
        title(with_value, {"Value", "Share %", "Growth %"});
        title(with_increase, {"Increase", "Contribution", "of increase %"});
        table t(std::move(columns));
        const fraction step = p_.total()[last].increase();
        for (const std::size_t n : shown_order()) {
            const model_projection::row row = p_[n][last];
            t.add(label(n, true));
            if (with_value) {
                t.add(row.text());
                t.add(cell(model_measure::shares, n, last));
                t.add(cell(model_measure::growth, n, last));
            }
            if (with_increase) {
                t.add(cell(model_measure::increase, n, last));
                t.add(cell(model_measure::contribution, n, last));
                t.add(percent(row.increase(), step));
            }
        }
        return t;
    }

    void notes() {
        std::vector<std::string> all = p_.notes(places_);
        std::vector<std::string> failed;
        std::vector<std::string> held;
        for (const control_finding& f : p_.controls()) (f.holds() ? held : failed).push_back(p_.text_of(f));
        std::vector<std::string> out;
        if (m_.measure.value_or(model_measure::values) == model_measure::values && p_.actual_index() + 1 < p_.periods())
            out.push_back(
                fmt::format("CAGR: implied from {} to {}.", to_string(p_.when(p_.actual_index())), to_string(p_.when(p_.periods() - 1))));
        if (contributed_) out.emplace_back("Contribution: percentage points of the total's growth.");
        if (p_.source().estimated) out.emplace_back("e: estimated.");
        for (const std::string& each : all) {
            const bool of_mark = each.starts_with("marked shares");
            if (std::find(failed.begin(), failed.end(), each) == failed.end() && (!of_mark || moved_))
                out.push_back((of_mark ? "^ " : "") + sentence(each));
        }
        for (const std::string& each : inexact()) out.push_back(each);
        for (const std::string& each : failed) out.push_back("CONTROL FAILS: " + detail::made_visible(each) + ".");
        for (const std::string& each : held) out.push_back("Control holds: " + detail::made_visible(each) + ".");
        for (const std::string& each : m_.claims) out.push_back(each);
        if (out.empty()) return;
        if (!drawn_) out_ += "\n";
        for (const std::string& each : out) out_ += line(each);
    }

    static std::string sentence(const std::string& text) {
        std::string out = detail::made_visible(text);
        if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 32);
        return out + ".";
    }

    /// Which nodes have values that no decimal says.
    [[nodiscard]] std::vector<std::string> inexact() const {
        std::vector<std::string> rational;
        std::vector<std::string> rounded;
        for (const std::size_t n : shown_order()) {
            exactness worst = exactness::exact;
            for (std::size_t k = 0; k < p_.periods(); ++k) worst = std::max(worst, p_[n][k].how());
            if (worst == exactness::rational) rational.push_back(label(n, false));
            if (worst == exactness::rounded) rounded.push_back(label(n, false));
        }
        const auto told = [](std::vector<std::string> names) {
            constexpr std::size_t most = 5;
            const std::size_t more = names.size() > most ? names.size() - most : 0;
            names.resize(names.size() - more);
            return joined(names, ", ") + (more > 0 ? fmt::format(" and {} more", more) : "");
        };
        std::vector<std::string> out;
        if (!rational.empty()) out.push_back("Exact as quotients, whose decimals do not end: " + told(rational) + ".");
        if (!rounded.empty())
            out.push_back(fmt::format("Irrational, correctly rounded to {} digits: {}.", p_.source().digits.digits, told(rounded)));
        return out;
    }

    const shown_model& m_;
    const model_projection& p_;
    bool drawn_;
    bool painted_;
    int places_;
    rounding mode_;
    std::size_t nodes_;
    std::string out_;
    std::vector<std::size_t> widths_;
    std::size_t label_width_ = 0;
    std::size_t cagr_width_ = 0;
    std::vector<share_cell> shares_;
    std::size_t shares_of_ = static_cast<std::size_t>(-1);
    bool moved_ = false;
    bool contributed_ = false;
};

} // namespace

std::string model_text(const shown_model& m, const settings& s) { return model_text_writer(m, s).text(); }

std::vector<std::string> claim_lines(const read_model& m, const settings& s) {
    std::vector<std::string> out;
    for (const named_claim& each : m.claims) {
        const auto report = try_audit(each.said, s.solved.digits);
        const std::string of = each.said.source.empty() ? each.said.publisher : each.said.source;
        out.push_back(fmt::format("Claim {}{}: {}", detail::made_visible(each.name),
                                  of.empty() ? "" : " (" + detail::made_visible(of) + ")",
                                  report ? std::string(to_string(report->verdict)) + ". " + detail::made_visible(report->summary())
                                         : detail::made_visible(report.error().message)));
    }
    return out;
}

} // namespace cagr::cli
