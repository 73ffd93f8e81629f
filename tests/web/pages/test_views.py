"""The pages of a search and what surrounds them: what is in them, where their links lead."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.factories import json_of
from tests.newsroom import HOSTILE, LAVROV
from tests.web.pages.anchors import anchors, total

OWN_SCRIPT = re.compile(
    r'<script type="module" src="/static/\w+\.js\?v=\w+"></script>'
    r'|<script type="application/ld\+json">[^<>&]*</script>'
)
"""Files of the site, and data, of which browsers run nothing."""
ARTICLE_LINK = re.compile(r'<h2><a href="(/articles/[^"]+)"')


def links_of(text: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in ARTICLE_LINK.findall(text)]


def test_home_says_what_this_is(client: FlaskClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "संग्रह में 16 लेख" in page.text
    assert page.text.count(" autofocus") == 1
    assert '<label for="q">' in page.text
    assert '<a href="/search?q=Lavrov"' in page.text
    assert "<h1>" in page.text


def test_either_script_finds_the_article_and_marks_the_word(client: FlaskClient) -> None:
    for query in ("Lavrov", "लावरोव", "lavrow"):
        page = client.get("/search", query_string={"q": query})
        assert page.status_code == 200
        assert "2 परिणाम" in page.text
        assert "<mark>लावरोव</mark>" in page.text
        assert [urlsplit(link).path for link in links_of(page.text)] == [
            "/articles/lavrov",
            "/articles/seed/wonsan",
        ]
        assert '<time datetime="2026-01-12">12 जनवरी 2026</time>' in page.text
        assert " autofocus" not in page.text


def test_what_else_was_searched_is_said_with_a_way_back(client: FlaskClient) -> None:
    page = client.get("/search?q=Lavrov")
    assert re.search(r'<summary>साथ में खोजा गया:\s*<span><b lang="hi">लावरोव</b>', page.text)
    assert "(Lavrov के लिए)" in page.text
    assert 'href="/search?q=Lavrov&amp;exact=1"' in page.text

    exact = client.get("/search?q=Lavrov&exact=1")
    assert "कोई परिणाम नहीं" in exact.text
    assert "ठीक वैसा ही खोजा गया" in exact.text
    assert 'href="/search?q=Lavrov"' in exact.text
    assert "साथ में खोजा गया" not in exact.text


def test_too_few_articles_with_all_words_is_said(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": "लावरोव वॉनसान बाढ़ घोटाला", "lang": "en"})
    assert "No article has all the words; these have most of them." in page.text
    page = client.get("/search", query_string={"q": "लावरोव रेल व्यापार", "lang": "en"})
    assert "Only 1 article has all the words" in page.text


def test_paging_leads_through_all_results_once(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": "बाढ़", "limit": "5", "order": "oldest"})
    assert "12 परिणाम" in page.text
    assert 'rel="prev"' not in page.text
    seen = links_of(page.text)
    while following := re.search(r'rel="next" href="([^"]+)"', page.text):
        page = client.get(following[1].replace("&amp;", "&"))
        seen += links_of(page.text)
    assert "पृष्ठ 3 / 3" in page.text
    assert 'start="11"' in page.text
    assert len({urlsplit(link).path for link in seen}) == len(seen) == 12
    back = re.search(r'rel="prev" href="([^"]+)"', page.text)
    assert back
    assert parse_qs(urlsplit(back[1].replace("&amp;", "&")).query) == {
        "q": ["बाढ़"],
        "page": ["2"],
        "limit": ["5"],
        "order": ["oldest"],
    }


def test_a_page_after_the_last_leads_to_the_last(client: FlaskClient) -> None:
    answer = client.get("/search?q=बाढ़&page=77")
    assert answer.status_code == 302
    assert client.get(answer.location).text.count("<li>\n<h2>") == 2


def test_order_links(client: FlaskClient) -> None:
    page = client.get("/search?q=Lavrov&order=oldest")
    assert 'href="/search?q=Lavrov&amp;order=oldest" aria-current=true' in page.text
    assert 'href="/search?q=Lavrov&amp;order=newest"' in page.text
    assert urlsplit(links_of(page.text)[0]).path == "/articles/seed/wonsan"


def test_facets_narrow_and_filters_widen_again(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़")
    narrow = re.search(r'<a href="([^"]+)"><span lang="hi">पूर्वी समाचार</span>', page.text)
    assert narrow
    page = client.get(narrow[1].replace("&amp;", "&"))
    assert "6 परिणाम" in page.text
    month = client.get("/search?q=बाढ़&since=2025-08&until=2025-08")
    assert "6 परिणाम" in month.text
    assert '<span lang="hi">अगस्त 2025</span>' in month.text
    widen = re.search(r'<ul class="filters".*?<a href="([^"]+)"', month.text, re.DOTALL)
    assert widen
    assert "12 परिणाम" in client.get(widen[1].replace("&amp;", "&")).text


def test_an_open_end_is_a_filter_of_its_own(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़&since=2025-08-03")
    assert "3 अगस्त 2025 से" in page.text
    page = client.get("/search?q=बाढ़&until=2025-08-03&lang=en")
    assert "up to August 3, 2025" in page.text


def test_the_form_keeps_the_filters_but_not_the_page(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़&source=उत्तर+पत्रिका&order=newest&page=1&limit=2&exact=1")
    form = re.search(r'<form class="search".*?</form>', page.text, re.DOTALL)
    assert form
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    assert hidden == [("limit", "2"), ("order", "newest"), ("source", "उत्तर पत्रिका")]


def test_nothing_found_helps(client: FlaskClient) -> None:
    page = client.get("/search?q=zzqqxx&source=कोई")
    assert page.status_code == 200
    assert "इन शब्दों से कोई लेख नहीं मिला" in page.text
    assert "कम शब्दों से, या केवल नाम से खोजकर देखें।" in page.text
    assert 'स्रोत: <span lang="hi">कोई</span>' in page.text


@pytest.mark.parametrize(
    ("asked", "text", "articles"),
    [
        ({"q": "बाढ़", "source": "कोई"}, "without the filter “कोई”", 12),
        ({"q": "बाढ़", "since": "2025-07-01", "until": "2025-07-01"}, "in the whole year", 12),
        ({"q": "Lavrov", "exact": "1"}, "with other spellings as well", 2),
        ({"q": '="बाढ़ लावरोव"'}, "without signs and filters: बाढ़ लावरोव", 14),
        ({"q": "Lavrov", "off": ["लावरोव"]}, "with every spelling included again", 2),
        ({"q": "=लावरोव =सूखा"}, "fewer words: =लावरोव", 2),
        ({"q": "lavrvo"}, "another spelling: लावरोव", 2),
    ],
)
def test_nothing_found_leads_to_what_is(
    client: FlaskClient, asked: dict[str, str | list[str]], text: str, articles: int
) -> None:
    page = client.get("/search", query_string={**asked, "lang": "en"})
    assert "No results" in page.text
    found = {way.text: way.href for way in anchors(page.text, '<ul class="alternatives"', "</ul>")}
    assert f'{text}</a> <span class="n">{articles} articles</span>' in page.text
    assert total(client.get(found[text]).text) == articles


def test_search_without_words_is_no_error(client: FlaskClient) -> None:
    for address in ("/search", "/search?q=", "/search?q=%20", "/search?q=%00"):
        assert client.get(address).status_code == 200


def test_an_article_is_marked_and_leads_back(client: FlaskClient) -> None:
    page = client.get("/search?q=Lavrov&order=oldest")
    page = client.get(next(link for link in links_of(page.text) if "/lavrov" in link))
    assert page.status_code == 200
    assert re.search(r'<mark id="m\d">लावरोव</mark> ने वहाँ के विदेश मंत्री से भेंट की।', page.text)
    assert page.text.count("<p>") >= 2
    assert re.search(r'href="/search\?q=Lavrov&amp;order=oldest#r\d"', page.text)
    assert '<time datetime="2026-01-12">12 जनवरी 2026</time></a> <small>(बाइलाइन से)' in page.text
    assert "मीरा जोशी" in page.text
    assert (
        f'<a href="{LAVROV.url.replace("&", "&amp;")}" rel="noopener nofollow external">'
        in page.text
    )


def test_an_article_alone(client: FlaskClient) -> None:
    page = client.get("/articles/lavrov")
    assert "<mark>" not in page.text
    assert 'class="back"' not in page.text


def test_an_article_without_title_date_or_source(client: FlaskClient) -> None:
    page = client.get("/articles/untitled?lang=en")
    assert '<h1 lang="hi" class="untitled">बिना शीर्षक का यह लेख' in page.text
    assert "date unknown" in page.text
    assert "Read the original" not in page.text
    found = client.get("/search?q=पंचायत")
    assert "<h2><a" in found.text
    assert ">बिना शीर्षक का" in found.text


def test_only_web_addresses_become_links(client: FlaskClient) -> None:
    assert "javascript:" not in client.get("/articles/seed/wonsan").text


def test_any_id_has_an_address_and_hostile_text_stays_text(client: FlaskClient) -> None:
    page = client.get("/search?q=घोटाला")
    (link,) = links_of(page.text)
    article = client.get(link)
    assert article.status_code == 200
    for text in (page.text, article.text):
        assert "<script" not in OWN_SCRIPT.sub("", text)
        assert "<img" not in text
        assert "<svg" not in text
        assert "<u>" not in text
    assert "&lt;script&gt;alert" in article.text
    assert json_of(client.get(f"/api/v1{urlsplit(link).path}"))["id"] == HOSTILE.id


@pytest.mark.parametrize("address", ["/", "/search?q=Lavrov", "/articles/lavrov", "/nowhere"])
def test_pages_are_guarded(client: FlaskClient, address: str) -> None:
    page = client.get(address)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert " style=" not in page.text
    assert "<script" not in OWN_SCRIPT.sub("", page.text)


def test_files_may_be_kept_since_their_address_changes_with_them(client: FlaskClient) -> None:
    page = client.get("/")
    links = re.findall(r'href="(/static/[^"]+)"', page.text)
    assert links
    for link in links:
        with client.get(link) as file:
            assert file.status_code == 200
            assert file.cache_control.max_age == 365 * 24 * 3600
        assert "v=" in link
