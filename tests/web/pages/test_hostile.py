"""Any query text gives a page, and nothing of it becomes markup."""

import re
from html.parser import HTMLParser

from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.web.pages.test_views import OWN_SCRIPT
from web.stylesheet import inline_stylesheet

ELEMENTS = set(
    "html head meta title link body a header nav main form label div input button h1 h2 p ul ol li "
    "section span b s mark time details summary aside dl dt dd kbd code small article "
    "footer svg title defs pattern line rect text pre".split()
)

PIECES = """लावरोव Lavrov " ' <script> </title> &amp; - OR या = * title: source: after: before:2025
( ) \0 \u200d ़ \ud800 🙂 % \u202e <!-- --> {{7*7}} %(count)s""".split()
pieces = st.lists(st.sampled_from([*PIECES, "\n"]))
queries = st.text(max_size=80) | pieces.map("".join) | pieces.map(" ".join)


class Reader(HTMLParser):
    """Collects the elements and attributes that a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.values: dict[str, str | None] = {}
        # The site's own style, which the policy names by its hash.
        text = text.replace(f"<style>{inline_stylesheet().text}</style>", "", 1)
        self.feed(OWN_SCRIPT.sub("", text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if ("id", "q") in attrs:
            self.values = dict(attrs)


@settings(max_examples=150, deadline=None)
@given(queries)
@example('"><script>alert(1)</script>')
@example("' autofocus onfocus=alert(1) x='")
@example("</title><svg onload=alert(1)>")
@example("क" * 5000)
def test_any_query_gives_a_page_and_stays_text(app: Flask, query: str) -> None:
    page = app.test_client().get("/search", query_string={"q": query.encode(errors="replace")})
    assert page.status_code == 200
    read = Reader(page.text)
    assert read.elements <= ELEMENTS
    assert not [name for name in read.attributes if name.startswith("on") or name == "style"]
    shown = read.values["value"] or ""
    typed = query.encode(errors="replace").decode().replace("\0", "")[:1000]
    assert re.sub(r"\s", " ", shown) == re.sub(r"\s", " ", typed)


@settings(max_examples=50, deadline=None)
@given(queries)
def test_any_query_marks_an_article(app: Flask, query: str) -> None:
    page = app.test_client().get(
        "/articles/lavrov", query_string={"q": query.encode(errors="replace")}
    )
    assert page.status_code == 200
    assert Reader(page.text).elements <= ELEMENTS
