#!/usr/bin/env python3
"""Takes the workbooks of the program apart, and lets LibreOffice compute them anew: as they are, and with inputs that were changed.

workbook.py --program PATH

A workbook recalculated must show what the program itself says of the same inputs, to twelve digits.
"""
import argparse
import csv
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile

import run as cli
from run import HERE, check, one_message, run

MODELS = HERE.parent / "data" / "models"
FORMS = HERE.parent / "data" / "workbook" / "forms.toml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# A spreadsheet computes with 53 bits; what follows from dozens of its roundings is not the last of them.
CLOSE = 1e-12
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


class Workbook:
    """The parts of an XLSX file: sheets by name, each a cell's (formula, value, text) by its address."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        for name, data in self.files.items():
            if name.endswith((".xml", ".rels")):
                xml.etree.ElementTree.fromstring(data)
        strings = xml.etree.ElementTree.fromstring(self.files["xl/sharedStrings.xml"])
        self.strings = ["".join(t.text or "" for t in s.iter(MAIN + "t")) for s in strings.findall(MAIN + "si")]
        book = xml.etree.ElementTree.fromstring(self.files["xl/workbook.xml"])
        self.sheets, self.parts = {}, {}
        for number, each in enumerate(book.find(MAIN + "sheets"), 1):
            self.parts[each.get("name")] = f"xl/worksheets/sheet{number}.xml"
            self.sheets[each.get("name")] = self.cells(self.files[self.parts[each.get("name")]])
        names = book.find(MAIN + "definedNames")
        self.names = {n.get("name"): n.text for n in names} if names is not None else {}

    def cells(self, data):
        out = {}
        for cell in xml.etree.ElementTree.fromstring(data).iter(MAIN + "c"):
            formula, value = cell.find(MAIN + "f"), cell.find(MAIN + "v")
            text = self.strings[int(value.text)] if cell.get("t") == "s" else None
            out[cell.get("r")] = (formula.text if formula is not None else None, value.text if value is not None else None, text)
        return out

    def place(self, name):
        sheet, address = re.fullmatch(r"'?(.*?)'?!\$([A-Z]+\$\d+)", self.names[name]).groups()
        return sheet, address.replace("$", "")

    def changed(self, path, inputs):
        """The same file with other values in named cells."""
        files = dict(self.files)
        for name, value in inputs.items():
            sheet, address = self.place(name)
            part = self.parts[sheet]
            text, count = re.subn(rf'(<c r="{address}"[^>]*><v>)[^<]*(</v>)', rf"\g<1>{value}\g<2>", files[part].decode())
            check(f"{path.name}: {name} is an input", count == 1, f"{count} cells at {address}")
            files[part] = text.encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)


def recalculated(path, folder):
    """Every sheet as LibreOffice has it after computing all formulas anew: rows of numbers or text."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE)
    out = folder / (path.stem + "_sheets")
    out.mkdir(exist_ok=True)
    # Filter 44,34,76: commas, quotes, UTF-8; cells as they are stored, not as they are shown; -1: every sheet.
    done = subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--convert-to",
                           "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", str(out), str(path)],
                          capture_output=True, text=True, timeout=240, env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"})
    sheets = {}
    for file in out.glob("*.csv"):
        sheets[file.stem[len(path.stem) + 1:]] = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    check(f"{path.name}: LibreOffice opens it", bool(sheets), done.stderr)
    return sheets


def column_number(letters):
    n = 0
    for letter in letters:
        n = n * 26 + ord(letter) - 64
    return n - 1


def near(a, b):
    return abs(a - b) <= CLOSE * max(1.0, abs(a), abs(b))


def structure(name, book):
    """Text stays text, every formula has its value, names and charts lead to cells that are there."""
    for sheet, cells in book.sheets.items():
        without = [a for a, (formula, value, _) in cells.items() if formula is not None and value is None]
        check(f"{name}: {sheet}: every formula has a value", not without, str(without[:5]))
        wrong = [f for f, _, _ in cells.values() if f and re.search(r"(?<!_xlfn\.)\bRRI\(", f)]
        check(f"{name}: {sheet}: RRI has its prefix", not wrong, str(wrong[:2]))
        inline = [a for a, (formula, value, text) in cells.items() if text is None and value is not None and not re.fullmatch(r"-?[\d.]+(E[+-]?\d+)?", value)]
        check(f"{name}: {sheet}: what is no text is a number", not inline, str([(a, cells[a]) for a in inline[:3]]))
    for each in book.names:
        if each.startswith("_xlnm."):
            continue
        sheet, address = book.place(each)
        formula, value, text = book.sheets[sheet].get(address, (None, None, None))
        check(f"{name}: the name {each} is of an input", formula is None and text is None and value is not None, f"{sheet}!{address}")
    charts = [data.decode() for part, data in book.files.items() if part.startswith("xl/charts/chart")]
    check(f"{name}: there is a chart", bool(charts) or "Readings" in book.sheets, "")
    for chart in charts:
        for reference in re.findall(r"<c:f>([^<]*)</c:f>", chart):
            sheet, first, last = re.fullmatch(r"'(.*)'!\$([A-Z]+\$\d+)(?::\$([A-Z]+\$\d+))?", reference).groups()
            cells = book.sheets.get(sheet.replace("''", "'").replace("&amp;", "&"), {})
            for address in (first, last or first):
                check(f"{name}: the chart's {reference} is there", address.replace("$", "") in cells, "")
        check(f"{name}: the chart has titles", chart.count("<c:title>") == 3, str(chart.count("<c:title>")))
    core = book.files["docProps/core.xml"].decode()
    check(f"{name}: its date of creation is fixed", "2020-01-01T00:00:00Z" in core, core[-300:])


