"""An archive whose store was deleted, replaced or put back is known for what it is, and mended."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from archive.article import Article
from archive.errors import StoreUnavailable
from archive.settings import Settings
from archive.store import Store
from index.documents import document_fingerprint
from index.engine import Checkpoint
from index.indexing import catch_up, is_behind, is_of_another_store, rebuild
from index.indexing.verify import verify
from index.search import Archive, Request, archive_status, open_archive
from tests.factories import archive_in, settings_in
from tests.postgres import OWNER, PASSWORD, Server, programs

OTHER = "of another store, or very far behind; the next import or reindex rebuilds it"


@pytest.fixture(params=["whoosh", "tantivy"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    home = tmp_path / "home"
    return settings_in(home, ARCHIVE_ENGINE_URL=f"{request.param}:{home}/index")


def numbered(name: str, number: int) -> list[Article]:
    return [Article(f"{name}{each}", f"{name} पाठ {each}", f"{name}") for each in range(number)]


def taken_in(settings: Settings, articles: Iterable[Article]) -> None:
    with closing(open_archive(settings)) as archive:
        archive.store.put(articles)
        catch_up(archive.store, archive.engine)


def copy_of(settings: Settings) -> Path:
    copy = settings.home / "copy.db"
    shutil.copy(settings.home / "archive.db", copy)
    return copy


def put_back(settings: Settings, copy: Path) -> None:
    for end in ("", "-wal", "-shm"):
        (settings.home / f"archive.db{end}").unlink(missing_ok=True)
    shutil.copy(copy, settings.home / "archive.db")


def total(archive: Archive, query: str) -> int:
    return archive.searcher.search(Request(query, exact=True)).total


def status_of(settings: Settings, archive: Archive) -> object:
    return archive_status(settings, archive)["index"]


def notes(archive: Archive) -> list[str]:
    return [note.kind for note in archive.searcher.search(Request("पाठ")).notes]


@pytest.mark.parametrize("later", [1, 29, 30, 31, 80])
def test_a_copy_put_back_then_imported_into_finds_what_is_there(
    settings: Settings, later: int
) -> None:
    taken_in(settings, numbered("पहला", 20))
    copy = copy_of(settings)
    taken_in(settings, numbered("खोया", 30))
    put_back(settings, copy)
    taken_in(settings, numbered("नया", later))
    with closing(open_archive(settings)) as archive:
        assert total(archive, "नया") == later
        assert total(archive, "पहला") == 20
        assert total(archive, "खोया") == 0
        assert status_of(settings, archive) == "up to date"
        assert notes(archive) == []
        assert verify(archive.store, archive.engine).ok


@pytest.mark.parametrize("later", [0, 1, 30, 80])
def test_a_copy_put_back_is_told_by_status_searches_and_verify(
    settings: Settings, later: int
) -> None:
    taken_in(settings, numbered("पहला", 20))
    copy = copy_of(settings)
    taken_in(settings, numbered("खोया", 30))
    put_back(settings, copy)
    with closing(open_archive(settings)) as archive:
        archive.store.put(numbered("नया", later))
        assert is_of_another_store(archive.store, archive.engine)
        assert is_behind(archive.store, archive.engine)
        assert status_of(settings, archive) == OTHER
        assert notes(archive) == ["other_store"]
        report = verify(archive.store, archive.engine)
        assert "the index is of another store; run: manage.py verify --repair" in report.index
        assert rebuild(archive.store, archive.engine) == 20 + later
        assert status_of(settings, archive) == "up to date"
        assert notes(archive) == []


def run_program(postgres: Server, name: str, *arguments: object) -> None:
    """One of PostgreSQL's own, with or without a database."""
    folder = programs()
    assert folder
    subprocess.run(
        [folder / name, f"--host={postgres.folder}", f"--username={OWNER}", *map(str, arguments)],
        env={**os.environ, "PGPASSWORD": PASSWORD},
        check=True,
    )


@pytest.mark.parametrize("later", [0, 1, 30, 80])
def test_a_dump_of_postgresql_put_back_is_told_and_mended(
    postgres: Server, tmp_path: Path, later: int
) -> None:
    first, second, dump = postgres.new_database(), postgres.new_database(), tmp_path / "dump"

    def settings(database: str) -> Settings:
        return settings_in(tmp_path / "home", ARCHIVE_DATABASE_URL=postgres.address(database))

    try:
        taken_in(settings(first), numbered("पहला", 20))
        run_program(postgres, "pg_dump", "--format=custom", f"--file={dump}", first)
        taken_in(settings(first), numbered("खोया", 30))
        postgres.drop_database(first)
        run_program(postgres, "pg_restore", f"--dbname={second}", dump)
        with closing(open_archive(settings(second))) as archive:
            assert archive.store.count() == 20
            archive.store.put(numbered("नया", later))
            assert status_of(settings(second), archive) == OTHER
            assert notes(archive) == ["other_store"]
            catch_up(archive.store, archive.engine)
            assert status_of(settings(second), archive) == "up to date"
            assert notes(archive) == []
            found = [total(archive, word) for word in ("पहला", "नया", "खोया")]
            assert found == [20, later, 0]
            assert verify(archive.store, archive.engine).ok
    finally:
        postgres.drop_database(second)


