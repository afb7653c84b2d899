#!/usr/bin/env python3
"""The page of the benchmarks: what benchmarks/performance.py makes of tests/data/bench.json, and that docs/performance.md is such a page.

    performance_page.py [--update]    --update records what the script writes now in tests/golden/performance/

Of the page in docs/, which shows the last run, the figures cannot be known here: they are held against one another. A
verdict agrees with its ratio and target, the ratio with the times, the summary and the list of what is missed with the table,
the pictures with the page.
"""
import argparse
import json
import pathlib
import re
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "tools"))
from compiling import ROOT, run

SCRIPT = ROOT / "benchmarks" / "performance.py"
DATA = ROOT / "tests" / "data" / "bench.json"
GOLDEN = ROOT / "tests" / "golden" / "performance"
FILES = ("performance.md", "performance-years.svg", "performance-digits.svg")
UNITS = {"ns": 1.0, "µs": 1e3, "ms": 1e6, "s": 1e9}

problems = []


def check(what, holds, detail=""):
    if not holds:
        problems.append(f"{what}: {detail}" if detail else what)


def written(json_file):
    """What the script does with this file: its exit code and messages, and the files it wrote."""
    with tempfile.TemporaryDirectory(prefix="cagr-page-") as directory:
        done = run([sys.executable, "-B", SCRIPT, json_file, "--docs", directory])
        return done, {file.name: file.read_text(encoding="utf-8") for file in pathlib.Path(directory).iterdir()}


def golden_files(update):
    done, files = written(DATA)
    check("the script runs over tests/data/bench.json", done.returncode == 0, done.stderr)
    check("it writes the page and its pictures", sorted(files) == sorted(FILES), " ".join(files))
    for name, text in files.items():
        if update:
            GOLDEN.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8")
        golden = (GOLDEN / name).read_text(encoding="utf-8")
        check(f"{name} is as recorded in tests/golden/performance", text == golden,
              next((f"\n  recorded: {a}\n  written:  {b}" for a, b in zip(golden.splitlines(), text.splitlines()) if a != b), "its end"))
    return files


