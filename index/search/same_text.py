"""Finds the articles that have the same text, or the same address, as some that are to be deleted.

The whole archive is looked through, but of each article only the beginning.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from archive.article import Article
from archive.store import Store
from index.documents import duplicate_key, duplicate_prefix

_CHARACTERS = 90
"""Of a body, so many are compared first."""

_AT_ONCE = 100
"""Articles in memory: one may have megabytes."""


@dataclass(frozen=True, slots=True)
class Kin:
    """The ids of articles that stay if others are deleted.

    Attributes:
        same_text: Their text is the same word for word.
        same_address: They were published at the same address, with another text.
    """

    same_text: tuple[str, ...] = ()
    same_address: tuple[str, ...] = ()


def kin_of(store: Store, ids: Sequence[str]) -> Kin:
    """What is kin to the articles of these ids, and not one of them.

    Raises:
        StoreUnavailable: The database cannot be read.
    """
    keys: defaultdict[str, set[str]] = defaultdict(set)
    addresses: set[str] = set()
    for some in _in_parts(ids):
        for article in store.get_many(some).values():
            keys[_prefix(article.body)].add(duplicate_key(article))
            addresses.add(article.url)
    addresses.discard("")
    own = set(ids)
    alike: dict[str, str] = {}
    same_address: list[str] = []
    for id_, url, start in store.beginnings(_CHARACTERS):
        if id_ in own:
            continue
        if (prefix := _prefix(start)) in keys:
            alike[id_] = prefix
        if url in addresses:
            same_address.append(id_)
    same_text = [
        article.id
        for some in _in_parts(list(alike))
        for article in store.get_many(some).values()
        if duplicate_key(article) in keys[alike[article.id]]
    ]
    return Kin(tuple(sorted(same_text)), tuple(sorted(set(same_address).difference(same_text))))


def _prefix(body: str) -> str:
    """Equal for bodies that may be the same: it sees the beginning alone."""
    return duplicate_prefix(Article("", body[:_CHARACTERS]))


def _in_parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
