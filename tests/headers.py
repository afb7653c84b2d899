#!/usr/bin/env python3
"""Every header compiles alone and included twice, without a warning, and pulls in nothing it should not.

    headers.py --form header_only|compiled --compile "g++ -std=c++20" [--boost "-isystem DIR"]

For each public header: a translation unit with nothing but the header, twice; so for the headers of detail/ in the
compiled form (in the other a definition file may stand between them and what they need). What a header includes is
checked as well: outside format.hpp no fmt; outside io/ and testing/ no <iostream>; in the compiled form no Boost
anywhere, so that none is needed where it is not installed.
"""
import argparse
import pathlib
import re
import shlex
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "tools"))
from compiling import ROOT, WARNINGS, compile_text, compiler, in_parallel, run

FOREIGN = {"Boost": re.compile(r"/boost/"), "fmt": re.compile(r"/fmt/"),
           "<iostream>": re.compile(r"/iostream$"), "Catch2": re.compile(r"/catch2/")}


def may_include(header, form):
    """The foreign headers this one is for. Boost's cpp_int.hpp includes <iostream> for its own operators: it comes
    along with Boost, and only with it (layers.py checks that no header of cagr names it). A header of
    detail/ may need Boost as long as no public header brings it into a user's file in the compiled form."""
    allowed = set()
    if form == "header_only" or header.startswith("detail/"):
        allowed |= {"Boost", "<iostream>"}
    if header.startswith("testing/"):
        allowed |= {"Catch2", "<iostream>", "fmt"}
    if header == "format.hpp":
        allowed |= {"fmt", "<iostream>"}  # fmt decides for itself what it needs
    if header.startswith("io/"):
        allowed.add("<iostream>")
    return allowed


def check(header, form, command, boost):
    flags = ["-DCAGR_COMPILED"] if form == "compiled" else shlex.split(boost)
    text = f"#include <cagr/{header}>\n" * 2
    compiled = compile_text(command, text, *WARNINGS, *flags)
    if compiled.returncode != 0 or compiled.stderr:
        return f"<cagr/{header}> does not compile alone, twice:\n{compiled.stderr}"
    listed = run([*command, f"-I{ROOT / 'include'}", *flags, "-M", "-x", "c++", "-"], input=text)
    files = listed.stdout.replace("\\\n", " ").split()
    for name, pattern in FOREIGN.items():
        hits = [file for file in files if pattern.search(file)]
        if hits and name not in may_include(header, form):
            return f"<cagr/{header}> pulls in {name}: {hits[0]}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--form", choices=("header_only", "compiled"), required=True)
    parser.add_argument("--compile", required=True)
    parser.add_argument("--boost", default="")
    arguments = parser.parse_args()
    include = ROOT / "include" / "cagr"
    headers = sorted(path.relative_to(include).as_posix() for path in include.rglob("*.hpp"))
    if arguments.form == "header_only":
        headers = [header for header in headers if not header.startswith("detail/")]
    command = compiler(arguments.compile)
    problems = [problem for problem in in_parallel(lambda header: check(header, arguments.form, command, arguments.boost), headers)
                if problem]
    for problem in problems:
        print(problem)
    print(f"{len(headers)} headers compiled alone ({arguments.form}), {len(problems)} problems")
    return 1 if problems or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
