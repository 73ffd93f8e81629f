"""The links of a page, as a reader has them."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass
class Anchor:
    """A link: where it leads, what it says, its label for screen readers, whether it is current."""

    href: str
    label: str
    current: bool
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Anchor] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            has = dict(attrs)
            self.found.append(
                Anchor(has["href"] or "", has.get("aria-label") or "", "aria-current" in has)
            )
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


def total(text: str) -> int:
    """How many results a page of results says there are."""
    heading = text.partition("<h1>")[2].partition("</h1>")[0]
    numbers = re.findall(r"([\d,]+) (?:articles?|लेख)", heading)
    return int(numbers[-1].replace(",", "")) if numbers else 0
