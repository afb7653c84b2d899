// What it answers: what the definitions see of a growth path.
// What it needs: growth_path.hpp.
// Example: const decimal& capacity = path_access::amounts(path)[0];
#pragma once

#include <cagr/growth_path.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

struct path_access {
    static const std::vector<rate>& rates(const growth_path& p) noexcept { return p.rates_; }
    static const std::vector<period>& periods(const growth_path& p) noexcept { return p.periods_; }
    static const std::optional<period>& begins(const growth_path& p) noexcept { return p.begins_; }
    static const std::vector<decimal>& amounts(const growth_path& p) noexcept { return p.amounts_; }
    static std::uint64_t launched(const growth_path& p) noexcept { return p.launched_; }
};

} // namespace detail
} // namespace v0
} // namespace cagr
