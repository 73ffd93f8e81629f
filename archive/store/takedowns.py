"""Remembers what was deleted for good, by whom and why, and keeps it from coming back.

Of an article only its id and its address are kept, never its text or title. What is imported is
kept out if it has the id of one that was deleted, or its address in any spelling. A deletion that
is lifted stays in the trail, with who lifted it.
"""

import secrets
import time
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection, Row, Select, delete, insert, or_, select, update

from archive.article import Article, derived_id
from archive.store.bulk import is_one_of
from archive.store.database import Database
from archive.store.schema import articles, feeds, fetched_pages, is_key, takedowns

_AT_ONCE = 500
"""Ids in one statement."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """One order to delete: a command that a person gave. Times are seconds since 1970.

    Attributes:
        deletion: Names it, in every copy of the archive.
        by: Who gave it.
        why: In their own words; may be empty.
    """

    by: str
    why: str = ""
    deletion: str = field(default_factory=lambda: secrets.token_hex(4))
    at: int = field(default_factory=lambda: int(time.time()))


@dataclass(frozen=True, slots=True)
class Takedown:
    """An article that was deleted by such an order.

    Attributes:
        url: Where it was published; empty if that was unknown.
        erased: Whether its text is gone from the files too, as far as they are this program's.
        lifted_at: When it was let in again; 0: it is kept out.
    """

    deletion: str
    id: str
    url: str
    at: int
    by: str
    why: str
    erased: bool = False
    lifted_at: int = 0
    lifted_by: str = ""
    lifted_why: str = ""


_FIELDS = tuple(each.name for each in fields(Takedown))
_ACTIVE = takedowns.c.lifted_at == 0
_ANY = select(takedowns.c.id).where(_ACTIVE).limit(1)


class Takedowns:
    """The trail of deletions. Every method raises ``StoreUnavailable`` as those of ``Store``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Takedown]:
        """The whole trail, the earliest first."""
        order = takedowns.c.at, takedowns.c.deletion, takedowns.c.id
        return self._found(select(takedowns).order_by(*order))

    def of(self, ids: Iterable[str]) -> dict[str, Takedown]:
        """Those of these ids that are kept out."""
        found: dict[str, Takedown] = {}
        for some in _chunks(ids):
            with self._database.reading() as connection:
                named = is_one_of(connection, takedowns.c.id, some)
                rows = connection.execute(select(takedowns).where(named, _ACTIVE))
                found |= {row.id: _to_takedown(row) for row in rows}
        return found

    def at_address(self, url: str) -> list[Takedown]:
        """Those that are kept out and were published at this address, however it is written."""
        address = address_of(url)
        if not address:
            return []
        return self._found(select(takedowns).where(takedowns.c.address == address, _ACTIVE))

    def of_deletion(self, deletion: str) -> list[Takedown]:
        """What an order deleted and is kept out."""
        if not is_key(deletion):
            return []
        return self._found(select(takedowns).where(takedowns.c.deletion == deletion, _ACTIVE))

    def is_gone(self, id: str) -> bool:  # noqa: A002 - as for Store.get
        """Whether there was an article of this id, which was deleted."""
        if not is_key(id):
            return False
        tombstone = select(articles.c.id).where(articles.c.id == id, articles.c.gone)
        taken = select(takedowns.c.id).where(takedowns.c.id == id, _ACTIVE)
        with self._database.reading() as connection:
            return bool(connection.execute(tombstone.union(taken)).first())

    def kept_out(self, found: Collection[Article]) -> set[str]:
        """The ids of those articles that would be kept out."""
        out: set[str] = set()
        rest = list(found)
        for start in range(0, len(rest), _AT_ONCE):
            with self._database.reading() as connection:
                out |= kept_out(connection, rest[start : start + _AT_ONCE])
        return out

    def lift(self, ids: Iterable[str], order: Deletion) -> int:
        """Let articles of these ids in again, when they are imported or polled next.

        Returns:
            How many of them were kept out.
        """
        lifted = 0
        values = {"lifted_at": order.at, "lifted_by": order.by, "lifted_why": order.why}
        for some in _chunks(ids):
            with self._database.writing() as connection:
                named = is_one_of(connection, takedowns.c.id, some)
                lifting = update(takedowns).where(named, _ACTIVE).values(values)
                known = list(set(connection.scalars(lifting.returning(takedowns.c.id))))
                if not known:
                    continue
                lifted += len(known)
                # A poll is to fetch their pages again, and must not hear that nothing changed.
                entries = or_(
                    is_one_of(connection, fetched_pages.c.entry, known),
                    is_one_of(connection, fetched_pages.c.article, known),
                )
                connection.execute(delete(fetched_pages).where(entries))
                connection.execute(update(feeds).values(etag="", last_modified=""))
        return lifted

    def not_erased(self) -> set[str]:
        """The orders of which bytes may still be in the files."""
        rows = select(takedowns.c.deletion).where(~takedowns.c.erased).distinct()
        with self._database.reading() as connection:
            return set(connection.execute(rows).scalars())

    def set_erased(self, deletions: Iterable[str]) -> None:
        """Remember that nothing of what these orders deleted is in the files any more."""
        for some in _chunks(deletions):
            with self._database.writing() as connection:
                named = is_one_of(connection, takedowns.c.deletion, some)
                connection.execute(update(takedowns).where(named).values(erased=True))

    def merge(self, trail: Iterable[Takedown]) -> set[str]:
        """Take in a trail that was kept elsewhere.

        Returns:
            The ids that are kept out by it.
        """
        for some in _batches(trail):
            with self._database.writing() as connection:
                merge(connection, some)
        return {each.id for each in self.all() if not each.lifted_at}

    def _found(self, rows: Select[Any]) -> list[Takedown]:
        with self._database.reading() as connection:
            return [_to_takedown(row) for row in connection.execute(rows)]


