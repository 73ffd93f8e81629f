"""Downloads: all results of a search, or a list of articles, as a file streamed from the store.

JSON Lines can be imported again. If there are more than ``MAX_ARTICLES``, a header and a note at
the end of the file say that it is not complete. An error while streaming breaks the connection, so
that nobody takes a part for the whole.
"""

import csv
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args
from urllib.parse import quote

from flask import Response, abort, request
from werkzeug.exceptions import ServiceUnavailable

from archive.article import LABELS, Article
from archive.exporting import as_object
from index.query.notes import CUTTING
from index.search import Archive, ResultExport
from web.export.xml import writable
from web.http import observing
from web.http.caching import current_generation
from web.links import article_addresses
from web.pages.citation import bibtex, ris
from web.pages.listed import look_up
from web.request import IDS, SEARCH_PARAMETERS, BadParameter, Parameter, choice, to_request

MAX_ARTICLES = 100_000
"""Articles in one file; their ids are held in memory while it is sent."""

LARGE_DOWNLOAD = 1000
"""A download of more articles counts as large."""

MAX_LARGE_DOWNLOADS = 2
"""Large downloads that a process sends at a time, so that threads are left for searches."""

COLUMNS = (
    *("id", "title", "published", *LABELS, "url", "score", "body"),
    # New ones come last: programs read columns by their place too.
    *("dated_by", "titled_by"),
)
Shape = Literal["object", "records"]
SHAPE: Parameter[Shape] = choice(
    "shape",
    "Of JSON: object: the articles with what was asked and found; records: a plain list of them.",
    get_args(Shape),
    "object",
)
MAX_CELL_CHARS = 32_000
"""Excel takes 32,767 units of UTF-16 in a cell and moves the rest into other rows."""

# A spreadsheet runs such cells as formulas (OWASP, CSV injection), with full-width signs too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NOT_IN_NAMES = re.compile(r"[^\w\u0900-\u097f]+")


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a file holds.

    Attributes:
        head: What was asked and found, for files that have a place for it.
        articles: Streams them, with their scores where they were searched for.
        note: Why this is not all that was asked for; empty: it is.
        address: From an article's id to its address on this site.
    """

    head: dict[str, Any]
    articles: Callable[[], Iterator[tuple[Article, float | None]]]
    note: str
    address: Callable[[str], str]


class Downloads:
    """The view that answers with a file, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._slots = threading.BoundedSemaphore(MAX_LARGE_DOWNLOADS)

    def download(self, kind: str) -> Response:
        """All results of a search, or articles by their ids; what cannot be used is an error."""
        if kind not in WRITERS:
            abort(404)
        write = WRITERS[kind]
        if SHAPE.of(request.args, strict=True) == "records":
            if kind != "json":
                line = f"shape=records is of /download.json, not of /download.{kind}"
                raise BadParameter(line)
            write = _json_records
        if ids := IDS.of(request.args, strict=True):
            return self._of_list(ids, kind, write)
        asked = replace(to_request(request.args, strict=True), page=1)
        with ExitStack() as held:
            # To find all of a large one takes seconds: it is counted first, and needs its slot.
            if self._archive.searcher.count(asked, current_generation()) > LARGE_DOWNLOAD:
                held.callback(self._acquire_slot())
            export = observing.export(self._archive, asked, MAX_ARTICLES)
            contents = _of_search(export)
            release = held.pop_all().close
        lines = _followed_by(write(contents), release)
        response = _file(lines, kind, asked.query, contents.note)
        # Also if the body is never read, as after HEAD.
        response.call_on_close(release)
        response.headers["X-Total-Count"] = str(export.hits.total)
        return response

    def _of_list(self, ids: tuple[str, ...], kind: str, write: "Writer") -> Response:
        if others := {each.name for each in SEARCH_PARAMETERS} & {*request.args}:
            line = f"id and {min(others)} cannot be used together: give ids or a search"
            raise BadParameter(line)
        listed = look_up(self._archive.store, ids)
        missing = len(ids) - len(listed.articles)
        contents = FileContents(
            {"total": len(listed.articles), "ids": list(ids)},
            lambda: ((article, None) for article in listed.articles),
            f"{missing:,} of {len(ids):,} articles are not in this archive" if missing else "",
            article_addresses(),
        )
        response = _file(write(contents), kind, "list", contents.note)
        response.headers["X-Total-Count"] = str(len(listed.articles))
        return response

    def _acquire_slot(self) -> Callable[[], None]:
        """Take one of the slots for large downloads; the result gives it back, once."""
        if not self._slots.acquire(blocking=False):
            line = "other large downloads are running; wait a minute, then try again"
            raise ServiceUnavailable(line, retry_after=60)
        taken = [self._slots]

        def release() -> None:
            if taken:
                taken.pop().release()

        return release


