"""Calling again: when, how often, and what is raised in the end."""

from collections.abc import Callable

import pytest
from opensearchpy.exceptions import OpenSearchException, TransportError

from index.engines.opensearch.retry import attempts, retry


def failing(times: int) -> Callable[[], int]:
    """Fails so many times, and then returns the number of calls."""
    calls = 0

    def call() -> int:
        nonlocal calls
        calls += 1
        if calls <= times:
            raise TransportError(429, f"busy {calls}")
        return calls

    return call


def always(_error: OpenSearchException) -> bool:
    return True


def test_pauses_double_up_to_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    waits = attempts(60, 1, 3)
    for _ in range(5):
        next(waits)
    assert pauses == [1, 2, 3, 3]


def test_there_is_one_attempt_without_any_time() -> None:
    assert list(attempts(-1, 0, 0)) == [None]


def test_it_is_called_until_it_succeeds() -> None:
    assert retry(failing(2), always, iter([None] * 3)) == 3


def test_the_last_error_is_raised() -> None:
    with pytest.raises(TransportError, match="busy 3"):
        retry(failing(9), always, iter([None] * 3))


def test_what_is_not_transient_is_raised_at_once() -> None:
    with pytest.raises(TransportError, match="busy 1"):
        retry(failing(9), lambda _: False, iter([None] * 3))
