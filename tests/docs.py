#!/usr/bin/env python3
"""Runs every fenced block of a Markdown document and compares what it prints with what the document shows.

    docs.py FILE.md --program build/bin/cagr --library libcagr.a --catch-main main.o --compile "g++ -std=c++20" --cache DIR
    docs.py --self-test

The first word after the fence is the block's kind:

  cpp      With `int main` it is a complete program: compiled (against the compiled form) and run, exit code 0.
           With TEST_CASE it is a test file: compiled with Catch2's main and run; all its tests pass.
           Otherwise it is a fragment: the body of a function, after including every cagr header and
           `using namespace cagr; using namespace cagr::literals; using namespace std::chrono_literals;`.
           Its #include lines may stand in front. More words: `continue` - goes on in the function of the
           fragment before; `namespace` - declarations at namespace scope, for the fragments that follow;
           `exit=N` - a program or test file that ends with this code.
  text     Directly after a cpp block: exactly what that block prints on stdout. `output` means the same, and any
           other kind with the word `output` (```json output). A line `...` stands for any lines.
  sh       A session in bash. A line `$ COMMAND` runs (a trailing backslash continues it; the program and the examples
           are on the PATH, `./dev run ARGS` is the program too); the lines below it are exactly what it prints,
           stdout and stderr together. `$ echo $?` shows the exit code. `...` as above. All sessions of a document share a
           temporary directory, in which the project's files can be read under their relative names.

Words for any kind:

  file=NAME    saved under NAME in that directory before anything runs
  from=PATH    not run: its lines are a region of this file of the project, which is tested where it is
  skip=REASON  not run, for the reason given (to the end of the line); counted and listed

A block of any other sort is a failure, and so is a relative link to a file that does not exist.
"""
import argparse
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "tools"))
from compiling import ROOT, compiler, in_parallel, run

FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*(.*?)\s*$")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SHELL = ("sh", "console", "bash")


class Block:
    def __init__(self, info, line):
        self.line, self.lines, self.output, self.words = line, [], None, {}
        before, found, reason = info.partition("skip=")
        if found:
            self.words["skip"] = reason.strip() or None
        parts = before.split()
        self.kind = parts[0] if parts else ""
        for part in parts[1:]:
            name, _, value = part.partition("=")
            self.words[name] = value

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


def parse(text):
    """The blocks of a document, in order; an output block is attached to the block it belongs to."""
    blocks, problems, block, fence, indent, directly = [], [], None, "", "", False
    for number, line in enumerate(text.splitlines(), 1):
        match = FENCE.match(line)
        if block is None:
            if match:
                indent, fence = match.group(1), match.group(2)
                block = Block(match.group(3), number)
                block.directly = directly
            elif line.strip():
                directly = False
                for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
                    blocks.append((number, target))
        elif match and match.group(2).startswith(fence) and not match.group(3):
            blocks.append(block)
            block, directly = None, True
        else:
            block.lines.append(line[len(indent):] if line.startswith(indent) else line.lstrip())
    if block is not None:
        problems.append((block.line, "the block is not closed"))
    links = [item for item in blocks if isinstance(item, tuple)]
    found = []
    for item in (item for item in blocks if isinstance(item, Block)):
        is_output = item.kind in ("text", "output") or "output" in item.words
        plain = not {"skip", "from", "file"} & set(item.words)
        if is_output and plain and item.directly and found and found[-1].kind == "cpp" and found[-1].output is None:
            found[-1].output = item
        else:
            found.append(item)
    return found, links, problems


def matches(expected, printed):
    """Whether the lines printed are those expected, `...` standing for any number of lines."""
    if "..." not in expected:
        return expected == printed
    cut = expected.index("...")
    if expected[:cut] != printed[:cut]:
        return False
    rest = expected[cut + 1:]
    return any(matches(rest, printed[start:]) for start in range(cut, len(printed) + 1))


def difference(expected, printed):
    def listed(lines):
        return "".join(f"    |{line}\n" for line in lines) or "    (nothing)\n"
    return f"  the document shows:\n{listed(expected)}  it printed:\n{listed(printed)}"


