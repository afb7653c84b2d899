#!/usr/bin/env python3
"""Runs one example and compares what it prints, byte for byte, with the .expected file beside its source.

    examples.py examples/NAME.cpp --program build/bin/NAME [--update]

An example is under 60 lines, exits with 0 and writes nothing to stderr. --update writes the .expected file.
"""
import argparse
import difflib
import pathlib
import re
import subprocess
import sys

# Catch2 3 begins with the seed of its random order, Catch2 2 does not: no part of what an example shows.
SEED_LINE = re.compile(rb"^Randomness seeded to: \d+\n", re.M)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    source, problems = arguments.source, []

    lines = len(source.read_text(encoding="utf-8").splitlines())
    if lines >= 60:
        problems.append(f"{source.name} has {lines} lines; an example has fewer than 60")
    done = subprocess.run([str(arguments.program.resolve())], capture_output=True, timeout=60, check=False, cwd=source.resolve().parent)
    printed = SEED_LINE.sub(b"", done.stdout)
    expected_file = source.with_suffix(".expected")
    if arguments.update:
        expected_file.write_bytes(printed)
    if done.returncode != 0:
        problems.append(f"exit code {done.returncode}; expected 0")
    if done.stderr:
        problems.append(f"stderr: {done.stderr.decode(errors='replace')}")
    if not expected_file.exists():
        problems.append(f"there is no {expected_file.name}")
    elif printed != expected_file.read_bytes():
        expected = expected_file.read_bytes().decode(errors="replace").splitlines(keepends=True)
        lines = printed.decode(errors="replace").splitlines(keepends=True)
        problems.append("".join(difflib.unified_diff(expected, lines, expected_file.name, "printed")) or "bytes differ")
    for problem in problems:
        print(f"{source.name}: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
