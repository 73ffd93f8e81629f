"""Files of any kind that is known → articles, and what was rejected and why.

Reading raises nothing for what stands in a file or how the file is: one bad file or line is one
``Rejected``, and all others are read. Everything is streamed.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from archive.article import Article, Rejected
from archive.reading import files, jsonlines, rawtext

__all__ = ["count_bytes", "read"]

_Reader = Callable[[BinaryIO, str], Iterator[Article | Rejected]]

_KINDS: dict[str, _Reader] = {
    ".txt": rawtext.read,
    ".jsonl": jsonlines.read,
    ".ndjson": jsonlines.read,
    ".json": jsonlines.read,
}
_UNKNOWN = f"not a kind of file that is read; those are {', '.join(_KINDS)}, and each with .gz"


def read(
    paths: Iterable[Path], progress: Callable[[int], None] | None = None
) -> Generator[Article | Rejected]:
    """The articles in these files and folders, in order of the files' names.

    ``progress`` is told again and again how many more bytes of the files have been dealt with;
    together they are what ``count_bytes`` says.
    """
    for path in files.find(paths):
        if isinstance(path, Rejected):
            yield path
        elif reader := _reader(path):
            yield from _read(path, reader, progress)
        else:
            yield Rejected(files.shown(path), None, _UNKNOWN)


def count_bytes(paths: Iterable[Path]) -> int:
    """How many bytes ``read`` will deal with."""
    known = (path for path in files.find(paths) if isinstance(path, Path) and _reader(path))
    return sum(map(files.size, known))


def _reader(path: Path) -> _Reader | None:
    return _KINDS.get(Path(path.name.lower().removesuffix(".gz")).suffix)


def _read(
    path: Path, reader: _Reader, progress: Callable[[int], None] | None
) -> Iterator[Article | Rejected]:
    name = files.shown(path)
    try:
        with files.opened(path, progress) as stream:
            yield from reader(stream, name)
    except files.BROKEN as error:
        yield Rejected(name, None, files.fault(error))
