#!/usr/bin/env python3
"""Runs the program on the command lines of cases.json against their recorded output, then checks its behaviour.

run.py --program PATH --golden DIR [--update]    --update records what the program prints now
"""
import argparse
import csv
import io
import json
import os
import pathlib
import re
import resource
import shlex
import stat
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SEED = ["project", "62.35B@2020", "40.2%", "2028"]
CLAIMS = """id,market,publisher,currency,base_text,base_year,cagr_text,target_text,target_year
1,edge computing,A,USD,9.1 billion,2020,31.3%,46.63 billion,2026
2,edge computing,B,USD,18.3 billion,2022,44.7%,508.9 billion,2031
"""
UNCERTAIN = """[simulation.growth]
software = { shift = { pert = ["-6pp", "0pp", "4pp"] } }
"""
SANITIZED = bool(os.environ.get("CAGR_SANITIZED"))

passed = 0
failures = []


def check(name, condition, detail=""):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(name)
        print(f"FAILED {name}\n{detail}".rstrip())


def environment(**changes):
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    plain.update(changes)
    return plain


def run(arguments, stdin=b"", **options):
    options.setdefault("env", environment())
    options.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([PROGRAM, *arguments], input=stdin, stderr=subprocess.PIPE, timeout=60, **options)


def difference(expected, got):
    return f"--- expected\n{expected.decode(errors='replace')}\n--- printed\n{got.decode(errors='replace')}"


def recorded(golden, update, name, **printed):
    """Holds what a case printed against its golden files, one a suffix: NAME.out, NAME.err; with `update` it is recorded instead."""
    for suffix, text in printed.items():
        file = golden / f"{name}.{suffix}"
        if update:
            if text:
                file.write_bytes(text)
            elif file.exists():
                file.unlink()
        expected = file.read_bytes() if file.exists() else b""
        check(f"{name}: {file.name}", expected == text, difference(expected, text))


def no_stray_files(golden, names, suffixes=("out", "err")):
    known = {f"{name}.{suffix}" for name in names for suffix in suffixes}
    stray = sorted(file.name for file in golden.iterdir() if file.is_file() and file.name not in known)
    check("every golden file has its case", not stray, " ".join(stray))


def run_groups(golden_cases, groups):
    """What every script of this folder does: its golden cases, then its groups of checks. The exit status."""
    global PROGRAM
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--golden", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    given = parser.parse_args()
    PROGRAM = str(pathlib.Path(given.program).resolve())
    given.golden.mkdir(exist_ok=True)
    golden_cases(given.golden, given.update)
    for group in groups:
        group()
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


def golden_cases(golden, update):
    cases = json.loads((HERE / "cases.json").read_text())
    names = [case[0] for case in cases]
    check("case names are unique", len(set(names)) == len(names))
    for name, line, status in cases:
        done = run(shlex.split(line))
        check(f"{name}: exit status", done.returncode == status, f"{line}\nexit {done.returncode}, {status} expected\n{done.stderr.decode()}")
        if status == 0:
            check(f"{name}: nothing on standard error", done.stderr == b"", done.stderr.decode())
        else:
            check(f"{name}: nothing on standard output", done.stdout == b"")
            check(f"{name}: one message", one_message(done.stderr), done.stderr.decode())
        recorded(golden, update, name, out=done.stdout, err=done.stderr)
    no_stray_files(golden, names)


def one_message(text):
    """`cagr: E-id: sentence`, then at most the input and its carets."""
    lines = text.decode(errors="replace").split("\n")
    if not re.match(r"cagr: E-[a-z0-9-]+: \S", lines[0]) or lines[-1] != "":
        return False
    rest = lines[1:-1]
    return not rest or (len(rest) == 2 and re.fullmatch(r"  .*", rest[0]) and re.fullmatch(r" +\^+", rest[1]) is not None)


