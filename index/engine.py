"""The engine interface: documents, clauses, requests, hits. Engines rank terms, never raw text.

Two kinds of term stand in a document: the folded stem, with positions, in title and body; and
the exact form, without. A query is a tree of clauses over them. How a clause scores is fixed
here, so that every engine ranks alike:

* The document frequency of a stem is the larger of those in title and body.
* ``Term``: bm25 (k1 = 1.2, b = 0.75) of the stem in title, body and lead and of the exact form,
  each times its weight in ``WEIGHTS``, all times the weight of the term. The length of a field
  counts as the one byte keeps it that Lucene and Tantivy have for it (``kept_length``).
* ``Phrase``: as a term of the body (or of the title) that occurs as often as the phrase does and
  whose idf is the sum of its words'. ``slop`` is allowed in each gap.
* ``AnyOf``: the sum of the clauses that match, at least ``min_should_match`` of them.
* ``DisMax``, for the variants of one word: the best clause alone. Its terms share one document
  frequency, the sum of theirs, each counted by its weight against the largest, so that a rare
  misspelling does not win by being rare.
* ``AllOf``: the sum of ``must``, all of which match, and of whatever matches of ``should``.
* ``Not``: scores nothing, keeps its matches out.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import Literal, Protocol

from archive.program import PROGRAM
from index.fields import LABELS, Facet

WEIGHTS = {"body": 1.0, "title": 0.5, "lead": 0.5, "exact": 1.0}
"""What a field's bm25 counts. The ablation is in tests/relevance."""

LEAD = 60
"""How many words from the start of the body are its lead, where news says what it is about."""


EXACT_LENGTHS, KEPT_BITS = 24, 4


def kept_length(length: int) -> int:
    """A length in terms as one byte keeps it: Lucene's ``SmallFloat.intToByte4``.

    Up to 24 exactly; of what is beyond, the first four binary digits.
    """
    beyond = max(length - EXACT_LENGTHS, 0)
    lost = max(beyond.bit_length() - KEPT_BITS, 0)
    return min(length, EXACT_LENGTHS) + (beyond >> lost << lost)


@dataclass(frozen=True, slots=True)
class Document:
    """An article as engines see it: terms, labels and a day.

    Terms are given as one text, as analysis makes it and most engines take it: with one space
    between each two, and no white space in any.

    Attributes:
        title: The stems of the title.
        body: The stems of the body.
        exact: The exact forms of title and body.
        labels: By the names of ``index.fields.LABELS``.
        arrived: The number of the change that the article came in with, which no other has.
    """

    id: str
    title: str
    body: str
    exact: str
    labels: Mapping[str, str] = field(default_factory=dict)
    published: date | None = None
    arrived: int = 0

    @property
    def lead(self) -> str:
        """The terms that the body begins with."""
        return " ".join(self.body.split(" ", LEAD)[:LEAD])

    def facets(self) -> dict[Facet, str]:
        """Its value of each facet; facets without one are left out."""
        found = {name: label for name, label in self.labels.items() if label}
        if self.published:
            day = self.published.isoformat()
            found |= {"year": day[:4], "month": day[:7], "day": day}
        return found


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What an index was made by and from.

    Attributes:
        analysis: The fingerprint of the analysis.
        seq: The last sequence number in it.
        origin: The store's token at that number (``Store.origin``); "" in older indexes.
    """

    analysis: str
    seq: int
    origin: str = ""

    def supersedes(self, other: "Checkpoint") -> bool:
        """Whether this one has the same analysis and a later number: the other is out of date."""
        return self.analysis == other.analysis and self.seq > other.seq


class Scope(StrEnum):
    """Which part of a document a term is looked for in."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Term:
    """A stem in title or body, and the exact form that brings its documents forward.

    The form is one of the stem's: in a document that has it, the stem stands too.
    With ``scope`` TITLE only titles count; with EXACT only the exact form does, anywhere.
    """

    stem: str
    exact: str = ""
    weight: float = 1.0
    scope: Scope = Scope.ANYWHERE


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems in this order, next to each other, or within ``slop`` further words.

    Each position holds the alternatives of one word.
    """

    words: tuple[tuple[str, ...], ...]
    slop: int = 0
    weight: float = 1.0
    scope: Scope = Scope.ANYWHERE


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least ``min_should_match`` of the clauses; with 0, every document."""

    clauses: "tuple[Clause, ...]"
    min_should_match: int = 1


