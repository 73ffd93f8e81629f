"""What an owner wants to know of the archive at a glance."""

from archive.settings import Settings
from index import indexing
from index.engine import EngineUnavailable
from index.search.ladder import advice
from index.search.open import Archive


def status(settings: Settings, archive: Archive) -> dict[str, str | int]:
    """The facts by name: where it is, how much it holds, how the index stands."""
    words = sum(1 for _ in archive.store.words())
    articles = archive.store.count()
    return {
        "home": str(settings.home),
        "database": settings.database_url.rpartition("@")[2],
        "engine": settings.engine_url.rpartition("@")[2],
        "articles": articles,
        "words": words,
        "changes": archive.store.seq(),
        "index": _index(archive),
        "ladder": advice(settings.engine_url, str(settings.home), articles),
    }


def _index(archive: Archive) -> str:
    try:
        if archive.engine.checkpoint() is None:
            return "none yet; run: manage.py reindex"
    except EngineUnavailable as error:
        return str(error)
    if indexing.rebuild_is_due(archive.engine):
        return "made by another version; run: manage.py reindex"
    if indexing.is_behind(archive.store, archive.engine):
        return "behind the articles; run: manage.py reindex --if-needed"
    return "up to date"
