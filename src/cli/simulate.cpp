// The command `simulate`: uncertain growth, of a model file's segments or of one market, drawn many times.
#include "arguments.hpp"
#include "commands.hpp"
#include "csv_header.hpp"
#include "display.hpp"
#include "model_file.hpp"
#include "progress.hpp"
#include "simulate_view.hpp"
#include "toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <map>
#include <thread>

namespace cagr::cli {

namespace {

constexpr std::uint64_t usual_paths = 100'000;
constexpr std::string_view how_uncertain = "say how it is uncertain, as in --pert 35%,40.2%,44%";

std::atomic<bool> is_interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);
extern "C" void note_interrupt(int) { is_interrupted = true; }

/// Lets a simulation be ended by Ctrl-C after it has cleared its line of progress; then the signal ends the program as any other.
class interruptible {
public:
    interruptible() : before_(std::signal(SIGINT, note_interrupt)) {
        if (before_ == SIG_IGN) (void)std::signal(SIGINT, SIG_IGN);
    }
    interruptible(const interruptible&) = delete;
    interruptible& operator=(const interruptible&) = delete;
    ~interruptible() { (void)std::signal(SIGINT, before_); }

private:
    void (*before_)(int);
};

std::vector<std::string> parts_of_list(std::string_view text) {
    // Where a comma stands before decimals, semicolons part the list.
    const char mark = text.find(';') == std::string_view::npos ? ',' : ';';
    std::vector<std::string> out;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find(mark, from), text.size());
        out.emplace_back(trimmed(text.substr(from, end - from)));
        from = end + 1;
    }
    return out;
}

double number_in(std::string_view option, std::string_view text) {
    return in_column("--" + std::string(option), [&] { return decimal::parse(text).to_double() + 0.0; });
}

void read_number(const request& r, std::string_view option, double least, std::optional<double>& to) {
    const auto text = r.text(option);
    if (!text) return;
    to = number_in(option, *text);
    check_number(*to, least, 1, errc::domain_correlation, "--" + std::string(option));
}

std::uint64_t paths_asked(const std::string& text) {
    const figure told = in_column("--paths", [&] { return parse_undated("it", text, {.spoken = {}, .marks = notation::point}); });
    if (!told.currency().empty() || !told.unit().empty() || is_loose(told))
        detail::fail(errc::usage, "--paths is " + detail::in_quotes(text) + ", no plain number; write it as 100000 or 1M");
    check_paths(told.value(), "--paths");
    return static_cast<std::uint64_t>(told.value().to_int64());
}

/// What the command line says instead of the file.
void override_settings(const request& r, simulation_settings& to) {
    if (const auto text = r.text("paths")) to.paths = paths_asked(*text);
    if (const auto text = r.text("seed")) to.seed = whole_number_option("seed", *text, most_seed, errc::domain_count);
    read_number(r, "persistence", 0, to.persistence);
    if (r.has("correlation")) {
        to.correlations.clear();
        read_number(r, "correlation", -1, to.correlation);
    }
    if (const auto text = r.text("percentiles")) {
        std::vector<double> all;
        for (const std::string& each : parts_of_list(*text)) all.push_back(number_in("percentiles", each));
        to.percentiles = ordered_percentiles(std::move(all), "--percentiles");
    }
}

std::size_t threads_asked(const request& r) {
    const auto text = r.text("threads");
    if (!text) return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, limits::simulation_threads);
    const std::uint64_t n = whole_number_option("threads", *text, limits::simulation_threads, errc::limit_rows);
    if (n == 0) detail::fail(errc::domain_count, fmt::format("--threads is 0; 1 to {} are allowed", limits::simulation_threads));
    return n;
}

/// A node whose growth is drawn, and how.
struct drawn_node {
    std::size_t number;
    const uncertain_growth* growth;
};

