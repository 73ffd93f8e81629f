"""Archives of every older version open and hold the same; newer ones, and others', are refused."""

import json
import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, inspect, select, text

from archive.article import LABELS, Article
from archive.errors import StoreUnavailable
from archive.store import PutCount, Store
from archive.store.migrations import STEPS
from archive.store.schema import APPLICATION_ID, VERSION, digest

OLDER = Path(__file__).with_name("older")
"""Archives as programs of each older version made them, with two invented articles."""

HELD = json.loads((OLDER / "articles.json").read_text(encoding="utf-8"))
"""Ids and beginnings of the bodies of those."""

FIRST_LABELS = ("source", "author", "category")
"""The label fields of the first version."""

OLD = Article(
    "a/1", "वोनसान में बैठक हुई।", "बैठक", source="भोर", published=date(2025, 7, 12), dated_by="text"
)
OLD_DIGEST = "45dd8b1044050419e114d2c5520e50b5"
"""What the first version wrote beside this article."""


def engine_for(url: str) -> Engine:
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))


def run(url: str, *statements: str) -> None:
    engine = engine_for(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def load(url: str, version: int) -> None:
    """Put the tables there as a program of this version left them."""
    dialect = "sqlite" if url.startswith("sqlite") else "postgresql"
    script = (OLDER / f"version{version}.{dialect}.sql").read_text(encoding="utf-8")
    engine = engine_for(url)
    if engine.url.database and dialect == "sqlite":
        Path(engine.url.database).parent.mkdir(exist_ok=True)
    driver: Any = engine.raw_connection()
    if dialect == "sqlite":
        driver.executescript(script)
    else:
        driver.cursor().execute(script)
    driver.commit()
    driver.close()
    engine.dispose()


def shape(url: str) -> dict[str, Any]:
    """Tables, columns, keys and indexes; the order of columns and their defaults do not matter."""
    engine = engine_for(url)
    found = inspect(engine)
    shape = {
        table: (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table)),
            found.get_pk_constraint(table)["constrained_columns"],
            sorted(
                (each["name"], each["column_names"], each["unique"])
                for each in found.get_indexes(table)
            ),
        )
        for table in found.get_table_names()
    }
    engine.dispose()
    return shape


