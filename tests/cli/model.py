#!/usr/bin/env python3
"""Runs `cagr model`, `check` and `init` on the lines of model_cases.json and on every tests/data/models/bad_*.toml against their recorded
output; recomputes models with fractions of its own; holds the JSON Schema and the program against each other.

model.py --program PATH --golden DIR [--update]    --update records what the program prints now
"""
import copy
import csv
import io
import json
import pathlib
import re
import shlex
import sys
import tempfile
import time
import tomllib
import xml.etree.ElementTree
from fractions import Fraction

try:
    import jsonschema
except ImportError:  # Debian's package is for Debian's own Python, which need not be the one that runs this
    sys.path.append("/usr/lib/python3/dist-packages")
    import jsonschema

import run as cli
from run import HERE, SANITIZED, check, run

MODELS = HERE.parent / "data" / "models"
SCHEMA = json.loads((HERE.parent.parent / "docs" / "model.schema.json").read_text())
GOOD = ["ai-market.toml", "tree.toml", "failing.toml", "inconsistent.toml", "uncertain-market.toml"]


def placed_messages(text):
    """Messages of a file: `name:line:column: E-id: sentence`, each with at most its line and carets; or one of the program."""
    lines = text.decode(errors="replace").split("\n")
    heads = [line for line in lines if line and not line.startswith("  ")]
    return bool(heads) and all(re.match(r"(cagr|[^:]+(:\d+:\d+)?): (E-[a-z0-9-]+: \S|\d+ more of its (lines|rows) are wrong)", line) for line in heads)


def golden_cases(golden, update):
    cases = json.loads((HERE / "model_cases.json").read_text())
    bad = sorted(file.stem for file in MODELS.glob("bad_*.toml"))
    cases += [{"name": f"file_{name}", "line": f"{'check' if 'nothing' in name else 'model'} {name}.toml", "status": 2} for name in bad]
    names = [case["name"] for case in cases]
    check("case names are unique", len(set(names)) == len(names))
    for case in cases:
        name = case["name"]
        status = 4 if case.get("io") else case.get("status", 0)
        given = "\n".join(case["rows"]).encode() + b"\n" if "rows" in case else b""
        done = run(shlex.split(case["line"]), given, cwd=MODELS)
        check(f"{name}: exit status", done.returncode == status, f"exit {done.returncode}, {status} expected\n{done.stderr.decode()}")
        if status > 1:
            check(f"{name}: messages, no output", placed_messages(done.stderr) and done.stdout == b"", done.stderr.decode())
        else:
            check(f"{name}: nothing on standard error", done.stderr == b"", done.stderr.decode())
        if not re.search("csv|json|markdown|formula|color", name):
            longest = max(done.stdout.decode().split("\n"), key=len)
            check(f"{name}: 80 columns", len(longest) <= 80, longest)
        cli.recorded(golden, update, name, out=done.stdout, err=done.stderr)
    cli.no_stray_files(golden, names)


