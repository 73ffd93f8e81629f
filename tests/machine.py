"""How fast this machine is right now, for bars of time that hold on slower ones."""

import time
from functools import cache
from random import Random

FINDING_MS = 1.1
"""What finding 3,000 words takes on the machine that bars are meant for."""


@cache
def a_large_table() -> tuple[dict[str, int], list[str]]:
    """A dict that fits into no processor's cache, and keys of it in no order."""
    words = [f"शब्द{n}" for n in range(300_000)]
    table = {word: n for n, word in enumerate(words)}
    return table, Random(1).sample(words, 180_000)  # noqa: S311 - any order will do


def machine_speed(number: int) -> float:
    """How fast this thread finds words right now, against the machine that bars are meant for.

    Shared machines are half as fast in some minutes as in others: it is asked each time.
    Counting alone does not tell: it needs no memory, which is what others take.

    Args:
        number: Of the measurement, so that no two ask for the same words.
    """
    table, keys = a_large_table()
    some = keys[number * 3000 % len(keys) :][:3000]
    began = time.thread_time()
    sum(table[word] for word in some)
    return FINDING_MS / 1000 / (time.thread_time() - began)