def test_a_dump_of_the_very_state_that_is_indexed_needs_nothing(
    postgres: Server, tmp_path: Path
) -> None:
    first, second, dump = postgres.new_database(), postgres.new_database(), tmp_path / "dump"
    settings = settings_in(tmp_path / "home", ARCHIVE_DATABASE_URL=postgres.address(first))
    taken_in(settings, numbered("पहला", 20))
    run_program(postgres, "pg_dump", "--format=custom", f"--file={dump}", first)
    postgres.drop_database(first)
    run_program(postgres, "pg_restore", f"--dbname={second}", dump)
    settings = settings_in(tmp_path / "home", ARCHIVE_DATABASE_URL=postgres.address(second))
    with closing(open_archive(settings)) as archive:
        assert status_of(settings, archive) == "up to date"
        assert catch_up(archive.store, archive.engine) == 0
        assert verify(archive.store, archive.engine).ok
    postgres.drop_database(second)


def test_a_copy_of_the_very_state_that_is_indexed_needs_nothing(settings: Settings) -> None:
    taken_in(settings, numbered("पहला", 20))
    put_back(settings, copy_of(settings))
    with closing(open_archive(settings)) as archive:
        assert status_of(settings, archive) == "up to date"
        assert catch_up(archive.store, archive.engine) == 0


def test_an_index_that_is_merely_behind_catches_up(settings: Settings) -> None:
    taken_in(settings, numbered("पहला", 20))
    with closing(open_archive(settings)) as archive:
        for number in range(5):
            archive.store.put(numbered(f"नया{number}", 3))
        archive.store.delete(["पहला3"])
        said = "behind the articles by 16; run: manage.py reindex --if-needed"
        assert status_of(settings, archive) == said
        assert notes(archive) == []
        assert catch_up(archive.store, archive.engine) == 16


@pytest.mark.parametrize("number", [0, 20, 50])
def test_another_store_in_its_place(settings: Settings, tmp_path: Path, number: int) -> None:
    taken_in(settings, numbered("पहला", 20))
    with closing(Store.open(f"sqlite:///{tmp_path / 'other.db'}")) as other:
        other.put(numbered("दूसरा", number))
    put_back(settings, tmp_path / "other.db")
    with closing(open_archive(settings)) as archive:
        assert status_of(settings, archive) == OTHER
        assert catch_up(archive.store, archive.engine) == number
        assert (total(archive, "दूसरा"), total(archive, "पहला")) == (number, 0)
        assert status_of(settings, archive) == "up to date"


def test_an_open_archive_sees_a_copy_with_the_same_numbers(settings: Settings) -> None:
    # As a site is open while someone puts a backup back.
    taken_in(settings, numbered("पहला", 20))
    copy = copy_of(settings)
    taken_in(settings, numbered("खोया", 30))
    with closing(open_archive(settings)) as site:
        assert total(site, "खोया") == 30
        put_back(settings, copy)
        assert notes(site) == ["other_store"]
        taken_in(settings, numbered("नया", 30))
        assert (total(site, "नया"), total(site, "खोया"), notes(site)) == (30, 0, [])
        found = [variant.term for variant in site.words.lexicon().find_variants("नया")]
        assert found == ["नया"]


def test_an_older_index_is_taken_for_this_stores_once(settings: Settings) -> None:
    taken_in(settings, numbered("पहला", 20))
    with closing(open_archive(settings)) as archive:
        archive.engine.apply((), (), Checkpoint(document_fingerprint(), 20))
        assert status_of(settings, archive) == "up to date"
        assert notes(archive) == []
        assert catch_up(archive.store, archive.engine) == 0
        assert archive.engine.checkpoint() == Checkpoint(
            document_fingerprint(), 20, archive.store.origin(20)
        )


def test_a_store_that_vanished_is_told_and_made_anew_only_aloud(settings: Settings) -> None:
    taken_in(settings, numbered("पहला", 20))
    (settings.home / "archive.db").unlink()
    for make in (False, True):
        with pytest.raises(StoreUnavailable, match="the articles are gone from") as caught:
            open_archive(settings, make=make)
        assert "\n" not in str(caught.value)
        assert "manage.py restore FILE" in str(caught.value)
        assert not (settings.home / "archive.db").exists()
    told: list[str] = []
    with closing(open_archive(settings, anew=told.append)) as archive:
        assert len(told) == 1
        archive.store.put(numbered("नया", 20))
        assert catch_up(archive.store, archive.engine) == 20
        assert (total(archive, "नया"), total(archive, "पहला")) == (20, 0)


def test_an_emptied_file_is_a_store_that_vanished(settings: Settings) -> None:
    taken_in(settings, numbered("पहला", 1))
    (settings.home / "archive.db").write_bytes(b"")
    with pytest.raises(StoreUnavailable, match="are gone"):
        open_archive(settings)


def test_whoever_only_reads_makes_nothing(settings: Settings) -> None:
    with pytest.raises(StoreUnavailable, match="there is no archive in"):
        open_archive(settings, make=False)
    assert not settings.home.exists()
    told: list[str] = []
    open_archive(settings, anew=told.append).close()
    assert told == []
    open_archive(settings, make=False).close()


def test_what_was_cached_of_a_store_is_not_shown_of_another(tmp_path: Path) -> None:
    with archive_in(tmp_path / "a", numbered("क", 2)) as one:
        first = one.generation()
    with archive_in(tmp_path / "b", numbered("ख", 2)) as two:
        second = two.generation()
    assert (first.index or Checkpoint("", 0)).seq == (second.index or Checkpoint("", 0)).seq
    assert first != second
    assert first.words != second.words
