"""Splits the text of a query into its parts: words, quotations, filters and operators.

The only place that knows which characters the query language is written with. What the words
mean, and which of them are searched for, is decided by the parser.
"""

from collections.abc import Iterable, Iterator
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
_FOREIGN_OPERATORS: dict[str, Operator] = {"NEAR": "and", "ADJ": "and", "SAME": "and", "XOR": "or"}
"""Operators of other search engines, with ours that comes nearest."""

_FOREIGN_OPERATOR = regex.compile(rf"({'|'.join(_FOREIGN_OPERATORS)})(?:[/~]?\d+)?")
_BRACKETS = "()[]{}"
_QUOTES = '"“”„‟«»＂‹›「」『』《》〝〞〟❝❞'
_DASHES = "‐‑‒–—―﹘﹣－"
"""What phones and papers write for a hyphen; before a word it excludes, if it may be meant so."""

_BANG = "!"
"""What other search engines write for NOT."""

_COLON = "[:：]"
_NEARNESS = regex.compile(r"(?<=^|[\p{L}\p{M}\p{Nd}*])(?:~\d*|\^\d*(?:\.\d+)?)$")
"""How near or weighty a word is in other search engines; behind it or a quotation."""

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

_CHUNK = regex.compile(
    # A field whose value stands behind a space: title: मोदी, title : मोदी.
    rf"(?<!\S)(?P<apart>[(\[{{]*[-−{_BANG}]?(?i:{'|'.join(sorted(_FIELDS))})"
    rf"(?:\s+{_COLON}\s*|{_COLON}\s+)|[-−]?(?:{'|'.join(sorted(OTHER_FIELDS))}){_COLON}\s+)"
    # ‘…’ and '…' around several words: opened after a space and closed before one, so never the
    # apostrophe of O’Brien.
    rf"|(?<!\S)[(\[{{]*(?P<minus>[-−]?)(?:"
    rf"‘(?=\S)(?P<single>[^‘’\s{_QUOTES}]+(?:\s+[^‘’\s{_QUOTES}]+)+)’"
    rf"|'(?=\S)(?P<single>[^'\s{_QUOTES}]+(?:\s+[^'\s{_QUOTES}]+)+)'"
    r")(?![^\s)\]}.,:;!?।॥])"
    # J & K is one thing, रूस & चीन are two.
    rf"|(?<!\S)(?P<bare>[A-Z] & [A-Z])(?!\S)"
    rf"|(?P<head>[^\s|{_QUOTES}]*)[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}])?"
    rf"|(?P<bar>\|+)|(?P<bare>[^\s|{_QUOTES}]+)"
)
_BRACKETS_OF_A_FIELD = rf"(?:[(\[{{]+(?=(?i:{'|'.join(sorted(_FIELDS))}){_COLON}))?"
_HEAD = regex.compile(
    rf"(?:[(\[{{]+(?=[-−]))?{_BRACKETS_OF_A_FIELD}"
    rf"(?:(?P<sign>[-−])|(?P<dash>[{_DASHES}{_BANG}])(?=[\p{{L}}(=]|$))?{_BRACKETS_OF_A_FIELD}"
    rf"(?P<equal>=)?(?:(?P<field>\w+){_COLON}(?P<minus>[-−{_BANG}](?=\S))?)?"
    r"(?P<same>=)?(?P<rest>.*)",
    regex.DOTALL,
)
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
        dash: The dash or exclamation mark before it: it may be meant as a minus sign.
        exact: It has an equals sign: only this spelling.
        field: In lower case; "" if there is none.
        other_field: What looks like a field before it, but is none here.
        quoted: In quotation marks. An opening mark without a closing one quotes nothing.
        operator: Not a word but "or" (या, OR, a bar), "and" (AND, &) or "not" (NOT).
        lost: What in it means nothing here: a quotation mark without its other half, or how near
            or weighty a word is in other search engines (रूस~2, रूस^3).
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
    lost: str = ""

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
    def is_foreign_operator(self) -> bool:
        """Whether it is an operator of other search engines, if its capitals mean something."""
        return _FOREIGN_OPERATOR.fullmatch(self.source) is not None

    def as_our_operator(self) -> "Part":
        """An operator of other search engines as ours that comes nearest."""
        found = _FOREIGN_OPERATOR.fullmatch(self.source)
        return replace(self, operator=_FOREIGN_OPERATORS[found[1]]) if found else self

    @property
    def plain_text(self) -> str:
        """The words alone, without any sign."""
        if self.operator:
            return self.source if self.operator == "or" else ""
        if self.source == self.text and self.is_foreign_operator:
            return ""
        return self.text.strip(_SIGNS).strip()


