"""Splits the text of a query into its parts: words, quotations, filters and "or".

The only place that knows which characters the query language is written with. What the words
mean, and which of them are searched for, is decided by the parser.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from index.fields import LABELS

MAX_QUERY_CHARS = 1000
"""Characters of a query that are read."""

_FILTERS = frozenset({*LABELS, "after", "before"})
_FIELDS = _FILTERS | {"title"}

_OR = frozenset({"OR", "या"})
_QUOTES = '"“”„‟«»＂'
_CHUNK = regex.compile(
    rf"(?P<head>[^\s|{_QUOTES}]*)[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}])?"
    rf"|(?P<bar>\|+)|(?P<bare>[^\s|{_QUOTES}]+)"
)
_HEAD = regex.compile(
    r"(?P<sign>[-−])?(?P<equal>=)?(?:(?P<field>\w+):)?(?P<same>=)?(?P<rest>.*)", regex.DOTALL
)
_WORD = regex.compile(r"\S+")
_SIGNS = "-−=*"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a query: a word, a quotation, a filter, or an "or".

    Attributes:
        source: The part exactly as typed. Nothing but white space stands between two parts.
        start: Where the source begins in the query.
        text: The words or the value in it: the source without sign, field and quotation marks.
        text_start: Where the text begins in the query.
        excluded: It has a minus sign.
        exact: It has an equals sign: only this spelling.
        field: In lower case; "" if there is none.
        quoted: In quotation marks. An opening mark without a closing one quotes nothing.
        is_or: Not a word but an "or": या, OR or a bar.
    """

    source: str
    start: int
    text: str
    text_start: int
    excluded: bool = False
    exact: bool = False
    field: str = ""
    quoted: bool = False
    is_or: bool = False

    @property
    def end(self) -> int:
        """Where the source ends in the query, exclusive."""
        return self.start + len(self.source)

    @property
    def is_label(self) -> bool:
        """Whether it asks for an outlet, an author or another label."""
        return self.field in LABELS

    @property
    def is_filter(self) -> bool:
        """Whether it asks for a label or for dates; all else is words, or an "or"."""
        return self.field in _FILTERS

    @property
    def has_star(self) -> bool:
        """Whether it ends with a star, which asks for words that begin so."""
        return self.text.endswith("*") and not self.quoted

    @property
    def is_strict(self) -> bool:
        """Whether a sign, a field or quotes say how it is to be found: never just a bare word."""
        return bool(self.excluded or self.exact or self.field or self.quoted or self.has_star)

    @property
    def is_bare(self) -> bool:
        """Whether it is a word with nothing around it, not even half of a pair of quotes."""
        return self.source == self.text and not (self.is_or or self.has_star)

    @property
    def plain_text(self) -> str:
        """The words alone, without any sign."""
        return self.source if self.is_or else self.text.strip(_SIGNS).strip()


def split_parts(text: str) -> Iterator[Part]:
    """The parts of a query, in order. Together they hold everything read but white space."""
    for chunk in _CHUNK.finditer(text[:MAX_QUERY_CHARS]):
        source, start = chunk[0], chunk.start()
        if chunk["bar"]:
            yield Part(source, start, source, start, is_or=True)
        elif chunk["bare"]:
            yield _word_or_filter(source, start, is_or=source in _OR)
        else:
            yield from _quotation(chunk)


def _word_or_filter(source: str, start: int, *, is_or: bool = False) -> Part:
    """The part that stands without quotation marks, or before one."""
    head = _HEAD.fullmatch(source)
    if head is None:  # pragma: no cover  the pattern matches any string
        return Part(source, start, source, start)
    field = (head["field"] or "").lower()
    # A colon after any other word, as in पीएम: or 10:30, belongs to the text.
    offset = head.start("rest") if field in _FIELDS or not field else head.start("field")
    return Part(
        source,
        start,
        source[offset:],
        start + offset,
        excluded=bool(head["sign"]),
        exact=bool(head["equal"] or head["same"]),
        field=field if field in _FIELDS else "",
        is_or=is_or,
    )


def _quotation(chunk: "regex.Match[str]") -> Iterator[Part]:
    """The parts of a quotation with what is glued to its front: one, if it is closed."""
    head = _word_or_filter(chunk["head"], chunk.start())
    if head.text:
        # Something glued to the front of a quotation, as in कहा“हम”: a word of its own.
        yield head
        head = Part("", head.end, "", head.end)
    query, end = chunk.string, chunk.end()
    inside = chunk.start("quoted")
    whole = replace(
        head, source=query[head.start : end], text=chunk["quoted"], text_start=inside, quoted=True
    )
    if chunk["closed"] or head.is_filter:
        yield whole
        return
    # A mark without its other half quotes nothing; the first word keeps what stood before it.
    words = list(_WORD.finditer(query, inside, end))
    if not words:
        yield replace(whole, text="", text_start=end, quoted=False)
        return
    first, *others = words
    yield replace(
        head,
        source=query[head.start : first.end()],
        text=first[0],
        text_start=first.start(),
        is_or=first[0] in _OR,
    )
    for word in others:
        yield Part(word[0], word.start(), word[0], word.start(), is_or=word[0] in _OR)
