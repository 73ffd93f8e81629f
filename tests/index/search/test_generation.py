"""A cache that forgets all when the archive changes."""

import threading
from collections.abc import Iterator

import pytest

from index.engine import Checkpoint
from index.search.generation import Generation, PerGeneration
from index.search.open import Archive

FIRST = Generation(Checkpoint("a", 1), ("", 1, "t"), ("w", 1, "t"))
SECOND = Generation(Checkpoint("a", 1), ("", 2, "u"), ("w", 1, "t"))


def test_a_value_is_made_once_in_a_generation() -> None:
    cache: PerGeneration[str, int] = PerGeneration(10)
    numbers = iter(range(10))
    assert [cache.get(FIRST, "x", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]
    assert cache.get(FIRST, "y", lambda: next(numbers)) == 1
    assert cache.get(SECOND, "x", lambda: next(numbers)) == 2
    assert cache.get(FIRST, "x", lambda: next(numbers)) == 3


def test_what_was_used_longest_ago_goes_first() -> None:
    cache: PerGeneration[str, object] = PerGeneration(2)
    a, b = cache.get(FIRST, "a", object), cache.get(FIRST, "b", object)
    assert cache.get(FIRST, "a", object) is a
    cache.get(FIRST, "c", object)
    assert cache.get(FIRST, "a", object) is a
    assert cache.get(FIRST, "b", object) is not b


def test_a_cache_without_room_keeps_nothing() -> None:
    cache: PerGeneration[str, object] = PerGeneration(0)
    assert cache.get(FIRST, "a", object) is not cache.get(FIRST, "a", object)


def test_what_fails_is_not_kept() -> None:
    cache: PerGeneration[str, int] = PerGeneration(2)

    def fail() -> int:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - it has no text
        cache.get(FIRST, "a", fail)
    assert cache.get(FIRST, "a", lambda: 7) == 7


def test_what_was_begun_before_a_change_is_not_kept_after_it() -> None:
    cache: PerGeneration[str, str] = PerGeneration(2)

    def slow() -> str:
        assert cache.get(SECOND, "a", lambda: "new") == "new"
        return "old"

    assert cache.get(FIRST, "a", slow) == "old"
    assert cache.get(SECOND, "a", lambda: "newer") == "new"


def test_threads_may_share_one() -> None:
    cache: PerGeneration[int, int] = PerGeneration(3)
    wrong: list[int] = []

    def ask(keys: Iterator[int]) -> None:
        for key in keys:
            generation = FIRST if key % 7 else SECOND
            if cache.get(generation, key % 5, lambda key=key: key % 5) != key % 5:  # type: ignore[misc]
                wrong.append(key)

    threads = [threading.Thread(target=ask, args=(iter(range(2000)),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_generation_is_the_same_until_something_changes(opened: Archive) -> None:
    assert opened.generation() == opened.generation()
    assert hash(opened.generation()) == hash(opened.generation())
    assert opened.generation().index is not None
