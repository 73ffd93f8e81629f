"""The words of the archive as rows, and the stamps; every function runs in a given transaction.

The words are derived from the articles and carry a stamp of their own, which tells what they were
counted by and up to which number. It counts no words itself.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from archive.store.articles import chunks
from archive.store.bulk import among, insert_words
from archive.store.prepared import Ready
from archive.store.schema import is_key, stamps, words

WORDS = "words"
"""The name of the words' stamp."""

_STAMPS = Ready(select(stamps.c.name, stamps.c.analysis, stamps.c.seq).order_by(stamps.c.name))
_STAMP = Ready(select(stamps.c.analysis, stamps.c.seq).where(stamps.c.name == bindparam("named")))


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


def stamp(connection: Connection, name: str) -> tuple[str, int] | None:
    """The analysis and number of the stamp of this name, if there is one."""
    rows = _STAMP.rows(connection, named=name)
    return (rows[0][0], rows[0][1]) if rows else None


def all_stamps(connection: Connection) -> dict[str, tuple[str, int]]:
    """The analysis and number of every stamp, by name."""
    return {name: (analysis, seq) for name, analysis, seq in _STAMPS.rows(connection)}


def set_stamp(connection: Connection, name: str, analysis: str, seq: int) -> None:
    """Write the stamp of this name, new or not."""
    new = {"analysis": analysis, "seq": seq}
    done = connection.execute(update(stamps).where(stamps.c.name == name).values(new))
    if done.rowcount == 0:
        connection.execute(insert(stamps).values(name=name, **new))


def _insert(connection: Connection, rows: Mapping[str, tuple[str, int]]) -> None:
    if wrong := next((word for word in rows if not is_key(word)), None):
        raise ValueError(f"no database keeps this word: {wrong[:50]!a}")
    insert_words(connection, ((word, sound, n) for word, (sound, n) in rows.items()))
