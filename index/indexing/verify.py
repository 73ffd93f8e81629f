"""Whether everything is still what it was: the articles as they were put, the index as they are.

It reads every article and analyses it anew, as long as a ``reindex`` takes, and changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from zlib import crc32

from archive.store import Store
from index import indexing
from index.engine import AllOf, Engine, EngineUnavailable, Facet, SearchRequest, Term, count
from index.fields import LABELS
from index.indexing.batches import Batch, batches
from index.indexing.words import is_word

FACETS: tuple[Facet, ...] = (*LABELS, "day")
_KEPT, _SAMPLE = 20_000, 200
"""Stems counted in the articles, and looked for in the index; their checksums say which."""

CURE = "run: manage.py verify --repair"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found.

    Attributes:
        articles: How many there are.
        damaged: The ids of those that are not what was put: of that, no copy is kept here.
        index: What is wrong with index or words, a line each; building anew mends it.
    """

    articles: int
    damaged: tuple[str, ...]
    index: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether all is well."""
        return not self.damaged and not self.index

    def __str__(self) -> str:
        """All is well, or what is not, a line each with its cure."""
        if self.sound:
            return f"{self.articles:,} articles and the index are sound"
        damaged = (
            f"article {id_!r} is not what was put; {CURE}, then import it" for id_ in self.damaged
        )
        return "\n".join((*damaged, *self.index))


class ChangedMeanwhile(EngineUnavailable):
    """Articles came or went while they were looked at."""


def verify(
    store: Store, engine: Engine, progress: Callable[[int], object] = lambda _: None
) -> Verified:
    """Look at everything.

    Raises:
        ChangedMeanwhile: Another process imported.
        StoreUnavailable: The database cannot be read.
    """
    seq = store.seq()
    damaged = tuple(store.damaged())
    expected = _Expected()
    with closing(batches(store.changes(0))) as found:
        for batch in found:
            expected.add(batch)
            progress(len(batch.documents))
    try:
        problems = tuple(expected.missing(engine))
        if indexing.rebuild_is_due(engine) or indexing.is_behind(store, engine):
            problems = (f"the index is behind the articles; {CURE}", *problems)
    except EngineUnavailable as error:
        problems = (str(error),)
    words = {word: count for word, _, count in store.words()}
    if wrong := len(dict(words.items() ^ expected.words().items())):
        problems = (*problems, f"{wrong:,} words are counted wrong; {CURE}")
    if store.seq() != seq:
        raise ChangedMeanwhile("articles were imported meanwhile; verify again when that is done")
    return Verified(expected.articles, damaged, tuple(dict.fromkeys(problems)))


def repair(store: Store, engine: Engine, found: Verified) -> None:
    """Build the index anew if anything is wrong with it; let imports replace what is damaged.

    Raises:
        StoreUnavailable: The database cannot be written.
    """
    store.invalidate(found.damaged)
    if found.index:
        indexing.rebuild(store, engine)


@dataclass(slots=True)
class _Expected:
    """What the index and the words must hold, counted from the articles themselves."""

    articles: int = 0
    _words: Counter[str] = field(default_factory=Counter)
    _labels: dict[Facet, Counter[str]] = field(
        default_factory=lambda: {facet: Counter() for facet in FACETS}
    )
    _stems: Counter[str] = field(default_factory=Counter)
    _one_in: int = 1

    def add(self, batch: Batch) -> None:
        """Take in some articles."""
        self.articles += len(batch.documents)
        self._words.update(batch.words)
        for document in batch.documents:
            for facet, counts in self._labels.items():
                if label := document.facets().get(facet):
                    counts[label] += 1
            stems = {*document.title, *document.body}
            self._stems.update(filter(self._is_counted, stems))
        while len(self._stems) > _KEPT:
            self._one_in *= 2
            kept = filter(self._is_counted, self._stems)
            self._stems = Counter({stem: self._stems[stem] for stem in kept})

    def _is_counted(self, stem: str) -> bool:
        return crc32(stem.encode()) % self._one_in == 0

    def words(self) -> dict[str, int]:
        """The words of the archive and how many articles hold each."""
        return {word: count for word, count in self._words.items() if is_word(word)}

    def missing(self, engine: Engine) -> Iterator[str]:
        """What the index does not hold, or holds too often."""
        hits = engine.search(SearchRequest(AllOf(), limit=0, facets=FACETS))
        if hits.total != self.articles:
            yield f"the index holds {hits.total:,} of {self.articles:,} articles; {CURE}"
        for facet, counts in self._labels.items():
            if dict(hits.facets[facet]) != counts:
                yield f"the index counts wrong by {facet}; {CURE}"
        by_count = self._stems.most_common()
        for stem, number in by_count[:: max(1, len(by_count) // _SAMPLE)]:
            if count(engine, Term(stem)) != number:
                yield f"articles are not found by their words, such as {stem}; {CURE}"
                return