def machine_readable():
    keys = ["period", "role", "unit", "value", "growth_percent", "increase", "multiple", "low", "high", "exact"]
    document = json.loads(run([*SEED, "--format", "json"]).stdout)
    check("project JSON: keys", {"currency", "unit", "scale", "convention", "rounding", "rows"} <= set(document))
    check("project JSON: scale and unit", (document["scale"], document["unit"]) == ("1000000000", "B"))
    check("project JSON: row keys in order", all(list(row) == keys for row in document["rows"]))
    check("project JSON: years are integers", [row["period"] for row in document["rows"]] == list(range(2020, 2029)))
    check("project JSON: decimals are text", all(isinstance(row[k], str) for row in document["rows"][1:] for k in keys[1:]))
    check("project JSON: the seed", (document["rows"][-1]["value"], document["rows"][1]["value"], document["rows"][4]["value"]) == ("930.72", "87.41", "240.90"))

    rows = list(csv.DictReader(io.StringIO(run([*SEED, "--format", "csv"]).stdout.decode())))
    check("project CSV: columns", list(rows[0]) == keys)
    check("project CSV: same fields as JSON", all((row[k] or None) == (None if line[k] is None else str(line[k])) for row, line in zip(rows, document["rows"]) for k in keys))
    check("project CSV: every digit", rows[-1]["exact"] == "930.7232583287108926953529216")

    rate = json.loads(run(["rate", "100", "121", "--periods", "2", "--format", "json"]).stdout)
    check("rate JSON", (rate["rate"], rate["percent"], rate["periods"], rate["is_exact"]) == ("0.1", "10", 2, True), str(rate))
    rate = json.loads(run(["rate", "62.35B@2020", "997.77B@2028", "--format", "json"]).stdout)
    check("rate JSON: not exact", rate["is_exact"] is False and rate["periods"] == 8)
    x, scale = int(rate["rate"][2:].ljust(34, "0")), 10**34
    low, middle, high = 6235 * (2 * x - 1 + 2 * scale) ** 8, 99777 * (2 * scale) ** 8, 6235 * (2 * x + 1 + 2 * scale) ** 8
    check("rate: correctly rounded to 34 digits, by integers", low <= middle <= high)
    years = json.loads(run(["years", "62.35B@2020", "40.2%", "1T", "--format", "json"]).stdout)
    check("years JSON", (years["whole_periods"], years["period"], years["periods"][:6]) == (9, 2029, "8.2124"), str(years))
    for command in (["rate", "1@2020", "2@2021"], ["years", "1", "5%", "2"], ["solve", "--base", "1", "--rate", "5%", "--periods", "2"]):
        table = list(csv.reader(io.StringIO(run([*command, "--format", "csv"]).stdout.decode())))
        check(f"{command[0]} CSV: two rows of one length", len(table) == 2 and len(table[0]) == len(table[1]))
    for row in csv.reader(io.StringIO(run(["project", "-5", "-.5%", "--periods", "2", "--format", "csv"]).stdout.decode())):
        check("CSV: negative numbers stay numbers", not any(cell.startswith("'") for cell in row))


def shown_values():
    """Shown figures do not depend on --digits, and agree with integers."""
    for command in (["rate", "62.35B@2020", "997.77B@2028"], ["years", "62.35B@2020", "40.2%", "1T"], ["solve", "--rate", "40.2%", "--periods", "8", "--target", "997.77B"],
                    ["solve", "--rate", "7%", "--target", "2x"], ["solve", "--increase", "5", "--target", "4x", "--periods", "3"]):
        def shown(digits):
            return [re.sub(r" +", " ", line) for line in run([*command, "--digits", digits]).stdout.decode().split("\n") if " digit" not in line]

        check(f"{' '.join(command)}: --digits changes no shown figure", shown("1") == shown("2") == shown("50"), "\n".join(shown("1")))
    for mode in ("half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"):
        for end in (1000000, 999999, 1000049, 1000050, 1000051, 1000149, 1000150, 1000151, 1000250, 1001050, 999950, 999949, 999850, 1000001):
            text = run(["rate", "1000000@2020", f"{end}@2021", "--rounding", mode, "--digits", "1"]).stdout.decode()
            check(f"rate to {end}, {mode}", re.search(r"^CAGR +(\S+)% a year$", text, re.M)[1] == places2(end - 1000000, mode), text)


def places2(ten_thousandths, mode):
    """So many ten thousandths to two places, by integers."""
    sign, size = (-1 if ten_thousandths < 0 else 1), abs(ten_thousandths)
    cents, rest = divmod(size, 100)
    away = {"half_up": rest >= 50, "half_down": rest > 50, "half_even": rest > 50 or (rest == 50 and cents % 2 == 1), "up": rest > 0, "down": False,
            "ceiling": rest > 0 and sign > 0, "floor": rest > 0 and sign < 0}[mode]
    cents += away
    return f"{'-' if sign < 0 and cents else ''}{cents // 100}.{cents % 100:02}"


