"""What the API answers."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from archive.article import Article
from index.indexing import catch_up
from index.search.open import Archive
from tests.factories import client_of, json_of


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


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("q=लावरोव&not_source=पूर्वी+समाचार", ["lavrov"]),
        ("q=लावरोव&not_source=पूर्वी+समाचार&not_author=मीरा+जोशी", []),
        ("q=&not_category=राज्य&not_category=विश्व&order=oldest", ["untitled", "a//b c?d#e%f&ü<i>/"]),
        ("q=लावरोव&period=2025&period=2026-01&order=oldest", ["seed/wonsan", "lavrov"]),
        ("q=लावरोव&period=2025-12-30", ["seed/wonsan"]),
        ("q=पंचायत+OR+लावरोव&undated=1", ["untitled"]),
        ("q=पंचायत+OR+लावरोव&undated=1&period=2026", ["lavrov", "untitled"]),
        ("q=पंचायत+OR+लावरोव&undated=0&since=2026", ["lavrov"]),
    ],
)
def test_what_is_excluded_several_periods_and_no_date(
    client: FlaskClient, query: str, ids: list[str]
) -> None:
    found = json_of(client.get(f"/api/v1/search?{query}"))
    assert {result["id"] for result in found["results"]} == set(ids)
    assert found["total"] == len(ids)


@pytest.mark.parametrize(
    "query", ["page=0", "limit=101", "order=best", "since=x", "exact=2", "period=x", "undated=2"]
)
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


def test_what_is_new_of_several_searches(own: Archive) -> None:
    client = client_of(own, Article("a", "मेला पटना"), Article("b", "मेला दिल्ली"), Article("c", "खेल"))

    def watched(*searches: str) -> dict[str, Any]:
        args = MultiDict([("search", search) for search in searches])
        answer = client.get("/api/v1/watch", query_string=args)
        assert answer.status_code == 200
        return json_of(answer)

    assert watched("q=mela", "q=मेला+पटना", "q=khel&source=x") == {
        "arrived": 3,
        "searches": [
            {"search": "q=mela", "total": 2},
            {"search": "q=मेला+पटना", "total": 1},  # not those with only some of the words
            {"search": "q=khel&source=x", "total": 0},
        ],
    }
    late = Article("d", "मेला", published=date(1999, 1, 1))
    own.store.put([Article("b", "मेला दिल्ली, सुधारा गया"), late])
    catch_up(own.store, own.engine)
    # Only what came in, not what was changed.
    found = watched("q=mela&arrived_since=3", "q=&arrived_since=3", "q=mela&arrived_since=5")
    assert found["arrived"] == 5
    assert [each["total"] for each in found["searches"]] == [1, 1, 0]
    listed = json_of(client.get("/api/v1/search?q=mela&order=arrived&arrived_since=3"))
    assert [each["id"] for each in listed["results"]] == ["d"]
    assert "d" in client.get("/search?q=mela&order=arrived&arrived_since=3").text
    assert watched() == {"arrived": 5, "searches": []}


@pytest.mark.parametrize(
    "query",
    [
        "search=q%3Dx%26arrived_since%3D-1",
        "search=q%3Dx%26arrived_since%3Dgestern",
        "search=q%3Dx%26since%3Dgestern",
        "&".join(f"search=q%3D{number}" for number in range(21)),
        f"search={'a%26' * 300}",
    ],
)
def test_searches_that_cannot_be_watched(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/watch?{query}")
    assert answer.status_code == 400
    assert "give" in json_of(answer)["detail"]


def test_arrived_since_takes_a_number(client: FlaskClient) -> None:
    for value in ("x", "-1", "1" * 16, "1.5"):
        answer = client.get(f"/api/v1/search?q=x&arrived_since={value}")
        assert answer.status_code == 400
        assert "/api/v1/watch" in json_of(answer)["detail"]


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/api/v1/search?query=Lavrov", "did you mean q?"),
        ("/api/v1/search?q=Lavrov&per_page=5", "did you mean limit?"),
        ("/api/v1/search?q=Lavrov&sorce=x", "did you mean source?"),
        ("/api/v1/suggest?q=lav&xyzzy=1", "there are q, format"),
        ("/api/v1/trends?q=lav&interval=month", "there is no parameter 'interval'"),
    ],
)
def test_a_parameter_that_there_is_not_is_refused(
    client: FlaskClient, address: str, meant: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert meant in json_of(answer)["detail"]
