"""A whole result as a file: JSON, JSON Lines or CSV, streamed while it is read from the store.

JSON Lines can be imported again as they are. Beyond ``MOST`` articles the file says at its end, and
a header at its start, that it is not all. An error on the way breaks the connection off, so that
nobody takes a part for the whole.
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
from index.search import Archive, ResultExport
from web.export.xml import writable
from web.http.caching import current_generation
from web.request import to_request

MOST = 100_000
"""Articles in one file; their ids are held in memory while it is sent."""

LARGE = 1000
"""Articles from which on a download counts as large."""

AT_ONCE = 2
"""Large downloads that a process sends at a time, so that threads are left for searches."""

COLUMNS = ("id", "title", "published", *LABELS, "url", "score", "body")
CELL = 32_000
"""Characters of a cell; Excel takes 32,767 units of UTF-16 and spills the rest into other rows."""

# A spreadsheet runs what begins so (OWASP, CSV injection), in its full-width forms as well.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_UNNAMED = re.compile(r"[^\w\u0900-\u097f]+")


class Downloads:
    """The view that answers with a file, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._free = threading.BoundedSemaphore(AT_ONCE)

    def download(self, kind: str) -> Response:
        """Everything that a search finds; a parameter that cannot be used is refused."""
        if kind not in WRITERS:
            abort(404)
        mimetype, write = WRITERS[kind]
        asked = replace(to_request(request.args, strict=True), page=1)
        whole = self._archive.searcher.export(asked, MOST, current_generation())
        give_back = self._turn() if len(whole.hits.hits) > LARGE else None
        response = Response(_ending(write(whole), give_back), mimetype=mimetype)
        if give_back:
            # Also where not a byte was asked for, as by HEAD.
            response.call_on_close(give_back)
        response.headers["Content-Disposition"] = _named(asked.query, kind)
        response.headers["X-Total-Count"] = str(whole.hits.total)
        if note := _note(whole):
            response.headers["X-Note"] = note
        return response

    def _turn(self) -> Callable[[], None]:
        """Take one of the places for large downloads; gives it back, however often called."""
        if not self._free.acquire(blocking=False):
            told = "other large downloads are running; wait a minute, then try again"
            raise ServiceUnavailable(told, retry_after=60)
        taken = [self._free]

        def give_back() -> None:
            if taken:
                taken.pop().release()

        return give_back


def _ending(lines: Iterator[str], end: Callable[[], None] | None) -> Iterator[str]:
    """The lines, and behind the last of them the end."""
    yield from lines
    if end:
        end()


def _json(whole: ResultExport) -> Iterator[str]:
    head = {
        "query": whole.request.query,
        "total": whole.hits.total,
        "relaxed": whole.relaxed,
        "with_all_words": whole.with_all,
        "notes": [note.text for note in whole.notes],
    }
    yield _dumped(head).removesuffix("}") + ', "results": ['
    comma = "\n"
    for article, score in whole.articles():
        yield comma + _dumped(_record(article, score))
        comma = ",\n"
    note = _note(whole)
    yield f'\n], "complete": {_dumped(not note)}, "note": {_dumped(note)}}}\n'


def _json_lines(whole: ResultExport) -> Iterator[str]:
    last: dict[str, Any] = {}
    for article, score in whole.articles():
        if last:
            yield _dumped(last) + "\n"
        last = _record(article, score)
    if last:
        # A line of its own would be no article; other keys an import ignores.
        note = _note(whole)
        yield _dumped(last | {"note": note} if note else last) + "\n"


def _csv(whole: ResultExport) -> Iterator[str]:
    row = cast("Callable[[Any], str]", csv.writer(_Lines(), quoting=csv.QUOTE_ALL).writerow)
    # Without the mark Excel reads UTF-8 as the code page of its machine.
    yield "\ufeff" + row(COLUMNS)
    for article, score in whole.articles():
        record = _record(article, score)
        yield row([_cell(str(record[name] or "")) for name in COLUMNS])
    if note := _note(whole):
        yield row([note, *[""] * (len(COLUMNS) - 1)])


class _Lines:
    """Hands each line back to whoever wrote it: ``writerow`` returns what ``write`` does."""

    def write(self, line: str) -> str:
        return line


WRITERS: dict[str, tuple[str, Callable[[ResultExport], Iterator[str]]]] = {
    "csv": ("text/csv", _csv),
    "json": ("application/json", _json),
    "jsonl": ("application/jsonl", _json_lines),
}


def _record(article: Article, score: float) -> dict[str, Any]:
    return as_object(article) | {"score": round(score, 3)}


def _note(whole: ResultExport) -> str:
    given, total = len(whole.hits.hits), whole.hits.total
    if given == total:
        return ""
    return f"the first {given:,} of {total:,} articles; narrow the search, such as by date"


def _cell(text: str) -> str:
    text = writable(text)
    if _FORMULA.match(text):
        text = f"'{text}"
    return text if len(text) <= CELL else f"{text[:CELL]}…"


def _named(query: str, kind: str) -> str:
    words = _UNNAMED.sub("-", query[:50]).strip("-")
    name = f"abhilekh-{words}.{kind}" if words else f"abhilekh.{kind}"
    return f"attachment; filename=abhilekh.{kind}; filename*=UTF-8''{quote(name, safe='')}"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
