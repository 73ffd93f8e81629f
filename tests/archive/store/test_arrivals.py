"""An article arrives once, whatever changes in it later; an archive has one identity for good."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.article import Article
from archive.store import Store, back_up, restore
from tests.archive.store.test_migrations import load, run

A, B = Article("a", "पहला"), Article("b", "दूसरा")


def numbers(store: Store) -> dict[str, int]:
    return {id_: arrival.seq for id_, arrival in store.arrivals(["a", "b", "nothing"]).items()}


def test_the_first_change_of_an_article_is_its_arrival(store: Store) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    store.put([A, B])
    assert numbers(store) == {"a": 1, "b": 2}
    first = store.arrivals(["a"])["a"]
    assert first.at is not None
    assert before <= first.at <= datetime.now(UTC)
    assert first.changed_at == first.at
    store.put([Article("a", "बदला")])
    assert numbers(store) == {"a": 1, "b": 2}
    assert store.arrivals(["a"])["a"].at == first.at
    assert [(change.seq, change.arrived) for change in store.changes(0)] == [(2, 2), (3, 1)]


def test_a_change_has_a_time_of_its_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((1_000, 2_000, 3_000))
    monkeypatch.setattr("archive.store.arrivals.time.time", lambda: next(clock))
    store.put([A])
    store.put([A])
    store.put([Article("a", "बदला")])
    arrival = store.arrivals(["a"])["a"]
    assert (arrival.at, arrival.changed_at) == (
        datetime.fromtimestamp(1_000, UTC),
        datetime.fromtimestamp(3_000, UTC),
    )


def test_the_last_import_is_when_an_article_came_in_or_changed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.facts().imported is None
    for seconds, some in ((1_000, [A, B]), (2_000, [Article("a", "बदला")]), (3_000, [B])):
        monkeypatch.setattr("archive.store.arrivals.time.time", lambda now=seconds: now)
        store.put(some)
    # What was there already is no import of anything, and a deletion is none.
    assert store.facts().imported == datetime.fromtimestamp(2_000, UTC)
    store.delete(["a"])
    assert store.facts().imported == datetime.fromtimestamp(1_000, UTC)
    store.delete(["b"])
    assert store.facts().imported is None


def test_what_was_deleted_has_no_arrival_and_arrives_again(store: Store) -> None:
    store.put([A, B])
    store.delete(["a"])
    assert numbers(store) == {"b": 2}
    store.put([A])
    assert numbers(store) == {"a": 4, "b": 2}


@pytest.mark.parametrize("version", [0, 1])
def test_of_an_older_archive_the_last_change_is_known(url: str, version: int) -> None:
    load(url, version)
    with closing(Store.open(url)) as store:
        ids = [each.id for each in store.articles()]
        known = {change.id: change.seq for change in store.changes(0) if change.article}
        before = store.arrivals(ids)
        assert {id_: arrival.seq for id_, arrival in before.items()} == known
        assert {(each.at, each.changed_at) for each in before.values()} == {(None, None)}
        store.put([Article(ids[0], "बदला")])
        after = store.arrivals(ids)
        assert {id_: arrival.seq for id_, arrival in after.items()} == known
        assert after[ids[0]].at is None
        assert after[ids[0]].changed_at is not None
        assert store.identity().since == datetime.now(UTC).date()


def test_the_identity_is_given_once(url: str) -> None:
    with closing(Store.open(url)) as store:
        first = store.identity()
        store.put([A])
        store.begin_anew()
    with closing(Store.open(url)) as store:
        assert store.identity() == first
    # As a program of before would leave it.
    run(url, "DROP TABLE identity")
    with closing(Store.open(url)) as store:
        assert store.identity().token not in ("", first.token)


def test_a_backup_keeps_both(file_store: Store, file: Path, tmp_path: Path) -> None:
    file_store.put([A, B])
    file_store.put([Article("a", "बदला")])
    back_up(f"sqlite:///{file}", tmp_path / "copy.db")
    restore(f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "copy.db")
    with closing(Store.open(f"sqlite:///{tmp_path / 'new.db'}")) as store:
        assert store.identity() == file_store.identity()
        assert store.arrivals("ab") == file_store.arrivals("ab")
