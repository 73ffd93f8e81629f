"""Every method of the store, with the SQLite file really damaged, raises a one-line error."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from archive.article import Article
from archive.errors import StoreUnavailable
from archive.store import Store, sqlite
from archive.store.feeds import Subscriptions
from archive.store.takedowns import Takedown, Takedowns
from tests.archive.store.methods import METHODS, READS, WRITES, fill


def test_no_method_is_left_out() -> None:
    public = {name for name in vars(Store) if not name.startswith("_")} - {"feeds", "takedowns"}
    public |= {f"feeds.{name}" for name in vars(Subscriptions) if not name.startswith("_")}
    public |= {f"takedowns.{name}" for name in vars(Takedowns) if not name.startswith("_")}
    assert public == METHODS.keys() | {"open", "close", "exists"}


@pytest.fixture
def used(file_store: Store) -> Store:
    return fill(file_store)


def check(call: Callable[[], object], file: Path, *words: str, cause: bool = True) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        call()
    message = str(caught.value)
    assert str(file) in message
    assert "\n" not in message
    for word in words:
        assert word in message
    if cause:
        assert isinstance(caught.value.__cause__, (SQLAlchemyError, sqlite3.Error, OSError))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)


@pytest.fixture
def hogged(used: Store, file: Path) -> Iterator[Store]:
    """Another program has the file for itself alone."""
    with closing(sqlite3.connect(file)) as hog:
        hog.execute("PRAGMA locking_mode = EXCLUSIVE")
        hog.execute("DELETE FROM words")
        yield used


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("method", METHODS)
def test_a_locked_database(hogged: Store, file: Path, method: str) -> None:
    check(lambda: METHODS[method](hogged), file, "locked", "another program")


@pytest.mark.usefixtures("impatient", "hogged")
def test_opening_a_locked_database(file: Path) -> None:
    check(lambda: Store.open(f"sqlite:///{file}"), file, "locked", "another program")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("method", METHODS)
def test_while_another_writes_readers_go_on(used: Store, file: Path, method: str) -> None:
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        if method in READS:
            METHODS[method](used)
        else:
            check(lambda: METHODS[method](used), file, "locked")
    METHODS[method](used)


@pytest.mark.parametrize("method", METHODS)
def test_garbage_in_place_of_the_database(used: Store, file: Path, method: str) -> None:
    file.write_bytes(b"no database " * 1000)
    check(lambda: METHODS[method](used), file, "not a database", "backup")


@pytest.mark.parametrize("method", METHODS)
def test_a_folder_in_place_of_the_database(used: Store, file: Path, method: str) -> None:
    file.unlink()
    file.mkdir()
    check(lambda: METHODS[method](used), file, "unable to open", "check that it is a file")


@pytest.mark.parametrize("method", METHODS)
def test_a_database_that_vanished_is_not_made_anew(used: Store, file: Path, method: str) -> None:
    file.unlink()
    check(lambda: METHODS[method](used), file, "unable to open", "check that it is a file")
    assert not file.exists()


@pytest.mark.parametrize("method", METHODS)
def test_the_database_of_another_program(used: Store, file: Path, method: str) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name)")
    before = file.read_bytes()
    check(lambda: METHODS[method](used), file, "the database of another program", cause=False)
    assert file.read_bytes() == before


@pytest.mark.parametrize("method", WRITES)
def test_a_read_only_database(
    open_folder: Path, as_nobody: AbstractContextManager[None], method: str
) -> None:
    file = open_folder / "archive.db"
    url = f"sqlite:///{file}"
    keeper = Store.open(url)
    keeper.put([Article("a", "पाठ")])
    keeper.replace_words([], "f", 0)
    keeper.takedowns.merge([Takedown("y", "a", "", 1, "मीरा", "")])
    for path in open_folder.iterdir():
        path.chmod(0o444)
    with as_nobody:
        store = Store.open(url)
        assert store.get("a") == Article("a", "पाठ")
        check(lambda: WRITES[method](store), file, "readonly", "read-only", "let this user")
        store.close()
    keeper.close()


def test_a_folder_that_may_not_be_written(
    open_folder: Path, as_nobody: AbstractContextManager[None]
) -> None:
    open_folder.chmod(0o555)
    file = open_folder / "home" / "archive.db"
    with as_nobody:
        check(lambda: Store.open(f"sqlite:///{file}"), file, "Permission denied", "let this user")


def test_a_file_that_may_not_be_read(
    open_folder: Path, as_nobody: AbstractContextManager[None]
) -> None:
    file = open_folder / "archive.db"
    Store.open(f"sqlite:///{file}").close()
    file.chmod(0)
    with as_nobody:
        check(lambda: Store.open(f"sqlite:///{file}"), file, "Permission denied", "let this user")


def test_a_folder_named_as_the_database(tmp_path: Path) -> None:
    check(lambda: Store.open(f"sqlite:///{tmp_path}"), tmp_path, "unable to open")


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    file = tmp_path / "home" / "archive.db"
    check(lambda: Store.open(f"sqlite:///{file}"), file, "File exists")


def test_a_full_disk_keeps_what_was_put_before(file_store: Store, file: Path) -> None:
    store = file_store
    store.put(Article(f"{number}", "पाठ " * 100) for number in range(500))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, hard))
    try:
        more = (Article(f"more{number}", "पाठ " * 1000) for number in range(5000))
        check(lambda: store.put(more), file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.count() == store.seq() == 500
    assert sum(1 for _ in store.articles()) == 500
