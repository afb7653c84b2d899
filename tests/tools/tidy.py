#!/usr/bin/env python3
"""clang-tidy over the library (each form), the program, the examples and one test file; several at a time.

    tidy.py --clang-tidy clang-tidy-14 --build build [--jobs N] [--all]

Headers are checked through the files that include them; --all adds every test and benchmark. What gcc alone
understands in the recorded commands (precompiled headers) is left out. A file found clean is not checked again until
its preprocessed text, its command or .clang-tidy changes.
"""
import argparse
import hashlib
import json
import os
import pathlib
import shlex
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from compiling import ROOT, in_parallel, run


def cleaned(command):
    """The recorded command without the compiler cache, warnings and precompiled headers."""
    words, kept, skip = shlex.split(command), [], 0
    while os.path.basename(words[0]) == "ccache":
        words = words[1:]
    for index, word in enumerate(words):
        if skip:
            skip -= 1
        elif word == "-include" and "cmake_pch" in words[index + 1]:
            skip = 1
        elif word.startswith("-W"):
            continue
        else:
            kept.append(word)
    return kept


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clang-tidy", default="clang-tidy-14")
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--checks", default="")
    arguments = parser.parse_args()

    configuration = (ROOT / ".clang-tidy").read_text(encoding="utf-8")
    wanted, seen = [], set()
    for entry in json.loads((arguments.build / "compile_commands.json").read_text(encoding="utf-8")):
        file = pathlib.Path(entry["file"])
        try:
            inside = file.resolve().relative_to(ROOT).as_posix()
        except ValueError:
            continue
        form = "CAGR_COMPILED" in entry["command"]
        chosen = inside.startswith(("src/", "examples/")) or (inside == "tests/linking/one.cpp" and not form)
        if arguments.all:
            chosen = inside.startswith(("src/", "examples/", "tests/", "benchmarks/"))
        if not chosen or inside in seen or "cmake_pch" in inside:
            continue
        seen.add(inside)
        wanted.append((inside, dict(entry, command=shlex.join(cleaned(entry["command"])))))

    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "compile_commands.json").write_text(json.dumps([entry for _, entry in wanted]), encoding="utf-8")

        def check(item):
            begin = time.monotonic()
            words = shlex.split(item[1]["command"])
            text = run([*words[:words.index("-o")], "-E", item[1]["file"]]).stdout
            known = "\0".join([text, item[1]["command"], configuration, arguments.checks])
            stamp = arguments.build / "tidy" / hashlib.sha256(known.encode()).hexdigest()[:24]
            if text and stamp.exists():
                return item[0], 0, "", "", 0.0
            command = [arguments.clang_tidy, "-p", folder, "--quiet", f"--config-file={ROOT / '.clang-tidy'}"]
            if arguments.checks:
                command.append(f"--checks={arguments.checks}")
            done = run([*command, item[1]["file"]])
            if done.returncode == 0:
                stamp.parent.mkdir(exist_ok=True)
                stamp.touch()
            return item[0], done.returncode, done.stdout, done.stderr, time.monotonic() - begin

        failed = 0
        reported = set()
        # The longest first: cagr.cpp, which has every definition.
        for name, code, out, err, seconds in in_parallel(check, sorted(wanted, key=lambda item: item[0] != "src/cagr.cpp"), arguments.jobs):
            new = [block for block in out.split("\n/") if block.split("\n")[0] not in reported]
            reported.update(block.split("\n")[0] for block in new)
            failed += 1 if code != 0 else 0
            print(f"{'found something' if code else 'clean'}: {name} ({seconds:.0f} s)", flush=True)
            if code != 0:
                print("\n/".join(new).rstrip() or err)
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
