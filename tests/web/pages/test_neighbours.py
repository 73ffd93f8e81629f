"""The page of an article that was opened from a result: its place, its neighbours, the way back."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from index.search import Request
from index.search.open import Archive
from tests.newsroom import LAVROV

SEARCHES = ("q=Lavrov", "q=Lavrov&order=oldest", "q=बाढ़&limit=5", "q=&source=उत्तर+पत्रिका&limit=2")


def neighbour(page: str, rel: str) -> str:
    found = re.search(rf'<a rel="{rel}" href="([^"]+)"', page)
    assert (found is None) == (f'<link rel="{rel}"' not in page)
    return unescape(found[1]) if found else ""


def opened(page: str) -> list[str]:
    return [unescape(a) for a in re.findall(r'<h2[^>]*><a href="(/articles[^"]+)"', page)]


@pytest.mark.parametrize("search", SEARCHES)
def test_next_leads_through_all_results_and_previous_back(client: FlaskClient, search: str) -> None:
    first = opened(client.get(f"/search?{search}&lang=en").text)[0]
    address, seen, total = first, [], 0
    while address:
        page = client.get(address).text
        seen.append(address)
        place = re.search(r"(\d+) of (\d+)", page)
        assert place
        assert int(place[1]) == len(seen)
        total = int(place[2])
        address = neighbour(page, "next")
    assert len({one.partition("?")[0] for one in seen}) == len(seen) == total > 1
    back = [seen[-1]]
    while address := neighbour(client.get(back[-1]).text, "prev"):
        back.append(address)
    assert back == seen[::-1]


def test_back_leads_to_the_page_and_the_result(client: FlaskClient) -> None:
    results = client.get("/search?q=भारत+OR+में+OR+के&limit=2&page=2&lang=en").text
    address = opened(results)[-1]
    page = client.get(address).text
    (back,) = re.findall(r'<nav class="back"[^>]*>\s*<a href="([^"]+)"', page)
    link, _, anchor = unescape(back).partition("#")
    assert "page=2" in link
    (item,) = re.findall(rf'<li id="{anchor}"[^>]*>.*?</h2>', client.get(link).text, re.DOTALL)
    assert opened(item) == [address]


@pytest.mark.parametrize("at", ["", "0", "2", "99", "1000000", "99999999999", "-1", "x", "1 1"])
def test_without_a_true_place_there_are_no_neighbours(client: FlaskClient, at: str) -> None:
    first = opened(client.get("/search?q=Lavrov").text)[0].partition("?")[0]
    page = client.get(f"{first}?q=Lavrov&at={at}&lang=en")
    assert page.status_code == 200
    assert 'rel="next"' not in page.text
    assert 'class="neighbours"' not in page.text
    assert "Back to the results" in page.text


def test_three_articles_are_asked_for_at_most(archive: Archive) -> None:
    asked = Request("में OR के", limit=100)
    ids = [hit.article.id for hit in archive.searcher.search(asked).results]
    ranks = archive.searcher.search(asked).ranks
    for id_ in ids[:5]:
        place = archive.searcher.place(asked, id_, ranks[id_])
        assert place
        assert place.rank == ranks[id_]
    windows = archive.searcher._windows._values.values()
    assert windows
    assert all(len(window.hits) <= 3 for window in windows)


def test_an_untitled_article_says_so_and_a_titled_one_does_not(client: FlaskClient) -> None:
    told = "No title in the source; this is the first sentence."
    assert told in client.get("/articles/untitled?lang=en").text
    page = client.get("/articles/lavrov?lang=en").text
    assert told not in page
    assert f'<h1 lang="hi">{LAVROV.title}</h1>' in page


def test_the_size_of_the_text_is_chosen_by_links_and_kept(client: FlaskClient) -> None:
    page = client.get("/articles/lavrov?q=Lavrov&at=1").text
    assert "data-size" not in page
    (larger,) = re.findall(r'href="([^"]+)" rel="nofollow" aria-label="A\+', page)
    assert "q=Lavrov&amp;at=1&amp;size=115" in larger
    assert 'data-size="115"' in client.get(f"/articles/lavrov{unescape(larger)}").text
    assert 'data-size="115"' in client.get("/articles/flood-1").text
    largest = client.get("/articles/lavrov?size=150").text
    assert 'data-size="150"' in largest
    assert 'aria-label="A+' not in largest
    client.get("/articles/lavrov?size=100")


def test_sharing_needs_no_script(client: FlaskClient) -> None:
    page = client.get("/articles/lavrov?q=Lavrov").text
    (link,) = re.findall(r'<a class="whatsapp" href="([^"]+)"', page)
    assert link.startswith("https://wa.me/?text=")
    assert link.endswith("http%3A%2F%2Flocalhost%2Farticles%2Flavrov")


def test_an_article_is_read_in_roman_with_its_marks_and_back(client: FlaskClient) -> None:
    page = client.get("/articles/lavrov?q=Lavrov&at=1").text
    (link,) = re.findall(r'<a class="script" href="([^"]+)"[^>]*>Read in Roman</a>', page)
    roman = client.get(f"/articles/lavrov{unescape(link)}").text
    assert '<div class="text" lang="hi-Latn"' in roman
    assert re.search(r'<mark id="m1">Lāvrov</mark> uttar koriyā', roman)
    assert len(re.findall("<mark id", roman)) == len(re.findall("<mark id", page))
    if after := neighbour(roman, "next"):
        assert "roman=1" in after
    (back,) = re.findall(r'<a class="script" href="([^"]+)"[^>]*>देवनागरी में पढ़ें</a>', roman)
    assert 'class="text" lang="hi"' in client.get(f"/articles/lavrov{unescape(back)}").text
