"""The words of the archive, with their checkpoint, on both databases."""

from collections.abc import Iterator

import pytest

from archive.store import Store


def test_words_are_swapped_whole(store: Store) -> None:
    store.replace_words([("लावरोव", "lvrv", 2), ("वोनसान", "vnsn", 1)], "f1", 7)
    assert store.words_checkpoint() == ("f1", 7)
    store.replace_words(iter([("रूस", "rs", 5)]), "f2", 9)
    assert list(store.words()) == [("रूस", "rs", 5)]
    assert store.words_checkpoint() == ("f2", 9)
    assert store.seq() == 0


def test_words_stay_when_their_source_fails(store: Store) -> None:
    store.replace_words([("रूस", "rs", 5)], "f1", 1)

    def source() -> Iterator[tuple[str, str, int]]:
        yield ("नया", "ny", 1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.replace_words(source(), "f2", 2)
    assert list(store.words()) == [("रूस", "rs", 5)]
    assert store.words_checkpoint() == ("f1", 1)


def test_words_are_counted_up_and_down(store: Store) -> None:
    store.replace_words([("क", "k", 3), ("ख", "kh", 1), ("ग", "g", 2)], "f", 1)
    store.add_words(
        {"क": ("k", -1), "ख": ("kh", -1), "घ": ("gh", 4), "च": ("c", 0)}, "f", 2, after=1
    )
    assert sorted(store.words()) == [("क", "k", 2), ("ग", "g", 2), ("घ", "gh", 4)]
    assert store.words_checkpoint() == ("f", 2)


def test_words_read_from_pictures_are_counted_apart(store: Store) -> None:
    store.replace_words([("क", "k", 3), ("ख", "kh", 1)], "f", 1, scanned={"क": 2})
    assert list(store.scanned_words()) == [("क", 3, 2)]
    store.add_words(
        {"क": ("k", -1), "ख": ("kh", 0), "ग": ("g", 2)},
        "f",
        2,
        after=1,
        scanned={"क": -1, "ख": 1, "ग": 2},
    )
    assert sorted(store.scanned_words()) == [("क", 2, 1), ("ख", 1, 1), ("ग", 2, 2)]
    assert list(store.scanned_words(1)) == [("ख", 1, 1)]
    assert sorted(store.words()) == [("क", "k", 2), ("ख", "kh", 1), ("ग", "g", 2)]


def test_words_that_another_process_counted_are_not_counted_twice(store: Store) -> None:
    assert store.replace_words([("क", "k", 1)], "f", 5)
    assert not store.add_words({"क": ("k", 1)}, "f", 6, after=4)
    assert not store.add_words({"क": ("k", 1)}, "g", 6, after=5)
    assert not store.replace_words([("क", "k", 9)], "f", 4)
    assert list(store.words()) == [("क", "k", 1)]
    assert store.words_checkpoint() == ("f", 5)
    assert store.replace_words([("क", "k", 9)], "g", 4)


def test_many_words(store: Store) -> None:
    store.replace_words(((f"w{number}", "w", 1) for number in range(25_000)), "f", 1)
    store.add_words(
        {f"w{number}": ("w", number % 2 - 1) for number in range(25_000)}, "f", 2, after=1
    )
    assert sum(1 for _ in store.words()) == 12_500
