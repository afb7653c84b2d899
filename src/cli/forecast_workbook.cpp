// A forecast of one rate and the audit of a claim as workbooks.
#include "forecast_workbook.hpp"
#include "workbook.hpp"
#include "workbook_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

constexpr std::size_t most_rows = 100'000;
constexpr std::uint16_t value_column = 1;

double scaled(const decimal& amount, int exponent) { return to_number(fraction(scale10(amount, -exponent))); }

/// Named inputs one below the other; each gives back the cell that formulas refer to.
class input_list {
public:
    explicit input_list(workbook& book) : book_(book), on_(book.add("Inputs")) {
        on_.text({0, 0}, "Inputs", style::title);
        on_.text({1, 0}, "Change what is blue; the other sheets follow.", style::text);
        on_.text({3, 0}, "Input", style::heading);
        on_.text({3, value_column}, "Value", style::heading_right);
        on_.text({3, 2}, "Name", style::heading);
        on_.width(0, 0, 42);
        on_.width(1, 1, 16);
        on_.width(2, 2, 24);
    }

    std::string add(std::string_view label, std::string_view name, double value, style as) {
        const cell_at at{next_++, value_column};
        on_.text({at.row, 0}, label, style::label);
        on_.number(at, value, as);
        on_.text({at.row, 2}, book_.define(name, on_, at), style::key);
        return sheet_cell_name(on_.name(), at);
    }

private:
    workbook& book_;
    sheet on_;
    std::uint32_t next_ = 4;
};

void write_notes(workbook& book, const std::vector<std::string>& notes, std::string_view last) {
    sheet on = book.add("Notes");
    on.width(0, 0, 110);
    on.text({0, 0}, "Notes", style::title);
    std::uint32_t row = 0;
    for (const std::string& each : notes) on.text({++row, 0}, each, style::note);
    on.text({++row, 0}, last, style::note);
}

constexpr std::string_view recalculated = "Blue cells are inputs; all other numbers are formulas of them. The values stored with the "
                                          "formulas are exact ones, rounded to a spreadsheet's "
                                          "numbers; recalculated in binary floating point they differ in the 15th digit or so.";

/// Rounding as a spreadsheet function; empty where it has none.
std::string rounding_function(rounding mode) {
    switch (mode) {
    case rounding::half_up: return "ROUND";
    case rounding::up: return "ROUNDUP";
    case rounding::down: return "ROUNDDOWN";
    case rounding::half_even:
    case rounding::half_down:
    case rounding::ceiling:
    case rounding::floor: break;
    }
    return {};
}

/// The forecast's sheet: its columns, and the cells of the inputs.
class forecast_sheet {
public:
    forecast_sheet(workbook& book, const projection& p, const workbook_words& words)
        : book_(book), p_(p), words_(words), exponent_(p.display_exponent()), lead_(p.size() - static_cast<std::size_t>(p.periods()) - 1) {
        add_inputs();
        sheet on = book.add("Projection");
        on.text({0, 0}, words.title, style::title);
        on.text({1, 0}, words.unit.empty() ? "plain numbers" : words.unit, style::text);
        std::uint16_t column = 0;
        for (const char* heading : {"Period", "Role", "Value", "Growth", "Increase", "x base", "Low", "High"}) {
            on.text({head_row, column}, heading, column < 2 ? style::heading : style::heading_right);
            ++column;
        }
        on.width(0, 0, 12);
        on.width(1, 1, 11);
        on.width(2, 7, 14);
        on.freeze({head_row + 1, 1});
        for (std::size_t k = 0; k < p.size(); ++k) write_row(on, k);
        write_end(on);
        draw(on);
    }

private:
    static constexpr std::uint32_t head_row = 3;
    [[nodiscard]] static std::string value_cell(std::size_t k) { return cell_name({static_cast<std::uint32_t>(head_row + 1 + k), 2}); }

    void add_inputs() {
        input_list inputs(book_);
        const forecast* f = p_.source();
        const auto amount = [&](std::string_view label, std::string_view name, const decimal& value) {
            return inputs.add(label, name, scaled(value, exponent_), style::input_amount);
        };
        base_ = amount("Base " + to_string(p_.front().when()), "base_value", p_.front().exact());
        if (lead_ > 0) estimate_ = amount("Estimate " + to_string(p_[lead_].when()), "estimate_value", p_[lead_].exact());
        rate_ = inputs.add("Growth a period", "growth_rate", to_number(fraction(p_.growth().fraction())), style::input_percent);
        if (f == nullptr) return;
        const figure& from = f->estimate ? *f->estimate : f->base;
        const auto closed = [](const interval& i) { return i.low && i.high; };
        const bool plain =
            closed(from.interval()) && closed(f->base.interval()) && f->growth.high() && p_.policy() == rounding_policy::final;
        if (!plain) return;
        start_ = from.interval();
        low_ = amount("Least that the printed start allows", "start_low", *from.interval().low);
        high_ = amount("Most that the printed start allows", "start_high", *from.interval().high);
        rate_low_ = inputs.add("Least that the printed growth allows", "growth_low", to_number(fraction(f->growth.low().fraction())),
                               style::input_percent);
        rate_high_ = inputs.add("Most that the printed growth allows", "growth_high", to_number(fraction(f->growth.high()->fraction())),
                                style::input_percent);
    }

