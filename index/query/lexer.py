"""Splits the text of a query into its parts: words, quotations, filters and operators.

The only place that knows which characters the query language is written with. What the words
mean, and which of them are searched for, is decided by the parser.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import regex

from index.fields import LABELS

MAX_QUERY_CHARS = 1000
"""Characters of a query that are read."""

_FILTERS = frozenset({*LABELS, "after", "before"})
_FIELDS = _FILTERS | {"title"}

Operator = Literal["", "or", "and", "not"]

_OPERATORS: dict[str, Operator] = {
    "OR": "or", "या": "or", "AND": "and", "&": "and", "&&": "and", "NOT": "not",
}  # fmt: skip
_BRACKETS = "()[]{}"
_QUOTES = '"“”„‟«»＂‹›「」『』《》〝〞〟❝❞'
_DASHES = "‐‑‒–—―﹘﹣－"
"""What phones and papers write for a hyphen; before a word it excludes, if it may be meant so."""

_CHUNK = regex.compile(
    # ‘…’ and '…' around several words: opened after a space and closed before one, so never the
    # apostrophe of O’Brien.
    rf"(?<!\S)[(\[{{]*(?P<minus>[-−]?)(?:"
    rf"‘(?=\S)(?P<single>[^‘’\s{_QUOTES}]+(?:\s+[^‘’\s{_QUOTES}]+)+)’"
    rf"|'(?=\S)(?P<single>[^'\s{_QUOTES}]+(?:\s+[^'\s{_QUOTES}]+)+)'"
    r")(?![^\s)\]}.,:;!?।॥])"
    # J & K is one thing, रूस & चीन are two.
    rf"|(?<!\S)(?P<bare>[A-Z] & [A-Z])(?!\S)"
    rf"|(?P<head>[^\s|{_QUOTES}]*)[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}])?"
    rf"|(?P<bar>\|+)|(?P<bare>[^\s|{_QUOTES}]+)"
)
_HEAD = regex.compile(
    rf"(?:[(\[{{]+(?=[-−]))?(?:(?P<sign>[-−])|(?P<dash>[{_DASHES}])(?=[\p{{L}}(=]|$))?"
    r"(?P<equal>=)?(?:(?P<field>\w+):)?(?P<same>=)?(?P<rest>.*)",
    regex.DOTALL,
)
OTHER_FIELDS = {
    # how others call it, how it is called here; "": no field is needed
    "site": "source", "domain": "source", "url": "source", "inurl": "source", "from": "source",
    "publisher": "source", "newspaper": "source", "paper": "source", "outlet": "source",
    "by": "author", "writer": "author", "reporter": "author", "byline": "author",
    "tag": "category", "topic": "category", "section": "category", "desk": "category",
    "lang": "language", "intitle": "title", "allintitle": "title", "headline": "title",
    "date": "after", "since": "after", "on": "after", "year": "after", "month": "after",
    "day": "after", "until": "before", "till": "before", "to": "before",
    "body": "", "text": "", "content": "", "intext": "", "allintext": "",
}  # fmt: skip
"""Fields of other search engines, with the field of ours that may have been meant."""

_WORD = regex.compile(r"\S+")
_SIGNS = "-−=*"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a query: a word, a quotation, a filter, or an operator.

    Attributes:
        source: The part exactly as typed. Nothing but white space stands between two parts.
        start: Where the source begins in the query.
        text: The words or the value in it: the source without sign, field and quotation marks.
        text_start: Where the text begins in the query.
        excluded: It has a minus sign, or a dash or NOT that excludes.
        dash: The dash before it, if it is no hyphen: it may be meant as a minus sign.
        exact: It has an equals sign: only this spelling.
        field: In lower case; "" if there is none.
        other_field: What looks like a field before it, but is none here.
        quoted: In quotation marks. An opening mark without a closing one quotes nothing.
        operator: Not a word but "or" (या, OR, a bar), "and" (AND, &) or "not" (NOT).
    """

    source: str
    start: int
    text: str
    text_start: int
    excluded: bool = False
    dash: str = ""
    exact: bool = False
    field: str = ""
    other_field: str = ""
    quoted: bool = False
    operator: Operator = ""

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
        """Whether it asks for a label or for dates; all else is words, or an operator."""
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
        return self.source == self.text and not (self.operator or self.has_star)

    @property
    def plain_text(self) -> str:
        """The words alone, without any sign."""
        if self.operator:
            return self.source if self.operator == "or" else ""
        return self.text.strip(_SIGNS).strip()


def split_parts(text: str) -> Iterator[Part]:
    """The parts of a query, in order. Together they hold everything read but white space."""
    for chunk in _CHUNK.finditer(text[:MAX_QUERY_CHARS]):
        source, start = chunk[0], chunk.start()
        if chunk["bar"]:
            yield Part(source, start, source, start, operator="or")
        elif chunk["bare"]:
            yield _word_or_filter(source, start)
        elif chunk["single"]:
            text_start, excluded = chunk.start("single"), bool(chunk["minus"])
            yield Part(source, start, chunk["single"], text_start, excluded, quoted=True)
        else:
            yield from _quotation(chunk)


def _operator(source: str) -> Operator:
    return _OPERATORS.get(source.strip(_BRACKETS), "")


def _word_or_filter(source: str, start: int, *, head_only: bool = False) -> Part:
    """The part that stands without quotation marks, or before one."""
    head = _HEAD.fullmatch(source)
    if head is None:  # pragma: no cover  the pattern matches any string
        return Part(source, start, source, start)
    field, rest = (head["field"] or "").lower(), head["rest"]
    ours = field in _FIELDS
    # A colon after any other word, as in पीएम: or 10:30, belongs to the text.
    other = field if not ours and (rest or head_only) and _is_field(head["field"], rest) else ""
    skips = ours or not field or (other in OTHER_FIELDS)
    offset = head.start("rest") if skips else head.start("field")
    # A dash at the start of a query is that of a list or a dateline.
    dash = (head["dash"] or "") if start and (rest or head_only) else ""
    return Part(
        source,
        start,
        source[offset:],
        start + offset,
        excluded=bool(head["sign"] or dash),
        dash=dash,
        exact=bool(head["equal"] or head["same"]),
        field=field if ours else "",
        other_field=other,
        operator="" if head_only else _operator(source),
    )


def _is_field(typed: str | None, rest: str) -> bool:
    """Whether a word before a colon is meant as a field: not PM:, https:// or a word of Hindi."""
    if not typed or not typed.isascii() or not typed.isalpha():
        return False
    return typed.lower() in OTHER_FIELDS or (typed.islower() and rest[:1] not in ("", "/", ":"))


def _quotation(chunk: "regex.Match[str]") -> Iterator[Part]:
    """The parts of a quotation with what is glued to its front: one, if it is closed."""
    head = _word_or_filter(chunk["head"], chunk.start(), head_only=True)
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
        operator=_operator(first[0]),
    )
    for word in others:
        start = word.start()
        yield Part(word[0], start, word[0], start, operator=_operator(word[0]))
