"""The names of legacy fonts, as documents, style sheets and people write them."""

import re
from functools import lru_cache

_NAMES = (
    # how fonts are named, the font whose tables read it
    (r"kruti|kdev", "Kruti Dev 010"),
    (r"dev\s*lys", "DevLys 010"),
    (r"walkman[\s-]*chanakya", "Walkman-Chanakya 905"),
    (r"chanakya", "Chanakya"),
    (r"aps-?dv", "APS-DV-Priyanka"),
    (r"shree-?(?:lipi|dev|pub)", "Shree-Lipi"),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), font) for pattern, font in _NAMES)
_UNICODE = re.compile(r"unicode|uni\b", re.IGNORECASE)


@lru_cache(maxsize=500)
def font_named(name: str) -> str | None:
    """The legacy font (of ``FONTS``) that a font's name means; None: another font.

    A name such as "Kruti Dev Unicode" is that of a font that needs no reading.
    """
    if _UNICODE.search(name):
        return None
    return next((font for pattern, font in _PATTERNS if pattern.search(name)), None)


def code_of(font: str) -> str:
    """A font's name in a note: krutidev010."""
    return re.sub(r"[\s-]", "", font).lower()
