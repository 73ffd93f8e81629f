"""What a person typed, taken apart: words, phrases, exclusions, alternatives, filters.

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

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import regex

from index.analysis import analyze, is_stop_word
from index.engine import Scope
from index.fields import LABELS
from index.query.dates import first_day
from index.query.notes import Note

LONGEST = 1000
"""Characters of a query that are read."""

MOST = 32
"""Words of a query that are searched for."""

_OR = frozenset({"OR", "या"})
_QUOTES = '"“”„‟«»＂'
_CHUNK = regex.compile(
    rf"(?P<head>[^\s|{_QUOTES}]*)[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}])?"
    rf"|(?P<bar>\|+)|(?P<bare>[^\s|{_QUOTES}]+)"
)
_HEAD = regex.compile(
    r"(?P<sign>[-−])?(?P<equal>=)?(?:(?P<field>\w+):)?(?P<same>=)?(?P<rest>.*)", regex.DOTALL
)
_DATES = frozenset({"after", "before"})
_FILTERS = _DATES.union(LABELS)
_FIELDS = _FILTERS | {"title"}
_SHORTEST_PREFIX = 2
_LONGEST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One word as it was typed, with its exact form and folded stem."""

    typed: str
    exact: str
    stem: str


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


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart.

    Attributes:
        groups: Every group is wanted, of a group any unit.
        without: What must not be found.
        labels: (field, value as typed); several of one field are alternatives.
        notes: What could not be used.
    """

    groups: tuple[tuple[QueryTerm, ...], ...] = ()
    without: tuple[QueryTerm, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    sign: bool = False
    field: str = ""
    equal: bool = False
    text: str = ""
    quoted: bool = False
    either: bool = False
    """Not a word but an "or"."""


def parse(text: str, *, exact: bool = False) -> Query:
    """Take a query apart; with ``exact``, as if every word had = before it. Never fails."""
    notes: list[Note] = []
    if len(text) > LONGEST:
        notes.append(Note("long", (str(LONGEST),)))
    groups: list[tuple[QueryTerm, ...]] = []
    without: list[QueryTerm] = []
    query = Query()
    room = MOST
    either = False
    together = 0
    """How many groups at the end are one piece, as of कोविड-19: an "or" takes all of it."""
    for piece in _pieces(text[:LONGEST]):
        if piece.either and (groups or piece.text != "या"):
            either = bool(groups)
            if together > 1:
                groups[-together:] = [(_joined([units[0] for units in groups[-together:]]),)]
            together = min(together, 1)
            continue
        if piece.field in LABELS or piece.field in _DATES:
            query, note = _filter(query, piece)
            notes += [note] if note else []
            continue
        units, room = _fitting(_units(piece, exact=exact), room)
        if not units:
            continue
        if piece.sign:
            without.append(_joined(units))
        elif either:
            groups[-1] = (*groups[-1], _joined(units))
        else:
            groups += [(unit,) for unit in units]
            together = len(units)
        either = False
    if room < 0:
        notes.append(Note("many", (str(MOST),)))
    return replace(query, groups=tuple(groups), without=tuple(without), notes=tuple(notes))


def chunks(text: str) -> list[str]:
    """The parts of a query as typed, a quotation whole, with the sign or field before it."""
    return [match[0] for match in _CHUNK.finditer(text[:LONGEST])]


def _fitting(units: list[QueryTerm], room: int) -> tuple[list[QueryTerm], int]:
    """As many of the words as there is room for, and the room left; below 0: some had none."""
    fitting = []
    for unit in units:
        if room > 0:
            whole = len(unit.words) <= room
            fitting.append(unit if whole else replace(unit, words=unit.words[:room]))
        room -= len(unit.words)
    return fitting, room


def _joined(units: list[QueryTerm]) -> QueryTerm:
    """One unit of all words of a piece: what is excluded, or an alternative, is the whole."""
    if len(units) == 1:
        return units[0]
    return replace(units[0], words=tuple(word for unit in units for word in unit.words))


def _pieces(text: str) -> Iterator[_Piece]:
    for match in _CHUNK.finditer(text):
        if match["bar"]:
            yield _Piece(either=True)
            continue
        quoted = match["quoted"] is not None
        head = _HEAD.fullmatch(match["head"] if quoted else match["bare"])
        if head is None:  # pragma: no cover  the pattern matches any string
            continue
        field = (head["field"] or "").lower()
        rest: str = head["rest"]
        if field and field not in _FIELDS:
            rest, field = f"{head['field']}:{rest}", ""
        equal = bool(head["equal"] or head["same"])
        piece = _Piece(bool(head["sign"]), field, equal, rest, either=match["bare"] in _OR)
        if not quoted:
            yield piece
            continue
        if rest:
            # Something glued to the front of a quotation, as in कहा“हम”: a word of its own.
            yield piece
            piece = _Piece()
        if match["closed"] or piece.field in _FILTERS:
            yield replace(piece, text=match["quoted"], quoted=True)
        else:
            # A mark without its other half quotes nothing; the first word keeps what it had.
            for word in match["quoted"].split():
                yield replace(piece, text=word, either=word in _OR)
                piece = _Piece()


def _units(piece: _Piece, *, exact: bool) -> list[QueryTerm]:
    scope = Scope.TITLE if piece.field == "title" else Scope.ANYWHERE
    only = exact or piece.equal
    words = [QueryToken(piece.text[t.start : t.end], t.exact, t.stem) for t in analyze(piece.text)]
    if piece.quoted and len(words) > 1:
        return [QueryTerm(tuple(words), scope, only)]
    units = [QueryTerm((word,), scope, only) for word in words]
    if units and piece.text.endswith("*") and not piece.quoted:
        last = units[-1]
        if len(last.words[0].exact) >= _SHORTEST_PREFIX:
            units[-1] = replace(last, prefix=True, exact=False)
    return units


def _filter(query: Query, piece: _Piece) -> tuple[Query, Note | None]:
    value = piece.text.strip()
    if piece.sign:
        return query, Note("unexcludable", (piece.field,))
    if piece.field in LABELS:
        if not value:
            return query, Note("nameless", (piece.field,))
        return replace(query, labels=(*query.labels, (piece.field, value))), None
    try:
        day = first_day(value)
    except ValueError:
        day = date.min
    if day == date.min:
        return query, Note("undated", (piece.field, _shown(value)))
    if piece.field == "after":
        return replace(query, since=max(query.since or day, day)), None
    day -= timedelta(days=1)
    return replace(query, until=min(query.until or day, day)), None


def _shown(value: str) -> str:
    """A value as a note may repeat it: short, and text that can be written anywhere."""
    text = value.encode(errors="replace").decode()
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def says_nothing(unit: QueryTerm) -> bool:
    """Whether the unit is a bare stop word, which a query with other words can do without."""
    bare = not (unit.exact or unit.prefix) and unit.scope is Scope.ANYWHERE
    return bare and len(unit.words) == 1 and is_stop_word(unit.words[0].exact)
