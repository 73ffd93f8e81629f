"""Parses the user's query into a ``Query`` tree of required and excluded terms and filters.

Every string has a meaning here; what cannot be used is left out and said in a note. The language:

    रूस Lavrov          both words; also AND, &
    "विदेश मंत्री"        the words next to each other; also ‘…’, «…» and other quotation marks
    -जापान              not this word (also -"…", NOT जापान, and a dash before a word)
    -(चीन OR जापान)      none of these; otherwise brackets are not read
    रूस OR चीन           either; also या and |
    =लावरोव             only this spelling
    लाव*                words that begin so; also the words of a quotation
    लाव*व               words that begin and end so
    5जी, कोविड-19, J&K    what is typed in one piece is found in one piece
    #FarmersProtest     joined or apart
    title:लावरोव         in the title
    source:… author:… category:… language:…   only these; quotes for more than one word
    -source:… -author:… and so on             all but these
    after:2025-07-12    from that day, month or year on
    before:2025         until the day, month or year before it

Text that was copied as %E0%A4%95 or &amp; is read as what it stands for.
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise, takewhile
from urllib.parse import unquote

import regex

from index.analysis.tokenizer import token_spans
from index.engine import EXCLUDED
from index.fields import LABELS
from index.query.dates import first_day
from index.query.lexer import MAX_QUERY_CHARS, OTHER_FIELDS, Part, split_parts
from index.query.notes import Note, NoteKind, shortened
from index.query.terms import MIN_PREFIX_CHARS, QueryTerm, starred, terms_of

MAX_QUERY_WORDS = 32
"""Words of a query that are searched for."""

MAX_STARS = 10
"""Words with a star that are searched for; each stands for dozens of words. One in a phrase counts
for two, since each of its words makes a phrase of its own."""

_HEADLINE_WORDS = 9
"""A query of so many words is a pasted headline: a dash in it is punctuation, not a minus sign."""

_FIELDS_NAMED = ", ".join(f"{name}:" for name in ("title", *LABELS, "after", "before"))

_MAX_ESCAPES = 4
"""How often text may have been escaped: an address inside an address is twice."""

_SIGNS_ALONE = regex.compile(r"[-−=\u2010-\u2015]+")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_ENUMERATED = regex.compile(r"[\p{L}\p{M}\p{Nd}]{1,3}\)|[:;=]-?\)+")

_UNSEEN = regex.compile(
    r"(?![\t-\r\x85])[\p{Cc}\p{Cs}]|(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}"
    r"|(?<![\p{L}\p{M}\u200c\u200d])[\u200c\u200d]+"
)
"""What comes along when text is copied, and would hide a sign behind it: marks of the reading
direction, joiners with nothing to join. No word has any."""

_ESCAPED = regex.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ENTITY = regex.compile(r"&(?:amp|quot|lt|gt|nbsp|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood. Two are equal if they mean the same, however typed.

    Attributes:
        required: Each group must be found; of a group, any of its terms.
        excluded: What must not be found.
        labels: (field, value as typed); several of one field are alternatives. The field has
            ``not_`` before it where its label is excluded.
        since, until: The dates asked for, both included.
        notes: What could not be used.
        text: The query as typed.
        parts: What it was read from, in order.
        exact: Every word counts as if it had = before it.
    """

    required: tuple[tuple[QueryTerm, ...], ...] = ()
    excluded: tuple[QueryTerm, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    notes: tuple[Note, ...] = ()
    text: str = field(default="", compare=False)
    parts: tuple[Part, ...] = field(default=(), compare=False)
    exact: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        """The query as it can be typed: what was not changed stands as it was."""
        return self.text

    def replacing(self, word: str, text: str) -> "Query":
        """The query with another word in the place of one; its sign, field and quotes stay.

        Args:
            word: A word as typed, with the star of a prefix, or several in a row with a space
                between them. The first that is not excluded is replaced; without one, nothing is.
            text: What stands there instead.
        """
        wanted = word.split()
        tokens = list(self._typed_words())
        for first in range(len(tokens) - len(wanted) + 1):
            run = tokens[first : first + len(wanted)]
            if wanted and [typed for typed, _, _ in run] == wanted:
                return self._with_text(self.text[: run[0][1]] + text + self.text[run[-1][2] :])
        return self

    def without(self, part: Part) -> "Query":
        """The query less one of its parts, and less the "or" that joined it to another."""
        number = self.parts.index(part)
        joining = list(takewhile(_is_operator, reversed(self.parts[:number])))
        if not (joining or part.excluded):
            joining = list(takewhile(_joins, self.parts[number + 1 :]))
        removed = {part} if part.is_filter else {part, *joining}
        return self._keeping(each for each in self.parts if each not in removed)

    def without_filters(self) -> "Query":
        """The query less all labels and dates asked for."""
        kept: list[Part] = []
        for part in self.parts:
            if not part.is_filter:
                kept.append(part)
            elif part.excluded:
                # What NOT excludes goes with it, or it would exclude the next word.
                while kept and kept[-1].operator == "not":
                    kept.pop()
        return self._keeping(kept)

    def plain(self) -> "Query":
        """The words that are wanted and the "or"s between them, without signs and filters."""
        kept = (part for part in self.parts if not (part.is_filter or part.excluded))
        return self._with_text(" ".join(filter(None, (part.plain_text for part in kept))))

    def unfinished_word(self) -> tuple[str, str]:
        """The text before the word that is still being typed, and that word.

        After a space the word is "": the next one. Where no word can follow, as after a closing
        quotation mark, both are "".
        """
        if self.text[-1:].isspace():
            return self.text, ""
        words = list(token_spans(self.parts[-1].text)) if self.parts else []
        if words:
            start, end = (self.parts[-1].text_start + place for place in words[-1])
            if end == len(self.text):
                return self.text[:start], self.text[start:]
        return "", ""

    def _typed_words(self) -> Iterator[tuple[str, int, int]]:
        """The words that are wanted, as typed and with their star; where each starts and ends."""
        for part in self.parts:
            if part.operator or part.is_filter or part.excluded:
                continue
            for token, prefix, ending in starred(part.text):
                start, end = part.text_start + token.start, part.text_start + token.end
                typed = part.text[token.start : token.end]
                starred_last = prefix and not ending
                yield (f"{typed}*", start, end + 1) if starred_last else (typed, start, end)

    def _keeping(self, parts: Iterable[Part]) -> "Query":
        """The query of some of its parts: a space where others stood, all else as typed."""
        kept = frozenset(parts)
        text = "".join(
            (self.text[before.end : part.start] if before and before in kept else " ") + part.source
            for before, part in pairwise((None, *self.parts))
            if part in kept
        )
        first = next((part for part in self.parts if part in kept), None)
        # A dash excludes behind a space alone.
        return self._with_text(" " * bool(first and first.dash) + text.lstrip())

    def _with_text(self, text: str) -> "Query":
        return parse(text, exact=self.exact)


def parse(text: str, *, exact: bool = False) -> Query:
    """Parse a query; with ``exact``, as if every word had = before it. Never fails."""
    return _Parser(decoded(text), exact=exact).query()


def decoded(text: str) -> str:
    """A query without what it came with: escapes of addresses and pages (%E0%A4%95, &amp;), marks.

    Marks are those that nobody sees, such as the one that files begin with.
    """
    for _ in range(_MAX_ESCAPES):
        text = _UNSEEN.sub("", text)
        text = _ESCAPED.sub(_unescaped, text)
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return _UNSEEN.sub("", text)


def _unescaped(escaped: "regex.Match[str]") -> str:
    """What is escaped, if it is text beyond ASCII, or escaped once more."""
    text = unquote(escaped[0], errors="replace")
    worth = (not text.isascii() and "\ufffd" not in text) or escaped[0].startswith("%25")
    return text if worth else escaped[0]


class _Parser:
    """Reads the parts of one query, in order."""

    def __init__(self, text: str, *, exact: bool) -> None:
        self._text = text
        self._exact = exact
        self._capitals = False
        self._query = Query(text=text, exact=exact)
        self._parts: list[Part] = []
        self._notes: list[Note] = []
        # Each group holds the terms of every alternative, since an "or" takes all of कोविड-19.
        self._groups: list[list[list[QueryTerm]]] = []
        self._excluded: list[QueryTerm] = []
        self._words_left = MAX_QUERY_WORDS
        self._stars_left = MAX_STARS
        self._pending: Part | None = None
        """An operator that waits for what follows it."""
        self._after_or = False
        self._or: Part | None = None
        """The last "or"."""
        self._after_filter = False
        self._negated = False
        self._depth = 0
        """How many brackets are open that began behind a minus sign or NOT."""

    def query(self) -> Query:
        """The query, read to its end."""
        if len(self._text) > MAX_QUERY_CHARS:
            self._note("too_long", str(MAX_QUERY_CHARS))
        parts = list(split_parts(self._text))
        words = " ".join(part.text for part in parts if not part.is_filter).split()
        is_one = sum(any(map(str.isalnum, word)) for word in words) == 1
        self._capitals = is_one or any(map(_has_small_letters, words))
        is_headline = sum(not part.operator for part in parts) >= _HEADLINE_WORDS
        for part in parts:
            if part.dash and is_headline:
                part = replace(part, dash="", excluded=False)  # noqa: PLW2901
            elif self._capitals and part.is_bare and part.is_foreign_operator:
                part = part.as_our_operator()  # noqa: PLW2901
                self._note("other_operator", part.source, part.operator.upper())
            self._read(part)
        self._unused()
        if not is_headline:
            self._notes += _unread(parts)
        if _groups_by_brackets(parts):
            self._note("brackets")
        if self._words_left < 0:
            self._note("too_many_words", str(MAX_QUERY_WORDS))
        if self._stars_left < 0:
            self._note("too_many_stars", str(MAX_STARS))
        return replace(
            self._query,
            required=tuple(_required(self._groups)),
            excluded=tuple(self._excluded),
            notes=tuple(dict.fromkeys(self._notes)),
            parts=tuple(self._parts),
        )

    def _note(self, kind: NoteKind, *values: str) -> None:
        self._notes.append(Note(kind, values))

    def _read(self, part: Part) -> None:
        if part.operator == "or" and part.text == "या" and not self._groups:
            # With nothing before it, it is a word.
            part = replace(part, operator="")
        if part.operator:
            self._parts.append(part)
            self._operator(part)
            return
        in_brackets = self._depth > 0
        if self._negated or in_brackets:
            part = replace(part, excluded=True)
        self._parts.append(part)
        if part.excluded:
            self._count_brackets(part, in_brackets=in_brackets)
        if part.is_filter:
            self._query, note = _with_filter(self._query, part)
            self._notes += [note] if note else []
            self._negated = False
            self._after_filter = True
            self._pending = None
            return
        self._after_filter = False
        self._read_words(part, in_brackets=in_brackets)

    def _read_words(self, part: Part, *, in_brackets: bool) -> None:
        terms = list(terms_of(part, exact=self._exact, capitals=self._capitals))
        if terms:
            self._pending = None
        terms, self._words_left = _limited(terms, self._words_left)
        kept = [term for term in terms if self._has_stars_left(term)]
        if terms and not kept:
            # What joined or excluded it goes with it.
            self._after_or = self._negated = False
        terms = kept
        self._about(part)
        if not terms:
            return
        if part.excluded:
            if self._after_or and not in_brackets and self._or:
                self._unused_operator(self._or)
            self._excluded += [_joined(terms)] if not in_brackets else terms
            if part.dash:
                self._note("dash_excludes", part.dash, shortened(part.text.strip("()")))
        elif self._after_or:
            self._groups[-1].append([_joined(terms)])
        else:
            self._groups.append([terms])
        self._after_or = self._negated = False

    def _has_stars_left(self, term: QueryTerm) -> bool:
        """Whether a term has no more stars than may still be searched for; it uses them up."""
        stars = sum(word.prefix for word in term.words) * (2 if len(term.words) > 1 else 1)
        if stars:
            self._stars_left -= stars
        return not stars or self._stars_left >= 0

    def _operator(self, part: Part) -> None:
        """Remember what an operator does with what follows; in brackets all is excluded anyway."""
        if self._depth:
            self._depth = max(self._depth + _opened(part.source), 0)
            return
        if part.operator == "or":
            self._after_or = bool(self._groups)
            self._or = part
            if self._groups:
                self._groups[-1][-1] = [_joined(self._groups[-1][-1])]
        self._negated |= part.operator == "not"
        if self._words_left < 0:
            return
        if part.operator != "not" and not (self._groups or self._excluded):
            if not self._after_filter:
                self._unused_operator(part)
            return
        if self._pending and (self._pending.operator, part.operator) != ("and", "not"):
            self._unused_operator(self._pending)
        self._pending = part

    def _count_brackets(self, part: Part, *, in_brackets: bool) -> None:
        """Whether the bracket behind a minus sign goes on behind this part."""
        opened = _opened(part.source)
        if in_brackets:
            self._depth = max(self._depth + opened, 0)
            return
        if part.is_filter:
            # One around labels goes on; one in a label's name opens nothing behind the label.
            opened -= _opened(part.text.lstrip("("))
        if opened > 0 and ")" in self._text[part.end :]:
            self._depth = opened

    def _unused(self) -> None:
        if self._pending:
            self._unused_operator(self._pending)

    def _unused_operator(self, part: Part) -> None:
        self._note("unused_operator", shortened(part.source.strip("()[]{}")))

    def _about(self, part: Part) -> None:
        """Say what of a part of words could not be used."""
        if field := part.other_field:
            ours = OTHER_FIELDS.get(field)
            if ours:
                self._note("other_field", field, ours)
            elif ours is None:
                self._note("unknown_field", shortened(field), _FIELDS_NAMED)
            else:
                self._note("no_field_needed", field)
        found = list(starred(part.text))
        for token, prefix, ending in found:
            before, after = part.text[: token.start][-1:], part.text[token.end :][:2]
            if before == "*" or (after[:1] == "*" and (ending or after[1:].isalnum())):
                self._note("star_place", shortened(part.text))
            elif after[:1] == "*" and not prefix:
                typed = part.text[token.start : token.end]
                self._note("short_prefix", shortened(f"{typed}*"), str(MIN_PREFIX_CHARS))
        if "*" in part.text and not found:
            self._note("short_prefix", shortened(part.text), str(MIN_PREFIX_CHARS))
        elif part.field and not found:
            self._note("no_value", part.field)


def _unread(parts: list[Part]) -> Iterator[Note]:
    """What of the signs of a query means nothing where it stands: half a pair, a sign alone."""
    opened = ""
    for part in parts:
        if part.lost:
            kind: NoteKind = "unread_sign" if part.lost[0] in "~^" else "no_other_half"
            yield Note(kind, (shortened(part.lost),))
        elif _is_sign_alone(part):
            yield Note("unread_sign", (shortened(part.source),))
        if part.operator:
            continue
        # Between quotation marks a bracket is no sign.
        source = part.source[: part.text_start - part.start] if part.quoted else part.source
        for place, sign in enumerate(source):
            if sign in "([{":
                opened += sign
            elif opened and sign == _CLOSING.get(opened[-1]):
                opened = opened[:-1]
            elif sign in _CLOSING.values() and not _is_enumeration(source[: place + 1]):
                yield Note("no_other_half", (sign,))
    if opened:
        yield Note("no_other_half", (opened[0],))


def _is_sign_alone(part: Part) -> bool:
    """Whether it is signs without a word: - or = alone, empty quotation marks."""
    if part.operator or part.field or part.other_field or part.lost:
        return False
    if part.quoted:
        return not part.text.strip()
    return _SIGNS_ALONE.fullmatch(part.source) is not None


def _is_enumeration(text: str) -> bool:
    """Whether it is 1) or क), which closes nothing; nor does the mouth of :-)."""
    return _ENUMERATED.fullmatch(text) is not None


def _is_operator(part: Part) -> bool:
    return bool(part.operator)


def _joins(part: Part) -> bool:
    return part.operator in ("or", "and")


def _opened(source: str) -> int:
    """How many round brackets of a part are not closed in it; below 0: how many it closes."""
    return source.count("(") - source.count(")")


def _groups_by_brackets(parts: list[Part]) -> bool:
    """Whether an "or" stands outside brackets that hold several words, which it does not join."""
    for before, after in pairwise(parts):
        starts = after.source.startswith("(") and ")" not in after.source
        ends = before.source.endswith(")") and "(" not in before.source
        if (before.operator == "or" and starts) or (after.operator == "or" and ends):
            return True
    return False


def _required(groups: list[list[list[QueryTerm]]]) -> Iterator[tuple[QueryTerm, ...]]:
    """A group for each word; alternatives, which are one term each by now, stay in one."""
    for alternatives in groups:
        if len(alternatives) > 1:
            yield tuple(term for (term,) in alternatives)
        else:
            yield from ((term,) for term in alternatives[0])


def _limited(terms: list[QueryTerm], words_left: int) -> tuple[list[QueryTerm], int]:
    """As many of the words as may still be searched for, and how many more may; below 0: none."""
    kept = []
    for term in terms:
        if words_left > 0:
            fits = len(term.words) <= words_left
            kept.append(term if fits else _cut(term, words_left))
        words_left -= len(term.words)
    return kept, words_left


def _cut(term: QueryTerm, words: int) -> QueryTerm:
    kept = term.words[:words]
    # What is left of a quotation has no pieces any more.
    as_words = tuple(QueryTerm((word,), term.scope) for word in kept) if term.as_words else ()
    return replace(term, words=kept, as_words=as_words)


def _joined(terms: list[QueryTerm]) -> QueryTerm:
    """One term of all words of a part: what is excluded, or an alternative, is all of कोविड-19."""
    if len(terms) == 1:
        return terms[0]
    return replace(terms[0], words=tuple(word for term in terms for word in term.words))


def _has_small_letters(text: str) -> bool:
    """Whether a letter is no capital; those of Devanagari are none."""
    return any(letter.isalpha() and not letter.isupper() for letter in text)


def _with_filter(query: Query, part: Part) -> tuple[Query, Note | None]:
    value = part.text.strip()
    if not part.quoted:
        value = value.strip("()")
    if part.excluded and not part.is_label:
        return query, Note("not_excludable", (part.field,))
    if part.is_label:
        if not value:
            return query, Note("no_value", (part.field,))
        key = EXCLUDED + part.field if part.excluded else part.field
        return replace(query, labels=(*query.labels, (key, value))), None
    try:
        day = first_day(value)
    except ValueError:
        day = date.min
    if day == date.min:
        return query, Note("not_a_date", (part.field, shortened(value)))
    if part.field == "after":
        return replace(query, since=max(query.since or day, day)), None
    day -= timedelta(days=1)
    return replace(query, until=min(query.until or day, day)), None
