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


def replace(
    connection: Connection, rows: Mapping[str, tuple[str, int]], scanned: Mapping[str, int]
) -> None:
    """Replace all words by these, word → (sound, number of articles).

    Args:
        connection: In a transaction.
        rows: The words.
        scanned: In how many of its articles a word was read from a picture.
    """
    connection.execute(delete(words))
    _insert(connection, rows, scanned)


def add(
    connection: Connection, deltas: Mapping[str, tuple[str, int]], scanned: Mapping[str, int]
) -> None:
    """Add to the counts of words, word → (sound, difference); those that fall to 0 are deleted.

    Args:
        connection: In a transaction.
        deltas: The words.
        scanned: By how much the number of articles changes in which one was read from a picture.
    """
    after = dict(deltas)
    after_scanned = {word: scanned.get(word, 0) for word in deltas}
    for some in in_chunks(deltas):
        known = select(words.c.word, words.c.articles, words.c.scanned).where(
            is_one_of(connection, words.c.word, some)
        )
        there = connection.execute(known).all()
        for word, articles, from_pictures in there:
            sound, more = deltas[word]
            after[word] = sound, more + articles
            after_scanned[word] += from_pictures
        if there:
            known_ones = is_one_of(connection, words.c.word, [row.word for row in there])
            connection.execute(delete(words).where(known_ones))
    _insert(connection, {word: pair for word, pair in after.items() if pair[1] > 0}, after_scanned)


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


def _insert(
    connection: Connection, rows: Mapping[str, tuple[str, int]], scanned: Mapping[str, int]
) -> None:
    if wrong := next((word for word in rows if not is_key(word)), None):
        raise ValueError(f"no database can hold this word: {wrong[:50]!a}")
    values = ((word, sound, n, scanned.get(word, 0)) for word, (sound, n) in rows.items())
    insert_words(connection, values)
