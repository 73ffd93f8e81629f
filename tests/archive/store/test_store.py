"""Putting, deleting, reading and the change feed, on both databases."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql

from archive.article import Article
from archive.store import Change, PutCount, Replaced, Store, articles
from tests.factories import article

FULL = article()


def some(first: int, last: int, body: str = "पाठ") -> list[Article]:
    return [Article(f"n{number:05}", body) for number in range(first, last)]


def test_the_folder_and_the_file_are_for_this_user_alone(file_store: Store, file: Path) -> None:
    file_store.put([FULL])
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}


def test_an_empty_store(store: Store) -> None:
    assert store.seq() == 0
    assert store.count() == 0
    assert store.get("a") is None
    assert store.get_many([]) == {}
    assert list(store.changes(0)) == []
    assert list(store.articles()) == []
    assert list(store.replaced(0)) == []
    assert list(store.words()) == []
    assert store.words_checkpoint() is None
    assert store.put([]) == PutCount(0, 0, 0)
    assert store.delete([]) == 0


def test_every_field_comes_back(store: Store) -> None:
    bare = Article("b", "नंगा पाठ")
    assert store.put([FULL, bare]) == PutCount(added=2)
    assert store.get("a/1") == FULL
    assert store.get("b") == bare
    assert list(store.articles()) == [FULL, bare]


def test_an_equal_article_changes_nothing(store: Store) -> None:
    store.put([FULL])
    assert store.put([FULL, FULL]) == PutCount(unchanged=2)
    assert store.seq() == 1
    assert list(store.replaced(0)) == []


@pytest.mark.parametrize(
    "other",
    [
        replace(FULL, body="और कुछ"),
        replace(FULL, title=""),
        replace(FULL, url="", title=FULL.url),
        replace(FULL, source=FULL.author, author=FULL.source),
        replace(FULL, category="देश"),
        replace(FULL, published=date(2025, 7, 13)),
        replace(FULL, published=None, dated_by="none"),
        replace(FULL, dated_by="url"),
    ],
)
def test_any_field_makes_a_change(store: Store, other: Article) -> None:
    store.put([FULL])
    assert store.put([other]) == PutCount(changed=1)
    assert store.get("a/1") == other
    assert list(store.changes(1)) == [Change(2, "a/1", other)]
    assert list(store.replaced(0)) == [Replaced(1, 2, FULL)]


def test_several_of_an_id_replace_one_another(store: Store) -> None:
    some = [Article("a", "१"), Article("b", "२"), Article("a", "३"), Article("a", "३")]
    assert store.put(some) == PutCount(added=2, changed=1, unchanged=1)
    assert store.get_many(["b", "a", "c"]) == {"b": Article("b", "२"), "a": Article("a", "३")}
    assert [each.article_old.body for each in store.replaced(0)] == ["१"]


def test_comparing_writes_nothing(store: Store) -> None:
    store.put([Article("a", "१"), Article("b", "२"), Article("c", "३")])
    store.delete(["c"])
    some = [Article("a", "१"), Article("b", "नया"), Article("c", "३"), Article("d", "४")]
    assert store.compare(some) == PutCount(added=2, changed=1, unchanged=1)
    assert (store.count(), store.seq()) == (2, 4)


def test_get_many_keeps_the_order_and_takes_any_number(store: Store) -> None:
    store.put(some(0, 1500))
    ids = [f"n{number:05}" for number in range(1499, -1, -1)]
    assert list(store.get_many(ids)) == ids


@pytest.mark.parametrize(
    "id_", ["\0", "a\0", "\ud800", "'; DROP TABLE articles; --", "x" * 100_000]
)
def test_an_id_that_no_article_has(store: Store, id_: str) -> None:
    store.put(some(0, 3))
    assert store.get(id_) is None
    assert store.delete([id_]) == 0
    assert store.count() == 3


def test_a_deletion_leaves_its_number(store: Store) -> None:
    store.put(some(0, 3))
    assert store.delete(["n00001", "n00001", "nobody"]) == 1
    assert store.delete(["n00001"]) == 0
    assert store.count() == 2
    assert store.get("n00001") is None
    assert [article.id for article in store.articles()] == ["n00000", "n00002"]
    assert list(store.changes(3)) == [Change(4, "n00001", None)]
    assert [change.seq for change in store.changes(0)] == [1, 3, 4]
    assert list(store.replaced(0)) == [Replaced(2, 4, Article("n00001", "पाठ"))]


def test_a_deleted_article_may_come_back(store: Store) -> None:
    store.put([FULL])
    store.delete([FULL.id])
    assert store.put([FULL]) == PutCount(added=1)
    assert list(store.changes(0)) == [Change(3, FULL.id, FULL)]
    assert list(store.replaced(2)) == []


def test_what_was_displaced_stays_until_it_is_forgotten(store: Store) -> None:
    for body in ("१", "२", "३", "४"):
        store.put([Article("a", body)])
    assert [(old.seq_old, old.seq_new) for old in store.replaced(0)] == [(1, 2), (2, 3), (3, 4)]
    store.forget_replaced(3)
    assert list(store.replaced(0)) == [Replaced(3, 4, Article("a", "३"))]
    assert list(store.replaced(4)) == []


def test_batches_before_an_error_of_the_source_stay(store: Store) -> None:
    def source() -> Iterator[Article]:
        yield from some(0, articles.BATCH_ARTICLES + 20)
        raise OSError("the disk with the input is gone")

    with pytest.raises(OSError, match="input is gone"):
        store.put(source())
    assert store.count() == articles.BATCH_ARTICLES


def test_iterations_see_the_state_that_they_began_with(store: Store) -> None:
    store.put(some(0, 1000))
    seen = []
    for change in store.changes(0):
        if change.seq == 1:
            store.put(some(990, 1010, "नया"))
            store.delete(["n00500"])
        seen.append(change)
    assert [change.seq for change in seen] == list(range(1, 1001))
    assert [change.seq for change in store.changes(1000)] == list(range(1001, 1022))


def test_streams_hold_few_articles_in_memory(store: Store) -> None:
    large = "वोनसान " * 10_000  # 190 KB; all of them are 76 MB
    store.put(Article(f"{number}", f"{number} {large}") for number in range(400))
    tracemalloc.start()
    assert sum(1 for _ in store.changes(0)) == 400
    assert sum(1 for _ in store.articles()) == 400
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40_000_000


def test_a_batch_of_large_articles_ends_early() -> None:
    large = "क" * 4_000_000
    stream = (Article(f"{number}", large) for number in range(10))
    assert [len(batch) for batch in articles.in_batches(stream)] == [4, 4, 2]


def test_what_is_invalidated_is_replaced_by_the_next_import(store: Store) -> None:
    same = [Article("a", "लावरोव"), Article("b", "रूस")]
    store.put(same)
    assert list(store.damaged()) == []
    store.invalidate(["b", "nowhere"])
    assert list(store.damaged()) == ["b"]
    assert store.put(same).changed == 1
    assert list(store.damaged()) == []


def test_stamps_tell_every_state_from_every_other(store: Store) -> None:
    states = [store.checkpoints()]
    store.put([Article("a", "लावरोव")])
    states.append(store.checkpoints())
    store.delete(["a"])
    states.append(store.checkpoints())
    store.replace_words([("रूस", "rs", 5)], "f1", 2)
    states.append(store.checkpoints())
    store.replace_words([("रूस", "rs", 6)], "f2", 2)
    assert states.count(store.checkpoints()) == 0
    assert all(states.count(state) == 1 for state in states)
    without_tokens = {name: both[:2] for name, both in store.checkpoints().items()}
    assert without_tokens == {"articles": ("", store.seq()), "words": store.words_checkpoint()}


def test_a_writer_on_postgresql_locks_the_row_that_counts() -> None:
    statement = str(articles.LAST_SEQ.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    assert statement.endswith("FOR UPDATE")
