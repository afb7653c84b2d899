#!/usr/bin/env python3
"""Draws the charts of chart_cases.hpp and random ones, and looks at them: parsed by a real XML parser, no text over another or
off the page by the widths of a real font, no id or class twice on a page of several, rendered to pixels that are not blank; those that
have a file are compared with it.

charts.py --cases PATH --golden DIR [--update] [--random N]    --update records what is drawn now
"""
import argparse
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zlib

SVG = "{http://www.w3.org/2000/svg}"
FONT = pathlib.Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")  # Debian: fonts-dejavu-core
SEED = os.environ.get("CAGR_SEED", "1")

passed = 0
failures = []


def check(what, holds, said=""):
    global passed
    if holds:
        passed += 1
    else:
        failures.append(what)
        print(f"FAILED: {what}\n{said}", flush=True)


class Font:
    """The advance widths of a TrueType font, in ems."""

    def __init__(self, file):
        data = file.read_bytes()
        tables = {}
        for i in range(struct.unpack(">H", data[4:6])[0]):
            tag, _, at, _ = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
            tables[tag.decode()] = at
        self.em = struct.unpack(">H", data[tables["head"] + 18:tables["head"] + 20])[0]
        count = struct.unpack(">H", data[tables["hhea"] + 34:tables["hhea"] + 36])[0]
        self.advances = [struct.unpack(">H", data[tables["hmtx"] + 4 * i:tables["hmtx"] + 4 * i + 2])[0] for i in range(count)]
        self.glyphs = {}
        cmap = tables["cmap"]
        for i in range(struct.unpack(">H", data[cmap + 2:cmap + 4])[0]):
            at = cmap + struct.unpack(">I", data[cmap + 8 + 8 * i:cmap + 12 + 8 * i])[0]
            if struct.unpack(">H", data[at:at + 2])[0] != 12:
                continue
            for g in range(struct.unpack(">I", data[at + 12:at + 16])[0]):
                first, last, glyph = struct.unpack(">III", data[at + 16 + 12 * g:at + 28 + 12 * g])
                self.glyphs.update({c: glyph + c - first for c in range(first, last + 1)})

    def width(self, text, size, bold):
        ems = 0
        for c in text:
            glyph = self.glyphs.get(ord(c))
            ems += 1 if glyph is None else self.advances[min(glyph, len(self.advances) - 1)] / self.em
        return ems * size * (1.1 if bold else 1)


def text_boxes(root, font):
    """Where the texts stand: (left, top, right, bottom, text); slanted ones apart, as (x, y, text)."""
    boxes, slanted = [], []
    for each in root.iter(SVG + "text"):
        size = float(each.get("font-size"))
        text = each.text or ""
        if each.get("transform"):
            slanted.append((*map(float, re.match(r"translate\((\S+) (\S+)\)", each.get("transform")).groups()), text))
            continue
        width = font.width(text, size, each.get("font-weight") == "bold")
        left = float(each.get("x")) - {"start": 0, "middle": width / 2, "end": width}[each.get("text-anchor", "start")]
        y = float(each.get("y"))
        boxes.append((left, y - 0.76 * size, left + width, y + 0.2 * size, text))
    return boxes, slanted


def no_overlap(name, root, font):
    boxes, slanted = text_boxes(root, font)
    width, height = map(float, root.get("viewBox").split()[2:])
    for box in boxes:
        check(f"{name}: {box[4]!r} on the page", box[0] >= 0 and box[1] >= 0 and box[2] <= width + 1 and box[3] <= height, str(box))
    clashes = []
    for i, a in enumerate(boxes):
        for b in boxes[i + 1:]:
            if a[0] + 1 < b[2] and b[0] + 1 < a[2] and a[1] + 1 < b[3] and b[1] + 1 < a[3]:
                clashes.append((a, b))
    check(f"{name}: no text over another", not clashes, "\n".join(map(str, clashes[:3])))
    places = sorted(x for x, _, _ in slanted)
    check(f"{name}: slanted labels apart", all(b - a >= 17 for a, b in zip(places, places[1:])), str(places))
    for x, y, text in slanted:
        reach = font.width(text, 12, False)
        check(f"{name}: {text!r} on the page", x - 0.766 * reach >= -1 and y + 0.643 * reach <= height, f"{x} {y}")


def finite_places(name, root):
    number = re.compile(r"-?\d+(\.\d{1,2})?")
    for each in root.iter():
        for key in ("x", "y", "width", "height", "x1", "x2", "y1", "y2", "cx", "cy", "r"):
            value = each.get(key)
            if value is not None and not number.fullmatch(value):
                check(f"{name}: {key}={value}", False)
        steps = each.get("d")
        if steps is not None and not re.fullmatch(r"([ML]-?\d+(\.\d+)? -?\d+(\.\d+)?)+Z?", steps):
            check(f"{name}: path {steps}", False)
        if each.tag == SVG + "rect" and (float(each.get("width")) < 0 or float(each.get("height")) < 0):
            check(f"{name}: rectangle of negative size", False)


