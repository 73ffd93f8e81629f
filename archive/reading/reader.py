"""What a reader is: it cuts a source into pieces, and finds drafts of articles in each piece.

Cutting streams a source in this process, and needs little time; finding is the hard part, and runs
in any process, piece by piece. A reader is a module with two functions:

    split(source: Source, options: Options) -> Iterator[Piece | Rejected]
    parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]

A source that holds other sources, such as an archive of files, has a module with one function:

    sources(source: Source, options: Options) -> Iterator[Source | Rejected]

Its sources are read one after the other, each before the next is asked for.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

from archive.article import DateOrigin, Rejected, TitleOrigin
from archive.reading.meter import Meter

SLOW_SIZE = 50_000_000
"""The size that a reader gives a piece which may take seconds: each is a job of its own."""

OcrChoice = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says about the input.

    Attributes:
        source: The outlet of articles that name none.
        columns: Names of columns or keys by names of ours: {"title": "headline"}.
        font: The legacy font that all text was typed for; empty to find it out.
        ocr: Whether to read pictures of pages: where it is needed, for all pages, or never.
    """

    source: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    font: str = ""
    ocr: OcrChoice = "auto"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from.

    Attributes:
        name: For people: a path, and what lies in it behind a "!" (news.zip!day/1.html).
        path: Folders and file name, parted by "/", which may say outlet and day.
        url: The address that they were fetched from, where it is known.
        content_type: What the server that sent them said, where it is known; servers err.
        title: The title of the document whose text they are, where its styles tell one.
    """

    name: str
    path: str
    url: str = ""
    content_type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or the like, to be read once, from its beginning; ``peek`` looks ahead.

    Attributes:
        meter: What has been unpacked of the file that it lies in.
    """

    origin: Origin
    stream: io.BufferedReader
    meter: Meter = field(default_factory=Meter)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a source that is parsed by itself, in any process.

    Attributes:
        format: The name of the format whose reader cut it.
        content: What the reader needs; must be picklable.
        size: About how many bytes it holds, or a larger number if it takes long to parse.
        line: Line, row or record at which it begins, counted from 1; None: it is the whole source.
    """

    format: str
    origin: Origin
    content: Any
    size: int
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as a reader found it, before it is mended, cleaned and checked.

    All texts are as found: of any length, with any characters.

    Attributes:
        origin, line: Where it was found.
        body: Its paragraphs, one per line; markup is gone.
        published: Its day as the metadata has it.
        byline_day: The day in its byline.
        file_day: The day in the names of file and folders, if all in it is of that day; finishing
            finds it where ``line`` is None.
        own_name: The name that the file gives itself; where it has another day, none is sure.
        dated_by, titled_by: Where an export says that ``published`` and ``title`` come from.
        identity: The text whose hash is the id if there is neither id nor url; else the body.
        notes: What the reader did to it (``archive.notes``).
    """

    origin: Origin
    line: int | None = None
    body: str
    title: str = ""
    id: str = ""
    url: str = ""
    source: str = ""
    author: str = ""
    category: str = ""
    language: str = ""
    published: date | None = None
    byline_day: date | None = None
    file_day: date | None = None
    own_name: str = ""
    dated_by: DateOrigin | None = None
    titled_by: TitleOrigin | None = None
    identity: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file has been read.

    Attributes:
        file: Stands for the file as it is: another size or time is another file.
        pieces: Pieces and rejections that its reader has made of it; None: all.
    """

    file: str
    pieces: int | None


class Reader(Protocol):
    """A module that reads a format."""

    def split(self, source: Source, options: Options) -> Iterator[Piece | Rejected]:
        """The pieces of a source; raises what reading its stream raises."""

    def parse(self, piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
        """The articles of a piece."""


class Container(Protocol):
    """A module that reads what holds other sources."""

    def sources(self, source: Source, options: Options) -> Iterator[Source | Rejected]:
        """The sources in a source; raises what reading its stream raises."""
