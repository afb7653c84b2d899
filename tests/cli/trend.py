#!/usr/bin/env python3
"""Runs `cagr trend` on the inputs of trend_cases.json against their recorded output, then fits random series by exact fractions and 60-digit
logarithms of its own and compares every figure.

trend.py --program PATH --golden DIR [--update]    --update records what the program prints now
"""
import csv
import decimal
import io
import json
import pathlib
import random
import shlex
import sys
import tempfile
import time
from decimal import Decimal
from fractions import Fraction

import run as cli
from run import HERE, SANITIZED, check, one_message, run

decimal.getcontext().prec = 80


def golden_cases(golden, update):
    cases = json.loads((HERE / "trend_cases.json").read_text())
    names = [case["name"] for case in cases]
    check("case names are unique", len(set(names)) == len(names))
    for case in cases:
        name, status = case["name"], case.get("status", 0)
        given = "\n".join(case["rows"]).encode() + b"\n" if "rows" in case else b""
        done = run(["trend", *(["-"] if "rows" in case else []), *shlex.split(case["options"])], given)
        check(f"{name}: exit status", done.returncode == status, f"exit {done.returncode}, {status} expected\n{done.stderr.decode()}")
        if status:
            check(f"{name}: one message, no output", one_message(done.stderr) and done.stdout == b"", done.stderr.decode())
        else:
            check(f"{name}: nothing on standard error", done.stderr == b"", done.stderr.decode())
        if not any(form in name for form in ("csv", "json", "markdown", "color")):
            longest = max(done.stdout.decode().split("\n"), key=len)
            check(f"{name}: 80 columns", len(longest) <= 80, longest)
        cli.recorded(golden, update, name, out=done.stdout, err=done.stderr)
    cli.no_stray_files(golden, names)
    check("the order of the values does not matter", (golden / "three.out").read_bytes() == (golden / "three_unsorted.out").read_bytes())


def near(given, expected, digits=30):
    """Whether the text is the number, but for some units of that digit."""
    return abs(Decimal(given) - expected) <= abs(expected) * Decimal(10) ** -digits


def fitted(points):
    """Slope, its standard error, R squared and residual standard error of the logarithms, on years."""
    n = len(points)
    x = [Decimal(year) for year, _ in points]
    y = [value.ln() for _, value in points]
    mean_x, mean_y = sum(x) / n, sum(y) / n
    sxx = sum((a - mean_x) ** 2 for a in x)
    syy = sum((b - mean_y) ** 2 for b in y)
    sxy = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
    slope = sxy / sxx
    rest = sum((b - mean_y - slope * (a - mean_x)) ** 2 for a, b in zip(x, y))
    residual = (rest / (n - 2)).sqrt()
    return slope, residual / sxx.sqrt(), 1 - rest / syy, residual


def random_series():
    source = random.Random(5)
    for _ in range(60):
        years = sorted(source.sample(range(1950, 2030), source.randint(3, 70)))
        points = [(year, Decimal(source.randint(1000, 99999)) / 100) for year in years]
        shuffled = source.sample(points, len(points))
        window = source.randint(1, 9)
        rows = "year,value\n" + "".join(f"{year},{value}\n" for year, value in shuffled)
        printed = json.loads(run(["trend", "-", "--format", "json", "--window", str(window)], rows.encode()).stdout)
        slope, deviation, explained, residual = fitted(points)
        name = f"{len(points)} values from {years[0]}"
        line = printed["log_linear"]
        for key, expected in (("slope", slope), ("slope_standard_error", deviation), ("r_squared", explained), ("residual_standard_error", residual), ("rate", slope.exp() - 1)):
            check(f"{name}: {key}", near(line[key], expected), f"{line[key]} {expected}")
        t = Decimal(line["t"])
        for key, side in (("low_percent", -1), ("high_percent", 1)):
            expected = ((slope + side * t * deviation).exp() - 1) * 100
            check(f"{name}: {key}", near(line[key], expected, 26), f"{line[key]} {expected}")
        value = dict(points)
        check(f"{name}: endpoint", near(Decimal(printed["endpoint"]["rate"]) + 1, (value[years[-1]] / value[years[0]]) ** (Decimal(1) / (years[-1] - years[0]))))
        missing = set(range(years[0], years[-1])) - set(years)
        check(f"{name}: gaps", {year for gap in printed["gaps"] for year in range(gap["first"], gap["last"] + 1)} == missing and sum(gap["count"] for gap in printed["gaps"]) == len(missing))
        before = None
        for row, year in zip(printed["rows"], years):
            check(f"{name}: {year}", row["period"] == year and Decimal(row["exact"]) == value[year])
            if before is None:
                check(f"{name}: no growth in the first year", row["growth_percent"] is None and row["periods"] is None)
            elif year - before == 1:
                growth = Fraction(value[year]) / Fraction(value[before]) - 1
                check(f"{name}: growth in {year}", abs(Fraction(row["growth_percent"]) / 100 - growth) <= abs(growth) * Fraction(1, 10**33))
            else:
                check(f"{name}: growth over a gap to {year}", row["over_gap"] and row["periods"] == year - before and near(Decimal(row["growth_percent"]) / 100 + 1, (value[year] / value[before]) ** (Decimal(1) / (year - before))))
            expected = None if year - window not in value else (value[year] / value[year - window]) ** (Decimal(1) / window)
            given = row["rolling_percent"]
            check(f"{name}: rolling in {year}", given is None if expected is None else given is not None and near(Decimal(given) / 100 + 1, expected), f"{given} {expected}")
            before = year


