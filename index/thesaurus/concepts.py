"""Concepts: what has several words, in English and in Hindi, and the tables that hold them.

``thesaurus.tsv`` has the words of the news, ``names.tsv`` the names that papers spell in several
ways or otherwise than they sound, and a person may have a file of rows of their own. In each a row
is a concept, and ``|`` stands between the forms of a column.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from index.names import KINDS, NameKind

Kind = Literal["word", "name", "person"]
"""What a concept is; of names, those of people are told apart."""

MAX_OWN_ROWS = 20_000
"""Rows of a file of one's own that are read."""

_MAX_FORM_CHARS = 100
_ORGANISATIONS = frozenset({"institution", "ministry", "party"})
"""Desks of ``thesaurus.tsv`` whose rows with capitals are organisations."""

_AMBIGUOUS = "also a word"
"""In the reason of a name that is an ordinary word as well: कोटा is a town, and a quota."""
_DEVANAGARI = re.compile("[\u0900-\u097f]")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing, with the words for it.

    Attributes:
        english: Words and phrases in Latin letters.
        hindi: Words and phrases that mean the same, the most usual first: each stands for the
            others.
        also: What the English words may mean as well, which stands for none of the others.
    """

    english: tuple[str, ...]
    hindi: tuple[str, ...]
    also: tuple[str, ...] = ()
    kind: Kind = "word"


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A person, a place or an organisation, with its names in both scripts."""

    kind: NameKind
    english: tuple[str, ...]
    hindi: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that cannot be used: the number of its line, what is wrong, and the cure."""

    line: int
    text: str


def read_words() -> Iterator[Concept]:
    """The concepts of ``thesaurus.tsv``."""
    for row in _table("thesaurus.tsv"):
        yield Concept(_forms(row["english"]), _forms(row["hindi"]), _forms(row["also"]))


def read_names() -> Iterator[Concept]:
    """The concepts of ``names.tsv``."""
    for row in _table("names.tsv"):
        kind: Kind = "person" if row["kind"] == "person" else "name"
        yield Concept(_forms(row["latin"]), _forms(row["hindi"]), _forms(row["also"]), kind)


def read_named() -> Iterator[NamedThing]:
    """The people, places and organisations of both tables, without names that are words as well."""
    for row in _table("names.tsv"):
        if _AMBIGUOUS not in row["reason"] and (kind := KINDS.get(row["kind"])):
            yield NamedThing(kind, _forms(row["latin"]), _forms(row["hindi"]))
    for row in _table("thesaurus.tsv"):
        if row["desk"] == "state":
            yield NamedThing("place", _forms(row["english"]), _forms(row["hindi"]))
        elif row["desk"] in _ORGANISATIONS:
            yield NamedThing("organisation", _forms(row["english"]), _forms(row["hindi"]))


def read_no_names() -> Iterator[str]:
    """What stands among the names, and is not to be offered as one (``no_names.tsv``)."""
    return (row["form"] for row in _table("no_names.tsv"))


def read_own_rows(lines: Iterable[str]) -> Iterator[Concept | RowProblem]:
    """The rows that a person has added: English, Hindi and perhaps also-Hindi, with tabs between.

    Empty lines, lines that begin with # and a header (its first column is called english) are left
    out. Text is taken as it comes, whatever it is; a row that cannot be used is told.
    """
    rows = 0
    for number, line in enumerate(lines, 1):
        text = unicodedata.normalize("NFC", line).strip("\ufeff\r\n")
        columns = [column.strip() for column in text.split("\t")]
        if not text.strip() or text.lstrip().startswith("#") or columns[0].lower() == "english":
            continue
        rows += 1
        if rows > MAX_OWN_ROWS:
            yield RowProblem(number, f"only the first {MAX_OWN_ROWS} rows are read")
            return
        yield _own_row(number, columns)


def _own_row(number: int, columns: list[str]) -> Concept | RowProblem:
    if len(columns) == 1:
        return RowProblem(number, "no tab; write: earthquake, a tab, भूकंप|भूचाल")
    english, hindi, also = (_forms(column) for column in (*columns[:3], "")[:3])
    if len(english) + len(hindi) + len(also) < 2:  # noqa: PLR2004
        return RowProblem(number, "one word alone stands for nothing else; name two")
    if any(len(form) > _MAX_FORM_CHARS for form in (*english, *hindi, *also)):
        return RowProblem(number, f"longer than {_MAX_FORM_CHARS} characters; shorten it")
    if any(_DEVANAGARI.search(form) for form in english):
        return RowProblem(number, "Hindi in the first column, which is for English words")
    return Concept(english, hindi, also)


def _forms(column: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(filter(None, (" ".join(form.split()) for form in column.split("|"))))
    )


def _table(name: str) -> Iterator[dict[str, str]]:
    text = files("index.thesaurus").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
