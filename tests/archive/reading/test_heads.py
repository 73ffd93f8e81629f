"""Byline lines above a text, and lines that stay."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.bylines import Byline
from archive.reading.heads import cut_head, cut_labels

DAY = date(2026, 1, 12)
TEXT = "रूस के विदेश मंत्री सर्गेई लावरोव ने अमेरिका को चेतावनी दी है।"


@pytest.mark.parametrize(
    ("head", "author", "published", "left"),
    [
        (["Manisha Dhanwani", "12 Jan 2026"], "Manisha Dhanwani", DAY, []),
        (["मनीषा धनवानी", "12 जनवरी 2026"], "मनीषा धनवानी", DAY, []),
        (["12 Jan 2026"], "", DAY, []),
        (["12 Jan 2026", "By Manisha Dhanwani"], "Manisha Dhanwani", DAY, []),
        (["By Manisha Dhanwani", "Updated: 12 Jan 2026"], "Manisha Dhanwani", DAY, []),
        (["Manisha Dhanwani | 12 Jan 2026"], "Manisha Dhanwani", DAY, []),
        (["लावरोव की चेतावनी", "By Manisha Dhanwani", "12 Jan 2026"], "Manisha Dhanwani", DAY, [0]),
        (["क्या बोले लावरोव?", "रूस ने साफ कहा", "12 Jan 2026"], "", DAY, [0, 1]),
        (["12 Jan 2026", "मनीषा धनवानी"], "", DAY, [1]),
        (["Manisha Dhanwani"], "", None, [0]),
        (["उत्तर कोरिया दौरा"], "", None, [0]),
        (["English News", "12 Jan 2026"], "", DAY, [0]),
        (["New Delhi", "12 Jan 2026"], "", DAY, [0]),
        (["बारिश का कहर", "12 Jan 2026"], "", DAY, [0]),
        ([TEXT, "12 Jan 2026"], "", None, [0, 1]),
        (["खेल", "12 Jan 2026"], "", DAY, [0]),
        (["एक", "दो", "तीन", "12 Jan 2026"], "", None, [0, 1, 2, 3]),
    ],
)
def test_the_head_of_a_text(
    head: list[str], author: str, published: date | None, left: list[int]
) -> None:
    lines = [*head, TEXT, "12 Jan 2027", TEXT]
    byline, kept = cut_head(lines)
    assert byline == Byline(author, published)
    assert kept == [*(head[number] for number in left), *lines[len(head) :]]


def test_a_name_alone_counts_above_a_dateline_or_in_latin_letters_above_hindi() -> None:
    dateline = "ब्रिजटाउन। सत्रह साल का इंतजार खत्म हुआ।"
    for name in ("राघव देवांगन", "Utkarsh Bhadoria"):
        assert cut_head([name, dateline]) == (Byline(name), [dateline])
    long = TEXT * 4
    assert cut_head(["Utkarsh Bhadoria", long]) == (Byline("Utkarsh Bhadoria"), [long])
    assert cut_head(["राघव देवांगन", long]) == (Byline(), ["राघव देवांगन", long])
    for no_name in ("New Delhi", "Lavrov", "बारिश का कहर", "खबर"):
        assert cut_head([no_name, dateline]) == (Byline(), [no_name, dateline])


@given(
    st.lists(st.sampled_from(["12 Jan 2026", "By A B", "A B", TEXT, "|", "", "द्वारा"]) | st.text())
)
def test_no_line_is_lost_but_bylines(lines: list[str]) -> None:
    byline, kept = cut_head(lines)
    rest = iter(lines)
    assert all(line in rest for line in kept)
    if byline == Byline():
        assert kept == lines


LABELS = ["शीर्षक:\tपटना में बाढ़", "दिनांक: 22 अगस्त 2019", "लेखक : उमेश पटवा", "श्रेणी: समाज"]


def test_labels_on_top_of_a_text() -> None:
    assert cut_labels([*LABELS, "बाढ़ आई: पानी बढ़ा।"]) == (
        {
            "title": "पटना में बाढ़",
            "published": "22 अगस्त 2019",
            "author": "उमेश पटवा",
            "category": "समाज",
        },
        ["बाढ़ आई: पानी बढ़ा।"],
    )
    for lines in (LABELS[:1], LABELS[1:], ["समय: सुबह", "स्थान: पटना"], ["पटना में बाढ़", *LABELS]):
        assert cut_labels(lines) == ({}, lines)