@dataclass(frozen=True, slots=True)
class DisMax:
    """Any of the clauses, which are variants of one word: the best alone counts."""

    clauses: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every clause of ``must``; those of ``should`` add to the score. Empty: every document."""

    must: "tuple[Clause, ...]" = ()
    should: "tuple[Clause, ...]" = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever the clause does not match."""

    clause: "Clause"


Clause = Term | Phrase | AnyOf | DisMax | AllOf | Not


LabelFilters = tuple[tuple[str, tuple[str, ...]], ...]
"""Label fields, each with some of its labels."""

Days = tuple[date, date]
"""The first and the last day of a stretch of time."""

EXCLUDED = "not_"
"""Before the name of a label field: its labels that are excluded."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a document must have, beside matching the query.

    Attributes:
        labels: The label fields that are filtered, in the order of ``index.fields.LABELS``, each
            with the labels that it may have.
        since: The first day; None leaves this end open.
        until: The last day, likewise.
        not_labels: The label fields of which some labels are excluded, as ``labels``.
        periods: First and last days of stretches of time; a day must lie in one of them, unless
            there are none.
        undated: Documents without a day pass; other ones only by since, until or periods.
        arrived_since: Only what arrived after the change of this number; None: whenever.
    """

    labels: "LabelFilters" = ()
    since: date | None = None
    until: date | None = None
    not_labels: "LabelFilters" = ()
    periods: "tuple[Days, ...]" = ()
    undated: bool = False
    arrived_since: int | None = None

    @classmethod
    def of(
        cls,
        *,
        since: date | None = None,
        until: date | None = None,
        periods: "Iterable[Days]" = (),
        undated: bool = False,
        arrived_since: int | None = None,
        **labels: Iterable[str],
    ) -> "Filters":
        """Filters by name: ``Filters.of(source=("…",), not_author=("…",), since=…)``."""
        filters = cls(since=since, until=until, periods=tuple(periods), undated=undated)
        filters = replace(filters, arrived_since=arrived_since)
        for name, values in labels.items():
            filters = filters.replacing(name, values)
        return filters

    def values(self, name: str) -> tuple[str, ...]:
        """The labels that a field may have, or, for its name with ``not_``, may not have."""
        labels, field_name = self._labels_of(name)
        return dict(labels).get(field_name, ())

    def replacing(self, name: str, values: Iterable[str]) -> "Filters":
        """The same filters, but for the labels of this field, or ``not_`` and the field.

        Raises:
            KeyError: There is no such label field.
        """
        before, field_name = self._labels_of(name)
        if field_name not in LABELS:
            raise KeyError(name)
        given, known = tuple(values), dict(before)
        if given == known.get(field_name, ()):
            return self
        labels = known | {field_name: given}
        ordered = tuple((each, labels[each]) for each in LABELS if labels.get(each))
        if name == field_name:
            return replace(self, labels=ordered)
        return replace(self, not_labels=ordered)

    def _labels_of(self, name: str) -> "tuple[LabelFilters, str]":
        field_name = name.removeprefix(EXCLUDED)
        return (self.labels if field_name == name else self.not_labels), field_name

    def at_any_time(self) -> "Filters":
        """The same filters, but for days."""
        return replace(self, since=None, until=None, periods=(), undated=False)

    def day_ranges(self) -> "tuple[Days, ...] | None":
        """Which days pass, as first and last days; None: days are not filtered."""
        if not (self.since or self.until or self.periods):
            return () if self.undated else None
        since, until = self.since or date.min, self.until or date.max
        ranges = [(max(since, a), min(until, b)) for a, b in self.periods or ((since, until),)]
        return tuple((first, last) for first, last in ranges if first <= last)


