"""One generation of a Tantivy index, open for reading; threads may share it.

It goes on answering whatever is written or swept away meanwhile, since its files stay mapped.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tantivy import Index, Order, Query, Searcher

from index.engine import Checkpoint, Clause, Counts, Filters, Hit, Hits, SearchRequest, in_order
from index.engines.folder import Damaged
from index.engines.tantivy.collector import TantivyCollector
from index.engines.tantivy.files import Contents, check
from index.engines.tantivy.pairs import Pairs
from index.engines.tantivy.queries import (
    TantivyStatistics,
    TantivyTranslator,
    conjunction,
    filter_queries,
)
from index.engines.tantivy.schema import ARTICLE, CHECKPOINT, checkpoint_of, schema, writable
from index.fields import LABELS, Facet

_MAX_VALUES = 65_000
"""Values of a facet that are counted at most."""

_MAX_CACHED_TERMS = 10_000
"""Frequencies of terms that are remembered, in about 2 MB."""


class TantivySnapshot:
    """One generation.

    Args:
        build: Its folder.
        checked: The files whose checksums were right; added to.

    Raises:
        Damaged: A file does not hold what was written to it.
        FileNotFoundError: A commit took files away meanwhile.
    """

    def __init__(self, build: Path, checked: set[Path]) -> None:
        self.build = build
        contents = Contents.read(build)
        for file in contents.files - checked:
            check(file)
        checked &= contents.files
        checked |= contents.files
        try:
            # Not by the schema of today: the index may have been made before a label was added.
            with _openable(build) as folder:
                index = Index.open(str(folder))
                index.config_reader("manual", 0)
                self._searcher = index.searcher()
            self.checkpoint = self._read_checkpoint()
            self._unused = frozenset(
                name for name in LABELS if name not in contents.fields or not self._has_values(name)
            )
        except ValueError as error:
            raise Damaged(str(error)) from error
        self._numbered = "arrived" in contents.fields
        # Words repeat from one search to the next, and no frequency changes in a generation.
        self._doc_freq = lru_cache(_MAX_CACHED_TERMS)(partial(_doc_freq, self._searcher))
        found = sum(self._doc_freq("kind", kind) for kind in (ARTICLE, CHECKPOINT))
        if (found, self._searcher.num_docs) != (contents.size, contents.alive):
            raise Damaged("meta.json is not what was committed")

    def _read_checkpoint(self) -> Checkpoint:
        query = Query.term_query(schema(), "kind", CHECKPOINT)
        hits = self._searcher.search(query, limit=1, order_by_field="key").hits
        if not hits:
            raise Damaged("the checkpoint is gone")
        return checkpoint_of(hits[0][0])

    def _has_values(self, label_field: str) -> bool:
        """Whether any document has such a label; else it need not be counted in each search."""
        exists = Query.exists_query(label_field)
        return bool(self._searcher.search(exists, limit=1, count=False).hits)

    def _lets_none_through(self, filters: Filters) -> bool:
        """Whether no document can pass, as far as its fields tell."""
        unnumbered = filters.arrived_since is not None and not self._numbered
        return unnumbered or any(name in self._unused for name, _ in filters.labels)

    def frequency(self, stem: str) -> int:
        """The document frequency of a stem."""
        return max(self._doc_freq(field, stem) for field in ("title", "body"))

    def search(self, request: SearchRequest) -> Hits:
        """See ``index.engine.Engine.search``."""
        statistics = TantivyStatistics(self._doc_freq)
        match = TantivyTranslator(statistics, scored=False).translate(request.query)
        if match is None or self._lets_none_through(request.filters):
            return Hits(0, (), dict.fromkeys(request.facets, ()))
        facets = [facet for facet in request.facets if facet not in self._unused]
        filters = filter_queries(request.filters)
        match = conjunction(*filters, match)
        end = min(request.offset + request.limit, statistics.articles)
        if request.limit < 1 or request.offset >= end:
            total, counts = _count(self._searcher, match, facets, total=True)
            return Hits(total, (), dict.fromkeys(request.facets, ()) | counts)
        collector = TantivyCollector(self._searcher, match, request.offset, end)

        def scored(clause: Clause) -> Query:
            translator = TantivyTranslator(statistics, scored=True)
            return conjunction(*filters, translator.translate(clause) or match)

        def ranked() -> tuple[int, list[Hit]]:
            if request.order == "relevance":
                pairs = Pairs.of(request.query, statistics)
                near = pairs and collector.by_score_and_pairs(scored(pairs.without), pairs)
                return near or collector.by_score(scored(request.query))
            field = "arrived" if request.order == "arrived" and self._numbered else "ordinal"
            falling = Order.Asc if request.order == "oldest" else Order.Desc
            return collector.by_number(scored(request.query), field, falling)

        if not request.facets:
            total, hits = ranked()
            return Hits(total, tuple(hits))
        # Tantivy lets other threads run while it searches: a tenth of a whole search is saved.
        counting = _counting_threads().submit(_count, self._searcher, match, facets)
        total, hits = ranked()
        _, counts = counting.result()
        return Hits(total, tuple(hits), dict.fromkeys(request.facets, ()) | counts)


@contextmanager
def _openable(build: Path) -> Iterator[Path]:
    """The build; where it is read-only, links to its files.

    Tantivy makes a lock beside them even to read, lest a writer take files away meanwhile. Where it
    cannot, a file that was taken away is missing, and the next generation is opened.
    """
    if os.access(build, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        yield build
        return
    with TemporaryDirectory(prefix="abhilekh-") as folder:
        for file in build.iterdir():
            if file.suffix != ".lock":
                Path(folder, file.name).symlink_to(file.absolute())
        yield Path(folder)


@cache
def _counting_threads() -> ThreadPoolExecutor:
    """The threads that count while others rank."""
    return ThreadPoolExecutor(os.cpu_count() or 1, "counts")


# Threads do not live on in a fork.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_counting_threads.cache_clear)


def _doc_freq(searcher: Searcher, field: str, word: str) -> int:
    """In how many documents a term stands in a field, deleted ones too that are still there."""
    return searcher.doc_freq(field, word) if writable(word) else 0


def _count(
    searcher: Searcher, match: Query, facets: Sequence[Facet], *, total: bool = False
) -> tuple[int, dict[Facet, Counts]]:
    """How many there are, if asked for, and how often each value of the facets occurs."""
    # The years add up from the months, which is cheaper than counting every article once more.
    summed = {"month", "year"} <= set(facets)
    counted = [facet for facet in facets if not (summed and facet == "year")]
    aggregations: dict[str, Any] = {
        facet: {"terms": {"field": facet, "size": _MAX_VALUES}} for facet in counted
    }
    if total:
        # Twice as quick as to let a search count.
        aggregations["total"] = {"value_count": {"field": "key"}}
    found = searcher.aggregate(match, aggregations)
    counts = {facet: _counts(found[facet]["buckets"]) for facet in counted}
    if summed:
        counts["year"] = _years(counts["month"])
    return int(found["total"]["value"]) if total else 0, counts


def _years(months: Counts) -> Counts:
    years: Counter[str] = Counter()
    for month, number in months:
        years[month[:4]] += number
    return in_order(years.items())


def _counts(buckets: Iterable[dict[str, Any]]) -> Counts:
    return in_order((bucket["key"], bucket["doc_count"]) for bucket in buckets)
