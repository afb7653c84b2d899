#!/usr/bin/env python3
"""Runs `cagr compare` and `cagr sensitivity` on the command lines of compare_cases.json against their recorded output, then compares every
number that they print of the AI market with fractions of its own.

compare.py --program PATH --golden DIR [--update]    --update records what the program prints now
"""
import csv
import io
import json
import pathlib
import shlex
import sys
import tempfile
import time
import zipfile
from fractions import Fraction

import run as cli
from run import HERE, SANITIZED, check, one_message, run

MODELS = HERE.parent / "data" / "models"
MARKET = "ai-market.toml"
YEARS = range(2020, 2029)
PARTS = ("software", "hardware", "services")


class Market:
    """The AI market by its definition, each rate a percentage; a part's growth may be one rate instead of its path."""

    def __init__(self, constant=None, moved=None, base=None):
        self.constant = {part: Fraction(rate) for part, rate in (constant or {}).items()}
        self.moved = moved or {}
        self.base = {"software": Fraction("24.00"), "hardware": Fraction("18.35"), "services": Fraction("20.00"), **(base or {})}

    def rate(self, part, year):
        if part in self.constant:
            return self.constant[part]
        if part == "software":
            rate = Fraction(48 if year <= 2024 else 40)
        elif part == "hardware":
            rate = Fraction(38)
        else:
            rate = 44 + Fraction(30 - 44) * (year - 2021) / (2028 - 2021)
        return rate + Fraction(self.moved.get(part, 0))

    def value(self, node, year):
        if node == "total":
            return sum(self.value(part, year) for part in PARTS)
        out = Fraction(self.base[node])
        for each in range(2021, year + 1):
            out *= 1 + self.rate(node, each) / 100
        return out


BASE = Market()
SCENARIOS = {"base": (BASE, Fraction("0.6")), "low": (Market({"software": 36, "services": 30}), Fraction("0.25")), "high": (Market({"hardware": 45}), Fraction("0.15"))}


def two_places(value):
    """Half up, away from zero, by integers."""
    value = Fraction(value)
    cents = (abs(value.numerator) * 200 + value.denominator) // (2 * value.denominator)
    return f"{'-' if value < 0 and cents else ''}{cents // 100}.{cents % 100:02}"


def is_cagr(text, begin, end, years):
    """Whether the percentage of two decimals is (end / begin)^(1 / years) - 1 rounded: its half-steps are on either side of it."""
    half = Fraction(1, 20000)
    factor = 1 + Fraction(text) / 100
    return begin * (factor - half) ** years <= end < begin * (factor + half) ** years


def golden_cases(golden, update):
    cases = json.loads((HERE / "compare_cases.json").read_text())
    names = [case["name"] for case in cases]
    check("case names are unique", len(set(names)) == len(names))
    for case in cases:
        name, status = case["name"], case.get("status", 0)
        given = "\n".join(case["file"]).encode() + b"\n" if "file" in case else b""
        done = run(shlex.split(case["line"]), given, cwd=MODELS)
        check(f"{name}: exit status", done.returncode == status, f"exit {done.returncode}, {status} expected\n{done.stderr.decode()}")
        if status == 0:
            check(f"{name}: nothing on standard error", done.stderr == b"", done.stderr.decode())
        else:
            in_file = b"^" in done.stderr or (done.stderr.startswith(b"standard input: E-") and done.stderr.count(b"\n") == 1)
            check(f"{name}: one message, no output", (in_file or one_message(done.stderr)) and done.stdout == b"", done.stderr.decode())
        if not any(form in name for form in ("csv", "json", "markdown")):
            longest = max(done.stdout.decode().split("\n"), key=len)
            check(f"{name}: 80 columns", len(longest) <= 80, longest)
        cli.recorded(golden, update, name, out=done.stdout, err=done.stderr)
    cli.no_stray_files(golden, names)


def rows_of(*arguments):
    done = run([*arguments, "--format", "csv"], cwd=MODELS)
    check(f"{' '.join(arguments)}: done", done.returncode == 0, done.stderr.decode())
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