    void write_row(sheet& on, std::size_t k) {
        const auto row = static_cast<std::uint32_t>(head_row + 1 + k);
        const projection::row r = p_[k];
        on.text({row, 0}, to_string(r.when()), style::label);
        on.text({row, 1}, to_string(r.role()), style::text);
        on.formula({row, 2}, "=" + value_formula(k), scaled(r.exact(), exponent_), style::amount);
        if (k > 0) {
            const decimal before = p_[k - 1].exact();
            if (before.sign() != 0 && before.sign() * r.exact().sign() >= 0)
                on.formula({row, 3}, fmt::format("={}/{}-1", value_cell(k), value_cell(k - 1)),
                           to_number(fraction(r.growth({.digits = 20}).fraction())), style::percent);
            on.formula({row, 4}, fmt::format("={}-{}", value_cell(k), value_cell(k - 1)), scaled(r.increase(), exponent_), style::amount);
        }
        if (p_.front().exact().sign() != 0)
            on.formula({row, 5}, fmt::format("={}/{}", value_cell(k), value_cell(0)), to_number(fraction(r.multiple({.digits = 20}))),
                       style::amount);
        if (low_.empty() || k < lead_) return;
        const auto end = [&](std::uint16_t column, const std::string& start, const std::string& growth,
                             const std::optional<decimal>& value) {
            if (value)
                on.formula({row, column}, fmt::format("={}*(1+{})^{}", start, growth, k - lead_), scaled(*value, exponent_),
                           style::fine_amount);
        };
        // Of amounts below zero, the faster growth leads to the lower.
        end(6, low_, start_.low && start_.low->sign() < 0 ? rate_high_ : rate_low_, r.low());
        end(7, high_, start_.high && start_.high->sign() < 0 ? rate_low_ : rate_high_, r.high());
    }

    [[nodiscard]] std::string value_formula(std::size_t k) const {
        const auto shown = [&](const std::string& value) {
            if (p_.policy() == rounding_policy::final) return value;
            return fmt::format("{}({},{})", rounding_function(p_.shown_as().mode), value, p_.shown_as().places);
        };
        if (k == 0) return base_;
        if (lead_ > 0 && k == lead_) return estimate_;
        // What is given stands as it is; what grows from it grows from it rounded.
        const bool given = k - 1 == 0 || k - 1 == lead_;
        return shown(fmt::format("{}*(1+{})", given ? shown(value_cell(k - 1)) : value_cell(k - 1), rate_));
    }

    void write_end(sheet& on) {
        const auto row = static_cast<std::uint32_t>(head_row + 2 + p_.size());
        const decimal first = p_.front().exact();
        const decimal last = p_.back().exact();
        next_ = row + 2;
        if (p_.size() < 2 || first.sign() <= 0 || last.sign() <= 0) return;
        on.text({row, 0}, "CAGR", style::total_label);
        on.formula({row, 3}, fmt::format("=_xlfn.RRI({},{},{})", p_.size() - 1, value_cell(0), value_cell(p_.size() - 1)),
                   to_number(fraction(implied_rate(first, last, p_.size() - 1, {.digits = 20}).fraction())), style::total_percent);
        on.formula({row, 4}, fmt::format("={}-{}", value_cell(p_.size() - 1), value_cell(0)), scaled(last - first, exponent_),
                   style::total_amount);
    }

    void draw(const sheet& on) {
        const auto last = static_cast<std::uint32_t>(head_row + p_.size());
        const auto down = [&](std::uint16_t column) { return "=" + sheet_range_name(on.name(), {{head_row + 1, column}, {last, column}}); };
        book_.draw({.drawn = sheet_chart::form::columns,
                    .title = detail::made_visible(words_.title),
                    .x_title = "Period",
                    .y_title = words_.unit,
                    .number_format = book_.amount_format(),
                    .rows = {{"=" + sheet_cell_name(on.name(), {head_row, 2}), down(0), down(2)}}},
                   on, {next_, 0});
    }

    workbook& book_;
    const projection& p_;
    const workbook_words& words_;
    int exponent_;
    std::size_t lead_; // rows before those that compound
    std::uint32_t next_ = 0;
    interval start_; // what the printed start allows
    std::string base_, estimate_, rate_, low_, high_, rate_low_, rate_high_;
};

} // namespace

std::string forecast_workbook(const projection& p, const workbook_words& words) {
    if (p.size() > most_rows)
        detail::fail(errc::limit_rows,
                     fmt::format("{} rows; a workbook takes at most {} of a forecast (CSV takes all)", p.size(), most_rows));
    if (p.policy() == rounding_policy::each_year && rounding_function(p.shown_as().mode).empty())
        detail::fail(errc::usage,
                     fmt::format("a spreadsheet has no function that rounds {}; with --policy each_year it takes half_up, up or down",
                                 to_string(p.shown_as().mode)));
    workbook book(words.title, p.shown_as().places);
    const forecast_sheet written(book, p, words);
    write_notes(book, words.notes, recalculated);
    return book.bytes();
}

