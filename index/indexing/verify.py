"""Verifies that articles are as they were put, and that the index and the words match them.

Every article is read and analysed anew, which takes as long as ``reindex``; nothing is changed.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from zlib import crc32

from archive.program import PROGRAM
from archive.store import Store
from index import indexing
from index.engine import AllOf, Engine, EngineUnavailable, SearchRequest, Term, count
from index.fields import LABELS, Facet
from index.indexing.batches import Batch, batches
from index.indexing.counts import WordCounts
from index.indexing.words import is_word

FACETS: tuple[Facet, ...] = (*LABELS, "day")
_MAX_COUNTED_STEMS = 20_000
"""Stems that are counted in the articles; their checksums say which."""

_SEARCHED_STEMS = 200
"""Of those, stems that are searched for in the index."""

_CURE = f"run: {PROGRAM} verify --repair"


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What is wrong, if anything.

    Attributes:
        articles: How many there are.
        damaged: The ids of those that are not as they were put; there is no copy to restore.
        index: What is wrong with the index or the words, a line each; building anew repairs it.
    """

    articles: int
    damaged: tuple[str, ...]
    index: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.damaged and not self.index

    def __str__(self) -> str:
        """One line if nothing is wrong, else one for each fault, with its cure."""
        if self.ok:
            return f"{self.articles:,} articles and the index are sound"
        damaged = (
            f"article {id_!r} is not what was put; {_CURE}, then import it" for id_ in self.damaged
        )
        return "\n".join((*damaged, *self.index))


class ChangedMeanwhile(EngineUnavailable):
    """Another process changed articles while they were being verified."""


def verify(
    store: Store, engine: Engine, progress: Callable[[int], object] = lambda _: None
) -> VerifyReport:
    """Verify every article, the index and the words.

    Raises:
        ChangedMeanwhile: Another process changed articles meanwhile.
        StoreUnavailable: The database cannot be read.
    """
    seq = store.seq()
    damaged = tuple(store.damaged())
    expected = _ExpectedContents()
    with closing(batches(store.changes(0))) as found:
        for batch in found:
            expected.add(batch)
            progress(len(batch.documents))
    try:
        problems = tuple(expected.differences(engine))
        if indexing.is_of_another_store(store, engine):
            problems = (f"the index is of another store; {_CURE}", *problems)
        elif indexing.rebuild_is_due(engine) or indexing.is_behind(store, engine):
            problems = (f"the index is behind the articles; {_CURE}", *problems)
    except EngineUnavailable as error:
        problems = (str(error),)
    words = {word: count for word, _, count in store.words()}
    scanned = {word: count for word, _, count in store.scanned_words()}
    differing = (words.items() ^ expected.words().items()) | (
        scanned.items() ^ expected.scanned_words().items()
    )
    if wrong := len(dict(differing)):
        problems = (*problems, f"{wrong:,} words are counted wrong; {_CURE}")
    if store.seq() != seq:
        raise ChangedMeanwhile("articles were imported meanwhile; verify again when that is done")
    return VerifyReport(expected.articles, damaged, tuple(dict.fromkeys(problems)))


def repair(store: Store, engine: Engine, report: VerifyReport) -> None:
    """Build the index anew if anything is wrong with it; let imports replace what is damaged.

    Raises:
        StoreUnavailable: The database cannot be written.
    """
    store.invalidate(report.damaged)
    if report.index:
        indexing.rebuild(store, engine)


@dataclass(slots=True)
class _ExpectedContents:
    """What the index and the words must hold, counted from the articles themselves."""

    articles: int = 0
    _words: WordCounts = field(default_factory=WordCounts)
    _labels: dict[Facet, Counter[str]] = field(
        default_factory=lambda: {facet: Counter() for facet in FACETS}
    )
    _stems: Counter[str] = field(default_factory=Counter)
    _one_in: int = 1
    """A stem is counted if its checksum is divisible by this."""

    def add(self, batch: Batch) -> None:
        """Take in some articles."""
        self.articles += len(batch.documents)
        self._words.add(batch)
        for document in batch.documents:
            for facet, counts in self._labels.items():
                if label := document.facets().get(facet):
                    counts[label] += 1
            stems = {*document.title.split(), *document.body.split()}
            self._stems.update(filter(self._is_counted, stems))
        while len(self._stems) > _MAX_COUNTED_STEMS:
            self._one_in *= 2
            kept = filter(self._is_counted, self._stems)
            self._stems = Counter({stem: self._stems[stem] for stem in kept})

    def _is_counted(self, stem: str) -> bool:
        return crc32(stem.encode()) % self._one_in == 0

    def words(self) -> dict[str, int]:
        """The words of the archive and how many articles hold each."""
        return {word: count for word, count in self._words.articles.items() if is_word(word)}

    def scanned_words(self) -> dict[str, int]:
        """Of these, in how many articles each was read from a picture."""
        return {word: count for word, count in self._words.scanned.items() if is_word(word)}

    def differences(self, engine: Engine) -> Iterator[str]:
        """What differs in the index, a line each."""
        hits = engine.search(SearchRequest(AllOf(), limit=0, facets=FACETS))
        if hits.total != self.articles:
            yield f"the index holds {hits.total:,} of {self.articles:,} articles; {_CURE}"
        for facet, counts in self._labels.items():
            if dict(hits.facets[facet]) != counts:
                yield f"the index counts wrong by {facet}; {_CURE}"
        by_count = self._stems.most_common()
        for stem, number in by_count[:: max(1, len(by_count) // _SEARCHED_STEMS)]:
            if count(engine, Term(stem)) != number:
                yield f"articles are not found by their words, such as {stem}; {_CURE}"
                return
