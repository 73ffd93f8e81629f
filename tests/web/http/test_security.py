"""Security headers."""

import pytest
from flask.testing import FlaskClient

from index.search.open import Archive
from web.app import create_app


@pytest.mark.parametrize("address", ["/", "/search?q=x", "/nowhere", "/api/v1/search?page=x"])
def test_every_answer_is_closed_to_what_it_does_not_need(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize(
    ("address", "policy"),
    [
        ("/", "same-origin"),
        ("/articles/lavrov", "same-origin"),
        ("/embed", "same-origin"),
        ("/embed/box", "cross-origin"),
        ("/static/icon.svg", "cross-origin"),
        ("/api/v1/search?q=x", "cross-origin"),
        ("/feed.atom", "cross-origin"),
        ("/download.json?q=x", "cross-origin"),
    ],
)
def test_other_sites_may_use_what_is_made_for_them(
    client: FlaskClient, address: str, policy: str
) -> None:
    answer = client.get(address)
    assert answer.headers["Cross-Origin-Resource-Policy"] == policy
    answer.close()


def test_https_is_kept_where_the_operator_says_https(archive: Archive) -> None:
    sent = {"X-Forwarded-Proto": "https"}

    def kept(site_url: str, proxies: int) -> bool:
        app = create_app(archive, rate_limit="off", site_url=site_url, proxies=proxies)
        answer = app.test_client().get("/", headers=sent)
        return answer.headers.get("Strict-Transport-Security", "").startswith("max-age=")

    assert kept("https://news.example", 0)
    assert kept("", 1)
    assert not kept("", 0)
    assert not kept("http://news.example", 1)
