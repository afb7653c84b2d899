#!/usr/bin/env python3
"""Checks the direction of every #include line: headers depend on the layers below them only.

    layers.py [--root DIR]    check the project
    layers.py --self-test     check that forbidden includes are caught

`ALLOWED` names what each public header may reach. Files under detail/ and impl/ count with the headers
that include them: whatever they reach, those headers reach. Further rules:
  - leaves (format, ostream, io/*, testing/*, ...) may include the core; nothing includes a leaf
  - fmt, Boost, GMP, Catch2 and iostreams stay where RULES says
  - impl/NAME.ipp is included by its header under `!defined(CAGR_COMPILED)`, by other .ipp files and by src/cagr.cpp,
    and src/cagr.cpp reaches every .ipp
  - the program, the examples and the linking tests use no detail/ or impl/ file
"""
import argparse
import pathlib
import re
import sys
import tempfile

# header -> the public headers directly below it; everything below those is allowed too.
BELOW = {
    "error": [],
    "count": ["error"],
    "decimal": ["count"],
    "period": ["count"],
    "language": ["error"],
    "figure": ["decimal", "period", "language"],
    "growth": ["figure"],
    "growth_interval": ["growth"],
    "fraction": ["growth"],
    "growth_path": ["fraction"],
    "forecast": ["growth"],
    "claim": ["forecast"],
    "audit": ["claim", "growth_interval"],
    "lineup": ["audit"],
    "model": ["forecast", "growth_path"],
    "scenario": ["model"],
    "sensitivity": ["scenario"],
    "trend": ["growth"],
    # Includes the whole core and is included by no header of it.
    "cagr": ["lineup", "sensitivity", "trend"],
}
LEAVES = ("format", "ostream", "batch", "simulation", "boost", "io/", "testing/")

