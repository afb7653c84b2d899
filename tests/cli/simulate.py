#!/usr/bin/env python3
"""Runs `cagr simulate` on the inputs of simulate_cases.json against their recorded output, then holds what it prints against closed forms.

simulate.py --program PATH --golden DIR [--update]    --update records what the program prints now
"""
import csv
import io
import json
import math
import pathlib
import shlex
import signal
import subprocess
import sys
import tempfile
import time

import run as cli
from run import HERE, SANITIZED, check, environment, one_message, run

MODELS = HERE.parent / "data" / "models"
FRAME = ['format = 1', 'unit = "USD billion"', 'years = "2020..2028"', '[segment.a]', 'base = "10"', 'growth = "20%"', '[segment.b]', 'base = "5"', 'growth = { fade = ["30%", "10%"] }',
         '[segment.c]', 'base = "8"', 'growth = "5%"']
"""The lines that a case adds to, from the 13th on."""


def golden_cases(golden, update):
    cases = json.loads((HERE / "simulate_cases.json").read_text())
    names = [case["name"] for case in cases]
    check("case names are unique", len(set(names)) == len(names))
    for case in cases:
        name, status = case["name"], case.get("status", 0)
        given = "\n".join([*(case["whole"] if "whole" in case else FRAME), *case.get("lines", [])]).encode() + b"\n"
        done = run(["simulate", *shlex.split(case["options"])], given if "lines" in case or "whole" in case else b"", cwd=MODELS)
        check(f"{name}: exit status", done.returncode == status, f"exit {done.returncode}, {status} expected\n{done.stderr.decode()}")
        if status == 0:
            check(f"{name}: nothing on standard error", done.stderr == b"", done.stderr.decode())
        else:
            check(f"{name}: a message, no output", done.stderr.startswith((b"cagr: E-", b"standard input:", b"uncertain-market.toml:")) and done.stdout == b"", done.stderr.decode())
            if done.stderr.startswith(b"cagr:"):
                check(f"{name}: one message", one_message(done.stderr), done.stderr.decode())
        if "csv" not in name and "json" not in name and "markdown" not in name:
            longest = max(done.stdout.decode().split("\n"), key=len)
            check(f"{name}: 80 columns", len(longest) <= 80, longest)
        cli.recorded(golden, update, name, out=done.stdout, err=done.stderr)
    cli.no_stray_files(golden, names)


def simulated(*arguments, text=None):
    done = run(["simulate", *arguments, "--format", "json", "--places", "9"], b"" if text is None else text.encode(), cwd=MODELS)
    check(f"simulate {shlex.join(arguments)}", done.returncode == 0 and done.stderr == b"", done.stderr.decode())
    return json.loads(done.stdout)


def percentiles(document, node=0, row=-1):
    return dict(zip(map(float, document["percentiles"]), map(float, document["fans"][node]["rows"][row]["percentiles"])))


def near(got, expected, tolerance):
    return math.isclose(got, expected, rel_tol=tolerance)


