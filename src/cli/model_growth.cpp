#include "model_growth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cagr::cli {

namespace {

constexpr std::string_view forms =
    R"("40.2%", a list of rates, a list of stages { rate, to }, or one of { fade }, { logistic }, { continuous_logistic }, { gompertz }, { bass })";

class growth_reader {
public:
    growth_reader(value_reader& in, const growth_frame& frame) : in_(in), frame_(frame) {}

    std::optional<growth_path> read(const toml::node& value, const std::string& path) {
        if (value.is_string() || value.is_number()) {
            const auto r = in_.growth(value, path);
            return r ? std::optional<growth_path>(growth_path::constant(*r)) : std::nullopt;
        }
        if (const auto* const list = value.as_array()) return of_list(*list, path);
        if (const auto* const table = value.as_table()) return of_table(*table, path);
        in_.add(errc::usage, fmt::format("{} is {}; growth is {}", path, kind_of(value), forms), place_of(value));
        return std::nullopt;
    }

private:
    /// What `make` builds; of an error it is noted where the value stands.
    template <class Make>
    std::optional<growth_path> made(const toml::node& value, std::string_view path, const Make& make) {
        try {
            return make();
        } catch (const exception& failure) {
            in_.add(failure.error(), value, path);
            return std::nullopt;
        }
    }

    std::optional<growth_path> of_list(const toml::array& list, const std::string& path) {
        if (list.empty()) {
            in_.add(errc::domain_empty, path + " is an empty list; growth is " + std::string(forms), place_of(list));
            return std::nullopt;
        }
        return list.front().is_table() ? stages(list, path) : yearly(list, path);
    }

    std::optional<growth_path> yearly(const toml::array& list, const std::string& path) {
        std::vector<rate> rates;
        for (std::size_t i = 0; i < list.size(); ++i)
            if (const auto r = in_.growth(list[i], fmt::format("{}[{}]", path, i + 1))) rates.push_back(*r);
        if (rates.size() < list.size()) return std::nullopt;
        const std::int64_t wanted = frame_.last - frame_.base;
        if (static_cast<std::int64_t>(rates.size()) == wanted) return growth_path::yearly(std::move(rates));
        in_.add(errc::period_order,
                fmt::format("{} has {} rate{}; {} to {} needs one for each period after the first, {} in all", path, rates.size(),
                            rates.size() == 1 ? "" : "s", to_string(frame_.base), to_string(frame_.last), wanted),
                place_of(list));
        return std::nullopt;
    }

    std::optional<growth_stage> stage(const toml::node& value, const std::string& path) {
        const toml::table* const table = in_.table(value, path);
        if (table == nullptr) return std::nullopt;
        const known_keys keys(in_, *table, path, {"rate", "to", "from"});
        std::optional<rate> growth;
        std::optional<period> to;
        std::optional<period> from;
        bool whole = true;
        if (const toml::node* const node = keys.require(in_, "rate", "rate = \"48%\"")) growth = in_.growth(*node, keys.path("rate"));
        if (const toml::node* const node = keys.require(in_, "to", "to = 2024, the last year of the stage"))
            to = in_.when(*node, keys.path("to"), &frame_.last);
        keys.with("from", [&](const toml::node& node, const std::string& named) {
            from = in_.when(node, named, &frame_.last);
            whole = whole && from.has_value();
        });
        keys.with("to", [&](const toml::node& node, const std::string& named) { whole = check_within(to, node, named) && whole; });
        keys.with("from", [&](const toml::node& node, const std::string& named) { whole = check_within(from, node, named) && whole; });
        if (!growth || !to || !whole) return std::nullopt;
        return growth_stage{*growth, *to, from};
    }

    /// Growth happens in the periods after the base.
    bool check_within(const std::optional<period>& when, const toml::node& node, const std::string& path) {
        if (!when || (*when > frame_.base && *when <= frame_.last)) return true;
        in_.add(errc::period_order,
                fmt::format("{} is {}; growth leads from {} to {}, so that a stage lies in {} to {}", path, to_string(*when),
                            to_string(frame_.base), to_string(frame_.last), to_string(frame_.base + 1), to_string(frame_.last)),
                place_of(node));
        return false;
    }

    std::optional<growth_path> stages(const toml::array& list, const std::string& path) {
        std::vector<growth_stage> all;
        for (std::size_t i = 0; i < list.size(); ++i)
            if (const auto one = stage(list[i], fmt::format("{}[{}]", path, i + 1))) all.push_back(*one);
        if (all.size() < list.size()) return std::nullopt;
        // The first that does not follow the one before it is the one that is pointed at.
        for (std::size_t n = 1; n <= all.size(); ++n) {
            const bool last = n == all.size();
            const auto named = fmt::format("{}[{}]", path, n);
            auto so_far = made(list[n - 1], named, [&] {
                const growth_stage& first = all.front();
                if (first.from && *first.from != frame_.base + 1)
                    detail::fail(errc::period_order, fmt::format("it begins in {}; growth from {} begins in {}", to_string(*first.from),
                                                                 to_string(frame_.base), to_string(frame_.base + 1)));
                return growth_path::stages({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(n)});
            });
            if (!so_far) return std::nullopt;
            if (!last) continue;
            if (all.back().to == frame_.last) return so_far;
            in_.add(errc::period_order,
                    fmt::format("{} ends in {}; nothing is said of {} to {}", named, to_string(all.back().to), to_string(all.back().to + 1),
                                to_string(frame_.last)),
                    place_of(list[n - 1]));
        }
        return std::nullopt;
    }

