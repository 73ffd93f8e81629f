"""The style sheets within the page: the first paint waits for no second request.

It is made small once, at the start, and the policy names its hash: no other style is let in.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).parent / "static"
SHEETS = ("style.css", "shelves.css")
"""In their order: the later ones win."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"(?<=[{};,>]) | (?=[{};,>])|(?<=:) ")


@dataclass(frozen=True, slots=True)
class Style:
    """The style as it stands in a page, and how the policy names it."""

    text: Markup
    source: str


def minified(css: str) -> str:
    """The same style without comments and without space that means nothing.

    It knows no strings: none in the style sheet holds space or a comment.
    """
    css = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _AROUND.sub("", css).replace(";}", "}").strip()


def style() -> Style:
    """The site's style."""
    css = minified("".join((STATIC / name).read_text(encoding="utf-8") for name in SHEETS))
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return Style(Markup(css), f"'sha256-{digest}'")  # noqa: S704  our own file
