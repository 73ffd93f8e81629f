"""Looks up the articles of a list by their ids, and says which are not here."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.article import Article
from archive.store import Store


@dataclass(frozen=True, slots=True)
class Listed:
    """The articles of a list.

    Attributes:
        articles: In the order of the list.
        gone: Ids of articles that were deleted, and stay away.
        unknown: Ids that no article has.
    """

    articles: tuple[Article, ...]
    gone: tuple[str, ...]
    unknown: tuple[str, ...]


def look_up(store: Store, ids: Sequence[str]) -> Listed:
    """The articles with these ids."""
    found = store.get_many(ids)
    missing = [id_ for id_ in ids if id_ not in found]
    gone = tuple(id_ for id_ in missing if store.takedowns.is_gone(id_))
    unknown = tuple(id_ for id_ in missing if id_ not in gone)
    return Listed(tuple(found[id_] for id_ in ids if id_ in found), gone, unknown)