# What may include a foreign header, by the header's first path component or its name.
RULES = [
    (re.compile(r"^boost/"), ("impl/", "detail/", "boost"), "Boost stays behind the definitions (impl/*.ipp, detail/)"),
    (re.compile(r"^fmt/"), ("format",), "only format.hpp includes fmt"),
    (re.compile(r"^catch2/"), ("testing/",), "only testing/ includes Catch2"),
    (re.compile(r"^(iostream|ostream|istream|sstream|fstream|iomanip)$"), ("ostream", "io/", "testing/"),
     "streams stay in ostream.hpp and the leaves"),
    (re.compile(r"^(gmp|gmpxx|mpfr|bid_functions)\.h$"), (), "the library needs neither GMP nor MPFR nor Intel's library"),
    (re.compile(r"^locale$"), (), "the locale never matters"),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def closure(name, seen=None):
    seen = set() if seen is None else seen
    for below in BELOW.get(name, []):
        if below not in seen:
            seen.add(below)
            closure(below, seen)
    return seen


def is_leaf(name):
    return any(name == leaf or (leaf.endswith("/") and name.startswith(leaf)) for leaf in LEAVES)


def is_private(name):
    return name.startswith(("impl/", "detail/"))


class Tree:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.include = self.root / "include" / "cagr"
        self.files = {}  # name below include/cagr, with its suffix -> [(line, included)]
        self.problems = []
        for path in sorted(self.include.rglob("*")):
            if path.suffix in (".hpp", ".ipp"):
                self.files[path.relative_to(self.include).as_posix()] = self.lines(path)

    def lines(self, path):
        found = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            if match.group(1) == '"' and self.include in path.parents:
                self.problem(path, number, f'"{match.group(2)}" in quotes: headers include <cagr/...>')
            found.append((number, match.group(2)))
        return found

    def problem(self, path, number, text):
        path = pathlib.Path(path)
        where = path.relative_to(self.root) if path.is_absolute() or self.root in path.parents else path
        self.problems.append(f"{where}:{number}: {text}")

    def reached(self, file, trail=(), seen=None):
        """Public headers a file includes, itself or through detail/ and impl/, with the line that does it."""
        seen = set() if seen is None else seen
        for number, included in self.files[file]:
            if not included.startswith("cagr/"):
                continue
            name = included[len("cagr/"):]
            if name not in self.files:
                self.problem(self.include / file, number, f"<{included}> does not exist")
            elif is_private(name):
                if name not in seen:
                    seen.add(name)
                    yield from self.reached(name, trail + (file,), seen)
            else:
                yield file, number, name

    def check(self):
        for file, includes in self.files.items():
            for number, included in includes:
                stem = file.rsplit(".", 1)[0]
                # A definition file counts as its header: impl/ostream.ipp is where ostream.hpp may be.
                base = stem[len("impl/"):] if stem.startswith("impl/") else stem
                for pattern, where, why in RULES:
                    allowed = any(part == base or (part.endswith("/") and (file.startswith(part) or base.startswith(part)))
                                  for part in where)
                    if pattern.match(included) and not allowed:
                        self.problem(self.include / file, number, f"<{included}>: {why}")
        for file in self.files:
            if is_private(file):
                continue
            name = file.rsplit(".", 1)[0]
            if not is_leaf(name) and name not in BELOW:
                self.problem(self.include / file, 1, f"{file} has no layer: name what lies below it in {pathlib.Path(__file__).name}")
                continue
            allowed = set(BELOW) if is_leaf(name) else closure(name)
            for by, number, other in self.reached(file):
                other_name = other.rsplit(".", 1)[0]
                if other_name == name and by != file:
                    continue  # a definition file includes its own header
                if is_leaf(other_name):
                    self.problem(self.include / by, number, f"{file} reaches <cagr/{other}>, a leaf: nothing includes a leaf")
                elif other_name not in allowed:
                    self.problem(self.include / by, number, f"{file} reaches <cagr/{other}>, which is not below it")
        self.check_definitions()
        self.check_users()
        return self.problems

    def check_definitions(self):
        includers = {}
        for file, includes in self.files.items():
            for number, included in includes:
                if included.startswith("cagr/impl/"):
                    name = included[len("cagr/"):]
                    includers.setdefault(name, []).append(file)
                    if file.startswith("impl/"):
                        continue
                    if "impl/" + file.rsplit(".", 1)[0] + ".ipp" != name:
                        self.problem(self.include / file, number, f"<{included}> belongs to another header")
                    text = (self.include / file).read_text(encoding="utf-8").splitlines()
                    if number < 2 or text[number - 2].strip() != "#if !defined(CAGR_COMPILED)":
                        self.problem(self.include / file, number, "the line above is not `#if !defined(CAGR_COMPILED)`")
        source = self.root / "src" / "cagr.cpp"
        compiled = {name[len("cagr/"):] for _, name in self.lines(source)} if source.exists() else set()
        todo = [name for name in compiled if name.startswith("impl/") and name in self.files]
        seen = set(todo)
        while todo:
            for _, included in self.files[todo.pop()]:
                name = included[len("cagr/"):] if included.startswith("cagr/impl/") else None
                if name in self.files and name not in seen:
                    seen.add(name)
                    todo.append(name)
        for file in self.files:
            if file.startswith("impl/"):
                if file not in seen:
                    self.problem(source, 1, f"does not compile <cagr/{file}>")
                if file not in includers:
                    self.problem(self.include / file, 1, "no header includes this file")

    def check_users(self):
        for folder in ("src/cli", "examples", "tests/linking", "tests/consumer"):
            for path in sorted((self.root / folder).rglob("*.[ch]pp")):
                for number, included in self.lines(path):
                    if included.startswith(("cagr/detail/", "cagr/impl/")):
                        self.problem(path, number, f"<{included}> is private to the library")


def self_test():
    """Small trees with one mistake each; the good one must pass, every other must be caught with its reason."""
    good = {
        "include/cagr/detail/config.hpp": "",
        "include/cagr/detail/limbs.hpp": "#include <cagr/detail/config.hpp>\n#include <boost/x.hpp>\n",
        "include/cagr/error.hpp": "#include <cagr/detail/config.hpp>\n",
        "include/cagr/count.hpp": "#include <cagr/error.hpp>\n",
        "include/cagr/decimal.hpp": "#include <cagr/count.hpp>\n#if !defined(CAGR_COMPILED)\n#include <cagr/impl/decimal.ipp>\n#endif\n",
        "include/cagr/impl/decimal.ipp": "#include <cagr/decimal.hpp>\n#include <cagr/detail/limbs.hpp>\n#include <boost/y.hpp>\n",
        "include/cagr/period.hpp": "#include <cagr/count.hpp>\n",
        "include/cagr/growth.hpp": "#include <cagr/decimal.hpp>\n#include <cagr/period.hpp>\n",
        "include/cagr/format.hpp": "#include <cagr/growth.hpp>\n#include <fmt/core.h>\n",
        "include/cagr/testing/catch2.hpp": "#include <cagr/cagr.hpp>\n#include <catch2/catch.hpp>\n",
        "include/cagr/cagr.hpp": "#include <cagr/growth.hpp>\n",
        "src/cagr.cpp": "#include <cagr/impl/decimal.ipp>\n",
        "examples/a.cpp": "#include <cagr/cagr.hpp>\n",
    }
    mistakes = [
        ("include/cagr/decimal.hpp", "#include <cagr/growth.hpp>", "not below"),
        ("include/cagr/decimal.hpp", "#include <cagr/period.hpp>", "not below"),
        ("include/cagr/period.hpp", "#include <cagr/decimal.hpp>", "not below"),
        ("include/cagr/impl/decimal.ipp", "#include <cagr/growth.hpp>", "decimal.hpp reaches <cagr/growth.hpp>"),
        ("include/cagr/detail/config.hpp", "#include <cagr/decimal.hpp>", "error.hpp reaches <cagr/decimal.hpp>"),
        ("include/cagr/growth.hpp", "#include <cagr/format.hpp>", "nothing includes a leaf"),
        ("include/cagr/format.hpp", "#include <cagr/testing/catch2.hpp>", "nothing includes a leaf"),
        ("include/cagr/growth.hpp", "#include <cagr/cagr.hpp>", "not below"),
        ("include/cagr/growth.hpp", "#include <boost/x.hpp>", "Boost stays"),
        ("include/cagr/growth.hpp", "#  include <fmt/core.h>", "only format.hpp"),
        ("include/cagr/growth.hpp", "#include <iostream>", "streams stay"),
        ("include/cagr/impl/decimal.ipp", "#include <iomanip>", "streams stay"),
        ("include/cagr/growth.hpp", '#include "decimal.hpp"', "in quotes"),
        ("include/cagr/growth.hpp", "#include <cagr/missing.hpp>", "does not exist"),
        ("include/cagr/growth.hpp", "#include <cagr/impl/decimal.ipp>", "belongs to another header"),
        ("include/cagr/novelty.hpp", "", "has no layer"),
        ("include/cagr/impl/orphan.ipp", "", "no header includes"),
        ("include/cagr/impl/orphan.ipp", "", "does not compile"),
        ("examples/a.cpp", "#include <cagr/detail/limbs.hpp>", "private to the library"),
    ]
    failures = 0
    for index, (file, line, reason) in enumerate([(None, "", "")] + mistakes):
        with tempfile.TemporaryDirectory() as folder:
            tree = dict(good)
            if file:
                tree[file] = tree.get(file, "") + line + "\n"
            for name, text in tree.items():
                path = pathlib.Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            problems = Tree(folder).check()
        caught = any(reason in problem for problem in problems) if file else not problems
        if not caught:
            failures += 1
            print(f"self-test {index}: {line!r} in {file}: expected {reason!r}, got {problems}")
    print(f"{len(mistakes)} forbidden includes tried, {failures} not caught")
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    tree = Tree(arguments.root)
    problems = tree.check()
    for problem in problems:
        print(problem)
    print(f"{len(tree.files)} headers and definition files checked, {len(problems)} problems")
    return 1 if problems or not tree.files else 0


if __name__ == "__main__":
    sys.exit(main())
