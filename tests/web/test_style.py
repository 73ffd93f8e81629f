"""What can be told of the style sheet without a browser."""

import re
from pathlib import Path

import pytest

import web

CSS = (Path(web.__file__).parent / "static" / "style.css").read_text()
SCHEMES = [dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in CSS.split("}")[:2]]


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "card"),
        ("soft", "paper"),
        ("soft", "card"),
        ("accent", "paper"),
        ("accent", "card"),
        ("on-accent", "accent"),
        ("on-mark", "mark"),
    ],
)
def test_text_stands_out_from_its_ground(scheme: int, text: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_it_stays_light_and_asks_nobody_else() -> None:
    assert len(CSS.encode()) < 14_000
    assert "url(" not in CSS
    assert "@import" not in CSS
