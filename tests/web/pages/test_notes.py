"""What in a query could not be used is said in the language of the page."""

from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.query.notes import Note, NoteKind
from tests.factories import json_of
from tests.web.pages.anchors import total
from web.pages.explanations import describe_note

CASES: dict[NoteKind, tuple[str, str, str]] = {
    "too_many_words": ("रूस " * 33, "पहले 32 शब्द", "first 32 words"),
    "not_excludable": (
        "रूस -after:2025",
        "-after: तारीख़ें हटाई नहीं",
        "-after: dates cannot be excluded",
    ),
    "no_value": ("रूस author:", "author: के आगे कोई नाम नहीं", "author: needs a name"),
    "not_a_date": ("रूस after:कल", "after:कल कोई तारीख़ नहीं", "after:कल is no date"),
    "unknown_label": ("रूस source:zzqq", "zzqq से मेल खाता कोई स्रोत नहीं", "no source matches zzqq"),
    "unknown_field": ("foo:रूस", "foo: नाम का कोई फ़ील्ड नहीं", "foo: is no field; there are title:"),
    "other_field": ("intitle:रूस", "इसकी जगह title: लिखें", "intitle: is no field here; use title:"),
    "no_field_needed": ("body:रूस", "body: नाम का फ़ील्ड नहीं", "body: is no field here; words"),
    "dash_excludes": ("रूस –जापान", "“जापान” वाले लेख छोड़", "articles with “जापान” were left out"),
    "unused_operator": ("रूस AND", "AND के पास कोई शब्द नहीं", "AND has no word beside it"),
    "brackets": ("रूस OR (बाढ़ नदी)", "कोष्ठक का असर नहीं", "brackets have no effect"),
    "other_operator": ("रूस NEAR जापान", "NEAR यहाँ ऑपरेटर नहीं", "NEAR is no operator here"),
    "no_other_half": ("(रूस", "“(” का जोड़ा नहीं मिला", "“(” has no other half"),
    "unread_sign": ("रूस - जापान", "“-” पढ़ा नहीं गया", "“-” was not read; -, = and *"),
    "star_place": ("*रोव", "*रोव: तारा (*) शब्द", "*रोव: a star works only after"),
    "short_prefix": ("ल*", "ल*: तारे (*) से पहले कम से कम 2", "ल*: a star needs 2 characters"),
    "phrase_as_words": (
        '"बाढ़ कोरिया"',
        "“बाढ़ कोरिया” शब्दशः कहीं नहीं",
        "the exact phrase “बाढ़ कोरिया” was not found",
    ),
    "read_as": ("ykojkso", "उसे लावरोव पढ़ा गया", "it was read as लावरोव"),
}


HURRIED = {
    "too_many_stars",
    "words_as_typed",
    *(f"no_time_for_{x}" for x in ("fewer", "counts", "marks")),
}
"""Those of queries that ask for too much: see tests/web/http/test_time_limit.py."""

OF_MENTIONS = {"mentions_cut", "articles_cut"}
"""Those of the page of mentions: see tests/web/pages/test_mentions.py."""


def test_every_kind_has_its_case(app: Flask) -> None:
    # The site itself reads no longer queries; the terminal does.
    assert CASES.keys() | {"too_long", "prefix_cut", "other_store", *HURRIED, *OF_MENTIONS} == set(
        get_args(NoteKind)
    )
    with app.test_request_context("/?lang=hi"):
        assert "पहले 1,000 अक्षर" in describe_note(Note("too_long", ("1000",)))
        assert "यह इंडेक्स किसी और संग्रह का है" in describe_note(Note("other_store", ()))
        assert "केवल वे 50 शब्द" in describe_note(Note("prefix_cut", ("मो*", "50")))


@pytest.mark.parametrize("kind", CASES)
def test_a_note_in_hindi_in_english_and_in_json(client: FlaskClient, kind: NoteKind) -> None:
    query, hindi, english = CASES[kind]
    page = client.get("/search", query_string={"q": query})
    assert hindi in page.text
    assert '<p class="notice" lang="en">' not in page.text
    page = client.get("/search", query_string={"q": query, "lang": "en"})
    assert english.lower() in page.text.lower()
    (note,) = json_of(client.get("/api/v1/search", query_string={"q": query}))["notes"]
    assert english.lower() in note.lower()


@pytest.mark.parametrize(
    ("field", "hindi"),
    [("author", "से मेल खाता कोई लेखक नहीं"), ("category", "से मेल खाती कोई श्रेणी नहीं")],
)
def test_other_labels(client: FlaskClient, field: str, hindi: str) -> None:
    page = client.get("/search", query_string={"q": f"रूस {field}:zzqq"})
    assert f"zzqq {hindi}" in page.text
    assert total(page.text) == 0


def test_a_note_repeats_what_was_typed_as_text(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": "रूस after:<b>%(x)s</b>{0}"})
    assert "after:&lt;b&gt;%(x)s&lt;/b&gt;{0} कोई तारीख़ नहीं" in page.text
    (note,) = json_of(client.get("/api/v1/search", query_string={"q": "after:{0}%s"}))["notes"]
    assert note.startswith("after:{0}%s is no date")
