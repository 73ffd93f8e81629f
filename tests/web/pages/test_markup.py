"""Marks and links in text that stays text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search import Mark, Snippet
from web.pages.markup import after_headline, marked, paragraphs


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


HEADLINE = "रूस के विदेश मंत्री लावरोव वोनसान पहुँचे"
REST = "उन्होंने शनिवार को वहाँ कहा कि बातचीत अच्छी रही"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{HEADLINE}। {REST}", REST),
        (f"{HEADLINE}{REST}", REST),
        (f"मॉस्को, 12 जुलाई (भाषा)। {HEADLINE}। {REST}", f"मॉस्को, 12 जुलाई (भाषा)। … {REST}"),
        (f"… {HEADLINE} है। {REST}", f"है। {REST}"),
        (f"{HEADLINE}। वे आए।", f"{HEADLINE}। वे आए।"),
        (REST, REST),
        ("", ""),
    ],
)
def test_a_passage_does_not_say_the_headline_again(text: str, shown: str) -> None:
    marks = tuple(
        (found.start(), found.end()) for found in re.finditer("शनिवार|मॉस्को|लावरोव", text)
    )
    passage = after_headline(Snippet(text, marks), f"{HEADLINE} …")
    assert passage.text == shown
    kept = [passage.text[a:b] for a, b in passage.marks]
    assert kept == re.findall("शनिवार|मॉस्को|लावरोव", shown)


def test_a_short_headline_may_begin_any_sentence() -> None:
    passage = Snippet(f"भारत जीता। {REST}")
    assert after_headline(passage, "भारत जीता") == passage


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
