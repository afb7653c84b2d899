#!/usr/bin/env python3
"""Runs `cagr lineup` on the inputs of lineup_cases.json against their recorded output, then lines up every market of
tests/data/claims.csv and compares all values with fractions of its own.

lineup.py --program PATH --golden DIR [--update]    --update records what the program prints now
"""
import collections
import csv
import io
import json
import pathlib
import re
import shlex
import sys
import tempfile
import time
from fractions import Fraction

import run as cli
from run import HERE, SANITIZED, check, one_message, run

DATA = HERE.parent / "data"
YEARS = range(2012, 2041)


def golden_cases(golden, update):
    cases = json.loads((HERE / "lineup_cases.json").read_text())
    names = [case["name"] for case in cases]
    check("case names are unique", len(set(names)) == len(names))
    for case in cases:
        name, status = case["name"], case.get("status", 0)
        given = "\n".join(case["rows"]).encode() + b"\n" if "rows" in case else b""
        file = "-" if "rows" in case else "claims.csv"
        done = run(["lineup", file, *shlex.split(case["options"])], given, cwd=DATA)
        check(f"{name}: exit status", done.returncode == status, f"exit {done.returncode}, {status} expected\n{done.stderr.decode()}")
        if name.startswith("bad_") and not name.startswith("bad_rows"):
            check(f"{name}: one message, no output", one_message(done.stderr) and done.stdout == b"", done.stderr.decode())
        if status == 0:
            check(f"{name}: nothing on standard error", done.stderr == b"", done.stderr.decode())
        if "csv" not in name and "json" not in name and "markdown" not in name:
            longest = max(done.stdout.decode().split("\n"), key=len)
            check(f"{name}: 80 columns", len(longest) <= 80, longest)
        cli.recorded(golden, update, name, out=done.stdout, err=done.stderr)
    cli.no_stray_files(golden, names)


