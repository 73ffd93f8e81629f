"""The archive of all the real news, built once for all tests and their processes."""

import contextlib
import dataclasses
import fcntl
from pathlib import Path

from archive.article import Rejected
from archive.importing import import_paths
from index import indexing
from index.search.open import Archive, open_archive
from tests.factories import settings_in

ARTICLES = 16_901


@dataclasses.dataclass(frozen=True)
class RealNews:
    """The open archive and the ids of the two seeds."""

    opened: Archive
    seeds: frozenset[str]


def open_built(shared: Path, home: Path) -> RealNews:
    """Open the archive in this folder; the first process that asks builds it, the others wait."""
    home.mkdir(exist_ok=True)
    seeds = home / "seeds"
    with (home / "building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not seeds.exists():
            seeds.write_text(" ".join(_build(shared, home)), encoding="utf-8")
    return RealNews(_open(home), frozenset(seeds.read_text(encoding="utf-8").split()))


def _open(home: Path) -> Archive:
    return open_archive(settings_in(home))


def _build(shared: Path, home: Path) -> list[str]:
    """Import and index the two seeds and all of the news; the ids of the seeds."""
    with contextlib.closing(_open(home)) as opened:
        rejected: list[Rejected] = []
        import_paths(opened.store, [shared / "data" / "seeds"], rejected.append)
        seeds = [article.id for article in opened.store.articles()]
        news = shared / "data" / "news" / "news.jsonl.gz"
        import_paths(opened.store, [news], rejected.append)
        indexing.catch_up(opened.store, opened.engine)
        assert not rejected, rejected
    return seeds
