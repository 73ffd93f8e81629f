"""The card of an article: drawn whole, at an address of its own, named in the page."""

import io
import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from archive.article import Article
from tests.factories import archive_in, client_of
from tests.newsroom import HOSTILE, LAVROV
from web.pages import card

LONG = "किसान संगठनों ने कृषि क़ानूनों के विरोध में राष्ट्रीय राजमार्ग जाम करने का ऐलान किया " * 5


def picture(article: Article) -> Image.Image:
    image = Image.open(io.BytesIO(card.draw(article)))
    assert image.size == (1200, 630)
    assert image.format == "PNG"
    return image.convert("L")


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    return sum(image.crop(box).histogram()[:200])


@pytest.mark.parametrize(
    "title",
    ["र्ट्रैं बाढ़", LONG, "COVID-19: WHO & ICMR", "क" * 300, "", "😀 \0 \u202e", "ॐ" * 5, "ि ् ॄ " * 90],
)
def test_nothing_is_drawn_outside_its_place(title: str) -> None:
    image = picture(replace(LAVROV, title=title, source=LONG))
    left, right = inked(image, (0, 20, 60, 630)), inked(image, (1145, 20, 1200, 630))
    assert left == right == 0
    # Between the headline and the outlet above it, the rule below it, and the edge.
    assert inked(image, (0, 20, 1200, 50)) == 0
    assert inked(image, (0, 618, 1200, 630)) == 0


def test_the_headline_is_drawn_large_and_a_long_one_is_cut() -> None:
    size, lines = card._fitted("बाढ़ से राहत", 1056)
    assert (size, lines) == (card._SIZES[0], ["बाढ़ से राहत"])
    size, lines = card._fitted(LONG, 1056)
    assert size == card._SIZES[-1]
    assert lines[-1].endswith("…")
    assert LONG.startswith(" ".join(lines).removesuffix("…"))
    # Cut at a word.
    assert LONG[len(" ".join(lines)) - 1] == " "


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=300) | st.text("कर्षिंीै् ाa", max_size=300)
)
def test_lines_are_as_wide_as_the_card_and_lose_nothing(text: str) -> None:
    clean = card._clean(text)
    _, lines = card._fitted(clean, 1056)
    joined = "".join(lines).replace(" ", "")
    assert joined.startswith(clean.replace(" ", "")[: max(0, len(joined) - 8)])
    for line in lines:
        assert line == line.strip()


def test_devanagari_is_shaped() -> None:
    assert card.CAN_DRAW
    # A conjunct is narrower than its letters one after the other.
    assert card._width("क्ष") < card._width("क") + card._width("ष")


def test_the_page_names_its_card_and_the_card_is_there(client: FlaskClient) -> None:
    for id_ in ("lavrov", "seed/wonsan", "untitled"):
        page = client.get(f"/articles/{id_}?q=Lavrov&lang=en").text
        (address,) = re.findall(r'property="og:image" content="([^"]+)"', page)
        assert address == f"http://localhost/articles/{id_}/card.png"
        assert '<meta name="twitter:card" content="summary_large_image">' in page
        answer = client.get(address)
        assert answer.mimetype == "image/png"
        assert "max-age" in answer.headers["Cache-Control"]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
    assert client.get("/articles/nowhere/card.png").status_code == 404


def test_any_id_has_a_card(client: FlaskClient) -> None:
    page = client.get("/articles/a//b%20c%3Fd%23e%25f&%C3%BC%3Ci%3E/").text
    assert HOSTILE.id.endswith("/")
    (address,) = re.findall(r'property="og:image" content="([^"]+)"', page)
    assert client.get(unescape(address)).mimetype == "image/png"


def test_an_article_whose_id_ends_like_a_card_keeps_its_page(tmp_path: Path) -> None:
    odd = Article(
        "x/card.png", "पूरा पाठ यहाँ है।", title="अजीब", published=date(2020, 1, 1), dated_by="url"
    )
    with archive_in(tmp_path, [odd, LAVROV]) as archive:
        client = client_of(archive)
        assert "अजीब" in client.get("/articles/x/card.png").text
        assert client.get("/articles/x/card.png/card.png").mimetype == "image/png"
        assert client.get("/articles/lavrov/card.png").mimetype == "image/png"
