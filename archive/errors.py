"""The errors that a user may meet, each one line: what, where, and the cure.

ArchiveError                 exit status 1; HTTP 500
├── BadSetting               a setting that cannot be used
└── StoreUnavailable         the database cannot be opened, read or written; HTTP 503

The index has a tree of its own, in ``index.engine``, since engines know nothing of the archive.

A file or line that cannot be imported is no error: it is a ``Rejected`` and the rest goes on.
"""


class ArchiveError(Exception):
    """Something failed; its text is one line for the user, naming the cure."""


class BadSetting(ArchiveError):
    """A setting (environment variable or option) that cannot be used."""


class StoreUnavailable(ArchiveError):
    """The database cannot be opened, read or written."""