def document_of(*arguments):
    return json.loads(run([*arguments, "--format", "json"], cwd=MODELS).stdout)


def scenarios():
    for node in ("total", *PARTS):
        rows = rows_of("compare", MARKET, "--of", node)
        value = {(name, year): market.value(node, year) for name, (market, _) in SCENARIOS.items() for year in YEARS}
        for year in YEARS:
            value["expected", year] = sum(weight * market.value(node, year) for market, weight in SCENARIOS.values())
        check(f"{node}: a row for each scenario and year", {(row["scenario"], int(row["period"])) for row in rows} == set(value) and len(rows) == len(value))
        for row in rows:
            name, year = row["scenario"], int(row["period"])
            exact, base = value[name, year], value["base", year]
            told = f"{node} of {name} in {year}"
            check(f"{told}: exactly", Fraction(row["exact"]) == exact, row["exact"])
            check(f"{told}: value", row["value"] == two_places(exact), row["value"])
            check(f"{told}: difference", row["difference"] == two_places(exact - base), row["difference"])
            check(f"{told}: relative", row["relative_percent"] == two_places((exact / base - 1) * 100), row["relative_percent"])
            check(f"{told}: weight", row["weight"] == ("" if name == "expected" else f"{float(SCENARIOS[name][1]):g}"), row["weight"])
            check(f"{told}: CAGR", row["cagr_percent"] == "" if year == 2020 else is_cagr(row["cagr_percent"], value[name, 2020], exact, year - 2020), row["cagr_percent"])
            check(f"{told}: node and unit", row["node"] == node and row["unit"] == "USD billion")
        document = document_of("compare", MARKET, "--of", node)
        columns = {each["name"]: each for each in [*document["scenarios"], document["expected"]]}
        for row in rows:
            cell = next(each for each in columns[row["scenario"]]["rows"] if str(each["period"]) == row["period"])
            check("CSV and JSON: the same", all((row[key] or None) == cell[key] for key in ("value", "difference", "relative_percent", "cagr_percent", "exact")))
    printed = run(["compare", MARKET], cwd=MODELS).stdout.decode()
    line = next(each for each in printed.split("\n") if each.startswith("2028"))
    check("the totals of the AI market in 2028", line.split()[1:4] == ["930.80", "685.39", "1048.02"], line)
    plain = run(["compare", MARKET, "--format", "plain"], cwd=MODELS).stdout.decode().split()
    for text, (market, _) in zip(plain, SCENARIOS.values(), strict=True):
        exact = market.value("total", 2028)
        check("plain: the last totals, to 34 digits", abs(Fraction(text) - exact) <= exact / 10**33, text)


def files():
    with tempfile.TemporaryDirectory() as folder:
        text = (MODELS / MARKET).read_text()
        (pathlib.Path(folder) / "other.toml").write_text(text.replace('base   = "24.00"', 'base   = "24.01"').replace("62.35", "62.36").replace('"USD billion"', '"USD million"').replace('"24.01"', '"24010"').replace('"18.35"', '"18350"').replace('"20.00"', '"20000"').replace('base = "62.36"', 'base = "62360"').replace('prints = "930.80"', 'prints = "930000.00"').replace('"270"', '"270000"').replace('"400"', '"400000"'))
        other = Market(base={"software": Fraction("24.01")})
        rows = rows_of("compare", str(MODELS / MARKET), f"{folder}/other.toml")
        check("two files: a row for each and year", len(rows) == 18, str(len(rows)))
        for row in rows:
            exact = (other if row["scenario"] == "other" else BASE).value("total", int(row["period"]))
            check("two files: exactly, in the unit of the first", Fraction(row["exact"]) == exact and row["unit"] == "USD billion", str(row))
            check("two files: difference", row["difference"] == two_places(exact - BASE.value("total", int(row["period"]))), str(row))
        book = pathlib.Path(folder) / "out.xlsx"
        done = run(["compare", MARKET, "-o", str(book)], cwd=MODELS)
        check("-o out.xlsx: a workbook", done.returncode == 0 and done.stdout == b"" and zipfile.is_zipfile(book), done.stderr.decode())
        if zipfile.is_zipfile(book):
            check("-o out.xlsx: its scenarios", b"low" in zipfile.ZipFile(book).read("xl/workbook.xml"))
        done = run(["compare", MARKET, "-o", f"{folder}/none/out.csv"], cwd=MODELS)
        check("-o into no folder: exit 4", done.returncode == 4 and b"E-input-output" in done.stderr, done.stderr.decode())


