"""The article store, in SQLite or PostgreSQL, with a change feed.

Every changed or deleted article gets the next sequence number. A writer first locks the row with
the last number, so that numbers become visible in order and a reader of the feed misses none. The
store returns exactly the text that it was given; it neither reads files nor searches.

Every method raises ``StoreUnavailable`` when the database cannot be opened, read or written.
"""

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Self
from urllib.parse import urlsplit

from sqlalchemy import delete as sql_delete
from sqlalchemy import func, select, update

from archive.article import Article
from archive.errors import StoreUnavailable
from archive.store import arrivals, found_names, migrations, origins, schema, versions
from archive.store import articles as article_rows
from archive.store import words as word_rows
from archive.store.arrivals import ARRIVED, Arrived, Identity
from archive.store.articles import ARTICLES, PutCount
from archive.store.bulk import is_one_of, select_live, select_openings
from archive.store.database import Database
from archive.store.feeds import Subscriptions
from archive.store.found_names import FoundNames
from archive.store.schema import articles, displaced, to_article
from archive.store.takedowns import Deletion, Takedowns, address_of
from archive.store.versions import Version
from archive.store.words import WORDS

__all__ = [
    "Arrived",
    "Change",
    "Identity",
    "PutCount",
    "Replaced",
    "Store",
    "StoreFacts",
    "Version",
]

_NO_WORDS: Mapping[str, int] = {}

_LIVE_IN_ORDER = select(articles).where(~articles.c.gone).order_by(articles.c.seq)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an article.

    Attributes:
        article: What it is now; None if it was deleted.
        arrived: The number of the change that it came in with; 0: not asked for.
    """

    seq: int
    id: str
    article: Article | None
    arrived: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Replaced:
    """An article as it was from change ``seq_old`` until change ``seq_new`` displaced it."""

    seq_old: int
    seq_new: int
    article_old: Article


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What a store is kept in.

    Attributes:
        kind: sqlite or postgresql.
        size: Bytes on its disk.
        schema: The version of its tables.
        imported: When an article last came in or changed; None: not known, or there is none.
    """

    kind: str
    size: int
    schema: int
    imported: datetime | None


