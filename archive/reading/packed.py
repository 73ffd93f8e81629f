"""Unpacks a single packed file, such as news.jsonl.gz: it holds one source."""

from collections.abc import Iterator

from archive.article import Rejected
from archive.reading.reader import Options, Origin, Source
from archive.reading.unpacking import Unpacked

_MAGIC = (
    # the first bytes, what people call it
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_ENDINGS = (
    # a name's ending, and what stands there when it is unpacked
    (".tgz", ".tar"),
    (".tbz2", ".tar"),
    (".tbz", ".tar"),
    (".txz", ".tar"),
    (".tzst", ".tar"),
    (".gz", ""),
    (".bz2", ""),
    (".xz", ""),
    (".zst", ""),
)


def sources(source: Source, _options: Options) -> Iterator[Source | Rejected]:
    """What is packed in a source; its name loses the ending."""
    head = source.stream.peek(1)
    magic, kind = next((row for row in _MAGIC if head.startswith(row[0])), _MAGIC[0])
    unpacked = Unpacked(source.stream.read1, kind, source.meter, again=magic)
    origin = source.origin
    inner = Origin(origin.name, _without_ending(origin.path), origin.url, origin.content_type)
    yield Source(inner, unpacked.buffered(), source.meter)


def _without_ending(path: str) -> str:
    small = path.lower()
    for ending, instead in _ENDINGS:
        if small.endswith(ending):
            return path[: -len(ending)] + instead
    return path
