"""The meta and link tags of a page, by name; the texts and tables that reading them needs."""

from collections.abc import Iterator

from archive.reading.html.jsonld import unescape
from archive.reading.html.page import Element

_MAX_VALUE_CHARS = 3_000
MAX_NAME_CHARS = 80
"""Longer texts are no names of outlets, sections or people."""


class Tags:
    """The meta and link tags of a page.

    Attributes:
        canonical: Addresses that it calls its own.
        base: What relative addresses are relative to.
    """

    def __init__(self, root: Element) -> None:
        self._values: dict[str, list[str]] = {}
        for tag in root.iter("meta"):
            content = (tag.get("content") or "").strip()
            if content and len(content) <= _MAX_VALUE_CHARS:
                for key in ("property", "name", "itemprop", "http-equiv"):
                    if name := tag.get(key):
                        self._values.setdefault(name.strip().lower(), []).append(unescape(content))
        self.canonical = [
            tag.get("href")
            for tag in root.iter("link")
            if "canonical" in (tag.get("rel") or "").lower().split() and tag.get("href")
        ]
        base = next((tag.get("href") for tag in root.iter("base") if tag.get("href")), "")
        self.base = str(base)

    def all(self, *names: str) -> Iterator[str]:
        """All values of these names, in the order of the names."""
        for name in names:
            yield from self._values.get(name, ())

    def first(self, *names: str) -> str:
        """The first of them; "" if there is none."""
        return next(self.all(*names), "")


def element_text(element: Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext())[:_MAX_VALUE_CHARS].split())
