"""Chats as phones export them: what people wrote in them, when, and who."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Article, Rejected
from archive.reading.chats import MIN_CHARS, is_chat
from tests.factories import read_bytes

FLOOD = "नहर टूटने से तीन गांवों में पानी घुसा\nशनिवार शाम मुख्य नहर का तटबंध करीब बीस फुट टूट गया।"
ROOF = "छात्राओं ने बांस और तिरपाल से रसोई की नई छत तैयार कर ली। काम दो छुट्टियों में पूरा हुआ।"

ANDROID = f"""\
12/07/25, 9:02\u202fam - संदेश और कॉल एंड-टू-एंड एन्क्रिप्टेड हैं. इस चैट के बाहर कोई भी इन्हें पढ़ या सुन नहीं सकता.
12/07/25, 9:05\u202fam - भीमसेन ने ग्रुप "ग्रामीण रिपोर्टर" बनाया
12/07/25, 6:40\u202fpm - भीमसेन रिपोर्टर: {FLOOD}
12/07/25, 6:41\u202fpm - भीमसेन रिपोर्टर: <मीडिया के बिना>
23/07/25, 8:15\u202fam - +91 98765 43210: {ROOF} <यह मैसेज एडिट किया गया>
23/07/25, 8:20\u202fam - भीमसेन रिपोर्टर: यह संदेश हटा दिया गया
"""
IPHONE = f"""\
[12/07/25, 07:58:10] जिला ब्यूरो: \u200eMessages and calls are end-to-end encrypted.
[12/07/25, 18:22:41] भीमसेन रिपोर्टर: {FLOOD}
\u200e[12/07/25, 18:23:05] भीमसेन रिपोर्टर: \u200eimage omitted
[23/07/25, 21:07:30] ~ प्रकाश: {ROOF}
"""


def read(text: str, name: str = "chat.txt") -> list[Article | Rejected]:
    return read_bytes(text.encode(), name)


def articles(text: str) -> list[Article]:
    return [each for each in read(text) if isinstance(each, Article)]


@pytest.mark.parametrize(("chat", "second"), [(ANDROID, ""), (IPHONE, "प्रकाश")])
def test_what_people_wrote(chat: str, second: str) -> None:
    for text in (chat, chat.replace("\n", "\r\n"), f"\ufeff{chat}"):
        found = read(text)
        assert [
            (each.body, each.author, each.published) for each in found if isinstance(each, Article)
        ] == [
            (FLOOD, "भीमसेन रिपोर्टर", date(2025, 7, 12)),
            (ROOF, second, date(2025, 7, 23)),
        ]
        assert len(found) == 2


def test_the_first_line_of_a_message_may_be_its_headline() -> None:
    assert articles(ANDROID)[0].title == FLOOD.partition("\n")[0]


def test_where_no_day_can_be_so_the_month_stands_first() -> None:
    first, second = articles(f"7/12/25, 18:40 - क ख: {FLOOD}\n7/23/25, 08:15 - ग घ: {ROOF}\n")
    assert (first.published, second.published) == (date(2025, 7, 12), date(2025, 7, 23))


def test_answers_are_told_once_and_are_no_articles() -> None:
    short = "".join(f"12/07/2025, 18:{n} - क ख: ठीक है {n}\n" for n in range(10, 40))
    found = read(f"{short}12/07/2025, 18:41 - क ख: {FLOOD}")
    assert [each.body for each in found if isinstance(each, Article)] == [FLOOD]
    (told,) = (each for each in found if isinstance(each, Rejected))
    assert told.reason == f"30 messages of fewer than {MIN_CHARS} characters are no articles"


@pytest.mark.parametrize(
    "text",
    [
        f"12/07/25, 6:40 pm - क: {FLOOD}",
        f"12/07/25\n{FLOOD}\n12/07/25\n{ROOF}",
        f"पटना, 12/07/25: {FLOOD}",
        f"{FLOOD}\n12/07/25, 6:40 pm - क: {ROOF}\n12/07/25, 6:41 pm - क: {ROOF}",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert not is_chat(text)


@given(st.text(st.sampled_from(ANDROID + "[]~\u200e<>")))
def test_nothing_is_lost_of_any_text(text: str) -> None:
    found = articles(f"{ANDROID}{text}\n12/07/25, 6:40 pm - क ख: {ROOF}")
    assert found[0].body == FLOOD
    assert any(each.body.endswith(ROOF) for each in found)


def test_a_hostile_chat_takes_no_longer_than_another() -> None:
    hostile = "12/07/25, 6:40 pm - " + "क" * 1_000_000 + "\n" + "12/07/25, 6:40 " * 100_000
    began = time.process_time()
    read(hostile + "\n12/07/25, 6:41 pm - क: ख")
    assert time.process_time() - began < 20