def against_stored(name, book, sheets):
    """Recalculated, every formula has the value that we stored with it."""
    worst, where, count = 0.0, "", 0
    for sheet, cells in book.sheets.items():
        rows = sheets.get(sheet.replace("/", "_"))
        check(f"{name}: {sheet} is there again", rows is not None, str(list(sheets)))
        for address, (formula, value, _) in cells.items():
            if formula is None or rows is None:
                continue
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
            found = rows[int(row) - 1][column_number(letters)]
            count += 1
            try:
                got = float(found[:-1]) / 100 if found.endswith("%") else float(found)
                off = abs(got - float(value)) / max(1.0, abs(float(value)))
            except ValueError:
                off = float("inf")
            if off > worst:
                worst, where = off, f"{sheet}!{address} {formula}: {found}, stored {value}"
    check(f"{name}: {count} formulas recalculated have the values stored", count > 0 and worst <= CLOSE, where)


def model_values(toml):
    """What the program says: scenario, node, period -> every digit."""
    out = {}
    text = run(["model", str(toml), "--format", "csv"]).stdout
    names = re.findall(rb"^\[scenario\.(\w+)\]", toml.read_bytes(), re.M)
    for scenario in [None] + [n.decode() for n in names]:
        if scenario:
            text = run(["model", str(toml), "--format", "csv", "--scenario", scenario]).stdout
        for row in csv.DictReader(io.StringIO(text.decode())):
            out[row["scenario"], row["label"], row["period"]] = row["exact"]
    return out


def number(text):
    if "/" in text:
        top, below = text.split("/")
        return float(top) / float(below)
    return float(text)


def against_program(name, toml, sheets, labels):
    """A recalculated workbook shows what the program makes of a file with the same inputs."""
    wanted = model_values(toml)
    count = 0
    for scenario, sheet in labels.items():
        rows = sheets[sheet]
        head = next(i for i, row in enumerate(rows) if row[:3] == ["No.", "Part of", "Segment"])
        periods = [p for p in rows[head][3:] if p and p != "CAGR"]
        for row in rows[head + 1:]:
            if not row[0]:
                break
            for k, when in enumerate(periods):
                exact = wanted[scenario, row[2].strip(), when]
                count += 1
                if not near(float(row[3 + k]), number(exact)):
                    check(f"{name}: {scenario}, {row[2]}, {when}", False, f"{row[3 + k]}, the program says {exact}")
    check(f"{name}: {count} values are those of the program", count >= len(wanted), f"{len(wanted)} wanted")


def models(folder):
    tree, market = MODELS / "tree.toml", MODELS / "ai-market.toml"
    cases = [
        ("ai-market", market, {"base": "base", "low": "low", "high": "high"},
         {"software_rate_1": 0.5, "hardware_base": 19.35, "services_rate_last": 0.25, "low_software_rate": 0.33, "low_weight": 0.1},
         [('rate = "48%"', 'rate = "50%"'), ('"18.35"', '"19.35"'), ('"30%"], first', '"25%"], first'), ('"software.growth" = "36%"', '"software.growth" = "33%"'),
          ('weight = "25%"', 'weight = "10%"')]),
        ("tree", tree, {"base": "base", "low": "Slow"},
         {"tools_rate_2": 0.15, "games_rate": 0.3, "games_capacity": 95, "hardware_approach": 0.25, "services_value_FY2025_26": 36, "europe_share": 0.55,
          "elsewhere_share": 0.45, "low_tools_rate": 0.05},
         [('"11%"', '"15%"'), ('logistic = "25%", capacity = "90"', 'logistic = "30%", capacity = "95"'), ('gompertz = "20%"', 'gompertz = "25%"'),
          ('FY2025-26 = "33.0"', 'FY2025-26 = "36.0"'), ('"60%"', '"55%"'), ('"40%"', '"45%"'), ('tools.growth = "2%"', 'tools.growth = "5%"')]),
        ("forms", FORMS, {"base": "base", "fast": "Faster _launch__ 2_"},
         {"new_potential": 1000, "new_imitation": 0.4, "new_launched": 1, "old_rate": -0.02, "software_rate": 0.07, "software_base": 85, "south_rate_3": 0.03,
          "support_rate": 0.01, "regions_base": 80, "fast_software_approach": 0.2},
         [('"900"', '"1000"'), ('"0.38"', '"0.40"'), ("launched = 0", "launched = 1"), ('"-3.5%"', '"-2%"'), ('"6%"', '"7%"'), ("EUR 84", "EUR 85"), ('"1.5%", "2%"', '"1.5%", "3%"'),
          ('"0.5%"', '"1%"'), ('"72.0"', '"80.0"'), ('gompertz = "12%"', 'gompertz = "20%"')]),
    ]
    for name, toml, labels, inputs, edits in cases:
        path = folder / f"{name}.xlsx"
        done = run(["report", str(toml), "-o", str(path)])
        check(f"{name}: is written", done.returncode == 0 and path.exists(), done.stderr.decode())
        again = folder / f"{name}-again.xlsx"
        run(["report", str(toml), "-o", str(again)])
        check(f"{name}: equal input gives equal bytes", path.read_bytes() == again.read_bytes(), "")
        book = Workbook(path)
        structure(name, book)
        sheets = recalculated(path, folder)
        against_stored(name, book, sheets)
        against_program(name, toml, sheets, labels)
        changed = folder / f"{name}-changed.xlsx"
        book.changed(changed, inputs)
        text = toml.read_text()
        for before, after in edits:
            check(f"{name}: the file has {before}", text.count(before) == 1, str(text.count(before)))
            text = text.replace(before, after)
        edited = folder / f"{name}.toml"
        edited.write_text(text)
        against_program(f"{name} with other inputs", edited, recalculated(changed, folder), labels)


