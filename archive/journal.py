"""Remembers how far an import has come, so that one that was interrupted goes on where it was.

A journal is a text file beside the archive, one line for each file or part of a file whose articles
are stored. It belongs to one command: the same paths and options, the same program and store, since
one that was restored or begun anew may lack what another one held.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.durable import make_folder, sync
from archive.errors import ArchiveError, BadSetting
from archive.locks import hold_alone
from archive.machine import describe, fault_of
from archive.reading import Options, Progress

_PROGRAM = Path(__file__).parent / "reading"


class JournalUnwritable(ArchiveError):
    """How far an import has come cannot be written down; what it stored stays."""


class Journal:
    """The journal of an import; use it as a context manager.

    At the end without an error the file goes: the next such import reads everything again. Where it
    cannot be made, ``BadSetting`` is raised, and ``JournalUnwritable`` where it cannot be written.

    Attributes:
        done: How many pieces of each file were stored before; None: all.
        is_shared: Whether another process runs this very command. It keeps the journal then, and
            this one reads everything, as if there were none.
    """

    def __init__(
        self, folder: Path, paths: Iterable[Path], options: Options, store: str = ""
    ) -> None:
        """Of a command; ``store`` is a token of the store that its articles go to."""
        self._path = folder / f"import-{_key(paths, options, store)}.journal"
        self.done: dict[str, int | None] = {}
        self.is_shared = False

    @property
    def files_done(self) -> int:
        """How many files were read whole before."""
        return sum(pieces is None for pieces in self.done.values())

    def __enter__(self) -> Self:
        try:
            make_folder(self._path.absolute().parent)
            self._file = self._open()
            self.done = {} if self.is_shared else _read(self._file)
        except OSError as error:
            raise _unusable(self._path.parent, error) from error
        return self

    def _open(self) -> FileIO:
        while True:
            # Unbuffered: what cannot be written is told once, and not again when it is closed.
            file = FileIO(self._path, "a+")
            self.is_shared = not hold_alone(file)
            if self.is_shared or os.fstat(file.fileno()).st_nlink:
                return file
            # The import that held it has just ended, and removed it.
            file.close()

    def add(self, reached: Iterable[Progress]) -> None:
        """Remember this, whose articles are stored."""
        if self.is_shared:
            return
        lines = (f"{e.file} {'' if e.pieces is None else e.pieces}\n" for e in reached)
        with self._storing():
            self._file.write("".join(lines).encode())

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None or self.is_shared:
            with suppress(OSError):
                self._file.close()
            return
        with self._storing():
            self._file.close()
            self._path.unlink(missing_ok=True)
            # One that came back with the power would have the next import pass everything over.
            sync(self._path.absolute().parent)

    @contextmanager
    def _storing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            number = fault_of(error)
            cure = describe(number, writing=True) if number else f"{error.strerror}; check the disk"
            raise JournalUnwritable(
                f"{self._path} cannot be written: {cure} (what was imported stays)"
            ) from error


def _unusable(folder: Path, error: OSError) -> ArchiveError:
    if number := fault_of(error):
        return JournalUnwritable(
            f"{folder}: {describe(number, writing=True)}, or set ARCHIVE_HOME to another folder"
        )
    return BadSetting(
        f"{folder}: {error.strerror}; set ARCHIVE_HOME to a folder where this user may make files"
    )


def _key(paths: Iterable[Path], options: Options, store: str) -> str:
    """Stands for a command: what it reads, how, and the program that does."""
    command = json.dumps([[str(path.absolute()) for path in paths], asdict(options), store])
    digest = hashlib.blake2b(command.encode(errors="surrogateescape"), digest_size=8)
    for module in sorted(_PROGRAM.rglob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


def _read(file: FileIO) -> dict[str, int | None]:
    """What stands in a journal; a last line that was cut off by a kill does not count."""
    done: dict[str, int | None] = {}
    file.seek(0)
    for line in file.readall().decode(errors="replace").split("\n")[:-1]:
        name, _, pieces = line.partition(" ")
        if not pieces:
            done[name] = None
        elif pieces.isdecimal():
            done[name] = int(pieces)
    return done
