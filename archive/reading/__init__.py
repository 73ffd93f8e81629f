"""Reads files of all known formats: articles, and what was rejected and why.

Nothing is raised for a bad file or a bad line: each is one ``Rejected``, and the others are still
read. Everything is streamed, and parsed on all cores. What a reader is, ``reader.py`` says; which
there are, ``formats.py``.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from archive.article import Article, Rejected
from archive.parallel import ordered_map
from archive.reading import files, standard_input
from archive.reading.columns import MAPPED
from archive.reading.files import STANDARD_INPUT
from archive.reading.finishing import finish
from archive.reading.formats import HEAD_BYTES, container, readable, reader, recognize
from archive.reading.reader import SLOW_SIZE, Options, Origin, Piece, Progress, Source
from archive.reading.streams import Counted
from archive.reading.unread import why_not

__all__ = [
    "MAPPED",
    "STANDARD_INPUT",
    "Options",
    "Origin",
    "Progress",
    "Source",
    "Step",
    "count_bytes",
    "finish",
    "read",
    "read_in_steps",
    "read_source",
]

_BATCH_BYTES = 1_000_000
_BATCH_PIECES = 250
_MAX_DEPTH = 5
"""How deep sources may lie in sources: a page in a WARC in a zip in a gzip."""

_DEFAULT = Options()
_TOO_DEEP = "archives lie too deep in one another; unpack the outer ones first"


@dataclass(frozen=True, slots=True)
class Step:
    """A part of what is read.

    Attributes:
        found: Articles, and what was rejected.
        progress: How far the files are read with it.
    """

    found: list[Article | Rejected]
    progress: tuple[Progress, ...]


def read(
    paths: Iterable[Path],
    progress: files.Progress | None = None,
    options: Options = _DEFAULT,
) -> Generator[Article | Rejected]:
    """The articles in these files and folders, in order of the files' names.

    Args:
        paths: Files and folders, and ``STANDARD_INPUT``; what a file is, is told from its content.
        progress: Called with the number of bytes read since the last call; their sum is what
            ``count_bytes`` returns, and what came through standard input.
        options: What a person says about the input.
    """
    with closing(read_in_steps(paths, progress, options)) as steps:
        for step in steps:
            yield from step.found


def read_in_steps(
    paths: Iterable[Path],
    progress: files.Progress | None = None,
    options: Options = _DEFAULT,
    done: Mapping[str, int | None] | None = None,
) -> Generator[Step]:
    """What ``read`` finds, some at a time, so that whoever was interrupted can go on.

    Args:
        paths: As for ``read``.
        progress: As for ``read``.
        options: As for ``read``.
        done: The pieces by file of ``Progress`` made before; they are passed over.
    """
    jobs = (
        (reached, (batch, options))
        for batch, reached in _batches(_pieces(paths, progress, options, done or {}))
    )
    with closing(ordered_map(parse, jobs, is_slow=_is_slow)) as results:
        for reached, found in results:
            yield Step(found, reached)


def read_source(source: Source, options: Options = _DEFAULT) -> Iterator[Article | Rejected]:
    """The articles in bytes that are no file of this machine, in this process."""
    for batch, _ in _batches(_split_to_the_end(source, options)):
        yield from parse((batch, options))


def count_bytes(paths: Iterable[Path]) -> int:
    """How many bytes ``read`` will read of files, for a progress bar."""
    return sum(files.size(path) for path in files.find(paths) if isinstance(path, Path))


def parse(batch: tuple[list[Piece | Rejected], Options]) -> list[Article | Rejected]:
    """The articles in some pieces, and what was rejected; runs in a worker process."""
    pieces, options = batch
    found: list[Article | Rejected] = []
    for piece in pieces:
        if isinstance(piece, Rejected):
            found.append(piece)
        elif module := reader(piece.format):
            drafts = module.parse(piece, options)
            found += (
                each if isinstance(each, Rejected) else finish(each, options) for each in drafts
            )
    return found


def _pieces(
    paths: Iterable[Path],
    progress: files.Progress | None,
    options: Options,
    done: Mapping[str, int | None],
) -> Iterator[Piece | Rejected | Progress]:
    """The pieces of all files; how far a file has been read stands behind each of its pieces."""
    for path in files.find(paths):
        if isinstance(path, Rejected):
            yield path
            continue
        file = files.identity(path)
        before = done.get(file, 0)
        if before is None:
            if progress:
                progress(files.size(path))
            continue
        origin = Origin(files.printable(path), path.as_posix())
        opened = files.open_stream(path, progress)
        if path is STANDARD_INPUT:
            origin, opened = standard_input.ORIGIN, standard_input.open_standard_input(progress)
        elif files.is_pipe(path):
            opened = standard_input.open_pipe(path, progress)
        number = before
        try:
            with opened as stream:
                pieces = _split_to_the_end(Source(origin, stream), options)
                for number, piece in enumerate(islice(pieces, before, None), before + 1):
                    yield piece
                    yield Progress(file, number)
        except files.READ_ERRORS as error:
            yield Rejected(origin.name, None, files.describe(error))
        yield Progress(file, None)


def _split_to_the_end(
    source: Source, options: Options, depth: int = 0
) -> Iterator[Piece | Rejected]:
    """The pieces of a source, and why there are no more where it cannot be read to its end."""
    try:
        yield from _split(source, options, depth)
    except files.READ_ERRORS as error:
        yield Rejected(source.origin.name, None, files.describe(error))


def _split(source: Source, options: Options, depth: int) -> Iterator[Piece | Rejected]:
    """The pieces of a source, and of the sources in it."""
    name = source.origin.name
    head = source.stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    format_ = recognize(head, source.origin)
    if outer := container(format_):
        if depth == _MAX_DEPTH:
            yield Rejected(name, None, _TOO_DEEP)
            return
        if not depth:
            source = replace(source, stream=Counted(source.stream, source.meter).buffered())
        for inner in outer.sources(source, options):
            if isinstance(inner, Rejected):
                yield inner
            else:
                yield from _split_to_the_end(inner, options, depth + 1)
            if source.meter.used_up:
                return
    elif module := reader(format_):
        yield from module.split(source, options)
    else:
        yield Rejected(name, None, why_not(head, readable(head), source.origin.path))


def _is_slow(batch: tuple[list[Piece | Rejected], Options]) -> bool:
    """Whether it holds a page to be read by OCR, or as much."""
    return any(isinstance(piece, Piece) and piece.size >= SLOW_SIZE for piece in batch[0])


def _batches(
    pieces: Iterable[Piece | Rejected | Progress],
) -> Iterator[tuple[list[Piece | Rejected], tuple[Progress, ...]]]:
    """The pieces, some at a time, and how far each file has been read with them."""
    some: list[Piece | Rejected] = []
    reached: dict[str, Progress] = {}
    size = 0
    for piece in pieces:
        if isinstance(piece, Progress):
            reached[piece.file] = piece
            continue
        if size >= _BATCH_BYTES or len(some) >= _BATCH_PIECES:
            yield some, tuple(reached.values())
            some, reached, size = [], {}, 0
        some.append(piece)
        size += piece.size if isinstance(piece, Piece) else 0
    if some or reached:
        yield some, tuple(reached.values())
