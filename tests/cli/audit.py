#!/usr/bin/env python3
"""Runs `cagr audit`, and `cagr project` with a claim, on the inputs of audit_cases.json against their recorded output, then checks it against the data's independent audit.

audit.py --program PATH --golden DIR [--update]    --update records what the program prints now
"""
import csv
import io
import json
import pathlib
import re
import shlex
import sys
import tempfile

import run as cli
from batch import tight_memory
from run import HERE, SANITIZED, check, one_message, run

DATA = HERE.parent / "data"
HEADER = b"id,base_text,base_year,cagr_text,target_text,target_year\n"
GOOD = b"%d,5.00 billion,2020,10.0%%,8.05 billion,2025\n"
COLUMNS = ["id", "verdict", "from_base", "from_estimate", "window", "inclusive", "short", "diagnosis"]


def golden_cases(golden, update):
    cases = json.loads((HERE / "audit_cases.json").read_text())
    names = [case[0] for case in cases]
    check("case names are unique", len(set(names)) == len(names))
    for name, line, status, text in cases:
        done = run(shlex.split(line) if line.startswith("project ") else ["audit", *shlex.split(line)], text.encode("utf-8", "surrogateescape"))
        check(f"{name}: exit status", done.returncode == status, f"{line}\nexit {done.returncode}, {status} expected\n{done.stderr.decode()}")
        if name.startswith("bad_"):
            check(f"{name}: one message, no output", one_message(done.stderr) and done.stdout == b"", done.stderr.decode())
        elif name.startswith("unreadable"):
            lines = done.stderr.decode().splitlines()
            check(f"{name}: a message a row", bool(lines) and all(re.match(r"cagr: E-[a-z0-9-]+: line \d+: \S", each) for each in lines), done.stderr.decode())
        else:
            check(f"{name}: nothing on standard error", done.stderr == b"", done.stderr.decode())
        if "--format" not in line and not name.startswith("bad_"):
            longest = max(done.stdout.decode().split("\n"), key=len)
            check(f"{name}: 80 columns", len(longest) <= 80, f"{len(longest)}: {longest}")
        cli.recorded(golden, update, name, out=done.stdout, err=done.stderr)
    cli.no_stray_files(golden, names)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.decode())))


def against_the_oracle():
    """The 249 claims of the data: cell by cell what tests/audit_oracle.py found, which shares nothing with the library."""
    file = str(DATA / "claims.csv")
    done = run(["audit", "--claims", file, "--format", "csv"])
    rows = rows_of(done.stdout)
    with open(DATA / "claims_expected.csv", encoding="utf-8", newline="") as opened:
        expected = list(csv.DictReader(opened))
    check("claims: columns", list(rows[0]) == COLUMNS, str(list(rows[0])))
    check("claims: a row each, in their order", [row["id"] for row in rows] == [row["id"] for row in expected])
    # Languages without a table, and a rate that is printed in percentage points.
    not_read = {"C108", "C112", "C200", "C213", "C383"}
    differing = {row["id"] for row, known in zip(rows, expected) if any(row[name] != known[name] for name in known)}
    check("claims: every cell as the oracle has it, but of those not read", differing == not_read, str(differing ^ not_read))
    unreadable = {row["id"] for row in rows if row["verdict"] == "unreadable"}
    check("claims: unreadable", unreadable == not_read | {known["id"] for known in expected if known["verdict"] == "unreadable"}, str(unreadable))
    check("claims: exit 2, a message for each of them", done.returncode == 2 and done.stderr.count(b"\n") == len(unreadable) and done.stderr.count(b"cagr: E-") == len(unreadable))

    document = json.loads(run(["audit", "--claims", file, "--format", "json"]).stdout)
    claims, summary = document["claims"], document["summary"]
    check("claims JSON: the verdicts of the CSV", [each["verdict"] for each in claims] == [row["verdict"] for row in rows])
    check("claims plain: the verdicts of the CSV", run(["audit", "--claims", file, "--format", "plain"]).stdout.decode().split() == [row["verdict"] for row in rows])
    check("claims JSON: the diagnoses of the CSV", all(" ".join(dict.fromkeys(each.get("diagnoses", []))) == row["diagnosis"] for each, row in zip(claims, rows)))
    for each, row in zip(claims, rows):
        outcomes = {}
        for reading in each.get("readings", []):
            for kind in [reading["reading"], *reading["also"]]:
                outcomes[kind] = "" if reading["fits"] is None else "inconsistent" if not reading["fits"] else "vacuous" if reading["vacuous"] else "consistent"
        check(f"{row['id']} JSON: readings as in the CSV", all(outcomes.get(kind, "") == row[kind] for kind in COLUMNS[2:7]), str(outcomes))
    for verdict, count in summary["verdicts"].items():
        check(f"claims: count of {verdict}", count == sum(row["verdict"] == verdict for row in rows))
        check(f"claims: {verdict} by publisher", count == sum(each["verdicts"][verdict] for each in summary["publishers"]))
    for kind in COLUMNS[2:7]:
        cells = [row[kind] for row in rows if row[kind]]
        check(f"claims: counts of {kind}", summary["readings"][kind] == {"tested": len(cells), "consistent": cells.count("consistent"), "vacuous": cells.count("vacuous")})
    text = run(["audit", "--claims", file]).stdout.decode()
    check("claims table: 80 columns", all(cli_width(line) <= 80 for line in text.split("\n")), max(text.split("\n"), key=cli_width))
    check("claims table: the counts", f"{len(rows)} claims: {summary['verdicts']['consistent']} consistent," in text, text[-3000:])
    print(text[text.index(f"{len(rows)} claims:"):text.index("\nPublisher")])


