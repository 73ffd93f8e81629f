"""What was searched for every word, and the switches."""

import re
from collections.abc import Iterator
from html import unescape
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.article import Article
from index.lexicon import Variant, Why
from index.search.models import Request, WordMatches
from tests.factories import archive_in, json_of
from tests.web.pages.anchors import total
from web.app import create_app
from web.pages.explanations import (
    MAX_TERMS,
    MAX_WORDS,
    explain_words,
    summarize_words,
    unknown_words,
)
from web.request import MAX_OFF

LAVROVS = tuple(
    Article(id=name, body=f"विदेश मंत्री {name} आज दिल्ली पहुँचे और नेताओं से मिले।", title=f"{name} दिल्ली में")
    for name in ("लावरोव", "लावरोफ़")
)
ROW = re.compile(
    r"<li>\s*<(b|s) lang=\"\w+\">([^<]+)</\1>\s*<span>([^<]+)</span>(.*?)</li>", re.DOTALL
)


@pytest.fixture(scope="module")
def spellings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site where one name is spelled in two ways."""
    with archive_in(tmp_path_factory.mktemp("spellings"), LAVROVS) as archive:
        yield create_app(archive, rate_limit="off")


@pytest.fixture
def site(spellings: Flask) -> FlaskClient:
    return spellings.test_client()


def details(text: str) -> str:
    found = re.search(r'<details class="words" id="words".*?</details>', text, re.DOTALL)
    assert found
    return found[0]


def rows(text: str) -> dict[str, tuple[bool, str, str]]:
    """Every match of the page: whether it is on, what is said of it, and its switch."""
    return {
        term: (element == "b", told, unescape("".join(re.findall(r'href="([^"]+)"', rest))))
        for element, term, told, rest in ROW.findall(details(text))
    }


def found(text: str) -> set[str]:
    return set(re.findall(r'<h2><a href="/articles/([^"?]+)', text))


def test_every_match_says_why_and_how_often(site: FlaskClient) -> None:
    page = site.get("/search?q=Lavrov&lang=en")
    assert len(found(page.text)) == 2
    told = rows(page.text)
    assert told["लावरोव"][:2] == (True, "sounds alike · 1 article")
    assert {"लावरोव", "लावरोफ़"} <= told.keys()
    assert " open>" not in details(page.text)
    assert "Spellings searched for “Lavrov”" in details(page.text)
    assert "Also matching" in details(page.text).partition("</summary>")[0]
    hindi = rows(site.get("/search?q=Lavrov&lang=hi").text)
    assert hindi["लावरोव"][1] == "सुनने में एक-से · 1 लेख"


def test_of_several_words_the_summary_says_which_has_which_forms(site: FlaskClient) -> None:
    several = details(site.get("/search?q=Lavrov+mantri").text).partition("</summary>")[0]
    assert re.search(r"लावरोव</b>.*\(Lavrov\).*मंत्री</b>.*\(mantri\)", several, re.DOTALL)
    assert "(Lavrov)" not in details(site.get("/search?q=Lavrov").text).partition("</summary>")[0]


def test_a_match_is_switched_off_and_on_again(site: FlaskClient) -> None:
    off_link = rows(site.get("/search?q=Lavrov&order=oldest").text)["लावरोव"][2]
    assert off_link.startswith("/search?q=Lavrov&order=oldest&off=")
    assert off_link.endswith("#words")

    page = site.get(off_link.removesuffix("#words"))
    assert len(found(page.text)) == 1
    assert "<mark>लावरोव</mark>" not in page.text
    on, told, on_link = rows(page.text)["लावरोव"]
    assert (on, told) == (False, "सुनने में एक-से · 1 लेख · हटाया गया")
    assert '<details class="words" id="words" open>' in page.text
    assert "“Lavrov” के ये रूप खोजे गए:" in page.text
    assert '>शामिल करें<span class="hide"> लावरोव</span>' in page.text
    assert list(rows(page.text)) == list(rows(site.get("/search?q=Lavrov").text))

    assert on_link == "/search?q=Lavrov&order=oldest#words"
    assert len(found(site.get(on_link.removesuffix("#words")).text)) == 2


def test_all_off_finds_nothing_and_leads_back(site: FlaskClient) -> None:
    terms = list(rows(site.get("/search?q=Lavrov").text))
    page = site.get("/search", query_string={"q": "Lavrov", "off": terms})
    assert total(page.text) == 0
    assert not any(on for on, _, _ in rows(page.text).values())
    assert "<summary>क्या-क्या खोजा गया</summary>" in details(page.text)
    assert "संग्रह में नहीं" not in page.text
    assert '<a href="/search?q=Lavrov#words">सब शामिल करें</a>' in page.text


def test_an_article_marks_what_its_search_marked(site: FlaskClient) -> None:
    page = site.get("/search", query_string={"q": "Lavrov मंत्री", "off": "लावरोफ़", "lang": "en"})
    link = re.search(r'<h2><a href="(/articles/[^"]+off=[^"]+)"', page.text)
    assert link
    for name, marks in (("लावरोफ़", False), ("लावरोव", True)):
        article = site.get(f"/articles/{name}?{unescape(link[1]).partition('?')[2]}")
        assert (f">{name}</mark>" in article.text) is marks
        assert ">मंत्री</mark>" in article.text
    assert "off=" in unescape(article.text).partition('class="back"')[2].partition("</p>")[0]


def test_the_json_interface_reads_it_too(site: FlaskClient) -> None:
    page = site.get("/search?q=Lavrov&off=लावरोव")
    link = re.search(r'<section class="take".*?href="(/api/[^"]+)"', page.text, re.DOTALL)
    assert link
    answer = json_of(site.get(unescape(link[1])))
    assert answer["total"] == 1
    (word,) = answer["words"]
    assert [match["term"] for match in word["off"]] == ["लावरोव"]
    many = [str(number) for number in range(MAX_OFF + 1)]
    refused = site.get("/api/v1/search", query_string={"q": "x", "off": many})
    assert refused.status_code == 400
    assert f"off is given {MAX_OFF + 1} times" in json_of(refused)["detail"]


def test_what_was_typed_cannot_be_switched(site: FlaskClient) -> None:
    told = rows(site.get("/search?q=लावरोव&lang=en").text)
    assert told["लावरोव"] == (True, "as typed · 1 article", "")
    assert told["लावरोफ़"][2]
    told = rows(site.get("/search?q=लाव*&lang=en").text)
    assert told["लावरोव"] == (True, "begins like this · 1 article", "")


def test_exactly_as_typed_is_a_click_away_and_switches_nothing(site: FlaskClient) -> None:
    page = site.get("/search?q=लावरोव&lang=hi")
    link = re.search(r'<a href="([^"]+)">हूबहू यही खोजें</a>', details(page.text))
    assert link
    exact = site.get(unescape(link[1]))
    assert found(exact.text) < found(page.text)
    assert len(found(exact.text)) == 1
    # There is nothing to switch, and the way back is in its place.
    assert '<details class="words"' not in exact.text
    assert "off=" not in exact.text
    assert "हूबहू खोजा गया।" in exact.text


def test_a_name_of_several_words_is_one_word_with_its_reason(client: FlaskClient) -> None:
    page = client.get("/search?q=North+Korea&lang=en")
    on, told, link = rows(page.text)["उत्तर कोरिया"]
    assert (on, told) == (True, "Hindi name · 2 articles")
    assert '<b lang="hi">उत्तर कोरिया</b>' in page.text.partition("</summary>")[0]
    # "North" alone is in no article, but the name that it is part of is.
    assert "Not in the archive" not in page.text
    page = client.get(link.removesuffix("#words"))
    assert rows(page.text)["उत्तर कोरिया"][0] is False


def test_new_words_start_with_everything_on(site: FlaskClient) -> None:
    page = site.get("/search?q=Lavrov&off=लावरोव&order=newest")
    form = re.search(r'<form class="search".*?</form>', page.text, re.DOTALL)
    assert form
    assert re.findall(r'type="hidden" name="(\w+)"', form[0]) == ["order"]


def matches(*terms: str, why: Why = "sound") -> tuple[Variant, ...]:
    return tuple(Variant(term, 1.0, 1, why) for term in terms)


def test_the_summary_stays_short() -> None:
    words = tuple(WordMatches(f"w{n}", matches(*"कखगघङ")) for n in range(MAX_WORDS + 2))
    summary, more = summarize_words((*words, WordMatches("एक", matches("एक", why="exact"))))
    assert summary == [(f"w{n}", ["क", "ख", "ग"], 5 - MAX_TERMS) for n in range(MAX_WORDS)]
    assert more == 2


def test_unknown_words_are_those_without_any_match() -> None:
    words = (
        WordMatches("North Korea", (), matches("उत्तर कोरिया", why="name")),
        WordMatches("North", ()),
        WordMatches("zzqq", ()),
        WordMatches("रूस", matches("रूस", why="exact")),
    )
    assert unknown_words(words) == ["zzqq"]


def test_more_switches_than_an_address_holds_are_not_offered(app: Flask) -> None:
    asked = Request("x", off=tuple(map(str, range(MAX_OFF))))
    word = WordMatches("x", matches("क"), matches("7"))
    with app.test_request_context("/"):
        (explained,) = explain_words(asked, (word,))
    on, off = explained.matches
    assert on.other is None
    assert off.other
    assert len(off.other.off) == MAX_OFF - 1


def test_every_reason_is_worded(app: Flask) -> None:
    words = tuple(WordMatches("x", matches("क", why=why)) for why in get_args(Why))
    said = {}
    for lang in ("hi", "en"):
        with app.test_request_context(f"/?lang={lang}"):
            said[lang] = [one.matches[0].why for one in explain_words(Request("x"), words)]
        assert len(set(said[lang])) == len(get_args(Why))
    assert not set(said["hi"]) & set(said["en"])


def test_a_page_of_many_words_stays_light(client: FlaskClient) -> None:
    query = "Lavrov videsh mantri North Korea zile mein baadh gaon prabhavit rahat shivir"
    page = client.get("/search", query_string={"q": query})
    assert page.text.count("<h2><a") == 10
    assert len(page.data) < 60_000
