"""The archive of all the real news, built once for all tests that need it."""

import dataclasses
from pathlib import Path

from archive.article import Rejected
from archive.importing import import_paths
from archive.settings import Settings
from index import indexing
from index.search.opening import Opened, open_archive

ARTICLES = 16_901


@dataclasses.dataclass(frozen=True)
class RealNews:
    """The open archive and the ids of the two seeds."""

    opened: Opened
    seeds: frozenset[str]
    rejected: tuple[Rejected, ...]


def build(shared: Path, home: Path) -> RealNews:
    """Import and index the two seeds and all of the news."""
    opened = open_archive(Settings.from_mapping({"ARCHIVE_HOME": str(home)}))
    rejected: list[Rejected] = []
    import_paths(opened.store, [shared / "data" / "seeds"], rejected.append)
    seeds = frozenset(article.id for article in opened.store.articles())
    news = shared / "data" / "news" / "news.jsonl.gz"
    import_paths(opened.store, [news], rejected.append)
    indexing.catch_up(opened.store, opened.engine)
    return RealNews(opened, seeds, tuple(rejected))
