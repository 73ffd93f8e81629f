"""The headline and the beginning of an article."""

import pytest

from archive.article import Article, beginning, headline

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
