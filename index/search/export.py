"""Streams everything that a search finds, for downloads.

The engine is asked once, so ids and their order stand while the index goes on changing. Articles
are read a hundred at a time, as they are then; one that was deleted meanwhile is left out.
Only ids and scores are held in memory, some 150 bytes for each article.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.article import Article
from archive.store import Store
from index.engine import Hits
from index.query.notes import CUTTING, Note
from index.search.models import Request

ARTICLES_PER_READ = 100
"""Articles that are read from the store at a time; few, since one may have megabytes."""


@dataclass(frozen=True, slots=True)
class ResultExport:
    """All that a search finds, the first of them where there are more than were asked for.

    Attributes:
        request: What was asked; ``limit`` is how many may be here.
        hits: Found in the order asked for; ``total`` counts those beyond the limit too.
        relaxed: Not enough articles have all words, so those with most of them are here too.
        with_all: How many articles have all the words.
        notes: What in the query could not be used.
    """

    request: Request
    hits: Hits
    relaxed: bool
    with_all: int
    notes: tuple[Note, ...]
    store: Store

    @property
    def complete(self) -> bool:
        """Whether all was looked for, as for ``Results``."""
        return not any(note.kind in CUTTING for note in self.notes)

    def articles(self) -> Iterator[tuple[Article, float]]:
        """The articles with their scores, streamed.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        for start in range(0, len(self.hits.hits), ARTICLES_PER_READ):
            some = self.hits.hits[start : start + ARTICLES_PER_READ]
            articles = self.store.get_many([hit.id for hit in some])
            for hit in some:
                if article := articles.get(hit.id):
                    yield article, hit.score
