"""What the API answers."""

import pytest
from flask.testing import FlaskClient

from tests.factories import json_of


def test_search_answers_the_object_of_the_design(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=Lavrov&limit=1&order=newest")
    assert answer.mimetype == "application/json"
    assert "लावरोव" in answer.text
    found = json_of(answer)
    assert (found["query"], found["total"], found["page"]) == ("Lavrov", 2, 1)
    (word,) = found["words"]
    assert word["word"] == "Lavrov"
    assert {"term": "लावरोव", "articles": 2}.items() <= word["matched"][0].items()
    (result,) = found["results"]
    assert {
        "id": "lavrov",
        "url": "https://uttarpatrika.example/world/lavrov?id=1&lang=hi",
        "source": "उत्तर पत्रिका",
        "author": "मीरा जोशी",
        "published": "2026-01-12",
    }.items() <= result.items()
    text, marks = result["snippet"]["text"], result["snippet"]["marks"]
    assert "लावरोव" in {text[start:end] for start, end in marks}
    assert ["उत्तर पत्रिका", 1] in found["facets"]["source"]
    assert ["2026-01", 1] in found["facets"]["month"]


def test_filters_and_pages(client: FlaskClient) -> None:
    answer = client.get(
        "/api/v1/search",
        query_string={
            "q": "बाढ़",
            "source": "उत्तर पत्रिका",
            "since": "2025-08-05",
            "until": "2025-08-09",
            "order": "oldest",
            "limit": 2,
            "page": 2,
        },
    )
    found = json_of(answer)
    assert found["total"] == 3
    assert [result["published"] for result in found["results"]] == ["2025-08-09"]


@pytest.mark.parametrize("query", ["page=0", "limit=101", "order=best", "since=x", "exact=2"])
def test_wrong_parameters_are_problems_with_a_cure(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/search?q=Lavrov&{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    problem = json_of(answer)
    assert (problem["status"], problem["title"]) == (400, "Bad Request")
    assert problem["detail"].startswith(query.split("=", 1)[0])
    assert "give" in problem["detail"]


def test_any_query_is_answered(client: FlaskClient) -> None:
    for query in ("", '"', "(((", "-", "=", "*", "title:", "\0", "क" * 3000):
        answer = client.get("/api/v1/search", query_string={"q": query})
        assert answer.status_code == 200
        assert json_of(answer)["query"] == query.replace("\0", "")[:1000]


def test_an_article_with_all_its_fields(client: FlaskClient) -> None:
    assert json_of(client.get("/api/v1/articles/seed/wonsan")) == {
        "id": "seed/wonsan",
        "body": "वोनसान के हवाई अड्डे पर लावरोव का स्वागत हुआ। उत्तर कोरिया ने भोज भी दिया।",
        "title": "वोनसान में रूसी विदेश मंत्री लावरोव का स्वागत",
        "url": "javascript:alert(1)",
        "source": "पूर्वी समाचार",
        "author": "",
        "category": "विश्व",
        "published": "2025-12-30",
        "dated_by": "url",
        "language": "",
        "titled_by": "source",
        "notes": "",
        "versions": [],
        # The other arrival in Wonsan is two weeks away, and told in other words.
        "related": [],
        "copies": [],
        "near_copies": [],
    }
    assert json_of(client.get("/api/v1/articles/untitled"))["published"] is None


def test_an_article_that_is_not_there(client: FlaskClient) -> None:
    answer = client.get("/api/v1/articles/nowhere")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert "'nowhere'" in json_of(answer)["detail"]
