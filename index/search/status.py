"""What an owner wants to know of the archive at a glance."""

from archive.settings import Settings
from index import indexing
from index.engine import EngineUnavailable
from index.search.ladder import advice
from index.search.open import Opened


def status(settings: Settings, opened: Opened) -> dict[str, str | int]:
    """The facts by name: where it is, how much it holds, how the index stands."""
    words = sum(1 for _ in opened.store.words())
    articles = opened.store.count()
    return {
        "home": str(settings.home),
        "database": settings.database_url.rpartition("@")[2],
        "engine": settings.engine_url.rpartition("@")[2],
        "articles": articles,
        "words": words,
        "changes": opened.store.seq(),
        "index": _index(opened),
        "ladder": advice(settings.engine_url, str(settings.home), articles),
    }


def _index(opened: Opened) -> str:
    try:
        if opened.engine.stamp() is None:
            return "none yet; run: manage.py reindex"
    except EngineUnavailable as error:
        return str(error)
    if indexing.rebuild_is_due(opened.engine):
        return "made by another version; run: manage.py reindex"
    if indexing.behind(opened.store, opened.engine):
        return "behind the articles; run: manage.py reindex --if-needed"
    return "up to date"
