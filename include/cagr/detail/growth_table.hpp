// What it answers: the growth that belongs to a latent normal, for each distribution of growth.
// What it needs: normal_table.hpp.
// Example: growth_table growth = growth_table::pert(0.35, 0.402, 0.44); double rate = growth(z);
#pragma once

#include <cagr/detail/normal_table.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A distribution's quantile at the share below z, by cubics in z of width 1/64: the quantiles are smooth there, their tails too. All
/// numbers are rates as fractions.
class growth_table {
public:
    static growth_table fixed(double rate) noexcept { return {rate, rate}; }

    /// Density rising in a line from low to mode, falling to high.
    static growth_table triangular(double low, double mode, double high) {
        const steady width = steady(high) - low;
        const steady left = steady(mode) - low;
        const steady right = steady(high) - mode;
        if (!(width > 0)) return fixed(low);
        growth_table out(low, high);
        // The second derivative jumps at the mode: a node goes there, so that no cubic spans it.
        const bool lower_mode = left < right;
        const steady share = (lower_mode ? left : right) / width;
        double mode_z = 0;
        const bool is_inside = share.value() > 0x1p-50;
        if (is_inside) {
            const steady z = share.value() < 0.5 ? normal_quantile_near(share, normal_quantiles().lower(share.value())) : steady(0);
            mode_z = lower_mode ? z.value() : -z.value();
        }
        out.origin_ = (steady(mode_z) - static_cast<double>(static_cast<int>(mode_z))).value();
        const bool is_falling_only = !is_inside && lower_mode;
        const bool is_rising_only = !is_inside && !lower_mode;
        out.fill([&](steady z) -> node {
            // Which side of the mode: the node that is the mode itself may fall on either.
            const bool is_left = is_rising_only || (!is_falling_only && z < mode_z);
            const steady scale = width * (is_left ? left : right);
            const steady below = is_left == (z < 0) ? normal_below(z < 0 ? z : -z) : steady(1) - normal_below(z < 0 ? z : -z);
            const steady distance = steady_sqrt(scale * below);
            const steady slope = scale / distance / 2 * normal_density(z);
            return {is_left ? steady(low) + distance : steady(high) - distance, slope};
        });
        return out;
    }

    /// Beta distributed between low and high, alpha = 1 + 4(mode - low)/(high - low), beta = 1 + 4(high - mode)/(high - low).
    static growth_table pert(double low, double mode, double high) {
        const steady width = steady(high) - low;
        if (!(width > 0)) return fixed(low);
        const steady alpha = steady(1) + (steady(mode) - low) * 4 / width;
        const steady beta = steady(6) - alpha;
        growth_table out(low, high);
        const std::vector<node> lower = beta_half(alpha, beta);
        const std::vector<node> upper = beta_half(beta, alpha);
        out.fill([&](steady z) -> node {
            const auto i = static_cast<std::ptrdiff_t>((z * per_one).value()); // exact: the origin is 0
            const node& at = i <= 0 ? lower[static_cast<std::size_t>(-i)] : upper[static_cast<std::size_t>(i)];
            return {i <= 0 ? steady(low) + width * at.value : steady(high) - width * at.value, width * at.slope};
        });
        return out;
    }

    /// The factor 1 + rate is lognormal, ln of it with the standard deviation sigma.
    static growth_table lognormal(double median, double sigma) {
        const steady factor = steady(1) + median;
        if (!(sigma > 0) || !(factor > 0)) return fixed(median);
        growth_table out(-1, (factor * steady_exp(steady(sigma) * farthest) - 1).value());
        out.fill([&](steady z) -> node {
            const steady value = factor * steady_exp(z * sigma);
            return {value - 1, value * sigma};
        });
        return out;
    }

    [[nodiscard]] bool is_fixed() const noexcept { return cubics_.empty(); }
    [[nodiscard]] double least() const noexcept { return least_; }
    [[nodiscard]] double most() const noexcept { return most_; }

    /// The rate at z; of a fixed one, that one.
    [[nodiscard]] double operator()(double z) const noexcept {
        if (is_fixed()) return least_;
        const double at = ((steady(z) - origin_) * per_one).value();
        const double inside = at < -reach ? -reach : at > reach - 1 ? reach - 1 : at;
        const auto step = static_cast<std::int64_t>(inside + reach); // not negative: cut off is rounded down
        const steady t = steady(inside) - static_cast<double>(step - reach);
        const double rate = cubics_[static_cast<std::size_t>(step)].at(t).value();
        return rate < least_ ? least_ : rate > most_ ? most_ : rate;
    }

private:
    /// A quantile, and its slope in z.
    struct node {
        steady value, slope;
    };

    static constexpr int per_one = 64;
    static constexpr double farthest = 9.5;     // beyond what is drawn, 8.3, and the shift of the origin, 1
    static constexpr int reach = 608;           // steps to either side
    static_assert(farthest * per_one == reach); // of the origin

    growth_table(double least, double most) noexcept : least_(least), most_(most) {}

    template <class Quantile>
    void fill(const Quantile& quantile) {
        cubics_.resize(2 * static_cast<std::size_t>(reach));
        const auto at = [&](int i) { return quantile(steady(i) / per_one + origin_); };
        node from = at(-reach);
        for (int i = -reach; i < reach; ++i) {
            const node to = at(i + 1);
            const int place = i + reach;
            cubics_[static_cast<std::size_t>(place)] = hermite(from.value, from.slope / per_one, to.value, to.slope / per_one);
            from = to;
        }
    }

    /// 2F1(a + b, 1; a + 1; x) where a + b is 6: what x^a (1 - x)^b / (a B(a, b)) is multiplied with for the beta distribution's share
    /// below x. All its terms are positive.
    static steady beta_series(steady a, steady x) noexcept {
        steady term = 1;
        steady sum = 1;
        for (int i = 0; i < 1000 && term > sum * 0x1p-60; ++i) {
            term *= (steady(6) + i) / (a + 1 + i) * x;
            sum += term;
        }
        return sum;
    }

    /// The quantiles of a beta distribution, a + b = 6, below its median: at z = 0, -1/64, ...
    static std::vector<node> beta_half(steady a, steady b) {
        // B(a, b) from both shares at 1/2, which are 1 together: (1/2)^6 times these.
        const steady whole = (beta_series(a, 0.5) / a + beta_series(b, 0.5) / b) / 64;
        const steady logarithm = steady_ln(whole * a);
        std::vector<node> out;
        out.reserve(static_cast<std::size_t>(reach) + 1);
        steady x = a / 6; // the mean, to begin with
        for (int i = 0; i <= reach; ++i) {
            const steady z = steady(-i) / per_one;
            const steady share = normal_below(z);
            const steady wanted = steady_ln(share) + logarithm;
            steady series;
            for (int step = 0; step < 20; ++step) { // Newton's method for the logarithms, which are nearly linear in each other
                series = beta_series(a, x);
                const steady error = a * steady_ln(x) + b * steady_ln(steady(1) - x) + steady_ln(series) - wanted;
                steady change = error * (steady(1) - x) * series / a;
                if (change > 1) change = 1;
                if (change < -0.1) change = -0.1;
                x *= steady_exp(-change);
                if (x > 0.96) x = 0.96; // no median is higher: that of a = 5 is 0.871
                if (error < 1e-13 && error > -1e-13) break;
            }
            out.push_back({x, x * (steady(1) - x) * series / a * normal_density(z) / share});
        }
        return out;
    }

    double least_;
    double most_;
    double origin_ = 0;
    std::vector<cubic> cubics_{};
};

} // namespace detail
} // namespace v0
} // namespace cagr