def forecasts(folder):
    for name, options in [("plain", ["project", "62.35B@2020", "40.2%", "2028"]),
                          ("estimate", ["project", "62.35B@2020", "40.2%", "2028", "--estimate", "93.7B@2021"]),
                          ("each_year", ["project", "USD 62.35B@2020", "40.2%", "2028", "--policy", "each_year"])]:
        path = folder / f"{name}.xlsx"
        done = run(options + ["-o", str(path)])
        check(f"{name}: is written", done.returncode == 0, done.stderr.decode())
        book = Workbook(path)
        structure(name, book)
        against_stored(name, book, recalculated(path, folder))
        changed = folder / f"{name}-changed.xlsx"
        book.changed(changed, {"growth_rate": 0.38, "base_value": 65})
        other = [o.replace("62.35B", "65.00B").replace("40.2%", "38.0%") for o in options]
        rows = list(csv.DictReader(io.StringIO(run(other + ["--format", "csv"]).stdout.decode())))
        found = [row for row in recalculated(changed, folder)["Projection"] if re.fullmatch(r"\d{4}", row[0])]
        check(f"{name} with other inputs: as many years", len(rows) == len(found), "")
        for ours, theirs in zip(rows, found):
            check(f"{name} with other inputs: {ours['period']}", near(float(ours["exact"]), float(theirs[2])), f"{theirs[2]}, not {ours['exact']}")
    path = folder / "audit.xlsx"
    run(["audit", "--base", "62.35B@2020", "--rate", "40.2%", "--window", "2021-2028", "--target", "997.77B@2028", "-o", str(path)])
    book = Workbook(path)
    structure("audit", book)
    against_stored("audit", book, recalculated(path, folder))


def refusals(folder):
    """What a workbook cannot hold is refused, and a file that was there stays."""
    kept = folder / "kept.xlsx"
    kept.write_bytes(b"kept")
    claims = HERE.parent / "data" / "claims.csv"
    for name, arguments in [("a table of claims", ["audit", "--claims", str(claims)]), ("rounding that no function has", ["project", "62.35B@2020", "40.2%", "2028", "--policy", "each_year", "--rounding", "half_even"]),
                            ("a rate", ["rate", "62.35B@2020", "997.77B@2028"])]:
        done = run(arguments + ["-o", str(kept)])
        check(f"{name}: refused", done.returncode == 2 and one_message(done.stderr), done.stderr.decode())
        check(f"{name}: the file is as it was", kept.read_bytes() == b"kept", "")
    done = run(["project", "62.35B@2020", "40.2%", "2028", "-o", str(folder / "nowhere" / "x.xlsx")])
    check("a missing folder: exit 4", done.returncode == 4 and one_message(done.stderr), done.stderr.decode())
    done = subprocess.run([cli.PROGRAM, "project", "62.35B@2020", "40.2%", "2028", "-o", str(kept)], capture_output=True,
                          env={**os.environ, "TMPDIR": str(folder / "nowhere")})
    check("no folder for temporary files: exit 4", done.returncode == 4 and one_message(done.stderr), done.stderr.decode())
    check("no folder for temporary files: the file is as it was", kept.read_bytes() == b"kept", "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    given = parser.parse_args()
    cli.PROGRAM = str(pathlib.Path(given.program).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for group in (models, forecasts, refusals):
            group(folder)
    print(f"{cli.passed} passed, {len(cli.failures)} failed")
    return 1 if cli.failures else 0


if __name__ == "__main__":
    sys.exit(main())
