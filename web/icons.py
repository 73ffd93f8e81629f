"""Draws the site's icon as pictures, for what takes no SVG: python -m web.icons.

The shape is that of ``static/icon.svg``: lines and curves of a pen of one width, on a square.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

STATIC: Final = Path(__file__).parent / "static"
GROUND, PEN = "#8b1e1e", "#fdf9f0"
SIDE: Final = 32
"""Of the drawing, in its own units."""

PATH: Final = "M7 9h18M20 9v15M8 13c6-2 8 4 3 5 6-1 6 7-2 6M14 18h6"
PEN_WIDTH, CORNER = 2.4, 6.0
_FINER: Final = 8
"""Drawn so many times as large, then made smaller: else the edges would be steps."""

_STEPS: Final = 96
_SAFE: Final = 0.8
"""How much of a maskable icon surely shows: a circle of this share of its side."""

Point = tuple[float, float]


def draw(pixels: int, *, corner: float = CORNER, scale: float = 1.0) -> Image.Image:
    """The icon as a picture.

    Args:
        pixels: Of its side.
        corner: How round its corners are; 0: not at all.
        scale: How large the letter is; 1: as in the SVG.
    """
    large = pixels * _FINER
    image = Image.new("RGBA", (large, large), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    unit = large / SIDE
    pen.rounded_rectangle((0, 0, large - 1, large - 1), corner * unit, fill=GROUND)
    middle = SIDE / 2
    radius = PEN_WIDTH * scale * unit / 2
    for stroke in strokes(PATH):
        points = [
            ((middle + (x - middle) * scale) * unit, (middle + (y - middle) * scale) * unit)
            for x, y in stroke
        ]
        pen.line(points, fill=PEN, width=round(2 * radius))
        for x, y in points:
            # Round ends and joints.
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=PEN)
    return image.resize((pixels, pixels), Image.Resampling.LANCZOS)


def strokes(path: str) -> Iterator[list[Point]]:
    """The strokes of an SVG path of M, h, v and c, each as points along it."""
    stroke: list[Point] = []
    for command, text in re.findall(r"([Mhvc])([^Mhvc]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", text)]
        if command == "M":
            if stroke:
                yield stroke
            stroke = [(numbers[0], numbers[1])]
            continue
        x, y = stroke[-1]
        if command == "h":
            stroke.append((x + numbers[0], y))
        elif command == "v":
            stroke.append((x, y + numbers[0]))
        else:
            for first in range(0, len(numbers), 6):
                stroke += _curve(stroke[-1], numbers[first : first + 6])
    yield stroke


def _curve(start: Point, numbers: list[float]) -> Iterator[Point]:
    """Points along a cubic curve, whose other points are given from its start."""
    corners = [start] + [
        (start[0] + x, start[1] + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    for step in range(1, _STEPS + 1):
        points, share = corners, step / _STEPS
        while len(points) > 1:
            points = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in pairwise(points)
            ]
        yield points[0]


def files() -> dict[str, bytes]:
    """The pictures by the names of their files in ``static``."""
    return {
        "icon-192.png": _png(draw(192)),
        "icon-512.png": _png(draw(512)),
        # Devices cut these to shapes of their own, so the ground goes to the edges.
        "icon-maskable.png": _png(draw(512, corner=0, scale=_SAFE)),
        "apple-touch-icon.png": _png(draw(180, corner=0).convert("RGB")),
        "favicon.ico": _ico(draw(48)),
    }


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _ico(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    return out.getvalue()


if __name__ == "__main__":
    for name, content in files().items():
        (STATIC / name).write_bytes(content)
