// What a model file expects of its model: [[expect]] with `in` and one table for each node.
#include "model_file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

std::int64_t places_in(std::string_view text) {
    const std::size_t point = text.find('.');
    return point == std::string_view::npos ? 0 : static_cast<std::int64_t>(text.size() - point - 1);
}

} // namespace

void model_file_reader::read_expectations(const toml::node& value) {
    const toml::array* const list = value.as_array();
    if (list == nullptr) {
        in_.add(errc::usage, fmt::format("expect is {}; each expectation begins with [[expect]], in two brackets", kind_of(value)),
                place_of(value));
        return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string path = fmt::format("expect[{}]", i + 1);
        const toml::table* const table = in_.table((*list)[i], path);
        if (table == nullptr) continue;
        expectation of;
        if (const toml::node* const node = table->get("in"); node != nullptr && !node->is_table()) {
            if (const auto name = in_.label(*node, path + ".in")) {
                std::vector<std::string> names{"base"};
                for (const scenario& each : out_.what.scenarios) names.push_back(each.name);
                if (std::find(names.begin(), names.end(), *name) == names.end()) note_unknown(*name, "scenario", names, place_of(*node));
                of.in = *name;
            }
        }
        bool some = false;
        for (const toml_entry& each : in_file_order(*table)) {
            const std::string name(each.key->str());
            if (name == "in" && !each.value->is_table()) continue;
            some = true;
            if (name != "total" && !is_segment(name)) {
                std::vector<std::string> names = segment_names();
                names.emplace_back("total");
                note_unknown(name, "segment", names, place_of(*each.key));
                continue;
            }
            of.of = name;
            const std::string named = path + "." + detail::made_visible(name);
            const auto* const several = each.value->as_array();
            if (several == nullptr) {
                read_expectation(*each.value, named, of);
                continue;
            }
            for (std::size_t k = 0; k < several->size(); ++k) read_expectation((*several)[k], fmt::format("{}[{}]", named, k + 1), of);
        }
        if (!some)
            in_.add(errc::missing_fact, path + " expects nothing; write total = { year = 2028, prints = \"930.80\" }", place_of(*table));
    }
}

void model_file_reader::read_expectation(const toml::node& value, const std::string& path, const expectation& of) {
    const toml::table* const table = in_.table(value, path);
    if (table == nullptr) return;
    const known_keys keys(in_, *table, path, {"year", "prints", "at_least", "at_most", "share", "cagr", "growth"});
    expectation into = of;
    into.source = out_.text.name() + ":" + std::to_string(place_of(value).line);
    keys.with("year", [&](const toml::node& node, const std::string& named) {
        const auto when = in_.when(node, named, has_years_ ? &base().first : nullptr);
        if (when && check_period(*when, named, place_of(node))) into.when = *when;
    });
    keys.with("prints", [&](const toml::node& node, const std::string& named) {
        if (!node.is_string()) {
            static_cast<void>(in_.amount(node, named, base().unit)); // says what to write
            return;
        }
        into.prints = node.as_string()->get();
        check_prints(into.prints, node, named);
    });
    into.value = read_amounts(keys);
    const auto percents = [&](std::string_view key, std::optional<interval>& to) {
        keys.with(key, [&](const toml::node& node, const std::string& named) { to = read_percents(node, named); });
    };
    percents("share", into.share);
    percents("cagr", into.cagr);
    percents("growth", into.growth);
    const bool some = std::any_of(table->begin(), table->end(), [](const auto& entry) { return entry.first.str() != "year"; });
    if (!some) {
        in_.add(errc::missing_fact, path + " expects nothing; prints, at_least, at_most, share, cagr or growth is needed", place_of(value));
        return;
    }
    out_.what.expectations.push_back(std::move(into));
    remember(fmt::format("expect.{}", out_.what.expectations.size()), place_of(value));
}

/// What is printed is a number as the tables show it: no more, and no fewer, places than they have.
void model_file_reader::check_prints(const std::string& text, const toml::node& value, const std::string& path) {
    std::string bare = text;
    bare.erase(std::remove(bare.begin(), bare.end(), ','), bare.end());
    const auto number = decimal::try_parse(bare);
    if (!number) {
        in_.add(number.error().code, fmt::format("{}: {}; a number such as \"930.80\" is needed", path, number.error().message),
                place_of(value));
        return;
    }
    const std::int64_t places = places_in(bare);
    if (places > base().shown.places)
        in_.add(
            errc::usage,
            fmt::format("{} has {} places; the model shows {} (show.places), so that it prints no more", path, places, base().shown.places),
            place_of(value));
}

/// An amount in the model's unit, absolute.
std::optional<interval> model_file_reader::read_amounts(const known_keys& keys) {
    const auto absolute = [&](std::string_view key) -> std::optional<decimal> {
        const toml::node* const node = keys.find(key);
        if (node == nullptr) return std::nullopt;
        const auto printed = in_.amount(*node, keys.path(key), base().unit, false);
        if (!printed) return std::nullopt;
        const bool in_unit = printed->magnitude().exponent == 0 && printed->currency().empty();
        return in_unit ? scale10(printed->value(), base().unit.scale.exponent) : printed->value();
    };
    interval out{absolute("at_least"), absolute("at_most")};
    if (!out.low && !out.high) return std::nullopt;
    if (out.low && out.high && *out.low > *out.high)
        in_.add(errc::parse_range, fmt::format("{} is more than {}", keys.path("at_least"), keys.path("at_most")),
                place_of(*keys.find("at_least")));
    return out;
}

/// ["45%", "50%"], { at_least = "45%" }, or one percentage, which holds as far as its printed digits say.
std::optional<interval> model_file_reader::read_percents(const toml::node& value, const std::string& path) {
    if (const auto* const list = value.as_array()) {
        if (list->size() != 2) {
            in_.add(errc::domain_count, fmt::format("{} has {} values; two are needed, the least and the most", path, list->size()),
                    place_of(value));
            return std::nullopt;
        }
        const auto low = in_.percentage((*list)[0], path + "[1]");
        const auto high = in_.percentage((*list)[1], path + "[2]");
        if (!low || !high) return std::nullopt;
        if (low->value() > high->value())
            in_.add(errc::parse_range, fmt::format("{} is from {} to {}; the least comes first", path, to_string(*low), to_string(*high)),
                    place_of(value));
        return interval{low->value(), high->value()};
    }
    if (const auto* const table = value.as_table()) {
        const known_keys keys(in_, *table, path, {"at_least", "at_most"});
        interval out;
        const auto end = [&](std::string_view key, std::optional<decimal>& to) {
            keys.with(key, [&](const toml::node& node, const std::string& named) {
                if (const auto percent = in_.percentage(node, named)) to = percent->value();
            });
        };
        end("at_least", out.low);
        end("at_most", out.high);
        if (table->empty()) in_.add(errc::missing_fact, path + " is empty; at_least or at_most is needed", place_of(value));
        return out;
    }
    const auto printed = in_.percentage(value, path);
    return printed ? std::optional<interval>(printed->interval()) : std::nullopt;
}

} // namespace cagr::cli
