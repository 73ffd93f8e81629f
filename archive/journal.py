"""Remembers how far an import has come, so that one that was interrupted goes on where it was.

A journal is a text file beside the archive, one line for each file or part of a file whose articles
are stored. It belongs to one command: the same paths and options, and the same program.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.errors import BadSetting
from archive.reading import Options, Progress

_PROGRAM = Path(__file__).parent / "reading"


class Journal:
    """The journal of an import; use it as a context manager.

    At the end without an error the file goes: the next such import reads everything again. Where it
    cannot be made, ``BadSetting`` is raised.

    Attributes:
        done: How many pieces of each file were stored before; None: all.
    """

    def __init__(self, folder: Path, paths: Iterable[Path], options: Options) -> None:
        self._path = folder / f"import-{_key(paths, options)}.journal"
        self.done = _read(self._path)

    @property
    def files_done(self) -> int:
        """How many files were read whole before."""
        return sum(pieces is None for pieces in self.done.values())

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf-8")
        except OSError as error:
            raise _unusable(self._path.parent, error) from error
        return self

    def add(self, reached: Iterable[Progress]) -> None:
        """Remember this, whose articles are stored."""
        for each in reached:
            self._file.write(f"{each.file} {'' if each.pieces is None else each.pieces}\n")
        self._file.flush()

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()
        if error is None:
            self._path.unlink(missing_ok=True)


def _unusable(folder: Path, error: OSError) -> BadSetting:
    return BadSetting(
        f"{folder}: {error.strerror}; set ARCHIVE_HOME to a folder where this user may make files"
    )


def _key(paths: Iterable[Path], options: Options) -> str:
    """Stands for a command: what it reads, how, and the program that does."""
    command = json.dumps([[str(path.absolute()) for path in paths], asdict(options)])
    digest = hashlib.blake2b(command.encode(errors="surrogateescape"), digest_size=8)
    for module in sorted(_PROGRAM.rglob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> dict[str, int | None]:
    """What stands in a journal; a last line that was cut off by a kill does not count."""
    done: dict[str, int | None] = {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unusable(path.parent, error) from error
    for line in lines:
        file, _, pieces = line.partition(" ")
        if not pieces:
            done[file] = None
        elif pieces.isdecimal():
            done[file] = int(pieces)
    return done