std::string audit_workbook(const audit_report& report, const workbook_words& words) {
    const claim& c = report.claim;
    workbook book(words.title, 2);
    input_list inputs(book);
    const std::optional<figure>& shown_in = c.base ? c.base : c.estimate ? c.estimate : c.target;
    const int exponent = shown_in ? shown_in->magnitude().exponent : 0;
    struct ends {
        std::string low, high;
    };
    const auto add = [&](const std::optional<figure>& f, std::string_view label, const std::string& name) -> ends {
        if (!f || f->kind() == figure_kind::multiple) return {};
        const bool is_rate = f->kind() == figure_kind::percent;
        const auto value = [&](const decimal& d) { return is_rate ? to_number(fraction(scale10(d, -2))) : scaled(d, exponent); };
        const style as = is_rate ? style::input_percent : style::input_amount;
        const interval range = f->interval();
        ends out;
        if (range.low) out.low = inputs.add(fmt::format("{} {}, least", label, to_string(*f)), name + "_low", value(*range.low), as);
        if (range.high) out.high = inputs.add(fmt::format("{} {}, most", label, to_string(*f)), name + "_high", value(*range.high), as);
        return out;
    };
    const ends base = add(c.base, "Base", "base_value");
    const ends estimate = add(c.estimate, "Estimate", "estimate_value");
    const ends growth = add(c.rate, "Growth a year", "growth_rate");
    const ends target = add(c.target, "Target", "target_value");

    sheet on = book.add("Readings");
    on.text({0, 0}, words.title, style::title);
    on.text({1, 0}, words.unit.empty() ? "plain numbers" : words.unit, style::text);
    std::uint16_t column = 0;
    for (const char* heading :
         {"Reading", "Periods", "Leads to, least", "Leads to, most", "Rate needed, least", "Rate needed, most", "Fits", "Judged"}) {
        on.text({3, column}, heading, column == 0 ? style::heading : style::heading_right);
        ++column;
    }
    on.width(0, 0, 30);
    on.width(1, 7, 17);
    std::uint32_t row = 4;
    for (const reading& each : report.readings) {
        const ends& from = each.anchor == anchor::base ? base : estimate;
        std::string named;
        for (const reading_kind k : each.kinds) named += (named.empty() ? "" : ", ") + std::string(to_string(k));
        on.text({row, 0}, named, style::label);
        on.number({row, 1}, static_cast<double>(each.periods), style::number);
        const std::string n = cell_name({row, 1});
        const auto grown_to = [&](std::uint16_t at, const std::string& start, const std::string& r, const std::optional<decimal>& now) {
            if (!start.empty() && !r.empty() && now)
                on.formula({row, at}, fmt::format("={}*(1+{})^{}", start, r, n), scaled(*now, exponent), style::fine_amount);
        };
        if (each.implied_target) {
            grown_to(2, from.low, growth.low, each.implied_target->low);
            grown_to(3, from.high, growth.high, each.implied_target->high);
        }
        const auto needed = [&](std::uint16_t at, const std::string& start, const std::string& end, const std::optional<rate>& now) {
            if (!start.empty() && !end.empty() && now)
                on.formula({row, at}, fmt::format("=_xlfn.RRI({},{},{})", n, start, end), to_number(fraction(now->fraction())),
                           style::percent);
        };
        if (each.implied_rate) {
            needed(4, from.high, target.low, each.implied_rate->low);
            needed(5, from.low, target.high, each.implied_rate->high);
        }
        const bool computable = each.implied_target && each.implied_target->low && each.implied_target->high && !target.low.empty() &&
                                !target.high.empty() && !from.low.empty() && !from.high.empty() && !growth.low.empty() &&
                                !growth.high.empty();
        if (computable)
            on.formula({row, 6}, fmt::format("=IF(AND(C{0}<={1},{2}<=D{0}),1,0)", row + 1, target.high, target.low),
                       each.fits.value_or(false) ? 1 : 0, style::number);
        on.text({row, 7},
                each.vacuous ? "vacuous"
                : each.fits  ? (*each.fits ? "consistent" : "inconsistent")
                             : "not testable",
                style::heading_right);
        ++row;
    }
    on.text({row + 1, 0}, fmt::format("Verdict: {}", to_string(report.verdict)), style::total_label);
    on.text({row + 2, 0}, report.summary(), style::text);
    std::vector<std::string> notes = words.notes;
    notes.emplace_back(
        "Fits: 1 where what the reading leads to and what the target's digits allow have an amount in common; computed here in binary "
        "floating point. Judged: the same decided exactly, by the figures as they were printed.");
    write_notes(book, notes, recalculated);
    return book.bytes();
}

} // namespace cagr::cli