/// A model, what is uncertain in it, and where that is told.
class market_simulation {
public:
    market_simulation(const model_projection& p, const simulation_settings& told, const read_model* file, const scenario* variant)
        : p_(p), told_(told), file_(file), variant_(variant), first_(p.actual_index()),
          to_unit_(scale10(decimal(1), -std::int64_t{p.unit().scale.exponent})) {
        find_drawn();
    }

    simulated_market run(const request& r) const {
        simulation asked = request_of(r);
        const std::optional<decimal> target = reached_asked(r);
        const double rest_at_end = rest(last_index());
        const auto reach = [&](const decimal& amount) { asked.reaches.push_back(amount - decimal::from_double_exact(rest_at_end)); };
        // A little less, so that paths which are the model's in doubles reach it.
        const decimal total = in_unit(p_.total()[last_index()].exact());
        reach(total - scale10(abs(total), -12));
        if (target) reach(*target);
        simulation_report report = simulated(asked, r);

        simulated_market out{.model = p_, .scenario = variant_ == nullptr ? "base" : variant_->name, .is_one_market = file_ == nullptr};
        for (const drawn_node& each : drawn_) out.growth.push_back(*each.growth);
        note_certain(0, out.certain);
        out.first = first_;
        out.paths = told_.paths.value_or(usual_paths);
        out.seed = asked.seed;
        out.persistence = asked.persistence;
        out.correlation = told_.correlation;
        out.correlations = told_.correlations;
        out.percentiles.assign(asked.percentiles.begin(), asked.percentiles.end() - 1);
        out.total = {.name = "total", .label = p_.total().label(), .node = 0, .years = std::move(report.total.years)};
        for (std::size_t k = 0; k < out.total.years.size(); ++k) {
            const double other = rest(first_ + k);
            simulated_year& year = out.total.years[k];
            year.mean += other;
            for (double& value : year.percentiles) value += other;
        }
        for (std::size_t i = 0; i < report.segments.size(); ++i)
            out.segments.push_back({.name = drawn_[i].growth->of,
                                    .label = p_[drawn_[i].number].label(),
                                    .node = drawn_[i].number,
                                    .years = std::move(report.segments[i].years)});
        out.reaches_model = report.reached[0];
        if (target) out.reached = reached_amount{*target, report.reached[1]};
        out.assumptions = std::move(report.assumptions);
        return out;
    }

private:
    [[nodiscard]] std::size_t last_index() const { return p_.periods() - 1; }
    [[nodiscard]] decimal in_unit(const fraction& amount) const { return round_to_digits(amount * to_unit_, {}); }

    /// An error about the growth of a segment, told where the file says it.
    [[noreturn]] void refuse(errc code, const std::string& of, const std::string& message) const {
        if (file_ == nullptr) detail::fail(code, message);
        throw bad_file(file_->text.told(code, message, file_->place("simulation.growth." + of)));
    }

    void find_drawn() {
        if (told_.growth.empty()) {
            constexpr std::string_view message =
                R"(nothing is uncertain; [simulation.growth] says what is, as in software = { pert = ["36%", "40%", "43%"] })";
            throw bad_file(file_->text.told(errc::domain_empty, std::string(message), file_->place("simulation")));
        }
        if (first_ == last_index())
            detail::fail(errc::domain_empty, "the model ends in " + to_string(p_.when(first_)) + ", its base, so that nothing grows");
        if (told_.growth.size() > limits::simulation_segments)
            throw bad_file(file_->text.told(errc::limit_rows,
                                            fmt::format("the growth of {} segments is uncertain; at most {} are simulated",
                                                        grouped(told_.growth.size()), grouped(limits::simulation_segments)),
                                            file_->place("simulation.growth")));
        for (const uncertain_growth& each : told_.growth) drawn_.push_back({p_.at(each.of).number(), &each});
        for (const drawn_node& each : drawn_) check(each);
    }

