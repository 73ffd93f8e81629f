"""Kickers at both ends of a headline are told from its subject."""

import pytest

from index.query.parser import parse
from index.query.terms import QueryTerm
from index.search.kickers import without_kickers

HEARD = {"fact": ("fact", "फैक्ट"), "chek": ("चेक",), "taza": ("ताजा",), "khabar": ("खबर",)}
"""What words in Latin letters may stand for."""


def stems(term: QueryTerm) -> tuple[str, ...]:
    return HEARD.get(term.words[0].exact, ())


@pytest.mark.parametrize(
    ("headline", "subject"),
    [
        ("फैक्ट चेक: पुल की पुरानी तस्वीर", "पुल की पुरानी तस्वीर"),
        ("फ़ैक्ट चेक पुल की तस्वीर", "पुल की तस्वीर"),
        ("Fact Check: पुल की तस्वीर", "पुल की तस्वीर"),
        ("FACTCHECK पुल की तस्वीर", "पुल की तस्वीर"),
        ("fact chek pul ki tasveer", "pul ki tasveer"),
        ("taza khabar pul gira", "pul gira"),
        ("पुल की तस्वीर का सच? फैक्ट चेक", "पुल की तस्वीर का सच"),
        ("Live Updates: पुल गिरा, राहत जारी", "पुल गिरा राहत जारी"),
        ("ब्रेकिंग न्यूज़: पुल गिरा - फैक्ट चेक", "पुल गिरा"),
        ("ग्राउंड रिपोर्ट: पुल के उस पार", "पुल के उस पार"),
        ("पुल गिरा, देखें तस्वीरें", "पुल गिरा"),
        ("चेक बाउंस का मामला", "चेक बाउंस का मामला"),
        ("पुल का फैक्ट चेक हुआ", "पुल का फैक्ट चेक हुआ"),
        ('"फैक्ट चेक" पुल', "फैक्ट चेक पुल"),
        ("फैक्ट OR चेक चेक पुल", "फैक्ट OR चेक चेक पुल"),
        ("=फैक्ट चेक पुल", "फैक्ट चेक पुल"),
    ],
)
def test_a_kicker_is_no_part_of_the_subject(headline: str, subject: str) -> None:
    required = parse(headline).required
    first, last = without_kickers(required, stems)
    left = [" OR ".join(term.typed for term in group) for group in required[first:last]]
    assert " ".join(left).replace('"', "").replace("=", "") == subject


def test_what_is_all_kicker_is_left_with_nothing() -> None:
    assert without_kickers(parse("फैक्ट चेक").required, stems) == (2, 2)
    assert without_kickers((), stems) == (0, 0)
