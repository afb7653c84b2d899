#!/usr/bin/env python3
"""Writes docs/performance.md and its two pictures from what ./dev bench measured.

    performance.py [build/bench.json] [--docs DIR]

The same file gives the same page. Every figure and every verdict on the page comes from the file; a part of a run
(bench --only) is refused.
"""
import argparse
import json
import math
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from log_plot import Figure, Line, Panel, figure, time_text

ROOT = pathlib.Path(__file__).resolve().parent.parent
LEVEL = 1.05  # two times within this factor are called level

PAGE = """\
# Performance

What cagr costs beside the numbers a program would use otherwise. This page is written from the last run by `./dev performance`, and
never by hand.

| | |
|---|---|
| run | {date}, seed {seed}, {rounds} rounds |
| machine | {machine}, one core |
| compiler | {compiler} |
| peers | {peers} |

## How it is measured

- Ours is the public interface in the compiled form, nothing behind it. Both sides run in one process, in turn. A round is the
  best of a few short stretches of each; the ratio, the peer's time divided by ours, is taken within a round. Shown are the medians
  over the rounds; ratios are rounded down.
- The inputs are random, from the seed: amounts and rates with as many digits as markets have. Before anything is timed the results are
  compared on every input, and the run stops where a peer that is exact differs. The share of a peer that rounds on its way, where it is not
  all, stands behind its name.
- The peers keep their memory and their powers of ten from one input to the next. Ours starts from nothing each time.
- `include` is the compiler's user time for a file of one `#include`, with `-std=c++20 -fsyntax-only`, the rounds in turn as well.

## Beside the peers

{summary}

| work | ours | peer | peer's time | ratio | target |
|---|---:|---|---:|---:|---|
{table}

{missed}

## How cost grows

![Time of a projection against its years]({years_file})

The exact value and the cents of every year. An exact value gains digits every year, so that a year costs more than the one before it;
cpp\\_dec\\_float\\_50 keeps to its 50 digits.

{years}

![Time of a correctly rounded result against its digits]({digits_file})

Correctly rounded results to 10 and up to 10,000 digits; 34 is the default. MPFR has its precision set for these digits, and brings
its result to decimal.

{digits}
"""


def escaped(text):
    """Text for a cell of a table."""
    return "".join("\\" + c if c in "\\`*_{}[]<>|" else c for c in text)


def three_digits(value):
    """Rounded down to three digits, as a number: what is shown decides what is said of it."""
    scale = 10.0 ** (2 - math.floor(math.log10(value) + 1e-12))
    return math.floor(value * scale + 1e-9) / scale


def factor_text(value):
    """5.61, 12.3, 180, 0.769"""
    return f"{value:.{max(0, 2 - math.floor(math.log10(value) + 1e-12))}f}"


def verdict(row):
    """None without a target; else the target, and by which part of it the ratio fell short (0 where it is met)."""
    if row["reach"] is None:
        return None
    ratio, target = three_digits(row["ratio"]), three_digits(row["reach"])
    return target, max(0.0, 1 - ratio / target)


def target_text(row):
    judged = verdict(row)
    if judged is None:
        return "-"
    target, short = judged
    return f"{target:g}x: " + (f"missed by {100 * short:.1f}%" if short > 0 else "met")


def peer_text(row):
    name, same = escaped(row["peer"]), row["same"]
    # Rounded down, so that not all is never shown as 100%.
    return name if same is None or same == 1 else f"{name} ({math.floor(same * 1e4 + 1e-6) / 100:g}% the same)"


def table(rows):
    lines, last = [], None
    for row in rows:
        work = "" if row["work"] == last else escaped(row["work"])
        last = row["work"]
        lines.append(f"| {work} | {time_text(row['ours_ns'])} | {peer_text(row)} | {time_text(row['peer_ns'])} | "
                     f"{factor_text(three_digits(row['ratio']))}x | {target_text(row)} |")
    return "\n".join(lines)


def summary(rows):
    judged = [verdict(row) for row in rows if verdict(row)]
    met = sum(short == 0 for _, short in judged)
    return f"{met} of {len(judged)} targets are met. Rows without a target are there for orientation."


def missed(rows):
    lines = [f"- {escaped(row['work'])}, {escaped(row['peer'])}: {factor_text(three_digits(row['ratio']))}x, to be {verdict(row)[0]:g}x"
             for row in rows if verdict(row) and verdict(row)[1] > 0]
    return "\n".join(["Missed:", "", *lines]) if lines else "None is missed."


# --- how cost grows ----------------------------------------------------------------------------------------
def curves(growth):
    """{work: {"x_name": ..., "points": [...], "peers": [...]}} in the order of the file."""
    found = {}
    for point in growth:
        curve = found.setdefault(point["work"], {"x_name": point["x_name"], "peers": list(point["peers"]), "points": []})
        if curve["x_name"] != point["x_name"] or curve["peers"] != list(point["peers"]):
            raise ValueError(f"the points of {point['work']} have different peers or axes")
        curve["points"].append(point)
    for curve in found.values():
        curve["points"].sort(key=lambda point: point["x"])
    return found


