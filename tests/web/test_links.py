"""Addresses within the site: each leads back to the request that it was made from."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from index.engine import Filters
from index.search import Request
from web.links import (
    absolute,
    article_link,
    download_link,
    feed_link,
    filter_link,
    json_link,
    search_link,
    static_links,
)
from web.request import to_request

ASKED = Request(
    'लावरोव "विदेश मंत्री" & =C++',
    page=3,
    limit=25,
    order="oldest",
    filters=Filters.of(source=("क & ख", "ग"), since=date(2025, 7, 12)),
    off=("लावरोफ़",),
    exact=True,
)


def asked_by(link: str) -> Request:
    found = parse_qs(urlsplit(link).query, keep_blank_values=True)
    return to_request(MultiDict(found), strict=True)


@pytest.fixture(autouse=True)
def _in_a_request(app: Flask) -> object:
    with app.test_request_context("/", base_url="https://news.example"):
        yield


def test_a_search_comes_back_as_it_was_asked() -> None:
    for link in (search_link(ASKED), json_link(ASKED), article_link("a/1", ASKED)):
        assert asked_by(link) == ASKED
    assert urlsplit(json_link(ASKED)).path == "/api/v1/search"
    assert urlsplit(article_link("a/1", ASKED)).path == "/articles/a/1"


@given(st.text(min_size=1))
def test_the_path_of_an_article_is_what_flask_makes(id_: str) -> None:
    assert article_link(id_, Request("")) == url_for("article", id=id_)


def test_a_changed_search_begins_with_its_first_page() -> None:
    changed = asked_by(search_link(ASKED, order="newest"))
    assert (changed.page, changed.order, changed.query) == (1, "newest", ASKED.query)
    assert asked_by(search_link(ASKED, page=4)).page == 4


def test_a_feed_and_a_file_have_no_pages_of_the_page_they_stand_on() -> None:
    feed = asked_by(feed_link(ASKED))
    assert (feed.page, feed.order, feed.filters) == (1, "relevance", ASKED.filters)
    assert "limit=" not in feed_link(ASKED)
    assert parse_qs(urlsplit(feed_link(ASKED, page=2, limit=50)).query)["limit"] == ["50"]
    file = asked_by(download_link(ASKED, "csv"))
    assert (file.page, file.order, file.filters) == (1, "oldest", ASKED.filters)
    assert urlsplit(download_link(ASKED, "csv")).path == "/download.csv"


def test_what_is_not_asked_is_not_in_the_address() -> None:
    assert article_link("x", Request("")) == "/articles/x"
    assert search_link(Request("x")) == "/search?q=x"
    assert filter_link(source=("क",)) == "/search?source=%E0%A4%95"
    assert feed_link(Request("")) == "/feed.atom"


@given(st.text(max_size=30))
def test_any_query_comes_back(query: str) -> None:
    (found,) = parse_qs(urlsplit(search_link(Request(query))).query, keep_blank_values=True)["q"]
    assert found == query


def test_a_file_has_the_version_of_its_content() -> None:
    link = static_links()("box.js")
    assert link.startswith("/static/box.js?v=")
    assert len(link.partition("v=")[2]) == 8
    with pytest.raises(KeyError):
        static_links()("nowhere.js")


def test_others_are_given_scheme_and_host() -> None:
    assert absolute("/search?q=x") == "https://news.example/search?q=x"