def table(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Claim:
    """What a row of the data says, its numbers as an independent reader has them."""

    def __init__(self, row, figures, expected):
        self.id, self.row, self.expected = row["id"], row, expected
        self.readable = expected["verdict"] != "unreadable"
        number = {}
        for column in ("base_text", "estimate_text", "cagr_text", "target_text"):
            figure = figures.get((self.id, column))
            if figure is None:
                continue
            if figure["reason"] == "a note in parentheses":
                digits, scale = re.match(r"([0-9.]+) ?(billion|Billion|亿)", row[column]).groups()
                number[column] = (Fraction(digits) * (10**8 if scale == "亿" else 10**9), "amount")
                continue
            if figure["reason"]:
                self.readable = False
                continue
            number[column] = (Fraction(figure["value"]), figure["kind"])
        # Percentage points, which are no rate.
        self.readable &= number.get("cagr_text", (0, "percent"))[1] != "amount"
        self.base, self.estimate, self.rate = (number.get(column, (None, ""))[0] for column in ("base_text", "estimate_text", "cagr_text"))
        if number.get("cagr_text", (0, "percent"))[1] != "percent":
            self.rate = None
        self.target = None
        if "target_text" in number:
            self.target, kind = number["target_text"]
            if "(incremental)" in row["target_text"]:
                self.target = None if self.base is None else self.base + self.target
            elif kind == "multiple":
                self.target = None if self.base is None else self.base * self.target
        year = {column: int(row[column]) if row[column] else None for column in ("base_year", "estimate_year", "cagr_from_year", "cagr_to_year", "target_year")}
        self.base_year, self.estimate_year, self.window_from, self.window_to, self.target_year = year.values()
        if self.estimate is not None and self.estimate_year is None and self.base_year is not None:
            self.estimate_year = self.base_year + 1
        if self.target_year is None:
            self.target_year = self.window_to
        self.until = self.window_to or self.target_year
        name = row["publisher"].strip()
        while re.search(r"\([^()]*\)$", name):
            name = re.sub(r"\s*\([^()]*\)$", "", name)
        self.publisher = name.upper()

    def age(self):
        start = self.base_year if self.base is not None and self.base_year else self.estimate_year if self.estimate is not None else None
        return (start or 0, self.estimate_year if self.estimate is not None and self.estimate_year else 0, self.target_year or 0)

    def readings(self):
        """The readings that the outcomes of an oracle of its own leave."""
        by_base = self.base is not None and self.base_year is not None
        by_estimate = self.estimate is not None and self.estimate_year is not None
        if self.rate is None or not (by_base or by_estimate):
            return {None}
        found = {name: self.expected[name] for name in ("from_base", "from_estimate") if self.expected[name]}
        if not found:
            return {"from_estimate"} if not by_base or (by_estimate and self.window_from == self.estimate_year) else {"from_base"}
        for outcome in ("consistent", "vacuous", "inconsistent"):
            best = {name for name, text in found.items() if text == outcome}
            if best:
                return best if outcome == "inconsistent" or len(best) == 1 else {"from_base"}
        return set()

    def value(self, year, reading, extrapolate):
        if reading is not None:
            anchor, start = (self.base, self.base_year) if reading == "from_base" else (self.estimate, self.estimate_year)
            if year >= start and (year == start or extrapolate or (self.until is not None and year <= self.until)):
                return anchor * (1 + self.rate / 100) ** (year - start)
        for value, when in ((self.base, self.base_year), (self.estimate, self.estimate_year), (self.target, self.target_year)):
            if value is not None and when == year:
                return value
        return None


def claims_of_data():
    figures = {(row["id"], row["column"]): row for row in table("claims_figures.csv")}
    expected = {row["id"]: row for row in table("claims_expected.csv")}
    return [Claim(row, figures, expected[row["id"]]) for row in table("claims.csv")]


def two_places(value):
    """Half up, by integers; the values are never negative."""
    cents = (value.numerator * 200 + value.denominator) // (2 * value.denominator)
    return f"{cents // 100}.{cents % 100:02}"


def data():
    by_market = collections.defaultdict(list)
    for claim in claims_of_data():
        by_market[(claim.row["market"], claim.row["currency"])].append(claim)
    values = 0
    for (market, currency), claims in by_market.items():
        for extrapolate in (False, True):
            options = ["--at", ",".join(map(str, YEARS)), "--market", market, *(["--currency", currency] if currency else []), *(["--extrapolate"] if extrapolate else [])]
            done = run(["lineup", "claims.csv", *options, "--format", "json"], cwd=DATA)
            name = f"{market} in {currency}{', extrapolated' if extrapolate else ''}"
            readable = [claim for claim in claims if claim.readable]
            everything = [c for (m, _), found in by_market.items() if m == market for c in found]
            check(f"{name}: exit status", done.returncode == (0 if all(c.readable for c in everything) else 2), done.stderr.decode())
            if not readable:
                check(f"{name}: nothing to print", done.stdout == b"")
                continue
            printed = json.loads(done.stdout)
            newest = {}
            for claim in readable:
                key = claim.publisher or claim.id
                if key not in newest or claim.age() > newest[key].age():
                    newest[key] = claim
            check(f"{name}: editions", [p["id"] for p in printed["publishers"]] == [c.id for c in newest.values()], done.stdout.decode())
            check(f"{name}: left out", {e["id"] for e in printed["left_out"]} == {c.id for c in readable} - {c.id for c in newest.values()})
            scale, columns = Fraction(printed["scale"]), collections.defaultdict(list)
            for row in printed["publishers"]:
                claim = next(c for c in newest.values() if c.id == row["id"])
                check(f"{claim.id}: verdict", row["verdict"] == claim.expected["verdict"])
                check(f"{claim.id}: reading", row["reading"] in claim.readings(), f"{row['reading']} {claim.readings()}")
                for cell in row["values"]:
                    expected = claim.value(cell["period"], row["reading"], extrapolate)
                    got = None if cell["exact"] is None else Fraction(cell["exact"]) * scale
                    check(f"{claim.id} in {cell['period']}: exactly", got == expected, f"{got} {expected}")
                    if expected is not None:
                        check(f"{claim.id} in {cell['period']}: shown", cell["value"] == two_places(expected / scale), cell["value"])
                        columns[cell["period"]].append(expected)
                        values += 1
            for column in printed["columns"]:
                found = sorted(columns[column["period"]])
                check(f"{name} in {column['period']}: count", column["count"] == len(found))
                if not found:
                    check(f"{name} in {column['period']}: nothing", column["median"] is None and column["low"] is None and column["spread_percent"] is None)
                    continue
                middle = (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2
                for key, expected in (("median", middle), ("low", found[0]), ("high", found[-1])):
                    check(f"{name} in {column['period']}: {key}", Fraction(column[key]["exact"]) * scale == expected and column[key]["value"] == two_places(expected / scale))
                spread = column["spread_percent"]
                check(f"{name} in {column['period']}: spread", (spread is None) == (len(found) < 2))
                if spread is not None:
                    exact = (found[-1] / found[0] - 1) * 100
                    check(f"{name} in {column['period']}: spread to 34 digits", abs(Fraction(spread) - exact) <= exact * Fraction(1, 10**33), spread)
    check("values of the data compared", values > 2000, str(values))


def formats():
    options = ["lineup", "claims.csv", "--at", "2024,2028", "--market", "artificial intelligence", "--currency", "USD"]
    document = json.loads(run([*options, "--format", "json"], cwd=DATA).stdout)
    rows = list(csv.DictReader(io.StringIO(run([*options, "--format", "csv"], cwd=DATA).stdout.decode())))
    cells = {(row["id"], row["period"]): row for row in rows if row["row"] == "publisher"}
    for publisher in document["publishers"]:
        for value in publisher["values"]:
            cell = cells.pop((publisher["id"], str(value["period"])))
            check("CSV and JSON: the same values", all((cell[key] or None) == value[key] for key in ("value", "origin", "exact")))
    check("CSV: no other values", not cells)
    median = next(row for row in rows if row["row"] == "median" and row["period"] == "2028")
    check("CSV and JSON: the same median", median["exact"] == document["columns"][1]["median"]["exact"])
    plain = run([*options, "--format", "plain"], cwd=DATA).stdout.decode().strip()
    check("plain: the last median, in the unit", Fraction(plain) == Fraction(median["exact"]))
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "out.json"
        done = run([*options, "-o", str(file)], cwd=DATA)
        check("-o out.json, bad rows told of", done.returncode == 2 and done.stdout == b"" and json.loads(file.read_text()) == document)


def limits():
    header = b"publisher,base_text,base_year,cagr_text,target_text,target_year\n"
    many = header + b"".join(b"P%d,100,2020,10.5%%,,2030\n" % i for i in range(20_000))
    start = time.monotonic()
    done = run(["lineup", "-", "--at", "2024,2028", "--format", "plain"], many)
    check("20,000 publishers", done.returncode == 0 and Fraction(done.stdout.decode().strip()) == 100 * Fraction(1105, 1000) ** 8 and done.stderr == b"", done.stderr.decode())
    check("20,000 publishers: within seconds", SANITIZED or time.monotonic() - start < 20)
    done = run(["lineup", "-", "--at", "9999", "--extrapolate"], many)
    check("too many digits: refused", done.returncode == 2 and b"E-limit-rows" in done.stderr and done.stdout == b"", done.stderr.decode())
    done = run(["lineup", "-", "--at", "2024"], header + b"A,100,2020,10%,,2030,\xff\n" + b"B\xff,100,2020,10%,,2030\n")
    check("ill-formed rows are told of, one line each", done.returncode == 2 and done.stderr.count(b"\n") == 2 and done.stdout == b"", done.stderr.decode(errors="replace"))
    done = run(["lineup", "-", "--at", "2020"], header + b"\"A\x1b[31m\",100,2020,10%,,2030\n")
    check("control characters are made visible", done.returncode == 0 and b"\x1b" not in done.stdout, repr(done.stdout))


if __name__ == "__main__":
    sys.exit(cli.run_groups(golden_cases, (data, formats, limits)))
