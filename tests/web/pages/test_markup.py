"""Marks and links in text that stays text."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from index.search import Mark, Snippet
from web.pages.markup import marked, paragraphs


def test_marks_become_elements_and_all_else_is_escaped() -> None:
    snippet = Snippet("<b> लावरोव & <i>", ((4, 10), (13, 16)))
    assert marked(snippet) == "&lt;b&gt; <mark>लावरोव</mark> &amp; <mark>&lt;i&gt;</mark>"


def test_paragraphs_keep_their_own_marks() -> None:
    snippet = Snippet("एक दो\n\n तीन\nचार", ((3, 5), (8, 11), (10, 14)))
    assert paragraphs(snippet) == [
        "एक <mark>दो</mark>",
        " <mark>तीन</mark>",
        "<mark>चा</mark>र",
    ]


text_and_marks = st.text().flatmap(
    lambda text: st.tuples(
        st.just(text), st.lists(st.tuples(st.integers(-3, 50), st.integers(-3, 50))).map(tuple)
    )
)


@given(text_and_marks)
def test_no_text_is_lost_and_none_becomes_markup(given_: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = given_
    markup = marked(Snippet(text, marks))
    assert html.unescape(re.sub("</?mark>", "", markup)) == text
    assert re.fullmatch("([^<>]|<mark>[^<>]+</mark>)*", markup)
