"""Turns a database error into one line: where, what, and what the user can do about it.

The line never holds a password: the location comes without one, and of the driver's message only
the first line is used, which holds neither statement nor values.
"""

from collections.abc import Sequence

from archive.errors import StoreUnavailable
from archive.machine import describe
from archive.program import PROGRAM

ADDRESS_FORM = "write it as sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME"
"""How an address is written."""

_TRY_AGAIN = "wait until the server is up again, then try again; what was imported before stays"
_NOT_OURS = "it was made by another program or version; name another"
_LOCKED = "another program has locked it; stop that program or wait, then try again"
_MAKE_OWNER = (
    "let this user make and change tables in it: make the user its owner (docs/growing.md)"
)
_CORRECT_LOGIN = (
    "correct user and password in ARCHIVE_DATABASE_URL; in a password, @ is written %40"
)
_MORE_CONNECTIONS = "let the server take more connections, or serve with fewer workers and threads"

FOREIGN = "this is the database of another program; name another file for the archive"
"""What is wrong with a file whose tables are not the archive's."""

Cures = Sequence[tuple[str, str]]
"""Pairs of a part of a driver's message or SQLSTATE, and what to do; the first that fits counts."""

SQLITE: Cures = (
    ("locked", _LOCKED),
    (
        "readonly",
        (
            "the archive is read-only for this user; run this as the user who owns it, "
            "or let this user write to the file and its folder"
        ),
    ),
    (
        "unable to open",
        (
            "check that it is a file in a folder that this user may write to; "
            f"if it is gone, put a backup back: {PROGRAM} restore FILE"
        ),
    ),
    ("not a database", "move that file away or put a backup in its place, then import again"),
    ("malformed", "move that file away or put a backup in its place, then import again"),
    ("errno", "set ARCHIVE_HOME to a folder where this user may make files"),
    ("no such", f"{_NOT_OURS} file"),
)

# By SQLSTATE where there is one, since a server's messages may be in any language. An error while
# connecting has none, so those are recognised by words.
POSTGRESQL: Cures = (
    (
        "no module named",
        (
            "install the driver beside this program (the extra [postgresql]): "
            "pip install 'psycopg[binary]'"
        ),
    ),
    ("42501", _MAKE_OWNER),
    ("3F000", _MAKE_OWNER),
    ("42P01", f"{_NOT_OURS} database"),
    ("42703", f"{_NOT_OURS} database"),
    ("55P03", _LOCKED),
    ("25006", "name the server that may be written to, not its copy"),
    ("53100", "free some space on the server's disk"),
    ("53300", _MORE_CONNECTIONS),
    ("57014", "raise the server's statement_timeout for this user"),
    ("57P", _TRY_AGAIN),
    ("password authentication", _CORRECT_LOGIN),
    ("no password supplied", _CORRECT_LOGIN),
    ("peer authentication", "name a password, or run as the user of that name"),
    ("pg_hba.conf", "let this user in from this machine in the server's pg_hba.conf"),
    ("queuepool limit", "serve with fewer threads"),
    ("too many clients", _MORE_CONNECTIONS),
    ("too many connections", _MORE_CONNECTIONS),
    ("connection slots", _MORE_CONNECTIONS),
    ('role "', "create the user (docs/growing.md), or correct ARCHIVE_DATABASE_URL"),
    ("does not exist", "create the database (docs/growing.md), or correct ARCHIVE_DATABASE_URL"),
    ("permission denied", "let this user connect to it: GRANT CONNECT ON DATABASE"),
    ("starting up", _TRY_AGAIN),
    ("shutting down", _TRY_AGAIN),
    ("recovery mode", _TRY_AGAIN),
    ("resolve host", "correct the host in ARCHIVE_DATABASE_URL"),
    ("connection option", "leave that out of ARCHIVE_DATABASE_URL"),
    ("closed", _TRY_AGAIN),
    ("lost", _TRY_AGAIN),
    ("connection", "start the database server, or correct ARCHIVE_DATABASE_URL"),
)
_DEFAULT_CURE = "check ARCHIVE_DATABASE_URL and the database that it names"


def store_unavailable(
    location: str, error: BaseException, cures: Cures, fault: int | None = None
) -> StoreUnavailable:
    """The error to raise in place of a driver's error.

    Args:
        location: Where the database is, without a password.
        error: What SQLAlchemy or the driver raised.
        cures: Those of the database.
        fault: The errno, if it is the machine that fails.
    """
    if fault is not None:
        return StoreUnavailable(f"{location}: {describe(fault)}")
    orig = getattr(error, "orig", None) or error
    cause = str(orig).strip().partition("\n")[0].strip()
    clues = f"{getattr(orig, 'sqlstate', None) or ''} {cause.lower()}"
    if isinstance(orig, OSError) and orig.strerror:
        where = f"{orig.filename}: " if orig.filename else ""
        cause = f"{where}{orig.strerror}"
    found = (cure for words, cure in cures if words in clues)
    return StoreUnavailable(f"{location}: {cause}; {next(found, _DEFAULT_CURE)}")