def refusals():
    """A run of a part makes no page, and a file that is none is told of in one line."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    cases = {"without rows": dict(data, rows=[]), "without growth": dict(data, growth=[]),
             "without digits": dict(data, growth=[point for point in data["growth"] if point["x_name"] == "years"]),
             "without its machine": {name: value for name, value in data.items() if name != "machine"}, "not JSON": None}
    for name, case in cases.items():
        with tempfile.TemporaryDirectory(prefix="cagr-page-") as directory:
            file = pathlib.Path(directory) / "bench.json"
            file.write_text("{" if case is None else json.dumps(case), encoding="utf-8")
            done, files = written(file)
        check(f"a file {name} is refused", done.returncode == 1 and not files and done.stderr.count("\n") == 1, done.stderr)


def nanoseconds(text):
    value, unit = text.split(" ")
    return float(value) * UNITS[unit]


def rows_of(page):
    """The cells of the table, what is escaped in them resolved, the work repeated where the table leaves it out."""
    table = page.split("| work | ours | peer | peer's time | ratio | target |\n|---|---:|---|---:|---:|---|\n")
    if len(table) != 2:
        return []
    rows = []
    for line in table[1].split("\n\n")[0].splitlines():
        cells = [re.sub(r"\\(.)", r"\1", cell).strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        rows.append([cells[0] or rows[-1][0], *cells[1:]])
    return rows


def check_page(name, page):
    rows = rows_of(page)
    check(f"{name} has the table", rows)
    missed, judged = [], 0
    for row in rows:
        where = f"{name}, {row[0]}, {row[2:3]}"
        match = len(row) == 6 and re.fullmatch(r"(\d+(?:\.\d+)?)x", row[4])
        verdict = len(row) == 6 and re.fullmatch(r"-|(\d+(?:\.\d+)?)x: (?:(met)|missed by (\d+\.\d)%)", row[5])
        if not match or not verdict:
            check(where, False, f"a row of another form: {row}")
            continue
        ratio, times = float(match.group(1)), nanoseconds(row[3]) / nanoseconds(row[1])
        # Medians of ratios, beside the ratio of medians.
        check(where, ratio / 1.5 < times < ratio * 1.5, f"{row[1]} and {row[3]} do not make {row[4]}")
        if verdict.group(0) == "-":
            continue
        judged += 1
        target = float(verdict.group(1))
        check(where, bool(verdict.group(2)) == (ratio >= target), f"{row[4]} is not '{row[5]}'")
        if verdict.group(3):
            check(where, abs(float(verdict.group(3)) - 100 * (1 - ratio / target)) < 0.06, f"{row[4]} is not '{row[5]}'")
            peer = re.sub(r" \([\d.]+% the same\)$", "", row[2])
            missed.append(f"- {row[0]}, {peer}: {row[4]}, to be {verdict.group(1)}x")
    check(f"{name} counts the targets", f"\n{judged - len(missed)} of {judged} targets are met." in page)
    listed = [re.sub(r"\\(.)", r"\1", line) for line in page.partition("\nMissed:\n")[2].split("\n## ")[0].splitlines() if line]
    check(f"{name} lists what is missed", listed == missed, f"{listed} instead of {missed}")
    check(f"{name} says so where nothing is missed", ("\nNone is missed.\n" in page) == (not missed))


def check_pictures(name, files):
    """Well-formed, of text and lines only, and of the page's own run."""
    date = re.search(r"^\| run \| (\d{4}-\d{2}-\d{2}),", files["performance.md"], re.M)
    check(f"{name} names its run", date)
    svg = "{http://www.w3.org/2000/svg}"
    allowed = {svg + tag for tag in ("svg", "title", "desc", "g", "line", "polyline", "circle", "text", "tspan")}
    for picture in FILES[1:]:
        check(f"{name} shows {picture}", f"]({picture})" in files["performance.md"])
        try:
            root = xml.etree.ElementTree.fromstring(files[picture])
        except xml.etree.ElementTree.ParseError as error:
            check(f"{name}: {picture} is well-formed", False, str(error))
            continue
        tags = {element.tag for element in root.iter()}
        check(f"{name}: {picture} has nothing but lines and text", tags <= allowed, str(tags - allowed))
        check(f"{name}: {picture} is of the page's run", date and root.find(svg + "desc").text.endswith(date.group(1)))
        check_inside(f"{name}: {picture}", root, svg)


def check_inside(name, root, svg):
    """Everything lies inside, labels with room for wide letters, and no two labels at the end of lines overlap."""
    width, height = (float(part) for part in root.get("viewBox").split(" ")[2:])
    ends = []
    for element in root.iter(svg + "text"):
        x, y, text = float(element.get("x")), float(element.get("y")), "".join(element.itertext())
        anchor, extent = element.get("text-anchor", "start"), 0.62 * float(element.get("font-size")) * len(text)
        left = {"start": x, "middle": x - extent / 2, "end": x - extent}[anchor]
        check(f"{name}: '{text}' lies inside", left >= 0 and left + extent <= width and 0 < y < height, f"{left:.0f} {extent:.0f}")
        if element.find(svg + "tspan") is not None:
            ends.append((x, y, text))
    check(f"{name} labels its lines", len(ends) >= 2)
    for i, (x, y, text) in enumerate(ends):
        for other_x, other_y, other in ends[:i]:
            check(f"{name}: '{text}' and '{other}' are apart", x != other_x or abs(y - other_y) >= 16)
    for line in root.iter(svg + "polyline"):
        points = [tuple(map(float, point.split(","))) for point in line.get("points").split(" ")]
        check(f"{name}: its lines lie inside", all(0 <= x <= width and 0 <= y <= height for x, y in points), str(points))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    files = golden_files(parser.parse_args().update)
    refusals()
    shown = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in FILES}
    for name, of in (("the golden page", files), ("docs/performance.md", shown)):
        check_page(name, of["performance.md"])
        check_pictures(name, of)
    # The page in docs/ has the script's own words around its figures.
    words = [line for line in files["performance.md"].splitlines() if not re.search(r"\d", line) and not line.startswith(("- ", "|"))]
    lines = set(shown["performance.md"].splitlines())
    check("docs/performance.md is written by benchmarks/performance.py as it is now",
          all(line in lines or line in ("Missed:", "None is missed.") for line in words), "run ./dev performance")
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
