#!/usr/bin/env python3
"""Builds main.cpp as a user would, in one of the four ways the README names, and compares what it prints.

    run.py find_package|add_subdirectory|pkg_config|plain_copy --source DIR --build DIR --cmake CMAKE --compiler CXX

find_package and pkg_config use an installation of the build directory, moved once to show that it can be. All happens
in a temporary directory.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

EXPECTED = "930.7232583287108926953529216\n930.72\n"
HERE = pathlib.Path(__file__).resolve().parent


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, **more)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(str(word) for word in command)}\n{done.stdout}")
    return done.stdout


def expect(program):
    printed = run(program)
    if printed != EXPECTED:
        sys.exit(f"{program} printed:\n{printed}expected:\n{EXPECTED}")
    print(f"{program.name}: as expected")


def installed(arguments, work):
    first, prefix = work / "first", work / "installed"
    run(arguments.cmake, "--install", arguments.build, "--prefix", first)
    first.rename(prefix)
    for file in prefix.rglob("*"):
        if file.suffix in (".cmake", ".pc") and (str(first) in file.read_text() or str(arguments.source) in file.read_text()):
            sys.exit(f"{file.relative_to(prefix)} names a directory of the machine it was built on")
    return prefix


def project(arguments, work, name, *options):
    command = [arguments.cmake, "-S", HERE / name, "-B", work / name, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
               f"-DCMAKE_CXX_COMPILER={arguments.compiler}", *options]
    if arguments.launcher:
        command.append(f"-DCMAKE_CXX_COMPILER_LAUNCHER={arguments.launcher}")
    if arguments.boost:
        command.append(f"-DCAGR_BOOST_INCLUDE_DIR={arguments.boost}")
    run(*command)
    run(arguments.cmake, "--build", work / name)
    return work / name


def find_package(arguments, work):
    prefix = installed(arguments, work)
    built = project(arguments, work, "find_package", f"-DCMAKE_PREFIX_PATH={prefix}")
    expect(built / "compiled")
    expect(built / "header_only")
    expect(project(arguments, work, "components", f"-DCMAKE_PREFIX_PATH={prefix}") / "components")


def add_subdirectory(arguments, work):
    built = project(arguments, work, "add_subdirectory", f"-DCAGR_SOURCE={arguments.source}")
    expect(built / "compiled")
    expect(built / "header_only")


def pkg_config(arguments, work):
    prefix = installed(arguments, work)
    directory = next(prefix.rglob("cagr.pc")).parent
    environment = dict(os.environ, PKG_CONFIG_PATH=str(directory))
    for package in ("cagr", "cagr-header-only"):
        flags = run("pkg-config", "--cflags", "--libs", package, env=environment).split()
        run(arguments.compiler, "-std=c++20", HERE / "main.cpp", *flags, "-o", work / package)
        expect(work / package)


def plain_copy(arguments, work):
    shutil.copytree(pathlib.Path(arguments.source) / "include", work / "include")
    shutil.copy(HERE / "main.cpp", work)
    run(arguments.compiler, "-std=c++20", "-Iinclude", "main.cpp", "-o", "plain_copy", cwd=work)
    expect(work / "plain_copy")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("way", choices=("find_package", "add_subdirectory", "pkg_config", "plain_copy"))
    parser.add_argument("--source", required=True)
    parser.add_argument("--build", required=True)
    parser.add_argument("--cmake", default="cmake")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--launcher", default="")
    parser.add_argument("--boost", default="")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cagr-consumer-") as work:
        globals()[arguments.way](arguments, pathlib.Path(work).resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
