"""Drafts as articles."""

from dataclasses import replace
from datetime import date
from typing import Any

from archive.article import Article, Rejected, derived_id
from archive.notes import note
from archive.reading.finishing import finish
from archive.reading.reader import Draft, Options, Origin
from tests.factories import read_bytes

BODY = "रूस के मंत्री ने चेतावनी दी है। वे वोनसान में थे।"
DRAFT = Draft(origin=Origin("a.html", "a.html"), line=7, body=BODY)


def finished(options: Options | None = None, **changes: Any) -> Article:
    article = finish(replace(DRAFT, **changes), options or Options())
    assert isinstance(article, Article)
    return article


def test_a_title_made_of_the_text_is_told_apart() -> None:
    article = finished()
    assert (article.title, article.titled_by) == ("रूस के मंत्री ने चेतावनी दी है", "text")
    article = finished(title="शीर्षक")
    assert (article.title, article.titled_by) == ("शीर्षक", "source")


def test_what_an_export_says_of_title_and_day_is_kept() -> None:
    article = finished(title="श", titled_by="text", published=date(2025, 7, 12), dated_by="file")
    assert (article.titled_by, article.dated_by) == ("text", "file")


def test_the_outlet_that_a_person_names_is_for_articles_that_name_none() -> None:
    options = Options(source="भोर")
    assert finished(options).source == "भोर"
    assert finished(options, source="दैनिक").source == "दैनिक"


def test_notes_stand_on_the_article() -> None:
    notes = (note("font", "Kruti Dev 010"), note("cut"))
    assert finished(notes=notes).notes == "font=Kruti_Dev_010 cut"


def test_an_empty_body_is_rejected_where_it_stands() -> None:
    rejected = finish(replace(DRAFT, body=" \n\0"), Options())
    assert rejected == Rejected("a.html", 7, "the body is empty; leave it out")


def test_the_id_is_a_hash_of_url_or_identity_or_body() -> None:
    url = "https://a.example/1"
    assert finished().id == derived_id("", BODY)
    assert finished(identity="all of it").id == derived_id("", "all of it")
    assert finished(url=url, identity="all of it").id == derived_id(url, "")
    assert finished(id=" x ").id == "x"


def test_a_text_that_nobody_sees_is_none() -> None:
    for text in ("\u200b", " \u200d\n\u00ad\n\u2060"):
        (found,) = read_bytes(text.encode(), "a.txt")
        assert isinstance(found, Rejected)
        assert "empty" in found.reason


def test_a_number_without_end_is_told() -> None:
    (found,) = read_bytes(b'{"body": "a", "n": 1' + b"0" * 5000 + b"}", "a.json")
    assert isinstance(found, Rejected)
    assert found.reason.startswith("not JSON: a number of more than 4,300 digits")
