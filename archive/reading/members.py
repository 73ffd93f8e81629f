"""What all archives share: names of what lies in them, and one line for many of a kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from archive.article import Rejected
from archive.reading.files import printable
from archive.reading.reader import Origin
from archive.text import shorten

_MAX_NAME = 200
"""Characters of a name that are shown: an archive can give one of 64 kB to each file."""

_ARCHIVE_ENDINGS = {".zip", ".tar", ".warc", ".wacz", ".mbox", ".eml"}
_OF_THE_SYSTEM = {"__macosx", "thumbs.db", "desktop.ini"}


def inside(
    outer: Origin, name: str, *, shown: str = "", url: str = "", content_type: str = ""
) -> Origin:
    """The origin of what lies in an archive.

    Nothing is ever written under such a name: it only tells people where something was found.

    Args:
        outer: The archive's own.
        name: As the archive has it: with backslashes, absolute, with "..", of any length.
        shown: What people are shown instead.
        url: The address that it was fetched from.
        content_type: What the server said that it is.
    """
    path = "/".join(_parts(name))
    return Origin(
        f"{outer.name}!{shorten(printable(shown or path), _MAX_NAME)}",
        f"{_without_ending(outer.path)}/{path}",
        url,
        content_type,
    )


def is_hidden(name: str) -> bool:
    """Whether it is one of the files that systems add, or hidden as in a folder."""
    parts = _parts(name)
    return any(part.startswith(".") or part.lower() in _OF_THE_SYSTEM for part in parts)


def _parts(name: str) -> list[str]:
    parts = name.replace("\\", "/").split("/")
    if len(parts[0]) == len("C:") and parts[0].endswith(":"):
        del parts[0]
    return [part for part in parts if part not in ("", ".", "..")]


def _without_ending(path: str) -> str:
    """The archive's name as that of a folder."""
    ending = PurePosixPath(path).suffix
    return path[: -len(ending)] if ending.lower() in _ARCHIVE_ENDINGS else path


@dataclass(slots=True)
class Tally:
    """Counts what is left out for the same reason, so that a thousand are one line."""

    outer: Origin
    _counts: dict[str, int] = field(default_factory=dict)
    _firsts: dict[str, str] = field(default_factory=dict)

    def add(self, reason: str, name: str) -> None:
        """Count one.

        Args:
            reason: Why, and the cure; stands behind the number.
            name: Of what is left out; the first is told.
        """
        self._counts[reason] = self._counts.get(reason, 0) + 1
        self._firsts.setdefault(reason, name)

    def rejected(self) -> Iterator[Rejected]:
        """A line for each reason."""
        for reason, count in self._counts.items():
            first = inside(self.outer, self._firsts[reason])
            more = f" (and {count - 1:,} more in it)" if count > 1 else ""
            yield Rejected(first.name, None, reason + more)
