// Out-of-line definitions of cagr/simulation.hpp: the paths, shared by threads, and what they come to.
#pragma once

#include <cagr/detail/growth_table.hpp>
#include <cagr/detail/order_statistics.hpp>
#include <cagr/detail/philox.hpp>
#include <cagr/simulation.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <limits>
#include <system_error>
#include <thread>

namespace cagr {
inline namespace v0 {
namespace detail {

inline constexpr std::size_t own_table = std::numeric_limits<std::size_t>::max();

/// A segment in doubles.
struct segment_plan {
    double base;
    std::vector<double> starts;      // of each year what its growth is added to: 1, or the factor of the baseline
    std::size_t same_as = own_table; // an earlier segment with the same growth
    growth_table growth = growth_table::fixed(0);
};

/// A simulation whose request was checked.
struct simulation_plan {
    std::size_t paths;
    std::size_t years;
    std::size_t fans; // the total, and after it each segment or none
    std::size_t threads;
    std::uint64_t seed;
    double persistence;
    const std::vector<double>& percentiles;
    const std::function<void(double share)>& progress;
    const std::atomic<bool>* cancel;
    std::vector<segment_plan> segments{};
    std::vector<double> triangle{}; // of Cholesky; empty where the segments are independent
    std::vector<double> reaches{};

    [[nodiscard]] const growth_table& growth_of(std::size_t segment) const noexcept {
        const std::size_t other = segments[segment].same_as;
        return segments[other == own_table ? segment : other].growth;
    }
};

struct simulated_figures {
    std::vector<std::vector<simulated_year>> fans{};
    std::vector<double> reached{};
};

/// Some hundred paths, worked on together: a row of them a segment. What a path draws depends on its number alone.
class path_block {
    static double* row(std::vector<double>& of, std::size_t segment) noexcept { return of.data() + segment * most_paths; }
    static const double* row(const std::vector<double>& of, std::size_t segment) noexcept { return of.data() + segment * most_paths; }

public:
    static constexpr std::size_t most_paths = 512;

    explicit path_block(const simulation_plan& plan)
        : plan_(plan), table_(normal_quantiles()),
          innovation_(steady_sqrt(steady(1) - steady(plan.persistence) * plan.persistence).value()),
          values_(plan.segments.size() * most_paths), latent_(values_.size()), growth_(values_.size()), drawn_(values_.size()),
          spare_(plan.persistence < 1 ? values_.size() : 0) {}

    void begin(std::size_t first, std::size_t paths) noexcept {
        first_ = first;
        paths_ = paths;
        for (std::size_t s = 0; s < plan_.segments.size(); ++s) std::fill_n(row(values_, s), paths, plan_.segments[s].base);
    }

    /// Goes on to the next year, from 0.
    void grow(std::size_t year) noexcept {
        if (year == 0 || plan_.persistence < 1) draw(year);
        for (std::size_t s = 0; s < plan_.segments.size(); ++s) {
            const steady start = plan_.segments[s].starts[year];
            const double* const growth = row(growth_, s);
            double* const values = row(values_, s);
            for (std::size_t i = 0; i < paths_; ++i) {
                const steady factor = start + growth[i];
                values[i] = (steady(values[i]) * (factor > 0 ? factor : steady(0))).value(); // -100% of two doubles may be a little less
            }
        }
    }

    /// The values of a fan, 0 being the total.
    void write(std::size_t fan, double* out) const noexcept {
        std::copy_n(row(values_, fan == 0 ? 0 : fan - 1), paths_, out);
        if (fan != 0) return;
        for (std::size_t s = 1; s < plan_.segments.size(); ++s) {
            const double* const values = row(values_, s);
            for (std::size_t i = 0; i < paths_; ++i) out[i] = (steady(out[i]) + values[i]).value();
        }
    }

private:
    void draw(std::size_t year) noexcept {
        const std::size_t segments = plan_.segments.size();
        for (std::size_t s = 0; s < segments; ++s) {
            double* const drawn = row(drawn_, s);
            if (plan_.growth_of(s).is_fixed() && plan_.triangle.empty()) continue;
            if (year % 2 != 0) {
                std::copy_n(row(spare_, s), paths_, drawn);
                continue;
            }
            for (std::size_t i = 0; i < paths_; ++i) {
                const philox_block bits =
                    philox({static_cast<std::uint32_t>(first_ + i), 0, static_cast<std::uint32_t>(s), static_cast<std::uint32_t>(year / 2)},
                           plan_.seed);
                drawn[i] = table_.draw(philox_word(bits, 0));
                if (!spare_.empty()) row(spare_, s)[i] = table_.draw(philox_word(bits, 1));
            }
        }
        if (!plan_.triangle.empty()) correlate();
        const steady persistence = plan_.persistence;
        const steady innovation = innovation_;
        for (std::size_t s = 0; s < segments; ++s) {
            const growth_table& table = plan_.growth_of(s);
            double* const latent = row(latent_, s);
            const double* const drawn = row(drawn_, s);
            double* const growth = row(growth_, s);
            if (year == 0 || plan_.persistence == 0) {
                std::copy_n(drawn, paths_, latent);
            } else {
                for (std::size_t i = 0; i < paths_; ++i) latent[i] = (persistence * latent[i] + innovation * drawn[i]).value();
            }
            if (table.is_fixed()) {
                std::fill_n(growth, paths_, table.least());
            } else {
                for (std::size_t i = 0; i < paths_; ++i) growth[i] = table(latent[i]);
            }
        }
    }

    /// Multiplies what was drawn by the triangle, from below: a row needs those above it as they were drawn.
    void correlate() noexcept {
        const std::size_t segments = plan_.segments.size();
        for (std::size_t s = segments; s-- > 0;) {
            const double* const factors = plan_.triangle.data() + s * segments;
            double* const to = row(drawn_, s);
            for (std::size_t i = 0; i < paths_; ++i) to[i] = (steady(factors[s]) * to[i]).value();
            for (std::size_t other = 0; other < s; ++other) {
                const steady factor = factors[other];
                const double* const from = row(drawn_, other);
                for (std::size_t i = 0; i < paths_; ++i) to[i] = (steady(to[i]) + factor * from[i]).value();
            }
        }
    }

    const simulation_plan& plan_;
    const normal_table& table_;
    double innovation_; // sqrt(1 - persistence^2)
    std::size_t first_ = 0;
    std::size_t paths_ = 0;
    std::vector<double> values_;
    std::vector<double> latent_;
    std::vector<double> growth_;
    std::vector<double> drawn_;
    std::vector<double> spare_; // for the year after: a counter's bits are enough for two
};

/// The paths of a plan, then the statistics of each of their years. Threads take whichever block or year is next; each has its own
/// place for what it finds, and sums are made in the order of the blocks: the threads do not show.
class path_simulation {
public:
    explicit path_simulation(const simulation_plan& plan)
        : plan_(plan), blocks_((plan.paths + path_block::most_paths - 1) / path_block::most_paths),
          values_(plan.fans * plan.years * plan.paths), sums_(plan.fans * plan.years * blocks_), hits_(plan.reaches.size() * blocks_) {}

    simulated_figures run() {
        simulated_figures out;
        out.fans.resize(plan_.fans, std::vector<simulated_year>(plan_.years + 1));
        share(blocks_, 0, paths_share,
              [this] { return [this, block = path_block(plan_)](std::size_t i) mutable { simulate_block(block, i); }; });
        const std::size_t columns = plan_.fans * plan_.years;
        share(columns, paths_share, 1 - paths_share,
              [&] { return [&](std::size_t i) { out.fans[i / plan_.years][i % plan_.years + 1] = statistics(i); }; });
        for (std::size_t fan = 0; fan < plan_.fans; ++fan) out.fans[fan][0] = base_year(fan);
        for (std::size_t i = 0; i < plan_.reaches.size(); ++i) {
            std::size_t hits = 0;
            for (std::size_t b = 0; b < blocks_; ++b) hits += hits_[i * blocks_ + b];
            out.reached.push_back((steady(static_cast<double>(hits)) / static_cast<double>(plan_.paths)).value());
        }
        return out;
    }

private:
    static constexpr double paths_share = 0.8; // of the work, about
    static constexpr std::size_t most_rows = 16'384;

    void simulate_block(path_block& block, std::size_t index) noexcept {
        const std::size_t first = index * path_block::most_paths;
        const std::size_t paths = std::min(path_block::most_paths, plan_.paths - first);
        block.begin(first, paths);
        for (std::size_t year = 0; year < plan_.years; ++year) {
            block.grow(year);
            for (std::size_t fan = 0; fan < plan_.fans; ++fan) {
                const std::size_t column = fan * plan_.years + year;
                double* const out = values_.data() + column * plan_.paths + first;
                block.write(fan, out);
                steady sum = 0;
                for (std::size_t i = 0; i < paths; ++i) sum += out[i];
                sums_[column * blocks_ + index] = sum.value();
            }
        }
        const double* const last = values_.data() + (plan_.years - 1) * plan_.paths + first;
        for (std::size_t i = 0; i < plan_.reaches.size(); ++i) {
            const double amount = plan_.reaches[i];
            hits_[i * blocks_ + index] =
                static_cast<std::uint16_t>(std::count_if(last, last + paths, [&](double x) { return x >= amount; }));
        }
    }

    simulated_year statistics(std::size_t column) {
        steady sum = 0;
        for (std::size_t b = 0; b < blocks_; ++b) sum += sums_[column * blocks_ + b];
        const std::span<double> values(values_.data() + column * plan_.paths, plan_.paths);
        return {(sum / static_cast<double>(plan_.paths)).value(), percentiles_of(values, plan_.percentiles)};
    }

    [[nodiscard]] simulated_year base_year(std::size_t fan) const {
        steady base = plan_.segments[fan == 0 ? 0 : fan - 1].base;
        for (std::size_t s = 1; s < plan_.segments.size() && fan == 0; ++s) base += plan_.segments[s].base;
        return {base.value(), std::vector<double>(plan_.percentiles.size(), base.value())};
    }

    /// Does items 0 to count - 1 on the plan's threads, this one among them, each with a worker of its own. The first failure ends the
    /// others' work and is thrown. Where the system has no thread left, those that are there do all.
    template <class MakeWorker>
    void share(std::size_t count, double done_before, double part, const MakeWorker& make_worker) {
        std::atomic<std::size_t> next = 0;
        std::atomic<std::size_t> done = 0;
        std::atomic<bool> is_over = false;
        const auto work = [&](bool reports) {
            auto worker = make_worker();
            for (std::size_t i = next++; i < count && !is_over; i = next++) {
                if (plan_.cancel != nullptr && *plan_.cancel) fail(errc::cancelled, "the simulation was cancelled, as was asked");
                worker(i);
                const std::size_t now = ++done;
                if (reports && plan_.progress) plan_.progress(done_before + part * static_cast<double>(now) / static_cast<double>(count));
            }
        };
        // A worker's rows are 20 KiB a segment: of many segments, fewer workers.
        const std::size_t most = std::max<std::size_t>(1, most_rows / plan_.segments.size());
        const std::size_t threads = std::clamp<std::size_t>(plan_.threads, 1, std::min(count, most));
        std::vector<std::exception_ptr> failures(threads);
        const auto guarded = [&](std::size_t thread) noexcept {
            try {
                work(thread == 0);
            } catch (...) {
                failures[thread] = std::current_exception();
                is_over = true;
            }
        };
        {
            std::vector<std::jthread> pool;
            pool.reserve(threads - 1);
            try {
                for (std::size_t i = 1; i < threads; ++i) pool.emplace_back(guarded, i);
            } catch (const std::system_error&) { // NOLINT(bugprone-empty-catch): the others do its part
            }
            guarded(0);
        }
        for (const std::exception_ptr& failure : failures)
            if (failure) std::rethrow_exception(failure);
        if (plan_.progress) plan_.progress(done_before + part);
    }

    const simulation_plan& plan_;
    std::size_t blocks_;
    std::vector<double> values_;      // of each fan and year, all paths
    std::vector<double> sums_;        // of each fan and year, all blocks
    std::vector<std::uint16_t> hits_; // of each amount, all blocks
};

} // namespace detail
} // namespace v0
} // namespace cagr
