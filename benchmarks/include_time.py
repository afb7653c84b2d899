#!/usr/bin/env python3
"""Times the compilation of a file that only includes cagr/cagr.hpp, against one that includes Boost's cpp_int.hpp.

    include_time.py --json build/bench.json --compiler g++ [--boost DIR] [--rounds N]

Both are only checked (-fsyntax-only), cagr in its compiled form. The user time of each is taken in alternating rounds, and
the ratio within a round; the medians are printed as cagr_bench prints its own, and join its rows in the JSON file.
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = "include, the whole core (compiled form)"
PEER = "Boost cpp_int.hpp"
REACH = 2.0  # at most half of the peer's time


def user_time(command, header):
    """The user time in seconds of the compiler over a file with this one line, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, input=f"#include <{header}>\n", text=True, env=dict(os.environ, LC_ALL="C"), check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def measure(compiler, boost, rounds):
    check = [compiler, "-std=c++20", "-fsyntax-only"]
    ours = [*check, "-DCAGR_COMPILED", f"-I{ROOT / 'include'}", "-x", "c++", "-"]
    theirs = [*check, *([f"-I{boost}"] if boost else []), "-x", "c++", "-"]
    times = []
    for _ in range(rounds + 1):
        times.append((user_time(ours, "cagr/cagr.hpp"), user_time(theirs, "boost/multiprecision/cpp_int.hpp")))
    times = times[1:]  # the first reads the files
    ratios = [theirs / ours for ours, theirs in times]
    lower, ratio, upper = statistics.quantiles(ratios, n=4, method="inclusive")
    return {"work": WORK, "peer": PEER,
            "ours_ns": statistics.median(ours for ours, _ in times) * 1e9,
            "peer_ns": statistics.median(theirs for _, theirs in times) * 1e9,
            "ratio": ratio, "ratio_quartiles": [lower, upper], "reach": REACH, "same": None}


def shown(row):
    verdict = f"{REACH:g}x {'met' if row['ratio'] >= REACH else 'below'}"
    quartiles = "{:.2f}-{:<6.2f}".format(*row["ratio_quartiles"]).rjust(13)
    return (f"\n{row['work']:<56.56} ours {row['ours_ns'] / 1e6:9.1f} ms\n"
            f"  {PEER:<29.29} {row['peer_ns'] / 1e6:9.1f} {row['ratio']:7.2f}x {quartiles} {verdict}")


def four_digits(value):
    if isinstance(value, list):
        return [four_digits(each) for each in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value


def merge(path, row):
    """The file with this row as its last, in the form in which cagr_bench writes it: a row a line."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data["rows"] = [each for each in data["rows"] if each["work"] != WORK] + [{name: four_digits(value) for name, value in row.items()}]
    fields = []
    for name, value in data.items():
        if isinstance(value, list):
            lines = ",\n".join("    " + json.dumps(each) for each in value)
            fields.append(f"  {json.dumps(name)}: [\n{lines}\n  ]" if lines else f"  {json.dumps(name)}: []")
        else:
            fields.append(f"  {json.dumps(name)}: {json.dumps(value)}")
    path.write_text("{\n" + ",\n".join(fields) + "\n}\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", required=True, type=pathlib.Path)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--boost", default="")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    try:
        row = measure(arguments.compiler, arguments.boost, arguments.rounds)
    except (OSError, subprocess.CalledProcessError) as failure:
        print(f"include_time.py: {failure}", file=sys.stderr)
        return 1
    print(shown(row))
    merge(arguments.json, row)
    return 0


if __name__ == "__main__":
    sys.exit(main())
