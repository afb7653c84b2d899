#!/usr/bin/env python3
"""Workbooks, worked out again by LibreOffice: every formula must come to the value that is stored with it, and with the inputs of
another model to the values that the program itself finds for that one.

recalculate.py --program PATH
"""
import argparse
import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile

import run as cli
from run import check, run

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SOFFICE = shutil.which("soffice")

GROWTH = """format = 1
title = "Every kind of growth"
unit = "USD million"
years = "2018..2027"
actual = 2020
estimated = 2021
measure = { prices = "nominal" }
[inflation]
growth = ["2%", "3%", "4%", "2.5%", "2.5%", "2%", "2%", "2%", "2%"]
price_year = 2020
[exchange.EUR]
averages = { 2018 = "1.18", 2019 = "1.12", 2020 = "1.14", 2021 = "1.18", 2022 = "1.05", 2023 = "1.08", 2024 = "1.08", 2025 = "1.1", 2026 = "1.1", 2027 = "1.1" }
[exchange.JPY]
fixed = "0.0093"
fixed_year = 2020
[segment.soft]
[segment.hard]
[segment.constant]
parent = "soft"
values = { 2018 = "80", 2019 = "90", 2020 = "100" }
growth = "10%"
[segment.yearly]
parent = "hard"
values = { 2018 = "50.5", 2019 = "60", 2020 = "70", 2021 = "75" }
growth = ["10%", "11%", "12.5%", "13%", "9%", "-3%"]
[segment.stages]
parent = "soft"
values = { 2018 = "10", 2019 = "20", 2020 = "30" }
growth = [{ rate = "40%", to = 2022 }, { rate = "20%", to = 2024 }, { rate = "0%", to = 2027 }]
[segment.fade]
parent = "hard"
values = { 2018 = "10", 2019 = "20", 2020 = "30" }
growth = { fade = ["30%", "5%"], first = 2022, last = 2026 }
[segment.logistic]
parent = "soft"
values = { 2018 = "EUR 10 million", 2019 = "EUR 20 million", 2020 = "EUR 30 million" }
growth = { logistic = "40%", capacity = "500" }
[segment.continuous]
parent = "soft"
values = { 2018 = "10", 2019 = "20", 2020 = "30" }
growth = { continuous_logistic = "40%", capacity = "500" }
[segment.gompertz]
parent = "hard"
values = { 2018 = "10", 2019 = "20", 2020 = "30" }
growth = { gompertz = "20%", capacity = "500" }
[segment.top]
values = { 2018 = "1000", 2019 = "1100", 2020 = "1200" }
growth = "7%"
[segment.t1]
parent = "top"
share = "60%"
[segment.t2]
parent = "top"
share = "40%"
[segment.yen]
values = { 2018 = "JPY 100 billion", 2019 = "JPY 110 billion", 2020 = "JPY 120 billion" }
growth = "4%"
[segment.real]
values = { 2018 = "EUR 10 million", 2019 = "EUR 10 million", 2020 = "EUR 10 million" }
prices = "real"
growth = "4%"
[segment.none]
values = { 2018 = "0", 2019 = "0", 2020 = "0" }
growth = { fade = ["10%", "2%"] }
[[control]]
base = "3000"
growth = "9%"
tolerance = "90%"
[[control]]
of = "soft"
base = "EUR 250 million"
growth = { logistic = "20%", capacity = "5000" }
tolerance = "90%"
[scenario.low]
weight = "20%"
change = { "constant.growth" = "2%", "yearly.growth" = "1%", "inflation.growth" = "6%" }
[scenario.high]
weight = "30%"
change = { "logistic.growth" = { logistic = "60%", capacity = "500" }, "t1.share" = "50%", "t2.share" = "50%", "yen.growth" = "20%" }
"""
OTHER_GROWTH = [('"10%"', '"8%"'), ('"2.5%"', '"7%"'), ('2022 = "1.05"', '2022 = "1.25"'), ('"0.0093"', '"0.0071"'), ('"75"', '"66.5"'),
                ('"12.5%"', '"-12.5%"'), ('rate = "40%"', 'rate = "31%"'), ('logistic = "40%"', 'logistic = "37%"'), ('["30%", "5%"]', '["-30%", "15%"]'), ('"500"', '"650"'), ('"7%"', '"6.9%"'),
                ('"EUR 250 million"', '"EUR 300 million"'), ('"9%"', '"12%"'), ('"20%"', '"22%"')]

