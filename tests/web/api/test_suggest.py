"""Suggestions over HTTP."""

import json

import pytest
from flask.testing import FlaskClient

from index.search.open import Archive
from tests.factories import json_of
from web.app import create_app
from web.http.limits import SUGGESTIONS_PER_SEARCH


def test_lav_becomes_lavrov_with_its_articles(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest?q=lav")
    assert answer.mimetype == "application/json"
    assert json_of(answer) == {
        "query": "lav",
        "suggestions": [{"text": "लावरोव", "articles": 2}],
    }
    assert "लावरोव" in answer.text  # not as escapes


def test_words_before_the_last_are_kept(client: FlaskClient) -> None:
    for typed in ("videsh m", "विदेश म"):
        found = json_of(client.get("/api/v1/suggest", query_string={"q": typed}))
        assert found["suggestions"][0] == {"text": "विदेश मंत्री", "articles": 2}


def test_as_browsers_take_it(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest?q=lav&format=opensearch")
    assert answer.mimetype == "application/x-suggestions+json"
    assert json.loads(answer.text) == ["lav", ["लावरोव"]]


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=%ff", "q=" + "x" * 900, "q=source:x"])
def test_what_cannot_be_completed_gives_an_empty_list(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/suggest?{query}")
    assert answer.status_code == 200
    assert json_of(answer)["suggestions"] == []


def test_another_format_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest?q=lav&format=xml")
    assert answer.status_code == 400
    assert "give json or opensearch" in json_of(answer)["detail"]


def test_a_browser_need_not_ask_again_and_others_may_read(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest?q=lav")
    assert answer.cache_control.max_age
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in answer.headers.get("Vary", "")
    again = client.get("/api/v1/suggest?q=lav", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_typing_takes_nothing_from_searching_and_has_a_bound_too(archive: Archive) -> None:
    client = create_app(archive, rate_limit="2/hour").test_client()
    statuses = [
        client.get(f"/api/v1/suggest?q={number}").status_code
        for number in range(2 * SUGGESTIONS_PER_SEARCH)
    ]
    assert set(statuses) == {200}
    assert client.get("/api/v1/suggest?q=x").status_code == 429
    assert client.get("/search?q=x").status_code == 200
    assert client.get("/search?q=y").status_code == 200
    assert client.get("/search?q=z").status_code == 429


def test_without_an_index_there_is_nothing_to_suggest(empty: FlaskClient) -> None:
    assert json_of(empty.get("/api/v1/suggest?q=lav"))["suggestions"] == []


@pytest.mark.parametrize("address", ["/", "/search?q=Lavrov", "/nowhere"])
def test_every_page_with_a_box_completes(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert 'data-suggest="/api/v1/suggest"' in page
    assert '<script type="module" src="/static/box.js?v=' in page


def test_the_numbers_in_the_list_are_written_as_in_the_page(client: FlaskClient) -> None:
    assert 'data-locale="hi-IN-u-nu-latn"' in client.get("/").text
    assert 'data-locale="hi-IN-u-nu-deva"' in client.get("/?digits=deva").text
    assert 'data-locale="en-IN"' in client.get("/?lang=en").text