def formats():
    values = ["10@2016", "12@2017", "13@2018", "15@2020", "--window", "2"]
    document = json.loads(run(["trend", *values, "--format", "json"]).stdout)
    rows = list(csv.DictReader(io.StringIO(run(["trend", *values, "--format", "csv"]).stdout.decode())))
    for row, cell in zip(document["rows"], rows):
        check("CSV and JSON: the same rows", all((cell[key] or None) == (None if row[key] is None else str(row[key])) for key in ("period", "value", "growth_percent", "periods", "rolling_percent", "exact")), f"{row} {cell}")
    sums = {row["row"]: row for row in rows if row["row"] != "value"}
    line = document["log_linear"]
    check("CSV and JSON: the same rates", (sums["endpoint"]["growth_percent"], sums["log_linear"]["growth_percent"], sums["log_linear_low"]["growth_percent"], sums["log_linear_high"]["growth_percent"]) == (document["endpoint"]["percent"], line["percent"], line["low_percent"], line["high_percent"]))
    check("CSV and JSON: the same statistics", (sums["r_squared"]["exact"], sums["residual_standard_error"]["exact"]) == (line["r_squared"], line["residual_standard_error"]))
    plain = run(["trend", *values, "--format", "plain"]).stdout.decode().strip()
    check("plain: the CAGR between the ends", plain == document["endpoint"]["percent"] == run(["rate", "10@2016", "15@2020", "--format", "plain"]).stdout.decode().strip())
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "out.json"
        done = run(["trend", *values, "-o", str(file)])
        check("-o out.json", done.returncode == 0 and done.stdout == b"" and json.loads(file.read_text()) == document)
        history = pathlib.Path(folder) / "a@b.csv"
        history.write_text("\ufeffYEAR;x;Value\n2016;1;10\n2017;2;12\n2018;3;13\n2020;4;15\n", encoding="utf-8")
        done = run(["trend", str(history), "--window", "2", "--format", "json"])
        check("a file with @ in its name, a mark and semicolons", done.returncode == 0 and json.loads(done.stdout) == document, done.stderr.decode())
    done = run(["trend", "-", "12@2017", "13@2018", "15@2020", "--window", "2", "--format", "json"], b"10@2016\n")
    check("- among values is a line of standard input", json.loads(done.stdout) == document, done.stderr.decode())

    def shown(digits):
        return run(["trend", *values, "--digits", digits]).stdout

    check("--digits changes no shown figure", shown("1") == shown("2") == shown("50"), shown("1").decode())


def limits():
    months = b"month,value\n" + b"".join(b"%04d-%02d,%d.5\n" % (year, month, 1000 + (year * 12 + month) * 7919 % 500) for year in range(1, 3001) for month in range(1, 13))
    start = time.monotonic()
    done = run(["trend", "-", "--period", "month", "--window", "12"], months)
    check("36,000 months", done.returncode == 0 and done.stderr == b"" and done.stdout.count(b"\n") > 36_000, done.stderr.decode())
    check("36,000 months: within seconds", SANITIZED or time.monotonic() - start < 30)
    done = run(["trend", "-", "--period", "month", "--digits", "1000", "--format", "json"], months)
    check("too much work: refused", done.returncode == 2 and b"E-limit-rows" in done.stderr and done.stdout == b"", done.stderr.decode())
    long = b"year,value\n2016,1" + b"0" * 900 + b"\n2017,2\n2018,1\n"
    done = run(["trend", "-"], long)
    check("long values: no crash", done.returncode in (0, 2) and (done.returncode == 0 or one_message(done.stderr)), done.stderr.decode())
    done = run(["trend", "-"], b"year,value\n2016,10\n2017,\xff\n")
    check("ill-formed text: one message", done.returncode == 2 and done.stdout == b"" and b"line 3" in done.stderr and b"\xff" not in done.stderr, repr(done.stderr))
    done = run(["trend", "-"], b"year,value\n2016,10\n2017,\x1b[31m12\n")
    check("control characters are made visible", done.returncode == 2 and b"\x1b" not in done.stderr, repr(done.stderr))


if __name__ == "__main__":
    sys.exit(cli.run_groups(golden_cases, (random_series, formats, limits)))
