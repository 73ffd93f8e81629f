"""The links of a page, as a reader has them."""

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser


@dataclass
class Anchor:
    """A link: where it leads, what it says, its label and title, whether it is current."""

    href: str
    label: str
    current: bool
    text: str = ""
    title: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Anchor] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            has = dict(attrs)
            label, title = has.get("aria-label") or "", has.get("title") or ""
            current = "aria-current" in has
            self.found.append(Anchor(has["href"] or "", label, current, title=title))
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = False
            self.found[-1].text = " ".join(self.found[-1].text.split())

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1].text += data


def anchors(text: str, after: str = "", before: str = "") -> list[Anchor]:
    """The links of a page, or of the part of it between two marks."""
    text = text.partition(after)[2] if after else text
    text = text.partition(before)[0] if before else text
    reader = _Reader()
    reader.feed(text)
    return reader.found


_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_COUNTED = re.compile(r"([\d,]+) (?:articles?|लेख)")
_NOTHING = re.compile(
    r"^Nothing found for .|: no article( with these filters)?$|: no word to search for$"
    r"| कहीं नहीं मिला$| कोई लेख नहीं$| में खोजने लायक कोई शब्द नहीं$"
)


def heading(text: str) -> str:
    """The first heading of a page, as it is read."""
    found = _HEADING.search(text)
    assert found, "the page has no heading"
    return unescape(re.sub(r"<[^>]*>", "", found[1]))


def total(text: str) -> int:
    """How many articles a page of results says there are; it must say it, or that there is none."""
    said = heading(text)
    if counted := _COUNTED.findall(said):
        return int(counted[-1].replace(",", ""))
    assert _NOTHING.search(said), said
    return 0
