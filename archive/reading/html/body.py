"""Finds an article's text among a page's blocks, and leaves out what else stands between it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.reading.bylines import read_byline
from archive.reading.html.blocks import Block
from archive.reading.html.boilerplate import (
    IS_BOILERPLATE,
    IS_END,
    IS_FINE_PRINT,
    IS_LABEL,
    IS_OTHERS,
    IS_PLEA,
    LABELLED_LINK,
    MAX_LINE_CHARS,
    folded,
)
from archive.reading.html.holder import (
    FAINT,
    SENTENCE_END,
    compact,
    find_holder,
    is_known,
    text_value,
)
from archive.reading.html.page import Element

_BRANCHES = frozenset("div section article main li td".split())
_LISTS = frozenset("li dd tr blockquote pre".split())
_SENTENCE = re.compile(r"[।॥?!]|\.(?:\s|$)")
_WORD = re.compile(r"\w")
_WITH_SITE = re.compile(r"[^।|\n]{20,200}\s[|]\s[^।|.!?\n]{3,30}")
_BYLINE = re.compile(
    r"\b(?:updated|published|posted|last modified|IST)\b|अपडेटेड|प्रकाशित|तिथि\s*:|\d{1,2}:\d{2}"
    r"|(?:19|20)\d{2}\s*(?:,|\||\(|$)",
    re.IGNORECASE,
)
_MAX_HEADING_CHARS = 30
_MAX_HEAD_CHARS = 200
_MIN_LETTERS = 4
_MAX_ABOVE_BYLINE = 3
_DOUBLED_CHARS = 40
_MAX_TEASERS = 40
"""So many of the longest paragraphs may be teasers, which repeat the beginning of the others."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article, and what stands around it.

    Attributes:
        lines: Its paragraphs.
        above: What stands above it, from the title on: where its byline may be.
        below: What stands right below it.
        elsewhere: Blocks in its element that only lead to other pages.
        headings: Headings in its element.
        run: The most paragraphs in a row, with nothing between them that leads elsewhere.
    """

    lines: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    elsewhere: int = 0
    headings: int = 0
    run: int = 0

    @property
    def chars(self) -> int:
        """The length of the text."""
        return sum(map(len, self.lines))


def find_body(
    blocks: Sequence[Block],
    title: str,
    copy_of_body: str = "",
    *,
    gallery: bool = False,
    plain: bool = False,
) -> Body:
    """The article in a page's blocks.

    Args:
        blocks: All of them, in order.
        title: Its title, which is no part of the body.
        copy_of_body: The body as the metadata has it, or an empty text.
        gallery: The captions of pictures are the text.
        plain: Nothing stands around the text.
    """
    copy = compact(copy_of_body)
    known_ones = [is_known(block, copy) for block in blocks]
    values = [
        text_value(block, known=known, gallery=gallery)
        for block, known in zip(blocks, known_ones, strict=True)
    ]
    holder = find_holder(blocks, values)
    if holder is None:
        return Body()
    if plain:
        holder = blocks[0].owners[0]
    inside = [number for number, block in enumerate(blocks) if holder in block.owners]
    start = _title_at(blocks, title, inside)
    first = next((number for number in inside if number > start), inside[0])
    sieve = _Sieve(compact(title), holder, gallery=gallery, plain=plain)
    for n in inside:
        if n >= first and not sieve.done:
            sieve.take(blocks[n], values[n], known=known_ones[n])
    texts = [line.text for line in sieve.kept]
    return Body(
        lines=tuple(_once(texts if plain else _trimmed(sieve.kept))),
        above=tuple(block.text for block in blocks[max(0, start) : first + 8]),
        below=tuple(block.text for block in blocks[inside[-1] : inside[-1] + 12]),
        elsewhere=sieve.elsewhere,
        run=sieve.longest_run,
        headings=sum(blocks[n].heading for n in inside if n >= first),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A block of the text, what is left of it, and how much it looks like running text."""

    block: Block
    text: str
    value: float

    @property
    def is_good(self) -> bool:
        return self.value > len(self.text) * FAINT * 2

    @property
    def in_list(self) -> bool:
        return any(owner.tag in _LISTS for owner in self.block.owners[-3:])

    @property
    def is_video_title(self) -> bool:
        """Whether it is the title of another page, with its site's name: "… | वनइंडिया हिंदी"."""
        return bool(_WITH_SITE.fullmatch(self.text)) and not self.in_list


@dataclass(slots=True)
class _Label:
    """A line such as "also read", with titles of other stories behind it."""

    block: Block
    links: bool = False
    lists: tuple[Element, ...] = ()

    def covers(self, block: Block) -> bool:
        """Whether a block that is no link may be such a title."""
        owner = self.block.owners[-1]
        beside = any(each in block.owners for each in self.lists)
        return owner in block.owners or beside or not self.links

    def lead(self, block: Block) -> None:
        """Take a link as one of them."""
        self.links = True
        self.lists += tuple(owner for owner in block.owners[-3:] if owner.tag in {"ul", "ol"})