def columns():
    """Tables of common figures stay within a terminal's 80 columns."""
    for line in ("project 62.35B@FY2020-21 40.2% FY2027-28", "project 120M@2024Q1 2.5% 2026Q4 --estimate 125M@2024Q2", "project 12000M@2024Q1 2.5% 2026Q4 --estimate 12500M@2024Q2",
                 "project 62350B@FY2020-21 40.2% FY2024-25 --estimate 87414.7B@FY2021-22", "project 62350000K@2020 40.2% 2024", "project 62.35B@2020 40.2% 2028 --places 4",
                 "rate 62350B@FY2020-21 87414.7B@FY2024-25", "years 62.35B@FY2020-21 'between 25.25% and 30.75%' 'between 1T and 2T'",
                 "solve --base 'between 60B and 65B' --rate 'over 6%' --periods 3"):
        text = run(shlex.split(line)).stdout.decode()
        longest = max(text.split("\n"), key=len)
        check(f"80 columns: {line}", 0 < len(longest) <= 80, f"{len(longest)}: {longest}")


def standard_streams():
    for arguments in (SEED, ["--help"], ["--version"], [*SEED, "--format", "json"]):
        with open("/dev/full", "wb") as full:
            done = run(arguments, stdout=full)
        check(f"/dev/full {arguments[-1]}: exit 4, one message", done.returncode == 4 and one_message(done.stderr), done.stderr.decode())
        done = subprocess.run(f"{shlex.join([PROGRAM, *arguments])} >&-", shell=True, stderr=subprocess.PIPE)
        check(f"closed standard output {arguments[-1]}: exit 4", done.returncode == 4 and one_message(done.stderr), done.stderr.decode())
    long_run = shlex.join([PROGRAM, "project", "62.35B", "40.2%", "--periods", "1000", "--format", "csv"])
    done = subprocess.run(["bash", "-c", f"{long_run} | head -1; exit ${{PIPESTATUS[0]}}"], capture_output=True)
    check("| head -1 ends quietly", done.returncode == 0 and done.stderr == b"" and done.stdout.count(b"\n") == 1, done.stderr.decode())
    done = subprocess.run(["bash", "-c", f"{shlex.quote(PROGRAM)} frob 2>&-"], capture_output=True)
    check("closed standard error: still exit 2", done.returncode == 2 and done.stdout == b"")
    done = subprocess.run(["bash", "-c", f"{shlex.join([PROGRAM, 'project', '-', '5%', '--periods', '2'])} <&-"], capture_output=True)
    check("closed standard input: exit 4", done.returncode == 4 and one_message(done.stderr), done.stderr.decode())

    check("- reads a line", run(["project", "-", "40.2%", "2028"], b"62.35B@2020\n").stdout == run(SEED).stdout)
    check("- reads a line each", run(["project", "-", "-", "-"], b"62.35B@2020\r\n40.2%\n2028").stdout == run(SEED).stdout)
    check("- in an option", run(["solve", "--base", "-", "--rate", "5%", "--periods", "2"], b"7\n").returncode == 0)
    done = run(["project", "-", "5%", "2028"], b"")
    check("- without a line", done.returncode == 2 and b"E-parse-empty" in done.stderr, done.stderr.decode())
    done = run(["project", "-", "5%", "2028"], b"62\0B\n")
    check("a NUL is named", done.returncode == 2 and b"U+0000" in done.stderr, done.stderr.decode())
    done = run(["project", "-", "5%", "2028"], b"62\xff\n")
    check("ill-formed UTF-8 is named", done.returncode == 2 and b"0xFF" in done.stderr and one_message(done.stderr), done.stderr.decode(errors="replace"))

    for locale in ("C", "C.UTF-8", "de_DE.UTF-8"):
        check(f"locale {locale} changes nothing", run(SEED, env=environment(LC_ALL=locale)).stdout == run(SEED).stdout)
    check("no color in a pipe", b"\x1b" not in run(SEED, env=environment(TERM="xterm")).stdout)
    check("--color always", b"\x1b[1m" in run([*SEED, "--color", "always"], env=environment(NO_COLOR="1")).stdout)
    check("no color in CSV", b"\x1b" not in run([*SEED, "--color", "always", "--format", "csv"]).stdout)
    for variables, choice, colored in (({}, "auto", True), ({"NO_COLOR": "1"}, "auto", False), ({}, "never", False)):
        check(f"on a terminal, {variables} {choice}", (b"\x1b[1m" in on_terminal([*SEED, "--color", choice], variables)) == colored)


