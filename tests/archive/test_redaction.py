"""What is hidden of addresses and texts, and what is left as it is."""

import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.redaction import has_secret, without_secrets

HIDDEN = (
    ("postgresql+psycopg://u:pw@h/db", "postgresql+psycopg://u:***@h/db"),
    ("opensearch+https://u:p@w/@h:9200/n", "opensearch+https://u:***@h:9200/n"),
    ("opensearch+https://u:p:w#?@a,b:9200/n", "opensearch+https://u:***@a,b:9200/n"),
    ("postgresql://:pw@h/db", "postgresql://:***@h/db"),
    ("https://token@h/feed", "https://***@h/feed"),
    ("postgresql://h/db?user=u&password=pw", "postgresql://h/db?user=u&password=***"),
    ("postgresql://h/db?sslpassword=pw&x=1", "postgresql://h/db?sslpassword=***&x=1"),
    ("https://h/feed?api_key=pw", "https://h/feed?api_key=***"),
    ("cannot open 'postgresql://u:pw@h/db'; wait", "cannot open 'postgresql://u:***@h/db'; wait"),
    ("host=h password=pw dbname=d", "host=h password=*** dbname=d"),
)
PLAIN = (
    "",
    "sqlite:////srv/archive.db",
    "sqlite:////home/me@work/archive.db",
    "whoosh:/srv/index",
    "https://example.org/feed?page=2",
    "write to editor@example.org",
    "the password is wrong",
)


@pytest.mark.parametrize(("text", "shown"), HIDDEN)
def test_a_password_is_hidden_and_the_rest_is_told(text: str, shown: str) -> None:
    assert without_secrets(text) == shown
    assert has_secret(text)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_secret_stays(text: str) -> None:
    assert without_secrets(text) == text
    assert not has_secret(text)


@given(
    st.text(st.characters(exclude_categories=("Z", "C"), exclude_characters="\"'<>"), min_size=8)
)
def test_no_password_of_whatever_signs_is_left(password: str) -> None:
    shown = without_secrets(f"postgresql://reader:{password}@host/db")
    assert shown == "postgresql://reader:***@host/db"


@pytest.mark.parametrize("piece", ["x", "pass", "a://", "@a://", "-", "token=", "%3d", "://@"])
def test_no_text_takes_long(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = f"@{piece * (characters // len(piece))}"
        return min(timeit.repeat(lambda: without_secrets(text), number=1, repeat=3))

    # Ten times the text: a hundred times as long would be too much.
    assert seconds(40_000) < 40 * seconds(4_000) + 0.05
