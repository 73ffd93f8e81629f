"""A backup is the store of one moment; only a sound one is put back, and nothing is overwritten."""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archive.article import Article
from archive.errors import ArchiveError, BackupFailed, StoreUnavailable
from archive.store import Store, Subscription, back_up, restore

TEXT = "वोनसान में बैठक हुई"


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a store with a feed, 20 articles and an earlier version of one."""
    file = tmp_path / "home" / "archive.db"
    with closing(Store.open(url_of(file))) as store:
        store.put(Article(f"a{number}", f"{TEXT} {number}") for number in range(20))
        store.put([Article("a0", "नया")])
        store.feeds.put(Subscription("https://example.org/feed"))
    return file


def test_everything_is_put_back_in_a_store_of_its_own(file: Path, tmp_path: Path) -> None:
    copy, target = tmp_path / "copy.db", tmp_path / "new" / "archive.db"
    assert back_up(url_of(file), copy) == 20
    assert restore(url_of(target), copy) == 20
    assert {each.name for each in tmp_path.iterdir()} == {"home", "copy.db", "new"}
    assert [each.name for each in target.parent.iterdir()] == ["archive.db"]
    assert (copy.stat().st_mode & 0o777, target.stat().st_mode & 0o777) == (0o600, 0o600)
    with closing(Store.open(url_of(file))) as old, closing(Store.open(url_of(target))) as new:
        assert list(new.articles()) == list(old.articles())
        assert new.versions("a0")[0].article == old.versions("a0")[0].article
        assert new.feeds.all() == old.feeds.all()
        assert new.seq() == old.seq()
        assert new.origin(0) != old.origin(0)
        assert new.origin(21) != old.origin(21)


def test_a_backup_while_articles_are_put_is_of_one_moment(file: Path, tmp_path: Path) -> None:
    done = threading.Event()

    def put() -> None:
        with closing(Store.open(url_of(file))) as store:
            for number in range(60):
                store.put(Article(f"b{number}-{each}", TEXT) for each in range(50))
                done.set()

    writer = threading.Thread(target=put)
    writer.start()
    done.wait(60)
    found = []
    for number in range(5):
        copy = tmp_path / f"copy{number}.db"
        found.append(back_up(url_of(file), copy))
        with closing(Store.open(url_of(copy))) as store:
            assert store.count() == found[-1] == store.seq() - 1
            assert list(store.damaged()) == []
    writer.join()
    assert found == sorted(found)
    assert all((number - 20) % 50 == 0 for number in found)
    with closing(Store.open(url_of(file))) as store:
        assert store.count() == 20 + 60 * 50


def test_a_backup_replaces_nothing_unless_told(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("precious")
    with pytest.raises(BackupFailed, match="--force"):
        back_up(url_of(file), copy)
    assert copy.read_text() == "precious"
    assert back_up(url_of(file), copy, force=True) == 20
    # What a kill left goes; what another one may be writing stays.
    left, fresh = (Path(f"{copy}.{n}badcafe.part") for n in (0, 1))
    for each in (left, fresh):
        each.write_text("half")
    os.utime(left, (1, 1))
    assert back_up(url_of(file), copy, force=True) == 20
    assert (left.exists(), fresh.exists()) == (False, True)


def test_names_that_mean_something_in_an_address(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "प्रति ?mode=ro&x#1%20.db"
    assert back_up(url_of(file), copy) == 20
    assert restore(url_of(tmp_path / "new" / "archive.db"), copy) == 20


def test_what_shall_be_put_back_is_not_written_over(file: Path, tmp_path: Path) -> None:
    part = tmp_path / "new" / "archive.db.part"
    part.parent.mkdir()
    back_up(url_of(file), part)
    assert restore(url_of(part.with_suffix("")), part) == 20
    assert part.exists()


@pytest.mark.parametrize("name", ["home/archive.db", "home/../home/archive.db-wal", "link"])
def test_a_backup_never_replaces_the_archive(file: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to(file)
    with pytest.raises(BackupFailed, match="the archive itself"):
        back_up(url_of(file), tmp_path / name, force=True)
    with closing(Store.open(url_of(file))) as store:
        assert store.count() == 20


@pytest.mark.parametrize("name", ["", "nowhere/copy.db", "home/archive.db/copy.db"])
def test_a_backup_that_cannot_be_written(file: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(BackupFailed) as caught:
        back_up(url_of(file), tmp_path / name, force=True)
    assert "\n" not in str(caught.value)


def test_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no archive"):
        back_up(url_of(tmp_path / "home" / "archive.db"), tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_put_back_over_an_archive(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(url_of(file), copy)
    with closing(Store.open(url_of(file))) as store:
        store.put([Article("later", TEXT)])
    with pytest.raises(BackupFailed, match="holds an archive already"):
        restore(url_of(file), copy, force=True)
    with closing(Store.open(url_of(file))) as store:
        assert store.count() == 21


def test_the_log_of_a_file_that_vanished_is_not_read_as_that_of_the_backup(
    file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    back_up(url_of(file), copy)
    log = Path(f"{file}-wal")
    with closing(Store.open(url_of(file))) as store:
        store.put([Article("later", TEXT)])
        kept = log.read_bytes()
    file.unlink()
    log.write_bytes(kept)
    assert restore(url_of(file), copy) == 20
    with closing(Store.open(url_of(file))) as store:
        assert (store.count(), store.get("later")) == (20, None)
    assert Path(f"{log}.old").read_bytes() == kept


def test_what_is_deleted_for_good_goes_from_a_log_that_was_set_aside(
    file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    back_up(url_of(file), copy)
    log = Path(f"{file}-wal")
    with closing(Store.open(url_of(file))) as store:
        store.put([Article("later", "गुप्तनाम")])
        kept = log.read_bytes()
    assert "गुप्तनाम".encode() in kept
    file.unlink()
    log.write_bytes(kept)
    restore(url_of(file), copy)
    with closing(Store.open(url_of(file))) as store:
        store.delete(["0"])
        assert Path(f"{log}.old").exists()
        assert store.erase()
    left = [path for path in file.parent.iterdir() if "गुप्तनाम".encode() in path.read_bytes()]
    assert left == []
    assert not list(file.parent.glob("*.old"))


def test_a_copy_made_by_hand_with_its_log_is_put_back(file: Path, tmp_path: Path) -> None:
    by_hand = tmp_path / "by hand?#%.db"
    with closing(Store.open(url_of(file))) as store:
        store.put([Article("later", TEXT)])
        for end in ("", "-wal"):
            Path(f"{by_hand}{end}").write_bytes(Path(f"{file}{end}").read_bytes())
    target = tmp_path / "new" / "archive.db"
    assert restore(url_of(target), by_hand) == 21


def halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


def a_page_of_zeros(data: bytes) -> bytes:
    return data[:8192] + bytes(4096) + data[12288:]


def another_text(data: bytes) -> bytes:
    return data.replace(f"{TEXT} 7".encode(), f"{TEXT} 8".encode())


def of_a_newer_version(data: bytes) -> bytes:
    return edited(data, "UPDATE stamps SET seq = seq + 1 WHERE name = 'schema'")


def of_another_program(data: bytes) -> bytes:
    return edited(data, "DROP TABLE stamps")


def edited(data: bytes, statement: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        connection.execute(statement)
        connection.commit()
        return connection.serialize()


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "is no archive"),
    "text": (lambda _: b"not a database" * 999, "not a database"),
    "halved": (halved, "cannot be copied|damaged"),
    "zeros": (a_page_of_zeros, "cannot be copied|damaged|not what was put"),
    "another text": (another_text, "1 articles are not what was put, such as 'a7'"),
    "newer": (of_a_newer_version, "newer version"),
    "another program": (of_another_program, "is no archive"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_not_put_back(file: Path, tmp_path: Path, damage: str) -> None:
    spoil, reason = DAMAGES[damage]
    copy, target = tmp_path / "copy.db", tmp_path / "new" / "archive.db"
    back_up(url_of(file), copy)
    copy.write_bytes(spoil(copy.read_bytes()))
    with pytest.raises(ArchiveError, match=reason) as caught:
        restore(url_of(target), copy)
    assert "\n" not in str(caught.value)
    assert not target.exists()
    assert not list(target.parent.iterdir())


def test_articles_that_are_not_what_was_put_come_back_if_told(file: Path, tmp_path: Path) -> None:
    copy, target = tmp_path / "copy.db", tmp_path / "new" / "archive.db"
    back_up(url_of(file), copy)
    copy.write_bytes(another_text(copy.read_bytes()))
    assert restore(url_of(target), copy, force=True) == 20
    with closing(Store.open(url_of(target))) as store:
        assert list(store.damaged()) == ["a7"]


@pytest.mark.parametrize("name", ["nowhere.db", "home"])
def test_what_is_no_file_is_not_put_back(file: Path, tmp_path: Path, name: str) -> None:
    assert file.exists()
    with pytest.raises(BackupFailed, match="is no file"):
        restore(url_of(tmp_path / "new" / "archive.db"), tmp_path / name)


def test_postgresql_is_backed_up_by_its_own_program(tmp_path: Path) -> None:
    url = "postgresql+psycopg://u:secret@localhost/abhilekh"
    with pytest.raises(BackupFailed, match="pg_dump") as caught:
        back_up(url, tmp_path / "copy")
    assert "secret" not in str(caught.value)
    with pytest.raises(BackupFailed, match="pg_restore"):
        restore(url, tmp_path / "copy")
