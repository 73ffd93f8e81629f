"""What can be told of the style sheet without a browser."""

import re
from pathlib import Path

import pytest

import web
from web.stylesheet import inline_stylesheet, minify

CSS = (Path(web.__file__).parent / "static" / "style.css").read_text()
LIGHT, BY_DEVICE, BY_CHOICE = (
    dict(re.findall(r"--([\w-]+): (#\w{6});", block))
    for block in re.findall(r":root[^{]*\{[^{}]*--paper: #\w{6};[^{}]*\}", CSS)
)


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, BY_CHOICE], ids=["light", "dark"])
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
        ("ink", "few"),
        ("ink", "some"),
        ("ink", "many"),
        ("ink", "most"),
    ],
)
def test_text_stands_out_from_its_ground(colours: dict[str, str], text: str, ground: str) -> None:
    light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_dark_is_the_same_by_device_and_by_choice() -> None:
    assert BY_DEVICE == BY_CHOICE
    assert BY_DEVICE.keys() == LIGHT.keys()


def test_nothing_is_lost_on_the_way_into_the_page() -> None:
    def blocks(css: str) -> list[str]:
        css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        return [re.sub(r"\s+|;(?=\s*$)", "", part) for part in re.split(r"[{}]", css)]

    assert blocks(minify(CSS)) == blocks(CSS)
    assert "/*" not in inline_stylesheet().text
    assert "\n" not in inline_stylesheet().text


def test_space_that_means_something_stays() -> None:
    assert minify("a :focus , b > c { margin : 0 1px ; }") == "a :focus,b>c{margin :0 1px}"
    assert minify("@media (min-width: 1rem) and (x) {\n a { b: calc(1px + 2px) }\n}") == (
        "@media (min-width:1rem) and (x){a{b:calc(1px + 2px)}}"
    )


def test_it_stays_light_and_asks_nobody_else() -> None:
    assert len(inline_stylesheet().text.encode()) < 15_000
    # A pattern of the page's own is no other file.
    assert not re.search(r"url\((?!#)", CSS)
    assert "@import" not in CSS
