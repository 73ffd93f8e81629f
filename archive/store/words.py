"""Reads and writes the rows of words and of checkpoints, in a given transaction.

The words are derived from the articles. Their checkpoint says by which analysis and up to which
sequence number they were counted.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from archive.store.articles import ARTICLES, in_chunks
from archive.store.bulk import insert_words, is_one_of
from archive.store.prepared import PreparedStatement
from archive.store.schema import checkpoints, is_key, new_token, words

WORDS = "words"
"""The name of the words' checkpoint."""

_CHECKPOINTS = PreparedStatement(
    select(
        checkpoints.c.name, checkpoints.c.analysis, checkpoints.c.seq, checkpoints.c.token
    ).order_by(checkpoints.c.name)
)
_CHECKPOINT = PreparedStatement(
    select(checkpoints.c.analysis, checkpoints.c.seq).where(
        checkpoints.c.name == bindparam("named")
    )
)


def replace(connection: Connection, rows: Mapping[str, tuple[str, int]]) -> None:
    """Replace all words by these, word → (sound, number of articles)."""
    connection.execute(delete(words))
    _insert(connection, rows)


def add(connection: Connection, deltas: Mapping[str, tuple[str, int]]) -> None:
    """Add to the counts of words, word → (sound, difference); those that fall to 0 are deleted."""
    after = dict(deltas)
    for some in in_chunks(deltas):
        known = select(words.c.word, words.c.articles).where(
            is_one_of(connection, words.c.word, some)
        )
        counts = {row.word: row.articles for row in connection.execute(known)}
        after.update((word, (deltas[word][0], deltas[word][1] + n)) for word, n in counts.items())
        if counts:
            known_ones = is_one_of(connection, words.c.word, list(counts))
            connection.execute(delete(words).where(known_ones))
    _insert(connection, {word: pair for word, pair in after.items() if pair[1] > 0})


def checkpoint(connection: Connection, name: str) -> tuple[str, int] | None:
    """The analysis and sequence number of the checkpoint of this name, if there is one."""
    rows = _CHECKPOINT.rows(connection, named=name)
    return (rows[0][0], rows[0][1]) if rows else None


def all_checkpoints(connection: Connection) -> dict[str, tuple[str, int, str]]:
    """The analysis, sequence number and token of every checkpoint, by name."""
    return {
        name: (analysis, seq, token)
        for name, analysis, seq, token in _CHECKPOINTS.rows(connection)
        if name in (ARTICLES, WORDS)
    }


def set_checkpoint(connection: Connection, name: str, analysis: str, seq: int) -> None:
    """Insert or update the checkpoint of this name; its token is another one each time."""
    new = {"analysis": analysis, "seq": seq, "token": new_token()}
    done = connection.execute(update(checkpoints).where(checkpoints.c.name == name).values(new))
    if done.rowcount == 0:
        connection.execute(insert(checkpoints).values(name=name, **new))


def _insert(connection: Connection, rows: Mapping[str, tuple[str, int]]) -> None:
    if wrong := next((word for word in rows if not is_key(word)), None):
        raise ValueError(f"no database can hold this word: {wrong[:50]!a}")
    insert_words(connection, ((word, sound, n) for word, (sound, n) in rows.items()))
