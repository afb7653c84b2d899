// What it answers: how the library's values print on a std::ostream.
// What it needs: error.hpp, decimal.hpp, figure.hpp, growth.hpp and period.hpp.
// Example: std::cout << std::setw(8) << std::right << 62.35_dec << ' ' << 40.2_pct << '\n';   //    62.35 40.2%
#pragma once

#include <cagr/decimal.hpp>
#include <cagr/error.hpp>
#include <cagr/figure.hpp>
#include <cagr/growth.hpp>
#include <cagr/period.hpp>

#include <ostream>

namespace cagr {
inline namespace v0 {

/// Each prints what `to_string` gives, padded to the stream's width with its fill. The stream's precision and
/// locale play no part: rounding is asked for by name, `os << to_string(d, 2, rounding::half_up)`.
inline std::ostream& operator<<(std::ostream& os, const decimal& d) { return os << to_string(d); }
inline std::ostream& operator<<(std::ostream& os, const rate& r) { return os << to_string(r); }
inline std::ostream& operator<<(std::ostream& os, const period& p) { return os << to_string(p); }
inline std::ostream& operator<<(std::ostream& os, const figure& f) { return os << to_string(f); }
inline std::ostream& operator<<(std::ostream& os, const error& e) { return os << to_string(e); }
inline std::ostream& operator<<(std::ostream& os, rounding mode) { return os << to_string(mode); }

} // namespace v0
} // namespace cagr
