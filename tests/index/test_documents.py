"""The document of an article."""

import subprocess
import sys
from datetime import date

from archive.article import Article
from index.documents import document
from index.engine import LEAD
from tests.factories import article

ARTICLE = article(id="x", body="रूस के विदेश मंत्री लावरोव, वॉनसान में।")


def test_labels_and_day_go_over_as_they_are() -> None:
    found = document(ARTICLE)
    assert (found.id, found.published) == ("x", date(2025, 7, 12))
    assert found.labels == {"source": "भोर", "author": "संवाददाता", "category": "विदेश"}


def test_words_keep_their_order_and_title_and_body_stay_apart() -> None:
    found = document(ARTICLE)
    assert found.exact == "लावरोव ने चेतावनी दी रूस के विदेश मंत्री लावरोव वॉनसान में"
    title, body = found.title.split(" "), found.body.split(" ")
    assert (len(title), len(body)) == (4, 7)
    assert title[0] == body[4]
    assert found.lead == found.body


def test_the_lead_is_where_the_body_begins() -> None:
    found = document(Article(id="x", body="शब्द " * 100))
    lead, body = found.lead.split(" "), found.body.split(" ")
    assert (len(lead), len(body), found.title) == (LEAD, 100, "")


def test_a_text_without_words_is_a_document_without_terms() -> None:
    found = document(Article(id="x", body="।। — …"))
    assert (found.title, found.body, found.exact, found.published) == ("", "", "", None)


def test_workers_import_no_large_library() -> None:
    program = "import sys, index.documents, archive.reading.jsonlines; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert {"index.analysis", "regex"} <= set(done.stdout.split())
    assert {"numpy", "sqlalchemy", "babel", "rich"}.isdisjoint(done.stdout.split())
