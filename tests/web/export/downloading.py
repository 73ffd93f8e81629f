"""Archives to download from, and the rows of what comes."""

import csv
import io

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.article import Article
from index.indexing import rebuild
from index.search.open import Archive
from web.app import create_app


def client_of(archive: Archive, *articles: Article) -> FlaskClient:
    archive.store.put(articles)
    rebuild(archive.store, archive.engine)
    return create_app(archive, rate_limit="off").test_client()


def rows(answer: TestResponse) -> list[dict[str, str]]:
    assert answer.data.startswith(b"\xef\xbb\xbf")  # for Excel
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