def on_terminal(arguments, variables):
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.Popen([PROGRAM, *arguments], stdout=theirs, env=environment(TERM="xterm", **variables))
    os.close(theirs)
    text = b""
    try:
        while piece := os.read(ours, 65536):
            text += piece
    except OSError:
        pass  # the terminal's other end has closed
    os.close(ours)
    done.wait()
    return text


def files():
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        expected = run(SEED).stdout
        for extension, form in (("txt", "table"), ("csv", "csv"), ("json", "json"), ("md", "markdown"), ("JSON", "json")):
            file = folder / f"out.{extension}"
            done = run([*SEED, "-o", str(file)])
            check(f"-o out.{extension}", done.returncode == 0 and done.stdout == b"" and file.read_bytes() == run([*SEED, "--format", form]).stdout, done.stderr.decode())
        file = folder / "out.csv"
        run([*SEED, "-o", str(file), "--format", "table"])
        check("--format wins over the extension", file.read_bytes() == expected)
        check("-o - is standard output", run([*SEED, "-o", "-"]).stdout == expected)
        check("-oFILE and --output=FILE", run([*SEED, f"-o{folder}/a"]).returncode == 0 and run([*SEED, f"--output={folder}/b"]).returncode == 0
              and (folder / "a").read_bytes() == (folder / "b").read_bytes() == expected)

        old = folder / "old.txt"
        old.write_text("kept")
        old.chmod(0o640)
        check("a failing command leaves the file", run(["project", "x", "5%", "2028", "-o", str(old)]).returncode == 2 and old.read_text() == "kept")

        def tiny_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        before = set(folder.iterdir())
        done = run([*SEED, "-o", str(old)], preexec_fn=tiny_files)
        check("a failing write leaves the file, whole", done.returncode == 4 and one_message(done.stderr) and old.read_text() == "kept", done.stderr.decode())
        check("a failing write leaves no temporary file", set(folder.iterdir()) == before)
        link = folder / "link"
        link.symlink_to(old)
        check("a link stays, its file is replaced", run([*SEED, "-o", str(link)]).returncode == 0 and link.is_symlink() and old.read_bytes() == expected)
        check("permissions stay", stat.S_IMODE(old.stat().st_mode) == 0o640)
        dangling, made = folder / "dangling", folder / "made"
        dangling.symlink_to("made")  # relative: from the link's own directory
        check("a link that leads nowhere yet is written through", run([*SEED, "-o", str(dangling)]).returncode == 0 and dangling.is_symlink() and made.read_bytes() == expected)
        circle = folder / "circle"
        circle.symlink_to("circle")
        done = run([*SEED, "-o", str(circle)])
        check("a link to itself: exit 4", done.returncode == 4 and one_message(done.stderr) and circle.is_symlink(), done.stderr.decode())
        past = run([*SEED, "-o", str(old)], preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
        check("a limit on files is a failed write, not a signal", past.returncode == 4 and one_message(past.stderr) and set(folder.glob("old*")) == {old}, past.stderr.decode())

        log = folder / "log.txt"
        link_to_log = folder / "log-link"
        link_to_log.symlink_to(log)
        for name in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "//dev/stdout", "/dev/../dev/stdout", str(log), str(link_to_log)):
            log.write_bytes(b"kept\n")
            with open(log, "ab") as opened:
                done = run([*SEED, "-o", name], stdout=opened)
            check(f"-o {name} into a file: written to, not replaced", done.returncode == 0 and log.read_bytes() == b"kept\n" + expected, done.stderr.decode())
        before = set(pathlib.Path("/dev").iterdir())
        done = run([*SEED, "-o", "/dev/cagr-none-such"])
        check("-o in /dev makes no file", done.returncode == 4 and set(pathlib.Path("/dev").iterdir()) == before, done.stderr.decode())
        check("-o /dev/null", run([*SEED, "-o", "/dev/null"]).returncode == 0 and pathlib.Path("/dev/null").is_char_device())
        check("-o /dev/stdout in a pipe", run([*SEED, "-o", "/dev/stdout"]).stdout == expected)

        for target in (folder / "none" / "out.txt", folder, pathlib.Path("/dev/full")):
            done = run([*SEED, "-o", str(target)])
            check(f"-o {target.name}: exit 4", done.returncode == 4 and done.stdout == b"" and one_message(done.stderr), done.stderr.decode())
        done = subprocess.run(f"{shlex.join([PROGRAM, *SEED, '-o', str(folder / 'c')])} >&- 2>&-", shell=True)
        check("-o with closed streams", done.returncode == 0 and (folder / "c").read_bytes() == expected)


