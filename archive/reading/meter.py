"""Bounds what unpacking one file may cost, whatever is packed in it and however deep."""

from dataclasses import dataclass

from archive.reading.files import Unreadable

FREE_BYTES = 256 * 1024 * 1024
"""So much may be unpacked of any file: it costs a second at most, and hardly any memory."""

MAX_RATIO = 250
"""Beyond that, bytes unpacked for each byte of the file. Texts have 3 to 20, many pages of one
site that are packed together up to 100; what was made to do harm has 1,000 and more."""

MAX_MEMBERS = 1_000_000
"""Files in one file. It takes minutes to look at so many, and nobody packs more; but a few
kilobytes can be packed so that they hold millions."""

_BOMB = (
    "unpacks to more than {} times its size, as files do that are made to do harm; if it is none,"
    " unpack it and import the folder"
)
_TOO_MANY = "more than {:,} files are in it; unpack it and import the folder"


class TooMuch(Unreadable):
    """A file costs more than it may; nothing more is read of it."""


@dataclass(slots=True)
class Meter:
    """What has been read of a file of this machine, and what was unpacked of it on all levels.

    Attributes:
        packed: Bytes read of the file itself, at most its size.
        unpacked: Bytes that were unpacked: of the archive, of the archives in it, and so on.
        members: Sources found in it, on all levels.
        used_up: Whether a bound was met; whoever reads the file stops.
    """

    packed: int = 0
    unpacked: int = 0
    members: int = 0
    used_up: bool = False

    def add_unpacked(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            TooMuch: They are too many for the size of the file.
        """
        self.unpacked += size
        if self.unpacked > FREE_BYTES and self.unpacked > MAX_RATIO * self.packed:
            self.used_up = True
            raise TooMuch(_BOMB.format(MAX_RATIO))

    def add_member(self) -> None:
        """Count a source that was found.

        Raises:
            TooMuch: There are too many.
        """
        self.members += 1
        if self.members > MAX_MEMBERS:
            self.used_up = True
            raise TooMuch(_TOO_MANY.format(MAX_MEMBERS))
