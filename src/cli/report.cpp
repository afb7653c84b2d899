#include "report.hpp"

#include "document.hpp"
#include "table.hpp"

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

std::string csv_text(const json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump();
    std::string out;
    for (const json& each : value) out += (out.empty() ? "" : " ") + csv_text(each);
    return out;
}

/// A nested object becomes columns of its own: begin.value is begin_value.
void flatten(const json& object, const std::string& prefix, std::vector<column>& names, std::vector<std::string>& cells) {
    for (const auto& [key, value] : object.items()) {
        if (value.is_object()) {
            flatten(value, prefix + key + "_", names, cells);
        } else {
            names.push_back({prefix + key});
            cells.push_back(csv_text(value));
        }
    }
}

std::string page_of(const report& answer) {
    document out{.title = joined(answer.echo, " "), .subtitle = answer.title};
    document_table facts{.caption = "Result", .columns = {{"Fact"}, {"Value", "", side::left}}};
    for (const fact& line : answer.lines) {
        if (out.figures.empty()) out.figures.push_back({line.label, line.says});
        facts.rows.push_back({{line.label, line.says}});
    }
    facts.footnotes = answer.notes;
    if (!answer.title.empty()) facts.assumptions.push_back(answer.title);
    out.sections.push_back({"", {std::move(facts)}});
    return html_page(out);
}

} // namespace

void add_basis(json& fields, const amounts& in) {
    fields["currency"] = text_or_null(in.currency());
    fields["unit"] = in.symbol();
    if (!in.unit().empty()) fields["measure"] = in.unit();
    fields["scale"] = in.scale();
}

json json_of(const std::optional<period>& when) {
    if (!when) return nullptr;
    return is_number(*when) ? json(number_of(*when)) : json(to_string(*when));
}

std::string render(const report& answer, const settings& s) {
    if (s.format == output_format::plain) return answer.plain + "\n";
    if (s.format == output_format::json) return answer.fields.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
    if (s.format == output_format::csv) {
        std::vector<column> names;
        std::vector<std::string> cells;
        flatten(answer.fields, "", names, cells);
        table out(std::move(names));
        for (const std::string& cell : cells) out.add(cell);
        return out.csv();
    }
    if (s.format == output_format::html) return page_of(answer);
    const bool drawn = s.format == output_format::table;
    const bool painted = paints(s);
    std::string out;
    if (!answer.title.empty()) out += drawn ? in_bold(answer.title, painted) + "\n" : markdown_line(answer.title) + "  \n";
    out += drawn ? wrapped(answer.echo, " ", 2) : markdown_line(joined(answer.echo, " "));
    out += "\n\n";
    if (drawn) {
        std::size_t widest = 0;
        for (const fact& line : answer.lines) widest = std::max(widest, display_width(line.label));
        bool first = true;
        for (const fact& line : answer.lines) {
            const std::string text = line.label + std::string(widest - display_width(line.label) + 2, ' ') + line.says;
            out += in_bold(text, painted && first) + "\n";
            first = false;
        }
    } else {
        table rows({{"Fact"}, {"Value"}});
        for (const fact& line : answer.lines) {
            rows.add(line.label);
            rows.add(line.says);
        }
        out += rows.markdown();
    }
    if (!drawn && !answer.notes.empty()) out += "\n";
    for (const std::string& note : answer.notes) {
        const bool last = &note == &answer.notes.back();
        out += (drawn ? note : markdown_line(note) + (last ? "" : "  ")) + "\n";
    }
    return out;
}

} // namespace cagr::cli
