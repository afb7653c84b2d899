#!/usr/bin/env python3
"""Runs `cagr batch` on the inputs of batch_cases.json against their recorded output, then checks its behaviour.

batch.py --program PATH --golden DIR [--update]    --update records what the program prints now
"""
import csv
import io
import json
import os
import pathlib
import random
import resource
import select
import shlex
import signal
import subprocess
import sys
import tempfile
import time

import run as cli
from run import HERE, SANITIZED, check, environment, one_message, run

HEADER = b"base,rate,periods\n"


def golden_cases(golden, update):
    cases = json.loads((HERE / "batch_cases.json").read_text())
    names = [case[0] for case in cases]
    check("case names are unique", len(set(names)) == len(names))
    for name, line, status, text in cases:
        with tempfile.TemporaryDirectory() as folder:
            rejects = pathlib.Path(folder) / "rejects.csv"
            done = run(["batch", "-", *(word.replace("{rejects}", str(rejects)) for word in shlex.split(line))], text.encode())
            rejected = rejects.read_bytes() if rejects.exists() else b""
            check(f"{name}: no other file", len(list(pathlib.Path(folder).iterdir())) == bool(rejected))
        check(f"{name}: exit status", done.returncode == status, f"{line}\nexit {done.returncode}, {status} expected\n{done.stderr.decode()}")
        if name.startswith("bad_") and not name.startswith("bad_rows"):
            check(f"{name}: one message, no output", one_message(done.stderr) and done.stdout == b"", done.stderr.decode())
        cli.recorded(golden, update, name, out=done.stdout, err=done.stderr, rejects=rejected)
    cli.no_stray_files(golden, names, ("out", "err", "rejects"))


def half_up(numerator, denominator):
    """numerator / denominator to two places, by integers."""
    cents = (abs(numerator) * 200 + denominator) // (2 * denominator)
    return f"{'-' if numerator < 0 and cents else ''}{cents // 100}.{cents % 100:02}"


def values():
    """Random rows against integers, in every way that a number can be written."""
    draw = random.Random(7)
    rows, expected = [], []
    for _ in range(2000):
        base, rate, n = draw.randint(-10**7, 10**7), draw.randint(-10**4, 10**5), draw.randint(0, 40)
        sign = "-" if base < 0 else ""
        text = f"{sign}{abs(base) // 100}.{abs(base) % 100:02}"
        unit, written = draw.choice([("", text), ("B", text + "B"), ("M", f"USD {text} million"), ("", f'"{abs(base) // 100:,}.{abs(base) % 100:02}"' if base >= 0 else text)])
        percent = f"{'-' if rate < 0 else ''}{abs(rate) // 100}.{abs(rate) % 100:02}"
        rows.append(f"{written},{draw.choice([percent + '%', f'{rate}bp', percent + ' percent', percent])},{n}")
        expected.append([half_up(base * (10**4 + rate) ** n, 100 * 10 ** (4 * n)), unit])
    done = run(["batch", "-", "--notation", "point"], HEADER + "\n".join(rows).encode())
    printed = [row[-2:] for row in csv.reader(io.StringIO(done.stdout.decode()))][1:]
    wrong = [(row, want, got) for row, want, got in zip(rows, expected, printed) if want != got]
    check("2,000 random rows, by integers", len(printed) == 2000 and not wrong, f"{wrong[:3]}\n{done.stderr.decode()}")

    each = csv.DictReader(io.StringIO(run(["batch", "-", "--each-period"], b"base,base_year,rate,to\n62.35B,2020,40.2%,2028\n").stdout.decode()))
    project = csv.DictReader(io.StringIO(run([*cli.SEED, "--format", "csv"]).stdout.decode()))
    check("--each-period agrees with project", [[r[c] for c in ("period", "value", "unit")] for r in each] == [[r[c] for c in ("period", "value", "unit")] for r in project])

    # The short way that plain numbers take reads what the reader of figures reads: with a currency they go the other.
    for number in ("0", "-0", "007", "0.50", "12.0", "1.", ".5", "1.2.3", "+5", "-", "--5", "1e3", "1_0", "9" * 70, "1" + "0" * 59):
        for notation in ([], ["--notation", "point"], ["--notation", "comma"]):
            out = [run(["batch", "-", *notation], HEADER + f"{text},5%,2\n".encode()) for text in (number, f"exactly {number}")]
            got = [done.stdout.split(b",")[-2] if done.returncode == 0 else done.stderr.split(b": ")[2] for done in out]
            check(f"{number} {notation}: plain as with a word", got[0] == got[1] or number.startswith("-"), str([done.stderr for done in out]))

    raw = b"a\0b,\xff\xfe,\xe2\x82,10,5%,1\n"
    done = run(["batch", "-"], b"x,y,\xc3\x28,base,rate,periods\n" + raw)
    check("NUL and ill-formed UTF-8 pass through", done.stdout.endswith(raw[:-1] + b",10.50,\n") and done.returncode == 0, repr(done.stdout))
    done = run(["batch", "-"], HEADER + b"\xff,5%,1\n1\0,5%,1\n")
    check("NUL and ill-formed UTF-8 in a number are named", b"0xFF" in done.stderr and b"U+0000" in done.stderr and b"\xff" not in done.stderr, repr(done.stderr))
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        done = run(["batch", "-"], mark + HEADER.decode().encode("utf-16-le"))
        check("UTF-16 is named", done.returncode == 2 and b"UTF-16" in done.stderr and one_message(done.stderr), repr(done.stderr))


