"""Tells a person what an import rejected: few of a kind one by one, many of a kind as their number.

It can also write them to a file, with their text, to be mended and imported again.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TextIO

from archive.article import Rejected
from archive.errors import ArchiveError
from archive.machine import describe, fault_of

SHOWN_EACH = 3
"""Of a kind, so many are told one by one."""

_MAX_KINDS = 1000
"""Reasons that are counted apart; a strange file could give a new one for each line."""

_PARTICULARS = re.compile(r"\d[\d,.]*|“[^”]*”|\"[^\"]*\"|'[^']*'")
"""What differs between reasons of one kind: numbers, and what is quoted."""


class RejectsUnwritable(ArchiveError):
    """The file for what is rejected cannot be written."""


class Rejections:
    """What was rejected.

    Args:
        tell: Called with a line to show, at once.
        every: Whether each is told, however many are of a kind.
        file: Where each is written as well, as JSON Lines that import reads; it is closed if it
            cannot be written, and ``RejectsUnwritable`` is raised.
    """

    def __init__(
        self, tell: Callable[[str], object], *, every: bool = False, file: TextIO | None = None
    ) -> None:
        self._tell = tell
        self._every = every
        self._file = file
        self._kinds: Counter[str] = Counter()
        self._examples: dict[str, Rejected] = {}

    def __len__(self) -> int:
        return self._kinds.total()

    def add(self, rejected: Rejected) -> None:
        """Count one, tell it where it is one of the first of its kind, write it to the file."""
        kind = _PARTICULARS.sub("…", rejected.reason)
        if kind not in self._kinds and len(self._kinds) >= _MAX_KINDS:
            kind = "other reasons"
        self._kinds[kind] += 1
        if self._every or self._kinds[kind] <= SHOWN_EACH:
            self._tell(f"rejected: {rejected}")
        elif kind not in self._examples:
            self._examples[kind] = rejected
        if self._file:
            self._write(self._file, _to_line(rejected))

    def _write(self, file: TextIO, line: str) -> None:
        try:
            file.write(line)
            # What is told is in the file as well, whatever ends the import.
            file.flush()
        except OSError as error:
            self._file = None
            with suppress(OSError):
                file.close()
            number = fault_of(error)
            cure = (
                describe(number)
                if number
                else f"{error.strerror}; name another file for --rejects and import again"
            )
            raise RejectsUnwritable(
                f"{file.name}: cannot be written: {cure} (what was imported stays)"
            ) from error

    def summary(self) -> Iterator[str]:
        """A line for each kind of which not all were told."""
        for kind, number in self._kinds.most_common():
            if not self._every and number > SHOWN_EACH:
                more = number - SHOWN_EACH
                reason = self._examples[kind].reason if more == 1 else kind
                yield f"rejected: {more:,} more: {reason}  (--verbose lists each)"

    def by_reason(self) -> dict[str, int]:
        """How many there are of each kind, the commonest first."""
        return dict(self._kinds.most_common())


def _to_line(rejected: Rejected) -> str:
    """One line of JSON: the object as it was, if it was one, and beside it why it was rejected."""
    why = {"path": rejected.path, "line": rejected.line, "reason": rejected.reason}
    values: object = None
    if rejected.text:
        try:
            values = json.loads(rejected.text)
        except ValueError:
            why["text"] = rejected.text
    whole = {**values, "rejected": why} if isinstance(values, dict) else {"rejected": why}
    return json.dumps(whole, ensure_ascii=False) + "\n"
