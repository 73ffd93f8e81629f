"""A real PostgreSQL from Debian's package, in a folder of its own, gone when the tests are.

All test processes share one server. Each holds a lock as long as it lives, which the system takes
from it however it ends; a watchman waits for that lock, then stops the server and clears up.
Connections go by a socket in the folder, so no port is needed.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).parents[1]
OWNER, PASSWORD = "archivist", "pass:w@rd/%"
"""Who may do everything; the password has what addresses are made of."""

# From version 15 on in an order unlike that of bytes: what comes sorted is so by our own doing.
INITDB = ("--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256")
HINDI_ORDER = ("--locale-provider=icu", "--icu-locale=hi-IN")
SETTINGS = {
    "fsync": "off",  # no test cuts the power
    "listen_addresses": "''",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "log_min_messages": "fatal",
}
_numbers = count()


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest of several."""
    if places := list(Path("/usr/lib/postgresql").glob("*/bin")):
        return max(places, key=_version)
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _version(folder: Path) -> int:
    """Debian's folders are named for it."""
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


@dataclass(frozen=True)
class Server:
    """A server whose cluster and socket are in ``folder``."""

    folder: Path

    def address(self, database: str, user: str = OWNER, password: str = PASSWORD) -> str:
        """What ARCHIVE_DATABASE_URL would be."""
        quoted = password.replace("%", "%25").replace("@", "%40")
        return f"postgresql+psycopg://{user}:{quoted}@/{database}?host={self.folder}"

    def new_database(self, *, owner: str = OWNER, more: str = "") -> str:
        """Make an empty database, and give its name."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        statement = sql.SQL("CREATE DATABASE {} OWNER {} ").format(
            sql.Identifier(name), sql.Identifier(owner)
        )
        self.run(statement + sql.SQL(more))
        return name

    def drop_database(self, name: str) -> None:
        """Drop it, whoever is connected."""
        self.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def run(self, *statements: sql.SQL | sql.Composed, database: str = "postgres") -> None:
        """Run statements as the owner of everything."""
        with self.connect(database) as connection:
            for statement in statements:
                connection.execute(statement)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection past the archive's own."""
        return psycopg.connect(
            host=str(self.folder), user=OWNER, password=PASSWORD, dbname=database, autocommit=True
        )

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._pg_ctl("start", "--wait", "--log", str(self.folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        """Stop it; ``immediate`` is as if it had crashed."""
        self._pg_ctl("stop", "--mode", mode)

    def make(self) -> None:
        """Lay out the cluster."""
        settings = {**SETTINGS, "unix_socket_directories": f"'{self.folder}'"}
        secret = self.folder / "secret"
        secret.write_text(PASSWORD)
        order = HINDI_ORDER if _version(programs() or Path()) >= 15 else ()
        options = (*INITDB, *order, "--username", OWNER, "--pwfile", str(secret))
        _as_its_user(self.folder, "initdb", *options, "-D", self._cluster)
        with (self.folder / "cluster" / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = {value}\n" for name, value in settings.items())

    def _pg_ctl(self, *arguments: str) -> None:
        _as_its_user(self.folder, "pg_ctl", *arguments, "--silent", "-D", self._cluster)

    @property
    def _cluster(self) -> str:
        return str(self.folder / "cluster")


def _as_its_user(folder: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; none of them runs as root."""
    there = programs()
    assert there
    subprocess.run(
        [there / program, *arguments],
        user=folder.stat().st_uid if os.geteuid() == 0 else None,
        group=folder.stat().st_gid if os.geteuid() == 0 else None,
        extra_groups=[] if os.geteuid() == 0 else None,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _new_folder() -> Path:
    # Not pytest's: that is closed to the server's user, and its path too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="abhilekh-pg-"))
    if os.geteuid() == 0:
        names = {user.pw_name: user for user in pwd.getpwall()}
        user = names.get("postgres") or names["nobody"]
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o755)
    return folder


@contextlib.contextmanager
def postgresql_server(common: Path) -> Iterator[Server]:
    """The server of all processes that name this folder; the first starts it.

    Without PostgreSQL the test is skipped, or fails where CI says that nothing may be missing.
    """
    if programs() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is missing; run: apt-get install postgresql")
        pytest.skip("PostgreSQL is missing; to run this: apt-get install postgresql")
    common.mkdir(exist_ok=True)
    address = common / "address"
    with (common / "users").open("w") as users, (common / "starting").open("w") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        # Waits for a watchman who is clearing up; after that there is no address.
        fcntl.flock(users, fcntl.LOCK_SH)
        if not address.exists():
            made = Server(_new_folder())
            _post_watchman(common, made.folder)
            made.make()
            made.start()
            address.write_text(str(made.folder))
        fcntl.flock(starting, fcntl.LOCK_UN)
        yield Server(Path(address.read_text()))


def _post_watchman(common: Path, folder: Path) -> None:
    # In a session of its own: Ctrl-C at the terminal is not for him.
    command = ["setsid", "--fork", sys.executable, "-m", "tests.postgres", str(common), str(folder)]
    quiet = subprocess.DEVNULL
    subprocess.run(command, cwd=ROOT, stdin=quiet, stdout=quiet, stderr=quiet, check=True)


def watch(common: Path, folder: Path) -> None:
    """Wait until nobody uses the server any more, then stop it and remove its folder."""
    with (common / "users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        (common / "address").unlink(missing_ok=True)
        with contextlib.suppress(subprocess.CalledProcessError):
            Server(folder).stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    watch(Path(sys.argv[1]), Path(sys.argv[2]))
