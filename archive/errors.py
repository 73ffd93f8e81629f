"""Errors for the user: each is one line that says what failed, where, and what to do.

ArchiveError                 exit status 1; HTTP 500
├── BackupFailed             a backup cannot be made or put back
├── BadSetting               a setting that cannot be used
├── FetchFailed              an address on the web gave nothing usable
│   └── HostRefused          its host is unknown, or on this machine or its network
├── JournalUnwritable        how far an import has come (in ``journal.py``)
├── NotTheOwner              another user owns the archive
├── RejectsUnwritable        the file for what an import rejects (in ``rejections.py``)
└── StoreUnavailable         the database cannot be opened, read or written; HTTP 503
    ├── NoArchive            there is none yet, and a command that only reads makes none
    └── OlderArchive         its tables have to be brought up to date by its owner

The index has a tree of its own in ``index.engine``, since engines know nothing about the archive.
A file or line that cannot be imported is not an error but a ``Rejected``.
"""

from pathlib import Path


class ArchiveError(Exception):
    """Something failed; its text is one line for the user that says what to do."""


class BackupFailed(ArchiveError):
    """A backup cannot be made, or cannot be put back."""


class BadSetting(ArchiveError):
    """A setting (environment variable or option) that cannot be used."""


class StoreUnavailable(ArchiveError):
    """The database cannot be opened, read or written."""


class NoArchive(StoreUnavailable):
    """There is no archive yet."""


class OlderArchive(StoreUnavailable):
    """The tables are of an older version, and who only reads does not bring them up to date."""


class NotTheOwner(ArchiveError):
    """Another user owns the archive.

    Attributes:
        owner: The name of that user; # and the number, if there is no name.
    """

    def __init__(self, place: Path, owner: str) -> None:
        super().__init__(f"the archive in {place} belongs to {owner}")
        self.place = place
        self.owner = owner


class FetchFailed(ArchiveError):
    """An address on the web gave nothing usable.

    Attributes:
        status: The status of HTTP, if the server answered; else 0.
        wait: Seconds that the server asks to wait before the next request; 0 if it does not.
        gone: Whether the server says that nothing will ever be there again.
    """

    def __init__(self, reason: str, *, status: int = 0, wait: int = 0, gone: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.wait = wait
        self.gone = gone


class HostRefused(FetchFailed):
    """The host of an address is unknown, or on this machine or its network."""
