"""Reads and writes the rows of words and of checkpoints, each in a given transaction.

The words are derived from the articles and carry a checkpoint of their own, which tells what they
were counted by and up to which number. It counts no words itself.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from archive.store.articles import chunks
from archive.store.bulk import among, insert_words
from archive.store.prepared import Ready
from archive.store.schema import checkpoints, is_key, words

WORDS = "words"
"""The name of the words' checkpoint."""

_CHECKPOINTS = Ready(
    select(checkpoints.c.name, checkpoints.c.analysis, checkpoints.c.seq).order_by(
        checkpoints.c.name
    )
)
_CHECKPOINT = Ready(
    select(checkpoints.c.analysis, checkpoints.c.seq).where(
        checkpoints.c.name == bindparam("named")
    )
)


def replace(connection: Connection, rows: Mapping[str, tuple[str, int]]) -> None:
    """Put these words, word → (sound, articles), in place of all that there are."""
    connection.execute(delete(words))
    _insert(connection, rows)


def add(connection: Connection, deltas: Mapping[str, tuple[str, int]]) -> None:
    """Count words up or down; a word whose count falls to nothing goes."""
    after = dict(deltas)
    for some in chunks(deltas):
        known = select(words.c.word, words.c.articles).where(among(connection, words.c.word, some))
        counts = {row.word: row.articles for row in connection.execute(known)}
        after.update((word, (deltas[word][0], deltas[word][1] + n)) for word, n in counts.items())
        if counts:
            known_ones = among(connection, words.c.word, list(counts))
            connection.execute(delete(words).where(known_ones))
    _insert(connection, {word: pair for word, pair in after.items() if pair[1] > 0})


def checkpoint(connection: Connection, name: str) -> tuple[str, int] | None:
    """The analysis and number of the checkpoint of this name, if there is one."""
    rows = _CHECKPOINT.rows(connection, named=name)
    return (rows[0][0], rows[0][1]) if rows else None


def all_checkpoints(connection: Connection) -> dict[str, tuple[str, int]]:
    """The analysis and number of every checkpoint, by name."""
    return {name: (analysis, seq) for name, analysis, seq in _CHECKPOINTS.rows(connection)}


def set_checkpoint(connection: Connection, name: str, analysis: str, seq: int) -> None:
    """Write the checkpoint of this name, new or not."""
    new = {"analysis": analysis, "seq": seq}
    done = connection.execute(update(checkpoints).where(checkpoints.c.name == name).values(new))
    if done.rowcount == 0:
        connection.execute(insert(checkpoints).values(name=name, **new))


def _insert(connection: Connection, rows: Mapping[str, tuple[str, int]]) -> None:
    if wrong := next((word for word in rows if not is_key(word)), None):
        raise ValueError(f"no database keeps this word: {wrong[:50]!a}")
    insert_words(connection, ((word, sound, n) for word, (sound, n) in rows.items()))