def closed_forms():
    """One draw a path makes the percentiles of the total those of the rate, compounded."""
    document = simulated("100@2020", "2028", "--triangular", "10%,20%,40%", "--paths", "400000")
    found = percentiles(document)
    for p, value in found.items():
        q = p / 100
        low, mode, high = 0.1, 0.2, 0.4
        at_mode = (mode - low) / (high - low)
        rate = low + math.sqrt(q * (high - low) * (mode - low)) if q <= at_mode else high - math.sqrt((1 - q) * (high - low) * (high - mode))
        check(f"triangular: P{p}", near(value, 100 * (1 + rate) ** 8, 0.004), f"{value} {100 * (1 + rate) ** 8}")
    check("triangular: the model has the mode", near(float(document["fans"][0]["rows"][-1]["model"]), 100 * 1.2**8, 1e-9))
    normal = {5: -1.6448536269514722, 25: -0.6744897501960817, 50: 0, 75: 0.6744897501960817, 95: 1.6448536269514722}
    document = simulated("100@2020", "2028", "--lognormal", "20%,0.05", "--paths", "400000")
    for p, value in percentiles(document).items():
        check(f"lognormal: P{p}", near(value, 100 * (1.2 * math.exp(0.05 * normal[p])) ** 8, 0.004), str(value))
    yearly = simulated("100@2020", "2028", "--lognormal", "20%,0.05", "--paths", "400000", "--persistence", "0")
    for p, value in percentiles(yearly).items():
        check(f"lognormal, yearly: P{p}", near(value, 100 * 1.2**8 * math.exp(0.05 * math.sqrt(8) * normal[p]), 0.004), str(value))
    # The logarithms of the fans are as the root of the years.
    spread = [math.log(percentiles(each)[95] / percentiles(each)[5]) for each in (document, yearly)]
    check("yearly draws: 2.8 times narrower", near(spread[0] / spread[1], math.sqrt(8), 0.01), str(spread))
    share = float(simulated("100@2020", "2028", "--lognormal", "20%,0.05", "--paths", "400000", "--reaches", "500")["reached"]["share"])
    z = (math.log(5) / 8 - math.log(1.2)) / 0.05
    check("the share that reaches an amount", abs(share - 0.5 * math.erfc(z / math.sqrt(2))) < 0.003, str(share))
    check("plain: that share, in percent", math.isclose(float(run(["simulate", "100@2020", "2028", "--lognormal", "20%,0.05", "--paths", "400000", "--reaches", "500", "--format", "plain"]).stdout), 100 * share, rel_tol=1e-12))


def certain_parts():
    """What is certain moves the fan, and never widens it; a shift of nothing is the model."""
    alone = simulated("-", text="\n".join([*FRAME[:6], "[simulation.growth]", 'a = { pert = ["10%", "20%", "30%"] }']) + "\n")
    all_three = simulated("-", text="\n".join([*FRAME, "[simulation.growth]", 'a = { pert = ["10%", "20%", "30%"] }']) + "\n")
    for row in range(9):
        rest = float(all_three["fans"][0]["rows"][row]["model"]) - float(alone["fans"][0]["rows"][row]["model"])
        for p, value in percentiles(alone, row=row).items():
            check(f"certain parts: P{p} of row {row}", near(percentiles(all_three, row=row)[p], value + rest, 1e-9))
    check("certain parts are named", all_three["certain"] == ["b", "c"], str(all_three["certain"]))
    still = simulated("-", text="\n".join([*FRAME, "[simulation.growth]", 'b = { shift = { pert = ["0pp", "0pp", "0pp"] } }']) + "\n")
    for row in still["fans"][0]["rows"]:
        check("a shift of 0: the model", all(near(float(value), float(row["model"]), 1e-9) for value in [row["mean"], *row["percentiles"]]), str(row))
    # An uncertain parent whose parts divide it is drawn as a whole.
    tree = ['format = 1', 'years = "2020..2028"', '[segment.whole]', 'base = "10"', 'growth = "20%"', '[segment.a]', 'parent = "whole"', 'share = "60%"', '[segment.b]', 'parent = "whole"',
            'share = "40%"', "[simulation.growth]"]
    as_whole = simulated("-", text="\n".join([*tree, 'whole = { pert = ["10%", "20%", "30%"] }']) + "\n")
    check("a parent as a whole", all(near(a, b, 1e-9) for a, b in zip(percentiles(as_whole).values(), percentiles(alone).values())))
    part = simulated("-", text="\n".join([*tree, 'a = { pert = ["10%", "20%", "30%"] }']) + "\n")
    check("a part by its share", all(near(a, 0.6 * b + 4 * 1.2**8, 1e-8) for a, b in zip(percentiles(part).values(), percentiles(alone).values())))


