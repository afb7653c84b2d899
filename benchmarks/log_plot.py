"""Line plots with two logarithmic axes, as SVG text: panels side by side that share their axes' ranges.

    figure(Figure("title", "what is seen", [Panel("exp", [Line("cagr", 0, [(10, 4060.0), (100, 13654.0)])])], x_name="digits"))

No script, no style sheet and no background. The colors are as far from white as from a dark page, so that one picture does for both.
The same figure always gives the same text.
"""
import dataclasses
import html
import math

COLORS = ("#1f78e0", "#c2660a", "#8f62d9", "#2d8a4e")  # the first is for what the plot is about
INK = "#727d8a"
FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"

PANEL_HEIGHT = {1: 360, 2: 220}  # by the number of columns
WIDTH = 860
TOP, BOTTOM, LEFT, TITLE = 62, 56, 66, 36
LABEL_GAP = 17  # between the base lines of two labels
LETTER = 8.0  # a letter's width at 13 px, on the safe side


@dataclasses.dataclass
class Line:
    name: str
    color: int
    points: list  # (x, nanoseconds)


@dataclasses.dataclass
class Panel:
    title: str
    lines: list


@dataclasses.dataclass
class Figure:
    title: str
    description: str
    panels: list
    x_name: str
    y_name: str
    columns: int = 1
    x_marks: tuple = ()  # values of x that are named besides the powers of ten


def time_text(nanoseconds):
    """Three digits and a unit: 33.3 ns, 1.07 µs, 350 ms."""
    for unit, size in (("ns", 1.0), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)):
        # What rounds to 1000 of a unit is one of the next.
        if unit == "s" or float(f"{nanoseconds / size:.3g}") < 1000:
            value = nanoseconds / size
            places = max(0, 2 - math.floor(math.log10(float(f"{value:.3g}"))))
            return f"{value:.{places}f} {unit}" if value < 1000 else f"{value:.0f} {unit}"
    raise AssertionError


