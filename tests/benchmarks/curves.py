"""Curves as an SVG for the README: one line an engine, both axes in powers of ten."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import cycle

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 440, 300, 64, 40, 36, 48
COLOURS = ("#0b6e4f", "#b3541e", "#3a5ba0", "#8a4f9e", "#6b7280")
_ABOVE, _LINE = 8, 14
"""How far above its last point a line's name stands, and how far below that another one's."""


@dataclass(frozen=True)
class Line:
    """What is measured of one engine, by number of articles."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Chart:
    """Lines with a title."""

    title: str
    unit: str
    lines: tuple[Line, ...]


def draw(charts: Iterable[Chart]) -> str:
    """The charts side by side."""
    charts = list(charts)
    names = dict.fromkeys(line.name for chart in charts for line in chart.lines)
    colours = dict(zip(names, cycle(COLOURS), strict=False))
    inner = "".join(
        f'<g transform="translate({n * WIDTH} 0)">{_chart(chart, colours)}</g>'
        for n, chart in enumerate(charts)
    )
    width = WIDTH * len(charts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" role="img" '
        f'width="{width}" font-family="system-ui, sans-serif" font-size="12">'
        f'<rect width="{width}" height="{HEIGHT}" fill="#fff"/>{inner}</svg>\n'
    )


def _chart(chart: Chart, colours: Mapping[str, str]) -> str:
    xs = [x for line in chart.lines for x, _ in line.points]
    ys = [y for line in chart.lines for _, y in line.points]
    x_low, x_high = _powers(xs)
    y_low, y_high = _powers(ys)

    def place(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - x_low) / (x_high - x_low)
        up = (math.log10(y) - y_low) / (y_high - y_low)
        inside = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
        return LEFT + across * inside[0], HEIGHT - BOTTOM - up * inside[1]

    parts = [f'<text x="{LEFT}" y="20" font-weight="600">{escape(chart.title)}</text>']
    for power in range(y_low, y_high + 1):
        x, y = place(10**x_low, 10**power)
        parts.append(f'<path d="M{x:.0f} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        label = f"{10**power:,} {chart.unit}"
        parts.append(f'<text x="{x - 6:.0f}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    for power in range(x_low, x_high + 1):
        x, y = place(10**power, 10**y_low)
        parts.append(f'<path d="M{x:.1f} {TOP}V{y:.0f}" stroke="#eee"/>')
        label = f"{10**power:,}"
        parts.append(f'<text x="{x:.1f}" y="{y + 18:.0f}" text-anchor="middle">{label}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">articles</text>')
    taken: list[tuple[float, float]] = []
    for line in chart.lines:
        colour = colours[line.name]
        places = [place(x, y) for x, y in line.points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        x, y = places[-1]
        end = "end" if x > WIDTH / 2 else "start"
        y -= _ABOVE
        while any(x == other and abs(y - above) < _LINE for other, above in taken):
            y += _LINE
        taken.append((x, y))
        parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{end}" '
            'stroke="#fff" stroke-width="3" paint-order="stroke">'
            f"{escape(line.name)}</text>"
        )
    return "".join(parts)


def _powers(values: list[float]) -> tuple[int, int]:
    """The powers of ten that the values lie between."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)