def generated(rows, seed=1):
    """A file with everything that can stand in one: quotes, line ends in them, empty lines, bad rows."""
    draw = random.Random(seed)
    for _ in range(rows):
        kind = draw.randint(0, 9)
        note = ["x", '"a, b"', '"two\r\nlines"', '"one\nmore\n"', '""', '"q""q"', "long " * draw.randint(1, 40), "", "é", "z"][draw.randint(0, 9)]
        yield f"{draw.randint(1, 999)},{'x' if kind == 0 else draw.randint(1, 50)}%,{draw.randint(1, 20)},{'a' + chr(34) if kind == 1 else note}" + ("\r\n" if draw.randint(0, 4) else "\r\n\r\n")


def shards():
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        inputs = {"mixed": b"\xef\xbb\xbfbase,rate,periods,note\r\n" + "".join(generated(400)).encode(), "one row": HEADER + b"1,2%,3\n", "header alone": HEADER,
                  "no last line end": HEADER + b"1,2%,3\n2,2%,3", "lines of CR": b"base,rate,periods\r" + b"1,2%,3\r" * 20,
                  "a quote left open": HEADER + b"1,2%,3\n" * 9 + b'"1,2%,3\n' + b"1,2%,3\n" * 9, "long rows": b"base,rate,periods,x\n" + b"".join(b'1,2%%,3,"%s\n"\n' % (b"y" * 300_000) for _ in range(5))}
        for name, text in inputs.items():
            file = folder / "in.csv"
            file.write_bytes(text)
            whole = run(["batch", str(file), "--rejects", str(folder / "bad.csv")])
            bad = (folder / "bad.csv").read_bytes()
            check(f"{name}: as from standard input", run(["batch", "-"], text).stdout == whole.stdout)
            for n in (1, 2, 3, 7, 50):
                joined, joined_bad, codes = b"", b"", set()
                for k in range(1, n + 1):
                    done = run(["batch", str(file), "--shard", f"{k}/{n}", "--rejects", str(folder / "bad.csv")])
                    joined += done.stdout
                    joined_bad += (folder / "bad.csv").read_bytes()
                    codes.add(done.returncode)
                check(f"{name}: {n} shards joined are one run", joined == whole.stdout, f"{len(joined)} bytes, {len(whole.stdout)} expected")
                check(f"{name}: {n} shards' rejects joined are one run's", joined_bad == bad)
                check(f"{name}: {n} shards, exit", max(codes) == whole.returncode)
        file.write_bytes(HEADER + b"1,2%,3\n" * 1000)
        whole = run(["batch", str(file)]).stdout
        done = subprocess.run(["bash", "-c", f"for k in 1 2; do {shlex.quote(cli.PROGRAM)} batch in.csv --shard $k/2 -o part-$k.csv & done; wait; cat part-1.csv part-2.csv"], cwd=folder, capture_output=True)
        check("two shards at a time, joined by cat", done.stdout == whole, done.stderr.decode())
        check("the last of a million shards", run(["batch", str(file), "--shard", "1000000/1000000"]).returncode == 0)
        for text in ("0/0", "0/2", "3/2", "1", "1/", "/2", "a/b", "1/2/3", "-1/2", "1.5/2", "", "1/1000001", "99999999999999999999/99999999999999999999"):
            done = run(["batch", str(file), "--shard", text])
            check(f"--shard '{text}' is refused", done.returncode == 2 and done.stdout == b"" and one_message(done.stderr), done.stderr.decode())
        done = subprocess.run(["bash", "-c", f"{shlex.quote(cli.PROGRAM)} batch <(cat in.csv) --shard 1/2"], cwd=folder, capture_output=True)
        check("--shard of a pipe is refused", done.returncode == 2 and b"size" in done.stderr, done.stderr.decode())