def usage_of(arguments, stdin):
    """Seconds and the largest resident bytes of one run, of this child alone."""
    read_end, write_end = os.pipe()
    with tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        start = time.monotonic()
        child = subprocess.Popen([PROGRAM, *arguments], stdin=given, stdout=write_end, stderr=write_end)
        os.close(write_end)
        while os.read(read_end, 65536):
            pass
        os.close(read_end)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        # Processor time, since a busy machine stretches the clock; the clock only where that would hide a sleep.
        return child.returncode, used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss * 1024


def limits():
    nines = b"9" * 1_000_000
    long_argument = "9" * 120_000
    rejected = [
        (["project", "-", "5%", "--periods", "3"], nines),
        (["project", "-", "5%", "--periods", "3"], nines * 20),
        (["project", "5", "-", "--periods", "3"], nines + b"%"),
        (["project", "5@2020", "5%", "-"], nines),
        (["project", "5", "5%", "--periods", "-"], nines),
        (["years", "5", "5%", "-"], nines + b"x"),
        (["project", long_argument, "5%", "--periods", "3"], b""),
        (["project", "5", "5%", "--periods", long_argument], b""),
        (["project", "5", "5%", "--places", long_argument], b""),
        ([long_argument], b""),
        (["project", "--" + "a" * 120_000], b""),
        (["project", "5", "5%", "--format", long_argument], b""),
        (["project", "1e999999999", "5%", "--periods", "3"], b""),
        (["project", "1e99999", "5%", "--periods", "999999"], b""),
        (["project", "62.35B", "40.2%", "--periods", "1000000000"], b""),
        (["project", "62.35B", "40.2%", "--periods", "1000000"], b""),
        (["project", "62.35B", "40.2%", "--periods", "1900"], b""),
        (["project", "62.35B", "40.2%", "--periods", "1700"], b""),
        (["project", "1B", "0%", "--periods", "100000"], b""),
        (["project", "1B", "0%", "--periods", "1000000"], b""),
        (["project", "1B", "100%", "--periods", "1000000"], b""),
        (["project", "1B", "-50%", "--periods", "1000000"], b""),
        (["project", "1B", "5%", "--periods", "1000000", "--policy", "each_year"], b""),
        (["project", "1B", "5%", "--periods", "3000", "--places", "10000"], b""),
        (["rate", "5@2020", "5" * 1001 + "@2021"], b""),
        (["solve", "--base", "5.5", "--rate", "5.123456789%", "--periods", "1000000"], b""),
        (["years", "5", "1e-90000%", "6", "--digits", "20000"], b""),
        (["years", "7", "1e-30%", "1e9", "--digits", "10000"], b""),
    ]
    for arguments, stdin in rejected:
        name = "rejected at once: " + " ".join(a if len(a) < 30 else a[:10] + "..." for a in arguments)
        status, seconds, clock, memory = usage_of(arguments, stdin)
        check(f"{name}: exit 2", status == 2, f"exit {status}")
        if not SANITIZED:
            check(f"{name}: 100 ms", seconds < 0.1 and clock < 2, f"{seconds * 1000:.0f} ms of processor, {clock * 1000:.0f} ms of clock")
            check(f"{name}: 64 MiB", memory < 64 << 20, f"{memory >> 20} MiB")
    done = run(["project", "1B", "5%", "--periods", "3000", "--policy", "each_year", "--format", "csv"])
    check("3,000 periods rounded each year: their range is as short as they are", done.returncode == 0 and done.stdout.count(b"\n") == 3002, done.stderr.decode())


def interactive(setup, typed, awaited):
    """What bash shows on a terminal after the setup, while the text is typed: until it shows what is awaited, or 10 s."""
    import pty
    import select

    ours, theirs = pty.openpty()
    shell = subprocess.Popen(["bash", "--norc", "--noprofile", "-i"], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
                             env=environment(TERM="dumb", PS1="", HISTFILE="/dev/null"))
    os.close(theirs)
    os.write(ours, (setup + typed).encode())
    text, deadline = b"", time.monotonic() + 10
    while awaited not in text and select.select([ours], [], [], max(0, deadline - time.monotonic()))[0]:
        try:
            text += os.read(ours, 65536)
        except OSError:
            break
    shell.kill()
    shell.wait()
    os.close(ours)
    return text


