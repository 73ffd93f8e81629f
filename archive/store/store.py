"""The articles, kept in SQLite or PostgreSQL, with a feed of what changed.

Every changed or deleted article gets the next sequence number. A writer locks the row that counts
them before it does anything else, so numbers become visible in their order and a reader of the
feed never misses one. The store neither reads files nor searches, and gives back exactly the text
that it was given.

Every method raises ``StoreUnavailable`` when the database cannot be opened, read or written.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Column, Connection, func, inspect, select, text, update
from sqlalchemy import delete as sql_delete
from sqlalchemy.schema import CreateColumn

from archive.article import Article
from archive.errors import StoreUnavailable
from archive.store import articles as article_rows
from archive.store import postgresql, schema
from archive.store import words as word_rows
from archive.store.articles import ARTICLES, PutCount
from archive.store.bulk import among, live_articles
from archive.store.database import Database
from archive.store.schema import articles, displaced, to_article
from archive.store.words import WORDS

__all__ = ["Change", "PutCount", "Replaced", "Store"]

_LIVE_IN_ORDER = select(articles).where(~articles.c.gone).order_by(articles.c.seq)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an article: what it is now, or None where it was deleted."""

    seq: int
    id: str
    article: Article | None


@dataclass(frozen=True, slots=True)
class Replaced:
    """An article as it was under its number ``seq_old``, until change ``seq_new`` displaced it."""

    seq_old: int
    seq_new: int
    article_old: Article


