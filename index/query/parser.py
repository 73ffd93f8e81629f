"""Parses the user's query into a ``Query`` tree of required and excluded terms and filters.

Every string has a meaning here; what cannot be used is left out and said in a note. The language:

    रूस Lavrov          both words
    "विदेश मंत्री"        the words next to each other
    -जापान              not this word (also -"…")
    रूस OR चीन           either; also या and |
    =लावरोव             only this spelling
    लाव*                words that begin so
    title:लावरोव         in the title
    source:… author:… category:… language:…   only these; quotes for more than one word
    after:2025-07-12    from that day, month or year on
    before:2025         until the day, month or year before it
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise, takewhile
from operator import attrgetter

from index.analysis import analyze, is_stop_word
from index.analysis.tokenizer import token_spans
from index.engine import Scope
from index.query.dates import first_day
from index.query.lexer import MAX_QUERY_CHARS, Part, split_parts
from index.query.notes import Note

MAX_QUERY_WORDS = 32
"""Words of a query that are searched for."""

_MIN_PREFIX_CHARS = 2
_MAX_VALUE_SHOWN = 30
"""Characters before a star, and those of a value that a note repeats."""


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One word as it was typed, with its exact form and folded stem.

    Attributes:
        shouted: It stands in capitals, and they mean something: other letters of the query are
            small, or it is the only word. In US the capitals do, in US OPEN and Us they do not.
    """

    typed: str
    exact: str
    stem: str
    shouted: bool = False


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word, or several in a row, to be found.

    Attributes:
        words: More than one: a phrase.
        exact: Only this spelling counts.
        prefix: Every word that begins so.
    """

    words: tuple[QueryToken, ...]
    scope: Scope = Scope.ANYWHERE
    exact: bool = False
    prefix: bool = False

    @property
    def is_bare_word(self) -> bool:
        """Whether it is one word without any sign, field or quotes."""
        special = self.exact or self.prefix or self.scope is not Scope.ANYWHERE
        return len(self.words) == 1 and not special

    @property
    def is_stop_word(self) -> bool:
        """Whether it is a bare stop word, which a query with other words can do without."""
        return self.is_bare_word and is_stop_word(self.words[0].exact)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood. Two are equal if they mean the same, however typed.

    Attributes:
        required: Each group must be found; of a group, any of its terms.
        excluded: What must not be found.
        labels: (field, value as typed); several of one field are alternatives.
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
        is_or = attrgetter("is_or")
        joining = list(takewhile(is_or, reversed(self.parts[:number])))
        if not (joining or part.excluded):
            joining = list(takewhile(is_or, self.parts[number + 1 :]))
        removed = {part} if part.is_filter else {part, *joining}
        return self._keeping(each for each in self.parts if each not in removed)

    def without_filters(self) -> "Query":
        """The query less all labels and dates asked for."""
        return self._keeping(part for part in self.parts if not part.is_filter)

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
            if part.is_or or part.is_filter or part.excluded:
                continue
            end = part.text_start + len(part.text)
            tokens = list(analyze(part.text))
            for token in tokens:
                typed = part.text[token.start : token.end]
                start = part.text_start + token.start
                if token is tokens[-1] and _is_prefix(part, token.exact):
                    yield f"{typed}*", start, end
                else:
                    yield typed, start, part.text_start + token.end

    def _keeping(self, parts: Iterable[Part]) -> "Query":
        """The query of some of its parts: a space where others stood, all else as typed."""
        kept = frozenset(parts)
        text = "".join(
            (self.text[before.end : part.start] if before and before in kept else " ") + part.source
            for before, part in pairwise((None, *self.parts))
            if part in kept
        )
        return self._with_text(text.lstrip())

    def _with_text(self, text: str) -> "Query":
        return parse(text, exact=self.exact)


def parse(text: str, *, exact: bool = False) -> Query:
    """Parse a query; with ``exact``, as if every word had = before it. Never fails."""
    query = Query(text=text, exact=exact)
    notes = [Note("too_long", (str(MAX_QUERY_CHARS),))] if len(text) > MAX_QUERY_CHARS else []
    parts: list[Part] = []
    # Each group holds the terms of every alternative, since an "or" takes all of कोविड-19.
    groups: list[list[list[QueryTerm]]] = []
    excluded: list[QueryTerm] = []
    words_left = MAX_QUERY_WORDS
    after_or = False
    mixed = _has_small_letters(text) or len(text.split()) == 1
    for part in split_parts(text):
        if part.is_or and part.text == "या" and not groups:
            # With nothing before it, it is a word.
            part = replace(part, is_or=False)  # noqa: PLW2901
        parts.append(part)
        if part.is_or:
            after_or = bool(groups)
            if groups:
                groups[-1][-1] = [_joined(groups[-1][-1])]
            continue
        if part.is_filter:
            query, note = _with_filter(query, part)
            notes += [note] if note else []
            continue
        terms, words_left = _limited(_terms(part, exact=exact, mixed=mixed), words_left)
        if not terms:
            continue
        if part.excluded:
            excluded.append(_joined(terms))
        elif after_or:
            groups[-1].append([_joined(terms)])
        else:
            groups.append([terms])
        after_or = False
    if words_left < 0:
        notes.append(Note("too_many_words", (str(MAX_QUERY_WORDS),)))
    return replace(
        query,
        required=tuple(_required(groups)),
        excluded=tuple(excluded),
        notes=tuple(notes),
        parts=tuple(parts),
    )


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
            kept.append(term if fits else replace(term, words=term.words[:words_left]))
        words_left -= len(term.words)
    return kept, words_left


def _joined(terms: list[QueryTerm]) -> QueryTerm:
    """One term of all words of a part: what is excluded, or an alternative, is all of कोविड-19."""
    if len(terms) == 1:
        return terms[0]
    return replace(terms[0], words=tuple(word for term in terms for word in term.words))


def _has_small_letters(text: str) -> bool:
    """Whether a letter is no capital; those of Devanagari are none."""
    return any(letter.isalpha() and not letter.isupper() for letter in text)


def _terms(part: Part, *, exact: bool, mixed: bool) -> list[QueryTerm]:
    """The terms of a part; ``mixed``: capitals mean something in this query."""
    scope = Scope.TITLE if part.field == "title" else Scope.ANYWHERE
    exact = exact or part.exact
    words = []
    for token in analyze(part.text):
        typed = part.text[token.start : token.end]
        words.append(QueryToken(typed, token.exact, token.stem, mixed and typed.isupper()))
    if part.quoted and len(words) > 1:
        return [QueryTerm(tuple(words), scope, exact)]
    terms = [QueryTerm((word,), scope, exact) for word in words]
    if terms and _is_prefix(part, words[-1].exact):
        terms[-1] = replace(terms[-1], prefix=True, exact=False)
    return terms


def _is_prefix(part: Part, last_word: str) -> bool:
    return part.has_star and len(last_word) >= _MIN_PREFIX_CHARS


def _with_filter(query: Query, part: Part) -> tuple[Query, Note | None]:
    value = part.text.strip()
    if part.excluded:
        return query, Note("not_excludable", (part.field,))
    if part.is_label:
        if not value:
            return query, Note("no_value", (part.field,))
        return replace(query, labels=(*query.labels, (part.field, value))), None
    try:
        day = first_day(value)
    except ValueError:
        day = date.min
    if day == date.min:
        return query, Note("not_a_date", (part.field, _shown(value)))
    if part.field == "after":
        return replace(query, since=max(query.since or day, day)), None
    day -= timedelta(days=1)
    return replace(query, until=min(query.until or day, day)), None


def _shown(value: str) -> str:
    """A value as a note may repeat it: short, and text that can be written anywhere."""
    text = value.encode(errors="replace").decode()
    return text if len(text) <= _MAX_VALUE_SHOWN else f"{text[:_MAX_VALUE_SHOWN]}…"
