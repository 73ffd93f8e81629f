"""PostgreSQL stopped or killed while importers write, then started: nothing torn, nothing lost."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from archive.errors import StoreUnavailable
from archive.store import Store
from tests.archive.store.methods import METHODS, fill
from tests.archive.store.test_together import importer
from tests.postgres import PASSWORD, Server, postgresql_server

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that may be stopped: nobody else's tests run on it."""
    with postgresql_server(tmp_path_factory.mktemp("own")) as running:
        yield running


@pytest.fixture
def address(own: Server) -> str:
    return own.address(own.new_database())


def restart_immediately(own: Server) -> None:
    own.stop("immediate")
    own.start()


def kill_a_backend(own: Server) -> None:
    with own.connect() as admin:
        importers = "SELECT pid FROM pg_stat_activity WHERE application_name = 'abhilekh'"
        for (pid,) in admin.execute(importers):
            os.kill(pid, signal.SIGKILL)


def kill_the_server(own: Server) -> None:
    pid = int((own.folder / "cluster" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    # Its backends notice by themselves; until then they keep it from being started.
    wait_until(own.start, subprocess.CalledProcessError)


def wait_until(call: Callable[[], object], error: type[Exception]) -> None:
    lock_timeout = time.monotonic() + 60
    while True:
        try:
            call()
        except error:
            assert time.monotonic() < lock_timeout
            time.sleep(0.1)
        else:
            return


def test_a_server_that_is_stopped_and_started(own: Server, address: str) -> None:
    with closing(Store.open(address)) as store:
        fill(store)
        store.count()
        own.stop()
        try:
            for method, call in METHODS.items():
                with pytest.raises(StoreUnavailable) as caught:
                    call(store)
                message = str(caught.value)
                assert "start the database server" in message, (method, message)
                assert "\n" not in message
                assert PASSWORD not in message
        finally:
            own.start()
        for call in METHODS.values():
            call(store)


@pytest.mark.parametrize("crash", [restart_immediately, kill_a_backend, kill_the_server])
def test_what_was_acknowledged_is_there_after_a_crash(
    own: Server, address: str, crash: Callable[[Server], None]
) -> None:
    with importer(address, "a", 10_000_000, subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        for line in process.stdout:
            # This many had been committed when the next batch was asked for.
            committed = int(line)
            if committed == 3000:
                break
        crash(own)
        committed = max([committed, *map(int, process.stdout)])
        message = process.stderr.read().splitlines()[-1]
    assert process.returncode == 1
    assert message.startswith("archive.errors.StoreUnavailable: ")
    assert PASSWORD not in message
    wait_until(lambda: Store.open(address).close(), StoreUnavailable)
    with closing(Store.open(address)) as store:
        count = store.count()
        assert count >= committed
        assert count % 500 == 0
        assert [change.seq for change in store.changes(0)] == list(range(1, count + 1))
        with importer(address, "a", count + 700) as again:
            assert again.communicate()
        assert again.returncode == 0
        # What was stored was complete: else it would have been put again, with a new number.
        assert store.seq() == store.count() == count + 700
        assert list(store.replaced(0)) == []