class Store:
    """The articles, and the words counted from them. Threads and processes may share one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str, *, migrate: bool = True) -> Self:
        """Open the store, or create an empty one; a SQLite file is for this user alone.

        Args:
            url: Where it is.
            migrate: Whether to bring one of an older version up to date; else it is an error.
        """
        with Database.making(url):
            database = Database.open(url)
            try:
                migrations.prepare_tables(database, migrate=migrate)
            except StoreUnavailable:
                database.close()
                raise
        return cls(database)

    @classmethod
    def exists(cls, url: str) -> bool:
        """Whether there is an archive already, so that opening it makes none.

        Raises:
            StoreUnavailable: The database is another program's, or cannot be opened.
        """
        if not Database.may_exist(url):
            return False
        with closing(Database.open(url)) as database:
            return migrations.has_tables(database)

    @property
    def feeds(self) -> Subscriptions:
        """The addresses that are polled."""
        return Subscriptions(self._database)

    @property
    def takedowns(self) -> Takedowns:
        """What was deleted for good."""
        return Takedowns(self._database)

    def put(self, articles: Iterable[Article]) -> PutCount:
        """Add articles, or replace those of the same id; some hundreds in each transaction.

        An article equal to the stored one changes nothing. Several with one id replace one
        another, in their order. What was put before an error, or before the process was killed,
        stays.

        Raises:
            ValueError: An article has a NUL or a lone surrogate, or an id of more than 2,000
                bytes, which no database can hold. Reading lets none of these through.
        """
        total = PutCount()
        for batch in article_rows.in_batches(articles):
            # Before the transaction, so that other writers need not wait for this.
            digests = {id_: schema.digest(article) for id_, article in batch.items()}
            with self._database.writing() as connection:
                total += article_rows.put(connection, batch, digests)
        return total

    def compare(self, articles: Iterable[Article]) -> PutCount:
        """What putting these articles would do, each by itself; nothing is written."""
        total = PutCount()
        for batch in article_rows.in_batches(articles):
            digests = {id_: schema.digest(article) for id_, article in batch.items()}
            with self._database.reading() as connection:
                total += article_rows.compare(connection, batch, digests)
        return total

    def delete(self, ids: Iterable[str], order: Deletion | None = None) -> int:
        """Delete these articles.

        Args:
            ids: Of the articles.
            order: Who wants it for good, and why: then ``takedowns`` keeps them out from now on.

        Returns:
            How many of them there were.
        """
        total = 0
        for some in article_rows.in_chunks(ids):
            with self._database.writing() as connection:
                total += article_rows.delete(connection, some, order)
        return total

    def erase(self) -> bool:
        """Write the database anew, so that nothing of what was deleted is left in its files.

        Takes about as long as copying it, and as much room again on the disk meanwhile.

        Returns:
            False if something may be left because others are reading: do it again later.
        """
        # Raises where the database is another program's by now, or this user may not write to it:
        # of tables that it may not write anew PostgreSQL only warns.
        with self._database.writing() as connection:
            article_rows.lock_sequence(connection)
        tables = (articles, displaced, schema.versions, schema.found_names)
        return self._database.erase([*(table.name for table in tables), WORDS])

    def get(self, id: str) -> Article | None:  # noqa: A002 - what the archive calls it everywhere
        """The article, or None if there is none of this id."""
        return self.get_many([id]).get(id)

    def get_many(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles of these ids, in the given order, without ids that have none."""
        found = {}
        for some in article_rows.in_chunks(ids):
            with self._database.reading() as connection:
                found.update({each.id: each for each in select_live(connection, some)})
        return {id_: found[id_] for id_ in ids if id_ in found}

    def openings(self, ids: Iterable[str], characters: int) -> dict[str, tuple[str, str]]:
        """By id, the title of each of these articles and so much of the beginning of its body."""
        found: dict[str, tuple[str, str]] = {}
        for some in article_rows.in_chunks(ids):
            with self._database.reading() as connection:
                rows = select_openings(connection, some, characters)
                found |= {id_: (title, start) for id_, title, start in rows}
        return found

    def found_names(self, ids: Iterable[str], made_by: str) -> dict[str, str]:
        """By id, the names that were found in these articles, where they are still as then.

        Args:
            ids: Of the articles.
            made_by: What found them; what something else found is left out.
        """
        found: dict[str, str] = {}
        for some in article_rows.in_chunks(ids):
            with self._database.reading() as connection:
                found |= found_names.of(connection, some, made_by)
        return found

    def keep_found_names(self, rows: Iterable[FoundNames]) -> None:
        """Keep the names that were found in articles."""
        rest = iter(rows)
        while some := list(islice(rest, article_rows.BATCH_ARTICLES)):
            with self._database.writing() as connection:
                found_names.keep(connection, some)

    def urls(self, ids: Iterable[str]) -> dict[str, str]:
        """The addresses of the articles that have these ids."""
        found: dict[str, str] = {}
        for some in article_rows.in_chunks(ids):
            with self._database.reading() as connection:
                found |= article_rows.urls(connection, some)
        return found

    def versions(self, id: str) -> list[Version]:  # noqa: A002 - as for get
        """The texts of this article that others replaced, the latest first."""
        if not schema.is_key(id):
            return []
        with self._database.reading() as connection:
            return list(versions.of(connection, id))

    def ids_of_source(self, source: str) -> list[str]:
        """The ids of the articles of this very outlet, in the order of the last changes."""
        found = select(articles.c.id).where(~articles.c.gone, articles.c.source == source)
        return [row.id for row in self._database.rows(found.order_by(articles.c.seq), 2000)]

    def sources(self) -> list[str]:
        """The outlets that articles name."""
        found = select(articles.c.source).where(~articles.c.gone).distinct()
        with self._database.reading() as connection:
            return sorted(filter(None, connection.execute(found).scalars()))

    def ids_at_address(self, url: str) -> list[str]:
        """The ids of the articles published at this address, however it is written."""
        wanted = address_of(url)
        if not wanted:
            return []
        # Looks into every article, so a part that all spellings share is asked for first.
        like = articles.c.url.contains(_shared_part(url), autoescape=True)
        found = select(articles.c.id, articles.c.url).where(~articles.c.gone, like)
        rows = self._database.rows(found, 2000)
        return [row.id for row in rows if address_of(row.url) == wanted]

    def beginnings(self, characters: int) -> Iterator[tuple[str, str, str]]:
        """Of every article its id, its address and the beginning of its body; streamed."""
        start = func.substr(articles.c.body, 1, characters).label("start")
        found = select(articles.c.id, articles.c.url, start).where(~articles.c.gone)
        for row in self._database.rows(found, 2000):
            yield row.id, row.url, row.start

    def facts(self) -> StoreFacts:
        """What keeps the articles, and what they take there."""
        with self._database.reading() as connection:
            version = migrations.version(connection)
            imported = arrivals.last_import(connection)
        return StoreFacts(self._database.kind, self._database.size(), version, imported)

    def seq(self) -> int:
        """The last sequence number; 0 for an archive that never had an article."""
        with self._database.reading() as connection:
            checkpoint = word_rows.checkpoint(connection, ARTICLES)
        return checkpoint[1] if checkpoint else 0

    def origin(self, seq: int) -> str:
        """A token of the history up to this change: another store of this number has another one.

        It is "" if there was no such change yet.
        """
        with self._database.reading() as connection:
            return origins.at(connection, seq)

    def begin_anew(self) -> None:
        """Make a copy a store of its own, so that no index of the first is taken for its."""
        with self._database.writing() as connection:
            origins.begin_anew(connection)

    def count(self) -> int:
        """How many articles there are."""
        with self._database.reading() as connection:
            live = select(func.count()).select_from(articles).where(~articles.c.gone)
            return connection.execute(live).scalar_one()

    def changes(self, after: int) -> Generator[Change]:
        """The changes after sequence number ``after``, each article once, in their order.

        Streamed, as of the beginning of the iteration.
        """
        columns = articles, ARRIVED.label("first")
        since = select(*columns).where(articles.c.seq > after).order_by(articles.c.seq)
        for row in self._database.rows(since):
            article = None if row.gone else to_article(row)
            yield Change(row.seq, row.id, article, row.first)

    def arrivals(self, ids: Iterable[str]) -> dict[str, Arrived]:
        """When the articles of these ids came in; those that there are not are left out."""
        found: dict[str, Arrived] = {}
        for some in article_rows.in_chunks(ids):
            with self._database.reading() as connection:
                found |= arrivals.of(connection, some)
        return found

    def identity(self) -> Identity:
        """What tells this archive from others for good, wherever it is served."""
        with self._database.reading() as connection:
            return arrivals.identity_of(connection)

    def addresses(self, after: int, upto: int) -> list[tuple[str, date | None]]:
        """Ids and days of the articles whose last change is in (after, upto], in that order.

        Their texts are not read.
        """
        live = (
            select(articles.c.id, articles.c.published)
            .where(articles.c.seq > after, articles.c.seq <= upto, ~articles.c.gone)
            .order_by(articles.c.seq)
        )
        with self._database.reading() as connection:
            return [(row.id, row.published) for row in connection.execute(live)]

    def next_seq(self, after: int) -> int | None:
        """The number of the first change after this one that is no deletion, if there is one."""
        live = select(func.min(articles.c.seq)).where(articles.c.seq > after, ~articles.c.gone)
        with self._database.reading() as connection:
            found: int | None = connection.execute(live).scalar_one()
        return found

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of the last changes; streamed like ``changes``."""
        return map(to_article, self._database.rows(_LIVE_IN_ORDER))

    def damaged(self) -> Iterator[str]:
        """The ids of articles that differ from their digest: not written by this program."""
        rows = self._database.rows(_LIVE_IN_ORDER)
        return (row.id for row in rows if not schema.is_sound(row))

    def invalidate(self, ids: Iterable[str]) -> None:
        """Forget the digests of these articles, so that the next import replaces them."""
        for some in article_rows.in_chunks(ids):
            with self._database.writing() as connection:
                article_rows.lock_sequence(connection)
                named = is_one_of(connection, articles.c.id, some)
                connection.execute(update(articles).where(named).values(digest=b""))

    def replaced(self, after: int) -> Iterator[Replaced]:
        """What changes after sequence number ``after`` displaced, in their order; streamed."""
        since = select(displaced).where(displaced.c.seq_new > after).order_by(displaced.c.seq_new)
        for row in self._database.rows(since):
            yield Replaced(row.seq_old, row.seq_new, to_article(row))

    def forget_replaced(self, upto: int) -> None:
        """Delete what changes up to and including sequence number ``upto`` displaced."""
        with self._database.writing() as connection:
            connection.execute(sql_delete(displaced).where(displaced.c.seq_new <= upto))

    def words_checkpoint(self) -> tuple[str, int] | None:
        """Analysis fingerprint and sequence number of the words; None without words."""
        with self._database.reading() as connection:
            return word_rows.checkpoint(connection, WORDS)

    def checkpoints(self) -> dict[str, tuple[str, int, str]]:
        """All checkpoints by name, in one read; every change of articles or words changes them.

        The last part is a random token, so that no two stores have the same ones.
        """
        with self._database.reading() as connection:
            return word_rows.all_checkpoints(connection)

    def replace_words(
        self,
        rows: Iterable[tuple[str, str, int]],
        analysis: str,
        seq: int,
        *,
        scanned: Mapping[str, int] = _NO_WORDS,
    ) -> bool:
        """Replace all words and their checkpoint.

        Args:
            rows: Each word with its sound and the number of articles that have it.
            analysis: The fingerprint of the analysis that found the words.
            seq: The sequence number of the last article counted.
            scanned: In how many of its articles a word was read from a picture.

        Returns:
            False if nothing was done, since the stored words are newer and of the same analysis.
        """
        # Read to the end first, so that other writers need not wait while the words are counted.
        words = {word: (sound, count) for word, sound, count in rows}
        with self._database.writing() as connection:
            article_rows.lock_sequence(connection)
            there = word_rows.checkpoint(connection, WORDS)
            if there and there[0] == analysis and there[1] > seq:
                return False
            word_rows.replace(connection, words, scanned)
            word_rows.set_checkpoint(connection, WORDS, analysis, seq)
            return True

    def add_words(
        self,
        deltas: Mapping[str, tuple[str, int]],
        analysis: str,
        seq: int,
        *,
        after: int,
        scanned: Mapping[str, int] = _NO_WORDS,
    ) -> bool:
        """Add to the counts of words, and set their checkpoint. Words without articles are deleted.

        Args:
            deltas: By word, its sound and by how much its number of articles changes.
            analysis: The fingerprint of the analysis that found the words.
            seq: The sequence number of the last article counted.
            after: The sequence number from which ``deltas`` count.
            scanned: By how much the number of articles changes in which a word was read from a
                picture.

        Returns:
            False if nothing was done, since the words do not stand at ``after`` of this analysis:
            another process has counted meanwhile.
        """
        with self._database.writing() as connection:
            article_rows.lock_sequence(connection)
            if word_rows.checkpoint(connection, WORDS) != (analysis, after):
                return False
            word_rows.add(connection, deltas, scanned)
            word_rows.set_checkpoint(connection, WORDS, analysis, seq)
            return True

    def words(self) -> Iterator[tuple[str, str, int]]:
        """Every word with its sound and the number of articles that have it; streamed."""
        columns = schema.words.c.word, schema.words.c.sound, schema.words.c.articles
        yield from map(tuple, self._database.rows(select(*columns), at_once=2000))

    def scanned_words(self, most: int | None = None) -> Iterator[tuple[str, int, int]]:
        """Words that were read from pictures, streamed.

        Args:
            most: Only those in at most so many articles.

        Returns:
            Each word with the number of articles that have it, and the number of those among them
            that were read from a picture.
        """
        words = schema.words.c
        statement = select(words.word, words.articles, words.scanned).where(words.scanned > 0)
        if most is not None:
            statement = statement.where(words.articles <= most)
        yield from map(tuple, self._database.rows(statement, at_once=2000))

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def _shared_part(url: str) -> str:
    """The longest piece of its path that is written in one way only; "" if there is none."""
    pieces = re.findall(r"(?<=/)[A-Za-z0-9_-]+(?=[/.]|$)", urlsplit(url).path)
    return max((piece for piece in pieces if piece.lower() != "amp"), key=len, default="")