def decade_text(exponent):
    unit = ("ns", "µs", "ms", "s")[min(exponent // 3, 3)]
    return f"{10 ** (exponent - 3 * min(exponent // 3, 3)):,} {unit}"


def number(value):
    """A coordinate, to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def apart(wanted, lowest, highest):
    """Where labels go that would like to be at these heights: in the same order, a gap apart, moved as little as can be."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    groups = []  # of labels that touch: [sum of the first one's wanted heights, how many]
    for i in order:
        groups.append([wanted[i], 1])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] + groups[-2][1] * LABEL_GAP > groups[-1][0] / groups[-1][1]:
            total, size = groups.pop()
            groups[-1][0] += total - size * groups[-1][1] * LABEL_GAP
            groups[-1][1] += size
    heights = [total / size + k * LABEL_GAP for total, size in groups for k in range(size)]
    for k in range(len(heights)):
        heights[k] = max(heights[k], lowest + k * LABEL_GAP)
    for k in reversed(range(len(heights))):
        heights[k] = min(heights[k], highest - (len(heights) - 1 - k) * LABEL_GAP)
    placed = [0.0] * len(wanted)
    for k, i in enumerate(order):
        placed[i] = heights[k]
    return placed


class _Axes:
    """Where the values of one panel are on the picture."""

    def __init__(self, left, top, width, height, x_range, y_range):
        self.left, self.top, self.right, self.bottom = left, top, left + width, top + height
        self.x_range, self.y_range = x_range, y_range

    def x(self, value):
        low, high = self.x_range
        return self.left + (math.log10(value) - low) / (high - low) * (self.right - self.left)

    def y(self, value):
        low, high = self.y_range
        return self.bottom - (math.log10(value) - low) / (high - low) * (self.bottom - self.top)


def _text(x, y, text, anchor="start", size=12, fill=INK, weight=None):
    bold = f' font-weight="{weight}"' if weight else ""
    return (f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" font-size="{size}" fill="{fill}"{bold}>'
            f"{html.escape(text)}</text>")


def _rule(x1, y1, x2, y2, opacity, more=""):
    return (f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" stroke="{INK}" '
            f'stroke-opacity="{opacity}"{more}/>')


def _grid(axes, figure):
    parts = []
    for exponent in range(math.ceil(axes.y_range[0] - 1e-9), math.floor(axes.y_range[1] + 1e-9) + 1):
        y = axes.y(10.0 ** exponent)
        parts.append(_rule(axes.left, y, axes.right, y, "0.25"))
        parts.append(_text(axes.left - 8, y + 4, decade_text(exponent), "end"))
    for exponent in range(math.ceil(axes.x_range[0] - 1e-9), math.floor(axes.x_range[1] + 1e-9) + 1):
        x = axes.x(10.0 ** exponent)
        parts.append(_rule(x, axes.top, x, axes.bottom, "0.12"))
        parts.append(_rule(x, axes.bottom, x, axes.bottom + 5, "0.8"))
        parts.append(_text(x, axes.bottom + 20, f"{10 ** exponent:,}", "middle"))
        for step in (2, 3, 4, 5, 6, 7, 8, 9):
            if math.log10(step) + exponent < axes.x_range[1]:
                x = axes.x(step * 10.0 ** exponent)
                parts.append(_rule(x, axes.bottom, x, axes.bottom + 3, "0.5"))
    for mark in figure.x_marks:
        x = axes.x(mark)
        parts.append(_rule(x, axes.top, x, axes.bottom, "0.45", ' stroke-dasharray="2 4"'))
        parts.append(_text(x, axes.bottom + 20, f"{mark:,}", "middle", weight="600"))
    parts.append(_rule(axes.left, axes.bottom, axes.right, axes.bottom, "0.8"))
    parts.append(_text((axes.left + axes.right) / 2, axes.bottom + 40, figure.x_name, "middle"))
    return parts


def _lines(axes, panel):
    parts = []
    for line in reversed(panel.lines):  # the first on top
        color, first = COLORS[line.color], line is panel.lines[0]
        points = [(number(axes.x(x)), number(axes.y(y))) for x, y in line.points]
        path = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="{3 if first else 1.8}" '
                     'stroke-linejoin="round" stroke-linecap="round"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="{3.4 if first else 2.6}" fill="{color}"/>' for x, y in points]
    ends = [axes.y(line.points[-1][1]) for line in panel.lines]
    for line, end, height in zip(panel.lines, ends, apart(ends, axes.top, axes.bottom - 4)):
        color, first = COLORS[line.color], line is panel.lines[0]
        x = axes.x(line.points[-1][0])
        parts.append(f'<polyline points="{number(x + 7)},{number(end)} {number(x + 16)},{number(height)}" fill="none" stroke="{color}" '
                     'stroke-opacity="0.6"/>')
        name = html.escape(line.name)
        parts.append(f'<text x="{number(x + 20)}" y="{number(height + 4.5)}" font-size="13" fill="{color}" '
                     f'font-weight="{700 if first else 500}">{name} <tspan fill="{INK}" font-weight="400">'
                     f"{html.escape(time_text(line.points[-1][1]))}</tspan></text>")
    return parts


def figure(of):
    """The picture as the text of an SVG file."""
    every = [point for panel in of.panels for line in panel.lines for point in line.points]
    x_range = math.log10(min(x for x, _ in every)), math.log10(max(x for x, _ in every))
    # Half a decade is the step of the ends, with a little air.
    y_range = (math.floor(2 * (math.log10(min(y for _, y in every)) - 0.1)) / 2,
               math.ceil(2 * (math.log10(max(y for _, y in every)) + 0.1)) / 2)
    labels = [len(line.name) + len(time_text(line.points[-1][1])) + 1 for panel in of.panels for line in panel.lines]
    right = 24 + LETTER * max(labels)
    rows = math.ceil(len(of.panels) / of.columns)
    title_height = TITLE if any(panel.title for panel in of.panels) else 12
    panel_height = PANEL_HEIGHT[of.columns]
    cell_width, cell_height = WIDTH / of.columns, title_height + panel_height + BOTTOM
    height = TOP + rows * cell_height
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {number(height)}" role="img" '
             f'aria-labelledby="title description" font-family="{html.escape(FONT)}">',
             f'<title id="title">{html.escape(of.title)}</title>',
             f'<desc id="description">{html.escape(of.description)}</desc>',
             _text(14, 28, of.title, size=17, weight="600"),
             _text(14, 49, of.y_name, size=13)]
    for index, panel in enumerate(of.panels):
        left = cell_width * (index % of.columns) + LEFT
        top = TOP + cell_height * (index // of.columns) + title_height
        axes = _Axes(left, top, cell_width - LEFT - right, panel_height, x_range, y_range)
        parts.append("<g>")
        if panel.title:
            parts.append(_text(left, top - 12, panel.title, size=14, weight="600"))
        parts += _grid(axes, of) + _lines(axes, panel)
        parts.append("</g>")
    return "\n".join(parts) + "\n</svg>\n"