def correlations():
    both = [*FRAME, "[simulation.growth]", 'a = { triangular = ["10%", "20%", "30%"] }', 'c = { triangular = ["0%", "5%", "10%"] }', "[simulation]"]
    def width(line, *options):
        found = percentiles(simulated("-", *options, text="\n".join([*both[:12], "[simulation]", line, *both[12:15]]) + "\n"))
        return found[95] - found[5]
    independent, alike, opposed = width(""), width("correlation = 1"), width("correlation = -1")
    check("correlation widens the fan", opposed < independent < alike, f"{opposed} {independent} {alike}")
    check("a pair is the one number", width("correlation = { a.c = 0.5 }") == width("correlation = 0.5") == width('correlation = { c = { a = "0.5" } }') == width("", "--correlation", "0.5"))
    # Fully correlated, a percentile of the sum is the sum of the percentiles.
    document = simulated("-", "--segments", text="\n".join([*both[:12], "[simulation]", "correlation = 1", *both[12:15]]) + "\n")
    rest = float(document["fans"][0]["rows"][-1]["model"]) - sum(float(fan["rows"][-1]["model"]) for fan in document["fans"][1:])
    for p, value in percentiles(document).items():
        check(f"correlation 1: P{p} adds up", near(value, rest + percentiles(document, 1)[p] + percentiles(document, 2)[p], 1e-6))


def same_bytes():
    for form in ("table", "json"):
        outputs = {run(["simulate", "uncertain-market.toml", "--segments", "--format", form, "--threads", threads], cwd=MODELS).stdout for threads in ("1", "3", "64")}
        check(f"{form}: the same with any number of threads", len(outputs) == 1 and outputs != {b""})
    seeds = {run(["simulate", "uncertain-market.toml", "--seed", seed, "--format", "plain"], cwd=MODELS).stdout for seed in ("1", "2", "999999999999999999")}
    check("each seed another fan", len(seeds) == 3)
    rows = list(csv.DictReader(io.StringIO(run(["simulate", "uncertain-market.toml", "--format", "csv", "--segments"], cwd=MODELS).stdout.decode())))
    document = json.loads(run(["simulate", "uncertain-market.toml", "--format", "json", "--segments"], cwd=MODELS).stdout)
    flat = [(fan["node"], str(row["period"]), row["model"], row["mean"], *row["percentiles"]) for fan in document["fans"] for row in fan["rows"]]
    check("CSV and JSON: the same rows", [(r["node"], r["period"], r["model"], r["mean"], r["p5"], r["p25"], r["p50"], r["p75"], r["p95"]) for r in rows] == flat)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "fan.json"
        done = run(["simulate", "uncertain-market.toml", "--segments", "-o", str(file)], cwd=MODELS)
        check("-o fan.json", done.returncode == 0 and done.stdout == b"" and json.loads(file.read_text()) == document)


def long_runs():
    start = time.monotonic()
    done = run(["simulate", "62.35B@2020", "2028", "--pert", "35%,40.2%,44%", "--paths", "1M", "--threads", "1"])
    check("a million paths", done.returncode == 0 and done.stderr == b"", done.stderr.decode())
    check("a million paths: in seconds", SANITIZED or time.monotonic() - start < 20, str(time.monotonic() - start))
    with tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen([cli.PROGRAM, "simulate", "62.35B@2020", "2028", "--pert", "35%,40.2%,44%", "--paths", "5M", "--persistence", "0.5", "-o", "fan.csv"], cwd=folder,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
        check("Ctrl-C: ends by the signal, no output, no file", child.returncode == -signal.SIGINT and out == b"" and err == b"" and not list(pathlib.Path(folder).iterdir()), f"{child.returncode} {err}")
    typed = cli.interactive(f"{shlex.quote(cli.PROGRAM)} simulate 62.35B@2020 2028 --pert 35%,40.2%,44% --paths 5M --persistence 0.5 --threads 1\n", "", b" paths  ")
    check("progress on a terminal", b" paths/s" in typed or SANITIZED, repr(typed[-300:]))


if __name__ == "__main__":
    sys.exit(cli.run_groups(golden_cases, (closed_forms, certain_parts, correlations, same_bytes, long_runs)))
