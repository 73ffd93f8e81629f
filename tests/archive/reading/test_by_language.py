"""Articles in two languages side by side."""

import json

import pytest

from archive.article import Article, Rejected
from archive.reading import Options
from archive.reading.by_language import language_in
from tests.factories import read_bytes

HINDI = "नदी का जल स्तर घटा और लोग घर लौटने लगे। प्रशासन ने बताया कि राहत शिविर बंद हो रहे हैं।"
ENGLISH = "The water of the river has fallen, and people return to their homes, officials said."


@pytest.mark.parametrize(
    ("name", "base", "code"),
    [
        ("body_hi", "body", "hi"),
        ("title (Hindi)", "title", "hi"),
        ("hindi_title", "title", "hi"),
        ("articleBodyEn", "article_Body", "en"),
        ("शीर्षक_हिंदी", "शीर्षक", "hi"),
        ("content-mr", "content", "mr"),
        ("te_title", "te_title", ""),
        ("body", "body", ""),
        ("Hindi", "Hindi", ""),
        ("channel", "channel", ""),
    ],
)
def test_the_language_in_a_name(name: str, base: str, code: str) -> None:
    assert language_in(name) == (base, code)


def articles(data: str, name: str, options: Options | None = None) -> list[Article]:
    found = read_bytes(data.encode(), name, options)
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


HEADER = "id,url,title_en,title_hi,body_en,body_hi,date\n"
ROW = f'n-7,https://bhor.example/a,River falls,नदी उतरी,"{ENGLISH}","{HINDI}",2024-07-12\n'


def test_each_language_is_an_article() -> None:
    hindi, english = articles(HEADER + ROW, "a.csv")
    assert (hindi.title, hindi.body, hindi.language) == ("नदी उतरी", HINDI, "hi")
    assert (english.title, english.body, english.language) == ("River falls", ENGLISH, "en")
    assert (hindi.id, english.id) == ("n-7", "n-7-en")
    assert hindi.published == english.published
    assert hindi.url == english.url == "https://bhor.example/a"


def test_without_an_id_the_address_makes_two() -> None:
    values = {"url": "https://bhor.example/a", "body": HINDI, "headline": "नदी", "body_en": ENGLISH}
    hindi, english = articles(json.dumps(values), "a.jsonl")
    assert english.id == f"{hindi.id}-en"
    assert (hindi.title, english.title) == ("नदी", "नदी")


def test_an_empty_language_is_none() -> None:
    (hindi,) = articles(HEADER + ROW.replace(f'"{ENGLISH}"', ""), "a.csv")
    assert (hindi.id, hindi.language) == ("n-7", "hi")
    (rejected,) = read_bytes((HEADER + "n-7,,a,b,,,\n").encode(), "a.csv")
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "the body is empty; leave it out"


def test_one_language_in_all_names_is_one_article() -> None:
    (article,) = articles(json.dumps({"title_hi": "नदी", "content_hi": HINDI}), "a.jsonl")
    assert (article.title, article.body) == ("नदी", HINDI)


def test_what_a_person_names_is_alone() -> None:
    (article,) = articles(HEADER + ROW, "a.csv", Options(columns={"body": "body_en"}))
    assert article.body == ENGLISH
