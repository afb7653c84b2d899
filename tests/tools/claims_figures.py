#!/usr/bin/env python3
"""Writes tests/data/claims_figures.csv: what the figures of claims.csv say, read without the library.

    claims_figures.py [--check]     --check compares with what is written

Regular expressions and fractions; a language at a time, for the forms that occur in the data. A text that none fits is
listed with the reason that REASONS gives, or the script fails.
"""
import csv
import pathlib
import re
import sys
from fractions import Fraction

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
COLUMNS = ("base_text", "estimate_text", "cagr_text", "target_text")
COMMA = {"it", "de", "fr", "es", "pt", "nl"}
WORDS = {
    "en": {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12, "t": 12, "crore": 7, "lakh crore": 12},
    "it": {"milioni": 6, "miliardi": 9},
    "de": {"milliarden": 9, "billionen": 12, "bill.": 12},
    "fr": {"milliards": 9, "md": 9},
    "es": {"millones": 6, "mil millones": 9, "billones": 12},
    "pt": {"milhões": 6, "mil milhões": 9, "bilhões": 9},
    "nl": {"mln": 6, "biljoen": 12},
}
CHARACTERS = {"万": 4, "萬": 4, "만": 4, "亿": 8, "億": 8, "억": 8, "조": 12, "兆": 12}
PERCENT = ("%", "percent", "per cent", "per cento", "prozent")
REASONS = [
    (re.compile(r"\(incremental\)"), "a note in parentheses"),
    (re.compile(r"\(miliyari\)"), "Kinyarwanda"),
    (re.compile("แสนล้าน"), "Thai"),
    (re.compile("bilioni"), "Swahili"),
    (re.compile("మిలియన్ల"), "Telugu"),
]


def number(text, language):
    """The number and the power of ten of its last digit."""
    if re.fullmatch(r"\d+(\.\d\d?|,\d{3}(\.\d+)?)?", text) and language not in COMMA or re.fullmatch(r"\d+\.\d\d?", text):
        plain = text.replace(",", "")
    elif language in COMMA:
        assert re.fullmatch(r"\d{1,3}([. ]\d{3})*(,\d+)?|\d+(,\d+)?", text), text
        plain = text.replace(".", "").replace(" ", "").replace(",", ".")
    else:
        assert re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d+)?|\d+(\.\d+)?", text), text
        plain = text.replace(",", "")
    places = len(plain.partition(".")[2])
    return Fraction(plain), -places


def characters(text):
    """Composite numbers of Chinese, Japanese and Korean; half a unit of the last digit that is not zero."""
    parts = re.findall(r"([\d.,]+) ?([万萬만亿億억조兆]+)", text)
    if not parts or re.sub(r"[\d.,]+ ?[万萬만亿億억조兆]+ ?", "", text):
        return None
    value = Fraction(0)
    for digits, units in parts:
        n, last = number(digits, "zh")
        exponent = sum(CHARACTERS[c] for c in units)
        value += n * 10**exponent
        step = last + exponent
    if len(parts) > 1:
        assert value.denominator == 1
        whole = str(value.numerator)
        step = len(whole) - len(whole.rstrip("0"))
    return value, Fraction(10) ** step


def read(text, language):
    """kind, value, low, high, unit; None where nothing fits."""
    half = lambda value, step: (value - step / 2, value + step / 2)
    if match := re.fullmatch(r"(\d+)%? to (\d+)%", text):
        low, high = map(Fraction, match.groups())
        return "percent", (low + high) / 2, low - Fraction(1, 2), high + Fraction(1, 2), ""
    if match := re.fullmatch(r"(\d+)(x|-fold)", text):
        value = Fraction(match.group(1))
        return "multiple", value, *half(value, Fraction(1)), ""
    if found := characters(text):
        return "amount", found[0], *half(*found), ""
    match = re.fullmatch(r"(over |close to |~|\+)?(\d[\d., ]*?)\s*(\D*)", text)
    if match is None:
        return None
    before, digits, after = match.groups()
    value, last = number(digits, language)
    words = WORDS.get(language, WORDS["en"])
    lower = after.lower().rstrip("$")
    unit = ""
    if lower.endswith(" tons"):
        lower, unit = lower[:-5], "tons"
    kind = "amount"
    if lower in PERCENT:
        kind, exponent = "percent", 0
    elif lower in words:
        exponent = words[lower]
    elif lower in ("", "prozentpunkten"):
        exponent, unit = 0, after
    else:
        return None
    value *= Fraction(10) ** exponent
    step = Fraction(10) ** (last + exponent)
    if before == "over ":
        return kind, value, value, None, unit
    return kind, value, *half(value, step), unit


def shown(value):
    if value is None:
        return ""
    scaled, places = value, 0
    while scaled.denominator != 1:
        scaled, places = scaled * 10, places + 1
    digits = str(scaled.numerator).rjust(places + 1, "0")
    return digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}"


def main():
    out = ["id,column,language,text,kind,value,low,high,unit,reason"]
    with open(DATA / "claims.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            language = row["language"].split("-")[0]
            for column in COLUMNS:
                text = row[column]
                if not text:
                    continue
                found = read(text, language)
                reason = next((why for pattern, why in REASONS if pattern.search(text)), "")
                assert (found is None) == bool(reason), (row["id"], text)
                fields = ["", "", "", "", ""] if found is None else [found[0], *map(shown, found[1:4]), found[4]]
                quoted = f'"{text}"' if "," in text else text
                out.append(",".join([row["id"], column, row["language"], quoted, *fields, reason]))
    text = "\n".join(out) + "\n"
    path = DATA / "claims_figures.csv"
    if "--check" in sys.argv[1:]:
        same = path.read_text(encoding="utf-8") == text
        print(f"{len(out) - 1} texts, " + ("as written" if same else "not as written: run claims_figures.py"))
        return 0 if same else 1
    path.write_text(text, encoding="utf-8")
    print(f"{len(out) - 1} texts, {sum(line.split(',')[-1] != '' for line in out[1:])} of them unread")
    return 0


if __name__ == "__main__":
    sys.exit(main())
