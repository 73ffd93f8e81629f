"""How many searches one address may make."""

import pytest

from archive.errors import BadSetting
from index.search.open import Archive
from tests.factories import json_of
from web.app import create_app
from web.http.limits import check_rate_limit


@pytest.mark.parametrize("rate", ["off", "120/minute", "5 per second", "2/second;100/hour"])
def test_a_usable_rate_raises_nothing(rate: str) -> None:
    check_rate_limit(rate)


@pytest.mark.parametrize("rate", ["", "lots", "120", "120/fortnight", "0/minute", "-3/minute"])
def test_what_cannot_is_named_with_its_cure(rate: str, archive: Archive) -> None:
    with pytest.raises(BadSetting, match=r'ARCHIVE_RATE_LIMIT=.*"120/minute", or "off"'):
        create_app(archive, rate_limit=rate)


def test_pages_and_api_share_one_budget_and_refuse_in_their_own_dress(archive: Archive) -> None:
    client = create_app(archive, rate_limit="3/hour").test_client()
    assert client.get("/search?q=Lavrov").status_code == 200
    assert client.get("/api/v1/search?q=Lavrov").status_code == 200
    assert client.get("/api/v1/articles/lavrov").status_code == 200

    page = client.get("/search?q=Lavrov&lang=en")
    assert page.status_code == 429
    assert "Too many searches; wait a minute" in page.text
    assert 0 < int(page.headers["Retry-After"]) <= 3600
    problem = client.get("/api/v1/search?q=Lavrov")
    assert problem.status_code == 429
    assert problem.mimetype == "application/problem+json"
    assert json_of(problem)["status"] == 429
    assert "3 per 1 hour" in json_of(problem)["detail"]

    assert client.get("/").status_code == 200
    assert client.get("/articles/lavrov").status_code == 200
    elsewhere = client.get("/search?q=x", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200


def test_two_sites_count_apart(archive: Archive) -> None:
    for _ in range(2):
        client = create_app(archive, rate_limit="1/hour").test_client()
        assert client.get("/search?q=x").status_code == 200
        assert client.get("/search?q=x").status_code == 429


def test_off_is_off(archive: Archive) -> None:
    client = create_app(archive, rate_limit="off").test_client()
    assert {client.get("/api/v1/search?q=x").status_code for _ in range(130)} == {200}


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "", True),
    ],
)
def test_an_ipv6_network_is_one_reader(
    archive: Archive, first: str, second: str, shared: bool
) -> None:
    client = create_app(archive, rate_limit="1/hour").test_client()

    def asked(address: str) -> int:
        return client.get("/search?q=x", environ_base={"REMOTE_ADDR": address}).status_code

    assert asked(first) == 200
    assert asked(second) == (429 if shared else 200)


def test_the_headers_of_the_draft(archive: Archive) -> None:
    client = create_app(archive, rate_limit="2/minute").test_client()
    told = [client.get("/api/v1/search?q=x").headers for _ in range(3)]
    assert [headers["RateLimit-Limit"] for headers in told] == ["2", "2", "2"]
    assert [headers["RateLimit-Remaining"] for headers in told] == ["1", "0", "0"]
    assert all(0 < int(headers["RateLimit-Reset"]) <= 61 for headers in told)
    assert ["Retry-After" in headers for headers in told] == [False, False, True]
    assert not any(name.startswith("X-RateLimit") for headers in told for name, _ in headers)
    assert "RateLimit-Reset" in told[0]["Access-Control-Expose-Headers"]


def test_five_searches_that_are_counted_cost_as_much_as_one(archive: Archive) -> None:
    client = create_app(archive, rate_limit="5/hour").test_client()
    twelve = "&".join(f"search=q%3D{number}" for number in range(12))
    left = client.get(f"/api/v1/watch?{twelve}").headers["RateLimit-Remaining"]
    assert left == "2"
    assert client.get(f"/api/v1/search?q=x&{twelve}").headers["RateLimit-Remaining"] == "1"
    assert client.get(f"/api/v1/watch?{twelve}").status_code == 429
