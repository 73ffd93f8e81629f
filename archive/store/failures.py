"""What goes wrong in a database, told in one line: where, what, and what the user can do about it.

The line never holds a password: the place is given without one, and of a driver's message only the
first line is told, which holds neither statement nor values.
"""

from collections.abc import Sequence

from archive.errors import StoreUnavailable

WRITE_IT = "write it as sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME"
"""How an address is written."""

_TRY_AGAIN = "wait until the server is up again, then try again; what was imported before stays"
_ANOTHER = "it was made by another program or version; name another"
_HOGGED = "another program keeps it to itself; end that or wait, then try again"
_RIGHTS = "let this user make and change tables in it: make it his own (README, PostgreSQL)"
_WHO = "correct user and password in ARCHIVE_DATABASE_URL; in a password, @ is written %40"
_CONNECTIONS = "let the server take more connections, or serve with fewer workers and threads"

Cures = Sequence[tuple[str, str]]
"""What a driver's message or SQLSTATE holds → what to do; the first that fits is told."""

SQLITE: Cures = (
    ("locked", _HOGGED),
    ("readonly", "let this user write to the file and its folder"),
    ("read-only", "let this user write to the file and its folder"),
    ("permission denied", "let this user read and write the file and its folder"),
    ("unable to open", "check that it is a file in a folder that this user may write to"),
    ("not a database", "move that file away or put a backup in its place, then import again"),
    ("malformed", "move that file away or put a backup in its place, then import again"),
    ("no such", f"{_ANOTHER} file"),
    ("full", "free some space on that disk"),
)

# By SQLSTATE where there is one: a server tells its messages in its own language. While a
# connection is made there is none, so those go by words.
POSTGRESQL: Cures = (
    ("no module named", "install the driver: pip install 'psycopg[binary]'"),
    ("42501", _RIGHTS),
    ("3F000", _RIGHTS),
    ("42P01", f"{_ANOTHER} database"),
    ("42703", f"{_ANOTHER} database"),
    ("55P03", _HOGGED),
    ("25006", "name the server that may be written to, not its copy"),
    ("53100", "free some space on the server's disk"),
    ("53300", _CONNECTIONS),
    ("57014", "raise the server's statement_timeout for this user"),
    ("57P", _TRY_AGAIN),
    ("password authentication", _WHO),
    ("no password supplied", _WHO),
    ("peer authentication", "name a password, or run as the user of that name"),
    ("pg_hba.conf", "let this user in from this machine in the server's pg_hba.conf"),
    ("queuepool limit", "serve with fewer threads"),
    ("too many clients", _CONNECTIONS),
    ("too many connections", _CONNECTIONS),
    ("connection slots", _CONNECTIONS),
    ('role "', "create the user (README, PostgreSQL), or correct ARCHIVE_DATABASE_URL"),
    ("does not exist", "create the database (README, PostgreSQL), or correct ARCHIVE_DATABASE_URL"),
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
_OTHERWISE = "check ARCHIVE_DATABASE_URL and the database that it names"


def unavailable(place: str, error: Exception, cures: Cures) -> StoreUnavailable:
    """The error to raise from this one."""
    orig = getattr(error, "orig", None) or error
    cause = str(orig).strip().partition("\n")[0].strip()
    clues = f"{getattr(orig, 'sqlstate', None) or ''} {cause.lower()}"
    found = (cure for words, cure in cures if words in clues)
    return StoreUnavailable(f"{place}: {cause}; {next(found, _OTHERWISE)}")
