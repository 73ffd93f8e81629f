"""The time that one request may take: everything that it asks for counts against one deadline.

Whoever answers a request opens a budget around its work. What may take long asks ``check`` between
two steps that are short by themselves, and is stopped there by ``OutOfTime``; whoever called it
answers with what is there, and says so, or hands the error on. The deadline belongs to the context
(``contextvars``), not to an argument, since a word is looked up a dozen calls below the request.

It is the net below: limits that count work (words, variants, phrases) come before it and cut alike
every time. Without a budget nothing is stopped.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from index.engine import EngineError


class OutOfTime(EngineError):
    """A request took longer than it may. HTTP 503, if there is nothing to answer with."""

    def __init__(self) -> None:
        super().__init__(
            "this took longer than one request may (ARCHIVE_TIME_LIMIT); "
            "ask for less: fewer words, a shorter phrase, no star"
        )


class _Clock:
    """The time of one request, which stands while it waits for what it did not ask for."""

    def __init__(self) -> None:
        self.waited = 0.0
        self.ran_out = False

    def now(self) -> float:
        return time.monotonic() - self.waited


_running: ContextVar[tuple[_Clock, float] | None] = ContextVar("budget", default=None)
"""The clock of the request, and when by it the running step has to be done; None: no limit."""


@contextmanager
def spending(seconds: float | None) -> Iterator[None]:
    """The block may take so long; None for no limit. A budget around it ends no later for that."""
    outer = _running.get()
    if seconds is None:
        yield
        return
    clock = outer[0] if outer else _Clock()
    deadline = clock.now() + seconds
    _running.set((clock, min(deadline, outer[1]) if outer else deadline))
    try:
        yield
    finally:
        _running.set(outer)


@contextmanager
def spending_share(share: float) -> Iterator[None]:
    """The block may take this share of what is left: the rest is for what comes behind it."""
    remaining = left()
    with spending(None if remaining is None else max(remaining, 0.0) * share):
        yield


@contextmanager
def waiting() -> Iterator[None]:
    """The block is nothing that this request asked for, and what it takes does not count.

    Somebody has to load what a new generation needs, and all wait for it.
    """
    outer, began = _running.get(), time.monotonic()
    _running.set(None)
    try:
        yield
    finally:
        _running.set(outer)
        if outer:
            outer[0].waited += time.monotonic() - began


def left() -> float | None:
    """Seconds that are left, 0 or less if none are; None: there is no limit."""
    running = _running.get()
    return running[1] - running[0].now() if running else None


def check() -> None:
    """Go on if there is time.

    Raises:
        OutOfTime: There is none left.
    """
    running = _running.get()
    if running and running[0].now() > running[1]:
        running[0].ran_out = True
        raise OutOfTime


def ran_out() -> bool:
    """Whether anything of this request was stopped: its answer is not what another one would be.

    Then nobody keeps it: no cache of ours, and none on the way to the reader.
    """
    running = _running.get()
    return running is not None and running[0].ran_out