PARTS = """format = 1
unit = "USD billion"
years = "2020..2026"
[segment.mix]
base = "520"
[segment.m1]
parent = "mix"
share = "25%"
growth = "5%"
[segment.m2]
parent = "mix"
share = "75%"
growth = ["10%", "11%", "12.5%", "13%", "9%", "-3%"]
[segment.m21]
parent = "m2"
share = "10%"
[segment.m22]
parent = "m2"
share = "90%"
[segment.launched]
growth = { bass = { potential = "1000", p = "0.03", q = "0.38", launched = 2 } }
[scenario.other]
change = { "m1.growth" = "8%", "mix.base" = "600", "m21.share" = "20%", "m22.share" = "80%", "launched.growth" = { bass = { potential = "2000", p = "0.03", q = "0.38" } } }
"""
OTHER_PARTS = [('"520"', '"410.5"'), ('"5%"', '"-5%"'), ('"0.38"', '"0.41"'), ('"0.03"', '"0.02"'), ('launched = 2', 'launched = 3'), ('"600"', '"601"')]

FISCAL = """format = 1
unit = "INR crore"
years = "FY2024..FY2030"
actual = "FY2025"
[segment.a]
values = { "FY2023-24" = "100", "FY2024-25" = "110" }
growth = [{ rate = "10%", to = "FY2028" }, { rate = "5%", to = "FY2029-30" }]
[segment.b]
values = { FY24 = "100", FY25 = "110" }
growth = { fade = ["10%", "5%"], first = "FY2026-27", last = "FY2029" }
"""
OTHER_FISCAL = [('"10%"', '"11%"'), ('"110"', '"99.5"')]

NAMES = """format = 1
title = "=cmd|' /C calc'!A0"
unit = "USD million"
years = "2020..2022"
[segment."=1+1"]
label = "@SUM(A1) </script>"
base = "100"
growth = "5%%"
[segment."it's"]
base = "100"
growth = "5%%"
[segment.R1C1]
base = "1"
growth = "1%%"
[segment."\u65e5\u672c"]
base = "1"
growth = "1%%"
[segment."\u65e5\u8a9e"]
base = "1"
growth = "1%%"
[scenario.Inputs]
change = { "R1C1.growth" = "2%%" }
[scenario."a/[x]:*?"]
change = { "R1C1.growth" = "2%%" }
[scenario."Notes'"]
change = { "R1C1.growth" = "3%%" }
[scenario."a name that is cut at its apostrophe"]
label = "thirty characters and a stroke'x"
change = { "R1C1.growth" = "3%%" }
[segment.%s]
base = "1"
growth = "1%%"
[scenario.%s]
change = { "R1C1.growth" = "3%%" }
[scenario.history]
change = { "R1C1.growth" = "3%%" }
""" % ("n" * 1024, "m" * 1024)

PROJECTIONS = {
    "a projection": (["62.35B@2020", "40.2%", "2028"], ["18.5B@2020", "-3.25%", "2028"]),
    "an estimate": (["62.35B@2020", "40.2%", "2028", "--estimate", "93.7B@2021"], ["62.35B@2020", "12%", "2028", "--estimate", "70B@2021"]),
    "rounded each year": (["62.35B@2020", "40.2%", "2028", "--policy", "each_year", "--places", "0"],
                          ["18.55B@2020", "11%", "2028", "--policy", "each_year", "--places", "0"]),
    "rounded down each year": (["62.35B@2020", "40.2%", "2028", "--policy", "each_year", "--places", "0", "--rounding", "down"],
                               ["77.77B@2020", "3%", "2028", "--policy", "each_year", "--places", "0", "--rounding", "down"]),
    "a loss": (["-5.5M@2020", "12%", "2028"], ["-7.5M@2020", "-3.3%", "2028"]),
    "nothing": (["0@2020", "5%", "2024"], ["0@2020", "8%", "2024"]),
}


