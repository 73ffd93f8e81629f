"""What scripts on other sites may read."""

import pytest
from flask.testing import FlaskClient

from index.search.open import Archive
from tests.factories import json_of
from web.app import create_app

READABLE = [
    "/api/v1/search?q=Lavrov",
    "/api/v1/suggest?q=lav",
    "/api/v1/articles/seed/wonsan",
    "/api/v1/articles/none",
    "/api/v1/search?page=0",
    "/api/v1/nowhere",
    "/api/v1/openapi.json",
    "/feed.atom?q=Lavrov",
    "/download.csv?q=Lavrov",
    "/opensearch.xml",
]
PAGES = ["/", "/search?q=Lavrov", "/articles/lavrov", "/api", "/embed", "/embed/box", "/nowhere"]
ORIGIN = {"Origin": "https://elsewhere.example"}


@pytest.mark.parametrize("address", READABLE)
def test_scripts_of_other_sites_may_read(client: FlaskClient, address: str) -> None:
    for answer in (client.get(address, headers=ORIGIN), client.head(address, headers=ORIGIN)):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("address", PAGES)
def test_they_may_not_read_pages(client: FlaskClient, address: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(address, headers=ORIGIN).headers


@pytest.mark.parametrize("address", [a for a in READABLE if "none" not in a and "nowh" not in a])
def test_a_browser_that_asks_first_is_let_in(client: FlaskClient, address: str) -> None:
    answer = client.options(
        address,
        headers={
            **ORIGIN,
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match, x-requested-with",
        },
    )
    assert answer.status_code == 200
    assert answer.data == b""
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert "POST" not in answer.headers["Access-Control-Allow-Methods"]
    allowed = answer.headers["Access-Control-Allow-Headers"]
    assert allowed == "if-none-match, x-requested-with"
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize("asked", ["x" * 300, "a;b", "<script>", ""])
def test_odd_wishes_are_not_repeated(client: FlaskClient, asked: str) -> None:
    headers = {"Access-Control-Request-Headers": asked}
    answer = client.options("/api/v1/search", headers=headers)
    assert "Access-Control-Allow-Headers" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "address", ["/api/v1/search", "/api/v1/articles/lavrov", "/api/v1/suggest"]
)
def test_nothing_can_be_changed(client: FlaskClient, address: str, method: str) -> None:
    answer = client.open(address, method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.mimetype == "application/problem+json"
    assert json_of(answer)["status"] == 405


def test_what_goes_wrong_is_a_problem_everywhere_under_api(
    archive: Archive, client: FlaskClient, empty: FlaskClient
) -> None:
    few = create_app(archive, rate_limit="1/hour").test_client()
    few.get("/api/v1/search")
    for answer, status in (
        (client.get("/api/v1/search?limit=x"), 400),
        (client.get("/api/v1/articles/none"), 404),
        (client.get("/api/"), 404),
        (client.get("/api/v2/search"), 404),
        (client.post("/api/v1/openapi.json"), 405),
        (few.get("/api/v1/search"), 429),
        (empty.get("/api/v1/search?q=x"), 503),
    ):
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
        problem = json_of(answer)
        assert problem.keys() == {"type", "title", "status", "detail"}
        assert (problem["type"], problem["status"]) == ("about:blank", status)
        assert problem["title"]
        assert problem["detail"]