    void check(const drawn_node& drawn) const {
        const std::string& of = drawn.growth->of;
        const auto is_drawn = [&](std::size_t node) {
            return std::any_of(drawn_.begin(), drawn_.end(), [&](const drawn_node& other) { return other.number == node; });
        };
        for (std::size_t up = p_[drawn.number].parent(); up != 0; up = p_[up].parent())
            if (is_drawn(up))
                refuse(errc::usage, of,
                       fmt::format("the growth of {} is uncertain, and so is that of {}, which it is a part of; one of them is drawn",
                                   detail::in_quotes(of), detail::in_quotes(p_[up].name())));
        if (drawn.growth->is_shift) return;
        const std::vector<fraction> growth = growth_of(drawn.number);
        const auto changed = std::adjacent_find(growth.begin(), growth.end(), [](const fraction& a, const fraction& b) { return a != b; });
        const auto percent = [](const fraction& f) { return to_string(f * fraction(decimal(100)), 2, rounding::half_up) + "%"; };
        constexpr std::string_view instead = R"(write what is added to it, as in shift = { pert = ["-5pp", "0pp", "4pp"] })";
        if (changed != growth.end())
            refuse(errc::usage, of,
                   fmt::format("the growth of {} changes, from {} in {} to {} in {}, and this states one for all; {}",
                               detail::in_quotes(of), percent(growth.front()), to_string(p_.when(first_ + 1)), percent(growth.back()),
                               to_string(p_.when(last_index())), instead));
        if (variant_ == nullptr) return;
        const bool overrides =
            std::any_of(variant_->changes.begin(), variant_->changes.end(), [&](const change& c) { return c.of == of + ".growth"; });
        if (overrides)
            refuse(errc::usage, of,
                   fmt::format("the scenario {} changes the growth of {}, and this states it anew; {}", detail::in_quotes(variant_->name),
                               detail::in_quotes(of), instead));
    }

    /// Of each period after the base; 0 from an amount of 0.
    [[nodiscard]] std::vector<fraction> growth_of(std::size_t node) const {
        std::vector<fraction> out;
        for (std::size_t k = first_ + 1; k <= last_index(); ++k) out.push_back(p_[node][k].growth().value_or(fraction()));
        return out;
    }

    /// What is certain of the total, in the unit.
    [[nodiscard]] double rest(std::size_t k) const {
        // Not as fractions: their common denominator may have any number of digits.
        decimal out = in_unit(p_.total()[k].exact());
        for (const drawn_node& each : drawn_) out -= in_unit(p_[each.number][k].exact());
        return out.to_double();
    }

    /// The largest parts that have nothing uncertain. Whether nothing in the node is.
    bool note_certain(std::size_t node, std::vector<std::string>& names) const {
        const auto is_this = [&](const drawn_node& each) { return each.number == node; };
        if (std::any_of(drawn_.begin(), drawn_.end(), is_this)) return false;
        const std::size_t before = names.size();
        bool all = true;
        for (const std::size_t part : p_[node].parts()) all = note_certain(part, names) && all;
        if (!all) return false;
        names.resize(before);
        names.push_back(p_[node].name());
        return true;
    }

    [[nodiscard]] simulation request_of(const request& r) const {
        simulation out{.segments = {}, .years = last_index() - first_, .paths = told_.paths.value_or(usual_paths)};
        for (const drawn_node& each : drawn_) {
            simulated_segment segment{
                .name = each.growth->of, .base = in_unit(p_[each.number][first_].exact()), .growth = each.growth->growth};
            if (each.growth->is_shift)
                for (const fraction& g : growth_of(each.number)) segment.baseline.push_back(rate::from_fraction(round_to_digits(g, {})));
            out.segments.push_back(std::move(segment));
        }
        out.seed = told_.seed.value_or(out.seed);
        out.persistence = told_.persistence.value_or(1);
        out.correlation = told_.correlation;
        out.correlations = matrix();
        out.percentiles = told_.percentiles.empty() ? std::vector<double>{5, 25, 50, 75, 95} : told_.percentiles;
        out.percentiles.push_back(50);
        out.segment_fans = r.has("segments");
        out.threads = threads_asked(r);
        return out;
    }