def tornados():
    for scenario, (market, _) in SCENARIOS.items():
        for year in (2024, 2028):
            for points in ("1", "2.5"):
                rows = rows_of("sensitivity", MARKET, "--scenario", scenario, "--by", points, "--at", str(year))
                check("a driver for each part", {row["driver"] for row in rows} == {f"{part}.growth" for part in PARTS})
                base = market.value("total", year)
                spreads = []
                for row in rows:
                    part = row["driver"].split(".")[0]
                    ends = []
                    for sign in (-1, 1):
                        moved = Market({k: v for k, v in market.constant.items()}, {part: sign * Fraction(points)})
                        if part in moved.constant:
                            moved.constant[part] += sign * Fraction(points)
                        ends.append(moved.value("total", year))
                    told = f"{part} by {points} in {year} from {scenario}"
                    check(f"{told}: exactly", [Fraction(row["exact_low"]), Fraction(row["exact_high"])] == ends, str(row))
                    check(f"{told}: shown", [row["base"], row["low"], row["high"], row["spread"]] == [two_places(v) for v in (base, *ends, ends[1] - ends[0])], str(row))
                    spreads.append(ends[1] - ends[0])
                check("the widest first", spreads == sorted(spreads, reverse=True))
    rows = rows_of("sensitivity", MARKET, "--vary", "software.growth=36%..48%; services.base = 18..USD 22 billion")
    found = {row["driver"]: (Fraction(row["exact_low"]), Fraction(row["exact_high"])) for row in rows}
    check("--vary: growths and bases", found == {
        "software.growth": tuple(Market({"software": rate}).value("total", 2028) for rate in (36, 48)),
        "services.base": tuple(Market(base={"services": value}).value("total", 2028) for value in (18, 22))}, str(found))


def grids():
    rows = rows_of("sensitivity", MARKET, "--grid", "software.growth=36%,40%,44.5% ; services.growth=30%,37%", "--at", "2027")
    check("grid: every pair", len(rows) == 6)
    for row in rows:
        pair = {"software": Fraction(row["row_setting"][:-1]), "services": Fraction(row["column_setting"][:-1])}
        exact = Market(pair).value("total", 2027)
        check("grid: exactly", Fraction(row["exact"]) == exact and row["value"] == two_places(exact), str(row))
        check("grid: difference", row["difference"] == two_places(exact - BASE.value("total", 2027)), str(row))
    document = document_of("sensitivity", MARKET, "--grid", "software.growth=36%,40%,44.5% ; services.growth=30%,37%", "--at", "2027")
    check("grid: CSV and JSON the same", [row["exact"] for row in rows] == [each for line in document["exact"] for each in line])