def rounded(value, places=2):
    """Half up, away from zero, as text."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(places + 1, "0")
    return ("-" if value < 0 and whole else "") + (digits[:-places] + "." + digits[-places:] if places else digits)


def ai_market(changes):
    """The market of the example, by hand."""
    def stages(t):
        return Fraction(48, 100) if t <= 2024 else Fraction(40, 100)

    def fade(t):
        return Fraction(44, 100) + (Fraction(30, 100) - Fraction(44, 100)) * Fraction(t - 2021, 7)
    growth = {"software": stages, "hardware": lambda t: Fraction(38, 100), "services": fade}
    growth.update({name: (lambda r: lambda t: r)(rate) for name, rate in changes.items()})
    value = {"software": Fraction(24), "hardware": Fraction("18.35"), "services": Fraction(20)}
    table = {2020: dict(value)}
    for t in range(2021, 2029):
        for name in value:
            value[name] *= 1 + growth[name](t)
        table[t] = dict(value)
    for year in table.values():
        year["total"] = sum(year.values())
    return table


def values():
    scenarios = {"base": {}, "low": {"software": Fraction(36, 100), "services": Fraction(30, 100)}, "high": {"hardware": Fraction(45, 100)}}
    totals = {}
    for name, changes in scenarios.items():
        expected = ai_market(changes)
        done = run(["model", "ai-market.toml", "--scenario", name, "--format", "csv"], cwd=MODELS)
        rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
        check(f"{name}: rows", len(rows) == 4 * 9, str(len(rows)))
        for row in rows:
            t, node = int(row["period"]), row["node"]
            value, total = expected[t][node], expected[t]["total"]
            wanted = {"scenario": name, "value": rounded(value), "share_percent": rounded(100 * value / total)}
            if t > 2020:
                step, step_total = value - expected[t - 1][node], total - expected[t - 1]["total"]
                wanted.update(growth_percent=rounded(100 * step / expected[t - 1][node]), increase=rounded(step),
                              contribution_points=rounded(100 * step / expected[t - 1]["total"]), increment_share_percent=rounded(100 * step / step_total))
            check(f"{name}: {node} in {t}", all(row[key] == text for key, text in wanted.items()) and Fraction(row["exact"]) == value, f"{row}\n{wanted}")
        totals[name] = [row["value"] for row in rows if row["node"] == "total"][-1]
        document = json.loads(run(["model", "ai-market.toml", "--scenario", name, "--format", "json"], cwd=MODELS).stdout)
        from_json = [(node["node"], str(row["period"]), row["value"], row["growth_percent"] or "", row["exact"]) for node in document["nodes"] for row in node["rows"]]
        check(f"{name}: JSON says what CSV says", from_json == [(row["node"], row["period"], row["value"], row["growth_percent"], row["exact"]) for row in rows])
    check("totals of 2028", totals == {"base": "930.80", "low": "685.39", "high": "1048.02"}, str(totals))


def toml_text(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml_text(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_text, value)) + "]"
    return json.dumps(value)


def toml_file(document):
    return "".join(f"{json.dumps(key)} = {toml_text(value)}\n" for key, value in document.items()).encode()


def tables_in(value, path=()):
    """The paths of all tables in a document."""
    if isinstance(value, dict):
        yield path
        for key, each in value.items():
            yield from tables_in(each, (*path, key))
    elif isinstance(value, list):
        for i, each in enumerate(value):
            yield from tables_in(each, (*path, i))


def schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    with tempfile.TemporaryDirectory() as folder:
        done = run(["init", "start.toml"], cwd=folder)
        check("init: writes", done.returncode == 0 and b"wrote" in done.stdout, done.stderr.decode())
        start = (pathlib.Path(folder) / "start.toml").read_bytes()
    documents = {name: tomllib.loads((MODELS / name).read_text()) for name in GOOD}
    documents["start.toml"] = tomllib.loads(start.decode())
    for name, document in documents.items():
        problems = [error.message for error in validator.iter_errors(document)]
        check(f"{name}: the schema takes it", not problems, "\n".join(problems))
        # The same model in one line a key: what the tests below change is otherwise what the program takes.
        done = run(["model", "-", "--format", "plain"], toml_file(document))
        check(f"{name}: the program takes it as inline tables", done.returncode == 0, done.stderr.decode())
        for path in tables_in(document):
            changed = copy.deepcopy(document)
            at = changed
            for step in path:
                at = at[step]
            at["zzz"] = 1
            where = ".".join(map(str, path)) or "the whole"
            check(f"{name}: schema refuses an unknown key in {where}", not validator.is_valid(changed))
            done = run(["model", "-"], toml_file(changed))
            check(f"{name}: program refuses an unknown key in {where}", done.returncode == 2 and b"zzz" in done.stderr, done.stderr.decode())
    for name in ("bad_unquoted", "bad_key", "bad_named_total", "bad_named_base", "bad_format", "bad_nested_segment", "bad_point"):
        check(f"{name}: the schema refuses it too", not validator.is_valid(tomllib.loads((MODELS / f"{name}.toml").read_text())))


def checks():
    with tempfile.TemporaryDirectory() as folder:
        for name, status, failures in (("ai-market", 0, 0), ("failing", 1, 5)):
            file = pathlib.Path(folder) / f"{name}.xml"
            done = run(["check", f"{name}.toml", "--junit", str(file)], cwd=MODELS)
            check(f"junit {name}: exit status", done.returncode == status, done.stderr.decode())
            suite = xml.etree.ElementTree.parse(file).getroot().find("testsuite")
            cases = suite.findall("testcase")
            failed = [case for case in cases if case.find("failure") is not None]
            check(f"junit {name}: counts", int(suite.get("tests")) == len(cases) and int(suite.get("failures")) == len(failed) == failures, f"{suite.attrib} {len(failed)}")
            check(f"junit {name}: as printed", done.stdout.decode().count("FAILED") == len(failed) and f"{len(cases) - failures} passed, {failures} failed\n" in done.stdout.decode())
        check("junit: the title as it is", suite.get("name") == 'Failing <&">', suite.get("name"))
        done = run(["check", "ai-market.toml", "--junit", f"{folder}/none/x.xml"], cwd=MODELS)
        check("junit: a folder that is not there", done.returncode == 4 and done.stdout == b"", done.stderr.decode())
    done = run(["init", "-"])
    start = done.stdout
    for line in (["model", "-"], ["check", "-"]):
        done = run(line, start)
        check(f"init: 'cagr {line[0]}' takes it", done.returncode == 0 and b" 0 failed" in done.stdout + b" 0 failed", done.stdout.decode() + done.stderr.decode())
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "model.toml"
        check("init: model.toml", run(["init"], cwd=folder).returncode == 0 and file.read_bytes() == start)
        file.write_text("mine")
        done = run(["init"], cwd=folder)
        check("init: never over a file", done.returncode == 4 and file.read_text() == "mine" and b"already" in done.stderr, done.stderr.decode())
        done = run(["init", "none/model.toml"], cwd=folder)
        check("init: a folder that is not there", done.returncode == 4, done.stderr.decode())


def hostile():
    head = b'format = 1\nyears = "2020..2022"\n'
    body = b'[segment.a]\nbase = "5"\ngrowth = "1%"\n'
    million = 1_000_000
    refused = {
        "brackets": head + b"a = " + b"[" * million,
        "tables": head + b"a = " + b"{a=" * million,
        "table headers": b"[" * million,
        "a dotted key": head + b"a" + b".a" * million + b" = 1\n",
        "a dotted header": head + b"[a" + b".a" * million + b"]\n",
        "65 lists": head + b"a = " + b"[" * 65 + b"]" * 65 + b"\n",
        "over 16 MiB": head + body + b"#" * (16 << 20),
        "an open string": head + b'a = """' + b"x" * million,
        "nulls": b"\0" * 1000,
        "a long label": head + body + b'label = "' + b"x" * 1025 + b'"\n',
        "a long name": head + b"[segment." + b"x" * 1025 + b']\nbase = "5"\ngrowth = "1%"\n',
        "a huge figure": head + b'[segment.a]\nbase = "' + b"9" * million + b'"\ngrowth = "1%"\n',
        "a huge exponent": head + b'[segment.a]\nbase = "1e999999999"\ngrowth = "1%"\n',
        "many years": b'format = 1\nyears = "0001..9999"\n' + body + b"".join(b'[segment.s%d]\nbase = "1.%d"\ngrowth = "1.%d%%"\n' % (i, i, i) for i in range(20_000)),
        "a wide integer": head + b"digits = 99999999999999999999999\n" + body,
        "a noncharacter": head + body + 'label = "a\ufffeb"\n'.encode(),
        "the last noncharacter": head + body + 'label = "a\U0010ffffb"\n'.encode(),
        "a tag": head + body + 'label = "a\U000e0041b"\n'.encode(),
        "a date": b"format = 1\nyears = 2020-01-01\n" + body,
    }
    for name, text in refused.items():
        start = time.monotonic()
        done = run(["model", "-"], text)
        check(f"hostile: {name}", done.returncode == 2 and done.stdout == b"" and placed_messages(done.stderr), f"exit {done.returncode}\n{done.stderr.decode(errors='replace')[:2000]}")
        check(f"hostile: {name}: short and soon", len(done.stderr) < 20_000 and (SANITIZED or time.monotonic() - start < 10), str(len(done.stderr)))
    plain = run(["model", "-"], head + body).stdout
    check("a byte order mark and CR LF change nothing", run(["model", "-"], b"\xef\xbb\xbf" + (head + body).replace(b"\n", b"\r\n")).stdout == plain)
    label = b'[segment.a]\nlabel = "</script>|*`=cmd"\nbase = "5"\ngrowth = "1%"\n'
    check("labels are shown as they are", b"</script>|*`=cmd" in run(["model", "-"], head + label).stdout)
    long = run(["model", "-"], head + b"[segment.a]\nbase = \"5\"\ngrowth = " + b" " * 5000 + b"1\n").stderr.decode()
    check("a place far to the right is shown", "^" in long and max(map(len, long.split("\n"))) < 200, long)
    with tempfile.TemporaryDirectory() as folder:
        kept = pathlib.Path(folder) / "out.csv"
        kept.write_text("old")
        done = run(["model", "bad_rate.toml", "-o", str(kept)], cwd=MODELS)
        check("an error leaves the old file", done.returncode == 2 and kept.read_text() == "old")
        two = pathlib.Path(folder) / "two.toml"
        controls = b'[[control]]\nbase = "5"\ngrowth = "1%"\n[[control]]\nbase = "5"\nat = 2020\n[[control]]\nbase = "4"\n'
        two.write_bytes(head + body + controls)
        printed = run(["check", "two.toml"], cwd=folder).stdout
        check("the control that fails is named", b"two.toml:12\n" in printed and printed.count(b"two.toml:") == 1, printed.decode())
        own = pathlib.Path(folder) / "own.toml"
        own.write_bytes(head + body + b'[[expect]]\ntotal = { at_least = "1" }\n')
        before = own.read_bytes()
        (pathlib.Path(folder) / "link.toml").symlink_to(own)
        for line in ("model own.toml -o own.toml", "model own.toml -o link.toml", "check own.toml -o ./own.toml", "check own.toml --junit own.toml", "report own.toml -o own.toml"):
            done = run(line.split(), cwd=folder)
            check(f"{line}: the input stays", done.returncode == 2 and own.read_bytes() == before and b"is the input" in done.stderr, done.stderr.decode())


