"""A page's text as blocks in order: paragraphs, lines, list items, rows; links are marked.

What is drawn around articles on all pages (menus, buttons, comments) is left out here, as far as
its tags and names tell; what a block says is judged later.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from archive.reading.html.boilerplate import (
    LINK_END,
    LINK_START,
    is_caption,
    is_part,
    part_words,
)
from archive.reading.html.page import Element

_LEFT_OUT = frozenset(
    "script style noscript template iframe object embed svg math canvas audio video map button "
    "select option input textarea label nav aside head title link meta dialog menu "
    "amp-sidebar amp-ad amp-embed amp-auto-ads amp-social-share amp-iframe amp-analytics "
    "amp-sticky-ad amp-user-notification amp-consent amp-video amp-youtube gpt-ad".split()
)
_BLOCKS = frozenset(
    "p div section article main header footer h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tbody "
    "thead tfoot tr td th caption blockquote pre figure figcaption address center form fieldset "
    "hr body html details summary hgroup amp-story-page amp-story-grid-layer".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LARGE = re.compile(r"\+[1-9]|[4-7]")
_CAPTION_TAGS = frozenset({"figcaption", "caption"})
_MAX_CELLS, _MAX_CELL_CHARS = 15, 120
_HOLDS_TEXT = 0.4
"""An element with this share of the page's paragraphs is no part around them, whatever its name."""

MAX_BLOCKS = 5_000
"""What stands behind so many is left out: it is more than an article."""

_SENTENCE_CHARS = 50
"""What an end of a sentence counts, for pages that have no paragraphs, only line breaks."""

