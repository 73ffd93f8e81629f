"""Every mention of a search as a table, streamed; beside downloads of its articles."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask import Response, request

from index.search import Archive, Concordance, Mention
from web.export.download import Downloads, cell, content_disposition
from web.http.caching import current_generation
from web.request import VIEW, BadParameter, to_mentions

COLUMNS = ("left", "match", "right", "source", "published", "title", "place", "url", "id")


class MentionFiles:
    """The view that answers with a file: with ``view=concordance`` of mentions."""

    def __init__(self, archive: Archive, downloads: Downloads) -> None:
        self._archive = archive
        self._downloads = downloads

    def download(self, kind: str) -> Response:
        """A file of what a search finds; a parameter that cannot be used is an error."""
        if VIEW.of(request.args, strict=True) != "concordance":
            return self._downloads.download(kind)
        if kind != "csv":
            line = "mentions are there as /download.csv, and as JSON at /api/v1/concordance"
            raise BadParameter(line)
        asked, sort = to_mentions(request.args, strict=True)
        found, mentions = self._archive.searcher.every_mention(asked, sort, current_generation())
        response = Response(as_csv(found, mentions), mimetype="text/csv")
        response.headers["Content-Disposition"] = content_disposition(asked.query, kind)
        response.headers["X-Total-Count"] = str(found.total)
        if not found.complete:
            response.headers["X-Note"] = _note(found)
        return response


def as_csv(found: Concordance, mentions: Iterable[Mention]) -> Iterator[str]:
    """A row for each mention; the last one says so where there are more."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)

    def row(cells: Iterable[str]) -> str:
        file.seek(0)
        file.truncate()
        writer.writerow([cell(text) for text in cells])
        return file.getvalue()

    # Without the byte order mark Excel reads UTF-8 as the machine's code page.
    yield "\ufeff" + row(COLUMNS)
    for each in mentions:
        article, line = each.article, each.line
        day = article.published.isoformat() if article.published else ""
        yield row(
            (
                *(line.left.strip(), line.match, line.right.strip()),
                *(article.source, day, article.title, each.place, article.url, article.id),
            )
        )
    if not found.complete:
        yield row((_note(found), *[""] * (len(COLUMNS) - 1)))


def _note(found: Concordance) -> str:
    return f"not all that there is: {'; '.join(note.text for note in found.notes)}"
