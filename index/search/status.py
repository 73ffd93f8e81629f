"""The facts that ``manage.py status`` prints, among them when to move to a bigger engine."""

from dataclasses import dataclass

from archive.settings import Settings
from index import indexing
from index.engine import EngineUnavailable
from index.search.open import Archive

MAX_PROBLEMS_TOLD = 20
"""Rows of one's own that cannot be used, of which each is told."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """How far an engine goes.

    Attributes:
        articles: Up to how many 19 of 20 searches stay quick.
        next_engine: The setting of the engine to move to; ``{home}`` is the archive's folder.
    """

    articles: int
    next_engine: str


CAPACITIES = {
    # p95 60 ms on two cores: tests/benchmarks/ladder.py, table in the README.
    "whoosh": Capacity(40_000, "tantivy:{home}/tantivy"),
    "tantivy": Capacity(1_500_000, "opensearch+https://USER:PASSWORD@HOST:9200/abhilekh"),
}


def archive_status(settings: Settings, archive: Archive) -> dict[str, str | int]:
    """The facts by name: where the archive is, how much it holds, how the index stands.

    Raises:
        StoreUnavailable: The database cannot be read.
    """
    articles = archive.store.count()
    deleted = _deleted_status(archive)
    return {
        "home": str(settings.home),
        "database": settings.database_url.rpartition("@")[2],
        "engine": settings.engine_url.rpartition("@")[2],
        "articles": articles,
        "words": sum(1 for _ in archive.store.words()),
        "changes": archive.store.seq(),
        **({"deleted": deleted} if deleted else {}),
        "index": _index_status(archive),
        "thesaurus": _own_rows_status(archive),
        "ladder": advice(settings.engine_url, str(settings.home), articles),
    }


def advice(engine_url: str, home: str, articles: int) -> str:
    """One line: how far this engine goes, or the two commands that move the archive on."""
    name = engine_url.partition(":")[0]
    capacity = CAPACITIES.get(name)
    if capacity is None:
        return f"{name} grows with its nodes"
    if articles <= capacity.articles:
        return f"{name} is right up to about {capacity.articles:,} articles"
    url = capacity.next_engine.format(home=home)
    return (
        f"{name} gets slow beyond {capacity.articles:,} articles; move up with two commands: "
        f"export ARCHIVE_ENGINE_URL={url} and then: manage.py reindex"
    )


def _deleted_status(archive: Archive) -> str:
    """What was deleted for good, and whether its bytes are gone from the files; "" for nothing."""
    trail = archive.store.takedowns.all()
    kept_out = len({each.id for each in trail if not each.lifted_at})
    told = f"{kept_out:,} for good, see manage.py delete --list" if trail else ""
    if any(not each.erased for each in trail):
        told += "; not all erased from the files yet; run: manage.py delete --finish"
    return told


def _own_rows_status(archive: Archive) -> str:
    """The person's own rows, and what is wrong with those that cannot be used, one a line."""
    rows, problems = archive.words.own_rows.read()
    if not problems:
        return f"{len(rows):,} rows of your own" if rows else "no rows of your own"
    lines = [
        f"line {each.line}: {each.text}" if each.line else each.text
        for each in problems[:MAX_PROBLEMS_TOLD]
    ]
    if len(problems) > MAX_PROBLEMS_TOLD:
        lines.append(f"and {len(problems) - MAX_PROBLEMS_TOLD:,} more")
    return f"{len(rows):,} rows of your own; not used: " + "\n".join(lines)


def _index_status(archive: Archive) -> str:
    try:
        if archive.engine.checkpoint() is None:
            return "none yet; run: manage.py reindex"
    except EngineUnavailable as error:
        return str(error)
    if indexing.rebuild_is_due(archive.engine):
        return "made by another version; run: manage.py reindex"
    if indexing.is_of_another_store(archive.store, archive.engine):
        return "of another store; the next import or manage.py reindex rebuilds it"
    if indexing.is_behind(archive.store, archive.engine):
        return "behind the articles; run: manage.py reindex --if-needed"
    return "up to date"