    [[nodiscard]] std::vector<double> matrix() const {
        if (told_.correlations.empty()) return {};
        const std::size_t n = drawn_.size();
        std::vector<double> out(n * n, 0);
        std::map<std::string_view, std::size_t> places;
        for (std::size_t i = 0; i < n; ++i) places.emplace(drawn_[i].growth->of, i);
        for (std::size_t i = 0; i < n; ++i) out[i * n + i] = 1;
        for (const stated_correlation& each : told_.correlations) {
            const std::size_t one = places.at(each.one);
            const std::size_t other = places.at(each.other);
            out[one * n + other] = out[other * n + one] = each.coefficient;
        }
        return out;
    }

    /// What --reaches asks for, in the unit.
    [[nodiscard]] std::optional<decimal> reached_asked(const request& r) const {
        const auto text = r.text("reaches");
        if (!text) return std::nullopt;
        const target_value told = in_column("--reaches", [&] { return parse_target(*text, {.spoken = {}, .marks = notation::point}); });
        const decimal base = in_unit(p_.total()[first_].exact());
        if (told.multiple) return base * told.multiple->value();
        const figure& amount = told.value ? *told.value : *told.increase;
        if (is_loose(amount)) detail::fail(errc::parse_range, "--reaches is " + detail::in_quotes(*text) + "; one amount is needed");
        const amount_unit& unit = p_.unit();
        if ((!amount.currency().empty() && amount.currency() != unit.currency) || (!amount.unit().empty() && amount.unit() != unit.counted))
            detail::fail(errc::unit_mixed, fmt::format("--reaches is {}; the market is {}", detail::in_quotes(*text),
                                                       to_string(unit).empty() ? "plain numbers" : "in " + to_string(unit)));
        if (amount.when() && *amount.when() != p_.when(last_index()))
            detail::fail(errc::period_order, fmt::format("--reaches is {}; it is asked of the last period, {}", detail::in_quotes(*text),
                                                         to_string(p_.when(last_index()))));
        // As in the file, a number alone is in the model's unit.
        const bool is_bare = file_ != nullptr && amount.magnitude().exponent == 0 && amount.currency().empty();
        const decimal value = is_bare ? amount.value() : scale10(amount.value(), -unit.scale.exponent);
        return told.increase ? base + value : value;
    }

    [[nodiscard]] simulation_report simulated(simulation& asked, const request& r) const {
        const auto paths = told_.paths.value_or(usual_paths);
        progress bar(paths, true, "paths");
        asked.progress = [&](double share) {
            const auto done = static_cast<std::uint64_t>(share * static_cast<double>(paths));
            bar.at(done, done);
        };
        asked.cancel = &is_interrupted;
        try {
            const interruptible while_it_runs;
            return simulate(asked);
        } catch (const exception& failure) {
            bar.clear();
            const error& e = failure.error();
            if (e.code == errc::cancelled) (void)std::raise(SIGINT);
            const bool is_of_options =
                (e.code == errc::domain_correlation && r.has("correlation")) || (e.code == errc::limit_rows && r.has("paths"));
            if (file_ != nullptr && !is_of_options) throw placed_growth(e);
            throw;
        }
    }

    /// The error at the place of what it speaks of, where the file says it.
    [[nodiscard]] bad_file placed_growth(const error& e) const {
        std::string path = "simulation";
        if (e.code == errc::domain_correlation) path = "simulation.correlation";
        if (e.code == errc::limit_rows) path = "simulation.paths";
        for (const drawn_node& each : drawn_) {
            const bool is_of = e.message.find(detail::in_quotes(each.growth->of)) != std::string::npos;
            if (is_of && e.code != errc::domain_correlation) path = "simulation.growth." + each.growth->of;
        }
        return bad_file(file_->text.told(e.code, e.message, file_->place(path)));
    }

    const model_projection& p_;
    const simulation_settings& told_;
    const read_model* file_; // none for one market
    const scenario* variant_;
    std::size_t first_;
    fraction to_unit_;
    std::vector<drawn_node> drawn_{};
};

