"""What is deleted for good stays away under its id and its address, and the trail has no text."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.article import Article
from archive.store import Deletion, FetchedPage, PutCount, Store, Subscription
from archive.store.takedowns import address_of
from tests.postgres import Server

ADDRESS = "https://bhor.example/news/पुल-42"
ONE = Article("a", "झुमरीतलैया में पुल टूटा", "पुल", url=ADDRESS, source="भोर")
ORDER = Deletion("meera", "न्यायालय का आदेश", "0badcafe", 1_700_000_000)
SPELLINGS = (
    ADDRESS,
    "http://www.bhor.example/news/पुल-42/",
    "https://m.bhor.example/amp/news/पुल-42",
    "https://bhor.example/news/%E0%A4%AA%E0%A5%81%E0%A4%B2-42",
    "https://BHOR.example/news/पुल-42.amp",
)


def test_it_stays_away_until_it_is_let_in(store: Store) -> None:
    store.put([ONE, Article("b", "दूसरा")])
    store.put([replace(ONE, body="नया पाठ")])
    assert store.delete(["a", "never"], ORDER) == 1
    assert store.put([ONE, Article("b", "दूसरा")]) == PutCount(unchanged=1, kept_out=1)
    assert store.compare([ONE, Article("c", "x")]) == PutCount(added=1, kept_out=1)
    assert store.versions("a") == []
    assert (store.takedowns.is_gone("a"), store.takedowns.is_gone("b")) == (True, False)
    assert (store.takedowns.is_gone("never"), store.takedowns.is_gone("\0")) == (False, False)
    (kept,) = store.takedowns.all()
    assert (kept.id, kept.url, kept.by, kept.why) == ("a", ADDRESS, ORDER.by, ORDER.why)
    assert (kept.at, kept.deletion, kept.lifted_at) == (ORDER.at, ORDER.deletion, 0)
    assert store.takedowns.lift(["a", "b"], Deletion("ravi", "ठीक किया")) == 1
    assert store.put([ONE]) == PutCount(added=1)
    (lifted,) = store.takedowns.all()
    assert (lifted.lifted_by, lifted.lifted_why) == ("ravi", "ठीक किया")
    assert not store.takedowns.is_gone("a")
    store.delete(["a"], Deletion("meera"))
    assert [bool(each.lifted_at) for each in store.takedowns.all()].count(False) == 1


@pytest.mark.parametrize("url", SPELLINGS)
def test_its_address_keeps_it_out_however_it_is_written(file_store: Store, url: str) -> None:
    file_store.put([ONE])
    assert file_store.ids_at_address(url) == ["a"]
    file_store.delete(["a"], ORDER)
    assert file_store.put([Article("other", "और पाठ", url=url)]) == PutCount(kept_out=1)
    assert [each.id for each in file_store.takedowns.at_address(url)] == ["a"]


def test_others_are_not_kept_out(store: Store) -> None:
    # Where the real address was unknown, many articles have the site's front page.
    front = "https://bhor.example/"
    shared = [Article(name, name, url=ADDRESS) for name in "xy"]
    store.put([ONE, Article("f", "पहला", url=front), *shared])
    store.delete(["a", "f"], ORDER)
    assert store.put([Article("g", "नया", url=front)]) == PutCount(added=1)
    # These are there under the same address, and go on being there.
    assert store.put([replace(shared[0], body="नया"), shared[1]]) == PutCount(0, 1, 1)
    assert store.put([Article("n", "नया", url="https://bhor.example/news/43")]).added == 1


def test_what_an_older_version_deleted_can_be_kept_out(store: Store) -> None:
    store.put([ONE])
    store.delete(["a"])
    assert store.takedowns.is_gone("a")
    assert store.put([ONE]) == PutCount(added=1)
    store.delete(["a"])
    assert store.delete(["a"], ORDER) == 0
    assert store.put([ONE]) == PutCount(kept_out=1)


def test_a_poll_fetches_again_what_is_let_in(store: Store) -> None:
    store.feeds.put(Subscription("https://bhor.example/feed", etag='"1"', last_modified="x"))
    store.feeds.keep_pages({"entry": FetchedPage("a"), "other": FetchedPage("b")})
    store.put([ONE])
    store.delete(["a"], ORDER)
    store.takedowns.lift(["a"], Deletion("meera"))
    assert list(store.feeds.pages(["entry", "other"])) == ["other"]
    (feed,) = store.feeds.all()
    assert (feed.etag, feed.last_modified) == ("", "")


def test_a_trail_kept_elsewhere_is_taken_in_once(store: Store) -> None:
    store.put([ONE])
    store.delete(["a"], ORDER)
    store.takedowns.set_erased([ORDER.deletion])
    (kept,) = store.takedowns.all()
    more = replace(kept, deletion="other", id="b", erased=True)
    assert store.takedowns.merge([kept, more]) == {"a", "b"}
    assert store.takedowns.not_erased() == {"other"}
    lifted = replace(kept, lifted_at=5, lifted_by="ravi")
    assert store.takedowns.merge([lifted, more]) == {"b"}
    assert store.takedowns.merge([kept]) == {"b"}
    assert len(store.takedowns.all()) == 2


def test_many_are_deleted_and_let_in(store: Store) -> None:
    many = [Article(f"m{n}", "पाठ", url=f"https://bhor.example/{n}") for n in range(603)]
    store.put(many)
    assert store.delete([each.id for each in many], ORDER) == 603
    assert len(store.takedowns.of_deletion(ORDER.deletion)) == 603
    assert store.put(replace(each, id=f"{each.id}x") for each in many) == PutCount(kept_out=603)
    assert store.takedowns.lift([each.id for each in many], ORDER) == 603
    assert store.put(many) == PutCount(added=603)


def test_addresses_that_are_no_page() -> None:
    for url in ("", "https://bhor.example", "https://bhor.example/", "http://[::1", "x"):
        assert address_of(url) in ("", address_of("x"))
    assert address_of("https://bhor.example/?id=1") != address_of("https://bhor.example/?id=2")


def test_a_reader_keeps_the_log_and_it_is_told(
    file: Path, file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.store.sqlite.BUSY_SECONDS", 0.05)
    file_store.put([Article(f"b{n}", "पाठ") for n in range(300)])
    reading = file_store.changes(0)
    next(reading)
    file_store.put([ONE])
    file_store.delete(["a"], ORDER)
    file_store.forget_replaced(file_store.seq())
    with closing(Store.open(f"sqlite:///{file}")) as other:
        assert not other.erase()
        reading.close()
        assert other.erase()
    assert not any(ONE.body.encode() in path.read_bytes() for path in file.parent.iterdir())


@pytest.mark.thorough
def test_postgresql_writes_its_tables_anew(postgres: Server, name: str) -> None:
    store = Store.open(postgres.address(name))
    marker = "jhumritalaiya"
    store.put([Article("a", f"{marker} में"), Article("b", "और")])
    store.put([Article("a", f"{marker} फिर")])
    store.delete(["a"], ORDER)
    store.forget_replaced(store.seq())
    assert _in_files(postgres, marker) is True
    assert store.erase()
    store.close()
    assert _in_files(postgres, marker) is False


def _in_files(postgres: Server, marker: str) -> bool:
    with postgres.connect() as connection:
        # Twice: files of old tables go with the second.
        connection.execute("CHECKPOINT")
        connection.execute("CHECKPOINT")
    base = postgres.folder / "cluster" / "base"
    return any(marker.encode() in path.read_bytes() for path in base.rglob("*") if path.is_file())