def where(xs, every):
    """These of the measured sizes in words: 1, 5 to 100 and 1,000."""
    if len(xs) == len(every):
        return "every size"
    runs = []
    for x in xs:
        if runs and every.index(x) == every.index(runs[-1][-1]) + 1:
            runs[-1].append(x)
        else:
            runs.append([x])
    words = [f"{run[0]:,}" if len(run) == 1 else f"{run[0]:,} {'and' if len(run) == 2 else 'to'} {run[-1]:,}" for run in runs]
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]


def comparison(curve, peer):
    """Where ours is faster than the peer, level with it, and slower."""
    ratios = {point["x"]: point["peers"][peer] / point["ours_ns"] for point in curve["points"]}
    every, parts = list(ratios), []
    faster = {x: ratio for x, ratio in ratios.items() if ratio >= LEVEL}
    slower = {x: 1 / ratio for x, ratio in ratios.items() if ratio <= 1 / LEVEL}
    level = [x for x in ratios if x not in faster and x not in slower]
    for word, side in (("faster", faster), ("slower", slower)):
        if side:
            most = max(side, key=side.get)
            parts.append(f"{word} at {where(side, every)}, up to {factor_text(three_digits(side[most]))} times (at {most:,})")
    if level:
        parts.insert(1 if faster else 0, f"level at {where(level, every)}")
    return "; ".join(parts)


def growth_text(work, curve):
    first, last = curve["points"][0], curve["points"][-1]
    head = f"- `{work}`: {time_text(first['ours_ns'])} at {first['x']:,}, {time_text(last['ours_ns'])} at {last['x']:,} {curve['x_name']}."
    return "\n".join([head, *(f"  Beside {escaped(peer)}: {comparison(curve, peer)}." for peer in curve["peers"])])


def lines_of(curve):
    ours = Line("cagr", 0, [(point["x"], point["ours_ns"]) for point in curve["points"]])
    return [ours, *(Line(peer, index, [(point["x"], point["peers"][peer]) for point in curve["points"]])
                    for index, peer in enumerate(curve["peers"], 1))]


def pictures(data):
    found = curves(data["growth"])
    by = {x_name: {work: curve for work, curve in found.items() if curve["x_name"] == x_name} for x_name in ("years", "digits")}
    if not by["years"] or not by["digits"]:
        raise ValueError("it has no times by years or by digits; run ./dev bench without --only")
    origin = f"{data['machine']}, {data['compiler']}, {data['date']}"
    years = Figure("A projection, by its years", f"Time of one projection against years, both axes logarithmic. {origin}",
                   [Panel("", lines_of(curve)) for curve in by["years"].values()], "years", "time of one projection")
    digits = Figure("Correctly rounded results, by their digits", f"Time of one result against digits, both axes logarithmic. {origin}",
                    [Panel(work, lines_of(curve)) for work, curve in by["digits"].items()], "digits", "time of one result", 2, (34,))
    texts = {x_name: "\n".join(growth_text(work, curve) for work, curve in works.items()) for x_name, works in by.items()}
    return texts, figure(years), figure(digits)


def render(data):
    """{file name: text} of the page and its pictures."""
    if not data["rows"]:
        raise ValueError("it has no rows; run ./dev bench without --only")
    texts, years, digits = pictures(data)
    page = PAGE.format(**{name: escaped(str(data[name])) for name in ("date", "machine", "compiler", "peers", "seed", "rounds")},
                       summary=summary(data["rows"]), table=table(data["rows"]), missed=missed(data["rows"]), years=texts["years"],
                       digits=texts["digits"], years_file="performance-years.svg", digits_file="performance-digits.svg")
    return {"performance.md": page, "performance-years.svg": years, "performance-digits.svg": digits}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("json", nargs="?", type=pathlib.Path, default=ROOT / "build" / "bench.json")
    parser.add_argument("--docs", type=pathlib.Path, default=ROOT / "docs")
    arguments = parser.parse_args()
    try:
        files = render(json.loads(arguments.json.read_text(encoding="utf-8")))
        for name, text in files.items():
            (arguments.docs / name).write_text(text, encoding="utf-8")
    except KeyError as missing:
        print(f"performance.py: {arguments.json} lacks {missing}; it is written by ./dev bench", file=sys.stderr)
        return 1
    except (OSError, ValueError) as failure:
        print(f"performance.py: {arguments.json}: {failure}", file=sys.stderr)
        return 1
    print(f"written from {arguments.json}: " + ", ".join(str(arguments.docs / name) for name in files))
    return 0


if __name__ == "__main__":
    sys.exit(main())
