#!/usr/bin/env python3
"""Checks that a program prints the same bits whichever compiler built it, for whichever processor.

    reproducible.py tests/reproducible/NAME.cpp --compile "g++ -std=c++20" [--update]

The program is built, header-only, with the compiler given at -O0 and with every compiler that is found (g++, clang++, and those with a
version in their names) at -O2 or -O3, with all that this processor has, -mfma and -ffp-contract=fast. Each build must print NAME.expected; at
least two builds are needed, one of them with fused multiplication where the processor can do it.

As a control, the headers are copied without the barriers of detail/steady.hpp: built for fusing, they must print something else, since
else nothing here would show that a compiler fuses. --update writes NAME.expected from the first build.
"""
import argparse
import pathlib
import platform
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "tools"))
from compiling import ROOT, compiler, in_parallel, run

BARRIER = re.compile(r'^\s*asm\(""[^;]*;$', re.M)
COMPILERS = ["g++", "clang++"] + [f"{name}-{version}" for name in ("g++", "clang++") for version in range(12, 25)]


def has_fma():
    if platform.machine() in ("aarch64", "arm64"):
        return True
    cpu = pathlib.Path("/proc/cpuinfo")
    return cpu.exists() and re.search(r"^flags\b.*\bfma\b", cpu.read_text(encoding="utf-8"), re.M) is not None


def builds(command, fma):
    """(compiler and flags, whether it may fuse), each compiler once."""
    native = ["-march=native"] + (["-mfma"] if platform.machine() == "x86_64" else []) if fma else []
    yield [*command, "-O0"], False
    seen = set()
    for index, name in enumerate(COMPILERS):
        found = shutil.which(name)
        if not found or pathlib.Path(found).resolve() in seen:
            continue
        seen.add(pathlib.Path(found).resolve())
        more = ["-ffp-contract=fast"] if index % 2 == 0 else []
        yield [name, "-std=c++20", "-O3" if "g++" == name[:3] else "-O2", *native, *more], fma


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--compile", required=True)
    parser.add_argument("--boost", default="")
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    source, fma = arguments.source.resolve(), has_fma()
    expected = source.with_suffix(".expected")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def output(item):
            index, (command, _), include = item
            program = folder / f"program{index}"
            done = run([*command, *arguments.boost.split(), f"-I{include}", "-pthread", source, "-o", program])
            return done if done.returncode else run([program])

        unguarded = folder / "include"
        shutil.copytree(ROOT / "include", unguarded)
        header = unguarded / "cagr/detail/steady.hpp"
        text, removed = BARRIER.subn("", header.read_text(encoding="utf-8"))
        header.write_text(text, encoding="utf-8")
        all_builds = list(builds(compiler(arguments.compile), fma))
        work = [(index, build, ROOT / "include") for index, build in enumerate(all_builds)]
        if fma:
            work += [(len(work), (all_builds[1][0] + ["-ffp-contract=fast"], True), unguarded)]
        outputs = in_parallel(output, work)

    problems = [] if removed else ["detail/steady.hpp has no barriers to take out"]
    if arguments.update:
        expected.write_text(outputs[0].stdout, encoding="utf-8")
    wanted = expected.read_text(encoding="utf-8")
    if len(all_builds) < 2:
        problems.append("only one compiler was found; two builds are needed")
    for (_, (command, _), include), done in zip(work, outputs):
        name = " ".join(command)
        if done.returncode:
            problems.append(f"{name}: {done.stderr}")
        elif include == unguarded:
            if done.stdout == wanted:
                problems.append(f"{name}: without its barriers it prints the same; nothing shows that they are needed")
        elif done.stdout != wanted:
            differing = [f"{a}\n{b}" for a, b in zip(wanted.splitlines(), done.stdout.splitlines()) if a != b]
            problems.append(f"{name} prints other bits; the first of {len(differing)} lines:\n" + "".join(differing[:1]))
    for problem in problems:
        print(problem)
    print(f"{len(all_builds)} builds, {sum(1 for _, fuses in all_builds if fuses)} of them with fused multiplication: {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