def split_parts(text: str) -> Iterator[Part]:
    """The parts of a query, in order. Together they hold everything read but white space."""
    return _with_values(_chunks(text[:MAX_QUERY_CHARS]), text)


def _with_values(parts: Iterable[Part], text: str) -> Iterator[Part]:
    """Fields with the value that stands behind a space, and each word in brackets with the field.

    title: मोदी is title:मोदी, and title:(मोदी राहुल) asks for both in the title.
    """
    field: Part | None = None
    inside: Part | None = None
    for part in parts:
        if field and (part.operator or part.field or part.other_field):
            yield field
            field = None
        if field:
            start = field.start
            part = replace(  # noqa: PLW2901
                part,
                source=text[start : part.end],
                start=start,
                excluded=field.excluded or part.excluded,
                exact=field.exact or part.exact,
                dash=field.dash or part.dash,
                field=field.field,
                other_field=field.other_field,
            )
            field = None
        elif _lacks_value(part):
            field = part
            continue
        elif inside and not (part.operator or part.field or part.other_field):
            part = replace(part, field=inside.field, excluded=inside.excluded or part.excluded)  # noqa: PLW2901
        yield part
        if part.field and part.text.startswith("(") and not part.quoted:
            inside = part
        if ")" in part.source:
            inside = None
    if field:
        yield field


def _lacks_value(part: Part) -> bool:
    return bool(part.field or part.other_field) and not (part.text or part.quoted or part.lost)


def _chunks(text: str) -> Iterator[Part]:
    closed = -1
    for chunk in _CHUNK.finditer(text):
        source, start = chunk[0], chunk.start()
        if start == closed and _NEARNESS.fullmatch(source):
            yield Part(source, start, "", chunk.end(), lost=source)
            continue
        closed = chunk.end() if chunk["closed"] else -1
        if chunk["apart"]:
            head = "".join(source.split())
            found = _word_or_filter(head, start, head_only=True)
            source = source.rstrip()
            yield replace(found, source=source, text="", text_start=start + len(source))
        elif chunk["bar"]:
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
    field, rest = (head["field"] or "").casefold(), head["rest"]
    ours = field in _FIELDS
    # A colon after any other word, as in पीएम: or 10:30, belongs to the text.
    other = field if not ours and (rest or head_only) and _is_field(head["field"], rest) else ""
    skips = ours or not field or (other in OTHER_FIELDS)
    minus = head["minus"] if skips else ""
    offset = head.start("rest") if skips else head.start("field")
    # A dash at the start of a query is that of a list or a dateline.
    dash = (head["dash"] or "") if rest or head_only else ""
    dash = dash if start or dash == _BANG else ""
    text, behind = source[offset:], _NEARNESS.search(source, offset)
    lost = behind[0] if behind and behind.start() > offset else ""
    return Part(
        source,
        start,
        text.removesuffix(lost),
        start + offset,
        lost=lost,
        excluded=bool(head["sign"] or dash or minus),
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
    # Behind a number it is a sign of inches.
    lost = query[inside - 1] if not query[inside - 2 : inside - 1].isdecimal() else ""
    if not words:
        yield replace(whole, text="", text_start=end, quoted=False, lost=lost)
        return
    first, *others = words
    yield replace(
        head,
        lost=lost,
        source=query[head.start : first.end()],
        text=first[0],
        text_start=first.start(),
        operator=_operator(first[0]),
    )
    for word in others:
        start = word.start()
        yield Part(word[0], start, word[0], start, operator=_operator(word[0]))
