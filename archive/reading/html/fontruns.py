"""Decodes what a page sets in a legacy font; what it sets in another stays as it is."""

import re

from archive.legacy import decode
from archive.legacy.naming import font_in_document
from archive.reading.html.page import Element

_WORDS = "kruti kdev devlys chanakya aps-dv apsdv shree-lipi shreelipi shree-dev shreedev".split()
"""One of them is in each name. A pattern takes longer to look for than all the rest of a page."""

_FAMILY = re.compile(r"font(?:-family)?\s*:\s*([^;{}]{1,300})", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,200})\{([^{}]{1,2000})\}")
_SELECTOR = re.compile(
    r"(?:^|[\s,])(?:([a-z][a-z0-9]*)|[a-z0-9]*(\.[\w-]+))\s*(?=,|$)", re.IGNORECASE
)
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_LOST_STEM = re.compile(r"([षश]्)(?=[\s।]|$)")
"""The key of य is the semicolon, and an entity before it (&#8221;) has taken it for its own end."""

_LEFT_OUT = frozenset({"script", "style", "title", "textarea"})
_MAX_CSS_CHARS = 500_000


def names_legacy_fonts(source: str) -> bool:
    """Whether a page's text has the name of a font that is read here."""
    lower = source.lower()
    return any(word in lower for word in _WORDS)


def font_of(family: str) -> str | None:
    """The legacy font that a list of names means, of which the first counts, as in browsers."""
    return font_in_document(family.split(",", maxsplit=1)[0].strip(" '\""))


def decode_fonts(root: Element, base: str = "") -> tuple[str, ...]:
    """Read all text of a tree that is set in legacy fonts, in its place.

    Args:
        root: Its html element.
        base: The name of the font of text for which the page names none; "": it needs no reading.

    Returns:
        The fonts that were found, by name.
    """
    classes = _class_fonts(root)
    used: dict[str, None] = {}

    def visit(element: Element, font: str | None) -> None:
        if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
            return
        font = _own_font(element, font, classes)
        element.text = _read(element.text, font, used)
        for child in element:
            visit(child, font)
            child.tail = _read(child.tail, font, used)

    visit(root, font_in_document(base))
    return tuple(used)


def _read(text: str | None, font: str | None, used: dict[str, None]) -> str | None:
    if not font or not text or text.isspace() or _DEVANAGARI.search(text):
        return text
    used[font] = None
    return _LOST_STEM.sub(r"\1य", decode(text, font))


def _own_font(element: Element, inherited: str | None, classes: dict[str, str]) -> str | None:
    attributes = element.attrib
    family = attributes.get("face") if element.tag == "font" else None
    style = attributes.get("style")
    if style and (found := _FAMILY.search(style)):
        family = _family(found[1])
    if not family:
        names = [f".{name}" for name in (attributes.get("class") or "").split()]
        family = next((classes[name] for name in (*names, element.tag) if name in classes), None)
    return font_of(family) if family else inherited


def _family(value: str) -> str:
    """The names in a CSS value; ``font`` has size and weight before them."""
    quoted = re.search(r"[\"']([^\"']+)[\"']", value)
    return quoted[1] if quoted else re.sub(r"^.*?\d(?:px|pt|em|rem|%)\S*\s+", "", value).strip()


def _class_fonts(root: Element) -> dict[str, str]:
    """The families that a page's style sheets give to tags and classes."""
    css = "\n".join(style.text or "" for style in root.iter("style"))[:_MAX_CSS_CHARS]
    found: dict[str, str] = {}
    for selectors, rules in _RULE.findall(css):
        family = _FAMILY.search(rules)
        if family:
            for tag, name in _SELECTOR.findall(selectors.strip()):
                found[name or tag.lower()] = _family(family[1])
    return found
