"""Reads files of all known formats: articles, and what was rejected and why.

Nothing is raised for a bad file or a bad line: each is one ``Rejected``, and the others are still
read. Everything is streamed, and parsed on all cores. What a reader is, ``reader.py`` says; which
there are, ``formats.py``.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from archive.article import Article, Rejected
from archive.parallel import ordered_map
from archive.reading import files
from archive.reading.finishing import finish
from archive.reading.formats import HEAD_BYTES, container, reader, recognize
from archive.reading.reader import Options, Origin, Piece, Source

__all__ = ["Options", "Origin", "Source", "count_bytes", "read", "read_source"]

_BATCH_BYTES = 1_000_000
_BATCH_PIECES = 250
_MAX_DEPTH = 5
"""How deep sources may lie in sources: a page in a WARC in a zip in a gzip."""

_DEFAULT = Options()
_UNKNOWN_FORMAT = "no format that is known, and no Hindi text; leave it out"
_TOO_DEEP = "archives lie too deep in one another; unpack the outer ones first"


def read(
    paths: Iterable[Path],
    progress: files.Progress | None = None,
    options: Options = _DEFAULT,
) -> Generator[Article | Rejected]:
    """The articles in these files and folders, in order of the files' names.

    Args:
        paths: Files and folders; what a file is, is told from its content.
        progress: Called with the number of bytes read since the last call; their sum is what
            ``count_bytes`` returns.
        options: What a person says about the input.
    """
    jobs = ((None, (batch, options)) for batch in _batches(_pieces(paths, progress, options)))
    with closing(ordered_map(parse, jobs)) as done:
        for _, found in done:
            yield from found


def read_source(source: Source, options: Options = _DEFAULT) -> Iterator[Article | Rejected]:
    """The articles in bytes that are no file of this machine, in this process."""
    try:
        for batch in _batches(_split(source, options)):
            yield from parse((batch, options))
    except files.READ_ERRORS as error:
        yield Rejected(source.origin.name, None, files.describe(error))


def count_bytes(paths: Iterable[Path]) -> int:
    """How many bytes ``read`` will read, for a progress bar."""
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
    paths: Iterable[Path], progress: files.Progress | None, options: Options
) -> Iterator[Piece | Rejected]:
    for path in files.find(paths):
        if isinstance(path, Rejected):
            yield path
            continue
        origin = Origin(files.printable(path), path.as_posix())
        try:
            with files.open_stream(path, progress) as stream:
                yield from _split(Source(origin, stream), options)
        except files.READ_ERRORS as error:
            yield Rejected(origin.name, None, files.describe(error))


def _split(source: Source, options: Options, depth: int = 0) -> Iterator[Piece | Rejected]:
    """The pieces of a source, and of the sources in it."""
    name = source.origin.name
    format_ = recognize(source.stream.peek(HEAD_BYTES)[:HEAD_BYTES], source.origin)
    if outer := container(format_):
        if depth == _MAX_DEPTH:
            yield Rejected(name, None, _TOO_DEEP)
            return
        for inner in outer.sources(source, options):
            if isinstance(inner, Rejected):
                yield inner
                continue
            try:
                yield from _split(inner, options, depth + 1)
            except files.READ_ERRORS as error:
                yield Rejected(inner.origin.name, None, files.describe(error))
    elif module := reader(format_):
        yield from module.split(source, options)
    else:
        yield Rejected(name, None, _UNKNOWN_FORMAT)


def _batches(pieces: Iterable[Piece | Rejected]) -> Iterator[list[Piece | Rejected]]:
    some: list[Piece | Rejected] = []
    size = 0
    for piece in pieces:
        some.append(piece)
        size += piece.size if isinstance(piece, Piece) else 0
        if size >= _BATCH_BYTES or len(some) >= _BATCH_PIECES:
            yield some
            some, size = [], 0
    if some:
        yield some
