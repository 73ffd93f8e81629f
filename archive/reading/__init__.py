"""Reads files of the known formats: articles, and what was rejected and why.

Nothing is raised for a bad file or a bad line: each is one ``Rejected``, and the others are still
read. Everything is streamed. A new format is one module with a ``read`` and a row in ``_READERS``.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from archive.article import Article, Rejected
from archive.reading import files, jsonlines, rawtext

__all__ = ["count_bytes", "read"]

_Reader = Callable[[BinaryIO, str], Iterator[Article | Rejected]]

_READERS: dict[str, _Reader] = {
    ".txt": rawtext.read,
    ".jsonl": jsonlines.read,
    ".ndjson": jsonlines.read,
    ".json": jsonlines.read,
}
_UNKNOWN_FORMAT = f"unknown kind of file; known are {', '.join(_READERS)}, each also with .gz"


def read(
    paths: Iterable[Path], progress: Callable[[int], None] | None = None
) -> Generator[Article | Rejected]:
    """The articles in these files and folders, in order of the files' names.

    Args:
        paths: Files and folders; the reader is chosen by the file's extension.
        progress: Called with the number of bytes read since the last call; their sum is what
            ``count_bytes`` returns.
    """
    for path in files.find(paths):
        if isinstance(path, Rejected):
            yield path
        elif reader := _reader(path):
            yield from _read(path, reader, progress)
        else:
            yield Rejected(files.printable(path), None, _UNKNOWN_FORMAT)


def count_bytes(paths: Iterable[Path]) -> int:
    """How many bytes ``read`` will read, for a progress bar."""
    known = (path for path in files.find(paths) if isinstance(path, Path) and _reader(path))
    return sum(map(files.size, known))


def _reader(path: Path) -> _Reader | None:
    return _READERS.get(Path(path.name.lower().removesuffix(".gz")).suffix)


def _read(
    path: Path, reader: _Reader, progress: Callable[[int], None] | None
) -> Iterator[Article | Rejected]:
    name = files.printable(path)
    try:
        with files.open_stream(path, progress) as stream:
            yield from reader(stream, name)
    except files.READ_ERRORS as error:
        yield Rejected(name, None, files.describe(error))