def load(path):
    """Of each sheet its cells: value and formula; and the names of cells."""
    book = zipfile.ZipFile(path)
    strings = []
    if "xl/sharedStrings.xml" in book.namelist():
        strings = ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in xml.fromstring(book.read("xl/sharedStrings.xml"))]
    sheets = {}
    for file, name in sheet_files(book).items():
        cells = {}
        for cell in xml.fromstring(book.read(file)).iter(MAIN + "c"):
            value, formula = cell.find(MAIN + "v"), cell.find(MAIN + "f")
            text = None if value is None else value.text
            kind = cell.get("t")
            shown = strings[int(text)] if kind == "s" else text if kind in ("str", "e") or text is None else float(text)
            cells[cell.get("r")] = (shown, None if formula is None else formula.text)
        sheets[name] = cells
    names = {each.get("name"): each.text for each in xml.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "definedName")}
    return sheets, names


def sheet_files(book):
    targets = {each.get("Id"): each.get("Target") for each in xml.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    return {"xl/" + targets[each.get(RELATION)].removeprefix("/xl/"): each.get("name") for each in xml.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")}


def recalculated(path, inputs):
    """The workbook as LibreOffice works it out, with other numbers in its inputs and no stored values to lean on."""
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        source = zipfile.ZipFile(path)
        files = sheet_files(source)
        with zipfile.ZipFile(folder / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as out:
            for name in source.namelist():
                text = source.read(name)
                if name in files:
                    text = re.sub(r"</f><v>[^<]*</v>", "</f>", text.decode())
                    for cell, value in inputs.items() if files[name] == "Inputs" else ():
                        text, count = re.subn(rf'(<c r="{cell}"[^>]*>)<v>[^<]*</v>', rf"\g<1><v>{value!r}</v>", text)
                        assert count == 1, cell
                    text = text.encode()
                out.writestr(name, text)
        subprocess.run([SOFFICE, f"-env:UserInstallation=file://{directory}/profile", "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"),
                        str(folder / "book.xlsx")], check=True, capture_output=True, timeout=300)
        return load(folder / "out" / "book.xlsx")[0]


def differences(wanted, got):
    out = []
    for sheet, cells in wanted.items():
        for cell, (value, formula) in cells.items():
            if formula is None:
                continue
            other = got[sheet].get(cell, (None, None))[0]
            if not isinstance(other, float) or abs(other - value) > 1e-9 * max(1.0, abs(value)):
                out.append(f"{sheet}!{cell} ={formula}: {value} is stored, {other} worked out")
    return out


def compared(name, first, second):
    """Two workbooks of one shape: the first must become the second when it gets its inputs."""
    (a, names), (b, _) = load(first), load(second)
    shape = lambda sheets: {(s, c): f for s, cells in sheets.items() for c, (_, f) in cells.items() if f is not None}
    check(f"{name}: one shape", shape(a) == shape(b), str([each for each in shape(a).items() if each not in shape(b).items()][:5]))
    check(f"{name}: has formulas", len(shape(a)) > 5, str(len(shape(a))))
    check(f"{name}: names are valid", all(re.fullmatch(r"[A-Za-z_\\][A-Za-z0-9_.]*", each) for each in names), str(list(names)))
    inputs = {cell: value for cell, (value, formula) in b["Inputs"].items() if formula is None and isinstance(value, float)}
    check(f"{name}: other inputs", any(a["Inputs"][cell][0] != value for cell, value in inputs.items()))
    if SOFFICE is None:
        return
    wrong = differences(a, recalculated(first, {}))
    check(f"{name}: recalculated", wrong == [], "\n".join(wrong[:10]))
    wrong = differences(b, recalculated(first, inputs))
    check(f"{name}: recalculated with other inputs", wrong == [], "\n".join(wrong[:10]))


def models():
    for name, text, changes in (("growth", GROWTH, OTHER_GROWTH), ("parts", PARTS, OTHER_PARTS), ("fiscal years", FISCAL, OTHER_FISCAL)):
        with tempfile.TemporaryDirectory() as directory:
            folder = pathlib.Path(directory)
            other = text
            for old, new in changes:
                check(f"{name}: {old} is there", old in other)
                other = other.replace(old, new)
            for file, said in (("first", text), ("second", other)):
                (folder / f"{file}.toml").write_text(said)
                done = run(["report", f"{file}.toml", "-o", f"{file}.xlsx"], cwd=folder)
                check(f"{name}: {file} workbook", done.returncode == 0, done.stderr.decode())
            compared(name, folder / "first.xlsx", folder / "second.xlsx")


def projections():
    for name, pair in PROJECTIONS.items():
        with tempfile.TemporaryDirectory() as directory:
            files = [pathlib.Path(directory) / f"{number}.xlsx" for number in (1, 2)]
            for given, file in zip(pair, files):
                done = run(["project", *given, "-o", str(file)])
                check(f"{name}: a workbook", done.returncode == 0, done.stderr.decode())
            compared(name, *files)


def hostile_names():
    """Names that spreadsheets refuse, keep for themselves or would compute."""
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        (folder / "names.toml").write_text(NAMES)
        done = run(["report", "names.toml", "-o", "names.xlsx"], cwd=folder)
        check("hostile names: a workbook", done.returncode == 0 and done.stderr == b"", done.stderr.decode())
        if done.returncode != 0:
            return
        sheets, names = load(folder / "names.xlsx")
        check("hostile names: sheets", all(len(each) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", each) and each.lower() != "history" for each in sheets), str(list(sheets)))
        check("hostile names: a sheet for each scenario", len(sheets) == 7 + 3, str(list(sheets)))
        check("hostile names: names are valid", all(re.fullmatch(r"[A-Za-z_\\][A-Za-z0-9_.]*", each) for each in names), str(list(names)))
        book = zipfile.ZipFile(folder / "names.xlsx")
        charts = "".join(book.read(each).decode() for each in book.namelist() if each.startswith("xl/charts/chart"))
        formulas = [re.match(r"'((?:[^']|'')+)'!\$", html.unescape(each)) for each in re.findall(r"<c:f>(.*?)</c:f>", charts)]
        check("hostile names: charts refer to sheets that are there", formulas and all(each and each[1].replace("''", "'") in sheets for each in formulas), charts[:500])
        check("hostile names: the title of a chart is a text", "=cmd|" in html.unescape("".join(re.findall(r"<a:t>(.*?)</a:t>", charts))), charts[:500])
        texts = [value for cells in sheets.values() for value, formula in cells.values() if formula is None and isinstance(value, str)]
        check("hostile names: texts", "=cmd|' /C calc'!A0" in texts and any("@SUM(A1) </script>" in each for each in texts))
        if SOFFICE is not None:
            wrong = differences(sheets, recalculated(folder / "names.xlsx", {}))
            check("hostile names: recalculated", wrong == [], "\n".join(wrong[:10]))


def too_wide():
    text = 'format = 1\nyears = "2020-01..3800-01"\n[segment.a]\nbase = "1"\ngrowth = "0%"\n'
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "wide.toml").write_text(text)
        done = run(["report", "wide.toml", "-o", "wide.xlsx"], cwd=folder)
        check("more periods than columns: refused", done.returncode == 2 and b"E-limit-rows: 21361 periods" in done.stderr, done.stderr.decode())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    given = parser.parse_args()
    cli.PROGRAM = str(pathlib.Path(given.program).resolve())
    check("soffice is installed (libreoffice-calc)", SOFFICE is not None)
    for group in (models, projections, hostile_names, too_wide):
        group()
    print(f"{cli.passed} passed, {len(cli.failures)} failed")
    return 1 if cli.failures else 0


if __name__ == "__main__":
    sys.exit(main())
