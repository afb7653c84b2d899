// What a model file's [simulation] says: which growth is uncertain, how segments move together, and how often it is drawn.
#include "model_file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cagr::cli {

namespace {

constexpr std::string_view distributions =
    R"({ triangular = ["36%", "40%", "43%"] }, { pert = ["36%", "40%", "43%"] } or { lognormal = { median = "40%", sigma = 0.05 } })";
constexpr std::string_view shifts = R"({ shift = { pert = ["-5pp", "0pp", "4pp"] } })";

class simulation_reader {
public:
    simulation_reader(value_reader& in, const manner& reading) : in_(in), reading_(reading) {}

    /// A number, with quotes or without: settings of a simulation are no printed figures.
    std::optional<double> number(const toml::node& value, const std::string& path, double least, double most, errc code) {
        std::optional<double> out;
        if (const auto* const whole = value.as_integer()) out = static_cast<double>(whole->get());
        if (const auto* const real = value.as_floating_point()) out = real->get();
        if (value.is_string()) {
            if (const auto printed = in_.number(value, path)) out = printed->to_double();
            if (!out) return out;
        }
        if (!out) {
            in_.add(errc::usage, fmt::format("{} is {}; a number such as 0.5 is needed", path, kind_of(value)), place_of(value));
            return out;
        }
        return checked(value, [&] {
            check_number(*out, least, most, code, path);
            return *out + 0.0; // no -0
        });
    }

    std::optional<std::uint64_t> paths(const toml::node& value, const std::string& path) {
        std::optional<decimal> told;
        if (const auto* const whole = value.as_integer()) {
            told = decimal(whole->get());
        } else if (value.is_string()) {
            const auto printed = in_.amount(value, path, {});
            if (!printed) return std::nullopt;
            told = printed->value();
        } else {
            in_.add(errc::usage, fmt::format("{} is {}; a whole number such as 100_000, or \"1M\", is needed", path, kind_of(value)),
                    place_of(value));
            return std::nullopt;
        }
        return checked(value, [&] {
            check_paths(*told, path);
            return static_cast<std::uint64_t>(told->to_int64());
        });
    }

    std::vector<double> percentiles(const toml::node& value, const std::string& path) {
        const toml::array* const list = in_.list(value, path);
        if (list == nullptr) return {};
        std::vector<double> out;
        for (std::size_t i = 0; i < std::min(list->size(), most_percentiles + 1); ++i) {
            const auto p = number((*list)[i], fmt::format("{}[{}]", path, i + 1), 0, 100, errc::domain_percentile);
            if (!p) return {};
            out.push_back(*p);
        }
        return checked(value, [&] { return ordered_percentiles(std::move(out), path); }).value_or(std::vector<double>());
    }

    std::optional<uncertain_growth> growth(const toml::node& value, const std::string& of, const std::string& path) {
        const auto* table = value.as_table();
        if (table == nullptr) {
            in_.add(errc::usage,
                    fmt::format("{} is {}; uncertain growth is {}, or a shift of it, {}", path, kind_of(value), distributions, shifts),
                    place_of(value));
            return std::nullopt;
        }
        std::string named = path;
        const bool is_shift = table->contains("shift");
        if (is_shift) {
            const known_keys outer(in_, *table, path, {"shift"});
            named = outer.path("shift");
            table = in_.table(*outer.find("shift"), named);
            if (table == nullptr || outer.table().size() > 1) return std::nullopt;
        }
        const auto drawn = distribution(*table, named, is_shift);
        return drawn ? std::optional(uncertain_growth{.of = of, .growth = *drawn, .is_shift = is_shift}) : std::nullopt;
    }

private:
    template <class Make>
    auto checked(const toml::node& value, const Make& make) -> std::optional<decltype(make())> {
        try {
            return make();
        } catch (const exception& failure) {
            in_.add(failure.error().code, failure.error().message, place_of(value));
            return std::nullopt;
        }
    }