def _followed_by(lines: Iterator[str], call: Callable[[], None]) -> Iterator[str]:
    """The lines; after the last one, the call."""
    yield from lines
    call()


def _file(lines: Iterator[str], kind: str, name: str, note: str) -> Response:
    response = Response(lines, content_type=CONTENT_TYPES[kind])
    response.headers["Content-Disposition"] = content_disposition(name, kind)
    if note:
        response.headers["X-Note"] = note
    return response


def _of_search(export: ResultExport) -> FileContents:
    head = {
        "query": export.request.query,
        "total": export.hits.total,
        "relaxed": export.relaxed,
        "with_all_words": export.with_all,
        "notes": [note.text for note in export.notes],
    }
    return FileContents(head, export.articles, _note(export), article_addresses())


def _json(contents: FileContents) -> Iterator[str]:
    yield _dumps(contents.head).removesuffix("}") + ', "results": ['
    comma = "\n"
    for article, score in contents.articles():
        yield comma + _dumps(_record(article, score))
        comma = ",\n"
    note = contents.note
    yield f'\n], "complete": {_dumps(not note)}, "note": {_dumps(note)}}}\n'


def _json_records(contents: FileContents) -> Iterator[str]:
    """A list alone, as programs for tables read it: ``pandas.read_json``."""
    before = "["
    for line in _json_lines(contents):
        yield f"{before}\n{line.removesuffix(_NEWLINE)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _json_lines(contents: FileContents) -> Iterator[str]:
    last: dict[str, Any] = {}
    for article, score in contents.articles():
        if last:
            yield _dumps(last) + _NEWLINE
        last = _record(article, score)
    if last:
        # A line of its own would be no article; an import ignores unknown keys.
        note = contents.note
        yield _dumps(last | {"note": note} if note else last) + _NEWLINE


def _csv(contents: FileContents) -> Iterator[str]:
    row = cast("Callable[[Any], str]", csv.writer(_Echo(), quoting=csv.QUOTE_ALL).writerow)
    # Without the byte order mark Excel reads UTF-8 as the machine's code page.
    yield "\ufeff" + row(COLUMNS)
    for article, score in contents.articles():
        record = _record(article, score)
        yield row([cell(str(record.get(name) or "")) for name in COLUMNS])
    if note := contents.note:
        yield row([note, *[""] * (len(COLUMNS) - 1)])


def _ris(contents: FileContents) -> Iterator[str]:
    for article, _ in contents.articles():
        yield ris(article, contents.address(article.id)) + "\r\n"
    # No place for a note: whatever stands between records is taken for one.


def _bibtex(contents: FileContents) -> Iterator[str]:
    for article, _ in contents.articles():
        yield bibtex(article, contents.address(article.id)) + "\n\n"
    if contents.note:
        yield f"@comment{{{contents.note}}}\n"


class _Echo:
    """Returns each line to the caller: ``writerow`` returns what ``write`` does."""

    def write(self, line: str) -> str:
        return line


_NEWLINE = "\n"
Writer = Callable[[FileContents], Iterator[str]]
WRITERS: dict[str, Writer] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _json_lines,
    "ris": _ris,
    "bib": _bibtex,
}
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
}


def _record(article: Article, score: float | None) -> dict[str, Any]:
    scored = {} if score is None else {"score": round(score, 3)}
    return as_object(article) | scored


def _note(export: ResultExport) -> str:
    given, total = len(export.hits.hits), export.hits.total
    if not export.complete:
        cut = (note.text for note in export.notes if note.kind in CUTTING)
        return f"not all that there is: {'; '.join(cut)}"
    if given == total:
        return ""
    return f"the first {given:,} of {total:,} articles; narrow the search, such as by date"


def cell(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula, cut to what a cell can hold."""
    text = writable(text)
    if _FORMULA.match(text):
        text = f"'{text}"
    return text if len(text) <= MAX_CELL_CHARS else f"{text[:MAX_CELL_CHARS]}…"


def content_disposition(query: str, kind: str) -> str:
    """The header that names a file for what was asked."""
    words = _NOT_IN_NAMES.sub("-", query[:50]).strip("-")
    name = f"abhilekh-{words}.{kind}" if words else f"abhilekh.{kind}"
    return f"attachment; filename=abhilekh.{kind}; filename*=UTF-8''{quote(name, safe='')}"


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