def cli_width(line):
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def seed():
    arguments = ["audit", "--base", "62.35B@2020", "--rate", "40.2%", "--window", "2021-2028", "--target", "997.77B@2028"]
    document = json.loads(run([*arguments, "--format", "json"]).stdout)
    check("JSON: keys", ["verdict", "readings", "diagnoses", "estimate"] == [key for key in document if key in ("verdict", "readings", "diagnoses", "estimate")])
    keys = {"reading", "anchor", "periods", "fits", "vacuous", "implied_rate", "solved_periods", "implied_target"}
    check("JSON: keys of a reading", all(keys <= set(reading) for reading in document["readings"]))
    reading = document["readings"][0]
    check("JSON: decimals are text, counts are not", all(isinstance(end, str) for name in ("implied_rate", "solved_periods", "implied_target") for end in reading[name]) and reading["periods"] == 8)
    check("JSON: the seed", document["verdict"] == "underdetermined" and document["estimate"]["value"][0].startswith("93.47") and document["estimate"]["value"][1].startswith("93.94")
          and document["estimate"]["period"] == 2021 and reading["solved_periods"][0].startswith("8.196") and reading["solved_periods"][1].startswith("8.214"), str(document["estimate"]))
    for form in ("csv", "json", "markdown", "plain"):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / ("out." + {"markdown": "md", "plain": "txt"}.get(form, form))
            done = run([*arguments, "-o", str(file), *(["--format", form] if form == "plain" else [])])
            check(f"-o {file.name}", done.returncode == 0 and file.read_bytes() == run([*arguments, "--format", form]).stdout, done.stderr.decode())


def project_assumes():
    document = json.loads(run(["project", "62.35B@2020", "40.2%", "--window", "2021-2028", "--format", "json"]).stdout)
    check("project --window JSON: convention and note", document["convention"] == "from_base" and "2021" in document["note"], str(document))
    document = json.loads(run(["project", "62.35B@2020", "40.2%", "--window", "2021-2028", "--estimate", "93.7B@2021", "--format", "json"]).stdout)
    check("project --window --estimate: nothing is assumed", document["convention"] == "from_estimate" and "note" not in document and document["rows"][-1]["period"] == 2028, str(document))
    check("project --window within the base's: nothing is assumed", "note" not in json.loads(run(["project", "62.35B@2020", "40.2%", "--window", "2020-2028", "--format", "json"]).stdout))


