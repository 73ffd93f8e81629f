"""The headline and the beginning of an article."""

import pytest

from archive.article import Article, after_title, beginning, headline, listed_title

LONG = " ".join(["शब्द"] * 100)


@pytest.mark.parametrize(
    ("title", "body", "limit", "shown"),
    [
        ("बैठक", LONG, 3, "बैठक"),
        (" बैठक\n टली ", LONG, 3, "बैठक टली"),
        ("", "पहला वाक्य।\nदूसरा।", 80, "पहला वाक्य। दूसरा।"),
        (" ", LONG, 12, "शब्द शब्द…"),
        ("", "क" * 20, 10, "क" * 9 + "…"),
    ],
)
def test_headline(title: str, body: str, limit: int, shown: str) -> None:
    assert headline(Article("a", body, title), limit) == shown


def test_the_beginning_is_of_the_text_alone() -> None:
    assert beginning(Article("a", LONG, "बैठक"), 12) == "शब्द शब्द…"


SENTENCE = "पटना में बाढ़ का पानी घटा; राहत शिविर अब भी खुले हैं"
FURTHER = "ज़िला प्रशासन ने कहा कि लोग दो दिन में घर लौट सकेंगे और स्कूल सोमवार से खुलेंगे। " * 3


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        (f"{SENTENCE}। {FURTHER}", FURTHER),
        (f"  {SENTENCE}\n\n{FURTHER}", FURTHER),
        # Some sites write it twice.
        (f"{SENTENCE} | {SENTENCE}\n{FURTHER}", FURTHER),
        # What holds little else is shown whole.
        (f"{SENTENCE}। थोड़ा और।", f"{SENTENCE}। थोड़ा और।"),
        (SENTENCE, SENTENCE),
        (FURTHER, FURTHER),
    ],
)
def test_where_a_text_goes_on_behind_its_title(body: str, rest: str) -> None:
    article = Article("a", body, SENTENCE, titled_by="text")
    assert body[after_title(article) :] == rest


def test_a_list_shows_whole_clauses_of_a_title_made_of_the_text() -> None:
    first = f"गंगा के किनारे {SENTENCE}"
    long = f"{first}; {'और लोग लौट रहे हैं ' * 12}"
    made = Article("a", f"{long}। {FURTHER}", long, titled_by="text")
    assert listed_title(made) == f"{first} …"
    assert made.body[after_title(made) :].startswith("और लोग लौट रहे हैं")
    assert listed_title(Article("a", "x", long)) == long
    assert not after_title(Article("a", FURTHER))
