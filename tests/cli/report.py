#!/usr/bin/env python3
"""Runs the commands of report_cases.json against their recorded output; takes every page apart; compares a report's figures with
fractions; and breaks the writing of files in every way that a file system has.

report.py --program PATH --golden DIR [--update]    --update records what the program prints now
"""
import csv
import html.parser
import io
import json
import os
import pathlib
import re
import resource
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
from fractions import Fraction

import run as cli
from run import HERE, SANITIZED, check, one_message, run

DATA = HERE.parent / "data" / "report"
VOID = {"meta", "br", "hr", "img", "link", "input", "wbr"}
HOSTILE = ["</title></script><script>alert(1)</script><img src=x onerror=alert(2)> & \"quotes\" 'all' `code`",
           "<svg onload=alert(3)>]]> --> </style> | pipe", "=cmd|' /C calc'!A0", "\"high\" <i>case</i>"]


class Page(html.parser.HTMLParser):
    """A page taken apart: what is wrong with it, its tables, its texts, its pictures."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.problems, self.open, self.ids, self.tables, self.texts, self.csp, self.svgs = [], [], set(), [], [], None, 0
        self.styles, self.labels = [], set()
        self.feed(text)
        self.close()
        if self.open:
            self.problems.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "iframe", "object", "embed", "link", "base", "form", "a", "img"):
            self.problems.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or name in ("href", "src", "srcset", "style", "xlink:href"):
                self.problems.append(f"<{tag} {name}>")
            if "://" in (value or "") and not (name.startswith("xmlns") and value.startswith("http://www.w3.org/")):
                self.problems.append(f"<{tag} {name}={value}>")
            if name == "id":
                if value in self.ids:
                    self.problems.append(f"the id {value} twice")
                self.ids.add(value)
            if name in ("aria-labelledby", "aria-describedby"):
                self.labels |= set(value.split())
        given = dict(attributes)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.csp = given["content"]
        if tag == "th" and given.get("scope") not in ("row", "col"):
            self.problems.append("a <th> without scope")
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.tables[-1][-1].append("")
        self.svgs += tag == "svg"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        if tag not in VOID and "svg" not in self.open and tag != "svg":
            self.problems.append(f"<{tag}/>, which HTML takes for an opening tag")
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> within {self.open}")
        else:
            self.open.pop()

    def handle_data(self, text):
        if self.open and self.open[-1] == "style":
            self.styles.append(text)
            return
        self.texts.append(text)
        if self.open and ("td" in self.open or "th" in self.open) and self.tables and self.tables[-1]:
            self.tables[-1][-1][-1] += text

    def rows(self, column):
        """The rows of the first table whose header has this column."""
        for table in self.tables:
            if any(column in cell for cell in table[0]):
                return table
        return []


def page_checks(name, text):
    """Everything that must hold of every page."""
    page = Page(text)
    check(f"{name}: a page in one piece", page.problems == [], "\n".join(page.problems[:10]))
    check(f"{name}: begins as HTML", text.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>'), text[:120])
    check(f"{name}: forbids everything but its style", page.csp == "default-src 'none'; style-src 'unsafe-inline'", str(page.csp))
    check(f"{name}: for every width", '<meta name="viewport" content="width=device-width, initial-scale=1"/>' in text)
    check(f"{name}: labels lead somewhere", page.labels <= page.ids, str(page.labels - page.ids))
    style = "".join(page.styles)
    check(f"{name}: styles fetch nothing", not re.search(r"url\(|@import|expression|://", style), style[:200])
    check(f"{name}: dark and for paper", "prefers-color-scheme:dark" in style and "@media print" in style)
    check(f"{name}: tables have rows of one length", all(len({len(row) for row in table}) == 1 for table in page.tables))
    check(f"{name}: no script", not re.search(r"<script|javascript:[^a]", text, re.I))
    hidden = [c for c in text if (c < " " and c != "\n") or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069]
    check(f"{name}: nothing hidden", not hidden, repr(hidden))
    below = len(re.findall(r'<p class="assumptions">', text))
    check(f"{name}: tables carry their assumptions", below == len(page.tables), f"{below} of {len(page.tables)}")
    return page


def recorded_form(text):
    """A page without what other tests look at: the style, and how charts are drawn."""
    text = re.sub(rb"<style>\n:root.*?</style>", b"<style>...</style>", text, flags=re.S)
    return re.sub(rb"<svg.*?</svg>", b"<svg>...</svg>", text, flags=re.S)


def golden_cases(golden, update):
    cases = json.loads((HERE / "report_cases.json").read_text())
    names = [case[0] for case in cases]
    check("case names are unique", len(set(names)) == len(names))
    for name, line, status in cases:
        done = run(shlex.split(line), cwd=DATA)
        check(f"{name}: exit status", done.returncode == status, f"{line}\nexit {done.returncode}, {status} expected\n{done.stderr.decode()}")
        printed = done.stdout
        if status != 0 and name.startswith("bad_"):
            check(f"{name}: one message, no output", done.stdout == b"" and one_message(done.stderr), done.stderr.decode())
        elif name.endswith("_html"):
            page_checks(name, printed.decode())
            printed = recorded_form(printed)
        elif name.endswith("_text"):
            longest = max(printed.decode().split("\n"), key=len)
            check(f"{name}: 80 columns", len(longest) <= 80 or name.startswith("hostile"), longest)
        cli.recorded(golden, update, name, out=printed, err=done.stderr)
    cli.no_stray_files(golden, names)


# --- what the AI market comes to, by fractions --------------------------------------------------------------------

def percent(text):
    return Fraction(text.rstrip("%")) / 100


def market(changes=None, points=None):
    """The values of the three segments from 2020 to 2028, with changes of growth and with points of percent added to one."""
    fade = [percent("44") + (percent("30") - percent("44")) * Fraction(k, 7) for k in range(8)]
    growth = {"software": [percent("48")] * 4 + [percent("40")] * 4, "hardware": [percent("38")] * 8, "services": fade}
    for name, rate in (changes or {}).items():
        growth[name] = [percent(rate)] * 8
    for name, more in (points or {}).items():
        growth[name] = [rate + Fraction(more, 100) for rate in growth[name]]
    values = {}
    for name, base in (("software", "24.00"), ("hardware", "18.35"), ("services", "20.00")):
        values[name] = [Fraction(base)]
        for rate in growth[name]:
            values[name].append(values[name][-1] * (1 + rate))
    return values


def totals(values):
    return [sum(column) for column in zip(*values.values())]


def places2(value):
    """To two places, half up (away from zero), as text."""
    size = abs(value) * 100
    cents = size.numerator // size.denominator
    cents += size - cents >= Fraction(1, 2)
    return f"{'-' if value < 0 and cents else ''}{cents // 100:,}.{cents % 100:02}"


def figures():
    page = Page(run(["report", "ai_market.toml", "--format", "html"], cwd=DATA).stdout.decode())
    base = market()
    scenarios = {"base": base, "low": market({"software": "36", "services": "30"}), "high": market({"hardware": "45"})}
    total = totals(base)
    table = {row[0]: row[1:] for row in page.tables[0]}
    for name, values in base.items():
        check(f"HTML: values of {name}", table[name][:9] == [places2(v) for v in values], str(table[name]))
    check("HTML: the total", table["Total"][:9] == [places2(v) for v in total], str(table["Total"]))

    def table_of(caption):
        text = "".join(page.texts)
        return {row[0]: row[1:] for row in page.tables[[m for m in re.findall(r"Table (\d+)\. ?([^\n]*)", text)].index(next(
            m for m in re.findall(r"Table (\d+)\. ?([^\n]*)", text) if caption in m[1]))]}

    growth = table_of("Growth over")
    check("HTML: growth", growth["Total"] == [places2((b / a - 1) * 100) for a, b in zip(total, total[1:])], str(growth["Total"]))
    shares = table_of("Shares of the total")
    for name, values in base.items():
        check(f"HTML: shares of {name}", shares[name] == [places2(v / t * 100) for v, t in zip(values, total)], str(shares[name]))
    points = table_of("Contribution")
    increases = table_of("Share of the total's increase")
    for name, values in base.items():
        steps = [b - a for a, b in zip(values, values[1:])]
        check(f"HTML: contribution of {name}", points[name] == [places2(s / t * 100) for s, t in zip(steps, total)], str(points[name]))
        check(f"HTML: increase of {name}", increases[name] == [places2(s / (b - a) * 100) for s, a, b in zip(steps, total, total[1:])], str(increases[name]))
    by_scenario = table_of("Total by scenario")
    for name, values in scenarios.items():
        check(f"HTML: scenario {name}", by_scenario[name][1:] == [places2(v) for v in totals(values)], str(by_scenario[name]))
    check("HTML: the totals of 2028 that the issue names", [by_scenario[n][-1] for n in ("base", "low", "high")] == ["930.80", "685.39", "1,048.02"])
    weights = {"base": Fraction(60, 100), "low": Fraction(25, 100), "high": Fraction(15, 100)}
    expected = [sum(weights[n] * totals(scenarios[n])[k] for n in weights) for k in range(9)]
    check("HTML: expected", by_scenario["Expected"][1:] == [places2(v) for v in expected], str(by_scenario["Expected"]))
    varied = table_of("percentage point off")
    for name in base:
        low, high = (totals(market(points={name: more}))[-1] for more in (-1, 1))
        check(f"HTML: sensitivity to {name}", varied[name] == [places2(v) for v in (low, total[-1], high, high - low)], str(varied[name]))
    spans = [Fraction(row[3]) for row in list(varied.values())[1:]]
    check("HTML: the widest first", spans == sorted(spans, reverse=True), str(spans))
    check("HTML: four charts, each for two widths", page.svgs == 8, str(page.svgs))

    rows = list(csv.DictReader(io.StringIO(run(["report", "ai_market.toml", "--format", "csv"], cwd=DATA).stdout.decode())))
    check("CSV: every node of every scenario in every year", len(rows) == 3 * 4 * 9, str(len(rows)))
    for name, values in scenarios.items():
        for node, line in [*values.items(), ("total", totals(values))]:
            exact = [Fraction(row["exact"]) for row in rows if row["scenario"] == name and row["node"] == node]
            check(f"CSV: {name} {node}, every digit", exact == line, str(exact))
    document = json.loads(run(["report", "ai_market.toml", "--format", "json"], cwd=DATA).stdout)
    check("JSON: expected", [Fraction(row["exact"]) for row in document["expected"]] == expected)
    check("JSON: what is in it", {"title", "unit", "assumptions", "scenarios", "sensitivity", "expectations", "controls", "claims"} <= set(document))
    check("JSON: the claim", document["claims"][0]["verdict"] == "underdetermined", str(document["claims"][0]["verdict"]))
    check("JSON: all hold", all(each["holds"] for each in document["expectations"]))
    check("plain: the last total", run(["report", "ai_market.toml", "--format", "plain", "--digits", "9"], cwd=DATA).stdout.decode().strip() == f"{float(total[-1]):.6f}")
    lines = run(["report", "ai_market.toml", "--format", "markdown"], cwd=DATA).stdout.decode()
    check("Markdown: the totals", all(places2(v).replace(",", "") in lines for v in total))


def pictures():
    """SVG files: well-formed, of what was asked, with their numbers in words."""
    for chart, awaited in (("total", ["Total by year", "930.80", "2020", "2028", "USD billion"]), ("segments", ["software", "hardware", "services"]),
                           ("scenarios", ["low", "high", "2028"]), ("tornado", ["software", "+1 point", "2028"])):
        done = run(["report", "ai_market.toml", "--format", "svg", "--chart", chart], cwd=DATA)
        text = "".join(xml.etree.ElementTree.fromstring(done.stdout).itertext())
        check(f"svg {chart}: says what it shows", all(word in text for word in awaited), text)
        check(f"svg {chart}: its title and source", "Artificial intelligence, world" in text and "ai_market.toml" in text, text)
    check("svg: the total without --chart", run(["report", "ai_market.toml", "--format", "svg"], cwd=DATA).stdout ==
          run(["report", "ai_market.toml", "--format", "svg", "--chart", "total"], cwd=DATA).stdout)
    done = run(["project", "USD 62.35 billion@2020", "40.2%", "2028", "--format", "svg"])
    text = "".join(xml.etree.ElementTree.fromstring(done.stdout).itertext())
    check("svg of project: says what it shows", all(word in text for word in ("930.72", "2020", "2028", "USD billion", "range from digits", "compounded from the base")), text)
    done = run(["report", "hostile.toml", "--format", "svg"], cwd=DATA)
    root = xml.etree.ElementTree.fromstring(done.stdout)
    tags = {element.tag.split("}")[-1] for element in root.iter()}
    check("svg of hostile names: no element that does anything", not tags & {"script", "image", "a", "foreignObject", "img", "i"}, str(tags))


def hostile():
    """Names that are markup, formulas and commands stay names, in every form."""
    page = Page(run(["report", "hostile.toml", "--format", "html"], cwd=DATA).stdout.decode())
    text = "".join(page.texts)
    for name in HOSTILE:
        check(f"HTML shows {name}", name in text, text[:500])
    rows = list(csv.reader(io.StringIO(run(["report", "hostile.toml", "--format", "csv"], cwd=DATA).stdout.decode())))
    check("CSV: no cell is a formula", not [cell for row in rows for cell in row if cell[:1] in "=@+\t\r" and cell], str(rows[1]))
    check("CSV: no cell begins with a minus but numbers", all(re.fullmatch(r"-[0-9.]+", cell) for row in rows for cell in row if cell[:1] == "-"))
    document = json.loads(run(["report", "hostile.toml", "--format", "json"], cwd=DATA).stdout)
    check("JSON: the title as it is", document["title"] == HOSTILE[0])
    lines = run(["report", "hostile.toml", "--format", "markdown"], cwd=DATA).stdout.decode()
    check("Markdown: no markup", not re.search(r"(?<!\\)(<[a-z/!]|\[)", lines), lines[:300])
    for line in lines.split("\n"):
        if line.startswith("| =cmd") or line.startswith("| <svg"):
            check("Markdown: no cell ends early", len(re.findall(r"(?<!\\)\|", line)) >= 5, line)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "<b>x\u202e.txt").write_text("The market was USD 10 billion in 2020 and will be USD 20 billion in 2027.\n")
        text = run(["audit", "--text", "<b>x\u202e.txt", "--format", "html"], cwd=folder).stdout.decode()
        page_checks("a hostile file name", text)
        check("HTML: a hostile file name", "&lt;b&gt;x&lt;U+202E&gt;.txt" in text, text[-1500:])


# --- writing ------------------------------------------------------------------------------------------------------

COMMANDS = {"report": ["report", str(DATA / "ai_market.toml")], "project": ["project", "62.35B@2020", "40.2%", "2028"],
            "audit": ["audit", "--base", "62.35B@2020", "--rate", "40.2%", "--target", "930.72B@2028"]}
FORMS = {"report": ("html", "htm", "svg", "md", "csv", "json", "txt"), "project": ("html", "svg", "md", "csv", "json"), "audit": ("html", "md", "csv", "json")}
NAMES = {"htm": "html", "md": "markdown", "txt": "table"}


def files():
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        for command, forms in FORMS.items():
            for extension in forms:
                file = folder / f"{command}.{extension.upper() if extension == 'htm' else extension}"
                done = run([*COMMANDS[command], "-o", str(file)])
                printed = run([*COMMANDS[command], "--format", NAMES.get(extension, extension)]).stdout
                check(f"{command} -o {file.name}", done.returncode == 0 and done.stdout == b"" and file.read_bytes() == printed != b"", done.stderr.decode())
                check(f"{command} -o {file.name}: the same again", run([*COMMANDS[command], "-o", str(file)]).returncode == 0 and file.read_bytes() == printed)
        other = folder / "report.pdf"
        run([*COMMANDS["project"], "-o", str(other)])
        check("an extension that is not known: a table", other.read_bytes() == run(COMMANDS["project"]).stdout)

        for command, forms in FORMS.items():
            for extension in forms:
                for target in (folder / "none" / f"out.{extension}", pathlib.Path("/dev/full")):
                    form = [] if target.suffix else ["--format", NAMES.get(extension, extension)]
                    done = run([*COMMANDS[command], *form, "-o", str(target)])
                    check(f"{command} {extension} -o {target.name}: exit 4", done.returncode == 4 and done.stdout == b"" and one_message(done.stderr), done.stderr.decode())
                old = folder / f"old.{extension}"
                old.write_text("kept")
                before = set(folder.iterdir())
                done = run([*COMMANDS[command], "-o", str(old)], preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
                check(f"{command} {extension}: a failing write leaves the file", done.returncode == 4 and one_message(done.stderr) and old.read_text() == "kept", done.stderr.decode())
                check(f"{command} {extension}: and no other", set(folder.iterdir()) == before)
        check("the folder is not made", not (folder / "none").exists())


def full_disk():
    """A disk of 64 KiB, where one can be mounted: the old file stays."""
    with tempfile.TemporaryDirectory() as directory:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", directory], capture_output=True)
        if mounted.returncode != 0:
            print("no disk could be mounted; /dev/full and limits on files stand for it")
            return
        try:
            folder = pathlib.Path(directory)
            old = folder / "old.html"
            old.write_text("kept")
            (folder / "ballast").write_bytes(b"x" * 40_000)
            done = run([*COMMANDS["report"], "-o", str(old)])
            check("a full disk: exit 4, the old file stays", done.returncode == 4 and one_message(done.stderr) and old.read_text() == "kept", done.stderr.decode())
            check("a full disk: nothing is left", {each.name for each in folder.iterdir()} == {"old.html", "ballast"})
        finally:
            subprocess.run(["umount", directory], check=True)


def interrupted():
    """A signal while a report is worked out and written: the old file stays, and nothing else."""
    lines = ["format = 1", 'years = "2020..2040"']
    for number in range(3000):
        lines += [f"[segment.s{number}]", f'base = "{number + 1}.5"', f'growth = "{number % 40}.5%"']
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        (folder / "large.toml").write_text("\n".join(lines))
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            old = folder / "old.json"
            for attempt in range(20):
                old.write_text("kept")
                child = subprocess.Popen([cli.PROGRAM, "report", str(folder / "large.toml"), "-o", str(old)], stderr=subprocess.PIPE, env=cli.environment())
                deadline = time.monotonic() + 60
                while child.poll() is None and not list(folder.glob("old.json.*")) and time.monotonic() < deadline:
                    time.sleep(0.0005)
                child.send_signal(signal_number)
                child.communicate()
                if child.returncode == -signal_number:
                    break
            check(f"signal {signal_number}: ended by it", child.returncode == -signal_number, str(child.returncode))
            check(f"signal {signal_number}: the old file stays, and no other", old.read_text() == "kept" and not list(folder.glob("old.json.*")))


def speed():
    """A report of a large model ends: its tables show the largest, and each step is linear."""
    lines = ["format = 1", 'years = "2020..2030"']
    for number in range(2000):
        lines += [f"[segment.s{number}]", f'base = "{number + 1}"', 'growth = "5%"']
    with tempfile.TemporaryDirectory() as directory:
        file = pathlib.Path(directory) / "large.toml"
        file.write_text("\n".join(lines))
        start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = run(["report", str(file), "--format", "html"])
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start
        check("2,000 segments: a page", done.returncode == 0 and b"The 200 largest segments" in done.stdout, done.stderr.decode())
        if not SANITIZED:
            check("2,000 segments: in 5 s", seconds < 5, f"{seconds:.1f} s")


if __name__ == "__main__":
    sys.exit(cli.run_groups(golden_cases, (figures, pictures, hostile, files, full_disk, interrupted, speed)))
