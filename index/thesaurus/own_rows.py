"""A person's own rows: a file in the archive's folder, read anew when it changes."""

import threading
from pathlib import Path
from typing import Final

from index.thesaurus.concepts import Concept, RowProblem, read_own_rows
from index.thesaurus.thesaurus import Thesaurus

OWN_ROWS: Final = "thesaurus.tsv"
"""The name of the file in ``ARCHIVE_HOME``."""

_MAX_BYTES: Final = 4_000_000

Version = tuple[int, int] | None
"""When the file was last written, in nanoseconds, and its size in bytes; None: there is none."""


class OwnRows:
    """The thesaurus with the rows of one file. Threads may share one.

    Args:
        path: Of the file, which need not be there; None: there is none.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._version: Version = None
        self._thesaurus = Thesaurus.default()

    def version(self) -> Version:
        """Changes when the file does."""
        try:
            found = self._path.stat() if self._path else None
        except OSError:
            return None
        return (found.st_mtime_ns, found.st_size) if found else None

    def thesaurus(self) -> Thesaurus:
        """The thesaurus with the rows of now; those that cannot be used are left out."""
        version = self.version()
        with self._lock:
            if version != self._version:
                rows, _ = self.read()
                self._thesaurus = Thesaurus.default().with_own(rows)
                self._version = version
            return self._thesaurus

    def read(self) -> tuple[list[Concept], list[RowProblem]]:
        """The rows of the file, and what is wrong with others."""
        if self._path is None:
            return [], []
        try:
            with self._path.open("rb") as file:
                content = file.read(_MAX_BYTES + 1)
        except FileNotFoundError:
            return [], []
        except OSError as error:
            return [], [RowProblem(0, f"cannot be read: {error.strerror}")]
        problems = []
        if len(content) > _MAX_BYTES:
            problems.append(RowProblem(0, f"only the first {_MAX_BYTES:,} bytes are read"))
        text = content[:_MAX_BYTES].decode("utf-8", "replace")
        rows = list(read_own_rows(text.splitlines()))
        problems += [row for row in rows if isinstance(row, RowProblem)]
        return [row for row in rows if isinstance(row, Concept)], problems
