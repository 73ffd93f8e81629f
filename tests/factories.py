"""Makes what tests need: articles, small archives in a folder, and a site over them."""

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.article import Article, Rejected
from archive.importing import import_paths
from archive.reading import Options, Origin, Source, read_source
from archive.settings import Settings
from index.indexing import rebuild
from index.search.open import Archive, open_archive
from web.app import create_app

SAMPLE = Path(__file__).resolve().parents[1] / "archive" / "sample"

_ARTICLE = Article(
    id="a/1",
    body="रूस के विदेश मंत्री लावरोव, वॉनसान में।\nदूसरा पैरा।",
    title="लावरोव ने चेतावनी दी",
    url="https://example.org/a",
    source="भोर",
    author="संवाददाता",
    category="विदेश",
    published=date(2025, 7, 12),
    dated_by="metadata",
)


def article(**changes: Any) -> Article:
    """An article of which every field is filled in; with these changes."""
    return replace(_ARTICLE, **changes)


def read_bytes(
    data: bytes, name: str = "x.jsonl", options: Options | None = None
) -> list[Article | Rejected]:
    """What reading finds in a file of this name with these bytes."""
    source = Source(Origin(name, name), io.BufferedReader(io.BytesIO(data)))
    return list(read_source(source, options or Options()))


def settings_in(home: Path, **more: str) -> Settings:
    """The settings of an archive that keeps everything in this folder."""
    return Settings.from_mapping({"ARCHIVE_HOME": str(home), **more})


@contextmanager
def archive_in(
    home: Path, articles: Iterable[Article] | None = None, **settings: str
) -> Iterator[Archive]:
    """The archive in this folder, open; with articles: they are stored, and the index is built."""
    with closing(open_archive(settings_in(home, **settings))) as archive:
        if articles is not None:
            archive.store.put(articles)
            rebuild(archive.store, archive.engine)
        yield archive


def write_many(file: Path, number: int) -> None:
    """Write so many different articles of 120 words into a file of JSON Lines."""
    words = [f"शब्द{n}" for n in range(400)]
    with file.open("w", encoding="utf-8") as lines:
        for n in range(number):
            body = " ".join(words[(n * 7 + k * k) % 400] for k in range(120))
            lines.write(json.dumps({"id": f"a{n}", "body": body}) + "\n")


def refuse(rejected: Rejected) -> None:
    """For imports that must not reject anything."""
    raise AssertionError(str(rejected))


@contextmanager
def sample_archive(home: Path) -> Iterator[Archive]:
    """The bundled sample, imported into this folder, indexed and open."""
    with archive_in(home) as archive:
        import_paths(archive.store, [SAMPLE], refuse)
        rebuild(archive.store, archive.engine)
        yield archive


def client_of(archive: Archive, *articles: Article) -> FlaskClient:
    """A client of a site over this archive; with articles: they are stored and indexed before."""
    if articles:
        archive.store.put(articles)
        rebuild(archive.store, archive.engine)
    return create_app(archive, rate_limit="off").test_client()


def json_of(answer: TestResponse) -> dict[str, Any]:
    """The object that an answer holds."""
    found = json.loads(answer.text)
    assert isinstance(found, dict)
    return found