def tight_memory():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (64 << 20, 64 << 20))


def memory_and_time():
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        file = folder / "in.csv"
        with open(file, "wb") as out:
            out.write(b"id,base,rate,periods,note\n")
            for i in range(200_000):
                out.write(b'%d,%d.%02dB,%d.5%%,%d,"a, b"\n' % (i, i % 977, i % 100, i % 40, i % 20))
        for options in ([], ["--each-period", "-o", str(folder / "each.csv")], ["--shard", "2/2"]):
            done = run(["batch", str(file), "-o", str(folder / "out.csv"), *options] if "-o" not in options else ["batch", str(file), *options], preexec_fn=tight_memory)
            check(f"200,000 rows in 64 MiB {options}", done.returncode == 0, done.stderr.decode())
        run(["batch", str(file), "-o", str(folder / "out.csv")])
        check("200,000 rows are there", (folder / "out.csv").read_bytes().count(b"\n") == 200_001)
        status, seconds, _, memory = cli.usage_of(["batch", "-"], file.read_bytes())
        check("200,000 rows: 64 MiB, 10 s", status == 0 and (SANITIZED or (memory < 64 << 20 and seconds < 10)), f"{memory >> 20} MiB, {seconds:.1f} s")

        mib = 1 << 20
        row = b"1,2%,3," + b"x" * (mib - 7)
        start = b"base,rate,periods,x\n"
        done = run(["batch", "-"], start + row + b"\r\n1,2%,3,y\n", preexec_fn=tight_memory)
        check("a row of 1 MiB", done.returncode == 0 and done.stdout.count(b"\n") == 3, done.stderr.decode())
        quoted = b'1,2%,3,"' + b"\n" * (mib - 9)
        for name, text, line in (("a row", start + b"1,2%,3,y\n" + row + b"x\n", b"line 3 "), ("a row that does not end", start + row * 3, b"line 2 "), ("the header", b"x" * mib + b"y\n", b"line 1 "),
                                 ("a quoted row", start + quoted + b'\n"\n', b"line 2 "), ("a quote left open", start + quoted * 3, b"line 2 "), ("empty lines alone", b"\n" * (2 * mib), b"begins a row")):
            done = run(["batch", "-", "--rejects", str(folder / "bad.csv"), "-o", str(folder / "long.csv")], text, preexec_fn=tight_memory)
            check(f"over 1 MiB, {name}", done.returncode == 2 and b"E-parse-length" in done.stderr and line in done.stderr and one_message(done.stderr), done.stderr.decode())
            check(f"over 1 MiB, {name}: no file", not (folder / "long.csv").exists() and not (folder / "bad.csv").exists())
        done = run(["batch", "-"], start + b"," * mib + b"\n1,2%,3,y\n", preexec_fn=tight_memory)
        check("a row of a million fields", done.returncode == 2 and b"1048577 fields" in done.stderr and done.stdout.count(b"\n") == 2, done.stderr.decode())
        done = subprocess.run(["bash", "-c", f"yes x | tr -d '\\n' | {shlex.quote(cli.PROGRAM)} batch - -o long.csv"], cwd=folder, capture_output=True, timeout=20, preexec_fn=tight_memory)
        check("a line without end", done.returncode == 2 and b"E-parse-length" in done.stderr and not (folder / "long.csv").exists(), done.stderr.decode())
        for last in (b"1,0%,1000000\n", b"1.000001,0.0001%,16000\n", b"1,100%,300000\n", b"7" * 1000 + b",5%,3\n", b"7" * 1001 + b",5%,3\n", b"1,2%," + b"9" * 100_000 + b"\n", b"1," + b"9" * 5000 + b"%,2\n", b"1e99999,1e9999%,99999\n"):
            for options in ([], ["--each-period"]):
                status, seconds, _, memory = cli.usage_of(["batch", "-", *options], HEADER + last)
                check(f"a hard row {last[:20]} {options}", status in (0, 2) and (SANITIZED or (seconds < 2 and memory < 64 << 20)), f"exit {status}, {seconds:.2f} s, {memory >> 20} MiB")