def address_of(url: str) -> str:
    """Stands for the page at an address, however that is written; "" if it is no page of its own.

    The front page of a site stands as address where the real one was unknown: whoever deletes one
    such article does not mean all others.
    """
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.netloc.encode("idna").decode()
    except ValueError:
        return ""
    if not (parts.path.strip("/") or parts.query):
        return ""
    path, query = (
        unicodedata.normalize("NFC", unquote(each)) for each in (parts.path, parts.query)
    )
    return derived_id(parts._replace(netloc=host, path=path, query=query).geturl(), "")


def record(connection: Connection, urls: Mapping[str, str], order: Deletion) -> None:
    """Put articles, by their ids with their addresses, into the trail and keep them out."""
    named = is_one_of(connection, takedowns.c.id, list(urls))
    there = set(connection.execute(select(takedowns.c.id).where(named, _ACTIVE)).scalars())
    new = [
        Takedown(order.deletion, id_, url, order.at, order.by, order.why)
        for id_, url in urls.items()
        if id_ not in there
    ]
    _insert(connection, new)


def kept_out(connection: Connection, found: Collection[Article]) -> set[str]:
    """The ids of those articles, some hundreds at most, that were deleted under id or address."""
    if not connection.execute(_ANY).first():
        return set()
    by_address: dict[str, list[str]] = {}
    for article in found:
        if address := address_of(article.url):
            by_address.setdefault(address, []).append(article.id)
    ids = [article.id for article in found if is_key(article.id)]
    named = is_one_of(connection, takedowns.c.id, ids)
    out = set(connection.execute(select(takedowns.c.id).where(named, _ACTIVE)).scalars())
    placed = is_one_of(connection, takedowns.c.address, list(by_address))
    for address in connection.execute(
        select(takedowns.c.address).where(placed, _ACTIVE).distinct()
    ).scalars():
        out.update(by_address[address])
    return out


def merge(connection: Connection, trail: Sequence[Takedown]) -> None:
    """Add to the trail what it lacks, and lift what was lifted elsewhere."""
    known = {
        (row.deletion, row.id): row.lifted_at
        for row in connection.execute(
            select(takedowns.c.deletion, takedowns.c.id, takedowns.c.lifted_at).where(
                is_one_of(connection, takedowns.c.deletion, [each.deletion for each in trail])
            )
        )
    }
    # Another store's files were erased, not this one's.
    _insert(
        connection,
        [replace(each, erased=False) for each in trail if (each.deletion, each.id) not in known],
    )
    for each in trail:
        if each.lifted_at and known.get((each.deletion, each.id)) == 0:
            same = takedowns.c.deletion == each.deletion, takedowns.c.id == each.id
            lifted = {name: getattr(each, name) for name in _FIELDS if name.startswith("lifted_")}
            connection.execute(update(takedowns).where(*same).values(lifted))


def _insert(connection: Connection, rows: Sequence[Takedown]) -> None:
    if rows:
        values = [{**asdict(each), "address": address_of(each.url)} for each in rows]
        connection.execute(insert(takedowns), values)


def _to_takedown(row: Row[Any]) -> Takedown:
    values = row._mapping  # noqa: SLF001 - the public way to a row's columns by name
    return Takedown(**{name: values[name] for name in _FIELDS})


def _chunks(ids: Iterable[str]) -> Iterable[list[str]]:
    whole = list(dict.fromkeys(filter(is_key, ids)))
    return (whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE))


def _batches(trail: Iterable[Takedown]) -> Iterable[list[Takedown]]:
    whole = list(trail)
    return (whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE))
