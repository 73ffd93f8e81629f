"""ARCHIVE_DATABASE_URL in every form: it works, or a one-line error says how to write it."""

from contextlib import closing

import pytest

from archive.store import Store
from tests.archive.store.methods import check
from tests.postgres import Server

WRITE = "write it as sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME"
START = "start the database server, or correct ARCHIVE_DATABASE_URL"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_an_address_without_driver_works(postgres: Server, name: str, scheme: str) -> None:
    address = postgres.address(name).replace("postgresql+psycopg", scheme)
    with closing(Store.open(address)) as store:
        assert store.count() == 0


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("postgresql+psycopg2://who:wrong@host/name", "no driver postgresql+psycopg2 here"),
        ("", WRITE),
        ("archive.db", WRITE),
        ("nosuch://x/y", WRITE),
        ("sqlite://", "write sqlite:///PATH"),
        ("sqlite:///:memory:", "write sqlite:///PATH"),
        ("sqlite:///a.db?mode=memory", "write sqlite:///PATH"),
        ("mysql://who:wrong@host/name", WRITE),
        ("postgresql://who:wr@ng@wrong@host/name", "in a password write %40"),
        ("postgresql://who:wr@ng:wrong@host/name", "cannot be read; write it as"),
        ("postgresql://who@host/name?password=wrong", "a password is in the address's options"),
        ("postgresql://who:wrong@127.0.0.1:1/name", START),
        ("postgresql://who:wrong@/name?host=/nowhere", START),
        ("postgresql://who:wrong@127.0.0.1:1/name?nonsense=1", "leave that out"),
    ],
)
def test_an_address_that_leads_nowhere(address: str, message: str) -> None:
    check(lambda: Store.open(address), message)