    std::optional<growth_path> of_table(const toml::table& table, const std::string& path) {
        constexpr std::array<std::string_view, 5> kinds{"fade", "logistic", "continuous_logistic", "gompertz", "bass"};
        std::vector<std::string> given;
        for (const std::string_view each : kinds)
            if (table.contains(each)) given.emplace_back(each);
        if (given.size() != 1) {
            if (given.empty()) { // the keys may only be misspelled
                const known_keys keys(in_, table, path,
                                      {"fade", "first", "last", "logistic", "continuous_logistic", "gompertz", "bass", "capacity"});
            }
            in_.add(errc::usage,
                    fmt::format("{} names {}; growth is {}", path, given.empty() ? "no form of growth" : listed(given, "and"), forms),
                    place_of(table));
            return std::nullopt;
        }
        if (given.front() == "fade") return fade(table, path);
        if (given.front() == "bass") return bass(table, path);
        return to_capacity(table, path, given.front());
    }

    std::optional<growth_path> fade(const toml::table& table, const std::string& path) {
        const known_keys keys(in_, table, path, {"fade", "first", "last"});
        const toml::node& ends = *keys.find("fade");
        const toml::array* const list = in_.list(ends, keys.path("fade"));
        if (list == nullptr) return std::nullopt;
        if (list->size() != 2) {
            in_.add(errc::domain_count,
                    fmt::format("{} has {} rates; two are needed, the first and the last", keys.path("fade"), list->size()),
                    place_of(ends));
            return std::nullopt;
        }
        const auto first_rate = in_.growth((*list)[0], keys.path("fade") + "[1]");
        const auto last_rate = in_.growth((*list)[1], keys.path("fade") + "[2]");
        std::optional<period> first = frame_.base + 1;
        std::optional<period> last = frame_.last;
        keys.with("first", [&](const toml::node& node, const std::string& named) { first = in_.when(node, named, &frame_.last); });
        keys.with("last", [&](const toml::node& node, const std::string& named) { last = in_.when(node, named, &frame_.last); });
        if (!first_rate || !last_rate || !first || !last) return std::nullopt;
        return made(table, path, [&] {
            return growth_path::fade({.first_rate = *first_rate, .last_rate = *last_rate, .first = *first, .last = *last});
        });
    }

    /// An amount in the model's unit, absolute.
    std::optional<decimal> absolute(const toml::node& node, const std::string& path) {
        const auto printed = in_.amount(node, path, frame_.unit, false);
        if (!printed) return std::nullopt;
        const bool in_unit = printed->magnitude().exponent == 0 && printed->currency().empty();
        return in_unit ? scale10(printed->value(), frame_.unit.scale.exponent) : printed->value();
    }

    std::optional<growth_path> to_capacity(const toml::table& table, const std::string& path, const std::string& kind) {
        const known_keys keys(in_, table, path, {kind, "capacity"});
        const toml::node& told = *keys.find(kind);
        const auto r = in_.growth(told, keys.path(kind));
        std::optional<decimal> capacity;
        const toml::node* const ceiling = keys.require(in_, "capacity", "capacity = \"500\", the ceiling in the model's unit");
        if (ceiling != nullptr) capacity = absolute(*ceiling, keys.path("capacity"));
        if (!r || !capacity) return std::nullopt;
        if (capacity->sign() <= 0) {
            in_.add(
                errc::domain_amount,
                fmt::format("{} is {}; a capacity is above 0", keys.path("capacity"), detail::made_visible(ceiling->as_string()->get())),
                place_of(*ceiling));
            return std::nullopt;
        }
        return made(told, keys.path(kind), [&] {
            if (kind == "gompertz") return growth_path::gompertz({.capacity = *capacity, .approach = *r});
            const logistic_growth both{.capacity = *capacity, .unconstrained = *r};
            return kind == "logistic" ? growth_path::logistic(both) : growth_path::continuous_logistic(both);
        });
    }

    std::optional<growth_path> bass(const toml::table& table, const std::string& path) {
        const known_keys outer(in_, table, path, {"bass"});
        const toml::table* const inner = in_.table(*outer.find("bass"), outer.path("bass"));
        if (inner == nullptr) return std::nullopt;
        const known_keys keys(in_, *inner, outer.path("bass"), {"potential", "p", "q", "launched"});
        std::optional<decimal> potential;
        std::optional<decimal> p;
        std::optional<decimal> q;
        std::optional<std::int64_t> launched = 0;
        if (const toml::node* const node = keys.require(in_, "potential", "potential = \"100\", in the model's unit"))
            potential = absolute(*node, keys.path("potential"));
        if (const toml::node* const node = keys.require(in_, "p", "p = \"0.03\", the coefficient of innovation"))
            p = in_.number(*node, keys.path("p"));
        if (const toml::node* const node = keys.require(in_, "q", "q = \"0.38\", the coefficient of imitation"))
            q = in_.number(*node, keys.path("q"));
        keys.with("launched", [&](const toml::node& node, const std::string& named) {
            launched = in_.count(node, named, 0, static_cast<std::int64_t>(limits::periods));
        });
        if (!potential || !p || !q || !launched) return std::nullopt;
        return made(*inner, outer.path("bass"),
                    [&] { return growth_path::bass({.potential = *potential, .innovation = *p, .imitation = *q, .launched = *launched}); });
    }

    value_reader& in_;
    const growth_frame& frame_;
};

} // namespace

std::optional<growth_path> read_growth(value_reader& in, const toml::node& value, const std::string& path, const growth_frame& frame) {
    return growth_reader(in, frame).read(value, path);
}

} // namespace cagr::cli
