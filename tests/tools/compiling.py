"""What the scripts that start a compiler share: one run, many runs at a time, one program."""
import concurrent.futures
import os
import pathlib
import shlex
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WARNINGS = ["-Wall", "-Wextra", "-Wshadow", "-Wconversion", "-Wpedantic", "-Werror"]


def compiler(text):
    """The compiler's command line as ctest hands it over, without the compiler cache."""
    words = shlex.split(text)
    return words[1:] if os.path.basename(words[0]) == "ccache" else words


def run(command, **more):
    """The finished process, its output as text; messages in English whatever the user's language."""
    environment = dict(os.environ, LC_ALL="C")
    environment.update(more.pop("env", {}))
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, errors="replace", env=environment, timeout=300, check=False, **more)


def compile_text(command, text, *flags):
    """Checks one translation unit, without output files."""
    return run([*command, f"-I{ROOT / 'include'}", *flags, "-fsyntax-only", "-x", "c++", "-"], input=text)


def in_parallel(work, items, jobs=2):
    """work(item) for every item, results in the order of the items."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=jobs) as pool:
        return list(pool.map(work, items))