/// The distribution of one market's growth, by the one option that states it.
uncertain_growth growth_asked(const request& r, const settings& s) {
    std::vector<std::string> given;
    for (const std::string_view each : {"pert", "triangular", "lognormal"})
        if (r.has(each)) given.push_back("--" + std::string(each));
    if (given.size() > 1) detail::fail(errc::usage, listed(given, "and") + " are given; one of them is needed");
    const std::string& option = given.front();
    const std::string text = *r.text(option.substr(2));
    const std::vector<std::string> parts = parts_of_list(text);
    const std::size_t wanted = option == "--lognormal" ? 2 : 3;
    if (parts.size() != wanted)
        detail::fail(errc::domain_count,
                     fmt::format("{} is {}, which has {} part{}; {} are needed, as in {}", option, detail::in_quotes(text), parts.size(),
                                 parts.size() == 1 ? "" : "s", wanted == 2 ? "two" : "three",
                                 wanted == 2 ? "--lognormal 40%,0.05" : option + " 35%,40.2%,44%"));
    const auto rate_of = [&](const std::string& part) {
        return in_column(option, [&] {
            return parse_growth(part, false, [&](std::string_view number) { return parse_rate(number, s.reading).printed; });
        });
    };
    uncertain_growth out{.of = "market", .growth = fixed_rate{rate_of(parts[0])}};
    if (wanted == 2) {
        out.growth =
            lognormal_rate{.median = rate_of(parts[0]), .sigma = in_column(option, [&] { return decimal::parse(parts[1]).to_double(); })};
    } else if (option == "--pert") {
        out.growth = pert_rate{.low = rate_of(parts[0]), .mode = rate_of(parts[1]), .high = rate_of(parts[2])};
    } else {
        out.growth = triangular_rate{.low = rate_of(parts[0]), .mode = rate_of(parts[1]), .high = rate_of(parts[2])};
    }
    check_distribution(out, option);
    return out;
}

/// What the market grows by where nothing is uncertain: the likeliest rate, or the median of a lognormal.
rate central_rate(const uncertain_rate& growth) {
    if (const auto* const d = std::get_if<pert_rate>(&growth)) return d->mode;
    if (const auto* const d = std::get_if<triangular_rate>(&growth)) return d->mode;
    return std::get<lognormal_rate>(growth).median;
}

period end_asked(const request& r, const std::optional<period>& base) {
    const auto periods = r.text("periods");
    const bool named = r.values.size() == 2;
    if (periods && named)
        detail::fail(errc::usage,
                     "the end is given twice, as " + detail::in_quotes(r.values[1]) + " and by --periods; one of them is enough");
    if (periods) {
        const std::uint64_t n = whole_number_option("periods", *periods, limits::simulation_years, errc::limit_periods);
        return base ? *base + n : period::ordinal(n);
    }
    if (!named)
        detail::fail(errc::missing_fact, "the end of the simulation is missing; name its last period, such as 2028, or --periods 8");
    if (!base)
        detail::fail(errc::missing_fact, "the base has no period, so that nothing says how far " + detail::in_quotes(r.values[1]) +
                                             " is; write the base as VALUE@PERIOD, such as 62.35B@2020, or use --periods N");
    return period::parse(argument_text(r.values[1]));
}

