"""The site's style sheets, minified: one stands in each page, one in those for browsing as well.

The first paint waits for no second request. The Content-Security-Policy names the hashes of both,
so that no other inline style is applied.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).parent / "static"
SHEETS = ("style.css", "pages.css")
"""In order: later ones override earlier ones."""

BROWSING = ("browse.css",)
"""Of browsing, help and about; other pages need not carry it."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_SPACE_AROUND_SIGNS = re.compile(r"(?<=[{};,>]) | (?=[{};,>])|(?<=:) ")


@dataclass(frozen=True, slots=True)
class InlineStylesheet:
    """The style sheet for a page, and its hash as a source in the Content-Security-Policy."""

    text: Markup
    csp_source: str


def minify(css: str) -> str:
    """The same style without comments and without space that means nothing.

    It does not know strings: none in our style sheets contains space or a comment.
    """
    css = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _SPACE_AROUND_SIGNS.sub("", css).replace(";}", "}").strip()


def inline_stylesheet(sheets: tuple[str, ...] = SHEETS) -> InlineStylesheet:
    """Some files as one style sheet; by default that of all pages."""
    css = minify("".join((STATIC / name).read_text(encoding="utf-8") for name in sheets))
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return InlineStylesheet(Markup(css), f"'sha256-{digest}'")  # noqa: S704  our own file
