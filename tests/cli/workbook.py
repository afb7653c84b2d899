#!/usr/bin/env python3
"""Takes the workbooks of the program apart, and tries what a workbook cannot hold. What their formulas come to, recalculate.py asks.

workbook.py --program PATH
"""
import argparse
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
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Workbook:
    """The parts of an XLSX file: sheets by name, each a cell's (formula, value, text) by its address."""

    def __init__(self, path):
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


def models(folder):
    for name in ("ai-market", "tree"):
        toml, path, again = MODELS / f"{name}.toml", folder / f"{name}.xlsx", folder / f"{name}-again.xlsx"
        done = run(["report", str(toml), "-o", str(path)])
        check(f"{name}: is written", done.returncode == 0 and path.exists(), done.stderr.decode())
        run(["report", str(toml), "-o", str(again)])
        check(f"{name}: equal input gives equal bytes", path.read_bytes() == again.read_bytes(), "")
        structure(name, Workbook(path))


def forecasts(folder):
    for name, options in [("plain", ["project", "62.35B@2020", "40.2%", "2028"]),
                          ("estimate", ["project", "62.35B@2020", "40.2%", "2028", "--estimate", "93.7B@2021"]),
                          ("each_year", ["project", "USD 62.35B@2020", "40.2%", "2028", "--policy", "each_year"]),
                          ("audit", ["audit", "--base", "62.35B@2020", "--rate", "40.2%", "--window", "2021-2028", "--target", "997.77B@2028"])]:
        path = folder / f"{name}.xlsx"
        done = run(options + ["-o", str(path)])
        check(f"{name}: is written", done.returncode == 0, done.stderr.decode())
        structure(name, Workbook(path))


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
