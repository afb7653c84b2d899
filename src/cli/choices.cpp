#include "choices.hpp"

#include "csv_header.hpp"
#include "table.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

std::string_view without_spaces(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> list_parts(std::string_view option, std::string_view text, char mark) {
    std::vector<std::string> out;
    std::size_t from = 0;
    bool quoted = false;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '"') quoted = !quoted;
        if (i < text.size() && (quoted || text[i] != mark)) continue;
        const std::string_view part = without_spaces(text.substr(from, i - from));
        if (part.empty())
            detail::fail(errc::usage, fmt::format("--{} is {}, with an empty part; parts are separated by {} and each says something",
                                                  option, detail::in_quotes(text), detail::in_quotes(std::string(1, mark))));
        out.emplace_back(part);
        from = i + 1;
    }
    if (quoted)
        detail::fail(errc::usage,
                     fmt::format("--{} is {}, with a quote that does not end; a name is in two", option, detail::in_quotes(text)));
    return out;
}

std::vector<period> listed_periods(std::string_view option, std::string_view text) {
    std::vector<period> out;
    const std::string named = "--" + std::string(option);
    for (const std::string& part : list_parts(option, text, ',')) {
        const period when = in_column(named, [&] { return period::parse(part); });
        if (std::find(out.begin(), out.end(), when) != out.end())
            detail::fail(errc::usage,
                         fmt::format("{} is {}, which names {} twice; once is enough", named, detail::in_quotes(text), to_string(when)));
        out.push_back(when);
    }
    return out;
}

std::string node_asked(const request& r, const model_projection& p) {
    const auto asked = r.text("of");
    if (!asked) return "total";
    return in_column("--of", [&] { return p.at(*asked).name(); });
}

void check_in_model(std::string_view option, const period& when, const model_projection& p) {
    in_column("--" + std::string(option), [&] { static_cast<void>(p.total().at(when)); });
}

model scenario_model(const read_model& file, const request& r) {
    const std::string name = r.text("scenario").value_or("base");
    if (name == "base") return file.what.base;
    std::vector<std::string> names{"base"};
    for (const scenario& each : file.what.scenarios) {
        if (each.name == name) return in_file(file, [&] { return changed(file.what.base, each); });
        names.push_back(each.name);
    }
    detail::fail(errc::unknown_name, fmt::format("--scenario is {}; the file has {}{}", detail::in_quotes(name),
                                                 detail::made_visible(listed(names, "and")), suggestion(name, names)));
}

} // namespace cagr::cli
