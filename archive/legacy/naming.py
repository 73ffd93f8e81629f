"""Names of legacy fonts as people write them: krutidev010, Kruti Dev 010, KRUTI-DEV."""

import re
from functools import lru_cache

from archive.legacy.decoding import FONTS

_ALSO = {
    # What else is typed with a font's keys: other cuts of it, and how it is called for short.
    "Kruti Dev 010": "krutidev krutidev10 krutidev011 krutidev11 krutidev016 krutidev020 "
    "krutidev20 krutidev035 krutidev040 krutidev050 krutidev055 krutidev140 krutidev400 kruti",
    "DevLys 010": "devlys devlys10 devlys011 devlys020 devlys030 devlys040",
    "Walkman-Chanakya 905": "walkmanchanakya walkmanchanakya901 walkmanchanakya902 walkman905",
    "Chanakya": "chanakyanormal",
    "APS-DV-Priyanka": "apsdv apsdvprakash apsdvpriya",
    "Shree-Lipi": "shreelipi shree shreedev0714 shreedev714 shreedev",
}
_IN_DOCUMENTS = (
    # how documents and style sheets name fonts, the font whose tables read it
    (r"kruti|kdev", "Kruti Dev 010"),
    (r"dev\s*lys", "DevLys 010"),
    (r"walkman[\s-]*chanakya", "Walkman-Chanakya 905"),
    (r"chanakya", "Chanakya"),
    (r"aps-?dv", "APS-DV-Priyanka"),
    (r"shree-?(?:lipi|dev|pub)", "Shree-Lipi"),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), font) for pattern, font in _IN_DOCUMENTS)
_UNICODE = re.compile(r"unicode|uni\b", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")


class UnknownFont(ValueError):
    """A font that cannot be read; the error lists those that can."""


def code_of(font: str) -> str:
    """The short name of a font of ``FONTS``: krutidev010."""
    return _SIGNS.sub("", font).lower()


def font_named(name: str) -> str:
    """The font of ``FONTS`` that somebody names, whatever its spaces, hyphens and capitals.

    Raises:
        UnknownFont: None is called so.
    """
    code = code_of(name)
    for font in FONTS:
        if code == code_of(font) or code in _ALSO.get(font, "").split():
            return font
    known = ", ".join(map(code_of, FONTS))
    raise UnknownFont(f"no font {name!r} can be read; known are {known}")


@lru_cache(maxsize=500)
def font_in_document(name: str) -> str | None:
    """The font of ``FONTS`` that a font's name in a document means; None: another font.

    A name such as "Kruti Dev Unicode" is that of a font that needs no reading.
    """
    if _UNICODE.search(name):
        return None
    return next((font for pattern, font in _PATTERNS if pattern.search(name)), None)