def own_names(name, root):
    """Ids and classes begin with the prefix, so that several charts can stand on one page."""
    prefix = root.get("id")
    style = "".join(root.iter(SVG + "style").__next__().itertext())
    names = [word for each in root.iter() for key in ("id", "class", "aria-labelledby") if each.get(key) for word in each.get(key).split()]
    names += re.findall(r"[.#](-?[A-Za-z][\w-]*)(?=[{,])", style)
    check(f"{name}: names of its own", all(n == prefix or n.startswith(prefix + "-") for n in names), " ".join(names))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    check(f"{name}: ids once", len(ids) == len(set(ids)))
    check(f"{name}: told to who cannot see it", root.get("role") == "img" and {root.find(SVG + "title").get("id"), root.find(SVG + "desc").get("id")}
          == set(root.get("aria-labelledby").split()))
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    drawn = {"svg", "title", "desc", "style", "defs", "pattern", "line", "rect", "text", "path", "circle"}
    check(f"{name}: nothing but drawing", tags <= drawn, " ".join(tags - drawn))


def pixels(png):
    """The rows of a PNG of 8-bit RGB(A), and its bytes a pixel."""
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        part = png[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, _, color = struct.unpack(">IIBB", part[:10])
        data += part if kind == b"IDAT" else b""
        at += 12 + length
    wide = {2: 3, 6: 4}[color]
    raw, rows, before = zlib.decompress(data), [], bytes(width * wide)
    for y in range(height):
        start = y * (width * wide + 1)
        kind, row = raw[start], bytearray(raw[start + 1:start + 1 + width * wide])
        for i, value in enumerate(row):
            a = row[i - wide] if i >= wide else 0
            b = before[i]
            c = before[i - wide] if i >= wide else 0
            near = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
            row[i] = (value + (0, a, b, (a + b) // 2, near)[kind]) & 255
        rows.append(bytes(row))
        before = row
    return rows, wide


def rendered(name, file):
    done = subprocess.run(["rsvg-convert", "--width", "360", "--keep-aspect-ratio", str(file)], capture_output=True)
    check(f"{name}: rsvg-convert", done.returncode == 0 and done.stderr == b"", done.stderr.decode(errors="replace"))
    if done.returncode != 0:
        return
    rows, wide = pixels(done.stdout)
    colors = {}
    for row in rows:
        for i in range(0, len(row), wide):
            color = row[i:i + 3]
            colors[color] = colors.get(color, 0) + 1
    check(f"{name}: white ground", max(colors, key=colors.get) == b"\xff\xff\xff")
    marks = sum(count for color, count in colors.items() if max(color) - min(color) > 40)
    # Colored marks, but for charts whose values are all zero.
    check(f"{name}: not blank", marks > (0 if name == "zeros" else 100) and len(colors) > 20, f"{marks} colored pixels, {len(colors)} colors")


def terminal(name, text, width):
    check(f"{name}: no hidden characters", all(c == "\n" or c.isprintable() for c in text if ord(c) < 0x2100), repr(text))
    if text.isascii():
        check(f"{name}: {width} columns", max(map(len, text.split("\n"))) <= width, text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", required=True)
    parser.add_argument("--golden", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--random", type=int, default=300)
    given = parser.parse_args()
    given.golden.mkdir(exist_ok=True)
    font = Font(FONT)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # A locale with other decimal points must not change a byte; where it is not installed, C is all there is.
        done = subprocess.run([given.cases, str(folder), str(given.random), SEED], capture_output=True, env={**os.environ, "LC_ALL": "de_DE.UTF-8"})
        check("all are drawn", done.returncode == 0, done.stderr.decode())
        files = sorted(folder.iterdir())
        check("every kind and random ones", len(files) >= 2 * given.random + 20)
        for file in files:
            name, is_random = file.stem, file.stem.startswith("random_")
            text = file.read_bytes()
            if not is_random:
                recorded = given.golden / file.name
                if given.update:
                    recorded.write_bytes(text)
                check(f"{file.name} is as recorded", recorded.exists() and recorded.read_bytes() == text)
            if file.suffix == ".txt":
                terminal(file.name, text.decode(), 140 if is_random else 80)
                continue
            try:
                root = xml.etree.ElementTree.fromstring(text)
            except xml.etree.ElementTree.ParseError as fault:
                check(f"{name}: well-formed", False, f"{fault}\n{text.decode(errors='replace')}")
                continue
            check(f"{name}: no scripts", b"<script" not in text and b"</script" not in text)
            finite_places(name, root)
            own_names(name, root)
            no_overlap(name, root, font)
            if not is_random:
                rendered(name, file)
        stray = sorted({each.name for each in given.golden.iterdir()} - {each.name for each in files})
        check("every golden file has its chart", not stray, " ".join(stray))
    print(f"{passed} passed, {len(failures)} failed (seed {SEED})")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
