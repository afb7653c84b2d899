#!/usr/bin/env python3
"""An independent audit of tests/data/claims.csv, in exact fractions: shares no code and no method with the library.

    audit_oracle.py            print the counts, and compare with tests/data/claims_expected.csv
    audit_oracle.py --write    write that file

A reading fits when [anchor] * (1 + [rate])^n meets [target], the intervals being half a unit of the last printed digit to either side,
ends included, and open to one side for over / up to. It is vacuous where the rate is open to one side, or another whole
number of years from 1 to 400 fits too. The verdicts follow from that; see docs/reference.md.
"""
import argparse
import collections
import csv
import pathlib
import re
import sys
from fractions import Fraction as F

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = HERE / "data" / "claims_expected.csv"
COLUMNS = ["id", "verdict", "from_base", "from_estimate", "window", "inclusive", "short"]
COMMA = {"it", "de", "es", "fr", "pt", "nl"}
MORE_THAN_ONE = 400

# Magnitudes as the claims write them, by language where a word means two things.
WORDS = {
    "thousand": 3, "million": 6, "mn": 6, "mln": 6, "m": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12, "t": 12, "crore": 7, "lakh": 5,
    "lakh crore": 12, "miliardi": 9, "milliarden": 9, "bill.": 12, "billionen": 12, "millones": 6, "mil millones": 9, "billones": 12,
    "milliards": 9, "md$": 9, "milhões": 6, "mil milhões": 9, "bilhões": 9, "biljoen": 12, "mn tons": 6, "亿": 8, "億": 8, "兆": 12,
    "万億": 12, "(miliyari)": 9, "bilioni": 9, "แสนล้าน": 11, "మిలియన్ల": 6,
}


def number(text, language):
    """Value, worth of the last printed digit, whether decimals were printed."""
    if language in COMMA and ("," in text or re.search(r"\.\d{3}$", text) or " " in text):
        text = text.replace(".", "").replace(" ", "").replace(",", ".")
    text = text.replace(",", "")
    places = len(text.split(".")[1]) if "." in text else 0
    return F(text), F(1, 10**places), places > 0


def composite(text):
    """20억 8,000만: parts of their own magnitudes; the last digit that is not 0 is the last printed one."""
    total, step = F(0), None
    for digits, unit in re.findall(r"([\d,]+)\s*([조억만])", text):
        digits = digits.replace(",", "")
        scale = {"조": 10**12, "억": 10**8, "만": 10**4}[unit]
        total += int(digits) * scale
        step = 10 ** (len(digits) - len(digits.rstrip("0"))) * scale
    return total, F(step)


class Figure:
    """`low` and `high` may be None: open. `zeros`: the interval with trailing zeros of a whole amount as rounding."""

    def __init__(self, text, language):
        self.increase = "(incremental)" in text
        text = text.replace("(incremental)", "").strip().lower()
        self.one_sided, self.kind = False, "amount"
        if text.startswith("over "):
            self.one_sided, text = True, text[5:]
        text = re.sub(r"^(close to |~|\+)", "", text)
        if re.search(r"[조억만]", text):
            value, step = composite(text)
            self.value, self.low, self.high = value, value - step / 2, value + step / 2
            self.zeros = (self.low, self.high)
            return
        spread = re.fullmatch(r"(\d+)% to (\d+)%", text)
        if spread:
            self.kind, (a, b) = "percent", (F(x) for x in spread.groups())
            self.value, self.low, self.high = (a + b) / 2, a - F(1, 2), b + F(1, 2)
            return
        digits, rest = re.fullmatch(r"([\d.,]+(?: \d{3})*)\s*(.*)", text).groups()
        value, step, decimals = number(digits, language)
        scale = 1
        if re.fullmatch(r"%|per ?cent|percent|per cento|prozent|prozentpunkten", rest):
            self.kind = "percent"
        elif rest in ("x", "-fold"):
            self.kind = "multiple"
        elif rest:
            scale = 10 ** WORDS[rest]
        self.value = value * scale
        half = step * scale / 2
        self.low, self.high = self.value - half, None if self.one_sided else self.value + half
        if self.one_sided:
            self.low = self.value
        self.zeros = (self.low, self.high)
        if self.kind == "amount" and not decimals and not self.one_sided and value.denominator == 1:
            whole = str(value.numerator)
            half = F(10 ** (len(whole) - len(whole.rstrip("0"))) * scale, 2)
            self.zeros = (self.value - half, self.value + half)


