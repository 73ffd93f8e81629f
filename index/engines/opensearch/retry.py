"""Calls again what failed for a moment, after pauses that double."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from opensearchpy.exceptions import OpenSearchException

T = TypeVar("T")


def attempts(seconds: float, first_pause: float, max_pause: float) -> Iterator[None]:
    """Yield at once, and again after each pause, until so many seconds are over."""
    deadline = time.monotonic() + seconds
    pause = first_pause
    yield
    while time.monotonic() <= deadline:
        time.sleep(pause)
        pause = min(2 * pause, max_pause)
        yield


def retry(
    call: Callable[[], T],
    is_transient: Callable[[OpenSearchException], bool],
    waits: Iterator[None],
) -> T:
    """What the call returns.

    Args:
        call: What to call; it may be called several times.
        is_transient: Whether it is worth while to call again after this error.
        waits: As from ``attempts``.

    Raises:
        OpenSearchException: The error is not transient, or the waits are over.
    """
    next(waits)
    while True:
        try:
            return call()
        except OpenSearchException as error:
            if not is_transient(error) or next(waits, _OVER) is _OVER:
                raise


_OVER = object()