def help_and_completion():
    completion = HERE.parent.parent / "src" / "cli" / "cagr.bash-completion"
    check("completion: bash reads it", subprocess.run(["bash", "-n", str(completion)]).returncode == 0)
    top = run(["--help"]).stdout.decode()
    commands = re.findall(r"^  (\w+) {3,}\S", top, re.M)
    check("help: lists the commands", commands == ["project", "rate", "years", "solve", "audit", "lineup", "trend", "batch", "model", "compare", "check", "sensitivity", "simulate", "report", "init"], str(commands))

    def completed(*words):
        script = f'source {shlex.quote(str(completion))}; COMP_WORDS=({shlex.join(["cagr", *words])}); COMP_CWORD={len(words)}; _cagr; printf "%s\\n" "${{COMPREPLY[@]}}"'
        return set(subprocess.run(["bash", "-c", script], capture_output=True, text=True).stdout.split())

    for words in (("project", "--format", "="), ("project", "--format", "=", "")):
        check(f"completion: {' '.join(words)}", "csv" in completed(*words), str(completed(*words)))
    check("completion: a value begun", completed("project", "--format", "=", "c") == {"csv"}, str(completed("project", "--format", "=", "c")))
    with tempfile.TemporaryDirectory() as directory:
        (pathlib.Path(directory) / "two words.csv").touch()
        typed = f"cagr project 1 1% 2 -o {directory}/tw\t"
        awaited = rb"two\ words.csv"
        done = interactive(f"source {shlex.quote(str(completion))}\n", typed, awaited)
        check("completion: a file name with a space is one word", awaited in done, repr(done))

    check("completion: commands", set(commands) <= completed(""), str(completed("")))
    for command in ["", *commands]:
        text = run([command, "--help"] if command else ["--help"]).stdout.decode()
        check(f"help {command}: 80 columns", all(len(line) <= 80 for line in text.split("\n")), max(text.split("\n"), key=len))
        examples = re.findall(r"^  (cagr .*?)(?: {3,}.*)?$", re.sub(r"\n    (?=\S)", " ", text), re.M)
        check(f"help {command}: has examples", len(examples) >= 4)
        for example in examples:
            with tempfile.TemporaryDirectory() as folder:
                (pathlib.Path(folder) / "markets.csv").write_text("market,base,rate,periods\nAI,62.35B,40.2%,8\n")
                (pathlib.Path(folder) / "claims.csv").write_text(CLAIMS)
                (pathlib.Path(folder) / "history.csv").write_text("year,value\n2016,10\n2017,12\n2018,13\n2019,15\n2021,19\n")
                (pathlib.Path(folder) / "market.toml").write_text((HERE.parent / "data" / "models" / "ai-market.toml").read_text() + UNCERTAIN)
                (pathlib.Path(folder) / "other.toml").write_bytes((HERE.parent / "data" / "models" / "ai-market.toml").read_bytes())
                (pathlib.Path(folder) / "segments.csv").write_text("Segment,Group,Revenue 2024,CAGR\nCloud,,100,20%\nDevices,,80,5%\n")
                (pathlib.Path(folder) / "article.txt").write_text("The market was valued at USD 62.35 billion in 2020 and is expected to grow at a CAGR of 40.2% from 2021 to 2028.\n")
                done = run(shlex.split(example)[1:], cwd=folder)
            check(f"help example: {example}", done.returncode == 0 and (done.stdout or "-o" in example), done.stderr.decode())
            lines = done.stdout.decode().split("\n")
            if "csv" not in example and "json" not in example:
                check(f"80 columns: {example}", all(len(line) <= 80 for line in lines), max(lines, key=len))
        if command:
            options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", text, re.M))
            offered = {word for word in completed(command, "--") if word.startswith("--")}
            check(f"completion: the options of {command}, no others", options == offered, f"{options ^ offered}")
    for option in ("format", "rounding", "color", "policy", "per", "days", "notation"):
        command = {"policy": "project", "per": "rate", "days": "rate"}.get(option, "project")
        message = run([command, "5@2020-01-01" if option == "days" else "5@2020", "6@2021-01-01" if option == "days" else "6%" if command == "project" else "6@2021",
                       *(["2021"] if command == "project" else []), f"--{option}", "none-such"]).stderr.decode()
        missing = [word for word in completed(command, f"--{option}", "") if word not in message]
        check(f"completion: the values of --{option}", not missing and completed(command, f"--{option}", ""), f"{missing}\n{message}")


if __name__ == "__main__":
    sys.exit(run_groups(golden_cases, (machine_readable, shown_values, columns, standard_streams, files, limits, help_and_completion)))
