#!/usr/bin/env python3
"""Compares the error codes of cagr/error.hpp with docs/errors.md.

    errors_documented.py

Every enumerator of errc has an id, which is its name as `E-...`, and an entry `## E-...` in docs/errors.md: an explanation, an example
and an output that shows the id. There is no other entry, and no text of the project names an id that does not exist.
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "tools"))
from compiling import ROOT

DOCUMENT = ROOT / "docs" / "errors.md"
# Whatever stands for several ids (`E-limit-*`) or for no failure at all.
NO_ID = {"E-unknown", "E-id"}


def main():
    problems = []
    header = (ROOT / "include/cagr/error.hpp").read_text(encoding="utf-8")
    body = re.search(r"enum class errc[^{]*\{(.*?)\};", header, re.S).group(1)
    codes = re.findall(r"^\s*([a-z]\w*),", re.sub(r"//.*", "", body), re.M)
    ids = dict(re.findall(r'case errc::(\w+): return "([^"]+)";', (ROOT / "include/cagr/impl/error.ipp").read_text(encoding="utf-8")))
    for code in codes:
        if ids.get(code) != "E-" + code.replace("_", "-"):
            problems.append(f"errc::{code} has the id {ids.get(code)}")

    text = DOCUMENT.read_text(encoding="utf-8")
    introduction, *sections = re.split(r"^## ", text, flags=re.M)
    entries = {section.split("\n", 1)[0].strip(): section.split("\n", 1)[1] for section in sections}
    if len(entries) != len(sections):
        problems.append("an entry stands twice in docs/errors.md")
    known = set(ids.values())
    problems += [f"{each} has no entry in docs/errors.md" for each in sorted(known - set(entries))]
    problems += [f"docs/errors.md has an entry {each}, which is no error" for each in sorted(set(entries) - known)]
    for each, entry in entries.items():
        blocks = re.findall(r"^```.*?\n(.*?)^```$", entry, re.S | re.M)
        if not entry.split("```")[0].strip():
            problems.append(f"the entry {each} explains nothing")
        # A message of a million digits is shown without its input, and so without its id.
        if len(blocks) == 0 or (not any(each in block for block in blocks) and ".message" not in blocks[0]):
            problems.append(f"the entry {each} has no example that prints it")
        if introduction.count(f"`{each}`") == 0:
            problems.append(f"{each} is missing in the table at the head of docs/errors.md")

    named = 0
    for folder in ("include", "src", "docs", "examples", "README.md", "CHANGELOG.md"):
        path = ROOT / folder
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix not in (".hpp", ".ipp", ".cpp", ".md", ".expected"):
                continue
            for found in re.findall(r"\bE-[a-z][a-z0-9-]*(?![a-z0-9*-])", file.read_text(encoding="utf-8")):
                named += 1
                if found not in known | NO_ID and not found.endswith("-"):
                    problems.append(f"{file.relative_to(ROOT)} names {found}, which is no error")
    for problem in problems:
        print(problem)
    print(f"{len(codes)} error codes, {len(entries)} entries, {named} ids named, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