    std::optional<rate> one_rate(const toml::node& value, const std::string& path, bool is_shift) {
        // What is no text is told with the text that it should be.
        if (!value.is_string()) return is_shift ? no_shift(value, path) : in_.growth(value, path);
        const std::string& text = value.as_string()->get();
        try {
            return parse_growth(text, is_shift, [&](std::string_view number) {
                return reading_.spoken ? figure::parse(number, *reading_.spoken, reading_.marks) : figure::parse(number, reading_.marks);
            });
        } catch (const exception& failure) {
            in_.add(failure.error(), value, path);
            return std::nullopt;
        }
    }

    std::optional<rate> no_shift(const toml::node& value, const std::string& path) {
        in_.add(errc::usage, fmt::format("{} is {}; percentage points in quotes such as \"-5pp\" are needed", path, kind_of(value)),
                place_of(value));
        return std::nullopt;
    }

    std::optional<uncertain_rate> distribution(const toml::table& table, const std::string& path, bool is_shift) {
        const known_keys keys(in_, table, path, {"triangular", "pert", "lognormal"});
        constexpr std::array<std::string_view, 3> kinds{"triangular", "pert", "lognormal"};
        std::vector<std::string> given;
        for (const std::string_view each : kinds)
            if (table.contains(each)) given.emplace_back(each);
        if (given.size() != 1) {
            in_.add(errc::usage,
                    fmt::format("{} names {}; one is needed: {}", path, given.empty() ? "no distribution" : listed(given, "and"),
                                is_shift ? shifts : distributions),
                    place_of(table));
            return std::nullopt;
        }
        const std::string& kind = given.front();
        const toml::node& told = *keys.find(kind);
        if (kind == "lognormal") return lognormal(told, keys.path(kind), is_shift);
        const toml::array* const list = in_.list(told, keys.path(kind));
        if (list == nullptr) return std::nullopt;
        if (list->size() != 3) {
            in_.add(
                errc::domain_count,
                fmt::format("{} has {} rates; three are needed: the lowest, the likeliest and the highest", keys.path(kind), list->size()),
                place_of(told));
            return std::nullopt;
        }
        std::vector<rate> rates;
        for (std::size_t i = 0; i < 3; ++i)
            if (const auto r = one_rate((*list)[i], fmt::format("{}[{}]", keys.path(kind), i + 1), is_shift)) rates.push_back(*r);
        if (rates.size() < 3) return std::nullopt;
        uncertain_growth out{.of = {}, .growth = pert_rate{.low = rates[0], .mode = rates[1], .high = rates[2]}, .is_shift = is_shift};
        if (kind == "triangular") out.growth = triangular_rate{.low = rates[0], .mode = rates[1], .high = rates[2]};
        return checked(told, [&] {
            check_distribution(out, keys.path(kind));
            return out.growth;
        });
    }

    std::optional<uncertain_rate> lognormal(const toml::node& value, const std::string& path, bool is_shift) {
        const toml::table* const table = in_.table(value, path);
        if (table == nullptr) return std::nullopt;
        const known_keys keys(in_, *table, path, {"median", "sigma"});
        const toml::node* const median = keys.require(in_, "median", is_shift ? "median = \"0pp\"" : "median = \"40%\"");
        const toml::node* const sigma = keys.require(in_, "sigma", "sigma = 0.05, the standard deviation of ln(1 + growth)");
        if (median == nullptr || sigma == nullptr) return std::nullopt;
        const auto middle = one_rate(*median, keys.path("median"), is_shift);
        const auto spread = number(*sigma, keys.path("sigma"), 0, 2, errc::domain_distribution);
        if (!middle || !spread) return std::nullopt;
        return lognormal_rate{.median = *middle, .sigma = *spread};
    }

    value_reader& in_;
    const manner& reading_;
};

} // namespace

