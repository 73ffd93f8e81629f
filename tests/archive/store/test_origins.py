"""Tokens tell stores, and copies of one store, apart whatever their numbers are."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from archive.article import Article
from archive.errors import StoreUnavailable
from archive.store import Store


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(Store.open(url)) as store:
        yield store


def articles(name: str, number: int) -> list[Article]:
    return [Article(f"{name}{each}", f"पाठ {each}") for each in range(number)]


def run(url: str, *statements: str) -> None:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_a_transaction_has_one_token_and_another_than_every_other(store: Store) -> None:
    store.put(articles("a", 3))
    store.put(articles("b", 2))
    assert store.origin(1) == store.origin(2) == store.origin(3)
    assert store.origin(4) == store.origin(5)
    store.delete(["a0"])
    tokens = {store.origin(seq) for seq in (0, 3, 5, 6)}
    assert len(tokens) == 4
    assert "" not in tokens
    assert store.origin(7) == ""


def test_what_changes_nothing_keeps_the_token(store: Store) -> None:
    store.put(articles("a", 3))
    before = store.origin(3), store.checkpoints()
    store.put(articles("a", 3))
    store.delete(["nowhere"])
    assert before == (store.origin(3), store.checkpoints())


def test_few_tokens_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.store.articles.KEPT_ORIGINS", 10)
    made = []
    for number in range(57):
        store.put([Article(str(number), "पाठ")])
        made.append(store.origin(number + 1))
        with store._database.reading() as connection:
            kept = connection.exec_driver_sql("SELECT count(*) FROM origins").scalar_one()
        assert kept <= 2 * 10
        # What is not further behind is known, also in the middle of a later, larger transaction.
        latest = range(max(1, number - 8), number + 2)
        assert [store.origin(seq) for seq in latest] == [made[seq - 1] for seq in latest]
    assert store.origin(5) != made[4]
    store.put(articles("b", 40))
    assert store.origin(57) == made[-1]
    assert store.origin(58) == store.origin(97) not in made


def test_two_empty_stores_are_not_the_same(tmp_path: Path) -> None:
    found = set()
    for name in "ab":
        url = f"sqlite:///{tmp_path / name}.db"
        with closing(Store.open(url)) as store:
            found.add(store.origin(0))
        with closing(Store.open(url)) as store:
            found.add(store.origin(0))
    assert len(found) == 2


def test_a_copy_is_the_same_until_it_begins_anew(store: Store) -> None:
    store.put(articles("a", 3))
    before = store.origin(0), store.origin(3)
    store.begin_anew()
    assert not {store.origin(0), store.origin(3)} & {*before}
    assert [article.id for article in store.articles()] == ["a0", "a1", "a2"]
    store.put(articles("b", 1))
    assert store.origin(4) not in {"", store.origin(3)}


def test_a_store_of_an_older_version_gets_its_first_token_once(url: str) -> None:
    with closing(Store.open(url)) as store:
        store.put(articles("a", 3))
    run(
        url,
        "DROP TABLE origins",
        "ALTER TABLE stamps DROP COLUMN token",
        "DELETE FROM stamps WHERE name = 'schema'",
    )
    with closing(Store.open(url)) as store:
        token = store.origin(3)
        assert token == store.origin(1) != ""
        store.put(articles("b", 1))
        assert store.origin(4) not in {"", token}
    with closing(Store.open(url)) as store:
        assert store.origin(3) == token


def test_whether_there_is_a_store(url: str) -> None:
    assert not Store.exists(url)
    assert not Store.exists(url)
    Store.open(url).close()
    assert Store.exists(url)


def test_an_open_store_sees_that_its_file_was_replaced(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    with closing(Store.open(f"sqlite:///{file}")) as store:
        store.put(articles("a", 1))
    copy = tmp_path / "copy.db"
    shutil.copy(file, copy)
    with closing(Store.open(f"sqlite:///{file}")) as store:
        store.put(articles("b", 1))
        assert store.count() == 2
        for end in ("-wal", "-shm"):
            Path(f"{file}{end}").unlink(missing_ok=True)
        copy.rename(file)
        assert store.count() == 1
        store.put(articles("c", 1))
    with closing(Store.open(f"sqlite:///{file}")) as store:
        assert sorted(article.id for article in store.articles()) == ["a0", "c0"]
        assert list(store.damaged()) == []


def test_an_open_store_sees_that_its_file_vanished(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    with closing(Store.open(f"sqlite:///{file}")) as store:
        store.put(articles("a", 1))
        file.unlink()
        with pytest.raises(StoreUnavailable, match=r"manage\.py restore FILE"):
            store.count()
        assert not file.exists()
