"""Results embedded in pages of other sites."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

SNIPPET = re.compile(r"<pre[^>]*><code>(.*?)</code></pre>", re.DOTALL)


def snippets(page: str) -> list[str]:
    return [unescape(snippet) for snippet in SNIPPET.findall(page)]


def test_the_snippets_are_two_lines_with_this_sites_addresses(client: FlaskClient) -> None:
    page = client.get("/embed?lang=en", base_url="https://archive.example").text
    form, frame, hidden = snippets(page)
    assert form.splitlines() == [
        (
            '<form action="https://archive.example/search" target="_blank"><input type="search" '
            'name="q" aria-label="Search the Hindi news in Abhilekh" required>'
        ),
        "<button>Search</button></form>",
    ]
    assert len(frame.splitlines()) == 2
    assert 'src="https://archive.example/embed/box?lang=en"' in frame
    assert hidden == '<input type="hidden" name="source" value="…">'
    assert "<button>खोजें</button>" in snippets(client.get("/embed?lang=hi").text)[0]


def test_only_the_box_may_be_framed(client: FlaskClient) -> None:
    for address in ("/", "/search?q=x", "/articles/lavrov", "/embed", "/api", "/embed/none"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy, address
    answer = client.get("/embed/box")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "frame-ancestors 'none'" not in policy
    assert "default-src 'self'" in policy
    assert "X-Frame-Options" not in answer.headers


@pytest.mark.parametrize(("lang", "button"), [("hi", "खोजें"), ("en", "Search")])
def test_the_box_speaks_the_language_of_its_address(
    client: FlaskClient, lang: str, button: str
) -> None:
    page = client.get(f"/embed/box?lang={lang}").text
    assert f'<html lang="{lang}"' in page
    assert f"<button>{button}</button>" in page
    assert 'action="/search"' in page
    assert 'target="_blank"' in page


def test_a_hostile_host_does_not_leave_its_quotes(client: FlaskClient) -> None:
    page = client.get("/embed", headers={"Host": 'a"><script>alert(1)</script>'})
    assert "<script>alert" not in page.text