def long_rows():
    """A row of 2 MiB, in each form that a file can have it, is told of by its line, and the rows around it are audited."""
    mib = 1 << 20
    long_rows = {"a long row": b"2,5" + b"0" * (2 * mib) + b" billion,2020,10%,8.05 billion,2025\n",
                 "a long quoted row": b'2,"5' + b"0" * (2 * mib) + b'",2020,10%,8.05 billion,2025\n',
                 "a quote left open, the rest over 1 MiB": b'2,"5 billion,2020,10%,8.05 billion,2025\n' + (b"x" * 1999 + b"\n") * 1000,
                 "long row of quotes": b'2,"' + b'""' * mib + b'",2020,10%,8.05 billion,2025\n'}
    for name, row in long_rows.items():
        for end in (b"\n", b"\r\n", b"\r"):
            text = HEADER + GOOD % 1 + row + GOOD % 3 + GOOD % 4
            done = run(["audit", "--claims", "-", "--format", "csv"], text.replace(b"\n", end), preexec_fn=tight_memory)
            rows = rows_of(done.stdout)
            verdicts = {row["id"]: row["verdict"] for row in rows}
            check(f"{name}, {end}: the others are audited", done.returncode == 2 and [verdicts.get(n) for n in "134"] == ["consistent"] * 3, done.stderr.decode()[:300])
            check(f"{name}, {end}: its line", done.stderr.startswith(b"cagr: E-parse-character: line 3: ") and b"1048576" in done.stderr.split(b"\n")[0], done.stderr.decode()[:300])
    for last in (b"2,5" + b"0" * (2 * mib), b"2,5" + b"0" * (2 * mib) + b"\r"):
        done = run(["audit", "--claims", "-", "--format", "csv"], HEADER + GOOD % 1 + last, preexec_fn=tight_memory)
        check("a long row at the end", done.returncode == 2 and len(rows_of(done.stdout)) == 2 and done.stderr.count(b"\n") == 1, done.stderr.decode())
    done = run(["audit", "--claims", "-"], b"id," + b"x" * (2 * mib) + b"\n")
    check("a long header", done.returncode == 2 and one_message(done.stderr) and b"line 1 " in done.stderr, done.stderr.decode())


def memory_and_time():
    text = HEADER + b"".join(b"%d,%d.%02d billion,2020,%d.5%%,8.05 billion,2025\n" % (i, i % 7 + 1, i % 100, i % 40) for i in range(20_000))
    done = run(["audit", "--claims", "-", "--format", "csv"], text, preexec_fn=tight_memory)
    check("20,000 rows in 64 MiB", done.returncode == 0 and done.stdout.count(b"\n") == 20_001, done.stderr.decode()[:300])
    status, seconds, _, memory = cli.usage_of(["audit", "--claims", "-", "--format", "csv"], text)
    check("20,000 rows: 10 s", status == 0 and (SANITIZED or (seconds < 10 and memory < 64 << 20)), f"{seconds:.1f} s, {memory >> 20} MiB")
    open_quotes = HEADER + b'1,"5 billion,2020\n' * 50_000
    status, seconds, _, memory = cli.usage_of(["audit", "--claims", "-", "--format", "csv"], open_quotes)
    check("50,000 open quotes: 5 s", status == 2 and (SANITIZED or (seconds < 5 and memory < 64 << 20)), f"exit {status}, {seconds:.1f} s, {memory >> 20} MiB")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "claims.csv"
        file.write_bytes(HEADER + GOOD % 1)
        done = run(["audit", "--claims", str(file), "-o", str(file)])
        check("-o is not the input", done.returncode == 2 and one_message(done.stderr) and file.read_bytes() == HEADER + GOOD % 1, done.stderr.decode())


def long_texts():
    """A megabyte of anything is read in linear time, and 16 MiB are the most."""
    mib = 1 << 20
    claimed = b"The market was valued at USD 62.35 billion in 2020 and will grow at a CAGR of 40.2% from 2021 to 2028. "
    texts = {"digits": b"9" * mib, "brackets": b"(" * mib, "unfinished sentences": b"The market was valued at USD " * (mib // 29), "words": b"CAGR " * (mib // 5),
             "years": b"2020 " * (mib // 5), "percents": b"5% " * (mib // 3), "lines": b"\n" * mib, "dots": b"." * mib, "ill-formed UTF-8": b"\xff" * mib,
             "an unfinished claim": claimed[:60] * (mib // 60), "claims": claimed * (mib // 10 // len(claimed))}
    for name, text in texts.items():
        for command in ("audit", "project"):
            status, seconds, _, memory = cli.usage_of([command, "--text", "-"], text)
            check(f"{command}, a megabyte of {name}: 3 s", status in (0, 2) and (SANITIZED or seconds < 3), f"exit {status}, {seconds:.2f} s, {memory >> 20} MiB")
    done = run(["audit", "--text", "-"], claimed + b" " * (16 * mib))
    check("a text over 16 MiB", done.returncode == 2 and b"E-parse-length" in done.stderr and one_message(done.stderr), done.stderr.decode()[:300])


if __name__ == "__main__":
    sys.exit(cli.run_groups(golden_cases, (against_the_oracle, seed, project_assumes, memory_and_time, long_rows, long_texts)))
