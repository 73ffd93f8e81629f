"""Finds the articles that a person names by id, by their address on the site, or by their own."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from archive.article import derived_id, former_id
from archive.reading.addresses import clean_url
from archive.store import Store

_ON_THE_SITE = "/articles/"


def live_ids(store: Store, names: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The ids of articles that are meant, of those that were deleted before, and the rest."""
    live: list[str] = []
    before: list[str] = []
    unknown: list[str] = []
    for name in dict.fromkeys(names):
        as_id = list(_as_ids(name))
        if found := [id_ for id_ in as_id if id_ in store.get_many(as_id)][:1]:
            live += found
        elif found := [id_ for id_ in as_id if store.takedowns.is_gone(id_)][:1]:
            before += found
        elif found := _at_address(store, name):
            live += found
        elif found := [each.id for each in store.takedowns.at_address(clean_url(name))]:
            before += found
        else:
            unknown.append(name)
    return list(dict.fromkeys(live)), list(dict.fromkeys(before)), unknown


def deleted_ids(store: Store, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The ids of deleted articles that are meant and kept out, and the names that mean none."""
    ids: list[str] = []
    unknown: list[str] = []
    for name in dict.fromkeys(names):
        found = list(store.takedowns.of(_as_ids(name)))
        found = found or [each.id for each in store.takedowns.at_address(clean_url(name))]
        ids += found
        if not found:
            unknown.append(name)
    return list(dict.fromkeys(ids)), unknown


def _as_ids(name: str) -> Iterator[str]:
    """What a name may be as an id: itself, or what an address on the site has in it."""
    yield name
    if _is_address(name):
        path = urlsplit(name).path
        for start in range(len(path)):
            # The id itself may have slashes, and the site may stand under any path.
            if path.startswith(_ON_THE_SITE, start):
                yield unquote(path[start + len(_ON_THE_SITE) :])


def _at_address(store: Store, name: str) -> list[str]:
    """The ids of all articles published at this address."""
    url = clean_url(name) if _is_address(name) else ""
    if not url:
        return []
    # Most have the id that their address gives; for the others every article is looked at.
    usual = [derived_id(url, ""), former_id(url)]
    return list(store.get_many(usual)) or store.ids_at_address(url)


def _is_address(name: str) -> bool:
    try:
        parts = urlsplit(name)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") or name.startswith(_ON_THE_SITE)
