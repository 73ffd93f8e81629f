"""Errors for the user: each is one line that says what failed, where, and what to do.

ArchiveError                 exit status 1; HTTP 500
├── BadSetting               a setting that cannot be used
└── StoreUnavailable         the database cannot be opened, read or written; HTTP 503

The index has a tree of its own in ``index.engine``, since engines know nothing about the archive.
A file or line that cannot be imported is not an error but a ``Rejected``.
"""


class ArchiveError(Exception):
    """Something failed; its text is one line for the user that says what to do."""


class BadSetting(ArchiveError):
    """A setting (environment variable or option) that cannot be used."""


class StoreUnavailable(ArchiveError):
    """The database cannot be opened, read or written."""
