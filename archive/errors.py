"""The errors that a user may meet, each one line: what, where, and the cure.

ArchiveError                 exit status 1; HTTP 500
├── BadSetting               a setting that cannot be used
├── StoreUnavailable         the database cannot be opened, read or written; HTTP 503
├── IndexUnavailable         no index yet, or one that cannot be read; HTTP 503
│   └── IndexBusy            another process is indexing
└── BadRequest               a request that cannot be answered; HTTP 400

A file or line that cannot be imported is no error: it is a ``Rejected`` and the rest goes on.
"""


class ArchiveError(Exception):
    """Something failed; its text is one line for the user, naming the cure."""


class BadSetting(ArchiveError):
    """A setting (environment variable or option) that cannot be used."""


class StoreUnavailable(ArchiveError):
    """The database cannot be opened, read or written."""


class IndexUnavailable(ArchiveError):
    """There is no index yet, or it cannot be read."""


class IndexBusy(IndexUnavailable):
    """Another process is writing the index."""


class BadRequest(ArchiveError):
    """A request that cannot be answered as it stands."""
