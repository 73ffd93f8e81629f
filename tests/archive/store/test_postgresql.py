"""PostgreSQL forbidden, misnamed, gone in the middle: one line with the cure, no password."""

import os
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import psycopg
import pytest
from psycopg import sql

from archive.article import Article
from archive.errors import StoreUnavailable
from archive.store import Store, articles, postgresql, schema
from tests.archive.store.methods import METHODS, READS, WRITES, check, fill
from tests.postgres import OWNER, Server

TABLES = ", ".join(schema.metadata.tables)
AGAIN = "wait until the server is up again"


@pytest.fixture
def used(postgres: Server, name: str) -> Iterator[Store]:
    with closing(Store.open(postgres.address(name))) as store:
        yield fill(store)


@pytest.fixture(scope="module")
def clerk(postgres: Server) -> Iterator[str]:
    """A user who may do nothing but connect."""
    made = f"clerk_{os.getpid()}"
    create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
    postgres.run(create.format(sql.Identifier(made), sql.Literal(made)))
    yield made
    postgres.run(sql.SQL("DROP ROLE {}").format(sql.Identifier(made)))


def end_connections(postgres: Server, name: str) -> None:
    with postgres.connect() as admin:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        assert admin.execute(ended, (name,)).rowcount > 0


def test_a_connection_lost_between_two_calls_is_made_anew(
    postgres: Server, name: str, used: Store
) -> None:
    for call in METHODS.values():
        used.count()
        end_connections(postgres, name)
        call(used)


def test_a_connection_lost_in_the_middle_of_a_stream(
    postgres: Server, name: str, used: Store
) -> None:
    used.put(Article(f"{number}", "पाठ") for number in range(1000))
    changes = used.changes(0)
    next(changes)
    end_connections(postgres, name)
    check(lambda: list(changes), AGAIN)
    assert sum(1 for _ in used.changes(0)) == used.count() == 1002


@pytest.mark.parametrize("method", WRITES)
def test_a_connection_lost_in_the_middle_of_a_write(
    postgres: Server, name: str, used: Store, method: str
) -> None:
    failures: list[StoreUnavailable] = []

    def write() -> None:
        try:
            WRITES[method](used)
        except StoreUnavailable as error:
            failures.append(error)

    before = (
        list(used.changes(0)),
        list(used.replaced(0)),
        list(used.words()),
        used.words_checkpoint(),
    )
    with postgres.connect(name) as other, other.transaction():
        other.execute(f"LOCK TABLE {TABLES}".encode())
        writer = threading.Thread(target=write)
        writer.start()
        waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"
        while not (found := other.execute(waiting, (name,)).fetchall()):
            other.execute("SELECT pg_stat_clear_snapshot()")
        other.execute("SELECT pg_terminate_backend(%s)", found[0])
        writer.join()
    with pytest.raises(StoreUnavailable, match=AGAIN):
        raise failures[0]
    after = (
        list(used.changes(0)),
        list(used.replaced(0)),
        list(used.words()),
        used.words_checkpoint(),
    )
    assert after == before
    WRITES[method](used)


def test_while_another_writes_readers_go_on(
    postgres: Server, name: str, used: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "BUSY_SECONDS", 0.05)
    with postgres.connect(name) as other, other.transaction():
        other.execute(f"LOCK TABLE {TABLES} IN EXCLUSIVE MODE".encode())
        for call in READS.values():
            call(used)
        for call in WRITES.values():
            check(partial(call, used), "another program")
    for call in WRITES.values():
        call(used)


def test_the_wrong_user_password_or_database(postgres: Server, name: str) -> None:
    wrong = "correct user and password in ARCHIVE_DATABASE_URL"
    check(lambda: Store.open(postgres.address(name, password="wr@ng")), "password", wrong)  # noqa: S106 - is wrong
    check(lambda: Store.open(postgres.address(name, user="nobody")), '"nobody"', wrong)
    address = f"postgresql+psycopg://{OWNER}@/{name}?host={postgres.folder}"
    check(lambda: Store.open(address), "no password supplied", wrong)
    check(lambda: Store.open(postgres.address("none")), '"none" does not exist', "create the data")


def test_a_user_who_may_not_make_tables(postgres: Server, clerk: str, name: str) -> None:
    postgres.run(sql.SQL("REVOKE ALL ON SCHEMA public FROM public"), database=name)
    address = postgres.address(name, clerk, clerk)
    with pytest.raises(StoreUnavailable, match="let this user make and change tables in it"):
        Store.open(address)