@dataclass(slots=True)
class _Sieve:
    """Takes the blocks of the article's element in order, and keeps its text.

    Attributes:
        title: The title, compact.
        holder: The article's element.
        elsewhere: Blocks that led to other pages.
        done: Nothing behind belongs to the text.
        longest_run: The most paragraphs in a row.
    """

    title: str
    holder: Element
    gallery: bool
    plain: bool
    kept: list[_Line] = field(default_factory=list)
    elsewhere: int = 0
    done: bool = False
    longest_run: int = 0
    _run: int = 0
    _label: _Label | None = None

    def take(self, block: Block, value: float, *, known: bool) -> None:
        text = _without_links_elsewhere(block)
        if not text:
            self._label = _Label(block)
        elif compact(text) == self.title:
            return
        elif self._begins_another(block):
            self.done = True
        elif block.is_link:
            self._skip()
            if self._label:
                self._label.lead(block)
        elif known:
            self._keep(_Line(block, text, value))
        elif not block.caption or self.gallery:
            self._judge(_Line(block, text, value))

    def _judge(self, line: "_Line") -> None:
        form = folded(line.text)
        kind = "noise" if line.is_video_title else _kind(line.block, form)
        if kind == "end" and any(each.is_good for each in self.kept):
            self.done = True
        elif kind in {"others", "end", "label"}:
            self._label = _Label(line.block)
        elif self._label and self._label.covers(line.block) and _is_headline(line.block, form):
            self._skip()
        elif kind != "noise" and not (self._is_above() and _is_byline(line)):
            self._keep(line)

    def _is_above(self) -> bool:
        """Whether a byline may come: a standfirst may stand above it."""
        return not self.plain and len(self.kept) < _MAX_ABOVE_BYLINE

    def _keep(self, line: "_Line") -> None:
        self._label = None
        self.kept.append(line)
        self._run = self._run + 1 if line.is_good else self._run
        self.longest_run = max(self.longest_run, self._run)

    def _begins_another(self, block: Block) -> bool:
        """Whether a block is the title of the next article, which a script has put below."""
        if not any(owner.tag == "h1" for owner in block.owners[-2:]):
            return False
        good = next((line for line in self.kept if line.is_good), None)
        return good is not None and self._branch(good.block) is not self._branch(block)

    def _branch(self, block: Block) -> Element | None:
        """The part of the article's element in which a block lies; None: directly in it."""
        at = block.owners.index(self.holder) + 1
        inner = block.owners[at] if at < len(block.owners) else None
        return inner if inner is not None and inner.tag in _BRANCHES else None

    def _skip(self) -> None:
        self.elsewhere += 1
        self._run = 0


def _title_at(blocks: Sequence[Block], title: str, inside: Sequence[int]) -> int:
    """Where the title stands: the last time before the text, or inside the element."""
    wanted = compact(title)
    if not wanted or not inside:
        return -1
    at = -1
    for number, block in enumerate(blocks[: inside[len(inside) // 2] + 1]):
        if compact(block.text) == wanted:
            at = number
    return at


def _kind(block: Block, line: str) -> str:
    """What a line is, if no text: a label, what stands above other stories, the end, or noise."""
    if len(line) <= MAX_LINE_CHARS:
        if block.heading or block.strong or len(line) < _MAX_HEADING_CHARS:
            for kind, pattern in (("end", IS_END), ("others", IS_OTHERS)):
                if pattern.fullmatch(line):
                    return kind
        found = IS_LABEL.match(line)
        if found and len(line) - found.end() <= 1:
            return "label"
        if found and (block.linked or not _SENTENCE.search(line, found.end())):
            return "noise"
        if IS_BOILERPLATE.fullmatch(line) or (block.linked and IS_PLEA.search(line)):
            return "noise"
    return "noise" if IS_FINE_PRINT.search(line) else ""


def _trimmed(lines: Sequence[_Line]) -> list[str]:
    """The lines, without short ones above the first paragraph and below the last."""
    end = len(lines)
    while end > 1 and _is_plea(lines[end - 1]):
        end -= 1
    lines = lines[:end]
    good = [number for number, line in enumerate(lines) if line.is_good]
    if not good:
        return [line.text for line in lines]
    above = [line for line in lines[: good[0]] if line.block.heading or line.in_list]
    below = list(lines[good[-1] + 1 :])
    while below and not below[-1].in_list:
        below.pop()
    kept = [*above, *lines[good[0] : good[-1] + 1], *below]
    return [line.text for line in kept if _WORD.search(line.text)]


def _is_plea(line: _Line) -> bool:
    """Whether a line below the text calls to follow, to pay or to read on."""
    form = folded(line.text)
    return len(form) <= MAX_LINE_CHARS and bool(IS_PLEA.search(form))


def _without_links_elsewhere(block: Block) -> str:
    """The text without "also read: …" in the middle of a paragraph."""
    if not block.linked or block.is_link:
        return block.text
    marked = unicodedata.normalize("NFC", block.marked)
    if not LABELLED_LINK.search(marked):
        return block.text
    rest = Block(LABELLED_LINK.sub(" ", marked), block.owners)
    return " ".join(rest.text.split())


def _is_headline(block: Block, line: str) -> bool:
    """Whether a line behind "also read" is the title of another story."""
    return block.heading or (len(line) < _MAX_HEAD_CHARS and not _SENTENCE.search(line))


def _is_byline(line: _Line) -> bool:
    """Whether a line above the first paragraph is a byline, or a crumb of one."""
    text = line.text
    if (
        line.block.heading
        or line.in_list
        or len(text) > _MAX_HEAD_CHARS
        or SENTENCE_END.search(text)
    ):
        return False
    crumb = len(_WORD.findall(text)) < _MIN_LETTERS
    return crumb or bool(_BYLINE.search(text)) or read_byline(text) is not None


def _once(lines: Iterable[str]) -> list[str]:
    """The lines, each once, also where one repeats several others (a teaser and the text)."""
    found: dict[str, str] = {}
    for number, line in enumerate(lines):
        form = compact(line)
        # Short lines may stand twice: the score, a refrain.
        found.setdefault(form if len(form) >= _DOUBLED_CHARS else f"{number} {form}", line)
    # The longest first: a teaser goes, the paragraphs that it repeats stay.
    for form in sorted(found, key=len, reverse=True)[:_MAX_TEASERS]:
        if len(form) >= _DOUBLED_CHARS and form in "".join(each for each in found if each != form):
            del found[form]
    return list(found.values())