def break_evens():
    def total(solve, percent):
        if solve == "growth":
            return Market(moved=dict.fromkeys(PARTS, Fraction(percent))).value("total", 2028)
        part = solve.split(".")[0]
        # The rate of a constant growth; points on all rates of a path that changes.
        market = Market({part: Fraction(percent)}) if part == "hardware" else Market(moved={part: Fraction(percent)})
        return market.value("total", 2028)

    for solve in ("software.growth", "hardware.growth", "services.growth", "growth"):
        for target, absolute in (("1T", 1000), ("USD 700 billion", 700), ("930.8", Fraction("930.8"))):
            for places in (4, 9):
                found = document_of("sensitivity", MARKET, "--equals", target, "--solve", solve, "--places", str(places))
                low, high = found["low_percent"], found["high_percent"]
                told = f"{solve} for {target} to {places} places"
                check(f"{told}: a shift or a rate", found["is_shift"] == (solve != "hardware.growth"))
                check(f"{told}: neighbours", found["is_exact"] or Fraction(high) - Fraction(low) == Fraction(1, 10**places), f"{low} {high}")
                check(f"{told}: the target lies between", total(solve, low) <= absolute <= total(solve, high), f"{low} {high}")
                check(f"{told}: what they make", [Fraction(found["at_low"]), Fraction(found["at_high"])] == [total(solve, low), total(solve, high)])
    exact = total("hardware.growth", 45)
    found = document_of("sensitivity", MARKET, "--equals", "1T", "--solve", "hardware.growth")
    check("not met exactly", not found["is_exact"])
    text = "\n".join(['format = 1', 'years = "2020..2022"', "[segment.a]", 'base = "100"', 'growth = "5%"'])
    done = run(["sensitivity", "-", "--equals", "121", "--solve", "a.growth", "--format", "plain"], text.encode())
    check("met exactly: one number", done.stdout == b"10\n", done.stdout.decode() + done.stderr.decode())
    check("the oracle itself", exact > 1000)


def limits():
    lines = ['format = 1', 'unit = "USD million"', 'years = "2024..2034"']
    for i in range(10_000):
        lines += [f'[segment.s{i}]', f'base = "{i % 97 + 1}"', f'growth = "{i % 40}%"']
    lines += ["[scenario.low]", 'change = { "s7.growth" = "1%" }', "[scenario.high]", 'change = { "s7.growth" = "90%" }']
    market = "\n".join(lines).encode()
    for name, arguments in (("compare", ["compare", "-"]), ("tornado", ["sensitivity", "-"]), ("grid", ["sensitivity", "-", "--grid", "s1.growth=1%,2%,3% ; s2.growth=4%,5%"]),
                            ("break-even", ["sensitivity", "-", "--equals", "5T", "--solve", "s1.growth"])):
        start = time.monotonic()
        done = run(arguments, market)
        check(f"{name} of 10,000 segments: done", done.returncode == 0 and done.stderr == b"", done.stderr.decode())
        check(f"{name} of 10,000 segments: within seconds", SANITIZED or time.monotonic() - start < 30, str(time.monotonic() - start))
        check(f"{name} of 10,000 segments: short", done.stdout.count(b"\n") < 60, str(done.stdout.count(b"\n")))
    check("all drivers in CSV", run(["sensitivity", "-", "--format", "csv"], market).stdout.count(b"\n") == 10_001)
    values = ",".join(f"{i / 10:.1f}%" for i in range(1000))
    done = run(["sensitivity", MARKET, "--grid", f"software.growth={values};services.growth={values}"], cwd=MODELS)
    check("a grid of a million cells: refused", done.returncode == 2 and b"E-limit-rows" in done.stderr and done.stdout == b"", done.stderr.decode()[:500])
    done = run(["sensitivity", MARKET, "--by", "1" + "0" * 30_000], cwd=MODELS)
    check("points without end: refused", done.returncode == 2 and done.stdout == b"", done.stderr.decode()[:500])
    hostile = 'format = 1\nyears = "2020..2021"\n[segment."a;b=c d"]\nbase = "1"\ngrowth = "10%"\nlabel = "=cmd|x"\n[scenario."@s"]\nchange = { "a;b=c d.growth" = "20%" }\n'
    done = run(["sensitivity", "-", "--vary", '"a;b=c d".growth=5%..15%', "--format", "csv"], hostile.encode())
    check("a name with marks, in quotes", done.returncode == 0 and b"a;b=c d.growth,5%..15%" in done.stdout, done.stdout.decode() + done.stderr.decode())
    done = run(["compare", "-", "--format", "csv"], hostile.encode())
    check("a scenario like a formula is defused in CSV", done.returncode == 0 and b"\n'@s," in done.stdout, done.stdout.decode() + done.stderr.decode())


if __name__ == "__main__":
    sys.exit(cli.run_groups(golden_cases, (scenarios, files, tornados, grids, break_evens, limits)))