class Reading:
    def __init__(self, begin, rate, target, n, one_sided):
        """begin, target: (low, high); rate: (low, high) in percent."""
        self.n = n

        def fits(periods):
            low = begin[0] * (1 + rate[0] / 100) ** periods
            high = None if rate[1] is None else begin[1] * (1 + rate[1] / 100) ** periods
            return (target[1] is None or low <= target[1]) and (high is None or target[0] is None or high >= target[0])

        self.fits = fits(n)
        self.vacuous = one_sided
        if self.fits and not self.vacuous:
            # What fits is a run of whole numbers: a neighbour fits, or none does.
            self.vacuous = any(fits(other) for other in (n - 1, n + 1) if 1 <= other <= MORE_THAN_ONE)

    @property
    def supports(self):
        return self.fits and not self.vacuous

    @property
    def cell(self):
        return "vacuous" if self.fits and self.vacuous else "consistent" if self.fits else "inconsistent"


def audit(row):
    def figure(name):
        return Figure(row[name], row["language"]) if row[name] else None

    def year(name):
        return int(row[name]) if row[name] else None

    base, estimate, rate, target = (figure(name + "_text") for name in ("base", "estimate", "cagr", "target"))
    base_year, start, end = year("base_year"), year("cagr_from_year"), year("target_year") or year("cagr_to_year")
    estimate_year = year("estimate_year") or (base_year + 1 if estimate and base_year else None)
    if (base_year and end and end <= base_year) or (start and year("cagr_to_year") and start > year("cagr_to_year")):
        return {"verdict": "unreadable"}
    cells = {}
    annual = rate and rate.kind == "percent"

    def reading(anchor, n, zeros=False):
        if not anchor or not annual or not target or n is None or n < 1:
            return None
        begin = anchor.zeros if zeros else (anchor.low, anchor.high)
        goal = target.zeros if zeros else (target.low, target.high)
        if target.increase:
            if not base:
                return None
            assert False, "no claim of the data has a base and an increase"
        assert target.kind == "amount"
        return Reading(begin, (rate.low, rate.high), goal, n, rate.one_sided)

    span = end - base_year if end and base_year else None
    all_readings = {
        "from_base": reading(base, span),
        "from_estimate": reading(estimate, end - estimate_year if end and estimate_year else None),
        "window": reading(base, end - start if end and start else None),
        "inclusive": reading(base, span + 1 if span else None),
        "short": reading(base, span - 1 if span else None),
    }
    cells = {name: found.cell if found else "" for name, found in all_readings.items()}
    conventional = [all_readings[name] for name in ("from_base", "from_estimate") if all_readings[name]]
    support = sum(found.supports for found in conventional)
    wider = [found for found in (reading(base, span, True), reading(estimate, end - estimate_year if end and estimate_year else None, True))
             if found]
    if not conventional or (not support and any(found.fits for found in conventional)):
        verdict = "underdetermined"
    elif support:
        verdict = "consistent" if support == 1 else "ambiguous"
    elif any(found.supports for found in wider):
        verdict = "consistent_if_rounded"
    else:
        verdict = "inconsistent"
        if not estimate and start and start > base_year and end > start:
            least = target.low / ((1 + rate.high / 100) ** (end - start) * base.high)
            most = target.high / ((1 + rate.low / 100) ** (end - start) * base.low)
            if most >= 1 and least <= (1 + 2 * rate.high / 100) ** (start - base_year):
                verdict = "underdetermined"
    return {"verdict": verdict, **cells}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with open(HERE / "data" / "claims.csv", encoding="utf-8", newline="") as file:
        rows = [{"id": row["id"], **audit(row)} for row in csv.DictReader(file)]
    if arguments.write:
        with open(EXPECTED, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    verdicts = collections.Counter(row["verdict"] for row in rows)
    print(f"{len(rows)} claims: " + ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()))
    for name in COLUMNS[2:]:
        cells = collections.Counter(row.get(name) for row in rows if row.get(name))
        print(f"  {name}: {cells['consistent']} of {sum(cells.values())} fit, {cells['vacuous']} vacuous")
    testable = [row for row in rows if any(row.get(name) for name in COLUMNS[2:])]
    nothing = [row for row in testable if all(row[name] in ("", "inconsistent") for name in COLUMNS[2:])]
    print(f"  {len(testable)} testable, {len(nothing)} fit nothing")
    with open(EXPECTED, encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    different = [row["id"] for row, known in zip(rows, expected) if {name: row.get(name, "") for name in COLUMNS} != known]
    print(f"{len(expected)} expected, {len(different)} differ {different}")
    return 1 if different or len(rows) != len(expected) else 0


if __name__ == "__main__":
    sys.exit(main())
