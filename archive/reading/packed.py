"""Unpacks a single packed file, such as news.jsonl.gz: it holds one source."""

import gzip
import io
from collections.abc import Iterator
from typing import cast

from archive.article import Rejected
from archive.reading.reader import Options, Origin, Source

_BUFFER = 64 * 1024


def sources(source: Source, _options: Options) -> Iterator[Source | Rejected]:
    """What is packed in a source; its name loses the ending."""
    unpacked = cast("io.RawIOBase", gzip.GzipFile(fileobj=source.stream, mode="rb"))
    path = source.origin.path
    inner = path[: -len(".gz")] if path.lower().endswith(".gz") else path
    origin = Origin(source.origin.name, inner, source.origin.url, source.origin.content_type)
    yield Source(origin, io.BufferedReader(unpacked, _BUFFER))