def contains_region(lines, region):
    region = [line.rstrip() for line in region if line.strip()]
    lines = [line.rstrip() for line in lines if line.strip()]
    indents = {len(line) - len(line.lstrip()) for line in lines}
    for indent in indents:
        shifted = [line[indent:] if not line[:indent].strip() else line for line in lines]
        if any(shifted[start:start + len(region)] == region for start in range(len(lines))):
            return True
    return False


class Document:
    def __init__(self, path, arguments, work):
        self.path, self.arguments, self.work = path, arguments, pathlib.Path(work)
        self.text = path.read_text(encoding="utf-8")
        self.problems, self.skipped, self.counts = [], [], {}

    def problem(self, line, text):
        self.problems.append(f"{self.path.name}:{line}: {text}")

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    # --- the program and the shell -------------------------------------------------------------------
    def environment(self):
        kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "BASH_ENV")}
        bin_dir = self.arguments.program.parent.resolve()
        return dict(kept, PATH=f"{bin_dir}:{kept.get('PATH', '')}", LC_ALL="C.UTF-8", HOME=str(self.work))

    def prepare(self):
        """The directory of the sessions: the project's own files by their relative names, and a ./dev that runs."""
        for entry in ROOT.iterdir():
            if not entry.name.startswith((".", "build")) and entry.name != "dev":
                (self.work / entry.name).symlink_to(entry)
        (self.work / "build").mkdir()
        (self.work / "build" / "bin").symlink_to(self.arguments.program.parent.resolve())
        match = re.search(r"^default_arguments=\((.*)\)$", (ROOT / "dev").read_text(encoding="utf-8"), re.M)
        (self.work / "dev").write_text(
            '#!/bin/bash\n[ "$1" = run ] || { echo "documented commands of ./dev: only run can be checked"; exit 99; }\n'
            f'shift\n[ $# -eq 0 ] && set -- {match.group(1)}\nexec cagr "$@"\n', encoding="utf-8")
        (self.work / "dev").chmod(0o755)

    def session(self, block):
        commands = []  # (line, command, expected lines)
        continued = False
        for offset, line in enumerate(block.lines, 1):
            if continued:
                commands[-1][1] += "\n" + (line[2:] if line.startswith("> ") else line)
                continued = line.endswith("\\")
            elif line.startswith("$ "):
                commands.append([block.line + offset, line[2:], []])
                continued = line.endswith("\\")
            elif not commands:
                self.problem(block.line, "the first line of a sh block is `$ COMMAND`; else it needs skip=REASON")
                return
            else:
                commands[-1][2].append(line)
        script = "exec 2>&1\nmark() { local status=$?; printf '\\001'; return $status; }\n"
        for _, command, _ in commands:
            script += f"{command}\nmark\n"
        done = subprocess.run(["bash", "-c", script], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, cwd=self.work,
                              env=self.environment(), timeout=120, check=False)
        outputs = done.stdout.decode("utf-8", errors="replace").split("\x01")
        for (line, command, expected), printed in zip(commands, outputs + [""] * len(commands)):
            self.count("commands")
            while expected and not expected[-1].strip():
                expected.pop()
            lines = printed.split("\n")
            while lines and not lines[-1].strip():
                lines.pop()
            if not matches(expected, lines):
                self.problem(line, f"$ {command}\n" + difference(expected, lines))

    # --- C++ ---------------------------------------------------------------------------------------------
    def build(self, text, with_catch):
        """The executable of this source, from the cache where nothing changed; or the compiler's messages."""
        arguments = self.arguments
        flags = ["-O0", "-DCAGR_COMPILED", "-DFMT_HEADER_ONLY", f"-I{ROOT / 'include'}"]
        link = ([str(arguments.catch_main)] if with_catch else []) + [str(arguments.library)]
        digest = hashlib.sha256("\0".join([text, *arguments.compiler, *flags, *link]).encode())
        for file in [arguments.library, *sorted((ROOT / "include").rglob("*.?pp"))]:
            digest.update(file.read_bytes())
        program = arguments.cache / digest.hexdigest()[:24]
        if not program.exists():
            source = self.work / f"{program.name}.cpp"
            source.write_text(text, encoding="utf-8")
            built = self.work / program.name
            done = run([*arguments.compiler, *flags, source, *link, f"-Wl,-rpath,{arguments.library.parent}", "-o", built])
            if done.returncode != 0:
                return None, done.stderr
            arguments.cache.mkdir(parents=True, exist_ok=True)
            built.rename(self.arguments.cache / f"{program.name}.{os.getpid()}")
            (self.arguments.cache / f"{program.name}.{os.getpid()}").rename(program)
        return program, ""

    def execute(self, block, output, program, *options):
        self.count("C++ blocks")
        done = subprocess.run([str(program), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.work,
                              env=self.environment(), timeout=120, check=False)
        expected_code = int(block.words.get("exit", "0"))
        if done.returncode != expected_code:
            self.problem(block.line, f"exit code {done.returncode}, expected {expected_code}\n"
                         + (done.stdout + done.stderr).decode(errors="replace"))
        elif output is not None:
            lines = done.stdout.decode("utf-8", errors="replace").splitlines()
            if not matches(output.lines, lines):
                self.problem(output.line, "the block above prints something else\n" + difference(output.lines, lines))

    def fragments_text(self, groups, declarations):
        headers = ["cagr/cagr.hpp", "cagr/format.hpp", "cagr/ostream.hpp", "fmt/core.h", "fmt/format.h", "chrono", "cstdio", "iostream",
                   "string", "vector", "stdexcept", "cstring", "cstdlib", "unordered_set", "map", "array"]
        text = "".join(f"#include <{header}>\n" for header in headers
                       if not header.startswith("cagr/") or (ROOT / "include" / header).exists())
        body = "using namespace cagr;\nusing namespace cagr::literals;\nusing namespace std::chrono_literals;\n"

        def numbered(block):
            nonlocal text
            lines = []
            for offset, line in enumerate(block.lines, 1):
                if re.match(r"\s*#\s*include", line):
                    text += line + "\n"
                    lines.append("")
                else:
                    lines.append(line)
            return f'#line {block.line + 1} "{self.path.name}"\n' + "".join(line + "\n" for line in lines)

        for block in declarations:
            body += numbered(block)
        for index, group in enumerate(groups):
            body += f"static void fragment_{index}() {{\n" + "".join(numbered(block) for block in group) + "}\n"
        body += '#line 1 "main"\nint main(int, char** argv) {\n    switch (std::atoi(argv[1])) {\n'
        body += "".join(f"    case {index}: fragment_{index}(); break;\n" for index in range(len(groups)))
        return text + body + "    default: break;\n    }\n}\n"

    def compile_and_run(self, blocks):
        groups, declarations, works = [], [], []
        for block in blocks:
            if "namespace" in block.words:
                declarations.append(block)
            elif re.search(r"\bint main\b|\bTEST_CASE\b", block.text):
                works.append(("program", block))
            elif "continue" in block.words and groups and groups[-1][-1].output is None:
                groups[-1].append(block)
            elif "continue" in block.words:
                self.problem(block.line, "there is no fragment to continue, or it already shows its output")
            else:
                groups.append([block])
        if groups or declarations:
            works.append(("fragments", None))

        def build(work):
            kind, block = work
            if kind == "fragments":
                return self.build(self.fragments_text(groups, declarations), False)
            return self.build(f'#line {block.line + 1} "{self.path.name}"\n{block.text}', "TEST_CASE" in block.text)

        for (kind, block), (program, messages) in zip(works, in_parallel(build, works)):
            if program is None:
                self.problem(block.line if block else groups[0][0].line if groups else declarations[0].line,
                             f"does not compile\n{messages}")
            elif kind == "program":
                self.execute(block, block.output, program)
            else:
                for index, group in enumerate(groups):
                    self.execute(group[0], group[-1].output, program, str(index))

    # --- all of it -----------------------------------------------------------------------------------------
    def check(self):
        blocks, links, problems = parse(self.text)
        for line, text in problems:
            self.problem(line, text)
        for line, target in links:
            file = target.split("#")[0]
            if file and "://" not in target and not target.startswith("mailto:") and not (self.path.parent / file).exists():
                self.problem(line, f"the link {target} leads nowhere")
        self.prepare()
        cpp, sessions = [], []
        for block in blocks:
            if "skip" in block.words:
                if block.words["skip"]:
                    self.skipped.append(f"{self.path.name}:{block.line}: {block.kind} block not run: {block.words['skip']}")
                else:
                    self.problem(block.line, "skip= needs a reason")
            elif "from" in block.words:
                self.count("regions")
                file = ROOT / block.words["from"]
                if not file.is_file():
                    self.problem(block.line, f"from={block.words['from']}: there is no such file")
                elif not contains_region(file.read_text(encoding="utf-8").splitlines(), block.lines):
                    self.problem(block.line, f"these lines are not a region of {block.words['from']}")
            elif "file" in block.words:
                self.count("files")
                (self.work / block.words["file"]).write_text(block.text, encoding="utf-8")
            elif block.kind == "cpp":
                cpp.append(block)
            elif block.kind in SHELL:
                sessions.append(block)
            elif block.kind in ("text", "output") or "output" in block.words:
                self.problem(block.line, "output that belongs to no block: it comes directly after a cpp block, or has from= or skip=")
            else:
                self.problem(block.line, f"no way is known to check a block of kind '{block.kind}': see the head of tests/docs.py")
        self.compile_and_run(cpp)
        for block in sessions:
            self.session(block)


def self_test():
    text = ("```cpp\nint main() {}\n```\n\n```text\nhello\n```\n"
            "```text\nalone\n```\n"
            "1. list\n   ```sh skip=needs a network\n   $ apt\n   ```\n"
            "````markdown from=x\n```\ninner\n```\n````\n[a](b.md) `[c](d)`\n```sh\n")
    blocks, links, problems = parse(text)
    checks = [
        ("blocks", [(block.kind, block.line, len(block.lines)) for block in blocks],
         [("cpp", 1, 1), ("text", 8, 1), ("sh", 12, 1), ("markdown", 15, 3)]),
        ("output", blocks[0].output.lines, ["hello"]),
        ("dedented", blocks[2].lines, ["$ apt"]),
        ("reason", blocks[2].words, {"skip": "needs a network"}),
        ("links", links, [(20, "b.md")]),
        ("unclosed", problems, [(21, "the block is not closed")]),
        ("same", matches(["a", "b"], ["a", "b"]), True),
        ("other", matches(["a", "b"], ["a", "c"]), False),
        ("more", matches(["a"], ["a", "b"]), False),
        ("elided", matches(["a", "...", "d"], ["a", "b", "c", "d"]), True),
        ("elided, other end", matches(["a", "...", "d"], ["a", "b", "c"]), False),
        ("region", contains_region(["x", "  a", "    b", "y"], ["a", "  b"]), True),
        ("no region", contains_region(["x", "a", "c", "b"], ["a", "b"]), False),
    ]
    failures = [f"{name}: {got!r} instead of {wanted!r}" for name, got, wanted in checks if got != wanted]
    for failure in failures:
        print(failure)
    print(f"{len(checks)} checks, {len(failures)} wrong")
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("document", nargs="?", type=pathlib.Path)
    parser.add_argument("--program", type=pathlib.Path)
    parser.add_argument("--library", type=pathlib.Path)
    parser.add_argument("--catch-main", type=pathlib.Path)
    parser.add_argument("--compile", default="g++ -std=c++20")
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "cagr-docs")
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    arguments.compiler = compiler(arguments.compile)
    with tempfile.TemporaryDirectory(prefix="cagr-docs-") as work:
        document = Document(arguments.document.resolve(), arguments, work)
        document.check()
    for problem in document.problems:
        print(problem)
    for skipped in document.skipped:
        print(skipped)
    counts = ", ".join(f"{number} {what}" for what, number in sorted(document.counts.items())) or "no blocks"
    print(f"{document.path.name}: {counts} checked, {len(document.skipped)} skipped, {len(document.problems)} problems")
    return 1 if document.problems else 0


if __name__ == "__main__":
    sys.exit(main())