def files():
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        file, old = folder / "in.csv", folder / "old.csv"
        good = HEADER + b"100,10%,2\n"
        file.write_bytes(good)
        expected = b"base,rate,periods,value,unit\n100,10%,2,121.00,\n"

        def left():
            return {entry.name for entry in folder.iterdir()} - {"in.csv", "old.csv"}

        for arguments in (["-o", "-"], ["-o", "/dev/stdout"], []):
            check(f"batch {arguments}: standard output", run(["batch", str(file), *arguments]).stdout == expected)
        check("batch /dev/stdin", run(["batch", "/dev/stdin"], good).stdout == expected)
        with open(file, "rb") as opened:
            check("a file as standard input", subprocess.run([cli.PROGRAM, "batch", "-"], stdin=opened, capture_output=True).stdout == expected)
        done = run(["batch", str(file), "-o", str(old), "--rejects", "-"])
        check("--rejects -", done.stdout == b"line,reason,base,rate,periods\n" and old.read_bytes() == expected, done.stderr.decode())

        old.write_bytes(b"kept")
        file.write_bytes(good + b"x,1%,2\n")
        for options in (["--strict"], ["--strict", "--each-period"]):
            done = run(["batch", str(file), "-o", str(old), *options])
            check(f"{options} leaves the file", done.returncode == 2 and old.read_bytes() == b"kept" and one_message(done.stderr) and not left(), done.stderr.decode())
        done = run(["batch", str(file), "-o", str(old)])
        check("a bad row: the file is written, exit 2", done.returncode == 2 and old.read_bytes() == expected and not left(), done.stderr.decode())

        old.write_bytes(b"kept")
        for arguments in (["-o", str(file)], ["-o", "./in.csv"], ["--rejects", str(file)], ["-o", str(old), "--rejects", str(file)], ["-o", str(old), "--rejects", str(old)],
                          ["-o", "old.csv", "--rejects", "./old.csv"], ["-o", "new.csv", "--rejects", "./new.csv"]):
            done = run(["batch", str(file), *arguments], cwd=folder)
            check(f"one file twice {arguments}", done.returncode == 2 and b"E-usage" in done.stderr and done.stdout == b"" and file.read_bytes() == good + b"x,1%,2\n"
                  and old.read_bytes() == b"kept" and not left(), done.stderr.decode())
        (folder / "hard.csv").hardlink_to(file) if hasattr(pathlib.Path, "hardlink_to") else os.link(file, folder / "hard.csv")
        check("the input by another name", run(["batch", str(file), "-o", str(folder / "hard.csv")]).returncode == 2 and file.read_bytes() == good + b"x,1%,2\n")
        (folder / "hard.csv").unlink()
        with open(file, "ab") as opened:
            done = run(["batch", str(file)], stdout=opened)
        check(">> into the input is refused", done.returncode == 2 and file.read_bytes() == good + b"x,1%,2\n", done.stderr.decode())

        for arguments in ([str(folder)], [str(folder / "none.csv")], [str(file), "-o", str(folder)], [str(file), "-o", str(folder / "none" / "x")], [str(file), "--rejects", str(folder)],
                          [str(file), "-o", "/dev/full"], ["/dev/null/x"], [str(file), "--rejects", "/dev/full"]):
            done = run(["batch", *arguments])
            check(f"batch {arguments}: exit 4", done.returncode == 4 and one_message(done.stderr) and not left(), done.stderr.decode())
        with open("/dev/full", "wb") as full:
            done = run(["batch", str(file)], stdout=full)
        check("batch > /dev/full: exit 4", done.returncode == 4 and one_message(done.stderr), done.stderr.decode())
        done = subprocess.run(["bash", "-c", f"{shlex.quote(cli.PROGRAM)} batch - <&-"], capture_output=True)
        check("batch of a closed standard input: exit 4", done.returncode == 4 and one_message(done.stderr), done.stderr.decode())
        with open(folder / "large.csv", "wb") as out:
            out.write(HEADER + b"100,10%,2\n" * 100_000)
        done = subprocess.run(["bash", "-c", f"{shlex.quote(cli.PROGRAM)} batch large.csv | head -1; exit ${{PIPESTATUS[0]}}"], cwd=folder, capture_output=True)
        check("batch | head -1 ends quietly", done.returncode == 0 and done.stderr == b"" and done.stdout.count(b"\n") == 1, done.stderr.decode())
        done = run(["batch", str(folder / "large.csv"), "-o", str(old)], preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)))
        check("a limit on files leaves the old one", done.returncode == 4 and old.read_bytes() == b"kept" and left() == {"large.csv"}, done.stderr.decode())
        for kill in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGXCPU, signal.SIGUSR1, signal.SIGUSR2):
            child = subprocess.Popen([cli.PROGRAM, "batch", "-", "-o", str(old), "--rejects", str(folder / "bad.csv")], stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
            child.stdin.write(HEADER + b"100,10%,2\n" * 50_000)
            child.stdin.flush()
            deadline = time.monotonic() + 10
            while len(left()) < 3 and time.monotonic() < deadline:
                time.sleep(0.01)
            begun = len(left()) == 3
            child.send_signal(kill)
            check(f"signal {kill.name} leaves no file", begun and child.wait(10) == -kill and left() == {"large.csv"} and old.read_bytes() == b"kept", str(left()))
            child.stdin.close()
            child.stderr.close()


def shown_on_terminal(arguments, feed, stdout):
    """What standard error shows on a terminal; `feed` gives the input piece by piece."""
    import pty

    ours, theirs = pty.openpty()
    child = subprocess.Popen([cli.PROGRAM, "batch", *arguments], stdin=subprocess.PIPE, stdout=theirs if stdout == "terminal" else stdout, stderr=theirs, env=environment(TERM="xterm"))
    os.close(theirs)
    for piece in feed:
        child.stdin.write(piece)
        child.stdin.flush()
    child.stdin.close()
    text = b""
    while select.select([ours], [], [], 20)[0]:
        try:
            text += os.read(ours, 65536)
        except OSError:
            break  # the other end has closed
    child.wait()
    os.close(ours)
    return text.replace(b"\r\n", b"\n")


def progress():
    def slowly():
        yield HEADER
        for _ in range(5):
            yield b"100,10%,2\n" * 2000 + b"100,x,2\n"
            time.sleep(0.2)

    text = shown_on_terminal(["-"], slowly(), subprocess.DEVNULL)
    drawn = text.count(b" rows/s")
    check("a bar is drawn, a few times a second", 1 <= drawn <= 6, repr(text))
    check("a bar of unknown size: rows, rate, time", b"rows  " in text and b" rows/s  0:0" in text, repr(text))
    check("the bar goes before the summary", b" \r10,005 rows in " in text, repr(text))
    check("the summary", b"10,005 rows in " in text and b", 5 rejected\n" in text, repr(text))
    quick = shown_on_terminal(["-"], [HEADER + b"100,10%,2\n"], subprocess.DEVNULL)
    check("no bar for a short run", b"rows/s" not in quick and b"1 row in 0.0 s, 0 rejected\n" == quick, repr(quick))
    both = shown_on_terminal(["-"], slowly(), "terminal")
    check("no bar across output on the terminal", b"rows/s" not in both and b"121.00" in both, repr(both[-300:]))
    with tempfile.TemporaryDirectory() as directory:
        file = pathlib.Path(directory) / "in.csv"
        with open(file, "wb") as out:
            out.write(HEADER)
            for i in range(1200):
                out.write(b"1.1,%d.123456789%%,2500\n" % (i % 90))
        sized = shown_on_terminal([str(file)], [], subprocess.DEVNULL)
        seconds = float(sized.split(b" rows in ")[1].split(b" s")[0])
        check("a bar of known size: share, rate, time left", seconds < 0.8 or (b"[#" in sized and b"%  " in sized and b" left" in sized), repr(sized))
    check("nothing of it in a pipe", run(["batch", "-"], HEADER + b"100,x,2\n100,10%,2\n", stdout=subprocess.DEVNULL).stderr.startswith(b"cagr: 1 of 2 rows is bad"))


if __name__ == "__main__":
    sys.exit(cli.run_groups(golden_cases, (values, shards, memory_and_time, files, progress)))