def speed():
    rows = ["name,parent,base 2020,rate"] + [f"g{g},,," for g in range(100)]
    rows += [f"s{i},g{i % 100},{100 + i % 977}.{i % 100:02},{i % 45 - 5}.{i % 10}%" for i in range(10_000)]
    text = "\n".join(rows).encode()
    start = time.monotonic()
    done = run(["model", "-", "--base", "base 2020", "--to", "2050", "--format", "csv"], text)
    took = time.monotonic() - start
    lines = done.stdout.decode().splitlines()
    check("10,000 segments by 31 years: rows", done.returncode == 0 and len(lines) == 1 + 10_101 * 31, done.stderr.decode())
    last = next(csv.DictReader([lines[0], lines[31]]))
    total = sum((100 + i % 977 + Fraction(i % 100, 100)) * (1 + Fraction(i % 45 - 5 + (Fraction(i % 10, 10) if i % 45 >= 5 else -Fraction(i % 10, 10)), 100)) ** 30 for i in range(10_000))
    check("10,000 segments by 31 years: the total", last["period"] == "2050" and Fraction(last["exact"]) == total and last["value"] == rounded(total), f"{last['exact']}\n{total}")
    check("10,000 segments by 31 years: within seconds", SANITIZED or took < 10, f"{took:.1f} s")


if __name__ == "__main__":
    sys.exit(cli.run_groups(golden_cases, (values, schema, checks, hostile, speed)))