class Store:
    """The archive's articles. Threads and processes may share one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the store, or make an empty one; a SQLite file is for this user alone."""
        database = Database.open(url)
        try:
            _prepare_tables(database)
        except StoreUnavailable:
            database.close()
            raise
        return cls(database)

    def put(self, articles: Iterable[Article]) -> PutCount:
        """Add articles, or replace those of the same id; some hundreds in each transaction.

        An article equal to the stored one changes nothing. Of several with one id in the same
        batch only the last counts. What was put before an error, or before the process was
        killed, stays.

        Raises:
            ValueError: An article holds what no database keeps: NUL or a lone surrogate, or an id
                of more than 2,000 bytes. Reading lets none of these through.
        """
        total = PutCount()
        for batch in article_rows.batches(articles):
            # Before the transaction: other writers need not wait for this, nor for a refusal.
            marks = {id_: schema.digest(article) for id_, article in batch.items()}
            with self._database.writing() as connection:
                total += article_rows.put(connection, batch, marks)
        return total

    def delete(self, ids: Iterable[str]) -> int:
        """Delete these articles; how many of them there were."""
        total = 0
        for some in article_rows.chunks(ids):
            with self._database.writing() as connection:
                total += article_rows.drop(connection, some)
        return total

    def get(self, id: str) -> Article | None:  # noqa: A002 - what the archive calls it everywhere
        """The article, or None if there is none of this id."""
        return self.get_many([id]).get(id)

    def get_many(self, ids: Sequence[str]) -> dict[str, Article]:
        """Those of the articles that there are, by id, in the order asked for."""
        found = {}
        for some in article_rows.chunks(ids):
            with self._database.reading() as connection:
                found.update({each.id: each for each in live_articles(connection, some)})
        return {id_: found[id_] for id_ in ids if id_ in found}

    def seq(self) -> int:
        """The last sequence number given; 0 for an archive that never had an article."""
        with self._database.reading() as connection:
            checkpoint = word_rows.checkpoint(connection, ARTICLES)
        return checkpoint[1] if checkpoint else 0

    def count(self) -> int:
        """How many articles there are."""
        with self._database.reading() as connection:
            live = select(func.count()).select_from(articles).where(~articles.c.gone)
            return connection.execute(live).scalar_one()

    def changes(self, after: int) -> Generator[Change]:
        """What changed since number ``after``, each article once, in order of the numbers.

        Streamed, as it stood when the iteration began.
        """
        since = select(articles).where(articles.c.seq > after).order_by(articles.c.seq)
        for row in self._database.rows(since):
            yield Change(row.seq, row.id, None if row.gone else to_article(row))

    def articles(self) -> Iterator[Article]:
        """Every article, the longest unchanged first; streamed, as for ``changes``."""
        return map(to_article, self._database.rows(_LIVE_IN_ORDER))

    def damaged(self) -> Iterator[str]:
        """The ids of articles that are not what was put: a disk or another program changed them."""
        rows = self._database.rows(_LIVE_IN_ORDER)
        return (row.id for row in rows if not schema.is_sound(row))

    def distrust(self, ids: Iterable[str]) -> None:
        """Let the next import replace these articles, also by what they once were."""
        for some in article_rows.chunks(ids):
            with self._database.writing() as connection:
                article_rows.lock(connection)
                named = among(connection, articles.c.id, some)
                connection.execute(update(articles).where(named).values(digest=b""))

    def replaced(self, after: int) -> Iterator[Replaced]:
        """What changes since number ``after`` displaced, in their order; streamed."""
        since = select(displaced).where(displaced.c.seq_new > after).order_by(displaced.c.seq_new)
        for row in self._database.rows(since):
            yield Replaced(row.seq_old, row.seq_new, to_article(row))

    def forget_replaced(self, upto: int) -> None:
        """Drop what changes up to and including number ``upto`` displaced."""
        with self._database.writing() as connection:
            connection.execute(sql_delete(displaced).where(displaced.c.seq_new <= upto))

    def words_checkpoint(self) -> tuple[str, int] | None:
        """Analysis fingerprint and last sequence number of the words, or None without words."""
        with self._database.reading() as connection:
            return word_rows.checkpoint(connection, WORDS)

    def checkpoints(self) -> dict[str, tuple[str, int]]:
        """All of them in one reading: another one after every change of articles or words."""
        with self._database.reading() as connection:
            return word_rows.all_checkpoints(connection)

    def replace_words(self, rows: Iterable[tuple[str, str, int]], analysis: str, seq: int) -> bool:
        """Replace all words by these, (word, sound, articles), together with their checkpoint.

        False, and nothing is done, if the words there are newer and of the same analysis.
        """
        # Read to the end first: other writers need not wait while the words are being counted.
        words = {word: (sound, count) for word, sound, count in rows}
        with self._database.writing() as connection:
            article_rows.lock(connection)
            there = word_rows.checkpoint(connection, WORDS)
            if there and there[0] == analysis and there[1] > seq:
                return False
            word_rows.replace(connection, words)
            word_rows.set_checkpoint(connection, WORDS, analysis, seq)
            return True

    def add_words(
        self, deltas: Mapping[str, tuple[str, int]], analysis: str, seq: int, *, after: int
    ) -> bool:
        """Count words up or down, word → (sound, articles more or less), and set the checkpoint.

        A word that no article has any more goes. False, and nothing is done, if the words do not
        stand at number ``after`` of this analysis: another process has counted meanwhile.
        """
        with self._database.writing() as connection:
            article_rows.lock(connection)
            if word_rows.checkpoint(connection, WORDS) != (analysis, after):
                return False
            word_rows.add(connection, deltas)
            word_rows.set_checkpoint(connection, WORDS, analysis, seq)
            return True

    def words(self) -> Iterator[tuple[str, str, int]]:
        """Every word with its sound and number of articles; streamed."""
        for row in self._database.rows(select(schema.words), at_once=2000):
            yield row.word, row.sound, row.articles

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def _prepare_tables(database: Database) -> None:
    """Make the tables, or add the columns that an archive of an older version lacks."""
    with database.reading() as connection:
        made = inspect(connection).has_table(schema.checkpoints.name)
        if made and not _missing_columns(connection):
            return
    with database.writing() as connection:
        on_postgresql = connection.dialect.name == postgresql.NAME
        if on_postgresql:
            postgresql.lock_tables(connection)
        schema.metadata.create_all(connection)
        # Asked again: another process may have been faster.
        for column in _missing_columns(connection):
            added = CreateColumn(column).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {column.table.name} ADD COLUMN {added}"))
        if word_rows.checkpoint(connection, ARTICLES) is None:
            word_rows.set_checkpoint(connection, ARTICLES, "", 0)
            if on_postgresql:
                postgresql.tune_tables(connection)


def _missing_columns(connection: Connection) -> list[Column[Any]]:
    """The columns of articles that came with later versions than the one that made the tables."""
    inspector = inspect(connection)
    return [
        column
        for table in (articles, displaced)
        if (there := {each["name"] for each in inspector.get_columns(table.name)})
        for column in table.columns
        if column.name not in there
    ]
