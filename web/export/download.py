"""Downloads: all results of a search as JSON, JSON Lines or CSV, streamed from the store.

JSON Lines can be imported again. If there are more than ``MAX_ARTICLES``, a header and a note at
the end of the file say that it is not complete. An error while streaming breaks the connection, so
that nobody takes a part for the whole.
"""

import csv
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast
from urllib.parse import quote

from flask import Response, abort, request
from werkzeug.exceptions import ServiceUnavailable

from archive.article import LABELS, Article
from archive.exporting import as_object
from index.query.notes import CUTTING
from index.search import Archive, ResultExport
from web.export.xml import writable
from web.http import observing
from web.request import to_request

MAX_ARTICLES = 100_000
"""Articles in one file; their ids are held in memory while it is sent."""

LARGE_DOWNLOAD = 1000
"""A download of more articles counts as large."""

MAX_LARGE_DOWNLOADS = 2
"""Large downloads that a process sends at a time, so that threads are left for searches."""

COLUMNS = ("id", "title", "published", *LABELS, "url", "score", "body")
MAX_CELL_CHARS = 32_000
"""Excel takes 32,767 units of UTF-16 in a cell and moves the rest into other rows."""

# A spreadsheet runs such cells as formulas (OWASP, CSV injection), with full-width signs too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NOT_IN_NAMES = re.compile(r"[^\w\u0900-\u097f]+")


class Downloads:
    """The view that answers with a file, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._slots = threading.BoundedSemaphore(MAX_LARGE_DOWNLOADS)

    def download(self, kind: str) -> Response:
        """All results of a search; a parameter that cannot be used is an error."""
        if kind not in WRITERS:
            abort(404)
        mimetype, write = WRITERS[kind]
        asked = replace(to_request(request.args, strict=True), page=1)
        export = observing.export(self._archive, asked, MAX_ARTICLES)
        release = self._acquire_slot() if len(export.hits.hits) > LARGE_DOWNLOAD else None
        response = Response(_followed_by(write(export), release), mimetype=mimetype)
        if release:
            # Also if the body is never read, as after HEAD.
            response.call_on_close(release)
        response.headers["Content-Disposition"] = _content_disposition(asked.query, kind)
        response.headers["X-Total-Count"] = str(export.hits.total)
        if note := _note(export):
            response.headers["X-Note"] = note
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


def _followed_by(lines: Iterator[str], call: Callable[[], None] | None) -> Iterator[str]:
    """The lines; after the last one, the call."""
    yield from lines
    if call:
        call()


def _json(export: ResultExport) -> Iterator[str]:
    head = {
        "query": export.request.query,
        "total": export.hits.total,
        "relaxed": export.relaxed,
        "with_all_words": export.with_all,
        "notes": [note.text for note in export.notes],
    }
    yield _dumps(head).removesuffix("}") + ', "results": ['
    comma = "\n"
    for article, score in export.articles():
        yield comma + _dumps(_record(article, score))
        comma = ",\n"
    note = _note(export)
    yield f'\n], "complete": {_dumps(not note)}, "note": {_dumps(note)}}}\n'


def _json_lines(export: ResultExport) -> Iterator[str]:
    last: dict[str, Any] = {}
    for article, score in export.articles():
        if last:
            yield _dumps(last) + "\n"
        last = _record(article, score)
    if last:
        # A line of its own would be no article; an import ignores unknown keys.
        note = _note(export)
        yield _dumps(last | {"note": note} if note else last) + "\n"


def _csv(export: ResultExport) -> Iterator[str]:
    row = cast("Callable[[Any], str]", csv.writer(_Echo(), quoting=csv.QUOTE_ALL).writerow)
    # Without the byte order mark Excel reads UTF-8 as the machine's code page.
    yield "\ufeff" + row(COLUMNS)
    for article, score in export.articles():
        record = _record(article, score)
        yield row([cell(str(record[name] or "")) for name in COLUMNS])
    if note := _note(export):
        yield row([note, *[""] * (len(COLUMNS) - 1)])


class _Echo:
    """Returns each line to the caller: ``writerow`` returns what ``write`` does."""

    def write(self, line: str) -> str:
        return line


WRITERS: dict[str, tuple[str, Callable[[ResultExport], Iterator[str]]]] = {
    "csv": ("text/csv", _csv),
    "json": ("application/json", _json),
    "jsonl": ("application/jsonl", _json_lines),
}


def _record(article: Article, score: float) -> dict[str, Any]:
    return as_object(article) | {"score": round(score, 3)}


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


def _content_disposition(query: str, kind: str) -> str:
    words = _NOT_IN_NAMES.sub("-", query[:50]).strip("-")
    name = f"abhilekh-{words}.{kind}" if words else f"abhilekh.{kind}"
    return f"attachment; filename=abhilekh.{kind}; filename*=UTF-8''{quote(name, safe='')}"


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