NO_FILTERS = Filters()
Order = Literal["relevance", "newest", "oldest", "arrived"]
"""By the day of an article it is newest or oldest first; ``arrived``: the last to come in first."""

Counts = tuple[tuple[str, int], ...]
"""Values with the number of matching documents, most frequent first, then by value; documents
without a value are left out."""


def in_order(counts: Iterable[tuple[str, int]]) -> Counts:
    """Counts in the order that they have."""
    ordered = sorted(counts)
    ordered.sort(key=itemgetter(1), reverse=True)
    return tuple(ordered)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What an engine is asked for.

    Attributes:
        query: What has to match, and how it scores.
        filters: Which documents count at all; they score nothing.
        order: Of the hits.
        limit: Number of hits at most; with 0, only ``total`` and ``facets`` are computed.
        offset: Number of hits that are skipped before the first.
        facets: The fields whose values are counted, over everything that matches.
    """

    query: Clause
    filters: Filters = NO_FILTERS
    order: Order = "relevance"
    limit: int = 10
    offset: int = 0
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found; ties stand in order of id, undated documents last.

    An index of before documents had numbers gives the newest first for ``arrived``.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[Facet, Counts] = field(default_factory=dict)


REINDEX = f"run: {PROGRAM} reindex"
"""The cure for an index that is missing or cannot be read."""


class EngineError(Exception):
    """An engine failed; its text is one line for the user, naming the cure. HTTP 503."""


class EngineUnavailable(EngineError):
    """There is no index yet, or it cannot be reached or read."""


class EngineHindered(EngineError):
    """The machine keeps the index from being read or written: no space, no memory, a bad disk.

    The index is as good as before, and building it anew would help nothing.
    """


class IndexOfAnotherUser(EngineError):
    """The index belongs to another user: it is neither trusted nor built anew."""


class EngineBusy(EngineError):
    """Another process is writing this index."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """What an index takes, as far as its engine can tell from this machine.

    Attributes:
        size: Bytes on the disk; None: they are elsewhere.
        changed: When it was written last, in seconds since 1970; None: not known.
    """

    size: int | None = None
    changed: float | None = None


class Writer(Protocol):
    """A new index that is being built aside."""

    def add(self, documents: Iterable[Document]) -> None:
        """Take in documents, each id once."""

    def finish(self, checkpoint: Checkpoint) -> None:
        """Put the new index in the old one's place, all at once."""


class Engine(Protocol):
    """Finds documents by their terms."""

    def checkpoint(self) -> Checkpoint | None:
        """What the index holds, or None if there is no index yet."""

    def apply(self, put: Iterable[Document], drop: Iterable[str], checkpoint: Checkpoint) -> None:
        """Add or replace documents, drop ids, and commit both with the checkpoint in one step.

        Nothing is done if the checkpoint of the index supersedes this one: another process was
        faster, and these documents may be older than the ones there.
        """

    def search(self, request: SearchRequest) -> Hits:
        """One page of hits, the number of all, and the counts of the facets.

        Raises:
            EngineUnavailable: There is no index yet, or it cannot be read.
        """

    def frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """The document frequency of each stem: numbers that an engine has at hand."""

    def rebuild(self) -> AbstractContextManager[Writer]:
        """Build a new index aside; thrown away unless ``Writer.finish`` was reached."""

    def footprint(self) -> Footprint:
        """How much the index takes, and when it was written last."""

    def sweep(self) -> bool:
        """Remove what killed writers left behind, unless another one is writing.

        Returns:
            Whether nothing of it is left.
        """

    def close(self) -> None:
        """Let go of files and connections."""


def count(engine: Engine, query: Clause, filters: Filters = NO_FILTERS) -> int:
    """The number of documents that match; raises as ``Engine.search``."""
    return engine.search(SearchRequest(query, filters, limit=0)).total


def facet_counts(
    engine: Engine, query: Clause, filters: Filters, facets: tuple[Facet, ...]
) -> dict[Facet, Counts]:
    """How many matching documents have each value of the facets; raises as ``Engine.search``."""
    return engine.search(SearchRequest(query, filters, limit=0, facets=facets)).facets
