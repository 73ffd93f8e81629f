"""What stands at a number, in one way of writing."""

import pytest

from index.query.number_phrases import as_meant
from index.query.parser import parse


def shown(text: str) -> str:
    groups = as_meant(parse(text).required)
    terms = [group[0] for group in groups]
    return " | ".join(
        " ".join(f"{word.sign}{word.exact}" for word in each.words) + "!" * bool(each.piece)
        for each in terms
    )


@pytest.mark.parametrize(
    ("typed", "meant", "why"),
    [
        ("15th August", "15 | august", "an English ordinal before a month"),
        ("August 15th", "august | 15", "and behind it"),
        ("the 15th of August 2020", "the | 15 | august | 2020", "with a word between"),
        ("१५वीं अगस्त", "15 | अगस्त", "a Hindi one"),
        ("पंद्रह अगस्त", "15 | अगस्त", "in words"),
        ("15th रूस", "15 th! | रूस", "before no month"),
        ("32nd May", "32 nd! | may", "no day"),
        ("15 वां वित्त", "15 वां! | वित्त", "an ending behind a space"),
        ("Rs 500", "₹500", "a currency before a sum"),
        ("Rs. 500 रूस", "₹500 | रूस", "with a dot"),
        ("रु. 500", "₹500", "in Hindi"),
        ("500 रुपये", "₹500", "behind it"),
        ("500rs", "₹500", "glued to it"),
        ("rs500", "₹500", "glued in front"),
        ("₹500", "₹500", "its sign"),
        ("500 रुपये 100 डॉलर", "₹500 | $100", "two sums"),
        ("50 प्रतिशत", "%50", "a share"),
        ("50 per cent आरक्षण", "%50 | आरक्षण", "in two words"),
        ("50 per day", "50 | per | day", "which is no share"),
        ("50km", "50 | km", "a unit glued to it"),
        ("प्रतिशत 50", "प्रतिशत | 50", "which is never before it"),
        ("5lakh", "5 | lakh", "a scale glued to it"),
        ("500cr", "500 | करोड़", "a scale in short"),
        ("पांच lacs", "पांच | लाख", "behind a number in words"),
        ("CR Patil", "cr | patil", "but not a person's initials"),
        ("5 लाख रुपये", "₹5 | लाख", "with a currency"),
        ("Rs 5 lakh", "₹5 | lakh", "before it"),
        ("रुपये का मूल्य", "रुपये | का | मूल्य", "a currency without a sum"),
        ("अंडर 19", "अंडर 19!", "players by their age"),
        ("under 19", "under 19!", "in English"),
        ("u 19", "u 19!", "by a letter"),
        ("under 5", "under | 5", "no age of players"),
        ('"Rs 500"', "rs 500", "a quotation stays as it is"),
        ("रूस OR 500 रुपये", "रूस | रुपये", "an alternative is no number"),
        ("", "", "nothing"),
    ],
)
def test_numbers_and_what_stands_at_them(typed: str, meant: str, why: str) -> None:
    assert shown(typed) == meant, why