def test_a_user_who_may_not_connect(postgres: Server, clerk: str, name: str) -> None:
    connect = sql.SQL("REVOKE CONNECT ON DATABASE {} FROM public").format(sql.Identifier(name))
    postgres.run(connect)
    with pytest.raises(StoreUnavailable, match="GRANT CONNECT ON DATABASE"):
        Store.open(postgres.address(name, clerk, clerk))


@pytest.mark.usefixtures("used")
def test_a_user_who_may_only_read(postgres: Server, name: str, clerk: str) -> None:
    role = sql.Identifier(clerk)
    grant = sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}")
    postgres.run(grant.format(role), database=name)
    try:
        with closing(Store.open(postgres.address(name, clerk, clerk))) as store:
            for call in READS.values():
                call(store)
            for call in WRITES.values():
                check(partial(call, store), "let this user make and change tables")
    finally:
        postgres.run(sql.SQL("DROP OWNED BY {}").format(role), database=name)


@pytest.mark.usefixtures("used")
def test_a_server_that_may_only_be_read(postgres: Server, name: str) -> None:
    only = "ALTER DATABASE {} SET default_transaction_read_only = on"
    postgres.run(sql.SQL(only).format(sql.Identifier(name)))
    with closing(Store.open(postgres.address(name))) as store:
        assert store.count() == 2
        for call in WRITES.values():
            check(partial(call, store), "read-only", "name the server that may be written to")


def test_the_database_of_another_program(postgres: Server, name: str, used: Store) -> None:
    dropped = sql.SQL("DROP TABLE {}").format(sql.SQL(TABLES))
    postgres.run(dropped, sql.SQL("CREATE TABLE articles (name text)"), database=name)
    for call in METHODS.values():
        check(partial(call, used), "does not exist", "made by another program or version")


def test_a_database_that_keeps_no_devanagari(postgres: Server) -> None:
    more = "ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0"
    name = postgres.new_database(more=more)
    check(lambda: Store.open(postgres.address(name)), "LATIN1", "createdb --encoding=UTF8")
    postgres.drop_database(name)


def test_too_many_connections(postgres: Server, clerk: str, name: str) -> None:
    limit = "ALTER ROLE {} CONNECTION LIMIT {}"
    role = sql.Identifier(clerk)
    postgres.run(sql.SQL(limit).format(role, sql.Literal(0)))
    try:
        with pytest.raises(StoreUnavailable, match="let the server take more connections"):
            Store.open(postgres.address(name, clerk, clerk))
    finally:
        postgres.run(sql.SQL(limit).format(role, sql.Literal(-1)))


def test_what_the_server_is_set_to_does_not_weaken_the_archive(postgres: Server, name: str) -> None:
    for setting in ("synchronous_commit = off", "default_transaction_isolation = serializable"):
        change = f"ALTER DATABASE {{}} SET {setting}"
        postgres.run(sql.SQL(change).format(sql.Identifier(name)))
    expected = {
        "synchronous_commit": "on",
        "lock_timeout": "30s",
        "transaction_isolation": "read committed",
    }
    with (
        closing(Store.open(postgres.address(name))) as store,
        store._database.writing() as connection,
    ):
        for setting, value in expected.items():
            assert connection.exec_driver_sql(f"SHOW {setting}").scalar_one() == value


def test_a_writer_waits_and_its_numbers_come_after(postgres: Server, name: str) -> None:
    """The row that counts is kept locked until the commit: no number appears out of turn."""
    with closing(Store.open(postgres.address(name))) as store:
        second = threading.Thread(target=store.put, args=([Article("b", "दूसरा")],))
        with store._database.writing() as connection:
            article = Article("a", "पहला")
            articles.put(connection, {"a": article}, {"a": schema.digest(article)})
            second.start()
            second.join(0.3)
            assert second.is_alive()
            assert store.seq() == 0
            assert list(store.changes(0)) == []
        second.join()
        assert [(change.seq, change.id) for change in store.changes(0)] == [(1, "a"), (2, "b")]


def test_the_server_of_the_tests_is_a_real_one(postgres: Server) -> None:
    with postgres.connect() as connection:
        row = connection.execute("SELECT version(), 'क' < 'ख'").fetchone()
    assert row
    assert row[0].startswith("PostgreSQL ")
    assert isinstance(connection, psycopg.Connection)