def contents(url: str) -> list[Any]:
    """Every row of every table, and the numbers in the head of a file."""
    engine = engine_for(url)
    with engine.connect() as connection:
        rows: list[Any] = []
        for table in sorted(inspect(connection).get_table_names()):
            every = connection.execute(select(text("*")).select_from(text(table)))
            rows.append((table, sorted(map(repr, every))))
        if connection.dialect.name == "sqlite":
            names = "application_id", "user_version"
            rows += [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    engine.dispose()
    return rows


def test_there_is_a_step_to_each_version_and_an_archive_of_each_older_one() -> None:
    assert sorted(STEPS) == list(range(1, VERSION + 1))
    made = {path.name for path in OLDER.glob("version*.sql")}
    dialects = "sqlite", "postgresql"
    assert made == {f"version{n}.{name}.sql" for n in range(VERSION) for name in dialects}


@pytest.mark.parametrize("version", range(VERSION))
def test_an_older_archive_is_brought_up_to_date(url: str, version: int) -> None:
    load(url, version)
    assert Store.exists(url)
    with closing(Store.open(url)) as store:
        held = {each.id: each for each in store.articles()}
        assert {id_: each.body[:40] for id_, each in held.items()} == HELD
        assert (list(store.damaged()), store.seq(), store.count()) == ([], 3, 2)
        assert "" not in {store.origin(seq) for seq in (0, 1, 2, 3)}
        assert store.put(held.values()) == PutCount(unchanged=2)
        first = held.popitem()[1]
        assert store.put([replace(first, body="और")]) == PutCount(changed=1)
        assert store.versions(first.id)[0].article == first
        assert store.origin(4) != store.origin(3)
    before = contents(url)
    Store.open(url).close()
    assert contents(url) == before


@pytest.mark.parametrize("version", range(VERSION))
def test_it_has_the_shape_of_a_new_one(url: str, tmp_path: Path, version: int) -> None:
    load(url, version)
    Store.open(url).close()
    if url.startswith("sqlite"):
        new = f"sqlite:///{tmp_path / 'new.db'}"
        Store.open(new).close()
        assert contents(url)[-2:] == contents(new)[-2:] == [APPLICATION_ID, VERSION]
        assert shape(url) == shape(new)
        return
    migrated = shape(url)
    run(url, *(f"DROP TABLE {table}" for table in migrated))
    Store.open(url).close()
    assert shape(url) == migrated


def open_and_die(url: str, at: int) -> bool:
    """Open it in a process that is killed before its n-th statement or commit; whether it was."""
    pid = os.fork()
    if pid == 0:
        left = [at]

        def count(*_: object) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", count)
        event.listen(Engine, "commit", count)
        try:
            Store.open(url).close()
        finally:
            os._exit(0)
    status = os.waitpid(pid, 0)[1]
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("version", range(VERSION))
def test_a_kill_in_the_middle_leaves_the_old_one_whole(url: str, version: int) -> None:
    load(url, version)
    before = shape(url), contents(url)
    kills = 0
    while open_and_die(url, kills):
        kills += 1
        assert (shape(url), contents(url)) == before
    assert kills > 10
    with closing(Store.open(url)) as store:
        assert store.count() == 2


def test_a_store_without_the_later_labels_gets_them(url: str) -> None:
    store = Store.open(url)
    store.put([OLD])
    store.close()
    run(
        url,
        *(
            f"ALTER TABLE {table} DROP COLUMN {label}"
            for table in ("articles", "displaced")
            for label in sorted(set(LABELS) - {*FIRST_LABELS})
        ),
    )
    store = Store.open(url)
    assert list(store.articles()) == [OLD]
    assert list(store.damaged()) == []
    changed = replace(OLD, language="hi")
    assert store.put([OLD, replace(OLD, id="b", language="en")]) == PutCount(added=1, unchanged=1)
    assert store.put([changed]) == PutCount(changed=1)
    assert store.get("a/1") == changed
    assert [each.article_old for each in store.replaced(0)] == [OLD]
    store.close()


def test_the_digest_of_an_article_is_what_the_first_version_made_it() -> None:
    assert digest(OLD).hex() == OLD_DIGEST
    assert digest(replace(OLD, language="hi")) != digest(OLD)


def refused(url: str, *words: str) -> None:
    """Opening it, and asking whether there is an archive, both say this in one line."""
    acts: tuple[Callable[[str], object], ...] = (Store.open, Store.exists)
    for act in acts:
        with pytest.raises(StoreUnavailable) as caught:
            act(url)
        assert "\n" not in str(caught.value)
        assert all(word in str(caught.value) for word in words), caught.value


NEWER = (
    "made by a newer version of Abhilekh",
    f"of version {VERSION + 1}",
    f"of version {VERSION}",
    "update the program",
)


def test_a_newer_archive_is_refused_with_both_versions(url: str) -> None:
    Store.open(url).close()
    run(url, "UPDATE stamps SET seq = seq + 1 WHERE name = 'schema'")
    before = contents(url)
    refused(url, *NEWER)
    assert contents(url) == before


def test_a_file_whose_head_says_that_it_is_newer_is_refused(file: Path) -> None:
    url = f"sqlite:///{file}"
    Store.open(url).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    refused(url, *NEWER)


FOREIGN = {
    "another program's tables": ("CREATE TABLE recipes (name)",),
    "a table of the same name": ("CREATE TABLE articles (title)",),
    "tables of the same names": (
        "CREATE TABLE articles (title)",
        "CREATE TABLE stamps (country, price)",
    ),
    "another program's mark": ("PRAGMA application_id = 252006674", "CREATE TABLE stamps (name)"),
    "a mark alone": ("PRAGMA application_id = 252006674",),
}


@pytest.mark.parametrize("log", ["DELETE", "WAL"])
@pytest.mark.parametrize("kind", FOREIGN)
def test_another_programs_file_is_told_and_left_as_it_is(
    tmp_path: Path, kind: str, log: str
) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA journal_mode = {log}")
        for statement in FOREIGN[kind]:
            connection.execute(statement)
    before = file.read_bytes()
    refused(f"sqlite:///{file}", str(file), "the database of another program", "name another")
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["other.db"]


def test_a_server_may_hold_other_tables_beside(postgres: Any, name: str) -> None:
    url = postgres.address(name)
    run(url, "CREATE TABLE recipes (name text)")
    assert not Store.exists(url)
    with closing(Store.open(url)) as store:
        assert store.put([OLD]) == PutCount(added=1)
    run(url, "DROP TABLE stamps")
    refused(url, "the database of another program")