model market_model(const request& r, const settings& s, const uncertain_growth& growth) {
    const figure base = parse_value(argument_text(r.values[0]), s.reading);
    if (is_loose(base))
        detail::fail(errc::parse_range, "the base is " + detail::in_quotes(to_string(base)) + "; a simulation starts from one number");
    if (base.when() && base.when()->kind() == period_kind::date)
        detail::fail(errc::period_day_count,
                     "the base is dated " + to_string(*base.when()) +
                         ", and a simulation goes by whole periods; write its year, half, quarter or month, such as @2020 or @2020Q1");
    const period first = base.when().value_or(period::ordinal(0));
    const period last = end_asked(r, base.when());
    if (last.kind() != first.kind())
        detail::fail(errc::period_kind, fmt::format("the base is of {}, a {}, and the end {} is a {}; both must be of one kind",
                                                    to_string(first), to_string(first.kind()), to_string(last), to_string(last.kind())));
    if (!(first < last))
        detail::fail(errc::period_order, fmt::format("the end {} does not lie after the base of {}", to_string(last), to_string(first)));
    if (last - first > static_cast<std::int64_t>(limits::simulation_years))
        detail::fail(errc::limit_periods, fmt::format("{} to {} are {} periods; at most {} are simulated", to_string(first),
                                                      to_string(last), last - first, limits::simulation_years));
    model out{.unit = {.currency = std::string(base.currency()), .counted = std::string(base.unit()), .scale = base.magnitude()},
              .first = first,
              .last = last,
              .shown = s.amounts};
    out.segments.push_back({.name = growth.of,
                            .base = figure::exact(scale10(base.value(), -base.magnitude().exponent)),
                            .growth = growth_path::constant(central_rate(growth.growth))});
    return out;
}

/// The scenario that --scenario names; null for the model as it is.
const scenario* scenario_asked(const request& r, const read_model& m) {
    const std::string name = r.text("scenario").value_or("base");
    if (name == "base") return nullptr;
    std::vector<std::string> names{"base"};
    for (const scenario& each : m.what.scenarios) {
        if (each.name == name) return &each;
        names.push_back(each.name);
    }
    detail::fail(errc::unknown_name, fmt::format("--scenario is {}; the file has {}{}", detail::in_quotes(name),
                                                 detail::made_visible(listed(names, "and")), suggestion(name, names)));
}

std::string simulate_market(const request& r, const settings& s) {
    for (const std::string_view each : {"scenario", "segments"})
        if (r.has(each)) detail::fail(errc::usage, fmt::format("--{} is of a model file; one market has none", each));
    if (r.has("correlation")) detail::fail(errc::usage, "--correlation is between segments; one market has none");
    if (r.values[0].ends_with(".toml"))
        detail::fail(errc::usage, "a model file says in [simulation.growth] how its segments are uncertain; --pert, --triangular and "
                                  "--lognormal are of one market, as in 'cagr simulate 62.35B@2020 2028 --pert 35%,40.2%,44%'");
    simulation_settings told;
    told.growth.push_back(growth_asked(r, s));
    override_settings(r, told);
    const model m = market_model(r, s, told.growth.front());
    const model_projection p = project(m);
    return simulated_text(market_simulation(p, told, nullptr, nullptr).run(r), s);
}

/// A value where a file should be named.
void check_is_file(const request& r, const settings& s) {
    const auto is_value = [&](const std::string& text) {
        return detail::attempt([&] { return parse_value(text, s.reading); }).has_value();
    };
    const bool is_file = r.values[0].ends_with(".toml");
    if (is_file && (r.has("periods") || r.values.size() > 1))
        detail::fail(errc::usage,
                     (r.has("periods") ? "--periods" : detail::in_quotes(r.values[1])) + " is given; a model file has its own periods");
    if (r.has("periods") || r.values.size() > 1 || is_value(r.values[0]))
        detail::fail(errc::missing_fact, fmt::format("{} is one market; {} (a model file has its own periods and growth)",
                                                     detail::in_quotes(r.values[0]), how_uncertain));
}

std::string simulate_file(const request& r, const settings& s) {
    check_is_file(r, s);
    read_model file = read_model_file(r.values[0], s.reading);
    show_as_asked(file.what.base, r, s);
    override_settings(r, file.simulated);
    const scenario* const variant = scenario_asked(r, file);
    const model_projection p =
        in_file(file, [&] { return project(variant == nullptr ? file.what.base : changed(file.what.base, *variant)); });
    return simulated_text(market_simulation(p, file.simulated, &file, variant).run(r), s);
}

} // namespace

std::string run_simulate(const request& r, const settings& s) {
    const bool is_market = r.has("pert") || r.has("triangular") || r.has("lognormal");
    return is_market ? simulate_market(r, s) : simulate_file(r, s);
}

} // namespace cagr::cli
