#!/usr/bin/env python3
"""Checks that mistakes do not compile, and that they fail for the reason meant.

    compile_fail.py FILE --compile "g++ -std=c++20"     check one file of tests/compile_fail
    compile_fail.py --self-test --compile ...           check that this script notices what it should

A file begins with what all its cases share (includes, using-directives). Then, for each case, code at namespace scope:

    // case: a quotient names its rounding
    // expect: operator/                   words (a regular expression) the compiler's message must contain
    // flags: -ffast-math                  optional: flags of the mistake alone
    // compiles:
    const auto right = divide(1, 3, {});   the positive control: the nearest right thing
    // does not compile:
    const auto wrong = decimal(1) / 3;

The controls of a file are compiled together, each in a namespace of its own, without warnings; every mistake is
compiled alone. With `// flags:` and nothing under `// does not compile:` the mistake is the control with those flags.
All in the compiled form, whose headers are quick to read.
"""
import argparse
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "tools"))
from compiling import ROOT, WARNINGS, compile_text, compiler, in_parallel, run

MARKS = {"// compiles:": "control", "// does not compile:": "mistake"}


class Case:
    def __init__(self, name, line):
        self.name, self.line, self.expect, self.flags = name, line, None, []
        self.control, self.mistake = [], []  # (line number, text)


def parse(path):
    shared, cases, into = [], [], None
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        stripped = text.strip()
        if stripped.startswith("// case:"):
            cases.append(Case(stripped[len("// case:"):].strip(), number))
            into = None
        elif not cases:
            shared.append((number, text))
        elif stripped.startswith("// expect:"):
            cases[-1].expect = stripped[len("// expect:"):].strip()
        elif stripped.startswith("// flags:"):
            cases[-1].flags = stripped[len("// flags:"):].split()
        elif stripped in MARKS:
            into = getattr(cases[-1], MARKS[stripped])
        elif into is not None:
            into.append((number, text))
        elif stripped and not stripped.startswith("//"):
            raise ValueError(f"{path}:{number}: code outside `// compiles:` and `// does not compile:`")
    for case in cases:
        if not case.expect or not any(text.strip() for _, text in case.control):
            raise ValueError(f"{path}:{case.line}: the case needs `// expect:` and code under `// compiles:`")
        if not any(text.strip() for _, text in case.mistake) and not case.flags:
            raise ValueError(f"{path}:{case.line}: the case needs code under `// does not compile:`, or flags")
    if not cases:
        raise ValueError(f"{path}: no cases")
    return shared, cases


def unit(path, lines):
    """The lines as a translation unit whose messages name the file they come from."""
    return "".join(f'#line {number} "{path}"\n{text}\n' for number, text in lines)


def check_file(path, command):
    """The problems found, and how many cases there are."""
    shared, cases = parse(path)
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        # What all cases share is precompiled: its headers are most of the work.
        header = pathlib.Path(folder) / "shared.hpp"
        header.write_text("#pragma once\n" + unit(path, shared), encoding="utf-8")
        suffix = ".pch" if "clang" in command[0] else ".gch"
        precompiled = run([*command, f"-I{ROOT / 'include'}", "-DCAGR_COMPILED", "-x", "c++-header", header, "-o", f"{header}{suffix}"])
        if precompiled.returncode != 0:
            return [f"{path}: what the cases share does not compile:\n{precompiled.stderr}"], len(cases)

        def attempt(lines, *flags):
            if flags:  # other flags than the precompiled header was made with
                return compile_text(command, unit(path, shared + lines), "-DCAGR_COMPILED", *flags)
            return compile_text(command, unit(path, lines), "-DCAGR_COMPILED", "-include", header)

        def check(case):
            lines = case.mistake if any(text.strip() for _, text in case.mistake) else case.control
            done = attempt(lines, *case.flags)
            if done.returncode == 0:
                return f"{path}:{case.line}: compiles, and must not: {case.name}"
            if not re.search(case.expect, done.stderr):
                return f"{path}:{case.line}: fails without a message that matches {case.expect!r}: {case.name}\n{done.stderr}"
            return None

        together = []
        for index, case in enumerate(cases):
            together += [(case.line, f"namespace case_{index} {{"), *case.control, (case.line, "}")]
        controls = attempt(together, *WARNINGS, "-Wno-unused", "-Wno-unused-const-variable")
        if controls.returncode != 0:
            problems.append(f"{path}: a control does not compile:\n{controls.stderr}")
        problems += [problem for problem in in_parallel(check, cases) if problem]
    return problems, len(cases)


def self_test(command):
    head = "struct number { number(int); };\nnumber operator+(number, number);\n"
    right = "// compiles:\nauto a = number(1) + 2;\n"
    trials = [
        ("// case: c\n// expect: operator-|invalid operands\n" + right + "// does not compile:\nauto b = number(1) - 2;\n", None),
        ("// case: c\n// expect: operator-|invalid operands\n" + right + "// does not compile:\nauto b = number(1) + 2;\n", "compiles, and must not"),
        ("// case: c\n// expect: operator-|invalid operands\n" + right + "// does not compile:\nauto b = numbr(1);\n", "without a message"),
        ("// case: c\n// expect: operator-|invalid operands\n// compiles:\nauto a = number(1) - 2;\n// does not compile:\nauto b = number(1) - 2;\n",
         "a control does not compile"),
        ("// case: c\n// expect: REFUSED\n// flags: -DREFUSE\n// compiles:\n#ifdef REFUSE\n#error REFUSED\n#endif\nnumber f();\n", None),
    ]
    failures = 0
    for text, reason in trials:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "trial.cpp"
            path.write_text(head + text, encoding="utf-8")
            problems, _ = check_file(path, command)
        if (reason is None) != (not problems) or (reason and not any(reason in problem for problem in problems)):
            failures += 1
            print(f"expected {reason!r}, got {problems}, for:\n{text}")
    print(f"{len(trials)} trials, {failures} wrong")
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?", type=pathlib.Path)
    parser.add_argument("--compile", required=True)
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    command = compiler(arguments.compile)
    if arguments.self_test:
        return self_test(command)
    problems, count = check_file(arguments.file, command)
    for problem in problems:
        print(problem)
    print(f"{count} mistakes, each with its control: {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
