"""Plays back what was done to a folder, and leaves out what a power cut would take."""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.faults.layer import KINDS

Loss = Literal["nothing unsynced survives", "names survive", "each as it falls", "killed"]
LOSSES: tuple[Loss, ...] = (
    # Contents and names are lost unless their file, their folder was synced.
    "nothing unsynced survives",
    # Renames, new names and removals survive; of contents, what was synced.
    "names survive",
    # Each file and each folder by itself, by a throw of dice.
    "each as it falls",
    # No power cut: the program alone ends.
    "killed",
)

_HEAD = struct.Struct("<IIIIQq")


@dataclass(slots=True)
class _File:
    now: bytearray
    synced: bytes = b""


_FOLDER = None
_Entries = dict[Path, _File | None]
"""What stands under each path; None for a folder."""


@dataclass(frozen=True, slots=True)
class Call:
    """One thing that was done."""

    kind: str
    path: Path
    other: Path
    inode: int
    offset: int
    data: bytes


def calls(log: Path) -> Iterator[Call]:
    """What stands in a log, in order."""
    with log.open("rb") as stream:
        while head := stream.read(_HEAD.size):
            kind, first, second, length, inode, offset = _HEAD.unpack(head)
            path, other = (Path(stream.read(size).decode()) for size in (first, second))
            yield Call(KINDS[kind], path, other, inode, offset, stream.read(length))


@dataclass(slots=True)
class Disk:
    """A folder as programs see it, and as it would be found after a power cut.

    Attributes:
        told: Whether the program has said anything on its standard output.
    """

    told: bool = False
    _now: _Entries = field(default_factory=dict)
    _synced: _Entries = field(default_factory=dict)
    _inodes: dict[int, _File] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """A folder as it is, all of it safely on the disk."""
        disk = cls()
        for path in (folder, *sorted(folder.rglob("*"))):
            found: _File | None = _FOLDER
            if path.is_file():
                data = path.read_bytes()
                found = disk._inodes[path.stat().st_ino] = _File(bytearray(data), data)
            disk._now[path] = disk._synced[path] = found
        return disk

    def do(self, call: Call) -> None:  # noqa: C901, PLR0912  one row for each kind of call
        """Take in one call."""
        file = self._inodes.get(call.inode)
        match call.kind:
            case "told":
                self.told |= call.inode == 1
            case "create":
                self._now[call.path] = self._inodes[call.inode] = _File(bytearray())
            case "mkdir":
                self._now[call.path] = _FOLDER
            case "unlink":
                self._now.pop(call.path, None)
            case "rename":
                for path in [path for path in self._now if call.path in (path, *path.parents)]:
                    moved = call.other / path.relative_to(call.path)
                    self._now[moved] = self._now.pop(path)
            case "write" if file:
                file.now.extend(bytes(max(0, call.offset - len(file.now))))
                file.now[call.offset : call.offset + len(call.data)] = call.data
            case "truncate" if file:
                del file.now[call.offset :]
                file.now.extend(bytes(call.offset - len(file.now)))
            case "sync":
                if self._now.get(call.path) is not _FOLDER:
                    assert file is not None
                    file.synced = bytes(file.now)
                else:
                    self._sync_names(call.path)
            case "open-read" | "open-write" | "read":
                pass
            case _:
                raise AssertionError(call.kind)

    def _sync_names(self, folder: Path) -> None:
        for path in [path for path in self._synced if path.parent == folder]:
            del self._synced[path]
        new = {path: entry for path, entry in self._now.items() if path.parent == folder}
        self._synced.update(new)

    def write(self, loss: Loss, chance: random.Random) -> None:
        """Make the folder what is found afterwards, in the place of what is there."""
        names = self._synced if loss == "nothing unsynced survives" else self._now
        if loss == "each as it falls":
            names = self._fallen(chance)
        reached: set[Path] = set()
        for path, entry in sorted(names.items()):
            # The first is the folder itself.
            if reached and path.parent not in reached:
                continue
            reached.add(path)
            if entry is _FOLDER:
                path.mkdir(mode=0o700, exist_ok=True)
            elif not path.name.endswith("-shm"):  # SQLite makes it anew, whatever it holds
                kept = loss == "killed" or (loss == "each as it falls" and chance.random() < 0.5)
                path.write_bytes(entry.now if kept else entry.synced)
                path.chmod(0o600)

    def _fallen(self, chance: random.Random) -> _Entries:
        """The entries of each folder, as they were synced last or as they are."""
        folders = sorted({path.parent for path in (*self._now, *self._synced)})
        return {
            path: entry
            for folder in folders
            for path, entry in (self._now if chance.random() < 0.5 else self._synced).items()
            if path.parent == folder
        }
