#!/usr/bin/env python3
"""Makes include/cagr/detail/log_table.hpp out of whole numbers, and checks that the file is what it makes.

    log_table.py > include/cagr/detail/log_table.hpp
    log_table.py --check FILE
"""
import pathlib
import sys

BITS = 256
GUARD = 64

HEAD = """\
// What it answers: the logarithms that those of words are put together from, cut to 256 bits. Made by tests/tools/log_table.py.
// What it needs: limbs.hpp; included by definitions only, never by a public header.
// Example: log_table_1[64] is -ln(10923/2^14) * 2^256, cut downwards, least significant limb first
#pragma once

#include <cagr/detail/limbs.hpp>

namespace cagr {
inline namespace v0 {
namespace detail {

/// A fraction of 256 bits, least significant limb first; a negative one plus 1.
struct log_entry {
    limb limbs[4];
};

/// The fractions of ln 2 and of ln 10 = 2 + ..., cut downwards.
inline constexpr log_entry fraction_of_ln_2 = %s;
inline constexpr log_entry fraction_of_ln_10 = %s;

inline constexpr std::size_t log_middle_2 = 75; ///< the index of 0 in the second table
inline constexpr std::size_t log_middle_3 = 65; ///< and in the third
"""

TAIL = """\

} // namespace detail
} // namespace v0
} // namespace cagr
"""


def logarithm(numerator, denominator):
    """floor(ln(numerator / denominator) * 2^BITS): by 2 atanh((n - d) / (n + d)), with bits to spare."""
    one = 1 << (BITS + GUARD)
    twos = 0
    while numerator > 2 * denominator:
        denominator *= 2
        twos += 1
    n, d = numerator - denominator, numerator + denominator
    power, total, i = one * n // d, 0, 1
    while power not in (0, -1):
        total += power // i
        power = power * n * n // (d * d)
        i += 2
    low = (2 * total + (twos * logarithm_of_two() if twos else 0)) >> GUARD
    # Every quotient was cut by less than 1, and what is left out is less than that: the bits to spare tell that no unit is lost.
    rest = (2 * total + (twos * logarithm_of_two() if twos else 0)) & ((1 << GUARD) - 1)
    assert numerator == denominator or 1 << 40 < rest < (1 << GUARD) - (1 << 40)
    return low


def logarithm_of_two():
    total, power, i = 0, (1 << (BITS + GUARD)) // 3, 1
    while power:
        total += power // i
        power //= 9
        i += 2
    return 2 * total


def reciprocal(i):
    """2^14 / (1 + i/128), rounded."""
    return ((1 << 22) + (128 + i)) // (2 * (128 + i))


def entry(value):
    value %= 1 << BITS
    return "{%s}" % ", ".join("0x%016x" % (value >> shift & 0xFFFFFFFFFFFFFFFF) for shift in range(0, BITS, 64))


def table(name, what, values):
    rows = "".join("    {%s},\n" % entry(value) for value in values)
    return "\n/// %s\ninline constexpr log_entry %s[] = {\n%s};\n" % (what, name, rows)


def header():
    out = HEAD % ("{%s}" % entry(logarithm(2, 1)), "{%s}" % entry(logarithm(10, 1)))
    out += table("log_table_1", "-ln(a/2^14) for a = 2^14/(1 + i/128), rounded; i from 0 to 128.",
                 [logarithm(1 << 14, reciprocal(i)) for i in range(129)])
    for name, bits, most in (("log_table_2", 14, 75), ("log_table_3", 21, 65)):
        out += table(name, "-ln(1 - j/2^%d), j from -%d to %d." % (bits, most, most),
                     [logarithm(1 << bits, (1 << bits) - j) for j in range(-most, most + 1)])
    return out + TAIL


def main():
    if sys.argv[1:2] == ["--check"] and len(sys.argv) == 3:
        same = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8") == header()
        print("log_table: " + ("the table is what this script makes" if same else "the table is not what this script makes"))
        return 0 if same else 1
    if sys.argv[1:]:
        print(__doc__)
        return 2
    sys.stdout.write(header())
    return 0


if __name__ == "__main__":
    sys.exit(main())