_MAYBE_PARTS = frozenset({"form", "footer"})
_PICTURE_FRAMES = frozenset("div section center td figure p".split())
_MAX_CAPTION_CHARS, _MAX_IN_FRAME, _MIN_WIDTH = 150, 6, 60
_FULL_STOP = re.compile(r"[।?!.][”’\"')]*$")
_ICON = re.compile(r"emoji|icon|logo|avatar", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_EMPTY_LINK = re.compile(f"{LINK_START}\\s*{LINK_END}")
_LINK = re.compile(f"{LINK_START}([^{LINK_END}]*){LINK_END}")
_MARKS = re.compile(f"[{LINK_START}{LINK_END}]")


@dataclass(slots=True)
class Block:
    """A paragraph or line.

    Attributes:
        marked: Its text, in which links stand between marks.
        text: Its text.
        owners: The elements in which it lies, the innermost last.
        heading: It is a heading by its tag.
        strong: All of it is bold or large.
        caption: It says what a picture shows.
        linked: Characters in links.
    """

    marked: str
    owners: tuple[Element, ...]
    heading: bool = False
    strong: bool = False
    caption: bool = False
    text: str = field(init=False)
    linked: int = field(init=False)

    def __post_init__(self) -> None:
        self.text = _MARKS.sub("", self.marked)
        self.linked = sum(len(link) for link in _LINK.findall(self.marked))

    @property
    def is_link(self) -> bool:
        """Whether nearly all of it is links."""
        return self.linked > 0.7 * len(self.text)


def find_blocks(root: Element, *, hidden: bool = False) -> list[Block]:
    """The blocks of a page, in order.

    Args:
        root: Its html element.
        hidden: Take what is not shown, too.
    """
    body = root.find("body")
    walker = _Walker(_weight(root), hidden)
    # Without a body element the parser leaves what it does not know in the head.
    for element in root.iter("head") if body is None else ():
        element.tag = "div"
    walker.visit(root if body is None else body)
    walker.flush()
    return walker.found


def _weight(element: Element) -> int:
    """How much running text an element holds: characters of paragraphs, or ends of sentences."""
    paragraphs = sum(len("".join(each.itertext())) for each in element.iter("p"))
    return paragraphs + _SENTENCE_CHARS * "".join(element.itertext()).count("।")


@lru_cache(maxsize=20_000)
def _role(names: str) -> str:
    """What the class and id of an element say that it is."""
    words = part_words(names)
    if is_caption(words):
        return "caption"
    return "part" if is_part(words) else ""


class _Walker:
    """Goes through a tree once and collects the text of blocks."""

    def __init__(self, weight: int, hidden: bool) -> None:
        self.found: list[Block] = []
        self._all = weight
        self._hidden = hidden
        self._owners: list[Element] = []
        self._text: list[str] = []
        self._links = self._strong = self._captions = self._headings = self._row = 0
        self._plain = False

    def visit(self, element: Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT or len(self.found) >= MAX_BLOCKS:
            return
        if tag == "br":
            self._break()
            return
        role = self._role(element) if element.attrib else ""
        if role == "part" or (tag in _MAYBE_PARTS and not self._holds_text(element)):
            return
        if tag in _BLOCKS:
            self._visit_block(element, tag, role)
        else:
            self._visit_inline(element, tag, role)

    def flush(self) -> None:
        """End the block."""
        if not self._text:
            return
        text = "".join(self._text)
        self._text.clear()
        if self._links:
            text += LINK_END
            self._text.append(LINK_START)
        marked = _EMPTY_LINK.sub("", _SPACE.sub(" ", text)).strip()
        plain, self._plain = self._plain, False
        if marked and marked not in (LINK_START, LINK_END):
            block = Block(
                marked,
                tuple(self._owners),
                heading=self._headings > 0,
                strong=not plain,
                caption=self._captions > 0,
            )
            block.caption = block.caption or _is_beside_picture(block)
            self.found.append(block)

    def _visit_block(self, element: Element, tag: str, role: str) -> None:
        self._break()
        heading, caption = tag in _HEADINGS, tag in _CAPTION_TAGS or role == "caption"
        row = tag == "tr" and not self._row and _is_data(element)
        self._headings += heading
        self._captions += caption
        if not self._row:
            self._owners.append(element)
        self._row += row
        self._children(element, cells=row)
        self._row -= row
        self._break()
        if not self._row:
            self._owners.pop()
        self._headings -= heading
        self._captions -= caption

    def _visit_inline(self, element: Element, tag: str, role: str) -> None:
        strong = tag in {"b", "strong", "big"} or (
            tag == "font" and bool(_LARGE.fullmatch(element.get("size", "").strip()))
        )
        link = tag == "a" and ("href" in element.attrib or not {"name", "id"} & {*element.attrib})
        caption = role == "caption"
        if caption:
            self._break()
        self._captions += caption
        self._strong += strong
        if link and not self._links:
            self._text.append(LINK_START)
        self._links += link
        self._children(element)
        self._links -= link
        if link and not self._links:
            self._text.append(LINK_END)
        self._strong -= strong
        if caption:
            self._break()
        self._captions -= caption

    def _children(self, element: Element, *, cells: bool = False) -> None:
        self._add(element.text)
        for number, child in enumerate(element):
            if cells and number:
                self._text.append(" | ")
            self.visit(child)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            if not self._strong and not self._plain and not text.isspace():
                self._plain = True

    def _break(self) -> None:
        if self._row:
            self._text.append(" ")
        else:
            self.flush()

    def _role(self, element: Element) -> str:
        get = element.get
        if not self._hidden and ("hidden" in element.attrib or _HIDDEN.search(get("style") or "")):
            return "part"
        names = f"{get('class') or ''} {get('id') or ''}"
        if names == " " or len(names) > 1000:  # noqa: PLR2004 - no names that people gave
            return ""
        role = _role(names)
        if role == "part" and self._holds_text(element):
            return ""
        return role

    def _holds_text(self, element: Element) -> bool:
        """Whether the article itself may lie in an element."""
        if element.tag in {"body", "main", "article"} or element.get("itemprop") == "articleBody":
            return True
        own = _weight(element)
        if own and own > _HOLDS_TEXT * self._all:
            return True
        return next(element.iter("h1"), None) is not None


def _is_beside_picture(block: Block) -> bool:
    """Whether a short line shares a small element with a picture, and tells what it shows."""
    if block.heading or len(block.text) > _MAX_CAPTION_CHARS or _FULL_STOP.search(block.text):
        return False
    owner = block.owners[-1] if block.owners else None
    if owner is None or owner.tag not in _PICTURE_FRAMES:
        return False
    for frame in (owner, owner.getparent()):
        if frame is None or frame.tag not in _PICTURE_FRAMES or len(frame) > _MAX_IN_FRAME:
            return False
        pictures = [*frame.iter("img", "amp-img")]
        if pictures:
            text = sum(map(len, frame.itertext()))
            return text < _MAX_CAPTION_CHARS + 100 and not any(map(_is_icon, pictures))
    return False


def _is_icon(picture: Element) -> bool:
    width = str(picture.get("width") or "")
    small = width.isdecimal() and int(width) < _MIN_WIDTH
    return small or bool(_ICON.search(f"{picture.get('class')} {picture.get('src')}"))


def _is_data(row: Element) -> bool:
    """Whether a row holds data, not the columns of a page."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return 1 < len(cells) <= _MAX_CELLS and all(
        len("".join(cell.itertext())) <= _MAX_CELL_CHARS
        and next(cell.iter("table", "h1", "img"), None) is None
        for cell in cells
    )