void model_file_reader::read_simulation(const toml::node& value) {
    const toml::table* const table = in_.table(value, "simulation");
    if (table == nullptr) return;
    remember("simulation", place_of(value));
    simulation_settings into;
    simulation_reader read(in_, reading_);
    const known_keys keys(in_, *table, "simulation", {"paths", "seed", "persistence", "correlation", "percentiles", "growth"});
    keys.with("paths", [&](const toml::node& node, const std::string& path) {
        into.paths = read.paths(node, path);
        remember(path, place_of(node));
    });
    keys.with("seed", [&](const toml::node& node, const std::string& path) {
        if (const auto seed = in_.count(node, path, 0, static_cast<std::int64_t>(most_seed))) into.seed = static_cast<std::uint64_t>(*seed);
    });
    keys.with("persistence", [&](const toml::node& node, const std::string& path) {
        into.persistence = read.number(node, path, 0, 1, errc::domain_correlation);
    });
    keys.with("percentiles", [&](const toml::node& node, const std::string& path) { into.percentiles = read.percentiles(node, path); });
    keys.with("growth", [&](const toml::node& node, const std::string& path) {
        const toml::table* const segments = in_.table(node, path);
        if (segments == nullptr) return;
        remember(path, place_of(node));
        for (const toml_entry& each : in_file_order(*segments)) {
            const std::string name(each.key->str());
            if (!is_segment(name)) {
                note_unknown(name, "segment", segment_names(), place_of(*each.key));
                continue;
            }
            remember(fmt::format("{}.{}", path, name), place_of(*each.key));
            if (auto growth = read.growth(*each.value, name, fmt::format("{}.{}", path, detail::made_visible(name))))
                into.growth.push_back(*std::move(growth));
        }
    });
    keys.with("correlation", [&](const toml::node& node, const std::string& path) {
        remember(path, place_of(node));
        if (const auto* const pairs = node.as_table()) {
            read_correlations(*pairs, path, into);
        } else {
            into.correlation = read.number(node, path, -1, 1, errc::domain_correlation);
        }
    });
    out_.simulated = std::move(into);
}

/// Pairs as a table of tables, { software = { hardware = 0.5 } }, which is also { software.hardware = 0.5 }.
void model_file_reader::read_correlations(const toml::table& pairs, const std::string& path, simulation_settings& into) {
    simulation_reader read(in_, reading_);
    const auto is_uncertain = [&](const toml::key& key) {
        const std::string name(key.str());
        if (!is_segment(name)) {
            note_unknown(name, "segment", segment_names(), place_of(key));
            return false;
        }
        const bool found = out_.places.contains("simulation.growth." + name); // also where what it says is wrong
        if (!found)
            in_.add(errc::domain_correlation,
                    fmt::format("{} is correlated, and simulation.growth says nothing uncertain of it", detail::in_quotes(name)),
                    place_of(key));
        return found;
    };
    std::set<std::pair<std::string, std::string>> pairs_told;
    for (const toml_entry& one : in_file_order(pairs)) {
        const std::string first(one.key->str());
        const std::string named = path + "." + detail::made_visible(first);
        const bool known = is_uncertain(*one.key);
        const auto* const others = one.value->as_table();
        if (others == nullptr) {
            in_.add(errc::usage,
                    fmt::format("{} is {}; a pair is written {} = {{ software = {{ hardware = 0.5 }} }}", named, kind_of(*one.value), path),
                    place_of(*one.value));
            continue;
        }
        for (const toml_entry& other : in_file_order(*others)) {
            const std::string second(other.key->str());
            const std::string pair = named + "." + detail::made_visible(second);
            const auto c = read.number(*other.value, pair, -1, 1, errc::domain_correlation);
            if (!is_uncertain(*other.key) || !known || !c) continue;
            if (first == second) {
                in_.add(errc::domain_correlation, fmt::format("{} is a segment with itself, which is 1", pair), place_of(*other.key));
                continue;
            }
            if (!pairs_told.insert(std::minmax(first, second)).second) {
                in_.add(errc::usage, fmt::format("{} is there twice, once in the other order", pair), place_of(*other.key));
                continue;
            }
            into.correlations.push_back({first, second, *c});
        }
    }
}

} // namespace cagr::cli
