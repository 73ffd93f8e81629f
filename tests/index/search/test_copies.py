"""Copies and near copies on one page of results."""

import time
from dataclasses import replace
from datetime import date

import pytest

from archive.article import Article
from index.engine import Hit, Hits
from index.search.copies import grouped, near_copy

SENTENCES = (
    "नगर निगम ने शहर के पुराने कुओं की सफ़ाई का अभियान शुरू किया है।",
    "पहले चरण में बाईस वार्डों के छियालीस कुएँ चुने गए हैं।",
    "निगम आयुक्त ने बताया कि हर कुएँ के चारों ओर जाली लगाई जाएगी।",
    "स्थानीय लोगों का कहना है कि गर्मी में यही कुएँ उनका सहारा होते हैं।",
    "अभियान पर कुल अस्सी लाख रुपये ख़र्च होने का अनुमान है।",
    "पर्यावरण के जानकारों ने इस पहल का स्वागत किया और भूजल की चिंता जताई।",
    "काम मानसून से पहले पूरा करने का लक्ष्य रखा गया है।",
    "हर सप्ताह प्रगति की समीक्षा महापौर की अध्यक्षता में होगी।",
)
STORY = Article("a", " ".join(SENTENCES), published=date(2025, 5, 2))
RETOLD = replace(
    STORY,
    id="b",
    body="हमारे संवाददाता, 3 मई। " + " ".join(SENTENCES[:7]),
    published=date(2025, 5, 3),
)
OTHER = Article("c", " ".join(word[::-1] for word in STORY.body.split()), published=None)


def page(*articles: Article, earliest_first: bool = True) -> list[tuple[str, list[str], list[str]]]:
    hits = Hits(len(articles), tuple(Hit(each.id, 9.0 - n) for n, each in enumerate(articles)))
    groups = grouped(hits, {each.id: each for each in articles}, earliest_first=earliest_first)
    return [
        (group.first[0].id, [c.id for c in group.copies], [c.id for c in group.near_copies])
        for group in groups
    ]


def test_near_copies_stand_with_the_first_of_them() -> None:
    assert page(STORY, OTHER, RETOLD) == [("a", [], ["b"]), ("c", [], [])]


def test_the_earliest_of_the_same_text_stands_for_them() -> None:
    later = replace(STORY, id="later", published=date(2025, 6, 1))
    undated = replace(STORY, id="undated", published=None)
    assert page(undated, later, STORY) == [("a", ["later", "undated"], [])]
    assert page(undated, later, STORY, earliest_first=False) == [("undated", ["a", "later"], [])]


def test_the_same_beginning_and_end_make_no_copy() -> None:
    first, *middle, last = SENTENCES
    between = " ".join(sentence[::-1] for sentence in middle)
    other = replace(STORY, id="b", body=f"{first} {between} {last}")
    punctuated = replace(STORY, id="c", body=f"“{STORY.body}” – ।।")
    assert page(STORY, other, punctuated) == [("a", ["c"], []), ("b", [], [])]


def test_no_article_is_left_out_but_one_that_was_deleted() -> None:
    hits = Hits(2, (Hit("a", 1.0), Hit("gone", 0.9)))
    (group,) = grouped(hits, {"a": STORY}, earliest_first=True)
    assert group.first == (STORY, 1.0)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (" ".join(SENTENCES[:7]), True),  # cut
        (STORY.body.replace("।", "."), True),  # other full stops
        (" ".join(SENTENCES[:2]), False),  # too short to tell
        (" ".join((*SENTENCES[:2], *(s[::-1] for s in SENTENCES[2:]))), False),
        ("", False),
    ],
)
def test_what_is_a_near_copy(body: str, *, expected: bool) -> None:
    other = replace(STORY, id="x", body=body)
    assert near_copy(STORY, other) is expected
    assert near_copy(other, STORY) is expected


def test_hostile_texts_cost_little() -> None:
    began = time.process_time()
    long = [replace(STORY, id=str(n), body=("क " * n + STORY.body) * 4_000) for n in range(20)]
    assert len(page(*long)) >= 1
    assert time.process_time() - began < 12
