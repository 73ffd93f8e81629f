"""JSON Feeds: what an item says, also where values are of other kinds than the format allows."""

import json
from datetime import date
from typing import Any

import pytest

from archive.article import Article, Rejected
from archive.reading.entries import ONLY_TITLE
from tests.archive.reading.feed_texts import RAIN
from tests.factories import read_bytes

ITEM = {
    "id": "1",
    "url": "https://bhor.example/1",
    "title": "बारिश",
    "content_html": f"<p>{RAIN}</p>",
    "summary": "मुंबई में…",
    "date_published": "2025-08-12T20:12:00+05:30",
    "authors": [{"name": "रवि"}],
    "tags": ["मौसम", "मुंबई"],
}


def read(*items: object, **feed: object) -> list[Article | Rejected]:
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "भोर",
        "home_page_url": "https://bhor.example/",
        "language": "hi-IN",
        "items": list(items),
        **feed,
    }
    return read_bytes(json.dumps(values).encode(), "feed.json")


def one(**changes: object) -> Article:
    found = read({**ITEM, **changes})[0]
    assert isinstance(found, Article), found
    return found


def test_an_item_with_all_that_the_format_has() -> None:
    found = one()
    assert (found.title, found.body, found.url) == ("बारिश", RAIN, "https://bhor.example/1")
    assert (found.author, found.category, found.language) == ("रवि", "मौसम", "hi")
    assert (found.published, found.source, found.notes) == (date(2025, 8, 12), "bhor.example", "")


CHANGES: tuple[tuple[dict[str, object], dict[str, object]], ...] = (
    ({"content_html": None, "content_text": RAIN}, {"body": RAIN}),
    ({"content_html": None, "summary": RAIN}, {"body": RAIN, "notes": "cut"}),
    ({"url": "/2"}, {"url": "https://bhor.example/2"}),
    ({"url": None, "id": "https://bhor.example/3"}, {"url": "https://bhor.example/3"}),
    ({"url": None, "id": 7}, {"url": "", "source": "भोर"}),
    ({"url": None, "external_url": "https://x.example/4"}, {"url": "https://x.example/4"}),
    ({"authors": None, "author": {"name": "मीरा"}}, {"author": "मीरा"}),
    ({"authors": [{"name": "मीरा"}, {"name": "रवि"}, 7]}, {"author": "मीरा, रवि"}),
    ({"authors": "रवि", "tags": "मौसम"}, {"author": "", "category": ""}),
    ({"date_published": None, "date_modified": "2025-08-13"}, {"published": None}),
    ({"date_published": "12 अगस्त 2025"}, {"published": date(2025, 8, 12)}),
    ({"title": 7}, {"title": "7"}),
    ({"title": ["x"]}, {"titled_by": "text"}),
    ({"language": "hi-IN"}, {"language": "hi"}),
)


@pytest.mark.parametrize(("changes", "expected"), CHANGES)
def test_values_of_other_kinds(changes: dict[str, object], expected: dict[str, object]) -> None:
    found = one(**changes)
    assert {name: getattr(found, name) for name in expected} == expected


def test_what_is_no_article_is_told() -> None:
    found = read(ITEM, 7, {"title": "क"}, {}, None)
    reasons = [each.reason for each in found if isinstance(each, Rejected)]
    assert len(found) == 5
    assert ONLY_TITLE in reasons
    assert reasons.count("not an object; leave it out") == 2


WRONG: tuple[Any, ...] = ({"items": []}, {"items": {}}, {"items": None})


@pytest.mark.parametrize("feed", WRONG)
def test_no_items(feed: dict[str, object]) -> None:
    assert [str(each) for each in read(**feed)] == [
        "feed.json: a feed without entries; leave it out"
    ]


def test_a_cut_feed_and_escaped_slashes() -> None:
    text = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [ITEM]})
    escaped = text.replace("/", "\\/").encode()
    assert isinstance(read_bytes(escaped, "a")[0], Article)
    cut = read_bytes(text[:-30].encode(), "feed.json")[0]
    assert isinstance(cut, Rejected)
    assert "cut or damaged" in cut.reason
    deep = read_bytes((text[:-1] + ', "x": ' + "[" * 100_000).encode(), "feed.json")[0]
    assert isinstance(deep, Rejected)


def test_no_bytes_that_are_json_make_it_fail() -> None:
    values: tuple[Any, ...] = (
        None,
        7,
        "x",
        [],
        [[]],
        {"name": []},
        {"a": {}},
        True,
        -1.5,
        "\ud800",
    )
    for value in values:
        for name in ITEM:
            read({**ITEM, name: value})
